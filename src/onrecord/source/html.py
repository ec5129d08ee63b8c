"""HTML pages: the article through trafilatura, with what the page says of itself and the way back to its characters.

The text of the document is made of the article's blocks (title, headings, paragraphs, captions), one a line. The
offset map leads each character back to the page's markup: the words of a block are aligned, in order, with the
characters of the page's own text nodes, so a word that stands twice on the page is taken where its block stands.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from onrecord.errors import SourceError
from onrecord.source.alignment import PageText, aligned
from onrecord.source.markup import without_unread
from onrecord.source.plain import dateline_end, is_caption
from onrecord.text import Document, Part, PartKind

HTML_START = re.compile(r"<(?:!doctype\s+html|html|head|body)\b|\A\s*<(?:article|div|p|section|main)\b", re.IGNORECASE)
# Nesting beyond this is refused before a parser sees it; the deepest of 329 real pages nests 51 deep.
DEEPEST = 400
# Tags of a page, of which the largest of 329 real ones has 7,092. From the first number on, the article is sought in
# one way only: comparing it with what other ways find takes time that grows with the square of the tags. From the
# second on, a page is refused; the slowest made up of fewer took 8 s.
MANY_TAGS, MOST_TAGS = 20_000, 100_000
# Line breaks and rules one after another say no more than two of them; each of thousands is looked at a dozen times.
RUN = re.compile(r"(<(?:br|hr)\b[^<>]{0,99}>\s*)(?:<(?:br|hr)\b[^<>]{0,99}>\s*){2,}", re.IGNORECASE)
TAG = re.compile(r"<(/?)([a-zA-Z][a-zA-Z0-9]*)\b[^<>]*?(/?)>")
VOID = frozenset({
    "area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "param", "source", "track", "wbr",
    "p", "li", "td", "tr", "th", "dd", "dt", "option",
})  # fmt: skip


class Block(NamedTuple):
    """A stretch of the article as trafilatura gives it."""

    kind: PartKind
    text: str


def is_html(text: str) -> bool:
    """Whether a text is a page rather than plain text."""
    return HTML_START.search(text[:4000]) is not None


def document_of_page(
    page: str, name: str, *, published: str | None = None, url: str | None = None, warnings: tuple[str, ...] = ()
) -> Document:
    """The article of a page; raises SourceError, naming the file, where no article can be found in it."""
    short = RUN.sub(r"\1\1", page)
    depth, tags = nesting_of(short)
    if depth > DEEPEST:
        raise SourceError(f"{name}: its tags nest more than {DEEPEST} deep; this is not read as a page")
    if tags > MOST_TAGS:
        raise SourceError(f"{name}: has {tags:,} tags, more than {MOST_TAGS:,}; give its text as plain text")
    blocks, about = _article(short, url, fast=tags > MANY_TAGS)
    if not blocks:
        raise SourceError(f"{name}: no article was found in this page; give its text as plain text")
    text, parts = joined(blocks)
    return Document(
        text,
        tuple(parts),
        title=about.get("title"),
        outlet=about.get("sitename"),
        url=url or about.get("url"),
        byline=about.get("author"),
        published=published or about.get("date"),
        offsets=aligned(text, PageText.of(page)),
        warnings=warnings,
    )


def _article(page: str, url: str | None, *, fast: bool) -> tuple[list[Block], dict[str, str]]:
    import trafilatura
    from lxml import etree

    found = trafilatura.bare_extraction(
        page,
        url=url,
        with_metadata=True,
        include_comments=False,
        include_tables=False,
        favor_precision=False,
        fast=fast,
    )
    if found is None:
        return [], {}
    known = found if isinstance(found, dict) else found.as_dict()
    about = {key: value for key in ("title", "sitename", "author", "date", "url") if (value := known.get(key))}
    body = known.get("body")
    if body is None:
        return [], about
    blocks = list(_blocks(body, etree))
    title = about.get("title")
    if title and not any(_same(title, block.text) for block in blocks[:3]):
        blocks.insert(0, Block("title", spaced(title)))
    elif title:
        blocks = [Block("title", block.text) if _same(title, block.text) else block for block in blocks]
    return [block for block in blocks if block.text], about


def _blocks(body: object, etree: object) -> Iterator[Block]:
    for element in body.iterdescendants("p", "head", "item", "quote", "cell"):  # type: ignore[attr-defined]
        if any(ancestor.tag in ("p", "item", "quote", "head") for ancestor in element.iterancestors()):
            continue
        text = spaced("".join(element.itertext()))
        if not text:
            continue
        if element.tag == "head":
            yield Block("heading", text)
        else:
            yield Block("caption" if is_caption(text) else "paragraph", text)


def spaced(text: str) -> str:
    return re.sub(r"\s+", " ", text).strip()


def _same(title: str, text: str) -> bool:
    return spaced(title).casefold() == text.casefold()


def joined(blocks: list[Block]) -> tuple[str, list[Part]]:
    """The blocks as one text, a blank line between each, and their parts; a dateline becomes a part of its own."""
    parts: list[Part] = []
    texts: list[str] = []
    start = 0
    dateline_wanted = True
    for block in blocks:
        end = start + len(block.text)
        cut = dateline_end(block.text) if dateline_wanted and block.kind == "paragraph" else 0
        if cut:
            parts.append(Part("dateline", start, start + len(block.text[:cut].rstrip())))
            dateline_wanted = False
        if start + cut < end:
            parts.append(Part(block.kind, start + cut, end))
        texts.append(block.text)
        start = end + 2
    return "\n\n".join(texts), parts


def nesting_of(page: str) -> tuple[int, int]:
    """How deep the tags nest, and how many they are, counted without building a tree."""
    deepest = depth = tags = 0
    for match in TAG.finditer(without_unread(page)):
        closing, name, empty = match.groups()
        tags += 1
        if name.lower() in VOID or empty:
            continue
        depth = max(0, depth - 1) if closing else depth + 1
        deepest = max(deepest, depth)
    return deepest, tags
