import re

import pytest

from plugins.pictures.ratios import ratio_class, ratio_rules


@pytest.mark.parametrize(
    ("aspect_ratio", "names"),
    [
        (1.0, "r10 s0"),
        (4 / 3, "r13 s33"),
        (0.75, "r7 s50"),
        (2 / 3, "r6 s67"),
        (12.0, "r120 s0"),
        (0.00001, "r0 s1"),
    ],
)
def test_a_ratio_is_two_classes(aspect_ratio, names):
    assert ratio_class(aspect_ratio) == names


def test_every_ratio_has_rules_that_add_up_to_it():
    rules = dict(re.findall(r"^\.([rs]\d+)\{--r[12]:([\d.]+)\}$", ratio_rules(), re.MULTILINE))

    for thousandths in range(1, 12_001):
        first, second = ratio_class(thousandths / 1000).split()
        assert round(float(rules[first]) + float(rules[second]), 3) == thousandths / 1000
