"""How many a release says were killed or captured, from its figures, by the rules ISAF's coders went by.

They took the least that the words allow: "several" is three, "numerous" four, "more than ten" eleven. A group told
again counts once, also as a list of somebody known and the others ("two insurgents, including a commander", then "the
commander and one other"); what the lead gives vaguely the body may give exactly; single people of a named kind are
together one leader, who is added to a group; zero adds nothing. Left out: figures of other operations ("since June",
"so far this year") and of other people than those the releases were coded for, which are those fought against. Of
several releases in one text the one that says most counts. The word lists below were made on the even-numbered
releases, and the odd-numbered are scored apart; for those fought against and for the list with somebody known the odd
ones were read too.
"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from eval.corpora.isaf import VAGUE, VAGUE_OTHERWISE
from onrecord.record import Figure, Report

Number = int | float

# What the releases call the people of a group; a single one of any other kind ("a leader") is told apart from it.
GENERIC = frozenset(
    {"", "insurgent", "militant", "individual", "suspect", "fighter", "people", "person", "man", "men", "them",
     "member", "attacker", "taliban", "associate", "detainee", "male", "terrorist", "other", "gunman", "criminal",
     "death"}
)  # fmt: skip
OTHER_PEOPLE = re.compile(
    r"civilian|police|soldier|service|officer|coalition troop|local Afghan|child|citizen|guard|resident|villager"
    r"|official|elder|women|girl|boy\b",
    re.IGNORECASE,
)
# Those fought against count whatever their post: "a Taliban logistics officer", "a senior Haqqani official".
FOUGHT_AGAINST = re.compile(r"\b(?:Taliban|Haqqani|insurgents?|militants?|al[- ]Qa[ei]da)\b", re.IGNORECASE)
ADDED = re.compile(r"\b(also|another|additional|more|other|others|along with|additionally|addition)\b", re.IGNORECASE)
OTHER_TIMES = re.compile(
    r"\b(since|so far|to date|this year|last month|recent months|past (?:month|year|week)|last (?:week|year)"
    r"|in (?:January|February|March|April|May|June|July|August|September|October|November|December),)\b"
)
# Later releases on the same operation follow in the same text: "---", "UPDATE", a release number.
SECTION = re.compile(r"-{3,}|\bUPDATE\b|\d{4}-\d\d-(?:S|CA)\s?[-–]\d+")


@dataclass(frozen=True, slots=True)
class Group:
    """A group of people: its number, whether that is vague, whether words add it to what came before."""

    number: Number
    vague: bool
    added: bool


def toll(report: Report, measures: frozenset[str]) -> Number:
    """How many, by the section that says most; titles and headings count only where the body is silent."""
    text = report.report.text
    measured = [figure for figure in report.figures if figure.measure in measures]
    split = {
        figure.part_of for figure in measured if _is_definite(figure) and "part of a list" in figure.provenance.rule
    }
    counted = [
        figure
        for figure in measured
        if figure.id not in split and _counts(figure, text, part=figure.part_of is not None and figure.part_of in split)
    ]
    body = [figure for figure in counted if not _in_heading(figure, report)]
    starts = [match.start() for match in SECTION.finditer(text)]
    sections: dict[int, list[Figure]] = {}
    for figure in body or counted:
        sections.setdefault(sum(start < figure.evidence[0].start for start in starts), []).append(figure)
    return max((_of_section(some, text) for some in sections.values()), default=0)


def number_of(figure: Figure) -> Number:
    """The least number that the wording allows, a vague one as the coders read it."""
    if figure.bound == "vague":
        return next((value for word, value in VAGUE.items() if word in figure.wording.lower()), VAGUE_OTHERWISE)
    if figure.bound == "more_than" and figure.low is not None:
        return figure.low + 1
    return next((value for value in (figure.low, figure.best, figure.high) if value is not None), 0)


def _is_definite(figure: Figure) -> bool:
    """Whether it is a single person whom the wording takes for known: "the commander"."""
    return figure.provenance.rule.startswith(("one person, by the definite article", "one person, by a pronoun"))


def _counts(figure: Figure, text: str, *, part: bool = False) -> bool:
    """Whether a figure is a number of its own, or a `part` that is to be counted in place of its whole."""
    asserted = figure.polarity == "positive" and figure.modality == "actual"
    whole = (part or (figure.scope != "part" and figure.part_of is None)) and number_of(figure) > 0
    people = "" if figure.counted is None else figure.counted.text
    coded = OTHER_PEOPLE.search(people) is None or FOUGHT_AGAINST.search(people) is not None
    return asserted and whole and coded and OTHER_TIMES.search(_sentence(figure, text)) is None


def _of_section(figures: Iterable[Figure], text: str) -> Number:
    singles: set[str] = set()
    seen: set[tuple[Number, bool]] = set()
    groups: list[Group] = []
    among_told = ""
    for figure in figures:
        number, vague = number_of(figure), figure.bound == "vague"
        if _is_definite(figure):
            # "the commander" is whoever was told of before, and counts where nobody was.
            known = singles or any(group.number == 1 for group in groups)
            singles.update(() if known or (groups and figure.part_of is None) else ("a leader",))
            among_told = _sentence(figure, text) if groups and not singles else ""
        elif _noun(figure) not in GENERIC and number == 1:
            singles.add(figure.wording if "by name" in figure.provenance.rule else "a leader")
        elif _sentence(figure, text) == among_told:
            groups.append(Group(number + 1, vague, added=False))
        elif (number, vague) not in seen or figure.scope == "increment":
            seen.add((number, vague))
            added = figure.scope == "increment" or ADDED.search(_sentence(figure, text)) is not None
            groups.append(Group(number, vague, added))
    return _added_up(groups) + len(singles)


def _added_up(groups: Sequence[Group]) -> Number:
    """The lead's number, or what the body says more exactly, with the groups that words add to it."""
    if not groups:
        return 0
    lead, *rest = groups
    added = sum(group.number for group in rest if group.added)
    told_again = [group for group in rest if not group.added]
    if lead.vague:
        return max(lead.number, sum(group.number for group in told_again)) + added
    larger = sum(group.number for group in told_again if group.number > lead.number and not group.vague)
    return lead.number + larger + added


def _noun(figure: Figure) -> str:
    """The last word of what is counted, in the singular."""
    words = figure.counted.text.lower().split(" of ")[0].split() if figure.counted is not None else []
    last = words[-1] if words else ""
    return last[:-3] + "man" if last.endswith("men") and len(last) > len("men") else last.rstrip("s")


def _in_heading(figure: Figure, report: Report) -> bool:
    start = figure.evidence[0].start
    return any(part.start <= start < part.end for part in report.report.parts if part.kind in ("title", "heading"))


def _sentence(figure: Figure, text: str) -> str:
    """The text from the full stop or line break before the figure to the next full stop."""
    at = figure.evidence[0].start
    first = max(text.rfind(mark, 0, at) for mark in (". ", "\n", "\u2028")) + 1
    end = text.find(". ", at)
    return text[first : end if end >= 0 else len(text)]
