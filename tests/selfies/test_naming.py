"""A page that names a member or a workplace, on a small real site."""

import pytest

from tests.selfies.members import text
from tests.small_site import SmallSite, small_site

CAMPAIGN = "Title: Library\nSummary: Hours.\n\n::: collage\ncampaign: library\n{line}\n:::\n"
HERE = "error content/campaigns/library.md:6  "


@pytest.fixture
def site(tmp_path) -> SmallSite:
    site = small_site(tmp_path)
    answers = {
        "0001": {},
        "0002": {"Consent": ""},
        "0003": {"Adults-only": "", "Photo-by": ""},
        "0004": {"Withdrawn": "2021-06-14"},
        "0005": {"Workplace": "Shop"},
    }
    for member, changed in answers.items():
        site.write({f"selfies/{member}.md": text(changed, f"Sign {member}")})
        site.picture(f"selfies/{member}.jpg", f"#{member}00")
    return site


NAMED = "A member named here cannot be shown: selfie "


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        (
            "members: 0001, 0002",
            [
                (
                    f"{NAMED}0002 has no consent on record for the web; it is left out. Ask the member, then write:  "
                    "Consent: web  and  Consent-given: 2021-03-02, by e-mail  [C19]"
                )
            ],
        ),
        (
            "members: 0003",
            [
                (
                    f"{NAMED}0003 is left out: nobody has said whether anyone under 18 can be seen. "
                    "Ask the member. If nobody is, write:  Adults-only: yes  [C21]"
                ),
                (
                    f"{NAMED}0003 is left out: nobody has said who took the picture. "
                    f"Ask the member, then write a first and last name or:  Photo-by: self  [C41]"
                ),
            ],
        ),
        (
            "members: 0004",
            [f"{NAMED}0004 is left out: it was withdrawn. Take 0004 out of this line.  [C55]"],
        ),
        (
            "members: 0009, 9999",
            [
                (
                    f'I know no member "{member}" on this campaign\'s wall. '
                    "The id stands in the address of their page there, as in  /library/wall/member/0005/  [C33]"
                )
                for member in ("0009", "9999")
            ],
        ),
        (
            "members: IMG 1",
            ['"members: IMG 1": IMG 1 is not the id of a member. Write for example  members: 0401, 0407  [C34]'],
        ),
        (
            "workplace: Shopp",
            ['I know no workplace "Shopp" on this campaign\'s wall. Did you mean "Shop"?  [C33]'],
        ),
    ],
)
def test_a_name_that_cannot_be_shown_stops_the_build_and_says_why(site, line, expected):
    site.write({"campaigns/library.md": CAMPAIGN.format(line=line)})
    errors = [mistake for mistake in site.mistakes() if mistake.startswith("error")]

    assert [mistake.removeprefix(HERE) for mistake in errors] == expected


@pytest.mark.parametrize(
    ("line", "shown"),
    [("members: 0005", ["0005"]), ("workplace: the shop", []), ("workplace: SHOP", ["0005"]), ("count: 1", ["0005"])],
)
def test_who_is_shown_in_a_collage(site, line, shown):
    site.write({"campaigns/library.md": CAMPAIGN.format(line=line)})
    if not shown:
        assert site.mistakes()
        return
    site.build()
    page = site.page("library/index.html")

    assert [member for member in ("0001", "0005") if f"wall/member/{member}/" in page] == shown


def test_unnamed_they_are_warnings_and_stop_nothing(site):
    site.write({"campaigns/library.md": CAMPAIGN.format(line="count: 2")})

    assert {str(finding).partition(" ")[0] for finding in site.build()} == {"warning", "note"}
