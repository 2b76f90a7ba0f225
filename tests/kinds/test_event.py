"""What a file of content/events gives, and everything that can be wrong with it, told at once."""

import pickle
from datetime import UTC, datetime

import pytest

from plugins.kinds.event import EVENT, EventText, Occasion
from tests.kinds.parsed import NOW, findings_of, parsed

PATH = "content/events/hall.md"
GOOD = {
    "Title": "Town hall",
    "Starts": "2026-12-10 18:30",
    "Ends": "2026-12-10 20:00",
    "Place": "The hall, Mill Street",
    "Modified": "2026-11-01",
    "Summary": "Come and ask.",
}


def text(**values: str | None) -> str:
    header = {**GOOD, **{name.replace("_", "-"): value for name, value in values.items()}}
    lines = [f"{name}: {value}\n" for name, value in header.items() if value is not None]
    return f"{''.join(lines)}\nBring a friend.\n"


def told(**values: str | None) -> list[str]:
    found = findings_of(parsed(EVENT, text(**values), PATH))
    return [one.replace(PATH, "@") for one in found if "[C86]" not in one]


def occasion(**values: str | None) -> Occasion:
    item = parsed(EVENT, text(**values), PATH).item
    assert isinstance(item, EventText)
    assert item.occasion
    return item.occasion


def in_utc(when: datetime | None) -> str:
    return f"{when.astimezone(UTC):%Y-%m-%d %H:%M}" if when else ""


@pytest.mark.parametrize(
    ("name", "value", "near"),
    [
        ("Strats", "2026-12-04 18:30", "Starts"),
        ("Stats", "2026-12-04", "Starts"),
        ("Statsu", "cancelled", "Status"),
        ("Stauts", "someday", "Status"),  # what stands behind it fits neither
    ],
)
def test_a_misspelt_field_is_one_that_may_say_what_stands_behind_it(name: str, value: str, near: str) -> None:
    found = told(**{near: None, name: value})

    (misspelt,) = [one for one in found if "[C06]" in one]
    assert misspelt.endswith(f'"{name}" is not a field I know. Did you mean "{near}"?  [C06]')
    assert not any("[C25]" in one for one in found)


def test_an_event_has_its_times_by_the_clocks_of_its_own_zone() -> None:
    here, there = occasion(), occasion(Time_zone="America/Vancouver")

    assert told() == told(Time_zone="America/Vancouver") == []
    assert [in_utc(one.starts) for one in (here, there)] == ["2026-12-11 01:30", "2026-12-11 02:30"]
    assert [in_utc(one.ends) for one in (here, there)] == ["2026-12-11 03:00", "2026-12-11 04:00"]
    assert there.over == there.ends


@pytest.mark.parametrize(
    ("starts", "ends", "over"),
    [
        ("2026-12-10", None, "2026-12-11 07:00"),
        ("2026-12-10", "2026-12-12", "2026-12-13 07:00"),
        ("2026-12-10 18:30", None, "2026-12-11 07:00"),
        ("2026-12-10 18:30", "2026-12-11 01:00", "2026-12-11 08:00"),
        # On these days clocks are set forward, and back.
        ("2027-03-14", None, "2027-03-15 06:00"),
        ("2027-11-07", None, "2027-11-08 07:00"),
    ],
)
def test_it_is_over_at_its_end_or_when_its_last_day_is(starts: str, ends: str | None, over: str) -> None:
    assert in_utc(occasion(Starts=starts, Ends=ends).over) == over


def test_it_is_public_at_once_whenever_it_starts_and_a_cancelled_one_stays() -> None:
    files = [parsed(EVENT, text(Status=status), PATH) for status in (None, "cancelled", "postponed")]

    assert [file.window.holds(NOW) for file in files] == [True] * 3
    assert [(file.item.header.get("status"), file.item.is_mistaken) for file in files if file.item] == [
        (None, False),
        ("published", False),
        ("published", False),
    ]
    assert pickle.loads(pickle.dumps(files)) == files


