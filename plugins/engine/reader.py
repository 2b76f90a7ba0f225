"""Pelican's reader for our Markdown: a header by core, a body by components, typography, findings instead of gaps."""

import re
from functools import cached_property
from pathlib import Path, PurePosixPath
from typing import Any

from markupsafe import Markup
from pelican.readers import BaseReader
from pelican.utils import slugify

from plugins.core.fields import MAX_NAME_LETTERS, Field
from plugins.core.findings import Finding, Where, finding
from plugins.core.header import Source, is_unread, read_source
from plugins.engine.build import build_of
from plugins.kinds.stories import fields_told, page_fields, story_fields
from plugins.markup.catalogue import read_catalogue
from plugins.markup.extension import BodyReader
from plugins.markup.reading import MARK, Reading
from plugins.markup.typography import typographer, typographic
from plugins.site.value_types import VALUE_TYPES

MAX_SUMMARY_LETTERS = 400  # where one word is a page long


CODE = re.compile(r"<pre\b.*?</pre>", re.DOTALL)


class PageReader(BaseReader):
    """Reads stories, campaigns and pages. A file with mistakes is reported and read as a draft, never dropped."""

    file_extensions = ("md",)

    def __init__(self, settings: dict[str, Any]) -> None:
        super().__init__(settings)
        self.content, self.build = Path(settings["PATH"]), build_of(settings)
        self.theme = Path(settings["THEME"])

    # Pelican makes a reader for each generator, and only two of them read Markdown.
    @cached_property
    def bodies(self) -> BodyReader:
        """What reads the text below a header."""
        settings = self.settings
        to_typography = typographer(settings["TYPOGRIFY_IGNORE_TAGS"], settings["TYPOGRIFY_OMIT_FILTERS"])
        catalogue = read_catalogue(self.theme / "components", VALUE_TYPES)
        return BodyReader(catalogue, settings["MARKDOWN"]["extension_configs"], to_typography)

    @cached_property
    def page_fields(self) -> tuple[Field, ...]:
        """The fields of a page or a campaign."""
        return page_fields(templates_for("page", self.theme))

    @cached_property
    def story_fields(self) -> tuple[Field, ...]:
        """The fields of a story."""
        return story_fields(templates_for("article", self.theme))

    def read(self, source_path: str) -> tuple[str, dict[str, Any]]:
        """The body's HTML with inert marks, and what Pelican calls metadata: the header's values and the reading."""
        relative = Path(source_path).relative_to(self.content).as_posix()
        source, findings = read_source(Path(source_path), f"content/{relative}", self.content, self.build.private)
        metadata, more = self.metadata(source, relative)
        reading = self.bodies.read(source.body, source.path, source.body_line)
        self.build.findings += findings if is_unread(findings) else [*findings, *more, *reading.findings]
        metadata |= {"reading": reading, "source": source, "headings": reading.headings}
        if "summary" not in metadata:
            metadata["summary"] = Markup(summary(reading))
        return reading.html, metadata

    def metadata(self, source: Source, relative: str) -> tuple[dict[str, Any], list[Finding]]:
        """The header's values as Pelican's content objects want them."""
        is_page = PurePosixPath(relative).parts[0] in self.settings["PAGE_PATHS"]
        fields = self.page_fields if is_page else self.story_fields
        told, findings = fields_told(source, fields, self.build.now, has_date=not is_page)
        if not told.keys() & {"slug", "save_as"} and not 0 < len(slug := self.slug(relative)) <= MAX_NAME_LETTERS:
            findings.append(without_address(source.path, has_letters=bool(slug)))
            told["slug"] = "without-address"  # or Pelican would drop it, or write it over the page above
        return {name: self.pelican_value(name, value) for name, value in told.items()}, findings

    def slug(self, relative: str) -> str:
        """The part of a web address that Pelican makes of a file's name (SLUGIFY_SOURCE is "basename")."""
        return str(slugify(PurePosixPath(relative).stem, regex_subs=self.settings["SLUG_REGEX_SUBSTITUTIONS"]))

    def pelican_value(self, name: str, value: Any) -> Any:
        """Titles and summaries as typographic Markup, safe to print; the rest as Pelican's own processors want it."""
        if name in ("title", "summary"):
            return Markup.escape(typographic(value))
        return self.process_metadata(name, value) if isinstance(value, str) else value


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


def summary(reading: Reading, max_words: int = 40) -> str:
    """The first words of the text, as safe HTML without tags, for a file that tells no summary."""
    html = CODE.sub(" ", reading.html).replace("</p>", "</p> ")
    words = Markup(MARK.sub(" ", html)).striptags().split()
    told = " ".join(words[:max_words])
    return Markup.escape(told[:MAX_SUMMARY_LETTERS] + (" …" if len(words) > max_words else ""))
