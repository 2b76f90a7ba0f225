"""A member takes the picture back: real builds, real targets, served and searched for what the member showed."""

import io
import os
import re
import shutil
import subprocess
import zipfile
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from datetime import UTC, date, datetime
from functools import partial
from hashlib import sha256
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from PIL import Image

from plugins.core.findings import Finding, errors
from plugins.engine.build import build_of
from plugins.pictures.store import stem
from plugins.publish.aside import keep_aside
from plugins.publish.deliver import deliver
from plugins.publish.held import held_by
from plugins.publish.patience import Patience
from plugins.publish.rebuilt import build
from plugins.publish.receipt import receipt
from plugins.publish.recorded import theme_kept
from plugins.publish.releases import made_of, note_release
from plugins.publish.site_files import hashes_of
from plugins.publish.targets import Target, target_named
from plugins.publish.withdraw import Way, withdraw
from plugins.publish.withdrawing import Removed
from plugins.release.addresses import lasting
from plugins.release.log import kept_releases
from plugins.selfies.marks import marks_in
from tests.publish import hosts_by_rclone
from tests.publish.hosts import Handler, Server, host, says
from tests.publish.test_rebuilt import (
    CAMPAIGN,
    COLOURS,
    WORDS,
    add_to_template,
    colours_in,
    commit,
    found_in,
    git,
    member,
    own_theme,
    settings,
)
from tests.small_site import ROOT, SmallSite, share_caches, small_site, story

pytestmark = pytest.mark.needs("git")

EDMONTON = ZoneInfo("America/Edmonton")
NAMING = """\
Title: Named
Date: 2021-03-05
Summary: Two of us.

::: collage
campaign: plan
members: {ids}
:::

Words.
"""


@pytest.fixture
def site(tmp_path: Path) -> SmallSite:
    """Four members on a wall, and texts that name two of them."""
    files = {"campaigns/plan.md": CAMPAIGN, "news/first.md": story("First", "Beginnings.")}
    files |= {"news/both.md": NAMING.format(ids="0401, 0402"), "news/alone.md": NAMING.format(ids="0401")}
    site = small_site(tmp_path / "site", files)
    for member_id in WORDS:
        member(site, member_id)
    site.folder.joinpath(".gitignore").write_text("/content/selfies/\n/output/\n/.cache/\n/.output.*\n")
    share_caches(site.folder)
    return site


def shows_branch(bare: Path):
    """Serves the branch as a host of pages does."""

    def answer(handler: Handler) -> None:
        name = handler.path.lstrip("/")
        name += "index.html" if not name or name.endswith("/") else ""
        command = ["git", f"--git-dir={bare}", "cat-file", "blob", f"gh-pages:{name}"]
        done = subprocess.run(command, capture_output=True, check=False)
        says(404 if done.returncode else 200, done.stdout)(handler)

    return answer


class Branch(dict):  # type: ignore[type-arg]
    """What a host of pages does at every address."""

    def get(self, _path, _default=None):
        return self["*"]


@contextmanager
def places(site: SmallSite) -> Iterator[tuple[dict[str, Any], Server, Server]]:
    """A branch and a folder, each with its host. yields: settings, the branch's host, the folder's"""
    bare, folder = site.folder.parent / "remote.git", site.folder.parent / "public"
    git(site.folder.parent, "init", "--quiet", "--bare", bare.name)
    folder.mkdir()
    with ExitStack() as held:
        pages = held.enter_context(host(folder, Branch({"*": shows_branch(bare)})))
        web = held.enter_context(host(folder))
        targets = {"web": {"folder": str(folder), "url": web.url}}
        yield settings(site, SITEURL=pages.url, PUBLISH_REMOTE=str(bare), PUBLISH_TARGETS=targets), pages, web


def publish(site: SmallSite, values: dict[str, Any], *names: str, in_log: bool = True) -> None:
    """Publishes what content/ holds, and notes it."""
    held = commit(site, "one") if in_log else ""
    for name in names:
        target, made = target_named(values, name), build_of(build(values))
        list(deliver(values, site.folder, (), lasting(made.site), target, agrees=bool))
        if in_log:
            theme = theme_kept(values, site.folder)
            list(note_release(values, site.folder, made_of(made, held, theme=theme), target))


