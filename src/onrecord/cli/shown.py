"""Ledgers, disagreements and boards as lines for a terminal."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from textwrap import wrap
from typing import TYPE_CHECKING

from onrecord.readings import readings

if TYPE_CHECKING:
    from onrecord.store.disputes import Disagreement, Side
    from onrecord.store.talks import Answer, Board, MotionShown, Named, Offer
    from onrecord.store.tolls import Point, Series, Voice

# Columns of the chart's bars, of a source's name, and of all.
BAR, NAME, WIDTH = 40, 30, 110
OWN_VOICE = "the report itself"
BOUNDS = {
    "exactly": "", "about": "about ", "more_than": "more than ", "at_least": "at least ",
    "fewer_than": "fewer than ", "up_to": "up to ",
}  # fmt: skip
KINDS = {
    "figures": "Different numbers", "votes": "Different tallies", "denial": "A claim and its denial",
    "blame": "Different actors blamed",
    "occurrence": "Reported, and reported not to have happened",
}  # fmt: skip


def pages(found: Iterable[Series], reading: str | None = None) -> Iterator[str]:
    """The ledger: of each toll its figures by day and source, then a bar for each source's newest figure."""
    for one in found:
        yield from _heading(one, reading)
        for point, voice in _by_day(one.sources):
            yield _line(point, voice, reading)
        yield ""
        yield from chart(one.sources)
        yield ""


def _heading(one: Series, reading: str | None) -> Iterator[str]:
    since = f", since {one.start}" if one.start is not None else ""
    yield plain(f"{one.label}{since} ({one.day} to {one.day_end})")
    if reading is not None:
        yield f"  last column: {readings()[reading].title}"


def _by_day(voices: Iterable[Voice]) -> list[tuple[Point, Voice]]:
    told = [(point, voice) for voice in voices for point in voice.points]
    return sorted(told, key=lambda one: (one[0].as_of or "", one[0].published or "", one[0].record))


def _line(point: Point, voice: Voice, reading: str | None) -> str:
    notes = [point.scope] if point.scope in ("part", "increment") else []
    if point.revision_of is not None:
        notes.append("changes this source's earlier number")
    elif point.is_revised:
        notes.append("told as a change of an earlier number")
    value = f"  {_number(point.value):>9}" if reading is not None else ""
    where = point.outlet or point.title or point.report
    note = f"  [{'; '.join(notes)}]" if notes else ""
    told = f"{point.as_of or 'no day':<10}  {_cut(name_of(voice), NAME):<{NAME}}  {wording(point):<24}{value}"
    return plain(f"  {told}  {_cut(where, 36)}{note}").rstrip()


def wording(point: Point) -> str:
    """The figure's number with its bound; vague words as they stand, in quotation marks."""
    match point.bound:
        case "between":
            return f"{_number(point.low)} to {_number(point.high)}"
        case "exactly" | "about":
            return BOUNDS[point.bound] + _number(point.best)
        case "more_than" | "at_least":
            return BOUNDS[point.bound] + _number(point.low)
        case "fewer_than" | "up_to":
            return BOUNDS[point.bound] + _number(point.high)
        case _:
            return f"“{point.wording}”"


def chart(voices: Sequence[Voice]) -> Iterator[str]:
    """A bar for the newest whole number of each source: the band is what its bounds leave open."""
    newest = [(voice, point) for voice in voices if (point := _newest(voice)) is not None]
    top = max((value for _, point in newest for value in _values(point)), default=0)
    if any(point.high is None and point.best is None for _, point in newest):
        # Room for what has no upper bound.
        top *= 1.2
    if len(newest) < 2 or top <= 0:
        return
    for voice, point in newest:
        yield plain(f"  {_cut(name_of(voice), NAME):<{NAME}}  {bar(point, top)}  {wording(point)}")
    yield f"  {'':<{NAME}}  0{_number(round(top)):>{BAR - 1}}"


def _newest(voice: Voice) -> Point | None:
    whole = [point for point in voice.points if point.scope not in ("part", "increment") and _values(point)]
    return whole[-1] if whole else None


def _values(point: Point) -> list[float]:
    return [value for value in (point.low, point.best, point.high) if value is not None]


def bar(point: Point, top: float) -> str:
    """The bounds of a figure on a scale to `top`: a block at its number, a band between bounds, an arrow where open."""
    cells = [" "] * BAR
    low = point.low if point.low is not None else point.best if point.best is not None else 0
    high = point.high if point.high is not None else point.best
    first, last = _cell(low, top), _cell(high, top) if high is not None else BAR - 1
    cells[first : last + 1] = "▒" * (last + 1 - first)
    if high is None:
        cells[last] = "▶"
    for value in (point.low, point.best, point.high):
        if value is not None:
            cells[_cell(value, top)] = "█"
    return "".join(cells)


