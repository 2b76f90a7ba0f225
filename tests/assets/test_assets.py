import re
import shutil
from pathlib import Path

import pytest
from PIL import Image

from plugins.assets.sitemap import robots, sitemap
from plugins.assets.stylesheet import LAYERS, hashed_name, stylesheet, without_comments
from plugins.core.findings import Where
from plugins.core.settings import setting_line
from plugins.render.anchors import anchors_in
from plugins.render.content_images import alternative, described, picture_path
from tests.small_site import ROOT, SmallSite, small_site, story


@pytest.fixture
def site(tmp_path: Path) -> SmallSite:
    return small_site(tmp_path, {"news/plan.md": story("A plan")})


def test_the_stylesheet_holds_the_layers_in_order_and_every_component() -> None:
    text = stylesheet(ROOT / "theme", picture_rules=".r13{--r1:1.3}\n")

    wrapped = re.findall(r"^@layer (\w+) \{", text, re.MULTILINE)
    assert tuple(wrapped) == LAYERS
    assert text.index("@layer reset, tokens") < text.index("@layer reset {")
    sheets = sorted((ROOT / "theme/components").glob("*/style.css"))
    places = [text.index(without_comments(sheet.read_text(encoding="utf-8")).strip()) for sheet in sheets]
    assert len(places) > 1
    assert text.index("@layer components {") < places[0]
    assert sorted(places) == places
    assert text.endswith(".r13{--r1:1.3}\n}\n")
    assert text.count("{") == text.count("}")


def test_a_files_name_changes_with_its_content() -> None:
    assert hashed_name("site", ".css", b"a") != hashed_name("site", ".css", b"b")


def test_a_hidden_campaign_and_its_wall_are_in_no_sitemap(site: SmallSite) -> None:
    answers = "Consent: web\nConsent-given: 2021-03-02, by e-mail\nAdults-only: yes\nPhoto-by: self\n"
    site.picture("selfies/0417.jpg")
    site.write(
        {
            "campaigns/quiet.md": "Title: Quiet\nStatus: hidden\n\nWords\n",
            "selfies/0417.md": f"Campaign: quiet\n{answers}\nI keep it running\n",
        }
    )
    site.build()

    assert "quiet/wall/index.html" in site.published()
    assert "quiet" not in site.page("sitemap.xml")


def test_members_pages_alone_ask_to_be_left_alone_and_where_drafts_are_shown_no_sitemap_names_them(
    site: SmallSite,
) -> None:
    answers = "Consent: web\nConsent-given: 2021-03-02, by e-mail\nAdults-only: yes\nPhoto-by: self\n"
    site.picture("selfies/0417.jpg")
    site.write(
        {
            "campaigns/quiet.md": "Title: Quiet\nStatus: draft\n\nWords\n",
            "selfies/0417.md": f"Campaign: quiet\n{answers}\nI keep it running\n",
        }
    )
    site.build(SHOW_UNPUBLISHED=True, DRAFT_PAGE_SAVE_AS="drafts/pages/{slug}/index.html")

    pages = {name for name in site.published() if name.endswith(".html")}
    assert {name for name in pages if 'content="noindex"' in site.page(name)} == {"quiet/wall/member/0417/index.html"}
    assert {"quiet/wall/index.html", "quiet/wall/words/index.html", "drafts/pages/quiet/index.html"} <= pages
    assert "quiet" not in site.page("sitemap.xml")
    assert "<loc>https://site.example/news/</loc>" in site.page("sitemap.xml")


def test_hidden_files_are_not_published(site: SmallSite) -> None:
    site.write({"news/.secret.md": story("Secret")})

    site.build()

    assert not [name for name in site.published() if "secret" in name]


def test_the_portrait_of_somebody_whom_only_a_draft_names_is_not_published(site: SmallSite) -> None:
    site.picture("images/ana.jpg")
    site.write(
        {
            "people/ana.md": "Name: Ana\nImage: images/ana.jpg\nImage-description: Ana\n",
            "news/draft.md": story("Draft").replace("Date:", "Status: draft\nAuthor: ana\nDate:"),
        }
    )
    site.build()

    assert len([name for name in site.published() if name.endswith(".avif")]) == 1  # the empty sign


