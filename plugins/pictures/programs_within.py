"""Whether a document is a program, holds one, or starts one when it is opened. Bytes alone.

What lies in a document is walked through as for members' pictures (`files_in`): archives in archives, what is attached.
"""

import io
import re
import tarfile
import zipfile
from collections.abc import Callable, Iterator
from contextlib import suppress
from pathlib import PurePosixPath
from typing import TYPE_CHECKING, Any

from plugins.core.signatures import PDF, ZIP, ZIP_END
from plugins.pictures.copies import MAX_DEPTH, MAX_ENTRIES, OLE, files_in
from plugins.pictures.pdf_objects import dictionary, opened
from plugins.pictures.pdf_streams import PDF_LOCK, pdf_name
from plugins.pictures.unpacking import ZIP_ENTRY, ZIP_HEADER, OpaqueError

if TYPE_CHECKING:
    from pypdf import PdfReader

MAX_SCRIPT_LETTERS = 2_000
HEAD_BYTES = 65_536
ENDINGS = (
    *("action", "apk", "app", "appimage", "application", "appref-ms", "appx", "bash", "bat", "chm", "class", "cmd"),
    *("com", "command", "cpl", "crx", "csh", "deb", "desktop", "dex", "dll", "dmg", "docm", "dotm", "dylib", "exe"),
    *("gadget", "hta", "img", "inf", "ipa", "iso", "jar", "jnlp", "js", "jse", "ksh", "library-ms", "lnk", "mjs"),
    *("msc", "msi", "msix", "msp", "mst", "php", "pif", "pkg", "pl", "potm", "ppam", "ppsm", "pptm", "ps1", "ps1xml"),
    *("psm1", "py", "pyw", "pyz", "rb", "reg", "rpm", "run", "scf", "scr", "sct", "search-ms", "settingcontent-ms"),
    *("sh", "sldm", "slk", "so", "sys", "vb", "vbe", "vbs", "vhd", "vhdx", "wasm", "workflow", "ws", "wsc", "wsf"),
    *("wsh", "xla", "xlam", "xll", "xlsm", "xltm", "xpi", "zsh"),
)
# By its own name or packed once more, a program for macOS, which is a folder, or the macros of Office. Windows leaves
# out dots and spaces at the end of a name.
NAMES = re.compile(
    rf"(?i).*\.(?:{'|'.join(ENDINGS)})(?:\.(?:bz2|gz|lzma|xz))?[. ]*|.*\.app/.*"
    r"|.*vbaProject\.bin|(?:.*/)?macrosheets/.+",
    re.DOTALL,
)
# Macros of OpenDocument, of which a list of none tells nothing; other archives may call a folder so.
OF_OPEN_DOCUMENT = {"META-INF/manifest.xml", "content.xml", "mimetype"}
MACROS_OF_OPEN_DOCUMENT = re.compile(r"(?:.*/)?(?:Basic/[^/]+/(?!(?:script|dialog)-l[bc]\.xml$)[^/]+|Scripts/.*[^/])")
# How programs begin that were built: for Windows, Linux, macOS, Java, Android and browsers; and shortcuts of Windows.
WINDOWS = re.compile(rb"MZ.{58}(.{4})", re.DOTALL)
BUILT = re.compile(
    rb"\x7fELF[\x01\x02][\x01\x02]\x01|\xca\xfe\xba\xbe|\xfe\xed\xfa[\xce\xcf]|[\xce\xcf]\xfa\xed\xfe|dex\n0\d\d\0"
    rb"|\0asm\x01\0\0\0|L\0\0\0\x01\x14\x02\0"
)
# The same of a file that has a name, cut short or not; and of scripts.
NAMED = re.compile(rb"MZ[^\0]{0,60}\0|\x7fELF|#![ \t]*/|\s*\[Desktop Entry\]\s|\s*@(?i:echo off)\b")
# Of a file that nobody opens but to read it, these letters may be words, and a page may be an example of one.
TEXTS = ("", ".csv", ".ics", ".md", ".txt", ".vtt")
PAGE = re.compile(
    rb"(?is)(?:\xef\xbb\xbf|\xff\xfe|\xfe\xff)?\s*(?:<\?xml[^>]*>\s*|<!--.*?-->\s*|<!doctype\s+(?:html|svg)[^>]*>\s*)*"
    rb"<(?:html|head|body|script|svg)\b"
)
SCRIPT = re.compile(rb"(?i)<script\b(?![^>]*\btype\s*=\s*[\"']?application/(?:\w+\+)?json)")
# In a document of Office: its macros by another name, or in the one file that is the whole of it; and links (DDE) that
# start a program. In a table of words, the same.
STARTERS = (b"cmd", b"cscript", b"mshta", b"powershell", b"wscript")
STARTED = rb"(?:\b(?:" + b"|".join(STARTERS) + rb")|\.exe)\b"
OF_OFFICE = re.compile(
    rb"ContentType=[\"']application/vnd\.ms-office\.vbaProject[\"']|<ooo:source-code\b|\bw?:?instr=[\"']\s*(?i:DDE)"
    rb"|(?i:<(?:\w{1,20}:)?(?:ddeLink|dde-\w{1,40})\b[^<>]{0,2000}" + STARTED + rb")"
    rb"|(?i:<(?:\w{1,20}:)?f\b[^<>]{0,2000}>[^<>]{0,2000}" + STARTED + rb"\|)"
    rb"|(?i:\bDDE\((?:&quot;|[\"'])[^<>()]{0,2000}" + STARTED + rb")"
)
OF_THESE = (b"vbaproject", b":source-code", b"dde", b"instrtext")
BEFORE_A_LINE = (*STARTERS, b".exe")  # the sign that stands between a program and what it is asked for, which is: |
# How the words of a field of Word begin, which may stand in several pieces.
PIECES = re.compile(rb"<\w{1,20}:(?:fldChar\b[^<>]{0,2000}[\"'](begin)[\"']|instrText\b[^<>]{0,2000}>([^<]*))")
LINKED = re.compile(rb"(?im)^\s*DDE(?:AUTO)?\b")
OF_TABLE = re.compile(rb"(?:^|[,;\t\n])[ \t\r]*\"?[=+@-][^,;\t\n]{0,200}?\w\|\s*'[^'\n]*'\s*!")
# In one of before 2007 and in a package: macros, what was put in, and an installer of Windows by its class.
MACROS_OF_OLE = "_VBA_PROJECT".encode("utf-16-le")
PACKAGE = "Ole10Native".encode("utf-16-le")
NAME_IN_PACKAGE = re.compile(rf"(?i)[^\0/\\]{{1,100}}\.(?:{'|'.join(ENDINGS)})\0".encode())
INSTALLER = b"\x84\x10\x0c\0\0\0\0\0\xc0\0\0\0\0\0\0\x46"
# What a PDF needs to run anything or to have anything attached; letters of a name may stand there in digits.
MAY_RUN = re.compile(b"|".join(map(pdf_name, (b"EF", b"JS", b"JavaScript", b"Launch", b"OnInstantiate", b"XFA"))))
RUNS = re.compile(rb"/S\s*/(?:Launch|JavaScript)\b|/JS\s*[(<\d]")
# In a form of XML (XFA), which lies in pieces: a script, whatever its language, that says anything.
OF_FORM = re.compile(rb"<(?:[\w.-]{1,20}:)?script\b[^<>]{0,2000}(?<!/)>\s*(?:<!\[CDATA\[\s*)?(?!\]\]>)[^<\s]")
# Acrobat's own functions for fields of forms, with nothing but values: they write numbers and dates as they should be.
VALUE = r"""(?:[\s,\d.+\-\[\])]|true|false|"(?:[^"\\]|\\.)*"|'(?:[^'\\]|\\.)*'|new Array\s*\()"""
OF_FIELDS = re.compile(rf"(?:\s*AF(?:Date|Number|Percent|Range|Simple|Special|Time)\w*\s*\({VALUE}*\)\s*;?)*\s*")


