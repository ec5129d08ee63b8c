"""Linking across reports: the same event on ECB+ topics 1 to 35, by MUC, B-cubed, CEAF and their mean (CoNLL).

All texts are one pool: the topics are not told. Two conditions. *Hit*: gold mentions that a trigger of our events
overlaps, linked as the store links events; what gold holds beside them is left out. *Given*: all gold mentions, each
as an event made of what was read around it (the actors, time and place of its sentence, its type where one of our
triggers overlaps it, else its word); mentions of one word within a text are one. Events are not weighed by how likely
they are, since most of these texts are on private crime and sport. Beside each stands the plain rule that
mentions with one word (its stem) are one event, over the whole pool and with the topics told.
"""

import time
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from eval.coreference import Ratio, b_cubed, ceaf, muc
from eval.corpora.ecbplus import EventMention, Linked, documents
from eval.reading import reports_of_all_events
from eval.result import Item, Outcome, Result, Score
from eval.spans import Stretch
from onrecord.record import Event, Report
from onrecord.resolve.day_numbers import days_of
from onrecord.resolve.events import event_groups, sought_keys, stored_keys
from onrecord.resolve.happening import (
    Happening,
    happenings_of,
    party_of,
    report_names,
    spot_of,
    word_of,
)
from onrecord.resolve.identity import forms_of
from onrecord.resolve.judged import Judged

Partition = list[frozenset[str]]


@dataclass(frozen=True, slots=True)
class Told:
    """A gold mention beside the event that our side makes of it."""

    id: str
    topic: str
    instance: str
    word: str
    happening: Happening


def run(*, data: Path, limit: int | None) -> Result:
    """Scores in both conditions; `limit` is the number of topics."""
    began = time.perf_counter()
    texts = documents(data, limit)
    reports = reports_of_all_events([one.text for one in texts])
    scores: list[Score] = []
    items: list[Item] = []
    for condition, told in (("hit", hits(texts, reports)), ("given", given(texts, reports))):
        gold = partition(told, lambda one: one.instance)
        ours = linked(told)
        scores += rated(f"ECB+ {condition}", "linked", gold, ours)
        scores += rated(f"ECB+ {condition}", "same word", gold, partition(told, lambda one: one.word))
        scores += rated(
            f"ECB+ {condition}", "same word, topics told", gold, partition(told, lambda one: f"{one.topic} {one.word}")
        )
        scores += rated(f"ECB+ {condition}", "none linked", gold, [frozenset({one.id}) for one in told])
        scores += pairs(f"ECB+ {condition}", told, ours)
        items += outcomes(condition, told, ours)
    return Result("linking", tuple(scores), tuple(items), time.perf_counter() - began)


def hits(texts: Sequence[Linked], reports: Sequence[Report]) -> list[Told]:
    """The gold mentions that a trigger overlaps, each with its event; a second mention of an event is not counted."""
    found = []
    for text, report in zip(texts, reports, strict=True):
        for event, happening in zip(report.events, happenings_of(report), strict=True):
            mention = next((one for one in text.mentions if _overlap(one.place, _place(event))), None)
            if mention is not None:
                word = word_of(text.text[mention.place[0] : mention.place[1]])
                found.append(Told(happening.id, text.topic, mention.instance, word, happening))
    return found


def given(texts: Sequence[Linked], reports: Sequence[Report]) -> list[Told]:
    """Every gold mention with what was read around it; mentions of one word in a text share one event."""
    return [told for text, report in zip(texts, reports, strict=True) for told in _given_in(text, report)]


def _given_in(text: Linked, report: Report) -> Iterator[Told]:
    known: dict[str, Happening] = {}
    for number, mention in enumerate(text.mentions):
        word = word_of(text.text[mention.place[0] : mention.place[1]])
        if word not in known:
            known[word] = around(report, mention, f"{report.report.id}:e{number}")
        yield Told(f"{text.id}/{number}", text.topic, mention.instance, word, known[word])


def around(report: Report, mention: EventMention, name: str) -> Happening:
    """The event of a gold mention, from its line of the text: who is named in it, when and where."""
    start, end = _line(report.report.text, mention.place)
    forms = forms_of(report)
    event = next((one for one in report.events if _overlap(mention.place, _place(one))), None)
    own = next((one for one in happenings_of(report) if event and one.id.endswith(f":{event.id}")), None)
    inside = [one for one in report.actors if any(start <= part.start < end for part in one.mentions)]
    times = [days for one in report.times if start <= one.evidence[0].start < end and (days := days_of(one.value))]
    places = [one for one in report.places if any(start <= span.start < end for span in one.evidence)]
    words = report.report.text[mention.place[0] : mention.place[1]]
    countries = frozenset(form.name for form in forms.values() if form.family == "country")
    return Happening(
        id=name,
        type=event.type if event is not None else f"word {word_of(words)}",
        mode=event.mode if event is not None else None,
        is_real=own.is_real if own is not None else True,
        is_denied=own.is_denied if own is not None else False,
        word=word_of(words),
        days=own.days if own is not None and own.days else times[0] if len(times) == 1 else None,
        published=None,
        spot=own.spot if own is not None and own.spot else spot_of(places[0], countries) if len(places) == 1 else None,
        actors=own.actors
        if own is not None and own.actors
        else tuple(party_of(one, forms.get(one.id)) for one in inside),
        recipients=own.recipients if own is not None else (),
        counts=own.counts if own is not None else (),
        names=report_names(report, forms),
        label=words,
    )


