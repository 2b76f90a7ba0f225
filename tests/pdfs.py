"""Small PDFs, each with one thing about it."""

import io
import zlib
from collections.abc import Mapping, Sequence

from PIL import Image
from pypdf import PdfWriter
from pypdf.generic import (
    ArrayObject,
    BooleanObject,
    DecodedStreamObject,
    DictionaryObject,
    IndirectObject,
    NameObject,
    PdfObject,
    TextStringObject,
)

FONT = {"/Type": "/Font", "/Subtype": "/Type1", "/BaseFont": "/Helvetica"}


def pdf(
    *,
    tagged: bool = True,
    words: bool = True,
    language: str = "en",
    author: str = "",
    password: str = "",
    on_opening: Mapping[str, object] | None = None,
    in_field: str = "",
    attached: dict[str, bytes] | None = None,
    form: Sequence[bytes] = (),
) -> bytes:
    """One page. words: with a font, else a picture alone

    on_opening: what it does when it is opened; in_field: the script of a field of its form; attached: files by name
    form: the pieces of a form of XML (XFA)
    """
    writer = PdfWriter()
    page = writer.add_blank_page(200, 200)
    if words:
        font = writer._add_object(dictionary({name: NameObject(value) for name, value in FONT.items()}))
        page[NameObject("/Resources")] = dictionary({"/Font": dictionary({"/F": font})})
        content = DecodedStreamObject()
        content.set_data(b"BT /F 12 Tf 20 100 Td (An agenda.) Tj ET")
        page[NameObject("/Contents")] = writer._add_object(content)
    else:
        picture = io.BytesIO()
        Image.new("RGB", (200, 200), "teal").save(picture, "PDF")
        writer = PdfWriter(clone_from=io.BytesIO(picture.getvalue()))
        writer.metadata = None
    root = writer.root_object
    if language:
        root[NameObject("/Lang")] = TextStringObject(language)
    if tagged:
        root[NameObject("/MarkInfo")] = dictionary({"/Marked": BooleanObject(True)})
        tree = dictionary({"/Type": NameObject("/StructTreeRoot"), "/K": ArrayObject()})
        root[NameObject("/StructTreeRoot")] = writer._add_object(tree)
    if on_opening:
        root[NameObject("/OpenAction")] = dictionary(on_opening)
    if in_field:
        script = dictionary({"/S": NameObject("/JavaScript"), "/JS": TextStringObject(in_field)})
        field = dictionary({"/FT": NameObject("/Tx"), "/T": TextStringObject("day"), "/AA": dictionary({"/F": script})})
        fields = ArrayObject([writer._add_object(field)])
        root[NameObject("/AcroForm")] = dictionary({"/Fields": fields})
    if form:
        root[NameObject("/AcroForm")] = dictionary({"/Fields": ArrayObject(), "/XFA": in_pieces(writer, form)})
    for name, data in (attached or {}).items():
        writer.add_attachment(name, data)
    if author:
        writer.add_metadata({"/Author": author})
    if password:
        writer.encrypt(password, algorithm="RC4-128")
    written = io.BytesIO()
    writer.write(written)
    return written.getvalue()


def in_pieces(writer: PdfWriter, form: Sequence[bytes]) -> PdfObject:
    """A form of XML: one stream, or a name and a stream for each piece."""
    pieces = [stream(writer, data) for data in form]
    named = [(TextStringObject(f"part-{number}"), piece) for number, piece in enumerate(pieces)]
    return ArrayObject([one for pair in named for one in pair]) if len(pieces) > 1 else pieces[0]


def stream(writer: PdfWriter, data: bytes) -> IndirectObject:
    """Bytes as a stream of a PDF."""
    held = DecodedStreamObject()
    held.set_data(data)
    return writer._add_object(held)


def pdf_with_stream(entries: str, data: bytes, *objects: bytes) -> bytes:
    """A catalogue, a stream with these entries, and other objects, the first of which has the number 3."""
    stream = f"<< {entries} /Length {len(data)} >>\nstream\n".encode() + data + b"\nendstream"
    written, places = b"%PDF-1.7\n", list[int]()
    for number, content in enumerate((b"<< /Type /Catalog >>", stream, *objects), 1):
        places.append(len(written))
        written += b"%d 0 obj\n%b\nendobj\n" % (number, content)
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    count = len(places) + 1
    end = b"trailer << /Root 1 0 R /Size %d >>\nstartxref\n%d\n%%%%EOF\n" % (count, len(written))
    return written + b"xref\n0 %d\n0000000000 65535 f \n" % count + table + end


def pdf_of_pixels(image: Image.Image) -> bytes:
    """A picture as most programs write a PNG into a PDF."""
    size = f"/Width {image.width} /Height {image.height}"
    kind = "/Subtype /Image /ColorSpace /DeviceRGB /BitsPerComponent 8 /Filter /FlateDecode"
    return pdf_with_stream(f"{kind} {size}", zlib.compress(image.convert("RGB").tobytes()))


def dictionary(entries: Mapping[str, object]) -> DictionaryObject:
    """A dictionary of a PDF."""
    return DictionaryObject({NameObject(name): value for name, value in entries.items()})
