"""All texts about a member must say yes: what sync programs, editors and people lay beside a member's two files."""

from datetime import date
from pathlib import Path

import pytest

from plugins.selfies.copies import find_copies
from plugins.selfies.roster import Roster, read_roster
from plugins.selfies.submission import PURPOSES
from plugins.selfies.withdrawals import Withdrawal
from tests.selfies.members import text

TODAY = date(2026, 11, 28)
NAMES = """
0900 (conflicted copy).md
0900 - Copy.md
0900 (1).md
0900.MD
0900.txt
0900.md.bak
0900.md~
0900.sync-conflict-20210614-1.md
0900.sync-conflict-20210614-101500-ABC7DEF.md
0900 (Noor's conflicted copy 2021-06-14).md
Copy of 0900.md
Kopie von 0900.md
0900 copy.md
0900copy.md
0900v2.md
0900_old.md
0900-laptop.md
.0900.md
.0900.md.swp
#0900.md#
0900.markdown
0900.rtf
0900.eml
0900.docx
0900
900.md
00900.md
０９００.md
٠٩٠٠.md
०९००.md
0900.md.orig
0900.md.1
selfie0900.md
0900.jpg.txt
sub/0900.md
.stversions/0900~20210614-101112.md
0900/notes.txt
a/b/c/letter of 0900.html
""".strip().split("\n")
NO_YES: dict[str, str | bytes] = {
    "a withdrawal": text({"Withdrawn": "2021-06-14"}),
    "a word": text(words="Withdrawn by phone"),
    "no consent": text({"Consent": ""}),
    "print only": text({"Consent": "print"}),
    "an earlier end": text({"Consent-until": "2021-12-31"}),
    "a letter": "Dear all, please take my picture down.\n",
    "another letter": "See attached.\n",
    "nothing": "",
    "no text": b"\xff\xfe\x00\x00" + bytes(range(256)),
    "too much": "x" * 1_000_001,
}


def folder_with(folder: Path, files: dict[str, str | bytes]) -> Path:
    """A member who is on the wall, and these files."""
    for name, content in {"0900.md": text(), "0900.jpg": b"a picture", **files}.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_bytes(content if isinstance(content, bytes) else content.encode())
    return folder


def roster_of(folder: Path, *withdrawn_ids: str) -> Roster:
    withdrawals = {one: Withdrawal(one, TODAY, None) for one in withdrawn_ids}
    return read_roster(folder, "content/selfies", {"library"}, withdrawals, TODAY)


def test_a_roster_is_of_one_purpose(tmp_path):
    folder = folder_with(tmp_path, {"0900.md": text({"Consent": "print"})})
    of = {
        purpose: on_the_wall(read_roster(folder, "content/selfies", {"library"}, {}, TODAY, purpose=purpose))
        for purpose in PURPOSES
    }

    assert of == {"web": [], "print": ["0900"], "legislature": []}


def on_the_wall(roster: Roster) -> list[str]:
    return [member.submission.id for member in roster.cleared]


@pytest.mark.parametrize("name", NAMES)
def test_a_withdrawal_in_any_copy_is_obeyed_and_told(tmp_path, name):
    roster = roster_of(folder_with(tmp_path, {name: NO_YES["a withdrawal"]}))

    assert "0900" not in on_the_wall(roster)
    problem = "selfie 0900 is left out: this looks like a copy of its text and may take the picture back."
    remedy = "If it does, type  python3 tasks.py selfies --withdraw 0900  and then delete it."
    assert [str(finding) for finding in roster.left_out["0900"]] == [
        f"warning content/selfies/{name}:1  {problem} {remedy}  [C79]"
    ]


@pytest.mark.parametrize("name", NAMES)
def test_an_exact_copy_changes_nothing_but_is_told(tmp_path, name):
    roster = roster_of(folder_with(tmp_path, {name: text()}))

    assert on_the_wall(roster) == ["0900"]
    line = f"warning content/selfies/{name}:1  This looks like a copy of 0900.md. Both say the same: delete this one."
    assert f"{line}  [C79]" in [str(finding) for finding in roster.all_findings()]