def is_program(data: bytes, ending: str = "", depth: int = 0, *, hear: Callable[[bytes], object] | None = None) -> bool:
    """Whether a file is a program whatever its name, holds one, or starts one when it is opened. Never raises.

    What nobody can look into tells nothing.
    ending: of its name, in small letters; depth: how many PDFs have it attached, one within the other
    hear: is given the file and each that lies in it, as far as one can look into it, unless a program is among them:
        to take them out is most of the work, and what else is looked for in them need not do it again
    """
    if _is_one(data, ending):
        return True
    pdfs, may_run, runs = list[bytes](), False, False
    with suppress(OpaqueError):
        for inner in files_in(data, as_programs_do=True):
            if hear:
                hear(inner)
            if _was_built(inner) or _holds_one(inner) or _starts_one(inner):
                return True
            pdfs += [inner] if PDF in inner[:1024] else []
            may_run = may_run or bool(pdfs and MAY_RUN.search(inner))
            runs = runs or bool(pdfs and RUNS.search(inner))
    return any(_pdf_runs(one, runs, depth) for one in pdfs if may_run or PDF_LOCK.search(one))


def _is_one(data: bytes, ending: str) -> bool:
    """Whether a file that has a name is a program: built, or written as a script or as a page that runs one."""
    if _was_built(data) or NAMED.match(data):
        return True
    if ending in TEXTS:
        return ending == ".csv" and OF_TABLE.search(data.replace(b"\0", b"")) is not None  # of UTF-16, too
    letters = data.replace(b"\0", b"") if b"\0" in data[:8] else data  # of UTF-16 and UTF-32
    return data.startswith(b"MZ") or (PAGE.match(letters) is not None and SCRIPT.search(letters) is not None)


