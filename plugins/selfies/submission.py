"""What a member sent: `ID.md`, the permission and the words on the sign, and `ID.jpg`, which is not opened here."""

import os
import re
import shlex
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from plugins.core.fields import CHOICE, CHOICES, DATE, Field, choices, find_field, reference, values_of
from plugins.core.findings import Finding, Level, Where, finding, printable
from plugins.core.header import Source, read_source, split, text_files
from plugins.core.header_check import check_header
from plugins.core.lookalikes import TURNING
from plugins.core.messages import AND, Value
from plugins.core.reachable import is_outside
from plugins.core.slugs import NAME
from plugins.core.suggestions import closest
from plugins.pictures.picture import SUFFIXES
from plugins.selfies.answers import CREDIT, more_than_a_name, without_dash
from plugins.selfies.copies import OTHER_COLONS, Copies, same_id
from plugins.selfies.hints import without_hints
from plugins.selfies.letters import has_text, may_be_a_letter, perhaps_a_letter
from plugins.selfies.lexicon import NEGATION
from plugins.selfies.taking_back import merged, name_says_no, sign_words, taken_back, unquoted

PURPOSES = ("web", "print", "legislature")
ID = NAME
# In a member's file any line may hold their name or their words, so a finding has none of them. These quote nothing.
QUOTING_NOTHING = frozenset({"C37", "C39", "C43", "C44", "C54", "C56", "C78", "C79"})
NOES = (NEGATION - {"cannot", "don"}) | frozenset(
    "n false 0 none nothing declined refused never ne nee nej - ✗ ✘ ❌".split()  # noqa: SIM905
)
YESES = frozenset(
    """
    yes y ok okay sure agreed agree agrees true x 1 ja jawohl oui si sí da sim all any anything both each everything
    fine full given granted signed alles beides tout d'accord ✓ ✔ ☑ ✅
    """.split()  # noqa: SIM905
)
# Beside what a member said yes to these words change nothing, with one such thing.
ONLY = frozenset(("only", "just", "nur", "seulement", "uniquement", "solo", "the", "use", "uses", "for", "on", "in"))
ENDINGS = frozenset(("s", "ed", "ing", "site"))  # with which a word of ours means the same
# How the words of a list are parted by those who do not know that commas do it.
JOINED = re.compile(r"\s*[,;/&+|]\s*(?:and\s+)?|\s+(?:and\s+)?")
# A picture saved under a text's name has thousands: then only that is told.
MAX_MISTAKES = 20
MAX_CHARACTERS = 2_000
# Any of the colons there are, an equals sign, or no sign but at once a date.
COLON = rf"\s*(?:[:={OTHER_COLONS}]|\d{{4}}-)"
COLON_THERE = re.compile(rf"[:={OTHER_COLONS}]|\d{{4}}-")  # without one a line holds no field: most have none
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
        reference("campaign"),
        required=True,
        help="A file name in content/campaigns without .md.",
        example="save-advanced-education",
    ),
    Field("Consent", CHOICES, values=PURPOSES, help="What the member said yes to.", example="web, print"),
    Field("Consent-given", help="The day, and how.", example="2021-03-02, by e-mail"),
    Field("Consent-until", DATE, help="The last day, when the member named one.", example="2031-12-31"),
    Field("Adults-only", CHOICE, values=("yes", "no"), help="Is everyone in the picture 18 or older?", example="yes"),
    Field("Photo-by", help="Who took the picture: self, or a first and last name.", example="self"),
    Field("Withdrawn", DATE, help="The day the member took the picture back.", example="2021-06-14"),
)
FIELD_NAMES = tuple(field.name for field in FIELDS)
NO_COPIES = Copies()


