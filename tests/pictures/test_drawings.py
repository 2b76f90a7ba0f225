"""Drawings: what could run, load or lead anywhere never comes out, whatever goes in."""

import contextlib
import gzip
import re
from xml.etree import ElementTree

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from plugins.pictures.drawing_names import ATTRIBUTES, ELEMENTS, SVG, XML
from plugins.pictures.drawing_tally import MAX_DEPTH
from plugins.pictures.drawings import MAX_SIZE_BYTES, ActiveError, read_drawing
from plugins.pictures.picture import PictureError
from tests.cost import in_hashes

STYLE = "a style with an address or a command in it"
BEGIN = '<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" viewBox="0 0 40 30">'
CHART = f"""<?xml version="1.0"?>
<!DOCTYPE svg PUBLIC "-//W3C//DTD SVG 1.1//EN" "http://www.w3.org/Graphics/SVG/1.1/DTD/svg11.dtd">
<!-- Made with a program -->
{BEGIN}
 <metadata><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"><x href="https://a.example"/></rdf:RDF></metadata>
 <s:namedview xmlns:s="http://sodipodi.sourceforge.net/DTD/sodipodi-0.dtd" id="v"><g/></s:namedview>
 <defs><style>*{{stroke-linejoin: round; fill: url(#g)}} /* https://a.example */</style>
  <linearGradient id="g"><stop offset="0" stop-color="rgb(1, 2, 3)"/></linearGradient>
  <path id="bar" d="M0 0h4v9z"/></defs>
 <g transform="translate(2 3) scale(1.5)" style="fill: url(#g); font-family: 'DejaVu Sans'" data-name="Bars">
  <use xlink:href="#bar" x="2"/><text x="1" xml:space="preserve">Jobs  &amp; <tspan>cuts</tspan></text>
  <rect width="50%" height="4" fill="url('#g') red" clip-path="url( #g )"/>
 </g>
</svg>"""


def svg(inner: str, begin: str = BEGIN) -> bytes:
    return f"{begin}{inner}</svg>".encode()


def parsed(data: bytes) -> ElementTree.Element:
    return ElementTree.fromstring(read_drawing(data).data)


def test_a_chart_comes_out_as_it_was_drawn_without_what_programs_keep_in_it():
    drawing = read_drawing(CHART.encode())
    text = drawing.data.decode()

    assert (drawing.width_px, drawing.height_px) == (40, 30)
    assert re.fullmatch(r"[0-9a-f]{16}\.svg", drawing.name)
    assert drawing.picture("below/").drawing == f"below/{drawing.name}"
    assert text.startswith('<svg xmlns="http://www.w3.org/2000/svg" width="40" height="30" viewBox="0 0 40 30"><defs>')
    assert '<use href="#bar" x="2"/><text x="1" xml:space="preserve">Jobs  &amp; <tspan>cuts</tspan></text>' in text
    assert "*{stroke-linejoin: round; fill: url(#g)}" in text
    assert not re.search("example|namedview|metadata|DOCTYPE|<!--|<\\?|data-name|xlink", text)


def test_what_was_written_is_read_again_as_the_same():
    once = read_drawing(CHART.encode())

    assert read_drawing(once.data) == once


@pytest.mark.parametrize(
    ("inner", "what"),
    [
        ("<script>alert(1)</script>", "<script>"),
        ("<g><SCRIPT/></g>", "<SCRIPT>"),
        ('<script xlink:href="https://a.example/x.js"/>', "<script>"),
        ('<x:script xmlns:x="http://www.w3.org/1999/xhtml">alert(1)</x:script>', "<script>"),
        ('<x:script xmlns:x="http://www.w3.org/2000/svg">alert(1)</x:script>', "<script>"),
        ('<g onload="alert(1)"/>', 'onload="alert(1)"'),
        ('<g ONCLICK="alert(1)"/>', 'ONCLICK="alert(1)"'),
        ("<foreignObject><p>Words</p></foreignObject>", "<foreignObject>"),
        ('<a href="https://a.example/"><text>Go</text></a>', "<a>"),
        ('<a xlink:href="javascript:alert(1)"/>', "<a>"),
        ('<g href="javascript:alert(1)"/>', 'an address ("javascript:alert(1)")'),
        ('<use href="https://a.example/x.svg#a"/>', 'an address ("https://a.example/x.svg#a")'),
        ('<use xlink:href="x.svg#a"/>', 'an address ("x.svg#a")'),
        ('<use href="data:image/svg+xml,%3Csvg/%3E#a"/>', 'an address ("data:image/svg+xml,%3Csvg/%3E#a")'),
        ('<image href="https://a.example/a.png"/>', "<image>"),
        ('<image href="data:image/svg+xml;base64,PHN2Zy8+"/>', "<image>"),
        ('<feImage href="#a"/>', "<feImage>"),
        ('<animate attributeName="href" values="javascript:alert(1)"/>', "<animate>"),
        ('<set attributeName="onload" to="alert(1)"/>', "<set>"),
        ('<handler type="text/javascript">alert(1)</handler>', "<handler>"),
        ('<iframe src="https://a.example"/>', "<iframe>"),
        ('<rect fill="url(https://a.example/#a)"/>', 'fill="url(https://a.example/#a)"'),
        ('<rect fill="url(x.svg#a)"/>', 'fill="url(x.svg#a)"'),
        ('<rect fill="URL( &apos;//a.example#b&apos; )"/>', "fill=\"URL( '//a.example#b' )\""),
        ('<rect style="fill:u\\72l(https://a.example)"/>', 'style="fill:u\\72l(https://a.example)"'),
        ('<rect style="fill:ur/**/l(/x)"/>', 'style="fill:ur l(/x)"'),
        ('<rect style="background:image-set(&quot;x.png&quot; 1x)"/>', 'style="background:image-set("x.png" 1x)"'),
        ('<rect style="width:expression(alert(1))"/>', 'style="width:expression(alert(1))"'),
        ('<rect style="-moz-binding:x"/>', 'style="-moz-binding:x"'),
        ("<style>@import 'x.css';</style>", f"{STYLE} (\"@import 'x.css';\")"),
        ("<style>g{fill:url(//a.example)}</style>", f'{STYLE} ("g{{fill:url(//a.example)}}")'),
        ("<style>@font-face{src:url(x)}</style>", f'{STYLE} ("@font-face{{src:url(x)}}")'),
        ("<style><![CDATA[</style><script>alert(1)//]]></style>", f'{STYLE} ("</style><script>alert(1)//")'),
        ("<style>a{fill:ur<style/>l(x)}</style>", "<style>"),
        ('<rect stroke-dasharray="calc(1px / 9)"/>', 'stroke-dasharray="calc(1px / 9)"'),
        ('<rect mask="url(#a) url(x)"/>', 'mask="url(#a) url(x)"'),
    ],
)  # fmt: skip
def test_what_could_run_load_or_lead_elsewhere_is_refused_by_name(inner, what):
    with pytest.raises(ActiveError) as caught:
        read_drawing(svg(inner))

    assert caught.value.what == what


