import pytest

from plugins.core.redaction import others_words, secrets_in, shown_address, shown_remote, without_secrets
from tests.cost import in_hashes

SECRET = "s3cr3t-w0rd"
ADDRESSES = [
    ("https://me:s3cr3t-w0rd@example.org/site.git", "https://example.org/site.git"),
    ("https://s3cr3t-w0rd@example.org/site.git", "https://example.org/site.git"),
    ("https://me:a@s3cr3t-w0rd@example.org/site.git", "https://example.org/site.git"),
    ("https://me:a/s3cr3t-w0rd@example.org/site.git", "https://example.org/site.git"),
    ("https://me:s3cr3t-w0rd/@example.org/site.git", "https://example.org/site.git"),
    ("https://me:a:s3cr3t-w0rd@example.org/site.git", "https://example.org/site.git"),
    ("https://me:a#s3cr3t-w0rd@example.org/site.git", "https://example.org/site.git"),
    ("https://me:a?s3cr3t-w0rd@example.org/site.git", "https://example.org/site.git"),
    ("https://me:my s3cr3t-w0rd@example.org/site.git", "https://example.org/site.git"),
    ("https://me:%40s3cr3t-w0rd%2F@example.org/site.git", "https://example.org/site.git"),
    ("https://me:s3cr3t-w0rd@[::1]:8443/site.git", "https://[::1]:8443/site.git"),
    ("HTTPS://me:s3cr3t-w0rd@example.org/site.git", "HTTPS://example.org/site.git"),
    ("ssh://me:s3cr3t-w0rd@example.org:22/site.git", "ssh://example.org:22/site.git"),
    ("ftp://me:s3cr3t-w0rd@example.org/site.git", "ftp://example.org/site.git"),
    ("me:s3cr3t-w0rd@example.org:site.git", "example.org:site.git"),
    ("me:a@s3cr3t-w0rd@example.org:site.git", "example.org:site.git"),
    ("s3cr3t-w0rd@example.org:site.git", "example.org:site.git"),
    ("https://example.org/site.git?access_token=s3cr3t-w0rd", "https://example.org/site.git"),
    ("https://example.org/site.git?a=b&private_token=s3cr3t-w0rd#x", "https://example.org/site.git"),
    ("https://example.org/site.git#s3cr3t-w0rd", "https://example.org/site.git"),
    ("example.org:site.git?key=s3cr3t-w0rd", "example.org:site.git"),
    ("https://example.org/site.git;token=s3cr3t-w0rd", "https://example.org/site.git"),
    ("https://example.org/site.git%3Ftoken=s3cr3t-w0rd", "https://example.org/site.git"),
    ("https://example.org/site.git？x=s3cr3t-w0rd", "https://example.org/site.git"),
    ("https//me:s3cr3t-w0rd@example.org/site.git", "https//example.org/site.git"),
    ("https//s3cr3t-w0rd@example.org/site.git", "https//example.org/site.git"),
    ("https:/me:s3cr3t-w0rd@example.org/site.git", "https:/example.org/site.git"),
    ("https;//me:s3cr3t-w0rd@example.org/site.git", "https;//example.org/site.git"),
    ("https:me:s3cr3t-w0rd@example.org/site.git", "https:example.org/site.git"),
    ("HTTPS//me:s3cr3t-w0rd@example.org/site.git", "HTTPS//example.org/site.git"),
    ("https://me:a's3cr3t-w0rd@example.org/site.git", "https://example.org/site.git"),
    ('https://me:a"s3cr3t-w0rd@example.org/site.git', "https://example.org/site.git"),
    ("https://me:'s3cr3t-w0rd'@example.org/site.git", "https://example.org/site.git"),
    ("me:a's3cr3t-w0rd@example.org:site.git", "example.org:site.git"),
    ("https://me:s3cr3t-w0rd＠example.org/site.git", "https://example.org/site.git"),
    ("https://me：s3cr3t-w0rd﹫example.org/site.git", "https://example.org/site.git"),
    ("me:s3cr3t-w0rd＠example.org:site.git", "example.org:site.git"),
    ("https://me:s3cr3t-w0rd%40example.org/site.git", "https://example.org/site.git"),
    ("https://me:<s3cr3t-w0rd>@example.org/site.git", "https://example.org/site.git"),
    ("me:s3cr3t-w0rd@https://example.org/site.git", "https://example.org/site.git"),
    ("s3cr3t-w0rd@https://example.org/site.git", "https://example.org/site.git"),
    ("me:s3cr3t-w0rd@https://me@example.org/site.git", "https://example.org/site.git"),
    ("me:s3cr3t-w0rd@ssh://example.org:22/site.git", "ssh://example.org:22/site.git"),
    ("https://me:a>s3cr3t-w0rd@example.org/site.git", "https://example.org/site.git"),
    ("https://me:a<s3cr3t-w0rd@example.org/site.git", "https://example.org/site.git"),
    ("//me:s3cr3t-w0rd@example.org/site.git", "//example.org/site.git"),
    ("//s3cr3t-w0rd@example.org/site.git", "//example.org/site.git"),
    ("//me:a/s3cr3t-w0rd@example.org/site.git", "//example.org/site.git"),
    (r"\\me:s3cr3t-w0rd@example.org/site.git", r"\\example.org/site.git"),
]
OPEN = [
    "git@example.org:site.git",
    "https://example.org/site",
    "http://localhost:8000/site.git",
    "../site.git",
    "/srv/us@them/c#/site.git",
    "file:///srv/site.git",
    "C:/srv/site.git",
]
IN_PATHS = [
    ("https://example.org/s3cr3t-w0rd/site.git", "https://example.org/…/site.git"),
    ("https://example.org/union/site.git", "https://example.org/…/site.git"),
    ("https://example.org/a/s3cr3t-w0rd/b/site.git/", "https://example.org/…/site.git/"),
    ("https://example.org/hooks/s3cr3t-w0rd", "https://example.org/…"),
    ("https://example.org/s3cr3t-w0rd", "https://example.org/…"),
    ("https://example.org/site.git/s3cr3t-w0rd", "https://example.org/…"),
    ("https://me:x@example.org:8443/s3cr3t-w0rd/site.git?a", "https://example.org:8443/…/site.git"),
    ("https://example.org/@s3cr3t-w0rd/site.git", "https://example.org/…/site.git"),
    ("https://example.org//s3cr3t-w0rd//site.git", "https://example.org//…/site.git"),
    ("ssh://git@example.org:22/s3cr3t-w0rd/site", "ssh://git@example.org:22/…/site"),
    ("git@example.org:s3cr3t-w0rd/site2026", "git@example.org:…/site2026"),
    ("example.org:s3cr3t-w0rd/site.git", "example.org:…/site.git"),
    ("https//example.org/s3cr3t-w0rd/site.git", "https//example.org/…/site.git"),
    ("https:/example.org/s3cr3t-w0rd/site.git", "https:/example.org/…/site.git"),
    ("https:example.org/s3cr3t-w0rd/site.git", "https:example.org/…/site.git"),
    ("example.org/s3cr3t-w0rd/site.git", "example.org/…/site.git"),
    ("https://[::1]:8443/s3cr3t-w0rd/site.git", "https://[::1]:8443/…/site.git"),
    ("HTTPS://example.org/s3cr3t-w0rd/site.git", "HTTPS://example.org/…/site.git"),
]
WORDS = [
    "fatal: Authentication failed for '{}/'",
    'fatal: unable to access "{}": The requested URL returned error: 403',
    "fatal: could not read from {}",
    "ERROR: {}: not found (see {})",
]


