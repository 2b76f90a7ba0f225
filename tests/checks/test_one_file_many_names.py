"""A member's file is hers by every name it has: nothing but the wall shows it, or reads it."""

import os
import subprocess
import sys
import unicodedata
from pathlib import Path
from typing import Literal

import pytest

from tests.pdfs import pdf
from tests.small_site import SmallSite, small_site, story

SECRET = "Quillfeather"
MEMBER = f"Name: {SECRET}\nCampaign: library\nConsent:\nAdults-only: yes\nPhoto-by: self\n\nKeep it open\n"
CAMPAIGN = "Title: Keep the library open\nSummary: It is ours.\n\nWords.\n"
HERS = (
    "This is a file of the selfies folder, whatever it is called here, and only the wall may show it. "
    "Take it away from here; the one in the selfies folder stays.  [C37]"
)


@pytest.fixture
def site(tmp_path: Path) -> SmallSite:
    """With a member who did not agree to anything, and the wall's folder as the sample has it."""
    files = {"news/plan.md": story("A plan"), "campaigns/library.md": CAMPAIGN, "selfies/0900.md": MEMBER}
    site = small_site(tmp_path, {**files, "selfies/old/0900.pdf": f"%PDF-1.7 {SECRET}"})
    site.picture("selfies/0900.jpg", "magenta")
    return site


def hard(site: SmallSite, name: str, target: str) -> None:
    """A second name below content/ for a file of the selfies folder."""
    file = site.folder / "content" / name
    file.parent.mkdir(parents=True, exist_ok=True)
    file.hardlink_to(site.folder / "content/selfies" / target)


@pytest.mark.parametrize(
    ("name", "target"),
    [
        ("images/nurse.jpg", "0900.jpg"),
        ("images/deep/er/nurse.JPG", "0900.jpg"),
        ("nurse.png", "0900.jpg"),
        ("forms/nurse.pdf", "0900.jpg"),
        ("forms/letter.pdf", "old/0900.pdf"),
        ("forms/letter.txt", "0900.md"),
        ("forms/no-ending", "0900.jpg"),
        *[(f"{folder}/her.md", "0900.md") for folder in ("news", "pages", "campaigns", "people", "announcements")],
    ],
)
def test_a_hard_link_to_a_members_file_stops_the_build_and_quotes_nothing_of_it(
    site: SmallSite, name: str, target: str
) -> None:
    hard(site, name, target)

    mistakes = [line for line in site.mistakes() if line.startswith("error")]

    assert mistakes == [f"error content/{name}:1  {HERS}"]


def test_a_story_cannot_show_a_hard_link_to_a_members_picture(site: SmallSite) -> None:
    hard(site, "images/nurse.jpg", "0900.jpg")
    site.write({"news/plan.md": story("A plan", "![A nurse](/images/nurse.jpg)\n\n[It]({static}/images/nurse.jpg)")})

    errors = [line for line in site.mistakes() if line.startswith("error content/news")]

    assert any("is a member's picture" in line for line in errors)


OWN = "This is a file of the project outside the content folder, under a second name."


@pytest.mark.parametrize(
    ("name", "target"),
    [
        ("documents/x.txt", ".env"),
        ("documents/x.txt", "publishconf.py"),
        ("documents/x.pdf", "deploy-key"),
        ("documents/x.zip", "plugins/own/secrets.py"),
        ("documents/x.txt", "theme/deep/er/notes.txt"),
        ("documents/x.csv", "scripts/members.csv"),
        ("documents/x.txt", "tests/letter.txt"),
        ("documents/x.txt", ".git/config"),
        ("documents/x.txt", ".git/HEAD"),
        ("news/x.md", ".env"),
        ("people/x.md", "notes.md"),
    ],
)
def test_a_hard_link_to_a_file_of_the_project_stops_the_build_and_quotes_nothing_of_it(
    site: SmallSite, name: str, target: str
) -> None:
    own, file = site.folder / target, site.folder / "content" / name
    for path in (own, file):
        path.parent.mkdir(parents=True, exist_ok=True)
    own.write_text(f"Title: x\nDate: 2021-03-04\nToken: {SECRET}\n\nWords.\n")
    file.hardlink_to(own)
    site.write({"news/plan.md": story("A plan", f"[It]({{static}}/{name})")})

    mistakes = site.mistakes()

    assert f"error content/{name}:1  {OWN} Delete it here; the other one stays.  [C37]" in mistakes
    assert not any(SECRET in line for line in mistakes)


def test_a_file_with_two_names_below_content_is_no_file_of_the_project(site: SmallSite) -> None:
    site.write({"documents/x.txt": "Words.", "news/plan.md": story("A plan", "[It]({static}/documents/y.txt)")})
    (site.folder / "content/documents/y.txt").hardlink_to(site.folder / "content/documents/x.txt")
    (site.folder / "readme.txt").symlink_to("content/documents/x.txt")

    assert not any("[C37]" in line for line in site.findings())
    assert (site.output / "files/documents/y.txt").read_text() == "Words."


