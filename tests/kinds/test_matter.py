"""Long matters: where one stands, what of it is told, and the pages that show it."""

from pathlib import Path

import pytest

from plugins.kinds.matter import MATTER
from tests.kinds.parsed import findings_of, parsed
from tests.small_site import SmallSite, small_site

HEADER = "Title: The contract\nSummary: How far the talks are.\n"
STAGES = "Stages: Asking, Talking, Agreed\n"
STORY = "Title: {title}\nDate: {date}\nMatter: contract\nSummary: A summary of it.\n\nWords.\n"


def header_of(lines: str) -> dict[str, object]:
    read = parsed(MATTER, f"{HEADER}{lines}\nWords.\n", "content/matters/contract.md")
    assert read.item
    return dict(read.item.header)


@pytest.mark.parametrize(
    ("lines", "stage"),
    [(f"{STAGES}Stage: {told}\n", stage) for told, stage in [("Asking", "0"), ("TALKING", "1"), ("Voting", "-1")]],
)
def test_a_stage_is_a_number_in_any_letter_case(lines: str, stage: str) -> None:
    header = header_of(lines)

    assert (header["stage"], header["stages"]) == (stage, "Asking\nTalking\nAgreed")


@pytest.mark.parametrize("stages", ["Asking; Talking; Agreed", "Asking ;Talking;Agreed;", "Asking,Talking , Agreed"])
def test_stages_are_parted_by_semicolons_as_well(stages: str) -> None:
    header = header_of(f"Stages: {stages}\nStage: Talking\n")

    assert (header["stage"], header["stages"]) == ("1", "Asking\nTalking\nAgreed")


@pytest.mark.parametrize(
    "stages", ["Asking | Talking | Agreed", "Asking > Talking -> Agreed", "Asking/Talking – Agreed"]
)
def test_stages_that_other_signs_part_get_the_line_to_type(stages: str) -> None:
    read = parsed(
        MATTER, f"{HEADER}Stages: {stages}\nStage: Talking\nStage-since: 2026-11-02\n\nWords.\n", "content/matters/c.md"
    )

    (told,) = findings_of(read)
    assert told.startswith("error content/matters/c.md:3  ")
    assert "Write  Stages: Asking, Talking, Agreed" in told


def test_unknown_stages_get_all_in_their_order() -> None:
    read = parsed(MATTER, f"{HEADER}{STAGES}Stage: Voting\nStage-since: 2026-11-02\n\nWords.\n", "content/matters/c.md")

    assert ["Use one of: Asking, Talking, Agreed." in one for one in findings_of(read)] == [True]


def test_a_day_that_has_not_come_is_told_only_until_it_comes() -> None:
    text = f"{HEADER}{STAGES}Stage: Talking\nStage-since: 2026-12-01\n\nWords.\n"
    read = parsed(MATTER, text, "content/matters/contract.md")

    later = read.timed[0].window.ends
    assert later is not None
    assert ["[C151]" in one for one in findings_of(read)] == [True]
    assert findings_of(read, later) == []


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> SmallSite:
    """Two matters, and stories of one, of which the newest is newer than the other matter's day."""
    since = {"contract": "2026-03-01", "pool": "2026-05-01", "quiet": "2026-01-01"}
    files = {
        f"matters/{name}.md": f"Title: The {name}\nSummary: S.\n{STAGES}Stage: Talking\nStage-since: {day}\n\nWords.\n"
        for name, day in since.items()
    }
    files |= {
        "news/old.md": STORY.format(title="Old", date="2026-02-01"),
        "news/new.md": STORY.format(title="New", date="2026-06-01"),
        "news/to-come.md": STORY.format(title="To come", date="2027-06-01"),
    }
    site = small_site(tmp_path_factory.mktemp("matters"), files)
    site.build()
    return site


