"""Headers that other programs wrote: what is meant is read, and each line to type is told."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from plugins.kinds.event import EVENT
from plugins.kinds.foreign_values import one_line
from plugins.kinds.person import PERSON
from plugins.kinds.story import STORY
from plugins.site.live import is_kept_back
from tests.cost import in_hashes
from tests.fuzz import examples
from tests.kinds.parsed import NOW, findings_of, parsed

PATH = "content/news/plan.md"
HEADERS = {
    "Hugo, quoted": ('---\ntitle: "A: b"\ndate: 2021-05-01\n---\nText', {"Title": "A: b", "Date": "2021-05-01"}),
    "Hugo, a list": (
        "---\ntitle: A\ndate: 2021-05-01\ntags: [wages, 'hours']\n---\nText",
        {"title": "A", "date": "2021-05-01", "Tags": "wages, hours"},
    ),
    "a list over lines": (
        '---\ntitle: A\ntags: [wages,\n  "hours, paid"\n]\n---\nText',
        {"title": "A", "Tags": "wages, hours, paid"},
    ),
    "Jekyll": (
        "---\ntitle: A\ncategories:\n- wages\n- overtime\nexcerpt: 'It''s'\n---\nText",
        {"title": "A", "Tags": "wages, overtime", "Summary": "It's"},
    ),
    "Astro": (
        "---\ntitle: A\npubDate: 'Jul 08 2022'\nupdatedDate: Jul 9 2022\nheroImage: '/images/a.jpg'\n---\nText",
        {"title": "A", "Date": "2022-07-08", "Modified": "2022-07-09", "Image": "images/a.jpg"},
    ),
    "other names alone": (
        "---\ntitle: A\npubDate: 2021-05-01\ndescription: D.\n---\nText",
        {"title": "A", "Date": "2021-05-01", "Summary": "D."},
    ),
    "words over lines": (
        '---\ntitle: "A"\nsummary: >-\n  One\n  two.\n---\nText',
        {"Title": "A", "Summary": "One two."},
    ),
    "keys in keys": (
        "---\ntitle: A\ncover:\n  image: ./a.jpg\n  alt: Words\nauthors:\n  - name: Ana\n  - name: Bo\n---\nText",
        {"title": "A", "Image": "a.jpg", "Image-description": "Words", "Authors": "Ana, Bo"},
    ),
    "signs of YAML in a headline": (
        "title: 'It''s: on'\nsummary: \"A \\\"b\\\" c\"\ndate: 2021-05-01\n\nText",
        {"title": "It's: on", "summary": 'A "b" c', "date": "2021-05-01"},
    ),
    "Notion": (
        "# A: b\n\nCreated: March 4, 2025 10:00 AM\nTags: wages, hours\nOwner: Jo\n\nText",
        {"Title": "A: b", "Date": "2025-03-04 10:00", "Tags": "wages, hours", "Owner": "Jo"},
    ),
    "Notion, one line": ("# A #\n\n\nDate: 2025-03-04\n\nText", {"Title": "A", "Date": "2025-03-04"}),
    "one tag in quotation marks": ('Title: A\nTags: "wages", hours\n\nText', {"Title": "A", "Tags": "wages, hours"}),
    "one tag in quotation marks beside an apostrophe": (
        'Title: A\nTags: "wages", workers\' rights\n\nText',
        {"Title": "A", "Tags": "wages, workers' rights"},
    ),
    "tags in a word processor's quotation marks": (
        "Title: “A”\nTags: “wages”, ‘hours’, rest; « paix »\nAuthor: „Jo“\n\nText",
        {"Title": "“A”", "Tags": "wages, hours, rest; paix", "Author": "Jo"},
    ),
    "a headline in curled ones in YAML": (
        "---\ntitle: “A”\ntags: [“wages”]\nauthors:\n- ‘Jo’\n---\nText",
        {"title": "“A”", "Tags": "wages", "Authors": "Jo"},
    ),
    "tags in two ways": ("Title: A\nTags: hours; 'wages'\n\nText", {"Title": "A", "Tags": "hours, wages"}),
    "tags in round brackets": ("Title: A\nTags: (wages, hours)\n\nText", {"Title": "A", "Tags": "wages, hours"}),
    "tags in braces": ("Title: A\nTags: {wages, hours}\n\nText", {"Title": "A", "Tags": "wages, hours"}),
    "tags behind dashes": ("Title: A\nTags: - wages, - hours\n\nText", {"Title": "A", "Tags": "wages, hours"}),
    "a list of what has a name": (
        "---\ntitle: A\nauthors: [{name: Ana}, {name: Bo}]\n---\nText",
        {"title": "A", "Authors": "Ana, Bo"},
    ),
    "a gap": ("---\ntitle: A\n\ndate: 2021-05-01\n---\nText", {"title": "A", "date": "2021-05-01"}),
    "a note": ("---\n# ours\ntitle: 'A'\n---\nText", {"Title": "A"}),
    "TOML": (
        '+++\ntitle = "A \\"b\\""\ndate = 2021-05-01T10:00:00Z\ntags = ["wages",\n "hours"]\n+++\nText',
        {"Title": 'A "b"', "Date": "2021-05-01 10:00Z", "Tags": "wages, hours"},
    ),
    "TOML, a table": (
        "+++\ntitle = 'A'\n[params]\ndescription = 'D.'\n+++\nText",
        {"Title": "A", "Summary": "D."},
    ),
    "TOML that nobody can read": ('+++\ntitle = "A\ntags = ["a", "b"]\n+++\nText', {"Title": '"A', "Tags": "a, b"}),
    "TOML, named": ('---toml\ntitle = "A"\n---\nText', {"Title": "A"}),
    "JSON": (
        '{\n  "title": "A",\n  "date": "2021-05-01",\n  "tags": ["a", "b"]\n}\n\nText',
        {"Title": "A", "Date": "2021-05-01", "Tags": "a, b"},
    ),
    "JSON on a line": ('{"title": "A", "lang": "fr"}\n\nText', {"Title": "A", "Lang": "fr"}),
    "JSON between semicolons": (';;;\n"title": "A",\n"slug": "b"\n;;;\nText', {"Title": "A", "Slug": "b"}),
    "Org": (
        "#+TITLE: A\n#+DATE: <2021-05-01 Sat 10:00>\n#+FILETAGS: :a:b:\n\nText",
        {"Title": "A", "Date": "2021-05-01 10:00", "Tags": "a, b"},
    ),
    "Pandoc": ("% A\n% Ana Reyes\n% May 1, 2021\n\nText", {"Title": "A", "Author": "Ana Reyes", "Date": "2021-05-01"}),
    "reStructuredText": (":title: A\n:date: 2021-05-01\n\nText", {"Title": "A", "Date": "2021-05-01"}),
    "Nikola": (
        "<!--\n.. title: A\n.. date: 2021-05-01 10:00:00 UTC\n.. tags: a, b\n-->\n\nText",
        {"Title": "A", "Date": "2021-05-01 10:00:00", "Tags": "a, b"},
    ),
    "comments": (
        "---\ntitle: A # not yet\ndate: 2021-05-01 # noon?\ntags: a, b # both\nsummary: One. # Ann: true?\n---\nText",
        {"Title": "A", "Date": "2021-05-01", "Tags": "a, b", "Summary": "One."},
    ),
    "a comment in a header of ours": (
        "Title: A\nTags: [a, b] # both\nSlug: 'c' # d\n\nText",
        {"Title": "A", "Tags": "a, b", "Slug": "c"},
    ),
    "a comment without a space": ("---\ntitle: A #not the last word\n---\nText", {"Title": "A"}),
    "a list of things in braces": (
        "---\ntitle: A\nauthors:\n  - {name: Ann, url: x}\n  - {name: Bob}\n---\nText",
        {"title": "A", "Authors": "Ann, Bob"},
    ),
    "a comment behind a list": ("---\ntitle: A\ntags: [a, 'b #c'] # d\n---\nText", {"title": "A", "Tags": "a, b #c"}),
    "a comment between fields of ours": ("Title: A\n# who?\n# when?\nTags: b\n\nText", {"Title": "A", "Tags": "b"}),
    "a comment in a fence": ("---\nTitle: A\n# who?\nTags: b\n---\nText", {"Title": "A", "Tags": "b"}),
    "nothing in other words": (
        "---\ntitle: A\ntags: null\nauthor: ~\nsummary: []\nimage: ''\n---\nText",
        {"title": "A"},
    ),
    "comments in a list": (
        "---\ntitle: A\ntags: # topics\n  - wages # main\n  - 'b # c'   # d\n  # e\n  -\n    rest\n---\nText",
        {"title": "A", "Tags": "wages, b # c, rest"},
    ),
    "comments in brackets over lines": (
        "---\ntitle: A\ntags: [a, # b\n  c] # d\n---\nText",
        {"title": "A", "Tags": "a, c"},
    ),
    "a comment behind quoted lines": (
        '---\ntitle: A\nsummary: "One\n  2" # three\n---\nText',
        {"title": "A", "Summary": "One 2"},
    ),
    "gaps in a list": ("---\ntitle: A\ntags:\n- a\n\n- c\n\n\n- d\n---\nText", {"title": "A", "Tags": "a, c, d"}),
    "a comment in a list of ours": ("Title: A\nTags:\n- a # x\n- b\n\nText", {"Title": "A", "Tags": "a, b"}),
    "keys in keys in keys": (
        "---\ntitle: A\ntaxonomies:\n  tags:\n    - a\n    - b\n---\nText",
        {"title": "A", "Tags": "a, b"},
    ),
    "Zola": ('+++\ntitle = "A"\n[taxonomies]\ntags = ["a"]\n+++\nText', {"Title": "A", "Tags": "a"}),
    "Zola, other groups": (
        '+++\ntitle = "A"\n[taxonomies]\ncategories = ["a"]\n[extra]\nauthors = ["b"]\n+++\nText',
        {"Title": "A", "Tags": "a", "Author": "b"},
    ),
    "signs by number": (
        '---\ntitle: "\\u00e9\\t\\x41\\n\\U0001F600 \\"b\\" \\\\"\n---\nText',
        {"Title": 'é A 😀 "b" \\'},
    ),
    "braces": (
        "---\ntitle: A\ntags: {a: 1, b: 2}\nauthor: {name: Ann, age: 4}\nimage: {src: images/c.jpg}\n---\nText",
        {"title": "A", "Tags": "a, b", "Author": "Ann", "Image": "images/c.jpg"},
    ),
    "several authors": ("Title: A\nAuthor: [ann, bob]\n\nText", {"Title": "A", "Authors": "ann, bob"}),
    "topics": ('---\ntitle: A\ntags: "#wages #hours"\n---\nText', {"title": "A", "Tags": "wages, hours"}),
    "topics in a header of ours": ("Title: A\nTags: #wages #hours\n\nText", {"Title": "A", "Tags": "wages, hours"}),
    "a list in a header of ours": ("Title: A\nTags:\n- a\n  - b\n\nText", {"Title": "A", "Tags": "a, b"}),
    "brackets in a header of ours": ("Title: A\nTags: [a, b]\n\nText", {"Title": "A", "Tags": "a, b"}),
    "quotes in a header of ours": ('Title: "A"\nTags: "a", "b"\n\nText', {"Title": '"A"', "Tags": "a, b"}),
    "a quoted day": ("Title: A\nDate: '2021-05-01'\n\nText", {"Title": "A", "Date": "2021-05-01"}),
}


@pytest.mark.parametrize(("text", "meant"), HEADERS.values(), ids=HEADERS)
def test_what_another_program_says_is_read_as_it_is_meant_and_refused(text: str, meant: dict[str, str]) -> None:
    read = parsed(STORY, text, PATH)

    assert {entry.name.title(): entry.value for entry in read.source.entries} == {
        name.title(): value for name, value in meant.items()
    }
    assert read.source.body == "Text"
    assert text.split("\n")[read.source.body_line - 1] == "Text"
    assert any("[C104]" in finding and finding.startswith("error") for finding in findings_of(read))


@pytest.mark.parametrize("meant", [meant for _, meant in HEADERS.values()], ids=HEADERS)
def test_what_is_typed_instead_is_no_longer_refused(meant: dict[str, str]) -> None:
    header = "".join(f"{name}: {value}\n" for name, value in meant.items())
    read = parsed(STORY, f"{header}\nText", PATH)

    assert {entry.name: entry.value for entry in read.source.entries} == meant
    assert not any("[C104]" in finding for finding in findings_of(read))


OWN = (
    "Title: A\nDate: 2021-05-01\n\nText",
    'Title: "We will not go"\nSummary: [Live] "All" of it\n\nText',
    "Title: A\nSummary: One\n    two.\nTags: a, b\n\n- Text",
    "---\ntitle: A\ndate: 2021-05-01\ntags: a, b\nlayout: post\n---\n\nText",
    'Title: A\nAuthor: "Red" Ana "Ray"\n\nText',
    'Title: A\nTags: workers\' rights, "free" speech, co-op (2021)\n\nText',
    "Title: \"We said: no\"\nSummary: rock 'n' roll ''forever''\n\nText",
    "---\n\nSome text: here\n\n---\n\nText",
    "Title: A\n\n+++\n\ntitle = 1\n\n+++",
    "{#intro}\n\nText",
    "---\ntitle: Our #1 demand\nsummary: Local # 5 says #Strike now.\ntags: '#a'\n---\n\nText".replace("'", ""),
    "Title: A # of all\nDate: 2021-05-01\n\n# Text",
    ":::\n\nText",
    "% of all\n\nText",
    "Title: A\nText: no, wait\nText [a]",
    *("# Town hall\n\nDate: Friday\nPlace: Hall\n\nText", "# Minutes\n\nDate: 1 May\n\nText"),
    *("# A\n\nStatus: we wait\n\nText", "# A\n\nName: Jo\nRole: Nurse\n\nText", "# A\n\nStart: 7 pm\n\nText"),
)


@pytest.mark.parametrize("text", OWN)
def test_a_header_of_ours_is_left_alone(text: str) -> None:
    assert not any("[C104]" in finding for finding in findings_of(parsed(STORY, text, PATH)))


@pytest.mark.parametrize("says", ["draft: true", "draft: yes", "published: false", "build:\n  render: never"])
def test_a_draft_of_another_program_is_kept_back(says: str) -> None:
    read = parsed(STORY, f'---\ntitle: "A"\ndate: 2021-05-01\n{says}\n---\nText', PATH)

    assert is_kept_back(read, NOW)
    assert any(finding.endswith("[C86]") for finding in findings_of(read))


def test_an_event_below_a_heading_needs_no_year_for_its_end() -> None:
    read = parsed(EVENT, "# Rally\n\nStarts: 2027-05-01 19:00\nEnds: 9 pm\nPlace: Hall\n\nText", "content/events/a.md")

    assert [entry.value for entry in read.source.entries] == ["Rally", "2027-05-01 19:00", "2027-05-01 21:00", "Hall"]


def test_a_person_of_another_program_keeps_the_name() -> None:
    read = parsed(PERSON, '---\ntitle: "Ana Reyes"\nposition: Steward\n---\n', "content/people/ana.md")

    assert read.item
    assert (read.item.name, read.item.role) == ("Ana Reyes", "Steward")


SIGNS = [
    "---",
    "+++",
    "{",
    "}",
    "title: a",
    '"title": "b"',
    "tags: [a",
    "- b",
    "",
    "a = [1",
    "#+title: x",
    "% x",
    "  c: d",
]


@examples(300)
@given(st.lists(st.sampled_from(SIGNS), max_size=9).map("\n".join) | st.text("-+{}:=[]\"'#% \nat", max_size=40))
def test_no_header_breaks_the_reading_and_every_line_number_is_right(text: str) -> None:
    read = parsed(STORY, text, PATH)
    lines = text.split("\n")

    assert all(1 <= int(found.split()[1].rpartition(":")[2]) <= len(lines) for found in findings_of(read))
    assert read.source.body.split("\n") == (lines[read.source.body_line - 1 :] or [""])


@pytest.mark.parametrize(
    ("line", "told"),
    [
        (
            "title: X # no, use another",
            '"# no, use another" is a comment of another program: here readers would see it.',
        ),
        ("tags: null", '"tags: null" is written for another program, and says nothing. Delete it.'),
        ("# ask Ann", '"# ask Ann" is a comment of another program: here readers would see it. Delete it.'),
    ],
)
def test_what_is_wrong_with_a_line_alone_is_told_alone(line: str, told: str) -> None:
    title = "" if line.startswith("title") else "title: A\n"
    findings = findings_of(parsed(STORY, f"---\n{title}date: 2021-05-01\n{line}\n---\n\nText", PATH))

    assert len(findings) == 1
    assert told in findings[0]


def test_a_part_of_what_is_read_is_not_told_to_be_deleted() -> None:
    text = "---\ntitle: A\ndate: 2021-05-01\nauthor:\n  name: Ana\n  url: x\n---\n\nText"
    _, told = findings_of(parsed(STORY, text, PATH))

    assert "Write in place of all up to line 6:  Author: Ana" in told


@pytest.mark.parametrize(
    ("header", "ends"),
    [
        ('+++\ntitle = "A"\ntags = [\n "a", # ]\n "b]",\n]\nslug = "c"\n+++', {3: 6}),
        ('+++\ntitle = """\nA\nb"""\nsummary = \'\'\'c\n\'\'\'\ntags = ["d"]\n+++', {2: 4, 5: 6}),
        ('+++\ntitle = "A"\n[extra]\nimage = { path = "b.jpg" }\nauthors = [ "c",\n "d" ]\n+++', {5: 6}),
        ('{\n "title": "A",\n "tags": [\n  "a"\n ],\n "image": {\n  "src": "b.jpg"\n }\n}\n', {3: 5}),
        ("---\ntitle: A\naliases:\n  - /b/\n---", {3: 4}),
    ],
)
def test_it_is_told_on_which_line_a_value_ends(header: str, ends: dict[int, int]) -> None:
    told = findings_of(parsed(STORY, f"{header}\nText", PATH))
    lines = {int(one.split()[1].rpartition(":")[2]): re.search(r"up to line (\d+)", one) for one in told}

    assert {line: int(end[1]) for line, end in lines.items() if end} == ends


def test_a_group_is_told_where_it_begins() -> None:
    text = '+++\ntitle = "A"\ndate = 2021-05-01\n\n[[resources]]\nsrc = "a.jpg"\n+++\n\nText'
    lines = [line.split()[1] for line in findings_of(parsed(STORY, text, PATH))]

    assert lines == [f"{PATH}:1", f"{PATH}:2", f"{PATH}:3", f"{PATH}:5"]


@pytest.mark.parametrize("piece", ["''a", "api_key", "a-b.", "'a, ", '"a", ', "{a: b}, ", "a: b, "])
@pytest.mark.parametrize("around", ["", "[]", "{}"])
def test_a_value_of_many_pieces_takes_as_much_longer_as_there_are_more_of_them(piece: str, around: str) -> None:
    def cost(count: int) -> float:
        return in_hashes(lambda: one_line(f"{around[:1]}{piece * count}{around[1:]}"))

    assert cost(20_000) < 24 * max(cost(2_500), 1)


@pytest.mark.parametrize(
    ("value", "words"),
    [
        *(
            ("it's, ok", "it's, ok"),
            ("['a, b', c]", "a, b, c"),
            ("[a, , b]", "a, b"),
            ("['it''s', \"b, c\"]", "it's, b, c"),
        ),
        *(("'a' b, c", "'a' b, c"), ("[wages, 'it''s', hours]", "wages, it's, hours")),
    ],
)
def test_a_list_is_parted_at_its_commas(value: str, words: str) -> None:
    assert one_line(value) == words


def test_what_is_wrong_with_a_line_of_ours_is_told_beside_one_of_another_program() -> None:
    found = parsed(STORY, "Title: A\nDate: Tuesday, March 4th 2025\nTags: #wages #hours\n\nText", "content/news/a.md")

    assert {one.code for one in found.header_findings} == {"C104", "C04"}


@pytest.mark.parametrize(
    "text",
    [
        "# Town hall\n\nPlace: Hall 3\nTime: 7 pm\n\nText",
        "# Plan\n\nNote: this is a sentence.\n\nText",
        "# Plan\n\nWhat we won: a raise.\nWhat we lost: nothing.\n\nText",
        "# Plan\n\nThe text.\nDate: 2021-05-01\n",
        "# Plan\n\nText\n\nDate: 2021-05-01\nTags: a\n",
        "## Part\n\nDate: 2021-05-01\nTags: a\n",
    ],
)
def test_a_heading_above_words_with_colons_is_no_header_of_notion(text: str) -> None:
    assert not [one for one in findings_of(parsed(STORY, text, PATH)) if "[C104]" in one]


@pytest.mark.parametrize(
    ("header", "title"),
    [
        ('title: "A plan"\ndate: 2021-05-01\nsummary: "What it takes."', "A plan"),
        ("Title: 'It''s a plan: ours'\nDate: 2021-05-01\nSummary: 'What it takes.'", "It’s a plan: ours"),
        ('title: "A plan"\ndate: 2021-05-01\nauthor: "Ann Lee"', "A plan"),
        ('title: "A plan"\ndate: "2021-05-01"', "A plan"),
        ('Title: "A plan"\nDate: 2021-05-01\nSummary: What she called it.', "“A plan”"),
        ('Title: A plan\nDate: 2021-05-01\nSummary: "What it takes."', "A plan"),
        ('Title: "We are essential"\nDate: 2021-05-01\nSummary: "I cannot go on."', "“We are essential”"),
        ('Title: "A" and "B"\nDate: 2021-05-01\nSummary: "One", she said, "or two"', "“A” and “B”"),
    ],
)
def test_quotation_marks_around_several_values_are_another_programs(header: str, title: str) -> None:
    """Without lines of hyphens around them, too; a headline alone may be what somebody said."""
    read = parsed(STORY, f"{header}\n\nWords.\n", "content/news/a.md")

    assert read.item
    assert read.item.header["title"] == title
    assert any("Write  Title: " in one for one in findings_of(read)) == (header.startswith(("title", "Title: 'It")))
