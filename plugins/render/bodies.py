"""Draws what reading left as marks, when everything is known: blocks by their templates, links, pictures."""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Any

from jinja2 import Environment
from markupsafe import Markup

from plugins.core.fields import (
    CAPTIONS,
    EMAIL,
    FILM,
    LINK,
    OF_A_LIST,
    PICTURE,
    TELEPHONE,
    TEXT,
    Field,
    wrong_value,
)
from plugins.core.findings import Finding, Where, finding
from plugins.core.suggestions import suggest
from plugins.kinds.all import KINDS
from plugins.kinds.contact import MAILBOX, named_mailbox
from plugins.kinds.fact import SEVERAL, named_facts
from plugins.kinds.person import Person, suggest_person
from plugins.markup.catalogue import Component
from plugins.markup.drawing import draw
from plugins.markup.extension import DECORATIVE
from plugins.markup.mended import only_then
from plugins.markup.named import named_in_words
from plugins.markup.reading import Block, Image, Link, Mended, Reading
from plugins.markup.typography import typographic
from plugins.render.content_images import ContentImages, alternative, described
from plugins.render.links import LinkTable
from plugins.render.result import Collector
from plugins.render.words import Words
from plugins.selfies.naming import MEMBERS, WORKPLACE, unknown_members, unknown_workplace
from plugins.site.model import Page, Site, Story

FOLDERS = {kind.name: kind.folder for kind in KINDS}
FIRST_PICTURE = re.compile(r"<img\b[^>]*>")
WAITS = ' loading="lazy"'
# So many words above it leave a picture in the first screen of a telephone.
FEW_WORDS = 60
# Templates that show a text's own picture before its body.
SHOW_PICTURE_ABOVE = ("article", "event")


def first_at_once(html: str) -> str:
    """A page's body whose first picture does not wait until somebody scrolls near it.

    Near the top, it is what readers look at first, and comes before everything that can wait.

    >>> first_at_once('<p>Look:</p><img src="a.jpg" loading="lazy"><img src="b.jpg" loading="lazy">')
    '<p>Look:</p><img src="a.jpg" fetchpriority="high"><img src="b.jpg" loading="lazy">'
    """
    first = FIRST_PICTURE.search(html)
    if first is None or WAITS not in first[0]:
        return html
    words = re.sub("<[^>]*>", " ", html[: first.start()]).split()
    at_once = first[0].replace(WAITS, ' fetchpriority="high"' if len(words) <= FEW_WORDS else "")
    return html[: first.start()] + at_once + html[first.end() :]


