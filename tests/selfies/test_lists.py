"""A list of withdrawn pictures is found in any place, under any name, and in any kind of file; or the build stops."""

from pathlib import Path

import pytest

from plugins.core.findings import errors
from plugins.selfies.withdrawals import read_withdrawals

LINE = "0431 = { date = 2021-06-15 }\n"


def read(tmp_path: Path, name: str, data: bytes) -> tuple[set[str], list[str]]:
    """Who is withdrawn, and the files of which a mistake stops the build, with this one among others."""
    file = tmp_path / name
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_bytes(data)
    content = tmp_path / "content"
    content.mkdir(exist_ok=True)
    (tmp_path / "pelicanconf.py").touch()
    withdrawals, findings = read_withdrawals(content / "withdrawn.toml", content / "selfies")
    return set(withdrawals), [finding.where.path for finding in errors(findings)]


@pytest.mark.parametrize(
    "name",
    [
        "withdrawn.md",
        "content/data/withdrawn.json",
        "content/withdrawn/2021.toml",
        "content/withdrawn/2021.csv",
        "content/Withdrawals/a/june",
        "content/revoked.toml",
        "content/news/members.toml",
        "content/selfies/gone.toml",
        "content/widhtrawn.toml",
        "content/data/wihtdranw.csv",
        "content/images/withdrawn.md",
        "content/documents/withdrawn.csv",
        "content/revoked.txt",
        "opted-out.csv",
        "docs/withdrawn.toml",
        "docs/old/2021/Withdrawn (1).TOML",
        "archive/members.toml",
        "content-of-2020/withdrawn.toml",
    ],
)
def test_a_list_in_any_place_is_obeyed(tmp_path: Path, name: str) -> None:
    assert read(tmp_path, name, LINE.encode()) == ({"0431"}, [])


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("withdrawn.md", "- 0431, June\n"),
        ("content/data/withdrawn.json", '{"0431": "2021-06-15"}'),
        ("content/withdrawn/2021.csv", "0431,2021-06-15\n"),
        ("content/data/withdrawn.xlsx", "PK\3\4\0"),
        ("content/data/withdrawn.yml", "- 0431\n"),
        ("Withdrawn members.ods", "PK\3\4\0"),
        ("content/revoked.csv", "0431,2021-06-15\n"),
        ("content/data/x.toml", "0431 = { date = 2021-06-15\n"),
        ("content/data/y.toml", "0431 = { date = 2021-06-15 }\n0432 = {\n"),
        ("content/data/z.toml", "[0431]\ndate = 2021-06-15\n]"),
    ],
)
def test_a_list_that_cannot_be_read_stops_the_build(tmp_path: Path, name: str, content: str) -> None:
    assert read(tmp_path, name, content.encode()) == (set(), [name])


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("content/news/2021/withdrawal.md", "Title: The withdrawal of labour"),
        ("content/news/withdrawal/figures.csv", "1,2"),
        ("content/data/settings.toml", "[build]\ndays = 3\n"),
        ("pyproject.toml", '[project]\nname = "x"\nupdated = "2021-06-15"\n'),
        ("content/data/revoked-licences.csv", "1,2"),
        ("content/withdrawn/0900.md", "Consent: web\n"),
        ("content/selfies (1)/withdrawn/0900.md", "no list"),
        ("content/documents/withdrawn-services.pdf", "%PDF"),
        ("content/images/withdrawn.jpg", "x"),
        ("content/documents/bill-12-withdrawn.csv", "Clause,Text\n1,Withdrawn by the minister\n"),
        ("content/documents/pension-withdrawals.xlsx", "PK\x03\x04"),
        ("content/images/withdrawn/README.md", "Pictures of the bill that was withdrawn."),
        ("tests/sites/bad/content/withdrawn.toml", LINE),
        ("docs/node_modules/a/withdrawn.toml", LINE),
        (".git/withdrawn.toml", LINE),
        ("docs/withdrawn.md", "How members withdraw."),
        ("docs/settings.toml", "days = 3"),
    ],
)
def test_another_file_is_no_list(tmp_path: Path, name: str, content: str) -> None:
    assert read(tmp_path, name, content.encode()) == (set(), [])


@pytest.mark.parametrize("mark", ["pyvenv.cfg", "pelicanconf.py"])
def test_a_list_of_libraries_or_of_another_project_is_not_this_sites(tmp_path: Path, mark: str) -> None:
    (tmp_path / "other/a").mkdir(parents=True)
    (tmp_path / "other" / mark).touch()

    assert read(tmp_path, "other/a/withdrawn.toml", LINE.encode()) == (set(), [])


def test_a_list_that_begins_with_the_mark_of_notepad_is_read(tmp_path: Path) -> None:
    data = LINE.replace("\n", "\r\n").encode("utf-8-sig")

    assert read(tmp_path, "content/withdrawn.toml", data) == ({"0431"}, [])
    assert read(tmp_path, "content/withdrawn (1).toml", data.replace(b"0431", b"0432")) == ({"0431", "0432"}, [])


@pytest.mark.parametrize("encoding", ["utf-16", "latin-1"])
def test_a_list_in_another_encoding_is_told_with_what_to_do(tmp_path: Path, encoding: str) -> None:
    (tmp_path / "withdrawn.toml").write_bytes(f"# caf\u00e9\n{LINE}".encode(encoding))

    assert [str(finding) for finding in read_withdrawals(tmp_path / "withdrawn.toml")[1]] == [
        (
            "error content/withdrawn.toml:1  I cannot read this line. "
            "Save the file as UTF-8: in Notepad, Save As, Encoding: UTF-8.  [C57]"
        )
    ]


def test_a_line_after_the_mark_is_told_by_its_number(tmp_path: Path) -> None:
    (tmp_path / "withdrawn.toml").write_bytes(b"\xef\xbb\xbf0431 = {}\n")

    assert [finding.where.line for finding in read_withdrawals(tmp_path / "withdrawn.toml")[1]] == [1]


def test_the_list_under_a_second_name_is_no_other(tmp_path: Path) -> None:
    (tmp_path / "docs").mkdir()
    (tmp_path / "docs/withdrawn.toml").symlink_to("../content/withdrawn.toml")

    assert read(tmp_path, "content/withdrawn.toml", LINE.encode()) == ({"0431"}, [])


@pytest.mark.parametrize("name", ["site/config.toml", "bank/withdrawals.toml"])
def test_of_another_programs_file_the_report_says_where_it_belongs(tmp_path: Path, name: str) -> None:
    read(tmp_path, name, b'title = "A site"\n[release]\ndate = 2021-06-15\nversion = "1.2"\n')

    _, findings = read_withdrawals(tmp_path / "content/withdrawn.toml")
    (told,) = errors(findings)
    assert (told.code, told.where.path) == ("C57", name)
    assert "if it is no such list, give it another name" in str(told)
