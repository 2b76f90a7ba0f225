"""Draw the thirty sample submissions: members of nobody real, and the words on their signs.

The pictures and the texts come from one table, so they agree; every run writes the same bytes.
"""

import argparse
import io
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from PIL import Image

from drawn_members import BLUE, CREAM, LINEN, MOSS, NAVY, PLUM, ROSE, STONE, TEAL, Member
from drawn_places import draw_place
from drawn_shapes import INK, PAPER, SIGNAL, SKY, SUN, Canvas
from drawn_signs import POSES, Frame, Sign, draw_together

CAMPAIGN: Final = "save-advanced-education"
JPEG_QUALITY: Final = 85
STORED_AS: Final = {
    1: None,
    2: Image.Transpose.FLIP_LEFT_RIGHT,
    3: Image.Transpose.ROTATE_180,
    6: Image.Transpose.ROTATE_90,
    8: Image.Transpose.ROTATE_270,
}
PORTRAIT, LANDSCAPE, SQUARE, TALL, WIDE = (1200, 1600), (1600, 1200), (1600, 1600), (1280, 1600), (1600, 1000)
EVERYWHERE: Final = "web, print, legislature"

PINK, ICE, BUTTER, MINT, LILAC, SAND, LEAF = "#f6c9bd", "#c4dff0", "#fbe09a", "#bfe0d8", "#d9cdea", "#e6dcc8", "#cfe0bd"
DUSK, DEEP_TEAL, BRICK, GOLD = "#2f4a78", "#2b7f7c", "#d9694c", "#f0b63a"


@dataclass(frozen=True)
class Sample:
    """One submission: who, where, what the sign says, how it is drawn, and what the member agreed to."""

    id: str
    name: str
    workplace: str
    sign: Sign
    size: tuple[int, int]
    place: str
    wall: str
    members: Sequence[Member]
    pose: str = "chest"
    consent: str = EVERYWHERE
    given: str = "2021-03-02, by e-mail"
    until: str = ""
    photo_by: str = "self"
    withdrawn: str = ""
    dog: str = ""
    orientation: int = 1
    gps: bool = False


UNIVERSITY_LIBRARY: Final = "University library, Edmonton"
TRADES: Final = "Trades institute, Calgary"
KITCHEN: Final = "College kitchen, Lethbridge"
STUDENT_SERVICES: Final = "Student services, Red Deer campus"
SCIENCE: Final = "Science labs, Edmonton campus"
GROUNDS: Final = "Grounds and greenhouse, Olds campus"
NURSING: Final = "Nursing school, Grande Prairie"
COMPUTING: Final = "Computing services, Medicine Hat"
CARETAKING: Final = "Caretaking, Fort McMurray campus"

