"""Words that may be shown: of a remote's address its scheme, host and last part; no password, token or key in them."""

import re
from collections.abc import Iterable
from urllib.parse import quote, unquote

HIDDEN = "…"
# A longer word or line is shown in part: nobody reads it, and what looks for secrets looks around each sign of a word.
MAX_WORD, MAX_LINE = 400, 4_000
LONG_WORD = re.compile(rf"\S{{{MAX_WORD + 1},}}")

# An "@" that begins a part of a path, such as https://example.org/@me: no login stands before it.
PATH_OF_A_HOST = re.compile(r"[\w-]+(\.[\w-]+)+/(.*/)?")
# scheme://login@host/path; in quotes it may hold spaces, else only its login may.
QUOTED_ADDRESS = re.compile(r"""(?P<mark>['"])(?P<address>[A-Za-z][\w+.-]*://.*?)(?P=mark)""")
SPACED_ADDRESS = re.compile(r"""[A-Za-z][\w+.-]*://[^\s/@]*(?<!['"]):(?!\d+[/\s])[^\s@]*\s[^\n]*@[^\s'"]+""")
# A mistyped beginning, such as https//login@host.
LOOSE_SCHEME = r"(?i:https?|ssh|git|ftps?|sftp)(?:[:;.,]+[/\\]+|[/\\]{2,}|[:;](?=[^\s@]*@))"
# One that was forgotten, as browsers allow it: //login@host.
NO_SCHEME = r"[/\\]{2,}(?=\S*@)"
BARE_ADDRESS = re.compile(
    rf"""(?:[A-Za-z][\w+.-]*://|\b{LOOSE_SCHEME}|(?<![^\s'"(=,<]){NO_SCHEME})(?:\S*@)?[^\s'"<>]+"""
)
# login@host:path, and login:password@host, whose "@" may be coded.
LOGIN = re.compile(
    r"""(?<![^\s'"(=,<])(?![^\s'"]*://)([^\s'"(<]+@(?=[\w.-]+:)"""
    r"""|[^\s'"(@<]*(?::|%3[Aa])[^\s(]*(?:@|%40)(?=[\w\[]))"""
)
# What stands behind a place of rclone's that is told whole, as :sftp,host=example.org,pass=x:/srv
RCLONES_OPTION = re.compile(r"""([,:][\w-]+=)(?:'[^']*'?|"[^"]*"?|[^,:]+)""")
# What curl, wget and sshpass take as a login or password.
OPTION = re.compile(
    r"(?<!\S)(?:(-u\s*|--user(?:name)?[=\s]\s*)[^\s:]+:\S+|(-p)(?=\S{6})(?!arents\b)\S+)|(\bsshpass\s+-p\s*)\S+"
)
# A login that somebody put before the scheme, or a second time.
BEFORE_SCHEME = re.compile(r"""(?<![^\s'"(=,<])[^\s'"(=,<]+@(?=[A-Za-z][\w+.-]*://)""")
ADDRESS = re.compile(r"(?s)(?P<before>.*@)?(?P<scheme>[A-Za-z][\w+.-]*://)(?P<rest>.*)")
QUERY = re.compile(r"""[?&][\w.-]+=[^\s'"]+""")
NO_SECRET = ("git@",)
# Names of secrets: those that stand as part of a name, too, and those that are a word of it.
NAME_OF_SECRET = (
    r"(?i:[\w-]*(?:authorization|token|pass(?:wor[dt]|wd|phrase|code)|secret|credentials?|cookie|api[-_]?key|signature)"
    r"|passwort|mot[-_ ]?de[-_ ]?passe|session[-_]?id"
    r"|(?:[\w-]*[-_.])?(?:pass|pwd|pw|o?auth|sig|key|jwt|pin|otp))"
)
# What is no secret: a word in small letters, a short number.
PLAIN = r"""(?:[A-Z]?[a-z]+(?:-[a-z]+)*|\d{1,3})[.,;:!?)'"]*(?:\s|$)"""
# "Key: why" and "Pin: a picture" are words of a text.
WORDS = re.compile(rf"(?i:pass|key|pin|sig|auth|signature):\s+(?={PLAIN})")
LABELLED = re.compile(rf"""((?<![A-Za-z])(?!(?<![\w-]){WORDS.pattern}){NAME_OF_SECRET}['"]?\s*(?:[:=]|->))[^\n]+""")
# "secret X" without a mark between: X is no ordinary word.
SPOKEN = re.compile(
    r"""((?<![A-Za-z])(?i:secret|pass(?:word|wd|phrase|code)|pwd|token|credentials?"""
    rf"""|(?:api|access|private|secret)[-_ ]?key|the key)(?i:\s+is)?\s+)(?!{PLAIN})[^\s]{{4,}}"""
)
AUTHORIZATION = re.compile(r"((?i:basic|bearer|digest|token))[\s:=]+(?=\S*[\dA-Z=])[\w+/=.~-]{8,}")
# What looks like a mark of addresses and is another letter.
MARKS = str.maketrans("＠﹫：﹕／？﹖＃﹟；＝﹦＆", "@@::/??##;==&")
# Where a host's path ends and something else begins, also coded.
END_OF_PATH = re.compile(r"(?i)[?#;]|%3f|%3b|%23")
# By the shapes that hosts give them (GitHub, GitLab, Gitea, Bitbucket, AWS, Slack, RFC 7519), or by their length. The
# number of a commit looks no other than a token of Gitea's; nobody misses it.
TOKEN = re.compile(
    r"\b(?:gh[a-z]_|github_pat_|gl[a-z]{1,6}-|gt[ao]_|xox[a-z]-|AKIA|ATBB|ATCTT)[\w=-]{8,}"
    r"|\beyJ[\w-]{8,}(?:\.[\w-]*)*"
    r"|\b(?=[A-Za-z]*\d)(?=\d*[A-Za-z])[A-Za-z0-9]{32,}\b"
)
# What may stand in words of a program that is not ours: words, small numbers, times, versions and names of hosts. A
# word has no digit and no capital letter within it, which secrets have.
SPELT = r"[^\W\d_A-Z]{1,24}|[A-Z][^\W\d_A-Z]{0,23}|[A-Z]{1,12}s?"
SPELT_WORD = rf"(?:{SPELT})(?:['’._-](?:{SPELT})){{0,5}}"
NUMBER = r"[vV]?\d{1,5}(?:[.:]\d{1,3}){0,3}%?|\d{4}-\d\d-\d\d"
OTHERS_WORD = re.compile(
    rf"(?:-{{0,2}}|git@)(?:{SPELT_WORD}|{NUMBER}|GH\d{{3}}|Git(?:Hub|Lab)|Open(?:SSH|SSL)|TLSv\d(?:\.\d)?|SHA-?\d{{1,3}})"
)
CHUNK = re.compile(r"""[^\s'"()<>,;!?*\[\]{}|]+""")
BETWEEN = re.compile(r"(?<=[\w…])[/:=]+(?=[\w…])")
REPOSITORY = re.compile(rf"[^?#]+\.git|(?:{SPELT_WORD})(?:-?\d{{1,4}})?")
HOST_AND_PATH = re.compile(r"(?s)(?P<host>\[[^\]]*\](?::\d+)?|[^/:]*(?::\d+(?=/|$))?)(?P<mark>[:/]?/*)(?P<path>.*)")


