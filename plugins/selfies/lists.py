"""Lists of members who took their picture back, wherever they lie: by their names, their folders', what they hold."""

import os
import re
from collections.abc import Iterable, Iterator
from pathlib import Path

from plugins.core.findings import printable
from plugins.core.reachable import MADE_FOLDERS, MAX_FOLDERS, identity, is_not_staffs, same_file
from plugins.selfies.copies import (
    LOOSE_TEXTS,
    ROOMS,
    ending_of,
    files_in,
    has_fields,
    is_called_like,
    is_found_in,
    is_picture,
    words_of,
)
from plugins.selfies.folder import shown_as
from plugins.selfies.taking_back import is_like_withdrawn, plain

# What may be a list; beside content/withdrawn.toml, whatever is called so.
TABLES = ("", ".toml", ".csv", ".tsv", ".json", ".yaml", ".yml", ".xlsx", ".xls", ".ods", ".numbers")
PAGES = (".md", ".markdown")
ENDINGS = frozenset((*TABLES, *LOOSE_TEXTS))
# What was read once is never tried in another way (++), or a megabyte of spaces would be read a million times.
LINE = re.compile(
    rb"""(?m)^[ \t#]*+(?:\[{1,2}+[^][\n]++\]{1,2}+\s*+|["']?[^="'\n]++["']?[ \t]*+=[ \t]*+\{[^}\n]*?)"""
    rb"""\bdate["']?[ \t]*+=[ \t]*+["']?\d"""
)
# By which a project is known, and the folder of libraries.
SETTINGS, LIBRARIES = "pelicanconf.py", "pyvenv.cfg"
OTHER_WORDS = re.compile(r"revo[kc]\w|rescind|retract|opt(?:ed|ing|s)?[ -]?out|take[ -]?downs?|unpublish")


LETTERS = tuple(sorted(word) for word in ("withdrawn", "withdrawal", "withdrawals"))


def copies_of(file: Path, selfies: Path | None) -> Iterator[tuple[Path, str]]:
    """Files that may be a list of withdrawn pictures, hidden or not, and how staff know them; no picture, no folder.

    They lie below content/, at the top of the project, or, if they are TOML, in any of its folders; in and beside the
    selfies folder. TOML of any name counts with lines as the list has them. In the selfies folder nothing but TOML
    does, since other texts there are read as such.
    file: content/withdrawn.toml, which is none of them
    """
    content = file.parent
    places: list[tuple[Path, str, Iterable[str]]] = [(content, "content/", files_in(content))]
    places.append((content.parent, "", names_around(content, selfies)))
    if selfies and not selfies.is_relative_to(content):
        places.append((selfies, f"{shown_as(selfies, content)}/", files_in(selfies)))
        above = selfies.parent
        if above not in (content, content.parent) and above.is_dir():
            places.append((above, f"{shown_as(above, content)}/", sorted(os.listdir(above))))  # noqa: PTH208
    for folder, shown, names in places:
        for name in names:
            ending = ending_of(name)
            is_beside = folder == content and "/" not in name
            if not (is_beside or ending in ENDINGS) or is_picture(name):
                continue
            found = folder / name
            is_list = is_toml_list(found) if ending == ".toml" else is_other_list(found, name, content, selfies)
            if is_list and not found.is_dir() and not same_file(found, file):
                yield found, f"{shown}{printable(name)}"


def names_around(content: Path, selfies: Path | None) -> Iterator[str]:
    """What lies beside content/, and the TOML in the project's other folders, by the paths from it.

    Not in hidden folders, in the program's own, in what programs made, in what `begin` put aside, and in another
    project. Of a content folder that lies in no project, the folders beside it are somebody else's.
    """
    project = content.parent
    own = {known for one in (content, selfies) if one and (known := identity(one)) is not None}
    for here, folders, names in os.walk(project):
        below = Path(here).relative_to(project).parts
        if not below:
            yield from sorted((*folders, *names))
            folders[:] = [one for one in folders if not is_not_staffs(one)] if SETTINGS in names else []
        elif SETTINGS not in names and LIBRARIES not in names:
            yield from ("/".join((*below, name)) for name in sorted(names) if ending_of(name) == ".toml")
        else:
            folders.clear()
        if len(below) >= MAX_FOLDERS:
            folders.clear()
        folders[:] = sorted(one for one in folders if one[0] != "." and one not in MADE_FOLDERS)
        folders[:] = [one for one in folders if identity(Path(here, one)) not in own]


def is_toml_list(file: Path) -> bool:
    """Whether a TOML file is a list by its name, or by a line such as `0430 = { date = 2021-06-14 }`."""
    return is_called_list(file.name) or has_lines(file)


def is_other_list(file: Path, name: str, content: Path, selfies: Path | None) -> bool:
    """Whether another file is a list by its name, or by that of a folder that holds no pages and no members' texts.

    name: its path from the folder that was searched
    """
    folders = name.split("/")[:-1]
    if selfies and (file.is_relative_to(selfies) or any(is_called_like(one, selfies) for one in folders)):
        return False
    if file.is_relative_to(content) and folders[:1] in (["documents"], ["images"]):
        return has_lines(file)  # what is for readers may be called withdrawn, too
    is_text = name.lower().endswith(LOOSE_TEXTS)
    is_page = bool(folders) and file.is_relative_to(content) and folders[0] in ROOMS
    if is_called_list(file.name) or (not folders and OTHER_WORDS.search(plain(name))):
        return not is_page or not name.lower().endswith(PAGES)
    return not is_page and any(map(is_called_list, folders)) and not (is_text and has_fields(file))


def is_called_list(name: str) -> bool:
    """Whether a word of a name is withdrawn or withdrawal, misspelt or with its letters in another order."""
    return is_like_withdrawn(name) or any(sorted(word) in LETTERS for word in words_of(name))


def has_lines(file: Path) -> bool:
    """Whether a file has a line as content/withdrawn.toml has them."""
    return is_found_in(file, LINE)
