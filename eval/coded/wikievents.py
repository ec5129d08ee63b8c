"""WikiEvents dev: triggers found and typed, through a map from KAIROS to PLOVER.

Gold is the triggers whose type is in the map. A found event counts if its type is one that the map leads to and its
trigger does not lie on a gold trigger of a type outside the map. Found: the triggers overlap. Typed: the found type is
one of those the map gives.
"""

from collections.abc import Mapping, Sequence

from eval.coded.plover import shown
from eval.corpora.wikievents import Told, Trigger, kairos_to_plover
from eval.matching import one_to_one
from eval.result import Item, Outcome, Score, Tally, total
from eval.spans import overlap
from onrecord.record import Event, Report

CORPUS = "WikiEvents dev"


def scored(gold: Sequence[Told], found: Sequence[Report]) -> tuple[list[Score], list[Item]]:
    """Scores and items on the articles."""
    plover = kairos_to_plover()
    tallies: dict[str, list[Tally]] = {"trigger": [], "trigger + type": []}
    items: list[Item] = []
    for article, report in zip(gold, found, strict=True):
        triggers = [trigger for trigger in article.triggers if trigger.kairos in plover]
        events = judged(article, report, plover)
        size = (len(triggers), len(events))
        touching = one_to_one(triggers, events, _touch)
        typed = one_to_one(triggers, events, lambda t, e: _touch(t, e) and e.type in plover[t.kairos])
        tallies["trigger"].append(Tally(*size, len(touching), len(touching)))
        tallies["trigger + type"].append(Tally(*size, len(typed), len(typed)))
        items += _items(article, report, (triggers, events), (dict(touching), dict(typed)))
    return [score for name, some in tallies.items() for score in total(some).scores(CORPUS, name)], items


def judged(article: Told, report: Report, plover: Mapping[str, Sequence[str]]) -> list[Event]:
    """The found events that the corpus can judge."""
    types = {one for some in plover.values() for one in some}
    outside = [trigger.place for trigger in article.triggers if trigger.kairos not in plover]
    inside = [trigger.place for trigger in article.triggers if trigger.kairos in plover]
    return [event for event in report.events if event.type in types and (_on(event, inside) or not _on(event, outside))]


def _on(event: Event, places: Sequence[tuple[int, int]]) -> bool:
    return overlap(((event.trigger.start, event.trigger.end),), tuple(places))


def _touch(trigger: Trigger, event: Event) -> bool:
    return _on(event, [trigger.place])


def _items(
    article: Told,
    report: Report,
    both: tuple[Sequence[Trigger], Sequence[Event]],
    pairs: tuple[Mapping[int, int], Mapping[int, int]],
) -> list[Item]:
    (triggers, events), (touching, typed) = both, pairs
    items: list[Item] = []
    for number, trigger in enumerate(triggers):
        partner = typed.get(number, touching.get(number))
        outcome = Outcome.RIGHT if number in typed else Outcome.WRONG if number in touching else Outcome.MISSED
        note = f"{trigger.kairos}: {_around(article.text, trigger.place)}"
        note += f"\n     found {shown(events[partner], report)}" if partner is not None else ""
        items.append(Item(f"{CORPUS}/{article.id}/{trigger.id}", outcome, note))
    for number in sorted(set(range(len(events))) - set(touching.values())):
        place = (events[number].trigger.start, events[number].trigger.end)
        note = f"{shown(events[number], report)}: {_around(article.text, place)}"
        key = f"{CORPUS}/{article.id}/found {place[0]}-{place[1]}:{events[number].type}"
        items.append(Item(key, Outcome.FALSE, note))
    return items


def _around(text: str, place: tuple[int, int]) -> str:
    start, end = place
    return f"{text[max(0, start - 80) : start]}[{text[start:end]}]{text[end : end + 80]}".replace("\n", " ")
