import pytest

from plugins.core.findings import Where
from plugins.kinds.person import PERSON, Person, byline, nameless, unknown_author
from plugins.kinds.roles import Role
from plugins.site.live import findings_at, is_kept_back
from tests.kinds.parsed import NOW, findings_of, parsed, parsed_folder

RUTH = "Name: Ruth Okafor\nRole: President\nImage: /images/ruth.jpg\nImage-description: Ruth smiles.\n"


def read_people(folder):
    files = parsed_folder(PERSON, folder)
    read = [(one, one.item) for one in files if one.item and not one.is_unread]
    people = [nameless(person) if is_kept_back(one, NOW) else person for one, person in read]
    return {person.id: person for person in people}, [finding for one in files for finding in findings_at(one, NOW)]


def test_people_are_known_by_the_name_of_their_file(tmp_path):
    (tmp_path / "ruth-okafor.md").write_text(RUTH)
    (tmp_path / "ana.md").write_text("Name: Ana Reyes\n")
    (tmp_path / "._ana.md").write_bytes(b"\x00\xff what another computer left")
    people, findings = read_people(tmp_path)

    assert not findings
    assert list(people) == ["ana", "ruth-okafor"]
    assert people["ana"] == Person("ana", "Ana Reyes", path="content/people/ana.md")
    assert people["ruth-okafor"] == Person(
        "ruth-okafor",
        "Ruth Okafor",
        "President",
        "/images/ruth.jpg",
        "Ruth smiles.",
        "content/people/ruth-okafor.md",
        3,
        roles=(Role("President"),),
    )


def test_a_portraits_focus_is_a_class_and_a_wrong_one_is_told(tmp_path):
    (tmp_path / "ana.md").write_text("Name: Ana\nImage: a.jpg\nImage-focus: 50% 40%\n")
    (tmp_path / "bo.md").write_text("Name: Bo\nImage: b.jpg\nImage-focus: the face\n")
    people, findings = read_people(tmp_path)

    assert [person.image_focus for person in people.values()] == ["x50 y40", ""]
    assert [(finding.where, finding.code) for finding in findings] == [(Where("content/people/bo.md", 3), "C34")]


def test_a_person_needs_a_name_and_all_mistakes_are_told_at_once(tmp_path):
    (tmp_path / "ana.md").write_text("Rolle: Steward\nName:\n")
    (tmp_path / "bo.md").write_text("Role: Steward\n")
    people, findings = read_people(tmp_path)

    assert [str(finding) for finding in findings] == [
        'error content/people/ana.md:1  "Rolle" is not a field I know. Did you mean "Role"?  [C06]',
        "error content/people/ana.md:2  This person has no name. Write for example  Name: Ruth Okafor  [C46]",
        "error content/people/bo.md:1  This person has no name. Add a first line such as:  Name: Ruth Okafor  [C46]",
    ]
    assert list(people) == ["ana", "bo"]


@pytest.mark.parametrize(
    ("below", "line", "words"),
    [
        ("Dr. Lee, our <!-- chief? --> steward.", 4, "Dr. Lee, our  steward."),
        ("<!-- ask\nAnn -->\n***\n\nA life.", 8, "A life."),
        ("Image: a.jpg\n\nA life.", 6, "A life."),
    ],
)
def test_words_below_a_persons_lines_are_told_once(tmp_path, below: str, line: int, words: str) -> None:
    (tmp_path / "ana.md").write_text(f"Name: Ana\nRole: Steward\n\n{below}\n")
    _, findings = read_people(tmp_path)

    (told,) = [one for one in findings if one.code == "C60"]
    assert (told.where.line, dict(told.values)["words"]) == (line, words)


@pytest.mark.parametrize("below", ["---", "* * *", "&nbsp;", "<!-- ask Ann -->", "Image: a.jpg"])
def test_what_is_no_word_below_a_persons_lines_is_not_told_as_such(tmp_path, below: str) -> None:
    (tmp_path / "ana.md").write_text(f"Name: Ana\nRole: Steward\n\n{below}\n")

    assert "C60" not in [one.code for one in read_people(tmp_path)[1]]


