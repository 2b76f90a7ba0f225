"""Whatever was edited before: the preview shows the pages of a public build from nothing, but for its one element."""

import hashlib
from collections.abc import Callable, Iterator
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from plugins.preview.live import Answer, Change, LiveSite
from plugins.preview.sources import Sources
from plugins.release.manifest import hashes_in
from tests.engine.test_same_bytes import EDITS, Sites, beginning, fresh  # noqa: F401  (a fixture)
from tests.fuzz import examples


def settings_of(sites: Sites) -> dict[str, Any]:
    """The public settings as they are now."""
    theme = sites.site.folder / "theme"
    more = {"THEME": str(theme), "THEME_TEMPLATES_OVERRIDES": [str(theme / "components")], **sites.settings}
    return sites.site.settings(**more)


def begun(sites: Sites) -> LiveSite:
    """A preview that was started just now, as it is when a setting changed."""
    live = LiveSite(sites.site.folder, settings=lambda: settings_of(sites))
    live.read()
    return live


def differing(live: LiveSite, published: dict[str, str]) -> Iterator[str]:
    """The published files that the preview shows otherwise. published: SHA-256 by name"""
    pages_first = sorted(published, key=lambda name: not name.endswith((".html", ".xml")))
    for name in (name for name in pages_first if not name.endswith((".br", ".gz"))):
        found = live.answer("/" + name.removesuffix("index.html"))
        if not isinstance(found, Answer) or hashlib.sha256(found.body).hexdigest() != published[name]:
            yield name


@given(st.lists(st.lists(EDITS, min_size=1, max_size=2), min_size=1, max_size=4))
@examples(120)
def test_after_any_edits_the_preview_shows_what_a_build_from_nothing_makes(
    beginning: Sites,  # noqa: F811
    edits: list[list[Callable[[Sites], None]]],
) -> None:
    for sites in fresh(beginning):
        live, before = begun(sites), dict(sites.settings)
        sources = Sources(sites.site.folder, [sites.file("content"), sites.file("theme")])
        for between_two_looks in edits:
            for edit in between_two_looks:
                edit(sites)
            if sites.settings != before:
                live, before = begun(sites), dict(sites.settings)
                sources.changed()
            else:
                assert live.change(sources.changed()) is not Change.PROGRAM
            _, manifest = sites.build_anew()
            if manifest:
                assert list(differing(live, hashes_in(manifest))) == []
