"""What a check, a reader or a rule found: where, what is wrong, what to do now."""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum


class Level(StrEnum):
    """How much a finding asks for: an error stops a public build, a warning asks for something, a note for nothing."""

    ERROR = "error"
    WARNING = "warning"
    NOTE = "note"


@dataclass(frozen=True, slots=True)
class Where:
    """A place that staff can open: a path as they know it (`content/news/plan.md`) and a line, 1 for the first."""

    path: str
    line: int = 1

    def __str__(self) -> str:
        return f"{self.path}:{self.line}"


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that was found, in plain words. `code` is its number in the catalogue of mistakes, for example C32.

    As text it is one line, whatever stands in a file's name.
    """

    level: Level
    where: Where
    problem: str
    remedy: str
    code: str

    def __str__(self) -> str:
        sentences = " ".join(sentence for sentence in (self.problem, self.remedy) if sentence)
        return printable(f"{self.level} {self.where}  {sentences}  [{self.code}]")


class SiteError(Exception):
    """The site cannot be built as it stands; carries every finding, not only the first."""

    def __init__(self, findings: Iterable[Finding]) -> None:
        self.findings = in_order(findings)
        super().__init__("\n".join(map(str, self.findings)))


def error(where: Where, problem: str, remedy: str, code: str) -> Finding:
    """A finding that stops a public build."""
    return Finding(Level.ERROR, where, problem, remedy, code)


def warning(where: Where, problem: str, remedy: str, code: str) -> Finding:
    """A finding that asks for something and stops nothing."""
    return Finding(Level.WARNING, where, problem, remedy, code)


def note(where: Where, problem: str, remedy: str, code: str) -> Finding:
    """A finding that asks for nothing."""
    return Finding(Level.NOTE, where, problem, remedy, code)


def quoted(text: str, most: int = 60) -> str:
    """A text as a finding shows it: in quotation marks, on one line, cut after `most` letters.

    >>> quoted(" Ana   Reyes")
    '"Ana Reyes"'
    """
    line = " ".join(text.split())
    return f'"{line}"' if len(line) <= most else f'"{line[:most]} …"'


def printable(text: str) -> str:
    r"""A name or sentence on one line, for a terminal: what cannot be seen, or makes its order lie, as an escape.

    >>> printable("two\nlines \u202egnp.jpg")
    'two\\nlines \\u202egnp.jpg'
    """
    if text.isprintable():
        return text
    return "".join(letter if letter.isprintable() else ascii(letter)[1:-1] for letter in text)


def in_order(findings: Iterable[Finding]) -> list[Finding]:
    """Each finding once, sorted by file and line."""
    return sorted(set(findings), key=lambda f: (f.where.path, f.where.line, f.code, f.problem, f.remedy))


def without_notes(findings: Iterable[Finding]) -> list[Finding]:
    """Those that ask for something; the others are told to whoever asks for them (`tasks.py check --notes`)."""
    return [finding for finding in findings if finding.level is not Level.NOTE]


def errors(findings: Iterable[Finding]) -> list[Finding]:
    """Those that stop a public build."""
    return [finding for finding in findings if finding.level is Level.ERROR]
