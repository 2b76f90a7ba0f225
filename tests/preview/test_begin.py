"""`begin` on a copy of the project: what it leaves builds in public and holds nothing of the sample."""

import ast
import json
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

import pelicanconf
from plugins.core.findings import SiteError
from plugins.preview.begin import QUESTIONS, begin, with_values
from tests.small_site import ROOT, SmallSite, share_caches, small_site

NAME = 'Harbour Workers\' Union "Ö"'
ANSWERS = {
    "short": "HWU",
    "campaign": "Keep Our Harbour",
    "address": "https://harbour.example/",
    "email": "privacy@harbour.example",
    "timezone": "Europe/Berlin",
}
SAMPLE = re.compile(r"AUPE|Alberta|Edmonton|Advanced Education|PIPA|okafor|campaign\.example", re.IGNORECASE)


def silent(_question: str) -> str:
    """Nobody who could answer."""
    raise EOFError


def copied(folder: Path) -> Path:
    """The project's settings and words, as they come."""
    for name in ("pelicanconf.py", "publishconf.py"):
        shutil.copy(ROOT / name, folder / name)
    for name in ("news", "pages", "campaigns", "images", "people", "announcements"):
        shutil.copytree(ROOT / "content" / name, folder / "content" / name)
    return folder


@pytest.fixture(scope="module")
def begun(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, str]:
    """A copy with a site of its own in it, and what was said."""
    folder = copied(tmp_path_factory.mktemp("begun"))
    (folder / "content/withdrawn.toml").write_text("# Nobody yet.\n")
    shutil.copytree(ROOT / "content/selfies", folder / "content/selfies")
    said = begin(folder, NAME, ANSWERS, silent)
    for name in ("plugins", "theme"):
        (folder / name).symlink_to(ROOT / name)
    return folder, said


def build(folder: Path, settings: str) -> "subprocess.CompletedProcess[str]":
    share_caches(folder)
    command = [sys.executable, "-m", "pelican", "-s", settings]
    return subprocess.run(command, cwd=folder, capture_output=True, text=True, check=False)


def settings_in(folder: Path) -> dict[str, str]:
    """The public settings as Python writes them, read by a process of its own, since one file imports another."""
    read = "import json, runpy; found = runpy.run_path('publishconf.py')"
    shown = "print(json.dumps({name: repr(value) for name, value in found.items() if name.isupper()}))"
    done = subprocess.run([sys.executable, "-c", f"{read}; {shown}"], cwd=folder, capture_output=True, check=True)
    found: dict[str, str] = json.loads(done.stdout)
    return found


def texts(folder: Path) -> Iterator[Path]:
    yield from (file for file in folder.rglob("*") if file.suffix in (".html", ".xml", ".txt", ".md", ".py", ".json"))


def test_it_builds_in_public_and_for_writing_without_a_finding(begun) -> None:
    folder, _ = begun

    for settings in ("publishconf.py", "pelicanconf.py"):
        done = build(folder, settings)
        assert (done.returncode, done.stderr) == (0, "")
    assert "Promises kept: no third-party requests" in build(folder, "publishconf.py").stdout


def test_nothing_of_the_sample_is_left_in_what_is_written_and_published(begun) -> None:
    folder, _ = begun
    build(folder, "publishconf.py")

    for part in ("content", "output"):
        assert not {file.name: found[0] for file in texts(folder / part) if (found := SAMPLE.search(file.read_text()))}
    assert sorted(file.relative_to(folder).as_posix() for file in (folder / "content").rglob("*.*")) == [
        "content/campaigns/keep-our-harbour.md",
        "content/pages/home.md",
        "content/pages/privacy.md",
        "content/withdrawn.toml",
    ]
    home = (folder / "output/index.html").read_text()
    assert "HWU" in home
    assert not re.search(
        r"\\b(?:law|act|regulation|gdpr)\\b", (folder / "content/pages/privacy.md").read_text().lower()
    )


def test_the_settings_say_whose_it_is_and_keep_all_else(begun) -> None:
    folder, _ = begun
    settings, before = settings_in(folder), settings_in(ROOT)
    own = {"SITENAME", "TIMEZONE", "ORGANISATION", "SIGN_IN", "NAVIGATION", "SELFIES_PATH", "SELFIES_ARE_DRAWINGS"}

    assert (settings["SITENAME"], settings["SITEURL"]) == (repr(NAME), "'https://harbour.example'")
    assert "'email': 'privacy@harbour.example'" in settings["ORGANISATION"]
    assert settings["NAVIGATION"].startswith("[('Keep Our Harbour', '/keep-our-harbour/'), ")
    assert settings["SELFIES_PATH"] == "None"
    changed = {name for name, value in before.items() if settings[name] != value}
    assert changed <= own | {"SITEURL", "ROOT", "THEME_TEMPLATES_OVERRIDES", "PELICAN_CLASS"}


