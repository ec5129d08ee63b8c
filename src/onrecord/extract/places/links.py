"""Which place a report says another lies in, and which countries it names by their people."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import replace

from onrecord.extract.places.mentions import PLACE_LABELS, Mention
from onrecord.extract.places.words import demonyms_in, facilities
from onrecord.language import AnnotatedDocument

# What stands between a name and the place that it lies in: "Dalton, Georgia", "Tripoli (Libya)", "Basra in Iraq".
LIES_IN = ([","], ["in"], ["("], [",", "in"])
# The same for a spot with a name of its own: "the Northern Clinic, near Dalton".
SPOT_LIES_IN = (*LIES_IN, ["of"], ["near"], [",", "near"], ["outside"], [",", "outside"])


def linked(doc: AnnotatedDocument, mentions: Sequence[Mention]) -> tuple[Mention, ...]:
    """The mentions, each with the place that it is said to lie in."""
    return tuple(replace(mention, inside=_outer(doc, mentions, index)) for index, mention in enumerate(mentions))


def _outer(doc: AnnotatedDocument, mentions: Sequence[Mention], index: int) -> int | None:
    here = mentions[index]
    if index + 1 < len(mentions):
        between = _between(doc, here, mentions[index + 1])
        if between in (SPOT_LIES_IN if is_spot(here) else LIES_IN):
            return index + 1
    if index and _between(doc, mentions[index - 1], here) in (["'s"], ["’s"]):
        return index - 1
    return None


def _between(doc: AnnotatedDocument, here: Mention, there: Mention) -> list[str]:
    return [token.text for token in doc.tokens[here.last : there.first] if token.pos != "DET"]


def is_spot(mention: Mention) -> bool:
    """Whether the name ends in a noun for a spot: "the Northern Clinic"."""
    return mention.span.text.rpartition(" ")[2].lower() in facilities()


def spot_key(mention: Mention) -> str | None:
    """The key of the noun for a spot in which the name ends."""
    found = facilities().get(mention.span.text.rpartition(" ")[2].lower())
    return None if found is None else found.key


def countries_named(doc: AnnotatedDocument) -> dict[str, float]:
    """The countries that the report names by their people, with a weight that grows slower than the mentions."""
    found: defaultdict[str, int] = defaultdict(int)
    placed = {index for name in doc.names if name.label in PLACE_LABELS for index in range(name.first, name.last)}
    for first, last, country in demonyms_in(doc.tokens):
        if placed.isdisjoint(range(first, last)):
            found[country.id] += 1
    return {code: count**0.5 for code, count in found.items()}
