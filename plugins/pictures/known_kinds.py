"""Whether a file is of a kind into which one can look, or says plainly what it is. Bytes alone.

Of kinds of archive and of locks there are more than anybody lists; what they have in common is that nothing of them can
be packed any further. So only the kinds of pictures, sounds, films, typefaces, archives and documents that may be
packed and are none of those are listed; whatever else is packed is unknown.
"""

import codecs
import tarfile
import zlib
from contextlib import suppress

from plugins.core.signatures import FTYP, GIF, GZIP, JPEG, PDF, PNG, RIFF, TIFF, XZ, ZIP, ZIP_END

_BEGINNINGS = (
    *(JPEG, PNG, *GIF, *TIFF, b"II+\0", b"MM\0+", RIFF, b"BM", b"\0\0\1\0", b"\0\0\2\0", b"icns", b"8BPS"),
    *(b"\0\0\0\x0cjP  ", b"AT&TFORM", b"\1\0\0\0", b"\xd7\xcd\xc6\x9a", b"\xc5\xd0\xd3\xc6", b"%!PS"),
    *(b"ID3", b"OggS", b"fLaC", b"FORM", b"\x1aE\xdf\xa3", b"\0\0\1\xba", b"\0\0\1\xb3", b"\x30\x26\xb2\x75"),
    *(b"\0\1\0\0", b"OTTO", b"true", b"ttcf", b"wOFF", b"wOF2"),
    *(ZIP, ZIP_END, GZIP, b"BZh", XZ, b"\x5d\0\0", b"070701", b"!<arch>\n"),
    *(b"\0\5\x16\0", b"\0\5\x16\7"),  # what macOS keeps beside each file
)
# Of films as telephones write them, behind the size of their first part; and of sound, 11 bits (ISO/IEC 11172-3).
_PARTS_OF_FILMS = (FTYP, b"moov", b"mdat", b"free", b"wide", b"skip")
_SOUND = 0xFFE0
# What cannot be packed to nine tenths is packed, or locked, already: a JPEG comes to 97, a photograph's pixels to 80.
_MOST_PACKED = 0.9
_PIECES, _PIECE_BYTES = 16, 65_536
# A smaller file than this holds no picture.
LEAST_HOLDING_BYTES = 500


def is_known(data: bytes) -> bool:
    """Is a whole file of a kind that one knows, or a text, or not packed, or too small to hold a picture?"""
    if len(data) < LEAST_HOLDING_BYTES or data.startswith(_BEGINNINGS) or data.startswith(_PARTS_OF_FILMS, 4):
        return True
    is_sound = int.from_bytes(data[:2], "big") & _SOUND == _SOUND
    return is_sound or PDF in data[:1024] or _is_text(data) or not _is_packed(data) or _is_tar(data)


def _is_text(data: bytes) -> bool:
    with suppress(ValueError):
        data.decode("utf-16" if data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)) else "utf-8")
        return True
    return False


def _is_tar(data: bytes) -> bool:
    with suppress(tarfile.TarError, ValueError):
        tarfile.TarInfo.frombuf(data[:512], "utf-8", "surrogateescape")
        return True
    return False


def _is_packed(data: bytes) -> bool:
    """Can some pieces of a file not be packed any further?"""
    step = max(len(data) // _PIECES, _PIECE_BYTES)
    pieces = b"".join(data[place : place + _PIECE_BYTES] for place in range(0, len(data), step))
    return len(zlib.compress(pieces, 1)) > _MOST_PACKED * len(pieces)
