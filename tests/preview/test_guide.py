"""The guide: whatever is declared stands in it, and an example is what the site would show."""

import re
from pathlib import Path

import pytest
from selectolax.lexbor import LexborHTMLParser, LexborNode

from plugins.checks.explain import explanations
from plugins.core.fields import Field
from plugins.core.messages import FILE
from plugins.kinds.all import KINDS, LISTS
from plugins.kinds.listed import ListKind
from plugins.markup.catalogue import read_catalogue
from plugins.preview.guide import example_page, guide_page
from plugins.preview.live import Answer, LiveSite
from plugins.preview.pages import HERE
from plugins.selfies.submission import FIELDS
from plugins.site.value_types import VALUE_TYPES
from tests.finished_site import VIEWS, View, chromium, invalid, served, violations
from tests.preview.live_site import read, sample_project, small_project
from tests.preview.tree import attribute, first, words
from tests.small_site import ROOT

FOLDER = ROOT / "theme/components"
COMPONENTS = read_catalogue(FOLDER, VALUE_TYPES)
KIND_FIELDS = {**{one.name: one.fields for one in KINDS}, "selfie": FIELDS}


@pytest.fixture(scope="module")
def live(tmp_path_factory: pytest.TempPathFactory) -> LiveSite:
    return read(sample_project(tmp_path_factory.mktemp("guide") / "project").folder)


@pytest.fixture(scope="module")
def guide(live: LiveSite) -> LexborHTMLParser:
    return LexborHTMLParser(guide_page(live).decode())


def entry(guide: LexborHTMLParser, anchor: str) -> LexborNode:
    """The part of the guide to which a link leads."""
    found = guide.css(f'[id="{anchor}"]')
    assert len(found) == 1, anchor
    assert guide.css_first(f'.toc a[href="#{anchor}"]'), anchor
    return found[0]


def told(part: LexborNode) -> dict[str, str]:
    """What is told of each field, by its name."""
    return {words(first(one, "code")): words(one) for one in part.css(".field")}


def what_is_to_be_told(field: Field) -> set[str]:
    values = {value for value in (field.help, field.default, *field.values) if value}
    return values | ({f"{field.name}: {field.example}"} if field.example else set())


@pytest.mark.parametrize("kind", LISTS, ids=lambda kind: kind.name)
def test_an_entry_of_a_list_is_told_with_every_field_and_can_be_copied(guide: LexborHTMLParser, kind: ListKind) -> None:
    part = entry(guide, f"file-{kind.name}")
    fields = told(part)

    assert list(fields) == [field.name for field in kind.fields]
    assert not [field.help for field in kind.fields if field.help not in fields[field.name]]
    assert not [line for line in kind.example.splitlines()[1:] if line not in " ".join(fields.values())]
    assert first(part, "pre").text() == kind.example
    assert kind.path in words(first(part, ".entry__purpose"))
    assert "tasks.py new" not in words(part)


@pytest.mark.parametrize("name", COMPONENTS)
def test_a_component_is_told_with_every_field_and_its_example(guide: LexborHTMLParser, name: str) -> None:
    part, component = entry(guide, f"component-{name}"), COMPONENTS[name]
    fields = told(part)

    assert component.purpose in words(part)
    assert list(fields) == [field.name for field in component.fields]
    for field in component.fields:
        assert not {one for one in what_is_to_be_told(field) if " ".join(one.split()) not in fields[field.name]}
        assert ("needed" in fields[field.name].split()[:2]) == field.required
    assert first(part, "pre").text() == (FOLDER / name / "example.md").read_text(encoding="utf-8")
    assert words(first(part, ".source button.copy")) == "Copy"
    assert attribute(first(part, "iframe"), "src") == f"/_guide/example/{name}/"


@pytest.mark.parametrize("name", KIND_FIELDS)
def test_a_kind_of_file_is_told_with_every_field_and_how_one_begins(guide: LexborHTMLParser, name: str) -> None:
    part = entry(guide, f"file-{name}")
    fields = told(part)

    for field in KIND_FIELDS[name]:
        there = fields.get(field.name, "") if field.help else words(part)
        assert field.name in there
        assert not {one for one in what_is_to_be_told(field) if one not in there}
    assert f"tasks.py new {name} " in words(part)
    assert re.match(r"[A-Z][a-z]+:", first(part, "pre").text())
    assert "{" not in first(part, "pre").text()


def test_a_kind_names_the_templates_that_the_theme_has(guide: LexborHTMLParser) -> None:
    assert {"page", "campaign"} <= set(re.findall(r"\w+", told(entry(guide, "file-page"))["Template"]))


