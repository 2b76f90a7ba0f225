"""Pelican's reader for our Markdown: what a file gives at the moment that the build speaks for, findings for gaps."""

import re
from collections.abc import Collection, Mapping
from pathlib import Path, PurePosixPath
from typing import Any

from pelican.readers import BaseReader
from unidecode import unidecode

from plugins.core import slugs
from plugins.core.fields import MAX_NAME_LETTERS
from plugins.core.findings import Finding, Where, finding
from plugins.core.header import see
from plugins.engine.build import build_of
from plugins.kinds.all import KINDS
from plugins.kinds.kind import Kind, ParsedFile, ReadingRules
from plugins.kinds.matter import MATTER
from plugins.kinds.page import PAGE
from plugins.kinds.story import STORY
from plugins.kinds.texts import Text
from plugins.markup.catalogue import read_catalogue
from plugins.site import routes
from plugins.site.live import findings_at, is_kept_back, is_over
from plugins.site.value_types import VALUE_TYPES

# By what Pelican calls a story and a page in its templates.
SHOWN_AS = {STORY.name: "article", PAGE.name: "page"}


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
    )


def kind_of(relative: str, page_paths: Collection[str]) -> Kind[Text]:
    """The kind of a file that becomes a page, by the folder below content/ in which it lies."""
    folder = PurePosixPath(relative).parts[0]
    by_folder = {kind.folder: kind for kind in KINDS}
    return by_folder.get(folder) or (PAGE if folder in page_paths else STORY)


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
        seen = self.build.readings.seen.get(path) or see(Path(source_path), path, self.content, self.build.private)
        parsed = self.build.readings.of(seen, kind_of(relative, self.settings["PAGE_PATHS"]))
        assert parsed.item  # of such kinds each file gives one, if only with stand-ins
        self.build.findings += findings_at(parsed, self.build.now)
        self.build.note_when_shown(parsed, has_page=True)
        header = self.header_at(parsed, parsed.item, relative)
        metadata = {name: self.pelican_value(name, value) for name, value in header.items()}
        return parsed.item.body.html, metadata | {"parsed": parsed}

    def header_at(self, parsed: ParsedFile[Text], text: Text, relative: str) -> dict[str, Any]:
        """The header's values at the moment that the build speaks for, with what Pelican cannot do without."""
        header: dict[str, Any] = dict(text.header)
        is_expired = is_over(parsed.window, self.build.now)
        if is_expired or is_kept_back(parsed, self.build.now):
            header["status"] = "draft"
        is_whole = not (parsed.is_unread or text.is_mistaken or is_expired)
        if self.build.lists_drafts and is_whole and header.get("status") == "draft":
            header["status"] = "published"
        if PurePosixPath(relative).parts[0] not in self.settings["PAGE_PATHS"]:
            header.setdefault("date", self.build.now)
        if not header.keys() & {"slug", "save_as"} and not 0 < len(slug := self.slug(relative)) <= MAX_NAME_LETTERS:
            if not parsed.is_unread:
                self.build.findings.append(without_address(parsed.source.path, has_letters=bool(slug)))
            header["slug"] = "without-address"  # or Pelican would drop it, or write it over the page above
        if kind_of(relative, self.settings["PAGE_PATHS"]) is MATTER and header.get("status") != "draft":
            header |= {} if "save_as" in header else self.matter_address(header, relative)
        return header

    def matter_address(self, header: Mapping[str, Any], relative: str) -> dict[str, str]:
        """Where the page of a long matter is, as Pelican's header tells it: it knows one pattern for all pages."""
        address = routes.MATTER.format(slug=header.get("slug") or self.slug(relative))
        if (language := header.get("lang", self.settings["DEFAULT_LANG"])) != self.settings["DEFAULT_LANG"]:
            address += routes.IN_LANGUAGE.format(lang=language)
        return {"url": address, "save_as": routes.file_of(address)}

    def slug(self, relative: str) -> str:
        """The part of a web address that Pelican makes of a file's name (SLUGIFY_SOURCE is "basename")."""
        return slugs.slug(PurePosixPath(relative).stem, unidecode)

    def pelican_value(self, name: str, value: Any) -> Any:
        """A value as Pelican's own processors want it, which know moments and safe HTML already."""
        is_words = name not in ("title", "summary", "change_note") and isinstance(value, str)
        return self.process_metadata(name, value) if is_words else value


def without_address(path: str, *, has_letters: bool) -> Finding:
    """A file whose name cannot stand in a web address: it has no letter or digit, or far too many (C10)."""
    name = path.rpartition("/")[2]
    if has_letters:
        return finding("C10.name-too-long", Where(path), file=name)
    return finding("C10.name-without-letters", Where(path), file=name)


def templates_for(kind: str, theme: Path) -> list[str]:
    """The templates that show a page or an article, as Pelican calls them: those that write its title."""
    title = re.compile(rf"\b{kind}\.title\b")
    files = (theme / "templates").glob("*.html")
    return [file.stem for file in files if title.search(file.read_text(encoding="utf-8"))]
