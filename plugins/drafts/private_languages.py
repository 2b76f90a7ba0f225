"""What fields are called, and hold, in German, French and Spanish, each by the English word that is looked for.

So a language is rows here and no rule: what "Hidden: yes" asks for, "Versteckt: ja" does. All in small letters and
without accents, as plugins.core.lookalikes draws them.
"""

import re

_WORDS = {
    "draft": "entwurf entwurfe rohentwurf brouillon brouillons ebauche borrador borradores",
    "status": "zustand bearbeitungsstand statut etat estado",
    "visibility": "sichtbarkeit visibilite visibilidad",
    "audience": "zielgruppe destinataires destinatarios",
    "published": "veroffentlicht publie publiee publicado publicada",
    "publish": "veroffentlichen publizieren publier publicar",
    "publication": "veroffentlichung publicacion",
    "unpublished": "unveroffentlicht inedit inedito",
    "public": "offentlich publique publico publica",
    "visible": "sichtbar",
    "show": "anzeigen zeigen afficher mostrar",
    "hidden": "versteckt verborgen ausgeblendet unsichtbar cachee masque masquee oculto oculta escondido escondida",
    "hide": "verbergen ausblenden cacher masquer ocultar esconder",
    "private": "privat prive privee privado privada",
    "confidential": "vertraulich confidentiel confidentielle confidencial",
    "internal": "intern interne interno interna",
    "secret": "geheim secrete secreto secreta",
    "disabled": "deaktiviert desactive desactivado",
    "locked": "gesperrt bloque bloqueado",
    "approved": "freigegeben genehmigt valide validee approuve approuvee aprobado aprobada",
    "approval": "freigabe genehmigung validation approbation aprobacion validacion",
    "reviewed": "gepruft relu relue revise revisado revisada",
    "ready": "fertig bereit pret prete listo lista",
    "finished": "abgeschlossen beendet termine terminee terminado terminada",
    "unfinished": "unfertig inacheve inacabado inacabada",
    "embargo": "sperrfrist",
    "not": "nicht kein keine pas",
    "only": "nur seulement uniquement solo",
    "is": "ist est es",
    "page": "seite pagina",
    "post": "beitrag",
    "article": "artikel articulo",
    "date": "datum fecha",
    "yes": "ja oui si wahr vrai verdadero verdad cierto",
    "no": "nein non falsch faux falso keiner ninguno",
    "never": "nie niemals jamais nunca",
    "later": "spater tard",
}
_ENGLISH = {word: english for english, words in _WORDS.items() for word in words.split()}
# Words of everyday where they name something: a mask, and what nobody has seen before.
EVERYDAY = frozenset(("masque", "inedit", "inedito"))
# As Germans type them who have no such letters.
_TWO_LETTERS = re.compile(r"([aou])e")
# Of each language, what the lines of a text are looked through for first.
TRACE = r"versteckt|verborg|sichtbar|ocult|escond|geheim|zustand|estado|pret\b|fertig|bereit|listo|freig|genehm|gepruft"


def in_english(words: str) -> str:
    """Words with one space between, those that are known in English.

    >>> in_english("nicht veroeffentlicht"), in_english("privado"), in_english("the words")
    ('not published', 'private', 'the words')
    """
    return " ".join(map(_english, words.split()))


def label_in_english(words: str) -> str:
    """The same of the words of a tag, a folder's name or a part of a title.

    >>> label_in_english("masque"), label_in_english("masquee")
    ('masque', 'hidden')
    """
    return words if words in EVERYDAY else in_english(words)


def _english(word: str) -> str:
    known = _ENGLISH.get(word)
    return known or _ENGLISH.get(_TWO_LETTERS.sub(r"\1", word), word)
