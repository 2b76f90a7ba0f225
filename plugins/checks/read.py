"""What a source rule looks at."""

from dataclasses import dataclass

from plugins.components.reading import Reading
from plugins.core.header import Source


@dataclass(frozen=True, slots=True)
class Read:
    """One file that was read. path: as staff know it (content/news/plan.md); kind: "story" or "page"."""

    path: str
    source: Source
    reading: Reading
    kind: str
