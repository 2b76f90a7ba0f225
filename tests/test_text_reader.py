"""A reader without pictures, styles or scripts (lynx) meets a page's words in the order in which they are meant."""

import re
import subprocess

import pytest

from tests.finished_site import FinishedSite

pytestmark = pytest.mark.needs("lynx")

FRAME = ["Skip to the content", "Signs for the legislature", "AUPE", "The campaign", "The wall", "News", "Sign in"]
FOOT = ["This site contacts no one but itself", "10025 182 Street NW", "1-800-232-7284", "Privacy and legal"]
IN_ORDER = {
    "index.html": ["Behind every class", "Join the campaign", "Students first means staff", "The latest news"],
    "save-advanced-education/index.html": [
        "Save Advanced Education",
        "Put your sign on the wall",
        "Students first means staff",
        "Stop every cut",
        "Write it.",
        "wall@example.org",
        "Our jobs, in our own words",
        "I teach welders safely",
        "Stories from work",
    ],
    "news/strategic-plan/index.html": [
        "Nearly 600 members shaped the plan",
        "AUPE has made plans before",
        "By Mara Lind, Communications",
        "Saturday 1 October 2022",
        "Nine people, one of them in a wheelchair",
        "Many plans start in an office",
        "You could hear the room change",
        "Ruth Okafor, President",
        "Read next",
    ],
    "privacy/index.html": ["Privacy and legal", "Last changed on", "On this page", "1. What", "Privacy Officer"],
    "news/index.html": ["News", "Nearly 600 members", "2021", "A public good is for everyone", "Recovery starts"],
    "save-advanced-education/wall/index.html": [
        "The wall",
        "As words",
        "28 members so far",
        "Trades institute, Calgary",
        "with a sign: “Students first means staff”",
        "Your sign here",
        "privacy@example.org",
    ],
    "search/index.html": [
        "Find a sign",
        "All pages",
        "Campaigns",
        "Every sign in words",
        "A public good is for everyone",
    ],
    "404.html": ["Page not found", "This page has been cut. We kept the rest."],
}


def read_out(site: FinishedSite, name: str) -> str:
    """A page as lynx prints it, on one line."""
    command = ["lynx", "-dump", "-nolist", "-width=200", "-display_charset=utf-8", str(site.folder / name)]
    done = subprocess.run(command, capture_output=True, check=True, env={"TERM": "dumb", "PATH": "/usr/bin:/bin"})
    return re.sub(r"\s+", " ", done.stdout.decode())


@pytest.mark.parametrize("name", IN_ORDER)
def test_a_page_is_read_in_order(site: FinishedSite, name: str) -> None:
    text, at = read_out(site, name), 0
    for words in [*FRAME, *IN_ORDER[name], *FOOT]:
        found = text.find(words, at)

        assert found >= at, f'"{words}" is not in: {text[at : at + 600]}'
        at = found + len(words)


def test_every_sign_on_the_wall_is_read(site: FinishedSite) -> None:
    wall, words = (read_out(site, f"save-advanced-education/wall/{page}index.html") for page in ("", "words/"))
    signs = re.findall(r"with a sign: “([^”]+)”", wall)

    assert len(signs) == 28
    assert [sign for sign in signs if sign not in words] == []
