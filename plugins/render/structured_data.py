"""Structured data: what a page tells machines of itself, in schema.org's words (JSON-LD 1.1). Plain dicts, no HTML."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from plugins.markup.plain_words import plain, shortened
from plugins.pictures.picture import Derivative
from plugins.render.event_data import event_thing
from plugins.render.questions import Question
from plugins.site.addresses import Addresses
from plugins.site.model import Event, Story

Thing = dict[str, Any]  # one thing of schema.org, or a reference to one: {"@id": ...}

MAX_HEADLINE_CHARACTERS = 110  # what search engines ask for


@dataclass(frozen=True, slots=True)
class StructuredData:
    """Tells machines of one site's pages.

    siteurl: without a slash at its end
    language: of the site; a page may be in another
    organisation: the setting ORGANISATION
    """

    siteurl: str
    sitename: str
    language: str
    organisation: Mapping[str, Any]

    def page(
        self,
        *,
        address: str,
        name: str,
        kind: str,
        language: str,
        logo: str,
        description: str = "",
        trail: Iterable[tuple[str, str]] = (),
        picture: Derivative | None = None,
        caption: str = "",
        story: Story | None = None,
        event: Event | None = None,
        questions: Sequence[Question] = (),
    ) -> Thing:
        """Everything about one page as a single graph.

        address, logo: finished addresses on this host
        picture: one that every program can read, so none in AVIF
        kind: schema.org's name for it, for example "CollectionPage"
        trail: names and addresses of the pages above it, without the home page and itself
        questions: with their answers, of a page that holds nothing else
        The organisation and the site are described on the home page, with stories and with events; elsewhere they are
        only named.
        """
        whole = Addresses(self.siteurl).absolute
        own, home = whole(address), f"{self.siteurl}/"
        crumbs = [(self.sitename, home), *((words, whole(there)) for words, there in trail), (name, own)]
        image = [{"@id": f"{own}#picture"} | image_object(self.siteurl, picture, caption)] if picture else []
        page: Thing = {
            "@type": kind,
            "@id": own,
            "url": own,
            "name": plain(name),
            "inLanguage": language,
            "isPartOf": {"@id": f"{home}#website"},
        }
        page |= {"description": words} if (words := plain(description)) else {}
        page |= {"mainEntity": [question(one) for one in questions]} if questions else {}
        has_thing = story is not None or event is not None
        page |= {"primaryImageOfPage": {"@id": f"{own}#picture"} if has_thing else image[0]} if image else {}
        things = [page]
        if own != home:
            page["breadcrumb"] = {"@id": f"{own}#breadcrumb"}
            things.append(breadcrumbs(f"{own}#breadcrumb", crumbs))
        if story is not None:
            things.append(news_article(story, page, image, f"{home}#organization"))
        if event is not None:
            things.append(event_thing(event, page, image, f"{home}#organization"))
        if has_thing or own == home:
            things += [self.website(), self.organization(whole(logo))]
        return {"@context": "https://schema.org", "@graph": things}

    def organization(self, logo: str) -> Thing:
        """Who speaks. logo: a whole address"""
        organisation = self.organisation
        thing: Thing = {
            "@type": "Organization",
            "@id": f"{self.siteurl}/#organization",
            "name": organisation["name"],
            "alternateName": organisation["short"],
            "url": f"{self.siteurl}/",
            "logo": {"@type": "ImageObject", "contentUrl": logo, "url": logo},
            "address": ", ".join(organisation["address"]),
            "telephone": organisation["telephone"],
            "email": organisation["email"],
        }
        return {name: value for name, value in thing.items() if value}

    def website(self) -> Thing:
        """The site as a whole."""
        return {
            "@type": "WebSite",
            "@id": f"{self.siteurl}/#website",
            "name": self.sitename,
            "url": f"{self.siteurl}/",
            "inLanguage": self.language,
            "publisher": {"@id": f"{self.siteurl}/#organization"},
        }


def news_article(story: Story, page: Thing, image: list[Thing], publisher: str) -> Thing:
    """A story, on the page that shows it.

    image: its pictures, if any; publisher: the id of whoever speaks, who is the author, too, when nobody is named
    """
    tags = [tag.name for tag in story.listed_tags]
    section = plain(story.campaign.title) if story.campaign else next(iter(tags), "")
    thing: Thing = {
        "@type": "NewsArticle",
        "@id": f"{page['@id']}#article",
        "mainEntityOfPage": {"@id": page["@id"]},
        "headline": shortened(plain(story.title), MAX_HEADLINE_CHARACTERS),
        "description": page.get("description", ""),
        "datePublished": story.date.isoformat(timespec="seconds"),
        "dateModified": (story.modified or story.date).isoformat(timespec="seconds"),
        "author": authors(story) or {"@id": publisher},
        "publisher": {"@id": publisher},
        "image": image,
        "articleSection": section,
        "keywords": tags,
        "inLanguage": page["inLanguage"],
    }
    return {name: value for name, value in thing.items() if value}


def authors(story: Story) -> list[Thing]:
    """Whoever a story names as its authors."""
    people: list[Thing] = [{"@type": "Person", "name": author.name} for author in story.authors]
    if len(people) == 1 and story.authors[0].role:
        people[0]["jobTitle"] = story.authors[0].role
    return people


def question(one: Question) -> Thing:
    """A question with its answer."""
    return {"@type": "Question", "name": one.words, "acceptedAnswer": {"@type": "Answer", "text": one.answer}}


def breadcrumbs(thing_id: str, trail: Iterable[tuple[str, str]]) -> Thing:
    """The way from the home page to a page. trail: names and whole addresses, both ends included"""
    steps = [
        {"@type": "ListItem", "position": number, "name": plain(words), "item": address}
        for number, (words, address) in enumerate(trail, start=1)
    ]
    return {"@type": "BreadcrumbList", "@id": thing_id, "itemListElement": steps}


def image_object(siteurl: str, picture: Derivative, caption: str) -> Thing:
    """A published picture. caption: what it shows, in words; may be empty"""
    addresses = Addresses(siteurl)
    thing: Thing = {
        "@type": "ImageObject",
        "contentUrl": addresses.absolute(addresses.address(picture.name)),
        "width": picture.width_px,
        "height": picture.height_px,
    }
    return thing | ({"caption": words} if (words := plain(caption)) else {})
