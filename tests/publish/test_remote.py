"""Where a site is sent, by whom nothing is heard, and what is shown of it. Real sockets on this machine; no network."""

import base64
import contextlib
import os
import re
import shlex
import socket
import subprocess
import sys
import threading
import time
from pathlib import Path

import pytest

from plugins.core.findings import SiteError
from plugins.core.temporary import FOLDER
from plugins.publish.git import THERE, GitError, Limits, NoAnswerError, environment, git, run
from plugins.publish.ready import why_no_branch
from plugins.publish.remote import remote_of, rewritten
from plugins.publish.send import publish_branch
from plugins.release.manifest import write_manifest

POSIX = pytest.mark.skipif(os.name == "nt", reason="process groups and shell scripts as POSIX has them")
LINUX = pytest.mark.skipif(not sys.platform.startswith("linux"), reason="reads command lines in /proc")
TOKEN = "s3cr3t-t0ken-0f-a-member"


def plain_git(folder, *arguments):
    done = subprocess.run(["git", "-C", str(folder), *arguments], capture_output=True, text=True, check=True)
    return done.stdout.strip()


@pytest.fixture(autouse=True)
def own_git_settings(tmp_path, monkeypatch):
    for name in [name for name in os.environ if name.startswith(("GIT_", "SSH_ASKPASS"))]:
        monkeypatch.delenv(name)
    (tmp_path / "gitconfig").write_text("[user]\n\tname = Sam\n\temail = sam@example.org\n")
    monkeypatch.setenv("GIT_CONFIG_GLOBAL", str(tmp_path / "gitconfig"))
    monkeypatch.setenv("GIT_CONFIG_NOSYSTEM", "1")


@pytest.fixture
def project(tmp_path):
    plain_git(tmp_path, "init", "--quiet", "project")
    (tmp_path / "project/publishconf.py").write_text('PUBLISH_REMOTE = "x"\nPUBLISH_BRANCH = "gh-pages"\n')
    return tmp_path / "project"


@pytest.fixture
def output(tmp_path):
    (tmp_path / "output").mkdir()
    (tmp_path / "output/index.html").write_text("<h1>Site</h1>")
    write_manifest(tmp_path / "output")
    return tmp_path / "output"


def refusal(call):
    with pytest.raises(SiteError) as raised:
        call()
    [finding] = raised.value.findings
    assert "\n" not in str(finding)
    return str(finding)


class Host:
    """Takes every call and answers each with the same bytes, one a second when it is slow; keeps what it is told."""

    def __init__(self, answer=b"", *, is_slow=False):
        self.answer, self.is_slow, self.heard, self.calls = answer, is_slow, b"", []
        self.socket = socket.create_server(("127.0.0.1", 0))
        self.port = self.socket.getsockname()[1]
        threading.Thread(target=self.serve, daemon=True).start()

    def serve(self):
        with contextlib.suppress(OSError):
            while True:
                call, _ = self.socket.accept()
                self.calls.append(call)
                threading.Thread(target=self.talk, args=(call,), daemon=True).start()

    def talk(self, call):
        with contextlib.suppress(OSError):
            self.heard += call.recv(65536)
            for byte in [self.answer[n : n + 1] for n in range(len(self.answer))] if self.is_slow else [self.answer]:
                call.sendall(byte)
                time.sleep(1 if self.is_slow else 0)
            if self.answer:
                call.shutdown(socket.SHUT_RDWR)

    def close(self):
        for one in (self.socket, *self.calls):
            with contextlib.suppress(OSError):
                one.shutdown(socket.SHUT_RDWR)
            one.close()


@pytest.fixture
def host():
    host = Host()
    yield host
    host.close()


# The begin of an answer that has no end, by how it is asked for: git takes the first four bytes for a length.
ENDLESS = {
    "http": b"HTTP/1.1 200 OK\r\nContent-Type: application/x-git-upload-pack-advertisement\r\n" * 99,
    "git": b"0fff" + b"x" * 4_000,
}


