"""What documents told, remembered by their bytes: to take one apart takes a hundredth of a second, or much longer."""

import pickle
from collections.abc import Iterable
from pathlib import Path

from plugins.core.kept_values import KeptValues
from plugins.pictures.document_facts import DocumentFacts, facts_of
from plugins.render.result import Document


class KnownFacts:
    """The facts of documents, of which none says anything of a member: who may be shown decides nothing in them.

    file: where they are kept; None keeps nothing
    made_by: another one whenever what takes documents apart is
    """

    def __init__(self, file: Path | None = None, made_by: str = "") -> None:
        self._kept_values, self._made_by = KeptValues(file), made_by

    def of(self, data: bytes, sha256: str, ending: str) -> DocumentFacts:
        """What a document told before, or tells now. sha256: of its bytes; ending: of its name, in small letters"""
        name = self._name(sha256, ending)
        if (kept := self._kept_values.get(name)) is not None:
            known: DocumentFacts = pickle.loads(kept)
            return known
        facts = facts_of(data, ending)
        self._kept_values.put(name, pickle.dumps(facts))
        return facts

    def _name(self, sha256: str, ending: str) -> str:
        return f"{self._made_by} {sha256} {ending}"

    def save(self) -> None:
        """Keep what was told, whatever becomes of the build."""
        self._kept_values.save()

    def keep_only(self, documents: Iterable[Document]) -> None:
        """Drop what all other documents told."""
        self._kept_values.keep_only({self._name(one.sha256, one.file.suffix.lower()) for one in documents})
