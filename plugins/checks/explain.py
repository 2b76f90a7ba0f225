"""What a mistake's number stands for: the docstrings of the functions that find it."""

import ast
import inspect
import re
from collections.abc import Iterator
from pathlib import Path

PLUGINS = Path(__file__).parents[1]
CODE = re.compile(r"C\d\d")


def explanation(code: str) -> str:
    """The docstrings of every function that makes a finding of this code; "" when none does.

    Nothing is listed anywhere: the code is looked for where a finding is made of it.
    """
    return "\n\n".join(dict.fromkeys(docstrings(code)))


def docstrings(code: str) -> Iterator[str]:
    """Each function's own, beginning with the file it stands in."""
    for module in sorted(PLUGINS.rglob("*.py")):
        tree = ast.parse(module.read_text(encoding="utf-8"))
        about = ast.get_docstring(tree) or ""
        for function in ast.walk(tree):
            if isinstance(function, ast.FunctionDef) and makes(function, code):
                told = inspect.cleandoc(ast.get_docstring(function) or about)
                yield f"plugins/{module.relative_to(PLUGINS).as_posix()}, {function.name}\n{told}"


def makes(function: ast.FunctionDef, code: str) -> bool:
    """Whether the code stands among a function's own values, its docstring and inner functions aside."""
    return any(isinstance(node, ast.Constant) and node.value == code for node in ast.walk(function))


def codes() -> list[str]:
    """Every code that some function makes a finding of."""
    found = set()
    for module in PLUGINS.rglob("*.py"):
        for node in ast.walk(ast.parse(module.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Constant) and isinstance(node.value, str) and CODE.fullmatch(node.value):
                found.add(node.value)
    return sorted(found)
