"""Plain text: bytes → characters, none of them altered, line ends included."""

from __future__ import annotations

import codecs
import warnings

from accordingto.errors import InputError, UsageError
from accordingto.reading.inputs import Input
from accordingto.reading.prose import check, headline
from accordingto.records import Article

#: Byte-order marks and what they announce. UTF-32 goes first: its mark begins like UTF-16's.
_BYTE_ORDER_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)

#: How files begin that are often mistaken for text, and what they are.
_BEGINNINGS = (
    (b"%PDF", "a PDF document"),
    (b"PK\x03\x04", "a Word document or another ZIP archive"),
    (b"\xd0\xcf\x11\xe0", "a Word document of before 2007"),
    (b"{\\rtf", "a Rich Text document"),
    (b"\x1f\x8b", "a gzip archive"),
    (b"\x89PNG", "a PNG image"),
    (b"\xff\xd8\xff", "a JPEG image"),
    (b"GIF8", "a GIF image"),
    (b"<!doctype html", "an HTML page"),
    (b"<html", "an HTML page"),
)

_AS_TEXT = "Save the article as plain text and pass that file."


class DecodingWarning(UserWarning):
    """The text is not in the expected encoding: another one was guessed."""


def article(given: Input, encoding: str | None = None) -> Article:
    """The article in the bytes of a plain-text input.

    Raises InputError where they hold no text, UsageError for an unknown ``encoding``.
    """
    _refuse_documents(given)
    text = decode(given, encoding)
    check(text, given.name)
    made = Article(text, origin=given.name)
    title = headline([span.of(text) for span in made.paragraphs])
    return Article(text, title, given.name, made.paragraphs)


def decode(given: Input, encoding: str | None = None) -> str:
    """The characters of a text: as ``encoding`` or its byte-order mark says, else guessed.

    The guess is UTF-8, else Windows-1252 with a DecodingWarning. Raises InputError, UsageError.
    """
    if encoding is not None:
        text = _decode_as(given, encoding)
    else:
        announced = next(
            (name for mark, name in _BYTE_ORDER_MARKS if given.data.startswith(mark)), None
        )
        if announced is None and b"\0" in given.data:
            raise _binary(given)
        text = _decode_as(given, announced) if announced else _guess(given)
    if "\0" in text:
        raise _binary(given)
    return text.removeprefix("\ufeff")  # a byte-order mark is no character of the article


def _refuse_documents(given: Input) -> None:
    head = given.data[:512].lstrip().lower()
    for beginning, what in _BEGINNINGS:
        if head.startswith(beginning.lower()):
            shown = beginning.decode("ascii", "backslashreplace").partition("\\x")[0]
            begins = f" (it starts with “{shown}”)" if shown else ""
            raise InputError(f"{given.name} looks like {what}{begins}, not plain text.", _AS_TEXT)


def _decode_as(given: Input, encoding: str) -> str:
    try:
        return given.data.decode(encoding)
    except (LookupError, ValueError) as error:
        if isinstance(error, UnicodeError):
            raise InputError(
                f"{given.name} is not {encoding}: {_place(given.data, error)}.",
                "Pass the encoding that it was saved in, for instance --encoding cp1252.",
            ) from None
        raise UsageError(
            f"“{encoding}” is no encoding of text that Python knows.",
            "Pass one such as utf-8, cp1252 or mac-roman.",
        ) from None


def _guess(given: Input) -> str:
    """UTF-8, else Windows-1252, which most of the remaining files are in."""
    try:
        return given.data.decode("utf-8")
    except UnicodeDecodeError as error:
        place = _place(given.data, error)
    try:
        text = given.data.decode("cp1252")
    except UnicodeDecodeError:
        raise InputError(
            f"{given.name} is neither UTF-8 ({place}) nor Windows-1252.",
            "Pass the encoding that it was saved in, for instance --encoding mac-roman.",
        ) from None
    if any(character < " " and not character.isspace() for character in text):
        raise _binary(given)
    warnings.warn(
        f"{given.name} is not UTF-8 ({place}): read as Windows-1252. "
        "Pass --encoding NAME if letters look wrong.",
        DecodingWarning,
        stacklevel=2,
    )
    return text


def _place(data: bytes, error: UnicodeError) -> str:
    if not isinstance(error, UnicodeDecodeError):
        return str(error)
    line = data.count(b"\n", 0, error.start) + 1
    return f"byte 0x{data[error.start]:02x} in line {line}"


def _binary(given: Input) -> InputError:
    return InputError(
        f"{given.name} is a binary file, not plain text.",
        f"{_AS_TEXT} If it is text in UTF-16, pass --encoding utf-16.",
    )
