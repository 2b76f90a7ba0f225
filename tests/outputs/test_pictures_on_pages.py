"""Pictures on finished pages: cropped only around a place that staff named, the first at once, drawings as drawn."""

import re

import pytest

from tests.small_site import small_site, story

PICTURED = "Image: images/hall.jpg\nImage-description: A hall.\n"


def pictured(title, header="", body="Words."):
    return story(title, body).replace("Date:", f"{PICTURED}{header}Date:")


@pytest.fixture
def hall(tmp_path):
    site = small_site(tmp_path)
    site.picture("images/hall.jpg", size=(96, 64))
    return site


def test_only_what_has_a_focus_is_cropped_around_it(hall):
    person = "Name: Ana\nImage: images/hall.jpg\nImage-description: Ana.\n"
    hall.write(
        {
            "news/whole.md": pictured("Whole", "Author: ana\n"),
            "news/cropped.md": pictured("Cropped", "Author: bo\nImage-focus: 40% 25%\n"),
            "news/newest.md": story("Newest").replace("2021", "2022"),
            "people/ana.md": person,
            "people/bo.md": person + "Image-focus: 5% 100%\n",
            "people/nobody.md": "Name: Nobody\nImage-focus: 9% 9%\n",
        }
    )
    hall.build()

    classes = re.findall(r'<picture class="([^"]+)"', hall.page("news/index.html"))
    faces = [
        re.findall(r'"(byline__face[^"]*)"', hall.page(f"news/{name}/index.html")) for name in ("whole", "cropped")
    ]
    (sheet,) = [name for name in hall.published() if name.endswith(".css")]
    assert sorted(classes) == ["news__picture", "news__picture news__picture--focused f40-25"]
    assert faces == [["byline__face"], ["byline__face byline__face--focused f5-100"]]
    assert re.findall(r"\.f\d+-\d+\{.*", hall.page(sheet)) == [".f5-100{--focus:5% 100%}", ".f40-25{--focus:40% 25%}"]
    assert "style=" not in hall.page("news/index.html")
