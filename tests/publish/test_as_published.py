"""Is what is live still what we published? Asked of folders that a host serves."""

import hashlib
import json
import re
import socket
from collections.abc import Iterable
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from plugins.core.findings import Finding, SiteError, errors
from plugins.publish.as_published import is_as_published, look_afterwards
from plugins.publish.patience import Patience
from plugins.publish.targets import Target
from plugins.publish.verify import POLICY
from plugins.release.log import Release, add_release, kept_releases, line_of
from plugins.release.manifest import write_manifest
from plugins.release.retained import Retained, text_of
from tests.publish.hosts import Handler, host, says

SAFE = dict.fromkeys(POLICY, "something")
NOW = datetime(2026, 11, 20, 9, tzinfo=UTC)
FILES = {
    "index.html": "Welcome",
    "404.html": "Nothing",
    "news/index.html": "News",
    "robots.txt": "",
    "static/a.css": "a",
}


def site(folder: Path, files: dict[str, str]) -> str:
    """Writes a finished site; returns the SHA-256 of its list of files."""
    for name, text in files.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(text)
    write_manifest(folder)
    return hashlib.sha256((folder / "manifest.json").read_bytes()).hexdigest()


@pytest.fixture
def project(tmp_path: Path) -> Path:
    (tmp_path / "project/content").mkdir(parents=True)
    return tmp_path / "project"


def settings_of(project: Path, url: str, **targets: dict[str, str]) -> dict[str, Any]:
    paths = {"PATH": str(project / "content"), "OUTPUT_PATH": str(project / "output")}
    return {**paths, "SITEURL": url, "PUBLISH_BRANCH": "gh-pages", "PUBLISH_TARGETS": targets, "TIMEZONE": "UTC"}


def looked(project: Path, url: str, where: str | None = None, **targets: dict[str, str]) -> tuple[str, list[str], bool]:
    """What is said, the findings, and whether anything is wrong."""
    return told(is_as_published(settings_of(project, url, **targets), project, where))


def told(all_said: Iterable[Finding | str]) -> tuple[str, list[str], bool]:
    said = list(all_said)
    found = [one for one in said if isinstance(one, Finding)]
    words = "\n".join(one for one in said if isinstance(one, str))
    return words, [f"{one.where.path} {one.code}.{one.variant}" for one in found], bool(errors(found))


def released(project: Path, number: int, manifest: str, target: str = "branch", until: datetime | None = None) -> None:
    add_release(project / "content", Release(number, NOW, "", NOW, manifest, target, until))


def test_what_the_log_knows_is_compared_and_no_output_is_needed(project: Path, tmp_path: Path) -> None:
    released(project, 7, site(tmp_path / "live", FILES))
    with host(tmp_path / "live", headers=SAFE) as server:
        words, found, wrong = looked(project, server.url)

    assert words.splitlines() == [f"I compare {server.url} with release 7.", "5 of 5 as published."]
    assert (found, wrong) == ([], False)


def test_an_older_release_that_is_live_is_told_and_is_whole_in_itself(project: Path, tmp_path: Path) -> None:
    released(project, 7, site(tmp_path / "live", FILES))
    released(project, 8, site(project / "output", {**FILES, "index.html": "Welcome back"}))
    with host(tmp_path / "live", headers=SAFE) as server:
        words, found, wrong = looked(project, server.url)

    assert words.splitlines() == [f"I compare {server.url} with release 7.", "5 of 5 as release 7 has them."]
    assert (found, wrong) == ([f"{server.url} C177.older"], True)


def test_a_list_that_nobody_here_published_is_told_and_what_it_changes_is_named(project: Path, tmp_path: Path) -> None:
    released(project, 7, site(project / "output", FILES))
    site(tmp_path / "live", {**FILES, "index.html": "Vote for nobody", "spam.html": "Spam"})
    with host(tmp_path / "live", headers=SAFE) as server:
        words, found, wrong = looked(project, server.url)
        assert words.endswith("4 of 5 as release 7 has them.")
        assert sorted(found) == [f"{server.url} C177.unknown-release", "index.html C176.changed"]
        assert wrong
        (project / "output/manifest.json").unlink()
        words, found, _ = looked(project, server.url)
        assert words.splitlines() == [
            f"I compare {server.url} with its own list of files.",
            "6 of 6 as its own list of files has them.",
        ]
        assert found == [f"{server.url} C177.unknown-release"]


def test_without_a_log_the_last_build_is_compared_or_the_hosts_own_list(project: Path, tmp_path: Path) -> None:
    site(project / "output", FILES)
    site(tmp_path / "live", FILES)
    with host(tmp_path / "live", headers=SAFE) as server:
        words, found, _ = looked(project, server.url)
        assert "with the last build." in words
        assert found == []
        (project / "output/manifest.json").unlink()
        words, found, wrong = looked(project, server.url)

    assert "with its own list of files." in words
    assert (found, wrong) == (["content/releases.jsonl C177.unproved"], False)


