import hashlib
import json
import os
import shutil
import subprocess
import sys
import threading
from contextlib import contextmanager
from pathlib import Path

import pytest
from PIL import Image

from plugins.core.kept import sealed, unsealed
from plugins.pictures import cache as cache_module
from plugins.pictures import store
from plugins.pictures.cache import PictureCache
from plugins.pictures.derivatives import WEB, Derived
from plugins.pictures.picture import PictureError
from plugins.pictures.resemblance import Gallery
from tests.pictures.samples import derived, encoded, four_corners, names


def unread(_):
    raise RuntimeError("opened again")


def no_making(*_, **__):
    pytest.fail("a picture was made that was there already")


@pytest.fixture
def files(write):
    """Three small originals."""
    return [write(f"{number}.jpg", four_corners(200 + number, 100)) for number in range(3)]


def test_a_picture_knows_its_size_and_its_files(folder, write):
    picture = PictureCache(folder).picture(write("a.jpg", four_corners(900, 600)))

    assert (picture.width_px, picture.height_px, picture.aspect_ratio) == (900, 600, 1.5)
    for derivatives, ending in ((picture.avif, "avif"), (picture.fallback, "jpg")):
        assert [one.width_px for one in derivatives] == [320, 800, 900]
        assert [one.name.rpartition("-")[2] for one in derivatives] == [f"{w}.{ending}" for w in (320, 800, 900)]
    assert sorted(Path(name).name for name in names(picture)) == sorted(n for n in derived(folder) if "json" not in n)


def test_a_picture_knows_its_original_and_what_it_looks_like(folder, write):
    originals = [write("a.jpg", four_corners(900, 600)), write("b.jpg", four_corners(450, 300))]
    cache = PictureCache(folder)
    one, other = (cache.picture(file) for file in originals)

    hashes = [hashlib.sha256(file.read_bytes()).hexdigest() for file in originals]
    assert [one.original_sha256, other.original_sha256] == hashes
    assert Gallery([one.fingerprint]).like(other.fingerprint.hashes) == {0}
    assert PictureCache(folder).picture(originals[0]) == one


def test_what_an_original_told_is_remembered_and_a_record_that_does_not_say_is_made_anew(folder, write):
    exif = Image.Exif()
    exif.get_ifd(0x8825).update({1: "N", 2: (53.0, 30.0, 12.5), 3: "W", 4: (113.0, 30.0, 0.0)})
    file = write("a.jpg", encoded(four_corners(), exif=exif))
    first = PictureCache(folder).picture(file)
    sizes = [len(data) for name, data in derived(folder).items() if "json" not in name]

    assert (first.tells_place, first.original_size_bytes, first.most_bytes) == (True, file.stat().st_size, max(sizes))
    assert PictureCache(folder).picture(file) == first
    for record in [folder / "index.json", next(folder.glob("?" * 16 + ".json"))]:
        properties = f"{file.stat().st_size}, true, ".encode()
        whole = unsealed(record.read_bytes(), record.name) or b""
        assert properties in whole
        record.write_bytes(sealed(whole.replace(properties, b""), record.name))
    assert PictureCache(folder).picture(file) == first


def test_what_was_made_is_not_made_again_and_an_unchanged_file_not_even_read(folder, files, monkeypatch):
    first = PictureCache(folder)
    first.prepare(files)
    pictures = [first.picture(file) for file in files]

    monkeypatch.setattr(cache_module, "outcomes", no_making)
    monkeypatch.setattr(store, "read_original", no_making)
    monkeypatch.setattr(store, "read_record", no_making)
    again = PictureCache(folder)
    again.prepare(files)
    assert [again.picture(file) for file in files] == pictures


def test_a_file_that_only_changed_its_time_is_read_and_not_made_again(folder, files, monkeypatch):
    picture = PictureCache(folder).picture(files[0])
    os.utime(files[0], (1, 1))

    monkeypatch.setattr(cache_module, "derive", no_making)
    assert PictureCache(folder).picture(files[0]) == picture


def test_a_changed_file_is_another_picture(folder, write):
    cache = PictureCache(folder)
    before = cache.picture(write("a.jpg", four_corners()))
    after = cache.picture(write("a.jpg", Image.new("RGB", (300, 300), "teal")))

    assert before != after
    assert after.aspect_ratio == 1


def written_over(file, data):
    file.write_bytes(data)


def put_in_its_place(file, data):
    file.with_name("new").write_bytes(data)
    shutil.copystat(file, file.with_name("new"))
    file.with_name("new").replace(file)


def deleted_and_restored(file, data):
    file.unlink()
    file.write_bytes(data)