def test_a_place_by_another_name_is_told_and_shown() -> None:
    assert occasion(Place=None, Venue="A hall").place == "A hall"
    assert occasion(Place="Room 5", Venue="A hall").place == "Room 5"


NOWHERE = "Where is this event? Add  Place:  or  Link:  or  Telephone:  with how to get there or join.  [C140]"


@pytest.mark.parametrize(
    ("values", "expected"),
    [
        (
            {"Ends": "2026-12-10 18:00"},
            ["error @:3  This event ends before it starts. Correct  Starts  or  Ends  [C25]"],
        ),
        ({"Ends": "2026-12-09"}, ["error @:3  This event ends before it starts. Correct  Starts  or  Ends  [C25]"]),
        (
            {"Starts": None},
            [
                (
                    "error @:1  When does this event start? Add  Starts: 2026-11-22 18:30  or the "
                    "day alone, if it lasts all "
                    "day.  [C25]"
                )
            ],
        ),
        ({"Place": None}, [f"error @:1  {NOWHERE}"]),
        ({"Place": ""}, [f"error @:4  {NOWHERE}"]),
        ({"Place": None, "Location": "A hall"}, ['warning @:6  "Location" is not a field I use.']),
        ({"Place": None, "Plase": "A hall"}, ['error @:6  "Plase" is not a field I know. Did you mean "Place"?']),
        ({"Place": None, "Telephone": "1-800-555-0100"}, []),
        ({"Place": None, "Link": "https://meet.example.org/hall"}, []),
        (
            {"Time_zone": "America/Vancuver"},
            [
                (
                    'error @:7  "America/Vancuver" is no time zone of a place. Did you mean America/Vancouver? '
                    "Write  Time-zone: America/Vancouver  [C141]"
                )
            ],
        ),
        *(
            ({"Time_zone": zone}, [f'error @:7  "{zone}" is no time zone of a place. Write it by its city'])
            for zone in ("GMT-7", "Etc/GMT-7", "EST", "MST7MDT", "PST", "GMT+2")
        ),
        ({"Time_zone": "UTC"}, []),
        ({"Expires": "2026-12-10"}, []),
        (
            {"Expires": "2026-12-09"},
            ["warning @:7  This event is taken off the site before it starts, on 10 December 2026."],
        ),
        ({"Expires": "2026-12-10 18:30"}, ["warning @:7  This event is taken off the site before it starts"]),
        (
            {"Time_zone": "../etc"},
            [
                (
                    'error @:7  "../etc" is no time zone of a place. Write it by its city, for example  Time-zone: '
                    "America/Vancouver  or delete the line, if it is the site's own.  [C141]"
                )
            ],
        ),
        (
            {"Status": "postponed"},
            [
                (
                    "error @:7  From when was this event postponed? Add  Formerly:  with the date "
                    "before, and the new one as  "
                    "Starts:  (while no new date is known, write  Formerly: 2026-12-10 18:30  too).  [C142]"
                )
            ],
        ),
        (
            {"Formerly": "2026-12-01"},
            [
                (
                    "error @:7  This event has a former date and is not postponed. Write  Status: "
                    "postponed  or delete the "
                    "line Formerly.  [C142]"
                )
            ],
        ),
        ({"Status": "cancelled", "Formerly": "2026-12-01"}, []),
        (
            {"Ends": "2026-12-10"},
            [
                (
                    "error @:3  This event starts at a time of day and ends on a day. "
                    "Write for example  Ends: 2026-12-10 20:30  or delete the line.  [C143]"
                )
            ],
        ),
        (
            {"Starts": "2026-12-10"},
            [
                (
                    "error @:2  This event ends at a time of day and starts on a day. "
                    "Write for example  Starts: 2026-12-10 18:00  [C143]"
                )
            ],
        ),
        (
            {"Status": "cancelled", "Modified": None},
            [
                (
                    "warning @:6  This event is cancelled, and calendars that hold it may not notice. "
                    "Add  Modified: 2026-11-22  [C144]"
                )
            ],
        ),
        (
            {"Status": "off"},
            [
                (
                    'error @:7  "off" is not a status of an event. Use draft, published, hidden, '
                    "cancelled or postponed. "
                    "Until then nobody can see this event.  [C07]"
                )
            ],
        ),
        ({"Date": "2026-12-09"}, ["note @:7  Scheduled for Wednesday 9 December 2026, 12:00 a.m. Edmonton."]),
        (
            {"Date": "2026-12-10"},
            [
                "note @:7  Scheduled for Thursday 10 December 2026, 12:00 a.m. Edmonton.",
                "warning @:7  Nobody sees this event before Thursday 10 December 2026, 12:00 a.m., and it starts on ",
            ],
        ),
        ({"Date": "2026-12-10", "Status": "draft"}, []),
        (
            {"Date": "2026-11-20 18:30", "Starts": None},
            [
                (
                    "error @:6  When does this event start? Where Date is its day, write  Starts: 2026-11-20 18:30  in "
                    "the place of that line"
                )
            ],
        ),
        ({"Datum": "2026-12-10"}, ['warning @:7  "Datum" is not a field I use. Here it is called "Starts"']),
        *(
            (
                {"Starts": "2026-12-10 7pm", "Ends": ends},
                [
                    'error @:2  "2026-12-10 7pm" is not a date. Write 2026-12-10 19:00.',
                    (
                        f'error @:3  "{ends}" is not a date with a time, as the start has one. '
                        f"Write for example  Ends: {right} 21:00  or delete the line.  [C04]"
                    ),
                ],
            )
            for ends, right in (("later", "2026-12-10"), ("11 December 2026", "2026-12-11"))
        ),
        (
            {"Starts": "10 December 2026 at 7pm", "Ends": "9 p.m."},
            [
                'error @:2  "10 December 2026 at 7pm" is not a date. Write 2026-12-10 19:00.',
                (
                    'error @:3  "9 p.m." names a time and no day. '
                    "Write the day, too, for example  2026-12-10 21:00  [C04]"
                ),
            ],
        ),
        ({"Venue": "A hall"}, ['warning @:7  "Venue" is not a field I use.']),
    ],
)
def test_what_is_wrong_is_told_on_its_line(values: dict[str, str | None], expected: list[str]) -> None:
    found = told(**values)

    assert len(found) == len(expected)
    assert all(one.startswith(begin) for one, begin in zip(found, expected, strict=True))


