"""A finished site as one zip, for a host that takes a site in a form."""

import hashlib
import io
import zipfile
from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path

from plugins.core.atomic import write_whole
from plugins.core.disk import refused_by_disk
from plugins.core.findings import SiteError, Where, finding
from plugins.core.lock import delete_if_free, one_at_a_time
from plugins.core.replacing import lock_beside
from plugins.publish.older import refuse_overtaken
from plugins.publish.site_files import not_as_built, open_listed, own_hashes, refuse_changed_output
from plugins.release.manifest import hashes_in
from plugins.site.routes import MANIFEST

# The same site is the same zip: the earliest day that a zip can tell, and a mode that lets everybody read.
DAY = (1980, 1, 1, 0, 0, 0)
MODE = 0o100644 << 16


def publish_zip(output: Path, file: Path, *, seen: str | None = None) -> None:
    """Write a finished site into a zip, in place of what an earlier publish wrote; nobody ever sees half of it.

    seen: see `refuse_overtaken`
    raises: SiteError when the site is not as it was built (C98), the file is another one, or cannot be written (C168)
    """
    own = own_hashes(output)
    refuse_changed_output(output, own)
    packed = packed_site(output, own)
    lock = lock_beside(file)
    try:
        with one_at_a_time(lock):
            refuse_overtaken(seen, hashes_in_place(file))
            write_whole(file, packed)
    except OSError as wrong:
        refusal = refused_by_disk(wrong, file)
        values = {"file": file.name, "reason": wrong.strerror or str(wrong)}
        raise SiteError([refusal or finding("C168.not-written", Where(str(file)), **values)]) from None
    finally:
        delete_if_free(lock)


def packed_site(output: Path, own: Mapping[str, str]) -> bytes:
    """The zip of a finished site. own: SHA-256 of each file by path; raises: SiteError when one is another (C98)"""
    packed = io.BytesIO()
    real = output.resolve()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED, compresslevel=9) as archive:
        for name in (*own, MANIFEST):
            with open_listed(real, name) as one:
                data = one.read()
            if name in own and hashlib.sha256(data).hexdigest() != own[name]:
                raise not_as_built(output, name)
            entry = zipfile.ZipInfo(name, DAY)
            entry.external_attr, entry.compress_type = MODE, zipfile.ZIP_DEFLATED
            archive.writestr(entry, data)
    return packed.getvalue()


def hashes_of_zip(file: Path) -> dict[str, str]:
    """The files that an earlier publish packed, each with its SHA-256; none when it is no zip of ours."""
    with suppress(OSError, ValueError, KeyError, zipfile.BadZipFile), zipfile.ZipFile(file) as archive:
        return hashes_in(archive.read(MANIFEST).decode())
    return {}


def hashes_in_place(file: Path) -> dict[str, str]:
    """The same of where a zip is to be written. raises: SiteError when another file is there (C168)"""
    found = hashes_of_zip(file)
    if not found and file.exists():
        raise SiteError([finding("C168.no-zip-of-ours", Where(str(file)), file=file.name)])
    return found
