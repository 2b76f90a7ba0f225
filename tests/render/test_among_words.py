"""Addresses of the site among a text's words: each is told once, and none that is told of a link that failed."""

import pytest

from plugins.core.header import split
from plugins.render.among_words import addresses_among_words


@pytest.mark.parametrize(
    ("words", "lines"),
    [
        ("See /news/ here.", [3]),
        ("See\n(/news/) here.", [4]),
        ("See [it]\n(/news/) here.", []),
        ("See [it] (/news/) here.", []),
        ("See [it]\n\n(/news/) here.", [5]),
        ("See [it](/news/) here.", []),
    ],
)
def test_an_address_behind_the_words_of_a_link_is_of_that_link(words: str, lines: list[int]) -> None:
    source = split(f"Title: A\n\n{words}\n", "content/news/a.md")

    assert [one.where.line for one in addresses_among_words(source, ("news/",))] == lines
