"""Two copies of the project publish to one target at the same moment: one of them is refused, and no edit is lost."""

import hashlib
import json
import os
import re
import shutil
import time
import zipfile
from collections.abc import Iterator
from contextlib import ExitStack
from datetime import UTC, datetime
from functools import partial
from pathlib import Path
from typing import Any

import pytest

from plugins.core.findings import SiteError
from plugins.engine.build import Build
from plugins.publish import rclone
from plugins.publish.asked import Asked, publish_asked
from plugins.publish.deliver import deliver
from plugins.publish.passes import Lock, publish_rclone
from plugins.publish.patience import Patience
from plugins.publish.returning import marks_live
from plugins.publish.targets import Target, live_manifest, targets_of
from plugins.publish.there import files_there
from plugins.publish.withdraw import Way, withdraw
from plugins.selfies.marks import LEFT_OUT, TAKEN_BACK, Marks, mark, marks_in
from tests.publish import hosts_by_rclone
from tests.publish.hosts import host
from tests.publish.test_rebuilt import CAMPAIGN, commit, git, member
from tests.publish.test_releases import EMBARGO, another_copy, in_git, log, no_build, settings
from tests.small_site import SmallSite, story

pytestmark = [pytest.mark.needs("git"), pytest.mark.skipif(os.name == "nt", reason="ends servers as POSIX has it")]
KINDS = ("branch", "folder", "zip", "rclone")
PULL = "git pull --no-rebase --no-edit --autostash"
WOULD_COME_BACK = rf"selfie 0401 was taken back .*  {PULL}  .* selfies --withdraw 0401  \[C172\]"


