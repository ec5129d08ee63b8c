"""Gold files join with their texts to records that keep every invariant."""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

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

SAMPLES = {GOLD / f"{draft.stem}.json" for draft in (GOLD / "drafts").glob("*.yaml")}
LONGEST_NAME = 6  # words; the longest name of an organization in the gold has as many


def strings(value: Any) -> Iterator[str]:
    """Every string in a gold record."""
    match value:
        case str():
            yield value
        case dict() | list():
            for inner in value.values() if isinstance(value, dict) else value:
                yield from strings(inner)


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
def test_every_gold_file_is_a_valid_record(path: Path) -> None:
    try:
        report = load(path)
    except CorpusMissing as missing:
        pytest.skip(str(missing))
    assert all(getattr(report, kind) for kind in ("actors", "statements", "times"))


@pytest.mark.parametrize("path", sorted(SAMPLES), ids=lambda path: path.stem)
def test_the_gold_of_a_sample_needs_no_other_data(path: Path, tmp_path: Path) -> None:
    report = load(path, data=tmp_path)
    assert all(getattr(report, kind) for kind in ("events", "figures"))


@pytest.mark.parametrize("path", gold_files(), ids=lambda path: path.stem)
def test_gold_quotes_no_text_of_an_article(path: Path) -> None:
    stored = json.loads(path.read_text(encoding="utf-8"))
    assert "text" not in stored["report"]
    assert all('"text"' not in json.dumps(stored[kind]) for kind in KINDS)


@pytest.mark.parametrize("path", sorted(set(gold_files()) - SAMPLES), ids=lambda path: path.stem)
def test_the_gold_of_an_article_that_is_not_ours_holds_no_more_than_names(path: Path) -> None:
    stored = json.loads(path.read_text(encoding="utf-8"))
    assert stored["report"]["file"] is None
    assert [words for kind in KINDS for words in strings(stored[kind]) if len(words.split()) > LONGEST_NAME] == []


def test_every_sample_has_gold() -> None:
    annotated = {json.loads(path.read_text(encoding="utf-8"))["report"]["file"] for path in gold_files()}
    drafts = {f"{path.stem}.txt" for path in (GOLD / "drafts").glob("*.yaml")}
    assert drafts <= annotated
    assert all(sample(name) for name in drafts)
    assert len(drafts) == 6
