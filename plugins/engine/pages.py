"""Pages: when all is read they are recorded, each drawn of the site alone, and then what they ask for is published."""

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from contextlib import suppress
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any
from urllib.parse import unquote

from font_fjallaone import FjallaOne
from jinja2 import TemplateError
from markupsafe import Markup
from pelican import Pelican, signals
from pelican.contents import Content
from pelican.generators import Generator
from unidecode import unidecode

from plugins.assets.compressed import COMPRESSED, CompressedCopies
from plugins.assets.files import own_files, public_files
from plugins.assets.host_files import host_files
from plugins.assets.search import PROGRAM, index_site
from plugins.assets.stylesheet import missing_files
from plugins.cards.colours import NEEDED, hexadecimal, missing_colours, schemes, theme_tokens
from plugins.cards.share_cards import ShareCards, SiteIdentity
from plugins.core import slugs
from plugins.core.findings import Finding, SiteError, Where, errors, finding
from plugins.core.settings import setting_line
from plugins.engine.build import Build, PendingFeed, build_of
from plugins.engine.drawn import DrawnPages, site_key, theme_state
from plugins.engine.events import drawn_calendar, links_of_undated
from plugins.engine.failures import failure, is_known
from plugins.engine.joining import join
from plugins.engine.keys import program_key
from plugins.engine.languages import told_of_languages
from plugins.engine.once_mended import told_once_mended
from plugins.engine.routing import contents_of, contents_to_come, redirects_to_come, shown_contents, tags_of
from plugins.engine.traces import FACTS, OF_DOCUMENTS, PAGES, PAGES_OF_PREVIEW, SEARCH_INDEX
from plugins.engine.writer import PendingWriter, link_of, text_of
from plugins.markup.plain_words import plain
from plugins.render.among_words import addresses_among_words
from plugins.render.anchors import written_ids
from plugins.render.content_images import ContentImages, alternative
from plugins.render.document_pictures import resembling
from plugins.render.documents import Documents, documents_named, listed_documents, refused_links
from plugins.render.feeds import finish_entry
from plugins.render.frame import finished, linked, navigation
from plugins.render.known_facts import KnownFacts
from plugins.render.links import LinkTable, lost_anchors
from plugins.render.page import PendingPage, Shared, render, render_first_picture
from plugins.render.result import Collector, PageResult, union
from plugins.render.structured_data import StructuredData
from plugins.render.words import read_vocabulary
from plugins.selfies.marks import marks_of
from plugins.site import policy
from plugins.site.addresses import Addresses, from_here
from plugins.site.conflicts import addresses_to_come, merged_tags, same_addresses
from plugins.site.model import Site, Story
from plugins.site.redirects import misled
from plugins.site.routes import FRONT_PAGE, PAGEFIND, Routes
from plugins.site.twins import copies_of_texts
from plugins.site.unread import FOLDERS, SELFIES, unread_texts

# Since when a feed is as it is in which there was never anything.
NEVER = datetime(1970, 1, 1, tzinfo=UTC)


def expose_to_templates(settings: dict[str, Any], build: Build) -> None:
    """What templates may use and what asks for nothing. raises: SiteError when the theme lacks a file"""
    if missing := list(missing_files(Path(settings["THEME"]))):
        raise SiteError(missing)
    css = theme_tokens(Path(settings["THEME"]))
    by_scheme = schemes(css)
    if missing := list(missing_colours(by_scheme["light"], css)):
        raise SiteError(missing)
    build.vocabulary = read_vocabulary(Path(settings["THEME"]), settings["DEFAULT_LANG"])
    addresses, members = Addresses(settings["SITEURL"]), build.members
    build.images = ContentImages(
        Path(settings["PATH"]), build.private, build.pictures, addresses, members.withdrawals, members.originals
    )
    colours = {name: hexadecimal(by_scheme["light"][name]) for name in NEEDED}
    build.cards = share_cards(settings, colours, build)
    build.copies = CompressedCopies(Path(settings["PATH"]).parent / ".cache" / "compressed")
    settings["JINJA_GLOBALS"] |= {
        "address": addresses.address,
        "absolute": addresses.absolute,
        "from_here": from_here,
        "policies": {
            "on_every_page": Markup(policy.ON_EVERY_PAGE),
            "on_search_pages": Markup(policy.ON_SEARCH_PAGES),
            "referrer": policy.REFERRER,
        },
        "search_program": PROGRAM,
        "structured_data": structured_data(settings).page,
        "alternative": alternative,
        "paper_colours": {name: hexadecimal(by_scheme[name]["paper"]) for name in ("light", "dark")},
    }
    settings["JINJA_FILTERS"] |= {"slug": slug}


