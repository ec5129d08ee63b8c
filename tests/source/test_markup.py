"""What nobody reads on a page is found in one pass, and fragments give all their text."""

from __future__ import annotations

import time

import pytest

from onrecord.errors import SourceError
from onrecord.source.fragment import document_of_fragment, text_of_markup
from onrecord.source.markup import unread, unread_and_tags, without_unread

PAGE = "<p>One</p><!-- <p>two</p> --><SCRIPT src=x>three < 3</script ><style>four</style>five<script>six"


def test_comments_scripts_and_styles_are_unread() -> None:
    assert [PAGE[start:end] for start, end in unread(PAGE)] == [
        "<!-- <p>two</p> -->", "<SCRIPT src=x>three < 3</script >", "<style>four</style>",
    ]  # fmt: skip
    assert without_unread(PAGE) == "<p>One</p>five<script>six"


def test_tags_are_no_text_and_a_script_without_end_is_a_tag() -> None:
    at, text = 0, []
    for start, end in unread_and_tags(PAGE):
        text.append(PAGE[at:start])
        at = end
    assert [one for one in (*text, PAGE[at:]) if one] == ["One", "five", "six"]


@pytest.mark.parametrize("piece", ["<script>", "<!--", "<style></script>", "<a ", "<", "<script x"])
def test_a_hostile_page_takes_no_longer_than_its_length(piece: str) -> None:
    page = piece * (400_000 // len(piece))
    start = time.monotonic()
    assert sum(1 for _ in unread_and_tags(page)) >= 0
    assert without_unread(page)
    assert time.monotonic() - start < 5


def test_all_text_of_a_fragment_is_its_article() -> None:
    start, end = "Words <b>before</b><h2>A heading</h2><p>One&nbsp;more.</p>", "<script>no()</script>end"
    markup = f"{start}<ul><li>a</li><li>b</li></ul>{end}"
    document = document_of_fragment(markup, "entry", title="The title")
    assert document.text.split("\n\n") == ["The title", "Words before", "A heading", "One more.", "a", "b", "end"]
    assert [part.kind for part in document.parts][:3] == ["title", "paragraph", "heading"]


def test_a_title_that_the_fragment_starts_with_is_not_said_twice() -> None:
    assert document_of_fragment("<h1>Bridge</h1><p>Closed.</p>", "entry", title="bridge").text == "Bridge\n\nClosed."


def test_a_fragment_without_text_is_refused() -> None:
    with pytest.raises(SourceError, match="entry: holds no text"):
        document_of_fragment("<p><img src=x></p>", "entry")


def test_short_markup_becomes_words_on_one_line() -> None:
    assert text_of_markup("Tea &amp; <i>bread</i>\n rise") == "Tea & bread rise"
    assert text_of_markup(" plain  words ") == "plain words"
