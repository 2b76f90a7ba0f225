"""Drawings for these tests: honest ones as programs write them, and hostile ones."""

from collections.abc import Iterator
from pathlib import Path

BEGIN = '<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" viewBox="0 0 40 30">'


def svg(inner: str = "", begin: str = BEGIN) -> bytes:
    """A drawing of 40 x 30."""
    return f"{begin}{inner}</svg>".encode()


# Each is a blue ground, in the words of a program.
HONEST = {file.stem: file.read_bytes() for file in sorted((Path(__file__).parent / "honest").glob("*.svg"))} | {
    "UTF-16": svg('<rect width="40" height="30" fill="#00f"/>').decode().encode("utf-16"),
    "a mark at its beginning": b"\xef\xbb\xbf" + svg('<rect width="40" height="30" fill="#00f"/>'),
    "no namespace": b'<svg width="40" height="30"><rect width="100%" height="100%" fill="blue"/></svg>',
}

FULL = '<rect width="40" height="30" {}/>'
BOMB = "".join(f'<!ENTITY {b} "{f"&{a};" * 10}">' for a, b in zip("abcdefgh", "bcdefghi", strict=True))
TOO_LONG = "it takes too long to draw: save it as a PNG"
# How a drawing ends that takes too much: which limit it meets first, and how the memory fails, depends on the machine.
LIMITS = (
    TOO_LONG,
    "it takes too much memory to draw: save it as a PNG",
    "it makes the program that draws it fail: save it as a PNG",
)
TOO_OFTEN = "it repeats its parts too often: save it as a PNG"
TOO_DEEP = "it has parts in parts more than 100 deep"


def uses(count: int, times: int) -> str:
    """Parts that use parts that use parts."""
    groups = "".join(f'<g id="g{n + 1}">' + f'<use href="#g{n}"/>' * times + "</g>" for n in range(count))
    return f'<path id="g0" d="M0 0h9v9z"/>{groups}'


def nested(element: str, refers: str, count: int, times: int) -> str:
    """Masks, patterns and so on that hold what refers to the next one."""
    inside = "".join(
        f'<{element} id="p{n}" width="9" height="9">'
        + FULL.format(f'{refers}="url(#p{n + 1})"') * times
        + f"</{element}>"
        for n in range(count)
    )
    return f"<defs>{inside}</defs>" + FULL.format(f'{refers}="url(#p0)"')


