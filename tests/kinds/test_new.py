from datetime import date

import pytest

from plugins.core.findings import SiteError
from plugins.kinds.new import create, slug_of
from tests.small_site import small_site

TODAY = date(2026, 11, 22)
FILES = {"campaign": "content/campaigns", "story": "content/news", "page": "content/pages"}
DRAFTS = {
    "SHOW_UNPUBLISHED": True,
    "DRAFT_SAVE_AS": "drafts/{slug}/index.html",
    "DRAFT_PAGE_SAVE_AS": "drafts/pages/{slug}/index.html",
}


@pytest.mark.parametrize("kind", FILES)
def test_a_starting_file_is_a_draft_that_builds_without_a_finding(tmp_path, kind):
    site = small_site(tmp_path)
    file = create(tmp_path, kind, 'Don\'t {cut} "Québec": a  plan', TODAY)

    assert file == tmp_path / FILES[kind] / "dont-cut-quebec-a-plan.md"
    assert site.build(**DRAFTS) == []
    drafted = [name for name in site.published() if name.startswith("drafts/")]
    assert len(drafted) == 1
    assert "Don’t {cut} “Québec”: a plan" in site.page(drafted[0])


@pytest.mark.parametrize("kind", FILES)
def test_a_starting_file_builds_without_a_finding_once_it_is_published(tmp_path, kind):
    site = small_site(tmp_path)
    file = create(tmp_path, kind, "A plan", TODAY)
    file.write_text(file.read_text().replace("Status: draft", "Status: published"))

    assert site.build() == []
    assert any("a-plan" in name for name in site.published())


@pytest.mark.parametrize("kind", FILES)
def test_a_starting_file_is_in_no_public_output(tmp_path, kind):
    site = small_site(tmp_path)
    create(tmp_path, kind, "A plan", TODAY)

    assert site.build() == []
    assert not [name for name in site.published() if "a-plan" in name]


@pytest.mark.parametrize("kind", FILES)
def test_what_is_there_already_is_not_overwritten(tmp_path, kind):
    file = create(tmp_path, kind, "A plan", TODAY)
    file.write_text("my words")

    with pytest.raises(SiteError) as wrong:
        create(tmp_path, kind, "A Plan!", TODAY)

    assert file.read_text() == "my words"
    where = f"{FILES[kind]}/a-plan.md:1"
    assert str(wrong.value) == f"error {where}  This file is there already. Choose another title.  [C10]"


NOT_KNOWN = "is not something I can start. Use campaign, story, page or selfie."
NO_LETTER = "has no letter that can stand in a web address. Give it a title in the letters a to z."


@pytest.mark.parametrize(
    ("kind", "title", "message"),
    [
        ("poster", "A", f'error content:1  "poster" {NOT_KNOWN}  [C34]'),
        ("page", "???", f'error content/pages:1  "???" {NO_LETTER}  [C02]'),
    ],
)
def test_what_cannot_be_started_is_refused(tmp_path, kind, title, message):
    with pytest.raises(SiteError) as wrong:
        create(tmp_path, kind, title, TODAY)

    assert str(wrong.value) == message
    assert not list(tmp_path.iterdir())


@pytest.mark.parametrize(
    ("title", "slug"),
    [
        ("A plan", "a-plan"),
        ("  Don’t  stop -- now! ", "dont-stop-now"),
        ("Œuvre Ærø Ångström 1½", "uvre-r-angstrom-112"),
        ("../../etc/passwd", "etc-passwd"),
        ("x" * 200, "x" * 80),
        (f"{'x' * 79} y", "x" * 79),
        ("日本", ""),
    ],
)
def test_a_title_becomes_the_last_part_of_an_address(title, slug):
    assert slug_of(title) == slug
