import errno
import json
import os
from pathlib import Path

import pytest

from plugins.core.kept import unsealed
from plugins.pictures import store
from plugins.pictures.cache import PictureCache
from plugins.pictures.picture import PictureError
from tests.pictures.samples import contents, derived, encoded, four_corners, names


def a_folder(path: Path) -> None:
    path.mkdir()


def a_link_outside(path: Path) -> None:
    (path.parents[1] / "secret.jpg").write_bytes(encoded(four_corners()))
    path.symlink_to(path.parents[1] / "secret.jpg")


def a_link_to_nothing(path: Path) -> None:
    path.symlink_to(path.with_name("gone.jpg"))


def a_link_to_itself(path: Path) -> None:
    path.symlink_to(path)


def a_pipe(path: Path) -> None:
    os.mkfifo(path)


def a_link_to_a_pipe(path: Path) -> None:
    os.mkfifo(path.with_name("pipe"))
    path.symlink_to("pipe")


def a_device(path: Path) -> None:
    path.symlink_to("/dev/zero")


def a_huge_file(path: Path) -> None:
    with path.open("wb") as file:
        file.truncate(51_000_000)


@pytest.mark.parametrize(
    ("make", "reason"),
    [
        (a_folder, "it is a folder"),
        (a_link_outside, "it is a link to a file outside its folder"),
        (a_link_to_nothing, "there is no such file"),
        (a_link_to_itself, "it is a link that leads to itself"),
        (a_pipe, "it is not a file but a device or a pipe"),
        (a_link_to_a_pipe, "it is not a file but a device or a pipe"),
        (a_device, "it is a link to a file outside its folder"),
        (a_huge_file, "51 MB, and 50 MB is the most"),
    ],
)
def test_what_is_no_file_is_refused_unopened(make, reason, folder, tmp_path):
    path = tmp_path / "originals" / "0417.jpg"
    path.parent.mkdir()
    make(path)

    cache = PictureCache(folder)
    cache.prepare([path])
    with pytest.raises(PictureError) as refusal:
        cache.picture(path)
    assert str(refusal.value) == reason
    assert not derived(folder)


def test_a_file_that_becomes_a_link_to_elsewhere_is_refused_though_it_was_known(folder, write, tmp_path):
    file = write("a.jpg", four_corners())
    PictureCache(folder).picture(file)
    file.rename(tmp_path / "moved.jpg")
    file.symlink_to(tmp_path / "moved.jpg")

    with pytest.raises(PictureError, match="it is a link"):
        PictureCache(folder).picture(file)


def test_a_link_within_its_folder_is_the_picture_it_leads_to(folder, write):
    file = write("a.jpg", four_corners())
    link = file.with_name("b.jpg")
    link.symlink_to("a.jpg")

    cache = PictureCache(folder)
    assert cache.picture(link) == cache.picture(file)


def test_publishing_gives_what_is_asked_for_and_nothing_else(folder, write, tmp_path):
    cache = PictureCache(folder)
    picture = cache.picture(write("a.jpg", four_corners()))
    cache.picture(write("b.jpg", four_corners(300, 200)))
    cache.publish([*names(picture), *names(picture)], tmp_path / "output")

    published = contents(tmp_path / "output")
    assert sorted(published) == sorted(names(picture))
    assert all(published[name] == derived(folder)[Path(name).name] for name in published)


def test_publishing_makes_again_what_another_build_pruned(folder, write, tmp_path):
    cache = PictureCache(folder)
    picture = cache.picture(write("a.jpg", four_corners()))
    other = PictureCache(folder)
    other.picture(write("b.jpg", four_corners(300, 200)))
    other.prune([])
    assert not (folder / Path(names(picture)[0]).name).exists()

    cache.publish(names(picture), tmp_path / "output")
    assert sorted(contents(tmp_path / "output")) == sorted(names(picture))


