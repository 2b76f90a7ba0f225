"""`tasks.py selfies` as the one who keeps the pictures uses it, on a copy of the project with three members."""

import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]


@pytest.fixture
def project(tmp_path: Path) -> Path:
    copy = tmp_path / "the project"
    shutil.copytree(
        ROOT, copy, ignore=shutil.ignore_patterns(".*", "output", "tests", "*.pyc.*", "selfies", "node_modules")
    )
    shutil.copytree(ROOT / "plugins/selfies", copy / "plugins/selfies")
    (copy / "content/selfies").mkdir()
    for name in ("0401.md", "0401.jpg", "0429.md", "0429.jpg", "0430.md", "0430.jpg"):
        shutil.copyfile(ROOT / "content/selfies" / name, copy / "content/selfies" / name)
    return copy


def selfies(project: Path, *words: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "invoke", "selfies", *words]
    return subprocess.run(command, cwd=project, capture_output=True, text=True, check=False)


def test_every_submission_is_listed_with_its_state_and_no_name(project: Path) -> None:
    said = selfies(project)
    lines = said.stdout.splitlines()

    assert said.returncode == 0, said.stderr
    assert lines[0] == "0401  on the wall"
    assert lines[1].startswith(
        "0429  has no consent on record for the web; it is left out. Ask the member, then write:"
    )
    assert lines[-5:] == [
        "0430  is left out: it was withdrawn.",
        "",
        "1 on the wall, 2 left out",
        "     1  withdrawn",
        "     1  without consent on record",
    ]


def test_a_member_is_taken_back_by_one_command_that_says_what_to_do_next(project: Path) -> None:
    said = selfies(project, "--withdraw", "0401")
    written = [project / "content/withdrawn.toml", project / "content/selfies/0401.md"]

    assert said.returncode == 0, said.stderr
    assert said.stdout.splitlines()[:2] == [str(file) for file in written]
    assert said.stdout.splitlines()[2].startswith("Publish, and the picture leaves the site.")
    assert "A git host (GitHub, GitLab, Codeberg) keeps the old commit" in said.stdout
    assert said.stdout.endswith("The preview and what this machine kept of the picture are deleted.\n")
    assert "under another name" not in said.stdout
    assert "could not be opened" not in said.stdout
    assert "0401  is left out: it was withdrawn." in selfies(project).stdout
    assert selfies(project, "--withdraw", "0401").stdout.startswith("0401 was withdrawn already.\n")


def test_a_withdrawal_without_a_picture_does_not_promise_to_know_it_again(project: Path) -> None:
    (project / "content/selfies/0401.jpg").unlink()
    said = selfies(project, "--withdraw", "0401")

    assert said.returncode == 0, said.stderr
    assert said.stdout.splitlines()[-1].startswith("There was no picture here, so nobody will notice it under another")


def test_a_withdrawal_of_what_is_no_picture_promises_no_more_than_the_same_file(project: Path) -> None:
    (project / "content/selfies/0401.jpg").write_bytes(b"a picture that was cut short")
    said = selfies(project, "--withdraw", "0401")

    assert said.returncode == 0, said.stderr
    assert said.stdout.splitlines()[-1].startswith("The picture could not be opened, so only the very same file is")
    assert "hashes" not in (project / "content/withdrawn.toml").read_text()


def test_an_id_that_nobody_has_is_one_line(project: Path) -> None:
    said = selfies(project, "--withdraw", "401")

    assert said.returncode == 1
    assert said.stderr == 'error selfies:1  I know no selfie "401". Did you mean "0401"?  [C33]\n'
    assert not (project / "content/withdrawn.toml").exists()


def test_a_site_without_a_wall_has_nobody_to_take_back(project: Path) -> None:
    with (project / "pelicanconf.py").open("a") as settings:
        settings.write("SELFIES_PATH = None\n")
    said = selfies(project, "--withdraw", "0401")

    assert said.returncode == 1
    assert "SELFIES_PATH is None, so this site has no wall." in said.stderr
