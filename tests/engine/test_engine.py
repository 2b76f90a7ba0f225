import gc
import logging
import os
import re
import shutil
import subprocess
import sys
import weakref
from pathlib import Path

import pytest
from pelican import signals

from plugins.core.settings import setting_line
from tests.small_site import ROOT, SmallSite, small_site, story


def run_pelican(*arguments: str, folder: Path) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "pelican", *arguments]
    return subprocess.run(command, cwd=folder, capture_output=True, text=True, check=False)


@pytest.fixture
def site(tmp_path: Path) -> SmallSite:
    return small_site(tmp_path, {"news/plan.md": story("A plan")})


@pytest.fixture
def built(site: SmallSite) -> SmallSite:
    site.build()
    return site


def test_a_site_is_built(built: SmallSite) -> None:
    assert {"index.html", "404.html", "news/index.html", "news/plan/index.html", "sitemap.xml"} <= built.published()
    assert "A plan" in built.page("news/index.html")


def test_nothing_old_survives_in_the_new_output(built: SmallSite) -> None:
    (built.folder / "content/news/plan.md").unlink()
    built.write({"news/other.md": story("Another")})

    built.build()

    assert "news/plan/index.html" not in built.published()


@pytest.mark.parametrize(
    ("name", "mistake"),
    [
        (
            "plugins.absent",
            '  PLUGINS names "plugins.absent", which does not exist. Correct the name',
        ),
        ("broken_import", 'broken_import.py:2  The plugin "broken_import" fails: ZeroDivisionError: division by zero.'),
        ("broken_register", 'broken_register.py:2  The plugin "broken_register" fails: ValueError: no.'),
        ("broken_syntax", 'broken_syntax.py:1  The plugin "broken_syntax" fails: invalid syntax (SyntaxError)'),
    ],
)
def test_a_plugin_that_is_missing_or_fails_stops_the_build(
    built: SmallSite, monkeypatch: pytest.MonkeyPatch, name: str, mistake: str
) -> None:
    (built.folder / "broken_import.py").write_text("# first\n1 / 0\n")
    (built.folder / "broken_register.py").write_text("def register():\n    raise ValueError('no')\n")
    (built.folder / "broken_syntax.py").write_text("def register(:\n")
    monkeypatch.syspath_prepend(built.folder)
    before = built.page("index.html")

    (only,) = built.mistakes(PLUGINS=["plugins.engine.plugin", name])

    assert mistake in only
    assert built.page("index.html") == before


def test_a_template_that_cannot_be_drawn_is_told_with_its_line(built: SmallSite) -> None:
    theme = built.folder / "templates"
    theme.mkdir()
    (theme / "article.html").write_text("{% set words = 1 %}\n{{ no_such_thing }}\n")

    (only,) = built.mistakes(THEME_TEMPLATES_OVERRIDES=[str(theme), str(ROOT / "theme/components")])

    assert re.search(r"templates/article.html:2  This template cannot be drawn: 'no_such_thing' is undefined", only)


def test_beside_a_template_that_cannot_be_drawn_what_is_wrong_in_texts_is_told(built: SmallSite) -> None:
    theme = built.folder / "templates"
    theme.mkdir()
    (theme / "article.html").write_text("{{ no_such_thing }}\n")
    built.write({"news/one.md": story("one", "[Gone](/nowhere/)"), "news/two.md": story("two", "[Lost](/gone/)")})

    mistakes = built.mistakes(THEME_TEMPLATES_OVERRIDES=[str(theme), str(ROOT / "theme/components")])

    assert sum("This template cannot be drawn" in one for one in mistakes) == 1
    assert sorted(re.findall(r"news/(\w+)\.md:5 ", " ".join(mistakes))) == ["one", "two"]


def test_a_mistake_of_the_program_is_one_sentence_and_the_traceback_is_in_a_file(built: SmallSite) -> None:
    def fail(_generators: list[object]) -> None:
        raise KeyError("gone")

    with signals.all_generators_finalized.connected_to(fail):
        (only,) = built.mistakes()

    assert "The program itself failed (KeyError: 'gone')." in only
    (file,) = re.findall(r"\S+site-error-\S+\.txt", only)
    assert "Traceback" in Path(file).read_text()
    Path(file).unlink()


def test_what_pelican_only_logs_stops_the_build(built: SmallSite) -> None:
    def log(_generators: list[object]) -> None:
        logging.getLogger("pelican.generators").error("Skipping %s: it is lost", "news/plan.md")

    with signals.all_generators_finalized.connected_to(log):
        (only,) = built.mistakes()

    assert only == "error content:1  Pelican could not go on: Skipping news/plan.md: it is lost.  [C51]"
    assert "news/plan/index.html" in built.published()


