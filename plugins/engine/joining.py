"""Joins what Pelican and the rooms read in one typed Site: after this, only the writer sees Pelican's objects."""

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any, TypeVar

from pelican.contents import Article, Content
from unidecode import unidecode

from plugins.core.findings import Finding, Where, finding
from plugins.core.slugs import composed, slug
from plugins.engine.build import Build
from plugins.engine.events import agendas_of, calendars_of, event_lists, listed_at, occasion_of
from plugins.engine.languages import stories_by_language
from plugins.engine.matters import matter_lists, matter_named, matters_of, standings_of, unknown_matters
from plugins.engine.named import named_unseen
from plugins.engine.redirects import redirects_of_people
from plugins.engine.routing import contents_of, read_redirects, read_routes, shown_contents
from plugins.kinds.event import Occasion
from plugins.kinds.person import Person, byline
from plugins.kinds.texts import Text
from plugins.markup.reading import Reading
from plugins.markup.typography import typographic
from plugins.pictures.focus import focus_class
from plugins.render.content_images import ContentImages, pictures_named, prepare_pictures
from plugins.selfies.wall import Wall
from plugins.site.lists import Shelf, shelves
from plugins.site.model import Campaign, Event, Matter, Page, Site, Story, Tag, Translation
from plugins.site.register import Register
from plugins.site.routes import PERSON, YEAR, in_language

JOIN = "get-involved"
CAMPAIGN = "campaign"  # the template of a campaign's page

Front = TypeVar("Front", bound=Page)


def join(context: dict[str, Any], build: Build) -> Site:
    """The site; each of Pelican's contents that has a page gets its `item`. Every picture that is named is derived."""
    contents = shown_contents(context)
    texts: list[Text] = [content.parsed.item for content in contents]
    prepare_pictures(pictures_named(texts, build.people.values()), build.images)
    own, by_language = context["DEFAULT_LANG"], stories_by_language(context)
    urls = author_urls(by_language, build.people, own)
    people = {
        id_: replace(with_picture(person, build).on(build.now.date()), url=urls.get((own, id_), ""))
        for id_, person in build.people.items()
    }
    fields = {content: page_fields(content, people, urls, build) for content in contents}
    campaigns = {
        values["id"]: Campaign(**values, join_anchor=join_anchor(content.parsed.item.body))
        for content, values in fields.items()
        if content.template == CAMPAIGN
    }
    matters = matters_of(fields, build.register)
    build.findings += unknown_matters(contents, contents_of(context))
    build.findings += named_unseen(contents, contents_of(context), build)
    give_items(fields, campaigns, matters, listed_tags(by_language), own, build.register)
    walls = {name: wall for name, wall in build.walls.items() if name in campaigns}
    build.findings += (found for name in build.walls.keys() - walls.keys() for found in not_yet(build.walls[name]))
    statuses = {name: one.status for name, one in campaigns.items()}
    listed_stories = {one: tuple(story.item for story in stories) for one, stories in by_language.items()}
    years, authors = shelves_of(listed_stories, urls, own)
    redirects = (*read_redirects(contents), *redirects_of_people(people, authors))
    events = [one.item for one in contents if isinstance(one.item, Event)]
    agendas = agendas_of(events, own, build)
    build.calendars = calendars_of(events, agendas.values())
    lists: dict[str, Iterable[Shelf[Any]]] = {"year": years, "person": authors, **event_lists(agendas.values())}
    lists |= matter_lists(matters.values(), own)
    return Site(
        stories=listed_stories[own],
        by_language=listed_stories,
        pages=tuple(page.item for page in context["pages"]),
        every=tuple(content.item for content in contents),
        campaigns=campaigns,
        people=people,
        announcements=tuple(build.announcements),
        others=build.others,
        walls=walls,
        left_out=build.members.roster.left_out,
        routes=read_routes(context, walls.values(), statuses, redirects, lists, build.calendars),
        years=years,
        authors=authors,
        agendas=agendas,
        matters=standings_of(matters.values(), listed_stories),
        redirects=redirects,
        register=build.register,
    )


def author_urls(
    by_language: Mapping[str, Iterable[Content]], people: Mapping[str, Person], own: str
) -> dict[tuple[str, str], str]:
    """The addresses of the lists of people's stories, by language and id. own: the site's language"""
    return {
        (language, id_): listed_at(PERSON.format(slug=slug(id_, unidecode)), language, own)
        for language, stories in by_language.items()
        for story in stories
        for author in getattr(story, "authors", [])
        if (id_ := byline(author.name, people).id)
    }


