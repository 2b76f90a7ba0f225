"""A commit's content as a site of today: real repositories, real builds, and nobody who is not shown today."""

import io
import os
import shutil
import subprocess
import zipfile
from hashlib import sha256
from pathlib import Path
from typing import Any

import pytest
from PIL import Image

from plugins.core.findings import SiteError
from plugins.publish.rebuilt import rebuilt
from plugins.publish.recorded import theme_kept
from plugins.publish.site_files import hashes_of
from tests.small_site import ROOT, SmallSite, share_caches, small_site, story

pytestmark = pytest.mark.needs("git")

# Of each picture a colour that nothing else has.
COLOURS = {"0401": "#d81b60", "0402": "#1e88e5", "0403": "#004d40", "0404": "#6a1b9a", "hall": "#ef6c00"}
WORDS = {"0401": "lantern", "0402": "bellows", "0403": "trowel", "0404": "sextant"}
MEMBER = """\
Campaign: plan
Consent: web
Consent-given: 2021-01-02, by e-mail
{more}Adults-only: yes
Photo-by: self

We keep the {words} going.
"""
CAMPAIGN = "Title: Plan\nSummary: What is planned.\n\nWords.\n"


def git(folder: Path, *arguments: str) -> str:
    who = {"GIT_AUTHOR_NAME": "A", "GIT_AUTHOR_EMAIL": "a@b.ca", "GIT_COMMITTER_NAME": "A"}
    env = {**os.environ, **who, "GIT_COMMITTER_EMAIL": "a@b.ca", "GIT_CONFIG_GLOBAL": os.devnull}
    done = subprocess.run(["git", "-C", str(folder), *arguments], capture_output=True, text=True, check=True, env=env)
    return done.stdout.strip()


def commit(site: SmallSite, message: str) -> str:
    git(site.folder, "add", "-A")
    git(site.folder, "commit", "--quiet", "--message", message)
    return git(site.folder, "rev-parse", "HEAD")


def member(site: SmallSite, member_id: str, more: str = "") -> None:
    """Their text and picture, which git ignores."""
    site.write({f"selfies/{member_id}.md": MEMBER.format(words=WORDS[member_id], more=more)})
    drawn = Image.new("RGB", (400, 300), COLOURS[member_id])
    # A shape of its own each, so that nobody looks like anybody.
    drawn.paste("white", (40 * int(member_id[-1]), 30, 40 * int(member_id[-1]) + 60, 200 - 25 * int(member_id[-1])))
    drawn.save(site.folder / f"content/selfies/{member_id}.png")


def settings(site: SmallSite, **more: Any) -> dict[str, Any]:
    return site.settings(**{"AS_OF": None, "SELFIES_ARE_DRAWINGS": False, **more})


def own_theme(site: SmallSite) -> dict[str, Any]:
    """The settings of a theme that lies in the site's folder, as the project's does."""
    theme = site.folder / "theme"
    shutil.copytree(ROOT / "theme", theme)
    return {"THEME": str(theme), "THEME_TEMPLATES_OVERRIDES": [str(theme / "components")]}


def add_to_template(site: SmallSite, words: str) -> None:
    """Writes words at the end of every page's template."""
    with (site.folder / "theme/templates/base.html").open("a", encoding="utf-8") as template:
        template.write(words)


@pytest.fixture
def site(tmp_path: Path) -> SmallSite:
    """Four members; release 1 shows all of them, and a story whose own picture is member 0401's."""
    site = small_site(
        tmp_path / "site", {"campaigns/plan.md": CAMPAIGN, "news/first.md": story("First", "Beginnings.")}
    )
    for member_id in WORDS:
        member(site, member_id)
    site.folder.joinpath(".gitignore").write_text("/content/selfies/\n/output/\n/.cache/\n/.output.*\n")
    git(site.folder, "init", "--quiet")
    share_caches(site.folder)
    return site


def colours_in(file: Path) -> set[str]:
    """Which of COLOURS a picture shows, as far as its format keeps them."""
    with Image.open(file) as picture:
        pixels = picture.convert("RGB").resize((64, 64), Image.Resampling.NEAREST).getcolors(64 * 64) or []
    seen = [pixel for _, pixel in pixels if isinstance(pixel, tuple)]
    wanted = {name: bytes.fromhex(colour[1:]) for name, colour in COLOURS.items()}
    return {
        name
        for name, colour in wanted.items()
        if any(all(abs(a - b) < 24 for a, b in zip(colour, one, strict=True)) for one in seen)
    }


