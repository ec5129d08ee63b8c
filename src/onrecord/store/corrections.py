"""Correcting a record: what was asked is checked against the report, kept as a row, and the index is made anew."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any, Final

import msgspec
from sqlalchemy import Connection, select

from onrecord.errors import ConflictError, CorrectionError, RecordError
from onrecord.extract.attribution import attribution
from onrecord.integrity import problems
from onrecord.record import KINDS, Record
from onrecord.store.bodies import check_form
from onrecord.store.effective import ACTIONS, Action, Correction, Effective, effective, standing
from onrecord.store.history import Corrected, corrected
from onrecord.store.kept_corrections import insert_correction, json_of
from onrecord.store.matching import key_spans, kind_of, target_of
from onrecord.store.references import ids_in, quoted, record_of
from onrecord.store.relinking import mark
from onrecord.store.schema import VERSIONS
from onrecord.store.writing import index_report
from onrecord.text import Span

# In the place of the newest correction that somebody saw: whatever came between, go on.
ANY: Final = "any"
# Characters of a reason that are kept.
LONGEST_REASON = 2000
LONGEST_AUTHOR = 200


@dataclass(frozen=True, slots=True)
class Asked:
    """What a person asks for, by the ids of the report that they look at.

    `record` is the record's local id (None for add, which wants `kind` and `span`). `fields` are those of edit and
    add, `others` the records merged into this one, `parts` what a record is split into, `undone` the correction to
    take back: the newest one of the record where it is not given.
    """

    action: Action
    version_id: str
    author: str
    record: str | None = None
    kind: str | None = None
    span: tuple[int, int] | None = None
    fields: Mapping[str, Any] = field(default_factory=dict)
    others: tuple[str, ...] = ()
    parts: tuple[Mapping[str, Any], ...] = ()
    undone: str | None = None
    reason: str | None = None


@dataclass(frozen=True, slots=True)
class Kept:
    """A correction that was kept, the id of the record it concerns, and the report as it stands now."""

    correction: Correction
    record: str
    effective: Effective


def correct(connection: Connection, asked: Asked, *, now: str, expected: str | None = ANY) -> Kept:
    """Keep what a person asks for; `expected` is the newest correction of the record that they saw, None for none.

    Raises ConflictError where another one came between, CorrectionError where it cannot be done. The caller commits.
    """
    _lock(connection, asked.version_id)
    correction = correction_of(corrected(connection, asked.version_id), asked, now)
    return put_correction(connection, correction, expected)


def put_correction(connection: Connection, correction: Correction, expected: str | None = ANY) -> Kept:
    """Add a correction's row and make the version's rows of records anew; a correction that is there is left alone."""
    check_form(correction)
    version_seq = _lock(connection, correction.version_id)
    before = corrected(connection, correction.version_id)
    if any(one.id == correction.id for one in before.corrections):
        return Kept(correction, _local(before, correction), before.effective)
    local = _local(before, correction)
    newest = before.newest(local)
    if expected not in (ANY, newest):
        raise ConflictError(_conflict(before, local, newest))
    after = replace(
        before,
        corrections=(*before.corrections, correction),
        effective=_checked(before, correction),
    )
    insert_correction(connection, correction)
    index_report(connection, version_seq, before.reading)
    mark(connection, correction.version_id, correction.at)
    return Kept(correction, _local(after, correction), after.effective)


def correction_of(found: Corrected, asked: Asked, now: str) -> Correction:
    """The correction that is asked for, with its records told by their characters and not only by their ids."""
    if asked.action not in ACTIONS:
        raise CorrectionError(f"{asked.action!r} is no correction; there are {', '.join(ACTIONS)}")
    if not asked.author.strip():
        raise CorrectionError("a correction needs an author")
    draft = Correction(
        id="", version_id=asked.version_id, kind="", action=asked.action, target=None, body={},
        author=asked.author.strip()[:LONGEST_AUTHOR], at=now,
        reason=asked.reason[:LONGEST_REASON] if asked.reason else None,
    )  # fmt: skip
    if asked.action == "add":
        return _identified(found, _addition(found, asked, draft))
    record = _record(found, asked.record)
    draft = replace(draft, kind=kind_of(record), target=target_of(record, _as_read(found, record)))
    match asked.action:
        case "accept" | "reject":
            return _identified(found, draft)
        case "undo":
            return _identified(found, replace(draft, supersedes=_undone(found, record.id, asked.undone)))
        case "merge":
            others = [_pin(found, _record(found, one)) for one in asked.others]
            return _identified(found, replace(draft, body={"others": others}))
        case "edit":
            if not asked.fields:
                raise CorrectionError("an edit changes at least one field")
            return _identified(found, replace(draft, body=_body(found, fields=asked.fields)))
        case "split":
            return _identified(found, _split(found, asked, draft))


def _lock(connection: Connection, version_id: str) -> int:
    """The version's row, held against others who would correct the same report now."""
    query = select(VERSIONS.c.seq).where(VERSIONS.c.id == version_id).with_for_update()
    found = connection.execute(query).scalar_one_or_none()
    if found is None:
        raise CorrectionError(f"there is no report {version_id!r} in the store")
    return int(found)


