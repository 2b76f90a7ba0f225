"""The preview's own pages: what a file is by its name, templates drawn, and texts in words. Knows no network."""

from datetime import datetime, time
from functools import cache
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from plugins.core.in_words import day_in_words, time_in_words
from plugins.preview.texts import DESK, Entry, State

HERE = Path(__file__).parent
OWN, GUIDE = "/_preview/", "/_guide/"
OWN_FILES = ("preview.js", "preview.css", "pages.css")

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

SENTENCES = {
    State.DRAFT: "Draft: in no public file until its line Status, or what else keeps it back, says something else.",
    State.HIDDEN: "Hidden: on no list, but whoever has the address can read it.",
}
OF_A_DRAFT = "Draft: in no public file, since it belongs to a draft or to what waits for its day."


def content_type(name: str) -> str:
    """What a file is, by its name."""
    ending = (kind for end, kind in CONTENT_TYPES.items() if name.lower().endswith(end))
    return next(ending, "application/octet-stream")


@cache
def environment() -> Environment:
    """What reads the preview's own templates."""
    return Environment(
        loader=FileSystemLoader(HERE), autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True
    )


def drawn(template: str, **values: object) -> bytes:
    """A page of the preview's own."""
    shown = environment().get_template(template)
    return shown.render(own=OWN, desk=DESK, guide=GUIDE, sentence=sentence, **values).encode()


def sentence(text: Entry) -> str:
    """Who can see a text, and since when."""
    day = day_in_words(text.since) if text.since else ""
    if text.state is State.SCHEDULED:
        at = ""  # at midnight a day begins that was named without an hour
        if isinstance(text.since, datetime) and text.since.time() != time():
            at = f", {time_in_words(text.since)}"
        return f"Scheduled for {day}{at}: in no public file until a publish runs then or later."
    if text.state is State.EXPIRED:
        return f"Expired on {day}: in no public file any more."
    if text.state in (State.PUBLIC, State.UNSAID):
        public = f"Public since {day}." if day else "Public as soon as you publish."
        return public if text.state is State.PUBLIC else f"{public} No line Status says so: write one."
    return SENTENCES[text.state]