# One submission reads as one paragraph.
# fmt: off
SAMPLES: Final[Sequence[Sample]] = (
    Sample("0401", "Ade", STUDENT_SERVICES, Sign("I answer when *students* *call*", turn=-2), PORTRAIT, "office", PINK,
           [Member(5, "crop", top="shirt", colour=NAVY, hat="headset", hat_colour=INK, extras=("broad", "stubble",
           "lanyard"))]),
    Sample("0402", "Noor", UNIVERSITY_LIBRARY, Sign("I find the book you *need*", "sun", turn=1.5), TALL, "library",
           MINT,
           [Member(2, "hijab", top="cardigan", colour=PLUM, under=CREAM, wrap=SIGNAL, mouth="smile",
           extras=("glasses",), tool="book")], given="2021-03-04, on paper", orientation=6),
    Sample("0403", "Gord", TRADES, Sign("Safe shops, skilled trades", "kraft", turn=-1), LANDSCAPE, "workshop", ICE,
           [Member(1, "sides", "grey", top="plaid", colour=SIGNAL, hat="hardhat", jaw=0.9, extras=("long", "beard",
           "age"), tool="wrench")], photo_by="Lena Ford", gps=True),
    Sample("0404", "Thuy", SCIENCE, Sign("I keep the *labs* running", "signal", turn=1), PORTRAIT, "lab", LILAC,
           [Member(1, "bob", top="coat", colour=LINEN, under=TEAL, hat="goggles", hat_colour=SUN, mouth="laugh",
           eyes="happy", tool="flask", extras=("button",))], given="2021-03-05, by e-mail", gps=True),
    Sample("0405", "Marcel", KITCHEN, Sign("I keep you fed / between *exams*", "red", "marker", turn=-2), SQUARE,
           "kitchen", BUTTER,
           [Member(4, "buzz", top="chef", colour=LINEN, under=SIGNAL, hat="chef", hat_colour=PAPER, jaw=0.7,
           extras=("broad", "moustache"), tool="whisk")], consent="web", orientation=3),
    Sample("0406", "Precious", NURSING, Sign("Nurses learn because we *prepare*", turn=-1), TALL, "ward", ICE,
           [Member(6, "braids", top="scrubs", colour=TEAL, mouth="laugh", extras=("broad", "stethoscope",
           "earrings"))], "peek", given="2021-03-06, on paper"),
    Sample("0407", "Harpreet", COMPUTING, Sign("I set up every *screen*", "ink", turn=1.5), LANDSCAPE, "servers", MINT,
           [Member(3, "turban", top="shirt", colour=SKY, wrap=GOLD, jaw=0.6, extras=("long", "longbeard", "lanyard"),
           tool="laptop")], orientation=8, gps=True),
    Sample("0408", "Wanda", CARETAKING, Sign("No caretakers, *no* *classes*", "sun", turn=-2), PORTRAIT, "corridor",
           TEAL,
           [Member(3, "curls", "plum", top="overalls", colour=NAVY, under=ROSE, mouth="firm", extras=("age",
           "earrings"), tool="mop")], "stick", given="2021-03-08, by e-mail"),
    Sample("0409", "Joel", GROUNDS, Sign("I grow / what you *study*", "kraft", "pen", turn=1), SQUARE, "greenhouse",
           LEAF,
           [Member(1, "quiff", "ginger", top="overalls", colour=MOSS, under=CREAM, extras=("button", "beard"),
           tool="plant")], until="2031-12-31"),
    Sample("0410", "", STUDENT_SERVICES, Sign("My job *opens* *doors*", "signal", turn=-1.5), TALL, "campus", ICE,
           [Member(4, "waves", "chestnut", top="turtle", colour=SUN, mouth="smile", extras=("pin",))], "chair",
           photo_by="Tomas Reyes", given="2021-03-09, on paper"),
    Sample("0411", "Solveig", UNIVERSITY_LIBRARY, Sign("Ask me. / *I* *know* / *where.*", turn=2), PORTRAIT, "library",
           SAND,
           [Member(0, "bun", "silver", top="turtle", colour=INK, mouth="smile", eyes="happy", extras=("long", "age",
           "glasses", "red-frame", "necklace"))]),
    Sample("0412", "Dev, Ruth and Ansel", TRADES, Sign("Public. Good. *Ours.*", "ink", turn=-1), WIDE, "workshop",
           BUTTER,
           [Member(4, "short", top="jacket", colour=TEAL, jaw=0.7, extras=("stubble",)), Member(1, "pixie", "blond",
           top="vest", colour=SIGNAL, under=STONE, mouth="laugh", eyes="happy"), Member(6, "bald", top="tee",
           colour=SUN, extras=("goatee", "square-glasses"))], "together", photo_by="Lena Ford", orientation=3,
           gps=True),
    Sample("0413", "Inés", SCIENCE, Sign("Ask me about *my* *lab*", "paper", "marker", "underline", 1.5), TALL, "lab",
           PINK,
           [Member(2, "ponytail", "black", top="coat", colour=LINEN, under=PLUM, extras=("button", "square-glasses"),
           mouth="laugh")], "raise", given="2021-03-10, by e-mail"),
    Sample("0414", "Bill and Biscuit", STUDENT_SERVICES, Sign("We calm / *exam* *nerves*", "sky", "pen", turn=-1.5),
           LANDSCAPE, "office", MINT,
           [Member(0, "short", "white", top="cardigan", colour=BLUE, under=PAPER, eyes="happy", extras=("age",
           "glasses"))], "together", dog="#c8894a", until="2031-12-31"),
    Sample("0415", "Amara", TRADES, Sign("I teach *welders* *safely*", "sun", turn=1), PORTRAIT, "workshop", DUSK,
           [Member(6, "locs", top="jacket", colour=SIGNAL, hat="welder", hat_colour=STONE, mouth="grin",
           extras=("broad",))], "peek", gps=True),
    Sample("0416", "Yuki", COMPUTING, Sign("Wi-Fi / doesn't *fix* *itself*", "red", "pen", turn=-2), TALL, "servers",
           LILAC,
           [Member(0, "bob", "black", top="hoodie", colour=INK, eyes="wink", mouth="smile", extras=("button",
           "grip"))]),
    Sample("0417", "Chidi", UNIVERSITY_LIBRARY, Sign("Free to *learn*", "signal", extra="border", turn=-1.5), SQUARE,
           "library", GOLD,
           [Member(5, "curlytop", top="blazer", colour=NAVY, under=PAPER, extras=("glasses", "pin"), mouth="grin")],
           "raise", orientation=6, given="2021-03-12, on paper"),
    Sample("0418", "Rosa", KITCHEN, Sign("Hot soup. / *Open* *minds.*", turn=1.5), PORTRAIT, "kitchen", BRICK,
           [Member(3, "bun", "black", top="apron", colour=INK, under=SUN, hat="band", hat_colour=SIGNAL, mouth="laugh",
           extras=("button", "earrings"))], photo_by="Marcel Dubé"),
    Sample("0419", "Gwen", NURSING, Sign("Practice *here.* Save lives *there.*", "paper", turn=-1), LANDSCAPE, "ward",
           LILAC,
           [Member(0, "waves", "ginger", top="scrubs", colour=BLUE, extras=("freckles", "stethoscope", "grip"),
           mouth="smile")], consent="web", orientation=2),
    Sample("0420", "", CARETAKING, Sign("I clean. / *You* *learn.*", "kraft", "marker", turn=2), TALL, "corridor", ICE,
           [Member(5, "sides", "white", top="shirt", colour=MOSS, jaw=0.6, extras=("broad", "moustache", "age"),
           tool="broom")], "stick", given="2021-03-15, on paper"),
    Sample("0421", "Kavita and Jo", SCIENCE, Sign("Cuts close / *classrooms*", "red", extra="border", turn=1),
           LANDSCAPE, "lecture", MINT,
           [Member(3, "long", top="cardigan", colour=ROSE, under=SUN, mouth="firm", extras=("necklace",)), Member(1,
           "quiff", "brown", top="plaid", colour=BLUE, mouth="smile", extras=("stubble", "square-glasses"))],
           "together", photo_by="Noor Haddad", gps=True),
    Sample("0422", "Pat", GROUNDS, Sign("Snow gone by *seven*", "ink", turn=-2), SQUARE, "campus", SKY,
           [Member(1, "bob", "grey", top="jacket", colour=SIGNAL, hat="toque", hat_colour=BLUE, mouth="grin",
           extras=("age", "scarf"))], orientation=8),
    Sample("0423", "Leila", STUDENT_SERVICES, Sign("I process / *your* *loan*", "sun", "marker", "underline", -1.5),
           TALL, "office", LEAF,
           [Member(2, "hijab", top="blazer", colour=INK, under=CREAM, wrap=BLUE, mouth="lips", tool="clipboard",
           extras=("long",))], until="2031-12-31", given="2021-03-17, by e-mail"),
    Sample("0424", "Eli", CARETAKING, Sign("I fix it at *3* *a.m.*", "paper", turn=1.5), PORTRAIT, "plant_room",
           BUTTER,
           [Member(2, "short", "brown", top="vest", colour=SIGNAL, under=NAVY, hat="hardhat", hat_colour=PAPER,
           jaw=0.8, eyes="open", extras=("long", "goatee"), tool="wrench")], gps=True, orientation=6),
    Sample("0425", "Tanya", TRADES, Sign("Every program *needs* *us*", "signal", turn=-1), PORTRAIT, "lecture", SAND,
           [Member(4, "afro", top="tee", colour=SUN, mouth="laugh", eyes="happy", extras=("broad", "earrings"))],
           "raise"),
    Sample("0426", "Owen, Mei, Sunny and Bea", UNIVERSITY_LIBRARY, Sign("We are the *campus*", "sun", turn=-0.8), WIDE,
           "campus", PINK,
           [Member(0, "bald", "grey", top="blazer", colour=NAVY, under=SKY, extras=("beard", "age")), Member(1,
           "ponytail", "black", top="hoodie", colour=TEAL, mouth="laugh", eyes="happy"), Member(4, "turban", top="tee",
           colour=SIGNAL, wrap=INK, extras=("beard",)), Member(5, "curls", "brown", top="scrubs", colour=PLUM,
           mouth="smile", extras=("glasses",))], "together", given="2021-03-19, on paper", photo_by="Solveig Moe"),
    Sample("0427", "Desmond", KITCHEN, Sign("Students first / means *staff*", "sky", turn=-1.5), LANDSCAPE, "kitchen",
           SAND,
           [Member(6, "crop", "grey", top="apron", colour=SIGNAL, under=PAPER, hat="cap", hat_colour=INK, jaw=0.6,
           extras=("broad", "beard", "grip"))], given="2021-03-20, by e-mail"),
    Sample("0428", "", COMPUTING, Sign("Your exam / *loads.* / *Me.*", "paper", "pen", turn=1), PORTRAIT, "servers",
           DEEP_TEAL,
           [Member(3, "long", "plum", top="tee", colour=INK, mouth="smile", eyes="wink", extras=("glasses",
           "freckles"))], "peek", consent="web"),
    Sample("0429", "Stefan", GROUNDS, Sign("I plant *shade* for graduates", "paper", turn=-1.5), TALL, "greenhouse",
           MINT,
           [Member(1, "curlytop", "blond", top="plaid", colour=MOSS, mouth="smile", extras=("stubble",),
           tool="hammer")], consent="", given="", photo_by=""),
    Sample("0430", "Candice", NURSING, Sign("Put back *what* *was* *cut*", "red", "marker", turn=1.5), SQUARE, "ward",
           BUTTER,
           [Member(2, "bob", "plum", top="scrubs", colour=ROSE, mouth="firm", extras=("button", "stethoscope",
           "square-glasses"))], "peek", withdrawn="2021-06-14", gps=True),
)
# fmt: on


