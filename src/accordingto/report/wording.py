"""The words of the report: verdict, labels and explanations in plain English."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from accordingto.analysis.measures import Measures
from accordingto.records import Annotation, Sentence, Stance

#: From this share of the claims on, the report tells that they have one root.
_MOST = 0.5
#: What each stance of a cue tells the reader.
STANCES: dict[Stance, str] = {
    "says": "says it",
    "asserts": "asserts it: the word keeps its distance",
    "concedes": "concedes it: the word takes it for true",
    "shows": "shows it: the word presents it as found",
    "believes": "believes it: a view, not a report",
    "intends": "intends it: an act, not a claim",
    "orders": "orders it: an act, not a claim",
    "hearsay": "is said to have it: the word names nobody",
}


def title(annotation: Annotation) -> str:
    """The article's title; without one its headline, else the name of its file."""
    article = annotation.article
    if article.title.strip():
        return article.title.strip()
    first = next((s for s in annotation.sentences if s.kind == "headline"), None)
    if first is not None:
        return first.span.of(article.text)
    return article.origin.rstrip("/").rpartition("/")[2] or "An article without a title"


def shorten(text: str, width: int) -> str:
    """At most ``width`` characters of a text, cut between words, its white space made single."""
    words = " ".join(text.split())
    if len(words) <= width:
        return words
    head, _, _ = words[:width].rpartition(" ")
    return f"{head or words[: width - 1]} …"


def count(number: int, one: str, many: str = "") -> str:
    """“1 source”, “2 sources”."""
    return f"{number} {one if number == 1 else many or one + 's'}"


def percent(share: float) -> str:
    """A share of 1 in whole percent, with the thin space of the house."""
    return f"{round(share * 100)}\u202f%"


def verdict(measures: Measures) -> str:
    """The one line on top: “8 of 20 sentences attributed · 1 named source”."""
    if not measures.sentences:
        return "No sentence to judge"
    told = measures.attributed + measures.partly
    part = f", {measures.partly} of them in part" if measures.partly else ""
    parts = [f"{told} of {count(measures.sentences, 'sentence')} attributed{part}"]
    parts.append(count(measures.named, "named source"))
    if measures.other:
        parts.append(f"{measures.other} other")
    return " · ".join(parts)


def progress(settled: Sequence[bool]) -> str:
    """How many to-dos are left; ``settled`` says of each whether it is decided."""
    total = len(settled)
    left = total - sum(settled)
    if not total:
        return "Nothing to do"
    if not left:
        return "The one to-do is decided" if total == 1 else f"All {total} to-dos are decided"
    return f"{left} to do" if left == total else f"{left} of {total} to do"


def label(sentence: Sentence) -> str:
    """Who asserts a sentence in two words, where no source's key says it alone."""
    if sentence.label == "partly":
        return "in part"
    if sentence.label == "attributed":
        return ""
    return "no source" if sentence.kind == "body" else sentence.kind


def explanation(sentence: Sentence) -> str:
    """What a label means for one sentence, in a full sentence."""
    if sentence.label == "attributed":
        if not sentence.attribution_ids:
            return (
                "Reads as somebody’s statement, but the words that name the source were not found."
            )
        return ""
    if sentence.label == "partly":
        return "One part is attributed; beside it stands a claim of the article’s own."
    if sentence.kind != "body":
        return f"A {sentence.kind}: shown as it stands, and not counted."
    return "Nobody is named for it: the article itself asserts it."


def spread(measures: Measures, names: Mapping[str, str]) -> str:
    """How far the claims spread over the sources, and what else the graph tells, in sentences.

    ``names`` gives the name of each node.
    """
    if measures.concentration is None:
        return "Nothing in the article is attributed."
    largest = percent(measures.shares[0][1])
    types = ", ".join(f"{type} {percent(share)}" for type, share in measures.types)
    told = [
        f"The largest source puts forward {largest} of the attributed claims. Concentration "
        f"(Herfindahl index, 1 = one source says everything): {measures.concentration:.2f}. "
        f"By type of source: {types}."
    ]
    if measures.root is not None and measures.root[1] >= _MOST:
        node, share = measures.root
        told.append(
            f"Of the claims with a named source {percent(share)} lead to {names[node]}, directly, "
            "through its people or by relay."
        )
    if measures.farthest:
        away = count(measures.farthest, "sentence")
        told.append(f"The farthest claim stands {away} behind the name of its source.")
    if measures.silent:
        told.append(f"Talked about, but putting forward no claim: {', '.join(measures.silent)}.")
    if measures.echoes:
        pairs = ", ".join(f"{later} ({claim})" for later, claim in measures.echoes)
        told.append(f"The article itself restates what another sentence attributes: {pairs}.")
    if measures.repeats:
        told.append(f"{count(measures.repeats, 'sentence')} said before, in the same words.")
    return " ".join(told)
