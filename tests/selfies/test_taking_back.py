"""Any word of taking back, in whatever letters and wherever in a member's file, keeps the member off the wall."""

import pytest

from plugins.selfies.submission import read_submissions
from plugins.selfies.taking_back import line_taken_back
from tests.selfies.members import add, read, text
from tests.selfies.test_copies import folder_with, roster_of

HERE = "content/selfies/0417.md"
BACK = "If the member took the picture back, write  Withdrawn: YEAR-MONTH-DAY  in the header."
PROBLEM = "selfie 0417 is left out. This line may take the picture back, or is a note."

SIGNS = """
Cancel the cuts
Don't cut us
We will not be removed from our classrooms
Stop using temp workers
No caretakers, no classes
Don't take away our library
Hands off our pensions
We refuse to be invisible
Nurses don't take breaks. Patients don't either.
Delete the debt, not the jobs
Removing snow since 1998
Never again
No means no
Picture this: a campus without us
You are in the picture because of us
Don't erase public education
I object to overcrowded classes
We no longer have a nurse
I can no longer teach in this room
My students changed my mind about maths
Take down the barriers
They took our lunch break
Stop using us as a bargaining chip
Do not use our kids as pawns
Don't show us the door
Expired funding, tired staff
We said no to privatization
Our wages are frozen, our rent is not
I want my job back
Give us our photocopiers back
Don't post another pink slip
Erased from the budget, not from the classroom
What they cancel, we rebuild
Declining funding, growing classes
Hidden work, real value
Facing cuts? Face us.
Retired but not silent
Ne touchez pas à nos bibliothèques
Non aux coupures
#StandWithEducators
I include everyone
We use it every day
On the wall of fame: our cleaners
Stop. Look. Listen to us.
Hold the line
Pending: our raise
24/7: someone is here
Не сокращайте нас
私たちの図書館を守れ
لا للتخفيضات
""".strip().split("\n")

# Beyond those that anybody would think of: notes, pleas, other languages, and letters that hide a word.
TAKEN_BACK = [
    "Withdrawn",
    "WITHDRAWN!!",
    "Note: withdrawn 2021-06-14",
    "w/d 14 June",
    "wd 14 June",
    "(see e-mail: she wants it gone)",
    "Removed 14 June 2021",
    "(removed)",
    "REVOKED by phone",
    "consent ended 2021",
    "no permission",
    "Please take my picture down",
    "Take me down",
    "taken down 2021-06-14",
    "Do not publish",
    "DO NOT USE",
    "don’t show this",
    "do_not_post online",
    "not to be used",
    "Not for publication",
    "Not for the web",
    "Please delete her picture",
    "delete me",
    "photo removed",
    "Her picture must not be shown",
    "stop using this picture",
    "no longer wants to be on the wall",
    "Ade changed her mind",
    "I changed my mind",
    "opted out",
    "opt-out",
    "she said no",
    "refused",
    "Cancelled 14 June",
    "GDPR request",
    "<!-- ask first -->",
    "wanted her photo gone",
    "asked to have it removed",
    "wants out",
    "off the wall",
    "not ok",
    "do not contact",
    "unpublish",
    "TODO: ask again",
    "retiré le 14 juin",
    "Retirée",
    "ne pas publier",
    "sans permission",
    "consentement révoqué",
    "retirer ma photo",
    "Widerrufen am 14. Juni",
    "With\u200bdrawn",
    "With\u00addrawn",
    "W\u0336i\u0336t\u0336h\u0336d\u0336rawn",
    "Withdr\u0430wn",  # a Cyrillic letter
    "\uff37\uff29\uff34\uff28\uff24\uff32\uff21\uff37\uff2e",
    "\U0001d416\U0001d422\U0001d42d\U0001d421drawn",
    "ⓦⓘⓣⓗⓓⓡⓐⓦⓝ",
    "ᴡɪᴛʜᴅʀᴀᴡɴ",
    "wíthdrawn",
    "W I T H D R A W N",
    "w-i-t-h-d-r-a-w-n",
    "With**drawn**",
    "with_drawn",
    "with&shy;drawn",
    "withdr&#97;wn",
    "wi<b>th</b>drawn",
    "with-\ndrawn",
    "Do not\npublish",
]


