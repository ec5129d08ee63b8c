"""Plain text as people have it: which lines are title, dateline, heading, paragraph, caption or boilerplate."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from onrecord.source.dates import MONTH, date_in
from onrecord.text import Document, Part, PartKind

LINE = re.compile(r"[^\r\n\u0085\u2028\u2029\x0b\x0c]+")
BLANK_BETWEEN = re.compile(
    r"(?:\r\n|\r|\n|\u0085|\u2028|\x0b|\x0c)[ \t\u00a0]*(?:\r\n|\r|\n|\u0085|\u2028|\x0b|\x0c)|\u2029"
)
ENDS_SENTENCE = re.compile(r"[.!?\u2026][\"'\u201d\u2019)\]\u00bb]*\s*$")

# Lines that say what the report is rather than what it reports, before its text begins.
DATE_LINE = re.compile(
    r"^\s*(?:(?:date|dated|published|publication date|posted|updated|last updated|issued|date of publication)"
    r"(?:\s+on)?\s*:?\s+)?(?:\w+day,?\s+)?(?=[\w ,./-]*\d)(?P<date>[\w ,./:+-]{6,40})\s*$",
    re.IGNORECASE,
)
LABELLED = re.compile(
    r"^\s*(?P<label>title|headline|outlet|source|publisher|agency|url|link|byline|author|by)\s*:\s*(?P<value>\S.*?)\s*$",
    re.IGNORECASE,
)
BYLINE = re.compile(
    r"^\s*By (?P<value>[A-Z][\w.'\u2019-]+(?: (?:and |[A-Z])[\w.'\u2019-]*){0,5}(?:, [A-Z][\w .]+)?)\s*$"
)
HEAD_LINES = 6

SHORT_MONTH = MONTH.replace("?P<month>", "?:")
DAY_MONTH = rf"(?:\d{{1,2}}\s+{SHORT_MONTH}|{SHORT_MONTH}\s+\d{{1,2}})(?:,?\s+(?:19|20)\d\d)?"
WEEKDAY = r"(?:mon|tues|wednes|thurs|fri|satur|sun)day"
WHEN = rf"(?:(?i:{WEEKDAY},?\s+)?(?i:{DAY_MONTH})|(?i:{WEEKDAY}))"
CAPITALS = r"[^\W\d_a-z][^\W\d_a-z.'\u2019-]+(?:[ /-][^\W\d_a-z][^\W\d_a-z.'\u2019-]*){0,4}"
TITLED = r"[A-Z][\w.'\u2019-]+(?: (?:of |de |al-)?[A-Z][\w.'\u2019-]+){0,3}"
AGENCY = r"(?:\s*\(\s*[A-Z][^()\n]{1,40}\)|\s*/\s*[A-Z]{2,8}\b\.?)"
DASH = r"\s*(?:[-\u2013\u2014]{1,2}|\u2015)\s+"
# "PORT LESSEN, Kestovia, 18 May (Strait Wire) - ", "GENEVA --", "Dalmora / MNS. - "
DATELINE = re.compile(
    rf"\s*(?:{CAPITALS}(?:\s*,\s*{TITLED}){{0,2}}(?:\s*,?\s*{WHEN})?{AGENCY}?"
    rf"|{TITLED}(?:\s*,\s*{TITLED}){{0,2}}(?:\s*,\s*{WHEN}{AGENCY}?|{AGENCY})"
    rf"){DASH}(?=[\"'\u201c\u2018\u00ab]?[^\W_a-z])"
)
# "KABUL, Afghanistan (Jan. 25, 2013)" on a line of its own
DATELINE_ALONE = re.compile(rf"\s*{CAPITALS}(?:\s*,\s*{TITLED}){{0,2}}\s*[,(]\s*{WHEN}\)?\s*$")

CAPTION_CREDIT = re.compile(
    r"[(\[]\s*(?:(?:file\s+)?(?:photo|image|picture|pic|photograph|handout|courtesy|credit|video|graphic|map)\b[^)\]]*"
    r"|[^)\]]*\b(?:photo|image|handout|via|getty|wire|archive|pool)\b[^)\]]*"
    r"|(?-i:[A-Z][\w.&' -]{1,30} ?/ ?[A-Z][\w.&' /-]{1,40}))\s*[)\]]\.?\s*$",
    re.IGNORECASE,
)
CAPTION_START = re.compile(
    r"^\s*[\[(]?(?:file\s+)?(?:photo|image|picture|caption|photograph|video|graphic)\s*(?:by|credit|caption)?\s*:",
    re.IGNORECASE,
)
BOILERPLATE = re.compile(
    r"^\s*(?:advertisement|read more\b.{0,80}|read also\b.*|see also\b.*|related (?:articles|stories|news)?:?.{0,60}"
    r"|share this.*|sign up\b.*|subscribe\b.*|follow us\b.*|click here\b.*|all rights reserved\b.*"
    r"|(?:\u00a9|\(c\)|copyright)\s.*|sources?|external links|sister links|have an opinion on this story\b.*"
    r"|-{3,}|\*{3,}|_{3,}|#{3,}|={3,})\s*$",
    re.IGNORECASE,
)
# Widths to which people and programs break lines, in characters.
NARROWEST, WIDEST = 50, 110
# The longest title and heading, in characters: 95 % of 2,106 feed titles are under 120; headings are shorter.
TITLE_LENGTH = 200
HEADING_LENGTH = 90
HEADING_WORDS = 12
QUESTION_WORDS = 4


class Line(NamedTuple):
    """A line without the white space around it; `after_gap` tells whether a blank line stands before it."""

    start: int
    end: int
    text: str
    after_gap: bool


@dataclass(frozen=True, slots=True)
class Head:
    """What the lines before the text say of the report, and how many they are."""

    published: str | None = None
    title: str | None = None
    outlet: str | None = None
    url: str | None = None
    byline: str | None = None
    lines: int = 0


def document_of(
    text: str,
    *,
    published: str | None = None,
    url: str | None = None,
    title: str | None = None,
    outlet: str | None = None,
    warnings: tuple[str, ...] = (),
) -> Document:
    """A document of plain text: its head read, its parts told apart; what the caller knows goes before the head."""
    lines = tuple(lines_of(text))
    head = head_of(lines)
    parts = tuple(_parts(text, lines, head, has_title=title is not None))
    dateline = next((text[part.start : part.end] for part in parts if part.kind == "dateline"), None)
    found_title = next((text[part.start : part.end] for part in parts if part.kind == "title"), None)
    return Document(
        text,
        parts,
        title=title or head.title or found_title,
        outlet=outlet or head.outlet,
        url=url or head.url,
        byline=head.byline,
        published=published or head.published or (date_in(dateline) if dateline else None),
        warnings=warnings,
    )


def lines_of(text: str) -> Iterator[Line]:
    """The lines of a text that hold more than white space."""
    end = 0
    gap = True
    for match in LINE.finditer(text):
        gap = gap or BLANK_BETWEEN.search(text, end, match.start()) is not None
        end = match.end()
        stripped = match.group().strip()
        if not stripped:
            continue
        start = match.start() + len(match.group()) - len(match.group().lstrip())
        yield Line(start, start + len(stripped), stripped, gap)
        gap = False


def head_of(lines: Sequence[Line]) -> Head:
    """What the first lines say of the report, as long as they do nothing else."""
    head = Head()
    for number, line in enumerate(lines[:HEAD_LINES]):
        known = _head_line(line.text)
        if known is None:
            if number == 0 and len(lines) > 1 and _head_line(lines[1].text) is not None and _is_title(line, lines, 0):
                continue
            break
        field, value = known
        head = _with(head, field, value, number + 1)
    return head


def _with(head: Head, field: str, value: str, lines: int) -> Head:
    values = {name: getattr(head, name) for name in ("published", "title", "outlet", "url", "byline")}
    values[field] = values[field] or value
    return Head(**values, lines=lines)


def _head_line(line: str) -> tuple[str, str] | None:
    """The field that a line of the head fills and its value."""
    if (match := DATE_LINE.match(line)) and (found := date_in(match["date"])):
        return "published", found
    if match := LABELLED.match(line):
        fields = {"headline": "title", "source": "outlet", "publisher": "outlet", "agency": "outlet", "link": "url"}
        label = match["label"].lower()
        field = fields.get(label, "byline" if label in ("author", "by") else label)
        return field, match["value"]
    if match := BYLINE.match(line):
        return "byline", match["value"]
    return None


def _parts(text: str, lines: Sequence[Line], head: Head, *, has_title: bool) -> Iterator[Part]:
    wants_title = not has_title and head.title is None
    wants_dateline = True
    wrapped = _Wrapped(lines)
    index = 0
    while index < len(lines):
        line = lines[index]
        if index < head.lines and _head_line(line.text) is not None:
            yield Part("boilerplate", line.start, line.end)
            index += 1
            continue
        last = wrapped.last(index)
        kind: PartKind = _kind(lines, index, last, wants_title=wants_title)
        wants_title = wants_title and kind in ("boilerplate", "caption")
        if kind == "paragraph" and wants_dateline:
            cut = dateline_end(text[line.start : lines[last].end])
            if cut:
                yield Part("dateline", line.start, line.start + len(text[line.start : line.start + cut].rstrip()))
                wants_dateline = False
                if line.start + cut < lines[last].end:
                    yield Part("paragraph", line.start + cut, lines[last].end)
                index = last + 1
                continue
        yield Part(kind, line.start, lines[last].end)
        index = last + 1


def _kind(lines: Sequence[Line], index: int, last: int, *, wants_title: bool) -> PartKind:
    line = lines[index]
    if index != last:
        return "paragraph"
    if BOILERPLATE.match(line.text):
        return "boilerplate"
    if is_caption(line.text):
        return "caption"
    if wants_title and _is_title(line, lines, index):
        return "title"
    if _is_heading(line, lines, index):
        return "heading"
    return "paragraph"


def is_caption(line: str) -> bool:
    """Whether a line is a photo's caption: it ends in a credit in brackets or starts with "Photo:"."""
    return len(line) <= 400 and bool(CAPTION_CREDIT.search(line) or CAPTION_START.match(line))


