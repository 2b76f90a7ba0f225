"""A build that is killed at any moment leaves nothing that a later one would publish wrongly."""

import os
import random
import subprocess
import sys
import time
from pathlib import Path

import pytest

from tests.pictures.samples import contents, four_corners

BUILD = """
import pathlib, shutil, sys
from plugins.pictures.cache import PictureCache

folder, output, originals = map(pathlib.Path, sys.argv[1:])
files = sorted(originals.iterdir())
cache = PictureCache(folder)
cache.prepare(files)
pictures = [cache.picture(file) for file in files]
shutil.rmtree(output, ignore_errors=True)  # every output is fresh
names = [one.name for picture in pictures for one in picture.avif + picture.fallback]
cache.publish(names, output)
cache.prune(names)
"""


class Site:
    """A folder of originals, and builds of it that can be killed."""

    def __init__(self, folder: Path, root: Path) -> None:
        self.folder = folder
        self.environment = {**os.environ, "PYTHONPATH": str(root)}

    def build(self, name: str, killed_after_s: float | None = None) -> float:
        """Build into NAME/output with NAME/cache. Returns how long it took."""
        places = [self.folder / name / "cache", self.folder / name / "output", self.folder / "originals"]
        start = time.monotonic()
        with subprocess.Popen([sys.executable, "-c", BUILD, *map(str, places)], env=self.environment) as process:
            if killed_after_s is not None:
                time.sleep(killed_after_s)
                process.kill()
        assert killed_after_s is not None or process.returncode == 0
        return time.monotonic() - start

    def files(self, name: str) -> dict[str, bytes]:
        """What is there, but for the index, which holds times and paths."""
        return {path: data for path, data in contents(self.folder / name).items() if "/index." not in path}


@pytest.fixture
def killing_site(tmp_path, write, root):
    for number in range(60):
        write(f"{number}.jpg", four_corners(150 + number, 100))
    return Site(tmp_path, root)


@pytest.mark.parametrize("times", [5, pytest.param(50, marks=pytest.mark.long)])
def test_a_killed_build_leaves_no_wrong_or_partial_picture(times, killing_site):
    duration_s = killing_site.build("whole")
    whole = killing_site.files("whole")
    assert len(whole) == 60 * 5
    moments = random.Random(times)
    for number in range(times):
        # Every other one goes on from where the last was killed.
        name = f"killed-{number // 2}"
        killing_site.build(name, moments.uniform(0.1, 1.1) * duration_s)
        left = {path: data for path, data in killing_site.files(name).items() if not path.endswith(".tmp")}
        assert left.items() <= whole.items()
        if number % 2 or number == times - 1:
            killing_site.build(name)
            assert killing_site.files(name) == whole
