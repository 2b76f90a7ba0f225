"""No script needed: whoever has none reads, sees and reaches the same."""

from collections.abc import Iterator

from selectolax.lexbor import LexborNode

from plugins.checks.finished import Page

PROMISE = "no script needed"


def check_page(page: Page) -> Iterator[str]:
    """Holds when a page's heading, text, pictures and links are in its HTML, and nothing waits for a script."""
    for selector, name in (("h1", "main heading"), ("main", "text")):
        if not any(element.text().strip() for element in page.all(selector)):
            yield f"{page.address} has no {name} of its own"
    for link in page.all("a[href], area[href]"):
        target = (link.attributes["href"] or "").strip().lower()
        if target in ("", "#") or target.startswith("javascript:"):
            yield f'{page.address} has the link "{words(link)}", which leads nowhere by itself'
    for _ in page.all('img:not([src]), img[src=""]'):
        yield f"{page.address} has a picture that a script would fetch"
    if page.all("noscript"):
        yield f"{page.address} says something else to whoever has no script (noscript)"
    yield from hidden_things(page)


def hidden_things(page: Page) -> Iterator[str]:
    """What a script would have to show.

    A closed dialog is the browser's own way to hide; what a script would fill in it may wait there, but no picture and
    no link with an address, for they could not be reached. A search field may wait where a list of all pages stands.
    """
    for _ in page.all("template"):
        yield f"{page.address} keeps a part that only a script would show (template)"
    for hidden in page.all("[hidden]"):
        searches = hidden.attributes.get("role") == "search" or hidden.css('[type="search"], [role="search"]')
        is_exempt = searches and page.all("[data-all-pages]")
        if not is_exempt and (hidden.text().strip() or hidden.css("img, a[href]")):
            yield f'{page.address} hides "{words(hidden)}" until a script shows it'
    for waiting in page.all("dialog:not([open]) img, dialog:not([open]) a[href]"):
        yield f'{page.address} hides {waiting.tag} "{words(waiting)}" in a closed dialog'


def words(element: LexborNode) -> str:
    """The first words of an element, on one line."""
    return " ".join(element.text().split())[:40]
