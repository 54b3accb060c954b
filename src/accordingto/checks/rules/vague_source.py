"""A claim that rests on “critics”, “experts” or “reports”, and no one of them in the article.

Origin: Reuters' handbook of journalism, NPR's ethics handbook and the Wall Street Journal's style
notes: a source that stands for nobody in particular lends a claim weight that it does not have.

Leaves alone: nouns told apart by what stands beside them (“critics of the mayor in Eastmere”),
groups of which a member speaks near, officials and scholars of whom one speaks anywhere,
quotations, the vague noun without a verb that attributes, and what was said when something else was
done (“when critics complained, the mayor laughed”). The word list may be changed.

Measured: 18 of 20 on raw news.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from accordingto.checks.phrases import listed, pattern
from accordingto.checks.rule import Hit, House, Rule
from accordingto.checks.sources import is_force, is_named
from accordingto.checks.story import Claim, Story

WORDS = listed("""reports, media reports, news reports, press reports, local media,
    critics, experts, observers, analysts, pundits, commentators, insiders, officials, sources,
    authorities, opponents, supporters, advocates, activists, skeptics, sceptics, scientists,
    researchers, economists, historians, scholars, academics, studies, research, rumors, rumours,
    some people, many people, many, some, others, several people, locals, residents,
    industry insiders, legal experts, health experts, political analysts""")
#: “Some” and “many” are anybody's words for a crowd: only what they plainly say is a claim.
_CROWD = re.compile(r"(?:some|many|others)(?: people)?|several people", re.IGNORECASE)
_SAYING = re.compile(
    r"\b(?:say|said|says|argu\w+|claim\w*|alleg\w+|contend\w*|suggest\w*|complain\w*|warn\w*|"
    r"predict\w*|characteri[sz]\w+|call\w*|insist\w*|maintain\w*|accus\w+|estimates?)\b",
    re.IGNORECASE,
)
_BEFORE = re.compile(
    r"^(?:(?:some|many|several|most|other|various|multiple|numerous|all|a number of|"
    r"recent|earlier|unconfirmed|conflicting|independent) )+",
    re.IGNORECASE,
)
_OFFICE = re.compile(
    r"\b(?:officials?|authorities|spokes\w+|chief|sheriff|mayor|secretary|minister|director|governor|"
    r"commissioner|captain|sergeant|lieutenant|attorney|agent)\b",
    re.IGNORECASE,
)
_SCHOLARS = re.compile(
    r"\b(?:researchers?|scientists?|stud(?:y|ies)|professor|authors?|university|institute|Dr)\b",
    re.IGNORECASE,
)
#: Before a source: its words are the time of something else, not a claim of the story.
_WHEN = re.compile(r"\b(?:when|whenever)\s+$", re.IGNORECASE)
_REACH = 3


def find(story: Story, house: House) -> Iterator[Hit]:
    """Claims whose source is a vague noun and nothing more."""
    vague = pattern(house.words)
    for claim in story.claims:
        mention, cue = claim.attribution.source, claim.attribution.cue
        if mention is None or cue is None or story.is_quoted(mention):
            continue
        if claim.attribution.form != "indirect":
            continue  # whoever is quoted was somebody
        if _WHEN.search(story.plain[claim.sentence.span.start : mention.start]):
            continue
        words = story.words(mention)
        bare = _BEFORE.sub("", words)
        if not (vague.fullmatch(words) or vague.fullmatch(bare)):
            continue
        if _CROWD.fullmatch(words) and not _SAYING.search(story.own(cue)):
            continue
        if not _member_speaks(story, claim) and not story.is_described(claim, bare):
            yield Hit(mention, f"“{words}”: nobody in the article is one of them.")


def _member_speaks(story: Story, claim: Claim) -> bool:
    """Whether one of them, it seems, is named: of reports, a document within the next sentences.

    Of officials, anybody in office, wherever he speaks.
    """
    here = claim.sentence.index
    if _OFFICE.search(story.words(claim.attribution.source)):
        sources = story.annotation.sources
        return any(is_force(s) or _OFFICE.search(s.title or "") for s in sources if is_named(s))
    if _SCHOLARS.search(story.words(claim.attribution.source)):
        named = (s for s in story.annotation.sources if is_named(s))
        return any(_SCHOLARS.search(f"{s.name} {s.title or ''}") for s in named)
    written = claim.source is not None and claim.source.type == "document"
    return any(
        other.source is not None
        and is_named(other.source)
        and (other.source.type == "document") == written
        for other in story.claims
        if here <= other.sentence.index <= here + _REACH
    )


RULE = Rule(
    id="vague-source",
    severity="warning",
    origin="Reuters handbook, NPR ethics handbook: no source that stands for nobody",
    mend="Name one of them, or say how many and who they are.",
    find=find,
    words=WORDS,
    found=(
        "~The tunnel opened in May, with [reports/doc] {suggesting} <that it leaks>.",
        "[Some critics/group] {say} <the tunnel is unsafe>.",
    ),
    passed=(
        "[Critics/group] {say} <the tunnel is unsafe>. | <“It leaks,”> {said} [Ann Roe].",
        "[Critics of the mayor/group] {say} <the tunnel is unsafe>.",
        "When [critics/group] {said} <the tunnel leaked>, the mayor laughed.",
        "Reports of the accident came in at noon.",
    ),
    about=__doc__,
)
