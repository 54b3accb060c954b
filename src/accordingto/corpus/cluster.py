"""A Dask cluster as the team: the same batches go to its workers, and come back in order.

Every worker needs this package with its model installed; what goes over the wire is documents and
rows, so that it needs no folder in common. It is Dask that starts work again where a worker dies.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from types import TracebackType
from typing import Any, Generic

from accordingto.corpus.pool import Item, Result
from accordingto.errors import InstallationError, UsageError

#: How long a scheduler may take to answer, in seconds.
_PATIENCE = 30


class Cluster(Generic[Item, Result]):
    """The workers of the cluster behind a scheduler (``tcp://…``); a context manager.

    ``function`` and ``lost`` as of `pool.Processes`. Raises UsageError where nobody answers.
    """

    def __init__(
        self,
        function: Callable[[Item], Result],
        lost: Callable[[Item], Result],
        address: str,
    ) -> None:
        self._function, self._lost = function, lost
        self._client = _client(address)

    def __enter__(self) -> Cluster[Item, Result]:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        self._client.close()

    def submit(self, batch: tuple[Item, ...]) -> _Promise[Item, Result]:
        """Have a batch worked on by a worker of the cluster."""
        return _Promise(self, batch, self._sent(batch))

    def _sent(self, batch: tuple[Item, ...]) -> Any:
        return self._client.submit(_each, self._function, batch, pure=False)

    def results(self, batch: tuple[Item, ...], future: Any) -> Sequence[Result]:
        """What a batch became. Where its workers die again and again, it is tried item by item."""
        from distributed.scheduler import KilledWorker

        try:
            results: Sequence[Result] = future.result()
            return results
        except KilledWorker:
            if len(batch) == 1:
                return [self._lost(batch[0])]
        # One after another: what waits on a worker that dies is suspected with what killed it.
        return [result for item in batch for result in self.results((item,), self._sent((item,)))]


@dataclass(frozen=True)
class _Promise(Generic[Item, Result]):
    """A batch that the cluster was given."""

    cluster: Cluster[Item, Result]
    batch: tuple[Item, ...]
    future: Any

    def result(self) -> Sequence[Result]:
        return self.cluster.results(self.batch, self.future)

    def cancel(self) -> None:
        self.future.cancel()


def hired(address: str) -> Callable[..., Cluster[Any, Any]]:
    """What makes a team of the cluster behind a scheduler."""
    return lambda function, lost: Cluster(function, lost, address)


def workers_of(address: str) -> int:
    """How many batches the cluster behind a scheduler works on at once; one at the least."""
    with _client(address) as client:
        threads: int = sum(client.nthreads().values())
    return max(1, threads)


def _each(function: Callable[[Item], Result], batch: tuple[Item, ...]) -> list[Result]:
    return [function(item) for item in batch]


def _client(address: str) -> Any:
    try:
        from distributed import Client
    except ImportError:
        raise InstallationError(
            "A cluster needs Dask.", "Install it: pip install 'accordingto[cluster]'"
        ) from None
    try:
        return Client(address, timeout=_PATIENCE)  # type: ignore[no-untyped-call]
    except (OSError, ValueError) as error:
        raise UsageError(
            f"No scheduler answers at {address} ({error}).",
            "Start one with: dask scheduler, and workers with: dask worker ADDRESS",
        ) from None
