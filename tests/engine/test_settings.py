import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from plugins.core.findings import SiteError
from plugins.engine.settings import site_settings
from tests.small_site import ROOT


def test_the_public_settings_are_those_of_the_editor_and_what_differs() -> None:
    editors, public = (site_settings(ROOT / name) for name in ("pelicanconf.py", "publishconf.py"))

    assert editors["SITENAME"] == public["SITENAME"]
    assert editors["SHOW_UNPUBLISHED"]
    assert not public["SHOW_UNPUBLISHED"]


@pytest.mark.parametrize(
    ("mistake", "message"),
    [
        ("NAVIGATION = [\n", "'[' was never closed (SyntaxError)"),
        ("SITENAME = Save\n", "NameError: name 'Save' is not defined"),
    ],
)
def test_a_mistake_in_the_settings_is_one_line(tmp_path: Path, mistake: str, message: str) -> None:
    file = tmp_path / "publishconf.py"
    file.write_text(f"# settings\n{mistake}")

    with pytest.raises(SiteError) as told:
        site_settings(file)

    (finding,) = told.value.findings
    assert finding.where.line == 2
    assert message in finding.problem


def test_the_menu_tells_it_without_a_traceback(tmp_path: Path) -> None:
    copy = tmp_path / "site"
    shutil.copytree(ROOT, copy, ignore=shutil.ignore_patterns(".*", "output", "tests", "__pycache__", "content"))
    with (copy / "pelicanconf.py").open("a") as settings:
        settings.write("PLUGINS = [\n")

    done = subprocess.run(
        [sys.executable, "-m", "invoke", "build"], cwd=copy, capture_output=True, text=True, check=False
    )

    assert done.returncode == 1
    assert "Traceback" not in done.stdout + done.stderr
    assert "error pelicanconf.py:" in done.stderr
    assert "This setting cannot be read: '[' was never closed (SyntaxError). Mend the line.  [C38]" in done.stderr
