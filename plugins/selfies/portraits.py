"""Cleared members' pictures, opened: what cannot be shown, what was withdrawn and is back, what was sent twice."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple

from plugins.core.findings import Finding, Where, finding
from plugins.pictures.cache import PictureCache
from plugins.pictures.fingerprint import NO_EDGES, near_pairs
from plugins.pictures.originals import findings_of_original
from plugins.pictures.picture import ForbiddenError, Picture, PictureError
from plugins.pictures.refusals import what_to_do
from plugins.pictures.resemblance import MAX_BITS
from plugins.selfies.consent import Cleared
from plugins.selfies.roster import Roster
from plugins.selfies.submission import Submission
from plugins.selfies.uncleared import same_as
from plugins.selfies.withdrawals import Withdrawal, is_back, look_alikes

MIN_SIDE_PX = 32  # on less nobody can be seen, nor a sign be read
SHARP_SIDE_PX = 320  # a smaller picture is blurred where it stands large


class Portrait(NamedTuple):
    """A member who is shown, and their picture."""

    member: Cleared
    picture: Picture


def open_portraits(
    roster: Roster, pictures: PictureCache, withdrawals: Mapping[str, Withdrawal], not_agreed: Mapping[str, str]
) -> tuple[list[Portrait], Roster]:
    """The portraits of everyone cleared whose picture can be shown, and the roster without the others.

    not_agreed: ids of whoever is left out by text alone, by the SHA-256 of their files
    returns: the roster with why they are left out (C18, C19, C22), what was sent twice (C58), and what originals tell
        (C16, C17)
    raises: ExecutorError
    """
    pictures.prepare(member.submission.picture for member in roster.cleared)
    portraits: list[Portrait] = []
    left_out: dict[str, tuple[Finding, ...]] = {}
    for member in roster.cleared:
        submission, where = member.submission, original(member)
        try:
            picture = pictures.portrait(submission.picture)
            if min(picture.width_px, picture.height_px) < MIN_SIDE_PX:
                size = {"width_px": picture.width_px, "height_px": picture.height_px}
                left_out[submission.id] = (finding("C18.selfie-too-small", where, id=submission.id, **size),)
            else:
                portraits.append(Portrait(member, picture))
        except ForbiddenError as wrong:
            gone = wrong.sha256 in {withdrawal.sha256 for withdrawal in withdrawals.values()}
            other = same_as(submission.id, not_agreed[wrong.sha256], where)
            left_out[submission.id] = (is_back(wrong.sha256, withdrawals, where) if gone else other,)
        except PictureError as wrong:
            left_out[submission.id] = (not_opened(submission, wrong, where),)
    left_out |= {member_id: (found,) for member_id, found in returning(portraits, withdrawals)}
    shown = [portrait for portrait in portraits if portrait.member.submission.id not in left_out]
    notes = [note for portrait in shown for note in findings_of_original(portrait.picture, original(portrait.member))]
    return shown, roster.without(left_out, [*sent_twice(shown), *notes])


def blurred(portraits: Iterable[Portrait]) -> Iterator[Finding]:
    """Pictures of members who are shown that are too small to be sharp where they stand large (C18)."""
    for member, picture in portraits:
        if min(picture.width_px, picture.height_px) < SHARP_SIDE_PX:
            size = {"width_px": picture.width_px, "height_px": picture.height_px}
            yield finding("C18.selfie-blurred", original(member), id=member.submission.id, **size)


def not_opened(submission: Submission, wrong: PictureError, where: Where) -> Finding:
    """What is told of a member's picture that cannot be opened (C18)."""
    file = submission.picture.name
    if submission.picture.is_file() and not submission.picture.is_symlink():
        remedy = what_to_do(wrong.reason)
        return finding("C18.selfie-not-opened", where, id=submission.id, file=file, **wrong.why, **remedy)
    return finding("C18.selfie-elsewhere", where, id=submission.id, file=file, **wrong.why)


def original(member: Cleared) -> Where:
    """Their picture's file, as staff know it."""
    submission = member.submission
    return Where(f"{submission.path.rpartition('/')[0]}/{submission.picture.name}")


def returning(portraits: Sequence[Portrait], withdrawals: Mapping[str, Withdrawal]) -> Iterator[tuple[str, Finding]]:
    """Whoever looks like a withdrawn picture (C22), by id, until somebody says that it is not the same."""
    members = {portrait.member.submission.id: portrait for portrait in portraits}
    fingerprints = {member_id: portrait.picture.fingerprint for member_id, portrait in members.items()}
    for member_id, gone in look_alikes(fingerprints, withdrawals).items():
        where, day = original(members[member_id].member), gone.day
        yield member_id, finding("C22.selfie-looks-withdrawn", where, id=member_id, gone=gone.id, day=day)


def sent_twice(portraits: Sequence[Portrait]) -> Iterator[Finding]:
    """The pictures that look like an earlier one (C58); all stay, since only a person can tell. Each is told once."""
    first_of: dict[int, Portrait] = {}
    for portrait in portraits:
        if portrait.picture.fingerprint.difference_hash == NO_EDGES:
            continue
        first = first_of.setdefault(portrait.picture.fingerprint.difference_hash, portrait)
        if first is not portrait:
            yield looks_like(portrait, first)
    distinct = list(first_of.values())
    pairs = near_pairs(list(first_of), MAX_BITS)
    # Of those that several are near to, the first.
    for later, earlier in sorted({later: earlier for earlier, later in reversed(pairs)}.items()):
        yield looks_like(distinct[later], distinct[earlier])


def looks_like(one: Portrait, other: Portrait) -> Finding:
    """What is told of two pictures that look so much alike that one may be the other (C58)."""
    submission = one.member.submission
    return finding("C58.sent-twice", Where(submission.path), id=submission.id, other=other.member.submission.id)
