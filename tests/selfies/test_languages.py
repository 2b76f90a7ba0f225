"""A yes that is taken back in another language: its commonest words leave the member out, and names stay names."""

from pathlib import Path

import pytest

from tests.selfies.members import add, read, text

WORDS = {
    "bg": "оттеглено; изтрито; отменено",
    "cs": "odvoláno; staženo; stáhla souhlas; zrušeno; nezveřejňovat",
    "da": "tilbagetrukket; trukket tilbage; tilbagekaldt; samtykke; slettet; fortrudt",
    "de": "zurückgezogen; zieht alles zurück; widerrufen; storniert; zurückgenommen",
    "el": "ανακλήθηκε; απέσυρε; να μη δημοσιευθεί",
    "es": "retirado; revocado; consentimiento; desistió",
    "et": "tagasi võetud; võttis loa tagasi; tühistatud; nõusolek",
    "fi": "peruttu; perui; peruutettu; vetäytyi; suostumus; poistettu; älä julkaise",
    "fr": "retiré; révoqué; consentement; ne pas publier",
    "ga": "tarraingthe siar; aistarraingthe; toiliú",
    "hr": "povučeno; povukla; opozvano; izbrisano; suglasnost",
    "hu": "visszavonva; visszavonta; visszalépett; hozzájárulás; törölve; ne közöljük",
    "it": "ritirato; ritira; revocato; annullato; consenso; rimosso",
    "lt": "atšaukta; atsiėmė; sutikimas; ištrinta; neskelbti",
    "lv": "atsaukts; atsauca; piekrišana; dzēsts; nepublicēt",
    "mt": "irtirat; kunsens; imħassar",
    "nl": "teruggetrokken; trekt zich terug; herroepen; ingetrokken; wil niet meer",
    "pl": "wycofana; cofnięta; odwołano; zgoda; zrezygnowała",
    "pt": "retirado; revogado; consentimento; desistiu",
    "ro": "retras; retrasă; consimțământ; șters; anulat",
    "sk": "odvolané; stiahnuté; súhlas; vymazané; nezverejňovať",
    "sl": "umaknjeno; preklicano; soglasje; privolitev",
    "sv": "återkallad; tillbakadragen; dragit tillbaka; samtycke; ta bort; raderad; ångrat sig",
    "ca": "esborrat; consentiment",
    "is": "afturkallað; dregið til baka; samþykki",
    "no": "tilbaketrukket; trukket samtykket tilbake; tilbakekalt",
    "ru": "отозвано; удалено; удалите",
    "sq": "tërhequr; pëlqimi",
    "tr": "geri çekildi; geri alındı; iptal; vazgeçti",
    "vi": "đã rút; rút; hủy; đồng ý",
}
UNION = frozenset("bg cs da de el es et fi fr ga hr hu it lt lv mt nl pl pt ro sk sl sv".split())  # noqa: SIM905


def test_each_language_of_the_european_union_has_its_words() -> None:
    assert WORDS.keys() >= UNION


@pytest.mark.parametrize("language", WORDS)
@pytest.mark.parametrize(
    "answers", [{}, {"Workplace": "Library ({})"}, {"Name": "Ade, {}"}], ids=["sign", "work", "name"]
)
def test_who_takes_it_back_in_another_language_is_left_out(
    tmp_path: Path, language: str, answers: dict[str, str]
) -> None:
    words = [form for one in WORDS[language].split("; ") for form in (one, one.capitalize())]
    for number, word in enumerate(words, 1000):
        given = {name: value.format(word) for name, value in answers.items()}
        add(tmp_path, str(number), text(given) if given else text(words=word))
    submissions, findings = read(tmp_path)

    assert [words[int(one.id) - 1000] for one in submissions] == []
    assert all("is left out" in line for line in findings)


