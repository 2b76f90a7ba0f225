from pathlib import Path
from urllib.parse import quote

import pytest

from plugins.assets.files import sha256_of
from plugins.core.findings import Where
from plugins.pictures.document_facts import DocumentFacts
from plugins.render.documents import Documents, listed_documents
from plugins.render.links import LinkTable, lost_anchors
from plugins.render.result import AnchorLink, Collector, Document
from plugins.site.addresses import Addresses
from plugins.site.routes import NOT_FOUND, Route, Routes, file_of
from tests.pdfs import pdf

HERE = Where("content/news/plan.md", 7)


@pytest.fixture
def into() -> Collector:
    return Collector()


@pytest.fixture
def table(tmp_path: Path) -> LinkTable:
    (tmp_path / "forms").mkdir()
    (tmp_path / "forms/join us.pdf").write_text("a form")
    (tmp_path / "documents/2021").mkdir(parents=True)
    (tmp_path / "documents/agenda.pdf").write_bytes(pdf())
    (tmp_path / "documents/2021/Débat.pdf").write_text("a debate")
    (tmp_path / "images").mkdir()
    (tmp_path / "images/rally.jpg").write_bytes(b"\xff\xd8\xff\xe0")
    (tmp_path / "news").mkdir()
    (tmp_path / "news/minutes.txt").write_text("minutes")
    (tmp_path / "news/plan.md").write_text("text")
    (tmp_path / "people").mkdir()
    (tmp_path / "people/ana.md").write_text("text")
    files = (NOT_FOUND, *map(file_of, ("", "news/", "get-involved/", "news/tag/pay-pensions/")))
    texts = {"news/plan.md": "news/plan/", "pages/privacy.md": "privacy/"}
    routes = [Route(file, Where("theme/templates"), "list") for file in files]
    routes += [Route(file_of(page), Where(f"content/{name}"), "text", source=name) for name, page in texts.items()]
    return LinkTable(Addresses("https://host/sub"), Routes(tuple(routes)), Documents(tmp_path))


