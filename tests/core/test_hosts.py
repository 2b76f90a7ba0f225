import pytest

from plugins.core.hosts import ascii_host, canonical_host, host_of, why_unreachable


@pytest.mark.parametrize(
    "address",
    [
        "http://localhost:8000",
        "https://LOCALHOST./sub",
        "https://site.localhost",
        "https://printer.local",
        "https://site.test",
        "https://site.invalid",
        "https://site.example",
        "https://example.com",
        "https://www.example.net",
        "https://campaign.example.org",
        "https://campaign.EXAMPLE.org.",
        "https://union.internal",
        "https://box.home.arpa",
        "https://intranet",
        "https://127.0.0.1",
        "https://127.1",
        "https://2130706433",
        "https://0x7f000001",
        "https://0x7f.0.0.1",
        "https://0177.0.0.1",
        "https://１２７.0.0.1",
        "https://127。0。0。1",
        "https://10.1.2.3",
        "https://172.31.0.1:8443",
        "https://192.168.1.20",
        "https://192.168.257",
        "https://169.254.1.1",
        "https://100.64.0.1",
        "https://0.0.0.0",
        "https://255.255.255.255",
        "https://224.0.0.1",
        "https://192.0.2.1",
        "https://[::1]",
        "https://[::]",
        "https://[fd00::1]:8443",
        "https://[fe80::1%25eth0]",
        "https://[::ffff:127.0.0.1]",
        "https://[::ffff:c0a8:101]",
        "https://[::127.0.0.1]",
        "https://[64:ff9b::10.0.0.1]",
        "https://[2002:7f00:1::]",
        "https://[2001:db8::1]",
        "https://%6cocalhost",
        "https://256.256.256.256",
        "https://999.1.1.1",
        "https://1.2.3",
        "https://8.8",
        "https://134744072",
        "https://0x08080808",
        "https://1.2.3.4.5",
        "https://union.256",
        "https://union.0x7f",
        "https://09.1.1.1",
        "https://x.onion",
        "https://x.b32.i2p",
        "https://box.fritz.box",
        "https://union.intern",
        "https://union.intra",
        "https://union.lokal",
        "https://union.loc.",
        "https://router.speedport.ip",
        "https://pc.mshome.net",
        "https://fritz.box",
        "https://nas.localnet",
        "https://my.router",
        "https://pc.workgroup",
        "https://1.0.0.10.in-addr.arpa",
        "https://10.0.0.1.nip.io",
        "https://app.10-0-0-1.sslip.io",
        "https://127.0.0.1.xip.io",
        "https://union..ca",
        "https://..",
        "https://-.ca",
        "https://.union.ca",
        "https://union.ca..",
        "https://-union.ca",
        "https://union-.ca",
        "https://un,ion.ca",
        "https://un ion.ca",
        f"https://{'a' * 64}.ca",
        f"https://{'é' * 60}.ca",
        f"https://{'a.' * 130}ca",
        "https://[::ffff:0:10.0.0.1]",
        "https://[::ffff:0:a00:1]",
        "https://[fec0::1]",
        "https://[3fff::1]",
    ],
)
def test_an_address_that_nobody_else_can_reach_is_known(address: str) -> None:
    assert why_unreachable(host_of(address))


@pytest.mark.parametrize(
    "address",
    [
        "https://union.ca",
        "https://campaign.union.ca:8443/sub",
        "https://me.github.io/site",
        "https://localhost.union.ca",
        "https://notexample.org",
        "https://example.org.union.ca",
        "https://10.union.ca",
        "https://café.ca",
        "https://xn--caf-dma.ca",
        "https://8.8.8.8",
        "https://8.8.8.8.union.ca",
        "https://1.union.ca",
        "https://onion.ca",
        "https://router.union.ca",
        "https://fritzbox.ca",
        "https://union.box",
        "https://172.32.0.1",
        "https://100.128.0.1",
        "https://[2606:4700::1111]",
        "https://union_of-all.ca",
        "https://xn--h28h.ws",
        "https://\u0939\u093f\u0928\u094d\u0926\u0940.ca",
        f"https://{'a' * 63}.ca",
        "https://[::ffff:0:8.8.8.8]",
    ],
)
def test_an_address_that_others_can_reach_is_let_through(address: str) -> None:
    assert why_unreachable(host_of(address)) == ""


@pytest.mark.parametrize(
    "host", ["café.ca", "CAFÉ.ca", "cafe\u0301.ca", "xn--caf-dma.ca", "XN--CAF-DMA.CA.", "café。ca"]
)
def test_every_way_of_writing_a_host_is_one(host: str) -> None:
    assert canonical_host(host) == "café.ca"
    assert ascii_host(canonical_host(host)) == "xn--caf-dma.ca"


def test_what_is_no_address_has_no_host() -> None:
    assert host_of("https://[::1") == host_of("campaign") == ""
    assert canonical_host("xn--\u00e9.ca") == "xn--\u00e9.ca"


@pytest.mark.parametrize(
    "host",
    [
        *("x.ts.net", "a-b.tail1234.ts.net", "x.trycloudflare.com", "x.ngrok.io", "x.eu.ngrok.io", "x.ngrok-free.app"),
        *("x.ngrok-free.dev", "x.loca.lt", "x.lhr.life", "x.serveo.net", "x.free.pinggy.link", "x.devtunnels.ms"),
        *("x-8000.app.github.dev", "8000-x.gitpod.io", "x.share.zrok.io", "bore.pub", "X.NGROK.IO."),
    ],
)
def test_a_tunnel_to_a_machine_of_ones_own_is_there_for_a_while(host: str) -> None:
    assert why_unreachable(canonical_host(host)) == "host.name-for-a-while"


@pytest.mark.parametrize(
    "host", ["tsunet.org", "xts.net", "union.github.io", "ngrok.io.union.org", "x.pages.dev", "github.dev"]
)
def test_a_host_that_keeps_its_name_is_none(host: str) -> None:
    assert why_unreachable(canonical_host(host)) == ""
