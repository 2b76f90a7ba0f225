"""One stylesheet for the site: the theme's layers, all components, pictures' ratios and focuses.

And the theme's scripts. Each is named by its content.
"""

import hashlib
import re
from collections.abc import Iterator
from pathlib import Path

from plugins.core.findings import Finding, Where, finding
from plugins.core.reachable import visible
from plugins.site.routes import STATIC

# What stands between quotes is no comment, whatever it looks like.
COMMENT = re.compile(r"""("(?:\\.|[^"\\])*"|'(?:\\.|[^'\\])*')|/\*.*?\*/""", re.DOTALL)
LAYERS = ("reset", "tokens", "base", "layout", "components", "utilities")


def missing_files(theme: Path) -> Iterator[Finding]:
    """Files of the site's look that are not there, and without which no page can be (C49).

    The layer of components is made of their own folders.
    """
    sheets = ("site", *(layer for layer in LAYERS if layer != "components"))
    for name in (*(f"css/{sheet}.css" for sheet in sheets), "favicon.svg", "OFL.txt"):
        if not (theme / "static" / name).is_file():
            yield finding("C49.missing-file", Where(f"theme/static/{name}"))


def stylesheet(theme: Path, *, face_rule: str = "", picture_rules: str = "", host: str = "") -> str:
    """The text of the site's stylesheet.

    theme: the theme's folder
    face_rule: where the face of titles is (plugins.assets.typeface)
    host: what whole addresses on paper begin with; "" on the editor's machine
    picture_rules: those of aspect ratios and of where pictures may be cropped around (pictures.ratios and focus)
    """
    folder = theme / "static" / "css"
    on_paper = f':root {{ --site: "{host}"; }}\n' if host else ""
    parts = [(folder / "site.css").read_text(encoding="utf-8"), face_rule, on_paper]
    for layer in LAYERS:
        sheets = [folder / f"{layer}.css"]
        if layer == "components":
            sheets += sorted((theme / "components").glob("*/style.css"))
        text = "\n".join(sheet.read_text(encoding="utf-8") for sheet in sheets if sheet.is_file())
        if layer == "utilities":
            text += picture_rules
        parts.append(f"@layer {layer} {{\n{text}}}\n")
    return without_comments("\n".join(parts))


def without_comments(css: str) -> str:
    """A stylesheet without what only its authors read: a sixth of what a visitor would wait for.

    >>> without_comments('a { /* no */ content: "/* yes */"; }')
    'a {  content: "/* yes */"; }'
    """
    return re.sub(r"\n{2,}", "\n", COMMENT.sub(lambda found: found[1] or "", css))


def hashed_name(stem: str, suffix: str, data: bytes) -> str:
    """A name that changes with the content, so that browsers may keep the file for ever.

    >>> hashed_name("site", ".css", b"")
    'static/site.e3b0c442.css'
    """
    return f"{STATIC}{stem}.{hashlib.sha256(data).hexdigest()[:8]}{suffix}"


def scripts(theme: Path) -> dict[str, tuple[str, bytes]]:
    """The theme's scripts, each a module of its own: by name without suffix, what it is published as, and its text."""
    files = {file.stem: file.read_bytes() for file in visible((theme / "static" / "js").glob("*.js"))}
    return {stem: (hashed_name(stem, ".js", data), data) for stem, data in files.items()}
