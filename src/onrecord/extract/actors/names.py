"""Names in a report: where they stand, and what each is, by a vote over all its mentions."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Literal

from onrecord.extract.actors.candidate import words_of
from onrecord.extract.actors.words import (
    LONGEST_PHRASE,
    KnownName,
    addresses,
    country_names,
    first_words,
    folded,
    known_names,
    last_title_words,
    leaders,
    organization_nouns,
    person_nouns,
    straight,
    unaccented,
)
from onrecord.language import AnnotatedDocument, Name, Sentence, Token

NameType = Literal["person", "organization", "place", "people", "known", "country", "other"]
LABELS: dict[str, NameType] = {
    "PERSON": "person",
    "ORG": "organization",
    "GPE": "place",
    "LOC": "place",
    "FAC": "place",
    "NORP": "people",
}
PLACE_PREPOSITIONS = frozenset({"in", "at", "near", "outside", "inside", "across", "around", "off", "through", "into"})
ARTICLES = frozenset({"the", "a", "an", "this", "that", "both"})


@dataclass(frozen=True, slots=True)
class NameSpan:
    """A name's tokens with the model's label, the titles before it, and the known actor of that name."""

    first: int
    last: int
    text: str
    label: str
    titles: tuple[str, ...] = ()
    known: KnownName | None = None


def name_spans(doc: AnnotatedDocument) -> list[NameSpan]:
    """Every name of the report once, in order; a longer name keeps a shorter one out."""
    found = [span for sentence in doc.sentences if readable(doc, sentence) for span in _of_sentence(doc, sentence)]
    found = _in_full(doc, found)
    return list(_in_usual_case(doc, _with_loose_names(doc, found)))


def _in_full(doc: AnnotatedDocument, found: list[NameSpan]) -> list[NameSpan]:
    """The names, a part of one widened to the whole where the whole stands: "Ledger" in "Open Ledger's director"."""
    seen = {span.text: span.label for span in found if " " in span.text}
    full: list[NameSpan] = []
    for span in found:
        free = full[-1].last if full else 0
        starts = range(max(free, span.first - 3), span.first)
        wider = (_whole_name(doc, first, span.last, seen) for first in starts)
        full.append(next((one for one in wider if one is not None), span))
    return full


def _whole_name(doc: AnnotatedDocument, first: int, last: int, seen: dict[str, str]) -> NameSpan | None:
    text = straight(words_of(doc, first, last))
    if text not in seen or doc.sentence_of(doc.tokens[first]) != doc.sentence_of(doc.tokens[last - 1]):
        return None
    return NameSpan(first, last, text, seen[text], titles_before(doc, first)[0], known_names().get(text))


def _in_usual_case(doc: AnnotatedDocument, spans: list[NameSpan]) -> Iterator[NameSpan]:
    """The names, those of a headline in capitals as the report writes them below it; credits of captions left out."""
    usual = {span.text.upper(): span for span in spans if not span.text.isupper()}
    for span in spans:
        sentence = doc.sentence_of(doc.tokens[span.first])
        shouted = sentence.part == "title" and doc.text[sentence.start : sentence.end].isupper()
        if shouted and span.text in usual:
            yield replace(span, text=usual[span.text].text, label=usual[span.text].label)
        elif not shouted and not _is_credit(doc, sentence, span):
            yield span


def _in_brackets(doc: AnnotatedDocument, sentence: Sentence, span: NameSpan) -> bool:
    part = doc.document.part_at(sentence.start)
    before = doc.text[part.start if part else sentence.start : doc.tokens[span.first].start]
    return before.count("(") > before.count(")") or before.count("[") > before.count("]")


def _is_credit(doc: AnnotatedDocument, sentence: Sentence, span: NameSpan) -> bool:
    return (sentence.part == "caption" and _in_brackets(doc, sentence, span)) or _in_credit(doc, sentence, span)


def _in_credit(doc: AnnotatedDocument, sentence: Sentence, span: NameSpan) -> bool:
    """Whether a name stands in a picture's credit: "[Ana Feld / Strait Wire]"."""
    end = doc.text.find("]", doc.tokens[span.first].start, sentence.end + 1)
    start = doc.text.rfind("[", 0, doc.tokens[span.first].start)
    slashed = start >= 0 and "/" in doc.text[start:end] and "\n" not in doc.text[start:end]
    return end >= 0 and slashed and _in_brackets(doc, sentence, span)


def readable(doc: AnnotatedDocument, sentence: Sentence) -> bool:
    """Whether a sentence can name actors: no dateline, and no credit of a caption."""
    if sentence.part == "caption":
        text = doc.text[sentence.start : sentence.end]
        return not (text.startswith(("[", "(")) or folded(text).startswith(("photo", "image", "credit", "file photo")))
    return sentence.part not in ("dateline", "boilerplate")


