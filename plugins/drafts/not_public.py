"""A text whose writer seems not to want it to be public, and does not say so in the one way that is obeyed (C86)."""

import re
from collections.abc import Iterable, Iterator
from datetime import tzinfo
from itertools import groupby
from typing import NamedTuple

from plugins.core.fields import Field
from plugins.core.fields import words as parts_of
from plugins.core.findings import Finding, Where, finding
from plugins.core.header import FIELD_LINE, Entry, Source
from plugins.core.window import ALWAYS, Timed, Window
from plugins.drafts import private_words as say
from plugins.drafts.private_asides import aside_says_so, aside_within_says_so
from plugins.drafts.private_lines import (
    MAX_WORDS,
    NOTE,
    QUOTED,
    Place,
    field_wishes,
    held_until,
    label_in,
    plain,
    worded,
    words_say_so,
)
from plugins.drafts.private_names import address_says_so, file_says_so, folder_says_so, title_says_so
from plugins.drafts.private_passages import is_sure, may_say_so, passages_say_so
from plugins.drafts.private_states import attribute_says_so, is_apart, label_says_so, undeclared_says_so
from plugins.markup.verbatim import words_shown

MAX_CHARACTERS = 300  # a line of more is a paragraph, or what a program wrote
MAX_LETTERS_ALONE = 100  # of a paragraph for colleagues between others
# With which headings, quotations, tables, pictures, blocks, code, lists and tags begin.
NO_PARAGRAPH = re.compile(r"[#>|!:=\t ]|[-+*] |\d+[.)] |<(?!!)")
MAX_FINDINGS = 20
MAX_ABOVE = 1_000  # nobody has a longer header; what stands below is looked at as lines of a text are
# What can stand above a text: fields of whichever program, and comments.
ABOVE = re.compile(r"\W*\w[\w '.-]{0,40}[\"'*_`\])~ \t]*[:=]|\s*(?:<!--|\{|```|~~~)")
OUT_OF_PLACE = re.compile(r"status: ?(?:draft|hidden)", re.IGNORECASE)
# Words or fields besides the one that asks for it, which are not to be deleted with it.
SEVERAL = re.compile(r"\w.*\s[|;/·•–—]\s*\w|\w\s*[|;]\s*\w")
HEADING = re.compile(r"#{1,6}\s")
# Fields of ours that say until when a text is public, which is obeyed, or what of it was changed.
OBEYED = frozenset(("change-note", "expires", "review-by"))
NOT_KNOWN_YET = re.compile(r"tb[acd]")
OF_A_HEADER = re.compile(r"\s*(?:[-+;`~%=]{3,}|\{|<!--)")


class Sign(NamedTuple):
    """One place that says that a text is not for the public.

    words: as written
    kind: what they are: line, tag, title, folder or file
    is_field: a field says so; else words do, which may mean something else
    unlisted: it asks for no list, rather than for no page
    day: the day from which it may be public, or ""
    window: when it says so
    """

    line: int
    words: str
    kind: str = "line"
    is_field: bool = False
    unlisted: bool = False
    day: str = ""
    window: Window = ALWAYS


def not_public(source: Source, kind: str, fields: Iterable[Field], zone: tzinfo | None) -> tuple[Timed, ...]:
    """Each line with words that ask to keep a text back, and the file's own name (C86), and when they do.

    kind: story, page, announcement or person; the last two have no line "Status:"
    fields: of that kind; what another field says can only be meant for whoever publishes
    zone: in which days begin
    returns: of a line what is said first comes first; of no more than MAX_FINDINGS lines what is said always. Nothing
        for what is a draft already, or says of itself in so many words that it is published
    """
    status = source.find("Status") if kind in ("story", "page") else None
    status_value = status.value.casefold() if status else ""
    if status_value == "draft":
        return ()
    found: list[Timed] = []
    always: set[int] = set()  # the lines that are told on whichever day
    declared = {field.name.casefold() for field in fields}
    for sign in signs(source, zone, status, declared):
        if not (sign.is_field or status_value != "published") or (sign.unlisted and status_value == "hidden"):
            continue
        if kind not in ("story", "page") and sign.kind in ("line", "title") and not is_sure(sign.words):
            continue
        if sign.line in always:
            continue
        found.append(Timed(_finding(sign, source.path, kind, status_value), sign.window))
        if sign.window == ALWAYS:
            always.add(sign.line)
            if len(always) == MAX_FINDINGS:
                break
    return tuple(found)


