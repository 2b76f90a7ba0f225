from pathlib import Path

import pytest

from tests.small_site import SmallSite, small_site, story


@pytest.fixture
def site(tmp_path: Path) -> SmallSite:
    return small_site(tmp_path, {"news/plan.md": story("A plan")})


def test_warnings_and_notes_stop_nothing(site: SmallSite) -> None:
    site.write({"news/plan.md": story("A plan").replace("Date:", "Cover: x.jpg\nDate:")})

    field, *of_the_picture = map(str, site.build())

    assert field.startswith('warning content/news/plan.md:2  "Cover" is not a field I use. ')
    assert [line[:32] + line[-6:] for line in of_the_picture] == [
        "warning content/news/plan.md:2   [C13]",
        "warning content/news/plan.md:2   [C14]",
    ]
    assert "news/plan/index.html" in site.published()


def test_one_error_stops_the_build_before_a_page_is_written_and_brings_the_warnings_along(site: SmallSite) -> None:
    site.build()
    before = site.page("manifest.json")
    site.write({"news/plan.md": story("Another").replace("Date:", "Cover: x.jpg\nStatus: drafft\nDate:")})

    codes = [mistake[-5:] for mistake in site.mistakes()]

    assert codes == ["[C06]", "[C07]"]
    assert site.page("manifest.json") == before
