"""Direct speech whose marks were lost: the sentence of its cue, and the sentences around it that sound spoken."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from onrecord.extract.statements.cues import verb_cues
from onrecord.extract.statements.draft import Draft, Voice
from onrecord.extract.statements.quotations import FEWEST_WORDS, Quotations
from onrecord.extract.statements.speech import SAYING, is_own_thought
from onrecord.extract.statements.spoken import PRESENT, features, is_personal, spokenness
from onrecord.language import AnnotatedDocument, Sentence, Token
from onrecord.text import Span

# Quotations from which on a report counts as one whose marks were kept.
FEWEST_MARKED = 2
# Added to how much a sentence sounds spoken: one closed by ", she said", one before it in its paragraph, one behind it.
# Tuned on 400 articles of PolNeAR train without marks, and on Wikinews and ECB+ with theirs deleted.
CLOSED, BEFORE, AFTER = 0.5, -0.5, 0.5
# Added to a sentence that names the speaker: the report goes on about her.
NAMES_SPEAKER = -2.0
# Added to a sentence before ", she said": a pronoun takes up who was told of in the sentence before.
BEFORE_PRONOUN = -0.4
# Added where the sentence of the cue opens the paragraph (for those behind it) or closes it (for those before it).
ALONE = 0.6
# Added where a crowd speaks ("officials said"), a body with a name ("the Post said").
CROWD, BODY = -3.0, -1.0
# Added for verbs with which a paper mostly tells in its own words, or mostly quotes.
BY_CUE = {"report": -2.0, "announce": -2.0, "confirm": -1.0, "write": 0.7, "tweet": 0.7}
# Added where the parser cut a sentence in two.
CUT = 3.0
# Added where words were left out between two sentences, and where a reporter put some in: both mark quotations.
ELIDED, EDITED = 3.0, 2.0
ELLIPSES = ("...", "\u2026")
EDITION = re.compile(r"\[\w[^\[\]]{0,60}\]")
ENDS, CLOSING_MARKS = (".", "!", "?", "\u2026", ":"), " \"'\u2019\u201d)]"
# How much a sentence with "my" or "you" sounds spoken at least: reporters seldom speak of themselves.
LEAST_PERSONAL = 1.0
# What a report in the past does not have: the speaker, the listener, words run together.
PERSONAL = frozenset({"i", "we", "you", "shortened"})


def unmarked(doc: AnnotatedDocument, drafts: Sequence[Draft], quotations: Quotations) -> Iterator[Draft]:
    """The drafts, with direct speech whose marks were lost: before ", he said" or behind "he said, ".

    The sentences around it in the same paragraph are taken with it as far as they sound spoken and nobody else speaks
    in them.
    """
    if _keeps_its_marks(quotations):
        yield from drafts
        return
    tense = _tense_of(drafts)
    paragraphs = _Paragraphs(doc, _told(doc, drafts, tense), quotations)
    bare: list[Draft] = []
    for draft in drafts:
        if draft.direct or not draft.cue_tokens or not draft.content or _is_in_speech(draft, tense):
            yield draft
        elif draft.opens or _goes_on(doc, draft, tense):
            bare.append(_with_speech_behind(draft, paragraphs))
        elif _is_trailing(doc, draft, tense):
            bare.append(_with_speech_around(draft, paragraphs))
        else:
            yield draft
    yield from _each_sentence_once(doc, bare)


def _each_sentence_once(doc: AnnotatedDocument, drafts: Sequence[Draft]) -> Iterator[Draft]:
    """The drafts of bare speech with every sentence in one of them only.

    Between ", the mayor said." and ", he said" it is the later one's, as between marks; before another name it is the
    earlier one's.
    """
    ordered = sorted(drafts, key=lambda draft: draft.cue_tokens[0].index)
    for number, draft in enumerate(ordered):
        content = draft.content
        following = ordered[number + 1] if number + 1 < len(ordered) else None
        before = ordered[number - 1] if number else None
        if draft.direct and following is not None and following.direct and _is_pronoun(following):
            content = _clipped(doc, content, 0, following.content[0].start) or content
        if draft.direct and before is not None and before.direct and not _is_pronoun(draft):
            content = _clipped(doc, content, before.content[-1].end, len(doc.text)) or content
        yield draft.with_content(content)


def _is_pronoun(draft: Draft) -> bool:
    return draft.voice is not None and draft.voice.head.pos == "PRON"


def _clipped(doc: AnnotatedDocument, spans: Sequence[Span], start: int, end: int) -> tuple[Span, ...]:
    """What of the spans stands between two characters, without the white space at its ends."""
    found = []
    for span in spans:
        first, last = max(span.start, start), min(span.end, end)
        text = doc.text[first:last]
        if text.strip():
            found.append(doc.document.quote(last - len(text.lstrip()), first + len(text.rstrip())))
    return tuple(found)


@dataclass(frozen=True)
class _Paragraphs:
    """A report's sentences, with the places of those in which the report itself tells that somebody speaks."""

    doc: AnnotatedDocument
    told: frozenset[int]
    quotations: Quotations

    def run(self, sentence: Sentence, step: int) -> list[Sentence]:
        """The sentences before (-1) or behind (1) one in its paragraph, up to one that tells of a speaker."""
        part = self.doc.document.part_at(sentence.start)
        found: list[Sentence] = []
        at = sentence.index + step
        while 0 <= at < len(self.doc.sentences):
            one = self.doc.sentences[at]
            if self.doc.document.part_at(one.start) != part or at in self.told or self._is_quoted(one):
                break
            found.append(one)
            at += step
        return found

    def spoken(
        self, sentence: Sentence, step: int, voice: Voice | None, more: float = 0.0
    ) -> tuple[list[Sentence], float]:
        """The run of sentences beside one that sounds most like speech of this voice, and how much it does."""
        run = self.run(sentence, step)
        names = self._names_in(voice)
        place = AFTER if step > 0 else BEFORE + BEFORE_PRONOUN * (voice is not None and voice.head.pos == "PRON")
        place += ALONE * self._is_at_edge(sentence, -step) + more
        total, best, kept = 0.0, 0.0, 0
        beside = sentence
        for number, one in enumerate(run, start=1):
            pair = (beside, one) if step > 0 else (one, beside)
            total += CUT * self._is_cut(pair[0]) + ELIDED * self._is_elided(*pair) + EDITED * self._is_edited(one)
            beside = one
            tokens = self.doc.tokens_of(one)
            sounds = spokenness(self.doc, tokens)
            least = LEAST_PERSONAL if is_personal(tokens) else sounds
            total += max(sounds, least) + place + NAMES_SPEAKER * any(token.text in names for token in tokens)
            if total > best:
                best, kept = total, number
        return run[:kept], best

    def _is_at_edge(self, sentence: Sentence, step: int) -> bool:
        """Whether a sentence is the first (-1) or the last (1) of its paragraph."""
        part = self.doc.document.part_at(sentence.start)
        beside = self.doc.sentences[max(0, sentence.index + step) : sentence.index + step + 1]
        return not any(self.doc.document.part_at(one.start) == part for one in beside)

    def _names_in(self, voice: Voice | None) -> frozenset[str]:
        words = self.doc.tokens[voice.first : voice.last] if voice is not None else ()
        return frozenset(token.text for token in words if token.pos == "PROPN")

    def _is_cut(self, sentence: Sentence) -> bool:
        """Whether a sentence ends without a mark, so that the next one is the rest of it."""
        return not self.doc.text[sentence.start : sentence.end].rstrip(CLOSING_MARKS).endswith(ENDS)

    def _is_elided(self, earlier: Sentence, later: Sentence) -> bool:
        """Whether words were left out between two sentences, as reports do in what they quote: ". ... "."""
        ends = self.doc.text[earlier.start : earlier.end].endswith(ELLIPSES)
        return ends or self.doc.text[later.start : later.end].startswith(ELLIPSES)

    def _is_edited(self, sentence: Sentence) -> bool:
        """Whether a sentence has words of the reporter in it, as only quotations have: "they [the guards] left"."""
        return EDITION.search(self.doc.text, sentence.start, sentence.end) is not None

    def _is_quoted(self, sentence: Sentence) -> bool:
        return any(not one.is_single for one in self.quotations.within(sentence.start, sentence.end))


