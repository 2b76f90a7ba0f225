"""Nothing in content runs in a visitor's browser: what staff write is refused, what members send is escaped."""

import re
from collections.abc import Iterable
from pathlib import Path

import pytest

from tests.active_output import active_in_folder, active_output
from tests.selfies.members import text
from tests.selfies.test_returning import drawn, saved
from tests.small_site import SmallSite, small_site, story

JAVASCRIPT = (
    "javascript:alert(1)",
    "JaVaScRiPt:alert(1)",
    "&#106;avascript:alert(1)",
    "&#x6A;avascript:alert(1)",
    "&#0000106avascript:alert(1)",
    "javascript&colon;alert(1)",
    "java&Tab;script:alert(1)",
    "java&NewLine;script:alert(1)",
    "jav&#x0A;ascript:alert(1)",
    "&nbsp;javascript:alert(1)",
    "vbscript:msgbox(1)",
    "data:text/html;base64,PHNjcmlwdD4",
    "DATA:image/svg+xml,x",
)
WAYS = (
    "[a]({})",
    "[a](<{}>)",
    '[a]({} "A title")',
    "[a][r]\n\n[r]: {}",
    '<a href="{}">a</a>',
    "<div><a href='{}'>a</a></div>",
    '[a](/news/){{: href="{}" }}',
    "- one [a]({})\n- two",
    "| a |\n|---|\n| [a]({}) |",
    "One[^1]\n\n[^1]: [a]({})",
    "Term\n: [a]({})",
    "## [a]({})",
    "> [a]({})",
    "[![An empty sign](/images/empty-sign.jpg)]({})",
    "::: story-card\nstory: plan\n:::\n\n[a]({})",
)

ACTIVE = (
    "<script>alert(1)</script>",
    "<SCRIPT\n>alert(1)</SCRIPT>",
    "<scr<script>ipt>alert(1)</script>",
    "<svg onload=alert(1)>",
    "<svg/onload=alert(1)>",
    "<svg><script>1</script></svg>",
    "<math><mi>x</mi></math>",
    '<p onclick="alert(1)">x</p>',
    "<p\nonclick\n=\nalert(1)>x</p>",
    "<p onclick>x</p>",
    '<p style="position:fixed">x</p>',
    '<iframe src="https://evil.example"></iframe>',
    "<object data=x></object>",
    "<embed src=x>",
    "<base href=//evil.example>",
    "<link rel=stylesheet href=//evil.example>",
    "<meta http-equiv=refresh content=0>",
    "<form action=x><input></form>",
    "<video src=x></video>",
    "<template><b>x</b></template>",
    "<style>p { color: red }</style>",
    "<portal>x</portal>",
    "<map><area href=javascript:alert(1)></map>",
    "<blockquote cite=javascript:alert(1)>x</blockquote>",
    "<!--><script>alert(1)</script>-->",
    "<!-- --!><script>alert(1)</script> -->",
    "<![CDATA[<script>alert(1)</script>]]>",
    '<a href="/news/" ping="https://evil.example">x</a>',
    '<a href="/news/" attributionsrc="https://evil.example">x</a>',
    "<b ATTRIBUTIONSRC=//evil.example>x</b>",
    "<td dynsrc=//evil.example>x</td>",
    '<b lowsrc="//evil.example" codebase="//evil.example">x</b>',
    '<b imagesrcset="//evil.example 2x">x</b>',
    "text\n{: onclick=alert(1) }",
    '*text*{: style="color: red" }',
    "[a](/news/){: onmouseover=alert(1) }",
    "## Heading {: onclick=alert(1) }",
    "``` { .x onclick=alert(1) }\nx\n```",
)
# Browsers, Markdown and the typographer differ on where these end.
UNCLEAR = (
    '<p a=="><img src=x onerror=alert(1)>">x</p>',
    '<div><p "><b>x</b>"></div>',
    "<p x='</p><b>'>y</p>",
    '<p title="a > b">x</p>',
    "<div><p title=\"<a href='/news/'>\">x</p></div>",
    "<div><!-- never closed</div>",
    "<?php echo ?>",
    "<!DOCTYPE html>",
)
# These make a browser take the rest of the page for plain text, or end where nobody else sees it.
NAMES = ("title", "textarea", "xmp", "noembed", "noframes", "plaintext", "noscript", "style", "select", "listing")
SWALLOWING = (
    *(f"<{name}>x" for name in NAMES),
    *(f"text <{name}> text" for name in NAMES),
    *(f'<{name}><p title="</{name}><img src=x onerror=alert(1)>">' for name in NAMES),
)
INERT = (
    "`<script>alert(1)</script>`",
    "```\n<script>alert(1)</script>\n```",
    '```"><script>alert(1)</script>\nx\n```',
    "    <script>alert(1)</script>",
    "&lt;script&gt;alert(1)&lt;/script&gt;",
    "\\<script\\>",
    "< script>alert(1)",
    '![A sign](/images/empty-sign.jpg "\\" onerror=alert(1)")',
    '!["><script>alert(1)</script>](/images/empty-sign.jpg)',
    '![An " onerror=alert(1) x="](/images/empty-sign.jpg)',
    "## `<script>`",
    '*[AB]: x" onclick="alert(1)\n\nAB and AB',
    '*[p]: "><img src=x onerror=alert(1)>\n\n<p title="p">p</p>',
    'One[^"><img src=x onerror=alert(1)>]\n\n[^"><img src=x onerror=alert(1)>]: y',
    "[a](/news/ '\"><script>alert(1)</script>')",
    '[a](/news/?x="><script>alert(1)</script>)',
    '<a title=" href=/news/ onclick=alert(1) " href="/news/">x</a>',
    "<a href='/news/?\" onclick=alert(1) x=\"'>x</a>",
    "| `<script>` |\n|---|\n| &lt;img src=x onerror=alert(1)&gt; |",
    "Term\n{: onclick=alert(1) }\n: x",
    "{{ 7 * 7 }} {% raw %} {static}/x",
    "klzzwxh:0 wzxhzdk:0 STXblock:0ETX",
)


