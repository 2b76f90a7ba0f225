import os

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from plugins.core.header import CONTROL, MAX_SIZE_BYTES, Entry, Source, decode, read_source, split, text_files

PATH = "content/news/plan.md"


def entries_of(text: str) -> list[tuple[str, str, int]]:
    return [(entry.name, entry.value, entry.line) for entry in split(text, PATH).entries]


@pytest.mark.parametrize(
    ("text", "entries", "body", "body_line", "divided"),
    [
        ("Title: A\nDate: B\n\nText\n", [("Title", "A", 1), ("Date", "B", 2)], "Text\n", 4, True),
        ("\n\nTitle: A\n\n\nText", [("Title", "A", 3)], "Text", 6, True),
        ("Title:A\nDate :\tB\n", [("Title", "A", 1), ("Date", "B", 2)], "", 4, True),
        ("Title:  A  \n", [("Title", "A", 1)], "", 3, True),
        ("   Title: A\n", [("Title", "A", 1)], "", 3, True),
        ("Title:\n\nText", [("Title", "", 1)], "Text", 3, True),
        ("Title: A: B\n", [("Title", "A: B", 1)], "", 3, True),
        ("Link: https://host/\n", [("Link", "https://host/", 1)], "", 3, True),
        ("Title: A\n    B\n\tC\nDate: D\n", [("Title", "A\nB\nC", 1), ("Date", "D", 4)], "", 6, True),
        ("Title:\n    A\n", [("Title", "A", 1)], "", 4, True),
        ("---\nTitle: A\n---\nText", [("Title", "A", 2)], "Text", 4, True),
        ("---\nTitle: A\n...\n\nText", [("Title", "A", 2)], "Text", 5, True),
        ("---\nTitle: A\n\nText\n---\n", [("Title", "A", 2)], "Text\n---\n", 4, True),
        ("Title: A\n---\nText", [("Title", "A", 1)], "---\nText", 2, False),
        ("Title: A\nText: no, wait\nText", [("Title", "A", 1), ("Text", "no, wait", 2)], "Text", 3, False),
        ("Title: A\nImage description: B\nDate: C\n", [("Title", "A", 1)], "Image description: B\nDate: C\n", 2, False),
        ("Title: A\nhttps://host/\n", [("Title", "A", 1)], "https://host/\n", 2, False),
        ("No header: a space\nText\n", [], "No header: a space\nText\n", 1, True),
        ("https://host/\n", [], "https://host/\n", 1, True),
        ("", [], "", 2, True),
        ("\n\n", [], "", 4, True),
    ],
)  # fmt: skip
def test_a_file_is_taken_apart(text, entries, body, body_line, divided):
    assert split(text, PATH) == Source(PATH, tuple(Entry(*entry) for entry in entries), body, body_line, divided)


def test_a_field_is_found_in_any_letter_case_and_the_first_one_counts():
    source = split("TITLE: A\ntitle: B\n", PATH)

    assert source.find("Title") == Entry("TITLE", "A", 1)
    assert source.line_of("title") == 1
    assert source.find("Date") is None
    assert source.line_of("Date") == 1


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r", "\x85", "\u2028", "\u2029"])
def test_whatever_ends_a_line_ends_a_field(end):
    text, findings = decode(f"Photo-by: self{end}Withdrawn: 2021-06-14{end}{end}Words{end}more".encode(), PATH)
    source = split(text, PATH)

    assert not findings
    assert entries_of(text) == [("Photo-by", "self", 1), ("Withdrawn", "2021-06-14", 2)]
    assert (source.body, source.body_line) == ("Words\nmore", 4)


@given(st.binary() | st.text().map(str.encode) | st.text(alphabet="-:. aA\t\n\r\x85\u2028\x0b\ufeff").map(str.encode))
@example("\ufeffTitle: A".encode())
@example("Title: A".encode("utf-16"))
def test_no_bytes_break_the_reading_and_every_line_number_is_right(data: bytes):
    text, findings = decode(data, PATH)
    source = split(text, PATH)
    lines = text.split("\n")

    assert not CONTROL.search(text)
    assert not set("\r\x85\u2028\u2029") & set(text)
    assert all(entry.name in lines[entry.line - 1] for entry in source.entries)
    assert source.body.split("\n") == (lines[source.body_line - 1 :] or [""])
    assert all(1 <= finding.where.line <= len(lines) for finding in findings)


HEADERS = st.lists(
    st.tuples(st.sampled_from(["Title", "date", "Image-description"]), st.text("ab :-é", max_size=9)), min_size=1
)


