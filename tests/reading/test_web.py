"""Pages by their address: fetched from a server in this process, within bounds."""

from __future__ import annotations

import gzip
import socket
import threading
import time
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

import pytest

from accordingto.errors import InputError
from accordingto.reading import read, web

PAGE = (
    "<!doctype html><html><head><title>No</title></head><body><article>"
    "<p>The city said no on Tuesday.</p><p>Nobody asked why “it” did.</p></article></body></html>"
)
TEXT = "No\nThe city said no on Tuesday.\nNobody asked why “it” did."


class _Handler(BaseHTTPRequestHandler):
    """Answers by the path: a page, a redirect, an error, or what never ends."""

    protocol_version = "HTTP/1.1"

    def do_GET(self) -> None:
        path, _, target = self.path.partition("?")
        getattr(self, f"_{path.strip('/').replace('.', '_')}")(target)

    def _send(self, data: bytes, **headers: str) -> None:
        self.send_response(200)
        for name, value in {"Content_Length": str(len(data)), **headers}.items():
            self.send_header(name.replace("_", "-"), value)
        self.end_headers()
        self.wfile.write(data)

    def _page(self, target: str) -> None:
        self._send(PAGE.encode("cp1252"), Content_Type="text/html; charset=windows-1252")

    def _bare(self, target: str) -> None:
        self._send(b"<p>The city said no on Tuesday.</p>", Content_Type="text/html")

    def _packed(self, target: str) -> None:
        data = gzip.compress(PAGE.encode())
        self._send(data, Content_Encoding="gzip", Content_Type="text/html; charset=utf-8")

    def _bomb(self, target: str) -> None:
        self._send(gzip.compress(b"<p>" * 10_000_000), Content_Encoding="gzip")

    def _broken(self, target: str) -> None:
        self._send(b"no gzip", Content_Encoding="gzip")

    def _draft_txt(self, target: str) -> None:
        self._send("“Ja,” <b> she said.".encode(), Content_Type="text/plain")

    def _large(self, target: str) -> None:
        self._send(b"x" * (web.LARGEST + 1))

    def _moved(self, target: str) -> None:
        self.send_response(302)
        self.send_header("Location", target)
        self.send_header("Content-Length", "0")
        self.end_headers()

    def _endless(self, target: str) -> None:
        self.send_response(200)
        self.end_headers()
        self._drip(b"<p>word</p>")

    def _heads(self, target: str) -> None:
        self._drip(b"HTTP/1.1 200 OK\r\nX-Slow: ")

    def _drip(self, start: bytes) -> None:
        self.close_connection = True
        try:
            self.wfile.write(start)
            for _ in range(100):
                self.wfile.write(b"x")
                time.sleep(0.05)
        except OSError:  # the reader has gone, as it should
            return

    def _gone(self, target: str) -> None:
        self.send_error(404)

    def log_message(self, format: str, *args: Any) -> None:
        """Say nothing."""


