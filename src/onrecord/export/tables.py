"""Records as tables, one a kind, with further ones for what a record holds many of: the shape of CSV, XLSX, Parquet."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Literal

from onrecord.export.covered_days import days_of
from onrecord.export.selected import Selected, Withheld
from onrecord.integrity import evidence_of
from onrecord.record import Actor, Negotiation, Record, Time, Vote

Type = Literal["text", "texts", "integer", "number", "boolean"]
Value = str | tuple[str, ...] | int | float | bool | None
Row = tuple[Value, ...]


@dataclass(frozen=True, slots=True)
class Column:
    """A column: its name, its type, and its value for a record of a selected report."""

    name: str
    type: Type
    of: Callable[[Selected, Any], Value]


def _field(name: str, kind: Type = "text") -> Column:
    return Column(name, kind, lambda _, record: getattr(record, name))


def _link(name: str) -> tuple[Column, Column]:
    """The id of what a field refers to, and what that is called."""
    return (
        Column(name, "text", lambda one, record: _id(one, getattr(record, name))),
        Column(f"{name}_name", "text", lambda one, record: one.words.name(getattr(record, name))),
    )


def _links(name: str) -> tuple[Column, Column]:
    """The ids of what a field refers to, and what these are called."""
    return (
        Column(name, "texts", lambda one, record: one.ids(getattr(record, name))),
        Column(f"{name}_names", "texts", lambda one, record: _names(one, getattr(record, name))),
    )


def _id(one: Selected, local: str | None) -> str | None:
    return None if local is None else one.id(local)


def _names(one: Selected, locals_: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(one.words.name(local) or "" for local in locals_)


def _ids(name: str) -> Column:
    return Column(name, "texts", lambda one, record: one.ids(getattr(record, name)))


def _span(name: str) -> tuple[Column, Column, Column]:
    """Where a span stands and what it says; empty where the record has none."""

    def part(attribute: str) -> Callable[[Selected, Any], Value]:
        return lambda _, record: getattr(getattr(record, name), attribute, None)

    return (
        Column(name, "text", part("text")),
        Column(f"{name}_start", "integer", part("start")),
        Column(f"{name}_end", "integer", part("end")),
    )


def _reviewed(one: Selected, record: Any, what: Literal["state", "by"]) -> Value:
    review = one.review(record.id)
    value: Value = getattr(review, what) if review is not None else None
    return value


def _time_of(name: str, which: Literal["first", "last"]) -> Column:
    def day(one: Selected, record: Any) -> Value:
        time = record if isinstance(record, Time) else one.time(record.time)
        days = days_of(time)
        return None if days is None else getattr(days, which).isoformat()

    return Column(name, "text", day)


def _place_of(name: str, kind: Type = "text") -> Column:
    def of_place(one: Selected, record: Any) -> Value:
        place = one.place(record.place)
        value: Value = getattr(place, name) if place is not None else None
        return value

    return Column(f"place_{name}", kind, of_place)


FIRST = (
    Column("id", "text", lambda one, record: one.id(record.id)),
    Column("report", "text", lambda one, _: one.report.report.id),
    Column("outlet", "text", lambda one, _: one.report.report.outlet),
    Column("published", "text", lambda one, _: one.report.report.published),
    Column("cluster", "text", lambda one, record: one.cluster(record.id)),
    Column("review", "text", lambda one, record: _reviewed(one, record, "state")),
    Column("reviewed_by", "texts", lambda one, record: _reviewed(one, record, "by")),
)
LAST = (
    Column("start", "integer", lambda _, record: evidence_of(record)[0].start if evidence_of(record) else None),
    Column("end", "integer", lambda _, record: evidence_of(record)[0].end if evidence_of(record) else None),
    Column("text", "text", lambda _, record: evidence_of(record)[0].text if evidence_of(record) else None),
    Column("stage", "text", lambda _, record: record.provenance.stage),
    Column("rule", "text", lambda _, record: record.provenance.rule),
    Column("rule_version", "integer", lambda _, record: record.provenance.version),
    Column("rule_inputs", "texts", lambda _, record: record.provenance.inputs),
)
WHEN = (*_link("time"), _time_of("day", "first"), _time_of("day_end", "last"))
WHERE = (
    *_link("place"), _place_of("country"), _place_of("latitude", "number"), _place_of("longitude", "number"),
)  # fmt: skip
CARRIED = (
    _ids("attributed_to"),
    Column("voices", "texts", lambda one, record: _voices(one, record.attributed_to)),
)


def _voices(one: Selected, chain: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(one.words.voice(statement) for statement in one.statements(chain))


KIND_COLUMNS: Mapping[str, tuple[Column, ...]] = {
    "actors": (
        _field("name"), _field("kind"), _field("country"), _field("sector"), _field("source_class"),
        _field("named", "boolean"),
        Column("roles", "texts", lambda _, record: tuple(role.title for role in record.roles)),
        Column("roles_of", "texts", lambda _, record: tuple(role.of or "" for role in record.roles)),
    ),
    "statements": (
        *_link("source"), *_span("source_span"), *_span("cue"), _field("manner"), _field("kind"),
        Column("content", "text", lambda one, record: one.words.content(record)),
        *_links("addressees"), *CARRIED, *WHEN, *WHERE,
    ),
    "events": (
        _field("type"), _field("mode"), _field("contexts", "texts"), _field("cameo"), *_span("trigger"),
        *_links("actors"), *_links("recipients"), _ids("figures"), _field("modality"), _field("polarity"),
        _field("aspect"), *CARRIED, *WHEN, *WHERE,
    ),
    "figures": (
        _field("low", "number"), _field("best", "number"), _field("high", "number"), _field("bound"),
        _field("wording"), _field("unit"), _field("measure"), _field("scope"),
        Column("counted", "text", lambda _, record: record.counted.text if record.counted else None),
        Column("counted_actor", "text", lambda one, record: _id(one, record.counted.actor if record.counted else None)),
        Column("event", "text", lambda one, record: _id(one, record.event)),
        Column("part_of", "text", lambda one, record: _id(one, record.part_of)),
        _field("modality"), _field("polarity"), *CARRIED, *WHEN, *WHERE,
    ),
    "times": (
        _field("type"), _field("value"), _field("mod"), _time_of("day", "first"), _time_of("day_end", "last"),
    ),
    "places": (
        _field("name"), _field("latitude", "number"), _field("longitude", "number"), _field("country"),
        _field("admin1"), _field("feature"), _field("geonames_id", "integer"), _field("precision"),
    ),
    "votes": (
        *_link("body"), _field("motion"), *_links("sponsors"), *_links("vetoes"),
        *(Column(name, "integer", lambda _, record, name=name: getattr(record.counts, name))  # type: ignore[misc]
          for name in ("yes", "no", "abstain", "absent")),
        _field("adopted", "boolean"), _field("modality"), *CARRIED, *WHEN,
    ),
    "negotiations": (
        *_links("parties"), *_links("mediators"), _field("topics", "texts"),
        Column("negotiation_stage", "text", lambda _, record: record.stage), *CARRIED, *WHEN, *WHERE,
    ),
}  # fmt: skip
PLAIN_COLUMNS: Mapping[str, tuple[tuple[str, Type], ...]] = {
    "reports": (
        ("id", "text"), ("digest", "text"), ("title", "text"), ("outlet", "text"), ("url", "text"), ("byline", "text"),
        ("published", "text"), ("language", "text"), ("warnings", "texts"), ("text", "text"),
    ),
    "mentions": (("actor", "text"), ("level", "text"), ("start", "integer"), ("end", "integer"), ("text", "text")),
    "evidence": (("record", "text"), ("number", "integer"), ("start", "integer"), ("end", "integer"), ("text", "text")),
    "reviews": (
        ("record", "text"), ("kind", "text"), ("state", "text"), ("by", "texts"), ("at", "text"), ("reason", "text"),
        ("given", "boolean"), ("text", "text"),
    ),
    "ballots": (("vote", "text"), ("voter", "text"), ("voter_name", "text"), ("option", "text")),
    "proposals": (("negotiation", "text"), ("number", "integer"), ("by", "text"), ("by_name", "text"),
                  ("terms", "texts")),
    "replies": (("negotiation", "text"), ("proposal", "integer"), ("by", "text"), ("by_name", "text"),
                ("reply", "text"), ("statement", "text")),
}  # fmt: skip
TABLES: Mapping[str, tuple[tuple[str, Type], ...]] = {
    "reports": PLAIN_COLUMNS["reports"],
    **{
        kind: tuple((column.name, column.type) for column in (*FIRST, *columns, *LAST))
        for kind, columns in KIND_COLUMNS.items()
    },
    **{name: columns for name, columns in PLAIN_COLUMNS.items() if name != "reports"},
}
# What no table has room for.
UNHELD: Mapping[str, str] = {"parts": "the parts of a text are not records and have no table"}


def rows_of(selected: Selected) -> Iterator[tuple[str, Row]]:
    """Every row of a report, with the name of its table."""
    about = selected.report.report
    yield "reports", (
        about.id, about.digest, about.title, about.outlet, about.url, about.byline, about.published, about.language,
        selected.report.warnings, about.text,
    )  # fmt: skip
    for kind, record in selected.records():
        yield kind, tuple(column.of(selected, record) for column in (*FIRST, *KIND_COLUMNS[kind], *LAST))
        yield from _many(selected, record)
    yield from _reviews(selected)


def _many(one: Selected, record: Record) -> Iterator[tuple[str, Row]]:
    """The rows of what a record holds many of."""
    here = one.id(record.id)
    if isinstance(record, Actor):
        yield from (("mentions", (here, said.level, said.start, said.end, said.text)) for said in record.mentions)
    else:
        for number, span in enumerate(evidence_of(record), start=1):
            yield "evidence", (here, number, span.start, span.end, span.text)
    if isinstance(record, Vote):
        for ballot in record.ballots:
            yield "ballots", (here, one.id(ballot.voter), one.words.name(ballot.voter), ballot.option)
    if isinstance(record, Negotiation):
        yield from _proposals(one, record)


def _proposals(one: Selected, record: Negotiation) -> Iterator[tuple[str, Row]]:
    here = one.id(record.id)
    for number, proposal in enumerate(record.proposals, start=1):
        yield "proposals", (here, number, _id(one, proposal.by), one.words.name(proposal.by), proposal.terms)
        for reply in proposal.replies:
            by = (_id(one, reply.by), one.words.name(reply.by))
            yield "replies", (here, number, *by, reply.reply, _id(one, reply.statement))


def _reviews(one: Selected) -> Iterator[tuple[str, Row]]:
    """What people made of records: of those that are given out, then of those that are not, with their words."""
    for kind, record in one.records():
        review = one.review(record.id)
        if review is not None:
            words = evidence_of(record)[0].text if evidence_of(record) else None
            yield "reviews", _review_row(one, Withheld(kind, record.id, words, review), given=True)
    for held in one.withheld:
        yield "reviews", _review_row(one, held, given=False)


def _review_row(one: Selected, held: Withheld, *, given: bool) -> Row:
    review = held.review
    return (one.id(held.local), held.kind, review.state, review.by, review.at, review.reason, given, held.words)
