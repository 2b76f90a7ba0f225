"""Where things stand on the eight pages, in twelfths of the window: boxes, which another machine's fonts leave alone.

When a layout is changed on purpose, the test's message holds the new text for tests/layouts/.
"""

from collections.abc import Iterator
from itertools import product
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page

from tests.finished_site import RUN_AXE, served, until
from tests.small_site import small_site

pytestmark = pytest.mark.needs("chromium")

LAYOUTS = Path(__file__).parent / "layouts"
WIDTHS_PX = (360, 768, 1440)
FRAME = ".bar, .masthead, .main, .foot__promise, .foot__facts"
# What of each page is placed by the theme's grids: its own words may be longer elsewhere, these boxes stay.
PLACED = {
    "home": ("/", ".hero__words, .hero__wall, .section__head, .section__body, .stories__head, .stories__card"),
    "campaign": (
        "/save-advanced-education/",
        """.hero__words, .hero__wall, .section__head, .section__body, .demands__title, .demands__list,
        .steps__list > ol > li, .collage__head, .collage .tiles, .stories__card""",
    ),
    "story": (
        "/news/strategic-plan/",
        """.story__head, .story__picture, .story__text > p:first-child, .pull-quote__portrait, .pull-quote__words,
        .figure, .story__foot""",
    ),
    "statement": ("/privacy/", ".statement__head, .contents, .statement__text, .contact-card"),
    "news": (
        "/news/",
        ".news__head, .news__newest-picture, .news__newest-words, .news__year-mark, .news__rows, .news__picture",
    ),
    "wall": ("/save-advanced-education/wall/", ".wall-head, .places, .tiles, .wall-foot"),
    "search": ("/search/", ".search__form, .all-pages"),
    "lost": ("/404.html", ".lost__picture, .lost__words"),
}
ROWS = """placed => {
    const twelfth = innerWidth / 12;
    const boxes = [...document.querySelectorAll(placed)].map(element => {
        const box = element.getBoundingClientRect();
        const name = element.classList[0] ?? `${element.closest('[class]').classList[0]} ${element.localName}`;
        return {name, top: box.top, middle: box.top + box.height / 2, bottom: box.bottom,
            from: Math.round(box.left / twelfth), to: Math.round(box.right / twelfth)};
    }).sort((one, other) => one.top - other.top || one.from - other.from);
    const rows = [];
    for (const box of boxes) {
        const row = rows.find(row => row.every(other => box.from >= other.to || box.to <= other.from)
            && row.some(other => box.top < other.bottom - 4 && other.top < box.bottom - 4));
        row && row === rows.at(-1) ? row.push(box) : rows.push([box]);
    }
    return rows.map(row => row.sort((one, other) => one.from - other.from)
        .map(box => `${box.name} ${box.from}-${box.to}`).join(' | '));
}"""
# Words that lie over other words. Left out: what is there for screen readers alone, what scrolls sideways, closed
# answers to questions.
OVERLAPS = """() => {
    const lines = [];
    const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    while (walker.nextNode()) {
        const text = walker.currentNode, parent = text.parentElement;
        const style = getComputedStyle(parent);
        if (!text.data.trim() || style.visibility === 'hidden' || !parent.checkVisibility()) continue;
        if (parent.closest('.tile__text, .skip, dialog:not([open]), .places__list')) continue;
        const range = document.createRange();
        range.selectNodeContents(text);
        for (const box of range.getClientRects()) if (box.width > 1) lines.push({box, text});
    }
    const found = [];
    lines.forEach((one, index) => {
        for (const other of lines.slice(index + 1)) {
            if (one.text === other.text) continue;
            const wide = Math.min(one.box.right, other.box.right) - Math.max(one.box.left, other.box.left);
            const size = Math.min(one.box.height, other.box.height);
            const tall = Math.min(one.box.bottom, other.box.bottom) - Math.max(one.box.top, other.box.top);
            if (wide > 2 && tall > size * 0.45) found.push(`${one.text.data.trim()} / ${other.text.data.trim()}`);
        }
    });
    return found;
}"""
# Words of what is pressed, and of names, that stand on more than one line.
BROKEN_WORDS = """() => {
    const found = [];
    for (const element of document.querySelectorAll('.masthead a, .button, .tile__join, .bar a, footer a')) {
        const walker = document.createTreeWalker(element, NodeFilter.SHOW_TEXT);
        while (walker.nextNode()) {
            for (const word of walker.currentNode.data.matchAll(/[\\p{L}\\p{N}’]+/gu)) {
                const range = document.createRange();
                range.setStart(walker.currentNode, word.index);
                range.setEnd(walker.currentNode, word.index + word[0].length);
                const tops = new Set([...range.getClientRects()].map(one => Math.round(one.top)));
                if (tops.size > 1) found.push(word[0]);
            }
        }
    }
    return found;
}"""
# WCAG 2.2, success criterion 1.4.12, doubled where it says less.
SPACED = (
    "* { line-height: 2 !important; letter-spacing: 0.12em !important; word-spacing: 0.16em !important; }"
    "p { margin-block-end: 2em !important; }"
)


