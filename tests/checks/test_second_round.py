"""What one mistake hides is told with it: nobody who mends what is told finds more in the next round."""

import re
from pathlib import Path

from tests.checks.test_check import findings_of as told_by_check
from tests.small_site import small_site

STORY = "Title: {title}\nDate: 2021-03-04\nSummary: What {title} is about.\n{header}\n{body}\n"
# A text, what hides something in it, and what is hidden.
IN_TEXTS = [
    ("![[gone.jpg]]", "C100", "C13"),
    ("[[File:gone.jpg|thumb]]", "C100", "C13"),
    ("![A crowd] (gone.jpg)", "C100", "C13"),
    ("!gone.jpg!", "C100", "C13"),
    ('<img src="/images/gone.jpg" alt="A crowd">', "C47", "C13"),
    ('<figure><img src="gone.jpg" alt="A crowd"></figure>', "C47", "C13"),
    ("See [the plan] (/gone/).", "C100", "C11"),
    ("See (the plan)[/gone/].", "C100", "C11"),
    ("See [url=/gone/]the plan[/url].", "C100", "C11"),
    ("See [[Our plan]].", "C100", "C11"),
    ("See [the plan] (https:/example.org/plan).", "C100", "C11"),
    ("See [the plan] (/#gone).", "C100", "C12"),
    ("<div>\n\nSee [the plan](/gone/).\n\n</div>", "C100", "C11"),
    ("<div>\n\n![](/images/empty-sign.jpg)\n\n</div>", "C100", "C14"),
    ("<details>\n<summary>More</summary>\n\nSee [the plan](/gone/).\n\n</details>", "C100", "C11"),
    ("<section>\n\n## One\n\nWords.\n\n#### Four\n\nWords.\n\n</section>", "C100", "C27"),
    ("Words above.\n\n    We say it all [in the plan](/gone/).", "C100", "C11"),
    ("Words above.\n\n\tWe met 40 of them. XXXX\n\n\tWe say so in the plan.", "C100", "C36"),
    ('!!! note "Hear"\n\n    ![A crowd](gone.jpg)', "C100", "C13"),
    ("- An item\n- ::: pull-quote\n  person: nobody\n\n  Words.\n\n  :::", "C45", "C33"),
    ("> ::: pull-quote\n> person: nobody\n>\n> Words.\n>\n> :::", "C45", "C33"),
    ("::: pull-qoute\nperson: nobody\n\nWords.\n:::", "C33", 'no person "nobody"'),
    ("::: figure\nimge: gone.jpg\ndescription: A crowd.\n:::", "C33", "C13"),
    ("::: stories\ncountt: many\n:::", "C33", "C34"),
]
IN_HEADERS = [
    ("Imgae: images/gone.jpg", "C06", "C13"),
    ("Authr: nobody-here", "C06", "C33"),
    ("Campagn: nothing", "C06", "C33"),
    ("Modifed: 2020-01-01", "C06", "C105"),
    ("Modified: 1 January 2020", "C04", "C105"),
    ("Updated: 2020-01-01", "C06", "C105"),
    ("Until: 06/07/2027", "C06", "C05"),
    ("Expires: 3 March 2020", "C04", "C25"),
    ("Change-not: We were wrong.", "C06", "C121"),
    ("Image: images/empty-sign.jpg\nImage-descripton: Picture of a rally", "C06", "C15"),
]
EVENTS = [
    ("Starts: 2027-12-10 18:30 MST\nEnds: 2027-12-10 17:00 MST", "C04", "C25"),
    ("Starts: 10 December 2027 18:30\nEnds: 2027-12-10 17:00", "C04", "C25"),
    ("Strats: 2027-12-10 18:30\nEnds: 2027-12-10 17:00", "C06", "C25"),
    ("Start: 2027-12-10 18:30\nEnd: 2027-12-10 17:00", "C06", "C25"),
    ("Starts: 2027-12-10 18:30\nEnds: 5 pm", "C04", "C25"),
    ("Starts: 2027-12-10 18:30\nLnk: /gone/", "C06", "C11"),
]