def structured_data(settings: Mapping[str, Any]) -> StructuredData:
    """What tells machines of the pages."""
    names = ("SITEURL", "SITENAME", "DEFAULT_LANG", "ORGANISATION")
    return StructuredData(*(settings[name] for name in names))


def share_cards(settings: dict[str, Any], colours: dict[str, str], build: Build) -> ShareCards:
    """What makes the cards of this build."""
    ours = settings["ORGANISATION"]
    return ShareCards(
        Path(settings["PATH"]).parent / ".cache" / "cards",
        FjallaOne,
        colours,
        SiteIdentity(settings["SITENAME"], ours["short"], ours["name"]),
        build.images.picture,
        build.pictures,
    )


def slug(text: str) -> str:
    """Filter: words as an id."""
    return slugs.slug(text, unidecode)


def join_site(generators: list[Generator]) -> None:
    """When everything is read: one site, what all its pages share, and what is wrong with it as a whole."""
    context, settings = generators[0].context, generators[0].settings
    build = build_of(settings)
    build.site = site = join(context, build)
    build.facts = KnownFacts(Path(settings["PATH"]).parent / ".cache" / FACTS, program_key())
    documents = Documents(Path(settings["PATH"]), build.private, build.members.originals, build.facts)
    table = LinkTable(Addresses(settings["SITEURL"]), site.routes, documents)
    build.findings += [
        *no_home(site.routes, context, build),
        *same_addresses(site.routes.every),
        *addresses_to_come(site.routes),
        *misled([*site.redirects, *redirects_to_come(context)], site.routes),
        *merged_tags(tags_of(dict.fromkeys([*shown_contents(context), *contents_to_come(context)]))),
        *build.images.withdrawn(),
        *told_of_languages(shown_contents(context), build.vocabulary),
    ]
    into = Collector(pictures=set(header_pictures(site)))
    variables = {**context, **frame(site, settings, table, into), **of_site(site)}
    build.own_files, addresses = own_files(settings, table.addresses)
    build.shared = Shared(
        variables | addresses,
        generators[0].env,
        build.rules.catalogue,
        build.vocabulary,
        table,
        build.images,
        build.cards,
    )
    build.frame = into.result()
    build.findings += [*into.findings, *links_of_undated(build, contents_of(context), table)]
    build.findings += told_once_mended(build, table)


def header_pictures(site: Site) -> Iterator[str]:
    """The pictures that headers name, whether or not a page shows them: what is wrong with one is told in time."""
    yield from (page.image for page in site.every if page.image)
    yield from (person.image for person in site.people.values() if person.image)


def frame(site: Site, settings: Mapping[str, Any], table: LinkTable, into: Collector) -> dict[str, Any]:
    """What stands around every page."""
    statement = (settings["PRIVACY"] or "").partition("#")[0].lstrip("/")
    return {
        "announcements": finished(site.announcements, table, site.register, into),
        "navigation": navigation(settings["NAVIGATION"], table),
        "privacy": linked("PRIVACY", settings, table, into),
        "statement": next((page for page in site.pages if page.url == statement), None) if statement else None,
        "take_down": linked("TAKE_DOWN", settings, table, into) if site.walls else "",
    }


def of_site(site: Site) -> dict[str, Any]:
    """The site by the names that templates have for its parts, Pelican's own where it has one."""
    return {
        "articles": site.stories,
        "pages": site.pages,
        "campaigns": site.campaigns,
        "walls": site.walls,
        "is_left_alone": site.routes.is_left_alone,
    }


def no_home(routes: Routes, context: dict[str, Any], build: Build) -> Iterator[Finding]:
    """Whether no front page is public, or no story (C40)."""
    if FRONT_PAGE in routes.by_file:
        return
    path = "content/pages/home.md"
    sources = [content.parsed.source for content in contents_of(context)]
    home = next((source for source in sources if source.path == path), None)
    if home is None:
        yield finding("C40.no-front-page", Where(path), path=path)
    elif path in build.waiting:
        yield finding("C40.front-page-waits", Where(path, home.line_of("Date")))
    elif path in build.expired:
        yield finding("C40.front-page-over", Where(path, home.line_of("Expires")))
    elif entry := home.find("Status"):  # else whatever keeps it from being read is told
        yield finding("C40.front-page-not-public", Where(path, entry.line))
    if not context["articles"]:
        yield finding("C40.no-stories", setting_line("PATH"))


def kept_pages(settings: Mapping[str, Any], build: Build) -> DrawnPages:
    """The pages as they were drawn before, of a site that is the same but for single texts."""
    key = site_key(build.site, settings, build.members.originals, build.images)
    kept = PAGES_OF_PREVIEW if settings["SHOW_UNPUBLISHED"] else PAGES
    file = Path(settings["PATH"]).parent / ".cache" / kept
    return DrawnPages(
        file, key, build.images, build.shared.links.documents, lambda: theme_state(settings) == build.theme
    )