@dataclass(frozen=True, slots=True)
class Submission:
    """What one member's text file tells, and where their picture lies. Nobody has opened the picture.

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
    """A member who is left out, and the findings that say why, by id and nothing else about them; at least one."""

    id: str
    findings: tuple[Finding, ...]


def read_submissions(
    folder: Path, shown_folder: str, withdrawn_ids: Iterable[str] = (), copies: Copies = NO_COPIES
) -> tuple[list[Submission], list[Refused], list[Finding]]:
    """Every submission of a folder by id, those that are none, and what else is wrong with the folder.

    A file with a mistake in it is no submission: the mistake may be in their withdrawal.
    shown_folder: how staff know the folder, for example "content/selfies"
    withdrawn_ids: those of content/withdrawn.toml, whose files are nobody's business any more (C55)
    copies: files about a member besides the two of that name, which are told elsewhere
    """
    submissions: list[Submission] = []
    refused: list[Refused] = []
    findings: list[Finding] = []
    gone = {same_id(member_id) for member_id in withdrawn_ids}
    pictures = pictures_by_id(folder)
    texts, notes = text_files(folder), frozenset(copies.notes)
    for file in texts:
        member_id, path = printable(file.stem), f"{shown_folder}/{printable(file.name)}"
        about = copies.texts.get(Path(file.name), [])
        if gone and any(same_id(one) in gone for one in (member_id, *about)):
            refused.append(Refused(member_id, (is_withdrawn(Where(path), member_id),)))
            continue
        if about and (not ID.fullmatch(file.stem) or file.stem not in pictures):
            continue
        source, more = read_text(file, path)
        if Path(file.name) in notes and is_note(source):
            continue
        mistakes = [
            *more,
            *mistakes_in(source),
            *unpaired(source, file.stem, pictures, copies),
            *named_so(source, file.stem),
        ]
        findings += [mistake for mistake in mistakes if not is_grave(mistake)]
        if grave := tuple(left_out(mistake, member_id) for mistake in mistakes if is_grave(mistake)):
            refused.append(Refused(member_id, grave if len(grave) <= MAX_MISTAKES else (no_text(path, member_id),)))
        else:
            submissions.append(submission(source, member_id, pictures.get(member_id, [folder / member_id])[0]))
    known = {file.stem for file in texts} | {name.stem for name in copies.pictures}
    alone = {stem: beside for stem, beside in pictures.items() if not gone or same_id(stem) not in gone}
    return submissions, refused, [*findings, *orphans(alone, known, shown_folder)]


def is_note(source: Source) -> bool:
    """Whether a text without a picture is no member's: words, and none of their fields."""
    has_words = bool(source.body.strip() or source.entries)
    return has_words and not any(find_field(entry.name, FIELDS) for entry in source.entries)


def mistakes_in(source: Source) -> list[Finding]:
    """What is wrong with a member's text, by itself."""
    fields = [*check_header(source, FIELDS), *misplaced(source), *merged(source)]
    # A line told above may be the very one that takes the picture back.
    is_known = value_of(source, "Withdrawn") or any(mistake.code == "C45" for mistake in fields)
    back = [] if is_known else list(taken_back(source))
    lines = {mistake.where.line for mistake in back}
    more = [] if is_known else [mistake for mistake in more_than_a_name(source) if mistake.where.line not in lines]
    return [*fields, *wordy(source), *back, *more]


def read_text(file: Path, path: str) -> tuple[Source, list[Finding]]:
    """A member's file, as `read_source` does; one that is only a link to another folder is not read (C37)."""
    if file.is_symlink() and file.exists() and is_outside(file, file.parent):
        return split("", path), [finding("C37.link-out-of-folder", Where(path))]
    source, findings = read_source(file, path, file.parent)
    return replace(source, body=without_hints(source.body)), findings


def no_text(path: str, member_id: str) -> Finding:
    """What is told of a member's file with so many mistakes that it is perhaps no text at all (C56)."""
    return finding("C56.no-text", Where(path), limit=MAX_MISTAKES).within("left-out", id=member_id)


def is_withdrawn(where: Where, member_id: str) -> Finding:
    """What is told of a member who took their picture back (C55)."""
    return finding("C55.withdrawn", where, id=member_id)


def pictures_by_id(folder: Path) -> dict[str, list[Path]]:
    """The pictures of a folder by the name that their text file has, too; hidden ones are a computer's own."""
    pictures: dict[str, list[Path]] = {}
    for name in sorted(os.listdir(folder)):  # noqa: PTH208  (a thousand Paths cost more than ten thousand names)
        stem, suffix = os.path.splitext(name)  # noqa: PTH122
        if suffix.lower() in SUFFIXES and not name.startswith("."):
            pictures.setdefault(stem, []).append(folder / name)
    return pictures


