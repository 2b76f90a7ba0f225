"""Words by which a member's yes is taken back, wherever in their file somebody wrote them.

A colleague's note such as "withdrawn, see e-mail" is read by nobody before the wall is public. So any word of taking
back leaves the member out until a person has looked. This errs on the side of the member, and it has limits: it knows
English, French and a few words of German and Spanish; a misspelt word is known only where its letters were replaced by
look-alikes; and what must be understood ("Ade left us in June") is not. It comes on top of fields that hold what their
type allows and nothing more (`plugins.selfies.consent`), which needs no list of words.
"""

import html
import re
import unicodedata
from collections.abc import Iterator

from plugins.core.findings import Finding, Where, error
from plugins.core.header import Source
from plugins.core.suggestions import closest

# Small letters of other scripts, and signs, and what they look like.
LOOK_ALIKES = str.maketrans(
    "авекмнорстухѕіјһԁԛԝոսօցհαειкνορτυχωϲϳɑ‐‑‒–—―−’‘ʼ`´",
    "abekmhopctyxsijhdqwnuoghaeikvoptuxwcja-------'''''",
)
LATIN_LETTER = re.compile(r".*(?:LATIN|SYMBOL|SQUARED|CIRCLED).* ([A-Z])(?: WITH .*)?")
SPACED_OUT = re.compile(r"(?<!\w)\w(?:[ ._*-]\w){4,}(?!\w)")
MARKUP = re.compile(r"[*~]|(?<=\w)-\s*\n\s*(?=\w)|</?[a-z][^<>]{0,40}>")
QUOTED = re.compile(r"\s*(?:\"[^\"]*\"|“[^“”]*”|«[^«»]*»|„[^„“”]*[“”])\s*")
CONFLICT = re.compile(r"(?:<{7}|>{7}|\|{7})(?: |$)")

PICTURE = r"(?:picture|photo|photograph|photographie|image|selfie|portrait|headshot|submission|pic|likeness|face)s?"
WHOM = r"(?:me|myself|her|him|them|it|this|that|mine|hers|theirs)"
WHOSE = r"(?:my|her|his|their|the|this|that|ma|sa|la|cette)"
NOT = (
    r"(?:do not|don't|dont|does not|doesn't|never|must not|may not|should not|cannot|can't|no longer|not(?: to)?|stop)"
)
SHOWN = r"(?:us(?:e|es|ed|ing)|show(?:n|s|ing)?|(?:post|display|print|upload|includ|shar)(?:e|ed|ing)?|put)"
ENDS = r"(?=\W*(?:$|[.;!)\n]))"
DONE = (
    r"(?:remov|delet|eras|hid)(?:e|es|ed|ing|den)|pull(?:ed)?|cancel\w*|refus(?:e|es|ed)|declin(?:e|es|ed)|supprim\w+"
    rf"|ta(?:ke|kes|ken|king) (?:down|off|back|out)|retire[rz]?|enleve[rz]?|{NOT} (?:be )?(?:{SHOWN}|want|agree\w*)"
)
OFF = r"gone|off|back|down|out|removed|deleted|hidden|taken|erased"
DAY = (
    r"\d+(?:st|nd|rd|th)?|jan\w*|feb\w*|mar(?:ch|s)?|apr\w*|avril|may|mai|june?|juin|july?|aug\w*|sep\w*|oct\w*"
    r"|nov\w*|dec\w*|\w{3,6}day"
)
WHEN = rf"(?:\W+(?:{DAY}|on|in|by|at|since|from|le|her|his|their|request|e-?mail|phone))*"
# The others' values are a day, words of a list, or the name of a campaign that exists.
FREE_FIELDS = frozenset(("name", "workplace", "photo-by"))
AROUND = " .,:;!?()[]-/>\"'“”"

