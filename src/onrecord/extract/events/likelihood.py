"""How likely what was read as an event is one: of the type it was given, and of public life.

A rule sees a clause; whether "she was released" is from prison or from a contract, whether a trial is of a dissident
or of a burglar, shows in who takes part and in what the report is about. Both are weighed in a sum of weights, learned
from events that were judged by reading. `python -m eval.event_likelihood` learns them anew; data/weights/events.json
says from what, and how well they tell events of reports that were not learned from.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property

from onrecord.extract.events.joining import Told
from onrecord.extract.events.refusals import REPORTED
from onrecord.extract.odds import log_odds, weights
from onrecord.extract.subjects import subjects_of
from onrecord.language import AnnotatedDocument, Sentence
from onrecord.record import Actor

# Tokens with which a report says what it is about.
BEGINNING = 200
# Sentences on either side that say what an event stands among.
BESIDE = 2
PUBLIC = frozenset({
    "GOV", "MIL", "REB", "PTY", "LEG", "JUD", "COP", "IGO", "OPP", "PRM", "SPY", "UAF", "country", "government",
    "armed_group",
})  # fmt: skip
STEPS = (-1.5, -1.0, -0.5, -0.25, 0.0, 0.25, 0.5, 1.0, 1.5)
SHARES = tuple(tenth / 10 for tenth in range(1, 10))
# Sentences to a part of a report, and the parts that are told apart before the rest.
EARLY, STAGES_OF_REPORT = 3, 5


@dataclass(frozen=True)
class Likelihood:
    """Weighs the events of one report."""

    doc: AnnotatedDocument
    actors: Mapping[str, Actor]
    surroundings: dict[int, tuple[str, ...]] = field(default_factory=dict, init=False, repr=False, compare=False)

    def is_likely(self, told: Told) -> bool:
        """Whether an event is likely enough to be one (the bias holds the threshold).

        In a line of news every one is: it has nothing around it to weigh.
        """
        if len(self.doc.sentences) < REPORTED:
            return True
        return log_odds(weights("events"), self.features(told)) >= 0.0

    def features(self, told: Told) -> frozenset[str]:
        """What is weighed of an event: its wording, its parties, and what its sentence and its report are about."""
        return frozenset((*_of_wording(told), *self._of_parties(told), *self._around(told.sentence), *self._of_report))

    def _of_parties(self, told: Told) -> Iterator[str]:
        sides = {"actor": told.arguments.actors, "recipient": told.arguments.recipients}
        for side, ids in sides.items():
            yield f"{side}s {min(2, len(ids))}"
            for one in (self.actors[number] for number in ids):
                yield from (f"{side} {one.kind}", f"{side} of {one.sector}", f"{told.trigger.type} {side} {one.kind}")
                yield f"{told.trigger.type} {side} of {one.sector}"
                yield f"{side} with a country" if one.country else f"{side} of no country"
                yield f"{side} with a name" if one.named else f"{side} without a name"
                if one.roles:
                    yield f"{side} with a role"
        everybody = [self.actors[number] for ids in sides.values() for number in ids]
        if not any(one.country or _standing(one) in PUBLIC for one in everybody):
            yield from ("nobody of public life", f"nobody of public life {told.trigger.type}")

    def _around(self, sentence: int) -> tuple[str, ...]:
        """What a sentence and those beside it are about, told once for all events of the sentence."""
        if sentence not in self.surroundings:
            near = self.doc.sentences[max(0, sentence - BESIDE) : sentence + BESIDE + 1]
            self.surroundings[sentence] = (
                *self._about("sentence", (self.doc.sentences[sentence],)),
                *self._about("near", near),
                f"part {min(STAGES_OF_REPORT, sentence // EARLY)}",
            )
        return self.surroundings[sentence]

    def _about(self, where: str, sentences: Sequence[Sentence]) -> Iterator[str]:
        return _steps(where, subjects_of([token for one in sentences for token in self.doc.tokens_of(one)]))

    @cached_property
    def _of_report(self) -> tuple[str, ...]:
        about = (
            *_steps("beginning", subjects_of(self.doc.tokens[:BEGINNING])),
            *_steps("report", subjects_of(self.doc.tokens)),
        )
        mentions: Counter[bool] = Counter()
        for one in self.actors.values():
            mentions[_standing(one) in PUBLIC] += len(one.mentions)
        public = mentions[True] / max(1, mentions.total())
        return (*about, *(f"public > {share}" for share in SHARES if public >= share))


def _standing(actor: Actor) -> str:
    """Where an actor stands in public life: its sector, or its kind where it has none."""
    return actor.sector or actor.kind


def _of_wording(told: Told) -> Iterator[str]:
    trigger = told.trigger
    yield from (f"type {trigger.type}", f"mode {trigger.type} {told.mode}")
    yield from (f"relation {trigger.token.relation}", f"tag {trigger.token.tag}")
    yield from (told.reality.modality, told.reality.polarity)
    if told.attributed_to:
        yield "attributed"


def _steps(where: str, subjects: Mapping[str, float]) -> Iterator[str]:
    """The steps that each subject's odds reach, and the subject that they are highest for."""
    for name, odds in subjects.items():
        yield from (f"{where} {name} > {step}" for step in STEPS if odds > step)
    yield f"{where} most {max(subjects, key=lambda name: subjects[name])}"
