"""The record types of the format `onrecord/1`: frozen, pinned to characters, attributed.

Where a field is "an id" it names an actor, place, time, figure or statement of the same report.
Absent is None; an empty tuple means that the report names none.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated, Final, Literal, get_args

from msgspec import Meta

from onrecord.text import PartKind, Span

SCHEMA: Final = "onrecord/1"

Id = Annotated[str, Meta(pattern=r"^[a-z]+[0-9]+$", description="an id within the report")]
Iso3 = Annotated[str, Meta(pattern=r"^[A-Z]{3}$", description="ISO 3166-1 alpha-3, or XKX for Kosovo")]

MentionLevel = Literal["name", "nominal", "pronoun"]
ActorKind = Literal[
    "person", "organization", "armed_group", "government", "country", "unnamed_official", "people", "publisher"
]
Sector = Literal[
    "COP", "GOV", "JUD", "LEG", "MIL", "PRM", "PTY", "REB", "SPY", "UAF", "UNK", "AGR", "BUS", "CRM", "CVL", "EDU",
    "ELI", "JRN", "LAB", "MED", "REF", "OPP", "PRE", "REL", "SOC", "IGO", "NGO", "MNC",
]  # PLOVER's sector codes, with its non-state "country" codes for organizations above states  # fmt: skip
SourceClass = Literal["official_political", "official_non_political", "unofficial", "anonymous", "partially_anonymous"]
Manner = Literal["direct", "indirect", "mixed"]
StatementKind = Literal[
    "assertion", "denial", "demand", "promise", "threat", "belief", "estimate", "accusation", "evaluation", "question"
]  # fmt: skip
EventType = Literal[
    "AGREE", "CONSULT", "SUPPORT", "CONCEDE", "COOPERATE", "AID", "RETREAT", "REQUEST", "ACCUSE", "REJECT",
    "THREATEN", "PROTEST", "SANCTION", "MOBILIZE", "COERCE", "ASSAULT",
]  # fmt: skip
Modality = Literal["actual", "possible", "planned", "threatened", "attempted", "conditional", "hypothetical"]
Polarity = Literal["positive", "negative"]
Aspect = Literal["completed", "ongoing", "repeated"]
Bound = Literal["exactly", "about", "more_than", "at_least", "fewer_than", "up_to", "between", "vague"]
TimeType = Literal["DATE", "TIME", "DURATION", "SET"]
TimeMod = Literal[
    "BEFORE", "AFTER", "ON_OR_BEFORE", "ON_OR_AFTER", "LESS_THAN", "MORE_THAN", "EQUAL_OR_LESS", "EQUAL_OR_MORE",
    "START", "MID", "END", "APPROX",
]  # fmt: skip
BallotOption = Literal["yes", "no", "abstain", "absent"]
Stage = Literal["proposed", "scheduled", "ongoing", "stalled", "agreed", "signed", "collapsed"]
Reply = Literal["positive", "negative", "conditional", "lukewarm"]


@dataclass(frozen=True, slots=True)
class Provenance:
    """How a record came about: the stage, its rule in words, the rule's version, and what it worked on.

    `inputs` are lexicon entries (`cue/say`) and records of the same report (`s1`).
    """

    stage: str
    rule: str
    version: int = 1
    inputs: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class PartRecord:
    """A part of the report's text, by its place."""

    kind: PartKind
    start: Annotated[int, Meta(ge=0)]
    end: Annotated[int, Meta(ge=0)]


@dataclass(frozen=True, slots=True)
class ReportText:
    """The report itself: what was read and what is known about its publication."""

    id: str
    digest: str
    text: str
    title: str | None = None
    outlet: str | None = None
    url: str | None = None
    byline: str | None = None
    published: str | None = None
    language: str = "en"
    parts: tuple[PartRecord, ...] = ()


@dataclass(frozen=True, slots=True)
class Mention:
    """One mention of an actor, with its ACE level."""

    start: Annotated[int, Meta(ge=0)]
    end: Annotated[int, Meta(ge=0)]
    text: str
    level: MentionLevel


@dataclass(frozen=True, slots=True)
class Role:
    """A role of an actor ("foreign minister") and what it is a role of, as the report words it."""

    title: str
    of: str | None = None


@dataclass(frozen=True, slots=True)
class Actor:
    """A person, organization, armed group, government, country, unnamed official or group of people."""

    id: Id
    name: str
    kind: ActorKind
    country: Iso3 | None
    sector: Sector | None
    roles: tuple[Role, ...]
    named: bool
    mentions: tuple[Mention, ...]
    provenance: Provenance
    source_class: SourceClass | None = None


@dataclass(frozen=True, slots=True)
class Statement:
    """What a source said: source, cue and content (PARC), its manner and kind, and the statements that carry it."""

    id: Id
    source: Id | None
    source_span: Span | None
    cue: Span | None
    content: tuple[Span, ...]
    manner: Manner
    kind: StatementKind
    addressees: tuple[Id, ...]
    attributed_to: tuple[Id, ...]
    time: Id | None
    place: Id | None
    provenance: Provenance


