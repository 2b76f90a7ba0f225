import pytest

from plugins.core.header import split
from plugins.selfies.answers import is_name, is_photographer, more_than_a_name
from plugins.selfies.ways import is_way
from tests.selfies.members import add, read, text

NAMES = """
Lena Ford
Marcel Dubé
The Gateway
Ludwig van Beethoven
María de los Ángeles
José da Silva
A. Khan
J.R.R. Tolkien
O'Brien
Anne-Marie d’Arc
李小龍
محمد علي
Владимир Петров
An Nguyen
My Tran
Son Nguyen
RUTH OKAFOR
Martin Luther King Jr.
Νίκος Καζαντζάκης
नरेन्द्र मोदी
Lo
Nguyễn Văn An
Credit Union Press
CUPE Local 3911
""".strip().split("\n")

WORDS_THAT_NAME_NOBODY = """
unknown
Unknown
UNKNOWN
U.N.K.N.O.W.N.
n/a
N/A
N.A.
none
No
nobody
No Permission
not sure
Not Sure
unclear
Anonymous
someone
Someone Else
friend
A Friend
a friend
Her Friend
My Husband
her son
TBD
T.B.D.
Pending
Ask Ade
To Be Confirmed
?
—
Inconnue
Aucun
Personne
sans permission
Sans Permission
Ruth Okafor (no)
Ruth Okafor?
self?
self, but not sure
self / unknown
self (withdrawn)
Ruth; withdrawn
Ruth 2
x
Xxx
me
Yes
Неизвестно
不明
ruth okafor
Other
Internet
Google
Via Facebook
Facebook
Getty
See Notes
See Below
Wife
Colleague
Coworker
Co-worker
Passer-by
Bystander
Stop
Left
Left Blank
Blank
Empty
Under Review
Who Knows
Forgot
Cannot Say
Private
Ditto
As Above
Same
Copyright
All Rights Reserved
Sin Permiso
Off
Out
Xxx Yyy
Local 12
One Two Three Four Five Six Seven
Ruth # x
<b>Ruth</b>
""".strip()
NO_NAMES = [
    *WORDS_THAT_NAME_NOBODY.split("\n"),
    "Un\u200bknown",
    "Unknоwn",
    "Ｕnknown",
    "Ruth\nNot Sure",
    "Un\u200cknown",
    "\u200b",
    "",
]

GIVEN = [
    "2021-03-02",
    "2021-03-02, by e-mail",
    "2021-03-02, By Email",
    "2021-03-02, by letter",
    "2021-03-02, in person",
    "2021-03-02, at a town hall",
    "2021-03-02, at the rally",
    "2021-03-02, on paper",
    "2021-03-02, online",
    "2021-3-2, by phone",
    "2021-03-02 by phone",
    "2021-03-02, by e\u2011mail",
    "2021-03-02, par téléphone",
    "2021-03-02, e-mail",
    "2021-03-02, by zoom",
    "2021-03-02, by e-mail, by phone",
    "2021-03-02, in person, at the rally",
    "2021-03-02, via WhatsApp",
    "2021-03-02, at the rally in Red Deer",
    "2021-03-02, verbal",
    "2021-03-02, Google form",
    "2021-03-02, (by e-mail)",
    "2021-03-02 - by e-mail",
    "2021-03-02; by e-mail",
    "2021-03-02 – by phone",
    "2021-03-02, by e-mail to Ruth",
    "2021-03-02, by phone to Ana Reyes",
    "2021-03-02, via Instagram",
    "2021-03-02, QR code",
    "2021-03-02, by QR code",
    "2021-03-02, at a meeting in St. Albert",
    "2021-03-02, in person at the rally in Calgary",
    "2021-03-02, at the town hall at Churchill Square",
]
NOT_GIVEN = [
    "2021-03-02, by e-mail; REVOKED by phone",
    "2021-03-02 not confirmed",
    "2021-03-02?",
    "2021-03-02, by e-mail (old photo)",
    "2021-03-02, by e-mail\nrevoked",
    "2021-03-02, by",
    "2021-03-02, by e-mail?",
    "2021-03-02, by e-mail, no",
    "2021-03-02, by e-mail,",
    "2021-03-02, maybe",
    "2021-03-02 # no",
    "2021-03-02, by e-mail <!-- no -->",
    "2021-03-02, not by e-mail",
    "2021-03-02 - 2021-06-14",
    "2021-03-02, by e-mail Withdrawn: 2021-06-14",
    "not 2021-03-02",
    "2021-03-02, at the rally in Doubt Refused",
    "2021-03-02, at the rally in Doubt",
    "2021-03-02, at the rally at Gunpoint",
    "2021-03-02, at a meeting in Part",
    "2021-03-02, by phone in Principle",
    "2021-03-02, by phone in Calgary",
    "2021-03-02, in writing in Part",
    "2021-03-02, by phone at Gunpoint",
    "2021-03-02, by e-mail at Her Husband's",
    "2021-03-02, in person at Print",
    "2021-03-02, online in Error",
    "2021-03-02, on paper in Draft",
    "2021-03-02, by e-mail to Follow",
    "2021-03-02, by phone to Confirm",
    "2021-03-02; revoked",
    "",
]