def test_the_line_of_what_is_refused_is_told():
    with pytest.raises(ActiveError) as caught:
        read_drawing(svg("\n<g>\n<script/></g>"))

    assert caught.value.line == 3


def test_an_event_on_the_drawing_itself_is_refused():
    with pytest.raises(ActiveError, match="onload"):
        read_drawing(svg("", BEGIN.replace(">", ' onload="alert(1)">')))


BOMB = "".join(f'<!ENTITY {b} "{f"&{a};" * 10}">' for a, b in zip("abcdefgh", "bcdefghi", strict=True))


@pytest.mark.parametrize(
    "doctype",
    [
        f'<!DOCTYPE svg [<!ENTITY a "ha">{BOMB}]>',
        '<!DOCTYPE svg [<!ENTITY x SYSTEM "file:///etc/passwd">]>',
        '<!DOCTYPE svg [<!ENTITY % x SYSTEM "https://a.example/x.dtd"> %x;]>',
        '<!DOCTYPE svg SYSTEM "x.dtd" []>',
    ],
)
def test_definitions_are_refused_before_anything_is_read_of_them(doctype):
    def read():
        with pytest.raises(ActiveError, match="definitions of its own"):
            read_drawing(doctype.encode() + svg("<text>&i;&x;</text>"))

    assert in_hashes(read) < 50


def test_a_text_from_elsewhere_is_refused():
    with pytest.raises(ActiveError, match="a text from elsewhere"):
        read_drawing(b'<!DOCTYPE svg SYSTEM "x.dtd">' + svg("<text>&secret;</text>"))


def test_a_style_sheet_from_elsewhere_is_left_out():
    data = read_drawing(
        b'<?xml-stylesheet href="https://a.example/x.css"?>' + svg('<?php evil() ?><path d="M0 0"/>')
    ).data

    assert b"<?" not in data
    assert b"a.example" not in data


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (b"", "it is empty"),
        (b"<html><body>Not found</body></html>", "it is no SVG drawing"),
        (b"<!doctype html><p>Not found", "it is a web page"),
        (b"%PDF-1.7", "it is a PDF file: JPEG, PNG, WebP and HEIC can be used"),
        (gzip.compress(svg("")), "it is packed (SVGZ): save it as a plain SVG"),
        (svg("<g/>")[:-3], "damaged or cut short"),
        (svg("<text>\0</text>"), "damaged or cut short"),
        (svg("<g>" * 100_000), "it has more than 20,000 parts, or parts in parts 100 deep"),
        (svg("<g/>" * 20_000), "it has more than 20,000 parts, or parts in parts 100 deep"),
        (svg("<metadata>" + "<x>" * 200), "it has more than 20,000 parts, or parts in parts 100 deep"),
        (svg(f"<desc>{'x' * MAX_SIZE_BYTES}</desc>"), "1.0 MB, and 1 MB is the most for a drawing"),
        (svg("", '<svg xmlns="http://www.w3.org/2000/svg">'), "it does not say how large it is"),
        (svg("", '<svg xmlns="http://www.w3.org/2000/svg" width="100%" height="4em">'), "it does not say how large it"),
        (svg("", BEGIN.replace("viewBox", 'width="1e9" height="1e9" viewBox')), "it is wider or higher than 30,000"),
        (svg("", BEGIN.replace("viewBox", 'width="0" height="5" viewBox')), "it is wider or higher than 30,000"),
        (svg("", BEGIN.replace("0 0 40 30", "0 0 1e-99 1e300")), "it does not say how large it is"),
        (b"<?xml version='1.0' encoding='utf-7'?>" + svg(""), "damaged or cut short"),
        (b"<?xml version='1.0' encoding='no-such'?>" + svg(""), "damaged or cut short"),
        (b"\xff\xfe" + svg("<g>").decode().encode("utf-16-le"), "damaged or cut short"),
        (b"<math xmlns='http://www.w3.org/1998/Math/MathML'/>", "it is no SVG drawing"),
    ],
)  # fmt: skip
def test_what_is_no_drawing_is_refused_for_a_reason(data, reason):
    with pytest.raises(PictureError) as caught:
        read_drawing(data)

    assert str(caught.value).startswith(reason)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "latin-1"])
def test_a_drawing_is_read_in_the_letters_it_was_written_in_and_published_in_utf8(encoding):
    told = "" if encoding.startswith("utf") else f'<?xml version="1.0" encoding="{encoding}"?>'
    drawing = read_drawing((told + svg("<text>é</text>").decode()).encode(encoding))

    assert "<text>é</text>" in drawing.data.decode()


@pytest.mark.parametrize(
    ("told", "size"),
    [
        ('width="400" height="300"', (400, 300)),
        ('width="72pt" height="25.4mm"', (96, 96)),
        ('width="400px" viewBox="0 0 40 30"', (400, 300)),
        ('height="300" viewBox="0,0,40,30"', (400, 300)),
        ('width="100%" height="100%" viewBox="-5 -5 40.4 30"', (40, 30)),
        ('viewBox="0 0 0.5 0.5"', (1, 1)),
    ],
)
def test_its_size_is_what_it_says_or_what_it_is_drawn_in(told, size):
    drawing = read_drawing(svg("", f'<svg xmlns="http://www.w3.org/2000/svg" {told}>'))

    assert (drawing.width_px, drawing.height_px) == size
    assert ElementTree.fromstring(drawing.data).get("viewBox")


