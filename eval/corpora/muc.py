"""MUC-3/4 development messages with their incident templates; the upper-case text is recased by `casing`."""

import re
import tarfile
from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from eval.corpora.casing import cased, forms
from eval.result import present

# The development part has 1,300 messages; these many of them are read, in the order of their numbers.
READ = 200
MESSAGE = re.compile(r"^(DEV-MUC3-\d{4}) \([^)]*\)\s*$", re.MULTILINE)
SLOT = re.compile(r"^\d+\.\s+(?P<name>[A-Z:\- ]+?)\s{2,}(?P<first>.*)$")
FILL = re.compile(r'"([^"]+)"')
HEAD = re.compile(r"\[TEXT\]")
NOTHING = frozenset({"-", "*"})
# A line of a slot about a human target: `5: "FIVE SOLDIERS"`, `DEATH: "FIVE SOLDIERS"`, a question mark where unsure.
ABOUT_TARGET = re.compile(r"\s*\??\s*(?P<value>[^:]+):\s*\??\s*(?P<targets>.*)")
EFFECTS = {"DEATH": "killed", "INJURY": "injured"}
PERPETRATORS = ("PERP: INDIVIDUAL ID", "PERP: ORGANIZATION ID")
NAMING = (
    *PERPETRATORS,
    "PHYS TGT: ID",
    "HUM TGT: NAME",
    "HUM TGT: DESCRIPTION",
    "INCIDENT: INSTRUMENT ID",
)


# How many people, and what became of them: "killed", "injured" or "abducted".
Target = tuple[int, str]


@dataclass(frozen=True, slots=True)
class Incident:
    """A template: what it says of the incident, and the strings of the message that name who and what took part."""

    number: int
    type: str
    stages: frozenset[str]
    confidences: frozenset[str]
    fills: tuple[str, ...]
    targets: frozenset[Target] = frozenset()
    perpetrators: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Message:
    """A message, recased, its paragraphs unwrapped, and its templates."""

    id: str
    text: str
    incidents: tuple[Incident, ...]

    @property
    def targets(self) -> frozenset[Target]:
        """The human targets of all its templates."""
        return frozenset().union(*(incident.targets for incident in self.incidents))


def messages(data: Path, limit: int | None) -> tuple[Message, ...]:
    """The first messages of the development part with their templates."""
    texts, keys = _unpacked(present(data / "events" / "muc" / "muc34_dev_tst1_tst2.tar.gz"))
    templates = _by_message(keys)
    known = forms(data)
    chosen = sorted(texts)[: READ if limit is None else limit]
    return tuple(Message(name, cased(unwrapped(texts[name]), known), tuple(templates[name])) for name in chosen)


def _unpacked(path: Path) -> tuple[dict[str, str], str]:
    texts: dict[str, str] = {}
    keys: list[str] = []
    with tarfile.open(path) as archive:
        for member in sorted(archive.getmembers(), key=lambda one: one.name):
            held = archive.extractfile(member) if member.isfile() else None
            if held is None or not member.name.startswith("dev/"):
                continue
            content = held.read().decode("latin-1")
            if "/key-" in member.name:
                keys.append(content)
            elif "/dev-muc3-" in member.name:
                texts.update(_split(content))
    return texts, "\n".join(keys)


def _split(content: str) -> dict[str, str]:
    found = list(MESSAGE.finditer(content))
    ends = [match.start() for match in found[1:]] + [len(content)]
    return {match[1]: content[match.end() : end] for match, end in zip(found, ends, strict=True)}


def unwrapped(message: str) -> str:
    """The text after the message's head, one paragraph a line."""
    head = HEAD.search(message)
    body = message[head.end() :] if head is not None else message
    paragraphs = re.split(r"\n\s*\n|\n(?=   )", body)
    return "\n\n".join(" ".join(paragraph.split()) for paragraph in paragraphs if paragraph.strip())


def _by_message(keys: str) -> defaultdict[str, list[Incident]]:
    found: defaultdict[str, list[Incident]] = defaultdict(list)
    for slots in _templates(keys):
        kind = slots["INCIDENT: TYPE"].strip()
        if kind not in NOTHING:
            found[slots["MESSAGE: ID"].split()[0]].append(incident_of(slots))
    return found


def _templates(keys: str) -> Iterator[dict[str, str]]:
    slots: dict[str, str] = {}
    name = ""
    for line in keys.splitlines():
        match = SLOT.match(line)
        if match is not None:
            name = match["name"].strip()
            if name == "MESSAGE: ID" and slots:
                yield slots
                slots = {}
            slots[name] = match["first"]
        elif name and line.startswith("    "):
            slots[name] += "\n" + line.strip()
    if slots:
        yield slots


def incident_of(slots: dict[str, str]) -> Incident:
    """The incident that a template's slots describe; alternatives of a slot stand side by side."""
    confidences = {
        part.strip(" ?()")
        for line in slots["PERP: ORGANIZATION CONFIDENCE"].splitlines()
        for part in line.partition(":")[0].split("/")
    }
    return Incident(
        int(re.sub(r"\D", "", slots["MESSAGE: TEMPLATE"]) or 0),
        slots["INCIDENT: TYPE"].strip(),
        frozenset(part.strip() for part in slots["INCIDENT: STAGE OF EXECUTION"].split("/")),
        frozenset(confidences - NOTHING - {""}),
        tuple(dict.fromkeys(fill for name in NAMING for fill in FILL.findall(slots[name]))),
        targets_of(slots),
        tuple(dict.fromkeys(fill for name in PERPETRATORS for fill in FILL.findall(slots[name]))),
    )


def targets_of(slots: Mapping[str, str]) -> frozenset[Target]:
    """The human targets that a template gives a number and an effect."""
    numbers = _by_target(slots.get("HUM TGT: NUMBER", ""))
    effects = _by_target(slots.get("HUM TGT: EFFECT OF INCIDENT", ""))
    otherwise = "abducted" if slots["INCIDENT: TYPE"].strip() == "KIDNAPPING" else None
    found = ((number, EFFECTS.get(effects.get(target, ""), otherwise)) for target, number in numbers.items())
    return frozenset(
        (int(number), effect) for number, effect in found if effect is not None and number.isdigit() and int(number) > 0
    )


def _by_target(slot: str) -> dict[str, str]:
    """The first value that a slot gives each of its targets."""
    found: dict[str, str] = {}
    for line in slot.splitlines():
        match = ABOUT_TARGET.match(line)
        if match is not None:
            for target in FILL.findall(match["targets"]):
                found.setdefault(target, match["value"].strip(" ?"))
    return found
