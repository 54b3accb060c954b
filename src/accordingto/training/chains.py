"""Texts whose mentions are joined in chains, which teach the chooser beside the editor's articles.

- GUM (https://github.com/amir-zeldes/gum), CoNLL-U: ``Entity=`` of the last column opens and closes
  mentions, ``(CHAIN-KIND-…`` and ``CHAIN)``. Those of people and organizations are read.
- GAP (https://github.com/google-research-datasets/gap-coreference), tab-separated: a pronoun and
  the names that it means.
"""

from __future__ import annotations

import gzip
import re
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from accordingto.errors import InputError
from accordingto.evaluate import gap
from accordingto.records import Article, Span

_KINDS = frozenset({"person", "organization"})
_ENTITY = re.compile(r"(?:^|\|)Entity=([^|]*)")
_MARK = re.compile(r"\([^()]*\)?|[^()]*\)")


@dataclass(frozen=True, slots=True)
class Chained:
    """A text with the mentions of each chain, which overlap where one holds another."""

    article: Article
    chains: tuple[frozenset[Span], ...]


def read(path: Path) -> Iterator[Chained]:
    """The texts of a file, ``.conllu`` or ``.tsv``, packed (``.gz``) or not; none without chains.

    Raises InputError.
    """
    if ".tsv" in path.suffixes:
        yield from _pronouns(path)
    else:
        yield from _treebank(path)


def _pronouns(path: Path) -> Iterator[Chained]:
    for number, snippet in enumerate(gap.read(path)):
        meant = [name for name, so in zip(snippet.names, snippet.meant, strict=True) if so]
        if meant:
            chain = frozenset({snippet.pronoun, *meant})
            yield Chained(Article(snippet.text, origin=f"{path.name}/{number}"), (chain,))


def _treebank(path: Path) -> Iterator[Chained]:
    try:
        data = path.read_bytes()
        text = (gzip.decompress(data) if path.suffix == ".gz" else data).decode("utf8")
    except (OSError, EOFError, UnicodeDecodeError) as error:
        raise InputError(f"{path} cannot be read ({error}).", "Check the path.") from error
    for number, document in enumerate(re.split(r"^# newdoc.*$", text, flags=re.MULTILINE)[1:]):
        reader = _Reader()
        for line in document.splitlines():
            reader.take(line)
        if reader.chains:
            article = Article(reader.text.rstrip(), origin=f"{path.name}/{number}")
            yield Chained(article, tuple(frozenset(chain) for chain in reader.chains.values()))


class _Reader:
    """Puts the text of one document together and gathers the mentions in it."""

    def __init__(self) -> None:
        self.text = ""
        self.chains: dict[str, set[Span]] = defaultdict(set)
        self._open: list[tuple[str, str, int]] = []
        self._joined = 0  # up to this word of a sentence the words are written in one

    def take(self, line: str) -> None:
        """Read one line of the file."""
        cells = line.split("\t")
        if line.startswith("# newpar"):
            self.text = self.text.rstrip() + "\n\n" if self.text else ""
        elif len(cells) == 10 and "-" in cells[0]:
            self._joined = int(cells[0].split("-")[1])
        elif len(cells) == 10 and cells[0].isdigit():
            self._word(int(cells[0]), cells[1], cells[9])

    def _word(self, number: int, word: str, told: str) -> None:
        start = len(self.text)
        self.text += word
        marks = _ENTITY.search(told)
        for mark in _MARK.findall(marks[1]) if marks is not None else ():
            self._mark(mark, start)
        self.text += "" if number < self._joined or "SpaceAfter=No" in told else " "
        self._joined = self._joined if number < self._joined else 0

    def _mark(self, mark: str, start: int) -> None:
        chain, _, rest = mark.strip("()").partition("-")
        if mark.startswith("("):
            self._open.append((chain, rest.partition("-")[0], start))
        if mark.endswith(")"):
            at = next(
                (k for k in reversed(range(len(self._open))) if self._open[k][0] == chain), -1
            )
            if self._open:
                chain, kind, start = self._open.pop(at)
                if kind in _KINDS:
                    self.chains[chain].add(Span(start, len(self.text)))
