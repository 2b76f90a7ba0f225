"""The site in the preview's memory: each page is what a build would write, whatever was edited before."""

import os
import re
import subprocess
from pathlib import Path

import pytest
from PIL import Image

from plugins.core.findings import SiteError, errors, in_order, without_notes
from plugins.engine.settings import site_settings
from plugins.preview.app import state_of
from plugins.preview.live import Answer, Change, LiveSite, Options, Redirect
from plugins.preview.texts import State
from plugins.render.result import union
from plugins.site.routes import PAGEFIND
from tests.preview.live_site import read, sample_project, small_project
from tests.selfies.members import text as member
from tests.small_site import ROOT, SmallSite, story

HOME = "Title: Home\nSummary: Where everything begins.\n\nWelcome.\n"
CAMPAIGN = "Title: Library\nSummary: Keep it open.\n\n::: collage\ncampaign: library\n:::\n"
NOW = "Title: Vote\nStarts: 2026-11-01\nEnds: 2026-12-01\n\n{}\n"
SELFIES = '\nSELFIES_PATH = "content/selfies"\n'


@pytest.fixture
def project(tmp_path: Path) -> SmallSite:
    """A project of its own with two public stories."""
    return small_project(tmp_path / "a project", {"news/one.md": story("One"), "news/two.md": story("Two")})


def shown(project: SmallSite, options: Options | None = None) -> LiveSite:
    """The site, read."""
    return read(project.folder, options)


def save(live: LiveSite, project: SmallSite, name: str, text: str) -> Change:
    """An edit of a text below content/, and what became of it."""
    project.write({name: text})
    return live.change([project.folder / "content" / name])


def data(live: LiveSite, path: str) -> bytes:
    """The bytes of a file that is there."""
    found = live.answer(path)
    assert isinstance(found, Answer)
    assert found.status == 200, (path, found)
    return found.body


def page(live: LiveSite, path: str) -> str:
    """The text of a page that is there."""
    return data(live, path).decode()


def status(live: LiveSite, path: str) -> int:
    """How an address is answered."""
    found = live.answer(path)
    return found.status if isinstance(found, Answer) else 302


def built(project: SmallSite) -> dict[str, bytes]:
    """Every file of a public build from nothing, compressed copies and the manifest aside."""
    settings = site_settings(project.folder / "publishconf.py") | {"OUTPUT_PATH": str(project.output)}
    settings["PELICAN_CLASS"](settings).build()
    names = project.published() - {"manifest.json"}
    return {name: (project.output / name).read_bytes() for name in sorted(names)}


def built_findings(project: SmallSite) -> list[str]:
    """What a public build tells, in words."""
    settings = site_settings(project.folder / "publishconf.py") | {"OUTPUT_PATH": str(project.output)}
    try:
        found = settings["PELICAN_CLASS"](settings).build()
    except SiteError as wrong:
        found = wrong.findings
    return [str(one) for one in without_notes(in_order(found))]


def differing(live: LiveSite, project: SmallSite) -> list[str]:
    """The files of a build that the preview shows otherwise."""
    files = built(project)
    for name in files:  # pictures and cards are made when a page asks for them
        if name.endswith(".html"):
            live.answer("/" + name.removesuffix("index.html"))
    live.answer("/feeds/all.atom.xml")
    found = {name: live.answer("/" + name.removesuffix("index.html")) for name in files}
    return [name for name, one in found.items() if not isinstance(one, Answer) or one.body != files[name]]


def test_every_file_is_the_one_that_a_build_writes(project):
    project.picture("images/rally.jpg", "navy", (900, 600))
    picture = "![A rally](/images/rally.jpg)\n\n## A part\n\n[Home](/) and [the part](#a-part)"
    project.write({"news/one.md": story("One", picture), "campaigns/library.md": CAMPAIGN})

    assert differing(shown(project), project) == []


