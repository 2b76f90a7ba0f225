"""The site, joined from all that was read: typed and frozen, so that a page can be drawn of it alone."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property

from markupsafe import Markup
from unidecode import unidecode

from plugins.core.findings import Finding
from plugins.kinds.announcement import Announcement
from plugins.kinds.event import Occasion
from plugins.kinds.person import Person
from plugins.markup.plain_words import plain
from plugins.selfies.wall import Wall
from plugins.site.agenda import Agenda
from plugins.site.lists import Shelf
from plugins.site.matters import Standing, Step, steps
from plugins.site.redirects import Redirect
from plugins.site.register import Register
from plugins.site.related import StoryIndex
from plugins.site.routes import Routes, in_language


@dataclass(frozen=True, slots=True)
class Tag:
    """A tag that has a list. url: of that, below the root"""

    name: str
    slug: str
    url: str


@dataclass(frozen=True, slots=True)
class Translation:
    """The same text in another language. url: below the root"""

    url: str
    title: Markup
    lang: str


# Compared by what they are, not by what is in them: one object each in a build.
@dataclass(frozen=True, slots=True, eq=False, kw_only=True)
class Page:
    """A text with a page of its own.

    What other pages may show of it, which its body is not.
    id: the name of its file without .md; path: of the file, as staff know it
    url: below the root; file: the output file
    status: published, hidden or draft; template: by which it is drawn
    title, summary, lead: safe HTML; the lead is the summary that the header tells, or ""
    image: path below content/ of a picture that can be shown, or ""
    image_focus: the class of the place to crop around; "" to show it whole
    authors: who is named above it
    modified: the day of the last change; None without one
    change_note: what was changed then, safe HTML; "" when nothing is said
    """

    id: str
    path: str
    url: str
    file: str
    status: str
    lang: str
    template: str
    title: Markup
    summary: Markup
    lead: Markup | str
    image: str
    image_description: str
    image_focus: str
    authors: tuple[Person, ...]
    modified: datetime | None
    change_note: Markup | str
    translations: tuple[Translation, ...]


@dataclass(frozen=True, slots=True, eq=False, kw_only=True)
class Campaign(Page):
    """A campaign. join_anchor: what leads to the part of its page that says how to take part; "" without one"""

    join_anchor: str


@dataclass(frozen=True, slots=True, eq=False, kw_only=True)
class Matter(Page):
    """A long matter.

    stages: through which it goes; stage: the number of the one it is at, from 0, or -1 where that is not known
    since: when it came there; None where that is not known
    """

    stages: tuple[str, ...]
    stage: int
    since: datetime | None

    @property
    def steps(self) -> tuple[Step, ...]:
        """Its stages, each with its state."""
        return steps(self.stages, self.stage)


@dataclass(frozen=True, slots=True, eq=False, kw_only=True)
class Story(Page):
    """A story.

    category: the id of the campaign that it names, or ""; campaign: that, if it is shown
    matter: the long matter that it names, if that is shown
    listed_tags: those of its tags that have a list
    """

    date: datetime
    category: str
    campaign: Campaign | None
    matter: Matter | None
    listed_tags: tuple[Tag, ...]


@dataclass(frozen=True, slots=True, eq=False, kw_only=True)
class Event(Page):
    """An event.

    name: what all files for calendars know it by, in whichever language: its Slug, or the name of its file
    category, campaign, listed_tags: as of a Story
    """

    name: str
    occasion: Occasion
    category: str
    campaign: Campaign | None
    listed_tags: tuple[Tag, ...]


@dataclass(frozen=True, eq=False)
class Site:
    """Everything that pages show.

    stories: those in lists, newest first, in the site's own language; pages: those in lists, campaigns among them
    by_language: the stories in the lists of each language in which there is any text, the site's own first
    every: each text that has a page, drafts on the editor's machine, too, by the paths of their files
    campaigns, people, walls: by id, a wall by its campaign's
    announcements: those of today
    others: what else is for the public today and has no page, by kind and id
    left_out: why a member is on no wall, by id
    redirects: where pages were before
    years, authors: stories by year, and by the ids of those who wrote them
    agendas: the events in the lists of each language in which there are any
    matters: long matters with their stories, the one that changed last in front
    register: facts and contacts
    """

    stories: tuple[Story, ...]
    by_language: Mapping[str, tuple[Story, ...]]
    pages: tuple[Page, ...]
    every: tuple[Page, ...]
    campaigns: Mapping[str, Campaign]
    people: Mapping[str, Person]
    announcements: tuple[Announcement, ...]
    others: Mapping[str, Mapping[str, object]]
    walls: Mapping[str, Wall]
    left_out: Mapping[str, Sequence[Finding]]
    routes: Routes
    redirects: tuple[Redirect, ...]
    years: tuple[Shelf[Story], ...]
    authors: tuple[Shelf[Story], ...]
    agendas: Mapping[str, Agenda[Event]]
    matters: tuple[Standing[Matter, Story], ...]
    register: Register

    @cached_property
    def named(self) -> Mapping[str, Mapping[str, object]]:
        """By kind, what a field may name by its id."""
        return {
            **self.others,
            "person": self.people,
            "campaign": self.campaigns,
            "matter": {one.matter.id: one.matter for one in self.matters if one.matter.status == "published"},
            "story": {story.id: story for stories in self.by_language.values() for story in stories},
            "fact": self.register.facts,
            "contact": self.register.contacts,
        }

    @cached_property
    def standings(self) -> Mapping[str, Standing[Matter, Story]]:
        """How each matter stands, by the path of its file."""
        return {one.matter.path: one for one in self.matters}

    def standing(self, matter: Matter) -> Standing[Matter, Story]:
        """How a matter stands."""
        return self.standings[matter.path]

    @cached_property
    def indexes(self) -> Mapping[str, StoryIndex[Story]]:
        """The stories in the lists of each language, by what they share."""
        return {language: StoryIndex(stories, keys_of, group_of) for language, stories in self.by_language.items()}

    @cached_property
    def indexes_by_name(self) -> Mapping[str, StoryIndex[Story]]:
        """The same in the order of their titles."""
        return {
            language: StoryIndex(sorted(stories, key=in_order_of_names), keys_of)
            for language, stories in self.by_language.items()
        }

    def newest(
        self,
        language: str,
        campaign: Campaign | None,
        tag: str,
        count: int,
        besides: object,
        *,
        by_name: bool = False,
    ) -> list[Story]:
        """The newest stories of a campaign and with a tag, where these are told, but for the page that asks.

        by_name: the first by their titles instead
        """
        wanted = ([("campaign", campaign.id)] if campaign else []) + ([("tag", tag)] if tag else [])
        indexes = self.indexes_by_name if by_name else self.indexes
        return indexes[language].newest(wanted, count, besides) if language in indexes else []

    def related(self, story: Story) -> list[Story]:
        """At most three stories to read next, in its language; none for a story that is in no list."""
        return self.indexes[story.lang].related(story, most=3) if story.lang in self.indexes else []

    def stories_in(self, language: str) -> tuple[Story, ...]:
        """The stories in the lists of a language."""
        return self.by_language.get(language, ())

    def pages_in(self, language: str) -> list[Page]:
        """The pages and campaigns of a language that are for everybody, translations last."""
        texts = (page for page in self.every if not isinstance(page, Story) and page.status == "published")
        return [page for page in dict.fromkeys([*self.pages, *texts]) if page.lang == language]

    @cached_property
    def by_url(self) -> Mapping[str, Page]:
        """Each text that has a page, by its address below the root."""
        return {page.url: page for page in self.every}

    def version(self, page: Page, language: str) -> Page:
        """A text in a language, or as it is where nobody translated it."""
        urls = (one.url for one in page.translations if one.lang == language)
        return next((self.by_url[url] for url in urls if url in self.by_url), page)

    def versions(self, page: Page | None, address: str, language: str) -> list[tuple[str, str]]:
        """In which languages a page is there, the site's own first, and at which addresses; none where in one alone.

        page: the text that it shows; for another page, such as a list, its address decides, and its language
        """
        own, *others = self.by_language
        found: dict[str, str] = {}
        if page:
            found = {page.lang: page.url, **{one.lang: one.url for one in page.translations}}
        else:
            base = address if language == own else address.removesuffix(in_language("", language))
            every = {own: base, **{one: in_language(base, one) for one in others}}
            found = {one: url for one, url in every.items() if self.routes.is_list(url)}
        order = dict.fromkeys([own, *others, *sorted(found)])
        return [(one, found[one]) for one in order if one in found] if len(found) > 1 else []


def in_order_of_names(story: Story) -> tuple[str, str]:
    """Where a story stands among others by its title, whatever signs and accents that has."""
    return unidecode(" ".join(re.findall(r"\w+", plain(story.title)))).casefold(), story.id


def group_of(story: Story) -> tuple[str, str] | None:
    """What brings a story nearest to others: its campaign."""
    return ("campaign", story.category) if story.category else None


def keys_of(story: Story) -> list[tuple[str, str]]:
    """What a story may share with others."""
    campaign = [group] if (group := group_of(story)) else []
    return campaign + [("tag", tag.slug) for tag in story.listed_tags]
