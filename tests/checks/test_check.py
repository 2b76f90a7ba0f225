"""What `check` tells besides what a build does: drafts and what waits, each as it will be; what is public."""

from datetime import datetime
from functools import partial
from itertools import product
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from PIL import Image

from plugins.checks.check import check, moments, with_held_back
from plugins.core.window import Window
from plugins.engine.settings import site_settings
from tests.selfies.members import text
from tests.small_site import ROOT, small_site, story

SETTINGS = """
import sys
sys.path.append({root!r})
from publishconf import *
PATH, OUTPUT_PATH, SELFIES_PATH, SITEURL = {content!r}, {output!r}, {selfies!r}, "https://site.example"
AS_OF, NAVIGATION, PRIVACY, TAKE_DOWN = "2026-11-22 09:00", [], None, None
FEED_DOMAIN = SITEURL
"""
HEADER = "Title: Drafted\nDate: 2021-03-04\nStatus: draft\nSummary: What it is about.\n"
ANNOUNCEMENT = "Title: To come\nStarts: {starts}\nEnds: {ends}\nLink: {link}\n\nCome.\n"


def findings_of(folder: Path, files: dict[str, str], selfies: str | None = None) -> list[str]:
    """What `check --notes` tells of a small site with these files."""
    site = small_site(
        folder, {"pages/home.md": "Title: Home\nStatus: published\nSummary: It begins.\n\nHi.\n", **files}
    )
    settings = SETTINGS.format(
        root=str(ROOT), content=str(folder / "content"), output=str(site.output), selfies=selfies
    )
    (folder / "settings.py").write_text(settings)
    return [str(found) for found in check(folder / "settings.py")]


# What may be wrong in a draft: its body, more of its header, and the code.
WRONG = [
    ("[Words](/gone/)", "", "C11"),
    ("![A crowd](/images/gone.jpg)", "", "C13"),
    ("![](/images/empty-sign.jpg)", "", "C14"),
    ("::: pull-quote\nperson: nobody\n\nWords.\n:::", "", "C33"),
    ("::: heroo\n\nWords.\n:::", "", "C33"),
    ("::: note\n\nWords.", "", "C32"),
    ("Words.", "Modified: 2026-13-45\n", "C04"),
    ("Words.", "Sumary: Words.\n", "C06"),
    ("Words.", "Campaign: nowhere\n", "C33"),
    ("Words.", "Author: mara-lind\n", "C33"),
    ("Words.", "Image: images/gone.jpg\n", "C13"),
    ("[Words](#gone)", "", "C12"),
    ("## Two\n\n#### Four", "", "C27"),
    ("<script>alert(1)</script>", "", "C35"),
    ("Words. XXXX", "", "C36"),
]


def test_what_is_wrong_in_a_draft_is_a_note_of_what_would_be(tmp_path) -> None:
    files = {
        f"news/draft-{number}.md": HEADER.replace("Drafted", f"Draft {number}") + f"{header}\n{body}\n"
        for number, (body, header, _) in enumerate(WRONG)
    }
    header = HEADER.replace("Date: 2021-03-04\n", "")
    files |= {f"{folder}/of-{folder}.md": f"{header}\n[Words](/gone/)\n" for folder in ("pages", "campaigns")}

    lines = findings_of(tmp_path, files)

    for number, (_, _, code) in enumerate(WRONG):
        about = [line for line in lines if f"/draft-{number}.md:" in line]
        assert f"[{code}]" in "".join(about), (number, about)
    for folder in ("pages", "campaigns"):
        assert f"note content/{folder}/of-{folder}.md:5  Once this draft is published: The link " in "\n".join(lines)
    assert all(line.startswith("note ") for line in lines), lines
    assert all("Once this draft is published: " in line or "[C36]" in line for line in lines), lines


@pytest.mark.parametrize(
    ("header", "code"),
    [
        ("Title: Held\nDate: 2021-03-04\nStatus: Final\n", "C07"),
        ("Title: Held\n", "C03"),
        ("Date: 2021-03-04\n", "C01"),
        ("Title: Held\nDate: 2021-03-04\nPublished: not yet\n", "C86"),
    ],
)
def test_what_a_mistake_in_a_header_keeps_from_being_drawn_is_looked_at_in_the_same_run(
    tmp_path: Path, header: str, code: str
) -> None:
    text = f"{header}Summary: What it is about.\nImage: gone.jpg\n\n[Words](/gone/)\n"

    found = [line for line in findings_of(tmp_path, {"news/held.md": text}) if "held.md" in line]

    assert {code, "C11", "C13"} <= {line.rpartition("[")[2][:-1] for line in found}
    assert "[C10]" not in "".join(found)
    assert all(line.startswith("error ") for line in found if "[C11]" in line or "[C13]" in line)


