"""Pelican's reader for our Markdown: what a file gives at the moment that the build speaks for, findings for gaps."""

import re
from collections.abc import Collection, Iterator, Mapping
from datetime import datetime
from pathlib import Path, PurePosixPath
from typing import Any
from urllib.parse import urlsplit

from markupsafe import Markup
from pelican.readers import BaseReader
from unidecode import unidecode

from plugins.core import slugs
from plugins.core.fields import EMAIL, MAX_NAME_CHARACTERS, OF_A_LIST, SENTENCES, TELEPHONE, wrong_value
from plugins.core.findings import Finding, Where, finding
from plugins.core.header import see
from plugins.core.reachable import visible
from plugins.engine.build import Build, build_of
from plugins.kinds.all import KINDS
from plugins.kinds.event import EVENT
from plugins.kinds.kind import Kind, ParsedFile, ReadingRules
from plugins.kinds.matter import MATTER
from plugins.kinds.page import PAGE
from plugins.kinds.story import STORY
from plugins.kinds.texts import Text
from plugins.markup.catalogue import read_catalogue
from plugins.markup.named import is_there
from plugins.site import routes
from plugins.site.live import is_kept_back, is_live, is_over
from plugins.site.value_types import VALUE_TYPES

# By what Pelican calls a story and a page in its templates.
SHOWN_AS = {STORY.name: "article", PAGE.name: "page"}
# Kinds whose pages lie in a folder of their own. A draft has the address of any other.
ADDRESSES = {EVENT.folder: routes.EVENT, MATTER.folder: routes.MATTER}

# Where a header may name facts and contacts, by Pelican's names.
NAMING = tuple(name.casefold().replace("-", "_") for name in SENTENCES)


def reading_rules(settings: dict[str, Any]) -> ReadingRules:
    """What settings and theme say about reading. raises: SiteError for components with mistakes (C48)"""
    theme = Path(settings["THEME"])
    return ReadingRules(
        read_catalogue(theme / "components", VALUE_TYPES),
        {kind: tuple(templates_for(variable, theme)) for kind, variable in SHOWN_AS.items()},
        settings["MARKDOWN"]["extension_configs"],
        tuple(settings["TYPOGRIFY_IGNORE_TAGS"]),
        tuple(settings["TYPOGRIFY_OMIT_FILTERS"]),
        settings["TIMEZONE"],
        tuple(settings["STAGES"]),
        urlsplit(settings["SITEURL"]).netloc.casefold(),
    )


def kind_of(relative: str, page_paths: Collection[str]) -> Kind[Text]:
    """The kind of a file that becomes a page, by the folder below content/ in which it lies."""
    folder = PurePosixPath(relative).parts[0]
    by_folder = {kind.folder: kind for kind in KINDS}
    return by_folder.get(folder) or (PAGE if folder in page_paths else STORY)


def address_group(relative: str) -> str:
    """What texts have in common that one Slug makes translations of each other: the beginning of their addresses."""
    return ADDRESSES.get(PurePosixPath(relative).parts[0], "")


def address_in_folder(relative: str, slug: str, language: str) -> str:
    """The address of a text of a kind whose pages lie in a folder of their own; "" of any other text.

    relative: its file below content/; language: "" for the site's own
    """
    address = address_group(relative).format(slug=slug)
    return routes.in_language(address, language) if address and language else address


