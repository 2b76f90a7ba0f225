import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from plugins.core.fields import Field
from plugins.markup.catalogue import Component
from plugins.markup.parse import parse
from plugins.markup.rows import rows_of
from tests.fuzz import examples

PATH = "content/news/plan.md"


def other_signs(line: str, right: str) -> str:
    wrong = f'"{line}" has other signs than colons, or spaces between them; a block begins and ends with three colons'
    return f"{wrong} or more. Write  {right} [C32]"


def found(text: str, catalogue) -> list[tuple[int, str]]:
    """Line and words of each finding; the body begins on line 10."""
    parsed = parse(rows_of(text.split("\n"), 10), catalogue, PATH)
    assert {finding.where.path for finding in parsed.findings} <= {PATH}
    words = [" ".join(filter(None, (f.problem, f.remedy, f"[{f.code}]"))) for f in parsed.findings]
    return sorted(zip((f.where.line for f in parsed.findings), words, strict=True))


GOOD = {
    "without fields": "::: note\n\nText.\n:::",
    "with fields in any letters": "::: section\nTITLE: a\nLink-Text: b\n\nText.\n:::",
    "a component's name in any letters": "::: Pull-Quote\n\nText.\n:::",
    "no space after the colons": ":::note\n\nText.\n:::",
    "no text": "::: story-card\nstory: public-good\n:::",
    "no text, blank line": "::: story-card\nstory: public-good\n\n:::",
    "nested": ":::: section\ntitle: a\n\n::: note\n\nText.\n:::\n\n::: note\n\nText.\n:::\n::::",
    "nested right under the fields": ":::: section\ntitle: a\n::: note\n\nText.\n:::\n::::",
    "a line that looks like a field, below a blank line": "::: note\n\nPersn: one\n:::",
    "an address is no field": "::: note\n\nhttps://example.org\n:::",
    "after a list": "- one\n- two\n\n::: note\n\nText.\n:::",
    "around a list": "::: note\n\n- one\n- two\n:::\n\n::: note\n\n1. one\n:::",
    "in a code fence": "```\n::: nothing\n```",
    "in a code fence with a language": "~~~ python\n::: nothing\n~~~",
    "in a code fence in a block": "::: note\n\n```\n:::\n::: x\n```\n:::",
    "in indented code": "Text.\n\n    ::: nothing\n",
    "in a comment": "<!--\n::: nothing\n-->",
    "in the middle of a line": "Write ::: note for a note.",
    "two colons before other words": ":: see below",
    "two colons alone": "::",
    "other signs before other words": "：：： see below",
    "other signs alone": "：：：\n\n: :",
    "two colons as code": "```\n:: note\n```\n\n    :: note",
    "a definition": "Local\n:   A part of the union.",
}


@pytest.mark.parametrize("text", GOOD.values(), ids=GOOD.keys())
def test_what_is_written_well_gives_no_finding(text: str, catalogue):
    assert found(text, catalogue) == []


