import hashlib
import subprocess
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from PIL import Image

from plugins.core.findings import SiteError, errors
from plugins.core.header import split
from plugins.pictures.fingerprint import NO_EDGES, fingerprint
from plugins.selfies.folder import check_folder
from plugins.selfies.roster import read_roster
from plugins.selfies.withdraw import take_back, with_field
from plugins.selfies.withdrawals import Withdrawal, check_ids, look_alikes, read_withdrawals
from tests.pictures.returning import scene
from tests.pictures.samples import encoded
from tests.selfies.members import text

TODAY = date(2026, 11, 22)
SHA = "ab" * 32
NOT_READ = (
    "I cannot read this line. Delete it, if git wrote it (<<<<<<<, =======, >>>>>>>); else undo the last change of "
    "this file."
)


def listed(tmp_path: Path, *lines: str) -> Path:
    file = tmp_path / "withdrawn.toml"
    file.write_text("# Members who took their picture back.\n" + "\n".join(lines) + "\n")
    return file


@pytest.mark.parametrize(
    "withdrawal",
    [
        Withdrawal("0430", date(2021, 6, 14), SHA, (0x00FF00FF00FF00FF, 2**256 - 1)),
        Withdrawal("0430", date(2021, 6, 14), SHA, (0,), frozenset({"0533", "images/rally.jpg"})),
        Withdrawal("0430", date(2021, 6, 14), SHA, difference_hash=0x00FF00FF00FF00FF),
        Withdrawal("withdrawn-tester", date(2021, 6, 14), None),
    ],
)
def test_a_line_is_read_as_it_was_written(tmp_path: Path, withdrawal: Withdrawal) -> None:
    withdrawals, findings = read_withdrawals(listed(tmp_path, withdrawal.line().strip()))

    assert (withdrawals, findings) == ({withdrawal.id: withdrawal}, [])
    assert withdrawal.line().count("\n") == 1


def test_without_the_file_nobody_has_withdrawn(tmp_path: Path) -> None:
    assert read_withdrawals(tmp_path / "absent.toml") == ({}, [])


@pytest.mark.parametrize(
    ("line", "message"),
    [
        (
            "0430 = {",
            f"error content/withdrawn.toml:2  {NOT_READ}  [C57]",
        ),
        ("0430 = {}", "content/withdrawn.toml:2  0430 has no date. Write  0430 = { date = 2021-06-14 }  [C57]"),
        ("0430 = 2021-06-14", "0430 has no date."),
        ('0430 = { date = "June" }', '"date" is not what I would write here.'),
        ('0430 = { date = 2021-06-14, sha256 = "ab" }', '"sha256" is not what I would write here.'),
        ("0430 = { date = 2021-06-14, difference-hash = 7 }", '"difference-hash" is not'),
        ('0430 = { date = 2021-06-14, hashes = ["ab"] }', '"hashes" is not'),
        ('0430 = { date = 2021-06-14, hashes = "ab" }', '"hashes" is not'),
        ('0430 = { date = 2021-06-14, not-the-same = "0533" }', '"not-the-same" is not'),
        ('0430 = { date = 2021-06-14, name = "Ade" }', '"name" is not what I would write here.'),
    ],
)
def test_a_list_that_cannot_be_read_stops_the_build(tmp_path: Path, line: str, message: str) -> None:
    withdrawals, (finding,) = read_withdrawals(listed(tmp_path, line))

    assert withdrawals == {}
    assert message in str(finding)


def test_what_looks_like_a_withdrawn_picture_is_found_unless_its_line_says_that_it_is_another() -> None:
    image = scene(1)
    known = {"0533": fingerprint(image), "images/rally.jpg": fingerprint(image), "0534": fingerprint(scene(2))}
    gone = Withdrawal("0430", TODAY, SHA, fingerprint(image).hashes, frozenset({"0533"}))
    other = replace(gone, not_the_same=frozenset({"0533", "images/rally.jpg"}))

    assert look_alikes(known, {"0430": gone}) == {"images/rally.jpg": gone}
    assert look_alikes(known, {"0430": other}) == {}
    assert look_alikes(known, {}) == look_alikes({}, {"0430": gone}) == {}


