"""Whoever a file among the submissions mentions that is no member's is not shown until it has gone."""

from pathlib import Path

import pytest

from plugins.core.findings import Level, errors
from plugins.selfies.elsewhere import look_elsewhere
from plugins.selfies.people import People
from plugins.selfies.roster import Roster, read_roster
from tests.cost import in_hashes
from tests.selfies.members import text
from tests.selfies.test_copies import TODAY, folder_with, on_the_wall, roster_of

NAMES = {
    "0901": "Ade Nomura",
    "0902": "Ruth Adler",
    "0903": "Ruth Okafor",
    "0904": "Étienne O’Brien-Müller",
    "0905": "Will Grace",
    "0906": "王小芳",
    "7": "May Park",
}


def roster_with(folder: Path, name: str, note: str | bytes, names: dict[str, str] | None = None) -> Roster:
    """What is told of some members and a note."""
    files: dict[str, str | bytes] = {name: note}
    for member_id, called in (names or NAMES).items():
        files |= {f"{member_id}.md": text({"Name": called}), f"{member_id}.jpg": member_id}
    return roster_of(folder_with(folder, files), "0900")


def left_out(roster: Roster) -> str:
    return " ".join(sorted(roster.left_out.keys() - {"0900"}))


NOTES = [
    # Tables whose headings nobody knows.
    *("id,name,entfernen\n0902,R,nein\n", "id;name;web\n0902;R;yes\n", "| id | ok |\n|--|--|\n| 0902 | ja |"),
    *("name,web\nRuth Adler,yes", "0902\tyes", "id,0902\nweb,yes", '"0902","R","✓"', "Nr;Stand\n902;bestätigt"),
    # Lists, boxes and headings.
    *("Agreed:\n0902\n", "Yes\n-----\n0902", "0902", "[x] 0902", "○ 0902", "🔲 0902", r"\[ \] 0902", "__ 0902 yes"),
    *("☑ Ruth Adler", "[ ] 0902 agreed", "approved: 0902", "* 0902 *", "~~0902~~", "0412 agreed to leave\n0902"),
    # Sentences, minutes, rotas.
    *("0902 agreed", "Ruth Adler agrees to everything.", "Cake: Ruth Adler", "Present: Ruth Adler", "0902 refused"),
    *("The motion was moved by Ruth Adler.", "ask ruth adler", "RUTH ADLER", "Adler, Ruth", "Ruth J. Adler"),
    # Letters, mails, chats.
    *("Oui, ôtez ma photo\n\nRuth Adler", "From: Ruth Adler <r@x.example>\n\nYes.", "De : ADLER Ruth\n\nOui"),
    *("[02.11.26, 14:02:11] Ruth Adler: nimm mich raus", "11/2/26, 2:02 PM - Ruth Adler: ok", "> Ruth Adler wrote:"),
    *('{"from": "Ruth Adler", "text": "yes"}', '[{"id": 902, "web": true}]', "- id: 0902\n  web: yes"),
    *("<p>Ruth <b>Adler</b></p>", "<td>0902</td>", "<input value='0902'>", "<id>0902</id><n>x</n>", "selfie0902.jpg"),
    *("ruth.adler@x.example", "0901-0903 minus", "#902", "ID0902: yes", "0902's picture", "IMG_0902.HEIC"),
]
PLAIN = {"0902": "Ruth Adler", "0950": "Bea Lund"}


@pytest.mark.parametrize("note", NOTES)
@pytest.mark.parametrize("name", ["a.txt", "approved.csv", "old/Letter", "0899.html"])
def test_whoever_a_note_mentions_is_not_shown(tmp_path: Path, note: str, name: str) -> None:
    roster = roster_with(tmp_path, name, note, PLAIN)

    assert left_out(roster) == "0902"
    assert [one.variant for one in roster.left_out["0902"]] == ["mentioned"]
    assert "Ruth" not in " ".join(map(str, roster.all_findings()))


