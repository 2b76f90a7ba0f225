import os
import sys

import pytest

from plugins.core.findings import Level, Where, in_own_words
from plugins.preview.builder import Builder
from plugins.preview.report import Report, read_report, write_report
from tests.small_disk import small_disk

PELICANCONF = """
from plugins.core.findings import Level, SiteError, Where, in_own_words
from plugins.engine.settings import OURS

class Site:
    def __init__(self, settings):
        self.settings = settings

    def build(self):
        {ending}

globals().update(dict.fromkeys(OURS))
PELICAN_CLASS = Site
PATH = "content"
TIMEZONE = "UTC"
FEED_DOMAIN = "https://example.org"
SELFIES_PATH = {selfies!r}
OUTPUT_PATH = ".preview"
"""
WELL = 'return [in_own_words(Level.WARNING, Where("content/a.md", 2), "A warning.", "", "C06")]'
BADLY = 'raise SiteError([in_own_words(Level.ERROR, Where("content/a.md", 2), "“Café” is wrong.", "Mend it.", "C34")])'


@pytest.fixture
def build_with(tmp_path, root, monkeypatch):
    """One build, with the preview's own command, of a project whose site ends in a way of its own."""
    monkeypatch.setenv("PYTHONPATH", str(root))

    def build_with(ending, selfies=None):
        (tmp_path / "content").mkdir()
        (tmp_path / "pelicanconf.py").write_text(PELICANCONF.format(ending=ending, selfies=selfies), encoding="utf-8")
        return Builder(tmp_path).build()

    return build_with


def test_a_build_that_ends_well_reports_its_findings_its_output_and_what_it_read(build_with, tmp_path):
    report = build_with(WELL)

    assert report.built
    assert report.findings == (in_own_words(Level.WARNING, Where("content/a.md", 2), "A warning.", "", "C06"),)
    assert report.output == tmp_path / ".preview"
    assert tmp_path / "content" in report.sources
    assert 0 < report.seconds < 60


def test_what_pelican_and_plugins_print_stays_off_the_terminal(build_with, capfd):
    build_with(f'print("printed"); import sys; print("logged", file=sys.stderr); {WELL}')

    assert capfd.readouterr() == ("", "")


def test_members_pictures_outside_the_project_are_among_what_was_read(build_with, tmp_path):
    assert tmp_path / "../members" in build_with(WELL, selfies="../members").sources


def test_a_site_that_cannot_be_built_reports_all_its_findings(build_with):
    report = build_with(BADLY)

    assert not report.built
    assert report.findings == (
        in_own_words(Level.ERROR, Where("content/a.md", 2), "“Café” is wrong.", "Mend it.", "C34"),
    )
    assert report.failure == ""


@pytest.mark.parametrize(
    ("ending", "last_line"),
    [
        ("return 1 / 0", "ZeroDivisionError: division by zero"),
        ("raise SystemExit('It is “over”.')", "It is “over”."),
        ("import os; os._exit(0)", "(It said nothing.)"),
    ],
    ids=["an error of ours", "an exit", "a sudden end"],
)
def test_a_program_that_fails_itself_reports_its_last_lines(build_with, ending, last_line):
    report = build_with(ending)

    assert not report.built
    assert report.findings == ()
    assert report.failure.splitlines()[-1] == last_line
    assert len(report.failure.splitlines()) <= 12


def test_settings_that_are_no_python_are_a_finding_with_the_line(build_with):
    report = build_with("return )")

    assert not report.built
    (finding,) = report.findings
    assert "unmatched ')'" in finding.problem
    assert finding.where.path.endswith("pelicanconf.py")


def test_a_report_is_read_as_it_was_written(tmp_path):
    findings = tuple(
        in_own_words(level, Where("content/é.md", 7), "A “problem”.", "Type:  é: 1", code)
        for level, code in zip(Level, ("C01", "C06", "C24"), strict=True)
    )
    report = Report(True, findings, tmp_path / "out put", (tmp_path / "content",))
    write_report(report, tmp_path / "report.json")

    assert read_report(tmp_path / "report.json") == report
    assert [file.name for file in tmp_path.iterdir()] == ["report.json"]


@pytest.mark.skipif(os.name == "nt", reason="mounts as POSIX has them")
def test_a_full_disk_ends_no_preview_and_is_one_finding(tmp_path):
    with small_disk(tmp_path / ".cache", "4k,nr_inodes=2"):
        report = Builder(tmp_path, [sys.executable, "-c", ""]).build()

    (finding,) = report.findings
    assert (report.built, report.failure, finding.code) == (False, "", "C83")
    assert finding.problem.startswith("The disk is full: ")


@pytest.mark.skipif(os.name == "nt", reason="names are text there")
def test_a_report_can_name_a_folder_whose_name_is_no_text(tmp_path):
    report = Report(built=True, output=tmp_path / os.fsdecode(b"\xff"))
    write_report(report, tmp_path / "report.json")

    assert read_report(tmp_path / "report.json") == report