def test_all_of_it_is_told_at_once() -> None:
    found = told(Title=None, Starts="soon", Ends="2026-13-01", Place=None, Time_zone="Mars", Status="off")

    assert {one.rpartition("[")[2] for one in found} == {"C01]", "C04]", "C07]", "C140]", "C141]"}


def test_an_hour_that_no_clock_of_its_own_zone_shows_is_told_and_no_other() -> None:
    """Cairo's clocks are set forward on the last Friday of April, when Edmonton's are not."""
    skipped = {"Starts": "2027-04-30 00:30", "Ends": "2027-04-30 03:00"}

    assert told(**skipped) == []
    assert told(**skipped, Time_zone="Africa/Cairo") == [
        (
            'error @:2  "2027-04-30 00:30" is a time that no clock shows here: clocks are set forward in that hour. '
            "Write 2027-04-30 01:30.  [C04]"
        )
    ]
    assert told(Starts="2027-03-14 02:30", Ends=None, Time_zone="Africa/Cairo") == []


def test_one_whose_new_date_is_not_known_says_the_former_date_twice() -> None:
    waiting = occasion(Status="postponed", Formerly=GOOD["Starts"])

    assert waiting.is_waiting
    assert waiting.is_over_at is None
    assert occasion(Status="postponed", Formerly=GOOD["Starts"][:10]).is_waiting
    assert not occasion(Status="postponed", Formerly=f"{GOOD['Starts'][:10]} 09:00").is_waiting
    assert not occasion(Status="postponed", Formerly="2026-12-01").is_waiting
