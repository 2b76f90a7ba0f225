"""Words that one editor left for another (C36)."""

import re
from collections.abc import Iterator

from markupsafe import Markup

from plugins.checks.read import Read
from plugins.core.fields import NAMES, SENTENCES
from plugins.core.findings import Finding, Where, finding
from plugins.core.header import Source
from plugins.kinds.announcement import Announcement
from plugins.markup.plain_words import plain
from plugins.markup.verbatim import words_shown

# Whatever their letters, nobody says these to a reader; but a to-do in small letters may stand in a sentence.
SPOKEN_OF = "is|was|are|were|means|has|had|comes|came|stands|stood|as|text"  # behind it: a word among others
SHOWN = "photo|picture|image|logo|graphic|chart|video|vidéo|quote|citation|link|lien|caption|légende"
# Alone in square brackets, with a large letter: what is to be filled in.
FILLED_IN = (
    "(?:your |first |last |full )?name|date|title|time|city|place|location|number|address|phone|e-?mail|url|amount"
    "|(?:votre )?(?:pré)?nom|heure|ville|lieu|adresse|numéro|montant|" + SHOWN
)
# But cities and squares have names: [City of Edmonton] wrote so, somebody adds to another's words.
NAMED = r"(?:City|Place|Ville) (?:of|de|du) (?:la |les |l['’])?[A-ZÀ-Ý]"
# What a word processor says of its own in the words that are copied from it.
OF_WORD = (
    r"\berror! (?:bookmark not defined|reference source not found)\.?"
    r"|\berreur ?! (?:signet non défini|source du renvoi introuvable)\.?"
    r"|\bclick (?:or tap )?here to enter (?:text|a date)\.?"
    r"|\bcliquez (?:ou appuyez )?ici pour entrer (?:du texte|une date)\.?"
    r"|\[type (?:here|text|the)\b[^][]{0,60}\]|\bcommented \[\w{1,5}\]: ?"
    r"|\bformatted: (?:font|left|right|centered|indent|normal|list|heading)\b"
)
PHRASES = re.compile(
    r"(?i:\b(?:text[- ]only block|page component|dolor sit amet)\b"
    rf"|\blorem ipsum\b(?: dolor sit amet\b)?(?! (?:{SPOKEN_OF})\b)"
    r"|\[ *(?:insert|placeholder|to ?do|tk|tbc|tbd|to come)\b[^][]{0,200}\](?![(\[:])"
    r"|\[[^][]{0,200} (?:goes here|to come|tk|tbc|tbd)\](?![(\[:])"
    rf"|\((?:insert|insérer) (?:an? |the |une? |la |le |les |l['’])?(?:{FILLED_IN})\b[^()]{{0,80}}\)"
    rf"|[\[(](?:{SHOWN})\b[^][(),:;]{{0,100}} (?:here|ici|to come|to follow|à venir|à insérer)[\])](?![(\[:])"
    rf"|{OF_WORD})"
    r"|\[X{2,}\]|\$X{2,}(?!\w)"
    r"|\b(?:TODO|TO DO:|FIXME|(?:TK){2,}|X{4,})(?!\w)"
)
# In a quotation block these stand in a letter that readers are to copy, and fill in themselves.
PLACES = re.compile(
    rf"(?i:(?<!\])\[(?-i:(?!{NAMED})(?=[A-ZÀ-Ý]))(?:{FILLED_IN})(?: (?:of|de|du) [^][]{{1,40}})?\](?![(\[:]))"
)
# A line of its own, as a system for web pages labels its parts.
LABEL = re.compile(r"(?i)(?:text|image|picture|photo|video|quote|hero|accordion|banner|button|card)(?: only)? block")
# Something of each of the above, in small letters: quickly looked for, and most texts have none.
TRACES = (
    *("block", "component", "ipsum", "dolor sit", "insert", "placeholder", "todo", "to do"),
    *("tk", "tbc", "tbd", "to come", "goes here", "fixme", "xxx", "[xx", "$xx", "insérer", " here)", "to follow"),
    *(" ici)", "à venir", "error! ", "erreur", " to enter ", "pour entrer", "formatted: "),
)
IN_BRACKETS = re.compile(r"\[[^\W\d_][^][]*\](?![(\[:])")  # no link's words
ADDRESS = re.compile(r"(?<=\])\([^)]{0,500}\)|(?<=\]:) *\S+|<?\bhttps?://[^\s)>]+>?")
# What is spoken of, and not left behind: words in quotation marks of which somebody is not said to have spoken them.
QUOTED = re.compile(
    r"(?:\"[^\"\n]{1,60}\"|`[^`\n]{1,60}`|“[^”\n]{1,60}”|„[^“”\n]{1,60}[“”]|«[^»\n]{1,60}»|»[^«\n]{1,60}«|›[^‹\n]{1,60}‹|‹[^›\n]{1,60}›|「[^」\n]{1,60}」|‚[^‘\n]{1,60}‘|”[^”\n]{1,60}”|‘[^’\n]{1,60}’|(?<!\w)'[^'\n]{1,60}'(?!\w))"
    r"(?![,.]? *(?:said|says|adds|added|told)\b)"
)
# Words that are spoken of stand slanted among others; alone in a line, they were left behind.
SLANTED = re.compile(
    r"(?<=\w )([*_])(?=[^\s*_])[^*_\n]{1,60}\1(?!\w)|(?<![\w*_])([*_])(?=[^\s*_])[^*_\n]{1,60}\2(?= \w)"
)
# What has a to-do in its name, or is one among others: the TODO app, a TODO list.
OF_THAT_NAME = re.compile(
    r"(?i:(?<!\w)(?:the|an?|our|your|my|his|her|its|their|this|that|these|those|every|each|any|no|some|old|whose)) "
    r"(?:TODO|FIXME)s?(?=[ .,;!?)]|$)|\b(?:TODO|FIXME)s?(?= (?:apps?|lists?|items?|boards?|comments?|notes?)\b)"
)
# What is told of as such a word: "TODO is a tag", "they set lorem ipsum"; neither "TODO is it right" nor a text of it.
TOLD_OF = re.compile(
    r"\b(?:TODO|FIXME)\b(?=\W{0,3} (?:(?:is|was) (?:an?|one|what|how|where) |means |marks |stands for ))"
    r"|\b(?:TODO|FIXME) (?:and|or|&|/) (?:TODO|FIXME)\b|(?<=[a-z,] )lorem ipsum\b(?!,? dolor)"
)
# "All" in Spanish and Portuguese, beside a word that no English has: TODO EL MUNDO.
ALL = re.compile(
    r"\bTODO(?= (?i:el|lo|los|esto|eso|este|ese|es|está|por|para|nuestro|o|os|este|isso|isto|mundo|país|povo)\b)"
    r"|(?<=¡)TODO\b|(?i:\b(?:lo \w+|damos|es|en|con|sobre|ante|contra|por|para|del?|casi|que|hay|y|em)) TODO\b"
)
CODE = re.compile(r"(?i)<(code|kbd|samp|pre)\b[^>]*>.*?</\1>")
# Letters in the place of something secret, or of the digits of a number.
MASK = re.compile(
    r"(?i:\b(?:pass\w*|pin|key|token|secret|credentials?)\b[^.\n]{0,20})X{4,}|(?<=[-=:/@.\d])X{3,}|X{3,}(?=[-=@/.\d][\dX])"
    r"|X{4,}(?i:[^.\n]{0,20}\b(?:password|passphrase|pin|key|token)\b)|(?:X{3,} ){2,}\d{2,}"
)


