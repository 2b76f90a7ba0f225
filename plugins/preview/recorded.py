"""One site in the memory of the preview: everything read, every page recorded, and each drawn when it is asked for."""

from collections import OrderedDict
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any, NamedTuple

from plugins.assets.files import own_files, public_files, sha256_of
from plugins.assets.host_files import host_files
from plugins.assets.search import PROGRAM
from plugins.checks.finished import FinishedSite
from plugins.checks.inspection import collapse_repeats, inspect_page, told_of_page
from plugins.checks.plugin import at_its_line, findings_of, wording_of
from plugins.checks.read import Read
from plugins.core.findings import Finding
from plugins.core.header import see
from plugins.engine.build import Build
from plugins.engine.engine import Engine
from plugins.engine.events import drawn_calendar
from plugins.engine.failures import failure
from plugins.engine.joining import join_anchor
from plugins.engine.keys import as_words
from plugins.engine.pages import drawn_feed
from plugins.engine.reader import kind_of, reading_rules
from plugins.engine.readings import rules_values
from plugins.engine.writer import PendingWriter
from plugins.kinds.kind import ParsedFile
from plugins.kinds.texts import Text
from plugins.preview.whole import Looked, SiteInMemory, Whole
from plugins.render.anchors import anchors_in, written_ids
from plugins.render.content_images import pictures_named, prepare_pictures
from plugins.render.links import lost_anchors
from plugins.render.page import OwnText, PendingPage, render
from plugins.render.result import Collector, PageResult, union
from plugins.render.words import read_vocabulary
from plugins.selfies.marks import marks_of
from plugins.site.addresses import Addresses
from plugins.site.live import of_a_draft
from plugins.site.model import Campaign
from plugins.site.routes import MANIFEST, address_of

TEXTS = (".css", ".js", ".svg", ".xml")  # that rules read
NOT_LOOKED_INTO = ("",)  # no file has a hash here: what it holds of members is looked for by a build
MAX_DRAWN = 200  # pages that are kept as they were drawn


class Drawn(NamedTuple):
    """One page, drawn. html: b"" where it cannot be; failed: then, why"""

    html: bytes
    result: PageResult
    failed: Finding | None = None