def listen(address, folder, limits):
    run("git", "ls-remote", address, folder=folder, env=environment(), limits=limits)


@pytest.mark.needs("git")
@pytest.mark.parametrize("scheme", ["http", "git"])
def test_a_host_that_takes_the_call_and_says_nothing_is_given_up(tmp_path, host, scheme):
    with pytest.raises(NoAnswerError, match="said nothing for 1 seconds"):
        listen(f"{scheme}://127.0.0.1:{host.port}/site.git", tmp_path, Limits(silence_s=1, total_s=60))

    assert host.calls


@pytest.mark.needs("git")
@pytest.mark.parametrize("scheme", ENDLESS)
def test_a_host_that_sends_a_byte_a_second_is_given_up(tmp_path, scheme):
    host = Host(ENDLESS[scheme], is_slow=True)
    try:
        with pytest.raises(NoAnswerError, match="came to no end in 3 seconds"):
            listen(f"{scheme}://127.0.0.1:{host.port}/site.git", tmp_path, Limits(silence_s=60, total_s=3))
    finally:
        host.close()


@POSIX
@pytest.mark.needs("git")
@pytest.mark.parametrize("script", ["sleep 600", "sleep 600 & echo $! > {child}; wait", "trap '' TERM HUP; sleep 600"])
def test_ssh_that_hangs_is_ended_with_all_that_it_started(tmp_path, monkeypatch, script):
    ssh, child = tmp_path / "ssh", tmp_path / "child"
    ssh.write_text(f"#!/bin/sh\necho $$ > {shlex.quote(str(child))}\n{script.format(child=shlex.quote(str(child)))}\n")
    ssh.chmod(0o755)
    monkeypatch.setenv("GIT_SSH_COMMAND", shlex.quote(str(ssh)))

    with pytest.raises(NoAnswerError):
        listen("ssh://git@127.0.0.1:1/site.git", tmp_path, Limits(silence_s=1, total_s=60))

    assert is_gone(int(child.read_text()))


def is_gone(process_id):
    """Whether a process has ended, or does at this moment; one that nobody has waited for counts as ended."""
    for _ in range(100):
        with contextlib.suppress(FileNotFoundError, ProcessLookupError):
            os.kill(process_id, 0)
            status = Path(f"/proc/{process_id}/stat")
            if not status.exists() or status.read_text().rpartition(")")[2].split()[0] != "Z":
                time.sleep(0.1)
                continue
        return True
    return False


@POSIX
@pytest.mark.needs("git")
def test_what_ssh_leaves_running_for_the_next_time_keeps_nobody_waiting(tmp_path):
    script = "sleep 60 & echo $! > stays; echo done"

    said = run("sh", "-c", script, folder=tmp_path, env=environment(), limits=Limits(silence_s=50, total_s=50))

    os.kill(int((tmp_path / "stays").read_text()), 9)
    assert said == "done", "or it waited until its limit, which is an error"


@POSIX
def test_a_program_that_floods_us_is_ended(tmp_path, monkeypatch):
    monkeypatch.setattr("plugins.publish.git.LONGEST_ANSWER_BYTES", 10**6)
    with pytest.raises(NoAnswerError, match="said more than"):
        run("yes", folder=tmp_path, env=environment(), limits=Limits(silence_s=60, total_s=60))


@pytest.mark.long
@pytest.mark.needs("git")
def test_publish_tells_that_a_host_does_not_answer(project, output, host):
    address = f"http://me:{TOKEN}@127.0.0.1:{host.port}/site.git"

    assert refusal(lambda: publish_branch(output, project, address, "gh-pages", "Publish")) == (
        f"error publishconf.py:1  I asked http://127.0.0.1:{host.port}/site.git, and it said nothing for 30 seconds. "
        "Nothing was changed there. Look at the address and the network. If it wants a password, log in there with git "
        "once yourself.  [C85]"
    )


