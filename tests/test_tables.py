"""A table that is one test loses no row: whichever fails is named."""

import pytest

from tests.tables import as_one_test, rows_of


@pytest.mark.parametrize("more", [1, 2])
@pytest.mark.parametrize(("number", "word"), [(1, "a"), pytest.param(5, "b", id="five"), (2, "c")])
def below_five(number, word, more, limit):
    assert number + more < limit, word


@pytest.mark.parametrize("number", [0, 1])
def divides(number):
    with pytest.raises(ZeroDivisionError):
        1 / number


def test_every_row_that_fails_is_named_with_what_it_says():
    with pytest.raises(pytest.fail.Exception) as told:
        as_one_test(below_five, rows_of(below_five))(limit=4)

    first, *rest = str(told.value).splitlines()
    assert first == "3 of 6 rows fail:"
    assert [line for line in rest if line.startswith("number=")] == [
        "number=5, word='b', more=1",
        "number=5, word='b', more=2",
        "number=2, word='c', more=2",
    ]
    assert [line for line in rest if line.startswith("E   AssertionError")] == [
        "E   AssertionError: b",
        "E   AssertionError: b",
        "E   AssertionError: c",
    ]


def test_a_row_that_lacks_an_error_fails_and_one_that_all_pass_does_not():
    with pytest.raises(pytest.fail.Exception, match=r"1 of 2 rows fail:\nnumber=1\n[\s\S]*DID NOT RAISE"):
        as_one_test(divides, rows_of(divides))()
    as_one_test(below_five, rows_of(below_five))(limit=9)


@pytest.mark.parametrize(
    "mark",
    [
        pytest.mark.parametrize("one", [1, pytest.param(2, marks=pytest.mark.long)]),
        pytest.mark.parametrize("one", [1, 2], indirect=True),
        pytest.mark.parametrize("one", iter([1, 2])),
    ],
)
def test_rows_that_are_no_plain_values_stay_tests_of_their_own(mark):
    @mark
    def function(one):
        assert one

    assert rows_of(function) == []


@pytest.mark.parametrize("name", ["a", "b"])
def is_alone(name, tmp_path):
    (tmp_path / name).touch()
    assert [file.name for file in tmp_path.iterdir()] == [name]


def test_each_row_has_a_folder_of_its_own(tmp_path):
    as_one_test(is_alone, rows_of(is_alone))(tmp_path=tmp_path)
