"""Measure the cards of shared links, on titles alone: rows of the bench's table. Takes no options."""

import random
import resource
import sys
import tempfile
import time
from pathlib import Path
from typing import Final

# Started by name, Python looks for modules beside this file only.
sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from font_fjallaone import FjallaOne

from bench_pictures import row
from plugins.cards.colours import NEEDED, hexadecimal, theme_schemes
from plugins.cards.share_cards import ShareCards, SiteIdentity
from plugins.core.new_folder import NewFolder
from plugins.pictures.cache import PictureCache
from plugins.site.routes import CARDS

ROOT = Path(__file__).resolve().parent.parent
COUNT: Final = 1_000
WORDS: Final = ("the", "plan", "for", "colleges", "leaves", "out", "people", "who", "keep", "every", "lab", "open")


def cpu_s() -> float:
    """Processor time of this process and of those it waited for."""
    used = [resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)]
    return sum(one.ru_utime + one.ru_stime for one in used)


def build(folder: Path, output: Path) -> tuple[float, float]:
    """Cards for as many pages, as a build asks for them; how long it took, and the processor time, in seconds."""
    start, start_cpu = time.perf_counter(), cpu_s()
    light = theme_schemes(ROOT / "theme")["light"]
    colours = {name: hexadecimal(light[name]) for name in NEEDED}
    identity = SiteIdentity("Save Advanced Education", "AUPE", "Alberta Union of Provincial Employees")
    pictures = PictureCache(folder / "pictures")
    cards = ShareCards(
        folder / "cards", FjallaOne, colours, identity, lambda path: pictures.picture(Path(path)), pictures
    )
    chance = random.Random(0)
    requests = {}
    for number in range(COUNT):
        title = " ".join(chance.choices(WORDS, k=chance.randint(3, 12))) + f" {number}"
        share, requests[share.file.name] = cards.card(title, "News")
    cards.publish(requests, NewFolder(output))
    cards.prune(requests)
    return time.perf_counter() - start, cpu_s() - start_cpu


def main() -> None:
    """Two builds: one that draws all, and one that finds them drawn."""
    with tempfile.TemporaryDirectory() as temporary:
        folder = Path(temporary)
        for name, most in (("first", "25 s of processor time"), ("second", "1 s")):
            took_s, used_s = build(folder, folder / name)
            row(f"{COUNT:,} cards for shared links, {name} build", f"{took_s:.1f} s ({used_s:.1f} s of CPU)", most)
        sizes = [file.stat().st_size for file in (folder / "first" / CARDS).iterdir()]
        row("a card without a picture, on average", f"{sum(sizes) / len(sizes) / 1000:.0f} kB", "under 60 kB")


if __name__ == "__main__":
    main()
