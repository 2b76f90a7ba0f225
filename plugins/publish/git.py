"""Git, as publishing needs it: it asks nothing, ends in time, and its words hold no secret."""

import os
import re
import signal
import subprocess
import tempfile
import time
import uuid
from collections.abc import Iterable, Mapping
from contextlib import suppress
from pathlib import Path
from typing import IO, NamedTuple

from plugins.core.disk import refuse_full_disk
from plugins.core.findings import ReasonError
from plugins.core.programs import program, search_path
from plugins.core.redaction import others_words, secrets_in

# Of what is set for git, this alone is passed on: how whoever sits here reaches others, and where their settings are.
# The rest is for another run of it: in a hook it would have us write into that very repository, it mixes headers into
# what git says, or names whoever sits here.
PASSED_ON = re.compile(r"(?!GIT_)|GIT_(ASKPASS|SSH(_COMMAND|_VARIANT)?|SSL_\w+|CONFIG_(GLOBAL|SYSTEM|NOSYSTEM))$")

# How a project reaches its remote is often told in its own settings: a proxy, a token, an SSH key.
CONNECTION = re.compile(r"(http|credential|url|ssh)\.|core\.(sshcommand|gitproxy|askpass)$")

# Others run a program that the address names (ext::), or are not made for sending.
PROTOCOLS = frozenset({"file", "git", "http", "https", "ssh"})

# What git says of its progress, so that it is known to be alive.
PROGRESS = re.compile(r"(remote: *)?(\w+ing ([\w ]*objects|deltas|files): *\d|Total \d|Delta compression)")
# The remote that is sent to, and the beginning of its address: names that no rule in anybody's settings is for.
THERE = f"publish-{uuid.uuid4().hex}"
LONGEST_ANSWER_BYTES = 256 * 2**20


class Limits(NamedTuple):
    """How long a program may say nothing, and how long it may take, in seconds."""

    silence_s: float
    total_s: float


TO_ANSWER = Limits(silence_s=30, total_s=30)
TO_FETCH = Limits(silence_s=30, total_s=300)
TO_COMMIT = Limits(silence_s=1800, total_s=1800)
TO_SEND = Limits(silence_s=120, total_s=3600)


class GitError(ReasonError):
    """Git said no. words: all that it said, without what may be a secret; the reason tells the line that says why"""

    words = ""

    @classmethod
    def saying(cls, words: str, secrets: Iterable[str]) -> "GitError":
        """The error of a git that said these words. secrets: what must not be shown, however it is written"""
        shown = others_words(words, secrets)
        line = reason_in(shown)
        wrong = cls("git.said", said=line) if line else cls("git.no-reason")
        wrong.words = shown
        return wrong


class NoAnswerError(GitError):
    """The other side said nothing for too long, or never came to an end.

    values: the limit that is beyond, `silence_s` or `total_s`, in seconds; none for one that says too much
    """


def has_git() -> bool:
    """Whether there is a git to run."""
    return program("git") is not None


def git(*arguments: str, folder: Path, env: Mapping[str, str] | None = None, limits: Limits = TO_ANSWER) -> str:
    """What git prints, run in that folder.

    env: what environment() gives, for a repository or for settings that are not those of the folder
    raises: GitError
    """
    return run("git", *arguments, folder=folder, env=environment() if env is None else env, limits=limits)


def run(*command: str, folder: Path, env: Mapping[str, str], limits: Limits) -> str:
    """What git, or a program that runs git, prints, as text without the space around it.

    raises: GitError; NoAnswerError when time is up
    """
    return output_of(*command, folder=folder, env=env, limits=limits).decode("utf-8", errors="replace").strip()


def output_of(*command: str, folder: Path, env: Mapping[str, str], limits: Limits) -> bytes:
    """What git, or a program that runs git, prints.

    Whatever it started (ssh, git-remote-https) ends with it when time is up. Its words go into files without a name:
    a program that stays behind, as one that ssh keeps for the next connection, does not keep us waiting.

    raises: GitError; NoAnswerError when time is up; OSError when it failed and the disk is full
    """
    if not (executable := program(command[0])):
        raise GitError("git.no-program", program=command[0])
    with tempfile.TemporaryFile() as stdout, tempfile.TemporaryFile() as stderr:
        process = subprocess.Popen(
            command,
            executable=executable,
            cwd=folder,
            env=env,
            stdin=subprocess.DEVNULL,
            stdout=stdout,
            stderr=stderr,
            start_new_session=True,  # no terminal to ask questions on, and a group of its own
        )
        try:
            wait_for(process, (stdout, stderr), limits)
        finally:
            if process.returncode is None:
                end(process)
        words, problems = content_of(stdout), content_of(stderr)
    if process.returncode:
        output = f"{problems.decode(errors='replace')}\n{words.decode(errors='replace')}"
        refuse_full_disk(folder, Path(tempfile.gettempdir()), output=output)
        raise GitError.saying(output, secrets_of(env))
    return words


