"""The words by which `taking_back` and `answers` know a yes that is taken back, a note, and who is nobody. Data alone.

A word of a kind goes into the list of its kind. Patterns are for small letters, as `plain` gives them, without marks.
"""

import re

PICTURE = r"(?:picture|photo|photograph|photographie|image|selfie|portrait|headshot|submission|pic|likeness|face)s?"
WHOM = r"(?:me|myself|her|him|them|it|this|that|mine|hers|theirs)"
WHOSE = r"(?:my|her|his|their|the|this|that|ma|sa|la|cette)"
NOT = (
    r"(?:do not|don't|dont|does not|doesn't|never|must not|may not|should not|cannot|can't|no longer|not(?: to)?|stop)"
)
SHOWN = r"(?:us(?:e|es|ed|ing)|show(?:n|s|ing)?|(?:post|display|print|upload|includ|shar)(?:e|ed|ing)?|put)"
ASKS = r"wants?|wanted|ask(?:s|ed)|wish(?:es|ed)?|would like|prefers?|demand(?:s|ed)|told|tells|begged|urged"
ENDS = r"(?=\W*(?:$|[.;!)\n]))"
DONE = (
    r"(?:remov|delet|eras|hid)(?:e|es|ed|ing|den)|pull(?:ed)?|cancel\w*|refus(?:e|es|ed)|declin(?:e|es|ed)|supprim\w+"
    rf"|(?:ta(?:ke|kes|ken|king)|took) (?:down|off|back|out)|retire[rz]?|enleve[rz]?"
    rf"|{NOT} (?:be )?(?:{SHOWN}|want|agree\w*)"
)
OFF = r"gone|off|back|down|out|removed|deleted|hidden|taken|erased"
MONTH = (
    r"(?:jan(?:uary|vier)?|feb(?:ruary)?|fevrier|mar(?:ch|s)?|apr(?:il)?|avril|may|mai|june?|juin|july?|juillet|aug(?:ust)?"
    r"|aout|sept?(?:emb(?:er|re))?|oct(?:ob(?:er|re))?|nov(?:emb(?:er|re))?|dec(?:emb(?:er|re))?)"
)
DAY = rf"\d+(?:st|nd|rd|th)?|{MONTH}|\w{{3,6}}day"
ANY_DAY = (
    r"\b\d{1,4}[./-] ?\d{1,2}[./-] ?\d{1,4}\b|\b\d{1,2}(?:\.|\w\w)? (?:de |d'|of )?[^\W\d_]{3,12}\.?,? (?:de )?\d{4}\b"
)
FEAST = r"(?:christmas|noel|easter|paques|ramadan|diwali|new year|summer|winter|spring|autumn|fall)"
YES = rf"(?:yes|ok(?:ay)?|word|answer|agreement|approval|signature|release|go-?ahead|{PICTURE})"
TAKE = r"t(?:ake|akes|aking|aken|ook)"
TEEN = r"(?:1[0-7]|thirteen|fourteen|fifteen|sixteen|seventeen)"
SMALL_PERSON = r"(?:child(?:ren)?|kid|minor|toddler|baby|babies|teen(?:ager)?|son|daughter|boy|girl|someone|enfant)s?"
COVER = r"(?:blur|crop|pixell?at|anonymi[sz]|cover|mask|obscur|black)(?:e|ed|s|es|red|ped|ing|ring)?"
# In French, Spanish, Portuguese and Italian.
TO_WHOM = r"(?:son|sa|ses|leurs?|mon|ma|mes|sus?|mis?|(?:(?:[ao]|il|la) )?(?:seu|suo|sua|meu|minha|mio|mia))"
CONSENTS = r"(?:accord|autori[sz]a\w+|consen\w+|permis\w+|permess\w+|acordo|acuerdo|(?:photo|foto|imag)\w*)"
NUMBERED = r"(?:also |the |no\.? ?|id ?|selfie |member |file |picture |photo |#)*"

