import re

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from plugins.core.fields import (
    CHOICE,
    CHOICES,
    DATE,
    EMAIL,
    FOCUS,
    NUMBER,
    SLUG,
    TELEPHONE,
    Field,
    find_field,
    values_of,
    words,
    wrong_value,
)
from plugins.core.findings import Level, Where
from plugins.core.header import split
from plugins.core.header_check import check_header, folded
from plugins.core.synonyms import SYNONYMS
from plugins.kinds.announcement import ANNOUNCEMENT
from plugins.kinds.campaign import CAMPAIGN
from plugins.kinds.event import EVENT
from plugins.kinds.matter import MATTER
from plugins.kinds.page import PAGE
from plugins.kinds.person import PERSON
from plugins.kinds.story import STORY
from plugins.site.value_types import VALUE_TYPES

PATH = "content/news/plan.md"
FIELDS = (
    Field("Title"),
    Field("Date", DATE),
    Field("Summary"),
    Field("Image-description"),
    Field("Focus", FOCUS),
    Field("Align", CHOICE, values=("left", "right", "wide"), default="left"),
    Field("Consent", CHOICES, values=("web", "print")),
    Field("Count", NUMBER),
    Field("Email", EMAIL),
    Field("Telephone", TELEPHONE),
    Field("Slug", SLUG),
)


def found(text: str) -> list[str]:
    return [str(finding).replace(PATH, "") for finding in check_header(split(text, PATH), FIELDS)]


HYPHENS = "cannot stand in a web address: small letters, digits and hyphens can. Write for example  Slug: a-public-good"
A_NUMBER = "Write for example  Telephone: 1-800-232-7284"
DELETE_ONE = "I read the first one; delete one of them."
LEAVE_A_LINE = "Put an empty line above it if the text begins here."
KNOWN = (
    "Delete the line, or use one of: Title, Date, Summary, Image-description, Focus, Align, Consent, Count, Email, "
    "Telephone, Slug."
)
WORDS_OF_THE_TEXT = KNOWN.replace(
    "Delete", 'If the text begins with "Cover: The first words.", put an empty line above it; else delete'
)
BELOW = "put an empty line above it if the text begins here."
WRITE_A_DATE = "Write year-month-day, for example 2026-11-22."


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Sumary: a", 'error :1  "Sumary" is not a field I know. Did you mean "Summary"?  [C06]'),
        ("Cover: a", f'warning :1  "Cover" is not a field I use. {KNOWN}  [C06]'),
        ("Subtitle: a", f'warning :1  "Subtitle" is not a field I use. {KNOWN}  [C06]'),
        ("og_image: a", f'warning :1  "og_image" is not a field I use. {KNOWN}  [C06]'),
        ("Titles: a", 'error :1  "Titles" is not a field I know. Did you mean "Title"?  [C06]'),
        ("Date: 2026-13-45", f'error :1  "2026-13-45" is not a date: there is no month 13. {WRITE_A_DATE}  [C04]'),
        ("Date: 6/7/2026", 'error :1  "6/7/2026" can be 6 July or June 7. Write 2026-07-06 or 2026-06-07.  [C05]'),
        ("align: middel", 'error :1  "Align: middel": middel is not one of left, right, wide.  [C34]'),
        ("align: lift", 'error :1  "Align: lift": lift is not one of left, right, wide. Did you mean "left"?  [C34]'),
        ("Consent: web; cat", 'error :1  "Consent: web; cat": web; cat is not one of web, print.  [C34]'),
        ("Count: 0", 'error :1  "Count: 0" is not a whole number above 0. Write for example  Count: 6  [C34]'),
        ("Email: me", 'error :1  "me" is not an e-mail address. Write for example  Email: stories@example.org  [C34]'),
        ("Telephone: me", f'error :1  "me" is not a telephone number. {A_NUMBER}  [C34]'),
        ("Slug: A Public Good!", f'error :1  "Slug: A Public Good!" {HYPHENS}  [C34]'),
        (f"Slug: {'x' * 201}", 'error :1  "Slug" has 201 letters; the limit is 200. Shorten it.  [C39]'),
        ("Title: a\nTITLE: b", f'error :2  There is more than one line "Title:". {DELETE_ONE}  [C43]'),
        ("Title: a\nAlt text: b", 'error :2  "Alt text: b" is not a field. Did you mean "Image-description:"?  [C45]'),
        ("Title: a\nDa te: b", 'error :2  "Da te: b" is not a field. Did you mean "Date:"?  [C45]'),
        (
            "Title: a\nSumary it",
            f'error :2  "Sumary it" is not a field. Did you mean "Summary:" with a colon? Or {BELOW}  [C45]',
        ),
        ("Title: a\nLine it", f'error :2  "Line it" is not a field. {LEAVE_A_LINE}  [C45]'),
        ("Title: a\nsummaries of it", f'error :2  "summaries of it" is not a field. {LEAVE_A_LINE}  [C45]'),
        ("Cover: The first words.", f'warning :1  "Cover" is not a field I use. {WORDS_OF_THE_TEXT}  [C06]'),
        ("Title: a\nIt began.", f'error :2  "It began." is not a field. {LEAVE_A_LINE}  [C45]'),
    ],
)  # fmt: skip
def test_each_mistake_in_a_header_is_told_in_these_words(text, expected):
    assert found(text) == [expected]


