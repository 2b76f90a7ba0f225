import errno
from datetime import date
from pathlib import Path

import pytest

from plugins.core.findings import SiteError
from plugins.core.header import SeenFile, source_of
from plugins.core.header_check import check_header
from plugins.kinds.all import KINDS
from plugins.kinds.hints import hints_of, left_hints
from plugins.kinds.new import create, slug_of
from plugins.kinds.story import STORY
from tests.small_disk import filled, small_disk
from tests.small_site import small_site


@pytest.mark.parametrize(
    ("title", "slug"),
    [
        ("Привет мир", "privet-mir"),
        ("日本語", "ri-ben-yu"),
        ("Ελλάδα", "ellada"),
        ("Straße", "strasse"),
        ("Łódź", "lodz"),
        ("مرحبا", "mrhb"),
        ("✊✊", ""),
    ],
)
def test_a_title_in_any_letters_has_an_address(title, slug):
    assert slug_of(title) == slug


TODAY = date(2026, 11, 22)
FILES = {"campaign": "content/campaigns", "story": "content/news", "page": "content/pages"}
ALL = FILES | {"person": "content/people", "announcement": "content/announcements"}
DRAFTS = {
    "SHOW_UNPUBLISHED": True,
    "DRAFT_SAVE_AS": "drafts/{slug}/index.html",
    "DRAFT_PAGE_SAVE_AS": "drafts/pages/{slug}/index.html",
}


@pytest.mark.parametrize("kind", FILES)
def test_a_starting_file_is_a_draft_that_builds_with_notes_of_its_hints_alone(tmp_path, kind):
    site = small_site(tmp_path)
    file = create(tmp_path, kind, 'Don\'t {cut} "Québec": a  plan', TODAY)

    assert file == tmp_path / FILES[kind] / "dont-cut-quebec-a-plan.md"
    told = {(found.code, found.level) for found in site.build(**DRAFTS)}
    # What a campaign is about does not stand in its first paragraph.
    assert told == {("C36", "note"), *([("C67", "note")] if kind == "campaign" else [])}
    drafted = [name for name in site.published() if name.startswith("drafts/")]
    assert len(drafted) == 1
    assert "Don’t {cut} “Québec”: a plan" in site.page(drafted[0])


@pytest.mark.parametrize("kind", FILES)
def test_the_words_of_a_starting_file_reach_no_reader(tmp_path, kind):
    site = small_site(tmp_path)
    file = create(tmp_path, kind, "A plan", TODAY)
    file.write_text(file.read_text().replace("Status: draft", "Status: published"))

    mistakes = [one for one in site.mistakes() if kind != "campaign" or "has no description" not in one]

    hints = hints_of(next(one for one in KINDS if one.name == kind).starter)
    assert len(hints) >= 2
    assert [line.endswith("or delete it.  [C36]") for line in mistakes] == [True] * len(hints)
    assert all(f'"{hint[:40]}' in "".join(mistakes) for hint in hints)


def test_an_announcement_is_told_of_its_first_words_from_its_first_day_on(tmp_path):
    site = small_site(tmp_path)
    file = create(tmp_path, "announcement", "A plan", TODAY)

    assert "Starts: 2026-11-29\nEnds: 2026-12-06\n" in file.read_text()
    assert site.build() == []
    (mistake,) = site.mistakes(AS_OF="2026-11-29 09:00")
    assert mistake.startswith("error content/announcements/a-plan.md:7 ")
    assert mistake.endswith("[C36]")


HEADER = "Title: A plan\nDate: 2021-03-04\nSummary: What it is about.\n\n"


@pytest.mark.parametrize(
    ("body", "lines"),
    [
        ("Begin with what happened. On Monday 300 nurses walked out.", [5]),
        ("On Monday 300 nurses walked out.\n\nBegin with what\nhappened.", [7]),
        ("- Say the one thing a reader should do now.", [5]),
        ("> Write here what you know.", [5]),
        ("**Say the one thing a reader should do now.**", [5]),
        ("Begin with what happened.\n\nSay the one thing a reader should do now.", [5, 7]),
        ("## What happened\n\nThree hundred nurses walked out.", []),
        ("Nurses begin with what happened to them.", []),
    ],
)
def test_a_hint_is_found_whatever_is_written_around_it(body, lines):
    source, _ = source_of(SeenFile("content/news/a.md", (HEADER + body).encode()))

    assert [one.where.line for one in left_hints(source, STORY.starter)] == lines


def test_every_line_that_a_header_may_well_have_is_there_and_empty(tmp_path):
    text = create(tmp_path, "story", "A plan", TODAY).read_text()

    for name in ("Author", "Campaign", "Tags", "Summary", "Image", "Image-description", "Image-focus"):
        assert f"\n{name}:\n" in text