def organization_word(name: str) -> str | None:
    """The phrase in a name that makes it an organization's: at its end, or before "of" or "for"."""
    words = folded(name).replace(" 's", "'s").split()
    if len(words) < 2:
        return None
    if " ".join(words) in organization_nouns():
        return " ".join(words)
    heads = [words]
    for link in ("of", "for", "on", "against"):
        if link in words[1:]:
            heads.insert(0, words[: words.index(link, 1)])
    for head in heads:
        for size in range(min(4, len(head)), 0, -1):
            phrase = " ".join(head[-size:])
            if phrase in organization_nouns():
                return phrase
    return None


def _of_sentence(doc: AnnotatedDocument, sentence: Sentence) -> Iterator[NameSpan]:
    pieces = [piece for name in doc.names_in(sentence) for piece in _pieces(doc, name)]
    labelled = [_cleaned(doc, *piece) for piece in pieces]
    spans = [span for span in labelled if span is not None]
    listed = list(_listed(doc, sentence))
    for span in listed:
        wider = next((one for one in spans if _widens(one, span)), None)
        if wider is None:
            spans = [one for one in spans if one.last <= span.first or one.first >= span.last]
            spans.append(span)
    yield from sorted(spans, key=lambda span: span.first)


def _pieces(doc: AnnotatedDocument, name: Name) -> Iterator[tuple[int, int, str]]:
    """The name, or both of two people or places that the model took for one: "Halvane and Ardoria"."""
    first = name.first
    for index in range(name.first + 1, name.last - 1):
        if name.label in ("PERSON", "GPE") and doc.tokens[index].text.lower() in ("and", ",", "/"):
            yield first, index, name.label
            first = index + 1
    yield first, name.last, name.label


def _widens(wide: NameSpan, narrow: NameSpan) -> bool:
    """Whether a name of the model properly holds a listed one, as "Lessen Red Cross" holds "Red Cross"."""
    holds = wide.first <= narrow.first and narrow.last <= wide.last and wide.text != narrow.text
    return holds and wide.label in ("ORG", "FAC", "PERSON", "EVENT", "WORK_OF_ART", "LAW")


def _listed(doc: AnnotatedDocument, sentence: Sentence) -> Iterator[NameSpan]:
    """Names of the lexicons, the longest at each place."""
    index = sentence.first
    while index < sentence.last:
        span = _listed_at(doc, index, sentence.last)
        if span is not None:
            yield span
        index = span.last if span is not None else index + 1


def _listed_at(doc: AnnotatedDocument, first: int, limit: int) -> NameSpan | None:
    if straight(doc.tokens[first].text) not in first_words():
        return None
    titles, titled = titles_before(doc, first)
    for last in range(min(limit, first + LONGEST_PHRASE), first, -1):
        text = straight(words_of(doc, first, last))
        known = known_names().get(text)
        if not titled and (known is not None or text in country_names()):
            if _in_longer_name(doc, first, last):
                return None
            return NameSpan(first, last, text, "ORG" if known else "GPE", known=known)
        if " " in text and unaccented(text) in leaders():
            return NameSpan(first, last, text, "PERSON", titles)
    return None


def _in_longer_name(doc: AnnotatedDocument, first: int, last: int) -> bool:
    """Whether a capitalised word on the left or right belongs to the same compound."""
    head = max(range(first, last), key=lambda index: doc.tokens[index].head not in range(first, last))
    token = doc.tokens[head]
    above = doc.tokens[token.head]
    if token.relation == "compound" and above.pos == "PROPN" and above.index >= last:
        return straight(words_of(doc, first, above.index + 1)) not in known_names() and not _is_title(above.text)
    return False


def _is_title(word: str) -> bool:
    noun = person_nouns().get(folded(word))
    return noun is not None


def _cleaned(doc: AnnotatedDocument, first: int, last: int, label: str) -> NameSpan | None:
    """A name of the model without articles, titles, genitive and marks; None where no name is left."""
    if label not in LABELS and label not in ("EVENT", "WORK_OF_ART", "LAW", "PRODUCT"):
        return None
    while first < last and _is_trimmed(doc.tokens[first].text):
        first += 1
    while first < last and not doc.tokens[last - 1].text[:1].isalnum():
        last -= 1
    while first < last and doc.tokens[last - 1].text in ("'s", "’s", "who", "said"):
        last -= 1
    if label == "ORG" and last > first and doc.tokens[last - 1].text.islower():
        return None
    if label == "PERSON":
        first = _after_titles(doc, _after_place(doc, first, last), last)
    if first >= last or not any(token.text[:1].isupper() for token in doc.tokens[first:last]):
        return None
    name = words_of(doc, first, last)
    if folded(name) in person_nouns() or set(name) & set('[]()"“”'):
        return None
    return _span(doc, first, last, label)


def _after_place(doc: AnnotatedDocument, first: int, last: int) -> int:
    """Past the place of an office that the model took into the name: "Mayor of [Koszalin Ana Feld]"."""
    if last - first >= 3 and straight(doc.tokens[first].text) in known_names():
        return first + 1
    office = first >= 2 and last - first >= 3 and doc.tokens[first - 1].text == "of"
    return first + 1 if office and folded(doc.tokens[first - 2].text) in person_nouns() else first


