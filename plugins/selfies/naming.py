"""What a page may say of a wall: a member's id, a workplace. Who is left out in silence elsewhere is an error here."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from plugins.core.fields import Field, ValueType, fits_anything, words
from plugins.core.findings import Finding, Where, WrongValue, finding
from plugins.core.slugs import NAME
from plugins.core.suggestions import suggest
from plugins.selfies.wall import Wall


def no_ids(field: Field, value: str) -> WrongValue | None:
    """Why a value is not the ids of members, with commas between them; None when it is."""
    for word in words(value):
        if not NAME.fullmatch(word):
            return WrongValue("C34.no-id", field=field.name, line=f"{field.name}: {value}", word=word)
    return None


MEMBERS = ValueType("members", no_ids)
WORKPLACE = ValueType("workplace", fits_anything)


def unknown_members(
    ids: str, wall: Wall | None, left_out: Mapping[str, Sequence[Finding]], where: Where
) -> Iterator[Finding]:
    """The members that a page names and the campaign's wall does not show (C33), or why they are left out, if known.

    ids: ids with commas; left_out: by id, why a member is on no wall; where: the line that names them
    """
    known = {tile.id for tile in wall.tiles} if wall else set()
    for member_id in words(ids):
        if member_id in known:
            continue
        for reason in left_out.get(member_id, ()):
            yield replace(reason, where=where).within("named-here", id=member_id)
        if member_id not in left_out:
            example = {"address": wall.tiles[0].address} if wall else {}
            yield finding("C33.no-such-member", where, id=member_id, **example)


def unknown_workplace(workplace: str, wall: Wall | None, where: Where) -> Finding | None:
    """What is told of a workplace that a page names, and of which nobody is on the campaign's wall (C33)."""
    if wall and wall.workplace(workplace):
        return None
    names = [place.name for place in wall.workplaces] if wall else []
    return finding("C33.no-such-workplace", where, workplace=workplace, **suggest(workplace, names))