def hostile() -> Iterator[tuple[str, bytes, str | tuple[str, ...]]]:
    """What it is called, the drawing, and why it is refused: "" for whatever comes of it, several for one of them."""
    yield "use bomb", svg(uses(9, 10)), TOO_OFTEN
    yield "a chain of uses", svg(uses(1_000, 1)), ""
    yield "a chain for which the stack is too small", svg(uses(300, 1)), ""  # a crash, where a stack is of 8 MB
    yield "parts that use themselves", svg('<g id="a"><use href="#b"/></g><g id="b"><use href="#a"/></g>'), ""
    yield "deep", svg("<g>" * 100_000 + "</g>" * 100_000), TOO_DEEP
    yield "deep text", svg("<text>" + "<tspan>" * 5_000 + "x" + "</tspan>" * 5_000 + "</text>"), TOO_DEEP
    yield "deep and left out", svg("<metadata>" + "<x>" * 200 + "</x>" * 200 + "</metadata>"), TOO_DEEP
    yield "deep and transparent", svg('<g opacity=".5">' * 99 + FULL.format("") + "</g>" * 99), ""
    yield "masks in masks", svg(nested("mask", "mask", 200, 1)), LIMITS
    yield "patterns in patterns", svg(nested("pattern", "fill", 8, 10)), ""
    yield "cuts in cuts", svg(nested("clipPath", "clip-path", 8, 10)), ""
    blur = '<filter id="f" x="-1e6" y="-1e6" width="1e7" height="1e7"><feGaussianBlur stdDeviation="1e5"/></filter>'
    yield "endless blur", svg(blur + FULL.format('filter="url(#f)"') * 50), ""
    yield "wide filter", svg('<filter id="f"><feMorphology radius="9"/></filter>' + FULL.format('filter="url(#f)"')), ""
    octaves = '<filter id="f"><feTurbulence baseFrequency=".1" numOctaves="1000000"/></filter>'
    yield "endless clouds", svg(octaves + FULL.format('filter="url(#f)"')), LIMITS
    yield "dashes without end", svg(FULL.format('stroke="red" stroke-dasharray="1e-9"') * 3), ""
    yield "a list of dashes", svg(FULL.format(f'stroke="red" stroke-dasharray="{"1 2 " * 100_000}"')), ""
    tiles = '<pattern id="p" width="1e-6" height="1e-6" patternUnits="userSpaceOnUse"><rect width="1"/></pattern>'
    yield "tiles without end", svg(tiles + FULL.format('fill="url(#p)"')), ""
    yield "giant", svg("", BEGIN.replace("viewBox", 'width="1e9" height="1e9" viewBox')), "it is wider or higher than"
    yield (
        "giant within",
        svg('<svg width="1e9" height="1e9" viewBox="0 0 1e-3 1e-3"><rect width="1e9" height="1e9"/></svg>'),
        "",
    )
    yield (
        "long and thin",
        svg("", BEGIN.replace("40 30", "4000 3")),
        "too long and thin: 4,000 x 3 pixels: cut a part out of it",
    )
    yield (
        "nothing",
        svg("", BEGIN.replace("viewBox", 'width="0" height="5" viewBox')),
        "it is wider or higher than 30,000",
    )
    yield "below nothing", svg("", BEGIN.replace("viewBox", 'width="-4" height="-5" viewBox')), ""
    yield (
        "per cent",
        svg("", '<svg xmlns="http://www.w3.org/2000/svg" width="100%" height="4em">'),
        "it does not say how",
    )
    yield "no size", svg("", '<svg xmlns="http://www.w3.org/2000/svg">'), "it does not say how large it is"
    yield (
        "numbers that are none",
        svg('<rect width="1e39" height="NaN"/><path d="M1e38 1e38L-1e38 nan" stroke="red"/>'),
        "",
    )
    entity = "<!DOCTYPE svg [<!ENTITY {}>]>"
    yield (
        "entity bomb",
        (f'<!DOCTYPE svg [<!ENTITY a "ha">{BOMB}]>').encode() + svg("<text>&i;</text>"),
        "a definition",
    )
    long = entity.format(f'a "{"x" * 900_000}"').encode()
    yield "long entity", long + svg(f"<text>{'&a;' * 20_000}</text>"), "a definition of its own (<!ENTITY a>)"
    short = entity.format(f'a "{"x" * 200}"').encode()
    yield "entity often", short + svg(f"<desc>{'&a;' * 200_000}</desc>"), LIMITS
    given = f'<!DOCTYPE svg [<!ATTLIST g a CDATA "{"x" * 90_000}">]>'.encode()
    yield "attributes by default", given + svg("<g/>" * 9_000), LIMITS
    outside = entity.format('x SYSTEM "file:///etc/passwd"').encode()
    yield "a file as an entity", outside + svg("<text>&x;</text>"), "a definition of its own"
    hidden = entity.format('x "&#60;image href=&#39;file:///etc/passwd&#39;/>"').encode()
    yield "a part in an entity", hidden + svg("&x;"), "a definition of its own"
    yield (
        "definitions elsewhere",
        entity.format('% x SYSTEM "a.dtd"> %x; <!--').encode() + svg(),
        "a definition",
    )
    yield "unknown scripts", svg("<text>Свобода 自由 حرية 😀</text>"), ""
    yield "a megabyte of words", svg(f"<text>{'Words ' * 150_000}</text>"), ""
    yield "one giant word", svg('<text font-size="1e7">Word</text>'), ""
    many = '<marker id="m"><rect width="5" height="5"/></marker><path d="M0 0{}" marker-mid="url(#m)"/>'
    yield "markers at every point", svg(many.format("L1 1" * 200_000)), LIMITS
    sheet = "<style>" + "g g g g g g rect{fill:red}" * 30_000 + "</style>"
    yield "a sheet for every part", svg(sheet + "<g>" * 9 + "<rect/>" * 5_000 + "</g>" * 9), LIMITS
    yield "many attributes", svg("<g " + " ".join(f'a{n}=""' for n in range(90_000)) + "/>"), ""
    yield "comments without end", svg(f'<rect style="{"/*" * 450_000}"/>'), ""
    yield "brackets without end", svg(f'<rect fill="{"url(#" * 180_000}"/>'), ""
    yield "a number without end", svg("", f'<svg viewBox="0 0 {"1" * 900_000} 4">'), "it does not say how large it is"
