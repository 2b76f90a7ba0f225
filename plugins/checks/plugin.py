"""The checks' front door: when all is read and drawn, every finding at once, or none."""

from pelican import Pelican, signals

from plugins.core.findings import SiteError, errors


def stop_on_errors(site: Pelican) -> None:
    """Raises one SiteError that carries everything found, before a single page is written.

    Connected to `get_writer`, the first signal that Pelican sends when every body is drawn: receivers of one signal
    have no order among each other (blinker keeps them in a set), so the drawing and this cannot share one.
    """
    if errors(site.settings["FINDINGS"]):
        raise SiteError(site.settings["FINDINGS"])


def register() -> None:
    """Connects the above to Pelican."""
    signals.get_writer.connect(stop_on_errors)
