"""Nothing that is public holds a file of a member who did not agree, whatever a text names and whoever writes it."""

import base64
import io
import os
import random
import shutil
import subprocess
import zipfile
from collections.abc import Callable
from itertools import cycle
from pathlib import Path
from typing import Any

import pytest
from pelican import signals
from PIL import Image

from plugins.core.findings import SiteError
from plugins.engine.engine import SITE_WRITTEN
from plugins.engine.fresh import swap
from plugins.pictures.cache import PictureCache
from plugins.release.manifest import Hashed, hash_files
from tests.selfies.members import text
from tests.small_site import SmallSite, copied, picture_stem, small_site, story

CAMPAIGN = "Title: Keep the library open\nSummary: Four hours less.\n\nSign it.\n"
SECRET = "Quillfeather"
NOT_AGREED, AGREED = "0900", "0901"


def portrait(seed: int, size: tuple[int, int] = (90, 60)) -> bytes:
    """A picture of nobody, unlike any other."""
    buffer = io.BytesIO()
    Image.frombytes("RGB", size, random.Random(seed).randbytes(3 * size[0] * size[1])).save(buffer, "JPEG")
    return buffer.getvalue()


@pytest.fixture(scope="module")
def prepared(tmp_path_factory: pytest.TempPathFactory) -> SmallSite:
    """With a member who agreed, one who was never asked, and beside the content things that are nobody's business."""
    folder = tmp_path_factory.mktemp("prepared")
    site = small_site(folder, {"campaigns/library.md": CAMPAIGN, "news/plan.md": story("A plan")})
    site.write(
        {
            f"selfies/{AGREED}.md": text(),
            f"selfies/{AGREED}.jpg": portrait(1),
            f"selfies/{NOT_AGREED}.md": text({"Name": SECRET, "Consent": ""}),
            f"selfies/{NOT_AGREED}.jpg": portrait(2),
        }
    )
    (folder / ".env").write_text(SECRET)
    (folder / "publishconf.py").write_text(SECRET)
    subprocess.run(["git", "init", "--quiet", str(folder)], check=True)
    (folder / ".git/description").write_text(SECRET)
    site.build()
    shutil.rmtree(site.output)
    return site


@pytest.fixture
def site(prepared: SmallSite, tmp_path: Path) -> SmallSite:
    """Not built yet, but with the picture of the one who agreed in its cache."""
    return copied(prepared, tmp_path)


def holds(site: SmallSite, data: bytes) -> list[str]:
    """Every file that holds these bytes, beside the output too, but for sources and caches."""
    kept = ("content", ".cache", ".git", ".env", "publishconf.py")
    files = [file for file in site.folder.rglob("*") if file.is_file()]
    files = [file for file in files if file.relative_to(site.folder).parts[0] not in kept]
    return [file.relative_to(site.folder).as_posix() for file in files if data in file.read_bytes()]


ELEMENTS = [
    '<blockquote cite="ADDRESS">x</blockquote>',
    '<q cite="ADDRESS">x</q>',
    '<ins cite="ADDRESS">x</ins>',
    "<del cite='ADDRESS'>x</del>",
    '<div data="ADDRESS">x</div>',
    '<p content="ADDRESS">x</p>',
    '<span poster="ADDRESS">x</span>',
    '<b action="ADDRESS">x</b>',
    '<i formaction="ADDRESS">x</i>',
    '<area href="ADDRESS">',
    '<a href="ADDRESS">x</a>',
    '<a title="x" HREF = "ADDRESS">x</a>',
    '<b longdesc="ADDRESS">x</b>',
    '<td background="ADDRESS">x</td>',
    '<b srcset="ADDRESS 2x">x</b>',
    '<b data-src="ADDRESS">x</b>',
    '<b itemprop="url" content="ADDRESS">x</b>',
    '<meta content="ADDRESS">',
    "[x](ADDRESS)",
    "[x][1]\n\n[1]: ADDRESS",
    '[x](ADDRESS){: class="footnote-ref" }',
    '**B**{ content="ADDRESS" }',
    '**B**{: data="ADDRESS" cite="ADDRESS" }',
    '> quoted\n{: cite="ADDRESS" }',
    '[x](/news/){: ping="ADDRESS" }',
    "::: call-to-action\ntext: Go\nlink: ADDRESS\n:::",
]
TARGETS = [
    "{static}/selfies/0900.md",
    "{attach}/selfies/0900.jpg",
    "{attach}/../../publishconf.py",
    "{static}/../.env",
    "{static}../../.git/description",
    "|static|/../publishconf.py",
    "{filename}/selfies/0900.md",
    "&#123;static}/selfies/0900.md",
    "{ static }/selfies/0900.md",
    "{STATIC}/selfies/0900.md",
]


