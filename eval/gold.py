"""Gold records: files of `onrecord/1` without the report's text, and the texts they belong to."""

import csv
import json
from collections.abc import Mapping
from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import Any

import msgspec

from eval.result import present
from onrecord.errors import RecordError
from onrecord.integrity import checked_report
from onrecord.record import KINDS, SCHEMA, Report
from onrecord.text import digest_of

GOLD = Path(__file__).parent / "gold"
DATA = Path(__file__).parent.parent.parent / "shared" / "data"
# Every record of a gold file has the same origin, so that the files leave it out.
READ = {"stage": "gold", "rule": "read by an annotator", "version": 1, "inputs": []}


def gold_files(folder: Path = GOLD) -> tuple[Path, ...]:
    """The gold files, by name."""
    return tuple(sorted(folder.glob("*.json")))


def load(path: Path, *, data: Path = DATA) -> Report:
    """The record in a gold file, joined with its text; raises CorpusMissing where the text is not on this machine."""
    stored = json.loads(path.read_text(encoding="utf-8"))
    return joined(stored, text_of(stored["report"], data))


def text_of(about: Mapping[str, Any], data: Path = DATA) -> str:
    """The text that a gold file is about: a sample that ships, or an article of a table, by its url."""
    if about.get("file") is not None:
        return sample(about["file"])
    articles = table(present(data / "reports" / about["table"]))
    if about["url"] not in articles:
        raise RecordError(f"{about['table']} holds no article {about['url']}")
    return articles[about["url"]]


def sample(name: str) -> str:
    """The text of a sample report, as it stands in the file."""
    return (files("onrecord") / "samples" / name).read_bytes().decode("utf-8")


@cache
def table(path: Path) -> Mapping[str, str]:
    """The texts of a table of articles, by url."""
    with path.open(encoding="utf-8", newline="") as rows:
        return {row["url"]: row["text"] for row in csv.DictReader(rows)}


def joined(stored: Mapping[str, Any], text: str) -> Report:
    """The report that a gold file and its text make together, checked against every invariant of the format."""
    about = {key: value for key, value in stored["report"].items() if key not in ("file", "table")}
    if about["digest"] != digest_of(text):
        raise RecordError(f"gold {about['id']}: the text is not the one annotated ({about['digest']})")
    records = {kind: [_record(kind, record, text) for record in rows] for kind, rows in stored.items() if kind in KINDS}
    whole = {"schema": SCHEMA, "report": {**about, "text": text}, **records}
    try:
        return checked_report(msgspec.convert(whole, Report))
    except msgspec.ValidationError as error:
        raise RecordError(f"gold {about['id']}: {error}") from error


def _record(kind: str, record: Mapping[str, Any], text: str) -> dict[str, Any]:
    """A record with the texts of its spans, its wording, and where it comes from."""
    quoted: dict[str, Any] = _quoted(record, text)
    if kind == "figures":
        quoted["wording"] = quoted["evidence"][0]["text"]
        if quoted["counted"] is not None:
            quoted["counted"]["text"] = quoted["counted"]["span"]["text"]
    return {**quoted, "provenance": READ}


def _quoted(value: Any, text: str) -> Any:
    """The value, with the text of every span in it."""
    match value:
        case {"start": int(start), "end": int(end), **others}:
            return {**others, "start": start, "end": end, "text": text[start:end]}
        case dict():
            return {key: _quoted(inner, text) for key, inner in value.items()}
        case list():
            return [_quoted(inner, text) for inner in value]
        case _:
            return value
