"""What pictures of members show, for those who cannot see them, made of what the members told."""

from collections.abc import Sequence
from itertools import islice

from plugins.render.words import Words
from plugins.selfies.composed import MAX_PICTURES
from plugins.selfies.wall import Tile

MAX_QUOTED = 3


def member_description(words: Words, member: Tile) -> str:
    """What the picture of one member shows: “Ade, Library, with a sign: “I find it””."""
    who = ", ".join(part for part in (member.name or words.text("a_member"), member.workplace) if part)
    if member.words:
        return words.text("sign_saying", who=who, words=member.words)
    return words.text("sign_at_work" if member.workplace else "with_a_sign", who=who)


def composed_description(words: Words, signs: Sequence[str]) -> str:
    """What a picture of many members shows: how many they are, and what some of their signs say.

    signs: what the sign of each says, in the order in which they may be quoted; empty for one that says nothing
    """
    count = min(len(signs), MAX_PICTURES)
    who = words.text("members_hold_signs", count=count)
    if len(signs) > count:
        who = words.text("some_hold_signs", some=count, count=len(signs))
    told = dict.fromkeys(" ".join(one.split()) for one in signs[:MAX_PICTURES] if one.strip())
    quoted = [words.text("quoted", words=one) for one in islice(told, min(count, MAX_QUOTED))]
    if not quoted:
        return words.text("signs_none", who=who)
    key = "signs_saying" if len(quoted) == count else "signs_among"
    return words.text(key, who=who, signs=words.listed(quoted))
