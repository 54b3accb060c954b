"""An annotation as rules read it: what stands where, outside quotation marks, and who claims it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from itertools import groupby

from accordingto.quotations import quotations
from accordingto.records import Annotation, Article, Attribution, Sentence, Source, Span

#: What stands for a character inside quotation marks: no letter, no space, no mark.
_HIDDEN = "\0"
#: So often does a column say “I” or “we” outside quotation marks.
_COLUMN = 3
_FIRST_PERSON = re.compile(r"\b(?:I|my|me|we|our|us)\b")
_MARKS = "“”\"'‘’«»„`‹›"


@dataclass(frozen=True, slots=True)
class Claim:
    """An attribution that puts forward a claim, the body sentence it stands in, and its source."""

    sentence: Sentence
    attribution: Attribution
    source: Source | None

    @property
    def start_of_content(self) -> int:
        """Where what is claimed begins; where the sentence does, if nothing says."""
        content = self.attribution.content
        return content[0].start if content else self.sentence.span.start


@dataclass(frozen=True)
class Story:
    """One annotated article. What is worked out of it is worked out once, when it is asked for."""

    annotation: Annotation
    notes: tuple[Article, ...] = ()

    @property
    def text(self) -> str:
        """The article's text."""
        return self.annotation.article.text

    @cached_property
    def quotations(self) -> tuple[Span, ...]:
        """The outermost quotations, marks included, in order."""
        return quotations(self.text, self.annotation.article.paragraphs)

    @cached_property
    def plain(self) -> str:
        """The text, as long as it is, with NUL for all that stands inside quotation marks."""
        parts, at = [], 0
        for span in self.quotations:
            quoted = span.of(self.text)
            hidden = "".join(
                c if c in _MARKS and i in (0, len(quoted) - 1) else _HIDDEN
                for i, c in enumerate(quoted)
            )
            parts += [self.text[at : span.start], hidden]
            at = span.end
        return "".join([*parts, self.text[at:]])

    @cached_property
    def body(self) -> tuple[Sentence, ...]:
        """The sentences that are neither headline nor byline nor caption, in order."""
        return tuple(s for s in self.annotation.sentences if s.kind == "body")

    @cached_property
    def paragraphs(self) -> tuple[tuple[Sentence, ...], ...]:
        """The body by paragraphs, in order."""
        groups = groupby(self.body, key=lambda sentence: sentence.paragraph)
        return tuple(tuple(group) for _, group in groups)

    @cached_property
    def claims(self) -> tuple[Claim, ...]:
        """The claims of the body, each once, at its first sentence."""
        made: dict[str, Claim] = {}
        for sentence in self.body:
            for claim in self.annotation.claims_of(sentence):
                source = (
                    None if claim.source_id is None else self.annotation.source(claim.source_id)
                )
                made.setdefault(claim.id, Claim(sentence, claim, source))
        return tuple(made.values())

    @cached_property
    def is_column(self) -> bool:
        """Whether the writer speaks of himself, as a column does and a news story does not."""
        own = " ".join(self.own(sentence.span) for sentence in self.body)
        return len(_FIRST_PERSON.findall(own)) >= _COLUMN

    def claims_in(self, sentence: Sentence) -> tuple[Claim, ...]:
        """The claims of one sentence, also those that began before it."""
        return tuple(
            Claim(
                sentence,
                claim,
                None if claim.source_id is None else self.annotation.source(claim.source_id),
            )
            for claim in self.annotation.claims_of(sentence)
        )

    def is_described(self, claim: Claim, noun: str) -> bool:
        """Whether a source up to a claim has its noun with more words: “sources in the party”.

        “One official” may then be one of “three officials who were there”.
        """
        last = noun.split()[-1].lower().rstrip("s")
        earlier = (
            self.words(other.attribution.source).lower().replace(",", " ").split()
            for other in self.claims
            if other.sentence.index <= claim.sentence.index
        )
        return any(
            last in {word.rstrip("s") for word in words} and len(words) > len(noun.split()) + 1
            for words in earlier
        )

    def words(self, span: Span | None) -> str:
        """The words of a span on one line; empty where there is none."""
        return "" if span is None else " ".join(span.of(self.text).split())

    def own(self, span: Span) -> str:
        """The text of a span, as long as it is, without what stands inside quotation marks."""
        return span.of(self.plain)

    @cached_property
    def _lower(self) -> str:
        return self.text.lower()

    def has(self, *stems: str) -> bool:
        """Whether the text holds any of some lower-case stems: a cheap look before a dear one."""
        return any(stem in self._lower for stem in stems)

    def matches(self, pattern: re.Pattern[str], span: Span) -> Iterator[re.Match[str]]:
        """What a pattern matches outside quotation marks in a part of the text."""
        return pattern.finditer(self.plain, span.start, span.end)

    def is_quoted(self, span: Span) -> bool:
        """Whether a span touches words inside quotation marks."""
        return _HIDDEN in self.own(span)
