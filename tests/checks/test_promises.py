import shutil
import zipfile
from pathlib import Path

import pytest
from PIL import Image

from plugins.checks.inspection import provable
from tests.checks.finished_pages import findings_on, page
from tests.small_site import ROOT, SmallSite, small_site

ALL = (
    "no cookies",
    "no location in pictures",
    "no script needed",
    "no third-party requests",
    "photos only with consent",
)
H = "<h1>A page</h1><p>Some text.</p>"

# What breaks a promise: the files, and the clause.
BROKEN = [
    ("no cookies", {"a.js": "document.cookie = 'a=1'"}, "/a.js uses cookie"),
    ("no cookies", {"a.js": "document['cookie'] = 'a=1'"}, "/a.js uses cookie"),
    ("no cookies", {"a.js": "const a = '/*'; document.cookie = 1; const b = '*/'"}, "/a.js uses cookie"),
    ("no cookies", {"index.html": page(head='<meta http-equiv="Set-Cookie" content="a=1">')}, "/ sets a cookie"),
    ("no third-party requests", {"a.css": "p { background: url( //cdn.example/a.png ) }"}, "/a.css loads cdn.example"),
    ("no third-party requests", {"a.js": "new WebSocket('wss://live.example')"}, "/a.js loads live.example"),
    (
        "no third-party requests",
        {"index.html": page(head='<meta http-equiv="refresh" content="0; url=https://away.example/">')},
        "/ loads away.example",
    ),
    (
        "no third-party requests",
        {"index.html": page(main=H + '<a href="/sub/" ping="https://count.example">x</a>')},
        "/ loads count.example",
    ),
    (
        "no third-party requests",
        {"index.html": page(main=H + '<a href="/sub/" attributionsrc="https://own.example https://ads.example">x</a>')},
        "/ loads ads.example",
    ),
    (
        "no script needed",
        {"index.html": page(main=H + '<div hidden role="search"><input type="search"><p>Search</p></div>')},
        '/ hides "Search" until',
    ),
    (
        "photos only with consent",
        {"a.css": "p { background: url(data:image/jpeg;base64,x) }"},
        "/a.css holds a picture",
    ),
    (
        "no third-party requests",
        {"index.html": page(head='<meta http-equiv="refresh" content="9; https://away.example/">')},
        "/ loads away.example",
    ),
    (
        "no third-party requests",
        {"index.html": page(main=H + '<iframe srcdoc="&lt;img src=https://in.example/a&gt;"></iframe>')},
        "/ loads in.example",
    ),
    (
        "no third-party requests",
        {"index.html": page(main=H + '<form action="https://form.example/"><button>Go</button></form>')},
        "/ loads form.example",
    ),
    ("no third-party requests", {"a.js": "fetch(`https://${host}/a`)"}, "/a.js loads ${host}"),
    ("no third-party requests", {"a.svg": '<svg><set to="https://set.example/a"/></svg>'}, "/a.svg loads set.example"),
    ("no script needed", {"index.html": page(main=H + "<button>More</button>")}, '/ has the button "More", which does'),
    ("no script needed", {"index.html": page(main=H + "<a data-href='/x'>More</a>")}, '/ has the a "More", which does'),
    ("no script needed", {"index.html": page(main=H + "<canvas></canvas>")}, '/ has the canvas "", which does'),
    ("photos only with consent", {"a.svg": '<svg><image href="data:image/png,x"/></svg>'}, "/a.svg holds a picture"),
    ("photos only with consent", {"a.json": b"\xff\xd8\xff\xe0 a picture"}, "/a.json is a picture that nobody"),
    ("no cookies", {"a.js": "localStorage.a = 1"}, "/a.js uses localStorage"),
    ("no third-party requests", {"a.js": "fetch('https://count.example/me')"}, "/a.js loads count.example"),
    ("no third-party requests", {"a.css": "@import '//fonts.example/a.css'"}, "/a.css loads fonts.example"),
    (
        "no third-party requests",
        {"index.html": page(head='<link rel="stylesheet" href="https://fonts.example/a.css">')},
        "/ loads fonts.example",
    ),
    ("no script needed", {"index.html": page(main=H + '<a href="#">More</a>')}, '/ has the link "More"'),
    ("no script needed", {"index.html": page(main=H + '<a href="">More</a>')}, '/ has the link "More"'),
    ("no script needed", {"index.html": page(main="<p>Text.</p>")}, "/ has no main heading of its own"),
    ("no script needed", {"index.html": page(main="")}, "/ has no text of its own"),
    (
        "no script needed",
        {"index.html": page(main=H + '<img alt="" width=9 height=9>')},
        "/ has a picture that a script",
    ),
    ("no script needed", {"index.html": page(main=H + "<p hidden>Later</p>")}, '/ hides "Later" until a script shows'),
    ("no script needed", {"index.html": page(main=H + "<template><p>Later</p></template>")}, "/ keeps a part that"),
    ("no script needed", {"index.html": page(body="<dialog><a href='/sub/'>Go</a></dialog>")}, '/ hides a "Go" in a'),
    ("no script needed", {"index.html": page(body="<noscript>Sorry</noscript>")}, "/ says something else to whoever"),
    (
        "photos only with consent",
        {"files/a.pdf": b"\xff\xd8\xff\xe0 a picture"},
        "/files/a.pdf is a picture that nobody",
    ),
    ("photos only with consent", {"index.html": page(main=H + '<img src="data:image/png,x">')}, "/ holds a picture"),
    ("no location in pictures", {"a.png": b"no picture"}, "/a.png carries no picture of a kind I know"),
    ("no location in pictures", {"a.gif": b"GIF89a"}, "/a.gif carries a GIF in place of an AVIF, a JPEG or a PNG"),
    ("no location in pictures", {"a.tif": b"II*\0"}, "/a.tif carries a TIFF in place of"),
    ("no location in pictures", {"a.heic": b"\0\0\0\x18ftypheic"}, "/a.heic carries a HEIC in place of"),
    ("no location in pictures", {"a.jxl": b"\xff\x0a"}, "/a.jxl carries no picture of a kind I know"),
]