@pytest.mark.parametrize(
    ("note", "out"),
    [
        # A first or a last name alone is of all who are called so; a whole one is of nobody else.
        *(("Best,\nRuth", "0902 0903"), ("ruth rang", "0902 0903"), ("Ruths Foto", "0902 0903"), ("Ms Adler", "0902")),
        *(("Ruth Adler", "0902"), ("Ruth Adler and Ruth", "0902 0903"), ("Ruth Adler, Ruth Okafor", "0902 0903")),
        *(("RuthAdler", "0902"), ("adler.ruth@x.example", "0902"), ("Ruth\nOkafor", "0902 0903"), ("Truth", "")),
        # Accents, hyphens and apostrophes.
        *(
            (one, "0904")
            for one in ("Etienne", "ETIENNE", "mueller", "E\u0301tienne", "O'Brien", "OBrien", "o brien mueller")
        ),
        *((one, "0904") for one in ("O‘Brien–Müller", "obrienmuller", "Mu\u00adller", "Müllers", "&Eacute;tienne")),
        # Names that are words.
        *(("Will you come?", "0905"), ("we will come", ""), ("Grace", "0905"), ("with good grace", "")),
        *(
            ("will grace", "0905"),
            ("May called", "7"),
            ("in May 2026", ""),
            ("on 4 May", ""),
            ("May 4", ""),
            ("you may go to the park", ""),
        ),
        # Scripts without spaces.
        *(("王小芳说不", "0906"), ("小芳", ""), ("王 小 芳", "0906")),
        # Ids.
        *(("0901-0903", "0901 0902 0903"), ("0901 bis 0903", "0901 0902 0903"), ("901–03", "0901 0902 0903")),
        *(
            ("0901.jpg - 0902.jpg", "0901 0902"),
            ("０９０２", "0902"),
            ("00902", "0902"),
            ("0902a", "0902"),
            ("9021", ""),
        ),
        *(("0902withdrew", "0902"), ("No. 7", "7"), ("x,7,y", "7"), ("selfie 7 of those", "7"), ("member 07", "7")),
        # Other numbers.
        *((one, "") for one in ("2026-09-02", "14 June 1902", "780-555-0902", "+49 151 0902 0903", "555-0902")),
        *((one, "") for one in ("$902", "902 €", "902.50 EUR", "902 %", "3f0902ab", "at 9:02", "tel. 0902 7654")),
        *((one, "") for one in ("one of the 7 members who were there", "on 7 June", "(780) 555-0902")),
    ],
)
def test_ids_and_names_are_known_in_any_form(tmp_path: Path, note: str, out: str) -> None:
    assert left_out(roster_with(tmp_path, "n.html", note)) == out


@pytest.mark.parametrize(
    ("note", "out"),
    [
        *(("joined in 2021; 0902 withdrew", "0902 2021"), ("out: those of 0902, depuis 2021", "0902 2021")),
        *(("by 1999 and 2021", "2021"), ("since 2020", ""), ("0902 in May 2021, on 2021-05-06", "0902")),
    ],
)
def test_a_year_that_is_the_number_of_a_member_is_that_member(tmp_path: Path, note: str, out: str) -> None:
    assert left_out(roster_with(tmp_path, "n.html", note, {"0902": "", "2021": ""})) == out


@pytest.mark.parametrize(
    ("name", "out"),
    [
        *(("Ruth Adler.txt", "0902"), ("Adler_Ruth/letter.txt", "0902"), ("june/ruth.eml", "0902 0903")),
        *(("Ruth Adler says no.jpg", "0902"), ("Ruth Adler.jpg", ""), ("7 of us.txt", "7"), ("form 7.txt", "")),
    ],
)
def test_a_name_of_a_file_or_folder_mentions_too(tmp_path: Path, name: str, out: str) -> None:
    assert left_out(roster_with(tmp_path, name, "")) == out


def test_a_copy_of_one_mentions_others(tmp_path: Path) -> None:
    roster = roster_with(tmp_path, "0902 chat.txt", "0902: fine\n0901: take me down")

    assert left_out(roster) == "0901 0902"
    assert [one.variant for one in roster.left_out["0901"]] == ["mentioned"]
    assert [one.variant for one in roster.left_out["0902"]] == ["text-takes-back"]
    assert left_out(roster_with(tmp_path / "b", "0902 (1).md", text({"Name": "Ade Nomura"}))) == ""


@pytest.mark.parametrize("name", ["0950.md", "lena.txt", "letter from Ruth.eml"])
def test_a_members_text_that_does_not_say_yes_holds_whoever_has_its_name(tmp_path: Path, name: str) -> None:
    for number, answers in enumerate(({"Withdrawn": "2021-06-14"}, {"Consent": "print"}, {"Consent-given": ""})):
        note = text({"Name": "Ruth Adler", **answers})
        assert "0902" in left_out(roster_with(tmp_path / str(number), name, note)).split()
    for said in (text({"Name": "Bea Lund"}, "Will you?"), text({"Name": "Ruth Adler"})):
        assert "0905" not in left_out(roster_with(tmp_path / "yes", name, said)).split()


