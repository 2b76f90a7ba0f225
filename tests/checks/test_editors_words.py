import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from plugins.checks.sources.editors_words import ADDRESS, check, has_trace, notes_to_oneself
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
        ("[Place of meeting]", "words"),
        ("[Ville de la réunion]", "words"),
        ("(link to the video here)", "words"),
        ("(insérer la citation)", "words"),
        ("(insert your name)", "words"),
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
        "The TODO app is open.",
        "Our TODO list, her TODOs, and a FIXME comment.",
        "Every TODO counts.",
        "```\nTODO\n```",
        "Words.\n\n    TODO in code",
        "Words <!-- TODO: ask Ana --> and more.\n\n<!--\nTODO\n-->",
        "[insert your name](/form/) and [todo][x]\n\n[x]: /TODO/",
        'Write "TODO" where something is missing, or “[insert name]”.',
        "The label 'Text only block' was his idea. « lorem ipsum » means nothing.",
        "Her password was XXXXXXXX, and XXXXXXXX as a password is a poor one.",
        "Pay with XXXX XXXX XXXX 1234, of which we keep nothing.",
        "Call 1-800-XXX-XXXX, or send ABCD-XXXX-1234 and key=XXXXXXXX.",
        "1. Do:\n\n        TODO\n\n2. Then:\n   ```\n   [insert x]\n   ```",
        "> ```\n> lorem ipsum dolor sit amet\n> ```\n\n<code>TODO</code>\n\n<pre>\nFIXME\n</pre>",
        "Er sagte: »FIXME«. Und ›TODO‹, ‚TODO‘, ‹ TODO ›, 「TODO」.",
        "The word *TODO* means nothing. Nor does the _FIXME_ of others. *TODO* is a word.",
        "Lorem ipsum is what printers set. A lorem ipsum text; lorem ipsum has no sense.",
        "[the list](/TODO/) at https://example.org/TODO",
        "See the [Video here](https://example.org/v), la [Vidéo ici][v], ![Photo here](a.jpg)\n\n[v]: https://example.org/",
        "> Dear [Name],\n>\n> vote no.\n>\n> [Your name]",
        "The [City of Edmonton] cut it. À [Place de la République], la [Ville de Montréal] a dit non.",
        "¡TODO EL MUNDO a la calle! Marcha en TODO el país. Lo queremos TODO, y hoy. Damos TODO. ¡TODO!",
        "TODO O POVO na rua, TODO MUNDO sabe; TODO POR LA PATRIA, dice el muro. Es TODO.",
        "**TODO** is a tag of programmers, TODO means to do, and they leave TODO and FIXME comments.",
        "Designers use lorem ipsum to fill pages. The page showed lorem ipsum, and nobody noticed.",
        "(Photo by Ann Lee, seen here) (insert it in the envelope) (insérer la carte)",
    ],
)
def test_words_that_readers_may_read_are_well(body: str) -> None:
    assert not list(check(read(body)))


def test_the_header_is_looked_at_too_and_a_draft_is_told_gently() -> None:
    header = f"{HEADER}Summary: TODO\n"

    assert [(f.where.line, f.level) for f in check(read("Words.", header))] == [(3, "error")]
    assert not list(check(read("Words.", f"{HEADER}Summary: What `TODO` stands for.\n")))
    assert [(f.where.line, f.level) for f in check(read("TODO", f"{HEADER}Status: Draft\n"))] == [(5, "note")]


@pytest.mark.parametrize(
    "body", ['"[insert quote]" said Ana.', '"Well, TODO.', "It's TODO, isn't it", "Room XXXX", "In XXXX 2026"]
)
def test_quotation_marks_alone_excuse_nothing(body: str) -> None:
    assert len(list(check(read(body)))) == 1


def test_several_in_one_line_are_each_told() -> None:
    assert len(list(check(read("[insert lead here] TODO and TKTK")))) == 3


@pytest.mark.parametrize("body", ["*TODO*", "**TODO**", "> *TODO*", "- *FIXME*", "Lorem ipsum, and so on"])
def test_a_note_that_stands_alone_is_one_however_it_is_set(body: str) -> None:
    assert len(list(check(read(body)))) == 1


@pytest.mark.parametrize(
    "body",
    [
        "TODO: the app",
        "TODO is this right",
        "**TODO** write more",
        "Words. lorem ipsum, a text",
        "TODO write more",
        "The TODO: write more",
        "See TODO",
        "A plan TODO the app",
    ],
)
def test_a_to_do_that_is_no_name_is_told(body: str) -> None:
    assert [finding.variant for finding in check(read(body))] == ["in-a-text"]


PIECES = (
    *(
        "[",
        "]",
        "(",
        ")",
        ":",
        "](",
        "][",
        "![",
        "]: ",
        "`",
        '"',
        "“",
        "”",
        "*",
        "<code>",
        "</code>",
        " ",
        "x",
        "XX",
        "$XX",
    ),
    *(
        "[Name]",
        "[Full name of the steward]",
        "[City]",
        "[City of Red Deer]",
        "photo",
        " here",
        "to come",
        "insert the ",
    ),
    *("TODO", "lorem ipsum", "/x/", "> ", "Page component", "[photo", "TKTK", "Error! Bookmark not defined"),
)


@given(st.lists(st.sampled_from(PIECES), max_size=12).map("".join))
@example("[XX](/x/)")
def test_the_quick_look_misses_nothing(line: str) -> None:
    assert has_trace(line) or not notes_to_oneself(ADDRESS.sub("()", line))
