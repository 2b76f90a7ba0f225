"""The words by which `taking_back` knows a yes that is taken back in languages other than English: a row for each.

Withdrawn, revoked, deleted, consent, not to be published. The 23 others of the European Union are there, and some that
members of unions in Canada speak; the rows are no dictionaries, and docs/members.md says so. Data alone: patterns as in
`lexicon`. A word without marks is found with and without them, one with marks only as it stands here, where without
them it would be another language's.
"""

from itertools import chain

from plugins.selfies.lexicon import CONSENTS, ENDS, TO_WHOM

# Behind the last word stands no other but for a sign or a figure, as in "ta bort, e-mail".
END = r"(?=\x20*(?:$|[^\w\x20]|\d))"
# In between "she takes ... back" these say that nobody does; before a verb in Slavic languages, too.
NO_NOT = r"(?!(?:ikke|aldri|aldrig|inte|nicht|nie|niet|nooit) )"
NOT_SLAVIC = r"(?<!nie )(?<!ne )(?<!nikad )(?<!nikdy )"

# What a note names, or how it asks, behind a verb that on a sign is a demand: remove the photo, but not the fees.
IMAGE = (
    r"(?:foto|photo|fotk|bilde?|billed|beeld|immagin|imagin|zdjeci|slik|kuva|poza|resi?m|kep|fenykep|litrato"
    r"|larawan|gambar|anh|hinh|nuotrauk|attel|pilt)\w*"
)
ABOUT = (
    rf"(?:(?: \w+){{0,2}} (?:{IMAGE}|site\w*|sito|sajt\w*|web\w*|strony|internet\w*)|{END}"
    r"| (?:a\.?u\.?b|svp|per favore|bitte|prosze|prosim|kerem|keri|tack|takk|tak|mig|meg|mij|mnie|ja|go|henne|ham"
    r"|hende|honom|haar|hem|me)(?!\w))"
)

