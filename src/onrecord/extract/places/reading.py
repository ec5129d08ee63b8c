"""How a name is read: its words without article and direction, the longest form that the gazetteer knows, its unit."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from onrecord.extract.places.words import Direction, Unit, demonyms, directions, units
from onrecord.gazetteer import Gazetteer, NameKind, Sense, name_key
from onrecord.language import AnnotatedDocument

# Words that may follow a name and belong to it: "Rafah crossing", "Zaatari refugee camp", "Gaza Strip".
GROWS_BY = 3
PROMINENT = 100_000  # people
CLOSING_TAGS = frozenset({"POS", "''", "``", ",", ".", "-RRB-", ":"})
OPENING_POS = frozenset({"DET", "PUNCT", "ADP", "ADV"})


@dataclass(frozen=True, slots=True)
class Reading:
    """A name as read: tokens `first` up to `last`, its senses, and the words beside it that narrow it."""

    first: int
    last: int
    senses: tuple[Sense, ...]
    unit: Unit | None
    direction: Direction | None

    @property
    def words(self) -> tuple[str, ...]:
        """Keys of the lexicon entries that narrow the name."""
        return tuple(word.key for word in (self.unit, self.direction) if word is not None)


def read_name(
    doc: AnnotatedDocument, gazetteer: Gazetteer, first: int, last: int, label_at: Mapping[int, str]
) -> Reading:
    """The tokens read as a name of a place."""
    return _NameReader(doc, gazetteer, label_at).reading(first, last)


class _NameReader:
    def __init__(self, doc: AnnotatedDocument, gazetteer: Gazetteer, label_at: Mapping[int, str]) -> None:
        self._doc = doc
        self._tokens = doc.tokens
        self._gazetteer = gazetteer
        self._label_at = label_at

    def reading(self, first: int, last: int) -> Reading:
        """The name from `first` up to `last`, trimmed and grown."""
        while first < last and self._tokens[last - 1].tag in CLOSING_TAGS:
            last -= 1
        last = self._grown(first, last)
        first, direction = self._trimmed(first, last)
        senses = self._senses(first, last)
        unit = None
        if not senses and last - first > 1:
            last, senses, unit = self._without_unit(first, last)
        return Reading(first, last, senses, unit or self._unit_beside(first, last), direction)

    def _grown(self, first: int, last: int) -> int:
        """The end of the longest name that starts here and goes on in words that no other name holds."""
        for end in range(min(last + GROWS_BY, len(self._tokens)), last, -1):
            if any(index in self._label_at for index in range(last, end)):
                continue
            if not all(token.text[0].isalnum() for token in self._tokens[last:end]):
                continue
            senses = self._senses(first, end)
            if any(sense.kind is NameKind.OWN or sense.entry.is_of_overlay for sense in senses):
                return end
        return last

    def _trimmed(self, first: int, last: int) -> tuple[int, Direction | None]:
        """The start without article and words for a part, and the word for the part, in the name or before it."""
        direction = None
        while last - first > 1 and not self._senses(first, last):
            token = self._tokens[first]
            found = directions().get(token.text.lower())
            if found is None and not self._may_open(first, last):
                break
            if token.text[0].isupper() and found is not None and not self._is_prominent(first + 1, last):
                break
            direction = found or direction
            first += 1
        if last - first > 1 and self._tokens[first].text.lower() == "the":
            first += 1
        before = self._tokens[first - 1].text if first else ""
        return first, direction or directions().get(before)

    def _may_open(self, first: int, last: int) -> bool:
        """Whether a word before a name is none of it: an article, "far", or a people before a known place."""
        token = self._tokens[first]
        if token.pos in OPENING_POS or token.text.lower() == "far":
            return True
        return token.text in demonyms() and bool(self._senses(first + 1, last))

    def _is_prominent(self, first: int, last: int) -> bool:
        """Whether "Lower" before the name is likelier a part of a known place than of a name of its own."""
        senses = (sense.entry for sense in self._senses(first, last))
        return any(one.feature == "PCLI" or one.is_of_overlay or one.population >= PROMINENT for one in senses)

    def _without_unit(self, first: int, last: int) -> tuple[int, tuple[Sense, ...], Unit | None]:
        """The senses of "Herat province" as a province named Herat, where there is one."""
        unit = units().get(self._tokens[last - 1].text.lower())
        if unit is None:
            return last, (), None
        fitting = tuple(one for one in self._senses(first, last - 1) if one.entry.feature in unit.features)
        return (last - 1, fitting, unit) if fitting else (last, (), unit)

    def _unit_beside(self, first: int, last: int) -> Unit | None:
        """The noun for a kind of place right after the name, before it, or before it with "of"."""
        known = units()
        if last < len(self._tokens) and self._label_at.get(last) != "ORG":
            after = known.get(self._tokens[last].text.lower())
            if after is not None:
                return after
        if first > 1 and self._tokens[first - 1].text == "of":
            return known.get(self._tokens[first - 2].text.lower())
        if first and self._tokens[first - 1].pos == "NOUN":
            return known.get(self._tokens[first - 1].text)
        return None

    def _senses(self, first: int, last: int) -> tuple[Sense, ...]:
        if first >= last:
            return ()
        text = self._doc.text[self._tokens[first].start : self._tokens[last - 1].end]
        senses = self._gazetteer.senses(name_key(text))
        if self._may_be_abbreviated(first, text):
            return senses
        return tuple(sense for sense in senses if sense.kind is not NameKind.ABBREVIATION)

    def _may_be_abbreviated(self, first: int, text: str) -> bool:
        """Whether the text is written as states are shortened: "Dalton, Ga.", "GA", "B.C."."""
        if first and self._tokens[first - 1].text == ",":
            return True
        return text.endswith(".") or (text.isupper() and self._label_at.get(first) == "GPE")
