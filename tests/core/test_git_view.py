"""What git keeps of a folder: asked of real repositories, none of whose own programs may run."""

import os
import subprocess
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

import pytest

from plugins.core import git_view
from plugins.core.git_view import GitViewError, keeps, newest_commit, quoted_path

pytestmark = pytest.mark.needs("git")

SELFIES = "content/selfies"
PICTURE = b"\xff\xd8 a picture of somebody \xff\xd9"


def git(folder: Path, *words: str, date: str = "2026-01-02T03:04:05Z") -> str:
    """Git as staff run it, without what this machine's user set."""
    names = ("-c", "user.name=Ana", "-c", "user.email=ana@example.org", "-c", "protocol.file.allow=always")
    variables = {"GIT_COMMITTER_DATE": date, "GIT_AUTHOR_DATE": date, "GIT_CONFIG_NOSYSTEM": "1", "HOME": str(folder)}
    env = {"PATH": os.environ["PATH"], **variables}
    command = ["git", "-C", str(folder), *names, *words]
    return subprocess.run(command, env=env, check=True, capture_output=True, text=True).stdout.strip()


def write(folder: Path, files: dict[str, bytes]) -> None:
    for name, data in files.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_bytes(data)


def commit(folder: Path, message: str = "Change", **more: str) -> None:
    git(folder, "add", "--all", "--force")
    git(folder, "commit", "--quiet", "--allow-empty", "-m", message, **more)


def made(folder: Path) -> Path:
    """A repository with a story and no picture in it."""
    folder.mkdir(parents=True, exist_ok=True)
    git(folder, "init", "--quiet", "--initial-branch=main")
    write(folder, {"content/news/plan.md": b"Title: A plan\n", ".gitignore": b"content/selfies/\n"})
    commit(folder)
    return folder


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """The same with a picture that git does not keep."""
    folder = made(tmp_path / "project")
    write(folder, {f"{SELFIES}/0900.jpg": PICTURE, f"{SELFIES}/0900.md": b"Name: Ade\n"})
    return folder


def staged(project: Path) -> None:
    git(project, "add", "--force", SELFIES)


def committed(project: Path) -> None:
    commit(project)


def taken_out(project: Path) -> None:
    commit(project)
    git(project, "rm", "--quiet", "-r", "--cached", SELFIES)
    git(project, "commit", "--quiet", "-m", "Take them out")


def taken_out_and_replaced(project: Path) -> None:
    taken_out(project)
    write(project, {f"{SELFIES}/0900.jpg": b"another"})


def taken_out_before_a_merge(project: Path) -> None:
    git(project, "switch", "--quiet", "-c", "side")
    taken_out_and_replaced(project)
    git(project, "switch", "--quiet", "main")
    git(project, "merge", "--quiet", "--no-ff", "-m", "Merge", "side")
    git(project, "branch", "-D", "side")


def on_another_branch(project: Path) -> None:
    git(project, "switch", "--quiet", "-c", "other")
    taken_out_and_replaced(project)
    git(project, "switch", "--quiet", "main")


def under_a_tag(project: Path) -> None:
    on_another_branch(project)
    git(project, "tag", "-a", "-m", "Old", "old", "other")
    git(project, "branch", "-D", "other")


def in_a_stash(project: Path) -> None:
    git(project, "add", "--force", SELFIES)
    git(project, "stash", "--quiet")
    write(project, {f"{SELFIES}/0901.jpg": b"another"})


def in_an_amended_commit(project: Path) -> None:
    commit(project)
    git(project, "rm", "--quiet", "-r", "--cached", SELFIES)
    git(project, "commit", "--quiet", "--amend", "--allow-empty", "-m", "Other")
    write(project, {f"{SELFIES}/0900.jpg": b"another"})


def in_a_commit_without_a_reference(project: Path) -> None:
    in_an_amended_commit(project)
    git(project, "reflog", "expire", "--expire=now", "--all")


