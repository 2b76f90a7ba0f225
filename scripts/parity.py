"""What this code makes of known sites, as one file: written at two commits and compared, it tells what changed.

    .venv/bin/python scripts/parity.py before.json
    .venv/bin/python scripts/parity.py before.json after.json

Each of the sample, tests/sites/good and every site of tests/sites/broken is built in public and as the preview does,
cold and warm: its manifest and all findings; and checked, with notes. The moment is fixed, so that two runs give the
same file.
"""

import argparse
import hashlib
import json
import runpy
import shutil
import sys
import tempfile
from collections.abc import Iterator, Mapping
from concurrent.futures import ProcessPoolExecutor
from multiprocessing import get_context
from pathlib import Path
from typing import Any

ROOT = Path(__file__).parents[1]
sys.path.insert(0, str(ROOT))

from plugins.checks.check import findings_of  # noqa: E402
from plugins.checks.report import as_json  # noqa: E402
from plugins.core.findings import SiteError  # noqa: E402
from plugins.engine.settings import site_settings  # noqa: E402

SITES = ROOT / "tests/sites"
MOMENT = "2026-11-22 09:00"
STATEMENT = {"PRIVACY": "/privacy/", "TAKE_DOWN": "/privacy/#having-your-picture-taken-down"}
PUBLIC = {"SITEURL": "https://site.example"}
MODES = {"public": ("publishconf.py", PUBLIC), "preview": ("pelicanconf.py", {"SITEURL": ""})}

Made = dict[str, Any]


def layers_of_sites() -> Iterator[tuple[str, list[Path], dict[str, Any]]]:
    """Each site's name, the folders that make it, one laid over the other, and its own settings."""
    yield "sample", [ROOT], {}
    yield "good", [SITES / "good"], {"NAVIGATION": [], **STATEMENT}
    for folder in sorted((SITES / "broken").iterdir()):
        file = folder / "pelicanconf.py"
        names = runpy.run_path(str(file)) if file.is_file() else {}
        own = {name: value for name, value in names.items() if name.isupper()}
        yield folder.name, [SITES / "good", folder], {"NAVIGATION": [], **STATEMENT, **own}


def made_of_all() -> Made:
    """What is made of each site: {site: {step: {"files": {path: SHA-256}, "findings": [...]}}}."""
    with ProcessPoolExecutor(mp_context=get_context("spawn")) as workers:
        under_way = {name: workers.submit(made_of, layers, own) for name, layers, own in layers_of_sites()}
        return {name: one.result() for name, one in under_way.items()}


def made_of(layers: list[Path], own: Mapping[str, Any]) -> Made:
    """What is made of one site, in a folder of its own that is deleted."""
    with tempfile.TemporaryDirectory() as folder:
        project = Path(folder)
        for content in (layer / "content" for layer in layers):
            if content.is_dir():  # else settings alone are broken
                shutil.copytree(content, project / "content", dirs_exist_ok=True)
        made: Made = {}
        for mode, (file, more) in MODES.items():
            settings = settings_of(project, file, {**more, **own})
            for warmth in ("cold", "warm"):
                made[f"{mode}, {warmth}"] = built(settings)
        checked = settings_of(project, "publishconf.py", {**PUBLIC, **own})
        made["check"] = {"findings": json.loads(as_json(findings_of(checked)))}
        return made


def settings_of(project: Path, file: str, more: Mapping[str, Any]) -> dict[str, Any]:
    """The project's settings, for a site that lies elsewhere."""
    paths = {"PATH": str(project / "content"), "OUTPUT_PATH": str(project / "output"), "AS_OF": MOMENT}
    selfies = "content/selfies" if any((project / "content/selfies").glob("*.md")) else None
    return {**site_settings(ROOT / file), **paths, "SELFIES_PATH": selfies, **more}


def built(settings: dict[str, Any]) -> Made:
    """The files and findings of one build; no files where an error stopped it. Folders' own names are left out."""
    output = Path(settings["OUTPUT_PATH"])
    shutil.rmtree(output, ignore_errors=True)
    try:
        findings = settings["PELICAN_CLASS"]({**settings}).build()
    except SiteError as wrong:
        findings = wrong.findings
    messages = [str(finding).replace(str(output.parent), "...") for finding in findings]
    hashes = {path.relative_to(output).as_posix(): sha256_of(path) for path in output.rglob("*") if path.is_file()}
    return {"files": hashes, "findings": messages}


def sha256_of(file: Path) -> str:
    """The hash of a file's bytes, in hexadecimal."""
    return hashlib.sha256(file.read_bytes()).hexdigest()


def differences(before: Made, after: Made) -> Iterator[str]:
    """A line for each file and finding that is not the same."""
    for site in sorted(before.keys() | after.keys()):
        steps = before.get(site, {}), after.get(site, {})
        for step in sorted(steps[0].keys() | steps[1].keys()):
            one, other = (made.get(step, {}) for made in steps)
            files = one.get("files", {}), other.get("files", {})
            for name in sorted(files[0].keys() | files[1].keys()):
                if files[0].get(name) != files[1].get(name):
                    how = "changed" if name in files[0] and name in files[1] else "gone" if name in files[0] else "new"
                    yield f"{site}: {step}: {how}: {name}"
            messages = one.get("findings", []), other.get("findings", [])
            yield from (f"{site}: {step}: - {message}" for message in messages[0] if message not in messages[1])
            yield from (f"{site}: {step}: + {message}" for message in messages[1] if message not in messages[0])


def main() -> int:
    """Write one file, or compare two; 1 when they differ."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("before", type=Path, help="the file to write, or the first to compare")
    parser.add_argument("after", type=Path, nargs="?", help="the second to compare")
    options = parser.parse_args()
    if options.after is None:
        options.before.write_text(json.dumps(made_of_all(), indent=1, sort_keys=True), encoding="utf-8")
        return 0
    lines = list(
        differences(*(json.loads(file.read_text(encoding="utf-8")) for file in (options.before, options.after)))
    )
    print(*lines, sep="\n", end="\n" * bool(lines))
    return 1 if lines else 0


if __name__ == "__main__":
    sys.exit(main())