@pytest.mark.parametrize(("address", "shown"), ADDRESSES)
def test_of_an_address_scheme_host_and_path_are_shown(address: str, shown: str) -> None:
    assert shown_address(address) == shown


@pytest.mark.parametrize("address", OPEN)
def test_an_address_without_a_secret_is_shown_whole(address: str) -> None:
    assert shown_remote(address) == shown_address(address) == address
    for words in WORDS:
        assert without_secrets(words.replace("{}", address)) == words.replace("{}", address)


@pytest.mark.parametrize(("address", "shown"), [*ADDRESSES, *IN_PATHS])
def test_of_a_remote_scheme_host_and_repository_are_shown(address: str, shown: str) -> None:
    assert shown_remote(address) == shown
    assert SECRET not in others_words(f'cannot read "{address}" or {address}')


@pytest.mark.parametrize(
    ("place", "shown"),
    [
        (":sftp,host=example.org,user=me,pass=s3cr3t-w0rd:/srv", ":sftp,host=…,user=…,pass=…:/srv"),
        ("site,pass='s3cr3t:w0rd, too':public", "site,pass=…:public"),
        (":s3,secret_access_key=s3cr3t-w0rd:bucket", ":s3,secret_access_key=…:bucket"),
        ("site:public", "site:public"),
    ],
)
def test_of_a_place_of_rclones_no_option_is_shown(place: str, shown: str) -> None:
    assert shown_address(place) == shown
    assert SECRET not in shown_remote(place)


