"""Releases of a small site: real repositories for its texts and for what is published, and real builds."""

import json
import os
import shutil
import signal
import subprocess
import sys
import time
from datetime import UTC, datetime
from functools import partial
from pathlib import Path
from typing import Any

import pytest

from plugins.core.atomic import write_whole
from plugins.core.findings import SiteError
from plugins.core.lock import one_at_a_time
from plugins.engine.build import Build
from plugins.publish.aside import LOCK, keep_aside
from plugins.publish.asked import Asked, publish_asked
from plugins.publish.deliver import deliver
from plugins.publish.older import sha256_of
from plugins.publish.recorded import record_texts, times_of_texts
from plugins.publish.releases import made_of, release_numbered
from plugins.publish.targets import folder_target, target_named
from plugins.release.log import Release
from tests.publish.test_rebuilt import CAMPAIGN, add_to_template, commit, found_in, git, member, own_theme
from tests.selfies.members import text
from tests.small_site import ROOT, SmallSite, share_caches, small_site, story

pytestmark = pytest.mark.needs("git")

OWN = {"name": "Harbour", "short": "HWU", "address": [], "telephone": "", "email": "hello@harbour.ca"}
IGNORED = "/content/selfies/\n/output/\n/.cache/\n/.output.*\n/.preview/\n"


def settings(site: SmallSite, **more: Any) -> dict[str, Any]:
    public = {"SITEURL": "https://harbour.ca", "FEED_DOMAIN": "https://harbour.ca", "ORGANISATION": OWN}
    live = {"PUBLISH_REMOTE": str(site.folder.parent / "live.git"), "AS_OF": None, "SELFIES_ARE_DRAWINGS": False}
    return site.settings(**{**public, **live, **more})


def publish(site: SmallSite, *, to: Path | None = None, asked: dict[str, Any] | None = None, **more: Any) -> list[str]:
    """What is said by a publish that nobody is asked about; findings as staff see them."""
    public = settings(site, **more)
    target = folder_target(public, str(to)) if to else target_named(public, None)

    def build() -> Build:
        engine = public["PELICAN_CLASS"](dict(public))
        engine.build()
        made: Build = engine.made
        return made

    given = Asked(target, **{"says_yes": True, **(asked or {})})
    return [str(one) for one in publish_asked(given, public, site.folder, build)]


def no_build(*_: object) -> None:
    raise AssertionError("something was built")


def log(site: SmallSite) -> list[dict[str, Any]]:
    text = (site.folder / "content/releases.jsonl").read_text()
    return [json.loads(line) for line in text.splitlines()]


def live(site: SmallSite, file: str) -> str:
    return git(site.folder.parent / "live.git", "show", f"gh-pages:{file}")


def in_order(said: list[str], *beginnings: str) -> bool:
    """Whether something was said that begins so, each after the one before."""
    left = iter(said)
    return all(any(line.startswith(begins) for line in left) for begins in beginnings)


@pytest.fixture
def site(tmp_path: Path) -> SmallSite:
    return in_git(tmp_path)


def in_git(tmp_path: Path) -> SmallSite:
    """A site whose texts are in git and with a remote that its branch tracks; nothing is published yet."""
    made = small_site(tmp_path / "site", {"news/first.md": story("First", "Beginnings.")})
    share_caches(made.folder)
    (made.folder / ".gitignore").write_text(IGNORED)
    (made.folder / "notes.txt").write_text("One.\n")
    for name in ("live.git", "texts.git"):
        git(tmp_path, "init", "--quiet", "--bare", "--initial-branch=main", name)
    git(made.folder, "init", "--quiet", "--initial-branch=main")
    for key, value in {"user.name": "A", "user.email": "a@harbour.ca", "commit.gpgSign": "false"}.items():
        git(made.folder, "config", key, value)
    commit(made, "The beginning")
    git(made.folder, "remote", "add", "origin", str(tmp_path / "texts.git"))
    git(made.folder, "push", "--quiet", "--set-upstream", "origin", "main")
    return made


