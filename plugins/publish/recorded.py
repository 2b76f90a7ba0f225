"""What the site's own repository gets: what content/ has and git has not, and the log of releases.

It is the user's own git that commits and sends: their hooks run, and it signs, as they set it up. Nothing is recorded
but what is said here, whatever else is changed or staged; no file of a member is, and nothing of one is in a message.
A repository within content/ is somebody else's: git is told to look into none, where that one's configuration would
start programs.
"""

import os
import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import suppress
from pathlib import Path
from typing import Any

from plugins.core.findings import Finding, SiteError, Where, finding
from plugins.core.header import text_files
from plugins.core.reachable import is_within, path_within
from plugins.core.temporary import temporary_folder
from plugins.publish.git import (
    TO_ANSWER,
    TO_COMMIT,
    TO_SEND,
    GitError,
    Limits,
    environment,
    git,
    has_git,
    output_of,
)
from plugins.release.log import NAME, PATH, Release
from plugins.release.unchanged import Times, times_in
from plugins.selfies.elsewhere import look_elsewhere
from plugins.selfies.folder import selfies_folder
from plugins.site.unread import ADDRESSES, SELFIES

# Who commits, where that is told to git for one run of it.
WHO = re.compile(r"GIT_(AUTHOR|COMMITTER)_(NAME|EMAIL)")
MESSAGE = "Release {number}, to {target}"
# How git marks that another repository is in its place (gitformat-index).
GITLINK = b"160000"


def own_git(*arguments: str, repository: Path, limits: Limits = TO_ANSWER) -> str:
    """What the user's own git prints. raises: GitError"""
    return git(*arguments, folder=repository, env=own_environment(), limits=limits)


def own_environment() -> dict[str, str]:
    """What git is told, and who commits."""
    return environment() | {name: value for name, value in os.environ.items() if WHO.fullmatch(name)}


def keeps_content(settings: Mapping[str, Any], repository: Path) -> bool:
    """Whether the newest commit holds the content folder; not without a git, a repository or a commit."""
    try:
        return has_git() and bool(own_git("ls-tree", "HEAD", f"{content_of(settings)}/", repository=repository))
    except GitError:
        return False


def content_of(settings: Mapping[str, Any]) -> str:
    """The content folder as git calls it where the project is."""
    return Path(settings["PATH"]).name


def texts_in(settings: Mapping[str, Any]) -> list[str]:
    """What git takes for all of content/ but members' files, the log and the list of addresses, which come later."""
    content, named = Path(settings["PATH"]), content_of(settings)
    inside = (path_within(path, content) for path in members_in(settings))
    private = {path.as_posix() for path in inside if path}
    return [f"{named}/", *(f":(exclude,icase,literal){named}/{path}" for path in sorted({*private, NAME, ADDRESSES}))]


def members_in(settings: Mapping[str, Any]) -> Iterator[Path]:
    """The folders and files in which members' files are: theirs, copies of that folder, and what lies elsewhere."""
    content = Path(settings["PATH"])
    folder = selfies_folder(content, settings["SELFIES_PATH"])
    elsewhere = look_elsewhere(content, folder or content / SELFIES)
    yield from (content / SELFIES, *([folder] if folder else []), *elsewhere.folders, *elsewhere.files)


def unrecorded(settings: Mapping[str, Any], repository: Path) -> list[str]:
    """The files of content/ that are not as the newest commit has them, and none that git ignores.

    Of members' files those alone that are gone, and that git should not have had.
    returns: their paths from the top of the work tree; of a repository within, which git does not know yet, one path
        that ends with a slash
    raises: GitError
    """
    changed = ("status", "--porcelain", "-z", "--no-renames", "--untracked-files=all", "--ignore-submodules=all")
    told = [line[3:] for line in parted(texts_in(settings), repository, *changed)]
    # The sample's members, which git has, are gone when `begin` has put a site of one's own in its place.
    members = f"{content_of(settings)}/{SELFIES}"
    told += parted([members], repository, "ls-files", "--deleted", "--full-name", "-z")
    return [os.fsdecode(path) for path in told]


def repositories_known(settings: Mapping[str, Any], repository: Path) -> list[str]:
    """The repositories within content/ of which git holds nothing but a commit's id. raises: GitError

    returns: their paths from where the project is
    """
    staged = (line.partition(b"\t") for line in parted(texts_in(settings), repository, "ls-files", "--stage", "-z"))
    return [os.fsdecode(path) for about, _, path in staged if about.startswith(GITLINK)]


def parted(which: Sequence[str], repository: Path, *command: str) -> list[bytes]:
    """What git says of some files, parted by NUL. which: as it is told of them; raises: GitError"""
    told = output_of("git", *command, "--", *which, folder=repository, env=own_environment(), limits=TO_COMMIT)
    return [line for line in told.split(b"\0") if line]


def times_of_texts(settings: Mapping[str, Any]) -> Times:
    """What is another as soon as somebody writes a file of content/ that git may get: none is read."""
    content = Path(settings["PATH"])
    private = [*members_in(settings), content / NAME, content / ADDRESSES]
    real = [Path(os.path.realpath(path)) for path in private]
    times = times_in([str(content)])
    return {path: time for path, time in times.items() if not any(map(Path(path).is_relative_to, real))}


