"""Aspect ratios reach a page as classes: the site's security policy forbids style attributes."""

from collections.abc import Iterable


def ratio_class(aspect_ratio: float) -> str:
    """The class of an aspect ratio (width / height, > 0), rounded to a thousandth, at least one thousandth.

    >>> ratio_class(4 / 3)
    'r1333'
    """
    return f"r{max(1, round(aspect_ratio * 1000))}"


def ratio_rules(classes: Iterable[str]) -> str:
    r"""The stylesheet of these classes: one line each, once, narrowest first; empty when there are none.

    raises: ValueError for a class that `ratio_class` does not make

    >>> ratio_rules(["r1333", "r750", "r1333"])
    '.r750{--r:0.75}\n.r1333{--r:1.333}\n'
    """
    thousandths = sorted({int(name.removeprefix("r")) for name in classes})
    return "".join(f".r{value}{{--r:{value / 1000}}}\n" for value in thousandths)
