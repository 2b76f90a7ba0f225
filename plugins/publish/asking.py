"""Asks a host for addresses of one site: a few at a time, each answer within limits of size and time.

Nothing is believed of a host: it may say nothing, never end, send less or more than it says, or lead off the site,
where nobody follows.
"""

import http.client
import socket
import ssl
import threading
import time
from collections.abc import Iterable, Iterator
from concurrent.futures import FIRST_COMPLETED, Future, ThreadPoolExecutor, wait
from contextlib import suppress
from dataclasses import dataclass, field, replace
from itertools import islice
from typing import NamedTuple
from urllib.parse import SplitResult, quote, unquote, urljoin, urlsplit
from urllib.request import getproxies, proxy_bypass

from plugins.core.redaction import shown_address
from plugins.publish.answers import MAX_BYTES, Answer, NoAnswerError, Wanted, asked_wait_s, read, reason_of

AGENT = "union-campaign-site verify"
AT_ONCE = 4
MAX_LED_ON = 3
REDIRECTS = (301, 302, 303, 307, 308)
# What a host says that asks us to come again, how often we do, and how long we wait for it in all.
LATER = (429, 502, 503, 504)
MAX_TRIES, MAX_WAIT_S, ALL_WAITS_S = 4, 60, 300
# So many addresses in a row without an answer: the host is not there.
MAX_SILENT = 8
PORTS = {"http": 80, "https": 443}


class Limits(NamedTuple):
    """How long a host may say nothing, and how long an answer may take, in seconds."""

    silence_s: float = 20
    total_s: float = 120


PATIENT = Limits()


def ask_all(
    url: str, wanted: Iterable[Wanted], *, at_once: int = AT_ONCE, limits: Limits = PATIENT
) -> Iterator[tuple[Wanted, Answer]]:
    """What a host says of each address, as it comes.

    url: of the site; with http:// or https://, whose certificate must hold
    at_once: so many connections at most, each kept for the next address
    Once nothing was answered at several addresses in a row the rest is not asked (answer.not-asked).
    """
    site, left, lines = Site(url, limits), iter(wanted), threading.local()
    lines_made: list[Line] = []

    def ask_one(one: Wanted) -> tuple[Wanted, Answer]:
        if not hasattr(lines, "own"):
            lines.own = Line(site)
            lines_made.append(lines.own)
        return one, lines.own.answer(one)

    with ThreadPoolExecutor(at_once, thread_name_prefix="verify") as pool:
        try:
            running: set[Future[tuple[Wanted, Answer]]] = {pool.submit(ask_one, one) for one in islice(left, at_once)}
            while running:
                done, running = wait(running, return_when=FIRST_COMPLETED)
                running |= {pool.submit(ask_one, one) for one in islice(left, len(done))}
                yield from (future.result() for future in done)
        finally:
            site.is_given_up = True
            pool.shutdown(cancel_futures=True)
            for line in lines_made:
                line.hang_up()


def ask(url: str, wanted: Wanted, limits: Limits = PATIENT) -> Answer:
    """What a host says of one address."""
    return next(answer for _, answer in ask_all(url, [wanted], at_once=1, limits=limits))


@dataclass
class Site:
    """The site that is asked, and what all who ask share: until when it wants to be left alone, whether it is there.

    >>> Site("https://union.ca/campaign").target("news/a plan/")
    '/campaign/news/a%20plan/'
    """

    url: str
    limits: Limits = PATIENT
    tls: ssl.SSLContext = field(default_factory=ssl.create_default_context)
    lock: threading.Lock = field(default_factory=threading.Lock)
    pause_until: float = 0
    waited_s: float = 0
    silent: int = 0
    is_given_up: bool = False

    @property
    def parts(self) -> SplitResult:
        """The address in its parts; its path ends with a slash."""
        return urlsplit(self.url.rstrip("/") + "/")

    def target(self, path: str) -> str:
        """What is asked for on the host, for a path below the site's address."""
        return self.parts.path + quote(path, safe="/~")

    def within(self, address: str) -> str | None:
        """The path below the site's address of an address on it; None off it. A host may lead on from http to https."""
        here, there = self.parts, split(address)
        secure = {"http": ("http", "https"), "https": ("https",)}.get(here.scheme, ())
        is_same = there.scheme in secure and there.hostname == here.hostname
        ports = [port_of(one) for one in (there, here)]
        if not is_same or (there.scheme == here.scheme and ports[0] != ports[1]):
            return None
        path = unquote(there.path)
        return path.removeprefix(unquote(here.path)) if path.startswith(unquote(here.path)) else None

    def take_turn(self) -> None:
        """Wait until the host wants to be asked again. raises: NoAnswerError when it is not there"""
        with self.lock:
            pause_s = self.pause_until - time.monotonic()
        if pause_s > 0:
            time.sleep(pause_s)
        if self.is_given_up:
            raise NoAnswerError("answer.not-asked")

    def may_come_again(self, after_s: float) -> bool:
        """Leave the host alone for as long as it wants; whether that is not too long."""
        with self.lock:
            if after_s > MAX_WAIT_S or self.waited_s + after_s > ALL_WAITS_S:
                return False
            until = time.monotonic() + after_s
            self.waited_s += max(0, until - max(self.pause_until, time.monotonic()))
            self.pause_until = max(self.pause_until, until)
        return True

    def heard(self, answer: Answer) -> None:
        """Count how often nothing came."""
        with self.lock:
            self.silent = 0 if answer.status else self.silent + 1
            self.is_given_up = self.is_given_up or self.silent >= MAX_SILENT


