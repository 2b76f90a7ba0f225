import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from pelican.settings import DEFAULT_CONFIG

from plugins.core.findings import SiteError
from plugins.core.settings import no_settings, setting_line, settings_text
from plugins.engine.failures import failure
from plugins.engine.settings import checked_settings, mend_settings, site_settings
from plugins.engine.unused_settings import UNUSED
from tests.small_site import ROOT, small_site


def test_the_public_settings_are_those_of_the_editor_and_what_differs() -> None:
    editors, public = (site_settings(ROOT / name) for name in ("pelicanconf.py", "publishconf.py"))

    assert editors["SITENAME"] == public["SITENAME"]
    assert editors["SHOW_UNPUBLISHED"]
    assert not public["SHOW_UNPUBLISHED"]


def test_however_often_settings_are_read_no_file_beside_them_stands_in_for_a_library() -> None:
    """The second reading finds pelicanconf.py read already; and processes for pictures begin with the same path."""
    read = f"""
import sys
sys.path.append({str(ROOT)!r})
from pathlib import Path
from plugins.engine.settings import site_settings
for name in ("publishconf.py", "pelicanconf.py", "publishconf.py"):
    site_settings(Path({str(ROOT)!r}, name))
    print(sys.path.index({str(ROOT)!r}) + sys.path.count({str(ROOT)!r}) == len(sys.path))
"""
    done = subprocess.run([sys.executable, "-P", "-c", read], capture_output=True, text=True, check=True)

    assert done.stdout.split() == ["True"] * 3


@pytest.mark.parametrize(
    ("mistake", "message"),
    [
        ("NAVIGATION = [\n", "'[' was never closed (SyntaxError)"),
        ("SITENAME = Save\n", "NameError: name 'Save' is not defined"),
    ],
)
def test_a_mistake_in_the_settings_is_one_line(tmp_path: Path, mistake: str, message: str) -> None:
    file = tmp_path / "publishconf.py"
    file.write_text(f"# settings\n{mistake}")

    with pytest.raises(SiteError) as raised:
        site_settings(file)

    (finding,) = raised.value.findings
    assert finding.where.line == 2
    assert message in finding.problem


def findings_of(tmp_path: Path, *lines: str) -> list[str]:
    """What is wrong with the public settings when these lines follow them."""
    file = tmp_path / "publishconf.py"
    text = (ROOT / "publishconf.py").read_text().replace("__file__", repr(str(ROOT / "publishconf.py")))
    file.write_text("\n".join([text, f"PATH = {str(ROOT / 'content')!r}", *lines]))
    with pytest.raises(SiteError) as raised:
        checked_settings(file)
    return [str(finding) for finding in raised.value.findings]


@pytest.mark.parametrize(
    ("address", "message"),
    [
        ("", "SITEURL is empty, so nobody would know the site's address. Write for example  SITEURL = \"https://cam"),
        (
            "x.example",
            "SITEURL = 'x.example' is not the address of a site. Write  SITEURL = \"https://x.example\"  [C38]",
        ),
        ("https://x.example/sub//", 'is not the address of a site. Write  SITEURL = "https://x.example/sub"  [C38]'),
        ("htps://x.example/", 'Write  SITEURL = "https://x.example"  [C38]'),
        ("https://", 'Write  SITEURL = "https://campaign.example.org"  [C38]'),
        (
            "https://union.ca?x=1",
            "SITEURL = 'https://union.ca' goes on with ? or #, and no address of a site does. Write  SITEURL = \"https://u",
        ),
        ("https://union.ca/a#b", "goes on with ? or #, and no address of a site does. Write"),
        (
            "https://me:word@union.ca/a",
            "SITEURL = 'https://union.ca/a' has a login before its host, which everybody would read. Write  SITEURL = ",
        ),
        ("https://me@union.ca", "has a login before its host"),
        ("https://union.ca/../x", 'is not the address of a site. Write  SITEURL = "https://union.ca"  [C38]'),
        ("https://union.ca/.", "is not the address of a site."),
        ("https://union.ca/%2e%2e/x", "is not the address of a site."),
        ("https://union..ca", "is not the address of a site."),
        ("https://..", "is not the address of a site."),
        ("https://-.ca", 'Write  SITEURL = "https://campaign.example.org"  [C38]'),
    ],
)
def test_the_sites_address_is_a_whole_one(tmp_path: Path, address: str, message: str) -> None:
    (finding,) = findings_of(tmp_path, f"SITEURL = {address!r}")

    assert finding.startswith("error publishconf.py:")
    assert message in finding


