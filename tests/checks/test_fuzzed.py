"""Made-up content, nasty on purpose: no crash, no hang, no way out, nothing active, and the same when read twice."""

import pickle
import shutil
import signal
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from types import FrameType

import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.strategies import SearchStrategy

import pelicanconf
from plugins.core.findings import Finding, SiteError, errors
from plugins.core.header import read_source
from plugins.kinds.story import STORY
from plugins.markup.catalogue import read_catalogue
from plugins.markup.extension import BodyReader, normalise
from plugins.markup.parse import parse
from plugins.markup.reading import MARK
from plugins.markup.rows import rows_of
from plugins.markup.typography import typographer
from plugins.site.value_types import VALUE_TYPES
from tests.active_output import active_in_folder, active_output
from tests.fuzz import examples
from tests.kinds.parsed import parsed
from tests.small_site import ROOT, SmallSite, small_site

MAX_DURATION_S = 20
CATALOGUE = read_catalogue(ROOT / "theme/components", VALUE_TYPES)

# Pieces that mean something to a browser, to Markdown, to the typographer, to us, or to all of them at once.
HTML = """
<script> </script> <p <div <a <b <i> <xmp> </xmp> <title> <textarea> <svg <img <!-- --> --!> <!--> <![CDATA[ ]]> <? ?>
<!DOCTYPE </p> </div> </a> <br/> > /> < </ " ' = == href= src= title= class= style= id= onclick= onerror=
onload=alert(1) javascript: JAVA&Tab;script: &#106;avascript: data:text/html, vbscript: //evil.example x=
x=' x=" &lt; &gt; &amp; &quot; &#60; &#0; &colon; &NewLine; & <p> <div> <b>x</b> <a href="/news/"> <p title=" ">
"""
MARKDOWN = """
* ** _ __ ` `` ``` ~~~ [ ] ( ) [a](/news/) [a]( [a][r] [r]: ![ ![a](/images/empty-sign.jpg) ]: [^1] [^1]: *[AB]: AB
{: {#id} {.c} {:onclick=1} | |---| : - + 1. # ## === --- > \\ \\[ \\< <http://a.b> <a@b.cd> <javascript:1> {static}
{filename} ../ {filename}plan.md |attach| (/news/ "t") 'q' "q" -- ... {.x} klzzwxh:0 wzxhzdk:0 STX ETX
amp [a](javascript:1) ://[ [a](http://[x) [a]({static}a%00b.pdf) <http://[x]>
"""
OURS = """
::: note\n::: pull-quote\n:::: section\n::: stories\n::: figure\n:::\n::::\n:::::::\n::: \n:::note\ntitle: x\nname: x
link: javascript:1\nperson: ruth\npicture: /images/empty-sign.jpg\nid: a\n> ::: note\n- ::: note\n\x02block:0\x03
\x02link:0\x03\n\x02image:0\x03\n\x02end:0\x03\n\x02kept:0\x03\n\x02\n\x03
"""
SPACE = ("\n", "\n\n", " ", "    ", "\t", "\r\n", "\r", "\u2028", "\x85", "\xa0", "\u200b", "\ufeff", "\x00", "\x0c")
HEADER = """
Title:\nDate: 2021-03-04\nTitle: x\nSlug: x\nLang: fr\nSave_as: ../x.html\nStatus: hidden\nTags: a, b\n---\n...
Summary:\nAuthor: x\nImage: x.jpg\nTemplate: article\nURL: /x\nA: b\n    more\nSumary: x
Tags: "><script>, b\nSummary: <script>
"""
LONG_HEADER = [f"{name}: {'x' * 300}" for name in ("Slug", "Tags", "Category", "Campaign", "Image", "Lang", "Save_as")]
# As wide as a table gets, and a name that no disk takes.
LONG = ("\n" + "a|" * 300 + "a\n" + "-|" * 300 + "-\n", "\nx|y" * 100, "x" * 300)
WORDS = [*HTML.split(), *MARKDOWN.split(), *OURS.split("\n"), *SPACE, *LONG, *(f"::: {name}" for name in CATALOGUE)]

PIECES = st.one_of(st.sampled_from(WORDS), st.sampled_from(WORDS), st.text(max_size=6))
TEXTS: SearchStrategy[str] = st.lists(PIECES, min_size=1, max_size=40).map("".join)
LINES: SearchStrategy[str] = st.lists(st.lists(PIECES, max_size=6).map(" ".join), max_size=25).map("\n".join)
BODIES = st.one_of(TEXTS, LINES)
HEADER_LINES = st.one_of(
    st.sampled_from([*HEADER.split("\n"), *LONG_HEADER]), st.lists(PIECES, max_size=4).map("".join)
)
HEADERS = st.lists(HEADER_LINES, max_size=8).map("\n".join)
PIECES_AS_BYTES = PIECES.map(lambda text: text.encode(errors="surrogatepass"))
RAW = st.one_of(
    BODIES.map(lambda text: text.encode("utf-16", errors="surrogatepass")),
    st.lists(st.one_of(PIECES_AS_BYTES, PIECES_AS_BYTES, st.binary(max_size=8))).map(b"".join),
)

FAST, BUILDS = examples(1_500), examples(60)


@contextmanager
def no_hang() -> Iterator[None]:
    """Fails what takes longer than MAX_DURATION_S."""

    def fail(_signal: int, _frame: FrameType | None) -> None:
        raise TimeoutError

    before = signal.signal(signal.SIGALRM, fail)
    signal.alarm(MAX_DURATION_S)
    try:
        yield
    finally:
        signal.alarm(0)
        signal.signal(signal.SIGALRM, before)


