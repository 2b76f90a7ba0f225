"""People with a byline or a quote: content/people/<id>.md."""

import re
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date, tzinfo
from html import unescape
from pathlib import PurePosixPath

from plugins.core.fields import FOCUS, PICTURE, Field, values_of, wrong_value
from plugins.core.findings import Finding, Where, finding
from plugins.core.header import Source
from plugins.core.slugs import NAME, composed
from plugins.core.suggestions import closest, suggest
from plugins.core.window import ALWAYS, Timed, Window
from plugins.drafts.not_public import not_public
from plugins.kinds.below_header import fields_below, header_findings, told_below
from plugins.kinds.kind import Kind, ParsedFile, ReadingRules
from plugins.kinds.lifetime import OLD_ADDRESSES, PUBLIC_FROM, REVIEW_BY, named_moment, timed_findings
from plugins.kinds.roles import FIELDS as ROLE_FIELDS
from plugins.kinds.roles import Role, role_on, roles_in, wrong_roles
from plugins.markup.plain_fields import marks_in_header
from plugins.markup.raw_html import COMMENT, active_in_header
from plugins.pictures.focus import focus_class

FIELDS = (
    Field("Name", required=True, help="As it is shown.", example="Ruth Okafor"),
    *ROLE_FIELDS,
    Field("Image", PICTURE, help="A portrait below content/.", example="images/ruth-okafor.jpg"),
    Field("Image-description", help="What someone who cannot see the portrait would miss."),
    Field(
        "Image-focus",
        FOCUS,
        help="Where the face is, from left and from top; without it a byline shows the portrait whole.",
        example="50% 40%",
    ),
    REVIEW_BY,
    replace(OLD_ADDRESSES, help="Where the list of their stories was before: who comes there is led on."),
)


STARTER = """\
Name: {title}
Role:
Role-from:
Image:
Image-description:
Image-focus:
"""