def dateline_end(paragraph: str) -> int:
    """How many characters of a paragraph are its dateline, with the white space after it; 0 where there is none."""
    if DATELINE_ALONE.match(paragraph):
        return len(paragraph)
    match = DATELINE.match(paragraph)
    return match.end() if match and match.end() <= 100 else 0


def _is_title(line: Line, lines: Sequence[Line], index: int) -> bool:
    if len(line.text) > TITLE_LENGTH or index + 1 >= len(lines) or dateline_end(line.text):
        return False
    if re.search(r"[.;,]$", line.text) and not line.text.endswith("..."):
        return False
    after = lines[index + 1]
    stands_apart = after.after_gap or len(after.text) > len(line.text) or _head_line(after.text) is not None
    return stands_apart and not line.text[0].islower()


def _is_heading(line: Line, lines: Sequence[Line], index: int) -> bool:
    """A short line without a full stop, between paragraphs, that starts with a capital or a figure."""
    if len(line.text) > HEADING_LENGTH or len(line.text.split()) > HEADING_WORDS or index + 1 >= len(lines):
        return False
    ended = re.search(r"[.,;:!\u2026][\"'\u201d\u2019)\]]*(?:\s*\[[^\[\]]*\])?$", line.text)  # "... [words indistinct]"
    if ended or not re.match(r"[\"'\u201c\u2018]?[A-Z\d]", line.text):
        return False
    if line.text.endswith("?") and len(line.text.split()) > QUESTION_WORDS:
        return False  # an interviewer's question is somebody's words, not a heading
    return not re.match(r"^[\"\u201c].*[\"\u201d]$", line.text)


