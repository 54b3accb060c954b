"""Measure 5: where sentences start, against the units of an editor's file.

Gold form: a list of articles ``{"id", "sentences": [{"start", "end", "bad", …}]}``; offsets count
code points of ``TEXT_DIR/ID.txt`` (slashes and colons of the id as ``_``). A unit marked ``bad`` is
a wrong cut of the splitter that made the file: it counts neither for nor against, but the same cut
made again is a mistake of its own.
"""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from accordingto.evaluate.figures import Tally
from accordingto.evaluate.files import filename, malformed, read_json, read_text
from accordingto.language.segmentation.sentences import sentences
from accordingto.records import Article, Span


def starts(predicted: Iterable[Span], gold: Iterable[Span], bad: Iterable[Span]) -> Tally:
    """Starts found and right; a start of a ``bad`` unit is left out of account."""
    apart = {unit.start for unit in bad}
    wanted = {unit.start for unit in gold}
    given = {sentence.start for sentence in predicted} - apart
    return Tally(len(given & wanted), len(given), len(wanted))


def repeated(predicted: Iterable[Span], bad: Iterable[Span]) -> int:
    """How many of the ``bad`` units were cut just so again."""
    return len(set(predicted) & set(bad))


def run(gold: Path, text_dir: Path) -> str:
    """The figures of every article in the file together. Raises InputError where one is unread."""
    tally, again, wrong = Tally(), 0, 0
    try:
        for row in read_json(gold):
            text = read_text(text_dir / f"{filename(row['id'])}.txt")
            predicted = sentences(Article(text))
            units = [(Span(u["start"], u["end"]), u["bad"]) for u in row["sentences"]]
            bad = [span for span, is_bad in units if is_bad]
            tally += starts(predicted, [span for span, is_bad in units if not is_bad], bad)
            again += repeated(predicted, bad)
            wrong += len(bad)
    except (KeyError, TypeError, ValueError) as error:
        raise malformed(gold, error) from error
    return f"sentence starts  {tally}\nbad units cut so again  {again} of {wrong}"
