"""Links as staff write them become finished addresses, or findings: a page, an anchor on it, a file, another site."""

import re
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from posixpath import join, normpath
from urllib.parse import unquote, urlsplit

from unidecode import unidecode

from plugins.core.fields import EMAIL, Field, wrong_value
from plugins.core.findings import Finding, Where, finding
from plugins.core.hosts import host_of, is_of_own_network
from plugins.core.reachable import is_there
from plugins.core.redaction import shown_address
from plugins.core.slugs import composed, slug
from plugins.core.suggestions import closest
from plugins.markup.raw_html import is_active_address
from plugins.render.content_images import names_picture
from plugins.render.corrections import WITH_SCHEME, correction, nearest, slipped
from plugins.render.documents import Documents
from plugins.render.result import AnchorLink, Collector
from plugins.site.addresses import Addresses, is_address
from plugins.site.routes import CAMPAIGN_NEWS, PAGE, TAG, Route, Routes, before_names

INDICATOR = re.compile(r"[{|](?P<what>filename|static|attach|index|tag|category|author)[|}](?P<path>.*)", re.DOTALL)
# Where Pelican's other words lead to.
LISTS = {"index": PAGE, "tag": TAG, "category": CAMPAIGN_NEWS, "author": PAGE}
ELSEWHERE = re.compile(r"(?i)(https?:|mailto:|tel:|sms:|//)")
UNSEEN = "\u200b\u200c\u200d\u2060\ufeff\u200e\u200f "  # before an address, as copied from a page or a chat
NO_ADDRESS = re.compile(r"(?i)(mailto:[^@]*|(tel|sms):\D*|https?:/*|//)")
# Addresses of other programs: they are taken as they are.
PROGRAM = re.compile(
    r"(?i)(bitcoin|callto|facetime|ftps?|geo|git|gopher|ircs?|magnet|maps|matrix|msteams|news|nntp|sftp|sgnl|signal"
    r"|sips?|skype|slack|smsto|ssh|tg|viber|web\+\w+|webcals?|weixin|whatsapp|xmpp|zoommtg|zoomus):"
)
# Of the files and programs of one machine; and a place on a disk as Windows writes it.
OF_A_MACHINE = re.compile(
    r"(?i)(file|smb|cifs|afp|nfs|about|blob|chrome|chrome-extension|moz-extension|edge|resource|view-source|vscode"
    r"|obsidian|onenote|ms-\w+):|[a-z]:[\\/]|\\\\"
)
# Where one works with an account of one's own; of Google's documents those that were published are for everybody.
OF_ACCOUNTS = r"(?:drive|mail|keep)\.google\.com|(?:[\w-]+\.)?sharepoint\.com|onedrive\.live\.com|1drv\.ms"
OF_ACCOUNTS += r"|outlook\.(?:office|live|office365)\.com|web\.whatsapp\.com|app\.slack\.com"
IN_GOOGLES_EDITOR = r"(?:\w+/)*?(?:document|spreadsheets|presentation|drawings)/(?!.*/(?:pub|pubhtml|export|embed))"
WITH_ACCOUNT = re.compile(
    rf"(?i:https?://(?:(?:{OF_ACCOUNTS})(?:[/?#:]|$)|docs\.google\.com/{IN_GOOGLES_EDITOR}))"
    r"|(?i:https?)://[^/?#]+/(?:[^?#]*/)?(?:edit|wp-admin|u/[0-9])(?:[/?#]|$)"
)
# A file on somebody's own disk; and the site as it is seen before it is public.
ON_A_DISK = re.compile(r"(?i)file:|[a-z]:[\\/]")
PREVIEWS = ("localhost", "127.", "0.0.0.0", "::1", "[::1]")
# A piece of a template, with which other programs begin the addresses of a site's own pages, and a path in it.
OF_A_PROGRAM = re.compile(r"\s*(?:\{\{.*?\}\}|\{%.*?%\}|\$\{.*?\}|<%.*?%>)")
PATH_INSIDE = re.compile(r"[\"' ]([\w./-]*\w[\w./#-]*\.md|/?[\w-]+/[\w./#-]*)")
OF_CONTENT = re.compile(r"/?content/")
WITH_HOST = re.compile(r"(?i)((https?|ftps?|sftp|ssh|webcals?|rtsp|wss?):)?//")
PERHAPS_A_LOGIN = re.compile(r"(?i)\s*(?:(?:https?|s?ftps?|ssh|wss?)\b|\w*[:;.,]*[/\\]{2,})[^@]*@")
# Without one of these what stands behind the words may be no address at all: [sic](as written).
ADDRESS_SIGN = re.compile(r"[/.#?:@{|]")
# So many lost links are compared with what is there, and so many anchors of a page are named: nobody reads more.
MAX_SUGGESTIONS = 200
MAX_ANCHORS = 20


