"""Whether what a host serves is what was published: every address is asked for, and its bytes are compared."""

import secrets
from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from urllib.parse import urlsplit

from plugins.assets.compressed import COMPRESSED
from plugins.core.findings import Finding, Where, errors, finding
from plugins.publish.answers import MAX_BYTES, Answer, Wanted
from plugins.publish.asking import PATIENT, Limits, ask, ask_all
from plugins.publish.plan import count
from plugins.site.routes import CNAME, NOT_FOUND, RULES, address_of, file_of

# What hosts read as their settings, and may or may not serve.
HOSTS_SETTINGS = frozenset({CNAME, *RULES})
WELL_KNOWN = ".well-known"
# What hosts send in the place of pages that are not there, under a status that says so.
ERROR_PAGES = frozenset({NOT_FOUND})
# What a host that takes the site's rules sends with each page; with every file the last of them.
POLICY = ("content-security-policy", "referrer-policy", "permissions-policy", "x-content-type-options")
ONLY_SECURED = "strict-transport-security"
MORE_BYTES = 2**20
# So many differences of a kind are told one by one.
MAX_TOLD = 20


@dataclass(frozen=True, slots=True)
class Verified:
    """How many addresses were asked for, how many gave what was published, and what is to be told.

    kept: files of earlier releases that are still there, as they should be
    """

    asked: int
    as_published: int
    kept: int = 0
    findings: tuple[Finding, ...] = ()

    @property
    def is_whole(self) -> bool:
        """Whether nothing differs."""
        return self.asked == self.as_published and not errors(self.findings)

    def in_words(self, so: str = "as published") -> str:
        """How many of how many. so: as what they should be

        >>> Verified(1204, 1204, kept=3).in_words()
        '1,204 of 1,204 as published, and 3 files of earlier releases that are kept for whoever holds an old page.'
        """
        kept = f", and {count(self.kept, 'file')} of earlier releases that are kept for whoever holds an old page"
        return f"{self.as_published:,} of {self.asked:,} {so}{kept if self.kept else ''}."


@dataclass(frozen=True, slots=True)
class Known:
    """What is known of a site's files besides their hashes, where they are at hand.

    sizes: in bytes, by name
    moved: the pages that only lead on, by name; None where nobody can tell them
    """

    sizes: Mapping[str, int] = field(default_factory=dict)
    moved: Collection[str] | None = None


@dataclass
class Headers:
    """Which of the headers that pages should come with did, counted as answers come. url: of the site"""

    url: str
    pages: int = 0
    missing: dict[str, list[str]] = field(default_factory=lambda: defaultdict(list))

    def look_at(self, name: str, answer: Answer) -> None:
        """Count one answer."""
        if answer.status != 200 or not name.endswith(".html"):
            return
        self.pages += 1
        # It binds the whole host: of a site below a path no rule says it.
        secured = (ONLY_SECURED,) if self.url.startswith("https:") and not urlsplit(self.url).path.strip("/") else ()
        for header in (*POLICY, *secured):
            if not answer.headers.get(header, "").strip():
                self.missing[header].append(name)

    def findings(self) -> Iterator[Finding]:
        """What is missing; of a host that sends none of the policy's headers only that (C178)."""
        if self.pages and all(len(self.missing[header]) == self.pages for header in POLICY):
            yield finding("C178.no-headers", Where(self.url))
            return
        for header, names in self.missing.items():
            if names:
                yield finding("C178.missing-header", Where(min(names)), header=header, count=len(names))