APPEAR = (
    r"(?:seen|shown|visible|public|online|used|named|identified|pictured|photographed|posted|published|included|there)"
)
WHERE = r"(?: (?:online|here|there|please|any ?more|in public|(?:on|in|from) (?:the |your |this )?\w+))*"
# What somebody does not want, asks others to do with it, or never did; what they must be kept from.
REFUSED = (
    rf"(?:{NOT}|(?:would )?(?:prefer|rather)(?:s|red)? not) (?:(?:want|wish|like|care|agree)\w* )?(?:to )?"
    rf"(?:be(?:ing)? {APPEAR}|appear|be (?:on|in) (?:it|this|here|the (?:\w+ )?(?:wall|web\w*|site|{PICTURE})))"
)
NOT_WANTED = (
    rf"{NOT} (?:want|wish|like|need)\w* (?:for )?(?:{WHOM}|{WHOSE} {PICTURE})(?: to be| being)?"
    rf"(?: (?:{APPEAR}|up|out there|seen))?"
)
ASKED_TO = (
    rf"(?:{ASKS})(?: (?:us|you|me|them))? to (?:drop|remove|pull|delete|hide|erase|scrap|skip|stop|unpublish|forget)"
    rf" (?:{WHOM}|{WHOSE} {PICTURE})(?: (?:off|down|out))?"
)
NOT_TO_KNOW = (
    r"(?:must|may|should|can) not (?:find|see|know|recogni[sz]e|learn)(?: (?:me|her|him|them|this|it|of this))?"
)
REFUSALS = (
    f"{REFUSED}{WHERE}{ENDS}", f"{NOT_WANTED}{WHERE}{ENDS}", f"{ASKED_TO}{WHERE}{ENDS}", f"{NOT_TO_KNOW}{ENDS}",
    rf"(?:{ASKS}) (?:us |you )?to (?:take|leave|keep) (?:{WHOM}|{WHOSE} {PICTURE}) (?:off|down|out|away)",
    rf"(?:drop|pull|scrap|unlist) (?:{WHOM}|{WHOSE} {PICTURE})(?: (?:off|down|out))?(?: please)?{ENDS}",
    rf"(?<!n't )(?<!not )(?:count|leave|cut|scratch|keep) (?:me|her|him|them) out(?: of (?:it|this))?{ENDS}",
    rf"(?:would|i'd|s?he'd) (?:prefer|rather) not(?: to)?{ENDS}", rf"(?:prefers?|preferred|rather) not(?: to)?{ENDS}",
    rf"(?:i|s?he|they) (?:now )?regret(?:s|ted)? (?:it|this|that|{WHOSE} {PICTURE}){ENDS}",
    rf"(?<!n't )(?<!not )forget me{ENDS}", r"(?:right|wants?|wish\w*|asked|asks) to be forgotten",
    r"(?:erasure|deletion|removal|take-?downs?|opt-?outs?|withdrawal)s? requests?", rf"unsubscribed?{ENDS}",
    rf"(?:did not|didn't|never) (?:send|sent|write|wrote|submit(?:ted)?|sign(?:ed)?) (?:this|that|it){ENDS}",
    rf"(?:not )?(?:sent|uploaded|posted|submitted) (?:(?:in|by) (?:error|accident|mistake)|by (?:me|her|him)){ENDS}",
    r"witness protection", rf"in a (?:women's )?(?:shelter|safe ?house){ENDS}",
    rf"(?:moved|renamed|changed|transferred|merged) (?:to|into|with) {NUMBERED}0\d+",
)  # fmt: skip

