"""The site as it is at this moment: read when files change, and each page drawn when a browser asks for it.

Two sites stand beside each other: that of a public build, whose pages are shown as that would write them, and the same
with drafts and with what waits for its day, of which only these are shown. One thread at a time works on them.
"""

import hashlib
import os
import tempfile
import threading
from collections.abc import Callable, Iterable, Iterator
from contextlib import ExitStack, contextmanager, suppress
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from functools import partial
from http import HTTPStatus
from pathlib import Path
from typing import Any, NamedTuple
from urllib.parse import quote, unquote

from plugins.assets.search import index_site
from plugins.core.findings import SETTINGS_FILES, Finding, SiteError, in_order, without_notes
from plugins.core.lock import one_at_a_time
from plugins.core.reachable import is_within
from plugins.core.replacing import lock_beside
from plugins.core.temporary import temporary_folder
from plugins.engine.keys import program_key
from plugins.engine.settings import as_asked, site_settings, with_drafts
from plugins.engine.traces import PREVIEW, SEARCH_INDEX
from plugins.preview.recorded import RecordedSite, recorded
from plugins.preview.texts import Entry, State, entries
from plugins.selfies.withdrawals import WITHDRAWN
from plugins.site.live import of_a_draft
from plugins.site.routes import INDEX, NOT_FOUND, PAGEFIND

MAX_ADDRESS = 4096  # no system takes a longer path
MANY = 20  # so many texts that changed at once are read with everything
ACTIVE = "C35"  # what a browser would run
BEHIND = "C77"  # the clock, or the moment that is spoken for


class Change(StrEnum):
    """What became of files that changed."""

    NOTHING = "nothing"
    TEXT = "text"
    THEME = "theme"
    ALL = "all"
    PROGRAM = "program"


class Redirect(NamedTuple):
    """Where the browser is to ask instead."""

    address: str


class Answer(NamedTuple):
    """What an address gives. name: of its output file, whose ending says what it is; file: the same, of a page only"""

    status: HTTPStatus
    name: str
    body: bytes
    file: str = ""


@dataclass(frozen=True, slots=True)
class Options:
    """How the preview was asked for. as_of: the moment that it speaks for; lists_drafts: as if they were published"""

    as_of: str | None = None
    lists_drafts: bool = False


