"""What would make a visitor's browser contact somebody else."""

import re

from plugins.core.findings import Finding, Where, error

ORIGIN = r"\s*(?:https?:)?//(?P<host>[^/\s\"'<>?#]+)"
# Scripts, styles and forms are worse than foreign: those are active content (C35).
LOADING = re.compile(
    rf"<(?:iframe|frame|embed|object|audio|video|source|track|img)\b[^>]*?\s(?:src|srcset|data|poster)\s*=\s*[\"']?{ORIGIN}",
    re.IGNORECASE,
)


def foreign_host(address: str) -> str | None:
    """The host of a whole address, or None for an address within a site.

    >>> foreign_host("https://pictures.example/a.jpg"), foreign_host("/images/a.jpg")
    ('pictures.example', None)
    """
    told = re.match(ORIGIN, address, re.IGNORECASE)
    return told["host"] if told else None


def foreign_piece(html: str, where: Where) -> Finding | None:
    """C30: a piece of HTML that shows something that lies elsewhere, which would learn of every visitor."""
    told = LOADING.match(html)
    return contacts(told["host"], where, "Use a plain link.") if told else None


def contacts(host: str, where: Where, remedy: str) -> Finding:
    """C30: something on the page, such as a picture or a video, that would come from `host` and not from this site.

    Whoever runs that site would learn who reads us, which may harm a member at work. Put a copy on this site, or link
    to it instead.
    """
    return error(where, f"This would make visitors' browsers contact {host}.", remedy, "C30")
