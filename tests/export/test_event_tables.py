"""The event tables of other projects: their columns, and that nothing becomes a fact that was not told as one."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable, Iterable
from dataclasses import replace
from types import ModuleType
from typing import Any

import pytest

from onrecord.export import acled, gdelt, polecat, ucdp
from onrecord.export.loss import LossReport
from onrecord.export.selected import Selected
from onrecord.record import Event, Figure
from tests.export.samples import DEAD, EVENT, MONDAY, golden, shelling

Rows = list[dict[str, str]]
FORMS: dict[str, tuple[ModuleType, int]] = {
    "acled": (acled, 31), "ucdp": (ucdp, 49), "polecat": (polecat, 40), "gdelt": (gdelt, 61),
}  # fmt: skip


def rows_of(form: str, selected: Iterable[Selected]) -> tuple[Rows, LossReport]:
    """The rows that a form's writer makes, by column, and what it lost."""
    module = FORMS[form][0]
    out = io.BytesIO()
    losses = module.write(selected, out)
    text = io.StringIO(out.getvalue().decode(), newline="")
    if form == "gdelt":
        rows = csv.DictReader(text, gdelt.COLUMNS, delimiter="\t", quoting=csv.QUOTE_NONE)
    else:
        rows = csv.DictReader(text, delimiter="\t" if form == "polecat" else ",")
    return list(rows), losses


@pytest.mark.parametrize("form", FORMS)
def test_a_form_has_as_many_columns_as_its_codebook_lists(form: str) -> None:
    module, count = FORMS[form]
    assert len(module.COLUMNS) == len(set(module.COLUMNS)) == count


@pytest.mark.parametrize("form", FORMS)
def test_every_row_of_the_samples_has_all_columns(form: str) -> None:
    rows, losses = rows_of(form, golden())
    assert len(rows) == losses.written.get("events", 0)
    assert all(None not in row and None not in row.values() for row in rows)


def test_acled_codes_a_shelling_as_its_codebook_does() -> None:
    rows, _ = rows_of("acled", [shelling()])
    told = {name: value for name, value in rows[0].items() if value}
    assert told == {
        "event_id_cnty": "r00000000000000aa:e1", "event_date": "2021-05-17", "year": "2021", "time_precision": "1",
        "disorder_type": "Political violence", "event_type": "Explosions/Remote violence",
        "sub_event_type": "Shelling/artillery/missile attack", "actor1": "Almen army", "inter1": "State forces",
        "actor2": "people", "inter2": "Civilians", "interaction": "State forces-Civilians",
        "civilian_targeting": "Civilian targeting", "iso": "578", "country": "Norway", "admin1": "Innlandet",
        "location": "Borvik", "latitude": "60.5", "longitude": "10.25", "geo_precision": "1", "source": "Strait Wire",
        "notes": "the Almen army shelled Borvik", "fatalities": "7",
    }  # fmt: skip


def test_ucdp_codes_a_shelling_as_its_codebook_does() -> None:
    rows, _ = rows_of("ucdp", [shelling()])
    told = {name: value for name, value in rows[0].items() if value}
    assert told.pop("id").isdigit()
    assert told == {
        "relid": "r00000000000000aa:e1", "year": "2021", "type_of_violence": "3",
        "dyad_name": "Almen army - Civilians", "side_a": "Almen army", "side_b": "Civilians", "number_of_sources": "1",
        "source_article": "Strait Wire, 2021-05-18, Borvik shelled", "source_office": "Strait Wire",
        "source_date": "2021-05-18", "source_headline": "Borvik shelled", "where_prec": "1",
        "where_coordinates": "Borvik", "where_description": "the Almen army shelled Borvik", "adm_1": "Innlandet",
        "latitude": "60.5", "longitude": "10.25", "geom_wkt": "POINT (10.25 60.5)", "priogrid_gid": "217101",
        "country": "Norway", "date_prec": "1", "date_start": "2021-05-17 00:00:00.000",
        "date_end": "2021-05-17 00:00:00.000", "deaths_civilians": "7", "best": "7", "high": "7", "low": "7",
    }  # fmt: skip


