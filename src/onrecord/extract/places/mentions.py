"""Which stretches of a report name a place; a place inside an organization, a person or a people is none."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from onrecord.extract.places.reading import Reading, read_name
from onrecord.extract.places.words import demonyms_in, directions, facilities, long_names, units
from onrecord.gazetteer import Gazetteer, NameKind, Sense, name_key
from onrecord.language import AnnotatedDocument, Name, Token
from onrecord.text import Span

PLACE_LABELS = frozenset({"GPE", "LOC", "FAC"})
# Names with these labels are read as places only where the text uses them as one.
DOUBTFUL_LABELS = frozenset({"PERSON", "ORG", "NORP", "PRODUCT", "WORK_OF_ART", "EVENT"})
SHORTEST = 2
LONGEST_ACRONYM = 4
LONGEST = 5  # words that a name may have which the model does not mark
PLACE_PREPOSITIONS = frozenset(
    {"in", "at", "near", "from", "to", "into", "outside", "inside", "around", "across", "through", "toward", "towards",
     "throughout", "within", "via", "off", "between"}
)  # fmt: skip
# Prepositions that seldom stand before people and organizations.
SURE_PREPOSITIONS = frozenset({"in", "near", "outside", "throughout"})
AFTER_DATELINE = frozenset({"/", "-", "--", "–", "—", ",", "(", ":"})
# "U.S.-led", which the model takes for a place.
COMPOUND = re.compile(r"-[a-z]{3,}$")
PARTS_OF_NAMES = frozenset({"compound", "flat", "amod", "nmod"})


@dataclass(frozen=True, slots=True)
class Mention:
    """A stretch that names a place: tokens `first` up to `last`, what its name may stand for, and what narrows it.

    `words` are keys of the lexicon entries that narrow or part it; `features` are the feature codes that its unit
    points to. `inside` is the index among the report's mentions of the place that this one is said to lie in.
    """

    first: int
    last: int
    span: Span
    key: str
    senses: tuple[Sense, ...]
    features: tuple[str, ...] = ()
    words: tuple[str, ...] = ()
    is_part: bool = False
    inside: int | None = None


class MentionFinder:
    """Finds the mentions of places in one document."""

    def __init__(self, doc: AnnotatedDocument, gazetteer: Gazetteer) -> None:
        self._doc = doc
        self._tokens = doc.tokens
        self._gazetteer = gazetteer
        self._label_at = {index: name.label for name in doc.names for index in range(name.first, name.last)}
        self._surnames = _surnames(doc)
        self._of_peoples = {index for first, last, _ in demonyms_in(doc.tokens) for index in range(first, last)}

    def mentions(self) -> tuple[Mention, ...]:
        """The mentions in the order of the text."""
        found = [*self._of_countries(), *self._of_names()]
        found += self._of_datelines(_covered(found))
        found += self._of_doubtful_names(found)
        found += self._of_tokens(_covered(found))
        return tuple(sorted(_apart(found), key=lambda mention: mention.first))

    def mention(self, first: int, last: int) -> Mention | None:
        """The mention that these tokens make, narrowed by the words beside them; None for no name of a place."""
        reading = self._read(first, last)
        if reading.first >= reading.last:
            return None
        span = self._doc.quote(reading.first, reading.last)
        if len(span.text) < SHORTEST or not _is_capitalised(span, reading) or _is_common(span, reading):
            return None
        if self._of_peoples.issuperset(range(reading.first, reading.last)) or self._is_acronym(reading, span):
            return None
        if not reading.senses and (COMPOUND.search(span.text) or span.text in self._surnames):
            return None
        features = reading.unit.features if reading.unit is not None else ()
        return Mention(
            reading.first, reading.last, span, name_key(span.text), reading.senses, features, reading.words,
            reading.direction is not None,
        )  # fmt: skip

    def _is_acronym(self, reading: Reading, span: Span) -> bool:
        """Whether a few capitals stand in running text, and mean no country or state: "MENA", "UF"."""
        if not span.text.isupper() or len(span.text) > LONGEST_ACRONYM:
            return False
        if any(one.kind is NameKind.ABBREVIATION or one.entry.feature == "PCLI" for one in reading.senses):
            return False
        return self._doc.sentence_of(self._tokens[reading.first]).first != reading.first

    def _of_countries(self) -> Iterator[Mention]:
        """Names of countries in several words, which the model may cut: "Burkina Faso", "Trinidad and Tobago"."""
        for token in self._tokens:
            for name in long_names().get(token.text, ()):
                last = self._last_of(name, token)
                if last is None:
                    continue
                if not self._goes_on(last + 1) and not self._is_inside_name(token.index, last):
                    yield from self._made(token.index, last + 1)
                break

    def _last_of(self, name: str, token: Token) -> int | None:
        """The last token of the name, if it stands here in whole tokens."""
        if not self._doc.text.startswith(name, token.start):
            return None
        tokens = self._doc.tokens_in(token.start, token.start + len(name))
        return tokens[-1].index if tokens and tokens[-1].end == token.start + len(name) else None

    def _is_inside_name(self, first: int, last: int) -> bool:
        """Whether the tokens stand in a longer name of another kind, or behind a title."""
        before = self._tokens[first - 1] if first else None
        if before is not None and before.tag == "NNP" and before.index not in self._label_at:
            return before.text.lower() not in directions()
        around = (name for name in self._doc.names if name.first <= first and last < name.last)
        return any(name.label not in PLACE_LABELS and name.last - name.first > last - first + 1 for name in around)

    def _of_names(self) -> Iterator[Mention]:
        """What the model marks as a place."""
        for name in self._doc.names:
            if name.label in PLACE_LABELS and not self._is_part_of_longer(name):
                for first, last in self._between_commas(name):
                    yield from self._made(first, last)

    def _between_commas(self, name: Name) -> Iterator[tuple[int, int]]:
        """The parts of a name that the model drew too long: "Damaturu, Nigeria"."""
        first = name.first
        for index in range(name.first, name.last):
            if self._tokens[index].text == "," and not self._senses(name.first, name.last):
                yield first, index
                first = index + 1
        yield first, name.last

    def _of_datelines(self, taken: set[int]) -> Iterator[Mention]:
        """The place that opens a dateline, or a paragraph in capitals before a dash: "KISUMU (Agency) -"."""
        for sentence in self._doc.sentences:
            first, is_dateline = sentence.first, sentence.part == "dateline"
            last = first
            while last < sentence.last and self._may_be_dated(last, in_capitals=not is_dateline):
                last += 1
            if last == first or last >= sentence.last or first in taken:
                continue
            if self._tokens[last].text in AFTER_DATELINE and (is_dateline or self._senses(first, last)):
                yield from self._made(first, last)

    def _may_be_dated(self, index: int, *, in_capitals: bool) -> bool:
        token = self._tokens[index]
        return token.text.isalpha() and (token.text.isupper() if in_capitals else token.text[0].isupper())

    def _of_doubtful_names(self, sure: list[Mention]) -> Iterator[Mention]:
        """Names with another label that the report uses as a place, here or elsewhere."""
        taken = _covered(sure)
        known = frozenset(mention.key for mention in sure)
        following = {mention.first: mention for mention in sure}
        for name in self._doc.names:
            if name.label not in DOUBTFUL_LABELS or name.first in taken or self._is_part_of_longer(name):
                continue
            if self._names_facility(name):
                yield from self._made(name.first, name.last)
                continue
            text = self._doc.text[name.start : name.end]
            if text in self._surnames or not (senses := self._senses(name.first, name.last)):
                continue
            if name_key(text) in known or self._is_used_as_place(name, taken) or self._is_held(name, senses, following):
                yield from self._made(name.first, name.last)

    def _names_facility(self, name: Name) -> bool:
        """Whether the name is that of a spot, and "at" or the like stands before it."""
        if name.label == "PERSON" or self._tokens[name.last - 1].text.lower() not in facilities():
            return False
        before = name.first - 1
        while before >= 0 and self._tokens[before].pos == "DET":
            before -= 1
        return before >= 0 and self._tokens[before].text.lower() in PLACE_PREPOSITIONS

    def _is_used_as_place(self, name: Name, taken: set[int]) -> bool:
        """Whether "in" or the like stands before the name, or it is listed with a place."""
        sure = SURE_PREPOSITIONS if name.label == "PERSON" else PLACE_PREPOSITIONS
        if self._follows(name.first, sure) or self._follows_unit(name.first):
            return True
        token = self._tokens[name.last - 1]
        listed = token.head if token.relation == "conj" else None
        return listed in taken or any(child.index in taken for child in self._doc.children(token, "conj"))

    def _follows(self, first: int, words: frozenset[str]) -> bool:
        return first > 0 and self._tokens[first - 1].text.lower() in words

    def _follows_unit(self, first: int) -> bool:
        """Whether "the town of" stands before the token."""
        return first > 1 and self._tokens[first - 1].text == "of" and self._tokens[first - 2].text.lower() in units()

    def _is_held(self, name: Name, senses: Iterable[Sense], following: dict[int, Mention]) -> bool:
        """Whether a country or unit that holds the place follows: "Dalton, Georgia", "Dalton in Georgia"."""
        outer = following.get(name.last + 1)
        if outer is None or self._tokens[name.last].text not in (",", "in"):
            return False
        holders = {sense.entry.id for sense in outer.senses} | {
            code for sense in outer.senses if sense.entry.feature == "PCLI" for code in sense.entry.countries
        }
        return any(one.entry.admin1 in holders or holders & set(one.entry.countries) for one in senses)

    def _of_tokens(self, taken: set[int]) -> Iterator[Mention]:
        """Names that the model marks as nothing, behind "in" or the like."""
        index = 0
        while index < len(self._tokens):
            last = self._longest_match(index, taken)
            if last is not None:
                yield from self._made(index, last)
            index = last or index + 1

    def _made(self, first: int, last: int) -> Iterator[Mention]:
        mention = self.mention(first, last)
        if mention is not None:
            yield mention

    def _longest_match(self, first: int, taken: set[int]) -> int | None:
        """The end of the longest stretch from here that the gazetteer knows and the text uses as a place."""
        if not (self._follows(first, PLACE_PREPOSITIONS) or self._follows_unit(first)):
            return None
        for last in range(min(first + LONGEST, len(self._tokens)), first, -1):
            if any(index in taken or index in self._label_at for index in range(first, last)):
                continue
            if not (self._is_name_like(first) and self._is_name_like(last - 1)) or self._goes_on(last):
                continue
            if self._senses(first, last):
                return last
        return None

    def _is_name_like(self, index: int) -> bool:
        token = self._tokens[index]
        return token.text[0].isupper() and token.pos == "PROPN"

    def _goes_on(self, last: int) -> bool:
        """Whether a capitalised word follows, so that the stretch is part of a longer name."""
        if last >= len(self._tokens):
            return False
        return self._is_name_like(last) and self._tokens[last].start - self._tokens[last - 1].end <= 1

    def _is_part_of_longer(self, name: Name) -> bool:
        """Whether the name hangs within a longer name: "the Kisumu Water Board", "Mr Kenya"; not "Kenya Premier X"."""
        return self._opens_longer(name) or self._ends_longer(name)

    def _opens_longer(self, name: Name) -> bool:
        head = self._tokens[name.last - 1]
        outer = self._doc.head_of(head)
        if outer.index < name.last or head.relation not in PARTS_OF_NAMES:
            return False
        if self._label_at.get(outer.index) == "PERSON" or outer.text.lower() in units():
            return False
        return all(map(self._is_name_like, range(name.last, outer.index + 1)))

    def _ends_longer(self, name: Name) -> bool:
        before = self._tokens[name.first - 1] if name.first else None
        if before is None or before.pos != "PROPN" or before.index in self._label_at:
            return False
        if before.text.lower() in directions():
            return False
        return before.relation in PARTS_OF_NAMES and name.first <= before.head < name.last

    def _read(self, first: int, last: int) -> Reading:
        return read_name(self._doc, self._gazetteer, first, last, self._label_at)

    def _senses(self, first: int, last: int) -> tuple[Sense, ...]:
        text = self._doc.text[self._tokens[first].start : self._tokens[last - 1].end]
        return self._gazetteer.senses(name_key(text))


def _is_capitalised(span: Span, reading: Reading) -> bool:
    """Whether the name opens with a capital, or is a country's, as "occupied Palestinian territory"."""
    return span.text[0].isupper() or any(sense.entry.feature == "PCLI" for sense in reading.senses)


def _is_common(span: Span, reading: Reading) -> bool:
    """Whether the name is made of nouns and directions alone: "the Region"; not "Northern Territory"."""
    words = span.text.lower().split()
    if words[0] in facilities() and len(words) == 1:
        return True
    if not all(word in units() or word in directions() for word in words):
        return False
    return len(words) == 1 or not any(sense.entry.feature in ("ADM1", "PCLI") for sense in reading.senses)


def _surnames(doc: AnnotatedDocument) -> frozenset[str]:
    """The last words of people's names of several words."""
    people = (one for one in doc.names if one.label == "PERSON" and one.last - one.first > 1)
    return frozenset(doc.tokens[one.last - 1].text for one in people)


def _covered(mentions: Iterable[Mention]) -> set[int]:
    return {index for mention in mentions for index in range(mention.first, mention.last)}


def _apart(mentions: Iterable[Mention]) -> list[Mention]:
    """The mentions without those that lie in a longer one."""
    kept: list[Mention] = []
    for mention in sorted(mentions, key=lambda one: (one.first - one.last, one.first)):
        if all(mention.last <= other.first or other.last <= mention.first for other in kept):
            kept.append(mention)
    return kept
