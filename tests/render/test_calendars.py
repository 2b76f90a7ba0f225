"""Calendars, read back by another library than the one that wrote them (ical.js), and by the rules of RFC 5545."""

import json
import os
import re
import shutil
import subprocess
from datetime import UTC, datetime
from functools import cache
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from icalendar import Calendar

from plugins.render.time_zones import changes_of
from tests.conftest import NODE_MODULES
from tests.small_site import SmallSite, small_site, story

READ = """
const ICAL = require('ical.js');
const calendar = new ICAL.Component(ICAL.parse(require('fs').readFileSync(0, 'utf8')));
const zones = calendar.getAllSubcomponents('vtimezone');
for (const zone of zones) ICAL.TimezoneService.register(zone);
const events = calendar.getAllSubcomponents('vevent').map((one) => {
  const event = new ICAL.Event(one);
  const found = (name) => one.getFirstPropertyValue(name);
  const value = (name) => (found(name) === null ? null : String(found(name)));
  return {
    uid: event.uid, sequence: event.sequence, summary: event.summary, location: event.location,
    description: event.description, status: value('status'), stamp: value('dtstamp'), changed: value('last-modified'),
    url: value('url'), starts: event.startDate.toUnixTime(), ends: event.endDate.toUnixTime(),
    isDay: event.startDate.isDate, zone: event.startDate.zone.tzid, day: event.startDate.toString(),
    lastDay: event.endDate.toString(),
  };
});
const refresh = calendar.getFirstProperty('refresh-interval');
console.log(JSON.stringify({
  events, zones: zones.map((one) => one.getFirstPropertyValue('tzid')),
  version: calendar.getFirstPropertyValue('version'),
  refresh: refresh && [refresh.type, refresh.getFirstValue().toString()],
  ttl: calendar.getFirstPropertyValue('x-published-ttl'), name: calendar.getFirstPropertyValue('x-wr-calname'),
}));
"""
LONG = "Élan – nous, les membres; ensemble, " * 5
FILES = {
    "news/a.md": story("A"),
    "events/hall.md": (
        "Title: Town hall, for all; and \\ you\nStarts: 2026-12-10 18:30\nEnds: 2026-12-10 20:00\n"
        f"Place: The hall, Mill Street\nTelephone: 1-800-555-0100\nModified: 2026-11-01\nSummary: {LONG}\n\nWords.\n"
    ),
    "events/fair.md": (
        "Title: Book fair\nStarts: 2022-06-10\nEnds: 2022-06-12\nPlace: Park\nStatus: cancelled\n"
        "Modified: 2022-05-01 09:15\nSummary: Books.\n\nWords.\n"
    ),
    "events/plain.md": "Title: Picket\nStarts: 2026-11-30 07:00\nLink: /news/a/\nSummary: Signs.\n\nWords.\n",
    "events/waiting.md": (
        "Title: Rally\nStarts: 2026-12-01 12:00\nFormerly: 2026-12-01 12:00\nStatus: postponed\nPlace: Steps\n"
        "Modified: 2026-11-02\nSummary: Loud.\n\nWords.\n"
    ),
}


@cache
def reader() -> dict[str, str] | None:
    """The environment in which node finds ical.js; None where it does not."""
    environment = {**os.environ, "NODE_PATH": os.pathsep.join([str(NODE_MODULES), os.environ.get("NODE_PATH", "")])}
    command = ["node", "-e", "require('ical.js')"]
    is_there = shutil.which("node") and not subprocess.run(command, env=environment, capture_output=True).returncode
    return environment if is_there else None


def read(data: bytes) -> dict[str, Any]:
    """What ical.js reads in a calendar."""
    if (environment := reader()) is None:
        pytest.skip("ical.js is not there: npm install --prefix tests")
    done = subprocess.run(["node", "-e", READ], input=data, env=environment, capture_output=True, check=True)
    return dict(json.loads(done.stdout))


def events_in(data: bytes) -> dict[str, dict[str, Any]]:
    """By the first part of their UID."""
    return {one["uid"].partition("@")[0]: one for one in read(data)["events"]}


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> SmallSite:
    site = small_site(tmp_path_factory.mktemp("calendars"), FILES)
    site.build()
    return site


def calendar(site: SmallSite, name: str = "calendar.ics") -> bytes:
    return (site.output / "events" / name).read_bytes()


def seconds(text: str, zone: str = "America/Edmonton") -> float:
    return datetime.fromisoformat(text).replace(tzinfo=ZoneInfo(zone)).timestamp()


