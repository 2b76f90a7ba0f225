"""What a mistake's number stands for: its messages, or else the docstrings of the functions that find it."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from plugins.core.messages import catalogue

PLUGINS = Path(__file__).parents[1]
CODE = re.compile(r"C\d\d")
# A value in a sentence of messages.toml, or one side of {braces} that are only told.
VALUE = re.compile(r"(?P<brace>\{)\{|(?P<end>\})\}|\{(?P<name>\w+)(?:![a-z])?(?::(?:[^|}]*\|(?P<many>[^}]*)|[^}]*))?\}")
# Lines of a docstring for whoever calls the function.
FOR_CALLERS = re.compile(r"(?:[a-z_]+(?:, [a-z_]+)*|raises|returns): |\s|>>>")


def explanations() -> dict[str, str]:
    """What the functions that make a finding say about it, by its code.

    Nothing is listed anywhere: codes are looked for where findings are made of them, which is where their explanation
    stands. One that no docstring names has none.
    """
    told = {code: [explained(code, messages)] for code, messages in catalogue().items() if CODE.fullmatch(code)}
    for module in sorted(PLUGINS.rglob("*.py")):
        for function in ast.walk(ast.parse(module.read_text(encoding="utf-8"))):
            if not isinstance(function, ast.FunctionDef):
                continue
            docstring = ast.get_docstring(function) or ""
            words = f"{for_readers(docstring)}\n(plugins/{module.relative_to(PLUGINS).as_posix()}, {function.name})"
            for code in dict.fromkeys(codes_in(function)):
                told.setdefault(code, []).extend([words] * (code in docstring))
    return {code: "\n\n".join(found) for code, found in sorted(told.items())}


def explained(code: str, messages: dict[str, Any]) -> str:
    """What messages.toml says of a code: in general, then each of its messages, with names in place of values."""
    told = [str(messages.get("explanation", "")).strip()]
    for variant, one in messages.items():
        if variant != "explanation":
            sentences = " ".join(filter(None, (first_of(one["problem"]), first_of(one.get("remedy", "")))))
            told.append(f"{one['level']}: {VALUE.sub(name_of, sentences)}  [{code}.{variant}]")
    return "\n".join(told)


def name_of(value: re.Match[str]) -> str:
    """What stands in place of a value: its name in capitals, or the word for many."""
    return str(value["brace"] or value["end"] or value["many"] or value["name"].upper())


def first_of(sentence: str | list[str]) -> str:
    """A sentence of messages.toml, or the first of several."""
    known = catalogue()["phrases"].get(sentence, sentence) if isinstance(sentence, str) else sentence
    return known if isinstance(known, str) else str(known[0])


def codes_in(function: ast.FunctionDef) -> Iterator[str]:
    """The codes that a function makes findings of."""
    for node in ast.walk(function):
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and CODE.fullmatch(node.value):
            yield node.value


def for_readers(docstring: str) -> str:
    """A docstring without what is for callers, and without blank lines."""
    lines = (line for line in docstring.splitlines() if line and not FOR_CALLERS.match(line))
    return "\n".join(lines)