def test_a_picture_that_looks_like_two_is_overruled_in_both_lines() -> None:
    hashes = fingerprint(scene(1)).hashes
    first = Withdrawal("0430", TODAY, SHA, hashes, frozenset({"0533"}))
    second = Withdrawal("0431", TODAY, SHA, hashes)

    assert look_alikes({"0533": fingerprint(scene(1))}, {"0430": first, "0431": second}) == {"0533": second}


def test_an_older_line_with_a_difference_hash_alone_is_obeyed() -> None:
    gone = Withdrawal("0430", TODAY, SHA, difference_hash=fingerprint(scene(1)).difference_hash)
    turned = {"0533": fingerprint(scene(1).rotate(90, expand=True)), "0534": fingerprint(scene(2))}

    assert look_alikes(turned, {"0430": gone}) == {"0533": gone}


def test_pictures_of_one_colour_are_not_held_for_each_other() -> None:
    blank = fingerprint(Image.new("RGB", (300, 400), "white"))
    older = Withdrawal("0431", TODAY, SHA, difference_hash=NO_EDGES)
    gone = {"0430": Withdrawal("0430", TODAY, SHA, blank.hashes), "0431": older}

    assert look_alikes({"0533": blank, "0534": fingerprint(scene(1))}, gone) == {}


@pytest.mark.parametrize("orientation", range(1, 9))
def test_what_is_written_of_a_picture_is_of_its_upright_pixels_however_its_bytes_lie(
    folder: Path, tmp_path: Path, orientation: int
) -> None:
    exif = Image.Exif()
    exif[0x0112] = orientation
    (folder / "0417.jpg").write_bytes(encoded(scene(1), quality=90, exif=exif))
    take_back(folder, tmp_path / "withdrawn.toml", "0417", TODAY)
    withdrawals, _ = read_withdrawals(tmp_path / "withdrawn.toml")

    assert set(look_alikes({"x": fingerprint(scene(1)), "y": fingerprint(scene(2))}, withdrawals)) == {"x"}
    assert (tmp_path / "withdrawn.toml").stat().st_size < 1000


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("Name: Ade\nWithdrawn:\n\nWords\n", "Name: Ade\nWithdrawn: 2026-11-22\n\nWords\n"),
        (
            "Name: Ade\nwithdrawn:  \nPhoto-by: self\n\nWords\n",
            "Name: Ade\nWithdrawn: 2026-11-22\nPhoto-by: self\n\nWords\n",
        ),
        ("Name: Ade\n\nWords\n", "Name: Ade\nWithdrawn: 2026-11-22\n\nWords\n"),
        ("Name: Ade", "Name: Ade\nWithdrawn: 2026-11-22\n"),
        ("---\nName: Ade\n---\nWords\n", "---\nName: Ade\nWithdrawn: 2026-11-22\n---\nWords\n"),
        ("Name: Ade\r\n\r\nWords\r\n", "Name: Ade\r\nWithdrawn: 2026-11-22\n\r\nWords\r\n"),
    ],
)
def test_the_field_is_written_into_the_header_and_nothing_else_changes(before: str, after: str) -> None:
    assert with_field(before, "Withdrawn", "2026-11-22") == after
    assert split(after.replace("\r\n", "\n"), "x.md").line_of("Withdrawn") > 1


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    folder = tmp_path / "selfies"
    folder.mkdir()
    (folder / "0417.md").write_text(text())
    (folder / "0417.jpg").write_bytes(b"a picture")
    return folder


