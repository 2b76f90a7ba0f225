"""Campaigns: content/campaigns."""

from plugins.core.header import Source
from plugins.kinds.kind import Kind, ParsedFile, ReadingRules
from plugins.kinds.texts import PAGE_FIELDS, Text, parse_text

STARTER = """\
Title: {title}
Summary:
Image:
Image-description:
Status: draft

::: hero
kicker: Campaign

One or two sentences that say who we are and what we want.
:::

::: demands
title: What we want

- **Stop** the first thing
- **Restore** the second thing
- **Begin** the third thing
:::

::: steps
title: Get involved

1. Say here the easiest thing that a reader can do.
2. Say here what takes ten minutes, and how.
3. Say here when and where you meet.
:::

::: stories
title: Stories
campaign: {slug}
:::
"""


def parse_campaign(source: Source, rules: ReadingRules) -> ParsedFile[Text]:
    """A file of content/campaigns, which is a page like others until it is joined with its stories and its wall."""
    return parse_text(source, PAGE_FIELDS, rules, "page")


CAMPAIGN = Kind("campaign", "campaigns", PAGE_FIELDS, parse_campaign, STARTER, has_page=True, is_named=True)
