"""Measure what ten thousand members cost: reading their texts, opening their pictures, the memory of all of it.

Takes the options of bench_pictures.py and shares its folder: each of the small pictures made there gets a member's text
beside it. All members are shown, which costs most. Every measurement runs in a process of its own, three times, and the
least counts: what else the machine does can only add.
"""

import sys
import time
from datetime import date
from pathlib import Path
from random import Random
from typing import Any

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from bench_pictures import Figures, Stage, arguments, make, measured, row, run_stage, small_pictures
from plugins.engine.settings import checked_settings
from plugins.engine.walls import ADDRESSES
from plugins.pictures.cache import PictureCache
from plugins.selfies.layout import filled_box
from plugins.selfies.members import read_members
from plugins.selfies.portraits import open_portraits
from plugins.selfies.roster import Roster, read_roster
from plugins.selfies.rows import rows
from plugins.selfies.wall import build_walls
from plugins.selfies.withdrawals import Withdrawal, read_withdrawals

TODAY = date(2026, 11, 22)
CAMPAIGN = "library"
WITHDRAWN = 200
TIMES = 3
SIGNS = (
    "I teach. Who will teach your kids? ({})",
    "Libraries: keep them open ({})",
    '"Because I answer forty e-mails a day,\nyou can enrol in time ({})"',
    "J’aide les étudiants à rester ({})",
    "24/7: someone is here, and it is me ({})",
    '"My lab tests the water that comes out of your tap. It has no night shift any more,\nand nobody asked us ({})"',
)


def text_of(number: int) -> str:
    """What a member might write: all that must be told, and by chance what need not be."""
    random = Random(number)
    names = ("", f"Ade B {number % 9_000 + 100}", f"Ana-Sofía Reyes {number % 9_000 + 100}")  # no age of a child
    name, workplace = random.choice(names), random.randrange(40)
    until, who = random.choice(("", "", "2031-12-31")), random.choice(("self", "self", "Sam Reyes"))
    consent = random.choice(("web", "web, print", "Web, print, legislature"))
    given = (
        f"2021-{random.randrange(1, 13):02}-{random.randrange(1, 29):02}, {random.choice(('by e-mail', 'on paper'))}"
    )
    return (
        f"Name: {name}\nWorkplace: College {workplace}\nCampaign: {CAMPAIGN}\nConsent: {consent}\n"
        f"Consent-given: {given}\nConsent-until: {until}\nAdults-only: yes\nPhoto-by: {who}\nWithdrawn:\n"
        f"\n{random.choice(SIGNS).format(number)}\n"
    )


def write_texts(pictures: list[Path]) -> None:
    """Write every member's text, whether it is there or not."""
    for number, picture in enumerate(pictures):
        picture.with_suffix(".md").write_text(text_of(number), encoding="utf-8")


def content_beside(originals: Path) -> Path:
    """The folder of content of the site whose members these are."""
    return originals.with_name("content")


def write_content(content: Path) -> None:
    """A campaign, and withdrawals of pictures that none of these looks like."""
    (content / "campaigns").mkdir(parents=True, exist_ok=True)
    (content / "campaigns" / f"{CAMPAIGN}.md").write_text("Title: Keep the library open\n", encoding="utf-8")
    random = Random(WITHDRAWN)
    gone = [
        Withdrawal(f"gone-{number}", TODAY, f"{random.getrandbits(256):064x}", (random.getrandbits(256),) * 2)
        for number in range(WITHDRAWN)
    ]
    (content / "withdrawn.toml").write_text("".join(one.line() for one in gone), encoding="utf-8")


def text(originals: Path, _cache: Path) -> Figures:
    """Who may be shown, by text alone."""
    start_s = time.process_time()
    roster = read_roster(originals, originals.name, {CAMPAIGN}, {}, TODAY)
    return {"text_s": time.process_time() - start_s, "shown": len(roster.cleared)}


def portraits(originals: Path, cache: Path) -> Figures:
    """The pictures of those who may be shown: found, compared with withdrawn ones and with each other."""
    roster: Roster = read_roster(originals, originals.name, {CAMPAIGN}, {}, TODAY)
    withdrawals, _ = read_withdrawals(content_beside(originals) / "withdrawn.toml")
    start_s = time.process_time()
    shown, _ = open_portraits(roster, PictureCache(cache), withdrawals, {})
    return {"portraits_s": time.process_time() - start_s, "shown": len(shown)}


def walls(originals: Path, cache: Path) -> Figures:
    """All that a build does with members before it draws a page, and where their pictures go."""
    content = content_beside(originals)
    settings: dict[str, Any] = checked_settings(Path(__file__).resolve().parents[1] / "publishconf.py")
    settings |= {"PATH": str(content), "SELFIES_PATH": str(originals), "SELFIES_ARE_DRAWINGS": True}
    shown = read_members(settings, TODAY, PictureCache(cache)).portraits
    built, _ = build_walls(shown, ADDRESSES)
    ratios = [tile.picture.aspect_ratio for wall in built.values() for tile in wall.tiles]
    rows(ratios, width_px=1200, gap_px=4, row_height_px=160)
    filled_box(ratios[:1000], width_px=2400, height_px=1260, gap_px=8)
    return {"shown": sum(wall.count for wall in built.values())}


STAGES: dict[str, Stage] = {function.__name__: function for function in (text, portraits, walls)}


def least(stage: str, pictures: list[Path], figure: str, *, written_anew: bool = False) -> float:
    """The least that a stage needed of several times. raises: ValueError when it did not show every member"""
    found = []
    for _ in range(TIMES):
        if written_anew:
            write_texts(pictures)
        originals = pictures[0].parent
        kept = originals.with_name("kept")  # a folder "... of small" would be a copy of theirs
        figures = measured(stage, originals, kept, script=__file__)
        if figures["shown"] != len(pictures):
            raise ValueError(f"{figures['shown']:.0f} of {len(pictures)} members are shown")
        found.append(figures[figure])
    return min(found)


def main() -> None:
    """Make what is missing, measure, print."""
    options = arguments(__doc__)
    if options.stage:
        return run_stage(STAGES, *options.stage)
    pictures = small_pictures(options.folder, options.small)
    (options.folder / "small").mkdir(parents=True, exist_ok=True)
    make(pictures)
    write_content(content_beside(pictures[0].parent))
    count = f"{options.small:,}"
    row("selfies", "measured", "reach, at most")
    cold_s = least("text", pictures, "text_s", written_anew=True)
    row(f"text of {count} submissions, just written", f"{cold_s:.2f} s CPU", "3 s")
    row(f"text of {count} submissions, again", f"{least('text', pictures, 'text_s'):.2f} s CPU", "1 s")
    row(f"memory of the main process, {count} members", f"{least('walls', pictures, 'main_mb'):.0f} MB", "400 MB")
    opened_s = least("portraits", pictures, "portraits_s")
    row(f"{count} portraits, nothing changed, {WITHDRAWN} withdrawn", f"{opened_s:.2f} s CPU", "1 s")
    return None


if __name__ == "__main__":
    main()
