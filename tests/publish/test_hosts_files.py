"""`publish --to`: what a web host adds to the folder stays, and what is refused leaves no trace."""

import os
import re
import stat
from pathlib import Path

import pytest

from plugins.core.findings import SiteError
from plugins.publish.hosts_files import is_hosts
from plugins.publish.plan import what_changes
from plugins.publish.send import in_folder, publish_folder
from plugins.publish.site_files import hashes_of
from plugins.release.manifest import write_manifest

OF_HOSTS = {
    ".well-known/acme-challenge/token": b"proof",
    ".well-known/security.txt": b"Contact: x",
    "cgi-bin/status.sh": b"#!/bin/sh",
    "robots.txt": b"User-agent: *",
    "CNAME": b"union.example",
    ".nojekyll": b"",
    ".htaccess": b"Options -Indexes",
    ".htpasswd": b"ann:x",
    "web.config": b"<configuration/>",
    "_headers": b"/*",
    "_redirects": b"/a /b",
    "google0123456789abcdef.html": b"google-site-verification",
    "favicon.ico": b"icon",
    ".DS_Store": b"x",
}


@pytest.fixture
def output(tmp_path: Path) -> Path:
    """A finished site with a robots.txt of its own."""
    folder = tmp_path / "output"
    put(folder, {"index.html": b"home", "news/index.html": b"news", "robots.txt": b"Sitemap: own"})
    write_manifest(folder)
    return folder


def put(folder: Path, files: dict[str, bytes]) -> None:
    for name, data in files.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_bytes(data)


def names_in(folder: Path) -> list[str]:
    return [path.name for path in folder.iterdir()]


def files_in(folder: Path) -> dict[str, bytes]:
    return {file.relative_to(folder).as_posix(): file.read_bytes() for file in folder.rglob("*") if file.is_file()}


def test_what_hosts_put_into_an_empty_folder_stays_beside_the_site(output: Path, tmp_path: Path) -> None:
    to = tmp_path / "www/to"
    put(to, OF_HOSTS)
    (to / ".well-known/pki-validation").mkdir()

    for _ in range(2):
        publish_folder(output, to)

        own = {"index.html": b"home", "news/index.html": b"news"}
        assert {name: data for name, data in files_in(to).items() if name not in ("manifest.json", ".DS_Store")} == {
            name: data for name, data in (OF_HOSTS | own).items() if name != ".DS_Store"
        }
        assert hashes_of(to).keys() == own.keys()


def test_what_hosts_add_later_stays_and_the_sites_old_files_go(output: Path, tmp_path: Path) -> None:
    to = tmp_path / "www/to"
    publish_folder(output, to)
    put(to, {".well-known/acme-challenge/token": b"new", ".htaccess": b"x"})
    (output / "news/index.html").unlink()
    (output / "news").rmdir()
    write_manifest(output)

    publish_folder(output, to)

    assert set(files_in(to)) == {"index.html", "robots.txt", "manifest.json", ".htaccess", *list(OF_HOSTS)[:1]}
    assert (to / "robots.txt").read_bytes() == b"Sitemap: own"


OF_SOMEBODY = ("thesis.txt", "news/robots.txt", "well-known/x", "wp-config.php", "google.html", "cgi-bin.zip", ".env")


@pytest.mark.parametrize("name", [*OF_SOMEBODY, "backup/CNAME"])
def test_what_no_host_adds_is_never_replaced_and_no_lock_is_left(output: Path, tmp_path: Path, name: str) -> None:
    to = tmp_path / "www/to"
    put(to, {name: b"years of work", ".well-known/x": b"x"})

    with pytest.raises(SiteError, match=rf'holds "{re.escape(name)}", which this program did not write.*C52'):
        publish_folder(output, to)

    assert not is_hosts(name)
    assert files_in(to) == {name: b"years of work", ".well-known/x": b"x"}
    assert names_in(tmp_path / "www") == ["to"]


def test_all_that_is_in_the_way_is_told_at_once(output: Path, tmp_path: Path) -> None:
    to = tmp_path / "www/to"
    put(to, {f"paper-{number}.txt": b"x" for number in range(7)})

    with pytest.raises(SiteError, match=r'holds "paper-0.txt", "paper-1.txt", .*"paper-4.txt" and 2 more, which'):
        publish_folder(output, to)


