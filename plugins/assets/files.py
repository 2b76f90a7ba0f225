"""What is written beside the pages: what they need, and in public what hosts and search engines read."""

import hashlib
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from plugins.assets.sitemap import robots, sitemap
from plugins.assets.stylesheet import hashed_name, scripts, stylesheet
from plugins.assets.typeface import FAMILY, face_rule, kept_web_face
from plugins.pictures.focus import focus_rules
from plugins.pictures.ratios import ratio_rules
from plugins.site.addresses import Addresses
from plugins.site.routes import CNAME, NO_JEKYLL, ORIGINALS, ROBOTS, SITEMAP, Routes


def own_files(settings: Mapping[str, Any], addresses: Addresses) -> tuple[dict[str, bytes], dict[str, Any]]:
    """The stylesheet, the scripts and the other files that all pages share, by name; and what templates call them.

    The stylesheet holds every component's rules, so that its address is known before any page is drawn.
    """
    theme = Path(settings["THEME"])
    face = kept_web_face(Path(settings["PATH"]).parent / ".cache" / "typeface")
    face_file = hashed_name(FAMILY.lower(), ".woff2", face)
    style = stylesheet(
        theme,
        face_rule=face_rule(face_file.rpartition("/")[2]),
        picture_rules=ratio_rules() + focus_rules(),
        host=addresses.host,
    ).encode()
    icon = (theme / "static" / "favicon.svg").read_bytes()
    files = {hashed_name("site", ".css", style): style, hashed_name("favicon", ".svg", icon): icon, face_file: face}
    sheet, favicon, _ = files
    licence = (theme / "static" / "OFL.txt").read_bytes()  # it wants to be beside the face
    files[hashed_name("OFL", ".txt", licence)] = licence
    modules = scripts(theme)
    named = {
        "stylesheet": addresses.address(sheet),
        "favicon": addresses.address(favicon),
        "face": addresses.address(face_file),
        "scripts": {stem: addresses.address(name) for stem, (name, _) in modules.items()},
    }
    return files | dict(modules.values()), named


def sha256_of(data: bytes) -> str:
    """The SHA-256 of a file's bytes, 64 hexadecimal digits."""
    return hashlib.sha256(data).hexdigest()


def unaccounted(hashes: Mapping[str, str], requested: Mapping[str, str]) -> Iterator[str]:
    """The files of an output that no room put there, or that have other bytes than the room gave them; in order.

    hashes: the SHA-256 of every file by its name
    requested: by name, the SHA-256 of every file that a room asked for, or the first digits of it
    """
    for name, sha256 in sorted(hashes.items()):
        if name not in requested or not sha256.startswith(requested[name]):
            yield name


def public_files(routes: Routes, addresses: Addresses, domain: str | None, marks: str) -> dict[str, bytes]:
    """What hosts, search engines and other copies of the project read.

    domain: the site's own, if it has one; marks: the list of originals that are not shown (plugins.selfies.marks)
    """
    pages = [(addresses.absolute(addresses.address(route.address)), route.changed) for route in routes.listed()]
    files = {
        NO_JEKYLL: b"",  # GitHub Pages would leave out what its own generator ignores
        SITEMAP: sitemap(pages).encode(),
        ROBOTS: robots(addresses.absolute(addresses.address(SITEMAP))).encode(),
        ORIGINALS: marks.encode(),
    }
    return files | ({CNAME: f"{domain}\n".encode()} if domain else {})
