"""A web host for tests, on this machine, that does what a test wants at each address."""

import functools
import http.server
import threading
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

Handler = http.server.SimpleHTTPRequestHandler
Odd = Callable[[Handler], None]


class Host(Handler):
    """Serves a folder, but what a test says: odd, by the path that is asked for, or 404 for all others."""

    protocol_version = "HTTP/1.1"
    disable_nagle_algorithm = True  # else each answer waits for the head to be confirmed

    def __init__(self, *args, odd: Mapping[str, Odd], headers: Mapping[str, str], **kwargs) -> None:
        self.odd, self.more_headers = odd, headers
        super().__init__(*args, **kwargs)

    def do_GET(self) -> None:  # noqa: N802  (the library's own name)
        self.server.asked.append(self.path)  # type: ignore[attr-defined]
        self.odd.get(self.path, Handler.do_GET)(self)

    def send_error(self, code: int, *args, **kwargs) -> None:
        """Where nothing is, "404" among what is odd answers."""
        if str(code) in self.odd:
            self.odd[str(code)](self)
        else:
            super().send_error(code, *args, **kwargs)

    def end_headers(self) -> None:
        for name, value in self.more_headers.items():
            self.send_header(name, value)
        super().end_headers()

    def log_message(self, *_args) -> None:
        pass


class Server(http.server.ThreadingHTTPServer):
    """asked: every path that was asked for, in order"""

    def __init__(self, *args) -> None:
        self.asked: list[str] = []
        super().__init__(*args)

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.server_port}"

    def handle_error(self, *_args) -> None:
        """Of those who hang up on endless answers nothing is said."""


@contextmanager
def host(
    folder: Path, odd: Mapping[str, Odd] | None = None, headers: Mapping[str, str] | None = None
) -> Iterator[Server]:
    """A host that serves a folder. yields: the Server"""
    handler = functools.partial(Host, directory=str(folder), odd=odd or {}, headers=headers or {})
    with Server(("127.0.0.1", 0), handler) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        try:
            yield server
        finally:
            server.shutdown()


def says(status: int, body: bytes = b"", *, length: int | None = None, **headers: str) -> Odd:
    """Answers with this. length: that it tells, if not the body's"""

    def answer(handler: Handler) -> None:
        handler.send_response(status)
        for name, value in headers.items():
            handler.send_header(name.replace("_", "-"), value)
        handler.send_header("Content-Length", str(len(body) if length is None else length))
        handler.end_headers()
        handler.wfile.write(body)
        if length is not None:
            handler.close_connection = True

    return answer


def drips(handler: Handler) -> None:
    """Answers for ever, a little at a time."""
    handler.send_response(200)
    handler.end_headers()
    while True:
        handler.wfile.write(b"x")
        time.sleep(0.1)


def pours(handler: Handler) -> None:
    """Answers for ever, as fast as it can."""
    handler.send_response(200)
    handler.end_headers()
    while True:
        handler.wfile.write(b"x" * 2**16)
