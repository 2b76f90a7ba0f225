"""Measure what pictures cost: CPU for each photograph against a bare Pillow script, two cores, memory, nothing changed.

Makes its photographs (40 of 12 million pixels) and 10,000 small pictures once, in a temporary folder, and prints one
line for each row of the table of speed. Every measurement runs in a process of its own, so that none remembers another.
CPU seconds say the same on a busy machine; the row of two cores does not: its load is printed beside it.
"""

import argparse
import io
import json
import os
import resource
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterable
from concurrent.futures import ProcessPoolExecutor
from pathlib import Path
from typing import Any

from PIL import Image, ImageOps

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from bench_photographs import write
from plugins.pictures.cache import PictureCache
from plugins.pictures.derivatives import WEB
from plugins.pictures.workers import cores

Figures = dict[str, float]
Stage = Callable[[Path, Path], Figures]


def pictures_in(folder: Path) -> list[Path]:
    """The originals of a folder, in order."""
    return sorted(folder.glob("*.jpg"))


def bare(originals: Path, _cache: Path) -> Figures:
    """What anyone would write: decode, turn, resize in a chain, encode with the same parameters. No colours."""
    for file in pictures_in(originals):
        with Image.open(file) as image:
            lying = image.getexif().get(0x0112, 1) > 4
            shrink = WEB.widths_px[-1] / (image.height if lying else image.width)
            size = (round(image.width * shrink), round(image.height * shrink))
            image.draft(None, size)
            small = ImageOps.exif_transpose(image.resize(size, Image.Resampling.LANCZOS))
        for width_px in reversed(WEB.widths_px):
            if width_px < small.width:
                height_px = round(small.height * width_px / small.width)
                small = small.resize((width_px, height_px), Image.Resampling.LANCZOS)
            tile: dict[str, Any] = dict(WEB.avif_of_tiles) if width_px == WEB.widths_px[0] else {}
            small.save(io.BytesIO(), "JPEG", **dict(WEB.jpeg))
            small.save(io.BytesIO(), "AVIF", **(dict(WEB.avif) | tile))
    return {}


def ours(originals: Path, cache: Path) -> Figures:
    """What a build does with new pictures."""
    files = pictures_in(originals)
    pictures = PictureCache(cache)
    pictures.prepare(files)
    tiles = [pictures.picture(file).avif[0].name.rpartition("/")[2] for file in files]
    return {"tile_bytes": sum((cache / name).stat().st_size for name in tiles) / len(tiles)}


def ours_on_one_core(originals: Path, cache: Path) -> Figures:
    """The same with one process."""
    os.sched_setaffinity(0, {min(os.sched_getaffinity(0))})
    return ours(originals, cache)


def step(originals: Path, cache: Path) -> Figures:
    """The whole picture step of a build: prepare, ask for each, publish, prune."""
    files = pictures_in(originals)
    start_s = time.process_time()
    pictures = PictureCache(cache)
    pictures.prepare(files)
    asked = [pictures.picture(file) for file in files]
    names = [one.name for picture in asked for one in picture.avif + picture.fallback]
    with tempfile.TemporaryDirectory(dir=cache.parent) as output:
        pictures.publish(names, Path(output))
        pictures.prune(names)
        step_s = time.process_time() - start_s
    return {"step_s": step_s}


STAGES: dict[str, Stage] = {function.__name__: function for function in (bare, ours, ours_on_one_core, step)}


def measured(stage: str, originals: Path, cache: Path, script: str = __file__) -> Figures:
    """Run a stage in a process of its own.

    script: the file whose `main` knows the stage
    returns: what the stage found, and cpu_s (with all its processes), wall_s, main_mb, worker_mb
    """
    before, start_s = resource.getrusage(resource.RUSAGE_CHILDREN), time.monotonic()
    command = [sys.executable, script, "--stage", stage, str(originals), str(cache)]
    done = subprocess.run(command, check=True, stdout=subprocess.PIPE, text=True)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    cpu_s = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    figures: Figures = json.loads(done.stdout)
    return figures | {"cpu_s": cpu_s, "wall_s": time.monotonic() - start_s}


def run_stage(stages: dict[str, Stage], stage: str, originals: str, cache: str) -> None:
    """What `measured` starts: prints the figures as JSON."""
    figures = stages[stage](Path(originals), Path(cache))
    unit = 1e6 if sys.platform == "darwin" else 1e3
    figures["main_mb"] = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1.024 / unit
    figures["worker_mb"] = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss * 1.024 / unit
    print(json.dumps(figures))


