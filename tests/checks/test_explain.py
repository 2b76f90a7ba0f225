import re

from plugins.checks.explain import explanations


def test_every_mistake_is_explained_with_all_that_is_told_of_it() -> None:
    explained = {code: str(explanation) for code, explanation in explanations().items()}

    assert {"C01", "C11", "C31", "C83", "C99"} <= explained.keys()
    assert {code for code, words in explained.items() if code not in words} == set()
    assert not [code for code, words in explained.items() if "raises:" in words], "that is for callers"
    assert re.fullmatch(r"[A-Z].+\n(?:error: .+  \[C83\.[a-z-]+\]\n?){8}", explained["C83"], re.DOTALL)
