"""Which branches are ours to replace. Real repositories; the other side's history is made by plain git."""

import hashlib
import json
import subprocess

import pytest

from plugins.core.findings import SiteError
from plugins.publish.send import publish_branch

SITE = {
    "index.html": b"<h1>Save Advanced Education</h1>\n",
    "news/plan/index.html": "<p>Café</p>\n".encode(),
    "pictures/0417-320.avif": bytes(range(256)),
    ".nojekyll": b"",
}
APP = {"name": "An app", "start_url": "/", "icons": [{"src": "a.png", "sizes": "192x192"}]}


def git(folder, *arguments):
    done = subprocess.run(["git", "-C", str(folder), *arguments], capture_output=True, text=True, check=True)
    return done.stdout.strip()


def manifest(files):
    hashes = {name: hashlib.sha256(data).hexdigest() for name, data in files.items()}
    return json.dumps(hashes, indent=0).encode()


def whole(files):
    return {**files, "manifest.json": manifest(files)}


def put(folder, files):
    for name, data in files.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_bytes(data)
    return folder


@pytest.fixture(autouse=True)
def own_git_settings(tmp_path, monkeypatch):
    settings = tmp_path / "gitconfig"
    settings.write_text("[user]\n\tname = Sam Sample\n\temail = sam@example.org\n[init]\n\tdefaultBranch = main\n")
    monkeypatch.setenv("GIT_CONFIG_GLOBAL", str(settings))
    monkeypatch.setenv("GIT_CONFIG_NOSYSTEM", "1")


@pytest.fixture
def remote(tmp_path):
    git(tmp_path, "init", "--quiet", "--bare", "remote.git")
    git(tmp_path / "remote.git", "config", "uploadpack.allowFilter", "true")
    return tmp_path / "remote.git"


@pytest.fixture
def theirs(tmp_path):
    git(tmp_path, "init", "--quiet", "theirs")
    return tmp_path / "theirs"


def push(theirs, remote):
    git(theirs, "add", "--all", "--force")
    git(theirs, "commit", "--quiet", "--allow-empty", "--message", "Theirs")
    git(theirs, "push", "--quiet", "--force", str(remote), "HEAD:refs/heads/gh-pages")
    return git(remote, "rev-parse", "gh-pages")


def publish(tmp_path, remote, files=SITE):
    return publish_branch(put(tmp_path / "output", whole(files)), tmp_path, str(remote), "gh-pages", "Publish")


def refusal(tmp_path, remote, files=SITE):
    before = git(remote, "rev-parse", "gh-pages")
    with pytest.raises(SiteError) as raised:
        publish(tmp_path, remote, files)
    assert git(remote, "rev-parse", "gh-pages") == before
    [finding] = raised.value.findings
    assert finding.code == "C95"
    return str(finding)


FOREIGN = {
    "an app": {"index.html": b"<div id=app>", "app.js": b"", "manifest.json": json.dumps(APP).encode()},
    "only strings": {"index.html": b"", "manifest.json": b'{"name": "An app", "short_name": "App"}'},
    "an empty object": {"index.html": b"", "manifest.json": b"{}"},
    "an empty object alone": {"manifest.json": b"{}"},
    "a list": {"index.html": b"", "manifest.json": b"[]"},
    "no JSON": {"index.html": b"", "manifest.json": b"CACHE MANIFEST"},
    "nested deep": {"index.html": b"", "manifest.json": b"[" * 100_000},
    "no text": {"index.html": b"", "manifest.json": b"\xff\xfe{}"},
    "no manifest": {"index.html": b"<h1>"},
    "a folder of that name": {"index.html": b"", "manifest.json/x": b""},
    "a manifest below": {"index.html": b"", "public/manifest.json": manifest({"index.html": b""})},
    "hashes of another kind": {"index.html": b"", "manifest.json": b'{"index.html": "da39a3ee"}'},
    "no front page": whole({"app.js": b"1"}),
}


@pytest.mark.needs("git")
@pytest.mark.parametrize("files", FOREIGN.values(), ids=FOREIGN.keys())
def test_another_projects_branch_stays(tmp_path, remote, theirs, files):
    push(put(theirs, files), remote)

    assert "holds no site that was published from here" in refusal(tmp_path, remote)


def added(theirs):
    put(theirs, {"notes.txt": b"by hand"})


def added_below(theirs):
    put(theirs, {"news/plan/notes.txt": b"by hand"})


def added_source(theirs):
    put(theirs, {"publishconf.py": b"SITEURL = ''"})


def added_work_flow(theirs):
    put(theirs, {".github/workflows/pages.yml": b"on: push"})


def added_page_with_a_similar_name(theirs):
    put(theirs, {"Index.html": b"<h1>"})


def added_hidden(theirs):
    put(theirs, {".well-known/security.txt": b"Contact:"})


def taken_away(theirs):
    (theirs / "news/plan/index.html").unlink()


def page_changed(theirs):
    put(theirs, {"index.html": b"<h1>By hand</h1>"})


def picture_changed(theirs):
    put(theirs, {"pictures/0417-320.avif": b"another"})


