"""Whatever staff can write is written once: in the sample, for who learns from it, and in the good site, for tests.

What there is comes from the declarations, so that a new field, component or choice has to be used, too.
"""

from collections.abc import Iterator
from pathlib import Path

import pytest

from plugins.core.fields import CHOICE, CHOICES, Field, choices, find_field
from plugins.core.findings import without_notes
from plugins.core.header import see, source_of, text_files
from plugins.kinds.all import KINDS, LISTS
from plugins.kinds.listed import read_list
from plugins.kinds.texts import OWN, PAGE_FIELDS, PELICANS, TEMPLATE
from plugins.preview.fields import says_something
from plugins.selfies.submission import FIELDS
from plugins.site.live import findings_at
from tests.kinds.parsed import NOW, RULES, parsed_folder

ROOT = Path(__file__).parents[1]
SAMPLE, GOOD, BROKEN = ROOT / "content", ROOT / "tests/sites/good/content", ROOT / "tests/sites/broken"

Use = tuple[str, str]  # of a kind or a component: a field, "Field: value" of a choice, or "" for a block of it
FOLDERS = [*((one.name, one.folder, one.fields) for one in KINDS), ("selfie", "selfies", FIELDS)]
COMPONENTS = RULES.catalogue.values()
# Stories, pages, campaigns, events and matters have these alike: who has seen one in one of them knows it in all.
ALIKE = {field.name for field in (*OWN, *PELICANS, TEMPLATE, *PAGE_FIELDS)}
TEXTS = {one.name for one in KINDS if one.has_page}

# The front page of the sample has its file from pelicanconf.py, and no child may be in a picture, drawn or not.
# A person does not expire, so that one who is to be looked at again would be told of one day.
NOT_IN_SAMPLE = {("text", "Save_as"), ("selfie", "Adults-only: no"), ("person", "Review-by")}
# Of these something is told, or whoever they name has to stay, so that the good site cannot have them: a wrong one has.
IN_A_WRONG_SITE = {
    "C21-someone-under-18": {("selfie", "Adults-only: no")},
    "C33-unknown-member": {("collage", "members")},
    "C33-unknown-workplace": {("collage", "workplace")},
    "C55-withdrawn": {("selfie", "Withdrawn")},
    "C155-film-with-its-place": {("video", name) for name in ("film", "captions", "captions-language")},
}
NOT_IN_GOOD = {("campaign", "Promises")}  # which are the privacy statement's, a page


def of_field(kind: str, field: Field, value: str) -> Iterator[Use]:
    """What a field with this value uses."""
    yield kind, field.name
    if field.type in (CHOICE, CHOICES) and field is not TEMPLATE:
        yield from ((kind, f"{field.name}: {one}") for one in choices(value))


def in_folder(content: Path) -> Iterator[Use]:
    """All that the texts and lists of a site use."""
    for kind, folder, fields in FOLDERS:
        for file in text_files(content / folder):
            source, _ = source_of(see(file, f"content/{folder}/{file.name}", content))
            for entry in source.entries:
                if entry.value and (field := find_field(entry.name, fields)):
                    yield from of_field(kind, field, entry.value)
            for block in RULES.bodies.read(source.body, source.path, source.body_line).blocks:
                yield block.component, ""
                for field in RULES.catalogue[block.component].fields:
                    if field.name in block.field_lines:
                        yield from of_field(block.component, field, block.values[field.name])
    for one in LISTS:
        if (file := content / one.file).is_file():
            entries, _ = read_list(see(file, one.path, content), one)
            yield from ((one.name, name) for entry in entries for name in entry.told)


def all_there_is() -> set[Use]:
    """What staff can write, but for what means what it means to Pelican, and for defaults, which are there unsaid."""
    tables = [(name, fields) for name, _, fields in FOLDERS]
    tables += [(one.name, one.fields) for one in LISTS] + [(one.name, one.fields) for one in COMPONENTS]
    fields = [(name, field) for name, its in tables for field in its if says_something(field)]
    uses = {use for name, field in fields for use in of_field(name, field, ", ".join(field.values))}
    unsaid = {(name, f"{field.name}: {field.default}") for name, field in fields}
    return uses - unsaid | {(one.name, "") for one in COMPONENTS}


def alike(uses: set[Use]) -> set[Use]:
    """Uses in which texts with a page are one kind as far as they are alike, and so are the tones of all blocks."""
    names = dict.fromkeys(TEXTS, "text")
    texts = {(names.get(kind, kind) if use.partition(":")[0] in ALIKE else kind, use) for kind, use in uses}
    return {("block" if use.startswith("tone: ") else kind, use) for kind, use in texts}


def test_the_sample_shows_all_that_staff_can_write() -> None:
    assert alike(all_there_is()) - NOT_IN_SAMPLE - alike(set(in_folder(SAMPLE))) == set()


def test_the_good_site_has_every_field_of_every_kind_every_component_and_every_choice() -> None:
    there, used = (
        all_there_is() - NOT_IN_GOOD - {use for uses in IN_A_WRONG_SITE.values() for use in uses},
        set(in_folder(GOOD)),
    )
    choices_there = {(kind, use) for kind, use in there if ": " in use}

    assert there - choices_there - used == set()
    assert alike(choices_there) - alike(used) == set()


def test_what_the_good_site_cannot_have_is_in_a_wrong_one() -> None:
    lacking = {name: uses - set(in_folder(BROKEN / name / "content")) for name, uses in IN_A_WRONG_SITE.items()}

    assert not any(lacking.values()), lacking


@pytest.mark.parametrize("year", [2027, 2029, 2036])
def test_nobody_has_to_mend_the_sample_as_time_passes(year: int) -> None:
    """Its events are over then, its announcements ended, and what was to be looked at again has expired before."""
    files = [file for kind in KINDS for file in parsed_folder(kind, SAMPLE / kind.folder)]

    told_then = {str(one) for file in files for one in without_notes(findings_at(file, NOW.replace(year=year)))}
    told_now = {str(one) for file in files for one in without_notes(findings_at(file, NOW))}

    assert len(files) > 20
    assert told_then - told_now == set()
