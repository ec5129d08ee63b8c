"""What the tests of exports share: the sample reports' golden records, and reports made up word by word."""

from __future__ import annotations

from pathlib import Path

from onrecord.export.json import report_of_json
from onrecord.export.selected import Selected
from onrecord.record import (
    Actor,
    ActorKind,
    Counted,
    Event,
    Figure,
    Mention,
    Place,
    Provenance,
    Report,
    ReportText,
    Sector,
    Statement,
    Time,
)
from onrecord.text import Span, digest_of

GOLDEN = Path(__file__).parents[1] / "golden"
TEXT = "On Monday the Almen army shelled Borvik, killing 7 people, a doctor said."
MADE = Provenance("made up", "written for the test")


def golden() -> list[Selected]:
    """The six samples, with all their records."""
    return [Selected.whole(report_of_json(path.read_text(encoding="utf-8"))) for path in sorted(GOLDEN.glob("*.json"))]


def span(text: str, words: str) -> Span:
    """Where these words stand."""
    start = text.index(words)
    return Span(start, start + len(words), words)


def actor(local: str, words: str, kind: ActorKind, sector: Sector | None, text: str = TEXT) -> Actor:
    """An actor with one mention."""
    found = span(text, words)
    mention = Mention(found.start, found.end, found.text, "name")
    return Actor(local, words, kind, "NOR", sector, (), True, (mention,), MADE)


def statement(source: str | None, kind: str = "assertion") -> Statement:
    """What the doctor said."""
    return Statement(
        "s1", source, None, span(TEXT, "said"), (span(TEXT, "On Monday the Almen army shelled Borvik"),), "indirect",
        kind, (), (), None, None, MADE,  # type: ignore[arg-type]
    )  # fmt: skip


EVENT = Event(
    "e1", "ASSAULT", "heavy-weapons", ("military",), "194", span(TEXT, "shelled"), ("a1",), ("a2",), "p1", "t1",
    ("f1",), "actual", "positive", None, (), (span(TEXT, "the Almen army shelled Borvik"),), MADE,
)  # fmt: skip
DEAD = Figure(
    "f1", 7, 7, 7, "exactly", "7", "people", "killed", Counted("people", "a2", span(TEXT, "people")), "p1", "t1", "e1",
    (), "actual", (span(TEXT, "7"),), MADE,
)  # fmt: skip
BORVIK = Place(
    "p1", "Borvik", 60.5, 10.25, "NOR", "Innlandet", "PPL", 123, "settlement", (span(TEXT, "Borvik"),), MADE
)  # fmt: skip
MONDAY = Time("t1", "DATE", "2021-05-17", None, (span(TEXT, "On Monday"),), MADE)


def shelling(
    event: Event = EVENT, figures: tuple[Figure, ...] = (DEAD,), source: str | None = "a3", said: str = "assertion"
) -> Selected:
    """A report of one event: an army, people, a doctor who may be its source, a place and a day."""
    about = ReportText(
        "r00000000000000aa", digest_of(TEXT), TEXT, "Borvik shelled", "Strait Wire", "https://strait.example/1", None,
        "2021-05-18",
    )  # fmt: skip
    report = Report(
        report=about,
        actors=(
            actor("a1", "Almen army", "organization", "MIL"),
            actor("a2", "people", "people", "CVL"),
            actor("a3", "a doctor", "person", "MED"),
        ),
        statements=(statement(source, said),),
        events=(event,),
        figures=figures,
        times=(MONDAY,),
        places=(BORVIK,),
    )
    return Selected.whole(report)
