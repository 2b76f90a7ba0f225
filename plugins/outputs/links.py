"""Links as staff write them become finished addresses, or findings: a page, a spot on it, a file, another site."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from posixpath import join, normpath
from urllib.parse import unquote, urlsplit

from plugins.core.findings import Finding, Where, error
from plugins.core.suggestions import closest
from plugins.outputs.addresses import Addresses

INDICATOR = re.compile(r"[{|](?P<what>filename|static|attach|index|tag|category|author)[|}](?P<path>.*)", re.DOTALL)
ELSEWHERE = re.compile(r"(?i)(https?|mailto|tel|sms):")


@dataclass(slots=True)
class LinkTable:
    """What links may lead to.

    addresses: how addresses are made
    pages: every address below the root ("news/plan/") that the site will have
    sources: the address of each source file below content/ ("news/plan.md")
    content: the content folder, for files to download
    files, spots: filled while links are resolved: files to copy (address -> source), spots to look for in drawn pages
    """

    addresses: Addresses
    pages: frozenset[str]
    sources: Mapping[str, str]
    content: Path
    files: dict[str, Path] = field(default_factory=dict)
    spots: list[tuple[Where, str, str]] = field(default_factory=list)
    findings: list[Finding] = field(default_factory=list)

    def resolve(self, target: str, words: str, where: Where, own_address: str) -> str:
        """The finished address of a link in the page at `own_address`; what leads nowhere is reported and left."""
        if ELSEWHERE.match(target):
            return target
        if told := INDICATOR.fullmatch(target):
            return self._source(told["what"], told["path"], target, words, where)
        parts = urlsplit(target)
        if not parts.path and parts.fragment:
            self.spots.append((where, own_address, parts.fragment))
            return target
        path = unquote(parts.path)
        below_root = (
            path.lstrip("/") if path.startswith("/") else normpath(join(own_address, path)) + "/" * path.endswith("/")
        )
        if below_root not in self.pages:
            self._report(target, below_root, words, where)
            return target
        if parts.fragment:
            self.spots.append((where, below_root, parts.fragment))
        rest = target[len(parts.path) :]
        return self.addresses.address(below_root) + rest

    def _source(self, what: str, path: str, target: str, words: str, where: Where) -> str:
        """Pelican's {filename}, {static} and {attach}: a source file's page, or a file of content to download."""
        parts = urlsplit(path)
        folder = "" if parts.path.startswith("/") else where.path.removeprefix("content/").rpartition("/")[0]
        source = normpath(join(folder, unquote(parts.path).lstrip("/")))
        fragment = f"#{parts.fragment}" if parts.fragment else ""
        if what == "filename" and source in self.sources:
            if parts.fragment:
                self.spots.append((where, self.sources[source], parts.fragment))
            return self.addresses.address(self.sources[source]) + fragment
        file = self.content / source
        if what in ("filename", "static", "attach") and not source.startswith(".."):
            if file.is_file() and file.suffix != ".md" and file.resolve().is_relative_to(self.content.resolve()):
                self.files[f"files/{source}"] = file
                return self.addresses.address(f"files/{source}")
        elif source.startswith(".."):
            self.findings.append(
                error(where, f'"{target}" points outside the content folder.', "Copy the file into it.", "C37")
            )
            return target
        near = closest(source, self.sources)
        remedy = f"Closest: {{filename}}/{near}" if near else "Correct the file name, or delete the link."
        self.findings.append(error(where, f'The link "{words}" goes to {target}, which does not exist.', remedy, "C11"))
        return target

    def _report(self, target: str, below_root: str, words: str, where: Where) -> None:
        near = closest(below_root, self.pages)
        remedy = f"Closest: /{near}" if near else "Correct the address, or delete the link."
        self.findings.append(error(where, f'The link "{words}" goes to {target}, which does not exist.', remedy, "C11"))

    def lost_spots(self, ids_of: Mapping[str, frozenset[str]]) -> list[Finding]:
        """C12: links to a spot that its page does not have. Pages whose ids are not told are not looked at."""
        findings = []
        for where, page, spot in self.spots:
            if page in ids_of and unquote(spot) not in ids_of[page]:
                has = ", ".join(sorted(ids_of[page])) or "none"
                problem = f'/{page}#{spot}: the page exists, the spot "{spot}" does not.'
                findings.append(error(where, problem, f"It has: {has}", "C12"))
        return findings
