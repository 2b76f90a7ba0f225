"""Whatever may be wrong with members' files, all in one folder: a real build, as staff start it, in its own process."""

import json
import os
import re
import signal
import subprocess
import sys
import tempfile
import threading
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pytest
from PIL import Image

from plugins.pictures.store import stem_of_entry
from tests.pictures.samples import animated, display_p3, encoded, real_bomb, text_bomb
from tests.selfies.members import text
from tests.selfies.test_returning import CAMPAIGN, MAGENTA, drawn, is_magenta, saved
from tests.small_site import NO_STATEMENT, PUBLIC, ROOT, SmallSite, picture_stem, small_site

HERE = "content/selfies"
PRIVATE = {"Name": "Nasrin Quillfeather", "Workplace": "Tarnbrook College"}
SIGN = "Zephyrine"
USABLE = "JPEG, PNG, WebP and HEIC can be used"
STILL = "it moves, and only a still picture can be used"
MAX_MEMORY_BYTES = 400_000_000
# A small process starts the build: what a large one starts is charged with the memory that it had itself until then.
WATCHER = """
import resource, subprocess, sys
code = subprocess.call(sys.argv[1:])
print(resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss, file=sys.stderr)
sys.exit(code)
"""
MAX_DURATION_S = 60

Put = Callable[[Path], object]


def refused_picture(number: int = 1) -> Image.Image:
    """In a colour that nobody who is shown wears."""
    return drawn(number, MAGENTA)


def link(target: str) -> Put:
    return lambda path: path.symlink_to(target)


def link_outside(path: Path) -> None:
    """To a picture that could be shown."""
    (path.parents[2] / "secret.jpg").write_bytes(saved(refused_picture(2)))
    path.symlink_to("../../secret.jpg")


def frames() -> list[Image.Image]:
    return [refused_picture(number) for number in (3, 4, 5)]


# A member's id, how the name of her picture ends, what lies there, and what staff read about it.
PICTURES: list[tuple[str, str, bytes | Put, str]] = [
    ("false-picture", "jpg", b"Dear all, see attached.", f"its contents are not those of a picture: {USABLE}"),
    ("cut-short", "jpg", saved(refused_picture())[:4000], "cut short"),
    ("bomb", "png", real_bomb(30_000, 30_000), "30,000 x 30,000 pixels are more than 80 million: save a smaller copy"),
    ("moving-gif", "jpg", animated(frames(), "GIF"), f"it is a GIF file: {USABLE}"),
    ("moving-webp", "webp", animated(frames(), "WEBP"), STILL),
    ("moving-png", "png", animated(frames(), "PNG"), STILL),
    ("drawing", "jpg", b"<svg xmlns='http://www.w3.org/2000/svg'/>", f"it is an SVG drawing: {USABLE}"),
    ("web-page", "jpg", b"<!DOCTYPE html><html><body>404</body></html>", "it is a web page"),
    ("program", "jpg", b"\x7fELF\2\1\1" + bytes(100), f"it is a program: {USABLE}"),
    ("zero-bytes", "jpg", b"", "it is empty"),
    (
        "thin",
        "png",
        encoded(Image.new("RGB", (100_000, 20), MAGENTA), "PNG"),
        "too long and thin: 100,000 x 20 pixels: cut a part out of it",
    ),
    ("text-bomb", "png", text_bomb(refused_picture()), "damaged"),
    ("0417", "jpg", Path.mkdir, "it is a folder"),
    ("link-outside", "jpg", link_outside, "it is a link to a file outside its folder"),
    ("link-loop", "jpg", lambda path: path.symlink_to(path.name), "it is a link that leads to itself"),
    ("link-nowhere", "jpg", link("gone.jpg"), "there is no such file"),
    ("pipe", "jpg", os.mkfifo, "it is not a file but a device or a pipe"),
    ("device", "jpg", link("/dev/zero"), "it is a link to a file outside its folder"),
]

