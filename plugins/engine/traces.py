"""What builds leave of a member on this machine, deleted at once when the picture is taken back."""

import os
from collections.abc import Collection, Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path

from plugins.core.disk import not_deleted
from plugins.core.findings import Finding
from plugins.core.kept_values import BESIDE
from plugins.core.lock import one_at_a_time
from plugins.core.replacing import delete, lock_beside, restore_previous
from plugins.core.temporary import delete_reports, sweep, wait_for_builds
from plugins.engine.fresh import SPARE
from plugins.pictures.cache import PictureCache
from plugins.pictures.store import names_in, stem, stem_of_entry
from plugins.release.manifest import listed_files
from plugins.site.routes import MANIFEST, PICTURES, PORTRAITS

# Where pelicanconf.py has the preview's pages.
PREVIEW = ".preview"
# What is kept in the cache of pages, of what was found on them, in texts and in documents, of the search: a file each.
PAGES, PAGES_OF_PREVIEW = "pages", "pages-of-preview"
OF_PAGES, OF_TEXTS, OF_DOCUMENTS = "found-on-pages", "found-in-texts", "found-in-documents"
SEARCH_INDEX = "search"
FACTS = "facts-of-documents"  # how many pages one has, for example: nothing of a member
LAST_BUILD = "last-build"  # by tasks.py, of what a build read and wrote, whose names hold members' numbers
# What of all that is kept may tell of a member.
TELLING = ("cards", "compressed", PAGES, PAGES_OF_PREVIEW, OF_PAGES, OF_DOCUMENTS, SEARCH_INDEX, LAST_BUILD)


@contextmanager
def held_back(output: Path) -> Iterator[None]:
    """Keep the preview from building during the body, after the build that it is at.

    One that runs builds again when it sees what the body changed, and so reads all of it.
    output: the preview's folder, which may be a link
    raises: OSError
    """
    real = Path(os.path.realpath(output))
    if not real.parent.is_dir():
        yield
        return
    with one_at_a_time(lock_beside(real)):
        yield


def delete_traces(
    project: Path, preview: Path, cache: PictureCache, portrait: Path, sha256: str | None
) -> list[Finding]:
    """Delete the preview's pages, temporary files, and what is kept of a member's picture.

    For who holds the preview back, when it is written that the member is withdrawn: builds that may not have read that
    yet are waited for.
    preview: its folder
    portrait: path of the member's original, without its suffix; it need not be there
    sha256: of the original's bytes, if anybody knows
    returns: what could not be deleted (C82)
    raises: OSError
    """
    wait_for_builds(project)
    left = delete_preview(preview)
    left += sweep(project) + delete_reports(project) + cache.forget(portrait, sha256)
    left += forget_pages(project, TELLING)
    left += delete([project / ".cache" / SPARE])
    return not_deleted(left)


def forget_pages(project: Path, caches: Iterable[str]) -> list[Path]:
    """Delete what is kept of pages, with what members wrote, too. returns: what is left; caches: folders or files"""
    kept = [project / ".cache" / f"{name}{ending}" for name in caches for ending in BESIDE]
    return delete([path for one in kept for path in ([one / name for name in names_in(one)] or [one])])


def forget_in_preview(project: Path, sha256s: Collection[str]) -> list[Finding]:
    """Delete the preview's pages when they show a picture that nobody may see any more, whoever wrote that down.

    sha256s: of the originals of who is not shown
    returns: what could not be deleted (C82); raises: OSError
    """
    preview = project / PREVIEW
    shown = {stem_of_entry(name) for folder in (PORTRAITS, PICTURES) for name in names_in(preview / folder)}
    if not shown or shown.isdisjoint(map(stem, sha256s)):
        return []
    with held_back(preview):
        return not_deleted([*delete_preview(preview), *forget_pages(project, [PAGES_OF_PREVIEW])])


def delete_preview(output: Path) -> list[Path]:
    """Delete the preview's folder, its manifest last, so that a kill leaves one that is still known as ours.

    A link to it stays, with an empty folder.
    returns: what could not be deleted, that is whatever is in a folder that is not known as ours any more, too
    """
    real = Path(os.path.realpath(output))
    if not listed_files(real):
        full = [real] if real.is_dir() and any(real.iterdir()) else []
        return full + (restore_previous(real) if real.parent.is_dir() else [])
    left = restore_previous(real) + delete([path for path in real.iterdir() if path.name != MANIFEST])
    if not left:
        left = delete([real / MANIFEST] if output.is_symlink() else [real])
    return left
