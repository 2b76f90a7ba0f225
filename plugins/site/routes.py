"""Who wants which address: every output file has one owner, and two are told before anything is written."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from plugins.core.findings import Finding, Where, finding
from plugins.selfies.pages import list_addresses

# The search program's own folder, below the search's page: one rule of a host ("/search/*") says what both may run.
SEARCH = "search/pagefind"

Content = Any  # Pelican's, which only front doors know


@dataclass(frozen=True, slots=True)
class Claim:
    """Somebody wants an address: the output file below the root, and the line to open when two want the same.

    field: the header's field in that line that decides it, Save_as or Slug; "" for a file's name
    slug: what the address would be made of if no field decided it; "" for what no single source owns
    """

    save_as: str
    where: Where
    field: str = ""
    slug: str = ""

    def other_address(self) -> dict[str, str]:
        """What the phrase other-address of messages.toml tells: what to write to give this one another address."""
        if not self.slug:
            return {}
        if self.field == "Save_as":
            return {"save_as": f"{self.slug}/index.html"}
        return {"slug" if self.field == "Slug" else "added_slug": f"{self.slug}-2"}


def address_of(save_as: str) -> str:
    """The clean address, below the root, of an output file.

    >>> address_of("news/plan/index.html")
    'news/plan/'
    """
    return save_as.removesuffix("index.html")


def twice_claimed(claims: Iterable[Claim]) -> list[Finding]:
    """Two pages for one address, or a page where another needs a folder, each told of the first (C10)."""
    first: dict[str, Claim] = {}
    findings = []
    for claim in claims:
        path = claim.save_as.casefold()
        owner = first.setdefault(path, claim)
        if owner is claim:
            above = (path.rsplit("/", depth)[0] for depth in range(1, path.count("/") + 1))
            owner = next((first[folder] for folder in above if folder in first), claim)
        if owner is not claim:
            findings.append(same_address(owner, claim))
    return findings


def same_address(first: Claim, second: Claim) -> Finding:
    """Two pages that want the same web address (C10), at the line that is easiest to change."""
    address = f"/{address_of(second.save_as)}"
    if not (first.slug and second.slug):  # one of them is a list, a wall, a feed or a file of the site
        told = second if second.slug else first
        return finding("C10.address-of-the-site", told.where, address=address, **told.other_address())
    told = max(second, first, key=lambda claim: ("", "Slug", "Save_as").index(claim.field))
    both = {"first": first.where.path, "second": second.where.path}
    return finding("C10.same-address", told.where, address=address, **both, **told.other_address())


def merged_tags(contents: list[Content]) -> Iterator[Finding]:
    """Two tags that differ only in signs (C++ and C), so that they would share one page (C10)."""
    names: dict[str, str] = {}
    for content in contents:
        where = Where(content.source.path, content.source.line_of("Tags"))
        for tag in getattr(content, "tags", []):
            first = names.setdefault(tag.slug, tag.name)
            if first.casefold().split() != tag.name.casefold().split():
                yield finding("C10.same-tag", where, first=first, second=tag.name, slug=tag.slug)


def is_shown(content: Content) -> bool:
    """Whether a content will have a page: drafts have one on the editor's machine only."""
    return bool(content.status != "draft" or content.settings["SHOW_UNPUBLISHED"])


def shown_contents(context: dict[str, Any]) -> list[Content]:
    """Every story and page that will have a page, by source path: Pelican's own order changes from run to run."""
    contents = (content for content in context["generated_content"].values() if content is not None)
    return sorted(filter(is_shown, contents), key=lambda content: str(content.relative_source_path))


def content_claims(contents: list[Content]) -> Iterator[Claim]:
    """The output file of every story and page."""
    for content in contents:
        source = content.source
        field = next((name for name in ("Save_as", "Slug") if (told := source.find(name)) and told.value), "")
        where = Where(source.path, source.line_of(field or "Slug"))
        yield Claim(content.save_as, where, field, content.slug)


def list_claims(context: dict[str, Any]) -> Iterator[Claim]:
    """The output files that no single source owns: lists with their further pages, walls, feeds."""
    per_page = context["DEFAULT_PAGINATION"]
    for name in context["DIRECT_TEMPLATES"]:
        save_as = context.get(f"{name.upper()}_SAVE_AS", f"{name}.html")
        articles = context["articles"] if name in context["PAGINATED_TEMPLATES"] else []
        yield from (Claim(page, template(name)) for page in list_pages(save_as, len(articles), per_page))
    for name, groups in (("category", context["categories"]), ("tag", context["tags"])):
        for group, articles in groups:
            yield from (Claim(page, template(name)) for page in list_pages(group.save_as, len(articles), per_page))
    feeds = [
        context["CATEGORY_FEED_ATOM"].format(slug=group.slug)
        for group, _ in context["categories"]
        if context["CATEGORY_FEED_ATOM"]
    ]
    feeds += [context["FEED_ALL_ATOM"]] if context["FEED_ALL_ATOM"] else []
    yield from (Claim(feed, template("base")) for feed in feeds)
    for wall in context["JINJA_GLOBALS"]["walls"].values():
        for address in list_addresses(wall):
            name = "words" if address.startswith(f"{wall.address}words/") else "wall"
            yield Claim(f"{address}index.html", template(name))


def member_claims(context: dict[str, Any]) -> Iterator[Claim]:
    """Members' own pages, which no list and no sitemap names: a name should not lead to a face."""
    for wall in context["JINJA_GLOBALS"]["walls"].values():
        yield from (Claim(f"{tile.address}index.html", template("member")) for tile in wall.tiles)


def template(name: str) -> Where:
    """What maintainers open to mend a page that no text is the source of."""
    return Where(f"theme/templates/{name}.html")


def list_pages(save_as: str, count: int, per_page: int) -> Iterator[str]:
    """The output files of a list, as PAGINATION_PATTERNS in pelicanconf.py has them.

    >>> list(list_pages("news/index.html", 45, 20))
    ['news/index.html', 'news/page/2/index.html', 'news/page/3/index.html']
    """
    yield save_as
    for number in range(2, -(-count // per_page) + 1):
        yield f"{save_as.removesuffix('index.html')}page/{number}/index.html"


def shared_claims() -> Iterator[Claim]:
    """What the program itself writes: files at the top, and folders, in which no page may lie."""
    names = ("manifest.json", "robots.txt", "sitemap.xml", ".nojekyll", "CNAME")
    folders = ("cards", "files", "pictures", "static", SEARCH)
    yield from (Claim(name, Where("plugins/site/routes.py")) for name in (*names, *folders))
