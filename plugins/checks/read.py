"""What a rule about sources is given."""

from dataclasses import dataclass

from plugins.core.header import Source
from plugins.markup.reading import Reading


@dataclass(frozen=True, slots=True)
class Read:
    """One file that was read.

    path: how staff know it, for example `content/news/plan.md`
    kind: story, page or campaign
    """

    path: str
    source: Source
    reading: Reading
    kind: str
