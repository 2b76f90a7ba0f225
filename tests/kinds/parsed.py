"""Texts read without a site: what a file gives, and what is told of it at a moment."""

from datetime import datetime
from pathlib import Path
from zoneinfo import ZoneInfo

from pelicanconf import MARKDOWN, TYPOGRIFY_IGNORE_TAGS, TYPOGRIFY_OMIT_FILTERS
from plugins.core.header import SeenFile, see, text_files
from plugins.kinds.kind import Item, Kind, ParsedFile, ReadingRules, parse
from plugins.kinds.page import PAGE
from plugins.kinds.story import STORY
from plugins.markup.catalogue import read_catalogue
from plugins.site.live import findings_at, is_kept_back
from plugins.site.value_types import VALUE_TYPES

ROOT = Path(__file__).parents[2]
TIMEZONE = "America/Edmonton"
NOW = datetime(2026, 11, 22, 9, 30, tzinfo=ZoneInfo(TIMEZONE))
TEMPLATES = ("article", "wide", "page")
RULES = ReadingRules(
    read_catalogue(ROOT / "theme/components", VALUE_TYPES),
    {STORY.name: TEMPLATES, PAGE.name: TEMPLATES},
    MARKDOWN["extension_configs"],
    tuple(TYPOGRIFY_IGNORE_TAGS),
    tuple(TYPOGRIFY_OMIT_FILTERS),
    TIMEZONE,
)


def parsed(kind: Kind[Item], text: str, path: str) -> ParsedFile[Item]:
    """What a text gives."""
    return parse(SeenFile(path, text.encode()), kind, RULES)


def parsed_folder(kind: Kind[Item], folder: Path) -> list[ParsedFile[Item]]:
    """What each file of a folder gives."""
    path = f"content/{kind.folder}"
    return [parse(see(file, f"{path}/{file.name}", folder.parent), kind, RULES) for file in text_files(folder)]


def findings_of(read: ParsedFile[Item], now: datetime = NOW) -> list[str]:
    """Everything that is told of a file, as staff see it."""
    return [str(finding) for finding in findings_at(read, now)]


def shown(files: list[ParsedFile[Item]], now: datetime) -> list[Item]:
    """What may be public."""
    return [one.item for one in files if one.item and not one.is_unread and not is_kept_back(one, now)]
