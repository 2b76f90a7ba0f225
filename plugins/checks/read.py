"""What a rule about sources is given."""

from dataclasses import dataclass

from plugins.checks.wording import Wording
from plugins.core.header import Source
from plugins.markup.reading import Reading

NO_WORDING = Wording()


@dataclass(frozen=True, slots=True)
class Read:
    """One file that was read.

    path: how staff know it, for example `content/news/plan.md`
    kind: story, page or campaign
    wording: how the site writes
    """

    path: str
    source: Source
    reading: Reading
    kind: str
    wording: Wording = NO_WORDING