def test_parts_that_use_parts_that_use_parts_are_refused():
    groups = "".join(f'<g id="g{n + 1}">' + f'<use href="#g{n}"/>' * 10 + "</g>" for n in range(9))
    with pytest.raises(PictureError, match="too often"):
        read_drawing(svg(f'<path id="g0" d="M0 0"/>{groups}'))

    own = svg('<g id="a"><use href="#a"/></g>' + '<path id="b"/>' + '<use href="#b"/>' * 3000)
    assert read_drawing(own).data.count(b"<use") == 3001


@pytest.mark.parametrize(
    "inner",
    [
        f'<rect style="{"a" * 900_000}"/>',
        f'<rect style="{"/*" * 450_000}"/>',
        f'<rect style="{"/**/" * 225_000}"/>',
        f'<rect fill="{"url(" * 225_000}"/>',
        f'<rect fill="{"url(#" * 180_000}"/>',
        f'<rect fill="{"(" * 900_000}"/>',
        f'<rect fill="{" " * 900_000}("/>',
        f'<svg width="{"1" * 900_000}x"/>',
        f'<g id="{"a" * 900_000}"/>',
        "<g " + " ".join(f'a{n}=""' for n in range(90_000)) + "/>",
        "<g id='a'>" * 90 + "<use href='#a'/>" * 19_000 + "</g>" * 90,
    ],
    ids=range(11),
)
def test_a_large_drawing_takes_little_time(inner):
    data = svg(inner)
    assert len(data) <= MAX_SIZE_BYTES

    def read():
        with contextlib.suppress(ActiveError, PictureError):
            read_drawing(data)

    assert in_hashes(read) < 300


@pytest.mark.parametrize("told", ['width="{}"', 'viewBox="0 0 {} 4"', 'viewBox="0 0 4 {}"'])
def test_a_long_number_takes_little_time(told):
    def read():
        with pytest.raises(PictureError, match="how large"):
            read_drawing(svg("", f"<svg {told.format('1' * 100_000 + 'x')}>"))

    assert in_hashes(read) < 300


NAMES = st.sampled_from([*sorted(ELEMENTS), "script", "a", "image", "animate", "foreignObject", "x:g", "i:view", "SVG"])
VALUES = st.sampled_from(
    [
        "url(#a)",
        "url(https://a.example)",
        "#a",
        "x.svg#a",
        "javascript:alert(1)",
        "red",
        "//a.example",
        "@import",
        "\\75rl(x)",
    ]
) | st.text(st.characters(codec="utf-8", exclude_categories=["Cc", "Cs"]), max_size=8)
KEYS = st.sampled_from(
    [*sorted(ATTRIBUTES), "href", "xlink:href", "onload", "x:y", "xml:base", "src", "style", "i:href"]
)


def tag(name, told, body):
    attributes = "".join(f' {key}="{re.sub("[<&]", "", value).replace(chr(34), "")}"' for key, value in told.items())
    return f"<{name}{attributes}>{body}</{name}>"


BODIES = VALUES.map(lambda text: re.sub("[<&]|]]>", "", text))
TAGS = st.builds(tag, NAMES, st.dictionaries(KEYS, VALUES, max_size=4), BODIES)


@given(st.lists(TAGS, max_size=6).map("".join))
@example("<style>g{fill:url(#a)}</style>")
def test_whatever_goes_in_only_what_is_listed_comes_out_and_no_address(inner):
    begin = BEGIN.replace(">", ' xmlns:x="urn:x" xmlns:i="http://www.inkscape.org/namespaces/inkscape">')
    try:
        root = parsed(svg(inner, begin))
    except (ActiveError, PictureError):
        return

    for element in root.iter():
        namespace, _, local = element.tag.removeprefix("{").rpartition("}")
        assert (namespace, local in ELEMENTS) == (SVG, True)
        for name, value in element.attrib.items():
            assert (
                name in ATTRIBUTES or name in (f"{{{XML}}}space", f"{{{XML}}}lang") or (name, value[0]) == ("href", "#")
            )
            if name == "href" or ATTRIBUTES.get(name):
                assert not re.search(r"//|javascript:|@|\\|url\((?!\s*['\"]?#)", value, re.IGNORECASE)
        if local == "style":
            assert not re.search(r"//|@|\\|url\((?!\s*['\"]?#)", element.text or "", re.IGNORECASE)


@given(st.binary(max_size=300) | st.text("<>/svg \"'=&;!-[]?xml#", max_size=60).map(lambda text: text.encode()))
def test_any_bytes_are_a_drawing_or_refused(data):
    with contextlib.suppress(ActiveError, PictureError):
        assert ElementTree.fromstring(read_drawing(data).data).tag == f"{{{SVG}}}svg"


def test_the_deepest_drawing_is_read():
    drawing = read_drawing(svg("<g>" * (MAX_DEPTH - 1) + "</g>" * (MAX_DEPTH - 1)))

    assert drawing.data.count(b"<g") == MAX_DEPTH - 1


def nested(element: str, refers: str) -> str:
    """Eight of a kind, each of which holds ten rectangles that refer to the one before."""
    inner = "".join(
        f'<{element} id="p{n}">' + f'<rect width="9" height="9" {refers}="url(#p{n - 1})"/>' * 10 + f"</{element}>"
        for n in range(1, 9)
    )
    return f'<defs><{element} id="p0"><rect width="9" height="9"/></{element}>{inner}</defs><rect {refers}="url(#p8)"/>'


@pytest.mark.parametrize(
    "inner",
    [
        nested("mask", "mask"),
        nested("clipPath", "clip-path"),
        nested("pattern", "fill"),
        nested("marker", "marker-end"),
        nested("mask", "mask") + "<linearGradient/>",
        "".join(f'<linearGradient id="p{n}"/>' for n in range(9)) + nested("mask", "mask"),
        '<style>rect { fill: url(#p) }</style><pattern id="p">' + "<rect/>" * 400 + "</pattern>" + "<rect/>" * 400,
    ],
    ids=["mask", "clip", "pattern", "marker", "gradient without a name", "gradient of the same name", "style"],
)
def test_what_a_browser_would_draw_for_ever_is_refused(inner: str) -> None:
    """Each is small, and made Chromium stop answering."""
    with pytest.raises(PictureError, match="too often"):
        read_drawing(svg(inner))