def test_no_attribute_names_a_file_that_is_not_to_be_published(site: SmallSite) -> None:
    bodies = [element.replace("ADDRESS", target) for element in ELEMENTS for target in TARGETS]
    site.write({f"news/n{number}.md": story(f"N{number}", body) for number, body in enumerate(bodies)})
    seen: list[set[str]] = []

    def see(generators: list[Any]) -> None:
        seen.append(generators[0].context["static_links"])

    with connected(signals.all_generators_finalized, see):
        findings = "\n".join(site.findings())

    # Spellings that are no marker become plain words of the page.
    plain = [number for number in range(len(bodies)) if TARGETS[number % len(TARGETS)] in TARGETS[:7]]
    assert not [number for number in plain if f"content/news/n{number}.md:" not in findings]
    assert not holds(site, SECRET.encode())
    assert not holds(site, portrait(2))
    assert seen == [set()], "Pelican was to copy something"


def test_a_quotation_may_name_its_source(site: SmallSite) -> None:
    site.write({"news/plan.md": story("A plan", '<q cite="/library/">x</q> <q cite="https://there.example/">y</q>')})

    site.build()

    assert 'cite="/library/"' in site.page("news/plan/index.html")
    assert 'cite="https://there.example/"' in site.page("news/plan/index.html")


def test_a_source_that_is_not_there_is_told(site: SmallSite) -> None:
    site.write({"news/plan.md": story("A plan", '<q cite="/libary/">x</q>')})

    assert 'The link "cite" goes to /libary/, which does not exist. Closest: /library/  [C11]' in "".join(
        site.findings()
    )


# -- Copies of a member's file, which staff put somewhere else ---------------------------------------------------------


def zipped(data: bytes, name: str = "word/media/image1.jpeg") -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr(name, data)
    return buffer.getvalue()


def image(site: SmallSite) -> None:
    header = "Title: A plan\nDate: 2021-03-04\nSummary: S.\nImage: images/x.jpg\nImage-description: A sign\n\nWords.\n"
    site.write({"images/x.jpg": portrait(2), "news/plan.md": header})


def in_text(site: SmallSite) -> None:
    site.write({"images/x.jpg": portrait(2), "news/plan.md": story("A plan", "![A sign](x.jpg)")})


def under_another_ending(site: SmallSite) -> None:
    site.write({"images/x.png": portrait(2), "news/plan.md": story("A plan", "![A sign](x.png)")})


def hard_link(site: SmallSite) -> None:
    os.link(site.folder / "content/selfies/0900.jpg", site.folder / "content/images/x.jpg")
    site.write({"news/plan.md": story("A plan", "![A sign](x.jpg)")})


def of_a_person(site: SmallSite) -> None:
    person = "Name: Ana Reyes\nImage: images/x.jpg\nImage-description: Ana at a desk\n"
    site.write({"images/x.jpg": portrait(2), "people/ana.md": person})
    site.write({"news/plan.md": story("A plan").replace("Summary", "Author: ana\nSummary")})


def in_a_block(site: SmallSite) -> None:
    block = "::: figure\nimage: x.jpg\ndescription: A sign\n:::\n"
    site.write({"images/x.jpg": portrait(2), "news/plan.md": story("A plan", block)})


