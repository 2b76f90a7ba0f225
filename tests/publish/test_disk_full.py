"""On a full disk publishing says that it is full, and nothing else is the cause."""

import hashlib
import json
import os
import random
import shutil
import subprocess
import tempfile

import pytest

from plugins.core.findings import SiteError
from plugins.publish.git import GitError, Limits, environment, git, run
from plugins.publish.remote import remote_of
from plugins.publish.send import publish_branch, publish_folder
from tests.small_disk import filled, small_disk

pytestmark = [pytest.mark.needs("git"), pytest.mark.skipif(os.name == "nt", reason="mounts as POSIX has them")]


def plain_git(folder, *words):
    subprocess.run(["git", "-C", str(folder), *words], capture_output=True, check=True)


@pytest.fixture
def disk(tmp_path):
    with small_disk(tmp_path / "small", "16m"):
        yield tmp_path / "small"


@pytest.fixture
def project(disk, tmp_path, monkeypatch):
    monkeypatch.setenv("GIT_CONFIG_GLOBAL", os.devnull)
    plain_git(tmp_path, "init", "--quiet", "--bare", "remote.git")
    plain_git(disk, "init", "--quiet", "project")
    plain_git(disk / "project", "remote", "add", "origin", str(tmp_path / "remote.git"))
    return disk / "project"


@pytest.fixture
def output(tmp_path):
    files = {"index.html": b"<h1>Site</h1>", "big.bin": random.Random(1).randbytes(60_000)}
    (tmp_path / "output").mkdir()
    hashes = {name: hashlib.sha256(data).hexdigest() for name, data in files.items()}
    for name, data in (files | {"manifest.json": json.dumps(hashes).encode()}).items():
        (tmp_path / "output" / name).write_bytes(data)
    return tmp_path / "output"


def refusal(call):
    with pytest.raises(SiteError) as raised:
        call()
    [finding] = raised.value.findings
    return str(finding)


@pytest.mark.parametrize("but_bytes", [0, 4096, 12288, 40960, 65536, 90112])
def test_a_branch_is_not_made_on_a_full_disk_and_that_is_said(disk, project, output, but_bytes):
    with filled(disk, but_bytes=but_bytes):
        said = refusal(lambda: publish_branch(output, project, "origin", "gh-pages", "Publish"))

    assert said == (
        f'error {project}:1  The disk is full: "project" cannot be written. '
        "Delete or move what you do not need, and try again.  [C83]"
    )
    assert publish_branch(output, project, "origin", "gh-pages", "Publish")


def test_a_full_disk_for_temporary_files_is_not_a_remote_that_git_does_not_know(
    disk, project, output, tmp_path, monkeypatch
):
    monkeypatch.setattr(tempfile, "tempdir", str(disk))
    elsewhere = shutil.copytree(project, tmp_path / "elsewhere")
    with filled(disk, but_bytes=0):
        said = refusal(lambda: publish_branch(output, elsewhere, "origin", "gh-pages", "Publish"))
        with pytest.raises(OSError, match="No space left"):
            remote_of("origin", elsewhere)

    assert said.endswith("[C83]")
    assert f'"{disk.name}" cannot be written' in said
    assert refusal(lambda: remote_of("nobody", elsewhere)).endswith("[C92]")


@pytest.mark.parametrize("but_bytes", [0, 4096, 40960])
def test_a_folder_on_a_full_disk_is_no_wrong_choice(disk, output, but_bytes):
    with filled(disk, but_bytes=but_bytes):
        said = refusal(lambda: publish_folder(output, disk / "www"))

    assert said == (
        f'error {disk / "www"}:1  The disk is full: "www" cannot be written. '
        "Delete or move what you do not need, and try again.  [C83]"
    )
    assert not (disk / "www").exists()


def test_a_disk_that_a_program_filled_and_left_with_room_is_full(tmp_path):
    with pytest.raises(OSError, match="No space left"):
        run("sh", "-c", "echo 'fatal: Out of diskspace' >&2; exit 128", folder=tmp_path, env={}, limits=Limits(9, 9))
    with pytest.raises(GitError, match="is wrong"):
        run("sh", "-c", "echo 'fatal: that is wrong' >&2; exit 128", folder=tmp_path, env={}, limits=Limits(9, 9))


def test_what_git_alone_does_not_do_is_said_of_git(output, project, tmp_path, monkeypatch):
    real = shutil.which("git")
    for command in ("init", "fast-import"):
        folder = tmp_path / command
        folder.mkdir()
        (folder / "git").write_text(
            f'#!/bin/sh\ncase " $* " in *" {command} "*) echo "fatal: {command} broke" >&2; exit 1;; esac\n'
            f'exec {real} "$@"\n'
        )
        (folder / "git").chmod(0o755)
        with monkeypatch.context() as changed:
            changed.setenv("PATH", f"{folder}{os.pathsep}{os.environ['PATH']}")
            said = refusal(lambda: publish_branch(output, project, "origin", "gh-pages", "Publish"))

        assert f"Git does not work on this machine as it should: {command} broke." in said
        assert said.endswith("[C91]")


def test_git_says_what_it_says_where_the_disk_has_room(tmp_path):
    with pytest.raises(GitError, match="not a git repository"):
        git("rev-parse", "HEAD", folder=tmp_path, env=environment() | {"GIT_CEILING_DIRECTORIES": str(tmp_path.parent)})
