import ast
from datetime import date
from itertools import product
from pathlib import Path

import pytest

from plugins.core.findings import Level
from plugins.core.header import split
from plugins.selfies.consent import Cleared, decide, ends_soon, sort_out
from plugins.selfies.submission import PURPOSES, Refused, Submission, submission
from tests.selfies.members import ANSWERED, text

TODAY = date(2022, 6, 30)

# For each question the answers that clear a member, and those that do not.
ANSWERS = {
    "Consent": (["web", "print, WEB"], ["", "print", "legislature", "no", "website"]),
    "Consent-given": (
        ["2021-03-02, by e-mail", "2021-03-02"],
        ["", "not yet", "2021-03-02, by e-mail; revoked", "2021-03-02?"],
    ),
    "Adults-only": (["yes", "Yes"], ["", "no", "I think so"]),
    "Photo-by": (["self", "Ruth Okafor"], ["", "?", "unknown", "\u200b"]),
    "Consent-until": (["", "2022-07-01", "2022-06-30", "2022-06-30 09:00"], ["2022-06-29", "some day"]),
    "Withdrawn": ([""], ["2021-06-14", "2031-01-01", "yes", "-"]),
}


def member(answers: dict[str, str], member_id: str = "0417") -> Submission:
    return submission(split(text(answers), f"content/selfies/{member_id}.md"), member_id, Path(f"{member_id}.jpg"))


def refused(answers: dict[str, str], today: date = TODAY) -> list[str]:
    decision = decide(member(answers), "web", today)
    assert isinstance(decision, Refused)
    return [str(finding) for finding in decision.findings]


def test_only_a_good_answer_to_every_question_clears_a_member():
    decided = set()
    for answers in product(*(good + bad for good, bad in ANSWERS.values())):
        given = dict(zip(ANSWERS, answers, strict=True))
        all_good = all(value in ANSWERS[name][0] for name, value in given.items())
        decision = decide(member(given), "web", TODAY)
        assert isinstance(decision, Cleared) is all_good, given
        decided.add(all_good)

    assert decided == {True, False}


@pytest.mark.parametrize("name", [name for name in ANSWERS if name not in ("Consent-until", "Withdrawn")])
def test_a_question_that_is_not_in_the_file_is_not_answered(name):
    without = "".join(line for line in text().splitlines(keepends=True) if not line.startswith(f"{name}:"))

    assert isinstance(decide(submission(split(without, "0417.md"), "0417", Path("0417.jpg")), "web", TODAY), Refused)


@pytest.mark.parametrize("purpose", PURPOSES)
def test_consent_for_one_purpose_is_none_for_another(purpose):
    decisions = [decide(member({"Consent": purpose}), asked, TODAY) for asked in PURPOSES]

    assert [decision.purpose for decision in decisions if isinstance(decision, Cleared)] == [purpose]


def test_a_withdrawal_wins_over_all_and_is_the_only_reason():
    nothing_answered = dict.fromkeys(ANSWERED, "")

    assert refused({**nothing_answered, "Withdrawn": "2021-06-14"}) == [
        "note content/selfies/0417.md:9  selfie 0417 is left out: it was withdrawn.  [C55]"
    ]


NO_CONSENT = (
    "selfie 0417 has no consent on record for the web; it is left out. "
    "Ask the member, then write:  Consent: web  and  Consent-given: 2021-03-02, by e-mail"
)


@pytest.mark.parametrize(
    ("answers", "expected"),
    [
        ({"Consent": ""}, f"warning @:4  {NO_CONSENT}  [C19]"),
        ({"Consent-given": "soon"}, f"warning @:5  {NO_CONSENT}  [C19]"),
        (
            {"Consent-given": "2021-04-05, by e-mail; REVOKED by phone"},
            (
                "warning @:5  selfie 0417 is left out: more stands in Consent-given than a day and how. "
                "Write for example  Consent-given: 2021-03-02, by e-mail  or use one of: by e-mail, by mail, by phone, "
                "by text message, in person, in writing, on paper, at a meeting, online.  [C19]"
            ),
        ),
        (
            {"Consent-given": "2022-07-01, by e-mail"},
            (
                "warning @:5  selfie 0417 is left out: its consent is of 1 July 2022, a day still to come. "
                "Correct the date.  [C19]"
            ),
        ),
        (
            {"Adults-only": ""},
            (
                "warning @:7  selfie 0417 is left out: nobody has said whether anyone under 18 can be seen. "
                "Ask the member. If nobody is, write:  Adults-only: yes  [C21]"
            ),
        ),
        ({"Adults-only": "no"}, "note @:7  selfie 0417 is left out: someone under 18 can be seen.  [C21]"),
        (
            {"Photo-by": ""},
            (
                "warning @:8  selfie 0417 is left out: nobody has said who took the picture. "
                "Ask the member, then write a first and last name or:  Photo-by: self  [C41]"
            ),
        ),
        (
            {"Consent-until": "2022-06-29"},
            "note @:6  selfie 0417 is left out: its consent ended on 29 June 2022.  [C42]",
        ),
        (
            {"Consent-until": "soon"},
            (
                "warning @:6  selfie 0417 is left out: the end of its consent is not a day. "
                "Write for example  Consent-until: 2031-12-31  [C42]"
            ),
        ),
    ],
)
def test_each_reason_is_told_in_these_words(answers, expected):
    assert refused(answers) == [expected.replace("@", "content/selfies/0417.md")]


