"""Finished pages by hand, for rules about them."""

from collections.abc import Mapping
from pathlib import Path

from plugins.checks.finished import FinishedSite
from plugins.checks.inspection import inspect
from plugins.core.findings import Where, in_order
from plugins.engine.build import Promise
from plugins.site.routes import Route, Routes

SITEURL = "https://site.example/sub"
POLICY = """<meta http-equiv="Content-Security-Policy" content="default-src 'self'">"""
SHARED = (
    f'<meta property="og:image" content="{SITEURL}/card.svg"><meta property="og:image:alt" content="A card">'
    '<meta property="og:image:width" content="1200"><meta property="og:image:height" content="630">'
)
STATEMENT = Where("content/pages/privacy.md", 4)


def page(
    name: str = "index.html",
    *,
    head: str = "",
    body: str = "",
    main: str = "<h1>A page</h1><p>Some text.</p>",
    title: str = "",
    description: str = "",
) -> str:
    """A page with which nothing is wrong, and what a test adds to it."""
    address = f"{SITEURL}/{name.removesuffix('index.html')}"
    return (
        f'<!DOCTYPE html><html lang="en"><head>{POLICY}<title>{title or f"Page {name}"}</title>'
        f'<meta name="description" content="{description or f"What the page {name} is about."}">'
        f'<link rel="canonical" href="{address}">{SHARED}{head}</head>'
        f'<body><header><a href="/sub/">Home</a></header><main id="main">{main}</main>{body}'
        "<footer>Who we are</footer></body></html>"
    )


def written(folder: Path, files: Mapping[str, str | bytes]) -> Path:
    """A folder with these files in it, and a home page unless told."""
    own: dict[str, str | bytes] = {"index.html": page(), "card.svg": ""}
    for name, text in (own | dict(files)).items():
        file = folder / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(text if isinstance(text, bytes) else text.encode())
    return folder


def findings_on(
    folder: Path, files: Mapping[str, str | bytes], *promises: str, pictures: tuple[str, ...] = ()
) -> list[str]:
    """Every finding on a site of these files, as staff see it; the home page was made of content/pages/home.md.

    A page library/wall/member/1/index.html is a member's.
    """
    home = Route("index.html", Where("content/pages/home.md"), "text")
    member = Route("library/wall/member/1/index.html", Where("theme/templates/member.html"), "member")
    site = FinishedSite(written(folder, files), SITEURL, Routes((home, member)), promises, pictures)
    return [str(finding) for finding in in_order(inspect(site, [Promise(words, STATEMENT) for words in promises]))]
