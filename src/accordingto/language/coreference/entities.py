"""The places where an article names somebody; one writing of a name is of one kind everywhere."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence, Set
from dataclasses import dataclass, replace
from typing import NamedTuple

from spacy.tokens import Doc

from accordingto.language.coreference import names
from accordingto.language.segmentation.passages import passages
from accordingto.lexicon import nouns
from accordingto.quotations import quotations
from accordingto.records import Article

_ENTITIES = frozenset({"PERSON", "ORG", "GPE", "NORP", "FAC", "LOC", "PRODUCT", "WORK_OF_ART"})
#: What all writings of a name have in common (`names.key`).
_Key = tuple[str, ...]
_BODIES = nouns("assembly")
#: The name beside somebody's turn of a conversation counts as a person's so many times.
_TOLD = 3


@dataclass(frozen=True, slots=True)
class NameMention:
    """One place where somebody is named: tokens ``start`` to ``end``, titles left out."""

    start: int
    end: int
    words: tuple[str, ...]
    person: bool
    label: str


class _Place(NamedTuple):
    """Tokens that may be a name, titles and all, and the recognizer's label (or none)."""

    start: int
    end: int
    label: str

    @property
    def tokens(self) -> range:
        return range(self.start, self.end)


def recognize(doc: Doc) -> list[NameMention]:
    """Every name in the article, in order: the document's entities and whoever has a turn in it."""
    speakers = sorted(set(_speakers(doc)))
    spoken = {i for speaker in speakers for i in speaker.tokens}
    places = [place for place in _entities(doc) if spoken.isdisjoint(place.tokens)]
    labels = _agreed_labels(doc, places, speakers)
    surnames = names.surnames(key for key, label in labels.items() if label == "PERSON")
    every = sorted({*places, *speakers})
    read = [_name_mention(doc, place, labels, surnames) for place in every]
    found = [mention for mention in read if mention is not None]
    mixed = {names.key(one.words) for one in found if one.person and not _capitals(one)}
    known = mixed | names.surnames(mixed)
    return [_cut(one, known) if one.person and _capitals(one) else one for one in found]


def _entities(doc: Doc) -> Iterator[_Place]:
    for entity in doc.ents:
        if entity.label_ in _ENTITIES and _written_as_name(doc, entity.start, entity.end):
            yield _Place(entity.start, entity.end, entity.label_)


def _agreed_labels(
    doc: Doc, places: Sequence[_Place], speakers: Sequence[_Place]
) -> dict[_Key, str]:
    """The label that most places of a name have, by its key."""
    votes: dict[_Key, Counter[str]] = defaultdict(Counter)
    for place in (*places, *_TOLD * [*speakers]):
        votes[_key(doc, place)][place.label] += 1
    return {key: count.most_common(1)[0][0] for key, count in votes.items()}


def _name_mention(
    doc: Doc, place: _Place, labels: Mapping[_Key, str], surnames: Set[_Key]
) -> NameMention | None:
    """A place without titles and articles; nothing where no name is left of it."""
    start, end, label = place
    key = _key(doc, place)
    label = labels.get(key, label)
    if label == "PERSON" or key in surnames:
        words = names.person_words(_words(doc, place))
        return NameMention(end - len(words), end, words, True, "PERSON") if words else None
    while end - start > 1 and doc[start].lower_ in ("the", "a", "an"):
        start += 1
    return NameMention(start, end, _words(doc, _Place(start, end, label)), False, label)


def _capitals(mention: NameMention) -> bool:
    return all(word.isupper() for word in mention.words)


def _cut(mention: NameMention, known: Set[_Key]) -> NameMention:
    """Of a name in capitals what the article has as a name elsewhere: “ROE SCOLDS” is Roe."""
    words = mention.words
    if names.key(words) in known:
        return mention
    for size in range(len(words) - 1, 0, -1):
        for first in range(len(words) - size + 1):
            part = words[first : first + size]
            if names.key(part) in known:
                start = mention.start + first
                return replace(mention, start=start, end=start + size, words=part)
    return mention


def _words(doc: Doc, place: _Place) -> tuple[str, ...]:
    return tuple(token.text for token in doc[place.start : place.end])


def _key(doc: Doc, place: _Place) -> _Key:
    return names.key(names.person_words(_words(doc, place)))


def _speakers(doc: Doc) -> Iterator[_Place]:
    """The names beside the turns of a conversation, and in credits."""
    article = Article(doc.text)
    for turn in passages(article, quotations(article.text, article.paragraphs)):
        if not turn.person:
            continue
        span = turn.label and doc.char_span(turn.label.start, turn.label.end)
        if span:
            yield _Place(span.start, span.end, "PERSON")


def _written_as_name(doc: Doc, start: int, end: int) -> bool:
    """Not a capitalized common noun alone, a photo credit with slashes, or a bracket's rest."""
    text = doc[start:end].text
    if not any(c.isupper() for c in text) or any(c in text for c in "/[]|@"):
        return False
    word = names.bare(text)
    if end - start == 1 and not names.is_acronym(text):
        common = nouns("organization", "person", "document")
        return word not in common - _BODIES and not names.is_office(text)
    return not all(names.is_office(t.text) for t in doc[start:end])