def _cell(value: float, top: float) -> int:
    return max(0, min(BAR - 1, round(value / top * (BAR - 1))))


def sides(found: Iterable[Disagreement]) -> Iterator[str]:
    """Disagreements: what about, then both sides with source, words and date, then why."""
    for one in found:
        yield plain(f"{KINDS.get(one.kind, one.kind)}: {one.label}")
        yield from _side(one.left)
        yield from _side(one.right)
        yield plain(f"  because {'; '.join(one.reasons)}")
        yield ""


def _side(side: Side) -> Iterator[str]:
    where = side.outlet or side.title or side.report
    yield plain(f"  {side.date or 'no day':<10}  {side.source or OWN_VOICE} ({where}; {side.record})")
    yield from _wrapped(f"“{side.words}”", 14)


def boards(found: Iterable[Board]) -> Iterator[str]:
    """Tracks of talks: who talks and through whom, stages, proposals with their replies, deadlines."""
    for one in found:
        yield plain(f"{one.label} ({one.day} to {one.day_end})")
        for title, values in (
            ("parties", _names(one.parties)), ("mediators", _names(one.mediators)),
            ("topics", "; ".join(one.topics)), ("venues", "; ".join(one.venues)),
        ):  # fmt: skip
            if values:
                yield plain(f"  {title:<10} {values}")
        for step in one.stage_history:
            yield plain(f"  {step.day or 'no day'}  {step.stage} ({step.record})")
        for offer in one.proposals:
            yield from _offer(offer)
        for due in one.deadlines:
            yield plain(f"  due {due.value} ({due.record})")
            yield from _wrapped(f"“{due.words}”", 6)
        yield ""


def _offer(offer: Offer) -> Iterator[str]:
    yield plain(
        f"  {offer.day or 'no day'}  proposed by {_name(offer.by)}: {'; '.join(offer.terms) or 'terms not told'}"
    )
    for reply in offer.replies:
        yield plain(f"      {_reply(reply)} ({reply.record})")


def _reply(reply: Answer) -> str:
    return f"{_name(reply.by)}: {reply.reply}"


def motions(found: Iterable[MotionShown]) -> Iterator[str]:
    """Motions: body, day, tally, voters by option, vetoes, outcome."""
    for one in found:
        yield plain(f"{one.motion or 'a motion'} ({_name(one.body)}, {one.day or 'no day'})")
        numbers = ((option, getattr(one.counts, option)) for option in ("yes", "no", "abstain", "absent"))
        tally = ", ".join(f"{number} {option}" for option, number in numbers if number is not None)
        outcome = {True: "adopted", False: "not adopted", None: "outcome not told"}[one.adopted]
        held = outcome if one.modality == "actual" else f"{one.modality}, not held as far as is told"
        yield plain(f"  {held}{f'; {tally}' if tally else ''}")
        for option in ("yes", "no", "abstain", "absent"):
            voters = [ballot.voter for ballot in one.ballots if ballot.option == option]
            if voters:
                yield plain(f"  {option}: {_names(voters)}")
        if one.vetoes:
            yield plain(f"  vetoed by {_names(one.vetoes)}")
        if one.sponsors:
            yield plain(f"  put forward by {_names(one.sponsors)}")
        yield plain(f"  told in {', '.join(one.records)}")
        yield ""


def name_of(voice: Voice) -> str:
    """Whose words they are."""
    return voice.source if voice.source is not None else voice.outlet or OWN_VOICE


def _names(named: Iterable[Named]) -> str:
    return ", ".join(one.name for one in named)


def _name(named: Named | None) -> str:
    return named.name if named is not None else "somebody not named"


def _number(value: float | None) -> str:
    if value is None:
        return "–"
    return f"{value:,.0f}" if value == int(value) else f"{value:,}"


def _wrapped(words: str, indent: int) -> list[str]:
    return [" " * indent + line for line in wrap(plain(words), WIDTH - indent)]


def _cut(words: str, length: int) -> str:
    short = " ".join(words.split())
    return short if len(short) <= length else short[: length - 1] + "…"


def plain(words: str) -> str:
    """Words of a report without what a terminal would take as a command."""
    return "".join(char if char.isprintable() else " " for char in words)
