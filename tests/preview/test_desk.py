"""The desk: what is to be mended, what is not public yet, what the days will change, and who is on the walls."""

import shutil
from datetime import date, datetime
from pathlib import Path

import pytest
from PIL import Image, ImageDraw
from selectolax.lexbor import LexborHTMLParser

from plugins.core.findings import Where, finding
from plugins.engine.settings import with_drafts
from plugins.preview.desk import by_file, desk_page, desk_pictures, how_to_look
from plugins.preview.live import LiveSite, Options
from plugins.preview.pages import HERE, sentence
from plugins.preview.texts import Entry, State, entries, not_public_yet
from tests.finished_site import VIEWS, View, chromium, invalid, served, violations
from tests.preview.live_site import read, small_project
from tests.preview.tree import attribute, first, words
from tests.selfies.members import ANSWERED, WORDS
from tests.selfies.members import text as member
from tests.small_site import SmallSite, small_site, story

HEADER = "Summary: What it is about.\n\nWords.\n"
CAMPAIGN = f"Title: Library\nStatus: published\n{HEADER}"
TEXTS = {
    "campaigns/library.md": CAMPAIGN,
    "campaigns/bridge.md": f"Title: Bridge\nStatus: draft\n{HEADER}",
    "news/broken.md": f"Title: Broken\nDate: 2021-03-04\nStatus: published\nColour: x\n{HEADER}\n::: note\n\nWords.\n",
    "news/drafted.md": f"Title: A <b> drafted one\nDate: 2027-01-01\nStatus: draft\nColour: red\n{HEADER}",
    "news/later.md": f"Title: Later\nDate: 2027-03-04\nStatus: published\n{HEADER}",
    "news/soon.md": f"Title: Soon\nDate: 2027-03-01 09:00\nStatus: published\n{HEADER}",
    "news/public.md": "Title: Public\nDate: 2021-03-04\nStatus: published\nSummary: It alone.\n\nWords.\n",
    "news/freed.md": f"Title: Freed\nDate: 2021-03-04\nExpires on: 2026-12-05\n{HEADER}",
    "announcements/over.md": "Title: Over\nStarts: 2026-01-01\nEnds: 2026-02-01\n\nCome.\n",
    "announcements/held.md": "Title: Held\nStarts: 2026-11-01\nEnds: 2026-12-01\n\nDO NOT PUBLISH\n",
    "announcements/never.md": "Title: Never\nStarts: 2027-06-01\nEnds: 2027-05-01\n\nCome.\n",
    "announcements/then.md": "Title: Then\nStarts: 2027-03-02\nEnds: 2027-03-04\n\nCome.\n",
    "announcements/now.md": "Title: Now\nStarts: 2026-11-01\nEnds: 2026-12-01\n\nCome.\n",
}
MEMBERS = {
    "0101": {},
    "0102": {"Consent": "web"},
    "0103": {"Consent": "print"},
    "0104": {"Withdrawn": "2026-01-02"},
    "0105": {"Consent-until": "2027-03-04"},
    "0106": {"Consent-until": "2026-11-21"},
    "0107": {"Campaign": "bridge"},
    "0108": {"Consent-until": "2027-03-04", "Consent": "web"},
}
WITHDRAWN = "0090 = { date = 2026-01-02 }\n"
STANDINGS = {
    "0090": "withdrawn",
    "0101": "web, print",
    "0102": "web only",
    "0103": "left out",
    "0104": "withdrawn",
    "0105": "web, print",
    "0106": "left out",
    "0107": "web, print, not shown yet",
    "0108": "web only",
}
NOT_CLEARED = [member_id for member_id, words in STANDINGS.items() if words in ("left out", "withdrawn")]

DRAFT_WORDS = "Draft: in no public file until its line Status, or what else keeps it back, says something else."


