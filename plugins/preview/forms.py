"""What a browser sends besides an address, read with as little faith as it deserves. Knows no network."""

from collections.abc import Mapping
from urllib.parse import parse_qs

LONGEST_FORM_BYTES = 10_000
MAX_FIELDS = 10


def has_body(headers: Mapping[str, str]) -> bool:
    """Whether more follows a request's headers than they tell of for certain.

    headers: by names in small letters
    """
    return "transfer-encoding" in headers or headers.get("content-length", "0") != "0"


def size_of_form(headers: Mapping[str, str]) -> int | None:
    """How many bytes of a form follow; None when the headers do not say so in one plain number, or it is too many."""
    length = headers.get("content-length", "")
    if "transfer-encoding" in headers or not (length.isascii() and length.isdigit() and len(length) <= 5):
        return None
    return int(length) if int(length) <= LONGEST_FORM_BYTES else None


def fields_of(body: bytes, size_bytes: int) -> dict[str, str] | None:
    """The fields of a form, the first of each name; None when it was cut short or has too many of them."""
    if len(body) < size_bytes:
        return None
    try:
        fields = parse_qs(body.decode("utf-8", errors="replace"), max_num_fields=MAX_FIELDS)
    except ValueError:
        return None
    return {name: values[0] for name, values in fields.items()}
