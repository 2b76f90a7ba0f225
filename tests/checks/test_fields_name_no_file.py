"""No field of any kind, block or list reads or publishes a file that is not for readers, or writes one elsewhere."""

import re
from collections.abc import Iterator
from itertools import count, cycle
from pathlib import Path

import pytest

from plugins.core.fields import CAPTIONS, FILM, LINK, PICTURE, Field, find_field
from plugins.core.findings import SiteError
from plugins.kinds.all import KINDS
from plugins.markup.catalogue import read_catalogue
from plugins.selfies.submission import FIELDS as OF_MEMBERS
from plugins.site.value_types import VALUE_TYPES
from tests.checks.test_members_files import CAMPAIGN, portrait
from tests.selfies.members import text
from tests.small_site import ROOT, SmallSite, picture_stem, small_site, story

SECRET = "Quillfeather"
# Files that no reader may have, from content/.
KEPT = (
    *("../.env", "../publishconf.py", "../.git/config", "../../above.txt", "../../above.vtt", "../../above.mp4"),
    *("selfies/0900.md", "selfies/0900.jpg", "../../above.jpg", "images/.hidden.jpg", "documents/.hidden/x.txt"),
)
# How a value may name one.
WAYS = (
    *("{}", "/{}", "news/../{}", "../x/../{}", "{{static}}/{}", "{{static}}{}", "{{attach}}/../content/{}"),
    *("{{filename}}/{}", "|attach|/{}", "content/{}", "{}?x", "{}#x", "{}/.", "./{}", "https://site.example/{}"),
    *("/proc/self/cwd/{}", "~/{}", "{{{{ '{}' }}}}", "{{% include '{}' %}}", "<{}>", "\u200b{}"),
)
AS_WRITTEN = (
    *(lambda path: path.replace("..", "%2e%2e"), lambda path: path.replace("/", "%2F"), str.upper),
    *(lambda path: path.replace("/", "\\"), lambda path: path.replace("..", "．．"), lambda path: f"{path}%00.jpg"),
    *(lambda path: path.replace("..", "%252e%252e"), lambda path: path.replace("..", "&#46;&#46;"), str.title),
)
# Pelican's own words and other programs', which none of our kinds declares.
OTHERS = ("Picture", "Document", "Path", "Source_path", "Override_save_as", "Attachments", "Stylesheet", "Cover")
GOOD = {"Title": "A title {}", "Name": "Somebody {}", "Date": "2021-03-04", "Starts": "2026-11-01"}
GOOD |= {"Ends": "2026-12-30", "Stage": "Preparing", "Stage-since": "2021-03-04"}


def times(field: Field | None) -> int:
    """How many ways are tried in a field: more where it is to name a file."""
    return 24 if field and field.type in (LINK, PICTURE, FILM, CAPTIONS) else 2


def values(folder: Path) -> Iterator[str]:
    """Ways to name a file that is kept, one after the other, without end."""
    paths = [*KEPT, *(str((folder / "content" / name).resolve()) for name in KEPT[:3])]
    plain = [way.format(path) for path in paths for way in WAYS]
    coded = [otherwise(path) for path in paths for otherwise in AS_WRITTEN]
    # A step that shares nothing with their number meets each.
    every = [*plain, *coded]
    return (every[number * 101 % len(every)] for number in count())


def header(fields: tuple[Field, ...], number: int, name: str, value: str) -> str:
    """What a file of a kind needs, and one field with this value."""
    lines = {one.name: GOOD.get(one.name, one.example).format(number) for one in fields if one.required}
    lines[name] = value
    if name == "Image":
        lines["Image-description"] = "A sign"
    return "".join(f"{one}: {said}\n" for one, said in lines.items())


def texts(value: Iterator[str]) -> Iterator[tuple[str, str]]:
    """Files below content/, each with one field that names what is kept: of every kind, block and member."""
    number = count()
    for kind in KINDS:
        for name in dict.fromkeys((*(field.name for field in kind.fields), *OTHERS)):
            for _ in range(times(find_field(name, kind.fields))):
                at = next(number)
                yield f"{kind.folder}/n{at}.md", f"{header(kind.fields, at, name, next(value))}\nWords.\n"
    for component in read_catalogue(ROOT / "theme/components", VALUE_TYPES).values():
        for field in component.fields:
            lines = {one.name: one.example or next(iter(one.values), "x") for one in component.fields if one.required}
            for _ in range(times(field)):
                said = "".join(f"{name}: {words}\n" for name, words in {**lines, field.name: next(value)}.items())
                yield f"news/n{(at := next(number))}.md", story(f"N{at}", f"::: {component.name}\n{said}\nWords.\n:::")
    for at, field in enumerate(OF_MEMBERS):
        yield f"selfies/m{at}.md", text({field.name: next(value)})