def test_a_first_name_is_enough_in_the_field_name(tmp_path: Path) -> None:
    said = text({"Name": "Ade", "Withdrawn": "2021-06-14"}, "Will you?")

    assert left_out(roster_with(tmp_path, "lena.txt", said)) == "0901"


def test_a_note_with_a_field_is_none(tmp_path: Path) -> None:
    roster = roster_with(tmp_path, "notes.md", "Consent: 0901\n\nRuth")

    assert left_out(roster) == "0901 0902 0903 notes"


def test_a_note_is_told_of_each_with_what_to_do(tmp_path: Path) -> None:
    roster = roster_with(tmp_path, "calls.txt", "Monday\n\n0901 agreed\n")

    assert [str(one) for one in roster.left_out["0901"]] == [
        (
            "warning content/selfies/calls.txt:3  selfie 0901 is left out: this file mentions it, and is no member's "
            "text. If it takes the picture back, type  python3 tasks.py selfies --withdraw 0901  ; then move it out of "
            "the folder.  [C79]"
        )
    ]
    (tmp_path / "calls.txt").rename(tmp_path.parent / "calls.txt")
    assert left_out(roster_of(tmp_path, "0900")) == ""


def test_a_note_of_many_is_told_once(tmp_path: Path) -> None:
    names = {f"{number:04}": "" for number in range(1, 215)}
    roster = roster_with(tmp_path, "all.csv", "\n".join(names), names)

    assert len(on_the_wall(roster)) == 0
    assert [str(one) for one in roster.all_findings() if one.code == "C79"] == [
        (
            "warning content/selfies/all.csv:1  This file mentions 214 members, none of whom is shown: 0001, 0002, "
            "0003, 0004, 0005 and 209 more. Type  python3 tasks.py selfies --withdraw ID  for each whose picture it "
            "takes back; then move it out of the folder.  [C79]"
        )
    ]


@pytest.mark.parametrize("place", ["selfies (1)/n.txt", "selfies-old/june/n.txt"])
def test_a_copy_of_the_folder_holds_nothing_else_either(tmp_path: Path, place: str) -> None:
    (tmp_path / place).parent.mkdir(parents=True)
    (tmp_path / place).write_text("0901 agreed")

    assert left_out(roster_with(tmp_path / "selfies", "../nobody.txt", "")) == "0901"


@pytest.mark.parametrize(
    ("name", "note", "out"),
    [
        *(("../TODO.txt", "0901 withdrew", "0901"), ("../TODO.txt", "Withdrawn:\n0901\nAde", "0901")),
        *(("../TODO.txt", "0901 speaks at ten", ""), ("../withdrawn.txt", "Ade Nomura", "0901")),
        *(("../TODO.txt", "Withdrawn: nobody\n\nPrint:\n0901", ""), ("../TODO.txt", "not Ade", "0901")),
        *(("../../requirements.txt", "0901 withdrew", ""), ("../news/a.md", "Ade Nomura withdrew", "")),
    ],
)
def test_beside_the_folder_a_mention_counts_where_it_takes_back(tmp_path: Path, name: str, note: str, out: str) -> None:
    folder = tmp_path / "content/selfies"
    roster_with(folder, name, note, {"0901": "Ade Nomura"})
    elsewhere = look_elsewhere(tmp_path / "content", folder)

    assert left_out(read_roster(folder, "content/selfies", {"library"}, {}, TODAY, elsewhere)) == out


PROBLEM = "This may be a list of members who took their pictures back, but I know nobody by name."


@pytest.mark.parametrize(
    ("name", "note"),
    [
        *(("withdrawn.txt", "Lena Ford\n"), ("withdrawn.csv", "name\nlena ford\n"), ("no.txt", "lena\n")),
        *(("removed/list.txt", "Lena Ford, June"), ("wihtdrawn.txt", "lena@union.example"), ("deleted", "Lena F.")),
        *(("withdrawals.txt", "Нина Орлова\n"), ("withdrawn.txt", "0899\nLena Ford\nSam Reyes\n")),
    ],
)
def test_a_list_of_names_of_nobody_stops_a_public_build(tmp_path: Path, name: str, note: str) -> None:
    roster = roster_with(tmp_path, name, note)

    assert [one.problem for one in errors(roster.findings)] == [PROBLEM]


