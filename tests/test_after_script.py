"""Pages as scripts leave them are as valid as they came: the viewer open, results on show."""

from pathlib import Path

import pytest

from tests.finished_site import FinishedSite, chromium, invalid, served

pytestmark = pytest.mark.needs("chromium", "java", "vnu")

# A page, and what is on it when its script has done its work.
LIVELY = {
    "wall": ("/save-advanced-education/wall/#0403", ".viewer[open] .sign__picture img"),
    "campaign": ("/save-advanced-education/#0403", ".viewer[open] .sign__picture img"),
    "search": ("/search/?q=students", ".results mark"),
    "nothing found": ("/search/?q=zeppelin", ".search__status:not(:empty)"),
}


def test_what_scripts_leave_is_valid(site: FinishedSite, vnu_jar: Path, tmp_path: Path) -> None:
    with served(site.folder) as address, chromium() as browser:
        for name, (path, done) in LIVELY.items():
            page = browser.new_page()
            page.goto(address + path)
            page.wait_for_selector(done)
            (tmp_path / f"{name}.html").write_text(page.content(), encoding="utf-8")
            page.close()

    files = list(tmp_path.iterdir())

    assert len(files) == len(LIVELY)
    assert invalid(vnu_jar, files) == []
