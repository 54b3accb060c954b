"""What a cue presupposes of its content: its stance."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from importlib.resources import files
from typing import get_args

from spacy.tokens import Doc, Token
from spacy.tokens import Span as Tokens

from accordingto.records import Span, Stance

#: Words that take a clause for what is said, and an infinitive or a thing for what is done.
_DOUBLE: dict[str, tuple[Stance, Stance]] = {
    # lemma: (with a finite clause or a quotation, otherwise)
    "announce": ("says", "intends"),
    "agree": ("says", "intends"),
    "promise": ("says", "intends"),
    "pledge": ("says", "intends"),
    "vow": ("says", "intends"),
    "hope": ("believes", "intends"),
    "decide": ("shows", "intends"),
    "rule": ("shows", "orders"),
    "tell": ("says", "orders"),
    "ask": ("says", "orders"),
    "warn": ("says", "orders"),
    "advise": ("says", "orders"),
    "urge": ("says", "orders"),
    "propose": ("says", "intends"),
    "recommend": ("says", "orders"),
    "threaten": ("says", "intends"),
    "demand": ("says", "orders"),
    "call for": ("says", "orders"),
    "call on": ("says", "orders"),
    "claim": ("asserts", "asserts"),
    "find": ("shows", "shows"),
    "show": ("shows", "shows"),
    "refuse": ("intends", "intends"),
    "endorse": ("says", "intends"),
    "support": ("says", "intends"),
    "oppose": ("says", "intends"),
    "request": ("says", "orders"),
    "encourage": ("says", "orders"),
}
_SUBJECTS = frozenset({"nsubj", "nsubjpass", "expl", "csubj"})


@cache
def lexicon() -> dict[str, Stance]:
    """From a lemma or phrase of a cue to its class; see ``lexicon/stances.txt``."""
    known: dict[str, Stance] = {}
    stance: Stance = "says"
    classes = {name: name for name in get_args(Stance)}
    text = (files(__package__) / "lexicon" / "stances.txt").read_text(encoding="utf8")
    for line in text.splitlines():
        entry = line.strip()
        if entry.startswith("["):
            stance = classes[entry[1:-1]]
        elif entry and not entry.startswith("#"):
            known.setdefault(entry, stance)
    return known


def stance_of(cue: Span | None, content: Sequence[Span], doc: Doc) -> Stance:
    """The stance of a cue: its longest phrase in the lexicon, then its verb; else ``says``.

    A word of two readings is settled by what it takes: “announced that he won” says, “announced a
    tour” intends; a quotation among the content always says.
    """
    if cue is None:
        return "says"
    tokens = _tokens(doc, cue)
    if tokens is None:
        return "says"
    lemmas = [token.lemma_.lower() for token in tokens]
    phrase = _phrase(lemmas)
    if phrase in _DOUBLE:
        said, done = _DOUBLE[phrase]
        return said if _claims(content, doc) else done
    return lexicon().get(phrase, "says")


def _tokens(doc: Doc, span: Span) -> Tokens | None:
    return doc.char_span(span.start, span.end, alignment_mode="expand")


def _phrase(lemmas: Sequence[str]) -> str:
    """The longest run of lemmas that the lexicon knows; later words win, as verbs come last."""
    known = lexicon()
    for size in range(min(4, len(lemmas)), 0, -1):
        for start in range(len(lemmas) - size, -1, -1):
            phrase = " ".join(lemmas[start : start + size])
            if phrase in known or phrase in _DOUBLE:
                return phrase
    return ""


def _claims(content: Sequence[Span], doc: Doc) -> bool:
    """Whether a content holds a quotation or a clause with a subject and a finite verb."""
    for span in content:
        tokens = _tokens(doc, span)
        if tokens is None:
            continue
        if any(token.text in '“”"‘«' or token.text in ("``", "''") for token in tokens):
            return True
        if any(_finite(token) for token in tokens):
            return True
    return False


def _finite(verb: Token) -> bool:
    """A verb with a subject of its own, and no infinitive (“him to leave”)."""
    if verb.pos_ not in ("VERB", "AUX"):
        return False
    children = list(verb.children)
    has_subject = any(child.dep_ in _SUBJECTS for child in children)
    infinitive = any(child.tag_ == "TO" for child in children)
    return has_subject and not infinitive and verb.dep_ != "relcl"
