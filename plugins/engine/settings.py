"""Pelican's settings file, read so that a mistake in it is one line with its place."""

import re
import sys
from ast import literal_eval
from collections.abc import Callable, Collection, Iterator, Mapping
from contextlib import suppress
from datetime import UTC, tzinfo
from pathlib import Path
from typing import Any
from urllib.parse import quote, unquote, urlsplit
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from pelican.settings import DEFAULT_CONFIG, read_settings

from plugins.core.clock import as_of
from plugins.core.dates import DateError, shown_moment
from plugins.core.findings import SETTINGS_FILES, Finding, SiteError, Where, finding
from plugins.core.hosts import ascii_host, canonical_host, host_of, ip_of, is_name
from plugins.core.reachable import is_within
from plugins.core.redaction import address_parts, shown_address, shown_remote, without_secrets
from plugins.core.settings import no_settings, setting_line, settings_text
from plugins.core.suggestions import closest
from plugins.engine.failures import as_site_error
from plugins.engine.publish_targets import wrong_targets
from plugins.engine.unused_settings import unused
from plugins.site.routes import DRAFT, DRAFT_PAGE, IN_LANGUAGE, NEWS, file_of

Kinds = tuple[type | None, ...]
# What the program reads: what each may be, and how it is written. A check goes on with that, or None.
OURS: dict[str, tuple[Kinds, str]] = {
    "AS_OF": ((str, None), "None"),
    "DEFAULT_PAGINATION": ((int,), "20"),
    "NAVIGATION": ((list,), f'[("News", "/{NEWS}")]'),
    "ORGANISATION": (
        (dict,),
        '{"name": "Our union", "short": "OU", "address": [], "telephone": "", "email": ""}',
    ),
    "PRIVACY": ((str, None), '"/privacy/"'),
    "PROMISE": ((str,), '""'),
    "SELFIES_ARE_DRAWINGS": ((bool, None), "False"),
    "SELFIES_EXECUTOR": ((str, None), "None"),
    "SELFIES_PATH": ((str, None), '"../selfies"'),
    "SHOW_UNPUBLISHED": ((bool, None), "False"),
    "SIGN_IN": ((dict, None), "None"),
    "STAGES": ((list,), '["Preparing", "Negotiating", "Agreed"]'),
    "TAKE_DOWN": ((str, None), "None"),
}
IN_PUBLIC: dict[str, tuple[Kinds, str]] = {
    "PUBLISH_BRANCH": ((str,), '"gh-pages"'),
    "PUBLISH_DOMAIN": ((str, None), '""'),
    "PUBLISH_REMOTE": ((str,), '"origin"'),
    "PUBLISH_TARGETS": ((dict,), "{}"),
}
# What more is asked of some.
FITS: dict[str, Callable[[Any], bool]] = {
    "DEFAULT_PAGINATION": lambda count: count >= 1 and count is not True,
    "NAVIGATION": lambda entries: all(map(is_entry, entries)),
    "SELFIES_PATH": bool,
    "STAGES": lambda stages: all(isinstance(one, str) and one.strip() and "," not in one for one in stages),
}
ADDRESS = re.compile(r"https?://(?:\[[\da-fA-F:.]+\]|[^/\s?#@:\[\]]+)(?::\d+)?(?:/@?[^/\s?#@]+)*")
EXAMPLE = "https://campaign.example.org"
# Pelican's, without a default.
WITHOUT_DEFAULT = ("FEED_DOMAIN", "TIMEZONE")
# How like a known name another must be: a theme of somebody's own may have settings of its own.
LIKE_A_KNOWN_ONE = 0.85


def site_settings(file: Path) -> dict[str, Any]:
    """The settings that a file sets, with Pelican's for the rest, right or wrong: a Site tells of those.

    raises: SiteError when it cannot be read or names no folder of a theme (C38), or none of content (C40)
    """
    try:
        return dict(read_settings(str(file)))
    except Exception as wrong:  # noqa: BLE001  (a settings file is a program, and may fail in any way)
        if "path containing the content" in str(wrong):  # Pelican's own check
            raise SiteError([finding("C40.no-content", where_set("PATH"))]) from None
        if "Could not find the theme" in str(wrong):  # the same
            raise SiteError([finding("C38.no-theme", where_set("THEME"))]) from None
        raise as_site_error(wrong, []) from None
    finally:
        # publishconf.py puts its folder first; pelicanconf.py, which puts it last, is run once in a process. No file
        # there is to stand in for a library, neither here nor in processes that begin with the same path.
        folder = str(file.resolve().parent)
        sys.path[:] = [*(one for one in sys.path if one != folder), folder]


def checked_settings(file: Path) -> dict[str, Any]:
    """The same, for whoever needs them right. raises: SiteError, for every wrong one (C38) too"""
    settings = site_settings(file)
    if mistakes := mend_settings(settings):
        raise SiteError(mistakes)
    return settings