def draw(file: Path, number: int) -> None:
    """A picture that looks like none of the others."""
    picture = Image.new("RGB", (90, 70 + 20 * (number % 3)), "ivory")
    for row in range(8):
        for column in range(8):
            if (number * 2654435761 >> (row * 3 + column)) & 1:
                ImageDraw.Draw(picture).rectangle((column * 11, row * 9, column * 11 + 10, row * 9 + 8), fill="navy")
    picture.save(file)


@pytest.fixture(scope="module")
def project(tmp_path_factory: pytest.TempPathFactory) -> SmallSite:
    files = {**TEXTS, "withdrawn.toml": WITHDRAWN}
    files |= {f"selfies/{member_id}.md": member(answers) for member_id, answers in MEMBERS.items()}
    site = small_project(tmp_path_factory.mktemp("desk") / "project", files, selfies="content/selfies")
    for member_id in MEMBERS:
        draw(site.folder / f"content/selfies/{member_id}.jpg", int(member_id))
    return site


@pytest.fixture(scope="module")
def live(project: SmallSite) -> LiveSite:
    live = read(project.folder)
    while live.has_to_look():
        live.look()
    return live


@pytest.fixture(scope="module")
def desk(live: LiveSite) -> LexborHTMLParser:
    return LexborHTMLParser(desk_page(live).decode())


def test_the_graver_a_file_is_the_earlier_it_comes_and_so_within_a_file() -> None:
    note = finding("C24.over", Where("content/a.md"), day=date(2026, 1, 1))
    warning = finding("C06.unknown", Where("content/b.md", 9), field="x", known="y")
    error = finding("C32.never-ends", Where("content/c.md", 5), block="::: x", colons=":::")
    more = finding("C06.unknown", Where("content/c.md", 2), field="x", known="y")

    assert by_file([note, warning, more, error]) == [
        ("content/c.md", [error, more]),
        ("content/b.md", [warning]),
        ("content/a.md", [note]),
    ]


def test_what_is_to_be_mended_is_told_in_words_each_with_the_place_that_the_editor_opens(desk) -> None:
    files = [words(one) for one in desk.css("#to-mend .file__path")]
    grave = [one for one in desk.css("#to-mend .file") if one.css_first(".finding--error")]
    broken = grave[2]
    button = first(broken, "button.open")

    assert files[:3] == [f"content/{name}.md" for name in ("announcements/held", "announcements/never", "news/broken")]
    assert files[len(grave) :] == sorted(files[len(grave) :])
    assert "content/news/public.md" not in files
    assert words(button) == "content/news/broken.md:9"
    assert (attribute(button, "data-path"), attribute(button, "data-line")) == ("content/news/broken.md", "9")
    assert words(first(broken, ".finding__problem")) == 'The "::: note" that starts here never ends.'
    assert words(first(broken, ".finding__remedy")) == "Add a line with only :::"
    assert attribute(first(broken, ".finding__code"), "href") == "/_guide/#C32"


def test_drafts_lead_to_their_pages_and_say_what_would_be_wrong(desk, live) -> None:
    rows = {words(first(row, "h3")): row for row in desk.css("#drafts .row")}
    drafted = rows["A <b> drafted one"]

    assert list(rows) == ["Bridge", "A <b> drafted one"]
    assert live.answer(attribute(first(drafted, "h3 a"), "href")).status == 200
    assert words(first(drafted, "summary")) == "1 line to look at before it is published"
    assert 'Once this draft is published: "Colour" is not a field I use.' in words(drafted)


def test_what_follows_from_a_mistake_in_a_draft_is_not_told_of_its_page(tmp_path: Path) -> None:
    event = "Title: A hall\nStarts: 2026-12-01 18:00\nModified: 2026-11-01\nStatus: draft\n\nCome.\n"
    script = "Title: A script\nDate: 2026-11-01\nStatus: draft\n\n<script>alert(1)</script>\n"
    live = read(small_project(tmp_path / "project", {"events/hall.md": event, "news/script.md": script}).folder)
    while live.has_to_look():
        live.look()

    told = {one.code for path in ("content/events/hall.md", "content/news/script.md") for one in live.about(path)}

    assert told == {"C140", "C35"}


