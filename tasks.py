"""The menu. `python3 tasks.py` lists it; `python3 tasks.py build` does one thing on it.

Any Python 3.11 or newer can start this file: the first start makes .venv, every later one enters it, and there Invoke
reads the rest of the command line. Inside the environment `invoke build` is the same thing. Nothing is decided here.
"""

import sys

if sys.version_info < (3, 11):
    sys.exit("Python 3.11 or newer is needed; this is {}.{}. Get one from python.org.".format(*sys.version_info))

import os

sys.path.sort(key=os.path.dirname(os.path.abspath(__file__)).__eq__)  # noqa: PTH100, PTH120  (pathlib may be shadowed)

import hashlib
import subprocess
from contextlib import contextmanager, suppress
from pathlib import Path

from plugins.core.command_line import tasks_in, understood
from plugins.core.lock import one_at_a_time

ROOT = Path(__file__).resolve().parent
ENVIRONMENT = ROOT / ".venv"
LAST_BUILD = ROOT / ".cache" / "last-build"
PYTHON = ENVIRONMENT / ("Scripts/python.exe" if os.name == "nt" else "bin/python")

# pip's words when it cannot reach a package index, or only now and then.
UNREACHABLE = ("connection broken by", "Max retries exceeded", "There was a problem confirming the ssl certificate")

# The same where there is no room for them.
FULL = ("No space left on device", "Disk quota exceeded", "not enough space on the disk")


def enter_environment(words: list[str]) -> None:
    """Hand the words of the command line to Invoke in .venv, which is made or mended first where it must be."""
    line = understood(words, tasks_in(Path(__file__).read_text(encoding="utf-8")))
    if not isinstance(line, list):
        from plugins.core.redaction import without_typed

        try:
            print(without_typed(line.text, words), file=sys.stdout if line.is_asked else sys.stderr, flush=True)
        except BrokenPipeError:
            print_nowhere()
        sys.exit(0 if line.is_asked else 1)
    try:
        install(ROOT / "requirements.txt", stamp=ENVIRONMENT / "ready")
    except KeyboardInterrupt:
        sys.exit("Stopped. The next start goes on from here.")
    except (OSError, ValueError) as error:  # venv's word for a folder it refuses is ValueError
        sys.exit(f"The folder .venv could not be made: {error}")
    # -P: a file in the folder one stands in must not stand in for a library.
    command = [str(PYTHON), "-P", "-m", "invoke", "--search-root", str(ROOT), *(line or ["--list"])]
    if os.name == "nt":
        sys.exit(run_to_the_end(command))
    os.execv(command[0], command)


def is_unread() -> bool:
    """Whether nobody reads what is printed any more, as behind `| head`; not where the system cannot tell (Windows)."""
    import select

    if not hasattr(select, "poll"):
        return False
    look = select.poll()
    look.register(sys.stdout.fileno(), 0)
    return any(event & select.POLLERR for _, event in look.poll(0))


def print_nowhere() -> None:
    """Lets what is left to print go nowhere: Python writes once more at its end."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def run_to_the_end(command: list[str]) -> int:
    """Run a command that gets Ctrl-C as we do; wait until it has ended in its own way. Returns its exit code."""
    with subprocess.Popen(command) as process:
        while True:
            with suppress(KeyboardInterrupt):
                return process.wait()


def install(locked: Path, *, stamp: Path) -> None:
    """Put what a lock file names into .venv, over what is there, unless the stamp says that it was done already."""
    if is_installed(locked, stamp):  # with no file of its own, which a disk that only can be read would refuse
        return
    with one_at_a_time(ROOT / ".venv.lock"):  # whoever else is at it has done it when we get in
        if is_installed(locked, stamp):
            return
        print(f"Setting up what {locked.relative_to(ROOT)} names; this takes a minute, once ...", file=sys.stderr)
        stamp.unlink(missing_ok=True)
        make_environment()
        run_pip(locked)
        unfinished = stamp.with_suffix(".new")
        unfinished.write_text(fingerprint(locked))
        unfinished.replace(stamp)


def is_installed(locked: Path, stamp: Path) -> bool:
    """Whether the stamp was written for this very lock file by the Python that .venv still has."""
    try:
        return stamp.read_text() == fingerprint(locked)
    except FileNotFoundError:  # which another program may take away at any moment, to install anew
        return False


def fingerprint(locked: Path) -> str:
    """What a stamp holds: the lock file's hash, and the version of .venv's Python, which the system may upgrade."""
    version = answer("-S", "-c", "import sys; print(sys.version_info[:2])")
    return f"{hashlib.sha256(locked.read_bytes()).hexdigest()} {version}"


def answer(*arguments: str) -> str | None:
    """What .venv's Python prints, or None when it does not run or fails."""
    try:
        done = subprocess.run([PYTHON, "-I", *arguments], capture_output=True, text=True, errors="replace", check=False)
    except OSError:
        return None
    return None if done.returncode else done.stdout.strip()


