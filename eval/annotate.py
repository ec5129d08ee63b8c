"""The command `python -m eval.annotate DRAFT.yaml GOLD.json`: an annotator's draft to a gold file.

GUIDELINE.md beside the gold says how a draft is written.
"""

import json
import sys
from collections.abc import Callable, Iterable, Mapping
from pathlib import Path
from typing import Any, cast

import yaml

from eval.draft import LETTERS, Draft, DraftLoader, Entry, Json, listed, place
from eval.gold import DATA, joined, text_of
from eval.quotes import DraftError, Page
from eval.result import CorpusMissing
from eval.spans import Stretch
from onrecord.errors import RecordError
from onrecord.text import digest_of

ABOUT = ("title", "outlet", "url", "byline", "published")
HEAD = {"file", "table", "parts", *ABOUT, *LETTERS}
LEVELS = ("name", "nominal", "pronoun")
BOUNDS: Mapping[str, Callable[[Any], tuple[Any, Any, Any]]] = {  # low, best, high; GUIDELINE.md, Figures
    "exactly": lambda value: (value, value, value),
    "about": lambda value: (None, value, None),
    "more_than": lambda value: (value, None, None),
    "at_least": lambda value: (value, None, None),
    "fewer_than": lambda value: (None, None, value),
    "up_to": lambda value: (None, None, value),
    "between": lambda value: (value[0], None, value[1]),
    "vague": lambda value: (None, None, None),
}


def main(words: list[str]) -> int:
    """Compiles the draft that the first word names into the file that the second names; 1 where that fails."""
    try:
        source, target = (Path(word) for word in words)
        compiled = compiled_file(source)
    except (DraftError, RecordError, CorpusMissing, ValueError, yaml.YAMLError) as error:
        sys.stderr.write(f"{' '.join(words)}: {error}\n")
        return 1
    target.write_text(rendered(compiled), encoding="utf-8")
    return 0


def compiled_file(path: Path, data: Path = DATA) -> Json:
    """The gold that a draft file makes."""
    draft = yaml.load(path.read_text(encoding="utf-8"), DraftLoader)  # noqa: S506 (a safe loader with fewer types)
    return compiled(draft, text_of(draft, data), path.stem)


def compiled(draft: Mapping[str, Any], text: str, name: str) -> Json:
    """The gold that a draft and its text make; it keeps every invariant of the format."""
    _refuse_unknown("the draft", draft, HEAD)
    entries = {kind: cast(Mapping[str, Entry], draft.get(kind) or {}) for kind in LETTERS}
    ids = {(kind, key): f"{LETTERS[kind]}{n}" for kind in LETTERS for n, key in enumerate(entries[kind], 1)}
    known = Draft(Page(text), entries, ids)
    about = {key: draft.get(key) for key in ("file", "table", *ABOUT)}
    gold: Json = {
        "schema": "onrecord/1",
        "report": {
            "id": name,
            "digest": digest_of(text),
            **about,
            "parts": parts(draft.get("parts") or {}, known.page),
        },
        **_records(known),
    }
    joined(gold, text)
    return gold


def _records(draft: Draft) -> Json:
    """The records kind by kind; raises DraftError with every fault at once, so that a draft is mended in few rounds."""
    found: dict[str, list[Json]] = {kind: [] for kind in LETTERS}
    faults = []
    for kind, key in draft.ids:
        try:
            found[kind].append(_record(kind, key, draft))
        except DraftError as error:
            faults.append(str(error))
    if faults:
        raise DraftError("\n  ".join((f"{len(faults)} faults", *faults)))
    return found


def _record(kind: str, key: str, draft: Draft) -> Json:
    entry = draft.entries[kind][key]
    fields, made_from = RECORDS[kind]
    try:
        _refuse_unknown(kind, entry, {"at", "without", *fields.split()})
        return {"id": draft.id(kind, key), **made_from(entry, draft)}
    except (DraftError, KeyError) as error:
        raise DraftError(f"{kind}, {key}: {error.args[0]}") from error


def _refuse_unknown(where: str, entry: Entry, known: Iterable[str]) -> None:
    unknown = sorted(set(entry) - set(known))
    if unknown:
        raise DraftError(f"{', '.join(unknown)} is no field of {where}")


