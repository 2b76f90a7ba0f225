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
SPACED_OUT = re.compile(r"(?<!\w)\w(?:[ ._*-]{1,3}\w){4,}(?!\w)")
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
    r"gdpr", r"<!--", r"publi(?:shing|cation|shed)", r"before publi\w+", r"desist(?:e|ee|é|ée)s?",
    rf"sa(?:id|ys?) (?:no|stop){ENDS}", r"removal request\w*|(?:asked|asks) for removal", r"(?:use|show) this one",
    rf"{NOT} use for (?:the )?(?:site|web\w*|wall|print)", r"no longer a member", r"until further notice",
    r"(?:objected|removed|deleted|cancel+ed|refused|declined|hidden|dropped|pulled|blocked) (?:by|per|on|via)",
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
    r"\b(?:old|ex|no|non|nein|not|off|out|left|quit|stop|wd|hid|hide|hold|private|draft|internal|archived?|trash|x{1,3})\b"
)
# A note of one colleague to another.
NOTE = (r"(?:note|nb|n\.b\.|status|internal|editor|staff|memo|remark|todo|fixme|attention)\s*:.*",)
# Words of which such notes consist. A sentence of no others, with one of the first kind, is no sign's.
SAYING_SO = frozenset(
    """
    wd removed remove removal deleted delete cancelled canceled gone refused refuse refuses refus declined declines
    objects objected objection expired lapsed void hold pending hidden hide dropped erased erase pulled no non nope nein
    stop stopped off out takedown approved ok okay cleared blocked draft private internal only quit left unsure waiting
    wait unconfirmed confidential embargo embargoed backed retire retiree retirer retrait refusee supprimer supprime
    supprimee annule annulee enlever desiste desistee oppose avis oui nicht loschen retirar retirado borrar without want
    wants wanted longer minor minors child underage under down veut
    """.split()  # noqa: SIM905
)
BESIDE_IT = frozenset(
    """
    a an and any anymore are as asked asks at be been before below by call called check come doesn don dont due
    email elle er est et for from further has have he her him his i il in is it its last legal lawyer le la les ete
    mail maybe me member members more my not notice now office on one online or our per phone photo picture please pls
    print publish publishing put request said say says see selfie she show since site sie soon staff still take
    taken etre
    text that the their them then they this till to until up us use used via wall was web website week we were with
    yet you aus changed change chose du de ne pas plus souhaite sa son se sur une un juin may legislature
    """.split()  # noqa: SIM905
)
MONTH = (
    r"(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|avril|may|mai|june?|juin|july?|juillet|aug(?:ust)?"
    r"|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)"
)
ONE_DAY = re.compile(
    r"(?<!\d)\d{4}-\d\d?-\d\d?(?!\d)"
    rf"|\b\d{{1,2}}(?:st|nd|rd|th|er|\.)? (?:of )?{MONTH}\b|\b{MONTH}\.? \d{{1,2}}(?:st|nd|rd|th)?(?!\d)"
)
SAID = r"said|says|asks|asked|wants?|wanted|told|phoned|called|wrote|refuse[sd]?|declin\w+|object\w+|chang\w+"
SOMEBODY_SAID = re.compile(
    rf"\b(?:she|he|they|elle|il)(?: has| had| have|'s)? (?:{SAID}|pulled|backed|dropped|left|quit|opted|regrets?)\b"
    r"|\b(?:is|was|only|aged?) 1\d\b|\bunder[ -]?1\d\b"
)
STRUCK_OUT = re.compile(r"\s*(?:~~|<(?:s|del|strike)\b)")
REMARK = re.compile(r"[(\[{]([^()\[\]{}]*)[)\]}]|(?:\s[-–—]+|;)\s*([^()]*)$")
SENTENCE_ENDS = re.compile(r"[.;!?()\[\]{}\n]|\s[-–—]+\s?")


def any_of(patterns: tuple[str, ...]) -> re.Pattern[str]:
    """A pattern for each of these as whole words."""
    return re.compile(rf"(?<!\w)(?:{'|'.join(patterns)})(?!\w)")


