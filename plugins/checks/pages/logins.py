"""Logins: no address on a page tells everybody a name and a password."""

import re
from collections.abc import Iterator
from urllib.parse import urlsplit

from plugins.checks.finished import FinishedSite
from plugins.core.findings import Finding, finding
from plugins.core.redaction import shown_address
from plugins.site.routes import address_of

# The same for everybody, and no secret.
OPEN = ("git", "anonymous")
# What browsers leave out of an address (WHATWG URL), and how they read its beginning.
LEFT_OUT = re.compile(r"[\t\n\r]|^[\0- ]+")
BEGINNING = re.compile(r"(?i)^((?:https?|ftps?|sftp|ssh|wss?):)?[/\\]{2,}")


def check_site(site: FinishedSite) -> Iterator[Finding]:
    """Links with a login before their host, each told once, wherever it comes from (C35)."""
    looked_at = set[str]()
    for name, page in site.pages.items():
        for address in page.addresses:
            if address not in looked_at and has_login(address):
                shown = shown_address(address)
                yield finding("C35.address-with-login", page.where, page=f"/{address_of(name)}", address=shown)
            looked_at.add(address)


def has_login(address: str) -> bool:
    """Whether an address has a login that is somebody's.

    >>> [has_login(one) for one in ("https://me:secret@host.ca/", "https://host.ca/@me", "ssh://git@host.ca/site")]
    [True, False, False]
    """
    if "@" not in address or not (begins := BEGINNING.match(plain := LEFT_OUT.sub("", address))):
        return False
    try:
        login, at, _ = urlsplit("//" + plain[begins.end() :].replace("\\", "/")).netloc.rpartition("@")
    except ValueError:
        return True
    return bool(at) and login not in OPEN
