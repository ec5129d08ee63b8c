"""Verbs of saying behind what is said: ", she said.", ", he told reporters when asked", "? the mayor asked.".

The parser often hangs such a clause somewhere inside the sentence; its place tells more than its relation.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from onrecord.extract.statements.content import spans_of, words_of
from onrecord.extract.statements.cues import Cue
from onrecord.extract.statements.draft import Draft, Voice, draft_of
from onrecord.extract.statements.leading import TELLING
from onrecord.extract.statements.quotations import FEWEST_WORDS, Quotations
from onrecord.extract.statements.spoken import is_personal
from onrecord.extract.statements.voices import RELATIVE, speaking_subjects, voice_at
from onrecord.language import FINITE, AnnotatedDocument, Sentence, Token
from onrecord.text import Span

# Words that may follow a closing verb of saying: "he said on Monday", "she told the Brenna Post".
LONGEST_TAIL = 8
# The same of one that is mostly used of speech: "Osk told reporters on Monday at a meeting of farmers and dockers".
LONGEST_TAIL_ALOUD = 20
TAIL = frozenset({"NOUN", "PROPN", "ADP", "DET", "ADV", "NUM", "PRON", "ADJ", "CCONJ", "PART"})
TRAILING_MARKS = frozenset({",", "\u201d", '"', "''", "\u2019", "?", "!", "\u2014", "\u2013", "-"})
# Words between a name and its verb: ", the mayor of Port Lessen, said".
LONGEST_ASIDE = 12
# Where the report goes on behind the clause: "she said when asked", "he said, adding that".
TURNS = frozenset({"when", "while", "as", "after", "before", "during", "who", "whose"})
# What the parser makes of a participle behind the clause: "he said, noting that".
HUNG = ("advcl", "acl", "xcomp", "conj")
# Frames of verbs beside which direct speech stands.
TELLING_FRAMES = ("clause", "request", "closing")
# Answers without a verb, before ", she said".
LONGEST_ANSWER = 6
ANSWERS = frozenset(
    {
        "yes",
        "no",
        "not",
        "never",
        "nobody",
        "nothing",
        "absolutely",
        "definitely",
        "exactly",
        "probably",
        "maybe",
        "perhaps",
    }
)
WHENS = frozenset({
    "year", "month", "week", "day", "hour", "minute", "moment", "time", "today", "yesterday", "tomorrow", "morning",
    "evening", "afternoon", "night", "later",
})  # fmt: skip
# What one says something in.
UTTERANCES = frozenset({
    "statement", "interview", "letter", "report", "speech", "tweet", "post", "message", "email", "release", "testimony",
    "conference", "address", "note", "memo", "broadcast", "article", "telegram", "briefing", "filing", "video",
    "suit", "lawsuit", "complaint", "petition", "resolution",
})  # fmt: skip
# What no sentence ends in.
UNENDED = ("SCONJ", "ADP", "DET", "CCONJ", "AUX")
ASKED = ("?", "!")


@dataclass(frozen=True)
class _Clause:
    """A clause of saying: its voice, and the places where its words begin and where what is said ends."""

    voice: Voice
    first: int
    said_until: int


def draft_of_closing_verb(doc: AnnotatedDocument, verb: Token, cue: Cue, quotations: Quotations) -> Draft | None:
    """A verb of saying that closes its sentence behind a comma: all before the comma is what is said."""
    within = verb.tag == "VBG" or quotations.at(verb.start) is not None
    if cue.frame not in TELLING_FRAMES or (cue.frame == "closing" and within):
        return None
    sentence = doc.sentence_of(verb)
    found = _clause_around(doc, verb, sentence, cue)
    if found is None or found.voice.head.text.lower() in cue.unless:
        return None
    if found.first == sentence.first:
        return _behind_question(doc, verb, cue, found, quotations)
    if _opens_quotation(doc, found, quotations):
        return None
    content = _said_before(doc, sentence, found, quotations)
    rule = "a verb of saying closes the sentence behind what is said"
    if not content or (cue.frame == "closing" and not _is_speech(doc, found, content, quotations)):
        return None
    return replace(draft_of(cue, (verb,), content, found.voice, rule), closes_at=content[-1].end)


def _opens_quotation(doc: AnnotatedDocument, clause: _Clause, quotations: Quotations) -> bool:
    """Whether the mark before a clause opens a quotation in which it stands: 'she said: "The council asked me ..."'."""
    quoted = quotations.at(doc.tokens[clause.first].start)
    return quoted is not None and quoted.span.start >= doc.tokens[clause.first - 1].start


def _said_before(
    doc: AnnotatedDocument, sentence: Sentence, clause: _Clause, quotations: Quotations
) -> tuple[Span, ...]:
    """What stands before a closing clause, from the beginning of its sentence or of the quotation behind a colon."""
    tokens: Sequence[Token] = doc.tokens[sentence.first : clause.said_until]
    words = [token for token in tokens if token.pos != "PUNCT"]
    quoted = quotations.at(words[-1].start) if words else None
    if quoted is not None and words[0].start >= quoted.span.start:
        return spans_of(doc, tokens)
    if quoted is not None and doc.text[: quoted.span.start].rstrip().endswith(":"):
        return (quoted.span,)
    tokens = _behind_colon(tokens)
    by_another = bool(words) and words[0].text.lower() == "according"
    clause_like = len(words) >= FEWEST_WORDS and _has_verb(words) and not by_another
    answer = not quotations.mark_speech and clause.voice.head.pos in ("PRON", "PROPN") and _is_answer(words)
    return spans_of(doc, tokens) if clause_like or answer else ()


def _has_verb(words: Sequence[Token]) -> bool:
    """Whether there is a verb among words, be it a shortened one: "Tarrow's a fine place"."""
    shortened = any(one.tag == "POS" and other.text in ("a", "an", "the") for one, other in pairwise(words))
    return shortened or any(token.pos in ("VERB", "AUX") for token in words)


def _is_answer(words: Sequence[Token]) -> bool:
    """Whether a few words without a verb are an answer or a call rather than a circumstance: "not even one"."""
    if not words or any(token.lemma.lower() in WHENS for token in words):
        return False
    first = words[0]
    if first.tag == "UH" or first.text.lower() in ANSWERS:
        return len(words) <= LONGEST_TAIL
    return 2 <= len(words) <= LONGEST_ANSWER and first.pos in ("NOUN", "PROPN", "ADJ", "DET", "NUM")


def _behind_colon(tokens: Sequence[Token]) -> Sequence[Token]:
    """The words behind a colon that a capital follows, where a clause of the report is before it; else all words."""
    for number, token in enumerate(tokens[:-1]):
        verbs = any(one.pos in ("VERB", "AUX") for one in tokens[:number])
        if token.text == ":" and verbs and tokens[number + 1].text[0].isupper() and not is_personal(tokens[:number]):
            return tokens[number + 1 :]
    return tokens


def _is_speech(doc: AnnotatedDocument, clause: _Clause, content: Sequence[Span], quotations: Quotations) -> bool:
    """Whether what a verb of direct speech closes stands between marks, is personal or a sentence before a name."""
    words = tuple(words_of(doc, content))
    if is_personal(words) or all(quotations.at(word.start) is not None for word in words):
        return True
    return not quotations.mark_speech and is_heard(clause.voice) and is_sentence(doc, words)


def is_heard(voice: Voice) -> bool:
    """Whether a voice is somebody's by name or pronoun, or that of something one speaks in: no "work continued"."""
    head = voice.head
    return head.pos == "PROPN" or head.text.lower() in ("he", "she") or head.lemma in UTTERANCES