def test_a_login_before_the_number_of_a_host_is_known() -> None:
    assert SECRET not in without_secrets(f"fatal: cannot read me:{SECRET}@[::1]:site.git")


@pytest.mark.parametrize("name", ["gh-pages", "feature/x", "release/1.2", "the pages", "../public", "~/site"])
def test_what_is_no_address_is_shown_whole(name: str) -> None:
    assert shown_remote(name) == name


@pytest.mark.parametrize("words", WORDS)
@pytest.mark.parametrize("address", [address for address, _ in ADDRESSES])
def test_no_words_around_an_address_bring_its_secret_out(address: str, words: str) -> None:
    shown = without_secrets(words.replace("{}", address))

    assert SECRET not in shown
    assert "example.org" in shown or "[::1]" in shown


@pytest.mark.parametrize(
    "words",
    [
        "remote: token ghp_16C7e42F292c6912E7710c838347Ae178B4a is not valid",
        "github_pat_11ABCDEFG0abcdefghijkl_mnopqrstuvwxyz0123456789",
        "use glpat-xyzXYZ1234567890abcd",
        "gitea said: token 5f2d1c0a9b8e7d6c5b4a39281706f5e4d3c2b1a0",
        "Authorization: Basic bWU6czNjcjN0LXcwcmQ=",
        "> proxy-authorization: Bearer abc.def.ghi and more",
        "sent Bearer eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxIn0.abc",
        "PRIVATE-TOKEN: abc-def",
        "X-Api-Key: abc-def",
        "password=abc-def",
        "Set-Cookie: session=abc-def",
        "GIT_TOKEN = 'abc-def'",
        "pass=abc-def",
        "pwd=abc-def",
        "auth=abc-def",
        "sig=abc-def",
        "key=abc-def",
        "oauth: abc-def",
        "db_pass = abc-def",
        "SSH-KEY: abc-def",
        '{"pass": "abc-def"}',
        "passphrase: abc-def",
        "jwt=abc-def",
        "pass＝abc-def",
        "credential: abc-def",
        "credentials: abc-def",
        "secret abc-def1",
        "the password is abc-def1",
        "token abc.def",
        "passwd abc-def1",
        "pwd abc-def1",
        "access key abc-def1",
        "the private key abc-def1",
        "session_id=abc-def",
        "sessionid: abc-def",
        "curl -u me:abc-def https://example.org",
        "curl -ume:abc-def",
        "curl --user me:abc-def",
        "sshpass -p abc-def ssh me",
        "mysql -pabc-def",
        "Bearer: Abc-abc-def",
        "bearer=Abc-abc-def",
        "5f2d1c0a9b8e7d6c5b4a39281706f5e4d3c2b1a0",
        "Passwort: abc-def",
        "mot de passe : abc-def",
        "token -> abc-def",
        "key: abc-def1",
        "Pin: 47110abc-def",
        "my-key: abc-def",
        "key=abc",
        "got eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiJTM2NyIn0.Abc_def-1",
    ],
)
def test_tokens_and_headers_are_known_by_their_shapes(words: str) -> None:
    shown = without_secrets(words)

    assert "…" in shown
    assert not any(len(word.strip("'=,")) > 20 for word in shown.split())
    for secret in ("abc-def", "abc.def", "bWU6", "eyJ", "16C7", "11ABC", "xyzXYZ", "5f2d"):
        assert secret not in shown


@pytest.mark.parametrize(
    "words",
    [
        "Support for password authentication was removed on August 13, 2021.",
        "This branch is protected.",
        "NameError: name 'Save' is not defined",
        "error: failed to push some refs to '/srv/the site/remote.git'",
        "git@example.org: Permission denied (publickey)",
        "could not read Password for the host: no terminal",
        "token is not valid, and credentials are asked for",
        "KeyError: 'title'",
        "the author: of the compass: and the design: stays",
        "see pictures/0123456789abcdef-320.avif:12",
        "Key: why",
        "The key: of the matter",
        "pass: 12 of 14",
        "Pin: a picture",
        "Signature: missing",
        "git log -p --stat",
        "The access key was lost",
        "sort -u news.txt",
    ],
)
def test_other_words_stay(words: str) -> None:
    assert without_secrets(words) == words


