"""Links as staff write them become finished addresses, or findings: a page, an anchor on it, a file, another site."""

import hashlib
import re
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from posixpath import join, normpath
from urllib.parse import unquote, urlsplit

from unidecode import unidecode

from plugins.core.fields import EMAIL, Field, wrong_value
from plugins.core.findings import Finding, Where, finding
from plugins.core.reachable import NOTHING_PRIVATE, PrivateFiles, as_on_disk, is_outside, is_there
from plugins.core.signatures import GIF, HEIF, JPEG, PNG, TIFF, is_webp
from plugins.core.slugs import composed, slug
from plugins.core.suggestions import closest
from plugins.markup.raw_html import is_active_address
from plugins.pictures.copies import MAX_SIZE_BYTES, NO_ORIGINALS, Originals, held_originals
from plugins.pictures.unpacking import OpaqueError, too_large
from plugins.render.corrections import WITH_SCHEME, correction
from plugins.render.result import AnchorLink, Collector, Document
from plugins.site.addresses import Addresses, is_address
from plugins.site.routes import CAMPAIGN_NEWS, FILES, PAGE, TAG, Routes, before_names

INDICATOR = re.compile(r"[{|](?P<what>filename|static|attach|index|tag|category|author)[|}](?P<path>.*)", re.DOTALL)
# Where Pelican's other words lead to.
LISTS = {"index": PAGE, "tag": TAG, "category": CAMPAIGN_NEWS, "author": PAGE}
ELSEWHERE = re.compile(r"(?i)(https?:|mailto:|tel:|sms:|//)")
NO_ADDRESS = re.compile(r"(?i)(mailto:[^@]*|(tel|sms):\D*|https?:/*|//)")
# Addresses of other programs: they are taken as they are.
PROGRAM = re.compile(
    r"(?i)(bitcoin|callto|facetime|ftps?|geo|git|gopher|ircs?|magnet|maps|matrix|msteams|news|nntp|sftp|sgnl|signal"
    r"|sips?|skype|slack|smsto|ssh|tg|viber|web\+\w+|webcals?|weixin|whatsapp|xmpp|zoommtg|zoomus):"
)
# What may be downloaded as it is. Pictures never are: only what plugins.pictures made of them is published.
DOWNLOADS = (".csv", ".docx", ".epub", ".ics", ".mp3", ".odt", ".pdf", ".txt", ".vtt", ".xlsx", ".zip")
# So many lost links are compared with what is there, and so many anchors of a page are named: nobody reads more.
MAX_SUGGESTIONS = 200
MAX_ANCHORS = 20

# How pictures begin.
BEGINNINGS = (JPEG, PNG, *GIF, *TIFF, b"\0\0\1\0", b"\0\0\0\x0cjP  ")