NOTES = """
Help us all (removed 2021-06-14)
Help us all - removed 14 June
removed by Sam, 14 June 2021
removed by Sam
REMOVE BEFORE PUBLISHING
Asked for removal 2021-06-14
removal requested
Take down
takedown
To be taken off
Off the wall please
off
canceled per e-mail 14 June
objected by mail
She said no on 14 June
says no
legal says no
Don't use this one
Do not use for the site
NOT OK TO PUBLISH
not approved
Please hide
hide until further notice
she pulled out 2021-06-14
backed out
dropped out
Said stop on the phone
Doesn't want this online anymore
Doesn't want to be on the website
No longer a member
blocked
DRAFT
internal only
private
print only
legislature only
waiting for her OK
under 18!
she is 16
~~I keep it running~~
withrawn
widthdrawn
wihtdrawn
withdarwn 14 June
w i t h - d r a w n
à retirer
à supprimer
a changé d'avis
s'est désistée le 14 juin
s'oppose à la publication
Ne veut plus être sur le site
refus
elle refuse
Non
He wants this gone
They asked us to wait
I lend it (she quit)
I lend it; off
I lend it. Please hide.
on hold since Monday
June 3rd: spoke to her
"Withdrawn 14 June"
"I keep it running. Withdrawn 14 June"
"Removed June 14"
""".strip().split("\n")
SEVERAL_LINES = [
    '"I keep it running\n\nNote: took it back"',
    '"I keep it running\nNote: took it back"',
    "I keep it running\n\nAsk Sam",
    '"I keep it running\n-----\nAsk Sam"',
    "I keep it running\n \u200b\nSam",
    "<del>I keep it running</del>",
]


@pytest.mark.parametrize("words", NOTES + SEVERAL_LINES)
def test_what_is_not_plainly_the_words_of_one_sign_leaves_the_member_out(tmp_path, words):
    add(tmp_path, "0417", text(words=words))
    submissions, findings = read(tmp_path)

    assert submissions == []
    assert findings
    assert all(line.startswith(f"warning {HERE}:") and "0417 is left out" in line for line in findings)


@pytest.mark.parametrize("words", SIGNS)
def test_a_sign_that_speaks_of_no_picture_is_shown(tmp_path, words):
    add(tmp_path, "0417", text(words=words))
    submissions, findings = read(tmp_path)

    assert findings == []
    assert [one.words for one in submissions] == [words]


@pytest.mark.parametrize("words", TAKEN_BACK)
@pytest.mark.parametrize("among", ["{}", "I find it, shelve it\n{}", "{}\n\nI lend it"])
def test_words_of_taking_back_below_the_header_leave_the_member_out(tmp_path, words, among):
    add(tmp_path, "0417", text(words=among.format(words)))
    submissions, findings = read(tmp_path)

    assert submissions == []
    assert all(line.startswith(f"warning {HERE}:") and "0417 is left out" in line for line in findings)


@pytest.mark.parametrize("name", ["Name", "Workplace", "Photo-by"])
@pytest.mark.parametrize(
    "value",
    [
        "Ade (withdrawn)",
        "Ade, cancelled",
        "Ade - do not use",
        "Ade # refused",
        "Ade (not to be shown)",
        "Ade <!-- asked to be removed -->",
        "Ade; revoked by phone",
        "Ade (changed her mind)",
        "Ade\n    withdrawn",
        "Ade (retirée)",
        "Ade, no longer",
        "Ade WITH\u200bDRAWN",
        "Ade (on hold)",
        "Ade (declined)",
        "Ade (photo deleted)",
    ],
)
def test_a_value_with_a_word_of_taking_back_leaves_the_member_out(tmp_path, name, value):
    add(tmp_path, "0417", text({name: value}))
    submissions, findings = read(tmp_path)

    assert submissions == []
    remedy = "If not, put all of it in quotation marks."
    assert any(line.endswith(f"{PROBLEM} {BACK} {remedy}  [C78]") for line in findings)


@pytest.mark.parametrize(
    "workplace",
    ["Snow removal, Olds", "City refuse collection", "Not-for-profit housing", "Bus stop cleaning", "Retirement home"],
)
def test_a_workplace_may_be_called_so(tmp_path, workplace):
    add(tmp_path, "0417", text({"Workplace": workplace, "Campaign": "cancel-the-cuts"}))

    assert read(tmp_path)[1] == []


