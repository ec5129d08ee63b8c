"""Quotes of a draft stand for places of a text, each as the guideline says."""

import pytest

from eval.quotes import DraftError, Page

TEXT = """The mayor said the bridge was safe.

The water board said it had seen
the bridge, and that "it" (the bridge) was old.
"""


@pytest.fixture
def page() -> Page:
    return Page(TEXT)


def words(page: Page, stretch: tuple[int, int]) -> str:
    return page.text[slice(*stretch)]


def test_blocks_are_runs_of_lines_without_a_blank_line(page: Page) -> None:
    assert [words(page, block)[:9] for block in page.blocks] == ["The mayor", "The water"]
    assert words(page, page.blocks[1]).endswith("was old.")


def test_a_line_that_begins_with_white_space_belongs_to_the_block_before() -> None:
    assert len(Page(" date 2021-05-17 \n A title\n \t\nThe text").blocks) == 2


@pytest.mark.parametrize(
    ("quote", "at", "start"),
    [
        ("The mayor", None, 0),
        ("the bridge", 1, TEXT.index("the bridge")),
        ("1| the bridge", None, TEXT.index("the bridge")),
        ("the bridge @2", None, TEXT.index("the bridge, ")),
        ("seen the bridge", None, TEXT.index("seen")),
        ("said <it> had", None, TEXT.index("it had")),
        ('"it"', None, TEXT.index('"it"')),
        ("it", "that ... old", TEXT.index('it" (')),
    ],
)
def test_a_quote_has_one_place(page: Page, quote: str, at: str | int | None, start: int) -> None:
    assert page.one(quote, at)[0] == start


def test_an_ellipsis_runs_to_the_next_place_of_its_end(page: Page) -> None:
    assert words(page, page.one("2| it had ... the bridge")) == "it had seen\nthe bridge"


def test_a_star_stands_for_every_place(page: Page) -> None:
    assert [words(page, one) for one in page.every("the bridge *")] == ["the bridge"] * 3


@pytest.mark.parametrize(
    ("quote", "at", "said"),
    [
        ("the bridge", None, "3 places"),
        ("it", 1, "not there"),
        ("ridge", None, "not there"),
        ("the bridge @4", None, "3 times only"),
        ("3| the bridge", None, "the text has 2"),
        ("mayor", 0, "no block 0"),
    ],
)
def test_a_quote_without_one_place_is_refused(page: Page, quote: str, at: str | int | None, said: str) -> None:
    with pytest.raises(DraftError, match=said):
        page.one(quote, at)
