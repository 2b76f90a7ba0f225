"""Readings are kept under all that decides them: nothing is read twice, and nothing that is kept is trusted unseen."""

from dataclasses import replace
from pathlib import Path

import pytest

from plugins.core.header import SeenFile
from plugins.engine import readings as engine_readings
from plugins.engine.reader import reading_rules
from plugins.engine.readings import Readings
from plugins.engine.settings import site_settings
from plugins.kinds.all import KINDS
from plugins.kinds.kind import Kind, ParsedFile, ReadingRules, parse
from plugins.kinds.page import PAGE
from plugins.kinds.story import STORY
from tests.small_site import ROOT, story

MANY = [(SeenFile(f"content/news/{n}.md", story(f"Story {n}", f"Words -- {n}.").encode()), STORY) for n in range(30)]
ONE = MANY[0][0]
OTHER_ZONE = {"timezone": "Europe/Berlin"}


@pytest.fixture(scope="module")
def rules() -> ReadingRules:
    return reading_rules(site_settings(ROOT / "publishconf.py"))


@pytest.fixture
def parsed(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The paths of the files that are read in this process, as they are."""
    paths: list[str] = []

    def told(seen: SeenFile, kind: Kind[object], rules: ReadingRules) -> ParsedFile[object]:
        paths.append(seen.path)
        return parse(seen, kind, rules)

    monkeypatch.setattr(engine_readings, "parse", told)
    return paths


def test_the_same_file_is_read_once_for_this_and_later_builds(
    tmp_path: Path, rules: ReadingRules, parsed: list[str]
) -> None:
    first, later = Readings(tmp_path, rules), Readings(tmp_path, rules)

    read = [one.of(ONE, STORY) for one in (first, first, later)]

    assert parsed == [ONE.path]
    assert read == [parse(ONE, STORY, rules)] * 3


@pytest.mark.parametrize(
    ("seen", "kind", "other"),
    [
        (ONE._replace(data=ONE.data + b"."), STORY, {}),
        (ONE._replace(path="content/news/other.md"), STORY, {}),
        (ONE, PAGE, {}),
        (ONE, STORY, OTHER_ZONE),
        (ONE, STORY, {"omitted_filters": ()}),
        (ONE, STORY, {"catalogue": {}}),
        (ONE, STORY, {"extensions": {}}),
        (ONE, STORY, {"templates": {"story": (), "page": ()}}),
    ],
)
def test_whatever_decides_a_reading_makes_another_one(
    tmp_path: Path, rules: ReadingRules, parsed: list[str], seen: SeenFile, kind: Kind[object], other: dict[str, object]
) -> None:
    Readings(tmp_path, rules).of(ONE, STORY)

    changed = replace(rules, **other)  # type: ignore[arg-type]
    assert Readings(tmp_path, changed).of(seen, kind) == parse(seen, kind, changed)

    assert len(parsed) == 2


def test_another_program_reads_again(
    tmp_path: Path, rules: ReadingRules, parsed: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    Readings(tmp_path, rules).of(ONE, STORY)
    monkeypatch.setattr(engine_readings, "program_key", lambda: "another")
    Readings(tmp_path, rules).of(ONE, STORY)

    assert len(parsed) == 2


@pytest.mark.parametrize("damage", ["cut short", "a bit", "empty", "by others"])
def test_a_damaged_reading_is_made_again(tmp_path: Path, rules: ReadingRules, parsed: list[str], damage: str) -> None:
    read = Readings(tmp_path, rules).of(ONE, STORY)
    (kept,) = tmp_path.iterdir()
    whole = kept.read_bytes()
    tipped = whole[:-9] + bytes([whole[-9] ^ 1]) + whole[-8:]
    damaged = {"cut short": whole[:-1], "a bit": tipped, "empty": b"", "by others": b"cposix\nsystem\n."}
    kept.write_bytes(damaged[damage])

    assert Readings(tmp_path, rules).of(ONE, STORY) == read
    assert len(parsed) == 2
    assert kept.read_bytes() == whole


def test_of_many_files_each_is_read_by_another_process_as_it_would_be_by_this_one(
    tmp_path: Path, rules: ReadingRules, parsed: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(engine_readings, "FEW", len(MANY))
    monkeypatch.setattr(engine_readings, "CHUNK", 7)
    monkeypatch.setattr(engine_readings, "cores", lambda: 2)

    readings = Readings(tmp_path, rules)
    readings.prepare(MANY)
    read = [readings.of(seen, kind) for seen, kind in MANY]

    assert parsed == []
    assert read == [parse(seen, kind, rules) for seen, kind in MANY]


def test_few_files_are_read_when_they_are_asked_for(
    tmp_path: Path, rules: ReadingRules, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(engine_readings, "Workers", None)  # none may start

    Readings(tmp_path, rules).prepare(MANY)

    assert list(tmp_path.iterdir()) == []


def test_what_a_build_did_not_ask_for_is_dropped(tmp_path: Path, rules: ReadingRules) -> None:
    before, now = Readings(tmp_path, rules), Readings(tmp_path, rules)
    for seen, kind in MANY:
        before.of(seen, kind)
    now.of(ONE, STORY)
    now.prune()

    assert [file.name for file in tmp_path.iterdir()] == [now.key(ONE, STORY)]


def test_every_kind_is_known_by_its_name_where_files_are_read_by_others() -> None:
    assert len({kind.name for kind in KINDS}) == len(KINDS)
