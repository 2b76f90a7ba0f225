"""Nothing in content hangs a build, eats the machine, leaves half a site or puts a traceback on the screen."""

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from plugins.core.findings import Finding, errors
from tests.cost import cpu_s
from tests.fuzz import scaled
from tests.selfies.members import text
from tests.selfies.test_returning import CAMPAIGN, drawn, saved
from tests.small_site import ROOT, SmallSite, small_site, story

# How many times the processor time of plain words of a megabyte anything may take.
MAX_TIMES = 6
SIGNS = """[ * _ ` < ! ( & | ] ~ # - = : { <a <p [^ ![ **a <!-- &#"""
DEEP = {
    "lists": "\n".join("    " * depth + "- deep" for depth in range(200)),
    "quotations": ">" * scaled(3000) + " deep",
    "blocks": "\n\n".join(":" * (60 - depth) + " note" for depth in range(40)),
    "html": "<div>" * 5000,
    "brackets": "[" * scaled(5000) + "]" * scaled(5000),
    "emphasis": "*a **b " * 20_000,
}
MANY = {
    "paragraphs": "a\n\n" * scaled(300_000),
    "headings": "# a\n" * scaled(200_000),
    "rules": "-\n" * scaled(400_000),
    "table rows": "| a |\n|---|\n" + "| b |\n" * scaled(100_000),
    "columns": "|a" * scaled(100_000) + "|\n" + "|-" * scaled(100_000) + "|\n",
    "footnotes": "a[^1] " * scaled(100_000) + "\n\n[^1]: b",
    "references": "[a]:\n" * scaled(150_000),
    "abbreviations": "".join(f"*[A{n}]: x\n" for n in range(scaled(30_000))) + "A1 " * scaled(100_000),
    "one abbreviation": "*[AB]: x\n\n" + "AB " * scaled(300_000),
    "links": "".join(f"[a](/x{n}) " for n in range(60_000)),
    "blocks": "::: note\n\na\n:::\n\n" * scaled(40_000),
    "tags": "<b>a</b>" * scaled(100_000),
    "open tags": "<ab " * scaled(200_000),
    "open tags and words": ("<ab " + "word " * 90) * scaled(1_990),
    "lists": "- a\n" * scaled(200_000),
}
# The most that is let through: one paragraph, line, tag ... less than the limit each.
LEGAL = {
    "paragraphs": "a\n\n" * scaled(9_990),
    "lines": "# a\n" * scaled(4_990),
    "signs": "*a* " * scaled(24_900),
    "tags": ("<b>" + "word " * 180 + "</b> ") * scaled(990),
    "an open tag": "<ab " + "word " * scaled(180_000),
    "footnotes": "a[^1] " * 490 + "\n\n[^1]: b",
    "references": "[a]:\n" * 990,
    "abbreviations": "".join(f"*[A{n}]: x\n" for n in range(190)) + "\n" + "A1 " * scaled(4_800),
    "entities": "&lt;" * scaled(49_000),
    "words": "word " * scaled(190_000),
    "letters": "a" * scaled(990_000),
    "quotation marks": '"a" ' * scaled(240_000),
    "e-mail addresses": "a@b.cd " * scaled(140_000),
}


@pytest.fixture
def site(tmp_path: Path) -> SmallSite:
    return small_site(tmp_path)


@pytest.fixture(scope="module")
def plain_s(tmp_path_factory: pytest.TempPathFactory) -> float:
    """What a small site with a story of a megabyte of plain words costs here and now, in CPU seconds."""
    site = small_site(tmp_path_factory.mktemp("plain"), {"news/long.md": story("Long", "word " * 190_000)})
    return cpu_s(site.build)


def codes_of(site: SmallSite) -> dict[str, set[str]]:
    """The codes of the mistakes of each story."""
    codes: dict[str, set[str]] = {}
    for line in site.mistakes():
        if not line.startswith("error"):
            continue
        name = Path(line.split()[1].rpartition(":")[0]).stem
        codes.setdefault(name, set()).add(line.rpartition("[")[2].rstrip("]"))
    return codes


