"""What Pelican's feeds lack: whole addresses everywhere, the first picture, names as people know them (RFC 4287)."""

import re
from collections.abc import Mapping
from typing import Any

from plugins.core.languages import direction
from plugins.markup.plain_words import plain
from plugins.render.words import Words
from plugins.site.addresses import Addresses
from plugins.site.model import Story

OWN_ANCHOR = re.compile(r'(?P<before>\shref=")(?=#)')


def feed_html(html: str, addresses: Addresses, address: str) -> str:
    """A story's HTML for readers who stand elsewhere: no address in it depends on where it is read.

    address: the story's own, whole

    >>> feed_html('<a href="#fn:1">1</a> <a href="/news/">', Addresses("https://host"), "https://host/a/")
    '<a href="https://host/a/#fn:1">1</a> <a href="https://host/news/">'
    """
    return addresses.absolute_html(OWN_ANCHOR.sub(rf"\g<before>{address}", html))


def finish_entry(item: dict[str, Any], story: Story, context: Mapping[str, Any], picture: str, words: Words) -> None:
    """Gives an entry of a feed its first picture, its authors and its topics.

    picture: the HTML of the first; words: of the feed
    """
    html = feed_html(picture + item["content"], Addresses(context["SITEURL"]), item["link"])
    if story.lang != context["DEFAULT_LANG"]:
        html = f'<div lang="{story.lang}" dir="{direction(story.lang)}">{html}</div>'
    item["content"] = html
    names = words.listed([author.name for author in story.authors])
    item["author_name"] = names or context["ORGANISATION"]["name"]
    topics = [plain(story.campaign.title)] if story.campaign else []
    item["categories"] = [*topics, *(tag.name for tag in story.listed_tags)]