ENDS_NOTHING = (
    'The ":::" in this line ends no block. Delete the line, or write the block\'s name after the colons. [C32]'
)
AS_MANY_COLONS = (
    '"::: note" begins inside "::: section" of line 10, which has no more colons. '
    "If it belongs inside, begin and end the outer one with  ::::  ; if not, first end that with  ::: [C32]"
)
ACTIVE = 'Scripts, event handlers and javascript: links are not allowed in a story. Delete  "javascript:alert(1)" [C35]'
NO_TEXT = '"::: story-card" takes no text of its own. Delete it, or move it below the  :::  that ends the block. [C45]'
IN_LIST = (
    '"::: note" cannot stand inside a list item. '
    "End the list item with a blank line, and begin the block at the start of a line. [C45]"
)
BAD = {
    "never closed": (
        "Text.\n\n::: pull-quote\n\nWords.",
        [(12, 'The "::: pull-quote" that starts here never ends. Add a line with only  ::: [C32]')],
    ),
    "inner never closed": (
        ":::: section\ntitle: a\n\n::: note\n\nText.\n::::",
        [(13, 'The "::: note" that starts here never ends. Add a line with only  ::: [C32]')],
    ),
    "outer never closed": (
        ":::: section\ntitle: a\n\n::: note\n\nText.\n:::",
        [(10, 'The ":::: section" that starts here never ends. Add a line with only  :::: [C32]')],
    ),
    "a fence that is no fence any more": (
        "::: note\n\n```\ncode",
        [(10, 'The "::: note" that starts here never ends. Add a line with only  ::: [C32]')],
    ),
    "closed twice": (
        "::: note\n\nText.\n:::\n:::",
        [(14, ENDS_NOTHING)],
    ),
    "closed with more colons": (
        "::: note\n\nText.\n::::",
        [(13, 'The "::::" in this line does not fit "::: note" of line 10. Write  :::  with as many colons. [C32]')],
    ),
    "as many colons inside": (
        "::: section\ntitle: a\n\n::: note\n\nText.\n:::\n\n::: note\n\nText.\n:::\n:::",
        [(13, AS_MANY_COLONS)],
    ),
    "begun and ended with two colons": (
        ":: Note\ntitle: x\n\nWords.\n::\n\nMore words.",
        [
            (10, '":: Note" has two colons; a block begins and ends with three or more. Write  ::: Note [C32]'),
            (14, '"::" has two colons; a block begins and ends with three or more. Write  ::: [C32]'),
        ],
    ),
    "an outer one ended with two colons": (
        ":::: section\ntitle: a\n\nText.\n::",
        [(14, '"::" has two colons; a block begins and ends with three or more. Write  :::: [C32]')],
    ),
    "other signs": (
        "：：： note\n\nText.\n\n：：：",
        [
            (
                10,
                other_signs("：：： note", "::: note"),
            ),
            (
                14,
                other_signs("：：：", ":::"),
            ),
        ],
    ),
    "an outer one in other signs": (
        ":：:： note\n\n: : : note\n\nText.\n\n꞉꞉꞉\n\n::::",
        [
            (
                10,
                other_signs(":：:： note", ":::: note"),
            ),
            (
                12,
                other_signs(": : : note", "::: note"),
            ),
            (
                16,
                other_signs("꞉꞉꞉", ":::"),
            ),
        ],
    ),
    "two colons and a misspelt component": (
        "::pul-quote\n\nW.\n:::",
        [
            (
                10,
                '"::pul-quote" has two colons; a block begins and ends with three or more. Write  ::: pull-quote [C32]',
            ),
        ],
    ),
    "component misspelt": (
        "::: pul-quote\npersn: x\n\nWords.\n:::",
        [(10, 'I know no block "pul-quote". Did you mean "pull-quote"? [C33]')],
    ),
    "component in two words": (
        "::: pull quote\n\nWords.\n:::",
        [(10, 'I know no block "pull quote". Did you mean "pull-quote"? [C33]')],
    ),
    "component with another word behind a hyphen": (
        "::: note-box\n\nWords.\n:::",
        [(10, 'I know no block "note-box". Did you mean "note"? [C33]')],
    ),
    "component with attributes": (
        "::: note {.wide}\n\nWords.\n:::",
        [(10, 'I know no block "note {.wide}". Did you mean "note"? [C33]')],
    ),
    "component with a number": (
        "::: note 1\n\nWords.\n:::",
        [(10, 'I know no block "note 1". Did you mean "note"? [C33]')],
    ),
    "component of others with a title": (
        "::: warning: Remember\n\nWords.\n:::",
        [
            (10, 'I know no block "warning". Did you mean "note"? [C33]'),
            (
                10,
                (
                    'Nothing reads the words "Remember" behind "::: note". Write that line as  ::: note  alone, '
                    "and right below it a line  title: Remember [C33]"
                ),
            ),
        ],
    ),
    "title of Docusaurus on two lines, and text right below": (
        ":::note[Watch *out*\nfor this]\nWords.\n:::",
        [
            (
                10,
                (
                    'Nothing reads the words "Watch out for this" behind "::: note". Write in the place of all up to '
                    "line 11  ::: note  alone, and right below it a line  title: Watch out for this [C33]"
                ),
            ),
            (12, 'Leave a blank line below "::: note". [C45]'),
        ],
    ),
    "component of others with text right below": (
        ":::info\nWords.\n:::",
        [
            (10, 'I know no block "info". Did you mean "note"? [C33]'),
            (11, 'Leave a blank line below "::: note". [C45]'),
        ],
    ),
    "words with brackets of their own behind the name": (
        "::: note Our plan [sic]\n\nWords.\n:::",
        [
            (
                10,
                (
                    'Nothing reads the words "Our plan [sic]" behind "::: note". Write that line as  ::: note  alone, '
                    "and right below it a line  title: Our plan [sic] [C33]"
                ),
            )
        ],
    ),
    "address behind the name": (
        "::: pull-quote https://a.example/\n\nWords.\n:::",
        [
            (
                10,
                (
                    'Nothing reads the words "https://a.example/" behind "::: pull-quote". Write that line as  '
                    "::: pull-quote  alone, and right below it a line  link: https://a.example/ [C33]"
                ),
            )
        ],
    ),
    "title as an attribute": (
        ':::note{title="Watch out"}\n\nWords.\n:::',
        [
            (
                10,
                (
                    'Nothing reads the words "Watch out" behind "::: note". Write that line as  ::: note  alone, '
                    "and right below it a line  title: Watch out [C33]"
                ),
            )
        ],
    ),
    "pieces that begin the words behind the name": (
        "::: note “Stop” means *now* [sic]\n\nWords.\n:::\n\n::: note <b>Stop</b> it\n\nWords.\n:::",
        [
            (
                line,
                (
                    f'Nothing reads the words "{words}" behind "::: note". Write that line as  ::: note  alone, '
                    f"and right below it a line  title: {words} [C33]"
                ),
            )
            for line, words in ((10, "“Stop” means now [sic]"), (15, "Stop it"))
        ],
    ),
    "label that is no field behind the name": (
        "::: note Warning: do not sign\n\nWords.\n:::",
        [
            (
                10,
                (
                    'Nothing reads the words "Warning: do not sign" behind "::: note". Write that line as  ::: note  '
                    "alone, and right below it a line  title: Warning: do not sign [C33]"
                ),
            )
        ],
    ),
    "link of Markdown behind the name": (
        "::: pull-quote [Ours](https://a.example/)\n\nWords.\n:::",
        [
            (
                10,
                (
                    'Nothing reads the words "[Ours](https://a.example/)" behind "::: pull-quote". Write that line as  '
                    "::: pull-quote  alone, and right below it a line  link: https://a.example/ [C33]"
                ),
            )
        ],
    ),
    "bracket that never ends behind the name, and a link below": (
        "::: note Sign [now\nSee [ours](/a/).\n:::",
        [
            (
                10,
                (
                    'Nothing reads the words "Sign [now]" behind "::: note". Write that line as  ::: note  alone, '
                    "and right below it a line  title: Sign [now] [C33]"
                ),
            ),
            (11, 'Leave a blank line below "::: note". [C45]'),
        ],
    ),
    "needed title behind the name, told once": (
        "::: section Our plan\n\nWords.\n:::",
        [
            (
                10,
                (
                    'Nothing reads the words "Our plan" behind "::: section". Write that line as  ::: section  alone, '
                    "and right below it a line  title: Our plan [C33]"
                ),
            )
        ],
    ),
    "two fields that mean one": (
        "::: section\nheading: a\nheadline: b\n\nWords.\n:::",
        [
            (11, '"heading" is not a field of "::: section". Write  title: a [C33]'),
            (
                12,
                (
                    '"headline" is not a field of "::: section". Here it is called "title", and a line says that '
                    "already: delete this one. [C33]"
                ),
            ),
        ],
    ),
    "component unknown": (
        "::: carousel\n\nWords.\n:::",
        [(10, 'I know no block "carousel". Use one of: note, pull-quote, section, story-card. [C33]')],
    ),
    "field misspelt": (
        "::: pull-quote\nPersn: x\n\nWords.\n:::",
        [(11, '"Persn" is not a field of "::: pull-quote". Did you mean "person"? [C33]')],
    ),
    "required field misspelt, told once": (
        "::: section\ntilte: x\n\nWords.\n:::",
        [(11, '"tilte" is not a field of "::: section". Did you mean "title"? [C33]')],
    ),
    "field in two words": (
        "::: section\ntitle: a\nlink text: x\n\nWords.\n:::",
        [(12, '"link text" is not a field of "::: section". Did you mean "link-text"? [C33]')],
    ),
    "field unknown": (
        "::: note\ncolour: red\n\nWords.\n:::",
        [(11, '"colour" is not a field of "::: note". Use one of: title. [C33]')],
    ),
    "field twice": (
        "::: note\ntitle: a\nTitle: b\n\nWords.\n:::",
        [(12, '"::: note" has more than one line "title:". I read the first one; delete one of them. [C43]')],
    ),
    "wrong choice": (
        "::: section\ntitle: a\ntone: sum\n\nWords.\n:::",
        [(12, '"tone: sum": sum is not one of paper, sky, sun. [C34]')],
    ),
    "wrong number": (
        "::: section\ntitle: a\ncount: many\n\nWords.\n:::",
        [(12, '"count: many" is not a whole number above 0. Write for example  count: 6 [C34]')],
    ),
    "active link": (
        "::: pull-quote\nlink: javascript:alert(1)\n\nWords.\n:::",
        [(11, ACTIVE)],
    ),
    "required field missing": (
        "::: section\n\nWords.\n:::",
        [(10, '"::: section" needs a line "title:". Add it right below, for example:  title: Why it matters [C46]')],
    ),
    "required field empty": (
        "::: section\ntitle:\n\nWords.\n:::",
        [(10, '"::: section" needs a line "title:". Add it right below, for example:  title: Why it matters [C46]')],
    ),
    "no blank line after the fields": (
        "::: pull-quote\nperson: x\nWords.\n:::",
        [(12, 'Leave a blank line between the fields of "::: pull-quote" and its text. [C45]')],
    ),
    "no blank line after the name": (
        "::: pull-quote\nWords.\n:::",
        [(11, 'Leave a blank line below "::: pull-quote". [C45]')],
    ),
    "text where none belongs": (
        "::: story-card\nstory: x\n\nWords.\n\nMore.\n:::",
        [(13, NO_TEXT)],
    ),
    "no text where it is required": (
        "::: note\ntitle: a\n\n:::",
        [(10, '"::: note" has no text. Write it below the block\'s fields, after a blank line and before  ::: [C46]')],
    ),
    "after a bullet": (
        "- ::: note\n\n    Text.\n\n    :::",
        [(10, IN_LIST)],
    ),
    "indented in a list": (
        "1. One\n\n    ::: note\n    title: x\n\n    Text.\n    :::\n\n2. Two",
        [(12, IN_LIST)],
    ),
    "in a quotation": (
        "> ::: note\n> \n> Text.\n> :::",
        [(10, IN_LIST.replace("list item", "quotation"))],
    ),
    "too deep": (
        "\n\n".join(f"{':' * (30 - depth)} note" for depth in range(21))
        + "\n\nText.\n\n"
        + "\n".join(":" * (10 + depth) for depth in range(21)),
        [(50, "Blocks are nested deeper than 20 here. End some of them first. [C39]")],
    ),
    "three at once": (
        "::: note\ntilte: x\n\nText.\n:::\n\n::: nte\n\nText.\n:::\n\n::: note\n\nText.",
        [
            (11, '"tilte" is not a field of "::: note". Did you mean "title"? [C33]'),
            (16, 'I know no block "nte". Did you mean "note"? [C33]'),
            (21, 'The "::: note" that starts here never ends. Add a line with only  ::: [C32]'),
        ],
    ),
}


