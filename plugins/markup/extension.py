"""A file's text in, its reading out: one Markdown object for all files."""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from html import unescape
from typing import Any

from markdown import Markdown
from markdown.extensions import Extension

from plugins.core.findings import Finding, Where, errors, finding, in_order
from plugins.markup.catalogue import Component
from plugins.markup.failed_lists import indented_words, lost_lines, open_fences, parted_rows, tabbed_rows
from plugins.markup.failed_marks import failed_mark
from plugins.markup.failed_rules import Mark
from plugins.markup.foreign import foreign_piece
from plugins.markup.limits import too_deep, too_much
from plugins.markup.list_items import Row
from plugins.markup.mended import LATER, mended
from plugins.markup.named import as_written, in_their_place, named_in
from plugins.markup.parse import parse
from plugins.markup.plain_fields import not_plain_picture
from plugins.markup.processors import BLOCK_TAG, Found, MarkExtension
from plugins.markup.raw_html import (
    OF_WORD,
    NotAllowed,
    active_content,
    looks_of_old,
    misplaced_file,
    picture_as_html,
    unclear_html,
)
from plugins.markup.reading import MARK, Block, Heading, Link, Mended, Reading, mark
from plugins.markup.restructured import restructured_links
from plugins.markup.rows import rows_of
from plugins.markup.source_lines import LineExtension, LineMarkdown
from plugins.markup.to_delete import allowed_but_for, links_but_for, to_delete

TAB_LENGTH = 4
FOOTNOTES = "markdown.extensions.footnotes"
ENDLESS = "C39"  # a text with such a mistake is not given to Markdown, which might never be done with it
# Words that typography would spoil: `--` is no dash in an address.
ADDRESS = re.compile(
    r"(?<![\w.+%-])[\w.+%-]{1,64}+(?:'[\w.+%-]{1,64}+)?@[\w-]++(?:\.[\w-]++)+|\b(?:https?://|www\.)[^\s<>\"']+"
)
KEPT = re.compile("\x02kept:([0-9]+)\x03")
BLOCK_EDGE = re.compile(f'<{BLOCK_TAG} number="([0-9]+)">|</{BLOCK_TAG}>')
IMAGE_TAG = re.compile('<img src="(\x02image:[0-9]+\x03)">')
LINK_WORDS = re.compile('<a\\b[^>]*?href="\x02link:([0-9]+)\x03"[^>]*>(.*?)</a>', re.DOTALL | re.IGNORECASE)
AREA = re.compile('<area\\b[^>]*?href="\x02link:([0-9]+)\x03"[^>]*>', re.IGNORECASE)
ANY_TAG = re.compile(r"<!--.*?-->|<[^>]*>", re.DOTALL)
COMMENT = re.compile("<!--.*?-->", re.DOTALL)
UNSEEN = "\u115f\u1160\u2800\u3164\uffa0\u034f"  # drawn as nothing, although they are letters or signs
DECORATIVE = "(decorative)"
ALTERNATIVE = re.compile(r"""\salt\s*=\s*(?:"([^"]+)"|'([^']+)')""", re.IGNORECASE)
LABEL = re.compile(r"""\s(?:aria-label|title)\s*=\s*(?:"([^"]+)"|'([^']+)')""", re.IGNORECASE)
CONTROL_MARKS = re.compile("\x02[^\x02\x03]*\x03|[\x02\x03]")


