"""A study's finding, and nobody who speaks of it but its authors.

Origin: the sixth criterion of HealthNewsReview: an independent source, without a stake in the work.

Leaves alone: studies mentioned in passing (a single sentence), official statistics and polls, and
stories in which anybody speaks who is not of the study.

Measured: 1 of 1 on raw news, in 1,690 articles: too few to tell, so it does not run by default.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from accordingto.checks.rule import Hit, House, Rule
from accordingto.checks.story import Claim, Story

_STUDY = re.compile(
    r"\b(?:stud(?:y|ies)|trial|paper|researchers?|scientists?|research team|findings)\b",
    re.IGNORECASE,
)
_AUTHOR = re.compile(
    r"\b(?:authors?|co-?authors?|lead|led|researchers?|scientists?|investigators?|professor|team|"
    r"stud(?:y|ies)|Dr|paper|who conducted)\b",
    re.IGNORECASE,
)
_INDEPENDENT = re.compile(
    r"\bnot\s+(?:involved|part\s+of|connected)\b|\bwas\s?n[o’']t\s+involved\b|\bindependent\b|"
    r"\bnot\s+an\s+author\b|\bcritics?\b",
    re.IGNORECASE,
)


def find(story: Story, house: House) -> Iterator[Hit]:
    """One hit at the first claim of a study, where all that speak are of it."""
    named = [claim for claim in story.claims if claim.source]
    studies = [claim for claim in named if _is_study(claim)]
    if len({claim.sentence.index for claim in studies}) < house.threshold:
        return
    if any(not (_is_study(claim) or _is_author(story, claim)) for claim in named):
        return
    if not any(_INDEPENDENT.search(story.own(sentence.span)) for sentence in story.body):
        yield Hit(studies[0].sentence.span, "A study's finding, and only its authors speak of it.")


def _is_study(claim: Claim) -> bool:
    source = claim.source
    return source is not None and source.type != "named person" and bool(_STUDY.search(source.name))


def _is_author(story: Story, claim: Claim) -> bool:
    source = claim.source
    if source is None:
        return False
    near = story.own(claim.sentence.span)
    return bool(_AUTHOR.search(f"{source.title or ''} {source.name} {near}"))


RULE = Rule(
    id="one-side-science",
    severity="warning",
    origin="HealthNewsReview, criterion 6: an independent source",
    mend="Ask somebody who has no part in the study.",
    find=find,
    default=False,
    threshold=2,
    found=(
        "[The study/doc] {found} <that the drug helps>. | [The study/doc] {showed} <no harm>. | "
        "<“It works,”> {said} [Ann Roe], the study's lead author.",
    ),
    passed=(
        "[The study/doc] {found} <that the drug helps>. | [The study/doc] {showed} <no harm>. | "
        "<“It is too small,”> {said} [Tom Day], who was not involved.",
        "[The study/doc] {found} <that the drug helps>.",
    ),
    about=__doc__,
)
