"""A table of cases is one test: every row is tried, and each that fails is named, with what it says.

Thousands of rows of one line each would cost more as tests of their own than all that they try.
"""

import inspect
from collections.abc import Callable, Iterator, Sequence
from functools import wraps
from itertools import product
from typing import Any

import pytest
from _pytest.mark.structures import ParameterSet

MAX_TOLD = 20  # rows whose failure is told whole; of others the values alone
MAX_VALUE = 300
FOLDER = "tmp_path"

Rows = list[dict[str, Any]]


def rows_of(test: Callable[..., object]) -> Rows:
    """The values that each row gives a test. [] for no table, and for one whose rows are no plain values"""
    marks = [mark for mark in getattr(test, "pytestmark", []) if mark.name == "parametrize"]
    tables = [plain_rows(*mark.args, **mark.kwargs) for mark in marks]
    return [{name: value for part in row for name, value in part.items()} for row in product(*tables)] if marks else []


def plain_rows(names: str | Sequence[str], values: Any, **more: object) -> Rows:
    """The rows of one table; [] where some have marks or are a fixture's, or can be read only once."""
    several = [name.strip() for name in names.split(",")] if isinstance(names, str) else list(names)
    if more.keys() - {"ids"} or isinstance(values, Iterator):
        return []
    sets = [
        ParameterSet.extract_from(value, force_tuple=isinstance(names, str) and len(several) == 1) for value in values
    ]
    if any(one.marks or len(one.values) != len(several) for one in sets):
        return []
    return [dict(zip(several, one.values, strict=True)) for one in sets]


def as_one_test(test: Callable[..., object], rows: Rows) -> Callable[..., None]:
    """A test of all rows. It asks for what else the test of a row does, which must be the same for each of them.

    Of a `tmp_path` each gets a folder of its own.
    """

    @wraps(test)
    def every_row(**given: Any) -> None:
        failed = []
        for number, row in enumerate(rows):
            own = {FOLDER: given[FOLDER] / str(number)} if FOLDER in given else {}
            for folder in own.values():
                folder.mkdir()
            if told := failure(test, {**given, **own, **row}):
                failed.append((row, told))
        if failed:
            lines = [
                f"{as_words(row)}\n{told if number < MAX_TOLD else ''}" for number, (row, told) in enumerate(failed)
            ]
            pytest.fail("\n".join([f"{len(failed)} of {len(rows)} rows fail:", *lines]), pytrace=False)

    own = inspect.signature(test)
    others = [one for name, one in own.parameters.items() if name not in rows[0]]
    marks = [mark for mark in getattr(test, "pytestmark", []) if mark.name != "parametrize"]
    vars(every_row).update(__signature__=own.replace(parameters=others), pytestmark=marks)
    return every_row


def failure(test: Callable[..., object], values: dict[str, object]) -> str:
    """What is told of one row that fails; "" for one that does not."""
    try:
        test(**values)
    except (Exception, pytest.fail.Exception) as wrong:  # noqa: BLE001  (a row may fail in any way)
        return str(pytest.ExceptionInfo.from_exception(wrong).getrepr(style="short"))
    return ""


def as_words(row: dict[str, Any]) -> str:
    """The values of a row, those that are long cut short."""
    texts = {name: repr(value) for name, value in row.items()}
    return ", ".join(
        f"{name}={text if len(text) <= MAX_VALUE else text[:MAX_VALUE] + '…'}" for name, text in texts.items()
    )
