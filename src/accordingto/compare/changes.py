"""What an edit did to the sourcing of an article: two annotations compared, claim by claim."""

from __future__ import annotations

from bisect import bisect_right
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import islice
from typing import Any, Literal, get_args

from accordingto.compare import differences
from accordingto.compare.alignment import Alignment, align, words
from accordingto.compare.sources import same, standing
from accordingto.quotations import quotations
from accordingto.records import Annotation, Attribution, Sentence, Source, Span, Stance

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
#: From which share of common words (0 to 1) two claims are one, or a text still makes a claim.
_SAME_CLAIM, _STILL_SAID = 0.5, 0.6
#: Of so many words on a text of the article's own can be a claim that somebody made.
_CLAUSE = 4
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


@dataclass(frozen=True, slots=True)
class _Claim:
    """A claim as far as some neighbouring sentences make it; ``sentence`` is the first of them.

    ``untouched`` tells whether their words, and those that name its source, are in both drafts.
    """

    attribution: Attribution
    source: Source | None
    sentence: int
    content: Counter[str]
    untouched: bool

    @property
    def unsourced(self) -> bool:
        """Whether nobody is named for it, not even as unknown (“reportedly”)."""
        return self.source is None and self.attribution.stance != "hearsay"

    @property
    def name(self) -> str:
        """Whose claim it is, in a word; a claim with nobody named is hearsay."""
        if self.source is not None:
            return self.source.name
        return "hearsay" if self.attribution.stance == "hearsay" else ""


def compare(old: Annotation, new: Annotation) -> Comparison:
    """What the edit from one draft to the other did. Needs no model: the annotations tell all."""
    texts = [[s.span.of(draft.article.text) for s in draft.sentences] for draft in (old, new)]
    alignments = align(*texts)
    same_words = {(row.old[0], row.new[0]) for row in alignments if row.same_words}
    olds = _Draft(old, texts[0], {i for i, _ in same_words})
    news = _Draft(new, texts[1], {j for _, j in same_words})
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


class _Draft:
    """An annotation, and what is asked of it again and again."""

    def __init__(self, annotation: Annotation, texts: Sequence[str], unchanged: set[int]) -> None:
        self.annotation = annotation
        self.text = annotation.article.text
        self.texts = texts
        self._unchanged = unchanged
        self._sources = {source.id: source for source in annotation.sources}
        self._quotations = quotations(self.text, annotation.article.paragraphs)

    def claims(self, indices: Sequence[int]) -> list[_Claim]:
        """The claims of some sentences, each once."""
        claims: dict[str, _Claim] = {}
        sentences = [self.annotation.sentences[index] for index in indices]
        for sentence in sentences:
            for attribution in self.annotation.claims_of(sentence):
                if attribution.id not in claims:
                    claims[attribution.id] = self._claim(attribution, sentence, sentences)
        return list(claims.values())

    def _claim(
        self, attribution: Attribution, sentence: Sentence, sentences: Sequence[Sentence]
    ) -> _Claim:
        spans = [one.span for one in sentences]
        content = [_within(part, span) for part in attribution.content for span in spans]
        frame = [part.start for part in (attribution.source, attribution.cue) if part is not None]
        holders = [self.annotation.sentence_at(place) for place in frame]
        involved = {one.index for one in (*sentences, *holders) if one is not None}
        said = " ".join(span.of(self.text) for span in content if span)
        return _Claim(
            attribution=attribution,
            source=self._sources.get(attribution.source_id or ""),
            sentence=sentence.index,
            content=Counter(words(said or sentence.span.of(self.text))),
            untouched=involved <= self._unchanged,
        )

    def own_words(self, index: int) -> Counter[str]:
        """The words of a sentence that the article itself asserts, or whose source is not found."""
        sentence = self.annotation.sentences[index]
        claims = self.claims([index])
        own = Counter(words(self.texts[index]))
        if not claims:
            return own
        if sentence.label == "attributed":
            return Counter()
        for claim in claims:
            own -= claim.content
        return own

    def mention(self, claim: _Claim) -> str:
        """The words that name a claim's source."""
        source = claim.attribution.source
        return "" if source is None else source.of(self.text)

    def quoted(self, indices: Sequence[int]) -> list[str]:
        """What some sentences quote, without the marks."""
        parts = [part for index in indices for part in self._quoted_parts(index)]
        return [part.of(self.text).strip("“”\"„«»‘’'` ") for part in parts]

    def unquoted(self, indices: Sequence[int]) -> str:
        """The words of some sentences outside their quotations."""
        pieces = []
        for index in indices:
            span = self.annotation.sentences[index].span
            at = span.start
            for part in self._quoted_parts(index):
                pieces.append(self.text[at : part.start])
                at = part.end
            pieces.append(self.text[at : span.end])
        return " ".join(pieces)

    def _quoted_parts(self, index: int) -> Iterator[Span]:
        span = self.annotation.sentences[index].span
        first = bisect_right(self._quotations, span.start, key=lambda quotation: quotation.end)
        for quotation in islice(self._quotations, first, None):
            part = _within(quotation, span)
            if part is None:
                return
            yield part

    def cue(self, claim: _Claim) -> str:
        """The words of a claim's cue, or its stance where it has none."""
        cue = claim.attribution.cue
        return claim.attribution.stance if cue is None else cue.of(self.text)


