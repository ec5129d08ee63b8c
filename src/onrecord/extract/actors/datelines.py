"""The agency of a dateline: it is the publisher, where the report speaks of it."""

from __future__ import annotations

import re
from collections.abc import Iterator

from onrecord.extract.actors.candidate import Candidate
from onrecord.extract.actors.records import PUBLISHER_RULE
from onrecord.extract.actors.words import folded, known_names, straight
from onrecord.language import AnnotatedDocument

# "(Strait Wire) -", "/ MNS. -"
AGENCY = re.compile(r"\((?P<bracketed>[^()\d]{2,40})\)|/\s*(?P<slashed>[A-Z][A-Za-z ]{1,30})\.?\s*[-–—]")


def dateline_agencies(doc: AnnotatedDocument) -> Iterator[Candidate]:
    """The agencies named in datelines; they count as actors only beside a mention in the report itself."""
    for part in doc.document.parts_of("dateline"):
        for match in AGENCY.finditer(doc.text, part.start, part.end):
            group = "bracketed" if match["bracketed"] else "slashed"
            tokens = doc.tokens_in(match.start(group), match.end(group))
            if not tokens or not tokens[0].text[:1].isupper():
                continue
            name = straight(doc.text[tokens[0].start : tokens[-1].end])
            known = known_names().get(name)
            yield Candidate(
                tokens[0].index, tokens[-1].index + 1, tokens[-1].index, "name", PUBLISHER_RULE, "organization",
                identity=f"known {known.key}" if known else folded(name), name=name, sector="JRN", noun="news agency",
                country=known.country if known else None, keys=(known.key,) if known else (), weak=True,
            )  # fmt: skip