def test_another_library_reads_what_was_written(site: SmallSite) -> None:
    whole = read(calendar(site))
    events = events_in(calendar(site))
    hall, fair, plain, waiting = (events[name] for name in ("hall", "fair", "plain", "waiting"))

    assert (whole["version"], whole["zones"], whole["name"]) == (
        "2.0",
        ["America/Edmonton"],
        "Save Advanced Education: Events",
    )
    assert (whole["refresh"], whole["ttl"]) == (["duration", "PT12H"], "PT12H")
    assert hall["summary"] == "Town hall, for all; and \\ you"
    assert (hall["location"], hall["status"]) == ("The hall, Mill Street", "CONFIRMED")
    assert (hall["starts"], hall["ends"]) == (seconds("2026-12-10T18:30"), seconds("2026-12-10T20:00"))
    assert LONG.strip() in hall["description"].replace("\u00a0", " ")
    assert "Join by telephone: 1-800-555-0100" in hall["description"]
    assert hall["url"] == "https://site.example/events/hall/"
    assert (fair["status"], fair["summary"]) == ("CANCELLED", "Cancelled: Book fair")
    assert (fair["isDay"], fair["day"], fair["lastDay"]) == (True, "2022-06-10", "2022-06-13")
    assert (waiting["status"], waiting["summary"]) == ("TENTATIVE", "Postponed: Rally")
    assert b"TRANSP:TRANSPARENT" in calendar(site, "waiting/event.ics")
    assert b"TRANSP" not in calendar(site, "hall/event.ics")
    assert (plain["location"], plain["changed"], plain["sequence"]) == ("https://site.example/news/a/", None, 0)
    assert events_in(calendar(site, "hall/event.ics")) == {"hall": hall}


def test_lines_are_folded_and_end_as_the_standard_has_it(site: SmallSite) -> None:
    """RFC 5545, 3.1: CRLF, and at most 75 octets, no letter torn apart; 3.6: what a calendar must say."""
    for name in ("calendar.ics", "hall/event.ics", "plain/event.ics"):
        lines = calendar(site, name).split(b"\r\n")

        assert lines[-1] == b""
        assert not [line for line in lines if len(line) > 75 or b"\n" in line]
        assert all(line.decode() for line in lines[:-1])
        text = b"\r\n".join(lines).replace(b"\r\n ", b"").decode()
        needed = ("VERSION:2.0", "PRODID:", "BEGIN:VEVENT", "UID:", "DTSTAMP:")
        assert all(f"\r\n{one}" in text for one in needed)
        assert all(re.fullmatch(r"[A-Z-]+(;[^:]+)?:.*", line) for line in text.split("\r\n") if line)


def test_an_edit_is_told_by_its_line_modified_and_nothing_else_changes_a_calendar(tmp_path: Path) -> None:
    site = small_site(tmp_path / "one", FILES)
    site.build()
    first = calendar(site)
    site.build(AS_OF="2026-11-23 10:00")
    again = calendar(site)
    moved = small_site(tmp_path / "other", FILES)
    moved.build()
    files = {"events/hall.md": FILES["events/hall.md"].replace("2026-11-01", "2026-11-20").replace("18:30", "19:00")}
    site.write(files)
    site.build(AS_OF="2026-11-23 10:00")
    before, after = events_in(first), events_in(calendar(site))

    assert first == again == calendar(moved)
    assert before.keys() == after.keys()
    assert after["hall"]["sequence"] > before["hall"]["sequence"] > 0
    assert after["hall"]["stamp"] == after["hall"]["changed"] == "2026-11-20T07:00:00Z"
    assert {name: one for name, one in before.items() if name != "hall"} == {
        name: one for name, one in after.items() if name != "hall"
    }


def uids_of(site: SmallSite) -> dict[str, tuple[str, list[str]]]:
    """By each file for one event its UID, and how often the calendar to subscribe to has that."""
    found = {}
    for file in sorted((site.output / "events").rglob("event.ics")):
        language = "fr/" if file.parent.name == "fr" else ""
        (event,) = Calendar.from_ical(file.read_bytes()).events
        every = [str(one["uid"]) for one in Calendar.from_ical(calendar(site, f"{language}calendar.ics")).events]
        found[file.parent.relative_to(site.output / "events").as_posix()] = (str(event["uid"]), every)
    return found


