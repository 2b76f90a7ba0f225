import os
import socket
import stat
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from plugins.core.findings import SiteError
from plugins.engine.fresh import LeftoverError, fresh_output
from plugins.release.manifest import write_manifest
from plugins.site.routes import MANIFEST
from tests.small_disk import small_disk
from tests.small_site import ROOT


def put(folder: Path, **files: str) -> None:
    for name, text in files.items():
        (folder / name).write_text(text)


def names(folder: Path) -> set[str]:
    return {path.name for path in folder.iterdir()}


def test_the_new_output_takes_the_place_of_the_old_one_and_nothing_old_survives(tmp_path: Path) -> None:
    for name in ("old", "new"):
        with fresh_output(tmp_path / "output") as building:
            put(building, **{name: "words"})

    assert names(tmp_path / "output") == {"new", MANIFEST}
    assert names(tmp_path) == {"output", ".output.lock"}


def test_without_an_exchange_in_one_step_the_result_is_the_same(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("sys.platform", "other")

    for name in ("old", "new"):
        with fresh_output(tmp_path / "output") as building:
            put(building, **{name: "words"})

    assert names(tmp_path / "output") == {"new", MANIFEST}
    assert names(tmp_path) == {"output", ".output.lock"}


def test_a_build_that_fails_leaves_the_last_good_output_alone(tmp_path: Path) -> None:
    with fresh_output(tmp_path / "output") as building:
        put(building, good="words")

    with pytest.raises(FileNotFoundError), fresh_output(tmp_path / "output") as building:
        put(building / "absent", bad="words")

    assert names(tmp_path / "output") == {"good", MANIFEST}
    assert names(tmp_path) == {"output", ".output.lock"}


def test_after_a_kill_between_the_two_renames_the_old_output_is_put_back_first(tmp_path: Path) -> None:
    with fresh_output(tmp_path / "output") as building:
        put(building, good="words")
    (tmp_path / "output").rename(tmp_path / ".output.site-old")
    (tmp_path / ".output.site-building").mkdir()
    put(tmp_path / ".output.site-building", half="wri")

    with pytest.raises(ZeroDivisionError), fresh_output(tmp_path / "output"):
        raise ZeroDivisionError

    assert names(tmp_path / "output") == {"good", MANIFEST}


@pytest.mark.parametrize("foreign", ["folder", "file"])
def test_what_is_not_ours_is_never_replaced(tmp_path: Path, foreign: str) -> None:
    theirs = tmp_path / "output"
    if foreign == "file":
        theirs.write_text("a letter")
    else:
        theirs.mkdir()
        put(theirs, letter="a letter")

    with pytest.raises(SiteError, match="did not write"), fresh_output(theirs):
        pass

    assert "a letter" in (theirs if foreign == "file" else theirs / "letter").read_text()


def test_an_empty_folder_may_be_replaced(tmp_path: Path) -> None:
    (tmp_path / "output").mkdir()

    with fresh_output(tmp_path / "output") as building:
        put(building, page="words")

    assert names(tmp_path / "output") == {"page", MANIFEST}


@pytest.mark.parametrize("above", ["", "news/"])
@pytest.mark.parametrize("what", ["folder", "link to a folder", "link to a file", "link to nothing", "link for a page"])
def test_empty_folders_and_links_are_somebodys_and_stay(tmp_path: Path, what: str, above: str) -> None:
    with fresh_output(tmp_path / "output") as building:
        (building / "news").mkdir()
        for folder in (building, building / "news"):
            put(folder, page="words")
    (tmp_path / "elsewhere").mkdir()
    put(tmp_path, thesis="years of work")
    theirs = tmp_path / "output" / f"{above}theirs"
    if what == "folder":
        (theirs / "and one in it").mkdir(parents=True)
    elif what == "link for a page":
        theirs = theirs.with_name("page")
        theirs.unlink()
        theirs.symlink_to(tmp_path / "thesis")
    else:
        theirs.symlink_to(tmp_path / {"folder": "elsewhere", "file": "thesis", "nothing": "x"}[what.rpartition(" ")[2]])

    with pytest.raises(SiteError, match="did not write"), fresh_output(tmp_path / "output"):
        pass

    assert os.path.lexists(theirs)


def test_a_build_leaves_no_empty_folder_so_that_the_next_may_replace_it(tmp_path: Path) -> None:
    for _ in range(2):
        with fresh_output(tmp_path / "output") as building:
            put(building, page="words")
            (building / "pictures/none came").mkdir(parents=True)

    assert names(tmp_path / "output") == {"page", MANIFEST}


LINKS = pytest.mark.skipif(os.name == "nt", reason="links, modes and owners as POSIX has them")
AS_ANOTHER = """
import os, sys
from pathlib import Path
from plugins.core.findings import SiteError
from plugins.engine.fresh import fresh_output
os.setgid(65534)
os.setuid(65534)
try:
    with fresh_output(Path(sys.argv[1]), project=Path(sys.argv[2])) as building:
        (building / "new").write_text("words")
except SiteError as wrong:
    print(wrong)
    sys.exit(1)
"""


def build(final: Path, name: str, **options: Any) -> None:
    with fresh_output(final, project=final.parent, **options) as building:
        put(building, **{name: "words"})


def build_as_another(final: Path, project: Path) -> "subprocess.CompletedProcess[str]":
    command = [sys.executable, "-c", AS_ANOTHER, str(final), str(project)]
    return subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)


