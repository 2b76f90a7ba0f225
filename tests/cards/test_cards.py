"""Cards for shares: words stay inside, nothing is on them that should not be, and none is drawn twice."""

import io
import multiprocessing
import re
from collections.abc import Callable
from pathlib import Path
from sqlite3 import connect
from typing import Any

import pytest
from font_fjallaone import FjallaOne
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image, ImageChops, ImageColor, ImageDraw

from plugins.cards.colours import NEEDED, hexadecimal, theme_schemes
from plugins.cards.drawing import BAND_TOP_PX, Printer, _in_few_colours
from plugins.cards.drawing import draw_cards as drawn
from plugins.cards.fitting import MAX_CHARACTERS, balanced
from plugins.cards.glyphs import drawable
from plugins.cards.metrics import FontMetrics
from plugins.cards.parts import MARGIN_PX, SIZE_PX, WIDTH_PX, Card, Layout
from plugins.cards.share_cards import ShareCards, SiteIdentity
from plugins.core.kept import sealed
from plugins.core.kept_values import KeptValues
from plugins.markup.plain_words import shortened
from plugins.pictures.containers import picture_tells
from tests.fuzz import examples
from tests.small_site import ROOT, SmallSite, picture_stem, small_site, story

PRINTER = Printer(FjallaOne)
LETTERS = PRINTER.face.characters
LIGHT = theme_schemes(ROOT / "theme")["light"]
COLOURS = tuple(sorted((name, hexadecimal(LIGHT[name])) for name in NEEDED))
NAME, SHORT = "Save Advanced Education", "AUPE"
TALL, WIDE = (800, 1067), (800, 450)
SEEN = "".join(sorted(letter for letter in LETTERS if letter.isprintable() and not letter.isspace()))


def card(title: str = "Every cut is a choice", kicker: str = "News", **more) -> Card:
    return Card(title, kicker, more.pop("name", NAME), more.pop("short", SHORT), COLOURS, **more)


def jpeg(colour: str = "#10a060", size: tuple[int, int] = WIDE) -> bytes:
    buffer = io.BytesIO()
    Image.new("RGB", size, colour).save(buffer, "JPEG", quality=95, comment=b"SECRET")
    return buffer.getvalue()


def image(data: bytes) -> Image.Image:
    return Image.open(io.BytesIO(data)).convert("RGB")


def colours_in(data: bytes) -> list[tuple[int, tuple[int, ...]]]:
    """Every colour of a picture, and how many pixels have it."""
    colours: Any = image(data).getcolors(10**7)
    return list(colours)


def alike(one: tuple[int, ...], other: tuple[int, ...]) -> bool:
    return all(abs(a - b) < 40 for a, b in zip(one, other, strict=True))


def check_layout(layout: Layout) -> None:
    """Everything inside, no line on another, and no words on what is held up."""
    held = layout.picture or layout.sign
    right_px = held.left if held else WIDTH_PX - MARGIN_PX
    above = [layout.kicker] if layout.kicker else []
    for words in [*above, *layout.title]:
        assert words.ink.left == MARGIN_PX
        assert words.ink.right <= right_px
        assert words.ink.top >= 30
        assert words.ink.bottom <= BAND_TOP_PX - 30
    for one, below in zip([*above, *layout.title], layout.title[not above :], strict=False):
        assert one.ink.bottom <= below.ink.top
    if layout.name:
        assert BAND_TOP_PX < layout.name.ink.top < layout.name.ink.bottom < SIZE_PX[1]
        assert layout.name.ink.right <= WIDTH_PX - MARGIN_PX
    if layout.short and layout.sign:
        assert layout.sign.left < layout.short.ink.left < layout.short.ink.right < layout.sign.right


@examples(150)
@given(
    words=st.lists(st.text(SEEN, min_size=1, max_size=60), min_size=1, max_size=60).map(" ".join),
    size_px=st.sampled_from([None, TALL, WIDE, (320, 2000), (2000, 320)]),
    kicker=st.sampled_from(["", "News", "A campaign with a long name " * 6]),
    short=st.sampled_from(["", "AUPE", "W" * 40, "W" * 400, "i"]),
)
def test_words_stay_inside_and_no_line_lies_on_another(words, size_px, kicker, short):
    title = shortened(drawable(words, LETTERS), MAX_CHARACTERS) or "x"

    check_layout(PRINTER.layout(card(title, drawable(kicker, LETTERS), short=short), size_px))


