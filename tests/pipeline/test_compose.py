"""The order of stages and the runners."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

import pytest

from onrecord.errors import PipelineError
from onrecord.extract.stage import Found, Known
from onrecord.language import AnnotatedDocument
from onrecord.pipeline import STAGES, Reader, checked
from onrecord.pipeline.serial import Failed
from onrecord.record import Provenance, Report, Time
from onrecord.text import Document


@dataclass(frozen=True)
class Made:
    """A stage that makes one time out of the first characters."""

    name: str = "made"
    needs: tuple[str, ...] = ()
    makes: tuple[str, ...] = ("times",)
    value: str = "2021"

    def __call__(self, known: Known) -> Found:
        span = known.doc.document.quote(0, 4)
        return Found(times=(Time("t1", "DATE", self.value, None, (span,), Provenance(self.name, "first letters")),))


class Bare:
    """An annotator that finds no words."""

    def annotate_all(self, documents: Iterable[Document]) -> Iterator[AnnotatedDocument]:
        """The documents without tokens."""
        return (AnnotatedDocument(document, (), (), ()) for document in documents)


def test_the_order_that_ships_holds() -> None:
    assert [stage.name for stage in checked(STAGES)] == [
        "times", "places", "actors", "statements", "first_person", "figures", "events", "votes", "negotiations",
    ]  # fmt: skip


def test_an_impossible_order_is_refused_with_what_lacks() -> None:
    with pytest.raises(PipelineError, match=r"'second' needs times, .* order given: second, made"):
        checked([Made("second", needs=("times",), makes=("events",)), Made()])


def test_a_stage_that_names_an_unknown_kind_is_refused() -> None:
    with pytest.raises(PipelineError, match="names rumours"):
        checked([Made(makes=("rumours",))])


def test_a_stage_given_twice_is_refused() -> None:
    with pytest.raises(PipelineError, match="stands twice"):
        checked([Made(), Made()])


def test_a_later_record_with_the_same_id_takes_the_place() -> None:
    reader = Reader(annotator=Bare(), stages=[Made(), Made("again", ("times",), value="2022")])
    assert [time.value for time in reader.read(Document("2021 was dry")).times] == ["2022"]


def test_a_stage_that_makes_what_it_does_not_name_is_refused() -> None:
    reader = Reader(annotator=Bare(), stages=[Made(makes=("events",))])
    with pytest.raises(PipelineError, match="made times, but says it makes events"):
        reader.read(Document("2021 was dry"))


def test_a_fault_in_one_report_does_not_lose_the_others() -> None:
    reader = Reader(annotator=Bare(), stages=[Made()])
    outcomes = list(reader.outcomes([Document("2021 was dry"), Document("no"), Document("2020 too")]))
    assert [type(outcome) for outcome in outcomes] == [Report, Failed, Report]
    assert isinstance(outcomes[1], Failed)
    assert "SpanError" in outcomes[1].error


def test_the_same_text_from_elsewhere_is_another_report() -> None:
    reader = Reader(annotator=Bare(), stages=[Made()])
    ids = [
        reader.read(Document("2021 was dry", url=url, published=day)).report.id
        for url, day in ((None, None), ("http://x.example", None), (None, "2021-01-01"), (None, None))
    ]
    assert len(set(ids)) == 3
    assert ids[0] == ids[3]
