"""Each statement of a note judges whom it mentions: a no beside a number or a name is obeyed, whatever is between."""

from pathlib import Path

import pytest

from plugins.core.findings import Level
from plugins.selfies.roster import Roster
from tests.selfies.members import text
from tests.selfies.test_copies import folder_with, on_the_wall, roster_of
from tests.selfies.test_notes import ods, xlsx

NAMES = {"0901": "Ade", "0902": "Ruth Adler", "0903": "Bea Lund", "12": "Jo Park"}


def roster_with(folder: Path, name: str, text_of_note: str | bytes, names: dict[str, str] | None = None) -> Roster:
    """What is told of four members and a note."""
    files: dict[str, str | bytes] = {name: text_of_note}
    for member_id, called in (names or NAMES).items():
        files |= {f"{member_id}.md": text({"Name": called}), f"{member_id}.jpg": member_id}
    return roster_of(folder_with(folder, files), "0900")


def left_out(roster: Roster) -> str:
    return " ".join(sorted(roster.left_out.keys() - {"0900"}))


@pytest.mark.parametrize(
    ("name", "text_of_note", "out"),
    [
        ("list.csv", "id,name,web\n0901,Ade,no\n0902,Ruth Adler,no", "0901 0902"),
        ("l.txt", "0902 Ruth Adler no", "0902"),
        ("l.txt", "0902 Ruth Adler: NO", "0902"),
        ("l.txt", "0903\tBea Lund\tnein", "0903"),
        ("l.txt", "0902 Ruth Adler - web no", "0902"),
        ("l.txt", "0902 Ruth Adler - print only", "0902"),
        ("l.txt", "0903 Somebody Else nope", "0903"),
        ("l.txt", "0903, somebody else, non", "0903"),
        ("l.txt", "0901 ok for print", "0901"),
        ("l.csv", "id,consent\n0902,FALSE\n0903,N\n0901,yes", "0902 0903"),
        ("l.csv", "id,consent\n0902,0\n0901,yes", "0902"),
        ("l.csv", "id,consent\n0902,\n0901,yes", "0902"),
        ("l.csv", "0902,FALSE\n0903,N", "0902 0903"),
        ("l.csv", "id;name;web ok?\n0902;R;?\n0901;A;x", "0902"),
        ("l.csv", 'id,consent\n0902,print\n0901,"web, print"', "0902"),
        ("l.txt", "| id | web |\n|---|---|\n| 0902 | no |\n| 0901 | yes |", "0902"),
        ("l.csv", "id,withdrawn\n0902,no\n0903,2021-06-14\n0901,", "0903"),
        ("l.csv", "id,web,remark\n0902,yes,withdrew in May\n0901,yes,", "0902"),
        ("l.xlsx", xlsx([["id", "name", "web"], ["0901", "Ade", "yes"], ["0902", "Ruth Adler", "no"]]), "0902"),
        ("l.ods", ods([["id", "name", "web"], ["0901", "Ade", "yes"], ["0902", "Ruth Adler", ""]]), "0902"),
    ],
)
def test_a_no_is_obeyed_whatever_stands_between(tmp_path: Path, name: str, text_of_note: str | bytes, out: str) -> None:
    assert left_out(roster_with(tmp_path, name, text_of_note)) == out


@pytest.mark.parametrize(
    "text_of_note",
    [
        *("Ade withdrew on Monday, by phone.", "Ade withdrew", "Ade has withdrawn", "Ade revoked", "Ade: withdrawn"),
        *("Withdrew: Ade", "Ade: no", "Ade, no", "Ade does not want to be shown", "Ade removed", "Ade wants it off"),
        *("Ade refused", "Ade Nomura withdrew", "ade withdrew", "On Monday Ade called and revoked it", "hold 0901"),
        *("hold 0901 until she answers", "skip 0901", "0901 refused on the phone with Ana", "remove 0901 please"),
    ],
)
def test_a_name_as_it_is_shown_is_enough(tmp_path: Path, text_of_note: str) -> None:
    assert left_out(roster_with(tmp_path, "notes.txt", text_of_note)) == "0901"


@pytest.mark.parametrize(
    "text_of_note",
    [
        *("Adler, Ruth: withdrew", "Ruth J. Adler has withdrawn", "R. Adler withdrew", "Ms Adler withdrew her consent"),
        *("ruth adler withdrew", "Ruth withdrew", "Yesterday Ruth withdrew", "Adler, R. withdrew", "Ruth A. withdrew"),
        *("Mr. Adler phoned: he revokes", "RUTH ADLER NO", "0901 agreed, 0902 withdrew", "0901 agreed; 0902 no"),
        *(
            "Ruthie Adler withdrew",
            "[ ] 0902 Ruth\n[x] 0901 Ade",
            "( ) 0902",
            "- [ ] 0902",
            "0902?",
            "0902: ??",
            "X 0902",
        ),
        *(
            "Ruth a retiré son accord",
            "Ruth: permission retirée",
            "Ruth retiró su permiso",
            "Ruth ritira il suo consenso",
        ),
        *("Ruth retirou a sua autorização", "Ruth ist nicht mehr einverstanden", "Ruth zieht das Foto zurück"),
    ],
)
def test_a_name_is_known_in_other_forms(tmp_path: Path, text_of_note: str) -> None:
    assert left_out(roster_with(tmp_path, "notes.txt", text_of_note)) == "0902"


