"""What staff should know of an original that is shown: it tells more, or is larger, than what visitors get."""

from collections.abc import Iterator

from plugins.core.findings import Finding, Where, note
from plugins.pictures.picture import Picture

HUGE_BYTES = 5_000_000


def told_by_original(picture: Picture, where: Where) -> Iterator[Finding]:
    """C16, C17, for one picture. where: its original"""
    yield from huge(picture, where)
    yield from with_place(picture, where)


def huge(picture: Picture, where: Where) -> Iterator[Finding]:
    """C16: a picture's file is far larger than what readers get, which is told because people worry about it.

    There is nothing to do: readers get small ones that are made of it.
    """
    if picture.original_size_bytes > HUGE_BYTES:
        original, copy = in_words(picture.original_size_bytes), in_words(picture.most_bytes)
        problem = f"This picture is {original}."
        yield note(where, problem, f"Visitors get a {copy} copy; the original stays private.", "C16")


def with_place(picture: Picture, where: Where) -> Iterator[Finding]:
    """C17: a picture's file tells where it was taken, perhaps somebody's home.

    What is published never does, so there is nothing to do here; think of it before you send the file to anybody.
    """
    if picture.tells_place:
        remedy = "Visitors get a copy without it; remove it from the original before you share the folder."
        yield note(where, "The photo told where it was taken.", remedy, "C17")


def in_words(size_bytes: int) -> str:
    """A size as people say it.

    >>> in_words(14_200_000), in_words(5_320_000), in_words(180_400)
    ('14 MB', '5.3 MB', '180 kB')
    """
    if size_bytes >= 1_000_000:
        return f"{round(size_bytes / 1e6, 1 if size_bytes < 10_000_000 else None):g} MB"
    return f"{max(1, round(size_bytes / 1000))} kB"