def _checked(before: Corrected, correction: Correction) -> Effective:
    """The report with the correction; raises CorrectionError where it does not fit or breaks the format."""
    corrections = (*before.corrections, correction)
    found = effective(before.reading, corrections)
    for one in found.unmatched:
        if one.correction.id == correction.id:
            raise CorrectionError(one.why)
    broken = list(problems(found.report))
    if broken:
        raise CorrectionError("; ".join(broken))
    return found


def _local(found: Corrected, correction: Correction) -> str:
    """The id of the record that a correction concerns, as the report has it now."""
    for local, ids in found.effective.made_by.items():
        if correction.id in ids:
            return local
    if correction.target is None:
        return str(correction.body["local"])
    return found.meant(correction) or correction.target.local


def _conflict(found: Corrected, local: str, newest: str | None) -> str:
    made = next((one for one in found.corrections if one.id == newest), None)
    if made is None:
        return f"{local} has no correction any more; look at it again"
    return f"{local} was corrected in between: {made.action} by {made.author} at {made.at}; look at it again"


def _record(found: Corrected, local: str | None) -> Record:
    record = found.record(local) if local is not None else None
    if record is None:
        raise CorrectionError(f"the report {found.reading.report.id} has no record {local!r}")
    return record


def _undone(found: Corrected, local: str, asked: str | None) -> str:
    known = [one.correction for one in found.entries(local)]
    stand = {one.id for one in standing(found.corrections)}
    if asked is None:
        last = next((one.id for one in reversed(known) if one.id in stand), None)
        if last is None:
            raise CorrectionError(f"{local} has no correction that could be taken back")
        return last
    if asked not in {one.id for one in known}:
        raise CorrectionError(f"{asked!r} is no correction of {local}")
    return asked


def _body(found: Corrected, **given: Any) -> dict[str, Any]:
    """A correction's body: spans with their text, ids with the characters of what they mean."""
    body: dict[str, Any] = quoted(given, found.reading.report.text)
    known = {one.id: one for one in found.records()}
    ids = dict.fromkeys(ids_in(body))
    strange = [one for one in ids if one not in known]
    if strange:
        raise CorrectionError(f"the report has no record {', '.join(strange)}")
    pins = {one: {"kind": kind_of(known[one]), **_pin(found, known[one])} for one in ids}
    return {**body, **({"pins": pins} if pins else {})}


def _as_read(found: Corrected, record: Record) -> list[Record]:
    """The records of its kind as the software read them: what was done to a twin of this record may yet be undone."""
    read = {one.id: one for one in found.reading.records() if kind_of(one) == kind_of(record)}
    return list({**read, record.id: record}.values())


def _pin(found: Corrected, record: Record) -> dict[str, Any]:
    """A record's target as a body holds it."""
    pin: dict[str, Any] = msgspec.to_builtins(target_of(record, _as_read(found, record)))
    return pin


def _split(found: Corrected, asked: Asked, draft: Correction) -> Correction:
    if len(asked.parts) < 2:
        raise CorrectionError("a record is split into two parts or more; each is given by the fields it has alone")
    body = _body(found, parts=list(asked.parts))
    draft = replace(draft, body=body)
    return replace(draft, body={**body, "locals": _new_locals(found, draft, len(asked.parts) - 1)})


