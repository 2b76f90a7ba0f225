"""Drawings are read: what runs, stands elsewhere or comes out otherwise is refused, the rest is written anew."""

import contextlib
import gzip
import pickle
import re
from xml.etree import ElementTree

import pytest
from hypothesis import given
from hypothesis import strategies as st

from plugins.pictures.picture import PictureError
from plugins.pictures.svg import DRAWN, MAX_DEPTH, MAX_SIZE_BYTES, SVG, NotDrawnError, SvgImage, read_svg
from tests.cost import in_hashes
from tests.pictures.drawings import BEGIN, HONEST, hostile, svg

STYLE = "a style with an address or a command in it"


def read(data: bytes) -> SvgImage:
    return read_svg(data, 1512)


def root(data: bytes) -> ElementTree.Element:
    return ElementTree.fromstring(read(data).xml)


@pytest.mark.parametrize(
    ("inner", "what"),
    [
        ("<script>alert(1)</script>", "<script>"),
        ("<g><SCRIPT/></g>", "<SCRIPT>"),
        ('<x:script xmlns:x="http://www.w3.org/1999/xhtml">alert(1)</x:script>', "<script>"),
        ("<metadata><script>alert(1)</script></metadata>", "<script>"),
        ('<x:y xmlns:x="urn:x"><g onload="alert(1)"/></x:y>', 'onload="alert(1)"'),
        ('<g ONCLICK="alert(1)"/>', 'ONCLICK="alert(1)"'),
        ('<a xlink:href=" java&#10;script:alert(1)"/>', 'an address ("java script:alert(1)")'),
        ('<handler type="text/javascript">alert(1)</handler>', "<handler>"),
        ('<animate attributeName="href"/>', "<animate>"),
        ('<set attributeName="x" to="1"/>', "<set>"),
        ("<foreignObject><p>Words</p></foreignObject>", "<foreignObject>"),
        ("<flowRoot><flowPara>Words</flowPara></flowRoot>", "<flowRoot>"),
        ('<image href="/etc/passwd"/>', "<image>"),
        ('<image href="file:///etc/passwd"/>', "<image>"),
        ('<image href="https://a.example/a.png"/>', "<image>"),
        ('<image xlink:href="data:image/jpeg;base64,/9j/"/>', "<image>"),
        ('<image href="data:image/svg+xml;base64,PHN2Zy8+"/>', "<image>"),
        ('<filter><feImage href="a.png"/></filter>', "<feImage>"),
        ('<use href="https://a.example/x.svg#a"/>', 'an address ("https://a.example/x.svg#a")'),
        ('<use xlink:href="x.svg#a"/>', 'an address ("x.svg#a")'),
        ('<rect fill="url(https://a.example/#a)"/>', 'fill="url(https://a.example/#a)"'),
        ('<rect style="fill:url(x.svg#a)"/>', 'style="fill:url(x.svg#a)"'),
        ('<rect mask="url(#a) url(x)"/>', 'mask="url(#a) url(x)"'),
        ("<style>@import 'x.css';</style>", f'{STYLE} ("@import")'),
        ("<style>@media screen{g{fill:red}}</style>", f'{STYLE} ("@media")'),
        ("<style>g{fill:url(//a.example)}</style>", f'{STYLE} ("url(//a.example)")'),
        ("<style>g:not(.a){fill:red}</style>", 'a style with "not(.a)" in it'),
        ('<rect style="fill:var(--a)"/>', 'style="fill:var(--a)"'),
        ('<rect fill="rgb(0 0 0 / 50%)"/>', 'fill="rgb(0 0 0 / 50%)"'),
        ('<rect style="transform:rotate(45deg)"/>', 'style="transform:rotate(45deg)"'),
        ('<rect stroke-width="calc(1px / 9)"/>', 'stroke-width="calc(1px / 9)"'),
        ("<style>g{}<g/></style>", "<g>"),
    ],
)  # fmt: skip
def test_what_runs_stands_elsewhere_or_comes_out_otherwise_is_refused_by_name(inner, what):
    with pytest.raises(NotDrawnError) as caught:
        read(svg(f"\n{inner}"))

    assert (str(caught.value), caught.value.line) == (what, 2)


