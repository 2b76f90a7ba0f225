import json
import os
import subprocess
import sys
import threading
from pathlib import Path

import pytest
from PIL import Image

from plugins.pictures import cache as cache_module
from plugins.pictures import store
from plugins.pictures.cache import PictureCache
from plugins.pictures.picture import PictureError
from tests.pictures.samples import encoded, four_corners


@pytest.fixture
def folder(tmp_path):
    return tmp_path / "cache"


def contents(folder: Path) -> dict[str, bytes]:
    return {str(file.relative_to(folder)): file.read_bytes() for file in folder.rglob("*") if file.is_file()}


def derived(folder: Path) -> dict[str, bytes]:
    return {name: data for name, data in contents(folder).items() if name != "index.json"}


def names(picture):
    return [one.name for one in picture.avif + picture.jpeg]


def unread(_):
    raise PictureError("opened again")


def no_making(*_):
    pytest.fail("a picture was made that was there already")


def test_a_picture_knows_its_size_and_its_files(folder, write):
    picture = PictureCache(folder).picture(write("a.jpg", four_corners(900, 600)))

    assert (picture.width_px, picture.height_px, picture.aspect_ratio) == (900, 600, 1.5)
    for derivatives, ending in ((picture.avif, "avif"), (picture.jpeg, "jpg")):
        assert [one.width_px for one in derivatives] == [320, 800, 900]
        assert [one.name.rpartition("-")[2] for one in derivatives] == [f"{w}.{ending}" for w in (320, 800, 900)]
    assert sorted(Path(name).name for name in names(picture)) == sorted(n for n in derived(folder) if "json" not in n)


def test_what_was_made_is_not_made_again_and_an_unchanged_file_not_even_read(folder, write, monkeypatch):
    file = write("a.jpg", four_corners())
    first = PictureCache(folder)
    first.prepare([file])
    picture = first.picture(file)

    monkeypatch.setattr(store, "make", no_making)
    monkeypatch.setattr(store, "read_original", no_making)
    again = PictureCache(folder)
    again.prepare([file])
    assert again.picture(file) == picture


def test_a_changed_file_is_another_picture(folder, write):
    cache = PictureCache(folder)
    before = cache.picture(write("a.jpg", four_corners()))
    after = cache.picture(write("a.jpg", Image.new("RGB", (300, 300), "teal")))

    assert before != after
    assert after.aspect_ratio == 1


def test_the_same_bytes_under_two_names_are_one_picture(folder, write):
    cache = PictureCache(folder)

    assert cache.picture(write("a.jpg", four_corners())) == cache.picture(write("b.jpg", four_corners()))


