"""What a member sent: `ID.md`, the permission and the words on the sign, and `ID.jpg`, which is not opened here."""

import os
import re
import shlex
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from plugins.core.fields import Field, check_header, values_of
from plugins.core.findings import Finding, Level, Where, error, note, printable, warning
from plugins.core.header import Source, read_source, split, text_files
from plugins.core.reachable import is_outside
from plugins.core.suggestions import closest
from plugins.pictures.picture import SUFFIXES
from plugins.selfies.answers import CREDIT, more_than_a_name
from plugins.selfies.copies import Copies, same_id
from plugins.selfies.taking_back import merged, name_says_no, sign_words, taken_back

PURPOSES = ("web", "print", "legislature")
ID = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
# In a member's file any line may hold her name or her words, so a message quotes none. These mistakes quote nothing,
QUOTING_NOTHING = frozenset({"C37", "C39", "C43", "C44", "C54", "C56", "C78", "C79"})
# these are told in other words, and any other is only "a mistake".
WITHOUT_QUOTATION = {
    "C04": "This is not a date.",
    "C05": "This date can be read in two ways.",
    "C06": "I do not know this field.",
    "C09": "I cannot read a letter here.",
    "C45": "This line is not a field.",
}
# A picture saved under a text's name has thousands: then only that is told.
MOST_MISTAKES = 20
MOST_LETTERS = 2_000
# Any of the colons there are, an equals sign, or no sign but at once a date.
COLON = r"\s*(?:[:=：﹕︓ː꞉∶܃։׃؛]|\d{4}-)"
# How a line may begin that was meant as a field: a word or two, and then a colon or at once a date.
LIKE_A_FIELD = re.compile(rf"\W*(?P<name>[^\W\d][\w -]{{0,30}}?){COLON}")
# The same within a line, where only these words are meant so.
FIELD_WITHIN = re.compile(
    rf"(?<!\w)(?P<name>consent|consent.?given|consent.?until|adults.?only|photo.?by|withdrawn){COLON}", re.IGNORECASE
)
WORD_WITH_COLON = re.compile(rf"(?<!\w)(?P<name>[^\W\d][\w-]{{0,30}}){COLON}")

FIELDS = (
    Field("Name", help="As it is shown; leave it empty to show none.", example="Ade"),
    Field("Workplace", help="Where the member works, as it is shown.", example="University library, Edmonton"),
    Field(
        "Campaign",
        "campaign",
        required=True,
        help="A file name in content/campaigns without .md.",
        example="save-advanced-education",
    ),
    Field("Consent", "choices", values=PURPOSES, help="What the member said yes to.", example="web, print"),
    Field("Consent-given", help="The day, and how.", example="2021-03-02, by e-mail"),
    Field("Consent-until", "date", help="The last day, when the member named one.", example="2031-12-31"),
    Field("Adults-only", "choice", values=("yes", "no"), help="Is everyone in the picture 18 or older?", example="yes"),
    Field("Photo-by", help="Who took the picture: self, or a first and last name.", example="self"),
    Field("Withdrawn", "date", help="The day the member took the picture back.", example="2021-06-14"),
)
NO_COPIES = Copies()


@dataclass(frozen=True, slots=True)
class Submission:
    """What one member's text file tells, and where her picture lies. Nobody has opened the picture.

    path: of the text file, as staff know it
    lines: of the fields that are told, by their names in small letters
    """

    id: str
    name: str
    workplace: str
    campaign: str
    consent: str
    consent_given: str
    consent_until: str
    adults_only: str
    photo_by: str
    withdrawn: str
    words: str
    picture: Path
    path: str
    lines: Mapping[str, int]

    def where(self, field: str) -> Where:
        """The line of a field in the text file."""
        return Where(self.path, self.lines.get(field.casefold(), 1))


@dataclass(frozen=True, slots=True)
class Refused:
    """A member who is left out, and the findings that say why, by id and nothing else about her; at least one."""

    id: str
    findings: tuple[Finding, ...]


