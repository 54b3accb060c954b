"""The places where an article names somebody: the recognizer's entities, mended for news."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence, Set
from dataclasses import dataclass
from typing import NamedTuple

from spacy.tokens import Doc, Token
from spacy.tokens import Span as Tokens

from accordingto.language.coreference import names
from accordingto.language.segmentation.passages import passages
from accordingto.lexicon import nouns, wordlist
from accordingto.quotations import quotations
from accordingto.records import Article

_ENTITIES = frozenset({"PERSON", "ORG", "GPE", "NORP", "FAC", "LOC", "PRODUCT", "WORK_OF_ART"})
#: What all writings of a name have in common (`names.key`).
_Key = tuple[str, ...]
_BODIES = nouns("assembly")
#: Titles that only a human being has: before a capitalized name, or behind it and a comma.
_CALLINGS = nouns("calling")
#: The recognizer takes many a surname for an institution, few institutions for a surname so often.
_SHARE = 0.22
#: Titles that stand before a surname alone, and before no institution.
_BORNE = frozenset("president minister senator governor mayor".split()) | wordlist("honorifics")


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
    """Every name in the article, in order; one writing of a name counts as one kind everywhere."""
    speakers = sorted(set(_speakers(doc)))
    spoken = {i for speaker in speakers for i in speaker.tokens}
    places = [place for place in _candidates(doc) if spoken.isdisjoint(place.tokens)]
    labels = _agreed_labels(doc, places, speakers)
    surnames = names.surnames(key for key, label in labels.items() if label == "PERSON")
    places = [*_without_headline_only(doc, places), *speakers]
    named = {i for place in places for i in place.tokens}
    free = [token for token in doc if token.i not in named]
    places += _lone_surnames(free, {surname[-1] for surname in surnames})
    places += _acronyms(doc, free, places)
    return [
        mention
        for place in sorted(set(places))
        if (mention := _name_mention(doc, place, labels, surnames)) is not None
    ]


def _agreed_labels(
    doc: Doc, places: Sequence[_Place], speakers: Sequence[_Place]
) -> dict[_Key, str]:
    """The label that most places of a name have, by its key; a speaker counts three times."""
    votes: dict[_Key, Counter[str]] = defaultdict(Counter)
    for place in places:
        votes[_key(doc, place)][_evident(doc, place)] += 1
        if _bears_office(doc, place):
            votes[_key(doc, place)]["PERSON"] += len(places)  # outvotes all else
    for speaker in speakers:
        votes[_key(doc, speaker)][speaker.label] += 3
    return {key: _elected(key, count) for key, count in votes.items()}


def _elected(key: _Key, votes: Counter[str]) -> str:
    """The label with most votes; of a single word, PERSON from a share few institutions have."""
    if len(key) == 1 and votes["PERSON"] >= _SHARE * votes.total():
        return "PERSON"
    return votes.most_common(1)[0][0]


def _lone_surnames(tokens: Sequence[Token], surnames: Set[str]) -> list[_Place]:
    """Surnames of people named elsewhere in full that the recognizer passed over."""
    return [
        _Place(token.i, token.i + 1, "PERSON")
        for token in tokens
        if token.text[:1].isupper() and token.lower_ in surnames
    ]


def _acronyms(doc: Doc, tokens: Sequence[Token], places: Sequence[_Place]) -> list[_Place]:
    """Acronyms of institutions named elsewhere in full that the recognizer passed over."""
    known = {
        acronym
        for start, end, label in places
        if label == "ORG" and end - start > 2
        for acronym in names.initials(doc[start:end].text)
    }
    return [
        _Place(token.i, token.i + 1, "ORG")
        for token in tokens
        if len(token.text) > 2 and names.is_acronym(token.text) and token.text in known
    ]


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


def _without_headline_only(doc: Doc, places: Sequence[_Place]) -> list[_Place]:
    """Leave out longer names that stand only in lines where every word has a capital.

    There the recognizer takes verbs into names (“Obama Warns”).
    """
    titled = {i for line in _lines(doc) if _in_capitals(doc[line.start : line.stop]) for i in line}
    elsewhere = {doc[start:end].text for start, end, _ in places if start not in titled}
    return [
        place
        for place in places
        if place.start not in titled
        or len(place.tokens) == 1
        or doc[place.start : place.end].text in elsewhere
    ]


def _lines(doc: Doc) -> Iterator[range]:
    """The tokens of each line that a line break ends."""
    start = 0
    for token in doc:
        if token.is_space and "\n" in token.text:
            yield range(start, token.i)
            start = token.i + 1


def _in_capitals(line: Tokens) -> bool:
    """Whether nearly every longer word has a capital, in a line that is no sentence."""
    if line.text.rstrip().endswith((".", ".”", '."', "?", ":")):
        return False
    words = [t.text for t in line if len(t.text) > 3 and t.is_alpha]
    return len(words) > 3 and sum(w[0].isupper() for w in words) > 0.75 * len(words)


def _candidates(doc: Doc) -> Iterator[_Place]:
    """Entities, cut at line ends and possessives, then capitalized runs that are in none."""
    covered: set[int] = set()
    surnames = {e[-1].text for e in doc.ents if e.label_ == "PERSON" and len(e) > 1}
    for entity in doc.ents:
        if entity.label_ not in _ENTITIES or entity.start in covered:
            continue
        start, end = entity.start, entity.end
        if entity.label_ == "PERSON":
            start, end = _whole(doc, start, end, covered)
        covered.update(range(start, end))
        for first, last in _joined(doc, start, end, entity.label_ == "PERSON", surnames):
            first, last = _trimmed(doc, first, last)
            if first < last and _written_as_name(doc, first, last):
                yield _Place(first, last, entity.label_)
    yield from _capitalized_runs(doc, covered)


def _joined(
    doc: Doc, start: int, end: int, people: bool, surnames: Set[str]
) -> Iterator[tuple[int, int]]:
    """The parts of an entity that runs over a line break, or over two people (“Roe and Doe”)."""
    for i in range(start, end):
        between = 0 < i < len(doc) - 1 and {doc[i - 1].text, doc[i + 1].text} <= surnames
        joint = doc[i].lower_ in ("and", "&") and (people or between)
        if joint or doc[i].is_space:
            yield start, i
            start = i + 1
    yield start, end


def _trimmed(doc: Doc, start: int, end: int) -> tuple[int, int]:
    """A name without marks, verbs of speech and prepositions before it and marks behind it."""
    while start < end and (
        doc[start].is_punct
        or doc[start].lower_ in ("said", "says")
        or (doc[start].pos_ in ("ADP", "SCONJ", "CCONJ") and end - start > 1)
    ):
        start += 1
    while start < end and doc[end - 1].text in ("'s", "’s", "'", "’", ",", "-", "—"):
        end -= 1
    return start, end


def _capitalized_runs(doc: Doc, covered: Set[int]) -> Iterator[_Place]:
    """Proper nouns in a row that no entity covers; they have no label."""
    run: list[Token] = []
    for token in [*doc, None]:
        if token is not None and token.i not in covered and _capital(token):
            run.append(token)
            continue
        if run and _written_as_name(doc, run[0].i, run[-1].i + 1):
            yield _Place(run[0].i, run[-1].i + 1, "")
        run = []


def _whole(doc: Doc, start: int, end: int, covered: set[int]) -> tuple[int, int]:
    """A person's name with the capitalized words that the recognizer cut off at its ends."""
    while (
        start > 0
        and start - 1 not in covered
        and doc[start - 1].tag_ == "NNP"
        and doc[start - 1].ent_type_ in ("", "PERSON")
        and doc[start - 1].dep_ == "compound"
        and start <= doc[start - 1].head.i < end
        and not names.is_office(doc[start - 1].text)
    ):
        start -= 1
    while (
        end < len(doc)
        and doc[end].tag_ in ("NNP", "NNPS")
        and doc[end - 1].dep_ == "compound"
        and doc[end - 1].head.i >= end
        and doc[end].ent_type_ in ("", "PERSON", "GPE", "NORP")
        and end - start < 3
        and doc[end].lower_ not in nouns("organization")
        and doc[end].lower_ not in nouns("person")
    ):
        end += 1
    return start, end


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


