"""The process that builds: what lies in the project's folder is read as the project, never as a library."""

import shutil
import subprocess
import sys
from importlib.util import find_spec
from pathlib import Path

from plugins.preview.builder import Builder
from tests.small_site import HOME

LOADED_AT_START = {"site", "sitecustomize", "usercustomize"}


def plant(folder: Path) -> Path:
    """A file of the name of each library, which leaves a mark when it is run. Returns the mark."""
    ran = folder / "ran"
    for name in filter(find_spec, sys.stdlib_module_names - LOADED_AT_START):  # those that this system has
        (folder / f"{name}.py").write_text(f"open({str(ran)!r}, 'a').write({name!r} + '\\n')\nraise SystemExit(1)\n")
    for name in ("pelican", "jinja2", "markdown", "PIL", "invoke"):
        (folder / f"{name}.py").write_text(f"open({str(ran)!r}, 'a').write({name!r} + '\\n')\n")
    return ran


def test_no_file_in_the_project_stands_in_for_a_library_of_the_preview(root: Path, tmp_path: Path) -> None:
    for name in ("plugins", "theme"):
        (tmp_path / name).symlink_to(root / name, target_is_directory=True)
    (tmp_path / "pelicanconf.py").write_bytes((root / "pelicanconf.py").read_bytes())
    (tmp_path / "content/pages").mkdir(parents=True)
    (tmp_path / "content/pages/home.md").write_text(HOME)
    ran = plant(tmp_path)

    report = Builder(tmp_path).build()

    assert not ran.exists(), ran.read_text()
    assert not report.failure
    assert {finding.code for finding in report.findings} == {"C11", "C40"}  # all is read, and little is there


def test_no_file_in_the_project_stands_in_for_a_library_of_the_menu(root: Path, tmp_path: Path) -> None:
    shutil.copytree(root / "plugins/core", tmp_path / "plugins/core")
    (tmp_path / "tasks.py").write_bytes((root / "tasks.py").read_bytes())
    ran = plant(tmp_path)

    done = subprocess.run([sys.executable, "tasks.py"], cwd=tmp_path, capture_output=True, text=True, check=False)

    assert not ran.exists(), ran.read_text()
    assert "requirements.txt" in done.stderr
