"""Work that takes longer than a request: one worker thread, one queue, and what is known of each job."""

from __future__ import annotations

import json
import logging
import queue
import secrets
import threading
from collections import OrderedDict
from collections.abc import AsyncIterator, Callable
from dataclasses import asdict, dataclass, replace
from typing import Final, Literal, Protocol

import anyio

from onrecord.errors import OnrecordError
from onrecord.web.problems import RETRY_SECONDS, ProblemError

State = Literal["waiting", "running", "done", "failed", "stopped"]
ENDED: Final = frozenset({"done", "failed", "stopped"})
LOG = logging.getLogger("onrecord.web.jobs")
KEPT = 200
OUTCOMES_KEPT = 200
# Often enough to look alive, seldom enough that forty watchers cost nothing.
LOOK_SECONDS = 0.1
SILENCE_SECONDS = 15.0


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of one thing that a job took up: its place, its state, the report's id or the error."""

    location: str
    state: str
    report: str | None = None
    error: str | None = None


@dataclass(frozen=True, slots=True)
class Job:
    """What is known of a job; `total` is None while nobody knows how much there is to do."""

    id: str
    kind: str
    label: str
    by: str
    created: str
    state: State = "waiting"
    done: int = 0
    failed: int = 0
    total: int | None = None
    outcomes: tuple[Outcome, ...] = ()
    error: str | None = None
    ended: str | None = None


class Progress(Protocol):
    """What a task tells while it works; each call raises StoppedError once the server stops."""

    def expect(self, total: int) -> None:
        """Say how much there is to do."""
        ...

    def tell(self, outcome: Outcome) -> None:
        """Say what became of one thing."""
        ...


Task = Callable[[Progress], None]


class StoppedError(OnrecordError):
    """The server stops, and the task with it."""


class Jobs:
    """The queue and its worker; what is known of a job is a frozen Job, replaced as it goes on."""

    def __init__(self, *, waiting: int, clock: Callable[[], str]) -> None:
        self._queue: queue.Queue[tuple[str, Task] | None] = queue.Queue()
        self._jobs: OrderedDict[str, Job] = OrderedDict()
        self._lock = threading.Lock()
        self._waiting, self._clock = waiting, clock
        self._stopping = threading.Event()
        self._worker: threading.Thread | None = None

    def start(self) -> None:
        """Start the worker."""
        self._worker = threading.Thread(target=self._work, name="onrecord-jobs", daemon=True)
        self._worker.start()

    def stop(self, timeout: float = 10.0) -> None:
        """Stop after the thing that is being done, and wait for that."""
        self._stopping.set()
        self._queue.put(None)
        if self._worker is not None:
            self._worker.join(timeout)

    def add(self, task: Task, *, kind: str, label: str, by: str) -> Job:
        """Queue a task; raises a 503 where too many wait."""
        job = Job(secrets.token_hex(8), kind, label[:200], by, self._clock())
        with self._lock:
            if self._stopping.is_set() or self._count("waiting") >= self._waiting:
                detail = f"{self._waiting} jobs wait already; try again later"
                raise ProblemError(503, detail, headers={"Retry-After": str(RETRY_SECONDS)})
            self._jobs[job.id] = job
            self._forget()
        self._queue.put((job.id, task))
        return job

    def all(self) -> list[Job]:
        """Every job that is still known, newest first."""
        with self._lock:
            return list(reversed(self._jobs.values()))

    def get(self, job_id: str) -> Job | None:
        """The job with this id, as it stands."""
        with self._lock:
            return self._jobs.get(job_id)

    def unended(self) -> int:
        """How many wait or run."""
        with self._lock:
            return self._count("waiting") + self._count("running")

    @property
    def is_stopping(self) -> bool:
        """Whether the server is on its way out."""
        return self._stopping.is_set()

    def _count(self, state: State) -> int:
        return sum(job.state == state for job in self._jobs.values())

    def _forget(self) -> None:
        ended = [job.id for job in self._jobs.values() if job.state in ENDED]
        for job_id in ended[: max(0, len(self._jobs) - KEPT)]:
            del self._jobs[job_id]

    def _change(self, job_id: str, change: Callable[[Job], Job]) -> None:
        with self._lock:
            if job_id in self._jobs:
                self._jobs[job_id] = change(self._jobs[job_id])

    def _work(self) -> None:
        while (taken := self._queue.get()) is not None and not self._stopping.is_set():
            job_id, task = taken
            self._change(job_id, lambda job: replace(job, state="running"))
            state, error = self._outcome_of(task, _Telling(self, job_id))
            ended = self._clock()
            self._change(job_id, lambda job: replace(job, state=state, error=error, ended=ended))  # noqa: B023
        ended = self._clock()
        with self._lock:
            for job in self._jobs.values():
                if job.state not in ENDED:
                    self._jobs[job.id] = replace(job, state="stopped", error="the server stopped", ended=ended)

    @staticmethod
    def _outcome_of(task: Task, progress: Progress) -> tuple[State, str | None]:
        try:
            task(progress)
        except StoppedError as error:
            return "stopped", str(error)
        except OnrecordError as error:
            return "failed", str(error)
        except Exception as error:  # one job's fault must not end the worker; the log has the rest
            LOG.exception("a job failed")
            return "failed", f"{type(error).__name__}; the server's log says more"
        return "done", None

    def told(self, job_id: str, outcome: Outcome) -> None:
        """Add what became of one thing to a job; the newest outcomes are kept."""

        def changed(job: Job) -> Job:
            return replace(
                job,
                done=job.done + 1,
                failed=job.failed + (outcome.state == "failed"),
                outcomes=(*job.outcomes, outcome)[-OUTCOMES_KEPT:],
            )

        self._change(job_id, changed)

    def expected(self, job_id: str, total: int) -> None:
        """Note how much a job has to do."""
        self._change(job_id, lambda job: replace(job, total=total))


@dataclass(frozen=True, slots=True)
class _Telling:
    jobs: Jobs
    job_id: str

    def expect(self, total: int) -> None:
        """Say how much there is to do."""
        self._go_on()
        self.jobs.expected(self.job_id, total)

    def tell(self, outcome: Outcome) -> None:
        """Say what became of one thing."""
        self.jobs.told(self.job_id, outcome)
        self._go_on()

    def _go_on(self) -> None:
        if self.jobs.is_stopping:
            raise StoppedError("the server stopped")


async def events_of(jobs: Jobs, job_id: str) -> AsyncIterator[str]:
    """A job's states as server-sent events, from now to its end; a comment now and then keeps the line open."""
    last, silent = None, 0.0
    while (job := jobs.get(job_id)) is not None:
        if job is not last:
            yield event_of(job)
            last, silent = job, 0.0
        if job.state in ENDED:
            return
        await anyio.sleep(LOOK_SECONDS)
        silent += LOOK_SECONDS
        if silent >= SILENCE_SECONDS:
            yield ": still here\n\n"
            silent = 0.0


def event_of(job: Job) -> str:
    """One state of a job as a server-sent event; its JSON is ASCII on one line: nothing in it ends the event."""
    name = "end" if job.state in ENDED else "progress"
    return f"event: {name}\nid: {job.done}\ndata: {json.dumps(asdict(job))}\n\n"
