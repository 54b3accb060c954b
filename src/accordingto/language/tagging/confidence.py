"""How sure to be of an attribution: the chance that its content and its source are right.

A logistic regression on what the tagger thought of the parts. Its weights, by the names of the
evidence, come with the model; ``training.fit_confidence`` makes them.
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence

from accordingto.language.tagging.tagger import RoleSpan

#: Evidence by name: probabilities as logits, counts as they are.
Evidence = Mapping[str, float]
#: The names of what `evidence` says.
EVIDENCE = (
    *("one", "content", "weakest content", "cue", "source", "link", "weakest"),
    *("contents", "words", "named"),
)


def confidence(evidence: Evidence, weights: Evidence) -> float:
    """The probability, 0 to 1, that an attribution of such evidence is right, by its weights."""
    score = sum(weights[name] * value for name, value in evidence.items())
    return 1 / (1 + math.exp(-score))


def evidence(
    cue: RoleSpan | None, source: RoleSpan | None, contents: Sequence[RoleSpan], chance: float
) -> Evidence:
    """What speaks for an attribution; ``chance``: of its source, as cue and contents vote."""
    sure = [logit(content.confidence) for content in contents]
    parts = [part.confidence for part in (cue, source, *contents) if part is not None]
    return {
        "one": 1.0,
        "content": sum(sure) / len(sure),
        "weakest content": min(sure),
        "cue": logit(cue.confidence) if cue else 0.0,
        "source": logit(source.confidence) if source else 0.0,
        "link": logit(chance),
        "weakest": logit(min(parts)),
        "contents": float(len(contents)),
        "words": math.log(sum(content.end - content.first for content in contents)),
        "named": float(source is not None),
    }


def logit(probability: float) -> float:
    """Log odds, within ±9."""
    kept = min(max(probability, 1e-4), 1 - 1e-4)
    return math.log(kept / (1 - kept))
