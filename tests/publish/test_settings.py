"""What of a project's settings git does not have yet, which a withdrawal or a way back makes public all the same."""

import os
import subprocess
from pathlib import Path

import pytest

from plugins.publish.settings import half_done

pytestmark = pytest.mark.needs("git")

BEFORE = {
    "pelicanconf.py": 'import sys\nSITENAME = "Harbour"\nMENU = [("News", "/news/")]\nSELFIES_PATH = None\n',
    "publishconf.py": 'from pelicanconf import *\nSITEURL = "https://harbour.ca"\nPUBLISH_TARGETS = {}\n',
}
NOT_IN_GIT = (
    "Git does not have what this says now: {}. It counts as it is, and goes public with this."
    " If it is half done, undo it, and publish.  [C173]"
)


def git(folder: Path, *words: str) -> None:
    who = ("-c", "user.name=A", "-c", "user.email=a@harbour.ca", "-c", "commit.gpgSign=false")
    env = {**os.environ, "GIT_CONFIG_GLOBAL": os.devnull}
    subprocess.run(["git", "-C", str(folder), *who, *words], check=True, capture_output=True, env=env)


def told(folder: Path, files: dict[str, str]) -> list[str]:
    """What is told of settings that say this by now."""
    for name, text in files.items():
        (folder / name).write_text(text)
    return [str(one) for one in half_done(folder)]


def test_settings_that_git_does_not_have_are_named_and_their_values_are_not(tmp_path: Path) -> None:
    git(tmp_path, "init", "--quiet")
    assert told(tmp_path, BEFORE) == [], "of what git never had nobody can tell"
    git(tmp_path, "add", "-A")
    git(tmp_path, "commit", "--quiet", "--message=Settings")
    assert told(tmp_path, BEFORE) == []

    same = {name: f"# Ours\n{text.replace(', ', ',  ')}" for name, text in BEFORE.items()}
    same["publishconf.py"] = same["publishconf.py"].replace("{}", '{"host": {"zip": "a.zip"}}')
    assert told(tmp_path, same) == [], "other words beside it, and where the site goes, no reader sees"

    changed = BEFORE["pelicanconf.py"].replace("Harbour", "Half done").replace("MENU", "MENUE")
    found = told(tmp_path, {"pelicanconf.py": changed + "sys.path.append('x')\n"})
    assert found == [f"warning pelicanconf.py:1  {NOT_IN_GIT.format('SITENAME, MENUE, sys.path.append, MENU')}"]
    (tmp_path / "pelicanconf.py").unlink()
    found = told(tmp_path, {"publishconf.py": BEFORE["publishconf.py"] + "SITENAME += chr(33)\n"})
    assert found == [f"warning publishconf.py:1  {NOT_IN_GIT.format('SITENAME')}"]
