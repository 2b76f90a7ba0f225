"""Files that change while a build reads them: it shows one state of each, and the next build makes up for it."""

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from pelican import signals

from tests.small_site import SmallSite, small_site, story

TOLD = "::: pull-quote\nname: A caretaker\n\nA sentence to remember.\n:::"
# Of each file of the theme, words that stand in it, and what they become.
THEME = {
    "templates/partials/footer.html": ("</footer>", "<p>Another one.</p></footer>"),
    "components/pull-quote/template.html": ("{%", "<!-- another -->{%"),
    "static/css/layout.css": ("{", "{ margin: 0;"),
}
Changed = tuple[str, dict[str, bytes]]
STEPS = ("initialized", "get_generators", "all_generators_finalized", "content_written", "finalized")


@pytest.fixture(scope="module")
def begun(tmp_path_factory: pytest.TempPathFactory, root: Path) -> SmallSite:
    site = small_site(tmp_path_factory.mktemp("meanwhile"), {"news/a.md": story("A", TOLD), "news/b.md": story("B")})
    shutil.copytree(root / "theme", site.folder / "theme")
    site.build(**with_theme(site.folder))
    return site


@pytest.fixture
def site(begun: SmallSite, tmp_path: Path) -> SmallSite:
    shutil.copytree(begun.folder, tmp_path, dirs_exist_ok=True, symlinks=True)
    return SmallSite(tmp_path)


def with_theme(folder: Path) -> dict[str, object]:
    """The settings for the site's own theme."""
    return {"THEME": str(folder / "theme"), "THEME_TEMPLATES_OVERRIDES": [str(folder / "theme/components")]}


def files(site: SmallSite) -> dict[str, bytes]:
    return {name: (site.output / name).read_bytes() for name in site.files()}


def once(change: Callable[[], object]) -> Callable[..., None]:
    """A receiver that does something when it is called first."""
    left = [change]

    def receive(*_: object, **__: object) -> None:
        if left:
            left.pop()()

    return receive


def otherwise(folder: Path, name: str) -> None:
    """Changes a file of the theme below a folder."""
    file, (old, new) = folder / "theme" / name, THEME[name]
    file.write_text(file.read_text().replace(old, new, 1))


WRITTEN = {"news/b.md": story("B, otherwise")}  # so that all pages are drawn


@pytest.fixture(scope="module", params=THEME)
def changed(request: pytest.FixtureRequest, begun: SmallSite, tmp_path_factory: pytest.TempPathFactory) -> Changed:
    """Which file of the theme is another, and the site that is built of it from nothing."""
    anew = SmallSite(tmp_path_factory.mktemp("anew"))
    for part in ("content", "theme"):
        shutil.copytree(begun.folder / part, anew.folder / part)
    anew.write(WRITTEN)
    otherwise(anew.folder, request.param)
    anew.build(**with_theme(anew.folder))
    return request.param, files(anew)


@pytest.mark.parametrize("step", STEPS)
def test_a_file_of_the_theme_that_changed_during_a_build_is_on_every_page_of_the_next(
    site: SmallSite, changed: Changed, step: str
) -> None:
    name, anew = changed
    site.write(WRITTEN)
    with getattr(signals, step).connected_to(once(lambda: otherwise(site.folder, name))):
        site.findings(**with_theme(site.folder))

    site.build(**with_theme(site.folder))

    assert files(site) == anew
