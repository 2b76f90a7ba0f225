"""No script needed: whoever has none reads, sees and reaches the same."""

from collections.abc import Iterator

from selectolax.lexbor import LexborNode

from plugins.checks.finished import Page

PROMISE = "no script needed"
# What lets a button work without a script.
LIVELY = frozenset({"popovertarget", "commandfor", "form"})


def check_page(page: Page) -> Iterator[str]:
    """Holds when a page's heading, text, pictures and links are in its HTML, and nothing waits for a script."""
    for selector, name in (("h1", "main heading"), ("main", "text")):
        if not any(element.text().strip() for element in page.all(selector)):
            yield f"{page.address} has no {name} of its own"
    for link in page.all("a[href], area[href]"):
        target = (link.attributes["href"] or "").strip().lower()
        if target in ("", "#") or target.startswith("javascript:"):
            yield f'{page.address} has the link "{words(link)}", which leads nowhere by itself'
    yield from dead_controls(page)
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
        is_exempt = searches and page.all("[data-all-pages] a[href]")
        if not is_exempt and (hidden.text().strip() or hidden.css("img, a[href]")):
            yield f'{page.address} hides "{words(hidden)}" until a script shows it'
    for waiting in page.all("dialog:not([open]) img, dialog:not([open]) a[href]"):
        yield f'{page.address} hides {waiting.tag} "{words(waiting)}" in a closed dialog'


def dead_controls(page: Page) -> Iterator[str]:
    """What only a script would bring to life. In a dialog that a script opens it may wait."""
    waiting = {element.mem_id for element in page.all("dialog:not([open]) *")}
    for element in page.all("a[data-href]:not([href]), button, canvas, [inert]"):
        has_own_way = element.tag == "button" and (LIVELY & element.attributes.keys() or in_form(element))
        if element.mem_id not in waiting and not has_own_way and (element.text().strip() or element.tag == "canvas"):
            yield f'{page.address} has the {element.tag} "{words(element)}", which does nothing by itself'


def in_form(element: LexborNode) -> bool:
    """Whether a button sends a form."""
    above = element.parent
    while above is not None and above.tag != "form":
        above = above.parent
    return above is not None


def words(element: LexborNode) -> str:
    """The first words of an element, on one line."""
    return " ".join(element.text().split())[:40]