def test_a_page_marks_the_present_step_for_everybody(site: SmallSite) -> None:
    page = site.page("matters/contract/index.html")

    assert page.count('aria-current="step"') == 1
    line = page[page.index('<ol class="stages"') : page.index("</ol>")]
    states = [
        line[line.index(word) :].partition("stages__state")[2][2:].partition("<")[0] for word in ("Ask", "Tal", "Agr")
    ]
    assert states == ["Done", "Now", "To come"]
    assert 'Since <time datetime="2026-03-01">' in page


def test_a_page_lists_its_public_stories_the_newest_first(site: SmallSite) -> None:
    page = site.page("matters/contract/index.html")

    assert 0 < page.index("/news/new/") < page.index("/news/old/")
    assert "To come</a>" not in page
    assert "/news/old/" not in site.page("matters/pool/index.html")
    assert 'href="/matters/contract/"' in site.page("news/new/index.html")


def test_the_list_begins_with_what_changed_last(site: SmallSite) -> None:
    page = site.page("matters/index.html")

    places = [page.index(f'href="/matters/{name}/"') for name in ("contract", "pool", "quiet")]
    assert places == sorted(places)
    assert 'Last change: <time datetime="2026-06-01">' in page
    assert {"matters/", "matters/contract/"} <= {
        part.partition("<")[0] for part in site.page("sitemap.xml").split("site.example/")
    }


def test_the_list_leaves_out_what_is_hidden_and_what_is_in_another_language(tmp_path: Path) -> None:
    matter = f"{HEADER}{STAGES}Stage: Talking\nStage-since: 2026-03-01\n"
    headers = {"a": "", "hidden": "Status: hidden\n", "a-fr": "Lang: fr\nSlug: a\n", "gone": "Expires: 2026-04-01\n"}
    site = small_site(tmp_path, {f"matters/{name}.md": f"{matter}{own}\nWords.\n" for name, own in headers.items()})
    site.write({"news/old.md": STORY.format(title="Old", date="2026-02-01").replace("contract", "gone")})

    findings = site.findings()

    page = site.page("matters/index.html")
    assert [page.count(f'href="/matters/{name}/"') for name in ("a", "hidden", "a/fr", "gone")] == [1, 0, 0, 0]
    assert {"matters/hidden/index.html", "matters/a/fr/index.html"} <= site.published()
    assert not any("[C152]" in one for one in findings)


def test_a_story_tells_nothing_of_a_matter_that_is_a_draft(tmp_path: Path) -> None:
    matter = f"{HEADER}{STAGES}Stage: Talking\nStage-since: 2026-03-01\nStatus: draft\n\nWords.\n"
    site = small_site(
        tmp_path, {"matters/contract.md": matter, "news/old.md": STORY.format(title="Old", date="2026-02-01")}
    )

    findings = site.findings()

    assert ["[C152]" in one for one in findings] == [True]
    assert not (site.output / "matters").exists()
    assert "contract" not in site.page("news/old/index.html")


def test_each_language_has_its_list_and_its_stories(tmp_path: Path) -> None:
    matter = f"{HEADER}{STAGES}Stage: Talking\nStage-since: 2026-03-01\n"
    story = STORY.format(title="Une nouvelle", date="2026-02-01").replace("Matter:", "Lang: fr\nMatter:")
    site = small_site(
        tmp_path,
        {
            "matters/contract.md": f"{matter}\nWords.\n",
            "matters/contract-fr.md": f"{matter}Lang: fr\nSlug: contract\n\nDes mots.\n",
            "news/une.md": story,
        },
    )

    assert not [one for one in site.findings() if one.startswith("error")]

    listed = site.page("matters/fr/index.html")
    assert [listed.count(f'href="/matters/{name}/"') for name in ("contract/fr", "contract")] == [1, 0]
    assert ">Où en sont les dossiers</h1>" in listed
    french, english = (site.page(f"matters/contract/{language}index.html") for language in ("fr/", ""))
    assert ["Une nouvelle" in page for page in (french, english)] == [True, False]
    assert 'href="/matters/fr/"' in french
    assert 'href="/matters/contract/fr/"' in site.page("news/une/fr/index.html")
