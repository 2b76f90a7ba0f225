"""Dates as staff write them: year-month-day, with an optional time, and nothing that can be read in two ways."""

import calendar
import re
import unicodedata
from datetime import UTC, date, datetime, timedelta, timezone, tzinfo

from plugins.core.findings import WrongValue
from plugins.core.in_words import MONTHS

ISO = re.compile(
    r"(\d{4})-(\d{1,2})-(\d{1,2})(?:[ T](\d{1,2}):(\d{2})(?::[0-5]\d(?:\.\d+)?)?"
    r" ?(?P<offset>Z|[+-](?:0\d|1[0-4]):?[0-5]\d)?)?",
    re.ASCII,
)
HARD_SPACE = re.compile("[\u00a0\u2007\u202f]")
TWO_TIMES = re.compile(r"(?P<day>\d{4}-\d{1,2}-\d{1,2}) (?P<start>\d{1,2}:\d\d) ?[-–—] ?(?P<end>\d\d:\d\d)", re.ASCII)
# Small letters without accents and full stops: "tuesday, 4 march 2025", "le 1er mars 25", "4 de marzo de 2025".
IN_WORDS = re.compile(
    r"(?:[a-z]+,? ){0,2}(?:(\d{1,2})(?:er)?,? (?:de |of )?([a-z]{3,10})|([a-z]{3,10}) (\d{1,2})),? (?:de )?"
    r"(\d{4}|['’]?\d\d)",
    re.ASCII,
)
# Months as people most likely write them besides English, without accents: French, Spanish, German, Italian, Dutch,
# Portuguese.
ELSEWHERE = tuple(
    map(
        str.split,
        """\
janvier fevrier mars avril mai juin juillet aout septembre octobre novembre decembre
enero febrero marzo abril mayo junio julio agosto septiembre octubre noviembre diciembre
januar februar marz april mai juni juli august september oktober november dezember
gennaio febbraio marzo aprile maggio giugno luglio agosto settembre ottobre novembre dicembre
januari februari maart april mei juni juli augustus september oktober november december
janeiro fevereiro marco abril maio junho julho agosto setembro outubro novembro dezembro
""".splitlines(),
    )
)
TIME = r"(?P<time>[ T]\d{1,2}:\d{2}(?::\d{2})?)?"
SLASHED = re.compile(rf"(\d{{1,2}})([/.-])(\d{{1,2}})\2(\d{{4}}|(?<=[/.])\d\d){TIME}", re.ASCII)
YEAR_FIRST = re.compile(rf"(\d{{4}})[/.](\d{{1,2}})[/.](\d{{1,2}}){TIME}", re.ASCII)


