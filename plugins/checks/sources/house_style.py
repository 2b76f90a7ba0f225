"""Terms that the house writes otherwise (C28)."""

from collections.abc import Iterator

from plugins.checks.read import Read
from plugins.checks.wording import Spotted
from plugins.core.findings import Finding, Where, finding
from plugins.kinds.house_style import Term


def check(read: Read) -> Iterator[Finding]:
    """A term that content/house-style.toml wants otherwise (C28), in the words of whoever wrote the text."""
    wording = read.wording
    found = wording.of_terms.in_text(read.source, read.reading, wording.catalogue)
    yield from (told(one, read.path) for one in found)


def told(spotted: Spotted[Term], path: str) -> Finding:
    """One term in a file."""
    return finding("C28.our-style", Where(path, spotted.line), words=spotted.words, use=spotted.whose.use)
