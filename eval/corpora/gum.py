"""GUM's Wikinews articles: text rebuilt from tokens, with entity mentions and their coreference."""

import re
import tarfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from eval.result import present
from eval.spans import Stretch

# GUM's test part stays unseen.
TEST = frozenset({"GUM_news_nasa", "GUM_news_sensitive"})
OPENED = re.compile(
    r"\((?P<entity>\d+)-(?P<kind>[a-z]+)-[^-()]+-[^-()]+-[^-()]+-(?P<least>[\d,]+)-[a-z]+(?:-[^()|]*)?(?P<closed>\))?"
    r"|(?P<end>\d+)\)"
)


@dataclass(frozen=True, slots=True)
class GoldMention:
    """A mention: its place, the place of its least part (its head words), GUM's kind, and the entity it is of."""

    place: Stretch
    least: Stretch
    kind: str
    entity: int


@dataclass(frozen=True, slots=True)
class News:
    """An article with its mentions."""

    id: str
    text: str
    published: str | None
    mentions: tuple[GoldMention, ...]


@dataclass(frozen=True, slots=True)
class _Word:
    place: Stretch
    entity: str


def news(data: Path, limit: int | None) -> tuple[News, ...]:
    """The news articles of the training and development parts, by name."""
    path = present(data / "reports" / "gum_news_interview_speech.tar.gz")
    with tarfile.open(path) as archive:
        names = sorted(name for name in archive.getnames() if re.fullmatch(r"dep/GUM_news_\w+\.conllu", name))
        chosen = [name for name in names if Path(name).stem not in TEST][:limit]
        held = ((Path(name).stem, archive.extractfile(name)) for name in chosen)
        return tuple(article_of(name, file.read().decode("utf-8")) for name, file in held if file is not None)


def article_of(name: str, conllu: str) -> News:
    """The article that a CoNLL-U file holds."""
    text, words = _laid_out(conllu)
    published = re.search(r"^# meta::dateCreated = (\S+)", conllu, re.MULTILINE)
    return News(name, text, published[1] if published else None, tuple(_mentions(words)))


def _laid_out(conllu: str) -> tuple[str, list[_Word]]:
    """The text with paragraphs apart, and the words with their places."""
    text = ""
    words: list[_Word] = []
    space = ""
    for block in re.split(r"\n\s*\n", conllu.strip()):
        space = "\n\n" if re.search(r"^# newpar *$", block, re.MULTILINE) else " "
        space = space if text else ""
        inside_until = 0
        for line in block.splitlines():
            columns = line.split("\t")
            if line.startswith("#") or "." in columns[0]:
                continue
            number, _, last = columns[0].partition("-")
            if last:
                text += space
                start, inside_until, space = len(text), int(last), _space(columns[9])
                text += columns[1]
            elif int(number) <= inside_until:
                place = start, start + len(columns[1])
                start = place[1]
                words.append(_Word(place, _entity(columns[9])))
            else:
                text += space
                words.append(_Word((len(text), len(text) + len(columns[1])), _entity(columns[9])))
                text, space = text + columns[1], _space(columns[9])
    return text, words


def _space(misc: str) -> str:
    return "" if "SpaceAfter=No" in misc.split("|") else " "


def _entity(misc: str) -> str:
    return next((field.removeprefix("Entity=") for field in misc.split("|") if field.startswith("Entity=")), "")


def _mentions(words: list[_Word]) -> Iterator[GoldMention]:
    """Mentions in the order in which they end."""
    open_: list[tuple[int, str, list[int], int]] = []
    for number, word in enumerate(words):
        for match in OPENED.finditer(word.entity):
            if match["entity"]:
                least = [int(part) - 1 for part in match["least"].split(",")]
                open_.append((int(match["entity"]), match["kind"], least, number))
            if match["closed"] or match["end"]:
                wanted = int(match["end"] or match["entity"])
                place = max(index for index, one in enumerate(open_) if one[0] == wanted)
                entity, kind, least, first = open_.pop(place)
                heads = [words[first + offset].place for offset in least if first + offset <= number]
                whole = (words[first].place[0], word.place[1])
                head = (heads[0][0], heads[-1][1]) if heads else whole
                yield GoldMention(whole, head, kind, entity)
