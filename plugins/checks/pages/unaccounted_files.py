"""Unaccounted files: whatever is public was put there by a part of the program that knows why."""

from collections.abc import Iterator

from plugins.checks.finished import FinishedSite
from plugins.checks.promises.photos_only_with_consent import PROMISE
from plugins.core.findings import Finding, finding
from plugins.core.settings import setting_line


def check_site(site: FinishedSite) -> Iterator[Finding]:
    """Files of the finished site that no part of the program put there, or that have other bytes than it gave (C75).

    Where it is promised that photos are only shown with consent, it is told as a broken promise.
    """
    if PROMISE not in site.promised:
        for name in site.unaccounted:
            yield finding("C75.unaccounted", setting_line("PLUGINS"), file=f"/{name}")
