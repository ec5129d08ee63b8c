"""TempEval-3's training part, TimeBank and AQUAINT: TimeML documents with TIMEX3 tags and a creation time."""

import re
from dataclasses import dataclass
from pathlib import Path

from lxml import etree

from eval.result import present
from eval.spans import Stretch

CORPORA = ("TimeBank", "AQUAINT")
_PARSER = etree.XMLParser(resolve_entities=False, no_network=True)


@dataclass(frozen=True, slots=True)
class Timex:
    """A gold expression: its place in the text, its TIMEX3 type and value."""

    place: Stretch
    type: str
    value: str


@dataclass(frozen=True, slots=True)
class Dated:
    """A document: its text, the day it was written, and its expressions in order; the creation time is none of them."""

    id: str
    text: str
    published: str
    gold: tuple[Timex, ...]


def documents(data: Path, corpus: str, limit: int | None) -> tuple[Dated, ...]:
    """The documents of one corpus, by name."""
    folder = present(data / "times" / "timebank_aquaint" / corpus)
    return tuple(document_of(path.stem, path.read_bytes()) for path in sorted(folder.glob("*.tml"))[:limit])


def document_of(name: str, source: bytes) -> Dated:
    """The document in a TimeML file."""
    root = etree.fromstring(source, _PARSER)
    body, created = root.find("TEXT"), root.find(".//TIMEX3[@functionInDocument='CREATION_TIME']")
    if body is None or created is None:
        raise ValueError(f"{name} is not a TimeML document with a text and a creation time")
    text, gold = _text_and_gold(body)
    return Dated(name, text, _day(created.get("value") or ""), tuple(gold))


def _text_and_gold(element: etree._Element) -> tuple[str, list[Timex]]:
    """The characters below an element, and the TIMEX3 elements at their places."""
    pieces: list[str] = [element.text or ""]
    gold: list[Timex] = []
    length = len(pieces[0])
    for child in element:
        text, inner = _text_and_gold(child)
        gold.extend(Timex((one.place[0] + length, one.place[1] + length), one.type, one.value) for one in inner)
        if child.tag == "TIMEX3":
            place = (length, length + len(text))
            gold.append(Timex(place, child.get("type") or "", child.get("value") or ""))
        pieces += [text, child.tail or ""]
        length += len(text) + len(child.tail or "")
    return "".join(pieces), sorted(gold, key=lambda one: one.place)


def _day(value: str) -> str:
    """The day of a TIMEX3 value."""
    match = re.match(r"\d{4}-\d{2}-\d{2}", value)
    return match[0] if match else value
