"""What a page of the sample site weighs at first view, pictures aside: files are measured as a host sends them."""

import re
from pathlib import Path
from urllib.parse import urljoin, urlsplit

import pytest
from selectolax.lexbor import LexborHTMLParser

from plugins.checks.finished import IMPORT, css_addresses
from tests.finished_site import FinishedSite

MAX_BYTES, MAX_BYTES_OF_WALL, MAX_BYTES_OF_SCRIPTS = 34_000, 45_000, 5_000  # 30,000 before the newsroom
MAX_REQUESTS = 8
WALL = "save-advanced-education/wall/index.html"
PAGES = (
    "index.html",
    "save-advanced-education/index.html",
    WALL,
    "news/strategic-plan/index.html",
    "privacy/index.html",
    "news/index.html",
    "search/index.html",
    "404.html",
)
# What a browser fetches for a page besides pictures: stylesheet, icon, font, scripts. All others only tell.
LOADED = (
    'link[rel="stylesheet"], link[rel="icon"], link[rel="preload"]:not([as="image"]), link[rel="modulepreload"],'
    " script[src]"
)


def loaded(folder: Path, name: str) -> dict[str, int]:
    """The files that a page of the site needs at first view but for pictures, and the bytes that travel for each."""
    page = LexborHTMLParser((folder / name).read_text(encoding="utf-8"))
    addresses = [element.attributes.get("href") or element.attributes.get("src") or "" for element in page.css(LOADED)]
    needed, files = [urljoin(f"/{name}", address) for address in addresses], {name: travelling(folder / name)}
    while needed:
        own = urlsplit(needed.pop()).path
        file = folder / own.lstrip("/")
        if own.lstrip("/") in files:
            continue
        files[own.lstrip("/")] = travelling(file)
        if file.suffix in (".css", ".js"):
            text = file.read_text(encoding="utf-8")
            more = css_addresses(text) if file.suffix == ".css" else IMPORT.findall(text)
            needed += [urljoin(own, address) for address in more]
    return files


def travelling(file: Path) -> int:
    """The bytes of a file as a host with Brotli sends it."""
    copy = file.with_name(f"{file.name}.br")
    return (copy if copy.is_file() else file).stat().st_size


@pytest.mark.parametrize("name", PAGES)
def test_a_page_is_light_before_its_pictures_come(site: FinishedSite, name: str) -> None:
    files = loaded(site.folder, name)
    scripts = sum(size for file, size in files.items() if file.endswith(".js"))
    fonts = [file for file in files if file.endswith((".woff2", ".woff", ".ttf", ".otf"))]

    assert sum(files.values()) <= (MAX_BYTES_OF_WALL if name == WALL else MAX_BYTES), files
    assert scripts <= MAX_BYTES_OF_SCRIPTS, files
    assert len(fonts) <= 1
    assert len(files) <= MAX_REQUESTS


def test_everything_that_a_page_fetches_is_weighed(tmp_path: Path) -> None:
    texts = {
        "a/index.html": '<link rel="stylesheet" href="/s/a.css"><link rel="preload" as="font" href="/s/f.woff2">'
        '<link rel="canonical" href="/"><script type="module" src="../s/a.js"></script><img src="/s/p.jpg">',
        "s/a.css": "@font-face { src: url(f.woff2) } @font-face { src: url('g.woff2') }",
        "s/a.js": "import { x } from './b.js';",
        "s/b.js": "export const x = 1;",
        "s/f.woff2": "f" * 12,
        "s/g.woff2": "g" * 13,
        "s/a.js.br": "abc",
    }
    for name, text in texts.items():
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text(text)

    files = loaded(tmp_path, "a/index.html")

    assert files.keys() == texts.keys() - {"s/a.js.br"}
    assert (files["s/a.js"], files["s/f.woff2"], files["s/g.woff2"]) == (3, 12, 13)
    assert not re.search("jpg", " ".join(files))
