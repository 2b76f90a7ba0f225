"""A finished site goes to a host that rclone reaches: in passes, so that no visitor meets a broken page.

Beside the site lie publish.lock, whose turn it is; publishing.json, what a publish is about to do, from before it does
anything until it has come to its end; and retained.json. Whoever comes after a publish that was killed reads them.
"""

import hashlib
import json
import uuid
from collections.abc import Callable, Mapping
from contextlib import suppress
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import NamedTuple

from plugins.core.atomic import write_whole
from plugins.core.findings import SiteError, finding
from plugins.core.lock import one_at_a_time
from plugins.core.temporary import temporary_folder
from plugins.publish.hosts_files import is_hosts, may_be_replaced
from plugins.publish.older import refuse_overtaken
from plugins.publish.plan import Change, Live, Plan, plan_of, with_copies
from plugins.publish.rclone import UNFINISHED, RcloneError, Remote, emptied, failures_told
from plugins.publish.send import write_own_manifest
from plugins.publish.settings import setting_in
from plugins.publish.site_files import copy_listed, own_hashes, refuse_changed_output
from plugins.publish.targets import Target
from plugins.release.manifest import SYSTEMS_OWN, hashes_in
from plugins.release.retained import FORM, HASHED, Retained, retained_in, text_of
from plugins.site.routes import JOURNAL, MANIFEST, PAGEFIND, PORTRAITS, PUBLISH_LOCK, RETAINED

OWN = (MANIFEST, RETAINED, JOURNAL, PUBLISH_LOCK)
# Who holds the lock longer, and shows nothing of it, is gone.
TAKEN_OVER = timedelta(minutes=30)
# The lock is renewed with each of these, so that a long first publish is not taken for one that is gone.
MAX_AT_ONCE = 1000


class Lock(NamedTuple):
    """Whose turn it is. owner: a random name of a project on a machine; since: when it last showed itself, UTC"""

    owner: str
    since: datetime

    @property
    def text(self) -> str:
        """As it stands in publish.lock."""
        return json.dumps({"owner": self.owner, "since": self.since.strftime(FORM)}) + "\n"

    def is_held(self, by_whom: str, now: datetime) -> bool:
        """Whether somebody else publishes just now; a clock that is wrong there counts either way."""
        return self.owner != by_whom and abs(now - self.since) < TAKEN_OVER


class Found(NamedTuple):
    """What is at a host.

    manifest: its text, by which it is known again
    hosts: the host's own files in the place of files of the site, which stay
    """

    live: Live
    lock: Lock | None
    manifest: bytes | None
    hosts: frozenset[str] = frozenset()


def publish_rclone(
    output: Path,
    repository: Path,
    target: Target,
    ask: Callable[[Change], None],
    *,
    at_once: bool = False,
    everything: bool = False,
    seen: str | None = None,
) -> None:
    """Make a host show a finished site. Ended anywhere, it shows whole pages, and the next publish heals it.

    everything: files are sent that are there by the host's own list, too: somebody may have changed them; what stays of
        earlier releases and is another by now goes
    ask: told what changes there before anything is sent; raises when it may not
    seen: see `refuse_overtaken`
    raises: SiteError when the site is not as it was built, the host holds what no publish put there (C165), somebody
        else publishes (C166), or the host cannot be reached or refuses (C164)
    """
    own = own_hashes(output)
    refuse_changed_output(output, own)
    with (
        failures_told(repository, target.name, target.place),
        temporary_folder(repository, "publish") as folder,
        one_at_a_time(repository / ".cache" / "publishing"),
    ):
        remote, owner, now = Remote(target.place, folder), owner_of(repository), datetime.now(UTC)
        found = look_at(remote, target, repository, own)
        refuse_lock(found.lock, owner, now, target, repository)
        refuse_overtaken(seen, read_hashes(found.manifest) or {})
        new = {name: sha256 for name, sha256 in own.items() if name not in found.hosts}
        if everything:  # as after a publish that was killed: of none of them is known what it holds
            spoilt = changed_there(remote, found.live.retained)  # which nobody has any more as they were
            unsure = dict.fromkeys((*new, *spoilt), "") | dict(found.live.unfinished)
            found = found._replace(live=replace(found.live, unfinished=unsure))
        plan = plan_of(found.live, new, now, at_once=at_once)
        ask(Change(found.live.manifest, new, found.live.retained, plan.retained))
        is_as_it_was = found.live == Live(new, plan.retained) and not found.lock
        if is_as_it_was:
            return
        site = folder / "site"
        site.mkdir()
        copy_listed(output.resolve(), site, {name: new[name] for names in plan.passes for name in names})
        write_own_manifest(site, new)
        Sending(remote, site, owner, found, target, repository).send(plan, new)


