"""One page, drawn of the site alone: values in, a value out."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import partial
from typing import Any, NamedTuple
from zoneinfo import ZoneInfo

from jinja2 import Environment, Template
from markupsafe import Markup

from plugins.cards.share_cards import MEMBERS_ON_CARD, Share, ShareCards
from plugins.core.findings import Where
from plugins.core.header import Source
from plugins.core.languages import direction
from plugins.markup.catalogue import Component
from plugins.markup.reading import Reading
from plugins.pictures.picture import Derivative, Picture
from plugins.render.anchors import anchors_in, anchors_twice
from plugins.render.bodies import BodyRenderer
from plugins.render.content_images import ContentImages
from plugins.render.descriptions import composed_description, member_description
from plugins.render.document_links import with_facts
from plugins.render.event_words import event_times, until
from plugins.render.languages import of_language
from plugins.render.letters import letter, mailto
from plugins.render.links import LinkTable
from plugins.render.pieces import list_items, sections
from plugins.render.questions import Question, is_all_questions, questions_in
from plugins.render.result import Collector, Document, PageResult
from plugins.render.share_links import share_links
from plugins.render.words import Vocabulary, Words
from plugins.selfies.wall import Wall
from plugins.site.model import Event, Page, Site, Story
from plugins.site.register import Register
from plugins.site.routes import address_of


class OwnText(NamedTuple):
    """What the file of a page holds, and no other page shows. source: the file, taken apart; body: what it gave"""

    source: Source
    body: Reading


@dataclass(frozen=True, slots=True)
class PendingPage:
    """A page that is recorded and not drawn yet.

    file: of the output; variables: what its template sees besides
    own: what the file of its text holds; None for a list, and a page of a wall
    """

    file: str
    template: Template
    variables: Mapping[str, Any]
    own: OwnText | None = None

    @property
    def text(self) -> Page | None:
        """The story, campaign or page that it shows."""
        shown = self.variables.get("article") or self.variables.get("page")
        return shown if isinstance(shown, Page) else None

    @property
    def language(self) -> str:
        """The language of it, as BCP 47 names it; "" for the site's own."""
        return self.text.lang if self.text else str(self.variables.get("language", ""))


@dataclass(frozen=True, slots=True)
class Shared:
    """What all pages of a build name, made before any of them.

    variables: what every template sees: settings, and the addresses of stylesheet, scripts, face and favicon
    templates: where components and parts of pages are
    vocabulary: the theme's own words
    """

    variables: Mapping[str, Any]
    templates: Environment
    catalogue: Mapping[str, Component]
    vocabulary: Vocabulary
    links: LinkTable
    images: ContentImages
    cards: ShareCards


def render(site: Site, page: PendingPage, shared: Shared) -> PageResult:
    """One page as readers get it, and all that must be published with it."""
    into = Collector()
    language = page.language or shared.vocabulary.default
    own = {
        "output_file": page.file,
        "language": language,
        "versions": site.versions(page.text, address_of(page.file), language),
        **of_language(site, shared.vocabulary, language, str(shared.variables["SEARCH_URL"])),
        **functions(site, shared, language, into),
    }
    variables = {**shared.variables, **page.variables, **own}
    body, anchors, questions = "", list[str](), tuple[Question, ...]()
    variables |= of_body(page.own.body if page.own else None, shared.catalogue, site.register)
    if (text := page.text) and page.own:
        renderer = BodyRenderer(site, shared.templates, variables, shared.catalogue, shared.links, shared.images, into)
        body = renderer.draw(text, page.own.body)
        anchors = anchors_in(body)
        into.findings += anchors_twice(page.own.source, page.own.body, anchors)
        questions = questions_in(body) if is_all_questions(page.own.body, shared.catalogue) else ()
    variables |= {"body": Markup(body), "body_questions": questions}
    return into.result(page.template.render(variables), body, anchors)


def render_first_picture(site: Site, story: Story, shared: Shared) -> PageResult:
    """A story's first picture, for feeds, whose readers do not see the head of its page."""
    into = Collector()
    template = shared.templates.get_template("partials/feed-picture.html")
    own = {"story": story, **functions(site, shared, story.lang, into)}
    return into.result(template.render({**shared.variables, **own}))


def of_body(body: Reading | None, catalogue: Mapping[str, Component], register: Register) -> dict[str, Any]:
    """The headings of a text, and what its components ask of its page: scripts, to leave the main heading to them."""
    used = sorted({block.component for block in body.blocks}) if body else []
    scripts = dict.fromkeys(catalogue[name].script for name in used)
    return {
        "headings": [replace(one, words=register.filled(one.words)) for one in body.headings] if body else (),
        "body_scripts": [name for name in scripts if name],
        "body_gives_heading": any(catalogue[name].gives_heading for name in used),
    }


def functions(site: Site, shared: Shared, language: str, into: Collector) -> dict[str, Any]:
    """What templates call, and words; what they ask for with it goes into one collector.

    language: of the page
    """
    words = shared.vocabulary.of(language)

    def published(derivative: Derivative) -> str:
        into.derivatives.add(derivative.name)
        return shared.links.addresses.address(derivative.name)

    def picture(path: str) -> Picture:
        into.pictures.add(path)
        return shared.images.picture(path)

    def has_picture(path: str) -> bool:
        return path in shared.images.known

    def share_card(title: str, kicker: str = "", image: str = "", image_description: str = "") -> Share:
        share, request = shared.cards.card(title, kicker, image, image_description)
        into.cards[share.file.name] = request
        return share

    def wall_card(title: str, kicker: str, wall: Wall) -> Share:
        shown = composed_description(words, [member.words for member in wall.tiles[:MEMBERS_ON_CARD]])
        share = shared.cards.wall_card(title, kicker, wall, shown)
        into.derivatives.add(share.file.name)
        return share

    def everyone(wall: Wall) -> tuple[Picture, str]:
        return shared.cards.everyone(wall), composed_description(words, [member.words for member in wall.tiles])

    def join_link(event: Event) -> str:
        where, link = Where(event.path, event.occasion.link_line), event.occasion.link
        return shared.links.resolve(link, words.text("event_join"), where, event.url, into) if link else ""

    return {
        "direction": direction,
        "event_times": partial(event_times, words, ZoneInfo(shared.variables["TIMEZONE"])),
        "join_link": join_link,
        "until": partial(until, words),
        "published": published,
        "picture": picture,
        "has_picture": has_picture,
        "share_card": share_card,
        "wall_card": wall_card,
        "everyone": everyone,
        "member_description": partial(member_description, words),
        "share_links": partial(share_links, words),
        "mailto": mailto,
        "letter": letter,
        "words": words,
        "related": site.related,
        "standing": site.standing,
        "list_items": list_items,
        "sections": sections,
        **of_documents(shared, words, language, into),
    }


def of_documents(shared: Shared, words: Words, language: str, into: Collector) -> dict[str, Any]:
    """What templates call about documents to download. words, language: of the page"""

    def at_address() -> dict[str, Document]:
        return {shared.links.addresses.address(name): document for name, document in into.documents.items()}

    def told(html: str) -> Markup:
        return with_facts(html, at_address(), words, language)

    return {"with_facts": told, "document": lambda address: at_address().get(address)}