@LINUX
@pytest.mark.needs("git")
@pytest.mark.parametrize("way", ["address", "remote", "rule for addresses", "rule brings it back"])
def test_a_login_is_used_and_stands_on_no_command_line(project, tmp_path, host, way):
    plain = f"http://127.0.0.1:{host.port}/union/site.git"
    address = plain.replace("//", f"//me:{TOKEN}%40%2F@")
    setting = address
    if way == "remote":
        plain_git(project, "remote", "add", "origin", address)
        setting = "origin"
    elif way == "rule for addresses":
        plain_git(project, "config", f"url.{address.removesuffix('site.git')}.insteadOf", "union:")
        setting = "union:site.git"
    elif way == "rule brings it back":
        base = f"http://127.0.0.1:{host.port}/"
        plain_git(project, "config", f"url.{base.replace('//', f'//me:{TOKEN}%40%2F@')}.insteadOf", base)
        setting = plain
    there = remote_of(setting, project)
    assert there.address == plain
    assert there.shown == plain.replace("/union/", "/…/")

    lines, env = [], environment([*there.settings, *connection(project)])
    watcher = threading.Thread(target=lambda: lines.extend(command_lines(host)))
    watcher.start()
    with pytest.raises(NoAnswerError):
        git("ls-remote", THERE, folder=tmp_path, env=env, limits=Limits(silence_s=3, total_s=3))
    watcher.join()

    header = re.search(rb"Authorization: Basic (\S+)", host.heard)
    assert header
    assert base64.b64decode(header[1]).decode() == f"me:{TOKEN}@/"
    assert any("git-remote-http" in line or "remote-http" in line for line in lines)
    assert not [line for line in lines if TOKEN in line]


def connection(project):
    from plugins.publish.git import connection_settings

    return connection_settings(project)


def command_lines(host):
    """The command lines of this machine while somebody waits for the host's answer."""
    while not host.heard:
        time.sleep(0.05)
    for file in Path("/proc").glob("[0-9]*/cmdline"):
        with contextlib.suppress(OSError):
            yield file.read_bytes().replace(b"\0", b" ").decode(errors="replace")


@pytest.mark.needs("git")
@pytest.mark.parametrize(
    "login", ["me:{}@", "{}@", "me:a@{}@", "me:{}%2F@", "me:a/{}@", "me:a?{}@", "me:a#{}@", "me:a {}@", "{}:x@", "{}:@"]
)
@pytest.mark.parametrize("path", ["site.git", "site.git?access_token={}", "{}@site.git#{}"])
def test_no_way_of_writing_a_login_brings_it_out(project, output, login, path):
    for scheme in ("http://", "ssh://", "git://", "ftp://", ""):
        place = "127.0.0.1:1/" if scheme else "127.0.0.1:"
        address = (scheme + login + place + path).replace("{}", TOKEN)

        message = refusal(lambda address=address: publish_branch(output, project, address, "gh-pages", "Publish"))

        assert TOKEN not in message
        assert re.search(r"\[C9[23]\]$", message)


@pytest.mark.needs("git")
@pytest.mark.parametrize(
    "name", [f"ghp_{'a1' * 18}", f"glpat-{'Ab3' * 8}", "S3cr3tW0rd", "-S3cr3tW0rd", "ext::S3cr3tW0rd"]
)
def test_a_token_in_the_place_of_a_name_is_not_repeated(project, output, name):
    assert name not in refusal(lambda: publish_branch(output, project, name, "gh-pages", "Publish"))


@pytest.mark.needs("git")
@pytest.mark.parametrize(
    "address", ["http://127.0.0.1:1/{}/site.git", "127.0.0.1:{}/site.git", "ftp://127.0.0.1/{}/x.git"]
)
def test_a_token_in_the_path_of_an_address_is_not_repeated(project, output, address):
    plain_git(project, "remote", "add", "origin", address.replace("{}", TOKEN))

    for remote in ("origin", address.replace("{}", TOKEN)):
        assert TOKEN not in refusal(
            lambda remote=remote: publish_branch(output, project, remote, "gh-pages", "Publish")
        )


