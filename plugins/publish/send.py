"""Sends the folder of a finished site to a branch, without its history, or to another folder."""

import errno
import hashlib
import os
import re
import sys
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from datetime import UTC, datetime
from email.utils import format_datetime
from pathlib import Path

from plugins.core.atomic import is_folder
from plugins.core.disk import refused_by_disk
from plugins.core.findings import SiteError, Where, finding
from plugins.core.lock import delete_if_free
from plugins.core.reachable import is_within
from plugins.core.replacing import lock_beside
from plugins.core.temporary import temporary_folder
from plugins.engine.fresh import NO_PLACE, behind_links, ensure_output_is_ours, fresh_output, refuse_sources
from plugins.publish.branch import (
    BranchInTheWayError,
    ForeignBranchError,
    ForeignHistoryError,
    OtherDomainError,
    Published,
    contents,
    entries_of,
    is_there,
    look_at,
    tip_of,
)
from plugins.publish.git import (
    THERE,
    TO_COMMIT,
    TO_SEND,
    GitError,
    NoAnswerError,
    connection_settings,
    environment,
    git,
    run,
)
from plugins.publish.hosts_files import added_by_host, copy_as_they_are, keep_access, may_be_replaced, may_stay
from plugins.publish.older import refuse_overtaken
from plugins.publish.plan import Change, Live, plan_of, with_copies
from plugins.publish.ready import folder_named, refuse_no_branch_name, refuse_without_git
from plugins.publish.remote import Remote, remote_of
from plugins.publish.settings import setting_in
from plugins.publish.site_files import (
    changed_files,
    copy_listed,
    hashes_of,
    not_as_built,
    own_hashes,
    refuse_changed_output,
    retained_of,
)
from plugins.release.manifest import Hashed, foreign_files, write_manifest
from plugins.release.retained import Retained, text_of
from plugins.site.routes import CNAME, MANIFEST, RETAINED

# Told where a site goes, and what changes there; raises when it may not go there.
Ask = Callable[[str, Change], None]

# Who made the commit that everybody can read: nobody, nowhere.
NOBODY = {"GIT_COMMITTER_NAME": "Site publisher", "GIT_COMMITTER_EMAIL": "publisher@localhost"}

# Of the repository that is thrown away: nothing runs in it but what is asked for.
ALONE = (("gc.auto", "0"), ("maintenance.auto", "false"), ("core.hooksPath", os.devnull), ("push.pushOption", ""))

# Git's words for: the branch is not where it was when we looked.
OVERTAKEN = re.compile(r"stale info|fetch first|cannot lock ref .*(is at|already exists|unable to resolve|File exists)")


def publish_branch(
    output: Path,
    repository: Path,
    remote: str,
    branch: str,
    message: str,
    ask: Ask | None = None,
    *,
    at_once: bool = False,
    seen: str | None = None,
) -> str:
    """Make a finished site the only commit of a branch, and return its id.

    What the branch held is not reachable any more: no withdrawn picture stays behind. The commit is made in a
    repository that is thrown away, so that the project's own one holds no portrait; it names nobody.
    output: the finished site, with .nojekyll and, for a domain of its own, CNAME in it
    repository: the project, whose settings say how its remotes are reached
    remote: one of its remotes by name, or an address
    ask: told before anything is sent where it goes, and what changes there; raises when it may not
    at_once: of what the new site does not have stylesheets and scripts alone stay for a week, else all hashed files
    seen: see `refuse_overtaken`
    raises: SiteError when the site or the remote cannot be had, the branch holds what is not ours, somebody else
        published meanwhile, or the other side refuses
    """
    own = own_hashes(output)
    refuse_changed_output(output, own)
    with refusals_here(repository):
        refuse_without_git(repository)
        refuse_no_branch_name(branch, remote, repository)
        there = remote_of(remote, repository)
    with refusals_here(repository), temporary_folder(repository, "publish") as bare:
        site = bare / "site"
        domain = copy_with_manifest(output, site, own)
        alone = environment(ALONE, bare)
        git("init", "--bare", "--quiet", "--template=", ".", folder=bare, env=alone)
        env = environment([*ALONE, *there.settings, *connection_settings(repository)], bare)
        with refusals(repository, there, branch):
            exists = is_there(branch, bare, env)
        commit = make_commit(site, branch, message, bare, alone)
        entries = entries_of(commit, bare, alone)
        if others := sorted(entries.keys() ^ {MANIFEST, *own}):
            raise not_as_built(output, others[0])
        known = {entries[path].blob: sha256 for path, sha256 in own.items()}
        with refusals(repository, there, branch):
            published = look_at(branch, bare / "there", env, known, domain) if exists else Published()
        refuse_overtaken(seen, published.hashes)
        retained = plan_of(published.live, own, datetime.now(UTC), at_once=at_once).retained
        if ask:
            ask(f"the branch {branch} of {there.shown}", Change(published.hashes, own, published.retained, retained))
        if retained:
            with refusals(repository, there, branch):
                bring_back(retained, published, bare / "there", env, site)
            git("update-ref", "-d", f"refs/heads/{branch}", folder=bare, env=alone)  # it would come before the other
            commit = make_commit(site, branch, message, bare, alone)
        with refusals_of_push(repository, there, branch):
            push(commit, branch, bare, env, tip=published.tip)
            refuse_unseen(commit, branch, bare, env, there, setting_in(repository, "PUBLISH_REMOTE"))
    return commit


