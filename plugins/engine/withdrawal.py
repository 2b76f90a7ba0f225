"""A member takes the picture back: what is written down, what this machine forgets, and what is said of it."""

from collections.abc import Mapping
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

from plugins.core.clock import as_of, consent_day
from plugins.core.disk import not_deleted
from plugins.core.findings import Finding
from plugins.core.temporary import sweep
from plugins.engine.engine import picture_cache
from plugins.engine.traces import delete_traces, held_back
from plugins.selfies.folder import the_folder
from plugins.selfies.members import Members, read_members
from plugins.selfies.withdraw import take_back
from plugins.selfies.withdrawals import PATH, WITHDRAWN, Withdrawal, read_list

PUBLISH_NEXT = """\
Publish, and the picture leaves the site. Or type  python3 tasks.py withdraw {id}  and it leaves every place that the
site was sent to, at once, without anything that you are at work on, and you get a receipt for the member.
Give content/withdrawn.toml to everybody who has a copy of this folder: no copy shows the member then.
A git host (GitHub, GitLab, Codeberg) keeps the old commit until it collects what nobody needs, and
whoever has its number can see it. Ask its support to collect it now; docs/members.md says how."""


def withdraw(
    settings: dict[str, Any], preview: Path, member_id: str, then: str = PUBLISH_NEXT
) -> tuple[list[str], list[Finding]]:
    """Take a member's picture back for ever.

    preview: the folder of the preview's pages; then: what is to be said of what comes next, with a place for the {id}
    returns: what to say, and what could not be deleted (C82)
    raises: SiteError for an id that nobody has; OSError
    """
    content, folder = Path(settings["PATH"]), the_folder(settings)
    listed = content / WITHDRAWN
    left = not_deleted(sweep(content.parent))
    with held_back(preview):
        changed = [str(file) for file in take_back(folder, listed, member_id, today(settings))]
        gone = read_list(listed, PATH)[0][member_id]
        left += delete_traces(content.parent, preview, picture_cache(settings), folder / member_id, gone.sha256)
    lines = [*(changed or [f"{member_id} was withdrawn already."]), *then.format(id=member_id).splitlines()]
    lines += [] if left else ["The preview and what this machine kept of the picture are deleted."]
    return [*lines, *how_it_is_noticed(gone)], left


def how_it_is_noticed(gone: Withdrawal) -> list[str]:
    """What to look for, where the picture itself would not be known again."""
    if not gone.sha256:
        return ["There was no picture here, so nobody will notice it under another name: look for copies."]
    if not gone.hashes and gone.difference_hash is None:
        return ["The picture could not be opened, so only the very same file is noticed: look for other copies."]
    return []


def members_today(settings: dict[str, Any]) -> tuple[Members, list[Finding]]:
    """Everybody who sent something in, as consent stands today; and what an old build left and cannot be deleted."""
    left = not_deleted(sweep(Path(settings["PATH"]).parent))
    return read_members(settings, today(settings), picture_cache(settings)), left


def today(settings: Mapping[str, Any]) -> date:
    """The day on which consent is judged."""
    return consent_day(as_of(settings["AS_OF"], settings["TIMEZONE"]), datetime.now(UTC))