@dataclass(slots=True)
class LinkTable:
    """What links may lead to.

    addresses: how addresses are made
    routes: every address that the site will have
    documents: what may be downloaded
    What was looked for is remembered: it takes a while, and gives the same each time.
    """

    addresses: Addresses
    routes: Routes
    documents: Documents
    _corrections: dict[tuple[str, str], dict[str, str]] = field(default_factory=dict)

    def resolve_written(self, target: str, words: str, where: Where, own_address: str, into: Collector) -> str:
        """The same for a link in Markdown: where it perhaps is none, the form is told that shows its brackets."""
        known, address = len(into.findings), self.resolve(target, words, where, own_address, into)
        for number, one in enumerate(into.findings[known:], known):
            is_open = one.variant == "nothing-there" and not {"address", "near"} & {name for name, _ in one.values}
            if is_open and (reads_as_words(target) or not ADDRESS_SIGN.search(target)):
                values = {**dict(one.values), "plain": f"\\[{words}]({target})"}
                into.findings[number] = finding("C11.nothing-there", one.where, **values)
        return address

    def resolve(self, target: str, words: str, where: Where, own_address: str, into: Collector) -> str:
        """The finished address of a link in the page at `own_address`; what leads nowhere is reported and left.

        into: gets what the page asks for with it
        returns: "" for a page that has expired, to which no link may lead any more
        """
        if is_active_address(target):  # reading has told it
            return "#"
        if program := OF_A_PROGRAM.match(target):
            self._report_program(program, target, words, where, into)
            return target
        if not target.strip():
            into.findings.append(finding("C23.link-without-address", where, words=words))
            return target
        match = INDICATOR.fullmatch(target)
        if not is_address(target) or (match and not is_address(match["path"])):
            into.findings.append(no_address(target, words, where))
            return target
        own = self.addresses.on_this_site(target)
        if own is None and (address := self._elsewhere(target, words, where, into)):
            return address
        if match:
            return self._source(match["what"], match["path"], target, words, where, into)
        if own is None and WITH_SCHEME.fullmatch(target):
            if not PROGRAM.match(target):
                self._report(target, target, words, where, (), own_address, into)
            return target
        return self._path(target, target if own is None else own, words, where, own_address, into)

    def _path(self, target: str, own: str, words: str, where: Where, own_address: str, into: Collector) -> str:
        """A path on this site: a page, a part of one, or a document. own: the target below the site's root"""
        parts = urlsplit(own)
        if own.startswith("#"):
            if not is_top(parts.fragment):
                into.links.append(AnchorLink(where, own_address, parts.fragment))
            return target
        path = unquote(parts.path)
        below_root = (
            path.lstrip("/") if path.startswith("/") else normpath(join(own_address, path)) + "/" * path.endswith("/")
        )
        if below_root not in self.routes.by_address:
            if route := self.routes.by_later_address.get(below_root) or self._of_text(path, folder_of(where)):
                return self._at(route, parts.fragment, target, words, where, into)
            path = path.lstrip("/").removeprefix("content") if OF_CONTENT.match(path) else path
            if source := self.documents.named(path, folder_of(where), own_address):
                name = self.documents.offer(source, target, words, where, into)
                return self.addresses.address(name) + parts._replace(path="").geturl() if name else target
            unpublished = (one for one in texts_named(path, folder_of(where)) if one in self.routes.unpublished)
            below_root = next(unpublished, self._with_slash(below_root))
            if names_picture(path) and (picture := self.documents.picture_called(path)):
                self.documents.offer(picture, target, words, where, into)  # which says how one is shown
                return target
            if self._lies_elsewhere(path, target, words, where, into):
                return target
            if below_root not in self.routes.unpublished and self._has_no_page(path, folder_of(where)):
                into.findings.append(finding("C11.has-no-page", where, words=words, target=target))
                return target
            known = (*self.routes.by_address, *self.documents.names)
            self._report(target, below_root, words, where, known, own_address, into)
            return self._instead(target, below_root)
        if parts.fragment and not is_top(parts.fragment):
            into.links.append(AnchorLink(where, below_root, parts.fragment))
        return self.addresses.address(below_root) + parts._replace(path="").geturl()

    def _with_slash(self, below_root: str) -> str:
        """The address of a page that readers do not see, where only its last slash is missing; else what it was."""
        page = f"{below_root}/"
        return page if page in self.routes.unpublished or page in self.routes.expired else below_root

    def _lies_elsewhere(self, path: str, target: str, words: str, where: Where, into: Collector) -> bool:
        """Whether another folder has the document that a link names, and no third one: that is told (C11)."""
        name = self.documents.only_one_called(path)
        if name:
            into.findings.append(finding("C11.lies-elsewhere", where, words=words, target=target, address=f"/{name}"))
        return name is not None

    def _of_text(self, path: str, folder: str) -> Route | None:
        """The page of a text that a link names by its file, as other programs have it; None for any other path."""
        return next((route for one in texts_named(path, folder) if (route := self.routes.by_source.get(one))), None)

    def _has_no_page(self, path: str, folder: str) -> bool:
        """Whether a link names a text that is there and is no page, such as a person's or an announcement."""
        return any(is_there(self.documents.content / one) for one in texts_named(path, folder))

    def _at(self, route: Route, fragment: str, target: str, words: str, where: Where, into: Collector) -> str:
        """The address of a text's page, or of a part of it; that it is not public in time is told (C11)."""
        if not route.is_public_before(where.path, self.routes.by_path.get(where.path)):
            into.findings.append(finding("C11.not-public", where, words=words, target=target))
        if fragment and not is_top(fragment):
            into.links.append(AnchorLink(where, route.address, fragment))
        return self.addresses.address(route.address) + (f"#{fragment}" if fragment else "")

    def _elsewhere(self, target: str, words: str, where: Where, into: Collector) -> str:
        """The address of another site, person or program, without spaces; nothing for what is none."""
        if ELSEWHERE.match(target.strip(UNSEEN)) and slipped(target):
            self._report(target, target, words, where, (), "", into)
            return target
        if is_local(target, host_of(self.addresses.siteurl)):
            self._report_local(target, words, where, into)
            return target
        if not ELSEWHERE.match(target):
            return ""
        self._check_elsewhere(target, words, where, into)
        return ("" if target[:4].lower() == "tel:" else "%20").join(target.split())

    def _check_elsewhere(self, target: str, words: str, where: Where, into: Collector) -> None:
        """Reports a link without an address (C23), one that asks for a login (C11), what is no e-mail address (C34)."""
        if NO_ADDRESS.fullmatch(target):
            into.findings.append(finding("C23.link-without-address", where, words=words))
        elif WITH_ACCOUNT.match(target.strip()):
            into.findings.append(finding("C11.with-account", where, words=words, target=without_login(target)))
        elif target[:7].lower() == "mailto:":
            for address in unquote(target[7:].partition("?")[0]).split(","):
                if wrong := wrong_value(Field("mailto", EMAIL), address.strip() or "?"):
                    into.findings.append(wrong.at(where).within("in-a-link"))

    def _source(self, what: str, path: str, target: str, words: str, where: Where, into: Collector) -> str:
        """Pelican's {filename}, {static} and {attach}: a source file's page, or a file of content to download."""
        if what in LISTS:
            return self._list(what, path, target, words, where, into)
        parts = urlsplit(path)
        folder = "" if parts.path.startswith("/") else folder_of(where)
        source = composed(normpath(join(folder, unquote(parts.path).lstrip("/"))))
        if what == "filename" and (route := self.routes.by_source.get(source)):
            return self._at(route, parts.fragment, target, words, where, into)
        if not source.startswith("..") and not self.documents.has(source):
            if self._lies_elsewhere(path, target, words, where, into):
                return target
            own = where.path.removeprefix("content/")
            self._report(target, source, words, where, self.routes.by_source, own, into)
            return self._instead(target, source)
        name = self.documents.offer(source, target, words, where, into)
        return self.addresses.address(name) if name else target

    def _instead(self, target: str, wanted: str) -> str:
        """What a link gets that leads nowhere, which was reported. wanted: the page or the file that it names"""
        if wanted in self.routes.expired:
            return ""
        return self.addresses.address("") if wanted in self.routes.mistaken else target

    def _list(self, what: str, name: str, target: str, words: str, where: Where, into: Collector) -> str:
        """Pelican's {index}, {tag} and {category}; authors have no pages here."""
        beginning = before_names(LISTS[what])
        wanted = LISTS[what].format(slug=slug(unquote(name), unidecode)) if name else beginning
        if what != "author" and wanted in self.routes.by_address:
            return self.addresses.address(wanted)
        beside = [page for page in self.routes.by_address if page.startswith(beginning)] if beginning else []
        near = closest(wanted, beside)
        found = {"near": f"/{near}"} if near else {}
        into.findings.append(finding("C11.nothing-there", where, words=words, target=target, **found))
        return target

    def _report_local(self, target: str, words: str, where: Where, into: Collector) -> None:
        """Reports a link that only this machine or its network can open (C11), with the address of what it means."""
        path = unquote(urlsplit(target).path.replace("\\", "/")).removeprefix(self.addresses.root).lstrip("/")
        if not is_preview(target):  # what lies at another machine's address is no page of this site
            name = self.documents.only_one_called(path) if ON_A_DISK.match(target) else None
            found = {"address": f"/{name}"} if name else {}
        elif path in self.routes.by_address or f"{path}/" in self.routes.by_address:
            found = {"address": f"/{path}" if path in self.routes.by_address else f"/{path}/"}
        else:
            near = nearest(path, (*self.documents.names, *self.routes.by_address)) if path else None
            found = {"near": f"/{near}"} if near else {}
        into.findings.append(finding("C11.only-here", where, words=words, target=target, **found))

    def _report_program(self, program: re.Match[str], target: str, words: str, where: Where, into: Collector) -> None:
        """Reports an address with a piece of another program in it (C11), with that of what it means."""
        outside = f"{target[: program.start()]}{target[program.end() :]}".strip()
        path = outside or next(iter(PATH_INSIDE.findall(program[0])), "")
        wanted = path.partition("#")[0].removesuffix(".md").strip("/ ")
        found = {"address": f"/{wanted}/"} if f"{wanted}/" in self.routes.by_address else {}
        if not found and wanted and (near := nearest(wanted, self.routes.by_address)):
            found = {"near": f"/{near}"}
        into.findings.append(finding("C11.nothing-there", where, words=words, target=target, **found))

    def _report(
        self, target: str, wanted: str, words: str, where: Where, known: Iterable[str], own: str, into: Collector
    ) -> None:
        """Reports a link to a page or file that does not exist, or is not public yet (C11)."""
        if wanted in self.routes.mistaken:  # which is told of that text
            return
        if wanted in self.routes.expired:
            into.findings.append(finding("C11.expired", where, words=words, target=target))
            return
        if wanted in self.routes.unpublished:
            into.findings.append(finding("C11.not-public", where, words=words, target=target))
            return
        if (target, wanted) not in self._corrections:  # looked for once, since it takes a while among thousands
            is_too_much = len(self._corrections) >= MAX_SUGGESTIONS
            others = [] if is_too_much else [name for name in known if name != own]
            self._corrections[target, wanted] = correction(target, wanted, [] if reads_as_words(target) else others)
        # A login in it would be shown to whoever reads what a build says, and is not to be typed again (C35).
        found = {name: without_login(value) for name, value in self._corrections[target, wanted].items()}
        into.findings.append(finding("C11.nothing-there", where, words=words, target=without_login(target), **found))