def test_what_the_days_change_comes_in_their_order_and_no_draft_is_there_nor_what_is_over(desk) -> None:
    found = [
        (words(first(day, "time")), words(first(row, ".row__kind")), words(first(row, ".row__title")))
        for day in desk.css(".day")
        for row in day.css(".row")
    ]
    later = ", once a publish runs then or later"

    assert found == [
        ("Tuesday 1 December 2026", "Shown for the last time", "Now"),
        ("Saturday 5 December 2026", "A line of it asks that it be public no longer", "Freed"),
        ("Monday 1 March 2027", f"Public from 9:00 a.m. on{later}", "Soon"),
        ("Tuesday 2 March 2027", f"Public from this day on{later}", "Then"),
        ("Thursday 4 March 2027", f"Public from this day on{later}", "Later"),
        ("Thursday 4 March 2027", "Shown for the last time", "Then"),
        ("Thursday 4 March 2027", "Last day of consent", "2 members leave the wall"),
    ]
    assert [words(one) for one in desk.css(".ids a")] == ["0105", "0108"]
    assert words(first(desk, ".day__away")) == "in 9 days"


def test_what_waits_leads_to_its_page_and_what_has_none_to_its_file(desk, live) -> None:
    rows = {words(first(row, ".row__title")): row for row in desk.css(".day .row")}

    assert live.answer(attribute(first(rows["Soon"], "h4 a"), "href")).status == 200
    assert rows["Then"].css_first("h4 a") is None
    assert attribute(first(rows["Then"], "button.open"), "data-path") == "content/announcements/then.md"


def test_every_submission_is_on_the_sheet_by_its_id_with_a_word_for_its_colour(desk) -> None:
    tiles = {words(first(one, ".selfie__id")): words(first(one, ".selfie__words")) for one in desk.css(".selfie")}

    assert {one: said.removeprefix(f"{one} ") for one, said in tiles.items()} == STANDINGS
    assert list(tiles) == sorted(tiles)
    assert [words(one) for one in desk.css(".choice")] == [
        "Web, print: 3",
        "Web only: 2",
        "Left out: 2",
        "Withdrawn: 2",
    ]


def test_whoever_is_left_out_is_so_for_reasons_that_are_told(desk) -> None:
    reasons = {words(first(one, "h4")): words(first(one, ".reasons")) for one in desk.css(".reason")}

    assert list(reasons) == ["0103", "0106"]
    assert "has no consent on record for the web; it is left out." in reasons["0103"]
    assert "its consent ended on 21 November 2026." in reasons["0106"]


def test_who_is_not_cleared_never_has_a_picture(desk, live, project) -> None:
    shown = {first(one, ".selfie__id").text() for one in desk.css(".selfie") if one.css_first("img")}
    cleared = {portrait.member.submission.id: portrait.picture for portrait in live.public.build.members.portraits}
    sources = {attribute(image, "src").removeprefix("/") for image in desk.css("img")}

    assert shown == cleared.keys() == STANDINGS.keys() - set(NOT_CLEARED)
    assert sources == desk_pictures(live) == {picture.fallback[0].name for picture in cleared.values()}
    assert not {file.name for file in (project.folder / "content/selfies").iterdir()} & sources


def test_pictures_wait_until_they_are_scrolled_to(desk) -> None:
    assert {image.attributes.get("loading") for image in desk.css("img")} == {"lazy"}


def test_nothing_is_told_of_a_member_but_the_id(live) -> None:
    html = desk_page(live).decode()

    assert not [told for told in (ANSWERED["Name"], ANSWERED["Workplace"], WORDS, "by e-mail, 2021") if told in html]


@pytest.fixture
def failing(project: SmallSite, tmp_path: Path) -> LiveSite:
    """The site after an edit with which it cannot be read."""
    folder = tmp_path / "project"
    shutil.copytree(project.folder, folder, symlinks=True)
    live = read(folder)
    settings = folder / "publishconf.py"
    settings.write_text(f"{settings.read_text()}\nNAVIGATION = [\n")
    live.read()
    assert live.failed
    return live


