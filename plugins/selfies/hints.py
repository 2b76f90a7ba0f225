"""What the text file of a new selfie says to whoever fills it in. None of it is a word of the member's, nor shown."""

HINTS = (
    "(Above this line: the words on the sign. What follows are hints that nobody sees; leave them or delete them.)",
    "(Behind Consent: what they said yes to, with commas between, out of web, print, legislature.)",
    "(Behind Consent-given: the day and how, as in 2021-03-02, by e-mail.)",
    "(Behind Consent-until: the last day, if they named one.)",
    "(Behind Adults-only: yes, if everyone in the picture is 18 or older.)",
    "(Behind Photo-by: self, or a first and a last name.)",
)


def without_hints(body: str) -> str:
    """The text below a header without those lines, each of them left empty."""
    return "\n".join("" if line.strip() in HINTS else line for line in body.split("\n"))
