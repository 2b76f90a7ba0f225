from datetime import date

import pytest
from markupsafe import Markup

from plugins.core.findings import Where
from plugins.kinds.contact import Contact
from plugins.kinds.fact import Fact
from plugins.markup.named import named_in_words
from plugins.site.register import joined

WHERE = Where("content/facts.toml", 2)
FACTS = {
    "members": Fact("members", "almost 10,000 <b>", "members", "Register", date(2022, 1, 15), (), WHERE),
    "line": Fact("line", "call {contact:office.telephone}", "", "Register", None, (), WHERE),
    "lost": Fact("lost", "ask {contact:nobody}", "", "Register", None, (), WHERE),
}
OFFICE = Contact("office", "The office", "a&b@example.org", "1-800", "", "Mill Street 1; Edmonton", "")
REGISTER, WRONG = joined(FACTS, {"office": OFFICE})


@pytest.mark.parametrize(
    ("words", "shown"),
    [
        ("{fact:members} of us", "almost 10,000 <b> of us"),
        ("{Fact:members} of us", "Almost 10,000 <b> of us"),
        ("{fact:line}", "call 1-800"),
        ("{contact:office}", "a&b@example.org"),
        ("{contact:office.name}: {contact:office.address}", "The office: Mill Street 1, Edmonton"),
        ("{fact:nobody} {contact:office.fax} {contact:office.telephone-2}",) * 2,
        (r"\{fact:members}", "{fact:members}"),
    ],
)
def test_plain_words_get_values_and_what_is_unknown_stays(words: str, shown: str) -> None:
    assert REGISTER.filled(words) == shown


def test_in_html_values_are_escaped_and_a_contact_is_a_link() -> None:
    fact, contact = named_in_words("{fact:members} {contact:office}")

    assert REGISTER.html(fact) == "almost 10,000 &lt;b&gt;"
    assert REGISTER.html(contact) == '<a href="mailto:a&amp;b@example.org">a&amp;b@example.org</a>'
    assert REGISTER.filled_in(Markup("&amp; {fact:members}")) == "&amp; almost 10,000 &lt;b&gt;"


@pytest.mark.parametrize(
    ("words", "told"),
    [
        ("{fact:members} {contact:office} {contact:office.name}", []),
        ("{fact:membres}", ["unknown-name"]),
        ("{fact:members.email}", ["unknown-name"]),
        ("{contact:members}", ["unknown-name"]),
        ("{contact:office.fax}", ["unknown-part"]),
        ("{contact:office.telephone-2}", ["part-not-told"]),
    ],
)
def test_what_stands_for_nothing_is_told(words: str, told: list[str]) -> None:
    found = list(REGISTER.unknown(named_in_words(words, 7), "content/news/plan.md"))

    assert [(one.code, one.variant, one.where) for one in found] == [
        ("C33", variant, Where("content/news/plan.md", 7)) for variant in told
    ]


def test_a_contact_that_a_fact_names_is_told_where_the_fact_stands() -> None:
    assert [(one.where, dict(one.values)["name"]) for one in WRONG] == [(WHERE, "nobody")]


def test_words_of_both_lists_name_each_other_but_never_themselves() -> None:
    lines = dict.fromkeys(("name", "address", "no-unsolicited-mail"), WHERE)

    def contact(name: str, words: str) -> Contact:
        return Contact(name, words, f"{name}@example.org", "", "", "", "", lines)

    chain = {f"c{number}": contact(f"c{number}", f"{number} {{contact:c{number + 1}.name}}") for number in range(50)}
    circle = {"x": contact("x", "{contact:y.name}"), "y": contact("y", "{fact:z}"), "in": contact("in", "{fact:z}")}
    facts = {"z": Fact("z", "{contact:x.name}", "of {contact:c49.name}", "", None, (), WHERE)}

    register, wrong = joined(facts, {**chain, "c50": contact("c50", "end"), **circle})

    assert register.contacts["c0"].name == " ".join([*map(str, range(50)), "end"])
    assert register.facts["z"].words == "of 49 end"
    assert [(one.variant, dict(one.values)["name"]) for one in wrong] == [
        ("contact-to-itself", "x"),
        ("contact-to-itself", "y"),
    ]


@pytest.mark.parametrize(
    ("address", "target"),
    [
        ("{contact:office}", "mailto:a&b@example.org"),
        ("{contact:office.telephone}", "tel:1-800"),
        ("mailto:{contact:office}?subject={fact:lost}", "mailto:a&b@example.org?subject=ask {contact:nobody}"),
        ("/plan/", "/plan/"),
        ("{contact:nobody}", "{contact:nobody}"),
    ],
)
def test_a_link_to_a_contact_alone_writes_or_calls(address: str, target: str) -> None:
    assert REGISTER.target(address) == target
