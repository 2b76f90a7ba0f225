"""Whatever becomes of a cache's files, the next build publishes the same bytes as one that begins with nothing."""

import json
import os
import random
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from plugins.core.kept import sealed, unsealed
from plugins.pictures.cache import PictureCache
from plugins.pictures.derivatives import Encoded
from tests.pictures.samples import contents, four_corners, names

POSIX = pytest.mark.skipif(os.name == "nt", reason="links and pipes as POSIX has them")
KINDS = [
    *("index.json", "record", "jpeg", "composed jpeg"),
    *(pytest.param(kind, marks=pytest.mark.long) for kind in ("index.lock", "composed record", "avif")),
]


def published(cache: PictureCache, files: list[Path], output: Path) -> dict[str, bytes]:
    """What a build with these pictures, and one that is composed of them, publishes."""
    cache.prepare(files)
    pictures = [cache.picture(file) for file in files]

    def composed() -> list[Encoded]:
        data = b"".join(cache.read(picture.fallback[0]) for picture in pictures)
        return [Encoded("-1200.avif", 1200, 630, data), Encoded("-1200.jpg", 1200, 630, data[::-1])]

    both = cache.composed(["all"], composed)
    cache.publish([name for picture in (*pictures, both) for name in names(picture)], output)
    cache.prune([])
    return contents(output)


@pytest.fixture(scope="module")
def made(tmp_path_factory) -> tuple[Path, list[Path], dict[str, bytes]]:
    """A finished cache, the originals, and what is published of it."""
    base = tmp_path_factory.mktemp("made")
    (base / "originals").mkdir()
    files = [base / "originals" / name for name in ("a.png", "b.png")]
    for file, size in zip(files, [(64, 48), (48, 64)], strict=True):
        four_corners(*size).save(file)
    whole = published(PictureCache(base / "cache"), files, base / "output")
    shutil.rmtree(base / "output")
    return base / "cache", files, whole


@pytest.fixture
def folder(made, tmp_path) -> Path:
    shutil.copytree(made[0], tmp_path / "cache")
    return Path(tmp_path, "cache")


def file_of(kind: str, folder: Path) -> Path:
    """A file of the cache."""
    if kind.startswith("index"):
        return folder / kind
    is_of_others = {
        record.stem: bool(json.loads(unsealed(record.read_bytes(), record.name) or b"")[2] == 0)
        for record in folder.glob("?" * 16 + ".json")
    }
    (stem, *_) = [stem for stem, others in sorted(is_of_others.items()) if others == ("composed" in kind)]
    ending = {"record": ".json", "jpeg": ".jpg", "avif": ".avif"}[kind.rpartition(" ")[2]]
    return folder / min(path.name for path in folder.glob(f"{stem}*{ending}"))


def in_place(file: Path, data: bytes) -> None:
    """Other bytes in the same file, which keeps its time of change."""
    before = file.stat()
    with file.open("r+b") as opened:
        opened.write(data)
        opened.truncate()
    os.utime(file, ns=(before.st_atime_ns, before.st_mtime_ns))


