"""Pictures: each has its size, so that nothing moves when it comes, and words for those who cannot see it."""

from collections.abc import Iterator

from plugins.checks.finished import Page
from plugins.core.findings import Finding


def check_page(page: Page) -> Iterator[Finding]:
    """Pictures whose width or height is not told (C68), or without words for those who cannot see them (C14)."""
    for image in page.all("img"):
        name = (image.attributes.get("src") or "").rpartition("/")[2]
        if not all((image.attributes.get(side) or "").isdecimal() for side in ("width", "height")):
            yield page.finding("C68.no-size", picture=name)
        if image.attributes.get("alt") is None and "alt" not in image.attributes:
            yield page.finding("C14.no-alt", picture=name)
    if page.siteurl and page.is_listed:
        yield from shared(page)


def shared(page: Page) -> Iterator[Finding]:
    """A page without a picture for those who share its link, or with one whose size or words are not told (C68).

    Whether the picture is there is told as with every address (C11).
    """
    properties = {
        meta.attributes.get("property"): meta.attributes.get("content") for meta in page.all("meta[property]")
    }
    names = ("og:image", "og:image:width", "og:image:height", "og:image:alt")
    if missing := [name for name in names if not properties.get(name)]:
        yield page.finding("C68.not-shared", property=missing[0])
