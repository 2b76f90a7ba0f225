"""What a mistake's number stands for: the messages of messages.toml that have it."""

import re
from typing import Any

from plugins.core.messages import catalogue

CODE = re.compile(r"C\d{2,3}")
# A value in a sentence of messages.toml, or one side of {braces} that are only told.
VALUE = re.compile(
    r"(?P<brace>\{)\{|(?P<end>\})\}|\{(?P<name>\w+)(?:!(?P<form>[a-z]))?(?::(?:[^|}]*\|(?P<many>[^}]*)|[^}]*))?\}"
)


def explanations() -> dict[str, str]:
    """What messages.toml says of each code, in order."""
    known = sorted((code for code in catalogue() if CODE.fullmatch(code)), key=lambda code: int(code[1:]))
    return {code: explained(code, catalogue()[code]) for code in known}


def explained(code: str, messages: dict[str, Any]) -> str:
    """What messages.toml says of a code: in general, then each of its messages, with names in place of values."""
    lines = [str(messages.get("explanation", "")).strip()]
    for variant, one in messages.items():
        if variant != "explanation":
            parts = (one.get("subject", ""), one["problem"], one.get("remedy", ""))
            sentences = " ".join(filter(None, map(first_of, parts)))
            lines.append(f"{one['level']}: {VALUE.sub(name_of, sentences)}  [{code}.{variant}]")
    return "\n".join(lines)


def name_of(value: re.Match[str]) -> str:
    """What stands in place of a value: its name in capitals, or the word for many."""
    name = "remedy" if value["form"] == "r" else value["name"]
    return str(value["brace"] or value["end"] or value["many"] or name.upper())


def first_of(sentence: str | list[str]) -> str:
    """A sentence of messages.toml, or the first of several."""
    known = catalogue()["phrases"].get(sentence, sentence) if isinstance(sentence, str) else sentence
    return known if isinstance(known, str) else str(known[0])
