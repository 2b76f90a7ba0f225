"""Sends the folder of a finished site to a branch, without its history, or to another folder."""

import re
import shutil
import sys
import tempfile
from pathlib import Path

from plugins.core.findings import SiteError, Where, error
from plugins.core.reachable import is_within
from plugins.engine.fresh import MANIFEST, fresh_output
from plugins.publish.git import GitError, connection_settings, environment, git, has_git, run, without_secrets

SETTINGS = "publishconf.py"

# Who made the commit, where git knows nobody.
NOBODY = {"user.name": "Site publisher", "user.email": "publisher@localhost"}

# Git's words for: the branch is not where it was when we looked.
OVERTAKEN = re.compile(r"stale info|fetch first|cannot lock ref|failed to update ref")


def publish_branch(output: Path, repository: Path, remote: str, branch: str, message: str) -> str:
    """Make a finished site the only commit of a branch, and return its id.

    C91: there is no git; C93: the host cannot be reached; C95: the branch holds something that no publish put there,
    the project itself perhaps, and would be lost.

    What the branch held is not reachable any more: no withdrawn picture stays behind. The commit is made in a
    repository that is thrown away, so that the project's own one holds no portrait.

    output: the finished site, with .nojekyll and, for a domain of its own, CNAME in it
    repository: the project, whose settings say how its remotes are reached and who publishes
    remote: one of its remotes by name, or an address
    raises: SiteError when the site or the remote cannot be had, the branch holds the project itself, somebody else
        published meanwhile, or the other side refuses
    """
    refuse_unbuilt(output)
    if not has_git():
        raise refused(repository, "PUBLISH_REMOTE", "Git is not on this machine.", "Get it from git-scm.com.", "C91")
    address = address_of(remote, repository)
    refuse_no_branch_name(branch, repository)
    with tempfile.TemporaryDirectory(prefix="publish-", ignore_cleanup_errors=True) as folder:
        bare = Path(folder)
        git("init", "--bare", "--quiet", "--template=", ".", folder=bare)
        ours = [("gc.auto", "0"), ("remote.there.url", address)]
        env = environment([*ours, *connection_settings(repository)], bare)
        try:
            tip, names = look_at(branch, bare / "there", env)
        except GitError as wrong:
            problem = f"I cannot reach {without_secrets(address)}: {wrong}."
            remedy = "Look at the address and the network, and whether you may write there."
            raise refused(repository, "PUBLISH_REMOTE", problem, remedy, "C93") from None
        if tip and (MANIFEST not in names or SETTINGS in names):
            problem = (
                f'The branch "{branch}" holds no site that was published from here, and publishing would erase it.'
            )
            remedy = "Write another PUBLISH_BRANCH, or delete that branch there first, if nobody needs it."
            raise refused(repository, "PUBLISH_BRANCH", problem, remedy, "C95")
        commit = make_commit(output, branch, message, bare, env | publisher(repository))
        try:
            push(commit, branch, bare, env, tip=tip)
        except GitError as wrong:
            raise refused(repository, "PUBLISH_BRANCH", *what_went_wrong(wrong, branch)) from None
    return commit


def publish_folder(output: Path, to: Path) -> None:
    """Put a finished site in a folder, in place of what an earlier publish put there; in whole or not at all.

    C97: the folder cannot be written, or is one with the output.

    raises: SiteError when `to` holds something else, or cannot be written
    """
    refuse_unbuilt(output)
    source, target = output.resolve(), to.expanduser().resolve()
    if is_within(source, target) or is_within(target, source):
        problem = f'"{to}" is, or holds, or is inside the folder that is to be copied.'
        raise SiteError([error(Where(str(to)), problem, "Choose another folder.", "C97")])
    try:
        with fresh_output(target) as building:
            shutil.copytree(source, building, dirs_exist_ok=True)
    except OSError as wrong:
        is_below_file = isinstance(wrong, FileExistsError | NotADirectoryError)
        reason = "there is a file in the way" if is_below_file else wrong.strerror or str(wrong)
        problem = f'"{to}" cannot be written: {reason}.'
        raise SiteError([error(Where(str(to)), problem, "Choose another folder.", "C97")]) from None


def refuse_unbuilt(output: Path) -> None:
    """C98: nothing was built yet, so there is nothing to publish.

    raises: SiteError when there is no finished site in `output`
    """
    if not (output / MANIFEST).is_file():
        problem, remedy = "There is no finished site here.", "Type:  python3 tasks.py build"
        raise SiteError([error(Where(output.name), problem, remedy, "C98")])