def misplaced(source: Source) -> Iterator[Finding]:
    """The lines that are fields, and stand among the words of the sign, or below or behind another line's (C45)."""
    lines = list(enumerate(source.body.split("\n"), source.body_line))
    within = ((number, line) for number, line in lines if COLON_THERE.search(line))
    places = [(number, found["name"]) for number, line in within for found in FIELD_WITHIN.finditer(line)]
    for entry in source.entries:
        value = CREDIT.sub("", entry.value, 1) if entry.name.casefold() == "photo-by" else entry.value
        if not COLON_THERE.search(value):
            continue
        first, *more = value.split("\n")
        lines += list(enumerate(more, entry.line + 1))
        found_in = WORD_WITH_COLON.finditer(first) if COLON_THERE.search(first) else ()
        places += [(entry.line, found["name"]) for found in found_in]
    beginning = ((number, line) for number, line in lines if COLON_THERE.search(line))
    places += [(number, like["name"]) for number, line in beginning if (like := LIKE_A_FIELD.match(line))]
    for number, name in sorted({(number, near) for number, word in places if (near := closest(word, FIELD_NAMES))}):
        yield finding("C45.misplaced-field", Where(source.path, number), field=name)


def wordy(source: Source) -> Iterator[Finding]:
    """That there are more words than fit on any sign, perhaps a whole letter that was pasted there (C39)."""
    if (letters := len(source.body)) > MAX_CHARACTERS:
        where = Where(source.path, source.body_line)
        yield finding("C39.sign-too-long", where, letters=letters, limit=MAX_CHARACTERS)


def unpaired(
    source: Source, member_id: str, pictures: Mapping[str, Sequence[Path]], copies: Copies
) -> Iterator[Finding]:
    """That the name of a member's text file is no id, or that it has no picture beside it, or several (C54)."""
    beside = pictures.get(member_id, ())
    if not ID.fullmatch(member_id):
        yield finding("C54.no-id", Where(source.path))
    elif not beside and not value_of(source, "Withdrawn"):
        others = (printable(name.name) for name in copies.pictures if name == Path(f"{member_id}{name.suffix}"))
        other = next(({"other": name} for name in others), {})
        yield finding("C54.no-picture", Where(source.path), id=member_id, **other)
    elif len(beside) > 1:
        files = AND.join(picture.name for picture in beside)
        yield finding("C54.several-pictures", Where(source.path), files=files)


def named_so(source: Source, stem: str) -> Iterator[Finding]:
    """That the name of a member's files holds a word by which a yes is taken back, as in `0901-withdrawn` (C78).

    Somebody probably renamed them for that reason. A name that is no id is told elsewhere.
    """
    if ID.fullmatch(stem) and not value_of(source, "Withdrawn") and name_says_no(stem):
        yield finding("C78.name-of-file", Where(source.path))


def value_of(source: Source, field: str) -> str:
    """What a file says in a field; "" when it says nothing."""
    found = source.find(field)
    return found.value if found else ""


def is_grave(mistake: Finding) -> bool:
    """Whether a mistake leaves the member out: any error, and any unknown field, which may be their withdrawal."""
    return mistake.level is Level.ERROR or mistake.code == "C06"


def left_out(mistake: Finding, member_id: str) -> Finding:
    """A mistake in one member's file as a warning, since it never stops the site; it quotes nothing from the file."""
    return without_quotation(mistake).within("left-out", id=member_id)


def without_quotation(mistake: Finding) -> Finding:
    """The same mistake without a word of the file it is in: of its values those stay that are words of ours."""
    where, values = mistake.where, dict(mistake.values)
    near = {"near": values["near"]} if "near" in values else {}
    match mistake.code, mistake.variant:
        case "C04", "no-hour" | "no-minute":
            return finding("C04.members-time", where)
        case "C04", _:
            return finding("C04.members-date", where, meant=values.get("meant", ""))
        case "C05", _:
            return finding("C05.members-date", where, day_first=values["day_first"], month_first=values["month_first"])
        case "C06", _:
            return finding("C06.members-field", where, **near)
        case "C09", _:
            return finding("C09.members-letter", where)
        case "C34", "not-one-of":
            return _choice(str(values["line"]), where, values["allowed"], near)
        case "C39", "value-too-long" if not find_field(str(values["field"]), FIELDS):
            return finding("C39.members-line", where, letters=values["letters"], limit=values["limit"])
        case "C45", "no-colon":
            return finding("C45.members-line-without-colon", where, **near)
        case "C45", "no-field":
            return finding("C45.members-line", where, **near)
    is_ours = mistake.code in QUOTING_NOTHING or mistake.variant == "misplaced-field"
    return mistake if is_ours else finding("C34.members-line", where)


