"""The picture of each page for whoever shares its link: asked for while pages are drawn, made when all are."""

import hashlib
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from concurrent.futures import BrokenExecutor
from contextlib import suppress
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import NamedTuple

from plugins.cards.drawing import draw_cards, recipe_and_encoders
from plugins.cards.fitting import MAX_CHARACTERS
from plugins.cards.glyphs import drawable
from plugins.cards.metrics import metrics_of
from plugins.cards.parts import PICTURE_BOX_PX, SIZE_PX, Card
from plugins.core.kept_values import KeptValues
from plugins.core.new_folder import NewFolder
from plugins.markup.plain_words import shortened
from plugins.pictures.cache import PictureCache
from plugins.pictures.derivatives import Encoded
from plugins.pictures.picture import Derivative, Picture
from plugins.pictures.workers import Workers, cores, in_turn
from plugins.selfies.composed import BETWEEN, REVISION, composed_picture, placed_together
from plugins.selfies.wall import Wall
from plugins.site.routes import CARDS, PORTRAITS

# So many cards take as long as it takes to start processes for them; and so many are handed to one at a time.
_FEW, _CHUNK = 24, 16
# How many members stand on a wall's card, so that each can be seen; their box, twice its size, and between them.
MEMBERS_ON_CARD, _TOGETHER_PX = 12, (2 * PICTURE_BOX_PX[0], 2 * PICTURE_BOX_PX[1], 12)


class Share(NamedTuple):
    """What stands for a page where its link is shared, and what it shows, for those who cannot see it."""

    file: Derivative
    description: str


class CardRequest(NamedTuple):
    """A card that is to be drawn. picture: what stands on it besides words"""

    card: Card
    picture: Derivative | None


@dataclass(frozen=True, slots=True)
class SiteIdentity:
    """Who speaks on every card. name: of the site; short, organisation: of whose it is"""

    name: str
    short: str
    organisation: str


