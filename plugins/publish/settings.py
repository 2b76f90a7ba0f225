"""The settings of a project: the line of one to look at, and what git does not have of them yet."""

import ast
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

from plugins.core.findings import SETTINGS_FILES, Finding, Where, finding
from plugins.publish.git import GitError
from plugins.publish.recorded import own_git

SETTINGS = "publishconf.py"
# Of which readers see nothing.
UNSEEN = ("PUBLISH_REMOTE", "PUBLISH_BRANCH", "PUBLISH_TARGETS", "SELFIES_PATH")


def setting_in(repository: Path, setting: str) -> Where:
    """Where a project's settings for the public set one of them; the file's first line when they do not."""
    file = repository / SETTINGS
    lines = file.read_text(encoding="utf-8").splitlines() if file.is_file() else []
    return Where(SETTINGS, next((number for number, line in enumerate(lines, start=1) if line.startswith(setting)), 1))


def half_done(repository: Path) -> Iterator[Finding]:
    """What settings say otherwise than in the newest commit, since that goes public with what is not half done (C173).

    Of a file that git has not nobody can tell.
    """
    for name in SETTINGS_FILES:
        with suppress(GitError, OSError, SyntaxError, ValueError):
            before = told_in(own_git("show", f"HEAD:./{name}", repository=repository))
            now = told_in((repository / name).read_text(encoding="utf-8"))
            changed = [one for one in {**now, **before} if now.get(one) != before.get(one) and one not in UNSEEN]
            if changed:
                yield finding("C173.settings-of-today", Where(name), settings=", ".join(changed))


def told_in(text: str) -> dict[str, str]:
    r"""What a file of settings says, by their names; whatever else it does by the line's beginning.

    >>> list(told_in("'''Words'''\nimport sys\nA = B = 1\nA += 2  # more"))
    ['import', 'A', 'B']
    """
    found: dict[str, str] = {}
    for node in ast.parse(text).body:
        if isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant):
            continue
        set_here = [one.id for one in ast.walk(node) if isinstance(one, ast.Name) and isinstance(one.ctx, ast.Store)]
        for name in set_here or [ast.unparse(node).split(maxsplit=1)[0].partition("(")[0]]:
            found[name] = found.get(name, "") + ast.dump(node)
    return found