@pytest.mark.parametrize(
    ("target", "address"),
    [
        ("/", "/sub/"),
        ("/news/", "/sub/news/"),
        ("/privacy/#officer", "/sub/privacy/#officer"),
        ("/news/?page=2#top", "/sub/news/?page=2#top"),
        ("../", "/sub/news/"),
        ("../../privacy/", "/sub/privacy/"),
        ("#here", "#here"),
        ("{filename}plan.md", "/sub/news/plan/"),
        ("{filename}/pages/privacy.md#officer", "/sub/privacy/#officer"),
        ("{index}", "/sub/"),
        ("{tag}Pay & pensions", "/sub/news/tag/pay-pensions/"),
        ("|filename|../pages/privacy.md", "/sub/privacy/"),
        ("{static}/forms/join%20us.pdf", "/sub/files/forms/join us.pdf"),
        ("{attach}../forms/join us.pdf", "/sub/files/forms/join us.pdf"),
        ("/documents/agenda.pdf", "/sub/files/documents/agenda.pdf"),
        ("/documents/agenda.pdf#page=2", "/sub/files/documents/agenda.pdf#page=2"),
        ("documents/agenda.pdf", "/sub/files/documents/agenda.pdf"),
        ("../documents/agenda.pdf", "/sub/files/documents/agenda.pdf"),
        ("../../documents/agenda.pdf", "/sub/files/documents/agenda.pdf"),
        ("/documents/2021/D%C3%A9bat.pdf", "/sub/files/documents/2021/Débat.pdf"),
        ("/files/documents/agenda.pdf", "/sub/files/documents/agenda.pdf"),
        ("/forms/join%20us.pdf", "/sub/files/forms/join us.pdf"),
        ("https://host/sub/documents/agenda.pdf", "/sub/files/documents/agenda.pdf"),
        ("plan.md", "/sub/news/plan/"),
        ("./plan.md#part-one", "/sub/news/plan/#part-one"),
        ("/news/plan.md", "/sub/news/plan/"),
        ("news/plan.md", "/sub/news/plan/"),
        ("content/news/plan.md", "/sub/news/plan/"),
        ("/content/pages/privacy.md#officer", "/sub/privacy/#officer"),
        ("../pages/privacy.md", "/sub/privacy/"),
        ("https://host/sub/news/plan.md", "/sub/news/plan/"),
        ("content/documents/agenda.pdf", "/sub/files/documents/agenda.pdf"),
        ("/content/forms/join%20us.pdf", "/sub/files/forms/join us.pdf"),
        ("#", "#"),
        ("#top", "#top"),
        ("/news/#Top", "/sub/news/#Top"),
        ("minutes.txt", "/sub/files/news/minutes.txt"),
        ("https://other.example/x", "https://other.example/x"),
        ("https://8.8.8.8:8000/x", "https://8.8.8.8:8000/x"),
        ("https://host/", "https://host/"),
        ("https://host/sub/news/?page=2#top", "/sub/news/?page=2#top"),
        ("//HOST/sub", "/sub/"),
        ("https://host/other/", "https://host/other/"),
        ("mailto:a@example.org", "mailto:a@example.org"),
        ("tel:+1-800-232-7284", "tel:+1-800-232-7284"),
        ("tel:780 555 0100", "tel:7805550100"),
        ("https://other.example/the plan.pdf", "https://other.example/the%20plan.pdf"),
        ("mailto:a@example.org?subject=The plan", "mailto:a@example.org?subject=The%20plan"),
        ("https://web.archive.org/web/https://a.example/", "https://web.archive.org/web/https://a.example/"),
        ("https://other.example/a\u200cb", "https://other.example/a\u200cb"),
        *[
            (address, address)
            for scheme in ("irc", "magnet", "matrix", "webcal", "WhatsApp", "skype", "ftp", "geo", "xmpp", "sip")
            for address in (f"{scheme}:x", f"{scheme}://other.example/")
        ],
    ],
)
def test_a_link_that_leads_somewhere_becomes_an_address(
    table: LinkTable, into: Collector, target: str, address: str
) -> None:
    assert table.resolve(target, "words", HERE, "news/plan/", into) == address
    assert not into.findings


@pytest.mark.parametrize("target", ["mailto:a@example.org,b@example.org?subject=x", "mailto:a%2Bb@example.org"])
def test_an_e_mail_may_go_to_several_people(table: LinkTable, into: Collector, target: str) -> None:
    assert table.resolve(target, "words", HERE, "news/plan/", into) == target
    assert not into.findings


def test_files_to_download_are_remembered(table: LinkTable, into: Collector) -> None:
    table.resolve("{static}/forms/join us.pdf", "the form", HERE, "news/plan/", into)

    (file,) = into.documents.items()
    assert file == (
        "files/forms/join us.pdf",
        Document(table.documents.content / "forms/join us.pdf", sha256_of(b"a form"), 6, DocumentFacts(is_unread=True)),
    )


def test_a_file_to_download_is_asked_for_by_every_page_that_links_to_it(table: LinkTable, into: Collector) -> None:
    other = Collector()
    for asking in (into, other):
        table.resolve("{static}/forms/join us.pdf", "the form", HERE, "news/plan/", asking)

    assert into.documents == other.documents
    assert list(other.documents) == ["files/forms/join us.pdf"]


