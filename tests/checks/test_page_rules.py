import re
from pathlib import Path

import pytest

from plugins.checks.pages.tags import line_of_tag
from plugins.core.header import split
from tests.checks.finished_pages import POLICY, findings_on, page
from tests.small_site import small_site, story

H = "<h1>A page</h1>"

# What is wrong with the home page: its main part, and the one sentence.
IN_MAIN = [
    ("<p>No heading.</p>", "error", "/ has no main heading (h1).", "C63"),
    ("<h1> </h1>", "error", "/ has no main heading (h1).", "C63"),
    (H + "<h1>Again</h1>", "error", '/ has 2 main headings (h1): "A page", "Again".', "C27"),
    (H + "<h3>Deep</h3>", "warning", '/ jumps from a heading of level 1 to level 3 at "Deep".', "C27"),
    (H + "<main>x</main>", "error", "/ has 2 <main> where one belongs.", "C64"),
    (H + "<nav>a</nav><nav aria-label='b'>b</nav>", "error", "/ has several menus (nav), and one has no name.", "C64"),
    (H + '<img src="/sub/a.png" alt="">', "error", '/ shows "a.png" without its width and height.', "C68"),
    (H + '<img src="/sub/a.png" alt="" width="100%" height=9>', "error", "without its width and height.", "C68"),
    (H + '<img src="/sub/a.png" width=9 height=9>', "error", '/ shows "a.png" without a description (alt).', "C14"),
    (H + "<p id=a><p id=a>", "error", '/ has 2 parts called "a".', "C12"),
    (H + '<p style="color: red">x', "error", '/ holds style="color: red".', "C69"),
    (H + "<p onclick='x()'>x", "error", '/ holds onclick="x()".', "C69"),
    (H + "<script>run()</script>", "error", '/ holds a script: "run()".', "C69"),
    (H + "<style>p {}</style>", "error", '/ holds styles: "p {}".', "C69"),
    (
        H + '<a href="java&#9;script:run()">x</a>',
        "error",
        '/ holds the address "java script:run()", which would',
        "C35",
    ),
    (H + '<a href="mailto:stories">x</a>', "error", "/ links to mailto:stories, which nobody can reach.", "C70"),
    (H + '<a href="mailto:a@b.example"></a>', "error", "/ has a link to mailto:a@b.example without words.", "C70"),
    (H + '<a href="mailto:?subject=x">x</a>', "error", "/ links to mailto:, which nobody can reach.", "C70"),
    (H + '<a href="tel:call">x</a>', "error", "/ links to tel:call, which nobody can reach.", "C70"),
    (H + "<b data-email='x'>[hidden]</b>", "error", "/ hides a contact from whoever has no script", "C70"),
    (H + '<img src="https://cdn.example/x.png" alt="" width=9 height=9>', "error", "contact cdn.example.", "C30"),
    (H + '<img src="//cdn.example/x.png" alt="" width=9 height=9>', "error", "contact cdn.example.", "C30"),
    (H + '<iframe src="https://www.youtube.com/x"></iframe>', "error", "contact www.youtube.com.", "C30"),
    (H + "<p>A <b>bold word</p>", "error", "/ has a <b> that is never closed.", "C73"),
    (H + "<p>Dear <name>,</p>", "error", "/ has a <name>, which is no tag that browsers know", "C73"),
    (H + "<p>x<y then z>w</p>", "error", "/ has a <y>, which is no tag that browsers know", "C73"),
    (H + "<p>Use <file> here</p>", "error", "/ has a <file>, which is no tag that browsers know", "C73"),
    (H + "<p>An <u>underlined word</p>", "error", "/ has a <u> that is never closed.", "C73"),
    (H + "<p>run()</script></p>", "error", "/ has a </script> that closes nothing.", "C73"),
    (H + '<svg><use xlink:href="/sub/no.svg"/></svg>', "error", "/ leads to /sub/no.svg, which does not exist.", "C11"),
    (H + "<p>Lorem ipsum dolor</p>", "error", '/ shows the words "Lorem ipsum" to everybody.', "C36"),
    (H + "<ul><li>TODO</ul>", "error", '/ shows the words "TODO" to everybody.', "C36"),
    (H + '<a href="/sub/no/">x</a>', "error", "/ leads to /sub/no/, which does not exist.", "C11"),
    (H + '<a href="http://[x">x</a>', "error", "/ leads to http://[x, which is not an address.", "C11"),
    (H + '<a href="no.pdf">x</a>', "error", "/ leads to no.pdf, which does not exist.", "C11"),
    (H + '<a href="/sub/A.png">x</a>', "error", "/ leads to /sub/A.png, which does not exist.", "C11"),
    (H + '<a href="/">x</a>', "error", "/ leads to /, which lies outside of the site https://site.example/sub.", "C11"),
    (H + '<a href="#no">x</a>', "error", "/ leads to #no: the page exists, the spot no does not.", "C12"),
    (H + '<img srcset="/sub/a.png 1x, /sub/b.png 2x" alt="" width=9 height=9>', "error", "leads to /sub/b.png,", "C11"),
]
IN_HEAD = [
    (
        (
            '<script type="application/ld+json">{"@context": "https://schema.org", "@type": "NewsArticle",'
            ' "headline": "A", "datePublished": "yesterday"}</script>'
        ),
        "error",
        '(NewsArticle) without "datePublished as year-month-day"',
        "C71",
    ),
    ('<link rel="preload" as="image" imagesrcset="/sub/no.png 1x">', "error", "leads to /sub/no.png,", "C11"),
    (
        '<script type="application/ld+json">{"@context": "https://schema.org", "@type": "Event", "name": "A"}</script>',
        "error",
        '/ has structured data (Event) without "startDate".',
        "C71",
    ),
    ('<link rel="stylesheet" href="https://fonts.example/a.css">', "error", "contact fonts.example.", "C30"),
    ('<link rel="preconnect" href="https://fonts.example">', "error", "contact fonts.example.", "C30"),
    ('<meta property="og:image" content="https://site.example/sub/no.jpg">', "error", "/sub/no.jpg, which does", "C11"),
    (
        '<script type="application/ld+json">{"@type"</script>',
        "error",
        "/ has structured data that cannot be read",
        "C71",
    ),
    ('<script type="application/ld+json">{"@type": "Person", "name": "A"}</script>', "error", "words are from", "C71"),
    (
        '<script type="application/ld+json">{"@context": "https://schema.org", "@type": "NewsArticle"}</script>',
        "error",
        '/ has structured data (NewsArticle) without "headline".',
        "C71",
    ),
]


