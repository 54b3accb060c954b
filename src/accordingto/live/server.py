"""Serves a live review on this machine until it is ended."""

from __future__ import annotations

import secrets
import socket
from collections.abc import Callable
from pathlib import Path

import uvicorn

from accordingto.live.app import application
from accordingto.live.channel import Channel
from accordingto.live.session import Session
from accordingto.live.watching import watch


class Server(uvicorn.Server):
    """A server of one review at one secret ``address``; `run` returns when it is ended.

    It listens from the start on, on 127.0.0.1 and a port that the system chooses.
    """

    def __init__(self, session: Session, draft: Path) -> None:
        self._channel = Channel()
        self._socket = socket.create_server(("127.0.0.1", 0))
        host, token = f"127.0.0.1:{self._socket.getsockname()[1]}", secrets.token_urlsafe(24)
        self.address = f"http://{host}/{token}/"
        app = application(
            session,
            self._channel,
            host=host,
            token=token,
            follow=lambda: watch(session, draft, self._channel),
            end=self.end,
        )
        # It says nothing of its own: only the command speaks.
        super().__init__(
            uvicorn.Config(app, log_config=None, access_log=False, ws="none", server_header=False)
        )

    def end(self) -> None:
        """Let `run` return soon."""
        self.should_exit = True

    def serve_until_ended(self) -> None:
        """Answer the pages. In the main thread an interrupt ends it too, as KeyboardInterrupt."""
        self.run(sockets=[self._socket])

    async def shutdown(self, sockets: list[socket.socket] | None = None) -> None:
        """Let the pages go that listen for events, which would else hold the server."""
        self._channel.close()
        await super().shutdown(sockets)


def serve(session: Session, draft: Path, ready: Callable[[str], None]) -> None:
    """Serve a review until it is ended from the page or by an interrupt.

    ``ready`` is told the address when it answers.
    """
    server = Server(session, draft)
    ready(server.address)
    server.serve_until_ended()