def page_is_a_link(theirs):
    (theirs / "index.html").unlink()
    (theirs / "index.html").symlink_to("news/plan/index.html")


def manifest_copied_to_another_project(theirs):
    for name in SITE:
        (theirs / name).unlink()
    put(theirs, {"index.html": b"<h1>Another</h1>", "thesis.tex": b"years of work"})


def another_repository_in_it(theirs):
    git(theirs, "init", "--quiet", "lib")
    git(theirs / "lib", "commit", "--quiet", "--allow-empty", "--message", "x")


CHANGES = {
    added: "notes.txt",
    added_below: "news/plan/notes.txt",
    added_source: "publishconf.py",
    added_work_flow: ".github/workflows/pages.yml",
    added_page_with_a_similar_name: "Index.html",
    added_hidden: ".well-known/security.txt",
    taken_away: "news/plan/index.html",
    page_changed: "index.html",
    picture_changed: "pictures/0417-320.avif",
    page_is_a_link: "index.html",
    manifest_copied_to_another_project: "thesis.tex",
    another_repository_in_it: "lib",
}


@pytest.mark.needs("git")
@pytest.mark.parametrize("change", CHANGES, ids=lambda change: change.__name__)
@pytest.mark.parametrize("new", [SITE, SITE | {"index.html": b"<h1>News</h1>"}], ids=["same site", "new site"])
def test_what_somebody_did_to_a_published_site_is_named_and_stays(tmp_path, remote, theirs, change, new):
    put(theirs, whole(SITE))
    change(theirs)
    push(theirs, remote)

    assert f'On the branch "gh-pages" "{CHANGES[change]}" is not as a publish left it' in refusal(tmp_path, remote, new)


@pytest.mark.needs("git")
def test_a_picture_that_the_new_site_has_is_compared_without_being_fetched(tmp_path, remote, theirs):
    """Of two files that changed places, each has bytes that are known here."""
    put(theirs, whole(SITE) | {"pictures/0417-320.avif": SITE["index.html"]})
    push(theirs, remote)

    assert '"pictures/0417-320.avif" is not as' in refusal(tmp_path, remote)


@pytest.mark.needs("git")
@pytest.mark.parametrize("filters", [True, False], ids=["partial clones", "whole clones"])
@pytest.mark.parametrize("version", ["2", "0"])
def test_a_site_of_ours_is_replaced_whoever_committed_it(tmp_path, remote, theirs, filters, version):
    git(remote, "config", "uploadpack.allowFilter", str(filters).lower())
    git(remote, "config", "uploadpack.allowAnySHA1InWant", "true")
    git(tmp_path, "config", "--global", "protocol.version", version)
    pictures = {f"pictures/{n:03}-320.avif": bytes([n]) for n in range(120)}
    push(put(theirs, whole(SITE | pictures)), remote)

    assert publish(tmp_path, remote) == git(remote, "rev-parse", "gh-pages")
    assert publish(tmp_path, remote, SITE | {"a.html": b""}) == git(remote, "rev-parse", "gh-pages")


@pytest.mark.needs("git")
@pytest.mark.parametrize("before", [SITE, {**SITE, ".nojekyll": b""}], ids=["not listed", "listed"])
@pytest.mark.parametrize("many", [0, 120])
def test_words_that_somebody_wrote_where_a_host_writes_none_are_not_erased(tmp_path, remote, theirs, before, many):
    pictures = {f"pictures/{n:03}-320.avif": bytes([n]) for n in range(many)}
    push(put(theirs, whole(before | pictures) | {".nojekyll": b"my notes\n"}), remote)

    assert 'On the branch "gh-pages" ".nojekyll" is not as a publish left it' in refusal(tmp_path, remote)


@pytest.mark.needs("git")
@pytest.mark.parametrize(
    ("branch", "there"), [("gh-pages", "gh-pages/x"), ("gh-pages", "gh-pages/a/b"), ("site/x", "site"), ("a/b/c", "a")]
)
def test_a_branch_beside_which_there_can_be_none_of_that_name_is_named(tmp_path, remote, theirs, branch, there):
    git(put(theirs, {"a": b""}), "add", ".")
    git(theirs, "commit", "--quiet", "--message", "Theirs")
    git(theirs, "push", "--quiet", str(remote), f"HEAD:refs/heads/{there}")

    with pytest.raises(SiteError) as raised:
        publish_branch(put(tmp_path / "output", whole(SITE)), tmp_path, str(remote), branch, "Publish")

    [finding] = raised.value.findings
    assert finding.problem == f'There is a branch "{there}", and git keeps none of the name "{branch}" beside it.'
    assert finding.code == "C96"


@pytest.mark.needs("git")
def test_what_hosts_and_systems_put_into_a_site_stops_nothing(tmp_path, remote, theirs):
    put(theirs, whole(SITE) | {"CNAME": b"", ".nojekyll": b"\n", "news/.DS_Store": b"x"})
    push(theirs, remote)

    assert publish(tmp_path, remote) == git(remote, "rev-parse", "gh-pages")


OURS = SITE | {"CNAME": b"union.ca\n"}