def make_environment() -> None:
    """Make .venv, or give back the pip it lacks. What is in it stays, unless its Python does not run any more."""
    if answer("-m", "pip", "--version"):
        return
    try:
        import ensurepip  # noqa: F401  (Debian keeps it apart)
        import venv

        builder = venv.EnvBuilder(with_pip=True, symlinks=os.name != "nt", clear=answer("-c", "") is None)
        builder.create(ENVIRONMENT)
    except (ImportError, subprocess.CalledProcessError):
        sys.exit("This Python cannot make environments. On Debian or Ubuntu type:  sudo apt install python3-venv")


def run_pip(locked: Path) -> None:
    """Install a lock file with pip: wheels only, each with the hash it had when it was chosen."""
    command = [str(PYTHON), "-I", "-m", "pip", "install", "--quiet", "--disable-pip-version-check", "--no-input"]
    command += ["--retries", "2", "--only-binary", ":all:", "--require-hashes", "--requirement", str(locked)]
    done = subprocess.run(command, stderr=subprocess.PIPE, text=True, errors="replace", check=False)
    if not done.returncode:
        return
    if any(words in done.stderr for words in FULL):
        sys.exit("The disk is full. Delete or move what you do not need, and try again.")
    if any(words in done.stderr for words in UNREACHABLE):
        sys.exit("The packages cannot be fetched. Is there a network? Only the first start after a change needs one.")
    sys.exit(
        f"{done.stderr[-2000:].strip()}\npip could not install {locked.relative_to(ROOT)}; its words are above. "
        "If it stays so, delete the folder .venv and start again."
    )


if __name__ == "__main__":
    enter_environment(sys.argv[1:])

from collections.abc import Iterator
from types import TracebackType
from typing import TYPE_CHECKING, Any

from invoke.context import Context
from invoke.exceptions import Exit
from invoke.tasks import task

if TYPE_CHECKING:
    from plugins.core.findings import Finding
    from plugins.engine.build import Build


def tell_what_is_broken(kind: type[BaseException], wrong: BaseException, trace: TracebackType | None) -> None:
    """Show a sentence where the program itself, or its environment, is not whole; the traceback goes to a file."""
    if isinstance(wrong, SyntaxError) and wrong.filename:
        file = Path(wrong.filename)
        shown = file.relative_to(ROOT).as_posix() if file.is_relative_to(ROOT) else file.name
        problem = f"This program cannot be read: {wrong.msg}. Mend the line."
        print(f"error {shown}:{wrong.lineno}  {problem}", file=sys.stderr)
    elif isinstance(wrong, ModuleNotFoundError):
        print(f"{wrong.name} is missing. Delete the folder .venv and start again.", file=sys.stderr)
    elif issubclass(kind, KeyboardInterrupt):
        print("Stopped.", file=sys.stderr)
    elif issubclass(kind, BrokenPipeError) and is_unread():
        print_nowhere()
    else:
        tell_what_failed(kind, wrong, trace)


def tell_what_failed(kind: type[BaseException], wrong: BaseException, trace: TracebackType | None) -> None:
    """The same where all of it is whole: what a disk refuses has a sentence of its own."""
    import traceback

    from plugins.core.disk import refused_by_disk
    from plugins.core.redaction import without_secrets
    from plugins.core.temporary import keep_report

    refused = refused_by_disk(wrong, ROOT)  # the oldest Python, which is to be told so, knows no :=
    if refused:
        print(refused, file=sys.stderr)
    else:
        problem = without_secrets(f"{kind.__name__}: {wrong}")
        print(f"The program itself failed ({problem}). This is not your mistake.", file=sys.stderr)
        with suppress(OSError):
            report = keep_report(ROOT, without_secrets("".join(traceback.format_exception(kind, wrong, trace))))
            print(f"Please send {report} to whoever looks after it.", file=sys.stderr)


sys.excepthook = tell_what_is_broken


def refused(words: str) -> Exit:
    """What ends a task with a sentence, and with 1: of what was typed it quotes no login, which terminals keep."""
    from plugins.core.redaction import without_typed

    return Exit(without_typed(words, sys.argv[1:]), code=1)


