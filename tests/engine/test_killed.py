"""A build of the whole site that is killed at any moment: the next one heals it, and the output is never half new."""

import os
import random
import subprocess
import sys
import time
from pathlib import Path

import pytest

from plugins.core.temporary import FOLDER
from plugins.release.manifest import listed_files
from plugins.site.routes import MANIFEST
from tests.selfies.members import text
from tests.selfies.test_returning import drawn
from tests.small_site import ROOT, SmallSite, small_site

CAMPAIGN = "Title: Keep the library open\nSummary: Four hours less.\n\n{words}\n"
BUILD = """
import sys
from pathlib import Path
from tests.small_site import SmallSite

SmallSite(Path(sys.argv[1])).build()
"""


def start(site: SmallSite) -> "subprocess.Popen[bytes]":
    command = [sys.executable, "-c", BUILD, str(site.folder)]
    return subprocess.Popen(command, cwd=ROOT, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)


def files(site: SmallSite) -> dict[str, bytes]:
    return {name: (site.output / name).read_bytes() for name in site.files()}


@pytest.mark.parametrize("times", [5, pytest.param(50, marks=pytest.mark.long)])
def test_a_killed_build_leaves_the_last_site_or_the_next_and_nothing_between(times: int, tmp_path: Path) -> None:
    site = small_site(tmp_path, {"campaigns/library.md": CAMPAIGN.format(words="One")})
    for number in range(12):
        site.write({f"selfies/{number:04}.md": text(words=f"Sign {number}")})
        drawn(number).save(site.folder / f"content/selfies/{number:04}.jpg")
    begun = time.monotonic()
    assert start(site).wait() == 0
    duration_s = time.monotonic() - begun
    whole = [files(site)]
    site.write({"campaigns/library.md": CAMPAIGN.format(words="Another")})
    assert start(site).wait() == 0
    whole.append(files(site))
    assert whole[0] != whole[1]

    moments = random.Random(times)
    for number in range(times):
        site.write({"campaigns/library.md": CAMPAIGN.format(words=("One", "Another")[number % 2])})
        if number % 3 == 0:
            for cached in (site.folder / ".cache").rglob("*.json"):
                cached.unlink()
        with start(site) as build:
            time.sleep(moments.uniform(0.1, 1.05) * duration_s)
            build.kill()
        if (site.output / MANIFEST).exists():  # or both renames are still to come: the next build puts it back
            assert files(site) in whole
    assert start(site).wait() == 0
    assert files(site) == whole[(times - 1) % 2]
    assert listed_files(site.output) == site.files()
    assert sorted(file.name for file in site.folder.iterdir() if "site-" in file.name) == []


CHECK = """
import sys
from pathlib import Path
from plugins.checks.check import findings_of
from tests.small_site import SmallSite

findings_of(SmallSite(Path(sys.argv[1])).settings())
"""


@pytest.mark.parametrize("times", [3, pytest.param(30, marks=pytest.mark.long)])
def test_a_killed_check_or_build_leaves_nothing_outside_the_projects_private_folder(times: int, tmp_path: Path) -> None:
    site = small_site(tmp_path / "project", {"campaigns/library.md": CAMPAIGN.format(words="One")})
    (shared := tmp_path / "tmp").mkdir()
    environment = {**os.environ, "TMPDIR": str(shared)}
    begun = time.monotonic()
    site.build()
    duration_s = time.monotonic() - begun

    moments = random.Random(times)
    for number in range(times):
        program = (CHECK, BUILD)[number % 2]
        command = [sys.executable, "-c", program, str(site.folder)]
        with subprocess.Popen(command, cwd=ROOT, env=environment, stdout=subprocess.DEVNULL) as process:
            time.sleep(moments.uniform(0.5, 1.5) * duration_s)
            process.kill()
        assert not list(shared.glob("site-*"))
        shown = {path.name for path in site.folder.iterdir() if ".site-building" not in path.name}
        assert shown == {"content", "output", ".cache", ".output.lock"}
    site.build()

    assert {path.name for path in site.folder.iterdir()} == {"content", "output", ".cache", ".output.lock"}
    assert {path.name for path in (site.folder / FOLDER).iterdir()} == {"lock"}


KILLED_AS_SOON_AS_THE_SITE_IS_THERE = """
import os, sys
from pathlib import Path
from tests.small_site import SmallSite

site = SmallSite(Path(sys.argv[1]))
manifest = str(site.output / "manifest.json")
events = ("os.utime", "os.chmod", "os.remove")
sys.addaudithook(lambda event, told: os._exit(9) if event in events and str(told[0]) == manifest else None)
site.build()
"""


def test_a_build_killed_between_the_swap_and_its_end_speaks_for_its_moment(tmp_path: Path) -> None:
    """With an AS_OF that is over: else each later build would lie before this one."""
    site = small_site(tmp_path)
    command = [sys.executable, "-c", KILLED_AS_SOON_AS_THE_SITE_IS_THERE, str(tmp_path)]
    subprocess.run(command, cwd=ROOT, stdout=subprocess.DEVNULL, check=False)

    assert (site.output / MANIFEST).is_file()
    assert site.build() == []
