"""Corpora readers, on rows written in each corpus' own form about invented things."""

import json

import pytest

from eval.corpora import gum, muc, petr2, plover, polnear, re3d, wikievents
from eval.corpora.casing import cased
from onrecord.extract.events.codes import types
from onrecord.record import EVENT_TYPES

ARTICLE = 'The mayor said "the bridge is open" and safe.\n“We build,” she said. “We paint.”'


def row_of(*content: tuple[int, int]) -> polnear.Article:
    entry = {"source": [[0, 9]], "cue": [[10, 14]], "content": [list(one) for one in content]}
    return polnear.article_of({"id": "x", "text": ARTICLE, "attributions": [entry]})


@pytest.mark.parametrize(
    ("content", "manner"),
    [
        ([(15, 35)], "direct"),
        ([(15, 44)], "mixed"),
        ([(36, 44)], "indirect"),
        ([(46, 57), (68, 79)], "direct"),
    ],
)
def test_polnear_manner_by_marks(content: list[tuple[int, int]], manner: str) -> None:
    assert row_of(*content).attributions[0].manner == manner


def test_polnear_without_marks_moves_gold_along() -> None:
    article = row_of((15, 35), (46, 57))
    bare = polnear.without_marks(article)
    assert not set(bare.text) & set(polnear.DOUBLE_MARKS)
    gold = bare.attributions[0]
    assert [bare.text[start:end] for start, end in gold.content] == ["the bridge is open", "We build,"]
    assert bare.text[slice(*gold.source[0])] == "The mayor"
    assert gold.key == article.attributions[0].key


def test_polnear_leaves_out_attributions_without_content() -> None:
    assert row_of().attributions == ()


def windows(text: str, *spans: tuple[str, str]) -> list[dict[str, object]]:
    rows: list[dict[str, object]] = []
    for kind, value in spans:
        begin = text.index(value)
        end = begin + len(value)
        context = text[max(0, begin - 60) : end + 60]
        rows.append({"doc": "d", "begin": begin, "end": end, "type": kind, "value": value, "ctx": context})
    return rows


def test_re3d_lays_windows_over_each_other() -> None:
    text = (
        "Some 40 boats left the harbour on Monday and 12 of them came back before the storm. " + "x" * 200 + " 7 dogs."
    )
    rows = windows(text, ("Quantity", "40"), ("Temporal", "Monday"), ("Quantity", "12"), ("Quantity", "7"))
    first, second = re3d.passages_of(rows)
    assert [first.text[start:end] for start, end in first.quantities] == ["40", "12"]
    assert [first.text[start:end] for start, end in first.temporals] == ["Monday"]
    assert first.text == text[: len(first.text)]
    assert [second.text[start:end] for start, end in second.quantities] == ["7"]
    assert text[second.start :].startswith(second.text)


def test_re3d_leaves_out_passages_without_quantities() -> None:
    assert list(re3d.passages_of(windows("They left on Monday.", ("Temporal", "Monday")))) == []


RECORD = {
    "id": "R1",
    "event": "FIGHT",
    "text": "Estrian troops shelled a hill held by Maradali rebels.",
    "source": [{"actorText": "Estrian troops", "code": "JAP"}],
    "target": [{"actorText": "Maradali ... rebels", "code": "MDL"}],
}


def test_plover_types_are_brought_up_to_date_and_parties_placed() -> None:
    coding = plover.coding_of(RECORD)
    assert coding.type == "ASSAULT"
    assert coding.actors[0].places == ((0, 14),)
    assert coding.actors[0].code == "JPN"
    assert coding.recipients[0].places == ((38, 46),)


def test_plover_modes_are_brought_up_to_date_and_decide_the_type() -> None:
    moved = plover.coding_of({**RECORD, "event": "COERCE", "mode": "destroy"})
    assert (moved.type, moved.mode) == ("ASSAULT", "destroy")
    assert plover.coding_of({**RECORD, "event": "PROTEST", "mode": "strike-gen"}).mode == "strike"
    assert plover.coding_of({**RECORD, "event": "RETREAT", "mode": ""}).mode is None
    assert plover.coding_of({**RECORD, "event": "THREATEN", "mode": "deport"}).type == "THREATEN"


def test_plover_new_modes_belong_to_their_types() -> None:
    for mode, event in plover.TYPE_OF_MODE.items():
        assert [name for name, about in types().items() if mode in about.modes] == [event]
    named = {mode for about in types().values() for mode in about.modes}
    assert set(plover.RENAMED_MODES.values()) <= named


def test_plover_takes_a_field_that_is_no_list_as_empty() -> None:
    assert plover.coding_of({**RECORD, "target": "diplomatic"}).recipients == ()


def test_plover_new_names_are_types_of_the_format() -> None:
    assert set(plover.RENAMED.values()) <= set(EVENT_TYPES)


PETR2 = """<Sentence category="A" date="20080804" id="S1" evaluate="true"/>
<EventCoding eventcode="0352" sourcecode="ISRGOV" targetcode="---MIL" />
<EventCoding eventcode="112" sourcecode="IGOUNO" targetcode="PSEGZA" />
<Text>
The harbour is
open.
</Text>
<Sentence category="A" date="20080806" id="S2" evaluate="true">
<EventCoding noevents="True" />
<Text>Nothing happened.</Text>
"""