def _is_trimmed(text: str) -> bool:
    return text.lower() in ARTICLES or not text[:1].isalnum()


def _span(doc: AnnotatedDocument, first: int, last: int, label: str) -> NameSpan:
    text = straight(words_of(doc, first, last))
    titles = titles_before(doc, first)[0] if label not in ("NORP",) else ()
    return NameSpan(first, last, text, label, titles, None if titles else known_names().get(text))


def _after_titles(doc: AnnotatedDocument, first: int, last: int) -> int:
    """The first token after the titles with which the model's person begins."""
    for cut in range(min(last - 1, first + 4), first, -1):
        phrase = words_of(doc, first, cut)
        noun = person_nouns().get(folded(phrase))
        if phrase in addresses() or (noun is not None and noun.title and doc.tokens[cut].text[:1].isupper()):
            return _after_titles(doc, cut, last)
    return first


def titles_before(doc: AnnotatedDocument, first: int) -> tuple[tuple[str, ...], int]:
    """The keys of titles and addresses that stand right before a token, and how many tokens they take."""
    if not first or folded(doc.tokens[first - 1].text) not in last_title_words():
        return (), 0
    for size in range(min(4, first), 0, -1):
        phrase = words_of(doc, first - size, first)
        if "\n" in phrase:
            continue
        address = addresses().get(phrase)
        if address is not None:
            return (address.key, *titles_before(doc, first - size)[0]), size
        noun = person_nouns().get(folded(phrase))
        if noun is not None and noun.title and _heads_on(doc, first):
            more, taken = titles_before(doc, first - size)
            return (noun.key, *more), size + taken
    return (), 0


def _heads_on(doc: AnnotatedDocument, first: int) -> bool:
    """Whether a role noun right before a name belongs to it, and does not end a phrase of its own."""
    title, name = doc.tokens[first - 1], doc.tokens[first]
    if title.text[:1].isupper():
        return name.text[:1].isupper()
    return title.relation in ("compound", "appos", "amod") or name.relation in ("appos", "flat")


def _with_loose_names(doc: AnnotatedDocument, found: list[NameSpan]) -> list[NameSpan]:
    """The names and those runs of proper nouns that the model marked elsewhere only, or that have a title."""
    seen = {**_surnames(found), **{span.text: span.label for span in found}}
    taken = {index for span in found for index in range(span.first, span.last)}
    loose = [
        span for sentence in doc.sentences if readable(doc, sentence) for span in _loose(doc, sentence, taken, seen)
    ]
    return sorted([*found, *loose], key=lambda span: span.first)


def _surnames(found: list[NameSpan]) -> dict[str, str]:
    """The last words of fuller names of persons, with their label; those that are names of their own left out."""
    words = (span.text.rpartition(" ")[2] for span in found if span.label == "PERSON" and " " in span.text)
    return {word: "PERSON" for word in words if word not in country_names() and word not in known_names()}


def _loose(doc: AnnotatedDocument, sentence: Sentence, taken: set[int], seen: dict[str, str]) -> Iterator[NameSpan]:
    index = sentence.first
    while index < sentence.last:
        span = None if index in taken else _seen_at(doc, index, sentence.last, taken, seen)
        span = span or _run_at(doc, index, sentence.last, taken)
        if span is not None:
            yield span
        index = max(span.last if span else index, index + 1)


def _seen_at(doc: AnnotatedDocument, first: int, limit: int, taken: set[int], seen: dict[str, str]) -> NameSpan | None:
    """A name that the model marked elsewhere, the longest at this place."""
    if not doc.tokens[first].text[:1].isupper():
        return None
    for last in range(min(limit, first + LONGEST_PHRASE), first, -1):
        text = straight(words_of(doc, first, last))
        if text in seen and not taken & set(range(first, last)):
            titles = titles_before(doc, first)[0]
            plain = last - first > 1 or doc.tokens[first].tag in ("NNP", "NNPS")
            known = None if titles else known_names().get(text)
            return NameSpan(first, last, text, seen[text], titles, known) if plain else None
    return None


def _run_at(doc: AnnotatedDocument, index: int, limit: int, taken: set[int]) -> NameSpan | None:
    """A run of proper nouns after a title, or with a word for organizations."""
    last = index
    while last < limit and last not in taken and _is_capitalised_name(doc.tokens[last]):
        last += 1
    if last == index:
        return None
    first = _after_titles(doc, index, last)
    text = straight(words_of(doc, first, last))
    titles = titles_before(doc, first)[0]
    if titles:
        return NameSpan(first, last, text, "PERSON", titles)
    return NameSpan(first, last, text, "ORG") if organization_word(text) else None


def _is_capitalised_name(token: Token) -> bool:
    return token.tag in ("NNP", "NNPS") and not token.text[:1].islower()
