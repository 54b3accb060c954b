"""Who may ask: pages of this very server that know its token, and nobody else.

A page of another site can send requests to this machine, and one whose name is made to lead here
(DNS rebinding) can read the answers: the name that was asked for, the page that asks, and a token
that only the printed address holds are checked on every request. See MDN on Sec-Fetch-Site and
RFC 6454 on Origin.
"""

from __future__ import annotations

import secrets

from starlette.datastructures import Headers
from starlette.responses import PlainTextResponse
from starlette.types import ASGIApp, Message, Receive, Scope, Send

#: What every answer bears: kept by nobody, shown in no frame, its address told to nobody.
_HEADERS = {
    "cache-control": "no-store",
    "content-security-policy": "frame-ancestors 'none'",
    "cross-origin-opener-policy": "same-origin",
    "cross-origin-resource-policy": "same-origin",
    "referrer-policy": "no-referrer",
    "x-content-type-options": "nosniff",
}
_READING = frozenset({"GET", "HEAD"})


class Guard:
    """Lets through to ``app`` what its own pages ask at ``http://HOST/TOKEN/…``; ``host`` has the
    port. All else is answered with 403 and a sentence that says why."""

    def __init__(self, app: ASGIApp, host: str, token: str) -> None:
        self._app, self._host, self._token = app, host, token

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """One request (ASGI)."""
        if scope["type"] == "lifespan":
            await self._app(scope, receive, send)
            return
        refusal = self._refusal(scope) if scope["type"] == "http" else "Only HTTP is spoken here."

        async def guarded(message: Message) -> None:
            if message["type"] == "http.response.start":
                named = [(name.encode(), value.encode()) for name, value in _HEADERS.items()]
                message = {**message, "headers": [*message["headers"], *named]}
            await send(message)

        if not refusal:
            await self._app(scope, receive, guarded)
        elif scope["type"] == "http":
            await PlainTextResponse(refusal, 403)(scope, receive, guarded)

    def _refusal(self, scope: Scope) -> str:
        """Why a request is refused, "" where it is not."""
        headers = Headers(scope=scope)
        own = f"http://{self._host}"
        if headers.get("host") != self._host:
            return f"This server goes by no other name than {self._host}."
        if headers.get("sec-fetch-site", "same-origin") not in ("same-origin", "none"):
            return "Another site asks. Open the address that the command printed."
        if headers.get("origin", own) != own:
            return "A page of another site asks."
        if scope["method"] not in _READING and "origin" not in headers:
            return "Only a page of this server may write."
        given = scope["path"].lstrip("/").partition("/")[0]
        if not secrets.compare_digest(given.encode(), self._token.encode()):
            return "The address is not that of this review. Open the one that the command printed."
        return ""
