"""Lists of stories in other languages than the site's own, which Pelican puts into one list or into none."""

from collections.abc import Iterable, Iterator, Mapping
from datetime import datetime
from operator import attrgetter
from typing import Any, NamedTuple

from pelican.contents import Article, Content
from pelican.generators import ArticlesGenerator, Generator

from plugins.core.findings import Finding, Where, finding
from plugins.core.messages import Value
from plugins.core.settings import setting_line
from plugins.engine.writer import PendingWriter
from plugins.render.words import Vocabulary, primary
from plugins.site.model import Tag
from plugins.site.routes import StoryList, feed_in_language, file_of, in_language


class Topic(NamedTuple):
    """What stories of one language share, with the address of their list, and Pelican's stories, newest first."""

    tag: Tag
    stories: list[Content]


def keep_apart(generator: ArticlesGenerator) -> None:
    """Before Pelican makes its lists: stories in another language than the site's own are in none of them."""
    own = generator.settings["DEFAULT_LANG"]
    generator.translations += [story for story in generator.articles if story.lang != own]
    generator.articles = [story for story in generator.articles if story.lang == own]


def other_languages(context: Mapping[str, Any]) -> dict[str, list[Content]]:
    """For each language in which there is a published text, but the site's own, Pelican's stories, newest first."""
    own, every = context["DEFAULT_LANG"], context["generated_content"].values()
    contents = [one for one in every if one is not None and one.lang != own and one.status == "published"]
    found: dict[str, list[Content]] = {language: [] for language in sorted({one.lang for one in contents})}
    for one in sorted(contents, key=attrgetter("slug", "source_path")):
        found[one.lang] += [one] if isinstance(one, Article) else []
    for stories in found.values():
        stories.sort(key=attrgetter("date"), reverse=True)
    return found


def told_of_languages(contents: Iterable[Content], vocabulary: Vocabulary) -> Iterator[Finding]:
    """Translations that are older than their originals, and languages without words of ours (C128)."""
    own, seen = vocabulary.default, set[str]()
    if not has_words(vocabulary, own):
        yield without_words(vocabulary, own, setting_line("DEFAULT_LANG"))
    for content in contents:
        source = content.parsed.source
        if content.lang not in (own, *seen) and not has_words(vocabulary, content.lang):
            seen.add(content.lang)
            yield without_words(vocabulary, content.lang, Where(source.path, source.line_of("Lang")))
        originals = [other for other in content.translations if content.lang != own and other.lang == own]
        changed, since = (last_change(originals[0]) if originals else None), last_change(content)
        if changed and (since is None or since.date() < changed.date()):
            where = Where(source.path, source.line_of("Modified" if source.find("Modified") else "Date"))
            known = {"own": since.date()} if since else {}
            values: dict[str, Value] = {"changed": changed.date(), "modified": f"{changed:%Y-%m-%d}", **known}
            yield finding("C128.older", where, original=originals[0].parsed.source.path, **values)


def has_words(vocabulary: Vocabulary, language: str) -> bool:
    """Whether what we say on a page in a language is in that language."""
    return primary(vocabulary.of(language).language) == primary(language)


def without_words(vocabulary: Vocabulary, language: str, where: Where) -> Finding:
    """A language without words of ours (C128)."""
    return finding("C128.no-words", where, language=language, shown=vocabulary.of(language).language)


def last_change(content: Content) -> datetime | None:
    """When a text says that it changed last, or came to be."""
    changed: datetime | None = getattr(content, "modified", None) or getattr(content, "date", None)
    return changed


def campaigns_of(stories: Iterable[Content], language: str) -> list[Topic]:
    """The stories of each campaign, by its name."""
    return sorted(topics(((one.category, one) for one in stories if hasattr(one, "category")), language))


def tags_in(stories: Iterable[Content], language: str) -> list[Topic]:
    """The stories with each tag."""
    return list(topics(((tag, one) for one in stories for tag in getattr(one, "tags", [])), language))


def topics(pairs: Iterable[tuple[Any, Content]], language: str) -> Iterator[Topic]:
    """Stories by what Pelican has as their category or tag."""
    found: dict[str, Topic] = {}
    for shared, story in pairs:
        tag = Tag(shared.name, shared.slug, in_language(shared.url, language))
        found.setdefault(tag.slug, Topic(tag, [])).stories.append(story)
    yield from found.values()


def lists_in_languages(context: Mapping[str, Any]) -> Iterator[StoryList]:
    """Every list in another language than the site's own, for the table of addresses."""
    for language, stories in other_languages(context).items():
        yield StoryList(file_of(in_language(context["SEARCH_URL"], language)), "search", 0)
        if stories:
            yield StoryList(file_of(in_language(context["NEWS_URL"], language)), "news", len(stories))
        for name, of_kind in (("category", campaigns_of), ("tag", tags_in)):
            yield from (StoryList(file_of(tag.url), name, len(them)) for tag, them in of_kind(stories, language))


def feeds_in_languages(context: Mapping[str, Any]) -> Iterator[str]:
    """The output files of feeds in another language than the site's own."""
    for language, stories in other_languages(context).items():
        if stories and context["FEED_ALL_ATOM"]:
            yield feed_in_language(context["FEED_ALL_ATOM"], language)
        if pattern := context["CATEGORY_FEED_ATOM"]:
            found = campaigns_of(stories, language)
            yield from (feed_in_language(pattern.format(slug=tag.slug), language) for tag, _ in found)


class LanguageGenerator(Generator):
    """Records, for each other language in which there are texts, the lists and feeds of its stories and its search."""

    def generate_output(self, writer: PendingWriter) -> None:
        """All of them."""
        for language, stories in other_languages(self.context).items():
            search = in_language(self.settings["SEARCH_URL"], language)
            writer.write_file(file_of(search), self.get_template("search"), self.context, language=language)
            if stories:
                self.write_lists(writer, language, stories)

    def write_lists(self, writer: PendingWriter, language: str, stories: list[Content]) -> None:
        """The lists and feeds of one language."""
        news = in_language(self.settings["NEWS_URL"], language)
        of_campaigns, own = campaigns_of(stories, language), {"language": language}
        self.write_list(writer, "news", news, stories, {**own, "categories": [(one.tag,) for one in of_campaigns]})
        for tag, them in of_campaigns:
            self.write_list(writer, "category", tag.url, them, {**own, "category": tag})
        for tag, them in tags_in(stories, language):
            self.write_list(writer, "tag", tag.url, them, {**own, "tag": tag})
        if of_all := self.settings["FEED_ALL_ATOM"]:
            writer.record_feed(feed_in_language(of_all, language), stories, self.context, language, news)
        if pattern := self.settings["CATEGORY_FEED_ATOM"]:
            for tag, them in of_campaigns:
                file = feed_in_language(pattern.format(slug=tag.slug), language)
                writer.record_feed(file, them, self.context, language, tag.url, tag.name)

    def write_list(
        self, writer: PendingWriter, template: str, url: str, stories: list[Content], variables: dict[str, Any]
    ) -> None:
        """Every page of one list."""
        drawn, divided = self.get_template(template), {"articles": stories}
        writer.write_file(
            file_of(url), drawn, self.context, paginated=divided, template_name=template, url=url, **variables
        )


def stories_by_language(context: Mapping[str, Any]) -> dict[str, list[Content]]:
    """The stories in the lists of each language, the site's own first."""
    return {context["DEFAULT_LANG"]: context["articles"], **other_languages(context)}