def test_one_sign_twenty_thousand_times_costs_no_time(site: SmallSite, plain_s: float) -> None:
    for number, sign in enumerate(SIGNS.split()):
        site.write({f"news/run-{number}.md": story("A run", sign * (scaled(20_000) // len(sign)))})
        site.write({f"news/lines-{number}.md": story("Lines", f"{sign}\n\n" * (scaled(8_000) // len(sign)))})
    found: dict[str, set[str]] = {}

    assert cpu_s(lambda: found.update(codes_of(site))) < 4 * MAX_TIMES * plain_s  # one quadratic sign takes minutes
    assert {code for codes in found.values() for code in codes} <= {"C35", "C39", "C100"}


@pytest.mark.parametrize("bodies", [DEEP, MANY], ids=["deep", "many"])
def test_what_is_nested_too_deep_or_too_many_is_refused_at_once(
    site: SmallSite, bodies: dict[str, str], plain_s: float
) -> None:
    site.write({f"news/{name.replace(' ', '-')}.md": story(name, body[:990_000]) for name, body in bodies.items()})
    codes: dict[str, set[str]] = {}

    assert cpu_s(lambda: codes.update(codes_of(site))) < 2 * MAX_TIMES * plain_s
    assert {name.replace(" ", "-") for name in bodies} - codes.keys() <= set()
    assert {name for name, found in codes.items() if "C39" not in found} == set()


@pytest.mark.parametrize("name", LEGAL)
def test_no_legal_text_takes_many_times_as_long_as_plain_words(site: SmallSite, name: str, plain_s: float) -> None:
    site.write({"news/long.md": story("Long", LEGAL[name])})
    found: list[Finding] = []

    assert cpu_s(lambda: found.extend(errors(site.build()))) < MAX_TIMES * plain_s
    assert found == []


def test_what_is_repeated_wherever_somebody_refers_to_it_is_short(site: SmallSite, plain_s: float) -> None:
    long = "x" * 100_000
    site.write(
        {
            "news/title.md": story("A", f'[a]: /news/ "{long}"\n\n' + "[a][] " * scaled(2_000)),
            "news/below.md": story("B", f'[a]: /news/\n  "{long}"\n\n' + "[a][] " * scaled(2_000)),
            "news/abbr.md": story("C", f"*[HTML]: {long}\n\n" + "HTML " * scaled(2_000)),
            "news/toc.md": story("D", "[TOC]\n\n" * 500 + "## Part\n\n" * 500),
        }
    )
    codes: dict[str, set[str]] = {}

    assert cpu_s(lambda: codes.update(codes_of(site))) < MAX_TIMES * plain_s
    assert codes == {name: {"C39"} for name in ("title", "below", "abbr", "toc")}


def test_a_header_that_no_person_wrote_is_refused(site: SmallSite) -> None:
    site.write(
        {
            "news/fields.md": "".join(f"Field{n}: b\n" for n in range(60_000)),
            "news/title.md": f"Title: {'x' * 900_000}\nDate: 2021-03-04\n\nWords.\n",
            "news/tags.md": story("Tags").replace("Date:", f"Tags: {','.join(map(str, range(90_000)))}\nDate:"),
            "news/lines.md": "Title: a\n" + "    b\n" * 150_000,
            "announcements/long.md": "Title: a\nStarts: 2026-01-01\nEnds: 2027-01-01\n\n" + "word " * 100_000,
            "people/long.md": f"Name: {'x' * 90_000}\n",
        }
    )

    assert [re.sub(r"\d[\d,]*\d{3}", "N", line.partition("  ")[2]) for line in site.mistakes()] == [
        "This announcement has N letters, and every page shows it. Shorten it to N, or link to a page.  [C39]",
        "This header has N fields; the limit is 100. Put an empty line where the text begins.  [C39]",
        '"Title" has N letters; the limit is N. Shorten it.  [C39]',
        '"Tags" has N letters; the limit is N. Shorten it.  [C39]',
        '"Title" has N letters; the limit is N. Shorten it.  [C39]',
        '"Name" has N letters; the limit is N. Shorten it.  [C39]',
    ]


def test_a_file_of_100_megabytes_is_not_read(site: SmallSite) -> None:
    for name in ("news/huge.md", "people/huge.md"):
        site.write({name: b""})
        with (site.folder / "content" / name).open("r+b") as file:
            file.truncate(100_000_000)

    too_large = "This file is 100.0 MB; the limit for a text is 1 MB. Shorten it, or put it into several files.  [C39]"
    assert site.mistakes() == [f"error content/{name}:1  {too_large}" for name in ("news/huge.md", "people/huge.md")]


def test_control_characters_are_told_with_their_lines_and_not_without_end(site: SmallSite) -> None:
    site.write({"news/odd.md": story("Odd", "One.\n\nA \0 here.\n\nA \x1b[2J there.\n\n\ufffe").encode()})
    site.write({"news/all.md": story("All", "\x01\n" * 100_000)})

    found = [line for line in site.mistakes() if line.startswith("error")]

    odd = [line for line in found if "news/odd.md" in line]
    assert [line.split()[1] for line in odd] == [f"content/news/odd.md:{number}" for number in (7, 9, 11)]
    assert {line[-4:-1] for line in found} == {"C44"}
    assert len(found) == 103
    assert not re.search(r"[\x00-\x1f]", "".join(found))


def test_thousands_of_mistakes_in_one_file_are_told_in_time(site: SmallSite, plain_s: float) -> None:
    stories = {f"news/some-other-story-{n}.md": story(f"Story {n}") for n in range(100)}
    count = scaled(2_000)
    lost = "\n\n".join(f"[a](/some-story-{n}x/) [b](#c{n})" for n in range(count))
    headings = "\n\n".join(f"## Heading {n}" for n in range(count))
    site.write({**stories, "news/lost.md": story("Lost", f"{lost}\n\n{headings}")})
    found: list[str] = []

    assert cpu_s(lambda: found.extend(site.mistakes())) < MAX_TIMES * plain_s
    assert len(found) == 2 * count
    assert max(map(len, found)) < 1_000


def test_a_member_whose_sign_has_a_novel_on_it_is_left_out(site: SmallSite) -> None:
    site.write({"campaigns/library.md": CAMPAIGN, "selfies/0001.jpg": saved(drawn(1))})
    site.write({"selfies/0001.md": text({"Campaign": "library"}, "word " * 1_000)})

    (found,) = [str(finding) for finding in site.build() if finding.code == "C39"]

    assert "selfie 0001 is left out. The words on the sign have" in found


def test_a_link_that_is_no_address_is_told_at_its_line(site: SmallSite) -> None:
    links = '[h](http://[::1)\n\n<a href="http://[x">x</a>\n\n[b]({static}x%00y.pdf)\n'
    blocks = "\n::: call-to-action\ntitle: Join\nlink: http://[your-site]/\nlink-text: Join us\n\nWords.\n:::\n"
    bar = "Title: a\nStarts: 2026-01-01\nEnds: 2027-01-01\nLink: https://[example].org/\nLink-text: b\n\nWords.\n"
    site.write({"news/links.md": story("Links", links + blocks), "announcements/bar.md": bar})

    findings = [line.split() for line in site.findings() if line.endswith("[C34]")]

    lines = [f"content/news/links.md:{number}" for number in (5, 7, 9, 13)]
    assert [words[1] for words in findings] == ["content/announcements/bar.md:4", *lines]
    assert not [line for line in site.findings() if line.endswith("[C50]")]


LONG = "wages" * 54
SEEN = "A crowd of members with signs " * 9


@pytest.mark.parametrize(
    ("files", "line", "words"),
    [
        ({"news/a.md": f"Slug: {LONG}"}, 1, '"Slug" has 270 letters; the limit is 200. Shorten it.  [C39]'),
        ({"pages/a.md": f"Slug: {LONG}"}, 1, '"Slug" has 270 letters; the limit is 200. Shorten it.  [C39]'),
        ({"news/a.md": f"Save_as: {LONG}/index.html"}, 1, '"Save_as" has 281 letters; the limit is 200.'),
        ({"news/a.md": f"Lang: en{'-abcdefg' * 40}"}, 1, '"Lang" has 322 letters; the limit is 200.'),
        ({"news/a.md": f"Tags: pay, {LONG}"}, 1, "is too long for a web address. Use fewer words, with commas"),
        ({"pages/a.md": f"Tags: pay, {LONG}"}, 1, "is too long for a web address. Use fewer words, with commas"),
        ({"news/a.md": f"Category: {LONG}"}, 1, "is too long for a web address. Name one of content/campaigns."),
        ({"news/a.md": f"Campaign: {LONG}"}, 1, "is too long for a web address. Name one of content/campaigns."),
        ({f"news/{'x' * 240}.md": ""}, 1, "is too long for a web address. Rename it, or add  Slug: another-name"),
        ({f"news/{chr(0x9F98) * 80}.md": ""}, 1, "is too long for a web address. Rename it, or add  Slug:"),
        ({"news/a.md": f"\n\n[a]({{static}}{LONG}.pdf)"}, 4, "which does not exist."),
        ({"news/a.md": f"\n\n![a]({LONG}.jpg)"}, 4, "I cannot find the picture"),
        ({"news/a.md": f"Image: {SEEN}"}, 1, "I cannot find the picture"),
        ({"news/a.md": f"\n\n![a](data:image/png;base64,{'A' * 9_000})"}, 4, 'A…". Put it into content/images.'),
    ],
)
def test_a_name_that_no_disk_takes_is_told(site: SmallSite, files: dict[str, str], line: int, words: str) -> None:
    site.write({name: f"{text}\nTitle: a\nDate: 2021-03-04\n\nWords.\n".lstrip() for name, text in files.items()})
    if line > 1:
        site.write({name: f"Title: a\nDate: 2021-03-04{text}\n" for name, text in files.items()})

    mistakes = site.mistakes()

    assert [one for one in mistakes if f".md:{line}  " in one and words in one], mistakes
    assert not [one for one in mistakes if "[C50]" in one]


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """A copy of the project whose newsroom fails as programs do, and that was built before."""
    copy = tmp_path / "project"
    small_site(copy, {"news/plan.md": story("A plan")})
    for name in ("plugins", "theme"):
        shutil.copytree(ROOT / name, copy / name, ignore=shutil.ignore_patterns("*.pyc.*"))
    for name in ("pelicanconf.py", "publishconf.py"):
        shutil.copy(ROOT / name, copy)
    with (copy / "pelicanconf.py").open("a") as settings:
        settings.write('SELFIES_PATH = PRIVACY = TAKE_DOWN = None\nPLUGINS.append("plugins.broken")\nNAVIGATION = []\n')
    (copy / "output").mkdir()
    bug = (
        "from pelican import signals\n\n\ndef fail(generator):\n    raise KeyError({name!r})\n\n\n"
        "def register():\n    signals.{signal}.connect(fail)\n"
    )
    (copy / "plugins/broken.py").write_text(bug)
    return copy


@pytest.mark.parametrize(
    "signal", ["initialized", "article_generator_finalized", "all_generators_finalized", "content_written", "finalized"]
)
def test_a_bug_in_the_program_is_one_sentence_that_names_a_file_with_the_traceback(project: Path, signal: str) -> None:
    bug = (project / "plugins/broken.py").read_text().format(name="a bug", signal=signal)
    (project / "plugins/broken.py").write_text(bug.replace("def fail(generator):", "def fail(*_, **__):"))
    command = [sys.executable, "-m", "pelican", "content", "-s", "publishconf.py"]
    plain = {**os.environ, "TMPDIR": str(project.parent)}

    done = subprocess.run(command, cwd=project, env=plain, capture_output=True, text=True, check=False)

    assert done.returncode == 1
    assert "Traceback" not in done.stdout + done.stderr
    (message,) = [line for line in done.stderr.splitlines() if "[C50]" in line]
    named = re.search(r"Please send (\S+) to whoever", message)
    assert message.startswith("error plugins/broken.py:5  The program itself failed (KeyError: 'a bug').")
    assert named
    assert "Traceback (most recent call last)" in Path(named[1]).read_text()
    assert list((project / "output").iterdir()) == []
    assert [path.name for path in project.iterdir() if path.name.endswith("site-building")] == []