def can(*command: str) -> bool:
    """Whether this machine takes a command, which root alone may give."""
    try:
        return subprocess.run(command, capture_output=True, check=False).returncode == 0
    except OSError:
        return False


@pytest.fixture
def open_folder() -> Iterator[Path]:
    """A folder that another account can enter."""
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as folder:
        Path(folder).chmod(0o755)
        yield Path(folder)


@pytest.fixture
def other_disk() -> Iterator[Path]:
    """A folder on another disk than temporary folders are on."""
    disk, folders = Path(tempfile.gettempdir()).stat().st_dev, map(Path, ("/dev/shm", "/var/tmp"))
    other = next((folder for folder in folders if folder.is_dir() and folder.stat().st_dev != disk), None)
    if other is None:
        pytest.skip("there is no other disk")
    with tempfile.TemporaryDirectory(dir=other) as folder:
        yield Path(folder)


@LINKS
@pytest.mark.parametrize("kind", ["the folder", "the folder above it", "a link to a link", "a relative one"])
def test_a_link_is_followed_and_what_is_behind_it_is_replaced(tmp_path: Path, kind: str) -> None:
    served, final = tmp_path / "www" / "served", tmp_path / "project" / "output"
    served.mkdir(parents=True)
    final.parent.mkdir()
    if kind == "the folder above it":
        final = tmp_path / "project" / "link" / "served"
        final.parent.symlink_to(served.parent)
    elif kind == "a link to a link":
        (tmp_path / "between").symlink_to(served)
        final.symlink_to(tmp_path / "between")
    else:
        final.symlink_to("../www/served" if kind == "a relative one" else served)
    for name in ("old", "new"):
        with fresh_output(final, project=tmp_path / "project") as building:
            put(building, **{name: "words"})

    assert names(served) == names(final) == {"new", MANIFEST}
    assert final.is_symlink() == (kind != "the folder above it")
    assert names(served.parent) == {"served", ".served.lock"}


@LINKS
def test_what_is_behind_a_link_to_another_disk_is_replaced_there(tmp_path: Path, other_disk: Path) -> None:
    final = tmp_path / "output"
    (other_disk / "served").mkdir()
    final.symlink_to(other_disk / "served")
    for name in ("old", "new"):
        build(final, name)

    assert names(other_disk / "served") == {"new", MANIFEST}
    assert final.is_symlink()
    assert names(other_disk) == {"served", ".served.lock"}


@LINKS
@pytest.mark.parametrize("kind", ["to nothing", "to itself", "above, to nothing", "to a file"])
def test_a_link_that_leads_to_no_folder_is_refused(tmp_path: Path, kind: str) -> None:
    final = tmp_path / "output"
    if kind == "above, to nothing":
        (tmp_path / "above").symlink_to("nowhere")
        final = tmp_path / "above" / "output"
    elif kind == "to a file":
        (tmp_path / "file").write_text("a letter")
        final.symlink_to("file")
    else:
        final.symlink_to(final if kind == "to itself" else tmp_path / "nowhere")

    with pytest.raises(SiteError, match=r"\[C52\]"):
        build(final, "new")

    assert not (tmp_path / "nowhere").exists()
    assert kind != "to a file" or (tmp_path / "file").read_text() == "a letter"