@pytest.mark.parametrize(
    "words",
    [
        "Stuck in a rut without books",
        "From Peru to the library",
        "Riza and Onay keep it open",
        "We radiate, they retreat",
        "Ik houd de bibliotheek open",
        "Jag håller biblioteket öppet",
        "Vi giver ikke op",
        "Tôi giữ thư viện mở cửa",
        "Ta bort ojämlikheten",
        "Rút ngắn danh sách chờ",
        "Hủy bỏ cắt giảm",
        "İptal değil, yatırım",
        "Pidän kirjaston auki",
        "Працюю для вас",
        "Работаю удаленно для всех",
    ],
)
def test_a_sign_in_another_language_is_shown(tmp_path: Path, words: str) -> None:
    add(tmp_path, "0417", text({"Name": "Anna Stahl, Riza Onay"}, words))
    submissions, findings = read(tmp_path)

    assert findings == []
    assert [one.words for one in submissions] == [words]


# What members demand of others, or say of themselves, by the words that a note has of a picture.
DEMANDS = """
Die Kürzung muss zurückgenommen werden
Kürzungen gehören zurückgenommen
Ich veröffentliche Forschung
Wir veröffentlichen Bücher
Abgelehnt: jede Kürzung
We willen niet meer wachten
Ik verwijder asbest
Hij trekt ons allemaal mee in de strijd
Nie rezygnuję z marzeń
Nie wycofamy się
Wycofajcie ustawę
Usunąć bariery
La lotta non si ritira
Ritirate i tagli
Rimuovere le barriere
No publicamos sin equipo
Quem luta não desiste
Revoga a lei
Nu folosim scuze
Vi trekker oss ikke tilbake
Slettes ikke
Jeg fjerner sne
Dra tillbaka förslaget
Radera orättvisorna
Peruutan leikkaukset
Poistakaa esteet
Souhlasím s učiteli
Súhlasíme so sestrami
Povucite zakon
Nikad ne odustaje
Soglasno za knjižnice
Umaknite zakon
Hozzájárulok a tanuláshoz
Visszavonulásról szó sem lehet
Atsiimkime savo teises
Tagasi võtta ei saa
Huwag tanggalin ang aklatan
Huwag isara ang aklatan
Jangan diam
Hapus hutang mahasiswa
Không đóng cửa thư viện
Rút lui không phải là lựa chọn
Xóa mù chữ là nghề của tôi
Yasayı geri çekin
Haklarımızı geri alacağız
Eytt á Íslandi
Geen akkoord, geen werk
Keine Zustimmung zu Kürzungen
O governo retirou direitos
No lo consentiremos
No consentimos recortes
Nie cofniemy się ani o krok
Haklarımızı geri aldık
ਅਸੀਂ ਪਿੱਛੇ ਨਹੀਂ ਹਟਾਂਗੇ
لا تراجع
لن نتراجع
Не відмовимося від людей
ਕਟੌਤੀਆਂ ਰੱਦ ਕਰੋ
ਕਾਲੇ ਕਾਨੂੰਨ ਵਾਪਸ ਲਓ
ਕਾਨੂੰਨ ਵਾਪਸ ਲਵੋ
कटौती रद्द करो
कटौती रद्द करें
काला कानून वापस लो
کٹوتیاں واپس لو
取消削减
取消学费
拒绝削减
我们拒绝沉默
教育不能取消
拒絕沉默
예산 삭감 취소하라
삭감 철회하라
구조조정 거부한다
Público, no privado
Pública, no privada
Public, not private
No one left behind
Not without us
We are not hidden
"""
NOTES = """
Foto muss zurückgenommen werden
bitte veröffentliche mich nicht
Zustimmung entzogen
keine Zustimmung
graag de foto verwijderen
wil niet meer op de website
terug getrokken
niet akkoord
wycofała się z akcji
usunąć ze strony
usunąć zdjęcie
rezygnuje
si ritira
ritira la foto
rimuovere dal sito
no publicamos
sin autorización
retirou a autorização
își retrage poza
nu publicați poza
trækker det tilbage
slettes på forespørgsel
vill dra tillbaka bilden
radera bilden
poistakaa kuva
nesouhlasí
nesúhlasí
povuci sliku
odustala
umaknila soglasje
umaknite sliko
nem járul hozzá
törölni kéri
atsiėmė
atšaukti
võttis tagasi
kustutada
tanggalin ang litrato
huwag i-post
jangan dipublikasikan
hapus foto
không đăng ảnh
gỡ ảnh
xóa ảnh
geri çekmek istiyor
iptal edildi
yayınlanmasın
tharraing sí siar
ਹਟਾਓ
تراجعت
відмовилась
no consiente
non-consentement
取消
已取消
她取消了
取消。
拒绝
她拒绝了
拒绝公开
拒绝使用照片
拒絕
取消授权
철회
철회함
동의 철회
동의를 철회한다
취소
취소됨
취소했습니다
거부
거부합니다
거부함
वापस लिया
वापस ले लिया
सहमति वापस लो
मेरी तस्वीर वापस लो
मेरी फोटो वापस लो
रद्द
रद्द किया
रद्द कर दिया
ਵਾਪਸ ਲਿਆ
ਵਾਪਸ ਲੈ ਲਈ
ਮੇਰੀ ਫੋਟੋ ਵਾਪਸ ਲਓ
ਰੱਦ
ਰੱਦ ਕੀਤਾ
واپس لی
واپس لے لی
میری تصویر واپس لو
Ade (取消)
取消她的照片
取消済
Not private
Leave her out
Don't hide, remove
"""
PLACES = """
Verlag für Veröffentlichungen
Verwijdering asbest BV
Biuro odwołań
Da Huy Market
Consentino Stone
Bortagning av snö
Nyugdíj, visszavonult
"""


