"""`tasks.py check`, as staff start it, on a copy of the project."""

import json
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.small_site import ROOT, copy_caches


@pytest.fixture
def copy(tmp_path: Path) -> Path:
    """The project without what it makes and tests."""
    folder = tmp_path / "a copy"
    ignored = shutil.ignore_patterns(".*", "output", "node_modules", "tests", "*.pyc.*")
    shutil.copytree(ROOT, folder, ignore=ignored)
    copy_caches(folder)
    with (folder / "pelicanconf.py").open("a") as settings:
        settings.write('\nAS_OF = "2026-11-22 09:00"\n')
    return folder


@pytest.fixture
def few_pages(copy: Path) -> Path:
    """The same with its pages alone, which name much that is not there."""
    for folder in (copy / "content").iterdir():
        if folder.is_dir() and folder.name not in ("pages", "images"):
            shutil.rmtree(folder)
    return copy


def check(folder: Path, *options: str) -> tuple[int, str, str]:
    """Runs it: exit code, standard output, standard error."""
    command = [sys.executable, "-m", "invoke", "check", *options]
    done = subprocess.run(command, cwd=folder, capture_output=True, text=True, check=False)
    return done.returncode, done.stdout, done.stderr


def files(folder: Path) -> dict[str, int]:
    """Every file but caches, with its time of change."""
    names = (file for file in folder.rglob("*") if file.is_file() and not {".cache", "__pycache__"} & {*file.parts})
    return {str(file): file.stat().st_mtime_ns for file in names}


def change(folder: Path, name: str, old: str, new: str) -> None:
    """Replaces a piece of a file that is there."""
    file = folder / name
    text = file.read_text()
    assert old in text
    file.write_text(text.replace(old, new, 1))


def test_the_sample_has_no_mistake_and_nothing_is_changed(copy: Path) -> None:
    before = files(copy)

    code, output, _ = check(copy, "--notes")

    assert code == 0
    *lines, last = output.splitlines()
    notes = [line for line in lines if line.startswith("note ")]
    assert last == f"3 warnings, {len(notes)} notes."
    assert "note content/announcements/town-halls.md:3  This ended on 30 June 2022" in output
    assert all(line.startswith("warning content/selfies/0429.md:") for line in lines if line not in notes)
    assert files(copy) == before


# Eleven mistakes, each in a file of its own, as staff, maintainers and a bad day make them; what is told of each.
TEN = [
    ("content/news/public-good.md", "Title: ", "Titel: ", ":1", "C06"),
    ("content/news/put-it-to-work.md", "Date: ", "Date: 2026-13-45 ", "", "C04"),
    ("content/news/strategic-plan.md", "\n:::\n", "\n", "", "C32"),
    ("content/news/prepare-for-a-fight.md", "(/save-advanced-education/#get-involved)", "(/get-invovled/)", "", "C11"),
    ("content/campaigns/save-advanced-education.md", "::: hero", "::: heroo", "", "C33"),
    ("content/pages/home.md", "Title: ", "Sumary: x\nTitle: ", ":1", "C06"),
    ("content/pages/privacy.md", "no cookies", "no cookie", "", "C33"),
    ("content/announcements/town-halls.md", "Ends: ", "End: ", "", "C06"),
    ("content/people/ruth-okafor.md", "Image: images/ruth-okafor.jpg", "Image: images/ruth.jpg", ":5", "C13"),
    ("pelicanconf.py", "SIGN_IN = ", "SING_IN = ", ":25", "C38"),
    ("theme/templates/404.html", '<div class="lost">', '<div class="lost" style="color: red">', "", "C69"),
]


def test_ten_mistakes_at_once_are_told_in_one_run(copy: Path) -> None:
    for name, old, new, _, _ in TEN:
        change(copy, name, old, new)

    code, output, _ = check(copy)

    assert code == 1
    assert "\nnote " not in output
    for name, _, _, line, number in TEN:
        found = [row for row in output.splitlines() if row.startswith(f"error {name}{line}") and f"[{number}]" in row]
        assert found, (name, number, output)


def test_a_line_of_settings_that_sets_nothing_is_told(few_pages: Path) -> None:
    change(few_pages, "pelicanconf.py", "SITENAME = ", "Sitename = ")
    change(few_pages, "publishconf.py", "PUBLISH_BRANCH = ", "PUBLISH_BRANCH: ")

    code, output, _ = check(few_pages)

    assert code == 1
    lines = [line for line in output.splitlines() if "[C38]" in line]
    assert any(re.match(r"error pelicanconf.py:\d+  Sitename is not .* Did you mean SITENAME\?", one) for one in lines)
    assert any(re.match(r"error publishconf.py:\d+  .* Write  PUBLISH_BRANCH = 'gh-pages'", one) for one in lines)


