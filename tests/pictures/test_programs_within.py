"""Documents that are programs, hold one or start one, however deep; and those that only look a little like it."""

import base64
import gzip
import io
import tarfile
import zipfile
import zlib

import pytest
from pypdf import PdfWriter
from pypdf.generic import NameObject, TextStringObject

from plugins.pictures.copies import files_in
from plugins.pictures.programs_within import is_program
from tests.pdfs import pdf

BUILT = b"MZ" + bytes(58) + (64).to_bytes(4, "little") + b"PE\0\0" + bytes(200)
LAUNCH = {"/S": NameObject("/Launch"), "/F": TextStringObject("x.exe")}
SCRIPT = {"/S": NameObject("/JavaScript"), "/JS": TextStringObject("app.alert('Hello');")}
PRINT = {"/S": NameObject("/Named"), "/N": NameObject("/Print")}
DATE = 'AFDate_FormatEx("yyyy-mm-dd");'
SUM = 'AFSimple_Calculate("SUM", new Array ("Dues", "Strike fund"));'
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600)
SHORTCUT = b"L\0\0\0\x01\x14\x02\0" + bytes(80)
DESKTOP = b"[Desktop Entry]\nType=Application\nExec=sh -c x\n"
SCRIPTED = b"<!DOCTYPE html>\n<html><head><script>alert(1)</script></head></html>"
FORM = (
    b'<xdp:xdp><template><subform><event activity="docReady"><script contentType="application/x-javascript">\n'
    b' app.alert("Hello");</script></event></subform></template></xdp:xdp>'
)
MODULE = b'<script:module script:language="StarBasic">Sub Main</script:module>'
OF_WORD = {"[Content_Types].xml": b"<Types/>", "word/document.xml": b"<w:document/>"}
OF_WRITER = {"mimetype": b"application/vnd.oasis.opendocument.text", "content.xml": b"<office:document-content/>"}
BOOK = {"mimetype": b"application/epub+zip", "OEBPS/a.xhtml": b"<?xml version='1.0'?><html><body>A</body></html>"}


def zipped(files: dict[str, bytes], method: int = zipfile.ZIP_DEFLATED) -> bytes:
    written = io.BytesIO()
    with zipfile.ZipFile(written, "w", method) as opened:
        for name, data in files.items():
            opened.writestr(name, data)
    return written.getvalue()


def on_tape(files: dict[str, bytes]) -> bytes:
    written = io.BytesIO()
    with tarfile.open(fileobj=written, mode="w") as opened:
        for name, data in files.items():
            entry = tarfile.TarInfo(name)
            entry.size = len(data)
            opened.addfile(entry, io.BytesIO(data))
    return written.getvalue()


def unlisted(name: str) -> bytes:
    """A zip with one entry that its list of contents calls otherwise."""
    data = zipped({name: b"x"})
    place = data.rindex(name.encode())
    return data[:place] + b"x" * len(name) + data[place + len(name) :]


def of_packed_objects(action: bytes) -> bytes:
    """A PDF whose objects are packed together, as most programs of today write them (ISO 32000-1, 7.5.7 and 7.5.8)."""
    objects = {1: b"<< /Type /Catalog /OpenAction 3 0 R >>", 3: action}
    places = b"1 0 3 %d " % (len(objects[1]) + 1)
    packed = zlib.compress(places + b" ".join(objects.values()))
    written = b"%PDF-1.7\n"
    stream = f"<< /Type /ObjStm /N 2 /First {len(places)} /Filter /FlateDecode /Length {len(packed)} >>"
    written += b"2 0 obj\n" + stream.encode() + b"\nstream\n" + packed + b"\nendstream\nendobj\n"
    rows = ((0, 0, 255), (2, 2, 0), (1, 9, 0), (2, 2, 1), (1, len(written), 0))
    table = b"".join(bytes([kind]) + place.to_bytes(2, "big") + bytes([number]) for kind, place, number in rows)
    entries = b"<< /Type /XRef /Size 5 /W [1 2 1] /Root 1 0 R /Length %d >>" % len(table)
    end = b"\nstartxref\n%d\n%%%%EOF\n" % len(written)
    return written + b"4 0 obj\n" + entries + b"\nstream\n" + table + b"\nendstream\nendobj" + end


