"""WARC files (ISO 28500), as crawlers and web archives keep pages: read by warcio."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from email.message import Message
from pathlib import Path
from typing import Any

from accordingto.corpus.documents import Document, Problem
from accordingto.errors import InputError, InstallationError
from accordingto.reading.html import LARGEST
from accordingto.reading.inputs import Input

#: The records that hold what a server answered, with its headers or without.
_RECORDS = ("response", "resource")
_PAGES = ("text/html", "application/xhtml+xml")


def pages(path: Path, name: str, columns: Mapping[str, str]) -> Iterator[Document]:
    """A document for each page that was answered with 200; pictures, scripts … are left out.

    Its id has the place of the record in the file, its origin is the page's address. Raises
    InputError, InstallationError.
    """
    try:
        from warcio.archiveiterator import ArchiveIterator
    except ImportError:
        raise InstallationError(
            "WARC files need warcio.", "Install it: pip install 'accordingto[corpus]'"
        ) from None
    with path.open("rb") as file:
        records = ArchiveIterator(file)
        try:
            for record in records:
                content = _content(record) if record.rec_type in _RECORDS else None
                place = f"{name}:{records.get_record_offset()}"  # which reads the record to its end
                if content is not None:
                    yield Document(place, content, weight=records.get_record_length())
        except Exception as error:  # whatever a damaged head makes of warcio
            raise InputError(
                f"{name} is no WARC file, or is damaged ({error}).", "Write it again."
            ) from None


def _content(record: Any) -> Input | Problem | None:
    """What a record holds, None where it is no page."""
    headers, response = record.rec_headers, record.http_headers
    message = Message()
    message["Content-Type"] = (response or headers).get_header("Content-Type") or ""
    if message.get_content_type() not in _PAGES:
        return None
    if response is not None and response.get_statuscode() != "200":
        return None
    data = record.content_stream().read(LARGEST + 1)
    if not data:
        return Problem("The page is empty.")
    address = (headers.get_header("WARC-Target-URI") or "").strip("<>")
    return Input(address, data, message.get_content_type(), message.get_content_charset() or "")
