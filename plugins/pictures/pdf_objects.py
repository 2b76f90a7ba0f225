"""A PDF as pypdf reads it: the one place that opens some. Bytes alone."""

import io
import logging
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from pypdf import PdfReader


def opened(data: bytes) -> "PdfReader":
    """A PDF, whose objects are read when they are asked for. raises: what pypdf does with what is damaged, anything"""
    from pypdf import PdfReader  # a tenth of a start, for a site without PDFs, or whose PDFs are known

    logging.getLogger("pypdf").setLevel(logging.CRITICAL)  # what it says of damage, nobody asked for
    return PdfReader(io.BytesIO(data), strict=False)


def dictionary(value: Any) -> Any:
    """A dictionary that may be told elsewhere in the file; an empty one where there is none."""
    found = value.get_object() if value is not None else {}
    return found if isinstance(found, dict) else {}
