"""A password in a link is told, wherever the link comes from, and shown in no report."""

from pathlib import Path

import pytest

from plugins.checks.pages.logins import has_login
from tests.small_site import small_site, story

SECRET = "hunter2"


@pytest.mark.parametrize(
    "address",
    [
        "https://me:hunter2@host.ca/",
        "https://hunter2@host.ca",
        "HTTPS://me:hunter2@host.ca/@me",
        "//me:hunter2@host.ca/",
        r"https:\\me:hunter2@host.ca/",
        "https:///me:hunter2@host.ca/",
        "ht\ntps://me:hunter2@host.ca/",
        " https://me:hunter2@host.ca/",
        "ftp://me:hunter2@host.ca/film.mp4",
        "https://me:hunter%402@host.ca:8443/",
        "https://git:hunter2@host.ca/site.git",
        "https://me:hunter2@[::1/",
        "wss://me:hunter2@host.ca/",
    ],
)
def test_a_login_before_a_host_is_known(address: str) -> None:
    assert has_login(address)


@pytest.mark.parametrize(
    "address",
    [
        "https://host.ca/@me",
        "https://host.ca?to=me@host.ca",
        "https://host.ca#me@host.ca",
        "mailto:me@host.ca",
        "sip:me@host.ca",
        "/news/@me/",
        "me@host.ca",
        "ssh://git@host.ca/site.git",
        "ftp://anonymous@host.ca/film.mp4",
        "https://host.ca:8443/a:b@c",
    ],
)
def test_what_has_an_at_elsewhere_has_no_login(address: str) -> None:
    assert not has_login(address)


def test_each_is_told_once_for_all_pages_and_without_the_login(tmp_path: Path) -> None:
    site = small_site(tmp_path, {"news/a.md": story("A", f"[x](https://me:{SECRET}@host.ca/form)")})

    told = [line for line in site.mistakes(SIGN_IN={"text": "In", "url": f"https://{SECRET}@in.ca/"}) if "C35" in line]

    assert sorted(line.split('"')[1] for line in told) == ["https://host.ca/form", "https://in.ca/"]
    assert SECRET not in "".join(told)


@pytest.mark.parametrize(
    ("text", "code"),
    [
        (f"[x](https:/me:{SECRET}@host.ca/form)", "C11"),
        (f"[x](https//me:{SECRET}@host.ca/form)", "C11"),
        (f"[x](htps://me:{SECRET}@host.ca/form)", "C11"),
        (f"[x](https:me:{SECRET}@host.ca/form)", "C11"),
        (f"[x](https://me:{SECRET}@docs.google.com/document/d/1/edit?key={SECRET})", "C11"),
        (f"![A sign](https://me:{SECRET}@host.ca/a.jpg)", "C30"),
        (f'<iframe src="https://me:{SECRET}@host.ca/"></iframe>', "C30"),
    ],
)
def test_no_other_rule_shows_a_login_that_an_address_has(tmp_path: Path, text: str, code: str) -> None:
    told = small_site(tmp_path, {"news/a.md": story("A", text)}).mistakes()

    assert code in {line.rpartition("[")[2].rstrip("]") for line in told}
    assert SECRET not in "".join(told)
