"""`begin`: a site of one's own in the place of the sample's, whose words and pictures are put aside and not deleted."""

import ast
import json
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import NamedTuple
from zoneinfo import ZoneInfo

from plugins.core.atomic import write_whole
from plugins.core.fields import EMAIL, Field, wrong_value
from plugins.core.findings import SETTINGS_FILES, Finding, SiteError, Where, finding
from plugins.core.hosts import host_of, is_of_own_network
from plugins.core.quoting import quoted
from plugins.core.reachable import SAMPLES_CONTENT
from plugins.engine.settings import why_no_site
from plugins.kinds.campaign import CAMPAIGN
from plugins.kinds.new import slug_of
from plugins.kinds.page import PAGE as PAGE_KIND
from plugins.selfies.withdrawals import WITHDRAWN
from plugins.site.routes import EVENTS, MATTERS, NEWS, OWNERS, PAGE, SEARCH, WALL

# What the menu leads to besides the campaign; an entry is shown as soon as there is what it leads to.
LISTS = {"Where things stand": MATTERS, "News": NEWS, "Events": EVENTS, "Search": SEARCH}
SAMPLES_NAME = "Alberta Union of Provincial Employees"
HOME = """\
Title: {name}
Summary: News and campaigns of {name}.
Status: published

::: hero
kicker: {short}

What we work for, what we have won, and how to take part.
:::

::: stories
title: The latest news
count: 3

[See all the news, newest first](/{news})
:::
"""
PRIVACY = """\
Title: Privacy
Summary: What this site knows about whoever reads it, and how a picture on it is taken down.
Status: published
Promises: no third-party requests, no cookies, no location in pictures, photos only with consent, no script needed

{name} is responsible for this site. Write to [{email}](mailto:{email}) with any question about it.

## What this site does on its own

This site sets no cookies and carries no advertising. Its pages load nothing from anyone else. We do not count or follow visitors.

Like any site, this one is kept on a computer that answers requests, and whoever runs that computer can see the internet address a request comes from. We add nothing to that. When you search, your own browser looks the words up in a list that this site keeps for it.

## Pictures of members

A picture of a member is shown only when that member agreed to have it shown here, everyone in it is an adult, and we know who took it. No answer counts as a no. The copies on this site are made anew from what can be seen, so they do not tell where they were taken.

## Having your picture taken down

Write to [{email}](mailto:{email}) and say which picture it is. You need no reason. With the next publish the picture, all its copies and its words are gone from this site. We cannot call back a copy that someone else has made.
"""  # noqa: E501  (a paragraph is one line)
COLLAGE = """
::: collage
campaign: {slug}
title: Our jobs, in our own words
count: 24
:::
"""


class Question(NamedTuple):
    """One of five. option: its name on the command line; asked: its words; proposed: of what is known already"""

    option: str
    asked: str
    proposed: Callable[[Mapping[str, str]], str] = lambda _: ""


def initials(answers: Mapping[str, str]) -> str:
    """The short name that a name may have, of two letters or more.

    >>> initials({"name": "Harbour Workers' Union"}), initials({"name": "Unison"})
    ('HWU', 'Unison')
    """
    letters = "".join(word[0] for word in answers["name"].split() if word[0].isupper())
    return letters if len(letters) > 1 else answers["name"]


QUESTIONS = (
    Question("short", "Its short name, for the top of every page", initials),
    Question("campaign", "The name of the first campaign"),
    Question("address", "The address that the site will have, with https:// in front"),
    Question("email", "The e-mail address for questions about privacy"),
    Question("timezone", "Where its dates are meant, such as America/Edmonton or Europe/Berlin"),
)


@dataclass(frozen=True, slots=True)
class Beginning:
    """What is written. settings: by file, the new text; content: by path below content/, the text"""

    settings: Mapping[str, str]
    content: Mapping[str, str]


def begin(root: Path, name: str, options: Mapping[str, str], ask: Callable[[str], str]) -> str:
    """Write the settings and first texts of a union's own site; returns what to say.

    options: answers that were given already, by option; "" for none
    ask: gets a question, and returns what is answered
    raises: SiteError before anything is written, when the site is somebody's own already, or answers will not do (C110)
    """
    refuse_begun(root)
    answers = {"name": " ".join(name.split())}
    for question in QUESTIONS:
        answers[question.option] = options.get(question.option) or answer(question, answers, ask)
    answers["address"] = answers["address"].rstrip("/")
    if mistakes := list(wrong_answers(answers)):
        raise SiteError(mistakes)
    beginning = beginning_of(answers, {file: (root / file).read_text("utf-8") for file in SETTINGS_FILES})
    aside = put_content(root, beginning.content)
    for file, text in beginning.settings.items():
        write_whole(root / file, text.encode())
    return report(answers, aside)


def refuse_begun(root: Path) -> None:
    """raises: SiteError when the settings are not those of the sample any more (C110)"""
    if SAMPLES_NAME not in (root / "pelicanconf.py").read_text("utf-8"):
        raise SiteError([finding("C110.begun-already", Where("pelicanconf.py"))])


def answer(question: Question, answers: Mapping[str, str], ask: Callable[[str], str]) -> str:
    """What somebody answers, or what is proposed when nothing. ask: raises EOFError where nobody answers any more"""
    proposed = question.proposed(answers)
    try:
        typed = ask(f"{question.asked}{f' [{proposed}]' if proposed else ''}: ")
    except EOFError:
        typed = ""
    return " ".join(typed.split()) or proposed