@pytest.mark.parametrize("what", NO_YES)
@pytest.mark.parametrize("name", ["0900 (1).md", "0900.txt", ".0900.md.swp"])
def test_a_copy_that_does_not_say_yes_leaves_the_member_out(tmp_path, name, what):
    roster = roster_of(folder_with(tmp_path, {name: NO_YES[what]}))

    assert on_the_wall(roster) == []
    assert [finding.code for finding in roster.left_out["0900"]] == ["C79"]


def test_a_copy_that_says_yes_in_other_words_is_told_alone(tmp_path):
    roster = roster_of(folder_with(tmp_path, {"0900 (1).md": text({"Workplace": "Elsewhere"})}))

    assert on_the_wall(roster) == ["0900"]
    assert [str(finding) for finding in roster.all_findings()] == [
        (
            "warning content/selfies/0900 (1).md:1  This looks like a copy of 0900.md. "
            "Keep the one that is right, and delete the other.  [C79]"
        )
    ]


@pytest.mark.parametrize(
    "name",
    [
        *("0900 withdrawn.md", "withdrawn/0900.md", "0900_removed.txt", "0900withdrawn.md"),
        *("0900 NO.md", "_off/0900.txt", "0900 X.md"),
    ],
)
def test_a_name_that_takes_back_is_enough(tmp_path, name):
    assert on_the_wall(roster_of(folder_with(tmp_path, {name: text()}))) == []


@pytest.mark.parametrize(
    "stem",
    [
        "0901-withdrawn",
        "withdrawn-0901",
        "0901-do-not-use",
        "0901-removed",
        "0901-old",
        "0901-no",
        "0901-off",
        "0901-retirer",
        "old-0901",
        "0901withdrawn",
        "ade-withdrawn",
        "ade-left",
        "ade-on-hold",
        "xx-0901",
    ],
)
def test_a_name_of_both_files_that_takes_back_is_enough(tmp_path, stem):
    roster = roster_of(folder_with(tmp_path, {f"{stem}.md": text(), f"{stem}.jpg": b"1"}))

    assert on_the_wall(roster) == ["0900"]
    problem = f"selfie {stem} is left out. The name of this file may take the picture back."
    assert [finding.problem for finding in roster.left_out[stem]] == [problem]


@pytest.mark.parametrize("stem", ["ade-withdrawn", "withdrawn-ade", "ade-removed", "ade-do-not-use"])
def test_a_namesake_whose_name_takes_back_is_none(tmp_path, stem):
    files = {f"{one}.{ending}": text() for one in ("ade", stem) for ending in ("md", "jpg")}

    assert on_the_wall(roster_of(folder_with(tmp_path, {**files}))) == ["0900"]


@pytest.mark.parametrize("stem", ["ade-2", "noor", "0901", "olds-campus-1", "exeter", "steph"])
def test_other_names_take_nothing_back(tmp_path, stem):
    assert stem in on_the_wall(roster_of(folder_with(tmp_path, {f"{stem}.md": text(), f"{stem}.jpg": b"1"})))


@pytest.mark.parametrize(
    "name",
    [
        *("withdrawn/0900.jpg", "0900 withdrawn.jpg", "0900-withdrawn.jpg", "removed/0900.heic"),
        *("0900_do_not_use.png~", "0900 NO.jpg", "0900 X.jpg", "0900 off.png", "_off/0900.jpg", "0900-xx.heic"),
        *("hold/a/0900 (1).jpg", "no/0900.gif", "0900.off.jpg", "Stop!/900.jpg", "left the union/0900.webp"),
    ],
)
def test_a_picture_whose_name_takes_back_leaves_the_member_out(tmp_path, name):
    roster = roster_of(folder_with(tmp_path, {name: b"another"}))

    assert on_the_wall(roster) == []
    problem = "selfie 0900 is left out: this looks like a copy of its picture and may take the picture back."
    remedy = "If it does, type  python3 tasks.py selfies --withdraw 0900  and then delete it."
    assert [str(finding) for finding in roster.all_findings()] == [
        f"warning content/selfies/{name}:1  {problem} {remedy}  [C79]"
    ]


