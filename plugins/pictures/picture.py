"""What the site knows of a picture: its size and the files that show it."""

from dataclasses import dataclass

from plugins.core.findings import ReasonError
from plugins.pictures.fingerprint import NO_FINGERPRINT, Fingerprint

# How the names of originals end.
SUFFIXES = (".jpg", ".jpeg", ".png", ".webp", ".heic", ".heif")
MAX_SIZE_BYTES = 50_000_000  # of an original
MAX_PROFILE_BYTES = 4_000_000  # of the description of its colours


class PictureError(ReasonError):
    """A file that cannot be shown. The reason is a clause of its own: picture.cut-short, picture.web-page."""


class ForbiddenError(PictureError):
    """A file whose very bytes must not be shown, and are not decoded. `sha256` is that of them."""

    def __init__(self, sha256: str) -> None:
        super().__init__("picture.forbidden")
        self.sha256 = sha256


@dataclass(frozen=True, slots=True)
class Derivative:
    """One published file. `name` is its path in the output: "pictures/3f2a90c1d2e3f405-320.avif"."""

    width_px: int
    height_px: int
    name: str


@dataclass(frozen=True, slots=True)
class Picture:
    """Size on a page, and all derivatives, narrowest first.

    width_px, height_px: of the largest derivative; of a drawing (SVG) as it says itself, whatever its derivatives have
    fallback: for browsers that know no AVIF: as many, of equal widths, as JPEG; of a drawing as PNG
    original_sha256: of the original's bytes, 64 hexadecimal digits
    fingerprint: how it looks
    original_size_bytes: 0 for a picture made of others
    tells_place: whether the original says where it was taken; no derivative does
    most_bytes: the size of the largest file among the derivatives
    """

    width_px: int
    height_px: int
    avif: tuple[Derivative, ...]
    fallback: tuple[Derivative, ...]
    original_sha256: str = ""
    fingerprint: Fingerprint = NO_FINGERPRINT
    original_size_bytes: int = 0
    tells_place: bool = False
    most_bytes: int = 0

    @property
    def aspect_ratio(self) -> float:
        """Width divided by height, always > 0."""
        return self.width_px / self.height_px