def test_a_link_in_a_hosts_folder_is_somebody_elses(output: Path, tmp_path: Path) -> None:
    to = tmp_path / "www/to"
    put(to, {".well-known/x": b"x"})
    (to / ".well-known/passwords").symlink_to("/etc/passwd")

    with pytest.raises(SiteError, match="C52"):
        publish_folder(output, to)

    assert (to / ".well-known/passwords").is_symlink()


def test_no_refusal_leaves_a_lock_behind_and_one_that_was_there_stays(output: Path, tmp_path: Path) -> None:
    to = tmp_path / "www/to"
    publish_folder(output, to)
    (to / "index.html").write_bytes(b"by hand")
    lock = tmp_path / "www/.to.lock"
    assert lock.exists()

    with pytest.raises(SiteError, match="C97"):
        publish_folder(output, to)
    assert lock.exists()
    lock.unlink()

    with pytest.raises(SiteError, match="C97"):
        publish_folder(output, to)
    assert names_in(tmp_path / "www") == ["to"]

    (output / "index.html").write_bytes(b"changed since it was built")
    with pytest.raises(SiteError, match="C98"):
        publish_folder(output, tmp_path / "www/other")
    assert names_in(tmp_path / "www") == ["to"]


def test_what_hosts_keep_private_or_run_is_so_after_a_publish(output: Path, tmp_path: Path) -> None:
    to = tmp_path / "www/to"
    modes = {
        "cgi-bin/form.cgi": 0o755,
        "cgi-bin/lib/a.pl": 0o700,
        ".user.ini": 0o600,
        ".htaccess": 0o640,
        "web.config": 0o440,
        ".well-known/key.pem": 0o600,
        "robots.txt": 0o604,
    }
    put(to, dict.fromkeys(modes, b"x"))
    modes |= {".well-known": 0o700, "cgi-bin/lib": 0o711}
    for name, mode in modes.items():
        (to / name).chmod(mode)

    for _ in range(2):
        publish_folder(output, to)

        assert {name: stat.S_IMODE((to / name).stat().st_mode) for name in modes} == modes
        assert stat.S_IMODE((to / "index.html").stat().st_mode) == 0o644


@pytest.mark.parametrize("mode", [0o700, 0o711, 0o750, 0o2775])
def test_who_may_enter_the_folder_itself_stays(output: Path, tmp_path: Path, mode: int) -> None:
    to = tmp_path / "www/to"
    to.mkdir(parents=True)
    to.chmod(mode)

    for _ in range(2):
        publish_folder(output, to)

        assert stat.S_IMODE(to.stat().st_mode) == mode
        assert stat.S_IMODE((to / "index.html").stat().st_mode) == 0o644


@pytest.mark.skipif(os.name != "posix" or os.geteuid() != 0, reason="root alone may give a file away")
def test_where_root_publishes_the_owners_of_what_was_there_stay(output: Path, tmp_path: Path) -> None:
    to = tmp_path / "www/to"
    put(to, dict.fromkeys((".htaccess", "cgi-bin/form.cgi"), b"x"))
    owners = {"": (33, 34), ".htaccess": (35, 36), "cgi-bin": (37, 38), "cgi-bin/form.cgi": (39, 40)}
    for name, owner in owners.items():
        os.chown(to / name, *owner)
    (to / "cgi-bin/form.cgi").chmod(0o4755)

    for _ in range(2):
        publish_folder(output, to)

        found = {name: ((to / name).stat().st_uid, (to / name).stat().st_gid) for name in (*owners, "index.html")}
        assert found == {**owners, "index.html": owners[""]}
        assert stat.S_IMODE((to / "cgi-bin/form.cgi").stat().st_mode) == 0o4755


@pytest.mark.parametrize("name", ["cgi-bin", ".well-known/acme-challenge", ".well-known/a/b/c", "lost+found"])
def test_an_empty_folder_of_the_hosts_stays(output: Path, tmp_path: Path, name: str) -> None:
    to = tmp_path / "www/to"
    (to / name).mkdir(parents=True)
    (to / name).chmod(0o750)

    for _ in range(2):
        publish_folder(output, to)

        assert (to / name).is_dir()
        assert stat.S_IMODE((to / name).stat().st_mode) == 0o750


