"""Editors' words: what one editor left for another, in a template or anywhere else that no text's rule looks."""

from collections.abc import Iterator

from plugins.checks.finished import Page
from plugins.checks.sources.editors_words import has_trace, notes_to_oneself
from plugins.core.findings import Finding

# What holds words for readers; code is not among it, nor slanted words, which are rather spoken of.
TEXTS = "title, h1, h2, h3, h4, h5, h6, p, li, dt, dd, figcaption, td, th, summary, a, button, label, b, strong, div"


def check_page(page: Page) -> Iterator[Finding]:
    """Words such as "lorem ipsum" or "TODO" on a finished page (C36). Members write on their signs what they like."""
    if page.is_of_members or not has_trace(page.html):
        return
    texts = [element.text(deep=False) for element in page.all(TEXTS)] + [page.description]
    if not has_trace("\n".join(texts)):  # in one go: most pages have none
        return
    found = (words for text in texts if has_trace(text) for words in notes_to_oneself(text))
    for words in dict.fromkeys(found):
        if not any(words in known for known in page.known_words):  # of a text, which is shown in lists, too
            yield page.finding("C36.on-a-page", words=words)
