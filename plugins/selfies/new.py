"""A member's picture comes in: an id that says nothing about them, and a text file whose every answer is still open."""

import shutil
from collections.abc import Collection, Sequence
from pathlib import Path

from plugins.core.findings import SiteError, Where, finding
from plugins.core.reachable import is_within, same_file
from plugins.pictures.picture import SUFFIXES
from plugins.selfies.hints import HINTS
from plugins.selfies.submission import ID

TEXT = """\
Name:
Workplace:
Campaign: {campaign}
Consent:
Consent-given:
Consent-until:
Adults-only:
Photo-by:
Withdrawn:

"""


def create(folder: Path, picture: Path, campaigns: list[str], withdrawn_ids: Collection[str] = ()) -> Path:
    """Copies the picture into the selfies folder under a new id and writes its text file, which is returned.

    A picture that lies in the folder already keeps its name when that can be an id; else it gets a new one, too. One
    in a folder within is moved, since it would stay there without a text.
    Nobody opens the picture.
    folder: the selfies folder, made when it is not there
    campaigns: ids of the site's campaigns; the only one is filled in
    withdrawn_ids: which nobody gets again, and whose pictures do not come back
    raises: SiteError when there is no such picture, or it has a text file already
    """
    if not picture.is_file():
        raise SiteError([finding("C13.no-such-selfie", Where(str(picture)))])
    if picture.suffix.lower() not in SUFFIXES:
        known = ", ".join(SUFFIXES)
        raise SiteError([finding("C18.selfie-of-unknown-kind", Where(str(picture)), file=picture.name, known=known)])
    folder.mkdir(parents=True, exist_ok=True)
    inside = is_within(picture, folder)
    is_beside = same_file(picture.resolve().parent, folder)
    keeps_name = is_beside and ID.fullmatch(picture.stem) and picture.stem not in withdrawn_ids
    name = picture.stem if keeps_name else next_id(folder, withdrawn_ids)
    text = folder / f"{name}.md"
    if text.exists():
        raise SiteError([finding("C10.selfie-has-text", Where(str(text)))])
    if not inside:
        copied = folder / f".{name}.arriving"
        try:
            shutil.copyfile(picture, copied)
            copied.rename(folder / f"{name}{picture.suffix.lower()}")
        finally:
            copied.unlink(missing_ok=True)
    elif name != picture.stem:
        picture.rename(folder / f"{name}{picture.suffix.lower()}")
    with text.open("x", encoding="utf-8") as new:
        new.write(starting_text(campaigns))
    return text


def starting_text(campaigns: Sequence[str]) -> str:
    """A member's text with every answer still open. campaigns: ids of the site's; the only one is filled in"""
    return TEXT.format(campaign=campaigns[0] if len(campaigns) == 1 else "") + "\n".join(["", *HINTS, ""])


def next_id(folder: Path, withdrawn_ids: Collection[str] = ()) -> str:
    """The number after the highest in the folder and of those withdrawn, four digits or more."""
    names = [*(file.stem for file in folder.iterdir()), *withdrawn_ids]
    used = [int(name) for name in names if name.isdecimal()]
    return f"{max(used, default=0) + 1:04}"