def record_texts(
    settings: Mapping[str, Any],
    repository: Path,
    built: Times,
    sentence: Callable[[list[str]], str],
    *,
    is_sample: bool = False,
) -> tuple[str, list[Finding]]:
    """Records what git does not have of content/ yet, if somebody says in a sentence what that is.

    built: the texts before the site was built of them
    sentence: asked with the files that are not recorded; "" for: do not
    is_sample: whether it is the sample, of which nobody is asked
    returns: the commit that holds what the site was built of, "" for none, and what is to be said of that (C173)
    raises: SiteError when git refuses, or the sentence names a member (C173)
    """
    if not keeps_content(settings, repository):
        return "", []
    where = Where(content_of(settings))
    try:
        files = unrecorded(settings, repository)
        within = [*repositories_known(settings, repository), *(path for path in files if path.endswith("/"))]
        if within:
            return "", [finding("C173.repository-within", Where(within[0].rstrip("/")))]
        words = sentence(files) if files else ""
        if files and not words:
            variant = "not-recorded-of-sample" if is_sample else "not-recorded"
            return "", [finding(f"C173.{variant}", where, count=len(files))]
        refuse_member_in(words, settings)
        if files:
            commit(words, files, repository)
        if times_of_texts(settings) != built:
            return "", [finding("C173.changed-meanwhile", where)]
        return own_git("rev-parse", "--verify", "HEAD", repository=repository), []
    except GitError as wrong:
        raise SiteError([finding("C173.refused", where, **wrong.why)]) from None


def refuse_member_in(words: str, settings: Mapping[str, Any]) -> None:
    """raises: SiteError when a sentence names a member by the number of their files (C173): git never forgets it"""
    folder = selfies_folder(Path(settings["PATH"]), settings["SELFIES_PATH"])
    members = {file.stem.casefold() for file in text_files(folder)} if folder and folder.is_dir() else set()
    if named := members & {word.casefold() for word in re.findall(r"\w[\w-]*", words)}:
        raise SiteError([finding("C173.names-a-member", Where(content_of(settings)), selfie=min(named))])


def commit(message: str, files: list[str], repository: Path) -> None:
    """Commits these files as they are, or that they are gone, and nothing else, whatever is staged.

    files: by their paths from the top of the work tree
    raises: GitError
    """
    top = Path(own_git("rev-parse", "--show-toplevel", repository=repository))
    with temporary_folder(repository, "record") as folder:
        # What is gone git knows, and takes no ignored name to be added, even of that.
        there = [file for file in files if os.path.lexists(top / file)]
        options = ("--quiet", "--only", f"--message={message}")
        for names, command in ((there, ("add", "--all")), (files, ("commit", *options))):
            listed = folder / command[0]
            listed.write_bytes(b"\0".join(map(os.fsencode, names)))
            these = (f"--pathspec-from-file={listed}", "--pathspec-file-nul")
            if names:
                own_git("--literal-pathspecs", *command, *these, repository=top, limits=TO_COMMIT)


def theme_kept(settings: Mapping[str, Any], repository: Path) -> str:
    """Git's id of the theme as it lies here, by which it can be had again, whether or not a commit holds it.

    What no commit holds stays in git's store for some weeks.
    returns: "" for none: a theme that lies elsewhere, or that git ignores
    """
    theme = Path(settings["THEME"])
    if not is_within(theme, repository):
        return ""
    with temporary_folder(repository, "theme") as folder, suppress(GitError):
        env = own_environment() | {"GIT_INDEX_FILE": str(folder / "index")}
        git("add", "--all", "--", ".", folder=theme, env=env, limits=TO_COMMIT)
        below = own_git("rev-parse", "--show-prefix", repository=theme)
        return git("write-tree", f"--prefix={below}", folder=theme, env=env)
    return ""


def record_log(
    settings: Mapping[str, Any], repository: Path, release: Release, *, with_texts: bool, also: Sequence[str] = ()
) -> Iterator[Finding]:
    """Commits the log and the list of addresses, and sends them to the remote that the current branch tracks.

    with_texts: other commits that are not there yet may go with them, since the site was made of what they hold
    also: other files of content/ that go with them
    returns: what could not be done (C174); the site is published all the same
    """
    content, named = Path(settings["PATH"]), content_of(settings)
    paths = [f"{named}/{name}" for name in (NAME, ADDRESSES, *also) if (content / name).is_file()]
    try:
        below = own_git("rev-parse", "--show-prefix", repository=repository)
        message = MESSAGE.format(number=release.number, target=release.target)
        commit(message, [f"{below}{path}" for path in paths], repository)
    except GitError as wrong:
        yield finding("C174.not-recorded", Where(PATH), files=" ".join(paths), **wrong.why)
        return
    if not branch_of(repository):
        yield finding("C174.no-branch", Where(PATH))
        return
    try:
        if (there := upstream(repository)) is None:
            return
        if not with_texts and own_git("rev-list", "--count", "@{upstream}..HEAD", repository=repository) != "1":
            yield finding("C174.other-commits", Where(PATH))
            return
        options = ("--progress", "--recurse-submodules=no")
        own_git("push", *options, there[0], f"HEAD:{there[1]}", repository=repository, limits=TO_SEND)
    except GitError as wrong:
        yield finding("C174.not-sent", Where(PATH), **wrong.why)


def tell_git(settings: Mapping[str, Any], repository: Path, name: str) -> None:
    """Has git know a file of content/ that may be new: else a pull stops where another copy has made one, too."""
    if keeps_content(settings, repository):
        with suppress(GitError):  # it may be one that git ignores
            own_git("add", "--", f"{content_of(settings)}/{name}", repository=repository)


def branch_of(repository: Path) -> str:
    """The branch that is checked out; "" for none."""
    try:
        return own_git("symbolic-ref", "--quiet", "--short", "HEAD", repository=repository)
    except GitError:
        return ""


def upstream(repository: Path) -> tuple[str, str] | None:
    """The remote that the current branch tracks, and the branch there; None when it tracks none."""
    keys = (f"branch.{branch_of(repository)}.{key}" for key in ("remote", "merge"))
    try:
        remote, ref = (own_git("config", key, repository=repository) for key in keys)
    except GitError:
        return None
    return None if remote == "." else (remote, ref)
