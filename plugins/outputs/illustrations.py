"""Pictures as staff name them: found below content/, described, and never a member's portrait."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from pathlib import Path
from posixpath import join, normpath
from typing import Any

from plugins.components.foreign import foreign_host, foreign_picture
from plugins.core.dates import without_weekday
from plugins.core.findings import Finding, Where, error, warning
from plugins.core.reachable import PrivateFiles, files_below, is_there, is_within
from plugins.core.suggestions import closest
from plugins.newsroom.people import Person
from plugins.pictures.cache import PictureCache
from plugins.pictures.copies import NO_ORIGINALS, Originals
from plugins.pictures.drawings import SUFFIX, ActiveError, Drawing, read_drawing
from plugins.pictures.originals import told_by_original
from plugins.pictures.picture import SUFFIXES, ForbiddenError, Picture, PictureError
from plugins.pictures.store import read_original
from plugins.selfies.uncleared import held_by
from plugins.selfies.withdrawals import Withdrawal, is_back, look_alikes, overruled

Content = Any  # Pelican's, which only front doors know

DECORATIVE = "(decorative)"
FILE_NAME = re.compile(r"\S+\.(?:jpe?g|png|webp|avif|heic|gif|svg)|(?:img|dsc|pxl|image|photo)[-_ ]?\d+", re.IGNORECASE)
NEEDLESS = re.compile(r"(?P<words>(?:a |an |the )?(?:picture|photo|photograph|image|drawing) of)\b", re.IGNORECASE)


def picture_path(source: str, folder: str, content: Path) -> str | None:
    """The path below content/ of the picture that `source` names, or None when there is no such file.

    source: `/images/rally.jpg` from content/, a path from the text's folder, or the name of a file in content/images
    folder: the folder of the text, below content/
    """
    plain = without_indicator(source)
    candidates = [plain] if plain.startswith("/") else [join(folder, plain), plain, join("images", plain)]
    for candidate in candidates:
        path = normpath(candidate).lstrip("/")
        file = content / path
        if not path.startswith("..") and is_there(file) and is_within(file, content):
            return path
    return None


def kept_private(source: str, folder: str, where: Where) -> Finding | None:
    """C37: a picture from outside the content folder, or a hidden one.

    Such files are the computer's or somebody's own, and were never meant for readers. Copy the picture into
    content/images, under a name that begins with a letter.
    """
    plain = without_indicator(source)
    path = normpath(join(folder, plain)) if not plain.startswith("/") else normpath(plain.lstrip("/"))
    if path.startswith(".."):
        return error(where, f'"{source}" points outside the content folder.', "Copy the picture into it.", "C37")
    if any(part.startswith(".") for part in path.split("/") if part != "."):
        problem = f'"{source}" is hidden, and hidden files are not published.'
        return error(where, problem, "Give it a name that begins with a letter.", "C37")
    return None


def without_indicator(source: str) -> str:
    """A picture's path without what Pelican would have before it.

    >>> without_indicator("{static}/images/rally.jpg")
    '/images/rally.jpg'
    """
    return re.sub(r"^[{|](?:static|attach|filename)[|}]", "", source)


def missing_picture(source: str, where: Where, known: Iterable[str]) -> Finding:
    """C13: a picture that is not there, perhaps since its name is misspelt.

    Readers would see an empty frame. Correct the name, for which the closest one is told, or put the picture into
    content/images.
    """
    by_name = {path.rpartition("/")[2]: path for path in known}
    near = closest(source.rpartition("/")[2], by_name)
    remedy = f"Closest: {by_name[near].rpartition('/')[2]}" if near else "Put it into content/images."
    return error(where, f'I cannot find the picture "{source}".', remedy, "C13")


def described(source: str, description: str, where: Where, as_decoration: str) -> Iterator[Finding]:
    """C14, C15: a picture without a sentence for those who cannot see it, or with a file's name in its place.

    People who are blind have it read to them. Say what someone who cannot see it would miss, or that it is only
    decoration.

    as_decoration: what to type when it is
    """
    name = source.rpartition("/")[2]
    if not description:
        problem = f'"{name}" has no description.'
        remedy = "Say in one sentence what someone who cannot see it would miss."
        yield error(where, problem, f"{remedy} If it is only decoration write:  {as_decoration}", "C14")
    elif FILE_NAME.fullmatch(description):
        yield warning(where, f'"{description}" is a file name, not a description.', "Say what can be seen.", "C15")
    elif needless := NEEDLESS.match(description):
        yield warning(where, f'Drop "{needless["words"]}":', "readers are told that it is a picture.", "C15")


def active_drawing(path: str, active: ActiveError) -> Finding:
    """C35: a drawing (SVG) that holds more than a drawing: a script, a link, a picture, a style from elsewhere.

    It could watch readers, or lead them away. Save it from your drawing program as a plain SVG, with text as outlines
    and nothing linked; or use a picture.
    """
    problem = f'"{path.rpartition("/")[2]}" holds {active.what}, which is not allowed in a drawing.'
    return error(
        Where(f"content/{path}", active.line), problem, "Export it again as a plain SVG, or save it as PNG.", "C35"
    )


def alternative(description: str) -> str:
    """The text that stands for a picture: nothing for decoration."""
    return "" if description == DECORATIVE else description


@dataclass(slots=True)
class Illustrations:
    """The pictures below content/, but for members' portraits, which only consent puts on a page.

    content: the content folder; private: members' files, whether or not there is a wall
    withdrawals: content/withdrawn.toml, as soon as it is read; originals: files of members who are not shown, then too
    known: every picture that may be named, below content/; named: those that something names, by the same paths
    opened: every picture that was read, by the same paths; shown: names of the derivatives that pages show
    drawings: those that something names, by their paths; drawings_shown: of those that pages show, by published name
    """

    content: Path
    private: PrivateFiles
    cache: PictureCache
    withdrawals: dict[str, Withdrawal] = field(default_factory=dict)
    originals: Originals = NO_ORIGINALS
    known: list[str] = field(init=False)
    named: dict[str, Picture] = field(default_factory=dict)
    opened: dict[str, Picture] = field(default_factory=dict)
    shown: set[str] = field(default_factory=set)
    drawings: dict[str, Drawing] = field(default_factory=dict)
    drawings_shown: dict[str, bytes] = field(default_factory=dict)

    def __post_init__(self) -> None:
        files = (file for file in files_below(self.content) if names_picture(file.name))
        self.known = sorted(file.relative_to(self.content).as_posix() for file in files if not self.private.holds(file))

    def withdrawn(self) -> Iterator[Finding]:
        """C22: files below content/, of whatever name, that hold a withdrawn picture."""
        gone = {told.sha256 for told in self.withdrawals.values() if told.sha256}
        if not gone:
            return
        for file in files_below(self.content):
            if self.private.holds(file):
                continue
            if (original := self.cache.original(file)) and original.sha256 in gone:
                where = Where(f"content/{file.relative_to(self.content).as_posix()}")
                yield is_back(original.sha256, self.withdrawals, where)

    def resembling(self) -> Iterator[Finding]:
        """C22: pictures below content/ that look like a withdrawn one: turned, mirrored, cut, framed or saved again.

        Readers would see someone who took their picture back. Delete the picture; if it is another one, say so in the
        line of content/withdrawn.toml.
        """
        fingerprints = {path: picture.fingerprint for path, picture in self.opened.items()}
        for path, gone in look_alikes(fingerprints, self.withdrawals).items():
            problem = f"This picture looks like one that was withdrawn on {without_weekday(gone.day)} ({gone.id})."
            yield error(Where(f"content/{path}"), problem, f"Delete that file. {overruled(path, gone)}", "C22")

    def find(self, source: str, folder: str, where: Where) -> str | Finding:
        """C18: a picture that is damaged, or that is no picture at all.

        Readers would see an empty frame. Ask whoever sent it to send it again. Or a drawing (SVG) that browsers may
        need too long for: save it as a PNG, or export it with presentation attributes and without a style sheet.
        C19: a picture that a member gave us for the wall, and she agreed to no other use. Show it with a collage
        instead.

        returns: the path below content/ of a picture that can be shown, or why there is none (C13, C18, C19, C22, C30,
            C37)
        """
        if host := foreign_host(source):
            return foreign_picture(host, where)
        path = picture_path(source, folder, self.content)
        if private := kept_private(source, folder, where):
            return private
        if path is None:
            return missing_picture(source, where, self.known)
        if self.private.holds(self.content / path):
            problem = f'"{source}" is a member\'s picture: only the wall may show it, as far as she agreed.'
            return error(where, problem, "Use  ::: collage  instead.", "C19")
        try:
            self.named[path] = self.read(path)
        except ActiveError as active:
            return active_drawing(path, active)
        except ForbiddenError as wrong:
            if any(told.sha256 == wrong.sha256 for told in self.withdrawals.values()):
                return is_back(wrong.sha256, self.withdrawals, Where(f"content/{path}"))
            return held_by(wrong.sha256, self.originals, source, where)
        except PictureError as wrong:
            name = path.rpartition("/")[2]
            return error(where, f'"{name}" is not a picture I can open ({wrong.reason}).', "Ask for it again.", "C18")
        return path

    def read(self, path: str) -> Picture:
        """The picture of a path below content/. raises: PictureError; ActiveError for a drawing that does more"""
        if not path.lower().endswith(SUFFIX):
            self.opened[path] = self.cache.picture(self.content / path)
            return self.opened[path]
        if path not in self.drawings:
            self.drawings[path] = read_drawing(read_original(self.content / path))
        return self.drawings[path].picture

    def told_by_originals(self) -> Iterator[Finding]:
        """C16, C17: what the originals of the pictures named so far tell, or weigh, that visitors do not get."""
        for path, picture in self.named.items():
            yield from told_by_original(picture, Where(f"content/{path}"))

    def check(self, path: str, description: str, where: Where) -> tuple[list[Finding], str]:
        """What is wrong with a header's picture and its description; its path, or "" when it cannot be shown."""
        found = self.find(path, "", where)
        findings = list(described(path, description, where, f"Image-description: {DECORATIVE}"))
        return ([*findings, found], "") if isinstance(found, Finding) else (findings, found)

    def picture(self, path: str) -> Picture:
        """The published picture of a path below content/. raises: PictureError, which names the path"""
        try:
            picture = self.read(path)
        except PictureError as wrong:
            raise PictureError(f"content/{path}: {wrong.reason}") from None
        if picture.drawing:
            self.drawings_shown[picture.drawing] = self.drawings[path].data
        self.shown.update(derivative.name for derivative in (*picture.avif, *picture.jpeg))
        return picture