def built_beside(folder: Path, bodies: Iterable[str]) -> SmallSite:
    """A site with a story for each body, not built yet."""
    stories = {f"news/s{number}.md": story(f"Story {number}", body) for number, body in enumerate(bodies)}
    return small_site(folder, {"news/plan.md": story("A plan"), **stories})


def codes_of(mistakes: Iterable[str]) -> dict[int, set[str]]:
    """The codes of the mistakes of each story."""
    codes: dict[int, set[str]] = {}
    for line in mistakes:
        if number := re.search(r"content/news/s(\d+)\.md", line):
            codes.setdefault(int(number[1]), set()).add(line[-4:-1])
    return codes


def test_no_spelling_of_a_javascript_or_data_address_is_let_in_and_it_is_told_as_nothing_else(tmp_path: Path) -> None:
    bodies = [way.format(address) for way in WAYS for address in JAVASCRIPT]
    codes = codes_of(built_beside(tmp_path, bodies).mistakes())

    wrong = {bodies[n]: codes.get(n) for n in range(len(bodies)) if codes.get(n) != {"C35"}}
    # Markdown takes an entity in an attribute list at its word: it is an address of this site, and leads nowhere.
    assert {
        body: found for body, found in wrong.items() if not ("{:" in body and "&" in body and found == {"C11"})
    } == {}


def test_a_picture_or_a_field_with_such_an_address_is_refused(tmp_path: Path) -> None:
    bodies = [f"![A sign]({address})" for address in JAVASCRIPT]
    site = built_beside(tmp_path, bodies)
    ends = "Title: Soon\nStarts: 2026-01-01\nEnds: 2027-01-01\nLink: java\tscript:alert(1)\nLink-text: Go\n\nWords.\n"
    site.write({"announcements/soon.md": ends})

    found = site.mistakes()

    assert set(codes_of(found)) == set(range(len(bodies)))
    assert [line[:48] + line[-5:] for line in found if "announcements" in line] == [
        "error content/announcements/soon.md:4  Scripts, [C35]"
    ]


@pytest.mark.parametrize("bodies", [ACTIVE, UNCLEAR, SWALLOWING], ids=["active", "unclear", "swallowing"])
def test_html_that_runs_loads_or_hides_something_is_refused_and_never_cleaned(
    tmp_path: Path, bodies: tuple[str, ...]
) -> None:
    codes = codes_of(built_beside(tmp_path, bodies).mistakes())

    assert [bodies[n] for n in range(len(bodies)) if not {"C30", "C35"} & set(codes.get(n, ()))] == []
    assert not (tmp_path / "output").exists()


def test_what_only_looks_like_a_script_is_shown_as_words(tmp_path: Path) -> None:
    site = built_beside(tmp_path, INERT)

    site.build()

    assert active_in_folder(site.output) == []
    for number in range(len(INERT)):
        assert "story__foot" in site.page(f"news/s{number}/index.html")