def only(lines: list[str], level: str, words: str, code: str) -> bool:
    """Whether every line is of this level and code, and one of them says this."""
    return any(words in line for line in lines) and all(
        re.fullmatch(rf"{level} (content/pages/home\.md|theme\S*):1  .*\[{code}\]", line) for line in lines
    )


@pytest.mark.parametrize(("main", "level", "words", "code"), IN_MAIN)
def test_what_stands_on_a_page_is_checked(tmp_path: Path, main: str, level: str, words: str, code: str) -> None:
    lines = findings_on(tmp_path, {"index.html": page(main=main), "a.png": ""})

    assert only(lines, level, words, code), lines


@pytest.mark.parametrize(("head", "level", "words", "code"), IN_HEAD)
def test_what_a_page_tells_machines_is_checked(tmp_path: Path, head: str, level: str, words: str, code: str) -> None:
    lines = findings_on(tmp_path, {"index.html": page(head=head)})

    assert only(lines, level, words, code), lines


GOOD = [
    '<a href="other/">x</a> <a href="/sub/other/#part">y</a> <a href="https://site.example/sub/other/">z</a>',
    '<a href="https://site.example/other/">x</a> <a href="https://SITE.example/">y</a>',
    '<a href="https://elsewhere.example/">x</a> <a href="#main">y</a> <a href="#top">z</a>',
    '<a href="mailto:?subject=Hello&amp;body=Read%20this">x</a>',
    '<a href="mailto:a@b.example?subject=Hello">x</a> <a href="tel:+1-800-232-7284">y</a>',
    '<h2>Two</h2><h3>Three</h3><h2>Two again</h2><img src="/sub/a.png" alt="" width=9 height=9>',
    "<nav aria-label='One'>a</nav><nav aria-labelledby='main'>b</nav>",
    (
        '<script type="application/ld+json">{"@context": "https://schema.org", "@type": "Event", "name": "A",'
        ' "startDate": "2026-11-22", "location": {"@id": "#x"}, "about": {"@type": "Person", "@id": "#y"}}</script>'
    ),
    "<ul><li>One<li>Two</ul><p>Open<p>Again<br><!-- <b> -->",
    '<script type="application/ld+json">{"@context": "https://schema.org", "name": "<b>", "@type": "A"}</script>',
    '<p><a name="old"></a> <a href="#old">x</a></p>',
    "<p>We have much to do. <code>TODO</code></p><pre>lorem ipsum</pre>",
    "<p>onset=1 is not a handler, and style=x is not a style.</p>",
]


