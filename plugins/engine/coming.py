"""What texts that are not public yet will have: their pages, old addresses and files, and the lists that begin then."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from datetime import UTC, datetime

from pelican.contents import Article, Content
from unidecode import unidecode

from plugins.core.slugs import slug
from plugins.core.window import Window, comparable
from plugins.engine.build import Build
from plugins.engine.events import listed_at
from plugins.kinds.campaign import CAMPAIGN
from plugins.kinds.event import EventText
from plugins.kinds.matter import MATTER
from plugins.kinds.person import Person, byline
from plugins.site import routes
from plugins.site.live import is_to_come
from plugins.site.redirects import Redirect, redirects_of
from plugins.site.routes import Route, Text, address_of, feed_in_language, file_of, further_page, text_route

# Lists that are divided into pages, and that lose nothing with time.
GROWING = frozenset({"news", "category", "tag", "year", "person", "past-events"})
FOREVER = datetime.max.replace(tzinfo=UTC)


def is_coming(content: Content, build: Build) -> bool:
    """Whether a text is not public yet, and nothing but its day or its writer keeps it back."""
    path = content.parsed.source.path
    is_whole = not (content.parsed.is_unread or content.parsed.item.is_mistaken)
    return content.status == "draft" and is_whole and (path in build.drafts or path in build.waiting)


def coming_routes(
    texts: Iterable[tuple[Content, Text]], redirects: Iterable[Redirect], build: Build
) -> Iterator[Route]:
    """The pages and old addresses of texts that are not public yet; of those that wait, a file for calendars, too.

    texts: all of them, with what each asks for; redirects: theirs
    """
    by_path = {text.where.path: text for _, text in texts}
    for text in by_path.values():
        yield replace(text_route(text), file=text.later, later="")
    for one in redirects:
        if one.file:
            text = by_path[one.path]
            yield Route(one.file, one.where, "redirect", starts=text.starts, ends=text.ends)
    for content, text in texts:
        if isinstance(content.parsed.item, EventText) and content.parsed.source.path in build.waiting:
            file = f"{address_of(text.later)}{routes.OF_EVENT}"
            yield Route(file, routes.template("event"), "feed", starts=text.starts, ends=text.ends)


def coming_lists(
    contents: Iterable[Content], there: Mapping[str, int], build: Build, own: str, per_page: int
) -> Iterator[Route]:
    """The lists that begin with a text that waits for its day, or with the end of an event, and their further pages.

    What leaves a list until then is not looked for, but for events to come, whose further pages nobody knows.

    there: how many texts are in each list that there is, by its output file; own: the site's language
    per_page: so many stand on each page of a list
    """
    begins: dict[tuple[str, str], list[datetime]] = {}
    for content in contents:
        for template, file, starts in dict.fromkeys(lists_of(content, build, own)):
            begins.setdefault((template, file), []).append(starts)
    for (template, file), moments in begins.items():
        count, pages = there.get(file, 0), pages_of(there[file], per_page) if file in there else 0
        for held, starts in enumerate(sorted(moments, key=comparable), count + 1):
            last = pages_of(held, per_page) if template in GROWING and file.endswith(f"/{routes.INDEX}") else 1
            for number in range(pages + 1, last + 1):
                page = file if number == 1 else file_of(further_page(address_of(file), number))
                yield Route(page, routes.template(template), "list", starts=starts)
            pages = max(pages, last)


def pages_of(count: int, per_page: int) -> int:
    """How many pages a list of so many texts has: one, where there are none."""
    return max(1, -(-count // per_page))


def redirects_with(people: Iterable[Person], lists: Iterable[Route]) -> Iterator[Route]:
    """The old addresses of lists of people's stories that begin, in whichever language.

    people: with old addresses, and without such a list so far; lists: those that begin
    """
    begins: dict[str, datetime] = {}
    for route in lists:
        folder, _, rest = route.file.partition("/")
        name = f"{folder}/{rest.partition('/')[0]}/"
        if route.starts and comparable(route.starts) < comparable(begins.get(name, FOREVER)):
            begins[name] = route.starts
    for person in people:
        starts = begins.get(routes.PERSON.format(slug=slug(person.id, unidecode)))
        for one in redirects_of([(person.path, "", person.old_line, person.old_addresses)]):
            if starts and one.file:
                yield Route(one.file, one.where, "redirect", starts=starts)


def lists_of(content: Content, build: Build, own: str) -> Iterator[tuple[str, str, datetime]]:
    """The template, the output file and the beginning of each list that there will be because of a text."""
    waiting, language = build.waiting.get(content.parsed.source.path, Window()), content.lang
    told = content.parsed.item.header.get("status", "published")
    if told == "published" and waiting.starts and content.status == "draft":  # else it is in its lists already
        yield from ((*one, waiting.starts) for one in lists_with(content, build, own))
    over = is_over_at(content)
    if over and told == "published" and (waiting.starts or content.status == "published"):
        begins = max(filter(None, (over, waiting.starts)), key=comparable)
        if is_to_come(begins, build.now):
            year = content.parsed.item.occasion.starts.year
            yield "past-events", listed(routes.PAST_EVENTS.format(year=year), language, own), begins


def is_over_at(content: Content) -> datetime | None:
    """When an event is one of the past; None for what is none, or has no date yet."""
    item = content.parsed.item
    return item.occasion.is_over_at if isinstance(item, EventText) and item.occasion else None


def lists_with(content: Content, build: Build, own: str) -> Iterator[tuple[str, str]]:
    """The template and the output file of each list that holds a text, or belongs to a campaign."""
    language, item = content.lang, content.parsed.item
    folder, _, name = content.get_relative_source_path().rpartition("/")
    if language != own:
        yield "search", listed(routes.SEARCH, language, own)
    if isinstance(content, Article):
        yield "news", listed(routes.NEWS, language, own)
        yield "year", listed(routes.YEAR.format(year=content.date.year), language, own)
        tags = (one.slug for one in getattr(content, "tags", []) if one.slug)
        yield from (("tag", listed(routes.TAG.format(slug=one), language, own)) for one in tags)
        people = (slug(byline(one.name, build.people).id, unidecode) for one in getattr(content, "authors", []))
        yield from (("person", listed(routes.PERSON.format(slug=one), language, own)) for one in people if one)
        if hasattr(content, "category") and build.campaigns.get(content.category.name):
            yield from of_campaign(content.category.slug, language, own)
    elif isinstance(item, EventText):
        yield "events", listed(routes.EVENTS, language, own)
        yield "events", address_of(listed(routes.EVENTS, language, own)) + routes.CALENDAR
    elif folder == MATTER.folder:
        yield "matters", listed(routes.MATTERS, language, own)
    elif folder == CAMPAIGN.folder:
        yield from of_campaign(name.removesuffix(".md"), language, own)


def of_campaign(campaign: str, language: str, own: str) -> Iterator[tuple[str, str]]:
    """The list and the feed of a campaign's stories."""
    yield "category", listed(routes.CAMPAIGN_NEWS.format(slug=campaign), language, own)
    feed = routes.CAMPAIGN_FEED.format(slug=campaign)
    yield "category", feed if language == own else feed_in_language(feed, language)


def listed(url: str, language: str, own: str) -> str:
    """The output file of a list in a language. own: the site's"""
    return file_of(listed_at(url, language, own))
