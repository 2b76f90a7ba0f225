"""Pictures on finished pages: cropped only around a place that staff named, the first at once, drawings as pixels."""

import hashlib
import re

import pytest
from PIL import Image

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
    assert sorted(classes) == ["news__picture", "news__picture news__picture--focused x40 y25"]
    assert faces == [["byline__face"], ["byline__face byline__face--focused x5 y100"]]
    assert "style=" not in hall.page("news/index.html")


def test_a_new_place_to_crop_around_changes_no_page_but_those_that_show_it(hall):
    hall.write({"news/one.md": pictured("One"), "news/newest.md": story("Newest").replace("2021", "2022")})
    hall.build()
    before = {name: hall.page(name) for name in hall.published() if name.endswith((".html", ".css"))}

    hall.write({"news/one.md": pictured("One", "Image-focus: 33% 67%\n")})
    hall.build()

    now = {name: hall.page(name) for name in before}
    assert [name for name in sorted(now) if now[name] != before[name]] == ["news/index.html"]


def loading(html):
    """How each picture of a page's main part is loaded, but for faces beside bylines: at once, first, or when near."""
    images = re.findall(r"<picture(?! class=\"byline__face).*?(<img [^>]+>)", html.split("<main")[1], re.DOTALL)
    return ["first" if "fetchpriority" in one else "near" if 'loading="lazy"' in one else "at once" for one in images]


IMAGE = "![A hall.](hall.jpg)\n\n"
FIGURE = "::: figure\nimage: hall.jpg\ndescription: A hall.\n:::\n\n"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (pictured("A", body=IMAGE + FIGURE), ["first", "near", "near"]),
        (story("A", IMAGE + FIGURE), ["first", "near"]),
        (story("A", FIGURE + IMAGE), ["first", "near"]),
        (story("A", f":::: note\ntitle: A\n\n{FIGURE}::::\n\n{IMAGE}"), ["first", "near"]),
        (story("A", "Word " * 55 + "\n\n" + IMAGE + IMAGE), ["first", "near"]),
        (story("A", "Word " * 65 + "\n\n" + IMAGE + IMAGE), ["at once", "near"]),
        (story("A", '`<img loading="lazy">`\n\n' + IMAGE), ["first"]),
        (story("A"), []),
    ],
)
def test_only_the_first_picture_does_not_wait(hall, text, expected):
    hall.write({"news/a.md": text})
    hall.build()

    assert loading(hall.page("news/a/index.html")) == expected


@pytest.mark.parametrize("folder", ["pages", "campaigns"])
def test_the_first_picture_of_a_page_does_not_wait_even_if_its_header_names_another(hall, folder):
    hall.write({f"{folder}/a.md": f"Title: A\nSummary: B.\n{PICTURED}\n{FIGURE}{IMAGE}"})
    hall.build()

    assert loading(hall.page("a/index.html")) == ["first", "near"]


def test_in_lists_the_first_picture_does_not_wait_whether_it_is_large_or_not(hall):
    stories = {f"news/s{n:02}.md": pictured(f"Story {n}").replace("03-04", f"03-{30 - n}") for n in range(1, 4)}
    hall.write(stories)
    hall.build()
    assert loading(hall.page("news/index.html")) == ["first", "near", "near"]

    hall.write({"news/s01.md": story("Story 1").replace("03-04", "03-29")})
    hall.build()
    assert loading(hall.page("news/index.html")) == ["at once", "near"]


CHART = """<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 400 300"><!-- by hand --><metadata>a place</metadata>
<rect width="40" height="200"/><text>Once jobs on = 1. Source: https://stat.example, javascript: none</text></svg>"""


