"""The contact sheet of the selfies: every submission by its id alone, and a picture of whoever agreed to be shown."""

from collections.abc import Iterator, Mapping
from enum import StrEnum
from typing import NamedTuple

from plugins.core.findings import Finding
from plugins.engine.build import Build
from plugins.selfies.consent import Cleared, decide
from plugins.selfies.wall import Tile, Wall

WITHDRAWN = "C55"


class SelfieState(StrEnum):
    """Where a member is shown: on the web and in print, on the web, nowhere, and nowhere ever again."""

    PRINT = "print"
    WEB = "web"
    LEFT_OUT = "left-out"
    WITHDRAWN = "withdrawn"


class Selfie(NamedTuple):
    """One submission.

    picture: the name of a derivative that shows it; "" for everybody who is not cleared
    address: of the page of their own, below the root; "" while their campaign is not shown
    why: what keeps them out
    """

    id: str
    state: SelfieState
    picture: str = ""
    address: str = ""
    why: tuple[Finding, ...] = ()


def contact_sheet(build: Build) -> list[Selfie]:
    """Every submission, and everybody who took a picture back, by id."""
    members = build.members
    left_out = {
        member_id: Selfie(member_id, state_of_refused(why), why=tuple(why))
        for member_id, why in members.roster.left_out.items()
    }
    withdrawn = {one.id: Selfie(one.id, SelfieState.WITHDRAWN) for one in members.withdrawals.values()}
    sheet = {**{one.id: one for one in shown(build)}, **left_out, **withdrawn}
    return [sheet[member_id] for member_id in sorted(sheet)]


def shown(build: Build) -> Iterator[Selfie]:
    """Those who are cleared, and whose picture could be opened."""
    tiles = tiles_by_id(build.walls)
    for member, _ in build.members.portraits:
        submission = member.submission
        may_be_printed = isinstance(decide(submission, "print", build.consent_day), Cleared)
        tile = tiles[submission.id]
        address = tile.address if submission.campaign in build.site.walls else ""
        yield Selfie(
            submission.id, SelfieState.PRINT if may_be_printed else SelfieState.WEB, smallest_of(tile), address
        )


def state_of_refused(why: tuple[Finding, ...]) -> SelfieState:
    """Of somebody who is left out, whether they took the picture back."""
    return SelfieState.WITHDRAWN if any(one.code == WITHDRAWN for one in why) else SelfieState.LEFT_OUT


def tiles_by_id(walls: Mapping[str, Wall]) -> dict[str, Tile]:
    """Every tile of every wall."""
    return {tile.id: tile for wall in walls.values() for tile in wall.tiles}


def smallest_of(tile: Tile) -> str:
    """The name of the smallest picture of a tile that every browser shows."""
    return tile.picture.fallback[0].name
