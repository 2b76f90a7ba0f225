"""The files of members who are not shown, by their bytes: nothing that is published may hold one of them."""

import re
from collections.abc import Collection, Iterable, Iterator
from contextlib import suppress
from dataclasses import replace
from pathlib import Path
from typing import NamedTuple

from plugins.core.findings import Finding, Where, finding
from plugins.core.reachable import folders_with_links
from plugins.pictures.cache import PictureCache
from plugins.pictures.copies import (
    MAX_SIZE_BYTES,
    MAX_TEXT_BYTES,
    Original,
    Originals,
    original_of,
    originals,
    originals_in,
)
from plugins.pictures.known_kinds import LEAST_HOLDING_BYTES
from plugins.pictures.picture import SUFFIXES
from plugins.selfies.copies import LOOSE_TEXTS, Elsewhere, same_id
from plugins.selfies.folder import shown_as
from plugins.selfies.namesakes import bare
from plugins.selfies.submission import ID
from plugins.selfies.withdrawals import Withdrawal

SOMEBODY = "a member"


class MembersFile(NamedTuple):
    """One file of a member.

    owner: the id of the member whose file it is, or SOMEBODY
    is_namesake: it is only called so, and lies where a member who agreed may be shown in another picture
    evidence: the path of the text that makes it a member's, as staff know it, or its own where its name does; "" of
        what lies where only members' files do
    """

    path: Path
    owner: str
    original: Original
    is_namesake: bool = False
    evidence: str = ""


def members_files(folder: Path | None, elsewhere: Elsewhere, pictures: PictureCache) -> list[MembersFile]:
    """Every file in the selfies folder and its copies, texts too, and members' files elsewhere, by their bytes.

    One that cannot be read is left out.
    """
    own = [(path, owner(path)) for path in (files_below(folder, elsewhere.content) if folder else ())]
    copies = [path for copy in elsewhere.folders for path in files_below(copy, elsewhere.content)]
    others = [(path, owner_elsewhere(path)) for path in (*copies, *elsewhere.files)]
    found = ((path, whose, original_at(path, pictures)) for path, whose in dict([*others, *own]).items())
    by = {path: shown_as(text, elsewhere.content) for path, text in elsewhere.evidence.items()}
    by = {path: text for path, text in by.items() if path not in dict(own) and is_picture(path)}
    files = [MembersFile(path, whose, read, evidence=by.get(path, "")) for path, whose, read in found if read]
    known = {file.path for file in files}
    called_so = ((path, original_at(path, pictures)) for path in elsewhere.namesakes if path not in known)
    namesakes = [MembersFile(path, bare(path.name), read, is_namesake=True) for path, read in called_so if read]
    return [*files, *files_within(files), *namesakes]


def original_at(path: Path, pictures: PictureCache) -> Original | None:
    """What tells a member's file from others; a text is read, since what it says counts."""
    try:
        if is_picture(path) or not path.is_file() or path.stat().st_size > MAX_TEXT_BYTES:
            return pictures.original(path)
        return original_of(path.read_bytes())
    except OSError:
        return None


def files_within(files: Collection[MembersFile]) -> Iterator[MembersFile]:
    """The pictures and texts that lie in letters, forms and archives of members, which are theirs as well.

    A file is whose number it begins with. In one that is nobody's, what is also a picture of a member is that member's:
    who keeps all letters in one file takes nobody from the wall.
    """
    pictures = [file for file in files if is_picture(file.path)]
    members, known = {file.owner for file in pictures}, {mark for file in pictures for _, mark in marks(file)}
    for file in files:
        if is_picture(file.path) or not LEAST_HOLDING_BYTES <= file.original.size_bytes <= MAX_SIZE_BYTES:
            continue
        with suppress(OSError):
            for original in originals_in(file.path.read_bytes()):
                inner = MembersFile(file.path, file.owner, original)
                if file.owner in members or known.isdisjoint(mark for _, mark in marks(inner)):
                    yield inner


