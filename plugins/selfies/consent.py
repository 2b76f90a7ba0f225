"""Who may be shown. Decided from text alone, before a pixel is read; no answer is no; a withdrawal wins over all."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from plugins.core.dates import DateError, day, meant_date
from plugins.core.fields import choices
from plugins.core.findings import Finding, finding
from plugins.selfies.answers import capitalised, is_named, is_photographer
from plugins.selfies.lexicon import CONDITIONS, NEGATION
from plugins.selfies.submission import Refused, Submission, is_withdrawn
from plugins.selfies.taking_back import says_no
from plugins.selfies.ways import WAYS, is_way

# So long before consent ends there is time to ask again.
DAYS_TO_ASK = 30
REFERS = re.compile(r"\bsee\b", re.IGNORECASE)
NOT_YET = NEGATION | CONDITIONS | {"soon", "later", "todo", "tba", "tbc", "tbd"}


@dataclass(frozen=True, slots=True)
class Cleared:
    """A submission that may be shown for one purpose. Only `decide` makes one."""

    submission: Submission
    purpose: str


def decide(submission: Submission, purpose: str, today: date) -> Cleared | Refused:
    """Whether a member may be shown for a purpose (one of PURPOSES) on a day, and if not, every reason why.

    A withdrawal (C55) is the only reason told: there is nothing left to ask. The others are C19, C21, C41 and C42.
    """
    if gone := withdrawn(submission):
        return Refused(submission.id, (gone,))
    reasons = (
        without_consent(submission, purpose, today),
        ended(submission, today),
        not_all_adults(submission),
        without_photographer(submission),
    )
    refusals = tuple(reason for reason in reasons if reason)
    return Refused(submission.id, refusals) if refusals else Cleared(submission, purpose)


def sort_out(submissions: Iterable[Submission], purpose: str, today: date) -> tuple[list[Cleared], list[Refused]]:
    """Those who may be shown, and those who are left out."""
    decisions = [decide(submission, purpose, today) for submission in submissions]
    cleared = [decision for decision in decisions if isinstance(decision, Cleared)]
    return cleared, [decision for decision in decisions if isinstance(decision, Refused)]


def withdrawn(submission: Submission) -> Finding | None:
    """That the member took the picture back (C55): by a date, or a word that is none, which is told of the header."""
    if not submission.withdrawn:
        return None
    return is_withdrawn(submission.where("Withdrawn"), submission.id)


def without_consent(submission: Submission, purpose: str, today: date) -> Finding | None:
    """Why a member has not agreed to this use of their picture, as far as anybody wrote down (C19)."""
    agreed = {word.casefold() for word in choices(submission.consent)}
    given = first_day(submission.consent_given)
    if purpose in agreed and not given and submission.consent_given and not is_still_to_come(submission.consent_given):
        where, meant = submission.where("Consent-given"), meant_day(submission.consent_given)
        return finding("C19.day-not-read", where, id=submission.id, **({"meant": meant} if meant else {}))
    if purpose in agreed and given:
        if not is_way(submission.consent_given):
            return finding(
                "C19.more-than-a-day", submission.where("Consent-given"), id=submission.id, known=", ".join(WAYS)
            )
        if given <= today:
            return None
        return finding("C19.day-to-come", submission.where("Consent-given"), id=submission.id, day=given)
    field = "Consent-given" if purpose in agreed else "Consent"
    return finding("C19.no-consent", submission.where(field), id=submission.id, purpose=purpose)


def first_day(text: str) -> date | None:
    """The date that is the first word, as in `2021-03-02, by e-mail`; None for "not yet", which is no consent.

    >>> first_day("2021-03-02, by e-mail"), first_day("asked")
    (datetime.date(2021, 3, 2), None)
    """
    try:
        return day(re.split(r"[,;:\s]", text, maxsplit=1)[0])
    except DateError:
        return None


def is_still_to_come(given: str) -> bool:
    """Whether words where a day is to stand say that there was no yes, or none yet.

    Where the day stands instead ("see mail") says neither.

    >>> is_still_to_come("not yet"), is_still_to_come("see above: no"), is_still_to_come("by e-mail")
    (True, True, False)
    """
    given = REFERS.sub(" ", given)
    return says_no(given) or not NOT_YET.isdisjoint(re.findall(r"\w+", given.casefold()))


def meant_day(text: str) -> str:
    """The day with which a text begins in another form, where only one can be meant; else "".

    >>> meant_day("March 2, 2021, by e-mail"), meant_day("asked")
    ('2021-03-02', '')
    """
    ends = [found.start() for found in re.finditer(r"[,;(]| by | in | on | at |$", text)]
    days = (meant_date(text[:end].strip()) for end in reversed(ends))
    return next((found for found in days if first_day(found)), "")


def ended(submission: Submission, today: date) -> Finding | None:
    """That the last day that the member agreed to is over (C42); a date that cannot be read counts as over."""
    if not submission.consent_until:
        return None
    try:
        last = day(submission.consent_until)
    except DateError:
        return finding("C42.no-day", submission.where("Consent-until"), id=submission.id)
    if today <= last:
        return None
    return finding("C42.ended", submission.where("Consent-until"), id=submission.id, day=last)


def ends_soon(member: Cleared, today: date) -> Finding | None:
    """That the last day that a member on the wall agreed to is today, or in at most 30 days (C42)."""
    submission = member.submission
    last = day(submission.consent_until) if submission.consent_until else None
    if last is None or (last - today).days > DAYS_TO_ASK:
        return None
    return finding("C42.ends-soon", submission.where("Consent-until"), id=submission.id, day=last)


def not_all_adults(submission: Submission) -> Finding | None:
    """That nobody has said whether anyone under 18 can be seen in the picture, or somebody can (C21)."""
    answer = submission.adults_only.casefold()
    if answer == "yes":
        return None
    if answer == "no":
        return finding("C21.under-18", submission.where("Adults-only"), id=submission.id)
    return finding("C21.nobody-said", submission.where("Adults-only"), id=submission.id)


def without_photographer(submission: Submission) -> Finding | None:
    """That nobody wrote down who took the picture (C41)."""
    if is_photographer(submission.photo_by, submission.name):
        return None
    where = submission.where("Photo-by")
    if is_named(capitalised(submission.photo_by)):
        return finding("C41.perhaps-a-name", where, id=submission.id)
    return finding("C41.no-photographer", where, id=submission.id)
