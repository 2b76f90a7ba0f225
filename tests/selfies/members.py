"""Members' files as tests write them."""

from pathlib import Path

from plugins.selfies.submission import Submission, read_submissions
from plugins.selfies.wall import WallAddresses
from plugins.site.routes import MEMBER, WALL, WORKPLACE
from plugins.site.routes import WORDS as WALL_IN_WORDS

ANSWERED = {
    "Name": "Ade Nomura",
    "Workplace": "University library",
    "Campaign": "library",
    "Consent": "web, print",
    "Consent-given": "2021-03-02, by e-mail",
    "Consent-until": "",
    "Adults-only": "yes",
    "Photo-by": "self",
    "Withdrawn": "",
}
ADDRESSES = WallAddresses(WALL, WORKPLACE, WALL_IN_WORDS, MEMBER)
WORDS = "I find it, shelve it, lend it"


def text(answers: dict[str, str] | None = None, words: str = WORDS) -> str:
    """A member's text file with every answer given, but for `answers`."""
    lines = [f"{name}: {value}\n" for name, value in {**ANSWERED, **(answers or {})}.items()]
    return f"{''.join(lines)}\n{words}\n"


def add(folder: Path, member_id: str, content: str | bytes, suffix: str = ".jpg") -> None:
    """Puts a member's text into the folder, and beside it what is no picture at all: nobody may open it."""
    (folder / f"{member_id}.md").write_bytes(content if isinstance(content, bytes) else content.encode())
    (folder / f"{member_id}{suffix}").mkdir()


def read(folder: Path) -> tuple[list[Submission], list[str]]:
    """The submissions of a folder and what is wrong with it, as staff see it."""
    submissions, refused, findings = read_submissions(folder, "content/selfies")
    mistakes = [finding for one in refused for finding in one.findings]
    return submissions, [str(finding) for finding in (*mistakes, *findings)]
