"""A copy that a program laid beside a text is told, since readers would see both."""

from pathlib import Path

import pytest

from plugins.site.twins import copies_of_texts, originals
from tests.small_site import small_site, story

COPIES = """
zebra copy
zebra copy 2
zebra (1)
zebra - Copy
zebra - Copy (2)
zebra (conflicted copy 2026-01-01)
Zebra (Noor's conflicted copy 2026-01-01)
zebra (case conflict)
zebra.sync-conflict-20210614-101500-ABC7DEF
zebra_DESKTOP-1_Conflict
zebra~
zebra~2
Kopie von zebra
Copy of zebra
Copy (2) of zebra
zebra - Kopie
zebra – copie
Copie de zebra
Copia de zebra
zebra 2
zebra-copy
zebra_copy
zebra.copy
zebra-副本
""".strip().split("\n")
HONEST = """
zebra-2
zebra-2026
zebra 2026
zebra crossing
zebra-conflict
zebra (Edmonton)
a-copy-of-the-zebra
copy-editors-zebra
copy desk
zebras
""".strip().split("\n")


def told(content: Path) -> list[str]:
    return [str(one) for one in copies_of_texts(content, ["news", "pages"])]


@pytest.mark.parametrize("name", COPIES)
@pytest.mark.parametrize("folder", ["news", "pages", "news/2026"])
def test_a_text_that_is_called_as_a_copy_of_another_is_told(tmp_path: Path, name: str, folder: str) -> None:
    site = small_site(tmp_path, {f"{folder}/zebra.md": story("Zebra"), f"{folder}/{name}.md": story("Other")})

    [line] = told(site.folder / "content")
    assert line.startswith(f"error content/{folder}/{name}.md:1  ")
    assert "zebra.md" in line


@pytest.mark.parametrize("name", COPIES)
def test_without_the_other_one_it_is_none(tmp_path: Path, name: str) -> None:
    texts = {f"news/{name}.md": story("Zebra"), "pages/zebra.md": story("Zebra"), "news/horse.md": story("Horse")}

    assert told(small_site(tmp_path, texts).folder / "content") == []


@pytest.mark.parametrize("name", HONEST)
def test_an_honest_name_is_published(tmp_path: Path, name: str) -> None:
    texts = dict.fromkeys(("news/zebra.md", "news/desk.md", "news/editors-zebra.md"), story("Zebra"))

    assert told(small_site(tmp_path, {**texts, f"news/{name}.md": story("Other")}).folder / "content") == []


@pytest.mark.parametrize(
    "name", ["zebra 2", "zebra 96", "zebra (2)", "zebra-copy", "copy of zebra", "copie de zebra", "zebra_conflict"]
)
def test_another_text_is_none_though_it_is_called_so(tmp_path: Path, name: str) -> None:
    first = story("Zebra", "Dear members,\n\nthe zebra is here.")
    site = small_site(tmp_path, {"news/zebra.md": first})

    for title, body in (("The zebra, again", "Dear members,\n\nthe zebra has gone."), ("Le zèbre", "")):
        site.write({f"news/{name}.md": story(title, body)})
        assert told(site.folder / "content") == []
    for title, body in (("Zebra", "It has gone."), ("Other", "Dear members,\n\nthe zebra  is here.")):
        site.write({f"news/{name}.md": story(title, body)})
        assert [line.partition("  ")[0] for line in told(site.folder / "content")] == [
            f"error content/news/{name}.md:1"
        ]


EVENT = "Title: Members meet\nStarts: {starts}\nPlace: {place}\nSummary: We meet, and you can come.\n\nCome.\n"


@pytest.mark.parametrize(
    ("name", "starts", "place", "lines"),
    [
        ("meeting 2", "2026-12-08 18:00", "Hall", 0),
        ("meeting 2", "2026-12-01 18:00", "Hall", 1),
        ("meeting-calgary", "2026-12-01 18:00", "Square", 0),
        ("meeting-laptop", "2026-12-01 18:00", "Hall", 1),
    ],
)
def test_events_of_a_series_are_none(tmp_path: Path, name: str, starts: str, place: str, lines: int) -> None:
    first = EVENT.format(starts="2026-12-01 18:00", place="Hall")
    other = EVENT.format(starts=starts, place=place)
    site = small_site(tmp_path, {"events/meeting.md": first, f"events/{name}.md": other})

    assert len(list(copies_of_texts(site.folder / "content", ["events"]))) == lines


@pytest.mark.parametrize("name", ["zebra (Noor's conflicted copy 2026-01-01)", "zebra.sync-conflict-20210614-101500-A"])
def test_what_two_machines_made_of_a_text_is_told_whatever_it_says(tmp_path: Path, name: str) -> None:
    site = small_site(tmp_path, {"news/zebra.md": story("Zebra"), f"news/{name}.md": story("Other", "Else.")})

    assert len(told(site.folder / "content")) == 1


@pytest.mark.parametrize("name", ["zebra-DESKTOP-AB12", "zebra-2", "zebra old", "zebra.v2"])
def test_one_that_begins_with_its_name_and_says_the_same_on_top_is_told(tmp_path: Path, name: str) -> None:
    site = small_site(tmp_path, {"news/zebra.md": story("Zebra"), f"news/{name}.md": story("Zebra", "More.")})
    assert [line.partition("  ")[0] for line in told(site.folder / "content")] == [f"error content/news/{name}.md:1"]

    for other in ("Lang: fr\nTitle: Zebra\nDate: 2021-03-04\n", "Title: Zebra\nDate: 2021-03-05\n", "Words.\n"):
        site.write({f"news/{name}.md": other})
        assert told(site.folder / "content") == []


def test_a_build_is_stopped_and_a_draft_is_a_note(tmp_path: Path) -> None:
    site = small_site(tmp_path, {"news/zebra.md": story("Zebra"), "news/zebra copy.md": story("Another")})
    copy = "content/news/zebra copy.md:1"
    assert [line for line in site.mistakes() if "C86" in line and copy in line and line.startswith("error")]

    site.write({"news/zebra copy.md": story("Another").replace("Summary", "Status: draft\nSummary")})
    assert [one.level.name for one in site.build() if one.code == "C86"] == ["NOTE"]


def test_a_name_of_a_thousand_copies_is_read_in_time() -> None:
    assert "zebra" in originals("zebra" + " (1)" * 20)
