"""How found records are scored, on records and gold made by hand."""

from dataclasses import replace
from pathlib import Path

import pytest

from eval import actors, events, figures, statements
from eval.aligned import aligned
from eval.coded import muc, petr2, plover, wikievents
from eval.coded.parties import any_is
from eval.corpora.gum import GoldMention, News
from eval.corpora.isaf import Release
from eval.corpora.muc import Incident, Message
from eval.corpora.petr2 import Triple, Validated
from eval.corpora.plover import Coded, Coding, Party
from eval.corpora.polnear import Article, Attribution
from eval.corpora.re3d import Passage
from eval.corpora.wikievents import Told, Trigger
from eval.record import judgements
from eval.result import Outcome
from eval.statements import Said
from onrecord.record import Event, Place
from tests.eval.made import TEXT, WHY, actor, event, figure, report, span, statement

GOLD = Article(
    "x",
    "A said one two three. He said four five. Unnamed: six seven.",
    (
        Attribution("1", ((0, 1),), ((2, 6),), ((7, 20),), "indirect"),
        Attribution("2", ((22, 24),), ((25, 29),), ((30, 39),), "direct"),
        Attribution("3", (), ((41, 48),), ((50, 59),), "mixed"),
    ),
)


def test_statements_exact_overlap_pair_and_wrong_speaker() -> None:
    found = [Said(((0, 1),), ((7, 21),)), Said(((0, 1),), ((30, 39),)), Said((), ((50, 53),)), Said((), ((0, 6),))]
    scores = {one.metric: one.value for one in statements.scores_of("c", [GOLD], [found])}
    assert scores["content any overlap P"] == 75.0
    assert scores["content any overlap R"] == 100.0
    assert scores["content exact P"] == 25.0  # the full stop is one character too many in the first
    assert scores["content exact but for edge marks P"] == 50.0
    assert scores["content IoU 0.5 R"] == pytest.approx(100 * 2 / 3)
    assert scores["pair R"] == pytest.approx(100 / 3)
    assert scores["wrong speaker"] == 50.0  # one of two whose content is right
    assert scores["recall mixed"] == 100.0


def test_statements_that_both_leave_the_source_out_are_a_pair_and_abstaining_is_not_wrong() -> None:
    assert statements.is_pair(Said((), ((50, 59),)), GOLD.attributions[2])
    assert not statements.is_pair(Said((), ((30, 39),)), GOLD.attributions[1])
    assert statements.wrong_speakers(GOLD, [Said((), ((30, 39),))]) == (0, 1)


def test_a_statement_inside_another_is_not_the_outer_ones_wrong_speaker() -> None:
    outer, inner = Said(((0, 1),), ((7, 20),)), Said(((7, 10),), ((11, 20),))
    assert statements.wrong_speakers(GOLD, [inner, outer]) == (0, 1)
    assert statements.wrong_speakers(GOLD, [inner]) == (1, 1)


def test_statement_items_name_what_became_of_each() -> None:
    found = [Said(((0, 1),), ((7, 20),)), Said(((0, 1),), ((30, 39),)), Said((), ((2, 6),))]
    items = {one.key: one.outcome for one in statements.items_of("c", GOLD, found)}
    assert items == {
        "c/x/1": Outcome.RIGHT,
        "c/x/2": Outcome.WRONG,
        "c/x/3": Outcome.MISSED,
        "c/x/found 2-6": Outcome.FALSE,
    }


def test_statements_without_a_source_are_counted_beside_golds() -> None:
    said = span(TEXT, "the bridge is open")
    read = [report(statements=(statement("s1", said), statement("s2", said, source="a1")))]
    ours, gold = statements.unsourced("c", [GOLD], read)
    assert (ours.metric, ours.value, ours.count) == ("source null", 50.0, 2)
    assert (gold.metric, gold.count) == ("source null in gold", 3)
    assert gold.value == pytest.approx(100 / 3)


def test_a_figure_stands_where_its_wording_stands() -> None:
    text = "more than 40 boats"
    assert figures.place_of(figure("f1", span(text, text), wording="40")) == (10, 12)
    assert figures.place_of(figure("f1", span(text, text), wording="forty")) == (0, 18)


