"""The house's style: terms to use, and what to write no more instead: content/house-style.toml."""

from dataclasses import dataclass

from plugins.core.fields import Field
from plugins.core.findings import Finding, finding
from plugins.core.header import SeenFile
from plugins.kinds.listed import TEXTS, ListKind, read_list

USE = Field("use", required=True, help="How we write it.", example="post-secondary")
AVOID = Field(
    "avoid",
    TEXTS,
    required=True,
    help="How we do not, each between quotation marks, with commas, in brackets.",
    example='["post secondary", "postsecondary"]',
)
EXAMPLE = """\
[[term]]
use = "post-secondary"
avoid = ["post secondary", "postsecondary"]
"""
HOUSE_STYLE = ListKind("term", "house-style.toml", (USE, AVOID), EXAMPLE, table="term")


@dataclass(frozen=True, slots=True)
class Term:
    """A term. use: as we write it; avoid: as we do not"""

    use: str
    avoid: tuple[str, ...]


def parse_house_style(seen: SeenFile) -> tuple[tuple[Term, ...], list[Finding]]:
    """The terms of a list, and what is wrong with it (as read_list, C131). Pure."""
    entries, findings = read_list(seen, HOUSE_STYLE)
    terms = []
    for entry in entries:
        if entry.lacks(USE.name):
            findings.append(finding("C131.term-without-use", entry.at(USE.name), **entry.to_type(USE)))
        if entry.lacks(AVOID.name):
            findings.append(finding("C131.term-without-avoid", entry.at(AVOID.name), **entry.to_type(AVOID)))
        use, avoid = entry.text(USE.name), entry.texts(AVOID.name)
        if use and use in avoid:
            findings.append(finding("C131.term-avoids-itself", entry.at(AVOID.name), use=use))
        terms.append(Term(use, tuple(one for one in avoid if one != use)))
    return tuple(term for term in terms if term.use and term.avoid), findings