def test_the_sitemap_names_what_is_public_and_nothing_else(site: SmallSite) -> None:
    site.write(
        {
            "news/hidden.md": story("Hidden").replace("Date:", "Status: hidden\nDate:"),
            "news/draft.md": story("Draft").replace("Date:", "Status: draft\nDate:"),
            "news/tagged.md": story("Tagged").replace("Date:", "Tags: members\nDate:"),
        }
    )
    site.build(SITEURL="https://site.example/sub")

    listed = set(re.findall(r"<loc>https://site.example/sub/(.*?)</loc>", site.page("sitemap.xml")))

    assert listed == {"", "news/", "news/2021/", "search/", "news/plan/", "news/tagged/", "news/tag/members/"}
    assert "Sitemap: https://site.example/sub/sitemap.xml" in site.page("robots.txt")


def test_addresses_are_escaped_in_the_sitemap() -> None:
    assert "<loc>https://host/?a=1&amp;b=2</loc>" in sitemap([("https://host/?a=1&b=2", None)])
    assert robots("https://host/sitemap.xml").startswith("User-agent: *\n")


@pytest.mark.parametrize(
    ("source", "found"),
    [
        ("/images/rally.jpg", "images/rally.jpg"),
        ("images/rally.jpg", "images/rally.jpg"),
        ("rally.jpg", "images/rally.jpg"),
        ("beside.jpg", "news/beside.jpg"),
        ("{static}/images/rally.jpg", "images/rally.jpg"),
        ("/images/absent.jpg", None),
        ("../../outside.jpg", None),
        ("/../outside.jpg", None),
    ],
)
def test_a_picture_is_found_where_staff_would_put_it(tmp_path: Path, source: str, found: str | None) -> None:
    for name in ("content/images/rally.jpg", "content/news/beside.jpg", "outside.jpg"):
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_bytes(b"x")

    assert picture_path(source, "news", tmp_path / "content") == found


@pytest.mark.parametrize(
    ("description", "message"),
    [
        (
            "",
            'error a.md:1  "x.jpg" has no description. Say in one sentence what someone who cannot see it would miss.',
        ),
        ("IMG_2031.jpg", 'warning a.md:1  "IMG_2031.jpg" is a file name, not a description.'),
        ("Picture of a rally", 'warning a.md:1  Drop "Picture of": readers are told that it is a picture.'),
        ("A rally", None),
        ("(decorative)", None),
    ],
)
def test_a_picture_is_described(description: str, message: str | None) -> None:
    findings = [str(finding) for finding in described("images/x.jpg", description, Where("a.md"), "x")]

    assert [finding.startswith(message or "-") for finding in findings] == [True] * bool(message)


def test_a_theme_without_a_stylesheet_stops_the_build(site: SmallSite) -> None:
    theme = site.folder / "theme"
    shutil.copytree(ROOT / "theme", theme)
    (theme / "static/css/base.css").unlink()
    (theme / "static/favicon.svg").unlink()

    mistakes = site.mistakes(THEME=str(theme), THEME_TEMPLATES_OVERRIDES=[str(theme / "components")])

    gone = "This file is not there, and every page needs it. Put it back; it may be empty.  [C49]"
    assert mistakes == [f"error theme/static/{name}:1  {gone}" for name in ("css/base.css", "favicon.svg")]


def test_decoration_says_nothing() -> None:
    assert alternative("(decorative)") == ""
    assert alternative("A rally") == "A rally"