# As a reader's own program does it: the page's policy forbids styles in the page.
LAID_OVER = """rules => {
    const sheet = new CSSStyleSheet();
    sheet.replaceSync(rules);
    document.adoptedStyleSheets = [sheet];
}"""


def opened(browser: Browser, address: str, *, width_px: int, height_px: int = 900) -> Page:
    page = browser.new_context(viewport={"width": width_px, "height": height_px}).new_page()
    page.goto(address, wait_until="load")
    page.evaluate("document.fonts.ready")
    return page


def is_too_wide(page: Page, width_px: int) -> bool:
    return bool(page.evaluate("document.documentElement.scrollWidth") > width_px)


@pytest.mark.parametrize("name", PLACED)
def test_boxes_stand_where_they_are_meant_to(browser: Browser, address: str, name: str) -> None:
    path, placed = PLACED[name]
    lines = []
    page = opened(browser, address + path, width_px=WIDTHS_PX[0])
    for width_px in WIDTHS_PX:
        page.set_viewport_size({"width": width_px, "height": 900})
        lines += [f"{width_px} px", *page.evaluate(ROWS, f"{FRAME}, {placed}"), ""]
    page.context.close()
    file = LAYOUTS / f"{name}.txt"

    assert "\n".join(lines) == file.read_text(encoding="utf-8"), f"{file}:\n" + "\n".join(lines)


@pytest.mark.parametrize("name", PLACED)
def test_no_words_lie_over_others_even_as_wide_as_a_reader_needs_them(
    browser: Browser, address: str, name: str
) -> None:
    """320 x 256 px is what a window of 1280 x 1024 px leaves at 400 % zoom."""
    page = opened(browser, address + PLACED[name][0], width_px=320)
    for rules in ("", SPACED):
        page.evaluate(LAID_OVER, rules)
        for width_px, height_px in (320, 256), (768, 900), (1440, 900), (2560, 1440):
            page.set_viewport_size({"width": width_px, "height": height_px})

            assert page.evaluate(OVERLAPS) == [], (width_px, rules)
            assert not is_too_wide(page, width_px), (width_px, rules)
    page.context.close()


def test_with_a_readers_own_colours_what_is_pressed_keeps_an_edge(browser: Browser, address: str) -> None:
    page = browser.new_context(forced_colors="active").new_page()
    page.goto(f"{address}/save-advanced-education/")
    edges = page.evaluate(
        "[...document.querySelectorAll('.button, .mark__card, .sign-in, .hero__card, .tile__join')]"
        ".map(element => parseFloat(getComputedStyle(element).borderInlineStartWidth))"
    )

    assert len(edges) > 5
    assert min(edges) > 0
    page.context.close()


def test_nothing_moves_for_whoever_asked_for_less_motion(browser: Browser, address: str) -> None:
    for less in (True, False):
        page = browser.new_context(reduced_motion="reduce" if less else "no-preference").new_page()
        page.goto(f"{address}/save-advanced-education/")
        seconds = page.evaluate(
            "[...document.querySelectorAll('*')].map(element => getComputedStyle(element))"
            ".map(style => parseFloat(style.transitionDuration) + parseFloat(style.animationDuration))"
        )

        assert (max(seconds) == 0) == less
        page.context.close()


@pytest.mark.parametrize("path", ["/", "/save-advanced-education/", "/save-advanced-education/wall/"])
def test_no_sign_is_cut_by_the_windows_edge(browser: Browser, address: str, path: str) -> None:
    page = opened(browser, address + path, width_px=320)
    for width_px in (320, 768, 960, 1440, 2560):
        page.set_viewport_size({"width": width_px, "height": 900})
        edges = page.evaluate(
            "[...document.querySelectorAll('.tile')].map(tile => tile.getBoundingClientRect())"
            ".flatMap(box => [box.left, innerWidth - box.right])"
        )

        assert len(edges) > 20
        assert min(edges) >= 0, width_px
    page.context.close()


def test_the_organisations_short_name_is_on_one_line(browser: Browser, address: str) -> None:
    page = opened(browser, address, width_px=320)
    for width_px, name in product((320, 360, 480), ("AUPE", "UE", "Unitelite")):
        page.set_viewport_size({"width": width_px, "height": 900})
        page.evaluate("name => { document.querySelector('.mark__card').textContent = name; }", name)
        lines = page.evaluate(
            """() => {
                const range = document.createRange();
                range.selectNodeContents(document.querySelector('.mark__card'));
                return range.getClientRects().length;
            }"""
        )

        assert lines == 1, (width_px, name)
        assert not is_too_wide(page, width_px), (width_px, name)
    page.context.close()


@pytest.mark.parametrize("width_px", [320, 360, 411, 480])
def test_no_long_word_of_the_sites_own_name_is_broken(browser: Browser, address: str, width_px: int) -> None:
    page = opened(browser, address, width_px=width_px)
    # On a busy machine the face comes too late for a first page, and a wider one stands in.
    page.reload(wait_until="load")
    name = "Vereinte Dienstleistungsgewerkschaft"
    page.evaluate("name => { document.querySelector('.mark__name').textContent = name; }", name)

    assert page.evaluate(BROKEN_WORDS) == []
    assert not is_too_wide(page, width_px)
    page.context.close()


