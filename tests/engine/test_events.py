"""Events on a site: their pages and lists, what the moment changes of these, and what is in no public file."""

import json
import re
from datetime import datetime
from pathlib import Path

import pytest

from tests.small_site import SmallSite, copied, small_site, story

EVENT = """\
Title: {title}
Starts: {starts}
{more}Place: The hall
Modified: 2026-11-01
Summary: Why to come to {title}.

Words.
"""
CAMPAIGN = "Title: The library\nSummary: What we want.\n\n::: events\ncampaign: library\ntitle: Meet us\n:::\n"


def event(title: str, starts: str, more: str = "") -> str:
    return EVENT.format(title=title, starts=starts, more=more)


FILES = {
    "campaigns/library.md": CAMPAIGN,
    "news/a.md": story("A", "[The hall]({filename}/events/hall.md)"),
    "events/hall.md": event("Town hall", "2026-12-10 18:30", "Ends: 2026-12-10 20:00\nCampaign: library\n"),
    "events/west.md": event(
        "Rally in the west",
        "2026-12-11 18:30",
        "Time-zone: America/Vancouver\nLink: https://meet.example.org/w\n"
        "Status: postponed\nFormerly: 2026-12-01 18:30\n",
    ),
    "events/fair.md": event("Book fair", "2022-06-10", "Ends: 2022-06-12\nStatus: cancelled\n"),
    "events/picnic.md": event("Picnic", "2022-08-01"),
    "events/secret.md": event("Colour of plums", "2026-12-20", "Status: draft\n"),
}


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> SmallSite:
    site = small_site(tmp_path_factory.mktemp("events"), FILES)
    assert [str(one) for one in site.build() if one.level != "note"] == []
    return site


def titles(html: str) -> list[str]:
    return re.findall(r'class="events__name"><a href="[^"]*">([^<]*)', html)


def test_lists_hold_what_is_to_come_in_order_and_what_is_past_by_year(site: SmallSite) -> None:
    assert titles(site.page("events/index.html")) == ["Town hall", "Rally in the west"]
    assert titles(site.page("events/2022/index.html")) == ["Picnic", "Book fair"]
    assert titles(site.page("library/index.html")) == ["Town hall"]
    assert 'href="/events/hall/"' in site.page("news/a/index.html")


def test_a_page_says_when_in_its_own_zone_and_in_the_sites_where_that_differs(site: SmallSite) -> None:
    hall, west = (site.page(f"events/{name}/index.html") for name in ("hall", "west"))

    assert "Thursday 10 December 2026, 6:30\u00a0PM to 8\u00a0PM</time>" in hall
    assert "Here that is" not in hall
    assert "Friday 11 December 2026, 6:30\u00a0PM (Pacific Standard Time)</time>" in west
    assert "Here that is Friday 11 December 2026, 7:30\u00a0PM (Mountain Standard Time)." in west
    assert "It was to be on Tuesday 1 December 2026, 6:30\u00a0PM." in west
    assert "webcal://site.example/events/calendar.ics" in west
    assert "may take a day" in west


def test_a_cancelled_one_stays_and_says_so(site: SmallSite) -> None:
    assert "This event is cancelled" in site.page("events/fair/index.html")
    assert "Friday 10 June 2022 to Sunday 12 June 2022" in site.page("events/fair/index.html")


def things(site: SmallSite, name: str) -> dict[str, object]:
    found = re.search(r'<script type="application/ld\+json">(.*?)</script>', site.page(f"events/{name}/index.html"))
    assert found
    graph = json.loads(found[1])["@graph"]
    (thing,) = (one for one in graph if one["@type"] == "Event")
    return dict(thing)


def test_machines_are_told_its_status_its_dates_and_how_to_be_there(site: SmallSite) -> None:
    hall, west, fair = (things(site, name) for name in ("hall", "west", "fair"))

    assert [one["eventStatus"] for one in (hall, west, fair)] == [
        f"https://schema.org/Event{status}" for status in ("Scheduled", "Rescheduled", "Cancelled")
    ]
    assert [one["eventAttendanceMode"] for one in (hall, west)] == [
        f"https://schema.org/{mode}EventAttendanceMode" for mode in ("Offline", "Mixed")
    ]
    assert (hall["startDate"], hall["endDate"]) == ("2026-12-10T18:30-07:00", "2026-12-10T20:00-07:00")
    assert (west["startDate"], west["previousStartDate"]) == ("2026-12-11T18:30-08:00", "2026-12-01T18:30-08:00")
    assert (fair["startDate"], fair["endDate"]) == ("2022-06-10", "2022-06-12")
    assert west["location"] == [
        {"@type": "Place", "name": "The hall", "address": "The hall"},
        {"@type": "VirtualLocation", "url": "https://meet.example.org/w"},
    ]


def test_one_without_a_new_date_is_not_over_on_its_former_day(site: SmallSite, tmp_path: Path) -> None:
    later = copied(site, tmp_path / "waiting")
    more = "Status: postponed\nFormerly: 2026-12-01\n"
    later.write({"events/vigil.md": event("Vigil", "2026-12-01 18:30", more)})

    for moment in ("2026-12-01 12:00", "2026-12-02 09:00"):
        later.build(AS_OF=moment)
        page = later.page("events/vigil/index.html")

        assert titles(later.page("events/index.html")) == ["Town hall", "Rally in the west", "Vigil"], moment
        assert "The new date will be told here." in page
        assert "This event is over." not in page
        assert "event.ics" not in page  # which would put it into a calendar on a day on which it will not be
        assert things(later, "vigil")["eventStatus"] == "https://schema.org/EventPostponed"
        row = later.page("events/index.html").partition("Vigil")[2]
        assert "New date to come" in row
        assert "2026-12-01" not in row


