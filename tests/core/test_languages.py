import pytest

from plugins.core.languages import direction


@pytest.mark.parametrize("language", ["ar", "he", "fa-IR", "ur-PK", "ckb", "yi", "ps", "dv", "ug", "pa-Arab", "AR"])
def test_a_language_that_is_written_from_the_right_says_so(language: str) -> None:
    assert direction(language) == "rtl"


@pytest.mark.parametrize("language", ["en", "fr-CA", "az", "uz-Latn", "he-Latn", "ks-Deva", "zh-Hant-TW", ""])
def test_all_others_are_written_from_the_left(language: str) -> None:
    assert direction(language) == "ltr"
