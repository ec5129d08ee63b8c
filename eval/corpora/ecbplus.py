"""ECB+ topics 1 to 35: news texts with event mentions and the instances that they share within and across documents.

The text is put together from the tokens: a sentence a line, no blank before a closing mark. The address that opens a
page of the "plus" half is left out. Only the sentences that the corpus's authors checked (in the CSV file) are scored.
"""

import csv
import io
import tarfile
import xml.etree.ElementTree as ET
from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from eval.result import present
from eval.spans import Stretch

ARCHIVE = Path("linking") / "ecbplus_topics_1_35.tar.gz"
CHECKED = "ECBplus_coreference_sentences.csv"
ACTIONS = ("ACTION_", "NEG_ACTION_")
CLOSING = frozenset({".", ",", ";", ":", "?", "!", ")", "'s", "n't", "''", "%", "'"})
OPENING = frozenset({"(", "``", "$"})


@dataclass(frozen=True, slots=True)
class EventMention:
    """A gold mention of an event: where it stands, and the instance it is of (its own where it shares none)."""

    place: Stretch
    instance: str


@dataclass(frozen=True, slots=True)
class Linked:
    """A text of a topic, with the event mentions of its checked sentences."""

    id: str
    topic: str
    text: str
    mentions: tuple[EventMention, ...]


def documents(data: Path, limit: int | None) -> tuple[Linked, ...]:
    """The texts with at least one scored mention, by topic and name; `limit` is the number of topics."""
    with tarfile.open(present(data / ARCHIVE)) as archive:
        members = {Path(one.name).name: one for one in archive.getmembers() if one.isfile()}
        checked = checked_sentences(_read(archive, members[CHECKED]).decode())
        topics = sorted({topic for topic, _ in checked}, key=int)[:limit]
        wanted = sorted(one for one in checked if one[0] in topics)
        found = (
            linked_of(f"{topic}_{name}", topic, _read(archive, members[file]), checked[topic, name])
            for topic, name in wanted
            if (file := f"{topic}_{name}.xml") in members
        )
        return tuple(one for one in found if one.mentions)


def checked_sentences(table: str) -> Mapping[tuple[str, str], frozenset[int]]:
    """The numbers of the checked sentences by topic and file."""
    found: defaultdict[tuple[str, str], set[int]] = defaultdict(set)
    for row in csv.DictReader(io.StringIO(table)):
        found[row["Topic"], row["File"]].add(int(row["Sentence Number"]))
    return {key: frozenset(numbers) for key, numbers in found.items()}


def linked_of(name: str, topic: str, raw: bytes, sentences: frozenset[int]) -> Linked:
    """The text of one XML file, with the mentions that lie in these sentences."""
    root = ET.fromstring(raw)  # noqa: S314 (a corpus on this machine)
    text, places, numbers = _text_of(root)
    instances = _instances(root)
    mentions = [
        EventMention((places[anchors[0]][0], places[anchors[-1]][1]), instances.get(mention, f"{name}/{mention}"))
        for mention, anchors in _anchored(root)
        if anchors[0] in places and numbers[anchors[0]] in sentences
    ]
    return Linked(name, topic, text, tuple(sorted(mentions, key=lambda one: (one.place, one.instance))))


def texts(data: Path) -> dict[str, str]:
    """The texts of all XML files, by file, in the order of the archive."""
    with tarfile.open(present(data / ARCHIVE)) as archive:
        members = [one for one in archive.getmembers() if one.isfile() and one.name.endswith(".xml")]
        return {Path(one.name).name: text_of(ET.fromstring(_read(archive, one))) for one in members}  # noqa: S314 (a corpus on this machine)


def text_of(root: ET.Element) -> str:
    """The text that the tokens of one XML file make."""
    return _text_of(root)[0]


def _text_of(root: ET.Element) -> tuple[str, dict[str, Stretch], dict[str, int]]:
    text, line, glued = "", -1, True
    places: dict[str, Stretch] = {}
    numbers: dict[str, int] = {}
    address = _address(root)
    for token in root.iter("token"):
        number, word = int(token.get("sentence", "0")), token.text or ""
        if number == address or not word:
            continue
        if number != line:
            text, line, glued = text + ("\n\n" if text else ""), number, True
        text += "" if glued or word in CLOSING else " "
        places[token.get("t_id", "")] = (len(text), len(text) + len(word))
        numbers[token.get("t_id", "")] = number
        text, glued = text + word, word in OPENING
    return text, places, numbers


def _address(root: ET.Element) -> int | None:
    first = next(root.iter("token"), None)
    return 0 if first is not None and (first.text or "").startswith("http") else None


def _anchored(root: ET.Element) -> Iterator[tuple[str, list[str]]]:
    for markable in root.find("Markables") or ():
        anchors = [anchor.get("t_id", "") for anchor in markable.iter("token_anchor")]
        if markable.tag.startswith(ACTIONS) and anchors:
            yield markable.get("m_id", ""), anchors


def _instances(root: ET.Element) -> dict[str, str]:
    """The instance of each mention that shares one: a note within the archive, else a number within the document."""
    name = root.get("doc_name", "")
    found: dict[str, str] = {}
    for relation in root.find("Relations") or ():
        instance = relation.get("note") or f"{name}/{relation.get('r_id')}"
        found.update((source.get("m_id", ""), instance) for source in relation.iter("source"))
    return found


def _read(archive: tarfile.TarFile, member: tarfile.TarInfo) -> bytes:
    opened = archive.extractfile(member)
    if opened is None:
        raise tarfile.ReadError(f"{member.name} is no file")
    with opened:
        return opened.read()
