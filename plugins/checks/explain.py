"""What a mistake's number stands for: the docstrings of the functions that find it."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

PLUGINS = Path(__file__).parents[1]
CODE = re.compile(r"C\d\d")
# Lines of a docstring for whoever calls the function.
FOR_CALLERS = re.compile(r"(?:[a-z_]+(?:, [a-z_]+)*|raises|returns): |\s|>>>")


def explanations() -> dict[str, str]:
    """What the functions that make a finding say about it, by its code.

    Nothing is listed anywhere: codes are looked for where findings are made of them, which is where their explanation
    stands. One that no docstring names has none.
    """
    told: dict[str, list[str]] = {}
    for module in sorted(PLUGINS.rglob("*.py")):
        for function in ast.walk(ast.parse(module.read_text(encoding="utf-8"))):
            if not isinstance(function, ast.FunctionDef):
                continue
            docstring = ast.get_docstring(function) or ""
            words = f"{for_readers(docstring)}\n(plugins/{module.relative_to(PLUGINS).as_posix()}, {function.name})"
            for code in dict.fromkeys(codes_in(function)):
                told.setdefault(code, []).extend([words] * (code in docstring))
    return {code: "\n\n".join(found) for code, found in sorted(told.items())}


def codes_in(function: ast.FunctionDef) -> Iterator[str]:
    """The codes that a function makes findings of."""
    for node in ast.walk(function):
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and CODE.fullmatch(node.value):
            yield node.value


def for_readers(docstring: str) -> str:
    """A docstring without what is for callers, and without blank lines."""
    lines = (line for line in docstring.splitlines() if line and not FOR_CALLERS.match(line))
    return "\n".join(lines)