def linked(told: Sequence[Told]) -> Partition:
    """The mentions as the store would link their events: those that meet under a key are compared."""
    events = {one.happening.id: one.happening for one in told}
    home: dict[str, str] = {}
    for events_met in components(list(events.values())):
        for group in event_groups(events_met, Judged()):
            home.update((member, group.members[0]) for member in group.members)
    return partition(told, lambda one: home[one.happening.id])


def components(events: Sequence[Happening]) -> Iterator[list[Happening]]:
    """Events that meet under keys, directly or through others."""
    under: defaultdict[str, list[int]] = defaultdict(list)
    for number, one in enumerate(events):
        for key in stored_keys(one):
            under[key].append(number)
    seen: set[int] = set()
    for number in range(len(events)):
        reached, queue = [], [number]
        while queue:
            current = queue.pop()
            if current in seen:
                continue
            seen.add(current)
            reached.append(current)
            near = (other for key in sought_keys(events[current]) for other in under.get(key, ()))
            queue += [other for other in near if other not in seen]
        if reached:
            yield [events[one] for one in sorted(reached)]


def partition(told: Iterable[Told], key: Callable[[Told], str]) -> Partition:
    """The mentions apart by a key."""
    found: defaultdict[str, set[str]] = defaultdict(set)
    for one in told:
        found[key(one)].add(one.id)
    return [frozenset(group) for group in found.values()]


def rated(corpus: str, name: str, gold: Partition, found: Partition) -> list[Score]:
    """CoNLL F1 and its parts."""
    ratios = {"MUC": muc(gold, found), "B3": b_cubed(gold, found), "CEAFe": entities(gold, found)}
    count = sum(len(group) for group in gold)
    parts = [Score(corpus, f"{name}: {metric} F1", ratio.f1, count) for metric, ratio in ratios.items()]
    mean = sum(ratio.f1 for ratio in ratios.values()) / len(ratios)
    precision = Score(corpus, f"{name}: B3 P", ratios["B3"].precision, count)
    return [Score(corpus, f"{name}: CoNLL F1", mean, count), *parts, precision]


def entities(gold: Partition, found: Partition) -> Ratio:
    """CEAF, worked out for each set of entities that share no mention with the rest: the assignment is the same."""
    home = {mention: number for number, group in enumerate(found) for mention in group}
    parent = list(range(len(found)))

    def root(one: int) -> int:
        while parent[one] != one:
            one = parent[one]
        return one

    for group in gold:
        first, *rest = sorted({home[mention] for mention in group})
        for other in rest:
            parent[root(other)] = root(first)
    together: defaultdict[int, tuple[Partition, Partition]] = defaultdict(lambda: ([], []))
    for number, group in enumerate(found):
        together[root(number)][1].append(group)
    for group in gold:
        together[root(home[min(group)])][0].append(group)
    return sum((ceaf(one, other) for one, other in together.values()), Ratio())


def pairs(corpus: str, told: Sequence[Told], found: Partition) -> list[Score]:
    """Of the pairs of mentions linked across texts, the share that gold links; and of gold's, the share linked."""
    instance = {one.id: (one.instance, one.happening.version) for one in told}
    told_of = (_across(instance[one], instance[other]) for one, other in _pairs(found))
    linked_pairs = [same for same in told_of if same is not None]
    gold = partition(told, lambda one: one.instance)
    gold_count = sum(_across(instance[one], instance[other]) is not None for one, other in _pairs(gold))
    right, linked = sum(linked_pairs), len(linked_pairs)
    return [
        Score(corpus, "linked: pairs across texts P", 100 * right / linked if linked else None, linked),
        Score(corpus, "linked: pairs across texts R", 100 * right / gold_count if gold_count else None, gold_count),
    ]


def _pairs(groups: Partition) -> Iterator[tuple[str, str]]:
    for group in groups:
        members = sorted(group)
        yield from ((one, other) for place, one in enumerate(members) for other in members[:place])


def _across(one: tuple[str, str], other: tuple[str, str]) -> bool | None:
    return None if one[1] == other[1] else one[0] == other[0]


def outcomes(condition: str, told: Sequence[Told], found: Partition) -> list[Item]:
    """For each mention: whether it stands with all that gold puts it with and nothing else."""
    by_id = {one.id: one for one in told}
    gold = {mention: group for group in partition(told, lambda one: one.instance) for mention in group}
    items = []
    for group in found:
        for mention in sorted(group):
            missed = Outcome.MISSED if gold[mention] - group else Outcome.RIGHT
            outcome = Outcome.WRONG if group - gold[mention] else missed
            note = f"{by_id[mention].happening.label!r} with " + ", ".join(
                f"{by_id[one].happening.label!r} of {by_id[one].topic}" for one in sorted(group - {mention})[:4]
            )
            items.append(Item(f"{condition}/{by_id[mention].topic}/{mention}", outcome, note))
    return items


def _line(text: str, place: Stretch) -> Stretch:
    end = text.find("\n", place[1])
    return text.rfind("\n", 0, place[0]) + 1, len(text) if end < 0 else end


def _place(event: Event) -> Stretch:
    return event.trigger.start, event.trigger.end


def _overlap(one: Stretch, other: Stretch) -> bool:
    return one[0] < other[1] and other[0] < one[1]
