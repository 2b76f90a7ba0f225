"""The preview: holds the port, and starts the process that serves as often as the program itself changes."""

import base64
import errno
import json
import os
import secrets
import socket
import subprocess
import sys
import time
import webbrowser
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

from plugins.core.findings import SETTINGS_FILES, SiteError, Where, finding
from plugins.core.programs import search_path
from plugins.preview.sources import state_of, state_of_files

PROGRAM_CHANGED = 75  # the exit code of a process that is to be started anew
FAILED = 70  # that of one that said why it ended
# The project's own folder comes last (-P, and then by hand), so that no file in it stands in for a library.
# Whatever fails there is told in a line: so early, nothing of ours may be fit to do so.
START = f"""
import os, sys, traceback
def tell(kind, wrong, trace):
    last = traceback.extract_tb(trace)[-1]
    place = "" if isinstance(wrong, SyntaxError) else f" ({{os.path.relpath(last.filename)}}, line {{last.lineno}})"
    print(f"{{kind.__name__}}: {{wrong}}{{place}}", file=sys.stderr, flush=True)
    os._exit({FAILED})
sys.excepthook = tell
sys.path.append(os.getcwd())
from plugins.preview.worker import main
main()
"""
# Where it ends while pictures are made, Python's own helper tidies up after it, and would say so.
QUIET = "ignore::UserWarning:multiprocessing.resource_tracker"
LOOK_S = 0.5
MAX_ENDS = 2  # so often in a row something may end it soon after its start, before somebody has to save a file
FAILED_PAGE = b"""<!doctype html>
<html lang="en">
<meta charset="utf-8">
<meta http-equiv="refresh" content="2">
<meta name="viewport" content="width=device-width">
<meta name="color-scheme" content="light dark">
<title>Preview</title>
<h1>The program cannot start</h1>
<p>The terminal says why. When that is mended, this page becomes the one that you asked for by itself.
"""
FAILED_ANSWER = (
    b"HTTP/1.1 503 Service Unavailable\r\nContent-Type: text/html; charset=utf-8\r\nCache-Control: no-store\r\n"
    b"X-Frame-Options: DENY\r\nX-Content-Type-Options: nosniff\r\nConnection: close\r\nContent-Length: %d\r\n\r\n%s"
) % (len(FAILED_PAGE), FAILED_PAGE)
SHORTEST_S = 5.0  # so long, at least, from one start to the next of a process that somebody or something ends


def preview(
    root: Path,
    port: int,
    *,
    opens_browser: bool,
    as_of: str | None = None,
    lists_drafts: bool = False,
    say: Callable[[str], None] = print,
) -> None:
    """Show the project in `root` on http://localhost:PORT until Ctrl-C; every save is on the screen at once.

    port: 0 for any free one; as_of: the moment that the preview speaks for
    lists_drafts: drafts, and what waits for its day, are shown as if they were published
    raises: SiteError when the port cannot be had (C90)
    """
    with listen(port) as listening, suppress(KeyboardInterrupt):
        number, token = listening.getsockname()[1], secrets.token_urlsafe(16)
        say(f"http://localhost:{number}/?token={token}  (Ctrl-C ends the preview)")
        told = {"root": str(root.resolve()), "port": number, "token": token, "as_of": as_of}
        told |= {"lists_drafts": lists_drafts, "opens_browser": opens_browser}
        ends = 0
        while True:
            seen, begun_s = program_in(root), time.monotonic()
            code = run(told, listening, root)
            told["opens_browser"] &= code == FAILED
            ends = ends + 1 if time.monotonic() - begun_s < SHORTEST_S and code != PROGRAM_CHANGED else 0
            if code == FAILED or ends == MAX_ENDS:
                ends = 0
                say("The preview starts again when a file of the program is saved; Ctrl-C ends it.")
                while program_in(root) == seen:
                    answer_that_it_failed(listening)
            elif code != PROGRAM_CHANGED:
                say("Something ended the preview's process. It starts again.")
                time.sleep(max(0.0, SHORTEST_S - (time.monotonic() - begun_s)))


def answer_that_it_failed(listening: socket.socket) -> None:
    """Answers one browser, if one asks within LOOK_S, that the program cannot start."""
    listening.settimeout(LOOK_S)
    with suppress(OSError):
        connection, _ = listening.accept()
        with connection:
            connection.settimeout(LOOK_S)
            connection.recv(65_536)
            connection.sendall(FAILED_ANSWER)
            connection.shutdown(socket.SHUT_WR)


def program_in(root: Path) -> object:
    """What is another value when a file of the program was saved."""
    return state_of([root / "plugins"]) | state_of_files(root / name for name in SETTINGS_FILES)


def run(told: dict[str, object], listening: socket.socket, root: Path) -> int:
    """One process that serves, to its end. returns: its exit code

    It ends with the pipe by which it is told what to do: at Ctrl-C, of which it hears nothing itself, and when this
    process was killed. What it is told holds the token: other users of the machine can read a command line.
    raises: KeyboardInterrupt when it has ended
    """
    handles, flags, is_windows = [listening.fileno()], 0, sys.platform == "win32"
    if sys.platform == "win32":
        handles, flags = [], subprocess.CREATE_NEW_PROCESS_GROUP
    process = subprocess.Popen(
        [sys.executable, "-u", "-P", "-W", QUIET, "-c", START],
        cwd=root,
        stdin=subprocess.PIPE,
        pass_fds=handles,
        creationflags=flags,
        process_group=None if is_windows else 0,
    )
    assert process.stdin
    try:
        shared = b""
        if sys.platform == "win32":
            shared = listening.share(process.pid)
        told = told | {"socket": listening.fileno(), "shared": base64.b64encode(shared).decode()}
        with suppress(OSError):  # it ended already, and told why
            process.stdin.write(json.dumps(told).encode() + b"\n")
            process.stdin.flush()
        return process.wait()
    finally:
        with suppress(OSError):
            process.stdin.close()
        process.wait()


def listen(port: int) -> socket.socket:
    """A socket that listens on a port of this machine alone. raises: SiteError when it cannot be had (C90)"""
    listening = socket.socket(socket.AF_INET, socket.SOCK_STREAM)
    try:
        # On Windows it would let two programs share a port, and one of them be never asked.
        listening.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, int(os.name != "nt"))
        listening.bind(("127.0.0.1", port))
        listening.listen(128)
    except (OSError, OverflowError) as wrong:
        listening.close()
        where = Where("localhost", port)
        if isinstance(wrong, OSError) and wrong.errno == errno.EADDRINUSE:
            other = port + 1 if port < 65535 else 8001
            raise SiteError([finding("C90.port-taken", where, port=port, other=other)]) from None
        raise SiteError([finding("C90.port-unusable", where, port=port, other=8001)]) from None
    return listening


def open_in_browser(address: str) -> None:
    """Open the address, except where only a browser inside the terminal could do so."""
    has_screen = any(os.environ.get(name) for name in ("DISPLAY", "WAYLAND_DISPLAY", "BROWSER"))
    if has_screen or not sys.platform.startswith("linux"):
        os.environ["PATH"] = search_path()  # what lies where one stands is no browser
        webbrowser.open(address)
