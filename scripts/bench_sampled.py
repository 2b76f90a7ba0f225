"""Build the public site of the folder one is in, and print as JSON where its CPU time goes: seconds by room.

Looked at every few milliseconds of CPU, at no cost worth telling: a profiler that sees each call makes some code three
times as slow as other. What libraries do is counted to the room that called them; "other processes" read texts, draw
cards and make the search's index. Not for Windows, which has no such alarm.
"""

import contextlib
import io
import json
import os
import signal
import sys
from collections import Counter
from pathlib import Path
from types import FrameType
from typing import Final

EVERY_S: Final = 0.002


def room_of(frame: FrameType | None, project: str) -> str:
    """The room of the innermost function that is the program's own, a template's or Pelican's; else "start"."""
    while frame:
        name = frame.f_code.co_filename
        parts = Path(name.removeprefix(f"{project}{os.sep}")).parts
        if parts[:1] == ("plugins",) and len(parts) > 2:
            return parts[1]
        if parts[:1] == ("theme",):
            return "templates"
        if f"{os.sep}pelican{os.sep}" in name:
            return "Pelican"
        frame = frame.f_back
    return "start"


def main() -> None:
    """One build, as `tasks.py build` makes it."""
    project = Path.cwd()
    sys.path.insert(0, str(project))
    seen: Counter[str] = Counter()

    def look(_signal: int, frame: FrameType | None) -> None:
        seen[room_of(frame, str(project))] += 1

    signal.signal(signal.SIGPROF, look)
    signal.setitimer(signal.ITIMER_PROF, EVERY_S, EVERY_S)
    from plugins.engine.settings import site_settings
    from plugins.release.unchanged import times_in

    times, settings = times_in([str(project)]), site_settings(project / "publishconf.py")
    with contextlib.redirect_stdout(io.StringIO()):
        settings["PELICAN_CLASS"](settings).run(project / ".cache" / "last-build", times)
    signal.setitimer(signal.ITIMER_PROF, 0)
    used = os.times()
    own_s, others_s = used.user + used.system, used.children_user + used.children_system
    rooms = {room: count / seen.total() * own_s for room, count in seen.most_common()}
    print(json.dumps(rooms | {"other processes": others_s}))


if __name__ == "__main__":
    main()
