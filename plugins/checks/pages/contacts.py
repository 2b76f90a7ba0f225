"""Contacts: e-mail addresses and telephone numbers stand in the page as they are, for every reader and copier."""

import re
from collections.abc import Iterator
from urllib.parse import unquote

from plugins.checks.finished import Page
from plugins.core.findings import Finding

EMAIL = re.compile(r"[^@\s,]+@[^@\s,]+\.[^@\s,]+(,[^@\s,]+@[^@\s,]+)*")
TELEPHONE = re.compile(r"\+?[\d\s().-]{3,}(;ext=\d+)?")
MAX_LETTERS = 2_000  # of a whole link: some mail programs take no more from a browser
HIDDEN = "[data-email], [data-cfemail], [data-mail], [data-phone], .__cf_email__"


def check_page(page: Page) -> Iterator[Finding]:
    """Contacts that only a script would make whole: no address in the link, no words, or letters hidden (C70).

    And e-mails that are written already, and longer than every program takes (C134).
    """
    for link in page.all('a[href^="mailto:"], a[href^="tel:"]'):
        scheme, _, rest = (link.attributes["href"] or "").partition(":")
        address = unquote(rest.partition("?")[0]).strip()
        is_readers_own = scheme == "mailto" and not address and "body=" in rest  # they say themselves whom it goes to
        if not is_readers_own and not (EMAIL if scheme == "mailto" else TELEPHONE).fullmatch(address):
            yield page.finding("C70.nobody-reached", scheme=scheme, address=address)
        if (letters := len(f"{scheme}:{rest}")) > MAX_LETTERS:
            yield page.finding("C134.long-letter", address=address, letters=letters, limit=MAX_LETTERS)
        if not link.text().strip() and not link.css("img[alt]") and not link.attributes.get("aria-label"):
            yield page.finding("C70.without-words", scheme=scheme, address=address)
    for hidden in page.all(HIDDEN):
        yield page.finding("C70.hidden", words=" ".join(hidden.text().split())[:40])