# How like a person's name another must be: two people may well be called nearly alike.
LIKE_A_PERSON = 0.9
# How several people may be joined in one line: only a comma or a semicolon in "Authors" parts them.
WORD, MAX_JOINING = re.compile(r"\w[\w-]*"), 6  # as the longest that means "and"
BESIDE_IDS = frozenset(("by", "von", "par", "por", "door", "av", "md"))
JOINED = re.compile(r"\s*[,;&+/|]\s*(?:and\s+)?|\s+(?:and|with|et|und|y|e|og|i)\s+", re.IGNORECASE)
# What parts somebody from an office or a place, too, as these may stand behind a name.
PARTED = re.compile(r"\s*(?:[,;|/()\[\]<>]|\s[-–—]\s)\s*")
IN_A_FILE = re.compile(r"people[/\\](?P<below>[\w-]+)|(?<![\w-])(?P<file>\w[\w-]*)\.(?:md|markdown|txt)\b")
FULL_NAME = re.compile(r"[^\W\d_][\w.’'-]*(?: [^\W\d_][\w.’'-]*)+")
SHOWN_AS_NAMES = frozenset(("author", "authors", "name", "role", "earlier-roles"))
# With the brackets that mail programs put around it.
MAIL = re.compile(r"\s*[<(\[\"]?\s*(?:mailto:)?[^\s<>()\[\],;\"]+@[^\s<>()\[\],;\"]+\.\w+\s*[>)\]\"]?", re.IGNORECASE)
BY = re.compile(r"(?:[\w-]+ )?(?:by|von|par|por|door|av)[: ]+(?P<name>.+)", re.IGNORECASE)
SAYS_BY = re.compile(r"(?:[\w-]+ )?(?:by|By|BY|par)[: ]")  # Par and Von may be somebody's name


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody a page names. `id` is empty for a name without a file; `image` is as told, or empty.

    role: of the day for which they are shown; roles: all of them
    url: of the list of their stories, below the root; "" without one
    old_addresses: as told, where that was before; old_line: of the header
    image_focus: the class of the place to crop around, see plugins.pictures.focus; "" to show it whole
    """

    id: str
    name: str
    role: str = ""
    image: str = ""
    image_description: str = ""
    path: str = ""
    image_line: int = 1
    image_focus: str = ""
    roles: tuple[Role, ...] = ()
    url: str = ""
    old_addresses: str = ""
    old_line: int = 0

    def on(self, when: date) -> "Person":
        """The same person with the role of a day."""
        return replace(self, role=role_on(self.roles, when)) if self.roles else self


def parse_person(source: Source, rules: ReadingRules) -> ParsedFile[Person]:
    """A file of content/people; one without a name is told (C46)."""
    values = values_of(source, FIELDS)
    is_named = values["name"] or "Name" in told_below(source, FIELDS)
    missing = [] if is_named else [without_name(source)]
    old = source.find(OLD_ADDRESSES.name)
    old = old if old and not wrong_value(OLD_ADDRESSES, old.value) else None
    person = Person(
        (own_id := composed(PurePosixPath(source.path).stem)),
        values["name"] or own_id,  # a stand-in: what shows it has no mistake of its own
        values["role"],
        values["image"],
        values["image-description"],
        source.path,
        source.line_of("Image"),
        focus_class(values["image-focus"]),
        roles_in(source),
        old_addresses=old.value if old else "",
        old_line=old.line if old else 0,
    )
    told = tuple(map(without_text, header_findings(source, FIELDS)))
    return ParsedFile(
        source,
        person,
        header_findings=told,
        findings=(
            *words_below(source, {one.where.line for one in told}),
            *active_in_header(source),
            *marks_in_header(source),
            *wrong_roles(source),
            *addresses_beside_names(source),
            *missing,
        ),
        timed=(*timed_findings(source, rules.zone, ALWAYS), *waits_for_nothing(source, rules.zone)),
        wishes=not_public(source, "person", FIELDS, rules.zone),
    )


def waits_for_nothing(source: Source, zone: tzinfo) -> Iterator[Timed]:
    """That a person is not held back until a day that is still to come (C26)."""
    if day := named_moment(source, PUBLIC_FROM, zone):
        yield Timed(
            finding("C26.person-with-a-date", Where(source.path, source.line_of(PUBLIC_FROM.name))), Window(ends=day)
        )


def without_name(source: Source) -> Finding:
    """That nobody is told who it is."""
    return finding("C46.person-without-name", Where(source.path, source.line_of("Name")), **source.empty("Name"))


def without_text(found: Finding) -> Finding:
    """What is told of a line of the header, which begins no text here."""
    return replace(found, values=tuple(value for value in found.values if value[0] != "begins"))


def words_below(source: Source, told: Collection[int]) -> Iterator[Finding]:
    """Words below the header, such as a life in a few sentences, which no page shows (C60).

    told: the lines of which something is told already
    """
    if not (source.entries and source.divided) or any(fields_below(source, FIELDS)):
        return
    body = COMMENT.sub(lambda comment: "\n" * comment[0].count("\n"), source.body)
    for line, words in enumerate(body.split("\n"), source.body_line):
        if line not in told and re.search(r"\w", unescape(words)):  # a rule is no word, nor is a space
            yield finding("C60.text-of-a-person", Where(source.path, line), words=words.strip())
            return


def addresses_beside_names(source: Source) -> Iterator[Finding]:
    """The e-mail addresses that stand where a page shows somebody's name or role (C34)."""
    for entry in source.entries:
        if entry.name.casefold() in SHOWN_AS_NAMES and MAIL.search(entry.value):
            name = MAIL.sub("", entry.value).strip(" ,;")
            known = {"name": name} if name else {}
            yield finding("C34.address-beside-a-name", Where(source.path, entry.line), field=entry.name, **known)


PERSON = Kind("person", "people", FIELDS, parse_person, STARTER, is_named=True)


def nameless(person: Person) -> Person:
    """Of somebody who seems not to be for the public, no more than that there is one."""
    return Person(person.id, person.id, path=person.path)


def byline(author: str, people: Mapping[str, Person]) -> Person:
    """Who wrote a story: a person by id, or by a name that one alone has; or somebody of whom only the name is known.

    >>> byline("Ana Reyes", {}).name, byline("Ana Reyes", {"ana": Person("ana", "Ana Reyes", "Steward")}).role
    ('Ana Reyes', 'Steward')
    """
    if author in people:
        return people[author]
    named = [person for person in people.values() if person.name == author]
    return named[0] if len(named) == 1 else Person("", author)


def suggest_person(name: str, people: Mapping[str, Person]) -> dict[str, str]:
    """What the phrase did-you-mean-person of messages.toml tells: who was meant, or else those there are.

    >>> suggest_person("ruth-okaffor", {"ruth-okafor": Person("ruth-okafor", "Ruth Okafor", "President")})
    {'id': 'ruth-okafor', 'person': 'Ruth Okafor, President'}
    """
    if (near := closest(name, people)) is None:
        return suggest(name, people)
    known = ", ".join(part for part in (people[near].name, people[near].role) if part)
    return {"id": near, "person": known} if known else {"near": near}