def parts(named: Mapping[int, Any], page: Page) -> list[Json]:
    """The blocks of the text as parts: paragraphs, unless the draft says otherwise."""
    found: list[Json] = []
    for number, (start, end) in enumerate(page.blocks, 1):
        match named.get(number, "paragraph"):
            case str(kind):
                found.append({"kind": kind, "start": start, "end": end})
            case [str(kind), str(quote), *rest] if len(rest) <= 1:
                after = str(rest[0]) if rest else "paragraph"
                found += _divided((kind, after), page.one(quote, number), (start, end), page.text)
            case unknown:
                raise DraftError(f"part {number}: {unknown!r} is neither a kind nor [kind, quote, kind of the rest]")
    return found


def _divided(kinds: tuple[str, str], first: Stretch, block: Stretch, text: str) -> list[Json]:
    rest = first[1] + len(text[first[1] : block[1]]) - len(text[first[1] : block[1]].lstrip())
    return [{"kind": kinds[0], **place(first)}, {"kind": kinds[1], "start": rest, "end": block[1]}]


def actor(entry: Entry, draft: Draft) -> Json:
    """An actor, its mentions in the order of the text."""
    _refuse_unknown("mentions", entry["mentions"], LEVELS)
    mentions = [
        {**span, "level": level} for level in LEVELS for span in draft.spans(entry["mentions"].get(level), entry)
    ]
    return {
        "name": entry["name"],
        "kind": entry["kind"],
        "country": entry.get("country"),
        "sector": entry.get("sector"),
        "roles": [{"title": role["title"], "of": role.get("of")} for role in entry.get("roles", [])],
        "named": entry.get("named", True),
        "source_class": entry.get("source_class"),
        "mentions": sorted(mentions, key=lambda mention: (mention["start"], mention["end"])),
    }


def statement(entry: Entry, draft: Draft) -> Json:
    """A statement with its chain of attribution."""
    return {
        "source": draft.id("actors", entry.get("source")),
        "source_span": draft.span(entry.get("source_span"), entry),
        "cue": draft.span(entry.get("cue"), entry),
        "content": draft.spans(entry["content"], entry),
        "manner": entry.get("manner", "indirect"),
        "kind": entry.get("kind", "assertion"),
        "addressees": draft.all_ids("actors", entry.get("addressees")),
        "attributed_to": draft.chain(entry.get("attributed_to")),
        **_when_and_where(entry, draft),
    }


def event(entry: Entry, draft: Draft) -> Json:
    """An event; its evidence begins with the trigger."""
    trigger = draft.span(entry["trigger"], entry)
    cameo = entry.get("cameo")
    return {
        "type": entry["type"],
        "mode": entry.get("mode"),
        "contexts": listed(entry.get("contexts")),
        "cameo": None if cameo is None else str(cameo),
        "trigger": trigger,
        "actors": draft.all_ids("actors", entry.get("actors")),
        "recipients": draft.all_ids("actors", entry.get("recipients")),
        **_when_and_where(entry, draft),
        "figures": draft.all_ids("figures", entry.get("figures")),
        "modality": entry.get("modality", "actual"),
        "polarity": entry.get("polarity", "positive"),
        "aspect": entry.get("aspect"),
        "attributed_to": draft.chain(entry.get("attributed_to")),
        "evidence": [trigger, *draft.spans(entry.get("evidence"), entry)],
    }


def figure(entry: Entry, draft: Draft) -> Json:
    """A figure, its numbers as its bound and value give them."""
    if entry["bound"] not in BOUNDS:
        raise DraftError(f"bound {entry['bound']!r} is not one of {', '.join(BOUNDS)}")
    low, best, high = BOUNDS[entry["bound"]](entry.get("value"))
    return {
        "low": low, "best": best, "high": high,
        "bound": entry["bound"],
        "unit": entry.get("unit", "people"),
        "measure": entry.get("measure"),
        "counted": _counted(listed(entry.get("counted")), entry, draft),
        **_when_and_where(entry, draft),
        "event": draft.id("events", entry.get("event")),
        "attributed_to": draft.chain(entry.get("attributed_to")),
        "modality": entry.get("modality", "actual"),
        "polarity": entry.get("polarity", "positive"),
        "scope": entry.get("scope"),
        "part_of": draft.id("figures", entry.get("part_of")),
        "evidence": [draft.span(entry["quote"], entry), *draft.spans(entry.get("evidence"), entry)],
    }  # fmt: skip


def _counted(given: list[str], entry: Entry, draft: Draft) -> Json | None:
    if not given:
        return None
    quote, *actor_key = given
    return {"span": draft.span(quote, entry), "actor": draft.id("actors", actor_key[0] if actor_key else None)}


