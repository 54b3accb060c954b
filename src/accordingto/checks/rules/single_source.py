"""All that the article attributes rests on one source, or on sources of one organization.

Origin: the BBC's editorial guidelines ask for more than one source; a story that has one should say
why.

Leaves alone: articles with fewer than three attributed sentences, those whose headline names the
person who speaks or says that somebody says it, stories of a poll, a study, a book, a speech or an
interview, live pages and columns. A source that stands for nobody in particular (“reports”) is not
counted as a second one, a person without a name is. The threshold is the least number of
attributed sentences.

Measured: 2 of 4 on raw news, all that 3,587 articles have, and it was mended on the same (5 of 16
before): too few to tell. It runs because such a story is worth a word, as a suggestion.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from accordingto.checks.rule import Hit, House, Rule
from accordingto.checks.sources import house_of, is_named
from accordingto.checks.story import Story
from accordingto.records import Source

#: What is reported as a whole: what is in it, or was said there, is one voice by nature.
_REPORTED = re.compile(
    r"\b(?:polls?|surveys?|study|audit|book|census|court|lawsuit|indictment|speech|interview|"
    r"remarks|new (?:\w+ )?(?:report|outlook))\b",
    re.IGNORECASE,
)
#: A headline that says that somebody says it, or is that of a live page.
_TOLD = re.compile(
    r"\b(?:says?|said|tells?|warns?|claims?|explains?|argues?|insists?|vows?|urges?|calls?|slams?|"
    r"blasts?)\b|[–-] live$|^(?!opinion|exclusive|watch|report|video)[^:]{3,40}: ",
)


def find(story: Story, house: House) -> Iterator[Hit]:
    """One hit, at the first claim of the only source."""
    named = [claim for claim in story.claims if claim.source and is_named(claim.source)]
    told = {claim.sentence.index for claim in named}
    speakers = {house_of(claim.source) for claim in named if claim.source}
    if len(speakers) != 1 or len(told) < house.threshold:
        return
    (only,) = speakers
    if any(claim.source and _is_another(claim.source, only) for claim in story.claims):
        return
    sources = [claim.source for claim in named if claim.source]
    if any(_REPORTED.search(s.name) or _is_the_story(story, s) for s in sources):
        return
    if any(_REPORTED.search(story.own(claim.sentence.span)) for claim in named):
        return
    yield Hit(
        named[0].sentence.span,
        f"All that the article attributes rests on one source: {only}.",
    )


def _is_another(source: Source, only: str) -> bool:
    """Whether somebody speaks beside the one source, though a reader could not look them up."""
    unnamed = source.type == "unnamed person" and source.organization != only
    return unnamed or source.type == "anonymous"


def _is_the_story(story: Story, source: Source) -> bool:
    """Whether the story is what a person says, or a column: it has one voice by nature."""
    headlines = [s.span.of(story.text) for s in story.annotation.sentences if s.kind == "headline"]
    head = " ".join([story.annotation.article.title, *headlines]).lower()
    parts = [part.lower() for part in re.findall(r"\w{3,}", source.name) if part[0].isupper()]
    told = source.type == "named person" and any(part in head for part in parts)
    return told or bool(_TOLD.search(head)) or story.is_column


RULE = Rule(
    id="single-source",
    severity="suggestion",
    origin="BBC editorial guidelines: more than one source",
    mend="Find a second, independent source, or say why there is only one.",
    find=find,
    threshold=3,
    found=(
        "[The ministry/org] {said} <the plant is safe>. | [It=The ministry] {said} <nobody fell>."
        "\n[Reports/doc] {suggest} <it leaks>. | [The ministry] {added} <that tests go on>.",
    ),
    passed=(
        "[The ministry/org] {said} <the plant is safe>. | [It=The ministry] {said} <nobody fell>."
        "\n[Ann Roe] {said} <it leaks>.",
        "[The ministry/org] {said} <the plant is safe>.",
    ),
    about=__doc__,
)