def is_sentence(doc: AnnotatedDocument, words: Sequence[Token]) -> bool:
    """Whether words are a sentence that could stand alone: "the bridge is closed", not "when the bridge was closed"."""
    if not words or words[0].pos in ("SCONJ", "ADP") or words[0].tag in ("VBG", "VBN"):
        return False
    if words[0].text.lower() in TURNS or words[-1].pos in UNENDED or words[-1].tag in ("WDT", "WP"):
        return False
    subjects = [token for token in words if token.relation in ("nsubj", "nsubj:pass", "expl")]
    told = [doc.head_of(subject) for subject in subjects if subject.lemma not in RELATIVE]
    inside = {token.index for token in words}
    return any(_is_finite(doc, verb) and verb.relation != "acl:relcl" and verb.index in inside for verb in told)


def _is_finite(doc: AnnotatedDocument, verb: Token) -> bool:
    return any(one.tag in (*FINITE, "MD") for one in (verb, *doc.children(verb, "aux", "aux:pass", "cop")))


def _behind_question(
    doc: AnnotatedDocument, verb: Token, cue: Cue, clause: _Clause, quotations: Quotations
) -> Draft | None:
    """A clause of saying cut off from the question or call before it: "Where is it? she asked."."""
    sentence = doc.sentence_of(verb)
    if sentence.index == 0:
        return None
    said = doc.sentences[sentence.index - 1]
    last = doc.text[said.start : sentence.start].rstrip().rstrip("\"'\u201d\u2019\u00bb")
    together = doc.document.part_at(said.start) == doc.document.part_at(sentence.start)
    if not together or not last.endswith(ASKED):
        return None
    content = (doc.quote(said.first, said.last),)
    if cue.frame == "closing" and not _is_speech(doc, clause, content, quotations):
        return None
    rule = "a verb of saying behind a question or call"
    return replace(draft_of(cue, (verb,), content, clause.voice, rule), closes_at=content[-1].end)


