"""Facts and contacts on the pages of real sites: everywhere the same, and never those of before."""

import re
from pathlib import Path

import pytest

from plugins.engine import pages as engine_pages
from plugins.kinds.all import KINDS
from plugins.render.page import PendingPage, Shared, render
from plugins.render.result import PageResult
from plugins.site.model import Site
from tests.kinds.parsed import parsed
from tests.small_site import SmallSite, small_site, story

FACTS = (
    '[members]\nvalue = "{}"\nwords = "members"\nsource = "Register"\nchecked = 2022-01-15\nnot = ["10,000 members"]\n'
)
CONTACTS = '[office]\nname = "The office"\nemail = "{}"\nno-unsolicited-mail = true\n'
STORY = """\
Title: {Fact:members} "members"
Date: 2021-03-04
Image: images/a.jpg
Image-description: Some of {fact:members} members.
Campaign: library

{Fact:members} members write to {contact:office}.

## All {fact:members}
"""
PAGE = """\
Title: The library
Summary: We are {fact:members}.

::: figures
facts: members
:::

::: call-to-action
title: All {fact:members}
text: Write
contact: office
subject: From {fact:members}
:::

::: write-to
contact: office
subject: For {fact:members}

We are {fact:members} & more.

Yours
:::

::: contact-card
contact: office
:::

::: stories
campaign: library
:::
"""
EVENT = """\
Title: Meeting
Starts: 2026-12-10 18:30
Place: Hall of "{fact:members}", write to {contact:office}
Summary: All members meet.

Come.
"""
BAR = "Title: {fact:members}\nStarts: 2026-11-01\nEnds: 2026-12-31\n\nWrite to {contact:office}.\n"

NAME = "{fact:members}"
# Every text of every kind that readers see, with a name in it.
EVERYWHERE = {
    "facts.toml": '[members]\nvalue = "almost 10,000"\nwords = "of {fact:year}"\n'
    'source = "Register {fact:year}, {contact:office.name}"\nchecked = 2022-01-15\n\n'
    '[year]\nvalue = "2021"\nsource = "Register"\nchecked = 2022-01-15\n',
    "contacts.toml": f'[office]\nname = "Office of {NAME}"\nemail = "one@example.org"\n'
    f'telephone = "780 123 4567"\naddress = "Street {NAME}; Town"\n'
    f'no-unsolicited-mail = "None of {NAME}, {{contact:office.telephone}}"\n',
    "people/ann.md": f"Name: Ann {NAME}\nRole: Head of {NAME}\nRole-from: 2020-01-01\n"
    f"Earlier-roles: Aide of {NAME} 2010-01-01 to 2019-12-31\nImage: images/a.jpg\nImage-description: Ann of {NAME}\n",
    "news/a.md": f"Title: Story {NAME}\nDate: 2015-03-04\nModified: 2021-03-05\nChange-note: Note {NAME}\n"
    f"Summary: Of the story {NAME}\nAuthor: ann\nTags: wages\nImage: images/a.jpg\nImage-description: Seen {NAME}\n"
    f'Campaign: library\nMatter: talks\n\nText {NAME}.\n\n![Alt {NAME}](/images/a.jpg "Caption {NAME}")\n',
    "news/b.md": "Title: B\nDate: 2021-03-04\nSummary: Of the other story\nAuthor: ann\n\nWords.\n",
    "campaigns/library.md": f"Title: Library {NAME}\nModified: 2021-03-05\nChange-note: Note {NAME}\n"
    f"Summary: Of the library {NAME}\n\n::: figures\nfacts: members\n:::\n\n::: contact-card\ncontact: office\n:::\n\n"
    f"::: contact-card\ntitle: Card {NAME}\ntelephone: {{contact:office.telephone}}\nemail: {{contact:office}}\n"
    f"address: Street {NAME}\n:::\n\n::: call-to-action\ntext: Call {NAME}\ntelephone: {{contact:office.telephone}}\n"
    f":::\n\n::: call-to-action\ntext: Write\nlink: {{contact:office}}\n:::\n\n"
    f"::: pull-quote\nperson: ann\n\nWords.\n:::\n\n"
    f"::: write-to\ncontact: office\nsubject: Subject {NAME}\n\nDear {{contact:office.name}}\n:::\n",
    "matters/talks.md": f"Title: Talks {NAME}\nStage: One {NAME}\nStages: One {NAME}, Two {NAME}\n"
    f"Stage-since: 2021-03-03\nSummary: Of the talks {NAME}\n"
    f"Modified: 2021-03-05\nChange-note: Note {NAME}\n\nWords.\n",
    "events/e.md": f"Title: Event {NAME}\nStarts: 2026-12-10 18:30\nPlace: Hall {NAME}\n"
    f"Telephone: {{contact:office.telephone}}\nLink: {{contact:office}}\nSummary: Of the event {NAME}\n"
    f"Modified: 2026-03-05\nChange-note: Note {NAME}\nCampaign: library\n\nText {NAME}.\n",
    "announcements/a.md": f"Title: Bar {NAME}\nStarts: 2026-11-01\nEnds: 2026-12-31\nLink: {{contact:office}}\n"
    f"Link-text: Link {NAME}\n\nText {NAME}.\n",
}
SETTINGS = {
    "SITENAME": f"Site {NAME}",
    "PROMISE": f"Promise {NAME}",
    "NAVIGATION": [(f"Menu {NAME}", "/library/")],
    "ORGANISATION": {"name": f"Union {NAME}", "short": "U", "address": [NAME], "telephone": "", "email": "a@b.example"},
    "STAGES": [f"First {NAME}", "Second"],
}


