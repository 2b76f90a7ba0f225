import pytest

from plugins.markup.limits import too_much


@pytest.mark.parametrize(
    ("text", "line", "words"),
    [
        ("Text.\n\n" + "[" * 20_000, 3, 'More than 100 "["'),
        ("[a\n" * 20_000, 101, 'More than 100 "["'),
        ("[a](" * 20_000, 1, 'More than 100 "("'),
        (">" * 21 + " deep", 1, "nested deeper than 20"),
        ("- " * 21 + "deep", 1, "nested deeper than 20"),
        ("\n".join("    " * depth + "- deep" for depth in range(40)), 21, "nested deeper than 20"),
        ("a|" * 999 + "a\n" + "-|" * 999 + "-\n" + "x|y\n" * 1_000, 22, "more than 20,000 cells"),
        (
            "> a|b\n> -|-\n" + "> x|y\n" * 3_000 + ">\n> a|b\n>" + "|-" * 9 + "|\n" + "> |\n" * 1_500,
            4277,
            "20,000 cells",
        ),
    ],
)
def test_text_that_would_take_for_ever_is_found(text: str, line: int, words: str):
    finding = too_much(text.split("\n"), "content/news/plan.md", 1)

    assert finding is not None
    assert (finding.where.line, finding.code) == (line, "C39")
    assert words in finding.problem


@pytest.mark.parametrize(
    "text",
    [
        "[a](b) " * 500,
        "- [a](b)\n" * 500,
        "[a\n\n" * 500,
        "- - " * 40,
        "*" * 80,
        "    " * 30 + "code",
        "1. one\n    - two\n        1. three",
        "> > quoted twice",
        "a|b|c\n-|-|-\n" + "x|y|z\n" * 4_000,
        "a|" * 200 + "a\n" + "-|" * 200 + "-\n\n" + "Words. | \n\n" * 2_000,
    ],
)
def test_long_text_is_not_too_much(text: str):
    assert too_much(text.split("\n"), "content/news/plan.md", 1) is None