def shown_address(address: str) -> str:
    """The scheme, host and path of an address: no login, no query, no fragment.

    Where it cannot be told a password from a path, too much is left out.

    >>> shown_address("https://me:p@ss/word@example.org:8443/site.git?access_token=abc")
    'https://example.org:8443/site.git'
    """
    scheme, login, place = address_parts(address.translate(MARKS))
    is_remote = scheme or login or ":" in place
    if is_remote:
        place = END_OF_PATH.split(re.sub(r"(?i)^[^/]*%40", "", place))[0]
    shown = scheme + (login if login in NO_SECRET else "") + place
    return shown if scheme else RCLONES_OPTION.sub(rf"\1{HIDDEN}", shown)


def shown_remote(address: str) -> str:
    """The scheme, the host and the repository of a remote's address; tokens stand in paths, too.

    What is plainly a path of this machine is shown whole.

    >>> shown_remote("https://me:secret@example.org:8443/hooks/secret/site.git")
    'https://example.org:8443/…/site.git'
    """
    shown = shown_address(address)
    scheme, login, place = address_parts(shown)
    if not scheme and (loose := re.match(rf"{LOOSE_SCHEME}|(?i:https?|ssh|s?ftp):", place)):
        scheme, place = loose[0], place[loose.end() :]
    head = place.partition("/")[0]
    is_remote = scheme or login or "." in head.lstrip(".") or re.search(r":(?![\\/])", place[: len(head) + 1])
    parted = HOST_AND_PATH.fullmatch(place)
    if scheme.lower().startswith("file:") or not is_remote or not parted or not parted["path"]:
        return shown
    *above, name = parted["path"].rstrip("/").split("/")
    shown_name = name if REPOSITORY.fullmatch(name) else HIDDEN
    path = f"{HIDDEN}/{shown_name}" if above and shown_name != HIDDEN else shown_name
    return f"{scheme}{login}{parted['host']}{parted['mark']}{path}{'/' * parted['path'].endswith('/')}"


def address_parts(address: str) -> tuple[str, str, str]:
    """The scheme with its mark ("https://"; empty in user@host:path), the login with its "@", and the rest.

    >>> address_parts("https://me:token@example.org/site.git")
    ('https://', 'me:token@', 'example.org/site.git')
    >>> address_parts("me:token@https://example.org/site.git")
    ('https://', 'me:token@', 'example.org/site.git')
    """
    scheme, before, rest = "", "", address
    if whole := ADDRESS.fullmatch(address):
        scheme, before, rest = whole["scheme"], whole["before"] or "", whole["rest"]
    elif "@" in address and (loose := re.match(f"{LOOSE_SCHEME}|{NO_SCHEME}", address)):
        scheme, rest = loose[0], address[loose.end() :]
    login, at, place = rest.rpartition("@")
    is_within = "/" in login.partition(":")[0] and ":" not in login.rpartition("/")[2]
    is_path = PATH_OF_A_HOST.fullmatch(login) if scheme else is_within
    if not at or is_path:
        return scheme, before, rest
    return scheme, before + login + at, place


