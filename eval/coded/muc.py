"""MUC dev: incidents found, and of those found their type, stage and the confidence in the perpetrator.

A template has no place in the text; it has strings copied from it. A found event answers a template if it is of a type
that could tell the incident (ASSAULT, COERCE, THREATEN, PROTEST) and its sentence holds at least one of the strings; of
several, the one whose sentence holds most, then the earliest. Type: by PLOVER mode (kidnapping: abduct; bombing:
explosives and their kin; arson: destroy; attack: any assault but abduct). Stage: accomplished is `actual`, attempted
`attempted`, threatened any other modality or a THREATEN event. Confidence: "reported as fact" is the publisher's own
voice and modality `actual`; every other level is an attributed or less than actual event. What is asked is how the
perpetrator is told, so that the confidence is read from the events that tell the same deed with one of the template's
perpetrators as its actor, each of which has to be told as a fact; where none does, from the event that answers, and the
share of incidents whose perpetrator is named stands beside. Events without a template are not judged: messages tell of
combat that the templates leave out.
"""

import re
from bisect import bisect_right
from collections.abc import Sequence

from eval.coded.plover import shown
from eval.corpora.muc import Incident, Message
from eval.result import Item, Outcome, Score, share
from onrecord.record import Event, Report

CORPUS = "MUC dev"
TYPES = frozenset({"ASSAULT", "COERCE", "THREATEN", "PROTEST"})
EXPLODING = frozenset({"explosives", "suicide-attack", "aerial", "drone", "heavy-weapons"})
# Names no longer than this are letters of other names.
SHORTEST = 2
SENTENCE_START = re.compile(r"(?<=[.!?])\s+(?=[\"'\[A-Z0-9])|\n+")


def scored(gold: Sequence[Message], found: Sequence[Report]) -> tuple[list[Score], list[Item]]:
    """Scores and items on the messages."""
    rows = [
        (message, incident, answer(message, incident, report), report)
        for message, report in zip(gold, found, strict=True)
        for incident in message.incidents
    ]
    told = [(incident, event) for _, incident, event, _ in rows if event is not None]
    sure = [(row[1], row[2], row[3]) for row in rows if row[2] is not None and row[1].confidences]
    named = [one for one in sure if tellings(*one)]
    short = [(incident, event) for incident, event in told if "ACCOMPLISHED" not in incident.stages]
    scores = [
        Score(CORPUS, "incidents found", share(len(told), len(rows)), len(rows)),
        Score(CORPUS, "incident type", *_share([right_type(*pair) for pair in told])),
        Score(CORPUS, "stage", *_share([right_stage(*pair) for pair in told])),
        Score(CORPUS, "stage, attempted or threatened", *_share([right_stage(*pair) for pair in short])),
        Score(CORPUS, "perpetrator confidence", *_share([right_confidence(*one) for one in sure])),
        Score(CORPUS, "perpetrator named", share(len(named), len(sure)), len(sure)),
        Score(CORPUS, "perpetrator confidence, where named", *_share([right_confidence(*one) for one in named])),
    ]
    return scores, [_item(*row) for row in rows]


def _share(right: Sequence[bool]) -> tuple[float | None, int]:
    return share(sum(right), len(right)), len(right)


def answer(message: Message, incident: Incident, report: Report) -> Event | None:
    """The found event that tells this incident."""
    starts = [0, *(match.end() for match in SENTENCE_START.finditer(message.text))]
    ends = [*starts[1:], len(message.text)]
    best: tuple[int, int] = (0, 0)
    chosen: Event | None = None
    for event in report.events:
        if event.type not in TYPES:
            continue
        sentence = bisect_right(starts, event.trigger.start) - 1
        words = message.text[starts[sentence] : ends[sentence]].upper()
        rank = (sum(fill in words for fill in incident.fills), -event.trigger.start)
        if rank[0] > 0 and (chosen is None or rank > best):
            best, chosen = rank, event
    return chosen


def right_type(incident: Incident, event: Event) -> bool:
    """Whether the event's type and mode tell the incident's type."""
    if event.type == "THREATEN":
        return "ACCOMPLISHED" not in incident.stages
    match incident.type:
        case "KIDNAPPING":
            return event.type == "ASSAULT" and event.mode == "abduct"
        case "BOMBING":
            return event.type == "ASSAULT" and event.mode in EXPLODING
        case "ARSON":
            return event.type == "ASSAULT" and event.mode == "destroy"
        case "ATTACK":
            return event.type == "ASSAULT" and event.mode != "abduct"
        case "ROBBERY":
            return (event.type, event.mode) == ("COERCE", "seize") or event.type == "ASSAULT"
        case "FORCED WORK STOPPAGE":
            return event.type in {"COERCE", "PROTEST"}
        case unknown:
            raise ValueError(f"incident type {unknown!r} is not one that the templates of MUC dev use")


def right_stage(incident: Incident, event: Event) -> bool:
    """Whether the event's modality tells the incident's stage."""
    if event.type == "THREATEN":
        stage = "THREATENED"
    else:
        stage = {"actual": "ACCOMPLISHED", "attempted": "ATTEMPTED"}.get(event.modality, "THREATENED")
    return stage in incident.stages


def right_confidence(incident: Incident, event: Event, report: Report) -> bool:
    """Whether the perpetrator is told as a fact where the template says so, on somebody's word where it says less."""
    as_fact = all(_as_fact(one) for one in tellings(incident, event, report) or [event])
    if as_fact:
        return "REPORTED AS FACT" in incident.confidences
    return bool(incident.confidences - {"REPORTED AS FACT"})


def tellings(incident: Incident, event: Event, report: Report) -> list[Event]:
    """The events that tell the same deed, by word, recipients or mode, with one of the template's perpetrators."""
    some = [one for one in report.events if one.type in TYPES and one.polarity == "positive"]
    named = [one for one in some if _names(incident.perpetrators, one, report)]
    same = [one for one in named if event.trigger in one.evidence or set(one.recipients) & set(event.recipients)]
    return same or [one for one in named if one.mode == event.mode]


def _as_fact(event: Event) -> bool:
    return not event.attributed_to and event.modality == "actual"


def _names(perpetrators: Sequence[str], event: Event, report: Report) -> bool:
    actors = [actor for actor in report.actors if actor.id in event.actors]
    texts = [text.upper() for actor in actors for text in (actor.name, *(one.text for one in actor.mentions))]
    return any(fill in text or text in fill for fill in perpetrators for text in texts if len(text) > SHORTEST)


def _item(message: Message, incident: Incident, event: Event | None, report: Report) -> Item:
    key = f"{CORPUS}/{message.id}/{incident.number}"
    gold = f"{incident.type}, {'/'.join(sorted(incident.stages))}, {'/'.join(sorted(incident.confidences)) or '-'}"
    note = f"gold  {gold}; {', '.join(incident.fills)}"
    if event is None:
        return Item(key, Outcome.MISSED, note)
    right = right_type(incident, event) and right_stage(incident, event)
    right = right and (not incident.confidences or right_confidence(incident, event, report))
    around = message.text[max(0, event.trigger.start - 120) : event.trigger.end + 120].replace("\n", " ")
    note += f"\n     found {shown(event, report)}, attributed to {list(event.attributed_to)}\n     {around}"
    return Item(key, Outcome.RIGHT if right else Outcome.WRONG, note)
