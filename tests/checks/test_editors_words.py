import pytest

from plugins.checks.sources.editors_words import check
from tests.checks.read_texts import HEADER, PATH, read


@pytest.mark.parametrize(
    ("body", "words"),
    [
        ("Text only block", "words"),
        ("**Text only block**", "words"),
        ("Text Only Block", "words"),
        ("Page component", "words"),
        ("Image block", "words"),
        ("lorem ipsum dolor sit amet", "words"),
        ("TODO", "word"),
        ("TKTK", "word"),
        ("XXXX", "word"),
        ("[insert quote]", "words"),
        ("[photo to come]", "words"),
        ("[TK]", "word"),
    ],
)
def test_a_note_to_oneself_is_told(body: str, words: str) -> None:
    (finding,) = check(read(f"Well.\n\n{body}"))

    shown = body.strip("*")
    assert str(finding) == (
        f'error {PATH}:6  The {words} "{shown}" would appear on the public page. '
        "Delete what is not meant for readers.  [C36]"
    )


@pytest.mark.parametrize(
    "body",
    [
        "Her to-do list is long; todo el mundo lo sabe. It takes XXXL shirts.",
        "They want to block the cuts. An image block may hold up the road.",
        "Write `TODO` or `[insert x]`.",
        "```\nTODO\n```",
        "Words.\n\n    TODO in code",
        "Words <!-- TODO: ask Ana --> and more.\n\n<!--\nTODO\n-->",
        "[insert your name](/form/) and [todo][x]\n\n[x]: /TODO/",
        "[the list](/TODO/) at https://example.org/TODO",
    ],
)
def test_words_that_readers_may_read_are_well(body: str) -> None:
    assert not list(check(read(body)))


def test_the_header_is_looked_at_too_and_a_draft_is_told_gently() -> None:
    header = f"{HEADER}Summary: TODO\n"

    assert [(f.where.line, f.level) for f in check(read("Words.", header))] == [(3, "error")]
    assert [(f.where.line, f.level) for f in check(read("TODO", f"{HEADER}Status: Draft\n"))] == [(5, "note")]


def test_several_in_one_line_are_each_told() -> None:
    assert len(list(check(read("[insert lead here] TODO and TKTK")))) == 3
