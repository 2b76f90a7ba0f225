from pathlib import Path

from plugins.newsroom.unread import unread_texts

NOBODY = "Nobody will see this text."


def test_a_text_that_nobody_would_see_is_told_on_one_line_whatever_its_name(tmp_path: Path) -> None:
    (tmp_path / "news").mkdir()
    (tmp_path / "news/plan.md").write_text("Title: A plan\n")
    (tmp_path / "news/two\nlines.txt").write_text("Words.\n")
    (tmp_path / "plan.md").write_text("Words.\n")
    (tmp_path / ".plan.md").write_text("Words.\n")

    told = sorted(str(finding) for finding in unread_texts(tmp_path))

    folders = ", ".join(
        f"content/{name}" for name in ("announcements", "campaigns", "news", "pages", "people", "selfies")
    )
    assert told == [
        rf"error content/news/two\nlines.txt:1  {NOBODY} Give it a name that ends in .md: two\nlines.md  [C60]",
        f"warning content/plan.md:1  {NOBODY} Put it into one of {folders}.  [C60]",
    ]