def listed_tags(by_language: Mapping[str, Iterable[Content]]) -> set[tuple[str, str]]:
    """Each language and tag of stories in lists, which have a list, too."""
    return {
        (language, tag.slug)
        for language, stories in by_language.items()
        for story in stories
        for tag in getattr(story, "tags", [])
    }


def give_items(
    fields: Mapping[Content, dict[str, Any]],
    campaigns: Mapping[str, Campaign],
    matters: Mapping[str, Matter],
    listed: Collection[tuple[str, str]],
    own: str,
    register: Register,
) -> None:
    """Gives each of Pelican's contents what pages see of it.

    fields: of a Page; campaigns, matters: by id; listed, own: as of shared_fields; register: of what names stand for
    """
    by_url = {campaign.url: campaign for campaign in campaigns.values()}
    matter_by_url = {matter.url: matter for matter in matters.values()}
    by_path = {one.path: one for one in (*campaigns.values(), *matters.values())}
    for content, values in fields.items():
        campaign = translated(campaigns.get(category_of(content)), content.lang, by_url)
        shared = shared_fields(content, campaign, listed, own)
        if isinstance(content, Article):
            matter = translated(matter_named(content, matters), content.lang, matter_by_url)
            content.item = Story(**values, date=content.date, matter=matter, **shared)
        elif occasion := occasion_of(content):
            name = str(content.metadata.get("slug", values["id"]))
            content.item = Event(**values, name=name, occasion=filled_in(occasion, register), **shared)
        else:
            content.item = by_path.get(values["path"]) or Page(**values)


def filled_in(occasion: Occasion, register: Register) -> Occasion:
    """When and where an event is, with facts and contacts in the place of their names."""
    return replace(
        occasion,
        place=typographic(register.filled(occasion.place)),
        link=register.target(occasion.link),
        telephone=register.filled(occasion.telephone),
    )


def page_fields(
    content: Content, people: Mapping[str, Person], urls: Mapping[tuple[str, str], str], build: Build
) -> dict[str, Any]:
    """What stories, campaigns and pages have in common, by the names of a Page's fields.

    urls: of the lists of people's stories, by language and id
    """
    source, metadata = content.parsed.source, content.metadata
    modified = getattr(content, "modified", None)
    day = (content.date if isinstance(content, Article) else build.now).date()
    named = (byline(author.name, people).on(day) for author in getattr(content, "authors", []))
    authors = tuple(replace(one, url=urls.get((content.lang, one.id), "")) for one in dict.fromkeys(named))
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
        "authors": authors,
        "modified": modified,
        "change_note": metadata.get("change_note", "") if modified else "",
        "translations": tuple(
            Translation(other.url, other.metadata["title"], other.lang) for other in content.translations
        ),
    }


def shelves_of(
    by_language: Mapping[str, Iterable[Story]], author_urls: Mapping[tuple[str, str], str], own: str
) -> tuple[tuple[Shelf[Story], ...], tuple[Shelf[Story], ...]]:
    """The stories of each year, and of each person, in each language. author_urls: by language and id"""
    years, authors = list[Shelf[Story]](), list[Shelf[Story]]()
    for language, stories in by_language.items():
        keyed = [(f"{story.date.year}", story) for story in stories]
        urls = {name: listed_at(YEAR.format(year=name), language, own) for name, _ in keyed}
        years += shelves(keyed, urls, language)
        of_people = {id_: url for (spoken, id_), url in author_urls.items() if spoken == language}
        authors += shelves(((one.id, story) for story in stories for one in story.authors), of_people, language)
    return tuple(years), tuple(authors)


def category_of(content: Content) -> str:
    """The id of the campaign that a story names, or ""."""
    return content.category.name if hasattr(content, "category") else ""


def translated(front: Front | None, language: str, by_url: Mapping[str, Front]) -> Front | None:
    """A campaign or long matter in the language of a story, or as it is where nobody translated it."""
    others = {one.lang: one.url for one in front.translations} if front else {}
    return by_url.get(others.get(language, ""), front)


def shared_fields(
    content: Content, campaign: Campaign | None, listed: Collection[tuple[str, str]], own: str
) -> dict[str, Any]:
    """What stories and events have besides, by the names of fields.

    listed: languages and tags of stories in lists, which have one; own: the site's language
    """
    tags = [tag for tag in getattr(content, "tags", []) if (content.lang, tag.slug) in listed]
    urls = [tag.url if content.lang == own else in_language(tag.url, content.lang) for tag in tags]
    return {
        "category": category_of(content),
        "campaign": campaign,
        "listed_tags": tuple(Tag(tag.name, tag.slug, url) for tag, url in zip(tags, urls, strict=True)),
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