def facts(value: Iterator[str]) -> Iterator[tuple[str, str]]:
    """A list of facts that name what is kept, and a text for each place where one may be named."""
    listed = [one for one, _ in zip(value, range(24), strict=False) if not re.search(r'["\\]', one)]
    fact = '[f{at}]\nvalue = "{one}"\nsource = "{one}"\nchecked = 2026-11-01\n\n'
    yield "facts.toml", "".join(fact.replace("{at}", f"{at}").replace("{one}", one) for at, one in enumerate(listed))
    places = (
        *("[x]({})", "![A sign]({})", '<q cite="{}">x</q>', "{}", "::: call-to-action\ntext: Go\nlink: {}\n:::"),
        *("::: figure\nimage: {}\ndescription: A sign\n:::", "Image: {}", "Slug: {}", "Save_as: {}", "Link: {}"),
    )
    for at, place in zip(range(2 * len(places)), cycle(places), strict=False):
        said = place.format(f"{{fact:f{at % len(listed)}}}")
        if place.startswith(("Image", "Slug", "Save_as")):
            yield f"news/f{at}.md", f"{said}\n{story(f'F{at}')}"
        elif place.startswith("Link"):
            yield f"events/f{at}.md", f"Title: F{at}\nStarts: 2026-12-10 18:30\n{said}\n\nWords.\n"
        else:
            yield f"news/f{at}.md", story(f"F{at}", said)


@pytest.fixture
def site(tmp_path: Path) -> SmallSite:
    """With what nobody may read: a member's files, those of the project and of git, hidden ones, and some above it."""
    site = small_site(tmp_path / "site", {"campaigns/library.md": CAMPAIGN, "news/plan.md": story("A plan")})
    site.write({"selfies/0900.md": text({"Name": SECRET, "Consent": ""}), "selfies/0900.jpg": portrait(2)})
    site.write({"documents/.hidden/x.txt": SECRET, "images/.hidden.jpg": portrait(3)})
    (site.folder / ".git").mkdir()
    for name in (".env", "publishconf.py", ".git/config", "../above.txt", "../above.mp4"):
        (site.folder / name).write_text(SECRET)
    (site.folder / "../above.vtt").write_text(f"WEBVTT\n\n00:00.000 --> 00:01.000\n{SECRET}\n")
    (site.folder / "../above.jpg").write_bytes(portrait(4))
    return site


def built_of_what_is_accepted(site: SmallSite) -> int:
    """Builds the site without the texts of which anything is told that stops it; how many those are."""
    left_out = 0
    for _ in range(9):
        try:
            site.build(AS_OF=None)
        except SiteError as wrong:
            named = {one.where.path for one in wrong.findings if one.level.name == "ERROR"}
            told = [site.folder / one for one in named if re.fullmatch(r"content/\w+/[nfm]\d+\.md", one)]
            for file in told:
                file.unlink()
            left_out += len(told)
        else:
            return left_out
    raise AssertionError("there is always more to tell")


def everything_beside(site: SmallSite) -> dict[str, int]:
    """Each file but those of output and caches, and its size."""
    top = site.folder.parent
    files = (path.relative_to(top) for path in top.rglob("*") if path.is_file())
    return {str(one): (top / one).stat().st_size for one in files if not {"output", ".cache"} & set(one.parts[:2])}


def test_no_field_publishes_or_writes_a_file_that_it_names(site: SmallSite) -> None:
    value = values(site.folder)
    site.write(dict(texts(value)))
    site.write(dict(facts(value)))
    before = everything_beside(site)

    assert built_of_what_is_accepted(site) > 300
    assert everything_beside(site).keys() - before.keys() == {"site/.output.lock"}
    pictures = [site.folder / "content" / name for name in KEPT if name.endswith(".jpg")]
    stems = tuple(map(picture_stem, pictures))
    published = [file for file in site.output.rglob("*") if file.is_file()]
    assert published
    assert not [file for file in published if SECRET.encode() in file.read_bytes() or file.name.startswith(stems)]