@pytest.fixture
def site(tmp_path: Path) -> SmallSite:
    files = {
        "facts.toml": FACTS.format("almost 10,000"),
        "contacts.toml": CONTACTS.format("one@example.org"),
        "news/a.md": STORY,
        "campaigns/library.md": PAGE,
        "announcements/a.md": BAR,
        "events/e.md": EVENT,
    }
    site = small_site(tmp_path, files)
    site.picture("images/a.jpg", "red", (640, 480))
    return site


def test_a_change_of_a_fact_or_a_contact_is_on_every_page_and_in_every_list(site: SmallSite) -> None:
    assert site.findings() == []
    before = {name: site.page(name) for name in site.published() if name.endswith((".html", ".xml"))}
    site.write({"facts.toml": FACTS.format("more than 9,000"), "contacts.toml": CONTACTS.format("two@example.org")})

    assert site.findings() == []

    for name, text in before.items():
        now = site.page(name)
        assert "{fact:" not in now, name
        assert "lmost 10,000" not in now, name
        assert "one@example.org" not in now, name
        assert text.count("lmost 10,000") == now.count("ore than 9,000"), name
        assert text.count("one@example.org") == now.count("two@example.org"), name
    story, campaign = (site.page(f"{name}/index.html").replace("&nbsp;", " ") for name in ("news/a", "library"))
    assert "<title>More than 9,000 “members”" in story
    assert 'content="More than 9,000 members write to two@example.org.' in story
    assert 'alt="Some of more than 9,000 members."' in story
    assert '<h2 id="all-factmembers">All more than 9,000</h2>' in story
    assert '<p>More than 9,000 members write to <a href="mailto:two@example.org">two@example.org</a>.' in story
    assert 'href="mailto:two@example.org?subject=From%20more%20than%209%2C000"' in campaign
    assert (
        'href="mailto:two@example.org?subject=For%20more%20than%209%2C000&amp;'
        'body=We%20are%20more%20than%209%2C000%20%26%20more.%0D%0A%0D%0AYours"' in campaign
    )
    assert '<b class="figures__number">more than 9,000</b>' in campaign
    place = "Hall of “more than 9,000”, write to two@example.org"
    assert place in site.page("events/e/index.html")
    assert place in site.page("events/index.html")
    assert "Please send no advertising" in campaign
    assert '<a href="mailto:two@example.org">two@example.org</a>' in site.page("404.html")


def test_where_no_fact_changed_no_page_is_drawn_again(site: SmallSite, monkeypatch: pytest.MonkeyPatch) -> None:
    site.build()
    drawn = []

    def told(whole: Site, page: PendingPage, shared: Shared) -> PageResult:
        drawn.append(page.file)
        return render(whole, page, shared)

    monkeypatch.setattr(engine_pages, "render", told)
    site.build()
    assert drawn == []

    site.write({"facts.toml": FACTS.format("about 10,000")})
    site.build()
    assert {"news/a/index.html", "library/index.html", "index.html", "news/index.html"} <= set(drawn)


