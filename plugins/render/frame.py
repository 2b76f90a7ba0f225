"""What stands around every page's content: menu, announcements, the links that settings name."""

from collections.abc import Iterable, Mapping
from typing import Any

from markupsafe import Markup

from plugins.core.fields import OF_A_LIST
from plugins.core.findings import Where
from plugins.core.settings import setting_line
from plugins.kinds.announcement import Announcement
from plugins.markup.drawing import draw
from plugins.markup.raw_html import is_active_address
from plugins.markup.reading import Link
from plugins.markup.typography import typographic
from plugins.render.links import LinkTable
from plugins.render.result import Collector
from plugins.site.register import Register


def navigation(entries: list[tuple[str, str]], table: LinkTable) -> list[dict[str, str]]:
    """The entries of the setting NAVIGATION whose page exists. url: of that, below the root"""
    return [
        {"words": words, "address": table.addresses.address(target), "url": target.lstrip("/")}
        for words, target in entries
        if target.lstrip("/") in table.routes.by_address
    ]


def linked(name: str, settings: Mapping[str, Any], table: LinkTable, into: Collector) -> str:
    """The finished address that a setting names, for links that templates make; "" for None."""
    return table.resolve(settings[name], name, setting_line(name), "", into) if settings[name] else ""


def finished(
    announcements: Iterable[Announcement], table: LinkTable, register: Register, into: Collector
) -> list[dict[str, object]]:
    """The live announcements with finished links, and with facts and contacts in the place of their names."""
    return [
        {
            "title": typographic(register.filled(announcement.title)),
            "text": announced_words(announcement, table, register, into),
            "link": announced_link(announcement, table, register, into),
            "link_text": typographic(register.filled(announcement.link_text)),
            "ends": announcement.ends,
            "over": announcement.over,
        }
        for announcement in announcements
    ]


def announced_words(announcement: Announcement, table: LinkTable, register: Register, into: Collector) -> Markup:
    """The sentence of an announcement with finished links."""

    def resolve(link: Link) -> str:
        target = register.target(link.target)
        return table.resolve(target, link.words, Where(announcement.path, link.line), "", into)

    into.findings += register.unknown_in_fields(announcement.named_in, announcement.path)
    into.findings += register.unknown(announcement.body.named, announcement.path)
    body = draw(
        announcement.body,
        block=lambda _block, body: body,
        link=resolve,
        image=lambda _image: "",
        named=register.html,
    )
    return Markup(body)


def announced_link(announcement: Announcement, table: LinkTable, register: Register, into: Collector) -> str:
    """The finished link of an announcement; "" when there is none, or one that would run, which is told."""
    if not announcement.link or is_active_address(announcement.link):
        return ""
    where = Where(announcement.path, announcement.link_line)
    words = announcement.link_text or announcement.title
    if OF_A_LIST.search(target := register.target(announcement.link)):  # of what it names is told
        return ""
    return table.resolve(target, words, where, "", into)