LEFT_OUT = "selfie {id} is left out"
WORDS = (
    "Behind  Consent:  write only those of these words that the member said yes to, with commas between; what is not "
    "written is a no."
)
PURPOSE = f"{LEFT_OUT}. This is not one of web, print, legislature. {WORDS}  [C34]"
# A member's id, what her text says otherwise, and what staff read about it.
TEXTS: list[tuple[str, dict[str, str], str]] = [
    ("misspelt", {"Consent": "wbe"}, f"warning {{md}}:4  {PURPOSE}"),
    ("told-by-name", {"Consent": "web, Nasrin said"}, f"warning {{md}}:4  {PURPOSE}"),
    (
        "given-in-future",
        {"Consent-given": "2927-03-02, by e-mail"},
        f"warning {{md}}:5  {LEFT_OUT}: its consent is of 2 March 2927, a day still to come. Correct the date.  [C19]",
    ),
    ("withdrawn-in-future", {"Withdrawn": "2931-01-02"}, f"note {{md}}:9  {LEFT_OUT}: it was withdrawn.  [C55]"),
]

RENAME = (
    "A file name here is small letters, digits and hyphens. Rename both files, for example to 0417.md and 0417.jpg."
)
# The name of a member's two files, and as it is told; the fifth has with its ending 253 or 254 bytes.
NAMES = {name: name for name in ("IMG 2031", 'the "best" o\'one', "<b>", "🪧", "é" * 125, "صورة")} | {
    "\u202egnp.1417": r"\u202egnp.1417",
    "two\nlines": r"two\nlines",
    "\x1b[2Jgone": r"\x1b[2Jgone",
    "\udcff": r"\udcff",
}

NO_FILE = "This is not a file. Move it out of this folder.  [C56]"
NO_TEXT = "There are more than 20 mistakes in this file. If it is no text, move it out of this folder.  [C56]"
OUTSIDE = "This is a link to a file outside its folder. Put the file itself here.  [C37]"
TOO_LARGE = "This file is 1000000.0 MB; the limit for a text is 1 MB. Shorten it, or put it into several files.  [C39]"
# The name of a text, what lies there, and what staff read about it.
ODD_TEXTS: list[tuple[str, Put, str]] = [
    ("text-pipe", os.mkfifo, NO_FILE),
    ("text-folder", Path.mkdir, NO_FILE),
    ("text-picture", lambda path: path.write_bytes(encoded(Image.effect_noise((400, 300), 80))), NO_TEXT),
    ("text-outside", link("../../secret.md"), OUTSIDE),
    ("text-device", link("/dev/zero"), OUTSIDE),
    ("text-endless", lambda path: path.open("wb").truncate(10**12), TOO_LARGE),
]

PAIRS = [
    (
        f"warning {HERE}/alone.md:1  selfie alone is left out. There is no picture of that name. "
        "Put the picture beside it as alone.jpg, or delete this file.  [C54]"
    ),
    (
        f"warning {HERE}/two.md:1  selfie two is left out. There are two.jpg and two.png. "
        "Delete the one that is not meant.  [C54]"
    ),
    (
        f"warning {HERE}/7.jpg:1  7.jpg has no text file beside it, so it is not shown. "
        f"Write one with:  python3 tasks.py new selfie {HERE}/7.jpg  [C54]"
    ),
]


def way_out(what: bytes | Put, reason: str) -> str:
    """What is to be done about a picture, behind why it cannot be opened."""
    if not isinstance(what, bytes):
        return " Put the picture itself here."
    if reason.endswith(("save a smaller copy", "cut a part out of it")):
        return ""
    return " Save it as a JPEG." if reason == STILL or "GIF" in reason or "SVG" in reason else " Ask for it again."