def read_submissions(
    folder: Path, shown_folder: str, withdrawn_ids: Iterable[str] = (), copies: Copies = NO_COPIES
) -> tuple[list[Submission], list[Refused], list[Finding]]:
    """Every submission of a folder by id, those that are none, and what else is wrong with the folder.

    A file with a mistake in it is no submission: the mistake may be in her withdrawal.
    shown_folder: how staff know the folder, for example "content/selfies"
    withdrawn_ids: those of content/withdrawn.toml, whose files are nobody's business any more (C55)
    copies: files about a member besides the two of that name, which are told elsewhere
    """
    submissions: list[Submission] = []
    refused: list[Refused] = []
    findings: list[Finding] = []
    gone = {same_id(member_id) for member_id in withdrawn_ids}
    pictures = pictures_by_id(folder)
    texts = text_files(folder)
    for file in texts:
        member_id, path = printable(file.stem), f"{shown_folder}/{printable(file.name)}"
        about = copies.texts.get(Path(file.name), [])
        if any(same_id(one) in gone for one in (member_id, *about)):
            refused.append(Refused(member_id, (is_withdrawn(Where(path), member_id),)))
            continue
        if about and (not ID.fullmatch(file.stem) or file.stem not in pictures):
            continue
        source, more = read_text(file, path)
        mistakes = [*more, *mistakes_in(source), *unpaired(source, file.stem, pictures), *named_so(source, file.stem)]
        findings += [mistake for mistake in mistakes if not is_grave(mistake)]
        if grave := tuple(left_out(mistake, member_id) for mistake in mistakes if is_grave(mistake)):
            refused.append(Refused(member_id, grave if len(grave) <= MOST_MISTAKES else (no_text(path, member_id),)))
        else:
            submissions.append(submission(source, member_id, pictures.get(member_id, [folder / member_id])[0]))
    known = {file.stem for file in texts} | {name.stem for name in copies.pictures}
    alone = {stem: beside for stem, beside in pictures.items() if same_id(stem) not in gone}
    return submissions, refused, [*findings, *orphans(alone, known, shown_folder)]


def mistakes_in(source: Source) -> list[Finding]:
    """What is wrong with a member's text, by itself."""
    fields = [*check_header(source, FIELDS), *misplaced(source), *merged(source)]
    # A line told above may be the very one that takes the picture back.
    is_told = told(source, "Withdrawn") or any(mistake.code == "C45" for mistake in fields)
    back = [] if is_told else list(taken_back(source))
    lines = {mistake.where.line for mistake in back}
    more = [] if is_told else [mistake for mistake in more_than_a_name(source) if mistake.where.line not in lines]
    return [*fields, *wordy(source), *back, *more]


def read_text(file: Path, path: str) -> tuple[Source, list[Finding]]:
    """C37: a member's file that is only a shortcut to a file in another folder.

    What lies there was perhaps never meant for the wall, so it is not read. Put the file itself here.

    returns: as `read_source`
    """
    if file.is_symlink() and file.exists() and is_outside(file, file.parent):
        problem = "This is a link to a file outside its folder."
        return split("", path), [error(Where(path), problem, "Put the file itself here.", "C37")]
    return read_source(file, path, file.parent)


def no_text(path: str, member_id: str) -> Finding:
    """C56: a member's file with so many mistakes that it is perhaps no text at all, but a picture or a program's.

    She is left out of the wall, since nobody could know what she agreed to. If it is no text, move it out of the
    folder.
    """
    problem = f"selfie {member_id} is left out. There are more than {MOST_MISTAKES} mistakes in this file."
    return warning(Where(path), problem, "If it is no text, move it out of this folder.", "C56")


def is_withdrawn(where: Where, member_id: str) -> Finding:
    """C55: the member took her picture back, so no page shows it any more.

    There is nothing to do but to publish the site, which takes it away from readers, too.
    """
    return note(where, f"selfie {member_id} is left out: it was withdrawn.", "", "C55")


def pictures_by_id(folder: Path) -> dict[str, list[Path]]:
    """The pictures of a folder by the name that their text file has, too; hidden ones are a computer's own."""
    pictures: dict[str, list[Path]] = {}
    for name in sorted(os.listdir(folder)):  # noqa: PTH208  (a thousand Paths cost more than ten thousand names)
        stem, suffix = os.path.splitext(name)  # noqa: PTH122
        if suffix.lower() in SUFFIXES and not name.startswith("."):
            pictures.setdefault(stem, []).append(folder / name)
    return pictures


def misplaced(source: Source) -> Iterator[Finding]:
    """C45: a line such as "Consent:" that stands among the words of the sign, or below or behind another line's.

    There it might not be obeyed, and be shown to readers. Since it may be her no, she is left out until it stands at
    the top of the file on a line of its own; move it there.
    """
    names = [field.name for field in FIELDS]
    lines = list(enumerate(source.body.split("\n"), source.body_line))
    places = [(number, found["name"]) for number, line in lines for found in FIELD_WITHIN.finditer(line)]
    for entry in source.entries:
        value = CREDIT.sub("", entry.value, 1) if entry.name.casefold() == "photo-by" else entry.value
        first, *more = value.split("\n")
        lines += list(enumerate(more, entry.line + 1))
        places += [(entry.line, found["name"]) for found in WORD_WITH_COLON.finditer(first)]
    places += [(number, like["name"]) for number, line in lines if (like := LIKE_A_FIELD.match(line))]
    for number, name in sorted({(number, near) for number, word in places if (near := closest(word, names))}):
        remedy = f'Write "{name}:" at the beginning of a line of the header, above the first empty line.'
        yield error(Where(source.path, number), "This line is not a field.", remedy, "C45")


