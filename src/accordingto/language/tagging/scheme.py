"""The label scheme: what the numbers in the model's inputs and outputs stand for.

Everything that counts labels takes their order from here, in training as in tagging. A model is
stored with the scheme it was trained by, and no other loads.
"""

from __future__ import annotations

from typing import get_args

from accordingto.records import Kind, Label, Reason

#: What words can be to an attribution.
ROLES = ("source", "cue", "content")
#: The tags of words: B- begins a span of a role, I- goes on with it.
TAGS = ("O", *(f"{place}-{role}" for role in ROLES for place in "BI"))
#: Which link leads from a span of which role to one of which.
LINKS = (("content", "cue"), ("content", "source"), ("cue", "source"))
#: The tags of the words that an editor would copy for a sentence's source and cue.
COPIED = ("O", "B-who", "I-who", "B-cue", "I-cue")
#: The labels of sentences.
LABELS: tuple[Label, ...] = ("narration", "partly", "attributed")
#: The kinds of lines.
KINDS: tuple[Kind, ...] = ("body", "headline", "byline")
#: Why an editor would query a sentence.
REASONS: tuple[Reason, ...] = get_args(Reason)
#: The shapes of words.
SHAPES = ("other", "lower", "title", "capitals", "number")
#: Where words stand to quotation marks: the states of ``segmentation.quotations``.
QUOTES = ("outside", "opening", "inside", "closing")


def scheme() -> dict[str, list[str]]:
    """All label sets by name, in the form in which a model's configuration holds them."""
    return {
        "tags": list(TAGS),
        "links": [f"{origin} → {partner}" for origin, partner in LINKS],
        "copied": list(COPIED),
        "labels": list(LABELS),
        "kinds": list(KINDS),
        "reasons": list(REASONS),
        "shapes": list(SHAPES),
        "quotes": list(QUOTES),
    }