def test_what_would_be_drawn_at_every_point_of_a_line_and_blurs_are_left_out() -> None:
    blur = '<filter id="f"><feGaussianBlur stdDeviation="500"/></filter>'
    shape = '<path d="M0 0L9 9" marker-mid="url(#m)" filter="url(#f)" fill="url(#g)"/>'
    gradient = '<linearGradient id="g"><stop offset="0"/></linearGradient>' + shape * 50

    data = read_drawing(svg(f"{blur}{gradient}")).data

    assert not re.search(b"filter|feGaussianBlur|marker", data)
    assert data.count(b"url(#g)") == 50


PAGE = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 1000 1000">'
FULL = '<rect width="1000" height="1000" {}/>'
LINE = '<path d="M0 0H1000V1000H0Z" fill="none" stroke="red" {}/>'
SERVER = '<radialGradient id="p" r=".0001" spreadMethod="repeat"><stop offset="0"/></radialGradient>'
PATTERN = '<pattern id="p" width=".01" height=".01" {}><rect width="1" height="1"/></pattern>' + FULL
SPIRAL = "L9 9 0 5 " * 60_000
ZIGZAG = "".join(f"L{number * 7919 % 1000} {number * 104729 % 1000}" for number in range(60_000))


@pytest.mark.parametrize(
    "inner",
    [
        LINE.format('stroke-dasharray="0.001"') * 3,
        LINE.format('stroke-dasharray="1e-4 1e-4"'),
        LINE.format('style="stroke-dasharray: 0.0005"'),
        LINE.format('style="STROKE-DASHARRAY:0.0005!important"'),
        '<g stroke-dasharray=".0005">' + LINE.format("") + "</g>",
        LINE.format('stroke-dasharray="1" vector-effect="non-scaling-stroke" transform="scale(900)"'),
        '<circle id="c" r="400"/>' + '<use href="#c" stroke-dasharray=".001" stroke="red"/>',
        '<path id="c" d="M0 0H900" stroke="red" stroke-dasharray=".1"/>' + '<use href="#c"/>' * 500,
        '<text stroke="red" stroke-dasharray=".01">' + "Words " * 5_000 + "</text>",
        '<mask id="m"><rect width="9" height="9"/></mask>' + FULL.format('mask="url(#m)"') * 1_500,
        '<mask id="m"><rect width="9" height="9"/></mask>' + FULL.format('style="mask: url(#m)"') * 1_500,
        '<clipPath id="c"><circle r="400"/></clipPath>' + FULL.format('clip-path="url(#c)"') * 2_000,
        '<g opacity=".5"><rect/><rect/></g>' * 1_500,
        '<g style="opacity: 50%"><rect/></g>' * 1_500,
        '<g style="isolation: isolate"><rect/></g>' * 1_500,
        FULL.format('style="mix-blend-mode: difference"') * 1_500,
        FULL.format('fill-opacity=".1"') * 5_000,
        '<circle r="1" transform="scale(999)"/>' * 5_000,
        '<line x2="1" stroke="red" stroke-width="1e6"/>' * 5_000,
        SERVER + FULL.format('fill="url(#p)"') * 500,
        SERVER + '<g style="fill: url(#p)">' + FULL.format("") * 500 + "</g>",
        SERVER + "<style>rect{fill:url(#p)}</style>" + FULL.format("") * 500,
        f'<path id="c" d="M0 0{SPIRAL}"/>' + '<use href="#c"/>' * 300,
        f'<path d="M0 0{ZIGZAG}"/>',
        '<text font-size="900">' + "Words " * 5_000 + "</text>",
        "<style>text{font:900px serif}</style><text>" + "Words " * 5_000 + "</text>",
        "<linearGradient>" + '<stop offset=".5"/>' * 15_000 + "</linearGradient>" + FULL.format("") * 2_000,
        "<text>a" + "\u0301" * 20_000 + "</text>",
        "<text>a" + "<tspan>\u0301\u0301</tspan>" * 9_000 + "</text>",
        ("<text>a" + "\u0301" * 5_000 + "</text>") * 40,
        "<text>" + "\U0001f469\u200d" * 9_000 + "</text>",
        "<style>" + "rect{fill:red}" * 900 + "</style>" + "<rect/>" * 5_000,
        "<rect/>" * 2_000 + "<style>" + "g rect{fill:red}" * 100 + "</style>",
        "<rect class='a b'/>" * 5_000 + "<style>" + ".a,.b{fill:red}" * 300 + "</style>",
        "<rect class='a'/>" * 5_000 + "<style>" + ".a:first-child{fill:red}" * 600 + "</style>",
        "<rect id='a'/>" * 5_000 + "<style>" + "#a{fill:red}" * 600 + "</style>",
        "".join(f'<text font-family="f{n}">words</text>' for n in range(500)),
        "".join(f'<text style="font: 9px f{n}">words</text>' for n in range(500)),
        "".join(f'<text xml:lang="x-{n}">words</text>' for n in range(500)),
        "".join(f'<text style="font: 9px f; font-weight: {n}">words</text>' for n in range(500)),
        "".join(f'<g font-weight="{n // 25}"><text font-family="f{n % 25}">words</text></g>' for n in range(625)),
        "".join(f'<g font-family="f{n}"><text><tspan>words</tspan></text></g>' for n in range(500)),
        '<text id="t">words</text>' + "".join(f'<use href="#t" font-family="f{n}"/>' for n in range(500)),
        '<text id="t">words</text>' + "".join(f'<g font-family="f{n}"><use href="#t"/></g>' for n in range(500)),
        "".join(f'<g id="w{n}" font-weight="{n}"><text>a</text></g>' for n in range(30))
        + "".join(f'<use href="#w0" font-family="f{n}"/>' for n in range(30)),
        "<style>" + "".join(f".a{n}{{font-family:f{n}}}" for n in range(500)) + "</style><text>words</text>",
        "<text>a</text><style>" + "".join(f".a{n}{{font-family:f{n};font-weight:{n}}}" for n in range(30)) + "</style>",
    ],
    ids=range(47),
)  # fmt: skip
def test_what_a_browser_would_paint_for_half_a_minute_is_refused(inner: str) -> None:
    """Each is small and holds nothing that runs; Chromium took from ten seconds to for ever."""
    with pytest.raises(PictureError, match=r"(repeats its parts too often for a browser|too long to draw .*): save it"):
        read_drawing(svg(inner, PAGE))


