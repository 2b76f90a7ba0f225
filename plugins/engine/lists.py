"""Lists of stories that Pelican does not make: by year, and by who wrote them."""

from dataclasses import replace
from typing import Any, TypeVar

from pelican.generators import Generator

from plugins.engine.build import build_of
from plugins.engine.writer import PendingWriter
from plugins.site.lists import Shelf
from plugins.site.routes import file_of

Item = TypeVar("Item")


class ListGenerator(Generator):
    """Records every page of these lists."""

    def generate_output(self, writer: PendingWriter) -> None:
        """The stories of each year, and of each person."""
        site = build_of(self.settings).site
        for year in site.years:
            write_list(self, writer, "year", year, year=year)
        for author in site.authors:
            write_list(self, writer, "person", author, person=replace(site.people[author.name], url=author.url))


def write_list(generator: Generator, writer: PendingWriter, name: str, shelf: Shelf[Item], **variables: Any) -> None:
    """Records every page of a list. name: of its template"""
    lists = {"articles": list(shelf.stories)}
    template, file = generator.get_template(name), file_of(shelf.url)
    shown = {**variables, "language": shelf.language}
    writer.write_file(file, template, generator.context, paginated=lists, template_name=name, url=shelf.url, **shown)