ROWS: dict[str, tuple[str, ...]] = {
    "Romance": (
        rf"(?:re|ri)tir\w* {TO_WHOM} (?:\w+ )?{CONSENTS}",
        rf"(?:retir|ritir|revog|revoc)\w* (?:a |o |la |el |il ){CONSENTS}",
        rf"n(?:o|on|ao) (?:publi|pubbli|autori[sz]|usa|mostra)\w*{END}",
        rf"{CONSENTS} (?:\w+ ){{0,2}}(?:retir|annul|revoq|ritirat)\w*",
    ),
    "ca": (r"esborra(?:t|da|r)",),
    "cs": (
        r"(?:ne)?souhlas(?:u|em|i|il[ai]?|im (?:jen|pouze)\w*)?", r"nesouhlasim se? (?:zverej|fot|publik)\w*",
        r"odvola[ln]\w*", r"stazen[aeoy]?", r"stáhl[aio]?", r"smazan[aoy]?", rf"smazat{ABOUT}", r"zrusen[aoy]?",
        r"nezverej\w*",
    ),
    "cy": (r"tyn(?:nwyd yn|nu'n) ol", r"caniatad"),
    "da, no": (
        r"tilba[gk]e(?:tr[uæe]k|kal)(?!ning\w)\w*", rf"tr(?:ukket|[æe]kker|akk?) (?:{NO_NOT}\w+ ){{0,4}}tilba[gk]e",
        r"samtykk\w*", r"slettet", rf"(?:slett|fjern)(?:es?)?{ABOUT}", r"(?:slettes|fjernes) (?:pa|efter|etter|ved)",
        r"(?:skal|ma|bes|bedes) (?:slette[st]|fjerne[st])", r"fjernet",
        r"(?:ikke|ej) (?:offentlig|publis|bruges|vises)\w*", r"fortr(?:udt|yder)",
    ),
    "de": (
        r"nicht (?:mehr )?einverstanden", rf"zieht (?:{NO_NOT}\w+ ){{0,4}}zur(?:u|ue|ü)ck", r"widerruf(?!st)\w*",
        r"einwilligung", r"zur(?:u|ue|ü)ckgezogen", r"(?<!gehoren )(?<!gehören )zur(?:u|ue|ü)ckgenommen(?! werden)",
        r"gel(?:o|ö)scht", r"(?:hat|wurde|foto|bild|person) (?:\w+ ){0,3}abgelehnt", r"(?<!\w )abgelehnt(?!\s*:)",
        r"abgelehnt (?:am|durch|per|von)", r"storniert",
        # What researchers do with their own.
        r"(?<!wir )veroffentlich(?!e(?!n)|ungen|ungs)\w*", r"veroffentliche (?:\w+ ){0,4}nicht",
        r"veroffentlichungs(?:erlaubnis|freigabe|genehmigung|verbot)", r"foto (?:\w+ )?zur(?:u|ue|ü)ckgenommen",
        r"keine veroffentlichung\w*", rf"(?:kein|keine|ohne) (?:einverstandnis|zustimmung){ENDS}",
        r"(?:einverstandnis|zustimmung) (?:entzogen|fehlt|zuruck)",
    ),
    "es": (
        r"no (?:public|mostrar|usar|utilizar|autoriz)(?!\w*mos\b)\w*", r"sin (?:permiso|autorizacion)", r"desistio",
        r"no consient\w*", rf"(?<!no )se retira{END}",
    ),
    "et": (
        r"tagasi ?vo(?:et|ttis|tab|tmi|tnud)\w*", rf"tagasi ?votta{ABOUT}", r"vot(?:tis|ab) (?:\w+ ){0,3}tagasi",
        r"tuhistatud", r"nousole\w*", rf"kustuta(?:da|ge)?{ABOUT}", r"kustutat\w*", r"(?:mitte|ara) avalda\w*",
    ),
    "fi": (
        r"peru(?:ttu|i|u|nut)", rf"perutaan{ABOUT}", r"peruut(?:ettu|ettiin|ti|taa|tanut|us|usta|uksen)",
        rf"peruutan{ABOUT}", r"vetay[td]y\w*", r"poist(?:ettu|ettava)", rf"poist(?:a|aa|akaa|etaan){ABOUT}",
        r"suostumu\w*", r"(?:ei saa|ala|alkaa) julkais\w*", r"kieltayty\w*",
    ),
    "fr": (
        r"ne (?:pas|plus|jamais) (?:le |la |l')?(?:publi|utilis|montr|affich|diffus)\w*", r"(?:pas|plus) d'accord",
        r"sans (?:sa |son |l'|ma |mon )?(?:accord|permission|consentement|autorisation)", r"retirée?s? (?:le|par|du)",
    ),
    "ga": (r"th?arraing\w* (?:\w+ ){0,3}siar", r"ais-?th?arraing\w*", r"toiliu", r"scriosta", r"na foilsi\w*"),
    "hr, sr": (
        r"opozv(?:an|al)\w*", rf"(?:opozvati|opozivam?|povu(?:ci(?:te)?)){ABOUT}", r"povu(?:cen[aoi]?|kla|kao)",
        r"s[au]glasnost\w*", r"ni(?:je|sam) s[au]glas\w*", r"(?:iz|o)brisan[aoi]?", r"ne objav\w*",
        rf"{NOT_SLAVIC}odusta(?:o|la|je|li su)",
    ),
    "hu": (
        r"visszavo[nv](?!ul)\w*", r"visszavett\w*", r"visszalep\w*", r"hozzajarulas\w*", r"nem jarul(?:ok)? hozza",
        rf"torol(?:ve|tek|te|t{END})", rf"torol(?:juk|je|jetek|ni){ABOUT}", r"torlend\w*", r"ne kozol\w*",
        r"nem kozol\w*",
    ),
    "id": (
        r"(?:di|men)cabut", r"ditarik", r"di(?:batalkan|hapus)", rf"(?:batalkan|hapus)(?: saya)?{ABOUT}",
        r"persetujuan",
        r"jangan di(?:bagi|guna|muat|pajang|pakai|pasang|post|publi|sebar|tampil|tayang|terbit|unggah|upload)\w*",
    ),
    "is": (r"afturkall\w*", r"dreg(?:i[dð]|ur) (?:\w+ ){0,3}til baka", r"samþykki\w*", rf"eytt{END}", r"ekki birta"),
    "it": (
        r"consenso", r"non pubblic(?!\w*amo\b)\w+", r"ritirat[ao]", rf"(?<!non )(?<!non si )ritira{END}",
        r"ritir(?:a|are) (?:tutto|(?:la |il )?(?:foto|immagine|nome|permesso|sua|suo))", r"annullat[ao]", r"rimoss[ao]",
        r"foto rimosse", rf"(?<!\w )(?:ritirat|annullat)[ei]{END}", rf"rimuovere(?: subito)?{ABOUT}",
    ),
    "lt": (
        r"atsauk(?:ta|tas|e|ia|iau)", r"atsi(?:eme|ema|ima|imta)", rf"atsiimti{ABOUT}", rf"atsaukti{ABOUT}",
        r"sutikim\w*", r"istrint\w*", r"neskelb\w*", r"neviesin\w*",
    ),
    "lv": (
        r"atsauc(?:a|u)?", r"atsauk(?:ts|ta|tais|usi|ums)", rf"atsaukt{ABOUT}", r"piekrisan\w*", r"dzest[asiu]?",
        r"nepublic\w*",
    ),
    "mt": (r"irtira\w*", r"kunsens", r"(?:im|t)[hħ]assar\w*"),
    "nl": (
        rf"(?:trekt|trok) (?:{NO_NOT}\w+ ){{0,4}}(?:in{END}|in (?:per|via)|terug)", r"terug ?ge(?:trok|nom)\w*",
        r"ingetrokken", r"toestemming", r"verwijderd\w*", r"herroep\w*", rf"verwijder(?:en|ing)?(?: gevraagd)?{ABOUT}",
        r"foto(?:'s)? verwijder\w*", rf"wil(?:len)? niet meer(?: (?:dat|mee\w*|op|in|online|getoond|zichtbaar)|{END})",
        r"niet publi[ck]\w+", rf"(?<!\w )(?:geen|niet|zonder) akkoord{ENDS}",
    ),
    "pl": (
        rf"{NOT_SLAVIC}(?:wycofa(?:n\w+|l\w*)?|wycofuje|cofni(?:et|eci)\w*|cofnela?|usuni(?:et|eci)\w*|usunela?)",
        r"odwola(?:n[aeioy]|nie|la?)", r"zgod[aeyo]", r"nie publik(?!\w*my\b)\w+", rf"nie publikujemy{END}",
        rf"(?:wycofac|cofnac|usunac|odwolac|usun){ABOUT}", rf"{NOT_SLAVIC}z?rezygn(?:uje|owala?)",
    ),
    "pt": (
        r"revog(?:a(?:da|do|r)|ou|o)", rf"revoga{END}", r"nao (?:public|mostrar|usar|utilizar|autoriz)(?!\w*mos\b)\w*",
        r"sem (?:permissao|autorizacao)", r"desistiu", rf"retirou(?:-se)?{END}",
    ),
    "ro": (
        r"retras(?:a|e|i)?", rf"(?<!nu )(?<!nu se )retrage?(?: (?:acord|consim|poz|fot)\w*|{END})", r"consimtam\w*",
        r"[șş]ters[aăe]?", r"anulata?", rf"nu (?:publica|folosi)(?:ti)?(?: (?:poza|fotografia|imaginea))?{END}",
    ),
    "sk": (r"(?:ne)?suhlas(?:u|om|i|il[ai]?)?", r"stiahn(?:ut|ol|la)\w*", r"stiahol", r"vymaza\w*", r"nezverej\w*"),
    "sl": (
        r"soglasj\w*", r"umakn(?:jen|il)\w*", r"preklic(?:an|al)\w*", r"preklic(?:uje|em)?",
        rf"umakn(?:i|ite|iti){ABOUT}", r"privolit\w*",
    ),
    "sq": (r"terh[eio]q\w*", r"pelqim\w*", r"fshire"),
    "sv": (
        r"aterkall(?:a[dt]\w*|ar|else)", rf"aterkalla{END}", r"tillbakadr\w*",
        rf"dra(?:git|r) (?:{NO_NOT}\w+ ){{0,4}}tillbaka", rf"dra tillbaka{ABOUT}", r"(?:vill|ska|onskar) dra tillbaka",
        rf"drog (?:{NO_NOT}\w+ ){{0,4}}tillbaka", r"samtyck\w*", r"bort?tag(?:en|et|na|it)", rf"borttagning{END}",
        rf"ta(?:s|g|git|gits)? bort{ABOUT}", r"rader(?:ad|at|as)", rf"radera{ABOUT}", r"publicera inte",
        r"(?:ej|inte) publicer\w*", r"angra(?:t|de|r) sig",
    ),
    "tl": (
        r"bin?awi\w*", r"pahintulot",
        rf"(?<!huwag )tanggalin(?: (?:na|po|mo|ninyo|niyo|ako|siya|ito|(?:ang )?(?:litrato|larawan)))*{END}",
        r"huwag (?:na(?:ng)? )?(?:gamitin|i-?(?:labas|lagay|lathala|pakita|paskil|sama|post|print|publish|share))",
        r"huwag (?:na(?:ng)? )?i-?upload",
    ),
    "tr": (
        r"geri (?:cek|al)(?:il|in)?(?:di|ti|iyor|mis)(?:um|m|lar|ler)?", r"(?:onay|riza)\w* (?:yok|geri|iptal)",
        r"silin(?:di|sin|mis|ecek|iyor|meli)\w*", rf"iptal(?: (?:edildi|edilmis|etti|ediyor(?:um)?)|{END})",
        r"(?<!\w )iptal ed\w+", r"kaldirildi", r"geri (?:cekmek|almak) isti\w+", r"geri cekilecek",
        r"yayinlan?ma(?:k|sini) istemi\w+", r"vazgecti", r"yayinlan?ma(?:sin|yin|yiniz)?",
    ),
    "vi": (
        r"rut (?:lai|khoi)", rf"(?<!khong )rut lui{END}", r"da rut", rf"rút{END}", r"thu hồi", r"đồng ý",
        r"(?:xin|da) thu hoi", r"(?:chua|khong|su) dong y", rf"(?<!\w )dong y{END}", r"đã (?:hủy|huỷ)",
        rf"(?:hủy|huỷ)(?: bỏ)?{END}",
        rf"(?:xóa|xoá)(?: bỏ)?{END}", r"(?:xoa|huy)(?: bo)? (?:anh|hinh)", rf"(?<!\w )da huy{END}", r"(?:da|xin) xoa",
        r"không đăng", rf"khong dang(?: anh| hinh)?{END}", r"khong cho (?:phep|dang)",
        rf"go (?:xuong|bo)(?: (?:anh|hinh)|{END})", r"go (?:anh|hinh)",
    ),
}  # fmt: skip
# Some write a hyphen between two words.
IN_OTHER_LANGUAGES = tuple(one.replace(" ", "[ -]") for one in chain.from_iterable(ROWS.values()))
