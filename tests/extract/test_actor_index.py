"""Who stands at a place in the text."""

from onrecord.extract.actor_index import ActorIndex
from onrecord.record import Actor, Mention, Provenance

TEXT = "Maradal's government said Hanna Broz, a spokeswoman for the port, was ill."


def actor(number: int, *wordings: str) -> Actor:
    """An actor whose mentions are the first places of these wordings in the text."""
    mentions = tuple(Mention(TEXT.index(one), TEXT.index(one) + len(one), one, "name") for one in wordings)
    return Actor(f"a{number}", wordings[0], "person", None, None, (), True, mentions, Provenance("actors", "test"))


COUNTRY = actor(1, "Maradal")
GOVERNMENT = actor(2, "Maradal's government")
BROZ = actor(3, "Hanna Broz", "a spokeswoman")
PORT = actor(4, "the port")
INDEX = ActorIndex((COUNTRY, GOVERNMENT, BROZ, PORT))


def found(wording: str) -> Actor | None:
    return INDEX.at(TEXT.index(wording), TEXT.index(wording) + len(wording))


def test_a_mention_of_exactly_these_characters_is_found() -> None:
    assert found("Maradal") is COUNTRY
    assert found("Maradal's government") is GOVERNMENT


def test_a_head_token_finds_the_mention_that_it_ends() -> None:
    assert found("government") is GOVERNMENT
    assert found("Broz") is BROZ
    assert found("spokeswoman") is BROZ


def test_a_noun_phrase_finds_the_mention_that_heads_it() -> None:
    assert found("Hanna Broz, a spokeswoman for the port") is BROZ
    assert found("a spokeswoman for the port") is BROZ


def test_nobody_stands_where_no_mention_is() -> None:
    assert found("was ill") is None
    assert ActorIndex(()).at(0, 5) is None


def test_actors_within_a_stretch_are_given_once_and_in_order() -> None:
    assert INDEX.within(0, len(TEXT)) == (GOVERNMENT, COUNTRY, BROZ, PORT)
    assert INDEX.within(TEXT.index(" government"), len(TEXT)) == (BROZ, PORT)
