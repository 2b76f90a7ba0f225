"""Which way a language is written, and what people call it."""

# By ISO 639, and by script (ISO 15924), which says it where a language has several.
RIGHT_TO_LEFT = frozenset(
    (
        "ar",
        "arc",
        "ckb",
        "dv",
        "fa",
        "glk",
        "he",
        "iw",
        "khw",
        "ks",
        "lrc",
        "mzn",
        "nqo",
        "pnb",
        "ps",
        "rhg",
        "sd",
        "syr",
    )
) | {"skr", "ug", "ur", "yi"}
SCRIPTS = frozenset(("adlm", "arab", "hebr", "mand", "mend", "nkoo", "rohg", "samr", "syrc", "thaa"))

# What people write where the two letters of ISO 639 belong: names in English, in French, and their own.
BY_NAME = {
    **dict.fromkeys(("arabic", "arabe", "العربية"), "ar"),
    **dict.fromkeys(("chinese", "mandarin", "cantonese", "chinois", "中文"), "zh"),
    **dict.fromkeys(("cree", "cri"), "cr"),
    **dict.fromkeys(("dutch", "néerlandais", "nederlands"), "nl"),
    **dict.fromkeys(("english", "anglais"), "en"),
    **dict.fromkeys(("french", "français", "francais"), "fr"),
    **dict.fromkeys(("german", "allemand", "deutsch"), "de"),
    **dict.fromkeys(("hindi", "हिन्दी"), "hi"),
    **dict.fromkeys(("inuktitut", "ᐃᓄᒃᑎᑐᑦ"), "iu"),
    **dict.fromkeys(("italian", "italien", "italiano"), "it"),
    **dict.fromkeys(("japanese", "japonais", "日本語"), "ja"),
    **dict.fromkeys(("korean", "coréen", "한국어"), "ko"),
    **dict.fromkeys(("persian", "farsi", "persan", "فارسی"), "fa"),
    **dict.fromkeys(("polish", "polonais", "polski"), "pl"),
    **dict.fromkeys(("portuguese", "portugais", "português"), "pt"),
    **dict.fromkeys(("punjabi", "panjabi", "pendjabi", "ਪੰਜਾਬੀ"), "pa"),
    **dict.fromkeys(("russian", "russe", "русский"), "ru"),
    **dict.fromkeys(("somali", "soomaali"), "so"),
    **dict.fromkeys(("spanish", "espagnol", "español"), "es"),
    **dict.fromkeys(("tagalog", "filipino"), "tl"),
    **dict.fromkeys(("ukrainian", "ukrainien", "українська"), "uk"),
    **dict.fromkeys(("urdu", "ourdou", "اردو"), "ur"),
    **dict.fromkeys(("vietnamese", "vietnamien", "tiếng việt"), "vi"),
}


def usual_tag(language: str) -> str:
    """A language as it is usually written (RFC 5646, 2.1.1): one language has one address.

    >>> usual_tag("FR-ca"), usual_tag("zh-hant"), usual_tag("es-419")
    ('fr-CA', 'zh-Hant', 'es-419')
    """
    first, *others = language.casefold().split("-")
    return "-".join(
        [first, *(one.upper() if len(one) == 2 else one.title() if len(one) == 4 else one for one in others)]
    )


def direction(language: str) -> str:
    """The value of HTML's `dir` for a language as BCP 47 names it: "rtl" or "ltr".

    >>> direction("ar"), direction("fr-CA"), direction("pa-Arab"), direction("ks-Deva")
    ('rtl', 'ltr', 'rtl', 'ltr')
    """
    first, *more = language.casefold().split("-")
    script = next((part for part in more if len(part) == 4 and part.isalpha()), "")
    return "rtl" if script in SCRIPTS or (not script and first in RIGHT_TO_LEFT) else "ltr"
