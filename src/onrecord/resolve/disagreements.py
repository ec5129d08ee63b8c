"""Disagreements about numbers: whether two figures leave any number on which both could hold.

Two figures are set beside each other by what they count: the same, or one inside the other. Of the same thing they
disagree where no number fits both wordings; one inside the other, where the part is larger than the whole. A total of
a later day holds the one of an earlier day: growth is no disagreement, a fall is.
"""

from __future__ import annotations

from dataclasses import dataclass
from math import inf

from onrecord.resolve.counts import Count
from onrecord.resolve.groups import PEOPLE, Relation, relation_of_groups, toll_words
from onrecord.resolve.series import SLACK, days_between, name_of, same_scene

# How far from the number "about 300" reaches, as a share of it; stated, and the same for every source.
ABOUT = 0.15
# A total of unsaid beginning is set beside one of another report only where their days lie this near.
UNSAID = 2


@dataclass(frozen=True, slots=True)
class Room:
    """The numbers that a wording leaves room for, both ends included."""

    low: float
    high: float

    def meets(self, other: Room) -> bool:
        """Whether a number lies in both."""
        return self.low <= other.high and other.low <= self.high


def room_of(count: Count) -> Room | None:
    """The room of a figure; None for vague words, which leave no bounds to compare."""
    low = count.low if count.low is not None else 0
    high = count.high if count.high is not None else inf
    match count.bound:
        case "vague":
            return None
        case "about":
            return _around(count.best, ABOUT * count.best) if count.best is not None else None
        case "exactly":
            return _around(count.best, _rounding(count.best)) if count.best is not None else None
        case "more_than" | "at_least" | "fewer_than" | "up_to" | "between":
            return Room(low, high)


def _around(number: float, reach: float) -> Room:
    return Room(number - reach, number + reach)


def _rounding(number: float) -> float:
    """Just under half of the second digit's step, for numbers from 100 with noughts after two digits: 4,000."""
    if number < 100 or number != int(number):
        return 0
    step = 10 ** (len(str(int(number))) - 2)
    return 0.49 * step if int(number) % step == 0 else 0


def contradiction(left: Count, right: Count) -> tuple[str, ...]:
    """Why the two figures cannot both hold, in sentences; empty where they can, or cannot be compared."""
    rooms = room_of(left), room_of(right)
    if rooms[0] is None or rooms[1] is None or not _comparable(left, right):
        return ()
    match relation_of(left, right):
        case "same":
            return () if rooms[0].meets(rooms[1]) else _reasons(left, right, "no number fits both wordings")
        case "inside":
            return _larger_part(left, right) if rooms[0].low > rooms[1].high else ()
        case "around":
            return _larger_part(right, left) if rooms[1].low > rooms[0].high else ()
        case "apart":
            return ()


def _comparable(left: Count, right: Count) -> bool:
    """Whether the figures count one kind of thing at one place, by two sources, and neither only adds to another."""
    return (
        left.source != right.source
        and (left.measure, left.unit) == (right.measure, right.unit)
        and "increment" not in (left.scope, right.scope)
        and (left.report != right.report or _are_opposed(left, right))
        and _is_one_place(left, right)
    )


def _are_opposed(left: Count, right: Count) -> bool:
    """Whether one report sets two figures against each other: one names the other, or one is none at all.

    A report tells of many numbers at a place; without such a sign two of them are rather two things.
    """
    if left.answers == right.id or right.answers == left.id:
        return True
    return (left.high == 0) != (right.high == 0) and "outlet" not in (left.source[:6], right.source[:6])


def _is_one_place(left: Count, right: Count) -> bool:
    if left.scene is not None and right.scene is not None:
        return same_scene(left.scene, right.scene)
    return _is_one_happening(left, right)


def _is_one_happening(left: Count, right: Count) -> bool:
    return left.event is not None and left.event == right.event


def relation_of(left: Count, right: Count) -> Relation:
    """How what the left figure counts lies to what the right one counts: by group, time and part."""
    relations = {relation_of_groups(left.group, right.group), _relation_of_times(left, right), _of_parts(left, right)}
    relations.discard("same")
    if not relations:
        return "same"
    return relations.pop() if len(relations) == 1 else "apart"


def _of_parts(left: Count, right: Count) -> Relation:
    """A part of people at large lies in the whole; a part that names its group is that group's total."""
    parts = [count.scope == "part" and count.group == PEOPLE for count in (left, right)]
    match parts:
        case [True, True]:
            return "apart"
        case [True, False]:
            return "inside"
        case [False, True]:
            return "around"
        case _:
            return "same"


def _relation_of_times(left: Count, right: Count) -> Relation:
    if not _begin_together(left, right):
        return _day_in_run(left, right)
    days = (left.period.until, right.period.until)
    if left.period.closed and right.period.closed:
        return "same"
    if days[0] == days[1] or left.report == right.report:
        return "same"
    if left.measure in toll_words().standing:
        return "apart"
    return "inside" if days[0] < days[1] else "around"


def _begin_together(left: Count, right: Count) -> bool:
    """Whether two figures count from the same day on, as far as they say; unsaid, where report or happening is one."""
    starts = (left.period.start, right.period.start)
    if starts[0] is not None and starts[1] is not None:
        return left.period.closed == right.period.closed and days_between(starts[0], starts[1]) <= SLACK
    if _is_one_happening(left, right) or left.report == right.report:
        return True
    scene = left.scene
    near = days_between(left.period.until, right.period.until) <= UNSAID
    return near and scene is not None and not scene.broad and not (left.period.closed or right.period.closed)


def _day_in_run(left: Count, right: Count) -> Relation:
    """A day told as such lies in a run of days from a said day on, of a measure that only grows."""
    if left.measure in toll_words().standing:
        return "apart"
    for day, run, relation in ((left, right, "inside"), (right, left, "around")):
        start = run.period.start
        if day.period.closed and not run.period.closed and start is not None:
            lies_in = start <= day.period.until <= run.period.until
            return ("inside" if relation == "inside" else "around") if lies_in else "apart"
    return "apart"


def _larger_part(part: Count, whole: Count) -> tuple[str, ...]:
    """Why a part above its whole cannot be, naming in what it is the part."""
    if part.group != whole.group:
        why = f"more {part.group} than {whole.group}, among whom they are counted"
    elif part.period.until < whole.period.until:
        why = f"the total as of {whole.period.until} is below the one as of {part.period.until}"
    else:
        why = "a part is above the whole"
    return _reasons(part, whole, why)


def _reasons(left: Count, right: Count, why: str) -> tuple[str, ...]:
    where = _where(left, right)
    return (f"{left.measure}: {_shown(left)} and {_shown(right)}", where, why)


def _where(left: Count, right: Count) -> str:
    if _is_one_happening(left, right):
        return "the same happening"
    return f"the same place: {name_of(left.scene)}"


def _shown(count: Count) -> str:
    """A figure in short: its bound and number, and whom it counts."""
    match count.bound:
        case "between":
            number = f"between {_number(count.low)} and {_number(count.high)}"
        case "more_than" | "at_least":
            number = f"{count.bound.replace('_', ' ')} {_number(count.low)}"
        case "fewer_than" | "up_to":
            number = f"{count.bound.replace('_', ' ')} {_number(count.high)}"
        case "about":
            number = f"about {_number(count.best)}"
        case "exactly":
            number = _number(count.best)
        case "vague":
            number = "no number"
    return f"{number} {count.group if count.unit == PEOPLE else count.unit}"


def _number(value: float | None) -> str:
    return "?" if value is None else f"{value:,.0f}" if value == int(value) else f"{value:,}"