# Nobody writes these on a sign, but of a picture; or else puts them in quotation marks.
ANYWHERE = (
    r"withdr[aeo]w\w*", r"with[ -]drawn", r"w/d", r"revo[kcq]\w*", r"rescind\w*", r"retract\w*", r"unpublish\w*",
    r"gdpr", r"<!--",
    r"(?:non-?)?consent(?:s|ed|ing|ements?)?", r"permissions?", r"opt(?:s|ed|ing)?[ -]?out",
    rf"(?:taken|took) (?:{WHOM} )?down", rf"t(?:ake|akes|aking|aken|ook) {WHOM} (?:down|off|back|out)",
    rf"t(?:ake|akes|aking|aken|ook) (?:\w+ ){{0,3}}{PICTURE} (?:down|off|back|out|away)", r"take-?down request",
    rf"{NOT} (?:to )?(?:be )?publish\w*", rf"(?:{DONE}) (?:\w+ ){{0,3}}{PICTURE}",
    rf"{PICTURE} (?:(?:was|is|has|been|be|to|must|may|should) )*(?:{DONE}|gone|withheld|expired)",
    rf"{NOT} (?:be )?{SHOWN}(?: {WHOM})?(?: (?:please|online|again|any ?more|until \w+|on the \w+|in public))*{ENDS}",
    rf"(?:remove|delete|erase|unlist|hide) {WHOM}(?: (?:from|off) .*)?{ENDS}",
    rf"no longer (?:wants? (?:to be|{WHOM}|{WHOSE})|agrees?|wish\w*|valid)",
    r"changed (?:her|his|their) minds?", r"(?:i|i have|i've) changed my mind",
    rf"(?:wants|wanted|asked|asks|wishes) (?:for )?(?:{WHOM}|to be|to have it) (?:{OFF})", rf"wants (?:out|off){ENDS}",
    r"not for (?:publication|public|use|sharing|(?:the )?(?:web|website|internet|wall))",
    rf"{NOT} contact(?: {WHOM})?{ENDS}", rf"said no{ENDS}",
    rf"objects? to (?:{WHOM}|{WHOSE} {PICTURE}|being|publication)", r"see (?:\w+ )?e-?mail",
    r"ne (?:pas|plus|jamais) (?:le |la |l')?(?:publi|utilis|montr|affich|diffus)\w*", r"(?:pas|plus) d'accord",
    r"sans (?:sa |son |l'|ma |mon )?(?:accord|permission|consentement|autorisation)", r"retirée?s? (?:le|par|du)",
    r"widerruf\w*", r"einwilligung", r"zur(?:u|ue|ü)ckgezogen", r"consentimiento",
)  # fmt: skip
# In a name or a workplace these, too, can hardly mean anything else.
IN_A_FIELD = (
    r"cancel\w*", r"t(?:ake|akes|aking|aken|ook) (?:\w+ ){0,3}(?:down|off|back|away)", r"no longer", r"any ?more",
    r"not(?![ -]for)", r"(?:do|does|did|is|was|wo|ca|must|should)n't", r"dont", r"never",
    r"chang(?:e|ed|es|ing) (?:\w+ ){1,2}minds?", r"second thoughts",
    r"no (?:photo|picture|web|publication|use|thanks|answer|reply)s?", r"refus(?:ed|es|ing|al|ée|é)?",
    r"refuse(?! (?:and|cent|collect|depot|dispos|manage|plant|site|team|truck|work))", r"declin\w*", r"regret\w*",
    r"objects? to", r"object(?:ed|ions?)", r"remov(?:e|ed|es|ing)", r"removal (?:request\w*|asked)", r"delet\w*",
    r"eras(?:e|ed|es|ing|ure)", r"sa(?:id|ys) no", rf"stop(?:s|ped)? {SHOWN}", r"expired?", r"lapsed", r"on hold",
    r"pending", r"embargo\w*", r"confidential", r"hidden", r"unconfirmed", r"unverified", r"asked to be", r"gone",
    r"wants? (?:it|this|out|off|to be)", r"retirée?s?", r"retire[rz]", r"retrait", r"supprim\w+", r"effac\w+",
    r"enlev\w+", r"annul(?:e|é|ée|er|ez)", r"opposée?", r"n[e'] ?(?:veut|souhaite|est|consent) (?:pas|plus)", r"nicht",
    r"ne (?:pas|plus) \w+", r"gel(?:o|ö)scht", r"retirad[oa]",
)  # fmt: skip
LIKE_WITHDRAWN = re.compile(r"(?<![^\W_])(?:w[^\W\d_]{5,11}|[^\W\d_]{3,6}(?:rawn|rawal|rew)s?)(?![^\W\d_])")
# And in the name of files these.
IN_A_FILE_NAME = re.compile(
    r"\b(?:old|ex|no|non|nein|not|off|out|left|quit|stop|wd|hid|hide|hold|private|draft|internal|archived?|trash|x+)\b"
)
# A line of its own that says what became of the picture, perhaps with a day; and a note of one colleague to another.
IT_IS = r"(?:(?:is|was|has been|please|now|she|he|they|member) )*"
GONE = (
    r"(?:wd|removed?|deleted?|cancell?ed|gone|refused|declined|objects|objected|expired|lapsed|void|on hold|hold"
    r"|pending|hidden|dropped|erased|pulled|no|stop|taken off|off the (?:wall|site|web|website)|not ok(?:ay)?"
    r"|retirée?|retrait|refusée?|supprimée?|annulée?)"
)
LINE = (IT_IS + GONE + WHEN, r"(?:note|nb|n\.b\.|status|internal|editor|staff|memo|remark|todo|fixme|attention)\s*:.*")