def without_repeats(source: Source, findings: Iterable[Finding], private: Iterable[Finding]) -> list[Finding]:
    """Findings without those that say of a line only that it is no field, where one of C86 says what it asks for.

    Neither is anything told of the value above a line that was only meant to stand by itself; in another program's
    header (C104) no line goes on with the one above.
    """
    private = list(private)
    private_lines = {one.where.line for one in private}
    lines = {one.where.line for one in private if "line" in dict(one.values)}
    starts = [entry.line for entry in source.entries]
    spoilt = {max((start for start in starts if start < line), default=0) for line in lines - set(starts)}
    spoilt = {start for start in spoilt if any(start < line < source.body_line for line in lines)}
    return [
        one
        for one in findings
        if (one.where.line not in spoilt or one.code == "C104")
        and not (one.where.line in lines and one.code in ("C06", "C43", "C45"))
        if not (one.code == "C104" and one.where.line in private_lines)
    ]


def signs(source: Source, zone: tzinfo | None, status: Entry | None, declared: set[str]) -> Iterator[Sign]:
    """Every place that says so, in the header, in the text and in the file's own name; `status` is judged elsewhere."""
    obeyed = declared & OBEYED
    judged = {entry.line for entry in source.entries if entry.name.casefold() in obeyed or entry == status}
    for number, line in enumerate(source.above, 1):
        if number not in judged:
            yield from _on_top(number, line, zone, Place.ABOVE)
            yield from _undeclared(number, line, declared)
    lines = source.body.split("\n")
    top, is_header = _top(lines, divided=source.divided)
    for number, line in enumerate(lines[:top], source.body_line):
        yield from _on_top(number, line, zone, Place.ABOVE if is_header else Place.AT_AN_END)
        yield from _undeclared(number, line, declared) if is_header else _aside(number, line, zone)
    yield from _in_text(source, top, zone)
    yield from _in_fields(source, zone)
    yield from _in_names(source)


def _in_text(source: Source, top: int, zone: tzinfo | None) -> Iterator[Sign]:
    """What the lines from the first words on say; in a table they speak of something else."""
    lines = source.body.split("\n")
    written = [number for number, line in enumerate(lines[top:], source.body_line + top) if line.strip()]
    if not written:
        return
    ends = {written[0], written[-1]}
    worth_a_look = {at for at in written if _is_worth_a_look(lines[at - source.body_line], is_end=at in ends)}
    tables = {at + source.body_line for at in _rows_of_tables(lines)}
    alone = {at + source.body_line: is_answer for at, is_answer in _alone(lines) if at + source.body_line not in ends}
    for number, line in words_shown(source.body, source.body_line, comments=True):
        yield from _aside(number, line, zone, is_answer=alone[number]) if number in alone else ()
        if number not in worth_a_look:
            continue
        place = Place.AT_AN_END if number in ends or NOTE.search(line) else Place.WITHIN
        if attribute_says_so(line):
            yield Sign(number, line)
        if not _is_short(line):
            yield from (Sign(number, line, window=window) for window in passages_say_so(line, zone))
            continue
        if number in tables or (line.lstrip().startswith("|") and place is Place.WITHIN):
            continue
        yield from _by_fields(number, line, zone, place)
        is_alone = number in ends and not any(map(str.strip, _lines_beside(lines, number - source.body_line)))
        yield from (*_aside(number, line, zone), *_unlisted(number, line)) if is_alone else ()
        if number != written[-1] and HEADING.match(line) and not NOTE.search(line):
            place = Place.WITHIN  # the name of what follows
        yield from _by_words(number, line, line, zone, place)


def _aside(number: int, line: str, zone: tzinfo | None, *, is_answer: bool | None = None) -> Iterator[Sign]:
    """What a paragraph of one line tells colleagues, unless somebody else's words stand in it.

    is_answer: of one between others, whether it may tell of the line above; None at the top and at the end
    """
    own = "" if line.startswith(">") or len(line) > MAX_CHARACTERS else QUOTED.sub(" ", plain(line))
    words = worded(own)
    says_so = aside_says_so(own, words) if is_answer is None else aside_within_says_so(own, words, is_answer=is_answer)
    if says_so:
        yield Sign(number, line, window=held_until(line, zone))