@pytest.mark.parametrize(
    ("inner", "what"),
    [
        ('<text style="text-shadow: 0 0 999px red">Words</text>', "text-shadow"),
        ("<style>text{fill:red;TEXT-SHADOW : 0 0 999px}</style>", "text-shadow"),
        ("<style>text{text-shadow:1px 1px/**/999px}</style>", "text-shadow"),
        ('<rect style="box-shadow: 0 0 999px red"/>', "box-shadow"),
        ('<rect style="-webkit-box-shadow: 0 0 9px red"/>', "-webkit-box-shadow"),
        ('<g style="will-change: transform"/>', "will-change"),
        ('<g style="animation: x 1s infinite"/>', "animation"),
        ('<g style="transition: all 9s"/>', "transition"),
        ('<g style="backdrop-filter: url(#a)"/>', "backdrop-filter"),
        ('<g style="background-image: url(#a)"/>', "background-image"),
        ('<g style="mask-image: url(#a)"/>', "mask-image"),
        ('<g style="perspective: 9px"/>', "perspective"),
        ('<g style="--blur: 999px; fill: red"/>', "--blur"),
        ('<g style="-webkit-mask-image: url(#a)"/>', "-webkit-mask-image"),
        ('<g style="scale: 900"/>', "scale"),
        ("<style>g{fill:red;rect{fill:blue}}</style>", "rules in rules"),
        ("<style>" + "g{fill:red}" * 1_001 + "</style>", "more than 1,000 rules"),
        ("<style>* * * * * g{fill:red}</style>", "a style for * * * * * g"),
        ("<style>.a, circle~rect{fill:red}</style>", "a style for circle~rect"),
        ("<style>circle + rect{fill:red}</style>", "a style for circle + rect"),
        ('<style>[id="a"] rect{fill:red}</style>', 'a style for [id="a"] rect'),
        ("<style>rect:only-child{fill:red}</style>", "a style for rect:only-child"),
        ("<style>g:first-childish{fill:red}</style>", "a style for g:first-childish"),
        ("<style>g::before{fill:red}</style>", "a style for g::before"),
        ('<text font-family="' + "a," * 30 + 'b">words</text>', "a font by one of more than 20 names"),
        ('<g style="font: 9px ' + "a," * 30 + 'b"/>', "a font by one of more than 20 names"),
        ("<style>text{font-family:" + "a," * 30 + "b}</style>", "a font by one of more than 20 names"),
        (f"<style>*{{transform:{'rotate(1deg)' * 500}}}</style>", "transform of 6,000 letters"),
        (PATTERN.format('patternUnits="userSpaceOnUse"', 'fill="url(#p)"'), "a pattern of tiny tiles"),
        (PATTERN.format('patternTransform="scale(.01)"', 'fill="url(#p)"'), "a pattern of tiny tiles"),
        (PATTERN.format('style="transform: matrix(.01,0,0,.01,0,0)"', 'fill="url(#p)"'), "a pattern of tiny tiles"),
    ],
)  # fmt: skip
def test_what_takes_a_browser_long_is_refused_by_name(inner: str, what: str) -> None:
    with pytest.raises(PictureError, match=r"it would take browsers too long to draw .*: save it as a PNG") as caught:
        read_drawing(svg(inner, PAGE))

    assert what in caught.value.reason


BARS = "".join(
    f'<pattern id="h{n}" width="72" height="72" patternUnits="userSpaceOnUse"><path d="M0 72L72 0"/></pattern>'
    f'<clipPath id="k{n}"><rect width="9" height="99"/></clipPath>'
    f'<path d="M{n} 0h2v90h-2z" clip-path="url(#k{n})" style="fill: url(#h{n}); stroke: #000; opacity: 0.7"/>'
    for n in range(400)
)
CHARTS = {
    "hatched bars": BARS,
    "points, as Matplotlib has them": '<defs><path id="m" d="M0 3C1 3 2 3 2 2C3 1 3 1 3 0C3 -1 3 -1 2 -2z"/></defs>'
    '<clipPath id="k"><rect width="900" height="900"/></clipPath><g clip-path="url(#k)">'
    + '<use href="#m" x="4" y="5" style="fill: #1f77b4; fill-opacity: 0.5; stroke: #1f77b4"/>' * 8_000
    + "</g>",
    "points, as D3 has them": '<circle cx="4" cy="5" r="3" opacity="0.7"></circle>' * 8_000,
    "grid of dashes": '<path d="M0 0V1000" stroke-dasharray="2.96,1.28" style="fill:none;stroke:#b0b0b0"/>' * 60,
    "series": '<polyline fill="none" stroke="red" points="'
    + " ".join(f"{n / 20:.2f},{500 + n * 7919 % 97}" for n in range(20_000))
    + '"/>',
    "map": '<path d="M1 1l9 4 3 8 2 9-8 3-9-9z" stroke="#fff" stroke-dasharray="none"/>' * 5_000,
    "R": "<style type='text/css'><![CDATA[ .svglite line, .svglite rect { fill: none; stroke-linecap: round;"
    " stroke-miterlimit: 10.00; } .svglite text { white-space: pre; } ]]></style>"
    + "<g class='svglite'><line x2='9' style='stroke-width: 1.07; stroke-dasharray: 4.00,4.00;'/></g>"
    * 500,
    "Inkscape": '<text style="font-size:12px;-inkscape-font-specification:Sans;filter:url(#f);mix-blend-mode:normal;'
    'text-shadow:none;cursor:pointer;pointer-events:none;transition:none;fill:#000;opacity:1">Words</text>' * 500,
}


@pytest.mark.parametrize("inner", CHARTS.values(), ids=CHARTS.keys())
def test_a_chart_of_a_common_program_is_read(inner: str) -> None:
    assert read_drawing(svg(inner, PAGE)).width_px == 1000


