"""Files of earlier releases that stay for a while, for who still reads an old page: `retained.json` beside a manifest.

It is one JSON object: each file's path, the SHA-256 of its bytes, and since when it is in no release any more (UTC).
Hosts and browsers show a page for minutes after it was replaced; without its stylesheet it would be broken.
"""

import json
import re
from collections.abc import Mapping
from datetime import UTC, datetime, timedelta
from typing import NamedTuple

from plugins.site.routes import CARDS, PAGEFIND, PICTURES, STATIC

SHA256 = re.compile(r"[0-9a-f]{64}")
STAYS = timedelta(days=7)
# Whose files are named by their bytes, so that two releases never want one name for different ones.
HASHED = (STATIC, PICTURES, CARDS, PAGEFIND)
FORM = "%Y-%m-%dT%H:%M:%SZ"


class Retained(NamedTuple):
    """A file that no release has any more. since: when the first release without it was published, UTC"""

    sha256: str
    since: datetime


def retained_in(text: str) -> dict[str, Retained]:
    """The files that a retained.json lists. raises: ValueError when it is another program's"""
    try:
        data = json.loads(text)
    except RecursionError:
        raise ValueError("nested too deep") from None
    if not isinstance(data, dict):
        raise ValueError("no object")
    return {path: retained_of(told) for path, told in data.items()}


def retained_of(told: object) -> Retained:
    """One of its files. raises: ValueError when that is not told in our form"""
    match told:
        case {"sha256": str(sha256), "since": str(since)} if SHA256.fullmatch(sha256):
            return Retained(sha256, datetime.strptime(since, FORM).replace(tzinfo=UTC))
    raise ValueError("no hash and time")


def text_of(retained: Mapping[str, Retained]) -> str:
    """What retained.json says of these files.

    >>> text_of({"a": Retained("0" * 64, datetime(2026, 11, 30, tzinfo=UTC))}).count("2026-11-30T00:00:00Z")
    1
    """
    data = {path: {"sha256": one.sha256, "since": one.since.strftime(FORM)} for path, one in sorted(retained.items())}
    return json.dumps(data, indent=0, ensure_ascii=False) + "\n"


def retained_after(
    before: Mapping[str, Retained], gone: Mapping[str, str], now: datetime, *, only_static: bool
) -> dict[str, Retained]:
    """What stays of the files that a new release does not have.

    before: what stayed until now; gone: SHA-256 of each file that is there, and not in the new release
    now: when it is published, UTC
    only_static: nothing that shows anybody or says anything stays, as when a page was taken back: from outside nobody
        can tell whose picture it was, and the search index holds words
    """
    folders = (STATIC,) if only_static else HASHED
    found = {}
    for path, sha256 in gone.items():
        since = before[path].since if path in before else now.replace(microsecond=0)
        if path.startswith(folders) and now - since < STAYS:
            found[path] = Retained(sha256, since)
    return found
