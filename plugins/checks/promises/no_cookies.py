"""No cookies: the site keeps nothing on a visitor's device, under whatever name."""

import re
from collections.abc import Iterator

from plugins.checks.finished import FinishedSite, Page
from plugins.checks.origins import code_of

PROMISE = "no cookies"
# However a script comes at them: document.cookie, document["cookie"], cookieStore.
KEEPING = re.compile(
    r"\w*cookie\w*|\b(?:localStorage|sessionStorage|indexedDB|openDatabase|caches|serviceWorker|requestFileSystem"
    r"|showSaveFilePicker)\b",
    re.IGNORECASE,
)


def check_page(page: Page) -> Iterator[str]:
    """Holds when no page sets a cookie itself, and no script in it keeps anything."""
    if page.all('meta[http-equiv="set-cookie" i]'):
        yield f"{page.address} sets a cookie"
    for script in page.all("script:not([src])"):
        yield from (f"{page.address} uses {name}" for name in dict.fromkeys(KEEPING.findall(script.text())))


def check_site(site: FinishedSite) -> Iterator[str]:
    """Holds when no script uses what browsers offer for keeping something. What a host adds, only a host can tell."""
    for name in site.named(".js", ".mjs"):
        yield from (f"/{name} uses {told}" for told in dict.fromkeys(KEEPING.findall(code_of(site.text(name)))))