def test_only_derivatives_of_pictures_that_pages_show_are_published(site: SmallSite) -> None:
    site.picture("images/shown.jpg", "red")
    site.picture("images/unused.jpg", "blue")
    site.picture("images/drafts-own.jpg", "green")
    site.write(
        {
            "news/plan.md": story("A plan", "![A red sheet](/images/shown.jpg)"),
            "news/draft.md": story("Draft", "![A sheet](/images/drafts-own.jpg)").replace(
                "Date:", "Status: draft\nDate:"
            ),
        }
    )

    site.build()

    colours = set()
    for name in site.published():
        if name.startswith("pictures/"):
            with Image.open(site.output / name) as picture:
                red, green, blue = picture.convert("RGB").getpixel((5, 5))  # type: ignore[misc]
                colours.add(max(("red", red), ("green", green), ("blue", blue), key=lambda part: part[1])[0])
    assert colours == {"red", "green"}  # the sheet and the empty sign
    assert len([name for name in site.published() if name.endswith(".avif")]) == 2
    originals = {path.read_bytes() for path in (site.folder / "content/images").iterdir()}
    assert not originals & {(site.output / name).read_bytes() for name in site.published()}


@pytest.mark.parametrize(
    ("body", "message"),
    [
        (
            "![A rally](ralley.jpg)",
            'error content/news/plan.md:5  I cannot find the picture "ralley.jpg". Closest: rally.jpg  [C13]',
        ),
        ("![](rally.jpg)", 'error content/news/plan.md:5  "rally.jpg" has no description.'),
        (
            "![A rally](/images/broken.jpg)",
            'plan.md:5  "broken.jpg" is not a picture I can open (it is a web page). Ask for it again.  [C18]',
        ),
        (
            "![Ade](/selfies/0417.jpg)",
            "member's picture: only the wall may show it, as far as they agreed. Use  ::: collage  instead.  [C19]",
        ),
        (
            "::: pull-quote\nperson: ruth-okaffor\n\nWords\n:::",
            'plan.md:6  I know no person "ruth-okaffor". Did you mean ruth-okafor (Ruth Okafor)?  [C33]',
        ),
        (
            "::: story-card\nstory: plon\n:::",
            'error content/news/plan.md:6  I know no story "plon". Did you mean "plan"?  [C33]',
        ),
        ("::: figure\nimage: rally.jpg\ndescription:\n:::", '"::: figure" needs a line "description:".'),
        (
            "::: figure\nimage: raly.jpg\ndescription: A rally\n:::",
            'content/news/plan.md:6  I cannot find the picture "raly.jpg". Closest: rally.jpg  [C13]',
        ),
        *(
            (
                f"::: figure\nimage: {written}\ndescription: A rally\n:::",
                f"Write nothing but its name there:  {name}  [C13]",
            )
            for written, name in (
                ("![A rally](/images/rally.jpg)", "/images/rally.jpg"),
                ('[A rally](<../images/rally.jpg> "All")', "../images/rally.jpg"),
                ("![[rally.jpg|300]]", "rally.jpg"),
                ('<img alt="A" src="rally.jpg" />', "rally.jpg"),
                ("“rally.jpg”", "rally.jpg"),
                ('rally.jpg "All of us"', "rally.jpg"),
                ("(/images/rally.jpg)", "/images/rally.jpg"),
            )
        ),
        ("::: figure\nimage: ![A](raly.jpg)\ndescription: A\n:::", "Closest: rally.jpg  [C13]"),
    ],
)
def test_what_a_text_names_and_is_not_there_stops_the_build(site: SmallSite, body: str, message: str) -> None:
    site.picture("images/rally.jpg")
    site.picture("selfies/0417.jpg", "red")
    site.write(
        {
            "people/ruth-okafor.md": "Name: Ruth Okafor\n",
            "images/broken.jpg": "<!doctype html><title>Not a picture</title>",
            "news/plan.md": story("A plan", body),
        }
    )

    mistakes = [mistake for mistake in site.mistakes() if "0417.jpg has no text file" not in mistake]

    assert len(mistakes) == 1
    assert message in mistakes[0]


def test_two_pages_for_one_address_are_told_before_anything_is_written(site: SmallSite) -> None:
    site.write(
        {
            "news/other.md": story("Other").replace("Date:", "Slug: plan\nDate:"),
            "pages/news.md": "Title: My own news\n\nWords\n",
        }
    )

    first, second = site.mistakes()

    assert "the same web address /news/plan/: content/news/other.md and content/news/plan.md" in first
    assert "content/pages/news.md:1  The web address /news/ is taken by the site itself." in second