def test_pelican_says_nothing_of_two_pages_with_one_address_beside_the_finding(
    built: SmallSite, caplog: pytest.LogCaptureFixture
) -> None:
    texts = {name: story(name).replace("Date:", "Slug: dup\nDate:") for name in ("one", "two")}
    built.write({f"news/{name}.md": text for name, text in texts.items()})

    (mistake,) = built.mistakes()

    assert mistake.endswith("Write another name there, for example  Slug: dup-2  [C10]")
    assert not [record for record in caplog.records if record.levelno >= logging.WARNING]


@pytest.mark.parametrize(
    ("line", "mistake"),
    [
        (
            "Save_as: ../../x.html",
            'error content/news/plan.md:2  "Save_as: ../../x.html" points outside the site. Write for',
        ),
        ("Save_as: static/", '"Save_as: static/" is not the name of a page.'),
        (
            "URL: https://elsewhere.example/x",
            '"https://elsewhere.example/x" is not where this page is. Delete the line;',
        ),
        (
            "Save_as: static/x.html",
            "error content/news/plan.md:2  The web address /static/x.html is taken by the site itself. Write another",
        ),
        ("Save_as: robots.txt", '"Save_as: robots.txt" is not the name of a page.'),
        (
            "Save_as: index.html",
            "error content/news/plan.md:2  Two pages want the same web address /: content/news/plan.md and",
        ),
        (
            "Template: artcle",
            'error content/news/plan.md:2  "Template: artcle": artcle is not one of article. Did you mean',
        ),
    ],
)
def test_addresses_of_ones_own_are_checked(built: SmallSite, line: str, mistake: str) -> None:
    built.write({"news/plan.md": story("A plan").replace("Date:", f"{line}\nDate:")})

    assert mistake in "\n".join(built.mistakes())
    assert "news/plan/index.html" in built.published()


@pytest.mark.parametrize("template", ["page", "404", "base", "wall"])
def test_a_template_that_shows_no_story_is_told_at_the_storys_own_line(site: SmallSite, template: str) -> None:
    site.write({"news/plan.md": story("A plan").replace("Date:", f"Template: {template}\nDate:")})
    (mistake,) = site.mistakes()

    assert mistake.startswith(
        f'error content/news/plan.md:2  "Template: {template}": {template} is not one of article.'
    )


def test_without_a_front_page_there_is_no_site(site: SmallSite) -> None:
    (site.folder / "content/pages/home.md").unlink()

    assert "error content/pages/home.md:1  There is no front page. Write one: content/pages/home.md  [C40]" in (
        site.mistakes()
    )


def test_a_page_written_elsewhere_is_linked_where_it_is(site: SmallSite) -> None:
    site.write({"news/plan.md": story("A plan").replace("Date:", "Save_as: campaign/answers/index.html\nDate:")})

    site.build()

    assert "campaign/answers/index.html" in site.published()
    assert 'href="/campaign/answers/"' in site.page("news/index.html")


@pytest.mark.parametrize("room", ["kinds/texts.py", "markup/parse.py", "pictures/store.py"])
def test_a_room_that_is_broken_is_one_line_with_its_place(tmp_path: Path, room: str) -> None:
    copy = tmp_path / "site"
    shutil.copytree(ROOT, copy, ignore=shutil.ignore_patterns(".*", "output", "tests", "*.pyc.*"))
    with (copy / "plugins" / room).open("a") as module:
        module.write('raise RuntimeError("boom")\n')

    done = run_pelican("-s", "publishconf.py", folder=copy)

    assert done.returncode == 1
    assert "Traceback" not in done.stdout + done.stderr
    assert re.search(rf"^error plugins/{room}:\d+ .*RuntimeError: boom", done.stderr, re.MULTILINE)


def test_all_mistakes_are_told_at_once_in_order_of_file_and_line(site: SmallSite) -> None:
    site.write(
        {
            "news/b.md": "Date: 2026-13-45\nStatus: Drafft\n\n::: note\n\nNever closed\n",
            "news/a.md": "Title:\n\nWords\n",
            "pages/p.md": "Title: P\nSumary: S\n\n[lost](/nowhere/)\n",
            "people/ana.md": "Role: Steward\n",
        }
    )

    codes = [re.search(r"^error (\S+)  .*\[(C\d+)\]$", mistake) for mistake in site.mistakes()]

    assert [found and found.groups() for found in codes] == [
        ("content/news/a.md:1", "C02"),
        ("content/news/a.md:1", "C03"),
        ("content/news/b.md:1", "C01"),
        ("content/news/b.md:1", "C04"),
        ("content/news/b.md:2", "C07"),
        ("content/news/b.md:4", "C32"),
        ("content/pages/p.md:2", "C06"),
        ("content/pages/p.md:4", "C11"),
        ("content/people/ana.md:1", "C46"),
    ]


