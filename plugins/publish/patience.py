"""How long a host may take until it shows what was sent to it, and how often it is asked."""

from collections.abc import Mapping
from typing import NamedTuple

from plugins.publish.targets import Kind


class Patience(NamedTuple):
    """How long is waited in all, and between two looks, in seconds."""

    total_s: int
    pause_s: float = 10


# A git host builds what it was sent, and caches in front of it keep a page for ten minutes.
PATIENCE: Mapping[Kind, Patience] = {
    "branch": Patience(720, 15),
    "rclone": Patience(60),
    "folder": Patience(15, 5),
    "zip": Patience(0),
}