@pytest.mark.parametrize("kind", ALL)
def test_every_kind_can_be_begun_with_its_needed_fields(tmp_path, kind):
    chosen = next(one for one in KINDS if one.name == kind)
    file = create(tmp_path, kind, "Ruth Okafor", TODAY)
    source, _ = source_of(SeenFile("x.md", file.read_bytes()))

    assert file == tmp_path / ALL[kind] / "ruth-okafor.md"
    assert not [
        field.name for field in chosen.fields if field.required and field.name != "Date" and not source.find(field.name)
    ]
    assert check_header(source, chosen.fields) == []


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("Story", None),
        ("stroy", "story"),
        ("news", "story"),
        ("people", "person"),
        ("anouncement", "announcement"),
        ("selfei", "selfie"),
    ],
)
def test_a_kind_that_is_mistyped_is_suggested(tmp_path, typed, meant):
    if meant is None:
        assert create(tmp_path, typed, "A plan", TODAY).is_file()
        return
    with pytest.raises(SiteError) as wrong:
        create(tmp_path, typed, "A plan", TODAY)

    assert f'Did you mean "{meant}"?' in str(wrong.value)


@pytest.mark.parametrize("kind", FILES)
def test_a_starting_file_is_in_no_public_output(tmp_path, kind):
    site = small_site(tmp_path)
    create(tmp_path, kind, "A plan", TODAY)

    assert {(found.code, found.level) for found in site.build()} == {("C36", "note")}
    assert not [name for name in site.published() if "a-plan" in name]


@pytest.mark.parametrize("kind", FILES)
def test_what_is_there_already_is_not_overwritten(tmp_path, kind):
    file = create(tmp_path, kind, "A plan", TODAY)
    file.write_text("my words")

    with pytest.raises(SiteError) as wrong:
        create(tmp_path, kind, "A Plan!", TODAY)

    assert file.read_text() == "my words"
    where = f"{FILES[kind]}/a-plan.md:1"
    assert str(wrong.value) == f"error {where}  This file is there already. Choose another title.  [C10]"


NOT_KNOWN = "is not something I can start. Use announcement, campaign, event, matter, story, page, person or selfie."
NO_LETTER = "has no letter that can stand in a web address. Give it a title in the letters a to z."


@pytest.mark.parametrize(
    ("kind", "title", "message"),
    [
        ("poster", "A", f'error content:1  "poster" {NOT_KNOWN}  [C34]'),
        ("blog", "A", 'error content:1  "blog" is not something I can start. Did you mean "story"?  [C34]'),
        ("Stories", "A", 'error content:1  "Stories" is not something I can start. Did you mean "story"?  [C34]'),
        ("page", "???", f'error content/pages:1  "???" {NO_LETTER}  [C02]'),
    ],
)
def test_what_cannot_be_started_is_refused(tmp_path, kind, title, message):
    with pytest.raises(SiteError) as wrong:
        create(tmp_path, kind, title, TODAY)

    assert str(wrong.value) == message
    assert not list(tmp_path.iterdir())


@pytest.mark.parametrize(
    ("title", "slug"),
    [
        ("A plan", "a-plan"),
        ("  Don’t  stop -- now! ", "dont-stop-now"),
        ("Œuvre Ærø Ångström 1½", "oeuvre-aero-angstrom-1-1-2"),
        ("../../etc/passwd", "etc-passwd"),
        ("x" * 200, "x" * 80),
        (f"{'x' * 79} y", "x" * 79),
        ("日本", "ri-ben"),
    ],
)
def test_a_title_becomes_the_last_part_of_an_address(title, slug):
    assert slug_of(title) == slug


@pytest.mark.parametrize(
    "step",
    [
        "Come to the next meeting.",
        "Talk to the person you work beside.",
        "Send a picture of yourself with a sign that says what your job keeps going.",
        "Write to the minister.",
        "Tell three others.",
    ],
)
def test_what_a_campaign_may_well_ask_of_readers_is_no_hint(step):
    campaign = next(one for one in KINDS if one.name == "campaign")
    source, _ = source_of(SeenFile("content/campaigns/a.md", f"Title: A\n\n1. {step}\n".encode()))

    assert list(left_hints(source, campaign.starter)) == []


@pytest.mark.parametrize(
    ("kind", "path"), [("fact", "facts.toml"), ("Contact", "contacts.toml"), ("term", "house-style.toml")]
)
def test_what_is_a_part_of_a_list_is_told_where_it_belongs(tmp_path: Path, kind: str, path: str) -> None:
    with pytest.raises(SiteError) as raised:
        create(tmp_path, kind, "members", TODAY)

    assert str(raised.value) == (
        f"error content/{path}:1  A {kind.lower()} is no file of its own but a part of this one."
        f" Write it there; what it may say tells  python3 tasks.py new {kind.lower()} --fields  [C34]"
    )


def test_a_full_disk_is_named_with_the_file_and_keeps_no_empty_one(tmp_path):
    disk = tmp_path / "disk"
    with small_disk(disk, "64k"):
        (disk / "content/news").mkdir(parents=True)
        with filled(disk, but_bytes=0), pytest.raises(OSError, match=r"x\.md") as raised:
            create(disk, "story", "X", TODAY)
        assert raised.value.errno == errno.ENOSPC
        assert not list((disk / "content/news").iterdir())
        assert create(disk, "story", "X", TODAY).read_text()
