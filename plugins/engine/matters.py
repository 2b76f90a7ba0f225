"""Long matters, joined with the stories that name them, and the pages that list them."""

from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any

from pelican.contents import Content
from pelican.generators import Generator

from plugins.core.findings import Finding, Where, finding
from plugins.core.slugs import composed
from plugins.core.suggestions import suggest
from plugins.engine.build import build_of
from plugins.engine.events import listed_at
from plugins.engine.writer import PendingWriter
from plugins.site.lists import Shelf
from plugins.site.matters import Standing, standings
from plugins.site.model import Matter, Story
from plugins.site.register import Register
from plugins.site.routes import MATTERS, file_of

TEMPLATE = "matter"


def matters_of(fields: Mapping[Content, Mapping[str, Any]], register: Register) -> dict[str, Matter]:
    """The long matters among Pelican's contents, by id. fields: what each has in common with other pages"""
    of_matters = ((content, values) for content, values in fields.items() if content.template == TEMPLATE)
    return {values["id"]: matter_of(content, values, register) for content, values in of_matters}


def matter_of(content: Content, values: Mapping[str, Any], register: Register) -> Matter:
    """A matter. values: what it has in common with other pages"""
    header = content.metadata
    stages = tuple(map(register.filled, str(header["stages"]).split("\n"))) if header.get("stages") else ()
    return Matter(**values, stages=stages, stage=int(header.get("stage", -1)), since=header.get("stage_since"))


def matter_named(content: Content, matters: Mapping[str, Matter]) -> Matter | None:
    """The matter that a story names, if it is shown. matters: by id"""
    matter = matters.get(str(content.metadata.get("matter", "")))
    return matter if matter and matter.status != "draft" else None


def standings_of(
    matters: Iterable[Matter], by_language: Mapping[str, Iterable[Story]]
) -> tuple[Standing[Matter, Story], ...]:
    """How each matter stands, with the stories in its language. by_language: newest first"""
    told = ((story.matter, story) for stories in by_language.values() for story in stories)
    return standings(matters, ((one, story) for one, story in told if one and one.lang == story.lang))


def matter_lists(matters: Iterable[Matter], own: str) -> dict[str, list[Shelf[Story]]]:
    """The list of the matters of each language by its template: one page without stories. own: the site's language"""
    languages = sorted({one.lang for one in matters if one.status == "published"})
    return {"matters": [Shelf("", one, listed_at(MATTERS, one, own), ()) for one in languages]}


def unknown_matters(shown: Iterable[Content], every: Iterable[Content]) -> Iterator[Finding]:
    """Matters that stories name and that there are not (C33). shown: what has a page; every: what was read"""
    known = {composed(Path(one.source_path).stem) for one in every if one.template == TEMPLATE}
    for story in shown:
        source, name = story.parsed.source, str(story.metadata.get("matter", ""))
        if name and name not in known:
            where = Where(source.path, source.line_of("Matter"))
            yield finding("C33.unknown-matter", where, matter=name, **suggest(name, known))


class MatterGenerator(Generator):
    """Records the list of long matters in each language."""

    def generate_output(self, writer: PendingWriter) -> None:
        """Where they stand, the one that changed last in front."""
        every = [one for one in build_of(self.settings).site.matters if one.matter.status == "published"]
        for shelf in matter_lists((one.matter for one in every), self.settings["DEFAULT_LANG"])["matters"]:
            shown = [one for one in every if one.matter.lang == shelf.language]
            file, template = file_of(shelf.url), self.get_template("matters")
            writer.write_file(file, template, self.context, url=shelf.url, language=shelf.language, standings=shown)
