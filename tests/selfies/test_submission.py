from datetime import date

import pytest

from plugins.selfies.consent import sort_out
from plugins.selfies.submission import read_submissions
from tests.selfies.members import ANSWERED, add, read, text

HERE = "content/selfies/0417.md"


def mistakes(tmp_path, content: str | bytes) -> list[str]:
    add(tmp_path, "0417", content)
    submissions, findings = read(tmp_path)
    assert not submissions
    return findings


def test_a_submission_holds_what_the_member_told(tmp_path):
    add(tmp_path, "0417", text(words='"I find it,\n  shelve it"'), ".JPEG")
    (submission,), findings = read(tmp_path)

    assert not findings
    assert (submission.id, submission.name, submission.workplace, submission.campaign) == (
        "0417",
        "Ade Nomura",
        "University library",
        "library",
    )
    assert (submission.consent, submission.consent_given, submission.adults_only) == (
        "web, print",
        "2021-03-02, by e-mail",
        "yes",
    )
    assert (submission.photo_by, submission.consent_until, submission.withdrawn) == ("self", "", "")
    assert submission.words == "I find it, shelve it"
    assert submission.picture == tmp_path / "0417.JPEG"
    assert str(submission.where("Photo-by")) == f"{HERE}:8"
    assert str(submission.where("Elsewhere")) == f"{HERE}:1"


def test_submissions_come_by_id_and_name_and_workplace_may_be_absent(tmp_path):
    for member_id in ("0420", "0417", "ade-2"):
        add(tmp_path, member_id, "Campaign: library\n")
    submissions, findings = read(tmp_path)

    assert not findings
    assert [one.id for one in submissions] == ["0417", "0420", "ade-2"]
    assert {(one.name, one.workplace, one.consent, one.words) for one in submissions} == {("", "", "", "")}


UNKNOWN = "selfie 0417 is left out. I do not know this field."
DATE = "Write year-month-day, for example 2026-11-22."
UTF8 = "Save the file as UTF-8: in Notepad, Save As, Encoding: UTF-8."
ABOVE = "at the beginning of a line of the header, above the first empty line."

LEFT_OUT = "warning @:1  selfie 0417 is left out."
NOT_ONE_OF = f"{LEFT_OUT} This is not one of web, print, legislature."
NO = (
    '"{}" is not one of web, print, legislature. If the member said no, write nothing behind  Consent:  or delete both '
    "files; if they said yes, write what to, for example  Consent: web, print  [C34]"
)
YES = (
    '"{}" does not say to what: it is not one of web, print, legislature. '
    "Write what the member said yes to, for example  Consent: web, print  [C34]"
)


@pytest.mark.parametrize(
    ("content", "expected"),
    [
        ("Withdrwan: 2021-06-14\n", f'warning @:1  {UNKNOWN} Did you mean "Withdrawn"?  [C06]'),
        ("Removed: 2021-06-14\n", f"warning @:1  {UNKNOWN}  [C06]"),
        ("Withdrawn: Ade asked\n", f"warning @:1  selfie 0417 is left out. This is not a date. {DATE}  [C04]"),
        (
            "Consent-until: 6/7/2026\n",
            (
                "warning @:1  selfie 0417 is left out. This date can be read in two ways. "
                "Write 2026-07-06 or 2026-06-07.  [C05]"
            ),
        ),
        (
            "Consent: web, Ade\n",
            (
                "warning @:1  selfie 0417 is left out. This is not one of web, print, legislature. "
                "Behind  Consent:  write only those of these words that the member said yes to, with commas between; "
                "what is not written is a no.  [C34]"
            ),
        ),
        *(
            (
                f"Consent: {joined}\n",
                f'{LEFT_OUT} "{joined}" is not one of web, print, legislature. Write  Consent: web, print  [C34]',
            )
            for joined in ("Web; Print", "web and print", "web & print", "web/print", "web print", "web, and print.")
        ),
        *(
            (f"Consent: {no}\n", f"{LEFT_OUT} {NO.format(no.casefold().strip('.'))}")
            for no in ("no", "No.", "none", "refused", "declined", "nein", "non", "Nope")
        ),
        *(
            (f"Consent: {yes}\n", f"{LEFT_OUT} {YES.format(yes.casefold().strip('!'))}")
            for yes in ("yes", "Yes!", "ok", "agreed", "all", "y", "everything", "ja", "both", "oui")
        ),
        *(
            (
                f"Consent: {only}\n",
                f'{LEFT_OUT} "{only}" is not one of web, print, legislature. Write  Consent: web  [C34]',
            )
            for only in (
                "web only",
                "only web",
                "Web only.",
                "nur web",
                "yes, web",
                "for the web",
            )
        ),
        *(
            (
                f"Consent: {unclear}\n",
                (
                    f"{NOT_ONE_OF} Behind  Consent:  write only those of these words that the member said yes to, "
                    "with commas between; what is not written is a no.  [C34]"
                ),
            )
            for unclear in ("web only, print", "web, not print", "web if Ade agrees", "only Ade", "web, Ade only")
        ),
        (
            "Adults-only: Ade is\n",
            "warning @:1  selfie 0417 is left out. This is not one of yes, no. Write one of these words.  [C34]",
        ),
        ("Adults-only: Ja\n", f'{LEFT_OUT} "ja" is not one of yes, no. Write one of these words.  [C34]'),
        (
            "Withdrawn:\nWithdrawn: 2021-06-14\n",
            (
                'warning @:2  selfie 0417 is left out. There is more than one line "Withdrawn:". '
                "I read the first one; delete one of them.  [C43]"
            ),
        ),
        (
            b"Name: Ad\xe9\n",
            f"warning @:1  selfie 0417 is left out. I cannot read a letter here. {UTF8}  [C09]",
        ),
        (
            "Name: A\x07de\n",
            (
                "warning @:1  selfie 0417 is left out. There is an invisible control character in this line. "
                "Delete the line and type it again.  [C44]"
            ),
        ),
        (
            "Campaign: library\nI find it\n",
            (
                "warning @:2  selfie 0417 is left out. This line is not a field. "
                "Put an empty line above it if the text begins here.  [C45]"
            ),
        ),
        (
            "Campaign: library\n\nI find it\nWithdrawn: 2021-06-14\n",
            f'warning @:4  selfie 0417 is left out. This line is not a field. Write "Withdrawn:" {ABOVE}  [C45]',
        ),
    ],
)
def test_a_mistake_leaves_the_member_out_in_these_words(tmp_path, content, expected):
    assert mistakes(tmp_path, content) == [expected.replace("@", HERE)]