@pytest.mark.parametrize(
    ("body", "words"),
    [
        ('"Withdraw the bill"', "Withdraw the bill"),
        ('"On 14 June we walk"', "On 14 June we walk"),
        ('"She said no to cuts and so do I"', "She said no to cuts and so do I"),
        ("“Revoke Bill 9.\nNow.”", "Revoke Bill 9. Now."),
        ("« Retrait du projet »", "Retrait du projet"),
    ],
)
def test_a_sign_that_says_so_is_put_in_quotation_marks_and_shown_without(tmp_path, body, words):
    add(tmp_path, "0417", text(words=body))
    submissions, findings = read(tmp_path)

    assert findings == []
    assert submissions[0].words == words


@pytest.mark.parametrize(
    "body", ['"I lend it" withdrawn', 'withdrawn "I lend it"', '"I lend" - withdrawn - "it"', '"Withdrawn']
)
def test_quotation_marks_around_a_part_hide_nothing(tmp_path, body):
    add(tmp_path, "0417", text(words=body))

    assert read(tmp_path)[0] == []


def test_the_finding_says_what_to_do_and_quotes_nothing(tmp_path):
    add(tmp_path, "0417", text(words="I lend it\nWithdrawn by Ade"))

    assert read(tmp_path)[1] == [
        (
            f"warning {HERE}:12  {PROBLEM} {BACK} If the sign itself says so, put all of its words in quotation marks."
            "  [C78]"
        )
    ]


def test_who_has_withdrawn_is_told_only_that(tmp_path):
    add(tmp_path, "0417", text({"Withdrawn": "2021-06-14"}, "Withdrawn, see e-mail"))
    (submission,), findings = read(tmp_path)

    assert (submission.withdrawn, findings) == ("2021-06-14", [])


@pytest.mark.parametrize(
    "value",
    [
        "self   Withdrawn: 2021-06-14",
        "self WITHDRAWN：2021-06-14",
        "self withdrawn\ufe552021",
        "Lena Ford, Consent: no",
        "Lena Ford Adults-only: no",
        "Lena Ford Consent-until = 2021-06-14",
        "Lena Ford Widthdrawn: 2021-06-14",
        "Lena Ford photo-by: nobody",
    ],
)
@pytest.mark.parametrize("name", ["Photo-by", "Name", "Workplace"])
def test_a_line_holds_one_field(tmp_path, name, value):
    add(tmp_path, "0417", text({name: value}))
    submissions, findings = read(tmp_path)

    assert submissions == []
    assert any("[C45]" in line for line in findings)


@pytest.mark.parametrize("line", ["I find it. Consent: no", "I lend (Adults only: no)", "Here - photo-by: nobody"])
def test_a_field_within_the_words_of_the_sign_leaves_the_member_out(tmp_path, line):
    add(tmp_path, "0417", text(words=line))

    assert [found[-5:] for found in read(tmp_path)[1]] == ["[C45]"]


@pytest.mark.parametrize("line", ["<<<<<<< HEAD", ">>>>>>> theirs", "||||||| 3f2a1b0", "<<<<<<<"])
@pytest.mark.parametrize("place", ["header", "words"])
def test_two_versions_in_one_file_leave_the_member_out(tmp_path, line, place):
    content = (
        text(words=f"I lend\n{line}\nI find") if place == "words" else text().replace("Photo-by", f"{line}\nPhoto-by")
    )
    add(tmp_path, "0417", content)
    submissions, findings = read(tmp_path)

    assert submissions == []
    assert findings


@pytest.mark.parametrize(
    "line",
    [
        "Consent: web (not print)",
        "Consent: not web",
        "Consent: web?",
        "Consent: web\n    # not any more",
        "Consent: wеb",  # a Cyrillic letter
        "Consent: web <!-- no -->",
        "Consent-until: 2031-12-31 or until she says no",
        "Adults-only: yes, I think",
        "Adults-only: yes?",
        "Adults-only: yes # no",
        "Consent given: no",
        "CONSENT: no",
        "Withdrаwn: 2021-06-14",  # a Cyrillic letter
        "Withdrawn\u200b: 2021-06-14",
    ],
)
def test_a_field_holds_what_its_type_allows_and_nothing_more(tmp_path, line):
    name = line.partition(":")[0]
    lines = [one for one in text().splitlines(keepends=True) if not one.startswith(f"{name}:")]
    add(tmp_path, "0417", "".join([*lines[:3], f"{line}\n", *lines[3:]]))

    assert read(tmp_path)[0] == []