@dataclass(frozen=True, slots=True)
class Event:
    """Who did what to whom: a PLOVER type with mode and contexts, its arguments, reality and attribution."""

    id: Id
    type: EventType
    mode: str | None
    contexts: tuple[str, ...]
    cameo: str | None
    trigger: Span
    actors: tuple[Id, ...]
    recipients: tuple[Id, ...]
    place: Id | None
    time: Id | None
    figures: tuple[Id, ...]
    modality: Modality
    polarity: Polarity
    aspect: Aspect | None
    attributed_to: tuple[Id, ...]
    evidence: tuple[Span, ...]
    provenance: Provenance


@dataclass(frozen=True, slots=True)
class Counted:
    """What a figure counts, in the report's words, and the actor it is, where known."""

    text: str
    actor: Id | None
    span: Span | None


@dataclass(frozen=True, slots=True)
class Figure:
    """How many of what, with bounds: `low <= best <= high`, each None where the wording does not give it."""

    id: Id
    low: float | int | None
    best: float | int | None
    high: float | int | None
    bound: Bound
    wording: str
    unit: str
    measure: str | None
    counted: Counted | None
    place: Id | None
    time: Id | None
    event: Id | None
    attributed_to: tuple[Id, ...]
    modality: Modality
    evidence: tuple[Span, ...]
    provenance: Provenance
    polarity: Polarity = "positive"
    scope: Literal["total", "part", "increment"] | None = None
    part_of: Id | None = None


@dataclass(frozen=True, slots=True)
class Time:
    """A temporal expression with its TIMEX3 value; None where no value can be given."""

    id: Id
    type: TimeType
    value: str | None
    mod: TimeMod | None
    evidence: tuple[Span, ...]
    provenance: Provenance


@dataclass(frozen=True, slots=True)
class Place:
    """A location; coordinates are None where it could not be placed, and the provenance says why."""

    id: Id
    name: str
    latitude: float | None
    longitude: float | None
    country: Iso3 | None
    admin1: str | None
    feature: str | None
    geonames_id: int | None
    precision: str | None
    evidence: tuple[Span, ...]
    provenance: Provenance


@dataclass(frozen=True, slots=True)
class Counts:
    """A tally; None where the report gives no number."""

    yes: int | None = None
    no: int | None = None
    abstain: int | None = None
    absent: int | None = None


@dataclass(frozen=True, slots=True)
class Ballot:
    """How one voter voted."""

    voter: Id
    option: BallotOption


@dataclass(frozen=True, slots=True)
class Vote:
    """A vote of a body on a motion (Popolo's vote event)."""

    id: Id
    body: Id | None
    motion: str | None
    sponsors: tuple[Id, ...]
    counts: Counts
    ballots: tuple[Ballot, ...]
    vetoes: tuple[Id, ...]
    adopted: bool | None
    modality: Modality
    time: Id | None
    attributed_to: tuple[Id, ...]
    evidence: tuple[Span, ...]
    provenance: Provenance


@dataclass(frozen=True, slots=True)
class ProposalReply:
    """How a party took a proposal, and the statement in which it said so."""

    by: Id | None
    reply: Reply
    statement: Id | None


@dataclass(frozen=True, slots=True)
class Proposal:
    """What a party proposed: terms as TIMEX3 durations or in the report's words, and the replies to it."""

    by: Id | None
    terms: tuple[str, ...]
    replies: tuple[ProposalReply, ...]


@dataclass(frozen=True, slots=True)
class Negotiation:
    """Talks as one object per track in a report."""

    id: Id
    parties: tuple[Id, ...]
    mediators: tuple[Id, ...]
    place: Id | None
    topics: tuple[str, ...]
    stage: Stage | None
    proposals: tuple[Proposal, ...]
    time: Id | None
    attributed_to: tuple[Id, ...]
    evidence: tuple[Span, ...]
    provenance: Provenance


Record = Actor | Statement | Event | Figure | Time | Place | Vote | Negotiation


@dataclass(frozen=True, slots=True, kw_only=True)
class Report:
    """All that one report puts on record: one object of the format `onrecord/1`."""

    schema: Literal["onrecord/1"] = SCHEMA
    report: ReportText
    actors: tuple[Actor, ...] = ()
    statements: tuple[Statement, ...] = ()
    events: tuple[Event, ...] = ()
    figures: tuple[Figure, ...] = ()
    times: tuple[Time, ...] = ()
    places: tuple[Place, ...] = ()
    votes: tuple[Vote, ...] = ()
    negotiations: tuple[Negotiation, ...] = ()
    warnings: tuple[str, ...] = ()

    def records(self) -> tuple[Record, ...]:
        """Every record of the report, kind by kind, in the order of the format."""
        return (
            *self.actors, *self.statements, *self.events, *self.figures,
            *self.times, *self.places, *self.votes, *self.negotiations,
        )  # fmt: skip

    def _repr_html_(self) -> str:
        """The report as notebooks show it."""
        from onrecord.notebook import report_html

        return report_html(self)


KINDS = ("actors", "statements", "events", "figures", "times", "places", "votes", "negotiations")
EVENT_TYPES: tuple[str, ...] = get_args(EventType)
SECTORS: tuple[str, ...] = get_args(Sector)
