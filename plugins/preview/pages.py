"""What a browser gets for an address: a file of the site, a way on, the findings. Reads files, knows no network."""

import os
import re
import stat
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import groupby
from pathlib import Path
from urllib.parse import quote, unquote

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup

from plugins.core.findings import Finding, errors, without_notes
from plugins.core.in_words import day_in_words, time_in_words
from plugins.core.reachable import is_within
from plugins.preview.preview_state import Shown
from plugins.preview.texts import DESK, Entry, State, not_public_yet
from plugins.site.routes import FRONT_PAGE, INDEX

HERE = Path(__file__).parent
MAX_ADDRESS = 4096  # no system takes a longer path, and to look for each of its thousand parts takes minutes
OWN = "/_preview/"
OWN_FILES = ("reload.js", "findings.css", "bar.css")

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

HEADINGS = {State.DRAFT: "Drafts", State.SCHEDULED: "Scheduled"}
SENTENCES = {
    State.DRAFT: "Draft: in no public file until its line Status says something else.",
    State.HIDDEN: "Hidden: on no list, but whoever has the address can read it.",
}
ACTIVE = "C35"  # what a browser would run
BODY = re.compile(rb"<body\b[^>]*>", re.IGNORECASE)


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
    return drawn(
        "findings.html",
        build=shown.build,
        count=len(errors(findings)) or len(findings),
        failure=report.failure if report else "",
        files=by_file(findings),
        has_good_pages=(shown.output / FRONT_PAGE).is_file(),
        path=path,
    )


def waiting_page(shown: Shown) -> bytes:
    """What stands in place of a page that a build under way may be about to make."""
    done, count = shown.progress
    return drawn("waiting.html", is_first=shown.is_first, done=done, count=count)


def desk_page(shown: Shown) -> bytes:
    """The list of all drafts, and of all that waits for its day."""
    report = shown.report
    texts = not_public_yet(report.texts) if report else []
    groups = [(HEADINGS[state], [(one, about(one, shown)) for one in group]) for state, group in by_state(texts)]
    return drawn("desk.html", is_first=shown.is_first, is_built=bool(report and report.built), texts=groups)


def by_state(texts: Iterable[Entry]) -> Iterator[tuple[State, list[Entry]]]:
    """Texts in the order of the list, those of one state together."""
    yield from ((state, list(group)) for state, group in groupby(texts, key=lambda text: text.state))


def about(text: Entry, shown: Shown) -> list[Finding]:
    """What a text's own page shows: of a draft all that would be wrong, of others what asks for something."""
    findings = shown.report.findings if shown.report else ()
    own = [one for one in findings if one.where.path == text.path]
    return own if text.state is State.DRAFT else without_notes(own)


def with_bar(html: bytes, path: str, shown: Shown) -> bytes:
    """The page with a bar above it that says what it is; of a draft that a browser could run, the bar alone.

    path: its address, still percent-encoded
    """
    texts = shown.report.texts if shown.report else ()
    text = next((one for one in texts if one.address == unquote(path)), None)
    if text is None:
        return html
    findings = about(text, shown)
    bar = drawn("bar.html", text=text, findings=findings)
    if any(one.code == ACTIVE for one in findings):
        return drawn("nothing.html", bar=Markup(bar.decode()))
    body = BODY.search(html)
    return html[: body.end()] + b"\n" + bar + html[body.end() :] if body else bar + html


def drawn(template: str, **values: object) -> bytes:
    """A page of the preview's own."""
    environment = Environment(
        loader=FileSystemLoader(HERE), autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True
    )
    return environment.get_template(template).render(own=OWN, desk=DESK, sentence=sentence, **values).encode()


def sentence(text: Entry) -> str:
    """Who can see a text, and since when."""
    day = day_in_words(text.since) if text.since else ""
    if text.state is State.SCHEDULED:
        at = f", {time_in_words(text.since)}" if isinstance(text.since, datetime) else ""
        return f"Scheduled for {day}{at}: in no public file until a publish runs then or later."
    if text.state in (State.PUBLIC, State.UNSAID):
        public = f"Public since {day}." if day else "Public as soon as you publish."
        return public if text.state is State.PUBLIC else f"{public} No line Status says so: write one."
    return SENTENCES[text.state]