def _within(part: Span, whole: Span) -> Span | None:
    start, end = max(part.start, whole.start), min(part.end, whole.end)
    return Span(start, end) if start < end else None


class _Aligned:
    """Aligned sentences of two drafts, and the claims that they make."""

    def __init__(self, olds: _Draft, news: _Draft, alignment: Alignment, settled: bool) -> None:
        self.olds, self.news, self.alignment = olds, news, alignment
        self.before = olds.claims(alignment.old)
        self.after = news.claims(alignment.new)
        self._settled = settled

    def pairs(self) -> list[tuple[_Claim, _Claim | None]]:
        """The claims of the old draft, each with the one that the new draft makes of it."""
        return [(claim, self._counterpart(claim)) for claim in self.before]

    def _counterpart(self, claim: _Claim) -> _Claim | None:
        """The claim that says the same, if one does: rather of the same source, then the likest."""
        alike = [
            other for other in self.after if _overlap(claim.content, other.content) >= _SAME_CLAIM
        ]
        return max(
            alike,
            key=lambda other: (
                self.same_source(claim, other),
                _dice(claim.content, other.content),
            ),
            default=None,
        )

    def same_source(self, claim: _Claim, other: _Claim) -> bool:
        """Whether two claims are of the same source.

        By its name; or since the same words name it, behind sentences that did not change: who is
        meant by them did not change either, however the model reads it.
        """
        if same(claim.source, other.source):
            return True
        mentions = self.olds.mention(claim), self.news.mention(other)
        same_mention = mentions[0] != "" and mentions[0] == mentions[1]
        return self._settled and (same_mention or (claim.untouched and other.untouched))

    def fate(self, claim: _Claim, now: _Claim | None) -> Iterator[Change]:
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
        if firm != firmer and not claim.untouched:
            cues = self.olds.cue(claim), self.news.cue(now)
            why = f"“{cues[0]}” {firm[1]}, “{cues[1]}” {firmer[1]}"
            yield Change("hedged" if firmer < firm else "hardened", *at, *cues, why)

    def losses(self, claim: _Claim, now: _Claim | None) -> Iterator[Change]:
        """Where the new draft still says what a claim says, or a part, with nobody named for it."""
        if claim.unsourced or claim.untouched:
            return
        if now is not None and now.unsourced:
            yield Change("lost", claim.sentence, now.sentence, claim.name, "")
            return
        for index in self.alignment.new:
            if _still_says(self.news.own_words(index), claim, in_part=now is not None):
                yield Change("lost", claim.sentence, index, claim.name, "")

    def gains(self, claim: _Claim, before: _Claim | None) -> Iterator[Change]:
        """Where the old draft itself said what is now a claim of somebody, or a part of it."""
        if claim.unsourced or claim.untouched:
            return
        for index in self.alignment.old:
            if _still_says(self.olds.own_words(index), claim, in_part=before is not None):
                yield Change("gained", index, claim.sentence, "", claim.name)


def _changes_of_claims(aligned: _Aligned) -> tuple[list[Change], int]:
    """What became of the claims of aligned sentences, and how many are as they were."""
    changes: list[Change] = []
    met: dict[str, _Claim] = {}
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


def _still_says(own: Counter[str], claim: _Claim, *, in_part: bool) -> bool:
    """Whether a text's own words are those of a claim: all of it, or a part cut off from it."""
    shared = (own & claim.content).total()
    if own.total() >= _CLAUSE and shared >= _STILL_SAID * own.total():
        return True
    return not in_part and shared > 0 and shared >= _STILL_SAID * claim.content.total()


def _overlap(one: Counter[str], other: Counter[str]) -> float:
    fewer = min(one.total(), other.total())
    return (one & other).total() / fewer if fewer else 0


def _dice(one: Counter[str], other: Counter[str]) -> float:
    total = one.total() + other.total()
    return 2 * (one & other).total() / total if total else 0


def _standing_in_words(claim: _Claim) -> str:
    return "nobody is named" if claim.source is None else f"now {claim.source.type}"


def _changes_of_words(olds: _Draft, news: _Draft, alignment: Alignment) -> Iterator[Change]:
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
