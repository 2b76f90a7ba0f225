"""Members' files: nothing that is public holds a picture or a text of a member who is not shown."""

from collections.abc import Iterator

from plugins.checks.finished import FinishedSite
from plugins.checks.members_files import holding
from plugins.checks.promises.photos_only_with_consent import PROMISE
from plugins.core.findings import Finding, Where, error


def check_site(site: FinishedSite) -> Iterator[Finding]:
    """C76: a page or a file holds the picture or the text of a member who did not agree to be shown.

    Whoever reads it could take it out. Delete it there; the wall shows whoever agreed. Where it is promised that photos
    are only shown with consent, it is told as a broken promise.
    """
    if PROMISE not in site.promised:
        for name, clause in holding(site):
            where = site.sources.get(name, Where("content"))
            yield error(where, f"/{name} {clause}.", "Take it out there.", "C76")