def test_tags_that_differ_only_in_signs_are_told(site: SmallSite) -> None:
    site.write(
        {
            "news/a.md": story("A").replace("Date:", "Tags: C\nDate:"),
            "news/b.md": story("B").replace("Date:", "Tags: c, C++, !!!\nDate:"),
        }
    )

    first, second = (mistake for mistake in site.mistakes() if "error content/news/b.md" in mistake)

    assert first == 'error content/news/b.md:2  The tag "!!!" has no letter for a web address. Name it in words.  [C10]'
    assert 'The tags "C" and "C++" want the same web address /news/tag/c/.' in second


def test_a_page_in_the_place_of_a_lists_second_page_is_told(site: SmallSite) -> None:
    site.write({f"news/s{number}.md": story(f"Story {number}") for number in range(20)})
    site.write({"pages/other.md": "Title: Other\nSave_as: news/page/2/index.html\n\nWords\n"})

    (only,) = site.mistakes()

    assert "content/pages/other.md:2  The web address /news/page/2/ is taken by the site itself." in only


@pytest.mark.parametrize(
    "link",
    ["{static}/selfies/0417.jpg", "{attach}../selfies/0417.jpg", "{static}/images/rally.jpg", "{static}/.secret.pdf"],
)
def test_no_link_publishes_an_original_or_a_hidden_file(site: SmallSite, link: str) -> None:
    answers = "Consent: web\nConsent-given: 2021-03-02\nAdults-only: yes\nPhoto-by: self\nCampaign: none\n"
    site.picture("selfies/0417.jpg", "red")
    site.picture("images/rally.jpg", "blue")
    site.write(
        {
            "selfies/0417.md": f"{answers}\nWords\n",
            ".secret.pdf": "secret",
            "news/plan.md": story("A plan", f"[the file]({link})"),
        }
    )

    mistakes = [mistake for mistake in site.mistakes() if mistake.startswith("error")]

    assert len(mistakes) == 1
    assert mistakes[0].endswith("[C37]")


def test_a_document_may_be_downloaded(site: SmallSite) -> None:
    site.write({"forms/join.pdf": "a form", "news/plan.md": story("A plan", "[the form]({static}/forms/join.pdf)")})

    site.build()

    assert site.page("files/forms/join.pdf") == "a form"
    assert 'href="/files/forms/join.pdf"' in site.page("news/plan/index.html")


def test_a_link_to_a_draft_is_told_as_that(site: SmallSite) -> None:
    site.write(
        {
            "news/draft.md": story("Draft").replace("Date:", "Status: draft\nDate:"),
            "news/plan.md": story("A plan", "[a]({filename}draft.md) [b](/news/draft/)"),
        }
    )

    assert [mistake.partition("which ")[2] for mistake in site.mistakes()] == [
        "is not public yet. Publish it first, or delete the link.  [C11]"
    ] * 2


def test_a_misspelt_scheme_is_told_at_its_line_with_what_was_meant(site: SmallSite) -> None:
    site.write({"news/plan.md": story("A plan", "[h](htps://x.example/)")})

    (mistake,) = site.mistakes()
    assert mistake.startswith('error content/news/plan.md:5  The link "h" goes to htps://x.example/, which does not')
    assert mistake.endswith("Write  https://x.example/  [C11]")


def test_a_link_to_another_program_is_an_ordinary_link(site: SmallSite) -> None:
    links = ["irc://chat.example/union", "magnet:?xt=urn:x", "webcal://x.example/a.ics", "whatsapp://send?text=x"]
    links += ["skype:union?call", "ftp://x.example/", "sms:+18002327284", "geo:53.5,-113.5", "xmpp:a@x.example"]
    texts = " ".join(f'[one]({link}) <a href="{link}">two</a>' for link in links)
    site.write({"news/plan.md": story("A plan", texts)})

    assert site.build() == []
    assert site.page("news/plan/index.html").count('href="geo:53.5,-113.5"') == 2


