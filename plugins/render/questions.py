"""Questions with their answers, as machines are told of a page that holds nothing else."""

import re
from collections.abc import Mapping
from typing import NamedTuple

from selectolax.lexbor import LexborHTMLParser

from plugins.markup.catalogue import Component
from plugins.markup.reading import Reading

HEADING = re.compile(r"<h[1-6]\b")
QUESTION = "details"  # as the component writes each


class Question(NamedTuple):
    """A question and its answer, in plain words."""

    words: str
    answer: str


def is_all_questions(body: Reading, catalogue: Mapping[str, Component]) -> bool:
    """Whether the text of a page is questions and answers, with no more than some words around them."""
    is_only = all(catalogue[block.component].is_questions for block in body.blocks)
    return bool(body.blocks) and is_only and not HEADING.search(body.html)


def questions_in(html: str) -> tuple[Question, ...]:
    """The questions of a drawn text.

    >>> questions_in("<details><summary><h3>May I vote?</h3></summary><div><p>Yes.</p> <p>Do.</p></div></details>")
    (Question(words='May I vote?', answer='Yes. Do.'),)
    """
    found = []
    for one in LexborHTMLParser(html).css(QUESTION):
        summary = one.css_first("summary")
        words = " ".join(summary.text(separator=" ").split()) if summary else ""
        if summary:
            summary.decompose()
        answer = " ".join(one.text(separator=" ").split())
        found += [Question(words, answer)] if words and answer else []
    return tuple(found)
