"""Cleared members' pictures, opened: what cannot be shown, what was withdrawn and is back, what was sent twice."""

from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from plugins.core.dates import without_weekday
from plugins.core.findings import Finding, Where, warning
from plugins.pictures.cache import PictureCache
from plugins.pictures.fingerprint import NO_EDGES, near_pairs
from plugins.pictures.originals import told_by_original
from plugins.pictures.picture import ForbiddenError, Picture, PictureError
from plugins.pictures.resemblance import MOST_BITS
from plugins.selfies.consent import Cleared
from plugins.selfies.roster import Roster
from plugins.selfies.uncleared import same_as
from plugins.selfies.withdrawals import Withdrawal, is_back, look_alikes, overruled


class Portrait(NamedTuple):
    """A member who is shown, and her picture."""

    member: Cleared
    picture: Picture


def open_portraits(
    roster: Roster, pictures: PictureCache, withdrawals: Mapping[str, Withdrawal], not_agreed: Mapping[str, str]
) -> tuple[list[Portrait], Roster]:
    """C18: a member's picture is damaged, or no picture at all, so she is left out of the wall.

    Ask her to send it again.

    not_agreed: ids of whoever is left out by text alone, by the SHA-256 of their files
    returns: the portraits of everyone cleared whose picture can be shown, and the roster without the others (C18, C22,
        C58) and with what originals tell (C16, C17)
    raises: ExecutorError
    """
    pictures.prepare(member.submission.picture for member in roster.cleared)
    portraits: list[Portrait] = []
    left_out: dict[str, tuple[Finding, ...]] = {}
    for member in roster.cleared:
        told, where = member.submission, original(member)
        try:
            portraits.append(Portrait(member, pictures.picture(told.picture)))
        except ForbiddenError as wrong:
            gone = wrong.sha256 in {told.sha256 for told in withdrawals.values()}
            other = same_as(told.id, not_agreed[wrong.sha256], where)
            left_out[told.id] = (is_back(wrong.sha256, withdrawals, where) if gone else other,)
        except PictureError as wrong:
            reason = f'"{told.picture.name}" is not a picture I can open ({wrong.reason})'
            lies_here = told.picture.is_file() and not told.picture.is_symlink()
            remedy = "Ask for it again." if lies_here else "Put the picture itself here."
            left_out[told.id] = (warning(where, f"selfie {told.id} is left out: {reason}.", remedy, "C18"),)
    left_out |= {member_id: (finding,) for member_id, finding in returning(portraits, withdrawals)}
    shown = [portrait for portrait in portraits if portrait.member.submission.id not in left_out]
    notes = [note for portrait in shown for note in told_by_original(portrait.picture, original(portrait.member))]
    return shown, roster.without(left_out, [*sent_twice(shown), *notes])


def original(member: Cleared) -> Where:
    """Her picture's file, as staff know it."""
    told = member.submission
    return Where(f"{told.path.rpartition('/')[0]}/{told.picture.name}")


def returning(portraits: Sequence[Portrait], withdrawals: Mapping[str, Withdrawal]) -> Iterator[tuple[str, Finding]]:
    """C22: whoever looks like a withdrawn picture, by id, until somebody says that it is not the same."""
    members = {portrait.member.submission.id: portrait for portrait in portraits}
    fingerprints = {member_id: portrait.picture.fingerprint for member_id, portrait in members.items()}
    for member_id, gone in look_alikes(fingerprints, withdrawals).items():
        told = members[member_id].member
        problem = f"selfie {member_id} is left out: it looks like {gone.id}, withdrawn on {without_weekday(gone.day)}."
        yield member_id, warning(original(told), problem, overruled(member_id, gone), "C22")


def sent_twice(portraits: Sequence[Portrait]) -> Iterator[Finding]:
    """C58: pictures that look like an earlier one; all stay, since only a person can tell. Each is told once."""
    first_of: dict[int, Portrait] = {}
    for portrait in portraits:
        if portrait.picture.fingerprint.difference_hash == NO_EDGES:
            continue
        first = first_of.setdefault(portrait.picture.fingerprint.difference_hash, portrait)
        if first is not portrait:
            yield looks_like(portrait, first)
    distinct = list(first_of.values())
    pairs = near_pairs(list(first_of), MOST_BITS)
    # Of those that several are near to, the first.
    for later, earlier in sorted({later: earlier for earlier, later in reversed(pairs)}.items()):
        yield looks_like(distinct[later], distinct[earlier])


def looks_like(one: Portrait, other: Portrait) -> Finding:
    """C58: two pictures look so much alike that one may be the other, sent twice.

    Readers would see the same person as if she were two. Look at both, and delete one if they are the same.
    """
    told = one.member.submission
    problem = f"selfie {told.id} looks like {other.member.submission.id}. Was one picture sent twice?"
    return warning(Where(told.path), problem, "If so, delete one of them.", "C58")