IN_HALF_DAYS = re.compile(
    r"(?P<day>\d{4}-\d{1,2}-\d{1,2})[ ,T]+(?:at )?(?P<hour>1[0-2]|0?[1-9])(?:[:.](?P<minute>[0-5]\d))? ?"
    r"(?P<half>[ap])\.?m",
    re.ASCII | re.IGNORECASE,
)
# A time as people write it, behind a day in any form; an end that follows is for another field.
CLOCK = (
    r"(?P<hour>[01]?\d|2[0-4])(?:(?: ?[:.h] ?| heures? )(?P<minute>[0-5]\d)(?::[0-5]\d)?|(?= ?[aphnu]))"
    r" ?(?P<half>[ap]\.?m\.?|h|heures?|noon|uhr|uur|)"
)
WITH_TIME = re.compile(
    rf"(?P<day>.*?\d)(?:[ ,T]+(?:at|à|a|a las|às|alle|de|from|om|um|vers)?)+{CLOCK}(?: ?(?:-|–|—|to|until|à) ?\d.*)?",
    re.IGNORECASE,
)
ALONE = re.compile(rf"{CLOCK}(?: ?(?:-|–|—|to|until|à) ?\d.*)?", re.IGNORECASE)
# A month in words and a year beside it, of two digits if they are no time; what may stand between, and what has to.
MONTH, YEAR = r"([^\W\d_]{3,10})\.?", r"(\d{4}|['’]?\d\d)(?![\d:.]|[ ]?(?:[ap]\.?m\b|h|noon|u[hu]r\b))"
MAY_PART, PARTS = r"[ ]?[-‐‑‒–—−/._,]?[ ]?", r"(?:[-‐‑‒–—−/._,]|(?<=\d)[ ]|[ ](?=\d)){1,3}"
# What is written otherwise, and means nothing else: "4. 3. 2025", "04-Mar-25", "4mars2025", "Mar.04.2025",
# "2025 March 4", "noon", "6 pm, 4 March 2025".
OTHER_FORMS = (
    (re.compile(r"\s+"), " "),
    (re.compile(r"(?<=\d)\s*([./])\s*(?=\d)"), r"\1"),
    (re.compile(r"(?<=\d)_(?=\d)"), "-"),
    (re.compile(rf"(?<![\d:.])(\d\d?){MAY_PART}{MONTH}{MAY_PART}{YEAR}"), r"\1 \2 \3"),
    (re.compile(rf"(?<!\w){MONTH}{MAY_PART}(\d\d?){PARTS}{YEAR}"), r"\1 \2 \3"),
    (re.compile(rf"\A(\d{{4}}){MAY_PART}{MONTH}{MAY_PART}(\d\d?)(?!\d)"), r"\3 \2 \1"),
    (
        re.compile(r"\b(?:12(?::00)? )?(?:noon|midday|midi|mittags?|mediod[ií]a|mezzogiorno|middag)\b", re.IGNORECASE),
        "12:00",
    ),
    (
        re.compile(
            r"\A(\d{1,2}(?:[:.h]\d\d)?(?: ?(?:[ap]\.?m\.?|uhr|h)| ?(?<=[:.h]\d\d)))[ ,]+(?:(?:am|el|il|le|on|op) )?"
            r"(?=.*\d{4})(.+)",
            re.IGNORECASE,
        ),
        r"\2 \1",
    ),
)
# Words behind a day or a time, such as those of a zone; and the only day among other words.
WORDS_BEHIND = re.compile(
    r"(?P<front>.*?\d(?: ?[ap]\.?m\b\.?| ?(?:uhr|h)\b)?)[\s,]*\(?"
    r"(?P<words>[+-]\d\d:?\d\d|(?![ap]\.?m\b)[^\W\d_][^\d]*(?:[+-]\d\d?(?::?\d\d)?)?)\)?",
    re.IGNORECASE,
)
ONLY_DAY = re.compile(r"\D*(?<![\d-])(\d{4}-\d{1,2}-\d{1,2})(?![\d-])\D*", re.ASCII)
OF_GREENWICH = re.compile(r"\(?(?:UTC|GMT|UT|Z)\)?", re.IGNORECASE)
FEW_OR_MANY_DIGITS = re.compile(r"(\d{1,3}|\d{5,})-\d{1,2}-\d{1,2}(?:[ T].*)?", re.ASCII)
# Beside them a year is a slip, 0021 for 2021, or stands for "never", as 9999 does.
FIRST_YEAR, LAST_YEAR = 1000, 2999


class DateError(ValueError):
    """Carries what is wrong (C04, C05)."""

    def __init__(self, wrong: WrongValue) -> None:
        super().__init__(wrong.name)
        self.wrong = wrong