def test_the_line_is_the_first_that_says_it():
    assert line_taken_back("I lend it\nWithdrawn\nWithdrawn") == 1
    assert line_taken_back("I lend it") is None


def test_no_note_takes_long_to_read(tmp_path):
    """Of patterns that may be tried in many ways."""
    for words in (
        "removed " + "1" * 1900 + "x",
        "take " * 380,
        "not " * 400,
        "a b " * 480,
        "<" * 1900,
        "removed" + " 1" * 900 + "x",
    ):
        line_taken_back(words)
    add(tmp_path, "0417", text(words="w " * 990))

    assert read_submissions(tmp_path, "content/selfies")[2] == []


@pytest.mark.parametrize(
    ("name", "value"),
    [
        *(("Name", f"Ade {more}") for more in ("(quit)", "- out", "STOP", "[left]", "off wall", "pulled out", "| x")),
        *(("Name", f"Ade{more}") for more in (", no", ", NO", " (anonymous please)", "; ask", "?", " / x", ": x")),
        *(
            ("Workplace", f"Library{more}")
            for more in (" (said stop)", " - backed out", "; she is out", ", print only")
        ),
        *(("Workplace", f"Library{more}") for more in (" [ask]", " – on hold", " (draft)", ", hide", " | off", "?")),
    ],
)
def test_a_name_or_a_workplace_holds_nothing_more(tmp_path, name, value):
    add(tmp_path, "0417", text({name: value}))
    submissions, findings = read(tmp_path)

    assert submissions == []
    assert len(findings) == 1


@pytest.mark.parametrize(
    ("name", "value"),
    [
        *(
            ("Name", value)
            for value in ("Ade", "ade", "A.", "Dev, Ruth and Ansel", "Ade (she/her)", "Ade & Jo", "李小龍")
        ),
        *(("Name", value) for value in ("Jean-Luc O'Brien", "Dr. Ade N.", "Inés de la Cruz", "Owen, Mei, and Bea")),
        *(("Workplace", value) for value in ("St. Mary's Hospital (ICU), Unit 4B", "R&D, U of A", "Local #12 hall")),
        *(
            ("Workplace", value)
            for value in ("Print shop", "Library - Mill Street", "Legal office", "Bibliothèque, Hull")
        ),
    ],
)
def test_a_name_and_a_workplace_are_shown(tmp_path, name, value):
    add(tmp_path, "0417", text({name: value}))

    assert read(tmp_path)[1] == []


@pytest.mark.parametrize(
    "words",
    [
        *("W/DRAWN", "w1thdrawn", "rescnded", "r3m0ved", "I take back my yes", "her husband objects", "denied"),
        *("did not agree", "agreed only to print", "not on the web", "no, thanks", "phoned: no", "y -> n"),
        *("valid till 2020", "she agreed for one year", "until Christmas", "I am 15", "15 yo", "child in background"),
        *("wrong person", "photo taken without her knowing", "blur her face first", "in hiding", "TODO ask"),
        *("check with Ruth", "see 0412", "gelöscht", "no publicar", "pas de photo", "отозвано", "撤回", "동의 철회"),
        *("سحبت الموافقة", "सहमति नहीं", "❌", "🚫", "I lend it ⛔", "declind", "I asked. Denied.", "retiré"),
    ],
)
def test_each_kind_of_note_leaves_the_member_out(tmp_path, words):
    add(tmp_path, "0417", text(words=words))

    assert read(tmp_path)[0] == []


