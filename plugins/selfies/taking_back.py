"""Words by which a member's yes is taken back, wherever in their file somebody wrote them.

A colleague's note such as "withdrawn, see e-mail" is read by nobody before the wall is public. So any word of taking
back leaves the member out until a person has looked. This errs on the side of the member, and it has limits: it knows
English and French, and the commonest words of some other languages; a misspelt word is known only where its letters
were replaced by look-alikes; and what must be understood ("Ade left us in June") is not.
"""

import html
import re
import unicodedata
from collections.abc import Iterable, Iterator
from functools import cache, lru_cache, partial
from itertools import pairwise

from plugins.core.findings import Finding, Where, finding
from plugins.core.header import Source
from plugins.core.suggestions import closest
from plugins.selfies.languages import IN_OTHER_LANGUAGES
from plugins.selfies.lexicon import (
    ANY_DAY,
    ANYWHERE,
    BESIDE_IT,
    DAY,
    ENDING_IN,
    IN_A_FIELD,
    IN_A_FILE_NAME,
    IN_OTHER_SCRIPTS,
    IN_SOME_FORMS,
    LEET,
    LOOK_ALIKES,
    MISSPELT,
    MISSPELT_IN_A_NOTE,
    MONTH,
    NOT_MISSPELT,
    NOTE,
    OFFERS,
    SAID,
    SAYING_SO,
    SIGNS_OF_NO,
)
from plugins.selfies.names import SURNAMES
from plugins.selfies.remarks import AROUND, any_of, denies, is_defiant, is_remark, is_whole_remark

LATIN_LETTER = re.compile(r".*(?:LATIN|SYMBOL|SQUARED|CIRCLED).* ([A-Z])(?: WITH .*)?")
SPACED_OUT = re.compile(r"(?<!\w)\w(?:[ ._*-]{1,3}\w){4,}(?!\w)")
MARKUP = re.compile(r"[*~]|(?<=\w)-\s*\n\s*(?=\w)|</?[a-z][^<>]{0,40}>")
QUOTED = re.compile(r"\s*(?:\"[^\"]*\"|“[^“”]*”|«[^«»]*»|„[^„“”]*[“”])\s*")
CONFLICT = re.compile(r"(?:<{7}|>{7}|\|{7})(?: |$)")

# The others' values are a day, words of a list, or the name of a campaign that exists.
FREE_FIELDS = frozenset(("name", "workplace", "photo-by"))
LIKE_WITHDRAWN = re.compile(r"(?<![^\W_])(?:w[^\W\d_]{5,11}|[^\W\d_]{3,6}(?:rawn|rawal|rew)s?)(?![^\W\d_])")
LONG_WORD = re.compile(r"[^\W\d_]{6,14}")
REPEATED = re.compile(r"(\w)\1{2,}")
WITH_FIGURES = re.compile(r"(?=[a-z@$!|]*[\d@$!|])(?=[\d@$!|]*[a-z])[a-z\d@$!|]{5,20}[a-z\d]")
A_YEARS_DAY = re.compile(r"(?<!\d)\d{4}-\d\d?-\d\d?(?!\d)")
IS_DAY, IS_DATED, WORD, LETTERS = map(re.compile, (DAY, ANY_DAY, r"[^\W_]+", r"\w+"))
ONE_DAY = re.compile(
    rf"\b\d{{1,2}}(?:st|nd|rd|th|er|\.)? (?:of )?{MONTH}\b|\b{MONTH}\.? \d{{1,2}}(?:st|nd|rd|th)?(?!\d)"
)
OURS = re.compile(r"\b(?:i|we|us|our|my)\b(?!.*(?<!\d)20\d\d)")
OF_A_TALK = re.compile(
    r"\b(?:s?he|hers?|his|him|they|them|their|spoke|talked|phoned|called|asked|told|wrote|e-?mail\w*|heard|said|yes)\b"
)
SOMEBODY_SAID = re.compile(
    rf"\b(?:she|he|they|elle|il)(?: has| had| have|'s)? (?:{SAID}|pulled|backed|dropped|left|quit|opted|died)\b"
)
SURNAME = re.compile(rf"(?<=\w )(?:{'|'.join(map(str.title, sorted(SURNAMES)))})(?=\s*(?:$|,|&|\sand\s))")
ASKING_SOMEBODY = re.compile(
    r"\W*(?:[Aa]sk|[Cc]heck|[Pp]hone|[Ss]ee|[Ee]-?mail) (?!Me|Us|Why|How|What|Who)[A-Z][a-z]+\W*"
)
STRUCK_OUT = re.compile(r"~~|(?<!\w)~\S(?:[^~\n]*[^~\s])?~(?!\w)|<(?:s|del|strike)\b|[\u0335-\u0338]", re.IGNORECASE)
ASIDE = re.compile(r"[(\[{]([^()\[\]{}]*)[)\]}]|(?:\s[-–—]+|;)\s*([^()]*)$")
PART_OF_A_NAME = re.compile(r"[;,:()\[\]|/\n]|\s[-–—]+\s")
SENTENCE_ENDS = re.compile(r"[.;!?()\[\]{}\n]|\s[-–—]+\s?")
OFFER = re.compile(OFFERS)
PIECE, OVERLAP = 1_000, 100  # characters
MAX_MISSPELT = 40  # letters, more than any word has of those that may be misspelt


