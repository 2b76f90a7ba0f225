"""Signs that look like nothing, or like others: told by their names, and the line read as it was meant."""

import pytest

from plugins.kinds.story import STORY
from tests.kinds.parsed import findings_of, parsed

PATH = "content/news/plan.md"
TOP = "Title: A\nDate: 2021-05-01\n"


def told(text: str) -> list[str]:
    return [line for line in findings_of(parsed(STORY, text, PATH)) if line.endswith("[C44]")]


@pytest.mark.parametrize(
    ("sign", "name"),
    [
        ("\u200b", "zero width space"),
        ("\u200c", "zero width non-joiner"),
        ("\u2060", "word joiner"),
        ("\ufeff", "zero width no-break space"),
        ("\u200e", "left-to-right mark"),
        ("\u00ad", "soft hyphen"),
        ("\u180e", "mongolian vowel separator"),
        ("\u00a0", "no-break space"),
        ("\u3000", "ideographic space"),
    ],
)
@pytest.mark.parametrize("place", ["{}Title: A", "Title{}: A"])
def test_an_unseen_sign_in_the_name_of_a_field_is_named_and_left_out(sign: str, name: str, place: str) -> None:
    line = place.format(sign)
    first = "\ufeff" if sign == "\ufeff" and line.startswith(sign) else ""  # the first of a file is no sign of it
    read = parsed(STORY, f"{first}{line}\nDate: 2021-05-01\n\nText", PATH)

    assert [entry[:2] for entry in read.source.entries] == [("Title", "A"), ("Date", "2021-05-01")]
    (line,) = [line for line in findings_of(read) if line.startswith("error")]
    assert f"{PATH}:1  There is an invisible {name} (U+{ord(sign):04X}) in this line" in line


@pytest.mark.parametrize("sign", ["\u200b", "\u00ad", "\u2060", "\u200d"])
def test_an_unseen_sign_within_the_name_of_a_field_is_left_out(sign: str) -> None:
    read = parsed(STORY, f"Ti{sign}tle: A\nDate: 2021-05-01\n\nText", PATH)

    assert read.source.entries[0][:2] == ("Title", "A")
    assert len(told(f"Ti{sign}tle: A\nDate: 2021-05-01\n\nText")) == 1


@pytest.mark.parametrize(
    ("line", "sign"),
    [
        ("Title\uff1a A", "\uff1a"),
        ("Title\u2236A", "\u2236"),
        ("Title\ufe55 A", "\ufe55"),
        ("\u0422itle: A", "\u0422"),
        ("T\u00edtle: A", "\u00ed"),
        ("Тitle\uff1aA", "\u0422"),
    ],
)
def test_a_sign_that_looks_like_another_is_named_with_the_line_to_type(line: str, sign: str) -> None:
    read = parsed(STORY, f"{line}\nDate: 2021-05-01\n\nText", PATH)

    (found,) = findings_of(read)
    assert found.startswith(f'error {PATH}:1  "{sign}" is not the sign it looks like (')
    assert found.endswith("Write  Title: A  [C44]")


@pytest.mark.parametrize("sign", ["\u2028", "\u2029", "\x85"])
def test_what_ends_a_line_for_some_programs_alone_is_named(sign: str) -> None:
    (line,) = told(f"Title: A plan{sign}for all\nDate: 2021-05-01\n\nText{sign}more")

    assert line.startswith(f"error {PATH}:1  This line ends with an invisible ")
    assert f"(U+{ord(sign):04X})" in line


@pytest.mark.parametrize(
    ("line", "html"),
    [
        ("\u200b## Why", "<h2"),
        ("\u00a0- one", "<li>"),
        ("-\u00a0one", "<li>"),
        ("1.\u00a0one", "<li>"),
        ("\ufeff> one", "<blockquote>"),
        ("\u2060::: note\n\nOne.\n:::", "\x02block"),
    ],
)
def test_an_unseen_sign_before_a_list_or_a_heading_is_named_and_left_out(line: str, html: str) -> None:
    read = parsed(STORY, f"{TOP}\nText.\n\n{line}\n", PATH)

    assert read.item
    assert html in read.item.body.html
    assert [found.split()[1] for found in findings_of(read)] == [f"{PATH}:6"]