@pytest.mark.parametrize(
    "words",
    [
        *("Published research saves lives", "I took down the scaffolding", "I work with children under 18"),
        *("Our shift on 24 December had 2 of 5", "I issue permissions to fly", "Hiring now", "We keep lending"),
        *("노동의 가치", "We retreat from nothing", "I check with care", "15 years on this ward", "Nicht mit uns"),
    ],
)
def test_a_sign_that_resembles_a_note_is_shown(tmp_path, words):
    add(tmp_path, "0417", text(words=words))

    assert read(tmp_path)[1] == []


@pytest.mark.parametrize(
    "words",
    [
        *("We will not be removed", "We don't quit", "We never quit!", "We cannot be hidden", "We won't leave"),
        *("WE WILL NOT BE SUSPENDED", "We are not going to be denied", "We shall not be refused"),
    ],
)
def test_a_sign_of_what_members_do_not_let_anybody_do_is_shown(tmp_path, words):
    add(tmp_path, "0901", text(words=words))

    assert [member.id for member in read(tmp_path)[0]] == ["0901"]


@pytest.mark.parametrize("words", ["We want to be removed", "We will not be shown", "Not quit"])
def test_what_members_want_of_their_picture_is_no_such_sign(tmp_path, words):
    add(tmp_path, "0901", text(words=words))

    assert read(tmp_path)[0] == []


@pytest.mark.parametrize(
    "value",
    ["Library, changed mind", "Library / pulled her yes", "Library - skip", "Library, age 16", "Library, 撤回"],
)
def test_a_workplace_knows_what_a_sign_does(tmp_path, value):
    add(tmp_path, "0417", text({"Workplace": value}))

    assert read(tmp_path)[0] == []


@pytest.mark.parametrize("value", ["Skip", "Ade Deceased", "Ade and Minor Child", "Ade 16", "Ade Denied", "Left crew"])
def test_a_name_with_a_remark_leaves_the_member_out(tmp_path, value):
    add(tmp_path, "0417", text({"Name": value}))

    assert read(tmp_path)[0] == []


@pytest.mark.parametrize(
    ("name", "value"),
    [
        *(("Name", value) for value in ("Ruth Friend", "Marie Nobody", "Sam Gone", "Khadija (Kay) Diallo")),
        *(("Name", value) for value in ("Ade Out", "Kari Slette", "Jan Zgoda")),
        *(("Name", value) for value in ("Night shift crew", "Ward 4B nurses", "The Kim family", "Skip Jones")),
        *(("Workplace", value) for value in ("Hidden Valley School", "Publishing House", 'Ward 3 "East"')),
        *(("Workplace", value) for value in ("Hold 5, port of Vancouver", "Leduc; Nisku", "AHS @ RAH")),
        *(("Photo-by", value) for value in ("Photo: Ruth Adler", "© Ruth Adler", "Ruth Adler, AUPE")),
    ],
)
def test_an_honest_answer_is_no_mistake(tmp_path, name, value):
    add(tmp_path, "0417", text({name: value}))

    assert read(tmp_path)[1] == []


REMARKS = """
DNP
D.N.P.
DNU
N/A
n.a.
NFP
TEST
Test photo 2
placeholder
Sample only
Lorem ipsum dolor sit amet
xxx
This is not Ade
Not Nomura!
That isn't Ade
This is somebody else
wrong sign
do not run this
Kill this
Ignore this one
old photo
Use the other picture
new one coming
No sign visible
[illegible]
Cannot read the sign
words to follow
Insert text here
May we use this?
Did she agree?
form not signed
former member
left the union
dup of 0412
nicht verwenden
en attente
Same as above
same as 0416
same as the previous one
client seen behind her
as 0417
see 0416
patient visible
a student is visible in the background
her badge is readable
[sign]
[the words]
[photo]
never run this
do not run it
testing only
form unsigned
the sign is not signed
write here
fill in the words here
insert text in
"""


BELOW = """
ya no quiere
pls remove asap
has left the union, remove
Retiré à sa demande
ce n'est pas elle
chce se stáhnout
hmm
vill inte
Bobby rang
lend it
"""


@pytest.mark.parametrize("words", BELOW.strip().split("\n"))
@pytest.mark.parametrize(
    "among", ["I find it, shelve it\n{}", "I find it\n\n{}", '"I find it"\n{}', "  \nI find it\n- {}\n"]
)
def test_below_the_words_of_a_sign_anything_may_take_it_back(tmp_path, words, among):
    add(tmp_path, "0417", text(words=among.format(words)))

    assert read(tmp_path)[0] == []