def test_all_mistakes_of_a_header_are_told_at_once():
    text = "Sumary: a\nDate: Tuesday\nCover: b\nSlug: É\nSlug: b\nnot a field"

    assert [line.rpartition("[")[2] for line in found(text)] == ["C06]", "C04]", "C06]", "C34]", "C43]", "C45]"]


def test_a_header_without_mistakes_has_no_findings():
    text = "title: A\nDATE: 2026-11-22 09:30\nAlign: LEFT\nConsent: Web, print\nCount: 12\nSlug: a-b-2\n\nSlug: text"

    assert found(text) == []


@pytest.mark.parametrize("field", FIELDS, ids=lambda field: field.name)
def test_an_empty_value_is_no_answer_and_never_a_wrong_one(field):
    assert wrong_value(field, "") is None


@pytest.mark.parametrize(
    ("name", "good", "bad"),
    [
        ("Count", ["1", "99999"], ["0", "-1", "1.5", "100000", "١", "1 "]),
        ("Email", ["a@b.ca", "a.b+c@d.example.org"], ["a@b", "a b@c.ca", "a@b.ca, c@d.ca", "<a@b.ca>", "@b.ca"]),
        ("Telephone", ["1-800-232-7284", "+1 (780) 930-3300", "(780) 930-3300"], ["12", "930-3300 or so", "+"]),
        ("Slug", ["a", "a-b", "a_b", "2026"], ["A", "a--b", "-a", "a__b", "a/b", "..", "é"]),
        ("Focus", ["40% 25%", "0% 100%", "5%  7%"], ["40 25", "40%", "101% 0%", "-1% 0%", "4.5% 0%", "top"]),
        ("Consent", ["web", "WEB, Print", "web,"], ["web print", "poster", "web, poster"]),
    ],
)  # fmt: skip
def test_values_are_read_or_refused(name, good, bad):
    field = find_field(name, FIELDS)
    assert field is not None
    assert [value for value in good if wrong_value(field, value)] == []
    assert [value for value in bad if not wrong_value(field, value)] == []


@given(st.sampled_from(sorted(VALUE_TYPES)), st.text())
@example("output-file", "a\nb")
def test_no_value_breaks_a_check_and_every_refusal_is_one_line(kind: str, value: str):
    wrong = wrong_value(Field("Name", VALUE_TYPES[kind], values=("yes", "no")), value)

    assert wrong is None or "\n" not in "".join(wrong.at(Where(PATH)).message)


def test_what_a_slug_should_be_can_itself_be_one():
    wrong = wrong_value(Field("Slug", SLUG), "Ελλάδα")

    assert wrong is not None
    assert wrong.at(Where(PATH)).remedy == "Write for example  Slug: another-name"


