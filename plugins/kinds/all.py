"""The list of kinds. To add one is a file beside this one, and a line here."""

from typing import Any

from plugins.kinds.announcement import ANNOUNCEMENT
from plugins.kinds.campaign import CAMPAIGN
from plugins.kinds.kind import Kind
from plugins.kinds.matter import MATTER
from plugins.kinds.page import PAGE
from plugins.kinds.person import PERSON
from plugins.kinds.story import STORY

KINDS: tuple[Kind[Any], ...] = (
    ANNOUNCEMENT,
    CAMPAIGN,
    MATTER,
    STORY,
    PAGE,
    PERSON,
)
