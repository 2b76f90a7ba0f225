import os
from pathlib import Path

import pytest

from plugins.core.findings import SiteError
from plugins.engine.settings import site_settings
from plugins.publish.plan import unread_mail, what_changes, what_is_public
from plugins.publish.ready import SAMPLE_HOST, SAMPLE_ORGANISATION, folder_named, looks_like_folder, refuse_unready
from plugins.publish.send import publish_folder
from plugins.publish.targets import folder_target, target_named
from tests.small_site import ROOT

OURS = {
    "name": "Harbour Workers' Union",
    "short": "HWU",
    "address": ["1 Quay Street", "Port"],
    "telephone": "555-0100",
    "email": "hello@harbour.ca",
}
SETTINGS = {
    "SITEURL": "https://harbour.ca",
    "ORGANISATION": OURS,
    "PUBLISH_REMOTE": "https://github.com/harbour/site.git",
    "PUBLISH_BRANCH": "gh-pages",
    "PUBLISH_TARGETS": {},
}


def mistakes(*, is_sample=False, can_ask=True, to=None, **more):
    try:
        settings = SETTINGS | more
        target = target_named(settings, None) if to is None else folder_target(settings, to)
        refuse_unready(settings, ROOT, target, is_sample=is_sample, can_ask=can_ask)
    except SiteError as wrong:
        return [f"{finding.problem} {finding.remedy} {finding.code}" for finding in wrong.findings]
    return []


@pytest.fixture
def sample():
    settings = site_settings(ROOT / "publishconf.py")
    if "example.org" not in settings["SITEURL"]:
        pytest.skip("this is no longer the sample")
    return settings


def test_the_sample_is_known_as_it_comes(sample):
    assert sample["SITEURL"] == f"https://{SAMPLE_HOST}"
    assert sample["ORGANISATION"] == SAMPLE_ORGANISATION


@pytest.mark.needs("git")
def test_a_site_of_ones_own_is_ready():
    assert mistakes() == []
    assert mistakes(SITEURL="https://xn--caf-dma.ca:8443/sub", to="../public", can_ask=False) == []


@pytest.mark.needs("git")
@pytest.mark.parametrize("to", [None, "/srv/site"])
@pytest.mark.parametrize(
    "address",
    ["https://campaign.example.org", "http://campaign.example.org/sub", "https://CAMPAIGN.example.ORG.:8443"],
)
def test_the_samples_address_is_not_published_unless_it_is_meant(address, to):
    [mistake] = mistakes(SITEURL=address, to=to)

    assert mistake.startswith(
        "SITEURL is still the sample's. Write the address that your site will have, or, to try it"
    )
    assert mistake.endswith("add  --sample C84")
    assert mistakes(SITEURL=address, to=to, is_sample=True) == []


@pytest.mark.needs("git")
@pytest.mark.parametrize(
    ("organisation", "same"),
    [
        (SAMPLE_ORGANISATION, "name, short, address, telephone, email"),
        (OURS | {"email": "privacy@example.org"}, "email"),
        (OURS | {"email": " Privacy@Example.ORG"}, "email"),
        (OURS | {"name": "ALBERTA union of  provincial employees."}, "name"),
        (OURS | {"short": "aupe"}, "short"),
        (OURS | {"telephone": "1 800 232 7284"}, "telephone"),
        (OURS | {"address": ("10025 182 Street NW,", "Edmonton AB", "T5S 0P7")}, "address"),
        (SAMPLE_ORGANISATION | {"email": "hello@harbour.ca"}, "name, short, address, telephone"),
    ],
)
def test_whatever_is_left_of_the_samples_organisation_is_not_published_unless_it_is_meant(organisation, same):
    [mistake] = mistakes(ORGANISATION=organisation)

    assert mistake.startswith(f"ORGANISATION still has the sample's {same}. Write your own")
    assert mistakes(ORGANISATION=organisation, is_sample=True) == []


@pytest.mark.needs("git")
def test_an_organisation_may_leave_something_out():
    assert mistakes(ORGANISATION={"name": "Harbour", "short": "", "address": [], "telephone": "", "email": None}) == []


@pytest.mark.needs("git")
@pytest.mark.parametrize("is_sample", [True, False])
@pytest.mark.parametrize(
    "address",
    [
        "http://localhost:8000",
        "https://0x7f.1",
        "https://[::ffff:10.0.0.1]/sub",
        "https://printer.local",
        "https://intra",
    ],
)
def test_an_address_that_nobody_else_can_reach_is_never_published(address, is_sample):
    [mistake] = mistakes(SITEURL=address, is_sample=is_sample)

    assert "so nobody else could open the site. Write the address that the site will have in public. C84" in mistake


@pytest.mark.needs("git")
def test_everything_in_the_way_is_told_at_once_before_anything_is_built():
    found = mistakes(
        can_ask=False,
        SITEURL="https://campaign.example.org",
        ORGANISATION=SAMPLE_ORGANISATION,
        PUBLISH_BRANCH="refs/heads/x",
        PUBLISH_REMOTE="ext::sh",
    )

    assert sorted(one.rpartition(" ")[2] for one in found) == ["C84", "C84", "C85", "C92", "C96"]


@pytest.mark.needs("git")
def test_without_somebody_to_ask_the_way_out_is_named():
    assert mistakes(can_ask=False) == [
        "Nobody is here to ask whether this may become public. Type the same with  --yes C85"
    ]