@pytest.mark.parametrize(
    "address", ["https://x.example/", "https://x.example/@us/v1.0", "http://localhost:8000", "https://[::1]:8000/sub"]
)
def test_a_whole_address_with_or_without_a_slash_at_its_end_will_do(tmp_path: Path, address: str) -> None:
    file = tmp_path / "publishconf.py"
    text = (ROOT / "publishconf.py").read_text().replace("__file__", repr(str(ROOT / "publishconf.py")))
    file.write_text(f"{text}\nPATH = {str(ROOT / 'content')!r}\nSITEURL = {address!r}\n")

    assert checked_settings(file)["SITEURL"] == address.removesuffix("/")


@pytest.mark.parametrize(
    ("address", "in_letters_of_all"),
    [
        ("https://bücher.example", "https://xn--bcher-kva.example"),
        ("https://Bücher.example:8443/é", "https://xn--bcher-kva.example:8443/%C3%A9"),
        ("https://x.example/{{7}}", "https://x.example/%7B%7B7%7D%7D"),
        ("https://x.example/a%20b", "https://x.example/a%20b"),
    ],
)
def test_an_address_in_other_letters_is_one(tmp_path: Path, address: str, in_letters_of_all: str) -> None:
    news = {"news/plan.md": "Title: A plan\nDate: 2021-03-02\nSummary: What it is about.\n\n[Home](/) [Here](../)\n"}
    site = small_site(tmp_path, news)

    assert [line for line in site.findings(SITEURL=address) if "error" in line] == []
    assert f'<link rel="canonical" href="{in_letters_of_all}/news/plan/">' in site.page("news/plan/index.html")
    assert f"{in_letters_of_all}/news/plan/" in site.page("feeds/all.atom.xml")


def test_a_wrong_clock_is_told_beside_the_other_settings(tmp_path: Path) -> None:
    findings = findings_of(tmp_path, "SITEURL = 'x'", "TIMEZONE = 'America/Edmontn'", "PROMISE = 5")

    assert [line.partition("  ")[2].partition(" ")[0] for line in findings] == ["TIMEZONE:", "PROMISE", "SITEURL"]


def test_misspelt_and_missing_settings_are_told_together(tmp_path: Path) -> None:
    findings = findings_of(
        tmp_path, "PUBLISH_BRNACH = 'pages'", "del PUBLISH_BRANCH, PUBLISH_REMOTE", "SHOW_UNPUBLSHED = False"
    )

    assert sorted(line.partition("  ")[2] for line in findings) == [
        "PUBLISH_BRNACH is not a setting I know. Did you mean PUBLISH_BRANCH?  [C38]",
        "SHOW_UNPUBLSHED is not a setting I know. Did you mean SHOW_UNPUBLISHED?  [C38]",
        'There is no setting PUBLISH_REMOTE. Write for example  PUBLISH_REMOTE = "origin"  [C38]',
    ]


@pytest.mark.parametrize(
    "line",
    [
        'SELFIES_ARE_DRAWINGS = "no"',
        'SELFIES_PATH = ""',
        "SELFIES_PATH = 5",
        "SELFIES_EXECUTOR = 5",
        "PUBLISH_BRANCH = None",
        'DEFAULT_PAGINATION = "20"',
        "DEFAULT_PAGINATION = 0",
        "DEFAULT_PAGINATION = False",
        "NAVIGATION = 5",
        'NAVIGATION = [("News",)]',
        'NAVIGATION = [("News", None)]',
        'NAVIGATION = ["ab"]',
    ],
)
def test_a_setting_of_another_kind_is_told(tmp_path: Path, line: str) -> None:
    (finding,) = findings_of(tmp_path, line)

    assert f"{line.replace(chr(34), chr(39))} is not what can stand there. Write for example  " in finding


