"""Tries in a process of its own whether the program and its settings, as they are now, give a site."""

import json
import pickle
import subprocess
import sys
import threading
from contextlib import redirect_stdout, suppress
from dataclasses import asdict
from pathlib import Path

from plugins.core.findings import Finding, Where, finding
from plugins.engine.failures import failure
from plugins.preview.live import LiveSite, Options
from plugins.preview.process import end_with_input, leave

FAILED_EARLY = 70
# The project's own folder comes last, as for the process that serves. So early, nothing of ours may be fit to tell.
TRY = f"""
import json, os, sys, traceback
def tell(kind, wrong, trace):
    last, is_syntax = traceback.extract_tb(trace)[-1], isinstance(wrong, SyntaxError)
    file, line = (wrong.filename, wrong.lineno) if is_syntax else (last.filename, last.lineno)
    said = [os.path.relpath(file or "plugins"), line or 1, f"{{kind.__name__}}: {{getattr(wrong, 'msg', wrong)}}"]
    print(json.dumps(said), flush=True)
    os._exit({FAILED_EARLY})
sys.excepthook = tell
sys.path.append(os.getcwd())
from plugins.preview.trial import main
main()
"""


def why_it_cannot_start(root: Path, options: Options) -> tuple[Finding, ...]:
    """What keeps the program, were it started anew, from showing any page; nothing where there would be some."""
    command = [sys.executable, "-P", "-W", "ignore", "-c", TRY]
    pipe, told = subprocess.PIPE, json.dumps([str(root), asdict(options)])
    with subprocess.Popen(command, 0, cwd=root, stdin=pipe, stdout=pipe, stderr=subprocess.DEVNULL) as process:
        assert process.stdin
        assert process.stdout
        with suppress(OSError):  # it ended already, and told why
            process.stdin.write(f"{told}\n".encode())
        said = process.stdout.read()
    if process.returncode == FAILED_EARLY:
        file, line, reason = json.loads(said)
        return (finding("C50.program", Where(file, line), reason=reason),)
    found: tuple[Finding, ...] = pickle.loads(said) if process.returncode == 0 else ()
    return found


def main() -> None:
    """Reads the site and says what keeps it from being shown. Ends with whoever asks."""
    root, options = json.loads(sys.stdin.buffer.readline())
    threading.Thread(target=end_with_input, args=(lambda: None,), daemon=True).start()
    with redirect_stdout(sys.stderr):
        failed = failed_in(Path(root), Options(**options))
    sys.stdout.buffer.write(pickle.dumps(failed))
    sys.stdout.flush()
    leave(0)


def failed_in(root: Path, options: Options) -> tuple[Finding, ...]:
    """Why a project has no page to show."""
    live = LiveSite(root, options)
    try:
        live.read()
        str(finding("C50.program", Where("plugins"), reason=""))  # whose words are read where something is to be told
    except Exception as wrong:  # noqa: BLE001  (as whatever the worker meets)
        return (failure(wrong),)
    return live.failed