def test_polecat_keeps_plover_s_codes() -> None:
    rows, _ = rows_of("polecat", [shelling()])
    told = {name: value for name, value in rows[0].items() if value}
    assert told["Event Type"] == "ASSAULT"
    assert told["Event Mode"] == "heavy-weapons"
    assert told["Quad Code"] == "MATERIAL CONFLICT"
    assert told["Event Date"] == "2021-05-17"
    assert told["Primary Actor Sector"] == "MIL"
    assert told["Recipient Name"] == "people"
    assert told["GeoNames ID"] == "123"
    assert told["Story People"] == "a doctor"


def test_gdelt_has_cameo_codes_and_the_quad_class_of_the_root() -> None:
    rows, _ = rows_of("gdelt", [shelling()])
    told = {name: value for name, value in rows[0].items() if value}
    assert (told["EventCode"], told["EventBaseCode"], told["EventRootCode"], told["QuadClass"]) == (
        "194", "194", "19", "4",
    )  # fmt: skip
    assert told["SQLDATE"] == "20210517"
    assert told["Actor1Code"] == "NORMIL"
    assert told["Actor2Code"] == "NORCVL"
    assert told["ActionGeo_CountryCode"] == "NO"
    assert told["ActionGeo_Type"] == "4"
    assert told["SOURCEURL"] == "https://strait.example/1"
    assert "GoldsteinScale" not in told
    assert "AvgTone" not in told


NO_FACTS: dict[str, Callable[[Event], Event]] = {
    "denied": lambda event: replace(event, polarity="negative"),
    "planned": lambda event: replace(event, modality="planned"),
    "threatened": lambda event: replace(event, modality="threatened"),
    "possible": lambda event: replace(event, modality="possible"),
    "hypothetical": lambda event: replace(event, modality="hypothetical"),
    "undated": lambda event: replace(event, time=None),
}


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize("change", NO_FACTS)
def test_what_is_not_told_as_a_fact_of_a_day_is_left_out_and_told(form: str, change: str) -> None:
    rows, losses = rows_of(form, [shelling(NO_FACTS[change](EVENT))])
    assert rows == []
    left_out = [loss for loss in losses.losses if loss.kind == "events" and loss.field is None]
    assert [(loss.count, loss.examples) for loss in left_out] == [(1, ("r00000000000000aa:e1",))]


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize(
    ("source", "said"), [("a1", "assertion"), (None, "assertion"), ("a3", "accusation"), ("a3", "denial")]
)
def test_the_word_of_a_side_or_of_nobody_known_makes_no_fact(form: str, source: str | None, said: str) -> None:
    claimed = shelling(replace(EVENT, attributed_to=("s1",)), source=source, said=said)
    rows, losses = rows_of(form, [claimed])
    assert rows == []
    assert any("carried only by" in loss.reason for loss in losses.losses if loss.kind == "events")


@pytest.mark.parametrize(("form", "field"), [("acled", "notes"), ("ucdp", "source_original")])
def test_a_witness_s_word_stands_where_the_form_has_a_field_for_it(form: str, field: str) -> None:
    rows, _ = rows_of(form, [shelling(replace(EVENT, attributed_to=("s1",)))])
    assert "a doctor" in rows[0][field]


@pytest.mark.parametrize("form", ["polecat", "gdelt"])
def test_a_witness_s_word_is_left_out_where_no_field_can_name_the_witness(form: str) -> None:
    rows, losses = rows_of(form, [shelling(replace(EVENT, attributed_to=("s1",)))])
    assert rows == []
    assert any("no field for the source" in loss.reason for loss in losses.losses)


def figure(local: str, **changes: Any) -> Figure:
    """The dead of the event, counted otherwise."""
    return replace(DEAD, id=local, **changes)