@pytest.mark.parametrize(
    ("name", "note"),
    [
        *(("withdrawn.txt", "0899\n0898 Lena Ford\n"), ("withdrawn.csv", "id,name\n0899,Lena Ford\n0898,Sam Reyes\n")),
        *(("withdrawn.txt", "Withdrawn members\n\nnone yet\n"), ("README.txt", "How to take a picture back.")),
        *(("June.txt", "These withdrew:\nLena Ford\n"), ("letter.txt", "Please delete my picture.")),
        # A member in words by which nobody here is known.
        *(("calls.txt", "Ruthie wants out"), ("a.txt", "nine hundred and two"), ("notes.md", "R. A. said no")),
        *(("x.html", "radler@x.example"), ("mail.eml", "From: Anna\n\nNo"), ("old/n.txt", "0902v2")),
        # Fields of a member who is nobody here.
        ("old/ruthie.md", text({"Name": "Ruthie", "Withdrawn": "2021-06-14"})),
        ("form.txt", text({"Name": "", "Consent": ""})),
    ],
)
def test_another_file_that_mentions_nobody_stops_a_public_build(tmp_path: Path, name: str, note: str) -> None:
    roster = roster_with(tmp_path, name, note)

    assert left_out(roster) == ""
    told = [(one.level, one.variant) for one in roster.all_findings() if one.code != "C55"]
    assert told == [(Level.ERROR, "no-members-file")]


@pytest.mark.parametrize(
    ("name", "note"),
    [(".note", "Ruthie wants out"), ("lena.jpg.json", '{"by": "Lena"}'), ("../selfies (1)/n.txt", "Ruthie")],
)
def test_where_it_may_be_a_programs_it_is_told(tmp_path: Path, name: str, note: str) -> None:
    folder = folder_with(tmp_path / "selfies", {"lena.jpg": "lena", "0902.jpg": "0902", "0902.md": text()})
    (folder / name).parent.mkdir(exist_ok=True)
    (folder / name).write_text(note)

    told = [(one.level, one.variant) for one in roster_of(folder, "0900").all_findings() if one.code == "C79"]
    assert told == [(Level.WARNING, "no-members-file")]


def test_a_file_about_members_who_are_not_shown_is_told(tmp_path: Path) -> None:
    gone = text({"Name": "Ruth Adler", "Withdrawn": "2021-06-14"})
    files: dict[str, str | bytes] = {"0902.md": gone, "0902.jpg": "0902", "letter.txt": "Take me down. Ruth Adler"}
    roster = roster_of(folder_with(tmp_path, files), "0900")

    assert [str(one) for one in roster.findings] == [
        (
            "warning content/selfies/letter.txt:1  This is no member's file. Of whomever it mentions nobody is shown. "
            "Move it out of the folder.  [C79]"
        )
    ]


OTHERS = [
    # Somebody called by a name that no file has, or by what they are.
    *(
        "0901 ok, Bobby wants out",
        "0901 ok\nBobby: no",
        "0901 ok; bobby no",
        "Ade Nomura agreed, not Bobby",
        "0901, J. no",
    ),
    *("0901 ok, her husband wants out", "0901 agreed, the others withdrew", "0901 ok, the tall one wants out"),
    *("0901: ok\n王芳: no", "0901 ok, Will wants out", "Ruth Smith said no", "0901 agreed; Grace, too, but not Bo"),
    # By a number in words, of nobody, or misspelt.
    *("0901 ok, nine oh two no", "0901 ok, 0899 no", "0901 ok, 9O2 withdrew", "0901 ok, 33 no"),
    # In other forms.
    *('{"id": "0901", "note": "Bobby no"}', "<td>0901</td><td>Bobby</td>", "id,web\n0901,yes\nBobby,no"),
]
KNOWN_HERE = {"0901": "Ade Nomura", "0902": "Ruth Adler", "0903": "William Grace"}


@pytest.mark.parametrize("note", OTHERS)
@pytest.mark.parametrize("name", ["calls.txt", "0902 note.txt", "old/n.eml", "0902.txt"])
def test_a_note_that_may_mean_somebody_whom_nobody_knows_stops_a_public_build(
    tmp_path: Path, name: str, note: str
) -> None:
    told = roster_with(tmp_path, name, note, KNOWN_HERE).findings

    assert [one.variant for one in errors(told)] == ["may-mean-others"]
    assert not any(word in str(told) for word in ("Bobby", "Smith"))