def of_a_remote(project: Path) -> None:
    there = made(project.parent / "there")
    write(there, {f"{SELFIES}/0001.jpg": b"old"})
    taken_out(there)
    git(project, "fetch", "--quiet", str(there), "main:refs/remotes/origin/main")
    git(project, "symbolic-ref", "refs/remotes/origin/HEAD", "refs/remotes/origin/gone")


def packed(project: Path) -> None:
    taken_out_and_replaced(project)
    git(project, "gc", "--quiet")
    git(project, "commit-graph", "write", "--reachable")
    git(project, "multi-pack-index", "write")


def staged_in_version_4(project: Path) -> None:
    staged(project)
    git(project, "update-index", "--index-version", "4")


def staged_in_a_split_index(project: Path) -> None:
    git(project, "update-index", "--split-index")
    staged(project)
    git(project, "update-index", "--split-index")
    write(project, {"content/x.md": b"x"})
    git(project, "add", "content/x.md")


def in_a_sparse_index(project: Path) -> None:
    commit(project)
    git(project, "sparse-checkout", "set", "--cone", "--sparse-index", "content/news")
    write(project, {f"{SELFIES}/0901.jpg": b"another"})


def renamed(project: Path) -> None:
    write(project, {"pictures/of/members/0900.jpg": PICTURE})
    git(project, "add", "pictures")
    git(project, "commit", "--quiet", "-m", "Add them")
    git(project, "rm", "--quiet", "-r", "--cached", "pictures")
    git(project, "commit", "--quiet", "--amend", "--allow-empty", "-m", "Never mind")
    git(project, "reflog", "expire", "--expire=now", "--all")


def under_another_name(project: Path) -> None:
    write(project, {"content/images/nurse.jpg": PICTURE})
    git(project, "add", "content/images")


def in_other_letters(project: Path) -> None:
    name = git(project, "hash-object", "-w", f"{SELFIES}/0900.md")
    git(project, "update-index", "--add", "--cacheinfo", f"100644,{name},Content/Selfies/old.md")
    (project / f"{SELFIES}/0900.md").write_bytes(b"new")


def in_other_letters_once(project: Path) -> None:
    in_other_letters(project)
    git(project, "commit", "--quiet", "-m", "Add")
    git(project, "rm", "--quiet", "--cached", "Content/Selfies/old.md")


def of_a_repository_of_its_own(project: Path) -> None:
    git(project / SELFIES, "init", "--quiet")
    commit(project / SELFIES)


def of_a_repository_below(project: Path) -> None:
    of_folder = made(project / SELFIES / "old")
    write(of_folder, {"0800.jpg": b"older"})
    commit(of_folder)


def kept_before_it_became_a_repository(project: Path) -> None:
    taken_out_and_replaced(project)
    git(project / SELFIES, "init", "--quiet")


def with_its_repository_apart(project: Path) -> None:
    commit(project)
    git(project, "init", "--quiet", "--separate-git-dir", str(project.parent / "apart"))


def with_objects_of_another(project: Path) -> None:
    commit(project)
    git(project.parent, "clone", "--quiet", "--shared", str(project), "shared")
    (project / ".git").rename(project.parent / "first.git")
    (project.parent / "shared/.git").rename(project / ".git")
    (project / ".git/objects/info/alternates").write_text(f"{project.parent}/first.git/objects\n")
    git(project, "rm", "--quiet", "-r", "--cached", SELFIES)


def staged_in_another_work_tree(project: Path) -> None:
    git(project, "worktree", "add", "--quiet", "../tree")
    write(project.parent / "tree", {f"{SELFIES}/0417.jpg": b"another picture"})
    git(project.parent / "tree", "add", "--force", ".")


