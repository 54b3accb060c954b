"""Tells all open pages of a review what has happened."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator


class Channel:
    """Every listener hears every event that is sent while it listens, in order.

    Belongs to one event loop; nothing of it may be called from another thread.
    """

    def __init__(self) -> None:
        self._queues: set[asyncio.Queue[dict[str, str] | None]] = set()

    def send(self, event: str, data: str = "") -> None:
        """Tell all listeners of an event."""
        for queue in self._queues:
            queue.put_nowait({"event": event, "data": data})

    def close(self) -> None:
        """Let all listeners go."""
        for queue in self._queues:
            queue.put_nowait(None)

    async def listen(self, event: str, data: str) -> AsyncIterator[dict[str, str]]:
        """The events from now on; the first is the one that is given."""
        queue: asyncio.Queue[dict[str, str] | None] = asyncio.Queue()
        self._queues.add(queue)
        try:
            yield {"event": event, "data": data}
            while (heard := await queue.get()) is not None:
                yield heard
        finally:
            self._queues.remove(queue)
