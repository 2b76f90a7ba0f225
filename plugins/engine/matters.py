"""Long matters, joined with the stories that name them."""

from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any

from pelican.contents import Content

from plugins.core.findings import Finding, Where, finding
from plugins.core.slugs import composed
from plugins.core.suggestions import suggest
from plugins.engine.build import Build
from plugins.site.model import Matter

TEMPLATE = "matter"


def matter_of(content: Content, values: Mapping[str, Any]) -> Matter:
    """A matter. values: what it has in common with other pages"""
    header = content.metadata
    stages = tuple(str(header.get("stages", "")).split("\n")) if header.get("stages") else ()
    return Matter(**values, stages=stages, stage=int(header.get("stage", -1)), since=header.get("stage_since"))


def matter_named(content: Content, matters: Mapping[str, Matter]) -> Matter | None:
    """The matter that a story names, if it is shown. matters: by id"""
    matter = matters.get(str(content.metadata.get("matter", "")))
    return matter if matter and matter.status != "draft" else None


def wrong_matters(
    shown: Iterable[Content], matters: Mapping[str, Matter], every: Iterable[Content], build: Build
) -> Iterator[Finding]:
    """Stories that name a matter that is not there (C33), or is not public while they are (C152).

    What has expired was meant to go, as a link to it is.

    shown: what has a page; matters: of these, by id; every: what was read
    """
    files = {one.parsed.source.path: composed(Path(one.source_path).stem) for one in every if one.template == TEMPLATE}
    known, gone = set(files.values()), {name for path, name in files.items() if path in build.expired}
    for story in shown:
        source, name = story.parsed.source, str(story.metadata.get("matter", ""))
        where, matter = Where(source.path, source.line_of("Matter")), matters.get(name)
        if name and name not in known:
            yield finding("C33.unknown-matter", where, matter=name, **suggest(name, known))
        elif name in gone or not (name and is_public(story, build)):
            continue
        elif matter is None or not is_public(matter, build):
            yield finding("C152.matter-not-public", where, matter=name)


def is_public(text: Content | Matter, build: Build) -> bool:
    """Whether readers see a text, wherever else drafts may be shown."""
    path = text.path if isinstance(text, Matter) else text.parsed.source.path
    return text.status != "draft" and path not in build.drafts and path not in build.waiting
