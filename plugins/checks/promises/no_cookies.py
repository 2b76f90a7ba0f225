"""No cookies: the site keeps nothing on a visitor's device, under whatever name."""

import re
from collections.abc import Iterator

from plugins.checks.finished import FinishedSite, Page
from plugins.checks.origins import code_of
from plugins.core.findings import Finding, finding

PROMISE = "no cookies"
# However a script comes at them: document.cookie, document["cookie"], cookieStore. Each word is looked through once.
KEEPING = re.compile(
    r"\b(?:\w*?cookie\w*|(?:localStorage|sessionStorage|indexedDB|openDatabase|caches|serviceWorker|requestFileSystem"
    r"|showSaveFilePicker)\b)",
    re.IGNORECASE,
)


def check_page(page: Page) -> Iterator[Finding]:
    """Holds when no page sets a cookie itself, and no script in it keeps anything."""
    if page.all('meta[http-equiv="set-cookie" i]'):
        yield page.finding("C31.cookie")
    for script in page.all("script:not([src])"):
        kept = dict.fromkeys(KEEPING.findall(script.text()))
        yield from (page.finding("C31.page-keeps", means=means) for means in kept)


def check_site(site: FinishedSite) -> Iterator[Finding]:
    """Holds when no script uses what browsers offer for keeping something. What a host adds, only a host can tell."""
    for name in site.named(".js", ".mjs"):
        kept = dict.fromkeys(KEEPING.findall(code_of(site.text(name))))
        yield from (finding("C31.file-keeps", site.source_of(name), file=f"/{name}", means=means) for means in kept)
