"""A finished site as one zip, for a host that takes a site in a form."""

import hashlib
import io
import zipfile
from contextlib import suppress
from pathlib import Path

from plugins.core.atomic import write_whole
from plugins.core.disk import refused_by_disk
from plugins.core.findings import SiteError, Where, finding
from plugins.publish.site_files import not_as_built, open_listed, own_hashes, refuse_changed_output
from plugins.release.manifest import hashes_in
from plugins.site.routes import MANIFEST

# The same site is the same zip: the earliest day that a zip can tell, and a mode that lets everybody read.
DAY = (1980, 1, 1, 0, 0, 0)
MODE = 0o100644 << 16


def publish_zip(output: Path, file: Path) -> None:
    """Write a finished site into a zip, in place of what an earlier publish wrote; nobody ever sees half of it.

    raises: SiteError when the site is not as it was built (C98), the file is another one, or cannot be written (C168)
    """
    own = own_hashes(output)
    refuse_changed_output(output, own)
    if file.exists() and not hashes_of_zip(file):
        raise SiteError([finding("C168.no-zip-of-ours", Where(str(file)), file=file.name)])
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
    try:
        write_whole(file, packed.getvalue())
    except OSError as wrong:
        refusal = refused_by_disk(wrong, file)
        values = {"file": file.name, "reason": wrong.strerror or str(wrong)}
        raise SiteError([refusal or finding("C168.not-written", Where(str(file)), **values)]) from None


def hashes_of_zip(file: Path) -> dict[str, str]:
    """The files that an earlier publish packed, each with its SHA-256; none when it is no zip of ours."""
    with suppress(OSError, ValueError, KeyError, zipfile.BadZipFile), zipfile.ZipFile(file) as archive:
        return hashes_in(archive.read(MANIFEST).decode())
    return {}
