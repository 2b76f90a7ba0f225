"""Whether a file holds one of the originals that must not be published: as itself, in an archive, embedded, as text.

Bytes are compared by their hashes; nothing is decoded as a picture. What was changed before it was put there has other
bytes: of withdrawn pictures `fingerprint` notices many of those.
"""

import hashlib
import html
import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import NamedTuple

from plugins.core.signatures import JPEG, JXL, is_bmp
from plugins.pictures.frames import frames
from plugins.pictures.known_kinds import LEAST_HOLDING_BYTES, is_known
from plugins.pictures.pdf_pixels import pixel_pictures
from plugins.pictures.pdf_streams import pdf_streams
from plugins.pictures.pixel_bytes import BEGINNINGS, ENDS, begins_as_picture, jpeg_end, picture_sha256, places
from plugins.pictures.text_encodings import TAG, TEXT_ENCODINGS
from plugins.pictures.text_pieces import TEXT_PIECES
from plugins.pictures.unpacking import ARCHIVES, CHUNK_BYTES, UNPACKING, OpaqueError, too_large

# So many bytes at its beginning tell an original from others; of shorter ones all of them.
HEAD_BYTES = 4096
MAX_DEPTH = 6
MAX_SIZE_BYTES = 200_000_000
MAX_EXPANDED_BYTES = 2 * MAX_SIZE_BYTES
MAX_ENTRIES = 20_000
MAX_BEGINNINGS = 20_000

MAX_TEXT_BYTES = 100_000
# By chance comes less than this out of what is packed otherwise, and out of a script before an archive more.
LEAST_UNPACKED = 0.5
# Two of the fields that every member's text has.
LIKE_A_SUBMISSION = re.compile(rb"(?i)adults-only|consent-given")
TAGGED = (b"<?xml", b"\xef\xbb\xbf<?xml")
JSON_ESCAPE = re.compile(r"\\(?:u([0-9a-fA-F]{4})|[nrt])")
TakingOut = Callable[[bytes, Callable[[], int]], Iterator[bytes]]
AS_PROGRAMS_DO: tuple[TakingOut, ...] = (*UNPACKING, pdf_streams, frames)
TAKING_OUT = (*AS_PROGRAMS_DO, *TEXT_ENCODINGS, *TEXT_PIECES)
# Kinds of archive into which nobody here can look: short marks count where a file begins, long ones at any place.
SEALED = (
    *(b"MSCF\0", b"\x28\xb5\x2f\xfd", b"\x04\x22\x4d\x18", b"LZIP", b"\x1f\x9d", b"\x1f\xa0", b"ITSF", b"!BDN"),
    *(b"SQLite format 3\0", b"\0\1\0\0Standard "),  # databases, in which a picture lies in pieces
    *(JXL, b"\xff\x0a"),  # JPEG XL, which may be a JPEG packed anew
)
SEALED_WITHIN = (
    *(b"7z\xbc\xaf\x27\x1c", b"Rar!\x1a\x07", b"MSCF\0\0\0\0", b"MSWIM\0\0\0"),
    *(b"=ybegin line=", b"(This file must be converted with BinHex"),
)
# What Office makes of a document with a password, and of any before 2007; its parts lie in no order. Also in others.
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
LOCKED_WITHIN = (OLE, b"manifest:encryption-data", b"-----BEGIN PGP MESSAGE-----", b"pkcs7-mime")


class Original(NamedTuple):
    """What tells a file from others: its size, the SHA-256 of all its bytes and of the first HEAD_BYTES of them.

    picture_sha256: of what a picture says of its pixels (see `picture_sha256`); "" for what is none
    words: of a small text, what it says (see `words_of`); "" for any other file
    """

    size_bytes: int
    sha256: str
    head_sha256: str
    picture_sha256: str = ""
    words: str = ""


def original_of(data: bytes) -> Original:
    """What tells these bytes from others."""
    sha256, head = hashlib.sha256(data).hexdigest(), hashlib.sha256(data[:HEAD_BYTES]).hexdigest()
    return Original(len(data), sha256, head, picture_sha256(data), words_of(data))


def words_of(data: bytes) -> str:
    """The letters of a member's text in small, without spaces, line ends or marks; "" for any other file."""
    if len(data) > MAX_TEXT_BYTES or not LIKE_A_SUBMISSION.search(data):
        return ""
    return letters_of(data.decode("utf-8", "ignore"))


def letters_of(text: str) -> str:
    """A text in small letters and nothing but letters and digits, so that no editor's habit makes it another."""
    return "".join(filter(str.isalnum, text.casefold()))


