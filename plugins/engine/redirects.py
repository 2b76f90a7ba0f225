"""Pages at old addresses, which lead on to where the page is now."""

from collections.abc import Iterable, Iterator, Mapping
from typing import Any, NamedTuple

from pelican.generators import Generator

from plugins.engine.build import build_of
from plugins.engine.writer import PendingWriter
from plugins.kinds.person import Person
from plugins.site.lists import Shelf
from plugins.site.redirects import Redirect, redirects_of


class Moved(NamedTuple):
    """What was at an old address."""

    title: str
    url: str
    lang: str


def redirects_of_people(people: Mapping[str, Person], authors: Iterable[Shelf[Any]]) -> Iterator[Redirect]:
    """Where the lists of people's stories were before, of those that there are.

    people: by id; authors: the lists, those in the site's own language first
    """
    lists = first_lists(authors)
    moved = (one for one in people.values() if one.old_addresses and one.id in lists)
    yield from redirects_of((one.path, lists[one.id].url, one.old_line, one.old_addresses) for one in moved)


def first_lists(authors: Iterable[Shelf[Any]]) -> dict[str, Shelf[Any]]:
    """Of the lists of each person's stories, a list in each language, the first, by id."""
    lists = dict[str, Shelf[Any]]()
    for shelf in authors:
        lists.setdefault(shelf.name, shelf)
    return lists


class RedirectGenerator(Generator):
    """Records a page for each old address that can have one."""

    def generate_output(self, writer: PendingWriter) -> None:
        """Each shows the title of the page that has moved, in its language."""
        site = build_of(self.settings).site
        pages = {page.path: Moved(page.title, page.url, page.lang) for page in site.every}
        for id_, shelf in first_lists(site.authors).items():
            pages[site.people[id_].path] = Moved(site.people[id_].name, shelf.url, shelf.language)
        for one in (one for one in site.redirects if one.file):
            page = pages[one.path]
            writer.write_file(one.file, self.get_template("moved"), self.context, moved=page, language=page.lang)
