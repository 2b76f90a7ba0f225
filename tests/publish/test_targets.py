"""PUBLISH_TARGETS: what a target may say, and what is told of one that says it wrong."""

from typing import Any

import pytest

from plugins.core.findings import SiteError
from plugins.engine.publish_targets import wrong_targets
from plugins.publish.targets import Target, target_named, targets_of

SETTINGS: dict[str, Any] = {"SITEURL": "https://union.ca", "PUBLISH_BRANCH": "gh-pages"}
RIGHT = {
    "host": {"rclone": "union:public_html"},
    "try-out": {"folder": "../public", "url": "https://try.union.ca/"},
    "form": {"zip": "../site.zip"},
}


def test_each_target_is_found_by_its_name_and_the_branch_without_one() -> None:
    settings = SETTINGS | {"PUBLISH_TARGETS": RIGHT}

    assert wrong_targets(settings) == []
    assert targets_of(settings) == {
        "branch": Target("branch", "branch", "gh-pages", "https://union.ca"),
        "host": Target("host", "rclone", "union:public_html", "https://union.ca"),
        "try-out": Target("try-out", "folder", "../public", "https://try.union.ca"),
        "form": Target("form", "zip", "../site.zip", "https://union.ca"),
    }
    assert target_named(settings, None) == target_named(settings, "branch") == next(iter(targets_of(settings).values()))
    assert target_named(settings, "form").kind == "zip"


def test_the_branch_may_be_served_elsewhere_than_at_the_sites_own_address() -> None:
    settings = SETTINGS | {"PUBLISH_TARGETS": {"branch": {"url": "https://union.github.io/site/"}, **RIGHT}}

    assert wrong_targets(settings) == []
    assert targets_of(settings)["branch"] == Target("branch", "branch", "gh-pages", "https://union.github.io/site")
    assert list(targets_of(settings)) == ["branch", "host", "try-out", "form"]


@pytest.mark.parametrize(("name", "near"), [("hst", "host"), ("x", "branch, host, try-out, form")])
def test_a_target_that_is_not_there_is_told_with_those_that_are(name: str, near: str) -> None:
    with pytest.raises(SiteError) as raised:
        target_named(SETTINGS | {"PUBLISH_TARGETS": RIGHT}, name)

    assert f'There is no target "{name}". Type one of these in its place: {near}  [C163]' in str(raised.value)


@pytest.mark.parametrize(
    ("name", "target", "said"),
    [
        ("branch", {"folder": "../public"}, '"folder" of the target "branch" is nothing that I know.'),
        ("Host", {"folder": "../public"}, '"Host" cannot be the name of a target.'),
        ("host", "union:www", 'The target "host" does not say one way to send the site.'),
        ("host", {"url": "https://union.ca"}, 'The target "host" does not say one way to send the site.'),
        ("host", {"zip": "a.zip", "folder": "b"}, 'The target "host" does not say one way to send the site.'),
        ("host", {"rclone": "union:www", "ulr": "x"}, '"ulr" of the target "host" is nothing that I know.'),
        ("host", {"rclone": ["union:www"]}, '"rclone" of the target "host" is no text.'),
        ("host", {"rclone": "../public"}, '"rclone" of the target "host" is not REMOTE:PATH.'),
        ("host", {"rclone": "C:\\\\site"}, '"rclone" of the target "host" is not REMOTE:PATH.'),
        ("host", {"rclone": ":sftp,pass=x:www"}, "Type:  .venv/bin/rclone config  and write the name"),
        ("host", {"rclone": "union,pass=x:www"}, "Type:  .venv/bin/rclone config  and write the name"),
        ("host", {"rclone": "sftp://union:x@ftp.union.ca/www"}, "Type:  .venv/bin/rclone config  and write the name"),
        ("host", {"rclone": "ftp://ftp.union.ca/www"}, '"rclone" of the target "host" is not REMOTE:PATH.'),
        ("host", {"zip": "../site"}, 'The file of the target "host" is called no zip.'),
        ("host", {"folder": "../public", "url": "union.ca"}, '"url" of the target "host" is no address of a site.'),
    ],
)  # fmt: skip
def test_what_is_wrong_with_a_target_is_told_and_it_is_no_target(name: str, target: object, said: str) -> None:
    settings = SETTINGS | {"PUBLISH_TARGETS": {name: target, "other": {"zip": "b.zip"}}}
    [finding] = wrong_targets(settings)

    assert said in str(finding)
    assert str(finding).endswith("[C163]")
    assert list(settings["PUBLISH_TARGETS"]) == ["other"]
