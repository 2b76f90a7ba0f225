"""Aspect ratios reach a page as classes: the site's security policy forbids style attributes.

Two classes tell one, tenths and thousandths, so that one stylesheet has all there can be: were each ratio a class, the
first picture of a new shape would change the stylesheet, by that its name, and by that every page.
"""

from plugins.pictures.normalise import MAX_SIDES_RATIO


def ratio_class(aspect_ratio: float) -> str:
    """The classes of an aspect ratio (width / height), rounded to a thousandth, at least one thousandth.

    >>> ratio_class(4 / 3)
    'r13 s33'
    """
    tenths, thousandths = divmod(max(1, round(aspect_ratio * 1000)), 100)
    return f"r{tenths} s{thousandths}"


def ratio_rules() -> str:
    """The rules of all these classes, which `--r` of layout.css adds up: `.r13{--r1:1.3}` and `.s33{--r2:0.033}`."""
    tenths = (f".r{value}{{--r1:{value / 10:g}}}\n" for value in range(MAX_SIDES_RATIO * 10 + 1))
    thousandths = (f".s{value}{{--r2:{value / 1000:g}}}\n" for value in range(100))
    return "".join((*tenths, *thousandths))
