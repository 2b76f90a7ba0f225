"""A finished site goes to where it is served from: what becomes public is said first."""

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any

from plugins.core.findings import Finding
from plugins.publish.plan import unread_mail, what_is_public
from plugins.publish.ready import folder_named
from plugins.publish.send import changes_in, publish_branch, publish_folder
from plugins.publish.site_files import own_hashes
from plugins.release.addresses import PATH, add_addresses

MESSAGE = "Publish the site"


def deliver(
    settings: Mapping[str, Any],
    repository: Path,
    warnings: Iterable[Finding],
    addresses: Collection[str],
    *,
    to: str | None,
    agrees: Callable[[str], bool],
) -> Iterator[Finding | str]:
    """Sends the site in the output folder to a folder, or else to the branch that settings name.

    warnings: of what was looked at before; addresses: what the list of public addresses is to hold from then on
    to: the folder; agrees: whether it may go where the words tell
    returns: what is to be said, each before what it tells of is done
    raises: SiteError
    """
    output = Path(settings["OUTPUT_PATH"])
    files = own_hashes(output)
    yield from (*warnings, *unread_mail(output, files))
    yield what_is_public(files, settings["SITENAME"], settings["SITEURL"])
    if to is not None:
        yield f"It goes to {to}. {changes_in(folder_named(to), output)}"
        publish_folder(output, to)
        yield f"The site is in {to}"
    else:
        branch = settings["PUBLISH_BRANCH"]
        publish_branch(output, repository, settings["PUBLISH_REMOTE"], branch, MESSAGE, agrees)
        yield f"The site is on the branch {branch}"
    if add_addresses(Path(settings["PATH"]), addresses):
        yield f"{PATH} holds the new addresses. Share it as you share your texts."