def _addition(found: Corrected, asked: Asked, draft: Correction) -> Correction:
    if asked.kind not in KINDS:
        raise CorrectionError(f"{asked.kind!r} is no kind of record; there are {', '.join(KINDS)}")
    text = found.reading.report.text
    if asked.span is None or not 0 <= asked.span[0] < asked.span[1] <= len(text):
        raise CorrectionError(f"a record is added from a span of the text, which has {len(text)} characters")
    span = Span(*asked.span, text[asked.span[0] : asked.span[1]])
    chain = list(attribution(span, found.effective.report.statements))
    fields = {**template(asked.kind, span, chain), **asked.fields}
    draft = replace(draft, kind=asked.kind, body=_body(found, fields=fields))
    (local,) = _new_locals(found, draft, 1)
    provenance = {"stage": "correction", "rule": "added by a person", "version": 1, "inputs": []}
    try:
        record = record_of(asked.kind, {**draft.body["fields"], "id": local, "provenance": provenance})
    except RecordError as error:
        raise CorrectionError(str(error)) from None
    beside = sum(key_spans(one)[:1] == key_spans(record)[:1] for one in getattr(found.reading, asked.kind))
    return replace(draft, body={**draft.body, "local": local, "beside": beside})


def template(kind: str, span: Span, chain: Sequence[str]) -> dict[str, Any]:
    """The fields of a record that its span alone gives: its evidence, on whose word it stands, nothing that is found.

    What has no neutral value (an event's type, an actor's kind, a figure's bound and unit, a time's type) is to be
    given by the person. Events, figures and votes are taken as reported to have happened.
    """
    at = {"start": span.start, "end": span.end, "text": span.text}
    evidence = {"evidence": [at], "attributed_to": list(chain), "time": None}
    happened = {"modality": "actual"}
    match kind:
        case "actors":
            return {
                "name": span.text, "country": None, "sector": None, "roles": [], "named": True,
                "mentions": [{**at, "level": "name"}],
            }  # fmt: skip
        case "statements":
            return {
                "source": None, "source_span": None, "cue": None, "content": [at], "manner": "indirect",
                "kind": "assertion", "addressees": [], "attributed_to": list(chain), "time": None, "place": None,
            }  # fmt: skip
        case "events":
            return {
                **evidence, **happened, "mode": None, "contexts": [], "cameo": None, "trigger": at, "actors": [],
                "recipients": [], "place": None, "figures": [], "polarity": "positive", "aspect": None,
            }  # fmt: skip
        case "figures":
            return {
                **evidence, **happened, "low": None, "best": None, "high": None, "wording": span.text,
                "measure": None, "counted": None, "place": None, "event": None,
            }  # fmt: skip
        case "times":
            return {"value": None, "mod": None, "evidence": [at]}
        case "places":
            return {
                "name": span.text, "latitude": None, "longitude": None, "country": None, "admin1": None,
                "feature": None, "geonames_id": None, "precision": None, "evidence": [at],
            }  # fmt: skip
        case "votes":
            return {
                **evidence, **happened, "body": None, "motion": None, "sponsors": [], "counts": {}, "ballots": [],
                "vetoes": [], "adopted": None,
            }  # fmt: skip
        case "negotiations":
            return {
                **evidence, "parties": [], "mediators": [], "place": None, "topics": [], "stage": None, "proposals": [],
            }  # fmt: skip
        case unknown:
            raise CorrectionError(f"{unknown!r} is no kind of record; there are {', '.join(KINDS)}")


def _new_locals(found: Corrected, draft: Correction, number: int) -> list[str]:
    """Ids for records that a person adds: "x" and the kind's letter, which no reading gives, and digits of a digest.

    Digits in a row would be given twice where two copies of a store are corrected apart from one another.
    """
    taken = {one.id for one in found.records()}
    made: list[str] = []
    salt = 0
    while len(made) < number:
        digits = int(_digest(draft, str(salt))[:12], 16) % 1_000_000
        local = f"x{draft.kind[0]}{digits}"
        salt += 1
        if local not in taken:
            taken.add(local)
            made.append(local)
    return made


def _identified(found: Corrected, draft: Correction) -> Correction:
    # With what came before: who rejects, takes it back and rejects again within a second made three corrections.
    before = found.corrections[-1].id if found.corrections else ""
    return replace(draft, id="c" + _digest(draft, before)[:16])


def _digest(draft: Correction, *salt: str) -> str:
    return hashlib.sha256("\n".join([json_of(replace(draft, id="")), *salt]).encode()).hexdigest()