def download(name: str, data: bytes) -> Callable[[SmallSite], None]:
    def write(site: SmallSite) -> None:
        link = f"[The form]({{static}}/documents/{name})"
        site.write({f"documents/{name}": data, "news/plan.md": story("A plan", link)})

    return write


COPIES = {
    "header": image,
    "text": in_text,
    "another ending": under_another_ending,
    "hard link": hard_link,
    "person": of_a_person,
    "block": in_a_block,
    "zip": download("a.zip", zipped(portrait(2))),
    "docx": download("a.docx", zipped(portrait(2))),
    "epub": download("a.epub", zipped(portrait(2), "OEBPS/cover.jpg")),
    "zip in a zip": download("a.zip", zipped(zipped(portrait(2)), "b.zip")),
    "PDF": download("a.pdf", b"%PDF-1.4\nstream\n" + portrait(2) + b"\nendstream\n%%EOF"),
    "MP3": download("a.mp3", b"ID3\x03\0\0\0\0\x10\x10APIC" + portrait(2)),
    "base64": download("a.txt", b"See:\n" + base64.encodebytes(portrait(2))),
    "with more behind it": lambda site: site.write(
        {"images/x.jpg": portrait(2) + b"\0motion", "news/plan.md": story("A plan", "![A sign](x.jpg)")}
    ),
    "with a comment in it": lambda site: site.write(
        {
            "images/x.jpg": portrait(2)[:2] + b"\xff\xfe\0\x04hi" + portrait(2)[2:],
            "news/plan.md": story("A plan", "![A sign](x.jpg)"),
        }
    ),
    "base64 as a paragraph": lambda site: site.write(
        {"news/plan.md": story("A plan", base64.encodebytes(portrait(2)).decode())}
    ),
    "their text from Windows": download("a.txt", text({"Name": SECRET, "Consent": ""}).replace("\n", "\r\n").encode()),
    "their text": download("a.txt", text({"Name": SECRET, "Consent": ""}).encode()),
    "their text in a zip": download("a.zip", zipped(text({"Name": SECRET, "Consent": ""}).encode(), "a.md")),
    "base64 in a story": lambda site: site.write(
        {"news/plan.md": story("A plan", f"```\n{base64.encodebytes(portrait(2)).decode()}\n```")}
    ),
}


WHY = ("not asked", "expired", "no text", "withdrawn by word")


@pytest.mark.parametrize(("way", "why"), list(zip(COPIES, cycle(WHY), strict=False)))
def test_a_copy_of_a_file_of_somebody_who_did_not_agree_stops_the_build(site: SmallSite, way: str, why: str) -> None:
    answers = {"expired": {"Consent-until": "2021-12-31"}, "withdrawn by word": {"Withdrawn": "yes"}}.get(why)
    if answers and "their text" not in way:
        site.write({"selfies/0900.md": text(answers)})
    elif why == "no text" and "their text" not in way:
        (site.folder / "content/selfies/0900.md").unlink()
    COPIES[way](site)

    errors = [line for line in site.mistakes() if line.startswith("error")]
    lines = [line for line in errors if "0900" in line or "content/images/x.jpg" in line]

    assert lines
    assert all(line.endswith(("[C19]", "[C37]", "[C76]")) for line in lines)
    assert not site.output.exists()
    assert not holds(site, portrait(2))


@pytest.mark.parametrize(
    ("copy", "told"),
    [
        ("base64 in a story", "news/plan/index.html holds a file of selfie 0900"),
        ("zip", 'The link "The form" goes to {static}/documents/a.zip, which holds a file of selfie 0900'),
    ],
)
def test_a_file_that_held_nothing_yesterday_is_looked_into_again_when_somebody_does_not_agree_any_more(
    site: SmallSite, copy: str, told: str
) -> None:
    site.write({"pages/privacy.md": "Title: Privacy\nSummary: Ours.\nPromises: photos only with consent\n\nOurs.\n"})
    COPIES[copy](site)
    site.write({f"selfies/{NOT_AGREED}.md": text()})
    site.build()
    site.write({f"selfies/{NOT_AGREED}.md": text({"Consent": ""})})

    assert any(told in line for line in site.mistakes())


