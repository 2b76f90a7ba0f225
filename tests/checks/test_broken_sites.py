"""tests/sites/: a good site, and for each mistake a folder that is laid over it, with the exact words staff are told.

A folder is called after its code and its mistake (`C11-link-to-nothing`). Its files replace those of the good site or
stand beside them; `pelicanconf.py` holds settings with mistakes in them; `expected.txt` is all that the build tells.
"""

import re
import runpy
import shutil
from pathlib import Path
from typing import Any

import pytest

from tests.small_site import SmallSite

ROOT = Path(__file__).parents[2]
GOOD, BROKEN = ROOT / "tests/sites/good", ROOT / "tests/sites/broken"
FOLDERS = sorted(BROKEN.iterdir())
STATEMENT = {"PRIVACY": "/privacy/", "TAKE_DOWN": "/privacy/#having-your-picture-taken-down"}

CATALOGUE = {f"C{number:02}" for number in range(1, 43)} - {"C20"}  # which comes with the poster
NOT_BY_CONTENT = {
    "C48": "a component's own folder in the theme",
    "C49": "a template",
    "C50": "the program itself",
    "C51": "Pelican itself",
    "C52": "the output's folder",
    "C53": "a plugin",
    **dict.fromkeys(("C63", "C64", "C65", "C68", "C69", "C70", "C71", "C72"), "a template (test_page_rules.py)"),
    "C74": "Pagefind, which makes the search's index (assets/test_search.py)",
    "C75": "a plugin or a setting (test_members_files.py)",
    "C82": "a folder that cannot be deleted (engine/test_fresh.py)",
    "C83": "the disk (engine/test_disk_full.py)",
    "C77": "the machine's clock, or AS_OF (engine/test_behind.py)",
    "C110": "answers at the command line (preview/test_begin.py)",
    "C109": "told to whoever asks for notes, and in the preview (test_check.py)",
    "C59": "git, for a folder that real members are in",
    "C81": "git, for a folder with photographs in it (selfies/test_drawings_only.py)",
}


@pytest.fixture(scope="session")
def good(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, list[str]]:
    """The good site with its pictures made once for all, and what its build tells."""
    folder = tmp_path_factory.mktemp("good")
    shutil.copytree(GOOD, folder, dirs_exist_ok=True)
    site = SmallSite(folder)
    findings = site.findings(**STATEMENT)
    shutil.rmtree(site.output)
    return folder, findings


def settings_of(folder: Path) -> dict[str, Any]:
    """What a folder's pelicanconf.py sets."""
    file = folder / "pelicanconf.py"
    names = runpy.run_path(str(file)) if file.is_file() else {}
    return {name: value for name, value in names.items() if name.isupper()}


def code_of(folder: Path) -> str:
    return folder.name.partition("-")[0]


def test_nothing_is_told_of_the_good_site(good: tuple[Path, list[str]]) -> None:
    _, findings = good

    assert findings == []


@pytest.mark.parametrize("folder", FOLDERS, ids=lambda f: f.name)
def test_a_mistake_is_told_in_these_words(folder: Path, good: tuple[Path, list[str]], tmp_path: Path) -> None:
    for layer in (good[0], folder):
        shutil.copytree(layer, tmp_path, symlinks=True, dirs_exist_ok=True)  # the shared caches change meanwhile

    findings = SmallSite(tmp_path).findings(**STATEMENT | settings_of(folder))

    assert findings == (folder / "expected.txt").read_text(encoding="utf-8").splitlines()
    assert any(f"[{code_of(folder)}]" in line for line in findings)


def test_every_code_that_content_can_cause_has_its_folder() -> None:
    rooms = [room for room in (ROOT / "plugins").iterdir() if room.name not in ("preview", "publish")]
    files = [file for room in rooms for file in room.rglob("*.py")]
    used = {code for file in files for code in re.findall(r'"(C\d{2,3})[".]', file.read_text(encoding="utf-8"))}

    wanted = CATALOGUE | used

    assert wanted - NOT_BY_CONTENT.keys() == {code_of(folder) for folder in FOLDERS}