def test_quantities_by_overlap_and_exactly() -> None:
    text = "Some 40 boats left on 3 May and 12 came back with 9 crew."
    gold = Passage("d", 100, text, ((5, 7), (32, 34)), ((22, 27),))
    found = [figure("f1", span(text, "Some 40"), wording="Some 40"), figure("f2", span(text, "12"))]
    found += [figure("f3", span(text, "3 May")), figure("f4", span(text, "9 crew"))]
    scores, items = figures.quantities([gold], [report(text, figures=tuple(found))])
    shown = {score.metric: score.value for score in scores}
    assert shown["quantity span P"] == pytest.approx(100 * 2 / 3)  # the date counts for neither side
    assert shown["quantity span R"] == 100.0
    assert shown["quantity span, exact R"] == 50.0
    assert {item.key for item in items if item.outcome is Outcome.FALSE} == {"re3d/d/found 150-156"}


def test_tolls_are_scored_apart_above_zero() -> None:
    press = [Release("0", "a", "2010-01-01", 0, 0), Release("1", "b", "2010-01-01", 2, 0)]
    shown = {score.metric: score.value for score in figures.tolls(press, [report(), report()])[0]}
    assert shown["killed exact"] == 50.0
    assert shown["killed exact, above zero"] == 0.0
    assert shown["captured exact, above zero"] is None
    assert shown["killed exact, odd-numbered releases"] == 0.0


ESTRIA, MARADAL = actor("a1", "Estria", "EST"), actor("a2", "Maradal", "MDL")
SHELLED = span(TEXT, "shelled")
CODING = Coding("P1", "ASSAULT", None, (Party("Estria", ((35, 41),), None),), (Party("Maradal", ((50, 57),), None),))


def plover_scores(*events: Event) -> dict[str, float | None]:
    read = report(actors=(ESTRIA, MARADAL), events=events)
    return {score.metric: score.value for score in plover.scored([Coded(TEXT, (CODING,))], [read])[0]}


def test_plover_type_actor_and_recipient() -> None:
    whole = plover_scores(event("e1", SHELLED, actors=("a1",), recipients=("a2",)))
    assert whole["type + actor + recipient"] == 100.0
    turned = plover_scores(event("e1", SHELLED, actors=("a2",), recipients=("a1",)))
    assert (turned["right type in the sentence"], turned["type + actor + recipient"]) == (100.0, 0.0)
    double = plover_scores(event("e1", SHELLED, type="AID"), event("e2", SHELLED))
    assert double["events reported per gold event"] == 2.0
    assert double["events of a type in gold"] == 50.0


def test_events_on_somebodys_word() -> None:
    read = [report(events=(event("e1", SHELLED), event("e2", SHELLED, attributed_to=("s1",)))), report()]
    score = events.on_somebodys_word(read)
    assert (score.value, score.count) == (50.0, 2)
    assert events.on_somebodys_word([report()]).value is None


def test_plover_party_by_country_only_where_it_is_the_only_one() -> None:
    somewhere = Party("the shells' owner", (), "EST")
    actors_ = {"a1": ESTRIA}
    assert any_is(somewhere, ("a1",), actors_, (somewhere,))
    assert not any_is(somewhere, ("a1",), actors_, (somewhere, Party("rebels", (), "EST")))


def test_petr2_triples() -> None:
    read = report(actors=(ESTRIA, MARADAL))
    pair = event("e1", SHELLED, actors=("a1",), recipients=("a2",))
    assert list(petr2.triples(pair, read)) == [Triple("EST", "MDL", "19")]
    talks = event("e2", SHELLED, type="CONSULT", cameo=None, actors=("a1", "a2"))
    assert set(petr2.triples(talks, read)) == {Triple("EST", "MDL", "04"), Triple("MDL", "EST", "04")}
    assert list(petr2.triples(event("e3", SHELLED), read)) == []
    assert list(petr2.triples(event("e3", SHELLED, actors=("a1",)), read)) == [Triple("EST", "---", "19")]
    assert list(petr2.triples(event("e4", SHELLED, polarity="negative"), read)) == []


def test_petr2_scores() -> None:
    gold = Validated("0:S", TEXT, frozenset({Triple("EST", "MDL", "18"), Triple("MDL", "EST", "04")}))
    read = report(actors=(ESTRIA, MARADAL), events=(event("e1", SHELLED, actors=("a1",), recipients=("a2",)),))
    shown = {score.metric: score.value for score in petr2.scored([gold], [read])[0]}
    assert shown["country + root R"] == 0.0
    assert shown["country + PLOVER type R"] == 50.0


def test_petr2_takes_talks_in_either_order() -> None:
    gold = Validated("0:S", TEXT, frozenset({Triple("MDL", "EST", "04")}))
    talks = event("e1", SHELLED, type="CONSULT", cameo="040", actors=("a1", "a2"))
    scores, items = petr2.scored([gold], [report(actors=(ESTRIA, MARADAL), events=(talks,))])
    assert {score.metric: score.value for score in scores}["country + root F1"] == 100.0
    assert [item.outcome for item in items] == [Outcome.RIGHT]


