"""What texts share that are not public yet is told at once, not on the day when it would stop a publish (C10)."""

from pathlib import Path

import pytest

from plugins.engine.settings import with_drafts
from tests.selfies import members
from tests.small_site import SmallSite, small_site

NOW, LATER = "Date: 2021-01-01\n", "Date: 2027-03-04\n"


def text(title: str, header: str) -> str:
    return f"Title: {title}\n{header}Summary: A summary of {title}.\n\nWords of {title}.\n"


def event(title: str, header: str) -> str:
    return text(title, f"Starts: 2027-05-01\nPlace: The hall\n{header}")


STAGES = "Stages: Asking, Talking\nStage: Asking\nStage-since: 2026-01-01\n"
BOTH = "Two pages want the same web address /{}/: content/{} and content/{}."
LIST = "on the site itself has a page at the web address "
F_AND_G = BOTH.format("events/ff", "events/f.md", "events/g.md")
# By what they share: the files, and where and how that begins to be told.
SHARED = {
    "a slug with a public story": (
        {"news/a.md": text("A", f"{NOW}Slug: same\n"), "news/b.md": text("B", f"{LATER}Slug: same\n")},
        [f"error content/news/b.md:3  {BOTH.format('news/same', 'news/a.md', 'news/b.md')}"],
    ),
    "a name with a public page": (
        {"campaigns/c.md": text("C", LATER), "pages/cc.md": text("CC", "Slug: c\n")},
        [f"error content/campaigns/c.md:1  {BOTH.format('c', 'campaigns/c.md', 'pages/cc.md')}"],
    ),
    "a slug with what waits, too": (
        {"news/d.md": text("D", f"{LATER}Slug: dd\n"), "news/e.md": text("E", "Date: 2027-03-05\nSlug: dd\n")},
        [f"error content/news/e.md:3  {BOTH.format('news/dd', 'news/d.md', 'news/e.md')}"],
    ),
    "a slug with a draft, which alone is told": (
        {"events/f.md": event("F", f"{LATER}Slug: ff\n"), "events/g.md": event("G", "Status: draft\nSlug: ff\n")},
        [f"note content/events/g.md:5  Once this draft is published: {F_AND_G}"],
    ),
    "the front page": (
        {"pages/h.md": text("H", f"Save_as: index.html\n{LATER}")},
        ["error content/pages/h.md:2  Two pages want the same web address /: content/pages/h.md and "],
    ),
    "a translation": (
        {
            "news/i.md": text("I", f"{NOW}Slug: ii\n"),
            "news/i-fr.md": text("IF", f"{NOW}Slug: ii\nLang: fr\n"),
            "news/j-fr.md": text("JF", f"{LATER}Slug: ii\nLang: fr\n"),
        },
        [f"error content/news/j-fr.md:3  {BOTH.format('news/ii/fr', 'news/i-fr.md', 'news/j-fr.md')}"],
    ),
    "its old address with a public page": (
        {"news/k.md": text("K", NOW), "news/l.md": text("L", f"{LATER}Old-addresses: /news/k/\n")},
        ["error content/news/l.md:3  /news/k/ cannot lead on to this page: it is the address of content/news/k.md."],
    ),
    "its address with an old one": (
        {"news/m.md": text("M", f"{NOW}Old-addresses: /news/n/\n"), "news/n.md": text("N", LATER)},
        [f"error content/news/n.md:1  {BOTH.format('news/n', 'news/m.md', 'news/n.md')}"],
    ),
    "an old address that no host can name": (
        {"news/o.md": text("O", f"{LATER}Old-addresses: /o%2Fo/\n")},
        ["warning content/news/o.md:3  No host can lead on from"],
    ),
    "a file for calendars": (
        {"pages/p.md": text("P", "Old-addresses: /events/pp/event.ics\n"), "events/pp.md": event("PP", LATER)},
        ["error content/pages/p.md:2  /events/pp/event.ics cannot lead on to this page"],
    ),
    "a year": (
        {"news/q.md": text("Q", f"{NOW}Slug: 2027\n")},
        [f"error content/news/q.md:3  From 4 March 2027 {LIST}/news/2027/."],
    ),
    "a year of past events": (
        {"events/r.md": event("R", "Slug: 2027\n")},
        [f"error content/events/r.md:4  From 2 May 2027 {LIST}/events/2027/."],
    ),
    "a language": (
        {"news/s.md": text("S", f"{NOW}Slug: de\n"), "news/s-de.md": text("SD", f"{LATER}Lang: de\n")},
        [f"error content/news/s.md:3  From 4 March 2027 {LIST}/news/de/."],
    ),
    "a tag's page": (
        {"pages/t.md": text("T", "Save_as: news/tag/new/index.html\n"), "news/t.md": text("TT", f"{LATER}Tags: new\n")},
        [f"error content/pages/t.md:2  From 4 March 2027 {LIST}/news/tag/new/."],
    ),
    "a tag in other signs": (
        {"news/u.md": text("U", f"{NOW}Tags: C\n"), "news/v.md": text("V", f"{LATER}Tags: C++\n")},
        ['error content/news/v.md:3  The tags "C" and "C++" want the same web address'],
    ),
    "an author's page": (
        {
            "people/ann-ash.md": "Name: Ann Ash\n",
            "news/w.md": text("W", f"{LATER}Author: ann-ash\n"),
            "pages/w.md": text("WW", "Save_as: people/ann-ash/index.html\n"),
        },
        [f"error content/pages/w.md:2  From 4 March 2027 {LIST}/people/ann-ash/."],
    ),
    "the old address of an author's page": (
        {
            "people/bo-birch.md": "Name: Bo Birch\nOld-addresses: /y/\n",
            "news/y.md": text("Y", f"{LATER}Author: bo-birch\n"),
            "pages/y.md": text("YY", ""),
        },
        ["error content/people/bo-birch.md:2  /y/ cannot lead on to this page: it is the address of content/pages/y."],
    ),
    "the list of all matters": (
        {"matters/x.md": text("X", STAGES + LATER), "pages/x.md": text("XX", "Save_as: matters/index.html\n")},
        [f"error content/pages/x.md:2  From 4 March 2027 {LIST}/matters/."],
    ),
}
HONEST = {
    "pages/before.md": text("Before", "Slug: turn\nExpires: 2027-03-03\nOld-addresses: /turned/\n"),
    "pages/after.md": text("After", f"{LATER}Slug: turn\nExpires: 2027-04-01\n"),
    "pages/last.md": text("Last", "Date: 2027-04-02\nSlug: turn\nOld-addresses: /turned/\n"),
    "pages/gone.md": text("Gone", "Slug: gone\nExpires: 2021-01-01\n"),
    "pages/new.md": text("New", f"{LATER}Slug: gone\n"),
    "news/one.md": text("One", f"{NOW}Slug: plan\nTags: plans\n"),
    "news/one-fr.md": text("Un", f"{LATER}Slug: plan\nLang: fr\nTags: plans\n"),
    "news/two.md": text("Two", f"{LATER}Tags: plans\nOld-addresses: /news/second/\n"),
    "events/hall.md": event("Hall", LATER),
}


