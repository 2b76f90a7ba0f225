"""What a commit held, as a site of today: today's program and settings, and nobody in it who is not shown today.

Nothing of it is registered in git: the texts lie in a folder of temporary files, which the next run deletes after a
kill. The working tree is neither read, but for what speaks against showing somebody, nor touched.
"""

import os
import shutil
from collections.abc import Collection, Iterable, Iterator, Mapping
from contextlib import contextmanager, suppress
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

from plugins.core.clock import as_of
from plugins.core.findings import Finding, SiteError, Where, errors, finding
from plugins.core.reachable import is_within
from plugins.core.temporary import temporary_folder
from plugins.engine.build import build_of
from plugins.engine.withdrawal import members_today
from plugins.publish.git import TO_COMMIT, GitError, environment, git
from plugins.publish.plan import OF_A_MEMBER
from plugins.publish.recorded import upstream
from plugins.publish.remote import remotes_of
from plugins.publish.site_files import hashes_of
from plugins.publish.taken_out import take_out
from plugins.release.addresses import kept_list, without_given_up
from plugins.release.log import NAME, PATH
from plugins.selfies.folder import selfies_folder
from plugins.selfies.marks import WAITING
from plugins.selfies.members import Members
from plugins.selfies.withdrawals import WITHDRAWN, Withdrawal
from plugins.site.unread import ADDRESSES, SELFIES

# A list beside it of whom a site is to leave out, and who took nothing back; WAITING is another.
LEFT_OUT = "withdrawn (for now).toml"
# What is laid over a commit's content as it is today.
OF_TODAY = (WITHDRAWN, NAME)
# For which alone somebody is not on today's wall although nothing speaks against showing them: their campaign is gone.
NO_CAMPAIGN = {"C33"}
# What tells of a member's picture or file that is in the site.
SHOWING = ("C19", "C22", "C76", "C31.holds-file")
# A picture is taken out, then what shows it, then what cannot be without that.
MAX_TIMES = 6
# Names of files that fit into one command line.
AT_ONCE = 500


@contextmanager
def rebuilt(
    commit: str,
    repository: Path,
    settings: Mapping[str, Any],
    *,
    moment: datetime | None = None,
    theme: str = "",
    live: Collection[str] = (),
) -> Iterator[tuple[dict[str, Any], Path]]:
    """A commit's content/, built as it would be published now, for the body of a `with`.

    It speaks for now, so that what has expired since stays away, and consent is judged by the later of that moment and
    now. Members' files, content/withdrawn.toml and the log are those of today, and whoever is not shown today for
    anything but a campaign that is gone is not shown either. What its texts show of them is taken out. An address that
    was deleted from the list of public ones stops it no more: the list is recorded behind the texts that it is about.

    commit: its id, which git has here; repository: the project
    settings: today's, checked, whose PATH is the project's content folder
    moment: that the release spoke for; where it lies ahead of now, the site speaks for it
    theme: that readers see, by git's id: one that somebody is at work on does not travel. Today's stands in where git
        has it not, or today's program cannot draw it any more
    live: the files that readers see, where whoever is on none of them is to wait for the next publish
    gives: settings with which it was built (build_of gives the Build), and the folder with the finished site
    raises: SiteError for a commit that is not here (C171), or whose content cannot be built today
    """
    project, content = Path(settings["PATH"]).parent, Path(settings["PATH"])
    with temporary_folder(project, "rebuilt") as folder:
        texts = folder / content.name
        check_out(commit, content, folder, repository)
        for name in OF_TODAY:
            copy_of_today(content / name, texts / name)
        give_up_addresses(content, texts)
        share_cache(project, folder)
        site = site_in(folder, settings, moment)
        built = build_drawn(site, theme_of(theme, folder, settings))
        gone = not_shown_today(build_of(built).members, members_today(dict(settings))[0])
        new = not_seen_yet(build_of(built).members, folder / "output", live)
        if gone or new:
            keep_off(gone, texts / LEFT_OUT, build_of(built).consent_day)
            keep_off({one: new[one] for one in new.keys() - gone}, texts / WAITING, build_of(built).consent_day)
            built = build_drawn(site, theme_of(theme, folder, settings))
        yield built, folder / "output"