class Line:
    """One connection, made anew when the host has closed it."""

    def __init__(self, site: Site) -> None:
        self.site = site
        self.connection: http.client.HTTPConnection | None = None
        self.scheme = site.parts.scheme

    def hang_up(self) -> None:
        """Close the connection."""
        if self.connection:
            self.connection.close()
        self.connection = None

    def answer(self, wanted: Wanted) -> Answer:
        """What the host says of an address; it is asked again when it wants that, or closed an old connection."""
        answer = Answer(wrong="answer.not-asked")
        for number in range(MAX_TRIES):
            try:
                self.site.take_turn()
            except NoAnswerError as wrong:
                return replace(answer, wrong=answer.wrong or wrong.reason)
            answer = self.led_on(wanted)
            if answer.status not in LATER or not self.site.may_come_again(asked_wait_s(answer, number)):
                break
        self.site.heard(answer)
        return answer

    def led_on(self, wanted: Wanted) -> Answer:
        """The answer at the end of where the host leads on within the site; the last one where it leads off it."""
        path, target = wanted.path, self.site.target(wanted.path)
        for _ in range(MAX_LED_ON + 1):
            try:
                answer = replace(self.whole(target, wanted), path=path)
            except NoAnswerError as wrong:
                return Answer(path=path, wrong=wrong.reason)
            if answer.status not in REDIRECTS or "location" not in answer.headers:
                return answer
            there = joined(f"{self.scheme}://{self.site.parts.netloc}{target}", answer.headers["location"])
            within = self.site.within(there)
            if within is None:
                # A host may put a login into it, or what stands for one.
                return replace(answer, leads_off=shown_address(there))
            if (scheme := split(there).scheme) != self.scheme:
                self.hang_up()
                self.scheme = scheme
            path, target, wanted = within, self.site.target(within), replace(wanted, max_bytes=MAX_BYTES)
        return Answer(path=path, wrong="answer.in-circles")

    def whole(self, target: str, wanted: Wanted) -> Answer:
        """The answer to one question. raises: NoAnswerError"""
        was_open = self.connection is not None
        try:
            return self.once(target, wanted)
        except (http.client.RemoteDisconnected, ConnectionError, http.client.BadStatusLine) as wrong:
            self.hang_up()
            if was_open:  # the host may have closed it between two questions
                return self.whole(target, wanted)
            raise NoAnswerError(reason_of(wrong)) from None
        except (OSError, http.client.HTTPException, ValueError) as wrong:
            self.hang_up()
            raise NoAnswerError(reason_of(wrong)) from None
        except NoAnswerError:
            self.hang_up()
            raise

    def once(self, target: str, wanted: Wanted) -> Answer:
        """The same, over the connection that is there, or a new one. raises: OSError, HTTPException, NoAnswerError"""
        if self.connection is None:
            self.connection = connection_to(self.site, self.scheme)
        if self.connection.sock is None:
            self.connection.connect()
        is_late = threading.Event()
        # The connection forgets its socket as soon as it knows that the host will close it.
        timer = threading.Timer(self.site.limits.total_s, abandon, [self.connection.sock, is_late])
        timer.daemon = True
        timer.start()
        try:
            headers = {"Accept-Encoding": "identity", "Cache-Control": "no-cache", "User-Agent": AGENT}
            self.connection.request("GET", target, headers=headers)
            response = self.connection.getresponse()
            answer = read(response, wanted)
            if response.will_close or not response.isclosed():
                self.hang_up()
        except (OSError, http.client.HTTPException, ValueError):
            if is_late.is_set():
                raise NoAnswerError("answer.no-end") from None
            raise
        finally:
            timer.cancel()
        if is_late.is_set():
            raise NoAnswerError("answer.no-end")
        return answer


def abandon(sock: socket.socket, is_late: threading.Event) -> None:
    """End an answer that takes too long, in whatever it is waited for."""
    is_late.set()
    with suppress(OSError):
        sock.shutdown(socket.SHUT_RDWR)


def connection_to(site: Site, scheme: str) -> http.client.HTTPConnection:
    """A connection to a site's host, by the proxy that the system names for it."""
    host, silence_s = site.parts.hostname or "", site.limits.silence_s
    port = site.parts.port if scheme == site.parts.scheme else None
    proxy = "" if proxy_bypass(host) else getproxies().get(scheme, "")
    there = urlsplit(proxy if "//" in proxy else f"//{proxy}")
    if scheme == "https" and there.hostname:
        connection = http.client.HTTPSConnection(there.hostname, there.port, timeout=silence_s, context=site.tls)
        connection.set_tunnel(host, port or PORTS[scheme])
        return connection
    if scheme == "https":
        return http.client.HTTPSConnection(host, port, timeout=silence_s, context=site.tls)
    return http.client.HTTPConnection(host, port, timeout=silence_s)


def joined(address: str, location: str) -> str:
    """Where an address leads on to; as it is written where it is none."""
    try:
        return urljoin(address, location)
    except ValueError:
        return location


def split(address: str) -> SplitResult:
    """An address in its parts, of which one that is none has none."""
    try:
        return urlsplit(address)
    except ValueError:
        return urlsplit("")


def port_of(address: SplitResult) -> int | None:
    """The port of an address; None where it is none."""
    try:
        return address.port or PORTS.get(address.scheme)
    except ValueError:
        return None