def test_withdrawing_writes_the_field_and_a_line_without_name_or_picture(folder: Path, tmp_path: Path) -> None:
    file = tmp_path / "withdrawn.toml"

    changed = take_back(folder, file, "0417", TODAY)

    assert changed == [file, folder / "0417.md"]
    (only,) = read_withdrawals(file)[0].values()
    assert only == Withdrawal("0417", TODAY, hashlib.sha256(b"a picture").hexdigest())
    assert "Withdrawn: 2026-11-22\n" in (folder / "0417.md").read_text()
    assert "Ade" not in file.read_text()
    assert [path.name for path in folder.iterdir() if path.name.startswith(".")] == []


def test_withdrawing_again_changes_nothing_and_finishes_what_was_begun(folder: Path, tmp_path: Path) -> None:
    file = tmp_path / "withdrawn.toml"
    take_back(folder, file, "0417", TODAY)
    whole = file.read_text()

    assert take_back(folder, file, "0417", TODAY) == []
    (folder / "0417.md").write_text(text())
    assert take_back(folder, file, "0417", TODAY) == [folder / "0417.md"]
    assert file.read_text() == whole


def test_a_member_whose_picture_is_gone_can_withdraw_too(folder: Path, tmp_path: Path) -> None:
    (folder / "0417.jpg").unlink()

    take_back(folder, tmp_path / "withdrawn.toml", "0417", TODAY)

    assert read_withdrawals(tmp_path / "withdrawn.toml")[0]["0417"].sha256 is None


def test_a_line_typed_by_hand_is_told_while_the_picture_is_there_and_completed(folder: Path, tmp_path: Path) -> None:
    """Without hashes a copy that was turned would be published."""
    file = listed(tmp_path, "0416 = { date = 2021-06-14 }", '0417 = { date = 2021-06-14, not-the-same = ["0500"] }')
    withdrawals, _ = read_withdrawals(file)
    assert [str(finding) for finding in check_ids(withdrawals, {"0416", "0417"}, {"0417"}, file)] == [
        (
            "warning content/withdrawn.toml:3  This line does not tell how the picture of 0417 looks, so I would not "
            "know a changed one. Type  python3 tasks.py selfies --withdraw 0417  [C57]"
        )
    ]

    assert file in take_back(folder, file, "0417", TODAY)

    completed, mistakes = read_withdrawals(file)
    sha256 = hashlib.sha256(b"a picture").hexdigest()
    assert completed["0417"] == Withdrawal("0417", date(2021, 6, 14), sha256, (), frozenset({"0500"}))
    assert (len(completed), mistakes) == (2, [])
    assert list(check_ids(completed, {"0416", "0417"}, {"0417"}, file)) == []


def test_what_stands_on_several_lines_is_not_completed_and_not_lost(folder: Path, tmp_path: Path) -> None:
    file = listed(tmp_path, "[0417]", "date = 2021-06-14")
    before = file.read_text()

    with pytest.raises(SiteError, match=r"0417 does not stand on one line\. Write  0417 = \{ date = 2021-06-14 \}"):
        take_back(folder, file, "0417", TODAY)
    assert file.read_text() == before


def test_a_file_whose_name_is_no_id_is_renamed_before_it_can_be_withdrawn(folder: Path, tmp_path: Path) -> None:
    (folder / "IMG 2031.md").write_text(text())

    with pytest.raises(SiteError, match=r'"IMG 2031" is no id: .* Rename both files first, .* \[C54\]'):
        take_back(folder, tmp_path / "withdrawn.toml", "IMG 2031", TODAY)
    assert not (tmp_path / "withdrawn.toml").exists()


@pytest.mark.parametrize("typed", ["Ade", "../0417", "", "0401.jpg"])
def test_who_is_asked_for_by_anything_but_an_id_gets_the_ids_to_choose_from(
    folder: Path, tmp_path: Path, typed: str
) -> None:
    with pytest.raises(SiteError, match=r"I know no selfie .* \[C33\]"):
        take_back(folder, tmp_path / "withdrawn.toml", typed, TODAY)
    assert not (tmp_path / "withdrawn.toml").exists()


