"""Numbers and the like that differ from what was agreed (C29)."""

from collections.abc import Iterator

from plugins.checks.read import Read
from plugins.checks.wording import Spotted
from plugins.core.findings import Finding, Where, finding
from plugins.kinds.fact import Fact


def check(read: Read) -> Iterator[Finding]:
    """What content/facts.toml says must not be written instead of a fact (C29)."""
    wording = read.wording
    found = wording.of_facts.in_text(read.source, read.reading, wording.catalogue)
    yield from (told(one, read.path) for one in found)


def told(spotted: Spotted[Fact], path: str) -> Finding:
    """One wording in a file."""
    fact, where = spotted.whose, Where(path, spotted.line)
    checked = {"checked": f"{fact.checked}"} if fact.checked else {}
    begins_sentence = spotted.words[0].isupper() and fact.value[:1].islower()
    name = f"{'Fact' if begins_sentence else 'fact'}:{fact.id}"
    return finding("C29.not-as-agreed", where, words=spotted.words, value=fact.value, name=name, **checked)
