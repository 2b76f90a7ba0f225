"""rclone, as publishing needs it: it asks nothing, ends in time, lists no whole site, and its words hold no secret."""

import os
import re
import subprocess
import sys
import tempfile
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

from plugins.core.disk import refuse_full_disk
from plugins.core.findings import SiteError, finding
from plugins.core.programs import program, search_path
from plugins.core.redaction import others_words
from plugins.publish.git import Limits, NoAnswerError, content_of, wait_for
from plugins.publish.settings import setting_in

# What makes another command of ours than we mean: nothing is sent, less of it, or more is said.
NOT_PASSED_ON = re.compile(
    r"RCLONE_(DRY_RUN|INTERACTIVE|VERBOSE|QUIET|PROGRESS|LOG_\w+|DUMP\w*|USE_JSON_LOG|STATS\w*|FILTER\w*|INCLUDE\w*"
    r"|EXCLUDE\w*|FILES_FROM\w*|MAX_\w+|MIN_\w+|IMMUTABLE|IGNORE_\w+|INPLACE|BACKUP_DIR|SUFFIX\w*|PARTIAL_SUFFIX"
    r"|COMPARE_DEST|COPY_DEST|CHECK_FIRST|SIZE_ONLY|UPDATE|RC\w*|NO_CHECK_DEST|NO_TRAVERSE|METADATA\w*)$"
)
OF_SECRETS = re.compile(r"(?i)pass|key|secret|token|auth")
# Most web hosts run no command over SSH, so that none is tried: sizes are compared, and the session is encrypted.
ENVIRONMENT = {"RCLONE_SFTP_SHELL_TYPE": "none", "RCLONE_SFTP_DISABLE_HASHCHECK": "true", "LC_ALL": "C"}
# What a file is called until it is whole, behind eight more signs, at hosts that can rename.
UNFINISHED = ".publishing"
OPTIONS = (
    *("--retries", "1", "--low-level-retries", "3", "--contimeout", "15s", "--timeout", "60s", "--stats", "0"),
    *("--log-level", "NOTICE", "--ask-password=false", "--transfers", "8", "--partial-suffix", UNFINISHED),
)
# Each one is asked for by its name, and nothing around it is listed.
BY_NAME = ("--no-traverse", "--files-from-raw")
# It ends a transfer that stands still (--timeout); what goes on may take as long as a slow line needs.
TO_END = Limits(silence_s=6 * 3600, total_s=6 * 3600)
NO_SUCH_FOLDER = 3
# By the words of rclone, of Go and of what servers answer (RFC 9110, RFC 4918, S3's error codes, SSH_FX_*).
CAUSES = {
    "a-file": r"\bnot a directory\b",
    "no-such-remote": r"didn't find section in config file|didn't find backend",
    "locked": r"unable to decrypt configuration|decrypt configuration, most likely|--ask-password",
    "no-settings": r"failed to load config file",
    "no-room": r"no space left|disk (full|space)|quota|insufficient storage|\b507\b|storage.?full",
    "clock": r"RequestTimeTooSkewed|request time and the (server|current) time",
    "not-let-in": (
        r"unable to authenticate|permission.?denied|access ?denied|\b40[13]\b|forbidden|unauthorized|\b530\b|host key"
        r"|SignatureDoesNotMatch|InvalidAccessKeyId|login incorrect|knownhosts|NoSuchBucket|SSH.?(agent|AUTH)"
        r"|revealing password"
    ),
    "not-reached": (
        r"connection refused|no such host|timeout|timed out|connection reset|connection lost|broken pipe|\bEOF\b"
        r"|network is unreachable|no route|closed network|couldn't connect|connection closed|server misbehaving"
    ),
}
# Lines that are no reason why it failed: rclone's notices, and what the library for S3 warns of.
BESIDES = re.compile(r" NOTICE|^SDK [\d/]+ [\d:]+ WARN ")


class RcloneError(Exception):
    """rclone did not do what it was asked for. cause: the end of a message's name; said: its words, without secrets"""

    def __init__(self, cause: str, said: str = "") -> None:
        self.cause, self.said = cause, said
        super().__init__(cause)


@dataclass(frozen=True, slots=True)
class Remote:
    """A folder at a host. Each method raises RcloneError, or OSError when the disk here is full.

    place: REMOTE:PATH; folder: for lists of names, gone with who made it
    """

    place: str
    folder: Path

    @property
    def at(self) -> str:
        """The same as a folder, whatever is there: of what may be a file rclone asks first whether it is one."""
        return self.place if self.place.endswith((":", "/")) else f"{self.place}/"

    def fetch(self, names: Sequence[str]) -> dict[str, bytes]:
        """Those of some files that are there."""
        with tempfile.TemporaryDirectory(dir=self.folder) as to:
            run("copy", self.at, to, *BY_NAME, str(self.listed(names)), "--ignore-checksum")
            files = ((name, Path(to, name)) for name in names)
            return {name: file.read_bytes() for name, file in files if file.is_file()}

    def send(self, source: Path, names: Sequence[str]) -> None:
        """Put files of a folder there, whatever is there."""
        if names:
            by_name = (*BY_NAME, str(self.listed(names)))
            run("copy", str(source), self.at, *by_name, "--no-check-dest", "--ignore-times")

    def send_missing(self, source: Path, names: Sequence[str]) -> None:
        """Put those files of a folder there that are not there, or not whole, by their sizes."""
        if names:
            run("copy", str(source), self.at, *BY_NAME, str(self.listed(names)), "--size-only")

    def delete(self, names: Sequence[str]) -> None:
        """Delete files; those that are not there are none."""
        if names:
            run("delete", self.at, *BY_NAME, str(self.listed(names)))

    def delete_empty(self, folders: Iterable[str]) -> None:
        """Delete those of some folders in which nothing is, where a host knows folders."""
        if rules := [f"+ /{escaped(folder)}/**" for folder in folders]:
            run("rmdirs", self.at, "--leave-root", "--filter-from", str(self.listed([*rules, "- *"])))

    def top(self) -> list[str]:
        """What lies at the top; of a folder that is not there, nothing."""
        return run("lsf", self.at, "--max-depth", "1", allowed=NO_SUCH_FOLDER).splitlines()

    def unfinished(self, names: Iterable[str]) -> list[str]:
        """What a publish that was killed left of files while it sent them, in the folders of those."""
        folders = sorted({str(PurePosixPath("/", name).parent).rstrip("/") for name in names})
        rules = [f"+ {escaped(folder)}/*.????????{UNFINISHED}" for folder in folders]
        if not rules:
            return []
        listed = str(self.listed([*rules, "- *"]))
        return run(
            "lsf", self.place, "-R", "--files-only", "--filter-from", listed, allowed=NO_SUCH_FOLDER
        ).splitlines()

    def listed(self, lines: Sequence[str]) -> Path:
        """A file with these lines."""
        file = self.folder / "lines"
        file.write_text("".join(f"{line}\n" for line in lines), encoding="utf-8")
        return file


