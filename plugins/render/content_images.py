"""Pictures as staff name them: found below content/, described, and never a member's portrait."""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from posixpath import join, normpath
from urllib.parse import unquote

from plugins.core.findings import Finding, Where, finding
from plugins.core.reachable import PrivateFiles, as_on_disk, files_below, is_there, is_within
from plugins.core.slugs import composed
from plugins.core.suggestions import closest
from plugins.kinds.person import Person
from plugins.kinds.texts import Text
from plugins.markup.extension import DECORATIVE
from plugins.markup.foreign import foreign_host, foreign_picture
from plugins.markup.plain_words import shortened
from plugins.pictures.cache import PictureCache
from plugins.pictures.copies import NO_ORIGINALS, Originals, held_originals
from plugins.pictures.originals import findings_of_original
from plugins.pictures.picture import SUFFIXES, ForbiddenError, Picture, PictureError
from plugins.pictures.refusals import what_to_do
from plugins.pictures.store import read_original
from plugins.pictures.svg import SUFFIX, NotDrawnError
from plugins.pictures.unpacking import OpaqueError
from plugins.render.documents import DOWNLOADS
from plugins.selfies.uncleared import held_by
from plugins.selfies.withdrawals import Withdrawal, is_back, look_alikes
from plugins.site.addresses import Addresses, is_address

FILE_NAME = re.compile(r"\S+\.(?:jpe?g|png|webp|avif|heic|gif|svg)|(?:img|dsc|pxl|image|photo)[-_ ]?\d+", re.IGNORECASE)
# A name between signs with which it is written elsewhere: Markdown's, HTML's, quotation marks, or before a title.
WRAPPED = re.compile(
    r"!?\[[^\]]*+\]\(\s*+<?(?P<link>[^()<>\"“]*+)>?\s*+(?:[\"“][^()]*+)?\)|!?\[\[(?P<wiki>[^\]|]*+)[^\]]*+\]\]"
    r"|<img\b[^>]*?\ssrc\s*=\s*[\"']?(?P<html>[^\"'>\s]*+)[^>]*+>|[<(\"'“„‘«](?P<quoted>[^<>()\"“”»]*?)[>)\"'”“’»]"
    r"|(?P<titled>\S+\.\w{2,4})\s+[\"'“].*",
    re.IGNORECASE | re.DOTALL,
)
MAX_QUOTED = 200  # letters: a picture itself may stand where its name should
OF_CONTENT = re.compile(r"^/?content/(?=images/)")  # as it lies on the disk
NEEDLESS = re.compile(r"(?P<words>(?:a |an |the )?(?:picture|photo|photograph|image|drawing) of)\b", re.IGNORECASE)


def picture_path(source: str, folder: str, content: Path) -> str | None:
    """The path below content/ of the picture that `source` names, or None when there is no such file.

    source: `/images/rally.jpg` from content/, a path from the text's folder, or the name of a file in content/images;
        letters may be written as in addresses (`%20`)
    folder: the folder of the text, below content/
    """
    written = without_indicator(source)
    candidates: list[str] = []
    for plain in dict.fromkeys(OF_CONTENT.sub("/", one) for one in (written, unquote(written))):
        candidates += [plain] if plain.startswith("/") else [join(folder, plain), plain, join("images", plain)]
    for candidate in candidates:
        path = normpath(candidate).lstrip("/")
        if path.startswith(".."):
            continue
        path = as_on_disk(path, content)
        file = content / path
        if is_there(file) and is_within(file, content):
            return path
    return None


def kept_private(source: str, folder: str, where: Where) -> Finding | None:
    """A picture from outside the content folder, or a hidden one (C37)."""
    written = without_indicator(source)
    for plain in (written, unquote(written)):
        path = normpath(join(folder, plain)) if not plain.startswith("/") else normpath(plain.lstrip("/"))
        if path.startswith(".."):
            return finding("C37.picture-outside", where, source=source)
        if any(part.startswith(".") for part in path.split("/") if part != "."):
            return finding("C37.hidden-picture", where, source=source)
    return None


def without_indicator(source: str) -> str:
    """A picture's path without what Pelican would have before it.

    >>> without_indicator("{static}/images/rally.jpg")
    '/images/rally.jpg'
    """
    return re.sub(r"^[{|](?:static|attach|filename)[|}]", "", source)


