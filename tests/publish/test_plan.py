"""The plan: from what is at a target to what is done there, in which order."""

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from plugins.publish.plan import Live, Plan, are_too_many, kind_of, pages_that_go, plan_of, which_pages
from plugins.release.retained import Retained, retained_in, text_of

NOW = datetime(2026, 11, 30, 12, 0, tzinfo=UTC)
OLD = {
    "index.html": "1", "404.html": "1", "robots.txt": "1", "sitemap.xml": "1", "feeds/all.atom.xml": "1",
    "static/css/site.aaaa.css": "a", "pictures/x-320.avif": "x", "cards/a.jpg": "c", "portraits/0417-320.avif": "m",
    "search/pagefind/pagefind-entry.json": "1", "search/pagefind/fragment/en_1.pf_fragment": "1",
    "news/index.html": "1", "news/a/index.html": "1", "news/a/index.html.br": "1",
    "save/wall/member/0417/index.html": "1",
}  # fmt: skip


def planned(new: dict[str, str], *, live: Live | None = None, at_once: bool = False) -> Plan:
    return plan_of(live or Live(OLD), new, NOW, at_once=at_once)


def test_what_a_page_needs_comes_before_it_and_what_names_it_behind_it() -> None:
    without = {"static/css/site.aaaa.css", "search/pagefind/fragment/en_1.pf_fragment"}
    new = {name: f"{sha256}, changed" for name, sha256 in OLD.items() if name not in without}
    new |= {"static/css/site.bbbb.css": "b", "news/b/index.html": "1", "news/b/index.html.gz": "1"}
    new |= {"search/pagefind/fragment/en_2.pf_fragment": "2"}
    new |= {name: OLD[name] for name in ("pictures/x-320.avif", "cards/a.jpg", "portraits/0417-320.avif")}
    plan = planned(new)

    assert plan.first == plan.last == ()
    assert plan.passes == (
        ("search/pagefind/fragment/en_2.pf_fragment", "static/css/site.bbbb.css"),
        ("search/pagefind/pagefind-entry.json",),
        ("news/b/index.html", "news/b/index.html.gz"),
        ("news/a/index.html", "news/a/index.html.br", "save/wall/member/0417/index.html"),
        ("news/index.html",),
        ("404.html", "feeds/all.atom.xml", "index.html", "robots.txt", "sitemap.xml"),
    )
    assert plan.retained == {name: Retained(OLD[name], NOW) for name in without}


def test_a_member_who_goes_goes_first_and_no_picture_stays_when_a_page_goes() -> None:
    new = {
        name: sha256 for name, sha256 in OLD.items() if "0417" not in name and not name.startswith(("pict", "static"))
    }
    live = Live(OLD, {"cards/old.jpg": Retained("o", NOW), "static/old.css": Retained("s", NOW)})
    plan = planned(new, live=live)

    assert plan.first == ("portraits/0417-320.avif",)
    assert plan.last == ("cards/old.jpg", "pictures/x-320.avif", "save/wall/member/0417/index.html")
    assert plan.retained.keys() == {"static/css/site.aaaa.css", "static/old.css"}
    assert planned(new, live=live, at_once=True).first == tuple(sorted(plan.first + plan.last))


def test_at_once_no_picture_stays_though_no_page_goes() -> None:
    new = {name: sha256 for name, sha256 in OLD.items() if not name.startswith("pictures/")}

    assert planned(new).retained.keys() == {"pictures/x-320.avif"}
    plan = planned(new, at_once=True)
    assert plan.first == ("pictures/x-320.avif",)
    assert not plan.retained


def test_what_stays_goes_after_a_week_and_is_no_news_when_it_comes_back() -> None:
    kept = {
        "pictures/a.avif": Retained("a", NOW - timedelta(days=6, hours=23)),
        "pictures/b.avif": Retained("b", NOW - timedelta(days=7)),
        "pictures/c.avif": Retained("c", NOW - timedelta(days=1)),
    }
    plan = planned(OLD | {"pictures/c.avif": "c"}, live=Live(OLD, kept))

    assert plan.passes == ()
    assert plan.retained == {"pictures/a.avif": kept["pictures/a.avif"]}
    assert plan.last == ("pictures/b.avif",)


def test_what_stays_is_written_and_read_and_nothing_else_is_taken_for_it() -> None:
    kept = {"pictures/a.avif": Retained("0" * 64, NOW)}

    assert retained_in(text_of(kept)) == kept
    for text in ("[]", "{", '{"a": "b"}', text_of(kept).replace("Z", ""), "[" * 100_000):
        with pytest.raises(ValueError):  # noqa: PT011
            retained_in(text)


FILES = st.dictionaries(
    st.sampled_from(["index.html", "news/a/index.html", "static/a.css", "pictures/a", "portraits/a", "b.xml"]),
    st.sampled_from("12"),
)


def done(plan: Plan, new: dict[str, str], there: dict[str, str], steps: int) -> tuple[dict[str, str], bool]:
    """What is there after so many steps of a plan, and whether the new manifest is."""
    names = [(name, "") for name in plan.first] + [(name, new[name]) for one in plan.passes for name in one]
    behind = [(name, "") for name in plan.last]
    for name, sha256 in [*names, *behind][:steps]:
        there = {other: one for other, one in there.items() if other != name} | ({name: sha256} if sha256 else {})
    return there, steps > len(names)


@given(FILES, st.lists(st.tuples(FILES, st.integers(0, 12), st.booleans()), max_size=3), FILES)
def test_wherever_publishes_end_another_one_of_another_release_heals_it(
    old: dict[str, str], ended: list[tuple[dict[str, str], int, bool]], new: dict[str, str]
) -> None:
    live, there = Live(old), old
    for middle, steps, at_once in ended:
        plan = plan_of(live, middle, NOW, at_once=at_once)
        there, has_manifest = done(plan, middle, there, steps)
        manifest, retained = (middle, plan.retained) if has_manifest else (live.manifest, live.retained)
        live = Live(manifest, retained, plan.journal(middle))
    last = plan_of(live, new, NOW)
    there, _ = done(last, new, there, 99)

    assert {name: sha256 for name, sha256 in there.items() if name not in last.retained} == new
    assert all(there[name] == one.sha256 for name, one in last.retained.items())


def test_pages_are_counted_by_what_they_are() -> None:
    new = {name: sha256 for name, sha256 in OLD.items() if "0417" not in name}
    new |= {f"news/{name}/index.html": "1" for name in "bcd"} | {"news/a/index.html": "2", "events/e/index.html": "1"}

    assert which_pages(OLD, new) == "3 new stories, 1 changed, 1 new event, 1 member withdrawn"
    assert pages_that_go(OLD, new) == (1, 4)
    assert kind_of("news/2026/index.html") == kind_of("news/page/2/index.html") == "list"
    assert kind_of("people/ruth/index.html") == "person"


@pytest.mark.parametrize(("going", "pages", "asked"), [(5, 6, False), (6, 6, True), (20, 100, False), (21, 100, True)])
def test_many_pages_go_only_when_somebody_says_so(going: int, pages: int, asked: bool) -> None:
    assert are_too_many(going, pages) is asked