@pytest.mark.parametrize(
    ("target", "message"),
    [
        (
            "/get-invovled/",
            'The link "Get involved" goes to /get-invovled/, which does not exist. Closest: /get-involved/  [C11]',
        ),
        (
            "/zzz/",
            "goes to /zzz/, which does not exist. Correct it, or delete the link.  [C11]",
        ),
        (
            "{filename}/pages/privcy.md",
            "goes to {filename}/pages/privcy.md, which does not exist. Closest: {filename}/pages/privacy.md  [C11]",
        ),
        ("{static}/forms/absent.pdf", "which does not exist. Correct it, or delete the link.  [C11]"),
        ("{static}/news/plan.md", "which does not exist."),
        ("privacy", "goes to privacy, which does not exist. Closest: /privacy/  [C11]"),
        ("privacy.md", "Closest: /privacy/  [C11]"),
        ("/pages/privacy/", "Closest: /privacy/  [C11]"),
        ("{filename}privacy.md", "Closest: {filename}/pages/privacy.md  [C11]"),
        ("/pay/", "which does not exist. Correct it, or delete the link.  [C11]"),
        (
            "https://host/sub/nowhere/",
            "goes to https://host/sub/nowhere/, which does not exist. Correct it, or delete the link.  [C11]",
        ),
        ("{tag}pay-pension", "Closest: /news/tag/pay-pensions/  [C11]"),
        ("{author}ana", "which does not exist. Correct it, or delete the link.  [C11]"),
        ("ana@example.org", "Write  mailto:ana@example.org  [C11]"),
        ("mailt:ana@example.org", "Write  mailto:ana@example.org  [C11]"),
        ("http:/example.org/x", "Write  http://example.org/x  [C11]"),
        ("https:///example.org/x", "Write  https://example.org/x  [C11]"),
        ("https:// example.org/x", "Write  https://example.org/x  [C11]"),
        ("https//example.org/x", "Write  https://example.org/x  [C11]"),
        ("mailto: ana@example.org", "Write  mailto:ana@example.org  [C11]"),
        ("https://example.org “The plan”", "Write  https://example.org  [C11]"),
        ('https://example.org/a "The plan', "Write  https://example.org/a  [C11]"),
        ("https://example.org the plan", "Write  https://example.org  [C11]"),
        ("https://example.org /x", "Write  https://example.org/x  [C11]"),
        ("https://https://example.org/x", "Write  https://example.org/x  [C11]"),
        ("http://https//example.org/x", "Write  https://example.org/x  [C11]"),
        ("https:example.org/x", "Write  https://example.org/x  [C11]"),
        ("https://example.org\u200b", "Write  https://example.org  [C11]"),
        ("\u2060https://example.org", "Write  https://example.org  [C11]"),
        ("mailto:ana@example.org “Ana”", "Write  mailto:ana@example.org  [C11]"),
        ("[Privacy](/privacy/)", "Write  /privacy/  [C11]"),
        ("/privacy/ “Privacy”", "Write  /privacy/  [C11]"),
        ("example.org/x", "Write  https://example.org/x  [C11]"),
        ("780 123 4567", "Write  tel:7801234567  [C11]"),
        ("+1 (780) 123-4567", "Write  tel:+17801234567  [C11]"),
        ("www.example.org/x", "Write  https://www.example.org/x  [C11]"),
        ("htps://example.org/x", "Write  https://example.org/x  [C11]"),
        ("htps://example.org/", "Write  https://example.org/  [C11]"),
        ("htps:/news/", "Write  https:/news/  [C11]"),
        ("maito:/", "Write  mailto:/  [C11]"),
        ("zzz://example.org/news/", "goes to zzz://example.org/news/, which does not exist. Correct it, or"),
        ("/documents/agenda.pfd", "Closest: /documents/agenda.pdf  [C11]"),
        (
            "/agenda.pdf",
            "goes to /agenda.pdf, and the file of that name lies elsewhere. Write  /documents/agenda.pdf  [C11]",
        ),
        ("agenda.pdf", "Write  /documents/agenda.pdf  [C11]"),
        ("files/Agenda.PDF", "Write  /documents/agenda.pdf  [C11]"),
        (
            "rally.jpg",
            "which is a picture: pictures are shown, and never linked to.",
        ),
        (
            "/rally.jpg",
            "which is a picture: pictures are shown, and never linked to.",
        ),
        (
            "content/images/rally.jpg",
            "which is a picture: pictures are shown, and never linked to.",
        ),
        ("../people/ana.md", "goes to ../people/ana.md, a text that has no page of its own. Link to a page that tells"),
        ("/people/ana.md", "a text that has no page of its own."),
        ("content/people/ana.md", "a text that has no page of its own."),
        ("people/ana.md#top", "a text that has no page of its own."),
        ("people/anna.md", "which does not exist."),
        ("{{ site.baseurl }}/privacy/", "Write  /privacy/  [C11]"),
        ("{{ site.baseurl }}/privcy/", "Closest: /privacy/  [C11]"),
        ('{{< ref "privacy.md" >}}', "Write  /privacy/  [C11]"),
        ("{% link news/plan.md %}", "Write  /news/plan/  [C11]"),
        ("{{ '/privacy/' | relative_url }}", "Write  /privacy/  [C11]"),
        ("${base}/privacy/", "Write  /privacy/  [C11]"),
        ("{% post_url zzz %}", "which does not exist. Correct it, or delete the link.  [C11]"),
        ("news/nothing.md", "which does not exist."),
        ("/images/Rally.JPG", "Write  ![Get involved](/images/rally.jpg)  with what one sees"),
        ("Rally.jpg", "Write  ![Get involved](/images/rally.jpg)  with what one sees"),
        ("\\images\\rally.jpg", "Write  ![Get involved](/images/rally.jpg)  with what one sees"),
        ("\\documents\\agenda.pdf", "Write  /documents/agenda.pdf  [C11]"),
        (
            "/images/rally.jpg",
            "which is a picture: pictures are shown, and never linked to.",
        ),
        (
            "../images/rally.jpg",
            "which is a picture: pictures are shown, and never linked to.",
        ),
        (
            "mailto:ana@example",
            '"ana@example" is not an e-mail address. Write for example  [Write to us](mailto:stories@example.org)',
        ),
        (
            "{attach}../../secret.txt",
            '"{attach}../../secret.txt" points outside the content folder. Copy the file into it.  [C37]',
        ),
        ("{static}/../../etc/passwd", "points outside the content folder."),
    ],
)
def test_a_link_to_nothing_is_told(table: LinkTable, into: Collector, target: str, message: str) -> None:
    table.resolve(target, "Get involved", HERE, "news/plan/", into)

    (finding,) = into.findings
    assert str(finding).startswith("error content/news/plan.md:7  ")
    assert message in str(finding)
    assert not into.documents


