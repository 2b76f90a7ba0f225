"""Descriptions: the sentence under a page's title in search results and shared links."""

from collections.abc import Iterator

from plugins.checks.finished import FinishedSite, Page
from plugins.core.findings import Finding, warning

MIN_LETTERS, MAX_LETTERS = 5, 320  # results show about 160 letters, and shared links more


def check_page(page: Page) -> Iterator[Finding]:
    """C67: a page without a description for search engines, or with one too short or too long to help.

    People who search would not learn what it is about. Write one or two sentences behind  Summary:
    """
    length = len(page.description)
    if not length and page.is_listed and page.name != "404.html":
        yield page.warning("has no description.", "Say in a sentence what it is about:  Summary: ...", "C67")
    elif length and not MIN_LETTERS <= length <= MAX_LETTERS:
        problem = f"has a description of {length} letters; {MIN_LETTERS} to {MAX_LETTERS} are of use."
        yield page.warning(problem, "Write one or two sentences:  Summary: ...", "C67")


def check_site(site: FinishedSite) -> Iterator[Finding]:
    """C67: two pages that search engines show with one description.

    People who search could not tell them apart. Write another one behind  Summary:
    """
    first: dict[str, str] = {}
    for name, page in site.pages.items():
        if page.description and page.is_listed and (other := first.setdefault(page.description, name)) != name:
            both = " and ".join(f"/{one.removesuffix('index.html')}" for one in (other, name))
            problem = f"{both} have the same description."
            yield warning(page.where, problem, "Say in each what it alone is about:  Summary: ...", "C67")
