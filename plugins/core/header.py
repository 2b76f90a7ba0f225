"""A file as staff write it: `Name: value` lines, a blank line, then the text."""

import re
from codecs import BOM_UTF8, BOM_UTF16_BE, BOM_UTF16_LE
from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path
from typing import NamedTuple

from plugins.core.findings import Finding, Where, finding
from plugins.core.reachable import NOTHING_PRIVATE, PrivateFiles, visible, why_not_read
from plugins.core.slugs import composed

FIELD_LINE = re.compile(r" {0,3}(?P<name>[^\W\d_][\w-]*)[ \t]*:(?!//)[ \t]*(?P<value>.*)")
CONTINUED = re.compile(r"(?: {4,}|\t)\s*(?P<value>\S.*)")
# What XML or HTML forbids: a feed with one of these is cut off there.
CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ufdd0-\ufdef\ufffe\uffff]")
OTHER_LINE_ENDS = re.compile(r"[\r\x85\u2028\u2029]")
MAX_SIZE_BYTES = 1_000_000
MAX_CONTROL_LINES = 100  # a file of nothing else is told in no more lines
MAX_FIELDS = 100
MAX_VALUE_CHARACTERS = 2_000


class Entry(NamedTuple):
    """One field of a header: the name as written, its value without spaces around it, and the line of its name."""

    name: str
    value: str
    line: int


@dataclass(frozen=True, slots=True)
class Source:
    """One file, taken apart.

    path: how staff know it
    body_line: the file's line on which the body begins
    divided: whether an empty line stands between header and body; without it the body may begin with a broken field
    above: the lines above the body, as written
    """

    path: str
    entries: tuple[Entry, ...]
    body: str
    body_line: int
    divided: bool = True
    above: tuple[str, ...] = field(default=(), compare=False, repr=False)

    @property
    def text(self) -> str:
        """The whole file: what its header says, and its body."""
        return "\n".join([*(entry.value for entry in self.entries), self.body])

    def find(self, name: str) -> Entry | None:
        """The first field of that name, in any letter case, or None when the file does not have it."""
        return next((entry for entry in self.entries if entry.name.casefold() == name.casefold()), None)

    def empty(self, name: str) -> dict[str, str]:
        """As the value `empty` of a finding, the name of a field whose line says nothing; else nothing."""
        entry = self.find(name)
        return {"empty": name} if entry and not entry.value else {}

    def line_of(self, name: str) -> int:
        """The line of a field, or the first line when the file does not have it."""
        found = self.find(name)
        return found.line if found else 1


def text_files(folder: Path) -> list[Path]:
    """The Markdown files of a folder by name; none when there is no folder. Hidden ones are a computer's own."""
    return visible(folder.glob("*.md"))


def split(text: str, path: str) -> Source:
    """Takes a file's text apart: the header ends at the first blank line or the first line that is no field.

    A line with four spaces or a tab before it goes on with the value above. A header may stand between lines of `---`.
    """
    lines = text.split("\n")
    at = next((number for number, line in enumerate(lines) if line.strip()), len(lines))
    fenced = at < len(lines) and lines[at].rstrip() == "---"
    at += fenced
    entries: list[Entry] = []
    while at < len(lines):
        line = lines[at].rstrip()
        if match := FIELD_LINE.fullmatch(line):
            entries.append(Entry(match["name"], match["value"].strip(), at + 1))
        elif entries and (more := CONTINUED.fullmatch(line)):
            last = entries.pop()
            entries.append(Entry(last.name, f"{last.value}\n{more['value']}".strip(), last.line))
        else:
            break
        at += 1
    end = lines[at].rstrip() if at < len(lines) else ""
    closed = fenced and end in ("---", "...")
    at += closed
    while at < len(lines) and not lines[at].strip():
        at += 1
    divided = not entries or closed or not end
    return Source(path, tuple(entries), "\n".join(lines[at:]), at + 1, divided, tuple(lines[:at]))