def is_picture(path: Path) -> bool:
    """By its name."""
    return path.suffix.lower() in SUFFIXES


def files_below(folder: Path, content: Path) -> Iterator[Path]:
    """Every file, hidden ones too, in order."""
    for parent, _, names in folders_with_links(folder, content):
        yield from (parent / name for name in names)


def owner(file: Path) -> str:
    """The id or number that a file's name begins with; a name that is none may say who it is, and is not repeated."""
    stem = file.name.partition(".")[0]
    return stem if ID.fullmatch(stem) else number(stem) or SOMEBODY


def owner_elsewhere(file: Path) -> str:
    """The same of a file in another folder, in which a name without a number, or a text beside it, is no id."""
    stem = file.name.partition(".")[0]
    has_text = any(file.with_name(stem + ending).exists() for ending in LOOSE_TEXTS)
    return number(stem) or (owner(file) if has_text else SOMEBODY)


def number(stem: str) -> str | None:
    """The number of three digits or more that a name begins with."""
    found = re.match(r"[0-9]{3,}(?![0-9])", stem)
    return found[0] if found else None


def uncleared(files: Iterable[MembersFile], shown: Collection[Path], withdrawals: Iterable[Withdrawal]) -> Originals:
    """What must not be published: every file but the pictures of those who are shown, and whatever was withdrawn.

    shown: the pictures of members who are cleared, which count as uncleared when the same bytes are another member's;
        a copy under their own id does not, nor one whose name tells of nobody
    """
    gone = {withdrawal.sha256: withdrawal.id for withdrawal in withdrawals if withdrawal.sha256}
    files = list(files)
    agreed = {mark for one in files if one.path in shown for mark in marks(one)}
    agreed |= {(SOMEBODY, digest) for _, digest in agreed}
    on_the_wall = {same_id(one.owner) for one in files if one.path in shown}
    files = [one for one in files if not (one.is_namesake and same_id(one.owner) in on_the_wall)]
    kept = [one for one in files if one.path not in shown and not agreed & marks(one)]
    known = originals([(one.owner, one.original) for one in kept], gone)
    others = {*gone, *(one.original.sha256 for one in kept if not one.is_namesake)}
    sure = {*gone, *(one.original.sha256 for one in kept if not one.evidence)}
    evidence = {one.original.sha256: one.evidence for one in kept if one.original.sha256 not in sure}
    whole = frozenset(one.original.sha256 for one in kept if one.original.picture_sha256 or is_picture(one.path))
    namesakes = frozenset(known.owners.keys() - others)
    return replace(known, namesakes=namesakes, evidence=evidence, files_of_pictures=whole)


def marks(file: MembersFile) -> set[tuple[str, str]]:
    """Whose picture a file is, with each hash by which it is known again."""
    return {(file.owner, digest) for digest in (file.original.sha256, file.original.picture_sha256) if digest}


def held_by(sha256: str, known: Originals, source: str, where: Where) -> Finding:
    """What is told of a picture in a text that is a copy of one of a member who did not agree that it is shown (C19).

    Or of one that is only called as theirs.

    sha256: of its bytes; source: what the text calls it; where: the line of the text
    """
    if sha256 in known.namesakes:
        return finding("C19.called-as-member", where, file=source, owner=known.owners[sha256])
    if evidence := known.evidence.get(sha256):
        is_text = not is_picture(Path(evidence))
        return (
            finding("C19.told-by-text", where, file=source, text=evidence)
            if is_text
            else finding("C19.called-as-taken-back", where, file=source)
        )
    return finding("C19.copy-of-members-file", where, file=source, **named(known.owners[sha256]))


def same_as(member_id: str, owner_id: str, where: Where) -> Finding:
    """What is told of a member's picture that is the very file of another one, who is left out (C19)."""
    return finding("C19.also-anothers", where, id=member_id, **named(owner_id))


def named(owner_id: str) -> dict[str, str]:
    """The value of a finding that says whose file it is; none where nobody knows."""
    return {} if owner_id == SOMEBODY else {"owner": owner_id}
