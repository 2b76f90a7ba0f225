import re
from pathlib import Path

import pytest

from plugins.site.unread import no_stories, unread_texts
from tests.small_site import small_site, story

NOBODY = "Nobody will see this text."


def test_a_text_that_nobody_would_see_is_told_on_one_line_whatever_its_name(tmp_path: Path) -> None:
    (tmp_path / "news").mkdir()
    (tmp_path / "news/plan.md").write_text("Title: A plan\n")
    (tmp_path / "news/two\nlines.txt").write_text("Words.\n")
    (tmp_path / "plan.md").write_text("Words.\n")
    (tmp_path / ".plan.md").write_text("Words.\n")

    findings = sorted(str(finding) for finding in unread_texts(tmp_path))

    names = ("announcements", "campaigns", "events", "matters", "news", "pages", "people", "selfies")
    folders = ", ".join(f"content/{name}" for name in names)
    assert findings == [
        rf"error content/news/two\nlines.txt:1  {NOBODY} Give it a name that ends in .md: two\nlines.md  [C60]",
        f"warning content/plan.md:1  {NOBODY} Put it into one of {folders}.  [C60]",
    ]


@pytest.mark.parametrize(
    "name",
    ["lettre.txt", "withdrawn 2026.txt", "calls.docx", "notes.html", "June/list.txt", "brief.rtf", "0417 no.txt"],
)
def test_a_note_among_the_selfies_is_not_told_to_become_a_submission(tmp_path: Path, name: str) -> None:
    (tmp_path / "selfies/June").mkdir(parents=True)
    (tmp_path / "selfies" / name).write_text("Words.\n")
    (tmp_path / "selfies/0417.jpg").write_bytes(b"x")

    assert list(unread_texts(tmp_path)) == []


@pytest.mark.parametrize("name", ["0417.txt", "ade.txt", "ade.markdown", "ade.docx"])
def test_a_members_text_with_another_ending_is_told(tmp_path: Path, name: str) -> None:
    (tmp_path / "selfies").mkdir()
    (tmp_path / "selfies" / name).write_text("Words.\n")
    (tmp_path / "selfies/ade.jpg").write_bytes(b"x")

    assert [one.code for one in unread_texts(tmp_path)] == ["C60"]


@pytest.mark.parametrize("name", ["ade.txt", "ade.MD", "ade.docx", "0417.pdf", "0417.html", "notes.MD"])
def test_no_text_is_told_to_take_the_place_of_one_or_to_be_published(tmp_path: Path, name: str) -> None:
    (tmp_path / "selfies").mkdir()
    for file in ("ade.md", "ade.jpg", "0417.md", name):
        (tmp_path / "selfies" / file).write_text("Words.\n")

    assert list(unread_texts(tmp_path)) == []


def test_a_members_document_is_not_to_be_published(tmp_path: Path) -> None:
    (tmp_path / "selfies").mkdir()
    (tmp_path / "selfies/0417.docx").write_text("Words.\n")

    assert [str(one) for one in unread_texts(tmp_path)] == [
        (
            "warning content/selfies/0417.docx:1  Nobody will see this document: I read no fields out of it. Copy its "
            "words into a file 0417.md, and move it out of the folder.  [C60]"
        )
    ]


def test_a_folder_of_stories_that_is_not_there_is_a_mistake_and_an_empty_one_is_noted(tmp_path: Path) -> None:
    (tmp_path / "empty").mkdir()
    (tmp_path / "full").mkdir()
    (tmp_path / "full/plan.md").write_text("Title: A plan\n")

    findings = [
        re.sub(":\\d+", "", str(finding)) for finding in no_stories(tmp_path, ["nwes", "empty", "full", "news"])
    ]

    assert findings == [
        "error pelicanconf.py  There is no folder content/nwes. Is ARTICLE_PATHS right?  [C40]",
        "note pelicanconf.py  There are no stories in content/empty. Is ARTICLE_PATHS right?  [C40]",
    ]


def test_a_site_with_a_front_page_is_told_of_a_misspelt_folder_of_stories(tmp_path: Path) -> None:
    site = small_site(tmp_path, {"news/plan.md": story("A plan")})

    (mistake,) = site.mistakes(ARTICLE_PATHS=["nwes"])

    assert "There is no folder content/nwes. Is ARTICLE_PATHS right?  [C40]" in mistake