@pytest.mark.parametrize("more", GOOD)
def test_nothing_is_said_of_a_good_page(tmp_path: Path, more: str) -> None:
    files = {"index.html": page(main=H + more), "other/index.html": page("other/index.html", main=H + "<p id=part>")}

    assert findings_on(tmp_path, files | {"a.png": ""}) == []


def test_titles_and_descriptions_are_there_unique_and_useful(tmp_path: Path) -> None:
    same = {"title": "The same", "description": "The same of both of them."}
    files = {
        "index.html": page(**same),
        "a/index.html": page("a/index.html", **same),
        "b/index.html": page("b/index.html", **same, head='<meta name="robots" content="noindex">'),
        "c/index.html": page("c/index.html", title="Long" * 50, description="Eh."),
        "d/index.html": re.sub("<title>.*?</title>|<meta name[^>]*>", "", page("d/index.html")),
    }

    assert [line.partition("  ")[2] for line in findings_on(tmp_path, files)] == [
        '/a/ and / have the same title, "The same". Change one of them.  [C66]',
        "/a/ and / have the same description. Say in each what it alone is about:  Summary: ...  [C67]",
        "/c/ has a title of 200 letters; 150 are the most that help. Shorten the line  Title:  [C66]",
        "/d/ has no title (title). Mend its template.  [C66]",
        "/c/ has a description of 3 letters; 5 to 320 are of use. Write one or two sentences:  Summary: ...  [C67]",
        "/d/ has no description. Say in a sentence what it is about:  Summary: ...  [C67]",
    ]


@pytest.mark.parametrize("missing", ["og:image", "og:image:alt", "og:image:width", "og:image:height"])
def test_every_page_that_is_listed_has_a_picture_for_those_who_share_it(tmp_path: Path, missing: str) -> None:
    def bare(name: str, head: str = "") -> str:
        return re.sub(rf'<meta property="{missing}"[^>]*>', "", page(name, head=head))

    hidden = bare("hidden/index.html", '<meta name="robots" content="noindex">')

    lines = findings_on(tmp_path, {"a/index.html": bare("a/index.html"), "hidden/index.html": hidden})

    assert [line.partition("  ")[2] for line in lines] == [
        f"/a/ has no {missing}. Let its template include partials/sharing.html.  [C68]"
    ]


def test_a_page_says_its_language_and_its_own_address(tmp_path: Path) -> None:
    files = {
        "index.html": page().replace(' lang="en"', ""),
        "a/index.html": page("a/index.html").replace('lang="en"', 'lang="english!"'),
        "b/index.html": page("b/index.html").replace('sub/b/"', 'sub/"'),
    }

    remedy = 'Write for example  DEFAULT_LANG = "en"  or in the text  Lang: en'
    address = "https://site.example/sub/"
    assert [line.partition("  ")[2] for line in findings_on(tmp_path, files)] == [
        f"/ does not say its language. {remedy}  [C65]",
        f'/a/ says that its language is "english!". {remedy}  [C65]',
        f"/b/ says that its address is {address}. Its template must say {address}b/  [C72]",
    ]