def wait_for(process: "subprocess.Popen[bytes]", outputs: Iterable[IO[bytes]], limits: Limits) -> None:
    """Wait for the end of a program. raises: NoAnswerError when it goes beyond a limit"""
    begun = heard = time.monotonic()
    size_bytes = 0
    while True:
        with suppress(subprocess.TimeoutExpired):
            process.wait(timeout=min(0.5, limits.silence_s))
            return
        now, before_bytes = time.monotonic(), size_bytes
        size_bytes = sum(os.fstat(output.fileno()).st_size for output in outputs)
        heard = now if size_bytes > before_bytes else heard
        if now - begun > limits.total_s:
            raise NoAnswerError("git.no-end", total_s=round(limits.total_s))
        if now - heard > limits.silence_s:
            raise NoAnswerError("git.silent", silence_s=round(limits.silence_s))
        if size_bytes > LONGEST_ANSWER_BYTES:
            raise NoAnswerError("git.too-many-words")


def end(process: "subprocess.Popen[bytes]") -> None:
    """End a program at once, and all that it started."""
    if os.name == "nt":
        process.kill()
    else:
        with suppress(ProcessLookupError, PermissionError):
            os.killpg(process.pid, signal.SIGKILL)
    process.wait()


def content_of(output: IO[bytes]) -> bytes:
    """What a program has written."""
    output.seek(0)
    return output.read()


def environment(settings: Iterable[tuple[str, str]] = (), repository: Path | None = None) -> dict[str, str]:
    """What git is told besides its arguments.

    settings: taken as if they stood in its configuration; no token in them is written to a file
    repository: the one to use, wherever git runs
    """
    env = {name: value for name, value in os.environ.items() if PASSED_ON.match(name)}
    env |= {"GIT_ALLOW_PROTOCOL": ":".join(sorted(PROTOCOLS)), "GIT_TERMINAL_PROMPT": "0", "LC_ALL": "C"}
    env |= {"PATH": search_path()}
    pairs = list(settings)
    for number, (key, value) in enumerate(pairs):
        env |= {f"GIT_CONFIG_KEY_{number}": key, f"GIT_CONFIG_VALUE_{number}": value}
    if repository:
        env["GIT_DIR"] = str(repository)
    return {**env, "GIT_CONFIG_COUNT": str(len(pairs))}


def connection_settings(repository: Path) -> list[tuple[str, str]]:
    """What the repository's own configuration says about reaching remotes; nothing when it is no repository.

    Git reads it only where the repository is of whoever runs this (its safe.directory).
    """
    try:
        listed = git("config", "--local", "--includes", "--list", "-z", folder=repository)
    except GitError:
        return []
    # Parted by NUL; a key without a value means yes.
    pairs = (entry.partition("\n") for entry in listed.split("\0") if entry)
    return [(key, value if separator else "true") for key, separator, value in pairs if CONNECTION.match(key)]


def secrets_of(env: Mapping[str, str]) -> set[str]:
    """What the settings in an environment hold that must not be shown: logins of addresses, headers."""
    numbers = range(int(env.get("GIT_CONFIG_COUNT", 0)))
    pairs = [(env.get(f"GIT_CONFIG_KEY_{n}", ""), env.get(f"GIT_CONFIG_VALUE_{n}", "")) for n in numbers]
    headers = {word for key, value in pairs if key.lower().endswith("header") for word in (value, *value.split()[-1:])}
    addresses = [text for pair in pairs for text in pair if "@" in text or "?" in text]
    return {word for word in headers if word}.union(*map(secrets_in, addresses))


def reason_in(words: str) -> str:
    """The first line that says what is wrong, without its mark; empty where there is none."""
    lines = [line.strip() for line in words.splitlines() if line.strip() and not PROGRESS.match(line.strip())]
    telling = [line for line in lines if not line.startswith(("hint:", "Warning:", "warning:", "To "))]
    reason = telling[0] if telling else ""
    return re.sub(r"^((fatal|error|ERROR|remote|ssh): *)+", "", reason).rstrip(".")