@contextmanager
def findings_shown() -> Iterator[None]:
    """Show what staff should mend, a line each, and end with 1."""
    from plugins.core.findings import SiteError

    try:
        yield
    except SiteError as error:
        raise refused(str(error)) from None


def settings() -> dict[str, Any]:
    """The public site's settings, each of them as it should be."""
    from plugins.engine.settings import checked_settings

    return checked_settings(ROOT / "publishconf.py")


@task(help={"as-of": "as it will be on another day or at another moment, such as 2026-12-24"})
def build(c: Context, as_of: str | None = None) -> None:
    """Write the public site to output/."""
    from plugins.release.unchanged import still_holds

    if as_of is not None:
        build_anew(as_of)
        print(f"This is the site as of {as_of}. To see it as it is now, build again; publish always does.")
        return
    last = still_holds(LAST_BUILD)  # the oldest Python, which is to be told so, knows no :=
    if last:
        print(*last.warnings, sep="\n", end="\n" * bool(last.warnings), file=sys.stderr)
        print("Nothing changed since the last build: output/ is as it was.")
    else:
        build_anew()


def build_anew(as_of: str | None = None) -> "Build":
    """Write the public site to output/, whether or not it is there already; returns what it was made of."""
    import gc
    import signal
    from functools import partial

    from plugins.release.unchanged import times_in

    gc.set_threshold(50_000, 20, 50)  # most of it is needed to the end: to look for waste is a twentieth of a build
    times = times_in([str(ROOT)])
    from plugins.checks.check import with_held_back
    from plugins.engine.settings import as_asked, site_settings

    with findings_shown():
        site = as_asked(site_settings(ROOT / "publishconf.py"), as_of)
    # What is stopped is no finished build, after which publish would go on.
    signal.signal(signal.SIGINT, lambda *_: sys.exit("Stopped; output/ is as it was."))
    engine = site["PELICAN_CLASS"](site)
    engine.run(None if as_of else LAST_BUILD, times, partial(with_held_back, ROOT / "publishconf.py", as_of))
    signal.signal(
        signal.SIGINT, lambda *_: sys.exit("Stopped. Give the same command again, and it goes on from there.")
    )
    made: Build = engine.made
    return made


@task(
    help={
        "format": "text, json for machines, or github for notes on a pull request",
        "notes": "those findings, too, that ask for nothing",
        "explain": "a mistake's number, such as C11: what it stands for",
        "as-of": "another day or moment than now, such as 2026-12-24",
    }
)
def check(c: Context, format: str = "text", notes: bool = False, explain: str = "", as_of: str | None = None) -> None:
    """Tell every mistake at once, and change nothing."""
    from plugins.checks.check import check as findings_of
    from plugins.checks.explain import explanations
    from plugins.checks.report import FORMATS
    from plugins.core.findings import SiteError, errors, without_notes

    if explain:
        known, code = explanations(), f"C{explain.upper().removeprefix('C').zfill(2)}"
        if code not in known:
            raise refused(f"There is no {explain}. There are: {', '.join(known)}")
        print(known[code])
        return
    if format not in FORMATS:
        raise refused(f'"{format}" is not one of {", ".join(FORMATS)}.')
    try:
        findings = findings_of(ROOT / "publishconf.py", as_of)
    except SiteError as error:  # settings that cannot be read: nothing else can be looked at
        findings = error.findings
    print(FORMATS[format](findings if notes else without_notes(findings)))
    if errors(findings):
        raise Exit(code=1)


@task(
    help={
        "port": "the number behind localhost:",
        "browser": "open it, or with --no-browser only say where it is",
        "as-of": "another day or moment than now, such as 2026-12-24",
        "with-drafts": "show drafts, and what waits for its day, as if they were published",
    }
)
def preview(
    c: Context, port: str = "8000", browser: bool = True, as_of: str | None = None, with_drafts: bool = False
) -> None:
    """Show the site on this machine while you write; saving a file shows it at once."""
    if not port.isdecimal():
        raise refused(f'"{port}" is not a number. Type for example:  python3 tasks.py preview --port 8001')
    from plugins.preview.server import preview as show

    with findings_shown():
        show(ROOT, int(port), opens_browser=browser, as_of=as_of, lists_drafts=with_drafts)


