"""The words of a mail as it is read, however a mail program encoded them (RFC 2045, 2047)."""

import re
from collections.abc import Iterator
from email import message_from_bytes
from email.errors import HeaderParseError
from email.header import decode_header, make_header
from email.message import Message

from plugins.pictures.text_encodings import TAG

# Its words are in letters that no look at lines finds.
ENCODED_LETTER = re.compile(rb"(?i)Content-Transfer-Encoding:[ \t]*(?:base64|quoted-printable)")
# Letters that mail programs write otherwise in a header, perhaps in several words and lines.
ENCODED_WORDS = re.compile(r"=\?[\w*-]+\?[bBqQ]\?[^?\s]*\?=(?:\s+=\?[\w*-]+\?[bBqQ]\?[^?\s]*\?=)*")
MAILBOX = re.compile(rb"(?m)^From \S+")
SHOWN = ("From", "Sender", "Reply-To", "To", "Cc", "Date", "Subject")
MAX_PARTS = 50


def lines_of_mail(data: bytes) -> list[str] | None:
    """Who wrote a mail to whom, and the lines of all its texts; of HTML those without its tags.

    returns: None for a mailbox of several, a mail without any text, or with a text or a document that is not read here
    """
    if len(MAILBOX.findall(data)) > 1:
        return None
    mail = message_from_bytes(data)
    parts = [part for part in mail.walk() if not part.is_multipart()]
    written = [part for part in parts if part.get_content_maintype() == "text"]
    if len(parts) > MAX_PARTS or any(part.get_content_maintype() == "application" for part in parts):
        return None
    try:
        texts = [text_of(part) for part in written]
    except (LookupError, ValueError):
        return None
    if not any(map(str.strip, texts)):
        return None
    return [*headers_of(mail), "", *(line for text in texts for line in text.splitlines())]


def headers_of(mail: Message) -> Iterator[str]:
    """The lines at the top that readers see, of a mail and of those that it holds."""
    for part in mail.walk():
        for name in SHOWN:
            yield from (f"{name}: {decoded(str(value))}" for value in part.get_all(name, ()))


def text_of(part: Message) -> str:
    """The text of a part. raises: LookupError or ValueError when nobody can read it"""
    data = part.get_payload(decode=True)
    if not isinstance(data, bytes):
        raise ValueError("no text")
    text = data.decode(part.get_content_charset("utf-8"), "replace")
    return TAG.sub(" ", text) if part.get_content_subtype() == "html" else text


def decoded(text: str) -> str:
    """A text with the words in it that a mail program encoded as they are read.

    >>> decoded("From: =?utf-8?B?w4l0aWVubmU=?= <e@x.example>"), decoded("=?x?q?a?=")
    ('From: Étienne <e@x.example>', '=?x?q?a?=')
    """
    return ENCODED_WORDS.sub(lambda found: decoded_words(found[0]), text)


def decoded_words(words: str) -> str:
    """Encoded words as they are read; those that nobody can read as they are."""
    try:
        return str(make_header(decode_header(words)))
    except (HeaderParseError, LookupError, ValueError):
        return words
