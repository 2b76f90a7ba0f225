"""Dates, times and sizes as people say them, whatever the language of the machine."""

from datetime import date, datetime

# Not from the calendar module: that speaks the machine's language, and Pelican sets the machine's locale.
DAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
MONTHS = (
    "January", "February", "March", "April", "May", "June",
    "July", "August", "September", "October", "November", "December",
)  # fmt: skip


def day_in_words(when: date) -> str:
    """The date as people say it, whatever the machine's language is.

    >>> day_in_words(date(2022, 10, 1))
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


def size_in_words(size_bytes: int) -> str:
    """A size as people say it.

    >>> size_in_words(14_200_000), size_in_words(5_320_000), size_in_words(180_400)
    ('14 MB', '5.3 MB', '180 kB')
    """
    if size_bytes >= 1_000_000:
        return f"{round(size_bytes / 1e6, 1 if size_bytes < 10_000_000 else None):g} MB"
    return f"{max(1, round(size_bytes / 1000))} kB"
