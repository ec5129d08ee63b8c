"""From triggers to events: one pass over a report, from words to records."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace

from onrecord.extract.actor_index import ActorIndex
from onrecord.extract.clauses import Clauses
from onrecord.extract.events.arguments import ArgumentFinder, Arguments, is_reason
from onrecord.extract.events.blame import Blames
from onrecord.extract.events.claims import CLAIM, Claims
from onrecord.extract.events.codes import contexts_of
from onrecord.extract.events.coding import SPEECH, Coder
from onrecord.extract.events.counted import of_events
from onrecord.extract.events.joining import Joining, Told
from onrecord.extract.events.likelihood import Likelihood
from onrecord.extract.events.matters import MatterFinder
from onrecord.extract.events.parties import Parties, parties
from onrecord.extract.events.refusals import Refusals
from onrecord.extract.events.rules import Wording
from onrecord.extract.events.setting import Setting
from onrecord.extract.events.sides import is_of_no_side, is_of_state_or_side
from onrecord.extract.events.triggers import NOUNS, Trigger, Triggers
from onrecord.extract.events.voices import Voices
from onrecord.extract.stage import Found, Known, Stage, provenance
from onrecord.extract.word_classes import words_of
from onrecord.language import Token
from onrecord.record import Actor, Event, Figure, Place
from onrecord.text import Span

NAMING = SPEECH | {"CONSULT", "COOPERATE", "AID", "CONCEDE"}
FIRST_OR_SECOND = frozenset({"i", "we", "you", "us", "me"})
# What one is for or against is told in the present where a report gives positions; a deed is told in the past.
VIEWS = frozenset({"SUPPORT", "REJECT"})
PRESENT = frozenset({"VBZ", "VBP"})
DEALINGS = frozenset({"CONSULT", "COOPERATE", "REQUEST", "AID"})
# Sentences from which on a report would have told who its people are; a line of news names presidents bare.
TELLING = 4
PLURAL = frozenset({"NNS", "NNPS"})
THIRD = frozenset({"he", "she", "it", "they"})
# Those whose attack on one person is one in words.
CIVIL = frozenset({"GOV", "LEG", "PTY", "JRN", "JUD", "BUS", "NGO"})
ONE_PERSON = frozenset({"person", "unnamed_official"})
# Verbs of blows that are words too ("blasted her record").
SPOKEN_BLOWS = frozenset({"blast", "slam", "hit"})


@dataclass(frozen=True)
class Reading:
    """Reads the events of one report."""

    stage: Stage
    known: Known
    clauses: Clauses = field(init=False)
    triggers: Triggers = field(init=False)
    arguments: ArgumentFinder = field(init=False)
    matters: MatterFinder = field(init=False)
    coder: Coder = field(init=False)
    setting: Setting = field(init=False)
    voices: Voices = field(init=False)
    parties: Parties = field(init=False)
    actors: Mapping[str, Actor] = field(init=False)

    def __post_init__(self) -> None:
        doc, found = self.known.doc, self.known.found
        index = ActorIndex(found.actors)
        clauses = Clauses(doc)
        triggers = Triggers(doc, clauses, index)
        object.__setattr__(self, "clauses", clauses)
        object.__setattr__(self, "triggers", triggers)
        object.__setattr__(self, "parties", parties(self.stage, found.actors, found.places, doc))
        object.__setattr__(self, "actors", {one.id: one for one in (*found.actors, *self.parties.candidates)})
        object.__setattr__(
            self, "arguments", ArgumentFinder(doc, clauses, index, self.parties.index(), triggers, found.statements)
        )
        matters = MatterFinder(doc, clauses, triggers)
        object.__setattr__(self, "matters", matters)
        object.__setattr__(self, "coder", Coder(doc, clauses, triggers, matters, found.statements))
        object.__setattr__(self, "setting", Setting(doc, found.times, found.places))
        object.__setattr__(self, "voices", Voices(doc, found.statements))

    def found(self, *, keeps_all: bool = False) -> Found:
        """The events that are likely to be some, or all that is told, and the figures that belong to them."""
        likelihood = Likelihood(self.known.doc, self.actors)
        likely = (one for one in self.told() if keeps_all or likelihood.is_likely(one))
        events, actors = self.parties.settled(
            self._event(one, f"e{number}") for number, one in enumerate(likely, start=1)
        )
        figures = tuple(of_events(self.known.found.figures, events))
        return Found(events=events, figures=figures, actors=actors)

    def told(self) -> tuple[Told, ...]:
        """All that reads like an event, each happening once, before it is weighed how likely it is one."""
        told = self.setting.continued(Joining(self.known.doc).joined(self._told()))
        return self._claims().added_to(told)

    def _claims(self) -> Claims:
        doc = self.known.doc
        blames = Blames(doc, self.clauses)
        return Claims(doc, blames, self.triggers, self.arguments, self.known.found.statements, self._alone)

    def _alone(self, trigger: Trigger) -> Told | None:
        """A deed that only a word of blame tells of ("blamed them for the attack"), though nobody stands beside it."""
        return self._mention(trigger, (), bare=True)

    def _told(self) -> Iterator[Told]:
        doc = self.known.doc
        refusals = Refusals(doc)
        kept = [one for one in self.triggers.all() if not refusals.refuses(one)]
        contents = {one.token.index: self.matters.content(one) for one in kept if one.rule.matter}
        kept = [one for one in kept if not one.rule.willed or self.coder.is_to_be_done(one, contents[one.token.index])]
        consumed = {
            token.index for one in kept if one.type != "ACCUSE" for token in contents.get(one.token.index, ())
        }  # fmt: skip
        for one in kept:
            if one.token.index not in consumed:
                told = self._mention(one, contents.get(one.token.index, ()))
                if told is not None:
                    yield told

    def _mention(self, trigger: Trigger, content: tuple[Token, ...], *, bare: bool = False) -> Told | None:
        arguments = self.arguments.of(trigger, content)
        if not bare and not self._stands(trigger, arguments):
            return None
        coding = self.coder.of(trigger, content, arguments)
        if coding is None:
            return None
        sentence = self.known.doc.sentence_of(trigger.token)
        place, far = self.setting.place_of(trigger)
        if place is not None and not far:
            arguments = self._abroad(trigger, arguments, place)
        wording = Wording(trigger.rule, coding.type, trigger.wording.beside)
        return Told(
            trigger=replace(trigger, wording=wording),
            arguments=arguments,
            reality=coding.reality,
            mode=coding.mode,
            cameo=coding.cameo,
            contexts=tuple(dict.fromkeys((*trigger.rule.contexts, *contexts_of(coding.cameo)))),
            time=self.setting.time_of(trigger),
            place=place,
            reached=(far,) if far else (),
            attributed_to=self.voices.of(trigger.token),
            sentence=sentence.index,
            part=sentence.part,
        )

    def _abroad(self, trigger: Trigger, arguments: Arguments, place: Place) -> Arguments:
        """Forces that move or gather abroad do so towards the country in which they are told to do it."""
        countries = {self.actors[one].country for one in arguments.actors}
        if trigger.type != "MOBILIZE" or arguments.recipients or not countries or countries & {None, place.country}:
            return arguments
        found = (self.arguments.places.at(span.start, span.end) for span in place.evidence)
        hosts = tuple(dict.fromkeys(actor.id for actor in found if actor is not None))
        return replace(arguments, recipients=hosts[:1])

    def _stands(self, trigger: Trigger, arguments: Arguments) -> bool:
        """Whether a noun is carried by a verb or has somebody at its side; a verb always tells."""
        if is_reason(trigger, self.known.doc) or not self._is_between_people(trigger, arguments):
            return False
        if trigger.token.pos not in NOUNS or trigger.rule.alone or trigger.light is not None:
            return not trigger.rule.others or bool(set(arguments.recipients) - set(arguments.actors))
        if trigger.type == "CONSULT" and not arguments.actors:
            return False
        return not trigger.rule.carried and bool(arguments.actors or arguments.recipients)

    def _is_between_people(self, trigger: Trigger, arguments: Arguments) -> bool:
        """Whether somebody is named where the type, or the rule, needs somebody."""
        if (trigger.rule.armed and self._is_a_quarrel(trigger, arguments)) or self._is_a_hustings(trigger, arguments):
            return False
        if trigger.rule.political and not self._is_political(arguments):
            return False
        if trigger.rule.together and not (arguments.recipients or len(arguments.actors) > 1 or self._are_many(trigger)):
            return False
        if trigger.rule.whom and not arguments.recipients and len(arguments.actors) < 2:
            return False
        if not trigger.rule.violent and (
            self._is_business(arguments)
            or self._is_private(trigger, arguments)
            or self._is_courtesy(trigger, arguments)
        ):
            return False
        if trigger.type not in NAMING:
            return True
        if self._is_a_view(trigger):
            return False
        subjects = {one.text.lower() for one in self.triggers.fillers(trigger, "subject")}
        if trigger.rule.actor and not arguments.actors and self.coder.is_said_by_a_thing(trigger):
            return False
        if (
            not arguments.actors
            and not arguments.recipients
            and (trigger.type == "CONSULT" or not subjects & THIRD or trigger.token.pos in NOUNS)
        ):
            return False
        return bool(arguments.actors) or not any(
            one.text.lower() in FIRST_OR_SECOND for one in self.triggers.fillers(trigger, "subject")
        )

    def _is_a_view(self, trigger: Trigger) -> bool:
        """Whether running text tells in the present what somebody is for or against ("she opposes the tax")."""
        token = trigger.token
        helpers = self.known.doc.children(token, "aux:pass")
        present = token.tag in PRESENT or any(one.tag in PRESENT for one in helpers)
        if trigger.type not in VIEWS or not present or token.lemma.lower() not in words_of("@views"):
            return False
        subjects = {one.text.lower() for one in self.triggers.fillers(trigger, "subject")}
        return self.known.doc.sentence_of(token).part == "paragraph" and not subjects & FIRST_OR_SECOND

    def _is_business(self, arguments: Arguments) -> bool:
        """Whether a firm acts, and nobody but firms is named."""
        return bool(arguments.actors) and all(actor.sector == "BUS" for actor in self._sides(arguments))

    def _is_courtesy(self, trigger: Trigger, arguments: Arguments) -> bool:
        """Whether a report tells of praise or sympathy between firms, the press and people of no office or side."""
        told = trigger.rule.courteous and len(self.known.doc.sentences) >= TELLING
        return told and bool(arguments.actors) and all(is_of_no_side(one) for one in self._sides(arguments))

    def _is_private(self, trigger: Trigger, arguments: Arguments) -> bool:
        """Whether two persons or more deal with each other of whom the report tells no office, side or country."""
        sides = self._sides(arguments)
        return (
            trigger.type in DEALINGS
            and len(sides) > 1
            and len(self.known.doc.sentences) >= TELLING
            and all(one.kind == "person" and not (one.sector or one.country or one.roles) for one in sides)
        )

    def _sides(self, arguments: Arguments) -> tuple[Actor, ...]:
        return tuple(self.actors[one] for one in (*arguments.actors, *arguments.recipients))

    def _is_a_hustings(self, trigger: Trigger, arguments: Arguments) -> bool:
        """Whether a rally is one person's, as a candidate's is, and against nobody."""
        if trigger.token.lemma.lower() != "rally":
            return False
        acting = [self.actors[one] for one in arguments.actors]
        return len(acting) == 1 and acting[0].kind == "person" and acting[0].named and not arguments.recipients

    def _are_many(self, trigger: Trigger) -> bool:
        """Whether the subject tells of more than one."""
        subjects = self.triggers.fillers(trigger, "subject")
        return len(subjects) > 1 or any(one.tag in PLURAL or one.text.lower() == "they" for one in subjects)

    def _is_political(self, arguments: Arguments) -> bool:
        """Whether those who act are of a state, a party or an armed side: police at a door and an interview are not."""
        acting = [self.actors[one] for one in arguments.actors]
        political = any(is_of_state_or_side(actor) for actor in acting)
        return political and not any(actor.sector == "JRN" for actor in acting)

    def _is_a_quarrel(self, trigger: Trigger, arguments: Arguments) -> bool:
        """Whether one person is attacked, with a name or by somebody unarmed, and nothing tells of force: in words."""
        kinds = {actor.id: actor for actor in self.known.found.actors}
        hurt = [kinds[one] for one in arguments.recipients if one in kinds]
        doc = self.known.doc
        words = {
            one.lemma.lower()
            for one in doc.tokens_of(doc.sentence_of(trigger.token))
            if not (one.pos == "VERB" and one.lemma.lower() in SPOKEN_BLOWS)
        } - {trigger.token.lemma.lower()}
        unarmed = any(self.actors[one].sector in CIVIL for one in arguments.actors)
        person = any((one.kind == "person" and one.named) or (unarmed and one.kind in ONE_PERSON) for one in hurt)
        return person and not words & words_of("@violence")

    def _event(self, told: Told, event_id: str) -> Event:
        trigger = told.trigger
        counted = tuple(self._figures(replace(told, later=())))
        nobody = bool(counted) and all(figure.high == 0 for figure in counted)
        figures = tuple(figure.id for figure in self._figures(told))
        return Event(
            id=event_id,
            type=trigger.type,
            mode=told.mode,
            contexts=told.contexts,
            cameo=told.cameo,
            trigger=self._span(trigger) if told.word is None else self.known.doc.span_of(told.word),
            actors=told.arguments.actors,
            recipients=told.arguments.recipients,
            place=told.place.id if told.place is not None else None,
            time=told.time.id if told.time is not None else None,
            figures=figures,
            modality=told.reality.modality,
            polarity="negative" if nobody else told.reality.polarity,
            aspect=told.reality.aspect,
            attributed_to=told.attributed_to,
            evidence=self._evidence(told),
            provenance=provenance(self.stage, CLAIM if told.guess else trigger.rule.id, *self._inputs(told)),
        )

    def _inputs(self, told: Told) -> tuple[str, ...]:
        triggers = (told.trigger, *told.later)
        keys = [one.rule.key for one in triggers] + [one.light.key for one in triggers if one.light is not None]
        keys += [told.guess] if told.guess else []
        return tuple(dict.fromkeys((*keys, *told.reality.keys, *told.reached)))

    def _span(self, trigger: Trigger) -> Span:
        """The words of a trigger where they stand together, else its word alone."""
        doc = self.known.doc
        predicates = doc.children(trigger.token, "comp:pred") if trigger.token.lemma == "be" else ()
        words = predicates[:1] or trigger.words
        together = words[-1].index - words[0].index == len(words) - 1
        first, last = (words[0], words[-1]) if together else (trigger.token, trigger.token)
        return doc.quote(first.index, last.index + 1)

    def _evidence(self, told: Told) -> tuple[Span, ...]:
        doc = self.known.doc
        word = [doc.span_of(told.word)] if told.word is not None else []
        spans = [*word, self._span(told.trigger), *(doc.span_of(token) for token in told.arguments.tokens)]
        spans += [self._span(later) for later in told.later]
        return tuple(dict.fromkeys(spans))

    def _figures(self, told: Told) -> Iterator[Figure]:
        """The figures that count people in the arguments of the event's mentions."""
        doc = self.known.doc
        for trigger in (told.trigger, *told.later):
            slots = ("object", "subject") if trigger.rule.violent else ("object", "subject", *trigger.rule.recipient)
            heads = [head for slot in slots for head in self.triggers.fillers(trigger, slot) if slot != "complement"]
            stretches = [doc.subtree(head) for head in heads if head.index != trigger.token.index]
            for figure in self.known.found.figures:
                if figure.unit == "people" and any(
                    _inside(figure, words[0].start, words[-1].end) for words in stretches
                ):
                    yield figure


def _inside(figure: Figure, start: int, end: int) -> bool:
    return any(start <= span.start and span.end <= end for span in figure.evidence)
