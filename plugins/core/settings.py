"""Where a setting is set, for messages about it; and lines of a settings file that set none."""

import ast
import tokenize
from collections import Counter
from collections.abc import Iterator
from functools import lru_cache
from pathlib import Path
from typing import NamedTuple

from plugins.core.findings import Where

ROOT = Path(__file__).parents[2]


def setting_line(name: str, file: str = "pelicanconf.py") -> Where:
    """The line of a settings file on which a setting is set; its first line when it is set elsewhere."""
    lines = settings_text(file).splitlines()
    return Where(file, next((number for number, line in enumerate(lines, 1) if line.startswith(name)), 1))


def settings_text(file: str) -> str:
    """The text of a settings file of this project, as Python reads it; empty when there is none that it can read."""
    try:
        with tokenize.open(ROOT / file) as opened:
            return opened.read()
    except (OSError, SyntaxError, UnicodeDecodeError):
        return ""


class NoSetting(NamedTuple):
    """A line that sets nothing: its number, the name in it, and the line that would, where its name is right."""

    line: int
    name: str
    right: str = ""


@lru_cache(maxsize=4)  # each build asks
def no_settings(text: str, beside: str = "") -> tuple[NoSetting, ...]:
    r"""Lines of a settings file that look as if they set something: names not all in capitals, which Pelican leaves.

    Also a name in capitals with a colon or two equals signs behind it. A name that the file uses is no setting, but
    one of its own, and one that is set elsewhere in it is declared. A text that is no Python tells nothing: to read it
    tells that.

    beside: the text of another file that uses its names
    >>> [one.name for one in no_settings("Sitename = 'Ours'\nhere = 1\nPATH = here")]
    ['Sitename']
    >>> [one.right for one in no_settings("SITENAME: 'Ours'")]
    ["SITENAME = 'Ours'"]
    """
    return tuple(_no_settings(text, beside))


def _no_settings(text: str, beside: str) -> Iterator[NoSetting]:
    try:
        tree, other = ast.parse(text), ast.parse(beside)
    except (SyntaxError, ValueError):
        return
    names = [one for both in (tree, other) for one in ast.walk(both) if isinstance(one, ast.Name)]
    used = {one.id for one in names if isinstance(one.ctx, ast.Load)}
    stored = Counter(one.id for one in names if isinstance(one.ctx, ast.Store))
    for statement in tree.body:
        match statement:
            case ast.AnnAssign(target=ast.Name(id=name), value=None, annotation=value) if name.isupper():
                if stored[name] == 1:
                    yield NoSetting(statement.lineno, name, f"{name} = {ast.unparse(value)}")
            case ast.Expr(value=ast.Compare(left=ast.Name(id=name), ops=[ast.Eq()], comparators=[value])):
                yield NoSetting(statement.lineno, name, f"{name} = {ast.unparse(value)}")
            case ast.Assign(targets=[ast.Name(id=name)]) | ast.AnnAssign(target=ast.Name(id=name)):
                if not name.isupper() and name not in used:
                    yield NoSetting(statement.lineno, name)
