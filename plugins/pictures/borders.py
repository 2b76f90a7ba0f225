"""Where a picture lies within a border, a page or a screenshot: rectangles that may be all that it once was.

Nobody knows which of a picture's edges were added. So there are several guesses, each of which finds what others miss:
lines of one colour are taken away from outside (borders, bars, a page with a little text); lines without any detail
(a border that is a blurred copy); and what lies beyond straight edges from side to side (a bar beside a white wall).
"""

from collections.abc import Callable, Iterator, Sequence
from typing import NamedTuple

from PIL import Image, ImageChops, ImageFilter

SIDE_PX = 128
_Page = Callable[[bytes], bool]

# A line of a page may hold a little text or an icon; so many lines that hold more are a row of them.
_PLAIN_SHARE, _DETAIL_SHARE, _EDGE_SHARE = 0.8, 0.15, 0.6
_GAP = 6
# Grey levels: two in one box are of one colour, in either way to lay the boxes; fainter is a blur; stronger an edge.
_ONE_COLOUR, _FAINT, _STRONG = 28, 2, 7
_BOXES = tuple(bytes((grey + shift) // _ONE_COLOUR for grey in range(256)) for shift in (0, _ONE_COLOUR // 2))
# Not so much that nothing is left, and not so little that it makes no difference to a hash.
_DEEPEST, _SMALLEST_PX, _NEAR_PX = 0.47, SIDE_PX // 4, 3


class Box(NamedTuple):
    """A rectangle in squares of the thumbnail, `right` and `bottom` outside."""

    left: int
    top: int
    right: int
    bottom: int


WHOLE = Box(0, 0, SIDE_PX, SIDE_PX)


def within_borders(thumbnail: Image.Image) -> list[Box]:
    """The rectangles, none to five, that a picture may have been before something was put around it.

    thumbnail: mode L, SIDE_PX x SIDE_PX, whatever the picture's shape
    """
    blurred = thumbnail.filter(ImageFilter.BoxBlur(1))
    detail = ImageChops.difference(thumbnail, blurred).point(_at_least(_FAINT))
    guesses = (
        _without_page(thumbnail, _is_plain),
        _without_page(detail, lambda line: line.count(255) <= _DETAIL_SHARE * len(line)),
        *_between_edges(thumbnail),
    )
    boxes = [WHOLE]
    for box in guesses:
        is_small = min(box.right - box.left, box.bottom - box.top) < _SMALLEST_PX
        if not is_small and not any(_are_nearly_one(box, other) for other in boxes):
            boxes.append(box)
    return boxes[1:]


def _are_nearly_one(box: Box, other: Box) -> bool:
    return all(abs(edge - its_edge) <= _NEAR_PX for edge, its_edge in zip(box, other, strict=True))


def _at_least(grey: int) -> list[int]:
    return [255 * (value >= grey) for value in range(256)]


def _is_plain(line: bytes) -> bool:
    """Whether most of a line is of one colour."""
    boxes = (line.translate(table) for table in _BOXES)
    return any(boxed.count(box) >= _PLAIN_SHARE * len(line) for boxed in boxes for box in set(boxed))


def _without_page(image: Image.Image, is_page: _Page) -> Box:
    """What is left when lines of a page are taken away from all four sides, until nothing more goes."""
    rows, columns = image.tobytes(), image.transpose(Image.Transpose.TRANSPOSE).tobytes()
    box, before = WHOLE, None
    while box != before:
        before = box
        lines = _lines(rows, box.top, box.bottom, box.left, box.right)
        box = box._replace(top=box.top + _depth(lines, is_page), bottom=box.bottom - _depth(lines[::-1], is_page))
        lines = _lines(columns, box.left, box.right, box.top, box.bottom)
        box = box._replace(left=box.left + _depth(lines, is_page), right=box.right - _depth(lines[::-1], is_page))
    return box


def _lines(pixels: bytes, first: int, last: int, start: int, end: int) -> list[bytes]:
    """Of the lines from `first` to before `last`, what lies from `start` to before `end`."""
    return [pixels[line * SIDE_PX + start : line * SIDE_PX + end] for line in range(first, last)]


def _depth(lines: Sequence[bytes], is_page: _Page) -> int:
    """How many lines from the beginning are page, a few others between them."""
    depth = 0
    for count, line in enumerate(lines[: int(_DEEPEST * len(lines))], 1):
        if is_page(line):
            depth = count
        elif count - depth > _GAP:
            break
    return depth


def _between_edges(thumbnail: Image.Image) -> Iterator[Box]:
    """What lies between the outermost edges from side to side, what between the next ones, and the next."""
    box = WHOLE
    for _ in range(3):
        part = thumbnail.crop(box)
        top, bottom = _beyond_edges(part)
        left, right = _beyond_edges(part.transpose(Image.Transpose.TRANSPOSE))
        box = Box(box.left + left, box.top + top, box.right - right, box.bottom - bottom)
        yield box


def _beyond_edges(part: Image.Image) -> tuple[int, int]:
    """How many rows lie above an edge in the upper half, and below one in the lower half; 0 where there is none."""
    width, height = part.size
    if height < 2:
        return 0, 0
    steps = ImageChops.difference(part.crop((0, 1, width, height)), part.crop((0, 0, width, height - 1)))
    shares = steps.point(_at_least(_STRONG)).resize((1, height - 1), Image.Resampling.BOX).tobytes()
    return _beyond_first(shares), _beyond_first(shares[::-1])


def _beyond_first(shares: bytes) -> int:
    """How many rows there are to the end of the first edge, which may take two."""
    edges = [share >= _EDGE_SHARE * 255 for share in shares[: int(_DEEPEST * len(shares))]]
    first = edges.index(True) if True in edges else -1
    return first + 1 + (first >= 0 and edges[first + 1 : first + 2] == [True])
