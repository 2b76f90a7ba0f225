"""Starting files: filled in so far that they build without a finding, and drafts until somebody says otherwise."""

import re
import unicodedata
from datetime import date
from pathlib import Path

from plugins.core.findings import SiteError, Where, finding

FOLDERS = {"campaign": "content/campaigns", "story": "content/news", "page": "content/pages"}

TEXTS = {
    "story": """\
Title: {title}
Date: {today}
Author: Communications
Summary: One or two sentences that say what happened and why it matters.
Tags: members
Status: draft

Begin with what happened. Then say who it happened to, and what comes next.

## What happened

Write here. A blank line begins a new paragraph.

## What you can do

Say the one thing a reader should do now.
""",
    "page": """\
Title: {title}
Summary: One sentence that says what this page is for.
Modified: {today}
Status: draft

Begin with the most important sentence.

## A heading

Write here.
""",
    "campaign": """\
Title: {title}
Summary: One or two sentences that say what is at stake.
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

1. Talk to the person you work beside.
2. Send a picture of yourself with a sign that says what your job keeps going.
3. Come to the next meeting.
:::

::: stories
title: Stories
campaign: {slug}
:::
""",
}


def create(root: Path, kind: str, title: str, today: date) -> Path:
    """Writes the starting file of a campaign, story or page and returns it.

    raises: SiteError when the kind is unknown, no letter or digit of the title can stand in a web address, or the file
        is there already
    """
    if kind not in FOLDERS:
        raise SiteError([finding("C34.unknown-start", Where("content"), kind=kind)])
    slug = slug_of(title)
    path = f"{FOLDERS[kind]}/{slug}.md"
    if not slug:
        raise SiteError([finding("C02.no-letter", Where(FOLDERS[kind]), title=title)])
    file = root / path
    file.parent.mkdir(parents=True, exist_ok=True)
    text = TEXTS[kind].format(title=" ".join(title.split()), slug=slug, today=f"{today:%Y-%m-%d}")
    try:
        with file.open("x", encoding="utf-8") as new:
            new.write(text)
    except FileExistsError:
        raise SiteError([finding("C10.already-there", Where(path))]) from None
    return file


def slug_of(title: str) -> str:
    """A title as the last part of a web address.

    >>> slug_of("Don't cut Québec!")
    'dont-cut-quebec'
    """
    plain = unicodedata.normalize("NFKD", title.replace("'", "").replace("’", "")).encode("ascii", "ignore").decode()
    return "-".join(re.findall(r"[a-z0-9]+", plain.lower()))[:80].strip("-")
