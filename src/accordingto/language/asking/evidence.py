"""What stands around a sentence: the evidence, beside its words, for whether an editor asks of it.

A claim needs no source of its own where one stands right beside it, an article that names nobody is
asked more than one that names many, and an opinion is nobody's to ask for. That is read from what
was settled before: labels, carry-over, stances, and how sure the tagger was. Words that may give a
claim away are counted too (`signs`).
"""

from __future__ import annotations

import itertools
import math
from collections.abc import Iterable, Sequence

import numpy as np
from numpy.typing import NDArray

from accordingto.language.asking.signs import SIGNS
from accordingto.language.tagging.confidence import logit
from accordingto.language.tagging.tagger import SentenceScores
from accordingto.records import Attribution, Sentence, Stance

Floats = NDArray[np.float32]
#: What a sentence is to those beside it.
STATES = ("narration", "partly", "attributed", "leaning", "not body")
#: Stances that the words of a narration sentence may have without a claim being made.
STANCES: tuple[Stance, ...] = ("intends", "orders", "believes", "hearsay")
#: The signs of an author who speaks as such, or to the reader, in an article's narration.
VOICES = ("first person", "second person", "question")
#: Of a sign that stands oftener in a sentence than this, no more is counted.
OFTEN = 3
#: Sentences further off than this are all alike far.
FAR = 9


def evidence(
    text: str,
    sentences: Sequence[Sentence],
    scores: Sequence[SentenceScores],
    attributions: Sequence[Attribution],
) -> dict[str, Floats]:
    """The evidence by name, in an order that is always the same: (S,) each, one of a sentence.

    ``scores``: what the tagger thought of each sentence.
    """
    states = [_state(sentence) for sentence in sentences]
    own = {f"is {state}": _row(here == state for here in states) for state in STATES}
    sure = {
        "narration": _row(logit(score.label[0]) for score in scores),
        "partly": _row(logit(score.label[1]) for score in scores),
        "attributed": _row(logit(score.label[2]) for score in scores),
        "leaning": _row(logit(score.carry) for score in scores),
    }
    beside = {
        f"{by:+d} {name}": _moved(row, by) for by in (-2, -1, 1, 2) for name, row in own.items()
    }
    unsure = {
        f"{by:+d} sure {name}": _moved(row, by) for by in (-1, 1) for name, row in sure.items()
    }
    return {
        **own,
        **{f"sure {name}": row for name, row in sure.items()},
        "sure body": _row(logit(score.kind[0]) for score in scores),
        **_stances(sentences, attributions),
        **beside,
        **unsure,
        **_places(text, sentences, states),
        **_article(text, sentences, states, attributions),
        **_signs([sentence.span.of(text) for sentence in sentences]),
    }


def _state(sentence: Sentence) -> str:
    if sentence.kind != "body":
        return "not body"
    return "leaning" if sentence.carries_over_from is not None else sentence.label


def _stances(
    sentences: Sequence[Sentence], attributions: Sequence[Attribution]
) -> dict[str, Floats]:
    """How many attributions of a stance each sentence holds."""
    stances = {attribution.id: attribution.stance for attribution in attributions}
    held = [[stances[id] for id in sentence.attribution_ids] for sentence in sentences]
    return {stance: _row(here.count(stance) for here in held) for stance in STANCES}


def _places(text: str, sentences: Sequence[Sentence], states: Sequence[str]) -> dict[str, Floats]:
    """Where each sentence stands: in the article, in its paragraph, and how far from a source."""
    count = len(sentences)
    together = [one.paragraph == other.paragraph for one, other in itertools.pairwise(sentences)]
    claims = [state in ("partly", "attributed") for state in states]
    return {
        "place": _row(index / max(count - 1, 1) for index in range(count)),
        "among the first": _row(index < 3 for index in range(count)),
        "with the one before": _row([False, *together][:count]),
        "with the one after": _row([*together, False][:count]),
        "since a claim": _since(claims),
        "until a claim": _since(claims[::-1])[::-1],
        "words": _row(math.log(1 + len(s.span.of(text).split())) for s in sentences),
    }


def _article(
    text: str,
    sentences: Sequence[Sentence],
    states: Sequence[str],
    attributions: Sequence[Attribution],
) -> dict[str, Floats]:
    """What the article is like as a whole: the same of each of its sentences."""
    count = len(sentences)
    narrated = [
        sentence.span.of(text)
        for sentence, state in zip(sentences, states, strict=True)
        if state == "narration"
    ]
    sources = {attribution.source_id for attribution in attributions}

    whole = {
        "length": math.log(1 + count),
        "claims": sum(state in ("partly", "attributed") for state in states) / max(count, 1),
        "narrated": len(narrated) / max(count, 1),
        "sources": len(sources) / max(count, 1),
        **{
            name: sum(bool(SIGNS[name].search(words)) for words in narrated) / max(len(narrated), 1)
            for name in VOICES
        },
    }
    return {f"article {name}": np.full(count, value, np.float32) for name, value in whole.items()}


def _signs(texts: Sequence[str]) -> dict[str, Floats]:
    """How often each sign stands in each sentence."""
    return {
        f"sign {name}": _row(min(len(sign.findall(words)), OFTEN) for words in texts)
        for name, sign in SIGNS.items()
    }


def _since(marks: Sequence[bool]) -> Floats:
    """How many sentences back the last marked one is, at most `FAR`; 0 for a marked one."""
    distances, last = [], FAR
    for marked in marks:
        last = 0 if marked else min(last + 1, FAR)
        distances.append(last)
    return _row(distances)


def _moved(row: Floats, by: int) -> Floats:
    """For each sentence what holds of the one so many further on; 0 beyond the ends."""
    moved = np.zeros_like(row)
    if by < 0:
        moved[-by:] = row[:by]
    else:
        moved[:-by] = row[by:]
    return moved


def _row(values: Iterable[float]) -> Floats:
    return np.fromiter(values, np.float32)
