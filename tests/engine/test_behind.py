"""A public build whose clock or AS_OF lies behind what was there already is refused; a look ahead or back is not."""

import os
import subprocess
from datetime import UTC, datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from plugins.core.settings import setting_line
from plugins.engine.behind import clocks_behind
from plugins.release.log import Release, add_release
from tests.small_site import SmallSite, small_site

pytestmark = pytest.mark.needs("git")
COMMITTED = datetime(2026, 5, 6, 7, 8, 9, tzinfo=UTC)
ZONE = "America/Edmonton"
THERE = ZoneInfo(ZONE)
WORDS = "Wednesday 6 May 2026, 1:08 a.m."


def git(folder: Path, *words: str, when: datetime = COMMITTED) -> str:
    plain = {name: value for name, value in os.environ.items() if not name.startswith("GIT_")}
    own = {"GIT_CONFIG_GLOBAL": os.devnull, "GIT_AUTHOR_DATE": when.isoformat(), "GIT_COMMITTER_DATE": when.isoformat()}
    command = ["git", "-c", "user.name=a", "-c", "user.email=a@example.org", *words]
    return subprocess.run(command, cwd=folder, env=plain | own, capture_output=True, text=True, check=True).stdout


def commit(folder: Path, when: datetime) -> None:
    git(folder, "commit", "--quiet", "--allow-empty", "--message", "A change", when=when)


@pytest.fixture
def site(tmp_path: Path) -> SmallSite:
    made = small_site(tmp_path)
    git(tmp_path, "init", "--quiet")
    commit(tmp_path, COMMITTED)
    return made


def findings(site: SmallSite, now: datetime, as_of: str | None = None, **more: object) -> list[str]:
    speaks_for = datetime.fromisoformat(as_of).replace(tzinfo=THERE) if as_of else now.astimezone(THERE)
    settings = site.settings(AS_OF=as_of, TIMEZONE=ZONE, **more)
    return [str(finding) for finding in clocks_behind(settings, speaks_for, now)]


def test_a_clock_behind_the_newest_commit_is_told_with_both_moments(site: SmallSite) -> None:
    assert findings(site, datetime(2001, 1, 1, tzinfo=UTC)) == [
        (
            f"error {setting_line('AS_OF')}  The clock of this machine, Sunday 31 December 2000, 5:00 p.m., "
            f"lies before the newest commit, of {WORDS} Set the machine's clock.  [C77]"
        )
    ]


def test_a_clock_behind_the_newest_withdrawal_is_told_where_git_keeps_nothing(tmp_path: Path) -> None:
    site = small_site(tmp_path, {"withdrawn.toml": "0417 = { date = 2021-06-14 }\n0418 = { date = 2026-05-06 }\n"})

    assert findings(site, datetime(2026, 5, 6, 7, tzinfo=UTC)) == []
    assert findings(site, datetime(2024, 1, 1, 7, tzinfo=UTC)) == [
        (
            f"error {setting_line('AS_OF')}  The clock of this machine, Monday 1 January 2024, 12:00 a.m., lies before "
            "the newest withdrawal in content/withdrawn.toml, of Wednesday 6 May 2026, 12:00 a.m. "
            "Set the machine's clock, or correct that day in content/withdrawn.toml.  [C77]"
        )
    ]


def test_a_clock_or_a_moment_behind_the_last_release_of_the_log_is_told(tmp_path: Path) -> None:
    site = small_site(tmp_path)
    for number, moment in (
        (1, COMMITTED),
        (2, COMMITTED - timedelta(days=9)),
    ):  # of two copies, one line after the other
        add_release(site.folder / "content", Release(number, moment, "", moment + timedelta(days=1), "0" * 64))

    assert findings(site, COMMITTED) == []
    assert findings(site, COMMITTED - timedelta(days=3)) == [
        (
            f"error {setting_line('AS_OF')}  The clock of this machine, Sunday 3 May 2026, 1:08 a.m., "
            f"lies before the last release, of {WORDS} Set the machine's clock.  [C77]"
        )
    ]
    assert f"Wednesday 1 April 2026, 12:00 a.m., lies before the last release, of {WORDS}" in "".join(
        findings(site, COMMITTED + timedelta(days=9), "2026-04-01")
    )


