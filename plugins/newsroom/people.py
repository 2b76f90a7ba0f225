"""People with a byline or a quote: content/people/<id>.md."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from plugins.core.fields import Field, check_header, values_of
from plugins.core.findings import Finding, Where, error
from plugins.core.header import read_source, text_files

FIELDS = (
    Field("Name", required=True, help="As it is shown.", example="Ruth Okafor"),
    Field("Role", help="What they do.", example="President"),
    Field("Image", "picture", help="A portrait below content/.", example="images/ruth-okafor.jpg"),
    Field("Image-description", help="What someone who cannot see the portrait would miss."),
)


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody a page names. `id` is empty for a name without a file; `image` is as told, or empty."""

    id: str
    name: str
    role: str = ""
    image: str = ""
    image_description: str = ""
    path: str = ""


def read_people(folder: Path) -> tuple[dict[str, Person], list[Finding]]:
    """Every person by id, the file's name without `.md`, and what is wrong with the files."""
    people: dict[str, Person] = {}
    findings: list[Finding] = []
    for file in text_files(folder):
        source, more = read_source(file, f"content/people/{file.name}")
        findings += [*more, *check_header(source, FIELDS)]
        told = values_of(source, FIELDS)
        if not told["name"]:
            where = Where(source.path, source.line_of("Name"))
            remedy = "Add a first line such as:  Name: Ruth Okafor"
            findings.append(error(where, "This person has no name.", remedy, "C46"))
        people[file.stem] = Person(
            file.stem, told["name"], told["role"], told["image"], told["image-description"], source.path
        )
    return people, findings


def byline(author: str, people: Mapping[str, Person]) -> Person:
    """Who wrote a story: a person by id, or somebody of whom only the name is known.

    >>> byline("Ana Reyes", {}).name
    'Ana Reyes'
    """
    return people.get(author) or Person("", author)