def test_the_menu_leads_to_every_list_that_the_samples_leads_to(begun) -> None:
    """An entry shows as soon as there is such a text, so that whoever writes the first event need not look for it."""
    folder, _ = begun
    of_sample = [entry for entry in pelicanconf.NAVIGATION if "save-advanced-education" not in entry[1]]

    assert ast.literal_eval(settings_in(folder)["NAVIGATION"]) == [
        ("Keep Our Harbour", "/keep-our-harbour/"),
        ("The wall", "/keep-our-harbour/wall/"),
        *of_sample,
    ]


def test_what_was_there_is_put_aside_and_not_deleted(begun) -> None:
    folder, said = begun

    assert (folder / "content-of-the-sample/pages/privacy.md").read_bytes() == (
        ROOT / "content/pages/privacy.md"
    ).read_bytes()
    assert "content-of-the-sample; delete that folder when you like." in said
    assert (folder / "content/withdrawn.toml").read_text() == "# Nobody yet.\n"


def test_it_begins_once(begun) -> None:
    folder, _ = begun
    before = (folder / "pelicanconf.py").read_text()

    with pytest.raises(SiteError, match="C110"):
        begin(folder, "Another", ANSWERS, silent)

    assert (folder / "pelicanconf.py").read_text() == before
    assert not (folder / "content-of-the-sample-2").exists()


def test_what_no_option_answers_is_asked(tmp_path) -> None:
    asked: list[str] = []

    def ask(question: str) -> str:
        asked.append(question)
        return "" if "[HU]" in question else ANSWERS[QUESTIONS[len(asked) - 1].option]

    begin(copied(tmp_path), "Harbour Union", {}, ask)

    assert len(asked) == len(QUESTIONS) == 5
    assert '"short": "HU",' in (tmp_path / "pelicanconf.py").read_text()


@pytest.mark.parametrize(
    ("option", "value", "message"),
    [
        ("campaign", "", "There is no answer for campaign."),
        ("campaign", "???", '"???" has no letter that can stand in a web address.'),
        *(
            ("address", address, f'"{address}" is not the address of a site that others can open.')
            for address in ("harbour.example", "http:x", "http://localhost:8000", "https://192.168.0.4", "http://nas")
        ),
        *(
            ("campaign", name, f'A campaign "{name}" would want the web address of another page of the site.')
            for name in ("News", "search", "Privacy!", "Events", "Matters", "Pictures")
        ),
        ("email", "nobody", '"nobody" is not an e-mail address.'),
        ("timezone", "Berlin", '"Berlin" is not a time zone.'),
        ("timezone", "../../etc/passwd", "is not a time zone."),
    ],
)
def test_an_answer_that_will_not_do_is_told_and_nothing_is_written(tmp_path, option, value, message) -> None:
    folder = copied(tmp_path)
    before = {file: file.read_bytes() for file in folder.rglob("*") if file.is_file()}

    with pytest.raises(SiteError) as wrong:
        begin(folder, NAME, ANSWERS | {option: value}, silent)

    assert message in str(wrong.value)
    assert {file: file.read_bytes() for file in folder.rglob("*") if file.is_file()} == before


def test_a_setting_is_changed_in_its_place_and_its_lines_alone() -> None:
    text = "# One.\nA = 1  # a\nB = [\n    2,\n]\nC = D = 3\n"

    assert with_values(text, {"A": "5", "B": "6", "C": "7"}) == "# One.\nA = 5\nB = 6\nC = D = 3\n"


PICTURES = sorted((ROOT / "content/images").iterdir())


@pytest.mark.parametrize("picture", PICTURES, ids=lambda file: file.name)
def test_deleting_a_picture_of_the_sample_breaks_no_template(picture) -> None:
    named = [
        line
        for file in (ROOT / "theme").rglob("*.html")
        for line in file.read_text().splitlines()
        if f"images/{picture.name}" in line
    ]

    assert not named or "{% if has_picture(" in named[0]


def test_without_any_picture_of_the_sample_every_template_is_drawn(tmp_path) -> None:
    site = SmallSite(copied(tmp_path).resolve())
    shutil.rmtree(tmp_path / "content/images")

    codes = {line.rpartition("[")[2] for line in site.findings()}

    assert "C49]" not in codes
    assert codes >= {"C13]"}


def test_a_site_without_the_picture_of_its_404_page_builds(tmp_path) -> None:
    site = small_site(tmp_path)
    (tmp_path / "content/images/empty-sign.jpg").unlink()

    assert site.build() == []
    assert "lost__picture" not in site.page("404.html")
