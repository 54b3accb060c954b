"""The stance of a cue: whether it says, asserts, concedes, shows …, by word lists and syntax.

The lists are ``lexicon/stance-CLASS.txt``: lemmas, and phrases of lemmas, under the headings
``verbs``, ``nouns``, ``adjectives``, ``adverbs``, ``prepositions``, ``phrases`` and ``passives``
(participles after “be” with no agent: “is believed to”). A heading such as ``verbs + infinitive``
holds what belongs to the class only with such a content: “announced that …” says, “announced a
plan” intends. The kinds of content are ``quotation``, ``question``, ``clause`` (finite),
``infinitive`` (“to go”, also “that he go”) and ``noun``.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import cache
from itertools import pairwise
from types import MappingProxyType
from typing import get_args

from spacy.tokens import Doc, Token

from accordingto.lexicon import headed
from accordingto.records import ACTS, Span, Stance

#: From a heading and an entry under it to the class.
Lexicon = Mapping[tuple[str, str], Stance]
#: How a content is built: the suffixes of headings that apply, most telling first.
Kinds = tuple[str, ...]

_MARKS = frozenset('“”"„«»') | {"``", "''"}
_BE = frozenset({"be", "get"})
_NOT = frozenset({"not", "n't", "n’t", "never", "neither", "nor"})
_SPEAKING: frozenset[Stance] = frozenset({"says", "concedes"})
_FINITE = frozenset({"VBD", "VBP", "VBZ", "MD"})
#: What may stand between the words of a phrase.
_LOOSE = frozenset({"ADV", "DET", "PRON"})
_HEADINGS = {
    "VERB": "verbs",
    "AUX": "verbs",
    "NOUN": "nouns",
    "PROPN": "nouns",
    "ADJ": "adjectives",
    "ADV": "adverbs",
    "ADP": "prepositions",
    "SCONJ": "prepositions",
}
#: The headings in the order in which a word of the cue decides.
_ORDER = ("verbs", "adjectives", "nouns", "prepositions")
_LONGEST = 5


@cache
def lexicon() -> Lexicon:
    """All lists as one table. Raises FileNotFoundError where one is missing."""
    return MappingProxyType(
        {place: stance for stance in get_args(Stance) for place in headed(f"stance-{stance}")}
    )


def stance_of(cue: Span | None, content: Sequence[Span], doc: Doc) -> Stance:
    """The stance of a cue towards its content; ``says`` without a cue or where no list knows it.

    ``doc`` is the parsed article, its token offsets the spans' own. The cue's phrases decide before
    its words, its verbs before its nouns, the last verb before those it completes; an intention
    (“declined to say”) and a negation (“did not say”) keep what they govern from being said.
    """
    words = _words(cue, doc) if cue is not None else []
    if not words:
        return "says"
    how = _content(content, doc)
    if any(_look("adverbs", word.lower_, how) for word in words):
        return "hearsay"
    if _passive(words):
        return "hearsay"
    stance = _phrase(words, how) or _governed(words, how) or _single(words, how)
    if stance is None:
        return _unknown(words, how)
    if stance in _SPEAKING and _negated(words):
        return "intends"
    return stance


def _words(span: Span, doc: Doc) -> list[Token]:
    """The tokens that the span touches, without white space and punctuation."""
    tokens = doc.char_span(span.start, span.end, alignment_mode="expand")
    return [token for token in tokens or () if not token.is_space and not token.is_punct]


def _look(heading: str, entry: str, how: Kinds) -> Stance | None:
    """The class of an entry, under the heading with the most telling kind of content first."""
    table = lexicon()
    for kind in how:
        if (f"{heading} + {kind}", entry) in table:
            return table[f"{heading} + {kind}", entry]
    return table.get((heading, entry))


def _phrase(words: Sequence[Token], how: Kinds) -> Stance | None:
    """The class of the longest phrase that the cue holds, the last of equals."""
    kept = [word for word in words if word.pos_ not in _LOOSE]
    rows = (
        [word.lower_ for word in words],
        *([w.lemma_.lower() for w in r] for r in (words, kept)),
    )
    for row in rows:
        for size in range(min(_LONGEST, len(row)), 1, -1):
            for start in range(len(row) - size, -1, -1):
                stance = _look("phrases", " ".join(row[start : start + size]), how)
                if stance is not None:
                    return stance
    return None


def _governed(words: Sequence[Token], how: Kinds) -> Stance | None:
    """An act whose infinitive is the rest of the cue: “refused to say”, “plans to announce”."""
    for at, word in enumerate(words[:-2]):
        if words[at + 1].tag_ == "TO" and words[at + 2].tag_.startswith("VB"):
            acts = ("infinitive", *how)
            stance = _look(_HEADINGS.get(word.pos_, ""), word.lemma_.lower(), acts)
            if stance in ACTS:
                return stance
    return None


def _single(words: Sequence[Token], how: Kinds) -> Stance | None:
    """The class of the last verb, else adjective, noun or preposition that a list knows.

    A preposition decides only alone (“in a letter” is a noun, “hewed to” an unknown verb).
    """
    alone = not any(word.pos_ in ("VERB", "NOUN", "ADJ") for word in words)
    order = _ORDER if alone else _ORDER[:-1]
    for heading in order:
        for word in reversed(words):
            if _HEADINGS.get(word.pos_) == heading:
                stance = _look(heading, word.lemma_.lower(), how)
                if stance is not None:
                    return stance
    # A word that the tagger took for another part of speech is better than none.
    for heading in order:
        for word in reversed(words):
            stance = _look(heading, word.lemma_.lower(), how) or _look(heading, word.lower_, how)
            if stance is not None:
                return stance
    return None


def _unknown(words: Sequence[Token], how: Kinds) -> Stance:
    """A cue that no list knows: a verb with what is no claim tells an act, all else says."""
    verbal = any(word.pos_ == "VERB" for word in words)
    claims = {"quotation", "clause"} & set(how)
    return "intends" if verbal and not claims else "says"


def _passive(words: Sequence[Token]) -> bool:
    """“It is believed”, “are expected to”: nobody is named for it."""
    table = lexicon()
    for before, word in pairwise(words):
        if (
            word.tag_ in ("VBN", "VBD")
            and ("passives", word.lemma_.lower()) in table
            and (_is_be(before) or any(_is_be(left) and _helps(left) for left in word.lefts))
            and not any(child.dep_ == "agent" for child in word.children)
        ):
            return True
    return False


def _is_be(token: Token) -> bool:
    return token.lemma_.lower() in _BE and token.pos_ in ("AUX", "VERB")


def _helps(token: Token) -> bool:
    """Whether a verb is the helper of its head, not a clause of its own before it."""
    return str(token.dep_) in ("aux", "auxpass")


def _negated(words: Sequence[Token]) -> bool:
    return any(word.lower_ in _NOT for word in words)


def _content(content: Sequence[Span], doc: Doc) -> Kinds:
    """Whether a content is quoted, and whether it is a clause, an action or a thing."""
    if not content:
        return ()
    first = doc.char_span(content[0].start, content[0].end, alignment_mode="expand")
    words = [token for token in first or () if not token.is_space]
    quoted = any(word.text in _MARKS for word in words)
    opens = bool(words) and words[0].text in _MARKS
    words = [word for word in words if not word.is_punct]
    kind = _kind(words) if words else "noun"
    if not quoted:
        return (kind,)
    # Quoted words are somebody's own, whatever their syntax (“‘Vote!’ she urged”).
    return ("quotation",) if opens or kind == "noun" else ("quotation", kind)


def _kind(words: Sequence[Token]) -> str:
    """The kind of an unquoted content by its first word and its head."""
    first = words[0]
    if first.tag_ in ("WDT", "WP", "WRB", "WP$") or first.lower_ in ("whether", "if"):
        return "question"
    inside = {word.i for word in words}
    heads = [word for word in words if word.head.i not in inside or word.head == word]
    head = next((word for word in heads if word.pos_ in ("VERB", "AUX")), heads[0])
    if head.pos_ not in ("VERB", "AUX"):
        return "noun"
    helpers = [child for child in head.children if child.dep_.startswith("aux")]
    if _FINITE & {head.tag_, *(helper.tag_ for helper in helpers)}:
        return "clause"
    if first.lower_ == "to" or any(helper.tag_ == "TO" for helper in helpers):
        return "infinitive"
    if head.tag_ == "VB":
        return "infinitive" if first.lower_ == "that" else "clause"
    return "noun"