def test_of_a_site_with_everything_nothing_is_told_that_a_build_does_not_tell(tmp_path: Path) -> None:
    project = sample_project(tmp_path / "sample")
    live = read(project.folder)
    while live.has_to_look():
        live.look()

    assert [str(one) for one in errors(live.findings())] == []
    assert live.public
    files = {name for name in built(project) if not name.startswith(PAGEFIND)}
    assert files <= live.public.whole().finished.names | asked_files(live)


def asked_files(live: LiveSite) -> set[str]:
    """What pages ask for, besides files of their own."""
    assert live.public
    named = union([*(one.result for one in live.public.looked.values()), live.public.build.frame])
    return {*named.derivatives, *named.cards, *named.documents}


def test_an_edit_below_a_header_reads_that_text_alone(project):
    live = shown(project)
    page(live, "/news/two/")
    before = live.public

    assert save(live, project, "news/one.md", story("One", "Other *words*.")) is Change.TEXT
    assert live.public is before
    assert "Other <em>words</em>." in page(live, "/news/one/")
    assert differing(live, project) == []


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("news/one.md", story("Another title")),
        ("news/one.md", "Title: One\nDate: 2021-03-04\n\nThe first words are the summary.\n"),
        ("news/three.md", story("Three")),
        ("news/one.md", story("One").replace("Date", "Tags: pay\nDate")),
        ("news/one.md", story("One").replace("2021-03-04", "2027-03-04")),
        ("pages/about.md", HOME.replace("Home", "About")),
        ("campaigns/library.md", CAMPAIGN),
        ("announcements/now.md", "Title: Vote\nStarts: 2026-11-01\nEnds: 2026-12-01\n\nCome and vote.\n"),
    ],
)
def test_every_other_edit_shows_on_every_page(project, name, text):
    live = shown(project)
    page(live, "/news/")

    assert save(live, project, name, text) is Change.ALL
    assert differing(live, project) == []


def test_an_edit_of_facts_contacts_or_the_houses_style_shows_at_once(project):
    fact = '[members]\nvalue = "{}"\nsource = "Register"\nchecked = 2022-01-15\n'
    contact = '[office]\nname = "The office"\nemail = "{}@example.org"\n'
    project.write({"facts.toml": fact.format("nine"), "contacts.toml": contact.format("one")})
    project.write({"news/one.md": story("One", "We are {fact:members}: {contact:office} for all.")})
    live = shown(project)
    assert 'nine: <a href="mailto:one@example.org">' in page(live, "/news/one/")
    assert live.findings() == []

    assert save(live, project, "facts.toml", fact.format("ten")) is Change.ALL
    assert "ten: <a" in page(live, "/news/one/")
    assert save(live, project, "contacts.toml", contact.format("two")) is Change.ALL
    assert "two@example.org" in page(live, "/news/one/")
    assert save(live, project, "house-style.toml", '[[term]]\nuse = "us"\navoid = ["we"]\n') is Change.ALL
    assert [one.code for one in live.findings()] == ["C28"]
    assert differing(live, project) == []

    assert save(live, project, "news/one.md", story("One", "Us two, and {fact:nobody}.")) is Change.TEXT
    while live.waiting:
        live.look()
    assert [one.code for one in live.findings()] == ["C33"]
    assert save(live, project, "facts.toml", "[members\n") is Change.ALL
    assert "C130" in {one.code for one in live.findings()}


def test_what_was_read_once_is_not_read_again_while_it_is_the_same(project):
    live = shown(project)
    assert live.public
    before = live.public.build.readings

    assert save(live, project, "news/one.md", story("Another title")) is Change.ALL
    now = live.public.build.readings
    assert now.last("content/news/two.md") is before.last("content/news/two.md")
    assert now.last("content/news/one.md") is not before.last("content/news/one.md")


def test_a_text_that_is_deleted_is_gone(project):
    live = shown(project)
    (project.folder / "content/news/one.md").unlink()

    live.change([project.folder / "content/news/one.md"])

    assert status(live, "/news/one/") == 404
    assert differing(live, project) == []