class BodyReader:
    """Reads the text of one file after the other; what one holds never shows in the next."""

    def __init__(
        self,
        catalogue: Mapping[str, Component],
        extensions: Mapping[str, Mapping[str, Any]],
        typography: Callable[[str], str],
        own_host: str = "",
    ) -> None:
        """Takes the components there are, Markdown's extensions by name with their configuration, and HTML -> HTML.

        own_host: of the site's own addresses; "" for none
        Headings are found by the extension `toc`. `typography` must leave tags alone.
        """
        self._catalogue = catalogue
        self._extensions = extensions
        self._typography = typography
        self._own_host = own_host
        self._markdown, self._marks, self._lines = self._new_markdown()

    def read(self, body: str, path: str, first_line: int) -> Reading:
        """One file's text, read, and as it will be when what keeps a part of it from being read is mended.

        Same text, same reading, whatever was read before; `read_as_it_stands` says what is given and taken.
        """
        reading = self.read_as_it_stands(body, path, first_line)
        lines = normalise(body)
        if not reading.html or not reading.findings or (new := mended(lines, first_line, reading.findings)) == lines:
            return reading
        text = "\n".join(new)
        then = self.read_as_it_stands(text, path, first_line)
        around = "" if errors(reading.findings) else LATER
        return replace(reading, once_mended=Mended(text, then, around))

    def read_as_it_stands(self, body: str, path: str, first_line: int) -> Reading:
        """One file's text, read.

        body: the file without its header
        path, first_line: how staff know the file, and the number of its line on which the body begins
        returns: a reading with findings (C30, C32 to C35, C37, C39, C43, C45 to C47 and those of fields' values)
        Where something stands inside something else too many times, or there is too much of it, there is no HTML.
        """
        lines = normalise(body)
        if too := too_much(lines, path, first_line):
            return Reading("", findings=(too,))
        rows = rows_of(lines, first_line)
        if deep := too_deep(rows, path):
            return Reading("", findings=(deep,))
        parsed = parse(rows, self._catalogue, path)
        if any(wrong.code == ENDLESS for wrong in parsed.findings):
            return Reading("", findings=tuple(in_order(parsed.findings)))
        try:
            self._markdown.reset()
            self._lines.rows = parsed.numbers
            converted = self._markdown.convert("\n".join(parsed.lines))
        except RecursionError:
            self._markdown, self._marks, self._lines = self._new_markdown()
            deep = finding("C39.nested-too-deep", Where(path, first_line))
            return Reading("", findings=(*parsed.findings, deep))
        # A comment is a note among colleagues, which the public would find in the page's source.
        html, bodies = cut(typeset(in_their_place(COMMENT.sub("", converted)), self._typography))
        found = self._marks.found
        lost = lost_block(parsed.blocks, bodies, path)
        failed = [failed_mark(mark, path) for mark in marks_of(found.failed, rows, self._catalogue)]
        for image in found.images:
            failed += not_plain_picture(image, Where(path, image.line))
        failed += tabbed_rows(body, rows, path) if "\t" in body or "   " in body else ()
        passages = to_delete(found.not_allowed.active, lines, first_line)
        failed += [*parted_rows(rows, path), *indented_words(rows, path)]
        links = links_but_for(_links(found, converted), passages)
        pieces = allowed_but_for(found.not_allowed, passages)
        return Reading(
            html,
            tuple(replace(block, body=bodies.get(number, "")) for number, block in enumerate(parsed.blocks)),
            links,
            tuple(found.images),
            tuple(headings(getattr(self._markdown, "toc_tokens", ()), iter(found.headings))),
            tuple(
                in_order(
                    [
                        *parsed.findings,
                        *lost,
                        *not_allowed(pieces, path, self._own_host),
                        *wordless(links, path),
                        *failed,
                    ]
                )
            ),
            named_in(body, first_line),
        )

    def _new_markdown(self) -> tuple[Markdown, MarkExtension, LineExtension]:
        lines = LineExtension()
        marks = MarkExtension(lines)
        configs = {name: dict(config) for name, config in self._extensions.items()}
        if FOOTNOTES in configs:  # whose words would be English
            configs[FOOTNOTES].setdefault("BACKLINK_TITLE", mark("footnote", "{}"))
        extensions: list[str | Extension] = [*self._extensions, marks, lines]
        markdown = LineMarkdown(
            extensions=extensions, extension_configs=configs, output_format="html", tab_length=TAB_LENGTH
        )
        return markdown, marks, lines


def marks_of(found: Sequence[Mark], rows: Sequence[Row], catalogue: Mapping[str, Component]) -> Iterator[Mark]:
    """All marks that failed: of those found in what came of a text, and of those that only its lines show.

    In a line with a link of reStructuredText its signs alone are told.
    """
    restructured, lines_told = list(restructured_links(rows)), {mark.line for mark in found}
    told_whole = {mark.line for mark in restructured}
    yield from surely_failed([mark for mark in found if mark.line not in told_whole], catalogue)
    yield from restructured
    yield from (mark for mark in open_fences(rows) if mark.line not in lines_told)
    yield from lost_lines(rows)


def surely_failed(marks: Sequence[Mark], catalogue: Mapping[str, Component]) -> Iterator[Mark]:
    """Marks without those that may be meant as they are.

    One line that begins with "#" and a word is a topic rather than a heading; what shows a block in code names it; a
    row that is cut off from its rule is told with that, and a note with what refers to it by nearly the same name.
    """
    is_cut = any(one.name == "table-without-head" for one in marks)
    topics = [one for one in marks if one.name == "heading" and one.text.startswith("#")]
    for one in paired_notes(marks):
        is_topic = len(topics) == 1 and one is topics[0]
        if one.name == "table-row" and is_cut:
            continue
        if not is_topic and not (one.name == "language" and one.right in catalogue):
            yield one


def paired_notes(marks: Sequence[Mark]) -> Iterator[Mark]:
    """Marks of which those that belong together are told once: what refers to a note, and the note."""
    begun = {one.text for one in marks if one.name == "note-without-colon"}
    notes = {name_of_note(one.text): one.text for one in marks if one.name == "note-without-mark"}
    named = {name_of_note(one.text) for one in marks if one.name == "note"}
    for one in marks:
        if one.name == "note" and name_of_note(one.text) in notes:
            yield one._replace(name="note-otherwise", right=notes[name_of_note(one.text)])
        elif not (one.name == "note" and one.text in begun) and not (
            one.name == "note-without-mark" and name_of_note(one.text) in named
        ):
            yield one


def name_of_note(text: str) -> str:
    """The name in a note's brackets, whatever its letters and spaces."""
    return re.sub(r"\s", "", text).casefold()


