"""By what other copies of the project know, without a word about anybody, whose picture may not come back.

Every site has a list of marks, one for each original here that is not shown, for whatever reason. A mark is a hash of a
hash of the picture's bytes: nobody makes it who has not got that very file. What a site shows has other bytes, and
other names, so that it tells nothing; nor does a line that comes when a page goes: one comes for whoever is not shown.
"""

import hashlib
from pathlib import Path

from plugins.pictures.copies import Originals
from plugins.selfies.withdrawals import PATH, WITHDRAWN, read_list

TAKEN_BACK, LEFT_OUT = "not again", "not now"


def marks_of(content: Path, kept_back: Originals) -> set[str]:
    """The marks of all originals that are not shown.

    content: whose withdrawn.toml alone says who took a picture back: other lists may say "for now"
    kept_back: the files of whoever is not shown, of which pictures count: words can be guessed
    """
    listed, _ = read_list(content / WITHDRAWN, PATH)
    gone = {one.sha256 for one in listed.values() if one.sha256}
    others = {*kept_back.pictures.values()} - gone
    return {*(mark(one) for one in gone), *(mark(one, LEFT_OUT) for one in others)}


def mark(sha256: str, why: str = TAKEN_BACK) -> str:
    """What stands for an original: 64 hexadecimal digits. sha256: of its bytes"""
    return hashlib.sha256(f"{why} {sha256}".encode()).hexdigest()