def test_a_bug_in_a_task_is_a_sentence_and_its_traceback_a_file(few_pages: Path) -> None:
    change(few_pages, "plugins/checks/report.py", "collected = list(findings)", "collected = list(findings)[10**9]")

    code, _, errors = check(few_pages)

    assert code == 1
    assert errors.startswith(
        "The program itself failed (IndexError: list index out of range). This is not your mistake."
    )
    assert "Traceback" not in errors
    (file,) = re.findall(r"Please send (.+) to whoever looks after it", errors)
    assert "plugins/checks/report.py" in Path(file).read_text()
    Path(file).unlink()


def test_one_cause_is_told_once_and_a_scheduled_story_is_checked_before_its_day(copy: Path) -> None:
    story = "Title: Tomorrow\nDate: {}\nSummary: What will be said then.\n\n[a](/nope/) [b]({{filename}}next.md)\n"
    (copy / "content/news/tomorrow.md").write_text(story.format("2026-11-23"))
    (copy / "content/news/next.md").write_text(
        story.format("2026-11-24 08:30").replace("/nope/", "/news/").replace("next", "tomorrow")
    )

    change(copy, "content/campaigns/save-advanced-education.md", "id: get-involved", "id: get-envolved")

    code, output, _ = check(copy)

    assert code == 1
    cause, *of_tomorrow = [line for line in output.splitlines() if line.startswith("error")]
    where = r"error content/campaigns/save-advanced-education\.md:\d+"
    assert re.match(rf'{where}  \d+ links lead to "#get-involved", and this part is called "get-envolved"', cause)
    assert of_tomorrow == [
        (
            'error content/news/tomorrow.md:5  The link "a" goes to /nope/, which does not exist. '
            "Correct it, or delete the link.  [C11]"
        ),
        (
            'error content/news/tomorrow.md:5  The link "b" goes to {filename}next.md, which is not public yet. '
            "Publish it first, or delete the link.  [C11]"
        ),
    ]


def test_machines_and_pull_requests_read_the_same(few_pages: Path) -> None:
    change(few_pages, "content/pages/home.md", "Title: ", "Sumary: x\nTitle: ")

    code, output, _ = check(few_pages, "--format", "json")
    assert code == 1
    found = [(one["path"], one["line"], one["code"]) for one in json.loads(output) if one["level"] == "error"]
    assert ("content/pages/home.md", 1, "C06") in found
    code, output, _ = check(few_pages, "--format", "github")
    assert code == 1
    lines = re.findall(r"^::error file=(.+),line=(\d+),title=(C\d+)::", output, re.MULTILINE)
    assert [(path, int(line), number) for path, line, number in lines] == found


def test_what_cannot_be_asked_for_is_said(copy: Path) -> None:
    assert check(copy, "--format", "xml") == (1, "", '"xml" is not one of text, json, github.\n')
    code, _, errors = check(copy, "--explain", "C00")
    assert code == 1
    assert errors.startswith("There is no C00. There are: C01, C02, ")
    assert check(copy, "--explain", "3")[1].startswith("A story without a date. ")


def test_wrong_settings_are_told_beside_everything_else(copy: Path) -> None:
    change(copy, "pelicanconf.py", "SIGN_IN = ", "SIGN_INN = ")
    change(copy, "pelicanconf.py", "NAVIGATION = [", "NAVIGATION = None and [")
    change(copy, "publishconf.py", 'SITEURL = "https://', 'SITEURL = "')
    change(copy, "content/pages/home.md", "Title: ", "Sumary: x\nTitle: ")

    code, output, _ = check(copy)

    host, menu = "campaign.example.org", 'NAVIGATION = [("News", "/news/")]'
    assert code == 1
    assert [line.rpartition("  ")[0] for line in output.splitlines() if line.startswith("error")] == [
        (
            'error content/pages/home.md:1  "Sumary" is not a field I know. Did you mean "Summary"? '
            "Another line is meant for that already. Delete one of them."
        ),
        "error pelicanconf.py:25  SIGN_INN is not a setting I know. Did you mean SIGN_IN?",
        f"error pelicanconf.py:29  NAVIGATION = None is not what can stand there. Write for example  {menu}",
        f'error publishconf.py:10  SITEURL = {host!r} is not the address of a site. Write  SITEURL = "https://{host}"',
    ]


@pytest.mark.skipif(os.name == "nt", reason="Windows cannot tell that nobody reads any more")
@pytest.mark.parametrize("words", [["-m", "invoke", "check", "--explain", "C57"], ["tasks.py", "--help"]])
def test_who_reads_the_first_lines_alone_is_told_of_no_failure(words: list[str]) -> None:
    reads, writes = os.pipe()
    os.close(reads)
    try:
        command = [sys.executable, *words]
        done = subprocess.run(command, cwd=ROOT, stdout=writes, stderr=subprocess.PIPE, text=True, check=False)
    finally:
        os.close(writes)

    assert done.stderr == ""