def with_drafts(settings: dict[str, Any]) -> dict[str, Any]:
    """Settings with which drafts have pages, too, wherever else these may be read."""
    drafts = {"DRAFT": DRAFT, "DRAFT_PAGE": DRAFT_PAGE}
    drafts |= {f"{name}_LANG": address + IN_LANGUAGE for name, address in drafts.items()}
    return settings | {f"{name}_SAVE_AS": file_of(there) for name, there in drafts.items()} | {"SHOW_UNPUBLISHED": True}


def as_asked(settings: dict[str, Any], moment_asked: str | None) -> dict[str, Any]:
    """Settings for the moment that a command asks for, if it does. raises: SiteError when that is no date (C38)"""
    if moment_asked is None:
        return settings
    try:
        shown_moment(moment_asked, zone_of(settings))
    except DateError as wrong:
        no_date = wrong.wrong.at(Where("tasks.py")).counted_as("C38").within("in-a-setting", setting="--as-of")
        raise SiteError([no_date]) from None
    return settings | {"AS_OF": moment_asked}


def zone_of(settings: Mapping[str, Any]) -> tzinfo:
    """The site's zone; Greenwich's where the setting names none, which is told."""
    try:
        return ZoneInfo(settings["TIMEZONE"])
    except (KeyError, TypeError, ZoneInfoNotFoundError, ValueError, OSError):
        return UTC


def mend_settings(settings: dict[str, Any]) -> list[Finding]:
    """Settings that are missing, wrong or misspelt (C38), all at once.

    Each is taken as it was meant, or as its example has it, so that whatever else is wrong with the site can be told
    in the same run. A site is never shown with settings that had to be mended.
    """
    found = [*misspelt(settings), *missing_or_wrong(settings), *too_wide(settings)]
    for name, instead in unused(settings):
        found.append(finding("C38.unused", where_set(name), setting=name, instead=instead))
    without_address = [*no_address(settings)]
    found += [*without_address, *no_clock(settings), *([] if without_address else another_domain(settings))]
    return [*found, *wrong_targets(settings)]


def missing_or_wrong(settings: dict[str, Any]) -> Iterator[Finding]:
    """The settings that are not there, or say what cannot stand there (C38)."""
    for name, (kinds, example) in (OURS | (IN_PUBLIC if settings["SITEURL"] else {})).items():
        file = "publishconf.py" if name in IN_PUBLIC else "pelicanconf.py"
        if name not in settings:
            yield finding("C38.missing", setting_line(name, file), setting=name, example=example)
            settings[name] = None if None in kinds else literal_eval(example)
        elif (value := settings[name]) is None and None in kinds:
            continue
        elif not isinstance(value, tuple(kind for kind in kinds if kind)) or not FITS.get(name, fits)(value):
            # Whatever these hold, a password may be in it.
            shown = "…" if name in ("PUBLISH_REMOTE", "PUBLISH_TARGETS") else without_secrets(repr(value))
            yield finding("C38.wrong-value", where_set(name), setting=name, value=shown, example=example)
            settings[name] = None if None in kinds else literal_eval(example)


def too_wide(settings: dict[str, Any]) -> Iterator[Finding]:
    """SELFIES_PATH where it holds the project or a home folder, of which every file would be a member's (C38)."""
    path = settings["SELFIES_PATH"]
    with suppress(RuntimeError, OSError):  # nobody knows where "~" is
        project = Path(settings["PATH"]).absolute().parent
        folder = project / Path(path).expanduser() if path else None
        if folder and (is_within(project, folder) or is_within(Path.home(), folder)):
            yield finding("C38.selfies-path-too-wide", where_set("SELFIES_PATH"), path=path)
            settings["SELFIES_PATH"] = None


def is_entry(entry: object) -> bool:
    """Whether the menu can show this: two texts, the words and where they lead."""
    return isinstance(entry, tuple | list) and len(entry) == 2 and all(isinstance(text, str) for text in entry)


def fits(_value: object) -> bool:
    """Of most settings no more is asked than their kind."""
    return True


def misspelt(settings: dict[str, Any]) -> Iterator[Finding]:
    """The settings whose name is nearly one that is known (C38)."""
    pages = [f"{name.upper()}_{part}" for name in settings["DIRECT_TEMPLATES"] for part in ("SAVE_AS", "URL")]
    known = {*DEFAULT_CONFIG, *OURS, *IN_PUBLIC, *WITHOUT_DEFAULT, *pages}
    for name in list(settings):
        if name.isupper() and name not in known and (near := closest(name, known, LIKE_A_KNOWN_ONE)):
            yield finding("C38.misspelt", where_set(name), setting=name, near=near)
            if near not in settings or settings[near] == DEFAULT_CONFIG.get(near):
                settings[near] = settings[name]
    yield from without_effect(known)


