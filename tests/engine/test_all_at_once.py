"""One mistake hides no other: what is wrong with finished pages is told in the same run, and nothing that follows."""

import shutil

import pytest

from tests.small_site import SmallSite, small_site, story

SKIPPED = story("Skipped", "## Two\n\n#### Four\n")
SAME = "Title: Same\nDate: 2021-03-04\nSummary: What is the same about it.\n{more}\nWords [here](/gone-{name}/).\n"


def codes(site: SmallSite, **settings) -> list[str]:
    """Of each finding its level, file and code."""
    lines = site.findings(**settings)
    return [f"{line.split()[0]} {line.split()[1].partition(':')[0]} {line[-4:-1]}" for line in lines]


# What wants an address that another has: by file below content/.
TWICE = {
    "two slugs": {"news/a.md": "Slug: x", "news/b.md": "Slug: x"},
    "a page over a story": {"news/a.md": "Lang: en", "pages/b.md": "Save_as: news/a/index.html"},
    "a page over a list": {"pages/news.md": "Lang: en"},
    "a page over the home page": {"pages/b.md": "Save_as: index.html"},
    "a file where a folder is": {"pages/b.md": "Save_as: news/c/index.html/x.html", "news/c.md": "Lang: en"},
    "a campaign and a page": {"pages/x.md": "Lang: en", "campaigns/x.md": "Lang: en"},
}


@pytest.mark.parametrize("files", TWICE.values(), ids=TWICE.keys())
def test_two_texts_of_one_address_hide_nothing_of_the_others(tmp_path, files) -> None:
    texts = {name: SAME.format(more=f"{more}\n", name=name.partition("/")[0]) for name, more in files.items()}
    site = small_site(tmp_path, {**texts, "news/skipped.md": SKIPPED, "news/alike.md": SKIPPED})

    told = codes(site)

    assert [line for line in told if line.endswith("C10")]
    assert [line for line in told if line.endswith("C66")], told  # of two finished pages with one title
    assert [line for line in told if line.startswith("error") and line.endswith("C11")], told
    assert not [line for line in told if line[-3:] in ("C50", "C51", "C72", "C75")], told


BREAKS = {
    "a picture that is not there": '{{ picture("images/gone.jpg") }}',
    "a variable that is not there": "{{ nobody.knows }}",
    "a division by zero": "{{ 1 // 0 }}",
    "a filter that fails": "{{ 3|slug }}",
    "words that are not there": "{{ words.nobody_wrote_them }}",
    "words without what belongs in them": "{{ words.page_of(number=2) }}",
    "a partial that is not there": '{% include "partials/gone.html" %}',
}


@pytest.fixture
def themed(tmp_path, root):
    """A site with a theme of its own, into whose template something is put."""
    shutil.copytree(root / "theme", tmp_path / "theme")

    def themed(template: str, text: str) -> SmallSite:
        file = tmp_path / "theme/templates" / template
        file.write_text(file.read_text().replace("{% block content %}", "{% block content %}" + text, 1))
        return small_site(
            tmp_path, {"news/skipped.md": SKIPPED, "news/alike.md": SKIPPED, "pages/a.md": "Title: A\n\n[x](/gone/)\n"}
        )

    return themed


@pytest.mark.parametrize("text", BREAKS.values(), ids=BREAKS.keys())
@pytest.mark.parametrize("template", ["404.html", "page.html"])
def test_a_template_that_fails_hides_nothing_of_other_pages(tmp_path, themed, template, text) -> None:
    site = themed(template, text)

    told = codes(site, THEME=str(tmp_path / "theme"), THEME_TEMPLATES_OVERRIDES=[str(tmp_path / "theme/components")])

    assert sum(line.endswith("C49") for line in told) == 1, told
    assert [line for line in told if line.endswith("C66")], told
    assert "error content/pages/a.md C11" in told
    assert not [line for line in told if "theme/" in line and not line.endswith("C49")], told


@pytest.mark.parametrize("data", [b"", b"no picture", b"GIF89a"])
def test_a_picture_of_the_theme_that_nobody_can_open_is_told_and_hides_nothing(tmp_path, data: bytes) -> None:
    site = small_site(tmp_path, {"pages/a.md": "Title: A\n\n[x](/gone/)\n"})
    (tmp_path / "content/images/empty-sign.jpg").write_bytes(data)

    told = codes(site)

    assert "error content/images/empty-sign.jpg C18" in told
    assert "error content/pages/a.md C11" in told
    assert not [line for line in told if "theme/" in line], told


ELEMENTS = [
    '<object data="/files/x.swf"></object>',
    '<iframe src="/maps/x.html"></iframe>',
    '<embed src="/y.pdf">',
    '<video src="/a.mp4" poster="/p.jpg"></video>',
    '<audio><source src="/b.mp3"></audio>',
    '<script src="/z.js"></script>',
    '<link rel="stylesheet" href="/q.css">',
    '<img srcset="/a.jpg 2x, /b.jpg 3x">',
    '<form action="/send/"><input name="q"></form>',
    '<object data="/x.swf"><a href="/inside/">x</a></object>',
]


def test_what_may_not_stand_in_a_text_adds_nothing_about_files_that_do_not_exist(tmp_path) -> None:
    files = {f"news/a{number}.md": story(f"A{number}", text) for number, text in enumerate(ELEMENTS)}

    lines = small_site(tmp_path, files).findings()

    assert not [line for line in lines if "theme/" in line], lines
    assert {line.split()[1].partition(":")[0] for line in lines} == {f"content/{name}" for name in files}
    assert not [line for line in lines if line.endswith("[C11]") and "inside" not in line], lines


UNDATED = {
    "announcements/a.md": "Title: Rally\nStarts: 1 March 2026\nEnds: soon\nLink: /gone/\n\nCome [here](/lost/).\n",
    "events/e.md": "Title: Hall\nStarts: soon\nLink: /gone/\nSummary: Where we meet.\n\nCome.\n",
}


def test_links_are_told_with_days_that_cannot_be_read(tmp_path) -> None:
    told = codes(small_site(tmp_path, UNDATED))

    assert told.count("error content/announcements/a.md C04") == 2
    assert told.count("error content/announcements/a.md C11") == 2, told
    assert told.count("error content/events/e.md C11") == 1, told
