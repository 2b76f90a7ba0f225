"""A receipt for a member who took their picture back: what was removed where and when, and what nobody here can reach.

It goes to the member, and names nobody but by the number that they know.
"""

from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import replace
from datetime import date
from zoneinfo import ZoneInfo

from plugins.assets.compressed import COMPRESSED
from plugins.core.in_words import day_in_words, time_in_words
from plugins.publish.plan import OF_A_MEMBER, PICTURES, count, is_page
from plugins.publish.targets import Target
from plugins.publish.withdrawing import GONE, Removed
from plugins.site.routes import address_of

NOT_REACHED = """\
What this cannot reach:
- Browsers and networks keep a picture that somebody has looked at for up to an hour, some for longer.
- Search engines keep their copies until they look again, most often for days or weeks.
- Archives of the web, such as web.archive.org, keep what they have copied.
- What people have saved, printed or passed on themselves.
- A text that mentions the member in its own words: somebody has to read and change that.\
"""
OF_GIT = """\
- The git host keeps the old commit {commit}, and those that it took the place of, until it collects what nobody
  needs any more, and shows them to whoever has their number.\
"""
OF_FOLDERS = "- Folders that the site was put into with  publish --to : publish there again."
OF_ZIPS = "- What the host of {name} has of the zip before, until somebody uploads the new one there."
LETTER_TO_GIT = """\
To the support of the git host (on GitHub: support.github.com, "Remove data from a repository I own or control"):
    A picture of a person who took back their consent was in our site's repository. It was published in the commit
    {commit}
    of the branch {branch}, which no branch leads to any more, and perhaps in others that were forced off that branch
    before. Please delete what is cached of these commits and have the repository collect its garbage, so that
    nobody can see them by their number.\
"""
LETTERS = """\
To Google (search.google.com/search-console/remove-outdated-content)
and Bing (www.bing.com/webmasters/tools/contentremoval):
    These pages and pictures are deleted, and the server answers 404 or 410. Please remove what you keep of them:
    [the addresses above]

To web.archive.org (info@archive.org):
    A person who can be seen at these addresses of our site took back their consent. We are its publisher, and have
    deleted them. Please exclude them from the Wayback Machine: [the addresses above]\
"""


def receipt(
    member_id: str,
    day: date,
    removed: Mapping[str, Removed],
    targets: Mapping[str, Target],
    *,
    zone: ZoneInfo,
    left: Collection[str] = (),
    is_done: bool,
) -> Iterator[str]:
    """The receipt, by its parts.

    day: since when the member is withdrawn, there where the union is; zone: of times, the union's
    removed: what was removed, by the target's name; left: the targets that still show the member
    is_done: whether nothing is left to do
    """
    yield ""
    yield f"Receipt for the member with the number {member_id}, who took the picture back on {day_in_words(day)}"
    if not is_done:
        yield f"It is not finished. When what stands above is mended, type:  python3 tasks.py withdraw {member_id}"
    taken = {name: of_nobody_else(one, member_id) for name, one in removed.items() if name in targets and one.sent}
    for name, one in taken.items():
        yield from at_target(targets[name], one, zone) if not one.is_unknown else [not_seen(targets[name])]
    yield from (f"{name}, {targets[name].url}: not yet" for name in left)
    if not left and not any(one.went or one.is_unknown for one in taken.values()):
        yield "Nothing that shows the member is public at any place that this site is sent to."
    yield "No copy of the site shows the picture again: its number and its traits stand in content/withdrawn.toml."
    yield ""
    yield NOT_REACHED
    branches = [(targets[name], one) for name, one in taken.items() if targets[name].kind == "branch" and one.commit]
    yield from (OF_GIT.format(commit=one.commit[:12]) for _, one in branches)
    zips = [targets[name] for name, one in taken.items() if targets[name].kind == "zip" and not is_uploaded(one)]
    yield from (OF_ZIPS.format(name=target.name) for target in zips)
    yield OF_FOLDERS
    if any(one.went for one in taken.values()):
        yield ""
        yield "Letters to send:"
        yield from (LETTER_TO_GIT.format(commit=one.commit, branch=target.place) for target, one in branches)
        yield LETTERS


def of_nobody_else(one: Removed, member_id: str) -> Removed:
    """The same without the pages of other members, who may have gone at the same moment: their numbers are no news.

    >>> of_nobody_else(Removed(("plan/wall/member/0401/index.html", "plan/wall/member/0402/index.html")), "0401").went
    ('plan/wall/member/0401/index.html',)
    """
    own = f"/{member_id}/".casefold()
    went = (name for name in one.went if not OF_A_MEMBER.match(name) or own in name.casefold())
    return replace(one, went=tuple(went))


def at_target(target: Target, one: Removed, zone: ZoneInfo) -> Iterator[str]:
    """What was removed from one target, and what its host says at each address; of compressed copies only how many.

    From a zip alone nothing is removed: its host shows what it was sent before until somebody uploads the new one.
    """
    assert one.sent is not None
    when = one.sent.astimezone(zone)
    how = "removed" if target.kind != "zip" or is_uploaded(one) else "left out of the new zip, which is to be uploaded"
    moment = f"{day_in_words(when)}, {time_in_words(when)} {when.tzname()}"
    what = f"{in_words(one.went)} {how}" if one.went else "nothing of the member is there"
    yield f"{target.name}, {target.url}: {what}, on {moment}"
    for name in sorted(one.went, key=lambda name: (not is_page(name), name)):
        answer = one.answers.get(name, "")
        if not name.endswith(COMPRESSED) or answer not in GONE:
            yield f"  {answer or 'not asked'}  {target.url}/{address_of(name)}"


def is_uploaded(one: Removed) -> bool:
    """Whether the host of a zip has nothing any more of what is not in the new one."""
    return not one.is_unknown and all(one.answers.get(name) in GONE for name in one.went)


def not_seen(target: Target) -> str:
    """That nobody knows what a host has of a zip that was deleted."""
    return f"{target.name}, {target.url}: nobody has seen yet whether the host shows the member"


def in_words(names: Iterable[str]) -> str:
    """How many files, by what they are.

    >>> in_words(["a/index.html", "portraits/a-320.avif", "portraits/a-320.jpg", "a/index.html.br"])
    '1 page, 2 picture files and 1 other file'
    """
    counted = Counter("page" if is_page(name) else "picture file" if name.endswith(PICTURES) else "" for name in names)
    parts = [count(counted[kind], kind) for kind in ("page", "picture file") if counted[kind]]
    others = [count(counted[""], "other file")] if counted[""] else []
    return " and ".join([part for part in [", ".join(parts), *others] if part])