def test_what_must_not_be_written_is_told_again_when_the_list_changes_alone(site: SmallSite) -> None:
    site.write({"news/b.md": "Title: B\nDate: 2021-03-04\nSummary: Words of B.\n\nWe are 10,000 members.\n"})
    assert [one.partition("  ")[0] for one in site.findings()] == ["warning content/news/b.md:5"]

    site.write({"facts.toml": FACTS.format("almost 10,000").replace("not =", "# not =")})
    assert site.findings() == []

    site.write({"house-style.toml": '[[term]]\nuse = "colleagues"\navoid = ["members"]\n'})
    assert any(one.startswith("warning content/news/b.md:5") and one.endswith("[C28]") for one in site.findings())


def test_the_words_of_a_contact_card_are_those_of_the_page(site: SmallSite) -> None:
    site.write({"campaigns/library.md": PAGE.replace("Title:", "Lang: fr\nTitle:")})

    site.build()

    campaigns = [site.page(name) for name in site.published() if name.startswith("library") and name.endswith(".html")]
    campaign = next(page for page in campaigns if "Merci de n’" in page)
    assert "Rien ne part avant" in campaign
    assert "chiffre vérifié le samedi 15 janvier 2022" in campaign


def test_stories_stand_in_the_order_of_their_names_where_a_block_says_so(tmp_path: Path) -> None:
    titles = {"a": "Zebra", "b": "echo", "c": "2 cents", "d": "“Éclair"}
    stories = {
        f"news/{name}.md": f"Title: {title}\nDate: 2021-03-0{day}\nSummary: What it is about.\n\nWords.\n"
        for day, (name, title) in enumerate(titles.items(), 1)
    }
    block = "Title: {0}\nSummary: What {0} is about.\n\n::: stories\norder: {0}\ncount: 3\n:::\n"
    site = small_site(tmp_path, stories | {f"pages/{order}.md": block.format(order) for order in ("name", "newest")})

    site.build()

    pages = {order: site.page(f"{order}/index.html") for order in ("name", "newest")}
    shown = {order: dict.fromkeys(re.findall(r'href="/news/([a-d])/"', page)) for order, page in pages.items()}
    assert {order: "".join(names) for order, names in shown.items()} == {"name": "cbd", "newest": "dcb"}


def test_a_fact_that_is_to_be_checked_is_told_until_its_day(tmp_path: Path) -> None:
    site = small_site(
        tmp_path,
        {
            "facts.toml": '[members]\nvalue = "10,000"\nsource = "Register"\nchecked = 2026-11-23\n',
            "news/a.md": story("A"),
        },
    )

    (told,) = site.findings()
    assert told.startswith(
        'warning content/facts.toml:4  The fact "members" was checked on 23 November 2026, which has not come yet.'
    )
    assert site.findings(AS_OF="2026-11-23 00:00") == []


def test_no_text_that_readers_see_shows_a_name_in_its_braces(tmp_path: Path) -> None:
    site = small_site(tmp_path, EVERYWHERE)
    site.picture("images/a.jpg", "red", (640, 480))

    assert site.findings(**SETTINGS) == []

    texts = {name: site.page(name) for name in site.published() if name.endswith((".html", ".ics", ".json", ".xml"))}
    raw = re.compile(r"\{(?:fact|contact):|(?:fact|contact)%3A")
    assert [name for name, text in texts.items() if raw.search(text)] == []
    story, campaign, matter, event, calendar = (
        " ".join(texts[name].replace("&nbsp;", " ").replace("\u00a0", " ").split())
        for name in (
            "news/a/index.html",
            "library/index.html",
            "matters/talks/index.html",
            "events/e/index.html",
            "events/e/event.ics",
        )
    )
    for words in ("Ann almost 10,000", "Aide of almost 10,000", "Note almost 10,000", "Caption almost 10,000"):
        assert words in story, words
    assert "Head of almost 10,000" in texts["news/b/index.html"].replace("&nbsp;", " ")
    for words in ("of 2021", "Register 2021, Office of almost 10,000", "None of almost 10,000, 780 123 4567"):
        assert words in campaign, words
    assert campaign.count('href="tel:7801234567"') == 3
    assert 'href="mailto:one@example.org">Write' in campaign
    assert "One almost 10,000" in matter
    assert "tel:7801234567" in event
    assert "Hall almost 10\\,000" in calendar
    assert "Site almost 10,000" in story
    assert "Union almost 10,000" in story


