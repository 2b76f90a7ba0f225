"""Pages: content/pages."""

from plugins.core.header import Source
from plugins.kinds.kind import Kind, ParsedFile, ReadingRules
from plugins.kinds.texts import PAGE_FIELDS, Text, parse_text

STARTER = """\
Title: {title}
Summary:
Modified: {today}
Image:
Image-description:
Status: draft

Begin with the most important sentence. A line that begins with ## is a heading.
"""


def parse_page(source: Source, rules: ReadingRules) -> ParsedFile[Text]:
    """A file of content/pages."""
    return parse_text(source, PAGE_FIELDS, rules, "page")


PAGE = Kind("page", "pages", PAGE_FIELDS, parse_page, STARTER, has_page=True)