def _alone(lines: list[str]) -> Iterator[tuple[int, bool]]:
    """The paragraphs of a few words on one line, counted from 0, outside blocks, and whether one may be an answer.

    Such tells of the heading above, or of a line that ends in a colon; or is set apart as what is a heading itself.
    """
    above, depth = "", 0
    for at, line in enumerate(lines):
        if line.startswith(":::"):
            depth = max(depth + (1 if line.strip(": \t") else -1), 0)
        if not line.strip():
            continue
        is_short = len(line) <= MAX_LETTERS_ALONE and not NO_PARAGRAPH.match(line)
        if is_short and not depth and not any(map(str.strip, _lines_beside(lines, at))):
            is_set_apart = line.rstrip().endswith((":", "**", "__"))
            yield at, is_set_apart or above.startswith("#") or above.rstrip().endswith((":", "**", "__"))
        above = "" if line.startswith(":::") else line


def _lines_beside(lines: list[str], at: int) -> list[str]:
    """The lines above and below one."""
    return [*lines[max(at - 1, 0) : at], *lines[at + 1 : at + 2]]


def _is_worth_a_look(line: str, *, is_end: bool) -> bool:
    """Whether a line may ask for something; one that opens a block, such as "::: note", names that block alone."""
    if line.startswith(":::"):
        return False
    if not _is_short(line):
        return may_say_so(line)
    return is_end or say.TRACE.search(plain(line).casefold()) is not None


def _rows_of_tables(lines: list[str]) -> set[int]:
    """Which of the lines, counted from 0, are a table's: its heads, a line of signs, and rows."""
    rows: set[int] = set()
    for has_bars, group in groupby(enumerate(lines), key=lambda line: "|" in line[1]):
        block = list(group) if has_bars else []
        if len(block) > 2 and "-" in block[1][1] and set(block[1][1]) <= set(" \t|:-"):
            rows.update(at for at, _ in block)
    return rows


def _is_short(line: str) -> bool:
    """Whether a line may be a field, several in a row, or a few words alone."""
    return len(line) <= MAX_CHARACTERS and (len(line.split()) <= 2 * MAX_WORDS or not {"{", "|", ";"}.isdisjoint(line))


def _top(lines: list[str], *, divided: bool) -> tuple[int, bool]:
    """How many lines stand above the first words of a text, and whether they are a header, perhaps another program's.

    Such are lines that go on without an empty one below the header, and fields among which a line of signs such as
    `---` or `{` or a comment stands.
    """
    at = 0
    if not divided:
        at = next((at for at, line in enumerate(lines) if not line.strip()), len(lines))
    end = at
    last = min(len(lines), MAX_ABOVE)
    while end < last and (not re.search(r"\w", lines[end]) or ABOVE.match(lines[end][:MAX_CHARACTERS])):
        end += 1
    return end, not divided or any(OF_A_HEADER.match(line) for line in lines[:end])


def _on_top(number: int, line: str, zone: tzinfo | None, place: Place) -> Iterator[Sign]:
    """What a line among fields says: a field, or words that are all of it or of a field's value."""
    if line.isascii() and not re.search(r"\w", line):
        return  # a hundred thousand rules are no field
    yield from _by_fields(number, line, zone, place)
    if attribute_says_so(line):
        yield Sign(number, line)
    yield from _unlisted(number, line)
    if place is Place.ABOVE and not say.TRACE.search(plain(line).casefold()):
        return
    if say.FIELD_AMONG_WORDS.search(plain(line).casefold()):
        yield Sign(number, line, is_field=True)
    field = FIELD_LINE.fullmatch(line.strip())
    is_judged_apart = field and field["name"].casefold() in say.JUDGED_APART
    text = field["value"] if field and place is Place.ABOVE else line
    if not is_judged_apart:
        yield from _by_words(number, line, text, zone, place)


def _unlisted(number: int, line: str) -> Iterator[Sign]:
    """A line that only says, as other programs have it, that no list shall have the text."""
    if len(line) <= MAX_LETTERS_ALONE and say.UNLISTED_ALONE.fullmatch(worded(plain(line))):
        yield Sign(number, line, is_field=True, unlisted=True)