class PageReader(BaseReader):
    """Reads stories, campaigns and pages. A file with mistakes is reported and read as a draft, never dropped."""

    file_extensions = ("md",)

    def __init__(self, settings: dict[str, Any]) -> None:
        super().__init__(settings)
        self.content, self.build = Path(settings["PATH"]), build_of(settings)

    def read(self, source_path: str) -> tuple[str, dict[str, Any]]:
        """The body's HTML with inert marks, and what Pelican calls metadata: the header's values, and what was read."""
        relative = Path(source_path).relative_to(self.content).as_posix()
        path = f"content/{relative}"
        readings, private = self.build.readings, self.build.private
        seen = readings.seen.pop(path, None) or see(Path(source_path), path, self.content, private)
        kind = kind_of(relative, self.settings["PAGE_PATHS"])
        parsed = readings.of(seen, kind)
        assert parsed.item  # of such kinds each file gives one, if only with stand-ins
        self.build.findings += [*self.build.told_of(parsed), *self.unknown_names(parsed, kind)]
        self.build.note_when_shown(parsed, has_page=True)
        header = self.header_at(parsed, parsed.item, relative)
        metadata = {name: self.pelican_value(name, value) for name, value in header.items()}
        return parsed.item.body.html, metadata | {"parsed": parsed, "address_group": address_group(relative)}

    def header_at(self, parsed: ParsedFile[Text], text: Text, relative: str) -> dict[str, Any]:
        """The header's values at the moment that the build speaks for, with what Pelican cannot do without."""
        header: dict[str, Any] = {**text.header, **self.filled_in(text.header)}
        if status := status_at(parsed, self.build):
            header["status"] = status
        if PurePosixPath(relative).parts[0] not in self.settings["PAGE_PATHS"]:
            header.setdefault("date", self.build.now)
        if not header.keys() & {"slug", "save_as"} and not 0 < len(slug := self.slug(relative)) <= MAX_NAME_CHARACTERS:
            if not parsed.is_unread:
                self.build.findings.append(without_address(parsed.source.path, has_letters=bool(slug)))
            header["slug"] = "without-address"  # or Pelican would drop it, or write it over the page above
        if header.get("status") != "draft":
            slug, language = header.get("slug") or self.slug(relative), str(header.get("lang", ""))
            if address := address_in_folder(relative, slug, "" if self.is_own(language) else language):
                header["url"], header["save_as"] = routes.url_and_file(address)
        return header

    def is_own(self, language: str) -> bool:
        """Whether a language is the site's own, as Pelican sees it."""
        return bool(language.lower() == self.settings["DEFAULT_LANG"].lower())

    def filled_in(self, header: Mapping[str, str | datetime]) -> dict[str, str]:
        """The values of a header in which facts and contacts may be named."""
        named = {name: value for name in NAMING if isinstance(value := header.get(name), str) and is_there(value)}
        register = self.build.register
        return {
            name: register.filled_in(value) if isinstance(value, Markup) else register.filled(value)
            for name, value in named.items()
        }

    def unknown_names(self, parsed: ParsedFile[Text], kind: Kind[Text]) -> Iterator[Finding]:
        """Facts and contacts that a header names and that are not there (C33), or are none that can stand there."""
        source, register = parsed.source, self.build.register
        yield from register.unknown_in_header(source, kind.fields)
        for field in (one for one in kind.fields if one.type in (EMAIL, TELEPHONE)):
            entry = source.find(field.name)
            if entry and OF_A_LIST.search(entry.value) and not OF_A_LIST.search(said := register.filled(entry.value)):
                wrong = wrong_value(field, said)
                yield from [wrong.at(Where(source.path, entry.line))] if wrong else []

    def slug(self, relative: str) -> str:
        """The part of a web address that Pelican makes of a file's name (SLUGIFY_SOURCE is "basename")."""
        return slugs.slug(PurePosixPath(relative).stem, unidecode)

    def pelican_value(self, name: str, value: Any) -> Any:
        """A value as Pelican's own processors want it, which know moments and safe HTML already."""
        is_words = name not in ("title", "summary", "change_note") and isinstance(value, str)
        return self.process_metadata(name, value) if is_words else value


def status_at(parsed: ParsedFile[Text], build: Build) -> str:
    """A text's status at the moment that the build speaks for: draft, too, for what is not public yet, or no more.

    returns: "" for what says nothing, and is public
    """
    assert parsed.item
    told = str(parsed.item.header.get("status", ""))
    if told != "draft" and is_live(parsed.window, build.now) and not is_kept_back(parsed, build.now):
        return told
    is_whole = not (parsed.is_unread or parsed.item.is_mistaken or is_over(parsed.window, build.now))
    if not (build.lists_drafts and is_whole):
        return "draft"
    return "published" if told == "draft" else told


def without_address(path: str, *, has_letters: bool) -> Finding:
    """A file whose name cannot stand in a web address: it has no letter or digit, or far too many (C10)."""
    name = path.rpartition("/")[2]
    if has_letters:
        return finding("C10.name-too-long", Where(path), file=name)
    return finding("C10.name-without-letters", Where(path), file=name)


def templates_for(kind: str, theme: Path) -> list[str]:
    """The templates that show a page or an article, as Pelican calls them: they write its title, or extend one."""
    title = re.compile(rf"\b{kind}\.title\b")
    texts = {file.stem: file.read_text(encoding="utf-8") for file in visible((theme / "templates").glob("*.html"))}
    own = [name for name, text in texts.items() if title.search(text)]
    extended = [f'{{% extends "{name}.html" %}}' for name in own]
    return [name for name, text in texts.items() if name in own or any(one in text for one in extended)]
