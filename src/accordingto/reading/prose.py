"""What every document becomes: lines of text, headline first, one line a paragraph."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from accordingto.errors import InputError
from accordingto.records import Article

#: An article has no more characters than this (some 80,000 words): more is a collection.
LONGEST = 500_000

#: A headline is no longer than this many words.
_HEADLINE_WORDS = 20
#: A title stands among so many lines from the top, a kicker or a dateline perhaps above it.
_TITLE_WITHIN = 3
#: How many lines from the top a byline may stand.
_BYLINE_WITHIN = 4
_BYLINE = re.compile(r"(?:By|by|BY)\s+([^\W\d_a-z].{1,100})(?<![.:?!])$")

#: What a document holds to direct its printing and no reader sees: soft hyphens, characters of no
#: width, control characters, and what only one font has a glyph for (bullets of word processors).
_UNSEEN = re.compile(r"[\x00-\x08\x0e-\x1b\x7f\u00ad\u200b\u2060\ufeff\ufffe\uffff\ue000-\uf8ff]")


@dataclass(frozen=True, slots=True)
class Document:
    """What a reader of a format found in a document, before it is an article.

    ``lines`` are its paragraphs. A ``title`` that is not the first line already goes above them.
    ``byline`` are names, ``credit`` says whether they shall stand as a line below the title.
    """

    lines: tuple[str, ...]
    title: str = ""
    byline: str = ""
    date: str = ""
    credit: bool = False


def clean(line: str) -> str:
    """A paragraph as one line: without what no reader sees, white space as single spaces."""
    return " ".join(_UNSEEN.sub("", line).split())


def cleaned(paragraphs: Iterable[str]) -> tuple[str, ...]:
    """The lines of paragraphs, blank ones left out; a line break in one begins a new line."""
    lines = (clean(line) for paragraph in paragraphs for line in paragraph.splitlines())
    return tuple(line for line in lines if line)


def article(document: Document, name: str) -> Article:
    """The article that a document holds. Raises InputError where that is none."""
    lines = list(document.lines)
    title = clean(document.title) or headline(lines)
    byline = _without_by(clean(document.byline))
    if title:
        title = _headed(lines, title)
    byline_at = next((at for at, line in enumerate(lines[:_BYLINE_WITHIN]) if _named(line)), None)
    if byline_at is not None:
        byline = byline or _named(lines[byline_at])
    elif document.credit and byline:
        lines.insert(lines.index(title) + 1 if title else 0, f"By {byline}")
    text = "\n".join(lines)
    check(text, name)
    return Article(text, title, name, byline=byline, date=document.date, anchors=())


def title_at(lines: Sequence[str], title: str) -> int | None:
    """Which of the first lines is the title, however its marks and spaces are written."""
    return next(
        (at for at, line in enumerate(lines[:_TITLE_WITHIN]) if _letters(line) == _letters(title)),
        None,
    )


def _headed(lines: list[str], title: str) -> str:
    """The title as the lines have it; where they have none, it becomes the first of them."""
    at = title_at(lines, title)
    if at is None:
        lines.insert(0, title)
        return title
    return lines[at]


def check(text: str, name: str) -> None:
    """Raise InputError where a text is no article: it has no words, or too many."""
    if not text.strip():
        state = "is empty" if not text else "holds nothing but white space"
        raise InputError(f"{name} {state}.", "Pass a file with the text of an article.")
    if not any(character.isalnum() for character in text):
        raise InputError(f"{name} holds no words.", "Pass a file with an article's text.")
    if len(text) > LONGEST:
        raise InputError(
            f"{name} holds {len(text):,} characters: more than an article.",
            f"Split it into articles of at most {LONGEST:,} characters each.",
        )


def headline(lines: Iterable[str]) -> str:
    """The first line where it reads like a headline: short, no full stop, a longer line below."""
    first, *rest = [*lines] or [""]
    short = len(first.split()) <= _HEADLINE_WORDS and not first.endswith((".", ":", ";", ",", "…"))
    above_prose = any(len(line) > len(first) for line in rest)
    by_somebody = first.lower().startswith("by ")
    return first if short and above_prose and not by_somebody else ""


def iso(value: datetime | date | None) -> str:
    """A date in ISO 8601; "" for none. Midnight without a time zone is a day without a time."""
    if isinstance(value, datetime):
        if value.tzinfo is None and value.time() == datetime.min.time():
            return value.date().isoformat()
        return value.isoformat()
    return value.isoformat() if value else ""


def as_iso(text: str) -> str:
    """A date written in ISO 8601 (a space may stand for the T), checked; "" for anything else."""
    written = text.strip().replace("Z", "+00:00")
    try:
        return iso(datetime.fromisoformat(written))
    except ValueError:
        pass
    try:
        return date.fromisoformat(written[:10]).isoformat()
    except ValueError:
        return ""


def _named(line: str) -> str:
    """Whom a byline names; "" where the line is none."""
    match = _BYLINE.match(line)
    return match[1] if match else ""


def _without_by(byline: str) -> str:
    return re.sub(r"^by\s+", "", byline, flags=re.IGNORECASE)


def _letters(line: str) -> str:
    return "".join(character for character in line.casefold() if character.isalnum())