def lost_anchors(
    links: Iterable[AnchorLink], ids_of: Mapping[str, Collection[str]], written: Mapping[tuple[str, str], Where]
) -> Iterator[Finding]:
    """Links to a part of a page that the page does not have (C12).

    When several agree, it is the part's own name that is misspelt.

    ids_of: by page; one whose ids are not told is not looked at
    written: where a block's id was written, by page and id
    """
    lost: dict[tuple[str, str], list[tuple[Where, str]]] = {}
    for where, page, anchor, around in links:
        if page in ids_of and composed(unquote(anchor)) not in ids_of[page]:
            lost.setdefault((page, anchor), []).append((where, around))
    for (page, anchor), places in lost.items():
        if (page, anchor) in written:  # the block is there, and what keeps it from being shown is told
            continue
        near = closest(unquote(anchor), ids_of[page])
        if near and len(places) > 1 and (called := written.get((page, near))):
            from_there = ", ".join(sorted(str(where) for where, _ in places))
            yield finding("C12.misspelt-id", called, count=len(places), anchor=anchor, near=near, links=from_there)
            continue
        anchors = sorted(set(ids_of[page]))
        has = ", ".join(anchors[:MAX_ANCHORS]) + " ..." * (len(anchors) > MAX_ANCHORS)
        known = {"near": near} if near else {"anchors": has}
        for where, around in places:
            told = finding("C12.no-such-part", where, page=f"/{page}", anchor=anchor, **known)
            yield told.within(around) if around else told