def escaped(path: str) -> str:
    r"""A path in a rule of rclone's.

    >>> escaped("a[1]/b*")
    'a\\[1\\]/b\\*'
    """
    return re.sub(r"([\\*?\[\]{}])", r"\\\1", path)


def emptied(gone: Iterable[str], staying: Iterable[str]) -> list[str]:
    """The folders in which something was and nothing is left, the outermost alone.

    >>> emptied(["a/b/c", "a/b/d/e", "f/g"], ["a/x", "f/h"])
    ['a/b']
    """
    left = {folder for name in staying for folder in folders_of(name)}
    empty = {folder for name in gone for folder in folders_of(name)} - left
    return sorted(folder for folder in empty if not any(above in empty for above in folders_of(folder)))


def folders_of(name: str) -> Iterator[str]:
    """The folders that a file is in, without the top."""
    parts = name.split("/")
    yield from ("/".join(parts[:end]) for end in range(1, len(parts)))


def rclone() -> str | None:
    """The program: the pinned one, else the system's; None when there is none."""
    pinned = Path(sys.executable).with_name("rclone.exe" if os.name == "nt" else "rclone")
    return str(pinned) if pinned.is_file() else program("rclone")


def refuse_without_rclone(repository: Path, target: str) -> None:
    """raises: SiteError when there is no rclone on this machine, which sends sites to hosts (C164)"""
    if not rclone():
        raise SiteError([finding("C164.no-rclone", setting_in(repository, "PUBLISH_TARGETS"), target=target)])


def environment(env: Mapping[str, str]) -> dict[str, str]:
    """What rclone is told besides its arguments: where its settings are, and what those of whoever publishes say."""
    return {name: value for name, value in env.items() if not NOT_PASSED_ON.match(name)} | ENVIRONMENT


def run(command: str, *arguments: str, allowed: int = 0) -> str:
    """What rclone prints. No secret is an argument: everybody on the machine can read those.

    allowed: an exit code that is no failure, besides 0
    raises: RcloneError; OSError when the disk here is full
    """
    if not (executable := rclone()):
        raise RcloneError("no-rclone")
    env = environment(os.environ) | {"PATH": search_path()}
    with tempfile.TemporaryFile() as stdout, tempfile.TemporaryFile() as stderr:
        process = subprocess.Popen(
            [executable, command, *arguments, *OPTIONS], env=env, stdin=subprocess.DEVNULL, stdout=stdout, stderr=stderr
        )
        try:
            wait_for(process, (stdout, stderr), TO_END)
        except NoAnswerError:
            raise RcloneError("not-reached") from None
        finally:
            if process.returncode is None:  # a group of our own it has not: whoever ends us, ends it
                process.kill()
                process.wait()
        words, problems = (content_of(output).decode(errors="replace") for output in (stdout, stderr))
    if process.returncode not in (0, allowed):
        raise failure(problems, env)
    return words


def failure(words: str, env: Mapping[str, str]) -> RcloneError:
    """Why rclone failed, by its words. raises: OSError when the disk here is full"""
    refuse_full_disk(Path(tempfile.gettempdir()))
    secrets = [value for name, value in env.items() if OF_SECRETS.search(name) and len(value) > 4]
    told = (line for line in words.splitlines() if not BESIDES.search(line))
    lines = [re.sub(r"^[\d/]+ [\d:]+ \w+ *: *", "", line) for line in told]
    causes = ((cause, line) for cause, pattern in CAUSES.items() for line in lines if re.search(f"(?i){pattern}", line))
    cause, line = next(causes, ("failed", lines[0] if lines else ""))
    return RcloneError(cause, others_words(line.rpartition(": ")[2] or line, secrets)[:200].rstrip(". "))


@contextmanager
def failures_told(repository: Path, target: str, place: str) -> Iterator[None]:
    """Tells what rclone, or the host behind it, did not do (C164). target: its name; place: REMOTE:PATH"""
    try:
        yield
    except RcloneError as wrong:
        where, remote = setting_in(repository, "PUBLISH_TARGETS"), place.partition(":")[0]
        told = finding(f"C164.{wrong.cause}", where, target=target, remote=remote, said=wrong.said)
        raise SiteError([told]) from None
