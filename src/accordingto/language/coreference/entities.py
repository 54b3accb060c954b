"""The places where an article names somebody: the recognizer's entities, mended for news."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from spacy.tokens import Doc, Token

from accordingto.language.coreference import names
from accordingto.language.segmentation.speaker_turns import turns
from accordingto.lexicon import wordlist

_ENTITIES = frozenset({"PERSON", "ORG", "GPE", "NORP", "FAC", "LOC", "PRODUCT", "WORK_OF_ART"})
_BODIES = frozenset({"senate", "congress", "house", "parliament", "democrat", "republican"})
#: Roles that only a human being has: before a capitalized name, or behind it and a comma.
_CALLINGS = frozenset(
    "spokesman spokeswoman spokesperson director professor analyst lawyer attorney economist "
    "senator congressman governor mayor minister president chairman chairwoman ceo counsel "
    "secretary editor author historian strategist adviser advisor researcher scientist pollster "
    "correspondent activist founder co-founder manager officer head actor actress writer "
    "ambassador commissioner prosecutor judge sheriff chief fellow expert executive".split()
)


@dataclass(frozen=True, slots=True)
class NameMention:
    """One place where somebody is named: tokens ``start`` to ``end``, titles left out."""

    start: int
    end: int
    words: tuple[str, ...]
    person: bool
    label: str


def recognize(doc: Doc) -> list[NameMention]:
    """Every name in the article, in order; one writing of a name counts as one kind everywhere."""
    speakers = set(_speakers(doc))
    named = {i for start, end, _ in speakers for i in range(start, end)}
    rough = [each for each in _rough(doc) if named.isdisjoint(range(*each[:2]))]
    rough += sorted(speakers)
    votes: dict[tuple[str, ...], Counter[str]] = defaultdict(Counter)
    for start, end, label in rough:
        words = names.key(names.person_words([t.text for t in doc[start:end]]))
        sure = (start, end, label) in speakers
        votes[words][label if sure else _evident(doc, start, end, label)] += 3 if sure else 1
    tails = names.surnames(
        w for w, count in votes.items() if count.most_common(1)[0][0] == "PERSON"
    )
    surnames = {tail[-1] for tail in tails}
    rough = _without_headline_only(doc, rough)
    covered = {i for start, end, _ in rough for i in range(start, end)}
    rough += [
        (t.i, t.i + 1, "PERSON")
        for t in doc
        if t.i not in covered and t.text[:1].isupper() and t.lower_ in surnames
    ]
    letters = {
        each
        for start, end, label in rough
        if label == "ORG" and end - start > 2
        for each in names.initials(doc[start:end].text)
    }
    rough += [
        (t.i, t.i + 1, "ORG")
        for t in doc
        if t.i not in covered and len(t.text) > 2 and names.is_acronym(t.text) and t.text in letters
    ]
    rough = sorted(set(rough))
    found = []
    for start, end, label in rough:
        words = names.key(names.person_words([t.text for t in doc[start:end]]))
        label = votes[words].most_common(1)[0][0] if votes.get(words) else label
        person = label == "PERSON" or words in tails
        if person:
            texts = [t.text for t in doc[start:end]]
            kept = names.person_words(texts)
            if not kept:
                continue
            start = end - len(kept)
        else:
            while end - start > 1 and doc[start].lower_ in ("the", "a", "an"):
                start += 1
            kept = tuple(t.text for t in doc[start:end])
        found.append(NameMention(start, end, kept, person, "PERSON" if person else label))
    return found


def _speakers(doc: Doc) -> Iterator[tuple[int, int, str]]:
    """The names that open the turns of a conversation."""
    for turn in turns(doc.text):
        span = turn.label and doc.char_span(turn.label.start, turn.label.end)
        if span:
            yield span.start, span.end, "PERSON"


def _without_headline_only(
    doc: Doc, rough: Sequence[tuple[int, int, str]]
) -> list[tuple[int, int, str]]:
    """Leave out longer names that stand only in lines where every word has a capital.

    There the recognizer takes verbs into names (“Obama Warns”).
    """
    lines: list[tuple[int, int]] = []
    start = 0
    for token in doc:
        if token.is_space and "\n" in token.text:
            lines.append((start, token.i))
            start = token.i + 1
    titled: set[int] = set()
    for first, last in lines:
        words = [t.text for t in doc[first:last] if len(t.text) > 3 and t.is_alpha]
        capital = sum(w[0].isupper() for w in words)
        if doc[first:last].text.rstrip().endswith((".", ".”", '."', "?", ":")):
            continue
        if len(words) > 3 and capital > 0.75 * len(words):
            titled.update(range(first, last))
    elsewhere = {doc[s:e].text for s, e, _ in rough if s not in titled}
    return [
        each
        for each in rough
        if each[0] not in titled
        or each[1] - each[0] == 1
        or doc[each[0] : each[1]].text in elsewhere
    ]


def _rough(doc: Doc) -> Iterator[tuple[int, int, str]]:
    """Entities, cut at line ends and possessives, then capitalized runs that are in none."""
    covered: set[int] = set()
    surnames = {e[-1].text for e in doc.ents if e.label_ == "PERSON" and len(e) > 1}
    for ent in doc.ents:
        if ent.label_ not in _ENTITIES or ent.start in covered:
            continue
        first, last = (
            _whole(doc, ent.start, ent.end, covered)
            if ent.label_ == "PERSON"
            else (
                ent.start,
                ent.end,
            )
        )
        covered.update(range(first, last))
        start = first
        for i in range(first, last + 1):
            joined = (
                i < last
                and doc[i].lower_ in ("and", "&")
                and (ent.label_ == "PERSON" or {doc[i - 1].text, doc[i + 1].text} <= surnames)
            )
            cut = i == last or doc[i].is_space or joined
            if cut:
                end = i
                while end > start and (
                    doc[start].is_punct
                    or doc[start].lower_ in ("said", "says")
                    or (doc[start].pos_ in ("ADP", "SCONJ", "CCONJ") and end - start > 1)
                ):
                    start += 1
                while end > start and (doc[end - 1].text in ("'s", "’s", "'", "’", ",", "-", "—")):
                    end -= 1
                if end > start and _written_as_name(doc, start, end):
                    yield start, end, ent.label_
                start = i + 1
    run: list[Token] = []
    for token in [*doc, None]:
        if token is not None and token.i not in covered and _capital(token):
            run.append(token)
            continue
        if run and _written_as_name(doc, run[0].i, run[-1].i + 1):
            yield run[0].i, run[-1].i + 1, ""
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
        and doc[end].lower_ not in wordlist("organizations")
        and doc[end].lower_ not in wordlist("roles")
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
        common = wordlist("organizations") | wordlist("roles") | wordlist("documents")
        return word not in common - _BODIES and not names.is_office(text)
    return not all(names.is_office(t.text) for t in doc[start:end])


def _capital(token: Token) -> bool:
    return (
        token.tag_ in ("NNP", "NNPS")
        and token.text[:1].isupper()
        and token.ent_type_ not in ("DATE", "TIME", "MONEY", "CARDINAL", "PERCENT")
    )


def _evident(doc: Doc, start: int, end: int, label: str) -> str:
    """The recognizer's label, mended by what stands before a name and by its given name."""
    words = [t.text for t in doc[start:end]]
    before = doc[start - 1].text if start and not doc[start - 1].is_space else ""
    if names.is_honorific(before) or (len(words) > 1 and names.is_honorific(words[0])):
        return "PERSON"
    opened = start > 1 and before in ("“", '"', "‘")
    if (doc[start - 2].lower_ if opened else before) in wordlist("kinds") and label == "PERSON":
        return "ORG"
    if 1 < len(words) < 4 and _introduced_as_person(doc, start, end):
        return "PERSON"
    lower = {names.bare(w) for w in words}
    kept = names.person_words(words)
    titled = names.is_office(words[len(words) - len(kept) - 1]) if len(kept) < len(words) else False
    if 1 < len(kept) < 4 and titled and not lower & (wordlist("organizations") | {"of", "and"}):
        return "PERSON"
    stripped = tuple(w for w in names.key(kept) if w[0].isalnum())
    institution = lower & (wordlist("organizations") | wordlist("media"))
    if label in ("ORG", "GPE", "FAC", "PRODUCT", "WORK_OF_ART", "") and 1 < len(stripped) < 4:
        given = stripped[0] in wordlist("female") or stripped[0] in wordlist("male")
        if given and not institution and "of" not in lower and "and" not in lower:
            return "PERSON"
    outlet = names.is_acronym(words[0]) or names.bare(words[0]) in wordlist("media")
    if label == "PERSON" and len(words) == 1 and outlet:
        return "ORG"
    if label == "PERSON" and len(words) > 1 and names.bare(words[-1]) in wordlist("organizations"):
        return "ORG"
    if label == "" and names.is_office(before) and words[0][:1].isupper():
        return "PERSON"
    return label


def _introduced_as_person(doc: Doc, start: int, end: int) -> bool:
    """Whether a role stands straight before a name, or behind it and a comma."""
    words = {names.bare(t.text) for t in doc[start:end]}
    if words & (wordlist("organizations") | wordlist("media") | {"of", "and", "the", "for"}):
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
