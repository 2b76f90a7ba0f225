"""Publishing by rclone, to servers on this machine: only what changed travels, and what goes wrong harms nobody."""

import hashlib
import json
import os
import subprocess
import time
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from plugins.core.findings import SiteError
from plugins.publish import rclone
from plugins.publish.passes import Lock, publish_rclone
from plugins.publish.targets import Target, live_manifest
from plugins.release.retained import retained_in
from tests.publish.hosts_by_rclone import AS_ANYBODY, KEY, KINDS, RCLONE, Host, free_port, host, write_site
from tests.small_disk import filled, small_disk

pytestmark = pytest.mark.skipif(os.name == "nt", reason="ends servers as POSIX has it")
FILES = {
    "index.html": b"<h1>Home</h1>",
    "news/a/index.html": b"a",
    "news/b/index.html": b"b",
    "news/index.html": b"a, b",
    "static/site.1111.css": b"h1 {}",
    "pictures/p-320.avif": b"picture",
    "portraits/0417-320.avif": b"member",
    "robots.txt": b"Sitemap:",
    ".nojekyll": b"",
}
STATE = {"manifest.json", "retained.json"}


@pytest.fixture(params=KINDS)
def there(request: pytest.FixtureRequest, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Host]:
    with host(request.param, tmp_path) as made:
        monkeypatch.setenv("RCLONE_CONFIG", str(made.settings))
        yield made


@pytest.fixture
def sftp(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Host]:
    with host("sftp", tmp_path) as made:
        monkeypatch.setenv("RCLONE_CONFIG", str(made.settings))
        yield made


def target(there: Host) -> Target:
    return Target("host", "rclone", there.place, "https://union.ca")


def publish(there: Host, files: dict[str, bytes], *, at_once: bool = False, everything: bool = False) -> None:
    time.sleep(0.5)  # until the server has forgotten what was there before
    project = there.root.parent / "project"
    project.mkdir(exist_ok=True)
    (project / "publishconf.py").write_text("SITEURL = ''\nPUBLISH_TARGETS = {}\n")
    write_site(project / "output", files)
    publish_rclone(project / "output", project, target(there), lambda *_: None, at_once=at_once, everything=everything)


def refusal(there: Host, files: dict[str, bytes]) -> str:
    with pytest.raises(SiteError) as raised:
        publish(there, files)
    [finding] = raised.value.findings
    assert KEY not in str(finding)
    assert str(there.settings) not in str(finding)
    return str(finding)


def site_of(there: Host) -> dict[str, bytes]:
    return {name: data for name, data in there.files().items() if name not in STATE}


def test_a_site_comes_whole_and_then_only_what_changed(there: Host) -> None:
    assert live_manifest(target(there), there.root.parent, {}) == {}
    publish(there, FILES)
    assert site_of(there) == FILES
    time.sleep(0.5)
    assert live_manifest(target(there), there.root.parent, {}).keys() == FILES.keys()

    first = {name: (there.folder / name).stat().st_mtime_ns for name in FILES}
    old = {name: FILES[name] for name in ("static/site.1111.css", "pictures/p-320.avif")}
    changed = {name: data for name, data in FILES.items() if name not in old}
    changed |= {"news/a/index.html": b"another", "static/site.2222.css": b"h2 {}", "news/c/index.html": b"c"}
    publish(there, changed)

    assert site_of(there) == changed | old
    same = {name for name in FILES if FILES[name] == changed.get(name)}
    assert {name: (there.folder / name).stat().st_mtime_ns for name in same} == {name: first[name] for name in same}
    assert retained_in((there.folder / "retained.json").read_text()).keys() == old.keys()

    fewer = {
        name: data for name, data in changed.items() if name not in ("news/b/index.html", "portraits/0417-320.avif")
    }
    publish(there, fewer)
    assert site_of(there) == fewer | {"static/site.1111.css": b"h1 {}"}
    assert not (there.folder / "news/b").exists()


def test_at_once_nothing_stays_that_shows_somebody(sftp: Host) -> None:
    publish(sftp, FILES)
    publish(sftp, {name: data for name, data in FILES.items() if name != "pictures/p-320.avif"}, at_once=True)

    assert "pictures/p-320.avif" not in sftp.files()


