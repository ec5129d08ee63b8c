"""LGL and TR-News: news articles with their toponyms and the points on GeoNames that people gave them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from xml.etree import ElementTree

from eval.result import present

FILES = {"LGL": "lgl.xml", "TR-News": "TR-News.xml"}
# How far from the given offset a shifted toponym is searched. 117 of TR-News are shifted, by 1 to 40 characters.
SEARCHED = 200


@dataclass(frozen=True, slots=True)
class Toponym:
    """A toponym of gold; latitude and longitude are None where the annotators found no point for it."""

    start: int
    end: int
    text: str
    latitude: float | None
    longitude: float | None
    feature: str | None
    geonames_id: int | None
    country_id: int | None
    admin1_id: int | None


@dataclass(frozen=True, slots=True)
class Article:
    """An article and its toponyms in the order of the text; `number` counts from 0 in the file."""

    number: int
    id: str
    text: str
    domain: str | None
    date: str | None
    toponyms: tuple[Toponym, ...]


def articles(data: Path, corpus: str, limit: int | None) -> tuple[Article, ...]:
    """The articles of a corpus in the order of the file."""
    # The corpora are local files that the evaluation's user put there.
    root = ElementTree.parse(present(data / "places" / FILES[corpus])).getroot()  # noqa: S314
    listed = [_article(number, element) for number, element in enumerate(root.iter("article"))]
    return tuple(listed[:limit])


def _article(number: int, element: ElementTree.Element) -> Article:
    text = element.findtext("text") or ""
    date = (element.findtext("dltime") or "").strip()[:10] or None
    found = sorted(_toponyms(element, text), key=lambda one: (one.start, one.end))
    domain = (element.findtext("domain") or "").strip() or None
    return Article(number, element.get("docid", str(number)), text, domain, date, tuple(found))


def _toponyms(element: ElementTree.Element, text: str) -> Iterator[Toponym]:
    for one in element.iter("toponym"):
        phrase = one.findtext("phrase") or ""
        start = _repaired(text, phrase, int(one.findtext("start") or 0))
        if start is None:
            continue
        tag = one.find("gaztag")
        yield Toponym(
            start,
            start + len(phrase),
            phrase,
            latitude=_number(tag, "lat"),
            longitude=_number(tag, "lon"),
            feature=tag.findtext("fcode") if tag is not None else None,
            geonames_id=_id(tag, None),
            country_id=_id(tag, "country"),
            admin1_id=_id(tag, "admin1"),
        )


def _repaired(text: str, phrase: str, start: int) -> int | None:
    """The place of the phrase that is nearest to the given one; None where it does not stand near it."""
    if text.startswith(phrase, start):
        return start
    after = text.find(phrase, start, start + SEARCHED)
    before = text.rfind(phrase, max(0, start - SEARCHED), start + len(phrase))
    near = [place for place in (before, after) if place >= 0]
    return min(near, key=lambda place: abs(place - start)) if near else None


def _number(tag: ElementTree.Element | None, name: str) -> float | None:
    found = tag.findtext(name) if tag is not None else None
    return float(found) if found else None


def _id(tag: ElementTree.Element | None, name: str | None) -> int | None:
    holder = tag if tag is None or name is None else tag.find(name)
    found = holder.get("geonameid") if holder is not None else None
    return int(found) if found else None