@dataclass(slots=True)
class BodyRenderer:
    """Draws the body of one page with the site's data.

    variables: what templates see
    into: gets what the page asks for
    """

    site: Site
    templates: Environment
    variables: Mapping[str, Any]
    catalogue: Mapping[str, Component]
    links: LinkTable
    images: ContentImages
    into: Collector

    @property
    def words(self) -> Words:
        """Those of the page."""
        words: Words = self.variables["words"]
        return words

    def draw(self, page: Page, reading: Reading) -> str:
        """The finished HTML of a page's body."""
        where, words, register = page.path, self.words, self.site.register
        self.into.findings += register.unknown(reading.named, page.path)

        def draw_block(block: Block, body: Markup) -> str:
            return self.block(block, body, Where(where, block.line), page)

        def resolve(link: Link) -> str:
            if any(register.why_unknown(one, Where(where)) for one in named_in_words(link.target)):
                return link.target  # which is told already
            target = register.target(link.target)
            return self.links.resolve_written(target, link.words, Where(where, link.line), page.url, self.into)

        def draw_image(image: Image) -> str:
            return self.image(image, Where(where, image.line))

        def lead_back(number: int) -> str:
            return words.text("back_to_note", number=number)

        drawn = draw(reading, block=draw_block, link=resolve, image=draw_image, footnote=lead_back, named=register.html)
        if then := reading.once_mended:
            self.tell_once_mended(page, [*reading.findings, *self.into.findings], then)
        has_picture_above = page.template in SHOW_PICTURE_ABOVE and page.image
        return drawn if has_picture_above else first_at_once(drawn)

    def tell_once_mended(self, page: Page, told: Iterable[Finding], then: Mended) -> None:
        """Tells what is found in a text only once it is mended, and so in the next round; nothing is asked for there.

        told: what is found in it as it stands
        """
        into = Collector()
        replace(self, into=into).draw(page, then.reading)
        self.into.findings += map(then.told, only_then(told, [*then.reading.findings, *into.findings]))
        known = set(self.into.links)  # and parts of the page itself may be there only then
        links = (one for one in into.links if one.address != page.url and one not in known)
        self.into.links += (one._replace(around=then.around) for one in links)

    def block(self, block: Block, body: Markup, where: Where, page: Page) -> str:
        """A block drawn by its template; nothing when it names something that is not there, which is reported."""
        component = self.catalogue[block.component]
        values: dict[str, Any] = {"body": body}
        found: list[Finding] = []
        for declared in component.fields:
            name = declared.name.replace("-", "_")
            values[name] = value = block.values[declared.name]
            if value:
                finished = self.value(declared, value, Where(where.path, block.line_of(declared.name)), page)
                if isinstance(finished, Finding):
                    found.append(finished)
                else:
                    values[name] = finished
            if declared.type == PICTURE and value and block.values.get("description"):
                described_at = Where(where.path, block.line_of("description"))
                found += described(value, block.values["description"], described_at, f"description: {DECORATIVE}")
        found += self.not_on_wall(block, component, where)
        self.into.findings += found
        incomplete = any(field.required and not values[field.name.replace("-", "_")] for field in component.fields)
        if found or incomplete:  # reading has told what is missing
            return ""
        if "description" in values:
            values["description"] = alternative(values["description"])
        template = self.templates.get_template(f"{component.name}/template.html")
        words = self.words.within(component.words)
        return template.render({**self.variables, "block": values, "page_content": page, "words": words}).strip()

    def not_on_wall(self, block: Block, component: Component, where: Where) -> Iterator[Finding]:
        """Members and workplaces that a block names and that the wall of the campaign it names does not show."""
        wall = self.site.walls.get(block.values.get("campaign", ""))
        for declared in component.fields:
            value, line = block.values[declared.name], Where(where.path, block.line_of(declared.name))
            if value and declared.type == MEMBERS:
                yield from unknown_members(value, wall, self.site.left_out, line)
            elif value and declared.type == WORKPLACE and (wrong := unknown_workplace(value, wall, line)):
                yield wrong

    def value(self, declared: Field, value: str, where: Where, page: Page) -> object:
        """A field's value as its template wants it, the thing itself for a name, or a Finding why there is none."""
        register = self.site.register
        if declared.type == TEXT:
            return typographic(register.filled(value))
        if declared.type in (LINK, FILM, CAPTIONS):
            return self.links.resolve(register.target(value), value, where, page.url, self.into)
        if declared.type in (EMAIL, TELEPHONE):
            return self.reached(declared, value, where)
        if declared.type == SEVERAL:
            return named_facts(value, register.facts, where)
        if declared.type == MAILBOX:
            return named_mailbox(value, register.contacts, where)
        if declared.type == PICTURE:
            return self.found(value, where)
        if (known := self.site.named.get(declared.type.name)) is not None:
            found = known.get(value)
            if isinstance(found, Person) and isinstance(page, Story):
                return found.on(page.date.date())
            return found or self.unknown(declared.type.name, value, where)
        return value

    def reached(self, declared: Field, value: str, where: Where) -> str | Finding:
        """An e-mail address or a telephone number, which may be a contact's; one that is not there is told already."""
        filled = self.site.register.filled(value)
        if filled == value:
            return "" if OF_A_LIST.search(value) else value
        wrong = wrong_value(declared, filled)
        return wrong.at(where) if wrong else filled

    def unknown(self, kind: str, value: str, where: Where) -> Finding:
        """A person, campaign or story that is not there (C33), or that readers do not see any more (C152)."""
        file = self.links.routes.without_page.get((FOLDERS.get(kind, ""), value))
        if file in self.links.routes.expired:
            return finding("C152.block-of-expired", where, kind=kind, name=value)
        if file and file not in self.links.routes.mistaken:
            return finding("C33.not-public", where, kind=kind, name=value)
        if kind == "person":
            return finding("C33.unknown-person", where, name=value, **suggest_person(value, self.site.people))
        return finding("C33.unknown-name", where, kind=kind, name=value, **suggest(value, self.site.named[kind]))

    def found(self, source: str, where: Where) -> str | Finding:
        """The path below content/ of a picture that is named, or why it cannot be shown."""
        path = self.images.find(source, where.path.removeprefix("content/").rpartition("/")[0], where)
        if isinstance(path, str):
            self.into.pictures.add(path)
        return path

    def image(self, image: Image, where: Where) -> str:
        """A picture in the text."""
        as_decoration = f"![{DECORATIVE}]({image.source})"
        description = self.site.register.filled(image.description)
        self.into.findings += described(image.source, description, where, as_decoration)
        path = self.found(image.source, where)
        if isinstance(path, Finding):
            self.into.findings.append(path)
            return ""
        shown = {
            "source": path,
            "description": alternative(description),
            "title": typographic(self.site.register.filled(image.title)),
            "alone": image.alone,
        }
        return self.templates.get_template("partials/image.html").render({**self.variables, "image": shown}).strip()
