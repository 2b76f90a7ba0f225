"""Releases of a small site: real repositories for its texts and for what is published, and real builds."""

import json
from pathlib import Path
from typing import Any

import pytest

from plugins.engine.build import Build
from plugins.publish.asked import Asked, publish_asked
from plugins.publish.older import sha256_of
from plugins.publish.targets import folder_target, target_named
from tests.publish.test_rebuilt import commit, git
from tests.small_site import SmallSite, share_caches, small_site, story

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
    """A site whose texts are in git and with a remote that its branch tracks; nothing is published yet."""
    made = small_site(tmp_path / "site", {"news/first.md": story("First", "Beginnings.")})
    share_caches(made.folder)
    (made.folder / ".gitignore").write_text(IGNORED)
    (made.folder / "notes.txt").write_text("One.\n")
    for name in ("live.git", "texts.git"):
        git(tmp_path, "init", "--quiet", "--bare", name)
    git(made.folder, "init", "--quiet", "--initial-branch=main")
    for key, value in {"user.name": "A", "user.email": "a@harbour.ca", "commit.gpgSign": "false"}.items():
        git(made.folder, "config", key, value)
    commit(made, "The beginning")
    git(made.folder, "remote", "add", "origin", str(tmp_path / "texts.git"))
    git(made.folder, "push", "--quiet", "--set-upstream", "origin", "main")
    return made


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
