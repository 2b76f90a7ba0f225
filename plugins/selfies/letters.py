"""Pictures without a text that may be letters to us, in which somebody takes their picture back: nobody reads them."""

import os
import re
import shlex
from collections.abc import Iterable, Iterator
from pathlib import Path

from plugins.core.findings import Finding, Where, finding, printable
from plugins.pictures.picture import SUFFIXES
from plugins.selfies.copies import LOOSE_TEXTS, PUT_BEHIND, Copies, same_id

# As `new selfie` gives, shorter than a day or a moment by which telephones call theirs.
MEMBERS_NUMBER = re.compile(r"[0-9]{1,7}")


def may_be_a_letter(stem: str) -> bool:
    """Whether a picture without a text is called otherwise than by a member's number.

    A letter that somebody photographed with a telephone is called as all its pictures are, and so may be one.

    >>> may_be_a_letter("Scan0001"), may_be_a_letter("IMG_2003"), may_be_a_letter("20260304"), may_be_a_letter("0417")
    (True, True, True, False)
    """
    return MEMBERS_NUMBER.fullmatch(stem) is None


def letters(folder: Path, copies: Copies, shown_folder: str, gone: Iterable[str]) -> Iterator[Finding]:
    """The pictures without a text that `submission.orphans` does not tell of, and that may be letters (C54).

    That are those in folders within the members', whatever they are called, since a scanner may have numbered them and
    `new selfie` puts none there; those with something behind their ending; and hidden ones, which stop nothing.
    gone: ids of members who withdrew, whose files are told elsewhere
    """
    withdrawn = set(map(same_id, gone))
    hidden: dict[str, list[str]] = {}
    for name in copies.alone:
        parent, _, last = name.rpartition("/")
        is_hidden = any(part.startswith(".") for part in name.split("/"))
        stem = os.path.splitext(PUT_BEHIND.sub("", name))[0]  # noqa: PTH122  (many Paths cost much)
        is_told = not parent and not is_hidden and last.lower().endswith(SUFFIXES)
        if is_told or same_id(stem) in withdrawn or has_text(folder / stem):
            continue
        if is_hidden:
            hidden.setdefault(parent, []).append(name)
        elif not may_be_a_letter(stem):
            yield finding("C54.no-text-and-no-id", Where(f"{shown_folder}/{name}"), file=name)
        else:
            yield perhaps_a_letter(name, shown_folder)
    for first, *others in hidden.values():
        told = perhaps_a_letter(first, shown_folder).within("among-selfies")
        yield told.within("and-more-below", count=len(others)) if others else told


def perhaps_a_letter(name: str, shown_folder: str) -> Finding:
    """That a picture may be a letter (C54), and what to type; a name that does not do for that is changed first.

    name: its path from the selfies folder
    """
    path = f"{shown_folder}/{printable(name)}"
    if printable(name) != name or not name.lower().endswith(SUFFIXES):
        return finding("C54.perhaps-a-letter-and-no-id", Where(path))
    return finding("C54.perhaps-a-letter", Where(path), path=shlex.quote(path))


def has_text(stem: Path) -> bool:
    """Whether a text of a picture's name lies beside it."""
    return any(os.path.lexists(f"{stem}{ending}") for ending in LOOSE_TEXTS)