@pytest.mark.needs("git")
def test_a_remote_with_two_addresses_is_told_and_neither_gets_the_site(project, output, tmp_path):
    for name in ("one.git", "two.git"):
        plain_git(tmp_path, "init", "--quiet", "--bare", name)
    plain_git(project, "remote", "add", "origin", str(tmp_path / "one.git"))
    plain_git(project, "remote", "set-url", "--add", "--push", "origin", str(tmp_path / "one.git"))
    plain_git(project, "remote", "set-url", "--add", "--push", "origin", f"https://me:{TOKEN}@127.0.0.1:1/two.git")

    message = refusal(lambda: publish_branch(output, project, "origin", "gh-pages", "Publish"))

    assert "has 2 addresses, and I send to one" in message
    assert message.endswith("[C92]")
    assert TOKEN not in message
    assert plain_git(tmp_path / "one.git", "for-each-ref") == ""


@pytest.mark.needs("git")
@pytest.mark.parametrize(
    "answer",
    [f"fatal: 'https://me:{TOKEN}@example.org/' is closed", f"use password={TOKEN}", f"{TOKEN} is not welcome"],
)
def test_the_other_sides_words_bring_no_secret_out(project, output, tmp_path, answer):
    plain_git(tmp_path, "init", "--quiet", "--bare", "remote.git")
    hook = tmp_path / "remote.git/hooks/pre-receive"
    hook.parent.mkdir(exist_ok=True)
    hook.write_text(f"#!/bin/sh\necho {shlex.quote(answer)} >&2\nexit 1\n")
    hook.chmod(0o755)

    message = refusal(lambda: publish_branch(output, project, "../remote.git", "gh-pages", "Publish"))

    assert message.endswith("[C99]")
    assert TOKEN not in message


@pytest.mark.needs("git")
def test_what_git_is_told_in_secret_is_not_in_what_it_says(tmp_path):
    env = environment(
        [("http.extraHeader", f"X-Custom: {TOKEN}"), (f"remote.{THERE}.url", f"http://me:{TOKEN}@127.0.0.1:1/")]
    )

    with pytest.raises(GitError) as raised:
        run("sh", "-c", f"echo fatal: {TOKEN} is wrong >&2; exit 1", folder=tmp_path, env=env, limits=Limits(9, 9))

    assert TOKEN not in f"{raised.value} {raised.value.words}"
    assert "is wrong" in str(raised.value)


@pytest.mark.needs("git")
@pytest.mark.parametrize(
    ("address", "why"),
    [
        ("", "is no name and no address"),
        (" origin", "is no name and no address"),
        ("a\nb", "is no name and no address"),
        ("--upload-pack=touch ran", "would be taken for an option of git"),
        ("ext::sh -c touch% ran", "names a program to run"),
        ("fd::7", "names a program to run"),
        (
            "persistent-https://127.0.0.1/x",
            "begins with persistent-https://, and git sends by file://, git://, http://",
        ),
        ("ftp://127.0.0.1/x", "begins with ftp://"),
        ("HTTPS://127.0.0.1/x", "begins with HTTPS://"),
        ("https://127.0.0.1/x.git?key=1", "has more behind its path"),
        ("ssh://me:pw@127.0.0.1/x.git", "which only https:// takes. Delete the password and the colon before it"),
        ("me:pw@127.0.0.1:x.git", "has a password in it"),
        ("https://me:p/w@127.0.0.1/x.git", "has a password with / ? # or a space in it; write those as %2F"),
        (".", "is this project itself"),
        (".git", "is this project itself"),
        ("../second", "is this project itself"),
    ],
)
def test_an_address_that_nothing_is_sent_to_is_told(project, output, tmp_path, address, why):
    plain_git(project, "commit", "--quiet", "--allow-empty", "--message", "Begin")
    plain_git(project, "worktree", "add", "--quiet", "../second")

    said = refusal(lambda: publish_branch(output, project, address, "gh-pages", "Publish"))

    assert why in said
    assert said.endswith("[C92]")
    assert not list(tmp_path.rglob("ran"))
    assert plain_git(project, "branch", "--list", "gh-pages") == ""