def copy_with_manifest(output: Path, site: Path, own: Mapping[str, str]) -> str:
    """Copies a finished site; whatever else lies in its folder, or comes to it now, stays there.

    returns: the site's own domain, "" for none; raises: SiteError when a file is not as it was built (C98); OSError
    """
    copy_listed(output.resolve(), site, own)
    write_own_manifest(site, own)
    return (site / CNAME).read_text(encoding="utf-8").strip() if CNAME in own else ""


def bring_back(
    retained: Mapping[str, Retained], published: Published, folder: Path, env: Mapping[str, str], site: Path
) -> None:
    """Put files of earlier releases, as they are on a branch, beside a new site, with the list of them.

    folder: the repository in which `look_at` looked at the branch
    raises: ForeignBranchError when one is not what the branch says of it; GitError
    """
    found = contents([published.entries[name].blob for name in retained], folder, dict(env) | {"GIT_DIR": str(folder)})
    for (name, one), data in zip(retained.items(), found, strict=True):
        if hashlib.sha256(data).hexdigest() != one.sha256:
            raise ForeignBranchError(name)
        (site / name).parent.mkdir(parents=True, exist_ok=True)
        (site / name).write_bytes(data)
    (site / RETAINED).write_text(text_of(retained), encoding="utf-8")


@contextmanager
def refusals_here(repository: Path) -> Iterator[None]:
    """Tells what went wrong on this machine before anything was sent: of git (C91), or of the disk (C83)."""
    try:
        yield
    except GitError as wrong:
        where = setting_in(repository, "PUBLISH_REMOTE")
        raise SiteError([finding("C91.git-fails", where, **wrong.why)]) from None
    except OSError as wrong:
        raise disk_refusal(wrong, repository, around=repository) or wrong from None


def disk_refusal(wrong: OSError, at: Path, *, around: Path) -> SiteError | None:
    """What the disk refused (C83), told of what is written, not of a temporary file around it, whose name nobody knows.

    at: what is written; around: the folder of temporary files
    """
    is_around = isinstance(wrong.filename, str) and is_within(Path(wrong.filename), around)
    refusal = refused_by_disk(OSError(wrong.errno, wrong.strerror) if is_around else wrong, at)
    return SiteError([refusal]) if refusal else None


@contextmanager
def refusals(repository: Path, there: Remote, branch: str) -> Iterator[None]:
    """Tells what is in the way while we look at the branch, or that we cannot (C85, C93, C95, C96)."""
    in_remote, in_branch = (setting_in(repository, name) for name in ("PUBLISH_REMOTE", "PUBLISH_BRANCH"))
    try:
        yield
    except NoAnswerError as wrong:
        raise SiteError([finding("C85.no-answer", in_remote, remote=there.shown, **wrong.values)]) from None
    except GitError as wrong:
        raise SiteError([finding("C93.not-reached", in_remote, remote=there.shown, **wrong.why)]) from None
    except BranchInTheWayError as wrong:
        raise SiteError([finding("C96.in-the-way", in_branch, branch=branch, other=wrong.name)]) from None
    except ForeignBranchError as wrong:
        foreign = finding("C95.no-site-of-ours", in_branch, branch=branch)
        if wrong.name:
            foreign = finding("C95.changed-file", in_branch, branch=branch, file=wrong.name)
        raise SiteError([foreign]) from None
    except ForeignHistoryError:
        raise SiteError([finding("C95.other-history", in_branch, branch=branch)]) from None
    except OtherDomainError as wrong:
        in_domain, domain = setting_in(repository, "PUBLISH_DOMAIN"), wrong.domain
        raise SiteError([finding("C95.other-domain", in_domain, remote=there.shown, domain=domain)]) from None