@pytest.fixture(scope="module")
def shared(tmp_path_factory: pytest.TempPathFactory) -> SmallSite:
    files = {name: written for texts, _ in SHARED.values() for name, written in texts.items()}
    return small_site(tmp_path_factory.mktemp("shared"), files)


@pytest.fixture(scope="module")
def told(shared: SmallSite) -> list[str]:
    return shared.findings()


@pytest.mark.parametrize("name", SHARED)
def test_what_they_share_is_told_before_its_day(name: str, told: list[str]) -> None:
    files, expected = SHARED[name]
    paths = tuple(f" content/{file}:" for file in files)
    found = [one for one in told if any(path in one for path in paths) and ("[C10]" in one or "[C160]" in one)]

    assert len(found) == len(expected)
    assert all(one.startswith(line) for one, line in zip(found, expected, strict=True))


def test_the_preview_tells_the_same_of_all_of_them(shared: SmallSite, told: list[str]) -> None:
    settings = with_drafts(shared.settings())
    engine = settings["PELICAN_CLASS"](settings)
    found = [str(one) for one in engine.record().tell_drafts_apart()]

    assert sorted(one for one in found if "[C10]" in one) == sorted(one for one in told if "[C10]" in one)


def test_what_follows_another_and_what_is_told_apart_shares_nothing(tmp_path: Path) -> None:
    site = small_site(tmp_path, HONEST)

    for moment in ("2026-11-22 09:00", "2027-03-04 09:00", "2027-04-02 09:00"):
        assert [str(one) for one in site.build(AS_OF=moment) if one.code in ("C10", "C160")] == [], moment


def test_the_further_page_that_a_list_will_have_is_told_before_its_day(tmp_path: Path) -> None:
    further = ("news/page/2", "news/2027/page/2", "news/tag/plans/page/2", "people/ann/page/2", "events/2027/page/2")
    old = ", ".join(f"/{address}/" for address in (*further, "news/page/3", "news/2021/page/2", "events/page/2"))
    header, days = "Author: ann\nTags: plans\n{}".format, {"a": NOW, "b": LATER, "c": LATER, "d": LATER}
    files = {f"news/{name}.md": text(name, header(day)) for name, day in days.items()}
    files |= {f"events/{name}.md": event(name.upper(), day) for name, day in (("d", ""), ("e", ""), ("f", LATER))}
    files |= {"people/ann.md": "Name: Ann\n", "pages/g.md": text("G", f"Old-addresses: {old}\n")}
    site = small_site(tmp_path, files)

    found = [one for one in site.mistakes(DEFAULT_PAGINATION=2) if "[C10]" in one]

    assert [one.partition("/g.md:2  ")[2].split(" cannot")[0] for one in found] == [
        f"/{one}/" for one in sorted(further)
    ]
    assert [one for one in site.build() if one.code == "C10"] == []


def test_the_wall_of_a_campaign_that_waits_is_told_before_its_day(tmp_path: Path) -> None:
    site = small_site(
        tmp_path,
        {
            "campaigns/library.md": text("Library", LATER),
            "selfies/0001.md": members.text({"Workplace": "Branch"}),
            "news/a.md": text("A", NOW),
            "pages/b.md": text("B", "Save_as: library/wall/index.html\n"),
            "pages/c.md": text("C", "Old-addresses: /library/wall/at/branch/, /library/wall/words/\n"),
        },
    )
    site.picture("selfies/0001.jpg")

    found = [one.partition(" Write ")[0].partition(" cannot ")[0] for one in site.mistakes() if "[C10]" in one]

    assert found == [
        f"error content/pages/b.md:2  From 4 March 2027 {LIST}/library/wall/.",
        "error content/pages/c.md:2  /library/wall/at/branch/",
        "error content/pages/c.md:2  /library/wall/words/",
    ]
