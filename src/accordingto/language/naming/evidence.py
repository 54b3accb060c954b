"""What speaks for a word's part in a name beside the tagger's state of it.

How the word is written, its part of speech, its place in the sentence, and what it is known as.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray
from spacy.tokens import Token

from accordingto.lexicon import nouns, wordlist

Floats = NDArray[np.floating[Any]]

#: Penn Treebank's tags and spaCy's relations, the commoner ones; all others count as one more.
TAGS = (
    *("NN", "NNS", "NNP", "NNPS", "JJ", "IN", "DT", "CD", "VBD", "VBZ", "VB", "VBN", "VBG", "VBP"),
    *("PRP", "PRP$", "RB", "CC", "POS", ",", ".", ":", "TO", "WDT", "HYPH", "``", "''", "MD"),
    *("-LRB-", "-RRB-", "FW", "SYM", "NFP", "ADD", "XX", "WP"),
)
RELATIONS = (
    *("compound", "nsubj", "poss", "pobj", "dobj", "appos", "conj", "amod", "nmod", "ROOT"),
    *("npadvmod", "nummod", "punct", "det", "attr", "nsubjpass", "prep", "flat"),
)
#: How a word is written, and what it is known as.
FORM = (
    *("capital", "capitals", "digits", "a digit", "no letter", "a point", "capital inside"),
    *("length", "female", "male", "outlet", "honorific"),
    *("organization", "person", "document", "assembly", "calling", "common"),
)
#: Where it stands: lines of capitals are headlines more often than not.
PLACE = ("opens a sentence", "opens a line", "line of capitalized words", "line of capitals")
WIDTH = len(TAGS) + len(RELATIONS) + 2 + len(FORM) + len(PLACE)
_TAG = {tag: number for number, tag in enumerate(TAGS)}
_RELATION = {relation: number for number, relation in enumerate(RELATIONS)}
_KNOWN = (
    *map(wordlist, ("female", "male", "media", "honorifics")),
    *map(nouns, ("organization", "person", "document", "assembly", "calling", "common")),
)
#: Of the longer words of a line so many have capitals where it counts as a line of them.
_MOST = 0.75
_LONG = 3


def evidence(tokens: Sequence[Token]) -> Floats:
    """The evidence (W, WIDTH) for the words of a parsed article, white space left out."""
    made = np.zeros((len(tokens), WIDTH), np.float32)
    forms: dict[str, list[float]] = {}
    form = len(TAGS) + len(RELATIONS) + 2
    for row, token in zip(made, tokens, strict=True):
        row[_TAG.get(token.tag_, len(TAGS))] = 1
        row[len(TAGS) + 1 + _RELATION.get(token.dep_, len(RELATIONS))] = 1
        text = token.text
        if text not in forms:
            forms[text] = _form(text)
        row[form : form + len(FORM)] = forms[text]
    made[:, form + len(FORM) :] = list(_places(tokens))
    return made


def repeated(tokens: Sequence[Token]) -> NDArray[np.int64]:
    """The same number (W,) for every capitalized word that is the same; -1 of all others."""
    numbers: dict[str, int] = {}
    return np.array(
        [
            numbers.setdefault(token.lower_, len(numbers)) if token.text[:1].isupper() else -1
            for token in tokens
        ],
        np.int64,
    )


def _form(text: str) -> list[float]:
    word = text.lower()
    written = (
        text[:1].isupper(),
        text.isupper() and len(text) > 1,
        text.isdigit(),
        any(c.isdigit() for c in text),
        not any(c.isalnum() for c in text),
        "." in text and len(text) > 1,
        any(c.isupper() for c in text[1:]) and not text.isupper(),
        min(len(text), 15) / 10,
    )
    return [*map(float, written), *(float(word in known) for known in _KNOWN)]


def _places(tokens: Sequence[Token]) -> Iterator[tuple[float, ...]]:
    for line in _lines(tokens):
        long = [t.text for t in line if len(t.text) > _LONG and t.text.isalpha()]
        begun = len(long) > _LONG and sum(w[0].isupper() for w in long) > _MOST * len(long)
        upper = bool(long) and sum(w.isupper() for w in long) > _MOST * len(long)
        for number, token in enumerate(line):
            yield (float(bool(token.is_sent_start)), float(number == 0), float(begun), float(upper))


def _lines(tokens: Sequence[Token]) -> Iterator[Sequence[Token]]:
    """The words of each line."""
    start = 0
    for number, token in enumerate(tokens):
        before = token.doc[token.i - 1].text if token.i else ""
        if number > start and "\n" in before:
            yield tokens[start:number]
            start = number
    if tokens:
        yield tokens[start:]