@task(
    positional=["name"],
    help={
        "name": "the union's, in quotation marks",
        "short": "its short name, for the top of every page",
        "campaign": "the name of the first campaign",
        "address": "the address that the site will have, with https:// in front",
        "email": "the e-mail address for questions about privacy",
        "timezone": "where its dates are meant, such as America/Edmonton",
    },
)
def begin(
    c: Context,
    name: str,
    short: str = "",
    campaign: str = "",
    address: str = "",
    email: str = "",
    timezone: str = "",
) -> None:
    """Put a site of your own in the place of the sample: asks for what its options do not say."""
    from plugins.preview.begin import begin as begin_site

    options = {"short": short, "campaign": campaign, "address": address, "email": email, "timezone": timezone}
    with findings_shown():
        print(begin_site(ROOT, name, options, input))


@task(
    positional=["kind", "title"],
    help={
        "kind": "story, event, matter, page, campaign, person, announcement or selfie",
        "title": "what it is called, in quotation marks; of a selfie, the picture's file",
        "fields": "only list what the top of such a file may say; without a kind, of all",
    },
)
def new(c: Context, kind: str, title: str, fields: bool = False) -> None:
    """Begin a file: of a story, event, page or any other kind ("Title"), or of a selfie (PICTURE)."""
    from plugins.core.clock import as_of
    from plugins.core.header import text_files
    from plugins.kinds.new import create
    from plugins.preview.desk import how_to_look
    from plugins.preview.fields import listed_fields
    from plugins.selfies.folder import the_folder
    from plugins.selfies.new import create as create_selfie
    from plugins.selfies.withdrawals import read_withdrawals

    with findings_shown():
        if fields:
            print(listed_fields(kind))
        elif kind == "selfie":
            values = settings()
            content = Path(values["PATH"])
            campaigns = [file.stem for file in text_files(content / "campaigns")]
            withdrawn_ids, _ = read_withdrawals(content / "withdrawn.toml")
            path = create_selfie(the_folder(values), Path(title), campaigns, withdrawn_ids)
            print(f"{Path(title).name} is selfie {path.stem} now. Fill in the lines of  {path}")
            print("Until Consent, Consent-given, Adults-only and Photo-by are answered it stays off the wall.")
        else:
            path = create(ROOT, kind, title, as_of(None, settings()["TIMEZONE"]).date())
            print(f"{path}\n{how_to_look(path)}")


@task(help={"withdraw": "the ID of a member who takes the picture back"})
def selfies(c: Context, withdraw: str | None = None) -> None:
    """List every submission: on the wall, or why not; or take one back for ever (--withdraw ID)."""
    from plugins.core.findings import SiteError, errors, without_notes
    from plugins.engine.settings import site_settings
    from plugins.engine.withdrawal import members_today
    from plugins.engine.withdrawal import withdraw as take_back

    with findings_shown():
        if withdraw is not None:
            lines, left = take_back(settings(), Path(site_settings(ROOT / "pelicanconf.py")["OUTPUT_PATH"]), withdraw)
            print(*lines, sep="\n")
        else:
            members, left = members_today(settings())
            if errors(members.roster.findings):
                raise SiteError(errors(members.roster.findings))
            print(*members.roster.lines(), *without_notes(members.roster.findings), sep="\n")
        if left:
            raise SiteError(left)


@task(
    optional=["target"],
    help={
        "target": "which of PUBLISH_TARGETS in publishconf.py, if not the branch; its name alone will do",
        "to": "a folder of this machine instead, to send on in any other way",
        "yes": "without asking, as a script does",
        "sample": "the sample itself, to try how publishing goes",
        "dry-run": "tell what would be sent and what would go, and send nothing",
        "at-once": "but for stylesheets and scripts nothing stays for a week of what is in the site no more",
        "everything": "what is there unchanged is sent, too, as when a host has lost or changed files",
        "let-go": "how many pages may go, when it is more than on other days",
        "message": "what changed in content/, in a sentence: git records it under that",
        "log": "only list what was published, and when",
        "rollback": "the number of a release: publish what it held, without whom and what may not be shown today",
        "verify": "look afterwards whether the host shows it, or with --no-verify do not",
        "due": "only if something in what is live is due: an embargo or a consent has ended, something expired",
    },
)
def publish(
    c: Context,
    target: str | None = None,
    to: str | None = None,
    yes: bool = False,
    sample: bool = False,
    dry_run: bool = False,
    at_once: bool = False,
    let_go: str = "0",
    everything: bool = False,
    message: str = "",
    log: bool = False,
    rollback: str | None = None,
    due: bool = False,
    verify: bool = True,
) -> None:
    """Build, say what becomes public where, ask, and send output/ to a branch, or to TARGET of publishconf.py."""
    if "" in (to, target):  # an empty variable of a script: not the branch that everybody reads
        raise refused("--to needs the name of a folder." if to == "" else "--target needs the name of a target.")
    if rollback is not None and due:
        raise refused("One at a time: --rollback goes back, --due goes on.")
    if to and target:
        raise refused(f"One place at a time:  python3 tasks.py publish {target}  or  --to {to}")
    if not let_go.isdecimal():
        raise refused(f'"{let_go}" is not a number. Type for example:  python3 tasks.py publish --let-go 12')
    from plugins.publish.asked import Asked, publish_asked
    from plugins.publish.targets import folder_target, target_named

    with findings_shown():
        public = settings()
        place = folder_target(public, to) if to else target_named(public, target)
        asked = Asked(
            *(place, yes, sample, message, rollback, log, due),
            looks=verify,
            is_only_said=dry_run,
            at_once=at_once,
            let_go=int(let_go),
            everything=everything,
        )
        tell(publish_asked(asked, public, ROOT, build_anew))