def found_in(output: Path) -> set[str]:
    """Whom an output shows: by their words or id in a text or a name, or by their colour in a picture."""
    found = set[str]()
    for file in (path for path in output.rglob("*") if path.is_file()):
        name = file.relative_to(output).as_posix()
        found |= {one for one in WORDS if one in name and not name.startswith(("static/", "pagefind/"))}
        if file.suffix in (".avif", ".webp", ".jpg", ".png"):
            found |= colours_in(file)
        elif file.suffix in (".html", ".xml", ".txt", ".ics"):
            text = file.read_text(encoding="utf-8")
            found |= {one for one, words in WORDS.items() if words in text or f'"{one}' in text or f"/{one}/" in text}
    return found


def test_who_is_not_shown_today_is_not_shown_by_a_release_of_then(site: SmallSite) -> None:
    first = commit(site, "one")
    with rebuilt(first, site.folder, settings(site)) as (_, output):
        assert found_in(output) == set(WORDS)

    site.write({"withdrawn.toml": "0401 = { date = 2022-01-02 }\n"})
    member(site, "0402", "Consent-until: 2022-01-02\n")
    (site.folder / "0403.md").write_text(MEMBER.format(words="", more="Withdrawn: 2022-01-02\n"))  # in no commit
    half_done = story("Half done", "Secret words.")
    site.write({"news/half-done.md": half_done, "news/first.md": story("First", "Secret words.")})
    before, state = git(site.folder, "status", "--porcelain"), sorted((site.folder / ".git").rglob("*"))

    with rebuilt(first, site.folder, settings(site)) as (_, output):
        assert (output / "manifest.json").is_file()
        assert found_in(output) == {"0404"}
        assert "Beginnings" in (output / "news/first/index.html").read_text()
        assert not (output / "news/half-done").exists()
    assert git(site.folder, "status", "--porcelain") == before
    assert sorted((site.folder / ".git").rglob("*")) == state
    assert (site.folder / "content/news/half-done.md").read_text() == half_done


def test_a_theme_that_somebody_is_at_work_on_stays_here(site: SmallSite) -> None:
    values = settings(site, **own_theme(site))
    add_to_template(site, "<!-- seen -->")
    first, seen = commit(site, "one"), theme_kept(values, site.folder)
    assert git(site.folder, "rev-parse", "HEAD:theme") == seen

    def page(theme: str) -> str:
        with rebuilt(first, site.folder, values, theme=theme) as (_, output):
            return (output / "news/first/index.html").read_text(encoding="utf-8")

    add_to_template(site, "<!-- half done -->")
    assert "<!-- seen -->" in page(seen)
    assert "half done" not in page(seen)
    # Where git never had it, or has it no more, today's stands in.
    assert "half done" in page("")
    assert "half done" in page("0" * 40)
    # It need not be in a commit.
    half_done = theme_kept(values, site.folder)
    add_to_template(site, "{% if %}")
    cannot_be_drawn = theme_kept(values, site.folder)
    assert "half done" in page(half_done)
    # One that today's program cannot draw any more holds nothing up.
    git(site.folder, "checkout", "--quiet", "theme")
    assert "<!-- seen -->" in page(cannot_be_drawn)


def test_whoever_readers_never_saw_may_wait(site: SmallSite) -> None:
    first = commit(site, "one")
    with rebuilt(first, site.folder, settings(site)) as (_, output):
        live = {name for name in hashes_of(output) if "0402" not in name and "0403" not in name}
    with rebuilt(first, site.folder, settings(site), live=live) as (_, output):
        assert found_in(output) == {"0401", "0404"}
    # Whose page lies elsewhere now was seen.
    live = {name.replace("plan/wall", "old-plan/wall") for name in live}
    with rebuilt(first, site.folder, settings(site), live=live) as (_, output):
        assert found_in(output) == {"0401", "0404"}


def test_an_address_that_was_given_up_with_a_release_stops_nobody_who_builds_it_again(site: SmallSite) -> None:
    site.write({"addresses.txt": "/news/first/\n/news/last/\n"})  # as it is recorded, before what publish adds to it
    first = commit(site, "one")
    with pytest.raises(SiteError, match=r"/news/last/ was public"), rebuilt(first, site.folder, settings(site)):
        pass

    site.write({"addresses.txt": "/news/first/\n/news/later/\n"})
    with rebuilt(first, site.folder, settings(site)) as (_, output):
        assert (output / "news/first/index.html").is_file()


