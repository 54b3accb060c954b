"""WARC files (ISO 28500), as crawlers and web archives keep pages: read by warcio."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from email.message import Message
from pathlib import Path

from accordingto.corpus.documents import Document, Problem
from accordingto.errors import InputError, InstallationError
from accordingto.reading.html import LARGEST
from accordingto.reading.inputs import Input

_PAGES = ("text/html", "application/xhtml+xml")


def pages(path: Path, name: str, columns: Mapping[str, str]) -> Iterator[Document]:
    """A document for each page that was answered with 200; pictures, scripts … are left out.

    Its id has the place of the record in the file, its origin is the page's address. Raises
    InputError, InstallationError.
    """
    try:
        from warcio.archiveiterator import ArchiveIterator
        from warcio.exceptions import ArchiveLoadFailed
    except ImportError:
        raise InstallationError(
            "WARC files need warcio.", "Install it: pip install 'accordingto[corpus]'"
        ) from None
    with path.open("rb") as file:
        records = ArchiveIterator(file)
        try:
            for record in records:
                place = f"{name}:{records.get_record_offset()}"
                if record.rec_type in ("response", "resource") and (made := _page(record, place)):
                    yield made
        except ArchiveLoadFailed as error:
            raise InputError(f"{name} is no WARC file ({error}).", "Write it again.") from None


def _page(record: object, place: str) -> Document | None:
    """The document in a record, None where it holds no page."""
    headers, response = record.rec_headers, record.http_headers  # type: ignore[attr-defined]
    message = Message()
    message["Content-Type"] = (response or headers).get_header("Content-Type") or ""
    if message.get_content_type() not in _PAGES:
        return None
    if response is not None and response.get_statuscode() != "200":
        return None
    data = record.content_stream().read(LARGEST + 1)  # type: ignore[attr-defined]
    if not data:
        return Document(place, Problem("The page is empty."))
    address = headers.get_header("WARC-Target-URI") or place
    given = Input(
        address.strip("<>"), data, message.get_content_type(), message.get_content_charset() or ""
    )
    return Document(place, given, weight=int(headers.get_header("Content-Length") or 0))