MESSAGES = [
    *(
        f'warning {HERE}/{name}.{suffix}:1  selfie {name} is left out: "{name}.{suffix}" is not a picture I can open '
        f"({reason}).{way_out(what, reason)}  [C18]"
        for name, suffix, what, reason in PICTURES
    ),
    *(
        message.format(id=name, md=f"{HERE}/{name}.md")
        for name, _, message in TEXTS
        if not message.startswith("note")  # a build does not print these
    ),
    *(f"warning {HERE}/{name}.md:1  selfie {name} is left out. {RENAME}  [C54]" for name in NAMES.values()),
    *(f"warning {HERE}/{name}.md:1  selfie {name} is left out. {message}" for name, _, message in ODD_TEXTS),
    *PAIRS,
]
LONGEST = "x" * 251
# Those who are shown all the same, with what their files have of odd.
SHOWN = {
    "0001": saved(drawn(10)),
    "broken-exif": encoded(drawn(11), exif=b"Exif\0\0II*\0\xff\xff\xff\xff garbage"),
    "huge-profile": encoded(drawn(12), icc_profile=display_p3() + bytes(4_000_000)),
    "until-the-future": saved(drawn(13)),
    LONGEST: saved(drawn(14)),
}


@dataclass
class Built:
    """What came of it, or of what was killed when its time was over. Memory is of the process that took most."""

    site: SmallSite
    lines: list[str]
    code: int
    memory_bytes: int


def add(folder: Path, name: str, picture: bytes | Put, suffix: str = "jpg", **answers: str) -> None:
    """A member of whom everything but these is as it should be."""
    (folder / f"{name}.md").write_bytes(submitted(name, **answers))
    put(folder / f"{name}.{suffix}", picture)


def submitted(name: str, **answers: str) -> bytes:
    return text({**PRIVATE, **answers}, sign(name)).encode()


def sign(name: str) -> str:
    """Her words, which no escaping changes."""
    return f"{SIGN} {os.fsencode(name).hex()}."


def put(path: Path, what: bytes | Put) -> None:
    if isinstance(what, bytes):
        path.write_bytes(what)
    else:
        what(path)


def fill(folder: Path) -> None:
    """Everything above."""
    for name, picture in SHOWN.items():
        add(folder, name, picture, **({"Consent-until": "2931-01-02"} if name == "until-the-future" else {}))
    for name, suffix, what, _ in PICTURES:
        add(folder, name, what, suffix)
    for name, answers, _ in TEXTS:
        add(folder, name, saved(refused_picture()), **answers)
    for name in NAMES:
        add(folder, name, saved(refused_picture()))
    (folder.parents[1] / "secret.md").write_bytes(submitted("text-outside"))
    for name, what, _ in ODD_TEXTS:
        what(folder / f"{name}.md")
        put(folder / f"{name}.jpg", saved(refused_picture()))
    for name in ("alone", "two"):
        put(folder / f"{name}.md", submitted(name))
    for name in ("two.jpg", "two.png", "7.jpg"):
        put(folder / name, saved(refused_picture()))


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Built:
    """One build of the one folder with all of it."""
    site = small_site(tmp_path_factory.mktemp("bad"), {"campaigns/library.md": CAMPAIGN})
    folder = site.folder / HERE
    folder.mkdir()
    fill(folder)
    settings: dict[str, object] = {**PUBLIC, **NO_STATEMENT, "SELFIES_PATH": HERE, "AS_OF": "2026-11-22"}
    settings["NAVIGATION"] = []
    command = [sys.executable, "-m", "pelican", str(site.folder / "content"), "-s", str(ROOT / "publishconf.py")]
    command += ["-o", str(site.output), "-e", *(f"{name}={json.dumps(value)}" for name, value in settings.items())]
    with tempfile.TemporaryFile() as report, tempfile.TemporaryFile() as done:
        process = subprocess.Popen(
            [sys.executable, "-c", WATCHER, *command],
            cwd=site.folder,
            stdout=done,
            stderr=report,
            start_new_session=True,
        )
        end = threading.Timer(MAX_DURATION_S, lambda: os.killpg(process.pid, signal.SIGKILL))
        end.start()
        process.wait()
        end.cancel()
        report.seek(0)
        *lines, memory_kb = report.read().decode().splitlines()
    return Built(site, lines, process.returncode, int(memory_kb) * 1024)


