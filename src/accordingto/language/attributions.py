"""Claims → attributions and sources, as the annotation lists them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from spacy.tokens import Doc

from accordingto.language.forms import form_of
from accordingto.language.labelling import Claim
from accordingto.language.sources import Resolution, resolve
from accordingto.records import Article, Attribution, Source, Span

#: Below this confidence nobody is named: the source is more often wrong than right.
UNSURE = 0.3


@dataclass(frozen=True, slots=True)
class _Named:
    """The sources of a claim by id (none: unknown), and what that rests on."""

    ids: tuple[str, ...]
    why: str


def attributed(
    article: Article, doc: Doc, claims: Sequence[Claim], quotations: Sequence[Span]
) -> tuple[tuple[Attribution, ...], tuple[Source, ...]]:
    """Attributions, and the sources that put forward a claim; who merely acts is no source."""
    inner = frozenset(k for k, claim in enumerate(claims) if claim.within is not None)
    resolution = resolve(doc, [claim.link for claim in claims], quotations, inner)
    named = [_named(claim, k, resolution) for k, claim in enumerate(claims)]
    speaking = {
        id for claim, each in zip(claims, named, strict=True) if claim.asserts for id in each.ids
    }
    new = {
        source.id: f"S{number}"
        for number, source in enumerate((s for s in resolution.sources if s.id in speaking), 1)
    }
    made: list[Attribution] = []
    first: dict[int, str] = {}  # by claim, the id of its first attribution
    for k in sorted(range(len(claims)), key=lambda k: _path(claims, k)):
        claim, link = claims[k], claims[k].link
        if claim.within is not None and not named[k].ids:
            continue  # nobody else is named for what is relayed
        first[k] = f"A{len(made) + 1}"
        form = form_of(link.content, quotations, article.text)
        # Sources that assert it together have an attribution each, over the same words.
        known: list[str | None] = [new[id] for id in named[k].ids if id in new]
        for source_id in known or [None]:
            made.append(
                Attribution(
                    f"A{len(made) + 1}",
                    source_id,
                    link.source,
                    link.cue,
                    link.content,
                    form,
                    claim.stance,
                    round(link.confidence, 3),
                    None if claim.within is None else first.get(claim.within),
                    claim.why or named[k].why,
                )
            )
    sources = (replace(s, id=new[s.id]) for s in resolution.sources if s.id in new)
    return tuple(made), tuple(sources)


def _named(claim: Claim, k: int, resolution: Resolution) -> _Named:
    ids = resolution.source_ids[k]
    if claim.within is not None and ids == resolution.source_ids[claim.within]:
        return _Named((), "")  # who quotes himself relays nobody
    if ids and claim.link.evidence and claim.link.confidence < UNSURE:
        names = " and ".join(source.name for source in resolution.sources if source.id in ids)
        return _Named((), f"perhaps {names}: too unsure to name a source")
    return _Named(ids, resolution.whys[k])


def _path(claims: Sequence[Claim], k: int) -> tuple[int, ...]:
    """The claims from the outermost around claim ``k`` to itself: outer ones sort first."""
    within = claims[k].within
    return (k,) if within is None else (*_path(claims, within), k)
