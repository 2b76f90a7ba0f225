"""Who may look at the preview: decided from a request's headers alone, before anything is looked up for it.

Drafts and members' pictures are private, and this address can be reached by every page in the same browser and by
every user of the same machine. Whoever may not look gets one and the same answer, whether a page exists or not.
"""

import re
import secrets
from collections.abc import Iterable, Mapping
from http import HTTPStatus
from typing import NamedTuple
from urllib.parse import parse_qsl

HTML = "text/html; charset=utf-8"
PLAIN = "text/plain; charset=utf-8"
# A page of another site must not read drafts by giving this machine a name of its own (DNS rebinding).
OWN_NAMES = ("localhost", "127.0.0.1", "[::1]")
# Of every answer, errors and redirects too: no other page may frame it, embed it or keep a hold of its window.
ANSWER_HEADERS = {
    "Cache-Control": "no-store",
    "Content-Security-Policy": "frame-ancestors 'none'",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Referrer-Policy": "same-origin",
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
}

# A path and its query: nothing of another host, and nothing that would end a header it is sent back in.
ADDRESS = re.compile(r"/[^\x00-\x20\x7f]*")

Headers = Mapping[str, str]


class Refusal(NamedTuple):
    """What is answered to a request that gets nothing else."""

    status: HTTPStatus
    kind: str
    body: bytes


class Welcome(NamedTuple):
    """Who came with a token goes on to the first page, with a cookie; as the header Set-Cookie has it."""

    cookie: str


NO_ADDRESS = Refusal(HTTPStatus.BAD_REQUEST, PLAIN, b"This is no address of the preview.\n")
ANOTHER_NAME = Refusal(HTTPStatus.FORBIDDEN, PLAIN, b"The preview answers to http://localhost only.\n")
# The link makes the preview's own page the one that asks, so that one may come by a link from a mail or a chat.
NOT_LET_IN = Refusal(
    HTTPStatus.FORBIDDEN,
    HTML,
    b"""<!doctype html>
<html lang="en">
<meta charset="utf-8">
<meta name="viewport" content="width=device-width">
<meta name="color-scheme" content="light dark">
<title>Preview</title>
<p>Open the preview with the whole address that the terminal shows;
if you did so before, <a href="">go on to this page</a>.
""",
)


def plain_headers(headers: Iterable[tuple[bytes, bytes]]) -> Headers:
    """Headers by their names in small letters; one that came twice is joined by a comma, as RFC 9110 reads it."""
    joined: dict[str, str] = {}
    for name, value in headers:
        known, text = name.decode("latin-1").lower(), value.decode("latin-1")
        joined[known] = f"{joined[known]}, {text}" if known in joined else text
    return joined


class Access:
    """Lets browsers in during one start of the preview: whoever comes with a token gets a cookie for all the rest.

    The cookie bears the port in its name, since cookies know no ports and two previews may run.
    """

    def __init__(self, port: int, token: str = "") -> None:
        self._name = f"preview-{port}"
        self._for_once: set[str] = set()
        self.token = token or secrets.token_urlsafe(16)

    @property
    def cookie(self) -> str:
        """What a browser that was let in sends with every request."""
        return f"{self._name}={self.token}"

    def token_for_once(self) -> str:
        """A token that lets in once: other users can read the command line by which a browser is opened."""
        token = secrets.token_urlsafe(16)
        self._for_once.add(token)
        return token

    def decide(self, method: str, target: str, headers: Headers) -> Refusal | Welcome | None:
        """What a request gets without anything being looked up for it; None when it may be answered.

        target: what the request line asks for
        """
        if not ADDRESS.fullmatch(target):
            return NO_ADDRESS
        if not has_own_name(headers):
            return ANOTHER_NAME
        path, _, query = target.partition("?")
        if method == "GET" and path == "/" and self._opens(dict(parse_qsl(query[:100])).get("token", "")):
            return Welcome(f"{self.cookie}; Path=/; HttpOnly; SameSite=Strict")
        return None if self._was_let_in(headers) and not is_foreign(headers) else NOT_LET_IN

    def _opens(self, token: str) -> bool:
        try:
            self._for_once.remove(token)
        except KeyError:
            return self._is_token(token)
        return True

    def _was_let_in(self, headers: Headers) -> bool:
        # Any of that name will do: a program on another port can set one more, and must not lock anybody out by it.
        pairs = (pair.strip().partition("=") for pair in headers.get("cookie", "").replace(",", ";").split(";"))
        return any(name == self._name and self._is_token(value) for name, _, value in pairs)

    def _is_token(self, value: str) -> bool:
        return secrets.compare_digest(value.encode(errors="replace"), self.token.encode())


def has_own_name(headers: Headers) -> bool:
    """Whether the browser thinks that it speaks to this machine."""
    host = headers.get("host", "")
    name, _, port = host.rpartition(":")
    return (name if port.isdecimal() else host) in OWN_NAMES


def is_foreign(headers: Headers) -> bool:
    """Whether a page that is not the preview's own made the browser ask; another port of localhost is foreign, too.

    Browsers say so in Sec-Fetch-Site, and with forms, scripts and sockets in Origin. Where an old one says neither,
    what tells is the page it names as Referer; a program such as curl names none, and needs the cookie alone.
    """
    own = f"http://{headers.get('host', '')}"
    if headers.get("origin", own) != own:
        return True
    if "sec-fetch-site" in headers:
        return headers["sec-fetch-site"] not in ("same-origin", "none")
    return not headers.get("referer", f"{own}/").startswith(f"{own}/")