def test_petr2_is_read_by_pattern() -> None:
    one, two = petr2.sentences_of(PETR2)
    assert one.text == "The harbour is open."
    assert one.triples == {petr2.Triple("ISR", "---", "03"), petr2.Triple("IGO", "PSE", "11")}
    assert two.triples == frozenset()


def test_petr2_takes_a_missing_text_from_the_parse() -> None:
    parse = "1\tBoats\tboat\tNOUN\t_\n2\tleft\tleave\tVERB\tSpaceAfter=No\n3\t.\t.\tPUNCT\t_\n"
    (one,) = petr2.sentences_of(f'<Sentence id="S"/>\n<Text>\n</Text>\n<Parse>\n{parse}</Parse></Sentence>')
    assert one.text == "Boats left."


def test_wikievents_sets_sentences_apart_and_keeps_places() -> None:
    words = [
        [["Blast", 0, 5], ["hits", 6, 10]],
        [["Two", 10, 13], ["died", 14, 18]],
        [["All", 18, 21], ["fled", 22, 26]],
    ]
    texts = ["Blast hits", "Two died", "All fled"]
    trigger = {"start": 3, "end": 4, "text": "died"}
    row = {
        "doc_id": "w",
        "sentences": [list(pair) for pair in zip(words, texts, strict=True)],
        "event_mentions": [{"id": "e", "event_type": "Life.Die.Unspecified", "trigger": trigger}],
    }
    told = wikievents.article_of(json.loads(json.dumps(row)))
    assert told.text == "Blast hits\n\nTwo died All fled"
    assert told.text[slice(*told.triggers[0].place)] == "died"


def test_the_kairos_map_leads_to_types_of_the_format() -> None:
    types = {one for some in wikievents.kairos_to_plover().values() for one in some}
    assert types <= set(EVENT_TYPES)


SLOTS = """0.  MESSAGE: ID                     DEV-MUC3-0001 (X)
1.  MESSAGE: TEMPLATE               2 (OPTIONAL)
4.  INCIDENT: TYPE                  BOMBING
5.  INCIDENT: STAGE OF EXECUTION    ACCOMPLISHED / ATTEMPTED
6.  INCIDENT: INSTRUMENT ID         -
9.  PERP: INDIVIDUAL ID             "MEN" / "STRANGERS"
10. PERP: ORGANIZATION ID           -
11. PERP: ORGANIZATION CONFIDENCE   ? SUSPECTED OR ACCUSED / POSSIBLE: "MEN"
                                    REPORTED AS FACT: "STRANGERS"
12. PHYS TGT: ID                    -
18. HUM TGT: NAME                   -
19. HUM TGT: DESCRIPTION            "FERRYMEN"
"""


def test_muc_templates() -> None:
    (slots,) = muc._templates(SLOTS)
    incident = muc.incident_of(slots)
    assert incident.number == 2
    assert incident.stages == {"ACCOMPLISHED", "ATTEMPTED"}
    assert incident.confidences == {"SUSPECTED OR ACCUSED", "POSSIBLE", "REPORTED AS FACT"}
    assert incident.fills == ("MEN", "STRANGERS", "FERRYMEN")


def test_muc_text_is_unwrapped_after_its_head() -> None:
    message = "\n\n   PORT LESSEN, 3 JAN -- [REPORT] [TEXT] THE FERRY\nIS LATE.\n\n   IT SANK.\n"
    assert muc.unwrapped(message) == "THE FERRY IS LATE.\n\nIT SANK."


def test_casing_keeps_every_place() -> None:
    known = {"THE": "the", "SAID": "said", "FERRY": "ferry", "PARIS": "Paris"}
    text = "THE FERRIES, SAID PARIS [ABC], THE FERRYS AND LESSEN. THE END"
    assert cased(text, known) == "The Ferries, said Paris [ABC], the ferrys And Lessen. The End"


CONLLU = """# newdoc id = x
# meta::dateCreated = 2021-05-18
# newpar
# text = The mayor's boat
1	The	the	DET	DT	_	2	det	_	Entity=(1-object-new-sssss-cf1-4-sgl(2-person-new-sssss-cf2-2-coref
2-3	mayor's	_	_	_	_	_	_	_	_
2	mayor	mayor	NOUN	NN	_	4	nmod	_	_
3	's	's	PART	POS	_	2	case	_	Entity=2)
4	boat	boat	NOUN	NN	_	0	root	_	Entity=1)|SpaceAfter=No
5	.	.	PUNCT	.	_	4	punct	_	_

# newpar
# text = She sails
1	She	she	PRON	PRP	_	2	nsubj	_	Entity=(2-person-giv:act-sssss-cf1-1-coref-The_Mayor)
2	sails	sail	VERB	VBZ	_	0	root	_	_
"""


def test_gum_text_and_mentions() -> None:
    article = gum.article_of("x", CONLLU)
    assert article.text == "The mayor's boat.\n\nShe sails"
    assert article.published == "2021-05-18"
    read = [
        (one.kind, one.entity, article.text[slice(*one.place)], article.text[slice(*one.least)])
        for one in article.mentions
    ]
    assert read == [
        ("person", 2, "The mayor's", "mayor"),
        ("object", 1, "The mayor's boat", "boat"),
        ("person", 2, "She", "She"),
    ]
