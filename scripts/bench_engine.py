"""Measure whole commands beside stock Pelican: builds from nothing, after one edit, and where nothing changed.

Writes two projects with stories of 700 words (of 1,000 and of 10,000 with --all), each a copy of this one without its
content. Every command runs as whoever types it has it, in processes of its own, whose CPU seconds are added up; in one
run beside stock Pelican with typogrify and a theme of a few lines, of whose CPU and wall time the figures are parts.
"""

import argparse
import json
import os
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from bench_checks import write_site
from bench_pictures import row
from plugins.core.replacing import delete

ROOT = Path(__file__).resolve().parents[1]
FEW, MANY = 1_000, 10_000
OWN = ("pelicanconf.py", "publishconf.py", "requirements.txt", "tasks.py", "plugins", "theme", "scripts")
SETTINGS = """
SITEURL = "https://site.example"
AS_OF, SELFIES_PATH, TAKE_DOWN, NAVIGATION = "2027-01-01", None, None, []
"""
STOCK = """
SITENAME, SITEURL, TIMEZONE, DEFAULT_LANG = "Stock", "https://site.example", "UTC", "en"
PATH, THEME, ARTICLE_PATHS, PAGE_PATHS, PLUGINS = "content", "stock", ["news"], ["pages"], []
TYPOGRIFY, DEFAULT_PAGINATION, FEED_ALL_ATOM, FEED_MAX_ITEMS = True, 20, "feeds/all.atom.xml", 30
DIRECT_TEMPLATES = ["index", "tags", "categories", "authors", "archives"]
PAGINATED_TEMPLATES = {"index": None}  # the second page of one tag may have the address of another's first
CATEGORY_FEED_ATOM = TRANSLATION_FEED_ATOM = AUTHOR_FEED_ATOM = AUTHOR_FEED_RSS = None
"""
PAGE = """<!DOCTYPE html><html lang="en"><head><meta charset="utf-8"><title>{{ SITENAME }}</title></head><body>
{% if article %}<h1>{{ article.title }}</h1>{{ article.content }}
{% elif page %}<h1>{{ page.title }}</h1>{{ page.content }}
{% else %}{% for one in (articles_page.object_list if articles_page else articles) %}<h2>{{ one.title }}</h2>
{{ one.summary }}{% endfor %}{% endif %}</body></html>
"""
TEMPLATES = ("article", "page", "index", "category", "tag", "author", "archives", "categories", "tags", "authors")
# What stock Pelican does not do: cards, the search's index, compressed copies, rules about finished pages.
BARE = """
import sys
from pathlib import Path
from plugins.engine import pages
from plugins.engine.settings import site_settings
pages.index_site = lambda *_: {}
settings = site_settings(Path("publishconf.py"))
settings["PLUGINS"] = ["plugins.engine.plugin"]
engine = settings["PELICAN_CLASS"](settings)
from plugins.assets.compressed import CompressedCopies
from plugins.cards.share_cards import ShareCards
CompressedCopies.write = lambda *_: {}
ShareCards.publish = lambda *_: {}
engine.run()
"""
# `tasks.py build` without the search's index, which another program makes anew whenever a text changed.
WITHOUT_INDEX = """
import runpy, sys
sys.path.append(".")
from plugins.engine import pages
pages.index_site = lambda *_: {}
sys.argv = ["invoke", "--search-root", ".", "build"]
runpy.run_module("invoke", run_name="__main__", alter_sys=True)
"""


# As most people have it: what Python compiled of the program is kept from one command to the next.
ENVIRONMENT = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
ASIDE = "put-aside-"
ROOMS = 8  # of which the table tells where CPU goes


class Cost(NamedTuple):
    """Of a command with all that it started. memory_mb: of the largest process"""

    cpu_s: float
    wall_s: float
    memory_mb: float


def cost(command: Sequence[str], project: Path) -> Cost:
    """What a command costs in a project. raises: RuntimeError when it fails"""
    started = time.monotonic()
    with tempfile.TemporaryFile("w+") as output:
        process = subprocess.Popen(command, cwd=project, stdout=output, stderr=output, env=ENVIRONMENT)
        _, status, usage = os.wait4(process.pid, 0)
        process.returncode = os.waitstatus_to_exitcode(status)
        if process.returncode:
            output.seek(0)
            raise RuntimeError(f"{command}: {output.read()[-2000:]}")
    return Cost(usage.ru_utime + usage.ru_stime, time.monotonic() - started, usage.ru_maxrss / 1000)


def write_project(folder: Path, count: int) -> None:
    """A project of so many stories, with this one's program as it is now."""
    write_site(folder, count)
    for name in OWN:
        delete([folder / name])
        copy = shutil.copytree if (ROOT / name).is_dir() else shutil.copy2
        copy(ROOT / name, folder / name)
    (folder / "publishconf.py").write_text((ROOT / "publishconf.py").read_text(encoding="utf-8") + SETTINGS)
    (folder / ".venv").unlink(missing_ok=True)  # an earlier run's leads to the clone that it was started in
    (folder / ".venv").symlink_to(ROOT / ".venv", target_is_directory=True)
    (folder / "stockconf.py").write_text(STOCK)
    (folder / "stock/templates").mkdir(parents=True, exist_ok=True)
    for name in TEMPLATES:
        (folder / f"stock/templates/{name}.html").write_text(PAGE)


