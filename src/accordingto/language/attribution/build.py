"""Claims → attributions and sources, as the annotation lists them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from accordingto.language.attribution.claims import Claim
from accordingto.language.attribution.evidence import Basis, evidence_of
from accordingto.language.attribution.linking import Maker
from accordingto.language.segmentation.forms import form_of
from accordingto.language.tagging.confidence import Evidence, confidence
from accordingto.records import Attribution, Source, Span

#: Below this confidence of its link nobody is named: the source is more often wrong than right.
UNSURE = 0.3
#: What to tell the user of a link that a rule made.
_MADE_BY: dict[Maker, str] = {
    "colon": "the words before the colon announce it",
    "relay": "told through somebody else beside it",
    "label": "the sentence as a whole reads as attributed",
}


@dataclass(frozen=True, slots=True)
class Naming:
    """The sources of a claim by id (none: unknown; two: they say it together), and why they are.

    ``basis`` is the kind of reason, ``chance``, 0 to 1, that of a pronoun's antecedent, else 1.
    """

    ids: tuple[str, ...] = ()
    why: str = ""
    basis: Basis = "nobody"
    chance: float = 1.0


@dataclass(frozen=True, slots=True)
class NamedSources:
    """The sources of an article, and for each claim, in order, whose it is."""

    sources: tuple[Source, ...]
    namings: tuple[Naming, ...]


@dataclass(frozen=True, slots=True)
class Built:
    """Attributions, the sources that put forward a claim, and what speaks for each attribution."""

    attributions: tuple[Attribution, ...]
    sources: tuple[Source, ...]
    evidence: tuple[Evidence, ...]


def built(
    text: str,
    claims: Sequence[Claim],
    named: NamedSources,
    quotations: Sequence[Span],
    weights: Evidence,
) -> Built:
    """The attributions of an article; who merely acts is no source.

    ``weights``: those of the evidence for the confidence of an attribution (`evidence_of`).
    """
    namings = [_naming(claim, k, named) for k, claim in enumerate(claims)]
    speaking = {
        id
        for claim, naming in zip(claims, namings, strict=True)
        if claim.asserts
        for id in naming.ids
    }
    sources = [source for source in named.sources if source.id in speaking]
    new = {source.id: f"S{number}" for number, source in enumerate(sources, 1)}
    types = {source.id: source.type for source in named.sources}
    attributions: list[Attribution] = []
    evidence: list[Evidence] = []
    first: dict[int, str] = {}  # by claim, the id of its first attribution
    for k in sorted(range(len(claims)), key=lambda k: _path(claims, k)):
        claim, link, naming = claims[k], claims[k].link, namings[k]
        if claim.within is not None and not naming.ids:
            continue  # nobody else is named for what is relayed
        first[k] = f"A{len(attributions) + 1}"
        form = form_of(link.content, quotations, text)
        # Sources that assert it together have an attribution each, over the same words.
        known: list[str | None] = [id for id in naming.ids if id in new]
        for id in known or [None]:
            proof = evidence_of(
                claim, naming.basis, naming.chance, "unknown" if id is None else types[id]
            )
            evidence.append(proof)
            attributions.append(
                Attribution(
                    f"A{len(attributions) + 1}",
                    None if id is None else new[id],
                    link.source,
                    link.cue,
                    link.content,
                    form,
                    claim.stance,
                    round(confidence(proof, weights), 3),
                    None if claim.within is None else first.get(claim.within),
                    "; ".join(_reasons(claim, naming)),
                )
            )
    return Built(
        tuple(attributions),
        tuple(replace(source, id=new[source.id]) for source in sources),
        tuple(evidence),
    )


def _naming(claim: Claim, k: int, named: NamedSources) -> Naming:
    naming = named.namings[k]
    if claim.within is not None and naming.ids == named.namings[claim.within].ids:
        return Naming()  # who quotes himself relays nobody
    if naming.ids and claim.link.evidence and claim.link.confidence < UNSURE:
        names = " and ".join(source.name for source in named.sources if source.id in naming.ids)
        return Naming(why=f"perhaps {names}: too unsure to name a source")
    return naming


def _reasons(claim: Claim, naming: Naming) -> Iterator[str]:
    """What to tell the user: why it is no claim, or else what made it and whose it is."""
    if claim.why:
        yield claim.why
        return
    made_by = claim.link.why or _MADE_BY.get(claim.link.made_by, "")
    if claim.within is None and made_by:
        yield made_by
    if naming.why:
        yield naming.why


def _path(claims: Sequence[Claim], k: int) -> tuple[int, ...]:
    """The claims from the outermost around claim ``k`` to itself: outer ones sort first."""
    within = claims[k].within
    return (k,) if within is None else (*_path(claims, within), k)