@pytest.mark.parametrize("size_px", [None, TALL, WIDE])
@pytest.mark.parametrize(
    "title",
    ["i", "W" * MAX_CHARACTERS, "É" * MAX_CHARACTERS, "Ég " * 66, "j|" * 100, "W " * 100, "a\u00a0b" * 66, "—" * 200],
)
def test_the_worst_of_titles_stay_inside(title, size_px):
    check_layout(PRINTER.layout(card(title.strip()), size_px))


def test_a_site_none_of_whose_words_the_face_can_draw_has_a_card_all_the_same():
    assert image(drawn(FjallaOne, [card("", "", name="", short="")])[0]).size == SIZE_PX


def test_a_short_title_is_as_large_as_can_be_and_a_word_is_not_broken_that_need_not_be():
    one_word = PRINTER.layout(card("News")).title
    long_word = PRINTER.layout(card("Mitbestimmungsgesetzgebung")).title

    assert [words.ink.bottom - words.ink.top > 170 for words in one_word] == [True]
    assert [words.line for words in long_word] == ["Mitbestimmungsgesetzgebung"]


def test_lines_are_about_as_long_as_each_other():
    assert balanced("one two three four five six", len, 20, breaking=False) == ("one two three", "four five six")


@pytest.mark.parametrize(
    ("words", "lines"),
    [
        ("a bbbbbbbbbbbb c", ("a", "bbbbb", "bbbbb", "bb c")),  # a word is broken only where it must be
        ("aa bb cc", ("aa bb", "cc")),
        ("aa\u00a0bb cc", ("aa\u00a0bb", "cc")),
        ("aaa\u00a0bbb", ("aaa", "bbb")),  # rather between words than in one
    ],
)
def test_only_what_is_too_wide_is_broken(words, lines):
    assert balanced(words, len, 5, breaking=True) == lines


@pytest.mark.parametrize(
    ("words", "written"),
    [
        ("Curly “quotes”, it’s – a — dash…", "Curly “quotes”, it’s – a — dash…"),
        ("Éloïse à Łask, garçon, Škoda", "Éloïse à Łask, garçon, Škoda"),
        ("E\u0301cole", "École"),  # a letter and its accent apart
        ("co\u00adoperate", "cooperate"),  # a soft hyphen
        ("a\u200bb\u200ec\u202ad\ufeff", "abcd"),  # what is not seen
        ("10\u202f000\u00a0$", "10\u00a0000\u00a0$"),
        ("post‑secondary", "post-secondary"),  # a hyphen that breaks no line
        ("ﬁve ＣＵＴＳ №", "ﬁve CUTS No"),
        ("We won 🎉👩🏽‍🏫!", "We won !"),
        ("line\nbreak\t and   more", "line break and more"),
        ("  ends \u00a0", "ends"),
        ("Свобода", ""),
        ("Part Ελλάδα", ""),
        ("שלום", ""),
        ("ő", ""),  # an accent that cannot be drawn
        ("🎉", ""),
        ("", ""),
    ],
)
def test_words_are_written_with_letters_that_the_face_has_or_not_at_all(words, written):
    assert drawable(words, LETTERS) == written


@given(words=st.text())
def test_no_letter_is_ever_asked_of_the_face_that_it_lacks(words):
    assert set(drawable(words, LETTERS)) <= LETTERS


@given(part=st.text(SEEN + " ", min_size=1, max_size=30), count=st.integers(1, 60))
def test_what_is_too_long_is_cut(part, count):
    words = " ".join([part] * count)

    cut = shortened(words, MAX_CHARACTERS)

    assert len(cut) <= MAX_CHARACTERS
    assert cut == words or (cut.endswith("…") and words.startswith(cut[:-1]))


def test_a_title_is_cut_between_words():
    assert shortened("words " * 60, MAX_CHARACTERS).endswith(" words…")


@pytest.mark.parametrize("picture", [b"", jpeg(size=TALL)])
def test_a_card_is_small_has_its_size_and_carries_nothing_but_pixels(tmp_path, picture):
    one = card("The government’s strategic plan for universities leaves out the people " * 2, picture=picture)
    file = tmp_path / ("card.jpg" if picture else "card.png")

    (data,) = drawn(FjallaOne, [one])
    file.write_bytes(data)

    assert image(data).size == SIZE_PX
    assert len(data) < (120_000 if picture else 60_000)
    assert not picture_tells(file)
    assert b"SECRET" not in data
    assert drawn(FjallaOne, [one]) == [data]