@dataclass(slots=True)
class LinkTable:
    """What links may lead to.

    addresses: how addresses are made
    routes: every address that the site will have
    content: the content folder, for files to download
    private: of which nothing may be downloaded
    originals: whose bytes no file to download may hold
    What was looked into, and looked for, is remembered: it takes a while, and gives the same each time.
    """

    addresses: Addresses
    routes: Routes
    content: Path
    private: PrivateFiles = NOTHING_PRIVATE
    originals: Originals = NO_ORIGINALS
    _documents: dict[str, Document] = field(default_factory=dict)
    _corrections: dict[tuple[str, str], dict[str, str]] = field(default_factory=dict)

    def resolve(self, target: str, words: str, where: Where, own_address: str, into: Collector) -> str:
        """The finished address of a link in the page at `own_address`; what leads nowhere is reported and left.

        into: gets what the page asks for with it
        """
        if is_active_address(target):  # reading has told it
            return "#"
        match = INDICATOR.fullmatch(target)
        if not is_address(target) or (match and not is_address(match["path"])):
            into.findings.append(no_address(target, words, where))
            return target
        own = self.addresses.on_this_site(target)
        if own is None and ELSEWHERE.match(target):
            self._check_elsewhere(target, words, where, into)
            return target
        if match:
            return self._source(match["what"], match["path"], target, words, where, into)
        if own is None and WITH_SCHEME.fullmatch(target):
            if not PROGRAM.match(target):
                self._report(target, target, words, where, (), own_address, into)
            return target
        parts = urlsplit(target if own is None else own)
        if not parts.path and parts.fragment:
            into.links.append(AnchorLink(where, own_address, parts.fragment))
            return target
        path = unquote(parts.path)
        below_root = (
            path.lstrip("/") if path.startswith("/") else normpath(join(own_address, path)) + "/" * path.endswith("/")
        )
        if below_root not in self.routes.by_address:
            self._report(target, below_root, words, where, self.routes.by_address, own_address, into)
            return target
        if parts.fragment:
            into.links.append(AnchorLink(where, below_root, parts.fragment))
        return self.addresses.address(below_root) + parts._replace(path="").geturl()

    def _check_elsewhere(self, target: str, words: str, where: Where, into: Collector) -> None:
        """Reports a link without an address (C23), or with what is no e-mail address behind mailto: (C34)."""
        if NO_ADDRESS.fullmatch(target):
            into.findings.append(finding("C23.link-without-address", where, words=words))
        elif target[:7].lower() == "mailto:":
            for address in unquote(target[7:].partition("?")[0]).split(","):
                if wrong := wrong_value(Field("mailto", EMAIL), address.strip() or "?"):
                    into.findings.append(wrong.at(where).within("in-a-link"))

    def _source(self, what: str, path: str, target: str, words: str, where: Where, into: Collector) -> str:
        """Pelican's {filename}, {static} and {attach}: a source file's page, or a file of content to download."""
        if what in LISTS:
            return self._list(what, path, target, words, where, into)
        parts = urlsplit(path)
        folder = "" if parts.path.startswith("/") else where.path.removeprefix("content/").rpartition("/")[0]
        source = composed(normpath(join(folder, unquote(parts.path).lstrip("/"))))
        fragment = f"#{parts.fragment}" if parts.fragment else ""
        if what == "filename" and (route := self.routes.by_source.get(source)):
            if parts.fragment:
                into.links.append(AnchorLink(where, route.address, parts.fragment))
            return self.addresses.address(route.address) + fragment
        file = self.content / (source if source.startswith("..") else as_on_disk(source, self.content))
        if source.startswith("..") or is_outside(file, self.content):
            into.findings.append(finding("C37.file-outside", where, target=target))
        elif not is_there(file) or file.suffix == ".md":
            own = where.path.removeprefix("content/")
            self._report(target, source, words, where, self.routes.by_source, own, into)
        elif file.suffix.lower() not in DOWNLOADS or any(part.startswith(".") for part in Path(source).parts):
            link = {"words": words, "target": target}
            into.findings.append(finding("C37.not-a-download", where, **link, endings=", ".join(DOWNLOADS)))
        elif self.private.project and self.private.project.holds(file):
            into.findings.append(finding("C37.link-to-projects-file", where, words=words, target=target))
        elif is_picture(file) or self.private.holds(file):
            into.findings.append(finding("C37.link-to-members-file", where, words=words, target=target))
        else:
            return self._download(file, source, target, words, where, into)
        return target

    def _download(self, file: Path, source: str, target: str, words: str, where: Where, into: Collector) -> str:
        """The address of a file to download; one that may hold the picture of a member is reported (C56, C76)."""
        name, link = f"{FILES}{source}", {"words": words, "target": target}
        if name in self._documents:
            into.documents[name] = self._documents[name]
            return self.addresses.address(name)
        try:
            data = read_document(file)
            held = sorted({self.originals.owners[sha256] for sha256 in held_originals(data, self.originals)})
        except OSError as wrong:
            into.findings.append(finding("C56.download-not-opened", where, **link, reason=str(wrong.strerror)))
            return target
        except OpaqueError as wrong:
            into.findings.append(finding("C76.opaque-download", where, **link, **wrong.why))
            return target
        if held:
            into.findings.append(finding("C76.download-holds-file", where, **link, selfies=", ".join(held)))
            return target
        into.documents[name] = self._documents[name] = Document(file, hashlib.sha256(data).hexdigest())
        return self.addresses.address(name)

    def _list(self, what: str, name: str, target: str, words: str, where: Where, into: Collector) -> str:
        """Pelican's {index}, {tag} and {category}; authors have no pages here."""
        beginning = before_names(LISTS[what])
        wanted = LISTS[what].format(slug=slug(unquote(name), unidecode)) if name else beginning
        if what != "author" and wanted in self.routes.by_address:
            return self.addresses.address(wanted)
        beside = [page for page in self.routes.by_address if page.startswith(beginning)] if beginning else []
        near = closest(wanted, beside)
        found = {"near": f"/{near}"} if near else {}
        into.findings.append(finding("C11.nothing-there", where, words=words, target=target, **found))
        return target

    def _report(
        self, target: str, wanted: str, words: str, where: Where, known: Iterable[str], own: str, into: Collector
    ) -> None:
        """Reports a link to a page or file that does not exist, or is not public yet (C11)."""
        if wanted in self.routes.unpublished:
            into.findings.append(finding("C11.not-public", where, words=words, target=target))
            return
        if (target, wanted) not in self._corrections:  # looked for once, since it takes a while among thousands
            is_too_much = len(self._corrections) >= MAX_SUGGESTIONS
            others = [] if is_too_much else [name for name in known if name != own]
            self._corrections[target, wanted] = correction(target, wanted, others)
        found = self._corrections[target, wanted]
        into.findings.append(finding("C11.nothing-there", where, words=words, target=target, **found))


