"""Words that tell who somebody is, and words that tell that a name is nobody's. Data."""

# No name has any of these words.
NOBODY = frozenset(
    """
    anon anonym anonyme anonymous anybody anyone ask asked asking aucun aucune check confirm confirmed consent dunno
    friend herself himself idk inconnu inconnue keine known later maybe me member missing myself nadie nein niemand no
    nobody none nope not null ok pending permission personne photographer picture photo selfie somebody someone
    stranger sure tba tbc tbd todo unbekannt unclear unconfirmed undisclosed unidentified unknown unnamed unsure
    untold verify withheld yes other others internet google facebook instagram twitter tiktok wikipedia flickr
    pinterest website web online note notes below ditto wife husband spouse colleague coworker passerby bystander
    neighbor neighbour stop stopped left quit out off empty forgot forgotten cannot private copyright reserved permiso
    withdrawn removed hidden refused declined knows draft desconocida desconocido nieznany okand onbekend sconosciuto
    ukjent camera cctv webcam surveillance screenshot screenshots ai midjourney chatgpt dalle bot generated
    shutterstock istock alamy unsplash pexels pixabay depositphotos youtube linkedin snapchat employer supervisor
    police dispute disputed wrong gone
    аноним неизвестен неизвестно неизвестный нет 不明 不知道 未知 匿名 无 無 미상 مجهول άγνωστος
    अज्ञात
    """.split()  # noqa: SIM905
)
# But as a last name these are some people's.
SURNAMES = frozenset("friend nobody stop gone left out slette stranger sure zgoda".split())  # noqa: SIM905
# Nor is any of these one.
NO_NAMES = frozenset(
    """
    any author camera credit het him her me na nada nil non pas quelquun self test them us various void you via getty
    gettyimages blank leftblank above asabove same underreview review see boss manager management stock stockphoto ia
    skip hr it security omit agency
    """.split()  # noqa: SIM905
)
CHILDREN = frozenset(
    """
    minor minors child children kid kids baby toddler infant teen teenager son daughter grandson granddaughter
    grandchild nephew niece boy girl enfant enfants fille fils bebe hijo hija
    """.split()  # noqa: SIM905
)
# Last words of what a group calls itself, and of who a photographer is.
GROUPS = frozenset(
    """
    crew team family nurses staff shift workers teachers cleaners caretakers librarians members cooks drivers class
    local unit ward committee stewards sisters brothers department office union carpenters electricians porters
    paramedics instructors technicians researchers gardeners famille equipe
    """.split()  # noqa: SIM905
)
RELATIONS = frozenset(
    """
    colleague coworker co-worker friend steward shop partner wife husband spouse sister brother mother father daughter
    son neighbour neighbor photographer collegue ami amie volunteer organizer organiser president secretary
    """.split()  # noqa: SIM905
)
# Words that are no part of the name of a person who took a picture: of who they are not, of firms, programs and things,
# and of an answer that is to come.
NO_PERSON = frozenset(
    """
    same above previous we they everyone everybody whoever who you your our one ones else random guy person people
    persons man woman
    mom mum mummy dad daddy papa mama soeur frere moi tout
    name names firstname lastname surname fullname insert here placeholder example sample dummy demo test testing foo
    bar lorem ipsum doe xx xxx nn nnn follow follows following advised added coming soon answer idea applicable given
    provided available missing required needed need fill field value string null undefined tbs idem likewise
    supply supplied decided determined announced discussed completed verified checked known found
    at of from with for via be please see
    email emails mail attachment message text sms post posted forum download downloaded scan scanned
    company companies corporation corporate corp inc incorporated ltd limited llc llp lp gmbh plc sarl agency agencies
    agence agentur reuters afp upi bloomberg associated adobe canva dreamstime fotolia images pictures photos
    photography photographic photographie photographe photographer photographers photojournalist foto fotos studio
    studios film films production productions media news newspaper newspapers newsletter newsroom journal journals
    journalist journalists reporter reporters editor editors gazette herald tribune magazine radio tv television
    broadcasting broadcaster cbc ctv bbc cnn presse zeitung quotidien communication communications comms marketing pr
    department dept university universite college school hospital institute ministry minister government council city
    county province municipality services society association federation foundation board organisation organization
    entreprise employeur compagnie societe employer management manager personnel supervisor boss director lead leader
    guard human resources head principal intern volunteer official office public domain creative commons licence
    license licensed royalty rights library libraries archives museum cathedral club website site web www com org net
    phone iphone android smartphone samsung zoom teams webcam tripod timer auto automatic automatically shutter drone
    printer scanner device app tablet ipad laptop computer machine software google canadian american national
    international european british french health press work story bank church stock
    hired wire network source own crowd star views booth desk front admin administration passer driver steward nurse
    teacher taxi bus shop book insta gram tok linked lost track remember recall
    confirmer confirmar attente courriel communique fotograf unbekannter connu nombre nom sait reponse
    tourist tourists visitor visitors patient patients passenger passengers traveller traveler customer customers
    student students supporter supporters protester protesters protestor attendee attendees participant participants
    comrade comrades worker marcher picketer janitor cashier waiter waitress receptionist videographer
    query queries sent request requested requests received awaited wanted wants prefers privacy anonymity capture
    captured grab snapshot screen security polling credit first tube wikimedia mustermann musterfrau bloggs
    demander completer preciser determiner venir
    """.split()  # noqa: SIM905
)
# Of a group with these in its name nobody is a member.
OF_EMPLOYERS = frozenset(
    """
    press media news communications communication comms marketing pr human resources company management admin front
    head web website event photo photos photography security same previous some other hired video stage broadcast cabin
    """.split()  # noqa: SIM905
)
# Of these groups there are some that are no members, wherever a firm or guests have them.
OF_ANYBODY = frozenset("crew team family class unit committee department office famille equipe".split())  # noqa: SIM905
# Whose staff are members, or work for them.
UNIONS = frozenset(
    """
    union local aupe cupe una hsaa psac unifor seiu ufcw teamsters cupw nupge opseu bcgeu heu ona fiq csn ftq usw iatse
    caut clc afl afscme aft nea uaw cwa ibew unison gmb ucu unite verdi ituc nasa nsgeu mgeu segu nbu peips
    """.split()  # noqa: SIM905
)
# But behind a first name these are some people's last ones, and before a last one these first ones.
ALSO_SURNAMES = frozenset(
    """
    bank bar be booth boss church commons doe driver field foo french given guard guy head mail man nurse person post
    press soon steward stock story woman work you
    """.split()  # noqa: SIM905
)
ALSO_FIRST_NAMES = frozenset("else guy mama man papa you".split())  # noqa: SIM905
# But behind these words they tell of things, and behind three first ones of nobody.
OF_THINGS = frozenset(
    """
    anglican baptist blood border bottled catholic charge coast color colour community crossing daily duty evening face
    food free general honor honour icu imperial life local lutheran methodist montreal mouth night orthodox palace
    parish piggy prison rear registered royal savings scotia sunday td toll union united ward weekly
    """.split()  # noqa: SIM905
)
OF_NOBODY = frozenset(("jane", "john", "jon"))
# What somebody beside their name may be, in one word or two.
ROLES = frozenset(
    """
    steward president secretary treasurer organizer organiser volunteer photographer nurse teacher librarian cleaner
    caretaker porter driver electrician carpenter paramedic instructor technician researcher gardener cook clerk
    janitor colleague coworker co-worker member delegate rep representative chair vice chief retired shop union local
    branch section lead our a the and
    """.split()  # noqa: SIM905
)
# Before a last name these tell that it is one.
TITLES = frozenset("mr mrs ms mx miss dr prof professor rev sir dame".split())  # noqa: SIM905
# No name begins with these, though some of several words have them in it.
BEFORE_ANSWERS = frozenset("as by in on not no thank thanks the un une por en pas sin sans ne voir".split())  # noqa: SIM905
# First and last names that in small letters are words.
ALSO_WORDS = frozenset(
    """
    will mark marks grace hope joy faith rose bill sue art pat rob jack drew chase dawn june april may august summer
    autumn winter grant frank guy miles ray rich skip sunny lily violet iris daisy ivy olive ruby pearl amber crystal
    jade opal ginger holly hazel heather robin dean earl duke king prince carol harmony melody charity patience prudence
    constance mercy verity destiny angel christian gene gay jean star storm river brook cliff glen dale heath forest
    woody sandy rocky rusty buddy bud sonny chip chuck colt hunter mason carter cooper parker taylor tyler porter paige
    wade ward warren wren victor major stone rush trip van vance ernst max basil sage saffron clay reed ridge lance
    pierce dirk spike bob peg penny josh nick dick jimmy harry barb bea jay kit pip dot fern bay rain sky lane
    park young green brown black white gray grey hill lake field fields wood woods banks rivers brooks marsh bush berry
    cherry plum rice bean bacon fish fox wolf lamb swan crane drake hawk finch bird cook baker butcher miller painter
    potter fisher farmer gardener shepherd archer bishop pope abbott parsons church temple bell cross day night snow
    frost summers spring gale north south east west long short small little large strong hardy swift speed best good
    noble wise savage sharp blunt poor price cash sterling pound dollar gold silver steel irons glass silk cotton
    love bliss luck bond ford bridge street rhodes road way gates gate wall walls hall house barn mill mills bloom
    flowers flower garden power powers rule law laws judge justice english french german page book read reader write
    wright call ring post mail case chance close coffin cope court craft dance dear drew early fair fast fine flood
    fry gall gill gore hand hands head heard held hook hurt key kind knight lock loud low main march mayo mead meeks
    moody moss must nail neal nice noon old pace paine pain peace pike pitt poole pool pratt purse rain raw root rowe
    sale salt sand seal self service share shaw shore sides singer singh silva son song spark speaker stark still
    street swim tan tang tea teller tower town tree true turner valentine walker waters weeks well wells west wheeler
    wild winner wing worth yates york
    rosa blanca cruz flores rey reina leon campos rios moreno rubio delgado bueno luz sol paz mar dolores consuelo
    esperanza pilar mercedes angel mia mio claire blanche pierre marin petit grand olivier clement juste aimee desiree
    reine fleur lucie mai ete koch bauer klein lang kurz gross schwarz weiss braun sommer vogel berg wald stein ernst
    """.split()  # noqa: SIM905
)