def moment(text: str, zone: tzinfo | None) -> datetime:
    """The date and time that `text` names, to the minute, in `zone`; midnight when it names no time.

    A time may tell how far it is from that of Greenwich, as other programs write it: `2016-04-01T08:30:00Z`.
    raises: DateError
    """
    match = _iso(HARD_SPACE.sub(" ", text.strip()))
    year, month, day_of_month, hour, minute = [int(part or 0) for part in match.groups()[:5]]
    try:
        if zone and match["offset"]:
            there = datetime(year, month, day_of_month, hour, minute, tzinfo=_zone(match["offset"]))
            when = there.astimezone(zone)
        else:
            when = datetime(year, month, day_of_month, hour, minute, tzinfo=zone)
    except OverflowError:  # the first or the last day of all, in another zone
        raise DateError(WrongValue("C04.no-date", text=text)) from None
    except ValueError:
        if impossible := _impossible(text, year, month, day_of_month):
            raise DateError(impossible) from None
        if (hour, minute) == (24, 0) and year < datetime.max.year:  # as some write the midnight at which a day ends
            after = datetime(year, month, day_of_month) + timedelta(days=1)
            raise DateError(WrongValue("C04.no-date", text=text, meant=f"{after:%Y-%m-%d %H:%M}")) from None
        if hour > 23:
            raise DateError(WrongValue("C04.no-hour", text=text, hour=hour)) from None
        raise DateError(WrongValue("C04.no-minute", text=text, minute=minute)) from None
    if year < FIRST_YEAR:
        raise DateError(WrongValue("C04.early-year", text=text, year=year))
    if year > LAST_YEAR:
        raise DateError(WrongValue("C04.late-year", text=text, year=year))
    return _in_whole_minutes(when)


def _iso(text: str) -> re.Match[str]:
    """The parts of a date that is written as this program reads it.

    A later time behind the first is none of them, though it looks like a distance from Greenwich: programs write
    seconds before that, or a T before the time.
    raises: DateError
    """
    two = TWO_TIMES.fullmatch(text)
    if two and two["end"] > two["start"].zfill(len(two["end"])):
        start, end = (f"{two['day']} {two[name]}" for name in ("start", "end"))
        raise DateError(WrongValue("C04.two-times", text=text, meant=start, end=end))
    if match := ISO.fullmatch(text):
        return match
    raise _not_iso(text)


def _in_whole_minutes(when: datetime) -> datetime:
    """The same moment, as far from Greenwich as programs can read: before zones had whole minutes, as near as may be.

    RFC 3339, which feeds and pages follow, knows no seconds there; Edmonton's clocks were at -07:33:52 until 1906.
    """
    offset = when.utcoffset()
    if offset is None or not offset % timedelta(minutes=1):
        return when
    return when.replace(tzinfo=timezone(timedelta(minutes=round(offset / timedelta(minutes=1)))))


def is_skipped(when: datetime) -> bool:
    """Whether no clock shows a time on its day, since clocks are set forward over it."""
    return when.astimezone(UTC).astimezone(when.tzinfo).replace(tzinfo=None) != when.replace(tzinfo=None)


def shown_moment(text: str, zone: tzinfo) -> datetime:
    """The same as `moment`, of a time that clocks show. raises: DateError for one that they are set forward over"""
    when = moment(text, zone)
    if ":" in text and is_skipped(when):
        meant = f"{when.astimezone(UTC).astimezone(zone):%Y-%m-%d %H:%M}"
        raise DateError(WrongValue("C04.skipped-hour", text=text, meant=meant))
    return when


def meant_date(text: str) -> str:
    """A date in another form as this program reads it, where only one day can be meant; any other text as it is.

    >>> meant_date("Jul 8, 2022"), meant_date("3/4/2026")
    ('2022-07-08', '3/4/2026')
    """
    try:
        moment(text, UTC)
    except DateError as wrong:
        return str(wrong.wrong.values.get("meant", text))
    return text


def days_meant(text: str) -> list[date]:
    """The days that `text` may name, in their order: two where month and day can change places; none for other words.

    >>> [f"{one}" for one in days_meant("2/1/2027")], days_meant("soon")
    (['2027-01-02', '2027-02-01'], [])
    """
    try:
        return [day(text)]
    except DateError as wrong:
        values = wrong.wrong.values
        return sorted(day(str(values[name])) for name in ("meant", "day_first", "month_first") if values.get(name))


def day(text: str) -> date:
    """The day that `text` names; a time after it counts for nothing. raises: DateError"""
    return moment(text, zone=None).date()


def _zone(offset: str) -> timezone:
    """The zone that `Z`, `+02:00` or `-0700` names."""
    if offset == "Z":
        return UTC
    minutes = int(offset[1:3]) * 60 + int(offset[-2:])
    return timezone(timedelta(minutes=minutes if offset[0] == "+" else -minutes))


