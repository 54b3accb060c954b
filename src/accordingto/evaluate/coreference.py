"""Coreference of people and institutions, against a file in the form of CoNLL 2012.

The gold form is a line a word: document, sentence, number, word and mentions, as ``(CHAIN`` where
one begins and ``CHAIN)`` where it ends; a sentence ends at an empty line. Chains of people and
organizations are compared, told by ``PER`` or ``ORG`` in their names, as MEANTIME (Minard et al.,
LREC 2016) has them. The resolver is given the gold mentions in the order of the text, and says of
each whom it means: names, pronouns and descriptions alike; one that means nobody stays alone, and
so does one that means several. No mention is looked for, so that the figures say how those at hand
are joined, and are higher than those of systems that must find them.
"""

from __future__ import annotations

import gzip
import re
from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from accordingto.errors import InputError
from accordingto.evaluate.cluster_scores import Cluster, Shares, b_cubed, ceaf, muc
from accordingto.evaluate.figures import percent, table
from accordingto.records import Article, Span

#: Whom each mention of an article means: the places where that one is named or described.
Resolve = Callable[[Article, Sequence[Span]], Sequence[tuple[Span, ...]]]
_KIND = re.compile(r"PER|ORG")
_MEASURES = {"MUC": muc, "B³": b_cubed, "CEAF-e": ceaf}


@dataclass(frozen=True, slots=True)
class Document:
    """A text, a line a sentence, and the mentions of each chain."""

    text: str
    chains: tuple[frozenset[Span], ...]


def read(path: Path) -> tuple[Document, ...]:
    """The documents of a ``.conll`` or ``.conll.gz`` file. Raises InputError."""
    try:
        data = path.read_bytes()
        text = (gzip.decompress(data) if path.suffix == ".gz" else data).decode("utf8")
    except (OSError, EOFError, UnicodeDecodeError) as error:
        raise InputError(f"{path} cannot be read ({error}).", "Check the path.") from error
    documents: dict[str, list[list[str]]] = defaultdict(list)
    for number, line in enumerate(text.splitlines(), 1):
        cells = line.split(maxsplit=4)
        if not line.strip() or line.startswith("#"):
            continue
        if len(cells) < 5:
            raise InputError(
                f"Line {number} of {path} has fewer than five columns.",
                "Each must hold document, sentence, number, word and mentions.",
            )
        documents[cells[0]].append(cells)
    return tuple(_document(rows) for rows in documents.values())


def clusters(document: Document, resolve: Resolve) -> list[Cluster]:
    """The gold mentions of a document as the resolver joins them."""
    mentions = sorted({mention for chain in document.chains for mention in chain})
    joined: dict[tuple[Span, ...], set[Span]] = defaultdict(set)
    meant = resolve(Article(document.text), mentions)
    for mention, places in zip(mentions, meant, strict=True):
        joined[places or (mention,)].add(mention)
    return list(joined.values())


def run(file: str | Path, resolve: Resolve | None = None) -> str:
    """Resolve the mentions of a file; return MUC, B³, CEAF-e and their mean.

    ``resolve``: another resolver than the packaged one. Raises InputError.
    """
    resolve = resolve or _packaged()
    documents = read(Path(file))
    shares = dict.fromkeys(_MEASURES, Shares())
    for document in documents:
        joined = clusters(document, resolve)
        for name, measure in _MEASURES.items():
            shares[name] += measure(document.chains, joined)
    count = sum(len(chain) for document in documents for chain in document.chains)
    mean = sum(share.f1 for share in shares.values()) / len(shares)
    rows = [(name, _written(share)) for name, share in shares.items()]
    title = f"{len(documents)} documents, {count} mentions"
    return table([(title, ""), *rows, ("CoNLL F1", percent(mean))], width=15)


def _written(share: Shares) -> str:
    return f"P {percent(share.precision)}  R {percent(share.recall)}  F1 {percent(share.f1)}"


def _packaged() -> Resolve:
    from accordingto.evaluate.mention_reader import MentionReader

    return MentionReader()


def _document(rows: Sequence[list[str]]) -> Document:
    text, sentence = "", rows[0][1]
    words: list[Span] = []
    for row in rows:
        if text:
            text += "\n" if row[1] != sentence else " "
        words.append(Span(len(text), len(text) + len(row[3])))
        text += row[3]
        sentence = row[1]
    chain_of: dict[Span, str] = {}
    for chain, first, last in _mentions(rows):  # the same words in a second chain are left out
        chain_of.setdefault(Span(words[first].start, words[last].end), chain)
    chains: dict[str, set[Span]] = defaultdict(set)
    for span, chain in chain_of.items():
        chains[chain].add(span)
    return Document(text, tuple(frozenset(mentions) for mentions in chains.values()))


def _mentions(rows: Sequence[list[str]]) -> Iterator[tuple[str, int, int]]:
    """Chain, first and last word of each mention of a person or an organization."""
    open_: dict[str, list[int]] = defaultdict(list)
    for at, row in enumerate(rows):
        for mark in row[4].split("|"):
            chain = mark.strip().strip("()")
            if not _KIND.search(chain):
                continue
            if mark.strip().startswith("("):
                open_[chain].append(at)
            if mark.strip().endswith(")") and open_[chain]:
                yield chain, open_[chain].pop(), at
