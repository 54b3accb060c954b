"""Which of the six kinds of source a description is (the journalistic-sourcing benchmark's)."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace

from spacy.tokens import Doc

from accordingto.language.coreference.mentions import Kind, Mention
from accordingto.lexicon import nouns
from accordingto.records import SourceType

_WITHHELD = re.compile(
    r"\banonym|not authori[sz]ed to|(?:not to|declin\w+ to|refus\w+ to) (?:be (?:named|identified)|"
    r"give (?:his|her|their) name)|not be(?:ing)? (?:named|identified|used)|on background\b",
    re.IGNORECASE,
)
_KNOWING = re.compile(
    r"\b(?:familiar with|close to|with (?:direct |first-?hand )?knowledge|briefed on|"
    r"involved in)\b",
    re.IGNORECASE,
)
_INSIDERS = nouns("insider")


def _unnamed(mention: Mention) -> SourceType:
    single = mention.lemma in nouns("body")
    return "named organization" if single else "unnamed group"


def described_type(
    doc: Doc, mention: Mention, kind_of: Callable[[Doc, Mention], Kind | None] | None = None
) -> SourceType:
    """The type of a source without a name.

    A lone official or aide counts as anonymous: the reporter knows who it was. ``kind_of``: tells
    another kind than the noun has, if there is one.
    """
    kind = kind_of(doc, mention) if kind_of is not None else None
    if kind == "organization":
        return "named organization"
    return _of_kind(doc, mention if kind is None else replace(mention, kind=kind))


def _of_kind(doc: Doc, mention: Mention) -> SourceType:
    if mention.kind == "document":
        return "document"
    if mention.kind == "organization":
        named = any(
            t.pos_ == "PROPN" or t.ent_type_ in ("PERSON", "ORG")
            for t in doc[mention.start : mention.end]
        )
        return (
            "named organization"
            if named or doc[mention.start].lower_ == "the"
            else _unnamed(mention)
        )
    phrase = doc[mention.start : mention.end].text
    sentence = mention.head.sent.text
    if mention.lemma == "source" or _KNOWING.search(phrase) or _WITHHELD.search(phrase):
        return "anonymous"
    close = sentence[max(0, mention.head.idx - mention.head.sent.start_char) :]
    if _WITHHELD.search(close):
        return "anonymous"
    if mention.kind == "group" or mention.plural:
        return "unnamed group"
    if mention.lemma in _INSIDERS:
        return "anonymous"
    return "unnamed person"