@pytest.mark.parametrize("header", ["Status: draft\n", "Published: not yet\n"])
def test_no_address_of_a_draft_is_named_but_its_file(tmp_path: Path, header: str) -> None:
    files = {f"{name}.md": f"Title: Held\nDate: 2021-03-04\n{header}\n<div>\n" for name in ("news/a", "news/b")}

    found = findings_of(tmp_path, files)

    assert not [line for line in found if "/drafts/" in line]
    assert any("content/news/a.md has a <div> that is never closed" in line for line in found)
    assert any("content/news/a.md and content/news/b.md have the same title" in line for line in found)


def test_a_build_tells_what_is_wrong_with_a_text_that_a_mistake_kept_out_of_it(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    text = "Title: Held\nDate: 2021-03-04\nStatus: Final\nSummary: What it is about.\n\n[Words](/gone/)\n"
    told = [line for line in findings_of(tmp_path, {"news/held.md": text}) if not line.startswith("note ")]
    file = tmp_path / "settings.py"
    site = site_settings(file)

    with pytest.raises(SystemExit):
        site["PELICAN_CLASS"](site).run(look_again=partial(with_held_back, file, None))

    assert capsys.readouterr().err.splitlines() == [*told, "2 mistakes. The site was not changed."]
    assert "[C11]" in told[-1]


def test_a_draft_with_a_mistake_stops_neither_build_nor_preview(tmp_path) -> None:
    site = small_site(tmp_path, {"news/drafted.md": f"{HEADER}\n[Words](/gone/)\n\n::: note\n\nNever closed.\n"})
    drafts = {"SHOW_UNPUBLISHED": True, "DRAFT_SAVE_AS": "drafts/{slug}/index.html"}

    public, seen = site.build(), site.build(**drafts)

    assert [one.level for one in public + seen] == ["note"] * 3
    assert "Drafted" in site.page("drafts/drafted/index.html")


def test_two_drafts_of_one_address_take_nothing_else_away(tmp_path) -> None:
    second = HEADER.replace("Drafted", "Another") + "Slug: drafted\n"
    site = small_site(tmp_path, {"news/drafted.md": f"{HEADER}\nA.\n", "news/other.md": f"{second}\nB.\n"})

    found = site.build(SHOW_UNPUBLISHED=True, DRAFT_SAVE_AS="drafts/{slug}/index.html")

    assert [(one.code, one.level) for one in found] == [("C10", "note")]
    assert "drafts/drafted/index.html" in site.published()
    assert "Welcome" in site.page("index.html")


def test_a_front_page_that_is_a_draft_is_still_an_error(tmp_path) -> None:
    lines = findings_of(tmp_path, {"pages/home.md": "Title: Home\nStatus: draft\nSummary: It begins.\n\nHi.\n"})

    assert [line for line in lines if line.startswith("error") and "[C40]" in line]


def test_what_only_looks_like_a_draft_is_still_an_error(tmp_path) -> None:
    lines = findings_of(
        tmp_path, {"news/a.md": story("A", "[Words](/gone/)").replace("Summary", "Draft: true\nSummary")}
    )

    assert lines[0].startswith("error content/news/a.md:3 ")
    assert "[C86]" in lines[0]


def test_announcements_are_looked_at_as_they_will_be_on_their_days(tmp_path) -> None:
    files = {
        "announcements/soon.md": ANNOUNCEMENT.format(starts="2026-12-01", ends="2026-12-03", link="/gone/"),
        "announcements/later.md": ANNOUNCEMENT.format(starts="2027-02-01", ends="2027-02-02", link="/news/then/"),
        "announcements/over.md": ANNOUNCEMENT.format(starts="2026-10-01", ends="2026-10-02", link="/gone-too/"),
        "news/then.md": story("Then").replace("2021-03-04", "2027-01-15\nStatus: published"),
    }

    lines = findings_of(tmp_path, files)

    errors = [line for line in lines if line.startswith("error")]
    assert [line.partition("  ")[0] for line in errors] == ["error content/announcements/soon.md:4"]
    assert (
        "note content/announcements/soon.md:1  This will be on every page from 1 December 2026 to 3 December 2026."
        in str(lines)
    )


UTC = ZoneInfo("UTC")


def window(starts: int, ends: int | None = None) -> Window:
    return Window(datetime(2027, 1, starts, tzinfo=UTC), datetime(2027, 1, ends, tzinfo=UTC) if ends else None)


@pytest.mark.parametrize(
    ("waiting", "groups"),
    [
        ({}, []),
        ({"a": window(3), "b": window(9)}, [{"a", "b"}]),
        ({"a": window(3, 5), "b": window(4, 8), "c": window(2)}, [{"a", "b", "c"}]),
        ({"a": window(3, 5), "b": window(6, 8), "c": window(7)}, [{"a"}, {"b", "c"}]),
        ({"a": window(3, 5), "c": window(9)}, [{"a"}, {"c"}]),
        ({"upside-down": window(9, 5), "c": window(2)}, [{"c"}]),
    ],
)
def test_all_that_waits_is_seen_in_the_fewest_builds(waiting, groups) -> None:
    found = moments(waiting)

    assert list(found.values()) == groups
    assert all(waiting[path].holds(moment) for moment, paths in found.items() for path in paths)


# By file: more of its header, and what is told of it.
UNSAID = {
    "news/a.md": ("Date: 2021-03-04\n", "There is no status, so this is public, since 4 March 2021."),
    "news/b.md": ("Date: 2021-03-04\nStatus:\n", "There is no status, so this is public, since 4 March 2021."),
    "news/c.md": ("Date: 2027-03-04 09:00\n", "so everybody can read this from Thursday 4 March 2027, 9:00 a.m. on."),
    "pages/d.md": ("", "There is no status, so everybody can read this as soon as you publish."),
    "campaigns/e.md": ("", "There is no status, so everybody can read this as soon as you publish."),
    "news/f.md": ("Date: 2021-03-04\nStatus: published\n", ""),
    "news/g.md": ("Date: 2021-03-04\nStatus: Hidden\n", ""),
    "news/h.md": ("Date: 2021-03-04\nStatus: draft\n", ""),
    "news/i.md": ("Date: 2021-03-04\nDraft: true\n", ""),
}


def test_what_is_public_although_nobody_said_so_is_told_with_its_day(tmp_path) -> None:
    text = "Title: A story {name}\n{header}Summary: What it is about.\n\nWords.\n"
    lines = findings_of(tmp_path, {name: text.format(name=name, header=header) for name, (header, _) in UNSAID.items()})

    about = {line.partition(":")[0]: line for line in lines if "[C109]" in line}
    assert about.keys() == {f"note content/{name}" for name, (_, words) in UNSAID.items() if words}
    assert all(words in about[f"note content/{name}"] for name, (_, words) in UNSAID.items() if words)


# In pixels, each with a colour of its own, so that none is taken for another; whether it is told.
SIZES_PX = {
    "0900": ((128, 128), "teal", True),
    "0901": ((100, 640), "red", True),
    "0902": ((640, 319), "white", True),
    "0903": ((320, 320), "black", False),
    "0904": ((1000, 700), "olive", False),
}


def test_a_members_picture_that_is_too_small_to_be_sharp_is_told(tmp_path: Path) -> None:
    (tmp_path / "content/selfies").mkdir(parents=True)
    for member, (size_px, colour, _) in SIZES_PX.items():
        Image.new("RGB", size_px, colour).save(tmp_path / f"content/selfies/{member}.jpg")
    campaign = "Title: Keep the library open\nStatus: published\nSummary: Four hours less.\n\nSign it.\n"
    files = {"campaigns/library.md": campaign, **{f"selfies/{member}.md": text() for member in SIZES_PX}}
    lines = findings_of(tmp_path, files, str(tmp_path / "content/selfies"))

    blurred = [line for line in lines if "is blurred where it stands large" in line]
    told = {member: size_px for member, (size_px, _, is_told) in SIZES_PX.items() if is_told}
    assert [line.partition("  ")[0] for line in blurred] == [f"warning content/selfies/{one}.jpg:1" for one in told]
    for line, (member, (width_px, height_px)) in zip(blurred, told.items(), strict=True):
        assert f"The picture of {member} has {width_px} x {height_px} pixels" in line


DATED = "Title: {title}\nDate: {date}\nStatus: {status}\nSummary: What {title} is about.\n\n{body}\n"
SOON, LATER = "2027-01-15", "2027-02-15"


def dated(title: str, body: str, date: str = SOON, status: str = "published") -> str:
    return DATED.format(title=title, body=body, date=date, status=status)


@pytest.mark.parametrize(
    "other", [dated("Other", "Words.", status="draft"), dated("Other", "Words.", LATER)], ids=["draft", "scheduled"]
)
def test_a_draft_that_leads_to_what_is_not_public_is_told_so(tmp_path: Path, other: str) -> None:
    links = ["/news/other/", "other.md", "{filename}other.md", "https://site.example/news/other/"]
    drafts = {
        f"news/draft-{number}.md": dated(f"Draft {number}", f"[Words]({link})", status="draft")
        for number, link in enumerate(links)
    }

    lines = [line for line in findings_of(tmp_path, {**drafts, "news/other.md": other}) if "[C11]" in line]

    for line, name, link in zip(lines, drafts, links, strict=True):
        assert line.startswith(f"note content/{name}:6  Once this draft is published: ")
        assert f"goes to {link}, which is not public yet. Publish it first, or delete the link." in line


def test_a_draft_may_lead_to_itself(tmp_path: Path) -> None:
    links = ["/news/draft-0/", "draft-1.md", "/news/draft-2/#part", "#part"]
    files = {
        f"news/draft-{number}.md": dated(f"Draft {number}", f"## Part\n\n[Words]({link})", status="draft")
        for number, link in enumerate(links)
    }

    assert findings_of(tmp_path, files) == []


def test_what_leads_to_what_comes_after_it_is_told_so(tmp_path: Path) -> None:
    files, expected = dict[str, str](), []
    for number, (link, date) in enumerate(product(["/news/other-{}/", "other-{}.md"], [SOON, "2027-01-01", LATER])):
        link = link.format(number)
        address = f"/news/other-{number}/"
        files |= {
            f"news/first-{number}.md": dated(f"First {number}", f"[Words {number}]({link})"),
            f"news/other-{number}.md": dated(f"Other {number}", "Words.", date),
            f"announcements/bar-{number}.md": ANNOUNCEMENT.format(starts=SOON, ends="2027-03-01", link=address),
        }
        places = [f"announcements/bar-{number}.md:4", f"news/first-{number}.md:6"]
        expected += [f"error content/{place}" for place in places] * (date == LATER)

    told = [line.partition("  ")[0] for line in findings_of(tmp_path, files) if "which is not public yet" in line]

    assert sorted(told) == sorted(expected)
    assert len(told) == 4


@pytest.mark.parametrize(
    ("folder", "more", "code"),
    [("news", "Slug: there", "C10"), ("pages", "Slug: news", "C10"), ("pages", "Slug: privacy", None)],
)
def test_a_draft_that_will_want_an_address_of_another_is_told_so(
    tmp_path: Path, folder: str, more: str, code: str | None
) -> None:
    header = f"Title: Drafted\nStatus: draft\nSummary: What it is about.\n{more}\n"
    date = "Date: 2021-03-04\n" if folder == "news" else ""
    files = {
        "news/there.md": dated("There", "Words.", "2021-03-04"),
        f"{folder}/drafted.md": f"{header}{date}\nWords.\n",
    }

    lines = findings_of(tmp_path, files)

    assert [line.partition("  ")[0] for line in lines] == [f"note content/{folder}/drafted.md:4"] * (code is not None)
    assert all(f"[{code}]" in line for line in lines)


def test_a_draft_in_another_language_has_an_address_of_its_own(tmp_path: Path) -> None:
    there = dated("There", "Words.", "2021-03-04")
    french = dated("Là", "Des mots.", "2021-03-04", "draft").replace("Status", "Slug: there\nLang: fr\nStatus")

    assert findings_of(tmp_path, {"news/there.md": there, "news/la.md": french}) == []


def test_a_draft_with_the_title_of_a_public_story_is_told_so(tmp_path: Path) -> None:
    files = {
        "news/a.md": dated("Same", "Words.", status="draft"),
        "news/b.md": dated("Same", "Words.", "2021-03-04"),
    }

    lines = findings_of(tmp_path, files)

    assert [line[:24] + line[-5:] for line in lines] == [
        "note content/news/a.md:1[C66]",
        "note content/news/a.md:1[C67]",
    ]


@pytest.mark.parametrize("status", ["draft", "published"])
@pytest.mark.parametrize(
    "body", ["[It](/documents/a.pdf)", "::: call-to-action\ntext: It\nlink: /documents/a.pdf\n:::"]
)
def test_a_document_of_what_is_not_public_yet_comes_with_it(tmp_path: Path, body: str, status: str) -> None:
    files = {"documents/a.pdf": "%PDF-1.4\n%%EOF\n", "news/a.md": dated("A", body, SOON, status)}

    told = [line for line in findings_of(tmp_path, files) if "[C114]" in line]

    words = "This document is published with the text that links to it, which is not public yet. Nothing to do."
    assert told == [f"note content/documents/a.pdf:1  {words}  [C114]"]


def test_a_document_of_what_has_expired_went_with_it(tmp_path: Path) -> None:
    old = dated("A", "[It](/documents/a.pdf)", "2021-03-04", "published").replace("Date:", "Expires: 2022-01-01\nDate:")
    files = {"documents/a.pdf": "%PDF-1.4\n%%EOF\n", "news/a.md": old}

    told = [line for line in findings_of(tmp_path, files) if "[C114]" in line]

    words = "This document was published with a text that has expired, and is no more. Nothing to do."
    assert told == [f"note content/documents/a.pdf:1  {words}  [C114]"]