@pytest.mark.parametrize("message", MESSAGES)
def test_each_is_told_once_in_these_words(message, built):
    assert built.lines.count(message) == 1


def test_the_site_is_built_and_nothing_else_is_told(built):
    assert built.code == 0
    assert sorted(built.lines) == sorted(MESSAGES)


def test_no_message_holds_a_members_name_or_words(built):
    private = " ".join([*PRIVATE.values(), SIGN]).split()

    assert not [word for word in private if word in "\n".join(built.lines)]


def test_only_pictures_that_may_be_shown_are_published_or_kept(built):
    content = built.site.folder / "content"
    may_be = {picture_stem(content / f"selfies/{name}.jpg") for name in SHOWN}
    may_be.add(picture_stem(content / "images/empty-sign.jpg"))
    for page in ("library/wall/index.html", "library/index.html"):
        may_be |= set(re.findall(r'og:image" content="[^"]+/(\w+)-1200\.jpg"', built.site.page(page)))
    may_be |= {stem_of_entry(Path(name).name) for name in built.site.published() if "-2400." in name}
    published = (built.site.output / "portraits", built.site.output / "pictures")
    assert {stem_of_entry(file.name) for folder in published for file in folder.iterdir()} == may_be
    for folder in (*published, built.site.folder / ".cache/pictures"):
        files = [file for file in folder.iterdir() if not file.name.startswith("index.")]
        assert {stem_of_entry(file.name) for file in files} <= may_be
        assert not any(map(is_magenta, (file for file in files if file.suffix != ".json")))


def test_no_byte_of_the_site_tells_of_who_is_left_out(built):
    site = built.site
    public = b"\n".join(name.encode() + (site.output / name).read_bytes() for name in sorted(site.published()))
    left_out = ["alone", "two", *NAMES, *(name for table in (PICTURES, TEXTS, ODD_TEXTS) for name, *_ in table)]

    assert not [name for name in left_out if sign(name).encode() in public]
    assert not [name for name in left_out if os.fsencode(f"member/{name}/") in public]
    assert all(sign(name).encode() in public for name in SHOWN)


def test_nothing_is_half_written_and_what_is_broken_in_a_good_picture_is_not_published(built):
    assert not list(built.site.folder.rglob("*.tmp"))
    for file in (*(built.site.output / "pictures").iterdir(), *(built.site.output / "portraits").iterdir()):
        with Image.open(file) as image:
            image.load()
            assert not image.info.keys() & {"exif", "icc_profile"}


def test_time_and_memory_are_bounded(built):
    assert built.code != -signal.SIGKILL
    assert built.memory_bytes < MAX_MEMORY_BYTES


def crowd(folder: Path, count: int) -> None:
    """Members with a small picture each, like no other, of whom the last one's is cut short."""
    folder.mkdir()
    for number in range(1, count + 1):
        picture = saved(drawn(number).resize((48, 36)))
        add(folder, f"{number:05}", picture if number < count else picture[:-200])


def test_one_broken_picture_among_hundreds_costs_one_member(tmp_path):
    site = small_site(tmp_path, {"campaigns/library.md": CAMPAIGN})
    crowd(site.folder / HERE, 300)

    assert [str(finding) for finding in site.build()] == [
        (
            f'warning {HERE}/00300.jpg:1  selfie 00300 is left out: "00300.jpg" is not a picture I can open '
            "(cut short). Ask for it again.  [C18]"
        )
    ]
    assert len(list((site.output / "library/wall/member").iterdir())) == 299