def test_a_member_whose_text_is_gone_can_withdraw_too(folder: Path, tmp_path: Path) -> None:
    (folder / "0417.md").unlink()

    assert take_back(folder, tmp_path / "withdrawn.toml", "0417", TODAY) == [tmp_path / "withdrawn.toml"]


def test_a_text_in_other_letters_is_no_hindrance(folder: Path, tmp_path: Path) -> None:
    data = text({"Name": "André"}).encode("latin-1")
    (folder / "0417.md").write_bytes(data)
    take_back(folder, tmp_path / "withdrawn.toml", "0417", TODAY)

    assert (folder / "0417.md").read_bytes() == data.replace(b"Withdrawn: \n", b"Withdrawn: 2026-11-22\n")


@pytest.mark.parametrize("what", ["two", "a link", "a folder"])
def test_a_picture_whose_bytes_cannot_be_had_is_no_silent_withdrawal(folder: Path, tmp_path: Path, what: str) -> None:
    picture = folder / "0417.jpg"
    if what == "two":
        (folder / "0417.png").write_bytes(b"another")
    else:
        picture.rename(tmp_path / "elsewhere.jpg")
        picture.mkdir() if what == "a folder" else picture.symlink_to(tmp_path / "elsewhere.jpg")

    with pytest.raises(SiteError, match="try again"):
        take_back(folder, tmp_path / "withdrawn.toml", "0417", TODAY)

    assert not (tmp_path / "withdrawn.toml").exists()
    assert (folder / "0417.md").read_text() == text()


def test_nobody_of_that_id_is_told_with_the_closest(folder: Path, tmp_path: Path) -> None:
    with pytest.raises(SiteError, match=r'I know no selfie "0471". Did you mean "0417"\?'):
        take_back(folder, tmp_path / "withdrawn.toml", "0471", TODAY)


def test_a_listed_member_is_left_out_whatever_her_own_file_says(folder: Path) -> None:
    withdrawals = {"0417": Withdrawal("0417", TODAY, None)}

    shown = read_roster(folder, "content/selfies", {"library"}, {}, TODAY)
    refused = read_roster(folder, "content/selfies", {"library"}, withdrawals, TODAY)

    assert [member.submission.id for member in shown.cleared] == ["0417"]
    assert refused.cleared == ()
    assert [finding.code for finding in refused.left_out["0417"]] == ["C55"]


def test_the_roster_lists_everybody_by_id_with_the_reason_and_counts(folder: Path) -> None:
    for member_id, answers in {
        "0418": {"Consent": ""},
        "0419": {"Withdrawn": "2021-06-14"},
        "0420": {"Campaign": "labrary"},
        "0421": {"Consent": "wbe"},
    }.items():
        (folder / f"{member_id}.md").write_text(text(answers))
        (folder / f"{member_id}.jpg").touch()

    lines = list(read_roster(folder, "content/selfies", {"library"}, {}, TODAY).lines())

    assert lines == [
        "0417  on the wall",
        (
            "0418  has no consent on record for the web; it is left out. "
            "Ask the member, then write:  Consent: web  and  Consent-given: 2021-03-02, by e-mail"
        ),
        "0419  is left out: it was withdrawn.",
        '0420  is left out. It names no campaign that I know. Did you mean "library"?',
        (
            "0421  is left out. This is not one of web, print, legislature. Behind  Consent:  write only those of "
            "these words that the member said yes to, with commas between; what is not written is a no."
        ),
        "",
        "1 on the wall, 4 left out",
        "     1  of a campaign that does not exist",
        "     1  with a mistake in the file",
        "     1  withdrawn",
        "     1  without consent on record",
    ]
    assert not any("Ade" in line for line in lines)


