"""Exports over the interface: every form whole, streamed, and the losses told."""

from __future__ import annotations

import io
import json
import zipfile

import pytest

from onrecord.export.forms import FORMS
from onrecord.export.json import report_of_json
from onrecord.web.streaming import PIECE, GoneError, Pipe
from tests.web.client import TestClient
from tests.web.fixture_store import sample_reports

API = "/api/v1"


@pytest.mark.parametrize("form", FORMS)
def test_every_form_comes_as_a_file(client: TestClient, form: str) -> None:
    found = client.get(f"{API}/export", params={"as": form})
    assert found.status_code == 200
    assert found.headers["content-disposition"] == f'attachment; filename="onrecord-2021-06-02{FORMS[form].suffix}"'
    assert found.headers["cache-control"] == "no-store"
    assert len(found.content) > 100
    if FORMS[form].suffix.endswith(".zip"):
        assert zipfile.ZipFile(io.BytesIO(found.content)).testzip() is None


def test_the_lines_are_the_reports(client: TestClient) -> None:
    lines = client.get(f"{API}/export", params={"as": "jsonl"}).text.splitlines()
    assert {report_of_json(line).report.id for line in lines} == {one.report.id for one in sample_reports().values()}


def test_an_export_follows_the_selection(client: TestClient) -> None:
    lines = client.get(f"{API}/export", params={"as": "jsonl", "outlet": "Strait Wire", "kind": "figures"}).text
    [only] = [json.loads(line) for line in lines.splitlines()]
    assert only["report"]["outlet"] == "Strait Wire"
    assert only["figures"]
    assert not only["votes"]


def test_losses_are_told(client: TestClient) -> None:
    found = client.get(f"{API}/export/loss", params={"as": "csv"}).json()
    assert found["form"] == "csv"
    assert found["written"]["reports"] == 6
    assert all(one["count"] > 0 for one in found["losses"])


def test_the_dossier_is_one_page_that_runs_nothing_here(client: TestClient) -> None:
    found = client.get(f"{API}/export", params={"as": "dossier"})
    assert found.headers["content-type"] == "text/html; charset=utf-8"
    assert found.headers["content-disposition"].startswith("attachment")
    assert "sandbox" in found.headers["content-security-policy"]
    assert "Port Lessen" in found.text


def test_forms_are_listed(client: TestClient) -> None:
    names = [one["name"] for one in client.get(f"{API}/export/forms").json()["items"]]
    assert names == [*FORMS, "dossier"]


def test_a_pipe_gives_pieces_in_order_and_the_writer_s_fault() -> None:
    pipe = Pipe()
    for number in range(3):
        pipe.write(bytes([number]) * PIECE)
    pipe.write(b"rest")
    pipe.end()
    pieces = []
    while (piece := pipe.take()) is not None:
        pieces.append(piece)
    assert b"".join(pieces) == b"".join(bytes([number]) * PIECE for number in range(3)) + b"rest"
    broken = Pipe()
    broken.end(ZeroDivisionError("a fault"))
    with pytest.raises(ZeroDivisionError):
        broken.take()


def test_a_writer_whose_reader_left_stops() -> None:
    pipe = Pipe()
    pipe.leave()
    with pytest.raises(GoneError):
        pipe.write(b"x" * PIECE)