@pytest.mark.parametrize(
    ("html", "expected"),
    [
        ('<p id="x">', ["x", "main"]),
        ("<p id='x'><B ID=y>", ["x", "y", "main"]),
        ('<p id="x"><p id="x">', ["x", "x", "main"]),
        ('<a name="x"></a>', ["main", "x"]),
        ("<A href='/' NAME=x></A>", ["main", "x"]),
        ('<a id="x" name="x"></a>', ["x", "main"]),
        ('<b name="x">', ["main"]),
    ],
)
def test_ids_and_names_of_link_starts_are_anchors(html: str, expected: list[str]) -> None:
    assert anchors_in(html) == expected


def test_two_parts_of_a_page_with_one_name_are_told(site: SmallSite) -> None:
    blocks = "::: section\ntitle: Two\n\nWords\n:::\n\n" * 2
    site.write({"campaigns/c.md": f"Title: C\n\n{blocks}"})

    assert 'Two parts of this page are called "two"' in site.mistakes()[0]


def test_one_incomplete_block_hides_no_other_mistake(site: SmallSite) -> None:
    figure = "::: figure\nimge: rally.jpg\ndescription: x\n:::"
    body = f"{figure}\n\n::: pull-quote\nperson: nobody\n\nWords\n:::\n\n![x](nope.jpg)"
    site.write({"news/plan.md": story("A plan", body)})

    codes = [mistake[-5:] for mistake in site.mistakes()]

    assert codes == ["[C13]", "[C33]", "[C33]", "[C13]"]  # of the picture that `imge` means, too


@pytest.mark.parametrize("link", ["mailto:", "mailto:nobody", "tel:", "https://"])
def test_a_link_without_an_address_is_told(site: SmallSite, link: str) -> None:
    site.write({"news/plan.md": story("A plan", f"[Write to us]({link})")})

    assert 'The link "Write to us" has no address.' in site.mistakes()[0]


def test_a_campaigns_feed_has_its_title(site: SmallSite) -> None:
    site.write(
        {
            "campaigns/books.md": "Title: Save the Books\n\nWords\n",
            "news/plan.md": story("A plan").replace("Date:", "Campaign: books\nDate:"),
        }
    )
    site.build()

    assert "<title>Save Advanced Education: Save the Books</title>" in site.page("feeds/campaign-books.atom.xml")


@pytest.mark.parametrize("name", ["news/UPPER.MD", "news/old.markdown", "people/ade.txt"])
def test_a_text_whose_ending_is_not_read_stops_the_build(site: SmallSite, name: str) -> None:
    site.write({name: story("Lost")})

    (mistake,) = site.mistakes()

    assert mistake.startswith(f"error content/{name}:1  Nobody will see this text. Give it a name that ends in .md:")


@pytest.mark.parametrize("name", ["stories/elsewhere.md", "rootlevel.md", "selfies/0417.txt"])
def test_a_text_that_nobody_would_see_is_told(site: SmallSite, name: str) -> None:
    site.write({name: story("Lost")})

    (finding,) = site.build()

    assert str(finding).startswith(f"warning content/{name}:1  Nobody will see this text.")


def test_a_feed_without_stories_is_the_same_whenever_it_is_made(site: SmallSite) -> None:
    (site.folder / "content/news/plan.md").unlink(missing_ok=True)
    site.build()
    feed = site.page("feeds/all.atom.xml")
    assert "<updated>1970-01-01T00:00:00" in feed

    site.build(AS_OF="2026-11-23 10:00")
    assert site.page("feeds/all.atom.xml") == feed


def test_a_story_in_another_language_says_so_at_an_address_of_its_own(site: SmallSite) -> None:
    site.write({"news/plan-fr.md": story("Un plan").replace("Date:", "Slug: plan\nLang: fr\nDate:")})

    site.build()

    assert '<html lang="fr">' in site.page("news/plan/fr/index.html")