def another_copy(site: SmallSite) -> SmallSite:
    """A clone of what others get."""
    folder = site.folder.parent
    git(folder, "clone", "--quiet", "texts.git", "other")
    other = SmallSite(folder / "other")
    for key, value in {"user.name": "B", "user.email": "b@harbour.ca", "commit.gpgSign": "false"}.items():
        git(other.folder, "config", key, value)
    share_caches(other.folder)
    return other


def files_of(site: SmallSite, commit: str) -> set[str]:
    return set(git(site.folder, "show", "--name-only", "--format=", commit).split())


def test_what_changed_is_recorded_with_its_sentence_and_nothing_else_is(site: SmallSite) -> None:
    site.write({"news/first.md": story("First", "Changed."), "news/second.md": story("Second")})
    site.write({"selfies/0401.md": "Somebody's.\n"})
    (site.folder / ".gitignore").write_text(IGNORED.replace("/content/selfies/\n", ""))
    (site.folder / "notes.txt").write_text("Two.\n")
    git(site.folder, "add", "notes.txt")

    said = publish(site, asked={"sentence": "Two stories about the harbour"}, SELFIES_PATH=None)

    assert in_order(said, '"Save', "The site is on the branch gh-pages", "This is release 1.")
    assert not [line for line in said if "[C17" in line]
    assert git(site.folder, "log", "--format=%s", "-2") == "Release 1, to branch\nTwo stories about the harbour"
    assert files_of(site, "HEAD~1") == {"content/news/first.md", "content/news/second.md"}
    assert files_of(site, "HEAD") == {"content/addresses.txt", "content/releases.jsonl"}
    staged = git(site.folder, "status", "--porcelain")
    assert staged.splitlines() == ["M .gitignore", "M  notes.txt", "?? content/selfies/"]  # the first one stripped
    assert git(site.folder.parent / "texts.git", "rev-parse", "main") == git(site.folder, "rev-parse", "HEAD")
    [line] = log(site)
    assert line["commit"] == git(site.folder, "rev-parse", "HEAD~1")
    assert line["manifest"] == sha256_of(json.loads(live(site, "manifest.json")))
    assert line["target"] == "branch"
    assert "Changed." in live(site, "news/first/index.html")


def test_that_the_samples_members_are_gone_is_recorded_and_no_file_of_a_member_is(site: SmallSite) -> None:
    site.write({"selfies/0401.md": "Drawn.\n", "selfies/0402.md": "Drawn.\n"})
    git(site.folder, "add", "--force", "content/selfies")
    commit(site, "The sample")
    (site.folder / "content/selfies/0401.md").unlink()
    site.write({"selfies/0402.md": "Somebody's.\n", "selfies/0403.md": "Somebody's.\n"})
    public = settings(site, SELFIES_PATH=None)

    record_texts(public, site.folder, times_of_texts(public), lambda _: "Without the sample")
    assert files_of(site, "HEAD") == {"content/selfies/0401.md"}
    assert git(site.folder, "ls-files", "content/selfies") == "content/selfies/0402.md"
    assert git(site.folder, "show", "HEAD:content/selfies/0402.md") == "Drawn."


def test_a_trial_records_nothing_and_is_no_release(site: SmallSite) -> None:
    site.write({"news/second.md": story("Second")})
    before = git(site.folder, "rev-parse", "HEAD")

    said = publish(site, asked={"is_only_said": True, "sentence": "A second story"})
    assert said[-1] == "Nothing was sent."
    assert git(site.folder, "rev-parse", "HEAD") == before
    assert not (site.folder / "content/releases.jsonl").exists()