def normalise(body: str) -> list[str]:
    """The lines as the parser and Markdown want them: no tabs, marks or spaces in blank ones; two more at the end."""
    text = re.sub("[\x02\x03]", "", body).replace("\r\n", "\n").replace("\r", "\n").expandtabs(TAB_LENGTH)
    return ["" if line.isspace() else line for line in text.split("\n")] + ["", ""]


def typeset(html: str, typography: Callable[[str], str]) -> str:
    """The HTML with good typography everywhere but in e-mail and web addresses."""
    kept: list[str] = []

    def keep(found: re.Match[str]) -> str:
        kept.append(found[0])
        return f"\x02kept:{len(kept) - 1}\x03"

    return KEPT.sub(lambda found: kept[int(found[1])], typography(ADDRESS.sub(keep, html)))


def cut(html: str) -> tuple[str, dict[int, str]]:
    """Takes each block's HTML out of the page's and out of the blocks around it, and leaves its mark.

    returns: the page's HTML, and the blocks' by their numbers
    """
    pieces: list[list[str]] = [[]]
    numbers: list[int] = []
    bodies: dict[int, str] = {}
    at = 0
    for edge in BLOCK_EDGE.finditer(html):
        pieces[-1].append(html[at : edge.start()])
        at = edge.end()
        if edge[1]:
            numbers.append(int(edge[1]))
            pieces.append([])
        else:
            number = numbers.pop()
            bodies[number] = tidy("".join(pieces.pop()))
            pieces[-1].append(mark("block", number))
    return tidy("".join(pieces[0]) + html[at:]), bodies


def tidy(html: str) -> str:
    """Pictures as bare marks, and no control character that is not part of a mark."""
    html = IMAGE_TAG.sub(r"\1", html)
    return CONTROL_MARKS.sub(lambda found: found[0] if MARK.fullmatch(found[0]) else "", html).strip()


def lost_block(blocks: Sequence[Block], bodies: Mapping[int, str], path: str) -> Iterator[Finding]:
    """The first block that is lost with all that it holds, inside HTML or with HTML that never ends (C45)."""
    for number, block in enumerate(blocks):
        if number not in bodies:
            yield finding("C45.lost-block", Where(path, block.line), block=block.component)
            return


def headings(tokens: Sequence[Mapping[str, Any]], lines: Iterator[int]) -> Iterator[Heading]:
    """The headings in the order of the text, from toc's nested tokens and their lines."""
    for token in tokens:
        yield Heading(token["level"], token["id"], as_written(unescape(token["name"])), next(lines))
        yield from headings(token["children"], lines)


def not_allowed(pieces: NotAllowed, path: str, own_host: str) -> Iterator[Finding]:
    """What a text holds that it may not.

    own_host: that of the site, if it has one
    returns: HTML that runs or loads something (C35), names a file (C37), is a picture (C47), or lies elsewhere (C30)
    """
    for text, line in pieces.active:
        yield foreign_piece(text, Where(path, line), own_host) or active_content(text, Where(path, line))
    for text, line in pieces.unclear:
        if not pieces.active or OF_WORD.match(text):
            yield unclear_html(text, Where(path, line))
    for text, line in pieces.files:
        yield misplaced_file(text, Where(path, line))
    yield from looks_of_old(pieces.looks, path)
    for text, line in pieces.pictures:
        yield foreign_piece(text, Where(path, line), own_host) or picture_as_html(text, Where(path, line))


def _links(found: Found, html: str) -> tuple[Link, ...]:
    words = {int(link[1]): _spoken(link, found) for link in LINK_WORDS.finditer(html)}
    areas = ((int(area[1]), area[0]) for area in AREA.finditer(html))
    words |= {number: _named(tag, ALTERNATIVE) or _named(tag, LABEL) or "area" for number, tag in areas}
    return tuple(Link(target, words.get(number, "cite"), line) for number, (target, line) in enumerate(found.targets))


def _described(description: str) -> str:
    return "" if description.strip().casefold() == DECORATIVE else description


def _spoken(link: re.Match[str], found: Found) -> str:
    """What a screen reader says of a link: its words, or else what its tag calls it."""
    if words := plain_words(link[2], found):
        return words
    return _named(link[0].partition(">")[0], LABEL)


def _named(tag: str, attribute: re.Pattern[str]) -> str:
    """What a tag says in an attribute."""
    found = attribute.search(tag)
    return unescape(found[1] or found[2]) if found else ""


def wordless(links: Iterable[Link], path: str) -> Iterator[Finding]:
    """Links of which nobody can see or hear where they lead (C23)."""
    for link in links:
        if not any(letter.isprintable() and not letter.isspace() and letter not in UNSEEN for letter in link.words):
            yield finding("C23.link-without-words", Where(path, link.line), target=link.target)


def plain_words(html: str, found: Found) -> str:
    """A link's HTML as a screen reader would say it: no tags, pictures as their descriptions."""
    described = IMAGE_TAG.sub(
        lambda tag: _described(found.images[int(tag[1].strip("\x02\x03").partition(":")[2])].description), html
    )
    return as_written(" ".join(unescape(ANY_TAG.sub("", described)).split()))
