"""What a browser gets for an address: a file of the site, a way on, the findings. Reads files, knows no network."""

import os
import stat
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import groupby
from pathlib import Path
from urllib.parse import quote, unquote

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from plugins.core.findings import Finding, errors
from plugins.core.reachable import is_within
from plugins.preview.preview_state import Shown
from plugins.site.routes import FRONT_PAGE, INDEX

HERE = Path(__file__).parent
MAX_ADDRESS = 4096  # no system takes a longer path, and to look for each of its thousand parts takes minutes
OWN = "/_preview/"
OWN_FILES = ("reload.js", "findings.css")

# Said here, since the system's own table may be wrong (Windows lets any program change it).
CONTENT_TYPES = {
    ".atom.xml": "application/atom+xml; charset=utf-8",
    ".avif": "image/avif",
    ".css": "text/css; charset=utf-8",
    ".gif": "image/gif",
    ".html": "text/html; charset=utf-8",
    ".ico": "image/x-icon",
    ".ics": "text/calendar; charset=utf-8",
    ".jpeg": "image/jpeg",
    ".jpg": "image/jpeg",
    ".js": "text/javascript; charset=utf-8",
    ".json": "application/json",
    ".mjs": "text/javascript; charset=utf-8",
    ".pdf": "application/pdf",
    ".png": "image/png",
    ".svg": "image/svg+xml",
    ".txt": "text/plain; charset=utf-8",
    ".webmanifest": "application/manifest+json",
    ".webp": "image/webp",
    ".woff2": "font/woff2",
    ".xml": "application/xml; charset=utf-8",
    ".zip": "application/zip",
}


@dataclass(frozen=True, slots=True)
class Redirect:
    """Where the browser is to ask instead."""

    address: str


def locate(path: str, output: Path) -> Path | Redirect | None:
    """The file that any host would serve for the path of an address, or None when there is none in `output`.

    path: still percent-encoded, begins with "/", without "?" and "#"
    """
    try:
        return _locate(path, output)
    except (OSError, RuntimeError, ValueError):  # a name that the system refuses, or a link that leads to itself
        return None


def _locate(path: str, output: Path) -> Path | Redirect | None:
    if len(path) > MAX_ADDRESS:
        return None
    parts = [part for part in unquote(path).split("/") if part]
    if any(part == ".." or any(letter in part for letter in "\\:\0") for part in parts):
        return None
    there = output.joinpath(*parts)
    if not is_within(there, output):
        return None
    if not there.is_dir():
        return there if there.is_file() and not path.endswith("/") else None
    if not path.endswith("/"):
        return Redirect("/" + "".join(f"{quote(part)}/" for part in parts))
    index = there / INDEX
    return index if index.is_file() and is_within(index, output) else None


def own_address(path: str) -> str:
    """A path as a browser is to ask for it here: whatever it holds, it leads to no other site and ends no header."""
    return quote("/" + path.lstrip("/\\"), safe="/%?=&")


def read_whole(file: Path) -> bytes:
    """A file's bytes; it is closed again at once, since Windows swaps no folder of which a file is open.

    raises: FileNotFoundError when there is none, or none any more but something that never ends, such as a pipe
    """
    with open(file, "rb", opener=_open_at_once) as opened:
        if not stat.S_ISREG(os.fstat(opened.fileno()).st_mode):
            raise FileNotFoundError(file)
        return opened.read()


def _open_at_once(name: str, flags: int) -> int:
    """A pipe's other end is not waited for."""
    return os.open(name, flags | getattr(os, "O_NONBLOCK", 0))


def content_type(file: Path) -> str:
    """What a file is, by its name."""
    name = file.name.lower()
    return next((kind for ending, kind in CONTENT_TYPES.items() if name.endswith(ending)), "application/octet-stream")


def is_page(path: str) -> bool:
    """Whether an address is one that people visit, and not a picture or stylesheet of such a page."""
    name = path.rpartition("/")[2].lower()
    return name.endswith((".html", ".htm")) or "." not in name


def with_reload(html: bytes, build: str) -> bytes:
    """The page with the script that loads it again when another build than this one is shown."""
    script = f'<script src="{OWN}reload.js" data-build="{build}"></script>\n'.encode()
    end = html.lower().rfind(b"</body>")
    return html + script if end < 0 else html[:end] + script + html[end:]


def by_file(findings: Sequence[Finding]) -> list[tuple[str, list[Finding]]]:
    """Findings grouped by their file; files with an error in them come first."""
    files = [(name, list(group)) for name, group in groupby(findings, key=lambda finding: finding.where.path)]
    return sorted(files, key=lambda file: not errors(file[1]))


def findings_page(shown: Shown, path: str) -> bytes:
    """What stands in place of every page while the site cannot be built.

    path: the address that was asked for, to go on to
    """
    report = shown.report
    findings = report.findings if report else ()
    environment = Environment(
        loader=FileSystemLoader(HERE), autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True
    )
    return (
        environment.get_template("findings.html")
        .render(
            build=shown.build,
            count=len(errors(findings)) or len(findings),
            failure=report.failure if report else "",
            files=by_file(findings),
            has_good_pages=(shown.output / FRONT_PAGE).is_file(),
            own=OWN,
            path=path,
        )
        .encode()
    )
