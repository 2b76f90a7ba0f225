"""What in older texts showed somebody who may not be shown any more is taken out of a copy of them, and no more.

A build tells where it stands: a picture below content/, the line that shows it, names a member or leads to their page.
"""

import re
from collections.abc import Iterable, Iterator
from pathlib import Path

from plugins.core.fields import words
from plugins.core.findings import Finding
from plugins.site.routes import MEMBER, WALL

# A picture that somebody took back; what shows a member's picture; a member who is named and not there.
PICTURES = ("C22.is-back", "C22.looks-withdrawn")
SHOWING = ("C13.no-picture", "C19", "C22")
NO_MEMBER, NO_WORKPLACE, NAMED = "C33.no-such-member", "C33.no-such-workplace", "named-here"
NO_LINK = "C11.nothing-there"
# Addresses below a wall, which come and go with who is on it.
OF_A_WALL = re.compile("|".join(re.escape(one.partition("}/")[2].partition("{")[0]) for one in (MEMBER, WALL)))

FENCE = re.compile(r"\s*(?P<colons>:{3,})\s*(?P<name>.*)")
FIELD = re.compile(r"\s*(?P<name>[\w-]+)\s*:(?P<value>.*)")
IMAGE, LINK = re.compile(r"!\[[^\]]*\]\([^)]*\)(?:\{[^}]*\})?"), re.compile(r"(?<!!)\[([^\]]*)\]\([^)]*\)")


def take_out(findings: Iterable[Finding], content: Path) -> bool:
    """Takes out of a copy of content/ what its findings tell of members who may not be shown.

    returns: whether that was anything. Of a line that was taken out already nothing is told twice
    """
    changed = False
    for found in sorted(findings, key=lambda one: (one.where.path, -one.where.line)):  # lines below stay where they are
        file = content / found.where.path.removeprefix(f"{content.name}/").removeprefix("content/")
        if not file.resolve().is_relative_to(content.resolve()) or not file.is_file():
            continue
        name = f"{found.code}.{found.variant}"
        if name in PICTURES and file.suffix != ".md":
            file.unlink()
            changed = True
        elif file.suffix == ".md":
            lines = file.read_text(encoding="utf-8").split("\n")
            left = without(found, lines)
            if left != lines:
                file.write_text("\n".join(left), encoding="utf-8")
                changed = True
    return changed


def without(found: Finding, lines: list[str]) -> list[str]:
    """The lines of a text without what one finding tells of a member; the same where it tells of something else."""
    name, values, at = f"{found.code}.{found.variant}", dict(found.values), found.where.line - 1
    if not 0 <= at < len(lines):
        return lines
    around = [dict(one.values) for one in found.around if one.name == NAMED]
    if around or name == NO_MEMBER:
        return without_member(str((around or [values])[0]["id"]), lines, at)
    if name == NO_WORKPLACE:
        return without_all_of_it(lines, at)
    if name == NO_LINK and OF_A_WALL.search(str(values["target"])):
        return [*lines[:at], LINK.sub(r"\1", lines[at]), *lines[at + 1 :]]
    return without_picture(lines, at) if name.startswith(SHOWING) else lines


def without_member(member_id: str, lines: list[str], at: int) -> list[str]:
    """The lines without an id in one of them: where no other stands there, without what shows members.

    >>> without_member("0401", ["::: collage", "members: 0401; 0402", "", ":::"], 1)[1]
    'members: 0402'
    """
    field = FIELD.fullmatch(lines[at])
    if field is None:
        return lines
    others = [one for one in words(field["value"]) if one.casefold() != member_id.casefold()]
    if not others:
        return without_all_of_it(lines, at)
    return [*lines[:at], f"{field['name']}: {', '.join(others)}", *lines[at + 1 :]]


def without_picture(lines: list[str], at: int) -> list[str]:
    """The lines without the picture that one of them shows, and what is said of it."""
    if at < header_end(lines):
        own = [number for number, line in enumerate(lines[: header_end(lines)]) if line.casefold().startswith("image")]
        return [line for number, line in enumerate(lines) if number not in own]
    if IMAGE.search(lines[at]):
        return [*lines[:at], IMAGE.sub("", lines[at]), *lines[at + 1 :]]
    return without_all_of_it(lines, at)


def without_all_of_it(lines: list[str], at: int) -> list[str]:
    """The lines without the block that holds one of them, or else without the paragraph, or the field of the header."""
    if at < header_end(lines):
        return [*lines[:at], *lines[at + 1 :]]
    first, last = next(blocks_around(lines, at), (0, 0))
    if last:
        return [*lines[:first], *lines[last + 1 :]]
    first = last = at
    while lines[first - 1].strip():
        first -= 1
    while last + 1 < len(lines) and lines[last + 1].strip():
        last += 1
    return [*lines[:first], *lines[last + 1 :]]


def header_end(lines: list[str]) -> int:
    """The row of the empty line that ends a header."""
    first = next((number for number, line in enumerate(lines) if line.strip()), 0)  # an empty line may come before
    return next((number for number, line in enumerate(lines) if number > first and not line.strip()), len(lines))


def blocks_around(lines: list[str], at: int) -> Iterator[tuple[int, int]]:
    """The rows at which each block around a row begins and ends, the innermost first."""
    open_at: list[int] = []
    for number, line in enumerate(lines):
        if fence := FENCE.fullmatch(line):
            if fence["name"].strip():
                open_at.append(number)
            elif open_at and (first := open_at.pop()) <= at <= number:
                yield first, number
