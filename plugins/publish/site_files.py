"""The files of a finished site, which its manifest lists: whether they are as it says, and copies of them alone."""

import hashlib
import os
from collections.abc import Iterator, Mapping
from contextlib import suppress
from io import BufferedReader
from pathlib import Path

from plugins.core.atomic import is_folder
from plugins.core.findings import SiteError, Where, finding
from plugins.release.manifest import foreign_files, hashes_in
from plugins.release.retained import Retained, retained_in
from plugins.site.routes import MANIFEST, RETAINED


def own_hashes(output: Path) -> dict[str, str]:
    """The files of a finished site, each with its SHA-256. raises: SiteError when there is none in `output` (C98)"""
    try:
        return hashes_in((output / MANIFEST).read_text(encoding="utf-8"))
    except (OSError, ValueError):
        raise SiteError([finding("C98.no-site", Where(output.name))]) from None


def hashes_of(folder: Path) -> dict[str, str]:
    """The files that an earlier publish put in a folder, each with its SHA-256; none when it holds no site of ours."""
    with suppress(OSError, ValueError):
        return hashes_in((folder / MANIFEST).read_text(encoding="utf-8"))
    return {}


def retained_of(folder: Path) -> dict[str, Retained]:
    """The files of earlier releases that stayed in a folder; none when it holds no list of ours."""
    with suppress(OSError, ValueError):
        return retained_in((folder / RETAINED).read_text(encoding="utf-8"))
    return {}


def refuse_changed_output(output: Path, own: Mapping[str, str]) -> None:
    """raises: SiteError when a file of the output was changed, added or deleted since it was built, or is a link"""
    added = (name for name in foreign_files(output) if not is_folder(output / name))  # git keeps no empty folder
    for name in (*added, *changed_files(output, own)):
        raise not_as_built(output, name)


def not_as_built(output: Path, name: str) -> SiteError:
    """The error that names a file of the output."""
    return SiteError([finding("C98.not-as-built", Where(output.name), file=name)])


def changed_files(folder: Path, hashes: Mapping[str, str]) -> Iterator[str]:
    """The listed files of a folder that are not there, are no files themselves, or have other bytes."""
    real = folder.resolve()
    for name, sha256 in hashes.items():
        try:
            with open_listed(real, name) as file:
                is_same = hashlib.file_digest(file, "sha256").hexdigest() == sha256
        except (OSError, ValueError):
            is_same = False
        if not is_same:
            yield name


def copy_listed(output: Path, folder: Path, own: Mapping[str, str]) -> None:
    """Copy a site: the files that its manifest lists and no others, each if its bytes are those that were built.

    raises: SiteError when one is not; OSError when a copy cannot be written
    """
    for name, sha256 in own.items():
        try:
            with open_listed(output, name) as file:
                data = file.read()
        except (OSError, ValueError):
            raise not_as_built(output, name) from None
        if hashlib.sha256(data).hexdigest() != sha256:
            raise not_as_built(output, name)
        target = folder / name
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(data)


def open_listed(folder: Path, name: str) -> BufferedReader:
    """A file of a site, opened to be read. raises: OSError when it, or a folder it is in, is a link; ValueError

    folder: without a link on the way to it
    name: from a manifest, which may say anything
    """
    path = folder / name
    if os.path.realpath(path) != str(path) or not path.is_relative_to(folder) or not path.is_file():
        raise FileNotFoundError(name)
    return path.open("rb")
