"""The worker: order, outcomes, faults, the end; and a job's states as events."""

from __future__ import annotations

import asyncio
import json
import threading
import time
from collections.abc import Iterator

import pytest

from onrecord.errors import SourceError
from onrecord.web.jobs import KEPT, OUTCOMES_KEPT, Job, Jobs, Outcome, Progress, event_of, events_of
from onrecord.web.problems import ProblemError


def _clock() -> str:
    return "2021-05-18T09:30:00.000Z"


@pytest.fixture
def jobs() -> Iterator[Jobs]:
    """A queue whose worker runs."""
    made = Jobs(waiting=KEPT + 50, clock=_clock)
    made.start()
    yield made
    made.stop()


def _ended(jobs: Jobs, job: Job) -> Job:
    until = time.monotonic() + 10
    while time.monotonic() < until:
        found = jobs.get(job.id)
        assert found is not None
        if found.ended is not None:
            return found
        time.sleep(0.005)
    raise AssertionError(f"job {job.id} did not end")


def _nothing(_: Progress) -> None:
    """A task that is done at once."""


def test_a_job_tells_what_became_of_each_thing(jobs: Jobs) -> None:
    def task(progress: Progress) -> None:
        progress.expect(2)
        progress.tell(Outcome("a.txt", "new report", "r1"))
        progress.tell(Outcome("b.txt", "failed", error="no text"))

    found = _ended(jobs, jobs.add(task, kind="take in", label="two files", by="ada"))
    assert (found.state, found.done, found.failed, found.total, found.by) == ("done", 2, 1, 2, "ada")
    assert [one.location for one in found.outcomes] == ["a.txt", "b.txt"]


def test_jobs_are_done_one_after_another_in_order(jobs: Jobs) -> None:
    order: list[int] = []
    added = [jobs.add(lambda _, n=n: order.append(n), kind="x", label="", by="") for n in range(20)]  # type: ignore[misc]
    _ended(jobs, added[-1])
    assert order == list(range(20))
    assert [job.id for job in jobs.all()] == [job.id for job in reversed(added)]


def test_a_fault_ends_the_job_and_not_the_worker(jobs: Jobs, caplog: pytest.LogCaptureFixture) -> None:
    def on_purpose(_: Progress) -> None:
        raise SourceError("a.txt: is no report; give text or HTML")

    def by_mistake(_: Progress) -> None:
        raise ZeroDivisionError("secret detail")

    assert _ended(jobs, jobs.add(on_purpose, kind="x", label="", by="")).error == (
        "a.txt: is no report; give text or HTML"
    )
    found = _ended(jobs, jobs.add(by_mistake, kind="x", label="", by=""))
    assert (found.state, found.error) == ("failed", "ZeroDivisionError; the server's log says more")
    assert "secret detail" in caplog.text
    assert _ended(jobs, jobs.add(_nothing, kind="x", label="", by="")).state == "done"


def test_old_jobs_are_forgotten_and_only_the_newest_outcomes_kept(jobs: Jobs) -> None:
    def task(progress: Progress) -> None:
        for number in range(OUTCOMES_KEPT + 5):
            progress.tell(Outcome(str(number), "known"))

    first = jobs.add(task, kind="x", label="", by="")
    found = _ended(jobs, first)
    assert (found.done, len(found.outcomes), found.outcomes[0].location) == (OUTCOMES_KEPT + 5, OUTCOMES_KEPT, "5")
    for _ in range(KEPT + 1):
        last = jobs.add(_nothing, kind="x", label="", by="")
    _ended(jobs, last)
    jobs.add(_nothing, kind="x", label="", by="")
    assert jobs.get(first.id) is None
    assert len(jobs.all()) <= KEPT + 1


def test_too_many_waiting_jobs_are_refused() -> None:
    jobs = Jobs(waiting=2, clock=_clock)
    for _ in range(2):
        jobs.add(_nothing, kind="x", label="", by="")
    with pytest.raises(ProblemError) as raised:
        jobs.add(_nothing, kind="x", label="", by="")
    assert (raised.value.status, raised.value.headers) == (503, {"Retry-After": "2"})


def test_at_the_end_what_runs_stops_and_what_waits_is_told_so() -> None:
    jobs, running = Jobs(waiting=5, clock=_clock), threading.Event()

    def endless(progress: Progress) -> None:
        while True:
            progress.tell(Outcome("again", "known"))
            running.set()

    jobs.start()
    first, second = jobs.add(endless, kind="x", label="", by=""), jobs.add(_nothing, kind="x", label="", by="")
    assert running.wait(10)
    jobs.stop()
    assert [jobs.get(job.id).state for job in (first, second)] == ["stopped", "stopped"]  # type: ignore[union-attr]


def test_events_run_from_the_present_state_to_the_end(jobs: Jobs) -> None:
    go_on = threading.Event()

    def task(progress: Progress) -> None:
        progress.tell(Outcome("a.txt", "new report", "r1"))
        go_on.wait(10)

    job = jobs.add(task, kind="x", label="", by="")

    async def followed() -> list[str]:
        events = []
        async for event in events_of(jobs, job.id):
            events.append(event)
            if '"done": 1' in event:
                go_on.set()
        return events

    events = asyncio.run(followed())
    assert events[-1].startswith("event: end\n")
    assert all(event.startswith("event: progress\n") for event in events[:-1])
    assert json.loads(events[-1].partition("data: ")[2])["state"] == "done"


def test_nothing_in_a_job_ends_its_event_early() -> None:
    job = Job("0", "x", "a\n\nevent: end\r\ndata: {}\u2028\u2029\u0085", "ada", _clock())
    event = event_of(job)
    assert event.endswith("\n\n")
    assert len(event.removesuffix("\n\n").splitlines()) == 3
    assert json.loads(event.partition("data: ")[2])["label"] == job.label