def draw_sample(sample: Sample) -> Image.Image:
    """The picture as it should be seen."""
    width_px, height_px = sample.size
    canvas = Canvas(width_px, height_px, sample.wall)
    draw_place(canvas, sample.place, sample.wall)
    frame = Frame(0, 0, width_px, height_px)
    if sample.pose == "together":
        draw_together(canvas, sample.members, frame, sample.sign, dog=sample.dog)
    else:
        POSES[sample.pose](canvas, sample.members[0], frame, sample.sign)
    return canvas.finished()


def encode(picture: Image.Image, sample: Sample) -> bytes:
    """JPEG as a camera would send it: perhaps turned, perhaps telling where it was taken."""
    exif = Image.Exif()
    turn = STORED_AS[sample.orientation]
    if turn is not None:
        picture = picture.transpose(turn)
        exif[0x0112] = sample.orientation
    if sample.gps:
        exif[0x010F], exif[0x0110] = "Samplecam", "Drawn 1"
        exif[0x0132] = f"2021:03:02 09:{int(sample.id) % 60:02}:00"
        exif.get_ifd(0x8825).update({1: "N", 2: (53.0, 30.0, 0.0), 3: "W", 4: (113.0, 30.0, 0.0)})
    buffer = io.BytesIO()
    picture.save(buffer, "JPEG", quality=JPEG_QUALITY, optimize=True, exif=exif)
    return buffer.getvalue()