def check(read: Read) -> Iterator[Finding]:
    """Words such as "Text only block", "TODO", "XXXX" or "[insert ...]" (C36); in a draft they stop nothing yet."""
    is_draft = (status := read.source.find("Status")) is not None and status.value.casefold() == "draft"
    for line, words in left_words(read):
        where, count = Where(read.path, line), words.count(" ") + 1
        if is_draft:
            yield finding("C36.in-a-draft", where, words=words, count=count)
        else:
            yield finding("C36.in-a-text", where, words=words, count=count)


def left_words(read: Read) -> Iterator[tuple[int, str]]:
    """Each such word with its line, in the header's shown fields and in the text; of equal ones in a line the first."""
    shown = [(entry.line, entry.value) for name in (*SENTENCES, *NAMES) if (entry := read.source.find(name))]
    if has_trace(read.source.body):
        shown += words_shown(read.source.body, read.source.body_line)
    for number, line in shown:
        if not has_trace(line):
            continue
        text = ADDRESS.sub("()", line)
        found = notes_to_oneself(text)
        if not found and (label := LABEL.fullmatch(text.strip(" *_#>:-"))):
            found = [label[0]]
        yield from ((number, words) for words in dict.fromkeys(found))


def words_in_the_bar(announcement: Announcement, source: Source | None) -> Iterator[Finding]:
    """The same in an announcement, which every page shows. source: its file"""
    lines = [(entry.line, entry.value) for entry in source.entries] if source else []
    lines += enumerate(source.body.split("\n"), source.body_line) if source else []
    shown = (announcement.title, announcement.link_text, plain(Markup(announcement.body.html)))
    for words in dict.fromkeys(words for text in shown for words in notes_to_oneself(text)):
        line = next((number for number, line in lines if words in line), 1)
        yield finding("C36.in-a-text", Where(announcement.path, line), words=words, count=words.count(" ") + 1)


def notes_to_oneself(text: str) -> list[str]:
    """The words in a text that nobody says to a reader."""
    for harmless in (CODE, QUOTED, SLANTED, MASK, TOLD_OF, OF_THAT_NAME, ALL):
        text = harmless.sub(" ", text)
    forms = (PHRASES,) if text.lstrip().startswith(">") else (PHRASES, PLACES)
    return [match[0] for form in forms for match in form.finditer(text)]


def has_trace(text: str) -> bool:
    """Whether it is worth looking for such words."""
    folded = text.casefold()
    return any(trace in folded for trace in TRACES) or IN_BRACKETS.search(text) is not None