class Sending(NamedTuple):
    """One publish. site: a folder with the files that are to come, and the new manifest"""

    remote: Remote
    site: Path
    owner: str
    found: Found
    target: Target
    repository: Path

    def send(self, plan: Plan, new: Mapping[str, str]) -> None:
        """Do what was planned, in its order. raises: RcloneError; SiteError when somebody else publishes (C166)"""
        journal = dict(self.found.live.unfinished) | plan.journal(new)
        (self.site / JOURNAL).write_text(json.dumps(journal, indent=0, ensure_ascii=False) + "\n", encoding="utf-8")
        self.take_turn()
        self.remote.send(self.site, [JOURNAL])
        self.refuse_other(self.found.manifest)
        # The lists at the top, which come before the journal is there, may be cut short, too.
        self.remote.delete(self.remote.unfinished([JOURNAL, *self.found.live.unfinished]))
        self.delete(plan.first, new, plan)
        # Of assets a killed publish may have sent most. Their names tell their bytes, and visitors read them already.
        half_sent = self.found.live.unfinished
        came = [name for name in new if is_named_by_bytes(name) and half_sent.get(name) == new[name]]
        self.remote.send_missing(self.site, came)
        passes = [[name for name in names if name not in set(came)] for names in plan.passes]
        for names in passes:
            for start in range(0, len(names), MAX_AT_ONCE):
                self.refuse_other(self.found.manifest)
                (self.site / PUBLISH_LOCK).write_text(self.lock(), encoding="utf-8")
                self.remote.send(self.site, [*names[start : start + MAX_AT_ONCE], PUBLISH_LOCK])
        if plan.retained != self.found.live.retained:
            (self.site / RETAINED).write_text(text_of(plan.retained), encoding="utf-8")
            self.remote.send(self.site, [RETAINED])
        self.refuse_other(self.found.manifest)
        self.remote.send(self.site, [MANIFEST])
        if plan.last:
            self.refuse_other((self.site / MANIFEST).read_bytes())
            self.delete(plan.last, new, plan)
        self.remote.delete([JOURNAL, PUBLISH_LOCK])

    def take_turn(self) -> None:
        """Write our lock, if nobody else's is there by now: somebody may have been asked for long.

        No server lets anybody make a file only if it is not there, so that two may do it at once: it is read again, now
        and before whatever comes next. raises: SiteError when somebody else publishes (C166)
        """
        there = self.remote.fetch([PUBLISH_LOCK])
        refuse_lock(lock_in(there.get(PUBLISH_LOCK)), self.owner, datetime.now(UTC), self.target, self.repository)
        (self.site / PUBLISH_LOCK).write_text(self.lock(), encoding="utf-8")
        self.remote.send(self.site, [PUBLISH_LOCK])
        self.refuse_other(self.found.manifest, has_begun=False)

    def lock(self) -> str:
        """Our lock, as of now."""
        return Lock(self.owner, datetime.now(UTC)).text

    def delete(self, names: tuple[str, ...], new: Mapping[str, str], plan: Plan) -> None:
        """Delete files, and the folders that are left empty, for which a server would have another answer than 404."""
        self.remote.delete(names)
        staying = {*new, *plan.retained, *(set(plan.last) - set(names))}
        self.remote.delete_empty(emptied(names, staying))

    def refuse_other(self, manifest: bytes | None, *, has_begun: bool = True) -> None:
        """raises: SiteError when the manifest is another one, or the lock or the journal somebody else's, by now (C166)

        has_begun: whether our journal is to be there; before, a lock of nobody's is one that the host does not show:
            RcloneError
        """
        there = self.remote.fetch([MANIFEST, JOURNAL, PUBLISH_LOCK])
        lock, journal = lock_in(there.get(PUBLISH_LOCK)), (self.site / JOURNAL).read_bytes()
        if lock is None and not has_begun and there.get(MANIFEST) == manifest:
            raise RcloneError("not-shown")
        is_ours = lock is not None and lock.owner == self.owner and (not has_begun or there.get(JOURNAL) == journal)
        if there.get(MANIFEST) != manifest or not is_ours:
            where = setting_in(self.repository, "PUBLISH_TARGETS")
            raise SiteError([finding("C166.overtaken", where, target=self.target.name)])


def is_named_by_bytes(name: str) -> bool:
    """Whether a file of this name never has other bytes, so that its size tells whether it is whole.

    >>> [is_named_by_bytes(f"search/pagefind/{name}") for name in ("fragment/en_7.pf_fragment", "pagefind-entry.json")]
    [True, False]
    """
    in_search = name.removeprefix(PAGEFIND)
    return name.startswith((*HASHED, PORTRAITS)) and (in_search == name or "/" in in_search)


