"""C36: words that one editor left for another."""

import re
from collections.abc import Iterator

from plugins.checks.read import Read
from plugins.components.verbatim import words_shown
from plugins.core.findings import Finding, Where, error, note, quoted

# Whatever their letters: nobody says these to a reader.
WORDS = re.compile(
    r"\b(?:text[- ]only block|page component|lorem ipsum(?: dolor sit amet)?|dolor sit amet)\b"
    r"|\[ *(?:insert|placeholder|to ?do|tk|tbc|tbd|to come)\b[^]\n]*\](?![(\[:])"
    r"|\[[^][\n]* (?:goes here|to come|tk|tbc|tbd)\](?![(\[:])",
    re.IGNORECASE,
)
# In capitals only: a to-do may stand in a sentence.
CAPITALS = re.compile(r"\b(?:TODO|TO DO:|FIXME|(?:TK){2,}|XXX+)(?!\w)")
# A line of its own, as a system for web pages labels its parts.
LABEL = re.compile(r"(?i)(?:text|image|picture|photo|video|quote|hero|accordion|banner|button|card)(?: only)? block")
ADDRESS = re.compile(r"(?<=\])\([^)]*\)|(?<=\]:) *\S+|<?\bhttps?://[^\s)>]+>?")
FIELDS = ("Title", "Summary", "Image-description", "Author", "Tags")


def check(read: Read) -> Iterator[Finding]:
    """C36: words such as "Text only block", "TODO", "TKTK", "XXX", "lorem ipsum", "[insert ...]".

    They are notes to oneself, or labels that came along when the text was copied. In code and in comments they may
    stand; in a draft they stop nothing yet.
    """
    is_draft = (status := read.source.find("Status")) is not None and status.value.casefold() == "draft"
    for line, words in left_words(read):
        where, what = Where(read.path, line), f"The {'words' if ' ' in words else 'word'} {quoted(words)}"
        if is_draft:
            yield note(where, f"{what} would appear on the public page once this is published.", "", "C36")
        else:
            remedy = "Delete what is not meant for readers."
            yield error(where, f"{what} would appear on the public page.", remedy, "C36")


def left_words(read: Read) -> Iterator[tuple[int, str]]:
    """Each such word with its line, in the header's shown fields and in the text."""
    shown = [(entry.line, entry.value) for name in FIELDS if (entry := read.source.find(name))]
    for number, line in [*shown, *words_shown(read.source.body, read.source.body_line)]:
        text = ADDRESS.sub("()", line)
        found = [*WORDS.finditer(text), *CAPITALS.finditer(text)]
        yield from ((number, match[0]) for match in found if not inside_another(match, found))
        if not found and (label := LABEL.fullmatch(text.strip(" *_#>:-"))):
            yield number, label[0]


def inside_another(match: re.Match[str], found: list[re.Match[str]]) -> bool:
    """Whether a match is a part of a longer one."""
    return any(other is not match and other.start() <= match.start() and match.end() <= other.end() for other in found)
