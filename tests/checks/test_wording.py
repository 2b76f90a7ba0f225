"""Words that are to be others are found in what a text's writer says, and nowhere else."""

import pytest

from plugins.checks.sources import agreed_wordings, house_style
from plugins.checks.wording import Wording, Wordings
from plugins.core.findings import Where
from plugins.kinds.fact import Fact
from plugins.kinds.house_style import Term
from plugins.markup.catalogue import read_catalogue
from plugins.site.value_types import VALUE_TYPES
from tests.checks.read_texts import read
from tests.small_site import ROOT

STYLE = (
    Term("post-secondary", ("post secondary", "postsecondary")),
    Term("members of the Legislative Assembly", ("Legislative Assembly", "MLA's")),
    Term("Local", ("local",)),
)
MEMBERS = Fact("members", "almost 10,000", "members", "Register", None, ("10,000 members", "10,000"), Where("facts"))
WORDING = Wording(STYLE, (MEMBERS,), read_catalogue(ROOT / "theme/components", VALUE_TYPES))


def found(body: str, header: str = "Title: A plan\n") -> list[tuple[int, str]]:
    """The lines and words of the terms that are told of."""
    one = read(body, header)
    return [
        (finding.where.line, str(dict(finding.values)["words"]))
        for finding in house_style.check(type(one)(one.path, one.source, one.reading, one.kind, WORDING))
    ]


def numbers(body: str) -> list[str]:
    """The words that differ from a fact."""
    one = read(body)
    told = agreed_wordings.check(type(one)(one.path, one.source, one.reading, one.kind, WORDING))
    return [str(dict(finding.values)["words"]) for finding in told]


@pytest.mark.parametrize(
    ("body", "words"),
    [
        ("Our post secondary plan.", "post secondary"),
        ("POST  SECONDARY", "POST SECONDARY"),
        ("Post\nsecondary again", "Post secondary"),
        ("post&nbsp;secondary", "post secondary"),
        ("**post** secondary", "post secondary"),
        ("(postsecondary)", "postsecondary"),
        ("The MLA’s office", "MLA’s"),
        ("- a\n- post secondary", "post secondary"),
        ("| a |\n|---|\n| post secondary |", "post secondary"),
        ("::: note\ntitle: Our post secondary plan\n\nWords.\n:::", "post secondary"),
        ("Our local", "local"),
        ("a *post secondary* b", "post secondary"),
    ],
)
def test_a_term_is_found_however_people_write_it(body: str, words: str) -> None:
    assert [one for _, one in found(body)] == [words]


@pytest.mark.parametrize(
    "body",
    [
        "Our post-secondary plan, and Post‑secondary, too.",
        "posts secondary, post secondaryism",
        "the members of the Legislative Assembly",
        "Our Local",
        "`post secondary` and ``post secondary``",
        "    post secondary",
        "```\npost secondary\n```",
        "<code>post secondary</code>",
        '[post secondary](/news/) and [a](/post-secondary/ "post secondary") and [post secondary][a]\n\n[a]: /b',
        "![Post secondary](/images/a.jpg)",
        "https://example.org/post secondary".replace(" ", "-"),
        '"Our post secondary plan," she said.',
        "“Our post secondary\nplan” and «post secondary» and „post secondary“",
        "> Our post secondary plan",
        "> Our\npost secondary plan",
        "::: pull-quote\nname: Jo\n\nOur post secondary plan.\n:::",
        "<!-- post secondary -->",
        "post\n\nsecondary",
        "{fact:local} and {contact:post secondary}",
        "::: call-to-action\ntext: Go\nlink: /local/\n:::",
    ],
)
def test_it_is_not_found_in_code_links_or_what_others_say_nor_as_part_of_other_words(body: str) -> None:
    assert found(body) == []


def test_each_is_told_on_its_line_in_header_and_text() -> None:
    body = "One.\n\nTwo\npost secondary and\npost\nsecondary, post secondary."

    assert found(body, "Title: The local\nSummary: A postsecondary plan\n") == [
        (1, "local"),
        (2, "postsecondary"),
        (7, "post secondary"),
        (8, "post secondary"),
        (9, "post secondary"),
    ]


def test_after_a_quotation_and_a_block_that_quotes_the_writer_speaks_again() -> None:
    body = "> post secondary\n\npost secondary\n\n::: pull-quote\nname: Jo\n\nlocal\n:::\n\nlocal"

    assert [words for _, words in found(body)] == ["post secondary", "local"]


@pytest.mark.parametrize(
    ("body", "words"),
    [
        ("We are 10,000 members.", ["10,000 members"]),
        ("We are 10,000  MEMBERS.", ["10,000 MEMBERS"]),
        ("We are 10,000.", ["10,000"]),
        ("We are almost 10,000 members, Almost  10,000.", []),
        ("We are 110,000, or 10,000,000, or 10,000.5, or 1.10,000.", []),
        ("We are {fact:members} members.", []),
    ],
)
def test_a_number_is_told_unless_it_is_the_agreed_one_or_part_of_another(body: str, words: list[str]) -> None:
    assert numbers(body) == words


def test_a_text_without_any_of_the_words_is_not_searched() -> None:
    wordings = Wordings([(one, one.use, one.avoid) for one in STYLE])

    assert not wordings.may_be_in("Nothing here of any of these.")
    assert wordings.may_be_in("It is SECONDARY.")
    assert "pattern" not in vars(wordings)


def test_a_site_that_says_nothing_of_its_style_is_told_nothing() -> None:
    assert list(house_style.check(read("post secondary"))) == []