def test_a_file_that_cannot_be_read_is_told_once(site: SmallSite) -> None:
    site.write({"news/long.md": story("Long", "x" * 1_100_000)})

    (only,) = site.mistakes()

    assert only == (
        "error content/news/long.md:1  This file is 1.1 MB; the limit for a text is 1 MB. "
        "Shorten it, or put it into several files.  [C39]"
    )


def test_plain_pelican_prints_the_findings_and_exits_1_without_a_traceback(built: SmallSite) -> None:
    built.write({"news/plan.md": "Title: A plan\n\nNo date.\n"})
    settings = [f"{name}={value!r}".replace("'", '"') for name, value in site_settings(built).items()]

    done = run_pelican("-s", str(ROOT / "publishconf.py"), "-e", *settings, folder=built.folder)

    assert done.returncode == 1
    assert "error content/news/plan.md:1  There is no date. For today add:  Date: 2026-11-22  [C03]" in done.stderr
    assert "Traceback" not in done.stdout + done.stderr
    assert "A plan" in built.page("news/index.html")


def site_settings(site: SmallSite) -> dict[str, str]:
    return {"PATH": str(site.folder / "content"), "OUTPUT_PATH": str(site.output), "AS_OF": "2026-11-22"}


def test_of_what_one_process_builds_it_keeps_nothing_beyond_the_next_build(site: SmallSite) -> None:
    """Or a preview would grow by a whole site with each save."""
    settings = site.settings()
    engine = settings["PELICAN_CLASS"](settings)
    engine.build()
    made = weakref.ref(engine.made)
    del engine, settings

    site.build()
    gc.collect()

    assert made() is None


def test_two_builds_of_the_same_content_give_the_same_bytes(built: SmallSite) -> None:
    first = built.page("manifest.json")

    built.build()

    assert built.page("manifest.json") == first


@pytest.mark.parametrize("seed", ["1", "2"])
def test_the_order_of_hashes_changes_no_byte(built: SmallSite, seed: str) -> None:
    built.write({f"news/{name}.md": story(f"Story {name}").replace("Date:", "Tags: x, y\nDate:") for name in "abcdef"})
    built.build()
    settings = [f"{name}={value!r}".replace("'", '"') for name, value in site_settings(built).items()]
    settings += [
        'SITEURL="https://site.example"',
        "NAVIGATION=[]",
        "PRIVACY=null",
        "TAKE_DOWN=null",
        "SELFIES_PATH=null",
        'AS_OF="2026-11-22 09:00"',
    ]
    command = [sys.executable, "-m", "pelican", "-s", str(ROOT / "publishconf.py"), "-e", *settings]
    first = built.page("manifest.json")

    subprocess.run(command, env={**os.environ, "PYTHONHASHSEED": seed}, check=True, capture_output=True)

    assert built.page("manifest.json") == first


def test_titles_are_typographic_and_safe(site: SmallSite) -> None:
    site.write({"news/plan.md": story('"Don\'t cut" <b>it</b> & build')})

    site.build()

    page = site.page("news/plan/index.html")
    assert "“Don’t cut” &lt;b&gt;it&lt;/b&gt; &amp; build" in page
    assert "<b>it</b>" not in page


def test_feeds_have_plain_titles_and_whole_addresses(site: SmallSite) -> None:
    site.write({"news/plan.md": story('"Don\'t" & more', "[home](/) and [this](/news/plan/)")})

    site.build(SITEURL="https://site.example/sub/path")

    feed = site.page("feeds/all.atom.xml")
    assert "<title>“Don’t” &amp; more</title>" in feed
    assert 'href="https://site.example/sub/path/news/plan/"' in feed.replace("&quot;", '"')
    assert 'href="/' not in feed.replace("&quot;", '"')


def test_an_executor_that_is_not_there_is_a_mistake_in_the_settings(site: SmallSite) -> None:
    line = setting_line("SELFIES_EXECUTOR").line
    [mistake] = site.mistakes(SELFIES_EXECUTOR="no_such_module:client")

    assert mistake.startswith(
        f'error pelicanconf.py:{line}  SELFIES_EXECUTOR names "no_such_module:client", which cannot'
    )


def test_the_executor_of_the_settings_is_asked_for_when_there_is_a_picture(site: SmallSite) -> None:
    executor = "tests.pictures.hostile:no_executor"
    site.picture("images/hall.png")
    site.write({"news/plan.md": story("A plan", "![A hall](images/hall.png)")})

    assert "returned str, not an executor. It is to return a concurrent" in "".join(
        site.mistakes(SELFIES_EXECUTOR=executor)
    )
