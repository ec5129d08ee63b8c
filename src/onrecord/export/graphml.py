"""Actors as nodes, what they did to or said to each other as edges: GraphML 1.0, for networkx, Gephi, yEd, igraph."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import BinaryIO, Final
from xml.sax.saxutils import escape, quoteattr

from onrecord.export.cells import Cell, printable
from onrecord.export.covered_days import days_of
from onrecord.export.loss import Losses, LossReport
from onrecord.export.selected import Selected
from onrecord.export.told import sources
from onrecord.export.words import one_line
from onrecord.record import Actor, Event, Statement

CODEBOOK: Final = "GraphML 1.0"
NODE_KEYS: Final = {"label": "string", "kind": "string", "country": "string", "sector": "string", "named": "boolean"}
EDGE_KEYS: Final = {
    "layer": "string", "type": "string", "mode": "string", "modality": "string", "polarity": "string",
    "according_to": "string", "day": "string", "text": "string", "record": "string", "report": "string",
    "outlet": "string", "published": "string", "review": "string",
}  # fmt: skip
NOBODY: Final = "an edge needs an actor at both ends, and the report names one or none"
NO_DATA: Final = "an edge has no data for it"
OTHER: Final = "neither an actor nor a link between two"
UNHELD: Final = {
    "events": dict.fromkeys(("cameo", "contexts", "figures", "aspect", "place", "provenance"), NO_DATA),
    "statements": dict.fromkeys(("cue", "attributed_to", "place", "provenance"), NO_DATA),
}
_HEAD = """<?xml version="1.0" encoding="UTF-8"?>
<graphml xmlns="http://graphml.graphdrawing.org/xmlns" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" \
xsi:schemaLocation="http://graphml.graphdrawing.org/xmlns http://graphml.graphdrawing.org/xmlns/1.0/graphml.xsd">
"""


def write(selected: Iterable[Selected], out: BinaryIO) -> LossReport:
    """Write one directed graph; an actor that is linked across reports is one node."""
    losses = Losses()
    seen: set[str] = set()
    for piece in (_HEAD, *_keys(), '<graph id="onrecord" edgedefault="directed">\n'):
        out.write(piece.encode())
    for one in losses.through(selected):
        for piece in _pieces(one, seen, losses):
            out.write(piece.encode())
        losses.kinds(one, ("actors", "events", "statements"), dict.fromkeys(EDGE_OTHERS, OTHER))
    out.write(b"</graph>\n</graphml>\n")
    return losses.report("graphml", CODEBOOK)


EDGE_OTHERS: Final = ("figures", "times", "places", "votes", "negotiations")


def _keys() -> Iterator[str]:
    for of, keys in (("node", NODE_KEYS), ("edge", EDGE_KEYS)):
        for name, kind in keys.items():
            yield f'<key id="{of}_{name}" for="{of}" attr.name="{name}" attr.type="{kind}"/>\n'


def _pieces(one: Selected, seen: set[str], losses: Losses) -> Iterator[str]:
    for kind, record in one.records():
        if isinstance(record, Actor):
            losses.review(one, kind, record, "a node is one actor of many reports")
            yield from _node(one, record, seen, losses)
        elif isinstance(record, Event | Statement):
            ends = _ends(one, record)
            if not ends:
                losses.record(kind, NOBODY, one.id(record.id))
            else:
                losses.fields(one, kind, record, UNHELD[kind])
            for number, (source, target) in enumerate(ends, start=1):
                yield from _node(one, source, seen, losses)
                yield from _node(one, target, seen, losses)
                yield _edge(one, record, f"{one.id(record.id)}-{number}", (source, target))
            losses.wrote("edges", len(ends))


def _ends(one: Selected, record: Event | Statement) -> list[tuple[Actor, Actor]]:
    if isinstance(record, Event):
        starts, ends = record.actors, record.recipients
    else:
        starts, ends = () if record.source is None else (record.source,), record.addressees
    return [(source, target) for source in one.actors(starts) for target in one.actors(ends)]


def node_id(one: Selected, actor: Actor) -> str:
    """The id of an actor's node: its cluster's, where it is linked across reports."""
    cluster = one.cluster(actor.id)
    return one.id(actor.id) if cluster is None else f"cluster:{cluster}"


def _node(one: Selected, actor: Actor, seen: set[str], losses: Losses) -> Iterator[str]:
    node = node_id(one, actor)
    if node in seen:
        return
    seen.add(node)
    losses.wrote("nodes")
    values: dict[str, Cell] = {
        "label": actor.name, "kind": actor.kind, "country": actor.country, "sector": actor.sector, "named": actor.named,
    }  # fmt: skip
    yield f"<node id={_attribute(node)}>{_data('node', values)}</node>\n"


def _edge(one: Selected, record: Event | Statement, edge: str, ends: tuple[Actor, Actor]) -> str:
    days = days_of(one.time(record.time))
    about = one.report.report
    values: dict[str, Cell] = {
        "day": days.first.isoformat() if days is not None and days.precision == "day" else None,
        "record": one.id(record.id),
        "report": about.id,
        "outlet": about.outlet,
        "published": about.published,
        "review": review.text() if (review := one.review(record.id)) is not None else None,
    }
    if isinstance(record, Event):
        values |= {
            "layer": "acts", "type": record.type, "mode": record.mode, "modality": record.modality,
            "polarity": record.polarity, "according_to": sources(one, record) or None, "text": record.trigger.text,
        }  # fmt: skip
    else:
        values |= {"layer": "speaks", "type": record.kind, "text": one.words.content(record)}
    source, target = (_attribute(node_id(one, actor)) for actor in ends)
    return f"<edge id={_attribute(edge)} source={source} target={target}>{_data('edge', values)}</edge>\n"


def _attribute(text: str) -> str:
    return quoteattr(printable(text))


def _data(of: str, values: Mapping[str, Cell]) -> str:
    return "".join(
        f'<data key="{of}_{name}">{_text(value)}</data>' for name, value in values.items() if value is not None
    )


def _text(value: Cell) -> str:
    if isinstance(value, bool):
        return "true" if value else "false"
    return escape(printable(one_line(str(value))))
