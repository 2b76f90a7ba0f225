"""What a host answers, read within limits: it may be cut, packed without being asked for, or never end."""

import hashlib
import http.client
import socket
import ssl
import zlib
from collections.abc import Iterable, Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime

from plugins.core.findings import ReasonError

MAX_BYTES = 256 * 2**20
MAX_ERROR_BYTES = 2**20  # of a page that tells of a mistake no more is of interest
PIECE_BYTES = 2**16


@dataclass(frozen=True, slots=True)
class Wanted:
    """An address to ask for: its path below the site's address, and how many bytes it may have at most.

    is_kept: its bytes are wanted, too, not only their hash
    """

    path: str
    max_bytes: int = MAX_BYTES
    is_kept: bool = False


@dataclass(frozen=True, slots=True)
class Answer:
    """What a host said.

    status: as HTTP has it; 0 when there was no whole answer: then `wrong` names the clause that says why
    sha256, size_bytes: of the body, unpacked; headers: by name in small letters
    path: below the site's address, where it led on to within the site; leads_off: the address off the site, not asked
    """

    status: int = 0
    sha256: str = ""
    size_bytes: int = 0
    headers: Mapping[str, str] = field(default_factory=dict)
    path: str = ""
    leads_off: str = ""
    data: bytes = b""
    wrong: str = ""

    @property
    def is_gone(self) -> bool:
        """Whether nothing is at the address, as hosts say it."""
        return self.status in (404, 410)


class NoAnswerError(ReasonError):
    """There was no whole answer. reason: the clause that says why"""


def read(response: http.client.HTTPResponse, wanted: Wanted) -> Answer:
    """A whole answer. raises: NoAnswerError when it is cut, too long, or packed so that it cannot be read; OSError"""
    headers = {name.lower(): value for name, value in response.getheaders()}
    digest, size_bytes, kept = hashlib.sha256(), 0, list[bytes]()
    try:
        for part in unpacked(pieces_of(response), headers.get("content-encoding", "").strip().lower()):
            size_bytes += len(part)
            if response.status != 200 and size_bytes > MAX_ERROR_BYTES:
                break
            if response.status == 200 and size_bytes > wanted.max_bytes:
                raise NoAnswerError("answer.too-long")
            digest.update(part)
            kept += [part] if wanted.is_kept else []
    except http.client.IncompleteRead:
        raise NoAnswerError("answer.cut") from None
    except zlib.error:
        raise NoAnswerError("answer.not-unpacked") from None
    return Answer(response.status, digest.hexdigest(), size_bytes, headers, data=b"".join(kept))


def pieces_of(response: http.client.HTTPResponse) -> Iterator[bytes]:
    """A body as it comes. raises: NoAnswerError when it ends before it has as many bytes as the host said; OSError"""
    while piece := response.read1(PIECE_BYTES):
        yield piece
    if response.length:
        raise NoAnswerError("answer.cut")


def unpacked(pieces: Iterator[bytes], encoding: str) -> Iterator[bytes]:
    """A body in small parts, also of a host that packed it although nobody asked for that.

    raises: NoAnswerError when it is packed in another way than gzip, or cut; zlib.error
    """
    if encoding in ("", "identity"):
        yield from pieces
        return
    if encoding not in ("gzip", "x-gzip"):
        raise NoAnswerError("answer.not-unpacked")
    packed = zlib.decompressobj(zlib.MAX_WBITS | 16)
    for piece in pieces:
        left = piece
        while left:
            yield packed.decompress(left, PIECE_BYTES)
            left = packed.unconsumed_tail
    yield packed.flush()
    if not packed.eof:
        raise NoAnswerError("answer.cut")


def asked_wait_s(answer: Answer, number: int) -> float:
    """How long a host wants to be left alone (Retry-After, RFC 9110), or what is polite. number: of tries before

    >>> asked_wait_s(Answer(429, headers={"retry-after": "7"}), 0), asked_wait_s(Answer(503), 2)
    (7.0, 4.0)
    """
    asked = answer.headers.get("retry-after", "").strip()
    if asked.isdecimal():
        return float(asked[:9])
    with suppress(ValueError, TypeError):
        return max(0.0, (parsedate_to_datetime(asked) - datetime.now(UTC)).total_seconds())
    return float(2**number)


def reason_of(wrong: BaseException) -> str:
    """The clause of messages.toml that says why there was no answer."""
    reasons: Iterable[tuple[type[BaseException] | tuple[type[BaseException], ...], str]] = (
        (ssl.SSLCertVerificationError, "answer.certificate"),
        (ssl.SSLError, "answer.not-secured"),
        (TimeoutError, "answer.silent"),
        (socket.gaierror, "answer.no-such-host"),
        (ConnectionRefusedError, "answer.refused"),
        (ConnectionError, "answer.hung-up"),
        (http.client.HTTPException, "answer.no-http"),
    )
    return next((reason for kind, reason in reasons if isinstance(wrong, kind)), "answer.not-reached")
