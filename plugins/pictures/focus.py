"""Where a picture may be cropped around reaches a page as classes: the security policy forbids style attributes.

One class tells the place from left and one from top, so that one stylesheet has all there can be, and no picture's new
focus changes it, and by its name every page (as with `ratios`). It has a rule for each twentieth of a picture: what is
cropped is off by a fortieth of what is left out at most, which nobody sees, and every reader would load five times the
rules.
"""

from plugins.core.fields import percentages

STEP = 5  # percent


def focus_class(focus: str) -> str:
    """The classes of a focus as staff write it, from left and from top; "" when none is told, or no such thing.

    >>> focus_class("40% 25%"), focus_class("33% 98%"), focus_class("in the middle")
    ('x40 y25', 'x35 y100', '')
    """
    place = percentages(focus)
    return " ".join(
        f"{side}{(value + STEP // 2) // STEP * STEP}" for side, value in zip("xy", place or (), strict=False)
    )


def focus_rules() -> str:
    """The rules of all these classes: `.x40{--fx:40%}` and `.y25{--fy:25%}`."""
    return "".join(f".{side}{value}{{--f{side}:{value}%}}\n" for side in "xy" for value in range(0, 101, STEP))
