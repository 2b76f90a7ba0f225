"""The lists of facts, contacts and terms: what they give, and what is told of them."""

import pickle

import pytest

from plugins.core.findings import Finding
from plugins.core.header import SeenFile
from plugins.kinds.contact import CONTACTS, parse_contacts
from plugins.kinds.fact import FACTS, Fact, parse_facts
from plugins.kinds.house_style import HOUSE_STYLE, Term, parse_house_style
from plugins.kinds.listed import ListKind


def seen(text: str, kind: ListKind = FACTS) -> SeenFile:
    return SeenFile(kind.path, text.encode())


def fact(value: str, name: str = "members") -> str:
    return f'[{name}]\nvalue = "{value}"\nsource = "Register"\nchecked = 2022-01-15\n'


def facts(*texts: str) -> dict[str, Fact]:
    found, findings = parse_facts(seen("".join(texts)))
    assert findings == []
    return found


def told(findings: list[Finding]) -> list[tuple[int, str, str]]:
    return [(one.where.line, one.code, one.variant) for one in findings]


@pytest.mark.parametrize(
    ("kind", "parse"), [(FACTS, parse_facts), (CONTACTS, parse_contacts), (HOUSE_STYLE, parse_house_style)]
)
def test_the_example_of_each_list_is_right_and_what_it_gives_can_be_kept(kind, parse) -> None:
    found, findings = parse(seen(kind.example, kind))

    assert findings == []
    assert len(found) == 1
    assert pickle.loads(pickle.dumps(found)) == found


@pytest.mark.parametrize("parse", [parse_facts, parse_contacts, parse_house_style])
def test_without_a_file_there_is_nothing_and_nothing_is_wrong(parse) -> None:
    assert [len(part) for part in parse(seen(""))] == [0, 0]


def test_a_fact_may_name_others_whatever_their_order() -> None:
    found = facts(fact("{fact:b} and {fact:c}", "a"), fact("two of {fact:c}", "b"), fact("three", "c"))

    assert found["a"].value == "two of three and three"


def test_a_day_may_stand_in_quotation_marks() -> None:
    text = fact("ten").replace("2022-01-15", '"2022-01-15"')

    assert facts(text) == facts(fact("ten"))


@pytest.mark.parametrize(
    ("texts", "lines"),
    [
        ([fact("{fact:members}")], [2]),
        ([fact("{fact:b}", "a"), fact("{fact:c}", "b"), fact("{fact:a}", "c")], [2, 6, 10]),
        ([fact("{fact:b}", "a"), fact("{fact:b}", "b")], [6]),
    ],
)
def test_a_fact_that_leads_back_to_itself_is_told_and_stays_as_it_is_written(
    texts: list[str], lines: list[int]
) -> None:
    found, findings = parse_facts(seen("".join(texts)))

    assert told(findings) == [(line, "C132", "to-itself") for line in lines]
    assert all("{fact:" in one.value for one in found.values())


def test_a_chain_of_thousands_of_facts_is_followed_to_its_end() -> None:
    chain = [fact(f"{{fact:n{n + 1}}}", f"n{n}") for n in range(3000)]

    assert facts(*chain, fact("ten", "n3000"))["n0"].value == "ten"


def test_facts_that_double_each_other_never_grow_beyond_a_limit() -> None:
    doubled = [fact(f"{{fact:n{n + 1}}} {{fact:n{n + 1}}}", f"n{n}") for n in range(60)]

    found, findings = parse_facts(seen("".join([*doubled, fact("ten", "n60")])))

    assert max(len(one.value) for one in found.values()) <= 2000
    assert {one.code for one in findings} == {"C39"}


def test_every_line_that_cannot_be_read_is_told_and_the_others_count() -> None:
    text = "[a]\nvalue = ten\nsource: Register\nchecked = 2022-01-15\n\n" + fact("two", "b") + "junk\n"

    found, findings = parse_facts(seen(text))

    assert told(findings) == [
        (2, "C130", "without-quotes"),
        (3, "C130", "without-quotes"),
        (10, "C130", "no-value"),
    ]
    assert found["b"].value == "two"


@pytest.mark.parametrize(
    ("line", "right"),
    [
        ("value = ten", 'value = "ten"'),
        ("value: ten of us", 'value = "ten of us"'),
        ("value = “ten”", 'value = "ten"'),
        ('value = "ten', 'value = "ten"'),
        (r'value = "C:\docs"', r'value = "C:\\docs"'),
    ],
)
def test_the_line_to_type_is_one_that_can_be_read(line: str, right: str) -> None:
    text = fact("ten").replace('value = "ten"', "{}")

    (found,) = parse_facts(seen(text.replace("{}", line)))[1]

    assert dict(found.values)["right"] == right
    assert parse_facts(seen(text.replace("{}", right)))[1] == []


@pytest.mark.parametrize(
    "text", ["[", "[[", "[a\n" * 99, "= 1", "a.b.c = 1", "[a]\n[a.b]\nc = 1", '[a]\n"', "'''", "\0", "é"]
)
def test_whatever_stands_there_gives_findings_and_no_error(text: str) -> None:
    for kind, parse in ((FACTS, parse_facts), (CONTACTS, parse_contacts), (HOUSE_STYLE, parse_house_style)):
        findings = parse(seen(text, kind))[1]

        assert findings
        assert all(str(one) for one in findings)