def test_what_is_not_recorded_is_published_and_nobody_can_go_back_to_it(site: SmallSite) -> None:
    site.write({"news/second.md": story("Second", "Unrecorded.")})

    said = publish(site, asked={"sentence": "  "})
    [told] = [line for line in said if "C173" in line]
    assert told == (
        "warning content:1  1 file of what is published is not in git, so nobody can go back to this release. "
        'Next time type the same with  --message "What changed, in a sentence"  [C173]'
    )
    assert "Unrecorded." in live(site, "news/second/index.html")
    assert [line["commit"] for line in log(site)] == [""]
    assert git(site.folder, "status", "--porcelain") == "?? content/news/second.md"
    with pytest.raises(SiteError, match="There is no release 7"):
        publish(site, asked={"number": "7"}, PELICAN_CLASS=no_build)

    shutil.rmtree(site.folder / ".git")
    with pytest.raises(
        SiteError, match=r'in no git repository, so that git knows no remote "origin" here\. Write the addr'
    ):
        publish(site, PUBLISH_REMOTE="origin", PELICAN_CLASS=no_build)
    assert "The site is on the branch gh-pages" in publish(site)
    with pytest.raises(SiteError, match="Git has nothing of what was published, so nobody can go back to it"):
        publish(site, asked={"number": "1"}, PELICAN_CLASS=no_build)
    said = publish(site, to=site.folder.parent / "public")
    assert said[-1] == "This is release 3. content/ is not in git, so nobody can go back to it."
    said = publish(site, asked={"is_log": True}, PELICAN_CLASS=no_build)
    listed = ["branch, not in git", "branch, not in git  (live)", "folder, not in git  (live)"]
    assert [line.split("  to ")[1] for line in said] == listed

    with (site.folder / "content/releases.jsonl").open("a") as file:
        file.write("=======\n")
    with pytest.raises(SiteError, match=r"content/releases\.jsonl:4  This line of the log tells of no release"):
        publish(site, to=site.folder.parent / "public", PELICAN_CLASS=no_build)


def test_of_the_sample_git_gets_what_somebody_tells_it_and_a_trial_says_nothing_of_the_next_publish(
    site: SmallSite,
) -> None:
    """The remedy is typed."""
    site.write({"news/second.md": story("Second")})
    sample: dict[str, Any] = {"SITEURL": "https://campaign.example.org"}
    said = publish(site, asked={"is_sample": True, "sentence": "Of no use"}, **sample)
    [told] = [line for line in said if "C173" in line]
    assert 'type  git add content && git commit -m "A try"  first.' in told

    commit(site, "A try")
    said = publish(site, asked={"is_sample": True}, **sample)
    assert not [line for line in said if "C173" in line]
    again = {"is_sample": True, "number": "2"}
    assert publish(site, asked={**again, "is_only_said": True}, **sample)[-1] == "Nothing was sent."
    assert publish(site, asked=again, **sample)[-1].startswith("The next publish sends what content/ holds now.")


def test_nobody_goes_back_to_a_release_that_git_does_not_have() -> None:
    now = datetime(2027, 3, 4, tzinfo=UTC)
    releases = [Release(1, now, "0" * 40, now, "0" * 64), Release(2, now, "", now, "0" * 64)]

    assert release_numbered("1", releases).commit
    with pytest.raises(SiteError, match="Git does not have what release 2 held"):
        release_numbered("2", releases)


@pytest.mark.parametrize("is_known", [False, True], ids=["new", "that git knows"])
def test_nothing_that_a_repository_within_the_texts_brings_is_started(site: SmallSite, is_known: bool) -> None:
    """Somebody sent a folder of pictures with their whole .git, whose configuration names programs."""
    mark, album = site.folder.parent / "started", site.folder / "content/images/album"
    program = site.folder.parent / "program"
    program.write_text(f"#!/bin/sh\necho >> '{mark}'\n")
    program.chmod(0o755)
    site.picture("images/album/pier.jpg")
    git(album, "init", "--quiet")
    git(album, "add", "pier.jpg")
    git(album, "-c", "user.name=B", "-c", "user.email=b@harbour.ca", "commit", "--quiet", "--message=Pier")
    if is_known:
        git(site.folder, "add", "content/images/album")
        git(site.folder, "commit", "--quiet", "--message=An album")
    for name in ("fsmonitor", "sshCommand", "gitProxy", "pager", "editor"):
        git(album, "config", f"core.{name}", str(program))
    (album / "pier.jpg").write_bytes(b"changed")
    for number in ("1", "2"):
        site.write({"news/first.md": story("First", f"Words {number}.")})
        said = "".join(publish(site, asked={"sentence": "Other words"}))
        assert "content/images/album:1  This folder is a git repository of its own" in said
        assert f"This is release {number}." in said

    assert not mark.exists()
    links = [line for line in git(site.folder, "ls-files", "--stage").splitlines() if line.startswith("160000")]
    assert len(links) == is_known


