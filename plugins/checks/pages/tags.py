"""Tags in pairs: one that is not closed changes everything below it, and one that closes nothing was left behind."""

import re
from collections import Counter
from collections.abc import Iterator

from plugins.checks.finished import Page
from plugins.core.findings import Finding
from plugins.core.header import Source
from plugins.markup.verbatim import words_shown

TAG = re.compile(r"<(/?[a-z][a-z0-9-]*)", re.IGNORECASE)
# What stands in these is no HTML.
VERBATIM = re.compile(r"<!--.*?-->|<(script|style|svg|math)\b[^>]*>.*?</\1\s*>", re.DOTALL | re.IGNORECASE)
# https://html.spec.whatwg.org/multipage/syntax.html: without an end, and those whose end may be left out
SINGLE = frozenset(
    ["area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track", "wbr"]
)
MAY_STAY_OPEN = frozenset(
    [
        "p",
        "li",
        "dt",
        "dd",
        "rt",
        "rp",
        "optgroup",
        "option",
        "colgroup",
        "caption",
        "thead",
        "tbody",
        "tfoot",
        "tr",
        "td",
        "th",
    ]
)
# All there are (HTML Living Standard, 4, and obsolete ones that browsers know); words between < and > are none.
KNOWN = (
    SINGLE
    | MAY_STAY_OPEN
    | frozenset(
        """
        a abbr acronym address applet article aside audio b bdi bdo big blink blockquote body button canvas caption
        center cite code colgroup data datalist del details dfn dialog dir div dl em embed fieldset figcaption figure
        font footer form frame frameset h1 h2 h3 h4 h5 h6 head header hgroup html i iframe ins kbd label legend main map
        mark marquee menu meter nav nobr noscript object ol output picture pre progress q ruby s samp script search
        section select slot small span strike strong style sub summary sup svg table template textarea time title tt u
        ul var video
        """.split()  # noqa: SIM905
    )
)


def line_of_tag(source: Source, tag: str, *, closes: bool) -> int:
    """The line of a text on which a tag begins that is never closed, or ends nothing; 1 where the text has none."""
    opened: list[int] = []
    for number, line in words_shown(source.body, source.body_line):
        for written in TAG.findall(line):
            if written.removeprefix("/").lower() != tag.lower():
                continue
            if not written.startswith("/"):
                opened.append(number)
            elif opened:
                opened.pop()
            elif closes:
                return number
    return opened[0] if opened and not closes else 1


def check_page(page: Page) -> Iterator[Finding]:
    """Elements that a page opens more often than it closes them, or the other way round (C73)."""
    balance: Counter[str] = Counter()
    written: dict[str, str] = {}
    for tag, count in Counter(TAG.findall(VERBATIM.sub("", page.html))).items():
        name = tag.removeprefix("/")
        balance[name.lower()] += -count if tag.startswith("/") else count
        written.setdefault(name.lower(), name)
    for name, more in balance.items():
        if not more or name in SINGLE or name in MAY_STAY_OPEN:
            continue
        message = "never-closed" if more > 0 else "closes-nothing"
        yield page.finding(f"C73.{message if name in KNOWN else 'no-tag'}", tag=written[name])
