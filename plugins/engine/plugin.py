"""The front door of everything but the checks: what is done at each of Pelican's signals, in order.

Only this module and plugins/checks/plugin.py know them. A signal has one receiver here, since receivers have no order.
"""

from pelican import Pelican, signals
from pelican.generators import Generator

from plugins.engine.build import build_of
from plugins.engine.contents import expose_campaigns, prepare_stories, read_others, relate
from plugins.engine.pages import (
    FilesGenerator,
    draw_site,
    expose_to_templates,
    finish_feed,
    finish_output,
    note_page,
)
from plugins.engine.walls import WallGenerator, read_walls


def begin(pelican: Pelican) -> None:
    """Before Pelican reads stories and pages: everything else, and what templates may use."""
    settings, build = pelican.settings, build_of(pelican.settings)
    read_others(settings, build)
    read_walls(settings, build)
    expose_to_templates(settings, build)


def generators(_pelican: Pelican) -> list[type[Generator]]:
    """What writes pages and files besides Pelican's own."""
    return [WallGenerator, FilesGenerator]


def register() -> None:
    """Connects the above to Pelican."""
    signals.initialized.connect(begin)
    signals.get_generators.connect(generators)
    signals.article_generator_pretaxonomy.connect(prepare_stories)
    signals.article_generator_finalized.connect(relate)
    signals.page_generator_finalized.connect(expose_campaigns)
    signals.all_generators_finalized.connect(draw_site)
    signals.feed_generated.connect(finish_feed)
    signals.content_written.connect(note_page)
    signals.feed_written.connect(note_page)
    signals.finalized.connect(finish_output)
