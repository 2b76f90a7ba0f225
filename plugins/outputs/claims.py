"""Who wants which address: every output file has one owner, and two are told before anything is written."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from plugins.core.findings import Finding, Where, error

Content = Any  # Pelican's, which only front doors know


@dataclass(frozen=True, slots=True)
class Claim:
    """Somebody wants an address: the output file below the root, and the source to open when two want the same."""

    save_as: str
    where: Where


def address_of(save_as: str) -> str:
    """The clean address, below the root, of an output file.

    >>> address_of("news/plan/index.html")
    'news/plan/'
    """
    return save_as.removesuffix("index.html")


def twice_claimed(claims: Iterable[Claim]) -> list[Finding]:
    """C10: two pages for one address; every one after the first is named together with the first."""
    first: dict[str, Claim] = {}
    findings = []
    for claim in claims:
        owner = first.setdefault(claim.save_as.casefold(), claim)
        if owner is not claim:
            both = f"{owner.where.path} and {claim.where.path}"
            problem = f"Two pages want the same web address /{address_of(claim.save_as)}: {both}."
            remedy = "Change the file name of one, or add  Slug: another-name"
            findings.append(error(claim.where, problem, remedy, "C10"))
    return findings


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
        yield Claim(content.save_as, Where(content.source.path, content.source.line_of("Slug")))


def list_claims(context: dict[str, Any]) -> Iterator[Claim]:
    """The output files that no single source owns: lists, walls, feeds."""
    theme = Where("theme/templates")
    for name in context["DIRECT_TEMPLATES"]:
        yield Claim(context.get(f"{name.upper()}_SAVE_AS", f"{name}.html"), theme)
    for group in (*(category for category, _ in context["categories"]), *(tag for tag, _ in context["tags"])):
        yield Claim(group.save_as, theme)
        if context["CATEGORY_FEED_ATOM"] and group.save_as == context["CATEGORY_SAVE_AS"].format(slug=group.slug):
            yield Claim(context["CATEGORY_FEED_ATOM"].format(slug=group.slug), theme)
    for wall in context["JINJA_GLOBALS"]["walls"].values():
        yield Claim(f"{wall.address}index.html", theme)
    if context["FEED_ALL_ATOM"]:
        yield Claim(context["FEED_ALL_ATOM"], theme)
