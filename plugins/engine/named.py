"""Campaigns and long matters that texts name and that readers do not see, or not yet."""

from collections.abc import Iterable, Iterator
from pathlib import Path

from pelican.contents import Article, Content

from plugins.core.findings import Finding, Where, finding
from plugins.core.slugs import composed
from plugins.engine.build import Build
from plugins.kinds.campaign import CAMPAIGN
from plugins.kinds.event import EVENT, EventText
from plugins.kinds.matter import MATTER
from plugins.kinds.story import STORY

# By the lines of a header that name one; by Category as other programs have it.
NAMED = {"Campaign": CAMPAIGN, "Category": CAMPAIGN, "Matter": MATTER}


def named_unseen(shown: Iterable[Content], every: Iterable[Content], build: Build) -> Iterator[Finding]:
    """Stories and events that are public, and say that they belong to what is not (C152).

    What has expired was meant to go. What there is not at all is told elsewhere.

    shown: what has a page; every: what was read
    """
    folders = {kind.folder for kind in NAMED.values()}
    files = ((folder_of(one), one) for one in every)
    ids = {(there, composed(Path(one.source_path).stem)): one for there, one in files if there in folders}
    for text in shown:
        source, is_event = text.parsed.source, isinstance(text.parsed.item, EventText)
        if not (is_event or isinstance(text, Article)) or not is_public(text, build):
            continue
        for field, kind in NAMED.items():
            entry = source.find(field)
            named = ids.get((kind.folder, entry.value)) if entry else None
            if entry is None or named is None or is_public(named, build):
                continue
            path = named.parsed.source.path
            if path in build.expired:
                continue
            values = {"kind": EVENT.name if is_event else STORY.name, kind.name: entry.value}
            where, waiting = Where(source.path, entry.line), build.waiting.get(path)
            if waiting and waiting.starts:
                yield finding(f"C152.{kind.name}-to-come", where, **values, day=waiting.starts)
            else:
                yield finding(f"C152.{kind.name}-not-public", where, **values)


def folder_of(content: Content) -> str:
    """The folder below content/ in which a kind of texts lies."""
    return str(content.parsed.source.path.split("/")[1])


def is_public(text: Content, build: Build) -> bool:
    """Whether readers see a text, wherever else drafts may be shown."""
    path = text.parsed.source.path
    return text.status != "draft" and path not in build.drafts and path not in build.waiting
