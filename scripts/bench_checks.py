"""Measure what the rules cost beside the build: those about texts, and those about finished pages.

Only the own rules about texts (plugins/checks/sources) can be taken out of a build. What is wrong in headers, blocks,
links and pictures is found by what reads and draws them, which a build cannot do without: of those the functions in
FINDERS are timed while the site is built. That counts too much, since they also hand on what is right (a link's
address, a block's values), and too little, since a parser finds some mistakes between two of its own steps. The
texts have no pictures, so those of pictures are asked next to nothing here.

Takes the options of bench_pictures.py, of which only the folder means anything here. Sites of 1,000 and of 10,000
stories are built, each in a process of its own; of the smaller one three times, and the least counts.
"""

import shutil
import sys
import time
from collections.abc import Callable, Iterable
from functools import wraps
from importlib import import_module
from pathlib import Path
from pkgutil import resolve_name
from random import Random
from types import GeneratorType
from typing import Any

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from PIL import Image

from bench_pictures import Figures, Stage, arguments, measured, row, run_stage
from plugins.checks import plugin
from plugins.core.replacing import delete
from plugins.engine.engine import SITE_WRITTEN
from plugins.engine.settings import site_settings
from plugins.engine.traces import OF_PAGES, OF_TEXTS
from plugins.site.routes import STORY

ROOT = Path(__file__).resolve().parents[1]
WORDS = (
    (ROOT / "content/news/strategic-plan.md").read_text(encoding="utf-8").partition("\n\n")[2].split("\n\n")[0].split()
)
TAGS = [f"topic {number}" for number in range(40)]
FEW, MANY, TIMES = 1_000, 10_000, 3
# What makes findings about texts while they are read and drawn: module, and the name in it.
FINDERS = (
    "plugins.core.header_check:check_header",
    "plugins.markup.failed_marks:failed_in",
    "plugins.markup.limits:too_much",
    "plugins.markup.block_fields:read_fields",
    "plugins.markup.extension:lost_block",
    "plugins.markup.extension:not_allowed",
    "plugins.engine.contents:unknown_authors",
    "plugins.site.unread:unread_texts",
    "plugins.site.conflicts:merged_tags",
    "plugins.site.conflicts:same_addresses",
    "plugins.render.content_images:ContentImages.find",
    "plugins.render.content_images:described",
    "plugins.render.links:lost_anchors",
    "plugins.render.links:LinkTable.resolve",
)


def story(number: int, count: int) -> str:
    """A story of about 700 words, with headings, links to others, a list and a block."""
    random = Random(number)
    parts = [f"Title: Story {number}\nDate: 2026-{number % 11 + 1:02}-{number % 28 + 1:02}\nSummary: It is {number}."]
    parts[0] += f"\nTags: {', '.join(random.sample(TAGS, 3))}"
    for part in range(7):
        text = " ".join(random.choices(WORDS, k=100))
        another = STORY.format(slug=f"story-{random.randrange(count)}")
        parts += [f"## Part {part} of {number}", f"{text} [another](/{another})."]
    parts += ["- one\n- two\n- three", "::: pull-quote\n\nA sentence to remember.\n:::"]
    return "\n\n".join(parts) + "\n"


def write_site(folder: Path, count: int) -> None:
    """A site of so many stories, unless it is there."""
    if (folder / "whole").is_file():
        return
    shutil.rmtree(folder, ignore_errors=True)
    for name in ("news", "pages", "images"):
        (folder / "content" / name).mkdir(parents=True)
    (folder / "content/pages/home.md").write_text("Title: Home\nSummary: Where everything begins.\n\nWelcome.\n")
    promises = (
        "no third-party requests, no cookies, no location in pictures, photos only with consent, no script needed"
    )
    text = f"Title: Privacy\nSummary: What we know of you.\nPromises: {promises}\n\nThe statement.\n"
    (folder / "content/pages/privacy.md").write_text(text)
    Image.new("RGB", (640, 480), "lime").save(folder / "content/images/empty-sign.jpg")
    for number in range(count):
        (folder / f"content/news/story-{number}.md").write_text(story(number, count), encoding="utf-8")
    (folder / "whole").touch()