def test_petr2_in_golds_terms_a_claim_is_its_speakers_and_a_venue_a_target() -> None:
    text = "Maradal said Estria shelled a hill."
    claim = statement("s1", span(text, "Estria shelled a hill"), source="a2", cue=span(text, "said"))
    shelled = event("e1", span(text, "shelled"), actors=("a1",), attributed_to=("s1",), place="p1")
    sides = (actor("a1", "Estria", "EST", text), actor("a2", "Maradal", "MDL", text))
    hill = Place("p1", "hill", None, None, "HIL", None, None, None, None, (span(text, "hill"),), WHY)
    read = report(text, actors=sides, statements=(claim,), events=(shelled,), places=(hill,))
    assert list(petr2.in_gold_terms(shelled, read)) == [Triple("MDL", "EST", "11")]
    own = event("e1", span(text, "shelled"), actors=("a2",), recipients=("a1",), attributed_to=("s1",))
    assert list(petr2.in_gold_terms(own, read)) == [Triple("MDL", "EST", "01")]
    told = event("e1", span(text, "shelled"), actors=("a1",), place="p1")
    assert list(petr2.in_gold_terms(told, read)) == [Triple("EST", "HIL", "19")]
    asked = event("e1", span(text, "shelled"), type="REQUEST", cameo="100", actors=("a2",), attributed_to=("s1",))
    assert list(petr2.in_gold_terms(asked, read)) == [Triple("MDL", "---", "10")]


def test_every_event_type_has_a_root_and_back() -> None:
    assert {petr2.PLOVER_OF_ROOT[root] for root in petr2.ROOT_OF_PLOVER.values()} <= set(petr2.ROOT_OF_PLOVER)


def test_wikievents_judges_only_what_its_map_leads_to() -> None:
    text = "Shells hit the town, residents said. Talks began. Troops fired."
    gold = Told(
        "w",
        text,
        (
            Trigger("E1", (7, 10), "Conflict.Attack.Unspecified"),
            Trigger("E2", (31, 35), "Contact.Contact.Broadcast"),
        ),
    )
    events = (
        event("e1", span(text, "hit"), type="THREATEN"),
        event("e2", span(text, "said"), type="REQUEST"),
        event("e3", span(text, "Talks"), type="AID"),
        event("e4", span(text, "fired")),
    )
    scores, items = wikievents.scored([gold], [report(text, events=events)])
    shown = {score.metric: score.value for score in scores}
    assert (shown["trigger P"], shown["trigger R"]) == (50.0, 100.0)
    assert shown["trigger + type R"] == 0.0
    assert [item.outcome for item in items] == [Outcome.WRONG, Outcome.FALSE]


MESSAGE = "Men bombed the mill. It rained. Strangers may attack the ferry."
BOMBING = Incident(1, "BOMBING", frozenset({"ACCOMPLISHED"}), frozenset({"REPORTED AS FACT"}), ("THE MILL",))
THREAT = Incident(2, "ATTACK", frozenset({"THREATENED"}), frozenset({"POSSIBLE"}), ("FERRY", "STRANGERS"))
LOST = Incident(3, "ARSON", frozenset({"ACCOMPLISHED"}), frozenset(), ("BARN",))


def test_muc_answers_by_the_strings_of_the_template() -> None:
    bombed = event("e1", span(MESSAGE, "bombed"), mode="explosives")
    attack = event("e2", span(MESSAGE, "attack"), modality="possible")
    message = Message("M", MESSAGE, (BOMBING, THREAT, LOST))
    scores, items = muc.scored([message], [report(MESSAGE, events=(attack, bombed))])
    shown = {score.metric: score.value for score in scores}
    assert shown["incidents found"] == pytest.approx(100 * 2 / 3)
    assert shown["incident type"] == shown["stage"] == shown["perpetrator confidence"] == 100.0
    assert [item.outcome for item in items] == [Outcome.RIGHT, Outcome.RIGHT, Outcome.MISSED]


@pytest.mark.parametrize(
    ("kind", "fields", "right"),
    [
        ("KIDNAPPING", {"mode": "abduct"}, True),
        ("ATTACK", {"mode": "abduct"}, False),
        ("ARSON", {"mode": "destroy"}, True),
        ("ROBBERY", {"type": "COERCE", "mode": "seize"}, True),
        ("FORCED WORK STOPPAGE", {"type": "PROTEST"}, True),
        ("BOMBING", {"type": "THREATEN"}, False),
    ],
)
def test_muc_incident_types(kind: str, fields: dict[str, object], right: bool) -> None:
    incident = Incident(1, kind, frozenset({"ACCOMPLISHED"}), frozenset(), ())
    assert muc.right_type(incident, event("e1", SHELLED, **fields)) is right


