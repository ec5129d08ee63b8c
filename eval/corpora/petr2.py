"""PETR2_GSR: the sentences that UniversalPetrarch is validated on, coded as (source, target, CAMEO code)."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from eval.result import present

SENTENCE = re.compile(r"<Sentence [^>]*?\bid=\"(?P<id>[^\"]+)\"(?P<body>.*?)(?=<Sentence |\Z)", re.DOTALL)
TEXT = re.compile(r"<Text>(.*?)</Text>", re.DOTALL)
TOKEN = re.compile(r"^\d+\t(?P<form>[^\t]+)\t.*?(?P<glued>SpaceAfter=No)?$", re.MULTILINE)
CODING = re.compile(r"<EventCoding\s([^>]*)>")
ATTRIBUTE = re.compile(r"(\w+)=\"([^\"]*)\"")


@dataclass(frozen=True, slots=True)
class Triple:
    """Who did what to whom, as country or international code, three dashes where neither is given, and CAMEO root."""

    source: str
    target: str
    root: str


@dataclass(frozen=True, slots=True)
class Validated:
    """A sentence with its triples; none where the sentence holds no event."""

    id: str
    text: str
    triples: frozenset[Triple]


def validated(data: Path, limit: int | None) -> tuple[Validated, ...]:
    """The sentences in the order of the file.

    The file is read by pattern: it is no XML (text between elements, `<Sentence .../>` closed and then closed again).
    """
    path = present(data / "events" / "PETR2_GSR_validation.xml")
    return tuple(sentences_of(path.read_text(encoding="utf-8")))[:limit]


def sentences_of(markup: str) -> Iterator[Validated]:
    """The sentences that the file's text holds."""
    for number, match in enumerate(SENTENCE.finditer(markup)):
        text = TEXT.search(match["body"])
        if text is not None:
            codings = (dict(ATTRIBUTE.findall(coding)) for coding in CODING.findall(match["body"]))
            triples = frozenset(_triple(coding) for coding in codings if "eventcode" in coding)
            yield Validated(f"{number}:{match['id']}", " ".join(text[1].split()) or _parsed(match["body"]), triples)


def _parsed(body: str) -> str:
    """The sentence as its parse has it, for the one sentence whose text the file leaves out."""
    return "".join(token["form"] + ("" if token["glued"] else " ") for token in TOKEN.finditer(body)).strip()


def _triple(coding: dict[str, str]) -> Triple:
    return Triple(_country(coding["sourcecode"]), _country(coding["targetcode"]), coding["eventcode"][:2])


def _country(code: str) -> str:
    """The first three letters; three dashes for an international militant group, which has no country either."""
    return "---" if code.startswith("IMG") else code[:3]
