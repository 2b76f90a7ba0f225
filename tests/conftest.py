"""Tests that need something from outside Python say `@pytest.mark.needs("chromium")`; here is what there is to need."""

import gc
import inspect
import os
import shutil
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import hypothesis
import pytest

from tests.tables import FOLDER, as_one_test, rows_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from playwright.sync_api import Browser

    from tests.finished_site import FinishedSite

# Each worker compiles what it imports, and so do the programs that tests start, unless somebody keeps it for the next.
# Images of containers set the variable, which what is started would go by.
sys.dont_write_bytecode = False
os.environ.pop("PYTHONDONTWRITEBYTECODE", None)

# As in a build: most of what is made is needed for long, and to look through it again and again is a seventh of a run.
gc.set_threshold(50_000, 20, 100)

# No example has a time limit: on a shared machine one that takes no time at all may have to wait.
hypothesis.settings.register_profile("shared machine", deadline=None)
hypothesis.settings.load_profile("shared machine")

ROOT = Path(__file__).parents[1]
NODE_MODULES = Path(__file__).parent / "node_modules"
VNU_JAR = NODE_MODULES / "vnu-jar/build/dist/vnu.jar"
AXE_SCRIPT = NODE_MODULES / "axe-core/axe.min.js"

# What a test may need: the program or file to look for, and the one command that installs it.
NEEDS = {
    "apache2": ("/usr/sbin/apache2", "sudo apt install apache2-bin"),
    "caddy": ("caddy", "sudo apt install caddy"),
    "chromium": ("chromium", "sudo apt install chromium"),
    "exiftool": ("exiftool", "sudo apt install libimage-exiftool-perl"),
    "java": ("java", "sudo apt install default-jre-headless"),
    "git": ("git", "sudo apt install git"),
    "lynx": ("lynx", "sudo apt install lynx"),
    "nginx": ("/usr/sbin/nginx", "sudo apt install nginx-light"),
    "sshd": ("/usr/sbin/sshd", "sudo apt install openssh-server"),
    "vnu": (str(VNU_JAR), "npm install --prefix tests"),
    "axe": (str(AXE_SCRIPT), "npm install --prefix tests"),
}


def what_to_install(name: str) -> str | None:
    """The command that installs what a test needs, or None when it is there."""
    program_or_file, command = NEEDS[name]
    return None if shutil.which(program_or_file) or Path(program_or_file).is_file() else command


# The files that take longest, longest first; whatever was begun last of them, others would wait for at the end. The
# very first builds the sample, whose pictures several others borrow.
SLOW = [
    "test_in_browser.py",
    "publish/test_passes.py",
    "preview/test_server.py",
    "release/test_unchanged.py",
    "engine/test_faults.py",
    "publish/test_withdraw.py",
    "publish/test_killed_publish.py",
    "assets/test_search.py",
    "preview/test_same_bytes_live.py",
    "test_publish_task.py",
    "test_check_task.py",
    "preview/test_browser.py",
    "publish/test_two_copies.py",
    "test_wall_in_browser.py",
    "checks/test_members_files.py",
    "preview/test_live.py",
    "publish/test_releases.py",
    "checks/test_broken_sites.py",
    "publish/test_branch.py",
    "theme/test_in_french.py",
    "selfies/test_returning.py",
    "assets/test_assets.py",
    "preview/test_exhausted.py",
    "test_tasks.py",
    "pictures/test_svg_pixels.py",
    "checks/test_hostile_machine.py",
    "engine/test_same_bytes.py",
    "test_layout_in_browser.py",
    "publish/test_remote.py",
    "checks/test_one_file_many_names.py",
    "engine/test_walls.py",
    "pictures/test_executors.py",
    "publish/test_verify.py",
    "engine/test_changed_meanwhile.py",
    "checks/test_check.py",
    "cards/test_cards.py",
    "test_house.py",
    "publish/test_send.py",
    "test_pictures_in_browser.py",
    "preview/test_guide.py",
    "theme/test_examples.py",
    "pictures/test_encodings_of_originals.py",
    "test_selfies_task.py",
    "render/test_pictures_on_pages.py",
    "site/test_redirects.py",
    "preview/test_trial.py",
    "test_search_in_browser.py",
    "engine/test_killed.py",
    "engine/test_engine.py",
    "test_sample_site.py",
    "test_keyboard_in_browser.py",
    "pictures/test_cache.py",
    "engine/test_drawn.py",
    "checks/test_hostile_html.py",
    "preview/test_desk.py",
    "selfies/test_bad_input.py",
    "checks/test_hostile_paths.py",
]


