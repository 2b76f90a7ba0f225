"""Readings are kept under all that decides them: nothing is read twice, and nothing that is kept is trusted unseen."""

import sqlite3
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from plugins.core.header import SeenFile
from plugins.core.kept_values import KeptValues
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


def read_and_kept(folder: Path, rules: ReadingRules, seen: SeenFile = ONE, kind: Kind[Any] = STORY) -> ParsedFile[Any]:
    """What a file gives in a build of its own."""
    readings = Readings(folder / "kept", rules)
    read = readings.of(seen, kind)
    readings.save()
    return read


def test_the_same_file_is_read_once_for_this_and_later_builds(
    tmp_path: Path, rules: ReadingRules, parsed: list[str]
) -> None:
    first = Readings(tmp_path / "kept", rules)

    read = [first.of(ONE, STORY), first.of(ONE, STORY)]
    first.save()
    read.append(read_and_kept(tmp_path, rules))

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
    read_and_kept(tmp_path, rules)

    changed = replace(rules, **other)  # type: ignore[arg-type]
    assert read_and_kept(tmp_path, changed, seen, kind) == parse(seen, kind, changed)

    assert len(parsed) == 2


def test_another_program_reads_again(
    tmp_path: Path, rules: ReadingRules, parsed: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    read_and_kept(tmp_path, rules)
    monkeypatch.setattr(engine_readings, "program_key", lambda: "another")
    read_and_kept(tmp_path, rules)

    assert len(parsed) == 2


@pytest.mark.parametrize("damage", ["cut short", "a bit", "empty", "by others"])
def test_a_damaged_reading_is_made_again(tmp_path: Path, rules: ReadingRules, parsed: list[str], damage: str) -> None:
    read = read_and_kept(tmp_path, rules)
    with sqlite3.connect(tmp_path / "kept") as database:
        (whole,) = database.execute("SELECT data FROM kept").fetchone()
        tipped = whole[:-9] + bytes([whole[-9] ^ 1]) + whole[-8:]
        damaged = {"cut short": whole[:-1], "a bit": tipped, "empty": b"", "by others": b"cposix\nsystem\n."}
        database.execute("UPDATE kept SET data = ?", (damaged[damage],))
    database.close()

    assert read_and_kept(tmp_path, rules) == read
    assert read_and_kept(tmp_path, rules) == read
    assert len(parsed) == 2


def test_of_many_files_each_is_read_by_another_process_as_it_would_be_by_this_one(
    tmp_path: Path, rules: ReadingRules, parsed: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(engine_readings, "FEW", len(MANY))
    monkeypatch.setattr(engine_readings, "CHUNK", 7)
    monkeypatch.setattr(engine_readings, "cores", lambda: 2)

    readings = Readings(tmp_path / "kept", rules)
    readings.prepare(MANY)
    read = [readings.of(seen, kind) for seen, kind in MANY]

    assert parsed == []
    assert read == [parse(seen, kind, rules) for seen, kind in MANY]


def test_few_files_are_read_when_they_are_asked_for(
    tmp_path: Path, rules: ReadingRules, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(engine_readings, "Workers", None)  # none may start

    Readings(tmp_path / "kept", rules).prepare(MANY)

    assert KeptValues(tmp_path / "kept").names() == set()


def test_what_a_build_did_not_ask_for_is_dropped(tmp_path: Path, rules: ReadingRules) -> None:
    for seen, kind in MANY:
        read_and_kept(tmp_path, rules, seen, kind)
    now = Readings(tmp_path / "kept", rules)
    now.of(ONE, STORY)
    now.prune()

    assert KeptValues(tmp_path / "kept").names() == {now.key(ONE, STORY)}


def test_every_kind_is_known_by_its_name_where_files_are_read_by_others() -> None:
    assert len({kind.name for kind in KINDS}) == len(KINDS)