def locked_for_changes(**options: object) -> bytes:
    """A PDF that everybody can read, and nobody can change without a password."""
    writer, written = PdfWriter(clone_from=io.BytesIO(pdf(**options))), io.BytesIO()  # type: ignore[arg-type]
    writer.encrypt("", "owner", algorithm="RC4-128")
    writer.write(written)
    return written.getvalue()


@pytest.mark.parametrize(
    ("data", "ending"),
    [
        (b"MZ\x90\0", ""),
        (b"#!/bin/sh\n", ".txt"),
        (b"\x7fELF\x02", ".pdf"),
        (SHORTCUT, ".pdf"),
        (DESKTOP, ".txt"),
        (b"@echo off\r\ndel x\r\n", ".txt"),
        (SCRIPTED, ".pdf"),
        (b"<?xml version='1.0'?><svg xmlns='x'><script>alert(1)</script></svg>", ".pdf"),
        (b"MZ" + pdf(), ".pdf"),
        (b"MZ\n" + zipped({"a.txt": b"x"}), ".zip"),
        (b"Name,Number\n=cmd|'/C calc'!A0,2\n", ".csv"),
        (b"Name,Number\n =SUM(1)+cmd|'/C calc'!A0,2\n", ".csv"),
        ("\ufeffName\t=cmd|'/C calc'!A0\n".encode("utf-16-le"), ".csv"),
        # in archives, and in archives in them
        (zipped({"word.vbaProject.bin": b"x"}), ""),
        (zipped({"a.exe": b"x"}), ".zip"),
        (zipped({"setup.exe. ": b"x"}), ".zip"),
        (zipped({"Join.appref-ms": b"x"}), ".zip"),
        (zipped({"agenda.iso": b"x"}), ".zip"),
        (zipped({"papers/b.zip": zipped({"setup.exe": b"x"})}), ".zip"),
        (zipped({"b.zip": zipped({"c.zip": zipped({"run.sh": b"x"}, zipfile.ZIP_STORED)})}), ".zip"),
        (zipped({"b.zip": zipped({"agenda.pdf": b"MZ\x90\0"})}), ".zip"),
        (zipped({"b.zip": zipped({"agenda.pdf": BUILT})}), ".zip"),
        (zipped({"a.txt": b"x", "b": zipped({"a.jar": b"x"})}), ".zip"),
        (zipped({"A.class": b"x", "META-INF/MANIFEST.MF": b"x"}), ".zip"),
        (zipped({"classes.dex": b"x", "AndroidManifest.xml": b"x"}), ".zip"),
        (zipped({"Join.desktop": b"x"}), ".zip"),
        (zipped({"Join.app/Contents/MacOS/Join": b"x"}), ".zip"),
        (zipped({"agenda.html": SCRIPTED}), ".zip"),
        (zipped({"run.sh.gz": gzip.compress(b"x")}), ".zip"),
        (zipped({"a.tar.gz": gzip.compress(on_tape({"a.txt": b"x", "b.bat": b"x"}))}), ".zip"),
        (zipped({"agenda.gz": gzip.compress(BUILT)}), ".zip"),
        (unlisted("setup.exe"), ".zip"),
        (zipped({"a.pdf": pdf(password="x"), "b.zip": zipped({"a.exe": b"x"})}), ".zip"),
        (zipped({"a.epub": zipped(BOOK | {"OEBPS/b.xhtml": SCRIPTED})}), ".zip"),
        # macros
        (zipped(OF_WORD | {"word/vbaProject.bin": b"x"}), ".docx"),
        (zipped({"a.pptx": zipped(OF_WORD | {"ppt/vbaProject.bin": b"x"})}), ".zip"),
        (zipped(OF_WORD | {"xl/macrosheets/sheet1.xml": b"x"}), ".xlsx"),
        (
            zipped(OF_WORD | {"[Content_Types].xml": b'<O ContentType="application/vnd.ms-office.vbaProject"/>'}),
            ".docx",
        ),
        (zipped(OF_WORD | {"word/document.xml": b'<w:instrText> DDEAUTO c:\\cmd.exe "/k"</w:instrText>'}), ".docx"),
        (zipped(OF_WORD | {"word/document.xml": b'<w:fldSimple w:instr=" DDEAUTO c:\\cmd.exe"/>'}), ".docx"),
        (
            zipped(OF_WORD | {"word/document.xml": b"<w:instrText> d</w:instrText><w:instrText>de x</w:instrText>"}),
            ".docx",
        ),
        (zipped(OF_WORD | {"xl/externalLinks/a.xml": b"<x:ddeLink ddeTopic='/c' ddeService='C:\\cmd.exe'/>"}), ".xlsx"),
        (zipped(OF_WORD | {"xl/worksheets/sheet1.xml": b"<f>cmd|'/C calc'!A0</f>"}), ".xlsx"),
        (zipped(OF_WRITER | {"content.xml": b'<text:dde-connection-decl office:dde-application="cmd"/>'}), ".odt"),
        (zipped({"a.ods": zipped(OF_WRITER | {"content.xml": b"of:=DDE(&quot;cmd&quot;;1)"})}), ".zip"),
        (zipped({"a.fodt": b"<ooo:module><ooo:source-code>Sub Main</ooo:source-code>"}), ".zip"),
        (zipped(OF_WORD | {"word/embeddings/oleObject1.bin": OLE + b"\2\0notes\0" + BUILT}), ".docx"),
        (zipped(OF_WRITER | {"Basic/Standard/Module1.xml": MODULE}), ".odt"),
        (zipped(OF_WRITER | {"Scripts/python/run": b"x"}), ".odt"),
        (zipped({"a.ods": zipped(OF_WRITER | {"Object 1/Basic/Standard/Module1.xml": MODULE})}), ".zip"),
        (zipped({"a.doc": OLE + "_VBA_PROJECT".encode("utf-16-le") + bytes(600)}), ".zip"),
        (zipped({"a.xls": OLE + "_VBA_PROJECT_CUR".encode("utf-16-le") + bytes(600)}), ".zip"),
        (zipped({"a.doc": OLE + "Ole10Native".encode("utf-16-le") + b"\2\0run.bat\0C:\\run.bat\0"}), ".zip"),
        # PDFs
        (pdf(on_opening=LAUNCH), ".pdf"),
        (pdf(on_opening=SCRIPT), ".pdf"),
        (pdf(in_field="app.launchURL('https://x.example/', true);"), ".pdf"),
        (pdf(in_field=DATE + "app.alert(1);"), ".pdf"),
        (pdf(in_field='AFDate_FormatEx(app.alert("x"));'), ".pdf"),
        (pdf(in_field='AFDate_FormatEx("\\"); app.alert("x");'), ".pdf"),
        (pdf(on_opening=SCRIPT).replace(b"/JavaScript", b"/J#61vaScript"), ".pdf"),
        (pdf(on_opening=LAUNCH)[:-300], ".pdf"),
        (pdf(form=[FORM]), ".pdf"),
        (pdf(form=[FORM[:60], FORM[60:]]), ".pdf"),
        (pdf(form=[FORM.replace(b"script", b"xfa:script")]), ".pdf"),
        (pdf(form=[FORM.decode().encode("utf-16")]), ".pdf"),
        (pdf(form=[b"<event><script><![CDATA[Get('https://x.example/')]]></script></event>"]), ".pdf"),
        (pdf(on_opening={"/OnInstantiate": TextStringObject("scene.update();")}), ".pdf"),
        (zipped({"form.pdf": pdf(form=[FORM])}), ".zip"),
        *((SCRIPTED.decode().encode(form), ".pdf") for form in ("utf-16", "utf-16-le", "utf-16-be", "utf-32")),
        (b"\xfe\xff" + SCRIPTED.decode().encode("utf-16-be"), ".pdf"),
        (zipped({"agenda.pdf": SCRIPTED.decode().encode("utf-16")}), ".zip"),
        (pdf(attached={"setup.exe": b"x"}), ".pdf"),
        (pdf(attached={"agenda.pdf": b"MZ\x90\0"}), ".pdf"),
        (pdf(attached={"agenda.docx": zipped(OF_WORD | {"word/vbaProject.bin": b"x"})}), ".pdf"),
        (pdf(attached={"agenda.pdf": pdf(on_opening=SCRIPT)}), ".pdf"),
        (zipped({"agenda.pdf": pdf(on_opening=SCRIPT)}), ".zip"),
        (of_packed_objects(b"<< /S /JavaScript /JS (app.alert\\(1\\)) >>"), ".pdf"),
        (pdf() + zipped({"setup.exe": b"x"}), ".pdf"),
        (locked_for_changes(on_opening=SCRIPT), ".pdf"),
        (locked_for_changes(attached={"agenda.pdf": b"MZ\x90\0"}), ".pdf"),
    ],
)
def test_a_program_is_found_however_deep(data: bytes, ending: str) -> None:
    assert is_program(data, ending)