@pytest.mark.parametrize(
    "domain",
    [
        "https://site.ca",
        "//site.ca",
        "site.ca/sub",
        "site.ca/",
        "site.ca:8443",
        "me@site.ca",
        "me:pw@site.ca",
        "www.site.ca",
        "site.com",
        "ca",
        " site.ca",
        "site.ca\n",
        "site.ca, www.site.ca",
        "site.ca?x",
        "*.site.ca",
        "..",
    ],
)
def test_a_domain_that_is_not_the_host_of_the_address_is_told(tmp_path: Path, domain: str) -> None:
    (finding,) = findings_of(tmp_path, "SITEURL = 'https://site.ca:8443/sub'", f"PUBLISH_DOMAIN = {domain!r}")

    assert finding.startswith("error publishconf.py:25  PUBLISH_DOMAIN = '")
    assert ' is not the host in SITEURL. Write  PUBLISH_DOMAIN = "site.ca"  or, without a' in finding
    assert "pw" not in finding


@pytest.mark.parametrize("domain", ["café.ca", "Café.CA.", "xn--caf-dma.ca", "XN--CAF-DMA.ca", "cafe\u0301.ca"])
@pytest.mark.parametrize("address", ["https://café.ca/sub", "https://xn--caf-dma.ca", "http://CAFÉ.ca:8080"])
def test_a_domain_may_be_written_as_the_address_is_or_as_machines_do(domain: str, address: str) -> None:
    settings = dict(site_settings(ROOT / "publishconf.py")) | {"SITEURL": address, "PUBLISH_DOMAIN": domain}

    assert mend_settings(settings) == []
    assert settings["PUBLISH_DOMAIN"] == "xn--caf-dma.ca"


@pytest.mark.parametrize(
    "line",
    [
        "SITEURL = 'https://me:hunter.two/x@campaign.example.org'",
        "SITEURL = 'https://campaign.example.org/?access_token=hunter.two'",
        "SITEURL = ('https://me:hunter.two@campaign.example.org',)",
        "PUBLISH_REMOTE = ['https://me:hunter.two@example.org/site.git']",
        "PUBLISH_REMOTE = {'password': 'hunter.two'}",
        "PUBLISH_REMOTE = b'hunter.two'",
        "PUBLISH_TARGETS = 'hunter.two'",
        "PUBLISH_TARGETS = {'host': 'hunter.two'}",
        "PUBLISH_TARGETS = {'host': {'rclone': ':sftp,host=example.org,pass=hunter.two:www'}}",
        "PUBLISH_TARGETS = {'host': {'rclone': 'union,pass=hunter.two:www'}}",
        "PUBLISH_TARGETS = {'host': {'rclone': 'hunter.two'}}",
        "PUBLISH_TARGETS = {'host': {'password': 'hunter.two'}}",
        "PUBLISH_TARGETS = {'host': {'folder': '../www', 'url': 'https://me:hunter.two@example.org'}}",
        "SIGN_IN = 'https://me:hunter.two@example.org'",
        "raise ValueError('https://me:hunter.two@example.org/site.git')",
    ],
)
def test_a_password_in_a_setting_is_not_repeated(tmp_path: Path, line: str) -> None:
    findings = findings_of(tmp_path, line)

    assert findings
    assert "hunter" not in "".join(findings)


@pytest.mark.parametrize("kind", [ValueError, KeyError, OSError])
def test_a_password_in_a_traceback_is_not_written_down(kind: type[Exception]) -> None:
    wrong = kind("https://me:hunter2@example.org/site.git?key=hunter3")
    try:
        raise wrong
    except kind:
        finding = failure(wrong)

    file = Path(re.findall(r"Please send (\S+) to", finding.remedy)[0])
    assert "Traceback" in file.read_text()
    assert "hunter" not in file.read_text() + str(finding)
    file.unlink()


def test_a_theme_may_have_settings_of_its_own(tmp_path: Path) -> None:
    findings = findings_of(tmp_path, "GITHUB_URL = MENUITEMS = SITESUBTITLE = LOGO = 1", "PATH = 'nowhere'")

    assert [line.rpartition("[")[2] for line in findings] == ["C40]"]


def test_a_folder_of_content_that_is_not_there_is_told(tmp_path: Path) -> None:
    (finding,) = findings_of(tmp_path, "PATH = 'nowhere'")

    assert re.match(r"error pelicanconf.py:\d+  PATH names no folder that is there. Write for", finding)


def test_a_theme_that_is_not_there_is_told(tmp_path: Path) -> None:
    (finding,) = findings_of(tmp_path, "THEME = 'teme'")

    assert finding.startswith("error pelicanconf.py:")
    assert finding.endswith('  THEME names no folder that is there. Write for example  THEME = "theme"  [C38]')