TAKES_BACK, TAKES_BACK_IN_A_FIELD, IS_A_NOTE = any_of(ANYWHERE), any_of(ANYWHERE + IN_A_FIELD), any_of(NOTE)


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
    if (line := line_taken_back(source.body)) is not None:
        sign = "put all of its words in quotation marks"
        remedy = (
            f"{back} If the sign itself says so, {sign if not is_quoted(source.body) else 'say it in other words'}."
        )
        yield error(Where(source.path, source.body_line + line), problem, remedy, "C78")
    elif (line := second_paragraph(source.body)) is not None:
        remedy = f"{back} If it stands on the sign, take out the empty line above it."
        yield error(Where(source.path, source.body_line + line), problem, remedy, "C78")


def line_taken_back(body: str) -> int | None:
    """The number of the first line, 0 for the first, in which a yes is taken back; None for a sign like any other.

    Within quotation marks a line does so only with a day, or as a note.
    """
    says = is_dated_or_note if is_quoted(body) else is_no_sign
    return next(
        (number for number, line in enumerate(body.split("\n")) if says(line)),
        None if is_quoted(body) else over_lines(body),
    )


def over_lines(body: str) -> int | None:
    """0 where words of taking back stand on several lines."""
    return 0 if TAKES_BACK.search(plain(body)) or STRUCK_OUT.match(body) else None


def is_quoted(body: str) -> bool:
    """Whether quotation marks stand around all of a sign."""
    return bool(QUOTED.fullmatch(body))


def is_note(told: str) -> bool:
    """Whether a plain line is a note."""
    return any(IS_A_NOTE.fullmatch(form.strip(AROUND)) for form in told.split("\n"))


def is_dated_or_note(line: str) -> bool:
    """Whether a line of a sign in quotation marks is a note, or tells on which day a yes was taken back."""
    told = plain(line)
    return is_note(told) or bool(ONE_DAY.search(told) and (TAKES_BACK_IN_A_FIELD.search(told) or has_word(told)))


def has_word(told: str) -> bool:
    """Whether a plain line holds a word that notes say so with."""
    return not SAYING_SO.isdisjoint(re.findall(r"\w+", told))


def is_no_sign(line: str) -> bool:
    """Whether a line cannot be plainly the words of a sign.

    It takes back, is a note, holds a day, tells what somebody said, ends in a remark that takes back, or has a sentence
    of a note's words alone.
    """
    told = plain(line)
    if TAKES_BACK.search(told) or is_note(told) or ONE_DAY.search(told) or SOMEBODY_SAID.search(told):
        return True
    remarks = [one or other for one, other in REMARK.findall(told)]
    return is_like_withdrawn(line) or any(map(TAKES_BACK_IN_A_FIELD.search, remarks)) or is_of_note_words(told, 2)


def is_of_note_words(told: str, least: int) -> bool:
    """Whether a plain text, or a remark or sentence in it, has a note's words alone; a sentence at least so many."""
    if any(map(all_note_words, told.split("\n"))):
        return True
    remarks = [one or other for one, other in REMARK.findall(told)]
    sentences = [one for one in SENTENCE_ENDS.split(told) if len(one.split()) >= least]
    return any(map(all_note_words, (*remarks, *sentences)))


def all_note_words(text: str) -> bool:
    """Whether all words of a text are such as notes consist of, and one of them says so."""
    words = set(re.findall(r"[^\W_]+", text))
    said = words & SAYING_SO
    return bool(said) and all(one in BESIDE_IT or len(one) == 1 or re.fullmatch(DAY, one) for one in words - said)


def second_paragraph(body: str) -> int | None:
    """The number of the line that begins a second paragraph, 0 for the first; a sign has one."""
    lines = body.rstrip().split("\n")
    has_words = [any(map(str.isalnum, line)) for line in lines]
    first = next((number for number, has in enumerate(has_words) if has), len(lines))
    ended = next((number for number in range(first, len(lines)) if not has_words[number]), len(lines))
    return next((number for number in range(ended, len(lines)) if has_words[number]), None)


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