@pytest.mark.parametrize(
    "date",
    ["1905-09-01T00:00:00-07:33:52", "26-10-05", "2026-10-05 09:00", "2026-10-05T09:00", "2026-10-05T09:00+0100", ""],
)
def test_a_date_for_programs_is_one_that_they_read(tmp_path: Path, date: str) -> None:
    good = '<time datetime="2026-10-05">x</time><time datetime="2026-10-05T09:00:00-06:00">x</time>'
    feed = f'<feed xmlns="http://www.w3.org/2005/Atom"><id>a</id><updated>{date}</updated></feed>'
    files = {
        "a/index.html": page("a/index.html", body=f'{good}<time datetime="{date}">x</time>'),
        "b/index.html": page("b/index.html", head=f'<meta property="article:modified_time" content="{date}">'),
        "feed.xml": feed,
        "map.xml": f'<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9"><lastmod>{date}</lastmod></urlset>',
    }

    lines = [line.partition("  ")[2] for line in findings_on(tmp_path, files) if "[C72]" in line]
    words = f'holds the date "{date}", which programs cannot read.'
    mend = "Mend its template: programs read 2026-11-22 and 2026-11-22T09:30:00-07:00.  [C72]"
    assert sorted(lines) == [
        f"/a/ {words} {mend}", f"/b/ {words} {mend}", f"/feed.xml {words} The same on 1 more page. {mend}"
    ]  # fmt: skip


@pytest.mark.parametrize(
    "date",
    ["2021", "2021-05", "2021-W05", "05-01", "--05-01", "09:30", "09:30:10", "PT4H18M3S", "P2D", "4h 18m 3s", "2w"],
)
def test_what_html_has_for_a_time_is_read_by_programs(tmp_path, date):
    good = f'<time datetime="{date}">x</time>'

    assert not [
        line for line in findings_on(tmp_path, {"a/index.html": page("a/index.html", body=good)}) if "C72" in line
    ]


@pytest.mark.parametrize(
    "date", ["21", "2021-13", "2021-W60", "13-01", "25:00", "PT", "P", "soon", "2021-5-1", "0000", "4 x"]
)
def test_what_html_has_for_no_time_is_told(tmp_path, date):
    wrong = f'<time datetime="{date}">x</time>'

    assert [line for line in findings_on(tmp_path, {"a/index.html": page("a/index.html", body=wrong)}) if "C72" in line]


FEED = (
    '<feed xmlns="http://www.w3.org/2005/Atom"><id>a</id><link href="{link}"/><entry><id>{id}</id>'
    '<content type="html">&lt;a href="https://site.example/sub/{content}"&gt;x&lt;/a&gt;</content></entry></feed>'
)


@pytest.mark.parametrize(
    ("feed", "words"),
    [
        (FEED[:-20], "/feed.xml cannot be read: "),
        (FEED.format(link="/sub/", id="b", content=""), "/feed.xml names /sub/, which means nothing elsewhere."),
        (
            FEED.format(link="https://site.example/sub/no/", id="b", content=""),
            "leads to https://site.example/sub/no/,",
        ),
        (
            FEED.format(link="https://site.example/sub/", id="b", content="no/"),
            "leads to https://site.example/sub/no/,",
        ),
        (FEED.format(link="https://site.example/sub/", id="a", content=""), "/feed.xml has two stories called a."),
    ],
)
def test_a_feed_can_be_read_and_its_addresses_are_whole_and_there(tmp_path: Path, feed: str, words: str) -> None:
    (line,) = findings_on(tmp_path, {"feed.xml": feed})

    assert words in line