@pytest.mark.parametrize(("promise", "files", "clause"), BROKEN)
def test_a_promise_that_does_not_hold_is_told_at_its_line(
    tmp_path: Path, promise: str, files: dict[str, str | bytes], clause: str
) -> None:
    lines = [line for line in findings_on(tmp_path, files, promise) if line.endswith("[C31]")]

    start = f'error content/pages/privacy.md:4  The privacy page promises "{promise}", but '
    assert any(line.startswith(start + clause) for line in lines), lines
    assert all(
        line.endswith(". Mend that; take the promise back only if it shall hold no longer.  [C31]") for line in lines
    )
    assert not [line for line in findings_on(tmp_path, files) if "C31" in line], "nothing was promised"


def test_a_picture_that_tells_where_it_was_taken_breaks_a_promise(tmp_path: Path) -> None:
    exif = Image.Exif()
    exif.get_ifd(0x8825)[1] = "N"
    Image.new("RGB", (8, 8)).save(tmp_path / "told.jpg", exif=exif)
    Image.new("RGB", (8, 8)).save(tmp_path / "bare.jpg")

    (line,) = findings_on(tmp_path, {}, "no location in pictures")

    assert "but /told.jpg carries Exif." in line


def test_a_picture_in_a_document_that_tells_a_place_breaks_a_promise(tmp_path: Path) -> None:
    exif = Image.Exif()
    exif.get_ifd(0x8825).update({1: "N", 2: (53.0, 32.0, 0.0), 3: "W", 4: (113.0, 30.0, 0.0)})
    Image.new("RGB", (8, 8)).save(tmp_path / "told.jpeg", exif=exif)
    with zipfile.ZipFile(tmp_path / "way.docx", "w") as document:
        document.write(tmp_path / "told.jpeg", "word/media/image1.jpeg")
    (tmp_path / "told.jpeg").unlink()

    (line,) = findings_on(tmp_path, {"broken.zip": "no archive"}, "no location in pictures")

    assert "but /way.docx holds a picture that tells where it was taken." in line


def test_what_may_wait_for_a_script_breaks_no_promise(tmp_path: Path) -> None:
    search = (
        '<div hidden role="search"><input type="search"></div><ul data-all-pages><li><a href="/sub/">All</a></li></ul>'
    )
    viewer = "<dialog><p>Member <b></b> of <b></b></p><a>Next</a><button>Close</button></dialog>"

    files = {
        "index.html": page(main=H + search, body=viewer),
        "a.js": "const caught = [...document.links].map(String); // no cookies, see https://docs.example",
        "a.svg": '<svg xmlns="http://www.w3.org/2000/svg" xmlns:i="http://www.inkscape.org/x"><path d="M0 0"/></svg>',
    }
    assert findings_on(tmp_path, files, *ALL) == []


def test_of_many_places_where_a_promise_is_broken_three_are_told(tmp_path: Path) -> None:
    lines = findings_on(tmp_path, {f"{number}.js": "localStorage" for number in range(9)}, "no cookies")

    assert len(lines) == 3
    assert sum("(and 6 more)" in line for line in lines) == 1


STATEMENT = "Title: Privacy\nSummary: What we know of you.\nPromises: {}\n\nThe statement.\n"


@pytest.fixture
def site(tmp_path: Path) -> SmallSite:
    return small_site(tmp_path, {"pages/privacy.md": STATEMENT.format(", ".join(ALL))})


def test_every_promise_can_be_declared_and_each_that_holds_is_reported(site: SmallSite) -> None:
    settings = site.settings()
    built = settings["PELICAN_CLASS"](settings)

    assert tuple(provable()) == ALL
    assert built.build() == []
    assert built.report[-1] == f"Promises kept: {', '.join(ALL)}."


def test_a_promise_that_nobody_can_prove_is_told_with_the_one_that_was_meant(site: SmallSite) -> None:
    site.write({"pages/privacy.md": STATEMENT.format("No cookie, no ads, No Script Needed")})

    assert site.mistakes() == [
        f'error content/pages/privacy.md:3  I cannot prove the promise "no ads". Use one of: {", ".join(ALL)}.  [C33]',
        'error content/pages/privacy.md:3  I cannot prove the promise "no cookie". Did you mean "no cookies"?  [C33]',
    ]


def own_theme(folder: Path, more: str) -> None:
    """The project's theme, with something more in every page's head."""
    shutil.copytree(ROOT / "theme", folder)
    base = folder / "templates/base.html"
    base.write_text(base.read_text().replace("</head>", f"{more}</head>"))


def test_a_template_that_breaks_a_promise_stops_plain_pelican_and_the_site_of_before_stays(site: SmallSite) -> None:
    site.build()
    before = site.page("manifest.json")
    theme = site.folder / "theme"
    own_theme(theme, '<script src="https://count.example/me.js"></script>')

    lines = site.mistakes(THEME=str(theme), THEME_TEMPLATES_OVERRIDES=[str(theme / "components")])

    start = 'error content/pages/privacy.md:3  The privacy page promises "no third-party requests", but /'
    assert lines
    assert all(line.startswith(start) and " loads count.example" in line for line in lines)
    assert site.page("manifest.json") == before
