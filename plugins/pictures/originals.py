"""What staff should know of an original that is shown: it tells more, or is larger, than what visitors get."""

from collections.abc import Iterator

from plugins.core.findings import Finding, Where, finding
from plugins.pictures.picture import Picture

HUGE_BYTES = 5_000_000


def told_by_original(picture: Picture, where: Where) -> Iterator[Finding]:
    """What is told of one picture (C16, C17). where: its original"""
    yield from huge(picture, where)
    yield from with_place(picture, where)


def huge(picture: Picture, where: Where) -> Iterator[Finding]:
    """A picture whose file is far larger than what readers get (C16)."""
    if picture.original_size_bytes > HUGE_BYTES:
        original, copy = in_words(picture.original_size_bytes), in_words(picture.most_bytes)
        yield finding("C16.huge", where, size=original, copy=copy)


def with_place(picture: Picture, where: Where) -> Iterator[Finding]:
    """A picture whose file tells where it was taken (C17)."""
    if picture.tells_place:
        yield finding("C17.tells-place", where)


def in_words(size_bytes: int) -> str:
    """A size as people say it.

    >>> in_words(14_200_000), in_words(5_320_000), in_words(180_400)
    ('14 MB', '5.3 MB', '180 kB')
    """
    if size_bytes >= 1_000_000:
        return f"{round(size_bytes / 1e6, 1 if size_bytes < 10_000_000 else None):g} MB"
    return f"{max(1, round(size_bytes / 1000))} kB"
