"""The list of marks tells nobody anything, not even who keeps the lists of all releases and lays them side by side."""

from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest
from PIL import Image

from plugins.engine.withdrawal import members_today
from plugins.selfies.marks import Marks, marks_in, marks_of
from plugins.selfies.withdraw import take_back
from plugins.selfies.withdrawals import WITHDRAWN
from tests.pictures.samples import encoded
from tests.selfies.members import text
from tests.small_site import SmallSite, copied, small_site

MONDAY, TUESDAY = date(2026, 11, 23), date(2026, 11, 24)
ENDED = "2022-01-02"


def add(site: SmallSite, member_id: str, kind: str = "PNG", **answers: str) -> None:
    """A member with a picture of their own."""
    site.write({f"selfies/{member_id}.md": text({"Name": "", **answers})})
    suffix = {"PNG": ".png", "JPEG": ".jpg", "HEIF": ".heic"}[kind]
    picture = Image.effect_noise((64, 48), int(member_id)).convert("RGB")
    site.write({f"selfies/{member_id}{suffix}": encoded(picture, kind)})


def marks(site: SmallSite, day: date = MONDAY) -> Marks:
    """As readers get them."""
    settings = site.settings(SELFIES_ARE_DRAWINGS=False)
    made = marks_of(site.folder / "content", members_today(settings)[0].originals, day)
    assert marks_in(made.text) == made
    return made


def taken_back(site: SmallSite, member_id: str) -> None:
    take_back(site.folder / "content/selfies", site.folder / "content" / WITHDRAWN, member_id, MONDAY)


@pytest.fixture
def site(tmp_path: Path) -> SmallSite:
    """One member on the wall, and one whose consent ended before anything was published."""
    made = small_site(tmp_path / "site", {"campaigns/library.md": "Title: Library\nSummary: Hours.\n\nWords.\n"})
    add(made, "0017")
    add(made, "0018", **{"Consent-until": ENDED})
    return made


@pytest.mark.parametrize("kind", ["PNG", "JPEG", "HEIF"])
def test_as_many_lines_come_when_a_consent_ends_as_when_a_picture_is_taken_back(
    site: SmallSite, tmp_path: Path, kind: str
) -> None:
    add(site, "0019", kind)
    before, other = marks(site), copied(site, tmp_path / "other")
    add(site, "0019", kind, **{"Consent-until": ENDED})
    taken_back(other, "0019")

    ended, gone = marks(site), marks(other)
    assert len(ended.marks) == len(gone.marks) > len(before.marks)


CHANGES: dict[str, Callable[[SmallSite], object]] = {
    "whose consent had ended takes it back": lambda site: taken_back(site, "0018"),
    "somebody on the wall takes it back": lambda site: taken_back(site, "0017"),
    "a consent ends": lambda site: add(site, "0017", **{"Consent-until": ENDED}),
    "a consent begins again": lambda site: add(site, "0018"),
    "somebody new has not agreed yet": lambda site: add(site, "0020", Consent="no"),
    "a file is deleted": lambda site: (site.folder / "content/selfies/0018.png").unlink(),
}


@pytest.mark.parametrize("change", CHANGES)
def test_no_line_is_seen_to_come_to_stay_or_to_go(site: SmallSite, change: str) -> None:
    before = marks(site)
    assert marks(site) == before

    CHANGES[change](site)
    after = marks(site)
    assert after.salt != before.salt
    assert not after.marks & before.marks


def test_nor_does_it_tell_that_nothing_changed(site: SmallSite) -> None:
    monday, tuesday = marks(site, MONDAY), marks(site, TUESDAY)
    assert not monday.marks & tuesday.marks
    assert len(monday.marks) == len(tuesday.marks) == 1