@contextmanager
def refusals_of_push(repository: Path, there: Remote, branch: str) -> Iterator[None]:
    """Tells why the other side did not take the site.

    It stopped answering (C85), somebody else published between our look and our push, and is not written over (C94), or
    the host refused (C99).
    """
    try:
        yield
    except NoAnswerError as wrong:
        where = setting_in(repository, "PUBLISH_REMOTE")
        raise SiteError([finding("C85.no-answer-to-site", where, remote=there.shown, **wrong.values)]) from None
    except GitError as wrong:
        where = setting_in(repository, "PUBLISH_BRANCH")
        if OVERTAKEN.search(wrong.words):
            raise SiteError([finding("C94.overtaken", where, branch=branch)]) from None
        raise SiteError([finding("C99.not-taken", where, branch=branch, **wrong.why)]) from None


def publish_folder(
    output: Path, to: str | Path, *, at_once: bool = False, everything: bool = False, seen: str | None = None
) -> None:
    """Put a finished site in a folder, in place of what an earlier publish put there; in whole or not at all.

    What a web host added there stays, in the place of a file of the site where both have one.
    at_once: of what the new site does not have stylesheets and scripts alone stay for a week, else all hashed files
    everything: what somebody changed or deleted of an earlier publish's files is made good, and not refused
    seen: see `refuse_overtaken`
    raises: SiteError when `to` holds something else, was edited since, is a link that leads nowhere, is one with the
        output, or cannot be written (C97), or its disk is full (C83); or when the output is not as it was built (C98)
    """
    own = own_hashes(output)
    target = folder_named(str(to))
    source, real = output.resolve(), behind_links(target)
    hosts: list[str] = []
    try:
        refuse_around(source, real, str(to))
        with (
            without_a_trace(lock_beside(real)),
            fresh_output(
                target,
                is_kept=lambda name: may_stay(real, name),
                last=lambda building: leave_as_it_was(hosts, real, building),
            ) as building,
        ):
            refuse_overtaken(seen, hashes_of(real))
            there = published_there(real, to, everything=everything)
            hosts += added_by_host(real, put_there(real, there))
            ours = {name: sha256 for name, sha256 in own.items() if name not in hosts}
            copy_listed(source, building, ours)
            write_own_manifest(building, ours)
            if retained := plan_of(there, ours, datetime.now(UTC), at_once=at_once).retained:
                copy_listed(real, building, {name: one.sha256 for name, one in retained.items()})
                (building / RETAINED).write_text(text_of(retained), encoding="utf-8")
            if others := [name for name in foreign_files(building) if not is_folder(building / name)]:
                raise not_as_built(output, others[0])
    except OSError as wrong:
        is_disk = wrong.errno not in (*NO_PLACE, errno.ENAMETOOLONG)
        if is_disk and (refusal := disk_refusal(wrong, target, around=real.parent)):
            raise refusal from None
        where, reason = Where(str(to)), wrong.strerror or str(wrong)
        if isinstance(wrong, FileExistsError | NotADirectoryError):
            raise SiteError([finding("C97.file-in-the-way", where, folder=str(to))]) from None
        raise SiteError([finding("C97.not-written", where, folder=str(to), reason=reason)]) from None


def leave_as_it_was(hosts: Sequence[str], old: Path, new: Path) -> None:
    """Give a folder what a host added to the one that it replaces, and who may enter and owns that. raises: OSError"""
    keep_access(old, new)
    copy_as_they_are(hosts, old, new)


def write_own_manifest(site: Path, own: Mapping[str, str]) -> None:
    """The manifest of a copy of a site: of what was copied, not of what lies there now. own: SHA-256 by path"""
    write_manifest(site, {name: Hashed(sha256) for name, sha256 in own.items()})


@contextmanager
def without_a_trace(lock: Path) -> Iterator[None]:
    """Leaves no lock file behind where none was, when what is done in the block is refused."""
    was_there = os.path.lexists(lock)
    try:
        yield
    except (SiteError, OSError):
        if not was_there:
            delete_if_free(lock)
        raise


