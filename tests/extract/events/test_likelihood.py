"""Which readings of an event are left out because the report around them is on something else."""

from onrecord.extract.events import Events
from onrecord.extract.events.reading import Reading
from onrecord.extract.stage import Known
from onrecord.pipeline import STAGES, Reader
from onrecord.record import Report
from onrecord.source.plain import document_of

FILM = (
    "The actress Ann Boyd signed with a new studio on Monday. Her last film sold a million tickets and won two prizes. "
    "Critics liked the music and the costumes. The singer Tom Hale supported her for years. "
    "She was released from her contract in March, her agent said. The sequel opens in cinemas next summer."
)
WAR = (
    "Rebels shelled the town of Tarrow on Monday, the army said. Troops answered with artillery fire. "
    "The singer Tom Hale supported the rebels for years. He was released from prison in March. "
    "Thousands of residents fled towards the border. The fighting began after talks collapsed."
)


def types(report: Report) -> set[tuple[str, str]]:
    """The events of a report by type and word."""
    return {(event.type, event.trigger.text) for event in report.events}


def told(reader: Reader, text: str) -> set[tuple[str, str]]:
    """All that reads like an event, by type and word."""
    (doc,) = reader.annotator.annotate_all([document_of(text)])
    known = Known(doc)
    for stage in STAGES:
        if isinstance(stage, Events):
            return {(one.trigger.type, one.trigger.token.text) for one in Reading(stage, known).told()}
        known = known.plus(stage(known))
    raise AssertionError("no stage reads events")


def test_in_a_report_on_films_nobody_of_public_life_acts(reader: Reader) -> None:
    assert ("RETREAT", "released") in told(reader, FILM)
    assert types(reader.read(document_of(FILM))) == set()


def test_in_a_report_on_war_the_same_words_tell_events(reader: Reader) -> None:
    found = types(reader.read(document_of(WAR)))
    assert {("SUPPORT", "supported"), ("RETREAT", "released"), ("ASSAULT", "shelled")} <= found


def test_all_that_reads_like_an_event_can_be_kept(reader: Reader) -> None:
    stages = tuple(Events(keeps_all=True) if isinstance(stage, Events) else stage for stage in STAGES)
    keeping = Reader(annotator=reader.annotator, stages=stages)
    assert {kind for kind, _ in types(keeping.read(document_of(FILM)))} == {kind for kind, _ in told(reader, FILM)}


def test_a_line_of_news_is_not_weighed(reader: Reader) -> None:
    line = "The singer Tom Hale supported the actress Ann Boyd on Monday."
    assert types(reader.read(document_of(line))) == told(reader, line)


def test_events_left_out_leave_no_gap_in_the_numbers(reader: Reader) -> None:
    mixed = reader.read(document_of(f"{WAR} {FILM}"))
    assert [event.id for event in mixed.events] == [f"e{number}" for number in range(1, len(mixed.events) + 1)]