class SeenFile(NamedTuple):
    """What the file system had to say of one file.

    path: how staff know it, for example `content/news/plan.md`
    data: its bytes; none when it must not or cannot be opened
    unread: why not (C37, C39, C56)
    """

    path: str
    data: bytes
    unread: Finding | None = None


def read_source(file: Path, path: str, content: Path) -> tuple[Source, list[Finding]]:
    """Reads a file and takes it apart; `see` and `source_of` in one."""
    return source_of(see(file, path, content))


def source_of(seen: SeenFile) -> tuple[Source, list[Finding]]:
    """A file taken apart; what cannot be read is left out, and told (C08, C09, C37, C39, C44, C56). Pure."""
    path = seen.path
    text, findings = decode(seen.data, path)
    if seen.unread:
        findings = [seen.unread, *findings]
    if text.strip() and not text.partition("\n")[0].strip():
        findings.append(finding("C08.empty-first-line", Where(path)))
    source = split(text, path)
    if too_long := _too_long(source):
        return split("", path), [*findings, too_long]
    return source, findings


def _too_long(source: Source) -> Finding | None:
    """The first field of a header that is one too many, or too long (C39)."""
    if len(source.entries) > MAX_FIELDS:
        where = Where(source.path, source.entries[MAX_FIELDS].line)
        return finding("C39.too-many-fields", where, count=len(source.entries), limit=MAX_FIELDS)
    for entry in source.entries:
        if (letters := len(entry.value)) > MAX_VALUE_CHARACTERS:
            where = Where(source.path, entry.line)
            return finding("C39.value-too-long", where, field=entry.name, letters=letters, limit=MAX_VALUE_CHARACTERS)
    return None


def decode(data: bytes, path: str) -> tuple[str, list[Finding]]:
    """The text that bytes spell in UTF-8, every line ended by a line feed, without control characters; in NFC.

    returns: the text; what was wrong with it: a letter that cannot be read (C09), a control character (C44)
    """
    findings: list[Finding] = []
    data = data.removeprefix(BOM_UTF8)
    try:
        text = data.decode()
    except UnicodeDecodeError as wrong:
        before = _with_line_feeds(data[: wrong.start].decode()).split("\n")
        word = CONTROL.sub("", before[-1]).rpartition(" ")[2][-20:]
        findings.append(finding("C09.unreadable-letter", Where(path, len(before)), before=word))
        text = data.decode("utf-16" if data.startswith((BOM_UTF16_LE, BOM_UTF16_BE)) else "utf-8", "replace")
    text = composed(_with_line_feeds(text))
    if not CONTROL.search(text):
        return text, findings
    for number, line in enumerate(text.split("\n"), 1):
        if CONTROL.search(line):
            findings.append(finding("C44.control-character", Where(path, number)))
            if len(findings) == MAX_CONTROL_LINES:
                break
    return CONTROL.sub("", text), findings


def is_unread(findings: Iterable[Finding]) -> bool:
    """Whether a file was left out as a whole; then what it lacks is no mistake of its own."""
    return any(finding.code in ("C37", "C39", "C56") for finding in findings)


def see(file: Path, path: str, content: Path, private: PrivateFiles = NOTHING_PRIVATE) -> SeenFile:
    """Opens a file.

    path: how staff know it; content: the folder that no link may lead out of
    private: members' files, which are nobody's text
    """
    if wrong := why_not_read(file, path, content, private):
        return SeenFile(path, b"", wrong)
    try:
        if (size_bytes := file.stat().st_size) <= MAX_SIZE_BYTES:
            return SeenFile(path, file.read_bytes())
    except OSError as failed:
        return SeenFile(path, b"", finding("C56.not-opened", Where(path), reason=str(failed.strerror)))
    megabytes, limit = f"{size_bytes / 1_000_000:.1f}", MAX_SIZE_BYTES // 1_000_000
    return SeenFile(path, b"", finding("C39.file-too-large", Where(path), megabytes=megabytes, limit=limit))


def _with_line_feeds(text: str) -> str:
    """A text of which each line ends with a line feed, whichever of the characters that end a line it used."""
    return OTHER_LINE_ENDS.sub("\n", text.replace("\r\n", "\n"))