def _choice(line: str, where: Where, allowed: Value, near: dict[str, Value]) -> Finding:
    """What is wrong with a line that is to hold words of ours, of which it quotes no other (C34)."""
    name, _, value = line.partition(":")
    field = find_field(name, FIELDS)
    answer = value.strip().casefold().rstrip(".!")
    if field is None or field.type is not CHOICES:
        said = {"answer": answer} if answer in YESES | NOES else {}
        return finding("C34.members-choice", where, allowed=allowed, **said, **(near if is_slip(answer, near) else {}))
    example = {"field": field.name, "allowed": allowed, "example": field.example}
    if answer in NOES:
        return finding("C34.members-no", where, answer=answer, **example)
    if answer in YESES:
        return finding("C34.members-yes", where, answer=answer, **example)
    parts = [part for part in JOINED.split(answer) if part]
    chosen = list(dict.fromkeys(part for part in parts if part in field.values))
    beside = {part for part in parts if part not in field.values}
    if chosen and beside <= YESES | ONLY and not (beside & ONLY and len(chosen) > 1):  # none but words of ours
        return finding("C34.members-choice", where, **example, answer=value.strip(), meant=", ".join(chosen))
    if beside & YESES and not chosen and beside <= YESES | ONLY:
        return finding("C34.members-yes", where, answer=answer, **example)
    others = [part for part in choices(answer) if part not in field.values]
    is_clear = all(is_slip(part, {"near": closest(part, field.values) or ""}) for part in others)
    return finding("C34.members-choice", where, **example, **(near if is_clear else {}))


def is_slip(word: str, near: Mapping[str, Value]) -> bool:
    """Whether a word is no more than another one misspelt: what holds that whole word may say the contrary of it.

    >>> is_slip("prnt", {"near": "print"}), is_slip("not print", {"near": "print"})
    (True, False)
    """
    meant = str(near.get("near", ""))
    rest = word.removeprefix(meant) if meant else word
    return bool(meant) and word.isalpha() and (meant not in word or rest in ENDINGS or len(rest) == 1)


def submission(source: Source, member_id: str, picture: Path) -> Submission:
    """A text file's values under their names."""
    values = values_of(source, FIELDS)
    return Submission(
        id=member_id,
        name=unquoted(TURNING.sub("", values["name"])),
        workplace=unquoted(TURNING.sub("", without_dash(values["workplace"]))),
        campaign=values["campaign"],
        consent=values["consent"],
        consent_given=values["consent-given"],
        consent_until=values["consent-until"],
        adults_only=values["adults-only"],
        photo_by=values["photo-by"],
        withdrawn=values["withdrawn"],
        words=TURNING.sub("", sign_words(source.body)),
        picture=picture,
        path=source.path,
        lines={entry.name.casefold(): entry.line for entry in reversed(source.entries)},
    )


def orphans(pictures: Mapping[str, Iterable[Path]], texts: set[str], shown_folder: str) -> Iterator[Finding]:
    """Pictures without a text file (C54), so that nobody knows what the member agreed to. They are never shown."""
    for picture in (picture for stem, beside in pictures.items() if stem not in texts for picture in beside):
        name = printable(picture.name)
        path = f"{shown_folder}/{name}"
        if may_be_a_letter(picture.stem) and not has_text(picture.with_suffix("")):
            yield perhaps_a_letter(picture.name, shown_folder)
        elif name == picture.name:
            yield finding("C54.no-text", Where(path), file=name, path=shlex.quote(path))
        else:
            yield finding("C54.no-text-and-no-id", Where(path), file=name)
