"""`tasks.py publish` as the one who publishes uses it, on a copy of the project with three members. No network."""

import os
import shutil
import subprocess
import sys
from collections.abc import Iterator, Mapping
from pathlib import Path

import pytest

from tests.publish.hosts_by_rclone import KEY, host
from tests.small_site import ROOT, copy_caches

POSIX = pytest.mark.skipif(os.name == "nt", reason="a terminal as POSIX has it")
OWN = """
SITEURL = "https://harbour.ca"
ORGANISATION = {"name": "Harbour", "short": "HWU", "address": [], "telephone": "", "email": "hello@harbour.ca"}
"""


def git(folder: Path, *arguments: str) -> str:
    done = subprocess.run(["git", "-C", str(folder), *arguments], capture_output=True, text=True, check=True)
    return done.stdout.strip()


@pytest.fixture(scope="module")
def project(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A copy of the project whose remote "origin" is an empty repository beside it."""
    folder = tmp_path_factory.mktemp("publish")
    copy = folder / "the project"
    ignored = shutil.ignore_patterns(".*", "output", "tests", "*.pyc.*", "selfies", "node_modules")
    shutil.copytree(ROOT, copy, ignore=ignored)
    shutil.copytree(ROOT / "plugins/selfies", copy / "plugins/selfies", ignore=ignored)
    copy_caches(copy)
    (copy / "content/selfies").mkdir()
    for name in ("0401.md", "0401.jpg", "0402.md", "0402.jpg", "0430.md", "0430.jpg"):
        shutil.copyfile(ROOT / "content/selfies" / name, copy / "content/selfies" / name)
    with (copy / "publishconf.py").open("a") as settings:
        settings.write('AS_OF = "2026-11-22 09:00"\n')
    git(folder, "init", "--quiet", "--bare", "remote.git")
    git(folder, "init", "--quiet", "the project")
    git(copy, "remote", "add", "origin", "../remote.git")
    return copy


@pytest.fixture
def own(project: Path) -> Iterator[Path]:
    """The same with an address and an organisation of its own."""
    settings = project / "publishconf.py"
    before = settings.read_text()
    settings.write_text(before + OWN)
    yield project
    settings.write_text(before)


def publish(project: Path, *words: str, env: Mapping[str, str] | None = None) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "invoke", "publish", "--no-verify", *words]
    return subprocess.run(
        command,
        cwd=project,
        env=env,
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        check=False,
        timeout=600,
    )


def answered(project: Path, answer: str) -> tuple[int, str]:
    """The same before a terminal, on which somebody types."""
    import pty

    ours, theirs = pty.openpty()
    command = [sys.executable, "-m", "invoke", "publish", "--no-verify"]
    with subprocess.Popen(command, cwd=project, stdin=theirs, stdout=subprocess.PIPE, stderr=subprocess.STDOUT) as done:
        os.write(ours, answer.encode())
        said, _ = done.communicate(timeout=600)
    os.close(ours)
    os.close(theirs)
    return done.returncode, said.decode()


def branches(project: Path) -> str:
    return git(project.parent / "remote.git", "for-each-ref")


@pytest.mark.needs("git")
def test_the_untouched_sample_goes_nowhere_and_is_not_even_built(project: Path) -> None:
    for words in ([], ["--yes"], ["--to", "../public"]):
        said = publish(project, *words)

        assert said.returncode == 1
        assert "SITEURL is still the sample's." in said.stderr
        assert "ORGANISATION still has the sample's name" in said.stderr
    assert branches(project) == ""
    assert not (project / "output").exists()
    assert not (project.parent / "public").exists()


@pytest.mark.needs("git")
def test_nobody_is_asked_where_nobody_is(own: Path) -> None:
    said = publish(own)

    assert said.returncode == 1
    assert said.stderr == (
        "error tasks.py:1  Nobody is here to ask whether this may become public. Type the same with  --yes  [C85]\n"
    )
    assert branches(own) == ""


@pytest.mark.needs("git")
def test_another_machine_gets_nothing_and_becomes_no_folder(own: Path) -> None:
    before = sorted(own.iterdir())
    said = publish(own, "--to", "sam@host:/srv/site", "--yes")

    assert said.returncode == 1
    assert said.stderr.startswith('error host:/srv/site:1  "host:/srv/site" looks like no place on this machine')
    assert sorted(own.iterdir()) == before


@POSIX
@pytest.mark.needs("git")
def test_what_becomes_public_where_is_said_and_only_yes_sends_it(own: Path) -> None:
    for answer in ("y\n", "\x04"):
        code, said = answered(own, answer)

        assert code == 1, said
        assert "Nobody said yes. Nothing was published.  [C85]" in said
        assert branches(own) == ""

    code, said = answered(own, "yes\n")
    assert code == 0, said
    assert "refs/heads/gh-pages" in branches(own)
    assert '"Save Advanced Education" has ' in said
    assert ", for everybody to see at https://harbour.ca" in said
    assert f"It goes to the branch gh-pages of {own.parent / 'remote.git'}. Nothing is there yet." in said
    assert "Readers are asked to write to privacy@example.org, which nobody reads." in said
    assert said.splitlines()[-3].endswith("The site is on the branch gh-pages")
    assert said.splitlines()[-2].startswith("content/addresses.txt holds the new addresses.")
    assert said.splitlines()[-1] == "This is release 1. content/ is not in git, so nobody can go back to it."

    again = publish(own, "--yes")
    assert again.returncode == 0, again.stderr
    assert "The same files are there already." in again.stdout

    log = publish(own, "--log").stdout.splitlines()
    assert [line.split()[0] for line in log[:2]] == ["1", "2"]
    assert log[1].endswith("to branch, not in git  (live)")
    assert publish(own, "--rollback", "2").stderr.startswith(
        "error content/releases.jsonl:1  Git has nothing of what was published, so nobody can go back to it."
    )


@pytest.mark.needs("git")
def test_a_password_in_the_address_is_in_nothing_that_is_said(own: Path) -> None:
    with (own / "publishconf.py").open("a") as settings:
        settings.write('PUBLISH_REMOTE = "http://me:hunter2%40hunter2@127.0.0.1:1/site.git"\n')
    said = publish(own, "--yes")

    assert said.returncode == 1
    assert "I cannot reach http://127.0.0.1:1/site.git" in said.stderr
    assert "hunter2" not in said.stdout + said.stderr


@pytest.mark.needs("git")
def test_the_sample_may_be_tried_in_a_folder_and_again(project: Path) -> None:
    to = project.parent / "tried"
    for change in ("Nothing is there yet.", "The same files are there already."):
        said = publish(project, "--sample", "--to", "../tried")

        assert said.returncode == 0, said.stderr
        assert (to / "index.html").is_file()
        assert f"It goes to ../tried. {change}" in said.stdout
    log = publish(project, "--log").stdout
    assert "to folder, not in git" in log
    (to / "empty").mkdir()
    assert publish(project, "--sample", "--to", "../tried").returncode == 1
    assert (to / "empty").is_dir()


@pytest.mark.needs("git")
def test_what_was_tried_with_the_sample_can_be_taken_back_and_git_gets_nothing(project: Path, tmp_path: Path) -> None:
    clone, who = tmp_path / "clone", ("-c", "user.name=A", "-c", "user.email=a@site.example")
    shutil.copytree(project, clone, ignore=shutil.ignore_patterns(".git", "releases.jsonl"))
    with (clone / "publishconf.py").open("a") as settings:
        settings.write("AS_OF = None\n")  # commits are of today
    git(tmp_path, "init", "--quiet", "clone")
    page = clone / "content/pages/about.md"
    page.write_text("Title: About\nSummary: Who is behind this.\n\nOther words.\n")
    git(clone, *who, "add", "--force", "content")
    git(clone, *who, "commit", "--quiet", "--message", "The sample")

    first = publish(clone, "--sample", "--to", "../tried")
    page.write_text("Title: About\nSummary: Who is behind this.\n\nFewer words.\n")
    git(clone, *who, "commit", "--quiet", "--all", "--message", "Fewer words")
    assert publish(clone, "--sample", "--to", "../tried").returncode == 0
    back = publish(clone, "--sample", "--to", "../tried", "--rollback", "1")

    assert "This is release 1 of the sample" in first.stdout
    assert back.returncode == 0, back.stderr
    assert "Other" in (tmp_path / "tried/about/index.html").read_text()
    assert git(clone, "rev-list", "--all", "--count") == "2", "nothing but what was recorded by hand"


def test_with_settings_that_cannot_be_used_a_withdrawal_says_that_nothing_was_done(own: Path) -> None:
    with (own / "publishconf.py").open("a") as settings:
        settings.write('PUBLISH_TARGETS = {"host": {"ftp": "x"}}\n')
    command = [sys.executable, "-m", "invoke", "withdraw", "0401"]
    done = subprocess.run(command, cwd=own, stdin=subprocess.DEVNULL, capture_output=True, text=True, check=False)

    assert done.returncode == 1
    assert '"ftp" of the target "host" is nothing that I know.' in done.stderr
    assert done.stderr.endswith("Mend the settings first, and give the same command again.  [C179]\n")


def test_a_target_is_meant_by_its_name_and_no_password_of_it_is_seen(project: Path) -> None:
    with host("sftp", project.parent) as there:
        settings = project / "publishconf.py"
        before = settings.read_text()
        targets = {"host": {"rclone": there.place}, "form": {"zip": "../site.zip"}}
        settings.write_text(f"{before}\nPUBLISH_TARGETS = {targets}\n")
        try:
            nowhere = publish(project, "--sample", "--yes", "--target", "hst")
            dry = publish(project, "--sample", "--target", "host", "--dry-run", env=there.env)
            empty = there.files()
            sent = publish(project, "--sample", "--yes", "--target", "host", env=there.env)
            zipped = publish(project, "--sample", "--target", "form")
        finally:
            settings.write_text(before)

    assert nowhere.stderr.endswith('There is no target "hst". Type one of these in its place: host  [C163]\n')
    assert (dry.returncode, sent.returncode, zipped.returncode) == (0, 0, 0), sent.stderr + zipped.stderr
    assert dry.stdout.splitlines()[-2:] == [f"It goes to {there.place}. Nothing is there yet.", "Nothing was sent."]
    assert empty == {}
    assert f"The site is at {there.place}" in sent.stdout.splitlines()
    assert there.files()["index.html"] == (project / "output/index.html").read_bytes()
    assert (project.parent / "site.zip").is_file()
    assert KEY not in dry.stdout + dry.stderr + sent.stdout + sent.stderr


def test_of_what_is_typed_no_login_is_said_again() -> None:
    login = "https://me:hunter2hunter2@union.ca/site.git"
    typed = (
        ["withdraw", login],
        ["withdraw", "me:hunter2hunter2@union.ca"],
        ["selfies", f"--withdraw={login}"],
        ["publish", login],
        ["publish", "host", "--to", login],
        ["publish", "--let-go", login],
        ["publish", "--rollback", login, "--sample"],
        ["publish", "host", login],
        ["verify", login],
        ["build", "--as-of", login],
        [login],
    )
    for words in typed:
        command = [sys.executable, str(ROOT / "tasks.py"), *words]
        done = subprocess.run(
            command, stdin=subprocess.DEVNULL, capture_output=True, text=True, check=False, timeout=600
        )
        assert done.returncode == 1, words
        assert done.stderr, words
        assert "hunter2" not in done.stdout + done.stderr, words