@pytest.mark.skipif(os.name == "nt", reason="Windows keeps no time of such a change")
@pytest.mark.parametrize("change", [written_over, put_in_its_place, deleted_and_restored])
@pytest.mark.parametrize("linked", [False, True], ids=["a file", "behind a link"])
def test_another_picture_of_the_same_size_and_time_is_not_shown_as_the_old_one(change, linked, folder, write):
    one, other = write("a.jpg", four_corners()), write("b.jpg", four_corners().transpose(Image.Transpose.ROTATE_180))
    longest = max(one.stat().st_size, other.stat().st_size)
    for file in (one, other):
        file.write_bytes(file.read_bytes().ljust(longest, b"\0"))
    if linked:
        (one.parent / "link.jpg").symlink_to(one)
    asked = one.parent / "link.jpg" if linked else one
    old, seen = PictureCache(folder).picture(asked), one.stat()

    change(one, other.read_bytes())
    os.utime(one, ns=(seen.st_atime_ns, seen.st_mtime_ns))

    assert (one.stat().st_size, one.stat().st_mtime_ns) == (seen.st_size, seen.st_mtime_ns)
    new = PictureCache(folder).picture(asked)
    assert new.original_sha256 == hashlib.sha256(other.read_bytes()).hexdigest() != old.original_sha256


def test_the_same_bytes_under_two_names_are_one_picture_made_once(folder, write, monkeypatch):
    files = [write("a.jpg", four_corners()), write("b.jpg", four_corners())]
    kept: list[str] = []
    keep = store.keep

    def note_and_keep(folder: Path, name: str, original_sha256: str, made: Derived) -> store.Record:
        kept.append(name)
        return keep(folder, name, original_sha256, made)

    monkeypatch.setattr(store, "keep", note_and_keep)
    cache = PictureCache(folder)
    cache.prepare(files)

    assert cache.picture(files[0]) == cache.picture(files[1])
    assert len(kept) == 1


@pytest.mark.parametrize("damage", ["delete", "truncate", "same size", "power failure"])
def test_a_derivative_that_is_not_as_it_was_written_is_made_again(damage, folder, write):
    file = write("a.jpg", four_corners())
    picture = PictureCache(folder).picture(file)
    whole = derived(folder)
    victim = folder / Path(picture.fallback[-1].name).name
    data, written = victim.read_bytes(), victim.stat()
    victim.unlink()
    if damage != "delete":
        victim.write_bytes(data[:-100] + (bytes(100) if damage == "same size" else b""))
    if damage == "power failure":
        os.utime(victim, ns=(written.st_atime_ns, written.st_mtime_ns))

    healed = PictureCache(folder)
    healed.prepare([file])
    assert healed.picture(file) == picture
    assert derived(folder) == whole


def test_a_derivative_that_was_only_touched_is_believed(folder, files, monkeypatch):
    picture = PictureCache(folder).picture(files[0])
    for name in names(picture):
        (folder / Path(name).name).touch()

    monkeypatch.setattr(cache_module, "outcomes", no_making)
    assert PictureCache(folder).picture(files[0]) == picture