def staged_in_the_first_work_tree(project: Path) -> None:
    git(project, "worktree", "add", "--quiet", "../tree")
    write(project, {f"{SELFIES}/0999.jpg": b"another picture"})
    git(project, "add", "--force", ".")
    project.rename(project.parent / "first")
    (project.parent / "tree").rename(project)
    (project / ".git").write_text(f"gitdir: {project.parent}/first/.git/worktrees/tree\n")
    write(project, {f"{SELFIES}/0417.jpg": b"a picture that nobody added"})


KEPT = [
    staged, committed, taken_out, taken_out_and_replaced, taken_out_before_a_merge, on_another_branch, under_a_tag,
    in_a_stash, in_an_amended_commit, in_a_commit_without_a_reference, of_a_remote, packed, staged_in_version_4,
    staged_in_a_split_index, in_a_sparse_index, renamed, under_another_name, in_other_letters, in_other_letters_once,
    of_a_repository_of_its_own, of_a_repository_below, kept_before_it_became_a_repository, with_its_repository_apart,
    with_objects_of_another, staged_in_another_work_tree, staged_in_the_first_work_tree,
]  # fmt: skip


@pytest.mark.parametrize("how", KEPT, ids=lambda how: how.__name__)
def test_git_keeps_a_folder_whichever_way_it_holds_one_of_its_files(project: Path, how: Callable[[Path], None]) -> None:
    assert not keeps(project / SELFIES)

    how(project)

    assert keeps(project / SELFIES)


def test_a_work_tree_and_a_submodule_are_asked_where_they_keep_their_files(project: Path) -> None:
    commit(project)
    git(project, "branch", "other")
    git(project, "worktree", "add", "--quiet", "../tree", "other")
    outer = made(project.parent / "outer")
    git(outer, "submodule", "--quiet", "add", str(project), "site")

    assert keeps(project.parent / "tree" / SELFIES)
    assert keeps(outer / "site" / SELFIES)
    assert not keeps(outer / "content/news/members")


def test_a_folder_behind_a_link_is_asked_for_where_it_is_and_as_it_is_written(project: Path) -> None:
    taken_out_and_replaced(project)
    (project / SELFIES).rename(project.parent / "members")
    assert not keeps(project.parent / "members")

    (project / SELFIES).symlink_to("../../members", target_is_directory=True)

    assert keeps(project / SELFIES)
    assert not keeps(project.parent / "members")


def test_that_git_keeps_a_link_to_the_folder_is_no_harm(project: Path) -> None:
    (project / SELFIES).rename(project.parent / "members")
    (project / SELFIES).symlink_to("../../members", target_is_directory=True)
    commit(project)

    assert not keeps(project / SELFIES)


@pytest.mark.parametrize(
    "name", ['a "quoted" one', "two\nlines", "back\\slash", "#first", "[a-z]*?", "Zo\u00e9 \u7530", "-n", ":(top)"]
)
def test_no_name_of_a_folder_is_misunderstood(tmp_path: Path, name: str) -> None:
    project = made(tmp_path / name)
    write(project, {f"{name}/0900.jpg": PICTURE})
    assert not keeps(project / name)

    commit(project)
    git(project, "rm", "--quiet", "-r", "--cached", ".")
    git(project, "commit", "--quiet", "-m", "Take all out")
    write(project, {f"{name}/0900.jpg": b"another"})

    assert not keeps(project / "other")
    assert keeps(project / name)


@pytest.mark.parametrize("written", ["Zoe\u0301", "Zo\u00e9"])
def test_a_name_in_another_unicode_form_is_the_same_name(tmp_path: Path, written: str) -> None:
    project = made(tmp_path / "project")
    write(project, {f"{written}/0900.jpg": PICTURE})
    commit(project)
    git(project, "rm", "-r", "--quiet", "--cached", ".")
    git(project, "commit", "--quiet", "-m", "Take all out")

    assert keeps(project / "Zo\u00e9")
    assert keeps(project / "Zoe\u0301")


def without_a_repository(project: Path) -> None:
    (project / ".git").rename(project.parent / "elsewhere")


def with_an_empty_folder_called_git(project: Path) -> None:
    without_a_repository(project)
    (project / ".git").mkdir()