@pytest.mark.parametrize("words", ['"I find it\nlend it"', "\n\nI find it\n\n", "I find it\n---"])
def test_a_sign_of_several_lines_stands_in_quotation_marks(tmp_path, words):
    add(tmp_path, "0417", text(words=words))

    assert read(tmp_path)[1] == []


TAKEN = """
ya no quiere
pls remove asap
has left the union, remove
Retiré à sa demande
enlevée à leur demande, merci
n'est plus membre
bitte raus
will nicht mehr
darf nicht
moved to another union
não quer mais
non vuole più
wil niet meer
please take her down
remove today please
"""


@pytest.mark.parametrize("words", TAKEN.strip().split("\n"))
def test_what_staff_write_in_the_place_of_a_sign_is_none(tmp_path, words):
    add(tmp_path, "0417", text(words=words))

    assert read(tmp_path)[0] == []


@pytest.mark.parametrize("words", REMARKS.strip().split("\n"))
@pytest.mark.parametrize("among", ["{}", "I find it, shelve it\n{}"])
def test_an_editors_remark_is_no_sign(tmp_path, words, among):
    add(tmp_path, "0417", text(words=among.format(words)))

    assert read(tmp_path)[0] == []


@pytest.mark.parametrize(
    "words",
    [
        *("none", "not sure", "to follow", "never replied", "needs OK", "x", "???", "...", "—", "ditto", "Do not run"),
        *("taken back", "Taken\u00a0back.", "photo taken off", "was taken back by phone", "Now taken away"),
    ],
)
def test_a_remark_that_is_all_of_a_sign_is_none(tmp_path, words):
    add(tmp_path, "0417", text(words=words))

    assert read(tmp_path)[0] == []


@pytest.mark.parametrize(
    "words",
    [
        *("Taken back by the community", "Our schools, taken back", "Never taken away"),
        *("This is not fair", "Not Disposable", "This isn't a game", "Not Alberta's cash machine", "Ade is not tired"),
        *("None of us is free", "Test scores are not children", "Sample our wages", "No words", "No answers, no peace"),
        *(
            '"We wrote.\nNever answered"',
            "“Edmonton\nneeds an answer”",
            "Hold for our line",
            "Kill the bill",
        ),
        *(
            "Ignore us at your peril",
            "You can't read in the dark",
            "Former students, future nurses",
            "Did they answer?",
        ),
        *("Can we use our own hands?", "Use the other door", "Blank cheques for bosses", "Fill in the gaps", "DNA lab"),
        *(
            "Old building, new ideas",
            "X marks the cut",
            "Your name here? Ours too",
            '"Placeholder wages"',
            "NAIT 4 ever",
        ),
        *("Ask", "Ask!", "Check", "Maybe", "Never run!", "Kill it", "Write her in", "Archive", "Testing"),
        *(
            "Never run",
            "Spike it",
            "Ignore it",
            "Write them in",
            "Fill it in",
            "Not signed",
            "Testing, testing",
            "Sign!",
        ),
        *("We are visible", "Patients visible, cuts too", "As seen on the picket line", "Seen", "See 4,000 of us"),
        *("[Our] library", "Why???", "!!!", "24/7", "Not Ruthless", "Same work, same pay", "As one", "Same"),
        *("Photos don't lie", "Students seen and heard", "Ruth was here", "In 2021 we said so", "Like 900 others"),
        *('"300\npatients seen\nper night"', "Faces, not numbers", "We can't be replaced", "Above all, us"),
    ],
)
def test_a_sign_that_resembles_a_remark_is_shown(tmp_path, words):
    add(tmp_path, "0417", text(words=words))

    assert read(tmp_path)[1] == []


def test_a_remark_that_the_picture_is_of_another_may_name_the_member_by_the_id(tmp_path):
    add(tmp_path, "ruth", text({"Name": ""}, words="not ruth"))

    assert read(tmp_path)[0] == []


