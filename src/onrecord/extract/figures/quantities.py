"""From a sentence's characters to its quantities: low, best, high and bound, before anybody asks what is counted."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

from onrecord.extract.figures.cardinals import Cardinal, cardinal_at, whole
from onrecord.extract.figures.limits import Limits, limits_after, limits_before
from onrecord.extract.figures.pieces import Piece, glued, lower_at, matched, pieces_of
from onrecord.extract.figures.refusals import is_label, is_no_number, is_part_of_word
from onrecord.extract.figures.words import (
    Unit,
    amounts,
    bound_openings,
    currencies,
    currency_ends,
    determiners,
    fractions,
    openers,
    quantifiers,
    table,
    units,
    zero_words,
)
from onrecord.record import Bound

Form = Literal["cardinal", "range", "vague", "quantifier", "zero", "share", "determiner"]
Number = int | float
# Pieces before "from" in which a word of change is looked for: "raised the number of dead in Tarrow from".
CLAUSE = 12
DASHES = ("-", "–", "—")
VAGUE_MULTIPLIERS = ("dozen", "hundred", "thousand", "million", "billion", "lakh", "crore")


@dataclass(frozen=True, slots=True)
class Quantity:
    """A quantity: `start` to `end` is its wording with bound and unit, `core_start` to `core_end` the number."""

    start: int
    end: int
    core_start: int
    core_end: int
    low: Number | None
    best: Number | None
    high: Number | None
    bound: Bound
    form: Form
    unit: Unit | None = None
    scope: Literal["total", "increment"] | None = None
    keys: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Core:
    """A number without the words around it: its pieces, its form, and its one or two values."""

    first: int
    last: int
    form: Form
    value: Number | None = None
    upper: Number | None = None
    bound: Bound = "exactly"
    keys: tuple[str, ...] = ()
    spoiled: bool = False


def quantities(text: str, start: int) -> Iterator[Quantity]:
    """The quantities of a sentence whose text begins at `start` in the report, in order."""
    pieces = pieces_of(text, start)
    index = 0
    while index < len(pieces):
        core = _core_at(pieces, index)
        if core is None:
            index = _after_bound(pieces, index)
            continue
        index = max(core.last, index + 1)
        if not core.spoiled:
            quantity = _quantity(pieces, core)
            if quantity is not None:
                yield quantity


def _after_bound(pieces: Sequence[Piece], index: int) -> int:
    """Past a bound phrase that begins here ("no" of "no fewer than" is not zero); else the next piece."""
    return (_bound_end(pieces, index) if pieces[index].lower in openers() else None) or index + 1


def _bound_end(pieces: Sequence[Piece], index: int) -> int | None:
    for words, _ in bound_openings().starting(lower_at(pieces, index)):
        if (end := matched(pieces, index, words)) is not None:
            return end
    return None


def _core_at(pieces: Sequence[Piece], index: int) -> Core | None:
    piece = pieces[index]
    if not piece.digits and piece.lower not in openers():
        return None
    if _bound_end(pieces, index) is not None:
        return None
    for reader in (_vague, _fraction, _zero, _determiner, _number, _quantifier):
        core = reader(pieces, index)
        if core is not None:
            return core
    return None


def _vague(pieces: Sequence[Piece], index: int) -> Core | None:
    """ "dozens", "tens of thousands", "several hundred", "many thousands"."""
    keys: tuple[str, ...] = ()
    place = index
    for words, word in quantifiers().starting(lower_at(pieces, index)):
        if (end := matched(pieces, index, words)) is not None:
            multiplied = lower_at(pieces, end) in VAGUE_MULTIPLIERS or lower_at(pieces, end) in amounts()
            if not multiplied:
                return None
            place, keys = end, (word.key,)
            break
    if keys and lower_at(pieces, place) in VAGUE_MULTIPLIERS:
        return Core(index, place + 1, "vague", bound="vague", keys=keys)
    amount = amounts().get(lower_at(pieces, place))
    if amount is None or is_part_of_word(pieces, place, place + 1):
        return None
    last, keys = place + 1, (*keys, amount.key)
    if lower_at(pieces, last) == "of" and (more := amounts().get(lower_at(pieces, last + 1))) is not None:
        last, keys = last + 2, (*keys, more.key)
    return Core(index, last, "vague", bound="vague", keys=keys)


def _quantifier(pieces: Sequence[Piece], index: int) -> Core | None:
    if lower_at(pieces, index - 1) in ("how", "too", "so"):
        return None
    for words, word in quantifiers().starting(lower_at(pieces, index)):
        if (end := matched(pieces, index, words)) is not None:
            last = end - 1 if words[-1] == "of" else end
            return Core(index, last, "quantifier", bound="vague", keys=(word.key,))
    return None


def _fraction(pieces: Sequence[Piece], index: int) -> Core | None:
    for words, fraction in fractions().starting(lower_at(pieces, index)):
        if (end := matched(pieces, index, words)) is not None:
            if (number := cardinal_at(pieces, index)) is not None and number.last > end:
                return None
            value = whole(fraction.count / fraction.parts)
            return Core(index, end - 1, "share", value, keys=(fraction.key,))
    return None


def _zero(pieces: Sequence[Piece], index: int) -> Core | None:
    for words, word in zero_words().starting(lower_at(pieces, index)):
        if (end := matched(pieces, index, words)) is not None:
            following = pieces[end] if end < len(pieces) else None
            label = following is None or following.digits or following.lower in (".", ",", "longer", "more", "other")
            return Core(index, end, "zero", 0, keys=(word.key,), spoiled=label and len(words) == 1 and words[0] == "no")
    return None


def _determiner(pieces: Sequence[Piece], index: int) -> Core | None:
    for words, determiner in determiners().starting(lower_at(pieces, index)):
        if (end := matched(pieces, index, words)) is not None:
            last = end - 1 if words[-1] == "of" else end
            return Core(index, last, "determiner", determiner.value, bound=determiner.bound, keys=(determiner.key,))
    return None


def _number(pieces: Sequence[Piece], index: int) -> Core | None:
    money = _currency_before(pieces, index) is not None
    low = cardinal_at(pieces, index, money=money)
    if low is None:
        # A number that cannot be read (an identifier) is passed over whole.
        return Core(index, index + 1, "cardinal", spoiled=True) if pieces[index].digits else None
    spoiled = is_no_number(pieces, low.first, low.last) or is_label(pieces, low.first)
    second = _second(pieces, low, money=money)
    if second is None:
        tail = _run_of_hyphens(pieces, low.last)
        return Core(
            low.first, tail or low.last, "cardinal", low.value, keys=low.keys, spoiled=spoiled or tail is not None
        )
    high, joint = second
    return _range(pieces, low, high, joint, spoiled=spoiled)


def _run_of_hyphens(pieces: Sequence[Piece], index: int) -> int | None:
    """Where digits joined by hyphens to the number before `index` end: a score, a telephone number, a season."""
    end = None
    while lower_at(pieces, index) in DASHES and index + 1 < len(pieces) and pieces[index + 1].digits:
        if not (glued(pieces, index) and glued(pieces, index + 1)):
            break
        index += 2
        end = index
    return end


def _second(pieces: Sequence[Piece], low: Cardinal, *, money: bool) -> tuple[Cardinal, str] | None:
    """The upper end of a range and the word or mark that joins it."""
    after_unit = _percent_end(pieces, low.last) or low.last
    joint = lower_at(pieces, after_unit)
    between = lower_at(pieces, low.first - 1) == "between" or _currency_between(pieces, low.first)
    if joint not in (*DASHES, "to", "or") and not (joint == "and" and between):
        return None
    after = after_unit + 1
    if joint in DASHES and not (glued(pieces, after_unit) and glued(pieces, after)):
        return None
    if after < len(pieces) and _currency_at(pieces, after) is not None:
        after += 1
    if after >= len(pieces) or pieces[after].lower in ("a", "an", "half"):
        return None
    high = cardinal_at(pieces, after, money=money)
    if high is not None and after_unit != low.last and _percent_end(pieces, high.last) is None:
        return None
    return (high, joint) if high is not None else None


def _is_change(pieces: Sequence[Piece], index: int) -> bool:
    """Whether the clause before "from" at `index` says that something rose, fell or was put up or down."""
    for place in range(index - 1, max(-1, index - CLAUSE), -1):
        if pieces[place].lower in table("changes"):
            return True
        if pieces[place].lower in (",", ";", ":", "."):
            return False
    return False


def _percent_end(pieces: Sequence[Piece], index: int) -> int | None:
    """Where a per cent sign or word at `index` ends: the unit may stand with both ends of a range, "6% to 11%"."""
    found = _unit_at(pieces, index)
    return found[1] if found is not None and found[0].unit == "percent" else None


def _range(pieces: Sequence[Piece], low: Cardinal, high: Cardinal, joint: str, *, spoiled: bool) -> Core | None:
    lower = low.value * high.scale if low.scale == 1 < high.scale and low.value < high.value / high.scale else low.value
    first, keys = low.first, (*low.keys, *high.keys)
    if joint in ("to", "and", "or") and lower_at(pieces, first - 1) in ("from", "between"):
        if lower_at(pieces, first - 1) == "from" and _is_change(pieces, first - 1):
            return Core(low.first, low.last, "cardinal", low.value, keys=low.keys, spoiled=spoiled)
        first -= 1
    run = _run_of_hyphens(pieces, high.last) if joint in DASHES else None
    descending = lower >= high.value
    if joint == "or" and descending:
        return Core(low.first, low.last, "cardinal", low.value, keys=low.keys, spoiled=spoiled)
    wrong = spoiled or descending or run is not None or is_no_number(pieces, high.first, high.last)
    return Core(first, run or high.last, "range", whole(lower), high.value, "between", keys, wrong)


def _quantity(pieces: Sequence[Piece], core: Core) -> Quantity | None:
    first, last, keys = core.first, core.last, core.keys
    unit = None
    if core.form in ("cardinal", "range", "vague", "quantifier"):
        unit, first, last = _with_unit(pieces, first, last, core.form)
        keys = (*keys, unit.key) if unit is not None else keys
    if is_part_of_word(pieces, core.first, last):
        return None
    if (
        lower_at(pieces, first - 1) in ("a", "an")
        and core.form == "cardinal"
        and not _is_bounded_article(pieces, first)
    ):
        return None
    before, after = limits_before(pieces, first), limits_after(pieces, last)
    limits = before.joined(after)
    low, best, high, bound = _bounded(core, limits)
    return Quantity(
        pieces[before.edge].start, pieces[after.edge - 1].end, pieces[core.first].start, pieces[core.last - 1].end,
        low, best, high, bound, core.form, unit, limits.scope, (*keys, *limits.keys),
    )  # fmt: skip


def _is_bounded_article(pieces: Sequence[Piece], first: int) -> bool:
    """ "an estimated 40" has its article before the bound; "a 40 bed hospital" has none."""
    return lower_at(pieces, first) in ("estimated", "reported", "additional", "further")


def _bounded(core: Core, limits: Limits) -> tuple[Number | None, Number | None, Number | None, Bound]:
    """Low, best, high and bound: each only where the wording gives it."""
    if core.bound == "vague" or core.value is None:
        return None, None, None, "vague"
    if core.bound == "between":
        return core.value, None, core.upper, "between"
    bound = limits.bound or core.bound
    match bound:
        case "exactly":
            return core.value, core.value, core.value, bound
        case "about":
            return None, core.value, None, bound
        case "at_least" | "more_than":
            return core.value, None, None, bound
        case "up_to" | "fewer_than":
            return None, None, core.value, bound
        case _:
            raise ValueError(f"a single number has no bound {bound!r}; words beside a number give one of the others")


def _with_unit(pieces: Sequence[Piece], first: int, last: int, form: Form) -> tuple[Unit | None, int, int]:
    """The unit of a number, and the pieces from first to last with it."""
    currency = _currency_before(pieces, first)
    if currency is not None:
        unit, place = currency
        return unit, place, last
    if lower_at(pieces, last) == "of" and form == "vague" and (found := _unit_at(pieces, last + 1)) is not None:
        return found[0], first, found[1]
    hyphen = lower_at(pieces, last) == "-" and glued(pieces, last)
    found = None if hyphen else _unit_at(pieces, last)
    return (found[0], first, found[1]) if found is not None else (None, first, last)


def _unit_at(pieces: Sequence[Piece], index: int) -> tuple[Unit, int] | None:
    """The unit whose form begins at `index`, and where it ends."""
    if index >= len(pieces):
        return None
    for words, unit in units().starting(pieces[index].text):
        end = matched(pieces, index, words, cased=True)
        if end is not None:
            return unit, end
    return None


def _currency_before(pieces: Sequence[Piece], first: int) -> tuple[Unit, int] | None:
    """The currency sign that ends before a number, and where it begins: "$", "US$", "EUR "."""
    if first == 0 or pieces[first - 1].text not in currency_ends():
        return None
    for length in (3, 2, 1):
        place = first - length
        if place >= 0:
            text = "".join(piece.text for piece in pieces[place:first])
            if text in currencies():
                return currencies()[text], place
    return None


def _currency_at(pieces: Sequence[Piece], index: int) -> Unit | None:
    return currencies().get(pieces[index].text)


def _currency_between(pieces: Sequence[Piece], first: int) -> bool:
    found = _currency_before(pieces, first)
    return found is not None and lower_at(pieces, found[1] - 1) == "between"
