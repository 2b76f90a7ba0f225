import pytest

from plugins.core.findings import Where
from plugins.site.tags import in_usual_writing, otherwise_written, tag_key, usual_writings
from tests.small_site import SmallSite, small_site, story


@pytest.mark.parametrize(
    "written",
    ["wages", "Wages", "WAGES", " wages ", "\u200bwages", "ｗages", "wag\u00ades"],
)
def test_writings_that_look_alike_are_one_tag(written: str) -> None:
    assert tag_key(written) == tag_key("wages")


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("collective bargaining", "Collective  Bargaining"),
        ("collective bargaining", "collective\u00a0bargaining"),
        ("D\u00e9bat", "De\u0301bat"),
        ("Straße", "STRASSE"),
        ("İstanbul", "istanbul"),
        ("ISPARTA", "ısparta"),
        ("İSTANBUL", "ıstanbul"),
        ("DİYARBAKIR", "diyarbakır"),
        ("pay\u2009equity", "pay\u3000equity"),
        ("St. John's", "St. John\u2019s"),
        ("co-op", "co\u2011op"),
        ("2020-21", "2020\u201321"),
    ],
)
def test_spaces_and_forms_do_not_make_another_tag(one: str, other: str) -> None:
    assert tag_key(one) == tag_key(other)


@pytest.mark.parametrize(("one", "other"), [("C", "C++"), ("wage", "wages"), ("co-op", "coop"), ("Québec", "Quebec")])
def test_what_is_not_the_same_word_is_another_tag(one: str, other: str) -> None:
    assert tag_key(one) != tag_key(other)


def test_the_commonest_writing_wins_and_the_alphabet_where_none_does() -> None:
    assert usual_writings(["wages", "Wages", "Wages", "b", "B"]) == {"wages": "Wages", "b": "B"}
    assert in_usual_writing(["wages", "WAGES", "b", "new"], {"wages": "Wages", "b": "B"}) == ["Wages", "B", "new"]


@pytest.fixture
def site(tmp_path) -> SmallSite:
    def tagged(title: str, tags: str) -> str:
        return story(title).replace("Date:", f"Tags: {tags}\nDate:")

    return small_site(
        tmp_path,
        {
            "news/a.md": tagged("Alpha", "Pay Equity, pay equity, Pay Equity"),
            "news/b.md": tagged("Beta", "Pay Equity"),
            "news/c.md": tagged("Gamma", "pay  equity, PAY\u00a0EQUITY"),
            "news/d.md": tagged("Delta", "pay equity").replace("Date:", "Status: draft\nDate:"),
        },
    )


def test_a_tag_in_several_writings_is_one_list_with_each_story_once(site: SmallSite) -> None:
    notes = [str(found) for found in site.build()]

    page = site.page("news/tag/pay-equity/index.html")
    assert [page.count(f'href="/news/{name}/"') for name in "abc"] == [1, 1, 1]
    assert "Pay Equity</h1>" in page
    assert sorted(line.partition("  ")[2] for line in notes if "[C10]" in line) == [
        'The tag "PAY EQUITY" stands twice in this line, and counts once.  [C10]',
        'The tag "pay equity" is written "Pay Equity" by most, and counts as that.  [C10]',
        'The tag "pay equity" stands twice in this line, and counts once.  [C10]',
    ]
    assert all(line.startswith("note ") for line in notes)


def test_a_storys_own_page_and_feed_name_a_tag_once(site: SmallSite) -> None:
    site.build()

    once, more = (site.page(f"news/{name}/index.html").count('href="/news/tag/pay-equity/"') for name in "ba")
    assert once == more
    assert "pay equity" not in site.page("feeds/all.atom.xml")


@pytest.mark.parametrize("gap", ["  ", "\u00a0", " \u00a0", "\u2009", "\t", "\u200b "])
def test_spaces_alone_are_neither_told_nor_shown(gap: str) -> None:
    names = [f"collective{gap}bargaining", "collective bargaining"]
    usual = usual_writings([names[0], *names])

    assert in_usual_writing(names[:1], usual) == ["collective bargaining"]
    assert list(otherwise_written(names[:1], usual, Where("x.md"))) == []
