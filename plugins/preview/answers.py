"""Answers to browsers: the last good pages, the findings in their place, and word of a new build."""

import io
import os
import socket
import sys
import threading
import time
import traceback
from http import HTTPStatus
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from types import MappingProxyType
from typing import Any

from plugins.preview.access import ANSWER_HEADERS, HTML, PLAIN, Access, Headers, Refusal, Welcome, plain_headers
from plugins.preview.forms import fields_of, has_body, size_of_form
from plugins.preview.pages import (
    HERE,
    OWN,
    OWN_FILES,
    Redirect,
    content_type,
    desk_page,
    findings_page,
    is_page,
    locate,
    own_address,
    read_whole,
    waiting_page,
    with_bar,
    with_reload,
)
from plugins.preview.preview_state import PreviewState, Shown
from plugins.preview.texts import DESK
from plugins.site.routes import NOT_FOUND

MAX_CONNECTIONS = 64
PAUSE_S = 0.1
REQUEST_S = 10.0
ANSWER_S = 30.0
SIGN_OF_LIFE_S = 2.0
SWAP_S = 0.3
NOTHING_MORE: Headers = MappingProxyType({})


def most_connections() -> int:
    """How many connections there may be at once: with a file for each they take half the handles; builds need some."""
    if sys.platform == "win32":
        return MAX_CONNECTIONS
    import resource

    handles, _ = resource.getrlimit(resource.RLIMIT_NOFILE)
    return MAX_CONNECTIONS if handles == resource.RLIM_INFINITY else max(2, min(MAX_CONNECTIONS, handles // 4))


class PreviewServer(ThreadingHTTPServer):
    """Answers from one state of things, on this machine only."""

    daemon_threads = True
    allow_reuse_port = False
    # On Windows it would let two programs share a port, and one of them be never asked.
    allow_reuse_address = os.name != "nt"
    request_queue_size = 128

    def __init__(self, port: int, state: PreviewState) -> None:
        self.state = state
        self._places = threading.Semaphore(most_connections())
        # A stream lasts as long as a page is looked at: pages and pictures must find a place beside all of them.
        self.streams = threading.Semaphore(most_connections() // 2)
        super().__init__(("127.0.0.1", port), Answer)
        self.access = Access(self.server_port)

    def get_request(self) -> tuple[socket.socket, Any]:
        """The next connection as soon as there is a place for it; till then it waits with the system, without a handle.

        raises: OSError when there is none yet, after a pause: the server asks again at once, for ever
        """
        if not self._places.acquire(timeout=PAUSE_S):
            raise TimeoutError
        try:
            return super().get_request()
        except OSError:
            self._places.release()
            time.sleep(PAUSE_S)
            raise

    def shutdown_request(self, request: Any) -> None:
        """The end of a connection, whatever came of it."""
        super().shutdown_request(request)
        self._places.release()

    def handle_error(self, request: Any, client_address: Any) -> None:  # noqa: ARG002
        """A browser that goes away in the middle of an answer is no news; a fault of the program is told in a line."""
        wrong = sys.exception()
        if wrong and not isinstance(wrong, OSError):
            at = traceback.extract_tb(wrong.__traceback__)[-1]
            where = f"{Path(at.filename).name}:{at.lineno}"
            sys.stderr.write(f"The preview failed at an answer ({type(wrong).__name__} in {where}); it goes on.\n")


class TimedReader(io.RawIOBase):
    """What a client sends, while the time for a request lasts: a byte now and then holds no place for ever."""

    def __init__(self, connection: socket.socket) -> None:
        self._connection = connection
        self._end_s = 0.0

    def begin_request(self) -> None:
        """The time begins again."""
        self._end_s = time.monotonic() + REQUEST_S

    def readable(self) -> bool:
        """Yes: what BufferedReader asks first."""
        return True

    def readinto(self, buffer: Any) -> int:
        """The bytes that came. raises: TimeoutError when the time is over"""
        left_s = self._end_s - time.monotonic()
        if left_s <= 0:
            raise TimeoutError
        self._connection.settimeout(left_s)
        try:
            return self._connection.recv_into(buffer)
        finally:
            self._connection.settimeout(ANSWER_S)


class Answer(BaseHTTPRequestHandler):
    """One browser's requests, one after the other."""

    protocol_version = "HTTP/1.1"
    # Whoever sends no request at all is answered with a whole answer, too.
    default_request_version = "HTTP/1.0"
    server_version = "preview"
    sys_version = ""
    timeout = ANSWER_S
    server: PreviewServer

    def setup(self) -> None:
        """Before the first request."""
        super().setup()
        self.rfile.close()
        self._timed = TimedReader(self.connection)
        self.rfile = io.BufferedReader(self._timed)

    def handle_one_request(self) -> None:
        """A request and its answer, or the end of the connection."""
        self._timed.begin_request()
        super().handle_one_request()

    def do_GET(self) -> None:
        """A page, a file, the findings, or the stream of builds, for those who may look."""
        headers = plain_headers(self.headers)
        # What is not read here must not be taken for the next request.
        self.close_connection |= has_body(headers)
        try:
            self._answer(headers)
        except (ConnectionError, TimeoutError):
            raise
        except OSError:
            self._send(HTTPStatus.SERVICE_UNAVAILABLE, PLAIN, b"This cannot be read just now. Load it again.\n")

    def do_HEAD(self) -> None:
        """The same, without the body."""
        self.do_GET()

    def do_POST(self) -> None:
        """The form on the page of findings."""
        self.do_GET()

    def send_error(self, code: int, message: str | None = None, explain: str | None = None) -> None:  # noqa: ARG002
        """What is no request, or none that is answered here: no word of it comes back, and the connection ends."""
        self.close_connection = True
        is_other_method = code == HTTPStatus.NOT_IMPLEMENTED
        status = HTTPStatus.METHOD_NOT_ALLOWED if is_other_method else HTTPStatus(code)
        more = {"Allow": "GET, HEAD, POST"} if is_other_method else {}
        self._send(status, PLAIN, f"{status.phrase}.\n".encode(), more)

    def _answer(self, headers: Headers) -> None:
        path, _, query = self.path.partition("#")[0].partition("?")
        decided = self.server.access.decide(self.command, self.path, headers)
        if isinstance(decided, Refusal):
            self._send(*decided)
        elif isinstance(decided, Welcome):
            self._redirect(HTTPStatus.SEE_OTHER, "/", {"Set-Cookie": decided.cookie})
        elif self.command == "POST":
            self._take_form(headers)
        elif path == f"{OWN}events":
            self._tell_of_builds()
        elif path == DESK:
            self._send(HTTPStatus.OK, HTML, with_reload(desk_page(self.server.state.now), self.server.state.now.build))
        elif path.startswith(OWN):
            self._send_own(path.removeprefix(OWN))
        else:
            self._send_page(path, query)

    def _take_form(self, headers: Headers) -> None:
        """The form on the page of findings: put them aside and go on to the page that was asked for."""
        size_bytes = size_of_form(headers)
        if self.path != f"{OWN}dismiss":
            self._send(HTTPStatus.NOT_FOUND, PLAIN, b"There is nothing here.\n")
        elif size_bytes is None or (fields := fields_of(self.rfile.read(size_bytes), size_bytes)) is None:
            self._send(HTTPStatus.BAD_REQUEST, PLAIN, b"This is not the form I know.\n")
        else:
            self.server.state.dismiss(fields.get("build", ""))
            self._redirect(HTTPStatus.SEE_OTHER, own_address(fields.get("path", "/")))

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002
        """Nothing: the terminal is for builds and findings."""

    def _send_page(self, path: str, query: str) -> None:
        shown = self.server.state.now
        if shown.has_findings_first and is_page(path):
            asked_for = f"{path}?{query}" if query else path
            body = with_reload(findings_page(shown, asked_for), shown.build)
            self._send(HTTPStatus.INTERNAL_SERVER_ERROR, HTML, body)
            return
        found = self._locate(path, shown)
        if isinstance(found, Redirect):
            self._redirect(HTTPStatus.FOUND, f"{found.address}?{query}" if query else found.address)
        elif found:
            self._send_file(HTTPStatus.OK, found, shown, path)
        elif is_page(path) and (shown.is_first or shown.building):
            body = with_reload(waiting_page(shown), shown.build)
            self._send(HTTPStatus.SERVICE_UNAVAILABLE, HTML, body, {"Retry-After": "2"})
        elif isinstance(lost := locate(f"/{NOT_FOUND}", shown.output), Path):
            self._send_file(HTTPStatus.NOT_FOUND, lost, shown)
        else:
            body = with_reload(b"<!doctype html><title>Not found</title><p>There is no such page.\n", shown.build)
            self._send(HTTPStatus.NOT_FOUND, HTML, body)

    def _locate(self, path: str, shown: Shown) -> Path | Redirect | None:
        """Look once more when a build may be just putting its new folder in the place of the old one."""
        found = locate(path, shown.output)
        if found is None and self.server.state.now.building:
            time.sleep(SWAP_S)
            found = locate(path, shown.output)
        return found

    def _send_file(self, status: HTTPStatus, file: Path, shown: Shown, path: str = "") -> None:
        try:
            body = read_whole(file)
        except (FileNotFoundError, IsADirectoryError, NotADirectoryError):
            self._send(HTTPStatus.NOT_FOUND, PLAIN, b"It was there a moment ago.\n")
            return
        kind = content_type(file)
        self._send(status, kind, with_reload(with_bar(body, path, shown), shown.build) if kind == HTML else body)

    def _send_own(self, name: str) -> None:
        if name in OWN_FILES:
            self._send(HTTPStatus.OK, content_type(HERE / name), (HERE / name).read_bytes())
        else:
            self._send(HTTPStatus.NOT_FOUND, PLAIN, b"There is nothing here.\n")

    def _redirect(self, status: HTTPStatus, address: str, more: Headers = NOTHING_MORE) -> None:
        self._send(status, PLAIN, b"", {"Location": address, **more})

    def _send(self, status: HTTPStatus, kind: str, body: bytes, more: Headers = NOTHING_MORE) -> None:
        self._begin(status, kind, {"Content-Length": str(len(body)), **more})
        if self.command != "HEAD":
            self.wfile.write(body)

    def _begin(self, status: HTTPStatus, kind: str, more: Headers) -> None:
        self.send_response(status)
        for name, value in {"Content-Type": kind, **ANSWER_HEADERS, **more}.items():
            self.send_header(name, value)
        if self.close_connection:
            self.send_header("Connection", "close")
        self.end_headers()

    def _tell_of_builds(self) -> None:
        """Server-sent events: the build that is shown, at once and whenever it is another one."""
        self.close_connection = True
        if not self.server.streams.acquire(blocking=False):
            self._send(HTTPStatus.SERVICE_UNAVAILABLE, PLAIN, b"Too many pages listen already.\n")
            return
        try:
            self._begin(HTTPStatus.OK, "text/event-stream; charset=utf-8", NOTHING_MORE)
            self._stream()
        finally:
            self.server.streams.release()

    def _stream(self) -> None:
        sent = ""
        while self.command != "HEAD":
            build = self.server.state.wait_for_other(sent, seconds=SIGN_OF_LIFE_S)
            if build is None:
                return
            # A line that says nothing shows whether anybody still listens.
            self.wfile.write((f"retry: 1000\ndata: {build}\n\n" if build != sent else ":\n\n").encode())
            sent = build
