"""Who may be shown. Decided from text alone, before a pixel is read; no answer is no; a withdrawal wins over all."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from plugins.core.dates import DateError, day, without_weekday
from plugins.core.fields import words
from plugins.core.findings import Finding, note, warning
from plugins.selfies.answers import WAYS, is_photographer, is_way
from plugins.selfies.submission import Refused, Submission, is_withdrawn

# So long before consent ends there is time to ask again.
DAYS_TO_ASK = 30


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


def withdrawn(told: Submission) -> Finding | None:
    """C55: a date takes the picture off; so does a word that is no date, which the header's check reports."""
    if not told.withdrawn:
        return None
    return is_withdrawn(told.where("Withdrawn"), told.id)


def without_consent(told: Submission, purpose: str, today: date) -> Finding | None:
    """C19: a member has not agreed to this use of her picture, or nobody wrote down on which day she did.

    She is left out, since nobody is shown who did not say yes. Ask her, and write down what she agreed to and when; a
    day still to come is a slip.
    """
    agreed = {word.casefold() for word in words(told.consent)}
    given = first_day(told.consent_given)
    if purpose in agreed and given:
        if not is_way(told.consent_given):
            problem = f"selfie {told.id} is left out: more stands in Consent-given than a day and how."
            remedy = f"Write for example  Consent-given: 2021-03-02, by e-mail  or use one of: {', '.join(WAYS)}."
            return warning(told.where("Consent-given"), problem, remedy, "C19")
        if given <= today:
            return None
        problem = f"selfie {told.id} is left out: its consent is of {without_weekday(given)}, a day still to come."
        return warning(told.where("Consent-given"), problem, "Correct the date.", "C19")
    field = "Consent-given" if purpose in agreed else "Consent"
    problem = f"selfie {told.id} has no consent on record for the {purpose}; it is left out."
    remedy = f"Ask the member, then write:  Consent: {purpose}  and  Consent-given: 2021-03-02, by e-mail"
    return warning(told.where(field), problem, remedy, "C19")


def first_day(text: str) -> date | None:
    """The date that is the first word, as in `2021-03-02, by e-mail`; None for "not yet", which is no consent.

    >>> first_day("2021-03-02, by e-mail"), first_day("asked")
    (datetime.date(2021, 3, 2), None)
    """
    try:
        return day(text.replace(",", " ").partition(" ")[0])
    except DateError:
        return None


def ended(told: Submission, today: date) -> Finding | None:
    """C42: the last day that the member agreed to is over; a date that cannot be read counts as over.

    She is left out of the wall, since she agreed to no more. Ask her again, and write the new day.
    """
    if not told.consent_until:
        return None
    try:
        last = day(told.consent_until)
    except DateError:
        problem = f"selfie {told.id} is left out: the end of its consent is not a day."
        return warning(told.where("Consent-until"), problem, "Write for example  Consent-until: 2031-12-31", "C42")
    if today <= last:
        return None
    problem = f"selfie {told.id} is left out: its consent ended on {without_weekday(last)}."
    return note(told.where("Consent-until"), problem, "", "C42")


def ends_soon(member: Cleared, today: date) -> Finding | None:
    """C42: the last day that a member on the wall agreed to is today, or in at most 30 days.

    After it they are left out of the wall. Ask the member again, and write the new day.
    """
    told = member.submission
    last = day(told.consent_until) if told.consent_until else None
    if last is None or (last - today).days > DAYS_TO_ASK:
        return None
    problem = f"The consent of selfie {told.id} ends on {without_weekday(last)}."
    remedy = "Ask the member again, and write the new day:  Consent-until: YEAR-MONTH-DAY"
    return warning(told.where("Consent-until"), problem, remedy, "C42")


def not_all_adults(told: Submission) -> Finding | None:
    """C21: nobody has said whether anyone under 18 can be seen in the picture, or somebody can.

    No child may be shown, since it cannot agree to that, so the picture is left out. Ask the member.
    """
    answer = told.adults_only.casefold()
    if answer == "yes":
        return None
    if answer == "no":
        problem = f"selfie {told.id} is left out: someone under 18 can be seen."
        return note(told.where("Adults-only"), problem, "", "C21")
    problem = f"selfie {told.id} is left out: nobody has said whether anyone under 18 can be seen."
    return warning(told.where("Adults-only"), problem, "Ask the member. If nobody is, write:  Adults-only: yes", "C21")


def without_photographer(told: Submission) -> Finding | None:
    """C41: nobody wrote down who took the picture.

    Whoever took it has rights in it, so it is left out. Ask the member; a dash, "unknown", a firm or a
    first name alone is no answer, and nothing stands beside the name but where the photographer is from.
    """
    if is_photographer(told.photo_by, told.name):
        return None
    problem = f"selfie {told.id} is left out: nobody has said who took the picture."
    remedy = "Ask the member, then write a first and last name or:  Photo-by: self"
    return warning(told.where("Photo-by"), problem, remedy, "C41")
