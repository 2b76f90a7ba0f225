import hashlib
import json
import os
import re
import shlex
import shutil
import socket
import subprocess
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

import pytest

from plugins.core.findings import SiteError
from plugins.core.temporary import FOLDER
from plugins.publish import send
from plugins.publish.git import connection_settings, environment
from plugins.publish.plan import what_changes
from plugins.publish.remote import remote_of
from plugins.publish.send import in_folder, publish_branch, publish_folder
from plugins.publish.site_files import copy_listed
from plugins.publish.targets import Target, live_manifest
from plugins.release.manifest import write_manifest
from plugins.release.retained import retained_in

FILES = {
    "index.html": b"<h1>Save Advanced Education</h1>\n",
    "news/a plan, at last/index.html": "<p>Café</p>\n".encode(),
    "pictures/0417-320.avif": bytes(range(256)) * 40,
    ".nojekyll": b"",
    "CNAME": b"campaign.example.org\n",
}
PUBLISHCONF = 'SITEURL = ""\n\nPUBLISH_REMOTE = "origin"\nPUBLISH_BRANCH = "gh-pages"\n'


def git(folder, *arguments):
    done = subprocess.run(["git", "-C", str(folder), *arguments], capture_output=True, text=True, check=True)
    return done.stdout.strip()


def with_manifest(files):
    hashes = {name: hashlib.sha256(data).hexdigest() for name, data in sorted(files.items())}
    return {**files, "manifest.json": (json.dumps(hashes, indent=0, ensure_ascii=False) + "\n").encode()}


def put(folder, files):
    for name, data in files.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_bytes(data)


def files_in(folder):
    files = (path for path in folder.rglob("*") if path.is_file() and ".git" not in path.relative_to(folder).parts)
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in files}


@pytest.fixture(autouse=True)
def own_git_settings(tmp_path, monkeypatch):
    for name in [name for name in os.environ if name.startswith("GIT_")]:
        monkeypatch.delenv(name)
    settings = tmp_path / "gitconfig"
    settings.write_text("[user]\n\tname = Sam Sample\n\temail = sam@example.org\n[init]\n\tdefaultBranch = main\n")
    monkeypatch.setenv("GIT_CONFIG_GLOBAL", str(settings))
    monkeypatch.setenv("GIT_CONFIG_NOSYSTEM", "1")


@pytest.fixture
def output(tmp_path):
    folder = tmp_path / "out put"
    put(folder, with_manifest(FILES))
    return folder


@pytest.fixture
def remote(tmp_path):
    folder = tmp_path / "remote.git"
    folder.mkdir()
    git(folder, "init", "--bare", "--quiet")
    return folder


@pytest.fixture
def project(tmp_path, remote):
    folder = tmp_path / "the project"
    folder.mkdir()
    git(folder, "init", "--quiet")
    (folder / "publishconf.py").write_text(PUBLISHCONF)
    git(folder, "add", ".")
    git(folder, "commit", "--quiet", "--message", "Begin")
    git(folder, "remote", "add", "origin", str(remote))
    return folder


def publish(output, project, *, remote="origin", branch="gh-pages", at_once=False):
    return publish_branch(output, project, remote, branch, "Publish – the site", at_once=at_once)


def finding_of(publishing):
    with pytest.raises(SiteError) as raised:
        publishing()
    [finding] = raised.value.findings
    return str(finding)


@pytest.mark.needs("git")
def test_a_clone_of_the_branch_holds_the_very_files_of_the_output(output, project, remote, tmp_path):
    commit = publish(output, project)

    git(tmp_path, "clone", "--quiet", "--branch", "gh-pages", str(remote), "clone")
    assert files_in(tmp_path / "clone") == with_manifest(FILES)
    assert git(tmp_path / "clone", "rev-parse", "HEAD") == commit


@pytest.mark.needs("git")
@pytest.mark.parametrize("name", [".DS_Store", "pictures/Thumbs.db", "news/desktop.ini"])
def test_what_systems_put_into_the_output_is_not_sent(output, project, remote, tmp_path, name):
    put(output, {name: b"what nobody may see"})
    publish(output, project)

    git(tmp_path, "clone", "--quiet", "--branch", "gh-pages", str(remote), "clone")
    assert files_in(tmp_path / "clone") == with_manifest(FILES)