def test_under_a_sub_path_every_address_of_a_page_begins_with_it(site: SmallSite) -> None:
    site.picture("images/rally.jpg")
    body = "[news](/news/) [this]({filename}plan.md)\n\n![A rally](rally.jpg)\n\n::: note\n\n[home](/)\n:::"
    site.write({"news/plan.md": story("A plan", body)})
    site.build(SITEURL="https://site.example/sub/path")

    page = site.page("news/plan/index.html")

    addresses = re.findall(r'\s(?:href|src)="([^"]*)"', page) + re.findall(r"(/\S+) \d+w", page)
    own = [address for address in addresses if not re.match(r"https?:|mailto:|tel:|#", address)]
    assert len(own) > 8
    assert all(address.startswith("/sub/path/") for address in own)


def test_a_wall_whose_statement_lost_the_part_on_taking_pictures_down_stops_the_build(site: SmallSite) -> None:
    answers = "Consent: web\nConsent-given: 2021-03-02\nAdults-only: yes\nPhoto-by: self\nCampaign: c\n"
    site.picture("selfies/0417.jpg")
    site.write(
        {
            "selfies/0417.md": f"{answers}\nWords\n",
            "campaigns/c.md": "Title: C\n\nWords\n",
            "pages/privacy.md": "Title: Privacy\n\n## Other things\n\nOther words\n",
        }
    )

    (only,) = site.mistakes(PRIVACY="/privacy/", TAKE_DOWN="/privacy/#down")

    assert f'error {setting_line("TAKE_DOWN")}  /privacy/#down: the page exists, the spot "down" does not.' in only
    site.build(PRIVACY="/privacy/", TAKE_DOWN="/privacy/#other-things")
    assert 'href="/privacy/#other-things"' in site.page("c/wall/index.html")
    assert 'href="/privacy/"' in site.page("index.html")


def test_notes_among_colleagues_are_not_published(site: SmallSite) -> None:
    body = "<!-- for Ana: above -->\n\nWords <!-- for Ana: inside --> go on.\n\n<div>x <!-- for Ana: in HTML --></div>"
    site.write({"news/plan.md": story("A plan", body)})

    site.build()

    assert "Words" in site.page("news/plan/index.html")
    assert not [name for name in site.published() if name.endswith((".html", ".xml")) and "for Ana" in site.page(name)]


@pytest.mark.parametrize("named", ["rally.jpg", "images/rally.jpg", "/images/rally.jpg"])
def test_a_header_names_a_picture_as_a_text_does(site: SmallSite, named: str) -> None:
    site.picture("images/rally.jpg")
    header = f"Image: {named}\nImage-description: A rally\nDate:"
    site.write({"news/plan.md": story("A plan").replace("Date:", header)})

    site.build()

    assert 'alt="A rally"' in site.page("news/plan/index.html")


def test_navigation_shows_only_what_exists(site: SmallSite) -> None:
    site.build(NAVIGATION=[("News", "/news/"), ("Wall", "/wall/")])

    assert ">News</a>" in site.page("index.html")
    assert "Wall</a>" not in site.page("index.html")


SPOKEN_OF = "Write id=main, and then id='main' or <a name=main>."


def test_words_that_speak_of_an_id_are_none(site: SmallSite) -> None:
    answers = (
        "Name: id=wall of id=wall\nConsent: web\nConsent-given: 2021-03-02, by e-mail\nAdults-only: yes\nPhoto-by: self"
    )
    site.picture("selfies/0417.jpg")
    site.write(
        {
            "campaigns/library.md": f"Title: Set id=main in it\nSummary: {SPOKEN_OF}\n\n::: stories\n:::\n",
            "selfies/0417.md": f"Campaign: library\n{answers}\n\nI set id=main, and id=wall of id=wall\n",
            "news/form.md": story('What does id="main" mean', f'{SPOKEN_OF}\n\n`<p id=main>` [words](/ "id=main")'),
        }
    )

    assert not [line for line in site.findings() if "C12" in line]


def test_a_link_to_an_id_that_is_only_spoken_of_is_lost(site: SmallSite) -> None:
    site.write({"news/form.md": story("A form", "Write id=zzz on it. [x](#zzz)")})

    assert ['the spot "zzz" does not' in line for line in site.mistakes()] == [True]
