"""Pages by their address: fetched within bounds, and from nowhere but the public network.

An address that a stranger sent may lead to a machine that only this one can reach. Every address
that a host's name stands for is looked at, at every redirect, and the connection goes to the one
that was looked at, so that a second answer of the name server changes nothing.
"""

from __future__ import annotations

import http.client
import ipaddress
import os
import re
import socket
import ssl
import threading
import zlib
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from urllib.parse import SplitResult, quote, urljoin, urlsplit

from accordingto.errors import InputError
from accordingto.reading.inputs import Input

#: Bytes of a page, redirects on the way to it, seconds for one answer and for each step of it.
LARGEST = 10_000_000
_MOST_REDIRECTS = 5
SECONDS = 30.0
_STEP_SECONDS = 10.0

_SCHEMES = ("http", "https")
_HEADERS = {
    "User-Agent": "Mozilla/5.0 (compatible; accordingto)",
    "Accept": "text/html, application/xhtml+xml, */*;q=0.5",
    "Accept-Encoding": "gzip, identity",
}
_REMEDY = "Open it in a browser, save the page and pass the file."


def is_address(path: str | os.PathLike[str]) -> bool:
    """Whether what the user named is the address of a page rather than a file."""
    return isinstance(path, str) and re.match(r"https?://", path, re.IGNORECASE) is not None


def file_name(address: str) -> str:
    """A name for a file about the page: the last part of its path, else its host."""
    parts = urlsplit(address)
    last = parts.path.rstrip("/").rpartition("/")[2]
    name = last if re.search(r"\w", last) else parts.netloc.rpartition("@")[2]
    return (
        re.sub(r"[^\w.-]+", "-", re.sub(r"\.(?:html?|php|aspx?)$", "", name)).strip("-.") or "page"
    )


def fetch(address: str, *, allow_private: bool = False, seconds: float = SECONDS) -> Input:
    """The page at an http or https address, at most ``LARGEST`` bytes in ``seconds``.

    Raises InputError where it cannot be had, or where its address, or one that it redirects to,
    lies in a private network and ``allow_private`` is false.
    """
    with _deadline(seconds) as deadline:
        for _ in range(_MOST_REDIRECTS + 1):
            answer = _answer(address, allow_private, deadline)
            if isinstance(answer, Input):
                return answer
            address = answer
    raise InputError(f"{address} redirects without end.", _REMEDY)


class _Deadline:
    """Shuts the connection of the moment when the time is over, whatever it waits for."""

    def __init__(self) -> None:
        self.over = False
        self._socket: socket.socket | None = None
        self._lock = threading.Lock()

    def watch(self, opened: socket.socket) -> None:
        """Shut this one when the time is over; at once where it is."""
        with self._lock:
            self._socket = opened
        if self.over:
            self.strike()

    def strike(self) -> None:
        self.over = True
        with self._lock:
            if self._socket is not None:
                try:
                    self._socket.shutdown(socket.SHUT_RDWR)
                except OSError:  # it was shut already
                    self._socket = None


@contextmanager
def _deadline(seconds: float) -> Iterator[_Deadline]:
    deadline = _Deadline()
    timer = threading.Timer(seconds, deadline.strike)
    timer.daemon = True
    timer.start()
    try:
        yield deadline
    finally:
        timer.cancel()


def _answer(address: str, allow_private: bool, deadline: _Deadline) -> Input | str:
    """The page at an address, or the address that it redirects to."""
    parts = _parts(address)
    connection = _Connection(parts, _reachable(parts, address, allow_private), deadline)
    path = quote(parts.path or "/", safe="/%:@!$&'()*+,;=~-._")
    query = f"?{quote(parts.query, safe='/%:@!$&()*+,;=~-._?')}" if parts.query else ""
    try:
        connection.request("GET", path + query, headers=_HEADERS)
        response = connection.getresponse()
        location = response.getheader("Location")
        if response.status in (301, 302, 303, 307, 308) and location:
            return urljoin(address, location)
        if response.status != 200:
            raise InputError(
                f"{address} answers {response.status} {response.reason}.".replace(" .", "."),
                _REMEDY,
            )
        data = _body(response, address, deadline)
        media_type = response.headers.get_content_type()
        charset = response.headers.get_content_charset() or ""
    except (OSError, http.client.HTTPException, ValueError, zlib.error) as error:
        if deadline.over:
            raise _too_slow(address) from None
        reason = str(error) or type(error).__name__
        raise InputError(f"{address} cannot be fetched ({reason}).", _REMEDY) from None
    finally:
        connection.close()
    return Input(parts._replace(fragment="").geturl(), data, media_type, charset)


