"""Events: which are to come at this moment, the pages that list them, and the files that calendars read."""

from collections.abc import Collection, Iterable, Iterator, Mapping
from typing import Any

from pelican.contents import Content
from pelican.generators import Generator

from plugins.core.findings import Finding, Where, finding
from plugins.core.suggestions import suggest
from plugins.core.window import Window, comparable
from plugins.engine.build import Build, build_of
from plugins.engine.lists import write_list
from plugins.engine.writer import PendingWriter
from plugins.kinds.event import EventText, Occasion
from plugins.markup.raw_html import is_active_address
from plugins.render.calendars import calendar_of
from plugins.render.frame import finished
from plugins.render.links import LinkTable
from plugins.render.result import Collector
from plugins.site.agenda import Agenda
from plugins.site.lists import Shelf, shelves
from plugins.site.live import is_over
from plugins.site.model import Event
from plugins.site.routes import CALENDAR, EVENTS, OF_EVENT, PAST_EVENTS, in_language


def occasion_of(content: Content) -> Occasion | None:
    """When and where the event is that one of Pelican's pages shows; None for any other page."""
    text = content.parsed.item
    return text.occasion if isinstance(text, EventText) else None


def agendas_of(events: Iterable[Event], own: str, build: Build) -> dict[str, Agenda[Event]]:
    """The events in the lists of each language, as they are at the moment that the build speaks for.

    The build learns when that changes. own: the site's language
    """
    by_language: dict[str, list[Event]] = {}
    for event in sorted(
        events, key=lambda event: (event.occasion.is_waiting, comparable(event.occasion.starts), event.id)
    ):
        if event.status == "published":
            by_language.setdefault(event.lang, []).append(event)
            over = event.occasion.is_over_at
            build.note_changes([over.astimezone(build.now.tzinfo)] if over else [])
    return {language: agenda_of(listed, language, own, build) for language, listed in sorted(by_language.items())}


def agenda_of(events: Iterable[Event], language: str, own: str, build: Build) -> Agenda[Event]:
    """The events of a language. events: in the order in which they start, those without a date behind them"""
    coming, past = list[Event](), list[Event]()
    for event in events:
        (past if is_over(Window(ends=event.occasion.is_over_at), build.now) else coming).append(event)
    past.reverse()
    keyed = [(f"{event.occasion.starts.year}", event) for event in past]
    urls = {name: listed_at(PAST_EVENTS.format(year=name), language, own) for name, _ in keyed}
    years = shelves(keyed, urls, language)
    return Agenda(language, listed_at(EVENTS, language, own), tuple(coming), tuple(past), years)


def listed_at(url: str, language: str, own: str) -> str:
    """The address of a list in a language. own: the site's"""
    return url if language == own else in_language(url, language)


def event_lists(agendas: Iterable[Agenda[Event]]) -> dict[str, list[Shelf[Event]]]:
    """The lists of events by their template: of those to come, in each language, and of the past ones of each year."""
    agendas = list(agendas)
    return {
        "events": [Shelf("", one.language, one.url, one.coming) for one in agendas],
        "past-events": [year for one in agendas for year in one.years],
    }


def calendars_of(events: Iterable[Event], agendas: Iterable[Agenda[Event]]) -> dict[str, tuple[Event, ...]]:
    """The events in each file that calendars read, by its name. events: all that have a page"""
    calendars = {f"{event.url}{OF_EVENT}": (event,) for event in events}
    return calendars | {f"{one.url}{CALENDAR}": (*reversed(one.past), *one.coming) for one in agendas}


def drawn_calendar(name: str, build: Build, settings: Mapping[str, Any]) -> bytes:
    """A file that calendars read. name: one of the build's calendars"""
    title = "" if name.endswith(f"/{OF_EVENT}") else settings["SITENAME"]
    return calendar_of(build.calendars[name], title, build.shared, settings["ORGANISATION"]["name"])


def unknown_campaigns(contents: Iterable[Content], known: Collection[str]) -> Iterator[Finding]:
    """Campaigns that events name and that there are not (C33). known: the ids of those there are"""
    for content in contents:
        source = content.parsed.source
        entry = source.find("Campaign")
        if isinstance(content.parsed.item, EventText) and entry and entry.value and entry.value not in known:
            where = Where(source.path, entry.line)
            yield finding("C33.unknown-campaign", where, campaign=entry.value, **suggest(entry.value, known))


def links_of_undated(build: Build, contents: Iterable[Content], table: LinkTable) -> list[Finding]:
    """What is wrong with the links of announcements and events whose days cannot be read, so that no page has them."""
    into = Collector()
    finished(build.undated, table, build.site.register, into)
    for content in contents:
        item, source = content.parsed.item, content.parsed.source
        entry = source.find("Link") if isinstance(item, EventText) and not item.occasion else None
        if entry and entry.value and not is_active_address(entry.value):
            words = build.vocabulary.of(build.vocabulary.default).text("event_join")
            table.resolve(build.register.target(entry.value), words, Where(source.path, entry.line), "", into)
    return into.findings


class EventGenerator(Generator):
    """Records the lists of events."""

    def generate_output(self, writer: PendingWriter) -> None:
        """Those to come; and the past ones, a list for each year."""
        lists = event_lists(build_of(self.settings).site.agendas.values())
        for front in lists["events"]:
            write_list(self, writer, "events", front)
        for year in lists["past-events"]:
            write_list(self, writer, "past-events", year, event_year=year)