def withdrawn(
    site: SmallSite, values: dict[str, Any], *, agrees: bool = False, member_id: str = "0401"
) -> tuple[str, list[Finding]]:
    """What `withdraw 0401` says, and the errors."""
    way = Way(values, site.folder, site.folder / ".preview", lambda _words: agrees, Patience(0, 0))
    said = list(withdraw(way, member_id))
    found = [one for one in said if isinstance(one, Finding)]
    return "\n".join(map(str, said)), errors(found)


def clone_of(site: SmallSite) -> dict[str, bytes]:
    """Every object that a fresh clone of the branch's repository gets."""
    clone = site.folder.parent / "clone"
    shutil.rmtree(clone, ignore_errors=True)
    git(site.folder.parent, "clone", "--quiet", "--mirror", f"file://{site.folder.parent / 'remote.git'}", clone.name)
    ids = git(clone, "cat-file", "--batch-all-objects", "--batch-check=%(objectname) %(objecttype)").splitlines()
    kinds = dict(line.split() for line in ids)
    return {
        one: subprocess.run(["git", "-C", str(clone), "cat-file", kind, one], capture_output=True, check=True).stdout
        for one, kind in kinds.items()
    }


def shown_in(objects: dict[str, bytes], folder: Path) -> set[str]:
    """Whom objects show, by words, by ids in texts and in names, and by colours in each picture that can be opened."""
    found = set[str]()
    for number, data in enumerate(objects.values()):
        found |= {one for one, words in WORDS.items() if words.encode() in data or f"member/{one}".encode() in data}
        found |= {one for one in WORDS if b"40000 " + one.encode() + b"\0" in data}  # a folder's name in a tree
        try:
            Image.open(io.BytesIO(data)).verify()
        except (OSError, SyntaxError, ValueError):
            continue
        file = folder / f"{number}.picture"
        file.write_bytes(data)
        found |= colours_in(file) & set(WORDS)
    return found