@pytest.mark.parametrize("name", [".well-known/pipe", "cgi-bin/pipe", ".htaccess", "robots.txt"])
def test_a_pipe_where_hosts_have_files_is_refused(output: Path, tmp_path: Path, name: str) -> None:
    to = tmp_path / "www/to"
    (to / name).parent.mkdir(parents=True)
    os.mkfifo(to / name)

    with pytest.raises(SiteError, match="C52"):
        publish_folder(output, to)

    assert (to / name).is_fifo()


@pytest.mark.parametrize("name", [".htaccess", "robots.txt", "_headers", "google0123456789abcdef.html"])
def test_a_folder_called_as_a_file_of_a_host_is_refused(output: Path, tmp_path: Path, name: str) -> None:
    to = tmp_path / "www/to"
    (to / name).mkdir(parents=True)

    with pytest.raises(SiteError, match="C52"):
        publish_folder(output, to)

    assert (to / name).is_dir()


def test_a_file_of_the_site_that_its_host_replaced_stays(output: Path, tmp_path: Path) -> None:
    to = tmp_path / "www/to"
    publish_folder(output, to)
    (to / "robots.txt").write_bytes(b"Disallow: /private")

    for _ in range(2):
        assert what_changes(*in_folder(to, output)) == "The same files are there already."
        publish_folder(output, to)
        assert (to / "robots.txt").read_bytes() == b"Disallow: /private"

    (to / "robots.txt").unlink()
    assert what_changes(*in_folder(to, output)) == "Of what is there 0 files change and 0 files go; 1 file is new."
    publish_folder(output, to)
    assert (to / "robots.txt").read_bytes() == b"Sitemap: own"


def test_nothing_is_said_to_be_the_same_that_somebody_changed(output: Path, tmp_path: Path) -> None:
    to = tmp_path / "www/to"
    publish_folder(output, to)
    (to / "index.html").write_bytes(b"by hand")

    with pytest.raises(SiteError, match="C97"):
        what_changes(*in_folder(to, output))


def with_rules(output: Path, rules: bytes) -> None:
    """The site is built again, with rules for hosts."""
    put(output, {".htaccess": rules, "_headers": rules, "_redirects": rules, "nginx.conf": rules})
    write_manifest(output)


def test_rules_that_an_earlier_publish_put_there_are_the_sites(output: Path, tmp_path: Path) -> None:
    to, names = tmp_path / "www/to", {".htaccess", "_headers", "_redirects", "nginx.conf"}
    for rules in (b"first", b"second"):
        with_rules(output, rules)
        publish_folder(output, to)

        assert {(to / name).read_bytes() for name in names} == {rules}
        assert names <= hashes_of(to).keys()

    for name in names:
        (output / name).unlink()
    write_manifest(output)
    publish_folder(output, to)

    assert not names & set(files_in(to))


def test_rules_of_the_hosts_own_stay_where_no_publish_put_them(output: Path, tmp_path: Path) -> None:
    """A union's own .htaccess, and one that the host's panel has written lines into since."""
    to = tmp_path / "www/to"
    put(to, {".htaccess": b"AuthType Basic"})
    for rules in (b"first", b"second"):
        with_rules(output, rules)
        publish_folder(output, to)

        assert (to / ".htaccess").read_bytes() == b"AuthType Basic"
        assert (to / "_headers").read_bytes() == rules
        assert ".htaccess" not in hashes_of(to)

    (to / ".htaccess").unlink()
    publish_folder(output, to)
    assert (to / ".htaccess").read_bytes() == b"second"
    (to / ".htaccess").write_bytes(b"second\nAddHandler php83 .php")
    with_rules(output, b"third")
    publish_folder(output, to)

    assert (to / ".htaccess").read_bytes() == b"second\nAddHandler php83 .php"
    assert (to / "_headers").read_bytes() == b"third"


def test_a_file_for_nginx_that_no_publish_put_there_is_somebodys(output: Path, tmp_path: Path) -> None:
    to = tmp_path / "www/to"
    put(to, {"nginx.conf": b"theirs"})
    with_rules(output, b"ours")

    with pytest.raises(SiteError, match=r'"nginx.conf", which this program did not write.*C52'):
        publish_folder(output, to)
