"""What browsers get: pages with the one element that is the preview's, files, its own pages, word of every change."""

import asyncio
import json
from collections.abc import AsyncIterator, Callable, Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from html import escape
from http import HTTPStatus
from pathlib import Path
from typing import Any

from starlette.applications import Starlette
from starlette.requests import ClientDisconnect, Request
from starlette.responses import Response, StreamingResponse
from starlette.routing import Route
from starlette.types import ASGIApp, Receive, Scope, Send

from plugins.core.findings import Finding, SiteError
from plugins.engine.failures import failure
from plugins.preview.access import ANSWER_HEADERS, HTML, PLAIN, Access, Refusal, Welcome, plain_headers
from plugins.preview.desk import desk_page, desk_pictures
from plugins.preview.editor import open_in_editor
from plugins.preview.guide import example_page, guide_page
from plugins.preview.live import Answer, LiveSite, Redirect
from plugins.preview.pages import GUIDE, HERE, OF_A_DRAFT, OWN, OWN_FILES, content_type, drawn, sentence
from plugins.preview.texts import DESK, State

SIGN_OF_LIFE_S = 15.0
MAX_STREAMS = 64
MAX_FORM_BYTES = 10_000
RETRY = "retry: 500\n"
IN_OWN_FRAMES = {"Content-Security-Policy": "frame-ancestors 'self'", "X-Frame-Options": "SAMEORIGIN"}


@dataclass
class Preview:
    """What the application answers from.

    live: the site; none of it is read before `is_ready`
    say: is told, in a line, what went wrong in the program itself
    most_streams, streams: how many pages may listen at once, and do
    """

    live: LiveSite
    access: Access
    say: Callable[[str], None] = print
    most_streams: int = MAX_STREAMS
    is_ready: bool = False
    is_over: bool = False
    streams: int = 0
    next_change: asyncio.Event = field(default_factory=asyncio.Event)

    def tell(self) -> None:
        """Wakes every open page, in the thread of the event loop."""
        told, self.next_change = self.next_change, asyncio.Event()
        told.set()

    def end(self) -> None:
        """Ends what every open page listens to; it asks again, perhaps the next process."""
        self.is_over = True
        self.tell()


def application(preview: Preview) -> ASGIApp:
    """The preview's application for an ASGI server."""

    async def answered(request: Request) -> Response:
        return await page(preview, request)

    async def events(request: Request) -> Response:
        return stream(preview, request)

    async def own(request: Request) -> Response:
        name = request.path_params["name"]
        if name not in OWN_FILES:
            return plain(HTTPStatus.NOT_FOUND, "There is nothing here.")
        return Response((HERE / name).read_bytes(), media_type=content_type(name))

    async def opened(request: Request) -> Response:
        return await open_file(preview, request)

    async def desk(_request: Request) -> Response:
        return await own_page(preview, shown_desk)

    async def guide(_request: Request) -> Response:
        return await own_page(preview, guide_page)

    async def example(request: Request) -> Response:
        return await shown_example(preview, request.path_params["name"])

    async def failed(_request: Request, wrong: Exception) -> Response:
        found = failure(wrong)
        preview.say(str(found))
        return Response(drawn("failed.html", findings=[found]), HTTPStatus.INTERNAL_SERVER_ERROR, media_type=HTML)

    routes = [
        Route(f"{OWN}events", events),
        Route(f"{OWN}open", opened, methods=["POST"]),
        Route(f"{OWN}{{name}}", own),
        Route(DESK, desk),
        Route(GUIDE, guide),
        Route(f"{GUIDE}example/{{name}}/", example),
        Route("/{path:path}", answered),
    ]
    handlers = {OSError: unreadable, SiteError: without_site, ClientDisconnect: gone, Exception: failed}
    return Guarded(Starlette(routes=routes, exception_handlers=handlers), preview.access)