def original_in(file: Path) -> Original | None:
    """The same of a file that is read piece by piece; None when it cannot be read, or is too large for any document."""
    whole, size_bytes, head = hashlib.sha256(), 0, b""
    try:
        if not file.is_file() or file.stat().st_size > MAX_SIZE_BYTES:  # to open a named pipe is to wait for ever
            return None
        with file.open("rb") as opened:
            while piece := opened.read(CHUNK_BYTES):
                head = head or piece[:HEAD_BYTES]
                size_bytes += len(piece)
                whole.update(piece)
    except OSError:
        return None
    return Original(size_bytes, whole.hexdigest(), hashlib.sha256(head).hexdigest())


@dataclass(frozen=True)
class Originals:
    """Files that must not be published, by their bytes.

    owners: by SHA-256, the id of the member whose file it is
    pictures: the SHA-256 of each picture's file by that of what it says of its pixels
    texts: by what each text says, its SHA-256
    sizes: by the SHA-256 of their heads, the sizes in bytes of those that may be found in the middle of other files
    heads: the sizes of all heads
    namesakes: the SHA-256 of pictures that may be a member's by their names alone
    evidence: by the SHA-256 of pictures that are a member's because of a text elsewhere, or a name, the path of it
    files_of_pictures: the SHA-256 of all that are pictures, of whatever kind
    """

    owners: Mapping[str, str] = field(default_factory=dict)
    pictures: Mapping[str, str] = field(default_factory=dict)
    texts: Mapping[str, str] = field(default_factory=dict)
    sizes: Mapping[str, frozenset[int]] = field(default_factory=dict)
    heads: frozenset[int] = frozenset()
    namesakes: frozenset[str] = frozenset()
    evidence: Mapping[str, str] = field(default_factory=dict)
    files_of_pictures: frozenset[str] = frozenset()


NO_ORIGINALS = Originals()


def originals(files: Iterable[tuple[str, Original]], hashes: Mapping[str, str]) -> Originals:
    """The originals of these files.

    files: a member's id, and a file of theirs; an empty file is nobody's
    hashes: ids by the SHA-256 of files that nobody has any more
    """
    owners, sizes = dict(hashes), dict[str, set[int]]()
    pictures, texts = dict[str, str](), dict[str, str]()
    for owner, file in files:
        if file.size_bytes:
            owners[file.sha256] = owner
            sizes.setdefault(file.head_sha256, set()).add(file.size_bytes)
            pictures |= {file.picture_sha256: file.sha256} if file.picture_sha256 else {}
            texts |= {file.words: file.sha256} if file.words else {}
    heads = {min(size, HEAD_BYTES) for group in sizes.values() for size in group}
    frozen = {head: frozenset(group) for head, group in sizes.items()}
    return Originals(owners, pictures, texts, frozen, frozenset(heads))


def held_originals(data: bytes, known: Originals) -> frozenset[str]:
    """The SHA-256 of every original that a file holds: as itself, as an entry, embedded, or written as text.

    raises: OpaqueError when it is sealed, or larger or deeper than anybody could look into
    """
    if not known.owners:
        return frozenset()
    search, unpacking = _Search(known), _Unpacking()
    for inner in unpacking.files(data):
        search.look(inner)
        refuse_sealed(inner)
    if unpacking.holds_unknown and not search.held:
        raise OpaqueError("archive.holds-unknown")
    return frozenset(search.held)


def originals_in(data: bytes) -> tuple[Original, ...]:
    """Each picture and each member's text that lies in a file, as far as one can look into it.

    Not the other parts of documents, which are the same in many: of one program, or of one form.
    """
    found = dict[Original, None]()
    if len(data) < LEAST_HOLDING_BYTES or begins_as_picture(data):
        return ()
    with suppress(OpaqueError):
        for number, inner in enumerate(files_in(data)):
            wholes = [inner] if number and (begins_as_picture(inner) or words_of(inner)) else []
            found |= dict.fromkeys(map(original_of, (*wholes, *pictures_within(inner))))
    return tuple(found)


def pictures_in(data: bytes) -> Iterator[bytes]:
    """The bytes of each picture that lies in a document or an archive, those within others too, such as a small one.

    What a PDF keeps as bare pixels comes as a PNG.

    raises: OpaqueError, as `files_in`
    """
    for number, inner in enumerate(files_in(data)):
        if number and (begins_as_picture(inner) or is_bmp(inner)):
            yield inner
        yield from pictures_within(inner)
        yield from pixel_pictures(inner)


def pictures_within(data: bytes) -> Iterator[bytes]:
    """Each JPEG, PNG or WebP at any place of a file but its beginning, and no part of another: a song's cover."""
    for letters, before, end_of in ENDS:
        behind = 0
        for place in places(data, letters, before):
            if place >= behind and (end := end_of(data, place)):
                behind = end
                if place:
                    yield data[place:end]