def flipped(file: Path) -> None:
    data = bytearray(file.read_bytes() or b"\0")
    data[len(data) // 2] ^= 4
    in_place(file, bytes(data))


def another_place(file: Path) -> None:
    file.unlink()
    file.mkdir()
    (file / "within").write_text("words")


def a_link(file: Path) -> None:
    data = file.read_bytes()
    status = file.stat()
    theirs = file.parent.parent / "theirs"
    theirs.write_bytes(data)
    os.utime(theirs, ns=(status.st_atime_ns, status.st_mtime_ns))
    file.unlink()
    file.symlink_to(theirs)


def a_pipe(file: Path) -> None:
    file.unlink()
    os.mkfifo(file)


def of_nobody(file: Path) -> None:
    file.chmod(0)


def sealed_in_place(data: bytes) -> Callable[[Path], None]:
    return lambda file: in_place(file, sealed(data, file.name))


DAMAGES: dict[str, Callable[[Path], object]] = {
    "gone": lambda file: file.unlink(),
    "empty": lambda file: file.write_bytes(b""),
    "empty, with its old time": lambda file: in_place(file, b""),
    "cut short": lambda file: in_place(file, file.read_bytes()[: file.stat().st_size // 2]),
    "random bytes": lambda file: in_place(file, random.Random(1).randbytes(file.stat().st_size)),
    "one bit": flipped,
    "another shape": lambda file: in_place(file, b'{"recipe": 1, "files": [], "pictures": 3}'),
    "another shape, sealed": lambda file: in_place(
        file, sealed(b'{"recipe": 1, "files": [], "pictures": 3}', file.name)
    ),
    "nested": lambda file: in_place(file, b"[" * 100_000),
    "nested, sealed": sealed_in_place(b"[" * 100_000 + b"]" * 100_000),
    "a long number, sealed": sealed_in_place(b"[" + b"9" * 5000 + b"]"),
    "not a number, sealed": lambda file: in_place(
        file, sealed(b'["%s", NaN, Infinity, -0, [[]]]' % (b"0" * 64), file.name)
    ),
    "null, sealed": sealed_in_place(b"null"),
    "a folder": another_place,
    "a link": a_link,
    "a pipe": a_pipe,
    "not to be read": of_nobody,
}


@POSIX
@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("damage", DAMAGES)
def test_a_damaged_file_is_made_again(kind, damage, folder, made, tmp_path):
    _, files, whole = made
    DAMAGES[damage](file_of(kind, folder))

    assert published(PictureCache(folder), files, tmp_path / "output") == whole
    assert not [path for path in (tmp_path / "output").rglob("*") if path.is_symlink()]
    if damage == "a link":
        assert kind != "jpeg" or (tmp_path / "theirs").read_bytes() in whole.values()


@POSIX
@pytest.mark.parametrize("damage", ["random bytes", "a long number, sealed", "a folder", "a link", "gone"])
def test_all_of_them_at_once_are_made_again(damage, folder, made, tmp_path):
    _, files, whole = made
    for file in list(folder.iterdir()):
        if damage == "a link":
            (folder.parent / "theirs").unlink(missing_ok=True)
        DAMAGES[damage](file)

    assert published(PictureCache(folder), files, tmp_path / "output") == whole


@POSIX
@pytest.mark.parametrize("put", ["a file", "a pipe", "a link to nothing"])
def test_a_cache_whose_folder_is_none_begins_anew(put, made, tmp_path):
    _, files, whole = made
    place = tmp_path / "cache"
    if put == "a file":
        place.write_text("words")
    elif put == "a pipe":
        os.mkfifo(place)
    else:
        place.symlink_to("nowhere")

    assert published(PictureCache(place), files, tmp_path / "output") == whole


def test_who_edits_a_published_picture_in_place_and_puts_its_time_back_is_found_out(folder, made, tmp_path):
    _, files, whole = made
    assert published(PictureCache(folder), files, tmp_path / "output") == whole
    for name in whole:
        flipped(tmp_path / "output" / name)

    assert published(PictureCache(folder), files, tmp_path / "next") == whole


def test_a_picture_that_is_composed_is_never_made_of_what_is_not_as_its_record_says(folder, made, tmp_path):
    _, files, whole = made
    file_of("composed record", folder).unlink()
    (folder / "index.json").unlink()
    for kind in ("jpeg", "avif"):
        flipped(file_of(kind, folder))

    assert published(PictureCache(folder), files, tmp_path / "output") == whole


def test_what_is_forgotten_of_one_member_leaves_the_others_and_nothing_composed(folder, made):
    _, files, _ = made
    mine = PictureCache(folder).picture(files[0])
    kept = PictureCache(folder).picture(files[1])

    assert PictureCache(folder).forget(files[0].with_suffix(""), None) == []

    left = {path.name for path in folder.iterdir()}
    stem = Path(kept.fallback[0].name).name[:16]
    expected = {f"{stem}.json", "index.json", "index.lock", *(Path(name).name for name in names(kept))}
    assert left == expected
    index = (folder / "index.json").read_text()
    assert str(files[0]) not in index
    assert mine.original_sha256 not in index
    assert str(files[1]) in index


def test_a_picture_is_forgotten_by_its_bytes_where_its_path_is_not_known_and_the_index_is_lost(folder, made):
    _, files, _ = made
    mine = PictureCache(folder).picture(files[0])
    in_place(folder / "index.json", (folder / "index.json").read_bytes()[:-1])

    PictureCache(folder).forget(Path("nowhere/0401"), mine.original_sha256)

    assert not (folder / "index.json").exists()  # what it said of the member cannot be taken out

    stem = Path(mine.fallback[0].name).name[:16]
    assert not list(folder.glob(f"{stem}*"))
    assert len(list(folder.glob("?" * 16 + ".json"))) == 1
