"""Pelican's writer, which draws nothing: it records each page and feed that Pelican and our generators ask for."""

import io
from collections.abc import Iterator, Mapping
from typing import Any
from urllib.parse import urljoin

from jinja2 import Template
from pelican.contents import Content
from pelican.paginator import Paginator
from pelican.writers import Writer

from plugins.engine.build import PendingFeed, build_of
from plugins.render.page import OwnText, PendingPage

LISTS = ("articles", "dates")  # what Pelican divides among pages


class PendingWriter(Writer):
    """Pelican 4.12's, with its two methods: what it is asked to write is drawn when all is asked for.

    Pelican's contents are left behind here: templates see the `item` that each has.
    """

    def write_file(
        self,
        name: str,
        template: Template,
        context: Mapping[str, Any],  # noqa: ARG002  (the same for all, and made once)
        relative_urls: bool = False,  # noqa: ARG002  (addresses here are never relative)
        paginated: Mapping[str, list[Any]] | None = None,
        template_name: str | None = None,
        override_output: bool = False,  # noqa: ARG002  (two pages with one address are a finding)
        url: str | None = None,
        **variables: Any,
    ) -> None:
        """Records a page, or every page of a list."""
        if not name:
            return
        shown = {key: item_of(value) for key, value in variables.items()}
        lists = {key: item_of(value) for key, value in (paginated or variables).items() if key in LISTS}
        is_divided = lists and template_name in self.settings["PAGINATED_TEMPLATES"]
        pages = self.divided(name, url, lists, template_name) if is_divided else [(name, {})]
        pending = build_of(self.settings).pending
        own = next((own_text(one) for one in variables.values() if isinstance(one, Content)), None)
        pending += (PendingPage(file, template, {**shown, **more}, own) for file, more in pages)

    def divided(
        self, name: str, url: str | None, lists: Mapping[str, list[Any]], template_name: str | None
    ) -> Iterator[tuple[str, dict[str, Any]]]:
        """Each page of a list, and what Pelican tells templates of it (its writer's write_file, 4.12.0)."""
        per_page = self.settings["PAGINATED_TEMPLATES"][template_name] or self.settings["DEFAULT_PAGINATION"]
        paginators = {key: Paginator(name, url, entries, self.settings, per_page) for key, entries in lists.items()}
        for number in range(1, next(iter(paginators.values())).num_pages + 1):
            variables: dict[str, Any] = {}
            file = name
            for key, paginator in paginators.items():
                page = paginator.page(number)
                file = page.save_as
                variables |= {
                    f"{key}_paginator": paginator,
                    f"{key}_page": page,
                    f"{key}_previous_page": paginator.page(number - 1) if number > 1 else None,
                    f"{key}_next_page": paginator.page(number + 1) if number < paginator.num_pages else None,
                }
            yield file, variables

    def write_feed(
        self,
        elements: list[Content],
        context: Mapping[str, Any],
        path: str | None = None,
        url: str | None = None,  # noqa: ARG002  (Pelican's own is the path)
        feed_type: str = "atom",
        override_output: bool = False,  # noqa: ARG002
        feed_title: str | None = None,
    ) -> None:
        """Records a feed in the site's own language; Pelican adds what translates its stories."""
        if path and feed_type == "atom":
            language = self.settings["DEFAULT_LANG"]
            self.record_feed(path, [one for one in elements if one.lang == language], context, language, "", feed_title)

    def record_feed(
        self,
        file: str,
        stories: list[Content],
        context: Mapping[str, Any],
        language: str,
        page: str,
        title: str | None = None,
    ) -> None:
        """Records a feed in any language."""
        contents = tuple(stories[: self.settings["FEED_MAX_ITEMS"]])
        build_of(self.settings).pending_feeds.append(
            PendingFeed(file, contents, context, "atom", title, language, page)
        )

    def feed(self, pending: PendingFeed) -> Any:
        """The library's feed with an entry for each content, whose `_content` is drawn."""
        self.site_url = pending.context["SITEURL"]
        self.feed_domain = pending.context["FEED_DOMAIN"]
        self.feed_url = self.urljoiner(self.feed_domain, pending.file)
        feed = self._create_new_feed(pending.type, pending.title, pending.context)
        for content in pending.contents:
            self._add_item_to_the_feed(feed, content)
        return feed


def own_text(content: Content) -> OwnText:
    """What one of Pelican's contents was read from, and its body."""
    return OwnText(content.parsed.source, content.parsed.item.body)


def item_of(value: Any) -> Any:
    """What templates see of one of Pelican's contents, or of a list of them; anything else as it is."""
    if isinstance(value, Content):
        return value.item
    if isinstance(value, list):
        return [item_of(one) for one in value]
    return value


def text_of(feed: Any) -> str:
    """A feed as its file has it."""
    opened = io.StringIO()
    feed.write(opened, "utf-8")
    return opened.getvalue()


def link_of(siteurl: str, url: str) -> str:
    """The link of an entry, as Pelican makes it."""
    return urljoin(f"{siteurl}/", url)
