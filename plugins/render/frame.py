"""What stands around every page's content: menu, announcements, the links that settings name."""

from typing import Any

from plugins.core.findings import Where
from plugins.core.settings import setting_line
from plugins.markup.raw_html import is_active_address
from plugins.markup.typography import typographic
from plugins.render.links import LinkTable


def navigation(entries: list[tuple[str, str]], table: LinkTable) -> list[dict[str, str]]:
    """The entries of the setting NAVIGATION whose page exists."""
    return [
        {"words": words, "address": table.addresses.address(target)}
        for words, target in entries
        if target.lstrip("/") in table.routes.by_address
    ]


def linked(name: str, settings: dict[str, Any], table: LinkTable) -> str:
    """The finished address that a setting names, for links that templates make; "" for None."""
    return table.resolve(settings[name], name, setting_line(name), "") if settings[name] else ""


def finish_announcements(announcements: list[Any], table: LinkTable, context: dict[str, Any]) -> None:
    """The live announcements with finished links."""
    context["announcements"] = [
        {
            "title": typographic(told.title),
            "text": typographic(told.text),
            "link": announced_link(told, table),
            "link_text": typographic(told.link_text),
        }
        for told in announcements
    ]


def announced_link(told: Any, table: LinkTable) -> str:
    """The finished link of an announcement; "" when there is none, or one that would run, which is told."""
    if not told.link or is_active_address(told.link):
        return ""
    return table.resolve(told.link, told.link_text, Where(told.path, told.link_line), "")
