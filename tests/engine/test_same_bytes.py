"""Whatever was made before: after any edits a build publishes what one that remembers nothing would, and tells it, too.

Sites are built in two folders: in one again and again, in the other each time from nothing but the pictures' files.
"""

import shutil
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from plugins.core.findings import SiteError, in_order
from plugins.engine.keys import program_key
from plugins.release.unchanged import Inputs, LastBuild, remember
from plugins.release.unchanged import written as written_in
from plugins.site.routes import MANIFEST
from tests.fuzz import examples
from tests.selfies.members import text
from tests.small_site import ROOT, SmallSite, small_site, story

BODIES = (
    "Words.",
    "Words -- and more, of [another](/news/b/#the-part).\n\n## The part\n\nIts words.",
    "![A rally](/images/rally.jpg)\n\nSee [the form](/documents/form.txt).",
    "::: stories\ncampaign: library\n:::\n\n::: collage\ncampaign: library\n:::",
    "::: pull-quote\nperson: ana\n\nA sentence to remember.\n:::",
    "DO NOT PUBLISH. It is not agreed.",
    "TODO: say more.",
    "A [link](/news/gone/) to nothing.",
    "A [link](/library/wall/#selfie-0401) to a member.",
    "We are {fact:members}: write to {contact:office}.\n\n::: events\n:::",
    "::: figures\nfacts: members\n:::\n\nThe [talks](/matters/talks/), and [the rally](/events/rally/).",
)
HEADERS = (
    "",
    "Tags: pay\n",
    "Tags: Pay, hours\n",
    "Author: ana\nCampaign: library\n",
    "Author: ana\nMatter: talks\nCampaign: library\n",
    "Lang: fr\nSlug: a\n",
    "Status: draft\n",
    "Status: hidden\n",
    "Image: images/rally.jpg\nImage-description: A rally\n",
    "Slug: another-address\n",
    "Modified: 2021-06-01\n",
)
DAYS = ("2021-03-04", "2021-03-05", "2026-11-23", "2027-03-04")
MOMENTS = ("2026-11-22 09:00", "2026-11-24 09:00")
TEMPLATES = ("templates/article.html", "templates/partials/footer.html", "components/pull-quote/template.html")
# Shown in the footer, where only the promise that nobody needs a script is broken by it.
WITHOUT_SCRIPTS = "<noscript>Words.</noscript>"
STYLES = ("static/css/layout.css", "components/pull-quote/style.css")
PICTURES = ("images/rally.jpg", "images/empty-sign.jpg")
PEOPLE = (
    "Name: Ana Two\n",
    "Name: Ana\nRole: Chair\n",
    "Name: Ana\nImage: images/rally.jpg\nImage-description: Ana at a rally\n",
)
LIBRARY = "Title: The library\nSummary: Four hours less.\n\nOne.\n\n## Get involved\n\nTwo.\n"
CAMPAIGNS = (
    LIBRARY,
    LIBRARY.replace("Get", "Be"),
    *(
        LIBRARY.replace("\n\n", f"\n{line}\n\n", 1)
        for line in ("Date: 2026-11-23", "Expires: 2026-11-23", "Status: draft")
    ),
)
EVENT = "Title: {title}\nStarts: {starts}\nPlace: The hall\nSummary: Come.\nCampaign: library\n{more}\nWords.\n"
EVENTS = (
    EVENT.format(title="Rally", starts="2026-11-25 18:30", more=""),
    EVENT.format(title="The rally", starts="2026-11-23 18:30", more="Modified: 2026-11-20\n"),
    EVENT.format(title="Rally", starts="2026-11-25 18:30", more="Status: cancelled\nModified: 2026-11-20\n"),
    EVENT.format(title="Rally", starts="2026-11-25 18:30", more="Date: 2026-11-23\nOld-addresses: /rally/\n"),
)
MATTER = (
    "Title: Talks\nStages: Notice, Talks, Vote\nStage: {}\nStage-since: 2026-11-02\nSummary: With them.\n{}\nWords.\n"
)
MATTERS = (MATTER.format("Talks", ""), MATTER.format("Vote", ""), MATTER.format("Vote", "Date: 2026-11-23\n"))
FACT = '[members]\nvalue = "{}"\nwords = "members"\nsource = "The register"\nchecked = 2026-11-02\nnot = ["{}"]\n'
FACTS = (FACT.format("40", "forty of us"), FACT.format("41", "forty of us"), FACT.format("41", "Words"))
CONTACTS = tuple(f'[office]\nname = "The office"\nemail = "{name}@example.org"\n' for name in ("office", "desk"))
PRIVACY = "Title: Privacy\nSummary: What this site keeps.\n{promises}\nIt keeps nothing.\n"
PROMISES = ("", "Promises: no script needed\n")
PAGE = (ROOT / "theme/templates/page.html").read_text(encoding="utf-8")
# One line of a header; without a value it goes. A summary that the text begins with is told anew, or no more.
LINES = (
    *(("Tags", value) for value in ("pay", "Pay, hours", "hours", "")),
    *(("Summary", value) for value in ("Words.", "")),
    *(("Slug", value) for value in ("one", "other")),
    *(("Date", value) for value in ("2021-03-05", "2026-11-23")),
    *(("Expires", value) for value in ("2026-11-23", "")),
    *(("Old-addresses", value) for value in ("/was/here/", "/news/b/", "")),
    ("Change-note", "A word was wrong."),
    ("Template", "wide"),
    ("Title", "A title that is longer than " + "any that " * 15 + "a tab shows"),
)
# Of the theme, what decides how texts are read, and how cards look.
PARTS = (
    ("components/pull-quote/component.toml", "[fields.person]", "[fields.speaker]"),
    ("components/pull-quote/component.toml", 'body = "required"', 'body = "none"'),
    ("components/stories/component.toml", 'default = "3"', 'default = "1"'),
    ("static/css/tokens.css", "oklch(0.845 0.165 86)", "oklch(0.8 0.15 80)"),
)


