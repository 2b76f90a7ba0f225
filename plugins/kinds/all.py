"""The list of kinds. To add one is a file beside this one, and a line here."""

from typing import Any

from plugins.kinds.announcement import ANNOUNCEMENT
from plugins.kinds.campaign import CAMPAIGN
from plugins.kinds.contact import CONTACTS
from plugins.kinds.event import EVENT
from plugins.kinds.fact import FACTS
from plugins.kinds.house_style import HOUSE_STYLE
from plugins.kinds.kind import Kind
from plugins.kinds.listed import ListKind
from plugins.kinds.matter import MATTER
from plugins.kinds.page import PAGE
from plugins.kinds.person import PERSON
from plugins.kinds.story import STORY

KINDS: tuple[Kind[Any], ...] = (
    ANNOUNCEMENT,
    CAMPAIGN,
    EVENT,
    MATTER,
    STORY,
    PAGE,
    PERSON,
)

# Lists of one file each.
LISTS: tuple[ListKind, ...] = (FACTS, CONTACTS, HOUSE_STYLE)