def lines_of(listed: str) -> list[str]:
    return [line for line in listed.split("\n") if line]


def test_a_sign_demands_by_such_a_word_what_is_no_picture(tmp_path: Path) -> None:
    signs = lines_of(DEMANDS)
    for number, words in enumerate(signs, 1000):
        add(tmp_path, str(number), text(words=words))
    submissions, findings = read(tmp_path)

    assert findings == []
    assert [one.words for one in submissions] == signs


@pytest.mark.parametrize("field", ["", "Workplace"])
def test_a_note_by_the_same_words_leaves_the_member_out(tmp_path: Path, field: str) -> None:
    notes = lines_of(NOTES)
    for number, words in enumerate(notes, 1000):
        add(tmp_path, str(number), text({field: words} if field else {}, "Words." if field else words))
    submissions, _ = read(tmp_path)

    assert [notes[int(one.id) - 1000] for one in submissions] == []


def test_workplaces_and_names_that_resemble_such_a_word_are_shown(tmp_path: Path) -> None:
    places, names = lines_of(PLACES), ["Duong Da Huy", "Le Thu Hoi", "Pham Dong Y", "Fatima Silin", "Jana Smazanova"]
    for number, place in enumerate(places, 1000):
        add(tmp_path, str(number), text({"Workplace": place}))
    for number, name in enumerate(names, 2000):
        add(tmp_path, str(number), text({"Name": name}))
    submissions, findings = read(tmp_path)

    assert findings == []
    assert len(submissions) == len(places) + len(names)


@pytest.mark.parametrize(
    "note",
    [
        *("~~{}~~", "<del>{}</del>", "{}, e-mail", "{}/e-mail", "{} 14/6/2021", "{}!", "Ade: {}"),
        *('"{} 2021-06-14"', "„{} am 14.06.2021“", '"{} 14 juni 2021"'),
    ],
)
def test_such_a_note_is_known_however_it_is_set(tmp_path: Path, note: str) -> None:
    words = [
        "teruggetrokken",
        "zurückgezogen",
        "ta bort",
        "iptal",
        "rút",
        "hủy",
        "geri çekildi",
        "geri-çekildi",
        "отозвано",
    ]
    for number, word in enumerate(words, 1000):
        add(tmp_path, str(number), text(words=note.format(word)))
    submissions, _ = read(tmp_path)

    assert [one.words for one in submissions] == []


def test_a_sign_in_quotation_marks_may_name_a_day(tmp_path: Path) -> None:
    for number, words in enumerate(
        ("“Strike 14.06.2021”", "„Kürzungen zurückgenommen“", "“Free by 14 June 2021”"), 1000
    ):
        add(tmp_path, str(number), text(words=words))
    submissions, findings = read(tmp_path)

    assert findings == []
    assert len(submissions) == 3