def test_values_come_by_lower_case_name_with_the_first_one_told_or_the_default():
    values = values_of(split("TITLE: a\nTitle: b\nCover: c", PATH), FIELDS)

    assert values["title"] == "a"
    assert values["align"] == "left"
    assert values["image-description"] == ""
    assert "cover" not in values


def test_a_list_has_commas_between_its_words():
    assert words(" web,print ,, ") == ["web", "print"]
    assert words("") == []


@pytest.mark.parametrize(
    ("name", "kind", "meant"),
    [
        ("Updated", STORY, "Modified"),
        ("lastmod", STORY, "Modified"),
        ("Last_Modified", PAGE, "Modified"),
        ("Headline", STORY, "Title"),
        ("description", CAMPAIGN, "Summary"),
        ("excerpt", STORY, "Summary"),
        ("pubDate", STORY, "Date"),
        ("Byline", STORY, "Author"),
        ("topics", STORY, "Tags"),
        ("cover", STORY, "Image"),
        ("featured_image", STORY, "Image"),
        ("Alt-text", STORY, "Image-description"),
        ("permalink", PAGE, "Slug"),
        ("Datum", STORY, "Date"),
        ("Datum", ANNOUNCEMENT, "Starts"),
        ("Zusammenfassung", STORY, "Summary"),
        ("Auteur", STORY, "Author"),
        ("layout", PAGE, None),
        ("type", STORY, None),
        ("Begins", ANNOUNCEMENT, "Starts"),
        ("Until", ANNOUNCEMENT, "Ends"),
        ("URL", ANNOUNCEMENT, "Link"),
        ("Title", PERSON, "Name"),
        ("Portrait", PERSON, "Image"),
        ("Until", STORY, "Expires"),
        ("Series", STORY, None),
    ],
)
def test_what_other_programs_call_a_field_is_told_by_its_name_here(name, kind, meant):
    message = "".join(map(str, check_header(split(f"{name}: {'a' * 200}\n\nText", "a.md"), kind.fields)))

    if meant:
        assert re.search(rf'"{name}" is not .* Here it is called "{meant}": write  {meant}: \.\.\.  \[C06\]$', message)
    else:
        assert message.endswith("or use one of: " + ", ".join(field.name for field in kind.fields) + ".  [C06]")


@pytest.mark.parametrize("line", ["Poster: made by Ann", "File: 2024-123", "Photo: Ann Lee", "To: all members"])
def test_what_names_no_file_and_no_day_is_no_picture_or_date_by_another_name(line):
    (told,) = check_header(split(f"Title: a\n{line}\n\nText", "a.md"), STORY.fields)

    assert told.variant == "unknown"


@pytest.mark.parametrize("line", ["Poster: our poster.jpg", "File: /images/2024-123", "Photo: rally", "Still:"])
def test_a_picture_by_another_name_is_told(line):
    (told,) = check_header(split(f"Title: a\n{line}\n\nText", "a.md"), STORY.fields)

    assert told.variant == "other-name"


@pytest.mark.parametrize(
    ("tag", "meant"),
    [
        *(("de-", "de"), ("fr_CA", "fr-CA"), ("fran\u00e7ais", "fr"), ("francais.", "fr")),
        *(("German", "de"), ("Espa\u00f1ol", "es"), ("Espan\u0303ol", "es"), ("ਪੰਜਾਬੀ", "pa"), ("Elvish", "fr")),
    ],
)
def test_a_language_is_told_with_the_tag_that_is_meant(tag, meant):
    (told,) = check_header(split(f"Title: a\nLang: {tag}\n\nText", "a.md"), STORY.fields)

    assert str(told).endswith(f"Write for example  Lang: {meant}  [C34]")


@pytest.mark.parametrize(
    ("line", "status"),
    [
        ("published: true", "published"),
        ("Publish: yes", "published"),
        ("public: no", "draft"),
        ("live: True", "published"),
        ("visible: false", "draft"),
    ],
)
def test_a_yes_to_being_published_is_a_status(line, status):
    source = split(f"Title: A\n{line}\n\nText", "a.md")
    (message,) = [str(one) for one in check_header(source, STORY.fields)]

    assert message == f'warning a.md:2  "{line.partition(":")[0]}" is not a field I use. Write  Status: {status}  [C06]'


