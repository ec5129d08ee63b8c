"""A report's records in words: what the text view, the dossier and `why` all say in the same way."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from onrecord.record import Actor, Event, Figure, Negotiation, Place, Record, Report, Statement, Time, Vote

PUBLISHER = "the publisher"
UNKNOWN_SOURCE = "source not told"
BOUND_WORDS = {
    "exactly": "",
    "about": "about ",
    "more_than": "more than ",
    "at_least": "at least ",
    "fewer_than": "fewer than ",
    "up_to": "up to ",
}


@dataclass(frozen=True)
class Wording:
    """Words for the records of one report."""

    report: Report
    _records: Mapping[str, Record] = field(init=False, repr=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "_records", {record.id: record for record in self.report.records()})

    def record(self, record_id: str) -> Record | None:
        """The record with this id, or None."""
        return self._records.get(record_id)

    def name(self, record_id: str | None) -> str | None:
        """What an actor, place or time of this id is called, or None."""
        match self._records.get(record_id or ""):
            case Actor() | Place() as named:
                return named.name
            case Time() as time:
                return time.value or one_line(time.evidence[0].text)
            case _:
                return None

    def names(self, ids: Iterable[str]) -> str:
        """What these are called, with commas."""
        return ", ".join(name for one in ids if (name := self.name(one)))

    def voice(self, statement: Statement) -> str:
        """Who made a statement: the actor's name, else the words that stand for the source."""
        if name := self.name(statement.source):
            return name
        if statement.source_span is not None:
            return f"\u201c{one_line(statement.source_span.text)}\u201d"
        return UNKNOWN_SOURCE

    def voices(self, chain: Iterable[str]) -> str:
        """The chain of attribution, outermost first: outlet, ministry, official."""
        statements = [found for one in chain if isinstance(found := self._records.get(one), Statement)]
        return " \u2190 ".join([PUBLISHER, *(self.voice(statement) for statement in reversed(statements))])

    def content(self, statement: Statement) -> str:
        """What was said, its parts joined by an ellipsis."""
        return " \u2026 ".join(one_line(span.text) for span in statement.content)

    def event(self, event: Event) -> str:
        """An event as "who: TYPE (mode) to whom"."""
        who = self.names(event.actors) or "(no actor told)"
        kind = event.type + (f" ({event.mode})" if event.mode else "")
        whom = self.names(event.recipients)
        return f"{who}: {kind}" + (f" \u2192 {whom}" if whom else "")

    def reality(self, event: Event | Figure) -> str:
        """How real an event is told to be: "actual", "planned", "did not happen"."""
        return event.modality if event.polarity == "positive" else f"not ({event.modality})"

    def amount(self, figure: Figure) -> str:
        """A figure's number with its bound, or its own wording where it has no number."""
        if figure.bound == "between":
            return f"{number(figure.low)} to {number(figure.high)}"
        shown = next((value for value in (figure.best, figure.low, figure.high) if value is not None), None)
        return one_line(figure.wording) if shown is None else BOUND_WORDS.get(figure.bound, "") + number(shown)

    def tally(self, vote: Vote) -> str:
        """A tally as "13 for, 1 against, 1 abstaining", or what is told of it."""
        counts = vote.counts
        told = ((counts.yes, "for"), (counts.no, "against"), (counts.abstain, "abstaining"), (counts.absent, "absent"))
        return ", ".join(f"{value} {word}" for value, word in told if value is not None) or "no tally told"

    def outcome(self, vote: Vote) -> str:
        """Whether a motion was adopted, as far as told."""
        return {True: "adopted", False: "not adopted", None: "outcome not told"}[vote.adopted]

    def summary(self, record: Record) -> str:
        """One line that says what a record holds."""
        match record:
            case Actor():
                where = f", {record.country}" if record.country else ""
                return f"{record.name} ({record.kind.replace('_', ' ')}{where})"
            case Statement():
                return f"{self.voice(record)}: {self.content(record)}"
            case Event():
                return self.event(record)
            case Figure():
                counted = f" {one_line(record.counted.text)}" if record.counted else ""
                return f"{self.amount(record)}{counted}" + (f" {record.measure}" if record.measure else "")
            case Time():
                return f"{one_line(record.evidence[0].text)} = {record.value or 'no value'}"
            case Place():
                return record.name
            case Vote():
                return f"{self.name(record.body) or 'a body'}: {self.outcome(record)}; {self.tally(record)}"
            case Negotiation():
                return f"talks: {self.names(record.parties) or 'parties not told'}; {record.stage or 'stage not told'}"


def number(value: float | int | None) -> str:
    """A number with commas between thousands; nothing for None."""
    if value is None:
        return ""
    return f"{int(value):,}" if float(value).is_integer() else f"{value:,}"


def one_line(text: str) -> str:
    """A text with its line breaks and runs of white space made single spaces."""
    return " ".join(text.split())
