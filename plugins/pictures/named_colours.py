"""Colours by the names that CSS has for them."""

from PIL import ImageColor


def hexadecimal_of(name: str) -> str | None:
    """A named colour in sRGB; None for what is no name of one.

    >>> hexadecimal_of("gold"), hexadecimal_of("golden")
    ('#ffd700', None)
    """
    if name not in ImageColor.colormap:
        return None
    red, green, blue = ImageColor.getrgb(name)[:3]  # the table itself holds other forms, once a colour was used
    return f"#{red:02x}{green:02x}{blue:02x}"
