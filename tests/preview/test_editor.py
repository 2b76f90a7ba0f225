"""A click on a finding: it opens a file of the project in an editor, and nothing else, and starts no shell."""

import json
import os
import subprocess
import sys

import pytest

from plugins.preview.editor import open_in_editor
from tests.preview.conftest import TEXTS, make_project, served, wait_until
from tests.small_site import ROOT

FILE = "content/news/a.md"
pytestmark = pytest.mark.skipif(os.name == "nt", reason="the editors here are scripts")


@pytest.fixture
def editor(tmp_path, monkeypatch):
    """Puts an editor in the place of all others that the machine has; it writes down what it is told."""
    told = tmp_path / "told"

    def editor(name):
        programs = tmp_path / "programs"
        programs.mkdir(exist_ok=True)
        (programs / name).write_text(f'#!/bin/sh\nprintf "%s\\n" "$@" > {told}.new\n/bin/mv {told}.new {told}\n')
        (programs / name).chmod(0o755)
        monkeypatch.setenv("PATH", str(programs))
        return lambda: wait_until(lambda: told.exists() and told.read_text().splitlines())

    return editor


@pytest.fixture(scope="module")
def own_site(tmp_path_factory):
    with served(make_project(tmp_path_factory.mktemp("a site"), TEXTS)) as site:
        (site.root / "content/news/a b;$(touch ran)`touch ran`.md").write_text("Title: Odd\n")
        (site.root / "secret.txt").write_text("secret")
        (site.root / "content/link.md").symlink_to("../secret.txt")
        yield site


def asked(site, data):
    body = data if isinstance(data, bytes) else json.dumps(data).encode()
    return site.ask("/_preview/open", method="POST", data=body).status


@pytest.mark.parametrize(
    ("name", "arguments"),
    [
        ("code", ["--goto", "FILE:7"]),
        ("codium", ["--goto", "FILE:7"]),
        ("zed", ["FILE:7"]),
        ("subl", ["FILE:7"]),
        ("kate", ["--line", "7", "FILE"]),
        ("gedit", ["+7", "FILE"]),
        ("gnome-text-editor", ["FILE"]),
        ("xdg-open", ["FILE"]),
    ],
)
def test_an_editor_is_told_the_file_and_the_line(own_site, editor, name, arguments):
    told = editor(name)

    assert asked(own_site, {"path": FILE, "line": 7}) == 200
    assert told() == [one.replace("FILE", str(own_site.root / FILE)) for one in arguments]


@pytest.mark.parametrize("path", ["theme/templates/base.html", "pelicanconf.py", "publishconf.py"])
def test_templates_and_settings_are_opened_too(own_site, editor, path):
    told = editor("code")

    assert asked(own_site, {"path": path, "line": 1}) == 200
    assert told() == ["--goto", f"{own_site.root / path}:1"]


def test_a_name_that_a_shell_would_run_is_handed_on_as_it_is(own_site, editor):
    told = editor("code")
    path = "content/news/a b;$(touch ran)`touch ran`.md"

    assert asked(own_site, {"path": path, "line": 1}) == 200
    assert told() == ["--goto", f"{own_site.root / path}:1"]
    assert not list(own_site.root.rglob("ran"))


def test_without_an_editor_the_page_is_told_so(own_site, editor):
    editor("vi")

    assert asked(own_site, {"path": FILE, "line": 1}) == 501


def test_what_the_system_might_run_is_not_given_to_it(tmp_path, editor):
    editor("xdg-open")

    assert not open_in_editor(tmp_path / "a.desktop", 1)


OUTSIDE = [
    "", ".", "..", "../secret.txt", "secret.txt", "content/../secret.txt", "content/link.md", "content", "content/news",
    "/etc/passwd", "//etc/passwd", "~/.profile", "file:///etc/passwd", "content/nothing.md", "content/news/a.md\x00",
    "content/news/a.md/", "content/news/a.md/..", ".cache", "plugins/preview/app.py", "tasks.py", "-x", "--help",
    "content/" + "x" * 300, "x" * 9_000, "content/\ud800.md", "content\\news\\a.md", "C:\\Windows\\win.ini",
    "../a project/content/../secret.txt",
]  # fmt: skip


@pytest.mark.parametrize("path", OUTSIDE, ids=lambda path: ascii(path)[:30])
def test_nothing_outside_of_texts_theme_and_settings_is_opened(own_site, editor, path):
    editor("code")

    assert asked(own_site, {"path": path, "line": 1}) in ((404,) if path != "content/news/a.md/" else (404, 200))


NO_ANSWER = [
    b"", b"{", b"[]", b"null", b"1", b'"x"', b"\xff\xfe", b"{}", b'{"path": "x"}', b'{"line": 1}', b"[" * 9_999,
    b'{"path": null, "line": 1}', b'{"path": ["content"], "line": 1}', b'{"path": 1, "line": 1}',
    *(b'{"path": "content/news/a.md", "line": %s}' % line
      for line in (b'"1; rm"', b"null", b"[]", b"NaN", b"Infinity", b"1e999", b"9" * 5_000, b'"x"', b"{}")),
]  # fmt: skip


@pytest.mark.parametrize("body", NO_ANSWER, ids=lambda body: ascii(body)[:50])
def test_what_is_no_file_and_line_is_refused(own_site, editor, body):
    editor("code")

    assert asked(own_site, body) == 400


@pytest.mark.parametrize(("size", "status"), [(10_000, b"400"), (10_001, b"413"), (2_000_000_000, b"413")])
def test_no_more_is_read_than_a_name_and_a_number_take(own_site, size, status):
    head = f"POST /_preview/open HTTP/1.1\nHost: localhost\nCOOKIE\nContent-Length: {size}\n\n"
    with own_site.connect(head + " " * 10_001) as line:
        assert line.recv(12) == b"HTTP/1.1 " + status


@pytest.mark.parametrize(
    "headers",
    [
        {"Origin": "http://localhost:1"},
        {"Origin": "null"},
        {"Sec-Fetch-Site": "same-site"},
        {"Sec-Fetch-Site": "cross-site"},
        {"Cookie": ""},
        {"Host": "evil.example"},
    ],
    ids=str,
)
def test_no_other_page_opens_anything(own_site, headers):
    answer = own_site.ask("/_preview/open", method="POST", data=b'{"path": "pelicanconf.py"}', headers=headers)

    assert answer.status == 403


OPENS = """
import sys
from pathlib import Path
sys.path.append(sys.argv[1])
from plugins.preview.editor import open_in_editor
from plugins.preview.server import open_in_browser
open_in_editor(Path("a.md").absolute(), 1)
open_in_browser("http://localhost:1/")
"""


@pytest.mark.parametrize("path", ["", ".", "./", "bin", ".:/nowhere", ":/nowhere"])
def test_no_program_that_lies_in_the_project_is_started(tmp_path, path):
    started = tmp_path / "started"
    for folder in (tmp_path / "project", tmp_path / "project/bin"):
        folder.mkdir()
        for name in ("code", "xdg-open", "firefox", "x-www-browser", "www-browser"):
            (folder / name).write_text(f"#!/bin/sh\n: > {started}\n")
            (folder / name).chmod(0o755)
    environment = os.environ | {"PATH": path, "DISPLAY": ":99"}
    environment.pop("BROWSER", None)

    command = [sys.executable, "-P", "-c", OPENS, str(ROOT)]
    subprocess.run(command, cwd=tmp_path / "project", env=environment, check=True, timeout=60)

    assert not started.exists()