def test_a_refusal_is_the_same_when_it_comes_from_another_process():
    refusal = NotDrawnError("drawing.element", name="script")
    refusal.line = 3
    wrong = pickle.loads(pickle.dumps(refusal))

    assert (str(wrong), wrong.line) == ("<script>", 3)


@pytest.mark.parametrize(
    "inner",
    [
        "<style>@font-face{font-family:x;src:url(https://a.example/x.woff2) format('woff2')} g{fill:red}</style>",
        "<style>@media print{g{fill:red}}</style>",
        "<style>@keyframes a{from{fill:red}} .a:hover{transition:fill 1s cubic-bezier(0,0,1,1)}</style>",
        '<a href="https://a.example"><path d="M0 0h9"/></a>',
        '<g aria-label="Total (2020)" data-name="f(x)" id="a"/>',
        "<g font-family='calc'/><desc>url(x) onload=1</desc>",
        '<rect style="fill:url(#a);transform:translate(5 5)" filter="url(#b)" opacity=".5"/>',
    ],
)
def test_what_looks_the_same_is_no_mistake(inner):
    assert read(svg(inner)).width_px == 40


def test_only_what_is_drawn_is_written_and_no_address():
    inner = (
        '<!-- by jane --><?php evil() ?><metadata><x href="https://a.example"/></metadata><title>T</title>'
        '<x:view xmlns:x="urn:x"><path/></x:view><desc>D</desc><a href="https://a.example" xml:space="preserve">'
        '<text x="1">Jobs  &amp; <tspan>cuts</tspan></text></a>'
        '<g xmlns:x="urn:x" x:label="L" data-name="N"><use xlink:href="#a"/><use href="#b" xlink:href="#a"/></g>between'
    )
    xml = read(b'<?xml-stylesheet href="https://a.example/x.css"?>' + svg(inner)).xml

    assert xml == (
        '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 40 30" width="1512" height="1134">'
        '<a xml:space="preserve"><text x="1">Jobs  &amp; <tspan>cuts</tspan></text></a>'
        '<g data-name="N"><use href="#a"></use><use href="#b"></use></g></svg>'
    )


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (b"", "it is empty"),
        (b"<html><body>Not found</body></html>", "it is no SVG drawing"),
        (b"<!doctype html><p>Not found", "it is a web page"),
        (b"%PDF-1.7", "it is a PDF file: JPEG, PNG, WebP and HEIC can be used"),
        (gzip.compress(svg()), "it is packed (SVGZ): save it as a plain SVG"),
        (svg("<g/>")[:-3], "damaged or cut short"),
        (svg("<text>\0</text>"), "damaged or cut short"),
        (svg(f"<desc>{'x' * MAX_SIZE_BYTES}</desc>"), "5.0 MB, and 5 MB is the most for a drawing"),
        (svg("", BEGIN.replace("0 0 40 30", "0 0 1e-99 1e300")), "it does not say how large it is"),
        (b"<?xml version='1.0' encoding='utf-7'?>" + svg(), "damaged or cut short"),
        (b"<?xml version='1.0' encoding='no-such'?>" + svg(), "damaged or cut short"),
        (b"\xff\xfe" + svg("<g>").decode().encode("utf-16-le"), "damaged or cut short"),
        (b"<math xmlns='http://www.w3.org/1998/Math/MathML'/>", "it is no SVG drawing"),
    ],
)
def test_what_is_no_drawing_is_refused_for_a_reason(data, reason):
    with pytest.raises(PictureError) as caught:
        read(data)

    assert str(caught.value).startswith(reason)


