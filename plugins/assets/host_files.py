"""Rules for hosts, beside the pages: each host reads the files that it knows, and others are no use to it."""

from plugins.assets.host_rules import host_rules
from plugins.assets.of_apache import htaccess
from plugins.assets.of_caddy import caddyfile
from plugins.assets.of_netlify import headers_file, redirects_file
from plugins.assets.of_nginx import nginx_conf
from plugins.site.addresses import Addresses
from plugins.site.model import Site
from plugins.site.routes import APACHE, CADDY, HEADERS, NGINX, REDIRECTS


def host_files(site: Site, addresses: Addresses) -> dict[str, bytes]:
    """The rules of a public site by the names of their files."""
    rules = host_rules(site, addresses)
    texts = {
        APACHE: htaccess(rules),
        HEADERS: headers_file(rules),
        REDIRECTS: redirects_file(rules),
        NGINX: nginx_conf(rules),
        CADDY: caddyfile(rules),
    }
    return {name: text.encode() for name, text in texts.items()}