@dataclass
class Sites:
    """A site, and what its settings say. first: its files as they were in the beginning, for what is undone"""

    site: SmallSite
    settings: dict[str, Any] = field(default_factory=dict)
    first: dict[str, bytes] = field(default_factory=dict)

    def file(self, name: str) -> Path:
        """A file of the content or of the theme."""
        return self.site.folder / name

    def build(self, site: SmallSite) -> tuple[list[str], str | None]:
        """What a build tells; and of what it publishes each file's name and SHA-256, if it does."""
        theme = site.folder / "theme"
        more = {"THEME": str(theme), "THEME_TEMPLATES_OVERRIDES": [str(theme / "components")], **self.settings}
        settings, kept = site.settings(**more), site.folder / ".cache/last-build"
        try:
            findings = settings["PELICAN_CLASS"](settings).build(kept)
        except SiteError as wrong:
            return [str(one) for one in in_order(wrong.findings)], None
        left, now = (str(site.output.resolve()), written_in(site.output)), datetime.now(UTC)
        last = LastBuild(Inputs((), (), {}), left, now, now, (), program_key())
        remember(kept, last)  # of which the next build takes files
        return [str(one) for one in findings], site.page(MANIFEST)

    def build_anew(self) -> tuple[list[str], str | None]:
        """The same of a copy of which nothing was built before, but what was derived of pictures and templates."""
        folder = self.site.folder.with_name("anew")
        try:
            for name in ("content", "theme", ".cache/pictures", ".cache/typeface", ".cache/templates"):
                if self.file(name).exists():
                    shutil.copytree(self.file(name), folder / name)
            return self.build(SmallSite(folder))
        finally:
            shutil.rmtree(folder)


def written(name: str, text: str) -> Callable[[Sites], None]:
    """An edit that writes a file."""

    def edit(sites: Sites) -> None:
        file = sites.file(name)
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, encoding="utf-8")

    edit.__name__ = f"{name}: {text}"
    return edit


def a_story(name: str, header: str, day: str, body: str) -> Callable[[Sites], None]:
    """An edit of a story."""
    whole = story(f"Story {name}", body).replace("Date: 2021-03-04\n", f"Date: {day}\n{header}")
    return written(f"content/news/{name}.md", whole)


def a_template(name: str, words: str) -> Callable[[Sites], None]:
    """An edit of a template or a stylesheet, at its end."""

    def edit(sites: Sites) -> None:
        whole = (ROOT / "theme" / name).read_text(encoding="utf-8")
        sites.file(f"theme/{name}").write_text(whole + words, encoding="utf-8")

    edit.__name__ = f"{name} + {words}"
    return edit


def a_part(name: str, old: str, new: str) -> Callable[[Sites], None]:
    """An edit of a file of the theme, in its midst."""

    def edit(sites: Sites) -> None:
        whole = (ROOT / "theme" / name).read_text(encoding="utf-8")
        assert old in whole
        sites.file(f"theme/{name}").write_text(whole.replace(old, new), encoding="utf-8")

    edit.__name__ = f"{name}: {new}"
    return edit