def test_of_a_style_only_what_paints_comes_out() -> None:
    style = "fill:red;-inkscape-stroke:none;background:white;cursor:pointer;filter:url(#f);Stroke : blue"
    data = read_drawing(svg(f'<style>g{{{style}}}</style><rect style="{style}"/>', PAGE)).data.decode()

    assert "g{fill: red; stroke: blue}" in data
    assert '<rect style="fill: red; stroke: blue"/>' in data


def test_of_a_sheet_what_a_picture_never_meets_is_left_out() -> None:
    sheet = "<style>.bar:hover, .bar{fill:red}.bar:hover{fill:blue}text::selection{fill:blue}g:first-child{fill:red}"
    data = read_drawing(svg(f"{sheet}</style><rect/>", PAGE)).data.decode()

    assert "<style> .bar{fill: red}g:first-child{fill: red}</style>" in data


SMALL = '<svg xmlns="http://www.w3.org/2000/svg" width="1600" height="1200" viewBox="0 0 40 30">'
RADIAL = '<radialGradient id="g"><stop offset="0" stop-color="red"/><stop offset="1"/></radialGradient>'
COVER = '<rect width="40" height="30" fill-opacity=".1" {}/>'
TILE = '<pattern id="a" width="1" height="1"><rect width="40" height="30"/></pattern>'
ARROW = '<marker id="m" viewBox="0 0 1 1" markerWidth="40" markerHeight="30"><rect width="1" height="1"/></marker>'
WIDE = '<path fill="none" stroke="red" stroke-width="9" d="M0 0' + "L40 30 0 9 40 0 9 30" * 2_000 + '"/>'


def in_one_another(element: str, refers: str) -> str:
    """Sixty of a kind, each painted with the one before."""
    body = '<{0} id="n{1}" width="1" height="1"><rect width="40" height="30" {2}="url(#n{3})"/></{0}>'
    inner = "".join(body.format(element, n, refers, n - 1) for n in range(1, 60))
    return f'<{element} id="n0"/>{inner}<rect width="40" height="30" {refers}="url(#n59)"/>'


@pytest.mark.parametrize(
    "inner",
    [
        "<style>rect{width:40px;height:30px}</style>" + RADIAL + '<g fill="url(#g)">' + "<rect/>" * 4_000 + "</g>",
        "<style>g{transform:scale(10000)}</style>" + '<g><rect width=".1" height=".1"/></g>' * 4_000,
        "<style>g{opacity:.99}</style>" + "<g><rect/></g>" * 6_000,
        "<style>svg :not(a){opacity:.99}</style>" + "<g><rect/></g>" * 6_000,
        "<g class='a'><rect/></g>" * 6_000 + "<style>.a{opacity:.99}</style>",
        "<style>g{mix-blend-mode:multiply}</style>" + "<g><rect/></g>" * 1_500,
        "<style>g{isolation:isolate}</style>" + "<g><rect/></g>" * 1_500,
        "<style>path{stroke-dasharray:.0005;stroke:#000}</style>" + '<path d="M0 0h40v30z"/>' * 5,
        "<style>path{vector-effect:non-scaling-stroke}</style>" + '<path d="M0 0h40v30z"/>',
        '<path d="M0 0h40v30z" stroke="#000" stroke-dasharray=".0005"/>',
        ('<path d="M0 0h40v30z" stroke="#000" '
        'style="stroke-dasharray:.0005;font-family:&quot;;stroke-dasharray:9;&quot;"/>'),
        '<path d="M0 0h40v30z" stroke="#000" style="stroke-dasharray:.0005!important;stroke-dasharray:x"/>',
        f'<path d="M0 0h40v30z" stroke="#000" stroke-dasharray="{".001 " * 500}99"/>' * 300,
        '<g stroke-dasharray=".0005"><path stroke-dasharray="inherit" stroke="#000" d="M0 0h40v30z"/></g>',
        '<g stroke-dasharray=".0005"><path stroke-dasharray="-1" stroke="#000" d="M0 0h40v30z"/></g>',
        '<g font-size=".001" stroke-dasharray="1em"><path stroke="#000" d="M0 0h40v30z"/></g>',
        COVER.format('pathLength=".01"') * 14_000,
        '<svg viewBox="0 0 .0001 .0001" preserveAspectRatio="none">' + '<rect width=".0001" height=".0001"/>' * 9_000
        + "</svg>",
        '<symbol id="s" viewBox="0 0 .01 .01"><rect width=".01" height=".01"/></symbol>' + '<use href="#s"/>' * 9_000,
        '<rect id="s" width=".1" height=".1"/><g transform="scale(999)">' + '<use href="#s"/>' * 9_000 + "</g>",
        '<rect width=".1" height=".1" transform="skewX(89.99) skewY(89.99)"/>' * 9_000,
        '<rect width=".1" height=".1" transform="skewX(1.57rad) skewY(1.57rad)"/>' * 9_000,
        ARROW + '<path d="M0 0h1" marker-start="url(#m)"/>' * 19_000,
        '<rect style="width:40px;height:30px"/>' * 19_000,
        '<rect width="calc(40px)" height="calc(30px)"/>' * 19_000,
        '<rect width="99vw" height="99vh"/>' * 19_000,
        '<g font-size="999"><rect width="9em" height="9em"/></g>' * 9_000,
        '<rect width="1e0001" height="1e0001"/>' * 19_000,
        '<path d="M0 0h1" stroke="red" style="stroke-width:calc(100px)"/>' * 9_000,
        '<path d="M0 0h1" stroke="red" stroke-width="99" style="stroke-width:x()"/>' * 9_000,
        '<g width="40" height="30"><rect style="width:inherit;height:inherit"/></g>' * 9_000,
        '<g opacity=".9"><g opacity="inherit"><rect/></g></g>' * 900,
        '<path d="M0 0a20 15 0 11.1.1"/>' * 19_000,
        '<path d="M0 0' + "T0 0T1 0" * 9_000 + '"/>',
        '<clipPath id="c" clipPathUnits="objectBoundingBox">' + '<path d="M0 0h1v1z"/>' * 50 + "</clipPath>"
        + COVER.format('clip-path="url(#c)"') * 900,
        '<mask id="c" maskContentUnits="objectBoundingBox">' + '<rect width="1" height="1"/>' * 50 + "</mask>"
        + COVER.format('mask="url(#c)"') * 900,
        TILE + '<pattern id="b" href="#a"/>' + COVER.format('fill="url(#b)"') * 900,
        '<pattern id="a" width=".001"/><pattern id="b" href="#a" height=".001"><rect/></pattern>'
        + COVER.format('fill="url(#b)"'),
        '<svg width="99999" height="99999">' + '<rect width="1%" height="1%"/>' * 9_000 + "</svg>",
        in_one_another("mask", "mask"),
        in_one_another("pattern", "fill"),
        WIDE,
        '<text stroke="red" stroke-width="40">' + "Words " * 5_000 + "</text>",
        '<text style="font-size:2em">' * 20 + "Words " * 5_000 + "</text>" * 20,
    ],
    ids=range(44),
)  # fmt: skip
def test_what_a_browser_would_measure_in_another_way_than_the_tally_is_refused(inner: str) -> None:
    """Each is small; Chromium painted the first ones for fourteen seconds and more."""
    with pytest.raises((ActiveError, PictureError)) as caught:
        read_drawing(svg(inner, SMALL))

    assert not isinstance(caught.value, PictureError) or "browser" in caught.value.reason


