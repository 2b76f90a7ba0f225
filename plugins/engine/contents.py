"""Pelican's stories and pages as they are read: what is wrong with their headers, and which nobody may see yet."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from datetime import datetime
from itertools import chain
from pathlib import Path, PurePosixPath
from typing import Any

from pelican.contents import Category, Content, Tag
from pelican.generators import ArticlesGenerator, PagesGenerator

from plugins.core.fields import MAX_NAME_CHARACTERS, words
from plugins.core.findings import Finding, Where, finding
from plugins.core.header import SeenFile, see, text_files
from plugins.core.reachable import PrivateFiles, closed_folders, is_within, same_entry, special_files
from plugins.core.slugs import composed
from plugins.core.suggestions import suggest
from plugins.engine.build import Build, build_of
from plugins.engine.events import unknown_campaigns
from plugins.engine.languages import keep_apart
from plugins.engine.listed import read_lists
from plugins.engine.reader import kind_of, reading_rules, status_at
from plugins.engine.readings import Readings
from plugins.kinds.all import KINDS
from plugins.kinds.announcement import ANNOUNCEMENT
from plugins.kinds.campaign import CAMPAIGN
from plugins.kinds.kind import Item, Kind, ParsedFile
from plugins.kinds.person import PERSON, Person, nameless, unknown_author
from plugins.kinds.roles import role_changes
from plugins.pictures.picture import SUFFIXES
from plugins.site.live import is_kept_back, is_live
from plugins.site.register import Register
from plugins.site.tags import in_usual_writing, otherwise_written, usual_writings
from plugins.site.unread import no_stories


def read_others(settings: dict[str, Any], build: Build) -> None:
    """The kinds that have no pages, so that Pelican does not read them: people, the announcements of today, others."""
    content = Path(settings["PATH"])
    build.findings += kept_out(settings, content, build.private)
    build.rules = reading_rules(settings)
    build.register, build.terms = read_lists(content, build)
    build.readings = Readings(content.parent / ".cache" / "readings", build.rules)
    build.readings.prepare(seen_texts(settings, build.private))
    build.campaigns = campaigns_in(content, build)
    read = {kind: read_folder(kind, content, build) for kind in KINDS if not kind.has_page}
    people = read.pop(PERSON)
    for one in people:
        build.findings += build.register.unknown_in_header(one.source, PERSON.fields)
    build.to_come = [one.item for one in read[ANNOUNCEMENT] if one.item and one.source.path in build.waiting]
    build.undated = [one.item for one in read[ANNOUNCEMENT] if one.item and not one.item.is_dated]
    build.people = {
        one.item.id: nameless(one.item) if is_kept_back(one, build.now) else filled_in(one.item, build.register)
        for one in people
        if one.item
    }
    for person in build.people.values():
        build.note_changes(role_changes(person.roles, build.rules.zone))
    shown = {kind: [one for one in files if is_shown(one, build.now)] for kind, files in read.items()}
    # The latest to start comes first; of those that start together the first by the name of its file.
    in_order = sorted(shown.pop(ANNOUNCEMENT), key=lambda one: one.window.starts or build.now, reverse=True)
    build.announcements = [one.item for one in in_order if one.item]
    build.others = {kind.name: {id_of(one): one.item for one in files} for kind, files in shown.items()}
    build.findings += no_stories(content, settings["ARTICLE_PATHS"])


def filled_in(person: Person, register: Register) -> Person:
    """A person with facts and contacts in the place of their names."""
    return replace(
        person,
        name=register.filled(person.name),
        role=register.filled(person.role),
        image_description=register.filled(person.image_description),
        roles=tuple(replace(role, title=register.filled(role.title)) for role in person.roles),
    )


def seen_texts(settings: Mapping[str, Any], private: PrivateFiles) -> Iterator[tuple[SeenFile, Kind[Any]]]:
    """What Pelican is about to read, as far as that is known before."""
    content = Path(settings["PATH"])
    for folder in [*settings["ARTICLE_PATHS"], *settings["PAGE_PATHS"]]:
        for file in (content / folder).rglob("*.md"):
            relative = file.relative_to(content).as_posix()
            yield see(file, f"content/{relative}", content, private), kind_of(relative, settings["PAGE_PATHS"])


def campaigns_in(content: Path, build: Build) -> dict[str, bool]:
    """Each campaign by its id, and whether readers see it: what belongs to another has no word of it."""
    campaigns = {}
    for file in text_files(content / CAMPAIGN.folder):
        path = f"content/{CAMPAIGN.folder}/{file.name}"
        seen = build.readings.seen.get(path) or see(file, path, content, build.private)
        campaigns[composed(file.stem)] = status_at(build.readings.of(seen, CAMPAIGN), build) != "draft"
    return campaigns


def is_shown(file: ParsedFile[Any], now: datetime) -> bool:
    """Whether a file tells enough and is for the public, today."""
    return file.item is not None and is_live(file.window, now) and not is_kept_back(file, now)


def id_of(file: ParsedFile[Any]) -> str:
    """By what others name a file's item: its name without .md."""
    return composed(PurePosixPath(file.source.path).stem)


