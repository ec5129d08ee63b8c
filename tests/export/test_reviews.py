"""What people made of records, in each form: held where the form can, told as lost where it cannot, never silent."""

from __future__ import annotations

import csv
import io
import json
import zipfile
from dataclasses import replace
from typing import Any

import networkx as nx
import pytest

from onrecord.export.forms import FORMS
from onrecord.export.loss import LossReport
from onrecord.export.selected import Review, Selected, Withheld
from tests.export.samples import golden, shelling

ADA = Review("accepted", ("Ada Korr",), "2021-05-19T12:00:00Z", "the text says so")
BOTH = Review("edited", ("Ada Korr", "Ben Osk"), "2021-05-20T12:00:00Z")
REJECTED = Withheld("events", "e999", "=shelled", Review("rejected", ("Ben Osk",), "2021-05-20T12:00:00Z", "a heading"))


def reviewed() -> Selected:
    """The shelling of Borvik: the event accepted, the place changed by two, another event rejected."""
    return replace(shelling(), reviews={"e1": ADA, "p1": BOTH}, withheld=(REJECTED,))


def written(form: str, *selected: Selected) -> tuple[bytes, LossReport]:
    out = io.BytesIO()
    losses = FORMS[form].write(selected or (reviewed(),), out)
    return out.getvalue(), losses


def lost(losses: LossReport, field: str | None) -> list[tuple[str, str, tuple[str, ...]]]:
    return [(one.kind, one.reason, one.examples) for one in losses.losses if one.field == field]


@pytest.mark.parametrize("form", FORMS)
def test_every_form_tells_what_people_rejected(form: str) -> None:
    raw, losses = written(form)
    assert ("events", "rejected by Ben Osk", ("r00000000000000aa:e999",)) in lost(losses, None)
    assert b"e999" not in (raw if form not in ("csv", "xlsx", "parquet") else b"")


@pytest.mark.parametrize("form", FORMS)
def test_a_report_of_which_all_is_withheld_is_told_and_not_given(form: str) -> None:
    alone = replace(reviewed(), chosen=frozenset(), is_given=False)
    raw, losses = written(form, alone)
    assert [one.count for one in losses.losses] == [1]
    if form not in ("csv", "xlsx", "parquet"):
        assert b"Borvik" not in raw


@pytest.mark.parametrize("form", ["acled", "ucdp", "polecat", "gdelt", "jsonl"])
def test_forms_without_a_place_for_reviews_tell_that(form: str) -> None:
    source = None if form in ("polecat", "gdelt") else "a3"
    one = replace(shelling(source=source), reviews={"e1": ADA})
    told = lost(written(form, one)[1], "review")
    assert [(kind, examples) for kind, _, examples in told] == [("events", ("r00000000000000aa:e1",))]


def test_tables_have_a_column_and_a_table_of_reviews() -> None:
    raw, losses = written("csv")
    with zipfile.ZipFile(io.BytesIO(raw)) as tables:
        events = list(csv.DictReader(io.TextIOWrapper(tables.open("events.csv"), "utf-8")))
        reviews = list(csv.DictReader(io.TextIOWrapper(tables.open("reviews.csv"), "utf-8")))
    assert [(row["review"], row["reviewed_by"]) for row in events] == [("accepted", "Ada Korr")]
    assert [(row["record"], row["state"], row["by"], row["reason"], row["given"]) for row in reviews] == [
        ("r00000000000000aa:e1", "accepted", "Ada Korr", "the text says so", "true"),
        ("r00000000000000aa:p1", "edited", "Ada Korr; Ben Osk", "", "true"),
        ("r00000000000000aa:e999", "rejected", "Ben Osk", "a heading", "false"),
    ]
    assert reviews[2]["text"] == "'=shelled"
    assert lost(losses, "review") == []
    assert losses.written["reviews"] == 3


def test_geojson_properties_and_graphml_edges_have_the_review() -> None:
    places = json.loads(written("geojson")[0])["features"]
    assert {one["id"]: one["properties"]["reviewed_by"] for one in places}["r00000000000000aa:p1"] == list(BOTH.by)
    raw, losses = written("graphml", replace(reviewed(), reviews={"e1": ADA, "a1": BOTH}))
    edges = nx.parse_graphml(raw.decode()).edges(data=True)
    assert "accepted by Ada Korr, 2021-05-19T12:00:00Z: the text says so" in {
        found.get("review") for *_, found in edges
    }
    assert [kind for kind, *_ in lost(losses, "review")] == ["actors"]


def test_an_annotation_has_an_assessment_whose_creators_the_reviewers_are() -> None:
    items: list[dict[str, Any]] = json.loads(written("annotation")[0])["items"]
    bodies = {one["id"]: [body for body in one["body"] if body["purpose"] == "assessing"] for one in items}
    (event,) = bodies["urn:onrecord:r00000000000000aa:e1"]
    assert (event["value"], event["creator"], event["modified"]) == (
        "accepted", {"type": "Person", "name": "Ada Korr"}, ADA.at,
    )  # fmt: skip
    (place,) = bodies["urn:onrecord:r00000000000000aa:p1"]
    assert [one["name"] for one in place["creator"]] == ["Ada Korr", "Ben Osk"]
    assert bodies["urn:onrecord:r00000000000000aa:t1"] == []


def test_provenance_names_reviewers_as_persons_and_not_the_software_for_what_they_changed() -> None:
    one = reviewed()
    changed = replace(one.report.places[0].provenance, stage="correction", rule="changed by a person")
    report = replace(one.report, places=(replace(one.report.places[0], provenance=changed),))
    bundle = json.loads(written("prov", replace(one, report=report))[0])["bundle"]["onr:bundle.r00000000000000aa"]
    people = {name: agent["prov:label"] for name, agent in bundle["agent"].items() if "reviewer" in name}
    assert sorted(people.values()) == ["Ada Korr", "Ben Osk"]
    assert bundle["entity"]["onr:r00000000000000aa.e1"]["onr:review"].startswith("accepted by Ada Korr")
    (activity,) = [name for name, one in bundle["activity"].items() if one["onr:stage"] == "correction"]
    agents = {
        people.get(one["prov:agent"], one["prov:agent"])
        for one in bundle["wasAssociatedWith"].values()
        if one["prov:activity"] == activity
    }
    assert agents == {"Ada Korr", "Ben Osk"}
    assert len(bundle["wasInfluencedBy"]) == 3


def test_slides_and_entities_say_it_in_their_text() -> None:
    slides = json.loads(written("timelinejs")[0])["events"]
    assert any("Reviewed: accepted by Ada Korr" in one["text"]["text"] for one in slides)
    raw, losses = written("ftm")
    (event,) = [found for line in raw.splitlines() if (found := json.loads(line))["schema"] == "Event"]
    assert any(note.startswith("reviewed: accepted by Ada Korr") for note in event["properties"]["notes"])
    assert [kind for kind, *_ in lost(losses, "review")] == ["places"]


def test_without_reviews_nothing_is_told_of_them() -> None:
    for name, form in FORMS.items():
        losses = form.write(golden(), io.BytesIO())
        assert not [one for one in losses.losses if one.field == "review"], name