@pytest.mark.needs("git")
def test_what_stays_on_the_branch_for_a_week_is_told_before_anything_is_sent(output, project):
    put(output, {"static/site.11111111.css": b"old"})
    write_manifest(output)
    publish(output, project)
    (output / "static/site.11111111.css").unlink()
    write_manifest(output)
    told = []
    publish_branch(output, project, "origin", "gh-pages", "Publish", lambda _there, change: told.append(change))

    assert "0 files go and 1 file stays for a week" in what_changes(*told[0])


@pytest.mark.needs("git")
def test_what_comes_to_the_output_while_it_is_sent_is_not_sent(output, project, remote, tmp_path):
    def ask(*_told: object) -> None:
        put(output, {"late.jpg": b"what nobody may see", "index.html": b"changed"})

    publish_branch(output, project, "origin", "gh-pages", "Publish", ask)

    git(tmp_path, "clone", "--quiet", "--branch", "gh-pages", str(remote), "clone")
    assert files_in(tmp_path / "clone") == with_manifest(FILES)


@pytest.mark.needs("git")
def test_what_was_withdrawn_is_not_reachable_after_the_next_publish(output, project, remote):
    publish(output, project)
    withdrawn = git(remote, "rev-parse", "gh-pages:pictures/0417-320.avif")
    (output / "pictures/0417-320.avif").unlink()
    write_manifest(output)
    second = publish(output, project, at_once=True)

    assert git(remote, "rev-list", "--all") == second
    assert withdrawn not in git(remote, "rev-list", "--all", "--objects")


@pytest.mark.needs("git")
def test_hashed_files_of_the_last_release_stay_on_the_branch_until_a_page_goes(output, project, remote, tmp_path):
    publish(output, project)
    (output / "pictures/0417-320.avif").unlink()
    put(output, {"static/site.1111.css": b"h1 {}", "portraits/0418-320.avif": b"a member"})
    write_manifest(output)
    publish(output, project)
    for name in ("static/site.1111.css", "portraits/0418-320.avif"):
        (output / name).unlink()
    write_manifest(output)
    third = publish(output, project)

    git(tmp_path, "clone", "--quiet", "--branch", "gh-pages", str(remote), "clone")
    found = files_in(tmp_path / "clone")
    kept = {"static/site.1111.css": b"h1 {}", "pictures/0417-320.avif": FILES["pictures/0417-320.avif"]}
    assert {name: found.get(name) for name in kept} == kept
    assert retained_in(found["retained.json"].decode()).keys() == kept.keys()
    assert found.keys() == {"manifest.json", "retained.json", *kept, *FILES}
    assert git(remote, "rev-list", "--all") == third

    (output / "news/a plan, at last/index.html").unlink()
    write_manifest(output)
    publish(output, project)
    on_branch = live_manifest(Target("branch", "branch", "gh-pages", ""), project, {"PUBLISH_REMOTE": "origin"})
    assert on_branch == json.loads((output / "manifest.json").read_text())
    names = git(remote, "ls-tree", "-r", "--name-only", "gh-pages").splitlines()
    assert {"static/site.1111.css", "pictures/0417-320.avif"} & set(names) == {"static/site.1111.css"}


def test_hashed_files_of_the_last_release_stay_in_a_folder(output, tmp_path):
    to = tmp_path / "www"
    publish_folder(output, to)
    (output / "pictures/0417-320.avif").unlink()
    write_manifest(output)
    for _ in range(2):
        publish_folder(output, to)
        assert (to / "pictures/0417-320.avif").read_bytes() == FILES["pictures/0417-320.avif"]
    assert retained_in((to / "retained.json").read_text()).keys() == {"pictures/0417-320.avif"}

    publish_folder(output, to, at_once=True)
    assert not (to / "pictures").exists()
    assert not (to / "retained.json").exists()


@pytest.mark.needs("git")
def test_the_projects_own_repository_stays_as_it_was(output, project):
    before = files_in(project / ".git")
    publish(output, project)
    publish(output, project)

    assert files_in(project / ".git") == before