def deletions(word: str) -> Iterator[str]:
    """A word, and what is left of it without any one of its letters but the first.

    Two words that share one of these differ by a letter too many, too few, wrong, or in the wrong place.
    """
    yield word
    for at in range(1, len(word)):
        yield word[:at] + word[at + 1 :]


def with_deletions(words: Iterable[str]) -> frozenset[str]:
    """All words with their `deletions`."""
    return frozenset(form for word in words for form in deletions(word))


# Compiled once they are asked for: that takes longer than most of a start.
TAKES_BACK, ONLY_IN_A_FIELD, IS_A_NOTE = (
    cache(partial(any_of, one)) for one in (ANYWHERE + IN_OTHER_LANGUAGES, IN_A_FIELD, NOTE)
)
LIKE_MISSPELT, LIKE_IN_A_NOTE = with_deletions(MISSPELT), with_deletions(MISSPELT_IN_A_NOTE)


def takes_back_in_a_field(plain_text: str) -> bool:
    """Whether the value of a field holds a word that takes back there, or anywhere."""
    return bool(TAKES_BACK().search(plain_text) or ONLY_IN_A_FIELD().search(plain_text))


def taken_back(source: Source) -> Iterator[Finding]:
    """The lines of a member's file by which a yes may be taken back, or that are a note to a colleague (C78).

    source: a member's file; one with the field Withdrawn filled in says it already
    """
    for entry in source.entries:
        field, where = entry.name.casefold(), Where(source.path, entry.line)
        if STRUCK_OUT.search(entry.value):
            yield finding("C78.in-a-field", where)
        elif field in FREE_FIELDS and is_quoted(entry.value):
            if is_no_name_in_quotes(unquoted(entry.value)):
                yield finding("C78.in-a-field", where)
        elif field in FREE_FIELDS and says_no(without_surnames(entry.value)):
            yield finding("C78.in-a-name", where)
    own_id = source.path.rpartition("/")[2].partition(".")[0]
    names = " ".join([own_id, *(entry.value for entry in source.entries if entry.name.casefold() == "name")])
    if (line := line_taken_back(source.body, names)) is not None:
        where = Where(source.path, source.body_line + line)
        yield finding("C78.on-a-quoted-sign", where) if is_quoted(source.body) else finding("C78.on-the-sign", where)
    elif (line := second_line(source.body)) is not None:
        yield finding("C78.second-line", Where(source.path, source.body_line + line))


def line_taken_back(body: str, names: str = "") -> int | None:
    """The number of the first line, 0 for the first, in which a yes is taken back; None for a sign like any other.

    Within quotation marks a line does so only with a day, or as a note.
    names: of those in the picture
    """
    if is_quoted(body):
        return next((number for number, line in enumerate(body.split("\n")) if is_dated_or_note(line)), None)
    if is_whole_remark(plain(body)):
        return 0
    plain_names = plain(names)
    lines = ((number, line) for number, line in enumerate(body.split("\n")) if line.strip())
    return next(
        (number for number, line in lines if is_no_sign(line) or denies(plain(line), plain_names)), over_lines(body)
    )