def build_of_copy(tmp_path: Path, file: str, line: str) -> "subprocess.CompletedProcess[str]":
    """What the build task says in a copy of the project to one of whose files a line was added."""
    copy = tmp_path / "site"
    shutil.copytree(ROOT, copy, ignore=shutil.ignore_patterns(".*", "output", "tests", "*.pyc.*", "content"))
    with (copy / file).open("a") as broken:
        broken.write(f"{line}\n")
    command = [sys.executable, "-m", "invoke", "build"]
    return subprocess.run(command, cwd=copy, capture_output=True, text=True, check=False)


def test_the_menu_tells_it_without_a_traceback(tmp_path: Path) -> None:
    done = build_of_copy(tmp_path, "pelicanconf.py", "PLUGINS = [")

    assert done.returncode == 1
    assert "Traceback" not in done.stdout + done.stderr
    assert "error pelicanconf.py:" in done.stderr
    assert "This setting cannot be read: '[' was never closed (SyntaxError). Mend the line.  [C38]" in done.stderr


@pytest.mark.parametrize(
    ("line", "message"),
    [
        (
            "def (",
            r"error plugins/core/findings\.py:\d+  This program cannot be read: invalid syntax\. Mend the line\.",
        ),
        ("import not_there", r"not_there is missing\. Delete the folder \.venv and start again\."),
    ],
)
def test_a_program_that_is_not_whole_is_one_line(tmp_path: Path, line: str, message: str) -> None:
    done = build_of_copy(tmp_path, "plugins/core/findings.py", line)

    assert done.returncode == 1
    assert re.fullmatch(message, done.stderr.strip())


@pytest.mark.parametrize("path", ["/", "~", ".", "..", "../..", "~/..", "content/..", "//"])
def test_a_folder_that_holds_more_than_selfies_is_refused_before_it_is_searched(
    tmp_path: Path, path: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    (home := tmp_path / "somebody").mkdir()
    monkeypatch.setenv("HOME", str(home))
    monkeypatch.setattr("os.walk", lambda folder: pytest.fail(f"{folder} was searched"))
    findings = findings_of(tmp_path, f'SELFIES_PATH = "{path}"')

    problem = "which holds more than members' files: this project, or a home folder."
    remedy = 'Name a folder in which nothing else lies:  SELFIES_PATH = "../selfies"'
    line = findings[0].partition("  ")[0]
    assert findings == [f'{line}  SELFIES_PATH names "{path}", {problem} {remedy}  [C38]']


@pytest.mark.parametrize("path", ["../selfies", "~/selfies", "content/selfies", "../members 2021"])
def test_a_folder_of_its_own_for_selfies_is_taken(tmp_path: Path, path: str) -> None:
    (finding,) = findings_of(tmp_path, f'SELFIES_PATH = "{path}"', "DEFAULT_PAGINATION = 0")

    assert "DEFAULT_PAGINATION" in finding


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("FILENAME_METADATA", r"(?P<date>\d{4}-\d{2}-\d{2})_(?P<slug>.*)"),
        ("PATH_METADATA", r"(?P<category>.*)/"),
        ("DEFAULT_METADATA", {"status": "draft"}),
        ("DEFAULT_DATE", "fs"),
        ("DEFAULT_DATE_FORMAT", "%d/%m/%Y"),
        ("SUMMARY_MAX_LENGTH", 20),
        ("TYPOGRIFY", True),
        ("FORMATTED_FIELDS", ["summary", "title"]),
        ("RELATIVE_URLS", True),
        ("WITH_FUTURE_DATES", False),
        ("DELETE_OUTPUT_DIRECTORY", True),
        ("CACHE_CONTENT", True),
        ("MENUITEMS", [("News", "/news/")]),
        ("SOCIAL", [("x", "https://x.example")]),
        ("GOOGLE_ANALYTICS", "UA-1"),
        ("NEWEST_FIRST_ARCHIVES", False),
        ("YEAR_ARCHIVE_SAVE_AS", "posts/{date:%Y}/index.html"),
        ("FEED_ALL_RSS", "feeds/all.rss.xml"),
        ("SLUGIFY_USE_UNICODE", True),
        ("STATIC_EXCLUDES", ["images"]),
        ("DOCUTILS_SETTINGS", {"smart_quotes": True}),
    ],
)
def test_a_setting_of_pelicans_that_does_nothing_here_is_told_and_does_nothing(tmp_path, name, value):
    settings = small_site(tmp_path).settings(**{name: value})

    (told,) = mend_settings(settings)

    assert re.fullmatch(rf"warning \S+  {name} does nothing here: [^{{}}]+\. Delete the line\.  \[C38\]", str(told))
    assert mend_settings(settings) == [] or name not in DEFAULT_CONFIG