def in_folder(folder: Path, output: Path, *, at_once: bool = False, everything: bool = False) -> Change:
    """What a publish makes of what an earlier one put in a folder. at_once, everything: see above

    raises: SiteError without such a site (C98), when somebody changed what an earlier publish put there (C97), or where
        something else is in the way: told before anybody is asked, and to who only wants to be told
    """
    real = behind_links(folder)
    refuse_around(output.resolve(), real, str(folder))
    with suppress(OSError):  # which is told when the folder is written
        refuse_sources(folder, real)
        ensure_output_is_ours(folder, real, lambda name: may_stay(real, name))
    there = published_there(real, folder, everything=everything)
    hosts = added_by_host(real, put_there(real, there))
    ours = {name: sha256 for name, sha256 in own_hashes(output).items() if name not in hosts}
    stays = plan_of(there, ours, datetime.now(UTC), at_once=at_once).retained
    # What somebody changed is there, too: it changes or goes, and is nothing new.
    changed = {name: "" for name in put_there(real, there) - there.manifest.keys() if (real / name).is_file()}
    kept = [name for name in retained_of(real) if (real / name).is_file()]
    return Change(changed | dict(there.manifest), ours, kept, stays)


def refuse_around(output: Path, real: Path, to: str) -> None:
    """raises: SiteError when a folder is one with the output, in it or around it (C97). to: as the folder is called"""
    if is_within(output, real) or is_within(real, output):
        raise SiteError([finding("C97.around-the-site", Where(to), folder=to)])


def published_there(folder: Path, to: str | Path, *, everything: bool = False) -> Live:
    """What earlier publishes put in a folder, but for files that its host replaced.

    to: the folder as it is called; everything: and but for what somebody else changed or deleted
    raises: SiteError when somebody else changed or deleted one (C97)
    """
    hashes, retained = hashes_of(folder), retained_of(folder)
    changed = {*changed_files(folder, hashes | {name: one.sha256 for name, one in retained.items()})}
    if everything:
        spoilt = with_copies(changed, retained)
        retained = {name: one for name, one in retained.items() if name not in spoilt}
    elif name := next((name for name in (*hashes, *retained) if name in changed and not may_be_replaced(name)), ""):
        raise SiteError([finding("C97.changed-file", Where(str(to)), folder=str(to), file=name)])
    return Live({name: sha256 for name, sha256 in hashes.items() if name not in changed}, retained)


def put_there(folder: Path, there: Live) -> set[str]:
    """The names of what earlier publishes put in a folder, whoever changed it since, but for what is its host's now."""
    return {*there.manifest, *(name for name in hashes_of(folder) if not may_be_replaced(name))}


def make_commit(site: Path, branch: str, message: str, bare: Path, env: Mapping[str, str]) -> str:
    """Put the folder, and nothing that was before, on the branch in the bare repository; returns the commit's id."""
    options = ("--no-history", f"--branch={branch}", f"--message={message}")
    now = {"GIT_COMMITTER_DATE": format_datetime(datetime.now(UTC))}
    # As a program, since it works on the repository of the folder it is run in.
    command = (sys.executable, "-m", "ghp_import", *options, str(site))
    run(*command, folder=bare, env={**env, **NOBODY, **now}, limits=TO_COMMIT)
    return git("rev-parse", "--verify", f"refs/heads/{branch}", folder=bare, env=env)


def push(commit: str, branch: str, bare: Path, env: Mapping[str, str], *, tip: str) -> None:
    """Put the remote's branch on the commit, if it still ends at `tip` ("" for: if it is not there).

    raises: GitError
    """
    lease = f"--force-with-lease=refs/heads/{branch}:{tip}"
    options = ("--porcelain", "--progress", "--no-verify", "--no-signed", "--recurse-submodules=no", lease)
    git("push", *options, THERE, f"{commit}:refs/heads/{branch}", folder=bare, env=env, limits=TO_SEND)


def refuse_unseen(commit: str, branch: str, bare: Path, env: Mapping[str, str], there: Remote, where: Where) -> None:
    """raises: SiteError where the remote does not say that its branch ends at the commit (C85)

    Git takes one that tells nothing for a success; one that cannot be asked does not say so, either.
    """
    tip = ""
    with suppress(GitError):
        tip = tip_of(branch, bare, env)
    if tip != commit:
        raise SiteError([finding("C85.not-seen-there", where, remote=there.shown, branch=branch)])
