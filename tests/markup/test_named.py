import pickle

import pytest

from plugins.kinds.texts import summary
from plugins.markup.drawing import draw
from plugins.markup.extension import BodyReader
from plugins.markup.named import Named, filled, named_in, named_in_words
from plugins.markup.reading import Reading
from plugins.markup.typography import typographer

MEMBERS, OFFICE = "<fact:members>", "<contact:office>"


@pytest.fixture(scope="module")
def reader() -> BodyReader:
    names = ("tables", "toc", "fenced_code", "attr_list")
    extensions: dict[str, dict[str, str]] = {f"markdown.extensions.{name}": {} for name in names}
    return BodyReader({}, extensions, typographer((), ()))


def shown(reader: BodyReader, text: str) -> str:
    """The HTML of a text with each name as `<kind:name>`, which nothing else in it looks like."""
    reading = reader.read(text, "plan.md", 1)
    return draw(
        reading,
        block=lambda _block, body: body,
        link=lambda link: link.target,
        image=lambda image: f"[{image.description}]",
        named=lambda one: f"<{one.key}>",
    )


@pytest.mark.parametrize(
    "text",
    [
        "We are {fact:members} today.",
        "We are { fact: members } today.",
        "**{facts:members}** of us",
        "# Up\n\n## {fact:members} here",
        "- one\n- {fact:members}",
        "| a |\n|---|\n| {fact:members} |",
        "<div>{fact:members}</div>",
        "<b>{fact:members}</b> of us",
        "> {fact:members}",
        "[{fact:members} of us](/news/)",
    ],
)
def test_a_name_stands_for_its_value_wherever_words_stand(reader: BodyReader, text: str) -> None:
    assert MEMBERS in shown(reader, text)


@pytest.mark.parametrize(
    "text",
    [
        "`{fact:members}`",
        "    {fact:members}",
        "```\n{fact:members}\n```",
        "<code>{fact:members}</code>",
        "<pre>\n{fact:members}\n</pre>",
        r"\{fact:members}",
        r"<div>\{fact:members}</div>",
    ],
)
def test_in_code_and_behind_a_backslash_it_stays_as_it_is(reader: BodyReader, text: str) -> None:
    assert MEMBERS not in shown(reader, text)
    assert "{fact:members}" in shown(reader, text)
    assert reader.read(text, "plan.md", 1).named == ()


def test_a_whole_contact_is_its_e_mail_alone_where_no_link_can_stand(reader: BodyReader) -> None:
    link, tag = "[to {contact:office}](mailto:{contact:office})", '<b title="{contact:office}">us</b>'

    html = shown(reader, f"Write to {{contact:office}}, {link} or {tag}.")

    assert html.count(OFFICE) == 1
    assert '<a href="mailto:{contact:office}">to <contact:office.email></a>' in html
    assert '<b title="<contact:office.email>">' in html


def test_a_capital_at_the_beginning_of_the_kind_is_kept(reader: BodyReader) -> None:
    assert "<Fact:members>" in shown(reader, "{Fact:members} of us.")
    assert named_in_words("{Fact:members}") == [Named("fact", "members", "", 1, is_capital=True)]


def test_quotation_marks_around_a_name_are_turned_as_around_a_word(reader: BodyReader) -> None:
    assert "Say &#8220;<fact:members> of us&#8221; to&nbsp;all" in shown(reader, 'Say "{fact:members} of us" to all.')


def test_each_name_is_told_with_its_line() -> None:
    body = "One.\n\n::: note\ntitle: {fact:a}\n\n{contact:b.telephone} and {fact:c}\n:::\n<!-- {fact:d} -->\n"

    found = named_in(body, 5)

    assert [(one.kind, one.name, one.part, one.line) for one in found] == [
        ("fact", "a", "", 8),
        ("contact", "b", "telephone", 10),
        ("fact", "c", "", 10),
    ]


def test_headings_pictures_and_links_hold_names_as_they_are_written(reader: BodyReader) -> None:
    reading = reader.read("## All {fact:members}\n\n![Of {fact:members}](a.jpg) [{fact:members}](/a/)", "plan.md", 1)

    assert reading.headings[0].words == "All {fact:members}"
    assert reading.images[0].description == "Of {fact:members}"
    assert reading.links[0].words == "{fact:members}"


def test_a_reading_with_names_can_be_kept(reader: BodyReader) -> None:
    reading = reader.read("{fact:members}", "plan.md", 1)

    assert isinstance(reading, Reading)
    assert pickle.loads(pickle.dumps(reading)) == reading


def test_the_first_words_of_a_text_are_its_summary_with_names_and_without_what_only_looks_like_one(
    reader: BodyReader,
) -> None:
    words = summary(reader.read(r"Of {fact:members}, `{fact:code}` and \{fact:b} a few.", "plan.md", 1))

    assert words == r"Of {fact:members}, \{fact:code} and \{fact:b} a few."
    assert filled(words, lambda named: named.name) == "Of members, {fact:code} and {fact:b} a few."


@pytest.mark.parametrize("words", ["{fact members}", "{factor:2}", "{filename}a.md", "{:.wide}", "{}", "{contact}"])
def test_other_braces_are_words(words: str) -> None:
    assert filled(words, lambda _: "!") == words