def test_a_moment_behind_the_newest_commit_is_told_with_both(site: SmallSite) -> None:
    assert findings(site, COMMITTED + timedelta(days=9), "2024-06-01") == [
        (
            f"error {setting_line('AS_OF')}  AS_OF, Saturday 1 June 2024, 12:00 a.m., lies before the newest commit, "
            f"of {WORDS} Take it out:  AS_OF = None  [C77]"
        )
    ]


@pytest.mark.parametrize(
    ("after", "as_of", "count"),
    [
        (timedelta(0), None, 0),
        (timedelta(minutes=-5), None, 0),  # two machines' clocks
        (timedelta(minutes=-6), None, 1),
        (timedelta(days=1), "2026-05-06 01:08", 0),  # the minute of the commit
        (timedelta(days=1), "2026-05-06 01:07", 1),
        (timedelta(days=1), "2027-01-01", 0),  # a look ahead
        (timedelta(days=-1), "2027-01-01", 1),  # of a machine whose clock is wrong
        (timedelta(days=-1), "2026-05-01", 2),
    ],
)
def test_each_of_the_two_must_not_lie_before_it(
    site: SmallSite, after: timedelta, as_of: str | None, count: int
) -> None:
    assert len(findings(site, COMMITTED + after, as_of)) == count


def test_who_previews_may_look_back(site: SmallSite) -> None:
    assert not findings(site, datetime(2001, 1, 1, tzinfo=UTC), "2000-01-01", SHOW_UNPUBLISHED=True)


def test_without_repository_and_earlier_build_there_is_nothing_to_compare(tmp_path: Path) -> None:
    site = small_site(tmp_path)

    assert not findings(site, datetime(2001, 1, 1, tzinfo=UTC), "2000-01-01")


@pytest.mark.parametrize("branch", ["refs/remotes/origin/gh-pages", "refs/heads/other"])
def test_what_was_published_as_a_commit_counts(site: SmallSite, branch: str) -> None:
    git(site.folder, "checkout", "--quiet", "--detach")
    commit(site.folder, COMMITTED + timedelta(days=30))
    git(site.folder, "update-ref", branch, "HEAD")
    git(site.folder, "checkout", "--quiet", "-")

    assert len(findings(site, COMMITTED + timedelta(days=29))) == 1


def test_a_build_before_the_last_one_is_refused_and_changes_nothing(tmp_path: Path) -> None:
    site = small_site(tmp_path)
    site.build(AS_OF=None)
    before = site.page("manifest.json")

    (mistake,) = site.mistakes(AS_OF="2024-06-01")

    assert mistake.startswith(
        f"error {setting_line('AS_OF')}  AS_OF, Saturday 1 June 2024, 12:00 a.m., lies before the last"
    )
    assert site.page("manifest.json") == before
    assert site.build(AS_OF=None) == []


def test_a_build_of_the_same_moment_or_after_a_look_ahead_is_not_refused(tmp_path: Path) -> None:
    site = small_site(tmp_path)

    for as_of in ("2026-11-22 09:00", "2026-11-22 09:00", "2999-01-01", None):
        assert site.build(AS_OF=as_of) == []


def test_a_clock_that_was_set_back_since_the_last_build_is_told(tmp_path: Path) -> None:
    site = small_site(tmp_path)
    site.build()
    ahead = (datetime.now(UTC) + timedelta(days=400)).timestamp()
    os.utime(site.output / "manifest.json", (ahead, ahead))

    (mistake,) = site.mistakes(AS_OF=None)

    assert "The clock of this machine, " in mistake
    assert "lies before the last build, of" in mistake


def test_another_programs_manifest_tells_nothing(tmp_path: Path) -> None:
    site = small_site(tmp_path)
    site.output.mkdir()
    (site.output / "manifest.json").write_text('{"name": "An app"}')

    assert not findings(site, datetime(2001, 1, 1, tzinfo=UTC))


def test_a_public_build_by_git_s_newest_commit_is_refused(site: SmallSite) -> None:
    commit(site.folder, datetime.now(UTC) + timedelta(days=2))

    (mistake,) = site.mistakes(AS_OF=None)

    assert mistake.endswith("Set the machine's clock.  [C77]")
    assert not site.output.exists()
    assert site.build(AS_OF=None, SHOW_UNPUBLISHED=True) == []
