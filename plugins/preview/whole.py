"""What is only seen of all pages and files together: found behind the answers, when each page was looked at."""

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import Any, NamedTuple

from plugins.checks.finished import FinishedSite
from plugins.checks.inspection import between_pages, collapse_repeats, lost_in_lists
from plugins.checks.inspections import Inspected
from plugins.core.findings import Finding
from plugins.engine.build import Build
from plugins.engine.pages import found_between
from plugins.pictures.picture import PictureError
from plugins.render.page import PendingPage
from plugins.render.result import PageResult, union


class Looked(NamedTuple):
    """What is kept of a page that rules have looked at.

    key: of all that decides what they find; result: what the page asks for, without its HTML
    """

    key: str
    inspected: Inspected
    result: PageResult


@dataclass
class SiteInMemory(FinishedSite):
    """A site of which no file is written. names: of all its files; texts: of those that rules read, pages aside"""

    names: frozenset[str] = frozenset()
    texts: Mapping[str, str] = field(default_factory=dict)

    @cached_property
    def files(self) -> frozenset[str]:
        """The names of its files."""
        return self.names

    def text(self, name: str) -> str:
        """The text of a file."""
        return self.texts.get(name, "")


class Whole(NamedTuple):
    """One site as it was at a moment. finished: as rules see it, but for its pages; looked: these, by output file"""

    build: Build
    settings: Mapping[str, Any]
    pending: Collection[PendingPage]
    looked: Mapping[str, Looked]
    finished: SiteInMemory

    def findings(self) -> Iterator[Finding]:
        """What a build would tell of all pages and files together, but for what it proves of files to be published."""
        site, results = self.finished, {file: one.result for file, one in self.looked.items()}
        site.pages = {file: one.inspected.summary for file, one in sorted(self.looked.items())}
        asked = union([*results.values(), self.build.frame])
        found = [*found_between(self.build, self.settings, self.pending, results), *self._of_pictures(asked.pictures)]
        published = asked.derivatives | asked.cards.keys()
        site.names |= published | asked.documents.keys()
        site = replace(
            site,
            pictures=published,
            earlier=(*site.earlier, *asked.findings, *found),
            undrawn=frozenset(page.file for page in self.pending) - results.keys(),
            anchor_links=asked.links,
        )
        yield from found
        lost = list(lost_in_lists(site))
        yield from lost
        known = {(one.where.path, one.code) for one in site.earlier}
        site.earlier = (*site.earlier, *lost)
        yield from collapse_repeats(one for one in between_pages(site) if (one.where.path, one.code) not in known)

    def _of_pictures(self, paths: Collection[str]) -> Iterator[Finding]:
        images, there = self.build.images, list[str]()
        for path in sorted(paths):
            try:
                images.read(path)
            except PictureError:  # which is told where it is named
                continue
            there.append(path)
        yield from images.findings_of_originals(there)
        yield from images.resembling(there)
