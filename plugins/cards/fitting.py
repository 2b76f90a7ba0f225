"""Words fitted into a box: the largest size at which they fit, wrapped into lines of about one length. Pure."""

from collections.abc import Callable, Mapping, Sequence
from typing import NamedTuple

# The width of words at a size, both in pixels.
Measure = Callable[[str, int], float]
# How tall lines are at a size: from the top of the ink to its bottom, in pixels.
MeasureLines = Callable[[Sequence[str], int], float]
MAX_CHARACTERS = 200


class Fitted(NamedTuple):
    """Lines, and the size at which they fit."""

    lines: tuple[str, ...]
    size_px: int


def fitted(
    words: str,
    measure: Measure,
    height: MeasureLines,
    *,
    width_px: int,
    height_px: int,
    smallest_px: int,
    calm_px: int,
    largest_px: int,
) -> Fitted:
    """The words at the largest size at which they fit, by halving.

    words: one line, with a letter at least
    width_px, height_px: the box
    smallest_px, calm_px, largest_px: sizes; above the calm one no word is broken, below it those that are too wide are
    raises: ValueError when the words do not fit at the smallest size
    """

    def at(size_px: int, *, breaking: bool) -> tuple[str, ...]:
        lines = balanced(words, lambda text: measure(text, size_px), width_px, breaking=breaking)
        return lines if lines and height(lines, size_px) <= height_px else ()

    if whole := _largest(lambda size_px: at(size_px, breaking=False), calm_px, largest_px):
        return whole
    if broken := _largest(lambda size_px: at(size_px, breaking=True), smallest_px, calm_px):
        return broken
    raise ValueError(f"{len(words)} letters do not fit into {width_px} x {height_px} px at {smallest_px} px: {words}")


def _largest(lines_at: Callable[[int], tuple[str, ...]], smallest_px: int, largest_px: int) -> Fitted | None:
    """What fits at the largest of these sizes at which anything does."""
    found: Fitted | None = None
    low, high = smallest_px, largest_px
    while low <= high:
        middle = (low + high + 1) // 2
        if lines := lines_at(middle):
            found = Fitted(lines, middle)
            low = middle + 1
        else:
            high = middle - 1
    return found


def balanced(words: str, measure: Callable[[str], float], width_px: int, *, breaking: bool) -> tuple[str, ...]:
    """As few lines as there can be, each about as long as the others; none when a word is too wide to stand whole.

    breaking: a word that alone is wider than the box is broken instead
    """
    widths_px = {word: measure(word) for word in (*words.split(" "), " ")}
    lines = wrapped(words, widths_px, width_px)
    if not lines:
        return wrapped_broken(words, measure, width_px) if breaking else ()
    low, high = 1, width_px
    while low < high:
        middle = (low + high) // 2
        narrower = wrapped(words, widths_px, middle)
        if narrower and len(narrower) == len(lines):
            high, lines = middle, narrower
        else:
            low = middle + 1
    return lines


def wrapped(words: str, widths_px: Mapping[str, float], width_px: int) -> tuple[str, ...]:
    """Lines filled one after another; none when a word is too wide. Spaces of another kind (U+00A0) are no break.

    widths_px: of each word, and of a space. Kerning between words and spaces is not reckoned with
    """
    lines: list[str] = []
    filled_px = 0.0
    for word in words.split(" "):
        if widths_px[word] > width_px:
            return ()
        if lines and filled_px + widths_px[" "] + widths_px[word] <= width_px:
            lines[-1] += f" {word}"
            filled_px += widths_px[" "] + widths_px[word]
        else:
            lines.append(word)
            filled_px = widths_px[word]
    return tuple(lines)


def wrapped_broken(words: str, measure: Callable[[str], float], width_px: int) -> tuple[str, ...]:
    """The same when there are words that alone are too wide: those are broken where the line ends."""
    lines = [""]
    for word in words.replace("\u00a0", " ").split(" "):
        together = f"{lines[-1]} {word}".lstrip()
        if measure(together) <= width_px:
            lines[-1] = together
            continue
        lines.append("")
        for character in word:
            if measure(lines[-1] + character) > width_px:
                lines.append("")
            lines[-1] += character
    return tuple(filter(None, lines))
