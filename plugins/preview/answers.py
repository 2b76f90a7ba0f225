"""Answers to browsers: the last good pages, the findings in their place, and word of a new build."""

import os
import sys
import time
from http import HTTPStatus
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, quote

from plugins.preview.pages import (
    HERE,
    OWN,
    OWN_FILES,
    Redirect,
    content_type,
    findings_page,
    is_page,
    locate,
    with_reload,
)
from plugins.preview.standing import Shown, Standing

# A page of another site must not read drafts by giving this machine a name of its own (DNS rebinding).
OWN_NAMES = ("localhost", "127.0.0.1", "[::1]")
HTML = "text/html; charset=utf-8"
PLAIN = "text/plain; charset=utf-8"
LONGEST_FORM_BYTES = 10_000
SIGN_OF_LIFE_S = 15.0
SWAP_S = 0.3


class PreviewServer(ThreadingHTTPServer):
    """Answers from one standing, on this machine only."""

    daemon_threads = True
    allow_reuse_port = False
    # On Windows it would let two programs share a port, and one of them be never asked.
    allow_reuse_address = os.name != "nt"

    def __init__(self, port: int, standing: Standing) -> None:
        self.standing = standing
        super().__init__(("127.0.0.1", port), Answer)

    def handle_error(self, request: Any, client_address: Any) -> None:
        """A browser that goes away in the middle of an answer is no news."""
        if not isinstance(sys.exception(), ConnectionError):
            super().handle_error(request, client_address)


class Answer(BaseHTTPRequestHandler):
    """One browser's requests, one after the other."""

    protocol_version = "HTTP/1.1"
    server_version = "preview"
    sys_version = ""
    timeout = 60
    server: PreviewServer

    def do_GET(self) -> None:
        """A page, a file, the findings, or the stream of builds."""
        path, _, query = self.path.partition("#")[0].partition("?")
        if not self._is_for_us():
            self._send(HTTPStatus.FORBIDDEN, PLAIN, b"The preview answers to http://localhost only.\n")
        elif path == f"{OWN}events":
            self._tell_of_builds()
        elif path.startswith(OWN):
            self._send_own(path.removeprefix(OWN))
        else:
            self._send_page(path, query)

    def do_HEAD(self) -> None:
        """The same, without the body."""
        self.do_GET()

    def do_POST(self) -> None:
        """The form on the page of findings: put them aside and go on to the page that was asked for."""
        self.close_connection = True
        size_bytes = self.headers.get("Content-Length", "")
        if not self._is_for_us() or self.path != f"{OWN}dismiss":
            self._send(HTTPStatus.NOT_FOUND, PLAIN, b"There is nothing here.\n")
        elif not size_bytes.isdecimal() or int(size_bytes) > LONGEST_FORM_BYTES:
            self._send(HTTPStatus.BAD_REQUEST, PLAIN, b"This is not the form I know.\n")
        else:
            form = parse_qs(self.rfile.read(int(size_bytes)).decode("utf-8", errors="replace"))
            self.server.standing.dismiss(form.get("build", [""])[0])
            path = form.get("path", ["/"])[0]
            self._redirect(HTTPStatus.SEE_OTHER, quote("/" + path.lstrip("/\\"), safe="/%?=&"))

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002
        """Nothing: the terminal is for builds and findings."""

    def _is_for_us(self) -> bool:
        name, _, port = self.headers.get("Host", "").rpartition(":")
        return (name if port.isdecimal() else self.headers.get("Host", "")) in OWN_NAMES

    def _send_page(self, path: str, query: str) -> None:
        shown = self.server.standing.now
        if shown.has_findings_first and is_page(path):
            asked_for = f"{path}?{query}" if query else path
            body = with_reload(findings_page(shown, asked_for), shown.build)
            self._send(HTTPStatus.INTERNAL_SERVER_ERROR, HTML, body)
            return
        found = self._locate(path, shown)
        if isinstance(found, Redirect):
            self._redirect(HTTPStatus.FOUND, f"{found.address}?{query}" if query else found.address)
        elif found:
            self._send_file(HTTPStatus.OK, found, shown)
        elif isinstance(lost := locate("/404.html", shown.output), Path):
            self._send_file(HTTPStatus.NOT_FOUND, lost, shown)
        else:
            body = with_reload(b"<!doctype html><title>Not found</title><p>There is no such page.\n", shown.build)
            self._send(HTTPStatus.NOT_FOUND, HTML, body)

    def _locate(self, path: str, shown: Shown) -> Path | Redirect | None:
        """Look once more when a build may be just putting its new folder in the place of the old one."""
        found = locate(path, shown.output)
        if found is None and self.server.standing.now.building:
            time.sleep(SWAP_S)
            found = locate(path, shown.output)
        return found

    def _send_file(self, status: HTTPStatus, file: Path, shown: Shown) -> None:
        # Read at once and closed: Windows swaps no folder of which a file is open.
        try:
            body = file.read_bytes()
        except OSError:
            self._send(HTTPStatus.NOT_FOUND, PLAIN, b"It was there a moment ago.\n")
            return
        kind = content_type(file)
        self._send(status, kind, with_reload(body, shown.build) if kind == HTML else body)

    def _send_own(self, name: str) -> None:
        if name in OWN_FILES:
            self._send(HTTPStatus.OK, content_type(HERE / name), (HERE / name).read_bytes())
        else:
            self._send(HTTPStatus.NOT_FOUND, PLAIN, b"There is nothing here.\n")

    def _redirect(self, status: HTTPStatus, address: str) -> None:
        self._send(status, PLAIN, b"", Location=address)

    def _send(self, status: HTTPStatus, kind: str, body: bytes, **headers: str) -> None:
        self.send_response(status)
        self.send_header("Content-Type", kind)
        self.send_header("Content-Length", str(len(body)))
        self.send_header("Cache-Control", "no-store")
        self.send_header("X-Content-Type-Options", "nosniff")
        for name, value in headers.items():
            self.send_header(name, value)
        self.end_headers()
        if self.command != "HEAD":
            self.wfile.write(body)

    def _tell_of_builds(self) -> None:
        """Server-sent events: the build that is shown, at once and whenever it is another one."""
        self.close_connection = True
        self.send_response(HTTPStatus.OK)
        self.send_header("Content-Type", "text/event-stream; charset=utf-8")
        self.send_header("Cache-Control", "no-store")
        self.send_header("Connection", "close")
        self.end_headers()
        told = ""
        while self.command != "HEAD":
            build = self.server.standing.wait_for_other(told, seconds=SIGN_OF_LIFE_S)
            if build is None:
                return
            # A line that says nothing shows whether anybody still listens.
            self.wfile.write((f"retry: 1000\ndata: {build}\n\n" if build != told else ":\n\n").encode())
            told = build
