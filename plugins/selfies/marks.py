"""By what other copies of the project know, without a word about anybody, whose picture may not come back.

Every site has a list of marks, one for each original here that is not shown, for whatever reason. A mark is a hash of a
hash of the picture's bytes: nobody makes it who has not got that very file. What a site shows has other bytes, and
other names, so that it tells nothing; nor does a line that comes when a page goes: one comes for whoever is not shown.

Who keeps the lists of many releases learns no more: all marks are made with the list's first line, which is another as
soon as anything behind any of them is, and each day. So no line is seen to stay, to go, or to take another's place.
"""

import hashlib
from datetime import date
from pathlib import Path
from typing import NamedTuple

from plugins.pictures.copies import Originals
from plugins.selfies.withdrawals import PATH, WITHDRAWN, Withdrawal, read_list

TAKEN_BACK, LEFT_OUT = "not again", "not now"
# Beside withdrawn.toml while a site is built: whom it leaves out until the next publish, as if they had sent nothing.
WAITING = "withdrawn (until the next publish).toml"


class Marks(NamedTuple):
    """A list of marks. salt: 64 hexadecimal digits, as each of them has"""

    salt: str = ""
    marks: frozenset[str] = frozenset()

    @property
    def text(self) -> str:
        """As readers get it."""
        return "".join(f"{line}\n" for line in (self.salt, *sorted(self.marks)))

    def have(self, sha256: str) -> bool:
        """Whether an original was taken back. sha256: of its bytes"""
        return mark(sha256, TAKEN_BACK, self.salt) in self.marks


def marks_of(content: Path, kept_back: Originals, day: date) -> Marks:
    """The marks of all originals that are not shown.

    content: whose withdrawn.toml alone says who took a picture back: other lists may say "for now"
    kept_back: the files of whoever is not shown, of which pictures count: words can be guessed
    day: that the site speaks for
    """
    gone, waiting = (
        sha256s_of(read_list(content / WITHDRAWN, PATH)[0]),
        sha256s_of(read_list(content / WAITING, WAITING)[0]),
    )
    others = kept_back.files_of_pictures - gone - waiting
    why = [*((one, TAKEN_BACK) for one in gone), *((one, LEFT_OUT) for one in others)]
    told = "".join(f"{reason} {one}\n" for one, reason in sorted(why))
    salt = hashlib.sha256(f"{day.isoformat()}\n{told}".encode()).hexdigest()
    return Marks(salt, frozenset(mark(one, reason, salt) for one, reason in why))


def marks_in(text: str) -> Marks:
    """A list as it was published; one of nothing is of nobody.

    >>> marks_in(Marks("ab", frozenset({"cd"})).text)
    Marks(salt='ab', marks=frozenset({'cd'}))
    """
    salt, *marks = text.split() or [""]
    return Marks(salt, frozenset(marks))


def sha256s_of(listed: dict[str, Withdrawal]) -> set[str]:
    """By what the pictures in a list are known."""
    return {one.sha256 for one in listed.values() if one.sha256}


def mark(sha256: str, why: str, salt: str) -> str:
    """What stands for an original in a list: 64 hexadecimal digits. sha256: of its bytes"""
    return hashlib.sha256(f"{why} {salt} {sha256}".encode()).hexdigest()