def test_figures_are_named_readings() -> None:
    several = (figure("f1", low=5, best=None, high=9, bound="between"), figure("f2", low=12, best=12, high=12))
    rows, _ = rows_of("acled", [shelling(figures=several)])
    assert rows[0]["fatalities"] == "5"
    rows, losses = rows_of("ucdp", [shelling(figures=several)])
    assert (rows[0]["low"], rows[0]["best"], rows[0]["high"]) == ("5", "", "12")
    assert any(loss.field == "best" for loss in losses.losses)


def test_no_told_dead_are_not_zero_dead() -> None:
    rows, _ = rows_of("acled", [shelling(replace(EVENT, figures=()), figures=())])
    assert rows[0]["fatalities"] == ""
    rows, _ = rows_of("acled", [shelling(figures=(figure("f1", low=0, best=0, high=0),))])
    assert rows[0]["fatalities"] == "0"


def test_ucdp_takes_no_event_without_a_death() -> None:
    rows, losses = rows_of("ucdp", [shelling(figures=(figure("f1", low=0, best=0, high=0),))])
    assert rows == []
    assert any("at least one death" in loss.reason for loss in losses.losses)


@pytest.mark.parametrize(
    "changes",
    [{"modality": "possible"}, {"polarity": "negative"}, {"scope": "part"}, {"measure": "injured"}, {"unit": "house"}],
)
def test_a_figure_that_does_not_count_the_dead_as_a_fact_is_no_fatality(changes: dict[str, Any]) -> None:
    rows, _ = rows_of("acled", [shelling(figures=(figure("f1", **changes),))])
    assert rows[0]["fatalities"] == ""


def test_a_month_is_precision_3_in_acled_and_no_day_in_gdelt() -> None:
    one = shelling()
    in_may = replace(one.report, times=(replace(MONDAY, value="2021-05"),))
    rows, _ = rows_of("acled", [Selected.whole(in_may)])
    assert (rows[0]["event_date"], rows[0]["time_precision"]) == ("2021-05-16", "3")
    rows, _ = rows_of("ucdp", [Selected.whole(in_may)])
    assert (rows[0]["date_prec"], rows[0]["date_start"][:10], rows[0]["date_end"][:10]) == (
        "4", "2021-05-01", "2021-05-31",
    )  # fmt: skip
    rows, losses = rows_of("gdelt", [Selected.whole(in_may)])
    assert rows == []
    assert any("no single day" in loss.reason for loss in losses.losses)


def test_an_unchosen_event_is_no_row_and_no_loss() -> None:
    one = shelling()
    without = Selected(one.report, one.chosen - {"e1"})
    for form in FORMS:
        rows, losses = rows_of(form, [without])
        assert rows == []
        assert not any(loss.kind == "events" for loss in losses.losses)


@pytest.mark.parametrize(("latitude", "longitude", "cell"), [(-90, -180, 1), (-89.9, -179.4, 2), (90, 180, 259200)])
def test_cells_of_prio_grid_count_from_the_south_west(latitude: float, longitude: float, cell: int) -> None:
    assert ucdp.priogrid(latitude, longitude) == cell


def test_what_a_bare_number_loses_is_told() -> None:
    at_least = figure("f1", low=7, best=None, high=None, bound="at_least", attributed_to=("s1",))
    for form in ("acled", "ucdp"):
        rows, losses = rows_of(form, [shelling(figures=(at_least,))])
        assert len(rows) == 1
        assert {loss.field for loss in losses.losses if loss.kind == "figures"} == {"bound", "attributed_to"}


def test_the_dead_on_a_side_s_word_are_no_fatalities() -> None:
    claimed = shelling(figures=(figure("f1", attributed_to=("s1",)),), source="a1")
    rows, losses = rows_of("acled", [claimed])
    assert rows[0]["fatalities"] == ""
    assert [loss.examples for loss in losses.losses if loss.field == "deaths"] == [("r00000000000000aa:f1",)]
    assert rows_of("ucdp", [claimed])[0] == []
