"""What Pelican read as the values that the table of addresses is made of: the one seam between the two."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from itertools import chain
from pathlib import Path
from typing import Any

from pelican.contents import Article, Content

from plugins.core.findings import Where
from plugins.engine.build import Build, build_of
from plugins.engine.coming import coming_lists, coming_routes, is_coming, redirects_with
from plugins.engine.languages import feeds_in_languages, lists_in_languages
from plugins.engine.reader import address_group, address_in_folder
from plugins.kinds.campaign import CAMPAIGN
from plugins.kinds.event import EventText
from plugins.selfies.pages import tiles_addresses, words_pages
from plugins.selfies.wall import Wall
from plugins.site.lists import Shelf
from plugins.site.redirects import Redirect, redirects_of, sayable
from plugins.site.routes import (
    CAMPAIGN_FEED,
    CAMPAIGN_NEWS,
    FURTHER,
    OF_EVENT,
    WALL,
    WORDS,
    Route,
    Routes,
    StoryList,
    Text,
    WallPages,
    address_of,
    file_of,
    routes_of,
    wall_routes,
)

OF_CAMPAIGN = (CAMPAIGN_NEWS, CAMPAIGN_FEED, WALL, WORDS)


def read_routes(
    context: dict[str, Any],
    walls: Iterable[Wall],
    statuses: Mapping[str, str],
    redirects: Iterable[Redirect],
    shelves: Mapping[str, Iterable[Shelf[Any]]],
    calendars: Iterable[str],
) -> Routes:
    """The table of this build, when everything is read.

    statuses: of the campaigns that are shown, by id; shelves: lists that Pelican does not make, by their template
    calendars: the files that calendars read
    """
    contents, build = contents_of(context), build_of(context)
    texts = [text(content) for content in contents]
    pages = (wall_pages(wall, statuses[wall.campaign]) for wall in walls)
    moved = ((one.file, one.where) for one in redirects if one.file)
    lists = [*story_lists(context)]
    lists += (StoryList(file_of(one.url), name, len(one.stories)) for name, all_of in shelves.items() for one in all_of)
    table = routes_of(texts, lists, chain(feeds(context), calendars), pages, moved, context["DEFAULT_PAGINATION"])
    asked = {one.where.path: one for one in texts}
    coming = [(one, asked[one.parsed.source.path]) for one in contents_to_come(context)]
    there = {route.file: 0 for route in table.every if route.kind == "feed"} | {one.file: one.count for one in lists}
    later = [*coming_lists(contents, there, build, context["DEFAULT_LANG"], context["DEFAULT_PAGINATION"])]
    led = {one.path for one in redirects}
    later += redirects_with((one for one in build.people.values() if one.old_addresses and one.path not in led), later)
    later += walls_to_come(build)
    return replace(table, coming=(*coming_routes(coming, redirects_to_come(context), build), *later))


def read_redirects(contents: Iterable[Content]) -> Iterator[Redirect]:
    """The old addresses of texts that have a page, drafts aside. contents: Pelican's"""
    return (one for content in contents if content.status != "draft" for one in old_addresses(content))


def redirects_to_come(context: dict[str, Any]) -> list[Redirect]:
    """The old addresses of texts that are not public yet."""
    return [one for content in contents_to_come(context) for one in old_addresses(content)]


def contents_to_come(context: dict[str, Any]) -> list[Content]:
    """The texts that are not public yet, drafts last, so that what two of them want is told of those."""
    build = build_of(context)
    coming = (content for content in contents_of(context) if is_coming(content, build))
    return sorted(coming, key=lambda content: content.parsed.source.path in build.drafts)


def old_addresses(content: Content) -> Iterator[Redirect]:
    """Where a text was before, as its header says."""
    source, value = content.parsed.source, content.parsed.item.header.get("old_addresses", "")
    if value:
        yield from redirects_of([(source.path, content.url, source.line_of("Old-addresses"), str(value))])


def contents_of(context: dict[str, Any]) -> list[Content]:
    """Every story and page by source path: Pelican's own order changes from run to run."""
    contents = (content for content in context["generated_content"].values() if content is not None)
    return sorted(contents, key=lambda content: str(content.source_path))  # all begin with the same folder


def shown_contents(context: dict[str, Any]) -> list[Content]:
    """Those that will have a page."""
    return [content for content in contents_of(context) if has_page(content)]


def has_page(content: Content) -> bool:
    """Whether a content will have a page: drafts have one on the editor's machine only."""
    return bool(content.status != "draft" or content.settings["SHOW_UNPUBLISHED"])