@pytest.mark.parametrize(
    "name",
    ["selfies (1)/0900.md", "selfies copy/0900.md", "Selfies-old/a/0900.txt", "0900.md", "900.txt", "selfies/09-00.md"],
)
def test_a_copy_beside_the_folder_is_read(tmp_path, name):
    (tmp_path / name).parent.mkdir(exist_ok=True, parents=True)
    (tmp_path / name).write_text(NO_YES["a withdrawal"])
    roster = roster_of(folder_with(tmp_path / "selfies", {}))

    assert on_the_wall(roster) == []
    assert [found.where.path for found in roster.left_out["0900"]] == [f"content/{name}"]


@pytest.mark.parametrize("stem", ["ade-2", "ade-copy", "ad\u00e9", "ade 2", "mail-of-ade"])
@pytest.mark.parametrize("has_picture", [True, False])
def test_a_namesake_who_withdraws_is_perhaps_the_member(tmp_path, stem, has_picture):
    files: dict[str, str | bytes] = {"ade.md": text(), "ade.jpg": b"1", f"{stem}.md": NO_YES["a withdrawal"]}
    files |= {f"{stem}.jpg": b"2"} if has_picture else {}

    assert on_the_wall(roster_of(folder_with(tmp_path, files))) == ["0900"]


def test_a_namesake_in_the_list_of_withdrawn_pictures_is_another_member(tmp_path):
    files: dict[str, str | bytes] = {
        "ade.md": text(),
        "ade.jpg": b"1",
        "ade-2.md": NO_YES["a withdrawal"],
        "ade-2.jpg": b"2",
    }

    assert on_the_wall(roster_of(folder_with(tmp_path, files), "ade-2")) == ["0900", "ade"]


@pytest.mark.parametrize(
    ("name", "left"),
    [
        *((name, []) for name in ("2.txt", "2 - Copy.md", "Copy of 2.md", "02.rtf", "2/notes.txt", "2.md.bak")),
        *((name, ["2"]) for name in ("consent form 2.pdf", "Scan_2021_2.pdf", "form (2).txt", "page2.docx")),
    ],
)
def test_an_id_of_a_digit_begins_the_name(tmp_path, name, left):
    for one in ("2.md", "2.jpg"):
        (tmp_path / one).write_text(text())
    (tmp_path / name).parent.mkdir(exist_ok=True)
    (tmp_path / name).write_text("no text of theirs")

    assert on_the_wall(roster_of(tmp_path)) == left


PICTURES = [
    "0900 (1).jpg",
    "0900-2.png",
    "2026/0900.jpg",
    ".stversions/0900~20210614-101112.jpg",
    "0900.jpg~",
    ".0900.jpg.bak",
    "0900.gif",
]


@pytest.mark.parametrize("name", PICTURES)
def test_a_copy_of_a_picture_is_told_and_changes_nothing(tmp_path, name):
    roster = roster_of(folder_with(tmp_path, {name: b"another"}))

    assert on_the_wall(roster) == ["0900"]
    assert [str(finding) for finding in roster.all_findings()] == [
        (
            f"warning content/selfies/{name}:1  This looks like a copy of the picture of 0900. "
            "Keep the one that is right, and delete the other.  [C79]"
        )
    ]


