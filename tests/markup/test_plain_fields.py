import pytest

from plugins.core.findings import Where
from plugins.markup.extension import BodyReader
from plugins.markup.plain_fields import first_mark, not_plain, words_alone


@pytest.mark.parametrize(
    ("value", "mark", "words"),
    [
        ("The **whole** plan", "**whole**", "The whole plan"),
        ("*The Herald*'s plan", "*The Herald*", "The Herald's plan"),
        ("A _new_ plan", "_new_", "A new plan"),
        ("A ~~new~~ plan", "~~new~~", "A new plan"),
        ("`make` it", "`make`", "make it"),
        ("See [the plan](/plan/)", "[the plan](/plan/)", "See the plan"),
        ("See [the **plan**](/plan/)", "[the **plan**](/plan/)", "See the plan"),
        ("![A hall](/hall.jpg)", "![A hall](/hall.jpg)", "A hall"),
        ("See [the plan] (/plan/)", "[the plan] (/plan/)", "See the plan"),
        ("The **whole plan", "**whole plan", "The whole plan"),
        ("Cuts &amp; fees", "&amp;", "Cuts & fees"),
        ("A <em>new</em> plan", "<em>new</em>", "A new plan"),
        ("One<br>two", "<br>", "One two"),
        ("One<br/>two <br /> three", "<br/>", "One two three"),
        ("A plan[^1]", "[^1]", "A plan"),
        ("A plan^[not yet]", "^[not yet]", "A plan"),
        ("A [^note] plan", "[^note]", "A plan"),
        ("## The plan", "##", "The plan"),
        ("> The plan", ">", "The plan"),
        ("3 \\* 4", "\\*", "3 * 4"),
        ("{{ title }}", "{{ title }}", ""),
        ("H~2~O", "~2~", "H2O"),
    ],
)
def test_marks_in_plain_words_are_found_and_taken_away(value: str, mark: str, words: str) -> None:
    assert (first_mark(value), words_alone(value)) == (mark, words)


@pytest.mark.parametrize(
    "value",
    [
        "5 * 3 * 2, R&D and Q&A; f**k, snake_case [sic] {x} <3 a < b > c",
        "#Strike for all of us",
        "#1 of 5: - what? (yes) [more] $5* ~10% A <b>",
        'Well -- "so it is"',
        "> 155,000 members",
        "# of members by region",
        "It`s time to act, and we`re ready for Hawai`i and O`ahu",
        "`Aiea and `Ewa Beach",
    ],
)
def test_plain_words_are_well(value: str) -> None:
    assert first_mark(value) is None


def test_the_title_of_a_picture_is_plain_words_and_is_kept(reader: BodyReader) -> None:
    (told,) = reader.read('![A sign](/images/a.jpg "It is **ours**")', "x.md", 1).findings

    assert 'the signs in "**ours**". Write  ![A sign](/images/a.jpg "It is ours")  [C101]' in str(told)


def test_the_description_of_a_picture_and_a_block_s_fields_are_plain_words(reader: BodyReader) -> None:
    body = "a\n\n![A **big** hall](x.jpg)\n\n::: note\ntitle: The *plan*\n\nWords\n:::"

    assert [str(finding) for finding in reader.read(body, "x.md", 1).findings] == [
        f"warning x.md:{line}  Only plain words are shown here: readers would see the signs in {signs}. "
        f"Write  {words}  [C101]"
        for line, signs, words in [
            (3, '"**big**"', "![A big hall](x.jpg)"),
            (6, '"*plan*"', "title: The plan"),
        ]
    ]


@pytest.mark.parametrize(
    ("words", "told"),
    [
        ("See http://localhost:8000/news/x/.", "http://localhost:8000/news/x/"),
        ("Look (http://192.168.1.5/) here", "http://192.168.1.5/"),
        ("“http://nas.local/x”, they say", "http://nas.local/x"),
        ("Ask at HTTP://intranet/forms!", "HTTP://intranet/forms"),
        ("It is at file:///C:/plan.pdf", "file:///C:/plan.pdf"),
        ("Try https://site.test/x or https://example.org/", "https://site.test/x"),
        ("See https://example.org/localhost/ or https://test.ca", ""),
        ("Our localhost has http:// in front", ""),
    ],
)
def test_an_address_that_only_its_writers_machine_opens_is_told_among_plain_words(words: str, told: str) -> None:
    found = list(not_plain("Summary", words, Where("content/news/plan.md", 3)))

    assert [(one.code, dict(one.values)["address"]) for one in found] == ([("C11", told)] if told else [])
