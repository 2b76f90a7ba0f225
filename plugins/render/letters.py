"""E-mails that a reader's own program opens, written already: nothing leaves before they send it."""

import re
from html import unescape
from urllib.parse import quote

from markupsafe import Markup

LINE_END = "\r\n"  # as RFC 6068 wants it
ADDRESS_SIGNS = "@!$'*+^_`{|}~"  # of a local part; others would be read as the end of the address
LINK = re.compile(r'<a\b[^>]*?href="(?P<address>https?://[^"]+)"[^>]*>(?P<words>.*?)</a>', re.DOTALL | re.IGNORECASE)
END_OF_BLOCK = re.compile(r"</(?:p|h[1-6]|ul|ol|blockquote|table|div)>", re.IGNORECASE)
BEGIN_OF_ITEM, END_OF_LINE = (
    re.compile(r"<li\b[^>]*>", re.IGNORECASE),
    re.compile(r"(?i)<br\s*/?>|</(?:li|tr)>"),
)


def mailto(address: str, subject: str = "", text: str = "") -> str:
    r"""The link that begins an e-mail. text: its lines parted by line feeds

    >>> mailto("wall@example.org", "My sign & I", "One.\n\nTwo.")
    'mailto:wall@example.org?subject=My%20sign%20%26%20I&body=One.%0D%0A%0D%0ATwo.'
    """
    told = {"subject": subject, "body": text.replace("\n", LINE_END)}
    parts = [f"{name}={quote(value, safe='')}" for name, value in told.items() if value]
    return f"mailto:{quote(address, safe=ADDRESS_SIGNS)}{'?' if parts else ''}{'&'.join(parts)}"


def letter(html: Markup) -> str:
    r"""What HTML says, in the lines of an e-mail, with an empty one between paragraphs.

    >>> letter(Markup('<p>Read <a href="https://example.org/">it</a>.</p>\n<ul><li>One</li><li>Two</li></ul>'))
    'Read it (https://example.org/).\n\n- One\n- Two'
    """
    text = LINK.sub(in_words, " ".join(html.split()))
    text = END_OF_BLOCK.sub("\n\n", END_OF_LINE.sub("\n", BEGIN_OF_ITEM.sub("- ", text)))
    words = unescape(re.sub(r"<[^>]*>", "", text))
    lines = "\n".join(" ".join(line.split()) for line in words.split("\n"))
    return re.sub(r"\n{3,}", "\n\n", lines).strip()


def in_words(link: re.Match[str]) -> str:
    """A link's words, with its address behind them where that is another."""
    address, words = link["address"], link["words"]
    return words if address == words else f"{words} ({address})"