def _with_speech_behind(draft: Draft, paragraphs: _Paragraphs) -> Draft:
    doc = paragraphs.doc
    sentence = doc.sentence_of(doc.tokens_in(draft.content[-1].start, draft.content[-1].end)[-1])
    behind, _ = paragraphs.spoken(sentence, 1, draft.voice)
    spans = (*draft.content, *(doc.document.quote(one.start, one.end) for one in behind))
    return replace(draft, content=_adjoined(doc, spans), direct=True)


def _with_speech_around(draft: Draft, paragraphs: _Paragraphs) -> Draft:
    doc = paragraphs.doc
    sentence = _sentence_said(doc, draft)
    words = [token for span in draft.content for token in doc.tokens_in(span.start, span.end)]
    mouth = _of_one_mouth(doc, draft)
    said = spokenness(doc, words) + CLOSED + mouth
    # "The plan, he said, was bad" is as often the report's wording.
    if draft.content[-1].start > draft.cue_tokens[0].start and not is_personal(words):
        return draft
    many = min(0.0, mouth)
    before, weight_before = paragraphs.spoken(sentence, -1, draft.voice, many)
    behind, weight_behind = paragraphs.spoken(doc.sentence_of(draft.cue_tokens[0]), 1, draft.voice, many)
    parts = (words, *(doc.tokens_of(one) for one in (*before, *behind)))
    reported = all(_is_shifted(doc, part) and not features(doc, part) & PERSONAL for part in parts)
    if reported or said + weight_before + weight_behind <= 0:
        return draft
    around = (doc.document.quote(one.start, one.end) for one in (*before, *behind))
    spans = tuple(sorted((*around, *_to_their_commas(doc, draft.content))))
    return replace(draft, content=_adjoined(doc, spans), direct=True, rule="direct speech whose marks were lost")


