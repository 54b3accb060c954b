"""Which source of an annotation a review means, also where the article was edited since."""

from __future__ import annotations

import dataclasses
from collections.abc import Sequence

from accordingto.records import Annotation, Source
from accordingto.review.decisions import Correction, SourceReference


def identify(annotation: Annotation, corrections: Sequence[Correction]) -> list[Correction | None]:
    """The corrections with the ids of this annotation, each None where it has no such source.

    A source that an edit of the article gave another name is known by what the article calls it,
    or by its right name, which may now stand there; not where another correction is of that very
    source.
    """
    found = [_identified(annotation, correction) for correction in corrections]
    taken: dict[str, int] = {}
    for at, (now, before) in enumerate(zip(found, corrections, strict=True)):
        if now is None:
            continue
        other = taken.setdefault(now.id, at)
        if other != at:
            exact = now.name == before.name
            found[other if exact else at] = None
            taken[now.id] = at if exact else other
    return found


def _identified(annotation: Annotation, correction: Correction) -> Correction | None:
    source = _find_edited(annotation, correction.source, correction.rename)
    into = None
    if correction.merge_into is not None:
        into = _find_edited(annotation, correction.merge_into)
    if source is None or (correction.merge_into is not None and into is None):
        return None
    return dataclasses.replace(
        correction,
        id=source.id,
        name=source.name,
        merge_into=None if into is None else reference_to(into),
    )


def find(annotation: Annotation, reference: SourceReference) -> Source | None:
    """The source of that id and name; else the only one of that name: ids change with the text."""
    same = [source for source in annotation.sources if source.name == reference.name]
    exact = [source for source in same if source.id == reference.id] or same
    return exact[0] if len(exact) == 1 else None


def _find_edited(
    annotation: Annotation, reference: SourceReference, right: str | None = None
) -> Source | None:
    """The source, also where it goes by another name since the article was edited."""
    exact = find(annotation, reference)
    if exact is not None:
        return exact
    if right is not None and (renamed := find(annotation, SourceReference(None, right))):
        return renamed
    text = annotation.article.text
    called = [
        source
        for source in annotation.sources
        if reference.name in {span.of(text) for span in source.mentions}
    ]
    return called[0] if len(called) == 1 else None


def reference_to(source: Source) -> SourceReference:
    """What a review calls a source of an annotation."""
    return SourceReference(source.id, source.name)
