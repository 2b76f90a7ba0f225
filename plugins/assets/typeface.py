"""The face of titles: Fjalla One by Irina Smirnova (SIL Open Font License 1.1), whole, as one small file of the site.

Its licence reserves the names Fjalla and One, so a changed copy needs a name of its own.
"""

import hashlib
import io
from pathlib import Path

import brotli
import fontTools
from font_fjallaone import FjallaOne

from plugins.core.atomic import write_whole
from plugins.core.kept import read_sealed, sealed

FAMILY = "Placard"  # as in tokens.css
NAME_RECORDS = {1: FAMILY, 3: f"{FAMILY} 1.001", 4: FAMILY, 6: f"{FAMILY}-Regular", 16: FAMILY}  # ISO/IEC 14496-22
KEPT_RECORDS = (0, 2, 5, 7, 9, 13, 14)  # copyright, style, version, trademark, designer, licence and its address


def original_face() -> bytes:
    """The face as its package brings it: TrueType."""
    return Path(FjallaOne).read_bytes()


def web_face(original: bytes) -> bytes:
    """A face for browsers: every letter, without the hints that no screen needs today, under our name, as WOFF2.

    The same bytes give the same bytes. Source: W3C, WOFF File Format 2.0
    """
    from fontTools.subset import Options, Subsetter  # takes most of a second, and a finished face is kept
    from fontTools.ttLib import TTFont

    font = TTFont(io.BytesIO(original), recalcTimestamp=False)
    options = Options(hinting=False, layout_features=["*"], name_IDs=list(KEPT_RECORDS), notdef_outline=True)
    subsetter = Subsetter(options)
    subsetter.populate(unicodes=font.getBestCmap())
    subsetter.subset(font)
    for record, text in NAME_RECORDS.items():
        font["name"].setName(text, record, 3, 1, 0x409)
    font.flavor = "woff2"
    written = io.BytesIO()
    font.save(written)
    return written.getvalue()


def kept_web_face(folder: Path) -> bytes:
    """The same, made once: kept in `folder` under a name that changes with the face and whatever makes it."""
    original = original_face()
    maker = f"{fontTools.version} {brotli.__version__} {NAME_RECORDS} {KEPT_RECORDS}"
    name = hashlib.sha256(original + maker.encode()).hexdigest()[:16]
    file = folder / f"{name}.woff2"
    face = read_sealed(file)
    if face is None:
        face = web_face(original)
        write_whole(file, sealed(face, file.name))
    return face


def face_rule(file_name: str) -> str:
    """The rule that gives the face its name in a stylesheet beside it.

    Nothing moves when it arrives: where it comes too late for a page, a face of the reader's own stands in for it
    there (`optional`), and it is at hand for the next. It has one weight, and titles are to have no other.

    >>> face_rule("placard.woff2")
    '@font-face { font-family: "Placard"; src: url("placard.woff2"); font-weight: 1 1000; font-display: optional; }'
    """
    declarations = f'font-family: "{FAMILY}"; src: url("{file_name}"); font-weight: 1 1000; font-display: optional;'
    return f"@font-face {{ {declarations} }}"
