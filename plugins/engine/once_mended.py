"""What fields name that are called otherwise here: it is looked for, too, but shown nowhere."""

from collections.abc import Iterable, Iterator

from plugins.core.findings import Finding, Level, Where
from plugins.engine.build import Build
from plugins.kinds.kind import ParsedFile
from plugins.markup.mended import LATER
from plugins.render.links import LinkTable
from plugins.render.result import Collector


def told_once_mended(build: Build, table: LinkTable) -> Iterator[Finding]:
    """What is wrong with pictures and links that headers of what is shown name by another field's name."""
    paths = [one.path for one in build.site.every]
    paths += [*(one.path for one in build.announcements), *(one.path for one in build.people.values())]
    for file in map(build.readings.last, paths):
        for one in wrong_once_mended(file, build, table) if file and file.meant else ():
            yield one.within(LATER) if one.level is Level.ERROR else one


def wrong_once_mended(file: ParsedFile[object], build: Build, table: LinkTable) -> Iterable[Finding]:
    """What is wrong with what the lines of one header name, once they have their names."""
    values = {entry.name: entry.value for entry in (*file.source.entries, *file.meant)}
    into = Collector()
    for name, value, line in file.meant:
        where = Where(file.source.path, line)
        if name == "Image" and value:
            findings, _ = build.images.check(value, values.get("Image-description", ""), where)
            into.findings += findings
        elif name == "Link" and value:
            table.resolve(build.register.target(value), values.get("Title", value), where, "", into)
    return into.findings
