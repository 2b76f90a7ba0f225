"""A browser's connection: uvicorn's, with an end for whoever holds one without asking, or without taking the answer.

Written for uvicorn 0.54 (`uvicorn.protocols.http.h11_impl`), which waits for ever for the rest of a request.
"""

import asyncio
import sys

import h11
from uvicorn.protocols.http.h11_impl import H11Protocol

from plugins.preview.access import ANSWER_HEADERS, PLAIN

LIMIT_S = 30.0
MAX_CONNECTIONS = 256  # a browser opens six, and some more for what it may need
# A browser that connects just as the process ends has so long to ask; the next process knows nothing of it.
LAST_CALL_S = 0.2


def most_connections() -> int:
    """How many there may be at once: a quarter of the process's file handles, since files are read and made, too."""
    if sys.platform == "win32":
        return MAX_CONNECTIONS
    import resource

    handles = resource.getrlimit(resource.RLIMIT_NOFILE)[0]
    return MAX_CONNECTIONS if handles == resource.RLIM_INFINITY else min(MAX_CONNECTIONS, handles // 4)


class Connection(H11Protocol):
    """One connection. Each request has to come whole within LIMIT_S, and its answer to be taken without such a pause.

    Where there are too many, the one that has been without a request for longest is cut off.
    """

    _limit: asyncio.TimerHandle | None = None
    since_s = 0.0

    @property
    def has_asked(self) -> bool:
        """Whether there was a request."""
        cycle: object = self.cycle  # None before, whatever uvicorn says of its type
        return cycle is not None

    @property
    def is_idle(self) -> bool:
        """Whether it waits for a request, or for the rest of one."""
        return self._limit is not None and not self.flow.write_paused and not self.transport.is_closing()

    def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override]  # as uvicorn's
        """Begins to wait for a request."""
        super().connection_made(transport)
        self._begin_limit()
        there = [one for one in self.connections if isinstance(one, Connection) and not one.transport.is_closing()]
        if len(there) > most_connections():
            min((one for one in there if one.is_idle), key=lambda one: one.since_s).transport.abort()

    def connection_lost(self, exc: Exception | None) -> None:
        """Waits for nothing more."""
        self._end_limit()
        super().connection_lost(exc)

    def handle_events(self) -> None:
        """Takes what came. The limit ends with the request, not with a byte of it."""
        super().handle_events()
        if self.conn.their_state in (h11.DONE, h11.MUST_CLOSE):
            self._end_limit()

    def on_response_complete(self) -> None:
        """Begins to wait for the next request."""
        self._begin_limit()
        super().on_response_complete()

    def pause_writing(self) -> None:
        """The browser does not take what it asked for."""
        self._begin_limit()
        super().pause_writing()

    def resume_writing(self) -> None:
        """It does again."""
        if not self.has_asked or self.cycle.response_complete:
            self._begin_limit()
        else:
            self._end_limit()
        super().resume_writing()

    def shutdown(self) -> None:
        """The process ends; who has connected and not asked yet is heard a little longer."""
        if not self.has_asked and not self.transport.is_closing():
            self.loop.call_later(LAST_CALL_S, super().shutdown)
        else:
            super().shutdown()

    def send_400_response(self, msg: str) -> None:
        """Says that this is no request, with the headers of every answer, unless another one is under way."""
        if self.conn.our_state in (h11.IDLE, h11.SEND_RESPONSE):
            headers = {**ANSWER_HEADERS, "Content-Type": PLAIN, "Content-Length": str(len(msg)), "Connection": "close"}
            lines = [f"{name}: {value}\r\n" for name, value in headers.items()]
            self.transport.write(f"HTTP/1.1 400 Bad Request\r\n{''.join(lines)}\r\n{msg}".encode())
        self.transport.close()

    def _begin_limit(self) -> None:
        self._end_limit()
        self.since_s = self.loop.time()
        self._limit = self.loop.call_later(LIMIT_S, self.transport.abort)

    def _end_limit(self) -> None:
        if self._limit:
            self._limit.cancel()
        self._limit = None