def with_a_bare_repository_beside_the_pictures(project: Path) -> None:
    git(project / SELFIES, "init", "--quiet", "--bare", "--template=", ".")


def with_a_branch_that_is_gone_at_the_remote(project: Path) -> None:
    git(project, "symbolic-ref", "refs/remotes/origin/HEAD", "refs/remotes/origin/gone")


def before_the_first_commit(project: Path) -> None:
    without_a_repository(project)
    git(project, "init", "--quiet")


def while_a_neighbour_is_kept(project: Path) -> None:
    write(project, {"content/selfies2/0900.jpg": b"drawn", "content/selfies.jpg": b"drawn"})
    git(project, "add", "content/selfies2", "content/selfies.jpg")


@pytest.mark.parametrize(
    "how",
    [
        without_a_repository,
        with_an_empty_folder_called_git,
        with_a_bare_repository_beside_the_pictures,
        with_a_branch_that_is_gone_at_the_remote,
        before_the_first_commit,
        while_a_neighbour_is_kept,
    ],
    ids=lambda how: how.__name__,
)
def test_a_folder_that_git_does_not_keep_is_left_in_peace(project: Path, how: Callable[[Path], None]) -> None:
    how(project)

    assert not keeps(project / SELFIES)


def corrupt_index(project: Path) -> None:
    (project / ".git/index").write_bytes(b"DIRC" + bytes(40))


def lost_objects(project: Path) -> None:
    git(project, "gc", "--quiet")
    for file in (project / ".git/objects/pack").iterdir():
        file.unlink()


def damaged_pack(project: Path) -> None:
    git(project, "gc", "--quiet")
    (pack,) = (project / ".git/objects/pack").glob("*.pack")
    pack.chmod(0o600)
    pack.write_bytes(pack.read_bytes()[:40])


def damaged_objects(project: Path) -> None:
    for file in (project / ".git/objects").glob("??/*"):
        file.chmod(0o600)
        file.write_bytes(b"damaged")


def no_objects(project: Path) -> None:
    (project / ".git/objects").rename(project / "objects")


def no_head(project: Path) -> None:
    (project / ".git/HEAD").unlink()


def part_of_a_repository(project: Path) -> None:
    git(project, "config", "remote.origin.promisor", "true")


def part_of_the_history(project: Path) -> None:
    commit(project)
    write(project, {"content/news/plan.md": b"Title: Another\n"})
    git(project, "rm", "--quiet", "-r", "--cached", SELFIES)
    git(project, "commit", "--quiet", "-a", "-m", "Take them out")
    git(project.parent, "clone", "--quiet", "--depth=1", f"file://{project}", "shallow")
    (project / ".git").rename(project.parent / "whole.git")
    (project.parent / "shallow/.git").rename(project / ".git")


def another_hash(project: Path) -> None:
    without_a_repository(project)
    git(project, "init", "--quiet", "--object-format=sha256")


def another_kind_of_references(project: Path) -> None:
    git(project, "config", "extensions.refStorage", "reftable")


def nonsense(project: Path) -> None:
    without_a_repository(project)
    (project / ".git").write_text("nonsense")


def a_way_to_nowhere(project: Path) -> None:
    without_a_repository(project)
    (project / ".git").write_text("gitdir: ../nowhere\n")


def a_dangling_link(project: Path) -> None:
    without_a_repository(project)
    (project / ".git").symlink_to("nowhere")


def a_pipe(project: Path) -> None:
    without_a_repository(project)
    os.mkfifo(project / ".git")


def a_pipe_for_an_index(project: Path) -> None:
    (project / ".git/index").unlink()
    os.mkfifo(project / ".git/index")


def links_to_references(project: Path) -> None:
    (project / ".git/refs/heads").rename(project / "heads")
    (project / ".git/refs/heads").symlink_to(project / "heads")