@contextmanager
def built_copy(settings: Mapping[str, Any]) -> Iterator[dict[str, Any]]:
    """What content/ holds now, built of a copy of it, without what its texts show of members who may not be shown.

    gives: settings with which it was built, for the body of a `with`
    raises: SiteError; OSError
    """
    content = Path(settings["PATH"])
    with temporary_folder(content.parent, "rebuilt") as folder:
        texts = folder / content.name
        shutil.copytree(content, texts, symlinks=True, ignore=shutil.ignore_patterns(SELFIES))
        drop_links_out(texts)
        share_cache(content.parent, folder)
        yield build(site_in(folder, settings, None))


def site_in(folder: Path, settings: Mapping[str, Any], moment: datetime | None) -> dict[str, Any]:
    """The settings of a site whose texts lie in a folder of temporary files. moment: that it speaks for, if later"""
    return {
        **settings,
        "PATH": str(folder / Path(settings["PATH"]).name),
        "OUTPUT_PATH": str(folder / "output"),
        "SELFIES_PATH": members_path(settings),
        "AS_OF": later_moment(settings, moment),
    }


def build(site: Mapping[str, Any]) -> dict[str, Any]:
    """The settings of a site that was built, without what its texts showed of members who may not be shown.

    raises: SiteError
    """
    left = list[Finding]()
    for _ in range(MAX_TIMES):
        settings = dict(site)
        try:
            settings["PELICAN_CLASS"](settings).build()
        except SiteError as wrong:
            left = errors(wrong.findings)
            if not take_out(left, Path(site["PATH"])):
                break
        else:
            return settings
    raise SiteError([*left, *not_taken_out(left)])


def build_drawn(site: Mapping[str, Any], theme: Mapping[str, Any]) -> dict[str, Any]:
    """The same, in a theme of then; in today's where there is none, or the program cannot draw it. raises: SiteError

    theme: see `theme_of`
    """
    if theme:
        with suppress(SiteError):
            return build({**site, **theme})
    return build(site)


def not_taken_out(left: Iterable[Finding]) -> Iterator[Finding]:
    """That something shows members, and a build cannot go on with it (C171). left: all that stops it"""
    places = [f"{one.where.path}:{one.where.line}" for one in left if f"{one.code}.{one.variant}".startswith(SHOWING)]
    if places:
        yield finding("C171.not-without-members", Where(PATH), places=", ".join(dict.fromkeys(places)))


def check_out(commit: str, content: Path, folder: Path, repository: Path) -> None:
    """Puts a commit's content folder into another folder, without members' files, by an index of its own there.

    What git was told about files (.gitattributes: line ends, large files) counts, as in a work tree. Of links those are
    left that stay within. raises: SiteError (C171)
    """
    index = {"GIT_INDEX_FILE": str(folder / "index")}
    env = {**environment(), **index}
    try:
        git("read-tree", commit, folder=repository, env=env, limits=TO_COMMIT)
        below = git("rev-parse", "--show-prefix", folder=repository, env=env)
        wanted = [f"{content.name}/", f":(exclude,icase){content.name}/selfies"]
        names = git("ls-files", "-z", "--", *wanted, folder=repository, env=env, limits=TO_COMMIT)
        if not names.strip("\0"):
            raise SiteError([finding("C171.no-content", Where(PATH), commit=commit[:12])])
        for some in batches(names.strip("\0").split("\0")):
            options = ("--quiet", f"--prefix={folder}/tree/", "--")
            git("checkout-index", *options, *some, folder=repository, env=env, limits=TO_COMMIT)
    except GitError as wrong:
        raise SiteError([not_here(commit, repository, wrong)]) from None
    (folder / "index").unlink()
    (folder / "tree" / below / content.name).rename(folder / content.name)
    drop_links_out(folder / content.name)


def theme_of(tree: str, folder: Path, settings: Mapping[str, Any]) -> dict[str, Any]:
    """The settings of a theme of then, which is put into a folder of temporary files; none where git has it not.

    tree: its id, "" for none
    """
    today, theme = Path(settings["THEME"]), folder / "theme"
    if tree and not theme.exists():
        env = {**environment(), "GIT_INDEX_FILE": str(folder / "theme-index")}
        try:
            top = Path(git("rev-parse", "--show-toplevel", folder=today))
            git("read-tree", tree, folder=top, env=env, limits=TO_COMMIT)
            git("checkout-index", "--quiet", "--all", f"--prefix={theme}/", folder=top, env=env, limits=TO_COMMIT)
        except GitError:
            shutil.rmtree(theme, ignore_errors=True)
    if not theme.is_dir():
        return {}
    overrides = [Path(one) for one in settings["THEME_TEMPLATES_OVERRIDES"]]
    moved = [theme / one.relative_to(today) if one.is_relative_to(today) else one for one in overrides]
    return {"THEME": str(theme), "THEME_TEMPLATES_OVERRIDES": [str(one) for one in moved]}


