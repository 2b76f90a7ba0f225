"""A finished site goes to where it is served from: what becomes public is said first."""

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from functools import partial
from pathlib import Path
from typing import Any

from plugins.core.findings import Finding, SiteError, Where, finding
from plugins.publish.passes import publish_rclone
from plugins.publish.plan import Change, are_too_many, pages_that_go, unread_mail, what_changes, what_is_public
from plugins.publish.ready import folder_named
from plugins.publish.send import Ask, in_folder, publish_branch, publish_folder
from plugins.publish.settings import setting_in
from plugins.publish.site_files import own_hashes
from plugins.publish.targets import Target
from plugins.publish.zipped import hashes_in_place, publish_zip
from plugins.release.addresses import PATH, add_addresses
from plugins.site.routes import RULES

MESSAGE = "Publish the site"


class OnlySaid(Exception):  # noqa: N818  (no error: all was said that was asked for)
    """What would happen was told, and nobody asked for more."""


def deliver(
    settings: Mapping[str, Any],
    repository: Path,
    warnings: Iterable[Finding],
    addresses: Collection[str],
    target: Target,
    *,
    agrees: Callable[[str], bool],
    at_once: bool = False,
    let_go: int = 0,
    is_only_said: bool = False,
    everything: bool = False,
    seen: str | None = None,
    about_to: Callable[[Mapping[str, str]], None] = lambda _files: None,
) -> Iterator[Finding | str]:
    """Sends the site in the output folder to a target.

    warnings: of what was looked at before; addresses: what the list of public addresses is to hold from then on
    agrees: whether it may go where the words tell, for targets that others read
    at_once: of what goes stylesheets and scripts alone stay a week for who reads an old page, else all hashed files
    let_go: so many pages may go, however many that are; is_only_said: nothing is sent
    everything: to a host by rclone go unchanged files, too, and in a folder is made good what somebody changed there; a
        branch and a zip are always sent whole
    seen: what was live before the site was built (`release_at`): where it is another by now, nothing is sent
    about_to: told what the target's manifest will list, SHA-256 by path, before anything is sent
    returns: what is to be said, each before what it tells of is done
    raises: SiteError
    """
    output = Path(settings["OUTPUT_PATH"])
    files = own_hashes(output)
    yield from (*warnings, *unread_mail(output, files))
    yield what_is_public(files, settings["SITENAME"], target.url)

    sent: dict[str, str] = {}

    def ask(there: str, change: Change) -> None:
        refuse_loss(change.before, change.after, let_go, repository)
        is_agreed = agrees(f"{there}. {what_changes(*change)}") if there else True
        if is_only_said:
            raise OnlySaid
        refuse_without_yes(target, repository, is_agreed=is_agreed)
        sent.update(change.after)
        about_to(change.after)

    try:
        options = {"at_once": at_once, "everything": everything}
        yield from sent_to(target, settings, repository, ask, **options, seen=seen)
    except OnlySaid:
        yield "Nothing was sent."
        return
    yield from rules_not_in_force(files, sent, target)
    if add_addresses(Path(settings["PATH"]), addresses):
        yield f"{PATH} holds the new addresses. Share it as you share your texts."


def sent_to(
    target: Target,
    settings: Mapping[str, Any],
    repository: Path,
    ask: Ask,
    *,
    at_once: bool,
    everything: bool,
    seen: str | None,
) -> Iterator[str]:
    """Sends a finished site in its target's own way; parameters as of `deliver`.

    ask: told where it goes, "" where that was said already
    """
    output, place = Path(settings["OUTPUT_PATH"]), target.place
    if target.kind == "branch":
        to = (settings["PUBLISH_REMOTE"], place, MESSAGE)
        publish_branch(output, repository, *to, ask, at_once=at_once, seen=seen)
        yield f"The site is on the branch {place}"
    elif target.kind == "rclone":
        options = {"at_once": at_once, "everything": everything}
        publish_rclone(output, repository, target, partial(ask, place), **options, seen=seen)
        yield f"The site is at {place}"
    else:
        change = changed_here(target, output, at_once=at_once, everything=everything)
        yield f"It goes to {place}. {what_changes(*change)}"
        ask("", change)
        publish_here(target, output, at_once=at_once, everything=everything, seen=seen)
        yield f"The site is in {place}"


def changed_here(target: Target, output: Path, *, at_once: bool, everything: bool) -> Change:
    """What a publish makes of a folder or a zip of this machine. raises: SiteError"""
    place = folder_named(target.place)
    if target.kind == "folder":
        return in_folder(place, output, at_once=at_once, everything=everything)
    return Change(hashes_in_place(place), own_hashes(output))


def publish_here(target: Target, output: Path, *, at_once: bool, everything: bool, seen: str | None) -> None:
    """Puts the site into a folder or a zip of this machine. raises: SiteError"""
    if target.kind == "folder":
        publish_folder(output, target.place, at_once=at_once, everything=everything, seen=seen)
    else:
        publish_zip(output, folder_named(target.place), seen=seen)


def rules_not_in_force(files: Collection[str], sent: Collection[str], target: Target) -> Iterator[Finding]:
    """That a host has rules of its own in the place of the site's, which stay (C161). files: of the site"""
    for name in sorted(RULES.intersection(files) - set(sent)):
        yield finding("C161.not-in-force", Where(name), target=target.name or target.place)


def refuse_loss(before: Mapping[str, str], after: Mapping[str, str], let_go: int, repository: Path) -> None:
    """raises: SiteError when more pages go than anybody takes away on a day, and nobody said how many (C167)"""
    going, pages = pages_that_go(before, after)
    if are_too_many(going, pages) and going > let_go:
        where = setting_in(repository, "SITEURL")
        raise SiteError([finding("C167.many-pages-go", where, going=going, pages=pages)])


def refuse_without_yes(target: Target, repository: Path, *, is_agreed: bool) -> None:
    """raises: SiteError when somebody was asked and did not agree (C85)"""
    if not is_agreed:
        setting = "PUBLISH_REMOTE" if target.kind == "branch" else "PUBLISH_TARGETS"
        raise SiteError([finding("C85.nobody-said-yes", setting_in(repository, setting))])
