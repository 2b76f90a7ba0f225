"""Stories below whose headers nothing stands, so that readers would find an empty page (C46)."""

from collections.abc import Iterator

from plugins.checks.read import Read
from plugins.core.findings import Finding, Level, Where, finding


def check(read: Read) -> Iterator[Finding]:
    """A story without a word, a picture or a block (C46); one of which something else is told is left in peace."""
    is_wrong = not read.source.entries or any(one.level is Level.ERROR for one in read.reading.findings)
    if read.kind == "story" and not read.reading.html.strip() and not is_wrong:
        yield finding("C46.story-without-text", Where(read.path))