@pytest.mark.parametrize(
    "text",
    [
        f"{TOP}Summary: co\u00adop \U0001f469\u200d\U0001f4bb \u00e9t\u00e9\u00a0!\n\nText, co\u00adop\u2028more.",
        "\ufeffTitle: A\nDate: 2021-05-01\n\nText",
        f"{TOP}\n\u00ab\u00a0Non\u00a0\u00bb\n\n\u2014 said\n",
        "Title: Pr\u00eat\uff1a oui\nDate: 2021-05-01\n\nText",
    ],
)
def test_signs_that_belong_to_words_are_left_alone(text: str) -> None:
    assert told(text) == []


@pytest.mark.parametrize("sign", [chr(code) for code in (*range(0x202A, 0x202F), *range(0x2066, 0x206A))])
@pytest.mark.parametrize(
    "text", ["Title: A{}gpj.exe\nDate: 2021-05-01\n\nText", f"{TOP}Author: Ana{{}}\n\nText", f"{TOP}\nA{{}} b"]
)
def test_a_mark_that_turns_the_order_is_told_and_left_out(text: str, sign: str) -> None:
    read = parsed(STORY, text.format(sign), PATH)

    (line,) = told(text.format(sign))
    assert "which turns the order" in line
    assert sign not in str((read.source.entries, read.source.body, read.item))


def test_an_isolate_that_ends_may_stand_in_a_text() -> None:
    assert told(f"{TOP}\nThe word \u2067\u05e9\u05dc\u05d5\u05dd\u2069 means peace.\n") == []


@pytest.mark.parametrize("sign", [chr(code) for code in (*range(0x202A, 0x202F), *range(0x2066, 0x206A))])
@pytest.mark.parametrize("form", ["&#x{:x};", "&#X{:04X};", "&#{:d};", "&#0{:d}", "&#x00{:X} "])
def test_a_mark_that_is_written_by_its_number_is_told_as_well(sign: str, form: str) -> None:
    (line,) = told(f"{TOP}\nAnn {form.format(ord(sign))} fdp.exe\n")

    assert f"{PATH}:4  There is an invisible " in line
    assert f"(U+{ord(sign):04X})" in line


@pytest.mark.parametrize(
    "text", ["`&#x202e;`", "```\n&#x202e;\n```", "&#8212; &#x2019; &#8230;", "a &#x2067;b&#x2069; c", "&amp;#x202e;"]
)
def test_numbers_of_other_signs_and_of_isolates_that_end_are_left_alone(text: str) -> None:
    assert told(f"{TOP}\n{text}\n") == []


@pytest.mark.parametrize("sign", ["\u00ad", "\u200b", "\u2060", "\ufeff"])
def test_what_nobody_sees_stays_in_words_and_in_no_address_or_name(sign: str) -> None:
    text = (
        f"Title: Our pl{sign}an\nDate: 2021-05-01\nSlug: a{sign}b\nTags: wa{sign}ges\n\n"
        f"Wo{sign}rds [x](/ne{sign}ws/) [y]{sign}(/a/) https://exam{sign}ple.org/ ![z](/im{sign}ages/a.jpg)\n"
    )
    read = parsed(STORY, text, "content/news/plan.md")

    assert not [one for one in findings_of(read) if "[C14]" not in one]
    assert {entry.name: entry.value for entry in read.source.entries} == {
        "Title": f"Our pl{sign}an",
        "Date": "2021-05-01",
        "Slug": "ab",
        "Tags": "wages",
    }
    assert read.item
    assert [link.target for link in read.item.body.links] == ["/news/", "/a/", "https://example.org/"]
    assert [image.source for image in read.item.body.images] == ["/images/a.jpg"]
    assert f"Wo{sign}rds" in read.item.body.html


def test_what_joins_letters_is_kept_in_names() -> None:
    read = parsed(STORY, "Title: A\nDate: 2021-05-01\nTags: نمی\u200cخواهم\n\nText\n", "content/news/plan.md")

    assert [entry.value for entry in read.source.entries if entry.name == "Tags"] == ["نمی\u200cخواهم"]
