"""A zip for a host's form: the same site is the same zip, and nothing else is written over."""

import zipfile
from pathlib import Path

import pytest

from plugins.core.findings import SiteError
from plugins.publish.zipped import hashes_of_zip, publish_zip
from tests.publish.hosts_by_rclone import write_site

FILES = {"index.html": b"<h1>Home</h1>", "news/café/index.html": b"a", ".htaccess": b"x"}


@pytest.fixture
def output(tmp_path: Path) -> Path:
    write_site(tmp_path / "output", FILES)
    return tmp_path / "output"


def test_a_zip_holds_the_site_and_is_the_same_each_time(output: Path, tmp_path: Path) -> None:
    to = tmp_path / "sent"
    to.mkdir()
    (to / "thesis.txt").write_text("years of work")
    publish_zip(output, to / "site.zip")
    first = (to / "site.zip").read_bytes()

    with zipfile.ZipFile(to / "site.zip") as archive:
        assert {name: archive.read(name) for name in archive.namelist() if name != "manifest.json"} == FILES
        assert archive.testzip() is None
    assert hashes_of_zip(to / "site.zip").keys() == FILES.keys()
    write_site(output, FILES)  # with other times
    publish_zip(output, to / "site.zip")
    assert (to / "site.zip").read_bytes() == first
    assert sorted(path.name for path in to.iterdir()) == ["site.zip", "thesis.txt"]


def test_a_zip_of_somebody_else_and_an_output_that_was_changed_are_refused(output: Path, tmp_path: Path) -> None:
    other = tmp_path / "site.zip"
    other.write_bytes(b"a thesis")
    with pytest.raises(SiteError, match=r"no publish wrote it.*C168"):
        publish_zip(output, other)
    assert other.read_bytes() == b"a thesis"

    other.unlink()
    (output / "index.html").write_bytes(b"by hand")
    with pytest.raises(SiteError, match="C98"):
        publish_zip(output, other)
    assert not other.exists()


def test_a_zip_that_cannot_be_written_is_one_sentence(output: Path, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("x")
    (tmp_path / "way").mkdir()
    (tmp_path / "way/site.zip").mkdir()
    with pytest.raises(SiteError) as raised:
        publish_zip(output, tmp_path / "way/site.zip")

    [finding] = raised.value.findings
    assert finding.code == "C168"
