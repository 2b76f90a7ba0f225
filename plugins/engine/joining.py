"""Joins what Pelican and the rooms read in one typed Site: after this, only the writer sees Pelican's objects."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

from pelican.contents import Article, Content
from unidecode import unidecode

from plugins.core.findings import Finding, Where, finding
from plugins.core.slugs import composed, slug
from plugins.engine.build import Build
from plugins.engine.matters import TEMPLATE as MATTER
from plugins.engine.matters import matter_named, matter_of, wrong_matters
from plugins.engine.routing import contents_of, read_redirects, read_routes, shown_contents
from plugins.kinds.person import Person, byline
from plugins.kinds.texts import Text
from plugins.markup.reading import Reading
from plugins.pictures.focus import focus_class
from plugins.render.content_images import ContentImages, pictures_named, prepare_pictures
from plugins.selfies.wall import Wall
from plugins.site.lists import Shelf, shelves
from plugins.site.matters import standings
from plugins.site.model import Campaign, Matter, Page, Site, Story, Tag, Translation
from plugins.site.routes import MATTERS, PERSON, YEAR

JOIN = "get-involved"
CAMPAIGN = "campaign"  # the template of a campaign's page


def join(context: dict[str, Any], build: Build) -> Site:
    """The site; each of Pelican's contents that has a page gets its `item`. Every picture that is named is derived."""
    contents = shown_contents(context)
    texts: list[Text] = [content.parsed.item for content in contents]
    prepare_pictures(pictures_named(texts, build.people.values()), build.images)
    writers = {author.name for story in context["articles"] for author in getattr(story, "authors", [])}
    urls = {id_: PERSON.format(slug=slug(id_, unidecode)) for id_ in build.people if id_ in writers}
    people = {
        id_: replace(with_picture(person, build).on(build.now.date()), url=urls.get(id_, ""))
        for id_, person in build.people.items()
    }
    fields = {content: page_fields(content, people, build) for content in contents}
    campaigns = {
        values["id"]: Campaign(**values, join_anchor=join_anchor(content.parsed.item.body))
        for content, values in fields.items()
        if content.template == CAMPAIGN
    }
    matters = {
        values["id"]: matter_of(content, values) for content, values in fields.items() if content.template == MATTER
    }
    build.findings += wrong_matters(contents, matters, contents_of(context), build)
    listed = {tag.slug for story in context["articles"] for tag in getattr(story, "tags", [])}
    for content, values in fields.items():
        if isinstance(content, Article):
            content.item = Story(**values, **story_fields(content, campaigns, matters, listed))
        else:
            content.item = front_of(content, values, campaigns, matters)
    walls = {name: wall for name, wall in build.walls.items() if name in campaigns}
    build.findings += (found for name in build.walls.keys() - walls.keys() for found in not_yet(build.walls[name]))
    redirects = tuple(read_redirects(contents))
    statuses = {name: one.status for name, one in campaigns.items()}
    stories = tuple(story.item for story in context["articles"])
    standing = standings(matters.values(), ((story.matter, story) for story in stories))
    years = years_of(stories)
    are_listed = any(isinstance(page.item, Matter) for page in context["pages"])
    lists = {"matters": [Shelf("", MATTERS, tuple[Story, ...]())] if are_listed else []}
    authors = shelves(((person.id, story) for story in stories for person in story.authors), urls)
    return Site(
        stories=stories,
        pages=tuple(page.item for page in context["pages"]),
        every=tuple(content.item for content in contents),
        campaigns=campaigns,
        people=people,
        announcements=tuple(build.announcements),
        others=build.others,
        walls=walls,
        left_out=build.members.roster.left_out,
        routes=read_routes(context, walls.values(), statuses, redirects, {"year": years, "person": authors, **lists}),
        matters=standing,
        years=years,
        authors=authors,
        redirects=redirects,
    )


def front_of(
    content: Content, values: Mapping[str, Any], campaigns: Mapping[str, Campaign], matters: Mapping[str, Matter]
) -> Page:
    """A page that is no story: a campaign, a long matter or any other. values: its fields"""
    if content.template == CAMPAIGN:
        return campaigns[values["id"]]
    return matters[values["id"]] if content.template == MATTER else Page(**values)


def page_fields(content: Content, people: Mapping[str, Person], build: Build) -> dict[str, Any]:
    """What stories, campaigns and pages have in common, by the names of a Page's fields."""
    source, metadata = content.parsed.source, content.metadata
    modified = getattr(content, "modified", None)
    day = (content.date if isinstance(content, Article) else build.now).date()
    authors = tuple(byline(author.name, people).on(day) for author in getattr(content, "authors", []))
    together = Person("", " and ".join(person.name for person in authors)) if authors else None
    description = metadata.get("image_description", "")
    return {
        "id": composed(Path(content.source_path).stem),
        "path": source.path,
        "url": content.url,
        "file": content.save_as,
        "status": content.status,
        "lang": content.lang,
        "template": content.template,
        "title": metadata["title"],
        "summary": metadata["summary"],
        "lead": metadata["summary"] if source.find("Summary") else "",
        "image": shown_picture(
            metadata.get("image", ""), description, Where(source.path, source.line_of("Image")), build.images, build
        ),
        "image_description": description,
        "image_focus": focus_class(metadata.get("image_focus", "")),
        "byline": authors[0] if len(authors) == 1 else together,
        "authors": authors,
        "modified": modified,
        "change_note": metadata.get("change_note", "") if modified else "",
        "translations": tuple(
            Translation(other.url, other.metadata["title"], other.lang) for other in content.translations
        ),
    }


def years_of(stories: Iterable[Story]) -> tuple[Shelf[Story], ...]:
    """The stories of each year. stories: newest first"""
    keyed = [(f"{story.date.year}", story) for story in stories]
    return shelves(keyed, {name: YEAR.format(year=name) for name, _ in keyed})


def story_fields(
    content: Content, campaigns: Mapping[str, Campaign], matters: Mapping[str, Matter], listed: Iterable[str]
) -> dict[str, Any]:
    """What a story has besides, by the names of its fields. listed: tags of stories in lists, which have one"""
    category = content.category.name if hasattr(content, "category") else ""
    tags = [tag for tag in getattr(content, "tags", []) if tag.slug in listed]
    return {
        "date": content.date,
        "category": category,
        "campaign": campaigns.get(category),
        "matter": matter_named(content, matters),
        "listed_tags": tuple(Tag(tag.name, tag.slug, tag.url) for tag in tags),
    }


def with_picture(person: Person, build: Build) -> Person:
    """A person with a portrait that can be shown, or with none."""
    where = Where(person.path, person.image_line)
    return replace(person, image=shown_picture(person.image, person.image_description, where, build.images, build))


def shown_picture(written: str, description: str, where: Where, images: ContentImages, build: Build) -> str:
    """The path of a picture that a header names; "" where there is none that can be shown, which is told once here."""
    if not written:
        return ""
    findings, path = images.check(written, description, where)
    build.findings += findings
    return path


def join_anchor(body: Reading) -> str:
    """The part of a campaign's page that says how to take part, for links to it; "" when none is called so."""
    anchors = {heading.id for heading in body.headings} | {block.values.get("id") for block in body.blocks}
    return f"#{JOIN}" if JOIN in anchors else ""


def not_yet(wall: Wall) -> Iterator[Finding]:
    """Members whose campaign is not published yet, so that they are not either (C62)."""
    for tile in wall.tiles:
        yield finding("C62.campaign-not-published", Where(f"content/campaigns/{wall.campaign}.md"), selfie=tile.id)