@dataclass(frozen=True)
class Guarded:
    """Lets in whoever may look, and nobody else; puts the same headers on every answer."""

    inner: ASGIApp
    access: Access

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """One request. A path is what was asked for, byte by byte: what an address leads to is decided behind."""
        if scope["type"] != "http":
            return
        target = scope["raw_path"].decode("latin-1")
        query = scope["query_string"].decode("latin-1")
        decided = self.access.decide(
            scope["method"], f"{target}?{query}" if query else target, plain_headers(scope["headers"])
        )
        app: ASGIApp = self.inner
        if isinstance(decided, Refusal):
            app = Response(decided.body, decided.status, media_type=decided.kind)
        elif isinstance(decided, Welcome):
            app = Response(b"", HTTPStatus.SEE_OTHER, {"Location": "/", "Set-Cookie": decided.cookie})
        elif scope["method"] not in ("GET", "HEAD", "POST"):
            app = plain(HTTPStatus.METHOD_NOT_ALLOWED, "Method Not Allowed.", {"Allow": "GET, HEAD, POST"})

        async def with_headers(message: Any) -> None:
            if message["type"] == "http.response.start":
                there = {name.lower() for name, _ in message["headers"]}
                more = ((name.lower().encode(), value.encode()) for name, value in ANSWER_HEADERS.items())
                message["headers"] = [*message["headers"], *(one for one in more if one[0] not in there)]
            await send(message)

        await app(scope, receive, with_headers)


def plain(status: HTTPStatus, words: str, headers: Mapping[str, str] | None = None) -> Response:
    """An answer of a line."""
    return Response(f"{words}\n".encode(), status, headers, PLAIN)


async def unreadable(_request: Request, _wrong: Exception) -> Response:
    """A file that cannot be read just now."""
    return plain(HTTPStatus.SERVICE_UNAVAILABLE, "This cannot be read just now. Load it again.")


async def without_site(_request: Request, wrong: Exception) -> Response:
    """What is asked for cannot be made."""
    return plain(HTTPStatus.SERVICE_UNAVAILABLE, str(wrong))


async def gone(_request: Request, _wrong: Exception) -> Response:
    """A browser that went away in the middle of what it sends."""
    return plain(HTTPStatus.BAD_REQUEST, "Bad Request.")


async def page(preview: Preview, request: Request) -> Response:
    """A page or a file of the site."""
    path = request.scope["raw_path"].decode("latin-1")
    if not preview.is_ready:
        return waiting()
    found = await asyncio.to_thread(answer, preview.live, path)
    if isinstance(found, Redirect):
        query = request.url.query
        return plain(HTTPStatus.FOUND, "", {"Location": f"{found.address}?{query}" if query else found.address})
    return Response(found.body, found.status, media_type=content_type(found.name))


def answer(live: LiveSite, path: str) -> Answer | Redirect:
    """What an address gives, a page with the preview's element in it."""
    found = live.answer(path)
    if isinstance(found, Redirect):
        return found
    if found is None:
        body = drawn("failed.html", findings=live.findings())
        return Answer(HTTPStatus.INTERNAL_SERVER_ERROR, "failed.html", with_element(body, *live.shown_version("")))
    if not found.file:
        return found
    if not found.body or live.is_active(found.file):
        body = drawn("failed.html", findings=live.wrong_with(found.file))
    else:
        body = found.body
    version, sheet = live.shown_version(found.file)
    return found._replace(body=with_element(body, version, sheet))


def with_element(html: bytes, version: str, sheet: str = "") -> bytes:
    """A page with the one element that is the preview's: strip, overlay and reload are what its script makes.

    version, sheet: what tells whether the page is still the one to be shown (`LiveSite.shown_version`)
    """
    values = f'data-version="{escape(version)}" data-sheet="{escape(sheet)}"'
    element = f'<script src="{OWN}preview.js" {values}></script>'.encode()
    end = html.rfind(b"</body>")
    return html + element if end < 0 else html[:end] + element + html[end:]


def waiting() -> Response:
    """What stands in place of every page until all is read."""
    body = with_element(drawn("waiting.html"), "waiting")
    return Response(body, HTTPStatus.SERVICE_UNAVAILABLE, {"Retry-After": "1"}, HTML)


async def own_page(preview: Preview, page: Callable[[LiveSite], bytes]) -> Response:
    """The desk or the guide."""
    if not preview.is_ready:
        return waiting()

    def made(live: LiveSite) -> bytes:
        with live.at_work():
            return with_element(page(live), *live.shown_version(""))

    return Response(await asyncio.to_thread(made, preview.live), media_type=HTML)


