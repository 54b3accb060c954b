"""Which narration goes on telling an account that an earlier sentence attributes to somebody.

An account goes on without a gap: the first sentence that does not lean on it, a line that is no
body text, and whoever speaks next end it. A regression on what the tagger thinks and on the
`evidence`, fitted on an editor's judgement, decides. Precision goes first: what leans is shown as
somebody's account, and nobody asks for its source.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import replace

from accordingto.language.leaning.evidence import Account, evidence
from accordingto.language.tagging.confidence import confidence
from accordingto.language.tagging.tagger import SentenceScores
from accordingto.records import Attribution, Sentence, Source

#: From this chance on a sentence is said to lean on an account.
LEAST = 0.35
#: How far back, in sentences, the account may be.
REACH = 8


def leaning(
    text: str,
    sentences: Sequence[Sentence],
    scores: Sequence[SentenceScores],
    attributions: Sequence[Attribution],
    sources: Sequence[Source],
    weights: Mapping[str, float],
    apart: Collection[int] = (),
) -> tuple[Sentence, ...]:
    """The sentences of an article, with what each leans on.

    ``scores``: what the tagger thought of each. ``apart``: sentences, by index, that lean on
    nothing: the turns of a conversation.
    """
    account = Account(text, sentences, scores, attributions, sources)
    leans: list[int | None] = []
    last: int | None = None
    for index, sentence in enumerate(sentences):
        leaning = None
        if opens(sentence):
            last = index
        elif last is not None and may_lean(sentence, index - last, apart):
            found = evidence(account, index, last)
            leaning = last = last if confidence(found, weights) >= LEAST else None
        else:
            last = None
        leans.append(leaning)
    return tuple(replace(s, carries_over_from=leans[s.index]) for s in sentences)


def opens(sentence: Sentence) -> bool:
    """Whether a sentence holds an account that what follows may go on with."""
    return sentence.kind == "body" and sentence.label != "narration"


def may_lean(sentence: Sentence, distance: int, apart: Collection[int] = ()) -> bool:
    """Whether narration may go on with an account so many sentences back; ``apart``: the turns."""
    return sentence.kind == "body" and distance <= REACH and sentence.index not in apart
