"""Findings for whoever reads them: people in a terminal, machines, and pull requests on GitHub."""

import json
from collections.abc import Callable, Iterable, Mapping

from plugins.core.findings import Finding, Level, printable

# https://docs.github.com/actions/reference/workflow-commands-for-github-actions
GITHUB_LEVELS = {Level.ERROR: "error", Level.WARNING: "warning", Level.NOTE: "notice"}


def as_text(findings: Iterable[Finding]) -> str:
    """A line for each, as MESSAGES has them; and how many there are of each level."""
    collected = list(findings)
    counts = {level: sum(finding.level is level for finding in collected) for level in Level}
    counted = [f"{count} {level}{'s' * (count != 1)}" for level, count in counts.items() if count]
    return "\n".join([*map(str, collected), f"{', '.join(counted)}." if counted else "No mistakes."])


def as_json(findings: Iterable[Finding]) -> str:
    """A list of objects: level, path, line, problem, remedy, code."""
    return json.dumps([as_plain(finding) for finding in findings], indent=1)


def as_plain(finding: Finding) -> dict[str, str | int]:
    """A finding in words, as JSON has it."""
    words = finding.message
    plain: dict[str, str | int] = {"path": finding.where.path, "line": finding.where.line, "level": words.level.value}
    return plain | {"problem": words.problem, "remedy": words.remedy, "code": finding.code}


def as_github(findings: Iterable[Finding]) -> str:
    """A workflow command for each, which GitHub shows at its line of a pull request."""
    return "\n".join(map(github_command, findings))


def github_command(finding: Finding) -> str:
    """One workflow command; what has a meaning there is escaped as GitHub's own toolkit does."""
    place = {"file": finding.where.path, "line": str(finding.where.line), "title": finding.code}
    properties = ",".join(f"{name}={escaped(shown(value), ':,')}" for name, value in place.items())
    words = " ".join(part for part in (finding.problem, finding.remedy) if part)
    return f"::{GITHUB_LEVELS[finding.level]} {properties}::{escaped(shown(words))}"


def shown(text: str) -> str:
    """A text of several lines perhaps, without what a terminal would take for commands or turn round."""
    return "\n".join(map(printable, text.split("\n")))


def escaped(text: str, more: str = "") -> str:
    """A text in which no sign, nor any of `more`, means anything in a workflow command."""
    return "".join(f"%{ord(sign):02X}" if sign in f"%\r\n{more}" else sign for sign in text)


FORMATS: Mapping[str, Callable[[Iterable[Finding]], str]] = {"text": as_text, "json": as_json, "github": as_github}
