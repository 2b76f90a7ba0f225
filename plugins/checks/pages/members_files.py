"""Members' files: nothing that is public holds a picture or a text of a member who is not shown."""

from collections.abc import Iterator

from plugins.checks.finished import FinishedSite
from plugins.checks.members_files import holding
from plugins.checks.promises.photos_only_with_consent import PROMISE
from plugins.core.findings import Finding, finding


def check_site(site: FinishedSite) -> Iterator[Finding]:
    """Pages and files that hold the picture or the text of a member who did not agree to be shown (C76).

    Where it is promised that photos are only shown with consent, it is told as a broken promise.
    """
    if PROMISE not in site.promised:
        for name, held in holding(site):
            yield finding("C76.holds-file", site.owner_of(name, "content"), file=f"/{name}", **held)
