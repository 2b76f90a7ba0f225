"""Git, as publishing needs it: without questions about languages or about which repository is meant."""

import os
import re
import shutil
import subprocess
from collections.abc import Iterable, Mapping
from pathlib import Path

# Told to whoever runs inside a hook of git: they would have us write into that very repository.
NAMES_A_REPOSITORY = re.compile(
    r"GIT_(DIR|WORK_TREE|INDEX_FILE|COMMON_DIR|OBJECT_DIRECTORY|NAMESPACE|PREFIX|ALTERNATE.*)"
)

# How a project reaches its remote is often told in its own settings: a proxy, a token, an SSH key.
CONNECTION = re.compile(r"(http|credential|url|ssh)\.|core\.(sshcommand|gitproxy|askpass)$")


class GitError(Exception):
    """Git said no. The text is the line that says why; `words` is all that it said."""

    def __init__(self, words: str) -> None:
        self.words = without_secrets(words)
        super().__init__(reason_in(self.words))


def has_git() -> bool:
    """Whether there is a git to run."""
    return shutil.which("git") is not None


def git(*arguments: str, folder: Path, env: Mapping[str, str] | None = None) -> str:
    """What git prints, run in that folder.

    env: what environment() gives, for a repository or for settings that are not those of the folder
    raises: GitError
    """
    return run("git", *arguments, folder=folder, env=environment() if env is None else env)


def run(*command: str, folder: Path, env: Mapping[str, str]) -> str:
    """What git, or a program that runs git, prints.

    raises: GitError
    """
    done = subprocess.run(
        command,
        cwd=folder,
        env=env,
        capture_output=True,
        stdin=subprocess.DEVNULL,
        encoding="utf-8",
        errors="replace",
        check=False,
    )
    if done.returncode:
        raise GitError(f"{done.stderr}\n{done.stdout}")
    return done.stdout.strip()


def environment(settings: Iterable[tuple[str, str]] = (), repository: Path | None = None) -> dict[str, str]:
    """What git is told besides its arguments.

    settings: taken as if they stood in its configuration; no token in them is written to a file
    repository: the one to use, wherever git runs
    """
    kept = {name: value for name, value in os.environ.items() if not NAMES_A_REPOSITORY.fullmatch(name)}
    count = int(kept.get("GIT_CONFIG_COUNT", 0))
    for number, (key, value) in enumerate(settings, start=count):
        kept |= {f"GIT_CONFIG_KEY_{number}": key, f"GIT_CONFIG_VALUE_{number}": value}
        count += 1
    if repository:
        kept["GIT_DIR"] = str(repository)
    return {**kept, "GIT_CONFIG_COUNT": str(count), "LC_ALL": "C"}


def connection_settings(repository: Path) -> list[tuple[str, str]]:
    """What the repository's own configuration says about reaching remotes; nothing when it is no repository."""
    try:
        listed = git("config", "--local", "--includes", "--list", "-z", folder=repository)
    except GitError:
        return []
    # Parted by NUL; a key without a value means yes.
    pairs = (entry.partition("\n") for entry in listed.split("\0") if entry)
    return [(key, value if told else "true") for key, told, value in pairs if CONNECTION.match(key)]


def reason_in(words: str) -> str:
    """The first line that says what is wrong, without its mark."""
    lines = [line.strip() for line in words.splitlines() if line.strip()]
    telling = [line for line in lines if not line.startswith(("hint:", "Warning:", "warning:", "To "))]
    told = (telling or ["git gave no reason"])[0]
    return re.sub(r"^((fatal|error|ERROR|remote|ssh): *)+", "", told).rstrip(".")


def without_secrets(text: str) -> str:
    """The text with user names and passwords in addresses left out.

    >>> without_secrets("https://me:token@example.org/site.git")
    'https://example.org/site.git'
    """
    return re.sub(r"(?<=://)[^/@\s]+@", "", text)