def shown_desk(live: LiveSite) -> bytes:
    """The desk, whose pictures may be asked for."""
    if live.public:
        live.public.asked.derivatives |= desk_pictures(live)
    return desk_page(live)


async def shown_example(preview: Preview, name: str) -> Response:
    """A component's example as the site draws it, which the guide frames."""

    def made(live: LiveSite) -> bytes | None:
        with live.at_work():
            return example_page(live, name)

    body = await asyncio.to_thread(made, preview.live) if preview.is_ready else None
    if body is None:
        return plain(HTTPStatus.NOT_FOUND, "There is nothing here.")
    return Response(body, headers=IN_OWN_FRAMES, media_type=HTML)


def stream(preview: Preview, request: Request) -> Response:
    """Server-sent events (HTML, 9.2): how things stand for one page, at once and whenever that changes."""
    kind = "text/event-stream; charset=utf-8"
    if request.method == "HEAD":
        return Response(media_type=kind)
    if preview.streams >= preview.most_streams:
        return plain(HTTPStatus.SERVICE_UNAVAILABLE, "Too many pages listen already.")
    return Stream(preview, request.query_params.get("path", "/"), kind)


class Stream(StreamingResponse):
    """One page that listens."""

    def __init__(self, preview: Preview, path: str, kind: str) -> None:
        super().__init__(news(preview, path), media_type=kind)
        self._preview = preview

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Until the browser is gone, or the process ends."""
        self._preview.streams += 1
        try:
            await super().__call__(scope, receive, send)
        finally:
            self._preview.streams -= 1


async def news(preview: Preview, path: str) -> AsyncIterator[str]:
    """What one page is told. A line that says nothing shows whether anybody still listens."""
    sent = ""
    yield RETRY
    while not preview.is_over:
        changed = preview.next_change  # of which one that happens while the state is found counts, too
        if preview.is_ready:
            state = json.dumps(await asyncio.to_thread(state_of, preview.live, path))
            yield f"data: {state}\n\n" if state != sent else ":\n\n"
            sent = state
        with suppress(TimeoutError):
            async with asyncio.timeout(SIGN_OF_LIFE_S):
                await changed.wait()


def state_of(live: LiveSite, path: str) -> dict[str, Any]:
    """How things stand for a page: whether it is as it is shown, what it is, and all that is to be mended."""
    file = "" if path == DESK or path.startswith(GUIDE) else live.file_of(path)
    version, sheet = live.shown_version(file)
    entry = live.entry_of(file) if file else None
    is_of_draft = bool(file and not entry and live.public and file not in live.public.pending)
    return {
        "version": version,
        "sheet": sheet,
        "source": live.made_by(file) if file else "",
        "state": entry.state.value if entry else State.DRAFT.value if is_of_draft else "",
        "sentence": sentence(entry) if entry else OF_A_DRAFT if is_of_draft else "",
        "own": [as_data(one) for one in live.wrong_with(file)] if file else [],
        "findings": [as_data(one) for one in live.findings()],
    }


def as_data(found: Finding) -> dict[str, Any]:
    """A finding in words."""
    return {
        "level": found.level.value,
        "path": found.where.path,
        "line": found.where.line,
        "problem": found.problem,
        "remedy": found.remedy,
        "code": found.code,
    }


async def open_file(preview: Preview, request: Request) -> Response:
    """Opens a file of the project in an editor, at a line."""
    body = b""
    async for chunk in request.stream():
        body += chunk
        if len(body) > MAX_FORM_BYTES:
            return plain(HTTPStatus.REQUEST_ENTITY_TOO_LARGE, "This is too much.")
    try:
        data = json.loads(body)
        path, line = Path(preview.live.root, data["path"]), max(1, int(data["line"]))
    except (ValueError, KeyError, TypeError, OverflowError, RecursionError):
        return plain(HTTPStatus.BAD_REQUEST, "This is not what I know.")
    try:
        is_source = await asyncio.to_thread(preview.live.is_source, path)
    except (OSError, ValueError):  # a name that no system has
        is_source = False
    if not is_source:
        return plain(HTTPStatus.NOT_FOUND, "There is no such file.")
    opened = await asyncio.to_thread(open_in_editor, path, line)
    return plain(HTTPStatus.OK, "Opened.") if opened else plain(HTTPStatus.NOT_IMPLEMENTED, "No editor was found.")