@pytest.mark.needs("git")
@pytest.mark.parametrize(
    ("before", "there", "new", "domain"),
    [
        (SITE, b"union.ca", SITE, "union.ca"),
        (SITE, b"www.union.ca\r\n", SITE, "www.union.ca"),
        (SITE, b"www.union.ca", OURS, "www.union.ca"),
        (OURS, b"new.union.ca", OURS, "new.union.ca"),
        (OURS, b"new.union.ca\n", SITE, "new.union.ca"),
        (OURS, None, OURS, ""),
        (OURS, b"", OURS, ""),
        (OURS, b"\n", OURS, ""),
        (SITE, "café.ca".encode(), SITE, "café.ca"),
    ],
)
def test_a_domain_set_at_the_host_is_not_undone(tmp_path, remote, theirs, before, there, new, domain):
    files = {name: data for name, data in whole(before).items() if name != "CNAME"}
    push(put(theirs, files | ({} if there is None else {"CNAME": there})), remote)

    message = refusal(tmp_path, remote, new)

    assert f'PUBLISH_DOMAIN = "{domain}"' in message
    assert "and publishing would undo that" in message


@pytest.mark.needs("git")
@pytest.mark.parametrize(
    ("before", "there", "new"),
    [
        (SITE, b"union.ca", OURS),
        (SITE, b"UNION.ca.\n", OURS),
        (SITE, b"xn--caf-dma.ca", SITE | {"CNAME": b"xn--caf-dma.ca\n"}),
        (SITE, "café.ca".encode(), SITE | {"CNAME": b"xn--caf-dma.ca\n"}),
        (OURS, b"union.ca\n", SITE),
        (OURS, b"union.ca", SITE | {"CNAME": b"new.union.ca\n"}),
        (OURS, None, SITE),
        (SITE, None, OURS),
    ],
)
def test_a_domain_changes_when_the_settings_say_so(tmp_path, remote, theirs, before, there, new):
    files = {name: data for name, data in whole(before).items() if name != "CNAME"}
    push(put(theirs, files | ({} if there is None else {"CNAME": there})), remote)

    assert publish(tmp_path, remote, new) == git(remote, "rev-parse", "gh-pages")


@pytest.mark.needs("git")
@pytest.mark.parametrize("there", [b"a.ca\nb.ca\n", b"ask\x1b[2J.ca", b"\xff\xfe", b"x" * 300 + b".ca"])
def test_a_domain_that_is_none_is_not_repeated(tmp_path, remote, theirs, there):
    push(put(theirs, whole(SITE) | {"CNAME": there}), remote)

    assert 'On the branch "gh-pages" "CNAME" is not as a publish left it' in refusal(tmp_path, remote)


def on_their_own(theirs, remote):
    push(put(theirs, {"thesis.tex": b"years of work"}), remote)
    (theirs / "thesis.tex").unlink()
    push(put(theirs, whole(SITE)), remote)


def on_an_empty_commit(theirs, remote):
    push(theirs, remote)
    push(put(theirs, whole(SITE)), remote)


def edited_and_undone(theirs, remote):
    for page in (b"<h1>By hand</h1>", SITE["index.html"]):
        push(put(theirs, whole(SITE)), remote)
        push(put(theirs, {"index.html": page}), remote)


def merged_with_another(theirs, remote):
    push(put(theirs, whole(SITE)), remote)
    git(theirs, "checkout", "--quiet", "--orphan", "other")
    push(put(theirs, {"thesis.tex": b"years of work"}), remote)
    git(theirs, "merge", "--quiet", "--strategy=ours", "--allow-unrelated-histories", "--no-edit", "main")
    (theirs / "thesis.tex").unlink()
    push(put(theirs, whole(SITE)), remote)


def longer_than_is_looked_at(theirs, remote):
    on_their_own(theirs, remote)
    for number in range(25):
        push(put(theirs, {"CNAME": b"%d.ca" % number}), remote)
    (theirs / "CNAME").unlink()
    push(theirs, remote)


HISTORIES = [on_their_own, on_an_empty_commit, edited_and_undone, merged_with_another, longer_than_is_looked_at]


@pytest.mark.needs("git")
@pytest.mark.parametrize("begin", HISTORIES)
def test_a_history_of_somebodys_own_below_a_site_of_ours_stays(tmp_path, remote, theirs, begin):
    begin(theirs, remote)

    assert "the site follows what no publish put there, and publishing would erase that" in refusal(tmp_path, remote)


@pytest.mark.needs("git")
@pytest.mark.parametrize("filters", [True, False], ids=["partial clones", "whole clones"])
def test_a_domain_that_the_host_put_on_top_of_ours_is_no_history(tmp_path, remote, theirs, filters):
    git(remote, "config", "uploadpack.allowFilter", str(filters).lower())
    push(put(theirs, whole(SITE)), remote)
    push(theirs, remote)
    for domain in (b"union.ca", b"www.union.ca", b"union.ca"):
        push(put(theirs, {"CNAME": domain}), remote)

    assert publish(tmp_path, remote, OURS) == git(remote, "rev-parse", "gh-pages")
