"""What will be public, and what is although nobody said so (C109): for whoever asks, since nothing is wrong with it."""

from collections.abc import Iterator

from plugins.core.findings import Finding, Where, finding
from plugins.engine.build import Build
from plugins.site.live import is_to_come


def shown_from(build: Build) -> Iterator[Finding]:
    """Each text without a line Status that says something, and since when, or from when on, everybody can read it.

    And on which days an announcement that is still to come will be seen.
    """
    for one in build.to_come:
        yield finding("C109.on-every-page", Where(one.path), day=one.starts, last=one.ends)
    for path, starts in build.unsaid.items():
        if starts is None:
            yield finding("C109.page-without-status", Where(path))
        elif is_to_come(starts, build.now):
            yield finding("C109.public-from", Where(path), day=starts)
        else:
            yield finding("C109.public-since", Where(path), day=starts)