# Nobody writes these on a sign, but of a picture; or else puts them in quotation marks.
ANYWHERE = (
    r"withdr[aeo]w\w*", r"with[ -]dr[ae]w\w*", r"w/d", r"w\W?dr(?:awn|ew|awals?)", r"revo[kcq]\w*", r"re-voke[sd]?",
    r"rescind\w*", r"retract\w*", r"unpublish\w*", r"gdpr", r"<!--", r"(?<!nao )(?<!não )(?<!no )desist(?:e|ee|é|ée)s?",
    (
        r"(?:not?|never|before|for|from|be|been|is|was|to|of|stop|without|until|against|after|avoid|la|de) "
        r"(?:the |her |his |their |this )?publi(?:shing|cation|shed)"
    ),
    r"before publi\w+", rf"sa(?:id|ys?) (?:no|stop|nope){ENDS}", r"removal request\w*|(?:asked|asks) for removal",
    r"(?:use|show) this one", rf"{NOT} use for (?:the )?(?:site|web\w*|wall|print)", r"no longer (?:a member|works)",
    r"until further notice",
    (
        r"(?:objected|removed|deleted|cancel+ed|refused|declined|hidden|dropped|pulled|blocked|denied"
        r"|rejected|suspended"
        r"|archived|vetoed) (?:by|per|on|via)"
    ),
    r"(?:non-?)?consent(?:s|ed|ing|ements?|im(?!os\b)\w+)?", r"non? consent(?!\w*mos?\b)\w*",
    r"opt(?:s|ed|ing)?[ -]?outs?", r"passed away", rf"permissions?{ENDS}",
    (
        r"permissions? (?:for|not|was|is|has|had|from|need|pending|denied|refused|until|only|web|print"
        r"|to (?:use|show|print|publish|post))\w*"
    ),
    r"(?:no|without|her|his|their|my|photo|asked|asks?|needs?|has|have|had|get|got|gave|for|with) permissions?",
    rf"(?:taken|took) {WHOM} down", rf"(?:taken|took) down(?: (?:by|per|on|at|after|from|because|from) .*)?{ENDS}",
    rf"{TAKE} {WHOM} (?:down|off|back|out)", r"take-?down request",
    rf"{TAKE} (?:\w+ ){{0,3}}{PICTURE} (?:down|off|back|out|away)", rf"{TAKE} back {WHOSE} {YES}",
    rf"(?:{TAKE}|pull\w*|drop\w*|revers\w*|cancel\w*) {WHOSE} {YES}(?: (?:back|away))?{ENDS}",
    rf"{NOT} (?:to )?(?:be )?publish\w*", rf"(?:{DONE}) (?:\w+ ){{0,3}}{PICTURE}",
    rf"{PICTURE} (?:(?:was|is|has|been|be|to|must|may|should) )*(?:{DONE}|gone|withheld|expired)",
    (
        rf"{NOT} (?:be )?{SHOWN}(?: {WHOM})?(?: (?:please|online|again|any ?more|until \w+|on the \w+|in"
        rf" public))*{ENDS}"
    ),
    rf"(?:remove|delete|erase|unlist|hide) {WHOM}(?: (?:from|off) .*)?{ENDS}",
    rf"no longer (?:wants? (?:to be|{WHOM}|{WHOSE})|agrees?|wish\w*|valid)", r"changed (?:her|his|their) minds?",
    r"(?:i|i have|i've) changed my mind", rf"(?:changed|second) (?:mind|thoughts){ENDS}",
    rf"(?:{ASKS}) (?:for )?(?:{WHOM}|to be|to have it) (?:taken )?(?:{OFF})", *REFUSALS,
    rf"wants (?:out|off){ENDS}", r"not for (?:publication|public|use|sharing|(?:the )?(?:web|website|internet|wall))",
    rf"{NOT} contact(?: {WHOM})?{ENDS}", rf"said no{ENDS}", r"see (?:\w+ )?e-?mail",
    rf"objects? to (?:{WHOM}|{WHOSE} {PICTURE}|being|publication)",
    (
        r"(?:her|his|their) (?:\w+ ){1,2}(?:objects?|objected|refuse[sd]?|forbids?|forbade|complain(?:s|ed)"
        r"|sa(?:id|ys) no)"
    ),
    # A yes for less, or for a time.
    rf"y(?:es)?(?:\W+|\W+(?:to|then|now)\W+)(?:no|n){ENDS}",
    (
        rf"(?:valid|good|ok(?:ay)?|expir\w+|end(?:s|ed)|until|till|lapse[sd]?|through) (?:(?:on|in|by|at|to"
        rf"|until|till|the|end|of) )*"
        rf"(?:20\d\d|{MONTH}|{FEAST}){ENDS}"
    ),
    (
        r"(?:agree[ds]?|ok(?:ay)?|valid|yes|good)(?: only)? for (?:only )?(?:a|one|two|three|\d+) (?:year"
        r"|month|week|day)s?"
    ),
    # Somebody who may not be shown, or not so.
    (
        rf"(?:am|i'm|is|are|was|be|she's|he's|only|turn(?:s|ed|ing)?|aged?)(?: (?:only|just|now|about|still))*"
        rf" {TEEN}"
        rf"(?:{ENDS}| (?:when|and|but|in|at) )"
    ),
    rf"age:? (?:of )?{TEEN}", rf"{TEEN}[ -]?(?:yo|y/o|y\.o\.?|(?:years?|yrs?)[ -]old)",
    rf"(?:elle a|il a|j'ai) {TEEN} ans", r"born (?:in |on )?(?:\w+ ){0,2}20\d\d",
    rf"not (?:yet |quite )?(?:18|an adult|adults?){ENDS}",
    r"(?:is|was|am|are|be|looks?|he's|she's)(?: still)? under[ -]?(?:1\d|age)", r"under[ -]?aged?", r"off the record",
    (
        rf"{SMALL_PERSON} (?:(?:is|are|was|were|can|be|seen) )*(?:visible|(?:in|at|on) (?:the |her |his"
        rf" )?(?:back(?:ground)?"
        rf"|{PICTURE}|shot|frame|it)|behind (?:her|him|them|me))"
    ),
    rf"wrong (?:person|member|name|file|id|one|woman|man|{PICTURE})", r"mistaken identity",
    r"not the (?:right|same|real) (?:person|member|one|woman|man)", rf"not (?:me|her|him|hers|mine){ENDS}",
    r"without (?:\w+ )?(?:knowing|knowledge|asking|approval|agreement|being asked|telling)", r"taken secretly",
    rf"(?:did not|didn't|does not|doesn't) know{ENDS}",
    rf"(?:not|never|nobody|no one) (?:been )?asked(?: {WHOM})?{ENDS}",
    rf"{COVER} (?:(?:out|{WHOSE}|a) )*(?:{PICTURE}|{WHOM}|child\w*|kids?|eyes|out)",
    rf"{PICTURE} (?:\w+ ){{0,3}}blur\w*", r"in hiding", r"(?:restraining|protection) order",
    r"stalk(?:er|ers|ed|ing)",
    # Between colleagues.
    (
        rf"(?:check|confirm|verify|clear)(?: (?:it|this|that|again|first))* with (?!care|pride|love|joy|us"
        rf"|me)\w+{ENDS}"
    ),
    (
        r"(?:call|ask|phone|check|e-?mail|contact|consult|wait|confirm)(?: \w+)? (?:before (?:us(?:e|ing)"
        r"|publi\w+|post\w*"
        rf"|print\w*|show\w*)|(?:first|again){ENDS})"
    ),
    rf"ask (?:her|him|them){ENDS}",
    (
        r"(?:todo|to do|fixme)\W+(?:ask|c(?:all|heck)|phone"
        r"|get|confirm|verify|find|crop|wait|write|e-?mail)"
    ),
    rf"see (?:the )?(?:file|notes?|comments?|mail|letter){ENDS}",
    (
        rf"(?:see|cf\.?|same as|(?:duplicate|copy) of|replace[sd](?: by)?|superseded by|use|instead of)"
        rf" {NUMBERED}(?:0\d+"
        rf"|\d{{2,6}}(?:\.\w+)?{ENDS})"
    ),
)  # fmt: skip
# In a name or a workplace these, too, can hardly mean anything else.
IN_A_FIELD = (
    r"cancel\w*", rf"{TAKE} (?:\w+ ){{0,3}}(?:down|off|back|away)", r"no longer", r"any ?more", r"not(?![ -]for)",
    r"(?:do|does|did|is|was|wo|ca|must|should)n't", r"dont", r"never", r"chang(?:e|ed|es|ing) (?:\w+ ){0,2}minds?",
    r"second thoughts", r"no (?:photo|picture|web|publication|use|thanks|answer|reply)s?",
    r"refus(?:ed|es|ing|al|ée|é)?", r"refuse(?! (?:and|cent|collect|depot|dispos|manage|plant|site|team|truck|work))",
    r"declin\w*", r"regret\w*", r"objects? to", r"object(?:ed|ions?)", r"remov(?:e|ed|es|ing)",
    r"removal (?:request\w*|asked)", r"delet\w*", r"eras(?:e|ed|es|ing|ure)", r"sa(?:id|ys) no",
    rf"stop(?:s|ped)? {SHOWN}", r"expired?", r"lapsed", r"on hold", r"pending", r"embargo\w*", r"confidential",
    rf"hidden(?:{ENDS}|(?= \d| by| on| from| per| for| until| as))", r"unconfirmed", r"unverified", r"asked to be",
    r"gone", r"wants? (?:it|this|out|off|to be)", r"retirée?s?", r"retire[rz]", r"retrait", r"supprim\w+",
    r"effac\w+", r"enlev\w+", r"annul(?:e|é|ée|er|ez)", r"opposée?",
    r"n[e'] ?(?:veut|souhaite|est|consent) (?:pas|plus)", r"nicht", r"ne (?:pas|plus) \w+", r"retirad[oa]", r"todo",
    r"fixme", r"tb[cda]", r"deceased", r"died", r"anonym\w*", r"(?:forbid|forbad|prohibit|disallow)\w*",
    r"(?:unwilling|reluctan|hesitan|unhapp|unsure|uncomfortab|afraid)\w*", r"(?:disagree|dissent|disapprov)\w*",
    rf"(?:complain|resign|dismiss)\w*(?:{ENDS}|(?= (?:by|on|in|about|to)))",
    rf"(?:left|leaving|quit) (?:the |our |her |his )?(?:union|local|job|us|work|company){ENDS}", r"non merci",
    rf"(?:pull|drop|skip|hide|kill|scrap|remove|delete) (?:{WHOM}|{WHOSE} {PICTURE}){ENDS}",
)  # fmt: skip
# What a note tells anybody, and of nobody.
_TO_TAKE_BACK = r"[^.;:!?\n]{0,40}?\b(?:withdraw|revoke|retract|rescind|opt[ -]?out)s?\b"
_ANYBODY = r"(?:you|(?:any|every|some)(?:body|one)|whoever)"
_MEMBERS = r"(?:members?|people|persons?|they|one)"
OFFERS = (
    rf"--withdraw\b|\bhow (?:to|can|do|does|{_ANYBODY}|{_MEMBERS})\b{_TO_TAKE_BACK}"
    rf"|\b(?:{_ANYBODY}|{_MEMBERS}) (?:\w+ ){{0,2}}?(?:can|may|could|might|free|right|able)\b{_TO_TAKE_BACK}"
    rf"|\b{_ANYBODY} (?:\w+ ){{0,2}}?(?:wants?|wish(?:es)?)\b{_TO_TAKE_BACK}"
    rf"|\b(?:if|when|whenever|unless|until|should|in case) (?:an? )?(?:{_ANYBODY}|{_MEMBERS})\b{_TO_TAKE_BACK}"
    rf"|\b(?:i|we) (?:\w+ ){{0,3}}?(?:can|may|could|might|free|right|able)\b{_TO_TAKE_BACK}"
    r"|\b(?:received|sent to you)\b[^.\n]{0,60}\b(?:error|mistake)\b[^\n]{0,80}?\b(?:delete|destroy)\b"
    r"|\bthis (?:e-?mail|message)\b[^.\n]{0,80}\bconfidential\b"
    r"|\b(?:do|may) not (?:forward|copy|disclose|distribute)\b[^.\n]*"
    r"|\bright (?:to|of) (?:withdraw(?:al)?|revocation|revoke)\b"
    r"|\bwithdrawal (?:forms?|polic(?:y|ies)|procedures?|process|rules?|steps?)\b"
)
# Which lists are called so, whatever else they are called.
TAKEN_BACK = frozenset("removed deleted cancelled canceled refused declined denied rejected objected erased".split())  # noqa: SIM905
# And which notes say the contrary, or may be about anything.
SAYS_YES = frozenset(
    """
    agree agreed agrees approved cleared confirmed ok okay oui reconfirmed si verified yes bestatigt einverstanden
    genehmigt unterschrieben confirme confirmes confirmee confirmees signe signes confirmado confirmada confirmados
    confirmadas firmado firmada
    """.split()  # noqa: SIM905
)
NOTES_OF_ALL_KINDS = frozenset(
    "awaiting copyright draft drafts fixme internal left limited stock tbc tbd todo wait waiting".split()  # noqa: SIM905
)
# And in the name of files these.
IN_A_FILE_NAME = re.compile(
    r"\b(?:old|ex|no|non|nein|not|off|out|left|quit|stop|wd|hid|hide|hold|private|draft|internal|archived?|trash|x{1,3})\b"
)
# A line that is nothing but a note of one colleague to another.
NOTE = (
    r"(?:note|nb|n\.b\.|status|internal|editor|staff|memo|remark|todo|to do|fixme|attention)\s*:.*",
    r"(?:only )?for (?:only )?(?:a|one|two|three|\d+) (?:year|month|week|day)s?(?: only)?",
    r"(?:todo|fixme|tb[cd]|to (?:be )?confirm(?:ed)?|r\.?i\.?p)",
)
# How the words begin that say so in scripts other than Latin: withdrawn, revoked, cancelled, deleted, refused, consent,
# permission, not to be published.
IN_OTHER_SCRIPTS = """
    отозв|отзыва|отказал|отказыва|соглас|удалить|удалите|удалил|удалено|удалена|удалены|аннулир|
    не публик|
    не использ|не показыв|опублик|передумал|не размещ|відклик|згода|згоди|
    видалит|видален|скасован|не публік|не викорис|не показув|оттегл|изтри|съгласи|отменен|
    повуч|опозв|обриш|сагласн|撤回|撤销|撤銷|撤消|收回|同意|删除|刪除|不公开|不公開|不要发|不要發|不要用|不要公|勿|
    下架|授权|授權|反悔|隐私|取り消|取消し|削除|掲載|非公開|使用不可|使用しない|公開しない|拒否|辞退|承諾|許可|撤去|삭제|
    비공개|게시|사용하지|공개하지|허락|내려주|سحب|انسحب|موافق|إلغاء|ألغي|حذف|إزالة|رفضت|رفضوا|
    لا تنشر|عدم النشر|عدم نشر|بدون إذن|رضامندی|منسوخ|ہٹا|اجازت|انکار|
    مٹا|انصراف|پس گرفت|لغو|رضایت|सहमति|हटा|मिटा|अनुमति|इनकार|प्रकाशित न|
    প্রত্যাহার|সম্মতি|বাতিল|মুছে|সরিয়ে|সরান|অনুমতি|প্রকাশ কর|ਸਹਿਮਤੀ|
    ਮਿਟਾ|ਇਜਾਜ਼ਤ|ανακλ|ανακαλ|αποσυρ|αποσύρ|απεσυρ|απέσυρ|μη δημοσι|διαγραφ|συγκατάθ|ביטול|הסר|מחק|הסכמה
"""
# Korean 동의 is consent, but as the end of a word often "of". Of the others these forms are demands: take the law back!
IN_SOME_FORMS = (
    "(?<![가-힣])동의", "(?:철회|취소|거부)(?!하라|하자|한다)", "वापस ल(?!ो)", "रद्द(?! कर(?:ो|ें))", "ਵਾਪਸ ਲ(?!ਓ|ਵੋ)",
    "ਰੱਦ(?! ਕਰੋ)", "ਹਟਾ(?!ਂਗੇ)", "(?<!لا )(?<!ن)تراجع", "відмов(?!им)", "واپس ل(?!و)",
    "(?:फ़ोटो|फोटो|तस्वीर|ਫੋਟੋ|ਤਸਵੀਰ|تصویر|فوٹو)[^\n]{0,20}(?:वापस|रद्द|ਵਾਪਸ|ਰੱਦ|واپس)",
    "(?<!不能)(?:取消|拒绝|拒絕)(?:(?![一-鿿])|[了済她他我本其]|公|发|發|使用|刊登|授|照片|展示|露面|出镜|参加|參加)",
)  # fmt: skip
SIGNS_OF_NO = "❌✖✕✗✘❎☒🚫⛔🛑🚷📵🔞👎🗑🙅🙈☠✝⚰⚠"
# What a misspelt word anywhere is compared with, what one in a note is, and words that only resemble these.
MISSPELT = frozenset(
    """
    withdraw withdraws withdrawn withdrew withdrawal withdrawals withdrawing revoke revokes revoked revoking
    revocation rescind rescinds rescinded retract retracts retracted retraction unpublish unpublished
    """.split()  # noqa: SIM905
)
MISSPELT_IN_A_NOTE = frozenset(
    """
    removed removal deleted cancelled canceled refused declined rejected objected suspended archived permission
    anonymous
    """.split()  # noqa: SIM905
)
NOT_MISSPELT = frozenset(
    """
    refract refracts refracted refraction retrace retraces retraced retreat retreats retreated depleted reused refuted
    recused archive archives archiver remover removes canceler
    """.split()  # noqa: SIM905
)
# Words of which notes consist. A sentence of no others, with one of the first two kinds, is no sign's.
NEGATION = frozenset(
    """
    no non nope nah nay nein not cannot without didn hasn haven isn wasn wouldn couldn shouldn doesn don dont didnt
    doesnt isnt wasnt nicht kein keine pas jamais sans sin nunca nao sem niet geen nie none
    """.split()  # noqa: SIM905
)
# These make of a yes none.
CONDITIONS = frozenset(
    """
    only if unless until till when first but print legislature ask asked asking check maybe perhaps pending wait
    waiting once almost partly yet unsure unclear except
    """.split()  # noqa: SIM905
)
STATE = frozenset(
    """
    wd removed remove removal deleted delete cancelled canceled cancel refused refuse refuses refus declined declines
    decline objects objected objection object expired expires expire expiry lapsed lapses void voided nullified
    invalid pending hidden hide hiding dropped erased erase pulled stopped takedown approved ok okay cleared blocked
    draft private internal only quit unsure waiting awaiting wait unconfirmed confidential embargo embargoed backed
    retired denied rejected suspended archived inactive deactivated disabled dismissed vetoed disallowed barred banned
    obsolete superseded replaced unavailable disputed dispute agreed agrees regret regrets regretted complained
    complaint investigation lawyer stolen fake copyright deceased died fired sensitive secret unlisted spam exclude
    excluded omit omitted skip skipped duplicate anonymous anonymously anonymized anonymised anonymize anonymise blur
    blurred crop pixelate pixelated mistaken offline withheld revised unverified unpublished secretly screenshot tbc
    tbd todo fixme retiree retirer retrait refusee refuser supprimer supprime supprimee annule annulee enlever desiste
    desistee oppose efface effacer effacee effacez supprimez retirez avis oui loschen geloscht entfernen entfernt
    abgelehnt gesperrt retirar retirado retirada borrar borrado borrada eliminar eliminado eliminada revocado
    cancelado cancelada rechazado apagar apagado excluir cancellato eliminato gestrichen anulado
    """.split()  # noqa: SIM905
)
# They are names, too, or parts of one.
STATE_OR_NAME = frozenset(
    """
    retire
    gone hold left stop off out want wants wanted longer minor minors child underage under down veut until till valid
    grade month year ans kid teen teenager toddler baby stock generated limited
    """.split()  # noqa: SIM905
)
SAYING_SO = NEGATION | STATE | STATE_OR_NAME
# Of these one is enough behind another sentence.
ENDING_IN = frozenset(
    """
    removed deleted cancelled canceled refused declined denied rejected objected archived suspended blocked expired
    banned unpublished deceased
    """.split()  # noqa: SIM905
)
BESIDE_IT = frozenset(
    """
    a ad an and any anymore are as asked asks at be been before below by call called check come due email elle er est
    et for from further has have he her him his i il in is it its last lawyer le la les ete mail maybe me member
    members more my notice now office on one online or our per phone photo picture please pls print publish publishing
    put request said say says see selfie she show since site sie soon staff still take taken etre text that the their
    them then they this to up us use used via wall was web website week we were with yet you aus changed change chose
    du de ne plus souhaite sa son se sur une un juin may legislature legal yes of but never ai agree thanks thank thx
    merci phoned emailed mailed texted answer answered reply replied asking husband wife partner mother father parents
    parent sister brother boss employer manager internet public media social newsletter keep using name face person
    someone somebody anybody visible seen behind background adult adults first again real right am knowing knowledge
    did does had would will could rather better prefers prefer good two three time new end ends christmas easter
    summer winter spring noel years months weeks old yo yrs leave included include published review reviewed members
    permission approval ya foto bild bitte zeigen publicar mostrar usar permiso por favor el en image ligne utiliser
    montrer publier permissao publiceren tonen netz ex own thing ed mine hers confirmed confirm verify verified
    consent instead page
    """.split()  # noqa: SIM905
)
# In a workplace a part of one of these alone, or with such words, is none.
IN_A_PART = frozenset("ask asked call check confirm wait see n x na nb note yes agreed pulled unclear".split())  # noqa: SIM905
SAID = r"said|says|asks|asked|wants?|wanted|told|phoned|called|wrote|refuse[sd]?|declin\w+|object\w+|chang\w+|agree[sd]"


# Small letters of other scripts, and signs, and what they look like.
LOOK_ALIKES = str.maketrans(
    "авекмнорстухѕіјһԁԛԝոսօցհαειкνορτυχωϲϳɑ‐‑‒–—―−’‘ʼ`´",
    "abekmhopctyxsijhdqwnuoghaeikvoptuxwcja-------'''''",
)
# Figures and signs for letters.
LEET = str.maketrans("013457@$!|", "oieastasil")