def _is_day(year: int, month: int, day_of_month: int) -> bool:
    try:
        date(year, month, day_of_month)
    except ValueError:
        return False
    return True


def _impossible(text: str, year: int, month: int, day_of_month: int) -> WrongValue | None:
    """What is wrong with the numbers of a date (C04); None for one that there is."""
    if not 1 <= month <= 12:
        return WrongValue("C04.no-month", text=text, month=month)
    if not 1 <= day_of_month <= calendar.monthrange(max(year, 1), month)[1]:
        return WrongValue("C04.no-day", text=text, month=MONTHS[month - 1], year=year, day=day_of_month)
    return None if year else WrongValue("C04.no-year", text=text, year=year)


def _plainly(text: str) -> str:
    """A date without what word processors make of it, and without what else says nothing.

    >>> _plainly("‘2026–06–01’"), _plainly("June 1st, 2026"), _plainly("20260601"), _plainly("2026-06-01 9 p.m.")
    ('2026-06-01', 'June 1, 2026', '2026-06-01', '2026-06-01 21:00')
    """
    bare = re.sub(r"[‐‑‒–—−]", "-", text.strip("\"'“”„‘’«»<>()[]`*_ .,;"))
    if hour := IN_HALF_DAYS.fullmatch(bare):
        noon = 12 * (hour["half"].casefold() == "p")
        return f"{hour['day']} {int(hour['hour']) % 12 + noon:02}:{hour['minute'] or '00'}"
    bare = re.sub(r"\b(\d{1,2})(?:st|nd|rd|th)\b", r"\1", bare, flags=re.IGNORECASE)
    return re.sub(r"^(\d{4})(\d\d)(\d\d)$", r"\1-\2-\3", re.sub(r"(?<=\d)\s*-\s*(?=\d)", "-", bare))


def _not_iso(text: str) -> DateError:
    """What is wrong with a date in another form: two days can be meant (C05), or it is not read (C04)."""
    plain = text
    for pattern, instead in OTHER_FORMS:
        plain = pattern.sub(instead, plain)
    if found := ALONE.fullmatch(plain):
        return DateError(WrongValue("C04.time-alone", text=text, time=_time(found)))
    if found := WITH_TIME.fullmatch(plain):
        if meant := _with_time(plain):
            return DateError(WrongValue("C04.no-date", text=text, meant=meant))
        if len(days_meant(found["day"])) > 1:
            wrong = _no_iso_day(f"{found['day']} {_time(found)}").wrong
            return DateError(WrongValue(wrong.name, **{**wrong.values, "text": text}))
    wrong = _in_plain_form(plain) if plain != text else _no_iso_day(plain).wrong
    if not set(wrong.values) <= {"text"}:
        return DateError(WrongValue(wrong.name, **{**wrong.values, "text": text}))
    return DateError(_with_words(text) or WrongValue(wrong.name, text=text))


def _in_plain_form(plain: str) -> WrongValue:
    """What is wrong with a text that says the same as another one."""
    try:
        moment(plain, UTC)
    except DateError as wrong:
        return wrong.wrong
    return WrongValue("C04.no-date", text=plain, meant=plain)


def _with_words(text: str) -> WrongValue | None:
    """What is wrong with a day or a time beside which there are words, such as those of a zone (C04)."""
    if found := WORDS_BEHIND.fullmatch(text):
        front = meant_date(found["front"])
        if alone := ALONE.fullmatch(front):
            return WrongValue("C04.time-alone", text=text, time=_time(alone))
        if ISO.fullmatch(front):
            if ":" not in front:
                return WrongValue("C04.words-beside", text=text, right=front)
            meant = f"{front}{'Z' if OF_GREENWICH.fullmatch(found['words']) else found['words']}"
            if ISO.fullmatch(meant):
                return WrongValue("C04.no-date", text=text, meant=meant)
            if not found["words"][0].isalpha():
                return None
            return WrongValue("C04.words-behind", text=text, right=front)
    if (found := ONLY_DAY.fullmatch(text)) and _is_day(*map(int, found[1].split("-"))):
        return WrongValue("C04.words-beside", text=text, right=found[1])
    return None


