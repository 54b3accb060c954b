"""Attributions within attributions: A said that B had said X; “A reported, citing B”.

The model marks the outermost only. Inside a content the parse shows who else is said to speak: a
verb of saying with a subject and a clause of its own, or “according to”. A frame may name who else
is the source: “A reported, citing B”, “A quoted B as saying”.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import accumulate

from spacy.tokens import Doc, Token

from accordingto.language.attribution.claims import Claim
from accordingto.language.attribution.linking import Link
from accordingto.language.attribution.stance import lexicon, stance_of
from accordingto.language.spans import token_span, tokens_of, tokens_span
from accordingto.lexicon import nouns
from accordingto.quotations import quotations_in
from accordingto.records import ACTS, Span, Stance

_TELLS: frozenset[Stance] = frozenset({"says", "asserts", "concedes"})
_PRONOUNS = frozenset({"he", "she", "they"})
_SPEAKERS = nouns("person", "group", "organization", "document")
_NAMES = frozenset({"PERSON", "ORG", "NORP", "GPE"})
#: Verbs that say who else is the source of what is reported: “Reuters reported, citing officials”.
CITES = frozenset({"cite", "quote"})
_SAYING = re.compile(r",?\s+as (?:saying|having said|telling \w+)\s+(?=\S)")


@dataclass(frozen=True, slots=True)
class Chain:
    """An attribution inside another: ``outer`` is the index of the link that relays ``link``.

    ``inner`` is the index of ``link`` itself where it is one of the links given.
    """

    outer: int
    link: Link
    inner: int | None = None


def chains(doc: Doc, links: Sequence[Link], quotations: Sequence[Span]) -> tuple[Chain, ...]:
    """The attributions inside the given ones, as far as the parse shows them.

    ``doc`` is the parsed article, its token offsets the spans' own. Inside ``quotations`` only
    names and descriptions count: whom a pronoun means there, its speaker alone knows.
    """
    text = doc.text
    inside: list[Chain] = []
    for k, outer in enumerate(_enclosing(links)):
        link = links[k]
        if outer is not None:
            inside.append(Chain(outer, link, k))
            continue
        for source, inner in (*_cited(doc, text, link), *_inside(doc, link)):
            named = source.of(text).lower() not in _PRONOUNS
            if named or not quotations_in(quotations, source):
                inside.append(Chain(k, replace(inner, confidence=link.confidence)))
    return tuple(inside)


def nested(doc: Doc, claims: Sequence[Claim], quotations: Sequence[Span]) -> tuple[Claim, ...]:
    """The claims, and after them those that they relay; each of these knows by which one."""
    relayed = list(claims)
    for chain in chains(doc, [claim.link for claim in claims], quotations):
        if not claims[chain.outer].asserts:
            continue
        if chain.inner is None:
            stance = stance_of(chain.link.cue, chain.link.content, doc)
            relayed.append(Claim(chain.link, stance, True, within=chain.outer))
        elif claims[chain.inner].stance not in ACTS:
            relayed[chain.inner] = replace(claims[chain.inner], within=chain.outer)
    return tuple(relayed)


def _enclosing(links: Sequence[Link]) -> list[int | None]:
    """For every link the first link with more content that holds its frame, if there is one."""
    sizes = [sum(map(len, link.content)) for link in links]
    contents = sorted((c, k) for k, link in enumerate(links) for c in link.content)
    # How far the contents up to each one reach: before that nothing need be looked at.
    reach = list(accumulate((c.end for c, _ in contents), max))
    outer_links: list[int | None] = []
    for k, link in enumerate(links):
        frame = link.cue or link.source
        fits = []
        at = bisect_right(contents, frame.start, key=lambda pair: pair[0].start) if frame else 0
        while frame and at and reach[at - 1] >= frame.end:
            at -= 1
            content, other = contents[at]
            if content.contains(frame) and other != k and sizes[other] > sizes[k]:
                fits.append(other)
        outer_links.append(min(fits, default=None))
    return outer_links


def _cited(doc: Doc, text: str, link: Link) -> Iterator[tuple[Span, Link]]:
    """“Reuters reported, citing officials”; “the paper quoted B as saying”: the same content."""
    for token in tokens_of(doc, link.cue):
        for verb in (token, *(c for c in token.children if c.dep_ in ("advcl", "xcomp", "prep"))):
            quoted = any(c.lower_ == "as" for c in verb.children)
            if verb.lemma_.lower() not in CITES or not (quoted or verb.tag_ == "VBG"):
                continue
            for who in (c for c in verb.children if c.dep_ in ("dobj", "nsubjpass")):
                span = _phrase(doc, who)
                content = _without(text, link.content, span)
                if content and speaks(who) and not (link.source and span.overlaps(link.source)):
                    yield span, Link(span, token_span(verb), content, made_by="nested")
                    return


def _without(text: str, contents: Sequence[Span], who: Span) -> tuple[Span, ...]:
    """The contents, the words “B as saying” left out of them."""
    kept = []
    for span in contents:
        saying = _SAYING.match(text, who.end, span.end) if span.overlaps(who) else None
        if saying is not None:
            kept.append(Span(saying.end(), span.end))
        elif not span.overlaps(who):
            kept.append(span)
    return tuple(kept)


def _inside(doc: Doc, link: Link) -> Iterator[tuple[Span, Link]]:
    """Verbs of saying with a subject and a clause of their own, and “according to”."""
    for content in link.content:
        for token in tokens_of(doc, content):
            said = _said(doc, token, content)
            if said is not None:
                yield said


def _said(doc: Doc, token: Token, content: Span) -> tuple[Span, Link] | None:
    cue = token_span(token)
    said: Token | None
    if token.lower_ == "according":
        to = next((c for c in token.children if c.lower_ == "to"), None)
        who = next((c for c in to.children if c.dep_ == "pobj"), None) if to is not None else None
        said = token.head
        if to is not None:
            cue = Span(cue.start, to.idx + len(to))
    elif token.pos_ == "VERB" and _of_saying(token) and not _supposed(token):
        who = next((c for c in token.children if c.dep_ == "nsubj"), None)
        said = next((c for c in token.children if c.dep_ == "ccomp"), None)
    else:
        return None
    if who is None or said is None or not speaks(who):
        return None
    source, what = _phrase(doc, who), _clause(doc, said, token, content)
    inside = content.start <= min(source.start, cue.start) and source.end <= content.end
    if not inside or what is None or not content.start <= what.start < what.end <= content.end:
        return None
    if stance_of(cue, (what,), doc) not in _TELLS:
        return None
    return source, Link(source, cue, (what,), made_by="nested")


def _of_saying(verb: Token) -> bool:
    lemma = verb.lemma_.lower()
    return lexicon().get(("verbs", lemma)) in _TELLS or ("verbs + clause", lemma) in lexicon()


def speaks(who: Token) -> bool:
    """Whether a noun can name a speaker: a name, a pronoun of persons, or a word of the lists."""
    if who.pos_ == "PRON":
        return who.lower_ in _PRONOUNS
    if who.ent_type_ in _NAMES:
        return True
    return who.lemma_.lower() in _SPEAKERS


def _supposed(verb: Token) -> bool:
    """Whether the saying is not reported as done: “would say”, “to say”, “did not say”, “if”."""
    return verb.tag_ not in ("VBD", "VBZ", "VBP", "VBN") or any(
        c.tag_ in ("MD", "TO") or c.dep_ == "neg" or c.lower_ in ("if", "unless")
        for c in verb.children
    )


def _phrase(doc: Doc, head: Token) -> Span:
    """A noun with what belongs to it, up to a relative clause."""
    clause = next((c.left_edge.i for c in head.children if c.dep_ == "relcl"), None)
    end = head.right_edge.i + 1 if clause is None or clause <= head.i else clause
    while doc[end - 1].is_punct and end - 1 > head.i:
        end -= 1
    return tokens_span(doc, head.left_edge.i, end)


def _clause(doc: Doc, head: Token, verb: Token, content: Span) -> Span | None:
    """The words of a clause within ``content``, on one side of the verb that reports it."""
    start, end = head.left_edge.i, head.right_edge.i + 1
    while start < end and doc[start].idx < content.start:
        start += 1
    while start < end and doc[end - 1].idx >= content.end:
        end -= 1
    if verb.is_ancestor(head):
        ok = start > verb.i or end <= verb.i
    else:  # “according to”: what stands before or behind the phrase
        inner = range(verb.left_edge.i, verb.right_edge.i + 1)
        if start >= inner.start:
            start = max(start, inner.stop)
        else:
            end = min(end, inner.start)
        ok = start < end
    while ok and start < end and doc[start].is_punct and not doc[start].is_quote:
        start += 1
    while ok and end > start and doc[end - 1].is_punct and not doc[end - 1].is_quote:
        end -= 1
    return tokens_span(doc, start, end) if ok and end > start else None