def address_of(remote: str, repository: Path) -> str:
    """Where a remote is: what git knows under its name, or the name itself when that is an address. C92: neither."""
    try:
        address = git("remote", "get-url", "--push", "--", remote, folder=repository)
    except GitError as wrong:
        if not re.search(r"[:/\\]", remote):
            problem = f'Git knows no remote "{remote}" here ({wrong}).'
            remedy = f"Type:  git remote add {remote} ADDRESS"
            raise refused(repository, "PUBLISH_REMOTE", problem, remedy, "C92") from None
        address = remote
    in_project = repository / address
    return str(in_project.resolve()) if in_project.is_dir() else address


def look_at(branch: str, folder: Path, env: dict[str, str]) -> tuple[str, set[str]]:
    """The commit at the end of the remote branch and the names at the top of it; "" and none when it is not there.

    folder: where a repository may be made, to be thrown away; no file of the branch comes into it
    env: names the remote "there"
    raises: GitError
    """
    ref = f"refs/heads/{branch}"
    if ref not in git("ls-remote", "there", ref, folder=folder.parent, env=env).split():
        return "", set()
    env = env | {"GIT_DIR": str(folder)}
    git("init", "--bare", "--quiet", "--template=", folder=folder.parent, env=env)
    git("fetch", "--quiet", "--no-tags", "--depth=1", "--filter=tree:1", "there", ref, folder=folder, env=env)
    tip = git("rev-parse", "--verify", "FETCH_HEAD", folder=folder, env=env)
    return tip, set(git("ls-tree", "--name-only", "-z", tip, folder=folder, env=env).split("\0"))


def refuse_no_branch_name(branch: str, repository: Path) -> None:
    """C96: a name that git takes for no branch: PUBLISH_BRANCH is misspelt.

    raises: SiteError when git takes no branch of that name
    """
    try:
        git("check-ref-format", "--branch", branch, folder=repository)
    except GitError:
        problem, remedy = (
            f'"{branch}" cannot be the name of a branch.',
            'Write for example  PUBLISH_BRANCH = "gh-pages"',
        )
        raise refused(repository, "PUBLISH_BRANCH", problem, remedy, "C96") from None


def publisher(repository: Path) -> dict[str, str]:
    """Who makes the commit, in the form that git and ghp-import read: whom git knows in the project, or nobody."""
    names = {}
    for key, nobody in NOBODY.items():
        variable = f"GIT_COMMITTER_{key.removeprefix('user.').upper()}"
        try:
            names[variable] = environment().get(variable) or git("config", key, folder=repository)
        except GitError:
            names[variable] = nobody
    return names


def make_commit(output: Path, branch: str, message: str, bare: Path, env: dict[str, str]) -> str:
    """Put the folder, and nothing that was before, on the branch in the bare repository; returns the commit's id."""
    options = ("--no-history", f"--branch={branch}", f"--message={message}")
    # As a program, since it works on the repository of the folder it is run in.
    run(sys.executable, "-m", "ghp_import", *options, str(output.resolve()), folder=bare, env=env)
    return git("rev-parse", "--verify", f"refs/heads/{branch}", folder=bare, env=env)


def push(commit: str, branch: str, bare: Path, env: dict[str, str], *, tip: str) -> None:
    """Put the remote's branch on the commit, if it still ends at `tip` ("" for: if it is not there).

    raises: GitError
    """
    lease = f"--force-with-lease=refs/heads/{branch}:{tip}"
    whole = f"{commit}:refs/heads/{branch}"
    git("push", "--porcelain", "--no-verify", lease, "there", whole, folder=bare, env=env)


def what_went_wrong(wrong: GitError, branch: str) -> tuple[str, str, str]:
    """Problem, remedy and code for a push that did not succeed.

    C94: somebody else published between our look and our push, and is not written over; C99: the host refused.
    """
    if OVERTAKEN.search(wrong.words):
        problem = f'Somebody else published to "{branch}" at this moment; I did not write over it.'
        return problem, "Get their changes (git pull), then type:  python3 tasks.py publish", "C94"
    return f'The other side did not take "{branch}": {wrong}.', "Nothing was changed there.", "C99"


def refused(repository: Path, setting: str, problem: str, remedy: str, code: str) -> SiteError:
    """The error that names the line of the setting to look at."""
    file = repository / SETTINGS
    lines = file.read_text(encoding="utf-8").splitlines() if file.is_file() else []
    number = next((number for number, line in enumerate(lines, start=1) if line.startswith(setting)), 1)
    return SiteError([error(Where(SETTINGS, number), problem, remedy, code)])
