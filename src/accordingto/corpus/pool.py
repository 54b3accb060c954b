"""Work for several processes: batches go out, results come back in the order of what was given.

A process of one's own costs a model's memory and gains a core. Each has a pipe and a thread that
waits for it: so it is known what a process was at when it died, and only that one item is lost.
"""

from __future__ import annotations

import multiprocessing
import os
import signal
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from multiprocessing.connection import Connection
from queue import SimpleQueue
from types import TracebackType
from typing import Any, Generic, Protocol, TypeVar

from accordingto.errors import AccordingtoError, InstallationError

Item = TypeVar("Item")
Result = TypeVar("Result")
_Promised = TypeVar("_Promised", covariant=True)

#: The size of a batch, in what ``size`` counts (characters of text): some seconds of work.
ROOM = 20_000
#: Items in a batch at most, however short they are.
MOST = 64
#: Batches under way for each worker: the one that it is at, and the next.
AHEAD = 2

# Not a fork: a process that has loaded a model has threads, which a fork would leave behind.
_SPAWN = multiprocessing.get_context("spawn")


class Promise(Protocol[_Promised]):
    """What a submitted batch becomes: a future of ``concurrent.futures``, or of a cluster."""

    def result(self) -> _Promised:
        """Wait for it."""

    def cancel(self) -> Any:
        """Give it up, if it has not begun."""


def batches(items: Iterable[Item], size: Callable[[Item], int]) -> Iterator[tuple[Item, ...]]:
    """The items in their order, in batches of about equal work: short ones many at once."""
    batch: list[Item] = []
    filled = 0
    for item in items:
        batch.append(item)
        filled += size(item)
        if filled >= ROOM or len(batch) >= MOST:
            yield tuple(batch)
            batch, filled = [], 0
    if batch:
        yield tuple(batch)


def in_order(
    submit: Callable[[tuple[Item, ...]], Promise[Sequence[Result]]],
    given: Iterable[tuple[Item, ...]],
    limit: int,
) -> Iterator[Result]:
    """The results of batches, one by one, in the order of their items.

    No more than ``limit`` batches are under way, so that memory stays bounded: no batch is taken
    from ``given`` before there is room for it.
    """
    waiting: deque[Promise[Sequence[Result]]] = deque()
    try:
        for batch in given:
            waiting.append(submit(batch))
            if len(waiting) >= limit:
                yield from waiting.popleft().result()
        while waiting:
            yield from waiting.popleft().result()
    finally:
        for promise in waiting:
            promise.cancel()


class Processes(Generic[Item, Result]):
    """So many processes that call ``function`` on every item of a batch; a context manager.

    ``function`` must be importable by name in a new process, items and results picklable. What it
    raises ends everything, so it returns what is wrong with one item. Where a process dies, its
    batch is tried again item by item; ``lost`` gives the result of the item that it dies of.
    """

    def __init__(
        self, function: Callable[[Item], Result], lost: Callable[[Item], Result], workers: int
    ) -> None:
        self._threads = ThreadPoolExecutor(workers)
        self._workers = [_Worker(function, lost) for _ in range(workers)]
        self._idle: SimpleQueue[_Worker[Item, Result]] = SimpleQueue()
        for worker in self._workers:
            self._idle.put(worker)

    def __enter__(self) -> Processes[Item, Result]:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        self._threads.shutdown(wait=False, cancel_futures=True)
        self._stop()
        self._threads.shutdown()
        self._stop()  # what a thread had just started

    def _stop(self) -> None:
        for worker in self._workers:
            worker.stop()

    def submit(self, batch: tuple[Item, ...]) -> Future[list[Result]]:
        """Have a batch worked on by the next process that is free."""
        return self._threads.submit(self._run, batch)

    def _run(self, batch: tuple[Item, ...]) -> list[Result]:
        worker = self._idle.get()
        try:
            return worker.run(batch)
        finally:
            self._idle.put(worker)


class _Worker(Generic[Item, Result]):
    """One process, started when it is first needed, and again where it died."""

    def __init__(self, function: Callable[[Item], Result], lost: Callable[[Item], Result]) -> None:
        self._function, self._lost = function, lost
        self._process: Any = None
        self._pipe: Connection[Any, Any] | None = None
        self._stopped = False

    def run(self, batch: tuple[Item, ...]) -> list[Result]:
        """The results of a batch."""
        try:
            return self._call(batch)
        except (EOFError, OSError):  # the process is dead
            if self._stopped:
                raise
            self._discard()
        if len(batch) == 1:
            return [self._lost(batch[0])]
        return [result for item in batch for result in self.run((item,))]

    def stop(self) -> None:
        """End the process, whatever it is at."""
        self._stopped = True
        process = self._process
        if process is not None:
            process.terminate()
            process.join()

    def _call(self, batch: tuple[Item, ...]) -> list[Result]:
        pipe = self._pipe or self._started()
        pipe.send(batch)
        answer = pipe.recv()
        if isinstance(answer, AccordingtoError):
            raise answer
        results: list[Result] = answer
        return results

    def _started(self) -> Connection[Any, Any]:
        ours, theirs = _SPAWN.Pipe()
        self._process = _SPAWN.Process(target=_serve, args=(theirs, self._function), daemon=True)
        self._process.start()
        theirs.close()
        try:
            ours.recv()
        except EOFError:
            if self._stopped:
                raise
            raise InstallationError(
                "A worker process ended before its work began.",
                "A program that uses workers must start below: if __name__ == '__main__':",
            ) from None
        self._pipe = ours
        return ours

    def _discard(self) -> None:
        if self._pipe is not None:
            self._pipe.close()
            self._pipe = None
        if self._process is not None:
            self._process.join()


def _serve(pipe: Connection[Any, Any], function: Callable[[Any], Any]) -> None:
    """What a worker process does, until its pipe is closed: the end of its parent does that too."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C reaches all: the parent decides
    try:
        pipe.send(os.getpid())
        while True:
            batch = pipe.recv()
            try:
                answer: Any = [function(item) for item in batch]
            except AccordingtoError as error:
                answer = error
            pipe.send(answer)
    except (EOFError, OSError):
        return
