import pytest

from plugins.pictures.ratios import ratio_class, ratio_rules


@pytest.mark.parametrize(
    ("aspect_ratio", "name"),
    [(1.0, "r1000"), (4 / 3, "r1333"), (0.75, "r750"), (2 / 3, "r667"), (12.0, "r12000"), (0.00001, "r1")],
)
def test_a_ratio_is_a_class_in_thousandths(aspect_ratio, name):
    assert ratio_class(aspect_ratio) == name


def test_the_stylesheet_has_each_class_in_use_once_in_order():
    assert ratio_rules(["r1333", "r750", "r1333", "r1000"]) == ".r750{--r:0.75}\n.r1000{--r:1.0}\n.r1333{--r:1.333}\n"
    assert ratio_rules([]) == ""


def test_every_class_has_a_rule_that_says_its_ratio():
    for thousandths in range(80, 12_000, 7):
        name = ratio_class(thousandths / 1000)
        assert ratio_rules([name]) == f".{name}{{--r:{thousandths / 1000}}}\n"