def test_a_drawing_is_shown_wherever_a_picture_can_be_and_published_as_pixels_alone(hall):
    header = "images/chart.svg\nImage-description: Jobs fall.\nImage-focus: 50% 50%"
    body = "![Jobs fall.](chart.svg)\n\n" + FIGURE.replace("hall.jpg", "/images/chart.svg")
    hall.write(
        {
            "images/chart.svg": CHART,
            "images/unused.svg": CHART.replace("400", "500"),
            "news/a.md": story("A", body).replace("Date:", f"Image: {header}\nDate:"),
            "pages/privacy.md": "Title: Privacy\nSummary: Ours.\n"
            "Promises: no third-party requests, no location in pictures, photos only with consent\n\nWords.\n",
        }
    )
    assert hall.build() == []

    published = [name for name in hall.published() if name.startswith("pictures/")]
    pngs = sorted((name for name in published if name.endswith(".png")), key=lambda name: (len(name), name))
    images = re.findall(r"<picture.*?</picture>", hall.page("news/a/index.html"), re.DOTALL)
    stem = pngs[0].removeprefix("pictures/").partition("-")[0]
    assert [f"pictures/{stem}-{width}.png" for width in (320, 800, 1512)] == pngs
    assert {f"pictures/{stem}-{width}.avif" for width in (320, 800, 1512)} <= set(published)
    assert not any(name.endswith(".svg") or (stem in name and name.endswith(".jpg")) for name in published)
    for image, description in zip(images, ("Jobs fall.", "Jobs fall.", "A hall."), strict=True):
        assert f'<source type="image/avif" srcset="/pictures/{stem}-320.avif 320w' in image
        assert f'srcset="/pictures/{stem}-320.png 320w' in image
        assert f'width="400" height="300" alt="{description}"' in image
    assert loading(hall.page("news/a/index.html")) == ["first", "near", "near"]
    assert f"/pictures/{stem}-800.png" in hall.page("news/index.html")
    with Image.open(hall.output / pngs[0]) as png:
        transparent = png.getchannel("A")
    assert (png.size, transparent.getpixel((9, 90)), transparent.getpixel((300, 200))) == ((320, 240), 255, 0)


def test_no_byte_of_a_drawing_is_published(hall):
    hall.write({"images/chart.svg": CHART, "news/a.md": story("A", "![Jobs fall.](chart.svg)")})
    hall.build()

    files = (hall.output / name for name in hall.published())
    assert not [file for file in files if b"stat.example" in file.read_bytes() or b"Once jobs" in file.read_bytes()]


def test_the_card_of_a_story_shows_its_drawing_like_any_picture(hall):
    header = "images/chart.svg\nImage-description: Jobs fall."
    hall.write({"images/chart.svg": CHART, "news/a.md": story("A").replace("Date:", f"Image: {header}\nDate:")})
    hall.build(SITEURL="https://union.example")

    page = hall.page("news/a/index.html")
    (card,) = re.findall(r'og:image" content="https://union\.example/(cards/[0-9a-f]{16}\.jpg)"', page)
    with Image.open(hall.output / card) as image:
        held = image.convert("L").crop((900, 200, 1000, 300)).histogram()
    assert "A. Jobs fall." in page
    assert sum(held[200:]) > sum(held[:50])  # what is transparent lies on the card, and not on black
    assert re.search(r'"contentUrl": *"https://union\.example/pictures/[0-9a-f]{16}-1512\.png"', page)


def test_a_members_folder_holds_no_drawing_that_could_be_shown(hall):
    hall.write({"selfies/0401.svg": CHART, "news/a.md": story("A", "![Her.](/selfies/0401.svg)")})

    (mistake,) = [line for line in hall.mistakes() if "a.md" in line]
    assert "only the wall may show it" in mistake
    assert mistake.endswith("[C19]")


def test_a_withdrawn_drawing_stays_away(hall):
    digest = hashlib.sha256(CHART.encode()).hexdigest()
    hall.write(
        {
            "images/chart.svg": CHART,
            "news/a.md": story("A", "![Jobs.](chart.svg)"),
            "withdrawn.toml": f'0409 = {{ date = 2026-01-02, sha256 = "{digest}" }}\n',
        }
    )

    assert [line for line in hall.mistakes() if "chart.svg" in line and "[C22]" in line]


def test_a_caption_has_typographers_quotes_as_a_text_has(hall):
    hall.write({"news/plan.md": story("A plan", "![A hall.](hall.jpg \"It's our rally -- 2021... the '90s\")\n")})
    hall.build()

    assert "<figcaption>It’s our rally — 2021… the ’90s</figcaption>" in hall.page("news/plan/index.html")


