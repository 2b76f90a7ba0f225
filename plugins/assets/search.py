"""The search's index: made by Pagefind of the finished pages, kept down to what readers' browsers ask for."""

import hashlib
import json
import os
import pickle
import re
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

from pagefind_bin import get_executable

from plugins.core.atomic import write_whole
from plugins.core.disk import refuse_full_disk, refused_by_disk
from plugins.core.findings import Finding, SiteError, Where, finding
from plugins.core.kept import read_sealed, sealed
from plugins.site.routes import PAGEFIND

# Besides them it writes two ready-made pages' worth of scripts and styles, and a worker that our page does not use.
ENTRY = "pagefind-entry.json"
NEEDED = frozenset({"pagefind.js", ENTRY})
MAX_S = 600
ASKED, SEARCHED = "data-pagefind-", "data-pagefind-body"
PROGRAM = f"{PAGEFIND}pagefind.js"  # what the search's page starts
HERE = Where("plugins/assets/search.py")
# All that it gets to know of this machine: where Windows is, and where temporary files may lie.
VARIABLES = ("SYSTEMROOT", "TEMP", "TMP", "TMPDIR")
LANGUAGE = re.compile(r'<html lang="([^"]*)"')
# How a program in Rust tells what the system refused: a full disk, for example.
RUSTS_ERROR = re.compile(r"\(os error (\d+)\)|\bOs \{ code: (\d+)")


def index_site(site: Path, kept: Path, made_by: str) -> dict[str, str]:
    """Writes the search's index of a finished site into the site; as it was made before, if it holds the same texts.

    kept: the file that keeps an index; made_by: what is another one with each version of what makes it
    returns, raises: as make_index
    """
    digest = hashlib.sha256(made_by.encode())
    for text in searched_texts(site):
        digest.update(repr(text).encode())
    if before := kept_index(kept, key := digest.hexdigest()):
        for name, data in before.items():
            (site / name).parent.mkdir(parents=True, exist_ok=True)
            (site / name).write_bytes(data)
        return {name: hashlib.sha256(data).hexdigest() for name, data in before.items()}
    made = make_index(site)
    files = {name: (site / name).read_bytes() for name in made}
    write_whole(kept, sealed(pickle.dumps((key, files)), kept.name))
    return made


def kept_index(kept: Path, key: str) -> dict[str, bytes] | None:
    """The files of an index by their paths in the site, if one was kept under this key."""
    with suppress(Exception):  # whatever another version of the program kept there
        made_under, files = pickle.loads(read_sealed(kept) or b"")
        if made_under == key:
            return dict(files)
    return None


def searched_texts(site: Path) -> Iterator[tuple[str, str]]:
    """What the index is made of: by file and language, of each page that may be found, all that Pagefind takes from it.

    What is told in attributes stands anywhere, and words that stand bare behind what is searched are found there, too.
    Its title is told in one (theme/templates/partials/searched.html).
    """
    for file in sorted(site.rglob("*.html")):
        html = file.read_text(encoding="utf-8")
        if SEARCHED in html:
            language = LANGUAGE.search(html)
            yield f"{file.relative_to(site).as_posix()} {language and language[1]}", html[html.find(ASKED) :]


def make_index(site: Path) -> dict[str, str]:
    """Writes the search's index of a finished site into the site.

    It reads settings of its own from the folder it is started in, and from variables: it gets an empty one, and none.
    There is an index for each language that pages say they are in, and readers search that of the search's page.
    Only elements with data-pagefind-body are looked at (theme/templates/partials/searched.html); the same pages give
    the same bytes where a disk lists files in one order: pages get their numbers in that order, and a disk in memory
    (tmpfs) lists them as they came.

    returns: the SHA-256 of each of its files by its path in the site; of what was there before, nothing
    raises: SiteError when there is no index after all (C74); OSError when the disk takes none
    """
    program = get_program()
    before = files_below(site / PAGEFIND)
    # Pagefind takes no path that is not UTF-8, not even its own: hence from inside, and under another name.
    variables = {name: os.environ[name] for name in VARIABLES if is_text(os.environ.get(name, "\udcff"))}
    command = ["pagefind", "--site", "..", "--output-subdir", PAGEFIND, "--silent"]
    try:
        with tempfile.TemporaryDirectory(dir=site) as empty:
            done = subprocess.run(
                command,
                executable=program,
                cwd=empty,
                env=variables,
                stdin=subprocess.DEVNULL,
                capture_output=True,
                timeout=MAX_S,
                check=False,
            )
    except (OSError, subprocess.TimeoutExpired) as wrong:
        if refused_by_disk(wrong, site):
            raise
        raise SiteError([no_search(f"{type(wrong).__name__}: {wrong}")]) from None
    if done.returncode:
        output = (done.stderr or done.stdout).decode(errors="replace").strip()
        reason = output.split("\n", 1)[0]
        if refused := RUSTS_ERROR.search(output):
            raise OSError(int(refused[1] or refused[2]), reason, str(site))
        refuse_full_disk(site, output=output)
        raise SiteError([no_search(reason) if reason else finding("C74.no-reason", HERE, status=done.returncode)])
    try:
        remove_unused(site / PAGEFIND)
        made = files_below(site / PAGEFIND) - before
        return {file.relative_to(site).as_posix(): hashlib.sha256(file.read_bytes()).hexdigest() for file in made}
    except (OSError, ValueError, KeyError) as wrong:
        refuse_full_disk(site)  # on which Pagefind ends well, and leaves half of its files
        if refused_by_disk(wrong, site):
            raise
        raise SiteError([no_search(f"{type(wrong).__name__}: {wrong}")]) from None


def files_below(folder: Path) -> set[Path]:
    """Every file in a folder and below it; none when there is no folder."""
    return {path for path in folder.rglob("*") if path.is_file()}


def is_text(words: str) -> bool:
    """Whether words from the system were UTF-8."""
    return all(not "\ud800" <= letter <= "\udfff" for letter in words)


def get_program() -> str:
    """Where Pagefind is. raises: SiteError when it is not there (C74)"""
    try:
        return str(get_executable())
    except OSError as wrong:
        raise SiteError([no_search(str(wrong))]) from None


def no_search(reason: str) -> Finding:
    """That the search's index could not be made (C74). reason: in the words of the machine or of Pagefind"""
    return finding("C74.no-index", HERE, reason=reason.strip().rstrip("."))


def remove_unused(folder: Path) -> None:
    """Leaves the program, the index, and the one WebAssembly file of each index; languages get one order.

    raises: KeyError or ValueError when Pagefind wrote something else than version 1.5 does
    """
    entry = json.loads((folder / ENTRY).read_text(encoding="utf-8"))
    languages = entry["languages"]
    if len(languages) > 1:  # which Pagefind writes as they come
        entry["languages"] = dict(sorted(languages.items()))
        (folder / ENTRY).write_text(json.dumps(entry, separators=(",", ":")), encoding="utf-8")
    wasm = {f"wasm.{index['wasm'] or 'unknown'}.pagefind" for index in languages.values()}
    for file in folder.iterdir():
        if file.is_file() and file.suffix != ".pf_meta" and file.name not in NEEDED | wasm:
            file.unlink()
    for lost in (NEEDED | wasm) - {file.name for file in folder.iterdir()}:
        raise KeyError(lost)
