import os
import re
import signal
import socket
import subprocess
import sys
import time
from pathlib import Path
from urllib.parse import urlencode

import pytest

from plugins.core.findings import SiteError
from plugins.preview.server import Preview


def form_in(page):
    return urlencode(re.findall(r'<input type="hidden" name="(\w+)" value="([^"]*)">', page)).encode()


def test_a_saved_file_is_built_and_open_pages_are_told(running):
    with running.events() as events:
        assert events.next() == running.ask("/a/").build
        running.write("content/a.md", "two")
        build = events.next()

    page = running.ask("/a/")
    assert "<h1>two</h1>" in page.text
    assert page.build == build
    assert "script" not in (running.root / ".preview/a/index.html").read_text()


@pytest.mark.parametrize(
    "name", ["content/a.md", "content/news/x/y.md", "plugins/x/y.py", "theme/x.html", "pelicanconf.py"]
)
def test_every_kind_of_source_is_watched_even_in_a_folder_made_later(running, name):
    time.sleep(1)  # by now it only listens
    running.write(name, "new")

    running.wait_for_builds(2)


def test_members_pictures_outside_the_project_are_watched_as_soon_as_a_build_names_them(begin, project):
    (project.parent / "members").mkdir()
    (project.parent / "members" / "0417.md").write_text("Consent:")
    running = begin()
    running.wait_for_builds(1)
    time.sleep(1)
    assert running.builds() == 1

    running.write("../members/0417.md", "Consent: web")
    running.wait_for_builds(2)


def test_a_file_put_in_the_place_of_another_is_seen(running):
    running.write("content/.a.md.new", "two")
    (running.root / "content/.a.md.new").replace(running.root / "content/a.md")

    running.wait_until(lambda: "<h1>two</h1>" in running.ask("/a/").text)


@pytest.mark.skipif(os.name == "nt", reason="Windows keeps no time of such a change")
def test_an_edit_of_the_same_size_and_time_is_shown(running):
    file = running.root / "content/a.md"
    seen = file.stat()
    running.write("content/a.md", "two")
    os.utime(file, ns=(seen.st_atime_ns, seen.st_mtime_ns))

    running.wait_until(lambda: "<h1>two</h1>" in running.ask("/a/").text)


NO_SOURCES = """
output/index.html .cache/x .git/index notes.txt plugins/__pycache__/x.pyc content/.a.md content/.git/x content/b.swp
content/a.md~ content/#a.md# content/~$a.md content/4913
"""


def test_what_is_no_source_starts_no_build(running):
    for name in NO_SOURCES.split():
        running.write(name, "new")
    time.sleep(1)

    assert running.builds() == 1


def test_a_build_does_not_start_another_one(running):
    time.sleep(2)

    assert running.builds() == 1


def test_a_build_that_fails_is_not_tried_again(begin, project):
    (project / "content/a.md").write_text("broken")
    running = begin()
    running.wait_for_builds(1)
    time.sleep(1.5)

    assert running.builds() == 1


@pytest.mark.skipif(os.name == "nt", reason="a program is made of a text")
def test_a_build_that_cannot_begin_is_told_and_tried_again(begin, project):
    program = project / "program"
    running = begin(command=(str(program),))
    running.wait_for_builds(1)
    assert "The build could not begin: No such file or directory." in running.said

    program.write_text(f'#!/bin/sh\nexec "{sys.executable}" build.py "$@"\n')
    program.chmod(0o755)
    running.write("content/.no-source", "")
    running.wait_until(lambda: "<h1>one</h1>" in running.ask("/a/").text)


def test_all_that_changes_during_a_build_makes_one_more(running, monkeypatch):
    monkeypatch.setenv("BUILD_S", "1")
    running.write("content/a.md", "two")
    running.wait_until(lambda: running.builds() == 2)
    for text in ("three", "four", "five"):
        running.write("content/a.md", text)
        time.sleep(0.2)
    running.wait_for_builds(3)
    time.sleep(1.5)

    assert running.builds() == 3
    assert "<h1>five</h1>" in running.ask("/a/").text


def test_every_page_shows_all_findings_until_they_are_mended(running):
    running.write("content/b.md", "broken")
    running.wait_for_builds(2)
    running.write("content/c.md", "broken")
    running.wait_for_builds(3)

    pages = [running.ask(path) for path in ("/", "/a/", "/nothing/")]
    for page in pages:
        assert page.status == 500
        for words in ("content/b.md", "content/c.md", "line 3", "::: &lt;b&gt;", "never ends.", "Add a line", "C32"):
            assert words in page.text
        assert "2 things to mend" in page.text
    assert running.ask("/site.css").status == 200

    with running.events() as events:
        assert events.next() == pages[0].build
        running.write("content/b.md", "mended")
        running.write("content/c.md", "mended")
        assert events.next() != pages[0].build
    running.wait_until(lambda: running.ask("/b/").status == 200)


