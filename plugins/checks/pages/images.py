"""Pictures: each has its size, so that nothing moves when it comes, and words for those who cannot see it."""

from collections.abc import Iterator

from plugins.checks.finished import Page
from plugins.core.findings import Finding


def check_page(page: Page) -> Iterator[Finding]:
    """C68: a picture whose width or height is not told. C14: one without words for those who cannot see it.

    The text would jump while somebody reads it, or people who are blind would not learn what can be seen. Describe it
    in the text (an empty description says: decoration); if you wrote no picture there, tell whoever looks after the
    site.
    """
    for image in page.all("img"):
        name = (image.attributes.get("src") or "").rpartition("/")[2]
        if not all((image.attributes.get(side) or "").isdecimal() for side in ("width", "height")):
            problem = f'shows "{name}" without its width and height.'
            yield page.error(problem, "Draw it with partials/pictures.html, which knows both.", "C68")
        if image.attributes.get("alt") is None and "alt" not in image.attributes:
            problem = f'shows "{name}" without a description (alt).'
            yield page.error(problem, "Mend its template; for decoration write an empty one.", "C14")
    if page.siteurl and page.is_listed:
        yield from shared(page)


def shared(page: Page) -> Iterator[Finding]:
    """C68: a page without a picture for those who share its link, or with one whose size or words are not told.

    Where it is shared there would be a grey box, or any picture of the page. Whether the picture is there is told as
    with every address (C11).
    """
    told = {meta.attributes.get("property"): meta.attributes.get("content") for meta in page.all("meta[property]")}
    names = ("og:image", "og:image:width", "og:image:height", "og:image:alt")
    if missing := [name for name in names if not told.get(name)]:
        yield page.error(f"has no {missing[0]}.", "Let its template include partials/sharing.html.", "C68")
