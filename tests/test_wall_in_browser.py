"""A wall of 130 members in a real browser that allows nothing but the site's own files."""

import time
from collections.abc import Callable, Iterator
from pathlib import Path
from random import Random
from typing import Any

import pytest
from playwright.sync_api import Browser, BrowserContext, Page

from tests.finished_site import TELL_REFUSALS, VIEWS, QuietHandler, View, follow, served, until, violations
from tests.selfies.members import text
from tests.small_site import SmallSite, small_site

pytestmark = pytest.mark.needs("chromium")

WALL = "/library/wall/"
WIDTHS_PX = (320, 768, 1440)
SIZES_PX = ((120, 160), (160, 120), (128, 128), (90, 160), (240, 100))
WORKPLACES = ("University library, Edmonton", "words", "2", "Caretaking, Fort McMurray campus", "", "page")
CAMPAIGN = """Title: Keep the library open
Summary: Four hours less.

::: collage
campaign: library
title: Our signs
id: wall
count: 7
:::

::: collage
campaign: library
title: Chosen
members: 0005, 0002, wall
:::

::: collage
campaign: library
title: At the library
workplace: University Library Edmonton
count: 3
:::
"""
NAMES = [*(f"{number:04}" for number in range(128)), "main", "wall"]


class SlowHandler(QuietHandler):
    """Sends pages piece by piece, as a slow line does."""

    def copyfile(self, source: Any, outputfile: Any) -> None:
        while piece := source.read(6000):
            outputfile.write(piece)
            outputfile.flush()
            time.sleep(0.04 if source.name.endswith(".html") else 0)


@pytest.fixture(scope="module")
def wall(tmp_path_factory: pytest.TempPathFactory) -> SmallSite:
    site = small_site(tmp_path_factory.mktemp("wall"), {"campaigns/library.md": CAMPAIGN})
    random = Random(1)
    for number, member in enumerate(NAMES):
        colour = f"#{random.randrange(0x1000000):06x}"
        site.picture(f"selfies/{member}.jpg", colour, SIZES_PX[number % len(SIZES_PX)])
        answers = {"Name": f"Name {member.title()}", "Workplace": WORKPLACES[number % len(WORKPLACES)]}
        site.write({f"selfies/{member}.md": text(answers, f"I am sign {member}")})
    site.build()
    return site


@pytest.fixture(scope="module")
def address(wall: SmallSite) -> Iterator[str]:
    with served(wall.output) as address:
        yield address


Reader = Callable[..., BrowserContext]


@pytest.fixture
def reader(browser: Browser) -> Iterator[Reader]:
    """Readers who like it calm, so that nothing has to be waited for, and to whom no page may complain."""
    complaints: list[str] = []
    contexts: list[BrowserContext] = []

    def begin(width_px: int = 1440, height_px: int = 900, **more: Any) -> BrowserContext:
        context = browser.new_context(
            **{"reduced_motion": "reduce", "viewport": {"width": width_px, "height": height_px}, **more}
        )
        context.add_init_script(TELL_REFUSALS)
        context.on("console", lambda message: complaints.append(message.text))
        context.on("weberror", lambda wrong: complaints.append(str(wrong.error)))
        contexts.append(context)
        return context

    yield begin
    for context in contexts:
        context.close()
    assert complaints == []


@pytest.fixture
def context(reader: Reader) -> BrowserContext:
    return reader()


def opened(context: BrowserContext, address: str) -> Page:
    page = context.new_page()
    page.goto(address)
    return page


def ids(page: Page) -> list[str]:
    return [link.split("/")[-2] for link in page.locator(".tile__link").evaluate_all("a => a.map(one => one.href)")]


def shown(page: Page) -> str:
    """The words in the viewer, or nothing when it is closed."""
    return page.locator("dialog[open] h2").inner_text() if page.locator("dialog[open]").count() else ""


def fragment(page: Page) -> str:
    return str(page.evaluate("location.hash"))


def focused(page: Page) -> str:
    return str(page.evaluate("document.activeElement.id"))


def lands_on(page: Page, member: str) -> None:
    """The viewer is closed, the address is the wall's own again, and the focus is on a member's tile."""
    until(
        page, f"!document.querySelector('dialog[open]') && !location.hash && document.activeElement.id === '{member}'"
    )


