"""Stories: content/news."""

from plugins.core.fields import Field, reference
from plugins.core.header import Source
from plugins.kinds.kind import Kind, ParsedFile, ReadingRules
from plugins.kinds.texts import DATED, OWN, PELICANS, TEMPLATE, Text, parse_text

MATTER = Field(
    "Matter",
    reference("matter"),
    help="The long matter that it is about: a file name in content/matters without .md.",
    example="strategic-plan",
)
_TITLE, *_REST = OWN
FIELDS = (_TITLE, *DATED, MATTER, *_REST, *PELICANS, TEMPLATE)
STARTER = """\
Title: {title}
Date: {today}
Author:
Campaign:
Matter:
Tags:
Summary:
Image:
Image-description:
Image-focus:
Status: draft

Begin with what happened. Then say who it happened to, and what comes next.

## What happened

Write here what you know. A blank line begins a new paragraph.

## What you can do

Say the one thing a reader should do now.
"""


def parse_story(source: Source, rules: ReadingRules) -> ParsedFile[Text]:
    """A file of content/news; it is shown from its date on."""
    return parse_text(source, FIELDS, rules, "story")


STORY = Kind("story", "news", FIELDS, parse_story, STARTER, has_page=True, is_named=True)
