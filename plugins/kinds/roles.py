"""What somebody does, and when: roles with a first and a last day."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta, tzinfo

from plugins.core.dates import DateError, day
from plugins.core.fields import DATE, Field, ValueType, values_of, wrong_value
from plugins.core.findings import Finding, Where, WrongValue, finding
from plugins.core.header import Source

DAY = r"\d{4}-\d{1,2}-\d{1,2}"
EARLIER = re.compile(rf"(?P<title>(?:(?!{DAY}).)+?),? +(?:from +)?(?P<starts>{DAY}) +(?:to|until) +(?P<ends>{DAY})")
# A title may have commas: one parts two roles where it stands behind a day, and no day stands behind it.
BEHIND_DAY = "|".join(rf"(?<=\d{{4}}-\d{{{month}}}-\d{{{day}}})" for month in (1, 2) for day in (1, 2))
PARTED = re.compile(rf"\s*;\s*|(?:{BEHIND_DAY})\s*,(?!\s*(?:from +)?{DAY})\s*")


@dataclass(frozen=True, slots=True)
class Role:
    """What somebody does. starts, ends: the first and the last day; None for one that nobody told"""

    title: str
    starts: date | None = None
    ends: date | None = None

    def is_held(self, on: date) -> bool:
        """Whether it is theirs on a day."""
        return (self.starts is None or self.starts <= on) and (self.ends is None or on <= self.ends)


def _earlier(field: Field, value: str) -> WrongValue | None:
    for part in _parts(value):
        if not EARLIER.fullmatch(part):
            return WrongValue("C34.no-earlier-role", field=field.name, value=part)
        try:
            _role(part)
        except DateError as wrong:
            return wrong.wrong
    return None


EARLIER_ROLES = ValueType("roles", _earlier, takes_names=True)
ROLE = Field("Role", help="What they do.", example="President")
ROLE_FROM = Field("Role-from", DATE, help="The first day of that role.", example="2021-05-01")
ROLE_UNTIL = Field("Role-until", DATE, help="The last day of that role.", example="2025-04-30")
EARLIER_ROLES_FIELD = Field(
    "Earlier-roles",
    EARLIER_ROLES,
    help="What they did before, with semicolons between; a story of then shows the role of then.",
    example="Vice-President 2017-01-01 to 2021-04-30; Steward 2010-01-01 to 2016-12-31",
)
FIELDS = (ROLE, ROLE_FROM, ROLE_UNTIL, EARLIER_ROLES_FIELD)


def roles_in(source: Source) -> tuple[Role, ...]:
    """The roles that a header tells, the latest first; dates that cannot be read count for nothing."""
    values = values_of(source, FIELDS)
    starts, ends = (_day(field, values[field.name.casefold()]) for field in (ROLE_FROM, ROLE_UNTIL))
    earlier = values["earlier-roles"]
    latest = (Role(values["role"], starts, ends),) if values["role"] else ()
    return (*latest, *(() if _earlier(EARLIER_ROLES_FIELD, earlier) else map(_role, _parts(earlier))))


def role_on(roles: Iterable[Role], on: date) -> str:
    """What somebody did on a day; "" for nothing that was told."""
    return next((role.title for role in roles if role.is_held(on)), "")


def role_changes(roles: Iterable[Role], zone: tzinfo) -> Iterator[datetime]:
    """The moments at which somebody begins a role, or has it no more."""
    for role in roles:
        days = (role.starts, role.ends + timedelta(days=1) if role.ends else None)
        yield from (datetime.combine(one, time(), zone) for one in days if one)


def wrong_roles(source: Source) -> Iterator[Finding]:
    """Roles that end before they start (C25), and days without a role (C46)."""
    values = values_of(source, FIELDS)
    told = next((field for field in (ROLE_FROM, ROLE_UNTIL) if values[field.name.casefold()]), None)
    if told and not values["role"]:
        where, empty = Where(source.path, source.line_of(told.name)), source.empty(ROLE.name)
        yield finding("C46.day-without-role", where, field=told.name, **empty)
    for number, role in enumerate(roles_in(source)):
        if role.starts and role.ends and role.ends < role.starts:
            is_latest = number == 0 and bool(values["role"])
            where = Where(source.path, source.line_of("Role-until" if is_latest else "Earlier-roles"))
            yield finding("C25.role-ends-before-start", where, role=role.title)


def _parts(value: str) -> list[str]:
    return [part for part in PARTED.split(value.strip()) if part]


def _role(part: str) -> Role:
    found = EARLIER.fullmatch(part)
    assert found
    return Role(found["title"], day(found["starts"]), day(found["ends"]))


def _day(field: Field, value: str) -> date | None:
    return day(value) if value and not wrong_value(field, value) else None