def verify(
    url: str,
    manifest: Mapping[str, str],
    *,
    kept: Mapping[str, str] | None = None,
    known: Known | None = None,
    tell: Callable[[int], None] = lambda _done: None,
    limits: Limits = PATIENT,
) -> Verified:
    """Ask a host for every public address of a site.

    url: of the site; manifest: path and SHA-256 of each of its files
    kept: the same of files of earlier releases that are to be there, too (retained.json)
    tell: told how many addresses have been asked for
    """
    known, kept = known or Known(), kept or {}
    both = {**kept, **manifest}
    expected = {name: sha256 for name, sha256 in both.items() if is_asked_for(name, both)}
    wanted = {address_of(name): name for name in expected}
    questions = (Wanted(path, most_bytes(known.sizes.get(name))) for path, name in wanted.items())
    headers, right, wrong = Headers(url), set[str](), list[Finding]()
    for done, (one, answer) in enumerate(ask_all(url, questions, limits=limits), start=1):
        name = wanted[one.path]
        found = difference(name, answer, expected, known.moved)
        right |= set() if found and errors([found]) else {name}
        wrong += [found] if found else []
        headers.look_at(name, answer)
        tell(done)
    if right <= ERROR_PAGES:  # which a host sends wherever nothing is, below a wrong address, too
        right = set()
    told = [*shortened(wrong), *headers.findings(), *soft_404(url, limits)]
    own = {name for name in expected if name in manifest}
    return Verified(len(own), len(right & own), len(right - own), tuple(told))


def most_bytes(size_bytes: int | None) -> int:
    """How much of an answer is read, for a file of a size: enough to tell that it is another one."""
    return MAX_BYTES if size_bytes is None else size_bytes + MORE_BYTES


def is_asked_for(name: str, manifest: Collection[str]) -> bool:
    """Whether a host serves a file under its name, as others see it.

    It does with no hidden file but those below .well-known, and chooses by itself when to send a compressed copy.

    >>> [is_asked_for(name, {"a.css"}) for name in ("a.css", "a.css.br", "notes.gz", ".nojekyll", "_headers")]
    [True, False, True, False, False]
    """
    top, *below = name.split("/")
    is_hidden = any(part.startswith(".") for part in below) or (top.startswith(".") and top != WELL_KNOWN)
    base, dot, ending = name.rpartition(".")
    is_copy = dot + ending in COMPRESSED and base in manifest
    return not (is_hidden or is_copy or name in HOSTS_SETTINGS)


def difference(
    name: str, answer: Answer, expected: Mapping[str, str], moved: Collection[str] | None = ()
) -> Finding | None:
    """What a host serves in the place of a file (C176); None when that is what was published.

    expected: SHA-256 of each file; moved: the pages that lead on to others, which a host may do by itself
    """
    where = Where(name)
    if answer.wrong:
        return finding("C176.no-answer", where, reason=answer.wrong)
    if answer.leads_off:
        return finding("C176.leads-off", where, to=answer.leads_off)
    if answer.is_gone and name not in ERROR_PAGES:
        return finding("C176.missing", where, status=answer.status)
    if answer.status != 200 and not answer.is_gone:
        return finding("C176.refused", where, status=answer.status)
    if answer.sha256 == expected[name]:
        return None
    if answer.path == address_of(name) or expected.get(file_of(answer.path)) != answer.sha256:
        return finding("C176.changed", where)
    if moved is None:
        return finding("C176.leads-on", where, to=f"/{answer.path}")
    return None if name in moved else finding("C176.leads-elsewhere", where, to=f"/{answer.path}")


def soft_404(url: str, limits: Limits) -> Iterator[Finding]:
    """That a host answers as if there were a page where there never was one (C178)."""
    answer = ask(url, Wanted(f"{secrets.token_hex(12)}/"), limits)
    if answer.status == 200:
        yield finding("C178.never-404", Where(url))


def shortened(found: Iterable[Finding], most: int = MAX_TOLD) -> Iterator[Finding]:
    """Of findings of one kind the first few, by their place, and how many there are besides (C176)."""
    kinds = defaultdict[str, list[Finding]](list)
    for one in sorted(found, key=lambda one: one.where.path):
        kinds[one.variant].append(one)
    for several in kinds.values():
        yield from several[:most]
        if len(several) > most:
            yield finding("C176.more", several[most].where, count=len(several) - most)