# Words that tell of things are last names behind a first one, and a name may have its first one last.
PHOTOGRAPHERS = """
Sarah Church
Sally Field
John Wilkes Booth
Alan Press
Shay Given
John Commons
Rebecca Nurse
Papa Diop
Mama Diallo
Soon-Yi Previn
Tim Soon
Tran Thi Be
Josephine Foo
Moshe Bar
Hugo Boss
Reyes, Ana
Courtesy of Ana Reyes
Ana Reyes (she/her)
Ana Reyes, shop steward
Photo : Ana Reyes
Ana Reyes, Sam Ford and Lena Park
Ana Maria Reyes
Ana, Sam and Lena
Ana Reyes, Sam Ford, Lena Park
Photo courtesy of Ana Reyes
Taken by Ana Reyes
Else Lasker
Man Wai Chan
Kim Soon-Hee
Frank Church
Lee Mail
Charlotte Church
Lena Nurse
Doe, Lena
Emily Doe
Nguyen Van Be
Tessa Work
Ana Reyes (they/them), AUPE
van der Berg, Jan
Reyes, Ana Maria
Ana Reyes & Sam Ford
Ana Reyes, nurse
Ana Reyes (vice president)
Credit: Ana Reyes
photo by Ana Reyes
Chris Stock
Ada Given
Lu Foo
Dana Press-Field
Christopher Guy
Ai Weiwei
Dame Judi Dench
Yo-Yo Ma
Mary Kay Place
A. Khan
A Khan
Bill Gates
Will Smith
Mark Field
Grace Hopper
Rose Park
May Day
Hope Solo
Sandy Beach
June Carter
Faith Hill
Destiny Church
Bo Bar
Union staff
Night shift crew
CUPE Local 3911
José Given
Ana de la Cruz
María José Bar
Ana Ward
Ward Bond
Robert Parish
John Daily
Sunday Oliseh
Ana Free
Ai Tanaka
Lena Striker
Sam General
ruth adler
ruth adler, AUPE
anne-marie dubois
Me
me
The member
Ruth Adler / AUPE
Ruth Adler | AUPE
© 2021 Ruth Adler
(c) 2021 Ruth Adler
2021 © Ruth Adler
Copyright 2021 Ruth Adler
AUPE staff
CUPE staff
Sam Guard
Sandra Bank
Night shift team
The Okafor family
""".strip().split("\n")
NO_PHOTOGRAPHERS = """
A Tourist
Query Sent
À Demander
Hospital Staff
Screen Capture
Wants Privacy
Ade's Friend
First Last
Max Mustermann
Jane Doe
John Doe
Erika Mustermann
Joe Bloggs
Baptist Church
Canadian Press
Free Press
Photo Booth
Night Nurse
Not Given
None Given
Name Given
Consent Given
Coming Soon
Creative Commons
Wikimedia Commons
Foo Bar
The Boss
Her Boss
Ade's Boss
A Visitor
A Student
A Passenger
An Attendee
Request Sent
E-mail Sent
Email Sent
Mail Sent
Prefers Anonymity
À Préciser
À Compléter
Screen Grab
Screenshot
Security Guard
Ruth, Denied
Reyes, Unknown
Employer, Ana
Courtesy of the Union
Courtesy of Unknown
Unknown (she/her)
Ana Reyes, not sure
Ana, unknown and Sam
Ana Reyes, Sam Ford and unknown
Will Be Confirmed
To Be Added
Ade’s Colleague
School Staff
Library Staff
Front Desk Staff
Getty, Images
The Union
Union Press
Left Field
Head Nurse
News Wire
Adobe Stock
Reply Awaited
Courtesy Photo
Photo Courtesy
You Know Who
Somebody Else
Be Advised
Own Work
Face Book
You Tube
AI Image
AI Art
Ai Generated
Union Church
Ward Nurse
Jane M. Doe
CBC crew
Reuters crew
TV crew
CTV staff
Studio team
Film crew
Video team
Hospital team
Government office
University office
Newspaper team
Tourist family
Passenger family
ask sam
see notes
will confirm
sent friday
dash camera
to follow
her friend
some guy
the boss
security guard
food bank
hospital staff
who knows
left blank
Me?
© 2021
© 2021 Unknown
Ruth Adler / Unknown
""".strip().split("\n")


@pytest.mark.parametrize("answer", NAMES)
def test_a_name_is_one_in_any_script(answer):
    assert is_name(answer)


@pytest.mark.parametrize("answer", NO_NAMES)
def test_what_names_nobody_or_says_more_is_no_name(answer):
    assert not is_name(answer)


