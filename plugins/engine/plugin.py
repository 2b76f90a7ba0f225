"""The front door of everything but the checks: what is done at each of Pelican's signals, in order.

Only this module and plugins/checks/plugin.py know them. A signal has one receiver here, since receivers have no order.
"""

from pelican import Pelican, signals
from pelican.generators import Generator

from plugins.engine.build import build_of
from plugins.engine.contents import prepare_pages, prepare_stories, read_others
from plugins.engine.drawn import theme_state
from plugins.engine.events import EventGenerator
from plugins.engine.languages import LanguageGenerator
from plugins.engine.listed import fill_settings
from plugins.engine.lists import ListGenerator
from plugins.engine.matters import MatterGenerator
from plugins.engine.pages import SiteGenerator, expose_to_templates, finish_output, join_site
from plugins.engine.redirects import RedirectGenerator
from plugins.engine.walls import WallGenerator, read_walls
from plugins.engine.writer import PendingWriter


def begin(pelican: Pelican) -> None:
    """Before Pelican reads stories and pages: everything else, and what templates may use."""
    settings, build = pelican.settings, build_of(pelican.settings)
    build.theme = theme_state(settings)
    read_others(settings, build)
    fill_settings(settings, build)
    read_walls(settings, build)
    expose_to_templates(settings, build)


def generators(_pelican: Pelican) -> list[type[Generator]]:
    """What writes pages and files besides Pelican's own."""
    of_texts = [ListGenerator, EventGenerator, MatterGenerator, LanguageGenerator]
    return [*of_texts, WallGenerator, RedirectGenerator, SiteGenerator]


def writer(_pelican: Pelican) -> type[PendingWriter]:
    """What records pages and feeds, in the place of Pelican's writer."""
    return PendingWriter


def register() -> None:
    """Connects the above to Pelican."""
    signals.initialized.connect(begin)
    signals.get_generators.connect(generators)
    signals.article_generator_pretaxonomy.connect(prepare_stories)
    signals.page_generator_finalized.connect(prepare_pages)
    signals.all_generators_finalized.connect(join_site)
    signals.get_writer.connect(writer)
    signals.finalized.connect(finish_output)