def below(name: str, body: str) -> Callable[[Sites], None]:
    """An edit below the header of a text; nothing when it is not there."""

    def edit(sites: Sites) -> None:
        if sites.file(name).exists():
            header = sites.file(name).read_text(encoding="utf-8").partition("\n\n")[0]
            sites.file(name).write_text(f"{header}\n\n{body}\n", encoding="utf-8")

    edit.__name__ = f"{name} below: {body}"
    return edit


def a_line(name: str, line: tuple[str, str]) -> Callable[[Sites], None]:
    """An edit of one line of a text's header, which goes when nothing is told; nothing when the text is not there."""

    def edit(sites: Sites) -> None:
        if sites.file(name).exists():
            header, _, body = sites.file(name).read_text(encoding="utf-8").partition("\n\n")
            others = [one for one in header.split("\n") if not one.startswith(f"{line[0]}:")]
            told = [": ".join(line)] if line[1] else []
            sites.file(name).write_text("\n".join([*others, *told]) + f"\n\n{body}", encoding="utf-8")

    edit.__name__ = f"{name}: {': '.join(line)}"
    return edit


def a_setting(name: str, value: object) -> Callable[[Sites], None]:
    """An edit of a setting."""

    def edit(sites: Sites) -> None:
        sites.settings[name] = value

    edit.__name__ = f"{name} = {value}"
    return edit


def a_moment(moment: str) -> Callable[[Sites], None]:
    """An edit of AS_OF to a moment, unless it is past by then: a build before the last one is refused (C77)."""

    def edit(sites: Sites) -> None:
        sites.settings["AS_OF"] = max(moment, sites.settings.get("AS_OF", ""))

    edit.__name__ = f"AS_OF = {moment}"
    return edit


def a_picture(name: str, colour: str) -> Callable[[Sites], None]:
    """Another picture in the place of one."""

    def edit(sites: Sites) -> None:
        sites.site.picture(name, colour, (640, 480))

    edit.__name__ = f"{name} in {colour}"
    return edit


def moved(name: str, to: str) -> Callable[[Sites], None]:
    """A file that is called otherwise, or deleted when `to` is empty; nothing when it is not there."""

    def edit(sites: Sites) -> None:
        if sites.file(name).exists() and to:
            sites.file(name).replace(sites.file(to))
        else:
            sites.file(name).unlink(missing_ok=True)

    edit.__name__ = f"{name} -> {to}"
    return edit


def swapped(name: str, other: str) -> Callable[[Sites], None]:
    """Two texts, each with what the other's header said but its title; nothing when one is not there."""

    def edit(sites: Sites) -> None:
        files = [sites.file(name), sites.file(other)]
        if all(file.exists() for file in files):
            titles, rests = zip(*(file.read_text(encoding="utf-8").split("\n", 1) for file in files), strict=True)
            headers, bodies = zip(*(rest.split("\n\n", 1) for rest in rests), strict=True)
            for file, title, header, body in zip(files, titles, reversed(headers), bodies, strict=True):
                file.write_text(f"{title}\n{header}\n\n{body}", encoding="utf-8")

    edit.__name__ = f"{name} <-> {other}"
    return edit


def one_line_swapped(name: str, other: str, field: str) -> Callable[[Sites], None]:
    """Two texts, each with what the other's header said in one line; nothing when one is not there."""

    def edit(sites: Sites) -> None:
        if all(sites.file(one).exists() for one in (name, other)):
            headers = [sites.file(one).read_text(encoding="utf-8").partition("\n\n")[0] for one in (name, other)]
            lines = [line for header in headers for line in header.split("\n") if line.startswith(f"{field}:")]
            if len(lines) == 2:
                a_line(name, (field, lines[1].partition(": ")[2]))(sites)
                a_line(other, (field, lines[0].partition(": ")[2]))(sites)

    edit.__name__ = f"{field} of {name} <-> {other}"
    return edit


def undone(name: str) -> Callable[[Sites], None]:
    """A file as it was in the beginning."""

    def edit(sites: Sites) -> None:
        sites.file(name).write_bytes(sites.first[name])

    edit.__name__ = f"{name} as it was"
    return edit


def a_member(member_id: str, answers: dict[str, str], words: str) -> Callable[[Sites], None]:
    """An edit of what a member answered."""
    return written(f"content/selfies/{member_id}.md", text(answers, words))