def test_what_is_known_to_be_secret_is_left_out_wherever_it_stands() -> None:
    known = secrets_in("https://me:my%20word@example.org/site.git?q=12345")

    assert known >= {"my%20word", "my word", "me:my%20word", "q=12345"}
    assert without_secrets("your my word, my%20word", known) == "your …, …"
    assert secrets_in("git@example.org:site.git") == set()


@pytest.mark.parametrize(
    "address",
    [
        "//me:s3cr3t-w0rd@example.org/x",
        "/https:/me:s3cr3t-w0rd@example.org/x",
        "me:s3cr3t-w0rd%40example.org/x",
        "./me:s3cr3t-w0rd@example.org/x",
        "https%3A%2F%2Fme%3As3cr3t-w0rd%40example.org/x",
        "\\\\me:s3cr3t-w0rd@example.org\\x",
    ],
)
def test_what_is_nearly_an_address_is_shown_without_its_login(address: str) -> None:
    assert SECRET not in without_secrets(shown_address(address))
    assert SECRET not in without_secrets(f'I cannot reach "{address}".')


@pytest.mark.parametrize(
    "words",
    [
        "remote: the token {} has expired",
        "remote: {} may not push",
        "remote: use code {}",
        "-H 'X-Custom: {}'",
        "curl -p{} https://example.org",
        "remote: denied ({})",
        "remote: <{}>",
        "remote: a={};b={}",
        "remote: /srv/{}/hooks",
        "remote: hello/{}",
        "remote: me@{}",
        "remote: {}=https://example.org/site.git",
        "remote: \u201c{}\u201d",
        "remote: **{}**",
    ],
)
@pytest.mark.parametrize(
    "secret",
    [
        SECRET,
        "deadbeef1234",
        "hunter2",
        "aBcDeFgH",
        "QWxhZGRpbjpv+/==",
        "abcdefghijklmnopqrstuvwxyzab",
        "p%40ss",
        "12345678",
    ],
)
def test_of_others_words_nothing_stays_that_could_be_a_secret(words: str, secret: str) -> None:
    shown = others_words(words.replace("{}", secret))

    assert secret not in shown
    assert "…" in shown


@pytest.mark.parametrize(
    "words",
    [
        "remote: error: GH006: Protected branch update failed for refs/heads/gh-pages.",
        "Failed to connect to 127.0.0.1 port 443 after 12 ms: Couldn't connect to server",
        "Support for password authentication was removed on August 13, 2021.",
        "git@example.org: Permission denied (publickey).",
        "! [remote rejected] gh-pages -> gh-pages (pre-receive hook declined)",
        "Could not resolve host: www.example.org",
        "kex_exchange_identification: Connection closed by remote host",
        "remote: File big.zip is 123.45 MB; this exceeds GitHub's file size limit of 100.00 MB",
        "remote: D\xe9p\xf4t ferm\xe9 jusqu'au 3 mars",
        "The requested URL returned error: 403",
        "OpenSSL: error in TLSv1.3",
    ],
)
def test_of_others_words_the_reason_stays(words: str) -> None:
    assert others_words(words) == words


@pytest.mark.parametrize(
    "piece", ["a=", "api_key", "ghp_", "https://", '"https://a', "-a-", "a%3A", "a=@", "a b ", "a\n", "x://a "]
)
def test_many_pieces_take_as_much_longer_as_there_are_more_of_them(piece: str) -> None:
    few = in_hashes(lambda: without_secrets(piece * 2_500))

    assert in_hashes(lambda: without_secrets(piece * 20_000)) < 24 * max(few, 1)


@pytest.mark.parametrize(
    "line",
    [
        *("x" * 3_990 + " https://me:SECRET@h.example/a", "a " * 1_990 + "https://me:SECRET and more@h.example"),
        *("a " * 1_995 + "https://me:" + "SECRET" * 80 + "@h.example", "SECRET" * 100),
    ],
)
def test_where_a_long_line_is_cut_no_part_of_a_secret_stays(line: str) -> None:
    assert "SECRET" not in without_secrets(line)
