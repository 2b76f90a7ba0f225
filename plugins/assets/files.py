"""What is written beside the pages: what they need, and in public what hosts and search engines read."""

import hashlib
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any

from plugins.assets.sitemap import robots, sitemap
from plugins.assets.stylesheet import hashed_name, scripts, stylesheet
from plugins.assets.typeface import FAMILY, face_rule, kept_web_face
from plugins.cards.share_cards import ShareCards
from plugins.pictures.focus import focus_rules
from plugins.pictures.ratios import ratio_rules
from plugins.render.content_images import ContentImages
from plugins.render.links import LinkTable
from plugins.selfies.wall import Wall
from plugins.site.addresses import Addresses
from plugins.site.routes import CNAME, NO_JEKYLL, ROBOTS, SITEMAP, STATIC, Routes

Content = Any  # Pelican's


def shared_files(
    settings: dict[str, Any], components: set[str], table: LinkTable, contents: Iterable[Content]
) -> dict[str, Any]:
    """The stylesheet, the scripts and the other files that are written beside the pages, and their addresses."""
    theme = Path(settings["THEME"])
    face = kept_web_face(Path(settings["PATH"]).parent / ".cache" / "typeface")
    face_file = hashed_name(FAMILY.lower(), ".woff2", face)
    ratios = {tile.ratio_class for wall in settings["JINJA_GLOBALS"]["walls"].values() for tile in wall.tiles}
    pictured = [*contents, *settings["JINJA_GLOBALS"]["people"].values()]
    focuses = {one.image_focus for one in pictured if one.image and one.image_focus}
    picture_rules = ratio_rules(ratios) + focus_rules(focuses)
    rule = face_rule(face_file.rpartition("/")[2])
    host = table.addresses.host
    style = stylesheet(theme, components, face_rule=rule, picture_rules=picture_rules, host=host).encode()
    icon = (theme / "static" / "favicon.svg").read_bytes()
    files = {hashed_name("site", ".css", style): style, hashed_name("favicon", ".svg", icon): icon, face_file: face}
    sheet, favicon, _ = files
    files[f"{STATIC}OFL.txt"] = (theme / "static" / "OFL.txt").read_bytes()  # its licence wants it beside the face
    modules = scripts(theme)
    addresses = table.addresses
    return {
        "stylesheet": addresses.address(sheet),
        "favicon": addresses.address(favicon),
        "face": addresses.address(face_file),
        "scripts": {stem: addresses.address(name) for stem, (name, _) in modules.items()},
        "own_files": files | dict(modules.values()),
        "content_files": table.files,
    }


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


def public_files(routes: Routes, addresses: Addresses, domain: str | None) -> dict[str, bytes]:
    """What hosts and search engines read. domain: the site's own, if it has one"""
    pages = [(addresses.absolute(addresses.address(route.address)), route.changed) for route in routes.listed()]
    files = {
        NO_JEKYLL: b"",  # GitHub Pages would leave out what its own generator ignores
        SITEMAP: sitemap(pages).encode(),
        ROBOTS: robots(addresses.absolute(addresses.address(SITEMAP))).encode(),
    }
    return files | ({CNAME: f"{domain}\n".encode()} if domain else {})


def published_pictures(illustrations: ContentImages, cards: ShareCards, walls: Iterable[Wall]) -> set[str]:
    """Every picture that the program publishes: derivatives, and cards for shares, which hold none but those."""
    return published_derivatives(illustrations, cards, walls) | set(cards.wished)


def published_derivatives(illustrations: ContentImages, cards: ShareCards, walls: Iterable[Wall]) -> set[str]:
    """The derivatives that pages show: of pictures that texts name, and of members who are cleared."""
    names = {*illustrations.shown, *cards.of_members}
    for wall in walls:
        names |= {file.name for tile in wall.tiles for file in (*tile.picture.avif, *tile.picture.fallback)}
    return names
