"""Photos only with consent: nothing is public but what the program published for a reason it knows."""

import re
from collections.abc import Iterator

from plugins.checks.finished import FinishedSite, Page
from plugins.checks.members_files import holding
from plugins.outputs.links import is_picture

PHOTO = re.compile(r"data:image/(?!svg)", re.IGNORECASE)
PROMISE = "photos only with consent"


def check_page(page: Page) -> Iterator[str]:
    """Holds when no picture is written into a page itself."""
    if page.all('[src^="data:" i], [srcset*="data:" i], [poster^="data:" i]'):
        yield f"{page.address} holds a picture that nobody can account for"


def check_site(site: FinishedSite) -> Iterator[str]:
    """Holds when each file is one that the program put there, as it is, and none holds what a member sent.

    It puts there pages, what a text names below content/, but nothing of the members' folder; and of the members those
    that plugins.selfies.consent cleared for the web, nobody else being able to make a Cleared. A card for shares holds
    one of those pictures, or none. A file of a member who is not cleared may not be in any other file: not in an
    archive, embedded or written as text.
    """
    for name in site.unaccounted:
        yield f"/{name} is a file that nobody can account for"
    for name in site.named(".css", ".js", ".svg"):
        if PHOTO.search(site.text(name)):
            yield f"/{name} holds a picture that nobody can account for"
    for name in sorted(site.files - set(site.pictures)):
        if name not in site.unaccounted and is_picture(site.folder / name):
            yield f"/{name} is a picture that nobody can account for"
    yield from (f"/{name} {clause}" for name, clause in holding(site))