NEWS = st.sampled_from("abc")
TEXTS = st.sampled_from(["content/news/a.md", "content/news/b.md", "content/pages/x.md", "content/pages/y.md"])
SWAPPED = st.sampled_from(["Tags", "Title", "Date"])
# What shows most wrong keys, alone and in a site that can be built, is half of all that is tried.
OFTEN = st.one_of(
    st.builds(below, NEWS.map("content/news/{}.md".format), st.sampled_from(BODIES[:5])),
    st.builds(lambda field: one_line_swapped("content/news/a.md", "content/news/b.md", field), SWAPPED),
    st.builds(a_line, TEXTS, st.sampled_from(LINES)),
    st.builds(moved, NEWS.map("content/news/{}.md".format), st.just("content/news/d.md")),
    st.builds(a_picture, st.just("images/rally.jpg"), st.sampled_from(["red", "blue"])),
    st.builds(written, st.just("content/documents/form.txt"), st.sampled_from(["one", "two"])),
    st.builds(written, st.just("content/people/ana.md"), st.sampled_from(PEOPLE)),
    st.builds(
        a_template,
        st.just("templates/partials/footer.html"),
        st.sampled_from(["", "Bare words.", WITHOUT_SCRIPTS]),
    ),
    st.builds(
        written,
        st.just("content/pages/privacy.md"),
        st.sampled_from([PRIVACY.format(promises=one) for one in PROMISES]),
    ),
)
SELDOM = st.one_of(
    st.builds(a_story, NEWS, st.sampled_from(HEADERS), st.sampled_from(DAYS), st.sampled_from(BODIES)),
    st.builds(a_story, NEWS, st.just(""), st.just(DAYS[0]), st.sampled_from(BODIES)),
    st.builds(moved, NEWS.map("content/news/{}.md".format), st.sampled_from(["", "content/news/d.md"])),
    st.builds(swapped, st.just("content/news/a.md"), st.sampled_from(["content/news/b.md", "content/news/c.md"])),
    st.builds(swapped, st.just("content/pages/x.md"), st.just("content/pages/y.md")),
    st.builds(below, TEXTS, st.sampled_from(BODIES)),
    st.builds(undone, st.sampled_from(["content/news/a.md", "content/news/b.md", "content/people/ana.md"])),
    st.builds(a_template, st.sampled_from(TEMPLATES), st.sampled_from(["", "Bare words.", "<!-- twice -->"])),
    st.builds(written, st.just("theme/templates/wide.html"), st.sampled_from([PAGE, f"{PAGE}\n"])),
    st.builds(moved, st.just("theme/templates/wide.html"), st.just("")),
    st.builds(
        lambda part, is_undone: a_part(part[0], part[1], part[1] if is_undone else part[2]),
        st.sampled_from(PARTS),
        st.booleans(),
    ),
    st.builds(a_template, st.sampled_from(STYLES), st.sampled_from(["", "\n.once { margin: 0; }\n"])),
    st.builds(a_setting, st.just("SITENAME"), st.sampled_from(["One site", "Another site"])),
    st.builds(a_setting, st.just("NAVIGATION"), st.sampled_from([[], [("The library", "/library/")]])),
    st.builds(a_setting, st.just("DEFAULT_PAGINATION"), st.sampled_from([1, 20])),
    st.builds(a_setting, st.just("FEED_MAX_ITEMS"), st.sampled_from([1, 30])),
    st.builds(a_setting, st.just("TYPOGRIFY_OMIT_FILTERS"), st.sampled_from([["amp"], ["amp", "caps", "smartypants"]])),
    st.builds(a_moment, st.sampled_from(MOMENTS)),
    st.builds(a_picture, st.sampled_from(PICTURES), st.sampled_from(["red", "blue"])),
    st.builds(written, st.just("content/campaigns/library.md"), st.sampled_from(CAMPAIGNS)),
    st.builds(written, st.just("content/events/rally.md"), st.sampled_from(EVENTS)),
    st.builds(written, st.just("content/matters/talks.md"), st.sampled_from(MATTERS)),
    st.builds(written, st.just("content/facts.toml"), st.sampled_from(FACTS)),
    st.builds(written, st.just("content/contacts.toml"), st.sampled_from(CONTACTS)),
    st.builds(moved, st.sampled_from(["content/events/rally.md", "content/matters/talks.md"]), st.just("")),
    st.builds(
        written,
        st.just("content/announcements/march.md"),
        st.sampled_from([f"Title: March\nStarts: {day}\nEnds: 2027-03-04\n\nCome.\n" for day in DAYS[1:3]]),
    ),
    st.builds(
        a_member,
        st.sampled_from(["0401", "0402"]),
        st.sampled_from([{}, {"Consent": "print"}, {"Withdrawn": "2021-06-14"}, {"Consent-until": "2026-11-23"}]),
        st.sampled_from(["I teach", "I lend"]),
    ),
    st.builds(moved, st.just("content/selfies/0402.md"), st.just("")),
)
EDITS = st.sampled_from([OFTEN, SELDOM]).flatmap(lambda edits: edits)