def test_a_copy_of_the_picture_of_somebody_who_agreed_may_be_shown(site: SmallSite) -> None:
    site.write({"images/x.jpg": portrait(1), "news/plan.md": story("A plan", "![A sign](x.jpg)")})

    site.build()


def test_the_same_picture_under_another_id_is_nobodys_yes(site: SmallSite) -> None:
    site.write({"selfies/0902.md": text(), "selfies/0902.jpg": portrait(2)})

    found = [str(finding) for finding in site.build()]

    assert (
        "warning content/selfies/0902.jpg:1  selfie 0902 is left out: its picture is also that of 0900, who has not "
        "agreed. Delete the one that is not meant.  [C19]"
    ) in found
    assert not [name for name in site.published() if "0902" in name]


def test_an_archive_that_nobody_can_look_into_is_told_with_what_to_do(site: SmallSite) -> None:
    download("a.zip", b"7z\xbc\xaf\x27\x1c...")(site)

    assert (
        'error content/news/plan.md:5  The link "The form" goes to {static}/documents/a.zip, into which I cannot look: '
        "it is an archive of a kind that I do not know. Save it as a plain zip.  [C76]"
    ) in site.mistakes()


def test_members_whose_names_are_in_their_files_names_are_not_named(site: SmallSite) -> None:
    site.write({f"selfies/{SECRET} 1.jpg": portrait(3)})
    download("a.zip", zipped(portrait(3)))(site)

    assert not [line for line in site.mistakes() if SECRET in line and line.startswith("error content/news")]


# -- Somebody goes around every room -----------------------------------------------------------------------------------


class connected:  # noqa: N801  (used as a function)
    """A receiver of a signal, for as long as the block lasts, as a plugin of somebody's own would connect it."""

    def __init__(self, signal: Any, receiver: Callable[..., None]) -> None:
        self.signal, self.receiver = signal, receiver

    def __enter__(self) -> None:
        self.signal.connect(self.receiver)

    def __exit__(self, *_: object) -> None:
        self.signal.disconnect(self.receiver)


STATEMENT = "Title: Privacy\nSummary: What we know.\nPromises: photos only with consent\n\nThe statement.\n"
FOREIGN: dict[str, bytes] = {
    "x.jpg": portrait(5),
    "x.txt": b"words",
    "news/plan/more.html": b"<!doctype html><title>x</title>",
    ".hidden": b"words",
    "pictures/0123456789abcdef-320.jpg": portrait(5),
    "cards/0123456789abcdef.png": portrait(5),
    "search/pagefind/fragment/x.jpg": portrait(5),
    "files/0900.zip": zipped(portrait(2)),
    "static/x.css": b"p { color: red }",
    "news/x.txt.br": b"words",
}


def write_foreign(pelican: Any) -> None:
    """What a plugin of somebody's own might do."""
    for name, data in FOREIGN.items():
        file = Path(pelican.output_path) / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(data)