def test_a_name_that_stands_for_nothing_is_told_wherever_it_stands(tmp_path: Path) -> None:
    files = {name: text.replace("{fact:members}", "{fact:membres}") for name, text in EVERYWHERE.items()}
    files = {name: text.replace("{contact:office", "{contact:ofice") for name, text in files.items()}
    site = small_site(tmp_path, files)
    site.picture("images/a.jpg", "red", (640, 480))

    told = [one for one in site.findings(PROMISE=f"P {NAME.replace('members', 'membres')}") if one.endswith("[C33]")]

    wrong = {
        (f"content/{name}", number)
        for name, text in files.items()
        for number, line in enumerate(text.split("\n"), 1)
        if "membres}" in line or "ofice" in line
    }
    places = {one.split("  ")[0].removeprefix("error ") for one in told}
    assert {f"{path}:{line}" for path, line in wrong} - places == set()
    assert any(one.startswith("pelicanconf.py:") for one in places)


@pytest.mark.parametrize(
    ("file", "line"),
    [
        ("news/a.md", "Date: {fact:day}"),
        ("news/a.md", "Author: {contact:office.name}"),
        ("news/a.md", "Tags: wages, {fact:members}"),
        ("news/a.md", "Slug: {fact:members}"),
        ("news/a.md", "Image: {fact:members}"),
        ("news/a.md", "Old-addresses: /{fact:members}/"),
        ("events/e.md", "Starts: {fact:day}"),
        ("events/e.md", "Campaign: {fact:members}"),
        ("matters/talks.md", "Stage-since: {fact:day}"),
        ("people/ann.md", "Role-from: {fact:day}"),
        ("announcements/a.md", "Ends: {fact:day}"),
    ],
)
def test_where_no_name_can_stand_its_line_says_so(file: str, line: str) -> None:
    kind = next(one for one in KINDS if one.folder == file.partition("/")[0])

    told = parsed(kind, f"Title: A\nName: A\n{line}\n\nWords.\n", f"content/{file}").header_findings

    assert [(one.variant, one.where.line) for one in told if one.code == "C34"] == [("name-of-a-list", 3)]


def test_a_number_that_a_contact_does_not_tell_is_none(tmp_path: Path) -> None:
    event = EVENT.replace("Summary", "Telephone: {contact:office}\nSummary")
    card = "::: contact-card\ntelephone: {contact:office}\n:::"
    files = {"facts.toml": FACTS.format("9"), "contacts.toml": CONTACTS.format("one@example.org")}
    site = small_site(tmp_path, files | {"events/e.md": event, "news/a.md": story("A", card)})

    told = [one for one in site.findings() if "[C34]" in one]

    assert [one.partition("  ")[0] for one in told] == ["error content/events/e.md:4", "error content/news/a.md:6"]


def test_lists_that_lead_back_to_themselves_are_told_once(tmp_path: Path) -> None:
    contacts = CONTACTS.format("one@example.org").replace("The office", "All {fact:members}")
    facts = FACTS.format("as {contact:office.name} says")
    site = small_site(tmp_path, {"facts.toml": facts, "contacts.toml": contacts, "news/a.md": story("A", "Words.")})

    (told,) = [one for one in site.findings() if "[C132]" in one]
    assert told.startswith('error content/contacts.toml:2  The name of the contact "office" refers to itself.')
    assert told.endswith('for example  name = "The campaign\'s office"  [C132]')


def test_other_wordings_in_an_announcement_are_told_on_their_lines(tmp_path: Path) -> None:
    days = "Starts: 2026-11-01\nEnds: 2026-12-31\n"
    bar = f"Title: 10,000 members\n{days}Link: /\nLink-text: All members\n\nAll the\nmembers.\n"
    style = '[[term]]\nuse = "colleagues"\navoid = ["members"]\n'
    files = {"facts.toml": FACTS.format("almost 10,000"), "house-style.toml": style, "announcements/a.md": bar}
    site = small_site(tmp_path, files | {"news/a.md": story("A", "Words.")})

    told = [
        (one.split("  ")[0].rpartition(":")[2], one[-5:-1]) for one in site.findings() if "announcements/a.md" in one
    ]

    assert sorted(told) == [("1", "[C28"), ("1", "[C29"), ("5", "[C28"), ("8", "[C28")]