# Those that do here what they do elsewhere, or nothing in any build (BIND and PORT, of Pelican's own server; CSS_FILE).
WORKING = frozenset({
    "ARTICLE_EXCLUDES", "ARTICLE_ORDER_BY", "ARTICLE_PERMALINK_STRUCTURE", "BIND", "CSS_FILE",
    "JINJA_FILTERS", "JINJA_GLOBALS",
    "JINJA_TESTS", "LOG_FILTER", "PAGE_EXCLUDES", "PORT", "SLUGIFY_PRESERVE_CASE", "SLUG_REGEX_SUBSTITUTIONS",
})  # fmt: skip


def test_of_each_setting_of_pelicans_somebody_knows_whether_it_does_something_here() -> None:
    ours = (ROOT / "pelicanconf.py").read_text() + (ROOT / "publishconf.py").read_text()

    unsaid = {name for name in DEFAULT_CONFIG if name not in UNUSED and not re.search(rf"\b{name}\b", ours)}

    assert unsaid == WORKING


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ('Sitename = "Ours"', [(1, "Sitename", "")]),
        ("# ours\nsite_name = 1\nTheme: str = 'x'", [(2, "site_name", ""), (3, "Theme", "")]),
        ("SITENAME: 'Ours'\nSITEURL == ''", [(1, "SITENAME", "SITENAME = 'Ours'"), (2, "SITEURL", "SITEURL = ''")]),
        ("path = 'content'\nPATH = path", []),  # a name of the file's own
        ("SITENAME: str = 'Ours'\nMINE = 1\nfor name in ():\n    Theme = name", []),
        ("SITENAME = [", []),  # which is told when it is read
    ],
)
def test_a_line_of_settings_that_sets_nothing_is_known(text: str, told: list[tuple[int, str, str]]) -> None:
    assert list(no_settings(text)) == told


@pytest.mark.parametrize(
    ("text", "beside"),
    [
        ('siteurl = "https://ours.example"', "from pelicanconf import *\nSITEURL = siteurl"),
        ("SITENAME: str\nSITENAME = 'Ours'", ""),
        ("SITENAME: str", "SITENAME = 'Ours'"),
    ],
)
def test_a_name_that_another_line_or_file_uses_is_no_setting_gone_wrong(text: str, beside: str) -> None:
    assert list(no_settings(text, beside)) == []


@pytest.mark.parametrize("data", ["# -*- coding: latin-1 -*-\nSITENAME = 'Fidélité'", "\ufeffSITENAME = 'Fid'"])
def test_a_settings_file_in_another_encoding_is_read_as_python_reads_it(tmp_path, monkeypatch, data):
    monkeypatch.setattr("plugins.core.settings.ROOT", tmp_path)
    (tmp_path / "pelicanconf.py").write_bytes(data.encode("latin-1" if "latin" in data else "utf-8"))

    assert "SITENAME = 'Fid" in settings_text("pelicanconf.py")
    assert setting_line("SITENAME").line == data.count("\n") + 1


def test_a_settings_file_that_nobody_can_read_tells_nothing(tmp_path, monkeypatch):
    monkeypatch.setattr("plugins.core.settings.ROOT", tmp_path)
    (tmp_path / "pelicanconf.py").write_bytes(b"SITENAME = '\xe9'")

    assert settings_text("pelicanconf.py") == settings_text("publishconf.py") == ""


def test_a_date_in_a_files_name_is_no_date_whatever_the_settings_say(tmp_path):
    site = small_site(tmp_path, {"news/2021-03-04_plan.md": "Title: A plan\nSummary: What it is.\n\nWords.\n"})

    lines = site.findings(FILENAME_METADATA=r"(?P<date>\d{4}-\d{2}-\d{2})_(?P<slug>.*)")

    assert [line.rpartition("[")[2] for line in lines] == ["C03]", "C38]"]