def over_lines(body: str) -> int | None:
    """0 where words of taking back stand on several lines, or any are struck out."""
    plain_text = plain(body) if "\n" in body.strip() else ""  # of one line each was asked already
    is_over_lines = TAKES_BACK().search(plain_text) or is_in_other_signs(plain_text)
    return 0 if STRUCK_OUT.search(body) or is_over_lines else None


def is_quoted(body: str) -> bool:
    """Whether quotation marks stand around all of a sign."""
    return bool(QUOTED.fullmatch(body))


def unquoted(text: str) -> str:
    """A text without the quotation marks around all of it.

    >>> unquoted('"Grace Hidden"'), unquoted('Ward "3"'), unquoted('"A" and "B"')
    ('Grace Hidden', 'Ward "3"', '"A" and "B"')
    """
    return text.strip()[1:-1].strip() if QUOTED.fullmatch(text) else text


def is_no_name_in_quotes(value: str) -> bool:
    """Whether a name or a workplace that stood in quotation marks takes back all the same.

    It is dated, or a note, or takes back in a part of its own, or in no words but such.

    >>> is_no_name_in_quotes("Withdrawal unit"), is_no_name_in_quotes("Rosa Void"), is_no_name_in_quotes("Unit 4B: ICU")
    (False, False, False)
    >>> is_no_name_in_quotes("Ade; revoked by phone"), is_no_name_in_quotes("Withdrawn")
    (True, True)
    """
    _, *asides = PART_OF_A_NAME.split(value)
    others = set(WORD.findall(TAKES_BACK().sub(" ", plain(value)))) - SAYING_SO - BESIDE_IT
    is_mere = takes_back(value) and not others
    return is_mere or is_dated_or_note(value) or any(says_no(one) or is_of_note_words(plain(one), 1) for one in asides)


def is_note(plain_text: str) -> bool:
    """Whether a plain line is a note."""
    return any(IS_A_NOTE().fullmatch(form.strip(AROUND)) for form in plain_text.split("\n"))


def is_dated_or_note(line: str) -> bool:
    """Whether a line of a sign in quotation marks is a note, or tells on which day a yes was taken back."""
    plain_text = plain(line)
    is_dated = ONE_DAY.search(plain_text) or IS_DATED.search(plain_text)
    return is_note(plain_text) or bool(is_dated and (piece_says_no(plain_text) or has_word(plain_text)))


def has_day_of_a_note(plain_text: str) -> bool:
    """Whether a plain line holds a day, other than one of ours: signs tell of those, and of nobody else."""
    if A_YEARS_DAY.search(plain_text):
        return True
    return bool(
        ONE_DAY.search(plain_text)
        and (not OURS.search(plain_text) or OF_A_TALK.search(plain_text) or has_word(plain_text))
    )


def has_word(plain_text: str) -> bool:
    """Whether a plain line holds a word that notes say so with."""
    return not SAYING_SO.isdisjoint(LETTERS.findall(plain_text))


def is_no_sign(line: str) -> bool:
    """Whether a line cannot be plainly the words of a sign.

    It takes back, is a note, holds a day, tells what somebody said, ends in a remark that takes back, or has a sentence
    of a note's words alone.
    """
    plain_text = plain(line)
    if (
        TAKES_BACK().search(plain_text)
        or is_note(plain_text)
        or is_remark(plain_text)
        or has_day_of_a_note(plain_text)
        or SOMEBODY_SAID.search(plain_text)
    ):
        return True
    remarks = [one or other for one, other in ASIDE.findall(plain_text)]
    if (
        is_like_withdrawn(line)
        or is_misspelt(plain_text)
        or is_in_other_signs(plain_text)
        or ASKING_SOMEBODY.fullmatch(line)
    ):
        return True
    return any(map(takes_back_in_a_field, remarks)) or (not is_defiant(plain_text) and is_of_note_words(plain_text, 2))