def test_muc_refuses_an_unknown_incident_type() -> None:
    with pytest.raises(ValueError, match="PICNIC"):
        muc.right_type(Incident(1, "PICNIC", frozenset(), frozenset(), ()), event("e1", SHELLED))


def test_muc_confidence_is_the_publishers_own_voice_or_somebodys() -> None:
    assert muc.right_confidence(BOMBING, event("e1", SHELLED), report())
    assert not muc.right_confidence(BOMBING, event("e1", SHELLED, attributed_to=("s1",)), report())
    assert muc.right_confidence(THREAT, event("e1", SHELLED, attributed_to=("s1",)), report())


def test_muc_confidence_is_read_where_the_perpetrator_is_named() -> None:
    deed = event("e1", SHELLED, recipients=("a2",))
    claim = event("e2", SHELLED, actors=("a1",), recipients=("a2",), attributed_to=("s1",))
    said = report(actors=(ESTRIA, MARADAL), events=(deed, claim))
    accused = replace(BOMBING, confidences=frozenset({"SUSPECTED OR ACCUSED"}), perpetrators=(ESTRIA.name.upper(),))
    assert muc.tellings(accused, deed, said) == [claim]
    assert muc.right_confidence(accused, deed, said)
    assert muc.tellings(replace(accused, perpetrators=("NOBODY KNOWN",)), deed, said) == []


def test_actor_mentions_are_the_same_by_their_least_part() -> None:
    gold = GoldMention((0, 20), (4, 9), "person", 1)
    assert actors.same_mention(gold, ((0, 9), "a1"))
    assert not actors.same_mention(gold, ((10, 20), "a1"))
    assert not actors.same_mention(gold, ((0, 21), "a1"))
    assert actors.same_mention(gold, ((0, 20), "a1")) > actors.same_mention(gold, ((0, 9), "a1"))


def test_actors_on_gold_places_are_not_judged() -> None:
    gold = News("n", TEXT, None, (GoldMention((35, 41), (35, 41), "place", 1),))
    assert actors.judged(gold, report(actors=(ESTRIA, MARADAL))) == [((50, 57), "a2")]


def test_partitions_share_the_ids_of_paired_mentions() -> None:
    gold = [GoldMention((0, 1), (0, 1), "person", 7), GoldMention((2, 3), (2, 3), "person", 7)]
    sides = actors.partitions(gold, [((0, 1), "a1"), ((8, 9), "a1")], [(0, 0)])
    assert sides == ([{0, 1}], [{0, "found 1"}])


def test_whole_records_are_aligned_and_ids_read_through_the_match() -> None:
    said = span(TEXT, "the bridge is open")
    golden = report(
        actors=(ESTRIA, MARADAL),
        statements=(statement("s1", said, source="a1"),),
        events=(event("e1", SHELLED, actors=("a1",), recipients=("a2",), attributed_to=("s1",)),),
    )
    found = report(
        actors=(actor("a1", "Maradal", "MDL"), actor("a2", "Estria")),
        statements=(statement("s9", said, source="a1"),),
        events=(event("e5", SHELLED, actors=("a2",), recipients=("a1",), attributed_to=()),),
    )
    match = aligned(golden, found)
    assert match.ids == {"a1": "a2", "a2": "a1", "s1": "s9", "e1": "e5"}
    judged = dict(judgements("events", golden.events[0], found.events[0], match))
    assert judged["actors"]
    assert judged["recipients"]
    assert not judged["attributed_to"]
    assert "place" not in judged  # neither side gives one
    assert not dict(judgements("statements", golden.statements[0], found.statements[0], match))["source"]
    assert dict(judgements("actors", ESTRIA, found.actors[1], match))["country"] is False


def test_a_later_mention_of_an_event_matches_only_with_its_type() -> None:
    first, later = span(TEXT, "shelled"), span(TEXT, "open")
    golden = report(events=(event("e1", first, evidence=(first, later)),))
    assert aligned(golden, report(events=(event("e1", later),))).ids == {"e1": "e1"}
    assert aligned(golden, report(events=(event("e1", later, type="AID"),))).ids == {}


def test_no_kind_reads_data_that_is_not_there(tmp_path: Path) -> None:
    with pytest.raises(Exception, match="is not here"):
        figures.run(data=tmp_path, limit=None)
