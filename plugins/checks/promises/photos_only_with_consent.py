"""Photos only with consent: nothing is public but what the program published for a reason it knows."""

import re
from collections.abc import Iterator

from plugins.checks.finished import FinishedSite, Page
from plugins.checks.members_files import holding
from plugins.core.findings import Finding, finding
from plugins.render.documents import is_picture

PHOTO = re.compile(r"data:image/(?!svg)", re.IGNORECASE)
PROMISE = "photos only with consent"


def check_page(page: Page) -> Iterator[Finding]:
    """Holds when no picture is written into a page itself."""
    if page.all('[src^="data:" i], [srcset*="data:" i], [poster^="data:" i]'):
        yield page.finding("C31.picture-in-page")


def check_site(site: FinishedSite) -> Iterator[Finding]:
    """Holds when each file is one that the program put there, as it is, and none holds what a member sent.

    It puts there pages, what a text names below content/, but nothing of the members' folder; and of the members those
    that plugins.selfies.consent cleared for the web, nobody else being able to make a Cleared. A card for shares holds
    one of those pictures, or none. A file of a member who is not cleared may not be in any other file: not in an
    archive, embedded or written as text.
    """
    for name in site.unaccounted:
        yield finding("C31.unaccounted-file", site.source_of(name), file=f"/{name}")
    for name in site.named(".css", ".js", ".svg"):
        if PHOTO.search(site.text(name)):
            yield finding("C31.picture-in-file", site.source_of(name), file=f"/{name}")
    for name in sorted(site.files - set(site.pictures)):
        if name not in site.unaccounted and is_picture(site.folder / name):
            yield finding("C31.unaccounted-picture", site.source_of(name), file=f"/{name}")
    for name, held in holding(site):
        yield finding("C31.holds-file", site.source_of(name), file=f"/{name}", **held)
