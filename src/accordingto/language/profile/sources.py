"""The sources of an article as the annotation lists them: entities and what is told of them."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from functools import partial

from spacy.tokens import Doc

from accordingto.language.attribution.build import NamedSources, Naming
from accordingto.language.attribution.linking import Link
from accordingto.language.coreference.clusters import Clusters, clusters
from accordingto.language.coreference.discourse import Discourse, Referent
from accordingto.language.coreference.resolver import Resolver
from accordingto.language.coreference.weighing import Weighing
from accordingto.language.profile.anonymity import reason_for_anonymity
from accordingto.language.profile.justification import justification
from accordingto.language.profile.title_choice import TitleChooser
from accordingto.language.profile.title_phrases import TitlePhrase, has_title
from accordingto.language.profile.titles import titles
from accordingto.language.profile.types import described_type
from accordingto.records import Source, Span

#: What the article says of everybody whom it names.
_Told = Mapping[str, tuple[TitlePhrase, ...]]
_NAMELESS = frozenset({"unnamed person", "anonymous", "unnamed group"})


def name_sources(
    doc: Doc,
    links: Sequence[Link],
    quotations: Sequence[Span],
    weighing: Weighing,
    chooser: TitleChooser,
    inner: Collection[int] = (),
    acts: Collection[int] = (),
) -> NamedSources:
    """Name the source of every link; ``doc`` is the whole article, parsed.

    ``links`` may come in any order; the answers are in theirs. ``quotations`` are spans with
    their marks, one for each paragraph of a quotation. ``weighing`` tells the likeliest of several
    candidates, ``chooser`` finds the title among what the article says of somebody. ``inner``: the
    links, by index, that another relays. ``acts``: those that put forward no claim.
    """
    named = clusters(doc)
    told = titles(doc, named, quotations)
    resolution = _resolver(doc, named, told, quotations, weighing).run(links, inner, acts)
    ids = [f"S{number}" for number in range(1, len(resolution.referents) + 1)]
    return NamedSources(
        tuple(
            _source(doc, referent, id, quotations, _title(referent, told, chooser))
            for referent, id in zip(resolution.referents, ids, strict=True)
        ),
        tuple(
            Naming(
                tuple(ids[place] for place in antecedent.referents),
                antecedent.why,
                antecedent.basis,
                antecedent.chance,
            )
            for antecedent in resolution.antecedents
        ),
    )


def resolver(doc: Doc, quotations: Sequence[Span], weighing: Weighing) -> Resolver:
    """A resolver that knows whom the article names and what it says they are."""
    named = clusters(doc)
    return _resolver(doc, named, titles(doc, named, quotations), quotations, weighing)


def _resolver(
    doc: Doc, named: Clusters, told: _Told, quotations: Sequence[Span], weighing: Weighing
) -> Resolver:
    words = {
        name: tuple(dict.fromkeys(phrase.text for phrase in phrases))
        for name, phrases in told.items()
    }
    typed = partial(described_type, kind_of=weighing.kind)
    return Resolver(Discourse(doc, named, words, typed), quotations, weighing)


def _source(
    doc: Doc, referent: Referent, id: str, quotations: Sequence[Span], title: str | None
) -> Source:
    return Source(
        id,
        referent.name,
        referent.type,
        title,
        tuple(sorted(referent.mentions)),
        _reason(doc, referent),
        justification(doc, referent, sorted(quotations)),
    )


def _title(referent: Referent, told: _Told, chooser: TitleChooser) -> str | None:
    # Who has no name is known by the title alone: “senior administration official”.
    if referent.type in _NAMELESS and has_title(referent.name):
        return referent.name
    phrases = told.get(referent.name, ()) if referent.entity is not None else ()
    beside = {phrase.text for phrase in phrases}
    described = [TitlePhrase(text, "described") for text in referent.titles if text not in beside]
    return chooser((*phrases, *described), referent.name)


def _reason(doc: Doc, referent: Referent) -> str | None:
    if referent.type != "anonymous" or referent.described is None:
        return None
    return reason_for_anonymity(doc, referent.described)
