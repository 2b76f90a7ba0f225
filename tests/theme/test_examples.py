"""Every component's example on a page of its own, in a real site: valid HTML, and nothing that keeps anybody out."""

import shutil
from pathlib import Path

import pytest

from tests.finished_site import VIEWS, FinishedSite, View, chromium, invalid, served, violations
from tests.small_site import ROOT, SmallSite, copy_caches

COMPONENTS = sorted(file.parent.name for file in (ROOT / "theme/components").glob("*/component.toml"))


@pytest.fixture(scope="module")
def examples(tmp_path_factory: pytest.TempPathFactory) -> SmallSite:
    folder = tmp_path_factory.mktemp("examples")
    shutil.copytree(ROOT / "content", folder / "content")
    copy_caches(folder)
    site = SmallSite(folder)
    for name in COMPONENTS:
        example = (ROOT / "theme/components" / name / "example.md").read_text(encoding="utf-8")
        header = f"Title: The {name}\nSummary: What it looks like.\n"
        site.write({f"campaigns/example-{name}.md": f"{header}\n## Before\n\n{example}\n"})
    site.build()
    return site


@pytest.mark.parametrize("name", COMPONENTS)
def test_an_example_draws_its_component(examples: SmallSite, name: str) -> None:
    assert f'class="{name}' in examples.page(f"example-{name}/index.html")


@pytest.mark.needs("java", "vnu")
def test_the_examples_are_valid(examples: SmallSite, vnu_jar: Path) -> None:
    assert invalid(vnu_jar, [examples.output / f"example-{name}/index.html" for name in COMPONENTS]) == []


@pytest.mark.needs("chromium", "axe")
@pytest.mark.parametrize("views", VIEWS)
def test_axe_finds_nothing_in_an_example(examples: SmallSite, axe_script: Path, views: list[View]) -> None:
    found: list[str] = []
    with served(examples.output) as address, chromium() as browser:
        page = browser.new_page()
        for name in COMPONENTS:
            page.goto(f"{address}/example-{name}/")
            found += violations(page, axe_script, views)

    assert found == []


def test_the_examples_links_resolve(examples: SmallSite) -> None:
    problems = FinishedSite(examples.output, "https://site.example").problems()

    assert [problem for problem in problems if "no such spot" not in problem] == []
