"""A picture that a PDF keeps as bare pixels is taken out of it as the same pixels, however they are written."""

import base64
import io
import tracemalloc
import zlib

import pytest
from PIL import Image

from plugins.pictures import pdf_pixels
from plugins.pictures.pdf_pixels import pixel_pictures
from plugins.pictures.pdf_streams import ascii85
from plugins.pictures.unpacking import OpaqueError
from tests.pdfs import pdf_of_pixels, pdf_with_stream
from tests.pictures.returning import scene

PICTURE = scene(1, (61, 40))
GREY = PICTURE.convert("L")
LISTED = PICTURE.convert("P", palette=Image.Palette.ADAPTIVE, colors=200)
PALETTE = bytes(LISTED.getpalette() or ())[:600]
SIZE = "/Subtype /Image /Width 61 /Height 40"
RGB, FLATE = f"{SIZE} /BitsPerComponent 8 /ColorSpace /DeviceRGB", "/Filter /FlateDecode"
PIXELS = PICTURE.tobytes()
ROW_BYTES = 3 * 61


def rows_of_png(image: Image.Image) -> bytes:
    """A picture's rows with what PNG writes before each, packed."""
    buffer = io.BytesIO()
    image.save(buffer, "PNG")
    data = buffer.getvalue()
    place = data.index(b"IDAT")
    return data[place + 4 : place + 4 + int.from_bytes(data[place - 4 : place], "big")]


def differences(pixels: bytes) -> bytes:
    """Each number of a row as its difference to the one to its left (TIFF 6.0, section 14)."""
    rows = (pixels[place : place + ROW_BYTES] for place in range(0, len(pixels), ROW_BYTES))
    return b"".join(
        row[:3] + bytes((byte - left) & 255 for byte, left in zip(row[3:], row, strict=False)) for row in rows
    )


IN_LETTERS = base64.a85encode(zlib.compress(PIXELS)) + b"~>"
PNG_ROWS, PARAMETERS = rows_of_png(PICTURE), "<< /Predictor 15 /Colors 3 /Columns 61 >>"
PDFS: dict[str, tuple[bytes, Image.Image]] = {
    "packed": (pdf_of_pixels(PICTURE), PICTURE),
    "not packed": (pdf_with_stream(RGB, PIXELS), PICTURE),
    "with more behind": (pdf_with_stream(f"{RGB} {FLATE}", zlib.compress(PIXELS + b"\n\n")), PICTURE),
    "in letters": (
        pdf_with_stream(
            f"{RGB} /Filter [/ASCII85Decode /FlateDecode]", base64.a85encode(zlib.compress(PIXELS)) + b"~>"
        ),
        PICTURE,
    ),
    "in digits": (pdf_with_stream(f"{RGB} /Filter /ASCIIHexDecode", PIXELS.hex().encode() + b">"), PICTURE),
    "as PNG": (pdf_with_stream(f"{RGB} {FLATE} /DecodeParms {PARAMETERS}", PNG_ROWS), PICTURE),
    "as PNG, told elsewhere": (
        pdf_with_stream(f"{RGB} {FLATE} /DecodeParms [3 0 R]", PNG_ROWS, PARAMETERS.encode()),
        PICTURE,
    ),
    "as TIFF": (
        pdf_with_stream(f"{RGB} {FLATE} /DecodeParms << /Predictor 2 /Colors 3 >>", zlib.compress(differences(PIXELS))),
        PICTURE,
    ),
    "grey": (
        pdf_with_stream(f"{SIZE} /BitsPerComponent 8 /ColorSpace /DeviceGray {FLATE}", zlib.compress(GREY.tobytes())),
        GREY,
    ),
    "16 bits": (
        pdf_with_stream(
            f"{SIZE} /BitsPerComponent 16 /ColorSpace /DeviceRGB", bytes(one for byte in PIXELS for one in (byte, byte))
        ),
        PICTURE,
    ),
    "of listed colours": (
        pdf_with_stream(
            f"{SIZE} /BitsPerComponent 8 /ColorSpace [/Indexed /DeviceRGB 199 <{PALETTE.hex()}>]", LISTED.tobytes()
        ),
        LISTED,
    ),
    "of colours that are listed elsewhere": (
        pdf_with_stream(
            f"{SIZE} /BitsPerComponent 8 /ColorSpace 3 0 R",
            LISTED.tobytes(),
            b"[/Indexed /DeviceRGB 199 4 0 R]",
            b"<< /Length %d >>\nstream\n%b\nendstream" % (len(PALETTE), PALETTE),
        ),
        LISTED,
    ),
    "of a profile": (
        pdf_with_stream(
            f"{SIZE} /BitsPerComponent 8 /ColorSpace [/ICCBased 3 0 R]",
            PIXELS + PIXELS,
            b"<< /N 3 /Length 0 >>\nstream\n\nendstream",
        ),
        PICTURE,
    ),
    "of a size that is told elsewhere": (
        pdf_with_stream(RGB.replace("/Width 61", "/Width 3 0 R"), PIXELS, b"61"),
        PICTURE,
    ),
}


