"""A finished site goes to where it is served from: what becomes public is said first."""

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any

from plugins.core.findings import Finding
from plugins.publish.plan import unread_mail, what_is_public
from plugins.publish.ready import folder_named
from plugins.publish.send import changes_in, publish_branch, publish_folder
from plugins.publish.site_files import own_hashes
from plugins.publish.targets import Target
from plugins.release.addresses import PATH, add_addresses

MESSAGE = "Publish the site"


def deliver(
    settings: Mapping[str, Any],
    repository: Path,
    warnings: Iterable[Finding],
    addresses: Collection[str],
    target: Target,
    *,
    agrees: Callable[[str], bool],
    at_once: bool = False,  # noqa: ARG001
) -> Iterator[Finding | str]:
    """Sends the site in the output folder to a target.

    warnings: of what was looked at before; addresses: what the list of public addresses is to hold from then on
    agrees: whether it may go where the words tell
    at_once: nothing of what goes stays for those who still read an old page, as it does else for a week
    returns: what is to be said, each before what it tells of is done
    raises: SiteError
    """
    output = Path(settings["OUTPUT_PATH"])
    files = own_hashes(output)
    yield from (*warnings, *unread_mail(output, files))
    yield what_is_public(files, settings["SITENAME"], target.url)
    if target.kind == "folder":
        yield f"It goes to {target.place}. {changes_in(folder_named(target.place), output)}"
        publish_folder(output, target.place)
        yield f"The site is in {target.place}"
    elif target.kind == "branch":
        publish_branch(output, repository, settings["PUBLISH_REMOTE"], target.place, MESSAGE, agrees)
        yield f"The site is on the branch {target.place}"
    else:
        raise NotImplementedError(target.kind)
    if add_addresses(Path(settings["PATH"]), addresses):
        yield f"{PATH} holds the new addresses. Share it as you share your texts."
