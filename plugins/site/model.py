"""The site, joined from all that was read: typed and frozen, so that a page can be drawn of it alone."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property

from markupsafe import Markup

from plugins.core.findings import Finding
from plugins.kinds.announcement import Announcement
from plugins.kinds.person import Person
from plugins.selfies.wall import Wall
from plugins.site.lists import Shelf
from plugins.site.matters import Standing, Step, steps
from plugins.site.redirects import Redirect
from plugins.site.related import StoryIndex
from plugins.site.routes import Routes


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
    byline: who is named above it; authors: each of those
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
    byline: Person | None
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


@dataclass(frozen=True, eq=False)
class Site:
    """Everything that pages show.

    stories: those in lists, newest first; pages: those in lists, campaigns among them
    every: each text that has a page, drafts on the editor's machine, too, by the paths of their files
    campaigns, people, walls: by id, a wall by its campaign's
    announcements: those of today
    others: what else is for the public today and has no page, by kind and id
    left_out: why a member is on no wall, by id
    redirects: where pages were before
    matters: long matters with their stories, the one that changed last in front
    years, authors: stories by year, and by the ids of those who wrote them
    """

    stories: tuple[Story, ...]
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
    matters: tuple[Standing[Matter, Story], ...]
    years: tuple[Shelf[Story], ...]
    authors: tuple[Shelf[Story], ...]

    @cached_property
    def named(self) -> Mapping[str, Mapping[str, object]]:
        """By kind, what a field may name by its id."""
        return {
            **self.others,
            "person": self.people,
            "campaign": self.campaigns,
            "matter": {one.matter.id: one.matter for one in self.matters if one.matter.status == "published"},
            "story": {story.id: story for story in self.stories},
        }

    @cached_property
    def standings(self) -> Mapping[str, Standing[Matter, Story]]:
        """How each matter stands, by the path of its file."""
        return {one.matter.path: one for one in self.matters}

    def standing(self, matter: Matter) -> Standing[Matter, Story]:
        """How a matter stands."""
        return self.standings[matter.path]

    @cached_property
    def index(self) -> StoryIndex[Story]:
        """The stories in lists, by what they share."""
        return StoryIndex(self.stories, keys_of, group_of)

    def newest(self, campaign: Campaign | None, tag: str, count: int, besides: object) -> list[Story]:
        """The newest stories of a campaign and with a tag, where these are told, but for the page that asks."""
        wanted = ([("campaign", campaign.id)] if campaign else []) + ([("tag", tag)] if tag else [])
        return self.index.newest(wanted, count, besides)

    def related(self, story: Story) -> list[Story]:
        """At most three stories to read next; none for a story that is in no list."""
        return self.index.related(story, most=3)


def group_of(story: Story) -> tuple[str, str] | None:
    """What brings a story nearest to others: its campaign."""
    return ("campaign", story.category) if story.category else None


def keys_of(story: Story) -> list[tuple[str, str]]:
    """What a story may share with others."""
    campaign = [group] if (group := group_of(story)) else []
    return campaign + [("tag", tag.slug) for tag in story.listed_tags]
