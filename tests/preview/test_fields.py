"""`new --fields`: every kind's fields, from where they are declared."""

import pytest

from plugins.core.findings import SiteError
from plugins.core.messages import Level
from plugins.kinds.all import KINDS, LISTS
from plugins.kinds.kind import Kind
from plugins.kinds.listed import ListKind
from plugins.preview.fields import listed_fields
from plugins.selfies.submission import FIELDS
from tests.kinds.parsed import parsed


def test_every_field_of_every_kind_is_listed_and_of_members_texts_too() -> None:
    listed = listed_fields()

    for kind in KINDS:
        part = listed.partition(f"{kind.name} (content/{kind.folder}):")[2].partition("\n\n")[0]
        assert part
        assert not [field.name for field in kind.fields if field.name not in part]
        assert not [field.help for field in kind.fields if field.help not in part]
    assert not [field.name for field in FIELDS if f"  {field.name}:" not in listed]


@pytest.mark.parametrize("kind", LISTS, ids=lambda kind: kind.name)
def test_what_an_entry_of_a_list_may_say_is_listed_as_it_is_written_there(kind: ListKind) -> None:
    listed = listed_fields(kind.name)

    assert listed.startswith(f"{kind.name} ({kind.path}): below a line such as  [")
    assert not [field.name for field in kind.fields if f"  {field.name} " not in listed]
    assert not [field.help for field in kind.fields if field.help not in listed]
    assert not [line for line in kind.example.splitlines()[1:] if f"For example  {line}" not in listed]


def test_one_kind_is_listed_alone() -> None:
    listed = listed_fields("Story")

    assert listed.startswith("story (content/news): ")
    assert "person (" not in listed
    assert "Needed. The headline. For example  Title: Post-secondary is a public good" in listed
    assert "One of: draft, published, hidden." in listed
    assert "As Pelican reads them: Category, " in listed


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.name)
def test_a_kind_is_said_to_need_what_is_missed_where_it_does_not_stand_there(kind: Kind[object]) -> None:
    needed = [f"{field.name}: {field.example}" for field in kind.fields if field.required]

    def missed(header: list[str]) -> set[str]:
        text = "\n".join([*header, "", "Words that are long enough to be read."])
        found = parsed(kind, text, f"content/{kind.folder}/one.md").findings
        return {str(one) for one in found if one.level is Level.ERROR}

    without = {line: missed([one for one in needed if one != line]) - missed(needed) for line in needed}
    assert [line for line, more in without.items() if not more] == []


def test_a_kind_that_is_not_there_is_refused() -> None:
    with pytest.raises(SiteError, match='Did you mean "story"'):
        listed_fields("stroy")
