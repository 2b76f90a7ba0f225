"""By which words a writer says that a text is not for the public: in fields, in lines of their own, in names of files.

All in small letters as plugins.core.lookalikes draws them; patterns match words with one space between, no signs.
"""

import re

from plugins.core.lookalikes import skeleton
from plugins.drafts.private_languages import TRACE as TRACE_ELSEWHERE


def names(text: str) -> frozenset[str]:
    """Words with spaces between, as a set."""
    return frozenset(text.split())


# Names of fields, without what joins their words.
STATUS = names("status state stage publicationstatus publishstatus publishingstatus workflow workflowstate")
AUDIENCE = names("visibility access audience privacy classification sensitivity confidentiality")
# A yes keeps back, and whatever else is said of these at the top of a file but a no.
HELD = names(
    "draft drafts private hidden unlisted unpublished unpublish embargo embargoed embargountil embargoeduntil"
    " embargodate embargojusquau confidential wip workinprogress donotpublish dontpublish nopublish notpublic"
    " notpublish notpublished nonpublic nonpublished notforpublication holduntil draftuntil hiddenuntil privateuntil"
    " nenotpublish nopublished nopub"
)
# As those, but only at the top of a file: in a text they speak of something else.
HELD_ABOVE = names(
    "hold onhold archived deleted trashed trash removed retracted withdrawn killed spiked parked postponed paused"
    " password passwordprotected restricted protected"
)
# These may mean something else: only a plain yes, or a day to come, keeps back.
PERHAPS_HELD = names(
    "hide secret internal disabled exclude excluded excludefromcollections eleventyexcludefromcollections ignore skip"
    " noindex offline suspended unapproved pending unfinished headless cache sensitive test testing onlypreview"
    " onlymembers onlystaff loginrequired requireslogin locked internalonly onlyinternal"
)
# A no keeps back; so does whatever else is said of the first of these at the top of a file but a yes or a day.
SHOWN = names("published publish public visible tobepublished publicly")
PERHAPS_SHOWN = names(
    "listed list render output live online released release approved ready active enabled index indexed permalink"
    " show shown display final finished complete completed done forpublication okaytopublish oktopublish"
    " readytopublish publishable sitemap search searchable indexable robots feed proofread checked reviewed cleared"
)
# Who has agreed: that nobody has yet keeps back.
AGREED = names(
    "approvedby reviewedby checkedby clearedby signedoffby proofreadby releasedby okby approval approvals signoff"
    " clearance approvalstatus approved reviewed checked cleared proofread ready"
)
# The same, with whose it is: "Board-approval", "Approved-by-legal".
APPROVAL = re.compile(r"[a-z]+(?:approvals?|approved|signoff|clearance|review)|(?:approved|reviewed|cleared)by[a-z]+")
NOBODY = re.compile(
    r"(?:(?:nobody|no ?one|none|not|no|pending|awaiting|waiting|tbd|tbc|still|niemand|personne|outstanding|requested"
    r"|needed|required|missing|open|unconfirmed|denied|refused|rejected|withheld|soon|later|false|in progress)\b.*)?"
)
# What is not known yet, or not to be known.
PENDING = re.compile(r"(?:pending|awaiting|waiting|wait|tbd|tbc|later|not|never|hold|held|outstanding|unknown)\b.*")
# A day to come keeps back.
FROM = names(
    "embargo embargoed embargountil embargoeduntil embargodate embargoends embargojusquau publishon publishat"
    " publishafter publishdate publishfrom publishedon publishedat published publish datepublished publicationdate"
    " publicationon notbefore nottobepublishedbefore donotpublishbefore donotpublishuntil releasedate releaseon"
    " releaseat releaseafter release golive goliveon golivedate goliveat available availablefrom visiblefrom public"
    " publicfrom publicon holduntil hold draftuntil hiddenuntil privateuntil scheduled scheduledfor schedule"
    " scheduledate pubdate datedepublication publierle nepaspublieravant showfrom showafter livefrom liveon"
    " embargolifts gopublic"
)
# A day that is over keeps back.
UNTIL = names(
    "expires expireson expiry expirydate expirationdate unpublishon unpublishdate unpublishat publishuntil"
    " publisheduntil visibleuntil publicuntil showuntil takedownon removeon hideafter hidefrom"
)
# With a day these stand in lists of dates: only at the top of a file they speak of the text.
OF_EVENTS = names("release schedule public hold available live expiry expires")
# Which ask for no list, rather than for no page.
UNLISTED = names("hidden hide unlisted noindex listed list index indexed robots sitemap search searchable indexable")
# Which can mean nothing else in a text that has no status: a day for the first of these, a yes or a no for others.
SURE = (HELD | SHOWN | {name for name in FROM if name.startswith(("embargo", "publish", "donot", "nottobe"))}) - UNTIL
LABELS = names("tags tag category categories keywords labels label topics campaign type")
NAMES = STATUS | AUDIENCE | HELD | HELD_ABOVE | PERHAPS_HELD | SHOWN | PERHAPS_SHOWN | AGREED | FROM | UNTIL
# Which mean the text wherever they stand in it.
CERTAIN = STATUS | AUDIENCE | HELD | SHOWN | {name for name in FROM if name.startswith(("publish", "not", "donot"))}
ADDRESSES = names("slug url save-as save_as permalink path alias aliases")
JUDGED_APART = LABELS | {"title", "name"}
NO_HOLDS = SHOWN | PERHAPS_SHOWN | AUDIENCE
SHOWN_OR_FROM = SHOWN | PERHAPS_SHOWN | FROM
YES_HOLDS = HELD | HELD_ABOVE | PERHAPS_HELD
FOR_SOME_ONLY = re.compile(r"(?:members?|staff|committee|board|internal|preview|review|office|stewards?)only")
PREFIX = re.compile(r"^(?:is|page|post|article|story|entry|content|wp|meta|text|campaign|news)(?=\w{3})")
# What a misspelt name may have been meant for.
OFTEN = (
    *("status", "statut", "draft", "published", "publish", "public", "visibility", "private", "hidden", "unlisted"),
    *("unpublished", "embargo", "embargoed", "publishon", "publishdate", "publicationdate", "notbefore", "brouillon"),
)

