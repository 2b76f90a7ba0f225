"""The guide: every component, every kind of file and every message, told by their own declarations alone."""

from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from markupsafe import Markup

from plugins.checks.explain import explanations
from plugins.core.fields import Field
from plugins.core.findings import Finding
from plugins.core.header import Source
from plugins.engine.failures import failure
from plugins.engine.joining import CAMPAIGN
from plugins.kinds.all import KINDS
from plugins.kinds.new import starting_text
from plugins.kinds.texts import with_templates
from plugins.markup.catalogue import Component
from plugins.preview.fields import Declared, all_declared, as_listed
from plugins.preview.pages import GUIDE, drawn
from plugins.preview.recorded import RecordedSite
from plugins.render.page import OwnText, PendingPage, render
from plugins.render.result import PageResult
from plugins.selfies.new import starting_text as starting_selfie
from plugins.site.model import Page
from plugins.site.routes import INDEX

if TYPE_CHECKING:
    from plugins.preview.live import LiveSite

EXAMPLE = "example/"  # below the guide's address, where each component's is drawn
TEMPLATES_OF = {"story": "story"}  # other kinds have those of pages
STARTING_TITLE, STARTING_SLUG = "Title", "title"


class ShownComponent(NamedTuple):
    """A component, and the source of its example."""

    component: Component
    source: str


class ShownKind(NamedTuple):
    """A kind of file, and the text that `tasks.py new` begins one with."""

    kind: Declared
    source: str


def guide_page(live: "LiveSite") -> bytes:
    """The guide as a page; without components before the theme could be read."""
    site = live.public
    components = [ShownComponent(one, source_of(site, one.name)) for one in catalogue(site)] if site else []
    return drawn(
        "guide.html",
        components=components,
        kinds=shown_kinds(site),
        explanations=list(explanations().values()),
        example=f"{GUIDE}{EXAMPLE}",
        as_listed=as_listed,
    )


def example_page(live: "LiveSite", name: str) -> bytes | None:
    """A component's example as a campaign of this site would show it, by the site's own templates and stylesheet.

    What it asks for is served from then on. What it names and this site does not have is told in its place.
    returns: None when there is no such component
    """
    site = live.public
    if not site or name not in {one.name for one in catalogue(site)}:
        return None
    try:
        result, found = drawn_example(site, name)
    except Exception as wrong:  # noqa: BLE001  (a template may fail in any way)
        return drawn("example.html", name=name, findings=[failure(wrong)])
    if found:
        return drawn("example.html", name=name, findings=found)
    site.asked.derivatives |= result.derivatives
    site.asked.documents |= dict(result.documents)
    return result.html.encode()


def drawn_example(site: RecordedSite, name: str) -> tuple[PageResult, list[Finding]]:
    """An example's page, and what is wrong with it on this site."""
    build, path = site.build, path_of(name)
    source = Source(path, (), source_of(site, name), body_line=1)
    body = build.rules.bodies.read(source.body, path, source.body_line)
    page = example_of(name, path, site.settings["DEFAULT_LANG"])
    # Nothing around it but the masthead, and no card for whoever shares it.
    variables = {"page": page, "announcements": (), "navigation": (), "SIGN_IN": None, "SITEURL": ""}
    template = build.shared.templates.get_template(f"{CAMPAIGN}.html")
    result = render(build.site, PendingPage(page.file, template, variables, OwnText(source, body)), build.shared)
    return result, [*body.findings, *result.findings]


def example_of(name: str, path: str, lang: str) -> Page:
    """The page of an example. path: of its source, as maintainers know it"""
    title = Markup.escape(name.replace("-", " ").capitalize())
    url = f"{GUIDE.lstrip('/')}{EXAMPLE}{name}/"
    return Page(
        id=f"example-{name}",
        path=path,
        url=url,
        file=f"{url}{INDEX}",
        status="hidden",
        lang=lang,
        template=CAMPAIGN,
        title=title,
        summary=Markup(""),
        lead="",
        image="",
        image_description="",
        image_focus="",
        authors=(),
        modified=None,
        change_note="",
        translations=(),
    )


def catalogue(site: RecordedSite) -> list[Component]:
    """The components that the theme has, by name."""
    return list(site.build.shared.catalogue.values())


def path_of(name: str) -> str:
    """The example of a component, as maintainers know it."""
    return f"theme/components/{name}/example.md"


def source_of(site: RecordedSite, name: str) -> str:
    """The source of a component's example; "" when it has none."""
    file = Path(site.settings["THEME"], "components", name, "example.md")
    return file.read_text(encoding="utf-8") if file.is_file() else ""


def shown_kinds(site: RecordedSite | None) -> list[ShownKind]:
    """Every kind of file, with the templates and campaigns that this site has."""
    today = site.build.now.date() if site else date.today()
    starters = {one.name: starting_text(one.starter, STARTING_TITLE, STARTING_SLUG, today) for one in KINDS}
    campaigns = list(site.build.site.campaigns) if site else []
    return [
        ShownKind(
            one._replace(fields=fields_on(site, one)),
            one.example or starters.get(one.name) or starting_selfie(campaigns),
        )
        for one in all_declared()
    ]


def fields_on(site: RecordedSite | None, kind: Declared) -> tuple[Field, ...]:
    """The fields of a kind, of which that for the template knows those that this site has."""
    names = site.build.rules.templates[TEMPLATES_OF.get(kind.name, "page")] if site else ()
    return with_templates(kind.fields, names)