def _no_iso_day(text: str) -> DateError:
    """The same of one with no time, or with one that this program reads."""
    meant, plain = "", _plainly(text)
    if plain != text:
        try:
            moment(plain, UTC)
            meant = plain
        except DateError as wrong:
            if wrong.wrong.name == "C05.two-days" or "meant" in wrong.wrong.values:
                return DateError(WrongValue(wrong.wrong.name, **{**wrong.wrong.values, "text": text}))
    if match := SLASHED.fullmatch(text):
        first, second, year, time = int(match[1]), int(match[3]), int(match[4]), match["time"] or ""
        year += 2000 * (len(match[4]) == 2)
        days = [(second, first), (first, second)]  # (month, day): day first, then month first
        days = [(month, day) for month, day in days if _is_day(year, month, day)]
        possible = [f"{year:04}-{month:02}-{day:02}{time}" for month, day in days]
        if len(set(possible)) == 2:
            return DateError(_two_days(text, first, second, *possible))
        meant = possible[0] if possible else ""
    elif match := YEAR_FIRST.fullmatch(text):
        year, month, number = int(match[1]), int(match[2]), int(match[3])
        if _is_day(year, month, number):
            meant = f"{year:04}-{month:02}-{number:02}{match['time'] or ''}"
    elif match := IN_WORDS.fullmatch(_without_accents(text.replace(".", ""))):
        name, number, year = match[2] or match[3], int(match[1] or match[4]), int(match[5].lstrip("'’"))
        year += 2000 * (len(match[5]) < 4)
        month = _month(name)
        meant = f"{year:04}-{month:02}-{number:02}" if _is_day(year, month, number) else ""
    elif match := FEW_OR_MANY_DIGITS.fullmatch(text):
        return DateError(WrongValue("C04.year-of-other-digits", text=text, year=match[1]))
    return DateError(WrongValue("C04.no-date", text=text, **({"meant": meant} if meant else {})))


def _month(name: str) -> int:
    """The month that a name or its beginning names, 1 to 12, in English or ELSEWHERE; 0 for other words.

    >>> _month("mar"), _month("mars"), _month("aout"), _month("juil"), _month("jui"), _month("soon")
    (3, 3, 8, 7, 0, 0)
    """
    english = [at for at, month in enumerate(MONTHS, 1) if month.casefold().startswith(name)]
    found = english or [at for months in ELSEWHERE for at, month in enumerate(months, 1) if month.startswith(name)]
    return found[0] if len(set(found)) == 1 or english else 0


def _without_accents(text: str) -> str:
    """Small letters, without the marks on them."""
    return "".join(one for one in unicodedata.normalize("NFKD", text.casefold()) if not unicodedata.combining(one))


def _time(found: re.Match[str]) -> str:
    """The time that CLOCK found, as this program reads it."""
    hour, half = int(found["hour"]), (found["half"] or "").casefold()
    if half[:1] in ("a", "p") and 1 <= hour <= 12:
        hour = hour % 12 + 12 * (half[0] == "p")
    return f"{hour:02}:{found['minute'] or '00'}"


def _with_time(text: str) -> str:
    """A day with a time behind it in other forms, where only one moment can be meant; "" for anything else.

    >>> _with_time("December 10, 2026 at 6:30 p.m."), _with_time("2026-12-10 18h30-20h")
    ('2026-12-10 18:30', '2026-12-10 18:30')
    """
    found = WITH_TIME.fullmatch(text)
    days = days_meant(found["day"]) if found else []
    words = f"{days[0]} {_time(found)}" if found and len(days) == 1 else ""
    return words if ISO.fullmatch(words) and not words.endswith("24:00") else ""


def _two_days(text: str, first: int, second: int, day_first: str, month_first: str) -> WrongValue:
    """What is wrong with a date whose first two numbers can change places (C05)."""
    return WrongValue(
        "C05.two-days",
        text=text,
        first=first,
        second=second,
        month_of_first=MONTHS[first - 1],
        month_of_second=MONTHS[second - 1],
        day_first=day_first,
        month_first=month_first,
    )