@pytest.mark.needs("git")
def test_the_temporary_repository_is_in_the_projects_private_folder_and_gone_afterwards(output, project, monkeypatch):
    seen = []
    make_commit = send.make_commit

    def look_and_make(*arguments):
        seen.append(arguments[3])
        return make_commit(*arguments)

    monkeypatch.setattr(send, "make_commit", look_and_make)
    publish(output, project)

    (bare,) = seen
    assert bare.parent == project / FOLDER
    assert [path.name for path in bare.parent.iterdir()] == ["lock"]


@pytest.mark.needs("git")
@pytest.mark.skipif(os.name == "nt", reason="puts a shell script in the place of git")
@pytest.mark.parametrize("is_first", [True, False], ids=["branch made meanwhile", "branch moved meanwhile"])
def test_what_somebody_else_published_meanwhile_is_not_overwritten(
    output, project, remote, tmp_path, monkeypatch, is_first
):
    other = tmp_path / "other"
    git(tmp_path, "clone", "--quiet", str(project), "other")
    git(other, "checkout", "--quiet", "--orphan", "theirs")
    git(other, "commit", "--quiet", "--message", "Theirs")
    theirs = git(other, "rev-parse", "HEAD")
    if not is_first:
        publish(output, project)
    command = f"env -u GIT_DIR git -C {shlex.quote(str(other))} push -qf {remote} theirs:gh-pages"
    run_after("ls-remote" if is_first else "fetch", command, tmp_path, monkeypatch)

    assert finding_of(lambda: publish(output, project)) == (
        'error publishconf.py:4  Somebody else published to "gh-pages" at this moment; I did not write over it. '
        "Type  git pull --no-rebase --no-edit --autostash  and look at the site before you publish.  [C94]"
    )
    assert git(remote, "rev-parse", "gh-pages") == theirs


def run_after(ours, command, tmp_path, monkeypatch):
    """A git in the path that does something else between our look at the remote and our push."""
    real = Path(str(shutil.which("git")))
    wrapper = tmp_path / "bin" / "git"
    wrapper.parent.mkdir()
    wrapper.write_text(f'#!/bin/sh\n{real} "$@" || exit\nif [ "$1" = {ours} ]; then PATH={real.parent} {command}; fi\n')
    wrapper.chmod(0o755)
    monkeypatch.setenv("PATH", f"{wrapper.parent}{os.pathsep}{os.environ['PATH']}")


@pytest.mark.needs("git")
@pytest.mark.parametrize("by", ["name", "address"])
def test_a_branch_that_holds_no_published_site_is_not_overwritten(output, project, remote, tmp_path, by):
    git(tmp_path, "clone", "--quiet", str(project), "somebody")
    (tmp_path / "somebody/manifest.json").write_text("{}")
    for message in ("Go on", "And on"):
        git(tmp_path / "somebody", "add", ".")
        git(tmp_path / "somebody", "commit", "--quiet", "--allow-empty", "--message", message)
    git(tmp_path / "somebody", "push", "--quiet", str(remote), "HEAD:refs/heads/main", "HEAD~2:refs/heads/early")
    before = git(remote, "show-ref")
    where = "origin" if by == "name" else str(remote)

    for branch in ("main", "early"):
        assert finding_of(lambda branch=branch: publish(output, project, remote=where, branch=branch)) == (
            f'error publishconf.py:4  The branch "{branch}" holds no site that was published from here, and publishing '
            "would erase it. Write another PUBLISH_BRANCH, or delete that branch there first, if nobody needs it."
            "  [C95]"
        )
    assert git(remote, "show-ref") == before