def not_here(commit: str, repository: Path, wrong: GitError) -> Finding:
    """That git has not got a commit, and what can be done about it here (C171)."""
    shallow = ""
    with suppress(GitError):
        shallow = git("rev-parse", "--is-shallow-repository", folder=repository)
    if shallow != "true":
        return finding("C171.not-here", Where(PATH), commit=commit[:12], **wrong.why)
    known, tracked = remotes_of(repository), upstream(repository)
    likely = [one for one in (*(tracked or ())[:1], "origin", *known) if one in known]
    if likely:
        return finding("C171.without-history", Where(PATH), commit=commit[:12], remote=likely[0])
    return finding("C171.history-nowhere", Where(PATH), commit=commit[:12])


def batches(names: list[str]) -> Iterator[list[str]]:
    """AT_ONCE of them at a time."""
    return (names[at : at + AT_ONCE] for at in range(0, len(names), AT_ONCE))


def drop_links_out(content: Path) -> None:
    """Deletes links that lead out of a folder, where what they meant is not, or is somebody's of today."""
    for parent, folders, names in os.walk(content):
        for path in (Path(parent, name) for name in (*folders, *names)):
            if path.is_symlink() and not is_within(path.resolve(), content):
                path.unlink()


def copy_of_today(file: Path, target: Path) -> None:
    """Puts a file of today in the place of a commit's, or takes that away where there is none today."""
    target.unlink(missing_ok=True)
    if file.is_file():
        target.write_bytes(file.read_bytes())


def give_up_addresses(content: Path, texts: Path) -> None:
    """Takes from a commit's list of addresses what today's has not. Of one that nobody can read the build tells."""
    with suppress(UnicodeDecodeError):
        left = without_given_up(kept_list(texts), kept_list(content))
        (texts / ADDRESSES).write_text(left, encoding="utf-8")


def share_cache(project: Path, folder: Path) -> None:
    """Lets what is built there find the pictures that the project's builds made; elsewhere they are made again."""
    with suppress(OSError):  # Windows allows links to few
        (folder / ".cache").symlink_to(project / ".cache", target_is_directory=True)


def members_path(settings: Mapping[str, Any]) -> str | None:
    """SELFIES_PATH, wherever the content is that it is seen from."""
    folder = selfies_folder(Path(settings["PATH"]), settings["SELFIES_PATH"])
    return str(folder.absolute()) if folder else None


def later_moment(settings: Mapping[str, Any], moment: datetime | None) -> str | None:
    """AS_OF for the later of a moment and the one that settings name."""
    speaks_for = as_of(settings["AS_OF"], settings["TIMEZONE"])
    if moment is not None and moment > max(speaks_for, datetime.now(UTC)):
        return f"{moment.astimezone(speaks_for.tzinfo):%Y-%m-%d %H:%M}"
    setting: str | None = settings["AS_OF"]
    return setting


def not_shown_today(then: Members, today: Members) -> dict[str, str]:
    """Whoever would be shown and is not today, by id: the SHA-256 of their picture.

    Something may speak against them that lies beside content/, or in texts of today alone.
    """
    shown = {portrait.member.submission.id for portrait in today.portraits}
    shown |= {one for one, why in today.roster.left_out.items() if {found.code for found in why} <= NO_CAMPAIGN}
    members = {portrait.member.submission.id: portrait.picture for portrait in then.portraits}
    return {member_id: picture.original_sha256 for member_id, picture in members.items() if member_id not in shown}


def not_seen_yet(members: Members, output: Path, live: Collection[str]) -> dict[str, str]:
    """Whoever has a page in a finished site and none among the files that readers see, as `not_shown_today` gives it.

    live: none where nobody is to wait
    """
    pages, seen = (
        {name.split("/")[-2] for name in names if OF_A_MEMBER.match(name)} for names in (hashes_of(output), live)
    )
    new = pages - seen if live else set()
    found = ((portrait.member.submission.id, portrait.picture.original_sha256) for portrait in members.portraits)
    return {member_id: sha256 for member_id, sha256 in found if member_id in new}


def keep_off(members: Mapping[str, str], left_out: Path, day: date) -> None:
    """Writes members into a list of their own beside that of withdrawn ones; it is thrown away with the texts there."""
    lines = [Withdrawal(member_id, day, sha256).line() for member_id, sha256 in members.items()]
    left_out.write_text("".join(lines), encoding="utf-8")