@dataclass(slots=True)
class ShareCards:
    """The cards of one build, drawn once and kept.

    file: where finished cards are kept; colours: "#rrggbb" by token; face: path of a typeface's file
    picture: gives the picture of a path below content/ that a text names, never a member's
    pictures: the derivatives made so far
    """

    file: Path
    face: str
    colours: dict[str, str]
    identity: SiteIdentity
    picture: Callable[[str], Picture]
    pictures: PictureCache
    _characters: frozenset[str] = field(init=False)
    _look: str = field(init=False)
    _kept_values: KeptValues = field(init=False)

    def __post_init__(self) -> None:
        self._kept_values = KeptValues(self.file)
        self._characters = metrics_of(self.face).characters
        self._look = f"{recipe_and_encoders()} {hashlib.sha256(Path(self.face).read_bytes()).hexdigest()}"

    def card(
        self, title: str, kicker: str = "", image: str = "", image_description: str = ""
    ) -> tuple[Share, CardRequest]:
        """The card of a page, and what it will be drawn of.

        title, kicker: plain text
        image: path below content/ of a picture that a text names; its description, "" for decoration
        raises: KeyError for a picture that no text names
        """
        card = self.lettered(title, kicker)
        shown = _large_enough(self.picture(image)) if image else None
        key = repr((self._look, card, shown and shown.name))
        suffix = ".jpg" if shown else ".png"
        folder = PORTRAITS if shown and shown.name.startswith(PORTRAITS) else CARDS
        name = f"{folder}{hashlib.sha256(key.encode()).hexdigest()[:16]}{suffix}"
        text = card.title or title  # another than the page's where the face has letters for that and not for the page's
        share = Share(Derivative(*SIZE_PX, name), f"{text}. {image_description}" if image_description else text)
        return share, CardRequest(card, shown)

    def wall_card(self, title: str, kicker: str, wall: Wall, shown: str) -> Share:
        """The card of a wall and of its campaign: some members, each picture whole; drawn at once, if it is not there.

        Only a Wall is taken: its tiles are of members who are cleared for the web.
        shown: what its first MEMBERS_ON_CARD hold up, in words
        """
        card = self.lettered(title, kicker)
        members = [tile.picture for tile in wall.tiles[:MEMBERS_ON_CARD]]

        def draw() -> list[Encoded]:
            (together,) = placed_together(members, _TOGETHER_PX, self.pictures, ["JPEG"])
            (data,) = draw_cards(self.face, [replace(card, picture=together.data)])
            return [Encoded(f"-{SIZE_PX[0]}.jpg", *SIZE_PX, data)]

        placed = repr((_TOGETHER_PX, BETWEEN, REVISION))
        parts = [self._look, repr(card), placed, *(picture.fallback[0].name for picture in members)]
        (file,) = self.pictures.composed(parts, draw).fallback
        return Share(file, f"{card.title or title}. {shown}")

    def everyone(self, wall: Wall) -> Picture:
        """One picture of a wall's members; drawn at once, if it is not there.

        Only a Wall is taken: its tiles are of members who are cleared for the web.
        """
        return composed_picture([tile.picture for tile in wall.tiles], self.pictures)

    def lettered(self, title: str, kicker: str) -> Card:
        """The words of a card in letters that the face has.

        A title that cannot be written so gives its place to the site's name. Nothing stands on a card twice.
        """
        name, short, organisation = (
            drawable(words, self._characters)
            for words in (self.identity.name, self.identity.short, self.identity.organisation)
        )
        title = shortened(drawable(title, self._characters) or name or organisation or short, MAX_CHARACTERS)
        below = organisation if title == name else name
        kicker = drawable(kicker, self._characters)
        return Card(
            title, "" if kicker in (title, below) else kicker, below, short, tuple(sorted(self.colours.items()))
        )

    def publish(self, requests: Mapping[str, CardRequest], output: NewFolder) -> dict[str, str]:
        """Puts cards into the output folder, and draws those that are not kept as they were.

        requests: by published name
        returns: the SHA-256 of each by its name
        raises: OSError
        """
        there = {name: sha256 for name in sorted(requests) if (sha256 := output.take_as_it_is(name))}
        others = {name: one for name, one in requests.items() if name not in there}
        return there | {name: output.write(name, data) for name, data in self.finished(others)}

    def finished(self, requests: Mapping[str, CardRequest]) -> Iterator[tuple[str, bytes]]:
        """The bytes of each card and its published name, as they are kept or drawn now. raises: OSError"""
        missing: list[str] = []
        for name in sorted(requests):
            if (data := self._kept_values.get(name)) is None:
                missing.append(name)
            else:
                yield name, data
        cards = [self._with_picture(*requests[name]) for name in missing]
        for name, data in zip(missing, self._drawn(cards), strict=True):
            self._kept_values.put(name, data)
            yield name, data
        self._kept_values.save()

    def prune(self, names: Collection[str]) -> None:
        """Drops every card but those with these published names; without any, for the editor's machine, none."""
        if names:
            self._kept_values.keep_only(names)

    def _with_picture(self, card: Card, shown: Derivative | None) -> Card:
        return replace(card, picture=self.pictures.read(shown)) if shown else card

    def _drawn(self, cards: Sequence[Card]) -> Iterator[bytes]:
        """A few at a time: all cards of 10,000 stories take 200 MB."""
        chunks = [cards[start : start + _CHUNK] for start in range(0, len(cards), _CHUNK)]
        done = 0
        if len(cards) > _FEW and cores() > 1:
            with suppress(BrokenExecutor), Workers(min(cores(), len(chunks))) as workers:
                for drawn in in_turn(workers, draw_cards, ((self.face, chunk) for chunk in chunks)):
                    done += 1
                    yield from drawn
        for chunk in chunks[done:]:  # few, or there is no room for other processes
            yield from draw_cards(self.face, chunk)


def _large_enough(picture: Picture) -> Derivative:
    return next((one for one in picture.fallback if one.width_px >= PICTURE_BOX_PX[0]), picture.fallback[-1])
