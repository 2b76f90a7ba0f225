"""What would make a visitor's browser contact somebody else."""

import re

from plugins.core.findings import Finding, Where, finding

ORIGIN = r"\s*(?:https?:)?//(?:[^/\s\"'<>?#]*@)?(?P<host>[^/\s\"'<>?#]+)"
# Scripts, styles and forms are worse than foreign: those are active content (C35).
LOADING = re.compile(
    rf"<(?:iframe|frame|embed|object|audio|video|source|track|img)\b[^>]*?\s(?:src|srcset|data|poster)\s*=\s*[\"']?{ORIGIN}",
    re.IGNORECASE,
)


def foreign_host(address: str) -> str | None:
    """The host of a whole address, without a login before it, or None for an address within a site.

    >>> foreign_host("https://pictures.example/a.jpg"), foreign_host("/images/a.jpg")
    ('pictures.example', None)
    >>> foreign_host("https://me:secret@pictures.example/a.jpg")
    'pictures.example'
    """
    match = re.match(ORIGIN, address, re.IGNORECASE)
    return match["host"] if match else None


def foreign_piece(html: str, where: Where, own_host: str) -> Finding | None:
    """What is wrong with a piece of HTML that shows something that lies elsewhere (C30); None for any other."""
    match = LOADING.match(html)
    is_elsewhere = match is not None and match["host"].casefold() != own_host
    return finding("C30.foreign-piece", where, host=match["host"]) if match and is_elsewhere else None


def foreign_picture(host: str, where: Where) -> Finding:
    """A picture that would come from `host` and not from this site (C30)."""
    return finding("C30.foreign-picture", where, host=host)
