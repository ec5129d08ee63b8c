"""MUC dev: how many people were killed, injured or abducted, against a plain pattern on the same messages.

Gold: the pairs (number, effect) that a message's templates give for their human targets; the effect of an abduction is
its incident type. Found: the pairs of the positive, actual figures of people; a total that onrecord added up itself is
none that the message gives. Both are sets, so that a number told twice counts once. Only messages with a template are
judged; most tell of more people than their templates do, so that precision is a floor for both.
The plain pattern: in a sentence, a number (in digits, "a", or a word up to twenty) with the nearest of the words
killed, dead, wounded, kidnapped and their kin within five words.
"""

import re
from collections.abc import Iterable, Sequence

from eval.corpora.muc import Message, Target
from eval.result import Item, Outcome, Score, Tally, total
from onrecord.record import Figure, Report

CORPUS = "MUC dev"
METRIC = "number and effect of human targets"
MORE_THAN_ONE = f"{METRIC}, two or more"
PATTERN = "a plain pattern: "
EFFECTS = {"killed": "killed", "injured": "injured", "abducted": "abducted", "captive": "abducted"}

WORDS = (
    "zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve",
    "thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen", "twenty",
)  # fmt: skip
NUMBERS = {word: number for number, word in enumerate(WORDS)} | {"a": 1, "an": 1}
DIGITS = re.compile(r"\d[\d,]{0,7}")
EFFECT_WORDS = {
    "killed": re.compile(r"kill\w*|murder\w*|dead|died|death\w*|assassinat\w*"),
    "injured": re.compile(r"wound\w*|injur\w*"),
    "abducted": re.compile(r"kidnap\w*|abduct\w*"),
}
REACH = 5
SENTENCE_END = re.compile(r"[.!?]\s")
WORD = re.compile(r"[\w,']+")


def scored(gold: Sequence[Message], found: Sequence[Report]) -> tuple[list[Score], list[Item]]:
    """Scores of onrecord and of the plain pattern, and onrecord's items."""
    told = [
        (message, targets_of(report.figures), by_pattern(message.text))
        for message, report in zip(gold, found, strict=True)
        if message.incidents
    ]
    scores: list[Score] = []
    for metric, least in ((METRIC, 1), (MORE_THAN_ONE, 2)):
        ours = total(_tally(message.targets, targets, least) for message, targets, _ in told)
        plain = total(_tally(message.targets, targets, least) for message, _, targets in told)
        scores += [*ours.scores(CORPUS, metric), *plain.scores(CORPUS, PATTERN + metric)]
    return scores, [item for message, targets, _ in told for item in _items(message, targets)]


def targets_of(figures: Iterable[Figure]) -> frozenset[Target]:
    """The pairs of number and effect that the figures give."""
    return frozenset(
        (int(number), EFFECTS[figure.measure])
        for figure in figures
        if figure.measure in EFFECTS and _told(figure) and (number := _number(figure)) is not None and number > 0
    )


def _told(figure: Figure) -> bool:
    asserted = figure.polarity == "positive" and figure.modality == "actual"
    return asserted and figure.unit == "people" and "added up" not in figure.provenance.rule


def _number(figure: Figure) -> int | float | None:
    return next((value for value in (figure.best, figure.low, figure.high) if value is not None), None)


def by_pattern(text: str) -> frozenset[Target]:
    """The pairs of number and effect that the plain pattern finds."""
    found: set[Target] = set()
    for sentence in SENTENCE_END.split(text):
        words = WORD.findall(sentence.lower())
        for place, word in enumerate(words):
            number = _read(word)
            effect = _nearest_effect(words, place) if number > 0 else None
            if effect is not None:
                found.add((number, effect))
    return frozenset(found)


def _read(word: str) -> int:
    """The number that a word says; zero where it says none."""
    return int(word.replace(",", "")) if DIGITS.fullmatch(word) else NUMBERS.get(word, 0)


def _nearest_effect(words: Sequence[str], place: int) -> str | None:
    near = (other for distance in range(1, REACH + 1) for other in (place + distance, place - distance))
    return next(
        (
            effect
            for other in near
            if 0 <= other < len(words)
            for effect, kin in EFFECT_WORDS.items()
            if kin.fullmatch(words[other])
        ),
        None,
    )


def _tally(gold: Iterable[Target], found: Iterable[Target], least: int) -> Tally:
    expected = {target for target in gold if target[0] >= least}
    given = {target for target in found if target[0] >= least}
    return Tally(len(expected), len(given), len(expected & given), len(expected & given))


def _items(message: Message, found: frozenset[Target]) -> list[Item]:
    def items(targets: Iterable[Target], outcome: Outcome) -> list[Item]:
        return [Item(f"{CORPUS}/{message.id}/{n} {effect}", outcome, message.text) for n, effect in sorted(targets)]

    return [
        *items(message.targets & found, Outcome.RIGHT),
        *items(message.targets - found, Outcome.MISSED),
        *items(found - message.targets, Outcome.FALSE),
    ]