def test_one_click_leads_to_the_last_good_pages_until_the_next_build(running):
    running.write("content/a.md", "broken")
    running.wait_for_builds(2)
    click = running.ask("/_preview/dismiss", method="POST", data=form_in(running.ask("/a/?from=mail").text))

    assert (click.status, click.headers["Location"]) == (303, "/a/?from=mail")
    assert "<h1>one</h1>" in running.ask("/a/").text
    assert running.ask("/").status == 200

    running.write("content/b.md", "broken")
    running.wait_for_builds(3)
    assert running.ask("/a/").status == 500


def test_a_click_on_old_findings_does_not_put_new_ones_aside(running):
    running.write("content/a.md", "broken")
    running.wait_for_builds(2)
    form = form_in(running.ask("/a/").text)
    running.write("content/b.md", "broken")
    running.wait_for_builds(3)
    running.ask("/_preview/dismiss", method="POST", data=form)

    assert running.ask("/a/").status == 500


def test_a_first_build_that_fails_is_shown_too_and_promises_no_good_pages(begin, project):
    (project / "content/a.md").write_text("broken")
    running = begin()
    running.wait_for_builds(1)
    page = running.ask("/")

    assert "1 thing to mend" in page.text
    assert "There are no good pages yet." in page.text
    assert "<form" not in page.text


def test_a_program_that_fails_itself_is_told_in_its_last_lines(running):
    running.write("content/a.md", "crash")
    running.wait_for_builds(2)
    page = running.ask("/a/")

    assert page.status == 500
    assert "The program itself failed" in page.text
    assert "RuntimeError: &lt;the program&gt; is at fault" in page.text
    assert "RuntimeError: <the program> is at fault" in running.said[-1]
    assert form_in(page.text)


def test_the_terminal_shows_the_address_each_build_and_its_findings(running):
    running.write("content/b.md", "broken")
    running.wait_for_builds(2)

    assert running.said[0] == f"{running.preview.address_with_token}  (Ctrl-C ends the preview)"
    assert re.fullmatch(r"Built in \d\.\d s", running.said[1])
    assert running.said[2] == 'warning content/a.md:1  "Cover" is not a field I use.  [C06]'
    assert re.fullmatch(r"Not built \(\d\.\d s\): 1 to mend\. The browser shows it too\.", running.said[3])
    assert running.said[4] == (
        'error content/b.md:3  The "::: <b>" that starts here never ends. Add a line with only  :::  [C32]'
    )


def test_a_port_in_use_is_said_in_one_line_with_another_to_type(project):
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        with pytest.raises(SiteError) as raised:
            Preview(project, port)

    assert str(raised.value) == (
        f"error localhost:{port}  Another program uses port {port}, perhaps a preview that still runs. "
        f"Type:  python3 tasks.py preview --port {port + 1}  [C90]"
    )


def test_a_port_that_does_not_exist_is_said_in_one_line(project):
    with pytest.raises(
        SiteError, match=r"Port 99999 cannot be used here\. Type:  python3 tasks\.py preview --port 8001"
    ):
        Preview(project, 99999)


PREVIEW_IN_A_PROCESS = """
import sys
from pathlib import Path
sys.path.insert(0, sys.argv[1])
from plugins.preview import builder, server
server.Preview.__init__.__kwdefaults__["command"] = (sys.executable, "build.py")
server.preview(root=Path("."), port=0, open_browser=False)
"""


@pytest.mark.skipif(os.name == "nt", reason="Windows sends Ctrl-C to whole consoles")
@pytest.mark.parametrize("to_all", [True, False], ids=["as a terminal sends it", "to the preview alone"])
def test_ctrl_c_ends_the_preview_and_its_build_without_a_word(project, root, to_all):
    (project / "build.py").write_text(
        "import os, time\nfrom pathlib import Path\nPath('pid').write_text(str(os.getpid()))\ntime.sleep(60)\n"
    )
    preview = subprocess.Popen(
        [sys.executable, "-c", PREVIEW_IN_A_PROCESS, str(root)],
        cwd=project, start_new_session=True, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True,
    )  # fmt: skip
    while not (pid := Path(project, "pid")).exists() or not pid.read_text():
        time.sleep(0.05)
    build = int(pid.read_text())
    (os.killpg if to_all else os.kill)(preview.pid, signal.SIGINT)
    said, wrong = preview.communicate(timeout=15)

    assert (preview.returncode, wrong) == (0, "")
    assert len(said.splitlines()) == 1
    with pytest.raises(ProcessLookupError):
        os.kill(build, 0)