def _parts(address: str) -> SplitResult:
    try:
        parts = urlsplit(address)
        parts.port  # noqa: B018  # raises where it is no number
    except ValueError as error:
        raise InputError(f"{address} is no address of a page ({error}).", "Check it.") from None
    if parts.scheme not in _SCHEMES:
        raise InputError(f"A page leads to {address}, which is no web page.", _REMEDY)
    if not parts.hostname:
        raise InputError(f"{address} names no host.", "Check it.")
    return parts


def _reachable(parts: SplitResult, address: str, allow_private: bool) -> list[tuple[str, int]]:
    """The internet addresses, each with the port, of a host; all of them are public."""
    port = parts.port or (443 if parts.scheme == "https" else 80)
    try:
        entries = socket.getaddrinfo(parts.hostname, port, type=socket.SOCK_STREAM)
    except (OSError, UnicodeError) as error:
        reason = getattr(error, "strerror", None) or error
        raise InputError(
            f"{address} cannot be fetched: there is no host {parts.hostname} ({reason}).",
            "Check the address and the network.",
        ) from None
    hosts = [str(entry[4][0]) for entry in entries]
    for host in hosts:
        if not allow_private and not is_public(host):
            raise InputError(
                f"{address} lies in a private network ({host}).",
                "Pass --allow-private to fetch it all the same.",
            )
    return [(host, port) for host in dict.fromkeys(hosts)]


def is_public(host: str) -> bool:
    """Whether an internet address (IPv4 or IPv6, in digits) belongs to the public network.

    IPv6 addresses that only carry one of IPv4 are judged by that.
    """
    address = ipaddress.ip_address(host.partition("%")[0])
    if isinstance(address, ipaddress.IPv6Address):
        carried = address.ipv4_mapped or address.sixtofour
        if address in ipaddress.ip_network("64:ff9b::/96"):
            carried = ipaddress.IPv4Address(int(address) & 0xFFFFFFFF)
        if address.teredo is not None:
            return False
        if carried is not None:
            return is_public(str(carried))
    return address.is_global and not address.is_multicast


class _Connection(http.client.HTTPConnection):
    """A connection to the first of some internet addresses that answers, in a host's name."""

    def __init__(
        self, parts: SplitResult, places: list[tuple[str, int]], deadline: _Deadline
    ) -> None:
        self._secure = parts.scheme == "https"
        self.default_port = 443 if self._secure else 80
        super().__init__(parts.hostname or "", places[0][1], timeout=_STEP_SECONDS)
        self._places = places
        self._deadline = deadline

    def connect(self) -> None:
        self.sock = self._connected()
        self._deadline.watch(self.sock)
        if self._secure:
            context = ssl.create_default_context()
            secured = context.wrap_socket(
                self.sock, server_hostname=self.host, do_handshake_on_connect=False
            )
            self.sock = secured
            self._deadline.watch(secured)
            secured.do_handshake()

    def _connected(self) -> socket.socket:
        for place in self._places[:-1]:
            with suppress(OSError):
                return socket.create_connection(place, _STEP_SECONDS)
            if self._deadline.over:
                raise TimeoutError
        return socket.create_connection(self._places[-1], _STEP_SECONDS)


def _body(response: http.client.HTTPResponse, address: str, deadline: _Deadline) -> bytes:
    """What a response holds, unpacked, where that is not too much."""
    packed = response.getheader("Content-Encoding", "").strip().lower() in ("gzip", "x-gzip")
    unpack = zlib.decompressobj(wbits=31) if packed else None
    data = bytearray()
    while chunk := response.read1(65_536):
        data += unpack.decompress(chunk, LARGEST + 1) if unpack else chunk
        if len(data) > LARGEST:
            raise InputError(
                f"{address} has more than {LARGEST:,} bytes: no article does.", _REMEDY
            )
    if deadline.over:
        raise _too_slow(address)
    return bytes(data)


def _too_slow(address: str) -> InputError:
    return InputError(f"{address} does not end: nothing more was waited for.", _REMEDY)