WITHDRAWALS = [
    "Withdrwan: 2021-06-14",
    "WITHDRAWAL: 2021-06-14",
    "With drawn: 2021-06-14",
    "withdrawn : 2021-06-14",
    "Withdrawn 2021-06-14",
    "Withdrawn：2021-06-14",
    "*Withdrawn: 2021-06-14*",
    "- Withdrawn = 2021-06-14",
    " Withdrawn: 2021-06-14",
    "     Withdrawn: 2021-06-14",
    "\tWithdrawn: 2021-06-14",
    "Withdrawn: on Monday",
    "Taken-down: 2021-06-14",
]


@pytest.mark.parametrize("line", WITHDRAWALS)
@pytest.mark.parametrize("place", ["first", "in the header", "under the header", "at the end"])
def test_however_a_withdrawal_is_written_the_member_is_not_shown(tmp_path, line, place):
    header, _, words = text().replace("Withdrawn: \n", "").partition("\n\n")
    if place == "at the end" and line in ("     Withdrawn: 2021-06-14", "Taken-down: 2021-06-14"):
        line = line.replace("Taken-down", "Withdrawn")
    content = {
        "first": f"{line}\n{header}\n\n{words}",
        "in the header": f"{header.replace('Photo-by', f'{line}{chr(10)}Photo-by')}\n\n{words}",
        "under the header": f"{header}\n{line}\n\n{words}",
        "at the end": f"{header}\n\n{words}{line}\n",
    }[place]
    add(tmp_path, "0417", content)
    submissions, findings = read(tmp_path)

    assert findings or submissions[0].withdrawn == "2021-06-14"
    assert not [one for one in submissions if not one.withdrawn]


@pytest.mark.parametrize(
    "words",
    [
        "I teach. Who will teach your kids?",
        "Libraries: keep them open",
        "24/7: someone is here",
        "My job: yours, too",
        "",
    ],
)
def test_a_sign_may_say_anything_that_is_no_field(tmp_path, words):
    add(tmp_path, "0417", text(words=words))
    submissions, findings = read(tmp_path)

    assert not findings
    assert submissions[0].words == words


def test_all_mistakes_of_one_file_are_told_at_once_and_none_stops_the_site(tmp_path):
    found = mistakes(tmp_path, "\nWithdrwan: a\nConsent: b\nAdults-only: c\nConsent-until: d\n")

    assert [line.split()[1].rpartition(":")[2] for line in found] == ["2", "3", "4", "5", "1"]
    assert all(line.startswith("warning") for line in found)


