"""Starting files: they build without a mistake, and are drafts until somebody says otherwise, or wait for their day.

Every line that the header may well have is there, empty: an empty one is no answer. Hints in a text are told when they
would be published (plugins.kinds.hints).
"""

from datetime import date, timedelta
from pathlib import Path

from unidecode import unidecode

from plugins.core.findings import Finding, SiteError, Where, finding
from plugins.core.slugs import slug_of_words
from plugins.core.suggestions import closest
from plugins.core.synonyms import KINDS as OTHER_KINDS
from plugins.kinds.all import KINDS, LISTS

MAX_SLUG_LENGTH = 80
SELFIE = "selfie"  # which is begun elsewhere, of a picture


def create(root: Path, kind: str, title: str, today: date) -> Path:
    """Writes the starting file of a kind that has one, such as a story, and returns it.

    raises: SiteError when the kind is unknown, no letter or digit of the title can stand in a web address, or the file
        is there already; OSError that names the file when it cannot be written, of which nothing stays
    """
    chosen = next((one for one in KINDS if one.name == kind.casefold() and one.starter), None)
    if chosen is None:
        raise SiteError([unknown_kind(kind)])
    slug, folder = slug_of(title), f"content/{chosen.folder}"
    path = f"{folder}/{slug}.md"
    if not slug:
        raise SiteError([finding("C02.no-letter", Where(folder), title=title)])
    file = root / path
    file.parent.mkdir(parents=True, exist_ok=True)
    try:
        new = file.open("x", encoding="utf-8")
    except FileExistsError:
        raise SiteError([finding("C10.already-there", Where(path))]) from None
    try:
        with new:
            new.write(starting_text(chosen.starter, title, slug, today))
    except OSError as wrong:  # a disk that is full keeps an empty file, and names none
        file.unlink()
        raise OSError(wrong.errno, wrong.strerror, str(file)) from None
    return file


def starting_text(starter: str, title: str, slug: str, today: date) -> str:
    """The text of a new file. starter: as its kind declares it; slug: of the title"""
    days = {"today": today, "in_a_week": today + timedelta(7), "in_two_weeks": today + timedelta(14)}
    dates = {name: f"{day:%Y-%m-%d}" for name, day in days.items()}
    return starter.format(title=" ".join(title.split()), slug=slug, **dates)


def unknown_kind(kind: str) -> Finding:
    """What nobody can begin (C34), and what may be meant: folders are called otherwise than what is in them.

    An entry of a list is no file of its own.
    """
    if listed := next((one for one in LISTS if one.name == kind.casefold()), None):
        return finding("C34.part-of-a-list", Where(listed.path), kind=listed.name)
    names = [one.name for one in KINDS if one.starter]
    by_folder = {one.folder: one.name for one in KINDS if one.starter}
    near = by_folder.get(kind.casefold()) or OTHER_KINDS.get(kind.casefold()) or closest(kind, [*names, SELFIE]) or ""
    return finding("C34.unknown-start", Where("content"), kind=kind, known=", ".join(names), near=near)


def slug_of(title: str) -> str:
    """A title as the last part of a web address, in letters of ASCII, as those of tags are.

    >>> slug_of("Don't cut Québec!"), slug_of("Привет мир")
    ('dont-cut-quebec', 'privet-mir')
    """
    return slug_of_words(unidecode(title))[:MAX_SLUG_LENGTH].strip("-")