class LiveSite:
    """The site of the project in `root`.

    settings: reads those of the public site
    program: the files of which settings consist
    failed: why the last reading gave no site; the one before it is shown
    version: another one whenever anything that is shown may be
    """

    def __init__(
        self, root: Path, options: Options | None = None, settings: Callable[[], dict[str, Any]] | None = None
    ) -> None:
        self.root, self._options = root, options or Options()
        self._read_settings = settings or partial(site_settings, root / "publishconf.py")
        self.program = {root / name for name in SETTINGS_FILES}
        self.public: RecordedSite | None = None
        self.drafts: RecordedSite | None = None
        self.failed: tuple[Finding, ...] = ()
        self.version = 0
        self.waiting: list[str] = []  # files of pages that rules have not seen as they are
        self._search: tuple[int, dict[str, bytes]] = (-1, {})
        self._withdrawn: object = None  # how the list of withdrawals was seen last
        self._obeyed: object = None  # the same when what is shown was read
        self._lock = threading.RLock()
        self._is_at_work = False
        self._news = 0  # how often rules found something else than before

    # -- Reading --

    def settings(self) -> dict[str, Any]:
        """Those of the public site. raises: SiteError"""
        return as_asked(self._read_settings(), self._options.as_of)

    def read(self) -> None:
        """Reads everything; what did not change costs little. What is shown stays when there is no site."""
        with self._lock:
            self._withdrawn = self._seen_withdrawals()
            before = self.public
            try:
                public = recorded(self.settings(), before, lists_drafts=self._options.lists_drafts)
                if self._options.as_of:  # whoever looks may look back
                    public.findings = [one for one in public.findings if one.code != BEHIND]
                build, drafts = public.build, None
                if (build.waiting or public.has_hidden_texts) and not self._options.lists_drafts:
                    drafts = recorded(with_drafts(self.settings()), self.drafts or public)
            except SiteError as wrong:
                self.failed = tuple(in_order(wrong.findings))
                if self._withdrawn != self._obeyed:  # what was read before may show who is not to be seen any more
                    self.public = self.drafts = None
            else:
                self._obeyed = self._withdrawn
                self.public, self.drafts, self.failed = public, drafts, ()
                self._look_at_all()
            self.version += 1

    def change(self, paths: Iterable[Path]) -> Change:
        """Takes files as they are now. paths: of those that changed; anything may have become of them"""
        with self._lock:
            plugins, every = (self.root / "plugins", Path(os.path.realpath(self.root / "plugins"))), list(paths)
            changed = [
                path for path in every if path not in self.program and not any(map(path.is_relative_to, plugins))
            ]
            if len(changed) < len(every):
                if changed:  # with the program as it was: what it becomes may never run
                    self.change(changed)
                return Change.PROGRAM
            if not changed:
                return Change.NOTHING
            is_known = not self.failed or all(path.suffix == ".md" for path in changed)
            if self.public and is_known:
                try:
                    if done := self._edited(changed, self.public):
                        self.version += 1
                        return done
                except SiteError as wrong:
                    self.failed = tuple(wrong.findings)
                    self.version += 1
                    return Change.THEME
            self.read()
            if self.failed and self.public and self.public.build.walls and not all(map(self.is_of_theme, changed)):
                self.public = self.drafts = None  # nobody knows who of the members may still be seen
            return Change.ALL

    def is_of_theme(self, path: Path) -> bool:
        """Whether a file is one of the theme's, which says nothing of anybody."""
        return self.public is not None and path.is_relative_to(os.path.realpath(self.public.settings["THEME"]))

    def _edited(self, changed: list[Path], public: RecordedSite) -> Change | None:
        """Takes an edit that leaves everything else as it is; None where it does not. raises: SiteError"""
        of_theme = [path for path in changed if self.is_of_theme(path)]
        content = {public.content, Path(os.path.realpath(public.content))}  # a link is watched where it leads
        below = [path.relative_to(one).as_posix() for path in changed for one in content if path.is_relative_to(one)]
        texts = [f"content/{path}" for path in below if path.endswith(".md")]
        if len(of_theme) + len(texts) < len(changed) or len(texts) > MANY or any(map(decides_more, of_theme)):
            return None
        if not all(site.edit(text) for text in texts for site in self.sites):
            return None
        if of_theme and not all(site.theme_changed() for site in self.sites):
            return None
        files = [site.by_path[text] for site in self.sites for text in texts if text in site.by_path]
        files += [file for site in self.sites for file in site.linking_to(files)]
        self.waiting = [*dict.fromkeys([*files, *self.waiting])]
        if of_theme:
            self._look_at_all()
        return Change.THEME if of_theme else Change.TEXT

    def _look_at_all(self) -> None:
        """Has rules look at every page, at those first where they found something."""
        found = {file for site in self.sites for file in site.pending if site.found_on(file)}
        files = dict.fromkeys([*self.waiting, *(file for site in self.sites for file in site.pending)])
        self.waiting = sorted(files, key=lambda file: file not in found)

    @property
    def sites(self) -> list[RecordedSite]:
        """The public one, and that with drafts, as far as they are there."""
        return [site for site in (self.public, self.drafts) if site]

    def holds_until(self) -> datetime | None:
        """When something is shown or told otherwise although no file changes."""
        with self._lock:
            return self.public.build.holds_until() if self.public else None

    # -- Answers --

    def answer(self, path: str) -> Answer | Redirect | None:
        """What any host would answer to the path of an address, drafts beside; None before there is a site.

        path: still percent-encoded, begins with "/", without "?" and "#"
        raises: OSError
        """
        with self.at_work():
            if not self.public:
                return None
            root = self.public.addresses.root
            below = unquote(path[: MAX_ADDRESS + 1]).removeprefix(f"{root}/")
            if root and path == "/":
                return Redirect(f"{root}/")
            if len(path) <= MAX_ADDRESS and path.startswith(f"{root}/"):
                name = f"{below}{INDEX}" if not below or below.endswith("/") else below
                for site in self.sites:
                    if name in site.pending:
                        return self._page(site, name)
                    if f"{name}/{INDEX}" in site.pending:
                        return Redirect(quote(f"{root}/{below}/"))
                    if (data := site.file(name)) is not None:
                        return Answer(HTTPStatus.OK, name, data)
                if name.startswith(PAGEFIND) and (data := self._search_index().get(name)) is not None:
                    return Answer(HTTPStatus.OK, name, data)
            if NOT_FOUND in self.public.pending:
                return self._page(self.public, NOT_FOUND)._replace(status=HTTPStatus.NOT_FOUND)
            return Answer(HTTPStatus.NOT_FOUND, NOT_FOUND, b"<!doctype html><title>Not found</title>Not found.")

    def _page(self, site: RecordedSite, file: str) -> Answer:
        drawn = site.page(file)
        if drawn.failed:
            site.look(file)
            return Answer(HTTPStatus.INTERNAL_SERVER_ERROR, file, b"", file)
        return Answer(HTTPStatus.OK, file, drawn.html, file)

    def file_of(self, path: str) -> str:
        """The output file of the page at an address, else that for lost readers; "" before all is read."""
        with self._lock:
            if not self.public:
                return ""
            below = unquote(path[:MAX_ADDRESS]).removeprefix(f"{self.public.addresses.root}/")
            name = f"{below}{INDEX}" if not below or below.endswith("/") else below
            return name if self.site_of(name) else NOT_FOUND if NOT_FOUND in self.public.pending else ""

    def site_of(self, file: str) -> RecordedSite | None:
        """The site whose page an output file is."""
        return next((site for site in self.sites if file in site.pending), None)

    def shown_version(self, file: str) -> tuple[str, str]:
        """What tells whether a browser shows a page as it is: of the page but for its stylesheet, and of that."""
        with self.at_work():
            if not (site := self.site_of(file)):
                return f"{self.version} {self._news}", ""
            drawn, sheet = site.page(file), str(site.build.shared.variables["stylesheet"])
            if drawn.failed:
                return f"failed {drawn.failed}", sheet
            return hashlib.sha256(drawn.html.replace(sheet.encode(), b"")).hexdigest(), sheet

    # -- What is wrong --

    def has_to_look(self) -> bool:
        """Whether rules have not seen all as it is."""
        return bool(self.waiting or (self.public and not self.public.is_compared))

    def look(self) -> bool:
        """Has rules look at the next page that waits for them, in the end at all together.

        returns: whether other findings are known now
        """
        with self.at_work():
            while self.waiting:
                file = self.waiting.pop(0)
                if site := self.site_of(file):
                    before = site.found_on(file)
                    site.look(file)
                    return self._is_news(site.found_on(file) != before)
            public = self.public
            whole = public.whole() if public and not public.is_compared else None
        if not public or not whole:
            return False
        now = public.between_pages
        with suppress(OSError):  # where a file has just gone, all will be read again
            now = tuple(dict.fromkeys(whole.findings()))  # for which nobody has to wait
        with self._lock:
            earlier, public.between_pages = public.between_pages, now
            return self._is_news(now != earlier)

    def _is_news(self, is_news: bool) -> bool:
        self._news += is_news
        return is_news

    def findings(self) -> list[Finding]:
        """All that asks for something, and of drafts what will."""
        with self._lock:
            found = self.public.all_findings() if self.public else []
            if self.drafts and self.public:
                build, later = self.public.build, self.drafts.all_findings()
                found += [of_a_draft(one) for one in later if one.where.path in build.drafts]
                found += [
                    one for one in later if one.where.path in build.waiting and one.where.path not in build.drafts
                ]
            asking = without_notes([*self.failed, *found])
            return in_order(list(dict.fromkeys(asking)))

    def about(self, path: str) -> list[Finding]:
        """What is known of one text: of a draft all that would be wrong, of others what asks for something."""
        with self._lock:
            site = self.drafts if self.drafts and self.public and path in self.public.build.drafts else self.public
            own = [one for one in (site.all_findings() if site else []) if one.where.path == path]
            return in_order(own if site is self.drafts else without_notes(own))

    def wrong_with(self, file: str) -> list[Finding]:
        """What is to be mended on one page: in its text, in its template, and where rules found it on the page."""
        with self._lock:
            site = self.site_of(file)
            own = self.about(self.made_by(file)) if site and site.pending[file].own else []
            found = without_notes(site.found_on(file)) if site else []
            return in_order(list(dict.fromkeys([*own, *found])))

    def is_source(self, file: Path) -> bool:
        """Whether a file is one that staff or maintainers mend."""
        folders = [self.root / name for name in ("content", "theme")]
        folders += [site.content for site in self.sites] + [Path(site.settings["THEME"]) for site in self.sites]
        is_there = file.is_file() and any(is_within(file, folder) for folder in folders)
        return is_there or file in (self.root / "pelicanconf.py", self.root / "publishconf.py")

    def entries(self) -> list[Entry]:
        """Every text, and the announcements that are still to come."""
        with self._lock:
            site = self.drafts or self.public
            return list(entries(site.build)) if site else []

    def entry_of(self, file: str) -> Entry | None:
        """The text that a page shows."""
        with self._lock:
            site = self.site_of(file)
            text = site.pending[file].text if site else None
            return next((one for one in self.entries() if text and one.path == text.path), None)

    def made_by(self, file: str) -> str:
        """The file that makes a page, as staff know it: its text, or the template of a list."""
        with self._lock:
            if not (site := self.site_of(file)):
                return ""
            page = site.pending[file]
            return page.own.source.path if page.own else f"theme/templates/{page.template.name}"

    def is_active(self, file: str) -> bool:
        """Whether a browser would run what stands in the draft that a page shows."""
        entry = self.entry_of(file)
        return bool(entry and entry.state is State.DRAFT and any(one.code == ACTIVE for one in self.about(entry.path)))

    # -- At the edge --

    @contextmanager
    def at_work(self) -> Iterator[None]:
        """Nobody else's turn, and no withdrawal that is not read: whoever withdraws holds the same lock meanwhile."""
        with self._lock, ExitStack() as held:
            if not self._is_at_work:
                with suppress(OSError):
                    held.enter_context(one_at_a_time(lock_beside(self.root / PREVIEW)))
                if self._withdrawn != self._seen_withdrawals():
                    self.read()
            before, self._is_at_work = self._is_at_work, True
            try:
                yield
            finally:
                self._is_at_work = before

    def _seen_withdrawals(self) -> object:
        """What is another value when content/withdrawn.toml was written."""
        with suppress(OSError):
            seen = (self.root / "content" / WITHDRAWN).stat()
            return seen.st_mtime_ns, seen.st_ctime_ns, seen.st_ino, seen.st_size
        return None

    def _search_index(self) -> dict[str, bytes]:
        """The search's index of all public pages, made when a browser asks for it. raises: SiteError, OSError"""
        if self._search[0] != self.version and self.public:
            site, kept = self.public, self.root / ".cache" / SEARCH_INDEX
            with temporary_folder(self.root, "search") as folder, tempfile.TemporaryDirectory(dir=folder) as output:
                for file in site.pending:
                    there = Path(output, file)
                    there.parent.mkdir(parents=True, exist_ok=True)
                    there.write_bytes(site.page(file).html)
                made = index_site(Path(output), kept, program_key())
                self._search = (self.version, {name: Path(output, name).read_bytes() for name in made})
        return self._search[1]


def decides_more(file: Path) -> bool:
    """Whether more than pages follows from a file of the theme: cards have its colours, and texts its components."""
    return file.name in ("tokens.css", "component.toml")
