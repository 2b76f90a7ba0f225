"""What the address of a link that leads nowhere was probably meant to be."""

import re
from collections.abc import Collection, Iterable
from unicodedata import category

from plugins.core.suggestions import closest

SCHEMES = ("http", "https", "mailto", "sms", "tel")
WITH_SCHEME = re.compile(r"(?P<scheme>[A-Za-z][A-Za-z0-9+.-]*):(?P<rest>.*)", re.DOTALL)
BARE_EMAIL = re.compile(r"/?(?P<address>[^@\s/:?]{1,64}@[^@\s/:?]{1,64}\.[^@\s/:?]{1,64})(?:\?.*)?", re.DOTALL)
# An address of which the signs behind the scheme are too few, too many, or have a space behind them.
SLIP = re.compile(
    r"(?P<scheme>https?)(?::(?!//)/?|:///+|://\s+|//)(?P<rest>.+)|(?P<other>mailto|tel):\s+(?P<whom>.+)", re.IGNORECASE
)
# A scheme before another one; what stands behind a host and a space, or in quotation marks behind an address: a title.
DOUBLED = re.compile(r"(?:https?:?//?)+(?=https?:?//?\w)", re.IGNORECASE)
TITLED = re.compile(
    r"(?P<address>(?:https?://[^\s/?#]+|(?:(?:https?|mailto):|/)\S*(?=\s+[“”„«‘’\"'])))\s+(?P<behind>.*)", re.IGNORECASE
)
A_LINK = re.compile(r"!?\[[^\]]*\]\(<?(?P<address>[^()\s<>]+)>?[^()]*\)")  # a whole one where its address belongs
QUOTES = frozenset('“”„‘‚«»"')
JOINERS = "\u200c\u200d"  # which are parts of words and of pictures' signs, in addresses, too
# A host without its scheme, of endings that no file has; a number without its own.
BARE_HOST = re.compile(
    r"(?:[a-z0-9-]+\.)+(?:com|org|net|info|edu|gov|coop|ca|us|uk|ie|au|nz|de|at|ch|fr|be|nl|es|it|se|no|dk|fi|eu)(?:[/?#].*)?",
    re.IGNORECASE,
)
NUMBER = re.compile(r"\+?\(?[0-9][0-9 ().-]{5,}[0-9]")
# Of two names as short as these, one that differs by a letter is nearly as like as another that means something else.
ALIKE = 0.8


def correction(target: str, wanted: str, known: Iterable[str]) -> dict[str, str]:
    """What to do about a link that leads nowhere: the whole address to type, or the nearest there is, or nothing.

    target: the link as written; wanted: where it leads, below the site's root or below content/
    known: the addresses, or the source files, that there are
    """
    if address := meant_address(target):
        return {"address": address}
    near = nearest(wanted, known)
    if near is None:
        return {}
    form = "{filename}/" if target.startswith(("{", "|")) else "/"
    return {"near": f"{form}{near}"}


def meant_address(target: str) -> str | None:
    """The whole address of another site or person that `target` was meant to be.

    >>> meant_address("ana@example.org"), meant_address("www.example.org"), meant_address("htps://example.org/")
    ('mailto:ana@example.org', 'https://www.example.org', 'https://example.org/')
    >>> meant_address("“https://example.org/”"), meant_address("[Plan](/plan/)")
    ('https://example.org/', '/plan/')
    >>> meant_address("http:/example.org/"), meant_address("example.org/plan"), meant_address("780 123 4567")
    ('http://example.org/', 'https://example.org/plan', 'tel:7801234567')
    >>> meant_address("privacy.md") is None
    True
    """
    if meant := slipped(target):
        return meant
    if link := A_LINK.fullmatch(target.strip()):
        return link["address"]
    if BARE_HOST.fullmatch(target):
        return f"https://{target}"
    if NUMBER.fullmatch(target):
        return f"tel:{re.sub(r'[^0-9+]', '', target)}"
    unquoted = target.strip("“”„‘’‚«»\"'<> ")
    if unquoted != target and (unquoted.startswith("/") or re.match(r"(?i)(https?|mailto|tel):", unquoted)):
        return unquoted
    if bare := BARE_EMAIL.fullmatch(target):
        return f"mailto:{bare['address']}"
    if target.lower().startswith("www."):
        return f"https://{target}"
    if (match := WITH_SCHEME.fullmatch(target)) and match["scheme"].lower() not in SCHEMES:
        scheme = closest(match["scheme"], SCHEMES)
        return f"{scheme}:{match['rest']}" if scheme else None
    return None