@pytest.mark.needs("git")
def test_http_is_asked_about_and_stops_nothing():
    settings = SETTINGS | {"SITEURL": "http://harbour.ca"}
    [warning] = refuse_unready(settings, ROOT, target_named(settings, None), is_sample=False, can_ask=True)

    assert str(warning).startswith("warning publishconf.py:")
    assert "begins with http://" in warning.problem


NOT_FOLDERS = [
    "user@host:/srv/site",
    "host:/srv/site",
    "host:site",
    "user@host",
    "user@host.example:",
    "ssh://user@host/site",
    "https://host/site",
    "https:/host/site",
    "file:///srv/site",
    "s3:bucket",
    "s3://bucket/site",
    "remote:",
    "[::1]:/srv/site",
    "host::module",
    "\\\\server\\share",
    "//server/share",
    "..\\public",
    "C:\\public",
    "C:/public",
    "c:public",
    "-",
    "-rf",
    " ",
    "~user@host:/srv",
    "~nobody-of-this-name/site",
    "user@host/x",
    "user@host.example/srv/site",
    "@host/x",
    "www.example.org/x",
    "www.example.org",
    "ftp.example.org",
    "FTP.example.org/pub",
    "example.org/x",
    "10.0.0.1/x",
    "localhost/x",
    "xn--caf-dma.xn--p1ai/x",
    "café.ca/x",
    "user\uff20host：/x",
    "user\uff20host/x",
    "host：/x",
    "www．example．org/x",
    "ｈttps://host/x",
]


@pytest.mark.skipif(os.name == "nt", reason="names of folders as POSIX has them")
@pytest.mark.parametrize("name", NOT_FOLDERS)
def test_what_is_no_folder_of_this_machine_becomes_none(tmp_path, monkeypatch, name):
    (tmp_path / "output").mkdir()
    (tmp_path / "output/manifest.json").write_text("{}")
    monkeypatch.chdir(tmp_path)

    with pytest.raises(SiteError) as raised:
        publish_folder(tmp_path / "output", name)

    [finding] = raised.value.findings
    assert finding.code == "C97"
    assert "looks like no place on this machine" in finding.problem
    assert os.listdir(tmp_path) == ["output"]  # noqa: PTH208
    [mistake] = mistakes(to=name)
    assert mistake.endswith("C97")


@pytest.mark.skipif(os.name == "nt", reason="names of folders as POSIX has them")
@pytest.mark.parametrize(
    "name",
    [
        "{}/a:b",
        "./a:b",
        "../x/a:b",
        "public",
        "pub/a:b",
        "~/public",
        "~",
        "/",
        ".",
        "./a@b/c",
        "was:here",
        "./www.union.ca",
        "public/www.union.ca",
        "/srv/www.union.ca",
        "..",
        "../www.union.ca",
        ".public",
        "site-1.2",
        "v2.0/site",
        "output.new",
        "backup.old",
        "my.site",
        "site.html",
        "2026.public/site",
    ],
)
def test_a_folder_may_have_any_name_where_it_is_plainly_a_path(tmp_path, monkeypatch, name):
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("HOME", str(tmp_path))
    (tmp_path / "was:here").mkdir()
    name = name.format(tmp_path)

    assert folder_named(name) == Path(name.replace("~", str(tmp_path)))


def test_windows_has_drives_and_shares():
    for name in ("C:\\public", "C:/public", "\\\\server\\share", "..\\public"):
        assert looks_like_folder(name, is_windows=True)
    for name in (
        "user@host/x",
        "user@host\\x",
        "www.union.ca",
        "host：/srv",
        "host:/srv",
        "user@host:/srv",
        "s3:bucket",
        "https://host/x",
        "C:\\a:b",
    ):
        assert not looks_like_folder(name, is_windows=True)


def test_pages_and_pictures_are_counted_and_not_their_sizes_and_copies():
    names = ["index.html", "news/a/index.html", "index.html.br", "site.css", "manifest.json"]
    names += [f"pictures/{stem}-{width}.{kind}" for stem in "ab" for width in (320, 640) for kind in ("avif", "jpg")]

    assert what_is_public(names, "Ours", "https://x.ca").startswith('"Ours" has 2 pages and 2 pictures, for everybody')


def test_what_changes_is_counted_from_both_manifests():
    before = {"index.html": "1", "old.html": "1", "same.html": "1", "old.html.br": "1"}

    assert what_changes({}, before) == "Nothing is there yet."
    assert what_changes(before, before) == "The same files are there already."
    assert what_changes(before, {"index.html": "2", "same.html": "1", "a.html": "1", "b.html": "1"}) == (
        "2 new pages, 1 changed, 1 gone. Of what is there 1 file changes and 1 file goes; 2 files are new."
    )


def test_mail_that_nobody_reads_is_named_once_with_its_page(tmp_path):
    pages = {
        "a.html": '<a href="mailto:privacy@example.org?subject=x">privacy@example.org</a> us@notexample.org',
        "b.html": "privacy@example.org, wall@mail.example.com. me@harbour.ca me@example.community",
        "c.css": "x@example.net",
    }
    for name, text in pages.items():
        (tmp_path / name).write_text(text)

    findings = [f"{finding.where} {finding.problem}" for finding in unread_mail(tmp_path, pages)]
    assert findings == [
        "a.html:1 Readers are asked to write to privacy@example.org, which nobody reads.",
        "b.html:1 Readers are asked to write to wall@mail.example.com, which nobody reads.",
    ]


def test_without_git_a_folder_can_still_be_filled(monkeypatch, tmp_path):
    monkeypatch.setenv("PATH", str(tmp_path))

    assert mistakes(to="/srv/site") == []
    assert [one.rpartition(" ")[2] for one in mistakes()] == ["C91"]