def test_a_list_that_is_not_there_any_more_is_a_difference(project: Path, tmp_path: Path) -> None:
    released(project, 7, site(project / "output", FILES))
    site(tmp_path / "live", FILES)
    (tmp_path / "live/manifest.json").unlink()
    with host(tmp_path / "live", headers=SAFE) as server:
        words, found, wrong = looked(project, server.url)

    assert "5 of 5" in words
    assert (found, wrong) == (["manifest.json C176.missing"], True)


def test_the_page_for_what_is_not_there_proves_no_address(project: Path, tmp_path: Path) -> None:
    released(project, 7, site(project / "output", FILES))
    site(tmp_path / "live", FILES)
    with host(tmp_path / "live", {"404": says(404, b"Nothing")}, headers=SAFE) as server:
        words, found, _ = looked(project, f"{server.url}/news")

    assert "0 of 5" in words
    assert f"{server.url}/news C177.nothing-as-published" in found


def test_where_no_address_is_right_the_address_is_asked_about_and_one_of_each_kind_told(
    project: Path, tmp_path: Path
) -> None:
    released(project, 7, site(project / "output", FILES))
    (tmp_path / "live").mkdir()
    with host(tmp_path / "live") as server:
        words, found, wrong = looked(project, f"{server.url}/index.html")

    url = f"{server.url}/index.html"
    assert "0 of 5" in words
    examples = ["index.html C176.missing", "404.html C176.changed"]
    assert found == ["manifest.json C176.missing", f"{url} C177.nothing-as-published", *examples]
    assert wrong


def test_with_nothing_to_compare_a_sentence_says_so(project: Path, tmp_path: Path) -> None:
    (tmp_path / "live").mkdir()
    with host(tmp_path / "live", {"/manifest.json": says(200, b"<html>")}) as server, pytest.raises(SiteError) as wrong:
        looked(project, server.url)
    assert str(wrong.value).startswith(f"error {server.url}:1  There is no list of a site's files at this address")

    site(project / "output", FILES)  # which was built, and never published there
    (tmp_path / "empty").mkdir()
    with host(tmp_path / "empty") as server, pytest.raises(SiteError, match=r"otherwise publish first|C177") as wrong:
        looked(project, server.url)
    assert [one.variant for one in wrong.value.findings] == ["no-list"]

    released(project, 7, "0" * 64)  # and is no more
    with host(tmp_path / "empty") as server, pytest.raises(SiteError, match=r"where release 7 should be") as wrong:
        looked(project, server.url)
    assert [one.variant for one in wrong.value.findings] == ["list-is-gone"]

    with socket.socket() as closed:
        closed.bind(("127.0.0.1", 0))
        with pytest.raises(SiteError, match=re.escape("no web server answers there")):
            looked(project, f"http://127.0.0.1:{closed.getsockname()[1]}")

    away = {"/manifest.json": says(301, Location="https://elsewhere.example/")}
    with host(tmp_path / "live", away) as server, pytest.raises(SiteError, match="leads readers off the site"):
        looked(project, server.url)


@pytest.mark.parametrize(
    ("where", "code"),
    [
        ("branches", "C163"),
        ("union.example", "C177"),
        ("https://", "C177"),
        ("https://a:hunter2@union.example", "C177"),
        ("https://union.example/?token=hunter2", "C177"),
        ("https://union.example/#hunter2", "C177"),
        ("a:hunter2@union.example", "C177"),
        ("union.example/?token=hunter2", "C177"),
        ("http://[x", "C177"),
    ],
)
def test_what_is_no_target_and_no_address_is_refused(tmp_path: Path, where: str, code: str) -> None:
    with pytest.raises(SiteError) as wrong:
        looked(tmp_path, "https://union.example", where)

    assert [one.code for one in wrong.value.findings] == [code]
    assert "hunter2" not in str(wrong.value)


def test_files_of_earlier_releases_are_known_and_others_in_that_list_are_not(project: Path, tmp_path: Path) -> None:
    live = tmp_path / "live"
    released(project, 7, site(live, FILES))
    kept = {}
    for name in ("static/old.css", "old.html", "portraits/a.jpg"):
        (live / name).parent.mkdir(exist_ok=True)
        (live / name).write_text("old")
        kept[name] = Retained(hashlib.sha256(b"old").hexdigest(), NOW)
    (live / "retained.json").write_text(text_of(kept))
    with host(live, headers=SAFE) as server:
        words, found, wrong = looked(project, server.url)

    assert words.endswith("and 1 file of earlier releases that are kept for whoever holds an old page.")
    assert found == ["old.html C178.added", "portraits/a.jpg C178.added"]
    assert wrong


@pytest.mark.parametrize("kind", ["folder", "rclone"])
def test_what_nobody_published_is_found_where_a_target_lists_its_files(tmp_path: Path, kind: str) -> None:
    project, live = tmp_path / "project", tmp_path / "live"
    (project / "content").mkdir(parents=True)
    released(project, 7, site(live, FILES), "host")
    for name in ("news/shell.php", ".well-known/acme/x", "favicon.ico", ".DS_Store"):
        (live / name).parent.mkdir(parents=True, exist_ok=True)
        (live / name).write_text("x")
    with host(live, headers=SAFE) as server:
        words, found, wrong = looked(
            project, "https://campaign.example", "host", host={kind: str(live), "url": server.url}
        )

    assert "5 of 5" in words
    assert (found, wrong) == (["news/shell.php C178.added"], True)


