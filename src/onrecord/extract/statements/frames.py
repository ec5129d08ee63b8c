"""What a verb says in each frame of the tables: its words, the rule in words, and who is told."""

from __future__ import annotations

from collections.abc import Sequence

from onrecord.extract.clauses import is_infinitive
from onrecord.extract.statements.closing import UTTERANCES, WHENS
from onrecord.extract.statements.content import (
    carrier_of_insert,
    clause_tokens,
    complement,
    spans_of,
    without_asides,
)
from onrecord.extract.statements.cues import (
    Cue,
    verb_cues,
)
from onrecord.extract.statements.voices import NOMINAL, shared_teller
from onrecord.language import AnnotatedDocument, Token
from onrecord.text import Span

# What is said, the rule, and whom it is said to; None where the verb's frame does not fit.
Frame = tuple[tuple[Span, ...], str, Token | None] | None
LISTENERS = ("iobj", "obj")
# Prepositions behind a noun or adjective that are not of the speaking: "bad for farmers", "an insult to the town".
COMPLETING = frozenset(
    {"for", "of", "to", "against", "between", "from", "towards", "toward", "about", "than", "because"}
)
# Entries whose preposition leads to whom something is asked of, not to what: "pleaded with the board to stay".
ASKING = frozenset({"call_on", "plead_with", "appeal_to"})
SMALL_CLAUSE = ("xcomp", "ccomp", "advcl", "obl")


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
    return listener_behind_to(doc, verb)


def listener_behind_to(doc: AnnotatedDocument, verb: Token) -> Token | None:
    """Who is told behind "to": "said to reporters"."""
    for child in doc.children(verb, "obl"):
        if child.pos in NOMINAL and any(case.lemma == "to" for case in doc.children(child, "case")):
            return child
    return None
