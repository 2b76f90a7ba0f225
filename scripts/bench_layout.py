"""Measure the layout of pictures, on ratios alone: rows of the bench's table."""

import argparse
import random
import sys
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from statistics import mean
from typing import Final

# Started by name, Python looks for modules beside this file only.
sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from plugins.selfies.layout import Placement, covered_px, filled_box
from plugins.selfies.rows import rows

RATIOS: Final = (3 / 4, 4 / 3, 1.0, 4 / 5, 16 / 9)
WIDTH_PX, HEIGHT_PX, GAP_PX, ROW_HEIGHT_PX = 1200, 630, 4, 220
MAX_SPACE_PERCENT: Final = {24: 4, 100: 7}


def mixed_ratios(count: int, seed: int) -> list[float]:
    """Ratios of upright, lying and square pictures, the same for each seed."""
    return random.Random(seed).choices(RATIOS, k=count)


def cpu_ms(act: Callable[[], Sequence[Placement]]) -> float:
    """The least of three runs, in milliseconds of processor time."""
    times = []
    for _ in range(3):
        start = time.process_time()
        act()
        times.append(time.process_time() - start)
    return min(times) * 1000


def space_percent(count: int, seed: int) -> float:
    """The share of the box that no picture covers."""
    box = filled_box(mixed_ratios(count, seed), width_px=WIDTH_PX, height_px=HEIGHT_PX, gap_px=GAP_PX)
    return 100 - 100 * covered_px(box) / (WIDTH_PX * HEIGHT_PX)


def measure(count: int, mixes: int) -> list[tuple[str, str, str]]:
    """What, what was measured, and what is to be reached."""
    ratios = mixed_ratios(count, 0)
    in_rows = cpu_ms(lambda: rows(ratios, width_px=WIDTH_PX, gap_px=GAP_PX, row_height_px=ROW_HEIGHT_PX))
    in_box = cpu_ms(lambda: filled_box(ratios, width_px=WIDTH_PX, height_px=HEIGHT_PX, gap_px=GAP_PX))
    table = [
        (f"rows of {count:,} pictures", f"{in_rows:.1f} ms", "under 20 ms"),
        (f"a filled box of {count:,} pictures", f"{in_box:.0f} ms", "under 1,000 ms"),
    ]
    for number, most in MAX_SPACE_PERCENT.items():
        spaces = [space_percent(number, seed) for seed in range(mixes)]
        said = f"{max(spaces):.2f} % at worst, {mean(spaces):.2f} % on average of {mixes}"
        table.append((f"a filled box of {number} pictures, space not covered", said, f"at most {most} %"))
    return table


def main() -> None:
    """Read the command line and print the table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--count", type=int, default=1000, help="pictures to time (default: 1000)")
    parser.add_argument("--mixes", type=int, default=50, help="mixes of ratios to lay out (default: 50)")
    choices = parser.parse_args()
    for what, measured, reach in measure(choices.count, choices.mixes):
        print(f"| {what} | {measured} | {reach} |")


if __name__ == "__main__":
    main()