def tell(all_said: "Iterator[Finding | str]") -> None:
    """Print what is said, each before what it tells of is done: findings where errors go. End with 1 after an error."""
    from plugins.core.findings import errors
    from plugins.core.redaction import without_typed

    wrong = 0
    for said in all_said:
        shown = said if isinstance(said, str) else without_typed(str(said), sys.argv[1:])
        print(shown, file=sys.stdout if isinstance(said, str) else sys.stderr, flush=True)
        wrong += 0 if isinstance(said, str) else len(errors([said]))
    if wrong:
        raise Exit(code=1)


@task(
    positional=["id"],
    help={
        "id": "of the member who takes the picture back, such as 0417",
        "yes": "without asking, where content/ has to go public as it is now",
    },
)
def withdraw(c: Context, id: str, yes: bool = False) -> None:
    """A member takes the picture back: it leaves every place that the site was sent to, and you get a receipt."""
    from plugins.core.findings import SiteError, finding
    from plugins.engine.settings import site_settings
    from plugins.publish.withdraw import Way
    from plugins.publish.withdraw import withdraw as take_off

    def agrees(words: str) -> bool:
        print(words, flush=True)
        with suppress(EOFError):
            return yes or input("Type yes if it may: ").strip().casefold() == "yes"
        return False

    with findings_shown():
        try:
            public, preview = settings(), Path(site_settings(ROOT / "pelicanconf.py")["OUTPUT_PATH"])
        except SiteError as wrong:
            raise SiteError([*wrong.findings, finding("C179.not-begun", wrong.findings[0].where)]) from None
        can_ask = yes or (sys.stdin is not None and sys.stdin.isatty())
        tell(take_off(Way(public, ROOT, preview, agrees, can_ask=can_ask), id))


@task(optional=["where"], help={"where": "a target of publishconf.py, or an address; the branch without one"})
def verify(c: Context, where: str | None = None) -> None:
    """Ask the host for every address, and tell whether what is live is still what was published."""
    if where == "":  # an empty variable of a script: not the branch
        raise refused("--where needs the name of a target, or an address.")
    from plugins.publish.as_published import is_as_published

    with findings_shown():
        tell(is_as_published(settings(), ROOT, where))


@task
def bench(c: Context) -> None:
    """Measure what speed and memory were promised, against what is reached (takes minutes)."""
    for what in ("engine", "newsroom", "preview", "pictures", "selfies", "layout", "cards", "checks", "publish"):
        subprocess.run([str(PYTHON), str(ROOT / "scripts" / f"bench_{what}.py")], check=True)


@task(help={"long": "those too that take more than a minute", "only": "as pytest's -k: part of a test's name"})
def test(c: Context, long: bool = False, only: str = "") -> None:
    """Run every test, after installing what tests need."""
    install(ROOT / "tests" / "requirements.txt", stamp=ENVIRONMENT / "ready-tests")
    choice = ["-m", "", "-o", "faulthandler_timeout=1800"] if long else []
    os.environ |= {"TEST_LONG": "yes"} if long else {}
    choice += ["-k", only] if only else []
    os.chdir(ROOT)
    # Two more than there are cores, since many tests wait; a file shares its site and its browser. The order is that
    # of tests/conftest.py.
    workers = ["-n", str((os.cpu_count() or 1) + 2), "--dist", "loadfile", "--no-loadscope-reorder"]
    sys.exit(run_to_the_end([str(PYTHON), "-m", "pytest", *workers, *choice]))
