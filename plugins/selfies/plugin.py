"""The wall's front door: reads submissions, lets consent decide, offers walls to templates, writes their pages."""

from pathlib import Path
from typing import Any

from pelican import Pelican, signals
from pelican.contents import Page
from pelican.generators import Generator
from pelican.writers import Writer

from plugins.selfies.folder import found_elsewhere
from plugins.selfies.members import read_members
from plugins.selfies.pages import member_pages, tiles_pages, words_pages
from plugins.selfies.wall import Wall, build_walls


def offer_walls(site: Pelican) -> None:
    """Walls by campaign id, for every template.

    settings["LEFT_OUT"]: by id, why a member is on no wall, for a page that names her
    settings["WITHDRAWALS"]: by id, whose picture must not be used again
    settings["ORIGINALS"]: the files of members who are not shown
    """
    settings = site.settings
    members = read_members(settings, settings["CONSENT_DAY"], settings["PICTURES"])
    settings["JINJA_GLOBALS"]["walls"], spellings = build_walls(members.portraits)
    settings |= {"LEFT_OUT": members.roster.left_out, "WITHDRAWALS": members.withdrawals}
    settings["ORIGINALS"] = members.originals
    settings["FINDINGS"] += [*members.roster.told(), *spellings]
    settings["FINDINGS"] += found_elsewhere(Path(settings["PATH"]), settings["PRIVATE_FILES"])


class WallGenerator(Generator):
    """Writes the pages of each wall."""

    def generate_output(self, writer: Writer) -> None:
        """For each campaign that has a wall and is itself shown."""
        template_data = self.settings["JINJA_GLOBALS"]
        for wall in template_data["walls"].values():
            campaign = template_data["campaigns"].get(wall.campaign)
            if campaign is not None:
                self.write_wall(writer, wall, campaign)

    def write_wall(self, writer: Writer, wall: Wall, campaign: Page) -> None:
        """The tiles of all and of each workplace, the words alone, and a page for each member."""
        shared = {"wall": wall, "campaign": campaign}
        for workplace in (None, *wall.workplaces):
            shown = workplace or wall
            for page in tiles_pages(shown.address, shown.tiles):
                self.write(writer, "wall", page.address, shared | {"workplace": workplace, "tiles_page": page})
        for page in words_pages(wall):
            self.write(writer, "words", page.address, shared | {"tiles_page": page})
        for member in member_pages(wall):
            self.write(writer, "member", member.tile.address, shared | {"member_page": member})

    def write(self, writer: Writer, template: str, address: str, values: dict[str, Any]) -> None:
        """One page at an address below the site's root."""
        writer.write_file(f"{address}index.html", self.get_template(template), self.context, **values)


def wall_generator(_site: Pelican) -> type[Generator]:
    """Tells Pelican of the generator above."""
    return WallGenerator


def register() -> None:
    """Connects the above to Pelican."""
    signals.initialized.connect(offer_walls)
    signals.get_generators.connect(wall_generator)