@LINKS
@pytest.mark.parametrize("folder", [".", "..", "content", "content/images", "theme", "plugins/x", ".git", "selfies"])
def test_what_the_site_is_made_of_is_never_replaced_under_any_name(tmp_path: Path, folder: str) -> None:
    project = tmp_path / "project"
    for name in ("content/images", "theme", "plugins/x", ".git", "selfies"):
        (project / name).mkdir(parents=True)
    (project / "link").symlink_to(folder)
    (project / folder / MANIFEST).write_text("{}")

    for final in (project / folder, project / "link", project / "theme" / ".." / folder, project / "link" / "below"):
        if folder in (".", "..") and final.name == "below":
            continue
        with pytest.raises(SiteError, match=r"a folder that the site is made of.*\[C52\]"):
            build_in(project, final)

    assert (project / folder / MANIFEST).read_text() == "{}"


def build_in(project: Path, final: Path) -> None:
    with fresh_output(final, project=project, sources=[project / "selfies"]) as building:
        put(building, new="words")


@LINKS
@pytest.mark.parametrize("make", [os.mkfifo, lambda path: socket.socket(socket.AF_UNIX).bind(path)])
def test_a_pipe_or_a_socket_is_no_output(tmp_path: Path, make: Callable[[str], None], monkeypatch: Any) -> None:
    monkeypatch.chdir(tmp_path)  # a socket's path is short
    make("output")

    with pytest.raises(SiteError, match=r"no folder.*\[C52\]"):
        build(tmp_path / "output", "new")


@LINKS
@pytest.mark.skipif(os.name == "posix" and os.geteuid() != 0, reason="only root has other accounts at hand")
def test_what_cannot_be_deleted_is_told_at_once_and_by_every_build_and_hinders_none(open_folder: Path) -> None:
    output = open_folder / "output"
    build(output, "old")
    (output / "pictures").mkdir()
    (output / "pictures/0417.jpg").write_text("a face")
    write_manifest(output)
    for path in (
        open_folder,
        open_folder / ".output.lock",
        open_folder / ".cache",
        *(open_folder / ".cache").rglob("*"),
        output,
    ):
        os.chown(path, 65534, 65534)  # but not what is in pictures/

    for _ in range(2):
        done = build_as_another(output, open_folder)
        (left,) = [path for path in open_folder.iterdir() if path.name.startswith(".output.site-")]
        assert done.returncode == 1, done.stderr
        assert done.stdout == (
            f"error {left}:1  This could not be deleted, and old pages and pictures are still in it. "
            "Close programs that use it and delete it by hand, or ask whoever looks after the machine to.  [C82]\n"
        )
        assert (left / "pictures/0417.jpg").read_text() == "a face"
        assert names(output) == {"new", MANIFEST}
    build(output, "newest")
    assert names(open_folder) == {"output", ".output.lock", ".cache"}


