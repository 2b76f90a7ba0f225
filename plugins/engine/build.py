"""What the rooms make together in one build: the one thing of ours among Pelican's settings."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from typing import Any, NamedTuple

from pelican.contents import Content

from plugins.assets.compressed import CompressedCopies
from plugins.cards.share_cards import ShareCards
from plugins.core.findings import Finding, Where
from plugins.core.header import Source
from plugins.core.new_folder import NewFolder
from plugins.core.reachable import PrivateFiles
from plugins.core.window import Window
from plugins.engine.drawn import DrawnPages
from plugins.engine.readings import Readings
from plugins.kinds.announcement import Announcement
from plugins.kinds.house_style import Term
from plugins.kinds.kind import ParsedFile, ReadingRules
from plugins.kinds.person import Person
from plugins.pictures.cache import PictureCache
from plugins.release.manifest import Stamp
from plugins.render.content_images import ContentImages
from plugins.render.known_facts import KnownFacts
from plugins.render.page import PendingPage, Shared
from plugins.render.result import Collector, PageResult, union
from plugins.render.words import Vocabulary
from plugins.selfies.members import Members
from plugins.selfies.wall import Wall
from plugins.site.live import findings_at, is_draft, is_kept_back, is_over, is_to_come, next_of, of_a_draft, status_of
from plugins.site.model import Event, Site
from plugins.site.register import Register

KEY = "BUILD"


class Promise(NamedTuple):
    """What the privacy page promises, and the line on which it does. words: in small letters"""

    words: str
    where: Where


@dataclass(frozen=True, slots=True)
class PendingFeed:
    """A feed that is recorded and not written yet.

    file: of the output; contents: Pelican's, newest first; title: of what they are about, None for all
    page: the address of the list that it is of, "" for what Pelican takes
    """

    file: str
    contents: tuple[Content, ...]
    context: Mapping[str, Any]
    type: str
    title: str | None
    language: str
    page: str = ""


@dataclass
class Build:
    """One build. Of what is told without a value, each is there as soon as the step that makes it has run.

    now: the moment that it speaks for
    consent_day: on which members' consent is judged, never before today
    private: members' files, which nothing but the wall may show
    pictures: the derivatives made so far
    findings: of every room, in no order
    report: what a build that went well has to say
    is_recorded_only: pages are recorded, and each drawn when a browser asks for it
    lists_drafts: drafts, and what waits for its day, are shown as if they were published
    drafts: the paths of texts that say of themselves that they are drafts
    unsaid: the paths of texts without a status, which are public: since when, or from when on, where their date tells
    to_come: announcements whose days are still to come
    moments: at which anything that was read is shown or told from then on, or no longer
    changes: those of them at which readers see more from then on, or less, or something else
    undated: announcements whose days cannot be read, so that they are never shown
    waiting: by path, when texts and announcements are shown that are still to come
    expired: by path, since when texts are public no more
    requested: what the rooms have put into the output, pages aside: by name, the SHA-256 of its bytes, or the first
        digits of it
    drawn: the SHA-256 of each page and feed; undrawn: the files of pages that cannot be drawn
    pending, pending_feeds: what is to be drawn; the latter hold Pelican's contents
    calendars: by file, the events of what calendars read
    facts: what documents told, in earlier builds, too
    pages: those that were drawn before; results: by output file, those of this build
    output: where all is written
    theme: its files, as they were before the first was read
    rules: how files are read; readings: what they gave
    register: facts and contacts; terms: of the house's style
    campaigns: whether readers see each, by id
    walls: by campaign, those of campaigns that are not shown, too
    vocabulary: the theme's own words, in every language
    site: all that was read, joined; shared, own_files: what its pages share; frame: what is asked for around each
    """

    now: datetime
    consent_day: date
    private: PrivateFiles
    pictures: PictureCache
    findings: list[Finding]
    report: list[str]
    is_recorded_only: bool = False
    lists_drafts: bool = False
    drafts: set[str] = field(default_factory=set)
    unsaid: dict[str, datetime | None] = field(default_factory=dict)
    to_come: list[Announcement] = field(default_factory=list)
    undated: list[Announcement] = field(default_factory=list)
    moments: set[datetime] = field(default_factory=set)
    changes: set[datetime] = field(default_factory=set)
    waiting: dict[str, Window] = field(default_factory=dict)
    expired: dict[str, datetime] = field(default_factory=dict)
    requested: dict[str, str] = field(default_factory=dict)
    undrawn: set[str] = field(default_factory=set)
    drawn: dict[str, str] = field(default_factory=dict)
    pending: list[PendingPage] = field(default_factory=list)
    pending_feeds: list[PendingFeed] = field(default_factory=list)
    results: dict[str, PageResult] = field(default_factory=dict)
    output: NewFolder = field(init=False)
    calendars: dict[str, tuple[Event, ...]] = field(default_factory=dict)
    theme: dict[str, Stamp] = field(init=False)
    rules: ReadingRules = field(init=False)
    readings: Readings = field(init=False)
    people: dict[str, Person] = field(init=False)
    announcements: list[Announcement] = field(init=False)
    others: dict[str, dict[str, object]] = field(init=False)
    register: Register = field(init=False)
    terms: tuple[Term, ...] = field(init=False)
    campaigns: dict[str, bool] = field(init=False)
    members: Members = field(init=False)
    walls: dict[str, Wall] = field(init=False)
    vocabulary: Vocabulary = field(init=False)
    images: ContentImages = field(init=False)
    cards: ShareCards = field(init=False)
    copies: CompressedCopies = field(init=False)
    facts: KnownFacts = field(init=False)
    site: Site = field(init=False)
    shared: Shared = field(init=False)
    pages: DrawnPages = field(init=False)
    own_files: dict[str, bytes] = field(init=False)
    frame: PageResult = field(init=False)
    promises: list[Promise] = field(init=False)

    def note_when_shown(self, parsed: ParsedFile[Any], *, has_page: bool = False) -> None:
        """Whether a file is a draft, or when it is shown, where that is still to come, or nobody said whether."""
        windows = (parsed.window, *(one.window for one in (*parsed.timed, *parsed.wishes)))
        self.moments |= {moment for window in windows for moment in (window.starts, window.ends) if moment}
        path, starts = parsed.source.path, parsed.window.starts
        if has_page and is_draft(parsed.source):
            self.drafts.add(path)
            return
        if parsed.is_unread or is_kept_back(parsed, self.now):
            return
        self.note_changes(moment for moment in (starts, parsed.window.ends) if moment)
        if parsed.window.ends and has_page and is_over(parsed.window, self.now):
            self.expired[path] = parsed.window.ends
            return
        if starts and is_to_come(starts, self.now):
            self.waiting[path] = parsed.window
        if has_page and not status_of(parsed.source):
            self.unsaid[path] = starts

    def note_changes(self, moments: Iterable[datetime]) -> None:
        """That readers see something else from these moments on."""
        new = set(moments)
        self.moments |= new
        self.changes |= new

    def unshown(self) -> Iterator[Source]:
        """The drafts, and what waits for its day."""
        yield from self.sources_of(self.drafts | self.waiting.keys())

    def sources_of(self, paths: Iterable[str]) -> Iterator[Source]:
        """The texts of these files that could be read, by name."""
        readings = (self.readings.last(path) for path in sorted(paths))
        yield from (reading.source for reading in readings if reading)

    def told_of(self, parsed: ParsedFile[Any]) -> list[Finding]:
        """All that is told of one file at the moment that the build speaks for."""
        return findings_at(parsed, self.now, self.register.contacts)

    def holds_until(self) -> datetime:
        """The next moment at which more may be shown, or less, or something else be told: at the latest, midnight."""
        midnight = datetime.combine(self.now.date() + timedelta(days=1), time(), self.now.tzinfo)
        return next_of([midnight, *self.moments], self.now) or midnight

    def tell_drafts_apart(self) -> list[Finding]:
        """The findings, of which those about drafts ask for nothing yet."""
        return [of_a_draft(one) if one.where.path in self.drafts else one for one in self.findings]

    def asked(self) -> Collector:
        """All that pages, feeds and what stands around them ask for: this is published, and nothing else."""
        return union([*self.results.values(), self.frame])

    def keep(self) -> None:
        """Keeps what was read, drawn and compressed for the next build, whatever became of this one."""
        for kept in ("readings", "facts", "pages", "copies"):
            if hasattr(self, kept):
                getattr(self, kept).save()

    def prune(self) -> None:
        """Drops from every cache what this build did not ask for."""
        asked = self.asked()
        self.pictures.prune(asked.derivatives)
        self.cards.prune(asked.cards)
        self.copies.prune()
        self.readings.prune()
        self.facts.keep_only(asked.documents.values())
        self.pages.prune()


def build_of(settings: Mapping[str, Any]) -> Build:
    """The build that these settings of Pelican's, or a context made of them, belong to."""
    build = settings[KEY]
    assert isinstance(build, Build)
    return build