class Watch:
    """The process time spent in the functions that it watches; of one inside another, once."""

    def __init__(self) -> None:
        self.total_s = 0.0
        self._is_running = False

    def watched(self, function: Callable[..., Any]) -> Callable[..., Any]:
        """The function, timed; what it would yield bit by bit is made at once, so that it is timed, too."""

        @wraps(function)
        def timed(*args: Any, **kwargs: Any) -> Any:
            if self._is_running:
                return function(*args, **kwargs)
            self._is_running, start_s = True, time.process_time()
            try:
                found = function(*args, **kwargs)
                return iter(list(found)) if isinstance(found, GeneratorType) else found
            finally:
                self.total_s += time.process_time() - start_s
                self._is_running = False

        return timed

    def watch(self, names: Iterable[str], plugins: Iterable[str]) -> None:
        """Put watched functions in place of those named, wherever a module of these plugins has them by name."""
        for plugin_name in plugins:
            import_module(plugin_name)
        for name in names:
            function = resolve_name(name)
            watched = self.watched(function)
            ours = [module for called, module in sys.modules.items() if called.startswith("plugins.")]
            for holder in [resolve_name(name.rpartition(".")[0])] if "." in name.partition(":")[2] else ours:
                for called, value in list(vars(holder).items()):
                    if value is function:
                        setattr(holder, called, watched)


def build(folder: Path, _: Path) -> Figures:
    """One build: how long it took besides the rules, how long those took, and how long finding mistakes in it."""
    figures = {"sources_s": 0.0, "output_s": 0.0, "pages": 0.0}
    finders = Watch()

    def timed(name: str, check: Callable[[Any], None], about: Any) -> None:
        start_s = time.process_time()
        check(about)
        figures[name] += time.process_time() - start_s

    def sources(generators: Any) -> None:
        timed("sources_s", plugin.check_sources, generators)

    def output(site: Any) -> None:
        figures["pages"] = sum(1 for _ in Path(site.output_path).rglob("*.html"))
        timed("output_s", plugin.check_output, site)

    settings = site_settings(ROOT / "publishconf.py")
    settings |= {"PATH": str(folder / "content"), "OUTPUT_PATH": str(folder / "output"), "SELFIES_PATH": None}
    settings |= {"PRIVACY": "/privacy/", "TAKE_DOWN": None, "NAVIGATION": [], "AS_OF": "2027-01-01"}
    settings["PLUGINS"] = [name for name in settings["PLUGINS"] if name != plugin.__name__]
    finders.watch(FINDERS, settings["PLUGINS"])
    plugin.signals.all_generators_finalized.connect(sources)  # type: ignore[attr-defined]  # it is Pelican's
    SITE_WRITTEN.connect(output)
    delete([folder / ".cache" / name for name in (OF_TEXTS, OF_PAGES, "readings")])  # or nothing would be looked for
    start_s = time.process_time()
    findings = settings["PELICAN_CLASS"](settings).build()
    figures["rest_s"] = time.process_time() - start_s - figures["sources_s"] - figures["output_s"]
    return figures | {"findings": len(findings), "finders_s": finders.total_s}


STAGES: dict[str, Stage] = {"build": build}


def least(folder: Path, times: int) -> Figures:
    """The least of each figure over several builds. raises: ValueError when a rule fired on a site that is whole"""
    found = [measured("build", folder, folder, script=__file__) for _ in range(times)]
    if any(figures["findings"] for figures in found):
        raise ValueError(f"{found[0]['findings']:.0f} findings on a site with which nothing is wrong")
    return {name: min(figures[name] for figures in found) for name in found[0]}


def main() -> None:
    """Make what is missing, measure, print."""
    options = arguments(__doc__)
    if options.stage:
        return run_stage(STAGES, *options.stage)
    row("checks", "measured", "reach, at most")
    per_page: list[float] = []
    for count, times in ((FEW, TIMES), (MANY, 1)):
        folder = options.folder / f"stories-{count}"
        write_site(folder, count)
        figures = least(folder, times)
        per_page.append((figures["sources_s"] + figures["output_s"]) / figures["pages"])
        output_s = figures["output_s"] * (1200 / figures["pages"] if count == FEW else 1)
        pages = "1,200 pages" if count == FEW else f"{figures['pages']:,.0f} pages"
        reaches = (
            ("1.5 s", "3 s", "300 MB") if count == FEW else ("ten times that", "ten times that", "300 MB at 1,000")
        )
        row(f"own rules about texts, {count:,} stories", f"{figures['sources_s']:.2f} s CPU", reaches[0])
        while_built = f"{figures['finders_s']:.2f} s CPU"
        row(f"mistakes found while it is built, {count:,} stories", while_built, reaches[0])
        row(f"rules about finished pages, {pages}", f"{output_s:.2f} s CPU", reaches[1])
        row(f"memory of the whole build, {count:,} stories", f"{figures['main_mb']:.0f} MB", reaches[2])
        row(f"the rest of that build, {count:,} stories", f"{figures['rest_s']:.1f} s CPU", "")
    row(f"cost of a page among {MANY:,}, over one among {FEW:,}", f"{per_page[1] / per_page[0]:.2f}", "linear: about 1")
    return None


if __name__ == "__main__":
    main()
