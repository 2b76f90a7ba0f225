"""What one build of the preview came to: written by the process that built, read by the one that serves."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from plugins.core.atomic import write_whole
from plugins.core.findings import Around, Finding, Where
from plugins.core.messages import catalogue


@dataclass(frozen=True, slots=True)
class Report:
    """How a build ended.

    built: whether there is new output; if not, findings or failure say why
    output: where the pages are; None when the settings could not be read
    sources: folders the build read, each to be watched
    failure: the last lines that the program said, when it failed itself
    """

    built: bool
    findings: tuple[Finding, ...] = ()
    output: Path | None = None
    sources: tuple[Path, ...] = ()
    failure: str = ""
    seconds: float = 0.0


def write_report(report: Report, file: Path) -> None:
    """Write a report as JSON, under a temporary name first."""
    told = {
        "built": report.built,
        "findings": [as_data(finding) for finding in report.findings],
        "output": str(report.output) if report.output else None,
        "sources": [str(folder) for folder in report.sources],
    }
    write_whole(file, json.dumps(told).encode())


def read_report(file: Path) -> Report:
    """The report that write_report wrote. The words of its findings are those that stand in messages.toml by now.

    raises: OSError when there is none; KeyError or ValueError when this program does not have the words any more
    """
    catalogue.cache_clear()
    told = json.loads(file.read_text(encoding="utf-8"))
    findings = tuple(map(as_finding, told["findings"]))
    for finding in findings:
        _ = finding.message
    return Report(
        built=told["built"],
        findings=findings,
        output=Path(told["output"]) if told["output"] else None,
        sources=tuple(Path(folder) for folder in told["sources"]),
    )


def as_data(finding: Finding) -> dict[str, Any]:
    """A finding as JSON has it, without its words."""
    told = {"code": finding.code, "variant": finding.variant, "where": [finding.where.path, finding.where.line]}
    return told | {"values": dict(finding.values), "around": [[one.name, dict(one.values)] for one in finding.around]}


def as_finding(told: Mapping[str, Any]) -> Finding:
    """The finding that as_data took apart."""
    around = tuple(Around(name, tuple(values.items())) for name, values in told["around"])
    return Finding(told["code"], told["variant"], Where(*told["where"]), tuple(told["values"].items()), around)