@pytest.mark.parametrize(
    "words",
    [
        *("asked us to drop it", "she asked us to take it off", "I do not want this online", "count me out"),
        *("would prefer not", "prefers not to", "she regrets it", "forget me", "right to be forgotten", "regrets"),
        *("erasure request", "unsubscribe", "I did not send this", "did not agree", "I did not sign this"),
        *("must not find her", "he must not see this", "witness protection", "moved to 0901", "no reply"),
        *("not legible", "hard to read", "Unsigned", "Waiting for form", "awaiting signature", "insert sign text"),
        *("verify age", "check her age", "age?", "tba", "tk", "to be verified", "does not want to be shown"),
        *("don't want my face online", "does not wish to appear", "wants to be forgotten", "sent by mistake"),
        *("please drop this", "pull it", "uploaded by accident", "not sent by me", "her ex must not know"),
    ],
)
def test_what_is_asked_of_us_or_waited_for_leaves_the_member_out(tmp_path, words):
    add(tmp_path, "0417", text(words=words))

    assert read(tmp_path)[0] == []


@pytest.mark.parametrize(
    "words",
    [
        *("We do not want to be seen as numbers", "Count us in", "We would rather teach", "Never forget"),
        *("Forget the cuts", "Don't forget us", "We did not sign up for this", "No reply from the minister"),
        *("Waiting for a raise", "Unsigned contract, tired staff", "Moved to tears", "Moved to Edmonton for this job"),
        *("Verify your facts", "Age is no barrier", "Protect the witness", "Insert coin to learn"),
        *("Erasure is not an answer", "I want this library online", "Unsubscribe from austerity", "Right to strike"),
        *(
            "We must not fail her",
            "Count on me",
            "I regret nothing",
            "I do not want this cut",
            "I do not want to leave",
        ),
        *("We will not be shown the door", "Shelter for all", "Drop the cuts", "Hard to read, harder to lose"),
        *("Take it to the streets", "Who checks?", "Form a union", "Sent by our local", "Legible, loud, here"),
    ],
)
def test_a_sign_of_a_protest_may_ask_and_wait(tmp_path, words):
    add(tmp_path, "0417", text(words=words))

    assert read(tmp_path)[1] == []


@pytest.mark.parametrize(
    ("name", "value"),
    [
        *(("Workplace", f"Library ({state})") for state in ("forbidden", "prohibited", "unwilling", "resigned")),
        *(("Workplace", f"Library ({state})") for state in ("left the union", "disagreed", "unhappy", "dissents")),
        *(("Workplace", f"Library{more}") for more in (" - pull it", ", HR complained", ", boss objects")),
        *(("Name", f"Ade {state}") for state in ("Forbids", "Unwilling", "Reluctant", "Non Merci", "Resigned")),
        *(("Name", f"Ade {state}") for state in ("Prohibited", "Disagrees", "Unhappy", "Dissents", "Complained")),
    ],
)
def test_a_state_that_takes_back_is_no_part_of_a_name(tmp_path, name, value):
    add(tmp_path, "0417", text({name: value}))

    assert read(tmp_path)[0] == []


@pytest.mark.parametrize("value", ["Resettlement office", "Resignation Lake School", "Complaints office", "Firehall 4"])
def test_a_workplace_that_resembles_a_state_is_shown(tmp_path, value):
    add(tmp_path, "0417", text({"Workplace": value}))

    assert read(tmp_path)[1] == []


@pytest.mark.parametrize(
    ("name", "value"),
    [
        *(("Name", value) for value in ("Grace Hidden", "Rosa Void", "Stop Singh", "Pending Lee", "Will Draft")),
        *(("Name", value) for value in ("Ade Nomura III", "Ade (they)", "Ade", "X Æ A-12", "Ade Denied")),
        *(("Workplace", value) for value in ("Withdrawal management unit", "Consent & Capacity Board")),
        *(("Workplace", value) for value in ("Copyright Office", "Unit 4B: ICU", "Removal vans", "Library (East)")),
    ],
)
@pytest.mark.parametrize("marks", ['""', "“”", "«»"])
def test_a_name_or_a_workplace_in_quotation_marks_is_shown_without_them(tmp_path, name, value, marks):
    add(tmp_path, "0417", text({name: f"{marks[0]}{value}{marks[1]}"}))
    submissions, findings = read(tmp_path)

    assert findings == []
    assert getattr(submissions[0], name.lower()) == value