def test_a_file_in_another_encoding_is_told_and_read_as_far_as_it_goes() -> None:
    found, findings = parse_facts(SeenFile(FACTS.path, fact("über zehn").encode("latin-1")))

    assert [one.code for one in findings] == ["C09"]
    assert list(found) == ["members"]


def test_a_contact_has_parts_and_a_sentence_of_its_own_or_that_of_the_site() -> None:
    text = '[a]\nname = "The union\'s office"\nemail = "a@example.org"\naddress = "Mill Street 1;  Edmonton"\n'
    own, none = (
        parse_contacts(seen(f'{text}no-unsolicited-mail = "No ads."'))[0]["a"],
        parse_contacts(seen(text))[0]["a"],
    )
    of_the_site = parse_contacts(seen(f"{text}no-unsolicited-mail = true"))[0]["a"]

    assert own.part("name") == "The union’s office"
    assert own.part("address") == "Mill Street 1, Edmonton"
    assert (own.has_own_sentence, of_the_site.has_own_sentence, none.has_own_sentence) == (True, False, False)
    assert (bool(of_the_site.no_unsolicited_mail), bool(none.no_unsolicited_mail)) == (True, False)


def test_terms_are_many_below_one_word() -> None:
    text = '[[term]]\nuse = "a b"\navoid = ["ab"]\n[[term]]\nuse = "c"\navoid = ["d", " e  f "]\n'

    assert parse_house_style(seen(text, HOUSE_STYLE)) == ((Term("a b", ("ab",)), Term("c", ("d", "e f"))), [])


@pytest.mark.parametrize("blank", ["\u200b", "\u00ad\u2060", "\u00a0", "&nbsp;", "\ufe0f", "\u3164"])
def test_a_value_with_nothing_to_see_is_none(blank: str) -> None:
    for kind, parse in ((FACTS, parse_facts), (CONTACTS, parse_contacts), (HOUSE_STYLE, parse_house_style)):
        header = kind.example.partition("\n")[0]
        required = [one.name for one in kind.fields if one.required and one.name != "checked"]
        texts = [header + "\n" + "".join(f'{name} = "{value}"\n' for name in required) for value in (blank, "")]

        found, empty = (told(parse(seen(text, kind))[1]) for text in texts)

        assert found == empty != []


@pytest.mark.parametrize("header", ["[members]", "[[members]]", "[the members]", "[others", "[our.members]"])
def test_what_stands_below_a_line_in_brackets_that_counts_for_nothing_is_told_too(header: str) -> None:
    found, findings = parse_facts(seen(f'{fact("ten")}{header}\nvalue = 5\nsorce = "Us"\nchecked = 2022-41-01\n'))

    assert sorted(told(findings)) == [
        (5, "C130", "twice" if header.strip("[]") == "members" else "header"),
        (6, "C133", "not-a-text"),
        (7, "C06", "misspelt"),
        (8, "C04", "no-month"),
    ]
    assert found == facts(fact("ten"))


def test_a_line_whose_name_is_misspelt_is_not_missing_besides() -> None:
    _, findings = parse_facts(seen('[members]\nvaleu = "ten"\nsorce = "Us"\nchekced = 2022-01-15\n'))

    assert told(findings) == [(line, "C06", "misspelt") for line in (2, 3, 4)]


def test_a_misspelt_line_with_nothing_in_it_takes_nothing_from_the_right_one() -> None:
    _, findings = parse_contacts(seen('[office]\nname = "Office"\nemail = "a@b.example"\nmail = ""\n', CONTACTS))

    assert told(findings) == [(4, "C06", "misspelt")]


def test_a_part_of_a_contact_that_cannot_be_read_is_there_all_the_same() -> None:
    text = '[office]\nname = Office\ntelephone = 780\nmail = "a@b.example"\n'
    found, findings = parse_contacts(seen(text, CONTACTS))

    assert told(findings) == [
        (2, "C130", "without-quotes"),
        (3, "C133", "not-a-text"),
        (4, "C06", "misspelt"),
    ]
    assert all(found["office"].part(part) for part in ("name", "telephone", "email"))


@pytest.mark.parametrize("second", ["[term]", "[[term]]"])
@pytest.mark.parametrize("first", ["[term]", "[[term]]"])
def test_a_term_may_stand_below_one_pair_of_brackets(first: str, second: str) -> None:
    text = f'{first}\nuse = "a"\navoid = ["b"]\n{second} # another\nuse = "c"\navoid = ["d"]\n'

    assert parse_house_style(seen(text, HOUSE_STYLE)) == ((Term("a", ("b",)), Term("c", ("d",))), [])


@pytest.mark.parametrize(
    ("written", "sentence"), [("true", "true"), ('"yes"', "true"), ('"No"', ""), ('"Please do not."', "Please do not.")]
)
def test_no_unsolicited_mail_may_be_a_yes_or_a_no_in_words(written: str, sentence: str) -> None:
    text = f'[office]\nname = "Office"\nemail = "a@b.example"\nno-unsolicited-mail = {written}\n'
    found, findings = parse_contacts(seen(text, CONTACTS))

    assert (found["office"].no_unsolicited_mail, findings) == (sentence, [])