def _of_one_mouth(doc: AnnotatedDocument, draft: Draft) -> float:
    """How much a clause of saying sounds like one person's: "officials said" and "the agency reported" do not."""
    head = draft.voice.head if draft.voice is not None else None
    weight = BY_CUE.get(draft.cue_tokens[0].lemma, 0.0)
    if head is None:
        return weight
    if head.tag == "NNS" or head.text.lower() in ("they", "it"):
        return weight + CROWD
    return weight + BODY * (head.pos == "PROPN" and any(one.tag == "DT" for one in doc.children(head, "det")))


def _sentence_said(doc: AnnotatedDocument, draft: Draft) -> Sentence:
    return doc.sentence_of(doc.tokens_in(draft.content[0].start, draft.content[0].end)[0])


def _is_shifted(doc: AnnotatedDocument, tokens: Sequence[Token]) -> bool:
    """Whether what is said stands in the past, as indirect speech does: "the bridge was closed, she said"."""
    return any(one.tag == "VBD" for head in doc.tops(tokens) for one in (head, *doc.children(head, "aux", "aux:pass")))


def _to_their_commas(doc: AnnotatedDocument, content: Sequence[Span]) -> tuple[Span, ...]:
    """The spans with the comma before ", she said": as between marks, it is part of what is quoted."""
    commas = (doc.text[span.end : span.end + 1] == "," for span in content)
    return tuple(doc.document.quote(span.start, span.end + comma) for span, comma in zip(content, commas, strict=True))


def _keeps_its_marks(quotations: Quotations) -> bool:
    """Whether a report marks its quotations: in it a sentence without marks is the reporter's own."""
    marked_speech = [one for one in quotations.all if one.words >= FEWEST_WORDS and not one.is_single]
    return len(marked_speech) >= FEWEST_MARKED


def _told(doc: AnnotatedDocument, drafts: Sequence[Draft], tense: str) -> frozenset[int]:
    """The sentences in which the report tells that somebody speaks or is silent, rather than a speech of others."""
    speaking = (
        draft.cue_tokens[0] for draft in drafts if draft.cue_tokens and _speaks(draft, tense) and _is_told(draft, tense)
    )
    silent = (
        token
        for token in doc.tokens
        if token.pos in ("VERB", "AUX") and _is_aloud(token) and _is_past_of_another(doc, token)
        if token.is_root or _is_denied(doc, token) or _opens_sentence(doc, token)
    )
    return frozenset(doc.sentence_of(token).index for token in (*speaking, *silent))


def _tense_of(drafts: Sequence[Draft]) -> str:
    """The tag of the verbs with which a report tells that somebody speaks: "he says" or "he said"."""
    closing = [draft.cue_tokens[0].tag for draft in drafts if draft.closes_at is not None]
    return "VBZ" if closing.count("VBZ") > closing.count("VBD") else "VBD"