@pytest.mark.needs("git")
def test_no_picture_is_fetched_to_look_at_what_is_published(output, project, remote, tmp_path, monkeypatch):
    git(remote, "config", "uploadpack.allowFilter", "true")
    pictures = {f"pictures/{n:04}-320.avif": bytes([n % 256, n // 256]) * 20 for n in range(300)}
    put(output, pictures)
    write_manifest(output)
    publish(output, project)
    fetched = tmp_path / "objects"
    count = f'git -C "$GIT_DIR" cat-file --batch-all-objects --batch-check > {fetched}'
    run_after("fetch", count, tmp_path, monkeypatch)
    put(output, {"index.html": b"<h1>News</h1>"})
    write_manifest(output)
    publish(output, project)

    kinds = [line.split()[1] for line in fetched.read_text().splitlines()]
    assert kinds.count("blob") == 2  # the manifest, and the one page that is another here
    assert set(kinds) == {"blob", "tree", "commit"}

    shutil.rmtree(output / "pictures")
    write_manifest(output)
    publish(output, project, at_once=True)  # else they stay for a week, and are fetched for that
    kinds = [line.split()[1] for line in fetched.read_text().splitlines()]
    assert 30 < kinds.count("blob") < 50


@pytest.mark.needs("git")
def test_a_remote_may_be_told_by_its_address_or_by_a_path_relative_to_the_project(output, project, remote, tmp_path):
    by_address = publish(output, tmp_path, remote=str(remote))
    assert git(remote, "rev-parse", "gh-pages") == by_address

    git(project, "remote", "set-url", "origin", "../remote.git")
    (output / "new.html").write_text("new")
    write_manifest(output)
    by_path = publish(output, project)
    assert git(remote, "rev-parse", "gh-pages") == by_path != by_address


@pytest.mark.needs("git")
@pytest.mark.parametrize("by", ["settings", "project", "environment", "mail", "machine", "time zone"])
def test_the_public_commit_names_nobody_and_no_place(output, project, remote, tmp_path, monkeypatch, by):
    if by != "settings":
        (tmp_path / "gitconfig").write_text("[init]\n\tdefaultBranch = main\n")
    if by == "project":
        git(project, "config", "user.name", "Sam Sample")
        git(project, "config", "user.email", "sam@example.org")
        git(project, "config", "author.name", "Sam Sample")
    for role in ("AUTHOR", "COMMITTER") if by == "environment" else ():
        monkeypatch.setenv(f"GIT_{role}_NAME", "Sam Sample")
        monkeypatch.setenv(f"GIT_{role}_EMAIL", "sam@example.org")
        monkeypatch.setenv(f"GIT_{role}_DATE", "2001-02-03T04:05:06-0700")
    if by == "mail":
        monkeypatch.setenv("EMAIL", "sam@example.org")
    if by == "time zone":
        monkeypatch.setenv("TZ", "America/Edmonton")
    publish(output, project)

    commit = git(remote, "cat-file", "commit", "gh-pages")
    nobody = r"Site publisher <publisher@localhost> \d+ \+0000"
    assert re.fullmatch(rf"tree \w+\nauthor {nobody}\ncommitter {nobody}\n\nPublish – the site", commit)


@pytest.mark.needs("git")
def test_a_hook_of_another_repository_may_publish(output, project, remote, tmp_path, monkeypatch):
    git(tmp_path, "init", "--quiet", "another")
    monkeypatch.setenv("GIT_DIR", str(tmp_path / "another/.git"))
    monkeypatch.setenv("GIT_INDEX_FILE", str(tmp_path / "another/.git/index"))
    commit = publish(output, project)
    monkeypatch.delenv("GIT_DIR")

    assert git(remote, "rev-parse", "gh-pages") == commit


@pytest.mark.needs("git")
@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("GIT_QUARANTINE_PATH", "/nowhere"),
        ("GIT_CONFIG_COUNT", ""),
        ("GIT_CONFIG_COUNT", "many"),
        ("GIT_CONFIG_PARAMETERS", "broken"),
        ("GIT_SHALLOW_FILE", "/nowhere"),
        ("GIT_EXEC_PATH", "/nowhere"),
        ("GIT_REDIRECT_STDERR", "/nowhere"),
        ("GIT_TEMPLATE_DIR", "/nowhere"),
        ("GIT_OBJECT_DIRECTORY", "/nowhere"),
        ("GIT_INTERNAL_SUPER_PREFIX", "x/"),
        ("GIT_DEFAULT_HASH", "sha256"),
        ("GIT_ALLOW_PROTOCOL", "https"),
        ("GIT_CEILING_DIRECTORIES", "/"),
    ],
)
def test_what_is_set_for_another_run_of_git_is_not_passed_on(output, project, remote, monkeypatch, name, value):
    monkeypatch.setenv(name, value)
    commit = publish(output, project)
    monkeypatch.delenv(name)

    assert git(remote, "rev-parse", "gh-pages") == commit


@pytest.mark.needs("git")
@pytest.mark.skipif(os.name == "nt", reason="puts a shell script in the place of git")
@pytest.mark.parametrize("entry", [".", "", "bin"])
@pytest.mark.parametrize("name", ["git", "ssh", "git-remote-https", "python3"])
def test_no_program_of_the_project_is_run(output, project, remote, tmp_path, monkeypatch, entry, name):
    for folder in (project, project / "bin"):
        put(folder, {name: f"#!/bin/sh\ntouch {shlex.quote(str(tmp_path / 'ran'))}\nexit 1\n".encode()})
        (folder / name).chmod(0o755)
    with monkeypatch.context() as changed:
        changed.chdir(project)
        changed.setenv("PATH", f"{entry}{os.pathsep}{os.environ['PATH']}")
        commit = publish(output, project)
        for address in ("https://127.0.0.1:1/x.git", "ssh://git@127.0.0.1:1/x.git"):
            assert finding_of(lambda address=address: publish(output, project, remote=address)).endswith("[C93]")

    assert git(remote, "rev-parse", "gh-pages") == commit
    assert not (tmp_path / "ran").exists()


@pytest.mark.needs("git")
@pytest.mark.parametrize(
    "settings",
    [
        '[remote "there"]\n\tpushurl = {elsewhere}\n\turl = {elsewhere}\n',
        '[remote "{remote}"]\n\tpushurl = {elsewhere}\n',
        '[remote "origin"]\n\tmirror = true\n',
        '[url "{elsewhere}"]\n\tinsteadOf = {remote}\n',
        '[url "{elsewhere}"]\n\tpushInsteadOf = {remote}\n',
        "[push]\n\tpushOption = ci.skip\n",
        "[push]\n\tfollowTags = true\n\tdefault = nothing\n[remote]\n\tpushDefault = elsewhere\n",
    ],
)
def test_no_settings_of_git_send_the_site_elsewhere(output, project, remote, tmp_path, settings):
    elsewhere = tmp_path / "elsewhere.git"
    git(tmp_path, "init", "--quiet", "--bare", "elsewhere.git")
    address = f"file://{remote}"
    there = remote_of(address, project)
    with (tmp_path / "gitconfig").open("a") as file:
        file.write(settings.format(elsewhere=elsewhere, remote=address))
    env = environment([*send.ALONE, *there.settings], tmp_path / "bare.git")
    git(tmp_path, "init", "--quiet", "--bare", "bare.git")
    commit = send.make_commit(output, "gh-pages", "Publish", tmp_path / "bare.git", env)
    send.push(commit, "gh-pages", tmp_path / "bare.git", env, tip="")

    assert git(remote, "rev-parse", "gh-pages") == commit
    assert git(elsewhere, "for-each-ref") == ""


@pytest.mark.needs("git")
def test_the_projects_own_way_to_its_remote_is_used(output, project, remote):
    git(project, "config", "http.https://example.org/.extraheader", "AUTHORIZATION: basic abc")
    git(project, "config", "alias.st", "status")
    assert connection_settings(project) == [("http.https://example.org/.extraheader", "AUTHORIZATION: basic abc")]

    git(project, "config", f"url.{remote}.insteadOf", "union:site")
    assert publish(output, project, remote="union:site") == git(remote, "rev-parse", "gh-pages")


@pytest.mark.needs("git")
@pytest.mark.parametrize(
    ("remote_name", "branch", "sentence"),
    [
        (
            "upstream",
            "gh-pages",
            "error publishconf.py:3  Git knows no remote \"upstream\" here (No such remote 'upstream'). Type:  git",
        ),
        (
            "http://me:secret@localhost:1/site.git",
            "gh-pages",
            "error publishconf.py:3  I cannot reach http://localhost:1/site.git: unable to access 'http://localhost:1/site",
        ),
        (
            "origin",
            "the pages",
            'error publishconf.py:4  "the pages" cannot be the name of a branch. Write for example  PUBLISH_BRANCH',
        ),
    ],
    ids=["no such remote", "no network", "no branch name"],
)
def test_what_is_in_the_way_is_said_in_one_line(output, project, remote_name, branch, sentence):
    line = finding_of(lambda: publish(output, project, remote=remote_name, branch=branch))

    assert line.startswith(sentence)
    assert re.search(r"\[C9\d\]$", line)
    assert "\n" not in line
    assert "secret" not in line


@pytest.mark.needs("git")
@pytest.mark.skipif(os.name == "nt", reason="the hook is a shell script")
def test_the_other_sides_reason_for_a_refusal_is_passed_on(output, project, remote):
    hook = remote / "hooks" / "pre-receive"
    hook.parent.mkdir(exist_ok=True)
    hook.write_text("#!/bin/sh\necho 'This branch is protected.' >&2\nexit 1\n")
    hook.chmod(0o755)

    assert finding_of(lambda: publish(output, project)) == (
        'error publishconf.py:4  The other side did not take "gh-pages": This branch is protected. '
        "Nothing was changed there.  [C99]"
    )


@contextmanager
def server(answer: bytes) -> Iterator[str]:
    """The address of a git:// server that says this to everybody, and takes whatever it is sent."""

    def answer_all() -> None:
        with suppress(OSError):
            while True:
                connection, _ = listener.accept()
                threading.Thread(target=talk, args=(connection,), daemon=True).start()

    def talk(connection: socket.socket) -> None:
        with suppress(OSError), connection:
            connection.recv(1_000)
            connection.sendall(answer)
            connection.shutdown(socket.SHUT_WR)
            while connection.recv(100_000):
                pass

    with socket.create_server(("127.0.0.1", 0)) as listener:
        threading.Thread(target=answer_all, daemon=True).start()
        yield f"git://127.0.0.1:{listener.getsockname()[1]}/site.git"


@pytest.mark.needs("git")
@pytest.mark.parametrize("answer", [b"0000", b"0000" * 10_000])
def test_a_server_that_takes_everything_and_keeps_nothing_is_no_success(output, project, answer):
    with server(answer) as address:
        line = finding_of(lambda: publish(output, project, remote=address))

    assert 'which took it, and the branch "gh-pages" is not where I put it.' in line
    assert line.endswith("[C85]")


def test_without_git_there_is_one_sentence(output, project, monkeypatch, tmp_path):
    monkeypatch.setenv("PATH", str(tmp_path))

    assert finding_of(lambda: publish(output, project)) == (
        "error publishconf.py:3  Git is not on this machine. Get it from git-scm.com.  [C91]"
    )


@pytest.mark.parametrize("publishing", [publish, publish_folder], ids=["branch", "folder"])
def test_a_folder_that_no_build_finished_is_not_published(tmp_path, publishing):
    (tmp_path / "output").mkdir()

    assert finding_of(lambda: publishing(tmp_path / "output", tmp_path / "elsewhere")) == (
        "error output:1  There is no finished site here. Type:  python3 tasks.py build  [C98]"
    )


def test_a_folder_gets_the_very_files_and_keeps_no_old_one(output, tmp_path):
    to = tmp_path / "to"
    (output / "withdrawn.jpg").write_bytes(b"a face")
    write_manifest(output)
    publish_folder(output, to)
    assert (to / "withdrawn.jpg").exists()

    (output / "withdrawn.jpg").unlink()
    write_manifest(output)
    publish_folder(output, to)
    assert files_in(to) == with_manifest(FILES)


def test_what_comes_to_a_folder_while_it_is_filled_is_not_published(output, tmp_path, monkeypatch):
    def copy_and_add(source, folder, own):
        copy_listed(source, folder, own)
        put(folder, {"late.jpg": b"what nobody may see"})

    monkeypatch.setattr(send, "copy_listed", copy_and_add)

    assert "late.jpg" in finding_of(lambda: publish_folder(output, tmp_path / "to"))
    assert not (tmp_path / "to").exists()


def test_an_empty_folder_is_filled(output, tmp_path):
    (tmp_path / "to").mkdir()
    publish_folder(output, tmp_path / "to")

    assert (tmp_path / "to" / "index.html").read_bytes() == FILES["index.html"]


def test_a_folder_with_other_peoples_files_is_never_replaced(output, tmp_path):
    to = tmp_path / "to"
    to.mkdir()
    (to / "thesis.txt").write_text("years of work")

    finding_of(lambda: publish_folder(output, to))
    assert files_in(to) == {"thesis.txt": b"years of work"}


@pytest.mark.parametrize("to", [".", "..", "news"])
def test_a_folder_is_not_copied_into_itself(output, to):
    assert finding_of(lambda: publish_folder(output, output / to)).endswith("Choose another folder.  [C97]")
    assert files_in(output) == with_manifest(FILES)


@pytest.mark.parametrize("place", ["file/site", "file/deep/site"])
def test_a_place_that_cannot_be_written_is_said_in_one_line(output, tmp_path, place):
    (tmp_path / "file").write_text("")
    to = tmp_path / place

    assert finding_of(lambda: publish_folder(output, to)) == (
        f'error {to}:1  "{to}" cannot be written: there is a file in the way. Choose another folder.  [C97]'
    )


EDITS = {
    "page changed": (lambda to: (to / "index.html").write_text("by hand"), "index.html"),
    "page of the same size": (lambda to: (to / "index.html").write_bytes(FILES["index.html"].swapcase()), "index.html"),
    "picture changed": (lambda to: (to / "pictures/0417-320.avif").write_bytes(b"x"), "pictures/0417-320.avif"),
    "page deleted": (lambda to: shutil.rmtree(to / "news"), "news/a plan, at last/index.html"),
    "page emptied": (lambda to: (to / "index.html").write_bytes(b""), "index.html"),
    "domain changed": (lambda to: (to / "CNAME").write_text("union.ca"), "CNAME"),
    "two pages": (lambda to: [(to / name).write_text("x") for name in ("CNAME", "index.html")], "CNAME"),
}


@pytest.mark.parametrize(("edit", "name"), EDITS.values(), ids=EDITS)
@pytest.mark.parametrize("by", ["name", "link"])
def test_what_somebody_did_in_the_folder_is_named_and_stays(output, tmp_path, edit, name, by):
    real = to = tmp_path / "to"
    publish_folder(output, to)
    if by == "link":
        to = tmp_path / "link"
        to.symlink_to(real)
    edit(real)
    before = files_in(real)
    put(output, {"index.html": b"<h1>News</h1>"})
    write_manifest(output)

    message = finding_of(lambda: publish_folder(output, to))

    assert f'In "{to}" "{name}" is not as a publish left it' in message
    assert message.endswith("[C97]")
    assert files_in(real) == before
    publish_folder(output, to, everything=True)
    assert files_in(real) == files_in(output)


def test_what_stayed_of_an_earlier_release_and_was_hurt_goes_with_its_compressed_copies(output, tmp_path):
    old = {"static/a.11111111.css": b"a", "static/a.11111111.css.gz": b"a", "static/b.11111111.css": b"b"}
    put(output, old)
    write_manifest(output)
    publish_folder(output, tmp_path / "to")
    for name in old:
        (output / name).unlink()
    write_manifest(output)
    publish_folder(output, tmp_path / "to")
    (tmp_path / "to/static/a.11111111.css").write_bytes(b"")
    (tmp_path / "to/index.html").write_bytes(b"hurt")

    words = what_changes(*in_folder(tmp_path / "to", output, everything=True))
    assert words == "1 page changed. Of what is there 1 file changes and 1 file goes; 0 files are new."
    publish_folder(output, tmp_path / "to", everything=True)
    assert {name for name in files_in(tmp_path / "to") if name.startswith("static/")} == {"static/b.11111111.css"}


@pytest.mark.parametrize(
    ("link", "leads", "to"),
    [
        ("dl", "nowhere", "dl"),
        ("dl", "nowhere", "dl/x"),
        ("dl", "nowhere/deep", "dl/x/y"),
        ("dl", "nowhere", "dl/../to"),
        ("dl", "dl", "dl"),
        ("dl", "dl", "dl/x"),
        ("dl", "../{name}/dl", "dl/x"),
    ],
)
def test_a_link_that_leads_nowhere_gets_no_site(output, tmp_path, link, leads, to):
    (tmp_path / link).symlink_to(leads.format(name=tmp_path.name))
    before = sorted(tmp_path.iterdir())

    assert " is a link that leads to no folder: " in finding_of(lambda: publish_folder(output, tmp_path / to))
    assert sorted(tmp_path.iterdir()) == before


def test_links_in_a_ring_get_no_site(output, tmp_path):
    (tmp_path / "a").symlink_to("b")
    (tmp_path / "b").symlink_to("a")

    for to in ("a", "b", "a/x"):
        assert " is a link that leads to no folder: " in finding_of(lambda to=to: publish_folder(output, tmp_path / to))


def test_a_link_to_a_folder_stays_and_the_folder_gets_the_site(output, tmp_path):
    (tmp_path / "real").mkdir()
    (tmp_path / "link").symlink_to("real")
    for _ in range(2):
        publish_folder(output, tmp_path / "link")

    assert (tmp_path / "link").is_symlink()
    assert files_in(tmp_path / "real") == with_manifest(FILES)


def link_to_folder(output, private):
    (output / "more").symlink_to(private)


def link_to_file(output, private):
    (output / "more.txt").symlink_to(private / "members.txt")


def link_to_folder_below(output, private):
    (output / "news/more").symlink_to(private)


def file_that_nobody_built(output, private):
    shutil.copy(private / "members.txt", output / "pictures/members.txt")


def hard_link(output, private):
    (output / "more.txt").hardlink_to(private / "members.txt")


ADDED = [link_to_folder, link_to_file, link_to_folder_below, file_that_nobody_built, hard_link]


@pytest.fixture
def private(tmp_path):
    put(tmp_path / "private", {"members.txt": b"Ana Reyes"})
    return tmp_path / "private"


@pytest.mark.parametrize("add", ADDED)
def test_a_folder_gets_nothing_that_no_build_listed(output, tmp_path, private, add):
    add(output, private)
    publish_folder(output, tmp_path / "to")

    assert files_in(tmp_path / "to") == with_manifest(FILES)


@pytest.mark.needs("git")
@pytest.mark.parametrize("add", ADDED)
def test_a_branch_gets_nothing_that_no_build_listed(output, project, remote, private, add):
    add(output, private)

    assert finding_of(lambda: publish(output, project)).endswith(
        " is not as it was built. Type:  python3 tasks.py build  [C98]"
    )
    assert git(remote, "for-each-ref") == ""


def page_is_a_link(output, private):
    (output / "index.html").unlink()
    (output / "index.html").symlink_to(private / "members.txt")


def folder_is_a_link(output, private):
    shutil.rmtree(output / "pictures")
    put(private, {"0417-320.avif": b"another"})
    (output / "pictures").symlink_to(private)


def folder_is_a_link_to_the_same_bytes(output, private):
    shutil.copytree(output / "pictures", private / "pictures")
    shutil.rmtree(output / "pictures")
    (output / "pictures").symlink_to(private / "pictures")


def page_is_another(output, private):
    shutil.copy(private / "members.txt", output / "index.html")


def page_is_gone(output, _private):
    (output / "index.html").unlink()


def page_is_a_folder(output, private):
    (output / "index.html").unlink()
    shutil.copytree(private, output / "index.html")


def page_is_a_pipe(output, _private):
    (output / "index.html").unlink()
    os.mkfifo(output / "index.html")


def manifest_names_a_file_outside(output, private):
    hashes = json.loads((output / "manifest.json").read_text())
    sha256 = hashlib.sha256((private / "members.txt").read_bytes()).hexdigest()
    names = (str(private / "members.txt"), "../private/members.txt")
    (output / "manifest.json").write_text(json.dumps(hashes | dict.fromkeys(names, sha256)))


CHANGED = [page_is_a_link, folder_is_a_link, folder_is_a_link_to_the_same_bytes, page_is_another, page_is_gone]
CHANGED += [page_is_a_folder, page_is_a_pipe, manifest_names_a_file_outside]


@pytest.mark.needs("git")
@pytest.mark.skipif(os.name == "nt", reason="makes a named pipe")
@pytest.mark.parametrize("change", CHANGED)
def test_an_output_that_is_not_as_it_was_built_goes_nowhere(output, project, remote, tmp_path, private, change):
    change(output, private)
    to = tmp_path / "to"

    for publishing in (lambda: publish_folder(output, to), lambda: publish(output, project)):
        message = finding_of(publishing)
        assert message.endswith(" is not as it was built. Type:  python3 tasks.py build  [C98]")
    assert git(remote, "for-each-ref") == ""
    assert not to.exists()
    assert files_in(private)["members.txt"] == b"Ana Reyes"