@pytest.mark.parametrize("damage", ["delete", "half", "not JSON", "a list", "a strange record"])
def test_without_its_index_a_cache_reads_originals_again_and_makes_nothing(damage, folder, files, monkeypatch):
    cache = PictureCache(folder)
    cache.prepare(files)
    index = folder / "index.json"
    whole = unsealed(index.read_bytes(), index.name) or b""
    strange = sealed(whole.replace(b'"pictures": {"', b'"pictures": {"0123456789abcdef": [1], "'), index.name)
    half = index.read_bytes()[: len(whole) // 2]
    broken = {
        "half": half,
        "not JSON": sealed(b"\xff\0", index.name),
        "a list": sealed(b"[]", index.name),
        "a strange record": strange,
    }
    index.write_bytes(broken.get(damage, b""))
    if damage == "delete":
        index.unlink()

    monkeypatch.setattr(cache_module, "derive", no_making)
    healed = PictureCache(folder)
    healed.prepare(files)
    assert [healed.picture(file) for file in files] == [cache.picture(file) for file in files]
    assert json.loads(unsealed(index.read_bytes(), index.name) or b"") == json.loads(whole)


@pytest.mark.parametrize("length", [0, 0.5])
def test_half_a_record_is_none(length, folder, files):
    picture = PictureCache(folder).picture(files[0])
    whole = derived(folder)
    record = next(folder.glob("?" * 16 + ".json"))
    record.write_bytes(record.read_bytes()[: int(length * record.stat().st_size)])
    (folder / "index.json").unlink()

    assert PictureCache(folder).picture(files[0]) == picture
    assert derived(folder) == whole


def test_a_record_is_written_after_all_its_files(folder, write, monkeypatch):
    written: list[str] = []
    replace = Path.replace

    def note_and_replace(temporary: Path, path: Path) -> Path:
        written.append(path.name)
        return replace(temporary, path)

    monkeypatch.setattr(Path, "replace", note_and_replace)
    PictureCache(folder).picture(write("a.jpg", four_corners()))

    assert [Path(name).suffix for name in written] == [".avif", ".jpg", ".avif", ".jpg", ".json", ".json"]
    assert written[-1] == "index.json"


def test_no_picture_is_opened_in_this_process(folder, files, monkeypatch):
    monkeypatch.setattr(Image, "open", no_making)
    cache = PictureCache(folder)
    cache.prepare(files[1:])

    assert [cache.picture(file).width_px for file in files] == [200, 201, 202]
    assert len(derived(folder)) == 3 * 3


def test_progress_counts_what_is_new_and_is_silent_when_nothing_is(folder, files, write, tmp_path):
    reported: list[int | str] = []

    @contextmanager
    def progress(count):
        reported.append(f"{count} to do")
        yield reported.append
        reported.append("done")

    files.append(write("again.jpg", files[0].read_bytes()))
    files.append(write("bad.jpg", b"<html>"))
    PictureCache(folder, progress=progress).prepare([*files, tmp_path / "gone.jpg"])

    assert reported == ["5 to do", 1, 2, 3, 4, 5, "done"]
    reported.clear()
    PictureCache(folder, progress=progress).prepare(files[:4])
    assert not reported


def test_one_bad_picture_stops_no_other_and_is_told_each_time_it_is_asked_for(folder, files, write, monkeypatch):
    bad = write("bad.jpg", encoded(four_corners())[:2000])
    gone = bad.with_name("gone.jpg")
    cache = PictureCache(folder)
    cache.prepare([files[0], bad, gone, *files[1:]])

    monkeypatch.setattr(cache_module, "outcomes", no_making)
    assert all(cache.picture(file).width_px >= 200 for file in files)
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


@pytest.mark.parametrize(
    "name", ["a b.jpg", 'l\'été "2026".jpg', "🪧.jpg", "صورة.jpg", "x" * 251 + ".jpg", "\udcff.jpg"]
)
def test_any_file_name_will_do(name, folder, write, monkeypatch):
    file = write(name, four_corners(64, 64))
    picture = PictureCache(folder).picture(file)

    monkeypatch.setattr(store, "read_original", no_making)
    assert PictureCache(folder).picture(file) == picture


def test_another_recipe_forgets_the_index(folder, files, monkeypatch):
    PictureCache(folder).prepare(files)
    monkeypatch.setattr(store, "read_original", unread)

    with pytest.raises(RuntimeError, match="opened again"):
        PictureCache(folder, recipe=WEB._replace(revision=99)).picture(files[0])


def test_another_recipe_makes_other_pictures_of_the_same_originals(folder, files):
    web = PictureCache(folder).picture(files[0])
    large = PictureCache(folder, recipe=WEB._replace(widths_px=(50, 100))).picture(files[0])

    assert {one.width_px for one in large.avif} == {50, 100}
    assert {one.name for one in large.avif}.isdisjoint(one.name for one in web.avif)


def test_two_builds_merge_what_they_found_out(folder, files, monkeypatch):
    one, other = PictureCache(folder), PictureCache(folder)
    one.prepare(files[:1])
    other.prepare(files[1:])

    monkeypatch.setattr(store, "read_original", no_making)
    monkeypatch.setattr(store, "read_record", no_making)
    third = PictureCache(folder)
    assert [third.picture(file).width_px for file in files] == [200, 201, 202]


def test_builds_at_the_same_time_end_with_whole_pictures(folder, write):
    files = [write(f"{number}.jpg", four_corners(200 + number, 100)) for number in range(6)]
    main = sys.modules["__main__"]

    def build(own: list[Path]) -> None:
        for _ in range(3):
            cache = PictureCache(folder)
            cache.prepare(own)
            cache.prune([])

    threads = [threading.Thread(target=build, args=(own,)) for own in (files[:4], files[2:])]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    cache = PictureCache(folder)
    for file in files:
        picture = cache.picture(file)
        assert all(Image.open(folder / Path(name).name).load() for name in names(picture))
    assert sys.modules["__main__"] is main


SCRIPT = """
import pathlib, sys
from plugins.pictures.cache import PictureCache

def main():
    cache = PictureCache(pathlib.Path(sys.argv[1]))
    cache.prepare(pathlib.Path(file) for file in sys.argv[2:])
    print("once")

GUARD
"""


@pytest.mark.parametrize("guard", ['if __name__ == "__main__":\n    main()', "main()"])
def test_a_script_is_not_run_again_by_each_process_however_careless_it_is(guard, folder, files, tmp_path, root):
    script = tmp_path / "script.py"
    script.write_text(SCRIPT.replace("GUARD", guard), encoding="utf-8")
    environment = {**os.environ, "PYTHONPATH": str(root)}
    command = [sys.executable, script, folder, *files]
    done = subprocess.run(command, env=environment, capture_output=True, text=True, timeout=60, check=False)

    assert (done.stdout, done.stderr) == ("once\n", "")
    assert len(list(folder.glob("*.avif"))) == 3
