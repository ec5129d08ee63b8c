"""The markup of an article without its page, as feeds and ninjs carry it: all of it is the article."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from onrecord.errors import SourceError
from onrecord.source.alignment import PageText, aligned
from onrecord.source.html import DEEPEST, Block, joined, nesting_of, spaced
from onrecord.source.plain import is_caption
from onrecord.text import Document

if TYPE_CHECKING:
    from lxml.html import HtmlElement

BLOCKS = frozenset({
    "address", "article", "aside", "blockquote", "body", "br", "dd", "div", "dl", "dt", "figcaption", "figure",
    "footer", "h1", "h2", "h3", "h4", "h5", "h6", "header", "hr", "html", "li", "main", "ol", "p", "pre", "section",
    "table", "td", "th", "tr", "ul",
})  # fmt: skip
HEADINGS = frozenset({"h1", "h2", "h3", "h4", "h5", "h6"})
UNREAD = frozenset({"script", "style", "template", "noscript", "svg", "iframe", "object", "form", "button"})


def document_of_fragment(markup: str, name: str, *, title: str | None = None) -> Document:
    """The document of an article's markup; raises SourceError, naming it, where there is no text in it."""
    if nesting_of(markup)[0] > DEEPEST:
        raise SourceError(f"{name}: its tags nest more than {DEEPEST} deep; this is not read as an article")
    blocks = list(_blocks(markup))
    if not blocks:
        raise SourceError(f"{name}: holds no text between its tags; give the article's text")
    if title and not any(spaced(title).casefold() == block.text.casefold() for block in blocks[:2]):
        blocks.insert(0, Block("title", spaced(title)))
    text, parts = joined(blocks)
    return Document(text, tuple(parts), title=title, offsets=aligned(text, PageText.of(markup)))


def text_of_markup(markup: str) -> str:
    """The words of a short piece of markup (a feed's title) on one line."""
    return " ".join(block.text for block in _blocks(markup)) if "<" in markup or "&" in markup else spaced(markup)


def _blocks(markup: str) -> Iterator[Block]:
    """The stretches of text between the tags that start a line."""
    from lxml import etree
    from lxml.html import HTMLParser, fragment_fromstring

    parser = HTMLParser(no_network=True, huge_tree=False, encoding="utf-8")
    # Lone surrogates and zero bytes have no place in a tree; a blank keeps the words beside them apart.
    clean = markup.replace("\x00", " ").encode("utf-8", "replace")
    try:
        root = fragment_fromstring(clean, create_parent="div", parser=parser)
    except (etree.ParserError, etree.XMLSyntaxError, ValueError):
        return
    heading = False
    words: list[str] = []
    for is_heading, piece in _pieces(root):
        if piece is None:
            yield from _block(words, heading=heading)
            words, heading = [], is_heading
        else:
            words.append(piece)
    yield from _block(words, heading=heading)


def _block(words: list[str], *, heading: bool) -> Iterator[Block]:
    text = spaced("".join(words))
    if text:
        yield Block("heading" if heading else "caption" if is_caption(text) else "paragraph", text)


def _pieces(root: HtmlElement) -> Iterator[tuple[bool, str | None]]:
    """Pieces of text in order; None where a tag starts or ends a line, with whether a heading starts there."""
    from lxml import etree

    depth_unread = 0
    for event, element in etree.iterwalk(root, events=("start", "end", "comment", "pi")):
        tag = element.tag if isinstance(element.tag, str) else None
        started = event == "start" and tag is not None
        if tag in UNREAD:
            depth_unread += 1 if started else -1
        if tag in BLOCKS and not depth_unread:
            yield (started and tag in HEADINGS), None
        piece = element.text if started else element.tail if event != "start" else None
        if piece and not depth_unread and (element is not root or started):
            yield False, piece
