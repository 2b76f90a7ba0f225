"""No script needed: whoever has none reads, sees and reaches the same."""

from collections.abc import Iterator

from selectolax.lexbor import LexborNode

from plugins.checks.finished import Page
from plugins.core.findings import Finding

PROMISE = "no script needed"
# What lets a button work without a script.
LIVELY = frozenset({"popovertarget", "commandfor", "form"})


def check_page(page: Page) -> Iterator[Finding]:
    """Holds when a page's heading, text, pictures and links are in its HTML, and nothing waits for a script."""
    if not any(element.text().strip() for element in page.all("h1")):
        yield page.finding("C31.no-own-heading")
    if not any(element.text().strip() for element in page.all("main")):
        yield page.finding("C31.no-own-text")
    for link in page.all("a[href], area[href]"):
        target = (link.attributes["href"] or "").strip().lower()
        if target in ("", "#") or target.startswith("javascript:"):
            yield page.finding("C31.dead-link", words=words(link))
    yield from dead_controls(page)
    for _ in page.all('img:not([src]), img[src=""]'):
        yield page.finding("C31.waiting-picture")
    if page.all("noscript"):
        yield page.finding("C31.noscript")
    yield from hidden_things(page)


def hidden_things(page: Page) -> Iterator[Finding]:
    """What a script would have to show.

    A closed dialog is the browser's own way to hide; what a script would fill in it may wait there, but no picture and
    no link with an address, for they could not be reached. A search field may wait where a list of all pages stands.
    """
    for _ in page.all("template"):
        yield page.finding("C31.template")
    for hidden in page.all("[hidden]"):
        searches = hidden.attributes.get("role") == "search" or hidden.css('[type="search"], [role="search"]')
        is_exempt = searches and page.all("[data-all-pages] a[href]")
        if not is_exempt and (hidden.text().strip() or hidden.css("img, a[href]")):
            yield page.finding("C31.hidden", words=words(hidden))
    for waiting in page.all("dialog:not([open]) img, dialog:not([open]) a[href]"):
        yield page.finding("C31.in-closed-dialog", tag=waiting.tag or "", words=words(waiting))


def dead_controls(page: Page) -> Iterator[Finding]:
    """What only a script would bring to life. In a dialog that a script opens it may wait."""
    waiting = {element.mem_id for element in page.all("dialog:not([open]) *")}
    for element in page.all("a[data-href]:not([href]), button, canvas, [inert]"):
        has_own_way = element.tag == "button" and (LIVELY & element.attributes.keys() or in_form(element))
        if element.mem_id not in waiting and not has_own_way and (element.text().strip() or element.tag == "canvas"):
            yield page.finding("C31.dead-control", tag=element.tag or "", words=words(element))


def in_form(element: LexborNode) -> bool:
    """Whether a button sends a form."""
    above = element.parent
    while above is not None and above.tag != "form":
        above = above.parent
    return above is not None


def words(element: LexborNode) -> str:
    """The first words of an element, on one line."""
    return " ".join(element.text().split())[:40]
