"""Starting files: filled in so far that they build without a finding, and drafts until somebody says otherwise."""

from datetime import date
from pathlib import Path

from plugins.core.findings import SiteError, Where, finding
from plugins.core.slugs import slug_of_words
from plugins.kinds.all import KINDS

MAX_SLUG_LENGTH = 80


def create(root: Path, kind: str, title: str, today: date) -> Path:
    """Writes the starting file of a kind that has one, such as a story, and returns it.

    raises: SiteError when the kind is unknown, no letter or digit of the title can stand in a web address, or the file
        is there already
    """
    chosen = next((one for one in KINDS if one.name == kind and one.starter), None)
    if chosen is None:
        known = ", ".join(one.name for one in KINDS if one.starter)
        raise SiteError([finding("C34.unknown-start", Where("content"), kind=kind, known=known)])
    slug, folder = slug_of(title), f"content/{chosen.folder}"
    path = f"{folder}/{slug}.md"
    if not slug:
        raise SiteError([finding("C02.no-letter", Where(folder), title=title)])
    file = root / path
    file.parent.mkdir(parents=True, exist_ok=True)
    text = chosen.starter.format(title=" ".join(title.split()), slug=slug, today=f"{today:%Y-%m-%d}")
    try:
        with file.open("x", encoding="utf-8") as new:
            new.write(text)
    except FileExistsError:
        raise SiteError([finding("C10.already-there", Where(path))]) from None
    return file


def slug_of(title: str) -> str:
    """A title as the last part of a web address.

    >>> slug_of("Don't cut Québec!")
    'dont-cut-quebec'
    """
    return slug_of_words(title)[:MAX_SLUG_LENGTH].strip("-")
