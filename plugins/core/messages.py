"""All words that staff are told: messages.toml, and how the data of a finding is put into them.

A message stands under its name, `[C39.too-large]`: `level`, `problem` and, where there is something to do, `remedy`.
`[C39]` has the `explanation` of all that `C39` stands for. In the sentences `{name}` is a value of the finding;
`{name!q}` the same in quotation marks, shortened; `{name!l}` shortened without them; `{count:,}` a number with commas;
`{count:page|pages}` the word for so many; `{day}` a date, `{day:weekday}` with its weekday, `{day:time}` its time;
`{bytes:size}` a number of bytes as people say it. A `problem` or `remedy` may be a list: the first one counts for
which every value is there and not empty. A remedy that several share stands under `[phrases]`, and is named instead.
`{reason!c}` is the clause of `[clauses]` that a value names, such as `picture.empty`, and `{reason!r}` the sentence of
`[remedies]` for it; the same values stand in both. `{files!a}` are several names, parted by AND, with "and" between
them. The `subject` of a message is whom its problem is about; lists leave it out where that stands in front anyway.

Under `[around]` stands what may be said around a message of any code, whose words are `{problem}` and `{remedy}` there.
"""

import tomllib
from collections.abc import Callable, Mapping
from datetime import date
from enum import StrEnum
from functools import cache
from pathlib import Path
from string import Formatter
from typing import Any, NamedTuple

from plugins.core.in_words import day_in_words, size_in_words, time_in_words, without_weekday
from plugins.core.quoting import quoted

FILE = Path(__file__).with_name("messages.toml")

Value = str | int | date
AND = "\0"  # between names of which there are several, since none of them can hold it
FORMS: Mapping[str, Callable[[Any], str]] = {"weekday": day_in_words, "time": time_in_words, "size": size_in_words}
CHOSEN_BY_VALUE = {"c": "clauses", "r": "remedies"}


class Level(StrEnum):
    """How much a finding asks for: an error stops a public build, a warning asks for something, a note for nothing."""

    ERROR = "error"
    WARNING = "warning"
    NOTE = "note"


class Message(NamedTuple):
    """A finding in words; the remedy is empty where there is nothing to do.

    predicate: the problem without its subject; empty where that is the whole problem
    """

    level: Level
    problem: str
    remedy: str
    predicate: str = ""


class _Words(Formatter):
    """Format strings with the forms described above."""

    def __init__(self, values: Mapping[str, Value]) -> None:
        self.values = values

    def convert_field(self, value: Any, conversion: str | None) -> Any:
        if conversion in CHOSEN_BY_VALUE:
            return chosen_words(CHOSEN_BY_VALUE[conversion], str(value), self.values)
        if conversion == "a":
            return str(value).replace(AND, catalogue()["phrases"]["and"])
        if conversion == "l":
            return quoted(str(value))[1:-1]
        return quoted(str(value)) if conversion == "q" else super().convert_field(value, conversion)

    def format_field(self, value: Any, format_spec: str) -> str:
        if format_spec in FORMS:
            return FORMS[format_spec](value)
        if isinstance(value, date):
            return without_weekday(value)
        if "|" in format_spec:
            one, many = format_spec.split("|")
            return one if value == 1 else many
        return str(super().format_field(value, format_spec))


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
    return _in_words(catalogue()[code][variant], level_of(code, variant), values)


def message_around(name: str, inner: Message, values: Mapping[str, Value]) -> Message:
    """What is told of a finding in which another's message stands. raises: KeyError"""
    entry = {"problem": "{problem}", "remedy": "{remedy}", **catalogue()["around"][name]}
    values = {**values, "problem": inner.problem, "remedy": inner.remedy}
    around = _in_words(entry, level_around(name, inner.level), values)
    return around if around.problem != inner.problem else around._replace(predicate=inner.predicate)


def _in_words(entry: Mapping[str, Any], level: Level, values: Mapping[str, Value]) -> Message:
    problem, remedy = in_words(entry["problem"], values), in_words(entry.get("remedy", ""), values)
    if "subject" not in entry:
        return Message(level, problem, remedy)
    return Message(level, f"{in_words(entry['subject'], values)} {problem}", remedy, predicate=problem)


def in_words(sentence: str | list[str], values: Mapping[str, Value]) -> str:
    """A sentence of messages.toml, or the first of several for which every value is there. raises: KeyError"""
    known = catalogue().get("phrases", {}).get(sentence, sentence) if isinstance(sentence, str) else sentence
    sentences = [known] if isinstance(known, str) else known
    there = {name for name, value in values.items() if value != ""}
    fitting = next((one for one in sentences if fields_of(one) <= there), sentences[-1])
    return _Words(values).vformat(fitting, (), values)


def chosen_words(table: str, name: str, values: Mapping[str, Value]) -> str:
    """The words in [clauses] or [remedies] that a value names. raises: KeyError for one that is not there"""
    room, _, own = name.partition(".")
    return in_words(catalogue()[table][room][own], values)


@cache
def fields_of(sentence: str) -> frozenset[str]:
    """The names of the values that a sentence shows.

    >>> sorted(fields_of("{count:,} {count:page|pages} in {file!q}"))
    ['count', 'file']
    """
    return frozenset(name for _, name, _, _ in Formatter().parse(sentence) if name)
