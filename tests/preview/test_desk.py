"""What each text is: the list of what is not public yet, the bar above a page, and a page that waits for a build."""

import json
import re
import sys
from datetime import date, datetime
from pathlib import Path

import pytest

from plugins.core.findings import Where, finding
from plugins.core.progress import PROGRESS_FILE, read_progress
from plugins.engine.progress import pictures_bar
from plugins.preview.desk import entries, how_to_look
from plugins.preview.pages import desk_page, sentence, waiting_page, with_bar
from plugins.preview.preview_state import PreviewState, Shown
from plugins.preview.report import Report, read_report, write_report
from plugins.preview.texts import Entry, State, not_public_yet
from tests.small_site import small_site, story

DRAFT = Entry("content/news/a.md", "A <b>", "/drafts/a/", State.DRAFT)
TEXTS = (
    Entry("content/news/p.md", "P", "/news/p/", State.PUBLIC, datetime(2021, 3, 4)),
    Entry("content/news/z.md", "Z", "/news/z/", State.SCHEDULED, datetime(2027, 3, 4, 9)),
    DRAFT,
    Entry("content/announcements/c.md", "C", "", State.SCHEDULED, date(2027, 3, 1)),
    Entry("content/news/h.md", "H", "/news/h/", State.HIDDEN, datetime(2021, 3, 4)),
)


def shown(*findings, texts=TEXTS, **more) -> Shown:
    return Shown("x-1", Path("none"), Report(built=True, findings=findings, texts=texts), **more)


WRONG = finding("C06.unknown", Where(DRAFT.path, 3), field="<i>")


def test_drafts_come_first_and_then_what_waits_the_next_first() -> None:
    assert [one.title for one in not_public_yet(TEXTS)] == ["A <b>", "C", "Z"]


def test_the_list_leads_to_each_page_and_says_when_it_will_be_public() -> None:
    found = finding("C06.unknown", Where(DRAFT.path, 3), field="<i>")

    html = desk_page(shown(found, found)).decode()

    assert '<a href="/drafts/a/">A &lt;b&gt;</a>' in html
    assert "<strong>2 to mend.</strong>" in html
    assert "Scheduled for Thursday 4 March 2027, 9:00 a.m.:" in html
    assert "Scheduled for Monday 1 March 2027:" in html
    assert "content/news/p.md" not in html


def test_an_empty_list_says_what_to_type_and_one_before_the_first_build_that_it_waits() -> None:
    assert 'tasks.py new story "Title"' in desk_page(shown(texts=())).decode().replace("&#34;", '"')
    assert "The site is being built." in desk_page(Shown("x-0", Path("none"))).decode()


def test_a_list_of_which_nothing_is_known_does_not_say_that_it_is_empty() -> None:
    html = desk_page(Shown("x-1", Path("none"), Report(built=False, findings=(WRONG,)))).decode()

    assert "There is no draft" not in html
    assert "The site cannot be built until what is wrong is mended" in html


@pytest.mark.parametrize(("count", "is_open"), [(2, True), (3, False)])
def test_a_bar_with_much_to_mend_is_folded(count: int, is_open: bool) -> None:
    html = with_bar(b"<body><p>The page</p>", DRAFT.address, shown(*[WRONG] * count)).decode()

    assert f"<summary>{count} to mend</summary>" in html
    assert ('<details class="preview-bar__more" open>' in html) == is_open


@pytest.mark.parametrize(
    ("state", "since", "words"),
    [
        (State.DRAFT, None, "Draft: in no public file until its line Status says something else."),
        (State.HIDDEN, None, "Hidden: on no list, but whoever has the address can read it."),
        (State.PUBLIC, datetime(2021, 3, 4), "Public since Thursday 4 March 2021."),
        (State.PUBLIC, None, "Public as soon as you publish."),
        (State.UNSAID, datetime(2021, 3, 4), "Public since Thursday 4 March 2021. No line Status says so: write one."),
        (State.UNSAID, None, "Public as soon as you publish. No line Status says so: write one."),
    ],
)
def test_a_page_says_what_it_is(state, since, words) -> None:
    text = Entry("content/news/a.md", "A", "/a b/", state, since)

    html = with_bar(b"<body class=x><main>", "/a%20b/", shown(texts=(text,)))

    assert sentence(text) == words
    assert re.match(rb'<body class=x>\n<link rel="stylesheet" href="/_preview/bar.css">\n<aside', html)
    assert words in html.decode()
    assert b'href="/_desk/"' in html


def test_only_the_page_of_a_draft_shows_what_is_wrong_in_it() -> None:
    found = finding("C06.unknown", Where(DRAFT.path, 3), field="<i>").within("in-a-draft")

    own, other = (with_bar(b"<body>", path, shown(found)) for path in ("/drafts/a/", "/news/p/"))

    assert b"content/news/a.md:3" in own
    assert b"Once this draft is published: " in own
    assert b"&lt;i&gt;" in own, own
    assert b"content/news/a.md" not in other


def test_what_a_browser_could_run_is_not_shown_in_a_draft() -> None:
    found = finding("C35.active-content", Where(DRAFT.path, 3), text="<script>").within("in-a-draft")

    html = with_bar(b"<body><script>alert(1)</script>", "/drafts/a/", shown(found))

    assert b"alert(1)" not in html
    assert b"content/news/a.md:3" in html


