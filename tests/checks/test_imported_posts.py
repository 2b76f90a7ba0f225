"""Posts of any Pelican site, brought along as they are: no error, and a warning for each field that means nothing."""

from pathlib import Path

import pytest

from tests.small_site import small_site

POSTS = {
    "the manual's": """\
Title: My super title
Date: 2010-12-03 10:20
Modified: 2010-12-05 19:30
Category: Python
Tags: pelican, publishing
Slug: my-super-post
Authors: Alexis Metaireau, Conan Doyle
Summary: Short version for index and feeds

This is the content of my super blog post.
""",
    "with a time zone": "Title: Zone\nDate: 2016-04-01T08:30:00+02:00\nCategory: dev/ops\nAuthor: jdoe\n\nWords.\n",
    "between lines": "---\ntitle: Between lines\ndate: 2019-05-06 07:08:09\ntags: one, two\n---\n\nWords.\n",
    "with an old address": "Title: Old\nDate: 2012-01-02\nSlug: my_old_post\n\nWords.\n",
    "a translation": "Title: Bonjour\nDate: 2012-01-02\nSlug: hello\nLang: fr\nTranslation: true\n\nSalut.\n",
    "with an address of its own": "Title: Old\nDate: 2012-01-02\nURL: old/x/\nSave_as: old/x/index.html\n\nWords.\n",
    "with links": """\
Title: Links
Date: 2012-01-02
Category: Misc
Tags: Some Tag

[One]({filename}links.md), [two]({tag}some-tag), [three]({category}misc), [four]({index})

![A rally]({static}/images/r.jpg)

<!-- PELICAN_END_SUMMARY -->

```python
print("# no heading")
```
""",
    "in several lines": "Title: Lines\nDate: 2012-01-02\nSummary: One line\n    and another.\nKeywords: a, b\n\nHi.\n",
}
NOT_USED = (
    "Cover",
    "Series",
    "Series_index",
    "Subtitle",
    "Comments",
    "og_image",
    "Featured_image",
    "Disqus_identifier",
)


@pytest.mark.parametrize("text", POSTS.values(), ids=POSTS.keys())
def test_a_post_that_somebody_brings_along_is_published(tmp_path: Path, text: str) -> None:
    site = small_site(tmp_path, {"news/links.md": text})
    site.picture("images/r.jpg")

    assert site.build() == []


def test_a_field_of_another_sites_theme_is_a_warning(tmp_path: Path) -> None:
    more = "".join(f"{name}: x\n" for name in NOT_USED)
    site = small_site(tmp_path, {"news/plan.md": f"Title: A plan\nDate: 2012-01-02\n{more}\nWords.\n"})

    told = [str(finding) for finding in site.build()]

    pictures = [line for line in told if line.endswith(("[C13]", "[C14]"))]
    told = [line for line in told if line not in pictures]
    assert [line.partition("field I use.")[0] for line in told] == [
        f'warning content/news/plan.md:{line}  "{name}" is not a ' for line, name in enumerate(NOT_USED, 3)
    ]
    assert [line[:31] for line in pictures] == ["warning content/news/plan.md:3 "] * 2  # of one alone it can be
    assert all("write  Image: " in line or "use one of: Title, Date, Author, " in line for line in told)