@given(HEADERS, st.text("ab :\n", max_size=20))
def test_what_is_written_as_a_header_is_read_as_it(fields: list[tuple[str, str]], body: str):
    header = "".join(f"{name}:  {value}\n" for name, value in fields)
    source = split(f"{header}\n{body}", PATH)

    assert [(e.name, e.value, e.line) for e in source.entries] == [
        (name, value.strip(), line) for line, (name, value) in enumerate(fields, 1)
    ]
    assert source.body.rstrip() in body
    assert source.divided


def findings_of(data: bytes) -> list[str]:
    return [str(finding) for finding in decode(data, PATH)[1]]


NOTEPAD = "Save the file as UTF-8: in Notepad, Save As, Encoding: UTF-8.  [C09]"


@pytest.mark.parametrize(
    ("data", "line", "word"),
    [
        ("Title: A\nIn the café.".encode("latin-1"), 2, "caf"),
        ("Title: A\r\rthe café".encode("latin-1"), 3, "caf"),
        ("one\r\ntwo\r\nÉtude".encode("latin-1"), 3, ""),
        (b"\xef\xbb\xbfcaf\xe9", 1, "caf"),
        (b"\x07caf\xe9", 1, "caf"),
        ("a\u2028caf".encode() + b"\xe9", 2, "caf"),
    ],
)
def test_a_letter_that_is_not_utf8_is_shown_with_its_line(data, line, word):
    assert findings_of(data)[0] == f'error {PATH}:{line}  I cannot read a letter here ("{word}?"). {NOTEPAD}'


def test_a_file_that_notepad_calls_unicode_is_one_mistake_and_its_words_are_read():
    text, findings = decode("Title: A\nDate: B\n".encode("utf-16"), PATH)

    assert [finding.code for finding in findings] == ["C09"]
    assert entries_of(text) == [("Title", "A", 1), ("Date", "B", 2)]


@pytest.mark.parametrize("character", ["\x00", "\x02", "\x0b", "\x1b", "\x7f", "\x92", "\ufdd0", "\ufffe"])
def test_an_invisible_character_is_told_once_for_each_line_and_left_out(character):
    text, findings = decode(f"Title: A\nB{character}{character}C\n".encode(), PATH)

    assert text == "Title: A\nBC\n"
    assert "".join(map(str, findings)) == (
        f"error {PATH}:2  There is an invisible control character in this line. "
        "Delete the line and type it again.  [C44]"
    )


def test_an_empty_first_line_is_a_warning(tmp_path):
    file = tmp_path / "plan.md"
    file.write_text("\n  \nTitle: A\n")
    source, findings = read_source(file, PATH, tmp_path)

    assert source.entries == (Entry("Title", "A", 3),)
    assert [str(finding) for finding in findings] == [
        f"warning {PATH}:1  The file starts with an empty line. I skipped it; please delete it.  [C08]"
    ]


def test_an_empty_file_is_left_to_its_kind(tmp_path):
    file = tmp_path / "plan.md"
    file.write_text("\n\n")

    assert read_source(file, PATH, tmp_path)[1] == []


def test_a_file_of_a_megabyte_is_read_and_a_larger_one_is_not(tmp_path):
    file = tmp_path / "plan.md"
    file.write_bytes(b"a" * MAX_SIZE_BYTES)
    assert len(read_source(file, PATH, tmp_path)[0].body) == MAX_SIZE_BYTES

    file.write_bytes(b"a" * (MAX_SIZE_BYTES + 150_000))
    source, findings = read_source(file, PATH, tmp_path)

    assert source.body == ""
    assert "".join(map(str, findings)) == (
        f"error {PATH}:1  This file is 1.1 MB; the limit for a text is 1 MB. "
        "Shorten it, or put it into several files.  [C39]"
    )


def test_the_texts_of_a_folder_come_by_name_without_hidden_ones(tmp_path):
    for name in ("b.md", "a.md", "._a.md", "a.jpg", "notes.txt"):
        (tmp_path / name).touch()

    assert [file.name for file in text_files(tmp_path)] == ["a.md", "b.md"]
    assert text_files(tmp_path / "nowhere") == []


def test_what_is_no_file_is_a_finding_and_nobody_waits_for_it(tmp_path):
    (tmp_path / "folder.md").mkdir()
    os.mkfifo(tmp_path / "pipe.md")
    (tmp_path / "broken.md").symlink_to(tmp_path / "gone.md")
    found = [read_source(tmp_path / name, PATH, tmp_path) for name in ("folder.md", "pipe.md", "broken.md")]

    no_file = f"error {PATH}:1  This is not a file. Move it out of this folder.  [C56]"
    gone = "I cannot open this file (No such file or directory). Is it there, and may you read it?"
    assert [str(finding) for _, (finding,) in found] == [no_file, no_file, f"error {PATH}:1  {gone}  [C56]"]
    assert not any(source.entries or source.body for source, _ in found)