def test_a_site_may_be_without_people(tmp_path):
    assert read_people(tmp_path / "people") == ({}, [])


def test_a_byline_is_a_person_or_a_plain_name():
    ruth = Person("ruth-okafor", "Ruth Okafor", "President")

    assert byline("ruth-okafor", {"ruth-okafor": ruth}) is ruth
    assert byline("Ana Reyes", {"ruth-okafor": ruth}) == Person("", "Ana Reyes")
    assert byline("Ruth Okafor", {"ruth-okafor": ruth}) is ruth
    namesake = Person("ruth-2", "Ruth Okafor")
    assert byline("Ruth Okafor", {"ruth-okafor": ruth, "ruth-2": namesake}) == Person("", "Ruth Okafor")


KNOWN = {
    "mara-lind": Person("mara-lind", "Mara Lind", "Communications"),
    "ruth-okafor": Person("ruth-okafor", "Ruth Okafor"),
}


@pytest.mark.parametrize(
    "author", ["mara-lind", "Mara Lind", "Jane Doe", "Communications", "Mary Lundt", "AUPE", "admin"]
)
def test_a_person_or_a_plain_name_is_a_good_author(author):
    assert unknown_author(author, KNOWN, Where("content/news/plan.md", 3)) is None


@pytest.mark.parametrize(
    ("author", "remedy"),
    [
        ("mara-lnid", "Did you mean mara-lind (Mara Lind, Communications)?"),
        ("maralind", "Did you mean mara-lind (Mara Lind, Communications)?"),
        ("ruth-okaffor", "Did you mean ruth-okafor (Ruth Okafor)?"),
        ("jane-doe", "Write the name as it should be shown."),
        ("Mara Linnd", 'Did you mean "Mara Lind"?'),
        ("by Mara Lind", 'Did you mean "Mara Lind"?'),
        ("Written by: Mara Lind", 'Did you mean "Mara Lind"?'),
        ("mara-lnid (president)", "Did you mean mara-lind (Mara Lind, Communications)?"),
        ("people/mara-lnid.md", "Did you mean mara-lind (Mara Lind, Communications)?"),
        ("jane-doe.md", "Write the name as it should be shown."),
    ],
)
def test_an_author_who_was_meant_as_a_person_is_asked_about(author, remedy):
    finding = unknown_author(author, KNOWN, Where("content/news/plan.md", 3))

    assert str(finding) == f'warning content/news/plan.md:3  I know no person "{author}". {remedy}  [C33]'


def test_of_what_is_no_file_nothing_else_is_told(tmp_path):
    (tmp_path / "jo.md").mkdir()

    assert [finding.code for finding in read_people(tmp_path)[1]] == ["C56"]


@pytest.mark.parametrize("field", ["Name", "Role"])
def test_a_persons_file_holds_no_script(tmp_path, field):
    (tmp_path / "ana.md").write_text(f"Name: Ana Reyes\n{field}: <script>alert(1)</script>\n")
    _, findings = read_people(tmp_path)

    assert ("C35", "content/people/ana.md:2") in [(finding.code, str(finding.where)) for finding in findings]


@pytest.mark.parametrize("line", ["Status: draft", "Private: yes", "    Status: draft", "Embargo: 2027-01-01"])
def test_nothing_is_shown_of_a_person_who_seems_not_to_be_for_the_public(tmp_path, line):
    (tmp_path / "ruth-okafor.md").write_text(f"{RUTH}{line}\n")
    people, findings = read_people(tmp_path)

    assert people == {"ruth-okafor": Person("ruth-okafor", "ruth-okafor", path="content/people/ruth-okafor.md")}
    assert [finding.code for finding in findings] == ["C86"]