def test_each_event_has_a_uid_of_its_own_that_stays_when_others_come_or_its_file_moves(tmp_path: Path) -> None:
    header = "Title: {0}\nStarts: {1}-05-01\nPlace: P\nSummary: The meeting of {1}.\n{2}\nWords of {1}.\n"
    first = header.format("Meeting", 2026, "Slug: meeting-2026\n")
    plain = header.format("Picnic", 2027, "")
    french = header.format("Pique-nique", 2027, "Lang: fr\nSlug: picnic\n")
    site = small_site(tmp_path, {"news/a.md": story("A"), "events/2026/meeting.md": first, "events/picnic.md": plain})
    site.build()
    before = {name: uid for name, (uid, _) in uids_of(site).items()}
    (site.folder / "content/events/picnic.md").unlink()
    site.write(
        {
            "events/2027/picnic.md": plain,
            "events/2027/meeting.md": header.format("Meeting", 2027, ""),
            "events/2025/meeting.md": header.format("Meeting", 2025, "Slug: meeting-2025\n"),
            "events/fr/pique-nique.md": french,
        }
    )
    site.build()
    after = uids_of(site)

    assert before == {"meeting-2026": "meeting-2026@site.example", "picnic": "picnic@site.example"}
    assert {name: uid for name, (uid, _) in after.items()} == {
        **before,
        "meeting": "meeting@site.example",
        "meeting-2025": "meeting-2025@site.example",
        "picnic/fr": "picnic@site.example",
    }
    assert all(every.count(uid) == 1 for uid, every in after.values())


ZONES = {
    "America/Edmonton": ("2027-03-14", "2027-11-07"),
    "Europe/Berlin": ("2027-03-28", "2027-10-31"),
    "Australia/Lord_Howe": ("2027-10-03", "2027-04-04"),
    "Africa/Cairo": ("2027-04-30", "2027-10-29"),
    "America/Regina": ("2027-03-14", "2027-11-07"),
    "Asia/Kathmandu": ("2027-03-14", "2027-11-07"),
    "UTC": ("2027-03-14", "2027-11-07"),
}


def test_times_around_both_changes_of_the_clock_are_read_as_they_are_meant(tmp_path: Path) -> None:
    """Where a change is dated an hour late, what starts right behind it is read an hour wrong."""
    files, meant = {}, {}
    for zone, days in ZONES.items():
        for day in days:
            for hour in (0, 1, 2, 3, 4, 5, 23):
                when = datetime.fromisoformat(f"{day}T{hour:02}:59").replace(tzinfo=ZoneInfo(zone))
                if when.astimezone(UTC).astimezone(when.tzinfo).replace(tzinfo=None) != when.replace(tzinfo=None):
                    continue
                name = f"{zone.lower().replace('/', '-').replace('_', '-')}-{day}-{hour}"
                header = f"Title: {name}\nStarts: {day} {hour:02}:59\nTime-zone: {zone}\nPlace: P\nStatus: published\n"
                files[f"events/{name}.md"] = f"{header}Summary: {name}.\n\nWords.\n"
                meant[name] = when.timestamp()
    site = small_site(tmp_path, {"news/a.md": story("A"), **files})
    site.build()

    shown = {name: one["starts"] for name, one in events_in(calendar(site)).items()}
    assert len(shown) > 80
    assert shown == meant
    assert set(read(calendar(site))["zones"]) == ZONES.keys() - {"UTC"}


def test_a_time_that_clocks_show_twice_is_the_one_that_was_written(tmp_path: Path) -> None:
    twice = "Title: {0}\nStarts: 2027-11-07T01:30:00{0}\nPlace: P\nSummary: The {0}.\n\nWords.\n"
    files = {f"events/{n}.md": twice.format(offset) for n, offset in enumerate(("-06:00", "-07:00"))}
    site = small_site(tmp_path, {"news/a.md": story("A"), **files})
    site.build()

    hour = 3600
    first, second = (one["starts"] for _, one in sorted(events_in(calendar(site)).items()))
    assert second - first == hour


def test_changes_of_a_zone_are_dated_by_the_clocks_before_them() -> None:
    begin, spring, autumn = changes_of("America/Edmonton", 2027, 2027)

    assert f"{begin.onset}" == "2026-12-31 17:00:00"
    assert (f"{spring.onset}", spring.is_summer, spring.name) == ("2027-03-14 02:00:00", True, "MDT")
    assert (f"{autumn.onset}", autumn.is_summer, autumn.name) == ("2027-11-07 02:00:00", False, "MST")