def test_a_member_leaves_every_place_and_nothing_that_is_not_finished_travels_with_it(
    site: SmallSite, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    git(site.folder, "init", "--quiet")
    for file in (site.folder / "content/selfies").glob("0404.*"):  # who comes later
        file.unlink()
    shown, others = set(WORDS) - {"0404"}, set(WORDS) - {"0401", "0404"}
    with places(site) as (values, pages, web), hosts_by_rclone.host("webdav", tmp_path / "dav") as dav:
        monkeypatch.setenv("RCLONE_CONFIG", str(dav.settings))
        dav.folder.mkdir()
        values |= own_theme(site)
        far = values["PUBLISH_TARGETS"]["far"] = {"rclone": dav.place, "url": "http://127.0.0.1:9"}
        publish(site, values, "branch", "web", "far")
        assert found_in(dav.folder) == shown
        public = tmp_path / "public"
        assert found_in(public) == shown
        assert shown_in(clone_of(site), tmp_path) == shown
        before = hashes_of(public)
        add_to_template(site, "{% if %}")
        member(site, "0404")
        site.write({"news/half-done.md": story("Half done", "Secret."), "news/first.md": "no text at all"})

        with host(dav.folder) as served:
            far["url"] = served.url
            said, wrong = withdrawn(site, values)

        assert wrong == [], said
        assert found_in(public) == others
        assert found_in(dav.folder) == others
        assert "plan/wall/member/0401/index.html" not in dav.files()
        assert "/plan/wall/member/0401/" in served.asked
        assert shown_in(clone_of(site), tmp_path) == others
        after = hashes_of(public)
        gone, changed = before.keys() - after, {name for name in before.keys() & after if before[name] != after[name]}
        assert "plan/wall/member/0401/index.html" in gone
        assert not {name for name in after if "half-done" in name}
        listed = marks_in((public / "originals.txt").read_text())
        assert len(listed.marks) == 1, "of who waits no mark tells, or it would tell that this was a withdrawal"
        assert listed.have(sha256((site.folder / "content/selfies/0401.png").read_bytes()).hexdigest())
        assert after["news/first/index.html"] == before["news/first/index.html"]
        shown = {"plan", "news", "search", "feeds", "sitemap.xml", "originals.txt"}
        assert {name.split("/")[0] for name in changed} <= shown, changed
        for name in gone:
            assert f"/{name.removesuffix('index.html')}" in web.asked
            assert f"/{name.removesuffix('index.html')}" in pages.asked
        assert f"  404  {web.url}/plan/wall/member/0401/" in said
        assert "Receipt for the member with the number 0401" in said
        assert "It is not finished." not in said
        assert "of the branch gh-pages, which no branch leads to any more" in said
        assert "and perhaps in others that were forced off that branch" in said
        assert "content/news/both.md:7  This text names 0401, who is not shown any more." in said
        assert not (site.folder / "output").exists()
        assert "0401 = {" in git(site.folder, "show", "HEAD:content/withdrawn.toml")
        assert [one.of for one in kept_releases(site.folder / "content")] == [None, None, None, 1, 2, 3]
        assert "half-done" in git(site.folder, "status", "--porcelain", "--untracked-files=all")

        asked = len(web.asked)
        with host(dav.folder) as served:
            far["url"] = served.url
            again, wrong = withdrawn(site, values)
        assert wrong == []
        assert "It is not finished." not in again
        assert len(web.asked) > asked
        assert len(kept_releases(site.folder / "content")) == 6


def test_the_receipt_tells_of_what_showed_or_counted_the_member_alone(site: SmallSite, tmp_path: Path) -> None:
    git(site.folder, "init", "--quiet")
    member(site, "0401", "Workplace: Hall\n")
    public = tmp_path / "public"
    with places(site) as (values, _, web):
        publish(site, values, "web")
        before = {name: (public / name).read_text() for name in hashes_of(public) if name.endswith(".html")}
        pictures = {
            one: set(re.findall(r"portraits/[\w.-]+", before[f"plan/wall/member/{one}/index.html"])) for one in WORDS
        }
        site.write({"withdrawn.toml": "0402 = { date = 2026-11-22 }\n"})  # and published nowhere yet
        said, wrong = withdrawn(site, values)

    assert wrong == []
    assert found_in(public) == set(WORDS) - {"0401", "0402"}
    told = set(re.findall(rf"^  404  {web.url}/(.*)$", said, re.MULTILINE))
    assert pictures["0401"] < told
    assert not told & pictures["0402"]
    assert {one for one in told if one.endswith("/")} == {"plan/wall/member/0401/", "plan/wall/at/hall/"}
    assert "0402" not in said[said.index("I ask the host") :]
    assert {"search/pagefind/fragment", "search/pagefind/index"} < {one.rpartition("/")[0] for one in told}


def test_what_holds_a_member_is_told_from_what_goes_at_the_same_moment() -> None:
    def page(*names: str) -> bytes:
        return "".join(f'<img src="/{name}">' for name in names).encode()

    wall, own, other = "plan/wall/index.html", "plan/wall/member/0401/index.html", "plan/wall/member/0402/index.html"
    texts = {
        own: page("portraits/aa-320.jpg") + b'<a href="/plan/wall/member/0402/">',
        other: page("portraits/bb-320.jpg") + b'<a href="/plan/wall/member/0401/">',
        wall: page("portraits/aa-320.jpg", "portraits/bb-320.jpg", "portraits/cc-1200.jpg", "static/site-1.css"),
        "news/over/index.html": page("cards/over.png", "static/site-1.css"),
        "news/card/index.html": page("portraits/ff.jpg") + b'<a href="/plan/wall/#at_0401">',
        "plan/wall/member/04010/index.html": page("portraits/dd-320.jpg"),
    }
    names = [*texts, "cards/over.png", "static/site-1.css", f"{own}.br", f"{other}.br", "feeds/all.atom.xml"]
    names += [f"portraits/{one}" for one in ("aa-320.jpg", "bb-320.jpg", "cc-1200.jpg", "dd-320.jpg", "ff.jpg")]
    held = {own, f"{own}.br", wall, "news/card/index.html"}
    held |= {f"portraits/{one}" for one in ("aa-320.jpg", "cc-1200.jpg", "ff.jpg")}
    assert held_by("0401", None, names, texts) == held

    original = "0" * 64
    theirs, other = f"pictures/{stem(original)}-320.jpg", f"pictures/{stem('1' * 64)}-320.jpg"
    assert held_by("0401", original, [theirs.replace("pictures", "portraits"), other], {}) == {
        theirs.replace("pictures", "portraits")
    }


def test_a_target_that_is_down_is_told_and_done_by_the_second_run(site: SmallSite, tmp_path: Path) -> None:
    git(site.folder, "init", "--quiet")
    with places(site) as (values, _, _):
        publish(site, values, "branch", "web")
        (tmp_path / "remote.git").rename(tmp_path / "away.git")
        said, wrong = withdrawn(site, values)

        assert [f"{one.code}.{one.variant}" for one in wrong][-1] == "C179.not-taken-off"
        assert "It is not finished. When what stands above is mended, type:  python3 tasks.py withdraw 0401" in said
        assert f"branch, {values['SITEURL']}: not yet" in said
        assert "0401" not in found_in(tmp_path / "public")

        (tmp_path / "away.git").rename(tmp_path / "remote.git")
        assert "0401" in shown_in(clone_of(site), tmp_path)
        said, wrong = withdrawn(site, values)

        assert wrong == [], said
        assert "0401" not in shown_in(clone_of(site), tmp_path)
        assert "It is not finished." not in said
        assert "\nweb, http" in said
        assert "\nbranch, http" in said


def test_a_place_to_which_the_site_went_and_that_is_away_is_not_taken_for_done(site: SmallSite, tmp_path: Path) -> None:
    git(site.folder, "init", "--quiet")
    with places(site) as (values, _, _):
        publish(site, values, "branch", "web")
        (tmp_path / "public").rename(tmp_path / "away")
        for _ in range(2):
            said, wrong = withdrawn(site, values)
            assert [one.variant for one in wrong] == ["not-there", "not-taken-off"], said
            assert not (tmp_path / "public").exists()

        (tmp_path / "away").rename(tmp_path / "public")
        said, wrong = withdrawn(site, values)
        assert wrong == [], said
        assert found_in(tmp_path / "public") == set(WORDS) - {"0401"}


@pytest.mark.parametrize("shows", ["the old zip", "nothing", "no list"])
def test_a_zip_that_was_deleted_is_made_anew_and_its_host_asked(site: SmallSite, tmp_path: Path, shows: str) -> None:
    git(site.folder, "init", "--quiet")
    (tmp_path / "public").mkdir()
    front_page = {"/": says(404)} if shows == "nothing" else {}  # the list of an empty folder else
    with host(tmp_path / "public", front_page) as web:
        values = settings(site, SITEURL="https://site.example", PUBLISH_REMOTE="nowhere")
        values["PUBLISH_TARGETS"] = {"form": {"zip": str(tmp_path / "site.zip"), "url": web.url}}
        publish(site, values, "form")
        if shows != "nothing":
            zipfile.ZipFile(tmp_path / "site.zip").extractall(tmp_path / "public")
        if shows == "no list":
            (tmp_path / "public/manifest.json").unlink()
        (tmp_path / "site.zip").unlink()
        told = {"the old zip": {"not-uploaded"}, "nothing": set(), "no list": {"unknown-zip"}}[shows]
        for _ in range(3):  # as often as it is asked
            said, wrong = withdrawn(site, values)
            assert {one.variant for one in wrong} == told
            assert ("nobody has seen yet" in said) == (shows == "no list")
            assert ("Nothing that shows the member" in said) == (shows == "nothing")
        assert "0401" not in str(zipfile.ZipFile(tmp_path / "site.zip").namelist())
        for path in (tmp_path / "public").iterdir():
            shutil.rmtree(path) if path.is_dir() else path.unlink()
        zipfile.ZipFile(tmp_path / "site.zip").extractall(tmp_path / "public")
        said, wrong = withdrawn(site, values)
        assert wrong == []
        assert "until somebody uploads" not in said


def test_a_deleted_branch_is_not_taken_for_done_while_its_host_shows_it(site: SmallSite, tmp_path: Path) -> None:
    bare, shows = tmp_path / "remote.git", Branch({"*": says(404)})
    git(site.folder, "init", "--quiet")
    git(tmp_path, "init", "--quiet", "--bare", bare.name)
    with host(tmp_path, shows) as web:
        values = settings(site, SITEURL=web.url, PUBLISH_REMOTE=str(bare), PUBLISH_TARGETS={})
        publish(site, values, "branch")
        git(bare, "branch", "-m", "gh-pages", "kept")
        shows["*"] = lambda handler: says(200, shown_at(bare, "kept", handler.path))(handler)
        for _ in range(2):
            said, wrong = withdrawn(site, values)
            assert [one.variant for one in wrong] == ["deleted-branch", "not-taken-off"], said
            assert git(bare, "branch", "--list", "gh-pages") == ""

        for answer in (says(403), says(200, b"{", length=9)):  # it may show the site still
            shows["*"] = answer
            said, wrong = withdrawn(site, values)
            assert [one.variant for one in wrong] == ["unknown-branch", "not-taken-off"], said

        for answer in (says(404), says(200, b"<!doctype html><title>Another site</title>")):
            shows["*"] = answer
            said, wrong = withdrawn(site, values)
            assert wrong == []
            assert "Nothing is at branch any more." in said


@pytest.mark.skipif(os.name == "nt", reason="folders that may not be listed are POSIX's")
def test_a_picture_in_a_folder_that_a_host_does_not_list_is_asked_for_too(
    site: SmallSite, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    git(site.folder, "init", "--quiet")
    as_anybody = hosts_by_rclone.AS_ANYBODY if os.geteuid() == 0 else ()
    with hosts_by_rclone.host("sftp", tmp_path / "far", as_anybody) as far:
        monkeypatch.setenv("RCLONE_CONFIG", str(far.settings))
        far.folder.mkdir()
        with host(far.folder) as web:
            values = settings(site, SITEURL="https://site.example", PUBLISH_REMOTE="nowhere")
            values["PUBLISH_TARGETS"] = {"far": {"rclone": far.place, "url": web.url}}
            publish(site, values, "far")
            (far.folder / "portraits").chmod(0o300)  # rclone's server says that nothing is in it, and deletes nothing
            withdrawn(site, values)
            said, wrong = withdrawn(site, values)
            assert {str(one.where).partition("/")[0] for one in wrong if one.variant == "still-there"} == {"portraits"}
            (far.folder / "portraits").chmod(0o700)

            for name in {str(one.where).partition(":")[0] for one in wrong}:
                (far.folder / name).unlink()
            said, wrong = withdrawn(site, values)
            assert wrong == [], said
            assert f"  404  {web.url}/portraits/" in said
            assert found_in(far.folder) == set(WORDS) - {"0401"}


def shown_at(bare: Path, branch: str, path: str) -> bytes:
    """What a file of a branch holds."""
    name = f"{path.lstrip('/')}index.html" if path.endswith("/") else path.lstrip("/")
    command = ["git", f"--git-dir={bare}", "cat-file", "blob", f"{branch}:{name}"]
    return subprocess.run(command, capture_output=True, check=False).stdout


def test_who_said_yes_again_leaves_again_when_they_take_it_back_again(site: SmallSite, tmp_path: Path) -> None:
    git(site.folder, "init", "--quiet")
    public, others = tmp_path / "public", set(WORDS) - {"0401"}
    with places(site) as (values, _, web):
        publish(site, values, "web")
        withdrawn(site, values)
        assert found_in(public) == others
        (site.folder / "content/withdrawn.toml").write_text("# Nobody\n")
        member(site, "0401")
        publish(site, values, "web")
        assert found_in(public) == set(WORDS)
        said, wrong = withdrawn(site, values)

    assert wrong == []
    assert found_in(public) == others
    assert f"  404  {web.url}/plan/wall/member/0401/" in said


def test_of_two_who_take_it_back_while_a_target_is_away_each_gets_a_receipt(site: SmallSite, tmp_path: Path) -> None:
    git(site.folder, "init", "--quiet")
    with places(site) as (values, pages, _):
        publish(site, values, "branch")
        bare = tmp_path / "remote.git"
        shown = git(bare, "rev-parse", "gh-pages")
        bare.rename(tmp_path / "away.git")
        _, wrong = withdrawn(site, values)
        assert [one.variant for one in wrong] == ["not-reached", "not-taken-off"]
        (tmp_path / "away.git").rename(bare)
        said, wrong = withdrawn(site, values, member_id="0402")
        assert wrong == []
        assert "0401" not in said
        said, wrong = withdrawn(site, values)

    assert wrong == []
    assert f"  404  {pages.url}/plan/wall/member/0401/" in said
    assert "member/0402" not in said
    assert f"    {shown}\n" in said, "the letter names the commit that showed them"


def test_a_host_that_still_answers_is_named_until_it_does_not(site: SmallSite, tmp_path: Path) -> None:
    values = settings(site, SITEURL="https://site.example", PUBLISH_REMOTE="nowhere")
    git(site.folder, "init", "--quiet")
    page = "/plan/wall/member/0401/"
    (tmp_path / "public").mkdir()
    caches = {page: says(200, b"an old copy")}
    with host(tmp_path / "public", caches) as web:
        values["PUBLISH_TARGETS"] = {"web": {"folder": str(tmp_path / "public"), "url": web.url}}
        publish(site, values, "web")
        said, wrong = withdrawn(site, values)
        still = [str(one.where) for one in wrong if one.variant == "still-there"]
        assert still == ["plan/wall/member/0401/index.html:1"]
        assert f"  200  {web.url}{page}" in said

        caches[page] = says(410)
        said, wrong = withdrawn(site, values)
        assert wrong == []
        assert f"  410  {web.url}{page}" in said


def test_a_host_that_still_shows_what_an_old_zip_held_waits_for_the_new_one(site: SmallSite, tmp_path: Path) -> None:
    git(site.folder, "init", "--quiet")
    (tmp_path / "public").mkdir()
    with host(tmp_path / "public", {"/plan/wall/member/0401/": says(200, b"uploaded")}) as web:
        values = settings(site, SITEURL="https://site.example", PUBLISH_REMOTE="nowhere")
        values["PUBLISH_TARGETS"] = {"form": {"zip": str(tmp_path / "site.zip"), "url": web.url}}
        publish(site, values, "form")
        _, wrong = withdrawn(site, values)

    assert {one.variant for one in wrong} == {"not-uploaded"}


def test_it_works_without_git_without_a_release_and_without_anything_published(site: SmallSite, tmp_path: Path) -> None:
    public = tmp_path / "public"
    public.mkdir()
    with host(public) as web:
        targets = {"web": {"folder": str(public), "url": web.url}}
        values = settings(site, SITEURL=web.url, PUBLISH_TARGETS=targets, SELFIES_ARE_DRAWINGS=True)
        said, wrong = withdrawn(site, values)
        assert wrong == []
        assert "Nothing is at branch yet.\nNothing is at web yet." in said
        assert "Nothing that shows the member is public at any place" in said
        assert "0401 = {" in (site.folder / "content/withdrawn.toml").read_text()


def test_what_is_no_file_among_the_texts_is_waited_for_by_nobody(site: SmallSite) -> None:
    os.mkfifo(site.folder / "content/news/pipe.md")
    (site.folder / "content/news/itself.md").symlink_to("itself.md")

    said, wrong = withdrawn(site, settings(site, SELFIES_ARE_DRAWINGS=True))
    assert wrong == []
    assert "Receipt for the member with the number 0401" in said


@pytest.mark.parametrize("how", ["plain", "a link", "a file of somebody's", "immutable", "immutable portraits", "half"])
def test_what_was_built_last_is_deleted_or_told(site: SmallSite, how: str) -> None:
    values = settings(site, SELFIES_ARE_DRAWINGS=True)
    values["PELICAN_CLASS"](dict(values)).build()
    real, fixed = site.output, None
    if how == "a link":  # to what a server shows
        real = site.folder.parent / "served"
        site.output.rename(real)
        site.output.symlink_to(real)
    elif how == "a file of somebody's":
        (site.output / "notes.txt").write_text("Mine.")
    elif how == "half":
        (site.output / "manifest.json").unlink()
    elif how != "plain":
        fixed = site.output / ("portraits" if how.endswith("portraits") else "")
        if shutil.which("chattr") is None or subprocess.run(["chattr", "+i", fixed], check=False).returncode:
            pytest.skip("this machine makes no folder immutable")
    try:
        said, wrong = withdrawn(site, values)
    finally:
        for folder in (fixed, *site.folder.glob(".output.site-*/portraits")) if fixed else ():
            subprocess.run(["chattr", "-i", folder], check=False, capture_output=True)

    left = [file for folder in (real, *site.folder.glob(".output.site-*")) for file in folder.rglob("*.*")]
    if how == "plain":
        assert (left, wrong) == ([], [])
        assert "output/ is deleted, too" in said
    else:
        assert left
        assert [one.code for one in wrong] == ["C82"]
        assert "is deleted, too" not in said
        assert how != "immutable portraits" or not site.output.exists(), "the next build is not hindered"


def test_what_nobody_knows_the_state_of_goes_public_as_it_is_only_after_a_yes(site: SmallSite, tmp_path: Path) -> None:
    public = tmp_path / "public"
    public.mkdir()
    with host(public) as web:
        targets = {"web": {"folder": str(public), "url": web.url}}
        values = settings(site, SITEURL=web.url, PUBLISH_TARGETS=targets, SELFIES_ARE_DRAWINGS=True)
        publish(site, values, "web", in_log=False)
        assert "0401" in found_in(public)

        _, wrong = withdrawn(site, values)
        assert "C179.not-as-it-is" in [f"{one.code}.{one.variant}" for one in wrong]
        assert "0401" in found_in(public)

        texts = [file.read_text() for file in (site.folder / "content/news").iterdir()]
        said, wrong = withdrawn(site, values, agrees=True)
        assert [file.read_text() for file in (site.folder / "content/news").iterdir()] == texts
        assert wrong == [], said
        assert found_in(public) == set(WORDS) - {"0401"}


def test_an_older_copy_takes_nobody_off_with_an_older_release(site: SmallSite, tmp_path: Path) -> None:
    git(site.folder, "init", "--quiet", "--initial-branch=main")
    shutil.copy(ROOT / ".gitattributes", site.folder)
    public = tmp_path / "public"
    with places(site) as (values, _, _):
        publish(site, values, "web")
        git(tmp_path, "init", "--quiet", "--bare", "--initial-branch=main", "texts.git")
        git(site.folder, "remote", "add", "origin", str(tmp_path / "texts.git"))
        git(site.folder, "push", "--quiet", "--set-upstream", "origin", "main")
        older = git(site.folder, "rev-parse", "HEAD")
        site.write({"news/second.md": story("Second", "Published from another copy.")})
        site.write({"withdrawn.toml": "0402 = { date = 2026-11-22 }\n"})
        publish(site, values, "web")
        git(site.folder, "push", "--quiet", "origin", "main")
        git(site.folder, "reset", "--quiet", "--hard", older)
        assert "0401" in found_in(public)

        said, wrong = withdrawn(site, values)
        assert [f"{one.code}.{one.variant}" for one in wrong][-2:] == ["C172.newer-releases", "C179.not-taken-off"], (
            said
        )
        assert (public / "news/second/index.html").exists()

        git(site.folder, "pull", "--quiet", "--no-rebase", "--no-edit", "--autostash")  # as C172 tells
        said, wrong = withdrawn(site, values)
        assert wrong == [], said
        assert (public / "news/second/index.html").exists()
        assert found_in(public) == set(WORDS) - {"0401", "0402"}


def test_what_the_log_does_not_know_is_written_over_only_after_a_yes(site: SmallSite, tmp_path: Path) -> None:
    git(site.folder, "init", "--quiet")
    public = tmp_path / "public"
    with places(site) as (values, _, _):
        publish(site, values, "web")
        site.write({"news/second.md": story("Second")})
        publish(site, values, "web", in_log=False)

        said, wrong = withdrawn(site, values)
        assert "C179.unknown-release" in [f"{one.code}.{one.variant}" for one in wrong], said
        assert (public / "news/second/index.html").exists()

        said, wrong = withdrawn(site, values, agrees=True)
        assert wrong == [], said
        assert found_in(public) == set(WORDS) - {"0401"}


def test_what_a_killed_publish_sent_is_known_to_a_withdrawal(site: SmallSite, tmp_path: Path) -> None:
    git(site.folder, "init", "--quiet")
    with places(site) as (values, _, _):
        target, held = target_named(values, "web"), commit(site, "one")
        made = build_of(build(values))
        keeps = partial(keep_aside, values, site.folder, made_of(made, held), target)
        list(deliver(values, site.folder, (), lasting(made.site), target, agrees=bool, about_to=keeps))
        site.write({"news/half-done.md": story("Half done", "Secret.")})

        said, wrong = withdrawn(site, values)
    assert wrong == [], said
    assert "To web goes what release 1 held, without the member." in said
    assert [(one.number, one.of) for one in kept_releases(site.folder / "content")] == [(1, None), (2, 1)]
    assert found_in(tmp_path / "public") == set(WORDS) - {"0401"}


def test_a_receipt_names_nobody() -> None:
    assert COLOURS
    text = "\n".join(receipt("0401", date(2026, 11, 30), {}, {}, zone=EDMONTON, is_done=True))

    assert "0401" in text
    assert "Ade" not in text


def test_a_receipt_has_the_unions_time_and_takes_no_zip_for_removed_before_its_host_says_so() -> None:
    sent = datetime(2026, 12, 1, 2, 30, tzinfo=UTC)
    targets = {"form": Target("form", "zip", "../site.zip", "https://union.ca")}

    def told(answer: str) -> str:
        removed = {"form": Removed(("a/index.html",), sent, {"a/index.html": answer})}
        return "\n".join(receipt("0401", date(2026, 11, 30), removed, targets, zone=EDMONTON, is_done=False))

    assert "the picture back on Monday 30 November 2026\n" in told("200")
    new = (
        "form, https://union.ca: 1 page left out of the new zip, which is to be uploaded, on Monday 30 November 2026, "
    )
    assert f"{new}7:30 p.m. MST\n  200  https://union.ca/a/" in told("200")
    assert "form, https://union.ca: 1 page removed, on Monday 30 November 2026, 7:30 p.m. MST" in told("404")


def test_who_agrees_is_asked_once_for_all_targets_and_nobody_is_asked_where_nobody_is(
    site: SmallSite, tmp_path: Path
) -> None:
    asked, public = list[str](), [tmp_path / "one", tmp_path / "two"]
    with host(tmp_path) as web:
        targets = {one.name: {"folder": str(one), "url": f"{web.url}/{one.name}"} for one in public}
        values = settings(site, SITEURL=web.url, PUBLISH_TARGETS=targets, SELFIES_ARE_DRAWINGS=True)
        publish(site, values, "one", "two", in_log=False)

        way = Way(values, site.folder, site.folder / ".preview", bool, Patience(0, 0), can_ask=False)
        found = [one for one in withdraw(way, "0401") if isinstance(one, Finding)]
        assert [one.variant for one in errors(found)] == ["nobody-to-ask", "not-taken-off", "not-taken-off"]

        def agrees(words: str) -> bool:
            asked.append(words)
            return True

        said = list(withdraw(way._replace(agrees=agrees, can_ask=True), "0401"))
        assert errors([one for one in said if isinstance(one, Finding)]) == []
    assert asked == ["Git does not know what is live, so that content/ goes public as it is now."]
    assert [found_in(one) for one in public] == [set(WORDS) - {"0401"}] * 2
