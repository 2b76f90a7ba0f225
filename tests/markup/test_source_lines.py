import pytest

from plugins.markup.source_lines import lines_of

BODY = """[a](/news/plan/) and [b](/news/)

![c](images/rally.jpg "Rally") <nora@example.org>
[again](/news/)
[d][ref] [e](/a?b&amp;c)

[ref]: /privacy/"""


@pytest.mark.parametrize(
    ("targets", "lines"),
    [
        (["/news/"], [10]),
        (["/news/plan/", "/news/", "/news/"], [10, 10, 13]),
        (["/news/", "/news/", "/news/"], [10, 13, 13]),
        (["images/rally.jpg"], [12]),
        (["mailto:nora@example.org"], [12]),
        (["/privacy/", "/privacy/"], [16, 16]),
        (["/a?b&c"], [14]),
        (["rally"], [12]),
        (["/nowhere/", ""], [10, 10]),
        ([], []),
    ],
)
def test_an_address_is_found_on_its_line(targets: list[str], lines: list[int]):
    assert lines_of(targets, BODY.split("\n"), 10) == lines


def test_links_without_an_address_are_found_where_they_are():
    lines = ["[full](/x)", "", "[one]()", "and [two]( <> ) or", '<a href="">three</a>']

    assert lines_of(["/x", "", "", ""], lines, 5) == [5, 7, 8, 9]
