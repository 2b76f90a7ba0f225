"""What systems and programs write beside people's files by themselves: no word in it is anybody's."""

import re
from pathlib import Path

APPLE_DOUBLE = b"\x00\x05\x16\x07"
FOLDERS = re.compile(
    r"@eaDir|__MACOSX|System Volume Information|\$RECYCLE\.BIN|lost\+found"
    r"|\.(?:AppleDouble|fseventsd|Spotlight-V100|TemporaryItems|Trash-\d+|Trashes)",
    re.IGNORECASE,
)
# Of folders as they are shown, of pictures as a telephone shows them, and of documents that somebody has open.
FILES = re.compile(
    r"\.DS_Store|Icon\r|Thumbs\.db|ehthumbs(?:_vista)?\.db|desktop\.ini|\.directory|.*\.aae|~\$.*|\.~lock\..*"
    r"|.*:Zone\.Identifier",
    re.IGNORECASE | re.DOTALL,
)
# Of texts that somebody has open, and where a program ended before it had saved one: Vim, Kate, Emacs, TextEdit.
OF_EDITORS = re.compile(
    r"(?P<name>.+)\.(?:sw[a-px]|un~|kate-swp|sb-[\w-]+)|\.#(?P<linked>.+)", re.IGNORECASE | re.DOTALL
)


def without_editors_ending(path: str) -> str:
    """A path without what an editor put behind the name of a file.

    >>> without_editors_ending("old/.0901.md.un~"), without_editors_ending("0901 off.md")
    ('old/.0901.md', '0901 off.md')
    """
    folders, slash, name = path.rpartition("/")
    found = OF_EDITORS.fullmatch(name)
    return folders + slash + ((found["name"] or found["linked"]) if found else name)


def is_systems_own(folder: Path, name: str) -> bool:
    """Whether a system wrote a file of a folder by itself, or a program its mark of one that is open."""
    if not name.startswith("._"):
        return FILES.fullmatch(name) is not None
    file = folder / name  # macOS keeps a file's colours in such a one, and anybody may call a text so
    if not file.is_file():
        return False
    with file.open("rb") as opened:
        return opened.read(4) in (b"", APPLE_DOUBLE)