@pytest.mark.parametrize(
    ("text_of_note", "out"),
    [
        ("These withdrew: Ade and Ruth", "0901 0902"),
        ("0901, 0902 withdrew", "0901 0902"),
        ("0901 and 0902: no", "0901 0902"),
        ("Number 12 withdrew her consent by phone on Monday", "12"),
        ("Withdrew:\n0901\nAgreed:\n0902", "0901"),
    ],
)
def test_several_may_stand_in_a_line(tmp_path: Path, text_of_note: str, out: str) -> None:
    assert left_out(roster_with(tmp_path, "notes.txt", text_of_note)) == out


@pytest.mark.parametrize(
    "text_of_note",
    [
        "From: Ruth Adler <ruth@mail.example>\nTo: Ade\nSubject: my selfie\n\nPlease take my picture down.\n",
        "De : Ruth Adler\n\nJe retire mon accord pour la photo.\n",
        "Subject: selfie 0902\n\nI changed my mind.\n",
        "Hello,\n\nplease delete me from your wall.\n\nBest, Ruth\n",
    ],
)
def test_who_writes_a_letter_takes_their_own_picture_back(tmp_path: Path, text_of_note: str) -> None:
    roster = roster_with(tmp_path, "letter.eml", text_of_note)

    assert left_out(roster) == "0902"
    assert [found.code for found in roster.left_out["0902"]] == ["C79"]


def test_a_letter_of_one_of_several_takes_nobody_else_back(tmp_path: Path) -> None:
    text_of_note = "Dear Ade, dear Bea,\n\nI withdraw my consent.\n\nSomebody Else\n"

    assert left_out(roster_with(tmp_path, "letter.eml", text_of_note)) == ""


def test_everybody_of_a_first_name_is_left_out(tmp_path: Path) -> None:
    names = {"0901": "Ruth Okafor", "0902": "Ruth Adler", "0903": "Bea Lund"}

    assert left_out(roster_with(tmp_path, "notes.txt", "Ruth withdrew", names)) == "0901 0902"
    assert left_out(roster_with(tmp_path, "notes.txt", "Ruth Adler withdrew", names)) == "0902"


@pytest.mark.parametrize(
    ("name", "text_of_note"), [("Ruth Adler NO.txt", ""), ("Ruth Adler.txt", "She withdrew on Monday.")]
)
def test_a_file_may_be_called_as_a_member(tmp_path: Path, name: str, text_of_note: str) -> None:
    assert left_out(roster_with(tmp_path, name, text_of_note)) == "0902"


@pytest.mark.parametrize(
    "name",
    [
        *("opt-outs", "takedown requests", "erasure requests", "unsubscribed", "left the union", "complaints", "x"),
        *("blacklist", "waiting", "awaiting forms", "unclear", "to ask", "retirés", "nope", "embargo", "hold/list"),
    ],
)
@pytest.mark.parametrize("text_of_note", ["0901\n", "0901 Ade\n", "0901, Somebody Else\n"])
def test_numbers_without_a_word_are_no_list_of_yeses(tmp_path: Path, name: str, text_of_note: str) -> None:
    assert left_out(roster_with(tmp_path, f"{name}.txt", text_of_note)) == "0901"


def test_a_list_without_a_word_may_be_overruled(tmp_path: Path) -> None:
    roster = roster_with(tmp_path, "boss.txt", "0901\n0902 agreed\n")

    assert left_out(roster) == "0901"
    (text_of_note,) = roster.left_out["0901"]
    assert str(text_of_note) == (
        "warning content/selfies/boss.txt:1  selfie 0901 is left out: this text lists it and does not say why. If they "
        "took it back, type  python3 tasks.py selfies --withdraw 0901  and move it out of this folder. If they agreed, "
        "write  agreed  behind the number, or call the file approved.txt.  [C79]"
    )


@pytest.mark.parametrize(
    ("name", "text_of_note", "out"),
    [("hold.txt", "Ruth Adler", "0902"), ("not on web.txt", "Ade\nRuth Adler", "0901 0902")],
)
def test_a_list_by_its_name_may_hold_names(tmp_path: Path, name: str, text_of_note: str, out: str) -> None:
    assert left_out(roster_with(tmp_path, name, text_of_note)) == out


