"""How much a sentence without marks sounds like speech: a sum of weights, learned from open news whose marks were kept.

`python -m eval.spoken` learns them anew; data/weights/spoken.json says from what, and how well they tell.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from onrecord.extract.odds import log_odds, weights
from onrecord.language import AnnotatedDocument, Token

FIRST = frozenset({"i", "me", "my", "mine", "myself"})
WE = frozenset({"we", "us", "our", "ours", "ourselves"})
SECOND = frozenset({"you", "your", "yours", "yourself", "yourselves"})
THIRD = frozenset({"he", "she", "his", "her", "him"})
SHORTENED = frozenset({"n't", "'s", "'re", "'ll", "'m", "'ve", "'d"})
OPENERS = frozenset({
    "and", "but", "so", "because", "or", "well", "yes", "no", "look", "now", "if", "what", "when", "it", "this",
    "that", "there", "they", "these", "those", "he", "she", "the", "a", "in", "on", "at", "as", "after",
    "while", "for", "not", "let", "please", "however", "although", "its", "his", "her", "their", "some", "many",
    "every", "everyone", "nobody", "to", "with", "by", "since",
})  # fmt: skip
CLOSED = ("PRON", "DET", "ADV", "AUX", "SCONJ", "CCONJ", "ADP", "PART", "INTJ")
PRESENT = frozenset({"VBZ", "VBP"})
WEEKDAYS = frozenset({"monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"})
MONTHS_AND_DAYS = WEEKDAYS | frozenset({
    "january", "february", "march", "april", "june", "july", "august", "september", "october", "november", "december",
})  # fmt: skip
SHORT, LONG = 9, 25


def spokenness(doc: AnnotatedDocument, tokens: Sequence[Token]) -> float:
    """The logarithm of the odds that words beside somebody's are speech, before their place is weighed."""
    return log_odds(weights("spoken"), features(doc, tokens))


def features(doc: AnnotatedDocument, tokens: Sequence[Token]) -> frozenset[str]:
    """What is told of a clause: persons, tense, shortened forms, its opening, its names and numbers, small words."""
    words = [token for token in tokens if token.pos != "PUNCT"]
    if not words:
        return frozenset({"empty"})
    return frozenset((*_of_words(words), *_of_head(doc, tokens), *_of_shape(words, tokens)))


def is_personal(words: Sequence[Token]) -> bool:
    """Whether words speak of the speaker or to the listener."""
    return any(token.text.lower() in FIRST | WE | SECOND for token in words)


def _of_words(words: Sequence[Token]) -> Iterator[str]:
    lowered = {token.text.lower().replace("\u2019", "'") for token in words}
    for name, group in (("i", FIRST), ("we", WE), ("you", SECOND), ("he or she", THIRD), ("shortened", SHORTENED)):
        if lowered & group:
            yield name
    if lowered & MONTHS_AND_DAYS:
        yield "a day or month"
    for token in words:
        if token.pos in CLOSED:
            yield f"word {token.lemma.lower()}"
    opener = words[0].text.lower()
    if opener in OPENERS:
        yield f"opens with {opener}"
    elif words[0].pos == "PROPN":
        yield "opens with a name"


def _of_head(doc: AnnotatedDocument, tokens: Sequence[Token]) -> Iterator[str]:
    verbs = [token for token in doc.tops(tokens) if token.pos in ("VERB", "AUX")]
    if not verbs:
        yield "no verb at its head"
        return
    for verb in verbs[:1]:
        finite = (verb, *doc.children(verb, "aux", "aux:pass"))
        tags = {one.tag for one in finite}
        yield from (f"head {tag}" for tag in sorted(tags & {"VBZ", "VBP", "VBD", "MD", "VB", "VBN", "VBG"}))
        if doc.children(verb, "aux:pass"):
            yield "passive head"
        for subject in doc.children(verb, "nsubj")[:1]:
            yield f"subject {subject.pos}"
            if subject.pos == "PRON":
                yield f"subject {subject.text.lower()}"


def _of_shape(words: Sequence[Token], tokens: Sequence[Token]) -> Iterator[str]:
    yield "short" if len(words) < SHORT else "long" if len(words) > LONG else "middling"
    names = sum(token.pos == "PROPN" for token in words)
    yield "no name" if names == 0 else "one name" if names == 1 else "some names" if names <= 3 else "many names"
    if any(token.pos == "NUM" for token in words):
        yield "a number"
    last = tokens[-1].text
    if last in ("?", "!"):
        yield f"ends in {last}"
    if any(token.tag == "UH" for token in words):
        yield "an interjection"
    if any(token.tag in PRESENT for token in words) and not any(token.tag == "VBD" for token in words):
        yield "present only"
    if any(token.tag == "VBD" for token in words) and not any(token.tag in PRESENT for token in words):
        yield "past only"
