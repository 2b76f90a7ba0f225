"""PUBLISH_TARGETS of publishconf.py: what each target must say, told in the words of who wrote it."""

import re
from collections.abc import Iterator, Mapping
from typing import Any

from plugins.core.findings import Finding, WrongValue
from plugins.core.redaction import others_words
from plugins.core.settings import setting_line

SETTING = "PUBLISH_TARGETS"
# The one that PUBLISH_REMOTE and PUBLISH_BRANCH name.
BRANCH = "branch"
WAYS = ("rclone", "folder", "zip")
KEYS = (*WAYS, "url")
# As one types it behind `publish`.
NAME = re.compile(r"[a-z0-9][a-z0-9-]*")
# A remote of rclone's own settings and a path (rclone.org/docs/#syntax-of-remote-paths).
REMOTE = re.compile(r"[\w.+@](?:[\w.+@ -]*[\w.+@-])?:[^\n]*")
# A remote told on the spot, with its settings, passwords among them (rclone.org/docs/#connection-strings).
CONNECTION_STRING = re.compile(r":|[^/:]*,")
# An address, with a login or without: rclone would take its scheme for a remote.
ADDRESS = re.compile(r"[\w.+-]+:[/\\]{2}")
WEB = re.compile(r"https?://[^\s/?#@]+(?:/[^\s?#]*)?")


def wrong_targets(settings: dict[str, Any]) -> list[Finding]:
    """What is wrong with each target (C163); those are taken out. None is quoted: a password may be in it."""
    found, right = list[Finding](), {}
    for name, target in settings.get(SETTING, {}).items():
        mistakes = list(why_no_target(name, target))
        found += [wrong.at(setting_line(SETTING, "publishconf.py")) for wrong in mistakes]
        if not mistakes:
            right[name] = target
    settings |= {SETTING: right} if SETTING in settings else {}
    return found


def why_no_target(name: object, target: object) -> Iterator[WrongValue]:
    """What keeps an entry of PUBLISH_TARGETS from being a target."""
    if not isinstance(name, str) or not NAME.fullmatch(name):
        yield WrongValue("C163.no-name", name=others_words(str(name)))
        return
    if not isinstance(target, Mapping):
        yield WrongValue("C163.not-one-way", name=name)
        return
    known = ("url",) if name == BRANCH else KEYS
    for key in (key for key in target if key not in known):
        yield WrongValue("C163.unknown-key", name=name, key=others_words(str(key)), known=", ".join(known))
    if wrong := [key for key in KEYS if key in target and not (isinstance(target[key], str) and target[key].strip())]:
        yield WrongValue("C163.no-text", name=name, key=wrong[0])
        return
    if name != BRANCH and len([way for way in WAYS if way in target]) != 1:
        yield WrongValue("C163.not-one-way", name=name)
    if (remote := target.get("rclone")) and (why := why_no_remote(remote)):
        yield WrongValue(f"C163.{why}", name=name)
    if "zip" in target and not target["zip"].endswith(".zip"):
        yield WrongValue("C163.no-zip", name=name)
    if "url" in target and not WEB.fullmatch(target["url"]):
        yield WrongValue("C163.no-web-address", name=name)


def why_no_remote(text: str) -> str:
    r"""What keeps a text from being REMOTE:PATH of rclone, as the end of a message's name; empty when nothing does.

    >>> [why_no_remote(one) for one in ("union:public_html", ":sftp,pass=x:/srv", "ftp://a:b@c", "ftp://c", "C:\\site")]
    ['', 'with-settings', 'with-settings', 'no-remote', 'no-remote']
    """
    if CONNECTION_STRING.match(text.partition("/")[0]) or (ADDRESS.match(text) and "@" in text):
        return "with-settings"
    if ADDRESS.match(text):
        return "no-remote"
    is_drive = re.match(r"[A-Za-z]:[\\/]", text)
    return "" if REMOTE.fullmatch(text) and text.isprintable() and not is_drive else "no-remote"
