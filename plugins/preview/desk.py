"""What each text of a build is, for whoever writes; and where one that was just begun will be seen."""

from collections.abc import Iterator
from pathlib import Path

from plugins.engine.build import Build
from plugins.kinds.all import KINDS
from plugins.kinds.announcement import ANNOUNCEMENT
from plugins.kinds.person import PERSON
from plugins.kinds.story import STORY
from plugins.preview.texts import DESK, Entry, State
from plugins.site.model import Page, Story
from plugins.site.routes import DRAFT, DRAFT_PAGE


def entries(build: Build) -> Iterator[Entry]:
    """Every text that the preview shows, and the announcements that it will show."""
    for page in build.site.every:
        state, since = state_of(page, build), page.date if isinstance(page, Story) else None
        address = f"/{page.url}"
        yield Entry(page.path, str(page.title.striptags()), address, state, since)
    for one in build.to_come:
        yield Entry(one.path, one.title, "", State.SCHEDULED, one.starts)


def state_of(page: Page, build: Build) -> State:
    """Who can see a text."""
    path = page.path
    if path in build.waiting:
        return State.SCHEDULED
    if page.status == "draft":
        return State.DRAFT
    if path in build.unsaid:
        return State.UNSAID
    return State.HIDDEN if page.status == "hidden" else State.PUBLIC


def how_to_look(file: Path, port: int = 8000) -> str:
    """What `new` says of a file that it has begun: where its page is, or when it will be seen."""
    kind = next(one for one in KINDS if one.folder == file.parent.name)
    if kind == PERSON:
        return f"Fill in its lines. A story shows this person when it says  Author: {file.stem}"
    if kind == ANNOUNCEMENT:
        return f"Fill in its lines. Until its first day it is listed in the preview at {DESK}"
    address = (DRAFT if kind == STORY else DRAFT_PAGE).format(slug=file.stem)
    return f"Write in it, and look at it with:  python3 tasks.py preview\nIts page there:  http://localhost:{port}/{address}"