@pytest.mark.parametrize(("text", "expected"), BAD.values(), ids=BAD.keys())
def test_each_mistake_gives_one_finding_with_line_and_remedy(text: str, expected, catalogue):
    assert found(text, catalogue) == expected


@pytest.mark.parametrize("first", ["::: section Why we act", "::: section\nheading: Why we act"])
def test_a_title_that_is_told_to_be_written_otherwise_is_read_so(first, catalogue):
    parsed = parse(rows_of(f"{first}\n\nText.\n:::".split("\n"), 4), catalogue, PATH)

    assert parsed.blocks[0].values["title"] == "Why we act"


def test_a_field_by_another_name_is_read_where_its_value_will_do(catalogue):
    first = "::: pull-quote\nwho: Ana\nhref: {value}\n\nText.\n:::"
    (good,), (active,) = (
        parse(rows_of(first.format(value=value).split("\n"), 4), catalogue, PATH).blocks
        for value in ("/gone/", "javascript:alert(1)")
    )

    assert (good.values["link"], good.field_lines["link"]) == ("/gone/", 6)
    assert active.values["link"] == ""


@pytest.mark.parametrize("sign", ["\u00ad", "\u200b", "\u2060", "\ufeff"])
def test_what_nobody_sees_stays_in_words_and_in_no_address_of_a_block(sign, catalogue):
    text = f"::: pull-quote\nlink: /ne{sign}ws/\n\nText.\n:::\n\n::: note\ntitle: co{sign}op\n\nText.\n:::"
    quotation, note = parse(rows_of(text.split("\n"), 4), catalogue, PATH).blocks

    assert (quotation.values["link"], note.values["title"]) == ("/news/", f"co{sign}op")