def test_every_open_question_is_told_at_once():
    reasons = refused({"Consent": "", "Adults-only": "", "Photo-by": ""})

    assert [line[-4:-1] for line in reasons] == ["C19", "C21", "C41"]


def test_the_last_day_of_consent_counts():
    last_day = {"Consent-until": "2022-06-30"}

    assert isinstance(decide(member(last_day), "web", date(2022, 6, 30)), Cleared)
    assert refused(last_day, date(2022, 7, 1)) == [
        "note content/selfies/0417.md:6  selfie 0417 is left out: its consent ended on 30 June 2022.  [C42]"
    ]


@pytest.mark.parametrize(
    ("today", "is_to_be_asked"),
    [
        (date(2022, 5, 30), False),  # in 31 days
        (date(2022, 5, 31), True),  # in 30
        (date(2022, 6, 29), True),
        (date(2022, 6, 30), True),  # the last day
    ],
)
def test_whose_consent_ends_within_thirty_days_is_to_be_asked_again(today, is_to_be_asked):
    cleared = decide(member({"Consent-until": "2022-06-30"}), "web", today)
    assert isinstance(cleared, Cleared)

    expected = (
        "warning content/selfies/0417.md:6  The consent of selfie 0417 ends on 30 June 2022. "
        "Ask the member again, and write the new day:  Consent-until: YEAR-MONTH-DAY  [C42]"
    )
    assert str(ends_soon(cleared, today)) == (expected if is_to_be_asked else "None")


def test_consent_without_an_end_ends_never():
    cleared = decide(member({}), "web", date(9999, 12, 31))

    assert isinstance(cleared, Cleared)
    assert ends_soon(cleared, date(9999, 12, 31)) is None


def test_members_are_sorted_out_in_their_order():
    members = [member({"Photo-by": "" if number % 2 else "self"}, f"{number:04}") for number in range(4)]
    cleared, left_out = sort_out(members, "web", TODAY)

    assert [one.submission.id for one in cleared] == ["0000", "0002"]
    assert [one.id for one in left_out] == ["0001", "0003"]


def test_a_reason_says_the_id_and_nothing_else_about_the_member():
    private = ["Ade", "Nomura", "library", "find", "shelve", "lend"]
    for answers in product(*(bad for _, bad in ANSWERS.values())):
        given = dict(zip(ANSWERS, answers, strict=True))
        for answered in (given, {**given, "Withdrawn": ""}):
            assert not [
                word for line in refused(answered) for word in private if word in line.partition("  ")[2].split()
            ]


def test_a_clear_answer_asks_for_nothing_more():
    levels = [
        finding.level
        for answers in ({"Adults-only": "no"}, {"Withdrawn": "2021-06-14"}, {"Consent-until": "2022-06-29"})
        for finding in getattr(decide(member(answers), "web", TODAY), "findings", ())
    ]

    assert levels == [Level.NOTE] * 3


def test_nobody_but_the_decision_clears_a_member(root):
    makers = [
        module.relative_to(root).as_posix()
        for module in (root / "plugins").rglob("*.py")
        for node in ast.walk(ast.parse(module.read_text(encoding="utf-8")))
        if isinstance(node, ast.Call) and ast.unparse(node.func).rpartition(".")[2] == "Cleared"
    ]

    assert makers == ["plugins/selfies/consent.py"]


def test_a_decision_cannot_be_changed_afterwards():
    decision = decide(member({}), "web", TODAY)

    with pytest.raises(AttributeError):
        decision.purpose = "print"  # type: ignore[misc, union-attr]  # what the test is about


@pytest.mark.parametrize(
    ("given", "remedy"),
    [
        ("March 2, 2021, by e-mail", "Write the day first:  2021-03-02"),
        ("2 March 2021", "Write the day first:  2021-03-02"),
        ("2021/03/02 by phone", "Write the day first:  2021-03-02"),
        ("31/12/2020, in writing", "Write the day first:  2020-12-31"),
        ("03/02/2021", "Write the day first, then how, for example  Consent-given: 2021-03-02, by e-mail"),
        *(
            (other, "Write the day first, then how, for example  Consent-given: 2021-03-02, by e-mail")
            for other in ("by e-mail, 2021-03-02", "yes", "by e-mail", "yesterday, by phone", "?", "signed")
        ),
        *(
            (other, "Write the day first, then how, for example  Consent-given: 2021-03-02, by e-mail")
            for other in ("see mail", "See e-mail of 2 March", "by e-mail (see file)", "see above", "see: letter")
        ),
    ],
)
def test_a_day_of_consent_that_cannot_be_read_is_not_told_as_no_consent(given: str, remedy: str) -> None:
    assert [line.partition("  ")[2] for line in refused({**ANSWERED, "Consent-given": given})] == [
        f"selfie 0417 is left out: what stands in Consent-given does not begin with a day. {remedy}  [C19]"
    ]


@pytest.mark.parametrize("given", ["no", "not yet", "declined", "refused by phone", "she said no", "see mail: no"])
def test_a_no_where_the_day_of_consent_stands_is_told_as_no_consent(given: str) -> None:
    assert "has no consent on record for the web" in refused({**ANSWERED, "Consent-given": given})[0]
