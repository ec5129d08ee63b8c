"""An annotator's draft as it is read: its YAML, its records by key, and the ids and places that they stand for."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import yaml

from eval.quotes import DraftError, Page
from eval.spans import Stretch

Entry = Mapping[str, Any]
Json = dict[str, Any]

LETTERS = {
    "actors": "a", "statements": "s", "events": "e", "figures": "f",
    "times": "t", "places": "p", "votes": "v", "negotiations": "n",
}  # fmt: skip


class DraftLoader(yaml.SafeLoader):
    """YAML in which dates, `yes`, `no` and numbers with leading zeros are words."""

    yaml_implicit_resolvers = {  # noqa: RUF012 (the name and form are PyYAML's)
        first: [(tag, words) for tag, words in known if tag.endswith((":null", ":float", ":merge"))]
        for first, known in yaml.SafeLoader.yaml_implicit_resolvers.items()
    }

    def construct_mapping(self, node: yaml.MappingNode, deep: bool = False) -> dict[Any, Any]:
        """The mapping; a key given twice is refused, where PyYAML would drop the first."""
        keys = [key.value for key, _ in node.value]
        twice = sorted({key for key in keys if keys.count(key) > 1})
        if twice:
            raise DraftError(f"{', '.join(twice)} given twice, line {node.start_mark.line + 1} and after")
        return super().construct_mapping(node, deep=deep)


DraftLoader.add_implicit_resolver("tag:yaml.org,2002:bool", re.compile(r"(?:true|false)\Z"), list("tf"))
DraftLoader.add_implicit_resolver("tag:yaml.org,2002:int", re.compile(r"(?:0|[1-9][0-9]*)\Z"), list("0123456789"))


@dataclass(frozen=True)
class Draft:
    """A draft, the text it is about, and the id that each of its keys gets."""

    page: Page
    entries: Mapping[str, Mapping[str, Entry]]
    ids: Mapping[tuple[str, str], str]

    def id(self, kind: str, key: str | None) -> str | None:
        """The id of the record with this key, None for none."""
        if key is None:
            return None
        if (kind, key) not in self.ids:
            raise DraftError(f"{key!r} is none of the {kind}")
        return self.ids[(kind, key)]

    def all_ids(self, kind: str, keys: Any) -> list[str | None]:
        """The ids of one key or of a list of keys."""
        return [self.id(kind, key) for key in listed(keys)]

    def chain(self, keys: Any) -> list[str | None]:
        """The chain of attribution: as listed, or from one statement outwards through those that carry it."""
        found = listed(keys)
        while found and (outer := listed(self.entries["statements"].get(found[-1], {}).get("attributed_to"))):
            if outer[0] in found:
                raise DraftError(f"the attribution of {outer[0]!r} runs in a circle")
            found = [*found, *outer]
        return self.all_ids("statements", found)

    def span(self, quote: str | None, entry: Entry) -> Json | None:
        """The place of a quote in the scope of its record, None for none."""
        return None if quote is None else place(self.page.one(quote, entry.get("at")))

    def spans(self, quotes: Any, entry: Entry) -> list[Json]:
        """The places of quotes in the scope of their record, without those that `without` takes back."""
        at = entry.get("at")
        taken = {found for quote in listed(entry.get("without")) for found in self.page.every(quote, at)}
        return [place(one) for quote in listed(quotes) for one in self.places(quote, at) if one not in taken]

    def places(self, quote: str, at: str | int | None) -> tuple[Stretch, ...]:
        """Every place of a quote that ends in `*`, else its only one."""
        return self.page.every(quote, at) if quote.endswith(" *") else (self.page.one(quote, at),)


def listed(value: Any) -> list[Any]:
    """The value as a list: none for None, itself if it is one."""
    if value is None:
        return []
    return list(value) if isinstance(value, list) else [value]


def place(stretch: Stretch) -> Json:
    """A span as the gold keeps it: without its text."""
    return {"start": stretch[0], "end": stretch[1]}
