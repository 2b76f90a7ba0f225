"""Pages: every body is drawn when all is read, then what pages need is written beside them."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any
from urllib.parse import urljoin

from font_fjallaone import FjallaOne
from pelican import Pelican
from pelican.generators import Generator
from unidecode import unidecode

from plugins.assets.compressed import CompressedCopies
from plugins.assets.files import public_files, published_derivatives, sha256_of, shared_files
from plugins.assets.search import PROGRAM, index_site
from plugins.assets.stylesheet import missing_files
from plugins.cards.colours import NEEDED, hexadecimal, missing_colours, theme_schemes
from plugins.cards.share_cards import ShareCards, SiteIdentity
from plugins.core import slugs
from plugins.core.dates import in_words
from plugins.core.findings import Finding, SiteError, Where, errors, finding
from plugins.core.settings import setting_line
from plugins.engine.build import Build, build_of
from plugins.engine.routing import read_routes, shown_contents, tags_of
from plugins.markup.plain_words import plain
from plugins.render.anchors import spots, spots_twice, written_ids
from plugins.render.bodies import BodyRenderer
from plugins.render.content_images import ContentImages, alternative, check_pictures, prepare_pictures
from plugins.render.feeds import finish_entry
from plugins.render.frame import finish_announcements, linked, navigation
from plugins.render.links import LinkTable
from plugins.render.share_links import share_links
from plugins.render.structured_data import StructuredData
from plugins.site.addresses import Addresses, from_here
from plugins.site.routes import FRONT_PAGE, Routes, merged_tags, same_addresses
from plugins.site.unread import unread_texts


def expose_to_templates(settings: dict[str, Any], build: Build) -> None:
    """Functions and filters that every template may use. raises: SiteError when the theme lacks a file"""
    if missing := list(missing_files(Path(settings["THEME"]))):
        raise SiteError(missing)
    schemes = theme_schemes(Path(settings["THEME"]))
    if missing := list(missing_colours(schemes["light"])):
        raise SiteError(missing)
    addresses = Addresses(settings["SITEURL"])
    build.illustrations = ContentImages(Path(settings["PATH"]), build.private, build.pictures)
    colours = {name: hexadecimal(schemes["light"][name]) for name in NEEDED}
    build.cards = cards = share_cards(settings, colours, build)
    build.copies = CompressedCopies(Path(settings["PATH"]).parent / ".cache" / "compressed")
    settings["JINJA_GLOBALS"] |= {
        "address": addresses.address,
        "absolute": addresses.absolute,
        "from_here": from_here,
        "search_program": PROGRAM,
        "structured_data": StructuredData(settings["SITEURL"], settings["SITENAME"], settings["ORGANISATION"]).page,
        "share_links": share_links,
        "picture": build.illustrations.picture,
        "alternative": alternative,
        "paper_colours": {name: hexadecimal(schemes[name]["paper"]) for name in ("light", "dark")},
        "share_card": cards.card,
        "wall_card": cards.wall_card,
        "everyone": cards.everyone,
    }
    settings["JINJA_FILTERS"] |= {"in_words": date_in_words, "slug": slug}


def share_cards(settings: dict[str, Any], colours: dict[str, str], build: Build) -> ShareCards:
    """The cards of this build, none of which is wished for yet."""
    ours = settings["ORGANISATION"]
    return ShareCards(
        Path(settings["PATH"]).parent / ".cache" / "cards",
        FjallaOne,
        colours,
        SiteIdentity(settings["SITENAME"], ours["short"], ours["name"]),
        build.illustrations.named.__getitem__,
        build.pictures,
    )


def date_in_words(when: date) -> str:
    """Filter: a date as people say it."""
    return in_words(when)


def slug(text: str) -> str:
    """Filter: words as an id."""
    return slugs.slug(text, unidecode)


def draw_site(generators: list[Generator]) -> None:
    """When everything is read: finished addresses, then every body, then what all pages share."""
    context, settings = generators[0].context, generators[0].settings
    build = build_of(settings)
    contents = shown_contents(context)
    build.routes = routes = read_routes(context, build)
    illustrations, members = build.illustrations, build.members
    table = LinkTable(
        Addresses(settings["SITEURL"]),
        routes,
        Path(settings["PATH"]),
        illustrations.private,
        members.originals,
    )
    stories = {story.id: story for story in context["articles"]}
    names = {"person": build.people, "campaign": build.campaigns, "story": stories}
    left_out = members.roster.left_out
    drawing = BodyRenderer(
        generators[0].env, context, build.rules.catalogue, table, illustrations, names, build.walls, left_out
    )
    finish_announcements(build.announcements, table, context)
    illustrations.withdrawals, illustrations.originals = members.withdrawals, members.originals
    prepare_pictures(contents, build.people.values(), illustrations)
    build.findings += [
        *no_home(routes, context),
        *same_addresses(routes.every),
        *merged_tags(tags_of(contents)),
        *check_pictures(contents, build.people, illustrations),
        *illustrations.withdrawn(),
    ]
    context |= {
        "is_left_alone": routes.is_left_alone,
        "navigation": navigation(settings["NAVIGATION"], table),
        "privacy": linked("PRIVACY", settings, table),
        "take_down": linked("TAKE_DOWN", settings, table) if build.walls else "",
        "stylesheet": "",
        "favicon": "",
        "face": "",
    }
    for content in contents:
        content._content = drawing.draw(content.reading, content.source, content)
    ids = {content.url: spots(content._content) for content in contents}
    twice = [told for content in contents for told in spots_twice(content, ids[content.url])]
    build.findings += [*drawing.findings, *table.findings, *table.lost_spots(ids, written_ids(contents)), *twice]
    build.findings += illustrations.told_by_originals()
    build.findings += unread_texts(table.content, [file for file, _ in table.files.values()])
    context |= shared_files(settings, drawing.used, table, contents)
    first_picture = generators[0].env.get_template("partials/feed-picture.html")
    context["feed_picture"] = lambda story: first_picture.render({**context, "story": story})


def no_home(routes: Routes, context: dict[str, Any]) -> Iterator[Finding]:
    """Whether no front page is public, or no story (C40)."""
    if FRONT_PAGE in routes.by_file:
        return
    path = "content/pages/home.md"
    sources = [content.source for content in context["generated_content"].values() if content is not None]
    home = next((source for source in sources if source.path == path), None)
    if home is None:
        yield finding("C40.no-front-page", Where(path), path=path)
    elif told := home.find("Status"):  # else whatever keeps it from being read is told
        yield finding("C40.front-page-not-public", Where(path, told.line))
    if not context["articles"]:
        yield finding("C40.no-stories", setting_line("PATH"))


class FilesGenerator(Generator):
    """Writes what pages need beside them."""

    def generate_output(self, _writer: object) -> None:
        """Stylesheet, favicon and files to download; in public what hosts and search engines read, too."""
        settings, routes = self.settings, build_of(self.settings).routes
        files = self.context["own_files"]
        if settings["SITEURL"]:
            files |= public_files(routes, Addresses(settings["SITEURL"]), settings.get("PUBLISH_DOMAIN"))
        for name, data in files.items():
            self.write(name, data)
        for name, (source, sha256) in self.context["content_files"].items():
            self.write(name, source.read_bytes())
            build_of(self.settings).requested[name] = sha256  # of what was looked at, not of what it became since

    def write(self, name: str, data: bytes) -> None:
        """Writes a file into the output, as one that was asked for."""
        file = Path(self.output_path) / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(data)
        build_of(self.settings).requested[name] = sha256_of(data)


def finish_output(site: Pelican) -> None:
    """When every page is written, each step after the one whose files it needs: receivers would have no order.

    What looks like a withdrawn picture, now that templates have named theirs, too; the derivatives that pages show,
    and no others; the cards they wish for; the search's index; in public compressed copies of all there is.
    """
    output, settings, build = Path(site.output_path), site.settings, build_of(site.settings)
    requested = build.requested
    build.findings += build.illustrations.resembling()
    derivatives = published_derivatives(build.illustrations, build.cards, build.walls.values())
    requested |= build.pictures.publish(derivatives, output)
    if build.cards.wished:
        requested |= build.cards.publish(output)
    if errors(build.findings):
        return  # nobody will see the site
    requested |= index_site(output, settings["DEFAULT_LANG"])
    if settings["SITEURL"]:
        requested |= build.copies.write(output)


def finish_feed(context: dict[str, Any], feed: Any) -> None:
    """Feed readers stand elsewhere: a feed says whose it is and of what, a story has whole addresses and names."""
    addresses, build = Addresses(context["SITEURL"]), build_of(context)
    organisation = context["ORGANISATION"]["name"]
    news = f"News and stories from {organisation}"
    feed.feed |= {"author_name": organisation, "language": context["DEFAULT_LANG"], "subtitle": news}
    for category, _ in context["categories"]:
        if feed.feed["title"] == f"{context['SITENAME']} - {category.name}":
            campaign = build.campaigns.get(category.name)
            topic = plain(campaign.title) if campaign else category.name
            feed.feed |= {"title": f"{context['SITENAME']}: {topic}", "subtitle": f"{news}: {topic}"}
            feed.feed |= {"link": addresses.absolute(category), "id": feed.feed["feed_url"]}
    if not feed.items:
        feed.latest_post_date = lambda: build.now  # the library would ask the machine's clock
    stories = {urljoin(f"{context['SITEURL']}/", story.url): story for story in shown_contents(context)}
    for item in feed.items:
        finish_entry(item, stories[item["link"]], context, context["feed_picture"])


def note_page(path: str, context: dict[str, Any], **_more: Any) -> None:
    """When a page or a feed is written: the bytes that it has now are those of its template."""
    file = Path(path)
    build_of(context).drawn[file.relative_to(context["OUTPUT_PATH"]).as_posix()] = sha256_of(file.read_bytes())