# How the lines at the top of a file are kept from being read, and what is wrong in one of them.
TOP = "Title: Header {number}\nDate: 2021-03-04\nSummary: What it is about, {number}.\n{line}\n\nWords {number}.\n"
BROKEN = {
    "an empty line below the title": lambda top: top.replace("\n", "\n\n", 1),
    "an empty line below each": lambda top: top.replace("\n", "\n\n"),
    "a line of words": lambda top: top.replace("\n", "\nBy our staff\n", 1),
    "no colon": lambda top: top.replace("Summary:", "Summary"),
    "no colon in any": lambda top: re.sub(r"(?m)^([\w-]+): ", r"\1 ", top),
    "equals signs": lambda top: top.replace(": ", " = "),
    "in a comment": lambda top: f"<!--\n{top}\n-->",
    "a summary on two lines": lambda top: top.replace("What it", "What\nit"),
    "bold names": lambda top: re.sub(r"(?m)^([\w-]+):", r"**\1:**", top),
    "bold lines": lambda top: re.sub(r"(?m)^(.+)$", r"**\1**", top),
    "a list": lambda top: re.sub(r"(?m)^", "- ", top),
    "a numbered list": lambda top: re.sub(r"(?m)^", "1. ", top),
    "headings": lambda top: re.sub(r"(?m)^", "## ", top),
    "a quotation": lambda top: re.sub(r"(?m)^", "> ", top),
    "quotation marks": lambda top: re.sub(r"(?m)^(.+)$", r"“\1”", top),
    "indented": lambda top: re.sub(r"(?m)^", "    ", top),
    "a table": lambda top: re.sub(r"(?m)^([\w-]+): (.*)$", r"| \1 | \2 |", top),
    "HTML": lambda top: re.sub(r"(?m)^([\w-]+): (.*)$", r"<p><strong>\1:</strong> \2</p>", top),
    "YAML": lambda top: "---\n" + re.sub(r"(?m)^([\w-]+): (.*)$", r"\1: '\2'", top) + "\n---",
}
HIDDEN = [
    ("Image: images/gone.jpg", "C13"),
    ("Image: images/empty-sign.jpg", "C14"),
    ("Author: nobody-here", "C33"),
    ("Campaign: nothing", "C33"),
    ("Modified: 2020-01-01", "C105"),
    ("Expires: 2020-01-01", "C25"),
    ("Lang: french", "C34"),
    ("Slug: Our Story!", "C34"),
    ("Change-note: We were wrong.", "C121"),
]


def test_lines_at_the_top_that_cannot_be_read_hide_nothing_of_what_they_say(tmp_path: Path) -> None:
    rows, files = list[tuple[str, ...]](), dict[str, str]()
    for how, broken in BROKEN.items():
        for line, code in HIDDEN:
            top, _, words = TOP.format(number=len(rows), line=line).partition("\n\n")
            files[name := f"news/text-{len(rows)}.md"] = f"{broken(top)}\n\n{words}"
            rows.append((name, how, line, code))

    told = told_by_check(tmp_path, files)

    missed = [row for row in rows if not any(f"content/{row[0]}:" in one and f"[{row[-1]}]" in one for one in told)]
    assert not missed


def test_words_below_lines_in_other_signs_stay_words(tmp_path: Path) -> None:
    top = "**Title:** The plan\n\n**Date:** 2021-03-04\n\n**Summary:** What the plan is about.\n\n"
    words = "**Note:** These are words.\n\n**Image:** gone.jpg is what we saw.\n"

    told = told_by_check(tmp_path, {"news/a.md": top + words})

    assert [one.split()[1].rpartition(":")[2] for one in told if one.startswith("error")] == ["1", "1", "3", "5"], told


def test_what_a_mistake_hides_is_told_with_it(tmp_path: Path) -> None:
    rows, files = list[tuple[str, ...]](), dict[str, str]()
    for number, (body, *codes) in enumerate(IN_TEXTS):
        files[name := f"news/text-{number}.md"] = STORY.format(title=f"Text {number}", header="", body=body)
        rows.append((name, body, *codes))
    for number, (header, *codes) in enumerate(IN_HEADERS):
        files[name := f"news/header-{number}.md"] = STORY.format(
            title=f"Header {number}", header=f"{header}\n", body="Words."
        )
        rows.append((name, header, *codes))
    for number, (header, *codes) in enumerate(EVENTS):
        summary = f"Summary: What event {number} is about.\n"
        files[name := f"events/event-{number}.md"] = (
            f"Title: Event {number}\n{header}\nPlace: A hall\n{summary}\nWords.\n"
        )
        rows.append((name, header, *codes))
    files["announcements/a.md"] = "Title: Come\nStarts: 10 December 2027\nEnds: 1 December 2027\n\nWords.\n"
    rows.append(("announcements/a.md", "of an announcement", "C04", "C25"))

    told = small_site(tmp_path, files).findings()

    for name, what, *codes in rows:
        about = "\n".join(line for line in told if f"content/{name}:" in line)
        assert all(code in about for code in codes), (what, codes, about)