def new_reader() -> BodyReader:
    typography = typographer(pelicanconf.TYPOGRIFY_IGNORE_TAGS, pelicanconf.TYPOGRIFY_OMIT_FILTERS)
    return BodyReader(CATALOGUE, pelicanconf.MARKDOWN["extension_configs"], typography)


@pytest.fixture(scope="module")
def reader() -> BodyReader:
    return new_reader()


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("fuzzed")


def reads_a_header(text: str) -> None:
    with no_hang():
        read = parsed(STORY, text, "content/news/x.md")

    source = read.source
    assert read == parsed(STORY, text, "content/news/x.md") == pickle.loads(pickle.dumps(read))
    assert read.item
    values = {name: str(value) for name, value in read.item.header.items()}
    assert values["title"]
    assert all(1 <= entry.line <= text.count("\n") + 1 for entry in source.entries)
    assert not [name for name in ("save_as", "slug", "lang", "template") if ".." in values.get(name, "")]


def reads_bytes(data: bytes, folder: Path) -> None:
    file = folder / "x.md"
    file.write_bytes(data)
    with no_hang():
        source, findings = read_source(file, "content/news/x.md", folder)

    assert (source, findings) == read_source(file, "content/news/x.md", folder)
    text = source.body + "".join(entry.value for entry in source.entries)
    assert not set(text) & set(map(chr, (*range(9), 11, 12, 13, *range(14, 32), 127, 0x85, 0x2028, 0xFFFE)))
    text.encode()
    assert str(findings).isprintable()


def reads_a_body(text: str, reader: BodyReader) -> None:
    with no_hang():
        lines = normalise(text)
        parsed = parse(rows_of(lines, 1), CATALOGUE, "x.md")
        reading = reader.read(text, "x.md", 1)

    assert parsed == parse(rows_of(lines, 1), CATALOGUE, "x.md")
    assert reading == reader.read(text, "x.md", 1) == new_reader().read(text, "x.md", 1)
    pieces = [reading.html, *(block.body for block in reading.blocks)]
    assert all(1 <= finding.where.line <= len(lines) for finding in reading.findings)
    assert not set(MARK.sub("", "".join(pieces))) & {"\x02", "\x03"}
    if not errors(reading.findings):
        shown = "".join(MARK.sub("/mark/", piece) for piece in pieces)
        assert active_output(shown) == []


def mistakes_of(site: SmallSite) -> list[Finding]:
    """What keeps a site from being built; nothing when it is built."""
    try:
        site.build()
    except SiteError as wrong:
        return errors(wrong.findings)
    return []


def builds(header: str, body: str, name: str, folder: Path) -> None:
    shutil.rmtree(folder, ignore_errors=True)
    site: SmallSite = small_site(folder / "site", {"news/plan.md": "Title: A plan\nDate: 2021-03-04\n\nWords.\n"})
    site.write({"people/ruth.md": "Name: Ruth\n"})
    data = f"Title: x\nDate: 2021-03-04\n{header}\n\n{body}".encode(errors="surrogatepass")
    site.write({f"news/{name}.md": data})
    with no_hang():
        mistakes = mistakes_of(site)
        if mistakes:
            assert not [str(finding) for finding in mistakes if finding.code in ("C49", "C50", "C51")]
            assert not site.output.exists()
        else:
            assert active_in_folder(site.output) == []
            assert "Where everything begins." in site.page("index.html")
            assert "<p>Words.</p>" in site.page("news/plan/index.html")
    assert {path.name for path in folder.iterdir()} == {"site"}
    assert {path.name for path in folder.joinpath("site").iterdir()} <= {"content", "output", ".cache", ".output.lock"}


FILE_NAMES = st.text(
    st.characters(exclude_characters="/\0", exclude_categories=["Cs"]), min_size=1, max_size=30
).filter(lambda name: not name.startswith("."))


@FAST
@given(text=st.one_of(HEADERS, st.tuples(HEADERS, BODIES).map("\n\n".join)))
def test_any_header_is_read_or_told(text: str) -> None:
    reads_a_header(text)


@FAST
@given(data=RAW)
def test_any_bytes_are_read_or_told(folder: Path, data: bytes) -> None:
    reads_bytes(data, folder)


@FAST
@given(text=BODIES)
def test_any_text_is_read_the_same_twice_and_never_active(reader: BodyReader, text: str) -> None:
    reads_a_body(text, reader)


@BUILDS
@given(header=st.one_of(st.just(""), HEADERS), body=BODIES, name=st.one_of(st.just("x"), FILE_NAMES))
def test_any_story_is_published_harmless_or_refused(header: str, body: str, name: str) -> None:
    with tempfile.TemporaryDirectory() as folder:
        builds(header, body, name, Path(folder) / "fuzzed")


@pytest.mark.long
@examples(8_000)
@given(text=BODIES)
def test_thousands_of_texts_are_never_active(reader: BodyReader, text: str) -> None:
    reads_a_body(text, reader)


@pytest.mark.long
@examples(4_000)
@given(data=RAW)
def test_thousands_of_files_are_read_or_told(folder: Path, data: bytes) -> None:
    reads_bytes(data, folder)


@pytest.mark.long
@examples(400)
@given(header=st.one_of(st.just(""), HEADERS), body=BODIES, name=st.one_of(st.just("x"), FILE_NAMES))
def test_hundreds_of_stories_are_published_harmless_or_refused(header: str, body: str, name: str) -> None:
    with tempfile.TemporaryDirectory() as folder:
        builds(header, body, name, Path(folder) / "fuzzed")
