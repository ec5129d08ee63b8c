"""GeoJSON opened by shapely, GraphML by networkx, FollowTheMoney against its schemata, and the other forms in JSON."""

from __future__ import annotations

import io
import json
from collections.abc import Iterable
from dataclasses import replace
from typing import Any

import networkx as nx
import pytest
from shapely.geometry import shape

from onrecord.export import annotation, ftm, geojson, graphml, jsonl, prov, timelinejs
from onrecord.export.json import report_of_json
from onrecord.export.loss import LossReport
from onrecord.export.selected import Selected
from onrecord.integrity import evidence_of
from tests.export.samples import EVENT, golden, shelling

# Properties of each schema with those it inherits, as followthemoney 3.8 has them; those that are written here.
THING = {"name", "summary", "description", "country", "alias", "sourceUrl", "publisher", "keywords", "addressEntity",
         "notes", "proof"}  # fmt: skip
INTERVAL = {"startDate", "endDate", "date", "summary", "recordId", "sourceUrl"}
LEGAL = THING | {"sector", "status", "jurisdiction"}
SCHEMATA = {
    "Article": THING | {"title", "author", "language", "publishedAt"},
    "Person": LEGAL | {"position", "title", "nationality"},
    "Organization": LEGAL,
    "PublicBody": LEGAL,
    "LegalEntity": LEGAL,
    "Mention": {"document", "resolved", "personMentioned", "companyMentioned", "contextCountry"},
    "Event": THING | INTERVAL | {"location", "important", "organizer", "involved"},
    "Note": THING | {"entity"},
    "Address": INTERVAL | {"full", "city", "region", "country", "latitude", "longitude"},
}


def written(module: Any, selected: Iterable[Selected]) -> tuple[bytes, LossReport]:
    """What a writer writes and what it lost."""
    out = io.BytesIO()
    losses = module.write(selected, out)
    return out.getvalue(), losses


def test_shapely_reads_every_point_longitude_first() -> None:
    raw, losses = written(geojson, [shelling(), *golden()])
    features = json.loads(raw)["features"]
    assert len(features) == sum(losses.written.values()) > 3
    points = {feature["id"]: shape(feature["geometry"]) for feature in features}
    assert (points["r00000000000000aa:e1"].x, points["r00000000000000aa:e1"].y) == (10.25, 60.5)
    assert all(-180 <= point.x <= 180 and -90 <= point.y <= 90 for point in points.values())


def test_what_stands_nowhere_is_told() -> None:
    _, losses = written(geojson, golden())
    records = sum(1 for one in golden() for _ in one.records())
    assert sum(losses.written.values()) + sum(loss.count for loss in losses.losses) == records


def test_networkx_reads_actors_and_what_they_did_to_each_other() -> None:
    raw, losses = written(graphml, [shelling()])
    graph = nx.read_graphml(io.BytesIO(raw))
    assert graph.nodes["r00000000000000aa:a1"] == {
        "label": "Almen army", "kind": "organization", "country": "NOR", "sector": "MIL", "named": True,
    }  # fmt: skip
    (edge,) = graph.edges(data=True)
    assert edge[:2] == ("r00000000000000aa:a1", "r00000000000000aa:a2")
    assert (edge[2]["type"], edge[2]["modality"], edge[2]["day"]) == ("ASSAULT", "actual", "2021-05-17")
    assert losses.written == {"edges": 1, "nodes": 3}


def test_networkx_counts_the_samples_nodes_and_edges() -> None:
    raw, losses = written(graphml, golden())
    graph = nx.read_graphml(io.BytesIO(raw))
    assert graph.number_of_nodes() == losses.written["nodes"]
    assert graph.number_of_edges() == losses.written["edges"]


def test_actors_of_one_cluster_are_one_node() -> None:
    first, second = shelling(), shelling()
    about = replace(second.report.report, id="r00000000000000bb")
    again = replace(second.report, report=about)
    linked = [Selected.whole(first.report, {"a1": "7"}), Selected.whole(again, {"a1": "7"})]
    graph = nx.read_graphml(io.BytesIO(written(graphml, linked)[0]))
    assert graph.out_degree("cluster:7") == 2


@pytest.mark.parametrize("hostile", ["<x>&\"'", "]]>", "a\x00b\x0b", "\ufffe", "\u2028", "&#0;"])
def test_no_name_breaks_graphml(hostile: str) -> None:
    one = shelling()
    named = tuple(replace(actor, name=hostile) for actor in one.report.actors)
    raw, _ = written(graphml, [Selected.whole(replace(one.report, actors=named), {"a1": hostile})])
    graph = nx.read_graphml(io.BytesIO(raw))
    assert graph.number_of_nodes() == 3


def entities(selected: Iterable[Selected]) -> list[dict[str, Any]]:
    """The FollowTheMoney entities of reports."""
    return [json.loads(line) for line in written(ftm, selected)[0].splitlines()]


def test_every_property_is_one_of_its_schema() -> None:
    found = entities([shelling(), *golden()])
    assert {one["schema"] for one in found} == set(SCHEMATA)
    for one in found:
        assert one["properties"].keys() <= SCHEMATA[one["schema"]], one
        for values in one["properties"].values():
            assert values
            assert all(isinstance(value, str) and value for value in values)