def test_a_page_of_no_text_has_no_bar() -> None:
    assert with_bar(b"<body>", "/news/", shown()) == b"<body>"


def test_the_page_that_waits_says_how_many_pictures_are_made() -> None:
    html = waiting_page(Shown("x-0", Path("none"), progress=(34, 120))).decode()

    assert "The first time takes a minute" in html
    assert "Pictures: 34 of 120" in html
    assert '<progress id="pictures" value="34" max="120">' in html
    assert "<progress" not in waiting_page(shown(building=True)).decode()


def test_texts_of_a_real_build_are_told_with_what_they_are(tmp_path) -> None:
    header = "Summary: What it is about.\n\nWords.\n"
    files = {
        "news/drafted.md": f"Title: Drafted\nDate: 2021-03-04\nStatus: draft\n{header}",
        "news/soon.md": f"Title: Soon\nDate: 2027-03-04 09:00\nStatus: published\n{header}",
        "news/unsaid.md": story("Unsaid"),
        "news/hidden.md": f"Title: Hidden\nDate: 2021-03-04\nStatus: hidden\n{header}",
        "pages/stated.md": f"Title: *Stated*\nStatus: published\n{header}",
        "announcements/then.md": "Title: Then\nStarts: 2027-03-01\nEnds: 2027-03-02\n\nCome.\n",
    }
    site = small_site(tmp_path, files)
    settings = site.settings(SHOW_UNPUBLISHED=True, DRAFT_SAVE_AS="drafts/{slug}/index.html")
    engine = settings["PELICAN_CLASS"](settings)
    engine.build()

    found = {one.path.rpartition("/")[2]: (one.state.value, one.address) for one in entries(engine.made)}

    assert found == {
        "drafted.md": ("draft", "/drafts/drafted/"),
        "soon.md": ("scheduled", "/drafts/soon/"),
        "unsaid.md": ("unsaid", "/news/unsaid/"),
        "hidden.md": ("hidden", "/news/hidden/"),
        "stated.md": ("public", "/stated/"),
        "home.md": ("unsaid", "/"),
        "then.md": ("scheduled", ""),
    }


def test_texts_are_the_same_after_they_were_written_and_read(tmp_path) -> None:
    write_report(Report(built=True, texts=TEXTS), tmp_path / "report.json")

    assert read_report(tmp_path / "report.json").texts == TEXTS
    assert json.loads((tmp_path / "report.json").read_text())["texts"][0][3] == "public"


def test_another_program_reads_how_far_the_pictures_are(tmp_path, monkeypatch) -> None:
    file = tmp_path / "pictures.txt"
    assert read_progress(file) is None
    monkeypatch.setenv(PROGRESS_FILE, str(file))

    with pictures_bar(120) as tell:
        tell(34)

    assert read_progress(file) == (34, 120)


@pytest.mark.parametrize(
    ("path", "words"),
    [
        ("content/news/a-plan.md", "http://localhost:8000/drafts/a-plan/"),
        ("content/pages/a-plan.md", "http://localhost:8000/drafts/pages/a-plan/"),
        ("content/campaigns/a-plan.md", "http://localhost:8000/drafts/pages/a-plan/"),
        ("content/people/ruth.md", "Author: ruth"),
        ("content/announcements/a.md", "/_desk/"),
    ],
)
def test_new_says_where_its_page_will_be(path, words) -> None:
    assert how_to_look(Path(path)).endswith(words)


SLOW = """
import os, sys, time
from pathlib import Path
Path(os.environ["PREVIEW_PROGRESS_FILE"]).write_text("3 7")
while not Path("go").exists():
    time.sleep(0.05)
sys.exit("The end.")
"""


def test_before_the_first_build_has_ended_every_page_waits_and_says_what_is_done(begin, project) -> None:
    (project / "slow.py").write_text(SLOW)
    running = begin(command=(sys.executable, str(project / "slow.py")))
    running.wait_until(lambda: "Pictures: 3 of 7" in running.ask("/a/").text)

    page, style, desk = running.ask("/"), running.ask("/x.css"), running.ask("/_desk/")
    (project / "go").touch()
    running.wait_for_builds(1)

    assert (page.status, page.headers["Retry-After"]) == (503, "2")
    assert page.build
    assert "There is no such page" not in page.text
    assert style.status == 404
    assert desk.status == 200


def test_the_list_and_the_bar_are_answered_to_who_may_look(site) -> None:
    desk = site.ask("/_desk/")

    assert desk.status == 200
    assert '<a href="/a/">One</a>' in desk.text
    assert desk.build
    assert "Draft: in no public file" in site.ask("/a/").text
    assert "Public since" in site.ask("/v1.2/").text
    assert site.ask("/_preview/bar.css").status == 200
    assert site.ask("/_desk/", headers={"Cookie": ""}).status == 403


def test_a_page_that_a_build_under_way_may_make_waits_for_it(tmp_path) -> None:
    state = PreviewState(tmp_path)
    state.end_build(Report(built=True))
    state.begin_build()
    state.tell_progress(1, 2)

    assert state.now.progress == (1, 2)
    assert not state.now.is_first
    assert "This page is not there yet." in waiting_page(state.now).decode()