def test_a_block_has_every_declared_field_and_knows_where_it_was_told(catalogue):
    parsed = parse(
        rows_of(["::: section", "TITLE:  Why ", "Tone: SUN", "count: none", "", "Text.", ":::"], 4), catalogue, PATH
    )

    (block,) = parsed.blocks
    assert block.values == {"title": "Why", "tone": "sun", "link-text": "", "count": "3"}
    assert (block.component, block.line, block.line_of("tone"), block.line_of("link-text")) == ("section", 4, 6, 4)


CATALOGUE = {
    "note": Component("note", "A remark.", "required", (Field("title"),)),
    "card": Component("card", "A card.", "none", (Field("story", required=True),)),
}
FENCES = ["::: note", ":::: note", "::: card", "::: nte", ":::", "::::", ":::::"]
OUT_OF_PLACE = ["    :::", "    ::: note", "> ::: note", "- ::: note"]
OTHERS = ["", "title: x", "story: y", "- one", "```", "~~~", "<!--", "-->", "<div>", "</div>", "Text"]
LINES = st.lists(
    st.sampled_from([*FENCES, *OUT_OF_PLACE, *OTHERS]) | st.text(alphabet=":>-*` ab1.<!", max_size=8), max_size=25
)


@examples(300)
@given(LINES)
def test_whatever_is_written_every_block_that_begins_ends_inside_the_one_around_it(lines: list[str]):
    parsed = parse(rows_of(lines, 1), CATALOGUE, PATH)

    open_blocks: list[str] = []
    begun = []
    for line in parsed.lines:
        if edge := re.fullmatch("\x02(block|end):([0-9]+)\x03", line):
            if edge[1] == "block":
                open_blocks.append(edge[2])
                begun.append(int(edge[2]))
            else:
                assert open_blocks.pop() == edge[2]
    assert open_blocks == []
    assert begun == list(range(len(parsed.blocks)))
    assert all(1 <= finding.where.line <= len(lines) for finding in parsed.findings)
