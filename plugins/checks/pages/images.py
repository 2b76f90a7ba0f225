"""Pictures: each has its size, so that nothing moves when it comes, and words for those who cannot see it."""

from collections.abc import Iterator

from plugins.checks.finished import Page
from plugins.core.findings import Finding


def check_page(page: Page) -> Iterator[Finding]:
    """C68: a picture without width or height; C14: without a description (an empty one says: decoration)."""
    for image in page.all("img"):
        name = (image.attributes.get("src") or "").rpartition("/")[2]
        if not all((image.attributes.get(side) or "").isdecimal() for side in ("width", "height")):
            problem = f'shows "{name}" without its width and height.'
            yield page.error(problem, "Draw it with partials/pictures.html, which knows both.", "C68")
        if image.attributes.get("alt") is None and "alt" not in image.attributes:
            problem = f'shows "{name}" without a description (alt).'
            yield page.error(problem, "Mend its template; for decoration write an empty one.", "C14")
