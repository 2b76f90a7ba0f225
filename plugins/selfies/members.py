"""Everything about a site's members in one go: what a build and `tasks.py selfies` both begin with."""

from datetime import date
from pathlib import Path
from typing import Any, NamedTuple

from plugins.core.findings import errors
from plugins.core.header import text_files
from plugins.pictures.cache import PictureCache
from plugins.pictures.copies import Originals
from plugins.selfies.elsewhere import look_elsewhere
from plugins.selfies.folder import check_folder, selfies_folder, shown_as
from plugins.selfies.portraits import Portrait, open_portraits
from plugins.selfies.roster import Roster, read_roster
from plugins.selfies.submission import pictures_by_id
from plugins.selfies.uncleared import members_files, uncleared
from plugins.selfies.withdrawals import WITHDRAWN, Withdrawal, check_ids, read_withdrawals


class Members(NamedTuple):
    """Everybody: who is shown, with their pictures; who is not, and why; and content/withdrawn.toml, by id.

    originals: the files of whoever is not shown, which nothing that is published may hold
    """

    portraits: list[Portrait]
    roster: Roster
    withdrawals: dict[str, Withdrawal]
    originals: Originals


def read_members(settings: dict[str, Any], today: date, pictures: PictureCache) -> Members:
    """Reads the selfies folder and lets consent decide.

    Only cleared members' pictures are opened. Nobody is shown when it cannot be known who has withdrawn. What is wrong
    with the folder is among the roster's findings.
    raises: ExecutorError
    """
    content, setting = Path(settings["PATH"]), settings["SELFIES_PATH"]
    withdrawals, unread = read_withdrawals(content / WITHDRAWN, selfies_folder(content, setting))
    pictures.forbid(withdrawal.sha256 for withdrawal in withdrawals.values() if withdrawal.sha256)
    folder = selfies_folder(content, setting)
    unseen = [withdrawal.id for withdrawal in withdrawals.values() if not withdrawal.sha256]
    elsewhere = look_elsewhere(content, folder or content / "selfies", unseen)
    if folder is None:
        files = members_files(content / "selfies", elsewhere, pictures)
        kept_back = uncleared(files, (), withdrawals.values())
        pictures.forbid(kept_back.owners, kept_back.pictures)
        return Members([], Roster((), {}, tuple(unread)), withdrawals, kept_back)
    files = members_files(folder, elsewhere, pictures)
    is_public, are_drawings = not settings["SHOW_UNPUBLISHED"], settings["SELFIES_ARE_DRAWINGS"]
    mistakes = [*unread, *check_folder(folder, setting, are_drawings=are_drawings, is_public=is_public)]
    if errors(unread) or not folder.is_dir():
        nobody = Roster((), {}, tuple(mistakes))
        kept_back = uncleared(files, (), withdrawals.values())
        pictures.forbid(kept_back.owners, kept_back.pictures)
        return Members([], nobody, withdrawals, kept_back)
    texts, portraits_by_id = {file.stem for file in text_files(folder)}, pictures_by_id(folder)
    mistakes += check_ids(withdrawals, texts, portraits_by_id, content / WITHDRAWN)
    campaigns = {file.stem for file in text_files(content / "campaigns")}
    roster = read_roster(folder, shown_as(folder, content), campaigns, withdrawals, today, elsewhere)
    cleared = {member.submission.picture for member in roster.cleared}
    not_agreed = uncleared(files, cleared, withdrawals.values())
    pictures.forbid(not_agreed.owners, not_agreed.pictures)
    portraits, roster = open_portraits(roster, pictures, withdrawals, not_agreed.owners)
    shown = {member.submission.picture for member, _ in portraits}
    kept_back = uncleared(files, shown, withdrawals.values())
    pictures.forbid(kept_back.owners, kept_back.pictures)
    return Members(portraits, roster.without({}, mistakes), withdrawals, kept_back)