@pytest.mark.needs("git")
@pytest.mark.parametrize(
    "form",
    [
        "file://localhost{project}",
        "file://any.host.at.all{project}/.git",
        "file://me@localhost:1{project}",
        "file://{coded}",
        "file:///{coded}",
        "file://localhost{coded}%2F.git%2F.",
        "file://{project}/.",
        "file://{project}//.git/../",
        "file://{link}",
        "file://localhost{link}/.git",
        "{link}",
        "{second}/.git",
        "file://{second}/.git",
        "file://{pointer}",
        "{pointer}",
        "{short}",
        "file://{short}",
        "file://{short}.git/.git/",
        "../site",
        "../../.git",
        "nowhere/../.git",
    ],
)
@pytest.mark.parametrize("by", ["setting", "remote"])
def test_the_project_itself_is_known_in_each_way_of_writing_it(project, output, tmp_path, form, by):
    plain_git(project, "commit", "--quiet", "--allow-empty", "--message", "Begin")
    project = project.rename(tmp_path / "site.git")
    plain_git(project, "worktree", "add", "--quiet", "../second")
    (tmp_path / "link").symlink_to(project)
    (tmp_path / "pointer").write_text(f"gitdir: {project}/.git\n")
    paths = {name: tmp_path / name for name in ("link", "second", "pointer")}
    coded = f"{project}".replace("/", "%2F").replace("s", "%73")
    address = form.format(project=project, short=tmp_path / "site", coded=coded, **paths)
    if by == "remote":
        plain_git(project, "remote", "add", "origin", address)
    name = "origin" if by == "remote" else address

    said = refusal(lambda: publish_branch(output, project, name, "gh-pages", "Publish"))

    assert re.search(r"\[C9[23]\]$", said)
    assert "is this project itself" in said or not is_one_to_git(address, project)
    assert plain_git(project, "branch", "--list", "gh-pages") == ""


@pytest.mark.needs("git")
@pytest.mark.parametrize("form", ["{}", "file://localhost{}", ".."])
def test_a_project_in_a_folder_of_a_repository_is_not_sent_into_it(project, output, form):
    (project / "site").mkdir()

    said = refusal(lambda: publish_branch(output, project / "site", form.format(project), "gh-pages", "Publish"))

    assert "is this project itself" in said
    assert plain_git(project, "branch", "--list", "gh-pages") == ""


def is_one_to_git(address, project):
    """Whether git finds a repository by an address, from where publishing runs it."""
    folder = project / FOLDER / "x"
    folder.mkdir(parents=True, exist_ok=True)
    return subprocess.run(["git", "-C", folder, "ls-remote", address], capture_output=True, check=False).returncode == 0


@pytest.mark.needs("git")
@pytest.mark.parametrize("by", ["remote", "rule", "rule unseen"])
def test_an_address_that_runs_a_program_is_refused_wherever_it_is_told(project, output, tmp_path, by):
    program = f"ext::sh -c touch% {tmp_path / 'ran'}"
    if by == "remote":
        plain_git(project, "config", "remote.origin.url", program)
    else:
        plain_git(project, "config", f"url.{program}.insteadOf", "origin" if by == "rule unseen" else "union:")
    setting = "union:site" if by == "rule" else "origin"

    assert re.search(r"\[C9[23]\]$", refusal(lambda: publish_branch(output, project, setting, "gh-pages", "Publish")))
    assert not (tmp_path / "ran").exists()


