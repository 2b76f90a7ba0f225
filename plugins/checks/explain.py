"""What a mistake's number stands for: the messages of messages.toml that have it."""

import re
from collections.abc import Mapping
from typing import Any, NamedTuple

from plugins.core.messages import Level, catalogue

CODE = re.compile(r"C\d{2,3}")
# A value in a sentence of messages.toml, or one side of {braces} that are only told.
VALUE = re.compile(
    r"(?P<brace>\{)\{|(?P<end>\})\}|\{(?P<name>\w+)(?:!(?P<form>[a-z]))?(?::(?:[^|}]*\|(?P<many>[^}]*)|[^}]*))?\}"
)


class MessageText(NamedTuple):
    """One message of a code. sentences: with names in capitals in place of values; name: such as C11.has-no-page"""

    level: Level
    sentences: str
    name: str


class Explanation(NamedTuple):
    """A code, what it stands for, and each of its messages."""

    code: str
    words: str
    messages: tuple[MessageText, ...]

    def __str__(self) -> str:
        return "\n".join([self.words, *(f"{one.level}: {one.sentences}  [{one.name}]" for one in self.messages)])


def explanations() -> dict[str, Explanation]:
    """What messages.toml says of each code, in order."""
    codes = sorted(filter(CODE.fullmatch, catalogue()), key=lambda code: int(code[1:]))
    return {code: explanation(code, catalogue()[code]) for code in codes}


def explanation(code: str, messages: Mapping[str, Any]) -> Explanation:
    """What messages.toml says of a code: in general, then each of its messages."""
    told = [(variant, one) for variant, one in messages.items() if variant != "explanation"]
    return Explanation(
        code,
        str(messages.get("explanation", "")).strip(),
        tuple(MessageText(Level(one["level"]), sentences(one), f"{code}.{variant}") for variant, one in told),
    )


def sentences(message: Mapping[str, Any]) -> str:
    """All that a message may say, with names in place of values."""
    parts = (message.get("subject", ""), message["problem"], message.get("remedy", ""))
    return VALUE.sub(name_of, " ".join(filter(None, map(first_of, parts))))


def name_of(value: re.Match[str]) -> str:
    """What stands in place of a value: its name in capitals, or the word for many."""
    name = "remedy" if value["form"] == "r" else value["name"]
    return str(value["brace"] or value["end"] or value["many"] or name.upper())


def first_of(sentence: str | list[str]) -> str:
    """A sentence of messages.toml, or the first of several."""
    known = catalogue()["phrases"].get(sentence, sentence) if isinstance(sentence, str) else sentence
    return known if isinstance(known, str) else str(known[0])