def _was_built(data: bytes) -> bool:
    """Whether bytes of whatever origin are a program that was built, by more letters than stand anywhere by chance."""
    return BUILT.match(data) is not None or _is_of_windows(data, 0)


def _is_of_windows(data: bytes, place: int) -> bool:
    """Whether a program for Windows begins at a place: its beginning says where another one stands (PE format, 3)."""
    found = WINDOWS.match(data, place)
    return found is not None and data.startswith(b"PE\0\0", place + int.from_bytes(found[1], "little"))


def _holds_one(data: bytes) -> bool:
    """Whether an archive names a program or holds one, or a document of before 2007 does."""
    if data.startswith(OLE):
        packed = NAME_IN_PACKAGE.search(data) if PACKAGE in data else None
        built = any(_is_of_windows(data, found.start()) for found in re.finditer(rb"MZ", data))
        return MACROS_OF_OLE in data or INSTALLER in data or packed is not None or built
    names = {*_names_by_header(data), *(name for name, _ in _entries(data))}
    is_open_document = bool(names & OF_OPEN_DOCUMENT)
    if any(NAMES.fullmatch(one) or (is_open_document and MACROS_OF_OPEN_DOCUMENT.fullmatch(one)) for one in names):
        return True
    return any(_is_one(head, PurePosixPath(name).suffix.lower()) for name, head in _entries(data))


def _starts_one(data: bytes) -> bool:
    """Whether a part of a document of Office has macros, or links to a program."""
    letters = data.lower()
    has_words = any(word in letters for word in OF_THESE)  # a tenth of the time
    if not has_words and not (b"|" in letters and any(word + b"|" in letters for word in BEFORE_A_LINE)):
        return False
    pieces = (b"\n" if begin else words for begin, words in PIECES.findall(data))
    return OF_OFFICE.search(data) is not None or LINKED.search(b"".join(pieces)) is not None


