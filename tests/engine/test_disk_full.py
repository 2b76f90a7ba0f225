"""A disk that takes no more is one sentence with the place and what to do; the last good site stands."""

import errno
import os
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Any

import pytest
from pelican import signals

from tests.small_disk import small_disk
from tests.small_site import ROOT, SmallSite, small_site, story

POSIX = pytest.mark.skipif(os.name == "nt", reason="limits and mounts as POSIX has them")
LIMITED = """
import resource, sys
from pathlib import Path
from tests.small_disk import small_disk
from tests.small_site import SmallSite

site, name, most = SmallSite(Path(sys.argv[1])), sys.argv[2], int(sys.argv[3])
resource.setrlimit(getattr(resource, name), (most, most))
print(*site.findings(), sep="\\n")
"""


@pytest.fixture
def site(tmp_path: Path) -> SmallSite:
    site = small_site(tmp_path, {"news/plan.md": story("A plan")})
    site.build()
    return site


def findings_with_a_limit(site: SmallSite, name: str, most: int) -> list[str]:
    """What a build in a process of its own tells, which may take so much of something."""
    command = [sys.executable, "-c", LIMITED, str(site.folder), name, str(most)]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    return done.stdout.strip().splitlines()


@POSIX
@pytest.mark.parametrize("size", ["48k", "100k", "180k"])
def test_a_disk_that_is_full_is_told_in_one_sentence(site: SmallSite, size: str) -> None:
    with small_disk(site.folder / "www", size):
        (mistake,) = site.mistakes(OUTPUT_PATH=str(site.folder / "www/output"))
        assert [path.name for path in (site.folder / "www").iterdir()] == [".output.lock"]

    assert "The disk is full: " in mistake
    assert mistake.endswith("Delete or move what you do not need, and try again.  [C83]")
    assert "site-building" not in mistake


@POSIX
def test_a_cache_on_a_full_disk_is_told_too(site: SmallSite) -> None:
    before = site.page("index.html")
    for path in sorted((site.folder / ".cache").rglob("*"), reverse=True):
        path.unlink() if path.is_file() or path.is_symlink() else path.rmdir()
    (site.folder / ".cache").rmdir()
    with small_disk(site.folder / ".cache", "16k"):
        settings = site.settings()
        with pytest.raises(Exception, match=r"C83") as stopped:
            settings["PELICAN_CLASS"](settings).build()

    assert str(stopped.value).count("\n") == 0
    assert site.page("index.html") == before


@POSIX
@pytest.mark.parametrize(
    ("name", "most", "words"),
    [
        ("RLIMIT_FSIZE", 2000, "would be larger than a file may be here"),
        ("RLIMIT_NOFILE", 8, "So many files are open"),
    ],
)
def test_a_limit_of_the_machine_is_told_in_one_sentence(site: SmallSite, name: str, most: int, words: str) -> None:
    before = site.page("index.html")

    mistakes = findings_with_a_limit(site, name, most)

    assert len(mistakes) == 1
    assert words in mistakes[0]
    assert mistakes[0].endswith("[C83]")
    assert site.page("index.html") == before


@pytest.mark.parametrize(
    "code", [errno.ENOSPC, errno.EDQUOT, errno.EROFS, errno.EACCES, errno.ENAMETOOLONG, errno.EMFILE, errno.EIO]
)
def test_whatever_the_disk_refuses_is_never_the_programs_own_failure(site: SmallSite, code: int) -> None:
    before = site.page("index.html")

    def refuse(_generators: list[Any]) -> None:
        raise OSError(code, os.strerror(code))

    with signals.all_generators_finalized.connected_to(refuse):
        (mistake,) = site.mistakes()

    assert "itself failed" not in mistake
    assert mistake.startswith(f"error {site.output}:1  ")
    assert mistake.endswith("[C83]")
    assert site.page("index.html") == before


@POSIX
@pytest.mark.skipif(os.name == "posix" and os.geteuid() != 0, reason="root alone may mount")
def test_a_disk_that_can_only_be_read_is_told(site: SmallSite) -> None:
    with small_disk(site.folder / "www", "2m"):
        subprocess.run(["mount", "-o", "remount,ro", str(site.folder / "www")], check=True)
        (mistake,) = site.mistakes(OUTPUT_PATH=str(site.folder / "www/output"))

    assert "can only be read." in mistake
    assert mistake.endswith("[C83]")


def test_the_place_that_is_told_is_the_outputs_not_the_one_where_it_is_built(site: SmallSite) -> None:
    def refuse(generators: list[Any]) -> None:
        raise OSError(errno.ENOSPC, "No space left on device", generators[0].output_path)

    with signals.all_generators_finalized.connected_to(refuse):
        (mistake,) = site.mistakes()

    assert mistake.startswith(f'error {site.output}:1  The disk is full: "output" cannot be written.')


def test_a_file_where_the_outputs_folder_is_to_be_is_told(site: SmallSite) -> None:
    (site.folder / "file").write_text("a letter")

    (mistake,) = site.mistakes(OUTPUT_PATH=str(site.folder / "file/output"))

    assert mistake.endswith("is a file, so there can be no folder in it. Choose another folder.  [C52]")


@POSIX
def test_a_project_and_files_whose_names_are_no_text_are_built(tmp_path: Path) -> None:
    try:
        folder = Path(tempfile.mkdtemp(suffix=os.fsdecode(b"\xff"), dir=tmp_path))
    except OSError:
        pytest.skip("this disk takes no such name")
    site = small_site(folder, {"news/plan.md": story("A plan"), os.fsdecode(b"news/two\xff.md"): story("Two")})

    site.build()

    assert {"news/plan/index.html", "news/two/index.html", "search/pagefind/pagefind.js"} <= site.published()