def test_every_name_from_elsewhere_is_no_field_of_the_kind_that_it_is_told_for():
    declared = {folded(field.name): kind for kind in (STORY, PAGE, CAMPAIGN) for field in kind.fields}

    assert not [name for name, meant in SYNONYMS.items() if name in declared and meant[0] in ("Modified", "Summary")]
    assert {name for meant in SYNONYMS.values() for name in meant} <= {
        field.name for kind in (STORY, ANNOUNCEMENT, PERSON, EVENT, MATTER) for field in kind.fields
    }


@pytest.mark.parametrize(
    ("names", "told", "written", "variant", "meant"),
    [
        (("Name", "Role"), (), "Title", "other-name", "Name"),
        (("Name", "Role"), ("name",), "Title", "other-name", "Role"),
        (("Name", "Role"), ("name", "role"), "Title", "told-already", "Name"),
        (("Title", "Starts"), ("title", "starts"), "Date", "told-already", "Starts"),
        (("Summary", "Image-description"), ("summary",), "Meta-description", "told-already", "Summary"),
        (("Title", "Place"), (), "Address", "other-name", "Place"),
        (("Title", "Tags"), (), "Étiquettes", "other-name", "Tags"),
        (("Title", "Stage", "Status"), (), "State", "other-name", "Stage"),
        (("Title", "Stages", "Authors"), (), "Tags", "unknown", ""),
        (("Title", "Stages", "Authors"), (), "Author", "misspelt", "Authors"),
    ],
)
def test_another_name_means_what_is_not_told_yet(
    names: tuple[str, ...], told: tuple[str, ...], written: str, variant: str, meant: str
) -> None:
    lines = "".join(f"{name}: a\n" for name in (*told, written))
    (found,) = check_header(split(f"{lines}\nText", PATH), [Field(name) for name in names])
    values = dict(found.values)

    assert (found.variant, values.get("meant") or values.get("near", "")) == (variant, meant)


@pytest.mark.parametrize(
    ("written", "right"),
    [
        ("Datum: 2026-06-09", "Date: 2026-06-09"),
        ("Published: June 9, 2026", "Date: 2026-06-09"),
        ("Datum: soon", "Date: ..."),
        ("Permalink: /my/plan/", "Slug: plan"),
        ("Headline: A plan", "Title: A plan"),
        (f"Headline: {'a' * 200}", "Title: ..."),
    ],
)
def test_what_another_name_says_is_in_the_line_to_type_where_it_will_do(written: str, right: str) -> None:
    fields = [Field("Title", required=True), Field("Date", DATE, required=True), Field("Slug", SLUG)]
    (found,) = check_header(split(f"{written}\n\nText", PATH), fields)

    assert dict(found.values)["line"] == right
    assert (found.level is Level.ERROR) is (not right.startswith("Slug"))


@pytest.mark.parametrize(
    ("header", "told"),
    [
        ("Tags: hours\nTag: wages, hours", "Write one for both:  Tags: hours, wages  [C06]"),
        ("Tag: wages\nTags: hours", "Write one for both:  Tags: hours, wages  [C06]"),
        ("Title: A\nTitel: B", "Another line is meant for that already. Delete one of them.  [C06]"),
        ("Sumary: A\nSummry: B", "Another line is meant for that already. Delete one of them.  [C06]"),
    ],
)
def test_a_misspelt_field_beside_its_own_is_told_with_what_to_do_with_both(header: str, told: str) -> None:
    found = [str(one) for one in check_header(split(header, "content/news/a.md"), STORY.fields)]

    assert any(one.endswith(told) for one in found), found


def test_tags_that_are_misspelt_alone_are_told_as_ever() -> None:
    found = [str(one) for one in check_header(split("Tgas: wages", "content/news/a.md"), STORY.fields)]

    assert found == ['error content/news/a.md:1  "Tgas" is not a field I know. Did you mean "Tags"?  [C06]']
