"""Another organisation: other tokens, another logo and a few settings, as README says, and nothing else is touched."""

import re
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from PIL import Image

from plugins.cards.colours import hexadecimal, theme_schemes
from tests.finished_site import RUN_AXE, FinishedSite, chromium, served
from tests.small_site import ROOT, SmallSite, small_site, story

SECOND = ROOT / "tests/sites/second"
SETTINGS: dict[str, Any] = {
    "SITENAME": "Harbour Workers Speak",
    "ORGANISATION": {
        "name": "Harbour Workers' Union",
        "short": "HWU",
        "address": ["1 Quay Street", "Port Example"],
        "telephone": "555-0100",
        "email": "hello@harbour.example",
    },
    "SIGN_IN": None,
    "PROMISE": "Nobody is followed here.",
    "NAVIGATION": [("News", "/news/"), ("Search", "/search/")],
}
TEXTS = (".html", ".css", ".xml", ".txt", ".json", ".js", ".svg")


@pytest.fixture(scope="module")
def second(tmp_path_factory: pytest.TempPathFactory) -> SmallSite:
    folder = tmp_path_factory.mktemp("second")
    shutil.copytree(ROOT / "theme", folder / "theme")
    shutil.copyfile(SECOND / "tokens.css", folder / "theme/static/css/tokens.css")
    shutil.copyfile(SECOND / "favicon.svg", folder / "theme/static/favicon.svg")
    site = small_site(folder, {"news/cranes.md": story("Cranes", "::: call-to-action\ntext: Go\nlink: /news/\n:::")})
    site.build(THEME=str(folder / "theme"), **SETTINGS)
    return site


def published_texts(site: SmallSite) -> Iterator[tuple[str, str]]:
    names = (name for name in site.published() if name.endswith(TEXTS) and not name.startswith("search/pagefind/"))
    yield from ((name, site.page(name)) for name in names)


def test_nothing_of_the_first_organisation_is_left(second: SmallSite) -> None:
    first = re.compile(r"AUPE|Alberta|Edmonton|Advanced Education|#fcfaf4|#0a1120|1-800-232-7284", re.IGNORECASE)

    assert {name: found[0] for name, text in published_texts(second) if (found := first.search(text))} == {}


def test_its_name_promise_logo_and_colours_are_on_its_pages(second: SmallSite) -> None:
    page = second.page("news/cranes/index.html")
    paper = {name: hexadecimal(tokens["paper"]) for name, tokens in theme_schemes(second.folder / "theme").items()}
    (sheet,) = (second.page(name) for name in second.published() if name.endswith(".css"))
    (logo,) = (second.page(name) for name in second.published() if name.endswith(".svg"))

    assert all(words in page for words in ("HWU", "Harbour Workers Speak", "Nobody is followed here.", "1 Quay Street"))
    assert f'name="theme-color" content="{paper["light"]}"' in page
    assert paper["light"] != hexadecimal(theme_schemes(ROOT / "theme")["light"]["paper"])
    assert "--sun: oklch(0.845 0.165 128)" in sheet
    assert logo == (SECOND / "favicon.svg").read_text(encoding="utf-8")


def test_its_cards_are_in_its_colours(second: SmallSite) -> None:
    tokens = theme_schemes(second.folder / "theme")["light"]
    cards = sorted(second.output.glob("cards/*.png"))

    assert len(cards) >= 4
    for card in cards:
        with Image.open(card) as image:
            data = image.convert("RGB").tobytes()
        found = {f"#{bytes(pixel).hex()}" for pixel in set(zip(data[::3], data[1::3], data[2::3], strict=True))}
        assert {hexadecimal(tokens[name]) for name in ("paper", "ink", "sun", "signal")} <= found


@pytest.mark.needs("chromium", "axe")
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_it_can_be_read_as_well_as_the_first(second: SmallSite, axe_script: Path, scheme: str) -> None:
    found = []
    with served(second.output) as address, chromium() as browser:
        page = browser.new_context(color_scheme="dark" if scheme == "dark" else "light").new_page()
        for path in ("/", "/news/", "/news/cranes/", "/search/", "/404.html"):
            page.goto(address + path)
            page.evaluate(axe_script.read_text())
            wrong = page.evaluate(RUN_AXE, {"runOnly": ["wcag2a", "wcag2aa", "wcag21aa", "wcag22aa"]})
            found += [(path, v["id"], node["html"]) for v in wrong for node in v["nodes"]]

    assert found == []


def test_its_links_lead_somewhere(second: SmallSite) -> None:
    assert list(FinishedSite(second.output, "https://site.example").problems()) == []