def look_at(remote: Remote, target: Target, repository: Path, new: Mapping[str, str]) -> Found:
    """What is at a host, as our own files there tell.

    new: SHA-256 by path of the release that is to come; where what is there cannot be told, all of it is sent
    raises: SiteError when something lies there that no publish of ours put there (C165)
    """
    replaceable = [name for name in new if may_be_replaced(name)]
    there = remote.fetch([*OWN, *replaceable])
    manifest, journal = read_hashes(there.get(MANIFEST)), read_journal(there.get(JOURNAL))
    if manifest is None and MANIFEST in there and journal is None:
        raise foreign(target, repository, MANIFEST)
    if MANIFEST not in there and (others := not_ours(remote.top(), journal or {})):
        raise foreign(target, repository, others[0])
    retained = {}
    with suppress(ValueError):
        retained = retained_in(there.get(RETAINED, b"{}").decode())
    unfinished = dict(journal or {})
    if (JOURNAL in there and journal is None) or (MANIFEST in there and manifest is None):
        unfinished = dict.fromkeys((*(manifest or {}), *retained, *new), "") | unfinished
    hosts = [name for name in replaceable if name in there and name not in unfinished]
    hosts = [name for name in hosts if hashlib.sha256(there[name]).hexdigest() != (manifest or {}).get(name)]
    shown = {name: sha256 for name, sha256 in (manifest or {}).items() if name not in hosts}
    lock, text = lock_in(there.get(PUBLISH_LOCK)), there.get(MANIFEST)
    return Found(Live(shown, retained, unfinished), lock, text, frozenset(hosts))


def changed_there(remote: Remote, kept: Mapping[str, Retained]) -> list[str]:
    """Of the files of earlier releases that a host keeps those that are not there, or not as they were."""
    there = {name: hashlib.sha256(data).hexdigest() for name, data in remote.fetch(list(kept)).items()} if kept else {}
    return with_copies({name for name, one in kept.items() if there.get(name) != one.sha256}, kept)


def read_hashes(text: bytes | None) -> dict[str, str] | None:
    """What a manifest lists; None when there is none, or it is cut short, or another program's."""
    with suppress(ValueError):
        return None if text is None else hashes_in(text.decode())
    return None


def read_journal(text: bytes | None) -> dict[str, str] | None:
    """What a publish was about to do; None when none was, or it was killed while it wrote that."""
    with suppress(ValueError):
        data = json.loads(text or b"")
        if isinstance(data, dict) and all(isinstance(one, str) for one in data.values()):
            return data
    return None


def lock_in(text: bytes | None) -> Lock | None:
    """Whose turn it is, as publish.lock tells; None when nobody's, or nobody can read it."""
    with suppress(ValueError, KeyError, TypeError):
        data = json.loads(text or b"")
        return Lock(str(data["owner"]), datetime.strptime(data["since"], FORM).replace(tzinfo=UTC))
    return None


def not_ours(top: list[str], journal: Mapping[str, str]) -> list[str]:
    """What lies at the top of a folder and neither a host nor a publish put there."""
    known = {*OWN, *SYSTEMS_OWN, *(name.partition("/")[0] for name in journal)}
    names = [name.rstrip("/") for name in top]
    return [name for name in names if name not in known and not is_hosts(name) and not name.endswith(UNFINISHED)]


def foreign(target: Target, repository: Path, file: str) -> SiteError:
    """The error that names what somebody else put there."""
    where = setting_in(repository, "PUBLISH_TARGETS")
    return SiteError([finding("C165.files-of-others", where, target=target.name, file=file)])


def refuse_lock(lock: Lock | None, owner: str, now: datetime, target: Target, repository: Path) -> None:
    """raises: SiteError when somebody else publishes to a target just now (C166)"""
    if lock and lock.is_held(owner, now):
        minutes = round((now - lock.since).total_seconds() / 60)  # less than none where a clock is wrong
        where, left = setting_in(repository, "PUBLISH_TARGETS"), round(TAKEN_OVER.total_seconds() / 60) - minutes
        raise SiteError([finding("C166.held", where, target=target.name, minutes=max(0, minutes), left=left)])


def owner_of(repository: Path) -> str:
    """The name by which a project on this machine knows its own lock again, when a publish of it was killed."""
    file = repository / ".cache" / "publish-owner"
    with suppress(OSError, ValueError):
        return str(uuid.UUID(file.read_text(encoding="utf-8").strip()))
    name = str(uuid.uuid4())
    write_whole(file, name.encode())
    return name