@pytest.mark.parametrize(
    ("data", "ending"),
    [
        (pdf(), ".pdf"),
        (pdf(on_opening={"/S": NameObject("/GoTo"), "/D": TextStringObject("first")}), ".pdf"),
        (pdf(on_opening=PRINT), ".pdf"),
        (pdf(form=[b"<template><subform><event><script contentType='x'/></event></subform>", b"</template>"]), ".pdf"),
        (
            pdf(form=[b"<template><script>\n <![CDATA[]]></script><description>A script</description></template>"]),
            ".pdf",
        ),
        ("<html><body>Minutes of a script</body></html>".encode("utf-16"), ".pdf"),
        ("<html><script>count()</script></html>".encode("utf-16"), ".txt"),
        (pdf(in_field=DATE), ".pdf"),
        (pdf(in_field=f"{DATE}\n{SUM}"), ".pdf"),
        (pdf(in_field='AFNumber_Format(2, 0, 0, 0, "\\u20ac ", false);'), ".pdf"),
        (pdf(attached={"agenda.pdf": pdf(), "members.csv": b"a,b\n", "minutes.docx": zipped(OF_WORD)}), ".pdf"),
        (pdf(password="x", on_opening=SCRIPT), ".pdf"),
        (locked_for_changes(), ".pdf"),
        (pdf()[:-300], ".pdf"),
        (of_packed_objects(b"<< /S /GoTo /D (first) >>"), ".pdf"),
        (b"MZ, Mara Zed, wrote this.", ".txt"),
        (b"#!important: bring a pen", ".txt"),
        (b"How to add it:\n\n#!/bin/sh\n", ".txt"),
        (b"<html><script>count()</script></html>", ".txt"),
        (b"<html><body>Minutes</body></html>", ".pdf"),
        (b"Name,Dues\n=SUM(A1:A2),-5\n\"a | 'b' | c\",2\n", ".csv"),
        (base64.b64encode(b"MZ of the local"), ".txt"),
        (zipped({"a.txt": b"x"}), ".zip"),
        (zipped({"a.pdf": pdf(), "b.zip": zipped({"c.pdf": pdf(), "d.docx": zipped(OF_WORD)})}), ".zip"),
        (zipped(OF_WORD | {"word/document.xml": b"<w:t>Type DDEAUTO or /JavaScript, then run.exe</w:t>"}), ".docx"),
        (
            zipped(OF_WORD | {"word/document.xml": b"<w:instrText> MERGEFIELD DDE </w:instrText><w:t>a|b</w:t>"}),
            ".docx",
        ),
        (
            zipped(OF_WORD | {"xl/externalLinks/a.xml": b'<ddeLink ddeService="Excel" ddeTopic="C:\\dues.xlsx"/>'}),
            ".xlsx",
        ),
        (zipped(OF_WORD | {"word/embeddings/sheet.xlsx": zipped(OF_WORD)}), ".docx"),
        (zipped(OF_WRITER | {"Basic/script-lc.xml": b"x", "Basic/Standard/script-lb.xml": b"x"}), ".odt"),
        (zipped({"Basic/English/lesson.xml": b"x", "Scripts/play.pdf": pdf()}), ".zip"),
        (zipped(BOOK), ".epub"),
        (zipped({"page.html": b'<html><script type="application/ld+json">{}</script></html>'}), ".zip"),
        (zipped({"a.doc": OLE + "WordDocument".encode("utf-16-le") + b"MZ and others"}), ".zip"),
        (zipped({"The committee": b"x", "a.shtml": b"x", "Notes on app.ics": b"x"}), ".zip"),
    ],
)
def test_an_ordinary_document_is_none(data: bytes, ending: str) -> None:
    assert not is_program(data, ending)


def test_whoever_looks_for_something_else_hears_of_all_that_was_taken_out() -> None:
    data, heard = zipped({"a.pdf": pdf(), "more.zip": zipped({"b.txt": b"words"})}), list[bytes]()

    assert not is_program(data, ".zip", hear=heard.append)
    assert heard == list(files_in(data, as_programs_do=True))
    assert {data, pdf(), b"words"} <= set(heard)
