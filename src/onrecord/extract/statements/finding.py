"""From cues to drafts: for each verb, noun or phrase of the tables, what it says was said and by whom."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from onrecord.extract.statements.beside import draft_beside_quotation, draft_of_quoting_verb
from onrecord.extract.statements.content import (
    carrier_of_insert,
    clause_tokens,
    complement,
    spans_of,
    without_asides,
)
from onrecord.extract.statements.cues import (
    Cue,
    adjective_cues,
    is_asserted,
    noun_cues,
    phrases_in,
    verb_cues,
)
from onrecord.extract.statements.draft import Draft, Voice, draft_of
from onrecord.extract.statements.leading import draft_of_leading_verb
from onrecord.extract.statements.nominal_cues import draft_of_adjective, draft_of_noun, draft_of_phrase
from onrecord.extract.statements.quotations import FEWEST_WORDS, Quotations
from onrecord.extract.statements.voices import NOMINAL, own_voice, voice_at, voice_of_verb
from onrecord.language import AnnotatedDocument, Sentence, Token
from onrecord.text import Span

LISTENERS = ("iobj", "obj")
SMALL_CLAUSE = ("xcomp", "ccomp", "advcl", "obl")


def drafts_of(doc: AnnotatedDocument, quotations: Quotations) -> Iterator[Draft]:
    """Every statement that a cue of the tables brings in, in titles and paragraphs."""
    readable = _readable(doc)
    for token in doc.tokens:
        if token.index not in readable:
            continue
        draft = None
        if token.pos in ("VERB", "AUX") and token.lemma in verb_cues():
            draft = _of_verb(doc, token, quotations)
        elif token.pos == "NOUN" and token.lemma in noun_cues():
            draft = draft_of_noun(doc, token)
        elif token.pos == "ADJ" and token.lemma in adjective_cues():
            draft = draft_of_adjective(doc, token)
        elif token.pos == "VERB" and quotations.all:
            draft = draft_of_quoting_verb(doc, token, quotations)
        if draft is not None:
            yield draft
    for cue, first, last in phrases_in(doc):
        if first in readable and (found := draft_of_phrase(doc, cue, first, last)) is not None:
            yield found


def _readable(doc: AnnotatedDocument) -> frozenset[int]:
    return frozenset(
        index
        for sentence in doc.sentences
        if sentence.part in ("title", "paragraph")
        for index in range(sentence.first, sentence.last)
    )


def _of_verb(doc: AnnotatedDocument, verb: Token, quotations: Quotations) -> Draft | None:
    if not is_asserted(doc, verb):
        return None
    cues = verb_cues()[verb.lemma]
    if (draft := _trailing(doc, verb, cues[0])) is not None:
        return draft
    passive = bool(doc.children(verb, "aux:pass"))
    tokens = (verb, *doc.children(verb, "compound:prt"))
    if (draft := draft_of_leading_verb(doc, verb, cues[0], tokens)) is not None:
        return draft
    for cue in cues:
        if (cue.frame == "report_of") != (passive and not doc.children(verb, "obl:agent")):
            continue
        if any(one.lemma.lower() in cue.unless for one in doc.children(verb, "obj")):
            continue
        found = FRAMES[cue.frame](doc, verb, cue)
        if found is None:
            continue
        content, rule, addressee = found
        if not content or (cue.frame in LOOSE_FRAMES and _is_empty(content)):
            continue
        voice = _voice(doc, verb, cue)
        if voice is None and cue.frame in LOOSE_FRAMES:
            return None
        return replace(draft_of(cue, tokens, content, voice, rule), addressee=addressee)
    return draft_beside_quotation(doc, verb, cues[0], tokens, quotations)


# Frames whose verbs often say nothing: they count only with a subject of their own.
LOOSE_FRAMES = ("object", "preposition", "evaluation", "wish", "reckoning")
SOURCELESS_FRAMES = ("report_of", "seeming")


def _is_empty(content: tuple[Span, ...]) -> bool:
    """Whether what is said is only a word that points into its own sentence."""
    return len(content) == 1 and content[0].text.lower() in POINTING


POINTING = frozenset({"that", "which", "who", "whom", "what", "itself", "himself", "herself", "themselves"})


def _voice(doc: AnnotatedDocument, verb: Token, cue: Cue) -> Voice | None:
    if cue.frame in SOURCELESS_FRAMES:
        return None
    governor = doc.head_of(verb)
    beside_speech = verb.relation == "advcl" and verb.tag == "VBG" and governor.lemma in verb_cues()
    if cue.frame in ("object", "preposition") and not beside_speech:
        return own_voice(doc, verb)
    return voice_of_verb(doc, verb)


def _trailing(doc: AnnotatedDocument, verb: Token, cue: Cue) -> Draft | None:
    """A verb of saying that closes its sentence behind a comma: all before the comma is what is said.

    The parser often hangs such a clause somewhere inside the sentence; its place tells more than its relation.
    """
    if cue.frame not in ("clause", "request"):
        return None
    sentence = doc.sentence_of(verb)
    found = _voice_around(doc, verb, sentence)
    if found is None:
        return None
    voice, comma = found
    words = [token for token in doc.tokens[sentence.first : comma] if token.pos != "PUNCT"]
    if len(words) < FEWEST_WORDS or not any(token.pos in ("VERB", "AUX") for token in words):
        return None
    content = spans_of(doc, doc.tokens[sentence.first : comma])
    rule = "a verb of saying closes the sentence behind what is said"
    if not content:
        return None
    return replace(draft_of(cue, (verb,), content, voice, rule), closes_at=content[-1].end)


def _voice_around(doc: AnnotatedDocument, verb: Token, sentence: Sentence) -> tuple[Voice, int] | None:
    """The subject between a comma and a verb that ends the sentence, or behind it, and the place of the comma."""
    subjects = [child for child in doc.children(verb, "nsubj") if child.relation == "nsubj"]
    for head in reversed(subjects):
        voice = voice_at(doc, head, around=verb)
        first, last = min(voice.first, verb.index), max(voice.last, verb.index + 1)
        behind = [token for token in doc.tokens[last : sentence.last] if token.pos != "PUNCT"]
        before = doc.tokens[first - 1] if first > sentence.first else None
        between = set(range(first, last)) - set(range(voice.first, voice.last)) - {verb.index}
        plain = all(doc.tokens[index].pos in ("AUX", "ADV", "PUNCT") for index in between)
        tail = len(behind) <= LONGEST_TAIL and all(token.pos in TAIL for token in behind)
        if before is not None and before.text in TRAILING_MARKS and plain and tail:
            return voice, first - 1 if before.text == "," else first
    return None


# Words that may follow a closing verb of saying: "he said on Monday", "she told the Brenna Post".
LONGEST_TAIL = 8
TAIL = frozenset({"NOUN", "PROPN", "ADP", "DET", "ADV", "NUM", "PRON", "ADJ"})
TRAILING_MARKS = frozenset({",", "\u201d", '"', "''", "\u2019", "?", "!", "\u2014", "\u2013", "-"})


Frame = tuple[tuple[Span, ...], str, Token | None] | None


def _clause(doc: AnnotatedDocument, verb: Token, cue: Cue) -> Frame:
    head = complement(doc, verb)
    listener = _listener(doc, verb)
    if head is not None:
        if any(mark.tag == "TO" for mark in doc.children(head, "mark")) and doc.children(head, "nsubj"):
            return None
        if listener is not None and listener.index in {token.index for token in doc.subtree(head)}:
            listener = None
        others = [other.index for other in _next_tellers(doc, head)]
        return spans_of(doc, clause_tokens(doc, head, others)), "what is said hangs from its verb", listener
    carrier = carrier_of_insert(doc, verb)
    if carrier is not None:
        return (
            spans_of(doc, clause_tokens(doc, carrier, [verb.index])),
            "the verb of saying is put into what is said",
            None,
        )
    return None


def _next_tellers(doc: AnnotatedDocument, head: Token) -> list[Token]:
    """Clauses beside what is said in which the reporter goes on with somebody else ("X said A, and Y said B")."""
    return [
        other
        for other in doc.children(head, "conj")
        if any(cue.frame == "clause" for cue in verb_cues().get(other.lemma, ()))
        and doc.children(other, "nsubj")
        and complement(doc, other) is not None
        and not doc.children(other, "mark")
    ]


def _request(doc: AnnotatedDocument, verb: Token, cue: Cue) -> Frame:
    for child in doc.children(verb, "xcomp", "ccomp"):
        if not any(mark.tag == "TO" for mark in doc.children(child, "mark")):
            continue
        asked = doc.children(child, "nsubj") or doc.children(verb, "obj", "iobj")
        if not asked:
            continue
        content = spans_of(doc, clause_tokens(doc, child, [token.index for token in doc.children(child, "nsubj")]))
        return content, "somebody is asked to do something", asked[0]
    return None


def _wish(doc: AnnotatedDocument, verb: Token, cue: Cue) -> Frame:
    for child in doc.children(verb, "xcomp", "ccomp"):
        actors = doc.children(child, "nsubj") or doc.children(verb, "obj")
        if actors and _is_infinitive(doc, child):
            words = _between(doc, [*doc.subtree(actors[0]), *doc.subtree(child)], verb)
            return spans_of(doc, words), "somebody wishes or expects that another does something", None
    return None


def _seeming(doc: AnnotatedDocument, verb: Token, cue: Cue) -> Frame:
    told = [child for child in doc.children(verb, "xcomp", "ccomp") if child.index > verb.index]
    subjects = [child for child in doc.children(verb, "nsubj", "expl") if child.lemma not in ("it", "there")]
    if not told or (told[0].relation == "xcomp" and not _is_infinitive(doc, told[0])):
        return None
    words = [token for one in subjects for token in doc.subtree(one)]
    return spans_of(doc, [*words, *doc.subtree(told[0])]), "how something seems, to nobody named", None


def _infinitive(doc: AnnotatedDocument, verb: Token, cue: Cue) -> Frame:
    for child in doc.children(verb, "xcomp"):
        if any(mark.tag == "TO" for mark in doc.children(child, "mark")) and not doc.children(verb, "obj"):
            words = without_asides(doc, clause_tokens(doc, child), child)
            return spans_of(doc, words), "what is said is an infinitive of the speaker", None
    return None


def _evaluation(doc: AnnotatedDocument, verb: Token, cue: Cue) -> Frame:
    things = [child for child in doc.children(verb, "obj", "nsubj") if child.relation == "obj"]
    for child in doc.children(verb, *SMALL_CLAUSE):
        marks = {mark.text.lower() for mark in doc.children(child, "mark", "case", "advmod")}
        named = [one for one in doc.children(child, "nsubj") if not doc.children(child, "mark", "aux")]
        if cue.word:
            fits = cue.word in marks or _word_before(doc, child, cue.word)
        else:
            fits = child.relation in ("xcomp", "ccomp") and "to" not in marks and child.pos not in ("VERB", "AUX")
        if fits and (things or named):
            thing = [token for one in things for token in doc.subtree(one)]
            return (
                spans_of(doc, _between(doc, [*thing, *doc.subtree(child)], verb)),
                "somebody calls something something",
                None,
            )
    return None


def _word_before(doc: AnnotatedDocument, child: Token, word: str) -> bool:
    first = doc.subtree(child)[0]
    return first.index > 0 and doc.tokens[first.index - 1].text.lower() == word


def _between(doc: AnnotatedDocument, tokens: list[Token], verb: Token) -> tuple[Token, ...]:
    """All tokens from the first to the last of these that lie on their side of the verb."""
    after = [token.index for token in tokens if token.index > verb.index]
    before = [token for token in tokens if token.index < verb.index]
    return (*before, *(doc.tokens[min(after) : max(after) + 1] if after else ()))


def _accusation(doc: AnnotatedDocument, verb: Token, cue: Cue) -> Frame:
    accused = [child for child in doc.children(verb, "obj", "nsubj:pass") if child.relation in ("obj", "nsubj:pass")]
    if not accused:
        return None
    for place in (verb, accused[0]):
        for child in doc.children(place, "obl", "advcl", "nmod", "acl"):
            marks = {mark.text.lower() for mark in doc.children(child, "case", "mark")}
            if marks & set(cue.prepositions):
                return (
                    spans_of(doc, _between(doc, [*doc.subtree(accused[0]), *doc.subtree(child)], verb)),
                    ("somebody lays something at somebody's door"),
                    None,
                )
    return None


def _reckoning(doc: AnnotatedDocument, verb: Token, cue: Cue) -> Frame:
    for counted in doc.children(verb, "obj"):
        if counted.lemma.lower() not in cue.words:
            continue
        for child in (*doc.children(verb, "obl"), *doc.children(counted, "nmod")):
            number = doc.subtree(child)
            cases = {mark.text.lower() for mark in doc.children(child, "case")}
            if "at" in cases and any(token.pos == "NUM" for token in number):
                words = _between(doc, [*doc.subtree(counted), *number], verb)
                return spans_of(doc, words), "somebody puts a count at a number", None
    return None


def _preposition(doc: AnnotatedDocument, verb: Token, cue: Cue) -> Frame:
    for child in doc.children(verb, "obl", "advcl"):
        marks = [mark for mark in doc.children(child, "case", "mark") if mark.text.lower() in cue.prepositions]
        if not marks:
            continue
        asked = child if marks[0].text.lower() in ("on", "upon") and cue.id == "call_on" else None
        if asked is not None:
            infinitive = [one for one in doc.children(verb, "xcomp", "advcl") if _is_infinitive(doc, one)]
            infinitive += [one for one in doc.children(asked, "acl") if _is_infinitive(doc, one)]
            if infinitive:
                content = spans_of(doc, clause_tokens(doc, infinitive[0]))
                return content, "somebody is called on to do something", asked
            return None
        words = [token for token in doc.subtree(child) if token.index > marks[0].index]
        content = spans_of(doc, without_asides(doc, words, child))
        return content, "what is said stands behind a preposition", _listener(doc, verb)
    return None


def _is_infinitive(doc: AnnotatedDocument, token: Token) -> bool:
    return any(mark.tag == "TO" for mark in doc.children(token, "mark"))


def _object(doc: AnnotatedDocument, verb: Token, cue: Cue) -> Frame:
    for child in doc.children(verb, "obj", "nsubj:pass"):
        if child.relation == "nsubj":
            continue
        words = [token for token in doc.subtree(child) if (token.index > verb.index) == (child.index > verb.index)]
        return spans_of(doc, without_asides(doc, words, child)), "what is said is the verb's object", None
    return None


def _report_of(doc: AnnotatedDocument, verb: Token, cue: Cue) -> Frame:
    told = [child for child in doc.children(verb, "xcomp", "ccomp") if child.index > verb.index]
    subjects = doc.children(verb, "nsubj:pass", "csubj:pass")
    if not told:
        return None
    words = [token for one in subjects if one.lemma != "it" for token in doc.subtree(one)]
    return spans_of(doc, [*words, *doc.subtree(told[0])]), "a belief or saying without its source", None


FRAMES = {
    "clause": _clause,
    "request": _request,
    "wish": _wish,
    "infinitive": _infinitive,
    "evaluation": _evaluation,
    "accusation": _accusation,
    "reckoning": _reckoning,
    "preposition": _preposition,
    "object": _object,
    "report_of": _report_of,
    "seeming": _seeming,
}


def _listener(doc: AnnotatedDocument, verb: Token) -> Token | None:
    """Who is told: the object of "told", or "to reporters" behind the verb."""
    heads = [child for child in doc.children(verb, *LISTENERS) if child.pos in NOMINAL]
    if heads:
        return heads[0]
    for child in doc.children(verb, "obl"):
        if child.pos in NOMINAL and any(case.lemma == "to" for case in doc.children(child, "case")):
            return child
    return None
