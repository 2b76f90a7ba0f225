"""What one build of the preview came to: written by the process that built, read by the one that serves."""

import json
from dataclasses import dataclass
from pathlib import Path

from plugins.checks.report import as_plain
from plugins.core.atomic import write_whole
from plugins.core.findings import Finding, Level, Where, in_own_words


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
        "findings": [as_plain(finding) for finding in report.findings],
        "output": str(report.output) if report.output else None,
        "sources": [str(folder) for folder in report.sources],
    }
    write_whole(file, json.dumps(told).encode())


def read_report(file: Path) -> Report:
    """The report that write_report wrote.

    raises: OSError when there is none
    """
    told = json.loads(file.read_text(encoding="utf-8"))
    return Report(
        built=told["built"],
        findings=tuple(as_finding(plain) for plain in told["findings"]),
        output=Path(told["output"]) if told["output"] else None,
        sources=tuple(Path(folder) for folder in told["sources"]),
    )


def as_finding(plain: dict[str, str | int]) -> Finding:
    """The finding that as_plain took apart."""
    where = Where(str(plain["path"]), int(plain["line"]))
    level, problem, remedy, code = (str(plain[name]) for name in ("level", "problem", "remedy", "code"))
    return in_own_words(Level(level), where, problem, remedy, code)
