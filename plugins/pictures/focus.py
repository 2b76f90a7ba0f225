"""Where a picture may be cropped around reaches a page as a class: the security policy forbids style attributes."""

from collections.abc import Iterable

from plugins.core.fields import percentages


def focus_class(focus: str) -> str:
    """The class of a focus as staff write it, from left and from top; "" when none is told, or no such thing.

    >>> focus_class("40% 25%"), focus_class("in the middle")
    ('f40-25', '')
    """
    place = percentages(focus)
    return f"f{place[0]}-{place[1]}" if place else ""


def focus_rules(classes: Iterable[str]) -> str:
    r"""The stylesheet of these classes: one line each, once, from left to right; empty when there are none.

    raises: ValueError for a class that `focus_class` does not make

    >>> focus_rules(["f40-25", "f5-100", "f40-25"])
    '.f5-100{--focus:5% 100%}\n.f40-25{--focus:40% 25%}\n'
    """
    places = {tuple(map(int, name.removeprefix("f").split("-"))) for name in classes}
    return "".join(f".f{left}-{top}{{--focus:{left}% {top}%}}\n" for left, top in sorted(places))
