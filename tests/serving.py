"""A page that a server of this machine gives, whatever it is asked for."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, HTTPServer
from typing import Any

PAGE = b"<html><body><article><p>The city said no.</p><p>Nobody asked.</p></article></body></html>"


@contextmanager
def served(path: str) -> Iterator[str]:
    """The address of `PAGE` under a path, as long as it is served."""

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            self.send_response(200)
            self.end_headers()
            self.wfile.write(PAGE)

        def log_message(self, format: str, *args: Any) -> None:
            """Say nothing."""

    serving = HTTPServer(("127.0.0.1", 0), Handler)
    threading.Thread(target=serving.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{serving.server_port}/{path}"
    serving.shutdown()
    serving.server_close()
