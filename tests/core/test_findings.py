import pytest

from plugins.core.findings import SiteError, Where, WrongValue, errors, finding, in_order, quoted

UNCLOSED = finding("C32.never-ends", Where("content/news/plan.md", 14), block="::: hero", colons=":::")


def test_a_finding_says_where_what_is_wrong_and_what_to_do():
    assert str(UNCLOSED) == (
        'error content/news/plan.md:14  The "::: hero" that starts here never ends. Add a line with only  :::  [C32]'
    )


def test_a_finding_without_a_remedy_has_no_gap():
    cover = finding("C06.unknown", Where("a.md"), field="Cover")

    assert str(cover) == 'warning a.md:1  "Cover" is not a field I use.  [C06]'


def test_findings_are_shown_once_each_by_file_and_line():
    late = finding("C06.unknown", Where("b.md", 2), field="x")
    early = finding("C27.second-title", Where("b.md", 1), words="x")
    first = finding("C90.port-unusable", Where("a.md", 10), port=1, other=2)

    assert in_order([late, UNCLOSED, early, late, first]) == [first, early, late, UNCLOSED]


def test_findings_alike_but_for_their_remedy_keep_one_order():
    alike = [finding("C13.no-picture", Where("a.md"), source="x", near=near) for near in "abcdefgh"]

    assert in_order(reversed(alike)) == alike


def test_a_site_error_carries_every_finding():
    wrong = SiteError([UNCLOSED, finding("C24.over", Where("a.md"), day="x")])

    assert [finding.code for finding in wrong.findings] == ["C24", "C32"]
    assert str(wrong).count("\n") == 1
    assert errors(wrong.findings) == [UNCLOSED]


def test_a_quotation_stays_on_one_line_and_short():
    assert quoted("a\n  b") == '"a b"'
    assert quoted("a" * 60) == f'"{"a" * 60}"'
    assert quoted("a" * 61) == f'"{"a" * 60} …"'


def test_no_files_name_breaks_the_line_or_turns_it_round():
    name = "two\nlines \x1b[2J\u202egnp\udce9 é.md"

    line = str(finding("C60.unread-folder", Where(f"content/{name}"), folders=name))

    assert line == (
        r"warning content/two\nlines \x1b[2J\u202egnp\udce9 é.md:1  Nobody will see this text. "
        r"Put it into one of two\nlines \x1b[2J\u202egnp\udce9 é.md.  [C60]"
    )


@pytest.mark.parametrize(
    "value",
    [
        "https://u:TOKEN@h",
        "https://h/?access_token=TOKEN",
        "password: TOKEN",
        "u:TOKEN@h.example:x",
        "ghp_TOKENTOKENTOKEN",
    ],
)
def test_nothing_that_is_told_of_a_setting_holds_a_secret(value: str) -> None:
    here = Where("pelicanconf.py", 3)
    told = [finding("C38.no-time-zone", here, zone=value), finding("C40.no-selfies", here, path=value)]
    told.append(WrongValue("C04.no-date", text=value).at(Where("publishconf.py")))

    assert not any("TOKEN" in str(one) for one in told)
    assert '"America/Edmontn" is not' in str(finding("C38.no-time-zone", here, zone="America/Edmontn"))