@pytest.fixture(scope="module")
def beginning(tmp_path_factory: pytest.TempPathFactory) -> Sites:
    """A site with everything that pages show of others, built once."""
    site = small_site(tmp_path_factory.mktemp("same") / "site")
    shutil.copytree(ROOT / "theme", site.folder / "theme")
    sites = Sites(site)
    for edit in (
        a_story("a", "Slug: a\nTags: pay\nCampaign: library\n", DAYS[0], BODIES[3]),
        a_story("b", "Tags: hours\n", DAYS[0], "\n\n".join(BODIES[one] for one in (2, 1, 4))),
        a_story("c", "Tags: pay, hours\n", DAYS[1], BODIES[0]),
        written("content/pages/x.md", "Title: X\nSlug: one\n\nWords.\n"),
        written("content/pages/y.md", "Title: Y\nSlug: other\n\nOther [words](/x/).\n".replace("/x/", "/one/")),
        written("content/pages/privacy.md", PRIVACY.format(promises="")),
        written("content/campaigns/library.md", LIBRARY),
        written("content/events/rally.md", EVENTS[0]),
        written("content/matters/talks.md", MATTERS[0]),
        written("content/facts.toml", FACTS[0]),
        written("content/contacts.toml", CONTACTS[0]),
        written("content/people/ana.md", "Name: Ana\n"),
        written("content/documents/form.txt", "one"),
        a_member("0401", {}, "I teach"),
        a_member("0402", {"Name": "Bo Two"}, "I lend"),
        a_picture("images/rally.jpg", "red"),
        a_picture("selfies/0401.jpg", "navy"),
        a_picture("selfies/0402.jpg", "olive"),
    ):
        edit(sites)
    names = ("content/news/a.md", "content/news/b.md", "content/people/ana.md")
    sites.first = {name: sites.file(name).read_bytes() for name in names}
    findings, manifest = sites.build(site)
    assert manifest, findings
    shutil.copytree(site.folder, site.folder.with_name("beginning"), symlinks=True)
    return sites


def fresh(beginning: Sites) -> Iterator[Sites]:
    """The site as it was in the beginning, with what was made of it, in the same place: that decides pages, too."""
    folder = beginning.site.folder
    shutil.rmtree(folder)
    shutil.copytree(folder.with_name("beginning"), folder, symlinks=True)
    yield Sites(beginning.site, first=beginning.first)


def test_after_a_build_that_failed_the_site_is_what_a_build_from_nothing_makes(beginning: Sites) -> None:
    """It gave files of the last output second names, which changed what is known of them."""
    for sites in fresh(beginning):
        for body in ("Words.", "More words.", "[Gone](/gone/).", "Other words."):
            below("content/news/c.md", body)(sites)
            found, manifest = sites.build(sites.site)

            assert (manifest is None) == ("gone" in body)
            assert (found, manifest) == sites.build_anew()


def test_what_an_editor_lays_beside_what_it_has_open_is_nothing_of_the_site(beginning: Sites) -> None:
    """Emacs has a link to nothing there as long as something is not saved."""
    for sites in fresh(beginning):
        before = sites.build(sites.site)
        for name in (
            *("theme/templates/.#article.html", "theme/static/js/.#viewer.js", "theme/words/.#en.toml"),
            *("theme/components/pull-quote/.#component.toml", "theme/components/pull-quote/.#style.css"),
            *("content/.#facts.toml", "content/news/.#a.md", "content/people/.#ana.md", "content/images/.#rally.jpg"),
        ):
            sites.file(name).symlink_to("ann@office.4711:1700000000")

        assert sites.build(sites.site) == before


@given(st.lists(st.lists(EDITS, min_size=1, max_size=2), min_size=1, max_size=4))
@examples(120)
def test_after_any_edits_the_site_is_what_a_build_from_nothing_makes(
    beginning: Sites, edits: list[list[Callable[[Sites], None]]]
) -> None:
    for sites in fresh(beginning):
        for between_two_builds in edits:
            for edit in between_two_builds:
                edit(sites)
            assert sites.build(sites.site) == sites.build_anew()
