"""The log of releases, content/releases.jsonl: a line of JSON for each publish, the last one below.

    {"number": 3, "time": "2027-03-04T09:01:30-07:00", "commit": "4f1c...", "as_of": "2027-03-04T09:01:00-07:00",
     "until": "2027-04-01T00:00:00-06:00", "manifest": "90ab...", "target": "branch", "of": 1, "theme": "77d2..."}

No path, no address and nobody's name stands in it. Programs that know more may add keys of their own.
"""

import json
import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from plugins.core.atomic import write_whole

NAME = "releases.jsonl"
PATH = f"content/{NAME}"
GIT_ID = re.compile(r"(?:[0-9a-f]{40}|[0-9a-f]{64})?")
SHA256 = re.compile(r"[0-9a-f]{64}")


@dataclass(frozen=True, slots=True)
class Release:
    """What was published once.

    number: 1 for the first; time: by the clock of the machine that published
    commit: of the site's repository, with what content/ held; "" where git has it not, so that nobody can go back to it
    as_of: the moment that it speaks for
    manifest: the SHA-256 of the bytes of its manifest.json
    target: where it went, by name
    until: when next something in it is shown or shown no more; None for nothing that is known
    of: the number of the release that this one went back to, or brought up to date; None for content that was new
    theme: git's id of the theme that content which was new was shown in, recorded or not; "" where that is not known
    """

    number: int
    time: datetime
    commit: str
    as_of: datetime
    manifest: str
    target: str = ""
    until: datetime | None = None
    of: int | None = None
    theme: str = ""

    @property
    def moment(self) -> datetime:
        """Before this no later release may lie: when it was made, or the moment it speaks for where that is earlier."""
        return min(self.time, self.as_of)


class LogError(ValueError):
    """A line of the log that tells of no release. line: its number, 1 for the first"""

    def __init__(self, line: int) -> None:
        self.line = line
        super().__init__(line)


def releases_in(text: str) -> list[Release]:
    """Every release of a log, in the order of its lines. raises: LogError"""
    found = []
    for number, line in enumerate(text.split("\n"), 1):
        if line.strip():
            try:
                found.append(_release(json.loads(line)))
            except (ValueError, TypeError, KeyError, AttributeError, RecursionError):
                raise LogError(number) from None
    return found


def kept_releases(content: Path) -> list[Release]:
    """Every release of the log in a content folder; none without a log. raises: LogError, OSError"""
    file = content / NAME
    return releases_in(file.read_text(encoding="utf-8", errors="replace")) if file.is_file() else []


def add_release(content: Path, release: Release) -> None:
    """Adds a line to the log in a content folder. raises: OSError"""
    file = content / NAME
    before = file.read_bytes() if file.is_file() else b""
    end = b"\n" * (not before.endswith(b"\n") and bool(before))  # which an editor may have left out
    write_whole(file, before + end + line_of(release).encode())


def line_of(release: Release) -> str:
    """The line that tells of a release, with its end.

    >>> import datetime
    >>> now = datetime.datetime(2027, 3, 4, 9, 1, tzinfo=datetime.timezone.utc)
    >>> [Release(1, now, "", now, "0" * 64)] == releases_in(line_of(Release(1, now, "", now, "0" * 64)))
    True
    """
    values = {
        "number": release.number,
        "time": release.time.isoformat(timespec="seconds"),
        "commit": release.commit,
        "as_of": release.as_of.isoformat(timespec="seconds"),
        "until": release.until.isoformat(timespec="seconds") if release.until else None,
        "manifest": release.manifest,
        "target": release.target,
        "of": release.of,
        "theme": release.theme or None,
    }
    return json.dumps({name: value for name, value in values.items() if value is not None}) + "\n"


def newest(releases: Iterable[Release], target: str | None = None) -> Release | None:
    """What is live by the log, at a target or wherever: the last line that tells of it; None for nothing."""
    return next((one for one in reversed(list(releases)) if target in (None, one.target)), None)


def newest_theme(releases: Iterable[Release], target: str) -> str:
    """The theme that readers see at a target, by git's id; "" where the log does not know it."""
    new = [one for one in releases if one.of is None]  # what an earlier one is brought back as has the theme before it
    return live.theme if (live := newest(new, target)) else ""


def numbered(releases: Iterable[Release], number: int, target: str = "") -> Release | None:
    """The release of a number; None when there is none.

    Where two copies of the project gave the same, the last that went to the target, or the last of all.
    """
    found = [one for one in releases if one.number == number]
    return newest(found, target) or newest(found)


def _release(line: dict[str, str | int]) -> Release:
    """raises: AttributeError, KeyError, TypeError, ValueError"""
    until, of = line.get("until"), line.get("of")
    release = Release(
        int(line["number"]),
        _moment(line["time"]),
        str(line["commit"]),
        _moment(line["as_of"]),
        str(line["manifest"]),
        str(line.get("target", "")),
        None if until is None else _moment(until),
        None if of is None else int(of),
        str(line.get("theme", "")),
    )
    ids = (release.commit, release.theme)
    if not all(map(GIT_ID.fullmatch, ids)) or not SHA256.fullmatch(release.manifest) or release.number < 1:
        raise ValueError(line)
    return release


def _moment(text: str | int) -> datetime:
    moment = datetime.fromisoformat(str(text))
    if moment.tzinfo is None:
        raise ValueError(text)
    return moment
