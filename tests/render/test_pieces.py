"""Texts taken apart for their templates: the steps of a line, questions and their answers; what machines are told."""

from pathlib import Path

import pytest

from plugins.render.pieces import list_items, sections
from plugins.render.questions import questions_in
from tests.small_site import small_site, story

QUESTIONS = "::: questions\n\n## May I vote?\n\nYes, *all* may.\n\n## When?\n\nIn May.\n:::\n"


def test_items_of_a_list_keep_the_lists_within() -> None:
    assert list_items("<ol><li>One<ul><li>a</li></ul></li></ol>").items == ("One<ul><li>a</li></ul>",)
    assert list_items("<p>No list &amp; none.</p>") == ("<p>No list &amp; none.</p>", (), "")


def test_a_text_is_parted_at_the_level_of_its_first_heading_only() -> None:
    parts = sections('<p>x</p><h3 id="a">A &amp; B</h3><p>1</p><h4>Deeper</h4><h3>C</h3>')

    assert parts.before == "<p>x</p>"
    assert parts.sections == ((3, "a", "A &amp; B", "<p>1</p><h4>Deeper</h4>"), (3, "", "C", ""))


def test_a_question_without_an_answer_is_none() -> None:
    assert questions_in("<details><summary>Why?</summary></details>") == ()


@pytest.mark.parametrize(
    ("page", "is_told"),
    [
        (f"We hear these.\n\n{QUESTIONS}", True),
        (f"## Voting\n\n{QUESTIONS}", False),
        (f"::: note\n\nA note.\n:::\n\n{QUESTIONS}", False),
    ],
)
def test_only_a_page_of_nothing_else_is_a_page_of_questions(page: str, is_told: bool, tmp_path: Path) -> None:
    header = "Title: Voting\nSummary: What people ask us before they vote.\n\n"
    site = small_site(tmp_path, {"pages/voting.md": header + page, "news/a.md": story("A")})

    site.build()

    html = site.page("voting/index.html")
    assert ('"@type": "FAQPage"' in html, '"text": "Yes, all may."' in html) == (is_told, is_told)
    assert html.count("<details") == 2


def test_what_stands_around_the_list_of_a_line_of_steps_is_kept(tmp_path: Path) -> None:
    text = "::: timeline\n\nBefore.\n\n- **May** Ask.\n\nBetween.\n\n- **June** Talk.\n\n> Behind.\n:::"
    site = small_site(tmp_path, {"news/a.md": story("A", text)})

    site.build()

    words = ["Before.", "Ask.", "Talk.", "Between.", "Behind."]
    places = [site.page("news/a/index.html").find(one) for one in words]
    assert -1 not in places
    assert places == sorted(places)


def test_a_line_of_steps_tells_which_is_under_way(tmp_path: Path) -> None:
    steps = "::: timeline\nnow: 2\n\n- **May** Ask.\n- **June** Talk.\n- **July** Vote.\n:::"
    site = small_site(
        tmp_path, {"news/a.md": story("A", steps), "news/b.md": story("B", steps.replace("now: 2\n", ""))}
    )

    site.build()

    html = site.page("news/a/index.html")
    assert [html.count(f"timeline__step--{state}") for state in ("done", "now", "to-come")] == [1, 1, 1]
    assert html.count('aria-current="step"') == 1
    assert "timeline__state" not in site.page("news/b/index.html")
