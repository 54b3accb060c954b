"""The pages and answers of a live review, as an ASGI application."""

from __future__ import annotations

import asyncio
import json
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from typing import Any

from sse_starlette import EventSourceResponse
from starlette.applications import Starlette
from starlette.concurrency import run_in_threadpool
from starlette.middleware import Middleware
from starlette.requests import Request
from starlette.responses import HTMLResponse, JSONResponse, PlainTextResponse, Response
from starlette.routing import Mount, Route

from accordingto.errors import AccordingtoError
from accordingto.live.channel import Channel
from accordingto.live.guard import Guard
from accordingto.live.session import Session
from accordingto.review.decisions import Review

#: No review is larger; its text would be longer than the longest article that is read.
_LARGEST = 32_000_000


def application(
    session: Session,
    channel: Channel,
    *,
    host: str,
    token: str,
    follow: Callable[[], Any],
    end: Callable[[], None],
) -> Starlette:
    """The application at ``http://HOST/TOKEN/``.

    ``follow`` makes the coroutine that watches the draft while the application runs; ``end`` is
    called where a page ends the review.
    """
    live = _Live(session, channel, end)
    return Starlette(
        routes=[
            Mount(
                f"/{token}",
                routes=[
                    Route("/", live.page),
                    Route("/review", live.read, methods=["GET"]),
                    Route("/review", live.save, methods=["POST"]),
                    Route("/events", live.events),
                    Route("/end", live.end, methods=["POST"]),
                ],
            )
        ],
        middleware=[Middleware(Guard, host=host, token=token)],
        exception_handlers={AccordingtoError: _told},
        lifespan=_lifespan(follow),
    )


def _lifespan(follow: Callable[[], Any]) -> Callable[[Starlette], Any]:
    @asynccontextmanager
    async def lifespan(app: Starlette) -> AsyncIterator[None]:
        task = asyncio.create_task(follow())
        yield
        task.cancel()
        await asyncio.gather(task, return_exceptions=True)

    return lifespan


async def _told(request: Request, error: Exception) -> Response:
    """What the user can mend, as the text of the answer."""
    return PlainTextResponse(str(error), 409)


class _Live:
    """The answers. What takes time runs in a thread of its own."""

    def __init__(self, session: Session, channel: Channel, end: Callable[[], None]) -> None:
        self._session, self._channel, self._end = session, channel, end

    async def page(self, request: Request) -> Response:
        since = request.query_params.get("since", "")
        number = int(since) if since.isdecimal() and len(since) < 10 else None
        return HTMLResponse(await run_in_threadpool(self._session.page, number))

    async def read(self, request: Request) -> Response:
        review = await run_in_threadpool(self._session.review)
        return JSONResponse(review.to_dict())

    async def save(self, request: Request) -> Response:
        """Takes {"before", "now"}, two records; answers what is kept, null where that is “now”."""
        try:
            data = json.loads(await _body(request))
            before, now = (Review.from_dict(data[name]) for name in ("before", "now"))
        except (ValueError, LookupError, TypeError, AttributeError, RecursionError) as error:
            return PlainTextResponse(f"This is no review ({error}).", 400)
        kept = await run_in_threadpool(self._session.save, before, now)
        self._channel.send("review")
        return JSONResponse(None if kept == now else kept.to_dict())

    async def events(self, request: Request) -> Response:
        version = str(self._session.version)
        return EventSourceResponse(self._channel.listen("draft", version), ping=15)

    async def end(self, request: Request) -> Response:
        self._channel.send("end")
        self._end()
        return PlainTextResponse("ended")


async def _body(request: Request) -> bytes:
    """The body of a request. Raises ValueError where it is larger than any review."""
    body = bytearray()
    async for part in request.stream():
        body += part
        if len(body) > _LARGEST:
            raise ValueError("it is too large")
    return bytes(body)