def without_secrets(text: str, known: Iterable[str] = ()) -> str:
    """A text with what opens doors left out: logins and queries of addresses, passwords, tokens, keys.

    known: secrets that may stand in it, and are left out wherever they do

    >>> without_secrets("fatal: unable to access 'https://me:token@example.org/site.git/'")
    "fatal: unable to access 'https://example.org/site.git/'"
    """
    for secret in sorted(known, key=len, reverse=True):
        text = text.replace(secret, HIDDEN)
    text = shortened(text)
    text = BEFORE_SCHEME.sub("", text.translate(MARKS))
    text = QUOTED_ADDRESS.sub(lambda hit: hit["mark"] + shown_remote(hit["address"]) + hit["mark"], text)
    for pattern in (SPACED_ADDRESS, BARE_ADDRESS):
        text = pattern.sub(lambda hit: shown_within(hit[0]), text)
    text = LOGIN.sub(lambda hit: hit[0] if hit[0] in NO_SECRET else "", text)
    text = QUERY.sub("", OPTION.sub(lambda hit: (hit[1] or hit[2] or hit[3]) + HIDDEN, text))
    text = SPOKEN.sub(rf"\1{HIDDEN}", LABELLED.sub(rf"\1 {HIDDEN}", text))
    return TOKEN.sub(HIDDEN, AUTHORIZATION.sub(rf"\1 {HIDDEN}", text))


def shown_word(word: str) -> str:
    """One word that somebody typed or wrote into settings, which may be an address with a login.

    >>> shown_word("https://me:hunter2@example.org/site.git"), shown_word("04l7")
    ('https://example.org/site.git', '04l7')
    """
    return without_secrets(shown_remote(word))


def without_typed(text: str, typed: Iterable[str]) -> str:
    """A text that quotes what somebody typed, without what may be a secret in that. typed: the words of the command

    >>> without_typed('There is no task "https://me:hunter2@h".', ["https://me:hunter2@h"])
    'There is no task "https://h".'
    """
    words = {part for word in typed for part in (word, word.partition("=")[2]) if part}
    for word in sorted(words, key=len, reverse=True):
        text = text.replace(word, without_secrets(word))
    return text


def shortened(text: str) -> str:
    """A text without words and ends of lines that are too long to be read by anybody.

    >>> shortened("a " + "b" * 500), len(shortened("ab " * 9_000))
    ('a …', 4000)
    """
    if len(text) <= MAX_WORD:
        return text
    lines = LONG_WORD.sub(HIDDEN, text).split("\n")
    return "\n".join(line if len(line) <= MAX_LINE else cut(line) for line in lines)


def cut(line: str) -> str:
    """The beginning of a long line, without a word or an address that goes on behind it."""
    words = line[:MAX_LINE].rpartition(" ")[0]
    begun = words.rfind("://")
    if begun >= 0 and "@" not in words[begun:]:
        words = words[:begun].rpartition(" ")[0]
    return f"{words} {HIDDEN}"


def others_words(text: str, known: Iterable[str] = ()) -> str:
    """The words of a program that is not ours, of which only those are left that look like no secret.

    known: secrets, as for `without_secrets`

    >>> others_words("remote: hunter2 may not push to main, see https://example.org/hunter2/help (error 403)")
    'remote: … may not push to main, see https://example.org/…/help (error 403)'
    """
    return CHUNK.sub(lambda hit: hit[0] if is_harmless(hit[0]) else HIDDEN, without_secrets(text, known))


def is_harmless(chunk: str) -> bool:
    """Whether what stands between two spaces is made of words and numbers, but for an address fit to be shown."""
    parts = BETWEEN.split(chunk.partition("://")[0].strip(".:/-"))
    return all(part in ("", HIDDEN) or OTHERS_WORD.fullmatch(part) for part in parts)


def shown_within(address: str) -> str:
    """An address as `shown_remote` shows it, and the signs behind it that are the sentence's."""
    alone = address.rstrip(":.,;)")
    return shown_remote(alone) + address[len(alone) :]


def secrets_in(address: str) -> set[str]:
    """The login, password and query of an address in each way of writing them; what is too short to be one is not."""
    _, login, place = address_parts(address)
    login = login.removesuffix("@")
    user, _, password = login.partition(":")
    query = re.split(r"[?#]", place, maxsplit=1)[1:]
    secrets = {login, user if not password else "", password, *query}
    return {form for secret in secrets for form in (secret, unquote(secret), quote(secret, safe="")) if len(form) > 4}