def test_the_users_own_git_may_refuse(site: SmallSite) -> None:
    """Before anything is published that stops it; afterwards it is told with what to type."""
    hook = site.folder / ".git/hooks/pre-commit"
    hook.parent.mkdir(exist_ok=True)
    hook.write_text("#!/bin/sh\necho no such thing here >&2\nexit 1\n")
    hook.chmod(0o755)
    site.write({"news/second.md": story("Second")})
    with pytest.raises(SiteError, match="Git did not record what changed: no such thing here"):
        publish(site, asked={"sentence": "A second story"})
    assert git(site.folder.parent / "live.git", "for-each-ref") == ""
    assert not (site.folder / "content/releases.jsonl").exists()

    hook.unlink()
    refuses = site.folder.parent / "texts.git/hooks/pre-receive"
    refuses.parent.mkdir(exist_ok=True)
    refuses.write_text("#!/bin/sh\nexit 1\n")
    refuses.chmod(0o755)
    said = publish(site, asked={"sentence": "A second story"})
    assert said[-1].startswith(
        "warning content/releases.jsonl:1  The site is published, but git could not send the log"
    )
    assert said[-1].endswith("Type  git pull --no-rebase --no-edit --autostash  and then  git push  [C174]")
    assert "Second" in live(site, "news/second/index.html")
    assert git(site.folder, "log", "--format=%s", "-2") == "Release 1, to branch\nA second story"


def test_no_member_is_named_in_what_git_never_forgets(site: SmallSite) -> None:
    site.write({"selfies/0401.md": "Somebody's.\n", "news/second.md": story("Second")})
    before, public = git(site.folder, "rev-parse", "HEAD"), settings(site)

    with pytest.raises(SiteError, match=r"Your sentence holds 0401, the number of a member"):
        record_texts(public, site.folder, times_of_texts(public), lambda _: "Without 0401, who asked for it.")
    assert git(site.folder, "rev-parse", "HEAD") == before
    recorded = record_texts(public, site.folder, times_of_texts(public), lambda _: "Without somebody who asked.")
    assert recorded == (git(site.folder, "rev-parse", "HEAD"), [])
    assert files_of(site, "HEAD") == {"content/news/second.md"}


def test_no_file_of_a_member_is_recorded_wherever_in_content_it_lies(site: SmallSite) -> None:
    lost = ["selfies (1)/0401.md", "Selfies-old/letters/a.txt", "old [selfies]/0401.jpg", "images/2026/0401.jpg"]
    site.write(dict.fromkeys(lost, "Somebody's.\n"))
    site.write({"images/2026/0401.md": text(), "news/second.md": story("Second"), "images/new.jpg": "A picture"})
    public = settings(site)

    record_texts(public, site.folder, times_of_texts(public), lambda _: "A story")

    assert files_of(site, "HEAD") == {"content/news/second.md", "content/images/new.jpg"}


def test_a_file_saved_while_the_site_is_built_is_told(site: SmallSite) -> None:
    public = settings(site)
    built = times_of_texts(public)
    site.write({"news/first.md": story("First", "Saved meanwhile.")})

    commit_id, told = record_texts(public, site.folder, built, lambda _: "What was saved")
    assert commit_id == ""
    assert [(one.code, one.variant) for one in told] == [("C173", "changed-meanwhile")]