def slipped(target: str) -> str | None:
    """The address that was meant by one that leads nowhere as it is written, whatever its host; None for any other.

    >>> slipped("https://https://example.org/"), slipped("https:example.org"), slipped("https://example.org/\u200b")
    ('https://example.org/', 'https://example.org', 'https://example.org/')
    >>> slipped("https://example.org “The plan”"), slipped("https://example.org the plan"), slipped("https://a.org /b")
    ('https://example.org', 'https://example.org', 'https://a.org/b')
    >>> slipped("https://example.org/the plan.pdf") is None, slipped("mailto:a@example.org?subject=The plan") is None
    (True, True)
    >>> slipped("https://example.org/”"), slipped("https://example.org/l’%C3%A9t%C3%A9")
    ('https://example.org/', None)
    >>> slipped('https://example.org/wiki/"Heroes"'), slipped("https://example.org/«J’accuse»")
    (None, None)
    >>> slipped("/news/ “The news”"), slipped("https://example.org/\u06f1\u200c\u06f2")
    ('/news/', None)
    """
    seen = "".join(sign for sign in target if category(sign) != "Cf" or sign in JOINERS).strip()
    stripped = seen.rstrip("".join(QUOTES))
    seen = stripped if QUOTES.isdisjoint(stripped) else seen  # none that an earlier one begins
    meant = DOUBLED.sub("", seen, count=1) if DOUBLED.match(seen) else seen
    if slip := SLIP.fullmatch(meant):
        meant = (
            f"{slip['scheme']}://{slip['rest'].lstrip('/')}" if slip["scheme"] else f"{slip['other']}:{slip['whom']}"
        )
    if titled := TITLED.fullmatch(meant):
        meant = titled["address"] + (titled["behind"] if titled["behind"].startswith("/") else "")
    is_whole = meant.startswith("/") or WITH_SCHEME.fullmatch(meant) is not None
    return meant if meant != target.strip() and is_whole else None


def nearest(wanted: str, known: Iterable[str]) -> str | None:
    """The known address or file that `wanted` means: of the same name elsewhere, or spelt nearly alike; else None.

    >>> nearest("news/plan/privacy", ["privacy/", "news/tag/pay/"]), nearest("get-invovled/", ["get-involved/"])
    ('privacy/', 'get-involved/')
    """
    by_name: dict[str, list[str]] = {}
    for path in known:
        by_name.setdefault(name_of(path), []).append(path)
    name = name_of(wanted)
    if name and name in by_name:
        return shortest(by_name[name])
    if near := closest(wanted, (path for paths in by_name.values() for path in paths), ALIKE):
        return near
    return shortest(by_name[near]) if (near := closest(name, by_name, ALIKE)) else None


def name_of(path: str) -> str:
    """The part of an address or of a file's path that names the page.

    >>> name_of("news/plan/"), name_of("pages/privacy.md"), name_of("news/plan/index.html")
    ('plan', 'privacy', 'plan')
    """
    path = path.casefold().removesuffix("index.html").rstrip("/")
    return re.sub(r"\.(?:md|html?)$", "", path.rpartition("/")[2])


def shortest(paths: Collection[str]) -> str:
    """The path with the fewest parts; of several the first by alphabet."""
    return min(paths, key=lambda path: (path.count("/"), path))
