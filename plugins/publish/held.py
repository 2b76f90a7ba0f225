"""Which files at a target show or count a member, by what its pages say; others may go at the same moment."""

import gzip
import json
import re
import zlib
from collections.abc import Collection, Mapping
from contextlib import suppress
from pathlib import Path
from typing import Any

from plugins.pictures.store import stem, stem_of_entry
from plugins.publish.plan import OF_A_MEMBER, is_page, uncompressed
from plugins.publish.targets import Target
from plugins.publish.there import files_there
from plugins.site.routes import CARDS, MEMBER, PAGEFIND, PORTRAITS, WALL, address_of

PICTURE = re.compile(rf"(?:{PORTRAITS}|{CARDS})[\w.-]+")
# What the search shows of one page: packed JSON behind a word of its own.
FRAGMENTS, BEHIND = f"{PAGEFIND}fragment/", b"pagefind_dcd"


def held_at(
    member_id: str,
    sha256: str | None,
    target: Target,
    repository: Path,
    settings: Mapping[str, Any],
    there: Mapping[str, str],
    new: Mapping[str, str],
    names: Collection[str],
) -> set[str]:
    """Those files of a target that show or count a member; of what stays as it is none is read.

    sha256: of the member's picture, if anybody knows; there, new: the manifest that is live, and that is to come
    names: of every file there, listed in the manifest or left by another publish
    raises: SiteError when the target cannot be reached
    """
    changed = [name for name in names if name not in there or new.get(name) != there[name]]
    read = [name for name in changed if is_page(name) or name.startswith(FRAGMENTS)]
    return held_by(member_id, sha256, changed, files_there(read, target, repository, settings))


def held_by(member_id: str, sha256: str | None, names: Collection[str], texts: Mapping[str, bytes]) -> set[str]:
    """Of some files those that show or count a member. texts: what pages and the search's fragments among them hold"""
    pages = {name: data.decode(errors="replace") for name, data in texts.items() if is_page(name)}
    of_members = {name for name in pages if OF_A_MEMBER.match(name)}
    own = {name for name in of_members if f"/{member_id}/".casefold() in name.casefold()}
    shown = {name: set(PICTURE.findall(text)) for name, text in pages.items()}
    pictures = set[str]().union(*(shown[name] for name in own))
    pictures |= {name for name in names if sha256 and stem_of_entry(name.removeprefix(PORTRAITS)) == stem(sha256)}
    leads = (MEMBER.removeprefix(WALL).format(id=member_id), f'#at_{member_id}"', f'id="at_{member_id}"')
    holding = own | {
        name
        for name in pages.keys() - of_members
        if shown[name] & pictures or any(lead in pages[name] for lead in leads)
    }
    of_others = set[str]().union(*(shown[name] for name in of_members - own))
    together = set[str]().union(*(shown[name] for name in holding))
    together |= {name for name in names if name.startswith(PORTRAITS)}  # as a whole wall in one picture
    together -= of_others
    addresses = {address_of(name) for name in pages if name in holding or shown[name] & together}
    found = {name for name, data in texts.items() if name.startswith(FRAGMENTS) and address_in(data) in addresses}
    index = {name for name in names if own and name.startswith(PAGEFIND) and not name.startswith(FRAGMENTS)}
    held = holding | pictures | together | found | index
    return {name for name in names if uncompressed(name) in held}


def address_in(fragment: bytes) -> str | None:
    """Of which page a fragment of the search tells; None for one that nobody can read."""
    with suppress(OSError, EOFError, zlib.error, ValueError, KeyError, TypeError):
        return str(json.loads(gzip.decompress(fragment).removeprefix(BEHIND))["url"]).lstrip("/")
    return None
