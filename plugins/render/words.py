"""The site's own words in the reader's language: what neither a text in content/ nor a setting says, dates, numbers.

They stand in theme/words/, a file for each language (`fr.toml`), those of a component in its component.toml
(`[words.fr]`). A key has a text, or a form for each plural of its `count`, by the names of Unicode's CLDR:

    skip = "Skip to the content"
    page_of = "Page {number} of {last}"
    wall_of_members = { one = "The wall: {count} member", other = "The wall: {count} members" }

A template writes `words.skip`, `words.page_of(number=2, last=5)`, `words.wall_of_members(count=12)`; what is put in may
be HTML. A key that is not there is an error, as every undefined name is.
"""

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import cache, lru_cache, partial
from pathlib import Path

from babel import Locale, UnknownLocaleError
from babel.dates import format_date
from babel.numbers import format_decimal
from babel.units import format_unit
from markupsafe import Markup

from plugins.core.findings import Finding, SiteError, Where, finding
from plugins.core.reachable import visible
from plugins.core.tables import table

Texts = Mapping[str, str | Mapping[str, str]]

FOLDER = "words"
FULL = "en"  # the language that has every key
LOCALE = "written_as"  # the key that says whose dates, numbers and zones a language without a country has
PLACE = re.compile(r"\{(\w+)\}")


@dataclass(frozen=True, slots=True)
class Words:
    """The words of one page.

    language: of the words, which is another than the page's where there is no file for that; locale: for numbers
    order: languages, the one to be taken first in front
    texts: by key
    """

    language: str
    locale: Locale
    order: tuple[str, ...]
    texts: Texts

    def __getattr__(self, key: str) -> str | Callable[..., str]:
        """What a key says, or, where something is to be put in, what does that. raises: AttributeError for no key"""
        if key not in self.texts:
            raise AttributeError(key)
        text = self.texts[key]
        return text if isinstance(text, str) and not PLACE.search(text) else partial(self.text, key)

    def text(self, key: str, *, count: int | None = None, **values: object) -> str:
        """What a key says with values put in: HTML (Markup) where one of them is, else plain.

        count: decides the form, and is put in as a number is written
        raises: KeyError for no key, or a value that it needs
        """
        text = self.form(key, count)
        values |= {} if count is None else {"count": self.number(count)}
        is_html = any(isinstance(value, Markup) for value in values.values())
        return (Markup.escape(text) if is_html else text).format(**values)

    def form(self, key: str, count: int | None) -> str:
        """A key's text, or of several the one for so many. raises: KeyError for no key"""
        text = self.texts[key]
        if isinstance(text, str):
            return text
        return text.get(self.locale.plural_form(count or 0), text["other"])

    def day(self, when: date) -> str:
        """A date as people say it."""
        return day_in(date(when.year, when.month, when.day), self.form("day_pattern", when.day), self.locale)

    def number(self, number: int) -> str:
        """A number as people write it: 12,345."""
        return format_decimal(number, locale=self.locale)

    def size(self, size_bytes: int) -> str:
        """A size of a file as people write it: 240 kB, 1.2 MB."""
        if size_bytes < 1_000_000:
            return format_unit(max(1, round(size_bytes / 1000)), "digital-kilobyte", "short", locale=self.locale)
        return format_unit(size_bytes / 1e6, "digital-megabyte", "short", format="0.#", locale=self.locale)

    def listed(self, parts: Sequence[str]) -> str:
        """Several as a list in a sentence: A, B and C."""
        before = ", ".join(parts[:-1])
        return self.text("list_end", before=before, last=parts[-1]) if before else "".join(parts)

    def within(self, own: Mapping[str, Texts]) -> "Words":
        """These with those of a component, by language."""
        if not own:
            return self
        language = next((one for one in self.order if one in own), next(iter(own)))
        return replace(self, texts={**self.texts, **own[language]})


@lru_cache(maxsize=4096)
def day_in(when: date, pattern: str, locale: Locale) -> str:
    """A date as people say it: a story's stands on its own page, and in every list. pattern: of Unicode's LDML"""
    return format_date(when, pattern, locale)


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """All words of a theme. by_language: FULL among them; default: the site's own language"""

    by_language: Mapping[str, Texts]
    default: str

    def of(self, language: str) -> Words:
        """The words of a page in a language, as BCP 47 names it; for one without a file in the site's own, or FULL."""
        wanted = [one for tag in (language, self.default) for one in (tag, primary(tag))]
        order = tuple(dict.fromkeys([*wanted, FULL]))
        found = next(one for one in order if one in self.by_language)
        tag = next(one for one in order if primary(one) == primary(found))
        texts = self.by_language[found]
        told = texts.get(LOCALE, tag) if primary(tag) == tag.casefold() else tag
        return Words(found, locale_of(str(told)), order, texts)

    def invitation(self, language: str) -> str:
        """What leads readers of a language to a page in it: "Lire en français"; without words for it, its own name."""
        words = self.of(language)
        if primary(words.language) == primary(language):
            return words.text("read_in_this_language")
        return locale_of(language).get_display_name() or language


def primary(language: str) -> str:
    """A language without its region and the like.

    >>> primary("fr-CA")
    'fr'
    """
    return language.partition("-")[0].casefold()


@cache
def locale_of(language: str) -> Locale:
    """How a language writes numbers and dates, and counts; as FULL does where nobody knows."""
    for name in (language, primary(language)):
        try:
            return Locale.parse(name, sep="-")
        except (UnknownLocaleError, ValueError):
            continue
    return Locale(FULL)


def read_vocabulary(theme: Path, default: str) -> Vocabulary:
    """Every file of words that a theme has. raises: SiteError for whatever is wrong in any of them (C49)"""
    by_language: dict[str, Texts] = {}
    findings: list[Finding] = []
    for file in visible((theme / FOLDER).glob("*.toml")):
        where = Where(f"theme/{FOLDER}/{file.name}")
        try:
            by_language[file.stem] = table(file.read_text("utf-8"))
        except ValueError as wrong:
            findings.append(finding("C49.words-unreadable", where, reason=str(wrong)))
    if FULL not in by_language and not findings:
        findings.append(finding("C49.missing-file", Where(f"theme/{FOLDER}/{FULL}.toml")))
    if not findings:
        others = by_language.keys() - {FULL}
        findings += (one for language in sorted(others) for one in unlike_full(language, by_language))
    if findings:
        raise SiteError(findings)
    return Vocabulary(by_language, default)


def unlike_full(language: str, by_language: Mapping[str, Texts]) -> Iterator[Finding]:
    """What a language lacks, and where other values would be put in than in FULL (C49)."""
    where, full, own = Where(f"theme/{FOLDER}/{language}.toml"), by_language[FULL], by_language[language]
    if missing := sorted(full.keys() - own.keys()):
        yield finding("C49.words-missing", where, keys=", ".join(missing))
    for key in sorted(full.keys() & own.keys()):
        if places(own[key]) != (needed := places(full[key])):
            named = ", ".join(f"{{{name}}}" for name in sorted(needed))
            yield finding("C49.words-places", where, key=key, places=named)


def places(text: str | Mapping[str, str]) -> set[str]:
    """The names of what is put into a text, or into any form of it; not the count, which a form may leave out.

    >>> sorted(places({"one": "{who} alone", "other": "{who} and {count} others"}))
    ['who']
    """
    forms = [text] if isinstance(text, str) else text.values()
    return {name for form in forms for name in PLACE.findall(form)} - {"count"}
