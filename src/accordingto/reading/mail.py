"""Mail (.eml): what the sender wrote, as an article; the subject is its headline.

The text part is read, else the HTML part as a page. Quoted mails, signatures and what a
forwarding adds above the forwarded text are left out; lines that the mail program broke are
joined again.
"""

from __future__ import annotations

import re
from dataclasses import replace
from email import message_from_bytes
from email.message import EmailMessage, MIMEPart
from email.policy import EmailPolicy
from email.utils import parseaddr
from typing import Any

from accordingto.errors import InputError
from accordingto.reading import html, prose
from accordingto.reading.inputs import Input
from accordingto.records import Article

_PREFIX = re.compile(r"(?:(?P<forward>fwd?|wg)|re|aw)\s*:\s*", re.IGNORECASE)
_PASSED_ON = re.compile(
    r"-{2,}\s*(?:Forwarded message|Original Message|Weitergeleitete Nachricht)\s*-{2,}"
    r"|Begin forwarded message:",
    re.IGNORECASE,
)
_FIELD = re.compile(r"\*?(?:From|To|Cc|Date|Sent|Subject|Reply-To)\s*:.*", re.IGNORECASE)
#: “On Tuesday Ann Roe <ann@courier.example> wrote:” above what is quoted, on one line or two.
_QUOTES = re.compile(r"^On [^\n]{6,300}(?:\n(?!>)[^\n]{,300})?wrote:\s*\n(?=\s*>)", re.MULTILINE)
#: How mails begin above their headline.
_ADDRESSED = re.compile(
    r"(?:dear|hi|hello|hey|good (?:morning|afternoon|evening)|greetings)\b|all\b"
    r"|for immediate release|embargo|press release$|(?:media|news) (?:release|advisory)$",
    re.IGNORECASE,
)
_SIGNATURE = re.compile(r"^-- ?$", re.MULTILINE)
#: Bytes of a mail with what is attached, and characters of one of its fields.
LARGEST = 50_000_000
_LONGEST_FIELD = 2000
#: Mail programs break lines at 72 to 78 characters; where lines are longer, they broke none.
_WIDEST = 90


#: What the library raises at fields that no mail program writes.
_BREAKS_THE_PARSER = (ValueError, IndexError, AttributeError, TypeError, KeyError, RecursionError)


class _Policy(EmailPolicy):
    """The standard one, save that no field is read beyond a length that every true one keeps to.

    The time and the memory that the library takes for a field grow with the square of its length.
    """

    def header_fetch_parse(self, name: str, value: str) -> Any:
        return super().header_fetch_parse(name, value[:_LONGEST_FIELD])


def read(given: Input, encoding: str | None = None) -> Article:
    """The article in a mail. Raises InputError."""
    if len(given.data) > LARGEST:
        raise InputError(
            f"{given.name} has {len(given.data):,} bytes: more than a mail with an article.",
            "Save the text of the article and pass that.",
        )
    try:
        message = message_from_bytes(given.data, policy=_Policy())
        assert isinstance(message, EmailMessage)  # what the policy makes
        part = message.get_body(("plain", "html"))
    except _BREAKS_THE_PARSER as error:
        raise InputError(
            f"{given.name} is a damaged mail ({type(error).__name__}).",
            "Save the text of the article and pass that.",
        ) from None
    subject, forwarded = _subject(_header(message, "subject"))
    name, address = parseaddr(_header(message, "from"))
    if part is None or (not _content(part, encoding).strip() and _attached(message)):
        raise _nothing_in(given.name, message)
    if part.get_content_type() == "text/html":
        made = html.read(Input(given.name, _content(part, encoding).encode()), "utf-8")
        return replace(
            made, byline=made.byline or name or address, date=made.date or _sent(message)
        )
    text = _content(part, encoding).replace("\r\n", "\n")
    if len(text) > prose.LONGEST:
        prose.check(text, given.name)
    lines = prose.cleaned(_joined(_own(text, forwarded)))
    title = "" if _ADDRESSED.match(lines[0] if lines else "") else prose.headline(lines)
    document = prose.Document(lines, title or subject, name or address, _sent(message))
    return prose.article(document, given.name)


def _subject(subject: str) -> tuple[str, bool]:
    """A subject without “Re:” and “Fwd:”, and whether the mail was forwarded."""
    forwarded = False
    while prefix := _PREFIX.match(subject):
        forwarded = forwarded or prefix["forward"] is not None
        subject = subject[prefix.end() :]
    return subject, forwarded


def _header(message: EmailMessage, name: str) -> str:
    try:
        return " ".join(str(message.get(name, "")).split())
    except _BREAKS_THE_PARSER:
        return ""


def _sent(message: EmailMessage) -> str:
    try:
        return prose.iso(message["date"].datetime)
    except _BREAKS_THE_PARSER:  # or there is no date
        return ""


def _content(part: MIMEPart, encoding: str | None) -> str:
    """The text of a part, in the encoding asked for or announced, else as Windows-1252."""
    payload = part.get_payload(decode=True)
    data = payload if isinstance(payload, bytes) else b""
    announced = (name for name in (encoding, part.get_content_charset(), "utf-8") if name)
    return next(
        (text for name in announced if (text := _decoded(data, name)) is not None),
        data.decode("cp1252", "replace"),
    )


def _decoded(data: bytes, encoding: str) -> str | None:
    try:
        return data.decode(encoding)
    except (LookupError, ValueError):
        return None


def _attached(message: EmailMessage) -> list[str]:
    return [part.get_filename() or "" for part in message.walk() if part.get_filename()]


def _nothing_in(name: str, message: EmailMessage) -> InputError:
    attached = _attached(message)
    if attached:
        return InputError(
            f"{name} holds no text of its own; attached is {', '.join(attached)}.",
            "Save what is attached and pass that.",
        )
    return InputError(f"{name} is a mail without text.", "Pass a mail with an article in it.")


def _own(text: str, forwarded: bool) -> str:
    """What the mail says itself: nothing quoted or signed; of a forwarding, what it forwards."""
    above, marker, below = _parted(text)
    if marker and (forwarded or not above.strip()):
        lines = below.lstrip().splitlines()
        head = next((at for at, line in enumerate(lines) if not _FIELD.match(line)), len(lines))
        return _own("\n".join(lines[head:]), forwarded=False)
    unsigned = _SIGNATURE.split(_QUOTES.sub("", above))[0]
    return "\n".join(line for line in unsigned.split("\n") if not line.startswith(">"))


def _parted(text: str) -> tuple[str, bool, str]:
    """The text above and below the line that says that what follows was passed on."""
    lines = text.split("\n")
    for at, line in enumerate(lines):
        if _PASSED_ON.fullmatch(line.strip()):
            return "\n".join(lines[:at]), True, "\n".join(lines[at + 1 :])
    return text, False, ""


def _joined(text: str) -> list[str]:
    """The paragraphs of a text whose lines a mail program may have broken.

    A line goes on in the next one where that one's first word had no room left on it.
    """
    lines = [line.rstrip() for line in text.split("\n")]
    width = max(map(len, lines), default=0)
    if width > _WIDEST:
        return lines
    paragraphs = [""]
    for before, line in zip(["", *lines], lines, strict=False):
        first = line.split(maxsplit=1)[:1]
        if before and first and len(before) + 1 + len(first[0]) > width:
            paragraphs[-1] += f" {line}"
        else:
            paragraphs.append(line)
    return paragraphs
