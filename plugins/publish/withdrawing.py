"""What is known of a withdrawal on its way: which files went where, kept until every host says that nothing is left.

In the project's cache, in a file for each member: their id and addresses that were public, nothing else of them.
"""

import json
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime
from pathlib import Path
from typing import Any

from plugins.core.atomic import write_whole
from plugins.core.kept import make_private

FOLDER = Path(".cache", "withdrawals")


@dataclass(frozen=True, slots=True)
class Removed:
    """What was removed at one target.

    went: the files that were there and are there no more; sent: since when
    answers: what the host said at each of their addresses, by the file's path; "" where it said nothing
    commit: of a branch, the one that held them
    before: while it is not sent, every file that was there; held: those of them that show or count the member
    is_unknown: of a zip that was deleted, that nobody has seen yet what its host has of it
    """

    went: tuple[str, ...] = ()
    sent: datetime | None = None
    answers: Mapping[str, str] = field(default_factory=dict)
    commit: str = ""
    before: tuple[str, ...] = ()
    is_unknown: bool = False
    held: tuple[str, ...] = ()


# What a host says where nothing is, or nothing any more.
GONE = ("404", "410")


def kept_withdrawal(project: Path, member_id: str) -> dict[str, Removed]:
    """What was removed so far, by the target's name; nothing for a withdrawal that has not begun."""
    try:
        data = json.loads((project / FOLDER / f"{member_id}.json").read_text(encoding="utf-8"))
        return {name: removed_of(told) for name, told in data.items()}
    except (OSError, ValueError, KeyError, TypeError, AttributeError):
        return {}


def removed_of(told: Mapping[str, Any]) -> Removed:
    """What stands in the file of one target. raises: KeyError, TypeError, ValueError"""
    sent = datetime.fromisoformat(told["sent"]) if told["sent"] else None
    files = (tuple(told["went"]), sent, dict(told["answers"]), str(told["commit"]), tuple(told["before"]))
    return Removed(*files, is_unknown=bool(told.get("is_unknown")), held=tuple(told.get("held", ())))


def keep_withdrawal(project: Path, member_id: str, removed: Mapping[str, Removed]) -> None:
    """Writes it down. raises: OSError"""
    make_private(project / FOLDER)
    data = {
        name: {
            "went": list(one.went),
            "sent": one.sent.isoformat() if one.sent else "",
            "answers": dict(one.answers),
            "commit": one.commit,
            "before": list(one.before),
            "is_unknown": one.is_unknown,
            "held": list(one.held),
        }
        for name, one in removed.items()
    }
    write_whole(project / FOLDER / f"{member_id}.json", json.dumps(data, indent=1).encode())


def with_answers(one: Removed, answers: Mapping[str, str]) -> Removed:
    """The same with what the host says now."""
    return replace(one, answers={**one.answers, **answers})
