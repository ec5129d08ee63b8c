"""What the server asks itself when it starts: answered and kept, and nothing that a client could pose as."""

from __future__ import annotations

import asyncio
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from fastapi import FastAPI
from fastapi.testclient import TestClient
from starlette.types import Message, Receive, Scope, Send

from onrecord.store.opening import open_store
from onrecord.web.app import make_app
from onrecord.web.etags import etag_of
from onrecord.web.first_looks import OWN, PREFIX, QUESTIONS, ask_first
from onrecord.web.serving import Binding
from tests.web.conftest import GENEROUS, HOME, taking_of


def test_every_question_is_answered_and_kept(database: Path) -> None:
    with started(database, Binding()) as app:
        asyncio.run(ask_first(app, Binding(), 0))
        serving = app.state.serving
        mark = serving.changes.mark()
        asked = [(PREFIX + question).partition("?") for question in QUESTIONS]
        kept = [serving.answers.get(etag_of(mark, path, query, "admin")) for path, _, query in asked]
    assert [question for question, body in zip(QUESTIONS, kept, strict=True) if body is None] == []


def test_where_tokens_are_wanted_the_answers_are_a_readers_and_no_client_poses_as_the_server(database: Path) -> None:
    binding = Binding(tokens=True)
    with started(database, binding) as app:
        asyncio.run(ask_first(app, binding, 0))
        serving = app.state.serving
        assert serving.answers.get(etag_of(serving.changes.mark(), f"{PREFIX}/reports", "", "reader")) is not None
        posing = TestClient(app, base_url=HOME, client=("127.0.0.1", 1)).get(f"{PREFIX}/reports", headers={OWN: "1"})
        assert posing.status_code == 401


@contextmanager
def started(database: Path, binding: Binding) -> Iterator[FastAPI]:
    """An application whose life has begun."""
    with open_store(database) as store:
        app = make_app(store, taking_of(store), binding=binding, limits=GENEROUS)
        with TestClient(app, base_url=HOME):
            yield app


def test_a_question_that_fails_keeps_nobody_from_the_next() -> None:
    asked: list[str] = []

    async def failing(scope: Scope, receive: Receive, send: Send) -> None:
        asked.append(scope["path"])
        message: Message = await receive()
        raise ValueError(message)

    asyncio.run(ask_first(failing, Binding(), 0))
    assert len(asked) == len(QUESTIONS)