def _clause_around(doc: AnnotatedDocument, verb: Token, sentence: Sentence, cue: Cue) -> _Clause | None:
    """The clause of a verb and its subject between a comma and the end of the sentence or a turn of it."""
    subjects = speaking_subjects(doc, verb)
    inverted = verb.tag in FINITE and doc.tokens[verb.index - 1].text in TRAILING_MARKS
    # Behind "told" stands who listens: "..., told Reuters" does not quote the agency.
    if not subjects and inverted and verb.lemma not in TELLING:
        subjects = [child for child in doc.children(verb, "obj") if child.pos == "PROPN" and child.index > verb.index]
    for head in reversed(subjects):
        voice = voice_at(doc, head, around=verb)
        first, last = min(voice.first, verb.index), max(voice.last, verb.index + 1)
        between = set(range(first, last)) - set(range(voice.first, voice.last)) - {verb.index}
        if not all(doc.tokens[index].pos in ("AUX", "ADV", "PUNCT") for index in between):
            continue
        if not _ends(doc.tokens[last : sentence.last], cue) or _says_more(doc, verb):
            continue
        if first == sentence.first:
            return _Clause(voice, first, first)
        before = doc.tokens[first - 1]
        if before.text in TRAILING_MARKS:
            return _Clause(voice, first, first - 1 if before.text == "," else first)
    name = _name_before(doc, verb, sentence) if not subjects and cue.aloud and verb.tag in FINITE else None
    if name is None or not _ends(doc.tokens[verb.index + 1 : sentence.last], cue):
        return None
    comma = doc.tokens[name.first - 1].text == ","
    return _Clause(name, name.first, name.first - 1 if comma else name.first)


def _name_before(doc: AnnotatedDocument, verb: Token, sentence: Sentence) -> Voice | None:
    """A name behind a comma and before a verb that the parser gave no subject: "..., Ana Reit, the mayor, said"."""
    last = verb.index
    if doc.tokens[last - 1].text == ",":
        commas = [at for at in range(max(sentence.first, last - LONGEST_ASIDE), last - 1) if doc.tokens[at].text == ","]
        last = commas[-1] if commas else last
    first = last
    while first > sentence.first and doc.tokens[first - 1].pos == "PROPN":
        first -= 1
    named = first < last and first > sentence.first and doc.tokens[first - 1].text in TRAILING_MARKS
    return Voice(doc.tokens[last - 1], first, last) if named else None


def _ends(behind: Sequence[Token], cue: Cue) -> bool:
    """Whether nothing but circumstances follow, up to the end of the sentence or to where the report goes on."""
    tail: list[Token] = []
    for number, token in enumerate(behind):
        if cue.aloud and turns(token, behind[number:]):
            break
        if token.pos != "PUNCT":
            tail.append(token)
    longest = LONGEST_TAIL_ALOUD if cue.aloud else LONGEST_TAIL
    return len(tail) <= longest and all(token.pos in TAIL for token in tail)


def _says_more(doc: AnnotatedDocument, verb: Token) -> bool:
    """Whether a clause behind the verb is what it says: "The road is closed, the mayor said it may flood"."""
    return any(child.index > verb.index for child in doc.children(verb, "ccomp"))


def turns(token: Token, rest: Sequence[Token]) -> bool:
    """Whether the report goes on at a word: "when asked"; behind a comma a participle, "then" or "according to"."""
    if token.text.lower() in TURNS and token.pos in ("SCONJ", "ADV", "PRON", "ADP"):
        return True
    if token.text != "," or len(rest) < 2:
        return False
    follower = rest[2] if rest[1].text == "and" and len(rest) > 2 else rest[1]
    return follower.text in ("then", "according") or (follower.tag == "VBG" and follower.relation in HUNG)
