"""A typeface's file, measured: which characters it has, and how much room they take at any size."""

import math
from collections.abc import Sequence
from functools import cache, cached_property
from itertools import pairwise
from typing import NamedTuple

from fontTools.pens.boundsPen import ControlBoundsPen
from fontTools.ttLib import TTFont

# From line to line, and at least between the ink of two lines, of the size.
LEADING, GAP = 1.09, 0.06


class Glyph(NamedTuple):
    """One character at a size of 1: how far it moves the next one, and its ink from its origin."""

    advance: float
    left: float
    above: float
    below: float


class FontMetrics:
    """A typeface. Nothing is drawn here, and hints are not reckoned with: measures may be a pixel off in each glyph.

    file: path of a TrueType or OpenType file
    """

    def __init__(self, file: str) -> None:
        self.file = file
        self._font = TTFont(file, lazy=True)
        self._units = self._font["head"].unitsPerEm
        self._glyphs: dict[str, Glyph] = {}

    @cached_property
    def characters(self) -> frozenset[str]:
        """Every character that it has."""
        return frozenset(map(chr, self._font.getBestCmap()))

    def glyph(self, character: str) -> Glyph:
        """The measures of a character. raises: KeyError for one that the face lacks"""
        if character not in self._glyphs:
            name = self._font.getBestCmap()[ord(character)]
            glyphs = self._font.getGlyphSet()
            pen = ControlBoundsPen(glyphs)
            glyphs[name].draw(pen)
            left, bottom, _, top = pen.bounds or (0, 0, 0, 0)
            measures = (self._font["hmtx"][name][0], left, top, -bottom)
            self._glyphs[character] = Glyph(*(measure / self._units for measure in measures))
        return self._glyphs[character]

    def width_px(self, words: str, size_px: int) -> float:
        """The width of words on one line."""
        return size_px * sum(self.glyph(character).advance for character in words)

    def leading_px(self, lines: Sequence[str], size_px: int) -> int:
        """From one baseline to the next, so that the ink of two lines never touches."""
        pairs = pairwise(lines)
        needed = [self._below(line) + self._above(next_line) + GAP for line, next_line in pairs]
        return math.ceil(max([LEADING, *needed]) * size_px)

    def height_px(self, lines: Sequence[str], size_px: int) -> float:
        """How much lines take, from the top of the first one's ink to the bottom of the last one's."""
        ends = self._above(lines[0]) + self._below(lines[-1])
        return ends * size_px + (len(lines) - 1) * self.leading_px(lines, size_px)

    def _above(self, line: str) -> float:
        return max(self.glyph(character).above for character in line)

    def _below(self, line: str) -> float:
        return max(self.glyph(character).below for character in line)


@cache
def metrics_of(file: str) -> FontMetrics:
    """The measures of a typeface, taken once in a process, whatever is drawn there."""
    return FontMetrics(file)
