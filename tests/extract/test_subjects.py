"""What a text is about."""

from onrecord.extract.subjects import subjects_of, table
from onrecord.pipeline import Reader
from onrecord.source.plain import document_of


def most(reader: Reader, text: str) -> str:
    """The subject that a text's words are most of."""
    (doc,) = reader.annotator.annotate_all([document_of(text)])
    found = subjects_of(doc.tokens)
    return max(found, key=lambda name: found[name])


def test_words_tell_the_subject(reader: Reader) -> None:
    assert most(reader, "Troops shelled the rebel positions and militants ambushed a convoy of soldiers.") == "conflict"
    assert most(reader, "The striker scored twice and the team won the championship final.") == "sport"
    assert most(reader, "The jury convicted the man of murder, and the judge sentenced him to prison.") == "crime"
    assert most(reader, "Voters elected a new parliament, and the party's candidate won the presidency.") == "politics"


def test_names_tell_nothing(reader: Reader) -> None:
    (doc,) = reader.annotator.annotate_all([document_of("Tarrow, Kestovia and Ann Boyd.")])
    assert set(subjects_of(doc.tokens).values()) == {0.0}


def test_every_word_has_odds_for_every_subject() -> None:
    known = table()
    assert all(len(odds) == len(known.names) for odds in known.words.values())
