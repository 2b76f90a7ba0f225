"""Measure what events, people and documents add to a build from nothing: whole commands, in one run.

Takes the options of bench_engine.py, of which only the folder means anything here. A project of 1,000 stories, and one
that has 200 events, 50 people who wrote the stories, and 100 documents on a page of their own, too, are built in turns.
"""

import argparse
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path
from random import Random

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from bench_checks import WORDS
from bench_engine import FEW, ROOT, Cost, cost, delete_what_was_put_aside, forget, write_project
from bench_pictures import row
from plugins.core.replacing import delete

EVENTS, PEOPLE, DOCUMENTS, TIMES = 200, 50, 100, 3
FOLDERS = ("events", "people", "documents")
EVENT = "Title: Town hall {number}\nStarts: {day} 18:30\nEnds: {day} 20:00\nPlace: Hall {number}\n\n{words}\n"
PAPERS = "Title: Papers\nSummary: All of them.\n\n::: documents\ntitle: Papers\n\n{links}\n:::\n"


def write_newsroom(content: Path) -> None:
    """Puts events, people and documents beside the stories, and a name into each story."""
    for name in FOLDERS:
        (content / name).mkdir()
    for number in range(EVENTS):
        day, words = f"2027-{number % 11 + 2:02}-{number % 28 + 1:02}", " ".join(Random(number).choices(WORDS, k=60))
        (content / "events" / f"hall-{number}.md").write_text(EVENT.format(number=number, day=day, words=words))
    for number in range(PEOPLE):
        (content / "people" / f"writer-{number}.md").write_text(f"Name: Writer {chr(65 + number % 26)} {number}\n")
    paper = (ROOT / "content/documents/how-to-make-a-sign.pdf").read_bytes()
    for number in range(DOCUMENTS):
        (content / "documents" / f"paper-{number}.pdf").write_bytes(paper + f"% {number}\n".encode())
    links = "\n".join(f"- [Paper {number}](/documents/paper-{number}.pdf)" for number in range(DOCUMENTS))
    (content / "pages" / "papers.md").write_text(PAPERS.format(links=links))
    write_names(content, PEOPLE)


def write_names(content: Path, people: int) -> None:
    """Has each story be written by one of so many people."""
    for number, file in enumerate(sorted((content / "news").glob("*.md"))):
        lines = [line for line in file.read_text().split("\n") if not line.startswith("Authors: ")]
        file.write_text("\n".join([lines[0], f"Authors: writer-{number % people}", *lines[1:]]))


def least(projects: Sequence[Path]) -> list[Cost]:
    """The least cost of a build from nothing of each project, built in turns: a machine has slow minutes."""
    costs: dict[Path, list[Cost]] = {project: [] for project in projects}
    for _ in range(TIMES):
        for project in projects:
            forget(project)
            costs[project].append(cost([str(project / ".venv/bin/python"), "tasks.py", "build"], project))
    return [Cost(*map(min, zip(*costs[project], strict=True))) for project in projects]


def main() -> None:
    """Make what is missing, measure, print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--folder", type=Path, default=Path(tempfile.gettempdir()) / "bench-engine")
    folder = parser.parse_args().folder
    stories, newsroom = (folder / f"{name}-{FEW}" for name in ("stories-alone", "newsroom"))
    for project in (stories, newsroom):
        write_project(project, FEW)
    delete([*(newsroom / "content" / name for name in FOLDERS)])
    write_newsroom(newsroom / "content")
    row("newsroom", "measured", "reach, at most")
    before, after = least([stories, newsroom])
    more = f"{EVENTS} events, {PEOPLE} people, {DOCUMENTS} documents beside {FEW:,} stories"
    added = f"{after.cpu_s / before.cpu_s - 1:.0%} more CPU ({before.cpu_s:.1f} s, {after.cpu_s:.1f} s)"
    row(more, added, "15 %")
    delete_what_was_put_aside(folder)


if __name__ == "__main__":
    main()
