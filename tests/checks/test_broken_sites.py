"""tests/sites/: a good site, and for each mistake a folder that is laid over it, with the exact words staff are told.

A folder is called after its code and its mistake (`C11-link-to-nothing`). Its files replace those of the good site or
stand beside them; `pelicanconf.py` holds settings with mistakes in them; `expected.txt` is all that the build tells.
Folders that do not disturb each other are laid over one site: each must be told as it is alone, and nothing else. A
long run builds each alone.
"""

import re
import runpy
import shutil
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple

import pytest

from tests.fuzz import LONG
from tests.small_site import SmallSite

ROOT = Path(__file__).parents[2]
GOOD, BROKEN = ROOT / "tests/sites/good", ROOT / "tests/sites/broken"
FOLDERS = sorted(BROKEN.iterdir())
STATEMENT = {"PRIVACY": "/privacy/", "TAKE_DOWN": "/privacy/#having-your-picture-taken-down"}
# What most folders bring.
STORY = "content/news/plan.md"
MOST_TOGETHER = 24
TWO_PAGES = re.compile(r"  /\S*?([^/\s]+)/ and /\S*?([^/\s]+)/ have the same (?:title|description)\b.* \[C6[67]\]$")
# What is told of them depends on what else the site has: names, lists of all stories, the house's style.
DISTURBING = (
    "C06-misspelt-title-of-a-linked-story",
    "C10-two-with-one-address",
    "C12-lost-spot-in-an-announcement",
    "C12-lost-spot-of-a-list",
    "C128-older-translation",
    "C28-house-style",
    "C29-not-as-agreed",
    "C33-unknown-author",
    "C33-unknown-contact",
    "C33-unknown-person",
    "C40-front-page-that-waits",
    "C40-nothing-to-publish",
    "C56-folder-with-a-texts-name",
)

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


@cache
def files_in(folder: Path) -> frozenset[str]:
    """What a folder lays over the good site, from content/ on."""
    files = (path.relative_to(folder) for path in folder.rglob("*") if not path.is_dir())
    return frozenset(path.as_posix() for path in files if path.parts[0] == "content")


def is_built_alone(folder: Path) -> bool:
    """Whether a folder changes what is told of others, as settings and what is said of members do."""
    files = files_in(folder)
    about_members = any(name.startswith(("content/selfies/", "content/withdrawn.toml")) for name in files)
    return LONG or (folder / "pelicanconf.py").exists() or about_members or folder.name in DISTURBING


def built_together(most: int) -> list[list[Path]]:
    """All other folders in groups; of one group no two have a file of one name, but for the story that most have."""
    groups: list[list[Path]] = []
    for folder in (folder for folder in FOLDERS if not is_built_alone(folder)):
        own = files_in(folder) - {STORY}
        fitting = (one for one in groups if len(one) < most and not any(own & files_in(other) for other in one))
        group = next(fitting, None)
        groups += [[folder]] if group is None else []
        if group is not None:
            group.append(folder)
    return groups


class Laid(NamedTuple):
    """A site that folders were laid over. owners: which of them an address is of; expected: what each must be told"""

    site: SmallSite
    owners: dict[str, str]
    expected: list[list[str]]

    def told(self) -> list[str]:
        """What its build tells, but not that stories of two folders say the same in their titles or summaries."""
        return [line for line in self.site.findings(**STATEMENT) if not self.is_of_two(line)]

    def is_of_two(self, line: str) -> bool:
        """Whether a finding compares pages of two folders."""
        found = TWO_PAGES.search(line)
        return found is not None and len({self.owners[name] for name in found.groups() if name in self.owners}) == 2

    def is_told(self, told: list[str]) -> bool:
        """Whether just what is expected was told, of each folder in its order."""
        return sorted(told) == sorted(line for lines in self.expected for line in lines) and all(
            [line for line in told if line in lines] == lines for lines in self.expected
        )


def laid_over(good: Path, folders: list[Path], into: Path) -> Laid:
    """The good site with several folders laid over it, each with a name of its own for the story that most have."""
    shutil.copytree(good, into, symlinks=True, dirs_exist_ok=True)  # the shared caches change meanwhile
    laid = Laid(SmallSite(into), {}, [])
    for number, folder in enumerate(folders, start=1):
        shutil.copytree(folder, into, symlinks=True, dirs_exist_ok=True)
        expected = (into / "expected.txt").read_text(encoding="utf-8")
        story = STORY.replace("plan", f"plan-{number}") if len(folders) > 1 else STORY
        if (into / STORY).exists():
            (into / STORY).rename(into / story)
            for form in ("news/{}.md", "/news/{}/"):
                expected = expected.replace(form.format("plan"), form.format(Path(story).stem))
        names = {story if name == STORY else name for name in files_in(folder)}
        laid.owners.update((Path(name).stem, folder.name) for name in names)
        laid.expected.append(expected.splitlines())
    return laid


def told_otherwise(good: Path, folders: list[Path], made: Path) -> dict[str, list[str]]:
    """What is told of folders whose mistakes are told otherwise, each tried alone in the end."""
    laid = laid_over(good, folders, made / "-".join((folders[0].name, str(len(folders)))))
    told = laid.told()
    shutil.rmtree(laid.site.folder)
    if laid.is_told(told):
        return {}
    if len(folders) == 1:
        return {folders[0].name: told}
    half = len(folders) // 2
    return {**told_otherwise(good, folders[:half], made), **told_otherwise(good, folders[half:], made)}


@pytest.mark.parametrize("folders", built_together(MOST_TOGETHER), ids=lambda folders: folders[0].name)
def test_mistakes_are_told_in_these_words(folders: list[Path], good: tuple[Path, list[str]], tmp_path: Path) -> None:
    assert told_otherwise(good[0], folders, tmp_path) == {}


@pytest.mark.parametrize("folder", [one for one in FOLDERS if is_built_alone(one)], ids=lambda f: f.name)
def test_a_mistake_is_told_in_these_words(folder: Path, good: tuple[Path, list[str]], tmp_path: Path) -> None:
    laid = laid_over(good[0], [folder], tmp_path)

    assert laid.site.findings(**STATEMENT | settings_of(folder)) == laid.expected[0]


@pytest.mark.parametrize("folder", FOLDERS, ids=lambda f: f.name)
def test_a_folder_is_called_after_a_code_that_is_told(folder: Path) -> None:
    lines = (folder / "expected.txt").read_text(encoding="utf-8").splitlines()

    assert any(f"[{code_of(folder)}]" in line for line in lines)


def test_every_code_that_content_can_cause_has_its_folder() -> None:
    rooms = [room for room in (ROOT / "plugins").iterdir() if room.name not in ("preview", "publish")]
    files = [file for room in rooms for file in room.rglob("*.py")]
    used = {code for file in files for code in re.findall(r'"(C\d{2,3})[".]', file.read_text(encoding="utf-8"))}

    wanted = CATALOGUE | used

    assert wanted - NOT_BY_CONTENT.keys() == {code_of(folder) for folder in FOLDERS}