def _is_aloud(verb: Token) -> bool:
    return any(cue.aloud and not cue.particle for cue in verb_cues().get(verb.lemma, ()))


def _is_denied(doc: AnnotatedDocument, verb: Token) -> bool:
    return bool(doc.children(verb, "advmod:neg"))


def _opens_sentence(doc: AnnotatedDocument, verb: Token) -> bool:
    """Whether a verb stands right behind the pronoun that opens its sentence: "He added a note of caution"."""
    first = doc.tokens[doc.sentence_of(verb).first]
    return first.text in ("He", "She") and verb.index == first.index + 1


def _is_past_of_another(doc: AnnotatedDocument, verb: Token) -> bool:
    subjects = doc.children(verb, "nsubj")
    past = verb.tag == "VBD" or any(one.text == "did" for one in doc.children(verb, "aux"))
    return past and bool(subjects) and not is_personal([word for one in subjects for word in doc.subtree(one)])


def _is_told(draft: Draft, tense: str) -> bool:
    cue = draft.cue_tokens[0]
    heads = cue.is_root or cue.relation in ("conj", "parataxis", "ccomp")
    by_place = draft.opens or draft.closes_at is not None or cue.pos != "VERB"
    # "The council denies it" is the report's; "she refuses" is rather what somebody says of her.
    of_another = draft.voice is not None and draft.voice.head.pos == "PRON" and cue.tag in PRESENT
    return by_place or (heads and (cue.tag in ("VBD", tense) or (draft.kind == "denial" and not of_another)))


def _is_in_speech(draft: Draft, tense: str) -> bool:
    """Whether a cue is part of what somebody says: "I assure you", or "he agrees" where the report has "she said"."""
    if draft.voice is None or draft.voice.head.pos != "PRON":
        return False
    other = draft.closes_at is not None and draft.cue_tokens[0].tag in PRESENT and tense == "VBD"
    return other or draft.voice.head.text.lower() in ("i", "we", "you")


def _goes_on(doc: AnnotatedDocument, draft: Draft, tense: str) -> bool:
    """Whether what is said behind its verb can go on: "she declared I may go", "she said that he goes. ... "."""
    content = draft.content[0]
    words = doc.tokens_in(content.start, content.end)
    if len(draft.content) > 1 or content.start < draft.cue_tokens[0].start or not _speaks(draft, tense):
        return False
    sentence = doc.sentence_of(words[0])
    behind = doc.text[content.end : sentence.end]
    own = words[0].text in ("I", "We", "we")
    return not behind.strip(CLOSING_MARKS + "".join(ENDS)) and (
        own or (behind.endswith(ELLIPSES) and _is_told(draft, tense))
    )


def _speaks(draft: Draft, tense: str) -> bool:
    """Whether a draft makes its sentence somebody's: saying, denying or "according to" with a voice not its own."""
    own = is_own_thought(draft) or _is_in_speech(draft, tense)
    says = draft.kind == "denial" or bool({key.split("/")[1] for key in draft.keys} & SAYING)
    return says and not own


def _is_trailing(doc: AnnotatedDocument, draft: Draft, tense: str) -> bool:
    """Whether the cue stands behind its content and the content opens the sentence, without "that"."""
    cue = draft.cue_tokens[0]
    first = draft.content[0]
    if cue.tag == "VBG":
        return False
    sentence = _sentence_said(doc, draft)
    opens = first.start <= sentence.start + 1 or doc.text[sentence.start : first.start].rstrip().endswith(":")
    opening = doc.tokens_in(first.start, first.end)[0]
    of_all = doc.head_of(doc.head_of(opening)).index == cue.index
    is_marked = opening.relation == "mark" and opening.lemma == "that" and of_all
    behind = draft.content[0].end < cue.start
    return _speaks(draft, tense) and opens and behind and not is_marked and opening.lemma != "accord"


def _adjoined(doc: AnnotatedDocument, spans: Sequence[Span]) -> tuple[Span, ...]:
    """The spans, those with nothing but white space between them made one."""
    found: list[Span] = []
    for span in spans:
        if found and not doc.text[found[-1].end : span.start].strip():
            found[-1] = doc.document.quote(found[-1].start, span.end)
        else:
            found.append(span)
    return tuple(found)
