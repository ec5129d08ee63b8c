"""Pages: the article, what the page says of itself, and the way back to its characters."""

from __future__ import annotations

import gzip
import tarfile
from html import unescape
from pathlib import Path
from time import process_time

import pytest

from onrecord.errors import SourceError
from onrecord.source.alignment import PageText, aligned
from onrecord.source.files import document_of_bytes
from onrecord.source.html import DEEPEST, MANY_TAGS, MOST_TAGS, document_of_page, is_html

PARAGRAPH = "The water board closed the old bridge on Monday after the river rose, and the mayor said so himself."
PAGE = f"""<!doctype html><html><head><title>Bridge closed | River Post</title>
<meta property="og:title" content="Bridge closed"><meta property="og:site_name" content="River Post">
<meta property="article:published_time" content="2021-03-03T08:00:00Z"><meta name="author" content="Mira Tal">
<script>var x = "{PARAGRAPH}";</script></head><body><nav><a href="/">Home</a></nav><article><h1>Bridge closed</h1>
<p>TAL, 3 March (Agency) - {PARAGRAPH}</p><h2>A second flood</h2><p>{PARAGRAPH} &ldquo;Tea &amp; bread&rdquo; stayed
<b>dry</b>, a cook said.</p><p>{PARAGRAPH} Nobody was hurt there.</p></article>
<footer>All rights reserved</footer></body></html>"""


def test_a_page_gives_its_article_and_what_it_says_of_itself() -> None:
    document = document_of_page(PAGE, "x.html")
    found = [(part.kind, document.text[part.start : part.end]) for part in document.parts]
    assert found[0] == ("title", "Bridge closed")
    assert ("dateline", "TAL, 3 March (Agency) -") in found
    assert ("heading", "A second flood") in found
    assert (document.outlet, document.byline, document.published) == ("River Post", "Mira Tal", "2021-03-03")
    assert "Home" not in document.text


def test_every_character_of_the_article_leads_back_to_the_page() -> None:
    document = document_of_page(PAGE, "x.html")
    assert document.offsets is not None
    start = document.text.index("closed the old bridge")
    assert document.offsets.original_span(start, start + 21) is not None
    found = document.offsets.original_span(start, start + 21) or (0, 0)
    assert PAGE[found[0] : found[1]] == "closed the old bridge"
    assert found[0] > PAGE.index("</script>")
    quote = document.text.index("\u201c")
    assert PAGE[document.offsets.original(quote) or 0 :].startswith("&ldquo;")


def test_letters_that_are_not_on_the_page_have_no_place() -> None:
    offsets = aligned("Nothing of this stands there", PageText.of("<p>Something else entirely is here</p>"))
    assert offsets.runs == ()


@pytest.mark.parametrize(("text", "expected"), [("<!DOCTYPE html><p>x", True), ("  <p>x</p>", True), ("a < b", False)])
def test_pages_are_told_from_text(text: str, expected: bool) -> None:
    assert is_html(text) is expected


def test_a_page_without_an_article_is_refused_by_name() -> None:
    with pytest.raises(SourceError, match=r"x\.html: no article"):
        document_of_page("<html><body><nav>Home</nav></body></html>", "x.html")


@pytest.mark.parametrize("gap", ["<br>", "<br/>\n", "<hr>", '<br class="x"> '])
def test_a_run_of_line_breaks_costs_no_more_than_two(gap: str) -> None:
    page = PAGE.replace("<h2>", gap * (1_000_000 // len(gap)) + "<h2>")
    before = process_time()
    document = document_of_page(page, "x.html")
    assert process_time() - before < 5
    expected = document_of_page(PAGE, "x.html")
    assert (document.text, document.parts) == (expected.text, expected.parts)
    assert document.offsets is not None
    start = document.text.index("A second flood")
    place = document.offsets.original_span(start, start + len("A second flood"))
    assert place is not None
    assert page[place[0] : place[1]] == "A second flood"


def test_lines_between_breaks_stay_lines() -> None:
    lines = [f"{PARAGRAPH} It was day {number}." for number in range(6)]
    page = f"<html><body><article><p>{'<br><br>'.join(lines)}</p></article></body></html>"
    text = document_of_page(page, "x.html").text
    assert [text.count(line) for line in lines] == [1] * 6


def test_a_page_of_many_tags_is_read_in_bounded_time() -> None:
    page = PAGE.replace("<h2>", "<p>a word</p>" * (MANY_TAGS // 2 + 10) + "<h2>")
    before = process_time()
    document = document_of_page(page, "x.html")
    assert process_time() - before < 10
    assert PARAGRAPH in document.text


def test_a_page_of_more_tags_than_any_is_refused() -> None:
    with pytest.raises(SourceError, match=r"x\.html: has 100,0.. tags, more than 100,000; give its text as plain text"):
        document_of_page(PAGE.replace("<h2>", "a<br>" * MOST_TAGS + "<h2>"), "x.html")


def test_tags_nested_too_deep_are_refused() -> None:
    with pytest.raises(SourceError, match="nest more than"):
        document_of_page("<html>" + "<div>" * (DEEPEST + 1) + PARAGRAPH, "x.html")


def test_entities_of_a_page_are_not_expanded_beyond_the_page(tmp_path: Path) -> None:
    secret = tmp_path / "secret"
    secret.write_text("the secret words", encoding="utf-8")
    page = f'<!DOCTYPE html [<!ENTITY x SYSTEM "file://{secret}">]>' + PAGE[15:].replace("Nobody", "&x; Nobody")
    assert "secret words" not in document_of_page(page, "x.html").text


@pytest.mark.slow
def test_real_pages_lead_back_to_their_characters(data: Path) -> None:
    letters = mapped = 0
    for name, raw in real_pages(data):
        document = document_of_bytes(raw, name)
        assert document.offsets is not None, name
        page = raw.decode("utf-8", "replace")
        letters += sum(not character.isspace() for character in document.text)
        for start, origin, length in document.offsets.runs:
            mapped += length
            if "&" not in page[origin : origin + length]:
                assert unescape(page[origin : origin + length]) == document.text[start : start + length], name
    assert mapped >= 0.95 * letters


def real_pages(data: Path) -> list[tuple[str, bytes]]:
    """The 181 and 148 real article pages, by name."""
    found = []
    for archive in ("scrapinghub_181.tar.gz", "trafilatura_eval_en.tar.gz"):
        with tarfile.open(data / "pages" / archive) as packed:
            for member in packed:
                if member.name.endswith((".html", ".html.gz")) and (file := packed.extractfile(member)) is not None:
                    raw = file.read()
                    found.append((member.name, gzip.decompress(raw) if member.name.endswith(".gz") else raw))
    return found
