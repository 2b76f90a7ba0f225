"""What systems and programs write beside people's files by themselves: no word in it is anybody's."""

import re
from pathlib import Path

FOLDERS = re.compile(
    r"@eaDir|__MACOSX|System Volume Information|\$RECYCLE\.BIN|lost\+found"
    r"|\.(?:AppleDouble|fseventsd|Spotlight-V100|TemporaryItems|Trash-\d+|Trashes)",
    re.IGNORECASE,
)
# Of folders as they are shown.
FILES = re.compile(
    r"\.DS_Store|Icon\r|Thumbs\.db|ehthumbs(?:_vista)?\.db|desktop\.ini|\.directory|.*:Zone\.Identifier",
    re.IGNORECASE | re.DOTALL,
)
# By its name, what else a program writes holds, where anybody may call a file so: the colours of a file on macOS, what
# a telephone changed in a picture, who has a document open in Microsoft's office (162 or 165 bytes), in LibreOffice.
HOLDING = tuple(
    (re.compile(name, re.IGNORECASE | re.DOTALL), re.compile(data, re.DOTALL))
    for name, data in (
        (r"\._.*", rb"\x00\x05\x16\x07.*"),
        (r".*\.aae", rb"(?:\xef\xbb\xbf)?<\?xml[^>]*>\s*(?:<!DOCTYPE plist[^>]*>\s*)?<plist\b.*|bplist00.*"),
        (r"~\$.*", rb".{162}|.{165}"),
        (r"\.~lock\..*", rb"(?:[^\n,]*,){3}[^\n]*;\s*"),
    )
)
PERHAPS = re.compile(r"[.~]|.*\.aae$", re.IGNORECASE | re.DOTALL)
READ_BYTES = 1_000_000
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
    if FILES.fullmatch(name):
        return True
    if not PERHAPS.match(name):  # most files
        return False
    held = next((data for called, data in HOLDING if called.fullmatch(name)), None)
    file = folder / name
    if held is None or not file.is_file():
        return False
    with file.open("rb") as opened:
        found = opened.read(READ_BYTES)
    return not found or held.fullmatch(found) is not None