@pytest.mark.parametrize(
    "name",
    [
        *("0900 letter.jpg", "0900-form.png", "letters/ruth 0900.heic", "Scan 0900.tif", "0900-old.jpg"),
        *("0900_screenshot.PNG", "IMG_0900.jpg", "0900 - Copy.jpg", "brief von 0900.jpg"),
        *("letters/0900.jpg", "archive/0900.jpg", "old/0900.jpg", "0900/letter.jpg", "a/Post/0900.PNG"),
        *("../selfies (1)/letters/0900.jpg", "../letters about selfies/0900.jpg"),
    ],
)
def test_another_picture_with_a_number_and_a_word_may_be_a_letter_and_holds_that_member(tmp_path, name):
    files: dict[str, str | bytes] = {"0901.md": text(), "0901.jpg": b"1"}
    roster = roster_of(folder_with(tmp_path / "letter/selfies", {**files, name: b"another"}))
    assert on_the_wall(roster) == ["0901"]
    assert [one.variant for one in roster.all_findings()] == ["picture-perhaps-a-letter"]

    same = roster_of(folder_with(tmp_path / "copy/selfies", {**files, name: b"a picture"}))
    assert on_the_wall(same) == ["0900", "0901"]


@pytest.mark.parametrize(
    "name", ["0901.txt", "notes.txt", "19000.txt", "09001.md.bak", "0900.md:Zone.Identifier", ".git/0900", "._0900.md"]
)
def test_what_is_about_nobody_here_changes_nothing(tmp_path, name):
    roster = roster_of(folder_with(tmp_path, {name: b"" if name.startswith("._") else "Withdrawn"}))

    assert on_the_wall(roster) == ["0900"]
    is_of_a_system = ":" in name or name.startswith(".")
    assert [found.variant for found in roster.all_findings()] == ([] if is_of_a_system else ["no-members-file"])


def test_what_macos_writes_beside_a_text_is_none_but_a_text_of_that_name_is(tmp_path):
    folder_with(tmp_path, {"._0900.md": b"\0\x05\x16\x07\0\2\0\0Mac OS X"})
    assert on_the_wall(roster_of(tmp_path)) == ["0900"]

    folder_with(tmp_path, {"._0900.md": text({"Withdrawn": "2021-06-14"})})
    assert on_the_wall(roster_of(tmp_path)) == []


def test_two_members_with_one_number_must_both_say_yes(tmp_path):
    folder_with(tmp_path, {"900.md": text({"Withdrawn": "2021-06-14"}), "900.jpg": b"another"})

    assert on_the_wall(roster_of(tmp_path)) == []


def test_a_namesake_with_a_picture_of_its_own_is_another_member(tmp_path):
    files: dict[str, str | bytes] = {
        "ade.md": text(),
        "ade.jpg": b"1",
        "ade-2.md": text({"Consent": ""}),
        "ade-2.jpg": b"2",
    }

    assert on_the_wall(roster_of(folder_with(tmp_path, files))) == ["0900", "ade"]


def test_a_copy_with_a_picture_of_its_own_is_refused_with_the_member(tmp_path):
    folder_with(tmp_path, {"0900-laptop.md": text(), "0900-laptop.jpg": b"a picture"})

    assert sorted(on_the_wall(roster_of(tmp_path))) == ["0900", "0900-laptop"]
    assert on_the_wall(roster_of(tmp_path, "0900")) == []


@pytest.mark.parametrize("spelling", ["0900", "900", "00900", "0900 ", " 900", "０９００"])
def test_an_id_is_known_in_any_spelling(tmp_path, spelling):
    assert on_the_wall(roster_of(folder_with(tmp_path, {}), spelling)) == []


def test_letters_of_an_id_are_known_in_any_case(tmp_path):
    folder_with(tmp_path, {"ade.md": text(), "ade.jpg": b"1"})

    assert on_the_wall(roster_of(tmp_path, "ADE")) == ["0900"]


def test_a_number_that_a_program_puts_into_a_name_means_nobody(tmp_path):
    folder_with(tmp_path, {"0001.md": text(), "0001.jpg": b"1", "0900 (1).md": text({"Withdrawn": "2021-06-14"})})

    assert on_the_wall(roster_of(tmp_path)) == ["0001"]


def test_a_picture_that_looks_like_a_copy_is_not_called_one_without_text(tmp_path):
    codes = [finding.code for finding in roster_of(folder_with(tmp_path, {"0900 (1).jpg": b"x"})).all_findings()]

    assert codes == ["C79"]