@pytest.mark.parametrize(
    ("attributes", "size", "rendered"),
    [
        ('width="400" height="300"', (400, 300), ("1512", "1134")),
        ('width="72pt" height="25.4mm"', (96, 96), ("1512", "1512")),
        ('width="400px" viewBox="0 0 40 30"', (400, 300), ("1512", "1134")),
        ('height="300" viewBox="0,0,40,30"', (400, 300), ("1512", "1134")),
        ('width="100%" height="100%" viewBox="-5 -5 40.4 30"', (40, 30), ("1512", "1123")),
        ('viewBox="0 0 0.5 0.5"', (1, 1), ("1512", "1512")),
        ('width="10" height="500"', (10, 500), ("400", "20000")),
    ],
)
def test_its_size_on_a_page_is_what_it_says_and_it_is_rendered_as_wide_as_a_page_needs(attributes, size, rendered):
    data = svg("", f'<svg xmlns="http://www.w3.org/2000/svg" {attributes}>')
    drawing = read(data)

    assert (drawing.width_px, drawing.height_px) == size
    assert (root(data).get("width"), root(data).get("height")) == rendered
    assert root(data).get("viewBox")


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "latin-1"])
def test_a_drawing_is_read_in_the_letters_it_was_written_in(encoding):
    declaration = "" if encoding.startswith("utf") else f'<?xml version="1.0" encoding="{encoding}"?>'
    drawing = read((declaration + svg("<text>é</text>").decode()).encode(encoding))

    assert "<text>é</text>" in drawing.xml


def test_of_its_text_the_characters_are_told_for_which_there_is_no_glyph():
    drawing = read(svg("<text>Cafe\u0301 <tspan>Ж→</tspan>\u200b\u2009</text><title>漢</title><desc>漢</desc>漢"))

    assert drawing.without_glyph(frozenset("Café")) == ["Ж", "→"]


def test_the_deepest_drawing_is_read():
    assert read(svg("<g>" * (MAX_DEPTH - 1) + "</g>" * (MAX_DEPTH - 1))).xml.count("<g>") == MAX_DEPTH - 1


@pytest.mark.parametrize("data", HONEST.values(), ids=HONEST)
def test_what_programs_write_is_read(data):
    drawing = read(data)

    assert drawing.width_px / drawing.height_px == pytest.approx(4 / 3, abs=0.01)
    assert not re.search("example|namedview|metadata|ENTITY|<!--|inkscape:|jane", drawing.xml)


@pytest.mark.parametrize("data", [data for _, data, _ in hostile()], ids=[name for name, _, _ in hostile()])
def test_reading_takes_little_time_whatever_is_in_a_drawing(data):
    def reading():
        with contextlib.suppress(PictureError):
            read(data)

    assert in_hashes(reading) < 600


NAMES = st.sampled_from([*sorted(DRAWN), "script", "image", "animate", "foreignObject", "feImage", "x:g", "SVG"])
VALUES = st.sampled_from(
    ["url(#a)", "url(https://a.example)", "#a", "x.svg#a", "file:///x", "javascript:x", "@import", "\\75rl(x)", "1e999"]
) | st.text(st.characters(codec="utf-8", exclude_categories=["Cc", "Cs"]), max_size=8)
KEYS = st.sampled_from(["href", "xlink:href", "onload", "x:y", "xml:base", "src", "style", "fill", "width", "viewBox"])


def tag(name, values, body):
    attributes = "".join(f' {key}="{value}"' for key, value in values.items())
    return f"<{name}{attributes}>{body}</{name}>"


ELEMENTS = st.builds(
    tag,
    NAMES,
    st.dictionaries(KEYS, VALUES.map(lambda text: re.sub('[<&"]', "", text)), max_size=4),
    VALUES.map(lambda text: re.sub("[<&]|]]>", "", text)),
)


@given(st.lists(ELEMENTS, max_size=6).map("".join))
def test_whatever_goes_in_only_what_the_renderer_draws_comes_out_and_no_file(inner):
    try:
        read_in = root(svg(inner, BEGIN.replace(">", ' xmlns:x="urn:x">')))
    except PictureError:
        return

    for element in read_in.iter():
        namespace, _, local = element.tag.removeprefix("{").rpartition("}")
        assert (namespace, local in DRAWN) == (SVG, True)
        assert element.get("href", "#").startswith("#")


@given(st.binary(max_size=300) | st.text("<>/svg \"'=&;!-[]?xml#", max_size=60).map(str.encode))
def test_any_bytes_are_a_drawing_or_refused(data):
    with contextlib.suppress(PictureError):
        assert root(data).tag == f"{{{SVG}}}svg"
