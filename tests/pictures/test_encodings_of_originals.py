"""An original is found however a program, a mail or a person wrote its bytes down. Real files, made here."""

import base64
import binascii
import gzip
import io
import json
import lzma
import quopri
import random
import struct
import tarfile
import zipfile
import zlib
from collections.abc import Callable, Sequence
from contextlib import suppress
from functools import partial
from urllib.parse import quote_from_bytes

import brotli
import pytest

from plugins.pictures import copies, pdf_streams
from plugins.pictures.copies import held_originals, original_of, originals
from plugins.pictures.unpacking import OpaqueError
from tests.pictures.samples import encoded
from tests.pictures.test_copies import KNOWN, PICTURES, noise, pdf, wrapped, zipped

PICTURE = PICTURES["large.jpg"]
LONG = PICTURES["sign.png"]


def letter(data: bytes) -> bytes:
    return b"MIME-Version: 1.0\r\nContent-Transfer-Encoding: base64\r\n\r\n" + wrapped(data) + b"\r\n--end--\r\n"


def bitmap(data: bytes) -> bytes:
    """What begins as no kind of file that is known."""
    return b"BM" + bytes(60) + data


def tarred(data: bytes) -> bytes:
    buffer = io.BytesIO()
    with tarfile.open(fileobj=buffer, mode="w") as archive:
        entry = tarfile.TarInfo("a.jpg")
        entry.size = len(data)
        archive.addfile(entry, io.BytesIO(data))
    return buffer.getvalue()


def page(data: bytes) -> bytes:
    return b'<html><body><img src="data:image/jpeg;base64,' + base64.b64encode(data) + b'"></body></html>'


def metadata_block(data: bytes) -> bytes:
    """A cover in a Vorbis comment, in whose base64 the picture begins later. (RFC 9639, section 8.8.)"""
    block = struct.pack(">II", 3, 10) + b"image/jpeg" + struct.pack(">I5I", 0, 1, 1, 24, 0, len(data)) + data
    return b"METADATA_BLOCK_PICTURE=" + base64.b64encode(block)