def wordy(source: Source) -> Iterator[Finding]:
    """C39: more words than fit on any sign, perhaps a whole letter that was pasted there.

    The wall would show all of it to readers. Write only what can be read on the sign.
    """
    if len(source.body) > MOST_LETTERS:
        problem = f"The words on the sign have {len(source.body):,} letters; the limit is {MOST_LETTERS:,}."
        yield error(Where(source.path, source.body_line), problem, "Write only what can be read on the sign.", "C39")


def unpaired(source: Source, member_id: str, pictures: Mapping[str, Sequence[Path]]) -> Iterator[Finding]:
    """C54: a member's text file whose name cannot be a number for her, or with no picture beside it, or several.

    Nobody knows which picture her consent is for, so none is shown. Give one text and one picture the same name.
    """
    beside = pictures.get(member_id, ())
    if not ID.fullmatch(member_id):
        remedy = "Rename both files, for example to 0417.md and 0417.jpg."
        yield error(Where(source.path), "A file name here is small letters, digits and hyphens.", remedy, "C54")
    elif not beside and not told(source, "Withdrawn"):
        remedy = f"Put the picture beside it as {member_id}.jpg, or delete this file."
        yield error(Where(source.path), "There is no picture of that name.", remedy, "C54")
    elif len(beside) > 1:
        names = " and ".join(picture.name for picture in beside)
        yield error(Where(source.path), f"There are {names}.", "Delete the one that is not meant.", "C54")


def named_so(source: Source, stem: str) -> Iterator[Finding]:
    """C78: the name of a member's files holds a word by which a yes is taken back, as in `0901-withdrawn`.

    Somebody probably renamed them for that reason, so the member is left out. Withdraw the picture as the report says,
    or give both files a name that does not say so. A name that is no id is told elsewhere.
    """
    if ID.fullmatch(stem) and not told(source, "Withdrawn") and name_says_no(stem):
        remedy = "If the member took the picture back, write  Withdrawn: YEAR-MONTH-DAY  in the header. If not, rename "
        remedy += "both files, for example to 0417.md and 0417.jpg."
        yield error(Where(source.path), "The name of this file may take the picture back.", remedy, "C78")


def told(source: Source, field: str) -> str:
    """What a file says in a field; "" when it says nothing."""
    found = source.find(field)
    return found.value if found else ""


def is_grave(mistake: Finding) -> bool:
    """Whether a mistake leaves the member out: any error, and any field I do not know, which may be her withdrawal."""
    return mistake.level is Level.ERROR or mistake.code == "C06"


def left_out(mistake: Finding, member_id: str) -> Finding:
    """C34: a line of a member's file says something that cannot stand there.

    So I cannot know what she agreed to, and she is left out of the wall. Use one of the words that the report names.

    returns: a mistake in one member's file as a warning, since it never stops the site; it quotes nothing from the file
    """
    problem = WITHOUT_QUOTATION.get(mistake.code, "There is a mistake in this line.")
    if mistake.code in QUOTING_NOTHING:
        problem = mistake.problem
    elif mistake.code == "C34":
        problem = f"This is not one of {mistake.problem.rpartition(' is not one of ')[2]}"
    return warning(mistake.where, f"selfie {member_id} is left out. {problem}", mistake.remedy, mistake.code)


def submission(source: Source, member_id: str, picture: Path) -> Submission:
    """A text file's values under their names."""
    told = values_of(source, FIELDS)
    return Submission(
        id=member_id,
        name=told["name"],
        workplace=told["workplace"],
        campaign=told["campaign"],
        consent=told["consent"],
        consent_given=told["consent-given"],
        consent_until=told["consent-until"],
        adults_only=told["adults-only"],
        photo_by=told["photo-by"],
        withdrawn=told["withdrawn"],
        words=sign_words(source.body),
        picture=picture,
        path=source.path,
        lines={entry.name.casefold(): entry.line for entry in reversed(source.entries)},
    )


def orphans(pictures: Mapping[str, Iterable[Path]], texts: set[str], shown_folder: str) -> Iterator[Finding]:
    """C54: pictures without a text file, so that nobody knows what the member agreed to.

    They are never shown. Write the file, or delete the picture.
    """
    for picture in (picture for stem, beside in pictures.items() if stem not in texts for picture in beside):
        name = printable(picture.name)
        problem = f"{name} has no text file beside it, so it is not shown."
        remedy = f"Write one with:  python3 tasks.py new selfie {shlex.quote(f'{shown_folder}/{name}')}"
        if name != picture.name:
            remedy = "Rename it, for example to 0417.jpg."
        yield warning(Where(f"{shown_folder}/{name}"), problem, remedy, "C54")