def meant_name(source: str) -> str:
    """A picture's name without signs with which it is written elsewhere.

    >>> meant_name("![A hall](/images/a.jpg)"), meant_name('<img src="a.jpg">'), meant_name("images/a b.jpg")
    ('/images/a.jpg', 'a.jpg', 'images/a b.jpg')
    """
    found = WRAPPED.fullmatch(source.strip())
    return (found[found.lastgroup or 0].strip() if found else "") or source


def missing_picture(source: str, where: Where, known: Iterable[str], folder: str, content: Path) -> Finding:
    """A picture that is not there, perhaps since its name is misspelt or signs stand around it (C13).

    known: paths of those there are; folder, content: see picture_path
    """
    meant, quoted = meant_name(source), shortened(source, MAX_QUOTED)
    if meant != source and picture_path(meant, folder, content):
        return finding("C13.no-picture", where, source=quoted, meant=meant)
    by_name = {path.rpartition("/")[2]: path for path in known}
    near = closest(meant.replace("\\", "/").rpartition("/")[2], by_name)
    closest_one = {"near": as_written(by_name[near])} if near else {}
    return finding("C13.no-picture", where, source=quoted, **closest_one)


def as_written(path: str) -> str:
    """How a text names a picture, by its path below content/: by its name alone, where it lies among all others.

    >>> as_written("images/rally.jpg"), as_written("images/2024/rally.jpg")
    ('rally.jpg', '/images/2024/rally.jpg')
    """
    name = path.rpartition("/")[2]
    return name if path == f"images/{name}" else f"/{path}"


def described(source: str, description: str, where: Where, as_decoration: str) -> Iterator[Finding]:
    """A picture without a sentence for those who cannot see it (C14), or with a poor one (C15).

    as_decoration: what to type when it is
    """
    if not description:
        picture = meant_name(source).rpartition("/")[2]
        yield finding("C14.no-description", where, picture=picture, as_decoration=as_decoration)
    elif FILE_NAME.fullmatch(description):
        yield finding("C15.file-name", where, description=description)
    elif needless := NEEDLESS.match(description):
        yield finding("C15.needless-words", where, words=needless["words"])


def not_drawn(path: str, wrong: NotDrawnError) -> Finding:
    """A drawing (SVG) that holds more than can be drawn (C35)."""
    where, drawing = Where(f"content/{path}", wrong.line), path.rpartition("/")[2]
    return finding("C35.active-drawing", where, drawing=drawing, **wrong.why)


def alternative(description: str) -> str:
    """The text that stands for a picture: nothing for decoration."""
    return "" if description == DECORATIVE else description