def test_a_sheet_that_measures_is_refused_with_what_to_do() -> None:
    with pytest.raises(PictureError) as caught:
        read_drawing(svg("<style>.a{stroke-dasharray:4 2}</style>", PAGE))

    assert caught.value.reason == (
        "it would take browsers too long to draw (stroke-dasharray in a <style>, where it may hold for any part): "
        "save it as a PNG"
    )


def test_a_drawing_that_is_cut_to_fill_its_box_is_refused() -> None:
    begin = SMALL.replace("0 0 40 30", "0 0 1 1000").replace(">", ' preserveAspectRatio="xMidYMid slice">')
    with pytest.raises(PictureError, match="preserveAspectRatio"):
        read_drawing(svg('<rect width="1" height="1"/>' * 9_000, begin))


HONEST = {
    "styles of Illustrator": "<style>g .a, g > .b, text.c, #d, * { fill: red }.e{font-family:Arial, sans-serif}</style>"
    + "<g><path class=\"a\"/></g>" * 2_000,
    "a page of words": "<text>" + "<tspan x=\"1\" dy=\"9\">A line of words of a text.</tspan>" * 80 + "</text>",
    "Matplotlib": "<defs><style type='text/css'>*{stroke-linejoin: round; stroke-linecap: butt}</style></defs>"
    '<defs><clipPath id="p"><rect x="57.6" y="34.56" width="357.12" height="266.112"/></clipPath>'
    '<path id="m" d="M 0 3.5 L 0 0" style="stroke: #000000; stroke-width: 0.8"/>'
    '<path id="D" d="M 2034 4250 Q 1547 4250 1301 3770 Q 1056 3291 1056 2328 z" transform="scale(0.015625)"/></defs>'
    + '<g id="t"><use xlink:href="#m" x="73" y="300" style="stroke: #000000; stroke-width: 0.8"/>'
    '<g style="fill: #262626" transform="translate(69 315) scale(0.1 -0.1)"><use xlink:href="#D"/></g></g>' * 300
    + '<path d="M 73 290 L 153 212 L 234 134" clip-path="url(#p)" style="fill: none; stroke-dasharray: 5.55,2.4; '
    'stroke-dashoffset: 0; stroke: #1f77b4; stroke-width: 1.5"/>' * 20,
    "Inkscape": '<g inkscape:label="Layer 1" xmlns:inkscape="http://www.inkscape.org/namespaces/inkscape">'
    + '<path style="fill:none;stroke:#000;stroke-width:0.8;stroke-dasharray:4, 2;stroke-miterlimit:4;opacity:0.9" '
    'transform="matrix(0.9,0,0,-0.9,10,20)" d="m 10,20 c 3,4 5,6 7,8 z"/>' * 500
    + '</g><marker id="a" style="overflow:visible" orient="auto" viewBox="0 0 5.3 6.1" markerWidth="5.3" '
    'markerHeight="6.1">'
    '<path style="fill:context-stroke" d="M 5.77,0 -2.88,5 V -5 Z"/></marker>'
    + '<path d="M 1,2 90,80" style="stroke:#000;marker-end:url(#a)"/>' * 40,
    "LibreOffice": '<defs class="EmbeddedBulletChars"><font id="E"><font-face font-family="Sans"/></font></defs>'
    '<defs class="ClipPathGroup"><clipPath id="k" clipPathUnits="userSpaceOnUse"><rect width="1000" '
    'height="1000"/></clipPath></defs>'
    '<g clip-path="url(#k)">'
    + '<g class="com.sun.star.drawing.CustomShape"><path fill="rgb(114,159,207)" stroke="none" d="M 50,90 L 50,50 '
    '90,50 Z"/>'
    '<text class="SVGTextShape"><tspan class="TextParagraph" font-family="Sans" font-size="42.3px" font-weight="400">'
    '<tspan x="55" y="80"><tspan fill="rgb(0,0,0)" style="white-space: '
    'pre">Jobs</tspan></tspan></tspan></text></g>' * 200
    + "</g>",
    "D3": "<style>.axis path,.axis line{fill:none;stroke:#000;shape-rendering:crispEdges}.tick line{opacity:.2}"
    ".line{fill:none;stroke:steelblue;stroke-width:1.5px}text{font:10px sans-serif}</style>"
    + '<g class="tick" opacity="1" transform="translate(0,10)"><line stroke="currentColor" y2="-6"/>'
    '<text fill="currentColor" y="-9" dy="0.71em" style="text-anchor:end">1,000</text></g>' * 100
    + '<path class="line" d="M0,200.5C10,180,20,170,30,160"/>' * 20,
    "Excel": '<g transform="translate(-20 -30)"><clipPath id="clip0"><rect x="20" y="30" width="960" '
    'height="540"/></clipPath>'
    '<g clip-path="url(#clip0)">'
    + '<path d="M88 466 88 152.5 172 152.5 172 466Z" fill="#4472C4" fill-rule="evenodd" fill-opacity="1"/>'
    '<text font-family="Aptos,Aptos_MSFontService,sans-serif" font-weight="400" font-size="12" '
    'transform="matrix(1 0 0 1 60 470)">2024</text>' * 100
    + "</g></g>",
    "Illustrator": "<defs><style>.cls-1{opacity:.5;}.cls-2,.cls-3{fill:#fff;stroke:#231f20;stroke-miterlimit:10;}"
    ".cls-3{stroke-width:2px;font-size:12px;font-family:MyriadPro-Regular, Myriad Pro;letter-spacing:-.01em;}"
    "</style></defs>"
    + '<g class="cls-1"><path class="cls-2" d="M10.5,20a10,10,0,0,1-20,0c1-2.3,4.5-6,9-9s3.2,1.1,4,2Z"/></g>' * 20
    + '<text class="cls-3" transform="translate(9 9) scale(1.02 1)">W<tspan x="7" y="0" '
    'letter-spacing="0">ords</tspan></text>'
    * 50,
    "R": "<style type='text/css'><![CDATA[.svglite line,.svglite rect{fill:none;stroke:#000000;stroke-linecap:round;"
    "stroke-linejoin:round;stroke-miterlimit:10.00;}.svglite text{white-space:pre;}]]></style>"
    "<defs><clipPath id='c'><rect x='0' y='0' width='720' height='576'/></clipPath></defs><g class='svglite' "
    "clip-path='url(#c)'>"
    "<rect width='100%' height='100%' style='stroke: none; fill: #FFFFFF;'/>"
    + "<circle cx='90' cy='80' r='1.95' style='stroke-width: 0.71; fill: #000;'/>"
    "<text x='9' y='8' style='font-size: 8.8px; font-family: \"Liberation Sans\";' textLength='25px' "
    "lengthAdjust='spacingAndGlyphs'>Jobs</text>" * 500
    + "</g>",
    "gnuplot": "<defs><circle id='d' r='0.5' stroke-width='0.5'/><path id='p' stroke-width='0.222' d='M-1,0 h2 "
    "M0,-1 v2'/></defs>"
    + "<use xlink:href='#p' transform='translate(99,88) scale(4.50)' color='rgb(148, 0, 211)'/>" * 600,
    "icons": '<symbol id="i" viewBox="0 0 24 24"><path d="M12 2a10 10 0 1010 10A10 10 0 0012 2zm1 '
    '15h-2v-6h2z"/></symbol>'
    + '<use href="#i" x="10" y="10" width="24" height="24"/>' * 60,
    "illustration": "".join(
        f'<linearGradient id="g{n}"><stop offset="0" stop-color="#fff"/><stop offset="1"/></linearGradient>'
        f'<path fill="url(#g{n})" d="M{n} 100C{n + 150} 50 {n + 300} 60 {n + 400} 200S{n + 200} 400 {n + 60} 380 '
        f'{n - 40} 150 {n} 100z"/>'
        for n in range(400)
    ),
    "a map with a title for each region": '<path d="M1 1l9 4 3 8z"><title>A region of 20 letters</title></path>' * 800,
    "dots with titles": '<circle cx="4" cy="5" r="3"><title>Red Deer: 42 %</title></circle>' * 2_000,
    "dots with titles in dashes": '<g stroke-dasharray="4 2"><circle r="3"><title>Red Deer: 42 %</title></circle></g>',
    "edges of Graphviz": '<g class="edge"><title>a name of a node&#45;&gt;another name</title>'
    '<path fill="none" stroke="black" d="M27,-72C27,-64 27,-55 27,-47"/></g>' * 900,
    "a long description": "<desc>" + "Words of a chart. " * 1_000 + "</desc><rect/>",
    "titles in a box of its own": '<svg viewBox="0 0 9 9"><title>' + "Words " * 500 + "</title><rect/></svg>",
    "titles of words": '<text>Words<title>A longer title of them</title></text>' * 1_500,
    "fonts of Inkscape": "".join(
        f'<text xml:lang="{lang}" style="font-style:{style};font-variant:normal;font-weight:{weight};'
        f'font-stretch:normal;font-family:{family}"><tspan>Words</tspan></text>'
        for family in ("sans-serif", "Arial", "'DejaVu Sans'") for style in ("normal", "italic")
        for weight in ("normal", "bold") for lang in ("en-CA", "fr")
    ),
    "five families": "".join(
        f'<g font-family="Family {n % 5}"><text font-weight="{("bold", "normal", 600)[n % 3]}" '
        f'font-style="{("italic", "normal")[n % 2]}">Words</text></g>' for n in range(60)
    ),
    "titles in many languages": "".join(f'<rect><title xml:lang="x-{n}">a</title></rect>' for n in range(900)),
    "twelve faces of Illustrator": "<style>"
    + "".join(
        f".cls-{n}{{font-family:Face{n}, Face;font-weight:{(300, 400, 600, 700)[n % 4]};"
        f"font-style:{('italic', 'normal')[n % 2]};font-size:{n}px}}" for n in range(12)
    )
    + "</style>" + "".join(f'<text class="cls-{n % 12}" xml:lang="en">Words</text>' for n in range(400)),
    **{
        f"{classes} classes of Illustrator": "<style>"
        + "".join(f".st{n}{{fill:#{n:06x};}}" for n in range(classes))
        + "</style>" + "".join(f'<path class="st{n % classes}" d="M1 1l9 4"/>' for n in range(paths))
        for classes, paths in ((220, 9_500), (350, 6_000), (500, 4_500), (900, 9_000))
    },
    "states of a page": "<style>.bar:hover{opacity:.5}:root{fill:red}g:first-child, g:last-child > rect{fill:blue}"
    "text::selection{text-shadow:0 0 9px red}a.b:focus-visible,.b{fill:red}</style><g><rect class='bar'/></g>",
    "curves": RADIAL + '<path stroke="url(#g)" fill="none" d="M100 500C300 300 600 700 900 500"/>' * 400,
}  # fmt: skip


@pytest.mark.parametrize("inner", HONEST.values(), ids=HONEST.keys())
def test_what_people_draw_with_is_read(inner: str) -> None:
    assert read_drawing(
        svg(inner, PAGE.replace(" viewBox", ' xmlns:xlink="http://www.w3.org/1999/xlink" viewBox'))
    ).data