@pytest.fixture(scope="module")
def server() -> Iterator[str]:
    """The address of a server on this machine."""
    serving = ThreadingHTTPServer(("127.0.0.1", 0), _Handler)
    serving.daemon_threads = True
    threading.Thread(target=serving.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{serving.server_port}"
    serving.shutdown()
    serving.server_close()


def _refusal(address: str, **options: Any) -> str:
    with pytest.raises(InputError) as caught:
        web.fetch(address, **options)
    assert caught.value.fact.endswith(".")
    assert caught.value.remedy
    return str(caught.value)


def test_a_page_is_read_as_its_server_says(server: str) -> None:
    article = read(f"{server}/page#part", allow_private=True)
    assert article.text == TEXT
    assert article.origin == f"{server}/page"
    assert read(f"{server}/packed", allow_private=True).text == TEXT
    assert read(f"{server}/bare", allow_private=True).text == "The city said no on Tuesday."
    assert read(f"{server}/draft.txt", allow_private=True).text == "“Ja,” <b> she said."


def test_redirects_are_followed(server: str) -> None:
    article = read(f"{server}/moved?{server}/moved?/page", allow_private=True)
    assert article.text == TEXT
    assert article.origin == f"{server}/page"


def test_a_private_network_is_refused_unless_asked_for(server: str) -> None:
    message = _refusal(f"{server}/page")
    assert message == (
        f"{server}/page lies in a private network (127.0.0.1)."
        " Pass --allow-private to fetch it all the same."
    )
    assert "private network" in _refusal(server.replace("127.0.0.1", "localhost"))


@pytest.mark.parametrize(
    "host",
    [
        *("127.0.0.1", "10.1.2.3", "172.16.0.1", "192.168.1.1", "169.254.169.254", "100.64.0.1"),
        *("0.0.0.0", "255.255.255.255", "224.0.0.1", "::1", "::", "fe80::1%eth0", "fd00::1"),
        *("::ffff:127.0.0.1", "2002:7f00:1::", "64:ff9b::a00:1", "2001:0:7f00:1::", "ff02::1"),
    ],
)
def test_addresses_that_are_not_public(host: str) -> None:
    assert not web.is_public(host)


@pytest.mark.parametrize(
    "host", ["8.8.8.8", "2606:4700::1111", "::ffff:8.8.8.8", "64:ff9b::808:808"]
)
def test_addresses_that_are_public(host: str) -> None:
    assert web.is_public(host)


def _answers(monkeypatch: pytest.MonkeyPatch, *hosts: str) -> list[object]:
    """Have the name server give these addresses; the list of where a connection went."""
    went: list[object] = []

    def getaddrinfo(name: str, port: int, **options: Any) -> list[Any]:
        return [(socket.AF_INET, socket.SOCK_STREAM, 6, "", (host, port)) for host in hosts]

    def create_connection(address: object, timeout: float) -> socket.socket:
        went.append(address)
        raise ConnectionRefusedError("refused")

    monkeypatch.setattr(socket, "getaddrinfo", getaddrinfo)
    monkeypatch.setattr(socket, "create_connection", create_connection)
    return went


def test_every_address_of_a_host_is_looked_at(monkeypatch: pytest.MonkeyPatch) -> None:
    went = _answers(monkeypatch, "8.8.8.8", "10.0.0.1")
    assert "lies in a private network (10.0.0.1)" in _refusal("http://courier.example/")
    assert not went


def test_the_connection_goes_to_the_address_that_was_looked_at(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    went = _answers(monkeypatch, "8.8.8.8")
    assert "cannot be fetched (refused)" in _refusal("https://courier.example/")
    assert went == [("8.8.8.8", 443)]
    went = _answers(monkeypatch, "8.8.8.8", "1.1.1.1", "8.8.8.8")
    assert "cannot be fetched (refused)" in _refusal("http://courier.example:8080/")
    assert went == [("8.8.8.8", 8080), ("1.1.1.1", 8080)]


def test_a_redirect_into_a_private_network_is_refused(
    server: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    port = int(server.rpartition(":")[2])
    connect = socket.create_connection
    lookup = socket.getaddrinfo

    def getaddrinfo(name: str, *arguments: Any, **options: Any) -> Any:
        name = "8.8.8.8" if name == "courier.example" else name
        return lookup(name, *arguments, **options)

    monkeypatch.setattr(socket, "getaddrinfo", getaddrinfo)
    monkeypatch.setattr(
        socket, "create_connection", lambda to, timeout: connect(("127.0.0.1", port), timeout)
    )
    message = _refusal(f"http://courier.example/moved?{server}/page")
    assert message.startswith(f"{server}/page lies in a private network (127.0.0.1).")


@pytest.mark.parametrize(
    ("target", "message"),
    [
        ("file:///etc/passwd", "A page leads to file:///etc/passwd, which is no web page."),
        ("ftp://courier.example/", "A page leads to ftp://courier.example/"),
        ("javascript:alert(1)", "A page leads to javascript:alert(1)"),
        ("http://[::1/page", "is no address of a page"),
        ("http://courier.example:none/", "is no address of a page"),
    ],
)
def test_a_redirect_to_what_is_no_page_is_refused(server: str, target: str, message: str) -> None:
    assert message in _refusal(f"{server}/moved?{target}", allow_private=True)


def test_an_address_without_a_host() -> None:
    assert "http:///page names no host" in _refusal("http:///page")


def test_redirects_without_end(server: str) -> None:
    address = f"{server}/moved?"
    assert "redirects without end" in _refusal(f"{address}{'/moved?' * 9}", allow_private=True)


@pytest.mark.parametrize("path", ["endless", "heads"])
def test_a_page_that_never_ends_is_not_waited_for(server: str, path: str) -> None:
    start = time.monotonic()
    message = _refusal(f"{server}/{path}", allow_private=True, seconds=0.3)
    assert "does not end" in message
    assert time.monotonic() - start < 3


@pytest.mark.parametrize(
    ("path", "message"),
    [
        ("gone", "/gone answers 404 Not Found. Open it in a browser"),
        ("large", "has more than 10,000,000 bytes: no article does."),
        ("bomb", "has more than 10,000,000 bytes: no article does."),
        ("broken", "/broken cannot be fetched ("),
    ],
)
def test_what_cannot_be_fetched(server: str, path: str, message: str) -> None:
    assert message in _refusal(f"{server}/{path}", allow_private=True)


def test_a_host_that_does_not_exist(monkeypatch: pytest.MonkeyPatch) -> None:
    def getaddrinfo(*arguments: object, **options: object) -> None:
        raise socket.gaierror(-2, "Name or service not known")

    monkeypatch.setattr(socket, "getaddrinfo", getaddrinfo)
    assert "there is no host courier.example (Name or" in _refusal("http://courier.example/")


@pytest.mark.parametrize(
    "name", ["file:///etc/passwd", "ftp://x.example/", "https:/x", "draft.txt"]
)
def test_what_is_no_address_is_a_file(name: str) -> None:
    assert not web.is_address(name)


@pytest.mark.parametrize(
    ("address", "name"),
    [
        ("https://x.example/2026/city-says-no.html?a=b#c", "city-says-no"),
        ("https://x.example/city/", "city"),
        ("https://x.example/", "x.example"),
        ("https://ann@x.example:8080", "x.example-8080"),
        ("https://x.example/..", "x.example"),
        ("https://x.example/a%2Fb", "a-2Fb"),
    ],
)
def test_a_file_about_a_page_is_named_after_it(address: str, name: str) -> None:
    assert web.file_name(address) == name
