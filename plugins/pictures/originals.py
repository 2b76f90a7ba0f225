"""What staff should know of an original that is shown: it tells more, or is larger, than what visitors get, or tiny."""

from collections.abc import Iterator

from plugins.core.findings import Finding, Where, finding
from plugins.pictures.picture import Picture

HUGE_BYTES = 5_000_000
MIN_PX = 16  # of the longer side: less than the smallest sign, such as what other programs count readers with


def findings_of_original(picture: Picture, where: Where) -> Iterator[Finding]:
    """What is told of one picture (C16, C17, C18). where: its original"""
    yield from huge(picture, where)
    yield from with_place(picture, where)
    yield from tiny(picture, where)


def huge(picture: Picture, where: Where) -> Iterator[Finding]:
    """A picture whose file is far larger than what readers get (C16)."""
    if picture.original_size_bytes > HUGE_BYTES:
        yield finding("C16.huge", where, size=picture.original_size_bytes, copy=picture.most_bytes)


def with_place(picture: Picture, where: Where) -> Iterator[Finding]:
    """A picture whose file tells where it was taken (C17)."""
    if picture.tells_place:
        yield finding("C17.tells-place", where)


def tiny(picture: Picture, where: Where) -> Iterator[Finding]:
    """A picture of so few pixels that nothing is seen on it (C18)."""
    for widest in picture.fallback[-1:]:  # which of a drawing has as many as are needed
        if max(widest.width_px, widest.height_px) < MIN_PX:
            yield finding("C18.tiny", where, width_px=widest.width_px, height_px=widest.height_px)