@pytest.mark.parametrize("given", GIVEN)
def test_a_day_and_how_is_all_that_a_consent_may_say(given):
    assert is_way(given)


@pytest.mark.parametrize("given", NOT_GIVEN)
def test_whatever_more_a_consent_says_it_is_none(given):
    assert not is_way(given)


@pytest.mark.parametrize(
    "answer",
    [
        *("self", "Selfie", "myself", "ade", "Ruth Adler, AUPE", "Ruth Adler (colleague)", "Photo: Ruth Adler"),
        *("© Ruth Adler", "Globe and Mail", "Union staff", "Ruth Adler, CUPE 3911", "self.", "CUPE Local 3911"),
        *("Mary-Jane O'Neil", "Nguyễn Văn A", "van der Berg", "J. Smith", "Ade B.", "李小龍", "नरेन्द्र मोदी"),
        *("Guy Martin", "Adam Driver", "Tia Work", "Mr. Frank Church", "Ruth and Sam", "Dr. Bello", "To Lan Anh"),
        *("Library workers", "Hospital night shift", "School nurses"),
    ],
)
def test_a_photographer_is_the_member_a_person_or_a_group(answer):
    assert is_photographer(answer, "Ade Nomura")


@pytest.mark.parametrize(
    "answer",
    [
        *("", "Employer", "Security Camera", "Screenshot", "Stock", "AI", "Objects", "Under Dispute", "ade no"),
        *("Ruth Adler, Denied", "Ruth Adler (no)", "© Unknown", "Photo:", "Ruth and Unknown", "self?"),
        *("The Company", "Reuters", "Canadian Press", "Acme Photography", "University of Alberta", "AHS", "The Union"),
        *("Press office", "HR Department", "To Follow", "TBA", "Will Confirm", "Coming Soon", "By Email", "Own Work"),
        *("Ask Ade", "someone", "a friend", "Random Person", "Passer By", "Dr Who", "Mr X", "Jane Doe", "Your Name"),
        *("Placeholder", "Test Test", "Lorem Ipsum", "iPhone", "Delayed Shutter", "Getty Images", "Public Domain"),
        *("--self--", "-self-", "_self_", "*self*", "self —", "−self−", "--Ruth Adler--", "-Ade Nomura", "Ruth Adler-"),
        *("www.x.org", "Ruth x.org", "Ruth", "Mom", "Pas Moi", "Agence France Presse", "À Confirmer", "Sin Nombre"),
    ],
)
def test_whatever_more_a_photographer_says_it_is_none(answer):
    assert not is_photographer(answer, "Ade Nomura")


@pytest.mark.parametrize("answer", PHOTOGRAPHERS)
def test_a_photographer_may_have_any_name_in_any_order(answer):
    assert is_photographer(answer, "Ade Nomura")


@pytest.mark.parametrize("answer", NO_PHOTOGRAPHERS)
def test_a_thing_a_firm_an_answer_to_come_and_anybody_are_no_photographers(answer):
    assert not is_photographer(answer, "Ade Nomura")


@pytest.mark.parametrize(
    ("value", "is_told"),
    [
        *((value, True) for value in ("--Ade Nomura--", "-Ade-", "—Ade—", "- Ade -", "--Ade", "-Ade", "Ade ~")),
        *((value, False) for value in ("Ade Nomura", "Jean-Luc Roy", '"--Ade--"')),
    ],
)
@pytest.mark.parametrize("field", ["Name", "Workplace"])
def test_a_name_with_a_dash_before_or_behind_it_was_perhaps_struck_out(field, value, is_told):
    assert bool(list(more_than_a_name(split(f"{field}: {value}\n", "0417.md")))) is is_told


@pytest.mark.parametrize("value", ["- Library", "Library -", "– Library", "• Library", "Library —", "-  Library"])
def test_a_workplace_with_one_dash_before_or_behind_it_is_that_workplace(tmp_path, value):
    add(tmp_path, "0417", text({"Workplace": value}))
    submissions, findings = read(tmp_path)

    assert findings == []
    assert [one.workplace for one in submissions] == ["Library"]


@pytest.mark.parametrize(
    "value",
    [
        *("- withdrawn", "- Library, withdrawn", "Library - no", "- no", "- Library; she is out"),
        *("- - Library", "- 2021-06-14", "Library, 2021-06-14"),
    ],
)
def test_behind_a_dash_a_word_of_taking_back_is_none_of_a_workplace(tmp_path, value):
    add(tmp_path, "0417", text({"Workplace": value}))

    assert read(tmp_path)[0] == []


@pytest.mark.parametrize("value", ["- Ade", "Ade -"])
def test_a_name_with_one_dash_was_perhaps_struck_out(value):
    assert list(more_than_a_name(split(f"Name: {value}\n", "0417.md")))
