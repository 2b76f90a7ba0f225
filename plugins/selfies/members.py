"""Everything about a site's members in one go: what a build and `tasks.py selfies` both begin with."""

from datetime import date
from pathlib import Path
from typing import Any

from plugins.core.header import text_files
from plugins.pictures.cache import PictureCache
from plugins.selfies.folder import check_folder, selfies_folder, shown_as
from plugins.selfies.portraits import Portrait, open_portraits
from plugins.selfies.roster import Roster, read_roster
from plugins.selfies.withdrawals import Withdrawal, read_withdrawals


def read_members(
    settings: dict[str, Any], today: date, pictures: PictureCache
) -> tuple[list[Portrait], Roster, dict[str, Withdrawal]]:
    """Who is shown, with her picture; who is not, and why; and content/withdrawn.toml, by id.

    Only cleared members' pictures are opened. Nobody is shown when it cannot be known who has withdrawn. What is wrong
    with the folder is among the roster's findings.
    raises: ExecutorError
    """
    content, told = Path(settings["PATH"]), settings["SELFIES_PATH"]
    withdrawals, unread = read_withdrawals(content / "withdrawn.toml")
    pictures.forbid(told.sha256 for told in withdrawals.values() if told.sha256)
    folder = selfies_folder(content, told)
    if folder is None:
        return [], Roster((), {}, tuple(unread)), withdrawals
    is_public, are_drawings = not settings["SHOW_UNPUBLISHED"], settings["SELFIES_ARE_DRAWINGS"]
    mistakes = [*unread, *check_folder(folder, told, are_drawings=are_drawings, is_public=is_public)]
    if unread or not folder.is_dir():
        return [], Roster((), {}, tuple(mistakes)), withdrawals
    campaigns = {file.stem for file in text_files(content / "campaigns")}
    roster = read_roster(folder, shown_as(folder, content), campaigns, withdrawals, today)
    portraits, roster = open_portraits(roster, pictures, withdrawals)
    return portraits, roster.without({}, mistakes), withdrawals
