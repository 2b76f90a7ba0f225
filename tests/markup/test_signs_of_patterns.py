"""Where a text holds none of a pattern's signs, the pattern would have found nothing."""

import re

from hypothesis import example, given
from hypothesis import strategies as st
from markdown.inlinepatterns import BACKTICK_RE

from plugins.markup.inline import SIGNS, STAR_OR_ESCAPED
from plugins.markup.named import NAMED

PATTERNS = {
    "escape": re.compile(STAR_OR_ESCAPED, re.DOTALL),
    "backtick": re.compile(BACKTICK_RE, re.DOTALL),
    "named": NAMED,
}
PIECES = (
    "a",
    "5",
    " ",
    "\n",
    "*",
    "**",
    "\\",
    "`",
    "``",
    "[",
    "]",
    "](",
    ")",
    "{",
    "}",
    "fact:members",
    "€",
    ">",
    "</",
    '"',
)


@given(st.lists(st.sampled_from(PIECES), max_size=10).map("".join))
@example("x[0](1)")
@example("{fact:members}")
@example("`a`")
def test_without_its_signs_a_pattern_finds_nothing(text: str) -> None:
    for name, pattern in PATTERNS.items():
        if not SIGNS[name].search(text):
            assert pattern.search(text) is None


def test_every_pattern_that_has_signs_is_looked_at() -> None:
    assert SIGNS.keys() == PATTERNS.keys()