def test_a_summary_that_the_first_words_make_changes_lists(project):
    live = shown(project)
    written = "Title: One\nDate: 2021-03-04\n\n{} is what it says at first.\n"
    save(live, project, "news/one.md", written.format("This"))

    assert save(live, project, "news/one.md", written.format("That")) is Change.ALL
    assert "That is what it says" in page(live, "/news/")


def test_a_template_shows_at_once_on_every_page_and_nothing_is_read(project):
    live = shown(project)
    page(live, "/news/one/")
    before, file = live.public, project.folder / "theme/templates/base.html"
    file.write_text(file.read_text().replace("</body>", "<p>From the template</p></body>"))

    assert live.change([file]) is Change.THEME
    assert live.public is before
    assert "From the template" in page(live, "/news/one/")
    assert differing(live, project) == []


def test_a_stylesheet_shows_at_once(project):
    live = shown(project)
    before, sheet = live.shown_version("news/one/index.html")
    file = project.folder / "theme/static/css/base.css"
    file.write_text(file.read_text() + "\nb { color: red }\n")

    assert live.change([file]) is Change.THEME
    now, other = live.shown_version("news/one/index.html")
    assert (now, other != sheet) == (before, True)  # browsers take the sheet alone
    assert b"color: red" in data(live, other)
    assert status(live, sheet) == 404
    assert differing(live, project) == []


def test_words_show_at_once_and_what_is_wrong_with_them_is_told(project):
    live = shown(project)
    before, file = live.public, project.folder / "theme/words/en.toml"
    good = file.read_text(encoding="utf-8")
    file.write_text(good.replace('"Skip to the content"', '"Go to the words"'), encoding="utf-8")

    assert live.change([file]) is Change.THEME
    assert live.public is before
    assert "Go to the words" in page(live, "/news/one/")
    assert differing(live, project) == []
    file.write_text(good + 'hello = "Hello"\n', encoding="utf-8")
    live.change([file])
    assert [one.code for one in live.findings()] == ["C49"]  # what French lacks


def test_a_component_of_other_fields_reads_texts_again(project):
    save(shown(project), project, "news/one.md", story("One", "::: note\nWords.\n:::"))
    live = shown(project)
    file = project.folder / "theme/components/note/component.toml"
    file.write_text(file.read_text() + '\n[fields.colour]\ntype = "text"\nrequired = true\n')

    assert live.change([file]) is Change.ALL
    assert {one.code for one in errors(live.findings())} >= {"C45"}


def test_a_template_that_fails_keeps_its_pages_alone(project):
    live = shown(project)
    file = project.folder / "theme/templates/article.html"
    good = file.read_text()
    file.write_text(good + "{% block broken %}{{ nobody.knows }}{% endblock %}{{ nobody.knows }}")
    live.change([file])
    file.write_text(good.replace("{% block content %}", "{% block content %}{{ nobody.knows }}"))
    live.change([file])

    assert status(live, "/news/one/") == 500
    assert status(live, "/") == 200
    assert [one.code for one in live.findings()] == ["C49"]

    file.write_text(good)
    live.change([file])
    assert status(live, "/news/one/") == 200
    assert looked(live) == []


def test_a_mistake_in_a_text_is_told_and_gone_when_it_is_mended(project):
    live = shown(project)
    save(live, project, "news/one.md", story("One", "::: nothing-like-it\n:::"))
    assert [(one.code, str(one.where)) for one in live.findings()] == [("C33", "content/news/one.md:5")]
    assert status(live, "/news/two/") == 200

    save(live, project, "news/one.md", story("One", "Good."))
    assert live.findings() == []


def test_what_rules_find_on_pages_comes_when_they_have_looked(project):
    live = shown(project)
    while live.has_to_look():
        live.look()
    assert save(live, project, "news/one.md", story("One", "[x](/nowhere/) and [y](/news/two/#no-part)")) is Change.TEXT
    assert live.findings() == []

    assert live.look()
    assert sorted(one.code for one in live.findings()) == ["C11", "C12"]

    save(live, project, "news/one.md", story("One", "Good."))
    live.look()
    assert live.findings() == []