@pytest.mark.parametrize(
    ("target", "remedy"),
    [
        ("http://localhost:8000/privacy/", "Write  /privacy/"),
        ("http://localhost:8000/sub/privacy/", "Write  /privacy/"),
        ("http://127.0.0.1/privacy", "Write  /privacy/"),
        ("http://0.0.0.0:8000/privacy/", "Write  /privacy/"),
        *(
            (address, "Write the address that everybody can open, or delete the link.")
            for address in (
                *(
                    "https://192.168.1.5/",
                    "http://nas.lan/",
                    "http://wiki.corp/privacy/",
                    "http://staging/",
                    "http://site.test/x",
                ),
                *("https://sharepoint/sites/privacy", "vscode://file/privacy", "http://10.0.0.7/news/plan/"),
                *(
                    "//intranet/forms/agenda.pdf",
                    "http://thing.invalid/",
                    "smb://server/agenda.pdf",
                    "http://printer.local/",
                ),
            )
        ),
        ("http://[::1]:8000/privcy/", "Closest: /privacy/"),
        ("file:///C:/Temp/ana/agenda.pdf", "Write  /documents/agenda.pdf"),
        (r"C:\Temp\ana\agenda.pdf", "Write  /documents/agenda.pdf"),
        ("c:/Temp/ana/zzz.odt", "Write the address that everybody can open, or delete the link."),
        (r"\\server\share\agenda.pdf", "Write the address that everybody can open, or delete the link."),
        ("smb://server/zzz", "Write the address that everybody can open, or delete the link."),
        ("ftp://10.0.0.7/zzz", "Write the address that everybody can open, or delete the link."),
        ("http://nas.local/zzz", "Write the address that everybody can open, or delete the link."),
        ("http://0x7f.1/zzz", "Write the address that everybody can open, or delete the link."),
        ("http://wiki/zzz", "Write the address that everybody can open, or delete the link."),
        ("http://staff.corp:8080/zzz", "Write the address that everybody can open, or delete the link."),
        ("http://169.254.1.1/zzz", "Write the address that everybody can open, or delete the link."),
        ("HTTP://LOCALHOST./zzz", "Write the address that everybody can open, or delete the link."),
        ("about:blank", "Write the address that everybody can open, or delete the link."),
        ("ms-word:ofe|u|zzz", "Write the address that everybody can open, or delete the link."),
    ],
)
def test_a_link_that_works_only_on_its_writers_machine_is_told(
    table: LinkTable, into: Collector, target: str, remedy: str
) -> None:
    table.resolve(target, "words", HERE, "news/plan/", into)

    (found,) = into.findings
    problem = f'The link "words" goes to {target}, which only your own computer or network can open.'
    assert str(found) == f"error content/news/plan.md:7  {problem} {remedy}  [C11]"