def test_nobody_is_shown_while_nobody_can_know_who_agrees(failing: LiveSite) -> None:
    html = desk_page(failing).decode()

    assert "The site cannot be read as it is now." in html
    assert "publishconf.py" in html
    assert "<img" not in html
    assert desk_pictures(failing) == set()


def test_before_anything_could_be_read_only_what_is_to_be_mended_is_told(tmp_path: Path) -> None:
    (tmp_path / "publishconf.py").write_text("NAVIGATION = [\n")
    live = LiveSite(tmp_path)
    live.read()

    html = desk_page(live).decode()

    assert "The site could not be read yet." in html
    assert "publishconf.py:1" in html
    assert "There is no draft" not in html


def test_an_empty_desk_says_so_and_what_to_type(tmp_path: Path) -> None:
    html = desk_page(read(small_project(tmp_path, {}).folder)).decode()

    assert "There is no draft. To begin a story" in html
    assert 'python3 tasks.py new story "Title"' in html
    assert "There is no submission." in html
    assert "Nothing waits for its day" in html


@pytest.mark.needs("java", "vnu")
def test_the_desk_is_valid(live: LiveSite, tmp_path: Path, vnu_jar: Path) -> None:
    (tmp_path / "desk.html").write_bytes(desk_page(live))

    assert invalid(vnu_jar, [tmp_path / "desk.html"]) == []


@pytest.fixture
def folder(live: LiveSite, tmp_path: Path) -> Path:
    """The desk as a file, with its stylesheet."""
    (tmp_path / "_preview").mkdir()
    shutil.copy(HERE / "pages.css", tmp_path / "_preview")
    (tmp_path / "index.html").write_bytes(desk_page(live))
    return tmp_path


@pytest.mark.needs("chromium")
def test_the_sheet_shows_those_alone_who_are_chosen(folder: Path) -> None:
    with served(folder) as address, chromium() as browser:
        page = browser.new_page()
        page.goto(address)
        page.get_by_label("Left out: 2").check()
        ids = page.locator(".selfie__id")

        assert [one for one in ids.all_inner_texts() if page.locator(f"#selfie-{one}").is_visible()] == ["0103", "0106"]


@pytest.mark.needs("chromium", "axe")
@pytest.mark.parametrize("views", VIEWS)
def test_axe_finds_nothing_on_the_desk(folder: Path, axe_script: Path, views: list[View]) -> None:
    with served(folder) as address, chromium() as browser:
        page = browser.new_page()
        page.goto(address)
        assert list(violations(page, axe_script, views)) == []
        page.set_viewport_size({"width": 320, "height": 900})
        assert page.evaluate("document.documentElement.scrollWidth") <= 320


# -- What each text is --


def test_drafts_come_first_and_then_what_waits_the_next_first() -> None:
    texts = (
        Entry("content/news/p.md", "P", "/news/p/", State.PUBLIC, datetime(2021, 3, 4)),
        Entry("content/news/z.md", "Z", "/news/z/", State.SCHEDULED, datetime(2027, 3, 4, 9)),
        Entry("content/news/a.md", "A", "/drafts/a/", State.DRAFT),
        Entry("content/announcements/c.md", "C", "", State.SCHEDULED, date(2027, 3, 1)),
    )

    assert [one.title for one in not_public_yet(texts)] == ["A", "C", "Z"]


LATER = ": in no public file until a publish runs then or later."