def _entries(data: bytes) -> Iterator[tuple[str, bytes]]:
    """The names in an archive, and how each file in it begins; of one that is locked, nothing but its name."""
    if data.rfind(ZIP_END) >= 0:
        with suppress(Exception), zipfile.ZipFile(io.BytesIO(data)) as archive:
            for entry in archive.infolist()[:MAX_ENTRIES]:
                head = b""
                with suppress(Exception), archive.open(entry) as opened:
                    head = opened.read(HEAD_BYTES)
                yield entry.filename, head
    with suppress(Exception):
        tarfile.TarInfo.frombuf(data[:512], "utf-8", "surrogateescape")
        with tarfile.open(fileobj=io.BytesIO(data), mode="r:") as tape:
            for member in tape:
                file = tape.extractfile(member) if member.isreg() else None
                yield member.name, file.read(HEAD_BYTES) if file is not None else b""


def _names_by_header(data: bytes) -> Iterator[str]:
    """The names before the entries of a zip themselves, which its list of contents may leave out."""
    for found in ZIP_ENTRY.finditer(data) if data.startswith(ZIP) else ():
        begin = found.start() + ZIP_HEADER.size
        if begin <= len(data):
            yield data[begin : begin + ZIP_HEADER.unpack(data[found.start() : begin])[-2]].decode("utf-8", "replace")


def _pdf_runs(data: bytes, runs: bool, depth: int) -> bool:
    """Whether a PDF runs or starts anything, or has a program attached.

    runs: whether its letters say so, which counts for what cannot be read as a PDF
    """
    try:
        reader = opened(data)
        if reader.is_encrypted and not reader.decrypt(""):
            return False
        return any(_acts(one) or _attaches_program(one, depth) for one in _dictionaries(reader))
    except Exception:  # noqa: BLE001  (what is damaged fails in any way)
        return runs


def _dictionaries(reader: "PdfReader") -> Iterator[dict[str, Any]]:
    """Each dictionary of a PDF, those in others too."""
    from pypdf.generic import IndirectObject

    numbers = {(number, generation) for generation, places in reader.xref.items() for number in places}
    waiting: list[Any] = [
        reader.get_object(IndirectObject(number, generation, reader))
        for number, generation in sorted(numbers | {(number, 0) for number in reader.xref_objStm})
    ]
    while waiting:
        one = waiting.pop()
        if isinstance(one, dict):
            yield one
        if isinstance(one, dict | list):
            held = one.values() if isinstance(one, dict) else one
            waiting += [value for value in held if isinstance(value, dict | list)]


def _acts(entries: dict[str, Any]) -> bool:
    """Whether a dictionary starts a program or runs a script, other than one that writes a form's numbers and dates."""
    if entries.get("/S") == "/Launch" or "/OnInstantiate" in entries:  # which a model in three dimensions runs
        return True
    if "/XFA" in entries and OF_FORM.search(_form(entries["/XFA"])):
        return True
    if entries.get("/S") != "/JavaScript" and "/JS" not in entries:
        return False
    script = entries["/JS"].get_object() if "/JS" in entries else ""
    letters = script.get_data().decode("latin-1") if hasattr(script, "get_data") else str(script)
    return len(letters) > MAX_SCRIPT_LETTERS or not OF_FIELDS.fullmatch(letters)


def _form(value: Any) -> bytes:
    """A form of XML (XFA): one stream, or names and streams in turn."""
    told = value.get_object()
    pieces = [piece.get_object() for piece in told] if isinstance(told, list) else [told]
    return b"".join(piece.get_data() for piece in pieces if hasattr(piece, "get_data")).replace(b"\0", b"")


def _attaches_program(entries: dict[str, Any], depth: int) -> bool:
    """Whether a dictionary has a program attached, by its name or by what it is."""
    held = dictionary(entries.get("/EF"))
    names = [str(entries[key]) for key in ("/F", "/UF") if key in entries] if held else []
    if any(map(NAMES.fullmatch, names)):
        return True
    ending = PurePosixPath(names[-1]).suffix.lower() if names else ""
    files = (one.get_data() for one in map(dictionary, held.values()) if hasattr(one, "get_data"))
    return depth < MAX_DEPTH and any(is_program(file, ending, depth + 1) for file in files)