def wrong_answers(answers: Mapping[str, str]) -> Iterator[Finding]:
    """Each answer that is missing or will not do, all at once (C110)."""
    for name, value in answers.items():
        if not value:
            yield finding("C110.no-answer", Where("begin"), option=name)
    if answers["name"] and not slug_of(answers["name"]):
        yield finding("C02.no-letter", Where("begin"), title=answers["name"])
    if answers["campaign"] and not slug_of(answers["campaign"]):
        yield finding("C02.no-letter", Where("begin"), title=answers["campaign"])
    if PAGE.format(slug=slug_of(answers["campaign"])) in (*LISTS.values(), PAGE.format(slug="privacy"), *OWNERS):
        yield finding("C110.name-taken", Where("begin"), campaign=answers["campaign"])
    if answers["address"] and (why_no_site(answers["address"]) or is_of_own_network(host_of(answers["address"]))):
        yield finding("C110.no-address", Where("begin"), value=answers["address"])
    if wrong := wrong_value(Field("email", EMAIL), answers["email"]):
        yield wrong.at(Where("begin"))
    if answers["timezone"] and not is_zone(answers["timezone"]):
        yield finding("C110.no-time-zone", Where("begin"), value=answers["timezone"])


def is_zone(name: str) -> bool:
    """Whether this machine knows a time zone."""
    try:
        return bool(ZoneInfo(name))
    except (OSError, ValueError):  # ZoneInfoNotFoundError is a KeyError
        return False
    except KeyError:
        return False


def beginning_of(answers: Mapping[str, str], settings: Mapping[str, str]) -> Beginning:
    """What is to be written. settings: the text of each file as it is"""
    slug = slug_of(answers["campaign"])
    words = {**answers, "slug": slug, "news": NEWS}
    campaign = CAMPAIGN.starter.format(title=answers["campaign"], slug=slug) + COLLAGE.format(slug=slug)
    texts = {"home": HOME, "privacy": PRIVACY}
    files = {f"{PAGE_KIND.folder}/{name}.md": text.format(**words) for name, text in texts.items()}
    files[f"campaigns/{slug}.md"] = campaign
    values = values_of_settings(answers, slug)
    changed = {file: with_values(text, values[file]) for file, text in settings.items()}
    return Beginning(changed, files)


def values_of_settings(answers: Mapping[str, str], slug: str) -> dict[str, dict[str, str]]:
    """By file and setting, the new value as Python writes it."""
    given = {name: answers[name] for name in ("name", "short", "email")}
    about: dict[str, str | list[str]] = {**given, "address": [], "telephone": ""}
    organisation = ",\n".join(f"    {written(key)}: {written(value)}" for key, value in about.items())
    own = [(answers["campaign"], PAGE.format(slug=slug)), ("The wall", WALL.format(campaign=slug))]
    menu = ",\n".join(f"    ({written(words)}, {written(f'/{address}')})" for words, address in [*own, *LISTS.items()])
    return {
        "pelicanconf.py": {
            "SITENAME": written(answers["name"]),
            "TIMEZONE": written(answers["timezone"]),
            "ORGANISATION": f"{{\n{organisation},\n}}",
            "SIGN_IN": "None",
            "NAVIGATION": f"[  # an entry whose page does not exist is not shown\n{menu},\n]",
            "SELFIES_PATH": 'None  # "../selfies" as soon as members send pictures',
            "SELFIES_ARE_DRAWINGS": "False",
        },
        "publishconf.py": {"SITEURL": written(answers["address"])},
    }


def written(value: str | list[str]) -> str:
    """A text, or a list of them, as Python and JSON both write it."""
    return json.dumps(value, ensure_ascii=False)


def with_values(text: str, values: Mapping[str, str]) -> str:
    """A settings file in which each named setting has another value; whatever else it says stays."""
    lines = text.splitlines(keepends=True)
    nodes = [node for node in ast.parse(text).body if isinstance(node, ast.Assign)]
    for node in reversed(nodes):
        names = [target.id for target in node.targets if isinstance(target, ast.Name)]
        if len(names) == 1 and names[0] in values:
            lines[node.lineno - 1 : node.end_lineno] = [f"{names[0]} = {values[names[0]]}\n"]
    return "".join(lines)


def put_content(root: Path, files: Mapping[str, str]) -> Path | None:
    """The new content/, whole, in the place of the old one, whose new place is returned; withdrawals stay in force."""
    new, content = root / ".content.new", root / "content"
    names = (SAMPLES_CONTENT + f"-{number}" * (number > 1) for number in range(1, 1000))
    aside = next(path for name in names if not (path := root / name).exists())
    for name, text in files.items():
        write_whole(new / name, text.encode())
    listed = content / WITHDRAWN
    if listed.is_file():
        write_whole(new / listed.name, listed.read_bytes())
    if content.exists():
        content.rename(aside)
    new.rename(content)
    return aside if aside.exists() else None


def report(answers: Mapping[str, str], aside: Path | None) -> str:
    """What was done, and what comes next."""
    slug = slug_of(answers["campaign"])
    lines = [f"This is the site of {quoted(answers['name'])[1:-1]} now."]
    if aside:
        lines.append(f"The sample's texts and pictures are in {aside.name}; delete that folder when you like.")
    lines.append(f"Write next:  content/campaigns/{slug}.md  (a draft), and look:  python3 tasks.py preview")
    lines.append("content/pages/privacy.md names no law; whoever answers for privacy adds what yours asks for.")
    return "\n".join(lines)