def test_a_copy_that_does_not_know_what_was_published_last_publishes_nothing(site: SmallSite, tmp_path: Path) -> None:
    other, public = another_copy(site), tmp_path / "public"
    publish(site, to=public)
    before = sorted(public.rglob("*"))

    with pytest.raises(
        SiteError, match=r"another copy of this project: 1 release of which .* Type  git pull --no-rebase"
    ):
        publish(other, to=public, PELICAN_CLASS=no_build)
    git(other.folder, "pull", "--quiet")
    other.write({"news/second.md": story("Second")})
    publish(other, to=public, asked={"sentence": "A second story"})
    assert [line["number"] for line in log(other)] == [1, 2]

    # The log did not get there, but commits did.
    git(other.folder, "push", "--quiet", "--force", "origin", "HEAD~1:main")
    with pytest.raises(SiteError, match=r"What is live was published from another copy .* Type  git pull --no-rebase"):
        publish(site, to=public, PELICAN_CLASS=no_build)
    assert "Second" in (public / "news/second/index.html").read_text()
    assert before != sorted(public.rglob("*"))


def test_what_another_copy_published_while_the_site_was_built_stays(site: SmallSite, tmp_path: Path) -> None:
    public = tmp_path / "public"
    publish(site, to=public)
    other = another_copy(site)
    other.write({"news/second.md": story("Second")})

    def meanwhile(given: dict[str, Any]) -> Any:
        publish(other, to=public, asked={"sentence": "A second story"})
        return settings(site)["PELICAN_CLASS"](given)

    with pytest.raises(
        SiteError, match=r"another copy of this project: 1 release of which .* Type  git pull --no-rebase"
    ):
        publish(site, to=public, PELICAN_CLASS=meanwhile)
    assert "Second" in (public / "news/second/index.html").read_text()


def test_what_a_killed_publish_sent_gets_its_line_from_the_next_one(site: SmallSite) -> None:
    public = settings(site)
    engine = public["PELICAN_CLASS"](dict(public))
    engine.build()
    made, target = made_of(engine.made, git(site.folder, "rev-parse", "HEAD")), target_named(public, None)
    # Stopped when all was sent: the generator is never asked for more.
    keeps = partial(keep_aside, public, site.folder, made, target)
    sent = deliver(public, site.folder, (), (), target, agrees=bool, about_to=keeps)
    assert any(line == "The site is on the branch gh-pages" for line in sent if isinstance(line, str))
    del sent
    assert not (site.folder / "content/releases.jsonl").exists()

    site.write({"news/second.md": story("Second")})
    said = publish(site, asked={"sentence": "A second story"})

    assert in_order(said, "note content/releases.jsonl:1  What is live at branch was sent", "This is release 1.")
    assert said[-1] == "This is release 2."
    assert next((line["number"], line["commit"]) for line in log(site)) == (1, made.commit)
    assert not list((site.folder / ".cache/unlogged").iterdir())
    kept = (site.folder / "content/releases.jsonl").read_text()

    (site.folder / "content/releases.jsonl").write_text("")
    write_whole(site.folder / ".cache/unlogged/branch.jsonl", kept.splitlines(keepends=True)[-1].encode())
    with one_at_a_time(site.folder / ".cache/temporary" / LOCK):
        assert publish(site, asked={"is_log": True}) == ["Nothing was published yet from this copy of the project."]
    said = publish(site, asked={"is_log": True})
    assert in_order(said, "note content/releases.jsonl:1  What is live at branch", "This is release 1.", "   1  ")
    (site.folder / "content/releases.jsonl").write_text(kept)

    # What never came to be live is forgotten.
    keeps({"index.html": "0" * 64})
    publish(site)
    assert [line["number"] for line in log(site)] == [1, 2, 3]