def row(what: str, measure: str, reach: str) -> None:
    """One line of the table."""
    print(f"| {what:<52} | {measure:<34} | {reach:<28} |", flush=True)


def bench_photographs(folder: Path, count: int) -> None:
    """The rows about photographs of 12 million pixels."""
    originals, cache = folder / "photographs", folder / "cache-of-photographs"
    simple_s = measured("bare", originals, cache)["cpu_s"]
    shutil.rmtree(cache, ignore_errors=True)
    one = measured("ours_on_one_core", originals, cache)
    shutil.rmtree(cache, ignore_errors=True)
    every = measured("ours", originals, cache)
    # Each twice, the lesser counts: what else the machine does can only add.
    simple_s = min(simple_s, measured("bare", originals, cache)["cpu_s"])
    own_s = min(one["cpu_s"], every["cpu_s"])
    row("CPU per photo", f"{own_s / count:.2f} s, {own_s / simple_s:.2f} of a bare script", "1.1")
    load = os.getloadavg()[0]
    row(f"{cores()} cores", f"{one['wall_s'] / every['wall_s']:.2f} times one (load {load:.1f})", "1.8 for two")
    row("memory of a worker", f"{every['worker_mb']:.0f} MB", "200 MB")
    row("AVIF 320 px wide, on average", f"{every['tile_bytes'] / 1000:.1f} kB", "8 kB")


def bench_bookkeeping(folder: Path, count: int) -> None:
    """The rows about many pictures of which none or one changed."""
    originals, cache = folder / "small", folder / "kept"
    measured("step", originals, cache)
    unchanged = measured("step", originals, cache)
    row(f"nothing changed, {count:,} pictures", f"{unchanged['step_s']:.2f} s CPU", "1 s")
    row(f"memory of the main process, {count:,} pictures", f"{unchanged['main_mb']:.0f} MB", "400 MB")
    new = originals / "new.jpg"
    shutil.copyfile(folder / "photographs" / "0000.jpg", new)
    try:
        added = measured("step", originals, cache)
    finally:
        new.unlink()
    more_s = added["cpu_s"] - unchanged["cpu_s"]
    row("one new photo among them, beyond nothing changed", f"{more_s:.2f} s CPU", "that photo's cost + 1 s")


def arguments(description: str | None) -> argparse.Namespace:
    """The command line. Its `folder` holds pictures of just these numbers, so that none of other numbers is left over.

    stage: what `run_stage` takes, when `measured` started the script
    """
    parser = argparse.ArgumentParser(description=description, formatter_class=argparse.RawDescriptionHelpFormatter)
    default = Path(tempfile.gettempdir()) / "bench-pictures"
    parser.add_argument(
        "--folder", type=Path, default=default, help=f"where pictures are kept between runs ({default})"
    )
    parser.add_argument("--photographs", type=int, default=40, metavar="N", help="how many of 12 million pixels (40)")
    parser.add_argument("--small", type=int, default=10_000, metavar="N", help="how many of 64 pixels (10000)")
    parser.add_argument("--stage", nargs=3, metavar=("STAGE", "ORIGINALS", "CACHE"), help=argparse.SUPPRESS)
    options = parser.parse_args()
    options.folder /= f"{options.photographs}-{options.small}"
    return options


def photographs(folder: Path, count: int) -> list[Path]:
    """Where the photographs of a bench lie."""
    return [folder / "photographs" / f"{number:04}.jpg" for number in range(count)]


def small_pictures(folder: Path, count: int) -> list[Path]:
    """Where the small pictures of a bench lie."""
    return [folder / "small" / f"{number:05}.jpg" for number in range(count)]


def make(wanted: Iterable[Path]) -> None:
    """Make the pictures that are not there yet."""
    with ProcessPoolExecutor(cores()) as executor:
        list(executor.map(write, wanted, chunksize=10))


def main() -> None:
    """Make what is missing, measure, print."""
    options = arguments(__doc__)
    if options.stage:
        return run_stage(STAGES, *options.stage)
    for kind in ("photographs", "small"):
        (options.folder / kind).mkdir(parents=True, exist_ok=True)
    make([*photographs(options.folder, options.photographs), *small_pictures(options.folder, options.small)])
    row("pictures", "measured", "reach, at most")
    bench_photographs(options.folder, options.photographs)
    bench_bookkeeping(options.folder, options.small)
    return None


if __name__ == "__main__":
    main()