class SiteGenerator(Generator):
    """Comes last: draws every page and feed that was recorded, and writes what they need beside them."""

    def generate_output(self, writer: PendingWriter) -> None:
        """Pages, and what is wrong among them; then feeds, which show their bodies; then the other files.

        One that cannot be drawn, or has the address of another, hides nothing that is wrong with the others.
        raises: RuntimeError, as Pelican's writer, when two pages have one file and nobody tells of it; OSError
        """
        build = build_of(self.settings)
        if build.is_recorded_only:
            return
        build.pages = kept_pages(self.settings, build)
        in_feeds = {content.save_as for feed in build.pending_feeds for content in feed.contents}
        for page in build.pending:
            if page.file in build.drawn:
                if not errors(build.findings):
                    raise RuntimeError(f"{page.file} is to be overwritten")
                build.findings += self.in_text(page, build)
            else:
                self.draw_or_tell(page, build, in_feeds)
        build.findings += found_between(build, self.settings, build.pending, build.results)
        for feed in build.pending_feeds:
            text, pictures = drawn_feed(writer, feed, build, build.results.get)
            build.results |= pictures
            build.drawn[feed.file] = build.output.write(feed.file, text.encode())
        for calendar in build.calendars:
            build.drawn[calendar] = build.output.write(calendar, drawn_calendar(calendar, build, self.settings))
        self.write_files(build)

    def draw_or_tell(self, page: PendingPage, build: Build, in_feeds: Collection[str]) -> None:
        """One page; or why it cannot be drawn, once for all pages of the same template, and what its text has wrong.

        raises: OSError for what a disk refuses
        """
        try:
            self.draw(page, build, in_feeds)
        except (FileExistsError, IsADirectoryError, NotADirectoryError):  # a file where another needs a folder (C10)
            if not errors(build.findings):
                raise
            build.undrawn.add(page.file)
        except Exception as wrong:
            if isinstance(wrong, OSError | SiteError) and not isinstance(wrong, TemplateError):
                raise
            build.undrawn.add(page.file)
            if not any(is_known(wrong, one) for one in build.findings):
                build.findings.append(failure(wrong))
            build.findings += self.in_text(page, build)

    def draw(self, page: PendingPage, build: Build, in_feeds: Collection[str]) -> None:
        """One page, as it was drawn before or now; what is wrong with it is told even if the next cannot be drawn.

        in_feeds: the files of pages whose bodies feeds show
        """
        key = build.readings.keys[page.text.path] if page.text else ""
        result = build.pages.of(page, key, lambda: render(build.site, page, build.shared))
        # Once a page is written nobody asks for its text again; that of 10,000 would take half a gigabyte.
        build.results[page.file] = replace(result, html="", body=result.body if page.file in in_feeds else "")
        build.findings += result.findings
        build.drawn[page.file] = build.output.write(page.file, result.html.encode())
        if signals.content_written.receivers:  # to put together what they get would take longer than all else
            file, context = build.output.folder / page.file, {**self.context, **page.variables}
            signals.content_written.send(str(file), context=context)

    def in_text(self, page: PendingPage, build: Build) -> tuple[Finding, ...]:
        """What is wrong in the text of a page that is not drawn."""
        with suppress(Exception):  # it is what is told already
            return render(build.site, replace(page, template=self.env.from_string("")), build.shared).findings
        return ()

    def write_files(self, build: Build) -> None:
        """What pages need beside them, in public also what hosts and search engines read; files to download."""
        files, siteurl = build.own_files, self.settings["SITEURL"]
        if siteurl:
            marks = marks_of(Path(self.settings["PATH"]), build.members.originals, build.now.date()).text
            files |= public_files(build.site.routes, Addresses(siteurl), self.settings.get("PUBLISH_DOMAIN"), marks)
            files |= host_files(build.site, Addresses(siteurl))
        for name, data in files.items():
            build.requested[name] = build.output.write(name, data)
        for name, document in build.asked().documents.items():
            build.output.write(name, document.file.read_bytes())
            build.requested[name] = document.sha256  # of what was looked at, not of what it became since


