"""What is said before a site goes anywhere, and what stops it."""

from pathlib import Path

import pytest

from plugins.core.findings import SiteError
from plugins.publish.aside import file_of
from plugins.publish.deliver import deliver, refuse_without_yes
from plugins.publish.targets import Target, live_manifest
from tests.publish.hosts_by_rclone import write_site

PAGES = {f"news/{one}/index.html": b"a" for one in range(20)} | {"index.html": b"home", "portraits/1.avif": b"m"}


def said(folder: Path, files: dict[str, bytes], *, kind: str = "folder", **options: object) -> list[str]:
    write_site(folder / "output", files)
    (folder / "content").mkdir(exist_ok=True)
    settings = {"OUTPUT_PATH": str(folder / "output"), "PATH": str(folder / "content"), "SITENAME": "Site"}
    places = {"folder": str(folder / "www"), "zip": str(folder / "site.zip")}
    target = Target("x", kind, places[kind], "https://union.ca")  # type: ignore[arg-type]
    told = deliver(settings, folder, [], {"/news/1/"}, target, agrees=lambda _: True, **options)  # type: ignore[arg-type]
    return [str(one) for one in told]


@pytest.mark.parametrize("kind", ["folder", "zip"])
def test_what_changes_is_told_by_what_it_is(tmp_path: Path, kind: str) -> None:
    first = said(tmp_path, PAGES, kind=kind)
    assert first[1].endswith("Nothing is there yet.")
    assert first[-1].startswith("content/addresses.txt holds the new addresses.")
    place = {"folder": "www", "zip": "site.zip"}[kind]
    there = live_manifest(Target("x", kind, str(tmp_path / place), ""), tmp_path, {})  # type: ignore[arg-type]
    assert there.keys() == PAGES.keys()

    changed = {name: data for name, data in PAGES.items() if "portraits" not in name and "/3/" not in name}
    changed |= {"news/new/index.html": b"n", "news/1/index.html": b"changed"}
    assert "1 new story, 1 changed, 1 gone. Of what is there 1 file changes" in said(tmp_path, changed, kind=kind)[1]


@pytest.mark.parametrize(
    ("kind", "does"), [("folder", "0 files go and 1 file stays for a week"), ("zip", "1 file goes")]
)
def test_what_stays_for_a_week_is_not_said_to_go(tmp_path: Path, kind: str, does: str) -> None:
    first, second, third = (PAGES | {f"static/site.{one}.css": one.encode()} for one in ("11111111", "2222", "3333"))
    said(tmp_path, first, kind=kind)

    assert f"{does}; 1 file is new." in said(tmp_path, second, kind=kind)[1]
    assert "The same files are there already." in said(tmp_path, second, kind=kind)[1]
    assert f"{does}; 1 file is new." in said(tmp_path, third, kind=kind)[1]
    gone = {name: data for name, data in third.items() if name != "news/1/index.html"}
    assert "0 files change and 1 file goes; 0 files are new." in said(tmp_path, gone, kind=kind)[1]


@pytest.mark.parametrize(("kind", "line"), [("branch", 1), ("rclone", 2)])
def test_where_nobody_said_yes_the_line_is_that_of_the_place(tmp_path: Path, kind: str, line: int) -> None:
    (tmp_path / "publishconf.py").write_text('PUBLISH_REMOTE = "origin"\nPUBLISH_TARGETS = {}\n')
    with pytest.raises(SiteError) as refused:
        refuse_without_yes(Target("x", kind, "x", ""), tmp_path, is_agreed=False)  # type: ignore[arg-type]

    assert [str(one.where) for one in refused.value.findings] == [f"publishconf.py:{line}"]


def test_a_dry_run_sends_nothing_and_remembers_no_address(tmp_path: Path) -> None:
    assert said(tmp_path, PAGES, is_only_said=True)[-1] == "Nothing was sent."
    assert sorted(path.name for path in tmp_path.iterdir()) == ["content", "output"]
    assert list((tmp_path / "content").iterdir()) == []


def test_what_is_in_the_way_is_told_before_anything_is_kept_and_in_a_dry_run(tmp_path: Path) -> None:
    (tmp_path / "www").mkdir()
    (tmp_path / "www/thesis.txt").write_text("years of work")
    (tmp_path / "site.zip").write_bytes(b"somebody's")
    kept = list[object]()
    for kind, code in (("folder", "C52"), ("zip", "C168")):
        for is_only_said in (True, False):
            with pytest.raises(SiteError, match=code):
                said(tmp_path, PAGES, kind=kind, is_only_said=is_only_said, about_to=kept.append)
    assert kept == []


def test_each_folder_without_a_name_has_a_line_of_its_own(tmp_path: Path) -> None:
    folders = [Target("", "folder", str(tmp_path / name), "") for name in ("one", "two", "two/../one")]
    one, two, again = (file_of(tmp_path, folder) for folder in folders)
    assert one == again != two


def test_when_many_pages_go_somebody_has_to_say_how_many(tmp_path: Path) -> None:
    said(tmp_path, PAGES)
    few = {name: data for name, data in PAGES.items() if not name.startswith("news/1")}
    for let_go in (0, 10):
        with pytest.raises(SiteError, match=r"11 of the 21 pages that are public would go.*--let-go 11  \[C167\]"):
            said(tmp_path, few, let_go=let_go)
    assert (tmp_path / "www/news/1/index.html").exists()

    said(tmp_path, few, let_go=11)
    assert not (tmp_path / "www/news/1/index.html").exists()
