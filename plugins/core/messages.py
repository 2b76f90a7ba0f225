"""All words that staff are told: messages.toml, and how the data of a finding is put into them.

A message stands under its name, `[C39.too-large]`: `level`, `problem` and, where there is something to do, `remedy`.
`[C39]` has the `explanation` of all that `C39` stands for. In the sentences `{name}` is a value of the finding;
`{name!q}` the same in quotation marks, shortened; `{name!l}` shortened without them; `{count:,}` a number with commas;
`{count:page|pages}` the word for so many. A `problem` or `remedy` may be a list: the first one counts for which every
value is there and not empty. A remedy that several share stands under `[phrases]`, and is named instead.

Under `[around]` stands what may be said around a message of any code, whose words are `{problem}` and `{remedy}` there.
"""

import tomllib
from collections.abc import Mapping
from enum import StrEnum
from functools import cache
from pathlib import Path
from string import Formatter
from typing import Any, NamedTuple

from plugins.core.quoting import quoted

FILE = Path(__file__).with_name("messages.toml")

Value = str | int


class Level(StrEnum):
    """How much a finding asks for: an error stops a public build, a warning asks for something, a note for nothing."""

    ERROR = "error"
    WARNING = "warning"
    NOTE = "note"


class Message(NamedTuple):
    """A finding in words; the remedy is empty where there is nothing to do."""

    level: Level
    problem: str
    remedy: str


class _Words(Formatter):
    """Format strings with the forms described above."""

    def convert_field(self, value: Any, conversion: str | None) -> Any:
        if conversion == "l":
            return quoted(str(value))[1:-1]
        return quoted(str(value)) if conversion == "q" else super().convert_field(value, conversion)

    def format_field(self, value: Any, format_spec: str) -> str:
        if "|" in format_spec:
            one, many = format_spec.split("|")
            return one if value == 1 else many
        return str(super().format_field(value, format_spec))


WORDS = _Words()


@cache
def catalogue() -> dict[str, Any]:
    """The whole of messages.toml."""
    return tomllib.loads(FILE.read_text(encoding="utf-8"))


def level_of(code: str, variant: str) -> Level:
    """How much a finding asks for. raises: KeyError for one that messages.toml does not have"""
    return Level(catalogue()[code][variant]["level"])


def level_around(name: str, inner: Level) -> Level:
    """How much a finding asks for in which another's message stands. raises: KeyError"""
    return Level(catalogue()["around"][name].get("level", inner))


def message(code: str, variant: str, values: Mapping[str, Value]) -> Message:
    """What is told of a finding. raises: KeyError for one that messages.toml does not have, or has more values"""
    told = catalogue()[code][variant]
    problem, remedy = in_words(told["problem"], values), in_words(told.get("remedy", ""), values)
    return Message(Level(told["level"]), problem, remedy)


def message_around(name: str, inner: Message, values: Mapping[str, Value]) -> Message:
    """What is told of a finding in which another's message stands. raises: KeyError"""
    told = catalogue()["around"][name]
    values = {**values, "problem": inner.problem, "remedy": inner.remedy}
    return Message(
        level_around(name, inner.level),
        in_words(told.get("problem", "{problem}"), values),
        in_words(told.get("remedy", "{remedy}"), values),
    )


def in_words(sentence: str | list[str], values: Mapping[str, Value]) -> str:
    """A sentence of messages.toml, or the first of several for which every value is there. raises: KeyError"""
    known = catalogue().get("phrases", {}).get(sentence, sentence) if isinstance(sentence, str) else sentence
    sentences = [known] if isinstance(known, str) else known
    there = {name for name, value in values.items() if value != ""}
    fitting = next((one for one in sentences if fields_of(one) <= there), sentences[-1])
    return WORDS.vformat(fitting, (), values)


@cache
def fields_of(sentence: str) -> frozenset[str]:
    """The names of the values that a sentence shows.

    >>> sorted(fields_of("{count:,} {count:page|pages} in {file!q}"))
    ['count', 'file']
    """
    return frozenset(name for _, name, _, _ in WORDS.parse(sentence) if name)
