"""What tells one program from another: also what settings import from wherever it lies."""

import importlib
import os
import subprocess
import sys
import sysconfig
from datetime import datetime
from pathlib import Path
from zoneinfo import TZPATH, ZoneInfo

import pytest

from plugins.engine.keys import PLUGINS, as_words, folder_key, modules_elsewhere, program_key


def test_a_module_that_settings_import_from_elsewhere_is_of_the_program(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    module = tmp_path / "filters_of_a_union.py"
    module.write_text("def shout(words):\n    return words.upper()\n")
    monkeypatch.syspath_prepend(tmp_path)
    key_of_the_program = program_key.__wrapped__
    before = key_of_the_program()
    importlib.import_module("filters_of_a_union")
    try:
        with_it = key_of_the_program()
        module.write_text("def shout(words):\n    return words + '!'\n")

        assert len({before, with_it, key_of_the_program()}) == 3
        assert module.resolve() in modules_elsewhere()
    finally:
        sys.modules.pop("filters_of_a_union")


@pytest.mark.skipif(os.name == "nt", reason="links as POSIX has them")
@pytest.mark.parametrize("is_link", ["the folder", "the file"])
def test_a_module_behind_a_link_among_libraries_is_where_it_lies(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, is_link: str
) -> None:
    module, libraries = tmp_path / "ours/filters_behind_a_link.py", tmp_path / "site-packages"
    module.parent.mkdir()
    module.write_text("")
    (tmp_path / "others").mkdir()
    (tmp_path / "others" / module.name).symlink_to(module)
    libraries.symlink_to(module.parent if is_link == "the folder" else tmp_path / "others")
    monkeypatch.syspath_prepend(libraries)
    monkeypatch.setattr(sysconfig, "get_path", lambda _: str(tmp_path / "others"))
    importlib.import_module(module.stem)
    try:
        assert module.resolve() in modules_elsewhere()
        assert not [file for file in modules_elsewhere() if file.is_relative_to(libraries)]
    finally:
        sys.modules.pop(module.stem)


def test_a_moment_is_another_one_when_the_rules_of_its_zone_change() -> None:
    zones = [Path(folder, "Europe/Oslo") for folder in TZPATH]
    others = [Path(folder, "Asia/Tokyo") for folder in TZPATH]
    if not any(map(Path.is_file, zones)):
        pytest.skip("this machine has no zones in files")
    before, after = (next(file for file in files if file.is_file()) for files in (zones, others))
    with before.open("rb") as one, after.open("rb") as other:
        rules = [ZoneInfo.from_file(file, key="Europe/Oslo") for file in (one, other)]
    first, second = (datetime(2021, 3, 4, tzinfo=zone) for zone in rules)

    assert repr(first) == repr(second)
    assert as_words(first) != as_words(second)


def test_neither_libraries_nor_the_program_itself_count_twice() -> None:
    program = "import plugins.engine.keys as keys; print(*keys.modules_elsewhere(), sep='\\n')"
    made = subprocess.run(
        [sys.executable, "-c", program], cwd=PLUGINS.parent, capture_output=True, text=True, check=True
    )
    files = [Path(line) for line in made.stdout.split("\n") if line]

    assert not [file for file in files if file.is_relative_to(PLUGINS) or "site-packages" in file.parts]
    assert not [file for file in files if file.name in ("sysconfig.py", "pelicanconf.py", "tasks.py")]


def test_a_file_that_goes_while_a_folder_is_read_was_never_there(tmp_path: Path) -> None:
    """A preview writes one beside the program for a moment, to see whether the system reports it."""
    (tmp_path / "there").write_text("words")

    assert folder_key(tmp_path, [tmp_path / "there", tmp_path / "gone"]) == folder_key(tmp_path, [tmp_path / "there"])
    assert folder_key(tmp_path, []) != folder_key(tmp_path, [tmp_path / "there"])