def test_a_folder_may_hold_whatever_a_disk_can(tmp_path):
    folder_with(tmp_path, {"0900/0900/x.txt": b""})
    (tmp_path / "0900 (2).md").mkdir()
    (tmp_path / "0900 (3).md").symlink_to("/dev/zero")
    (tmp_path / "0900 (4).md").symlink_to("gone")
    (tmp_path / "round").symlink_to(".", target_is_directory=True)
    roster = roster_of(tmp_path)

    assert on_the_wall(roster) == []
    assert {finding.code for finding in roster.left_out["0900"]} == {"C79"}


def test_only_names_are_looked_at(tmp_path):
    for name in ("0900.md", "0900.jpg", "0900 (1).md"):
        (tmp_path / name).symlink_to("nowhere")

    assert find_copies(tmp_path, {"0900"}, {"0900"}).texts == {Path("0900 (1).md"): ["0900"]}


def linked(folder: Path, name: str, target: str, *, is_hard: bool) -> None:
    """Another name of a file in the folder."""
    (folder / name).unlink(missing_ok=True)
    (folder / name).hardlink_to(folder / target) if is_hard else (folder / name).symlink_to(target)


@pytest.mark.parametrize("is_hard", [True, False])
@pytest.mark.parametrize("target", ["0901.md", "0901 - Copy.md", "old/0901.md"])
def test_one_text_under_the_names_of_two_members_is_nobodys_yes(tmp_path: Path, target: str, is_hard: bool) -> None:
    folder_with(tmp_path, {target: text(), "0901.md": text(), "0901.jpg": b"another"})
    linked(tmp_path, "0900.md", target, is_hard=is_hard)
    roster = roster_of(tmp_path)

    assert "0900" not in on_the_wall(roster)
    assert ("0901" in on_the_wall(roster)) == (target != "0901.md")
    assert [str(finding) for finding in roster.left_out["0900"]] == [
        (
            "warning content/selfies/0900.md:1  selfie 0900 is left out: its text is the very file that is the text of "
            "0901. Write a text of its own for each.  [C79]"
        )
    ]


def test_three_members_with_one_text_are_all_left_out(tmp_path: Path) -> None:
    folder_with(tmp_path, {"0901.jpg": b"1", "ade.jpg": b"2"})
    for name in ("0901.md", "ade.md"):
        linked(tmp_path, name, "0900.md", is_hard=True)

    assert on_the_wall(roster_of(tmp_path)) == []


def test_texts_with_the_same_words_and_linked_copies_of_ones_own_are_honest(tmp_path: Path) -> None:
    folder_with(tmp_path, {"0901.md": text(), "0901.jpg": b"1", "old/notes.txt": "x"})
    linked(tmp_path, "old/0900.md", "0900.md", is_hard=True)

    assert on_the_wall(roster_of(tmp_path)) == ["0900", "0901"]


@pytest.mark.parametrize("name", ["0902.gif", "0902.jfif", "0902.CR2", "0902.avif", "0902.tiff", "0902.MOV"])
def test_a_picture_in_a_form_that_is_not_read_is_told_to_be_saved_as_another(tmp_path, name):
    roster = roster_of(folder_with(tmp_path, {"0902.md": text(), name: b"a picture"}))

    assert [str(one) for one in roster.all_findings()] == [
        (
            "warning content/selfies/0902.md:1  selfie 0902 is left out. There is no picture of that name. "
            f"Save {name} as a JPEG of the name 0902.jpg.  [C54]"
        )
    ]


@pytest.mark.parametrize("name", ["0900.CR2", "0900.nef", "0900.jfif", "0900.gif"])
def test_what_a_camera_wrote_beside_a_picture_is_a_copy_of_the_picture_and_leaves_nobody_out(tmp_path, name):
    roster = roster_of(folder_with(tmp_path, {name: b"a picture"}))

    assert on_the_wall(roster) == ["0900"]
    assert [one.variant for one in roster.all_findings()] == ["copy-of-picture"]
