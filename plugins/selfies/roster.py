"""Who is on the wall and who is not, by text alone: a build and `tasks.py selfies` both begin with it."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from plugins.core.findings import Finding, finding
from plugins.core.header import text_files
from plugins.core.suggestions import suggest
from plugins.selfies.consent import Cleared, ends_soon, sort_out
from plugins.selfies.contradictions import contradicting, findings_of_copies, of_one_file
from plugins.selfies.copies import Elsewhere, Ids, find_copies
from plugins.selfies.letters import letters
from plugins.selfies.mentioned import mentioned
from plugins.selfies.submission import ID, read_submissions
from plugins.selfies.withdrawals import Withdrawal, ids_meant

REASONS = {
    "C18": "whose picture cannot be opened",
    "C19": "without consent on record",
    "C21": "where someone under 18 can be seen, or nobody has said",
    "C22": "whose picture looks like a withdrawn one",
    "C33": "of a campaign that does not exist",
    "C41": "where nobody has said who took the picture",
    "C42": "whose consent has ended",
    "C54": "without a picture, with two, or whose files need another name",
    "C55": "withdrawn",
    "C78": "where a line may take the picture back",
    "C79": "whom another file mentions, or of whom a copy of the text does not say yes",
}


@dataclass(frozen=True, slots=True)
class Roster:
    """Every submission of a folder: those who may be shown, and why the others may not, by id.

    findings: what else is wrong with the folder
    """

    cleared: tuple[Cleared, ...]
    left_out: Mapping[str, tuple[Finding, ...]]
    findings: tuple[Finding, ...]

    def without(self, left_out: Mapping[str, tuple[Finding, ...]], findings: Iterable[Finding]) -> "Roster":
        """The roster after more was found out: who is left out now, too."""
        cleared = tuple(member for member in self.cleared if member.submission.id not in left_out)
        return Roster(cleared, {**self.left_out, **left_out}, (*self.findings, *findings))

    def all_findings(self) -> Iterator[Finding]:
        """Everything that staff should hear, each thing once."""
        yield from self.findings
        yield from dict.fromkeys(found for findings in self.left_out.values() for found in findings)

    def lines(self) -> Iterator[str]:
        """For people: a line for each submission, by id, then how many there are of each kind."""
        on_the_wall = {member.submission.id for member in self.cleared}
        for member_id in sorted(on_the_wall | self.left_out.keys()):
            if member_id in on_the_wall:
                yield f"{member_id}  on the wall"
            for found in self.left_out.get(member_id, ()):
                yield f"{member_id}  {found.predicate} {found.remedy}".rstrip()
        reasons = Counter(REASONS.get(found[0].code, "with a mistake in the file") for found in self.left_out.values())
        yield ""
        yield f"{len(on_the_wall)} on the wall, {len(self.left_out)} left out"
        for reason, count in sorted(reasons.items(), key=lambda pair: (-pair[1], pair[0])):
            yield f"{count:>6}  {reason}"


def read_roster(
    folder: Path,
    shown_folder: str,
    campaigns: set[str],
    withdrawals: Mapping[str, Withdrawal],
    today: date,
    elsewhere: Elsewhere | None = None,
    *,
    purpose: str = "web",
) -> Roster:
    """Reads every text file of a folder and lets consent decide for a purpose. Nobody opens a picture.

    shown_folder: how staff know the folder; campaigns: ids of those that exist; withdrawals: content/withdrawn.toml
    elsewhere: files of members that lie elsewhere, which are read as their copies
    purpose: one of submission.PURPOSES
    """
    texts = {file.stem for file in text_files(folder)}
    known = Ids.of(texts)
    gone = {*withdrawals, *(one for withdrawal in withdrawals.values() for one in ids_meant(withdrawal, known))}
    copies = find_copies(folder, {*filter(ID.fullmatch, texts), *gone}, texts, elsewhere)
    submissions, unread, findings = read_submissions(folder, shown_folder, gone, copies)
    cleared, refused = sort_out(submissions, purpose, today)
    roster = Roster(tuple(cleared), {one.id: one.findings for one in (*unread, *refused)}, tuple(findings))
    lost = [member for member in cleared if member.submission.campaign not in campaigns]
    roster = roster.without({member.submission.id: (without_campaign(member, campaigns),) for member in lost}, ())
    roster = roster.without(of_one_file(roster.cleared, texts, copies, folder, shown_folder), ())
    names = dict.fromkeys((*texts, *gone), "") | {one.id: one.name for one in submissions}
    contradicted = contradicting(roster.cleared, copies, folder, shown_folder, today, gone)
    noted = mentioned(roster.cleared, names.items(), copies, folder, shown_folder, today)
    ids = (*contradicted, *noted.left_out)
    reasons = {one: (*contradicted.get(one, ()), *noted.left_out.get(one, ())) for one in ids}
    roster = roster.without(reasons, findings_of_copies(copies, folder, shown_folder, (*gone, *contradicted)))
    roster = roster.without({}, [*noted.findings, *letters(folder, copies, shown_folder, gone)])
    return roster.without({}, [soon for member in roster.cleared if (soon := ends_soon(member, today))])


def without_campaign(member: Cleared, known: set[str]) -> Finding:
    """What is told of a member's file that names no campaign, or one that does not exist (C33)."""
    submission, where = member.submission, member.submission.where("Campaign")
    near = suggest(submission.campaign, known)
    found = (
        finding("C33.no-such-campaign", where, **near)
        if submission.campaign
        else finding("C33.no-campaign", where, **near)
    )
    return found.within("left-out", id=submission.id)