@pytest.mark.needs("git")
@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() != 0, reason="only root gives a folder away")
def test_the_settings_of_a_project_that_is_somebody_elses_are_not_used(project, output, tmp_path):
    plain_git(tmp_path, "init", "--quiet", "--bare", "remote.git")
    plain_git(project, "remote", "add", "origin", "../remote.git")
    plain_git(project, "config", "core.sshCommand", f"touch {tmp_path / 'ran'};")
    plain_git(project, "config", "core.fsmonitor", f"touch {tmp_path / 'ran'};")
    for path in (project, project / ".git", project / ".git/config"):
        os.chown(path, 65534, 65534)

    for remote in ("origin", "ssh://git@127.0.0.1:1/site.git"):
        said = refusal(lambda remote=remote: publish_branch(output, project, remote, "gh-pages", "Publish"))
        assert re.search(r"\[C9[23]\]$", said)
    assert not (tmp_path / "ran").exists()
    assert plain_git(tmp_path / "remote.git", "for-each-ref") == ""


@pytest.mark.needs("git")
def test_settings_of_git_that_cannot_be_read_are_one_line(project, output, tmp_path):
    (tmp_path / "gitconfig").write_text("[broken\n")

    for remote in ("origin", "https://127.0.0.1:1/site.git"):
        said = refusal(lambda remote=remote: publish_branch(output, project, remote, "gh-pages", "Publish"))
        assert "bad config line 1" in said
        assert said.endswith("[C92]")


@pytest.mark.needs("git")
def test_a_remote_helper_is_not_run_even_when_git_is_told_to(tmp_path, monkeypatch):
    monkeypatch.setenv("GIT_ALLOW_PROTOCOL", "ext:file")
    with pytest.raises(GitError, match="not allowed"):
        git("ls-remote", f"ext::sh -c touch% {tmp_path / 'ran'}", folder=tmp_path)

    assert not (tmp_path / "ran").exists()
    assert "ext" not in environment()["GIT_ALLOW_PROTOCOL"].split(":")


@pytest.mark.needs("git")
@pytest.mark.parametrize(
    "form", ["{}", "file://{}", "file://localhost{}", "../remote.git", "../remote", "../project/../remote.git/."]
)
def test_a_repository_on_this_machine_may_be_told_in_each_way(project, output, tmp_path, form):
    plain_git(tmp_path, "init", "--quiet", "--bare", "remote.git")
    address = form.format(tmp_path / "remote.git")

    commit = publish_branch(output, project, address, "gh-pages", "Publish")
    assert plain_git(tmp_path / "remote.git", "rev-parse", "gh-pages") == commit


@pytest.mark.needs("git")
def test_a_branch_that_somebody_has_open_is_not_changed_below_them(project, output, tmp_path):
    plain_git(tmp_path, "init", "--quiet", "--initial-branch=gh-pages", "open")

    message = refusal(lambda: publish_branch(output, project, "../open", "gh-pages", "Publish"))

    assert "refusing to update checked out branch" in message
    assert message.endswith("[C99]")


def test_the_longest_rule_for_an_address_counts_and_one_for_sending_before_all():
    rules = [
        ("url.https://a/.insteadof", "x:"),
        ("url.https://b/.insteadof", "x:y/"),
        ("url.ssh://c/.pushinsteadof", "x:"),
    ]

    assert rewritten("x:y/z", rules[:2]) == "https://b/z"
    assert rewritten("x:y/z", rules) == "ssh://c/y/z"
    assert rewritten("z", rules) == "z"