@dataclass
class RecordedSite:
    """What a build with these settings would write.

    settings, build: Pelican's, and ours, when everything is read
    findings: on all but finished pages
    """

    settings: dict[str, Any]
    build: Build
    findings: list[Finding]

    def __post_init__(self) -> None:
        self.pending = {page.file: page for page in reversed(self.build.pending)}  # the first of a file
        self.by_path = {page.own.source.path: page.file for page in self.pending.values() if page.own}
        self.feeds = {feed.file: feed for feed in self.build.pending_feeds}
        self.in_pages: dict[str, tuple[Finding, ...]] = {}  # what is wrong in what they show, by output file
        self.by_rules: dict[str, tuple[Finding, ...]] = {}  # what rules find on them
        self.between_pages: tuple[Finding, ...] = ()
        self.is_compared = False
        self.looked: dict[str, Looked] = {}
        self._linked: dict[str, frozenset[str]] = {}  # by page, the addresses of which it names parts
        self._drawn: OrderedDict[str, Drawn] = OrderedDict()
        self._asked = union([self.build.frame])
        self._rules: FinishedSite | None = None
        self.addresses = Addresses(self.settings["SITEURL"])

    @property
    def content(self) -> Path:
        """The content folder."""
        return Path(self.settings["PATH"])

    @property
    def asked(self) -> Collector:
        """All that the pages ask for that were drawn."""
        return self._asked

    def page(self, file: str) -> Drawn:
        """A page by its output file, as it was drawn last, or now. raises: KeyError when there is none"""
        if file not in self._drawn:
            self._drawn[file] = self._draw(self.pending[file])
            if len(self._drawn) > MAX_DRAWN:
                self._drawn.popitem(last=False)
        self._drawn.move_to_end(file)
        return self._drawn[file]

    def _draw(self, page: PendingPage) -> Drawn:
        """A page by its template as that is now."""
        build = self.build
        try:
            template = build.shared.templates.get_template(page.template.name or "")
            result = render(build.site, replace(page, template=template), build.shared)
        except Exception as wrong:  # noqa: BLE001  (a template may fail in any way, and the other pages go on)
            return Drawn(b"", PageResult(), failure(wrong))
        build.facts.save()
        asked = self._asked
        asked.derivatives |= result.derivatives
        asked.documents |= dict(result.documents)
        asked.cards |= dict(result.cards)
        return Drawn(result.html.encode(), result)

    def look(self, file: str) -> None:
        """Finds what is wrong with one finished page, and keeps it."""
        drawn, before = self.page(file), self.looked.pop(file, None)
        if drawn.failed:
            self.in_pages[file], self.by_rules[file] = (drawn.failed,), ()
            self.is_compared &= before is None
            return
        result, page, finished = drawn.result, self.pending[file], self._finished
        self._linked[file] = frozenset(link.address for link in result.links)
        key, promises = finished.key(file, result.html), self.build.promises
        is_same = before is not None and before.key == key
        inspected = before.inspected if before and is_same else inspect_page(finished, file, result.html, promises)
        self.looked[file] = now = Looked(key, inspected, replace(result, html="", body=""))
        self.is_compared &= before is not None and before[1:] == now[1:]
        sources = {page.own.source.path: page.own.source} if page.own else {}
        known = {(one.where.path, one.code) for one in (*self.findings, *result.findings)}
        self.in_pages[file] = (*result.findings, *self._lost(result))
        self.by_rules[file] = tuple(
            at_its_line(one, sources, self.addresses.siteurl)
            for one in told_of_page(finished, file, inspected, promises)
            if (one.where.path, one.code) not in known
        )

    def whole(self) -> Whole:
        """The site as it is, for what is only seen of all pages together."""
        self.is_compared = True
        files = [*self.feeds, *self.build.calendars, *self.build.own_files, *self.of_hosts]
        texts = {name: self.file(name) or b"" for name in files if name.endswith(TEXTS)}
        build, promised = self.build, {promise.words for promise in self.build.promises}
        finished = SiteInMemory(
            Path(), self.addresses.siteurl, build.site.routes, promised, clean=NOT_LOOKED_INTO, earlier=self.findings,
            names=frozenset([*files, *self.pending, MANIFEST, PROGRAM]),
            texts={name: data.decode(errors="replace") for name, data in texts.items()},
        )  # fmt: skip
        return Whole(build, self.settings, list(self.pending.values()), dict(self.looked), finished)

    @property
    def _finished(self) -> FinishedSite:
        """The site as rules about pages see it; made again when something else is wrong with its texts."""
        if self._rules is None:
            build, promised = self.build, {promise.words for promise in self.build.promises}
            self._rules = FinishedSite(
                Path(), self.addresses.siteurl, build.site.routes, promised, earlier=tuple(self.findings)
            )
        return self._rules

    def _lost(self, result: PageResult) -> Iterator[Finding]:
        """Links of a page to parts of pages that are not there."""
        routes = self.build.site.routes.by_address
        there = {link.address: routes[link.address].file for link in result.links if link.address in routes}
        shown = {address: self.pending[file] for address, file in there.items() if file in self.pending}
        ids = {address: self._anchors(page) for address, page in shown.items()}
        bodies = [(page.text, page.own.body) for page in shown.values() if page.text and page.own]
        return lost_anchors(result.links, ids, written_ids(bodies))

    def _anchors(self, page: PendingPage) -> Collection[str]:
        """What a link to a page may lead to: of a text's in its body, of others anywhere."""
        drawn = self.page(page.file).result
        return drawn.anchors if page.own else anchors_in(drawn.html)

    def linking_to(self, files: Iterable[str]) -> list[str]:
        """The pages that were seen to link to parts of these. files: of the output"""
        addresses = {address_of(file) for file in files}
        return [file for file, linked in self._linked.items() if not linked.isdisjoint(addresses)]

    @property
    def has_hidden_texts(self) -> bool:
        """Whether there are texts without a page: drafts, and what else is kept back."""
        readings = self.build.readings
        return any(
            path not in self.by_path and (parsed := readings.last(path)) is not None and isinstance(parsed.item, Text)
            for path in readings.keys
        )

    def all_findings(self) -> list[Finding]:
        """What is known to be wrong, each once; on pages, of those that were looked at."""
        in_pages = [one for found in self.in_pages.values() for one in found]
        by_rules = dict.fromkeys(one for found in self.by_rules.values() for one in found)
        return list(dict.fromkeys([*self.findings, *in_pages, *collapse_repeats(by_rules), *self.between_pages]))

    def found_on(self, file: str) -> tuple[Finding, ...]:
        """What is known to be wrong with one page that was looked at."""
        return (*self.in_pages.get(file, ()), *self.by_rules.get(file, ()))

    def take_over(self, before: "RecordedSite") -> None:
        """What was found before, until rules have looked again."""
        for file in before.in_pages.keys() & self.pending.keys():
            self.in_pages[file], self.by_rules[file] = before.in_pages[file], before.by_rules[file]
        self.looked |= {file: one for file, one in before.looked.items() if file in self.pending}
        self.between_pages = before.between_pages

    # -- Files beside the pages --

    def file(self, name: str) -> bytes | None:
        """The bytes of a file beside the pages that the site would have; None for any other. raises: OSError"""
        build, asked = self.build, self._asked
        if name in self.feeds:
            writer = PendingWriter("", settings=self.settings)
            text, pictures = drawn_feed(writer, self.feeds[name], build, self._result)
            for one in pictures.values():
                asked.derivatives |= one.derivatives
            return text.encode()
        if name in build.calendars:
            return drawn_calendar(name, build, self.settings)
        if name in build.own_files:
            return build.own_files[name]
        if name in asked.derivatives:
            return build.pictures.read_named(name)
        if name in asked.cards:
            return dict(build.cards.finished({name: asked.cards[name]}))[name]
        if name in asked.documents:
            document = asked.documents[name]
            data = document.file.read_bytes() if document.file.is_file() else b""
            return data if sha256_of(data) == document.sha256 else None  # what was looked into, and nothing else
        if self.settings["SITEURL"]:
            return self.of_hosts.get(name)
        return None

    def _result(self, file: str) -> PageResult | None:
        return self.page(file).result if file in self.pending else None

    @property
    def of_hosts(self) -> Mapping[str, bytes]:
        """What hosts and search engines read."""
        build = self.build
        marks = marks_of(Path(self.settings["PATH"]), build.members.originals, build.now.date()).text
        files = public_files(build.site.routes, self.addresses, self.settings.get("PUBLISH_DOMAIN"), marks)
        return files | host_files(build.site, self.addresses)

    # -- Edits --

    def edit(self, path: str) -> bool:
        """Reads one text again. path: as staff know it

        returns: whether nothing but what stands below its header is another; else all has to be read
        """
        build, relative = self.build, path.removeprefix("content/")
        before = build.readings.last(path)
        if before is None or before.item is None or not isinstance(before.item, Text):
            return False
        kind = kind_of(relative, self.settings["PAGE_PATHS"])
        seen = see(self.content / relative, path, self.content, build.private)
        now = build.readings.of(seen, kind)
        build.readings.save()
        if now.item is None or not is_same_for_others(before, now):
            build.readings.keys.pop(path)
            return False
        file = self.by_path.get(path)
        page = self.pending.get(file or "")
        if file and page and page.own:
            if isinstance(page.text, Campaign) and join_anchor(now.item.body) != join_anchor(before.item.body):
                return False
            prepare_pictures(pictures_named([now.item], ()), build.images)
            self.pending[file] = replace(page, own=OwnText(now.source, now.item.body))
            self._drawn.pop(file, None)
        gone = self._own_findings(before)
        self.findings, self._rules = [*without(self.findings, gone), *self._own_findings(now)], None
        return True

    def _own_findings(self, parsed: ParsedFile[Text]) -> list[Finding]:
        """What reading a text finds, and the rules about texts."""
        found = self.build.told_of(parsed)
        if parsed.item:
            path = parsed.source.path
            kind = kind_of(path.removeprefix("content/"), self.settings["PAGE_PATHS"]).name
            found += findings_of(Read(path, parsed.source, parsed.item.body, kind, wording_of(self.build)))
        return [of_a_draft(one) for one in found] if parsed.source.path in self.build.drafts else found

    def theme_changed(self) -> bool:
        """Takes templates and stylesheets as they are now.

        returns: whether the theme reads texts as before; else all has to be read
        raises: SiteError when a file of the theme is missing
        """
        build, settings = self.build, self.settings
        if as_words(rules_values(reading_rules(settings))) != as_words(rules_values(build.rules)):
            return False
        build.own_files, named = own_files(settings, self.addresses)
        build.vocabulary = read_vocabulary(Path(settings["THEME"]), settings["DEFAULT_LANG"])
        build.shared = replace(build.shared, variables={**build.shared.variables, **named}, vocabulary=build.vocabulary)
        if (loaded := build.shared.templates.cache) is not None:
            loaded.clear()  # another file may be one of these now, or have the time of the last
        self._drawn.clear()
        return True


