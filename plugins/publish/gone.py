"""Whether a host has nothing any more at addresses that were public: asked patiently, since some take minutes."""

import time
from collections.abc import Collection

from plugins.core.findings import Finding, Where, finding
from plugins.engine.progress import addresses_bar
from plugins.publish.answers import Answer, Wanted
from plugins.publish.as_published import MAX_LIST_BYTES, list_in
from plugins.publish.asking import ask, ask_all
from plugins.publish.patience import PATIENCE, Patience
from plugins.publish.ready import folder_named
from plugins.publish.targets import Target
from plugins.publish.there import OWN, is_anothers
from plugins.publish.verify import shortened
from plugins.publish.withdrawing import GONE, Removed, with_answers
from plugins.publish.zipped import hashes_of_zip
from plugins.site.routes import FRONT_PAGE, MANIFEST, address_of


def went_from(before: Collection[str], after: Collection[str]) -> set[str]:
    """Of the files that were at a target those that a withdrawal took away."""
    return {name for name in {*before} - {*after} if name not in OWN and not is_anothers(name)}


def answers_at(target: Target, one: Removed, patience: Patience | None = None) -> tuple[Removed, list[Finding]]:
    """What a target's host says at each address that was removed, asked until it has nothing there or time is up.

    patience: how long, if not as long as is usual for such a target
    returns: the same with the answers, and where the host has something still, or says nothing (C179)
    """
    waits, begun = patience or PATIENCE[target.kind], time.monotonic()
    left = {address_of(name): name for name in one.went}
    with addresses_bar(len(left)) as tell:
        while True:
            for wanted, answer in ask_all(target.url, [Wanted(path) for path in left]):
                one = with_answers(one, {left[wanted.path]: in_short(answer)})
                tell(sum(one.answers.get(name) in GONE for name in one.went))
            left = {path: name for path, name in left.items() if one.answers[name] not in GONE}
            is_silent = bool(left) and not any(one.answers[name] for name in left.values())
            if not left or is_silent or time.monotonic() - begun + waits.pause_s > waits.total_s:
                break
            time.sleep(waits.pause_s)
    found = [still_there(target, name, one.answers[name]) for name in left.values()]
    return one, [*shortened(dict.fromkeys(found))]


def is_seen(target: Target) -> bool:
    """Whether a host shows the very zip that is here, or no site at all: then nothing of an older one is there."""
    listed = ask(target.url, Wanted(MANIFEST, MAX_LIST_BYTES, is_kept=True))
    if listed.status == 200:
        here = hashes_of_zip(folder_named(target.place))
        return bool(here) and list_in(listed.data) == here
    return listed.is_gone and ask(target.url, Wanted(address_of(FRONT_PAGE))).is_gone


def shows_nothing(url: str) -> bool:
    """Whether a host says that no site of ours is at an address. One that is down, or refuses, says nothing."""
    listed = ask(url, Wanted(MANIFEST, MAX_LIST_BYTES, is_kept=True))
    return listed.is_gone or (listed.status == 200 and not list_in(listed.data))


def in_short(answer: Answer) -> str:
    """What a host says, as a receipt has it: the status; "" for nothing; where it leads off the site, where to."""
    return answer.leads_off or (str(answer.status) if answer.status else "")


def still_there(target: Target, name: str, answer: str) -> Finding:
    """That an address is not known to be gone (C179)."""
    if not answer:
        return finding("C179.not-asked", Where(target.name), target=target.name, url=target.url)
    variant = "not-uploaded" if target.kind == "zip" else "still-there"
    return finding(f"C179.{variant}", Where(name), target=target.name, answer=answer)