def test_what_was_hurt_at_the_host_is_mended_when_everything_is_sent(sftp: Host) -> None:
    publish(sftp, FILES)
    (sftp.folder / "news/a/index.html").write_bytes(b"hurt")
    (sftp.folder / "static/site.1111.css").unlink()
    publish(sftp, FILES)
    assert site_of(sftp) != FILES

    publish(sftp, FILES, everything=True)
    assert sftp.files().keys() - STATE == FILES.keys()
    assert site_of(sftp) == FILES


def test_what_stayed_of_an_earlier_release_and_was_hurt_goes_when_everything_is_sent(sftp: Host) -> None:
    publish(sftp, FILES | {"static/a.1111.css": b"a", "static/a.1111.css.gz": b"a", "static/b.1111.css": b"b"})
    publish(sftp, FILES)
    (sftp.folder / "static/a.1111.css").write_bytes(b"")

    publish(sftp, FILES, everything=True)
    assert site_of(sftp) == FILES | {"static/b.1111.css": b"b"}
    assert retained_in(sftp.files()["retained.json"].decode()).keys() == {"static/b.1111.css"}


def test_what_is_there_already_is_sent_by_nobody(sftp: Host, monkeypatch: pytest.MonkeyPatch) -> None:
    publish(sftp, FILES)
    commands, run = list[str](), rclone.run

    def counted(command: str, *words: str, **more: int) -> str:
        commands.append(command)
        return run(command, *words, **more)

    monkeypatch.setattr(rclone, "run", counted)
    publish(sftp, FILES)

    assert commands == ["copy"]


def test_a_folder_of_somebody_else_is_left_alone_and_what_a_host_put_there_stays(sftp: Host) -> None:
    sftp.folder.mkdir()
    (sftp.folder / "robots.txt").write_bytes(b"of the host")
    (sftp.folder / "thesis.txt").write_bytes(b"years of work")

    assert 'holds "thesis.txt", which no publish put there' in refusal(sftp, FILES)
    assert sftp.files() == {"robots.txt": b"of the host", "thesis.txt": b"years of work"}

    (sftp.folder / "thesis.txt").unlink()
    for _ in range(2):
        publish(sftp, FILES)
        assert site_of(sftp) == FILES | {"robots.txt": b"of the host"}
    assert "robots.txt" not in json.loads((sftp.folder / "manifest.json").read_text())


def test_somebody_elses_turn_is_waited_for_but_not_for_ever(sftp: Host) -> None:
    publish(sftp, FILES)
    now = datetime.now(UTC)
    (sftp.folder / "publish.lock").write_text(Lock("another", now - timedelta(minutes=3)).text)
    changed = FILES | {"index.html": b"new"}

    said = refusal(sftp, changed)
    assert 'Somebody else publishes to "host", and last showed so 3 minutes ago.' in said
    assert said.endswith("try again in 27 minutes.  [C166]")
    assert site_of(sftp) == FILES | {"publish.lock": (sftp.folder / "publish.lock").read_bytes()}

    # By a clock that is ahead of ours.
    (sftp.folder / "publish.lock").write_text(Lock("another", now + timedelta(minutes=3)).text)
    said = refusal(sftp, changed)
    assert "last showed so 0 minutes ago." in said
    assert said.endswith("try again in 33 minutes.  [C166]")

    (sftp.folder / "publish.lock").write_text(Lock("another", now - timedelta(minutes=31)).text)
    publish(sftp, changed)
    assert site_of(sftp) == changed


def test_what_somebody_else_published_meanwhile_is_not_deleted(sftp: Host, monkeypatch: pytest.MonkeyPatch) -> None:
    publish(sftp, FILES)
    run, others = rclone.run, b'{"news/b/index.html": "' + b"0" * 64 + b'"}'

    def with_somebody_else(command: str, *words: str, **more: int) -> str:
        said = run(command, *words, **more)
        if command == "copy" and (sftp.folder / "news/d/index.html").exists():
            (sftp.folder / "manifest.json").write_bytes(others)
            time.sleep(1)  # until the server has forgotten what it knew of the file
        return said

    monkeypatch.setattr(rclone, "run", with_somebody_else)
    changed = {name: data for name, data in FILES.items() if name != "news/b/index.html"} | {"news/d/index.html": b"d"}

    assert refusal(sftp, changed).endswith("and then  python3 tasks.py publish host  [C166]")
    assert (sftp.folder / "news/b/index.html").exists()


