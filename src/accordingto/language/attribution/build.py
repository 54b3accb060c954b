"""Claims → attributions and sources, as the annotation lists them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from accordingto.language.attribution.claims import Claim
from accordingto.language.segmentation.forms import form_of
from accordingto.records import Attribution, Source, Span

#: Below this confidence nobody is named: the source is more often wrong than right.
UNSURE = 0.3


@dataclass(frozen=True, slots=True)
class NamedSources:
    """The sources of an article, and for each claim whose it is and what that rests on.

    ``ids[k]`` are the sources of claim ``k`` (none: unknown; two: they say it together);
    ``whys[k]`` tells it in words.
    """

    sources: tuple[Source, ...]
    ids: tuple[tuple[str, ...], ...]
    whys: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class _Naming:
    """The sources of a claim by id (none: unknown), and what that rests on."""

    ids: tuple[str, ...]
    why: str


def attributed(
    text: str, claims: Sequence[Claim], named: NamedSources, quotations: Sequence[Span]
) -> tuple[tuple[Attribution, ...], tuple[Source, ...]]:
    """Attributions, and the sources that put forward a claim; who merely acts is no source."""
    namings = [_naming(claim, k, named) for k, claim in enumerate(claims)]
    speaking = {
        id
        for claim, naming in zip(claims, namings, strict=True)
        if claim.asserts
        for id in naming.ids
    }
    new = {
        source.id: f"S{number}"
        for number, source in enumerate(
            (source for source in named.sources if source.id in speaking), 1
        )
    }
    made: list[Attribution] = []
    first: dict[int, str] = {}  # by claim, the id of its first attribution
    for k in sorted(range(len(claims)), key=lambda k: _path(claims, k)):
        claim, link = claims[k], claims[k].link
        if claim.within is not None and not namings[k].ids:
            continue  # nobody else is named for what is relayed
        first[k] = f"A{len(made) + 1}"
        form = form_of(link.content, quotations, text)
        # Sources that assert it together have an attribution each, over the same words.
        known: list[str | None] = [new[id] for id in namings[k].ids if id in new]
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
                    claim.why or namings[k].why,
                )
            )
    sources = (replace(s, id=new[s.id]) for s in named.sources if s.id in new)
    return tuple(made), tuple(sources)


def _naming(claim: Claim, k: int, named: NamedSources) -> _Naming:
    ids = named.ids[k]
    if claim.within is not None and ids == named.ids[claim.within]:
        return _Naming((), "")  # who quotes himself relays nobody
    if ids and claim.link.evidence and claim.link.confidence < UNSURE:
        names = " and ".join(source.name for source in named.sources if source.id in ids)
        return _Naming((), f"perhaps {names}: too unsure to name a source")
    return _Naming(ids, named.whys[k])


def _path(claims: Sequence[Claim], k: int) -> tuple[int, ...]:
    """The claims from the outermost around claim ``k`` to itself: outer ones sort first."""
    within = claims[k].within
    return (k,) if within is None else (*_path(claims, within), k)