def _undeclared(number: int, line: str, declared: set[str]) -> Iterator[Sign]:
    """What a field of a header says that is none of ours."""
    field = FIELD_LINE.fullmatch(line.strip())
    name = plain(field["name"]).casefold() if field else ""
    if field and name not in declared and undeclared_says_so(name, worded(plain(field["value"]))):
        yield Sign(number, line, is_field=True)


def _by_fields(number: int, line: str, zone: tzinfo | None, place: Place) -> Iterator[Sign]:
    for what, window in field_wishes(line, zone, place):
        day = what if what[:1].isdigit() else ""
        yield Sign(number, line, is_field=True, unlisted=what == "unlisted", day=day, window=window)


def _by_words(number: int, line: str, text: str, zone: tzinfo | None, place: Place) -> Iterator[Sign]:
    """text: of the line, what is looked at"""
    whole = words_say_so(text, zone, place)
    yield from (Sign(number, line, window=window) for window in [whole] if window)
    yield from (Sign(number, line, window=window) for window in passages_say_so(text, zone))


def _in_fields(source: Source, zone: tzinfo | None) -> Iterator[Sign]:
    """What a title, tags and the page's own address say."""
    of_title = _words_of_title(source)
    for entry in source.entries:
        name, value = entry.name.casefold(), plain(entry.value)
        if name == "summary" and _is_missing(value):
            yield Sign(entry.line, f"{entry.name}: {entry.value}")
        if name in say.ADDRESSES and address_says_so(value, of_title):
            yield Sign(entry.line, f"{entry.name}: {entry.value}", unlisted=_is_unlisted(value))
        if name not in say.JUDGED_APART or say.FIELD_AMONG_WORDS.search(value.casefold()):
            continue  # the latter is told of its own line
        if name in say.LABELS:
            labels = [part for part in parts_of(entry.value) if say.is_tag(label_in(plain(part)))]
            yield from (Sign(entry.line, part, "tag", unlisted=_is_unlisted(part)) for part in labels)
        elif title_says_so(value):
            until = held_until(value, zone)
            yield Sign(entry.line, entry.value, "title", unlisted=_is_unlisted(value), window=until)


def _is_missing(summary: str) -> bool:
    """Whether a summary is only a note that it is still to be written."""
    words = worded(summary)
    return is_apart(summary) and (label_says_so(words) or NOT_KNOWN_YET.fullmatch(words) is not None)


def _in_names(source: Source) -> Iterator[Sign]:
    """What the names of a file and of its folders say; a word that the title has, too, is only a word."""
    *folders, name = source.path.split("/")[2:] or [""]
    held = [folder for folder in folders if folder_says_so(folder)]
    yield from (Sign(1, folder, "folder", unlisted=_is_unlisted(folder)) for folder in held)
    if file_says_so(name.removesuffix(".md"), _words_of_title(source)):
        yield Sign(1, name, "file", unlisted=_is_unlisted(name))


def _words_of_title(source: Source) -> list[str]:
    title = source.find("Title") or source.find("Name")
    return worded(plain(title.value)).split() if title else []


def _is_unlisted(name: str) -> bool:
    """Whether a title or a name that keeps back asks for no list, and for nothing more."""
    words = worded(plain(name)).split()
    return not {"hidden", "unlisted"}.isdisjoint(words) and "draft" not in words


def _finding(sign: Sign, path: str, kind: str, status: str) -> Finding:
    """What one sign asks for in a form that is not obeyed (C86).

    status: what the line "Status:" says; "" without one
    """
    where, quoted = Where(path, sign.line), {sign.kind: sign.words}
    if kind not in ("story", "page"):
        return finding("C86.no-status-here", where, **quoted, kind=kind)
    if status in ("published", "hidden"):
        return finding("C86.contradicts-status", where, **quoted, kind=kind, status=status)
    if not sign.is_field:
        return finding("C86.reads-like-a-draft", where, **quoted, kind=kind)
    if OUT_OF_PLACE.fullmatch(" ".join(sign.words.split())):
        return finding("C86.status-out-of-place", where, **quoted, kind=kind)
    if sign.kind == "line" and not sign.unlisted and SEVERAL.search(sign.words):
        return finding("C86.among-other-words", where, **quoted, kind=kind)
    day = {"day": sign.day} if sign.day else {}
    if sign.unlisted:
        return finding("C86.not-how-it-is-hidden", where, **quoted, kind=kind, **day)
    return finding("C86.not-how-it-is-kept-back", where, **quoted, kind=kind, **day)