def files_in(data: bytes, *, as_programs_do: bool = False) -> Iterator[bytes]:
    """A file, each file that can be taken out of it, and out of those; each once.

    as_programs_do: nothing that is written as text, and what is locked or damaged does not keep from the rest
    raises: OpaqueError when there is more, or more in each other, than anybody could look into
    """
    yield from _Unpacking(as_programs_do).files(data)


def refuse_sealed(data: bytes) -> None:
    """raises: OpaqueError for what nobody here can open"""
    if any(mark in data for mark in LOCKED_WITHIN):
        raise OpaqueError("archive.perhaps-locked")
    if data.startswith(SEALED) or any(mark in data for mark in SEALED_WITHIN):
        raise OpaqueError("archive.of-unknown-kind")


@dataclass
class _Unpacking:
    """What was taken out of one file so far.

    holds_unknown: it is, or an archive in it holds, a file that is packed or locked in a way that nobody here knows
    """

    as_programs_do: bool = False
    holds_unknown: bool = False
    expanded_bytes: int = 0
    entries: int = 0
    seen: set[bytes] = field(default_factory=set)

    def files(self, data: bytes, depth: int = 0, *, is_whole: bool = True) -> Iterator[bytes]:
        """The file itself, and what is in it. is_whole: it was a file before it was put into another one"""
        if len(data) > MAX_SIZE_BYTES and not depth:
            raise too_large()
        digest = hashlib.sha256(data).digest()
        if digest in self.seen:
            return
        self.seen.add(digest)
        if depth > MAX_DEPTH:
            raise OpaqueError("archive.in-archives")
        yield data
        unpacked_bytes = 0
        for take_out in AS_PROGRAMS_DO if self.as_programs_do else TAKING_OUT:
            for inner in self.taken_out(data, take_out):
                self.entries += 1
                self.expanded_bytes += len(inner)
                unpacked_bytes += len(inner) if take_out in UNPACKING else 0
                if self.entries > MAX_ENTRIES or self.expanded_bytes > MAX_EXPANDED_BYTES:
                    raise too_large()
                yield from self.files(inner, depth + 1, is_whole=take_out in ARCHIVES)
        if is_whole and unpacked_bytes < LEAST_UNPACKED * len(data) and not self.as_programs_do:
            self.holds_unknown |= not is_known(data)

    def taken_out(self, data: bytes, take_out: TakingOut) -> Iterator[bytes]:
        """What can be taken out of a file in one way."""
        try:
            yield from take_out(data, self.room_bytes)
        except OpaqueError as wrong:
            if not self.as_programs_do or wrong.reason == too_large().reason:
                raise

    def room_bytes(self) -> int:
        """How much more may be unpacked, and one byte."""
        return MAX_EXPANDED_BYTES - self.expanded_bytes + 1


@dataclass
class _Search:
    """One search for originals."""

    known: Originals
    held: set[str] = field(default_factory=set)

    def look(self, data: bytes) -> None:
        """Compares a file, and what is embedded in it."""
        self.compare(hashlib.sha256(data).hexdigest())
        self.embedded(data)
        self.quoted(data)

    def compare(self, sha256: str) -> None:
        """Notes a hash that is an original's."""
        if sha256 in self.known.owners:
            self.held.add(sha256)

    def embedded(self, data: bytes) -> None:
        """Compares whatever begins as a picture does, at every place of a file, with the originals that begin so."""
        view = memoryview(data)
        found = [(place, letters) for letters, before in BEGINNINGS for place in places(data, letters, before)]
        if len(found) > MAX_BEGINNINGS:
            raise too_large()
        for place, letters in found:
            for head_bytes in self.known.heads:
                head = hashlib.sha256(view[place : place + head_bytes]).hexdigest()
                for size_bytes in self.known.sizes.get(head, ()):
                    self.compare(hashlib.sha256(view[place : place + size_bytes]).hexdigest())
            if letters == JPEG and (end := jpeg_end(data, place)):
                self.compare(hashlib.sha256(view[place:end]).hexdigest())
            if known := self.known.pictures.get(picture_sha256(data, place)):
                self.held.add(known)

    def quoted(self, data: bytes) -> None:
        """Compares what a text says, anywhere in it, with members' texts; only one with their fields is looked at.

        Programs that write documents put tags within words, those that write lists letters for the ends of lines.
        """
        if not self.known.texts or not (LIKE_A_SUBMISSION.search(data) or data.startswith(TAGGED)):
            return
        plain = data.decode("utf-8", "ignore")
        for text in {TAG.sub(" ", plain), JSON_ESCAPE.sub(unescaped, plain)}:
            letters = letters_of(html.unescape(text))
            self.held.update(sha256 for words, sha256 in self.known.texts.items() if words in letters)


def unescaped(found: re.Match[str]) -> str:
    """What an escape in JSON stands for, if that is a letter."""
    return chr(int(found[1], 16)) if found[1] else " "