def test_stylesheets_scripts_and_the_sitemap_name_what_is_there(tmp_path: Path) -> None:
    files = {
        "static/a.css": "/* url(old.png) */ @import 'no.css'; p { a: url(../no.png) } b { a: url('b.png') }",
        "static/a.js": "import { x } from './no.js'; import './b.js'; Array.from('abc');",
        "static/b.js": "",
        "static/b.png": "",
        "sitemap.xml": '<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">'
        "<url><loc>https://site.example/sub/</loc></url><url><loc>https://site.example/sub/no/</loc></url></urlset>",
    }

    found = [line.partition("  ")[2].partition(", ")[0] for line in findings_on(tmp_path, files)]
    assert sorted(found) == [
        "/sitemap.xml leads to https://site.example/sub/no/",
        "/static/a.css leads to ../no.png",
        "/static/a.css leads to no.css",
        "/static/a.js leads to ./no.js",
    ]


def test_files_that_name_another_origin_are_told(tmp_path: Path) -> None:
    files = {
        "a.css": "p { background: url(//cdn.example/x.png) } /* see https://docs.example */",
        "a.js": "fetch('https://count.example/me'); // see https://docs.example",
        "a.svg": '<svg xmlns="http://www.w3.org/2000/svg"><image href="https://pictures.example/x"/></svg>',
    }

    hosts = [re.search(r"contact (\S+)\.", line) for line in findings_on(tmp_path, files)]

    assert sorted(host[1] for host in hosts if host) == ["cdn.example", "count.example", "pictures.example"]


def test_the_searchs_program_may_compare_with_an_address_of_nobodys_and_no_other_file_may(tmp_path: Path) -> None:
    compares = "new URL(`https://example.com${one}`); two.startsWith('https:')"
    files = {"search/pagefind/pagefind.js": f"{compares}; fetch('https://count.example/me')", "a.js": compares}

    found = [re.search(r"(/\S+) would .*contact (\S+)\.", line) for line in findings_on(tmp_path, files)]

    assert sorted(hit.groups() for hit in found if hit) == [
        ("/a.js", "example.com${one}"),
        ("/search/pagefind/pagefind.js", "count.example"),
    ]


def test_a_drawing_that_would_run_something_is_told(tmp_path: Path) -> None:
    (line,) = findings_on(tmp_path, {"a.svg": '<svg xmlns="http://www.w3.org/2000/svg" onload="run()"/>'})

    assert line == "error theme/static/a.svg:1  /a.svg would run a script. Save the drawing without it.  [C35]"


@pytest.mark.parametrize(
    ("policy", "words"),
    [
        ("", "forbids nothing (Content-Security-Policy)."),
        ("script-src 'self'", "has a policy without  default-src 'self'."),
        ("default-src 'self' https://cdn.example", "has a policy that allows https://cdn.example (default-src)."),
        ("default-src 'self'; style-src 'unsafe-inline'", "has a policy that allows 'unsafe-inline' (style-src)."),
        ("default-src 'self'; Script-Src 'self' 'unsafe-eval'", "has a policy that allows 'unsafe-eval' (script-src)."),
        ("default-src 'self'; img-src data:", "has a policy that allows data: (img-src)."),
        ("default-src 'self'; form-action *", "has a policy that allows * (form-action)."),
        ("default-src 'self'; base-uri 'none'; form-action 'self'", ""),
        ("default-src 'none'; img-src 'self'", ""),
        ("default-src 'self'; script-src 'self' 'wasm-unsafe-eval'", ""),
    ],
)
def test_a_page_forbids_whatever_is_not_a_file_of_the_site(tmp_path: Path, policy: str, words: str) -> None:
    meta = f'<meta http-equiv="content-security-policy" content="{policy}">' if policy else ""

    lines = findings_on(tmp_path, {"index.html": page().replace(POLICY, meta)})

    assert only(lines, "error", f"/ {words}", "C69") if words else lines == []


def test_a_policy_stands_before_everything_that_it_is_about(tmp_path: Path) -> None:
    html = page().replace(POLICY, f'<script src="/sub/a.js"></script>{POLICY}')

    (line,) = findings_on(tmp_path, {"index.html": html, "a.js": ""})

    assert "/ loads something before its policy." in line