@pytest.mark.parametrize(
    ("state", "since", "said"),
    [
        (
            State.DRAFT,
            None,
            DRAFT_WORDS,
        ),
        (State.HIDDEN, None, "Hidden: on no list, but whoever has the address can read it."),
        (State.SCHEDULED, datetime(2027, 3, 4), f"Scheduled for Thursday 4 March 2027{LATER}"),
        (State.SCHEDULED, datetime(2027, 3, 4, 9), f"Scheduled for Thursday 4 March 2027, 9:00 a.m.{LATER}"),
        (State.PUBLIC, datetime(2021, 3, 4), "Public since Thursday 4 March 2021."),
        (State.PUBLIC, None, "Public as soon as you publish."),
        (State.UNSAID, datetime(2021, 3, 4), "Public since Thursday 4 March 2021. No line Status says so: write one."),
        (State.UNSAID, None, "Public as soon as you publish. No line Status says so: write one."),
    ],
)
def test_a_text_is_told_in_a_sentence(state: State, since: datetime | None, said: str) -> None:
    assert sentence(Entry("content/news/a.md", "A", "/a/", state, since)) == said


def test_texts_of_a_real_build_are_told_with_what_they_are(tmp_path: Path) -> None:
    files = {
        "news/drafted.md": f"Title: Drafted\nDate: 2021-03-04\nStatus: draft\n{HEADER}",
        "news/soon.md": f"Title: Soon\nDate: 2027-03-04 09:00\nStatus: published\n{HEADER}",
        "news/unsaid.md": story("Unsaid"),
        "news/hidden.md": f"Title: Hidden\nDate: 2021-03-04\nStatus: hidden\n{HEADER}",
        "pages/stated.md": f"Title: *Stated*\nStatus: published\n{HEADER}",
        "pages/map.md": f"Title: Map\nDate: 2027-03-05\nStatus: published\n{HEADER}",
        "announcements/then.md": "Title: Then\nStarts: 2027-03-01\nEnds: 2027-03-02\n\nCome.\n",
    }
    site = small_site(tmp_path, files)
    settings = with_drafts(site.settings())
    engine = settings["PELICAN_CLASS"](settings)
    engine.build()

    texts = {one.path.rpartition("/")[2]: one for one in entries(engine.made)}

    assert f"{texts['map.md'].since}" == "2027-03-05 00:00:00-07:00"
    assert {name: (one.state.value, one.address) for name, one in texts.items()} == {
        "map.md": ("scheduled", "/drafts/pages/map/"),
        "drafted.md": ("draft", "/drafts/drafted/"),
        "soon.md": ("scheduled", "/drafts/soon/"),
        "unsaid.md": ("unsaid", "/news/unsaid/"),
        "hidden.md": ("hidden", "/news/hidden/"),
        "stated.md": ("public", "/stated/"),
        "home.md": ("unsaid", "/"),
        "then.md": ("scheduled", ""),
    }


def test_drafts_that_are_listed_as_if_they_were_published_are_drafts_all_the_same(tmp_path: Path) -> None:
    files = {
        "news/drafted.md": f"Title: Drafted\nDate: 2021-03-04\nStatus: draft\n{HEADER}",
        "news/held.md": f"Title: Held\nDate: 2021-03-04\n{HEADER}\nDo not publish.\n",
        "news/public.md": f"Title: Public\nDate: 2021-03-04\nStatus: published\n{HEADER}",
    }
    live = read(small_project(tmp_path, files).folder, Options(lists_drafts=True))

    states = {one.path: one.state for one in live.entries()}

    assert states["content/news/drafted.md"] is State.DRAFT
    assert states["content/news/held.md"] is State.DRAFT
    assert states["content/news/public.md"] is State.PUBLIC


@pytest.mark.parametrize(
    ("path", "said"),
    [
        ("content/news/a-plan.md", "http://localhost:8000/drafts/a-plan/"),
        ("content/pages/a-plan.md", "http://localhost:8000/drafts/pages/a-plan/"),
        ("content/campaigns/a-plan.md", "http://localhost:8000/drafts/pages/a-plan/"),
        ("content/people/ruth.md", "Author: ruth"),
        ("content/announcements/a.md", "/_desk/"),
    ],
)
def test_new_says_where_its_page_will_be(path: str, said: str) -> None:
    assert how_to_look(Path(path)).endswith(said)