@pytest.mark.parametrize("code", explanations())
def test_a_code_is_told_with_every_message_that_has_it(guide: LexborHTMLParser, code: str) -> None:
    part, known = words(entry(guide, code)), explanations()[code]

    assert " ".join(known.words.split()) in part
    assert known.messages
    for message in known.messages:
        assert " ".join(f"{message.level} {message.sentences} {message.name}".split()) in part


def test_the_guide_has_each_part_to_which_a_message_leads(guide: LexborHTMLParser) -> None:
    named = set(re.findall(r"#(file-[a-z{}]+)", FILE.read_text(encoding="utf-8")))

    assert named >= {"file-campaign", "file-matter", "file-person", "file-{kind}"}
    for anchor in {one for one in named if "{" not in one} | {"file-story", "file-fact", "file-contact"}:
        entry(guide, anchor)


def test_every_link_on_the_guide_itself_leads_to_something(guide: LexborHTMLParser) -> None:
    ids = {attribute(one, "id") for one in guide.css("[id]")}

    assert {attribute(one, "href").removeprefix("#") for one in guide.css('a[href^="#"]')} <= ids


@pytest.mark.parametrize("name", COMPONENTS)
def test_an_example_is_drawn_by_the_sites_own_templates_and_all_it_needs_is_served(live: LiveSite, name: str) -> None:
    page = example_page(live, name)
    assert page
    tree = LexborHTMLParser(page.decode())
    needed = [attribute(one, "href") for one in tree.css('link[rel="stylesheet"], link[rel="preload"]')]
    needed += [attribute(one, "src") for one in tree.css("script, img")]

    assert tree.css_first(f"main .{name}")
    assert len(needed) > 1
    for address in needed:
        found = live.answer(address)
        assert isinstance(found, Answer)
        assert found.status == 200, address


def test_there_is_no_example_of_what_is_no_component(live: LiveSite) -> None:
    assert example_page(live, "hero/../hero") is None


@pytest.mark.needs("java", "vnu")
def test_the_guide_and_every_example_are_valid(live: LiveSite, tmp_path: Path, vnu_jar: Path) -> None:
    pages = {"guide": guide_page(live), **{name: example_page(live, name) for name in COMPONENTS}}
    for name, page in pages.items():
        (tmp_path / f"{name}.html").write_bytes(page or b"")

    assert invalid(vnu_jar, sorted(tmp_path.iterdir())) == []


@pytest.fixture
def other(tmp_path: Path) -> LiveSite:
    """Another site with the same theme, and none of the sample's people, pictures and campaigns."""
    return read(small_project(tmp_path / "project", {}).folder)


def test_what_an_example_names_and_a_site_does_not_have_is_told_in_its_place(other: LiveSite) -> None:
    page = example_page(other, "pull-quote")

    assert page
    assert b"pull-quote is not shown here" in page
    assert b"I know no person &#34;ruth-okafor&#34;." in page
    assert b"theme/components/pull-quote/example.md:2" in page
    assert b'class="note' in (example_page(other, "note") or b"")


def test_a_template_that_cannot_be_drawn_says_so_in_the_place_of_its_example(other: LiveSite) -> None:
    template = other.root / "theme/components/note/template.html"
    template.write_text("{{ nowhere.to_be_found }}")

    page = example_page(other, "note")

    assert page
    assert b"note is not shown here" in page
    assert b"components/note/template.html:1" in page


def test_a_site_that_cannot_be_read_has_a_guide_of_files_and_messages(tmp_path: Path) -> None:
    (tmp_path / "publishconf.py").write_text("NAVIGATION = [\n")
    live = LiveSite(tmp_path)
    live.read()

    guide = LexborHTMLParser(guide_page(live).decode())

    assert "settings" in words(entry(guide, "C38"))
    assert told(entry(guide, "file-story")).keys() >= {"Title", "Date"}
    assert not guide.css("iframe")
    assert example_page(live, "hero") is None


@pytest.mark.needs("chromium", "axe")
@pytest.mark.parametrize("views", VIEWS)
def test_axe_finds_nothing_on_the_guide(live: LiveSite, tmp_path: Path, axe_script: Path, views: list[View]) -> None:
    # Of what is not drawn yet places are guessed, and axe would find one thing on top of another.
    style = (HERE / "pages.css").read_text(encoding="utf-8").replace("content-visibility: auto", "")
    (tmp_path / "_preview").mkdir()
    (tmp_path / "_preview" / "pages.css").write_text(style, encoding="utf-8")
    (tmp_path / "index.html").write_bytes(guide_page(live))

    with served(tmp_path) as address, chromium() as browser:
        page = browser.new_page()
        page.goto(address)
        assert list(violations(page, axe_script, views)) == []
        page.set_viewport_size({"width": 320, "height": 900})
        assert page.evaluate("document.documentElement.scrollWidth") <= 320