def any_of(patterns: tuple[str, ...]) -> re.Pattern[str]:
    """A pattern for each of these as whole words."""
    return re.compile(rf"(?<!\w)(?:{'|'.join(patterns)})(?!\w)")


TAKES_BACK, TAKES_BACK_IN_A_FIELD, IS_A_NOTE = any_of(ANYWHERE), any_of(ANYWHERE + IN_A_FIELD), any_of(LINE)


def taken_back(source: Source) -> Iterator[Finding]:
    """C78: a member's file holds a word by which a yes is taken back, such as "withdrawn", or a note to a colleague.

    It may be the member's no, so they are left out of the wall until somebody has looked. If they took the picture
    back, write the day in the field Withdrawn. Where the sign itself says so, put all of its words in quotation marks:
    then they are shown, without the marks. In a name or a workplace, say it in other words.

    source: a member's file; one with the field Withdrawn filled in says it already
    """
    back = "If the member took the picture back, write  Withdrawn: YEAR-MONTH-DAY  in the header."
    problem = "This line may take the picture back, or is a note."
    for entry in source.entries:
        if entry.name.casefold() in FREE_FIELDS and TAKES_BACK_IN_A_FIELD.search(plain(entry.value)):
            yield error(Where(source.path, entry.line), problem, f"{back} If not, say it in other words.", "C78")
    if not QUOTED.fullmatch(source.body) and (line := line_taken_back(source.body)) is not None:
        remedy = f"{back} If the sign itself says so, put all of its words in quotation marks."
        yield error(Where(source.path, source.body_line + line), problem, remedy, "C78")


def line_taken_back(body: str) -> int | None:
    """The number of the first line, 0 for the first, in which a yes is taken back; None for a sign like any other."""
    lines = body.split("\n")
    for number, line in enumerate(lines):
        told = plain(line)
        if TAKES_BACK.search(told) or any(IS_A_NOTE.fullmatch(form.strip(AROUND)) for form in told.split("\n")):
            return number
    return 0 if TAKES_BACK.search(plain(body)) else None  # over several lines


def says_no(text: str) -> bool:
    """Whether a text of which nobody knows what it is, or a file's name, holds a word of taking back."""
    return bool(TAKES_BACK_IN_A_FIELD.search(plain(text)))


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
    told = " ".join(re.findall(r"\d+|[^\W\d_]+", stem))
    return says_no(told) or bool(IN_A_FILE_NAME.search(plain(told)))


def merged(source: Source) -> Iterator[Finding]:
    """C79: two versions of a member's file in one, as git leaves them when it cannot join them.

    One of them may be a withdrawal, so the member is left out of the wall. Keep the lines that are right.
    """
    for number, line in enumerate(source.body.split("\n"), source.body_line):
        if CONFLICT.match(line):
            problem = "Two versions of this file stand in one."
            yield error(Where(source.path, number), problem, "Keep the lines that are right.", "C79")
            return


def sign_words(body: str) -> str:
    r"""The words on a sign, on one line; quotation marks around all of them are none of them.

    >>> sign_words("“Withdraw\n the bill”"), sign_words('"Ours" is "yours"')
    ('Withdraw the bill', '"Ours" is "yours"')
    """
    words = " ".join(body.split())
    return words[1:-1].strip() if QUOTED.fullmatch(words) else words


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
    """A letter as the Latin one that its name tells of: ⓦ, ᴡ and 🅦 are a W."""
    told = LATIN_LETTER.fullmatch(unicodedata.name(letter, ""))
    return told[1].casefold() if told else letter