@pytest.mark.parametrize(
    "damage", ["delete", "truncate", "delete record", "half a record", "delete index", "half an index"]
)
def test_what_a_killed_build_left_is_made_again(damage, folder, write):
    file = write("a.jpg", four_corners())
    cache = PictureCache(folder)
    cache.prepare([file])
    picture = cache.picture(file)
    whole = contents(folder)
    victim = {"record": next(folder.glob("?" * 16 + ".json")), "index": folder / "index.json"}.get(
        damage.split()[-1], folder / Path(picture.jpeg[-1].name).name
    )
    if damage.startswith("delete"):
        victim.unlink()
    else:
        victim.write_bytes(victim.read_bytes()[: victim.stat().st_size // 2])

    healed = PictureCache(folder)
    healed.prepare([file])
    assert healed.picture(file) == picture
    assert contents(folder) == whole


def test_a_record_is_written_after_all_its_files(folder, write, monkeypatch):
    written: list[str] = []
    keep = store.write_whole

    def note_and_write(path: Path, data: bytes) -> None:
        written.append(path.name)
        keep(path, data)

    monkeypatch.setattr(store, "write_whole", note_and_write)
    PictureCache(folder).picture(write("a.jpg", four_corners()))

    assert written[-1].endswith(".json")
    assert len(written) == 5


def test_processes_make_the_same_files_as_one_at_a_time(folder, write, tmp_path, monkeypatch):
    files = [write(f"{number}.jpg", four_corners(400 + number, 300)) for number in range(4)]
    together, one_by_one = PictureCache(folder), PictureCache(tmp_path / "other")
    with monkeypatch.context() as patch:
        patch.setattr(store, "make", no_making)  # not here: in other processes
        together.prepare(files)
    made = derived(folder)

    assert [together.picture(file) for file in files] == [one_by_one.picture(file) for file in files]
    assert made == derived(tmp_path / "other")
    assert len(made) == 4 * 5


def test_few_pictures_start_no_process(folder, write, monkeypatch):
    monkeypatch.setattr(cache_module, "ProcessPoolExecutor", no_making)
    PictureCache(folder).prepare([write(f"{number}.jpg", four_corners(64, 64 + number)) for number in range(2)])

    assert len(list(folder.glob("*.avif"))) == 2


def test_one_bad_picture_stops_no_other_and_is_told_each_time_it_is_asked_for(folder, write, monkeypatch):
    files = [write(f"{number}.jpg", four_corners(400 + number, 300)) for number in range(4)]
    bad = write("bad.jpg", encoded(four_corners())[:2000])
    gone = bad.with_name("gone.jpg")
    cache = PictureCache(folder)
    cache.prepare([*files[:2], bad, gone, *files[2:]])

    monkeypatch.setattr(store, "make", no_making)
    assert all(cache.picture(file).width_px >= 400 for file in files)
    for _ in range(2):
        with pytest.raises(PictureError, match=r"^cut short$"):
            cache.picture(bad)
        with pytest.raises(PictureError, match=r"^there is no such file$"):
            cache.picture(gone)


def test_a_mended_picture_is_good_again(folder, write):
    cache = PictureCache(folder)
    with pytest.raises(PictureError, match="it is a web page"):
        cache.picture(write("a.jpg", b"<html>not found</html>"))

    assert cache.picture(write("a.jpg", four_corners())).width_px == 480


def test_a_folder_named_like_a_picture_is_refused(folder, tmp_path):
    (tmp_path / "0417.jpg").mkdir()

    with pytest.raises(PictureError, match="it is a folder"):
        PictureCache(folder).picture(tmp_path / "0417.jpg")


@pytest.mark.parametrize("name", ["a b.jpg", 'l\'été "2026".jpg', "🪧.jpg", "صورة.jpg", "x" * 251 + ".jpg"])
def test_any_file_name_will_do(name, folder, write):
    assert PictureCache(folder).picture(write(name, four_corners())).width_px == 480


def test_publishing_copies_what_is_asked_for_and_nothing_else(folder, write, tmp_path):
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
    other.prune()
    assert not (folder / Path(names(picture)[0]).name).exists()

    cache.publish(names(picture), tmp_path / "output")
    assert sorted(contents(tmp_path / "output")) == sorted(names(picture))


def test_publishing_a_name_that_nobody_asked_for_is_an_error(folder, tmp_path):
    with pytest.raises(FileNotFoundError):
        PictureCache(folder).publish(["pictures/0123456789abcdef-320.avif"], tmp_path / "output")


def test_pruning_leaves_only_what_was_asked_for(folder, write):
    kept, dropped = write("kept.jpg", four_corners()), write("dropped.jpg", four_corners(300, 200))
    PictureCache(folder).prepare([kept, dropped])
    (folder / f"0123456789abcdef-320.avif.{'0' * 32}.tmp").write_bytes(b"half")
    (folder / "notes.txt").write_text("somebody's own file", encoding="utf-8")

    cache = PictureCache(folder)
    picture = cache.picture(kept)
    cache.prune()

    stem = Path(picture.jpeg[0].name).name[:16]
    left = {Path(name).name for name in names(picture)} | {f"{stem}.json", "index.json", "notes.txt"}
    assert set(contents(folder)) == left
    assert list(json.loads((folder / "index.json").read_bytes())["files"]) == [str(kept)]


def test_writing_begins_again_when_another_build_pruned_the_temporary_file(folder, monkeypatch):
    replace = Path.replace
    lost: list[Path] = []

    def lose_the_first(temporary: Path, target: Path) -> Path:
        if not lost:
            lost.append(temporary)
            temporary.unlink()
        return replace(temporary, target)

    monkeypatch.setattr(Path, "replace", lose_the_first)
    store.write_whole(folder / "a.txt", b"whole")

    assert lost
    assert contents(folder) == {"a.txt": b"whole"}


def test_another_recipe_forgets_the_index(folder, write, monkeypatch):
    file = write("a.jpg", four_corners())
    PictureCache(folder).prepare([file])
    monkeypatch.setattr(cache_module, "recipe_and_encoders", lambda: "another")
    monkeypatch.setattr(store, "read_original", unread)

    with pytest.raises(PictureError, match="opened again"):
        PictureCache(folder).picture(file)


def test_builds_at_the_same_time_end_with_whole_pictures(folder, write):
    files = [write(f"{number}.jpg", four_corners(200 + number, 100)) for number in range(6)]

    def build(own: list[Path]) -> None:
        for _ in range(5):
            cache = PictureCache(folder)
            for file in own:
                cache.picture(file)
            cache.prune()

    threads = [threading.Thread(target=build, args=(own,)) for own in (files[:4], files[2:])]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    cache = PictureCache(folder)
    for file in files:
        picture = cache.picture(file)
        assert all(Image.open(folder / Path(name).name).load() for name in names(picture))


SCRIPT = """
import pathlib, sys
from plugins.pictures.cache import PictureCache

def main():
    cache = PictureCache(pathlib.Path(sys.argv[1]))
    cache.prepare(pathlib.Path(file) for file in sys.argv[2:])

GUARD
"""


@pytest.mark.parametrize("guard", ['if __name__ == "__main__":\n    main()', "main()"])
def test_processes_start_from_any_script_and_a_careless_one_still_gets_its_pictures(
    guard, folder, write, tmp_path, root
):
    files = [write(f"{number}.jpg", four_corners(200 + number, 100)) for number in range(3)]
    script = tmp_path / "script.py"
    script.write_text(SCRIPT.replace("GUARD", guard), encoding="utf-8")
    environment = {**os.environ, "PYTHONPATH": str(root)}
    subprocess.run(
        [sys.executable, script, folder, *files], env=environment, check=True, capture_output=True, timeout=60
    )

    cache = PictureCache(folder)
    assert all(cache.picture(file).width_px >= 200 for file in files)