def test_settings_that_cannot_be_read_leave_the_last_site(project):
    live = shown(project)
    file = project.folder / "publishconf.py"
    file.write_text(file.read_text() + "\n1 / 0\n")
    live.read()

    assert [one.code for one in live.findings()] == ["C38"]
    assert "One" in page(live, "/news/one/")


def test_without_any_site_there_is_no_answer_but_the_reason(project):
    (project.folder / "publishconf.py").write_text("1 / 0\n")
    live = LiveSite(project.folder)
    live.read()

    assert live.answer("/") is None
    assert [one.code for one in live.findings()] == ["C38"]


DRAFT = story("Draft").replace("Date", "Status: draft\nDate")
LATER = story("Later").replace("2021-03-04", "2027-03-04")


def test_drafts_have_pages_and_are_in_no_list(project):
    project.write({"news/draft.md": DRAFT, "news/later.md": LATER})
    live = shown(project)

    assert "Draft" in page(live, "/drafts/draft/")
    assert "Later" in page(live, "/drafts/later/")
    assert not re.search("Draft|Later", page(live, "/news/"))
    states = {one.path: one.state for one in live.entries()}
    assert states["content/news/draft.md"] is State.DRAFT
    assert states["content/news/later.md"] is State.SCHEDULED
    assert differing(live, project) == []


def test_a_draft_is_edited_as_other_texts_are(project):
    project.write({"news/draft.md": DRAFT})
    live = shown(project)

    assert save(live, project, "news/draft.md", DRAFT.replace("Words.", "Better words than those.")) is Change.TEXT
    assert "Better words than" in page(live, "/drafts/draft/")
    save(live, project, "news/draft.md", DRAFT.replace("Words.", "::: nothing\n:::"))
    assert errors(live.findings()) == []
    assert [one.code for one in live.about("content/news/draft.md")] == ["C33"]


def test_a_public_page_shows_nothing_of_a_draft_that_it_names(project):
    project.write({"campaigns/library.md": CAMPAIGN.replace("Summary", "Status: draft\nSummary")})
    project.write({"news/one.md": story("One").replace("Date", "Campaign: library\nDate")})
    live = shown(project)

    assert page(live, "/drafts/library/") if status(live, "/drafts/library/") == 200 else True
    files = built(project)
    assert page(live, "/news/one/").encode() == files["news/one/index.html"]


def test_with_drafts_they_are_shown_as_if_published(project):
    project.write({"news/draft.md": DRAFT, "news/later.md": LATER})
    live = shown(project, Options(lists_drafts=True))

    assert "Draft" in page(live, "/news/")
    assert "Later" in page(live, "/news/")
    assert "Draft" in page(live, "/news/draft/")


def test_another_day_shows_what_will_be_public_then(project):
    project.write({"news/later.md": LATER})

    assert "Later" in page(shown(project, Options(as_of="2027-04-01")), "/news/")


def test_another_day_may_be_over_where_git_keeps_later_ones(project):
    for command in (["init"], ["add", "content"], ["-c", "user.name=x", "-c", "user.email=x@x", "commit", "-m", "x"]):
        subprocess.run(["git", *command], cwd=project.folder, check=True, capture_output=True)

    assert [one.code for one in shown(project).findings()] == ["C77"]  # AS_OF in the settings, which a build refuses
    assert shown(project, Options(as_of="2021-04-01")).findings() == []


def test_what_is_published_on_a_day_is_shown_from_then_on(project):
    assert str(shown(project).holds_until()) == "2026-11-23 00:00:00-07:00"


