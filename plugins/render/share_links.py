"""Share links: plain links to where a reader may write of a page. Nobody is asked anything before following one."""

from dataclasses import dataclass
from urllib.parse import quote

from plugins.markup.plain_words import plain, shortened

MAX_CHARACTERS = 200  # of a title; Bluesky takes 300 with the address


@dataclass(frozen=True, slots=True)
class ShareLink:
    """What a link says will happen, and where it goes."""

    words: str
    address: str


def share_links(title: str, address: str) -> tuple[ShareLink, ...]:
    """The links that pass a page on.

    title: of the page, with or without markup; address: its whole address

    >>> share_links("Cuts & fees", "https://host/a/")[0].address
    'mailto:?subject=Cuts%20%26%20fees&body=Cuts%20%26%20fees%0D%0A%0D%0Ahttps%3A%2F%2Fhost%2Fa%2F'
    """
    words = shortened(plain(title), MAX_CHARACTERS)
    subject, page = quote(words, safe=""), quote(address, safe="")
    letter, line = quote(f"{words}\r\n\r\n{address}", safe=""), quote(f"{words} {address}", safe="")
    return (
        ShareLink("Send by e-mail", f"mailto:?subject={subject}&body={letter}"),
        ShareLink("Share on WhatsApp", f"https://wa.me/?text={line}"),
        ShareLink("Share on Facebook", f"https://www.facebook.com/sharer/sharer.php?u={page}"),
        ShareLink("Share on Bluesky", f"https://bsky.app/intent/compose?text={line}"),
    )