def pytest_addoption(parser: pytest.Parser) -> None:
    """--rows makes a test of each row of a table, to try one of them alone."""
    parser.addoption("--rows", action="store_true", help="each row of a table is a test of its own")


@pytest.hookimpl(tryfirst=True)
def pytest_pycollect_makeitem(
    collector: pytest.Module | pytest.Class, name: str, obj: object
) -> pytest.Function | None:
    """A table whose rows share whatever else they are given becomes one test (tests/tables.py)."""
    if not (isinstance(collector, pytest.Module) and inspect.isfunction(obj) and collector.istestfunction(obj, name)):
        return None
    if collector.config.getoption("rows") or hasattr(obj, "hypothesis") or len(rows := rows_of(obj)) < 2:
        return None
    one_test = as_one_test(obj, rows)
    made: pytest.Function = pytest.Function.from_parent(collector, name=name, callobj=one_test)
    fixtures = [fixture for found in made._fixtureinfo.name2fixturedefs.values() for fixture in found]
    return made if all(fixture.scope != "function" or fixture.argname == FOLDER for fixture in fixtures) else None


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Begin with the slow files, so that all workers end at about the same time."""
    turns = {Path(__file__).parent / name: turn for turn, name in enumerate(SLOW)}
    items.sort(key=lambda item: turns.get(item.path, len(turns)))


@pytest.hookimpl(tryfirst=True)
def pytest_runtest_setup(item: pytest.Item) -> None:
    """Skip a test whose tool is missing and say how to get it; on CI, where all of them should be, let it fail."""
    for name in (name for mark in item.iter_markers("needs") for name in mark.args):
        if command := what_to_install(name):
            message = f"{name} is missing. Install it with:  {command}"
            if os.environ.get("CI") == "true":
                pytest.fail(message, pytrace=False)
            pytest.skip(message)


@pytest.fixture(scope="session")
def root() -> Path:
    """The project's folder."""
    return ROOT


@pytest.fixture(scope="session")
def vnu_jar() -> Path:
    """The Nu validator; the test also says `needs("java", "vnu")`."""
    return VNU_JAR


@pytest.fixture(scope="session")
def axe_script() -> Path:
    """The axe script to load into a page; the test also says `needs("chromium", "axe")`."""
    return AXE_SCRIPT


def build_sample(output: Path, siteurl: str, *, folder: Path) -> "FinishedSite":
    """Plain Pelican, with absolute paths, from another folder.

    Of a copy of the texts that no repository keeps: on the day that they are of, newer commits were not there yet.
    """
    from tests.finished_site import FinishedSite  # here, since other folders' tests may borrow this file alone

    shutil.copytree(ROOT / "content", folder / "content")
    (ROOT / ".cache").mkdir(exist_ok=True)
    (folder / ".cache").symlink_to(ROOT / ".cache", target_is_directory=True)
    settings = [f'SITEURL="{siteurl}"', 'AS_OF="2026-11-22 09:00"']
    command = [sys.executable, "-m", "pelican", str(folder / "content"), "-s", str(ROOT / "publishconf.py")]
    command += ["-o", str(output), "-e", *settings]
    subprocess.run(command, cwd=folder, check=True, capture_output=True)
    return FinishedSite(output, siteurl)


def sample_of_this_run(name: str, siteurl: str, made: pytest.TempPathFactory) -> "FinishedSite":
    """The sample site, built by whichever of a run's workers is the first to need it."""
    from plugins.core.lock import one_at_a_time
    from tests.finished_site import FinishedSite

    own = made.getbasetemp()
    shared = (own.parent if "PYTEST_XDIST_WORKER" in os.environ else own) / name
    with one_at_a_time(shared.with_name(f"{name}.lock")):
        if not shared.exists():
            folder = made.mktemp(name)
            build_sample(folder / "output", siteurl, folder=folder)
            folder.rename(shared)
    return FinishedSite(shared / "output", siteurl)


@pytest.fixture(scope="session")
def site(tmp_path_factory: pytest.TempPathFactory) -> "FinishedSite":
    return sample_of_this_run("sample", "https://site.example", tmp_path_factory)


@pytest.fixture(scope="session")
def site_below(tmp_path_factory: pytest.TempPathFactory) -> "FinishedSite":
    return sample_of_this_run("sub path", "https://site.example/sub/path", tmp_path_factory)


@pytest.fixture(scope="module")
def address(site: "FinishedSite") -> "Iterator[str]":
    """Where the sample site is served."""
    from tests.finished_site import served

    with served(site.folder) as address:
        yield address


@pytest.fixture(scope="module")
def browser() -> "Iterator[Browser]":
    from tests.finished_site import chromium

    with chromium() as browser:
        yield browser