def _capital(token: Token) -> bool:
    return (
        token.tag_ in ("NNP", "NNPS")
        and token.text[:1].isupper()
        and token.ent_type_ not in ("DATE", "TIME", "MONEY", "CARDINAL", "PERCENT")
    )


def _evident(doc: Doc, place: _Place) -> str:
    """The recognizer's label, mended by what stands before a name and by its given name."""
    start, end, label = place
    words = _words(doc, place)
    before = doc[start - 1].text if start and not doc[start - 1].is_space else ""
    if names.is_honorific(before) or (len(words) > 1 and names.is_honorific(words[0])):
        return "PERSON"
    opened = start > 1 and before in ("“", '"', "‘")
    if (doc[start - 2].lower_ if opened else before) in nouns("kind") and label == "PERSON":
        return "ORG"
    if 1 < len(words) < 4 and _introduced_as_person(doc, start, end):
        return "PERSON"
    lower = {names.bare(w) for w in words}
    kept = names.person_words(words)
    titled = names.is_office(words[len(words) - len(kept) - 1]) if len(kept) < len(words) else False
    if 1 < len(kept) < 4 and titled and not lower & (nouns("organization") | {"of", "and"}):
        return "PERSON"
    stripped = tuple(w for w in names.key(kept) if w[0].isalnum())
    institution = lower & (nouns("organization") | wordlist("media"))
    if label in ("ORG", "GPE", "FAC", "PRODUCT", "WORK_OF_ART", "") and 1 < len(stripped) < 4:
        given = stripped[0] in wordlist("female") or stripped[0] in wordlist("male")
        if given and not institution and "of" not in lower and "and" not in lower:
            return "PERSON"
    outlet = names.is_acronym(words[0]) or names.bare(words[0]) in wordlist("media")
    if label == "PERSON" and len(words) == 1 and outlet:
        return "ORG"
    if label == "PERSON" and len(words) > 1 and names.bare(words[-1]) in nouns("organization"):
        return "ORG"
    if label == "" and names.is_office(before) and words[0][:1].isupper():
        return "PERSON"
    return label


def _bears_office(doc: Doc, place: _Place) -> bool:
    """Whether a capitalized title stands straight before a single word: “President Roe”."""
    before = doc[place.start - 1] if place.start else None
    return (
        before is not None
        and len(place.tokens) == 1
        and before.text.istitle()
        and before.text.lower() in _BORNE
        and not names.is_acronym(doc[place.start].text)
    )


def _introduced_as_person(doc: Doc, start: int, end: int) -> bool:
    """Whether a title stands straight before a name, or behind it and a comma."""
    words = {names.bare(t.text) for t in doc[start:end]}
    if words & (nouns("organization") | wordlist("media") | {"of", "and", "the", "for"}):
        return False
    before = doc[start - 1] if start else None
    if before is not None and before.pos_ in ("NOUN", "PROPN") and before.lower_ in _CALLINGS:
        return True
    if end + 2 >= len(doc) or doc[end].text != ",":
        return False
    for token in doc[end + 1 : end + 7]:
        if token.is_punct or token.is_space or token.pos_ in ("VERB", "AUX"):
            return False
        if token.pos_ in ("NOUN", "PROPN") and token.lower_ in _CALLINGS:
            return True
        if token.pos_ == "ADP":
            return False
    return False
