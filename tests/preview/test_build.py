import os
import sys

import pytest

from plugins.core import messages
from plugins.core.findings import Where, finding
from plugins.preview.builder import CHANGED, Builder
from plugins.preview.report import Report, read_report, write_report
from tests.small_disk import small_disk

PELICANCONF = """
from types import SimpleNamespace

from plugins.core.findings import SiteError, Where, finding
from plugins.engine.settings import OURS

class Site:
    made = SimpleNamespace(site=SimpleNamespace(every=()), to_come=())

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
WELL = 'return [finding("C06.unknown", Where("content/a.md", 2), field="Cover")]'
BADLY = 'raise SiteError([finding("C34.no-e-mail", Where("content/a.md", 2), field="Email", value="“Café”")])'


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
    assert report.findings == (finding("C06.unknown", Where("content/a.md", 2), field="Cover"),)
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
    assert report.findings == (finding("C34.no-e-mail", Where("content/a.md", 2), field="Email", value="“Café”"),)
    assert report.failure == ""


@pytest.mark.parametrize(
    ("ending", "last_line"),
    [
        ("return 1 / 0", "ZeroDivisionError: division by zero"),
        ("raise SystemExit('It is “over”.')", "It is “over”."),
        ("import os; os._exit(0)", "(It output nothing.)"),
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
    (found,) = report.findings
    assert "unmatched ')'" in found.problem
    assert found.where.path.endswith("pelicanconf.py")


def test_a_report_is_read_as_it_was_written(tmp_path):
    where = Where("content/é.md", 7)
    findings = (
        finding("C39.too-many-fields", where, count=1_200, limit=100),
        finding("C04.no-date", where, text="“é”").counted_as("C38").within("in-a-setting", setting="AS_OF"),
        finding("C24.over", where, day="1 May 2022").within("on-more-pages", count=2).within("among-selfies"),
    )
    report = Report(True, findings, tmp_path / "out put", (tmp_path / "content",))
    write_report(report, tmp_path / "report.json")

    assert read_report(tmp_path / "report.json") == report
    assert finding("C24.over", where, day="1 May 2022").problem not in (tmp_path / "report.json").read_text()
    assert [file.name for file in tmp_path.iterdir()] == ["report.json"]


def test_words_that_were_written_while_the_preview_ran_are_told(tmp_path, monkeypatch):
    over = finding("C24.over", Where("content/a.md"), day="today")
    assert over.problem == "This ended on today and is no longer shown."
    write_report(Report(True, (over,)), tmp_path / "report.json")
    (tmp_path / "new.toml").write_text('[C24.over]\nlevel = "note"\nproblem = "Over since {day}."\n')
    monkeypatch.setattr(messages, "FILE", tmp_path / "new.toml")

    try:
        (found,) = read_report(tmp_path / "report.json").findings
        assert found.problem == "Over since today."
    finally:
        messages.catalogue.cache_clear()


def test_a_finding_of_a_newer_program_ends_no_preview_and_says_to_start_it_again(tmp_path):
    write_report(Report(True, (finding("C06.unknown", Where("content/a.md"), field="x"),)), tmp_path / "report.json")
    newer = (tmp_path / "report.json").read_text().replace("unknown", "of-tomorrow")
    report = Builder(tmp_path, [sys.executable, "-c", f"import sys; open(sys.argv[1], 'w').write({newer!r})"]).build()

    assert (report.built, report.findings, report.failure) == (False, (), CHANGED)


@pytest.mark.skipif(os.name == "nt", reason="mounts as POSIX has them")
def test_a_full_disk_ends_no_preview_and_is_one_finding(tmp_path):
    with small_disk(tmp_path / ".cache", "4k,nr_inodes=2"):
        report = Builder(tmp_path, [sys.executable, "-c", ""]).build()

    (found,) = report.findings
    assert (report.built, report.failure, found.code) == (False, "", "C83")
    assert found.problem.startswith("The disk is full: ")


@pytest.mark.skipif(os.name == "nt", reason="names are text there")
def test_a_report_can_name_a_folder_whose_name_is_no_text(tmp_path):
    report = Report(built=True, output=tmp_path / os.fsdecode(b"\xff"))
    write_report(report, tmp_path / "report.json")

    assert read_report(tmp_path / "report.json") == report
