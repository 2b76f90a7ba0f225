import pickle

import pytest

from plugins.core.findings import Level, Where, finding, in_own_words
from plugins.core.messages import in_words

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
    told = "{count:,} {count:page|pages}"

    assert in_words(told, {"count": 1}) == "1 page"
    assert in_words(told, {"count": 1_200}) == "1,200 pages"


@pytest.mark.parametrize(
    ("values", "told"),
    [
        ({"near": "Summary"}, 'Did you mean "Summary"?'),
        ({"known": "a, b"}, "Use one of: a, b."),
        ({"near": "", "known": "a, b"}, "Use one of: a, b."),
        ({}, "There are none yet."),
    ],
)
def test_of_several_sentences_the_first_counts_whose_values_are_all_there(values: dict[str, str], told: str) -> None:
    assert in_words("did-you-mean", values) == told


def test_a_value_that_looks_like_a_place_for_one_is_a_value() -> None:
    assert in_words("{name!q} is lost.", {"name": "{near} \n{0}"}) == '"{near} {0}" is lost.'


def test_a_message_that_nobody_wrote_and_a_value_that_is_missing_are_mistakes_of_ours() -> None:
    with pytest.raises(KeyError):
        _ = finding("C83.no-such", HERE).message
    with pytest.raises(KeyError):
        _ = finding("C83.disk-full", HERE).message


def test_words_that_stand_beside_a_finding_are_told_as_they_are() -> None:
    assert in_own_words(Level.NOTE, HERE, "{x}", "", "C24").message == (Level.NOTE, "{x}", "")


def test_a_mistake_counted_as_another_keeps_its_message() -> None:
    found = finding("C04.no-date", HERE, text="soon").counted_as("C38").within("in-a-setting", setting="AS_OF")

    assert str(found).startswith('error content/news/plan.md:3  AS_OF: "soon" is not a date. Write year-month-day,')
    assert str(found).endswith("[C38]")
    assert found.counted_as("C04").message == found.message


def test_what_somebody_wrote_is_shown_shortened_with_or_without_quotation_marks() -> None:
    values = {"name": f" {'x' * 60}\ny"}

    assert in_words("{name!q}", values) == f'"{"x" * 60} …"'
    assert in_words("{name!l}", values) == f"{'x' * 60} …"