@pytest.mark.parametrize(
    ("file", "source"),
    [
        ("images/Été.jpg", "/images/%C3%89t%C3%A9.jpg"),
        ("images/a b.jpg", "/images/a%20b.jpg"),
        ("images/a b.jpg", "a%20b.jpg"),
        ("images/a b.jpg", "{static}/images/a%20b.jpg"),
        ("images/a, b.jpg", "/images/a%2C%20b.jpg"),
        ("images/50%25.jpg", "/images/50%25.jpg"),
        ("images/50%.jpg", "/images/50%25.jpg"),
    ],
)
def test_a_picture_may_be_named_as_in_addresses(tmp_path, file, source):
    site = small_site(tmp_path, {"news/plan.md": story("A plan", f"![A hall.]({source})")})
    site.picture(file, size=(96, 64))

    assert [str(found) for found in site.build()] == []
    assert "<picture" in site.page("news/plan/index.html")


@pytest.mark.parametrize(
    ("source", "told"),
    [("%2e%2e/%2e%2e/notes/a.jpg", "C37"), ("/%2ehidden.jpg", "C37"), ("/images/%2E%2E/%2E%2E/a.jpg", "C37")],
)
def test_a_picture_that_is_not_to_be_shown_is_not_by_another_spelling(tmp_path, source, told):
    site = small_site(tmp_path, {"news/plan.md": story("A plan", f"![A hall.]({source})")})
    site.picture(".hidden.jpg")
    site.picture("../notes/a.jpg")
    site.picture("../a.jpg")

    assert [line for line in site.mistakes() if line.endswith(f"[{told}]")]


@pytest.mark.parametrize(
    ("name", "data", "told"),
    [
        (
            "a.jpg",
            b"GIF89a" + bytes(20),
            "it is a GIF file: JPEG, PNG, WebP and HEIC can be used). Save it as a JPEG.  [C18]",
        ),
        (
            "a.png",
            b"BM" + bytes(30),
            "it is a BMP file: JPEG, PNG, WebP and HEIC can be used). Save it as a JPEG.  [C18]",
        ),
        ("a.jpg", b"%PDF-1.4\n", "it is a PDF file: JPEG, PNG, WebP and HEIC can be used). Save it as a JPEG.  [C18]"),
        ("a.jpg", b"", "it is empty). Ask for it again.  [C18]"),
        ("a.jpg", b"<!doctype html>", "it is a web page). Ask for it again.  [C18]"),
    ],
)
def test_a_picture_that_cannot_be_used_is_told_with_one_way_out(tmp_path, name, data, told):
    site = small_site(tmp_path, {f"images/{name}": data, "news/plan.md": story("A plan", f"![A hall.]({name})")})

    assert [line for line in site.mistakes() if told in line]


def test_a_picture_of_too_many_pixels_is_not_asked_for_again(tmp_path):
    site = small_site(tmp_path, {"news/plan.md": story("A plan", "![A hall.](a.png)")})
    site.picture("images/a.png", size=(20_000, 4_100))

    (told,) = site.mistakes()

    assert told.endswith("are more than 80 million: save a smaller copy).  [C18]")


@pytest.mark.parametrize("address", ["https://site.example/images/hall.jpg", "//site.example/images/hall.jpg"])
def test_a_whole_address_of_this_site_names_its_picture(hall, address):
    hall.write({"news/a.md": story("A", f"![A hall]({address})")})
    hall.build()

    assert "/pictures/" in hall.page("news/a/index.html")


@pytest.mark.parametrize("address", ["https://other.example/images/hall.jpg", "https://[x/hall.jpg"])
def test_a_whole_address_of_another_site_names_none_of_ours(hall, address):
    hall.write({"news/a.md": story("A", f"![A hall]({address})")})

    assert any("[C30]" in line for line in hall.mistakes())


@pytest.mark.parametrize("name", ["/images/hall.jpeg", "/images/hall.png", "hall.JPEG"])
def test_a_link_to_a_picture_of_another_ending_names_the_one_that_is_there(hall, name):
    hall.write({"news/a.md": story("A", f"[x]({name})")})

    assert any("/images/hall.jpg" in line for line in hall.mistakes())