def is_same_for_others(before: ParsedFile[Text], now: ParsedFile[Text]) -> bool:
    """Whether no page but a text's own can show that it was edited: its header, when it is shown, what it is found in.

    A summary that was not written is made of the first words, and stands in the header, too.
    """
    assert before.item
    assert now.item
    return (
        before.source.entries == now.source.entries
        and before.item.header == now.item.header
        and before.item.is_mistaken == now.item.is_mistaken
        and before.is_unread == now.is_unread
        and before.window == now.window
        and [one.window for one in before.wishes] == [one.window for one in now.wishes]
        and [one.window for one in before.timed] == [one.window for one in now.timed]
    )


def without(findings: list[Finding], gone: list[Finding]) -> list[Finding]:
    """Findings but for these, each as often as it is among them."""
    left = list(findings)
    for one in gone:
        if one in left:
            left.remove(one)
    return left


def recorded(settings: dict[str, Any], before: RecordedSite | None, *, lists_drafts: bool = False) -> RecordedSite:
    """A site as it is now. before: as it was. raises: SiteError"""
    engine: Engine = settings["PELICAN_CLASS"](settings)
    build = engine.record(before.build if before else None, lists_drafts=lists_drafts)
    site = RecordedSite(settings, build, build.tell_drafts_apart())
    if before:
        site.take_over(before)
    return site
