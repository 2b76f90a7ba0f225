import re

import pytest

from plugins.checks.explain import codes, explanation


@pytest.mark.parametrize("code", codes())
def test_every_mistake_is_explained_where_it_is_found(code: str) -> None:
    told = explanation(code)

    assert re.match(r"plugins/\S+\.py, \w+\n", told)
    assert code in told, "a docstring names the code that it is about"


def test_a_number_that_no_rule_uses_has_no_explanation() -> None:
    assert explanation("C00") == ""
    assert "C00" not in codes()
