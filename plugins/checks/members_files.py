"""Which files of a finished site hold a file of a member who is not shown."""

from collections.abc import Iterator

from plugins.assets.compressed import COMPRESSED
from plugins.checks.finished import FinishedSite
from plugins.core.messages import Value
from plugins.pictures.copies import held_originals
from plugins.pictures.unpacking import OpaqueError

# Copies of what stands beside them, and the search's own files, which are made of the pages.
NOT_LOOKED_INTO = (*COMPRESSED, ".woff2", ".pf_fragment", ".pf_index", ".pf_meta", ".pagefind")


def holding(site: FinishedSite) -> Iterator[tuple[str, dict[str, Value]]]:
    """The name of each such file, and what messages tell of it: the `selfie` that it holds a file of, each apart.

    Of one into which nobody can look, the `reason`.
    """
    pictures = {name for name in site.pictures if not name.lower().endswith(".svg")}  # a drawing holds words
    for name in sorted(site.files - pictures):
        sha256 = site.hashes.get(name, "")
        if name.endswith(NOT_LOOKED_INTO):
            continue
        if sha256 in site.clean:
            site.looked_into.add(sha256)
            continue
        try:
            held = held_originals((site.folder / name).read_bytes(), site.originals)
        except OpaqueError as wrong:
            yield name, wrong.why
        else:
            for owner in sorted({site.originals.owners[sha256] for sha256 in held}):
                yield name, {"selfie": owner}
            if sha256 and not held:
                site.looked_into.add(sha256)
