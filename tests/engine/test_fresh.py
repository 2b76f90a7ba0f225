import hashlib
import json
import os
from pathlib import Path

import pytest

from plugins.core.findings import SiteError
from plugins.engine.fresh import MANIFEST, fresh_output


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


def test_the_manifest_has_one_line_for_each_other_file_with_its_hash(tmp_path: Path) -> None:
    with fresh_output(tmp_path / "output") as building:
        (building / "news").mkdir()
        put(building / "news", b="2")
        put(building, a="1")

    text = (tmp_path / "output" / MANIFEST).read_text()
    assert json.loads(text) == {
        name: hashlib.sha256(data).hexdigest() for name, data in {"a": b"1", "news/b": b"2"}.items()
    }
    assert len([line for line in text.splitlines() if ":" in line]) == 2


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
