"""Programs come from whole places on the search path, never from where somebody stands."""

import os
import shutil

import pytest

from plugins.core.programs import program, search_path

POSIX = pytest.mark.skipif(os.name == "nt", reason="search paths and modes as POSIX has them")


@POSIX
@pytest.mark.parametrize("entry", ["", ".", "./", "..", "bin", "./bin", "../here/bin", "~/bin", "$HOME/bin"])
@pytest.mark.parametrize("order", ["{entry}:{path}", "{path}:{entry}", "{entry}"])
def test_what_lies_where_somebody_stands_is_no_program(tmp_path, monkeypatch, entry, order):
    here = tmp_path / "here"
    for folder in (here, here / "bin", tmp_path):
        folder.mkdir(exist_ok=True)
        (folder / "frobnicate").write_text("#!/bin/sh\n")
        (folder / "frobnicate").chmod(0o755)
    monkeypatch.chdir(here)
    monkeypatch.setenv("PATH", order.format(entry=entry, path=os.environ["PATH"]))

    assert program("frobnicate") is None
    assert all(map(os.path.isabs, filter(None, search_path().split(os.pathsep))))


@POSIX
def test_a_program_of_the_machine_is_found_where_it_is(monkeypatch):
    found = shutil.which("sh")
    monkeypatch.setenv("PATH", f":.:{os.environ['PATH']}:bin")

    assert program("sh") == found
    assert program(str(found)) == found
    assert program("no-program-of-this-name") is None


def test_without_a_search_path_the_systems_own_counts(monkeypatch):
    monkeypatch.delenv("PATH")

    assert search_path() == os.pathsep.join(filter(os.path.isabs, os.defpath.split(os.pathsep)))