def ogg(packet: bytes) -> bytes:
    """Pages as they are written: 255 parts of 255 bytes each, between which other bytes lie."""
    pages, size = b"", 255 * 255
    for at in range(0, len(packet), size):
        part = packet[at : at + size]
        sizes = bytes([255] * (len(part) // 255) + [len(part) % 255])[:255]
        pages += b"OggS\0\0" + bytes(8) + b"serialno" + b"csum" + bytes([len(sizes)]) + sizes + part
    return pages


def with_marks(data: bytes, mark: str) -> bytes:
    lines = base64.encodebytes(data).decode().splitlines()
    return "\n".join(mark.replace("N", str(number)) + line for number, line in enumerate(lines, 8)).encode()


def in_code(data: bytes, before: str, between: str, after: str) -> bytes:
    lines = base64.encodebytes(data).decode().splitlines()
    return (before + between.join(lines) + after).encode()


def dump(data: bytes, line: Callable[[int, bytes], str]) -> bytes:
    return "\n".join(line(at, data[at : at + 16]) for at in range(0, len(data), 16)).encode()


def shown(part: bytes) -> str:
    return "".join(chr(byte) if 32 < byte < 127 else "." for byte in part)


def as_xxd(at: int, part: bytes) -> str:
    return f"{at:08x}: {part.hex(' ', -2):<39}  {shown(part)}"


def as_hexdump(at: int, part: bytes) -> str:
    return f"{at:08x}  {part[:8].hex(' ')}  {part[8:].hex(' ')}  |{shown(part)}|"


def as_words(at: int, part: bytes) -> str:
    part += bytes(len(part) % 2)
    return f"{at:07x} " + " ".join(f"{high:02x}{low:02x}" for low, high in zip(part[::2], part[1::2], strict=True))


def with_starred_lines(data: bytes) -> bytes:
    """A dump that shows lines which are as the one before as one star."""
    lines, last = list[str](), b""
    for at in range(0, len(data), 16):
        part = data[at : at + 16]
        lines += [as_hexdump(at, part)] if part != last else ["*"] if lines[-1] != "*" else []
        last = part
    return "\n".join([*lines, f"{len(data):08x}"]).encode()


def octal(data: bytes) -> str:
    plain = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz 0123456789."
    return "".join(chr(byte) if byte in plain else f"\\{byte:03o}" for byte in data)


def uuencoded(data: bytes) -> bytes:
    lines = (binascii.b2a_uu(data[at : at + 45]) for at in range(0, len(data), 45))
    return b"begin 644 a.jpg\n" + b"".join(lines) + b"`\nend\n"


def raw(data: bytes) -> bytes:
    packing = zlib.compressobj(wbits=-15)
    return packing.compress(data) + packing.flush()


def paeth(left: int, up: int, corner: int) -> int:
    return min((left, up, corner), key=lambda near: abs(left + up - corner - near))


def predicted(data: bytes, predictor: int, kind: int, columns: int = 11) -> bytes:
    """A PDF whose stream was written as differences (ISO 32000-1, 7.4.4.4)."""
    data += bytes(-len(data) % columns)
    rows, above = b"", bytes(columns)
    for at in range(0, len(data), columns):
        row = data[at : at + columns]
        left, corner = b"\0" + row[:-1], b"\0" + above[:-1]
        rows_near: list[Sequence[int]] = [
            bytes(columns),
            left,
            above,
            [(a + b) // 2 for a, b in zip(left, above, strict=True)],
        ]
        rows_near.append([paeth(*near) for near in zip(left, above, corner, strict=True)])
        changed = bytes((x - near) & 255 for x, near in zip(row, rows_near[kind], strict=True))
        rows += (bytes([kind]) if predictor > 2 else b"") + changed
        above = row
    coding = f"/FlateDecode /DecodeParms << /Predictor {predictor} /Columns {columns} >>"
    return pdf(zlib.compress(rows), coding)


def lzw(data: bytes) -> bytes:
    """As a PDF's simplest writer does: each byte as a code of nine bits, and a new table before it is full."""
    codes = [code for at in range(0, len(data), 200) for code in (256, *data[at : at + 200])] + [257]
    bits = "".join(f"{code:09b}" for code in codes)
    return int(bits + "0" * (-len(bits) % 8), 2).to_bytes((len(bits) + 7) // 8, "big")


def pieces(data: bytes, line: str, between: str = "\n", letters: int = 60) -> bytes:
    """Base64 in pieces, of which each stands in a line with its number N and second S."""
    text = base64.b64encode(data).decode()
    parts = (text[at : at + letters] for at in range(0, len(text), letters))
    return between.join(
        line.replace("N", str(number)).replace("S", f"{number % 60:02}").replace("@", part)
        for number, part in enumerate(parts)
    ).encode()


def octal_words(at: int, part: bytes) -> str:
    part += bytes(len(part) % 2)
    return f"{at:07o} " + " ".join(f"{low | high << 8:06o}" for low, high in zip(part[::2], part[1::2], strict=True))


def literal(data: bytes) -> bytes:
    """As a PDF's strings hold bytes."""
    for letter in (b"\\", b"(", b")"):
        data = data.replace(letter, b"\\" + letter)
    return b"(" + data + b")"


CUE = "00:00:S.000 --> 00:00:S.900"
WRITTEN: dict[str, Callable[[bytes], bytes]] = {
    # base64 of whatever kind of file
    "mail with a bitmap": lambda data: letter(bitmap(data)),
    "mail with a tar": lambda data: letter(tarred(data)),
    "mail with an RTF": lambda data: letter(rb"{\rtf1{\pict\jpegblip " + data.hex().encode() + b"}}"),
    "mail with a bzip2": lambda data: letter(b"BZ" + gzip.compress(data)),
    "mail with winmail.dat": lambda data: letter(b"\x78\x9f\x3e\x22" + bytes(40) + data),
    "mail with a page": lambda data: letter(page(data)),
    "mail in a mail": lambda data: letter(letter(data)),
    "mail in a mail in a mail in a zip": lambda data: zipped(letter(letter(letter(data))), name="a.eml"),
    "words directly before it": lambda data: b"See here\n\n" + base64.b64encode(bitmap(data)),
    "CSV": lambda data: b"1;logo;" + base64.b64encode(b"\0" + data) + b";x",
    "JSON with escapes": lambda data: json.dumps(base64.b64encode(bitmap(data)).decode()).replace("/", "\\/").encode(),
    "JSON with more escapes": lambda data: base64.b64encode(data).replace(b"/", b"\\u002f").replace(b"+", b"\\u002B"),
    "other alphabet": lambda data: base64.urlsafe_b64encode(bitmap(data)),
    # quoted-printable
    "page in quoted-printable": lambda data: quopri.encodestring(page(data)),
    "picture in quoted-printable": lambda data: binascii.b2a_qp(data, istext=False),
    "page in quoted-printable from Windows": lambda data: quopri.encodestring(page(data)).replace(b"\n", b"\r\n"),
    "web archive in a docx": lambda data: zipped(quopri.encodestring(page(data)), name="word/afchunk.mht"),
    # songs
    "Vorbis": lambda data: b"OggS\0vorbis" + metadata_block(data) + bytes(99),
    "Ogg in pages": lambda data: ogg(b"\3vorbis" + metadata_block(data + bytes(70_000)) + bytes(99)),
    "Ogg in pages, a picture in binary": lambda data: ogg(bytes(65_000) + data + bytes(70_000)),
    # lines that somebody quoted or numbered
    **{f"lines with {mark}": partial(with_marks, mark=mark) for mark in (
        "> ", "| ", ">> > ", "N ", "N: ", "N:", " N\t", "# ", "// ", " * ", "; ", "N| ", "- ", "> N. "
    )},
    "list in a program": lambda data: in_code(data, "x = ['", "',\n     '", "']"),
    "sum in a program": lambda data: in_code(data, 'x = "', '" +\n    "', '";'),
    "many sums in a program": lambda data: in_code(data, 's = "', '";\ns += "', '";'),
    "sum in Basic": lambda data: in_code(data, 's = "', '" & _\r\n  "', '"'),
    # addresses
    "data URI in percents": lambda data: b"data:image/jpeg," + quote_from_bytes(data).encode(),
    "data URI, each letter in percents": lambda data: b"".join(b"%%%02x" % byte for byte in page(data)),
    "entities": lambda data: "".join(f"&#{letter};" for letter in page(data)).encode(),
    # digits, numbers
    "digits of a bitmap": lambda data: b"x " + bitmap(data).hex().encode(),
    "xxd": lambda data: dump(data, as_xxd),
    "xxd, quoted": lambda data: b"> " + dump(data, as_xxd).replace(b"\n", b"\n> "),
    "hexdump": lambda data: dump(data, as_hexdump),
    "hexdump with stars": lambda data: with_starred_lines(data[:2] + b"\xff\xfe\1\0" + bytes(254) + data[2:]),
    "hexdump, words": lambda data: dump(data, as_words),
    "od": lambda data: dump(data, lambda at, part: f"{at:07o} {part.hex(' ')}"),
    "Wireshark": lambda data: dump(data, lambda at, part: f"{at:04x}   {part.hex(' '):<47}   {shown(part)}"),
    "C": lambda data: b"char x[] = {" + ", ".join(f"0x{byte:02x}" for byte in data).encode() + b"};",
    "C, short": lambda data: b"{" + ",".join(f"0x{byte:X}" for byte in data).encode() + b"}",
    "Basic": lambda data: b"Array(" + ", ".join(f"&H{byte:X}" for byte in data).encode() + b")",
    "JSON, numbers": lambda data: json.dumps({"type": "Buffer", "data": list(data)}, indent=1).encode(),
    "Java": lambda data: ", ".join(str((byte + 128) % 256 - 128) for byte in data).encode(),
    "lines of numbers": lambda data: "\n".join(map(str, data)).encode(),
    "Python": lambda data: repr(data).encode(),
    "JavaScript": lambda data: json.dumps(data.decode("latin-1")).encode(),
    "uuencode": lambda data: b"Hello\n" + uuencoded(data),
    # PDF
    "PDF, octal": lambda data: b"%PDF-1.4\n1 0 obj\n(" + octal(data).encode() + b")\nendobj\n",
    "PDF, digits": lambda data: b"%PDF-1.4\n1 0 obj\n<" + bitmap(data).hex().encode() + b">\nendobj\n",
    **{f"PDF, predictor, {kind}": partial(predicted, predictor=15, kind=kind) for kind in range(5)},
    "PDF, predictor of TIFF": lambda data: predicted(data, 2, 1),
    "PDF, predictor, name in digits": lambda data: predicted(data, 12, 2).replace(b"/Predictor", b"/Pr#65dictor"),
    "PDF, predictor elsewhere": lambda data: predicted(data, 12, 2).replace(
        b"<< /Predictor 12 /Columns 11 >>", b"7 0 R"
    ) + b"7 0 obj << /Predictor 12 /Columns 11 >> endobj",
    "PDF, LZW": lambda data: pdf(lzw(data), "/LZWDecode"),
    "PDF, LZW in 85 characters": lambda data: pdf(base64.a85encode(lzw(data)) + b"~>", "[/A85 /LZWDecode]"),
    "PDF, another window": lambda data: pdf(b"\x58\x85" + zlib.compress(data)[2:]),
    "PDF, literal": lambda data: b"%PDF-1.4\n1 0 obj\n" + literal(data) + b"\nendobj\n",
    "PDF, literal with named ends of lines": lambda data: b"%PDF-1.4\n1 0 obj\n"
    + literal(data).replace(b"\r", b"\\r").replace(b"\n", b"\\n"),
    "PostScript": lambda data: b"%!PS\n" + literal(data) + b" pop",
    # pieces
    "cells of a CSV": partial(pieces, line="N,@,x"),
    "cells of a CSV in quotes": partial(pieces, line='"N","@","note"'),
    "short cells": partial(pieces, line="N;@", letters=20),
    "WebVTT": partial(pieces, line=f"{CUE}\n@", between="\n\n"),
    "SRT": partial(pieces, line=f"N\n{CUE.replace('.', ',')}\n@", between="\n\n"),
    "parts in JSON": partial(pieces, line='{"part": N, "data": "@"}', between=", "),
    "parts in YAML": partial(pieces, line="  - partN: @"),
    "parts in a table of a page": lambda data: b"<table>" + pieces(data, "<tr><td>N</td><td>@</td></tr>"),
    "cells of words in xlsx": lambda data: zipped(b"<sst>" + pieces(data, "<si><t>@</t></si>"), name="xl/s.xml"),
    "cells of digits in xlsx": lambda data: zipped(
        "".join(f"<si><t>{data[at : at + 16].hex()}</t></si>" for at in range(0, len(data), 16)).encode(), name="s.xml"
    ),
    "cells of numbers in xlsx": lambda data: zipped(
        ("<s>" + "".join(f'<c r="A{n}"><v>{byte}</v></c>' for n, byte in enumerate(data))).encode(), name="s.xml"
    ),
    "column of numbers": lambda data: "\n".join(f"{number},{byte}" for number, byte in enumerate(data)).encode(),
    # other bases
    "base32": lambda data: b"see " + base64.b32encode(data),
    "base32 in small letters and lines": lambda data: b"\n".join(
        base64.b32encode(data).lower()[at : at + 64] for at in range(0, len(data) * 2, 64)
    ),
    "base85": lambda data: b"data " + base64.b85encode(data),
    "base85 of Adobe": lambda data: b"x\n" + base64.a85encode(data, wrapcol=72, adobe=True) + b"\nbye",
    "od -b": lambda data: dump(data, lambda at, part: f"{at:07o} " + " ".join(f"{byte:03o}" for byte in part)),
    "od, words": lambda data: dump(data, octal_words),
    "octal in C": lambda data: ", ".join(f"0{byte:03o}" for byte in data).encode(),
    "octal in Python": lambda data: ", ".join(f"0o{byte:o}" for byte in data).encode(),
    "binary": lambda data: " ".join(f"{byte:08b}" for byte in data).encode(),
    "base64 of each 1024 bytes": lambda data: b"See: " + b"".join(
        base64.b64encode(data[at : at + 1024]) for at in range(0, len(data), 1024)
    ) + b"\nBye.",
    "base64 of each 50 bytes": lambda data: b"\n".join(
        base64.b64encode(data[at : at + 50]) for at in range(0, len(data), 50)
    ),
    "packed base85 in PostScript": lambda data: b"%!PS\ncurrentfile /ASCII85Decode filter /FlateDecode filter\n"
    + base64.a85encode(zlib.compress(data), wrapcol=72) + b"~>\n",
    "packed base85 within a page of PDF": lambda data: pdf(
        zlib.compress(b"BI /F [/A85 /Fl /DCT] ID " + base64.a85encode(zlib.compress(data), adobe=False) + b"~> EI")
    ),
    # packed
    "raw deflate": raw,
    "raw deflate in a zip": lambda data: zipped(raw(data), zipfile.ZIP_STORED, "a.bin"),
    "gzip behind a script": lambda data: b"#!/bin/sh\nexit\n" + gzip.compress(data),
    "gzip that was cut short": lambda data: gzip.compress(data + bytes(9000))[:-9],
    "zip, base64, quoted-printable": lambda data: zipped(quopri.encodestring(letter(page(data))), name="a.eml"),
}  # fmt: skip


@pytest.mark.parametrize("way", WRITTEN)
def test_a_picture_is_found_however_it_is_written_down(way: str) -> None:
    for name in ("large.jpg", "small.jpg"):
        held = held_originals(WRITTEN[way](PICTURES[name]), KNOWN)

        assert {KNOWN.owners[sha256] for sha256 in held} == {name}


OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(2000)


@pytest.mark.parametrize(
    "data",
    [
        zipped(OLE, name="word/embeddings/oleObject1.bin"),
        letter(OLE),
        rb"{\rtf1{\object{\*\objdata " + (bytes(30) + OLE).hex().encode() + b"}}}",
        letter(b"\x78\x9f\x3e\x22" + bytes(40) + OLE),
        pdf(zlib.compress(OLE)),
        b"MZ" + bytes(500) + b"7z\xbc\xaf\x27\x1c",
        b"MZ" + bytes(500) + b"Rar!\x1a\x07\x01",
        zipped(b"<manifest:encryption-data/>", name="META-INF/manifest.xml"),
        b"-----BEGIN PGP MESSAGE-----\n\nhQEM\n",
        b"=ybegin line=128 size=9 name=a.jpg\n",
        pdf(b"x", "/FlateDecode /DecodeParms 70 0 R"),
        b"\x1f\x9d\x90" + bytes(600),
    ],
)
def test_what_nobody_can_look_into_is_refused_at_any_depth(data: bytes) -> None:
    for whole in (data, zipped(data), letter(zipped(data))):
        with pytest.raises(OpaqueError):
            held_originals(whole, KNOWN)


PACKED = random.Random(8).randbytes(3000)  # as any good way to pack or to lock leaves it
UNKNOWN = {
    "LHA": b"\x20\0-lh5-" + PACKED,
    "ARJ": b"\x60\xea" + PACKED,
    "lzop": b"\x89LZO\0\r\n\x1a\n" + PACKED,
    "ACE": bytes(7) + b"**ACE**" + PACKED,
    "StuffIt": b"StuffIt (c)1997-2002" + PACKED,
    "ZPAQ": b"7kSt" + PACKED,
    "openssl": b"Salted__" + PACKED,
    "age": b"age-encryption.org/v1\n-> X25519 abc\n" + PACKED,
    "GnuPG": b"\x85\1\x0c\3" + PACKED,
    "Brotli": brotli.compress(PICTURES["large.jpg"]),
    "LZMA without a header": lzma.compress(PICTURES["large.jpg"], lzma.FORMAT_RAW, filters=[{"id": lzma.FILTER_LZMA2}]),
    "LZMA, other numbers": lzma.compress(
        PICTURES["large.jpg"], lzma.FORMAT_ALONE, filters=[{"id": lzma.FILTER_LZMA1, "lc": 2, "lp": 1, "pb": 1}]
    ),
    "bytes turned over": bytes(byte ^ 85 for byte in PICTURES["large.jpg"]),
    "packets of a film": b"".join(b"\x47\1\0\x10" + PICTURES["large.jpg"][at : at + 184] for at in range(0, 9000, 184)),
    "database": b"SQLite format 3\0" + bytes(4000),
    "JPEG XL": b"\0\0\0\x0cJXL \r\n\x87\n" + bytes(4000),
    "locked letter": b"Content-Type: application/pkcs7-mime\r\n\r\n" + base64.encodebytes(PACKED),
}


@pytest.mark.parametrize("kind", UNKNOWN)
def test_what_is_packed_or_locked_in_a_way_that_nobody_knows_is_refused(kind: str) -> None:
    for whole in (UNKNOWN[kind], zipped(UNKNOWN[kind], name="a.bin"), zipped(tarred(UNKNOWN[kind]), name="a.tar")):
        with pytest.raises(OpaqueError):
            held_originals(whole, KNOWN)


def test_who_is_held_beside_what_nobody_knows_is_told() -> None:
    assert held_originals(zipped(PICTURES["large.jpg"]) + zipped(PACKED), KNOWN)


def test_a_cover_that_is_longer_than_the_pages_of_a_song_is_found() -> None:
    cover = encoded(noise(360, 360))
    known = originals([("0900", original_of(cover))], {})

    assert len(cover) > 70_000
    assert held_originals(ogg(b"\3vorbis" + metadata_block(cover)), known)


# -- Honest documents, as programs write them --------------------------------------------------------------------------

XML = '<?xml version="1.0"?>\n<w:document xmlns:w="http://schemas.example/wordprocessingml/2006/main">' + "".join(
    f'<w:p w:rsidR="00{number:06X}"><w:r><w:t>Four hours less each week, says paragraph {number}.</w:t></w:r></w:p>'
    for number in range(2000)
)
LOGO = encoded(noise(120, 90), "PNG")


def office(**entries: bytes) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("[Content_Types].xml", "<Types/>")
        for name, data in entries.items():
            archive.writestr(name, data)
    return buffer.getvalue()


def cross_references() -> bytes:
    """A PDF as most programs write it: objects in a stream, and a list of them packed with a predictor."""
    rows = b"".join(b"\2" + struct.pack(">BHB", 0, 15, 0) for _ in range(400))
    coding = "/FlateDecode /Type /XRef /W [1 2 1] /DecodeParms << /Predictor 12 /Columns 4 >>"
    pixels = zlib.compress(b"".join(b"\4" + bytes(3000) for _ in range(9000)))
    shown = "/FlateDecode /Subtype /Image /DecodeParms << /Predictor 15 /Colors 3 /Columns 1000 >>"
    return pdf(zlib.compress(rows), coding) + pdf(pixels, shown) + pdf(zlib.compress(b"BT (Words) Tj ET " * 999))


HONEST = {
    "docx": office(
        **{"word/document.xml": XML.encode(), "word/media/image1.png": LOGO, "word/printer.bin": bytes(999)}
    ),
    "xlsx": office(
        **{
            "xl/sharedStrings.xml": b"".join(b"<si><t>Cell %d</t></si>" % number for number in range(5000)),
            "xl/worksheets/sheet1.xml": b"".join(b'<c r="A%d"><v>%d</v></c>' % (n, n % 255) for n in range(9000)),
        }
    ),
    "epub": office(mimetype=b"application/epub+zip", **{"OEBPS/a.xhtml": XML.encode(), "OEBPS/cover.png": LOGO}),
    "PDF": cross_references(),
    "MP3": b"ID3\x03\0\0\0\0\x10\x10APIC" + LOGO + b"\xff\xfb\x90\0" + noise(700, 700).tobytes() + bytes(5000),
    "SVG": b"<svg xmlns='x'><path d='"
    + b"".join(b"M%d %d.5l-3 4z" % (n, n % 9) for n in range(9000))
    + b"'/><image href='data:image/png;base64,"
    + base64.b64encode(LOGO)
    + b"'/></svg>",
    "CSV": b"".join(b"%d,%d,%d\n" % (number, number * 7 % 256, number % 3) for number in range(9000)),
    "CSV of words": b"".join(b"ward%d,yes,no,Edmonton\n" % number for number in range(9000)),
    "TXT": b"\r\n".join(b"%d. We keep the doors open, said member %d." % (number, number) for number in range(5000)),
    "ICS": b"BEGIN:VEVENT\r\nDTSTART:20210302T090000Z\r\nSUMMARY:Picket\\, noon\\; bring a sign\r\nEND:VEVENT\r\n"
    * 900,
    "VTT": b"WEBVTT\n\n" + b"".join(b"00:%02d:01.000 --> 00:%02d:04.000\nWords\n\n" % (n, n) for n in range(59)),
    "RTF": rb"{\rtf1\ansi{\fonttbl\f0 Arial;}" + rb"\pard Caf\'e9 \'fcber all\par " * 2000 + b"}",
    "mail": b"Subject: =?utf-8?Q?Caf=C3=A9?=\r\n\r\n" + quopri.encodestring(XML.encode()) + letter(LOGO),
    "SRT": b"".join(b"%d\n00:00:%02d,000 --> 00:00:%02d,900\nWe keep it open\n\n" % (n, n, n) for n in range(59)),
    "members of equal names": b"".join(b"%d;Bartholomew;Mississauga,intergovernmental\n" % n for n in range(5000)),
    "hashes": b"".join(b"%064x  file%d.txt\n" % (n**7, n) for n in range(5000)),
    "phone numbers": b"".join(b"780-555-01%02d\n" % (n % 99) for n in range(5000)),
    "page": XML.encode() + b'<a href="/x?q=%C3%A9%20a&amp;b=%2F">caf&#233;</a>' * 900,
    "TXT in Latin-1": "Les heures d'été sont réduites.\r\n".encode("latin-1") * 40,
    "TXT in Chinese": "".join(map(chr, range(0x4E00, 0x5200))).encode(),
    "TXT in Chinese, UTF-16": "".join(map(chr, random.Random(2).choices(range(0x4E00, 0x9FFF), k=900))).encode(
        "utf-16"
    ),
    "folder of a newsroom": office(
        **{
            "face.ttf": b"\0\1\0\0" + PACKED,
            "face.woff2": b"wOF2" + PACKED,
            "logo.eps": b"\xc5\xd0\xd3\xc6" + PACKED,
            "logo.ai": b"%PDF-1.6\r" + PACKED,
            "logo.psd": b"8BPS\0\1" + PACKED,
            "__MACOSX/._face.ttf": b"\0\5\x16\7" + PACKED,
            "film.mov": b"\0\0\0\x08wide\0\0\x10\0mdat" + PACKED,
            "song.mp3": b"\xff\xfb\x90\0" + PACKED,
            "song.m4a": b"\0\0\0\x20ftypM4A " + PACKED,
            "song.wma": b"\x30\x26\xb2\x75" + PACKED,
            "printer.bin": bytes(range(256)) + PACKED[:99] + bytes(400),
            "note.bin": PACKED[:300],
        }
    ),
    "script": b"".join(b'var a%d = "words" + "more\\n";\n' % number for number in range(5000)),
}


@pytest.mark.parametrize("kind", HONEST)
def test_honest_documents_are_not_refused(kind: str) -> None:
    assert held_originals(HONEST[kind], KNOWN) == frozenset()


HOSTILE: dict[str, Callable[[], bytes]] = {
    "long base64": lambda: b"QUJD" * 300_000,
    "one letter": lambda: b"A" * 1_200_000,
    "backslashes": lambda: b"\\1" * 300_000,
    "backslashes before no octal digit": lambda: b"\\8\\9" * 30_000,
    "percents": lambda: b"%25" * 200_000,
    "equals": lambda: b"=\n" * 300_000,
    "ampersands": lambda: b"&#38;" * 100_000,
    "nested percents": lambda: b"%" + b"25" * 300_000,
    "numbers": lambda: b"1," * 300_000,
    "long number": lambda: b"1" * 600_000,
    "beginnings of zlib": lambda: b"\x78\x9c" * 200_000,
    "beginnings of zlib that last": lambda: b"\x78\x9c\0\0\0\xff\xff" * 20_000,
    "beginnings of gzip": lambda: b"\x1f\x8b\x08\0\0\0\0\0\0\0" * 30_000,
    "beginnings of bzip2": lambda: b"BZh91AY&SY" * 30_000,
    "marks": lambda: b"\n> > > # 1: 1: * " * 30_000,
    "quotes": lambda: b'"+' * 200_000,
    "pieces": lambda: b"1,QUJDREVGR0hJSktM\n" * 60_000,
    "beginnings of base32": lambda: b"77MP7Y" * 100_000,
    "beginnings of base85": lambda: b"s4IA0" * 100_000,
    "beginnings of strings": lambda: b"(\xff\xd8\xff" * 4_000,
    "octal": lambda: b"377 " * 200_000,
    "dump": lambda: b"\n00000000 00\n*\nffffffff 00" * 10_000,
    "fillings": lambda: b"QQ==" * 100_000,
    "ends of base85": lambda: b"s~>" * 100_000,
    "uuencode": lambda: b"\nbegin 644 a\nM" * 20_000,
    "streams": lambda: b"%PDF-1.4\n" + b"<</Predictor 12>>stream\nx\nendstream\n" * 10_000,
    "zeros in a gzip in base64": lambda: base64.b64encode(gzip.compress(bytes(500_000_000))),
    "PDF of zeros": lambda: pdf(zlib.compress(bytes(100_000_000)), "/FlateDecode /DecodeParms << /Predictor 12 >>"),
}


@pytest.mark.parametrize("kind", HOSTILE)
def test_a_hostile_file_gets_an_answer(kind: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """That it comes soon, the limit on the whole run of the tests sees: one that takes hours is noticed."""
    monkeypatch.setattr(copies, "MAX_EXPANDED_BYTES", 50_000_000)
    monkeypatch.setattr(pdf_streams, "MAX_SLOW_BYTES", 1_000_000)
    with suppress(OpaqueError):
        assert held_originals(HOSTILE[kind](), KNOWN) == frozenset()