@pytest.mark.parametrize("width_px", [320, 360, 411, 480])
def test_no_word_of_a_menu_a_button_or_a_name_is_broken(browser: Browser, address: str, width_px: int) -> None:
    page = opened(browser, address, width_px=width_px)

    assert page.evaluate(BROKEN_WORDS) == []
    page.context.close()


def test_nor_is_one_where_the_face_comes_too_late(browser: Browser, address: str) -> None:
    page = browser.new_context(viewport={"width": 320, "height": 900}).new_page()
    page.route("**/*.woff2", lambda route: route.abort())
    page.goto(address, wait_until="load")

    assert page.evaluate(BROKEN_WORDS) == []
    page.context.close()


@pytest.mark.parametrize("path", ["/", "/save-advanced-education/wall/"])
def test_the_readers_own_tile_takes_a_third_of_its_row_at_most(browser: Browser, address: str, path: str) -> None:
    page = opened(browser, address + path, width_px=WIDTHS_PX[0])
    for width_px in WIDTHS_PX:
        page.set_viewport_size({"width": width_px, "height": 900})
        shares = page.evaluate(
            "[...document.querySelectorAll('.tile--join')]"
            ".map(one => one.getBoundingClientRect().width / one.parentElement.getBoundingClientRect().width)"
        )

        assert shares
        assert max(shares) <= 0.34, width_px
    page.context.close()


def test_code_keeps_its_lines_and_scrolls_by_keyboard(browser: Browser, wordy: str) -> None:
    page = opened(browser, f"{wordy}/news/long-1/", width_px=360)
    code = page.locator(".story__text pre").first
    code.focus()
    page.keyboard.press("ArrowRight")
    until(page, "document.querySelector('.story__text pre').scrollLeft > 0")

    line_height = code.evaluate("one => parseFloat(getComputedStyle(one.firstElementChild).lineHeight)")
    assert code.evaluate("one => one.firstElementChild.getBoundingClientRect().height") < 2 * line_height
    assert not is_too_wide(page, 360)
    page.context.close()


LONG = "Tarifverhandlungskommissionsmitgliederversammlung"
WORDY = f"""Title: {LONG} and more
Date: 2021-03-0{{day}}
Summary: {LONG} in a sentence.
Tags: long

## {LONG}

| One | Two | Three | Four | Five | Six | Seven |
|-----|-----|-------|------|------|-----|-------|
| {LONG} | b | c | d | e | f | g |

    code that goes on and on and on and on and on and on and on and on and on and on and on and on and on and on

Words with a note.[^1] **[A bold link](https://law.example/bold)** and [one of our own](/news/).

[^1]: A note with [a link](https://law.example/note).
"""


@pytest.fixture(scope="module")
def wordy(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Where a site is served whose words are as long as words get, with all that Markdown knows."""
    folder = tmp_path_factory.mktemp("wordy")
    site = small_site(folder, {f"news/long-{day}.md": WORDY.format(day=day) for day in (1, 2)})
    site.build()
    with served(site.output) as address:
        yield address


@pytest.mark.parametrize("path", ["/news/long-1/", "/news/", "/news/tag/long/", "/search/"])
def test_no_word_is_too_long_for_a_page(browser: Browser, wordy: str, path: str) -> None:
    page = opened(browser, wordy + path, width_px=320)
    for width_px in (320, 1440):
        page.set_viewport_size({"width": width_px, "height": 900})

        assert not is_too_wide(page, width_px), width_px
        assert page.evaluate(OVERLAPS) == [], width_px
    page.context.close()


@pytest.mark.needs("axe")
def test_tables_code_and_notes_keep_nobody_out(browser: Browser, wordy: str, axe_script: Path) -> None:
    page = opened(browser, f"{wordy}/news/long-1/", width_px=320)
    page.evaluate(axe_script.read_text())
    wrong = page.evaluate(RUN_AXE, {"runOnly": ["wcag2a", "wcag2aa", "wcag21aa", "wcag22aa"]})

    assert [(v["id"], node["html"]) for v in wrong for node in v["nodes"]] == []
    page.context.close()


def test_paper_tells_where_links_lead_and_holds_no_controls(browser: Browser, wordy: str) -> None:
    page = opened(browser, f"{wordy}/news/long-1/", width_px=700)
    page.emulate_media(media="print")
    contents = page.evaluate(
        "[...document.querySelectorAll('.story__text a[href]')]"
        ".map(link => getComputedStyle(link, '::after').content.replaceAll('\" \"', ''))"
    )
    seen = page.evaluate(
        "[...document.querySelectorAll('nav, .skip, .sign-in, .share, .related, form, button')]"
        ".filter(element => element.checkVisibility()).map(element => element.className)"
    )

    assert any("https://law.example/bold" in content for content in contents)
    assert any("https://site.example" in content and "/news/" in content for content in contents)
    assert any("https://law.example/note" in content for content in contents)
    assert seen == []
    assert page.locator(".foot__here").inner_text() == "https://site.example/news/long-1/"
    page.context.close()
