"""When a member takes the picture back, what builds left of it on this machine goes at once."""

import os
import shutil
import threading
from pathlib import Path

import pytest

from plugins.core.replacing import delete
from plugins.core.temporary import FOLDER, keep_report
from plugins.engine.fresh import SPARE, fresh_output
from plugins.engine.traces import delete_preview, delete_traces, held_back
from plugins.pictures.cache import PictureCache
from plugins.site.routes import MANIFEST
from tests.selfies.members import text
from tests.small_site import SmallSite, picture_stem, small_site

PREVIEW = {"SITEURL": "", "SHOW_UNPUBLISHED": True, "FEED_ALL_ATOM": None, "CATEGORY_FEED_ATOM": None}
CAMPAIGN = "Title: Keep the library open\nSummary: Four hours less.\n\nOne\n"


@pytest.fixture
def site(tmp_path: Path) -> SmallSite:
    """A site with two members, built for the public and for the preview."""
    site = small_site(tmp_path, {"campaigns/library.md": CAMPAIGN})
    for number, colour in (("0401", "navy"), ("0402", "olive")):
        site.write({f"selfies/{number}.md": text(words=f"Sign {number}")})
        site.picture(f"selfies/{number}.jpg", colour, (640, 480))
    site.build()
    (tmp_path / ".cache/last-build").write_text("wall/member/0401/index.html")
    site.build(**PREVIEW, OUTPUT_PATH=str(tmp_path / ".preview"))
    return site


def left_of(site: SmallSite, stem: str) -> list[str]:
    """Where a member's picture still is: files made of it, and files that name it."""
    places = [*(site.folder / ".cache").rglob("*"), *(site.folder / ".preview").rglob("*")]
    files = [file for file in places if file.is_file() and "templates" not in file.parts]
    return [str(file) for file in files if stem in file.name or stem.encode() in file.read_bytes()]


def take_back(site: SmallSite, member_id: str) -> list[str]:
    preview = site.folder / ".preview"
    cache = PictureCache(site.folder / ".cache/pictures")
    with held_back(preview):
        findings = delete_traces(site.folder, preview, cache, site.folder / "content/selfies" / member_id, None)
    return [str(finding) for finding in findings]


def test_everything_of_the_member_goes_and_of_the_others_only_what_is_composed(site: SmallSite) -> None:
    mine, other = (picture_stem(site.folder / f"content/selfies/{name}.jpg") for name in ("0401", "0402"))
    assert left_of(site, mine)
    (site.folder / ".preview.site-building").mkdir()
    keep_report(site.folder, "a member's words")
    shutil.copytree(site.output, site.folder / ".cache" / SPARE)
    whole = {file.name for file in (site.folder / ".cache/pictures").iterdir() if file.name.startswith(other)}

    assert take_back(site, "0401") == []

    assert left_of(site, mine) == []
    assert not (site.folder / ".preview").exists()
    assert not list(site.folder.glob(".preview.site-*"))
    assert [path.name for path in (site.folder / FOLDER).iterdir()] == ["lock"]
    assert not {"cards", "compressed", "last-build", SPARE} & {path.name for path in (site.folder / ".cache").iterdir()}
    kept = {file.name for file in (site.folder / ".cache/pictures").iterdir()}
    assert kept - {"index.json", "index.lock"} >= whole
    assert {name[:16] for name in kept if name.endswith(".avif")} <= {other} | {
        picture_stem(file) for file in (site.folder / "content/images").iterdir()
    }
    site.build()
    assert site.output.exists()


def test_a_preview_behind_a_link_is_emptied_and_the_link_stays(site: SmallSite, tmp_path: Path) -> None:
    preview = site.folder / ".preview"
    preview.rename(tmp_path / "elsewhere")
    preview.symlink_to("elsewhere")

    assert take_back(site, "0401") == []

    assert preview.is_symlink()
    assert list((tmp_path / "elsewhere").iterdir()) == []


def test_a_folder_in_its_place_that_is_not_known_as_ours_is_left_alone_and_told(tmp_path: Path) -> None:
    (tmp_path / ".preview").mkdir()
    (tmp_path / ".preview/letter").write_text("words")

    assert delete_preview(tmp_path / ".preview") == [tmp_path / ".preview"]
    assert (tmp_path / ".preview/letter").exists()


def test_what_cannot_be_deleted_is_told_and_stays_known_as_ours(tmp_path: Path) -> None:
    preview = tmp_path / ".preview"
    with fresh_output(preview, project=tmp_path) as building:
        (building / "portrait.jpg").write_text("a face")
    if os.system(f"chattr +i {preview / 'portrait.jpg'} 2>/dev/null"):
        pytest.skip("this machine makes no file immutable")
    try:
        cache = PictureCache(tmp_path / ".cache/pictures")
        (finding,) = delete_traces(tmp_path, preview, cache, tmp_path / "0401", None)
    finally:
        os.system(f"chattr -i {preview / 'portrait.jpg'}")

    assert (finding.code, finding.where.path) == ("C82", str(preview / "portrait.jpg"))
    assert (preview / MANIFEST).exists()


def test_a_preview_that_builds_is_waited_for_and_its_next_build_waits(tmp_path: Path) -> None:
    preview, order = tmp_path / ".preview", []
    building_now, go_on = threading.Event(), threading.Event()

    def build(name: str) -> None:
        with fresh_output(preview, project=tmp_path) as building:
            (building / name).write_text("words")
            building_now.set()
            go_on.wait(20)
            order.append(name)

    first = threading.Thread(target=build, args=("with the member",))
    first.start()
    assert building_now.wait(20)
    second = threading.Thread(target=build, args=("without",))
    threading.Timer(0.3, go_on.set).start()
    with held_back(preview):
        order.append("taken back")
        second.start()
        delete_traces(tmp_path, preview, PictureCache(tmp_path / ".cache/pictures"), tmp_path / "0401", None)
        assert not preview.exists()
    first.join(20)
    second.join(20)

    assert order == ["with the member", "taken back", "without"]
    assert {path.name for path in preview.iterdir()} == {"without", MANIFEST}


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="this system has no pipes with names")
def test_a_pipe_in_the_place_of_what_is_deleted_is_waited_for_by_nobody(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "spare-output")

    assert delete([tmp_path / "spare-output"]) == []
    assert list(tmp_path.iterdir()) == []


def test_where_nothing_was_built_yet_there_is_nothing_to_delete(tmp_path: Path) -> None:
    for preview in (tmp_path / ".preview", tmp_path / "no/such/folder"):
        with held_back(preview):
            assert delete_traces(tmp_path, preview, PictureCache(tmp_path / "x"), tmp_path / "0401", None) == []