def test_a_draft_is_in_no_public_file(site: SmallSite) -> None:
    for name in site.published():
        assert b"plums" not in (site.output / name).read_bytes(), name
        assert "secret" not in name


def test_search_engines_and_the_search_hear_of_them(site: SmallSite) -> None:
    sitemap = site.page("sitemap.xml")

    assert all(f"https://site.example/events/{name}" in sitemap for name in ("", "2022/", "hall/", "west/", "fair/"))
    assert ".ics" not in sitemap
    assert 'data-kind="Event"' in site.page("events/hall/index.html")
    assert "/events/hall/" in site.page("search/index.html")


def test_a_build_knows_when_the_next_event_is_over(site: SmallSite, tmp_path: Path) -> None:
    later = copied(site, tmp_path / "later")
    settings = later.settings(AS_OF="2026-12-10 12:00")
    engine = settings["PELICAN_CLASS"](settings)
    engine.build()

    assert engine.made.holds_until() == datetime.fromisoformat("2026-12-10T20:00-07:00")
    later.build(AS_OF="2026-12-10 20:00")
    assert titles(later.page("events/index.html")) == ["Rally in the west"]
    assert titles(later.page("events/2026/index.html")) == ["Town hall"]
    assert "This event is over." in later.page("events/hall/index.html")
    assert titles(later.page("library/index.html")) == []


def test_without_events_there_is_nothing_of_them(tmp_path: Path) -> None:
    site = small_site(tmp_path, {"news/a.md": story("A")})
    site.build()

    assert not [name for name in site.published() if "event" in name]


def test_two_with_one_address_and_a_campaign_that_is_not_there_are_told_once_each(tmp_path: Path) -> None:
    more = "Slug: town-hall\nCampaign: libary\n"
    files = {f"events/{name}.md": event(name, "2026-12-10", more) for name in ("a", "b")}
    site = small_site(tmp_path, {**FILES, **files})

    assert [one.rpartition("[")[2] for one in site.mistakes() if one.startswith("error")].count("C10]") == 1
    assert [one.rpartition("[")[2] for one in site.mistakes() if one.startswith("error")].count("C33]") == 2


def test_french_pages_say_it_in_french(tmp_path: Path) -> None:
    site = small_site(tmp_path, FILES)
    site.build(DEFAULT_LANG="fr")

    west = site.page("events/west/index.html")
    assert "vendredi 11 décembre 2026 à 18\u00a0h\u00a030 (heure normale du Pacifique)" in west
    assert "Reporté" in west
    assert "jeudi 10 décembre 2026, de 18\u00a0h\u00a030 à 20\u00a0h" in site.page("events/hall/index.html")
    assert "SUMMARY:Reporté : Rally" in site.page("events/calendar.ics").replace("\u202f", " ")


def test_each_language_has_its_own_list_and_calendar(tmp_path: Path) -> None:
    fr = event("Assemblée", "2026-12-10 18:30", "Ends: 2026-12-10 20:00\nLang: fr\nSlug: hall\nCampaign: library\n")
    off = event("Marche", "2026-12-12 10:00", "Ends: 2026-12-12 11:00\nLang: fr\nStatus: cancelled\n")
    site = small_site(tmp_path, {**FILES, "events/hall-fr.md": fr, "events/marche.md": off})
    site.build()

    assert titles(site.page("events/fr/index.html")) == ["Assemblée", "Marche"]
    assert titles(site.page("events/index.html")) == ["Town hall", "Rally in the west"]
    assert "jeudi 10 décembre 2026" in site.page("events/hall/fr/index.html")
    assert 'hreflang="fr"' in site.page("events/hall/index.html")
    french = site.page("events/fr/calendar.ics").replace("\u202f", " ")
    assert "SUMMARY:Assemblée" in french
    assert "SUMMARY:Annulé : Marche" in french
    assert "Events" not in french
    assert "Assembl" not in site.page("events/calendar.ics")


def test_announcements_stand_in_order_with_their_end_and_go_by_themselves(tmp_path: Path) -> None:
    def bar(title: str, starts: str, ends: str) -> str:
        return f"Title: {title}\nStarts: {starts}\nEnds: {ends}\n\nCome.\n"

    site = small_site(
        tmp_path,
        {
            "news/a.md": story("A"),
            "announcements/b.md": bar("Second", "2026-11-02", "2027-03-31"),
            "announcements/a.md": bar("First", "2026-11-02", "2027-03-31"),
            "announcements/c.md": bar("Newest", "2026-11-22 08:00", "2026-11-22 18:00"),
            "announcements/d.md": bar("To come", "2026-11-22 09:30", "2026-11-23"),
        },
    )
    site.build()
    home = site.page("index.html")

    assert re.findall(r'bar__title">([^<]*)', home) == ["Newest", "First", "Second"]
    assert re.findall(r'data-ends="([^"]*)', home) == ["2026-11-22T18:00:00-07:00", *["2027-04-01T00:00:00-06:00"] * 2]
    assert re.findall(r'bar__until">([^<]*)', home) == ["until 22 November, 6\u00a0PM", *["until 31 March"] * 2]
    assert "/static/announcements." in home
    site.build(AS_OF="2026-11-22 18:00")
    assert re.findall(r'bar__title">([^<]*)', site.page("index.html")) == ["To come", "First", "Second"]