UNKNOWN = [
    corrupt_index, lost_objects, damaged_pack, damaged_objects, no_objects, no_head, part_of_a_repository,
    part_of_the_history, another_hash, another_kind_of_references, nonsense, a_way_to_nowhere, a_dangling_link, a_pipe,
    a_pipe_for_an_index, links_to_references,
]  # fmt: skip


@pytest.mark.parametrize("how", UNKNOWN, ids=lambda how: how.__name__)
def test_what_cannot_be_known_is_said_and_is_no_no(project: Path, how: Callable[[Path], None]) -> None:
    how(project)

    with pytest.raises(GitViewError) as unknown:
        keeps(project / SELFIES)
    assert str(project) not in str(unknown.value)


def test_without_git_nobody_can_know(project: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", str(tmp_path / "empty"))

    with pytest.raises(GitViewError, match="not on this machine"):
        keeps(project / SELFIES)
    assert not keeps(tmp_path / "elsewhere")


def test_a_git_that_does_not_answer_is_not_waited_for(
    project: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    write(tmp_path, {"bin/git": b"#!/bin/sh\nexec /bin/sleep 60\n"})
    (tmp_path / "bin/git").chmod(0o755)
    monkeypatch.setenv("PATH", f"{tmp_path}/bin")
    monkeypatch.setattr(git_view, "MAX_S", 0.2)

    with pytest.raises(GitViewError, match="too long"):
        keeps(project / SELFIES)


PLANTED = """
[core]
    fsmonitor = {run}
    hooksPath = {folder}/hooks
    sshCommand = {run}
    pager = {run}
    editor = {run}
    askPass = {run}
    gitProxy = {run}
    alternateRefsCommand = {run}
    attributesFile = {folder}/attributes
[include]
    path = {folder}/more
[includeIf "gitdir:/"]
    path = {folder}/more
[alias]
    ls-files = !{run}
    rev-list = !{run}
    cat-file = !{run}
[filter "x"]
    clean = {run}
    smudge = {run}
    process = {run}
    required = true
[diff "x"]
    textconv = {run}
    command = {run}
[credential]
    helper = !{run}
[uploadpack]
    packObjectsHook = {run}
[gpg]
    program = {run}
[log]
    showSignature = true
[trace2]
    eventTarget = {folder}/ran
[protocol "ext"]
    allow = always
[remote "origin"]
    url = ext::{run}
"""


def plant(project: Path, repository: Path) -> Path:
    """Everything in a repository that git would start or write for whoever runs it there. Returns the mark of that."""
    folder = project.parent / "planted"
    script = f"#!/bin/sh\ntouch '{folder}/ran'\n".encode()
    names = ("post-index-change", "fsmonitor-watchman", "reference-transaction", "pre-auto-gc", "post-checkout")
    write(folder, {"run": script, "more": f"[core]\n\tfsmonitor = {folder}/run\n".encode()})
    write(folder, {"attributes": b"* filter=x diff=x\n"} | {f"hooks/{name}": script for name in names})
    write(repository, {"info/attributes": b"* filter=x diff=x\n"} | {f"hooks/{name}": script for name in names})
    write(project, {f"{SELFIES}/.gitattributes": b"* filter=x diff=x\n", ".gitattributes": b"* filter=x diff=x\n"})
    for file in (folder / "run", *(folder / "hooks").iterdir(), *(repository / "hooks").iterdir()):
        file.chmod(0o755)
    with (repository / "config").open("a") as config:
        config.write(PLANTED.format(run=folder / "run", folder=folder))
    return folder / "ran"


@pytest.mark.parametrize("how", [committed, taken_out_and_replaced, staged, None])
def test_nothing_that_a_repository_brings_is_started(project: Path, how: Callable[[Path], None] | None) -> None:
    if how:
        how(project)
    ran = plant(project, project / ".git")

    assert keeps(project / SELFIES) == bool(how)
    assert newest_commit(project)
    assert not ran.exists()


def test_nothing_that_a_repository_planted_in_the_folder_brings_is_started(project: Path) -> None:
    git(project / SELFIES, "init", "--quiet")
    ran = plant(project, project / SELFIES / ".git")

    assert not keeps(project / SELFIES)
    assert not ran.exists()


def test_nothing_that_somebody_set_for_git_is_heard(project: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    commit(project)
    run = project.parent / "planted/run"
    ran = plant(project, project / ".git")
    write(project.parent, {"home/.gitconfig": f"[core]\n\tfsmonitor = {run}\n".encode()})
    other = made(project.parent / "other")
    for name, value in {
        "HOME": str(project.parent / "home"),
        "GIT_DIR": str(other / ".git"),
        "GIT_WORK_TREE": str(other),
        "GIT_INDEX_FILE": str(other / ".git/index"),
        "GIT_OBJECT_DIRECTORY": str(other / ".git/objects"),
        "GIT_CONFIG_COUNT": "1",
        "GIT_CONFIG_KEY_0": "core.fsmonitor",
        "GIT_CONFIG_VALUE_0": str(run),
        "GIT_CONFIG_PARAMETERS": f"'core.fsmonitor={run}'",
        "GIT_EXTERNAL_DIFF": str(run),
        "GIT_PAGER": str(run),
        "GIT_EXEC_PATH": str(run.parent),
        "GIT_TRACE": str(ran),
    }.items():
        monkeypatch.setenv(name, value)

    assert keeps(project / SELFIES)
    assert not ran.exists()


def test_a_folder_on_the_path_that_is_no_whole_address_gives_no_git(
    project: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    write(project, {"git": b"#!/bin/sh\ntouch ran\n"})
    (project / "git").chmod(0o755)
    monkeypatch.chdir(project)
    monkeypatch.setenv("PATH", f".{os.pathsep}{os.pathsep}{os.environ['PATH']}")

    assert not keeps(project / SELFIES)
    assert not (project / "ran").exists()


def test_nothing_is_written_where_it_looks_and_nothing_stays(
    project: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def state() -> dict[Path, int]:
        return {file: file.stat().st_mtime_ns for file in (project / ".git").rglob("*")}

    commit(project)
    before, temporary = state(), tmp_path / "temporary"
    temporary.mkdir()
    monkeypatch.setattr("tempfile.tempdir", str(temporary))

    assert keeps(project / SELFIES)

    assert state() == before
    assert not list(temporary.iterdir())


def test_the_newest_commit_is_that_of_any_branch(project: Path) -> None:
    commit(project, date="2026-03-01T12:00:00Z")
    git(project, "switch", "--quiet", "-c", "other")
    commit(project, date="2026-06-01T12:00:00+02:00")
    git(project, "switch", "--quiet", "main")

    assert newest_commit(project / SELFIES) == datetime(2026, 6, 1, 10, tzinfo=UTC)


@pytest.mark.parametrize("how", [without_a_repository, before_the_first_commit])
def test_there_may_be_no_newest_commit(project: Path, how: Callable[[Path], None]) -> None:
    how(project)

    assert newest_commit(project) is None


@pytest.mark.parametrize("how", [damaged_objects, nonsense])
def test_nobody_takes_a_repository_that_cannot_be_read_for_one_without_commits(
    project: Path, how: Callable[[Path], None]
) -> None:
    how(project)

    with pytest.raises(GitViewError):
        newest_commit(project)


def test_the_newest_commit_may_lie_behind_an_older_one(project: Path) -> None:
    commit(project, date="2026-11-01T12:00:00Z")
    commit(project, date="2020-01-01T12:00:00Z")

    assert newest_commit(project) == datetime(2026, 11, 1, 12, tzinfo=UTC)


def test_a_path_is_quoted_as_git_reads_it() -> None:
    assert quoted_path(Path('/a "b"\\c\n\u00e9')) == b'"/a \\042b\\042\\134c\\012\\303\\251"'