def prepare_pictures(contents: list[Content], people: Iterable[Person], illustrations: Illustrations) -> None:
    """Derives in parallel, before anything is drawn, every picture that a header, a block or a text names."""
    named = [content.image for content in contents] + [person.image for person in people]
    for content in contents:
        named += [image.source for image in content.reading.images]
        named += [value for block in content.reading.blocks for value in block.values.values() if names_picture(value)]
    names = {name.rpartition("/")[2] for name in named}
    wanted = [path for path in illustrations.known if path.rpartition("/")[2] in names]
    photos = [path for path in wanted if not path.lower().endswith(SUFFIX)]
    illustrations.cache.prepare(illustrations.content / path for path in photos)


def check_pictures(
    contents: list[Content], people: dict[str, Person], illustrations: Illustrations
) -> Iterator[Finding]:
    """Headers that name a picture: it is there, can be opened and is described (C13, C14, C15, C18).

    One that cannot be shown is taken away, so that it is reported once and not by every page that would show it.
    """
    for content in contents:
        line = Where(content.source.path, content.source.line_of("Image"))
        if content.image:
            found, content.image = illustrations.check(content.image, content.image_description, line)
            yield from found
    for person in people.values():
        if person.image:
            found, image = illustrations.check(
                person.image, person.image_description, Where(person.path, person.image_line)
            )
            people[person.id] = replace(person, image=image)
            yield from found
    for content in contents:
        if content.byline:
            content.byline = people.get(content.byline.id, content.byline)


def names_picture(value: str) -> bool:
    """Whether a value looks like the name of a picture."""
    return value.lower().endswith((*SUFFIXES, SUFFIX))
