"""Records made by hand for the tests of scores."""

from onrecord.record import Actor, Event, Figure, Mention, Provenance, Report, ReportText, Statement
from onrecord.text import Span

WHY = Provenance("test", "made by hand")
TEXT = "The mayor said the bridge is open. Estria shelled Maradal."


def span(text: str, words: str) -> Span:
    start = text.index(words)
    return Span(start, start + len(words), words)


def actor(key: str, words: str, country: str | None = None, text: str = TEXT) -> Actor:
    place = span(text, words)
    mention = Mention(place.start, place.end, place.text, "name")
    return Actor(key, words, "country", country, None, (), True, (mention,), WHY)


def event(key: str, trigger: Span, **fields: object) -> Event:
    known: dict[str, object] = {
        "type": "ASSAULT", "mode": None, "contexts": (), "cameo": "190", "actors": (), "recipients": (),
        "place": None, "time": None, "figures": (), "modality": "actual", "polarity": "positive", "aspect": None,
        "attributed_to": (), "evidence": (trigger,),
    }  # fmt: skip
    return Event(id=key, trigger=trigger, provenance=WHY, **{**known, **fields})  # type: ignore[arg-type]


def figure(key: str, place: Span, **fields: object) -> Figure:
    known: dict[str, object] = {
        "low": None, "best": None, "high": None, "bound": "exactly", "wording": place.text, "unit": "people",
        "measure": None, "counted": None, "place": None, "time": None, "event": None, "attributed_to": (),
        "modality": "actual", "evidence": (place,), "provenance": WHY,
    }  # fmt: skip
    return Figure(id=key, **{**known, **fields})  # type: ignore[arg-type]


def statement(key: str, content: Span, **fields: object) -> Statement:
    known: dict[str, object] = {
        "source": None, "source_span": None, "cue": None, "manner": "indirect", "kind": "assertion", "addressees": (),
        "attributed_to": (), "time": None, "place": None,
    }  # fmt: skip
    return Statement(id=key, content=(content,), provenance=WHY, **{**known, **fields})  # type: ignore[arg-type]


def report(text: str = TEXT, **records: object) -> Report:
    return Report(report=ReportText("r1", "sha256:0", text), **records)  # type: ignore[arg-type]
