"""Share links: plain links to where a reader may write of a page. Nobody is asked anything before following one."""

from dataclasses import dataclass
from urllib.parse import quote

from plugins.markup.plain_words import plain, shortened
from plugins.render.words import Words

MAX_CHARACTERS = 200  # of a title; Bluesky takes 300 with the address


@dataclass(frozen=True, slots=True)
class ShareLink:
    """What a link says will happen, and where it goes."""

    words: str
    address: str


def share_links(words: Words, title: str, address: str) -> tuple[ShareLink, ...]:
    """The links that pass a page on.

    words: of the page; title: of the page, with or without markup; address: its whole address
    """
    called = shortened(plain(title), MAX_CHARACTERS)
    subject, page = quote(called, safe=""), quote(address, safe="")
    letter, line = quote(f"{called}\r\n\r\n{address}", safe=""), quote(f"{called} {address}", safe="")
    return (
        ShareLink(words.text("share_email"), f"mailto:?subject={subject}&body={letter}"),
        ShareLink(words.text("share_whatsapp"), f"https://wa.me/?text={line}"),
        ShareLink(words.text("share_facebook"), f"https://www.facebook.com/sharer/sharer.php?u={page}"),
        ShareLink(words.text("share_bluesky"), f"https://bsky.app/intent/compose?text={line}"),
    )
