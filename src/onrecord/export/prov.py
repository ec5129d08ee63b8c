"""How records came about, as PROV-JSON: one bundle a report, with rules as activities and sources as agents."""

from __future__ import annotations

from collections.abc import Iterable
from hashlib import sha256
from typing import Any, BinaryIO, Final

import msgspec

from onrecord.export.loss import Losses, LossReport
from onrecord.export.selected import Selected
from onrecord.integrity import references_of
from onrecord.record import Actor, Provenance, Record, Statement

CODEBOOK: Final = "PROV-JSON, W3C Member Submission 24 April 2013"
PREFIX: Final = {"onr": "urn:onrecord:", "prov": "http://www.w3.org/ns/prov#"}
AGENTS: Final = {
    "person": "prov:Person", "unnamed_official": "prov:Person", "organization": "prov:Organization",
    "armed_group": "prov:Organization", "government": "prov:Organization", "publisher": "prov:Organization",
}  # fmt: skip
# The stage of what people changed; the software has no part in that.
PEOPLE: Final = "correction"
NO_RECORD: Final = "PROV says where a record comes from; the record itself stands as text beside it"
Sections = dict[str, dict[str, dict[str, Any]]]


def write(selected: Iterable[Selected], out: BinaryIO) -> LossReport:
    """Write one document with a bundle for each report."""
    losses = Losses()
    out.write(b'{"prefix":' + msgspec.json.encode(PREFIX) + b',"bundle":{')
    between = b"\n"
    for one in losses.through(selected):
        name = msgspec.json.encode(f"onr:bundle.{one.report.report.id}")
        out.write(between + name + b":" + msgspec.json.encode(_bundle(one)))
        between = b",\n"
        losses.wrote("reports")
        for kind, record in one.records():
            losses.wrote(kind)
            if one.cluster(record.id) is not None:
                losses.field(kind, "cluster", "a bundle is about one report", one.id(record.id))
    out.write(b"\n}}\n")
    return losses.report("prov", CODEBOOK)


def _bundle(one: Selected) -> Sections:
    about = one.report.report
    report = f"onr:{about.id}"
    told = {"title": about.title, "outlet": about.outlet, "url": about.url, "published": about.published}
    sections: Sections = {
        "entity": {
            report: {
                "prov:type": _type("onr:report"),
                "onr:digest": about.digest,
                **{f"onr:{name}": value for name, value in told.items() if value is not None},
            }
        },
        "activity": {},
        "agent": {"onr:software": {"prov:type": _type("prov:SoftwareAgent"), "prov:label": "onrecord"}},
    }
    for kind, record in one.records():
        _add_record(one, sections, kind, record)
    return {name: found for name, found in sections.items() if found}


def _type(name: str) -> dict[str, str]:
    """A name that is a name, not a text."""
    return {"$": name, "type": "prov:QUALIFIED_NAME"}


def _name(one: Selected, local: str) -> str:
    return f"onr:{one.report.report.id}.{local}"


def _add_record(one: Selected, sections: Sections, kind: str, record: Record) -> None:
    name, report = _name(one, record.id), f"onr:{one.report.report.id}"
    sections["entity"][name] = {
        "prov:type": _type(f"onr:{kind}"),
        "prov:label": one.words.summary(record),
        "prov:value": msgspec.json.encode(record).decode(),
        **({"onr:review": review.text()} if (review := one.review(record.id)) is not None else {}),
    }
    activity = _activity(one, sections, record.provenance)
    for reviewer in _reviewers(one, sections, record):
        _relate(sections, "wasInfluencedBy", {"prov:influencee": name, "prov:influencer": reviewer})
        if record.provenance.stage == PEOPLE:
            _associate(sections, activity, reviewer)
    _relate(sections, "wasGeneratedBy", {"prov:entity": name, "prov:activity": activity})
    _relate(sections, "wasDerivedFrom", {"prov:generatedEntity": name, "prov:usedEntity": report})
    for local in dict.fromkeys(local for local, _ in references_of(record)):
        _relate(sections, "wasDerivedFrom", {"prov:generatedEntity": name, "prov:usedEntity": _name(one, local)})
    if isinstance(record, Statement) and record.source is not None:
        agent = _agent(one, sections, record.source)
        _relate(sections, "wasAttributedTo", {"prov:entity": name, "prov:agent": agent})


def _activity(one: Selected, sections: Sections, provenance: Provenance) -> str:
    """The activity of one rule in one report, made when first asked for."""
    key = f"{provenance.stage}: {provenance.rule} ({provenance.version})"
    activities = sections["activity"]
    for name, known in activities.items():
        if known["prov:label"] == key:
            return name
    name = f"onr:{one.report.report.id}.rule{len(activities) + 1}"
    activities[name] = {
        "prov:type": _type("onr:rule"), "prov:label": key, "onr:stage": provenance.stage, "onr:rule": provenance.rule,
        "onr:version": provenance.version,
    }  # fmt: skip
    if provenance.stage != PEOPLE:
        _associate(sections, name, "onr:software")
    _relate(sections, "used", {"prov:activity": name, "prov:entity": f"onr:{one.report.report.id}"})
    return name


def _agent(one: Selected, sections: Sections, local: str) -> str:
    """The agent that a source is; the actor's record, which is what was read of it, is another thing."""
    name = f"{_name(one, local)}.agent"
    actor = one.words.record(local)
    if isinstance(actor, Actor) and name not in sections["agent"]:
        kind = AGENTS.get(actor.kind)
        sections["agent"][name] = {"prov:label": actor.name, **({"prov:type": _type(kind)} if kind is not None else {})}
    return name


def _reviewers(one: Selected, sections: Sections, record: Record) -> list[str]:
    """The agents of those who looked at a record, by name; a name is a person in one bundle."""
    review = one.review(record.id)
    names = [f"onr:reviewer.{sha256(by.encode()).hexdigest()[:12]}" for by in review.by] if review is not None else []
    for name, by in zip(names, review.by if review is not None else (), strict=True):
        sections["agent"][name] = {"prov:type": _type("prov:Person"), "prov:label": by}
    return names


def _associate(sections: Sections, activity: str, agent: str) -> None:
    """That an agent has part in an activity, once."""
    ends = {"prov:activity": activity, "prov:agent": agent}
    if ends not in sections.get("wasAssociatedWith", {}).values():
        _relate(sections, "wasAssociatedWith", ends)


def _relate(sections: Sections, relation: str, ends: dict[str, Any]) -> None:
    found = sections.setdefault(relation, {})
    found[f"_:{relation}{len(found) + 1}"] = ends
