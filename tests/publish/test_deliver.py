"""What is said before a site goes anywhere, and what stops it."""

from pathlib import Path

import pytest

from plugins.core.findings import SiteError
from plugins.publish.deliver import deliver
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


def test_a_dry_run_sends_nothing_and_remembers_no_address(tmp_path: Path) -> None:
    assert said(tmp_path, PAGES, is_only_said=True)[-1] == "Nothing was sent."
    assert sorted(path.name for path in tmp_path.iterdir()) == ["content", "output"]
    assert list((tmp_path / "content").iterdir()) == []


def test_when_many_pages_go_somebody_has_to_say_how_many(tmp_path: Path) -> None:
    said(tmp_path, PAGES)
    few = {name: data for name, data in PAGES.items() if not name.startswith("news/1")}
    for let_go in (0, 10):
        with pytest.raises(SiteError, match=r"11 of the 21 pages that are public would go.*--let-go 11  \[C167\]"):
            said(tmp_path, few, let_go=let_go)
    assert (tmp_path / "www/news/1/index.html").exists()

    said(tmp_path, few, let_go=11)
    assert not (tmp_path / "www/news/1/index.html").exists()
