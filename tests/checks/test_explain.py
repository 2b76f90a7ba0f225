import re

from plugins.checks.explain import explanations


def test_every_mistake_is_explained_where_it_is_found() -> None:
    told = explanations()

    assert {"C01", "C11", "C31", "C99"} <= told.keys()
    assert {code for code, words in told.items() if code not in words} == set()
    assert all(re.search(r"\(plugins/\S+\.py, \w+\)$", words) for words in told.values())
    assert not [code for code, words in told.items() if "raises:" in words], "that is for callers"
