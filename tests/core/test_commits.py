"""The newest commit of a repository that somebody else may have written."""

import os
import subprocess
from datetime import UTC, datetime
from pathlib import Path

import pytest

from plugins.core.commits import newest_commit

pytestmark = pytest.mark.needs("git")
OLD, NEW = datetime(2026, 3, 4, 9, 30, tzinfo=UTC), datetime(2026, 5, 6, 7, 8, tzinfo=UTC)


def git(folder: Path, *words: str, when: datetime = OLD) -> str:
    plain = {name: value for name, value in os.environ.items() if not name.startswith("GIT_")}
    own = {"GIT_CONFIG_GLOBAL": os.devnull, "GIT_AUTHOR_DATE": when.isoformat(), "GIT_COMMITTER_DATE": when.isoformat()}
    command = ["git", "-c", "user.name=a", "-c", "user.email=a@example.org", *words]
    return subprocess.run(command, cwd=folder, env=plain | own, capture_output=True, text=True, check=True).stdout


def commit(folder: Path, when: datetime) -> None:
    git(folder, "commit", "--quiet", "--allow-empty", "--message", "A change", when=when)


@pytest.fixture
def repository(tmp_path: Path) -> Path:
    folder = tmp_path / "a repository"
    (folder / "content").mkdir(parents=True)
    git(folder, "init", "--quiet", "--initial-branch", "main")
    commit(folder, OLD)
    return folder


def elsewhere(folder: Path) -> None:
    """A newer commit on a branch that is not checked out."""
    git(folder, "checkout", "--quiet", "-b", "other")
    commit(folder, NEW)
    git(folder, "checkout", "--quiet", "main")


def published(folder: Path) -> None:
    """A newer one that only the remote's branch refers to."""
    elsewhere(folder)
    git(folder, "update-ref", "refs/remotes/origin/gh-pages", "other")
    git(folder, "branch", "--quiet", "-D", "other")


def tagged(folder: Path) -> None:
    elsewhere(folder)
    git(folder, "tag", "--annotate", "--message", "A tag", "v1", "other", when=OLD)
    git(folder, "branch", "--quiet", "-D", "other")


def packed(folder: Path) -> None:
    elsewhere(folder)
    git(folder, "gc", "--quiet")


def detached(folder: Path) -> None:
    git(folder, "checkout", "--quiet", "--detach")
    commit(folder, NEW)


def with_odd_references(folder: Path) -> None:
    """What refers to nothing that is there, and what is no file, beside a newer one."""
    elsewhere(folder)
    refs = folder / ".git/refs/heads"
    (refs / "missing").write_text("ab" * 20 + "\n")
    (refs / "garbage").write_bytes(b"\0\xff no id\n")
    os.mkfifo(refs / "pipe")
    (folder / "a.txt").write_text("a blob")
    git(folder, "tag", "blob", git(folder, "hash-object", "-w", "a.txt").strip())


@pytest.mark.parametrize("change", [elsewhere, published, tagged, packed, detached, with_odd_references])
def test_the_newest_commit_that_anything_refers_to_is_found(repository: Path, change) -> None:
    assert newest_commit(repository / "content") == OLD
    change(repository)

    assert newest_commit(repository / "content") == NEW


def test_a_second_working_tree_knows_the_same_commits(repository: Path, tmp_path: Path) -> None:
    git(repository, "worktree", "add", "--quiet", str(tmp_path / "second"))
    commit(repository, NEW)

    assert newest_commit(tmp_path / "second") == NEW


def test_a_repository_with_longer_ids_is_read(tmp_path: Path) -> None:
    git(tmp_path, "init", "--quiet", "--object-format", "sha256")
    commit(tmp_path, NEW)

    assert newest_commit(tmp_path) == NEW


def test_an_empty_repository_hides_none_above_it(repository: Path) -> None:
    git(repository / "content", "init", "--quiet")

    assert newest_commit(repository / "content") == OLD


def test_no_line_of_its_configuration_is_obeyed(repository: Path, tmp_path: Path) -> None:
    """Programs that git runs for a repository: none is, whichever hook or setting names it."""
    program = tmp_path / "program"
    program.write_text(f"#!/bin/sh\ntouch {tmp_path}/ran\n")
    program.chmod(0o755)
    settings = (
        "core.fsmonitor",
        "core.pager",
        "gpg.program",
        "core.sshCommand",
        "core.alternateRefsCommand",
        "alias.log",
    )
    for name in settings:
        value = f"!{program}" if name.startswith("alias") else str(program)
        git(repository, "config", name, value)
    git(repository, "config", "log.showSignature", "true")
    (repository / ".git/config").open("a").write("[core]\n\tpager = x\n[include]\n\tpath = /dev/zero\n")

    assert newest_commit(repository / "content") == OLD
    assert not (tmp_path / "ran").exists()


def test_what_cannot_be_known_is_none(tmp_path: Path, repository: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "plain").mkdir()
    assert newest_commit(tmp_path / "plain") is None
    for name, text in {
        "no-folder": "gitdir: ../gone\n",
        "nothing": "",
        "nul": "gitdir: \0\n",
        "itself": "gitdir: .\n",
    }.items():
        (tmp_path / name).mkdir()
        (tmp_path / name / ".git").write_text(text)
        assert newest_commit(tmp_path / name) is None

    monkeypatch.setenv("PATH", str(tmp_path / "plain"))
    assert newest_commit(repository) is None


def test_a_damaged_repository_is_silent(repository: Path) -> None:
    for file in (repository / ".git/objects").rglob("??*"):
        if file.is_file():
            file.chmod(0o644)
            file.write_bytes(b"damaged")

    assert newest_commit(repository) is None


def test_a_repository_that_others_told_git_of_is_not_taken_for_this_one(
    repository: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("GIT_DIR", str(repository / ".git"))
    (tmp_path / "plain").mkdir()

    assert newest_commit(tmp_path / "plain") is None