@pytest.mark.parametrize(
    ("name", "text_of_note"),
    [
        ("n.txt", "0901 phoned, agreed\n0902 e-mailed, ok"),
        ("signs.txt", "0901: We lend books\n0902: STOP\n0903: Hands off our library"),
        ("n.txt", "0902 refused the prize"),
        ("n.txt", "Room 901: not booked"),
        ("n.txt", "0901.jpg removed from camera"),
        ("n.txt", "0801 withdrew; 0901 agreed"),
        ("n.txt", "0801 withdrew, but 0901 agreed"),
        ("sync.log", "deleted: 0901.jpg.tmp"),
        ("withdrawn.txt", "0901 agreed again\n"),
        ("members.csv", "id,name\n0901,Ade\n0902,Ruth Adler"),
        ("l.csv", "id,web\n0901,yes\n0902,ok\n0903,2021-03-02\n12,by e-mail"),
        ("l.csv", "id,driver,web\n0901,no,yes"),
        ("n.txt", "The bill was withdrawn on Monday."),
        ("n.txt", "Sam Adler withdrew the motion"),
        ("n.txt", "The motion was withdrawn in May"),
        ("n.txt", "Withdrawn in May: bill 9"),
        ("approved.txt", "0901\n0902"),
        ("web ok.txt", "0901"),
        ("n.txt", "0901 agreed in May\n0902 says yes"),
        ("n.txt", "0901 Ade phone 555-1234"),
        ("l.xlsx", xlsx([["id", "web"], ["0901", "yes"], ["0902", "ok"]])),
        ("n.txt", "[x] 0901\n[x] 0902"),
        (
            "a.eml",
            "From: Ruth Adler <ruth@x.example>\nSubject: my selfie\n\nHere is my picture. I agree to all of it.\n",
        ),
        ("a.eml", "From: Ruth Adler <ruth@x.example>\n\nYou can take your picture down at any time, they say.\n"),
    ],
)
def test_honest_notes_change_nothing(tmp_path: Path, name: str, text_of_note: str | bytes) -> None:
    roster = roster_with(tmp_path, name, text_of_note)

    assert left_out(roster) == ""
    assert [found for found in roster.all_findings() if found.code == "C79"] == []


@pytest.mark.parametrize(
    "text_of_note",
    [
        *("Carla Smith withdrew on Monday", "She withdrew", "A member revoked by phone", "Withdrew: Zed"),
        *("Carla has withdrawn", "Ms Okafor withdrew her consent", "Two members withdrew", "They want it taken off"),
    ],
)
def test_whoever_took_back_and_is_not_known_is_told(tmp_path: Path, text_of_note: str) -> None:
    roster = roster_with(tmp_path, "notes.txt", text_of_note)

    assert left_out(roster) == ""
    told_here = [(found.level, found.code, found.where.path) for found in roster.all_findings() if found.code == "C79"]
    assert told_here == [(Level.WARNING, "C79", "content/selfies/notes.txt")]


def test_who_is_in_no_note_stays(tmp_path: Path) -> None:
    assert on_the_wall(roster_with(tmp_path, "notes.txt", "0902 withdrew")) == ["0901", "0903", "12"]


@pytest.mark.parametrize(
    "note",
    [
        *("0902 is 16, ask parents", "bin 0902", "bin it: 0902", "rm 0902", "Missing forms: 902", "0902 see mail"),
        *("0902: call first", "0902 wants the other photo", "0902 never came back to us"),
        *("Crop 0902 a little", "[ ] call 0902", "Calls to 0902 and 0999", "0902 sent a new sign", "0902 on paper"),
        *("0902 moved away", "0902 has a new employer", "Ask Sam about 0902 first.", "0902 est partie", "0902 red"),
    ],
)
def test_whose_number_a_note_speaks_of_without_a_plain_yes_or_no_is_left_out(tmp_path: Path, note: str) -> None:
    roster = roster_with(tmp_path, "n.txt", note)

    assert left_out(roster) == "0902"
    assert {one.code for one in roster.left_out["0902"]} == {"C79"}


def test_a_number_that_a_note_speaks_of_is_told_with_two_ways_out(tmp_path: Path) -> None:
    roster = roster_with(tmp_path, "n.txt", "Members\n\n0902 is 16, ask parents")

    (reason,) = roster.left_out["0902"]
    assert str(reason) == (
        "warning content/selfies/n.txt:3  selfie 0902 is left out: this text speaks of it, and I cannot tell whether "
        "it takes the picture back. If it does, type  python3 tasks.py selfies --withdraw 0902  and move it out of "
        "this folder. If they agree to be shown, write a line below it that says  0902 agreed  , or move it out.  [C79]"
    )


@pytest.mark.parametrize("name", ["approved.txt", "web ok.txt"])
def test_a_note_that_agrees_by_its_name_may_say_anything_else(tmp_path: Path, name: str) -> None:
    assert left_out(roster_with(tmp_path, name, "0902 sent a new sign")) == ""
