"""Pages as they were drawn before: one whose key is the same is not drawn again. Never a stale page; one too often is.

What templates read of other pages is not tracked. Whatever they may read of them is in one key for the whole site, so
that a change of it draws every page; only a page's own text, which no other page shows, is in its own key alone.
"""

import os
import pickle
import time
from collections.abc import Callable, Iterator, Mapping, Set
from contextlib import suppress
from dataclasses import fields
from functools import lru_cache
from pathlib import Path
from typing import Any, NamedTuple

from plugins.core.kept_values import KeptValues
from plugins.core.reachable import entries_below
from plugins.engine.keys import as_words, folder_key, key_of, program_key
from plugins.pictures.copies import Originals
from plugins.pictures.picture import Picture, PictureError
from plugins.release.manifest import SETTLED_NS, Stamp, stamp_in
from plugins.render.content_images import ContentImages
from plugins.render.documents import Documents
from plugins.render.page import PendingPage
from plugins.render.result import PageResult
from plugins.site.model import Page, Site

# What a site holds of texts: the words of each, and their order, are in the key.
TEXTS = ("stories", "by_language", "pages", "every", "campaigns", "matters", "years", "authors", "agendas")
# Settings that say where or when, not what: what follows of the moment is in the site.
NOT_SHOWN = frozenset({"BUILD", "OUTPUT_PATH", "AS_OF", "JINJA_ENVIRONMENT"})


class Kept(NamedTuple):
    """A page as it was drawn, and each picture that it names as it was then, by its path below content/."""

    result: PageResult
    pictures: tuple[tuple[str, Picture], ...]


class DrawnPages:
    """The pages of one site, each kept under a key of all that decides it, if nothing was wrong with it.

    site_key: all that decides every page, see the function of this name
    is_as_read: whether the files of the theme are still as they were before the first of them was read
    """

    def __init__(
        self, file: Path, site_key: str, images: ContentImages, documents: Documents, is_as_read: Callable[[], bool]
    ) -> None:
        self._kept_values, self._site_key = KeptValues(file), site_key
        self._images, self._documents, self._is_as_read = images, documents, is_as_read
        self._asked: set[str] = set()

    def of(self, page: PendingPage, reading_key: str, draw: Callable[[], PageResult]) -> PageResult:
        """A page, as it was drawn before or now. reading_key: of the text that it shows; empty where it shows none"""
        key = key_of([self._site_key, page.file, page.template.name or "", reading_key])
        self._asked.add(key)
        data = self._kept_values.get(key)
        kept = pickle.loads(data) if data is not None else None
        if isinstance(kept, Kept) and self._is_same(kept):
            return kept.result
        result = draw()
        if not result.findings:
            now = Kept(result, tuple((path, self._images.picture(path)) for path in sorted(result.pictures)))
            self._kept_values.put(key, pickle.dumps(now))
        return result

    def _is_same(self, kept: Kept) -> bool:
        """Whether the files that a page names are as they were."""
        try:
            pictures = all(self._images.picture(path) == picture for path, picture in kept.pictures)
        except PictureError:
            return False
        documents = all(self._documents.is_unchanged(one) for _, one in kept.result.documents)
        return pictures and documents and self._images.cache.has(kept.result.derivatives)

    def save(self) -> None:
        """Keep what was drawn, whatever becomes of the build; nothing where it may show two states of the theme."""
        if self._is_as_read():
            self._kept_values.save()
        else:
            self._kept_values.undo()

    def prune(self) -> None:
        """Drops every page that this build did not ask for."""
        self._kept_values.keep_only(self._asked)


def site_key(site: Site, settings: Mapping[str, Any], originals: Originals, images: ContentImages) -> str:
    """All that any page may show besides its own text: other pages' headers, settings, theme, people, walls, files."""
    content = Path(settings["PATH"])
    return key_of(
        [
            program_key(),
            *theme_keys(settings),
            *settings_words(settings),
            *(words_of_page(page) for page in site.every),
            as_words([[page.path for page in listed] for listed in (site.stories, site.pages)]),
            as_words({one: [story.path for story in stories] for one, stories in site.by_language.items()}),
            as_words({one: [event.path for event in agenda.coming] for one, agenda in site.agendas.items()}),
            *(as_words(getattr(site, one.name)) for one in fields(site) if one.name not in TEXTS),
            as_words([originals, images.known]),
            as_words(sorted(name for name, _ in entries_below(content))),
        ]
    )


def theme_folders(settings: Mapping[str, Any]) -> list[Path]:
    """Where templates, components and stylesheets are."""
    return [Path(folder) for folder in (settings["THEME"], *settings["THEME_TEMPLATES_OVERRIDES"])]


def theme_keys(settings: Mapping[str, Any]) -> tuple[str, ...]:
    """Another one for each folder of which a file is another; files that stay as they are, are read once in a process.

    A file that was written just now may be written again before the file system's clock has moved on.
    """
    folders = tuple(theme_folders(settings))
    settled_ns = time.time_ns() - SETTLED_NS
    state = theme_state(settings)
    is_settled = os.name != "nt" and all(0 <= changed_ns <= settled_ns for *_, changed_ns in state.values())
    return keys_in_state(folders, frozenset(state.items())) if is_settled else keys_in_state.__wrapped__(folders)


@lru_cache(maxsize=4)
def keys_in_state(folders: tuple[Path, ...], _state: Set[tuple[str, Stamp]] = frozenset()) -> tuple[str, ...]:
    """The same, of folders whose files are in this state."""
    return tuple(folder_key(folder, files_in(folder)) for folder in folders)


def theme_state(settings: Mapping[str, Any]) -> dict[str, Stamp]:
    """Every file of the theme, with what is another as soon as it is written: a look that reads none."""
    state: dict[str, Stamp] = {}
    for folder in theme_folders(settings):
        for parent, _, names in os.walk(folder, followlinks=True):
            for path in (os.path.join(parent, name) for name in names):  # noqa: PTH118  (many Paths cost much)
                with suppress(OSError):  # one that has just gone
                    state[path] = stamp_in(os.stat(path))  # noqa: PTH116
    return state


def files_in(folder: Path) -> Iterator[Path]:
    """Every file that a template can be in, behind links, too."""
    for parent, _, names in os.walk(folder, followlinks=True):
        yield from (Path(parent, name) for name in names)


def settings_words(settings: Mapping[str, Any]) -> Iterator[str]:
    """Every setting that is a plain value, and for another its kind; of a dictionary each of its entries."""
    for name, value in sorted(settings.items()):
        if isinstance(value, Mapping) and name not in NOT_SHOWN:
            yield from (f"{name} {words}" for words in settings_words({repr(key): one for key, one in value.items()}))
        elif name not in NOT_SHOWN:
            try:
                yield f"{name} {as_words(value)}"
            except TypeError:
                yield f"{name} {type(value).__name__}"


def words_of_page(page: Page) -> str:
    """All of a page that another may show: what it names of other pages stands for itself."""
    values = [getattr(page, one.name) for one in fields(page)]
    named = [value.path if isinstance(value, Page) else value for value in values]
    return f"{page.path} {as_words(named)}"