def test_a_document_that_lies_outside_the_content_folder_is_told_as_one(table: LinkTable, into: Collector) -> None:
    folder = table.documents.content
    table.documents = Documents(folder / "documents")

    table.resolve("../../forms/join us.pdf", "words", HERE, "news/plan/", into)

    (found,) = into.findings
    assert "points outside the content folder. Copy the file into it.  [C37]" in str(found)


def test_documents_that_readers_can_download_and_those_that_nobody_can_find_are_listed(
    table: LinkTable, into: Collector
) -> None:
    table.resolve("/documents/agenda.pdf", "the agenda", HERE, "news/plan/", into)

    offered, unknown = listed_documents(table.documents.content, into.documents.items())
    assert str(offered).endswith("Readers can download this document (PDF, 1 kB). Nothing to do.  [C114]")
    assert str(offered).startswith("note content/documents/agenda.pdf:1  ")
    assert str(unknown) == (
        "warning content/documents/2021/Débat.pdf:1  No page links to this document, so it is not published. "
        "To offer it, write in a text:  [What it is](/documents/2021/Débat.pdf)  [C114]"
    )


def test_the_link_to_type_to_a_document_is_one_whatever_its_name(table: LinkTable, into: Collector) -> None:
    (table.documents.content / "documents/join us (2)#1.pdf").write_bytes(b"a form")

    told = next(one for one in listed_documents(table.documents.content, ()) if "join us" in one.where.path)
    address = "/documents/join%20us%20%282%29%231.pdf"

    assert told.remedy.endswith(f"[What it is]({address})")
    assert table.resolve(address, "the form", HERE, "news/plan/", into)
    assert into.findings == []


def test_a_file_that_is_a_way_out_of_the_content_folder_is_not_published(table: LinkTable, into: Collector) -> None:
    (table.documents.content / "forms/way-out.pdf").symlink_to("/etc/hostname")

    table.resolve("{static}/forms/way-out.pdf", "out", HERE, "news/plan/", into)

    assert not into.documents
    assert into.findings


@pytest.mark.parametrize("target", ["#", "#top", "#TOP", "/privacy/#top", "plan.md#top"])
def test_the_top_of_a_page_is_a_part_that_every_page_has(table: LinkTable, into: Collector, target: str) -> None:
    table.resolve(target, "words", HERE, "news/plan/", into)

    assert (into.links, into.findings) == ([], [])


@pytest.mark.parametrize("sign", ["\u202e", "\u200b", "\u2066", "\u200f", "\u00ad", "\ufeff"])
def test_a_document_whose_name_is_not_what_it_seems_is_not_published(
    table: LinkTable, into: Collector, sign: str
) -> None:
    (table.documents.content / f"documents/a{sign}fdp.pdf").write_text("an agenda")

    table.resolve(f"/documents/a{quote(sign)}fdp.pdf", "words", HERE, "news/plan/", into)

    (found,) = into.findings
    assert not into.documents
    assert "in whose name is a sign that nobody can see" in str(found)
    assert found.code == "C44"