def test_a_link_within_content_to_a_members_file_stops_the_build(site: SmallSite) -> None:
    for name, target in [("images/x.jpg", "../selfies/0900.jpg"), ("news/x.md", "../selfies/0900.md")]:
        (site.folder / "content" / name).symlink_to(target)

    mistakes = [line for line in site.mistakes() if line.startswith("error")]

    assert mistakes == [f"error content/{name}:1  {HERS}" for name in ("images/x.jpg", "news/x.md")]


@pytest.mark.parametrize("paths", [["selfies"], [""], ["news", "campaigns/../selfies"]])
def test_no_setting_makes_a_members_text_a_story(site: SmallSite, paths: list[str]) -> None:
    found = site.mistakes(ARTICLE_PATHS=paths)

    assert any(HERS in line for line in found)
    assert not any(SECRET in line for line in found)


def test_what_lies_outside_is_known_by_its_files_too(site: SmallSite) -> None:
    outside = site.folder.parent / f"{site.folder.name}-elsewhere"
    (site.folder / "content/selfies").rename(outside)
    (site.folder / "content/images/nurse.jpg").hardlink_to(outside / "0900.jpg")
    (site.folder / "content/news/her.md").hardlink_to(outside / "0900.md")

    found = site.mistakes(SELFIES_PATH=str(outside))

    assert {f"error content/{name}:1  {HERS}" for name in ("images/nurse.jpg", "news/her.md")} <= set(found)


def test_the_members_own_folder_is_quiet_whatever_way_the_settings_go_to_it(site: SmallSite) -> None:
    (site.folder / "way").symlink_to("content", target_is_directory=True)
    hard(site, "selfies/old/0900-as-it-came.jpg", "0900.jpg")

    for path in ("content/selfies", "way/selfies", "content/../content/selfies/", str(site.folder / "way/selfies")):
        assert not any(HERS in line for line in site.findings(SELFIES_PATH=path))


def can_mount(folder: Path) -> bool:
    """Whether this machine shows a folder a second time for us, in a namespace of mounts of our own."""
    if sys.platform != "linux" or os.geteuid():
        return False
    command = ["unshare", "-m", "mount", "--bind", str(folder), str(folder)]
    try:
        return subprocess.run(command, capture_output=True, check=False).returncode == 0
    except OSError:
        return False


@pytest.mark.parametrize(
    ("from_name", "to_name", "file"),
    [
        ("selfies", "images/mounted", "images/mounted/0900.jpg"),
        ("selfies", "people", "people/0900.md"),
        ("selfies/old", "forms", "forms/0900.pdf"),
        ("selfies/0900.jpg", "images/empty-sign.jpg", "images/empty-sign.jpg"),
    ],
)
def test_a_mount_that_shows_a_members_file_again_stops_the_build(
    site: SmallSite, root: Path, from_name: str, to_name: str, file: str
) -> None:
    if not can_mount(site.folder):
        pytest.skip("only root on Linux may mount")
    content = site.folder / "content"
    if "." not in to_name:
        (content / to_name).mkdir(parents=True, exist_ok=True)
    build = (
        "import sys; from pathlib import Path; from tests.small_site import SmallSite;"
        "print(*SmallSite(Path(sys.argv[1])).mistakes(), sep='\\n')"
    )
    script = 'mount --bind "$1" "$2" && exec "$3" -c "$4" "$5"'
    command = ["unshare", "-m", "sh", "-c", script, "sh", str(content / from_name), str(content / to_name)]
    done = subprocess.run(
        [*command, sys.executable, build, str(site.folder)], cwd=root, capture_output=True, text=True, check=True
    )

    assert f"error content/{file}:1  {HERS}" in done.stdout.splitlines()


@pytest.mark.parametrize(("on_disk", "written"), [("NFD", "NFC"), ("NFC", "NFD"), ("NFD", "NFD"), ("NFC", "NFC")])
def test_a_name_is_one_in_whichever_way_its_accents_are_stored(
    tmp_path: Path, on_disk: Literal["NFC", "NFD"], written: Literal["NFC", "NFD"]
) -> None:
    def disk(name: str) -> str:
        return unicodedata.normalize(on_disk, name)

    body = (
        "![A red sheet](/images/Débat.jpg)\n\n![A blue sheet]({static}/images/été/Noël.jpg)\n\n"
        "[The form]({static}/documents/Réponse.pdf) [Why](#reponse-etat) [Other]({filename}grève.md) "
        "[Again]({filename}/news/gr%C3%A8ve.md) [Name](#états)\n\n## Réponse état\n\n"
        "## Plan {: #états }\n"
    )
    text = f"Author: renée\nImage: images/Débat.jpg\nImage-description: Red\n{story('A plan', body)}"
    site = small_site(
        tmp_path,
        {
            "news/plan.md": unicodedata.normalize(written, text),
            disk("news/grève.md"): story("La grève"),
            disk("people/renée.md"): "Name: Renée Roy\n",
            disk("documents/Réponse.pdf"): pdf(),
        },
    )
    site.picture(disk("images/Débat.jpg"), "red")
    site.picture(disk("images/été/Noël.jpg"), "blue")

    assert [str(found) for found in site.build() if found.code not in ("C76", "C114")] == []
    page = site.page("news/plan/index.html")
    assert "Renée Roy" in page
    assert page.count('href="/news/greve/"') >= 2