def test_entities_that_are_referred_to_are_there_once() -> None:
    found = entities(golden())
    ids = [one["id"] for one in found]
    assert len(ids) == len(set(ids))
    for one in found:
        for name in ("proof", "document", "resolved", "involved", "entity", "addressEntity"):
            assert set(one["properties"].get(name, [])) <= set(ids)


def test_an_event_on_a_source_s_word_says_so_in_its_name() -> None:
    planned = replace(EVENT, attributed_to=("s1",), modality="planned")
    (event,) = (one for one in entities([shelling(planned)]) if one["schema"] == "Event")
    assert event["properties"]["name"][0].startswith("According to a doctor: ")
    assert "[planned]" in event["properties"]["name"][0]


def test_an_annotation_s_position_and_quotation_are_the_report_s_words() -> None:
    texts = {one.report.report.id: one.report.report.text for one in golden()}
    page = json.loads(written(annotation, golden())[0])
    assert page["@context"] == "http://www.w3.org/ns/anno.jsonld"
    assert len(page["items"]) == sum(bool(evidence_of(record)) for one in golden() for _, record in one.records())
    for item in page["items"]:
        targets = item["target"] if isinstance(item["target"], list) else [item["target"]]
        for target in targets:
            text = texts[target["source"]["id"].removeprefix("urn:onrecord:")]
            position, quotation = target["selector"]
            assert text[position["start"] : position["end"]] == quotation["exact"]
            around = quotation["prefix"] + quotation["exact"] + quotation["suffix"]
            assert text.find(around, max(0, position["start"] - 32)) == position["start"] - len(quotation["prefix"])


def test_positions_count_code_points_also_after_characters_beyond_the_first_plane() -> None:
    one = shelling()
    text = "\U0001f6a2 " + one.report.report.text
    about = replace(one.report.report, text=text)
    moved = tuple(
        replace(place, evidence=tuple(replace(span, start=span.start + 2, end=span.end + 2) for span in place.evidence))
        for place in one.report.places
    )
    report = replace(one.report, report=about, places=moved)
    page = json.loads(written(annotation, [Selected(report, frozenset({"p1"}))])[0])
    position, quotation = page["items"][0]["target"]["selector"]
    assert text[position["start"] : position["end"]] == quotation["exact"] == "Borvik"


def test_prov_names_nothing_that_it_does_not_describe() -> None:
    document = json.loads(written(prov, golden())[0])
    assert len(document["bundle"]) == 6
    for bundle in document["bundle"].values():
        for relation in bundle["wasGeneratedBy"].values():
            assert relation["prov:entity"] in bundle["entity"]
            assert relation["prov:activity"] in bundle["activity"]
        for relation in bundle["wasDerivedFrom"].values():
            assert {relation["prov:generatedEntity"], relation["prov:usedEntity"]} <= bundle["entity"].keys()
        for relation in bundle.get("wasAttributedTo", {}).values():
            assert relation["prov:agent"] in bundle["agent"]


def test_slides_have_as_much_of_a_date_as_the_report_tells() -> None:
    slides = json.loads(written(timelinejs, golden())[0])["events"]
    by_id = {slide["unique_id"]: slide for slide in slides}
    assert by_id["rff78446f348a0b8e-e1"]["start_date"] == {"year": 2021, "month": 5, "day": 18}
    assert by_id["r871a3836d3e1faf7-e5"]["start_date"] == {"year": 2021, "month": 4}


def test_a_slide_s_text_is_no_markup() -> None:
    one = shelling()
    named = tuple(replace(actor, name="<img src=x onerror=alert(1)>") for actor in one.report.actors)
    raw, _ = written(timelinejs, [Selected.whole(replace(one.report, actors=named))])
    assert b"<img" not in raw
    assert b"&lt;img" in raw


def test_a_slide_says_who_carries_it_and_how_real_it_is() -> None:
    raw, _ = written(timelinejs, [shelling(replace(EVENT, attributed_to=("s1",), modality="planned"))])
    slide = next(one for one in json.loads(raw)["events"] if one["group"] == "events")
    assert "[planned]" in slide["text"]["headline"]
    assert "a doctor" in slide["text"]["text"]


def test_lines_of_json_are_the_reports_again() -> None:
    raw, losses = written(jsonl, golden())
    assert [report_of_json(line) for line in raw.splitlines()] == [one.report for one in golden()]
    assert losses.losses == ()


def test_a_chosen_record_brings_what_it_refers_to() -> None:
    one = shelling(replace(EVENT, attributed_to=("s1",)))
    raw, _ = written(jsonl, [Selected(one.report, frozenset({"e1"}))])
    found = report_of_json(raw.strip())
    assert {record.id for record in found.records()} == {"e1", "a1", "a2", "a3", "s1", "f1", "t1", "p1"}
    raw, _ = written(jsonl, [Selected(one.report, frozenset({"p1"}))])
    assert [record.id for record in report_of_json(raw.strip()).records()] == ["p1"]