def test_publishing_a_name_that_nobody_asked_for_is_an_error(folder, tmp_path):
    with pytest.raises(FileNotFoundError):
        PictureCache(folder).publish(["pictures/0123456789abcdef-320.avif"], tmp_path / "output")


def test_who_writes_to_a_published_picture_does_not_change_the_next_site(folder, write, tmp_path):
    file = write("a.jpg", four_corners())
    cache = PictureCache(folder)
    picture = cache.picture(file)
    cache.publish(names(picture), tmp_path / "output")
    whole = contents(tmp_path / "output")
    for name in names(picture):
        with (tmp_path / "output" / name).open("r+b") as published:
            published.write(b"scribble")

    next_one = PictureCache(folder)
    next_one.publish(names(next_one.picture(file)), tmp_path / "next")
    assert contents(tmp_path / "next") == whole


def test_a_picture_is_published_over_an_older_one_and_copied_where_no_links_are(folder, write, tmp_path, monkeypatch):
    cache = PictureCache(folder)
    picture = cache.picture(write("a.jpg", four_corners()))
    older = tmp_path / "output" / picture.fallback[0].name
    older.parent.mkdir(parents=True)
    older.write_bytes(b"older")
    for _ in range(2):
        cache.publish(names(picture), tmp_path / "output")

    def no_links(*_):
        raise OSError(errno.EXDEV, "another disk")

    monkeypatch.setattr(os, "link", no_links)
    cache.publish(names(picture), tmp_path / "elsewhere")

    expected = {name: (folder / Path(name).name).read_bytes() for name in names(picture)}
    assert contents(tmp_path / "output") == contents(tmp_path / "elsewhere") == expected


def test_pruning_leaves_only_what_was_asked_for(folder, write):
    kept, dropped = write("kept.jpg", four_corners()), write("dropped.jpg", four_corners(300, 200))
    PictureCache(folder).prepare([kept, dropped])
    (folder / f"0123456789abcdef-320.avif.{'0' * 32}.tmp").write_bytes(b"half")
    (folder / "notes.txt").write_text("somebody's own file", encoding="utf-8")

    cache = PictureCache(folder)
    picture = cache.picture(kept)
    cache.prune([])

    stem = Path(picture.fallback[0].name).name[:16]
    ours = {f"{stem}.json", "index.json", "index.lock", "notes.txt"}
    assert set(contents(folder)) == {Path(name).name for name in names(picture)} | ours
    index = json.loads(unsealed((folder / "index.json").read_bytes(), "index.json") or b"")
    assert list(index["files"]) == [str(kept)]
    assert list(index["pictures"]) == [stem]


def test_pruning_leaves_what_is_named_though_nobody_asked_for_it_this_time(folder, write):
    files = [write(f"{number}.jpg", four_corners(300 + number, 200)) for number in range(3)]
    before = PictureCache(folder)
    shown, looked_at, dropped = [before.picture(file) for file in files]
    cache = PictureCache(folder)
    cache.picture(files[1])

    cache.prune([shown.avif[0].name])

    left = set(derived(folder))
    assert {Path(name).name for picture in (shown, looked_at) for name in names(picture)} <= left
    assert not {Path(name).name for name in names(dropped)} & left


def test_pruning_when_nothing_was_asked_for_empties_the_cache(folder, write):
    PictureCache(folder).prepare([write("a.jpg", four_corners())])
    PictureCache(folder).prune([])

    assert set(contents(folder)) == {"index.json", "index.lock"}
    assert b"a.jpg" not in (folder / "index.json").read_bytes()


def test_pruning_a_cache_that_was_never_written_does_nothing(folder):
    PictureCache(folder).prune([])

    assert not folder.exists()


def test_a_stem_is_of_the_original_the_recipe_and_the_encoders(monkeypatch):
    seen = {store.stem("0" * 64), store.stem("1" * 64)}
    monkeypatch.setattr(store, "recipe_and_encoders", lambda: "another")
    seen.add(store.stem("0" * 64))

    assert len(seen) == 3
    assert all(len(stem) == 16 for stem in seen)
