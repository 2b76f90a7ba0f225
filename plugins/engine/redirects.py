"""Pages at old addresses, which lead on to where the page is now."""

from typing import NamedTuple

from pelican.generators import Generator

from plugins.engine.build import build_of
from plugins.engine.writer import PendingWriter


class Moved(NamedTuple):
    """What was at an old address."""

    title: str
    url: str
    lang: str


class RedirectGenerator(Generator):
    """Records a page for each old address that can have one."""

    def generate_output(self, writer: PendingWriter) -> None:
        """Each shows the title of the page that has moved."""
        site = build_of(self.settings).site
        pages = {page.path: Moved(page.title, page.url, page.lang) for page in site.every}
        own = self.settings["DEFAULT_LANG"]
        pages |= {one.path: Moved(one.name, one.url, own) for one in site.people.values() if one.url}
        for one in (one for one in site.redirects if one.file):
            writer.write_file(one.file, self.get_template("moved"), self.context, moved=pages[one.path])
