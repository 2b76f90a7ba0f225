"""Captions of films: what a file must be so that browsers show it (WebVTT, W3C Candidate Recommendation, 4)."""

import re

BEGINNING = re.compile(rb"(?:\xef\xbb\xbf)?WEBVTT(?:[ \t\r\n]|$)")
CUE = re.compile(
    rb"^(?:\d{2,}:)?\d\d:\d\d\.\d{3}[ \t]+-->[ \t]+(?:\d{2,}:)?\d\d:\d\d\.\d{3}[^\r\n]*\r?\n[ \t]*\S", re.MULTILINE
)


def is_captions(data: bytes) -> bool:
    r"""Whether a file begins as captions do and says something at some time.

    >>> is_captions(b"WEBVTT\n\n00:01.000 --> 00:02.000\nHello\n")
    True
    """
    return BEGINNING.match(data) is not None and CUE.search(data) is not None
