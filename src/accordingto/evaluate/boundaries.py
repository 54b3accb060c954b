"""Measure 5: where sentences start, against the units of an editor's file.

Gold form: a list of articles ``{"id", "sentences": [{"start", "end", "bad", …}]}``; offsets count
code points of ``TEXT_DIR/ID.txt`` (slashes and colons of the id as ``_``). A unit marked ``bad`` is
a wrong cut of the splitter that made the file: it counts neither for nor against, but the same cut
made again is a mistake of its own.
"""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from ..language.segmentation.sentences import sentences
from ..records import Article, Span
from .figures import Tally
from .files import filename, malformed, read_json, read_text


def starts(found: Iterable[Span], gold: Iterable[Span], bad: Iterable[Span]) -> Tally:
    """Starts found and right; a start of a ``bad`` unit is left out of account."""
    apart = {each.start for each in bad}
    right = {each.start for each in gold}
    ours = {each.start for each in found} - apart
    return Tally(len(ours & right), len(ours), len(right))


def repeated(found: Iterable[Span], bad: Iterable[Span]) -> int:
    """How many of the ``bad`` units were cut just so again."""
    return len(set(found) & set(bad))


def run(gold: Path, text_dir: Path) -> str:
    """The figures of every article in the file together. Raises InputError where one is unread."""
    tally, again, wrong = Tally(), 0, 0
    try:
        for row in read_json(gold):
            text = read_text(text_dir / f"{filename(row['id'])}.txt")
            found = sentences(Article(text))
            units = [(Span(u["start"], u["end"]), u["bad"]) for u in row["sentences"]]
            bad = [span for span, is_bad in units if is_bad]
            tally += starts(found, [span for span, is_bad in units if not is_bad], bad)
            again += repeated(found, bad)
            wrong += len(bad)
    except (KeyError, TypeError, ValueError) as error:
        raise malformed(gold, error) from error
    return f"sentence starts  {tally}\nbad units cut so again  {again} of {wrong}"
