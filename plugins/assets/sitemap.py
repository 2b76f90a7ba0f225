"""What search engines read: sitemap.xml (sitemaps.org protocol 0.9) and robots.txt (RFC 9309)."""

from collections.abc import Iterable
from datetime import datetime
from xml.sax.saxutils import escape


def sitemap(pages: Iterable[tuple[str, datetime | None]]) -> str:
    """The text of sitemap.xml.

    pages: whole addresses, each with the moment of its last change when that is known
    """
    lines = ['<?xml version="1.0" encoding="utf-8"?>', '<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">']
    for address, changed in sorted(pages, key=lambda page: page[0]):
        lastmod = f"<lastmod>{changed.isoformat(timespec='seconds')}</lastmod>" if changed else ""
        lines.append(f"<url><loc>{escape(address)}</loc>{lastmod}</url>")
    return "\n".join([*lines, "</urlset>", ""])


def robots(sitemap_address: str) -> str:
    """The text of robots.txt: everybody may read everything."""
    return f"User-agent: *\nAllow: /\n\nSitemap: {sitemap_address}\n"
