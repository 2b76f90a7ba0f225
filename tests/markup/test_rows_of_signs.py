"""Rows of spreadsheets' files, and addresses with a slip, among words: told, and sentences are not."""

import pytest

from plugins.kinds.story import STORY
from tests.kinds.parsed import parsed

HEADER = "Title: Hours\nDate: 2021-05-01\nSummary: When whom one meets.\n\n"


def told(body: str) -> list[str]:
    return [str(one) for one in parsed(STORY, f"{HEADER}{body}\n", "content/news/x.md").findings]


@pytest.mark.parametrize(
    ("body", "right"),
    [
        ("Name;Hours\nAna;12", "| Name | Hours |"),
        ("The hours:\nName;Hours\nAna;12\nBo;8", "| Name | Hours |"),
        ("Day;Room;Who\nMonday;12 b;Ana", "| Day | Room | Who |"),
        ("Name,Hours\nAna,12\nBo,8", "| Name | Hours |"),
        ("Name; Hours\nAna; 12\nBo; 8", "| Name | Hours |"),
    ],
)
def test_rows_that_signs_part_are_no_table(body: str, right: str) -> None:
    (line,) = told(body)

    assert "is no table" in line
    assert right in line


@pytest.mark.parametrize(
    ("written", "right"),
    [
        ("https:/x.org/a", "https://x.org/a"),
        ("https//x.org", "https://x.org"),
        ("htps://x.org/a", "https://x.org/a"),
        ("http:///x.org", "http://x.org"),
        ("https: //x.org/a", "https://x.org/a"),
        ("https;//x.org", "https://x.org"),
        ("http:www.x.org", "http://www.x.org"),
    ],
)
def test_an_address_with_a_slip_among_words_is_told(written: str, right: str) -> None:
    assert told(f"See {written} now.") == [
        f'warning content/news/x.md:5  "{written}" is no address: readers could not open it. Write  {right}  [C100]'
    ]


@pytest.mark.parametrize(
    "body",
    [
        "We came; we saw.\nWe won; they lost.\nWe wrote; they read.",
        "She said yes;he said no\nand they went;nobody stayed",
        "1,000\n2,000\n3,000",
        "Ana, Edmonton\nBo, Calgary\nCy, Red Deer",
        "Name;Hours  \nAna;12  \nBo;8",
        "- a;b\n- c;d",
        "R&amp;D;\nQ&amp;A;",
        "::: contact-card\naddress: 1 Rue du Port;Lac\ntelephone: 555-010-0000\n:::",
        "The https: scheme, http/2, http.server; https, or https:// alone.",
        "See https://x.org//a, ftp://x.org, sftp://x.org and https://x.org/?u=http:/y.org now.",
    ],
)
def test_sentences_and_whole_addresses_are_none(body: str) -> None:
    assert not [line for line in told(body) if "[C100]" in line]