@pytest.mark.needs("git")
@pytest.mark.parametrize(
    ("branch", "why"),
    [
        ("refs/heads/pages", 'is more than the name of a branch; write "pages"'),
        ("Refs/Heads/pages", 'write "pages"'),
        ("heads/pages", 'write "pages"'),
        ("remotes/origin/pages", 'write "pages"'),
        ("origin/pages", 'write "pages"'),
        ("upstream/pages", 'write "pages"'),
        ("Upstream/pages", 'write "pages"'),
        ("spare/pages", 'write "pages"'),
        ("team/spare/deep/pages", 'write "pages"'),
        ("refs/heads/", "cannot be the name of a branch"),
        ("HEAD", "means something else to git than a branch"),
        ("head", "means something else"),
        ("FETCH_HEAD", "means something else"),
        ("@", "means something else"),
        ("0123456789abcdef0123456789abcdef01234567", "means something else"),
        ("0123456789abcdef" * 4, "means something else"),
        ("v1.0-3-gdeadbee", "means something else"),
        ("-f", "would be taken for an option of git"),
        ("--mirror", "would be taken for an option of git"),
        ("+gh-pages", "would be taken for leave to write over anything"),
        ("++gh-pages", "would be taken for leave"),
        ("+refs/heads/pages", "would be taken for leave"),
        ("pull/1/head", "is kept by git hosts"),
        ("Pull/1/merge", "is kept by git hosts"),
        ("pull-requests/1/from", "is kept by git hosts"),
        ("merge-requests/1/head", "is kept by git hosts"),
        ("changes/01/1/1", "is kept by git hosts"),
        ("for/main", "is kept by git hosts"),
        ("notes/commits", "is kept by git hosts"),
        ("@{-1}", "cannot be the name of a branch"),
        ("main~1", "cannot be the name of a branch"),
        ("a:b", "cannot be the name of a branch"),
        ("a..b", "cannot be the name of a branch"),
        ("pages/", "cannot be the name of a branch"),
        ("", "cannot be the name of a branch"),
        ("a\nb", "cannot be the name of a branch"),
        ("pages.lock", "cannot be the name of a branch"),
    ],
)
def test_what_is_no_branchs_name_is_told_and_becomes_none(project, output, tmp_path, branch, why):
    plain_git(tmp_path, "init", "--quiet", "--bare", "remote.git")
    plain_git(project, "remote", "add", "upstream", "../remote.git")
    for name in ("spare", "team/spare"):
        plain_git(project, "remote", "add", name, "../elsewhere.git")
    message = refusal(lambda: publish_branch(output, project, "upstream", branch, "Publish"))

    assert why in message
    assert message.endswith('Write for example  PUBLISH_BRANCH = "gh-pages"  [C96]')
    assert plain_git(tmp_path / "remote.git", "for-each-ref") == ""


@pytest.mark.needs("git")
@pytest.mark.parametrize(
    "branch",
    ["notes", "stash", "pulls", "changes", "20261122", "facade1", "deadbeef", "spare-pages", "site-gabe", "for-us"],
)
def test_a_name_that_only_resembles_something_else_is_a_branchs_name(project, output, tmp_path, branch):
    plain_git(tmp_path, "init", "--quiet", "--bare", "remote.git")
    plain_git(project, "remote", "add", "spare", "../remote.git")

    commit = publish_branch(output, project, "spare", branch, "Publish")
    assert plain_git(tmp_path / "remote.git", "rev-parse", f"refs/heads/{branch}") == commit


@pytest.mark.needs("git")
@pytest.mark.parametrize(
    "letters", ["~", "^", ":", "?", "*", "[", "\\", " ", "\t", "..", "//", "@{", ".lock", ".", "/", "é", "+", "#"]
)
def test_git_takes_the_names_that_we_take(tmp_path, letters):
    for name in (f"a{letters}b", f"{letters}b", f"a{letters}", f"a/{letters}", f"a{letters}/b", f"a/{letters}b"):
        command = ["git", "check-ref-format", f"refs/heads/{name}"]
        if name.startswith("+"):  # which git takes, and not where it is told what to push
            continue
        takes = subprocess.run(command, cwd=tmp_path, check=False).returncode == 0

        assert (why_no_branch(name, ["upstream"]) is None) == takes, name
