"""The wall's front door: reads submissions, lets consent decide, offers walls to templates, writes their pages."""

from pathlib import Path
from typing import Any

from pelican import Pelican, signals
from pelican.contents import Page
from pelican.generators import Generator
from pelican.writers import Writer

from plugins.core.findings import Finding, error, warning
from plugins.core.header import text_files
from plugins.core.settings import setting_line
from plugins.core.suggestions import did_you_mean
from plugins.selfies.consent import Cleared, sort_out
from plugins.selfies.pages import member_pages, tiles_pages, words_pages
from plugins.selfies.submission import read_submissions, selfies_folder
from plugins.selfies.wall import Wall, build_walls


def offer_walls(site: Pelican) -> None:
    """Walls by campaign id, for every template. Only cleared members' pictures are opened.

    settings["LEFT_OUT"]: by id, why a member is on no wall, for a page that names her
    """
    settings = site.settings
    settings["JINJA_GLOBALS"]["walls"] = {}
    settings["LEFT_OUT"] = {}
    content = Path(settings["PATH"])
    folder = selfies_folder(content, settings["SELFIES_PATH"])
    if folder is None:
        return
    shown = folder.relative_to(content.parent).as_posix() if folder.is_relative_to(content.parent) else folder.name
    if not folder.is_dir():
        problem = f'SELFIES_PATH names "{settings["SELFIES_PATH"]}", which is not a folder.'
        remedy = "Correct it, or write  SELFIES_PATH = None  for a site without a wall."
        settings["FINDINGS"].append(error(setting_line("SELFIES_PATH"), problem, remedy, "C40"))
        return
    submissions, findings = read_submissions(folder, shown)
    cleared, refused = sort_out(submissions, "web", settings["NOW"].date())
    known = {file.stem for file in text_files(content / "campaigns")}
    in_campaign = [member for member in cleared if member.submission.campaign in known]
    findings += [finding for left_out in refused for finding in left_out.findings]
    findings += [without_campaign(member, known) for member in cleared if member.submission.campaign not in known]
    settings["PICTURES"].prepare(member.submission.picture for member in in_campaign)
    walls, more = build_walls(in_campaign, settings["PICTURES"].picture)
    settings["JINJA_GLOBALS"]["walls"] = walls
    settings["FINDINGS"] += [*findings, *more]
    settings["LEFT_OUT"] = {one.id: one.findings for one in refused}


def without_campaign(member: Cleared, known: set[str]) -> Finding:
    """C33: a member whose campaign is not told, or does not exist, has no wall to stand on."""
    told = member.submission
    problem = "It names no campaign that I know." if told.campaign else "There is no campaign in the file."
    remedy = did_you_mean(told.campaign, known)
    return warning(told.where("Campaign"), f"selfie {told.id} is left out. {problem}", remedy, "C33")


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