@pytest.fixture(params=KINDS)
def place(request: pytest.FixtureRequest, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[dict[str, Any]]:
    """The target called "place", of each kind, as settings have it; the branch needs no entry."""
    with ExitStack() as held:
        told = {"folder": str(tmp_path / "public"), "zip": str(tmp_path / "site.zip")}
        if request.param == "rclone":
            (tmp_path / "dav").mkdir()
            there = held.enter_context(hosts_by_rclone.host("webdav", tmp_path / "dav"))
            monkeypatch.setenv("RCLONE_CONFIG", str(there.settings))
            told["rclone"] = there.place
        yield {} if request.param == "branch" else {"place": {request.param: told[request.param]}}


def target_in(values: dict[str, Any]) -> Target:
    return list(targets_of(values).values())[-1]


def publish(site: SmallSite, place: dict[str, Any], **more: Any) -> list[str]:
    """What is said by a publish that nobody is asked about. more: of `Asked`, and settings in capitals"""
    public = settings(site, PUBLISH_TARGETS=place, **{key: more.pop(key) for key in list(more) if key.isupper()})

    def build() -> Build:
        engine = public["PELICAN_CLASS"](dict(public))
        engine.build()
        made: Build = engine.made
        return made

    asked = Asked(target_in(public), says_yes=True, **more)
    return [str(one) for one in publish_asked(asked, public, site.folder, build)]


def send(site: SmallSite, place: dict[str, Any]) -> None:
    """Puts a site there as a publish does, up to the moment before the log has its line."""
    values = settings(site, PUBLISH_TARGETS=place)
    values["PELICAN_CLASS"](dict(values)).build()
    list(deliver(values, site.folder, (), (), target_in(values), agrees=bool))


def files_at(site: SmallSite, place: dict[str, Any]) -> set[str]:
    values = settings(site, PUBLISH_TARGETS=place)
    time.sleep(0.5)  # until a server has forgotten what was there before
    return set(live_manifest(target_in(values), site.folder, values))


def members_at(site: SmallSite, place: dict[str, Any]) -> set[str]:
    return {name.split("/")[3] for name in files_at(site, place) if "/wall/member/" in name}


def marks_at(site: SmallSite, place: dict[str, Any]) -> Marks:
    values = settings(site, PUBLISH_TARGETS=place)
    return marks_in(files_there(["originals.txt"], target_in(values), site.folder, values)["originals.txt"].decode())


def sha256(file: Path) -> str:
    return hashlib.sha256(file.read_bytes()).hexdigest()


def two_copies_of_members(tmp_path: Path, place: dict[str, Any], **texts: str) -> tuple[SmallSite, SmallSite, str]:
    """Two copies after a release with three members, of whom the first alone knows that 0401 took the picture back.

    texts: stories by their file's name
    returns: the copies, and the SHA-256 of that picture
    """
    site = in_git(tmp_path)
    site.write({"campaigns/plan.md": CAMPAIGN} | {f"news/{name}.md": text for name, text in texts.items()})
    for member_id in ("0401", "0402", "0403"):
        member(site, member_id)
    with (site.folder / ".gitignore").open("a") as ignored:
        ignored.write("/content/selfies/\n")
    commit(site, "The plan")
    publish(site, place)
    other = another_copy(site)
    shutil.copytree(site.folder / "content/selfies", other.folder / "content/selfies")
    picture = sha256(site.folder / "content/selfies/0401.png")
    member(site, "0403", "Consent-until: 2022-01-02\n")
    site.write({"withdrawn.toml": f'0401 = {{ date = 2026-11-22, sha256 = "{picture}" }}\n'})
    publish(site, place, sentence="What is new")
    assert members_at(site, place) == {"0402"}
    return site, other, picture


def test_nobody_comes_back_from_a_copy_that_was_not_told_of_a_withdrawal(tmp_path: Path, place: dict[str, Any]) -> None:
    site, other, picture = two_copies_of_members(tmp_path, place)
    ended = sha256(site.folder / "content/selfies/0403.png")
    salt, marks = marks_at(site, place)
    assert marks == {mark(picture, TAKEN_BACK, salt), mark(ended, LEFT_OUT, salt)}
    manifest = json.loads((site.folder / "output/manifest.json").read_text())
    everything = "\n".join((*map(str, manifest), marks_at(site, place).text))
    assert not any(part in everything for part in (picture, picture[:16], ended))

    git(other.folder, "branch", "--quiet", "--unset-upstream")  # so that nobody can ask what others recorded
    with pytest.raises(SiteError, match=WOULD_COME_BACK):
        publish(other, place, everything=True)
    assert members_at(site, place) == {"0402"}
    for file in (other.folder / "content/selfies").glob("0401.*"):
        file.unlink()
    publish(other, place, everything=True)
    assert members_at(site, place) == {"0402", "0403"}, "whose consent ended elsewhere took nothing back"


@pytest.mark.parametrize("place", ["folder"], indirect=True)
def test_nor_by_a_trial_a_way_back_another_target_or_a_story(tmp_path: Path, place: dict[str, Any]) -> None:
    _, other, _ = two_copies_of_members(tmp_path, place)
    git(other.folder, "branch", "--quiet", "--unset-upstream")
    fresh = {**place, "fresh": {"folder": str(tmp_path / "fresh")}}
    for there, asked in (
        (place, {"everything": True, "is_only_said": True}),
        (place, {"everything": True, "number": "1"}),
        (fresh, {}),
    ):
        with pytest.raises(SiteError, match=WOULD_COME_BACK):
            publish(other, there, **asked)
    (other.folder / "content/selfies/0401.png").rename(other.folder / "content/images/us.png")
    with pytest.raises(SiteError, match=r"images/us\.png:1  A member took this picture back .* delete the picture"):
        publish(other, place, everything=True)


@pytest.mark.parametrize("place", ["folder"], indirect=True)
def test_a_list_that_is_not_as_it_was_published_is_told_and_what_else_has_one_counts(
    tmp_path: Path, place: dict[str, Any]
) -> None:
    _, other, picture = two_copies_of_members(tmp_path, place)
    listed, mirror = tmp_path / "public/originals.txt", tmp_path / "mirror"
    values = settings(other, PUBLISH_TARGETS=place)
    there, whole = live_manifest(target_in(values), other.folder, values), listed.read_bytes()
    shutil.copytree(tmp_path / "public", mirror)

    def found(**more: Any) -> tuple[bool, list[str]]:
        asked = {**values, **more}
        lists, told = marks_live(target_in(values), there, other.folder, asked)
        return any(one.have(picture) for one in lists), [one.variant for one in told]

    assert found() == (True, [])
    spoilt = (b"", b"<!doctype html>\n<title>Oops</title>\n", whole[:-9], b"\xff\xfe" * 99, whole * 800_000)
    with host(mirror) as web:
        for text in (None, *spoilt):
            listed.unlink() if text is None else listed.write_bytes(text)
            assert found() == (False, ["no-marks"]), (text or b"")[:20]
            assert found(PUBLISH_TARGETS={**place, "more": {"folder": str(mirror)}}) == (True, ["no-marks"])
            assert found(SITEURL=web.url) == (True, ["no-marks"])
        (mirror / "originals.txt").write_bytes(whole[:-9])
        assert found(SITEURL=web.url) == (False, ["no-marks"])
    message = r"At .* the list of pictures that may not come back is not as it was published.*  \[C172\]"
    git(other.folder, "branch", "--quiet", "--unset-upstream")
    assert any(re.search(message, line) for line in publish(other, place, everything=True))


@pytest.mark.parametrize("place", ["folder"], indirect=True)
def test_nor_by_a_timer_or_a_withdrawal_of_another_from_a_copy_whose_merge_lost_the_line(
    tmp_path: Path, place: dict[str, Any]
) -> None:
    site, other, picture = two_copies_of_members(tmp_path, place, later=EMBARGO)
    shutil.copy(site.folder / "content/selfies/0401.png", tmp_path / "kept.png")
    git(other.folder, "fetch", "--quiet")
    git(other.folder, "merge", "--quiet", "--no-ff", "--no-commit", "origin/main")
    git(other.folder, "rm", "--quiet", "--force", "content/withdrawn.toml")
    git(other.folder, "commit", "--quiet", "--message=A merge")
    due = {"is_due": True, "AS_OF": "2031-03-04 09:00"}
    with pytest.raises(SiteError, match=WOULD_COME_BACK):
        publish(other, place, **due)
    assert "news/later/index.html" not in files_at(site, place)

    values = settings(other, PUBLISH_TARGETS=place)
    way = Way(values, other.folder, other.folder / ".preview", bool, Patience(0, 0))
    said = "\n".join(map(str, withdraw(way, "0402")))
    assert "C172" not in said, "whoever is live nowhere waits for the next publish"
    assert members_at(site, place) == set(), said
    assert not marks_at(site, place).have(picture), "who waits has no mark"

    for file in (other.folder / "content/selfies").glob("0401.*"):
        file.unlink()
    publish(other, place, **due)
    assert members_at(site, place) == {"0403"}
    assert "news/later/index.html" in files_at(site, place)


@pytest.mark.parametrize("place", ["zip"], indirect=True)
def test_nobody_comes_back_by_a_zip_of_which_this_machine_has_no_older_one(
    tmp_path: Path, place: dict[str, Any]
) -> None:
    _, other, _ = two_copies_of_members(tmp_path, place)
    git(other.folder, "branch", "--quiet", "--unset-upstream")
    with zipfile.ZipFile(tmp_path / "site.zip") as uploaded:
        uploaded.extractall(tmp_path / "uploaded")
    (tmp_path / "site.zip").unlink()
    with host(tmp_path / "uploaded") as web, pytest.raises(SiteError, match=WOULD_COME_BACK):
        publish(other, {"place": {**place["place"], "url": web.url}})
    assert not (tmp_path / "site.zip").exists()


@pytest.mark.parametrize("place", ["folder"], indirect=True)
def test_who_said_yes_again_is_shown_once_somebody_took_the_line_out(tmp_path: Path, place: dict[str, Any]) -> None:
    _, other, picture = two_copies_of_members(tmp_path, place)
    git(other.folder, *PULL.split()[1:])
    listed = other.folder / "content/withdrawn.toml"
    line = listed.read_text()
    listed.write_text(f"# {line}")
    publish(other, place, is_only_said=True)
    listed.write_text("# Nobody\n")
    publish(other, place, is_only_said=True)
    git(other.folder, "commit", "--quiet", "--all", "--message=They said yes again")
    listed.unlink()
    with pytest.raises(SiteError, match="selfie 0401 was taken back"):
        publish(other, place, is_only_said=True)
    listed.write_text("# Nobody\n")
    publish(other, place)
    assert members_at(other, place) == {"0401", "0402", "0403"}
    assert not marks_at(other, place).have(picture)


def test_a_copy_whose_log_knows_of_nothing_writes_over_no_site_that_is_live(tmp_path: Path) -> None:
    site, place = in_git(tmp_path), {"place": {"folder": str(tmp_path / "public")}}
    publish(site, place)
    (site.folder / "content/releases.jsonl").unlink()
    site.write({"news/older.md": story("Older")})
    with pytest.raises(SiteError, match=r"A site is live there of which this log.*--everything  \[C172\]"):
        publish(site, place)
    assert "news/older/index.html" not in files_at(site, place)

    publish(site, place, everything=True)
    assert "news/older/index.html" in files_at(site, place)


def test_what_another_copy_sent_while_this_one_built_stays(tmp_path: Path, place: dict[str, Any]) -> None:
    site = in_git(tmp_path)
    publish(site, place)
    other = another_copy(site)
    site.write({"news/mine.md": story("Mine")})
    other.write({"news/theirs.md": story("Theirs")})

    def meanwhile(given: dict[str, Any]) -> Any:
        send(other, place)
        return settings(site)["PELICAN_CLASS"](given)

    with pytest.raises(SiteError, match=rf"while I built; I did not write over it\. Type  {PULL}  .*\[C172\]"):
        publish(site, place, PELICAN_CLASS=meanwhile, sentence="My story")
    there = files_at(site, place)
    assert "news/theirs/index.html" in there
    assert "news/mine/index.html" not in there
    assert [line["number"] for line in log(site)] == [1]


@pytest.mark.parametrize("place", ["branch", "rclone"], indirect=True)
def test_what_another_copy_sent_and_has_not_told_yet_stays_until_somebody_says_so(
    tmp_path: Path, place: dict[str, Any]
) -> None:
    site = in_git(tmp_path)
    publish(site, place)
    other = another_copy(site)
    other.write({"news/theirs.md": story("Theirs")})
    send(other, place)

    with pytest.raises(SiteError, match=rf"has not sent its log yet\. .*  {PULL}  here\. .*  --everything  \[C172\]"):
        publish(site, place, PELICAN_CLASS=no_build)
    assert "news/theirs/index.html" in files_at(site, place)
    publish(site, place, everything=True)
    assert "news/theirs/index.html" not in files_at(site, place)
    assert [line["number"] for line in log(site)] == [1, 2]

    git(other.folder, *PULL.split()[1:])
    commit(other, "Their story, without its log")
    git(other.folder, "push", "--quiet")
    send(other, place)
    with pytest.raises(SiteError, match=r"What is live was published from another copy .* there are commits that this"):
        publish(site, place, PELICAN_CLASS=no_build, everything=True)
    assert "news/theirs/index.html" in files_at(site, place)


def test_both_come_out_where_the_refused_one_does_as_it_is_told(tmp_path: Path) -> None:
    site = in_git(tmp_path)
    publish(site, {})
    other = another_copy(site)
    site.write({"news/mine.md": story("Mine")})
    other.write({"news/theirs.md": story("Theirs"), "news/half-done.md": "Title: Half done\nStatus: draft\n\nWords.\n"})
    publish(site, {}, sentence="My story")

    with pytest.raises(SiteError, match=PULL):
        publish(other, {}, sentence="Their story", PELICAN_CLASS=no_build)
    git(other.folder, "add", "content")
    git(other.folder, "commit", "--quiet", "--message=Their story")
    (other.folder / "notes.txt").write_text("Half done.\n")
    git(other.folder, *PULL.split()[1:])
    publish(other, {}, sentence="Their story")
    assert {"news/mine/index.html", "news/theirs/index.html"} <= files_at(other, {})
    assert (other.folder / "notes.txt").read_text() == "Half done.\n"
    assert [line["number"] for line in log(other)] == [1, 2, 3]


def test_somebody_who_begins_while_one_is_asked_or_sends_goes_first(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Nobody's manifest comes over another one's."""
    for moment in ("asked", "among the passes"):
        folder = tmp_path / moment.replace(" ", "-")
        folder.mkdir()
        with hosts_by_rclone.host("webdav", folder) as there, monkeypatch.context() as meanwhile:
            meanwhile.setenv("RCLONE_CONFIG", str(there.settings))
            (folder / "project").mkdir()
            (folder / "project/publishconf.py").write_text("PUBLISH_TARGETS = {}\n")
            hosts_by_rclone.write_site(folder / "project/output", {"index.html": b"1", "news/a/index.html": b"1"})
            target = Target("host", "rclone", there.place, "https://union.ca")
            sends = partial(publish_rclone, folder / "project/output", folder / "project", target)
            sends(lambda *_: None)
            before = (there.folder / "manifest.json").read_bytes()
            hosts_by_rclone.write_site(folder / "project/output", {"index.html": b"2", "news/a/index.html": b"2"})

            def begins(there: hosts_by_rclone.Host = there) -> None:
                (there.folder / "publish.lock").write_text(Lock("another", datetime.now(UTC)).text)
                time.sleep(0.5)  # until the server has forgotten what was there before

            run = rclone.run

            def with_another(command: str, *words: str, run=run, there=there, begins=begins, **more: int) -> str:
                said: str = run(command, *words, **more)
                if (there.folder / "news/a/index.html").read_bytes() == b"2":
                    begins()
                return said

            if moment == "among the passes":
                meanwhile.setattr(rclone, "run", with_another)
            time.sleep(0.5)
            with pytest.raises(SiteError, match=r"\[C166\]"):
                sends((lambda *_, begins=begins: begins()) if moment == "asked" else (lambda *_: None))
            assert (there.folder / "manifest.json").read_bytes() == before, moment
            assert (there.folder / "index.html").read_bytes() == b"1", moment
            assert json.loads((there.folder / "publish.lock").read_text())["owner"] == "another", moment
