"""Names and numbers of machines as browsers read them: one form for each, and whether others can reach it."""

import ipaddress
import re
import socket
import unicodedata
from contextlib import suppress
from urllib.parse import unquote, urlsplit

IpAddress = ipaddress.IPv4Address | ipaddress.IPv6Address

# RFC 2606, 6761: for examples, and for nothing else.
OF_EXAMPLES = ("example", "example.com", "example.net", "example.org", "alt")
# RFC 6761, 6762, 8375, and what is used inside networks: no public name server answers for these.
OF_NETWORKS = (
    *("localhost", "local", "localdomain", "internal", "intranet", "private", "corp", "home", "lan", "home.arpa"),
    *("test", "invalid"),  # for sites that are tried out, and for nobody
    # The same in other languages, and shorter: no such name is given out (IANA, root zone).
    *("intra", "intern", "interno", "interne", "lokal", "loc", "netz"),
    # Given out by routers; names of one's own machine; the number in the name, most often of a private network.
    *("localnet", "router", "gateway", "modem", "dhcp", "workgroup", "fritz.box", "localtest.me", "lvh.me"),
    *("speedport.ip", "mshome.net"),
    *("nip.io", "sslip.io", "xip.io", "traefik.me", "vcap.me", "lacolhost.com", "localdev.me"),
)
# Ways to a machine of one's own for a while, with another name the next time: no readers find them again.
OF_TUNNELS = (
    *("trycloudflare.com", "ts.net", "ngrok.io", "ngrok.app", "ngrok.dev", "ngrok-free.app", "ngrok-free.dev"),
    *("loca.lt", "localtunnel.me", "localhost.run", "lhr.life", "lhr.rocks", "lhrtunnel.link", "serveo.net"),
    *("serveousercontent.com", "pinggy.io", "pinggy.link", "pinggy.online", "bore.pub", "srv.us", "tunnelmole.net"),
    *("tunnelto.dev", "localxpose.io", "loclx.io", "pagekite.me", "telebit.io", "telebit.cloud", "burrow.io"),
    *("share.zrok.io", "sharedwithexpose.com", "beeceptor.com", "packetriot.net", "devtunnels.ms", "app.github.dev"),
    *("githubpreview.dev", "gitpod.io", "csb.app", "webcontainer.io", "cloudshell.dev", "requestcatcher.com"),
)
# Only by a program of its own, or for numbers.
NOBODYS = (*OF_EXAMPLES, *OF_NETWORKS, "arpa", "onion", "i2p", "exit")
ENDS_IN_NUMBER = re.compile(r"(.*\.)?(\d+|0x[0-9a-f]*)")
# Of IPv6, with a number of IPv4 at their ends (RFC 6052, RFC 2765).
WITH_IPV4 = (ipaddress.ip_network("64:ff9b::/96"), ipaddress.ip_network("::ffff:0:0:0/96"))
# Given up, of one place (RFC 3879), or for examples (RFC 9637): not in every Python's list.
NOBODYS_NUMBERS = (ipaddress.ip_network("fec0::/10"), ipaddress.ip_network("3fff::/20"))
# A label of a host's name: no space or mark, and no hyphen at its ends (RFC 1123; with the letters of RFC 5890).
LABEL = re.compile(r"(?!-)[^\s\x00-,./:-@\[-^`{-\x7f]+(?<!-)")


def host_of(address: str) -> str:
    """The host of a web address in one form: lower case, its own letters, no dot at its end; empty when it has none.

    >>> host_of("https://XN--CAF-DMA.example.:8443/sub")
    'café.example'
    """
    try:
        return canonical_host(urlsplit(address).hostname or "")
    except ValueError:
        return ""


def canonical_host(host: str) -> str:
    """One form for every way of writing a host's name: letter case, full stops, internationalised in both forms."""
    plain = unicodedata.normalize("NFKC", unquote(host)).translate(dict.fromkeys(map(ord, "。．｡"), "."))
    return ".".join(map(own_letters, plain.lower().removesuffix(".").split(".")))


def own_letters(label: str) -> str:
    """A label of a host's name in its own letters (RFC 3492)."""
    if label.startswith("xn--"):
        with suppress(UnicodeError):
            return unicodedata.normalize("NFC", label.removeprefix("xn--").encode().decode("punycode"))
    return label


def ascii_host(host: str) -> str:
    """A canonical host as name servers and git hosts want it.

    >>> ascii_host("café.example")
    'xn--caf-dma.example'
    """
    labels = host.split(".")
    return ".".join(x if x.isascii() else f"xn--{x.encode('punycode').decode()}" for x in labels)


def why_unreachable(host: str) -> str:
    """The clause that says why others cannot reach a canonical host, now or later; empty when its name tells of none.

    >>> why_unreachable("0x7f.1")
    'host.number-of-nobody'
    """
    if number := ip_of(host):
        is_public = number.is_global and not number.is_multicast and not any(number in one for one in NOBODYS_NUMBERS)
        if not is_public:
            return "host.number-of-nobody"
        is_whole = ":" in host or host.count(".") == 3
        return "" if is_whole else "host.half-number"
    if not is_name(host):
        return "host.no-name"
    if ENDS_IN_NUMBER.fullmatch(host):  # which browsers take for a number (WHATWG URL, host parsing)
        return "host.no-number"
    if host.endswith(tuple(f".{name}" for name in NOBODYS)) or host in NOBODYS:
        return "host.name-of-nobody"
    if host.endswith(tuple(f".{name}" for name in OF_TUNNELS)) or host in OF_TUNNELS:
        return "host.name-for-a-while"
    return "" if "." in host else "host.half-name"


def is_of_own_network(host: str) -> bool:
    """Whether a canonical host is a machine of its user's own network, or that machine itself.

    >>> is_of_own_network("192.168.1.5"), is_of_own_network("intranet"), is_of_own_network("nas.local")
    (True, True, True)
    >>> is_of_own_network("example.org"), is_of_own_network("news.example")
    (False, False)
    """
    if number := ip_of(host):
        return not number.is_global
    return "." not in host or host.endswith(tuple(f".{name}" for name in OF_NETWORKS)) or host in OF_NETWORKS


def is_name(host: str) -> bool:
    """Whether a canonical host is a name that name servers take (RFC 1035).

    >>> is_name("café.example"), is_name("café..example")
    (True, False)
    """
    labels = ascii_host(host).split(".")
    fits = all(len(label) <= 63 for label in labels) and sum(len(label) + 1 for label in labels) <= 254
    return fits and all(LABEL.fullmatch(label) for label in host.split("."))


def ip_of(host: str) -> IpAddress | None:
    """The number that a host is, also where it is written in the old ways (0x7f.1, 2130706433) or wraps another."""
    with suppress(ValueError):
        return unwrapped(ipaddress.ip_address(host.strip("[]").partition("%")[0]))
    if re.fullmatch(r"(0x[0-9a-f]*|\d+)(\.(0x[0-9a-f]*|\d+)){0,3}", host):
        with suppress(OSError):
            return ipaddress.ip_address(socket.inet_aton(host))
    return None


def unwrapped(number: IpAddress) -> IpAddress:
    """The IPv4 number that one of IPv6 stands for, where it does (mapped, NAT64, 6to4)."""
    if isinstance(number, ipaddress.IPv4Address):
        return number
    if any(number in one for one in WITH_IPV4) or (number.packed[:12] == bytes(12) and int(number) > 1):
        return ipaddress.IPv4Address(number.packed[12:])
    return number.ipv4_mapped or number.sixtofour or number