def read_folder(kind: Kind[Item], content: Path, build: Build) -> list[ParsedFile[Item]]:
    """Every file of a kind that Pelican does not read, by name, but those that cannot be read, which is told."""
    found = []
    for file in text_files(content / kind.folder):
        seen = see(file, f"content/{kind.folder}/{file.name}", content, build.private)
        parsed = build.readings.of(seen, kind)
        build.findings += build.told_of(parsed)
        build.note_when_shown(parsed)
        found += [] if parsed.is_unread else [parsed]
    return found


def kept_out(settings: dict[str, Any], content: Path, private: PrivateFiles) -> Iterator[Finding]:
    """What lies below content/ and is no file of it (C37, C39, C56). Pelican goes into linked folders: it is kept out.

    A member's file never stops the site, and the selfies room tells of texts and pictures there itself.
    """
    for closed in closed_folders(content):
        path = closed.where.path.removeprefix("content/")
        for kind in ("ARTICLE", "PAGE"):
            settings[f"{kind}_EXCLUDES"] = [*settings[f"{kind}_EXCLUDES"], path]
            settings[f"{kind}_PATHS"] = [folder for folder in settings[f"{kind}_PATHS"] if folder != path]
        # Pictures of real members lie elsewhere, and SELFIES_PATH may go by a link.
        if not same_entry(content / path, content / "selfies"):
            yield closed
    for special in special_files(content):
        folder = (content / special.where.path.removeprefix("content/")).parent
        is_member = any(is_within(folder, members) for members in private.folders)
        if not is_member:
            yield special
        elif not special.where.path.lower().endswith((".md", *SUFFIXES)):
            yield special.within("among-selfies")


def prepare_stories(generator: ArticlesGenerator) -> None:
    """Before Pelican makes its lists: no drafts, bylines, campaigns that exist."""
    settings, build = generator.settings, build_of(generator.settings)
    if not settings["SHOW_UNPUBLISHED"]:
        generator.drafts, generator.drafts_translations = [], []
    keep_apart(generator)
    shown = chain(generator.articles, generator.translations, generator.hidden_articles, generator.hidden_translations)
    usual = usual_writings(tag.name for story in shown for tag in getattr(story, "tags", []))
    for story in all_stories(generator):
        build.findings += drop_nameless_tags(story)
        build.findings += write_tags_as_usual(story, usual)
        build.findings += unknown_authors(story, build.people)
        source = story.parsed.source
        entry = source.find("Campaign")
        if hasattr(story, "category") and not is_name(story.category.slug):
            line = source.line_of("Campaign" if entry and entry.value else "Category")
            build.findings.append(nameless_campaign(story.category, Where(source.path, line)))
            del story.category
        name = story.category.name if hasattr(story, "category") else ""
        if entry and entry.value and name and name not in build.campaigns:
            where, near = Where(source.path, entry.line), suggest(name, build.campaigns)
            build.findings.append(finding("C33.unknown-campaign", where, campaign=name, **near))
        part_from_unseen(story, build.campaigns)
        if not hasattr(story, "category") and story.status == "draft":
            story.category = Category("no campaign", settings)  # Pelican's generate_drafts asks for one


