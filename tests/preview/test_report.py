from datetime import date, datetime, timedelta, timezone
from pathlib import Path
from typing import get_args

import pytest

from plugins.core.findings import Finding, Where, finding
from plugins.core.messages import Value
from plugins.preview.report import Report, read_report, write_report

WHERE = Where("content/news/plan.md", 3)
EVENING = datetime(2027, 3, 4, 18, 30, tzinfo=timezone(timedelta(hours=-7)))
FINDINGS = [
    finding("C42.ended", WHERE, id="0901", day=date(2022, 10, 1)),
    finding("C26.scheduled", WHERE, day=EVENING, city="Edmonton"),
    finding("C16.huge", WHERE, size=14_200_000, copy=180_400),
    finding("C33.unknown-block", WHERE, block="hreo", near="hero").within("left-out", id="0901"),
]


@pytest.mark.parametrize("found", FINDINGS, ids=lambda one: one.code)
def test_a_finding_is_the_same_after_it_was_written_and_read(tmp_path: Path, found: Finding) -> None:
    write_report(Report(built=True, findings=(found,)), tmp_path / "report.json")

    (read,) = read_report(tmp_path / "report.json").findings
    assert read == found
    assert str(read) == str(found)


def test_every_type_of_value_is_among_these() -> None:
    carried = {type(value) for found in FINDINGS for _, value in found.values}

    assert set(get_args(Value)) <= carried
