"""The toponym corpora's reader and the scores on places."""

from __future__ import annotations

from pathlib import Path

import pytest

from eval.corpora.places import FILES, Toponym, articles
from eval.places import _agrees
from onrecord.gazetteer import Entry

XML = """<articles><article docid="7"><domain> osk.example </domain><dltime>2021-05-18 10:00</dltime>
<text>Osk and Tarrow. Osk again.</text><toponyms>
<toponym><start>18</start><end>21</end><phrase>Osk</phrase><gaztag geonameid="5"><fcode>ADM1</fcode><lat>1</lat>
<lon>2</lon><country geonameid="9">O</country></gaztag></toponym>
<toponym><start>8</start><end>14</end><phrase>Tarrow</phrase></toponym>
</toponyms></article></articles>"""
STATE = Toponym(0, 3, "Osk", 1.0, 2.0, "ADM1", 5, 9, 5)


def entry(number: int, feature: str) -> Entry:
    return Entry(number, "Osk", 9.0, 9.0, ("KEN",), None, None, feature, 0, 0, False)


@pytest.fixture
def corpus(tmp_path: Path) -> Path:
    (tmp_path / "places").mkdir()
    (tmp_path / "places" / FILES["LGL"]).write_text(XML)
    return tmp_path


def test_a_shifted_toponym_is_found_at_its_nearest_place(corpus: Path) -> None:
    article = articles(corpus, "LGL", None)[0]
    assert [(one.start, one.end, one.text) for one in article.toponyms] == [(8, 14, "Tarrow"), (16, 19, "Osk")]
    assert (article.domain, article.date) == ("osk.example", "2021-05-18")


def test_a_toponym_without_a_point_stays_without(corpus: Path) -> None:
    tarrow, osk = articles(corpus, "LGL", None)[0].toponyms
    assert tarrow.latitude is None
    assert (osk.latitude, osk.feature, osk.geonames_id, osk.country_id) == (1.0, "ADM1", 5, 9)


@pytest.mark.parametrize(
    ("found", "point", "fair", "right"),
    [
        (None, (1.0, 3.0), False, True),
        (entry(5, "ADM1"), (9.0, 9.0), False, False),
        (entry(5, "ADM1"), (9.0, 9.0), True, True),
        (entry(6, "ADM1"), (9.0, 9.0), True, False),
        (entry(5, "PPL"), (9.0, 9.0), True, False),
        (None, (9.0, 9.0), True, False),
    ],
)
def test_a_state_s_point_is_as_good_as_another_where_fair(
    found: Entry | None, point: tuple[float, float], fair: bool, right: bool
) -> None:
    assert _agrees(STATE, point, found, fair=fair) is right
