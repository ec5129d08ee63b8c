"""Full-text search: words, phrases, exclusions, and hostile queries, on SQLite and PostgreSQL."""

from __future__ import annotations

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from onrecord.record import Report
from onrecord.store import Store
from onrecord.store.search import END, HIT, pieces_of, snippets, sqlite_query
from onrecord.store.selection import Selection, report_rows, version_ids


def test_a_phrase_is_one(filled: Store, golden: tuple[Report, ...]) -> None:
    with filled.connect() as connection:
        found = set(version_ids(connection, Selection(text='"security council"')))
    assert found == {one.report.id for one in golden if "security council" in one.report.text.lower()}


def test_words_are_found_by_their_stem(filled: Store) -> None:
    with filled.connect() as connection:
        assert version_ids(connection, Selection(text="negotiator")) == version_ids(
            connection, Selection(text="negotiators")
        )


def test_a_word_with_minus_is_left_out(filled: Store) -> None:
    with filled.connect() as connection:
        every = set(version_ids(connection, Selection(text="the")) or version_ids(connection, Selection()))
        with_it = set(version_ids(connection, Selection(text="council")))
        without = set(version_ids(connection, Selection(text="harbour -council")))
    assert without
    assert not without & with_it
    assert without <= every


def test_snippets_are_pieces_of_the_text_with_the_hits_told(filled: Store) -> None:
    with filled.connect() as connection:
        rows = report_rows(connection, Selection(text="ceasefire")).items
        found = snippets(connection, "ceasefire", [row.seq for row in rows])
    assert set(found) == {row.seq for row in rows}
    for pieces in found.values():
        hits = [piece for piece, is_hit in pieces if is_hit]
        assert hits
        assert all(hit.lower().startswith("ceasefire") for hit in hits)
        assert not any(mark in piece for piece, _ in pieces for mark in (HIT, END))


@pytest.mark.parametrize(
    "words", ['"', "*", "NEAR(a b)", "title:x", "a OR", "AND", "(", "-", "'", "--", ":", "^x", "\0"]
)
def test_what_looks_like_syntax_is_only_words(filled: Store, words: str) -> None:
    with filled.connect() as connection:
        version_ids(connection, Selection(text=words))
        snippets(connection, words, [1, 2])


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(words=st.text(alphabet=st.characters(exclude_categories=["Cs"]), max_size=30))
def test_any_text_can_be_looked_for(filled: Store, words: str) -> None:
    with filled.connect() as connection:
        version_ids(connection, Selection(text=words))


def test_pieces_lose_no_character() -> None:
    marked = f"a {HIT}b{END} c{HIT}d{END}"
    assert pieces_of(marked) == [("a ", False), ("b", True), (" c", False), ("d", True)]


def test_no_words_ask_for_nothing() -> None:
    assert sqlite_query(' - "" ') is None
    assert sqlite_query("-only") is None