@pytest.mark.parametrize(
    "note",
    [
        *("0901 withdrew by phone", "Withdrawn: 0901, 0902", "Ade Nomura said no on 4 June 2026", "0901-0903 ok"),
        *("0901;yes;2026-03-02\n0902;no;2026-03-02", "REMOVE 0901 PLEASE", "Ms Adler's picture: do not print"),
        *("William Grace wants out", "Ruth asked, at 9:30, to be removed", "[x] 0901\n[ ] 0902", ""),
    ],
)
def test_a_note_that_can_mean_nobody_else_holds_nobody_else(tmp_path: Path, note: str) -> None:
    for name in ("calls.txt", "0902 note.txt"):
        assert not errors(roster_with(tmp_path / name, name, note, KNOWN_HERE).all_findings())


@pytest.mark.parametrize("name", ["0901.xmp", "0901.jpg.xmp", "0901.jpg.json", "0901.jpg.supplemental-metadata.json"])
def test_what_a_program_writes_beside_a_picture_says_so_and_stops_nothing(tmp_path: Path, name: str) -> None:
    roster = roster_with(tmp_path, name, '{"creator": "Bobby"}', {"0901": "Ade"})

    assert [(one.level, one.variant) for one in roster.left_out["0901"]] == [(Level.WARNING, "beside-picture")]
    assert not errors(roster.all_findings())


@pytest.mark.parametrize("name", [".0901.md.swp", "0901.md.swo", ".0901.md.un~", ".0901.md.kate-swp", ".#0901.md"])
def test_what_an_editor_leaves_says_so_and_stops_nothing(tmp_path: Path, name: str) -> None:
    roster = roster_with(tmp_path, name, b"b0VIM 9.0\0\0\1\2", {"0901": "Ade"})

    assert [(one.level, one.variant) for one in roster.left_out["0901"]] == [(Level.WARNING, "open-in-an-editor")]
    assert not errors(roster.all_findings())


def test_a_word_of_a_name_is_told_as_that(tmp_path: Path) -> None:
    roster = roster_with(tmp_path, "calls.txt", "Ruth rang\nRuth Okafor rang")

    assert {one: [found.variant for found in roster.left_out[one]] for one in ("0902", "0903")} == {
        "0902": ["mentioned-in-part"],
        "0903": ["mentioned"],
    }
    assert [found.where.line for one in ("0902", "0903") for found in roster.left_out[one]] == [1, 2]


@pytest.mark.parametrize("name", ["0950.md", "lena/lena.md"])
def test_a_members_text_whose_picture_is_to_come_or_lies_in_a_folder_stops_nothing(tmp_path: Path, name: str) -> None:
    sent: dict[str, str | bytes] = {name: text({"Name": "Lena"})}
    sent |= {"lena/lena.jpg": "lena"} if "/" in name else {}
    files = {**sent, "0902.jpg": "0902", "0902.md": text()}
    roster = roster_of(folder_with(tmp_path, files), "0900")

    assert not errors(roster.all_findings())
    assert not [one for one in roster.all_findings() if one.code == "C79"]


def test_a_note_in_markdown_is_no_submission(tmp_path: Path) -> None:
    roster = roster_with(tmp_path, "notes.md", "Ruth Okafor rang: delete it.")

    assert {one.variant for one in roster.all_findings() if one.code != "C55"} == {"mentioned"}


@pytest.mark.parametrize("name", ["empty", "withdrawn.txt", ".DS_Store", "Thumbs.db", ".gitignore"])
def test_empty_files_and_those_of_systems_are_not_told(tmp_path: Path, name: str) -> None:
    roster = roster_with(tmp_path, name, "" if name[0] not in ".T" else "\0\1" if name[1] != "g" else "*.tmp")

    assert [one for one in roster.all_findings() if one.code == "C79"] == []


@pytest.mark.parametrize(
    "note", ["1" * 100_000, "a " * 50_000, "x-" * 50_000, "0900-" * 20_000, "<" * 50_000, "=?" * 50_000, "~~" * 50_000]
)
def test_a_note_of_one_long_line_is_read_in_time(tmp_path: Path, note: str) -> None:
    folder = folder_with(tmp_path, {"notes.txt": note})

    assert in_hashes(lambda: roster_of(folder)) < 900


def test_more_members_make_a_line_no_slower() -> None:
    def cost(members: int) -> float:
        called = ("".join(chr(ord(figure) + 49) for figure in f"{number:05}") for number in range(members))
        people = People.of((f"{number:05}", f"Ruth {name.title()}") for number, name in enumerate(called))
        note = [f"{number:05} Adler said yes on 2 June, and Bea, too" for number in range(2_000)]
        return in_hashes(lambda: [people.mentions(line) for line in note])

    assert cost(4_000) < 2 * cost(500)