def lost_anchors(
    links: Iterable[AnchorLink], ids_of: Mapping[str, Collection[str]], written: Mapping[tuple[str, str], Where]
) -> Iterator[Finding]:
    """Links to a part of a page that the page does not have (C12).

    When several agree, it is the part's own name that is misspelt.

    ids_of: by page; one whose ids are not told is not looked at
    written: where a block's id was written, by page and id
    """
    lost: dict[tuple[str, str], list[Where]] = {}
    for where, page, anchor in links:
        if page in ids_of and composed(unquote(anchor)) not in ids_of[page]:
            lost.setdefault((page, anchor), []).append(where)
    for (page, anchor), places in lost.items():
        if (page, anchor) in written:  # the block is there, and what keeps it from being shown is told
            continue
        near = closest(unquote(anchor), ids_of[page])
        if near and len(places) > 1 and (called := written.get((page, near))):
            from_there = ", ".join(map(str, sorted(places, key=str)))
            yield finding("C12.misspelt-id", called, count=len(places), anchor=anchor, near=near, links=from_there)
            continue
        anchors = sorted(set(ids_of[page]))
        has = ", ".join(anchors[:MAX_ANCHORS]) + " ..." * (len(anchors) > MAX_ANCHORS)
        known = {"near": near} if near else {"anchors": has}
        yield from (finding("C12.no-such-part", where, page=f"/{page}", anchor=anchor, **known) for where in places)


def read_document(file: Path) -> bytes:
    """The bytes of a file to download. raises: OSError; OpaqueError for one that is too large to be looked into"""
    if file.stat().st_size > MAX_SIZE_BYTES:
        raise too_large()
    return file.read_bytes()


def no_address(target: str, words: str, where: Where) -> Finding:
    """A link to what no browser could go to (C34), such as an example with brackets that nobody filled in."""
    if "[" in target or "]" in target:
        return finding("C34.address-in-brackets", where, words=words, target=target)
    return finding("C34.not-an-address", where, words=words, target=target)


def is_picture(file: Path) -> bool:
    """Whether a file holds a picture, whatever its name: an original may tell where it was taken, and of whom."""
    with file.open("rb") as opened:
        head = opened.read(12)
    if head.startswith(b"BM") and head[6:10] == bytes(4):  # BMP; the letters alone begin many a text
        return True
    return head.startswith(BEGINNINGS) or is_webp(head) or head.startswith(HEIF, 4)