def is_of_note_words(plain_text: str, least: int) -> bool:
    """Whether a plain text, or a remark or sentence in it, has a note's words alone; a sentence at least so many."""
    if any(map(all_note_words, plain_text.split("\n"))):
        return True
    remarks = [one or other for one, other in ASIDE.findall(plain_text)]
    sentences = [one for one in map(str.strip, SENTENCE_ENDS.split(plain_text)) if one]
    long = [one for one in sentences if len(one.split()) >= least]
    return any(map(all_note_words, (*remarks, *long))) or (sentences[-1:] != sentences and sentences[-1] in ENDING_IN)


def all_note_words(text: str) -> bool:
    """Whether all words of a text are such as notes consist of, and one of them says so, perhaps misspelt."""
    words = set(WORD.findall(text))
    found = words & SAYING_SO
    rest = [one for one in words - found - BESIDE_IT if len(one) > 1 and not IS_DAY.fullmatch(one)]
    return bool(found or rest) and all(is_like(word, LIKE_IN_A_NOTE) for word in rest)


def is_like(word: str, forms: frozenset[str]) -> bool:
    """Whether a word of six letters or more is one of those of which these are the `deletions`, but for a letter."""
    return 5 < len(word) < MAX_MISSPELT and word not in NOT_MISSPELT and not forms.isdisjoint(deletions(word))


def second_line(body: str) -> int | None:
    """The number of the line below a sign's, 0 for the first, which is one, or a paragraph within quotation marks."""
    lines = [number for number, line in enumerate(body.split("\n")) if any(map(str.isalnum, line))]
    return next((below for above, below in pairwise(lines) if below > above + 1 or not is_quoted(body)), None)


@lru_cache(1024)  # workplaces are many members'
def says_no(text: str) -> bool:
    """Whether a text of which nobody knows what it is, or a file's name, holds a word of taking back."""
    return any(map(piece_says_no, pieces(text)))


@lru_cache(1024)
def takes_back(text: str) -> bool:
    """The same of words that say so anywhere, other than "not" or "removed", which say it in a name alone."""
    plain_pieces = map(plain, pieces(text))
    return any(TAKES_BACK().search(one) or is_misspelt(one) or is_in_other_signs(one) for one in plain_pieces)


def without_offers(text: str) -> str:
    """A text in small letters without what tells how, or that anybody may, take a picture back.

    >>> without_offers("You can withdraw at any time."), without_offers("They withdrew in June")
    ('  at any time.', 'they withdrew in june')
    """
    return OFFER.sub(" ", text.casefold())


def piece_says_no(text: str) -> bool:
    """As `says_no`, of a text of moderate length: what looks at each word looks around it, too."""
    plain_text = plain(text)
    return takes_back_in_a_field(plain_text) or is_misspelt(plain_text) or is_in_other_signs(plain_text)


def pieces(text: str) -> Iterator[str]:
    """A long text in pieces, each with the beginning of the next one, so that no word is cut in all of them."""
    for begin in range(0, max(len(text), 1), PIECE):
        yield text[begin : begin + PIECE + OVERLAP]


def without_surnames(value: str) -> str:
    """Names without last names that could be a word of taking back, as in Sam Gone."""
    return SURNAME.sub("", value)


def is_misspelt(plain_text: str) -> bool:
    """Whether a word of a plain text is one of taking back but for a letter, or has figures for its letters.

    >>> is_misspelt("rescnded"), is_misspelt("r3m0ved"), is_misspelt("we retreat"), is_misspelt("h2o and covid19")
    (True, True, False, False)
    """
    words = [REPEATED.sub(r"\1", word) for word in LONG_WORD.findall(plain_text) if word[0] in "wru"]
    disguised = [word.translate(LEET) for word in WITH_FIGURES.findall(plain_text)]
    return any(is_like(word, LIKE_MISSPELT) for word in (*words, *disguised)) or any(
        is_like(word, LIKE_IN_A_NOTE) for word in disguised
    )


