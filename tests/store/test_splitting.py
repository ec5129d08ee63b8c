"""Splitting clusters: what leaves stays together, what stays too, and a newer reading is split as well."""

from __future__ import annotations

import pytest
from sqlalchemy import func, select

from onrecord.errors import CorrectionError, StoreError
from onrecord.record import Report
from onrecord.store import Store
from onrecord.store import splitting as splitting_module
from onrecord.store.clusters_told import cluster_of, clusters, members
from onrecord.store.linking import link_new
from onrecord.store.rebuilding import rebuild
from onrecord.store.schema import CLUSTERS, JUDGEMENTS
from onrecord.store.splitting import split_off
from onrecord.store.writing import put_report
from tests.renumbered import renumbered

NOW = "2021-05-19T12:00:00Z"


def named(report: Report, name: str) -> str:
    """The id across reports of the actor with this name."""
    return f"{report.report.id}:" + next(one.id for one in report.actors if one.name == name)


@pytest.fixture
def kestovia(filled: Store, golden: tuple[Report, ...]) -> list[str]:
    """The five actors named Kestovia, linked."""
    with filled.begin() as connection:
        link_new(connection, NOW)
        seq = cluster_of(connection, named(golden[0], "Kestovia"))
        return [one.item for one in members(connection, [seq])[seq]]


def test_two_that_leave_a_cluster_stay_together(filled: Store, golden: tuple[Report, ...], kestovia: list[str]) -> None:
    leaving, staying = kestovia[:2], kestovia[2:]
    with filled.begin() as connection:
        assert split_off(connection, cluster_of(connection, leaving[0]), leaving, "Ada", NOW, "another one") == 6
        link_new(connection, NOW)
    by_report = {one.report.id: one for one in golden}
    newer = renumbered(by_report[leaving[0].partition(":")[0]])
    with filled.begin() as connection:
        for _ in range(2):
            homes = [cluster_of(connection, one) for one in (*leaving, *staying)]
            assert homes == [homes[0], homes[0], homes[2], homes[2], homes[2]]
            assert homes[0] != homes[2]
            rebuild(connection)
        put_report(connection, newer, key="newer", software="newer", now=NOW)
        link_new(connection, NOW)
        assert cluster_of(connection, named(newer, "Kestovia")) == cluster_of(connection, leaving[1])


def test_splitting_twice_judges_once(filled: Store, kestovia: list[str]) -> None:
    with filled.begin() as connection:
        seq = cluster_of(connection, kestovia[0])
        assert split_off(connection, seq, kestovia[:1], "Ada", NOW) == 4
        assert split_off(connection, seq, kestovia[:1], "Ada", NOW) == 0
        assert connection.execute(select(func.count()).select_from(JUDGEMENTS)).scalar_one() == 4


def test_what_cannot_be_split_is_said(
    filled: Store, kestovia: list[str], monkeypatch: pytest.MonkeyPatch, golden: tuple[Report, ...]
) -> None:
    monkeypatch.setattr(splitting_module, "MOST_PAIRS", 3)
    with filled.connect() as connection:
        seq = cluster_of(connection, kestovia[0])
        for items, why in (
            (kestovia, "give some of them, and not all"),
            ([], "give some of them"),
            (["r0000000000000000:a1"], "is not in cluster"),
            (kestovia[:1], "4 pairs would be judged, more than 3"),
        ):
            with pytest.raises(CorrectionError, match=why):
                split_off(connection, seq, items, "Ada", NOW)
        with pytest.raises(CorrectionError, match="there is no cluster 999999"):
            split_off(connection, 999999, kestovia, "Ada", NOW)
        with pytest.raises(StoreError, match="is in no cluster"):
            cluster_of(connection, f"{golden[0].report.id}:t1")


def test_clusters_tell_outlets_and_origins(filled: Store, kestovia: list[str]) -> None:
    with filled.connect() as connection:
        (found,) = clusters(connection, "actor", record=kestovia[0])
        assert (found.label, found.size, found.origins) == ("Kestovia", 5, 5)
        assert found.outlets == len({one.outlet for one in members(connection, [found.id])[found.id]} - {None})
        (same,) = clusters(connection, "actor", name="estovia", limit=1)
        assert same.size >= 5
        every = clusters(connection, limit=1000)
        counted = connection.execute(select(func.count()).select_from(CLUSTERS)).scalar_one()
        assert 0 < len(every) < counted
        assert all(one.size > 1 for one in every)