@pytest.mark.parametrize("title", ["Short", "Éyjafjörður jumps, and quickly" + " again, Åsa" * 8, "ÅÄÖ gjpqy," * 5])
def test_a_card_in_few_colours_is_one_in_all_colours_of_which_few_are_left(title):
    asked, colours = card(title, "Ångström, jq"), dict(COLOURS)
    layout = PRINTER.layout(asked)
    whole = PRINTER._ground(layout, colours)
    pen = ImageDraw.Draw(whole)
    assert layout.kicker
    PRINTER._write(pen, layout.kicker, colours["signal-words"])
    for words in layout.title:
        PRINTER._write(pen, words, colours["ink"])

    drawn_so = _in_few_colours(whole, colours).convert("RGB")

    assert ImageChops.difference(image(PRINTER.draw(asked)), drawn_so).getbbox() is None


def test_a_picture_is_shown_whole():
    """Each corner of it has a colour of its own, and all four are there."""
    original = Image.new("RGB", TALL, "#888888")
    for number, colour in enumerate(("#00ff00", "#00ffff", "#ff00ff", "#0000ff")):
        original.paste(
            colour, ((number % 2) * 600, (number // 2) * 867, (number % 2) * 600 + 200, (number // 2) * 867 + 200)
        )
    buffer = io.BytesIO()
    original.save(buffer, "JPEG", quality=95, subsampling=0)

    (data,) = drawn(FjallaOne, [card(picture=buffer.getvalue())])

    colours = colours_in(data)
    for want in ((0, 255, 0), (0, 255, 255), (255, 0, 255), (0, 0, 255)):
        near = sum(count for count, have in colours if alike(have, want))
        assert near > 4000


def test_another_organisations_colours_are_on_its_cards():
    changed = {"sun": "#22aa66", "paper": "#eeeeff", "signal": "#5522aa"}
    other = dict(COLOURS) | changed

    before, after = (
        {colour for count, colour in colours_in(drawn(FjallaOne, [Card("News", "", NAME, SHORT, tuple(palette))])[0])}
        for palette in (COLOURS, other.items())
    )

    for name, colour in changed.items():
        assert ImageColor.getrgb(colour) in after - before
        assert ImageColor.getrgb(dict(COLOURS)[name]) in before - after


# -- A site's cards --------------------------------------------------------------------------------------------------


def share(site: SmallSite, page: str, name: str = "og:image") -> str:
    """What a page tells those who share it."""
    (content,) = re.findall(rf'<meta property="{name}" content="([^"]*)"', site.page(page))
    return str(content)


def cards(site: SmallSite) -> set[str]:
    return {name for name in site.published() if name.startswith("cards/")}


def kept(site: SmallSite) -> set[str]:
    return KeptValues(site.folder / ".cache/cards").names()


def test_every_page_has_a_card_and_no_card_is_left_over(tmp_path: Path):
    site = small_site(
        tmp_path, {"news/plan.md": story("A plan"), "pages/about.md": "Title: About\nSummary: Us.\n\nWe."}
    )

    site.build()

    pages = [name for name in site.published() if name.endswith(".html")]
    named = {share(site, page).removeprefix("https://site.example/") for page in pages}
    assert len(named) == len(pages) == 7
    assert named == cards(site) == kept(site)


def test_what_a_page_tells_those_who_share_it(tmp_path: Path):
    site = small_site(tmp_path)
    site.picture("images/rally.jpg", "red", (900, 600))
    text = story('Cuts <b>hurt</b> & "kill"').replace(
        "Summary:", "Image: images/rally.jpg\nImage-description: A red sheet\nSummary:"
    )
    site.write({"news/plan.md": text})

    site.build(DEFAULT_LANG="en-CA")

    page = site.page("news/plan/index.html")
    head = page.partition("<body")[0]
    metadata = dict(re.findall(r'<meta (?:property|name)="((?:og|article|twitter):[^"]+)" content="([^"]*)"', head))
    image_name = metadata.pop("og:image").removeprefix("https://site.example/")
    assert re.fullmatch(r"cards/[0-9a-f]{16}\.jpg", image_name)
    assert image_name in site.published()
    title = metadata["og:title"]
    assert "<" not in title
    assert metadata == {
        "og:title": title,
        "og:type": "article",
        "og:url": "https://site.example/news/plan/",
        "og:site_name": "Save Advanced Education",
        "og:locale": "en_CA",
        "og:description": metadata["og:description"],
        "og:image:type": "image/jpeg",
        "og:image:width": "1200",
        "og:image:height": "630",
        "og:image:alt": f"{title}. A red sheet",
        "article:published_time": "2021-03-04T00:00:00-07:00",
        "twitter:card": "summary_large_image",
    }


def test_a_story_in_letters_that_the_face_lacks_keeps_its_words_where_they_are_text(tmp_path: Path):
    site = small_site(tmp_path, {"news/plan.md": story("Свобода учиться"), "news/other.md": story("Знание")})

    site.build()

    plan, other = "news/plan/index.html", "news/other/index.html"
    assert share(site, plan, "og:title") == "Свобода учиться"
    assert share(site, plan, "og:image:alt") == site.settings()["SITENAME"]  # what the card says
    assert share(site, plan) == share(site, other)


def test_a_site_whose_own_name_the_face_lacks_tells_the_title(tmp_path: Path):
    site = small_site(tmp_path, {"pages/home.md": "Title: 労働組合\nSummary: 労働組合のニュース。\n\nWords.\n"})
    named = {"name": "労働組合", "short": "労", "address": [], "telephone": "", "email": "a@example.org"}

    site.build(SITENAME="労働組合", ORGANISATION=named)

    assert share(site, "index.html", "og:image:alt") == "労働組合"


def test_the_second_page_of_a_list_shares_the_card_of_the_first(tmp_path: Path):
    site = small_site(tmp_path, {f"news/s{number}.md": story(f"Story {number}") for number in range(5)})

    site.build(DEFAULT_PAGINATION=2)

    assert share(site, "news/index.html") == share(site, "news/page/2/index.html")
    assert share(site, "news/page/2/index.html", "og:url").endswith("/news/page/2/")


def test_a_preview_neither_names_nor_draws_cards(tmp_path: Path):
    site = small_site(tmp_path, {"news/plan.md": story("A plan")})
    (tmp_path / ".cache/pictures").mkdir(parents=True)  # so that no card is lent by another test

    site.build(SITEURL="", SHOW_UNPUBLISHED=True, FEED_ALL_ATOM=None, CATEGORY_FEED_ATOM=None)

    assert "og:" not in site.page("news/plan/index.html")
    assert cards(site) == set()
    assert kept(site) == set()


def test_a_card_is_drawn_once_and_forgotten_when_no_page_wishes_for_it(tmp_path: Path):
    site = small_site(tmp_path, {"news/plan.md": story("A plan"), "news/other.md": story("Another")})
    site.build()
    first = kept(site)
    gone = share(site, "news/plan/index.html").removeprefix("https://site.example/")

    site.write({"news/plan.md": story("A better plan")})
    site.build()

    assert gone not in cards(site) | kept(site)
    assert kept(site) == cards(site)
    assert len(kept(site) & first) == len(first) - 1


def test_a_card_that_is_kept_is_not_drawn_again(tmp_path: Path):
    site = small_site(tmp_path)
    site.build()
    name = share(site, "index.html").removeprefix("https://site.example/")
    values = KeptValues(site.folder / ".cache/cards")
    values.put(name, b"as it was kept")
    values.save()

    site.build()

    assert (site.output / name).read_bytes() == b"as it was kept"


@pytest.mark.parametrize("harm", [lambda good: good[:-1000], lambda good: good.replace(b"IDAT", b"IDAX")])
def test_a_card_that_is_not_as_it_was_written_is_never_published(tmp_path: Path, harm: Callable[[bytes], bytes]):
    site = small_site(tmp_path)
    site.build()
    name = share(site, "index.html").removeprefix("https://site.example/")
    good = (site.output / name).read_bytes()
    with connect(site.folder / ".cache/cards") as database:
        database.execute("UPDATE kept SET data = ? WHERE name = ?", (harm(sealed(good, name)), name))

    site.build()

    assert (site.output / name).read_bytes() == good
    assert kept(site) == cards(site)


def test_cards_from_before_in_a_folder_of_their_own_are_swept(tmp_path: Path):
    site = small_site(tmp_path)
    (site.folder / ".cache/cards").mkdir(parents=True)
    (site.folder / ".cache/cards/0123456789abcdef.png").write_bytes(b"old")

    site.build()

    assert kept(site) == cards(site)


def test_many_cards_are_drawn_by_many_and_come_out_the_same(tmp_path: Path):
    site = small_site(tmp_path, {f"news/s{number}.md": story(f"Story {number}") for number in range(40)})

    site.build()

    page = "news/s7/index.html"
    name = share(site, page).removeprefix("https://site.example/")
    ours = site.settings()["ORGANISATION"]
    expected = Card("Story 7", ours["name"], NAME, ours["short"], COLOURS)
    assert (site.output / name).read_bytes() == drawn(FjallaOne, [expected])[0]
    assert len(cards(site)) == 45


def test_when_the_processes_that_draw_are_killed_the_rest_is_drawn_all_the_same(tmp_path: Path) -> None:
    cards, chunk = [card(f"Story {number}") for number in range(70)], 16
    made = ShareCards(tmp_path, FjallaOne, dict(COLOURS), SiteIdentity(NAME, SHORT, NAME), None, None)  # type: ignore[arg-type]  # no card of these has a picture
    coming = made._drawn(cards)
    first = [next(coming) for _ in range(chunk + 1)]
    for process in multiprocessing.active_children():
        process.kill()

    assert [*first, *coming] == drawn(FjallaOne, cards)


def test_a_members_page_shares_her_own_picture_and_her_withdrawal_takes_it_away(tmp_path: Path):
    consent = "Consent: web\nConsent-given: 2021-03-02, by e-mail\nAdults-only: yes\nPhoto-by: self"
    template = f"Name: {{}}\nCampaign: fund\n{consent}\n\n{{}}"
    site = small_site(tmp_path, {"campaigns/fund.md": "Title: Fund\nSummary: Pay.\n\nPay."})
    for number, colour in (("0417", "red"), ("0418", "blue")):
        site.write({f"selfies/{number}.md": template.format("Ana", f"I teach {number}")})
        site.picture(f"selfies/{number}.jpg", colour, (640, 480))
    site.build()
    hers = picture_stem(site.folder / "content/selfies/0417.jpg")
    page = "fund/wall/member/0417/index.html"
    walls = ["fund/wall/index.html", "fund/index.html", "fund/wall/words/index.html"]
    before = {share(site, name) for name in walls}
    assert len(before) == 2
    assert before <= {f"https://site.example/{name}" for name in site.published()}
    assert share(site, page).startswith(f"https://site.example/portraits/{hers}-")
    assert share(site, page, "og:image:alt") == "Ana, with a sign: “I teach 0417”"

    site.write({"selfies/0417.md": f"Withdrawn: 2021-04-01\n{template.format('Ana', 'I teach 0417')}"})
    site.build()

    after = {share(site, name) for name in walls}
    assert not before & after
    files = {*site.published(), *(file.name for file in (site.folder / ".cache").rglob("*"))}
    assert not [name for name in files if any(old in name for old in (hers, *(Path(one).name for one in before)))]


def test_a_card_with_members_is_gone_from_the_machine_with_the_next_preview_too(tmp_path: Path):
    consent = "Consent: web\nConsent-given: 2021-03-02, by e-mail\nAdults-only: yes\nPhoto-by: self"
    site = small_site(tmp_path, {"campaigns/fund.md": "Title: Fund\nSummary: Pay.\n\nPay."})
    site.write({"selfies/0417.md": f"Campaign: fund\n{consent}\n\nI teach"})
    site.picture("selfies/0417.jpg", "red", (640, 480))
    site.build()
    card = Path(share(site, "fund/wall/index.html")).name
    assert [file for file in (site.folder / ".cache").rglob("*") if file.name == card]

    (site.folder / "content/selfies/0417.md").unlink()
    (site.folder / "content/selfies/0417.jpg").unlink()
    site.build(SITEURL="", SHOW_UNPUBLISHED=True, FEED_ALL_ATOM=None, CATEGORY_FEED_ATOM=None)

    assert not [file for file in (site.folder / ".cache").rglob("*") if file.name == card]


def test_a_face_knows_its_letters_and_how_wide_they_are():
    face = FontMetrics(FjallaOne)

    assert "W" in face.characters
    assert "Ж" not in face.characters
    assert face.width_px("WW", 100) == pytest.approx(2 * face.width_px("W", 100))
    assert face.width_px("W", 100) > face.width_px("i", 100) > 0
