"""The words by which `taking_back` knows a yes that is taken back in languages other than English: a row for each.

Withdrawn, revoked, deleted, consent, not to be published. The 23 others of the European Union are there, and some that
members of unions in Canada speak; the rows are no dictionaries, and README says so. Data alone: patterns as in
`lexicon`. A word without marks is found with and without them, one with marks only as it stands here, where without
them it would be another language's.
"""

from itertools import chain

from plugins.selfies.lexicon import CONSENTS, ENDS, TO_WHOM

ROWS: dict[str, tuple[str, ...]] = {
    "Romance": (
        rf"retir\w* {TO_WHOM} (?:\w+ )?{CONSENTS}", rf"{CONSENTS} (?:\w+ ){{0,2}}(?:retir|annul|revoq|ritirat)\w*",
    ),
    "ca": (r"esborra(?:t|da|r)",),
    "cs": (
        r"souhlas\w*", r"odvola[ln]\w*", r"stazen[aeoy]?", r"stáhl[aio]?", r"smazan\w*", r"zrusen[aoy]?",
        r"nezverej\w*",
    ),
    "cy": (r"tyn(?:nwyd yn|nu'n) ol", r"caniatad"),
    "da, no": (
        r"tilba[gk]e(?:tr[uæe]k|kal)\w*", r"tr(?:ukket|[æe]kker|akk?) (?:\w+ ){0,4}tilba[gk]e", r"samtykk\w*",
        r"slett(?:et|es|e)", r"fjern(?:et|es)", r"(?:ikke|ej) (?:offentlig|publis|bruges|vises)\w*",
        r"fortr(?:udt|yder)",
    ),
    "de": (
        r"nicht (?:mehr )?einverstanden", r"zieht (?:\w+ ){0,4}zur(?:u|ue|ü)ck",
        r"(?:widerruf|veroffentlich|veröffentlich)\w*", r"einwilligung", r"zur(?:u|ue|ü)ck(?:gezogen|genommen)",
        r"gel(?:o|ö)scht", r"abgelehnt", r"storniert",
    ),
    "es": (r"no (?:public|mostrar|usar|utilizar|autoriz)\w*", r"sin permiso", r"desistio", rf"se retira{ENDS}"),
    "et": (
        r"tagasi ?vo[et]\w*", r"vot(?:tis|ab) (?:\w+ ){0,3}tagasi", r"tuhistatud", r"nousole\w*", r"kustuta\w*",
        r"(?:mitte|ara) avalda\w*",
    ),
    "fi": (
        r"peru(?:ttu|taan|i|u|nut)", r"peruut\w*", r"vetay[td]y\w*", r"poist(?:ettu|ettava|akaa|etaan)", r"suostumu\w*",
        r"(?:ei saa|ala|alkaa) julkais\w*", r"kieltayty\w*",
    ),
    "fr": (
        r"ne (?:pas|plus|jamais) (?:le |la |l')?(?:publi|utilis|montr|affich|diffus)\w*", r"(?:pas|plus) d'accord",
        r"sans (?:sa |son |l'|ma |mon )?(?:accord|permission|consentement|autorisation)", r"retirée?s? (?:le|par|du)",
    ),
    "ga": (r"(?:ais)?tarraing\w* siar", r"aistarraing\w*", r"toiliu", r"scriosta", r"na foilsi\w*"),
    "hr, sr": (
        r"opozv\w*", r"povu(?:c|k)\w*", r"s[au]glas\w*", r"(?:iz|o)brisan[aoi]?", r"ne objav\w*",
        r"odusta(?:o|la|li|je)",
    ),
    "hu": (
        r"visszavo[nv]\w*", r"visszavett\w*", r"visszalep\w*", r"hozzajarul\w*", r"torol(?:ve|t\w*|juk|ni)",
        r"torlend\w*", r"ne kozol\w*", r"nem kozol\w*",
    ),
    "id": (r"(?:di|men)cabut", r"ditarik", r"(?:di)?batalkan", r"(?:di)?hapus", r"persetujuan", r"jangan di\w+"),
    "is": (r"afturkall\w*", r"dreg(?:i[dð]|ur) (?:\w+ ){0,3}til baka", r"samþykki\w*", r"eytt", r"ekki birta"),
    "it": (
        r"consenso", r"non pubblic\w+", r"ritirat[aeio]", r"ritira", r"annullat[aeio]", r"rimoss[aeio]", r"rimuover\w*",
    ),
    "lt": (r"atsauk\w*", r"atsi(?:em|im)\w*", r"sutikim\w*", r"istrint\w*", r"neskelb\w*", r"neviesin\w*"),
    "lv": (r"atsauc\w*", r"piekrisan\w*", r"dzest[asiu]?", r"nepublic\w*"),
    "mt": (r"irtira\w*", r"kunsens", r"(?:im|t)[hħ]assar\w*"),
    "nl": (
        r"(?:trekt|trok) (?:\w+ ){0,4}(?:in|terug)", r"terugge(?:trok|nom)\w*", r"ingetrokken", r"toestemming",
        r"verwijder\w*", r"herroep\w*", r"wil(?:len)? niet meer", r"niet publi[ck]\w+",
    ),
    "pl": (r"(?:wycof|cofni|usuni|usuna|odwola)\w*", r"zgod[aeyo]", r"nie publik\w+", r"z?rezygn(?:uje|owala?)"),
    "pt": (r"revog\w*", r"nao (?:public|mostrar|usar|utilizar|autoriz)\w*", r"sem permissao", r"desistiu"),
    "ro": (
        r"retras(?:a|e|i)?", r"retra(?:g|ge)", r"consimtam\w*", r"[șş]ters[aăe]?", r"anulat[ae]?",
        r"nu (?:publica|folosi)\w*",
    ),
    "sk": (r"suhlas\w*", r"stiah\w*", r"vymaza\w*", r"nezverej\w*"),
    "sl": (r"soglas\w*", r"umakn\w*", r"preklic\w*", r"privolit\w*"),
    "sq": (r"terh[eio]q\w*", r"pelqim\w*", r"fshire"),
    "sv": (
        r"aterkall\w*", r"tillbakadr\w*", r"dra(?:git|r)? (?:\w+ ){0,4}tillbaka", r"drog (?:\w+ ){0,4}tillbaka",
        r"samtyck\w*", r"bort?tag\w*", rf"ta(?:s|git|gits)? bort(?: (?:bilden|fotot|mig|henne|honom)|{ENDS})",
        r"rader(?:a|ad|at|as)", r"publicera inte", r"(?:ej|inte) publicer\w*", r"angra(?:t|de|r) sig",
    ),
    "tl": (r"bin?awi\w*", r"pahintulot", r"huwag (?:i-?\w+|gamitin)", r"tanggalin"),
    "tr": (
        r"geri (?:cek|al)\w*", r"(?:onay|riza)\w* (?:yok|geri|iptal)", r"silin\w*", rf"iptal(?: edil\w*|{ENDS})",
        r"kaldirildi", r"vazgecti", r"yayinlama\w*",
    ),
    "vi": (
        r"rut (?:lai|lui|khoi)", r"da rut", rf"rút{ENDS}", r"thu hoi", r"dong y", r"xoa", r"khong (?:dang|dong|cho)",
        rf"(?:hủy|huỷ)(?: bỏ)?{ENDS}", r"da huy", r"go (?:xuong|bo)",
    ),
}  # fmt: skip
IN_OTHER_LANGUAGES = tuple(chain.from_iterable(ROWS.values()))
