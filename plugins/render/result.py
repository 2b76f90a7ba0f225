"""What drawing a page gives: its HTML, and all that must be published with it. Plain values, which can be pickled."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path
from typing import NamedTuple

from plugins.cards.share_cards import CardRequest
from plugins.core.findings import Finding, Where
from plugins.pictures.document_facts import DocumentFacts


class Document(NamedTuple):
    """A file of content/ that is published as it is. sha256, size_bytes, facts: of what was looked into"""

    file: Path
    sha256: str
    size_bytes: int
    facts: DocumentFacts = DocumentFacts()


class AnchorLink(NamedTuple):
    """A link to a part of a page. address: of that page, below the root; around: what is said around its finding"""

    where: Where
    address: str
    anchor: str
    around: str = ""


@dataclass(slots=True)
class Collector:
    """What one page asks for while it is drawn; made and emptied by whoever draws it.

    derivatives: published names of pictures; pictures: paths below content/ of those that are named
    documents, cards: by published name
    """

    derivatives: set[str] = field(default_factory=set)
    pictures: set[str] = field(default_factory=set)
    documents: dict[str, Document] = field(default_factory=dict)
    cards: dict[str, CardRequest] = field(default_factory=dict)
    links: list[AnchorLink] = field(default_factory=list)
    findings: list[Finding] = field(default_factory=list)

    def result(self, html: str = "", body: str = "", anchors: Iterable[str] = ()) -> "PageResult":
        """All of it, with what was drawn."""
        return PageResult(
            html,
            body,
            frozenset(self.derivatives),
            frozenset(self.pictures),
            tuple(sorted(self.documents.items())),
            tuple(sorted(self.cards.items(), key=lambda one: one[0])),
            tuple(anchors),
            tuple(self.links),
            tuple(self.findings),
        )


@dataclass(frozen=True, slots=True)
class PageResult:
    """A page as readers get it, and all that must be published with it.

    html: the whole page; body: of a text what stands below its header, for feeds
    derivatives, pictures, documents, cards, links, findings: as of the Collector
    anchors: what a link may lead to in the body, each as often as it is there
    """

    html: str = ""
    body: str = ""
    derivatives: frozenset[str] = frozenset()
    pictures: frozenset[str] = frozenset()
    documents: tuple[tuple[str, Document], ...] = ()
    cards: tuple[tuple[str, CardRequest], ...] = ()
    anchors: tuple[str, ...] = ()
    links: tuple[AnchorLink, ...] = ()
    findings: tuple[Finding, ...] = ()


def union(results: Iterable[PageResult]) -> Collector:
    """All that the pages of a build ask for: what is published is this, and nothing else."""
    whole = Collector()
    for one in results:
        whole.derivatives |= one.derivatives
        whole.pictures |= one.pictures
        whole.documents |= dict(one.documents)
        whole.cards |= dict(one.cards)
        whole.links += one.links
        whole.findings += one.findings
    return whole
