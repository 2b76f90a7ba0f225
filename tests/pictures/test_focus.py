import pytest

from plugins.pictures.focus import focus_class, focus_rules


@pytest.mark.parametrize(
    ("focus", "name"),
    [("40% 25%", "f40-25"), ("0% 100%", "f0-100"), (" 7%   7% ", "f7-7"), ("040% 25%", "f40-25")],
)
def test_a_focus_is_a_class_in_percent(focus, name):
    assert focus_class(focus) == name


@pytest.mark.parametrize(
    "focus", ["", "40 25", "40%", "101% 0%", "-1% 5%", "40% 25% 3%", "4.5% 3%", "left top", "４% ５%"]
)
def test_what_names_no_place_in_a_picture_is_no_focus(focus):
    assert focus_class(focus) == ""


def test_the_stylesheet_has_each_focus_in_use_once_in_order():
    assert focus_rules(["f40-25", "f5-100", "f40-25"]) == ".f5-100{--focus:5% 100%}\n.f40-25{--focus:40% 25%}\n"
    assert focus_rules([]) == ""


def test_every_class_has_a_rule_that_says_its_place():
    for left in range(0, 101, 7):
        name = focus_class(f"{left}% {100 - left}%")
        assert focus_rules([name]) == f".{name}{{--focus:{left}% {100 - left}%}}\n"
