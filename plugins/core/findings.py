"""What a check, a reader or a rule found: where, what is wrong, what to do now."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from functools import reduce
from typing import NamedTuple

from plugins.core.messages import Level as Level
from plugins.core.messages import Message, Value, chosen_words, level_around, level_of, message, message_around
from plugins.core.quoting import printable as printable
from plugins.core.quoting import quoted as quoted
from plugins.core.redaction import without_secrets

Values = tuple[tuple[str, Value], ...]
SETTINGS_FILES = ("pelicanconf.py", "publishconf.py")
IN_A_DRAFT = "in-a-draft"  # what is said around a finding about a draft
# A page's address, with no login in it and no query, holds no secret, and staff have to know it again.
PLAIN_ADDRESS = re.compile(r"https?://[^\s@?]*")
# Of what is told of settings that which is ours, or was made fit to be shown: without_secrets shortens addresses.
OF_OURS = frozenset(("example", "host", "instead", "known", "near", "remote", "setting", "value"))


@dataclass(frozen=True, slots=True)
class Where:
    """A place that staff can open: a path as they know it (`content/news/plan.md`) and a line, 1 for the first."""

    path: str
    line: int = 1

    def __str__(self) -> str:
        return f"{self.path}:{self.line}"


class Around(NamedTuple):
    """What is said around a finding's own words: a name under [around] in messages.toml, and its values."""

    name: str
    values: Values = ()


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that was found, as data; its words stand in messages.toml, and only a report asks for them.

    code: its number in the catalogue of mistakes, for example C39
    variant: which of the messages of that number, for example too-large; with a number before it, C04.no-date, of that
    values: what its sentences name, each with its name
    around: what else is said, the outermost last
    As text it is one line, whatever stands in a file's name.
    """

    code: str
    variant: str
    where: Where
    values: Values = ()
    around: tuple[Around, ...] = ()

    @property
    def message(self) -> Message:
        """In words, for a report. raises: KeyError when messages.toml does not have them"""
        own = message(*self._name, dict(self.values))
        return reduce(lambda inner, around: message_around(around.name, inner, dict(around.values)), self.around, own)

    @property
    def level(self) -> Level:
        """How much it asks for."""
        return reduce(lambda inner, around: level_around(around.name, inner), self.around, level_of(*self._name))

    @property
    def problem(self) -> str:
        """What is wrong, in words."""
        return self.message.problem

    @property
    def predicate(self) -> str:
        """What is wrong, in words, for a list in which whom it is about stands in front."""
        return self.message.predicate or self.message.problem

    @property
    def remedy(self) -> str:
        """What to do now, in words; empty where there is nothing to do."""
        return self.message.remedy

    @property
    def _name(self) -> tuple[str, str]:
        """The number and the variant under which its message stands."""
        code, _, variant = self.variant.rpartition(".")
        return code or self.code, variant

    def within(self, name: str, /, **values: Value) -> "Finding":
        """The same with something said around it: a name under [around] in messages.toml, and its values."""
        return replace(self, around=(*self.around, Around(name, tuple(values.items()))))

    @property
    def once_published(self) -> "Finding":
        """The same as it is told of a text that is no draft."""
        return replace(self, around=tuple(one for one in self.around if one.name != IN_A_DRAFT))

    def counted_as(self, code: str) -> "Finding":
        """The same mistake where another number explains it better; its message stays that of its own."""
        return replace(self, code=code, variant=".".join(self._name))

    def __str__(self) -> str:
        words = self.message
        sentences = " ".join(sentence for sentence in (words.problem, words.remedy) if sentence)
        return printable(f"{words.level} {self.where}  {sentences}  [{self.code}]")


def finding(name: str, where: Where, /, **values: Value) -> Finding:
    """A finding by the name of its message, such as C39.too-large, and the values that its sentences name."""
    return _made(name, where, values)


class WrongValue:
    """Why a value will not do: a finding whose place only the caller knows.

    name: of its message, such as C34.no-number; values: what the message's sentences name
    """

    def __init__(self, name: str, /, **values: Value) -> None:
        self.name, self.values = name, values

    def at(self, where: Where) -> Finding:
        """What was found at a place."""
        return _made(self.name, where, self.values)


def _made(name: str, where: Where, values: Mapping[str, Value]) -> Finding:
    code, _, variant = name.partition(".")
    told = values.items()
    if where.path.endswith(SETTINGS_FILES):  # whatever a setting holds, a password may be in it
        told = {key: _told(key, value) for key, value in told}.items()
    return Finding(code, variant, where, tuple(told))


def _told(key: str, value: Value) -> Value:
    """A value of what is told of a setting without secrets."""
    is_ours = key in OF_OURS or not isinstance(value, str) or PLAIN_ADDRESS.fullmatch(value)
    return value if is_ours else without_secrets(str(value))


class ReasonError(Exception):
    """An error that a finding is made of, as data: its words stand in messages.toml.

    reason: the name of a clause there, such as picture.empty
    values: what the clause names
    """

    def __init__(self, reason: str, /, **values: Value) -> None:
        super().__init__(reason)
        self.reason, self.values = reason, values

    @property
    def why(self) -> dict[str, Value]:
        """The values of a finding whose message has a place for the `reason`."""
        return {**self.values, "reason": self.reason}

    def __str__(self) -> str:
        return chosen_words("clauses", self.reason, self.values)


class SiteError(Exception):
    """The site cannot be built as it stands; carries every finding, not only the first."""

    def __init__(self, findings: Iterable[Finding]) -> None:
        self.findings = in_order(findings)
        super().__init__("\n".join(map(str, self.findings)))


def in_order(findings: Iterable[Finding]) -> list[Finding]:
    """Each finding once, sorted by file and line."""
    return sorted(set(findings), key=lambda f: (f.where.path, f.where.line, f.code, *f.message[1:3]))


def without_notes(findings: Iterable[Finding]) -> list[Finding]:
    """Those that ask for something; the others are told to whoever asks for them (`tasks.py check --notes`)."""
    return [finding for finding in findings if finding.level is not Level.NOTE]


def errors(findings: Iterable[Finding]) -> list[Finding]:
    """Those that stop a public build."""
    return [finding for finding in findings if finding.level is Level.ERROR]
