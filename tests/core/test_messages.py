import pickle

import pytest

from plugins.core.findings import Level, ReasonError, Where, finding
from plugins.core.messages import AND, in_words

HERE = Where("content/news/plan.md", 3)


def test_a_finding_is_data_until_a_report_asks_for_its_words() -> None:
    found = finding("C83.disk-full", HERE, file="a.jpg")

    assert found.values == (("file", "a.jpg"),)
    assert (found.level, found.problem) == (Level.ERROR, 'The disk is full: "a.jpg" cannot be written.')
    assert pickle.loads(pickle.dumps(found)) == found
    assert str(found).endswith("and try again.  [C83]")


def test_what_is_said_around_a_finding_keeps_its_code_and_may_change_its_level() -> None:
    found = finding("C56.no-file", HERE).within("among-selfies").within("on-more-pages", count=2)

    assert found.level is Level.WARNING
    assert found.problem == "This is not a file. The same on 2 more pages."
    assert found.code == "C56"


def test_a_number_decides_between_one_and_many() -> None:
    sentence = "{count:,} {count:page|pages}"

    assert in_words(sentence, {"count": 1}) == "1 page"
    assert in_words(sentence, {"count": 1_200}) == "1,200 pages"


@pytest.mark.parametrize(
    ("values", "sentence"),
    [
        ({"near": "Summary"}, 'Did you mean "Summary"?'),
        ({"known": "a, b"}, "Use one of: a, b."),
        ({"near": "", "known": "a, b"}, "Use one of: a, b."),
        ({}, "There are none yet."),
    ],
)
def test_of_several_sentences_the_first_counts_whose_values_are_all_there(
    values: dict[str, str], sentence: str
) -> None:
    assert in_words("did-you-mean", values) == sentence


def test_a_value_that_looks_like_a_place_for_one_is_a_value() -> None:
    assert in_words("{name!q} is lost.", {"name": "{near} \n{0}"}) == '"{near} {0}" is lost.'


def test_a_message_that_nobody_wrote_and_a_value_that_is_missing_are_mistakes_of_ours() -> None:
    with pytest.raises(KeyError):
        _ = finding("C83.no-such", HERE).message
    with pytest.raises(KeyError):
        _ = finding("C83.disk-full", HERE).message


def test_a_reason_is_the_name_of_a_clause_and_its_values_until_a_report_asks() -> None:
    wrong = ReasonError("picture.too-large", megabytes=51, limit_megabytes=50)
    found = finding("C18.not-opened", HERE, picture="a.jpg", **wrong.why)

    assert dict(found.values)["reason"] == "picture.too-large"
    assert found.problem == '"a.jpg" is not a picture I can open (51 MB, and 50 MB is the most).'
    assert str(pickle.loads(pickle.dumps(wrong))) == str(wrong) == "51 MB, and 50 MB is the most"


def test_a_reason_may_have_a_remedy_of_its_own_and_a_reason_within() -> None:
    assert (
        in_words("{why!c}: {why!r}", {"why": "archive.locked"}) == "it is locked with a password: Save it without one."
    )
    inner = {"reason_there": "picture.empty", "path": "content/a.jpg"}
    assert str(ReasonError("picture.in-content", **inner)) == "content/a.jpg: it is empty"


def test_a_reason_that_nobody_wrote_is_a_mistake_of_ours_and_others_words_choose_none() -> None:
    with pytest.raises(KeyError):
        str(ReasonError("picture.no-such"))
    assert str(ReasonError("git.said", said="git.no-end {x}")) == "git.no-end {x}"


def test_several_names_have_a_word_between_them() -> None:
    assert in_words("{files!a}", {"files": AND.join(["a.jpg", "and.png", "c.jpg"])}) == "a.jpg and and.png and c.jpg"


def test_a_list_with_the_subject_in_front_leaves_it_out() -> None:
    found = finding("C41.no-photographer", HERE, id="0417")

    assert found.problem == "selfie 0417 is left out: nobody has said who took the picture."
    assert found.predicate == "is left out: nobody has said who took the picture."
    assert found.within("on-more-pages", count=1).predicate.startswith("selfie 0417 is left out")
    assert found.within("among-selfies").predicate == found.predicate
    assert finding("C56.no-file", HERE).within("left-out", id="0417").predicate == "is left out. This is not a file."


def test_a_mistake_counted_as_another_keeps_its_message() -> None:
    found = finding("C04.no-date", HERE, text="soon").counted_as("C38").within("in-a-setting", setting="AS_OF")

    assert str(found).startswith('error content/news/plan.md:3  AS_OF: "soon" is not a date. Write year-month-day,')
    assert str(found).endswith("[C38]")
    assert found.counted_as("C04").message == found.message


def test_what_somebody_wrote_is_shown_shortened_with_or_without_quotation_marks() -> None:
    values = {"name": f" {'x' * 60}\ny"}

    assert in_words("{name!q}", values) == f'"{"x" * 60} …"'
    assert in_words("{name!l}", values) == f"{'x' * 60} …"