def test_a_misspelt_anchor_is_told_with_the_one_that_was_meant(table: LinkTable, into: Collector) -> None:
    table.resolve("/privacy/#privacy-oficer", "words", HERE, "news/plan/", into)

    (finding,) = lost_anchors(into.links, {"privacy/": frozenset({"privacy-officer", "cookies"})}, {})

    assert finding.remedy == "Closest: #privacy-officer"


def test_when_several_links_agree_it_is_the_spot_that_is_misspelt(table: LinkTable, into: Collector) -> None:
    for _ in range(3):
        table.resolve("/privacy/#officer", "words", HERE, "news/plan/", into)
    written = {("privacy/", "oficer"): Where("content/pages/privacy.md", 12)}

    (finding,) = lost_anchors(into.links, {"privacy/": frozenset({"oficer", "cookies"})}, written)

    assert str(finding) == (
        'error content/pages/privacy.md:12  3 links lead to "#officer", and this part is called "oficer". '
        "Write  id: officer  or correct the links: " + ", ".join([str(HERE)] * 3) + "  [C12]"
    )


def test_a_lost_anchor_is_told_with_the_anchors_there_are(table: LinkTable, into: Collector) -> None:
    table.resolve("/privacy/#officer", "words", HERE, "news/plan/", into)
    table.resolve("#own", "words", HERE, "news/plan/", into)
    table.resolve("/news/#list", "words", HERE, "news/plan/", into)

    ids = {"privacy/": frozenset({"privacy-officer", "cookies"}), "news/plan/": frozenset({"own"})}
    (finding,) = lost_anchors(into.links, ids, {})

    assert str(finding) == (
        'error content/news/plan.md:7  /privacy/#officer: the page exists, the spot "officer" does not. '
        "It has: cookies, privacy-officer  [C12]"
    )


@pytest.mark.parametrize("start", ["", "{static}", "{filename}"])
@pytest.mark.parametrize("rest", ["//[x", "//[your-site]/", "http://[::1", "http://a\u2100b/", "x%00y.pdf"])
def test_what_is_no_address_is_told(table: LinkTable, into: Collector, start: str, rest: str) -> None:
    table.resolve(f"{start}{rest}", "words", HERE, "news/plan/", into)

    (finding,) = into.findings
    assert (finding.where, finding.code) == (HERE, "C34")


def test_a_part_that_cannot_be_shown_is_not_told_as_lost():
    link = AnchorLink(HERE, "news/plan/", "join")
    ids = {"news/plan/": ["main"]}

    assert list(lost_anchors([link], ids, {("news/plan/", "join"): HERE})) == []
    assert len(list(lost_anchors([link], ids, {}))) == 1


@pytest.mark.parametrize("target", ["", " ", "\t"])
def test_a_link_to_nothing_at_all_has_no_address(table: LinkTable, into: Collector, target: str) -> None:
    table.resolve(target, "words", HERE, "news/plan/", into)

    assert [found.code for found in into.findings] == ["C23"]


@pytest.mark.parametrize("target", ["/plan/", "/plan", "../plan", "/plan#dates", "https://host/sub/plan"])
@pytest.mark.parametrize(("what", "variant"), [("expired", "expired"), ("later", "not-public"), ("mistaken", "")])
def test_a_page_that_nobody_sees_is_known_without_its_last_slash(
    target: str, what: str, variant: str, tmp_path: Path, into: Collector
) -> None:
    names = frozenset(["plan/"])
    mistaken, expired = (names if what == one else frozenset[str]() for one in ("mistaken", "expired"))
    routes = Routes((), names, mistaken, expired)

    LinkTable(Addresses("https://host/sub"), routes, Documents(tmp_path)).resolve(target, "plan", HERE, "news/", into)

    assert [one.variant for one in into.findings] == [variant][: len(variant)]
