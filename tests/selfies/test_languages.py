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