@pytest.mark.parametrize(
    "name", ["documents/letter.txt", "documents/deep/er/LETTER.TXT", "letter.txt", "news/letter.txt"]
)
@pytest.mark.parametrize("where", ["news/plan.md", "pages/about.md", "campaigns/library.md"])
def test_a_text_that_a_page_links_to_is_published_and_told_nothing(tmp_path: Path, name: str, where: str) -> None:
    link = f"[It]({{static}}/{name})"
    texts = {
        "news/plan.md": story("A plan"),
        where: story("A plan", link),
        name: "Words.",
        "documents/other.txt": "No.",
    }
    site = small_site(tmp_path, texts)

    findings = [
        line.partition("  ")[0]
        for line in site.findings()
        if line.startswith("warning content/") and line.endswith(("[C60]", "[C114]"))
    ]

    assert findings == ["warning content/documents/other.txt:1"]
    assert (site.output / "files" / name).read_text() == "Words."


def test_a_text_to_which_only_a_draft_links_is_seen_by_nobody(tmp_path: Path) -> None:
    draft = story("A plan", "[It]({static}/documents/x.txt)").replace("Title:", "Status: draft\nTitle:")
    site = small_site(tmp_path, {"news/plan.md": story("Another"), "news/b.md": draft, "documents/x.txt": "Words."})

    assert any(line.startswith("note content/documents/x.txt:1") for line in site.findings())


@pytest.mark.parametrize("ending", ["docx", "doc", "odt", "rtf", "pages", "wpd", "gdoc"])
def test_a_word_processors_file_that_no_page_links_to_is_told(tmp_path: Path, ending: str) -> None:
    (tmp_path / "news").mkdir()
    (tmp_path / f"news/plan.{ending}").write_text("words")

    (found,) = unread_texts(tmp_path)

    assert "Copy its words into a file plan.md" in str(found)


@pytest.mark.parametrize("ending", ["rst", "html", "htm", "org", "adoc", "textile", "mdx"])
def test_nobody_is_told_to_rename_what_is_no_markdown(tmp_path: Path, ending: str) -> None:
    (tmp_path / "news").mkdir()
    (tmp_path / f"news/plan.{ending}").write_text("words")

    (found,) = unread_texts(tmp_path)

    assert "Write it anew as plan.md" in str(found)


def test_what_a_link_names_and_what_a_setting_names_is_not_unread(tmp_path: Path) -> None:
    for folder in ("documents", "minutes"):
        (tmp_path / folder).mkdir()
    (tmp_path / "documents/letter.txt").write_text("words")
    (tmp_path / "minutes/may.md").write_text("words")

    assert list(unread_texts(tmp_path, named={"letter.txt"}, folders=["minutes"])) == []


@pytest.mark.parametrize(
    ("name", "told"),
    [
        *((f"news/plan{ending}", "Copy its words into a file plan.md") for ending in (".wps", ".docm", ".eml", ".msg")),
        *((f"news/plan{ending}", "Copy its words into a file plan.md") for ending in (".epub", ".pdf", ".webarchive")),
        *((f"pages/plan{ending}", "Write it anew as plan.md") for ending in (".tex", ".wiki", ".qmd", ".shtml")),
        ("news/plan", "Give it a name that ends in .md: plan.md"),
        ("pages/README", "Give it a name that ends in .md: README.md"),
        ("news/story.md.txt", "Give it a name that ends in .md: story.md"),
        ("news/story.txt.md.markdown", "Give it a name that ends in .md: story.txt.md"),
        ("news/story.md.docx", "Copy its words into a file story.md"),
    ],
)
def test_a_text_of_whatever_ending_is_told_with_the_name_to_give_it(tmp_path: Path, name: str, told: str) -> None:
    (tmp_path / name).parent.mkdir()
    (tmp_path / name).write_text("Words.")

    (found,) = unread_texts(tmp_path)

    assert re.search(rf"{re.escape(told)}(?![\w.]\w)", str(found))


@pytest.mark.parametrize(
    "name", ["news/~$plan.docx", "news/.~lock.plan.odt#", "news/~wrl0001.doc", "LICENSE", "CNAME", "a.pdf"]
)
def test_what_lies_beside_an_open_text_or_is_none_is_left_alone(tmp_path: Path, name: str) -> None:
    (tmp_path / name).parent.mkdir(exist_ok=True)
    (tmp_path / name).write_text("Words.")

    assert list(unread_texts(tmp_path)) == []


@pytest.mark.parametrize("ending", ["pages", "doc"])
def test_a_document_that_cannot_be_offered_is_told_to_be_saved_as_one_that_can(tmp_path: Path, ending: str) -> None:
    site = small_site(tmp_path, {"news/plan.md": story("A plan"), f"documents/plan.{ending}": "Words."})

    (told,) = [line for line in site.findings() if "[C114]" in line]
    assert told.endswith("To offer it, save it as a PDF, and link to that.  [C114]")