@pytest.mark.needs("git")
def test_a_folder_that_git_keeps_is_refused_unless_it_holds_drawings(folder: Path) -> None:
    def codes(**settings: bool) -> list[str]:
        return [finding.code for finding in check_folder(folder, "selfies", is_public=True, **settings)]

    git = ["git", "-C", str(folder)]
    subprocess.run([*git, "init", "-q"], check=True)
    assert codes(are_drawings=False) == []

    subprocess.run([*git, "add", "."], check=True)
    assert codes(are_drawings=False) == ["C59"]
    assert codes(are_drawings=True) == []


def test_an_empty_or_missing_folder_stops_a_public_build_only(tmp_path: Path) -> None:
    (tmp_path / "empty").mkdir()
    (tmp_path / "half").mkdir()
    (tmp_path / "half/0417.md").write_text(text())

    def codes(name: str, is_public: bool) -> list[str]:
        found = check_folder(tmp_path / name, name, are_drawings=False, is_public=is_public)
        return [f"{finding.level} {finding.code}" for finding in found]

    assert codes("empty", True) == ["error C40"]
    assert codes("half", True) == ["error C40"]
    assert codes("empty", False) == []
    assert codes("missing", True) == ["error C40"]
    assert codes("missing", False) == ["warning C40"]


@pytest.mark.needs("git")
def test_a_folder_of_which_nobody_can_know_whether_git_keeps_it_is_refused_with_the_reason(folder: Path) -> None:
    subprocess.run(["git", "-C", str(folder), "init", "-q"], check=True)
    (folder / ".git/index").write_bytes(b"damaged")

    (found,) = check_folder(folder, "selfies", is_public=True, are_drawings=False)

    assert str(found).partition("  ")[2] == (
        'SELFIES_PATH names "selfies", and I cannot know whether git keeps it: its repository is damaged, or git '
        "cannot read it. Move the folder out of the project; if nobody real is in it, write  "
        "SELFIES_ARE_DRAWINGS = True  [C59]"
    )


LIKE_THE_LIST = [
    "withdrawn (1).toml",
    "Withdrawn.toml",
    "withdrawn.toml.orig",
    "withdrawn (conflicted copy 2021-06-14).toml",
    "withdrawn.txt",
    ".withdrawn.toml.swp",
    "withdrawn.toml~",
    "Copy of withdrawn.toml",
    "withdrawn-laptop.toml",
    "withdrawn_BACKUP_123.toml",
    "withdrawn",
    "withdrawals.toml",
    "widthdrawn.toml",
    ".withdrawn.toml.4711.tmp",
    "withdrawn.sync-conflict-20210614-101500-ABC7DEF.toml",
]


@pytest.mark.parametrize("name", LIKE_THE_LIST)
@pytest.mark.parametrize("is_alone", [True, False])
def test_a_copy_of_the_list_is_obeyed_and_told(tmp_path: Path, name: str, is_alone: bool) -> None:
    if not is_alone:
        listed(tmp_path, "0430 = { date = 2021-06-14 }")
    (tmp_path / name).write_text("0431 = { date = 2021-06-15 }\n")

    withdrawals, findings = read_withdrawals(tmp_path / "withdrawn.toml")

    assert set(withdrawals) == {"0431"} | ({"0430"} if not is_alone else set())
    assert [str(finding) for finding in findings] == [
        (
            f"warning content/{name}:1  This looks like a copy of withdrawn.toml. "
            "Move its lines into withdrawn.toml, and delete it.  [C79]"
        )
    ]


@pytest.mark.parametrize("name", LIKE_THE_LIST)
@pytest.mark.parametrize("content", ["0430 = {", "<<<<<<< HEAD\n", "Ade, 14 June\n", "0430 = {}\n"])
def test_a_copy_of_the_list_that_cannot_be_read_stops_the_build(tmp_path: Path, name: str, content: str) -> None:
    (tmp_path / name).write_text(content)

    withdrawals, findings = read_withdrawals(listed(tmp_path, "0430 = { date = 2021-06-14 }"))

    assert withdrawals == {}
    assert [(finding.code, finding.where.path) for finding in errors(findings)] == [("C57", f"content/{name}")]


