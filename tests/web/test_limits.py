"""How much and how often: sizes told and untold, buckets that fill."""

from __future__ import annotations

from collections.abc import Iterator

from fastapi import FastAPI, Request, UploadFile

from onrecord.web.limits import CLIENTS_KEPT, Allowance, RateLimit, SizeLimit
from onrecord.web.problems import tell_problems
from tests.web.client import TestClient


def _sized(largest: int) -> TestClient:
    app = FastAPI()
    tell_problems(app)

    @app.post("/raw")
    async def raw(request: Request) -> int:
        return len(await request.body())

    @app.post("/json")
    def json(given: list[int]) -> int:
        return len(given)

    @app.post("/file")
    def file(upload: UploadFile) -> int:
        return len(upload.file.read())

    app.add_middleware(SizeLimit, largest=largest)
    return TestClient(app)


def test_a_body_that_says_it_is_too_large_is_refused_unread() -> None:
    found = _sized(1000).post("/raw", content=b"x" * 1001)
    assert found.status_code == 413
    assert found.headers["content-type"] == "application/problem+json"
    assert _sized(1000).post("/raw", content=b"x" * 1000).json() == 1000


def test_a_body_that_does_not_say_is_counted_as_it_comes() -> None:
    def pieces() -> Iterator[bytes]:
        for _ in range(30):
            yield b"[1," + b"1," * 48 + b"1]"

    for path in ("/raw", "/json"):
        found = _sized(1000).post(path, content=pieces(), headers={"content-type": "application/json"})
        assert (path, found.status_code, found.json()["title"]) == (path, 413, found.json()["title"])
        assert "1000 bytes" in found.json()["detail"]


def test_a_file_is_counted_too() -> None:
    assert _sized(1000).post("/file", files={"upload": ("a.txt", b"x" * 2000)}).status_code == 413
    assert _sized(1000).post("/file", files={"upload": ("a.txt", b"x" * 500)}).json() == 500


def test_a_bucket_gives_its_burst_then_its_rate() -> None:
    now = 100.0
    allowance = Allowance(2.0, 3, lambda: now)
    assert [allowance.wait("a", 1) for _ in range(4)] == [0, 0, 0, 0.5]
    assert allowance.wait("b", 1) == 0
    now += 0.5
    assert [allowance.wait("a", 1) for _ in range(2)] == [0, 0.5]
    now += 1000
    assert [allowance.wait("a", 1) for _ in range(4)] == [0, 0, 0, 0.5]


def test_a_dear_request_counts_for_more() -> None:
    allowance = Allowance(1.0, 10, lambda: 0.0)
    assert allowance.wait("a", 10) == 0
    assert allowance.wait("a", 5) == 5.0


def test_clients_beyond_the_number_kept_are_forgotten() -> None:
    allowance = Allowance(1.0, 1, lambda: 0.0)
    assert allowance.wait("first", 1) == 0
    assert allowance.wait("first", 1) == 1
    for number in range(CLIENTS_KEPT):
        allowance.wait(str(number), 1)
    assert allowance.wait("first", 1) == 0


def test_asking_too_often_is_a_problem_that_says_when_to_come_back() -> None:
    app = FastAPI()

    @app.get("/")
    def yes() -> str:
        return "yes"

    app.add_middleware(RateLimit, allowance=Allowance(0.5, 2, lambda: 0.0))
    client = TestClient(app)
    assert [client.get("/").status_code for _ in range(3)] == [200, 200, 429]
    found = client.get("/")
    assert found.headers["retry-after"] == "2"
    assert found.json()["detail"] == "too many requests; try again in 2 s"
