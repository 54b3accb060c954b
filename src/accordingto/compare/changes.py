"""What an edit did to the sourcing of an article: two annotations compared, claim by claim."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, Literal, get_args

from accordingto.compare import differences
from accordingto.compare.alignment import Alignment, align
from accordingto.compare.claims import Claim, Draft, likeness, say_the_same, still_says
from accordingto.compare.sources import same, standing
from accordingto.records import Annotation, Stance

SCHEMA = "accordingto-comparison/1"

ChangeKind = Literal[
    "lost",
    "gained",
    "re-sourced",
    "weakened",
    "strengthened",
    "hedged",
    "hardened",
    "quotation altered",
    "number changed",
]
KINDS: tuple[ChangeKind, ...] = get_args(ChangeKind)

#: How firmly each stance lets a claim stand, from the least, and why. Acts put forward no claim.
FIRMNESS: dict[Stance, tuple[int, str]] = {
    "hearsay": (0, "names nobody who vouches for it"),
    "believes": (1, "gives it as a view, not as knowledge"),
    "asserts": (2, "keeps its distance from it"),
    "says": (3, "reports it without judging it"),
    "concedes": (4, "takes it for true"),
    "shows": (5, "presents it as found"),
}
#: So many sentences before tell who a pronoun or a description means.
_BEFORE = 2


@dataclass(frozen=True, slots=True)
class Change:
    """What became of one claim, quotation or number.

    ``old`` and ``new`` are the indices of its sentences, ``before`` and ``after`` the words in
    question: the source's name, the cue, the quotation, the number; "" where there is none.
    ``why`` says what it means where the words do not.
    """

    kind: ChangeKind
    old: int
    new: int
    before: str
    after: str
    why: str = ""


@dataclass(frozen=True, slots=True)
class Comparison:
    """Two drafts of an article: which sentences are the same, and what happened to the sourcing.

    ``alignments`` hold every sentence of both once, in the order of the new draft; ``changes``
    are in the same order. ``kept`` is the number of claims whose sourcing is what it was.
    """

    old: Annotation
    new: Annotation
    alignments: tuple[Alignment, ...]
    changes: tuple[Change, ...]
    kept: int

    def to_dict(self) -> dict[str, Any]:
        """The JSON form ``accordingto-comparison/1``; sentences are given by their indices."""
        return {
            "schema": SCHEMA,
            **{
                side: {
                    "title": annotation.article.title,
                    "origin": annotation.article.origin,
                    "sha256": annotation.article.sha256,
                }
                for side, annotation in (("old", self.old), ("new", self.new))
            },
            "alignments": [
                {
                    "kind": alignment.kind,
                    "old": list(alignment.old),
                    "new": list(alignment.new),
                    "similarity": alignment.similarity,
                }
                for alignment in self.alignments
            ],
            "changes": [
                {
                    "kind": change.kind,
                    "old": change.old,
                    "new": change.new,
                    "before": change.before,
                    "after": change.after,
                    "why": change.why,
                }
                for change in self.changes
            ],
            "kept": self.kept,
        }


def compare(old: Annotation, new: Annotation) -> Comparison:
    """What the edit from one draft to the other did. Needs no model: the annotations tell all."""
    texts = [[s.span.of(draft.article.text) for s in draft.sentences] for draft in (old, new)]
    alignments = align(*texts)
    same_words = {(row.old[0], row.new[0]) for row in alignments if row.same_words}
    olds = Draft(old, texts[0], {i for i, _ in same_words})
    news = Draft(new, texts[1], {j for _, j in same_words})
    changes: dict[Change, None] = {}  # in order, each once
    kept = 0
    for alignment in alignments:
        if alignment.old and alignment.new:
            aligned = _Aligned(olds, news, alignment, _settled(alignment, same_words))
            fates, unchanged = _changes_of_claims(aligned)
            changes |= dict.fromkeys(fates)
            kept += unchanged
            if not alignment.same_words:
                changes |= dict.fromkeys(_changes_of_words(olds, news, alignment))
    return Comparison(old, new, alignments, tuple(changes), kept)


def _settled(alignment: Alignment, same_words: set[tuple[int, int]]) -> bool:
    """Whether the sentences before are the same in both drafts: they tell who “she” is."""
    i, j = alignment.old[0], alignment.new[0]
    before = [(i - back, j - back) for back in range(1, _BEFORE + 1)]
    return all(pair in same_words or max(pair) < 0 for pair in before)


class _Aligned:
    """Aligned sentences of two drafts, and the claims that they make."""

    def __init__(self, olds: Draft, news: Draft, alignment: Alignment, settled: bool) -> None:
        self.olds, self.news, self.alignment = olds, news, alignment
        self.before = olds.claims(alignment.old)
        self.after = news.claims(alignment.new)
        self._settled = settled

    def pairs(self) -> list[tuple[Claim, Claim | None]]:
        """The claims of the old draft, each with the one that the new draft makes of it."""
        return [(claim, self._counterpart(claim)) for claim in self.before]

    def _counterpart(self, claim: Claim) -> Claim | None:
        """The claim that says the same, if one does: rather of the same source, then the likest."""
        alike = [other for other in self.after if say_the_same(claim, other)]
        return max(
            alike,
            key=lambda other: (self.same_source(claim, other), likeness(claim, other)),
            default=None,
        )

    def same_source(self, claim: Claim, other: Claim) -> bool:
        """Whether two claims are of the same source.

        By its name; or since the same words name it, behind sentences that did not change: who is
        meant by them did not change either, however the model reads it.
        """
        if same(claim.source, other.source):
            return True
        mentions = self.olds.mention(claim), self.news.mention(other)
        same_mention = mentions[0] != "" and mentions[0] == mentions[1]
        return self._settled and (same_mention or (claim.untouched and other.untouched))

    def fate(self, claim: Claim, now: Claim | None) -> Iterator[Change]:
        """What became of a claim of the old draft, but for its loss."""
        if now is None or now.unsourced:
            return
        at = (claim.sentence, now.sentence)
        if claim.unsourced:
            if not now.untouched:
                yield Change("gained", *at, "", now.name)
            return
        if not self.same_source(claim, now):
            rise = standing(now.source) - standing(claim.source)
            kind: ChangeKind = "strengthened" if rise > 0 else "weakened" if rise else "re-sourced"
            yield Change(kind, *at, claim.name, now.name, _standing_in_words(now))
        firm, firmer = FIRMNESS[claim.attribution.stance], FIRMNESS[now.attribution.stance]
        cues = self.olds.cue(claim), self.news.cue(now)
        if firm != firmer and cues[0] != cues[1] and not claim.untouched:
            why = f"“{cues[0]}” {firm[1]}, “{cues[1]}” {firmer[1]}"
            yield Change("hedged" if firmer < firm else "hardened", *at, *cues, why)

    def losses(self, claim: Claim, now: Claim | None) -> Iterator[Change]:
        """Where the new draft still says what a claim says, or a part, with nobody named for it."""
        if claim.unsourced or claim.untouched:
            return
        if now is not None and now.unsourced:
            yield Change("lost", claim.sentence, now.sentence, claim.name, "")
            return
        for index in self.alignment.new:
            if still_says(self.news.own_words(index), claim, in_part=now is not None):
                yield Change("lost", claim.sentence, index, claim.name, "")

    def gains(self, claim: Claim, before: Claim | None) -> Iterator[Change]:
        """Where the old draft itself said what is now a claim of somebody, or a part of it."""
        if claim.unsourced or claim.untouched:
            return
        for index in self.alignment.old:
            if still_says(self.olds.own_words(index), claim, in_part=before is not None):
                yield Change("gained", index, claim.sentence, "", claim.name)


def _changes_of_claims(aligned: _Aligned) -> tuple[list[Change], int]:
    """What became of the claims of aligned sentences, and how many are as they were."""
    changes: list[Change] = []
    met: dict[str, Claim] = {}
    kept = 0
    for claim, now in aligned.pairs():
        if now is not None:
            met[now.attribution.id] = claim
        fate = [*aligned.losses(claim, now), *aligned.fate(claim, now)]
        changes += fate
        kept += now is not None and not fate
    for claim in aligned.after:
        changes += aligned.gains(claim, met.get(claim.attribution.id))
    return changes, kept


def _standing_in_words(claim: Claim) -> str:
    return "nobody is named" if claim.source is None else f"now {claim.source.type}"


def _changes_of_words(olds: Draft, news: Draft, alignment: Alignment) -> Iterator[Change]:
    """What was changed inside quotation marks, and the numbers outside them."""
    at = (alignment.old[0], alignment.new[0])
    said, says = olds.quoted(alignment.old), news.quoted(alignment.new)
    for before, after in differences.altered_quotations(said, says):
        yield Change("quotation altered", *at, before, after)
    numbers = differences.changed_numbers(
        olds.unquoted(alignment.old), news.unquoted(alignment.new)
    )
    for before, after in numbers:
        yield Change("number changed", *at, before, after)