def without_login(target: str) -> str:
    """What a link leads to without a login before the host, however its beginning is mistyped.

    >>> without_login("https:/me:secret@host.ca/form"), without_login("mailt:ana@host.ca"), without_login("/@me/")
    ('https:/host.ca/form', 'mailt:ana@host.ca', '/@me/')
    """
    return shown_address(target) if PERHAPS_A_LOGIN.match(target) else target


def reads_as_words(target: str) -> bool:
    """Whether what stands where an address belongs names no page: several words, or numbers alone.

    >>> reads_as_words("Photo: Ann"), reads_as_words("2020"), reads_as_words("privacy"), reads_as_words("my plan.pdf")
    (True, True, False, False)
    """
    if " " in target.strip():
        return not re.search(r"[/@#]|\.\w{2,5}$", target)
    return not ADDRESS_SIGN.search(target) and not re.search(r"[^\W\d_]", target)


def is_top(fragment: str) -> bool:
    """Whether every page has such a part: browsers go to its beginning (HTML, 7.4.6.4)."""
    return fragment.casefold() in ("", "top")


def texts_named(path: str, folder: str) -> list[str]:
    """The files below content/ that a link may name by one's own name; none for what is no text's.

    >>> texts_named("../pages/about.md", "news"), texts_named("plan.md", "news"), texts_named("/plan/", "news")
    (['pages/about.md'], ['news/plan.md', 'plan.md'], [])
    """
    if not path.lower().endswith(".md"):
        return []
    bare = path.lstrip("/")
    written = [bare] if path.startswith("/") else [join(folder, path), bare.removeprefix("./")]
    written += [bare.removeprefix("content/")] if OF_CONTENT.match(path) else []
    plain = (composed(normpath(one)) for one in written)
    return list(dict.fromkeys(one for one in plain if not one.startswith("..")))