# -- Rows ------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("path", [WALL, f"{WALL}page/3/", f"{WALL}at/words/", "/library/"])
def test_rows_are_even_and_whole_and_the_last_is_as_high_as_a_row_begins(
    context: BrowserContext, address: str, path: str
) -> None:
    page = opened(context, address + path)
    for width_px in WIDTHS_PX:
        page.set_viewport_size({"width": width_px, "height": 900})
        are_even_and_whole(page)


def are_even_and_whole(page: Page) -> None:
    lists = page.evaluate(
        """() => [...document.querySelectorAll('.tiles')].map(list => {
            const style = getComputedStyle(list.querySelector('.tile--join'));
            const box = list.getBoundingClientRect();
            const inner = box.right - parseFloat(getComputedStyle(list).paddingRight);
            return [inner, parseFloat(style.flexBasis), [...list.children].map(tile => {
                const box = tile.getBoundingClientRect(), image = tile.querySelector('img');
                const drawn = image && image.getAttribute('width') / image.getAttribute('height');
                return [Math.round(box.top), box.right, image ? image.getBoundingClientRect().height : box.height,
                        image && image.getBoundingClientRect().width, drawn];
            })];
        })"""
    )
    for right_px, row_px, tiles in lists:
        rows: dict[int, list[Any]] = {}
        for tile in tiles:
            rows.setdefault(tile[0], []).append(tile)
        *whole, last = rows.values()
        for row in (*whole, last):
            heights_px = [tile[2] for tile in row]
            assert max(heights_px) - min(heights_px) < 1
            assert row[-1][1] <= right_px + 0.5
        assert all(row[-1][1] == pytest.approx(right_px, abs=0.5) for row in whole)
        assert all(tile[3] / tile[2] == pytest.approx(tile[4], rel=0.01) for tile in tiles if tile[4])
        if len(last) > 1:
            assert last[0][2] == pytest.approx(row_px, abs=1)
    assert lists


@pytest.mark.parametrize("path", [WALL, f"{WALL}page/2/", f"{WALL}member/0005/", "/library/"])
@pytest.mark.parametrize("width_px", [320, pytest.param(768, marks=pytest.mark.long), 1440])
def test_nothing_moves_while_page_and_pictures_come(reader: Reader, wall: SmallSite, width_px: int, path: str) -> None:
    context = reader(width_px)
    context.add_init_script(
        "window.shift = 0; new PerformanceObserver(list => list.getEntries().forEach(e => window.shift += e.value))"
        ".observe({type: 'layout-shift', buffered: true})"
    )
    with served(wall.output, SlowHandler) as slow:
        page = opened(context, slow + path)
        for _ in range(4):
            page.mouse.wheel(0, 800)
            page.wait_for_load_state("networkidle")

        assert page.evaluate("window.shift") == 0
        assert page.evaluate("document.documentElement.scrollWidth") <= width_px
        page.close()


def test_pictures_below_the_first_rows_wait_until_they_are_near(context: BrowserContext, address: str) -> None:
    page = opened(context, address + WALL)
    lazy = page.locator(".tile img").evaluate_all("images => images.map(image => image.getAttribute('loading'))")

    assert lazy == [None] * 12 + ["lazy"] * 48