def without_effect(known: Collection[str]) -> Iterator[Finding]:
    """Lines of the settings files that name a setting and set none: in other letters, or without `=` (C38)."""
    by_letters = {letters(name): name for name in known}
    texts = {file: settings_text(file) for file in SETTINGS_FILES}
    for file, text in texts.items():
        beside = "\n".join(other for name, other in texts.items() if name != file)
        for line, name, right in no_settings(text, beside):
            if right:
                yield finding("C38.no-equals-sign", Where(file, line), setting=name, right=without_secrets(right))
            elif near := by_letters.get(letters(name)) or closest(name.upper(), known, LIKE_A_KNOWN_ONE):
                yield finding("C38.misspelt", Where(file, line), setting=name, near=near)


def letters(name: str) -> str:
    """A setting's name without what is mistyped most: letter case, and what stands between words."""
    return name.replace("_", "").upper()


def no_clock(settings: dict[str, Any]) -> Iterator[Finding]:
    """AS_OF or TIMEZONE that cannot be read (C38)."""
    setting, zone = settings.get("AS_OF"), settings.get("TIMEZONE")
    if isinstance(setting, str | None) and isinstance(zone, str):
        try:
            as_of(setting, zone)
        except SiteError as wrong:
            yield from wrong.findings
            settings |= {"AS_OF": None, "TIMEZONE": "UTC"}


def no_address(settings: dict[str, Any]) -> Iterator[Finding]:
    """SITEURL where it is not the whole address of the site, with https:// in front (C38)."""
    address = settings["SITEURL"]
    if why := why_no_site(address):
        shown = repr(shown_address(address)) if isinstance(address, str) else without_secrets(repr(address))
        host = re.search(r"[\w-]+(?:\.[\w-]+)+(?:/[^\s?#]*)?", shown.strip("'"))
        near = [f"https://{one.rstrip('/')}" for one in (host[0], host[0].partition("/")[0])] if host else []
        example = next((one for one in near if not why_no_site(one)), EXAMPLE)
        yield finding(f"C38.site-{why}", where_set("SITEURL"), value=shown, example=example)
        settings["SITEURL"] = settings["FEED_DOMAIN"] = example
    elif address and in_ascii(address) != address:
        settings["SITEURL"] = settings["FEED_DOMAIN"] = in_ascii(address)
    elif not address and settings.get("SHOW_UNPUBLISHED") is False:
        yield finding("C38.site-without-address", where_set("SITEURL"), example=EXAMPLE)
        settings["SITEURL"] = settings["FEED_DOMAIN"] = EXAMPLE


def in_ascii(address: str) -> str:
    """A web address in letters that every program takes: its host by RFC 3492, its path by RFC 3986, 2.

    >>> in_ascii("https://bücher.example/é{}"), in_ascii("https://x.example/a%20b")
    ('https://xn--bcher-kva.example/%C3%A9%7B%7D', 'https://x.example/a%20b')
    """
    parts = urlsplit(address)
    port = parts.netloc.rpartition("]")[2].partition(":")[1:]
    host = parts.netloc.removesuffix("".join(port))
    return parts._replace(
        netloc=ascii_host(canonical_host(host)) + "".join(port) if not host.isascii() else parts.netloc,
        path=quote(parts.path, safe="/%:@!$&'()*+,;=~"),
    ).geturl()


def why_no_site(address: object) -> str:
    """What keeps SITEURL from being the address of a site, as the end of a message's name; empty when nothing does.

    Neither is it wrong when it is empty. What it is may be left out where it is shown, so the message says it.
    """
    if not isinstance(address, str):
        return "no-address"
    if not address:
        return ""
    if address_parts(address)[1]:
        return "with-login"
    if re.search("[?#]", address):
        return "with-query"
    host = host_of(address)
    is_host = host and (ip_of(host) or is_name(host))
    has_dots = {".", ".."} & set(unquote(address).replace("\\", "/").split("/")[3:])
    return "" if ADDRESS.fullmatch(address) and is_host and not has_dots else "no-address"


def another_domain(settings: dict[str, Any]) -> Iterator[Finding]:
    """PUBLISH_DOMAIN where it is not the host of SITEURL, or not a host alone (C38)."""
    if not settings["SITEURL"] or not (value := settings.get("PUBLISH_DOMAIN")):
        return
    host, domain = host_of(settings["SITEURL"]), canonical_host(value)
    settings["PUBLISH_DOMAIN"] = ascii_host(host)
    if domain != host:
        value, host = repr(shown_remote(value)), ascii_host(host)
        yield finding("C38.other-domain", where_set("PUBLISH_DOMAIN"), value=value, host=host)


def where_set(name: str) -> Where:
    """The line of a settings file on which a setting is set, in the one for the public if it stands there."""
    public = setting_line(name, "publishconf.py")
    return public if public.line > 1 else setting_line(name)