def part_from_unseen(content: Content, campaigns: Mapping[str, bool]) -> None:
    """Takes from what readers see a campaign that they do not see, so that neither its id nor a list of it is public.

    campaigns: whether readers see each, by id
    """
    if content.status != "draft" and hasattr(content, "category") and not campaigns.get(content.category.name, True):
        del content.category


def nameless_campaign(campaign: Category, where: Where) -> Finding:
    """A campaign that can have no web address of its own (C10)."""
    if campaign.slug:
        return finding("C10.long-campaign", where, campaign=campaign.name)
    return finding("C10.campaign-of-signs", where, campaign=campaign.name)


def drop_nameless_tags(content: Content) -> list[Finding]:
    """Tags that can have no web address of their own (C10); the content loses them."""
    where = Where(content.parsed.source.path, content.parsed.source.line_of("Tags"))
    nameless = [tag for tag in getattr(content, "tags", []) if not is_name(tag.slug)]
    if nameless:
        content.tags = [tag for tag in content.tags if is_name(tag.slug)]
    return [
        finding("C10.long-tag", where, tag=tag.name) if tag.slug else finding("C10.tag-of-signs", where, tag=tag.name)
        for tag in nameless
    ]


def write_tags_as_usual(content: Content, usual: Mapping[str, str]) -> list[Finding]:
    """Gives a story each of its tags once, in the usual writing; what was written otherwise is told (C10)."""
    names = [tag.name for tag in getattr(content, "tags", [])]
    if (as_usual := in_usual_writing(names, usual)) == names:
        return []
    content.tags = [Tag(name, content.settings) for name in as_usual]
    where = Where(content.parsed.source.path, content.parsed.source.line_of("Tags"))
    return list(otherwise_written(names, usual, where))


def is_name(slug: str) -> bool:
    """Whether a part of a web address can be the name of a folder."""
    return 0 < len(slug) <= MAX_NAME_CHARACTERS


def all_stories(generator: ArticlesGenerator) -> Iterable[Content]:
    """Every story that will have a page."""
    return chain(
        generator.articles,
        generator.translations,
        generator.hidden_articles,
        generator.hidden_translations,
        generator.drafts,
        generator.drafts_translations,
    )


def unknown_authors(content: Content, people: dict[str, Person]) -> Iterator[Finding]:
    """What is wrong with the bylines of a story or page, which its header tells in a line Author or Authors."""
    source = content.parsed.source
    one, several = source.find("Author"), source.find("Authors")
    if one and several and one.value and several.value and one.value not in (names := words(several.value)):
        authors = ", ".join((one.value, *names))
        yield finding("C33.author-beside-authors", Where(source.path, one.line), author=one.value, authors=authors)
    where = Where(source.path, source.line_of("Authors" if several else "Author"))
    for author in getattr(content, "authors", []):
        if wrong := unknown_author(author.name, people, where):
            yield wrong


def prepare_pages(generator: PagesGenerator) -> None:
    """When pages are read: bylines, tags that can have an address."""
    build = build_of(generator.settings)
    if not generator.settings["SHOW_UNPUBLISHED"]:
        generator.draft_pages, generator.draft_translations = [], []
    for page in all_pages(generator):
        build.findings += unknown_authors(page, build.people)
        build.findings += drop_nameless_tags(page)
        part_from_unseen(page, build.campaigns)
    build.findings += unknown_campaigns(all_pages(generator), build.campaigns)


def all_pages(generator: PagesGenerator) -> Iterable[Content]:
    """Every page and campaign that will have a page."""
    return chain(
        generator.pages,
        generator.translations,
        generator.hidden_pages,
        generator.hidden_translations,
        generator.draft_pages,
        generator.draft_translations,
    )
