"""The record of a report as a view for people in a terminal."""

from __future__ import annotations

import io
from collections.abc import Iterator

from rich.console import Console, Group, RenderableType
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from onrecord.export.words import Wording, one_line
from onrecord.record import Event, Report, Statement

WIDTH = 110


def text_of(report: Report, *, width: int = WIDTH, colour: bool = False) -> str:
    """The report's record for people: who said what, figures, what happened when, votes, talks, places."""
    buffer = io.StringIO()
    console = Console(file=buffer, width=width, force_terminal=colour, no_color=not colour, highlight=False)
    console.print(Group(*_sections(report)))
    return "\n".join(line.rstrip() for line in buffer.getvalue().splitlines()) + "\n"


def _sections(report: Report) -> Iterator[RenderableType]:
    wording = Wording(report)
    yield from _head(report)
    for title, count, body in (
        ("Who said what", len(report.statements), _statements(wording)),
        ("Figures", len(report.figures), _figures(wording)),
        ("What is reported to have happened", len(report.events), _events(wording)),
        ("Votes", len(report.votes), _votes(wording)),
        ("Talks", len(report.negotiations), _talks(wording)),
        ("Actors", len(report.actors), _actors(wording)),
        ("Places", len(report.places), _places(wording)),
        ("Times", len(report.times), _times(wording)),
    ):
        yield Text(f"\n{title} ({count})", style="bold")
        yield body if count else Padding(Text("none found", style="dim"), (0, 0, 0, 2))
    for warning in report.warnings:
        yield Text(f"! {warning}", style="yellow")


def _head(report: Report) -> Iterator[RenderableType]:
    about = report.report
    yield Text(one_line(about.title or "(no title)"), style="bold underline")
    known = (about.outlet, about.byline, about.published, about.url)
    yield Text("  ".join(one for one in known if one) or "outlet and date not told", style="dim")
    yield Text(f"report {about.id}", style="dim")


def _statements(wording: Wording) -> RenderableType:
    return Group(*(_statement(wording, statement) for statement in wording.report.statements))


def _statement(wording: Wording, statement: Statement) -> RenderableType:
    line = Text.assemble(
        (f"{statement.id:>4}  ", "dim"),
        (wording.voice(statement), "bold"),
        (f"  {statement.kind}, {statement.manner}", "dim"),
    )
    if statement.addressees:
        line.append(f", to {wording.names(statement.addressees)}", "dim")
    if statement.attributed_to:
        line.append(f"   [{wording.voices(statement.attributed_to)}]", "dim")
    return Group(line, Padding(Text(wording.content(statement)), (0, 0, 0, 6)))


def _table(*columns: str) -> Table:
    table = Table(box=None, pad_edge=False, padding=(0, 2, 0, 0), show_edge=False, header_style="dim")
    table.add_column("  id", style="dim", no_wrap=True)
    for column in columns:
        table.add_column(column, overflow="fold")
    return table


def _figures(wording: Wording) -> RenderableType:
    table = _table("how many", "of whom or what", "measure", "when", "where", "according to")
    for figure in wording.report.figures:
        table.add_row(
            f"{figure.id:>4}",
            Text(wording.amount(figure)),
            Text(one_line(figure.counted.text) if figure.counted else figure.unit),
            Text(figure.measure or "-"),
            Text(wording.name(figure.time) or "-"),
            Text(wording.name(figure.place) or "-"),
            Text(wording.voices(figure.attributed_to)),
        )
    return table


def _events(wording: Wording) -> RenderableType:
    table = _table("when", "who did what to whom", "words", "reality", "where", "according to")
    for event in sorted(wording.report.events, key=lambda event: _moment(wording, event)):
        table.add_row(
            f"{event.id:>4}",
            Text(wording.name(event.time) or "-"),
            Text(wording.event(event)),
            Text(one_line(event.trigger.text)),
            Text(wording.reality(event)),
            Text(wording.name(event.place) or "-"),
            Text(wording.voices(event.attributed_to)),
        )
    return table


def _moment(wording: Wording, event: Event) -> tuple[bool, str, int]:
    """Dated events by date, then the undated in the order of the text."""
    when = wording.name(event.time)
    dated = when is not None and when[:1].isdigit()
    return (not dated, when if dated and when else "", event.trigger.start)


def _votes(wording: Wording) -> RenderableType:
    lines: list[RenderableType] = []
    for vote in wording.report.votes:
        vetoed = f"; vetoed by {wording.names(vote.vetoes)}" if vote.vetoes else ""
        when = f"; {wording.name(vote.time)}" if vote.time else ""
        planned = f" ({vote.modality})" if vote.modality != "actual" else ""
        lines.append(
            Text.assemble(
                (f"{vote.id:>4}  ", "dim"),
                (wording.name(vote.body) or "body not told", "bold"),
                f"  {wording.outcome(vote)}{planned}; {wording.tally(vote)}{vetoed}{when}",
                (f"   [{wording.voices(vote.attributed_to)}]", "dim"),
            )
        )
        lines.append(Padding(Text(one_line(vote.motion or "motion not told")), (0, 0, 0, 6)))
    return Group(*lines)


def _talks(wording: Wording) -> RenderableType:
    lines: list[RenderableType] = []
    for talks in wording.report.negotiations:
        lines.append(
            Text.assemble(
                (f"{talks.id:>4}  ", "dim"),
                (wording.names(talks.parties) or "parties not told", "bold"),
                f"  {talks.stage or 'stage not told'}",
                f"; mediated by {wording.names(talks.mediators)}" if talks.mediators else "",
                f"; in {wording.name(talks.place)}" if talks.place else "",
                f"; about {', '.join(talks.topics)}" if talks.topics else "",
            )
        )
        for proposal in talks.proposals:
            by = wording.name(proposal.by) or "somebody"
            lines.append(Padding(Text(f"{by} proposed: {'; '.join(proposal.terms) or 'terms not told'}"), (0, 0, 0, 6)))
            for reply in proposal.replies:
                lines.append(Padding(Text(f"{wording.name(reply.by) or 'somebody'}: {reply.reply}"), (0, 0, 0, 8)))
    return Group(*lines)


def _actors(wording: Wording) -> RenderableType:
    table = _table("name", "kind", "country", "sector", "roles", "mentions")
    for actor in wording.report.actors:
        table.add_row(
            f"{actor.id:>4}",
            Text(one_line(actor.name)),
            Text(actor.kind.replace("_", " ")),
            Text(actor.country or "-"),
            Text(actor.sector or "-"),
            Text("; ".join(role.title + (f" of {role.of}" if role.of else "") for role in actor.roles) or "-"),
            Text(str(len(actor.mentions))),
        )
    return table


def _places(wording: Wording) -> RenderableType:
    table = _table("name", "coordinates", "country", "precision", "mentions")
    for place in wording.report.places:
        placed = place.latitude is not None and place.longitude is not None
        table.add_row(
            f"{place.id:>4}",
            Text(one_line(place.name)),
            Text(f"{place.latitude:.3f}, {place.longitude:.3f}" if placed else "unplaced"),
            Text(place.country or "-"),
            Text(place.precision or "-"),
            Text(str(len(place.evidence))),
        )
    return table


def _times(wording: Wording) -> RenderableType:
    table = _table("words", "type", "value")
    for time in wording.report.times:
        table.add_row(f"{time.id:>4}", Text(one_line(time.evidence[0].text)), time.type, Text(time.value or "-"))
    return table