def test_what_readers_get_is_told_where_nobody_may_list_the_files(project: Path, tmp_path: Path) -> None:
    released(project, 7, site(tmp_path / "live", FILES), "host")
    said = list[Finding | str]()
    with host(tmp_path / "live", headers=SAFE) as server:
        target = {"rclone": "nobody-knows-it:www", "url": server.url}
        says_all = is_as_published(settings_of(project, server.url, host=target), project, "host")
        with pytest.raises(SiteError) as refused:
            said.extend(says_all)

    assert said[-1] == "5 of 5 as published."
    assert [one.code for one in refused.value.findings] == ["C179"]


def test_what_a_host_has_a_file_of_its_own_for_is_no_difference(project: Path, tmp_path: Path) -> None:
    released(project, 7, site(project / "output", FILES), "host")
    site(tmp_path / "live", {name: text for name, text in FILES.items() if name != "robots.txt"})
    (tmp_path / "live/robots.txt").write_text("the host's own")
    target = {"folder": str(tmp_path / "live")}
    with host(tmp_path / "live", headers=SAFE) as server:
        words, found, _ = looked(project, server.url, "host", host=target)

    assert words.endswith("4 of 4 as published.")
    assert found == []


def test_a_due_item_that_is_late_is_a_warning(project: Path, tmp_path: Path) -> None:
    released(project, 7, site(tmp_path / "live", FILES), until=NOW - timedelta(hours=3))
    with host(tmp_path / "live", headers=SAFE) as server:
        _, found, wrong = looked(project, server.url)

    assert (found, wrong) == (["content/releases.jsonl C177.late"], False)


def test_an_address_alone_is_compared_with_the_target_that_is_served_there(project: Path, tmp_path: Path) -> None:
    released(project, 7, site(tmp_path / "live", FILES), "host")
    released(project, 8, "0" * 64, "branch")
    with host(tmp_path / "live", headers=SAFE) as server:
        target = {"folder": str(tmp_path / "live"), "url": server.url}
        words, found, _ = looked(project, "https://campaign.example", f"{server.url}/", host=target)

    assert "with release 7." in words
    assert found == []


def test_whoever_verifies_gives_a_killed_publish_its_line(project: Path, tmp_path: Path) -> None:
    sent = site(tmp_path / "live", FILES)
    aside = project / ".cache/unlogged/web.jsonl"
    aside.parent.mkdir(parents=True)
    aside.write_text(line_of(Release(1, NOW, "", NOW, sent, "web")))
    with host(tmp_path / "live", headers=SAFE) as server:
        web = {"folder": str(tmp_path / "live"), "url": server.url}
        words, found, wrong = looked(project, server.url, "web", web=web)

    assert "with release 1." in words
    assert (found, wrong) == (["content/releases.jsonl C174.found-again"], False)
    assert [one.manifest for one in kept_releases(project / "content")] == [sent]
    assert not aside.exists()


def test_json_that_is_no_list_is_none(project: Path, tmp_path: Path) -> None:
    released(project, 7, site(project / "output", FILES))
    site(tmp_path / "live", FILES)
    (tmp_path / "live/manifest.json").write_text(json.dumps(["a"]))
    with host(tmp_path / "live", headers=SAFE) as server:
        _, found, wrong = looked(project, server.url)

    assert (found, wrong) == (["manifest.json C176.missing"], True)


def test_after_a_publish_a_host_is_waited_for_that_takes_its_time(project: Path, tmp_path: Path) -> None:
    released(project, 7, site(tmp_path / "live", FILES))
    before = [says(404), says(200, b'{"index.html": "' + b"0" * 64 + b'"}')]

    def slowly(handler) -> None:
        (before.pop(0) if before else Handler.do_GET)(handler)

    with host(tmp_path / "live", {"/manifest.json": slowly}, SAFE) as server:
        target = Target("branch", "branch", "gh-pages", server.url)
        words, found, _ = told(look_afterwards(settings_of(project, server.url), project, target, Patience(60, 0.05)))

    assert words.splitlines()[0] == f"I wait until {server.url} shows it, 1 minute at most."
    assert words.endswith("5 of 5 as published.")
    assert found == []


def test_after_a_publish_nobody_waits_for_ever_or_where_nobody_answers(project: Path, tmp_path: Path) -> None:
    site(tmp_path / "live", FILES)
    released(project, 7, "0" * 64)
    patience = Patience(0, 0.05)
    with host(tmp_path / "live", headers=SAFE) as server:
        target = Target("branch", "branch", "gh-pages", server.url)
        _, found, wrong = told(look_afterwards(settings_of(project, server.url), project, target, patience))
        assert (found, wrong) == ([f"{server.url} C177.not-yet"], False)

    _, found, wrong = told(look_afterwards(settings_of(project, server.url), project, target, patience))
    assert (found, wrong) == ([f"{server.url} C177.not-looked"], False)