def test_a_rollback_is_a_release_of_what_was_without_whom_may_not_be_shown(site: SmallSite, tmp_path: Path) -> None:
    site.write({"campaigns/plan.md": CAMPAIGN})
    for member_id in ("0401", "0402", "0403", "0404"):
        member(site, member_id)
    public = tmp_path / "public"
    publish(site, to=public, asked={"sentence": "The wall"})
    assert found_in(public) == {"0401", "0402", "0403", "0404"}

    site.write({"news/first.md": story("First", "Afterwards."), "news/second.md": story("Second")})
    site.write({"withdrawn.toml": "0401 = { date = 2022-01-02 }\n"})
    member(site, "0402", "Consent-until: 2022-01-02\n")
    (site.folder / "content/selfies/0403.png").unlink()
    publish(site, to=public, asked={"sentence": "Without some"})
    assert found_in(public) == {"0404"}

    site.write({"news/first.md": story("First", "Half done."), "withdrawn.toml": ""})
    site.write({"withdrawn.toml": "0401 = { date = 2022-01-02 }\n# More to come.\n"})
    git(site.folder, "add", "content/news/first.md")
    before = git(site.folder, "status", "--porcelain")
    said = publish(site, to=public, asked={"number": "1"})

    gone = "Nothing is there any more at /news/second/"
    assert in_order(said, "This is what release 1 held", gone, "It goes to", "The site is in", "This is release 3.")
    assert "1 file goes" in "".join(said) or "go;" in "".join(said)
    assert "Beginnings." in (public / "news/first/index.html").read_text()
    assert not (public / "news/second").exists()
    assert found_in(public) == {"0404"}
    assert git(site.folder, "status", "--porcelain") == before
    first, _, third = log(site)
    assert (third["number"], third["of"], third["commit"]) == (3, 1, first["commit"])
    assert files_of(site, "HEAD") == {"content/releases.jsonl"}
    said = publish(site, asked={"is_log": True})
    assert said[2].endswith(f"to folder, commit {first['commit'][:12]}, with what release 1 held  (live)")


EMBARGO = "Title: Later\nDate: 2031-03-04 09:00\nSummary: Of later.\n\nTomorrows.\n"


def test_a_host_with_rules_of_its_own_is_told_of_and_its_release_known_again(site: SmallSite, tmp_path: Path) -> None:
    public = tmp_path / "public"
    public.mkdir()
    (public / ".htaccess").write_text("AuthType Basic\n")
    said = publish(site, to=public)
    [told] = [line for line in said if "[C161]" in line]
    assert told == (
        f"warning .htaccess:1  {public} has this file of its own, which stays, so that the site's rules for hosts are "
        "not in force there. Delete it there if nobody needs it, and publish again; or add to it what the one in "
        "output/ says.  [C161]"
    )
    assert log(site)[0]["manifest"] == sha256_of(json.loads((public / "manifest.json").read_text()))

    # Stopped when all was sent: the next one knows what is live.
    values = settings(site)
    engine = values["PELICAN_CLASS"](dict(values))
    engine.build()
    made, target = made_of(engine.made, git(site.folder, "rev-parse", "HEAD")), folder_target(values, str(public))
    keeps = partial(keep_aside, values, site.folder, made, target)
    list(deliver(values, site.folder, (), (), target, agrees=bool, about_to=keeps))
    (site.folder / "content/releases.jsonl").unlink()
    git(site.folder, "commit", "--quiet", "--all", "--message=Without the log")
    said = publish(site, to=public)
    assert in_order(said, "note content/releases.jsonl:1  What is live at folder was sent", "This is release 1.")
    assert said[-1] == "This is release 2."

    (public / ".htaccess").unlink()
    assert not [line for line in publish(site, to=public) if "[C161]" in line]
    assert "Content-Security-Policy" in (public / ".htaccess").read_text()


