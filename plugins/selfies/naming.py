"""What a page may say of a wall: a member's id, a workplace. Who is left out in silence elsewhere is an error here."""

from collections.abc import Iterator, Mapping, Sequence

from plugins.core.fields import words
from plugins.core.findings import Finding, Where, error, quoted
from plugins.core.suggestions import did_you_mean
from plugins.selfies.wall import Wall


def unknown_members(
    told: str, wall: Wall | None, left_out: Mapping[str, Sequence[Finding]], where: Where
) -> Iterator[Finding]:
    """C33: a page names a member whom the campaign's wall does not show, or her number is misspelt.

    Nobody may be shown who is not on the wall, since that is what she agreed to. Correct the number, or take her out of
    the line. When it is known why she is left out, that reason is told instead.

    told: ids with commas; left_out: by id, why a member is on no wall; where: the line that names them
    """
    known = {tile.id for tile in wall.tiles} if wall else set()
    for member_id in words(told):
        if member_id in known:
            continue
        for reason in left_out.get(member_id, ()):
            remedy = reason.remedy or f"Take {member_id} out of this line."
            yield error(where, f"A member named here cannot be shown: {reason.problem}", remedy, reason.code)
        if member_id not in left_out:
            problem = f"I know no member {quoted(member_id)} on this campaign's wall."
            remedy = f"The id stands in the address of her page there, as in  /{wall.tiles[0].address}" if wall else ""
            yield error(where, problem, remedy, "C33")


def unknown_workplace(told: str, wall: Wall | None, where: Where) -> Finding | None:
    """C33: a page names a workplace, and nobody of it is on the campaign's wall, or it is misspelt.

    Readers would see an empty place. Write it as the wall does, or delete the line.
    """
    if wall and wall.workplace(told):
        return None
    names = [place.name for place in wall.workplaces] if wall else []
    problem = f"I know no workplace {quoted(told)} on this campaign's wall."
    return error(where, problem, did_you_mean(told, names), "C33")