YES = names("yes y true t 1 on o x ok always")
NO = names("no n false f 0 off never none not nope null nil link na noindex")
NOT_NOW = names("later soon tomorrow wait tbd") | {"not yet", "not now", "please wait", "pas encore"}
NOT_NOW |= {"noch nicht", "todavia no", "aun no", "plus tard", "mas tarde"}

YES_OR_NO = YES | NO
NO_OR_LATER = NO | NOT_NOW

# What a writer calls the text itself, and whom else than the public it may be for.
TEXT = r"(?:story|text|article|document|page|post|piece|version|draft|copy|file|statement|announcement|item|entry|news)"
_IT = rf"(?:this|it|(?:this|the|my|our) (?:whole )?{TEXT})"
THIS_TEXT = rf"(?:this|this one|(?:this|my) (?:whole )?{TEXT})"
FEW = (
    r"(?:(?:the|our|your|internal) )?(?:members?|staff|office|committees?|boards?|executives?|editorial|editors?"
    r"|stewards?|officers?|council|team|us|ourselves|reps|delegates|insiders|bargaining (?:team|committee)s?)"
)
DAY = (
    r"(?:(?:mon|tues|wednes|thurs|fri|satur|sun)day|tomorrow|next (?:week|month|mon|tue|wed|thu|fri|sat|sun)"
    r"|jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec|noon|midnight|the \d|\d)"
)
_NUMBER = r"(?: (?:v|no|version|number)? ?\d+(?: \d+)*)?"
_PLEASE = r"(?:(?:please|pls|plz|kindly) )?"
DRAFT = (
    r"(?:(?:rough|first|second|third|early|working|preliminary|initial|final|latest|new|unfinished|old|still|only|in|a"
    r"|this is (?:only )?a|this is) )?drafts?(?: (?:version|copy|only|mode|text|document|post|story|page|article))?"
    + _NUMBER
)
_ASKED = _PLEASE + r"(?:do not|dont|never|must not be|not to(?: be)?|should not be|may not be|cannot be|no)"
_READERS = r"(?:public|general|wider|external|immediate|online|open)"
DO_NOT = (
    rf"{_ASKED} (?:publish|release|circulate|distribute|go live)(?:ed|d)?"
    r"(?: (?:this|it|yet|now|online|anywhere|publicly|externally|outside|before|until|till|without|or|and|please"
    r"|story|page|post|article|text|draft)\b.*)?"
    rf"|{_ASKED} (?:post|share|print|forward|upload|quote|cite|leak)(?:ed|d)?"
    r"(?: (?:this|it|yet|now|please|online|anywhere|publicly|externally|or publish))*"
    r"(?: (?:before|until|till|without (?:permission|approval|asking))\b.*)?"
    rf"|{_ASKED} (?:put|show|post|make|use|run|send|let|upload|place|go|leave)(?: {_IT})?(?: (?:go|be|out|up|online"
    r"|live|public|anywhere|(?:on|onto|in) (?:the|our|any) (?:web|website|site|home ?page|front page|newsletter)))+"
    r"(?: (?:yet|now|please|before|until|till|without|for now|or|and)\b.*)?"
    rf"|{_PLEASE}(?:keep|hold|leave) {_IT} (?:back|private|internal|offline|unpublished|hidden|confidential|secret"
    r"|until|till|for now|off (?:the|our) (?:web|web ?site|site|internet)|under wraps|quiet (?:until|till))(?: .*)?"
    rf"|{_ASKED} (?:post|upload|share|go live with|show) {_IT}"
    r"(?: (?:on|to|with(?! your\b)|yet|now|before|until|till)\b.*)?"
    r"|(?:please )?(?:wait|hold off|delay|refrain)(?: \w+){0,4} (?:publishing|publication|releasing|going live)(?: .*)?"
    rf"|{_ASKED} (?:use|run|air)(?: {_IT})? (?:before|until|till) {DAY}.*"
    r"|(?:please )?(?:remove|delete|fix|check|ask|talk)(?: \w+){0,4} before"
    r" (?:publishing|publication|release|going live|(?:this|it) goes .*)(?: this| it)?"
)
NOT_FOR = (
    r"(?:this is )?not (?:yet |intended |meant |ready |approved |cleared )*(?:for|to be|(?<=ready )to) (?:the )?"
    rf"(?:{_READERS} )?(?:publication|publishing|publish|published|release|released|distribution|distributed"
    r"|circulation|circulated|sharing|shared|public|print|attribution|quotation|broadcast|use|view|consumption|eyes"
    r"|web|website|internet)(?: (?:or|and) \w+)?"
    r"(?: (?:yet|use|view|release|consumption|before|until|till|without|outside|online)\b.*)?"
)
_DONE = r"(?:public|published|ready|final|finished|approved|released|live|online|cleared|embargoed)"
_CHECKED = r"(?:proofread|checked|reviewed|edited|translated|verified|confirmed|signed off|complete|done)"
NOT_YET = rf"not (?:yet )?(?:{_DONE}|{_CHECKED})(?: yet)?(?: by .*)?"
_EMBARGOED = (
    r"(?:strictly |strict |under (?:a |strict )?|still under )?embargo(?:ed)?"
    r"(?: (?:until|till|til|to|before|for release|from|for)\b.*| \d.*)?"
    r"|embargo(?:ed)? (?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]* \d.*"
    r"|embargoed (?:mon|tues|wednes|thurs|fri|satur|sun)day\b.*|embargo lifts? .*"
)
_WAIT = (
    rf"{_PLEASE}(?:hold|embargo|withhold)(?: {_IT})? (?:for|until|till|publication|back)(?: .*)?|please hold"
    rf"|(?:{_IT} )?(?:is |must be |should be |to be )?(?:held|withheld)(?: back)? (?:until|till|for release)\b.*"
    r"|on hold(?: (?:until|till)\b.*)?"
    r"|(?:please )?(?:publish|release|post)(?: (?:this|it))? (?:only )?(?:after|not before|no earlier than) .*\d.*"
    r"|(?:please )?(?:publish|(?:to|will) be (?:published|released)|to go out|to go live|goes live|go live"
    r"|for release|for publication|(?:release|post)(?= (?:this|it|only|on|at|from)))"
    rf"(?: (?:this|it|only|on|at|from|after))* {DAY}.*|not (?:live )?(?:before|until|till) {DAY}.*"
    r"|(?:please )?(?:(?:to be )?publish(?:ed)?|to be released|release|post|go(?:es)? live)(?: (?:this|it))?(?: only)?"
    r" (?:when|once|after|as soon as|if) (?:the |it |this )?(?:vote|result|approv|ratif|legal|ok|ready|final|sign)\w*.*"
    r"|(?:please )?(?:publish|release|post)(?: (?:this|it))? only (?:when|once|after|if|as soon as)\b.*"
)
EMBARGO = f"{_EMBARGOED}|{_WAIT}"
CLOSED = (
    r"(?:strictly |private and |highly |company |union |privileged and )?confidential"
    r"(?: (?:until|till|document|draft)\b.*)?"
    rf"|(?:for |strictly )*(?:internal|preview|review|test|{FEW})(?: (?:use|eyes|distribution|circulation))? only"
    rf"|only for {FEW}|internal(?: for {FEW})?"
    r"|(?:for )?internal (?:use|review|circulation|distribution)(?: only)?|internal document"
    r"|(?:for )?your eyes only|eyes only|off the record|top secret|in (?:strict|the strictest) confidence"
    r"|tlp (?:red|amber|amber strict)|under (?:a )?publication ban"
)
UNFINISHED = (
    r"wip|work in progress|(?:still )?in preparation|unpublished|unfinished|unapproved"
    r"|(?:awaiting|pending|needs|waiting for|subject to|for) (?:final )?"
    r"(?:approval|sign ?off|legal review|legal|editorial review|review only)"
    r"|for (?:your |legal |final |internal )?(?:review|comments?|approval|feedback|proofreading|sign ?off)(?: only)?"
    r"|(?:awaiting|waiting for|needs) (?!no )(?:\w+ ){0,2}(?:ok|okay|approval|go ahead)(?: (?:before|by)\b.*)?"
    r"|not yet|hold|tk(?: ?tk)+|todo|fixme|nothing (?:goes|may go) (?:out|live|online|public) (?:before|until|till) .*"
)
_NO_IN_FRENCH = (
    r"(?:un |premier |en )?brouillons?|ebauche|(?:a )?ne pas (?:publier|diffuser|mettre en ligne)(?: .*)?"
    r"|ne (?:publiez|diffusez) pas(?: .*)?|(?:pas|non) publie|pas (?:encore )?pour publication"
    r"|(?:sous )?embargo jusqu.*"
)
_CLOSED_IN_FRENCH = (
    r"(?:a )?ne pas (?:partager|distribuer)(?: .*)?|ne (?:partagez|mettez) pas(?: .*)?"
    r"|(?:pas|non) (?:encore )?publi(?:e|c)|reserve aux membres|confidentiel"
    r"|(?:pour |a )?usage interne(?: (?:seulement|uniquement))?|en cours de redaction|version provisoire"
)
# "Do not publish" and "draft", in Russian and Chinese.
_IN_OTHER_SCRIPTS = ("не публиковать", "НЕ ПУБЛИКОВАТЬ", "черновик", "草稿", "初稿")
_NO_ELSEWHERE = (
    r"(?:roh)?entw(?:u|ue)rfe?|unveroffentlicht|sperrfrist .*"
    r"|(?:bitte )?(?:noch )?nicht (?:zur |fur die )?(?:verof|veroef|freige)\w*(?: .*)?"
    r"|(?:por favor |aun |todavia )?no publi(?:car|que|quen|cado)(?: .*)?"
    r"|borrador(?:es)?|rascunho|nao publicar|bozza|non pubblicare|niet publiceren|publicera (?:ej|inte)"
    r"|(?:ej|inte) for publicering|far (?:ej|inte) publiceras"
    rf"|{'|'.join(skeleton(words).casefold() for words in _IN_OTHER_SCRIPTS)}"
)
_CLOSED_ELSEWHERE = (
    r"vertraulich|nur (?:fur|zum) (?:den )?(?:intern|mitglied)\w*(?: .*)?"
    r"|(?:bitte )?(?:noch )?nicht (?:zur |fur die )?(?:weiterge|online)\w*(?: .*)?"
    r"|(?:por favor |aun |todavia )?no (?:difundir|compartir)(?: .*)?|confidencial|solo para miembros"
)
# "This story is not public yet", "This must not go live before Friday".
_THIS_NOT = (
    rf"{THIS_TEXT} (?:(?:is|has|must|may|should|can|will|shall|does) (?:not|never)|(?:is|has|must|should|ca|wo|does)nt"
    r"|cannot)(?: (?:yet|be|been|to|go|for|meant|intended|ready|allowed|supposed|cleared|approved|the|any))*"
    rf" (?:{_DONE}|publish|publication|release|out|up|posted|shown|shared|circulated|distributed"
    r"|(?:general|wider|public) (?:release|public|use|view)|(?:on )?(?:web|website|site))"
    r"(?: (?:yet|now|please|release|before|until|till|without|by|outside|anywhere|unless|online|to anyone)\b.*)?"
)
_THIS_IS = (
    rf"{THIS_TEXT} (?:is|stays|remains|(?:must|should|has to) (?:stay|be|remain))(?: (?:still|only|strictly|just))*"
    rf" (?:(?:a |an )?(?:{DRAFT})|{EMBARGO}|{CLOSED}|unpublished|private|internal|hidden|offline"
    r"|kept (?:back|private|internal|secret)|held(?: back)?)(?: (?:until|till|for now)\b.*)?"
    r"|(?:(?:we|you) (?:(?:ca|must|should)nt|cannot|(?:must|should|may) not)"
    r"|(?:nobody|no one)(?: else| outside .*)? (?:can|must|should|may))"
    rf" (?:publish|release|post|see|read|share) {THIS_TEXT}(?: (?:yet|now|before|until|till|without)\b.*)?"
)
# All of a line. Compiled once for all: a pattern of 12,000 characters takes 30 ms.
ANY = re.compile(
    rf"(?P<plain>{DO_NOT}|{NOT_FOR})|(?P<sure>{_EMBARGOED}|{_NO_IN_FRENCH}|{_NO_ELSEWHERE}|{_THIS_NOT})"
    rf"|(?P<clear>{_WAIT}|{_CLOSED_IN_FRENCH}|{_CLOSED_ELSEWHERE}|{_THIS_IS})|(?P<draft>{DRAFT})|{NOT_YET}|{CLOSED}|{UNFINISHED}"
)
IS_DRAFT = re.compile(DRAFT)
# Within a story these may speak of something else.
MILD = re.compile(
    rf"a draft|on hold|hold|not yet|top secret|internal|(?:for |strictly )*{FEW}(?: (?:use|eyes))? only|todo|fixme"
    rf"|only for {FEW}|not (?:yet )?{_CHECKED}.*|for (?:comments?|review|approval|feedback)"
    rf"|{_ASKED} (?:share|print|forward|quote|cite)\b.*"
)
NOT_FOR_READERS = re.compile("|".join((NOT_FOR, NOT_YET)))
# After a word that stands for the whole: "Draft for review by Ana", "Draft of 3 March".
DRAFT_FOR = re.compile(
    rf"{DRAFT} (?:(?:for|pending|awaiting) (?:review|comments?|approval|discussion|feedback|internal)\b.*"
    r"|(?:do not|dont|please|not|only|until|till|by|as of)\b.*|(?:of|from|dated) (?:\d|.*\d).*)"
)
# In front of a title, in names of files and as a tag one word says it.
LABELS_ALONE = names("private hidden unlisted")
# A line of one of these is a state of other programs, not words for readers.
UNLISTED_ALONE = re.compile(
    r"(?:this (?:page|post|story|text) is )?unlisted(?: (?:page|post|story))?|not listed|no ?index|password protected"
    r"|non r[ée]pertori[ée]e?|nicht gelistet|no listad[oa]"
)
# Which begin a sentence, or are all of a title, as often: "Hidden: 400 jobs".
ORDINARY = re.compile(rf"private|hidden|unfinished|work in progress|embargo|hold|on hold|not yet|{NOT_YET}|{CLOSED}")
TAG = re.compile(
    r"drafts?|unpublished|private|embargoed|wip|work in progress|confidential|hidden|unlisted|internal only|brouillons?"
    rf"|{DO_NOT}|{NOT_FOR}"
)
# As the value of a status: what can be meant wherever the line stands, and what else at the top of a file.
STATUS_VALUE = re.compile(
    rf"(?:{DRAFT}(?: (?:until|till|for now|please|not|do not|pending|only)\b.*)?|unpublished|private|hidden|unlisted"
    rf"|wip|work in progress|brouillons?|ebauche|borrador|entwurf|{DO_NOT}|{NOT_FOR}|{NOT_YET}|{EMBARGO})"
)
STATUS_VALUE_ABOVE = re.compile(
    r"(?:in )?(?:pending|review|progress|secret|confidential|internal|hold|never|no|off|false|inactive|trash|closed"
    r"|future|scheduled|editing|writing|checking|proofreading|waiting|planned|idea|todo|queued|open)"
    r"(?: review| only)?"
)
FOR_FEW = re.compile(
    r"private|hidden|internal(?: only)?|confidential|(?:members?|staff|editors?|admins?|committee|me|us)(?: only)?"
    r"|privat|intern|vertraulich|restricted|secret|none|nobody|no ?one|draft|unlisted|not public"
    r"|(?:password )?protected|password|passwortgeschutzt|protegee?(?: par (?:un )?mot de passe)?"
    r"|logged in(?: users?)?(?: only)?|prive|interne"
)
# Something of each of the above: quickly looked for, and most lines have none.
TRACE = re.compile(
    r"draft|publi|priv|hid|unlisted|embargo|confiden|wip|progress|intern|disabled|hold|exclu|index|visib|list|render"
    r"|output|live|online|releas|approv|ready|show|display|final|finish|complete|expir|until|before|schedul|avail"
    r"|fixme|withheld|held|use |sign.?off|clear|embarg"
    r"|golive|go-live|go live|circulat|distribut|only|not|never|record|secret|brouillon|bauche|ne pas|interne|redaction"
    r"|entw|nicht|offentl|mitgl|membres|vertrau|sperrf|borrad|rascunh|bozza|pubbl|publ|tk|todo|keep|wait"
    r"|delay|post |review|comment|feedback|nobody|no one|n't|miembr"
    r"|tlp|provisoire|jusqu|masqu|permalink|prepar|pending|legal|sign|offline|suspend|d r a f t|w i p"
    rf"|{TRACE_ELSEWHERE}|[:=>|].{{0,60}}(?:yes|true|on|1|no|false|off|0|oui|nein|ja|si)"
)
# Anywhere at the top of a file, behind other words.
FIELD_AMONG_WORDS = re.compile(
    r"\b(?:status|statut|state)\W{0,3}[:=]\W*(?:draft|unpublished|private|hidden|brouillon)(?=\W*(?:$|[,;|}#(]))"
    r"|\b(?:draft|unpublished|private|hidden)\W{0,3}[:=]\W*(?:true|yes|on|oui|1)(?=\W*(?:$|[,;|}#]))"
    r"|\b(?:published|publish|visible)\W{0,3}[:=]\W*(?:false|no|off|non|never)(?=\W*(?:$|[,;|}#]))"
)


def is_plain(words: str) -> bool:
    """Whether words forbid it so plainly that any part of a line may, between its signs."""
    found = ANY.fullmatch(words)
    return found is not None and found.lastgroup == "plain"


def is_clear(words: str) -> bool:
    """Whether words ask for it so clearly that a line may begin with them and go on."""
    found = ANY.fullmatch(words)
    return found is not None and found.lastgroup in ("plain", "sure", "clear")


def is_no(words: str) -> bool:
    """Whether words can mean nothing but a draft, or that a text must not be published."""
    found = ANY.fullmatch(words)
    return found is not None and found.lastgroup in ("plain", "sure", "draft") and not MILD.fullmatch(words)


def is_tag(words: str) -> bool:
    """Whether a tag says it."""
    return TAG.fullmatch(words) is not None or (" " in words and is_no(words))


def is_label(words: str) -> bool:
    """Whether words say it where they stand alone: in front of a title, in the name of a file, as a tag."""
    return words in LABELS_ALONE or ANY.fullmatch(words) is not None
