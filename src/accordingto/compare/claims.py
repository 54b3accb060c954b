"""What an annotated draft claims, sentence by sentence, as words that can be compared."""

from __future__ import annotations

from bisect import bisect_right
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import islice

from accordingto.compare.alignment import words
from accordingto.quotations import quotations
from accordingto.records import Annotation, Attribution, Sentence, Source, Span

#: From which share of common words (0 to 1) two claims are one, or a text still makes a claim.
_SAME_CLAIM, _STILL_SAID = 0.5, 0.6
#: Of so many words on a text of the article's own can be a claim that somebody made.
_CLAUSE = 4


@dataclass(frozen=True, slots=True)
class Claim:
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


class Draft:
    """An annotation, and what is asked of it again and again."""

    def __init__(self, annotation: Annotation, texts: Sequence[str], unchanged: set[int]) -> None:
        self.annotation = annotation
        self.text = annotation.article.text
        self.texts = texts
        self._unchanged = unchanged
        self._sources = {source.id: source for source in annotation.sources}
        self._quotations = quotations(self.text, annotation.article.paragraphs)

    def claims(self, indices: Sequence[int]) -> list[Claim]:
        """The claims of some sentences, each once."""
        claims: dict[str, Claim] = {}
        sentences = [self.annotation.sentences[index] for index in indices]
        for sentence in sentences:
            for attribution in self.annotation.claims_of(sentence):
                if attribution.id not in claims:
                    claims[attribution.id] = self._claim(attribution, sentence, sentences)
        return list(claims.values())

    def _claim(
        self, attribution: Attribution, sentence: Sentence, sentences: Sequence[Sentence]
    ) -> Claim:
        spans = [one.span for one in sentences]
        content = [_within(part, span) for part in attribution.content for span in spans]
        frame = [part.start for part in (attribution.source, attribution.cue) if part is not None]
        holders = [self.annotation.sentence_at(place) for place in frame]
        involved = {one.index for one in (*sentences, *holders) if one is not None}
        said = " ".join(span.of(self.text) for span in content if span)
        return Claim(
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

    def mention(self, claim: Claim) -> str:
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

    def cue(self, claim: Claim) -> str:
        """The words of a claim's cue, or its stance where it has none."""
        cue = claim.attribution.cue
        return claim.attribution.stance if cue is None else cue.of(self.text)


def say_the_same(one: Claim, other: Claim) -> bool:
    """Whether two claims are one, perhaps longer or shorter: by the words of both."""
    fewer = min(one.content.total(), other.content.total())
    return fewer > 0 and (one.content & other.content).total() >= _SAME_CLAIM * fewer


def likeness(one: Claim, other: Claim) -> float:
    """How alike two claims are, from 0 to 1: the words of both, of all (Dice's coefficient)."""
    total = one.content.total() + other.content.total()
    return 2 * (one.content & other.content).total() / total if total else 0


def still_says(own: Counter[str], claim: Claim, *, in_part: bool) -> bool:
    """Whether a text's own words are those of a claim: all of it, or a part cut off from it."""
    shared = (own & claim.content).total()
    if own.total() >= _CLAUSE and shared >= _STILL_SAID * own.total():
        return True
    return not in_part and shared > 0 and shared >= _STILL_SAID * claim.content.total()


def _within(part: Span, whole: Span) -> Span | None:
    start, end = max(part.start, whole.start), min(part.end, whole.end)
    return Span(start, end) if start < end else None