def found_between(
    build: Build, settings: Mapping[str, Any], pages: Iterable[PendingPage], results: Mapping[str, PageResult]
) -> Iterator[Finding]:
    """Links to parts of pages that are not there, addresses that are no links, and what no page shows.

    pages: all that are to be drawn; results: those that were, by output file
    """
    asked, content = union([*results.values(), build.frame]), Path(settings["PATH"])
    bodies = [(page.text, page.own.body) for page in pages if page.text and page.own]
    ids = {page.url: results[page.file].anchors for page in build.site.every if page.file in results}
    yield from lost_anchors(asked.links, ids, written_ids(bodies))
    there = {*build.site.routes.by_address, *asked.documents}
    for page in pages:
        yield from addresses_among_words(page.own.source, there) if page.own else ()
    links = (link for _, body in bodies for link in body.links)
    named = {unquote(link.target).rpartition("/")[2] for link in links}
    folders = [*settings["ARTICLE_PATHS"], *settings["PAGE_PATHS"]]
    documents = [one.file for one in asked.documents.values()]
    yield from unread_texts(content, documents, named=named, folders=folders)
    yield from copies_of_texts(content, {*folders, *FOLDERS} - {SELFIES})
    waiting, gone = (
        [name for source in build.sources_of(paths) for name in documents_named(source.text)]
        for paths in (build.drafts | build.waiting.keys(), build.expired.keys())
    )
    yield from listed_documents(content, asked.documents.items(), refused_links(asked.findings), waiting, gone)


def drawn_feed(
    writer: PendingWriter, pending: PendingFeed, build: Build, page: Callable[[str], PageResult | None]
) -> tuple[str, dict[str, PageResult]]:
    """A feed with whole addresses and the first pictures of its stories. page: as drawn, by its output file

    returns: its text, and the pictures, each by the feed's file and the story's
    """
    siteurl, stories, pictures = pending.context["SITEURL"], dict[str, Story](), dict[str, PageResult]()
    for name in ("get_content", "get_summary"):  # Pelican 4.12 remembers both for ever, and with them the whole build
        vars(Content)[name].cache.clear()
    for content in pending.contents:
        drawn = page(content.save_as)
        content._content = drawn.body if drawn else ""
        stories[link_of(siteurl, content.url)] = content.item
    unlike = {content.save_as: content for content in reversed(pending.contents)}  # the first of a file
    feed = writer.feed(replace(pending, contents=tuple(reversed(unlike.values()))))
    name_feed(feed, pending, build)
    for entry in feed.items:
        story = stories[entry["link"]]
        first = render_first_picture(build.site, story, build.shared) if story.image else PageResult()
        pictures[f"{pending.file} {story.file}"] = first
        finish_entry(entry, story, pending.context, first.html, build.vocabulary.of(pending.language))
    return text_of(feed), pictures


def finish_output(site: Pelican) -> None:
    """When every page is written, each step after the one whose files it needs: receivers would have no order.

    What looks like a withdrawn picture; the derivatives and cards that pages ask for, and no others; the search's
    index; in public compressed copies of all there is.
    """
    output, settings, build = Path(site.output_path), site.settings, build_of(site.settings)
    if build.is_recorded_only:
        return
    asked, requested = build.asked(), build.requested
    paths = sorted(asked.pictures)
    build.findings += [*build.images.findings_of_originals(paths), *build.images.resembling(paths)]
    kept = Path(settings["PATH"]).parent / ".cache" / OF_DOCUMENTS
    build.findings += resembling(asked.documents, build.images.withdrawals, kept)
    requested |= build.pictures.publish(asked.derivatives, output)
    requested |= build.cards.publish(asked.cards, build.output)
    if errors(build.tell_drafts_apart()):
        build.output.drop_spare()
        return  # nobody will see the site
    # Pagefind reads whatever page is there, and its folder is cleared.
    build.output.drop_spare(lambda name: name.endswith(COMPRESSED) and not name.startswith(PAGEFIND))
    search = Path(settings["PATH"]).parent / ".cache" / SEARCH_INDEX
    requested |= index_site(output, search, program_key())
    if settings["SITEURL"]:
        requested |= build.copies.write(build.output)
    build.output.drop_spare()


def name_feed(feed: Any, pending: PendingFeed, build: Build) -> None:
    """Feed readers stand elsewhere: a feed says whose it is and of what."""
    context, words = pending.context, build.vocabulary.of(pending.language)
    organisation, page = context["ORGANISATION"]["name"], pending.page
    news = words.text("news_from", organisation=organisation)
    feed.feed |= {"author_name": organisation, "language": pending.language, "subtitle": news}
    if pending.title:
        campaign = build.site.campaigns.get(pending.title)
        topic = plain(build.site.version(campaign, pending.language).title) if campaign else pending.title
        feed.feed["title"] = words.text("title_of", title=context["SITENAME"], whole=topic)
        feed.feed["subtitle"] = words.text("title_of", title=news, whole=topic)
        page = page or next(group.url for group, _ in context["categories"] if group.name == pending.title)
    if page:
        addresses = Addresses(context["SITEURL"])
        feed.feed |= {"link": addresses.absolute(addresses.address(page)), "id": feed.feed["feed_url"]}
    if not feed.items:
        feed.latest_post_date = lambda: NEVER  # the library would ask the clock, and each build be another release
