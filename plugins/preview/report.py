"""What one build of the preview came to: written by the process that built, read by the one that serves."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from typing import Any

from plugins.core.atomic import write_whole
from plugins.core.findings import Around, Finding, Values, Where
from plugins.core.messages import catalogue
from plugins.preview.texts import Entry, entry_as_data, entry_of_data

DATES = {"date": date.fromisoformat, "datetime": datetime.fromisoformat}


@dataclass(frozen=True, slots=True)
class Report:
    """How a build ended.

    built: whether there is new output; if not, findings or failure say why
    output: where the pages are; None when the settings could not be read
    sources: folders the build read, each to be watched
    texts: what each text is that the new output shows
    failure: the last lines that the program said, when it failed itself
    """

    built: bool
    findings: tuple[Finding, ...] = ()
    output: Path | None = None
    sources: tuple[Path, ...] = ()
    texts: tuple[Entry, ...] = ()
    failure: str = ""
    seconds: float = 0.0


def write_report(report: Report, file: Path) -> None:
    """Write a report as JSON, under a temporary name first."""
    data = {
        "built": report.built,
        "findings": [as_data(finding) for finding in report.findings],
        "output": str(report.output) if report.output else None,
        "sources": [str(folder) for folder in report.sources],
        "texts": [entry_as_data(text) for text in report.texts],
    }
    write_whole(file, json.dumps(data).encode())


def read_report(file: Path) -> Report:
    """The report that write_report wrote. The words of its findings are those that stand in messages.toml by now.

    raises: OSError when there is none; KeyError or ValueError when this program does not have the words any more
    """
    catalogue.cache_clear()
    data = json.loads(file.read_text(encoding="utf-8"))
    findings = tuple(map(as_finding, data["findings"]))
    for finding in findings:
        _ = finding.message
    return Report(
        built=data["built"],
        findings=findings,
        output=Path(data["output"]) if data["output"] else None,
        sources=tuple(Path(folder) for folder in data["sources"]),
        texts=tuple(entry_of_data(text) for text in data["texts"]),
    )


def as_data(finding: Finding) -> dict[str, Any]:
    """A finding as JSON has it, without its words."""
    data = {"code": finding.code, "variant": finding.variant, "where": [finding.where.path, finding.where.line]}
    around = [[one.name, values_as_data(one.values)] for one in finding.around]
    return data | {"values": values_as_data(finding.values), "around": around}


def as_finding(data: Mapping[str, Any]) -> Finding:
    """The finding that as_data took apart."""
    around = tuple(Around(name, values_of_data(values)) for name, values in data["around"])
    return Finding(data["code"], data["variant"], Where(*data["where"]), values_of_data(data["values"]), around)


def values_as_data(values: Values) -> dict[str, Any]:
    """The values of a finding as JSON has them: a date or a time as what it is and its text in ISO 8601."""
    return {name: date_as_data(value) if isinstance(value, date) else value for name, value in values}


def date_as_data(when: date) -> list[str]:
    """What a date or a time is, and its text."""
    return ["datetime" if isinstance(when, datetime) else "date", when.isoformat()]


def values_of_data(data: Mapping[str, Any]) -> Values:
    """The values that values_as_data took apart."""
    return tuple((name, DATES[one[0]](one[1]) if isinstance(one, list) else one) for name, one in data.items())