@pytest.mark.parametrize("promised", [True, False], ids=["promised", "not promised"])
@pytest.mark.parametrize("signal", ["finalized", "get_writer"])
def test_files_that_no_room_asked_for_stop_the_build(
    site: SmallSite, promised: bool, signal: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("plugins.checks.inspection.MAX_REPEATS", 99)
    if promised:
        site.write({"pages/privacy.md": STATEMENT})
    site.build()
    before = site.files()

    with connected(getattr(signals, signal), write_foreign):
        lines = site.mistakes()

    for name in FOREIGN:
        codes = {line[-4:-1] for line in lines if f"/{name} " in line}
        assert codes & ({"C31"} if promised else {"C75"}), name
    assert any("/files/0900.zip holds a file of selfie 0900" in line for line in lines)
    assert site.files() == before


KINDS = (
    "index.html",
    "feeds/*.xml",
    "static/site.*.css",
    "pictures/*.jpg",
    "cards/*.png",
    "*.gz",
    "robots.txt",
    "files/documents/*",
    "search/pagefind/*.js",
)


def test_files_that_somebody_wrote_over_stop_the_build(site: SmallSite, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("plugins.checks.inspection.MAX_REPEATS", 99)
    download("a.txt", b"The form")(site)
    over: list[str] = []

    def write_over_and_hash(output: Path, *before: Any) -> dict[str, Hashed]:
        """Between our own last step and the look at what there is."""
        for kind in KINDS if not over else ():
            file = min(output.glob(kind) if "/" in kind else output.rglob(kind))
            file.unlink()  # a derivative is one file with that in the cache
            file.write_bytes(portrait(2))
            over.append(file.relative_to(output).as_posix())
        return hash_files(output, *before)

    monkeypatch.setattr("plugins.engine.engine.hash_files", write_over_and_hash)
    lines = site.mistakes()

    assert len(over) == len(KINDS)
    for name in over:
        assert any(f"/{name} would be public, and no part of this program put it there" in line for line in lines), name


def test_a_drawing_holds_no_picture_as_text(site: SmallSite) -> None:
    site.write({"selfies/0900.jpg": portrait(2, (12, 9))})
    words = base64.b64encode(portrait(2, (12, 9))).decode()
    shapes = f'<text x="0" y="9">{words}</text><path d="M0 0h9"/>'
    drawing = f'<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9">{shapes}</svg>'
    site.write({"images/x.svg": drawing, "news/plan.md": story("A plan", "![A chart](x.svg)")})

    assert [line for line in site.mistakes() if "0900, who has not agreed" in line]


@pytest.mark.parametrize("path", [None, "members"])
def test_a_folder_that_was_moved_is_the_members_all_the_same(site: SmallSite, path: str | None) -> None:
    if path:
        site.write({"../members/0901.md": text(), "../members/0901.jpg": portrait(1)})
    in_text(site)

    assert [line for line in site.mistakes(SELFIES_PATH=path) if "selfie 0900, who has not agreed" in line]


def test_a_copy_beside_the_picture_of_somebody_who_agreed_takes_nobody_away(site: SmallSite) -> None:
    site.write({f"selfies/{AGREED} (1).jpg": portrait(1)})
    site.build()

    assert f"library/wall/member/{AGREED}/index.html" in site.files()


def late(output: Path, name: str) -> None:
    (output / name).parent.mkdir(parents=True, exist_ok=True)
    (output / name).write_bytes(portrait(2))


@pytest.mark.parametrize("name", ["evil.jpg", "index.html", "manifest.json"])
@pytest.mark.parametrize("when", ["all is written", "caches are pruned"])
def test_nothing_is_written_after_the_finished_site_was_looked_at(
    site: SmallSite, name: str, when: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    settings = site.settings()
    pelican = settings["PELICAN_CLASS"](settings)

    def receiver(engine: Any) -> None:
        late(Path(engine.output_path), name)

    if when == "caches are pruned":
        monkeypatch.setattr(PictureCache, "prune", lambda *_: late(Path(pelican.output_path), name))
        with pytest.raises(SiteError, match="C75"):
            pelican.build()
    else:
        with connected(SITE_WRITTEN, receiver), pytest.raises(SiteError, match="C75"):
            pelican.build()

    assert not site.output.exists()


@pytest.mark.parametrize("name", ["evil.jpg", "index.html"])
def test_nothing_is_written_while_the_finished_site_takes_its_place(
    site: SmallSite, name: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    def swap_and_write(building: Path, real: Path) -> None:
        swap(building, real)
        late(real, name)

    monkeypatch.setattr("plugins.engine.fresh.swap", swap_and_write)
    settings = site.settings()

    with pytest.raises(SiteError, match=rf"/{name} was written after the finished site was looked at\. .*C75"):
        settings["PELICAN_CLASS"](settings).build()


def test_a_link_in_the_output_is_never_published(site: SmallSite) -> None:
    def link(pelican: Any) -> None:
        (Path(pelican.output_path) / "evil").symlink_to(site.folder / "content/selfies")
        (Path(pelican.output_path) / "news/nowhere").symlink_to("nothing")

    with connected(signals.finalized, link):
        lines = site.mistakes()

    assert [line for line in lines if "/evil would be public" in line]
    assert [line for line in lines if "/news/nowhere would be public" in line]


def test_the_preview_forgets_who_may_not_be_seen_any_more_when_the_public_site_is_built(site: SmallSite) -> None:
    preview, hers = site.folder / ".preview", picture_stem(site.folder / "content/selfies/0901.jpg")
    no_feeds = {"FEED_ALL_ATOM": None, "CATEGORY_FEED_ATOM": None}
    site.build(SITEURL="", SHOW_UNPUBLISHED=True, OUTPUT_PATH=str(preview), **no_feeds)
    assert list(preview.glob(f"portraits/{hers}*"))
    site.write({f"selfies/{AGREED}.md": text({"Withdrawn": "2026-11-20"})})
    site.build()

    assert not preview.exists()


def test_pelicans_own_ways_to_publish_files_are_no_way_around(site: SmallSite) -> None:
    site.write({"images/x.txt": "words"})

    assert any("/images/x.txt would be public" in line for line in site.mistakes(STATIC_PATHS=["images"]))
    assert any("OUTPUT_SOURCES does nothing here" in line for line in site.findings(OUTPUT_SOURCES=True))
    assert not [name for name in site.files() if name.endswith((".md", ".text"))]


# -- What lies in the members' folder inside another file --------------------------------------------------------------


def letter(data: bytes) -> bytes:
    return (
        b"Subject: My selfie\r\nContent-Transfer-Encoding: base64\r\n\r\n" + base64.encodebytes(data) + b"\r\n--end--"
    )


INBOX = {
    "inbox.zip": zipped(portrait(3), "0950.jpg"),
    "0950.zip": zipped(portrait(3)),
    "mail.eml": letter(portrait(3)),
    "0950.eml": letter(zipped(portrait(3))),
    "form.docx": zipped(portrait(3)),
    "form.pdf": b"%PDF-1.4\nstream\n" + portrait(3) + b"\nendstream\n%%EOF",
    "mail.txt": letter(portrait(3)),
    "old/mail.html": b'<html><img src="data:image/jpeg;base64,' + base64.b64encode(portrait(3)) + b'"></html>',
    "greeting.mp3": b"ID3\x03\0\0\0\0\x10\x10APIC" + portrait(3) + bytes(500),
}


@pytest.mark.parametrize("name", INBOX)
def test_a_picture_that_lies_with_the_members_in_another_file_is_theirs(site: SmallSite, name: str) -> None:
    (site.folder / "content/selfies/old").mkdir()
    (site.folder / "content/selfies" / name).write_bytes(INBOX[name])
    site.write({"images/x.jpg": portrait(3), "news/plan.md": story("A plan", "![A sign](x.jpg)")})

    lines = [line for line in site.mistakes() if line.startswith("error") and line.endswith("[C19]")]

    assert lines
    assert not holds(site, portrait(3))


@pytest.mark.parametrize("name", [".inbox.zip", ".letters of 2021.zip"])  # others, unread, stop the build
def test_a_letter_with_the_picture_of_somebody_who_agreed_takes_nobody_away(site: SmallSite, name: str) -> None:
    site.write({f"selfies/{name}": zipped(portrait(1), "0901.jpg")})
    site.build()

    assert f"library/wall/member/{AGREED}/index.html" in site.files()


def test_the_letter_of_another_with_the_same_picture_is_nobodys_yes(site: SmallSite) -> None:
    site.write({f"selfies/{NOT_AGREED}.zip": zipped(portrait(1))})
    site.build()

    assert f"library/wall/member/{AGREED}/index.html" not in site.files()
