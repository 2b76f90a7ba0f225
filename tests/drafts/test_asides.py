"""A short paragraph of its own tells colleagues not to publish it, in whatever words and typos."""

import pytest

from tests.drafts.test_not_public import AT_LAST, TOP, WORDS, read

ASIDES = [
    *("do not publlish", "DO NOT PUBLSIH", "Wait for the lawyer before posting.", "Nicht vor Montag veröffentlichen."),
    *("Bitte nicht teilen", "Für interne Zwecke", "Pas encore en ligne, svp.", "Prohibido publicar", "Uso interno"),
    *("No subir a la web antes del lunes.", "Sam, this isn't ready.", "First draft, Ana", "Draft 2, 14 June", "TBC"),
    *("Private", "Preliminary, for discussion", "Not ready yet, still waiting for quotes.", "Nicht weitergeben!"),
    *("Keep this one offline for now.", "Pls dont pubish", "Noch nicht veröffentlichen", "Ne pas partager svp"),
    *("No compartir, por favor", "Hold off until Friday before publishing", "Ana: this isn't finished yet."),
    *("Draft 3, Sam", "Pour usage interne", "Interner Gebrauch", "Not yet online", "Vorläufig", "Interdit de publier"),
    *("Please leave it offline", "Second draft; Lee", "Todavía no lista para publicar", "never releaze this"),
    *(
        "Erst nach der Abstimmung veröffentlichen",
        "Publier seulement après le vote",
        "Nur intern",
        "Streng vertraulich",
    ),
    *(
        "Erster Entwurf",
        "Zur Freigabe",
        "Premier jet",
        "Document de travail",
        "À valider",
        "Primer borrador",
        "À relire",
    ),
    *(
        "Pendiente de revisión",
        "Embargado hasta el 14 de junio",
        "Gesperrt bis 14. Juni",
        "Arbeitsfassung",
        "Por revisar",
    ),
    *("Don't run this before the vote.", "For our eyes only", "Draft for Sam", "Incomplete", "To be checked"),
    *("Sam: please read before publishing", "Strictement confidentiel", "Unvollständig", "Don't use this until Monday"),
    *("Noch nicht fertig", "Warten bis Sam zurück ist vor dem Veröffentlichen"),
]
HONEST = [
    *("Do share this story with your friends.", "Please share.", "Don't share your password with anyone.", "TBA"),
    *("No publication has asked us.", "Not online? Call us.", "Wait for the bus before dawn.", "Keep it up!"),
    *("It is not ready, the minister said.", "Private clinics cost more.", "Draft law, again", "Thanks, Ana"),
    *("Please post this on your fridge.", "Never release the brakes.", "Kein Online-Unterricht ohne uns.", "Sam Reyes"),
    *("Never publish a colleague's address.", "Don't share this with your boss.", "*Only for members."),
    *("Do not publish, said the minister, and we did.", "Embargoed until Monday, the report said"),
    *("Incomplete forms are sent back.", "Draft for a new law", "Don't run this race alone.", "Premier refus"),
    *("Please read our rules before posting.", "To be continued", "Zur Sache", "Nur mit uns", "Strictly speaking"),
    *("Bitte teilen!", "Partagez cette page.", "No child waits before we are done.", "Not yet, and not without us."),
    *("> Do not publish, said the minister, and we did.", "> Never share it, she wrote. We did.", "Hold the line!"),
    *(
        "This fight isn't finished.",
        "Members, this isn't over.",
        "Interne Medizin braucht Personal.",
        "Share it online.",
    ),
]


# Between other paragraphs these cannot be told of anything but the text.
ASIDES_WITHIN = [
    *("do not publlish", "DO NOT PUBLSIH", "**Do not publlish**", "Wait for the lawyer before publishing.", "TBC"),
    *("Nicht vor Montag veröffentlichen.", "Prohibido publicar", "Uso interno", "No publicar antes del lunes", "TBD"),
    *(
        "Sam, this isn't ready.",
        "First draft, Ana",
        "Draft 2, 14 June",
        "Keep this one offline for now.",
        "nicht veröffentlichen",
    ),
    *(
        "Pls dont pubish",
        "Noch nicht veröffentlichen",
        "Ne pas publier svp",
        "Für interne Zwecke",
        "[never releaze this]",
    ),
    *("Erster Entwurf", "Premier jet", "Zur Freigabe", "À valider", "Pendiente de revisión", "Arbeitsfassung"),
    *("Gesperrt bis 14. Juni", "Streng vertraulich", "Don't run this before the vote.", "<!-- dont publlish -->"),
    *("Sam: please read before publishing", "Bitte nicht freigeben!", "For our eyes only"),
]
# And these can.
HONEST_WITHIN = [
    *HONEST,
    *(
        "Still not finished.",
        "Wait until the results are published.",
        "Please hold any questions until the survey is released.",
        "Noch nicht fertig.",
    ),
    *(
        "Private.",
        "Provisional.",
        "Incomplete.",
        "Don't share it.",
    ),
    *(
        "Bitte nicht teilen",
        "**Private**",
    ),
    *("Nie veröffentlicht.", "Leave it off.", "No publication yet.", "Kein Freigeben.", "Wait."),
    *("## First draft, Ana", "- TBC", "1. TBC", "> Do not publlish", "![TBC](/images/x.jpg)", "**TBC**", "TBC:"),
    *(
        "## Where\n\nTBC",
        "The speakers:\n\nTBC",
        "**Room**\n\nTBC",
        "::: pull-quote\nname: Ana\n\nDo not publlish\n\n:::",
    ),
]


@pytest.mark.parametrize(
    "place",
    [
        "{words}\n{line}\n{words}",
        "{words}\n{line}\n\n## More\n{words}",
        "{words}\n::: note\n\nWords.\n\n:::\n\n{line}\n{words}",
    ],
)
@pytest.mark.parametrize("line", ASIDES_WITHIN)
def test_what_colleagues_are_told_between_paragraphs_keeps_a_story_back(line: str, place: str) -> None:
    status, findings = read(TOP + place.format(line=line, words=WORDS))

    assert status == "draft"
    assert len(findings) == 1
    assert "C86" in findings[0]
    assert line in findings[0]


@pytest.mark.parametrize("line", HONEST_WITHIN)
def test_what_readers_are_told_between_paragraphs_is_published(line: str) -> None:
    assert read(f"{TOP}{WORDS}\n{line}\n{WORDS}") == (None, [])


@pytest.mark.parametrize("place", ["\n{line}\n{words}", "{words}\n{line}\n"])
@pytest.mark.parametrize("line", ASIDES)
def test_what_colleagues_are_told_at_an_end_keeps_a_story_back(line: str, place: str) -> None:
    status, findings = read(TOP + place.format(line=line, words=WORDS))

    assert status == "draft"
    assert [one.endswith(AT_LAST) or "C86" in one for one in findings] == [True]


@pytest.mark.parametrize("place", ["\n{line}\n{words}", "{words}\n{line}\n", "\nWords of it,\n{line}\nand more.\n"])
@pytest.mark.parametrize("line", HONEST)
def test_what_readers_are_told_there_is_published(line: str, place: str) -> None:
    assert read(TOP + place.format(line=line, words=WORDS)) == (None, [])


@pytest.mark.parametrize("line", ASIDES)
def test_the_same_is_published_where_a_line_says_so(line: str) -> None:
    assert read(f"{TOP}Status: published\n{WORDS}\n{line}\n") == ("published", [])