def test_a_public_page_names_its_own_address(tmp_path: Path) -> None:
    (line,) = findings_on(tmp_path, {"index.html": re.sub("<link[^>]*>", "", page())})

    assert "/ names no own address (canonical) where one belongs." in line


def test_of_one_mistake_twenty_are_told_for_each_file(tmp_path: Path) -> None:
    site = small_site(tmp_path, {"news/plan.md": story("A plan", "# Again\n\n" * 30)})

    found = [finding for finding in site.build() if finding.code == "C27"]

    assert len(found) == 20
    assert found[-1].problem.endswith(" There are 10 more like this below.")


def test_what_one_template_does_wrong_on_many_pages_is_told_three_times_and_counted(tmp_path: Path) -> None:
    names = [f"{number}/index.html" for number in range(9)]

    lines = findings_on(tmp_path, {name: page(name, main=H + "<p style=x>") for name in names})

    assert [line.partition("  ")[2].partition(" Move")[0] for line in lines] == [
        '/0/ holds style="x".',
        '/1/ holds style="x".',
        '/2/ holds style="x". The same on 6 more pages.',
    ]


def test_editors_words_on_a_members_sign_are_theirs_and_no_address_that_looks_like_a_walls_excuses_others(tmp_path):
    names = [f"{address}/index.html" for address in ("library/wall/member/1", "news/wall")]
    files = {name: page(name, main=H + "<p>TODO</p>") for name in names}

    (line,) = (line for line in findings_on(tmp_path, files) if "C36" in line)
    assert line.startswith('error theme/templates:1  /news/wall/ shows the words "TODO" to everybody.')


@pytest.mark.parametrize(
    ("body", "tag", "closes", "line"),
    [
        ("One\n\n<b>two", "b", False, 5),
        ("<b>One</b>\n\n<b>two\n\nthree</b>\n\n<b>four", "b", False, 9),
        ("`<b>`\n\n    <b>\n\nx <b>y", "b", False, 7),
        ("<i>a</i>\n\nb</i>", "i", True, 5),
        ("```\n</i>\n```\n\nb</i>", "i", True, 7),
        ("Nothing", "nav", False, 1),
    ],
)
def test_a_tag_without_its_pair_is_told_on_its_own_line(body: str, tag: str, *, closes: bool, line: int) -> None:
    source = split(f"Title: A\n\n{body}", "content/news/plan.md")

    assert line_of_tag(source, tag, closes=closes) == line


@pytest.mark.parametrize(
    ("body", "code", "line"),
    [
        ("Words.\n\n<h1>Words</h1>", "C27", 7),
        ("## One {#part}\n\n`{#part}`\n\n## Two {#part}", "C12", 9),
        ('<p id="part">One</p>\n\n<p id=part>Two</p>\n\nWords.', "C12", 7),
    ],
)
def test_what_stands_twice_on_a_page_is_told_at_the_line_of_the_text(tmp_path, body, code, line) -> None:
    found = small_site(tmp_path, {"news/plan.md": story("A plan", body)}).findings()

    assert [one.split()[1] for one in found if f"[{code}]" in one] == [f"content/news/plan.md:{line}"]
    assert code != "C12" or "such as" not in str(found)


def test_a_document_shown_as_a_picture_gets_the_link_to_write(tmp_path) -> None:
    files = {"news/plan.md": story("A plan", "![The form](/documents/a.pdf)"), "documents/a.pdf": "%PDF-1.4"}

    found = [one for one in small_site(tmp_path, files).findings() if "[C18]" in one]

    assert len(found) == 1
    assert "Link to it, without the ! in front:  [What it is](/documents/a.pdf)  [C18]" in found[0]


@pytest.mark.parametrize("source", ["/content/images/empty-sign.jpg", "content/images/empty-sign.jpg"])
def test_a_picture_may_be_named_as_it_lies_on_the_disk(tmp_path, source) -> None:
    site = small_site(tmp_path, {"news/plan.md": story("A plan", f"![An empty sign]({source})")})

    assert site.findings() == []