@pytest.mark.parametrize("is_fresh", [False, True])
def test_what_is_due_goes_out_alone_from_a_fresh_copy_too(site: SmallSite, is_fresh: bool) -> None:
    site.write({"news/later.md": EMBARGO})
    publish(site, asked={"sentence": "A story for later"}, AS_OF="2031-03-01 09:00")
    [line] = log(site)
    assert line["until"] == "2031-03-04T09:00:00-07:00"
    site.write({"news/first.md": story("First", "Half done."), "news/draft.md": story("Draft")})
    commit(site, "Half done, and not sent")

    said = publish(site, asked={"is_due": True, "says_yes": False}, AS_OF="2031-03-04 08:59", PELICAN_CLASS=no_build)
    assert said == ["Nothing is due before Tuesday 4 March 2031, 9:00 a.m."]
    copy = another_copy(site) if is_fresh else site
    said = publish(copy, asked={"is_due": True, "says_yes": False}, AS_OF="2031-03-04 09:00")
    assert in_order(said, "Something is due since", "The site is on the branch", "This is release 2.")
    assert "Tomorrows." in live(site, "news/later/index.html")
    assert "Beginnings." in live(site, "news/first/index.html")
    there = git(site.folder.parent / "live.git", "ls-tree", "-r", "--name-only", "gh-pages")
    assert "news/draft/index.html" not in there
    assert log(copy)[1]["of"] == 1
    assert "until" not in log(copy)[1]
    told = [one for one in said if "[C174]" in one]
    assert bool(told) != is_fresh  # what is half done is committed elsewhere, and was not sent
    with one_at_a_time(copy.folder / ".cache/temporary" / LOCK):
        assert publish(copy, asked={"is_due": True}) == ["Somebody is publishing from this folder just now."]
    again = publish(copy, asked={"is_due": True}, AS_OF="2031-03-05 09:00", PELICAN_CLASS=no_build)
    assert again == ["Nothing is due, on no day that is known."]


def test_a_theme_that_is_half_done_goes_out_by_no_timer_and_no_way_back(site: SmallSite) -> None:
    site.write({"news/later.md": EMBARGO})
    theme = own_theme(site)
    publish(site, asked={"sentence": "A story for later"}, AS_OF="2031-03-01 09:00", **theme)
    (site.folder / "pelicanconf.py").write_text('SITENAME = "Harbour"\n')
    commit(site, "The theme")
    add_to_template(site, "{% if %}")
    (site.folder / "pelicanconf.py").write_text('SITENAME = "Half done"\n')
    counts = "Git does not have what this says now: SITENAME. It counts as it is"

    said = publish(site, asked={"is_due": True, "says_yes": False}, AS_OF="2031-03-04 09:00", **theme)
    assert counts in "\n".join(said)
    assert "Tomorrows." in live(site, "news/later/index.html")
    said = publish(site, asked={"number": "1"}, AS_OF="2031-03-05 09:00", **theme)
    assert counts in "\n".join(said)
    first, *others = log(site)
    assert first["theme"] == git(site.folder, "rev-parse", "HEAD~2:theme")
    assert [(one["of"], one.get("theme")) for one in others] == [(1, None), (1, None)]


def test_where_a_site_was_and_is_no_more_that_is_told_and_a_timer_brings_nothing_back(site: SmallSite) -> None:
    site.write({"news/later.md": EMBARGO})
    publish(site, asked={"sentence": "A story for later"}, AS_OF="2031-03-01 09:00")
    bare = site.folder.parent / "live.git"
    git(bare, "branch", "-D", "gh-pages")

    with pytest.raises(SiteError, match=r"Release 1 went to branch, and no site is there now.*\[C175\]"):
        publish(site, asked={"is_due": True}, AS_OF="2031-03-04 09:00", PELICAN_CLASS=no_build)
    assert git(bare, "branch", "--list", "gh-pages") == ""
    said = publish(site, AS_OF="2031-03-04 09:00")
    assert in_order(said, "warning content/releases.jsonl:1  Release 1 went to branch", "The site is on the branch")
    assert not [line for line in publish(site, AS_OF="2031-03-04 09:00") if "[C172]" in line]


