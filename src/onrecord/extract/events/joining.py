"""Mentions of one happening are one event: the first full mention carries it, later ones are added to its evidence."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace

from onrecord.extract.events.arguments import Arguments
from onrecord.extract.events.reality import Reality
from onrecord.extract.events.triggers import NOUNS, Trigger
from onrecord.language import AnnotatedDocument, Token
from onrecord.record import Place, Time
from onrecord.text import PartKind

# Sentences over which a noun with "the" looks back for the happening it names.
LOOKING_BACK = 6
# Types of deeds of which it matters on whose word somebody did them.
HARMS = frozenset({"ASSAULT", "COERCE"})
DEFINITE = frozenset({"the", "this", "that", "these", "those", "both"})


@dataclass(frozen=True, slots=True)
class Told:
    """One mention of an event, with all that is known of it before it gets its actor_id.

    `claim` is the place of the word that lays it at the door of the `accused`, `guess` the entry that says so,
    `word` what the deed is called there.
    """

    trigger: Trigger
    arguments: Arguments
    reality: Reality
    mode: str | None
    cameo: str | None
    contexts: tuple[str, ...]
    time: Time | None
    place: Place | None
    attributed_to: tuple[str, ...]
    sentence: int
    part: PartKind
    later: tuple[Trigger, ...] = ()
    reached: tuple[str, ...] = ()
    claim: int | None = None
    guess: str = ""
    accused: frozenset[str] = frozenset()
    word: Token | None = None

    @property
    def sides(self) -> frozenset[str]:
        """Everybody who takes part."""
        return frozenset((*self.arguments.actors, *self.arguments.recipients))


@dataclass(frozen=True)
class Joining:
    """Joins the mentions of one document."""

    doc: AnnotatedDocument

    def joined(self, told: Iterable[Told]) -> tuple[Told, ...]:
        """One mention for each happening, in the order of the text."""
        kept: list[Told] = []
        for new in told:
            place = next((at for at in reversed(range(len(kept))) if self._same(kept[at], new)), None)
            if place is None:
                kept.append(new)
            else:
                kept[place] = merged(kept[place], new)
        return tuple(kept)

    def _same(self, old: Told, new: Told) -> bool:
        if old.trigger.type != new.trigger.type:
            return False
        if not _agree(old.mode, new.mode):
            return False
        if _is_claimed(old, new):
            return False
        if old.reality.polarity != new.reality.polarity or not _agree(_id(old.time), _id(new.time)):
            return False
        if self._is_purpose(old, new) or self._is_one_clause(old, new):
            return True
        if not _agree(_id(old.place), _id(new.place)):
            return False
        if new.trigger.token.pos in NOUNS and self._points_back(old, new):
            return True
        return self._told_alike(old, new)

    def _is_one_clause(self, old: Told, new: Told) -> bool:
        """Coordinated verbs, or a noun that is an argument of a verb, that tell one happening: "a raid killed"."""
        if old.sentence != new.sentence:
            return False
        first, second = old.trigger.token, new.trigger.token
        verbs = first.pos == second.pos == "VERB"
        coordinated = second.relation == "conj" and second.head == first.index
        if verbs and coordinated:
            return _compatible(old, new) and not self.doc.children(second, "nsubj", "nsubj:pass")
        if verbs:
            result = second.relation in ("advcl", "xcomp") and second.head == first.index
            return result and second.tag == "VBG" and _compatible(old, new)
        return self._argument_of(first, second) or self._argument_of(second, first)

    def _is_purpose(self, old: Told, new: Told) -> bool:
        """Whether a protest or meeting is what another is held for: "marched to protest", "met to discuss"."""
        same = old.trigger.type == "PROTEST" or (old.trigger.type == "CONSULT" and new.sides <= old.sides)
        clause = new.trigger.clause
        if not same or old.sentence != new.sentence or clause.relation not in ("advcl", "xcomp", "acl"):
            return False
        return old.trigger.clause.index in {one.index for one in self.doc.ancestors(clause)}

    def _argument_of(self, noun: Token, verb: Token) -> bool:
        raised = verb.relation == "xcomp" and noun.head == verb.head  # "a bombing was reported to have killed"
        below = noun.pos in NOUNS and (noun.head == verb.index or raised)
        return below and noun.relation in ("nsubj", "obj", "obl", "nsubj:pass", "obl:agent", "nmod")

    def _points_back(self, old: Told, new: Told) -> bool:
        """Whether a noun with "the" names what was told just before, with nobody else taking part."""
        determined = {one.text.lower() for one in self.doc.children(new.trigger.token, "det")}
        if self.doc.children(new.trigger.token, "nmod:poss") and new.sides and new.sides & old.sides:
            determined.add("the")  # "her resignation" is the one told before
        near = new.sentence - old.sentence <= LOOKING_BACK or old.part == "title"
        return bool(determined & DEFINITE) and near and _within(new, old)

    def _told_alike(self, old: Told, new: Told) -> bool:
        """Whether two mentions have the same parties, and the same word or a title between them."""
        titled = old.part == "title" and new.sentence - old.sentence <= LOOKING_BACK
        word = old.trigger.token.lemma.lower() == new.trigger.token.lemma.lower()
        if not (titled or word) or old.reality.modality != new.reality.modality:
            return False
        if titled and word and old.sides & new.sides:
            return True
        if not old.sides or not new.sides:
            return titled and word and old.sides == new.sides
        return _compatible(old, new) and bool(old.sides & new.sides)


def merged(old: Told, new: Told) -> Told:
    """The earlier mention with what the later one adds."""
    arguments = _both(old.arguments, new.arguments)
    return replace(
        old,
        arguments=arguments,
        mode=old.mode or new.mode,
        cameo=old.cameo if old.mode or not new.mode else new.cameo,
        contexts=tuple(dict.fromkeys((*old.contexts, *new.contexts))),
        time=old.time or new.time,
        place=old.place or new.place,
        later=(*old.later, new.trigger, *new.later),
        reached=old.reached if old.place is not None else new.reached,
    )


def _both(old: Arguments, new: Arguments) -> Arguments:
    """The sides of the earlier mention with those that it leaves open; a place that was hit comes after people."""
    doers = old.actors or tuple(one for one in new.actors if one not in old.recipients)
    others = tuple(one for one in new.recipients if one not in old.actors)
    if old.located:
        others = tuple(dict.fromkeys((*others, *old.recipients)))
    located = old.located and (new.located or not new.recipients)
    return Arguments(doers, others if old.located else old.recipients or others, old.tokens, located)


def _is_claimed(old: Told, new: Told) -> bool:
    """Whether the later mention names a doer whom the earlier leaves open, on a word not given for the earlier."""
    adds = not old.arguments.actors and bool(new.arguments.actors)
    return adds and old.trigger.type in HARMS and bool(set(new.attributed_to) - set(old.attributed_to))


def _agree(one: str | None, other: str | None) -> bool:
    return one is None or other is None or one == other


def _id(record: Time | Place | None) -> str | None:
    return record.id if record is not None else None


def _compatible(old: Told, new: Told) -> bool:
    """Whether no side names somebody whom the other mention does not."""
    located = old.arguments.located or new.arguments.located
    return _side(old.arguments.actors, new.arguments.actors) and (
        located or _side(old.arguments.recipients, new.arguments.recipients)
    )


def _side(old: tuple[str, ...], new: tuple[str, ...]) -> bool:
    return not old or not new or bool(set(old) & set(new))


def _within(new: Told, old: Told) -> bool:
    return new.sides <= old.sides or not old.sides