@pytest.mark.parametrize(
    "name",
    [
        "withdrawn.toml",
        "withdrawals.csv",
        "content/pages/withdrawn.toml",
        "content/old/withdrawn (1).toml",
        "content/withrawn.toml",
        "content/w\u00ecthdrawn.toml",
        "content/wihtdrawn.txt",
        "content/selfies/withdrawn.toml",
        "content/news/2021/Withdrawn.txt",
        "members/withdrawn.toml",
        "members/old/withdrawn.toml~",
    ],
)
def test_a_list_in_another_place_is_obeyed_and_told(tmp_path: Path, name: str) -> None:
    content = tmp_path / "content"
    (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
    content.mkdir(exist_ok=True)
    (tmp_path / name).write_text("0431 = { date = 2021-06-15 }\n")
    selfies = tmp_path / "members" if name.startswith("members") else content / "selfies"

    withdrawals, findings = read_withdrawals(content / "withdrawn.toml", selfies)

    assert set(withdrawals) == {"0431"}
    assert [str(finding) for finding in findings] == [
        (
            f"warning {name}:1  This looks like a copy of withdrawn.toml. "
            "Move its lines into withdrawn.toml, and delete it.  [C79]"
        )
    ]


@pytest.mark.parametrize(
    "name",
    [
        "content/news/withdrawn.md",
        "content/documents/withdrawn-services.pdf",
        "content/selfies/0900 withdrawn.txt",
        "content/selfies/withdrawn/0900.txt",
        "withdrawn/x.toml",
        "content/images/drawn.toml",
        "content/pages/within.txt",
    ],
)
def test_a_text_of_that_name_elsewhere_is_no_list(tmp_path: Path, name: str) -> None:
    (tmp_path / name).parent.mkdir(parents=True)
    (tmp_path / name).write_text("no list")

    assert read_withdrawals(tmp_path / "content/withdrawn.toml", tmp_path / "content/selfies") == ({}, [])


@pytest.mark.parametrize("line", ["# 0900 = { date = 2021-06-14 }", "  ## '0900'={date=2021-06-14}", "#0900 = {"])
def test_a_line_that_is_switched_off_is_told(tmp_path: Path, line: str) -> None:
    assert [str(finding) for finding in read_withdrawals(listed(tmp_path, line))[1]] == [
        (
            "warning content/withdrawn.toml:2  The # keeps this line from being read, so whoever it names may be "
            "shown. Delete the # if they took their picture back, or else the line.  [C57]"
        )
    ]


@pytest.mark.parametrize("name", ["facts.toml", "drawn.toml", "withdrawn.jpg", "with.toml"])
def test_another_file_is_no_list(tmp_path: Path, name: str) -> None:
    (tmp_path / name).write_text("0431 = {")
    (tmp_path / "withdrawn").mkdir()

    assert read_withdrawals(listed(tmp_path))[1] == []


def test_of_two_pictures_of_one_member_both_are_kept(tmp_path: Path) -> None:
    file = listed(tmp_path, f'0430 = {{ date = 2021-06-14, sha256 = "{SHA}" }}')
    (tmp_path / "withdrawn (1).toml").write_text(f'0430 = {{ date = 2021-06-14, sha256 = "{"cd" * 32}" }}\n')

    assert {withdrawal.sha256 for withdrawal in read_withdrawals(file)[0].values()} == {SHA, "cd" * 32}


def test_a_list_in_conflict_with_itself_stops_the_build(tmp_path: Path) -> None:
    file = listed(tmp_path, "<<<<<<< HEAD", "0430 = { date = 2021-06-14 }", "=======", ">>>>>>> theirs")

    assert [str(finding) for finding in read_withdrawals(file)[1]] == [
        f"error content/withdrawn.toml:2  {NOT_READ}  [C57]"
    ]


@pytest.mark.parametrize(
    ("line", "message"),
    [
        ("0417 = { date = 2021-06-14 }", None),
        (
            "900 = { date = 2021-06-14 }",
            'warning content/withdrawn.toml:3  "900" is taken for selfie 0900. Write  0900  [C57]',
        ),
        (
            '"0900 " = { date = 2021-06-14 }',
            'warning content/withdrawn.toml:3  "0900 " is taken for selfie 0900. Write  0900  [C57]',
        ),
        (
            "ADE = { date = 2021-06-14 }",
            'warning content/withdrawn.toml:3  "ADE" is taken for selfie ade. Write  ade  [C57]',
        ),
        (
            "0909 = { date = 2021-06-14 }",
            'warning content/withdrawn.toml:3  No submission is called "0909". Did you mean "0900"?  [C57]',
        ),
        (
            "99 = { date = 2021-06-14 }",
            'warning content/withdrawn.toml:3  No submission is called "99". Is the number right?  [C57]',
        ),
        (
            f'99 = {{ date = 2021-06-14, sha256 = "{SHA}" }}',
            'note content/withdrawn.toml:3  No submission is called "99" any more.  [C57]',
        ),
    ],
)
def test_an_id_that_nobody_has_or_in_other_letters_is_told(tmp_path: Path, line: str, message: str | None) -> None:
    file = listed(tmp_path, "0418 = { date = 2021-06-14 }", line)

    found = check_ids(read_withdrawals(file)[0], {"0417", "0418", "0900", "ade"}, (), file)

    assert [str(finding) for finding in found] == ([message] if message else [])


@pytest.mark.parametrize(
    "key",
    [
        "0417.md",
        "0417.jpg",
        "0417.JPG",
        "selfie 0417",
        "content/selfies/0417.jpg",
        "IMG_0417",
        "0417 Ade",
        "0401,0417",
        "417.heic",
        "#0417",
        "0417 (2)",
        "0417 and 0418",
    ],
)
def test_an_id_among_other_words_is_obeyed_and_told(folder: Path, tmp_path: Path, key: str) -> None:
    file = listed(tmp_path, f'"{key}" = {{ date = 2021-06-14 }}')
    withdrawals, _ = read_withdrawals(file)

    assert read_roster(folder, "content/selfies", {"library"}, withdrawals, TODAY).cleared == ()
    assert [str(finding) for finding in check_ids(withdrawals, {"0417"}, (), file)] == [
        f'warning content/withdrawn.toml:2  "{key}" is taken for selfie 0417. Write  0417  [C57]'
    ]


def test_a_line_of_several_ids_takes_all_of_them_back(folder: Path, tmp_path: Path) -> None:
    for ending in ("md", "jpg"):
        (folder / f"0418.{ending}").write_bytes((folder / f"0417.{ending}").read_bytes())
    withdrawals, _ = read_withdrawals(listed(tmp_path, '"0417, 0418" = { date = 2021-06-14 }'))
    roster = read_roster(folder, "content/selfies", {"library"}, withdrawals, TODAY)

    assert {one: found[0].code for one, found in roster.left_out.items()} == {"0417": "C55", "0418": "C55"}


def test_a_line_that_this_program_wrote_means_nobody_else(folder: Path, tmp_path: Path) -> None:
    withdrawals, _ = read_withdrawals(listed(tmp_path, f'0417-2 = {{ date = 2021-06-14, sha256 = "{SHA}" }}'))

    assert len(read_roster(folder, "content/selfies", {"library"}, withdrawals, TODAY).cleared) == 1


def test_who_withdraws_is_written_into_the_list_itself(folder: Path, tmp_path: Path) -> None:
    """A line in a copy, which will be deleted, is none."""
    (tmp_path / "withdrawn (1).toml").write_text("0417 = { date = 2021-06-15 }\n")

    assert tmp_path / "withdrawn.toml" in take_back(folder, tmp_path / "withdrawn.toml", "0417", TODAY)
    assert "0417" in (tmp_path / "withdrawn.toml").read_text()