class _Wrapped:
    """Which lines are one paragraph that was broken to a width. Each block is looked through once for each width that
    its ends have, not once a line: a text of 400,000 short lines would take hours.
    """

    def __init__(self, lines: Sequence[Line]) -> None:
        self.lines = lines
        # For each line, the last line of its block and the longest line from here to there.
        self.ends = list(range(len(lines)))
        self.widths = [len(line.text) for line in lines]
        for index in range(len(lines) - 2, -1, -1):
            if not lines[index + 1].after_gap:
                self.ends[index] = self.ends[index + 1]
                self.widths[index] = max(self.widths[index], self.widths[index + 1])
        self.known: tuple[int, int, int, list[int]] = (-1, -1, 0, [])

    def last(self, index: int) -> int:
        """The last line of the paragraph that starts here; the line itself where lines are whole paragraphs."""
        end, width = self.ends[index], self.widths[index]
        if end == index or not NARROWEST <= width <= WIDEST:
            return index
        return end if self._full(index, end, width) >= 0.6 * (end - index) else index

    def _full(self, index: int, end: int, width: int) -> int:
        """How many lines from here to the end of the block run on into the next."""
        if self.known[:2] != (end, width):
            block = self.lines[index : end + 1]
            counts = [0] * len(block)
            for at in range(len(block) - 2, -1, -1):
                counts[at] = counts[at + 1] + _runs_on(block[at], block[at + 1], width)
            self.known = (end, width, index, counts)
        return self.known[3][index - self.known[2]]


def _runs_on(line: Line, after: Line, width: int) -> bool:
    """Whether a line was broken where the next word would not fit."""
    first_word = after.text.split(maxsplit=1)[0]
    fits = len(line.text) + 1 + len(first_word) <= width
    return not fits or (not ENDS_SENTENCE.search(line.text) and after.text[0].islower())
