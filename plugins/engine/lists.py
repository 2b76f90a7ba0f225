"""Lists that Pelican does not make: of stories by year and by who wrote them, of long matters."""

from typing import Any

from pelican.generators import Generator

from plugins.engine.build import build_of
from plugins.engine.writer import PendingWriter
from plugins.site.lists import Shelf
from plugins.site.model import Story
from plugins.site.routes import MATTERS, file_of


class ListGenerator(Generator):
    """Records every page of these lists."""

    def generate_output(self, writer: PendingWriter) -> None:
        """The stories of each year, and of each person; where long matters stand."""
        site = build_of(self.settings).site
        for year in site.years:
            self.write(writer, "year", year, {"year": year})
        for author in site.authors:
            self.write(writer, "person", author, {"person": site.people[author.name]})
        if (file := file_of(MATTERS)) in site.routes.by_file:
            listed = set(site.pages)  # those in other languages are not among them
            standings = [one for one in site.matters if one.matter in listed]
            writer.write_file(file, self.get_template("matters"), self.context, url=MATTERS, standings=standings)

    def write(self, writer: PendingWriter, name: str, shelf: Shelf[Story], variables: dict[str, Any]) -> None:
        """One list. name: of its template"""
        lists = {"articles": list(shelf.stories)}
        template, file = self.get_template(name), file_of(shelf.url)
        writer.write_file(file, template, self.context, paginated=lists, template_name=name, url=shelf.url, **variables)