@LINKS
@pytest.mark.parametrize("is_in_one_step", [True, False])
def test_an_immutable_file_of_the_old_output_is_told(
    tmp_path: Path, is_in_one_step: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    if not is_in_one_step:
        monkeypatch.setattr("sys.platform", "other")
    output = tmp_path / "output"
    build(output, "old")
    if not can("chattr", "+i", str(output / "old")):
        pytest.skip("this machine makes no file immutable")
    try:
        for name in ("new", "newer"):
            with pytest.raises(LeftoverError, match=r"site-building.*\[C82\]"):
                build(output, name)
            assert names(output) == {name, MANIFEST}
    finally:
        for path in tmp_path.rglob("old"):
            can("chattr", "-i", str(path))
    build(output, "newest")
    assert names(tmp_path) == {"output", ".output.lock", ".cache"}


@LINKS
def test_an_immutable_output_is_refused_and_stands(tmp_path: Path) -> None:
    output = tmp_path / "output"
    build(output, "old")
    if not can("chattr", "+i", str(output)):
        pytest.skip("this machine makes no folder immutable")
    try:
        with pytest.raises(SiteError, match=r"cannot be replaced: .*\[C52\]"):
            build(output, "new")
    finally:
        can("chattr", "-i", str(output))

    assert names(output) == {"old", MANIFEST}
    assert names(tmp_path) == {"output", ".output.lock", ".cache"}


@LINKS
@pytest.mark.skipif(os.name == "posix" and os.geteuid() != 0, reason="root alone can say where others may not write")
def test_a_link_beside_whose_folder_nothing_can_be_written_is_refused(open_folder: Path) -> None:
    served = open_folder / "www" / "served"
    served.mkdir(parents=True)
    os.chown(served, 65534, 65534)
    project = open_folder / "project"
    project.mkdir()
    os.chown(project, 65534, 65534)
    (project / "output").symlink_to(served)

    done = build_as_another(project / "output", project)

    assert done.returncode == 1, done.stderr
    assert f'"output" leads to "{served}", and beside that I cannot write: Permission denied.' in done.stdout
    assert done.stdout.endswith("[C52]\n")


@LINKS
@pytest.mark.parametrize("mask", [0o000, 0o027, 0o077, 0o377])
def test_whatever_the_machines_custom_everybody_reads_what_is_public_and_nobody_else_what_is_not(
    tmp_path: Path, mask: int
) -> None:
    before = os.umask(mask)
    try:
        for name, is_public in (("output", True), (".preview", False)):
            with fresh_output(tmp_path / "www" / name, project=tmp_path, is_public=is_public) as building:
                assert stat.S_IMODE(building.stat().st_mode) & 0o077 == 0
                (building / "news").mkdir(mode=0o700)
                put(building / "news", plan="words")
    finally:
        os.umask(before)

    output = tmp_path / "www" / "output"
    modes = {path.relative_to(tmp_path).as_posix(): stat.S_IMODE(path.stat().st_mode) for path in output.rglob("*")}
    assert modes == {"www/output/news": 0o755, "www/output/news/plan": 0o644, f"www/output/{MANIFEST}": 0o644}
    assert [stat.S_IMODE(path.stat().st_mode) for path in (output.parent, output)] == [0o755, 0o755]
    assert stat.S_IMODE((tmp_path / "www" / ".preview").stat().st_mode) & 0o077 == 0


@LINKS
@pytest.mark.skipif(os.name == "posix" and os.geteuid() != 0, reason="root alone may give any group a folder")
@pytest.mark.parametrize("mode", [0o2775, 0o2750, 0o750, 0o755, 0o1777])
def test_the_mode_and_group_of_the_folder_that_is_replaced_stay(tmp_path: Path, mode: int) -> None:
    final, group = tmp_path / "www", 4242
    final.mkdir()
    os.chown(final, -1, group)
    final.chmod(mode)
    for words in ("first", "second"):
        with fresh_output(final, project=tmp_path) as building:
            assert stat.S_IMODE(building.stat().st_mode) & 0o077 == 0
            (building / "news").mkdir()
            put(building / "news", plan=words)

        folders = [(stat.S_IMODE(path.stat().st_mode), path.stat().st_gid) for path in (final, final / "news")]
        assert folders == [(mode, group)] * 2
        assert stat.S_IMODE((final / "news/plan").stat().st_mode) == 0o644


@LINKS
def test_a_folder_that_no_web_server_could_enter_is_opened_to_it(tmp_path: Path) -> None:
    (tmp_path / "www").mkdir(mode=0o700)
    with fresh_output(tmp_path / "www", project=tmp_path) as building:
        put(building, plan="words")

    assert stat.S_IMODE((tmp_path / "www").stat().st_mode) == 0o755


@LINKS
def test_two_outputs_that_are_one_take_turns(tmp_path: Path) -> None:
    build(tmp_path / "output", "first")
    (tmp_path / "same").symlink_to("output")
    for final, name in ((tmp_path / "same", "second"), (tmp_path / "output", "third")):
        build(final, name)
        assert names(tmp_path / "output") == names(tmp_path / "same") == {name, MANIFEST}


@LINKS
@pytest.mark.parametrize("is_behind_a_link", [False, True])
def test_a_mount_point_is_refused_with_a_folder_to_choose(tmp_path: Path, is_behind_a_link: bool) -> None:
    mounted = final = tmp_path / "output"
    if is_behind_a_link:
        mounted = tmp_path / "mounted"
        final.symlink_to(mounted)
    with small_disk(mounted, "1m"):
        with pytest.raises(SiteError, match=r"is a mount point. Choose a folder inside it.*\[C52\]"):
            build(final, "new")
        build(final / "site", "new")
        assert names(final / "site") == {"new", MANIFEST}

    assert not list(tmp_path.glob(".*.site-*"))
