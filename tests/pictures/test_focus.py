import pytest

from plugins.pictures.focus import focus_class, focus_rules


@pytest.mark.parametrize(
    ("focus", "name"),
    [("40% 25%", "x40 y25"), ("0% 100%", "x0 y100"), (" 7%   8% ", "x5 y10"), ("040% 25%", "x40 y25")],
)
def test_a_focus_is_two_classes_in_percent(focus, name):
    assert focus_class(focus) == name


@pytest.mark.parametrize(
    "focus", ["", "40 25", "40%", "101% 0%", "-1% 5%", "40% 25% 3%", "4.5% 3%", "left top", "４% ５%"]
)
def test_what_names_no_place_in_a_picture_is_no_focus(focus):
    assert focus_class(focus) == ""


def test_every_class_has_a_rule_that_says_its_place():
    rules = focus_rules().splitlines()
    assert len(rules) == len(set(rules)) == 42
    for left in range(0, 101, 5):
        x, y = focus_class(f"{left}% {100 - left}%").split()
        assert {f".{x}{{--fx:{left}%}}", f".{y}{{--fy:{100 - left}%}}"} <= set(rules)