def test_no_finding_holds_a_word_of_the_member(tmp_path):
    for number, name in enumerate(ANSWERED):
        add(tmp_path, f"{number:04}", text({name: "Ade Nomura, University: I shelve"}, words="I lend"))
        add(tmp_path, f"1{number:03}", text().replace(f"{name}:", "Nomura:") + "Consent: Ade")
    add(tmp_path, "2000", text().replace("\n\n", "\n"))
    add(tmp_path, "2001", "Name: Nomuré\n".encode("latin-1"))
    add(tmp_path, "2002", f"Nomura: {'lend ' * 500}\n")
    submissions, refused, more = read_submissions(tmp_path, "content/selfies")
    sorted_out = sort_out(submissions, "web", date(2022, 7, 1))[1]
    findings = [*(found for one in (*refused, *sorted_out) for found in one.findings), *more]

    assert len(findings) > 20
    assert all(found.variant for found in findings)
    for shown in (" ".join(map(str, findings)), repr(findings)):
        assert not [word for word in ("Ade", "Nomur", "University", "shelve", "lend") if word in shown]


def test_text_and_picture_come_in_pairs(tmp_path):
    add(tmp_path, "0417", text())
    (tmp_path / "0418.md").write_text(text())
    (tmp_path / "0419.png").write_bytes(b"")
    add(tmp_path, "0420", text())
    (tmp_path / "0420.png").write_bytes(b"")
    add(tmp_path, "IMG 2031", text())
    for name in ("._0417.md", "._0417.jpg", ".DS_Store", "notes.txt"):
        (tmp_path / name).write_bytes(b"")
    submissions, findings = read(tmp_path)

    assert [one.id for one in submissions] == ["0417"]
    assert findings == [
        (
            "warning content/selfies/0418.md:1  selfie 0418 is left out. There is no picture of that name. "
            "Put the picture beside it as 0418.jpg, or delete this file.  [C54]"
        ),
        (
            "warning content/selfies/0420.md:1  selfie 0420 is left out. There are 0420.jpg and 0420.png. "
            "Delete the one that is not meant.  [C54]"
        ),
        (
            "warning content/selfies/IMG 2031.md:1  selfie IMG 2031 is left out. "
            "A file name here is small letters, digits and hyphens. "
            "Rename both files, for example to 0417.md and 0417.jpg.  [C54]"
        ),
        (
            "warning content/selfies/0419.png:1  0419.png has no text file beside it, so it is not shown. "
            "Write one with:  python3 tasks.py new selfie content/selfies/0419.png  [C54]"
        ),
    ]


def test_a_picture_that_was_saved_as_a_text_is_told_in_one_message_and_a_bad_text_line_by_line(tmp_path):
    add(tmp_path, "0417", "Campaign: library\n\n" + "Withdrawn: 2021-06-14\n" * 20)
    add(tmp_path, "0418", "Campaign: library\n\n" + "Withdrawn: 2021-06-14\n" * 21)
    _, findings = read(tmp_path)

    assert [line[-4:-1] for line in findings] == ["C45"] * 20 + ["C56"]


def test_a_text_may_be_a_link_within_its_folder(tmp_path):
    add(tmp_path, "0417", text())
    (tmp_path / "0418.md").symlink_to("0417.md")
    (tmp_path / "0418.jpg").touch()

    assert [one.id for one in read(tmp_path)[0]] == ["0417", "0418"]


@pytest.mark.parametrize("name", ["\udcff", "two\nlines", "\x1b[2J"])
def test_any_name_of_a_file_can_be_told_on_one_line_of_any_terminal(tmp_path, name):
    add(tmp_path, name, text(), ".heic")
    (tmp_path / f"{name}1.jpg").touch()
    _, refused, findings = read_submissions(tmp_path, "content/selfies")
    lines = [refused[0].id, *map(str, (*refused[0].findings, *findings))]

    assert len(lines) == 3
    assert all(line.isprintable() and line.encode() for line in lines)


@pytest.mark.parametrize(
    "answer",
    [
        *("web, not print", "web, no print", "web, noprint", "web, print-no", "web, non-print", "web, print never"),
        *("not web", "web only, printed no", "web, prin't not", "prnt, no", "web, prnt, not legislature"),
        *(
            "web, unprint",
            "web, printno",
            "web, print?",
            "web (not print)",
            "web but not print",
            "kein print",
            "sauf print",
        ),
    ],
)
def test_no_use_is_suggested_that_a_member_may_have_refused(tmp_path, answer):
    findings = mistakes(tmp_path, f"Consent: {answer}\n")

    assert findings
    assert not any("Did you mean" in line or "Write  Consent:" in line or "for example" in line for line in findings)


@pytest.mark.parametrize(("answer", "near"), [("web, prnt", "print"), ("legislatur", "legislature"), ("webb", "web")])
def test_a_use_that_is_only_misspelt_is_suggested(tmp_path, answer, near):
    assert any(f'Did you mean "{near}"' in line for line in mistakes(tmp_path, f"Consent: {answer}\n"))