def is_in_other_signs(plain_text: str) -> bool:
    """Whether a plain text takes back in another script, or by a sign such as ❌."""
    return not plain_text.isascii() and bool(IN_OTHER_SIGNS.search(plain_text))


def is_like_withdrawn(text: str) -> bool:
    """Whether a word of a text is withdrawn or withdrawal, or is that in wrong letters.

    >>> is_like_withdrawn("wihtdrawn"), is_like_withdrawn("wìthdrawals"), is_like_withdrawn("drawn within")
    (True, True, False)
    """
    return any(closest(word, ("withdrawn", "withdrawal"), 0.8) for word in LIKE_WITHDRAWN.findall(plain(text)))


def name_says_no(stem: str) -> bool:
    """Whether the name of a member's two files, without its ending, holds a word of taking back.

    >>> name_says_no("0901-withdrawn"), name_says_no("0900-old"), name_says_no("ade-2")
    (True, True, False)
    """
    if stem.isdecimal():  # as most are
        return False
    text = " ".join(re.findall(r"\d+|[^\W\d_]+", stem))
    return says_no(text) or bool(IN_A_FILE_NAME.search(plain(text)))


def merged(source: Source) -> Iterator[Finding]:
    """That two versions of a member's file stand in one (C79), as git leaves them when it cannot join them."""
    for number, line in enumerate(source.body.split("\n"), source.body_line):
        if CONFLICT.match(line):
            yield finding("C79.two-versions", Where(source.path, number))
            return


def sign_words(body: str) -> str:
    r"""The words on a sign, on one line; quotation marks around all of them are none of them.

    >>> sign_words("“Withdraw\n the bill”"), sign_words('"Ours" is "yours"')
    ('Withdraw the bill', '"Ours" is "yours"')
    """
    return unquoted(" ".join(body.split()))


@lru_cache(4096)
def plain(text: str) -> str:
    """A text for looking for words, in small letters: as it stands, and in a second line with plain letters alone.

    Invisible characters, marks on letters, look-alikes of other scripts and letters with spaces between them hide no
    word.
    """
    shown = unicodedata.normalize("NFKC", html.unescape(MARKUP.sub("", text))).casefold().replace("_", " ")
    if not shown.isascii():
        shown = "".join(letter for letter in shown if unicodedata.category(letter) != "Cf")
    shown = SPACED_OUT.sub(lambda found: re.sub(r"[ ._*-]", "", found[0]), " ".join(shown.split()))
    return shown if shown.isascii() else f"{shown}\n{' '.join(ascii_letters(shown).split())}"


def ascii_letters(text: str) -> str:
    """Each letter as the plain one that it looks like, where there is such a one."""
    bare = "".join(one for one in unicodedata.normalize("NFD", text) if not unicodedata.category(one).startswith("M"))
    return "".join(one if one.isascii() else latin(one) for one in bare.translate(LOOK_ALIKES))


def latin(letter: str) -> str:
    """A letter as the Latin one that its name tells of, a digit as that of its worth: ⓦ, ᴡ and 🅦 are a W, ٤ is a 4."""
    if letter.isdecimal():
        return str(unicodedata.decimal(letter))
    match = LATIN_LETTER.fullmatch(unicodedata.name(letter, ""))
    return match[1].casefold() if match else letter


def other_signs() -> re.Pattern[str]:
    """A pattern for the beginnings of words of other scripts, as `plain` gives them with its look-alikes too."""
    words = [unicodedata.normalize("NFKC", word).casefold() for word in " ".join(IN_OTHER_SCRIPTS.split()).split("|")]
    # The marks of Indic scripts are vowels, without which a word is another.
    bare = [ascii_letters(word) for word in words]
    forms = {*words, *(one for one, word in zip(bare, words, strict=True) if len(one) == len(word))}
    return re.compile("|".join((*sorted(map(re.escape, map(str.strip, forms))), *IN_SOME_FORMS, f"[{SIGNS_OF_NO}]")))


IN_OTHER_SIGNS = other_signs()