def _is_file_name(author: str) -> bool:
    return NAME.fullmatch(author) is not None and "-" in author


def ids_among_words(author: str, people: Mapping[str, Person]) -> list[str]:
    """The ids of people in a byline of which the rest only joins them, in whatever language; else none.

    >>> ids_among_words("by ann och bob", {"ann": Person("ann", "Ann"), "bob": Person("bob", "Bob")})
    ['ann', 'bob']
    """
    parts = WORD.findall(author)
    ids = [part for part in parts if part in people]
    others = [part for part in parts if part not in people and part.casefold() not in BESIDE_IDS]
    is_joining = all(part.islower() and len(part) <= MAX_JOINING and "-" not in part for part in others)
    return ids if is_joining and (len(ids) > 1 or not others) else []


def _instead(author: str, authors: list[str], where: Where) -> Finding:
    """What to write in the place of words with the ids of people among them (C33)."""
    if len(authors) > 1:
        return finding("C33.several-authors", where, author=author, authors=", ".join(authors))
    return finding("C33.id-among-words", where, author=author, id=authors[0])


def _of_files(author: str, files: list[str], people: Mapping[str, Person], where: Where) -> Finding:
    """The same for words that name people's files, some of which may not be there."""
    lost = next((name for name in files if name not in people), None)
    if lost is None:
        return _instead(author, files, where)
    if closest(lost, people):
        return finding("C33.misspelt-author", where, author=author, **suggest_person(lost, people))
    return finding("C33.file-as-author", where, author=author)


def _is_somebody(part: str, author: str, people: Mapping[str, Person], names: Collection[str]) -> bool:
    """Whether a part of a byline is a person, and not the office or the place of the one before: "president", "al."."""
    if part in people or part in names or _is_file_name(part) or FULL_NAME.fullmatch(part):
        return True
    before = author[: author.index(part)].rstrip()
    return not before.endswith((",", ";", "|", "/")) and part.casefold().rstrip(".") not in ("al", "others", "co")


def _among_words(author: str, people: Mapping[str, Person], names: Collection[str], where: Where) -> Finding | None:
    """A byline in which the ids of people stand, or the names of their files, among other words (C33)."""
    if files := [found["below"] or found["file"] for found in IN_A_FILE.finditer(author)]:
        return _of_files(author, list(dict.fromkeys(files)), people, where)
    parts = [part for part in JOINED.split(author) if part]
    if len(parts) > 1 and (any(part in people for part in parts) or all(map(_is_file_name, parts))):
        return _instead(author, [part for part in parts if _is_somebody(part, author, people, names)], where)
    ids = ids_among_words(author, people)
    ids = ids or [part for part in WORD.findall(author) if "-" in part and part in people]
    head = PARTED.split(author)[0]
    if ids or (head != author and head in people):
        return _instead(author, ids or [head], where)
    if head != author and _is_file_name(head) and closest(head, people):
        return finding("C33.misspelt-author", where, author=author, **suggest_person(head, people))
    return None


def unknown_author(author: str, people: Mapping[str, Person], where: Where) -> Finding | None:
    """A byline that is nearly the name of a person I know, or looks like the name of a file (C33)."""
    names = {person.name for person in people.values()}
    if author in people or author in names:
        return None
    if found := _among_words(author, people, names, where):
        return found
    by = BY.fullmatch(author)
    name = by["name"] if by else author
    if len(several := [part for part in JOINED.split(name) if part]) > 1 and names.issuperset(several):
        return finding("C33.several-authors", where, author=author, authors=", ".join(several))
    if (near := next((one for one in (name, PARTED.split(name)[0].strip()) if one in names), None)) is not None:
        return finding("C33.misspelt-author", where, author=author, near=near)
    if by and SAYS_BY.match(author):
        return finding("C33.by-twice", where, author=author, name=name)
    if closest(author, people) and " " not in author:
        return finding("C33.misspelt-author", where, author=author, **suggest_person(author, people))
    if _is_file_name(author):
        return finding("C33.file-as-author", where, author=author)
    if near := closest(author, names, LIKE_A_PERSON):
        return finding("C33.misspelt-author", where, author=author, near=near)
    return None