def compose_text(sample: Sample) -> str:
    """The submission's header and the words on its sign."""
    lines = [f"Name: {sample.name}"] if sample.name else []
    lines += [f"Workplace: {sample.workplace}", f"Campaign: {CAMPAIGN}", f"Consent: {sample.consent}"]
    lines += [f"Consent-given: {sample.given}"]
    if sample.until:
        lines.append(f"Consent-until: {sample.until}")
    lines += [f"Adults-only: {'yes' if sample.consent else ''}", f"Photo-by: {sample.photo_by}"]
    if sample.withdrawn:
        lines.append(f"Withdrawn: {sample.withdrawn}")
    return "\n".join(line.rstrip() for line in lines) + f"\n\n{sample.sign.said}\n"


def write_samples(folder: Path, only: Sequence[str]) -> None:
    """Write picture and text of each sample, or only of those named by id."""
    folder.mkdir(parents=True, exist_ok=True)
    for sample in SAMPLES:
        if only and sample.id not in only:
            continue
        (folder / f"{sample.id}.jpg").write_bytes(encode(draw_sample(sample), sample))
        (folder / f"{sample.id}.md").write_text(compose_text(sample), encoding="utf-8", newline="\n")


def main() -> None:
    """Read the command line."""
    parser = argparse.ArgumentParser(description=__doc__)
    home = Path(__file__).resolve().parent.parent / "content" / "selfies"
    parser.add_argument(
        "--to", type=Path, default=home, metavar="FOLDER", help="where to write (default: content/selfies)"
    )
    parser.add_argument("--only", default="", metavar="IDS", help="these alone, separated by commas: 0401,0407")
    choices = parser.parse_args()
    only = [part for part in choices.only.split(",") if part]
    unknown = set(only) - {sample.id for sample in SAMPLES}
    if unknown:
        parser.error(f"no sample is called {', '.join(sorted(unknown))}; there are {SAMPLES[0].id} to {SAMPLES[-1].id}")
    write_samples(choices.to, only)


if __name__ == "__main__":
    main()
