"""The format `onrecord/1` as JSON: written, read back and described."""

from __future__ import annotations

from typing import Any

import msgspec

from onrecord.errors import RecordError
from onrecord.integrity import checked_report
from onrecord.record import SCHEMA, Report

SCHEMA_ID = "https://onrecord.example/schema/onrecord-1.json"


def json_of(report: Report, *, indent: int | None = None) -> str:
    """The report as one JSON object; on one line unless an indent is given."""
    raw = msgspec.json.encode(report)
    return (msgspec.json.format(raw, indent=indent) if indent else raw).decode()


def report_of_json(raw: str | bytes) -> Report:
    """The report that a JSON object holds; raises RecordError where it breaks the format or an invariant."""
    try:
        return checked_report(msgspec.json.decode(raw, type=Report))
    except msgspec.MsgspecError as error:
        raise RecordError(f"not a report in {SCHEMA}: {error}") from error


def json_schema() -> dict[str, Any]:
    """The JSON Schema (2020-12) of the format; every field is required and no other is allowed."""
    schema = msgspec.json.schema(Report)
    for definition in schema["$defs"].values():
        if definition.get("type") == "object":
            definition["required"] = sorted(definition["properties"])
            definition["additionalProperties"] = False
            for described in definition["properties"].values():
                described.pop("default", None)
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "$id": SCHEMA_ID,
        "title": SCHEMA,
        "description": "What one news report puts on record. Offsets are Unicode code points into report.text.",
        **schema,
    }
