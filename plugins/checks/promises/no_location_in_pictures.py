"""No location in pictures: a published picture is pixels and colours, and tells nothing of where it was taken."""

from collections.abc import Iterator

from plugins.checks.finished import FinishedSite
from plugins.pictures.containers import picture_tells

PROMISE = "no location in pictures"
PICTURES = (".avif", ".gif", ".jpeg", ".jpg", ".png", ".webp")


def check_site(site: FinishedSite) -> Iterator[str]:
    """Holds when no published picture carries anything beside its pixels and its colour profile."""
    for name in site.named(*PICTURES):
        if told := picture_tells(site.folder / name):
            yield f"/{name} carries {told}"
