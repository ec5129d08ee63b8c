"""From cues to drafts: for each verb, noun or phrase of the tables, what it says was said and by whom."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from onrecord.extract.clauses import is_infinitive
from onrecord.extract.statements.beside import draft_beside_quotation, draft_of_quoting_verb
from onrecord.extract.statements.closing import TELLING_FRAMES, UTTERANCES, WHENS, draft_of_closing_verb
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
from onrecord.extract.statements.inserted import draft_of_inserted_verb
from onrecord.extract.statements.leading import TELLING, draft_of_leading_verb
from onrecord.extract.statements.nominal_cues import draft_of_adjective, draft_of_noun, draft_of_phrase
from onrecord.extract.statements.quotations import Quotations
from onrecord.extract.statements.speechless import by_a_speaker
from onrecord.extract.statements.voices import NOMINAL, own_voice, shared_teller, voice_of_verb
from onrecord.extract.statements.worded import draft_of_worded_clause
from onrecord.language import AnnotatedDocument, Token
from onrecord.text import Span

LISTENERS = ("iobj", "obj")
# Prepositions behind a noun or adjective that are not of the speaking: "bad for farmers", "an insult to the town".
COMPLETING = frozenset(
    {"for", "of", "to", "against", "between", "from", "towards", "toward", "about", "than", "because"}
)
# Entries whose preposition leads to whom something is asked of, not to what: "pleaded with the board to stay".
ASKING = frozenset({"call_on", "plead_with", "appeal_to"})
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
        if draft is not None and (spoken := by_a_speaker(draft, LOOSE_FRAMES)) is not None:
            yield _with_listener(doc, spoken)
    for cue, first, last in phrases_in(doc):
        if first in readable and (found := draft_of_phrase(doc, cue, first, last)) is not None:
            yield found


def _with_listener(doc: AnnotatedDocument, draft: Draft) -> Draft:
    """The draft of a verb of saying with who is told, where its frame did not look: ", he told reporters"."""
    verb = draft.cue_tokens[0]
    says = verb.pos == "VERB" and any(key.split("/")[1] in TELLING_FRAMES for key in draft.keys)
    if draft.addressee is not None or draft.voice is None or not says:
        return draft
    within = {token.index for span in draft.content for token in doc.tokens_in(span.start, span.end)}
    told = [one for one in doc.children(verb, *LISTENERS) if verb.lemma in TELLING and one.index > verb.index]
    heads = (one for one in (*told, _listener_behind_to(doc, verb)) if one is not None and one.index not in within)
    return replace(draft, addressee=next((one for one in heads if one.pos in NOMINAL), None))


def _readable(doc: AnnotatedDocument) -> frozenset[int]:
    return frozenset(
        index
        for sentence in doc.sentences
        if sentence.part in ("title", "paragraph")
        for index in range(sentence.first, sentence.last)
    )


def _of_verb(doc: AnnotatedDocument, verb: Token, quotations: Quotations) -> Draft | None:
    cues = [cue for cue in verb_cues()[verb.lemma] if _has_particle(doc, verb, cue)]
    if not cues or not is_asserted(doc, verb):
        return None
    telling = next((cue for cue in cues if cue.frame in TELLING_FRAMES), cues[0])
    tokens = (verb, *doc.children(verb, "compound:prt"))
    if (draft := draft_of_closing_verb(doc, verb, telling, quotations)) is not None:
        return draft
    if (draft := draft_of_leading_verb(doc, verb, telling, tokens)) is not None:
        return draft
    if not quotations.mark_speech and (draft := draft_of_worded_clause(doc, verb, telling)) is not None:
        return draft
    for cue in cues:
        if (found := _fitting(doc, verb, cue)) is None:
            continue
        content, rule, addressee = found
        voice = _voice(doc, verb, cue)
        if voice is None and cue.frame in LOOSE_FRAMES:
            return None
        return replace(draft_of(cue, tokens, content, voice, rule), addressee=addressee)
    beside = draft_beside_quotation(doc, verb, telling, tokens, quotations)
    return beside if beside is not None else draft_of_inserted_verb(doc, verb, telling)


def _fitting(doc: AnnotatedDocument, verb: Token, cue: Cue) -> Frame:
    """What a verb says in the frame of an entry, if it is there and the verb says anything."""
    passive = bool(doc.children(verb, "aux:pass"))
    if (cue.frame == "report_of") != (passive and not doc.children(verb, "obl:agent")):
        return None
    things = {one.lemma.lower() for one in doc.children(verb, "obj")}
    if things & set(cue.unless) or (cue.only and not things & set(cue.only)):
        return None
    found = FRAMES[cue.frame](doc, verb, cue)
    if found is None or not found[0] or (cue.frame in LOOSE_FRAMES and _is_empty(found[0])):
        return None
    return found


def _has_particle(doc: AnnotatedDocument, verb: Token, cue: Cue) -> bool:
    behind = doc.tokens[verb.index + 1 : verb.index + 2]
    return not cue.particle or (bool(behind) and behind[0].text == cue.particle)


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


Frame = tuple[tuple[Span, ...], str, Token | None] | None


def _clause(doc: AnnotatedDocument, verb: Token, cue: Cue) -> Frame:
    head = complement(doc, verb) or _behind_its_source(doc, verb)
    listener = _listener(doc, verb)
    if head is not None and _is_the_sentence_s(doc, verb, cue, head):
        thing = doc.children(head, "nsubj", "nsubj:pass")[0]
        return spans_of(doc, doc.subtree(thing)), "what is said is the verb's object", None
    if head is not None:
        if is_infinitive(doc, head) and doc.children(head, "nsubj"):
            return None
        if listener is not None and listener.index in {token.index for token in doc.subtree(head)}:
            listener = None
        if listener is None and cue.kind == "accusation":
            listener = _accused(doc, head)
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


def _accused(doc: AnnotatedDocument, head: Token) -> Token | None:
    """Who is said to have done it: "alleged that the board hid the figures", "that they were hidden by the board"."""
    doers = doc.children(head, "obl:agent") if doc.children(head, "aux:pass") else doc.children(head, "nsubj")
    return next((one for one in doers if one.pos in ("NOUN", "PROPN")), None)


def _behind_its_source(doc: AnnotatedDocument, verb: Token) -> Token | None:
    """The clause that the parser hung from its source: "said in a statement that", "said, citing a letter, that"."""
    for noun in doc.children(verb, "obl"):
        for clause in doc.children(noun, "acl", "acl:relcl", "ccomp"):
            first = doc.subtree(clause)[0]
            if noun.lemma in UTTERANCES and first.text == "that" and first.relation == "mark":
                return clause
    for child in doc.children(verb, "advcl"):
        for token in doc.subtree(child) if child.tag == "VBG" else ():
            opens = token.text == "that" and token.index > 0 and doc.tokens[token.index - 1].text == ","
            if opens and token.relation == "mark":
                return doc.head_of(token)
    return None


def _is_the_sentence_s(doc: AnnotatedDocument, verb: Token, cue: Cue, head: Token) -> bool:
    """Whether a clause is what the sentence tells, not what is asked: "a draft demanding a truce failed on Monday"."""
    reduced = verb.tag == "VBG" and verb.relation in ("acl", "root", "advcl") and not doc.children(head, "mark")
    subjects = doc.children(head, "nsubj", "nsubj:pass")
    return reduced and cue.kind == "demand" and head.tag == "VBD" and bool(subjects) and not doc.children(verb, "aux")


def _next_tellers(doc: AnnotatedDocument, head: Token) -> list[Token]:
    """Clauses beside what is said in which the reporter goes on with somebody else ("X said A, and Y said B")."""
    return [
        other
        for other in doc.children(head, "conj")
        if any(cue.frame == "clause" for cue in verb_cues().get(other.lemma, ()))
        and (doc.children(other, "nsubj") or shared_teller(doc, other) is not None)
        and complement(doc, other) is not None
        and not doc.children(other, "mark")
    ]


def _request(doc: AnnotatedDocument, verb: Token, cue: Cue) -> Frame:
    for child in doc.children(verb, "xcomp", "ccomp"):
        if not is_infinitive(doc, child):
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
        if actors and is_infinitive(doc, child):
            words = _between(doc, [*doc.subtree(actors[0]), *doc.subtree(child)], verb)
            return spans_of(doc, words), "somebody wishes or expects that another does something", None
    return None


def _seeming(doc: AnnotatedDocument, verb: Token, cue: Cue) -> Frame:
    told = [child for child in doc.children(verb, "xcomp", "ccomp") if child.index > verb.index]
    subjects = [child for child in doc.children(verb, "nsubj", "expl") if child.lemma not in ("it", "there")]
    if not told or (told[0].relation == "xcomp" and not is_infinitive(doc, told[0])):
        return None
    words = [token for one in subjects for token in doc.subtree(one)]
    return spans_of(doc, [*words, *doc.subtree(told[0])]), "how something seems, to nobody named", None


def _infinitive(doc: AnnotatedDocument, verb: Token, cue: Cue) -> Frame:
    for child in doc.children(verb, "xcomp"):
        if is_infinitive(doc, child) and not doc.children(verb, "obj"):
            words = without_asides(doc, clause_tokens(doc, child), child)
            return spans_of(doc, words), "what is said is an infinitive of the speaker", None
    return None


def _evaluation(doc: AnnotatedDocument, verb: Token, cue: Cue) -> Frame:
    passive = bool(doc.children(verb, "obl:agent"))
    things = [
        child
        for child in doc.children(verb, "obj", "nsubj", "nsubj:pass")
        if child.relation == ("nsubj:pass" if passive else "obj")
    ]
    for child in (*doc.children(verb, *SMALL_CLAUSE), *things[1:], *doc.children(verb, "obl:unmarked", "advmod")):
        marks = {mark.text.lower() for mark in doc.children(child, "mark", "case", "advmod")}
        named = [one for one in doc.children(child, "nsubj") if not doc.children(child, "mark", "aux")]
        if cue.word:
            said_as = child.text.lower() == cue.word and bool(doc.children(child, "amod", "obj", "nmod"))
            fits = said_as or cue.word in marks or _word_before(doc, child, cue.word)
        else:
            fits = child.relation in ("xcomp", "ccomp") and "to" not in marks and child.pos not in ("VERB", "AUX")
            fits = fits or _is_second_object(doc, child, things)
        if fits and (things or named):
            thing = [token for one in things[:1] for token in doc.subtree(one)]
            words = _between(doc, [*thing, *doc.subtree(child)], verb)
            rule = "somebody calls something something"
            return spans_of(doc, (*words, *_going_on(doc, verb, words))), rule, None
    return None


def _is_second_object(doc: AnnotatedDocument, child: Token, things: list[Token]) -> bool:
    """Whether a noun with "a" behind the object is what the object is called: "calling the sale a necessity"."""
    named = any(one.text.lower() in ("a", "an", "another") for one in doc.children(child, "det"))
    behind = bool(things) and child.index > doc.subtree(things[0])[-1].index
    return behind and named and child.relation in ("obj", "obl:unmarked") and child.lemma.lower() not in WHENS


def _going_on(doc: AnnotatedDocument, verb: Token, words: Sequence[Token]) -> list[Token]:
    """What the parser hung from the verb that stands right behind what is called so: "called the deal bad for them"."""
    found: list[Token] = []
    last = words[-1].index if words else verb.index
    for child in doc.children(verb, "obl", "advcl", "xcomp"):
        some = doc.subtree(child)
        if some[0].index == last + 1 and some[0].text.lower() in COMPLETING:
            found += some
            last = some[-1].index
    return found


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
                words = _between(doc, [*doc.subtree(accused[0]), *doc.subtree(child)], verb)
                return spans_of(doc, words), "somebody lays something at somebody's door", accused[0]
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
        asked = child if cue.id in ASKING else None
        if asked is not None:
            infinitive = [one for one in doc.children(verb, "xcomp", "advcl") if is_infinitive(doc, one)]
            infinitive += [one for one in doc.children(asked, "acl") if is_infinitive(doc, one)]
            if infinitive:
                content = spans_of(doc, clause_tokens(doc, infinitive[0]))
                return content, "somebody is called on to do something", asked
            return None
        words = [token for token in doc.subtree(child) if token.index > marks[0].index]
        content = spans_of(doc, without_asides(doc, words, child))
        return content, "what is said stands behind a preposition", _listener(doc, verb)
    return None


def _object(doc: AnnotatedDocument, verb: Token, cue: Cue) -> Frame:
    for child in doc.children(verb, "obj", "nsubj:pass"):
        if child.relation == "nsubj":
            continue
        words = [token for token in doc.subtree(child) if (token.index > verb.index) == (child.index > verb.index)]
        return spans_of(doc, without_asides(doc, words, child)), "what is said is the verb's object", None
    return None


def _report_of(doc: AnnotatedDocument, verb: Token, cue: Cue) -> Frame:
    told = [child for child in doc.children(verb, "xcomp", "ccomp") if child.index > verb.index]
    told += [child for child in doc.children(verb, "obl") if cue.kind == "estimate" and _is_number(doc, child)]
    subjects = doc.children(verb, "nsubj:pass", "csubj:pass")
    if not told:
        return None
    words = [token for one in subjects if one.lemma != "it" for token in doc.subtree(one)]
    return spans_of(doc, [*words, *doc.subtree(told[0])]), "a belief or saying without its source", None


def _is_number(doc: AnnotatedDocument, child: Token) -> bool:
    """Whether a noun behind "at" is a number: "is estimated at four million euros"."""
    at = any(mark.text.lower() == "at" for mark in doc.children(child, "case"))
    return at and (child.pos == "NUM" or bool(doc.children(child, "nummod")))


def _closing(doc: AnnotatedDocument, verb: Token, cue: Cue) -> Frame:
    """A verb that takes direct speech only has no content of its own."""
    return None


FRAMES = {
    "closing": _closing,
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
    return _listener_behind_to(doc, verb)


def _listener_behind_to(doc: AnnotatedDocument, verb: Token) -> Token | None:
    for child in doc.children(verb, "obl"):
        if child.pos in NOMINAL and any(case.lemma == "to" for case in doc.children(child, "case")):
            return child
    return None