@pytest.mark.parametrize(
    "path",
    [
        "/content/news/one.md",
        "/../publishconf.py",
        "/%2e%2e/publishconf.py",
        "/news/../../publishconf.py",
        "/publishconf.py",
        "/.git/config",
        "/manifest.json",
        "/pictures/0000000000000000-800.jpg",
        "/news/one/index.html/",
        "/" + "x" * 300,
        "/" + "x/" * 5000,
        "/\0",
        "//news/one/",
        "/news/one\\",
    ],
)
def test_nothing_else_is_served(project, path):
    assert status(shown(project), path) == 404


def test_an_address_without_its_slash_leads_on(project):
    assert shown(project).answer("/news/one") == Redirect("/news/one/")


def test_a_site_below_a_path_is_shown_there(project):
    with (project.folder / "publishconf.py").open("a") as settings:
        settings.write('\nSITEURL = "https://host.example/sub"\n')
    live = shown(project)

    assert live.answer("/") == Redirect("/sub/")
    assert 'href="/sub/news/' in page(live, "/sub/news/one/")
    assert status(live, "/news/one/") == 404


def test_the_search_finds_what_was_written_last(project):
    live = shown(project)
    entry = data(live, "/search/pagefind/pagefind-entry.json")
    save(live, project, "news/one.md", story("One", "A zebra."))

    assert data(live, "/search/pagefind/pagefind-entry.json") != entry
    assert differing(live, project) == []


def test_who_takes_a_picture_back_is_gone_with_the_next_answer(project):
    with (project.folder / "publishconf.py").open("a") as settings:
        settings.write(SELFIES)
    project.write({"campaigns/library.md": CAMPAIGN, "selfies/0417.md": member({"Campaign": "library"})})
    Image.new("RGB", (640, 480), "navy").save(project.folder / "content/selfies/0417.jpg")
    live = shown(project)
    html = page(live, "/library/wall/")
    (picture,) = set(re.findall(r'src="(/portraits/[^"]+)"', html))
    assert status(live, picture) == 200

    project.write({"withdrawn.toml": '["0417"]\ndate = 2026-11-20\n'})
    assert status(live, picture) == 404  # although nobody has told it of a change
    assert status(live, "/library/wall/") == 404


def test_a_member_whose_text_changed_is_not_shown_while_nothing_can_be_read(project):
    settings = project.folder / "publishconf.py"
    settings.write_text(settings.read_text() + SELFIES)
    project.write({"campaigns/library.md": CAMPAIGN, "selfies/0417.md": member({"Campaign": "library"})})
    Image.new("RGB", (640, 480), "navy").save(project.folder / "content/selfies/0417.jpg")
    live = shown(project)
    assert status(live, "/library/wall/") == 200

    settings.write_text(settings.read_text() + "\n1 / 0\n")
    save(live, project, "selfies/0417.md", member({"Campaign": "library", "Withdrawn": "2026-11-20"}))
    assert live.answer("/library/wall/") is None


def test_a_document_is_served_as_it_was_looked_into(project):
    project.write({"documents/form.txt": "one", "news/one.md": story("One", "[The form](/documents/form.txt)")})
    live = shown(project)
    (form,) = re.findall(r'href="([^"]+form[^"]*)"', page(live, "/news/one/"))
    assert data(live, form) == b"one"

    project.write({"documents/form.txt": "two"})
    assert status(live, form) == 404
    live.change([project.folder / "content/documents/form.txt"])
    page(live, "/news/one/")
    assert data(live, form) == b"two"


def test_a_file_that_is_no_text_reads_everything(project):
    live = shown(project)
    project.picture("images/new.jpg")

    assert live.change([project.folder / "content/images/new.jpg"]) is Change.ALL
    assert live.change([]) is Change.NOTHING
    assert live.change([project.folder / "plugins/x.py"]) is Change.PROGRAM
    assert live.change([project.folder / "publishconf.py"]) is Change.PROGRAM


