"""Addresses: the same site works at `/` and, with another SITEURL, under `/sub/path/`."""

import re
from dataclasses import dataclass
from posixpath import relpath
from urllib.parse import unquote, urlsplit

IN_ATTRIBUTE = re.compile(r'(?P<before>\s(?:href|src|poster)=")(?P<path>/(?!/))')
HTTP = ("http", "https")
IN_SRCSET = re.compile(r'\ssrcset="[^"]*"')


def is_address(target: str) -> bool:
    """Whether a link can be taken apart, and what it names can be looked for.

    >>> is_address("http://[your-site]/"), is_address("x%00y.pdf"), is_address("news/")
    (False, False, True)
    """
    try:
        urlsplit(target)
    except ValueError:
        return False
    return "\0" not in unquote(target)


def from_here(target: str, here: str) -> str:
    """The address of one folder as seen from another, both below the root: shorter where a page names thousands.

    >>> from_here("library/wall/member/0417/", "library/wall/words/")
    '../member/0417/'
    """
    return f"{relpath(f'/{target}', f'/{here}')}/"


@dataclass(frozen=True, slots=True)
class Addresses:
    """Makes addresses of paths below the site's root.

    siteurl: the setting SITEURL without a slash at its end, or "" on the editor's machine
    """

    siteurl: str

    @property
    def root(self) -> str:
        """The part of every address before the site's own: "" at the top of a host, else for example "/sub/path"."""
        return urlsplit(self.siteurl).path.rstrip("/")

    def address(self, target: object) -> str:
        """The address on its host of a path below the root, or of a page, which knows its own.

        >>> Addresses("https://host/sub").address("/news/")
        '/sub/news/'
        """
        path = target if isinstance(target, str) else str(target.url)  # type: ignore[attr-defined]
        return f"{self.root}/{path.lstrip('/')}"

    @property
    def host(self) -> str:
        """The part of a whole address before the first slash of its path; "" on the editor's machine."""
        parts = urlsplit(self.siteurl)
        return f"{parts.scheme}://{parts.netloc}" if parts.netloc else ""

    def on_this_site(self, target: str) -> str | None:
        """The path below the root, and what follows it, of a whole address at this site; None for any other address.

        >>> Addresses("https://host/sub").on_this_site("http://host/sub/news/#top")
        '/news/#top'
        >>> Addresses("https://host/sub").on_this_site("https://host/other/") is None
        True
        """
        parts, own = urlsplit(target), urlsplit(self.siteurl)
        if not own.netloc or parts.netloc.casefold() != own.netloc.casefold() or parts.scheme not in ("", *HTTP):
            return None
        if not f"{parts.path}/".startswith(f"{self.root}/"):
            return None
        path = parts.path.removeprefix(self.root) or "/"
        return parts._replace(scheme="", netloc="", path=path).geturl()

    def absolute(self, target: object) -> str:
        """The whole address, host included, of a finished address or of a page, for feeds, sitemap and canonical links.

        >>> Addresses("https://host/sub").absolute("/sub/news/")
        'https://host/sub/news/'
        """
        return self.host + (target if isinstance(target, str) else self.address(target))

    def absolute_html(self, html: str) -> str:
        """HTML whose addresses on this host became whole ones, for feed readers.

        >>> Addresses("https://host/sub").absolute_html('<a href="/sub/news/">')
        '<a href="https://host/sub/news/">'
        """
        html = IN_ATTRIBUTE.sub(rf"\g<before>{self.host}\g<path>", html)
        return IN_SRCSET.sub(lambda srcset: re.sub(r'(?<=["\s])/(?!/)', f"{self.host}/", srcset[0]), html)
