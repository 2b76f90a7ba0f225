"""The desk: what is to be mended, what is not public yet, what the days will change, and who is on the walls."""

from collections import Counter
from collections.abc import Iterable
from itertools import groupby
from pathlib import Path

from plugins.core.findings import Finding, Level
from plugins.core.in_words import day_in_words, time_in_words
from plugins.kinds.all import KINDS
from plugins.kinds.announcement import ANNOUNCEMENT
from plugins.kinds.person import PERSON
from plugins.kinds.story import STORY
from plugins.preview.contact_sheet import Selfie, SelfieState, contact_sheet
from plugins.preview.dated import Turn, days_to_come
from plugins.preview.live import LiveSite
from plugins.preview.pages import drawn
from plugins.preview.texts import DESK, State, not_public_yet
from plugins.site.routes import DRAFT, DRAFT_PAGE

LEVELS = list(Level)  # the gravest first


def desk_page(live: LiveSite) -> bytes:
    """The desk as a page. While the site cannot be read it is that of the last time it could, without any picture."""
    findings, site, texts = live.findings(), live.public, live.entries()
    by_path = {one.path: one for one in texts}
    drafts = [one for one in not_public_yet(texts) if one.state is State.DRAFT]
    sheet = selfies(live)
    states = Counter(one.state for one in sheet)
    return drawn(
        "desk.html",
        is_read=site is not None,
        is_as_it_is=not live.failed,
        findings=by_file(findings),
        count=len(findings),
        texts=by_path,
        drafts=[(one, live.about(one.path)) for one in drafts],
        days=days_to_come(site.build, texts) if site else [],
        today=site.build.now.date() if site else None,
        sheet=sheet,
        states=[(one, states[one]) for one in SelfieState],
        on_wall=states[SelfieState.PRINT] + states[SelfieState.WEB],
        address=site.addresses.address if site else str,
        day_in_words=day_in_words,
        time_in_words=time_in_words,
        SelfieState=SelfieState,
        Turn=Turn,
    )


def selfies(live: LiveSite) -> list[Selfie]:
    """The contact sheet; without any picture while nobody can know who has agreed: the site cannot be read."""
    if not live.public:
        return []
    sheet = contact_sheet(live.public.build)
    return [one._replace(picture="") for one in sheet] if live.failed else sheet


def desk_pictures(live: LiveSite) -> set[str]:
    """The names of the derivatives that the desk shows, each of a member who is cleared."""
    return {one.picture for one in selfies(live) if one.picture}


def by_file(findings: Iterable[Finding]) -> list[tuple[str, list[Finding]]]:
    """Findings by file, those of a file by how grave they are; first the files that stop a publish."""
    files = groupby(sorted(findings, key=lambda one: one.where.path), key=lambda one: one.where.path)
    groups = [(path, sorted(found, key=lambda one: (gravity(one), one.where.line))) for path, found in files]
    return sorted(groups, key=lambda group: (gravity(group[1][0]), group[0]))


def gravity(found: Finding) -> int:
    """How grave a finding is: 0 for an error."""
    return LEVELS.index(found.level)


def how_to_look(file: Path) -> str:
    """What `new` says of a file that it has begun: where its page is, or when it will be seen."""
    kind = next(one for one in KINDS if one.folder == file.parent.name)
    if kind == PERSON:
        return f"Fill in its lines. A story shows this person when it says  Author: {file.stem}"
    if kind == ANNOUNCEMENT:
        return f"Fill in its lines. Until its first day it is listed in the preview at {DESK}"
    address = (DRAFT if kind == STORY else DRAFT_PAGE).format(slug=file.stem)
    there = f"http://localhost:8000/{address}"
    return f"Write in it, and look at it with:  python3 tasks.py preview\nIts page there:  {there}"