def test_folders_that_are_links_are_what_they_lead_to(project):
    away = project.folder.with_name("away")
    (project.folder / "content").rename(away)
    (project.folder / "content").symlink_to(away)
    (project.folder / "plugins").symlink_to(ROOT / "plugins")
    live = shown(project)
    (away / "news/one.md").write_text(story("One", "Other words than those."))

    assert live.change([away / "news/one.md"]) is Change.TEXT
    assert "Other words than" in page(live, "/news/one/")
    assert live.change([ROOT / "plugins/render/page.py"]) is Change.PROGRAM


def test_many_texts_at_once_are_read_with_everything(project):
    live = shown(project)
    names = [f"news/s{number}.md" for number in range(30)]
    project.write({name: story(name) for name in names})

    assert live.change([project.folder / "content" / name for name in names]) is Change.ALL
    assert differing(live, project) == []


def test_pages_that_were_drawn_do_not_pile_up(project, monkeypatch):
    monkeypatch.setattr("plugins.preview.recorded.MAX_DRAWN", 2)
    live = shown(project)
    for path in ("/", "/news/", "/news/one/", "/news/two/"):
        page(live, path)

    assert live.public is not None
    assert len(live.public._drawn) == 2


def looked(live: LiveSite) -> list[str]:
    """The codes of all findings, when rules have looked at every page that waits."""
    while live.has_to_look():
        live.look()
    return sorted(one.code for one in live.findings())


def test_a_member_who_takes_back_beside_a_change_of_the_program_is_gone(project):
    with (project.folder / "publishconf.py").open("a") as settings:
        settings.write(SELFIES)
    project.write({"campaigns/library.md": CAMPAIGN, "selfies/0417.md": member({"Campaign": "library"})})
    Image.new("RGB", (640, 480), "navy").save(project.folder / "content/selfies/0417.jpg")
    live = shown(project)
    assert status(live, "/library/wall/") == 200

    project.write({"selfies/0417.md": member({"Campaign": "library", "Withdrawn": "2026-11-20"})})
    both = [project.folder / "content/selfies/0417.md", project.folder / "plugins/render/page.py"]
    assert live.change(both) is Change.PROGRAM
    assert status(live, "/library/wall/") == 404


def test_a_note_about_a_member_hides_all_while_nothing_can_be_read(project):
    with (project.folder / "publishconf.py").open("a") as settings:
        settings.write(SELFIES)
    project.write({"campaigns/library.md": CAMPAIGN, "selfies/0417.md": member({"Campaign": "library"})})
    Image.new("RGB", (640, 480), "navy").save(project.folder / "content/selfies/0417.jpg")
    live = shown(project)
    component = project.folder / "theme/components/note/component.toml"
    component.write_text("x = [")
    live.change([component])
    assert status(live, "/library/wall/") == 200

    project.write({"0417 withdrawn.txt": "0417"})
    live.change([project.folder / "content/0417 withdrawn.txt"])
    assert live.answer("/library/wall/") is None


def test_a_feed_shows_what_its_stories_say_now(project):
    live = shown(project)
    data(live, "/feeds/all.atom.xml")

    assert save(live, project, "news/one.md", story("One", "Other words than before.")) is Change.TEXT
    assert b"Other" in data(live, "/feeds/all.atom.xml")
    assert differing(live, project) == []


def test_a_template_that_comes_from_another_place_or_bears_an_old_time_is_taken(project):
    live = shown(project)
    page(live, "/news/one/")
    footer = project.folder / "theme/templates/partials/footer.html"
    seen = footer.stat()
    footer.write_text(footer.read_text() + "<p>Another foot</p>")
    os.utime(footer, ns=(seen.st_atime_ns, seen.st_mtime_ns))
    live.change([footer])
    assert "Another foot" in page(live, "/news/one/")

    base, away = project.folder / "theme/templates/base.html", project.folder / "theme/templates/away.html"
    base.rename(away)
    live.change([base, away])
    assert status(live, "/news/one/") == 500
    away.rename(base)
    live.change([base, away])
    assert differing(live, project) == []


