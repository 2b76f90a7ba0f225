"""What becomes public, and what changes where it goes: counted from manifests, put into words."""

import re
from collections.abc import Iterable, Mapping
from pathlib import Path

from plugins.core.findings import Finding, Where, finding

PICTURES = (".avif", ".webp", ".jpg", ".jpeg", ".png", ".gif", ".svg")
# Copies of files that stand beside them.
COMPRESSED = (".br", ".gz")
# A mail address of an example: whoever writes there writes to nobody (RFC 2606).
NOBODYS_MAIL = re.compile(r"[\w.+-]+@(?:[\w-]+\.)*example\.(?:com|net|org)\b")


def what_is_public(names: Iterable[str], name: str, address: str) -> str:
    """How many pages and pictures a site has, and where readers find them.

    >>> what_is_public(["index.html", "pictures/a-320.avif", "pictures/a-320.jpg"], "Our site", "https://union.ca")
    '"Our site" has 1 page and 1 picture, for everybody to see at https://union.ca'
    """
    files = list(names)
    pages = [one for one in files if one.endswith(".html")]
    pictures = {re.sub(r"(-\d+)?\.\w+$", "", one) for one in files if one.endswith(PICTURES)}
    counted = f"{count(len(pages), 'page')} and {count(len(pictures), 'picture')}"
    return f'"{name}" has {counted}, for everybody to see at {address}'


def what_changes(before: Mapping[str, str], after: Mapping[str, str]) -> str:
    """What happens to the files that an earlier publish left, from two manifests (path and SHA-256 of each file).

    >>> what_changes({"a": "1", "b": "2", "c": "3"}, {"a": "1", "b": "5", "d": "4"})
    'Of what is there 1 file changes and 1 file goes; 1 file is new.'
    """
    old, new = ({name for name in files if not name.endswith(COMPRESSED)} for files in (before, after))
    if not old:
        return "Nothing is there yet."
    changed = sum(before[name] != after[name] for name in old & new)
    gone, added = len(old - new), len(new - old)
    if not changed + gone + added:
        return "The same files are there already."
    changes = f"{count(changed, 'file')} {'changes' if changed == 1 else 'change'}"
    goes = f"{count(gone, 'file')} {'goes' if gone == 1 else 'go'}"
    return f"Of what is there {changes} and {goes}; {count(added, 'file')} {'is' if added == 1 else 'are'} new."


def unread_mail(output: Path, names: Iterable[str]) -> list[Finding]:
    """The addresses to which pages ask readers to write, and which nobody reads (C84).

    names: the files of a site, of which pages are read
    returns: a warning for each address, with the first page that has it
    """
    found: dict[str, str] = {}
    for name in names:
        if name.endswith(".html"):
            for address in NOBODYS_MAIL.findall((output / name).read_text(encoding="utf-8", errors="replace")):
                found.setdefault(address, name)
    return [finding("C84.nobodys-mail", Where(page), address=address) for address, page in found.items()]


def count(number: int, noun: str) -> str:
    """A number and what is counted.

    >>> count(1200, "page")
    '1,200 pages'
    """
    return f"{number:,} {noun}{'' if number == 1 else 's'}"