def test_sizes_are_about_the_width_at_which_a_picture_is_shown(context: BrowserContext, address: str) -> None:
    page = opened(context, address + WALL)
    for width_px in (320, 360, 768, 1024, 1440, 1920):
        page.set_viewport_size({"width": width_px, "height": 900})
        ratios = page.evaluate(
            """() => [...document.querySelectorAll('.tile img')].map(image => {
                const parts = image.sizes.split(',').map(part => part.trim());
                const size = parts.map(part => part.match(/^(?:(\\(.*?\\)) )?([\\d.]+)(px|vw)$/))
                    .find(([, media]) => !media || matchMedia(media).matches);
                const width = size[2] * (size[3] === 'vw' ? innerWidth / 100 : 1);
                return width / image.getBoundingClientRect().width;
            })"""
        )

        assert 0.8 <= sorted(ratios)[len(ratios) // 2] <= 1.25, width_px
        assert sum(0.6 <= one <= 1.5 for one in ratios) >= 0.9 * len(ratios), width_px


# -- Addresses -------------------------------------------------------------------------------------------------------


def test_sixty_tiles_a_page_and_every_member_on_one(context: BrowserContext, address: str) -> None:
    page = opened(context, address + WALL)
    seen, counts = [], []
    while True:
        seen += ids(page)
        counts.append(len(ids(page)))
        if not page.locator("a[rel=next]").count():
            break
        follow(page.locator("a[rel=next]"))

    assert counts == [60, 60, 10]
    assert sorted(seen) == sorted(NAMES)
    assert page.url == f"{address}{WALL}page/3/"
    assert not page.locator("main").get_by_text("130 members").count()  # it would change with each new member
    follow(page.locator("a[rel=prev]"))
    follow(page.locator("a[rel=prev]"))
    assert page.url == address + WALL
    assert page.locator("main").get_by_text("130 members").count()


def test_a_workplace_has_a_page_of_its_own_whatever_it_is_called(context: BrowserContext, address: str) -> None:
    page = opened(context, address + WALL)
    for name in ("words", "2", "page", "University library, Edmonton"):
        follow(page.locator(".places").get_by_role("link", name=name, exact=True))

        assert "/wall/at/" in page.url
        assert page.locator("h1").inner_text() == name
        assert page.locator(".places [aria-current]").inner_text() == name
        assert set(ids(page)) == {member for n, member in enumerate(NAMES) if WORKPLACES[n % 6] == name}


def test_as_words_and_back(context: BrowserContext, address: str) -> None:
    page = opened(context, address + WALL)
    follow(page.get_by_role("link", name="As words"))
    assert page.url == f"{address}{WALL}words/"
    assert page.locator("main li").count() == 130
    assert not page.locator("main img").count()
    assert not page.locator("script[src]").count()

    follow(page.get_by_role("link", name="I am sign 0005"))
    assert page.url == f"{address}{WALL}member/0005/"
    assert page.locator("h1").inner_text() == "I am sign 0005"


def test_the_words_of_two_hundred_members_are_a_small_page(wall: SmallSite) -> None:
    """A hundred bytes each, besides the 75 of what these say."""
    page = wall.page(f"{WALL.lstrip('/')}words/index.html")

    assert page.partition("<body")[2].count("I am sign ") == len(NAMES)
    assert len(page.encode()) < (100 + 75) * len(NAMES)


def test_without_script_a_tile_leads_to_the_picture_on_a_page_of_its_own(reader: Reader, address: str) -> None:
    context = reader(java_script_enabled=False)
    page = opened(context, address + WALL)
    order = [link.split("/")[-2] for link in [a.get_attribute("href") or "" for a in page.locator(".tile__link").all()]]
    follow(page.locator(".tile__link").nth(3))

    assert page.url == f"{address}{WALL}member/{order[3]}/"
    assert page.locator("h1").inner_text() == f"I am sign {order[3]}"
    follow(page.get_by_role("link", name="Next"))
    assert page.url == f"{address}{WALL}member/{order[4]}/"
    follow(page.get_by_role("link", name="Before"))
    follow(page.get_by_role("link", name="Back to the wall"))
    assert page.url == f"{address}{WALL}#at_{order[3]}"


def test_a_members_page_is_left_alone_by_search_engines_and_the_wall_is_not(wall: SmallSite) -> None:
    assert 'name="robots" content="noindex"' in wall.page("library/wall/member/0005/index.html")
    assert "noindex" not in wall.page("library/wall/index.html")


def test_on_paper_the_words_stand_under_the_picture(context: BrowserContext, address: str) -> None:
    page = opened(context, address + WALL)
    caption = page.locator(".tile__text").first
    assert caption.bounding_box()["width"] <= 1  # type: ignore[index]

    page.emulate_media(media="print")

    image, words = page.locator(".tile img").first.bounding_box(), caption.bounding_box()
    assert image is not None
    assert words is not None
    assert words["y"] >= image["y"] + image["height"]
    assert words["width"] > 50


def test_a_tile_is_named_once(context: BrowserContext, address: str) -> None:
    page = opened(context, address + f"{WALL}at/words/")
    snapshot = page.locator(".tile").first.aria_snapshot()

    assert snapshot.count("I am sign") == snapshot.count("Name ") == 2  # the link and, in it, the picture that names it


# -- The viewer ------------------------------------------------------------------------------------------------------


def test_the_viewer_by_keyboard_alone(context: BrowserContext, address: str) -> None:
    page = opened(context, address + WALL)
    first, second, third, *_ = ids(page)
    for _ in range(60):
        page.keyboard.press("Tab")
        if focused(page) == first:
            break
    page.keyboard.press("Enter")
    assert (shown(page), fragment(page)) == (f"I am sign {first}", f"#{first}")
    assert page.get_by_text("Picture 1 of 60").is_visible()
    assert page.evaluate("document.activeElement === document.querySelector('.viewer')")

    page.keyboard.press("ArrowLeft")
    assert shown(page) == f"I am sign {first}"
    page.keyboard.press("ArrowRight")
    page.keyboard.press("ArrowRight")
    assert (shown(page), fragment(page)) == (f"I am sign {third}", f"#{third}")
    page.keyboard.press("ArrowLeft")
    assert shown(page) == f"I am sign {second}"

    page.keyboard.press("Escape")
    lands_on(page, second)
    page.keyboard.press("Enter")
    assert shown(page) == f"I am sign {second}"


def test_a_members_spot_in_the_address_opens_the_viewer_with_the_focus(context: BrowserContext, address: str) -> None:
    page = opened(context, address + WALL)
    order = ids(page)
    for member in (order[0], order[1], order[20]):
        page.goto("about:blank")
        page.goto(f"{address}{WALL}#{member}")
        page.wait_for_timeout(300)

        assert shown(page) == f"I am sign {member}"
        assert page.evaluate("document.querySelector('.viewer').contains(document.activeElement)")


def test_what_has_the_focus_is_not_below_the_viewers_bar(reader: Reader, address: str) -> None:
    page = opened(reader(320, 560), address + WALL)
    page.locator(".tile__link").first.press("Enter")
    page.keyboard.press("Tab")
    (join, bar) = (page.locator(selector).bounding_box() for selector in (".viewer__join", ".viewer__bar"))

    assert page.evaluate("document.activeElement.matches('.viewer__join')")
    assert join is not None
    assert bar is not None
    assert join["y"] + join["height"] <= bar["y"]


def test_focus_stays_in_the_viewer_and_its_buttons_do_what_they_say(context: BrowserContext, address: str) -> None:
    page = opened(context, address + WALL)
    order = ids(page)
    page.locator(".tile__link").nth(1).click()
    inside = []
    for _ in range(8):
        page.keyboard.press("Tab")
        inside.append(
            page.evaluate("document.activeElement === document.body || !!document.activeElement.closest('dialog')")
        )
    assert all(inside)

    page.get_by_role("link", name="Next").click()
    assert fragment(page) == f"#{order[2]}"
    page.get_by_role("link", name="Before").press("Enter")
    page.get_by_role("link", name="Before").press("Enter")
    assert fragment(page) == f"#{order[0]}"
    assert page.evaluate("document.activeElement.textContent") == "Back to the wall"
    page.get_by_role("button", name="Back to the wall").click()
    lands_on(page, order[0])


def test_an_address_with_a_members_id_opens_her_and_closing_takes_the_id_away(
    context: BrowserContext, address: str
) -> None:
    page = opened(context, f"{address}{WALL}at/words/")
    member = ids(page)[5]
    page.goto("about:blank")
    page.goto(f"{address}{WALL}at/words/#{member}")
    assert shown(page) == f"I am sign {member}"

    page.keyboard.press("Escape")
    lands_on(page, member)
    assert page.url == f"{address}{WALL}at/words/"


def test_back_closes_the_viewer_and_forward_opens_it_again(context: BrowserContext, address: str) -> None:
    page = opened(context, address + WALL)
    order = ids(page)
    page.locator(".tile__link").nth(30).click()
    for _ in range(20):
        page.keyboard.press("ArrowRight")
    page.go_back()
    lands_on(page, order[50])
    until(page, "document.activeElement.getBoundingClientRect().top >= 0")
    until(page, "document.activeElement.getBoundingClientRect().bottom <= innerHeight")

    page.go_forward()
    assert shown(page) == f"I am sign {order[50]}"


def test_next_goes_on_where_the_page_ends(context: BrowserContext, address: str) -> None:
    page = opened(context, address + WALL)
    last = ids(page)[-1]
    page.goto(f"{address}{WALL}#{last}")
    page.keyboard.press("ArrowRight")
    page.wait_for_url(f"{address}{WALL}page/2/#*")
    following = ids(page)[0]
    assert fragment(page) == f"#{following}"
    assert shown(page) == f"I am sign {following}"
    assert page.get_by_text("Picture 1 of 60").is_visible()

    page.keyboard.press("ArrowLeft")
    page.wait_for_url(f"{address}{WALL}#{last}")
    assert shown(page) == f"I am sign {last}"


def test_the_last_member_of_all_leads_nowhere(context: BrowserContext, address: str) -> None:
    page = opened(context, f"{address}{WALL}page/3/")
    page.goto(f"{address}{WALL}page/3/#{ids(page)[-1]}")
    before = shown(page)
    page.keyboard.press("ArrowRight")

    assert shown(page) == before
    assert page.locator(".viewer__after").get_attribute("href") is None


def test_copy_the_link_copies_the_members_own_address_and_says_so(context: BrowserContext, address: str) -> None:
    context.grant_permissions(["clipboard-read", "clipboard-write"])
    page = opened(context, address + WALL)
    page.locator(".tile__link").first.click()
    page.get_by_role("button", name="Copy the link").click()
    page.get_by_role("status").get_by_text("The link is copied.").wait_for()

    assert page.evaluate("navigator.clipboard.readText()") == f"{address}{WALL}member/{ids(page)[0]}/"
    page.keyboard.press("ArrowRight")
    assert page.get_by_role("status").inner_text() == ""


def test_where_nothing_may_be_copied_the_address_is_shown(context: BrowserContext, address: str) -> None:
    context.add_init_script("Object.defineProperty(navigator, 'clipboard', {value: undefined})")
    page = opened(context, address + WALL)
    page.locator(".tile__link").first.click()
    page.get_by_role("button", name="Copy the link").click()

    assert page.get_by_role("status").inner_text() == f"{address}{WALL}member/{ids(page)[0]}/"


def swipe(page: Page, x_px: int, to_x_px: int, to_y_px: int = 300) -> None:
    """One finger, as the browser itself hears of it."""
    session = page.context.new_cdp_session(page)
    session.send("Input.dispatchTouchEvent", {"type": "touchStart", "touchPoints": [{"x": x_px, "y": 300}]})
    session.send("Input.dispatchTouchEvent", {"type": "touchMove", "touchPoints": [{"x": to_x_px, "y": to_y_px}]})
    session.send("Input.dispatchTouchEvent", {"type": "touchEnd", "touchPoints": []})


def test_a_finger_leafs_through_and_scrolling_is_no_leafing(reader: Reader, address: str) -> None:
    context = reader(360, 740, has_touch=True)
    page = opened(context, address + WALL)
    order = ids(page)
    page.locator(".tile__link").first.tap()
    swipe(page, 300, 80)
    assert fragment(page) == f"#{order[1]}"
    swipe(page, 300, 280)
    swipe(page, 200, 120, 500)
    assert fragment(page) == f"#{order[1]}"
    swipe(page, 80, 300)
    assert fragment(page) == f"#{order[0]}"


def test_a_finger_moves_a_page_that_is_zoomed_and_leafs_nowhere(reader: Reader, address: str) -> None:
    page = opened(reader(360, 740, has_touch=True, is_mobile=True), address + WALL)
    page.locator(".tile__link").first.tap()
    first = fragment(page)
    page.context.new_cdp_session(page).send("Emulation.setPageScaleFactor", {"pageScaleFactor": 2.5})
    until(page, "document.querySelector('.viewer').style.touchAction === 'auto'")
    swipe(page, 300, 80)
    until(page, "visualViewport.offsetLeft > 50")

    assert fragment(page) == first


def test_a_click_with_a_key_held_down_is_the_browsers_own(context: BrowserContext, address: str) -> None:
    page = opened(context, address + WALL)
    with context.expect_page() as new:
        page.locator(".tile__link").first.click(modifiers=["ControlOrMeta"])

    new.value.wait_for_load_state()
    assert "/member/" in new.value.url
    assert shown(page) == ""


@pytest.mark.parametrize("width_px", [320, 360, pytest.param(768, marks=pytest.mark.long), 1440])
def test_the_picture_is_whole_and_the_controls_are_in_reach(reader: Reader, address: str, width_px: int) -> None:
    context = reader(width_px, 740)
    page = opened(context, address + WALL)
    places = set()
    page.locator(".tile__link").first.click()
    for _ in range(8):
        box = page.locator("dialog img").bounding_box()
        drawn = page.locator("dialog img").evaluate("i => i.getAttribute('width') / i.getAttribute('height')")
        assert box is not None
        assert box["width"] / box["height"] == pytest.approx(drawn, rel=0.01)
        assert box["y"] >= 0
        assert box["y"] + box["height"] <= 740
        assert box["x"] + box["width"] <= width_px
        control = page.locator(".viewer__after").bounding_box()
        assert control is not None
        assert control["y"] + control["height"] <= 740
        assert control["height"] >= 24
        places.add((control["x"], control["y"]))
        page.keyboard.press("ArrowRight")

    assert len(places) == 1
    assert page.evaluate("document.querySelector('dialog').scrollWidth") <= width_px


def test_with_motion_a_picture_grows_from_its_tile_and_back(reader: Reader, address: str) -> None:
    context = reader(reduced_motion="no-preference")
    context.add_init_script(
        """window.grown = []; const start = document.startViewTransition?.bind(document);
        document.startViewTransition = change => start(() => {
            change();
            const named = [...document.querySelectorAll('img')].filter(image => image.style.viewTransitionName);
            window.grown.push(...named.map(image => image.closest('dialog') ? 'dialog' : 'tile'));
        })"""
    )
    page = opened(context, address + WALL)
    page.locator(".tile__link").first.click()
    page.locator("dialog[open]").wait_for()
    page.keyboard.press("Escape")
    until(page, "!document.querySelector('dialog[open], img[style*=growing]')")

    assert page.evaluate("window.grown") == ["dialog", "tile"]


def test_reduced_motion_is_heeded(context: BrowserContext, address: str) -> None:
    context.add_init_script("document.startViewTransition = () => { throw new Error('it moves'); }")
    page = opened(context, address + WALL)
    page.locator(".tile__link").first.click()

    assert shown(page)


def test_a_collage_has_the_viewer_and_its_pages_own_spots_come_first(context: BrowserContext, address: str) -> None:
    page = opened(context, f"{address}/library/#wall")
    assert shown(page) == ""

    chosen = page.locator(".collage").nth(1)
    chosen.locator(".tile__link").first.click()
    words = shown(page)
    assert words.removeprefix("I am sign ") in {"0002", "0005", "wall"}
    for _ in range(5):
        page.keyboard.press("ArrowRight")
    assert shown(page) != words
    page.keyboard.press("Escape")
    until(page, "location.hash === '#wall'")
    until(page, "document.activeElement.closest('.collage')?.querySelector('h2').textContent === 'Chosen'")


def test_a_collage_shows_a_number_chosen_members_or_a_workplace_in_the_walls_order(
    context: BrowserContext, address: str
) -> None:
    page = opened(context, f"{address}/library/")
    first, chosen, workplace = [
        section.locator(".tile__link").evaluate_all("links => links.map(link => link.pathname.split('/').at(-2))")
        for section in page.locator(".collage").all()
    ]
    link = page.locator(".collage").nth(2).get_by_role("link", name="See everybody from University library, Edmonton")
    at_the_library = opened(context, address + str(link.get_attribute("href")))
    order = []
    for number in ("", "page/2/", "page/3/"):
        page.goto(f"{address}{WALL}{number}")
        order += ids(page)

    assert first == order[:7]
    assert chosen == [member for member in order if member in {"0002", "0005", "wall"}]
    assert workplace == ids(at_the_library)[:3]
    assert at_the_library.locator("h1").inner_text() == "University library, Edmonton"


@pytest.mark.needs("axe")
@pytest.mark.parametrize("views", VIEWS)
def test_axe_finds_nothing(reader: Reader, address: str, axe_script: Path, views: list[View]) -> None:
    page = opened(reader(bypass_csp=True), address + WALL)
    paths = [f"{WALL}page/2/", f"{WALL}words/", f"{WALL}at/2/", f"{WALL}member/0005/", f"{WALL}#{ids(page)[0]}"]
    found: list[str] = []
    for path in paths:
        page.goto(address + path)
        found += violations(page, axe_script, views)

    assert shown(page)
    assert found == []
