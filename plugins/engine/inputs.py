"""All that a site is made of, wherever it lies: so that a build that would give the same need not begin."""

import sysconfig
from collections.abc import Iterator, Mapping
from contextlib import suppress
from pathlib import Path
from typing import Any

from plugins.core.git_view import GitViewError, repository_at
from plugins.engine.keys import modules_elsewhere
from plugins.release.manifest import NOTHING_HASHED
from plugins.release.unchanged import Inputs, State, inputs_in
from plugins.selfies.copies import called_like, is_text_name

# What git writes when it keeps something more, below the folder of a repository.
OF_GIT = ("HEAD", "index", "packed-refs", "FETCH_HEAD", "logs/HEAD", "objects/pack")


def inputs_of(settings: Mapping[str, Any], before: State = NOTHING_HASHED) -> Inputs:
    """The project's folder, others that settings name, and what lies around them and is looked into.

    before: what was hashed before, and is not read again
    """
    project, selfies = Path(settings["PATH"]).parent, settings["SELFIES_PATH"]
    named = [settings["PATH"], settings["THEME"], *settings["THEME_TEMPLATES_OVERRIDES"]]
    members = [project / Path(selfies).expanduser()] if selfies else []
    copies = [copy for folder in members for copy in called_like(folder, folder.parent, None)]
    alone = [*libraries(), *sorted(modules_elsewhere())]  # which settings may import
    alone += [path for folder in [project, *members] for path in of_git(folder)]
    alone += [path for folder in members for path in beside(folder)]
    return inputs_in(map(str, [project, *named, *members, *copies]), map(str, alone), before)


def libraries() -> list[str]:
    """The folders whose names tell which versions of libraries are installed."""
    return sorted({sysconfig.get_path(name) for name in ("purelib", "platlib")})


def beside(members: Path) -> Iterator[Path]:
    """What lies beside the members' folder: another copy may be put there, and texts may be about members."""
    parent = members.resolve().parent
    yield parent
    yield from (one for one in sorted(parent.iterdir()) if is_text_name(one.name) and one.is_file())


def of_git(folder: Path) -> Iterator[Path]:
    """Where a repository above a folder may be made, and what changes when one that is there keeps more."""
    for parent in dict.fromkeys(one for start in (folder.absolute(), folder.resolve()) for one in start.parents):
        yield parent / ".git" / "HEAD"
        with suppress(GitViewError):  # then the build says so
            if repository := repository_at(parent):
                yield from (place / name for place in repository for name in OF_GIT)
