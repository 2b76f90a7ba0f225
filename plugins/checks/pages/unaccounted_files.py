"""Unaccounted files: whatever is public was put there by a part of the program that knows why."""

from collections.abc import Iterator

from plugins.checks.finished import FinishedSite
from plugins.checks.promises.photos_only_with_consent import PROMISE
from plugins.core.findings import Finding, error
from plugins.core.settings import setting_line


def check_site(site: FinishedSite) -> Iterator[Finding]:
    """C75: a file is in the finished site that no part of the program put there, or it has other bytes than it gave it.

    Nobody looked at what it holds; it might be somebody's picture. A plugin or a setting of your own writes it: take
    that out, or tell whoever looks after the site. Where it is promised that photos are only shown with consent, it is
    told as a broken promise.
    """
    if PROMISE not in site.promised:
        for name in site.unaccounted:
            problem = f"/{name} would be public, and no part of this program put it there as it is."
            yield error(setting_line("PLUGINS"), problem, "Take out the plugin or the setting that writes it.", "C75")
