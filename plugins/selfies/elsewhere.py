"""Members' files that lie where none should: in copies of the selfies folder, and in pairs anywhere below content/."""

import os
from collections.abc import Collection, Iterator
from pathlib import Path

from plugins.core.reachable import is_too_deep, is_within, same_file
from plugins.selfies.copies import (
    KEEPERS,
    PUT_THERE,
    ROOMS,
    Elsewhere,
    called_like,
    files_in,
    has_fields,
    is_called_like,
    is_picture,
    is_room,
    is_text_name,
    same_id,
    words_of,
)
from plugins.selfies.namesakes import find_namesakes

KNOWN_FOLDERS = ROOMS | {"images"}


def look_elsewhere(content: Path, folder: Path, withdrawn_ids: Collection[str] = ()) -> Elsewhere:
    """What lies below content/, beside it and beside the selfies folder and may be members'; content/ is walked once.

    folder: that of the members' files, or content/selfies for a site without a wall
    withdrawn_ids: of members of whom nobody knows how their picture looks
    """
    copies = [*called_like(folder, folder.parent, content), *called_like(folder, content.parent, content)]
    root = content.parent
    texts = [one for one in sorted(root.iterdir()) if is_text_name(one.name) and one.is_file()]
    evidence: dict[Path, Path] = {}
    others: list[Path] = []
    pictures: list[Path] = []
    for here, folders, names in os.walk(content) if not is_within(content, folder) else ():
        parent = Path(here)
        rooms = KNOWN_FOLDERS if parent == content else ()
        like = [name for name in folders if name not in rooms and is_called_like(name, folder)]
        if parent.is_relative_to(content / "images"):  # where a folder may be about selfies, such as selfie-station
            own = set(words_of(folder.name))
            like = [name for name in like if own <= set(words_of(name)) or holds_members_text(parent / name)]
        copies += [parent / name for name in sorted(like) if not same_file(parent / name, folder)]
        folders[:] = [one for one in folders if one not in like and one not in KEEPERS]
        folders[:] = sorted(one for one in folders if not is_too_deep(parent / one, content))
        texts_here = [parent / name for name in sorted(names) if is_text_name(name)]
        texts += texts_here
        is_shelf = parent.parent == content  # content/images, for example, where each picture is another matter
        evidence |= members_among(texts_here, parent, names, is_page=is_room(parent, content), is_shelf=is_shelf)
        for name in names:
            (pictures if is_picture(name) else others).append(parent / name)
    names_there = [name for home in (folder, *copies) for name in files_in(home, content)]
    found = find_namesakes(pictures, others, content, folder, (*withdrawn_ids, *names_there))
    evidence = {**found.evidence, **evidence}
    return Elsewhere(content, tuple(dict.fromkeys(copies)), tuple(texts), tuple(evidence), found.of_ids, evidence)


def holds_members_text(folder: Path) -> bool:
    """Whether a folder, by itself, holds a text with a member's fields."""
    names = os.listdir(folder) if folder.is_dir() else []  # noqa: PTH208  (many Paths cost much)
    return any(has_fields(folder / name) for name in names if is_text_name(name))


def members_among(
    texts: list[Path], parent: Path, names: list[str], *, is_page: bool, is_shelf: bool
) -> Iterator[tuple[Path, Path]]:
    """The texts of one folder that have a member's fields, and the pictures that each may be about, each with its text.

    That are those that are called as it is, or else share a word with its name (`ruth consent.txt`), or else all,
    unless its name holds a number: then it is about somebody who is not here.
    is_page: then only a text with a picture that is called so is opened; is_shelf: then no text is about all of them
    """
    exact: dict[tuple[str, ...], list[Path]] = {}
    by_word: dict[str, list[Path]] = {}
    pictures = [name for name in names if is_picture(name)] if texts else []
    for name in pictures:
        exact.setdefault(called(name), []).append(parent / name)
        for word in called(name):
            by_word.setdefault(word, []).append(parent / name)
    for text in texts:
        own = called(text.name)
        beside = exact.get(own, [])
        if (beside or not is_page) and has_fields(text):
            near = [picture for word in own for picture in by_word.get(word, [])]
            is_of_all = not (beside or near or is_shelf or any(map(str.isdecimal, own)))
            about = [*(beside or near), *(parent / name for name in (pictures if is_of_all else ()))]
            yield from ((file, text) for file in (text, *about))


def called(name: str) -> tuple[str, ...]:
    """What a picture's name and that of its text have in common: `0950.jpg`, `950 (1).md`, `0950.jpg.txt`."""
    stem = os.path.splitext(name)[0]  # noqa: PTH122  (many Paths cost much)
    while is_picture(stem):
        stem = os.path.splitext(stem)[0]  # noqa: PTH122
    return same_id(PUT_THERE.sub(" ", stem))
