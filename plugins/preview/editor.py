"""Opens a text where whoever writes works: in an editor that knows lines, or else in what the system has for texts.

No shell is asked: what a file is called must not be able to start anything.
"""

import os
import subprocess
import sys
from pathlib import Path

from plugins.core.programs import program, search_path

# By the names of their programs, how each is told a line.
EDITORS = {
    "code": ("--goto", "{path}:{line}"),
    "codium": ("--goto", "{path}:{line}"),
    "zed": ("{path}:{line}",),
    "subl": ("{path}:{line}",),
    "kate": ("--line", "{line}", "{path}"),
    "gedit": ("+{line}", "{path}"),
    "gnome-text-editor": ("{path}",),
}
# What macOS and Windows would run rather than show, were they asked for the program of such a file.
TEXTS = (".md", ".html", ".css", ".toml", ".py", ".js", ".svg")
SYSTEMS = {"darwin": ("open", "-t"), "win32": ("notepad.exe",)}


def open_in_editor(path: Path, line: int) -> bool:
    """Whether a program was started that shows a file; the preview does not wait for its end."""
    for name, arguments in EDITORS.items():
        if editor := program_named(name):
            return started([editor, *(one.format(path=path, line=line) for one in arguments)])
    if path.suffix.lower() not in TEXTS:
        return False
    name, *options = SYSTEMS.get(sys.platform, ("xdg-open",))
    opener = program_named(name)
    return bool(opener) and started([opener, *options, str(path)])


def program_named(name: str) -> str:
    """The program that would be started; "" for none. One that Windows gives to its shell is none."""
    found = program(name) or ""
    return "" if sys.platform == "win32" and not found.lower().endswith(".exe") else found


def started(command: list[str]) -> bool:
    """Whether a program could be started."""
    nothing, env = subprocess.DEVNULL, os.environ | {"PATH": search_path()}
    try:
        subprocess.Popen(command, env=env, stdin=nothing, stdout=nothing, stderr=nothing, start_new_session=True)
    except OSError:
        return False
    return True