def edit(project: Path, words: str) -> None:
    """An edit far below the first words of a story, which lists show."""
    file = project / "content/news/story-7.md"
    text = file.read_text(encoding="utf-8")
    file.write_text(f"{text.partition('Edited.')[0].rstrip()}\n\nEdited. {words}\n", encoding="utf-8")


def forget(project: Path) -> None:
    """Leaves nothing of earlier builds, as in a fresh clone: it is put aside.

    Where files were deleted in the last minutes, ext4 takes ten times as long to make others, which no clone pays.
    """
    aside = Path(tempfile.mkdtemp(prefix=ASIDE, dir=project.parent))
    for name in (".cache", "output", "../stock-output"):
        if (project / name).exists():
            (project / name).rename(aside / Path(name).name)


def delete_what_was_put_aside(folder: Path) -> None:
    """When all is measured. folder: in which the projects are"""
    delete([*folder.glob(f"{ASIDE}*")])


def measured(project: Path, times: int) -> dict[str, Cost]:
    """The least cost of each command, by what it is."""
    python, found = str(project / ".venv/bin/python"), dict[str, list[Cost]]()
    build = [python, "tasks.py", "build"]
    for number in range(times):
        forget(project)
        run = {"stock": cost([python, "-m", "pelican", "-s", "stockconf.py", "-o", "../stock-output"], project)}
        run["bare"] = cost([python, "-c", BARE], project)
        forget(project)
        run["cold"] = cost(build, project)
        without_index = [python, "-P", "-c", WITHOUT_INDEX]
        edit(project, f"Number {number} at {time.time_ns()}.")  # another text than any run before
        cost(without_index, project)  # no output of the last build is there without its index
        for what, command in (("edited", without_index), ("with index", build)):
            edit(project, f"Number {number}, {what}, at {time.time_ns()}.")
            run[what] = cost(command, project)
        run["unchanged"] = cost(build, project)
        for name, one in run.items():
            found.setdefault(name, []).append(one)
    return {name: Cost(*map(min, zip(*costs, strict=True))) for name, costs in found.items()}


def profile(project: Path, count: int) -> None:
    """Where the CPU time of a cold build goes, and of one after an edit."""
    command = [str(project / ".venv/bin/python"), str(project / "scripts/bench_sampled.py")]
    forget(project)
    for what in ("cold build of all", "one body edited"):
        done = subprocess.run(command, cwd=project, env=ENVIRONMENT, check=True, stdout=subprocess.PIPE, text=True)
        by_room: dict[str, float] = json.loads(done.stdout)
        most = sorted(by_room, key=lambda room: -by_room[room])[:ROOMS]
        for room in most:
            share = by_room[room] / sum(by_room.values())
            row(f"of {what}, {count:,}: {room}", f"{by_room[room]:.2f} s CPU, {share:.0%}", "")
        edit(project, "As looked at.")


def main() -> None:
    """Make what is missing, measure, print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--folder", type=Path, default=Path(tempfile.gettempdir()) / "bench-engine")
    parser.add_argument("--all", action="store_true", help="10,000 stories, too, once")
    options = parser.parse_args()
    row("engine", "measured", "reach, at most")
    figures: dict[int, dict[str, Cost]] = {}
    for count, times in ((FEW, 3), (MANY, 1))[: 2 if options.all else 1]:
        project = options.folder / f"stories-{count}"
        write_project(project, count)
        figures[count] = found = measured(project, times)
        stock = found["stock"]
        row(f"stock Pelican with typogrify, {count:,}", f"{stock.cpu_s:.1f} s CPU, {stock.wall_s:.1f} s", "")
        for name, what, cpu, wall in (
            ("bare", "cold build of what stock does", "0.85", "0.55"),
            ("cold", "cold build of all", "2.5", "1.4"),
            ("edited", "one body edited, all but the search index", "0.12", ""),
            ("with index", "one body edited", "", ""),
        ):
            one = found[name]
            ratios = f"{one.cpu_s / stock.cpu_s:.2f} of stock's CPU, {one.wall_s / stock.wall_s:.2f} of its wall"
            row(f"{what}, {count:,}", ratios, f"{cpu}{wall and f', {wall}'}")
        profile(project, count)
        unchanged_s = found["unchanged"].cpu_s
        row(f"nothing changed, {count:,}", f"{unchanged_s:.2f} s CPU", "0.6 s" if count == FEW else "2.5 s")
        row(f"memory, {count:,}", f"{max(one.memory_mb for one in found.values()):.0f} MB", "500 MB at 10,000")
    if options.all:
        for name in ("cold", "edited"):
            ratio = figures[MANY][name].cpu_s / figures[FEW][name].cpu_s
            row(f"growth of {name}, 10,000 over 1,000", f"{ratio:.1f}", "11")
    delete_what_was_put_aside(options.folder)


if __name__ == "__main__":
    main()