@pytest.mark.parametrize(
    "value",
    [
        *("Withdrawn", "Withdrawn 2021-06-14", "Ade; revoked by phone", "Ade (no)", "Ade, removed", "Ade - do not use"),
        *("Removed 14 June", "Consent withdrawn", "Library / pulled her yes", "Library (she quit)", "TODO: ask"),
    ],
)
@pytest.mark.parametrize("name", ["Name", "Workplace"])
def test_quotation_marks_around_a_note_hide_nothing_in_a_field(tmp_path, name, value):
    add(tmp_path, "0417", text({name: f'"{value}"'}))

    assert read(tmp_path)[0] == []


@pytest.mark.parametrize("struck", ["~~{}~~", "~{}~", "<del>{}</del>", "<S>{}</S>", "<strike class=x>{}</strike>"])
@pytest.mark.parametrize(
    ("name", "value"),
    [
        *(
            ("Photo-by", "self"),
            ("Photo-by", "Ruth Adler"),
            ("Consent", "web"),
            ("Adults-only", "yes"),
            ("Name", "Ade"),
        ),
        *(("Consent-given", "2021-03-02, by e-mail"), ("Workplace", "Library"), ("Consent-until", "2031-12-31")),
    ],
)
def test_what_is_struck_out_is_no_answer(tmp_path, struck, name, value):
    over_letters = "".join(f"{letter}\u0336" for letter in value)
    for at, answer in enumerate((struck.format(value), over_letters)):
        (tmp_path / str(at)).mkdir()
        add(tmp_path / str(at), "0417", text({name: answer}))
        assert read(tmp_path / str(at))[0] == []


@pytest.mark.parametrize("words", ["I ~~teach~~", "I <s>teach</s>", "~I teach~", "I\u0336 t\u0336each"])
def test_a_sign_of_which_words_are_struck_out_is_none(tmp_path, words):
    add(tmp_path, "0417", text(words=words))
    assert read(tmp_path)[0] == []


def test_a_sign_with_a_tilde_is_shown(tmp_path):
    add(tmp_path, "0417", text(words="I teach ~50 children for ~2 hours"))
    assert [one.words for one in read(tmp_path)[0]] == ["I teach ~50 children for ~2 hours"]


NAMES_LIKE_WORDS = [
    *("Jo No", "Ana None", "Bill Null", "Mai Nein", "Sam Unknown", "Jo Gone", "Ann Minor", "Lee Draft", "Will Skip"),
    *("Jo Lee No", "Mark Hidden", "Joy Remove", "Art Never", "Will Never"),
]


@pytest.mark.parametrize("value", NAMES_LIKE_WORDS)
@pytest.mark.parametrize("marks", ['""', "“”", "«»"])
def test_a_photographer_whose_last_name_is_such_a_word_stands_in_quotation_marks_as_is_told(tmp_path, value, marks):
    (tmp_path / "told").mkdir()
    (tmp_path / "done").mkdir()
    told = roster_of(folder_with(tmp_path / "told", {"0900.md": text({"Photo-by": value})}))
    done = roster_of(folder_with(tmp_path / "done", {"0900.md": text({"Photo-by": f"{marks[0]}{value}{marks[1]}"})}))

    assert ["quotation marks" in str(one) for one in told.all_findings()] == [True]
    assert [member.submission.id for member in told.cleared] == []
    assert [member.submission.id for member in done.cleared] == ["0900"]


@pytest.mark.parametrize(
    "value",
    [
        *("Withdrawn", "Unknown", "Ruth", "Not Sure", "No Permission", "Unknown Person", "To Follow", "Getty Images"),
        *("Press Office", "Withdrawn 2021-06-14", "Ruth Adler (no)", "Ruth Adler, unknown", "ask Ruth", "No No", "n/a"),
        *("Ruth Adler; revoked by phone", "She Withdrew", "Later Today", "Hospital Staff", "see mail", "Jo no"),
    ],
)
def test_quotation_marks_make_no_photographer(tmp_path, value):
    roster = roster_of(folder_with(tmp_path, {"0900.md": text({"Photo-by": f'"{value}"'})}))

    assert [one.code for one in roster.all_findings()] in (["C41"], ["C78"], ["C45"])