def time(entry: Entry, draft: Draft) -> Json:
    """A temporal expression."""
    value = entry.get("value")
    return {
        "type": entry.get("type", "DATE"),
        "value": None if value is None else str(value),
        "mod": entry.get("mod"),
        "evidence": draft.spans(entry["quote"], entry),
    }


def location(entry: Entry, draft: Draft) -> Json:
    """A place; what the draft leaves out is unknown."""
    fields = ("latitude", "longitude", "country", "admin1", "feature", "geonames_id", "precision")
    known = {field: entry.get(field) for field in fields}
    return {"name": entry["name"], **known, "evidence": sorted(draft.spans(entry["evidence"], entry), key=_start)}


def _start(span: Json) -> int:
    return cast(int, span["start"])


def vote(entry: Entry, draft: Draft) -> Json:
    """A vote; `ballots` in the draft is a mapping from voter to option."""
    counts = entry.get("counts") or {}
    return {
        "body": draft.id("actors", entry.get("body")),
        "motion": entry.get("motion"),
        "sponsors": draft.all_ids("actors", entry.get("sponsors")),
        "counts": {option: counts.get(option) for option in ("yes", "no", "abstain", "absent")},
        "ballots": [
            {"voter": draft.id("actors", voter), "option": option} for voter, option in entry.get("ballots", {}).items()
        ],
        "vetoes": draft.all_ids("actors", entry.get("vetoes")),
        "adopted": entry.get("adopted"),
        "modality": entry.get("modality", "actual"),
        "time": draft.id("times", entry.get("time")),
        "attributed_to": draft.chain(entry.get("attributed_to")),
        "evidence": draft.spans(entry["evidence"], entry),
    }


def negotiation(entry: Entry, draft: Draft) -> Json:
    """A negotiation with its proposals and the replies to them."""
    return {
        "parties": draft.all_ids("actors", entry.get("parties")),
        "mediators": draft.all_ids("actors", entry.get("mediators")),
        "topics": listed(entry.get("topics")),
        "stage": entry.get("stage"),
        "proposals": [_proposal(proposal, draft) for proposal in entry.get("proposals", [])],
        **_when_and_where(entry, draft),
        "attributed_to": draft.chain(entry.get("attributed_to")),
        "evidence": draft.spans(entry["evidence"], entry),
    }


def _proposal(entry: Entry, draft: Draft) -> Json:
    _refuse_unknown("proposals", entry, ("by", "terms", "replies"))
    replies = [
        {
            "by": draft.id("actors", reply.get("by")),
            "reply": reply["reply"],
            "statement": draft.id("statements", reply.get("statement")),
        }
        for reply in entry.get("replies", [])
    ]
    return {"by": draft.id("actors", entry.get("by")), "terms": listed(entry.get("terms")), "replies": replies}


def _when_and_where(entry: Entry, draft: Draft) -> Json:
    return {"time": draft.id("times", entry.get("time")), "place": draft.id("places", entry.get("place"))}


RECORDS: Mapping[str, tuple[str, Callable[[Entry, Draft], Json]]] = {
    "actors": ("name kind country sector roles named source_class mentions", actor),
    "statements": (
        "source source_span cue content manner kind addressees attributed_to time place", statement,
    ),
    "events": (
        "type mode contexts cameo trigger actors recipients place time figures modality polarity aspect"
        " attributed_to evidence", event,
    ),
    "figures": (
        "quote bound value unit measure counted place time event attributed_to modality polarity scope part_of"
        " evidence", figure,
    ),
    "times": ("quote type value mod", time),
    "places": ("name latitude longitude country admin1 feature geonames_id precision evidence", location),
    "votes": ("body motion sponsors counts ballots vetoes adopted modality time attributed_to evidence", vote),
    "negotiations": ("parties mediators place topics stage proposals time attributed_to evidence", negotiation),
}  # fmt: skip


def rendered(gold: Json) -> str:
    """The gold as JSON with one record a line, so that a change shows as the record it changes."""
    lines = []
    for key, value in gold.items():
        if isinstance(value, list) and value:
            rows = ",\n".join("  " + json.dumps(row, ensure_ascii=False) for row in value)
            lines.append(f' "{key}": [\n{rows}\n ]')
        else:
            lines.append(f' "{key}": {json.dumps(value, ensure_ascii=False)}')
    return "{\n" + ",\n".join(lines) + "\n}\n"


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