def text(content: Content) -> Text:
    """A story or a page."""
    source = content.parsed.source
    waiting = build_of(content.settings).waiting.get(source.path)
    is_expired = source.path in build_of(content.settings).expired
    # Of a kind whose pages lie in a folder of their own, Save_as decides nothing.
    deciding = ("Slug",) if address_group(content.get_relative_source_path()) else ("Save_as", "Slug")
    field = next((name for name in deciding if (entry := source.find(name)) and entry.value), "")
    later = later_file(content, field) if content.status == "draft" else ""
    return Text(
        source=content.get_relative_source_path(),
        file=content.save_as,
        where=Where(source.path, source.line_of(field or "Slug")),
        field=field,
        slug=content.slug,
        status=content.status,
        has_page=has_page(content),
        is_mistaken=content.parsed.item.is_mistaken,
        is_expired=is_expired,
        changed=getattr(content, "modified", getattr(content, "date", None)),
        later=later,
        starts=waiting.starts if waiting else None,
        ends=content.parsed.window.ends,
        old=tuple(gone_with(content, later) if is_expired else before(content)),
    )


def before(content: Content) -> Iterator[str]:
    """Where a text was before, by the address below the root."""
    yield from (one.address for one in old_addresses(content) if sayable(one.old))


def gone_with(content: Content, file: str) -> Iterator[str]:
    """What else was public because of a text that has expired, by its address below the root.

    Where it was before; an event's file for calendars; the list, the feed and the wall of a campaign. Of a list's
    further pages and of a wall's workplaces nobody knows the names any more. file: of the page that it had
    """
    yield from before(content)
    folder, _, name = content.get_relative_source_path().rpartition("/")
    if isinstance(content.parsed.item, EventText):
        yield f"{address_of(file)}{OF_EVENT}"
    if folder == CAMPAIGN.folder:
        campaign = Path(name).stem
        yield from (pattern.format(slug=campaign, campaign=campaign) for pattern in OF_CAMPAIGN)


def later_file(content: Content, field: str) -> str:
    """The output file of a text that is no draft any more. field: that of its header which decides its address"""
    if field == "Save_as":
        return str(content.save_as)
    language = "" if content.in_default_lang else content.lang
    if address := address_in_folder(content.get_relative_source_path(), content.slug, language):
        return file_of(address)
    kind, language = "ARTICLE" if isinstance(content, Article) else "PAGE", "" if content.in_default_lang else "_LANG"
    return str(content.settings[f"{kind}{language}_SAVE_AS"].format(**content.url_format))


def tags_of(contents: Iterable[Content]) -> Iterator[tuple[Where, str, str]]:
    """Every tag of every text: its line, the part of an address that is made of it, its name."""
    for content in contents:
        where = Where(content.parsed.source.path, content.parsed.source.line_of("Tags"))
        yield from ((where, tag.slug, tag.name) for tag in getattr(content, "tags", []))


def story_lists(context: dict[str, Any]) -> Iterator[StoryList]:
    """All the news and other templates of their own, the news of each campaign, the stories with each tag."""
    for name in context["DIRECT_TEMPLATES"]:
        stories = context["articles"] if name in context["PAGINATED_TEMPLATES"] else []
        yield StoryList(context.get(f"{name.upper()}_SAVE_AS", f"{name}.html"), name, len(stories))
    for name, groups in (("category", context["categories"]), ("tag", context["tags"])):
        yield from (StoryList(group.save_as, name, len(stories)) for group, stories in groups)
    yield from lists_in_languages(context)


def feeds(context: dict[str, Any]) -> Iterator[str]:
    """The output files of all feeds."""
    if of_campaign := context["CATEGORY_FEED_ATOM"]:
        yield from (of_campaign.format(slug=group.slug) for group, _ in context["categories"])
    if of_all := context["FEED_ALL_ATOM"]:
        yield of_all
    yield from feeds_in_languages(context)


def walls_to_come(build: Build) -> Iterator[Route]:
    """The walls of campaigns that wait for their day."""
    for name, wall in build.walls.items():
        if waiting := build.waiting.get(f"content/{CAMPAIGN.folder}/{name}.md"):
            to_come = wall_routes(wall_pages(wall, "published"))
            yield from (replace(route, starts=waiting.starts, ends=waiting.ends) for route in to_come)


def wall_pages(wall: Wall, status: str) -> WallPages:
    """The addresses of a wall's pages. status: of its campaign"""
    words = tuple(page.address for page in words_pages(wall, FURTHER))
    members = tuple(tile.address for tile in wall.tiles)
    return WallPages(status, tuple(tiles_addresses(wall, FURTHER)), words, members)
