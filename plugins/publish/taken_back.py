"""Whoever took their picture back elsewhere does not come back from a copy of the project that was not told of it.

Each site that is live says by a hash whose line its content/withdrawn.toml had (TAKEN_BACK); a copy that lacks one of
these lines is refused.
"""

from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import Any

from plugins.core.findings import SiteError, Where, finding
from plugins.core.header import text_files
from plugins.publish.targets import Target
from plugins.publish.there import files_there
from plugins.selfies.folder import selfies_folder
from plugins.selfies.submission import pictures_by_id
from plugins.selfies.withdrawals import PATH, mark, marks_of
from plugins.site.routes import TAKEN_BACK


def refuse_untold(
    settings: Mapping[str, Any],
    repository: Path,
    target: Target,
    there: Mapping[str, str],
    *,
    lets_go: Callable[[], bool] = lambda: False,
) -> None:
    """Nothing where content/withdrawn.toml here has a line of everybody who took their picture back, by what is live.

    there: the manifest that is live, path and SHA-256 each
    lets_go: whether those may be forgotten of whom nothing is here: nobody has the copy any more that knows them
    raises: SiteError where it has not (C172), or the target cannot be reached
    """
    if TAKEN_BACK not in there:
        return
    text = files_there([TAKEN_BACK], target, repository, settings).get(TAKEN_BACK, b"")
    untold = set(text.decode(errors="replace").split()) - marks_of(Path(settings["PATH"]))
    back = sorted(member_id for member_id in members_here(settings) if mark(member_id) in untold)
    if back:
        raise SiteError([finding("C172.would-come-back", Where(PATH), id=member_id) for member_id in back])
    if untold and not lets_go():
        raise SiteError([finding("C172.withdrawn-elsewhere", Where(PATH), count=len(untold))])


def members_here(settings: Mapping[str, Any]) -> Iterator[str]:
    """The ids of all who sent something in, by what lies in the selfies folder."""
    folder = selfies_folder(Path(settings["PATH"]), settings["SELFIES_PATH"])
    if folder and folder.is_dir():
        yield from {*(file.stem for file in text_files(folder)), *pictures_by_id(folder)}
