"""Gold files join with their texts to records that keep every invariant."""

import json
from pathlib import Path

import pytest

from eval.gold import GOLD, gold_files, joined, load, sample, text_of
from eval.result import CorpusMissing
from onrecord.errors import RecordError
from onrecord.record import KINDS
from onrecord.text import digest_of

TEXT = "The mayor left.\n"
STORED = {
    "schema": "onrecord/1",
    "report": {"id": "example", "digest": digest_of(TEXT), "file": "example.txt", "table": None, "parts": []},
    "times": [],
    "actors": [
        {
            "id": "a1", "name": "the mayor", "kind": "person", "country": None, "sector": None, "roles": [],
            "named": False, "mentions": [{"start": 0, "end": 9, "level": "nominal"}],
        }
    ],
}  # fmt: skip


def test_spans_get_their_text() -> None:
    assert joined(STORED, TEXT).actors[0].mentions[0].text == "The mayor"


def test_another_text_is_refused() -> None:
    with pytest.raises(RecordError, match="not the one annotated"):
        joined(STORED, TEXT + " ")


def test_an_article_is_found_by_its_url(tmp_path: Path) -> None:
    (tmp_path / "reports").mkdir()
    rows = 'url,date,title,text\r\nhttps://example.org/a,2021-05-03,A,"One\r\nline"\r\n'
    (tmp_path / "reports" / "some.csv").write_bytes(rows.encode())
    assert text_of({"url": "https://example.org/a", "table": "some.csv"}, tmp_path) == "One\r\nline"
    with pytest.raises(RecordError, match="holds no article"):
        text_of({"url": "https://example.org/b", "table": "some.csv"}, tmp_path)
    with pytest.raises(CorpusMissing):
        text_of({"url": "https://example.org/a", "table": "other.csv"}, tmp_path)


@pytest.mark.parametrize("path", gold_files(), ids=lambda path: path.stem)
def test_every_gold_file_is_a_valid_record(path: Path, data: Path) -> None:
    try:
        report = load(path, data=data)
    except CorpusMissing as missing:
        pytest.skip(str(missing))
    assert all(getattr(report, kind) for kind in ("actors", "statements", "events", "figures", "times"))


@pytest.mark.parametrize("path", gold_files(), ids=lambda path: path.stem)
def test_gold_quotes_no_text_of_an_article(path: Path) -> None:
    stored = json.loads(path.read_text(encoding="utf-8"))
    assert "text" not in stored["report"]
    assert all('"text"' not in json.dumps(stored[kind]) for kind in KINDS)


def test_every_sample_has_gold() -> None:
    annotated = {json.loads(path.read_text(encoding="utf-8"))["report"]["file"] for path in gold_files()}
    drafts = {f"{path.stem}.txt" for path in (GOLD / "drafts").glob("*.yaml")}
    assert drafts <= annotated
    assert all(sample(name) for name in drafts)
    assert len(drafts) == 6
