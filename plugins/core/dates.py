"""Dates as staff write them: year-month-day, with an optional time, and nothing that can be read in two ways."""

import calendar
import re
from datetime import UTC, date, datetime, timedelta, timezone, tzinfo

from plugins.core.findings import quoted

# Not from the calendar module: that speaks the machine's language, and Pelican sets the machine's locale.
DAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
MONTHS = (
    "January", "February", "March", "April", "May", "June",
    "July", "August", "September", "October", "November", "December",
)  # fmt: skip
ISO = re.compile(
    r"(\d{4})-(\d{1,2})-(\d{1,2})(?:[ T](\d{1,2}):(\d{2})(?::[0-5]\d(?:\.\d+)?)?"
    r" ?(?P<offset>Z|[+-](?:0\d|1[0-4]):?[0-5]\d)?)?",
    re.ASCII,
)
IN_WORDS = re.compile(r"(?:[a-z]+,? )?(?:(\d{1,2}) ([a-z]{3,9})|([a-z]{3,9}) (\d{1,2})),? (\d{4})", re.ASCII)
TIME = r"(?P<time>[ T]\d{1,2}:\d{2}(?::\d{2})?)?"
SLASHED = re.compile(rf"(\d{{1,2}})([/.-])(\d{{1,2}})\2(\d{{4}}|(?<=[/.])\d\d){TIME}", re.ASCII)
YEAR_FIRST = re.compile(rf"(\d{{4}})[/.](\d{{1,2}})[/.](\d{{1,2}}){TIME}", re.ASCII)
EXAMPLE = "Write year-month-day, for example 2026-11-22."


class DateError(ValueError):
    """Carries two sentences, what is wrong and what to write, and the code of the mistake."""

    def __init__(self, problem: str, remedy: str, code: str = "C04") -> None:
        """C04: a date that does not exist, or is written in a form that I do not read. Year, month, day: 2026-11-22."""
        super().__init__(f"{problem} {remedy}")
        self.problem, self.remedy, self.code = problem, remedy, code


def moment(text: str, zone: tzinfo | None) -> datetime:
    """The date and time that `text` names, to the minute, in `zone`; midnight when it names no time.

    A time may tell how far it is from that of Greenwich, as other programs write it: `2016-04-01T08:30:00Z`.
    raises: DateError
    """
    if not (told := ISO.fullmatch(text.strip())):
        raise _not_iso(text.strip())
    year, month, day_of_month, hour, minute = [int(part or 0) for part in told.groups()[:5]]
    try:
        if zone and told["offset"]:
            there = datetime(year, month, day_of_month, hour, minute, tzinfo=_zone(told["offset"]))
            return there.astimezone(zone)
        return datetime(year, month, day_of_month, hour, minute, tzinfo=zone)
    except OverflowError:  # the first or the last day of all, in another zone
        raise DateError(f"{quoted(text)} is not a date.", EXAMPLE) from None
    except ValueError:
        if reason := _impossible(year, month, day_of_month):
            raise DateError(f"{quoted(text)} is not a date: {reason}.", EXAMPLE) from None
        reason = f"there is no hour {hour}" if hour > 23 else f"there is no minute {minute}"
        raise DateError(f"{quoted(text)} is not a time: {reason}.", "Write for example 2026-11-22 09:30.") from None


def day(text: str) -> date:
    """The day that `text` names; a time after it counts for nothing. raises: DateError"""
    return moment(text, zone=None).date()


def in_words(when: date) -> str:
    """The date as people say it, whatever the machine's language is.

    >>> in_words(date(2022, 10, 1))
    'Saturday 1 October 2022'
    """
    return f"{DAYS[when.weekday()]} {without_weekday(when)}"


def without_weekday(when: date) -> str:
    """The date in words.

    >>> without_weekday(date(2022, 10, 1))
    '1 October 2022'
    """
    return f"{when.day} {MONTHS[when.month - 1]} {when.year}"


def time_in_words(when: datetime) -> str:
    """The time as people say it.

    >>> time_in_words(datetime(2027, 3, 4, 9, 0))
    '9:00 a.m.'
    """
    return f"{when.hour % 12 or 12}:{when.minute:02} {'a.m.' if when.hour < 12 else 'p.m.'}"


def _zone(offset: str) -> timezone:
    """The zone that `Z`, `+02:00` or `-0700` names."""
    if offset == "Z":
        return UTC
    minutes = int(offset[1:3]) * 60 + int(offset[-2:])
    return timezone(timedelta(minutes=minutes if offset[0] == "+" else -minutes))


def _impossible(year: int, month: int, day_of_month: int) -> str:
    if not 1 <= month <= 12:
        return f"there is no month {month}"
    if not 1 <= day_of_month <= calendar.monthrange(max(year, 1), month)[1]:
        return f"{MONTHS[month - 1]} {year} has no day {day_of_month}"
    return "" if year else "there is no year 0"


def _not_iso(text: str) -> DateError:
    """C05: a date such as 3/4/2026, which some read as 3 April and others as March 4.

    A reader would come on the wrong day, or a story appear early. Write year, month, day: 2026-04-03. C04: any other
    way of writing a date that I do not read; where only one day can be meant, the report says what to type.
    """
    problem, remedy = f"{quoted(text)} is not a date.", EXAMPLE
    if told := SLASHED.fullmatch(text):
        first, second, year, time = int(told[1]), int(told[3]), int(told[4]), told["time"] or ""
        year += 2000 * (len(told[4]) == 2)
        days = [(second, first), (first, second)]  # (month, day): day first, then month first
        possible = [f"{year:04}-{month:02}-{day:02}{time}" for month, day in days if not _impossible(year, month, day)]
        if len(set(possible)) == 2:
            problem = f"{quoted(text)} can be {first} {MONTHS[second - 1]} or {MONTHS[first - 1]} {second}."
            return DateError(problem, f"Write {possible[0]} or {possible[1]}.", "C05")
        remedy = f"Write {possible[0]}." if possible else EXAMPLE
    elif told := YEAR_FIRST.fullmatch(text):
        year, month, number = int(told[1]), int(told[2]), int(told[3])
        if not _impossible(year, month, number):
            remedy = f"Write {year:04}-{month:02}-{number:02}{told['time'] or ''}."
    elif told := IN_WORDS.fullmatch(text.casefold().replace(".", "")):
        name, number, year = told[2] or told[3], int(told[1] or told[4]), int(told[5])
        month = next((at for at, month in enumerate(MONTHS, 1) if month.casefold().startswith(name)), 0)
        remedy = EXAMPLE if _impossible(year, month, number) else f"Write {year:04}-{month:02}-{number:02}."
    return DateError(problem, remedy)