def test_no_settings_of_rclone_for_somebody_else_keep_a_site_from_being_sent(
    sftp: Host, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("RCLONE_DRY_RUN", "RCLONE_IMMUTABLE", "RCLONE_IGNORE_EXISTING"):
        monkeypatch.setenv(name, "true")
    publish(sftp, FILES)

    assert site_of(sftp) == FILES


def test_a_network_that_is_cut_is_one_sentence_and_a_second_run_heals(
    there: Host, monkeypatch: pytest.MonkeyPatch
) -> None:
    publish(there, FILES)
    run = rclone.run
    changed = FILES | {"news/a/index.html": b"another", "static/site.2222.css": b"h2 {}"}

    def cut(command: str, *words: str, **more: int) -> str:
        if (there.folder / "static/site.2222.css").exists():
            there.stop()
        return run(command, *words, **more)

    with monkeypatch.context() as meanwhile:
        meanwhile.setattr(rclone, "run", cut)
        said = refusal(there, changed)

    assert 'The host behind "host" is not there, or is there no more' in said
    assert said.endswith("Look at the network, and type:  python3 tasks.py publish host  [C164]")
    there.start()
    publish(there, changed)
    assert site_of(there) == changed


def test_a_wrong_key_an_unknown_remote_and_no_rclone_are_one_sentence_each(
    there: Host, monkeypatch: pytest.MonkeyPatch
) -> None:
    right = there.settings.read_text()
    lines = [line for line in right.splitlines() if not line.startswith(("pass ", "secret_"))]
    wrong = rclone.run("obscure", "hunter2hunter2").strip()
    lines += ["secret_access_key = hunter2hunter2"] if there.kind == "s3" else [f"pass = {wrong}"]
    there.settings.write_text("\n".join(lines))
    assert "does not let me do that" in refusal(there, FILES)

    there.settings.write_text(right.replace("-host]", "-other]"))
    assert f'rclone knows no remote "{there.kind}-host"' in refusal(there, FILES)

    there.settings.write_text(right.replace(str(there.port), str(free_port())))
    assert "is not there, or is there no more" in refusal(there, FILES)

    monkeypatch.setattr(rclone, "rclone", lambda: None)
    assert 'Sending to "host" needs rclone, which is not on this machine.' in refusal(there, FILES)
    assert there.files() == {}


def test_a_file_where_a_folder_is_named_is_one_sentence(sftp: Host) -> None:
    sftp.folder.parent.mkdir(exist_ok=True)
    sftp.folder.write_text("a file")

    assert 'At the host behind "host" a file stands where a folder has to be: ' in refusal(sftp, FILES)
    assert sftp.folder.read_text() == "a file"


def test_what_the_library_for_s3_warns_of_is_no_reason() -> None:
    warned = "SDK 2026/11/30 05:46:51 WARN failed to discard remaining HTTP response body\n"
    reason = "2026/11/30 05:46:51 ERROR : manifest.json: Failed to copy: unexpected EOF\n"

    failed = rclone.failure(warned + reason, {})
    assert (failed.cause, failed.said) == ("not-reached", "unexpected EOF")
    skewed = "ERROR : index.html: RequestTimeTooSkewed: The difference between the request time and the current time is"
    assert rclone.failure(f"{skewed} too large.\n\tstatus code: 403\n", {}).cause == "clock"
    odd = rclone.failure(warned + "2026/11/30 05:46:51 ERROR : manifest.json: it is Tuesday\n", {})
    assert (odd.cause, odd.said) == ("failed", "it is Tuesday")


def test_a_remote_without_a_login_or_with_a_password_in_the_plain_is_no_matter_of_the_network() -> None:
    agent = "couldn't connect SSH: couldn't connect SSH agent: SSH agent requested but SSH_AUTH_SOCK not-specified"
    plain = "failed to decrypt password: input too short when revealing password - is it obscured?"
    for reason in (agent, plain):
        assert rclone.failure(f"CRITICAL: Failed to create file system: {reason}\n", {}).cause == "not-let-in", reason


def test_settings_of_rclone_that_are_locked_are_told_with_how_to_open_them(sftp: Host) -> None:
    command = [RCLONE, "config", "encryption", "set", "--config", str(sftp.settings)]
    subprocess.run(command, env=os.environ | {"RCLONE_PASSWORD_COMMAND": "echo sesame-12345"}, check=True)

    assert "are locked with a password, and I have none, or a wrong one. Type  read -rs" in refusal(sftp, FILES)


@pytest.mark.needs("sshd")
@pytest.mark.parametrize(
    ("kind", "before", "words"),
    [
        ("openssh", {"robots.txt": b"of the host"}, "does not let me do that"),
        ("sftp", FILES, "takes files, and does not show me what I put there"),
    ],
)
def test_a_folder_that_may_not_be_listed_is_one_sentence(
    kind: str, before: dict[str, bytes], words: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """OpenSSH refuses, where a first publish wants to see what is there; rclone's server says that nothing is."""
    with host(kind, tmp_path, AS_ANYBODY if os.geteuid() == 0 else ()) as there:
        monkeypatch.setenv("RCLONE_CONFIG", str(there.settings))
        write_site(there.folder, before)
        if kind == "openssh":
            (there.folder / "manifest.json").unlink()
        there.folder.chmod(0o300)
        said = refusal(there, FILES | {"index.html": b"new"})
        there.folder.chmod(0o700)

        assert words in said
        assert {name: data for name, data in there.files().items() if name in before} == before


@pytest.mark.parametrize("kind", KINDS)
def test_a_host_that_is_full_is_one_sentence_and_its_visitors_are_unharmed(
    kind: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with small_disk(tmp_path / "served", "4m"), host(kind, tmp_path) as there:
        monkeypatch.setenv("RCLONE_CONFIG", str(there.settings))
        publish(there, FILES)
        changed = FILES | {"pictures/q-320.avif": os.urandom(500_000), "news/a/index.html": b"another"}
        with filled(tmp_path / "served", but_bytes=65_536):
            said = refusal(there, changed)
            assert {name: data for name, data in there.files().items() if name in FILES} == FILES

        assert said.endswith("[C164]")
        assert "Visitors still see whole pages." in said
        publish(there, changed)
        assert site_of(there) == changed


def test_a_host_on_which_not_even_a_lock_had_room_keeps_nothing_of_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with small_disk(tmp_path / "served", "4m"), host("sftp", tmp_path) as there:
        monkeypatch.setenv("RCLONE_CONFIG", str(there.settings))
        publish(there, FILES)
        changed = FILES | {"news/a/index.html": b"another"}
        with filled(tmp_path / "served", but_bytes=0):
            assert "has no room left" in refusal(there, changed)
        assert len(there.files().keys() - STATE - FILES.keys()) == 1  # which no journal names

        publish(there, changed)
        assert site_of(there) == changed


def test_a_manifest_that_is_seen_no_more_is_no_empty_host(sftp: Host) -> None:
    publish(sftp, FILES)
    (sftp.folder / "manifest.json").unlink()

    assert refusal(sftp, {"index.html": b"new"}).endswith("[C165]")
    assert site_of(sftp) == FILES


@pytest.mark.parametrize("name", ["publishing.json", "manifest.json"])
def test_a_list_of_ours_that_was_cut_short_is_healed(sftp: Host, name: str) -> None:
    publish(sftp, FILES)
    (sftp.folder / "publishing.json").write_text('{"news/b/index.html": ""}')
    (sftp.folder / name).write_bytes(b'{"index.ht')
    (sftp.folder / "news/a/index.html").write_bytes(b"of a publish that was killed")
    changed = FILES | {"index.html": b"new"}
    publish(sftp, changed)

    assert site_of(sftp) == changed


def test_a_killed_publish_left_a_list_of_the_search_in_its_old_words_and_the_next_one_sends_it(sftp: Host) -> None:
    entry = "search/pagefind/pagefind-entry.json"
    publish(sftp, {**FILES, entry: b'{"hash": "1"}'})
    new = {**FILES, entry: b'{"hash": "2"}'}
    journal = {name: hashlib.sha256(data).hexdigest() for name, data in new.items()}
    (sftp.folder / "publishing.json").write_text(json.dumps(journal))

    publish(sftp, new)

    assert site_of(sftp) == new


def test_what_is_asked_of_a_host_grows_with_what_changed_not_with_the_site(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    counted = []
    for pages in (3, 600):
        folder = tmp_path / str(pages)
        folder.mkdir()
        with host("webdav", folder) as there:
            monkeypatch.setenv("RCLONE_CONFIG", str(there.settings))
            files = FILES | {f"news/{one}/index.html": b"words" for one in range(pages)}
            write_site(there.folder, files)
            log = folder / "log"
            with monkeypatch.context() as meanwhile:
                logged = ("--log-level", "DEBUG", "--dump", "headers", "--log-file", str(log))
                meanwhile.setattr(rclone, "OPTIONS", (*rclone.OPTIONS, *logged))
                publish(there, files | {"news/1/index.html": b"other words"})
            counted.append(log.read_text().count("HTTP REQUEST"))

    assert counted[0] == counted[1] < 60