# Fields that are called otherwise here, which stops nothing, and what they name.
NAMED = {
    "news/a.md": ("Title: A\nDate: 2021-03-04\nSummary: What A is about.\nPhoto: gone.jpg\n\nWords.\n", "C13"),
    "news/b.md": ("Title: B\nDate: 2021-03-04\nSummary: What B is about.\nCover: images/empty-sign.jpg\n\nB.\n", "C14"),
    "pages/c.md": ("Title: C\nSummary: What C is about.\nBild: gone.jpg\n\nWords of C.\n", "C13"),
    "people/d.md": ("Name: Dee Roe\nRole: Clerk\nPhoto: gone.jpg\n", "C13"),
    "announcements/e.md": ("Title: E\nStarts: 2026-11-01\nEnds: 2026-12-01\nURL: /gone/\n\nWords.\n", "C11"),
    "announcements/f.md": ("Title: F\nStarts: 2027-11-01\nEnds: 2027-12-01\nLien: /gone/\n\nWords.\n", "C11"),
    "events/g.md": (
        "Title: G\nStarts: 2027-01-02\nPlace: A hall\nSummary: What G is about.\nURL: /gone/\n\nWords of G.\n",
        "C11",
    ),
}


def test_what_a_field_of_another_name_names_is_looked_for(tmp_path: Path) -> None:
    right = "Image: images/empty-sign.jpg\nCover: gone.jpg\n"
    over = "Title: H\nStarts: 2026-01-01\nEnds: 2026-02-01\nURL: /gone/\n\nWords.\n"
    story = STORY.format(title="I", header=f"{right}Image-description: A sign.\n", body="Words of I.")
    files = {name: text for name, (text, _) in NAMED.items()}

    told = told_by_check(tmp_path, {**files, "announcements/h.md": over, "news/i.md": story})

    for name, (_, code) in NAMED.items():
        about = [line for line in told if f"content/{name}:" in line]
        assert any(f"[{code}]" in line for line in about), (name, about)
    assert not [line for line in told if line.startswith("error")]
    assert not [line for line in told if "announcements/h.md:4" in line and "[C11]" in line]
    assert not [line for line in told if "news/i.md" in line and "[C13]" in line]


def test_what_stops_nothing_hides_nothing_that_stops(tmp_path: Path) -> None:
    """A link that failed is a warning, and so is that it would lead nowhere."""
    body = "See (the plan)[/gone/], [the minutes] (/#gone).\n\n    We say it all [in the plan](/gone/plan/).\n"
    files = {"news/a.md": STORY.format(title="Text", header="Photo: Ann Lee\nUntil: 5 pm\n", body=body)}

    found = small_site(tmp_path, files).build()

    assert {one.code for one in found} >= {"C100", "C11", "C12", "C04", "C06"}
    assert all(one.level == "warning" for one in found if one.code != "C109")


def test_what_is_told_of_a_language_is_read_as_it_was_meant(tmp_path: Path) -> None:
    """Beside the address of its original, which nobody is told to change for that."""
    for number, line in enumerate(("Lang: french", "Language: fr", "Lnag: fr", "Langue: fr")):
        story = STORY.format(title="The plan", header="Slug: plan\n", body="Words.")
        french = STORY.format(title="Le plan", header=f"{line}\nSlug: plan\n", body="Mots.")
        site = small_site(tmp_path / f"{number}", {"news/plan.md": story, "news/plan-fr.md": french})

        codes = {line.partition("  [")[2] or line[-4:-1] for line in site.findings()}

        assert "C10" not in codes, line