@dataclass(slots=True)
class ContentImages:
    """The pictures below content/, but for members' portraits, which only consent puts on a page.

    content: the content folder; private: members' files, whether or not there is a wall
    withdrawals: content/withdrawn.toml; originals: files of members who are not shown
    addresses: by which a whole address of this site is known
    known: every picture that may be named, below content/
    """

    content: Path
    private: PrivateFiles
    cache: PictureCache
    addresses: Addresses
    withdrawals: Mapping[str, Withdrawal] = field(default_factory=dict)
    originals: Originals = NO_ORIGINALS
    known: list[str] = field(init=False)
    _opened: dict[str, Picture] = field(default_factory=dict)

    def __post_init__(self) -> None:
        files = (file for file in files_below(self.content) if names_picture(file.name))
        self.known = sorted(file.relative_to(self.content).as_posix() for file in files if not self.private.holds(file))

    def withdrawn(self) -> Iterator[Finding]:
        """Files below content/, of whatever name, that hold a withdrawn picture (C22)."""
        gone = {withdrawal.sha256 for withdrawal in self.withdrawals.values() if withdrawal.sha256}
        if not gone:
            return
        for file in files_below(self.content):
            if self.private.holds(file):
                continue
            if (original := self.cache.original(file)) and original.sha256 in gone:
                where = Where(f"content/{file.relative_to(self.content).as_posix()}")
                yield is_back(original.sha256, self.withdrawals, where)

    def resembling(self, paths: Iterable[str]) -> Iterator[Finding]:
        """Pictures below content/ that look like a withdrawn one: turned, cut, framed or saved again (C22)."""
        fingerprints = {path: self.read(path).fingerprint for path in paths}
        for path, gone in look_alikes(fingerprints, self.withdrawals).items():
            where, day = Where(f"content/{path}"), gone.day
            yield finding("C22.looks-withdrawn", where, day=day, selfie=gone.id, picture=path)

    def find(self, source: str, folder: str, where: Where) -> str | Finding:
        """The path below content/ of a picture that can be shown, or why there is none.

        source: as written (see picture_path); folder: of the text, below content/
        returns: of the findings C13, C18, C19, C22, C30, C35 and C37 the first that fits
        """
        source = self._below_root(source)
        if host := foreign_host(source):
            return foreign_picture(host, where)
        path = picture_path(source, folder, self.content)
        if private := kept_private(source, folder, where):
            return private
        if path is None:
            return missing_picture(source, where, self.known, folder, self.content)
        if self.private.holds(self.content / path):
            return finding("C19.members-picture", where, source=source)
        try:
            self.read(path)
        except NotDrawnError as wrong:
            return not_drawn(path, wrong)
        except ForbiddenError as wrong:
            if any(withdrawal.sha256 == wrong.sha256 for withdrawal in self.withdrawals.values()):
                return is_back(wrong.sha256, self.withdrawals, Where(f"content/{path}"))
            return held_by(wrong.sha256, self.originals, source, where)
        except PictureError as wrong:
            name, remedy = path.rpartition("/")[2], what_to_do(wrong.reason)
            if path.lower().endswith(DOWNLOADS):
                return finding("C18.document", where, picture=name, source=source)
            return finding("C18.not-opened", where, picture=name, **wrong.why, **remedy)
        return path

    def _below_root(self, source: str) -> str:
        """The path that a whole address of this site names; anything else as it is."""
        is_whole = foreign_host(source) is not None and is_address(source)
        return (self.addresses.on_this_site(source) if is_whole else None) or source

    def read(self, path: str) -> Picture:
        """The picture of a path below content/. raises: PictureError, ForbiddenError and NotDrawnError among them"""
        if path not in self._opened:
            if path.lower().endswith(SUFFIX):
                refuse_held(read_original(self.content / path), self.originals)
            self._opened[path] = self.cache.picture(self.content / path)
        return self._opened[path]

    def findings_of_originals(self, paths: Iterable[str]) -> Iterator[Finding]:
        """What the originals of pictures tell, or weigh, that visitors do not get, or that nothing is seen on them."""
        for path in paths:
            yield from findings_of_original(self.read(path), Where(f"content/{path}"))

    def check(self, path: str, description: str, where: Where) -> tuple[list[Finding], str]:
        """What is wrong with a header's picture and its description; its path, or "" when it cannot be shown."""
        found = self.find(path, "", where)
        findings = list(described(path, description, where, f"Image-description: {DECORATIVE}"))
        return ([*findings, found], "") if isinstance(found, Finding) else (findings, found)

    def picture(self, path: str) -> Picture:
        """The published picture of a path below content/. raises: PictureError, which names the path"""
        try:
            return self.read(path)
        except PictureError as wrong:
            there = {"path": f"content/{path}", "reason_there": wrong.reason}
            raise PictureError("picture.in-content", **wrong.values, **there) from None


def refuse_held(drawing: bytes, known: Originals) -> None:
    """Refuses a drawing (SVG), which is a text, that holds a file of a member who is not shown, however written.

    raises: ForbiddenError; PictureError when nobody can look into it
    """
    try:
        held = held_originals(drawing, known)
    except OpaqueError as wrong:
        raise PictureError(wrong.reason, **wrong.values) from wrong
    if held:
        raise ForbiddenError(min(held))


def pictures_named(texts: Iterable[Text], people: Iterable[Person]) -> Iterator[str]:
    """Every picture that a header, a block or a text names, as written."""
    yield from (person.image for person in people)
    for text in texts:
        yield str(text.header.get("image", ""))
        yield from (image.source for image in text.body.images)
        yield from (value for block in text.body.blocks for value in block.values.values() if names_picture(value))


def prepare_pictures(named: Iterable[str], images: ContentImages) -> None:
    """Derives in parallel, before anything is drawn, every picture that is named. named: as written"""
    names = {composed(unquote(name).rpartition("/")[2]) for name in named}
    wanted = [path for path in images.known if composed(path.rpartition("/")[2]) in names]
    images.cache.prepare(images.content / path for path in wanted)


def names_picture(value: str) -> bool:
    """Whether a value looks like the name of a picture."""
    return value.lower().endswith((*SUFFIXES, SUFFIX))
