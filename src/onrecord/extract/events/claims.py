"""Deeds with those who are said to have done them, as events of their own on the word of who says so."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace

from onrecord.extract.attribution import attribution
from onrecord.extract.events.arguments import ArgumentFinder, Arguments
from onrecord.extract.events.blame import GUESS, Blame, Blames
from onrecord.extract.events.joining import HARMS, Told
from onrecord.extract.events.triggers import NOUNS, Trigger, Triggers
from onrecord.language import AnnotatedDocument, Token
from onrecord.record import Statement

CLAIM = "who is said to have done it"
# "Blamed the attack on the rebels" is read as an attack on them by the parse.
BLAMING_ON = "/blaming on"
# Sentences over which "the attack" or "responsibility" alone looks back for the deed. Claims follow the news closely.
LOOKING_BACK = 4


@dataclass(frozen=True)
class Claims:
    """Makes the claimed events of one document."""

    doc: AnnotatedDocument
    blames: Blames
    triggers: Triggers
    arguments: ArgumentFinder
    statements: tuple[Statement, ...]
    told_of: Callable[[Trigger], Told | None]

    def added_to(self, told: Iterable[Told]) -> tuple[Told, ...]:
        """The events, those whose doer is a guess parted from it, and a claimed event for each laying of blame."""
        parted = tuple(piece for one in told for piece in self._parted(one))
        claimed = list(self._claimed(parted))
        kept = (one for one in parted if not any(_replaces(claim, one) for claim in claimed))
        return tuple(sorted((*kept, *claimed), key=_place))

    def _parted(self, told: Told) -> Iterator[Told]:
        """A deed and the guess at who did it: "was killed, apparently by rebels"."""
        doers = self.triggers.fillers(told.trigger, "subject") if told.trigger.type in HARMS else ()
        if (
            told.reality.modality != "actual"
            or not told.arguments.actors
            or not self.blames.guessed(doers, told.trigger.token)
        ):
            yield told
            return
        known = frozenset(told.arguments.actors)
        open_deed = replace(told.arguments, actors=())
        verbal = told.trigger.token.pos not in NOUNS or told.trigger.light is not None
        stands = verbal or bool(told.arguments.recipients)
        if stands:
            yield replace(told, arguments=open_deed)
        guess = replace(told.reality, modality="possible")
        # Behind the deed itself, so that the guess is listed after what is certain.
        claim = max(told.trigger.token.index, *(one.index for one in doers)) if stands else None
        yield replace(told, reality=guess, claim=claim, guess=GUESS, accused=known)

    def _claimed(self, told: tuple[Told, ...]) -> Iterator[Told]:
        kept: list[Told] = []
        for blame in self.blames.all():
            made = self._made(blame, told)
            if made is not None and not any(_is_told(made, one) for one in (*told, *kept)):
                kept.append(made)
                yield made

    def _made(self, blame: Blame, told: tuple[Told, ...]) -> Told | None:
        actors = self._named(blame.doers) or self._named(blame.above)
        base = self._base(blame, told) if actors else None
        if base is None or (set(actors) & set(base.arguments.recipients) and not blame.key.endswith(BLAMING_ON)):
            return None
        chain = self._chain(blame)
        sure = bool(chain) and not blame.unsure and not self._is_belief(chain[0])
        reality = replace(base.reality, modality="actual" if sure else "possible", aspect=None)
        words = (*blame.doers, blame.token, *((blame.deed,) if blame.deed is not None else ()))
        tokens = (*base.arguments.tokens, *words)
        recipients = tuple(one for one in base.arguments.recipients if one not in actors)
        arguments = Arguments(actors, recipients, tokens, base.arguments.located)
        return replace(
            base, arguments=arguments, reality=reality, attributed_to=chain, later=(), claim=blame.token.index,
            guess=blame.key, accused=frozenset(actors), word=_called(blame),
            sentence=self.doc.sentence_of(blame.token).index,
        )  # fmt: skip

    def _named(self, heads: tuple[Token, ...]) -> tuple[str, ...]:
        """Those who stand at these heads; who only stands below one ("a man sought by the police") is not meant."""
        known = ((head, self.arguments.actors.at(head.start, head.end)) for head in heads)
        found = ((actor.id,) if actor is not None else self._other(head) for head, actor in known)
        return tuple(dict.fromkeys(one for some in found for one in some))

    def _other(self, head: Token) -> tuple[str, ...]:
        below = [one for one in self.doc.children(head) if one.relation.startswith("acl")]
        return () if below else self.arguments.named_by(head, placed=True)

    def _is_belief(self, number: str) -> bool:
        return any(one.id == number and one.kind in ("belief", "estimate") for one in self.statements)

    def _chain(self, blame: Blame) -> tuple[str, ...]:
        words = (blame.deed, *blame.doers, blame.token)
        chains = (attribution(self.doc.span_of(one), self.statements) for one in words if one is not None)
        return next((chain for chain in chains if chain), ())

    def _base(self, blame: Blame, told: tuple[Told, ...]) -> Told | None:
        """The deed as told: where its own word stands, before it, or as the word of blame alone tells it."""
        deed = blame.deed
        if deed is None:
            return self._before(blame.token, told, None)
        for one in told:
            if one.trigger.type in HARMS and deed.index in {t.token.index for t in (one.trigger, *one.later)}:
                return one
        trigger = self.triggers.at(deed)
        if deed.pos not in NOUNS:
            return self._below(deed, told)
        if trigger is None or trigger.type not in HARMS:
            named_again = self.blames.is_deed(deed)
            return (self._below(deed, told) or self._before(blame.token, told, None)) if named_again else None
        return self._before(deed, told, trigger) or self.told_of(trigger)

    def _below(self, noun: Token, told: tuple[Told, ...]) -> Told | None:
        """The deed told within a noun: "the death of two reporters who were shot"."""
        below = {one.index for one in self.doc.subtree(noun)}
        return next((one for one in told if one.trigger.type in HARMS and one.trigger.token.index in below), None)

    def _before(self, token: Token, told: tuple[Told, ...], trigger: Trigger | None) -> Told | None:
        """The latest deed told as done a few sentences before, of the mode that the word for it names."""
        here = self.doc.sentence_of(token).index
        mode, kind = (trigger.rule.mode, trigger.type) if trigger is not None else (None, "ASSAULT")
        for one in reversed(told):
            near = 0 <= here - one.sentence <= LOOKING_BACK and one.trigger.token.index < token.index
            done = one.reality.modality == "actual" and one.reality.polarity == "positive" and not one.guess
            fits = mode is None or one.mode is None or one.mode == mode
            if near and done and fits and one.trigger.type == kind:
                return one
        return None


def _called(blame: Blame) -> Token | None:
    """What the deed is called in the blame; None where only a verb tells of it, which may be another deed's."""
    if blame.deed is None:
        return blame.token
    return blame.deed if blame.deed.pos in NOUNS else None


def _replaces(claim: Told, told: Told) -> bool:
    """Whether a deed is told by a claim alone: on the same word, or with the blamed misread as those it was done to."""
    actors = set(told.arguments.actors)
    same = claim.trigger.token.index == told.trigger.token.index and not told.guess and actors <= claim.accused
    misread = bool(claim.accused & set(told.arguments.recipients)) or (bool(actors) and not told.attributed_to)
    return same and bool(claim.accused) and (misread or claim.attributed_to == told.attributed_to != ())


def _place(told: Told) -> int:
    return told.claim if told.claim is not None else told.trigger.token.index


def _is_told(claim: Told, other: Told) -> bool:
    """Whether an event is told already with these actors and on this word."""
    same = claim.trigger.type == other.trigger.type and set(claim.arguments.actors) <= set(other.arguments.actors)
    word = claim.trigger.token.index == other.trigger.token.index
    if word and not other.attributed_to:
        return False
    return same and (word or claim.sentence == other.sentence) and claim.attributed_to == other.attributed_to
