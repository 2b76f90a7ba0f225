"""Walls: read before anything else, and their pages written with all others."""

from pathlib import Path
from typing import Any

from pelican.generators import Generator

from plugins.engine.build import Build, build_of
from plugins.engine.writer import PendingWriter
from plugins.selfies.folder import found_elsewhere
from plugins.selfies.members import read_members
from plugins.selfies.pages import member_pages, tiles_pages, words_pages
from plugins.selfies.wall import Wall, WallAddresses, build_walls
from plugins.site.model import Campaign
from plugins.site.routes import FURTHER, MEMBER, WALL, WORDS, WORKPLACE, file_of

ADDRESSES = WallAddresses(WALL, WORKPLACE, WORDS, MEMBER)


def read_walls(settings: dict[str, Any], build: Build) -> None:
    """Lets consent decide who is shown; walls by campaign. raises: ExecutorError"""
    build.members = read_members(settings, build.consent_day, build.pictures)
    build.walls, spellings = build_walls(build.members.portraits, ADDRESSES)
    build.findings += [*build.members.roster.all_findings(), *spellings]
    build.findings += found_elsewhere(Path(settings["PATH"]), build.private)


class WallGenerator(Generator):
    """Records the pages of each wall."""

    def generate_output(self, writer: PendingWriter) -> None:
        """For each campaign that has a wall and is itself shown."""
        site = build_of(self.settings).site
        for wall in site.walls.values():
            self.write_wall(writer, wall, site.campaigns[wall.campaign])

    def write_wall(self, writer: PendingWriter, wall: Wall, campaign: Campaign) -> None:
        """The tiles of all and of each workplace, the words alone, and a page for each member."""
        shared = {"wall": wall, "campaign": campaign, "language": campaign.lang}
        for workplace in (None, *wall.workplaces):
            shown = workplace or wall
            for page in tiles_pages(shown.address, shown.tiles, FURTHER):
                self.write(writer, "wall", page.address, shared | {"workplace": workplace, "tiles_page": page})
        for page in words_pages(wall, FURTHER):
            self.write(writer, "words", page.address, shared | {"tiles_page": page})
        for member in member_pages(wall, FURTHER):
            self.write(writer, "member", member.tile.address, shared | {"member_page": member})

    def write(self, writer: PendingWriter, template: str, address: str, values: dict[str, Any]) -> None:
        """One page at an address below the site's root."""
        writer.write_file(file_of(address), self.get_template(template), self.context, **values)