def test_what_rules_found_stays_over_an_edit_of_the_theme_and_they_look_again(project):
    project.write({"news/one.md": story("One", "[x](/nowhere/)")})
    live = shown(project)
    assert looked(live) == ["C11"]
    footer = project.folder / "theme/templates/partials/footer.html"
    footer.write_text(footer.read_text() + '<img src="/no/picture.jpg">')

    live.change([footer])
    assert [one.code for one in live.findings()] == ["C11"]
    assert len(looked(live)) > 1


@pytest.mark.parametrize(
    ("name", "wrong", "code", "mended"),
    [
        ("news/two.md", story("One"), "C66", story("Two")),
        ("news/three.txt", story("Three"), "C60", None),
        ("documents/form.txt", "A form.", "C114", None),
        ("announcements/now.md", NOW.format("[Vote](/news/one/#no-part)"), "C12", NOW.format("Vote")),
        ("pages/x.md", "Title: X\nSummary: X.\n\n[Vote](/news/#no-part)\n", "C12", None),
    ],
)
def test_what_is_only_seen_of_all_together_is_told_until_it_is_mended(project, name, wrong, code, mended):
    live = shown(project)
    save(live, project, name, wrong)
    assert code in looked(live)
    told = [str(one) for one in live.findings()]
    assert told == built_findings(project)

    if mended is None:
        (project.folder / "content" / name).unlink()
        live.change([project.folder / "content" / name])
    else:
        save(live, project, name, mended)
    assert looked(live) == []


def test_an_edit_below_a_header_lets_all_be_compared_where_it_may_matter_alone(project):
    live = shown(project)
    looked(live)
    assert live.public
    save(live, project, "news/one.md", story("One", "Other words."))
    live.look()
    assert not live.has_to_look()

    save(live, project, "news/one.md", story("One", '<a href="/news/two/#nothing">Two</a>'))
    live.look()
    assert live.has_to_look()
    assert looked(live) == ["C12"]


def test_what_a_template_does_to_all_pages_is_told_of_a_few(project):
    project.write({f"news/s{number}.md": story(f"Number {number}") for number in range(9)})
    live = shown(project)
    footer = project.folder / "theme/templates/partials/footer.html"
    footer.write_text(footer.read_text() + '<p style="color: red">Red</p>')
    live.change([footer])

    assert looked(live) == ["C69"] * 3
    assert any("more" in str(one) for one in live.findings())


def test_a_part_that_another_page_links_to_is_missed_as_soon_as_it_is_gone(project):
    project.write({"news/one.md": story("One", "[x](/news/two/#a-part)"), "news/two.md": story("Two", "## A part")})
    live = shown(project)
    assert looked(live) == []

    save(live, project, "news/two.md", story("Two", "## Another"))
    before = live.shown_version("")
    assert looked(live) == ["C12"]
    assert live.shown_version("") != before  # the desk shows it
    save(live, project, "news/two.md", story("Two", "## A part"))
    assert looked(live) == []


def test_a_text_that_asks_to_be_kept_back_has_the_page_of_a_draft(project):
    project.write({"news/one.md": story("One", "DO NOT PUBLISH\n\nWords.")})
    live = shown(project)

    assert status(live, "/news/one/") == 404
    assert "DO" in page(live, "/drafts/one/")


def test_a_wall_of_a_draft_says_that_it_is_not_public(project):
    with (project.folder / "publishconf.py").open("a") as settings:
        settings.write(SELFIES)
    draft = CAMPAIGN.replace("Summary", "Status: draft\nSummary")
    project.write({"campaigns/library.md": draft, "selfies/0417.md": member({"Campaign": "library"})})
    Image.new("RGB", (640, 480), "navy").save(project.folder / "content/selfies/0417.jpg")
    live = shown(project)

    assert status(live, "/library/wall/") == 200
    assert state_of(live, "/library/wall/")["sentence"].startswith("Draft: in no public file")
    assert state_of(live, "/news/")["sentence"] == ""