SHOWING = """\
Title: Nurses
Date: 2021-03-04
Summary: Of nurses.
Image: images/nurse.png
Image-description: The one with the lantern, in crimson.

These words stay.

![Again the lantern](/images/nurse.png)

::: figure
image: images/nurse.png
description: The lantern, larger.

Below it.
:::

::: collage
campaign: plan
members: 0401, 0404

Two of them.
:::

::: collage
campaign: plan
members: 0401

The lantern alone.
:::

See [whoever holds it](/plan/wall/member/0401/) and stay.
"""


def test_what_a_text_showed_of_somebody_is_taken_out_and_nothing_else(site: SmallSite) -> None:
    site.write({"news/nurses.md": SHOWING})
    picture = (site.folder / "content/selfies/0401.png").read_bytes()
    member(site, "0401", "Name: Ana\n")
    site.picture("images/hall.png", COLOURS["hall"])
    site.write({"news/hall.md": story("Hall", "![A hall in orange](/images/hall.png)")})
    first = commit(site, "without")
    site.write({"images/nurse.png": picture})
    first = commit(site, "one")

    site.write({"withdrawn.toml": f'0401 = {{ date = 2022-01-02, sha256 = "{sha256(picture).hexdigest()}" }}\n'})
    (site.folder / "content/images/nurse.png").unlink()
    with rebuilt(first, site.folder, settings(site, SELFIES_ARE_DRAWINGS=True)) as (_, output):
        page = (output / "news/nurses/index.html").read_text()
        assert found_in(output) == {"0402", "0403", "0404", "hall"}
        for words in ("These words stay.", "Two of them.", "See whoever holds it and stay."):
            assert words in page.replace("\u00a0", " ").replace("&nbsp;", " ")
        for words in ("lantern", "crimson", "0401", "Below it."):
            assert words not in page


def test_a_document_that_holds_a_picture_is_named_with_the_way_out(site: SmallSite) -> None:
    picture, papers = (site.folder / "content/selfies/0401.png").read_bytes(), io.BytesIO()
    with zipfile.ZipFile(papers, "w") as archive:
        archive.writestr("minutes/nurse.png", picture)
    site.write({"documents/papers.zip": papers.getvalue(), "news/more.md": story("More", "[A](/documents/papers.zip)")})
    first = commit(site, "one")
    site.write({"withdrawn.toml": f'0401 = {{ date = 2022-01-02, sha256 = "{sha256(picture).hexdigest()}" }}\n'})

    with (
        pytest.raises(SiteError) as wrong,
        rebuilt(first, site.folder, settings(site, SELFIES_ARE_DRAWINGS=True)),
    ):
        pass
    said = [str(one) for one in wrong.value.findings]
    assert "goes to /documents/papers.zip, which holds a file of selfie 0401" in said[0]
    assert said[-1] == (
        "error content/releases.jsonl:1  What this release held shows members who may not be shown today, and I cannot "
        "take that out of what is told of content/news/more.md:5. Take it, and what leads to it, out of content/ as it "
        "is now, and publish that:  python3 tasks.py publish  [C171]"
    )


def test_a_commit_that_is_not_here_is_told(site: SmallSite) -> None:
    commit(site, "one")
    with pytest.raises(SiteError, match="C171"), rebuilt("0" * 40, site.folder, settings(site)):
        pass


def test_a_copy_without_history_is_told_only_what_helps_there(site: SmallSite) -> None:
    """Each remedy with git fetch is typed."""
    first = commit(site, "one")
    site.write({"news/second.md": story("Second")})
    commit(site, "two")
    copy = site.folder.parent / "copy"
    git(copy.parent, "clone", "--quiet", "--depth=1", "--origin=union", f"file://{site.folder}", copy.name)
    members = str(site.folder / "content/selfies")
    values = {**settings(site), "PATH": str(copy / "content"), "SELFIES_PATH": members}
    git(copy, "remote", "add", "origin", str(site.folder.parent / "of-pages.git"))

    with pytest.raises(SiteError, match="git fetch --unshallow union "), rebuilt(first, copy, values):
        pass
    git(copy, "remote", "remove", "union")
    git(copy, "remote", "remove", "origin")
    with pytest.raises(SiteError, match="in a copy that has its history"), rebuilt(first, copy, values):
        pass
    git(copy, "remote", "add", "union", f"file://{site.folder}")
    git(copy, "fetch", "--quiet", "--unshallow", "union")
    with rebuilt(first, copy, values) as (_, output):
        assert not (output / "news/second").exists()
    with pytest.raises(SiteError, match="git push") as told, rebuilt("0" * 40, copy, values):
        pass
    assert "unshallow" not in str(told.value)