@pytest.mark.parametrize("way", PDFS)
def test_the_same_pixels_come_of_it(way: str) -> None:
    data, picture = PDFS[way]

    (found,) = pixel_pictures(data)

    with Image.open(io.BytesIO(found)) as opened:
        assert opened.convert("RGB").tobytes() == picture.convert("RGB").tobytes()


@pytest.mark.parametrize(
    "data",
    [
        pdf_with_stream(f"{SIZE} /BitsPerComponent 8 /ColorSpace /DeviceCMYK", bytes(4 * 61 * 40)),
        pdf_with_stream(f"{SIZE} /BitsPerComponent 1 /ColorSpace /DeviceGray", bytes(8 * 40)),
        pdf_with_stream(f"{SIZE} /Filter /DCTDecode", b"\xff\xd8\xff"),
        pdf_with_stream(f"{SIZE} /Filter /JBIG2Decode", b"x"),
        pdf_with_stream(RGB, PIXELS[:100]),
        pdf_with_stream(RGB.replace("/Width 61 /Height 40", "/Width 1 /Height 2440"), PIXELS),
        pdf_with_stream(f"{RGB} {FLATE}", b"no zlib"),
        pdf_with_stream("/Subtype /Image /Width 0 /Height 0 /ColorSpace /DeviceRGB", PIXELS),
        pdf_with_stream("/Subtype /Image /Width (a) /Height -3", PIXELS),
        pdf_with_stream("/Subtype /Image", PIXELS),
        pdf_of_pixels(PICTURE)[:-300],
        b"%PDF-1.4 /Image",
        b"/Image",
    ],
)
def test_what_is_none_gives_none(data: bytes) -> None:
    assert list(pixel_pictures(data)) == []


def test_more_than_anybody_could_look_into_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pdf_pixels, "MAX_UNPACKED_BYTES", 1_000)
    with pytest.raises(OpaqueError):
        list(pixel_pictures(pdf_of_pixels(PICTURE)))


def test_no_more_is_unpacked_than_the_picture_has_room_for() -> None:
    much = zlib.compress(PIXELS + bytes(80_000_000))
    tracemalloc.start()
    (found,) = pixel_pictures(pdf_with_stream(f"{RGB} {FLATE}", much))
    _, most_bytes = tracemalloc.get_traced_memory()
    tracemalloc.stop()

    assert most_bytes < 20_000_000
    with Image.open(io.BytesIO(found)) as opened:
        assert opened.tobytes() == PICTURE.tobytes()


def test_letters_are_undone_in_pieces() -> None:
    letters = base64.a85encode(PIXELS * 20) + b"z" * 500_000 + base64.a85encode(b"the end")
    tracemalloc.start()
    (plain,) = ascii85(b"\n".join((letters[:7], letters[7:], b"~>")), lambda: 1)
    _, most_bytes = tracemalloc.get_traced_memory()
    tracemalloc.stop()

    assert plain == PIXELS * 20 + bytes(2_000_000) + b"the end"
    assert most_bytes < 20_000_000
    assert list(ascii85(b"ab" + letters[:10] + b"z" * 3 + b"abz~>", lambda: 1)) == []


def test_of_more_pixels_than_a_file_may_have_bytes_some_are_left_out(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pdf_pixels, "MAX_SIZE_BYTES", len(PIXELS) - 1)
    for way in ("packed", "grey", "16 bits", "as PNG"):
        (found,) = pixel_pictures(PDFS[way][0])
        with Image.open(io.BytesIO(found)) as opened:
            is_thin = way in ("packed", "16 bits")
            assert opened.size == ((31, 20) if is_thin else (61, 40))
            assert opened.convert("RGB").getpixel((7, 5)) == PDFS[way][1].convert("RGB").getpixel(
                (14, 10) if is_thin else (7, 5)
            )


def test_a_stream_that_many_numbers_name_is_refused() -> None:
    before, table, after = pdf_of_pixels(PICTURE).partition(b"0000000000 65535 f \n")
    place = b"%010d 00000 n \n" % before.index(b"2 0 obj")
    first, _, rest = after.partition(b"\n")
    named = table + first + b"\n" + place * 3000 + rest.partition(b"\n")[2].replace(b"/Size 3", b"/Size 3002")
    with pytest.raises(OpaqueError):
        list(pixel_pictures(before.replace(b"0 3\n", b"0 3002\n") + named))