def folder_of(where: Where) -> str:
    """The folder of a text, below content/."""
    return where.path.removeprefix("content/").rpartition("/")[0]


def is_local(target: str, own_host: str = "") -> bool:
    """Whether only the machine of whoever wrote an address, or its network, can open it.

    own_host: the site's, of which more is told elsewhere

    >>> is_local("http://localhost:8000/news/"), is_local("file:///C:/plan.pdf"), is_local("//intranet/forms")
    (True, True, True)
    >>> is_local("https://example.org/"), is_local("news/plan/"), is_local("tel:123")
    (False, False, False)
    """
    if OF_A_MACHINE.match(target):
        return True
    host = host_of(target) if WITH_HOST.match(target) else ""
    return host not in ("", own_host) and is_of_own_network(host)


def is_preview(target: str) -> bool:
    """Whether an address is that of the preview on somebody's own machine.

    >>> is_preview("http://localhost:8000/news/"), is_preview("http://192.168.1.5/"), is_preview("vscode://file/x")
    (True, False, False)
    """
    return bool(WITH_HOST.match(target)) and host_of(target).startswith(PREVIEWS)


def no_address(target: str, words: str, where: Where) -> Finding:
    """A link to what no browser could go to (C34), such as an example with brackets that nobody filled in."""
    if "[" in target or "]" in target:
        return finding("C34.address-in-brackets", where, words=words, target=target)
    return finding("C34.not-an-address", where, words=words, target=target)