HOSTILE = "\"><script>alert(1)</script><img src=x onerror=alert(1)>' onclick='x ]]> --> &lt;script&gt; {{ 7 * 7 }}"
# A header may hold no script (C35); what is no script is words all the same.
WORDS = "\"><b>bold</b>' title='x ]]> --> &lt;script&gt; {{ 7 * 7 }}"


@pytest.fixture(scope="module")
def escaped(tmp_path_factory: pytest.TempPathFactory) -> SmallSite:
    """A site every word of which that is no HTML would like to be some."""
    site = small_site(tmp_path_factory.mktemp("escaped"))
    picture = f"Image: images/empty-sign.jpg\nImage-description: {WORDS}\n"
    header = f"Title: {WORDS}\nSummary: {WORDS}\nKeywords: {HOSTILE}\n{picture}"
    tags = "Tags: \"><b>bold</b>, ' title='x\n"
    dated = f"Date: 2021-03-04\nModified: 2021-03-05\nCampaign: library\n{tags}"
    blocks = [
        f"::: pull-quote\nname: {HOSTILE}\nrole: {HOSTILE}\n\nWords.\n:::",
        "::: pull-quote\nperson: ruth\n\nWords.\n:::",
        f"::: note\ntitle: {HOSTILE}\n\nWords.\n:::",
        f"::: call-to-action\ntitle: {HOSTILE}\ntext: {HOSTILE}\nsubject: {HOSTILE}\nemail: a@b.example\n:::",
    ]
    site.write(
        {
            "campaigns/library.md": f"{header}\nWords.\n",
            "campaigns/x<img src=x onerror=alert(1)>.md": "Title: Odd\nSummary: Odd.\n\nWords.\n",
            "people/ruth.md": f"Name: {WORDS}\nRole: {WORDS}\n{picture}",
            "news/by-name.md": f"{header}{dated}Author: {WORDS}\n\nWords.\n",
            "news/by-id.md": f"{header}{dated}Author: ruth\n\n" + "\n\n".join(blocks) + "\n",
            "news/only-a-title.md": f"Title: {WORDS}\nDate: 2021-03-04\n\n`<script>alert(1)</script>`\n",
            "announcements/soon.md": f"Title: {WORDS}\nStarts: 2021-01-01\nEnds: 2031-01-01\nLink: /news/\n"
            f"Link-text: {WORDS}\n\nIts sentence is Markdown, as a story is.\n",
        }
    )
    for number in (1, 2):
        # The worst that a name and a workplace may be: with more signs in them the member is left out.
        name, workplace = f"000{number}", "R&D @ 'Ward' \"3\"" if number == 1 else "Library"
        submission = text({"Name": 'Ann "Annie" O\'Neil', "Workplace": workplace, "Campaign": "library"}, HOSTILE)
        site.write({f"selfies/{name}.md": submission, f"selfies/{name}.jpg": saved(drawn(number))})
    site.build()
    return site


def test_titles_names_tags_and_sign_words_are_escaped_on_every_page_and_in_every_feed(escaped: SmallSite) -> None:
    pages = [name for name in escaped.published() if name.endswith(".html")]

    assert {"library/wall/member/0001/index.html", "library/wall/words/index.html", "news/by-id/index.html"} <= set(
        pages
    )
    assert active_in_folder(escaped.output) == []
    assert "&lt;b&gt;bold&lt;/b&gt;" in escaped.page("news/by-name/index.html")
    files = [name for name in escaped.published() if name.endswith((".html", ".xml"))]
    assert not [name for name in files if "<b>bold</b>" in escaped.page(name)]
    assert "&lt;script&gt;alert(1)&lt;/script&gt;" in escaped.page("library/wall/member/0001/index.html")


def test_no_template_is_run_from_content(escaped: SmallSite) -> None:
    assert not [
        name
        for name in escaped.published()
        if name.endswith(".html") and "]]&gt; --&gt; &amp;lt;script&amp;gt; 49" in escaped.page(name)
    ]
    assert "{{ 7 * 7 }}" in escaped.page("news/by-id/index.html")


def test_the_measure_itself_finds_what_is_active() -> None:
    for html in ("<script>1</script>", "<p onclick=1>", "<a href=' java\nscript:1'>x</a>", "<img src=//evil.example>"):
        assert active_output(html)
    for html in ('<form action="//evil.example/search/">', '<form action="/search/"><input name=q></form>'):
        assert active_output(html)
    assert active_output('<form action="/search/"><label>x</label><input type="search" name="q"></form>') == []
    assert active_output('<a href="/x">x</a><script type="module" src="/static/v.js"></script><img src="/x.jpg">') == []