CHANGING = {
    "Title: Draft\nDate: 2031-02-03\nSummary: A draft.\nStatus: draft\n\nWords.\n": None,
    "Title: Review\nDate: 2021-02-03\nSummary: To look at.\nReview-by: 2031-02-03\n\nWords.\n": None,
    "Title: Story\nDate: 2031-02-03 10:00\nSummary: For later.\n\nWords.\n": "2031-02-03T10:00:00-07:00",
    "Title: Story\nDate: 2021-02-03\nSummary: For now.\nExpires: 2031-02-03\n\nWords.\n": "2031-02-04T00:00:00-07:00",
}
VOTE = "Title: Vote\nStarts: 2021-01-01\nEnds: 2031-02-03\n\nVote.\n"
ROLES = "Name: Ana\nRole: Steward\nRole-until: 2031-02-03\n"
EVENT = "Title: Hall\nStarts: 2031-02-03 18:00\nEnds: 2031-02-03 20:00\nPlace: A hall\nSummary: A hall.\n\nCome.\n"


@pytest.mark.parametrize(
    ("file", "words", "until"),
    [
        *((f"news/{number}.md", words, until) for number, (words, until) in enumerate(CHANGING.items())),
        ("people/ana.md", ROLES, "2031-02-04T00:00:00-07:00"),
        ("events/hall.md", EVENT, "2031-02-03T20:00:00-07:00"),
        (
            "announcements/a.md",
            "Title: Vote\nStarts: 2021-01-01\nEnds: 2031-02-03\n\nVote.\n",
            "2031-02-04T00:00:00-07:00",
        ),
        ("selfies/0401.md", "Consent-until: 2031-02-03\n", "2031-02-04T00:00:00-07:00"),
    ],
)
def test_a_release_knows_when_readers_see_something_else(
    tmp_path: Path, file: str, words: str, until: str | None
) -> None:
    site = small_site(tmp_path / "site", {"campaigns/plan.md": CAMPAIGN, "news/first.md": story("First")})
    if file.startswith("selfies/"):
        member(site, "0401", words)
    else:
        site.write({file: words})
    publish(site, to=tmp_path / "public", AS_OF="2031-01-01 09:00", SELFIES_ARE_DRAWINGS=True)

    assert log(site)[0].get("until") == until


ROLL_BACK = """
import sys
from pathlib import Path
from tests.publish.test_releases import publish
from tests.small_site import SmallSite
publish(SmallSite(Path(sys.argv[1])), asked={"number": "1"})
"""


LATER = pytest.mark.long
MOMENTS = [
    pytest.param("rebuilt-*/index", id="texts come out of git", marks=LATER),
    pytest.param("rebuilt-*/content", id="the site is built", marks=LATER),
    pytest.param("rebuilt-*/output", id="it is built"),
    pytest.param("publish-*/site/index.html", id="it is on its way", marks=LATER),
]


@pytest.mark.parametrize("sign", MOMENTS)
def test_a_rollback_that_is_killed_leaves_nothing_behind_but_what_the_next_clears_up(
    site: SmallSite, sign: str
) -> None:
    publish(site)
    site.write({"news/first.md": story("First", "Afterwards.")})
    publish(site, asked={"sentence": "Afterwards"})
    texts, refs = git(site.folder, "rev-parse", "HEAD"), git(site.folder, "for-each-ref")
    public = git(site.folder.parent / "live.git", "for-each-ref")

    temporary = site.folder / ".cache/temporary"
    command = [sys.executable, "-c", ROLL_BACK, str(site.folder)]
    with subprocess.Popen(command, cwd=ROOT, start_new_session=True) as process:
        while not list(temporary.glob(sign)):
            assert process.poll() is None
            time.sleep(0.002)
        os.killpg(process.pid, signal.SIGKILL)
    assert git(site.folder, "rev-parse", "HEAD") == texts
    assert git(site.folder, "for-each-ref") == refs
    assert len(git(site.folder, "worktree", "list").splitlines()) == 1
    assert git(site.folder, "status", "--porcelain") == ""
    assert git(site.folder.parent / "live.git", "for-each-ref") == public
    assert list(temporary.glob("rebuilt-*"))

    publish(site, asked={"number": "1"})
    assert "Beginnings." in live(site, "news/first/index.html")
    assert [line["number"] for line in log(site)] == [1, 2, 3]
    assert not list(temporary.glob("*-*"))