@pytest.mark.parametrize(
    ("author", "authors"),
    [
        ("ana-reyes and jo-marsh", "ana-reyes, jo-marsh"),
        ("ana-reyes, jo-marsh", "ana-reyes, jo-marsh"),
        ("ana-reyes & jo-marsh", "ana-reyes, jo-marsh"),
        ("ana-reyes; jo-marsh", "ana-reyes, jo-marsh"),
        ("ana-reyes, jo-marsh, and lou", "ana-reyes, jo-marsh, lou"),
        ("ana-reyes et jo-marsh", "ana-reyes, jo-marsh"),
        ("lou with Jo Marsh", "lou, Jo Marsh"),
        *(
            (f"lou {joined} jo-marsh", "lou, jo-marsh")
            for joined in ("och", "en", "oraz", "·", "-", "–", "samt", "sowie", "ja", "és", "и", "avec", "//")
        ),
        ("by lou jo-marsh", "lou, jo-marsh"),
        ("ana-reyes/jo-marsh", "ana-reyes, jo-marsh"),
        ("un-known + not-there", "un-known, not-there"),
    ],
)
def test_several_authors_in_one_line_are_told_with_the_line_to_type(author: str, authors: str) -> None:
    people = {name: Person(name, name.title()) for name in ("ana-reyes", "jo-marsh", "lou")}

    found = unknown_author(author, people, Where("content/news/plan.md", 3))

    assert str(found) == (
        f'error content/news/plan.md:3  "{author}" are several people in one line. Write  Authors: {authors}  [C33]'
    )


@pytest.mark.parametrize("author", ["Ana Reyes and Jo Marsh", "Communications & Research", "Andy Yee, RN", "Local 6/7"])
def test_names_as_they_are_shown_may_be_joined(author: str) -> None:
    assert unknown_author(author, {"lou": Person("lou", "Lou Ray")}, Where("content/news/plan.md", 3)) is None


@pytest.mark.parametrize(
    "author",
    [
        *("by lou", "By lou", "lou.md", "von lou", "par lou", "(lou)", "@lou", "lou.", "people/lou.md", "/people/lou/"),
        *("lou (president)", "lou, president", "lou – steward", "lou | Local 6", "[Lou](/people/lou/)", "lou et al."),
    ],
)
def test_an_id_among_other_words_is_told_with_the_line_to_type(author: str) -> None:
    found = unknown_author(author, {"lou": Person("lou", "Lou Ray")}, Where("content/news/plan.md", 3))

    assert found
    assert str(found).endswith(
        f'"{author}" would be shown as it is: readers would see a file\'s name. Write  Author: lou  [C33]'
    )


@pytest.mark.parametrize(
    "author",
    ["written by jo-marsh", "President jo-marsh", "photo: jo-marsh", "jo-marsh of Local 6", "jo-marsh@a.example"],
)
def test_an_id_that_is_no_word_is_found_among_any_words(author: str) -> None:
    found = unknown_author(author, {"jo-marsh": Person("jo-marsh", "Jo Marsh")}, Where("content/news/plan.md", 3))

    assert found
    assert str(found).endswith("Write  Author: jo-marsh  [C33]")


@pytest.mark.parametrize("author", ["Maria lou", "Maria Lou", "lou and friends of the library", "By Lou Ray's office"])
def test_an_id_in_a_name_of_another_is_left_alone(author: str) -> None:
    found = unknown_author(author, {"lou": Person("lou", "Lou Ray")}, Where("content/news/plan.md", 3))

    assert found is None or found.variant != "id-among-words"


@pytest.mark.parametrize("sign", ["; ", ", ", " ,", ";", ";;"])
def test_earlier_roles_are_parted_by_commas_as_well(sign: str) -> None:
    value = f"Chair, Local 7-12, Calgary 3, 2017-01-01 to 2021-4-3{sign}Steward, from 2010-01-01 until 2016-12-31"
    read = parsed(PERSON, f"Name: Ann\nEarlier-roles: {value}\n", "content/people/ann.md")

    assert read.item
    assert [(role.title, f"{role.ends}") for role in read.item.roles] == [
        ("Chair, Local 7-12, Calgary 3", "2021-04-03"),
        ("Steward", "2016-12-31"),
    ]


def test_a_role_has_no_days_in_its_name() -> None:
    value = "Chair 2017-01-01 to 2021-04-30 Steward 2010-01-01 to 2016-12-31"
    read = parsed(PERSON, f"Name: Ann\nEarlier-roles: {value}\n", "content/people/ann.md")

    assert ["is no role with its days" in one for one in findings_of(read)] == [True]
