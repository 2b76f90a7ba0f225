"""Sends the folder of a finished site to a branch, without its history, or to another folder."""

import errno
import os
import re
import sys
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from datetime import UTC, datetime
from email.utils import format_datetime
from pathlib import Path

from plugins.core.disk import refused_by_disk
from plugins.core.findings import SiteError, Where, error, quoted
from plugins.core.reachable import is_within
from plugins.core.temporary import temporary_folder
from plugins.engine.fresh import NO_PLACE, behind_links, fresh_output
from plugins.publish.branch import (
    DOMAIN,
    BranchInTheWayError,
    ForeignBranchError,
    ForeignHistoryError,
    OtherDomainError,
    Published,
    entries_of,
    is_there,
    look_at,
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
from plugins.publish.plan import what_changes
from plugins.publish.ready import folder_named, refuse_no_branch_name, refuse_without_git
from plugins.publish.refusal import refused
from plugins.publish.remote import Remote, remote_of
from plugins.publish.site_files import changed_files, copy_listed, hashes_of, own_hashes, refuse_changed_output

# Who made the commit that everybody can read: nobody, nowhere.
NOBODY = {"GIT_COMMITTER_NAME": "Site publisher", "GIT_COMMITTER_EMAIL": "publisher@localhost"}

# Of the repository that is thrown away: nothing runs in it but what is asked for.
ALONE = (("gc.auto", "0"), ("maintenance.auto", "false"), ("core.hooksPath", os.devnull), ("push.pushOption", ""))

# Git's words for: the branch is not where it was when we looked.
OVERTAKEN = re.compile(r"stale info|fetch first|cannot lock ref .*(is at|already exists|unable to resolve|File exists)")

SAVE_IT = "Save that elsewhere and delete the branch there, or write another PUBLISH_BRANCH."


def publish_branch(
    output: Path,
    repository: Path,
    remote: str,
    branch: str,
    message: str,
    agrees: Callable[[str], bool] = lambda words: bool(words),
) -> str:
    """Make a finished site the only commit of a branch, and return its id.

    C85: somebody was asked and did not say yes. Nothing was sent.

    What the branch held is not reachable any more: no withdrawn picture stays behind. The commit is made in a
    repository that is thrown away, so that the project's own one holds no portrait; it names nobody.

    output: the finished site, with .nojekyll and, for a domain of its own, CNAME in it
    repository: the project, whose settings say how its remotes are reached
    remote: one of its remotes by name, or an address
    agrees: asked before anything is sent, with the words of what would change where
    raises: SiteError when the site or the remote cannot be had, the branch holds what is not ours, somebody else
        published meanwhile, the other side refuses, or nobody agrees
    """
    own = own_hashes(output)
    refuse_changed_output(output, own)
    domain = (output / DOMAIN).read_text(encoding="utf-8").strip() if DOMAIN in own else ""
    with refusals_here(repository):
        refuse_without_git(repository)
        refuse_no_branch_name(branch, remote, repository)
        there = remote_of(remote, repository)
    with refusals_here(repository), temporary_folder(repository, "publish") as bare:
        alone = environment(ALONE, bare)
        git("init", "--bare", "--quiet", "--template=", ".", folder=bare, env=alone)
        env = environment([*ALONE, *there.settings, *connection_settings(repository)], bare)
        with refusals(repository, there, branch):
            exists = is_there(branch, bare, env)
        commit = make_commit(output, branch, message, bare, alone)
        known = {entry.blob: own[path] for path, entry in entries_of(commit, bare, alone).items() if path in own}
        with refusals(repository, there, branch):
            published = look_at(branch, bare / "there", env, known, domain) if exists else Published()
        if not agrees(f"the branch {branch} of {there.shown}. {what_changes(published.hashes, own)}"):
            raise refused(repository, "PUBLISH_REMOTE", "Nobody said yes.", "Nothing was published.", "C85")
        with refusals_of_push(repository, there, branch):
            push(commit, branch, bare, env, tip=published.tip)
    return commit


@contextmanager
def refusals_here(repository: Path) -> Iterator[None]:
    """Tells what went wrong on this machine before anything was sent.

    C91: git does not work here, whatever its own words are. C83: the disk is full, or not to be written.
    """
    try:
        yield
    except GitError as wrong:
        problem = f"Git does not work on this machine as it should: {wrong}."
        remedy = "Ask whoever looks after the machine, or get a new one from git-scm.com."
        raise refused(repository, "PUBLISH_REMOTE", problem, remedy, "C91") from None
    except OSError as wrong:
        raise told_by_disk(wrong, repository, around=repository) or wrong from None


def told_by_disk(wrong: OSError, at: Path, *, around: Path) -> SiteError | None:
    """C83 for what is written, not for a temporary file around it, whose name nobody knows."""
    is_around = isinstance(wrong.filename, str) and is_within(Path(wrong.filename), around)
    told = refused_by_disk(OSError(wrong.errno, wrong.strerror) if is_around else wrong, at)
    return SiteError([told]) if told else None


@contextmanager
def refusals(repository: Path, there: Remote, branch: str) -> Iterator[None]:
    """Tells what is in the way while we look at the branch.

    C85: the host takes the call and never answers, or never comes to an end; C93: it cannot be reached; C95: the
    branch holds something that no publish put there, the project itself perhaps, or a domain that was set at the host,
    and it would be lost; C96: the remote has a branch beside which there can be none of that name.
    """
    try:
        yield
    except NoAnswerError as wrong:
        problem = f"I asked {there.shown}, and {wrong}. Nothing was changed there."
        remedy = "Look at the address and the network. If it wants a password, log in there with git once yourself."
        raise refused(repository, "PUBLISH_REMOTE", problem, remedy, "C85") from None
    except GitError as wrong:
        problem = f"I cannot reach {there.shown}: {wrong}."
        remedy = "Look at the address and the network, and whether you may write there."
        raise refused(repository, "PUBLISH_REMOTE", problem, remedy, "C93") from None
    except BranchInTheWayError as wrong:
        problem = f'There is a branch {quoted(wrong.name)}, and git keeps none of the name "{branch}" beside it.'
        remedy = "Write another PUBLISH_BRANCH, or delete that branch there first, if nobody needs it."
        raise refused(repository, "PUBLISH_BRANCH", problem, remedy, "C96") from None
    except ForeignBranchError as wrong:
        problem = f'The branch "{branch}" holds no site that was published from here, and publishing would erase it.'
        remedy = "Write another PUBLISH_BRANCH, or delete that branch there first, if nobody needs it."
        if wrong.name:
            theirs = f"{quoted(wrong.name)} is not as a publish left it"
            problem = f'On the branch "{branch}" {theirs}, and publishing would erase what somebody did.'
            remedy = SAVE_IT
        raise refused(repository, "PUBLISH_BRANCH", problem, remedy, "C95") from None
    except ForeignHistoryError:
        problem = (
            f'On the branch "{branch}" the site follows what no publish put there, and publishing would erase that.'
        )
        raise refused(repository, "PUBLISH_BRANCH", problem, SAVE_IT, "C95") from None
    except OtherDomainError as wrong:
        raise other_domain(repository, there, wrong.domain) from None


def other_domain(repository: Path, there: Remote, domain: str) -> SiteError:
    """C95: at the host somebody set another domain than PUBLISH_DOMAIN, or took it away.

    Publishing would undo that, and readers of that address would get nothing. Write the same here, or set it
    back there.
    """
    done = f'has the domain "{domain}"' if domain else "had its domain taken away"
    problem = f"At {there.shown} the site {done}, and publishing would undo that."
    also = f' (and SITEURL = "https://{domain}")' if domain else ""
    remedy = f'Write  PUBLISH_DOMAIN = "{domain}"{also}  or set the domain at the host as it is here.'
    return refused(repository, "PUBLISH_DOMAIN", problem, remedy, "C95")


@contextmanager
def refusals_of_push(repository: Path, there: Remote, branch: str) -> Iterator[None]:
    """Tells why the other side did not take the site.

    C85: it stopped answering; C94: somebody else published between our look and our push, and is not written over;
    C99: the host refused.
    """
    try:
        yield
    except NoAnswerError as wrong:
        problem = f"I sent the site to {there.shown}, and then {wrong}."
        remedy = "Look whether the site has changed; if not, publish again."
        raise refused(repository, "PUBLISH_REMOTE", problem, remedy, "C85") from None
    except GitError as wrong:
        problem, remedy, code = f'The other side did not take "{branch}": {wrong}.', "Nothing was changed there.", "C99"
        if OVERTAKEN.search(wrong.words):
            problem = f'Somebody else published to "{branch}" at this moment; I did not write over it.'
            remedy, code = "Get their changes (git pull), then type:  python3 tasks.py publish", "C94"
        raise refused(repository, "PUBLISH_BRANCH", problem, remedy, code) from None


def publish_folder(output: Path, to: str | Path) -> None:
    """Put a finished site in a folder, in place of what an earlier publish put there; in whole or not at all.

    C97: the folder cannot be written, or is one with the output. C83: its disk is full.

    raises: SiteError when `to` holds something else, was edited since, is a link that leads nowhere, or cannot be
        written; or when the output is not as it was built
    """
    own = own_hashes(output)
    target = folder_named(str(to))
    source, real = output.resolve(), behind_links(target)
    try:
        if is_within(source, real) or is_within(real, source):
            problem = f'"{to}" is, or holds, or is inside the folder that is to be copied.'
            raise SiteError([error(Where(str(to)), problem, "Choose another folder.", "C97")])
        with fresh_output(target) as building:
            refuse_edited(real, to)
            copy_listed(source, building, own)
    except OSError as wrong:
        is_disk = wrong.errno not in (*NO_PLACE, errno.ENAMETOOLONG)
        if is_disk and (told := told_by_disk(wrong, target, around=real.parent)):
            raise told from None
        is_below_file = isinstance(wrong, FileExistsError | NotADirectoryError)
        reason = "there is a file in the way" if is_below_file else wrong.strerror or str(wrong)
        problem = f'"{to}" cannot be written: {reason}.'
        raise SiteError([error(Where(str(to)), problem, "Choose another folder.", "C97")]) from None


def changes_in(folder: Path, output: Path) -> str:
    """What changes in a folder when a finished site is put there, in words. raises: SiteError without such a site"""
    return what_changes(hashes_of(folder), own_hashes(output))


def refuse_edited(folder: Path, to: str | Path) -> None:
    """C97: in the folder somebody changed or deleted a file of the site that an earlier publish put there.

    Publishing would undo what they did. Save it elsewhere, or make it part of the site.

    raises: SiteError
    """
    if name := next(iter(changed_files(folder, hashes_of(folder))), ""):
        problem = f'In "{to}" {quoted(name)} is not as a publish left it, and publishing would erase what somebody did.'
        remedy = "Save that elsewhere and delete the folder, or choose another folder."
        raise SiteError([error(Where(str(to)), problem, remedy, "C97")])


def make_commit(output: Path, branch: str, message: str, bare: Path, env: Mapping[str, str]) -> str:
    """Put the folder, and nothing that was before, on the branch in the bare repository; returns the commit's id."""
    options = ("--no-history", f"--branch={branch}", f"--message={message}")
    now = {"GIT_COMMITTER_DATE": format_datetime(datetime.now(UTC))}
    # As a program, since it works on the repository of the folder it is run in.
    command = (sys.executable, "-m", "ghp_import", *options, str(output.resolve()))
    run(*command, folder=bare, env={**env, **NOBODY, **now}, limits=TO_COMMIT)
    return git("rev-parse", "--verify", f"refs/heads/{branch}", folder=bare, env=env)


def push(commit: str, branch: str, bare: Path, env: Mapping[str, str], *, tip: str) -> None:
    """Put the remote's branch on the commit, if it still ends at `tip` ("" for: if it is not there).

    raises: GitError
    """
    lease = f"--force-with-lease=refs/heads/{branch}:{tip}"
    options = ("--porcelain", "--progress", "--no-verify", "--no-signed", "--recurse-submodules=no", lease)
    git("push", *options, THERE, f"{commit}:refs/heads/{branch}", folder=bare, env=env, limits=TO_SEND)
