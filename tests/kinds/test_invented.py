"""A kind of content that nobody thought of takes one file and one line: it is read, checked, started and named.

One without pages, which a component shows, and one with them, whose folder no settings name.
"""

import shutil
import subprocess
import sys
from pathlib import Path

from tests.small_site import ROOT

KIND = """
from dataclasses import dataclass
from datetime import timedelta

from plugins.core.dates import moment
from plugins.core.fields import DATE, Field, values_of, wrong_value
from plugins.core.header_check import check_header
from plugins.core.window import Window
from plugins.kinds.kind import Kind, ParsedFile

FIELDS = (Field("Name", required=True), Field("Day", DATE, required=True))


@dataclass(frozen=True, slots=True)
class Fair:
    name: str
    day: str


def parse_fair(source, rules):
    told = values_of(source, FIELDS)
    fair = Fair(told["name"], told["day"])
    is_known = told["day"] and not wrong_value(FIELDS[1], told["day"])
    window = Window(ends=moment(told["day"], rules.zone) + timedelta(days=1)) if is_known else Window()
    return ParsedFile(source, fair, window, tuple(check_header(source, FIELDS)))


FAIR = Kind("fair", "fairs", FIELDS, parse_fair, "Name: {title}\\nDay: {today}\\n", is_named=True)
"""
WITH_PAGES = """
from plugins.kinds.kind import Kind
from plugins.kinds.texts import PAGE_FIELDS, parse_text


def parse_report(source, rules):
    return parse_text(source, PAGE_FIELDS, rules, "page")


REPORT = Kind("report", "reports", PAGE_FIELDS, parse_report, "Title: {title}\\n\\nSay it.\\n", has_page=True)
"""
TOML = 'purpose = "A fair."\nbody = "none"\n\n[fields.fair]\ntype = "fair"\nrequired = true\n'
USE = """
import sys
from datetime import date
from pathlib import Path
from plugins.kinds.new import create
from tests.small_site import small_site, story

site = small_site(Path(sys.argv[1]), {"news/plan.md": story("plan", "::: fair\\nfair: {}\\n:::".format(sys.argv[2]))})
site.write({"fairs/rally.md": "Name: Rally\\nDay: 2027-05-01\\n", "fairs/over.md": "Name: Over\\nDay: 2020-05-01\\n"})
site.write({"fairs/bad.md": "Name: Bad\\nDay: soon\\nDya: x\\n"} if sys.argv[2] == "ralyl" else {})
site.write({"reports/year.md": "Title: Our year\\nSummary: What we did.\\n\\nA lot.\\n"})
print(create(Path(sys.argv[1]), "fair", "May Day", date(2027, 5, 1)).relative_to(sys.argv[1]))
print(*site.findings(), sep="\\n")
print("Rally on 2027-05-01" in (site.page("news/plan/index.html") if site.output.exists() else ""))
print("Our year" in (site.page("year/index.html") if site.output.exists() else ""))
"""


def test_an_invented_kind_takes_one_file_and_one_line(tmp_path: Path) -> None:
    project = tmp_path / "project"
    for name in ("plugins", "theme", "tests"):
        ignored = shutil.ignore_patterns("*.pyc.*", "node_modules", "sites")  # what was compiled saves doing so again
        shutil.copytree(ROOT / name, project / name, ignore=ignored)
    for name in ("pelicanconf.py", "publishconf.py"):
        shutil.copy(ROOT / name, project / name)
    (project / "plugins/kinds/fair.py").write_text(KIND)
    (project / "plugins/kinds/report.py").write_text(WITH_PAGES)
    listed = (project / "plugins/kinds/all.py").read_text()
    listed = listed.replace("    STORY,\n", "    STORY,\n    FAIR,\n    REPORT,\n")
    for name in ("fair", "report"):
        line = f"from plugins.kinds.{name} import {name.upper()}\n"
        listed = listed.replace("from plugins.kinds.kind", f"{line}from plugins.kinds.kind")
    (project / "plugins/kinds/all.py").write_text(listed)
    component = project / "theme/components/fair"
    component.mkdir()
    (component / "component.toml").write_text(TOML)
    (component / "template.html").write_text('<p class="fair">{{ block.fair.name }} on {{ block.fair.day }}</p>\n')
    (component / "style.css").write_text(".fair { color: var(--ink); }\n")
    (component / "example.md").write_text("::: fair\nfair: rally\n:::\n")

    def built(folder: str, fair: str) -> str:
        command = [sys.executable, "-c", USE, str(tmp_path / folder), fair]
        return subprocess.run(command, cwd=project, capture_output=True, text=True, check=True).stdout

    good, bad = built("good", "rally"), built("bad", "ralyl")

    assert good.startswith("content/fairs/may-day.md\n")
    assert "error" not in good
    assert good.endswith("\nTrue\nTrue\n")
    assert 'content/fairs/bad.md:2  "soon"' in bad
    assert 'content/fairs/bad.md:3  "Dya"' in bad
    assert 'Did you mean "rally"?' in bad
    assert 'Did you mean "over"?' not in built("gone", "over")
